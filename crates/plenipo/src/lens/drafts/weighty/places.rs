//! Which place of one text answers to which of another: by the words that stand around it.
//!
//! Places are set against each other by context, not by order, so that sentences which changed places
//! keep what stands in them, and what changed places between sentences does not.

use std::collections::BTreeMap;

use similar::{Algorithm, capture_diff_slices};

use super::words::Words;
use plenipo_maths::align::assign::{Edge, assign};

/// So many words on each side tell a place.
const REACH: usize = 6;

/// Beyond so many pairs places are set against each other in order.
const PAIRS_MAX: usize = 40_000;

/// What fills a place: words `from` to before `to`.
pub(super) trait Place {
    fn from(&self) -> usize;
    fn to(&self) -> usize;
    /// The same for fillings that are the same.
    fn key(&self) -> String;
}

/// How two fillings may stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alike {
    /// The same, and of a kind that seldom changes places: whoever else stands where it stood must
    /// stand there in all.
    Kept,
    /// The same.
    Same,
    /// One may have become the other.
    Like,
    /// They have nothing to do with each other.
    Other,
}

/// The place in `b` that each place of `a` answers to, if any.
pub(super) fn paired<T: Place>(
    (a, of_a): (&Words, &[T]),
    (b, of_b): (&Words, &[T]),
    alike: impl Fn(&T, &T) -> Alike,
) -> Vec<Option<usize>> {
    if of_a.is_empty() || of_b.is_empty() {
        return vec![None; of_a.len()];
    }
    if of_a.len().saturating_mul(of_b.len()) > PAIRS_MAX {
        return in_order(of_a, of_b, alike);
    }
    let (x, y) = (around(a, of_a), around(b, of_b));
    let weights = weights(&x, &y);
    let weighed = |all: &'_ [Around]| all.iter().map(|it| it.weighed(&weights)).collect::<Vec<_>>();
    let (x, y) = (weighed(&x), weighed(&y));
    let mut edges = Vec::new();
    for (row, one) in of_a.iter().enumerate() {
        for (column, other) in of_b.iter().enumerate() {
            let worth = match alike(one, other) {
                Alike::Other => continue,
                // Of two places alike, the one that kept its filling.
                Alike::Kept => 700,
                Alike::Same => 300,
                Alike::Like => 60,
            };
            let context = 1000.0 * likeness(&x[row], &y[column]);
            // Of places alike in all, those in order.
            let (from, to) = (row * of_b.len(), column * of_a.len());
            let apart = from.abs_diff(to) * 20 / (of_a.len() * of_b.len());
            let worth = worth + context.round() as i64 + 20 - apart as i64;
            edges.push(Edge { row, column, worth });
        }
    }
    assign(of_a.len(), of_b.len(), &edges)
}

/// The words around a place, nearest first: before it, after it.
struct Around {
    before: Vec<String>,
    after: Vec<String>,
}

fn around<T: Place>(words: &Words, places: &[T]) -> Vec<Around> {
    // One filling is one word to its neighbours, whatever it is; those side by side in brackets stand
    // in one place.
    let mut filled: Vec<Option<usize>> = vec![None; words.len()];
    let mut place_of: Vec<usize> = Vec::new();
    for (n, place) in places.iter().enumerate() {
        filled[place.from()..place.to()].fill(Some(n));
        let beside = n.checked_sub(1).filter(|before| {
            let gap = words.gap(place.from()).replace(' ', "");
            places[*before].to() == place.from() && gap == "]["
        });
        place_of.push(beside.map_or(n, |before| place_of[before]));
    }
    let walk = |of: usize, order: &mut dyn Iterator<Item = usize>| {
        let mut found: Vec<String> = Vec::new();
        let mut last = place_of[of];
        for at in order {
            match filled[at] {
                Some(n) if last == place_of[n] => {}
                Some(n) => {
                    last = place_of[n];
                    found.push("#".to_owned());
                }
                None if words.joins(at) => break,
                None => found.push(words.lower(at).to_owned()),
            }
            if found.len() == REACH {
                break;
            }
        }
        found
    };
    let each = |(n, place): (usize, &T)| {
        let (from, to) = (place.from(), place.to());
        let part = words.part(from);
        let mut before = (0..from).rev().take_while(|it| words.part(*it) == part);
        let mut after = (to..words.len()).take_while(|it| words.part(*it) == part);
        Around { before: walk(n, &mut before), after: walk(n, &mut after) }
    };
    places.iter().enumerate().map(each).collect()
}

/// What a word tells: the rarer the more.
fn weights<'w>(a: &'w [Around], b: &'w [Around]) -> BTreeMap<&'w str, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n = 0;
    for it in a.iter().chain(b).flat_map(|it| it.before.iter().chain(&it.after)) {
        *counts.entry(it).or_default() += 1;
        n += 1;
    }
    let weight = |count: usize| libm::log(1.0 + f64::from(n) / count as f64);
    counts.into_iter().map(|(word, count)| (word, weight(count))).collect()
}

/// The words of each side with what they tell here: the nearer the more.
type Weighed = [BTreeMap<String, f64>; 2];

impl Around {
    fn weighed(&self, weights: &BTreeMap<&str, f64>) -> Weighed {
        [&self.before, &self.after].map(|side| {
            let mut each: BTreeMap<String, f64> = BTreeMap::new();
            for (distance, word) in side.iter().enumerate() {
                let weight = weights.get(word.as_str()).copied().unwrap_or(0.0);
                let here = each.entry(word.clone()).or_default();
                *here = f64::max(*here, weight / (distance + 1) as f64);
            }
            each
        })
    }
}

/// How like two surroundings are, in `[0, 1]`: what they share of what either has. Two that have no
/// words around them are alike.
fn likeness(a: &Weighed, b: &Weighed) -> f64 {
    let (mut shared, mut all) = (0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        for (word, weight) in x {
            let there = y.get(word).copied().unwrap_or(0.0);
            shared += weight.min(there);
            all += weight.max(there);
        }
        all += y.iter().filter(|(word, _)| !x.contains_key(*word)).map(|(_, it)| it).sum::<f64>();
    }
    if all > 0.0 { shared / all } else { 1.0 }
}

/// Very many places: what stayed in order stayed, and between that one is set against one.
fn in_order<T: Place>(a: &[T], b: &[T], alike: impl Fn(&T, &T) -> Alike) -> Vec<Option<usize>> {
    let keys = |places: &[T]| places.iter().map(T::key).collect::<Vec<String>>();
    let mut pairs = vec![None; a.len()];
    for op in capture_diff_slices(Algorithm::Myers, &keys(a), &keys(b)) {
        for (row, column) in op.old_range().zip(op.new_range()) {
            if alike(&a[row], &b[column]) != Alike::Other {
                pairs[row] = Some(column);
            }
        }
    }
    pairs
}
