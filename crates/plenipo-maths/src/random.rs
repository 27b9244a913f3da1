//! Keyed, reproducible random streams.
//!
//! A [`StreamKey`] is a seed with any number of byte strings hashed into it: what is sampled is keyed by
//! its content, so that renaming or moving it changes no number. Samples are drawn in fixed chunks
//! of [`CHUNK`], each with its own [`Stream`], so the number of threads changes nothing either.
//!
//! The generator is xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
//! generators", ACM TOMS 47(4), 2021).
//!
//! # Example: two streams that do not disturb each other
//!
//! ```
//! use plenipo_maths::random::StreamKey;
//!
//! let key = StreamKey::new(1);
//! let mut weights = key.with(b"weights").stream(0);
//! let mut values = key.with(b"values").stream(0);
//! assert_ne!(weights.uniform(), values.uniform());
//! assert_eq!(key.with(b"weights"), StreamKey::new(1).with(b"weights"));
//! ```

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use sha2::{Digest, Sha256};

use super::logarithm::neg_ln;

/// Samples drawn from one stream before the next begins. One row of a chunk is 4 KiB, so the rows
/// of a usual problem stay in the second-level cache. Changing it changes every sampled number.
pub const CHUNK: usize = 512;

/// Names a random stream: a seed and what has been hashed into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StreamKey([u64; 4]);

impl StreamKey {
    /// The key of a bare seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::of(Sha256::new_with_prefix(b"plenipo stream 1").chain_update(seed.to_le_bytes()))
    }

    /// This key with `part` hashed in. Order counts, and `with(b"a").with(b"b")` differs from
    /// `with(b"ab")`.
    #[must_use]
    pub fn with(self, part: &[u8]) -> Self {
        let mut hash = Sha256::new();
        for word in self.0 {
            hash.update(word.to_le_bytes());
        }
        hash.update(part);
        Self::of(hash)
    }

    /// The stream of chunk `index` under this key.
    #[must_use]
    pub fn stream(self, index: u64) -> Stream {
        let mut seed = [0u8; 32];
        let mut counter = index;
        for (bytes, word) in seed.chunks_exact_mut(8).zip(self.0) {
            counter = counter.wrapping_add(0x9E37_79B9_7F4A_7C15);
            bytes.copy_from_slice(&scramble(word ^ scramble(counter)).to_le_bytes());
        }
        Stream { generator: Xoshiro256PlusPlus::from_seed(seed) }
    }

    fn of(hash: Sha256) -> Self {
        let mut words = [0u64; 4];
        for (word, bytes) in words.iter_mut().zip(hash.finalize().chunks_exact(8)) {
            *word = bytes.iter().rev().fold(0, |sum, &byte| (sum << 8) | u64::from(byte));
        }
        Self(words)
    }
}

/// The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection in which
/// every input bit moves about half of the output bits.
fn scramble(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A sequence of random numbers.
#[derive(Clone, Debug)]
pub struct Stream {
    generator: Xoshiro256PlusPlus,
}

impl Stream {
    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// Uniform on the 2⁵² midpoints `(j + ½)/2⁵²`: strictly between 0 and 1.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        mantissa(self.bits()) - HALF_STEP_BELOW_ONE
    }

    /// Exponential with mean 1; finite and above 0.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        neg_ln(self.uniform())
    }

    /// Uniform on `0..n`; 0 when `n` is 0. The bias, at most `n`/2⁶⁴, is far below sampling error.
    #[inline]
    pub fn below(&mut self, n: usize) -> usize {
        // A number below 2⁶⁴ times `n`, without its 64 lowest bits, is below `n`: the cast loses
        // nothing.
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Fills `out` with uniforms as [`Stream::uniform`] draws them.
    #[inline]
    pub fn fill_uniform(&mut self, out: &mut [f64]) {
        self.fill_mantissas(out);
        for number in out {
            *number -= HALF_STEP_BELOW_ONE;
        }
    }

    /// Fills `out` with exponentials of mean 1, as [`Stream::exponential`] draws them.
    #[inline]
    pub fn fill_exponential(&mut self, out: &mut [f64]) {
        self.fill_mantissas(out);
        for number in out {
            *number = neg_ln(*number - HALF_STEP_BELOW_ONE);
        }
    }

    /// Fills `out` with uniforms on `[1, 2)`. A pass of its own: the generator is a chain of
    /// dependent steps, whereas what is done with its bits vectorises.
    #[inline]
    fn fill_mantissas(&mut self, out: &mut [f64]) {
        for number in out {
            *number = mantissa(self.bits());
        }
    }

    /// Puts `items` into a uniformly random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

/// What takes the grid of `[1, 2)` to the midpoints of its steps in `(0, 1)`.
const HALF_STEP_BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;

/// The number in `[1, 2)` whose mantissa is the upper 52 of `bits`.
#[inline]
fn mantissa(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | 0x3FF0_0000_0000_0000)
}
