//! The gamma distribution: its shares and their inverse.

use super::normal_quantile;

/// From this shape on the quantile is that of a normal distribution of the cube root, which then agrees to ten digits.
///
/// E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", Proceedings of the National Academy of Sciences 17 (1931).
const NEARLY_NORMAL: f64 = 1e7;
/// Below this a quantile is so near to zero that the first term of the series is all there is.
const FIRST_TERM_ALONE: f64 = 1e-14;
/// Both sums below have settled long before, whatever the shape.
const TERMS_MAX: u32 = 1_000_000;
const STEPS_MAX: u32 = 200;

/// The share of a gamma distribution of scale one below a value, and the share above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaShares {
    /// The regularized lower incomplete gamma function, from 0 to 1.
    pub below: f64,
    /// The upper one, from 0 to 1, exact in its own digits where it is small.
    pub above: f64,
}

/// Gives the shares of the gamma distribution of the given shape, above 0, and of scale one below and above `value`, from 0.
///
/// The series and the continued fraction are 6.5.29 and 6.5.31 of M. Abramowitz, I. A. Stegun, "Handbook of Mathematical
/// Functions" (1964).
pub fn gamma_shares(shape: f64, value: f64) -> GammaShares {
    if value <= 0.0 {
        return GammaShares {
            below: 0.0,
            above: 1.0,
        };
    }
    let factor = libm::exp(shape * libm::log(value) - value - libm::lgamma(shape));
    if value < shape + 1.0 {
        let below = (factor * series(shape, value)).min(1.0);
        GammaShares {
            below,
            above: 1.0 - below,
        }
    } else {
        let above = (factor * fraction(shape, value)).min(1.0);
        GammaShares {
            below: 1.0 - above,
            above,
        }
    }
}

fn series(shape: f64, value: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    for n in 1..TERMS_MAX {
        term *= value / (shape + f64::from(n));
        sum += term;
        if term < sum * f64::EPSILON / 4.0 {
            break;
        }
    }
    sum
}

