//! Suite of `logarithm`.

use plenipo_maths::logarithm::neg_ln;
use plenipo_maths::random::StreamKey;

#[test]
fn agrees_with_libm_everywhere() {
    let mut stream = StreamKey::new(1).stream(0);
    for _ in 0..200_000 {
        let near_half = stream.uniform();
        let any = f64::from_bits(
            ((1 + stream.below(2045)) as u64) << 52 | stream.bits() & 0x000F_FFFF_FFFF_FFFF,
        );
        let near_one = 1.0 + (stream.uniform() - 0.5) * 1e-6;
        for x in [near_half, any, near_one] {
            let expected = -libm::log(x);
            let error = (neg_ln(x) - expected).abs();
            assert!(error <= 4e-15 * expected.abs(), "{x:e}: {} for {expected}", neg_ln(x));
        }
    }
}

#[test]
fn is_exact_where_it_must_be() {
    assert_eq!(neg_ln(1.0), 0.0);
    assert_eq!(neg_ln(0.5), core::f64::consts::LN_2);
    // The least and greatest uniform.
    assert!((neg_ln(0.5 * f64::EPSILON) - 53.0 * core::f64::consts::LN_2).abs() < 1e-14);
    assert!(neg_ln(1.0 - 0.5 * f64::EPSILON) > 0.0);
}
