//! Draws that depend on nothing but the seed, a purpose, a number and a position.

use core::convert::Infallible;

use rand::TryRng;

use super::philox::block;

/// What chance is used for; draws of two purposes have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(u64);

impl Purpose {
    /// Makes a purpose from a short fixed name.
    pub const fn named(name: &str) -> Self {
        // FNV-1a: the name never changes, so neither may its number.
        let bytes = name.as_bytes();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut index = 0;
        while index < bytes.len() {
            hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            index += 1;
        }
        Self(hash)
    }
}

/// The draws of one seed for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    key: u64,
}

impl Source {
    /// Makes the source of a seed and a purpose.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        Self {
            key: block(seed, [purpose.0, 0])[0],
        }
    }

    /// Gives draw number `draw` of contact (or other thing) `number`.
    #[inline]
    pub fn draw(self, number: u64, draw: u64) -> u64 {
        block(self.key, [number, draw / 2])[(draw % 2) as usize]
    }

    /// Gives a draw as a number between 0 and 1, both excluded.
    #[inline]
    pub fn uniform(self, number: u64, draw: u64) -> f64 {
        unit(self.draw(number, draw))
    }

    /// Gives draws `2 * pair` and `2 * pair + 1` for the price of one.
    #[inline]
    pub fn uniform_pair(self, number: u64, pair: u64) -> [f64; 2] {
        block(self.key, [number, pair]).map(unit)
    }

    /// Gives the draws of contact (or other thing) `number` one after the other.
    pub fn draws(self, number: u64) -> Draws {
        Draws {
            source: self,
            number,
            next: 0,
        }
    }
}

/// The draws of one number in sequence, as a generator for `rand`.
#[derive(Clone, Debug)]
pub struct Draws {
    source: Source,
    number: u64,
    next: u64,
}

impl Draws {
    /// Gives the next draw as a number between 0 and 1, both excluded.
    pub fn uniform(&mut self) -> f64 {
        unit(self.step())
    }

    fn step(&mut self) -> u64 {
        let draw = self.source.draw(self.number, self.next);
        self.next += 1;
        draw
    }
}

impl TryRng for Draws {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.step() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.step())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.step().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Gives sixteen bytes for an identifier: a pure function of the seed, a purpose and two numbers.
pub fn bytes16(seed: u64, purpose: Purpose, a: u64, b: u64) -> [u8; 16] {
    let [low, high] = block(Source::new(seed, purpose).key, [a, b]);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&low.to_le_bytes());
    bytes[8..].copy_from_slice(&high.to_le_bytes());
    bytes
}

/// Maps 52 bits to the middles of as many equal cells of the unit interval.
#[inline]
fn unit(bits: u64) -> f64 {
    const CELL: f64 = 1.0 / (1_u64 << 52) as f64;
    ((bits >> 12) as f64 + 0.5) * CELL
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    #[test]
    fn uniform_numbers_never_reach_the_ends() {
        assert!(unit(0) > 0.0);
        assert!(unit(u64::MAX) < 1.0);
    }

    #[test]
    fn a_sequence_gives_the_same_draws_as_the_function() {
        let source = Source::new(7, Purpose::named("patience"));
        let mut draws = source.draws(42);
        for n in 0..10 {
            assert_eq!(draws.next_u64(), source.draw(42, n));
        }
        let pair = source.uniform_pair(42, 3);
        assert_eq!(pair, [source.uniform(42, 6), source.uniform(42, 7)]);
    }

    #[test]
    fn uniform_numbers_have_the_moments_of_the_unit_interval() {
        const COUNT: u64 = 100_000;
        let source = Source::new(1, Purpose::named("moments"));
        let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
        for contact in 0..COUNT {
            let [first, second] = [source.uniform(contact, 0), source.uniform(contact + 1, 0)];
            sum += first;
            squares += first * first;
            products += first * second;
        }
        let count = COUNT as f64;
        assert!((sum / count - 1.0 / 2.0).abs() < 0.005);
        assert!((squares / count - 1.0 / 3.0).abs() < 0.005);
        assert!((products / count - 1.0 / 4.0).abs() < 0.005);
    }

    #[test]
    fn seeds_purposes_numbers_and_positions_all_matter() {
        let purpose = Purpose::named("arrivals");
        let base = Source::new(1, purpose).draw(1, 1);
        assert_ne!(base, Source::new(2, purpose).draw(1, 1));
        assert_ne!(base, Source::new(1, Purpose::named("patience")).draw(1, 1));
        assert_ne!(base, Source::new(1, purpose).draw(2, 1));
        assert_ne!(base, Source::new(1, purpose).draw(1, 2));
        assert_ne!(bytes16(1, purpose, 1, 2), bytes16(1, purpose, 2, 1));
    }
}
