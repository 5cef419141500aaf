//! Many comparisons taken together.

/// Adjusts the p-values of several comparisons, in the order in which they are given: those whose adjusted value lies below a
/// level are significant, and the chance that even one of them is so by accident is below that level.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut before: f64 = 0.0;
    for (done, index) in order.into_iter().enumerate() {
        let left = (p_values.len() - done) as f64;
        before = before.max((left * p_values[index]).min(1.0));
        adjusted[index] = before;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_value_counts_for_those_not_yet_rejected_and_none_falls_below_one_before() {
        assert_eq!(
            holm(&[0.0625, 0.25, 0.03125, 0.03125]),
            [0.125, 0.25, 0.125, 0.125]
        );
        // Twice 0.03 is more than 0.04: the later one is held up.
        assert_eq!(holm(&[0.04, 0.03]), [0.06, 0.06]);
        assert_eq!(holm(&[0.6, 0.7]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn adjusting_never_makes_significant_and_keeps_the_order(p_values in prop::collection::vec(0.0..=1.0_f64, 1..12)) {
            let adjusted = holm(&p_values);
            for (index, (p, adjusted_p)) in p_values.iter().zip(&adjusted).enumerate() {
                prop_assert!(adjusted_p >= p && *adjusted_p <= 1.0);
                for (other, other_p) in p_values.iter().enumerate() {
                    prop_assert!(p > other_p || adjusted[index] <= adjusted[other]);
                }
            }
        }
    }
}
