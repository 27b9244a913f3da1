//! Finding phrases of the glossary in what was said, and whether they are denied.

use std::collections::HashMap;

use super::words::{FoundWord, WordGap, words};
use super::{Glossary, Negation};

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The place of its term in the glossary.
    pub term: usize,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether what was said denies it, as `not constructive` does.
    pub denied: bool,
}

/// Finds the phrases of a glossary.
///
/// From left to right, at each word the longest form that begins there; the next search begins
/// behind it. So `full exchange of views` is one phrase and not also an `exchange of views`.
#[derive(Debug, Clone)]
pub struct Finder<'g> {
    negation: &'g Negation,
    /// Forms by their first word, the longest first.
    forms: HashMap<&'g str, Vec<Candidate<'g>>>,
}

/// A form's words, its term, and whether it denies.
type Candidate<'g> = (&'g [String], usize, bool);

impl<'g> Finder<'g> {
    /// A finder of the phrases of `glossary`.
    pub fn new(glossary: &'g Glossary) -> Finder<'g> {
        let mut forms: HashMap<&str, Vec<Candidate<'_>>> = HashMap::new();
        for (place, term) in glossary.terms.iter().enumerate() {
            for form in &term.forms {
                if let Some(first) = form.words.first() {
                    let of = forms.entry(first).or_default();
                    of.push((&form.words, place, form.denies));
                }
            }
        }
        // Stable: of two forms alike, the earlier in the glossary.
        forms.values_mut().for_each(|it| it.sort_by_key(|it| std::cmp::Reverse(it.0.len())));
        Finder { negation: &glossary.negation, forms }
    }

    /// The phrases in `text`, from left to right.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let forms = self.forms.get(words[at].text.as_str()).into_iter().flatten();
            let mut here = forms.filter(|(form, ..)| begins(&words[at..], form));
            let Some((form, term, denies)) = here.next() else {
                at += 1;
                continue;
            };
            let last = at + form.len() - 1;
            found.push(Found {
                term: *term,
                start: words[at].start,
                end: words[last].end,
                denied: *denies != denied(self.negation, &words, at),
            });
            at = last + 1;
        }
        found
    }
}

/// Whether `words` begin with `run`, its words joined.
fn begins(words: &[FoundWord], run: &[String]) -> bool {
    words.len() >= run.len()
        && run.iter().zip(words).all(|(a, b)| *a == b.text)
        && words[1..run.len()].iter().all(|it| it.gap == WordGap::Joined)
}

/// Whether the phrase that begins at word `at` is denied by the words before it: by an odd number
/// of negators, since `not without progress` affirms.
fn denied(negation: &Negation, words: &[FoundWord], at: usize) -> bool {
    let mut count = 0;
    let mut place = at;
    let first = at.saturating_sub(negation.reach);
    while place > first && words[place].gap != WordGap::Clause {
        // A run of words that ends right before `place` and lies within reach.
        let ends = |run: &Vec<String>| {
            let from = place.checked_sub(run.len()).filter(|it| *it >= first)?;
            begins(&words[from..], run).then_some(run.len())
        };
        if let Some(length) = negation.no_negators.iter().filter_map(ends).max() {
            place -= length;
        } else if let Some(length) = negation.negators.iter().filter_map(ends).max() {
            count += 1;
            place -= length;
        } else {
            let word = &words[place - 1].text;
            if negation.breaks.contains(word) {
                break;
            }
            // `isn't`, `didn't`.
            count += usize::from(word.ends_with("n't"));
            place -= 1;
        }
    }
    count % 2 == 1
}
