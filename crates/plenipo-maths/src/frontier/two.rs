//! One step for two players: a sorted sweep.

use super::layers::{Entry, plus};

/// Adds the options of one criterion to a frontier sorted by the first player, greatest first, and
/// keeps what is not dominated, in the same order.
///
/// Each copy `front + option` is sorted already, so the copies are merged one after the other; a
/// point survives when the second player gets more than at every point before it.
pub(super) fn step(front: &[Entry<2>], options: &[[i64; 2]], floor: &[i64; 2]) -> Vec<Entry<2>> {
    let mut merged: Vec<Entry<2>> = Vec::new();
    for (index, option) in options.iter().enumerate() {
        merged = merge(&merged, front, option, index as u32, floor);
    }
    merged
}

fn merge(
    kept: &[Entry<2>],
    front: &[Entry<2>],
    option: &[i64; 2],
    index: u32,
    floor: &[i64; 2],
) -> Vec<Entry<2>> {
    let mut out = Vec::with_capacity(kept.len() + front.len());
    let mut best = i64::MIN;
    let mut push = |entry: Entry<2>, out: &mut Vec<Entry<2>>| {
        if entry.units[1] > best {
            best = entry.units[1];
            out.push(entry);
        }
    };
    let mut at = 0;
    for (parent, point) in front.iter().enumerate() {
        let units = plus(&point.units, option);
        if units[0] < floor[0] {
            break;
        }
        if units[1] < floor[1] {
            continue;
        }
        // Equal vectors: those of earlier options come first, and stay.
        while at < kept.len() && kept[at].units >= units {
            push(kept[at], &mut out);
            at += 1;
        }
        push(Entry { units, parent: parent as u32, option: index }, &mut out);
    }
    for entry in &kept[at..] {
        push(*entry, &mut out);
    }
    out
}
