//! The laws that are fitted.

use serde::Serialize;

/// A law of times with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Law {
    /// Exponential.
    Exponential {
        /// The mean, in seconds.
        mean_s: f64,
    },
    /// Lognormal.
    Lognormal {
        /// The mean, in seconds.
        mean_s: f64,
        /// The coefficient of variation.
        cv: f64,
    },
    /// Weibull.
    Weibull {
        /// The mean, in seconds.
        mean_s: f64,
        /// The shape: above 1 customers give up the sooner the longer they have waited, below 1 the later.
        shape: f64,
    },
}

impl Law {
    /// Gives the mean, in seconds.
    pub const fn mean_s(self) -> f64 {
        match self {
            Self::Exponential { mean_s }
            | Self::Lognormal { mean_s, .. }
            | Self::Weibull { mean_s, .. } => mean_s,
        }
    }

    /// Gives the word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exponential { .. } => "exponential",
            Self::Lognormal { .. } => "lognormal",
            Self::Weibull { .. } => "weibull",
        }
    }
}

/// A law with two parameters, as numbers of the whole line in which its likelihood is nearly a parabola.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Mean and logarithm of the standard deviation of the logarithms.
    Lognormal,
    /// Logarithms of scale and shape.
    Weibull,
}

/// The narrowest and the widest standard deviation of logarithms; the least and the greatest shape. Our choice: beyond them a
/// law is a constant, or nothing that anybody waits.
const SIGMAS: [f64; 2] = [1e-3, 10.0];
const SHAPES: [f64; 2] = [0.1, 1e3];

impl Family {
    /// Gives the cumulated hazard up to a time: the negative logarithm of the share that is longer.
    pub(super) fn hazard(self, [first, second]: [f64; 2], seconds: f64) -> f64 {
        if seconds <= 0.0 {
            return 0.0;
        }
        let logarithm = libm::log(seconds) - first;
        match self {
            Self::Lognormal => normal_hazard(logarithm / bounded(second, SIGMAS)),
            Self::Weibull => libm::exp(bounded(second, SHAPES) * logarithm),
        }
    }

    pub(super) fn law(self, [first, second]: [f64; 2]) -> Law {
        match self {
            Self::Lognormal => {
                let sigma = bounded(second, SIGMAS);
                let variance = sigma * sigma;
                Law::Lognormal {
                    mean_s: libm::exp(first + variance / 2.0),
                    cv: libm::sqrt(libm::expm1(variance)),
                }
            }
            Self::Weibull => {
                let shape = bounded(second, SHAPES);
                Law::Weibull {
                    mean_s: libm::exp(first) * libm::tgamma(1.0 + 1.0 / shape),
                    shape,
                }
            }
        }
    }
}

fn bounded(logarithm: f64, [least, greatest]: [f64; 2]) -> f64 {
    libm::exp(logarithm).clamp(least, greatest)
}

/// The negative logarithm of the share of a standard normal distribution beyond a value.
fn normal_hazard(z: f64) -> f64 {
    let tail = |z: f64| 0.5 * libm::erfc(z / core::f64::consts::SQRT_2);
    if z < 0.0 {
        -libm::log1p(-tail(-z))
    } else if z < 30.0 {
        -libm::log(tail(z))
    } else {
        // The leading term of the tail; what it leaves out is below a thousandth.
        z * z / 2.0 + libm::log(z * libm::sqrt(core::f64::consts::TAU))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(family: Family, parameters: [f64; 2], mean: f64, second: f64) {
        let (found_mean, found_second) = match family.law(parameters) {
            Law::Exponential { mean_s } => (mean_s, 1.0),
            Law::Lognormal { mean_s, cv } => (mean_s, cv),
            Law::Weibull { mean_s, shape } => (mean_s, shape),
        };
        assert!((found_mean / mean - 1.0).abs() < 1e-12, "{found_mean}");
        assert!((found_second / second - 1.0).abs() < 1e-12);
        // The mean is the integral of the share that is longer.
        let step = mean / 1000.0;
        let longer = |n: u32| {
            let middle = (f64::from(n) + 0.5) * step;
            libm::exp(-family.hazard(parameters, middle))
        };
        let integral: f64 = (0..60_000).map(longer).sum::<f64>() * step;
        assert!(
            (integral / mean - 1.0).abs() < 1e-3,
            "{family:?}: {integral}"
        );
    }

    #[test]
    fn the_mean_agrees_with_the_share_that_is_longer() {
        let sigma = libm::sqrt(libm::log(2.0));
        let lognormal = [libm::log(100.0) - sigma * sigma / 2.0, libm::log(sigma)];
        check(Family::Lognormal, lognormal, 100.0, 1.0);
        let scale = 60.0 / libm::tgamma(1.5);
        check(
            Family::Weibull,
            [libm::log(scale), libm::log(2.0)],
            60.0,
            2.0,
        );
    }

    #[test]
    fn the_hazard_of_the_normal_tail_is_continuous() {
        for z in [0.0, 30.0] {
            let (below, above) = (normal_hazard(z - 1e-9), normal_hazard(z));
            assert!((above - below).abs() < 2e-3, "{z}: {below} {above}");
        }
        assert!((normal_hazard(0.0) - libm::log(2.0)).abs() < 1e-12);
    }
}
