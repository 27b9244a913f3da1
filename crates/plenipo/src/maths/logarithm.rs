//! The natural logarithm, written so that a loop over it vectorises on any 64-bit machine.
//!
//! The standard library's logarithm differs between machines and libraries; `libm`'s is the same
//! everywhere but branches, which keeps a loop scalar. This one is straight-line arithmetic on the
//! bits, so the compiler runs two (SSE2) to eight (AVX-512) at once, with the same bits each way.

/// Bits of √½: the mantissa is brought into `[√½, √2)`, where the series converges fastest.
const SQRT_HALF_BITS: u64 = 0x3FE6_A09E_667F_3BCD;
/// Bits of 1.
const ONE_BITS: u64 = 0x3FF0_0000_0000_0000;
/// The 52 bits of a mantissa.
const MANTISSA: u64 = 0x000F_FFFF_FFFF_FFFF;
/// Bits of 2⁵²: a small integer put into the mantissa of 2⁵² is that integer, as a float, plus 2⁵².
/// SSE2 has no conversion from 64-bit integers.
const TWO_52_BITS: u64 = 0x4330_0000_0000_0000;
/// 2⁵² plus the exponent bias 1023.
const TWO_52_AND_BIAS: f64 = 4_503_599_627_370_496.0 + 1023.0;

/// `−ln x` for a positive, normal, finite `x`; the relative error is below 4·10⁻¹⁵.
///
/// With `x = 2ᵉ·m` and `s = (m − 1)/(m + 1)`, `ln m = 2·artanh s = 2s·(1 + s²/3 + s⁴/5 + …)`; as
/// `|s| ≤ 0.1716` the series is cut after `s¹⁶/17`, whose successor is below 10⁻¹⁵. Zero, negative,
/// subnormal and non-finite arguments give unspecified numbers (never undefined behaviour).
#[inline]
#[must_use]
pub fn neg_ln(x: f64) -> f64 {
    let shifted = x.to_bits().wrapping_add(ONE_BITS - SQRT_HALF_BITS);
    let exponent = f64::from_bits((shifted >> 52) | TWO_52_BITS) - TWO_52_AND_BIAS;
    let mantissa = f64::from_bits((shifted & MANTISSA) + SQRT_HALF_BITS);
    let above_one = mantissa - 1.0;
    let s = above_one / (above_one + 2.0);
    let z = s * s;
    let mut series = 1.0 / 17.0;
    series = series * z + 1.0 / 15.0;
    series = series * z + 1.0 / 13.0;
    series = series * z + 1.0 / 11.0;
    series = series * z + 1.0 / 9.0;
    series = series * z + 1.0 / 7.0;
    series = series * z + 1.0 / 5.0;
    series = series * z + 1.0 / 3.0;
    series = series * z + 1.0;
    -(exponent * core::f64::consts::LN_2 + (s + s) * series)
}
