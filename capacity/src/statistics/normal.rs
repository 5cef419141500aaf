//! Tests by the normal distribution.

/// Gives the chance that a standard normal value lies at least as far from zero as `z`, on either side, from 0 to 1.
pub fn two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() / core::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_the_tables_have_their_chance() {
        for (z, p) in [
            (0.0, 1.0),
            (0.674_489_750_196, 0.5),
            (-1.959_963_984_540, 0.05),
            (2.575_829_303_549, 0.01),
            (3.890_591_886_413, 1e-4),
        ] {
            assert!((two_sided_p(z) / p - 1.0).abs() < 1e-9, "{z}");
        }
        // Far out it is not rounded to nothing: the leading term is 2 phi(z) / z.
        let far = two_sided_p(12.0);
        let leading = 2.0 * libm::exp(-72.0) / libm::sqrt(core::f64::consts::TAU) / 12.0;
        assert!((far / leading - 1.0).abs() < 0.01);
    }
}
