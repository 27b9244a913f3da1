//! How like two items are: topics in common first, then words.

use std::collections::HashMap;

use super::sparse::{Sparse, Terms};
use super::words::{Stemmers, plain};

/// An item of a list that is to be aligned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LikenessItem<'a> {
    /// Its words.
    pub text: &'a str,
    /// What it speaks of, each with what it says of it; empty where nobody has said.
    pub topics: Vec<Topic>,
    /// The number it bears.
    pub number: Option<&'a str>,
}

/// A subject, and what is said of it as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// The subject.
    pub of: u32,
    /// What is said; subjects of which different things are said are still in common.
    pub says: u64,
}

/// Of two subjects in common, how much counts where different things are said of them.
const OTHERWISE: f64 = 0.7;

/// Where both items have topics, the weight of these; words have the rest.
const OF_TOPICS: f64 = 0.6;

/// Texts of so few stems are compared letter by letter too.
const SHORT: usize = 5;

/// So many letters in a row are compared as one: they find a word that was spelt, joined or inflected otherwise.
const LETTERS: usize = 4;

/// The items of two lists, ready to be compared.
pub(super) struct Features {
    a: Vec<Feature>,
    b: Vec<Feature>,
    /// Weight of each stem: rare ones tell items apart.
    weight: Vec<f64>,
}

struct Feature {
    /// Ascending, each once.
    stems: Vec<u32>,
    /// Their weights together.
    sum: f64,
    /// How much each stem, and each run of letters, says of the item: a vector of length 1 each.
    words: Sparse,
    letters: Sparse,
    /// Ascending by subject, each once.
    topics: Vec<Topic>,
    /// In small letters, for texts of few stems only.
    short: Option<String>,
}

