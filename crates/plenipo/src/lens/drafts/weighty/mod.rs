//! The words that weigh most: figures, words that bind or permit, words that turn a clause round, and what a
//! text refers to, each in its place.

mod figures;
mod modals;
mod names;
mod negations;
mod numbers;
mod places;
mod refs;
mod words;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use figures::Figure;
use modals::Modal;
use names::Name;
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
    // “The five regions” names them, and “the second gate” tells which; each is a figure where it
    // became another.
    let names = |words: &Words, it: &Figure| {
        let the = it.from > 0 && ["the", "these", "those"].contains(&words.lower(it.from - 1));
        it.is_bare_word && the || it.is_place_in_words()
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
    became((&a, &x), (&b, &y), &pairs, |it| it.shown.as_str(), Figure::is_same)
}

/// Names that changed places, each with the one that stands where it stood: `Hill → Dale`.
///
/// A name that another text puts otherwise, or leaves out, is for the reader of the words; that one
/// stands in the other's place is easily missed, for both texts have the same words.
pub(super) fn names(a: &str, b: &str) -> Vec<String> {
    let (a, b) = (Words::of(a), Words::of(b));
    let (x, y) = names::names(&a, &b);
    let pairs = paired((&a, &x), (&b, &y), |one, other| match one.key == other.key {
        true => Alike::Kept,
        false => Alike::Like,
    });
    let has = |names: &[Name], key: &str| names.iter().any(|it| it.key == key);
    let mut said = Vec::new();
    for (one, place) in x.iter().zip(&pairs) {
        let Some(other) = place.map(|it| &y[it]).filter(|it| it.key != one.key) else { continue };
        let told = format!("{} → {}", one.shown, other.shown);
        if has(&x, &other.key) && has(&y, &one.key) && !said.contains(&told) {
            said.push(told);
        }
    }
    said
}

/// What became of each of `x`, told as `shown`, by the one of `y` in its place; then what is new.
fn became<'p, T: Place>(
    (a, x): (&Words, &'p [T]),
    (b, y): (&Words, &'p [T]),
    pairs: &[Option<usize>],
    shown: impl Fn(&'p T) -> &'p str,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<String> {
    let mut said = Vec::new();
    for (one, place) in x.iter().zip(pairs) {
        match place.map(|it| &y[it]) {
            Some(other) if same(one, other) => {}
            Some(other) => said.push(format!("{} → {}", shown(one), shown(other))),
            None => said.push(gone((a, b), one, shown(one))),
        }
    }
    for (place, it) in y.iter().enumerate() {
        if !pairs.contains(&Some(place)) {
            said.push(come((a, b), it, shown(it)));
        }
    }
    said
}

/// Words of `a` that stand where `b` has words `from` to before `to`, where one phrase was put in the place
/// of another: `is keen to` for `is obliged to`. Articles say nothing, and a clause is no phrase.
fn in_place(a: &Words, b: &Words, from: usize, to: usize) -> Option<String> {
    const PHRASE_MAX: usize = 4;
    let lower = |words: &Words| (0..words.len()).map(|it| words.lower(it).to_owned()).collect();
    let (x, y): (Vec<String>, Vec<String>) = (lower(a), lower(b));
    let ops = capture_diff_slices(Algorithm::Myers, &x, &y);
    let touches = |it: &&DiffOp| {
        let new = it.new_range();
        it.tag() != DiffTag::Equal && new.start < to && new.end > from
    };
    let mut changed = ops.iter().filter(touches);
    let (op, None) = (changed.next()?, changed.next()) else { return None };
    let (old, new) = (op.old_range(), op.new_range());
    if op.tag() != DiffTag::Replace {
        return None;
    }
    let place = if from <= new.start && new.end <= to {
        // Words that stay are part of the phrase in both.
        old.start.checked_sub(new.start - from)?..(old.end + (to - new.end))
    } else if old.len() == new.len() && new.start <= from && to <= new.end {
        // More than the phrase changed, word for word.
        old.start + (from - new.start)..old.start + (to - new.start)
    } else {
        return None;
    };
    let is_phrase = place.len() <= PHRASE_MAX
        && place.end <= a.len()
        && a.clause(place.start) == a.clause(place.end - 1);
    let says = place.clone().any(|it| !["the", "a", "an"].contains(&a.lower(it)));
    (is_phrase && says).then(|| a.written(place.start, place.end).to_lowercase())
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
            None => said.push(gone((&a, &b), one, &one.phrase)),
        }
    }
    for (place, it) in y.iter().enumerate() {
        if !pairs.contains(&Some(place)) && !it.is_of_ladder() {
            said.push(come((&a, &b), it, &it.phrase));
        }
    }
    for it in negation((&a, &x), (&b, &y)) {
        // An exchange is told from both sides once.
        if !said.contains(&it) {
            said.push(it);
        }
    }
    said
}

/// Whether something is written as it is told: of the `not` in `isn't` it is not known what it stands for.
fn is_written(words: &Words, it: &impl Place, shown: &str) -> bool {
    words.written(it.from(), it.to()).to_lowercase() == shown.to_lowercase()
}

/// That something is no longer there, and what stands in its place.
fn gone((a, b): (&Words, &Words), it: &impl Place, shown: &str) -> String {
    match in_place(b, a, it.from(), it.to()).filter(|_| is_written(a, it, shown)) {
        Some(other) => format!("{shown} → {other}"),
        None => format!("{shown} taken out"),
    }
}

/// That something is new, and what it stands in the place of.
fn come((a, b): (&Words, &Words), it: &impl Place, shown: &str) -> String {
    match in_place(a, b, it.from(), it.to()).filter(|_| is_written(b, it, shown)) {
        Some(other) => format!("{other} → {shown}"),
        None => format!("{shown} put in"),
    }
}

/// Negations and what they became, beside modal words.
fn negation((a, of_a): (&Words, &[Modal]), (b, of_b): (&Words, &[Modal])) -> Vec<String> {
    let (x, y) = (negations::negations(a, of_a), negations::negations(b, of_b));
    let pairs = paired((a, &x), (b, &y), |one, other| match one.key == other.key {
        true => Alike::Same,
        false => Alike::Like,
    });
    became((a, &x), (b, &y), &pairs, |it| it.shown, |one, other| one.key == other.key)
}

impl Place for Name {
    fn from(&self) -> usize {
        self.from
    }

    fn to(&self) -> usize {
        self.to
    }

    fn key(&self) -> String {
        self.key.clone()
    }
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
