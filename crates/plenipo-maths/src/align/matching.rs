//! Which items of one list became which of another.

use super::assign::{Edge, assign};
use super::chance;
use super::likeness::{Features, LikenessItem};

/// Two items that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place in the first list.
    pub a: usize,
    /// Place in the second list.
    pub b: usize,
    /// How like the two are, in `[0, 1]`.
    pub likeness: f64,
    /// How sure it is that they belong together.
    pub confidence: Confidence,
}

/// How sure a link is. Classes, not a probability: `bench/` says how often each was right on made
/// drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Little speaks for it.
    Low,
    /// More for it than for any other.
    Fair,
    /// Like each other and like nothing else.
    High,
}

/// What it takes to link an item that is left over to one that it lies in.
struct Cover {
    /// So much of it must be found there, where that has a pair of its own.
    beside: f64,
    /// So much of what is there beyond that pair must come from it.
    explained: f64,
    /// So much of it must be found there, where that has no pair.
    alone: f64,
}

/// Where only words are known: chance finds the words of one text in another.
const BY_WORDS: Cover = Cover { beside: 0.7, explained: 0.4, alone: 0.8 };

/// Where both have topics: several items may have gone into one, each with a topic of its own.
const BY_TOPICS: Cover = Cover { beside: 0.55, explained: 0.15, alone: 0.55 };

/// How like two items with topics must be to be a pair.
const BY_TOPICS_LEAST: f64 = 0.22;

/// The same number and a near place decide between what is otherwise alike; they never make a pair.
const SAME_NUMBER: f64 = 0.03;
const NEAR: f64 = 0.01;

/// Links between two lists, ordered by place in the second and then in the first list.
///
/// First the pairs of greatest total likeness, each item in at most one; then every item left over
/// that lies for the greater part in an item of the other list, and explains what that has beyond
/// its own pair, is linked to it too. An item with several links was made from several, or into
/// several.
pub fn links(a: &[LikenessItem<'_>], b: &[LikenessItem<'_>]) -> Vec<Link> {
    let features = Features::of(a, b);
    let likeness: Vec<Vec<f64>> =
        (0..a.len()).map(|x| (0..b.len()).map(|y| features.likeness(x, y)).collect()).collect();
    let by_words = chance::least(&likeness);
    let mut edges = Vec::new();
    for x in 0..a.len() {
        for y in 0..b.len() {
            let least = if features.by_topics(x, y) { BY_TOPICS_LEAST } else { by_words };
            if likeness[x][y] >= least {
                let same = a[x].number.is_some() && a[x].number == b[y].number;
                let place = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
                let near = 1.0 - (place(x, a.len()) - place(y, b.len())).abs();
                let worth =
                    likeness[x][y] - least + if same { SAME_NUMBER } else { 0.0 } + NEAR * near;
                edges.push(Edge { row: x, column: y, worth: (worth * 1e9).round() as i64 });
            }
        }
    }
    let of_a = assign(a.len(), b.len(), &edges);
    let mut of_b = vec![None; b.len()];
    for (x, y) in of_a.iter().enumerate().filter_map(|(x, y)| Some((x, (*y)?))) {
        of_b[y] = Some(x);
    }
    let mut links = Vec::new();
    for (x, y) in of_a.iter().enumerate().filter_map(|(x, y)| Some((x, (*y)?))) {
        let found = likeness[x][y];
        let rival_b = (0..b.len()).filter(|it| *it != y).map(|it| likeness[x][it]);
        let rival_a = (0..a.len()).filter(|it| *it != x).map(|it| likeness[it][y]);
        let margin = found - rival_b.chain(rival_a).fold(0.0, f64::max);
        let same_number = a[x].number.is_some() && a[x].number == b[y].number;
        let clear = margin >= 0.1;
        let confidence = if found >= 0.5 && margin >= 0.2 {
            Confidence::High
        } else if clear && (found >= 0.2 || same_number) {
            Confidence::Fair
        } else {
            Confidence::Low
        };
        links.push(Link { a: x, b: y, likeness: found, confidence });
    }
    for flip in [false, true] {
        let (small, large) = if flip { (&of_b, &of_a) } else { (&of_a, &of_b) };
        for left in (0..small.len()).filter(|it| small[*it].is_none()) {
            let covers = (0..large.len()).map(|whole| {
                let (of_small, of_rest) = features.covered(left, whole, large[whole], flip);
                (whole, of_small, of_rest)
            });
            // What has a pair of its own must owe the item something beyond it.
            let enough = covers.filter(|(whole, small, rest)| {
                let (x, y) = if flip { (*whole, left) } else { (left, *whole) };
                let takes = if features.by_topics(x, y) { &BY_TOPICS } else { &BY_WORDS };
                match large[*whole] {
                    Some(_) => *small >= takes.beside && *rest >= takes.explained,
                    None => *small >= takes.alone,
                }
            });
            let best = enough.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            if let Some((whole, of_small, of_rest)) = best {
                let sure = of_small >= 0.75 && of_rest >= 0.5;
                let (x, y) = if flip { (whole, left) } else { (left, whole) };
                links.push(Link {
                    a: x,
                    b: y,
                    likeness: likeness[x][y],
                    confidence: if sure { Confidence::Fair } else { Confidence::Low },
                });
            }
        }
    }
    links.sort_by_key(|it| (it.b, it.a));
    links.dedup_by_key(|it| (it.b, it.a));
    links
}
