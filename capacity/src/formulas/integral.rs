//! Integrals of smooth positive functions.

/// How many times a panel is halved at most.
const DEPTH_MAX: u32 = 24;
/// By which share of a panel's integral its two halves may differ from it.
const TOLERANCE: f64 = 1e-12;
/// Below this a part is nothing beside functions whose size is about one.
const NOTHING: f64 = 1e-60;

/// The nodes and weights of the Gauss-Legendre rule with ten points, one half of each: the rule is symmetric.
///
/// Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions" (1964), table 25.4.
const RULE: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];

/// A part of the line, from the lower bound to the upper one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel {
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Integrates several functions at once over a panel, which is halved until each of them is known to some twelve digits. The
/// functions must be smooth and not negative: then the error of the sum is no larger than that of its worst part.
pub(super) fn integral<const N: usize>(
    panel: Panel,
    functions: &impl Fn(f64) -> [f64; N],
) -> [f64; N] {
    if panel.from >= panel.to {
        return [0.0; N];
    }
    halved(panel, rule(panel, functions), DEPTH_MAX, functions)
}

fn halved<const N: usize>(
    panel: Panel,
    whole: [f64; N],
    depth: u32,
    functions: &impl Fn(f64) -> [f64; N],
) -> [f64; N] {
    let middle = panel.from + (panel.to - panel.from) / 2.0;
    let parts = [
        Panel {
            from: panel.from,
            to: middle,
        },
        Panel {
            from: middle,
            to: panel.to,
        },
    ];
    let [first, second] = parts.map(|part| rule(part, functions));
    let sum = added(first, second);
    let close = |index: usize| {
        let error = (sum[index] - whole[index]).abs();
        error <= NOTHING + TOLERANCE * sum[index].abs()
    };
    if depth == 0 || (0..N).all(close) {
        return sum;
    }
    added(
        halved(parts[0], first, depth - 1, functions),
        halved(parts[1], second, depth - 1, functions),
    )
}

fn rule<const N: usize>(panel: Panel, functions: &impl Fn(f64) -> [f64; N]) -> [f64; N] {
    let half = (panel.to - panel.from) / 2.0;
    let middle = panel.from + half;
    let mut sum = [0.0; N];
    for (node, weight) in RULE {
        let values = added(
            functions(middle - half * node),
            functions(middle + half * node),
        );
        for (sum, value) in sum.iter_mut().zip(values) {
            *sum += weight * half * value;
        }
    }
    sum
}

fn added<const N: usize>(mut sum: [f64; N], other: [f64; N]) -> [f64; N] {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms_are_met_to_twelve_digits() {
        let panel = Panel { from: 0.0, to: 3.0 };
        let [power, exponential, peak] = integral(panel, &|x| {
            let peak = 1e-8 / (1e-8 + (x - 1.0) * (x - 1.0));
            [x * x, libm::exp(-10.0 * x), peak]
        });
        assert!((power / 9.0 - 1.0).abs() < 1e-12);
        assert!((exponential / ((1.0 - libm::exp(-30.0)) / 10.0) - 1.0).abs() < 1e-12);
        let expected = 1e-4 * (libm::atan(2e4) + libm::atan(1e4));
        assert!((peak / expected - 1.0).abs() < 1e-12, "{peak}");
    }

    #[test]
    fn an_empty_panel_gives_nothing() {
        assert_eq!(integral(Panel { from: 2.0, to: 2.0 }, &|x| [x]), [0.0]);
    }
}
