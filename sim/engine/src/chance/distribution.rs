//! Distributions of time, sampled by inversion: one uniform number a sample.

use super::gamma_quantile;
use crate::time::Span;

/// The least and the greatest shape of a Weibull distribution: beyond them its mean is not to be had in floating point, or
/// nobody could tell it from a constant.
const WEIBULL_SHAPES: [f64; 2] = [0.05, 1e6];

/// A distribution of a length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution(Law);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Law {
    Constant(Span),
    Uniform { low_s: f64, width_s: f64 },
    Exponential { mean_s: f64 },
    Lognormal { mu: f64, sigma: f64 },
    Gamma { shape: f64, scale_s: f64 },
    Weibull { scale_s: f64, exponent: f64 },
}

impl Distribution {
    /// Makes the distribution that always gives the same span.
    pub const fn constant(value: Span) -> Self {
        Self(Law::Constant(value))
    }

    /// Makes the distribution in which every span between two bounds is equally likely.
    pub fn uniform(low: Span, high: Span) -> Self {
        let low_s = low.as_secs_f64();
        Self(Law::Uniform {
            low_s,
            width_s: (high.as_secs_f64() - low_s).max(0.0),
        })
    }

    /// Makes the exponential distribution with the given mean.
    pub fn exponential(mean: Span) -> Self {
        Self(Law::Exponential {
            mean_s: mean.as_secs_f64(),
        })
    }

    /// Makes the lognormal distribution with the given mean and coefficient of variation.
    ///
    /// A mean of zero gives the constant zero; a negative coefficient counts as zero.
    pub fn lognormal(mean: Span, cv: f64) -> Self {
        if mean.is_zero() {
            return Self::constant(Span::ZERO);
        }
        let cv = cv.max(0.0);
        let variance = libm::log1p(cv * cv);
        let mu = libm::log(mean.as_secs_f64()) - variance / 2.0;
        Self(Law::Lognormal {
            mu,
            sigma: libm::sqrt(variance),
        })
    }

    /// Makes the gamma distribution with the given mean and coefficient of variation.
    ///
    /// A mean of zero gives the constant zero; a coefficient below a millionth gives the constant mean.
    pub fn gamma(mean: Span, cv: f64) -> Self {
        if mean.is_zero() || cv < 1e-6 {
            return Self::constant(mean);
        }
        let shape = 1.0 / (cv * cv);
        Self(Law::Gamma {
            shape,
            scale_s: mean.as_secs_f64() / shape,
        })
    }

    /// Makes the Weibull distribution with the given mean and shape; a shape of one is the exponential distribution.
    ///
    /// A mean of zero gives the constant zero; a shape below 0.05 or above a million counts as that.
    pub fn weibull(mean: Span, shape: f64) -> Self {
        if mean.is_zero() {
            return Self::constant(Span::ZERO);
        }
        let [least, greatest] = WEIBULL_SHAPES;
        let exponent = 1.0 / shape.clamp(least, greatest);
        Self(Law::Weibull {
            scale_s: mean.as_secs_f64() / libm::tgamma(1.0 + exponent),
            exponent,
        })
    }

    /// Gives the mean, in seconds.
    pub fn mean_s(&self) -> f64 {
        match self.0 {
            Law::Constant(value) => value.as_secs_f64(),
            Law::Uniform { low_s, width_s } => low_s + width_s / 2.0,
            Law::Exponential { mean_s } => mean_s,
            Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
            Law::Gamma { shape, scale_s } => shape * scale_s,
            Law::Weibull { scale_s, exponent } => scale_s * libm::tgamma(1.0 + exponent),
        }
    }

    /// Gives the span below which the share `uniform` of the distribution lies.
    ///
    /// The result grows with `uniform`, so candidates that share a number stay comparable.
    #[inline]
    pub fn sample(&self, uniform: f64) -> Span {
        match self.0 {
            Law::Constant(value) => value,
            Law::Uniform { low_s, width_s } => Span::from_secs_f64(low_s + width_s * uniform),
            Law::Exponential { mean_s } => Span::from_secs_f64(-mean_s * libm::log(1.0 - uniform)),
            Law::Lognormal { mu, sigma } => {
                Span::from_secs_f64(libm::exp(mu + sigma * normal_quantile(uniform)))
            }
            Law::Gamma { shape, scale_s } => {
                Span::from_secs_f64(scale_s * gamma_quantile(shape, uniform))
            }
            Law::Weibull { scale_s, exponent } => {
                let exponential = -libm::log(1.0 - uniform);
                Span::from_secs_f64(scale_s * libm::pow(exponential, exponent))
            }
        }
    }
}

/// Gives the quantile of the standard normal distribution.
///
/// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
/// Statistics 37 (1988), routine PPND16.
pub fn normal_quantile(probability: f64) -> f64 {
    let centred = probability - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return centred * ratio(r, &CENTRE);
    }
    let tail = if centred < 0.0 {
        probability
    } else {
        1.0 - probability
    };
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE)
    } else {
        ratio(r - 5.0, &FAR)
    };
    if centred < 0.0 { -size } else { size }
}