/// The continued fraction in its even form, from the top (W. J. Lentz, "Generating Bessel functions in Mie scattering
/// calculations using continued fractions", Applied Optics 15, 1976).
fn fraction(shape: f64, value: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let apart = |number: f64| if number.abs() < TINY { TINY } else { number };
    let mut below = value + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / apart(below);
    let mut product = d;
    for n in 1..TERMS_MAX {
        let n = f64::from(n);
        let above = n * (shape - n);
        below += 2.0;
        d = 1.0 / apart(below + above * d);
        c = apart(below + above / c);
        let factor = c * d;
        product *= factor;
        if (factor - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    product
}

/// Gives the value below which the share `uniform`, between 0 and 1, of the gamma distribution of the given shape, above 0, and
/// of scale one lies.
///
/// Newton's method on the logarithms of value and share, of the smaller of the two shares: there the curve is nearly straight.
/// A step that would leave what is known to hold the value halves it instead.
pub fn gamma_quantile(shape: f64, uniform: f64) -> f64 {
    if shape >= NEARLY_NORMAL {
        let ninth = 1.0 / (9.0 * shape);
        let root = 1.0 - ninth + normal_quantile(uniform) * libm::sqrt(ninth);
        return shape * (root * root * root).max(0.0);
    }
    let log_gamma = libm::lgamma(shape);
    let first_term = (libm::log(uniform) + log_gamma + libm::log(shape)) / shape;
    if libm::exp(first_term) < FIRST_TERM_ALONE {
        return libm::exp(first_term);
    }
    let (mut low, mut high) = bounds(shape, uniform, first_term);
    let mut log_value = guess(shape, uniform, first_term).clamp(low, high);
    for _ in 0..STEPS_MAX {
        let value = libm::exp(log_value);
        let shares = gamma_shares(shape, value);
        // The density of the logarithm of the value.
        let density = libm::exp(shape * log_value - value - log_gamma);
        let (too_far, slope) = if uniform <= 0.5 {
            (libm::log(shares.below / uniform), density / shares.below)
        } else {
            (
                libm::log((1.0 - uniform) / shares.above),
                density / shares.above,
            )
        };
        if too_far > 0.0 {
            high = log_value;
        } else {
            low = log_value;
        }
        let step = too_far / slope;
        if step.abs() <= 1e-15 * log_value.abs().max(1.0) {
            break;
        }
        let next = log_value - step;
        log_value = if next > low && next < high {
            next
        } else {
            low + (high - low) / 2.0
        };
    }
    libm::exp(log_value)
}

/// Gives logarithms between which that of the quantile lies. The first term of the series is more than the whole.
fn bounds(shape: f64, uniform: f64, first_term: f64) -> (f64, f64) {
    let mut high = libm::log(shape + 1.0);
    while gamma_shares(shape, libm::exp(high)).above > 1.0 - uniform {
        high += 1.0;
    }
    (first_term.min(high), high)
}

fn guess(shape: f64, uniform: f64, first_term: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + normal_quantile(uniform) * libm::sqrt(ninth);
    if shape >= 1.0 && root > 0.1 {
        libm::log(shape) + 3.0 * libm::log(root)
    } else {
        first_term
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(shape: f64, uniform: f64, share_below: impl Fn(f64) -> f64) {
        let value = gamma_quantile(shape, uniform);
        let back = share_below(value);
        assert!(
            (back / uniform - 1.0).abs() < 1e-10,
            "shape {shape}, {uniform}: {value} has {back} below it"
        );
    }

    #[test]
    fn quantiles_invert_the_closed_forms() {
        for uniform in [1e-9, 1e-4, 0.01, 0.2, 0.5, 0.51, 0.9, 0.999, 1.0 - 1e-7] {
            check(0.5, uniform, |x| libm::erf(libm::sqrt(x)));
            check(1.0, uniform, |x| -libm::expm1(-x));
            check(1.5, uniform, |x| {
                let tail = 2.0 * libm::sqrt(x / core::f64::consts::PI) * libm::exp(-x);
                libm::erf(libm::sqrt(x)) - tail
            });
        }
        // Erlang's distribution: as many or more Poisson arrivals in the time.
        for (shape, uniform) in [(3, 0.02), (3, 0.7), (100, 0.3), (100, 0.95), (400, 0.5)] {
            check(f64::from(shape), uniform, |x| {
                let mut term = libm::exp(-x);
                let mut fewer = 0.0;
                for arrivals in 0..shape {
                    fewer += term;
                    term *= x / f64::from(arrivals + 1);
                }
                1.0 - fewer
            });
        }
    }

    /// Percentage points of chi-square as tables print them; it is gamma with half the degrees of freedom and scale two.
    #[test]
    fn quantiles_agree_with_the_tables_of_chi_square() {
        for (degrees, share, point) in [
            (1.0, 0.95, 3.841_459),
            (5.0, 0.05, 1.145_476),
            (10.0, 0.99, 23.209_251),
            (30.0, 0.975, 46.979_242),
            (100.0, 0.5, 99.334_129),
        ] {
            let found = 2.0 * gamma_quantile(degrees / 2.0, share);
            assert!((found - point).abs() < 1e-6, "{degrees}: {found}");
        }
    }

    #[test]
    fn a_large_shape_goes_over_into_the_normal_one_smoothly() {
        for uniform in [0.001, 0.3, 0.5, 0.99] {
            let below = gamma_quantile(NEARLY_NORMAL * (1.0 - 1e-12), uniform);
            let at = gamma_quantile(NEARLY_NORMAL, uniform);
            assert!((below / at - 1.0).abs() < 1e-9, "{uniform}: {below} {at}");
        }
    }

    proptest! {
        #[test]
        fn quantiles_lie_where_their_share_is(log_shape in -6.0..9.0_f64, uniform in 1e-6..0.999_999_f64) {
            let shape = libm::exp(log_shape);
            let value = gamma_quantile(shape, uniform);
            prop_assume!(value > 1e-300);
            let shares = gamma_shares(shape, value);
            prop_assert!((shares.below / uniform - 1.0).abs() < 1e-9, "{value}: {shares:?}");
            prop_assert!((shares.below + shares.above - 1.0).abs() < 1e-15);
        }

        #[test]
        fn quantiles_grow_with_their_share(shape in 0.05..50.0_f64, uniform in 0.001..0.998_f64) {
            prop_assert!(gamma_quantile(shape, uniform) < gamma_quantile(shape, uniform + 1e-3));
        }
    }
}
