//! The names in a text: of parties and persons, and of whatever else it writes with capitals. Where one
//! name stands in another's place, what is owed may be owed by somebody else though no figure changed.

use std::collections::BTreeSet;

use super::figures::{is_in, month};
use super::words::Words;

/// Words with a capital that name nobody: what a text refers to, and what begins a name or a sentence.
const OTHERS: &str = "article articles art point points paragraph paragraphs para paras section sections \
    annex annexes chapter chapters the a an this that these those each any all no both either neither \
    may will shall must can i";

/// A name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// As it is written, without what makes it a possessive.
    pub(super) shown: String,
    /// The same for the same name.
    pub(super) key: String,
    /// The first word of it.
    pub(super) from: usize,
    /// The word after it.
    pub(super) to: usize,
}

/// The names of two texts. A capital at the head of a sentence tells nothing by itself: such a word is a
/// name where either text has it as one elsewhere.
pub(super) fn names(a: &Words, b: &Words) -> (Vec<Name>, Vec<Name>) {
    let mut known = BTreeSet::new();
    for words in [a, b] {
        known.extend((0..words.len()).filter(|at| tells(words, *at)).map(|at| bare(words, at)));
    }
    (of(a, &known), of(b, &known))
}

/// Runs of known words with capitals.
fn of(words: &Words, known: &BTreeSet<String>) -> Vec<Name> {
    let is = |at: usize| has_capital(words, at) && known.contains(&bare(words, at));
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is(at) {
            at += 1;
            continue;
        }
        let from = at;
        at += 1;
        while at < words.len() && is(at) && words.gap(at) == " " && !ends(words.lower(at - 1)) {
            at += 1;
        }
        let each: Vec<String> = (from..at).map(|it| bare(words, it)).collect();
        let written = words.written(from, at);
        let shown = written.strip_suffix("'s").unwrap_or(written).to_owned();
        // An article before it is part of its place: “the Port Guild” may stand where “Dale” stood.
        let the = words.lower_before(from) == "the" && words.gap(from) == " ";
        found.push(Name { shown, key: each.join(" "), from: from - usize::from(the), to: at });
    }
    found
}

/// Whether the capital of word `at` tells that it is a name.
fn tells(words: &Words, at: usize) -> bool {
    has_capital(words, at) && !words.is_first(at) && !words.is_heading(at)
}

/// Whether word `at` is written as a name is: with a capital and of more than one letter, and no month.
fn has_capital(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    letters > 1
        && word.chars().next().is_some_and(char::is_uppercase)
        && !is_in(OTHERS, words.lower(at))
        && month(words, at).is_none()
}

/// A word in small letters, without what makes it a possessive.
fn bare(words: &Words, at: usize) -> String {
    let lower = words.lower(at);
    lower.strip_suffix("'s").unwrap_or(lower).to_owned()
}

/// Whether a name ends with this word: what follows a possessive is another.
fn ends(word: &str) -> bool {
    word.ends_with("'s")
}