impl Features {
    pub(super) fn of(a: &[LikenessItem<'_>], b: &[LikenessItem<'_>]) -> Features {
        let mut stemmers = Stemmers::default();
        let mut vocabulary: HashMap<String, u32> = HashMap::new();
        let (mut terms, mut runs) = (Terms::default(), Terms::default());
        let mut feature = |item: &LikenessItem<'_>| {
            let mut found: Vec<u32> = stemmers
                .stems(item.text)
                .into_iter()
                .map(|stem| {
                    let next = vocabulary.len() as u32;
                    *vocabulary.entry(stem).or_insert(next)
                })
                .collect();
            let words = terms.count(found.iter().copied());
            let letters = runs.count(runs_of_letters(item.text));
            found.sort_unstable();
            found.dedup();
            let mut topics = item.topics.clone();
            topics.sort_unstable();
            topics.dedup_by_key(|it| it.of);
            let short = (found.len() <= SHORT).then(|| plain(item.text).to_lowercase());
            Feature { stems: found, sum: 0.0, words, letters, topics, short }
        };
        let mut a: Vec<Feature> = a.iter().map(&mut feature).collect();
        let mut b: Vec<Feature> = b.iter().map(&mut feature).collect();
        let all = (a.len() + b.len()) as f64;
        let stems = 0..vocabulary.len() as u32;
        let weight: Vec<f64> = stems.map(|it| terms.rarity(it, all)).collect();
        for it in a.iter_mut().chain(&mut b) {
            it.sum = it.stems.iter().map(|stem| weight[*stem as usize]).sum();
            terms.weigh(&mut it.words, all);
            runs.weigh(&mut it.letters, all);
        }
        Features { a, b, weight }
    }

    /// How like item `a` of the first list is to item `b` of the second, in `[0, 1]`.
    ///
    /// Words: the mean of two cosines, of the stems and of the runs of four letters, each weighing `(1 + ln k) ln(1 + N/n)`
    /// where it comes `k` times and `n` of the `N` items have it; for short texts, the share of letters that need no edit
    /// if that says more. Topics: the Jaccard index of the sets of subjects, one of which different things
    /// are said counting 0.7.
    pub(super) fn likeness(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.a[a], &self.b[b]);
        let words = self.of_words(a, b);
        if a.topics.is_empty() || b.topics.is_empty() {
            return words;
        }
        let common: f64 = common(&a.topics, &b.topics, |_| true);
        let (weak, all) = (
            self::common(&a.topics, &b.topics, |(x, y)| x.says != y.says),
            (a.topics.len() + b.topics.len()) as f64 - common,
        );
        let topics = (common - weak * (1.0 - OTHERWISE)) / all;
        OF_TOPICS * topics + (1.0 - OF_TOPICS) * words
    }

    /// Whether the two are compared by topics too.
    pub(super) fn by_topics(&self, a: usize, b: usize) -> bool {
        !self.a[a].topics.is_empty() && !self.b[b].topics.is_empty()
    }

    fn of_words(&self, a: &Feature, b: &Feature) -> f64 {
        let alike = (a.words.dot(&b.words) + a.letters.dot(&b.letters)) / 2.0;
        match (&a.short, &b.short) {
            (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => {
                // Two phrases that have nothing to do with each other share some letters.
                let letters = strsim::normalized_damerau_levenshtein(a, b);
                alike.max((letters - 0.4) / 0.6)
            }
            _ => alike,
        }
    }

    fn weigh(&self, stems: impl Iterator<Item = u32>) -> f64 {
        stems.map(|it| self.weight[it as usize]).sum()
    }

    /// How much of item `small` is in item `large` and not in the item `beside`, as shares of
    /// `small` and of what `large` has beyond `beside`. `flip` exchanges the lists: then `small` and
    /// `beside` are of the second and `large` of the first.
    pub(super) fn covered(
        &self,
        small: usize,
        large: usize,
        beside: Option<usize>,
        flip: bool,
    ) -> (f64, f64) {
        let (of_small, of_large) = if flip { (&self.b, &self.a) } else { (&self.a, &self.b) };
        let (small, large) = (&of_small[small], &of_large[large]);
        let beside = beside.map(|it| &of_small[it]);
        let is_beside = |stem: &u32| beside.is_some_and(|it| it.stems.binary_search(stem).is_ok());
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let left = self.weigh(large.stems.iter().copied().filter(|it| !is_beside(it)));
        let words = (
            share(self.weigh(both(&small.stems, &large.stems)), small.sum),
            share(self.weigh(both(&small.stems, &large.stems).filter(|it| !is_beside(it))), left),
        );
        if small.topics.is_empty() || large.topics.is_empty() {
            return words;
        }
        let new = |topic: &Topic| {
            !beside.is_some_and(|it| it.topics.iter().any(|other| other.of == topic.of))
        };
        let left = large.topics.iter().filter(|it| new(it)).count() as f64;
        let topics = (
            share(common(&small.topics, &large.topics, |_| true), small.topics.len() as f64),
            share(common(&small.topics, &large.topics, |(_, it)| new(it)), left),
        );
        let mix = |topics: f64, words: f64| OF_TOPICS * topics + (1.0 - OF_TOPICS) * words;
        (mix(topics.0, words.0), mix(topics.1, words.1))
    }
}

/// What is in both of two ascending lists.
fn both<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    i += 1;
                    j += 1;
                    return Some(a[i - 1]);
                }
            }
        }
        None
    })
}

/// How many subjects are in both lists, of those that `counts`.
fn common(a: &[Topic], b: &[Topic], counts: impl Fn((&Topic, &Topic)) -> bool) -> f64 {
    let pairs = a.iter().filter_map(|it| b.iter().find(|other| other.of == it.of).map(|b| (it, b)));
    pairs.filter(|(a, b)| counts((a, b))).count() as f64
}

/// Every run of so many letters and digits in `text`, in small letters, words run together; the whole where it is
/// shorter.
fn runs_of_letters(text: &str) -> impl Iterator<Item = u32> + use<> {
    let letters: Vec<char> =
        text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let runs: Vec<u32> = match letters.len() {
        0 => Vec::new(),
        1..LETTERS => vec![of_run(&letters)],
        _ => letters.windows(LETTERS).map(of_run).collect(),
    };
    runs.into_iter()
}

/// A number for a run of letters (FNV-1a over its characters, 32 bits): two runs that share one are as good as one.
fn of_run(run: &[char]) -> u32 {
    run.iter().fold(0x811c_9dc5, |hash, it| (hash ^ u32::from(*it)).wrapping_mul(0x0100_0193))
}
