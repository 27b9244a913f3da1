//! Suite of `random`.

use plenipo_maths::random::{Stream, StreamKey};

use super::{assert_mean, assert_uniform};

#[test]
fn keys_differ_by_seed_content_and_order() {
    let key = StreamKey::new(1);
    let keys = [
        key,
        StreamKey::new(2),
        key.with(b""),
        key.with(b"a"),
        key.with(b"b"),
        key.with(b"ab"),
        key.with(b"a").with(b"b"),
        key.with(b"b").with(b"a"),
    ];
    for (index, a) in keys.iter().enumerate() {
        for b in &keys[..index] {
            assert_ne!(a, b);
        }
    }
    assert_eq!(key.with(b"a"), StreamKey::new(1).with(b"a"));
}

#[test]
fn first_numbers_are_the_same_for_ever() {
    let mut stream = StreamKey::new(1).with(b"weights").stream(3);
    let bits: Vec<u64> = (0..3).map(|_| stream.bits()).collect();
    assert_eq!(bits, FIRST_BITS);
    assert!((stream.exponential() / FIRST_EXPONENTIAL - 1.0).abs() < 4e-15);
}

// Computed apart from this code, from the definitions of SHA-256, SplitMix64 and xoshiro256++.
const FIRST_BITS: [u64; 3] =
    [363_918_806_746_828_004, 12_571_920_502_359_446_249, 12_783_340_488_426_771_541];
const FIRST_EXPONENTIAL: f64 = 0.749119344042881;

#[test]
fn filling_equals_drawing_one_by_one() {
    let fresh = || StreamKey::new(5).stream(0);
    let drawn = |draw: fn(&mut Stream) -> f64| {
        let mut stream = fresh();
        (0..1001).map(|_| draw(&mut stream)).collect::<Vec<_>>()
    };
    let mut filled = vec![0.0; 1001];
    fresh().fill_uniform(&mut filled);
    assert_eq!(filled, drawn(Stream::uniform));
    fresh().fill_exponential(&mut filled);
    assert_eq!(filled, drawn(Stream::exponential));
}

#[test]
fn neighbouring_streams_are_uniform_and_independent() {
    let n = 100_000;
    let rows: Vec<Vec<f64>> = (0..3)
        .map(|index| {
            let mut row = vec![0.0; n];
            StreamKey::new(1).stream(index).fill_uniform(&mut row);
            row
        })
        .collect();
    for row in &rows {
        assert!(row.iter().all(|&x| 0.0 < x && x < 1.0));
        let mut bins = vec![0; 64];
        row.iter().for_each(|x| bins[(x * 64.0) as usize] += 1);
        assert_uniform(&bins, "uniforms");
    }
    let products: Vec<f64> =
        rows[0].iter().zip(&rows[1]).map(|(a, b)| (a - 0.5) * (b - 0.5)).collect();
    assert_mean(&products, n as f64, 0.0, "covariance");
    let mut exponentials = vec![0.0; n];
    StreamKey::new(2).stream(0).fill_exponential(&mut exponentials);
    assert_mean(&exponentials, n as f64, 1.0, "exponential");
    let squares: Vec<f64> = exponentials.iter().map(|x| x * x).collect();
    assert_mean(&squares, n as f64, 2.0, "squared exponential");
}

#[test]
fn shuffles_are_uniform() {
    let mut stream = StreamKey::new(9).stream(0);
    let mut counts = [0; 27];
    for _ in 0..24_000 {
        let mut items = [0usize, 1, 2];
        stream.shuffle(&mut items);
        counts[items[0] * 9 + items[1] * 3 + items[2]] += 1;
    }
    let seen: Vec<usize> = counts.into_iter().filter(|&n| n > 0).collect();
    assert_eq!(seen.len(), 6);
    assert_uniform(&seen, "shuffles");
    assert_eq!(stream.below(0), 0);
    assert_eq!(stream.below(1), 0);
}
