//! Where chance comes from: splitmix64 streams and shuffles of a range, both from a key.
//!
//! Source of the generator: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom
//! number generators", OOPSLA 2014.

/// The golden ratio in 64 bits, splitmix64's step.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// What a stream is for. A number is never given to another purpose: rounds would change.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Section = 1,
    Sex = 2,
    Standing = 3,
    WorkNumber = 4,
    Fin = 5,
    FinOfDigits = 6,
    ForeignFin = 7,
    Document = 8,
    Name = 9,
    Papers = 10,
    Photo = 11,
    Grain = 12,
}

/// Splitmix64's finisher: a bijection of 64 bits in which every bit hangs on every other.
fn finish(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn key(seed: u64, purpose: Purpose) -> u64 {
    finish(finish(seed.wrapping_add(STEP)) ^ (purpose as u64).wrapping_mul(STEP))
}

/// A run of pseudo-random numbers that belongs to one person and one purpose.
#[derive(Clone)]
pub(crate) struct Stream(u64);

impl Stream {
    /// The stream of person `index`; nobody else's numbers are needed to reach it.
    pub(crate) fn of(seed: u64, purpose: Purpose, index: u32) -> Self {
        Self(finish(key(seed, purpose) ^ u64::from(index).wrapping_mul(STEP)))
    }

    /// Sixty-four bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        finish(self.0)
    }

    /// A number below `bound`, which is at least 1. The bias is below bound / 2^32.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from((self.bits() >> 32) as u32) * u64::from(bound);
        (product >> 32) as u32
    }

    /// Yes in `per_mille` of a thousand cases.
    pub(crate) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of `choices`, which are never empty.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        &choices[self.below(count) as usize]
    }

    /// A number from `low` up to `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        let unit = (self.bits() >> 40) as f32 / (1u64 << 24) as f32;
        low + (high - low) * unit
    }
}

/// A shuffle of `0..size` that answers one position at a time: a Feistel network over the next
/// even number of bits, walked until it falls into the range again. Needs no memory.
#[derive(Clone, Copy)]
pub(crate) struct Shuffle {
    size: u64,
    half: u32,
    key: u64,
}

impl Shuffle {
    /// The shuffle of `size` numbers for one purpose of one seed.
    pub(crate) fn of(seed: u64, purpose: Purpose, size: u64) -> Self {
        let bits = u64::BITS - size.saturating_sub(1).leading_zeros();
        Self { size, half: bits.div_ceil(2).max(1), key: key(seed, purpose) }
    }

    /// Where `at`, which is below the size, goes; no two go to one place.
    pub(crate) fn place(&self, at: u64) -> u64 {
        let mut place = self.network(at);
        while place >= self.size {
            place = self.network(place);
        }
        place
    }

    fn network(&self, at: u64) -> u64 {
        let mask = (1u64 << self.half) - 1;
        let (mut left, mut right) = (at >> self.half, at & mask);
        for round in 0..6u64 {
            let mixed = finish(self.key ^ right.wrapping_add(round.wrapping_mul(STEP)));
            (left, right) = (right, left ^ (mixed & mask));
        }
        left << self.half | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_gives_every_place_once_and_moves_things() {
        for size in [1, 2, 3, 10, 1448, 4096, 10_000] {
            let shuffle = Shuffle::of(1, Purpose::Section, size);
            let mut places: Vec<u64> = (0..size).map(|at| shuffle.place(at)).collect();
            let stayed = (0u64..).zip(&places).filter(|(at, place)| at == *place).count();
            assert!(size < 10 || stayed < 8, "{stayed} of {size} stayed");
            places.sort_unstable();
            assert!(places.into_iter().eq(0..size), "{size}");
        }
    }

    #[test]
    fn streams_part_by_seed_purpose_and_person() {
        let first = |seed, purpose, index| Stream::of(seed, purpose, index).bits();
        let base = first(1, Purpose::Name, 0);
        assert_eq!(base, first(1, Purpose::Name, 0));
        assert_ne!(base, first(2, Purpose::Name, 0));
        assert_ne!(base, first(1, Purpose::Papers, 0));
        assert_ne!(base, first(1, Purpose::Name, 1));
    }

    #[test]
    fn numbers_below_a_bound_reach_all_of_it() {
        let mut stream = Stream::of(1, Purpose::Name, 0);
        let mut seen = [0u32; 7];
        (0..7000).for_each(|_| seen[stream.below(7) as usize] += 1);
        assert!(seen.iter().all(|count| (850..1150).contains(count)), "{seen:?}");
    }
}
