//! Student's t distribution.

use ringback_world::chance::normal_quantile;

/// From so many degrees of freedom on the quantile is the normal one to eight digits.
const NEARLY_NORMAL: f64 = 1e8;
const HALVINGS: u32 = 200;
/// The continued fraction has settled long before.
const TERMS_MAX: u32 = 100_000;

/// Gives by how many standard errors an interval of the given confidence, above 0 and below 1, reaches from its middle to
/// either side, with so many degrees of freedom, from 1; they need not be whole (Welch).
///
/// Sources: Student, "The probable error of a mean", Biometrika 6 (1908); M. Abramowitz, I. A. Stegun, "Handbook of
/// Mathematical Functions" (1964), 26.5.8 and 26.7.1.
pub fn student_quantile(confidence: f64, degrees: f64) -> f64 {
    let outside = 1.0 - confidence;
    let normal = -normal_quantile(outside / 2.0);
    if degrees >= NEARLY_NORMAL {
        return normal;
    }
    // The tails are heavier than those of the normal distribution.
    let (mut low, mut high) = (normal, normal.max(f64::MIN_POSITIVE));
    while beyond(high, degrees) > outside {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if beyond(middle, degrees) > outside {
            low = middle;
        } else {
            high = middle;
        }
        if high - low <= f64::EPSILON * high {
            break;
        }
    }
    low + (high - low) / 2.0
}

/// Gives the chance that a value of the t distribution lies farther from zero than `t`, on either side.
fn beyond(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    let ends = [degrees / 2.0, 0.5];
    // With the share of the smaller part of the two, which keeps its digits.
    let from_below = square / (degrees + square);
    incomplete_beta(ends, degrees / (degrees + square), from_below)
}

/// Gives the regularized incomplete beta function of `x`; `rest` is what is missing to one.
fn incomplete_beta([a, b]: [f64; 2], x: f64, rest: f64) -> f64 {
    if x <= 0.0 || rest <= 0.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let logarithm = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
        + a * log_of(x, rest)
        + b * log_of(rest, x);
    let factor = libm::exp(logarithm);
    if x < (a + 1.0) / (a + b + 2.0) {
        factor * fraction([a, b], x) / a
    } else {
        1.0 - factor * fraction([b, a], rest) / b
    }
}

/// The logarithm of a number of which is known what is missing to one.
fn log_of(x: f64, rest: f64) -> f64 {
    if x > 0.5 {
        libm::log1p(-rest)
    } else {
        libm::log(x)
    }
}

/// The continued fraction of the incomplete beta function, from the top (Lentz, 1976).
fn fraction([a, b]: [f64; 2], x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let apart = |number: f64| if number.abs() < TINY { TINY } else { number };
    let mut c = 1.0;
    let mut d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..TERMS_MAX {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut settled = true;
        for term in [even, odd] {
            d = 1.0 / apart(1.0 + term * d);
            c = apart(1.0 + term / c);
            product *= c * d;
            settled &= (c * d - 1.0).abs() < f64::EPSILON;
        }
        if settled {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(confidence: f64, degrees: f64, expected: f64) {
        let found = student_quantile(confidence, degrees);
        assert!(
            (found / expected - 1.0).abs() < 1e-8,
            "{confidence}, {degrees}: {found} instead of {expected}"
        );
    }

    #[test]
    fn few_degrees_of_freedom_agree_with_the_closed_forms() {
        for confidence in [0.01, 0.5, 0.8, 0.95, 0.999, 0.999_999] {
            let outside: f64 = 1.0 - confidence;
            let half_angle = core::f64::consts::FRAC_PI_2 * confidence;
            check(confidence, 1.0, libm::tan(half_angle));
            let two = confidence * libm::sqrt(2.0 / (outside * (2.0 - outside)));
            check(confidence, 2.0, two);
        }
    }

    /// The points of the published tables, two-sided.
    #[test]
    fn the_points_of_the_tables_are_met() {
        check(0.95, 3.0, 3.182_446_305_284);
        check(0.99, 5.0, 4.032_142_983_558);
        check(0.95, 10.0, 2.228_138_851_965);
        check(0.9, 30.0, 1.697_260_886_593);
        check(0.95, 63.0, 1.998_340_542_521);
        check(0.95, 120.0, 1.979_930_405_053);
    }

    #[test]
    fn many_degrees_of_freedom_go_over_into_the_normal_distribution() {
        check(0.95, 1e12, 1.959_963_984_540);
        check(0.95, 0.999 * NEARLY_NORMAL, 1.959_963_984_540);
        // The first term of the expansion in 1 / degrees (Abramowitz and Stegun, 26.7.5).
        let z: f64 = 1.959_963_984_540;
        check(0.95, 1e5, z + (z * z * z + z) / 4e5);
    }

    proptest! {
        #[test]
        fn intervals_grow_with_confidence_and_shrink_with_degrees(
            confidence in 0.01..0.999_f64,
            degrees in 1.0..5000.0_f64,
        ) {
            let found = student_quantile(confidence, degrees);
            prop_assert!(student_quantile(confidence + 5e-4, degrees) > found);
            prop_assert!(student_quantile(confidence, degrees + 1.0) < found);
        }
    }
}
