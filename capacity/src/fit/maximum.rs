//! The highest point of a smooth function of two numbers, and how sharp it is.

/// The number of steps after which nothing changes any more, with room to spare.
const STEPS_MAX: u32 = 2_000;
/// How close the corners of the triangle must have come, as a difference of logarithms of parameters.
const CLOSE: f64 = 1e-8;
/// The distance over which curvature is measured.
const APART: f64 = 1e-3;

type Point = [f64; 2];

/// Where the function is highest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Maximum {
    pub(super) at: Point,
    pub(super) value: f64,
    /// The inverse of the negative curvature, row by row; for a log likelihood the covariance of the parameters. Nothing where
    /// the top is flat in some direction.
    pub(super) covariance: Option<[Point; 2]>,
}

/// Climbs from a start with the simplex of J. A. Nelder, R. Mead, "A simplex method for function minimization", The Computer
/// Journal 7 (1965).
pub(super) fn maximum(start: Point, function: &impl Fn(Point) -> f64) -> Maximum {
    let corner = |at: Point| (at, function(at));
    let [x, y] = start;
    let mut corners = [start, [x + 0.5, y], [x, y + 0.5]].map(corner);
    for _ in 0..STEPS_MAX {
        corners.sort_by(|a, b| b.1.total_cmp(&a.1));
        let [best, middle, worst] = corners;
        if apart(best.0, worst.0) < CLOSE && apart(best.0, middle.0) < CLOSE {
            break;
        }
        let centre = between(best.0, middle.0, 0.5);
        let reflected = corner(between(worst.0, centre, 2.0));
        if reflected.1 > best.1 {
            let farther = corner(between(worst.0, centre, 3.0));
            corners[2] = if farther.1 > reflected.1 {
                farther
            } else {
                reflected
            };
        } else if reflected.1 > middle.1 {
            corners[2] = reflected;
        } else {
            let nearer = if reflected.1 > worst.1 { 1.5 } else { 0.5 };
            let contracted = corner(between(worst.0, centre, nearer));
            if contracted.1 > worst.1.max(reflected.1) {
                corners[2] = contracted;
            } else {
                corners[1] = corner(between(best.0, middle.0, 0.5));
                corners[2] = corner(between(best.0, worst.0, 0.5));
            }
        }
    }
    corners.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (at, value) = corners[0];
    Maximum {
        at,
        value,
        covariance: covariance(at, function),
    }
}

/// The point on the line from one to another, at a share of the way.
fn between(from: Point, to: Point, share: f64) -> Point {
    core::array::from_fn(|axis| from[axis] + share * (to[axis] - from[axis]))
}

fn apart(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).abs().max((a[1] - b[1]).abs())
}

fn covariance([x, y]: Point, function: &impl Fn(Point) -> f64) -> Option<[Point; 2]> {
    let at = |dx: f64, dy: f64| function([x + dx * APART, y + dy * APART]);
    let square = APART * APART;
    let top = at(0.0, 0.0);
    let xx = -(at(1.0, 0.0) - 2.0 * top + at(-1.0, 0.0)) / square;
    let yy = -(at(0.0, 1.0) - 2.0 * top + at(0.0, -1.0)) / square;
    let xy = -(at(1.0, 1.0) - at(1.0, -1.0) - at(-1.0, 1.0) + at(-1.0, -1.0)) / (4.0 * square);
    let determinant = xx * yy - xy * xy;
    (xx > 0.0 && determinant > 0.0).then(|| {
        [
            [yy / determinant, -xy / determinant],
            [-xy / determinant, xx / determinant],
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slanted_hill_is_climbed_and_its_curvature_measured() {
        // The logarithm of a normal density with variances 4 and 1 and covariance 1.
        let hill = |[x, y]: Point| {
            let (x, y) = (x - 3.0, y + 2.0);
            -(x * x - 2.0 * x * y + 4.0 * y * y) / 6.0
        };
        let top = maximum([0.0, 0.0], &hill);
        assert!(apart(top.at, [3.0, -2.0]) < 1e-6, "{top:?}");
        assert!(top.value.abs() < 1e-12);
        let covariance = top.covariance.expect("it is a hill");
        for (found, expected) in covariance.iter().flatten().zip([4.0, 1.0, 1.0, 1.0]) {
            assert!((found - expected).abs() < 1e-4, "{covariance:?}");
        }
    }

    #[test]
    fn a_ridge_has_no_covariance() {
        let top = maximum([0.0, 0.0], &|[x, _]| -x * x);
        assert_eq!(top.covariance, None);
    }
}