fn ratio(x: f64, [above, below]: &[[f64; 8]; 2]) -> f64 {
    polynomial(x, above) / polynomial(x, below)
}

fn polynomial(x: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];

const MIDDLE: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_8e-9,
    ],
];

const FAR: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_quantile_inverts_the_distribution_function() {
        for tail in [1e-15, 1e-9, 1e-4, 0.01, 0.074, 0.076, 0.3, 0.5] {
            let x = normal_quantile(tail);
            let back = 0.5 * libm::erfc(-x / core::f64::consts::SQRT_2);
            assert!((back / tail - 1.0).abs() < 1e-12, "{tail}: {back}");
            if tail > 1e-5 {
                assert!((normal_quantile(1.0 - tail) + x).abs() < 1e-9);
            }
        }
    }

    fn check_moments(distribution: Distribution, mean: f64, cv: f64) {
        const CELLS: u32 = 200_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for cell in 0..CELLS {
            let value = distribution
                .sample((f64::from(cell) + 0.5) / f64::from(CELLS))
                .as_secs_f64();
            sum += value;
            squares += value * value;
        }
        let measured = sum / f64::from(CELLS);
        assert!((distribution.mean_s() / mean - 1.0).abs() < 1e-12);
        let deviation = libm::sqrt((squares / f64::from(CELLS) - measured * measured).max(0.0));
        assert!(
            (measured / mean - 1.0).abs() < 1e-3,
            "{distribution:?}: mean {measured}"
        );
        assert!(
            (deviation / measured - cv).abs() < 1e-2,
            "{distribution:?}: {deviation}"
        );
    }

    #[test]
    fn moments_agree_with_the_closed_forms() {
        check_moments(Distribution::constant(Span::from_secs(7)), 7.0, 0.0);
        check_moments(Distribution::exponential(Span::from_secs(180)), 180.0, 1.0);
        check_moments(
            Distribution::lognormal(Span::from_secs(100), 1.0),
            100.0,
            1.0,
        );
        check_moments(
            Distribution::lognormal(Span::from_secs(240), 0.8),
            240.0,
            0.8,
        );
        let uniform = Distribution::uniform(Span::from_secs(2), Span::from_secs(4));
        check_moments(uniform, 3.0, 1.0 / libm::sqrt(27.0));
        for cv in [0.1, 0.7, 1.0, 2.0] {
            check_moments(Distribution::gamma(Span::from_secs(90), cv), 90.0, cv);
        }
        for (shape, gammas) in [
            // The gamma function at 1 + 1 / shape and at 1 + 2 / shape.
            (0.5, [2.0, 24.0]),
            (1.0, [1.0, 2.0]),
            (2.0, [libm::sqrt(core::f64::consts::PI) / 2.0, 1.0]),
        ] {
            let [first, second] = gammas;
            let cv = libm::sqrt(second / (first * first) - 1.0);
            check_moments(Distribution::weibull(Span::from_secs(60), shape), 60.0, cv);
        }
    }

    #[test]
    fn medians_agree_with_the_closed_forms() {
        let median = |distribution: Distribution| distribution.sample(0.5).as_micros();
        let minute = Span::from_secs(60);
        assert_eq!(median(Distribution::constant(minute)), 60_000_000);
        assert_eq!(median(Distribution::exponential(minute)), 41_588_831);
        assert_eq!(
            median(Distribution::uniform(Span::ZERO, minute)),
            30_000_000
        );
        // The median of a lognormal is mean / sqrt(1 + cv^2).
        assert_eq!(median(Distribution::lognormal(minute, 1.0)), 42_426_407);
        // The median of chi-square with four degrees of freedom, 3.3566940, is that of a gamma of shape two times two.
        let two = Distribution::gamma(minute, libm::sqrt(0.5));
        assert_eq!(median(two), 50_350_410);
        // The median of a Weibull of shape two is mean * sqrt(ln 2) * 2 / sqrt(pi).
        assert_eq!(median(Distribution::weibull(minute, 2.0)), 56_366_237);
    }

    #[test]
    fn laws_without_spread_or_length_are_constants() {
        let minute = Span::from_secs(60);
        assert_eq!(
            Distribution::gamma(minute, 0.0),
            Distribution::constant(minute)
        );
        for nothing in [
            Distribution::gamma(Span::ZERO, 1.0),
            Distribution::weibull(Span::ZERO, 2.0),
        ] {
            assert_eq!(nothing, Distribution::constant(Span::ZERO));
        }
        let exponential = Distribution::exponential(minute);
        for uniform in [0.001, 0.4, 0.999] {
            let expected = exponential.sample(uniform).as_micros();
            for same in [
                Distribution::gamma(minute, 1.0),
                Distribution::weibull(minute, 1.0),
            ] {
                assert!(same.sample(uniform).as_micros().abs_diff(expected) <= 1);
            }
        }
    }
}
