//! The words that weigh most: figures, words that bind or permit, words that turn a clause round, and what a
//! text refers to, each in its place.

mod figures;
mod modals;
mod negations;
mod numbers;
mod places;
mod words;

use figures::Figure;
use modals::Modal;
use negations::Negation;
use places::{Alike, Place, paired};
use words::Words;

/// Figures and what they became, in words: `600,000 → 800,000`. Digits of any script, words of number
/// in English; a number is the same however it is written.
///
/// Both texts are wordings: a figure in a keeper's gist is the keeper's.
pub(super) fn figures(a: &str, b: &str) -> Vec<String> {
    let (a, b) = (Words::of(a), Words::of(b));
    let (x, y) = (figures::figures(&a), figures::figures(&b));
    let pairs =
        paired((&a, &x), (&b, &y), |one, other| match (one.is_same(other), one.is_like(other)) {
            (true, _) => Alike::Same,
            (_, true) => Alike::Like,
            _ => Alike::Other,
        });
    // “The five regions” names them; it is a figure where it became another.
    let names = |words: &Words, it: &Figure| {
        it.is_bare_word
            && it.from > 0
            && ["the", "these", "those"].contains(&words.lower(it.from - 1))
    };
    let mut said = Vec::new();
    for (one, place) in x.iter().zip(&pairs) {
        match place.map(|it| &y[it]) {
            Some(other) if one.is_same(other) => {}
            Some(other) => said.push(format!("{} → {}", one.shown, other.shown)),
            None if names(&a, one) => {}
            None => said.push(format!("{} taken out", one.shown)),
        }
    }
    for (place, it) in y.iter().enumerate() {
        if !pairs.contains(&Some(place)) && !names(&b, it) {
            said.push(format!("{} put in", it.shown));
        }
    }
    said
}

/// What a text refers to and what that became: `Article 4 → Article 5`.
pub(super) fn references(a: &str, b: &str) -> Vec<String> {
    let (a, b) = (Words::of(a), Words::of(b));
    let (x, y) = (figures::references(&a), figures::references(&b));
    let pairs =
        paired((&a, &x), (&b, &y), |one, other| match (one.is_same(other), one.is_like(other)) {
            (true, _) => Alike::Same,
            (_, true) => Alike::Like,
            _ => Alike::Other,
        });
    became(&x, &y, &pairs, |it| &it.shown, Figure::is_same)
}

/// What became of each of `x`, told as `shown`, by the one of `y` in its place; then what is new.
fn became<'p, T: Place>(
    x: &'p [T],
    y: &'p [T],
    pairs: &[Option<usize>],
    shown: impl Fn(&'p T) -> &'p str,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<String> {
    let mut said = Vec::new();
    for (one, place) in x.iter().zip(pairs) {
        match place.map(|it| &y[it]) {
            Some(other) if same(one, other) => {}
            Some(other) => said.push(format!("{} → {}", shown(one), shown(other))),
            None => said.push(format!("{} taken out", shown(one))),
        }
    }
    for (place, it) in y.iter().enumerate() {
        if !pairs.contains(&Some(place)) {
            said.push(format!("{} put in", shown(it)));
        }
    }
    said
}

/// Modal words and what they became, then negations: `shall → should (weaker)`, `without put in`.
pub(super) fn modality(a: &str, b: &str) -> Vec<String> {
    let (a, b) = (Words::of(a), Words::of(b));
    let (x, y) = (modals::modals(&a), modals::modals(&b));
    let pairs = paired((&a, &x), (&b, &y), |one, other| {
        match (one.phrase == other.phrase, one.is_of_ladder() == other.is_of_ladder()) {
            (true, _) => Alike::Same,
            (_, true) => Alike::Like,
            _ => Alike::Other,
        }
    });
    let mut said = Vec::new();
    for (one, place) in x.iter().zip(&pairs) {
        match place.map(|it| &y[it]) {
            Some(other) if one.phrase == other.phrase => {}
            Some(other) => {
                let (from, to) = (one.strength, other.strength);
                let way = match to.cmp(&from) {
                    // The other way round is neither weaker nor stronger.
                    _ if one.is_negated() != other.is_negated() => "",
                    std::cmp::Ordering::Less => " (weaker)",
                    std::cmp::Ordering::Equal => "",
                    std::cmp::Ordering::Greater => " (stronger)",
                };
                said.push(format!("{} → {}{way}", one.phrase, other.phrase));
            }
            None if one.is_of_ladder() => {}
            None => said.push(format!("{} taken out", one.phrase)),
        }
    }
    for (place, it) in y.iter().enumerate() {
        if !pairs.contains(&Some(place)) && !it.is_of_ladder() {
            said.push(format!("{} put in", it.phrase));
        }
    }
    said.extend(negation((&a, &x), (&b, &y)));
    said
}

/// Negations and what they became, beside modal words.
fn negation((a, of_a): (&Words, &[Modal]), (b, of_b): (&Words, &[Modal])) -> Vec<String> {
    let (x, y) = (negations::negations(a, of_a), negations::negations(b, of_b));
    let pairs = paired((a, &x), (b, &y), |one, other| match one.key == other.key {
        true => Alike::Same,
        false => Alike::Like,
    });
    became(&x, &y, &pairs, |it| it.shown, |one, other| one.key == other.key)
}

impl Place for Negation {
    fn from(&self) -> usize {
        self.from
    }

    fn to(&self) -> usize {
        self.to
    }

    fn key(&self) -> String {
        self.key.to_owned()
    }
}

impl Place for Figure {
    fn from(&self) -> usize {
        self.from
    }

    fn to(&self) -> usize {
        self.to
    }

    fn key(&self) -> String {
        format!("{} {}", self.number, self.measure)
    }
}

impl Place for Modal {
    fn from(&self) -> usize {
        self.from
    }

    fn to(&self) -> usize {
        self.to
    }

    fn key(&self) -> String {
        self.phrase.clone()
    }
}
