//! One step for four and more players: only dominance between different copies is tested.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::kd::MaximaTree;
use super::layers::Entry;

/// Points handled together by one thread; fixed, so that the order of the result is too.
const CHUNK: usize = 2048;

/// Adds the options of one criterion to a frontier in k-d order and keeps what is not dominated.
///
/// Each copy `front + option` is an antichain, as `front` is. So `p + o` of copy *o* dies exactly
/// when for another option *l* some `q` in `front` has `q + l ≥ p + o`, that is, `q ≥ p + o − l`;
/// of equal vectors the copy of the smallest option stays. All queries go to the same fixed set.
///
/// # Errors
/// The number of points kept so far, as soon as it exceeds `points_max`.
pub(super) fn step<const P: usize>(
    front: &[Entry<P>],
    tree: &MaximaTree<P>,
    options: &[[i64; P]],
    floor: &[i64; P],
    points_max: u64,
) -> Result<Vec<Entry<P>>, u64> {
    let n_kept = AtomicU64::new(0);
    let chunks: Vec<Vec<Entry<P>>> = front
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, points)| {
            let mut out = Vec::new();
            for option in 0..options.len() {
                if n_kept.load(Ordering::Relaxed) > points_max {
                    break;
                }
                let before = out.len();
                survivors(front, tree, options, floor, option, chunk * CHUNK, points, &mut out);
                n_kept.fetch_add((out.len() - before) as u64, Ordering::Relaxed);
            }
            out
        })
        .collect();
    let n_kept = n_kept.into_inner();
    if n_kept > points_max {
        return Err(n_kept);
    }
    let mut next = Vec::with_capacity(n_kept as usize);
    for chunk in chunks {
        next.extend_from_slice(&chunk);
    }
    Ok(next)
}

fn survivors<const P: usize>(
    front: &[Entry<P>],
    tree: &MaximaTree<P>,
    options: &[[i64; P]],
    floor: &[i64; P],
    option: usize,
    first: usize,
    points: &[Entry<P>],
    out: &mut Vec<Entry<P>>,
) {
    let differences: Vec<(bool, [i64; P])> = options
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != option)
        .map(|(other, rival)| {
            let difference = std::array::from_fn(|player| options[option][player] - rival[player]);
            (other < option, difference)
        })
        .collect();
    // Neighbours in k-d order tend to be beaten by the same point: ask it first.
    let mut witnesses = vec![0_usize; differences.len()];
    'points: for (offset, point) in points.iter().enumerate() {
        let units: [i64; P] =
            std::array::from_fn(|player| point.units[player] + options[option][player]);
        if (0..P).any(|player| units[player] < floor[player]) {
            continue;
        }
        for ((equal_beats, difference), witness) in differences.iter().zip(&mut witnesses) {
            let threshold = std::array::from_fn(|player| point.units[player] + difference[player]);
            let beats = |_: usize, q: &[i64; P]| *equal_beats || *q != threshold;
            let last = &front[*witness].units;
            if (0..P).all(|player| last[player] >= threshold[player]) && beats(*witness, last) {
                continue 'points;
            }
            if let Some(found) = tree.find(front, &threshold, beats) {
                *witness = found;
                continue 'points;
            }
        }
        out.push(Entry { units, parent: (first + offset) as u32, option: option as u32 });
    }
}
