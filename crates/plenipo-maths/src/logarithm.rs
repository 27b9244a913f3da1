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

/// `2·artanh(s)/s` as a polynomial in `s²` on `[0, 0.1716²]`: interpolated at Chebyshev nodes, which
/// needs two terms fewer than cutting the series `2/(2k + 1)` does for the same error, 7·10⁻¹⁶.
const SERIES: [f64; 7] = [
    2.0,
    2.0 * 0.333_333_333_333_310_4,
    2.0 * 0.200_000_000_056_032_52,
    2.0 * 0.142_857_120_691_620_8,
    2.0 * 0.111_114_311_400_543_58,
    2.0 * 0.090_700_969_014_329_96,
    2.0 * 0.083_109_085_764_294_65,
];

/// `−ln x` for a positive, normal, finite `x`; the relative error is below 4·10⁻¹⁵.
///
/// With `x = 2ᵉ·m` and `s = (m − 1)/(m + 1)`, `ln m = 2·artanh s = 2s·(1 + s²/3 + s⁴/5 + …)`, where
/// `|s| ≤ 0.1716`. Zero, negative, subnormal and non-finite arguments give unspecified numbers
/// (never undefined behaviour).
#[inline]
#[must_use]
pub fn neg_ln(x: f64) -> f64 {
    let shifted = x.to_bits().wrapping_add(ONE_BITS - SQRT_HALF_BITS);
    let minus_exponent = TWO_52_AND_BIAS - f64::from_bits((shifted >> 52) | TWO_52_BITS);
    let mantissa = f64::from_bits((shifted & MANTISSA) + SQRT_HALF_BITS);
    let minus_s = (1.0 - mantissa) / (1.0 + mantissa);
    let z = minus_s * minus_s;
    // Estrin's scheme: nested multiplications would be one long chain of waiting.
    let [c0, c1, c2, c3, c4, c5, c6] = SERIES;
    let z2 = z * z;
    let low = (c0 + c1 * z) + (c2 + c3 * z) * z2;
    let high = (c4 + c5 * z) + c6 * z2;
    minus_exponent * core::f64::consts::LN_2 + minus_s * (low + high * (z2 * z2))
}
