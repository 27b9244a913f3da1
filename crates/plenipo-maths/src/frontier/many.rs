//! One step for four and more players: only dominance between different copies is tested.

use rayon::prelude::*;

use super::kd::MaximaTree;
use super::layers::{Entry, plus};
use super::solve::Refused;
use crate::work::Work;

/// Points handled together by one thread at most; fixed, so that the order of the result is too.
const CHUNK: usize = 2048;
/// Copies of points looked at between two looks at what is left of memory and work.
const COPIES_AT_ONCE: usize = 1 << 21;
/// With so many players a query may go through the whole tree: then it is queries that are counted.
const PLAYERS_FEW: usize = 8;
const QUERIES_AT_ONCE: usize = 200_000;

/// Points of a chunk, and chunks between two looks: by the question, never by the threads.
fn cut(n_players: usize, n_options: usize) -> (usize, usize) {
    let n_options = n_options.max(1);
    if n_players <= PLAYERS_FEW {
        (CHUNK, (COPIES_AT_ONCE / (CHUNK * n_options)).clamp(4, 64))
    } else {
        ((QUERIES_AT_ONCE / (8 * n_options * n_options)).clamp(2, CHUNK), 8)
    }
}

/// Adds the options of one criterion to a frontier in k-d order and keeps what is not dominated.
///
/// Each copy `front + option` is an antichain, as `front` is. So `p + o` of copy *o* dies exactly
/// when for another option *l* some `q` in `front` has `q + l ≥ p + o`, that is, `q ≥ p + o − l`;
/// of equal vectors the copy of the smallest option stays. All queries go to the same fixed set.
///
/// # Errors
/// [`Refused`] as soon as more than `points_max` are kept, or the work is spent.
pub(super) fn step<const P: usize>(
    front: &[Entry<P>],
    tree: &MaximaTree<P>,
    options: &[[i64; P]],
    floor: &[i64; P],
    points_max: u64,
    work: &mut Work<'_>,
) -> Result<Vec<Entry<P>>, Refused> {
    let mut next: Vec<Entry<P>> = Vec::new();
    let (size, at_once) = cut(P, options.len());
    for (wave, points) in front.chunks(size * at_once).enumerate() {
        let chunks: Vec<(Vec<Entry<P>>, u64)> = points
            .par_chunks(size)
            .enumerate()
            .map(|(chunk, points)| {
                let first = (wave * at_once + chunk) * size;
                let (mut out, mut steps) = (Vec::new(), 0);
                for option in 0..options.len() {
                    survivors(
                        front, tree, options, floor, option, first, points, &mut out, &mut steps,
                    );
                }
                (out, steps)
            })
            .collect();
        let kept = next.len() + chunks.iter().map(|chunk| chunk.0.len()).sum::<usize>();
        work.spend(chunks.iter().map(|chunk| chunk.1).sum()).map_err(Refused::Ended)?;
        if kept as u64 > points_max {
            return Err(Refused::Memory);
        }
        for (chunk, _) in chunks {
            next.extend_from_slice(&chunk);
        }
    }
    Ok(next)
}

/// Steps that asking one rival takes beside the nodes of the tree: the more players, the more numbers
/// are compared and the less of the points is near at hand.
const fn rival_steps(players: usize) -> u64 {
    (players * players / 8) as u64
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
    steps: &mut u64,
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
        let units = plus(&point.units, &options[option]);
        if (0..P).any(|player| units[player] < floor[player]) {
            continue;
        }
        // Far fewer than 2^64 points are ever made.
        *steps = steps.wrapping_add(2 * P as u64);
        for ((equal_beats, difference), witness) in differences.iter().zip(&mut witnesses) {
            *steps = steps.wrapping_add(const { rival_steps(P) });
            let threshold = plus(&point.units, difference);
            let beats = |_: usize, q: &[i64; P]| *equal_beats || *q != threshold;
            let last = &front[*witness].units;
            if (0..P).all(|player| last[player] >= threshold[player]) && beats(*witness, last) {
                continue 'points;
            }
            if let Some(found) = tree.find(front, &threshold, beats, steps) {
                *witness = found;
                continue 'points;
            }
        }
        out.push(Entry { units, parent: (first + offset) as u32, option: option as u32 });
    }
}
