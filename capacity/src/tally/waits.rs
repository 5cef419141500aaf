//! Waits in cells whose width grows with the wait.

/// How many cells there are in each doubling of the wait: cells are at most 3% wide.
const FINE_BITS: u32 = 5;
const FINE: u64 = 1 << FINE_BITS;
/// The unit: about a millisecond.
const UNIT_BITS: u32 = 10;
/// The longest wait that has a cell of its own: 2^37 microseconds, a day and a half.
const TOP_BITS: u32 = 37 - UNIT_BITS;
/// How many cells there are.
const CELLS: usize = ((TOP_BITS - FINE_BITS + 1) as u64 * FINE) as usize;

/// How many waits there were of each length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waits {
    count: u64,
    /// Those of no length at all.
    zero: u64,
    /// As many as the longest wait needs.
    cells: Vec<u32>,
}

impl Waits {
    pub(crate) const fn new() -> Self {
        Self {
            count: 0,
            zero: 0,
            cells: Vec::new(),
        }
    }

    /// Adds a wait, in microseconds.
    #[inline]
    pub(crate) fn add(&mut self, wait: u64) {
        self.count += 1;
        if wait == 0 {
            self.zero += 1;
            return;
        }
        let cell = cell(wait);
        if cell >= self.cells.len() {
            self.cells.resize(cell + 1, 0);
        }
        self.cells[cell] += 1;
    }

    /// Adds other waits.
    pub(crate) fn add_all(&mut self, other: &Self) {
        self.count += other.count;
        self.zero += other.zero;
        if other.cells.len() > self.cells.len() {
            self.cells.resize(other.cells.len(), 0);
        }
        for (own, other) in self.cells.iter_mut().zip(&other.cells) {
            *own += other;
        }
    }

    /// Gives the waits, in microseconds, that these shares in thousandths do not exceed; nothing where nobody waited. Within
    /// a cell waits count as spread evenly.
    pub(crate) fn percentiles<const N: usize>(&self, thousandths: [u64; N]) -> Option<[u64; N]> {
        if self.count == 0 {
            return None;
        }
        let mut found = [0; N];
        let mut below = self.zero;
        let mut next = 0;
        // The rank of a share is the first at which as many or more are not longer.
        let rank = |share: u64| (self.count * share).div_ceil(1_000).max(1);
        while next < N && rank(thousandths[next]) <= below {
            next += 1;
        }
        for (number, &here) in self.cells.iter().enumerate() {
            if here == 0 {
                continue;
            }
            let here = u64::from(here);
            while next < N && rank(thousandths[next]) <= below + here {
                let [from, to] = bounds(number);
                let place = 2 * (rank(thousandths[next]) - below) - 1;
                found[next] = from + (to - from) * place / (2 * here);
                next += 1;
            }
            below += here;
            if next == N {
                break;
            }
        }
        Some(found)
    }
}

#[inline]
fn cell(wait: u64) -> usize {
    let units = wait >> UNIT_BITS;
    if units < FINE {
        return units as usize;
    }
    let doubling = units.ilog2() - FINE_BITS;
    let fine = units >> doubling;
    let cell = u64::from(doubling) * FINE + fine;
    (cell as usize).min(CELLS - 1)
}

/// Gives the first wait of a cell and the first one behind it.
fn bounds(cell: usize) -> [u64; 2] {
    let cell = cell as u64;
    let lower = |cell: u64| {
        if cell < 2 * FINE {
            return cell;
        }
        let doubling = cell / FINE - 1;
        (cell % FINE + FINE) << doubling
    };
    [lower(cell) << UNIT_BITS, lower(cell + 1) << UNIT_BITS]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wait_lies_within_its_cell_and_cells_are_narrow() {
        let mut wait = 1_u64;
        while wait < 1 << 37 {
            let [from, to] = bounds(cell(wait));
            assert!(from <= wait && wait < to, "{wait}: {from} to {to}");
            assert!(
                to - from <= 1 << UNIT_BITS || (to - from) * 32 <= from,
                "{from} to {to}"
            );
            wait += wait / 7 + 1;
        }
        assert_eq!(cell(u64::MAX), CELLS - 1);
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_waits() {
        let mut waits = Waits::new();
        let all: Vec<u64> = (0..10_000_u64).map(|n| n * 12_345).collect();
        all.iter().for_each(|wait| waits.add(*wait));
        let shares = [500, 800, 900, 990];
        for (found, share) in waits.percentiles(shares).unwrap().iter().zip(shares) {
            let exact = all[(share * 10) as usize - 1];
            assert!(
                found.abs_diff(exact) * 100 <= exact,
                "{share}: {found}, {exact}"
            );
        }
        assert_eq!(Waits::new().percentiles([500]), None);
    }

    #[test]
    fn those_who_did_not_wait_count() {
        let mut waits = Waits::new();
        (0..90).for_each(|_| waits.add(0));
        (0..10).for_each(|_| waits.add(60_000_000));
        let [half, ninety, most] = waits.percentiles([500, 900, 950]).unwrap();
        assert_eq!((half, ninety), (0, 0));
        assert!(most.abs_diff(60_000_000) < 2_000_000);
    }

    #[test]
    fn two_sets_added_are_one_set() {
        let (mut one, mut two, mut both) = (Waits::new(), Waits::new(), Waits::new());
        for n in 0..1_000_u64 {
            let wait = n * n * 37;
            if n % 3 == 0 { &mut one } else { &mut two }.add(wait);
            both.add(wait);
        }
        one.add_all(&two);
        assert_eq!(one, both);
    }
}
