//! Proposals beside annotations.
//!
//! - *Quotes* overlap where the words that the two places share are at least half of the words of each.
//! - *Who* is equal where every name on either side has its like on the other: the words of one that carry meaning are
//!   all among those of the other (`Greece` and `ministers of Greece`; `the Russian envoy Ivan Hill` and `Ivan Hill`).
//!   No names are equal to no names only.
//! - *Date* is equal as written (`2031-05`), and no date to no date only.
//! - *Target* is equal where the words of one that carry meaning are all among those of the other. Where the annotator
//!   gave none, it is not compared; where only the proposal has none, it is wrong.

use std::fmt::Write as _;
use std::ops::Range;

use plenipo_read::fold::contained;
use plenipo_read::proposal::Proposal;

use super::gold::Gold;

/// How much has to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Kind, quote, who, date and target.
    Right,
    /// Kind and quote.
    Quote,
}

/// What came of one article, kind by kind, in the order of [`KINDS`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    pub(crate) gold: [usize; KINDS.len()],
    pub(crate) proposed: [usize; KINDS.len()],
    pub(crate) right: [usize; KINDS.len()],
    pub(crate) quote: [usize; KINDS.len()],
}

/// The kinds that are annotated.
pub(crate) const KINDS: [&str; 10] = [
    "source",
    "meeting",
    "statement",
    "line",
    "answer",
    "demand",
    "understanding",
    "draft",
    "event",
    "prediction",
];

/// The places of the words of a text.
fn words(text: &str, within: Range<usize>) -> usize {
    let inside = text.get(within).unwrap_or_default();
    inside.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).count()
}

/// Whether the two places share at least half of the words of each.
pub(crate) fn overlaps(text: &str, a: &Range<usize>, b: &Range<usize>) -> bool {
    let (start, end) = (a.start.max(b.start), a.end.min(b.end));
    if start >= end {
        return false;
    }
    let shared = words(text, start..end);
    shared * 2 >= words(text, a.clone()) && shared * 2 >= words(text, b.clone()) && shared > 0
}

/// The place of an annotated quote: the first, or of several the one nearest to `near`.
fn place(text: &str, quote: &str, near: usize) -> Option<Range<usize>> {
    let found = text.match_indices(quote).min_by_key(|(at, _)| at.abs_diff(near))?;
    Some(found.0..found.0 + quote.len())
}

pub(crate) fn same_names(a: &[String], b: &[String]) -> bool {
    let like = |name: &String, all: &[String]| all.iter().any(|it| contained(name, it));
    a.is_empty() == b.is_empty() && a.iter().all(|it| like(it, b)) && b.iter().all(|it| like(it, a))
}

/// What of an entry differs from the annotated one.
pub(crate) fn differs(it: &Proposal, gold: &Gold) -> Vec<&'static str> {
    let mut out = Vec::new();
    if !same_names(&it.who, &gold.who) {
        out.push("who");
    }
    if it.when.map(|it| it.word()).unwrap_or_default() != gold.date {
        out.push("date");
    }
    if gold.kind != "source" && !gold.target.is_empty() && !contained(&it.target, &gold.target) {
        out.push("target");
    }
    out
}

/// For each proposal the annotated entry that it matches, those that are right first.
fn matched(text: &str, proposals: &[Proposal], gold: &[Gold]) -> Vec<Option<(usize, bool)>> {
    let mut out = vec![None; proposals.len()];
    let mut taken = vec![false; gold.len()];
    for right in [true, false] {
        for (at, it) in proposals.iter().enumerate() {
            if out[at].is_some() {
                continue;
            }
            let found = gold.iter().enumerate().find(|(place_of, gold)| {
                !taken[*place_of]
                    && gold.kind == it.kind.word()
                    && place(text, &gold.quote, it.quote.start)
                        .is_some_and(|span| overlaps(text, &it.quote, &span))
                    && (!right || differs(it, gold).is_empty())
            });
            if let Some((place_of, _)) = found {
                taken[place_of] = true;
                out[at] = Some((place_of, right));
            }
        }
    }
    out
}

/// What came of one article.
pub(crate) fn tally(text: &str, proposals: &[Proposal], gold: &[Gold]) -> Tally {
    let mut out = Tally::default();
    let kind = |word: &str| KINDS.iter().position(|it| *it == word);
    for it in gold {
        if let Some(at) = kind(&it.kind) {
            out.gold[at] += 1;
        }
    }
    for (it, found) in proposals.iter().zip(matched(text, proposals, gold)) {
        let Some(at) = kind(it.kind.word()) else { continue };
        out.proposed[at] += 1;
        out.quote[at] += usize::from(found.is_some());
        out.right[at] += usize::from(found.is_some_and(|it| it.1));
    }
    out
}

/// Wrong proposals an article.
pub(crate) fn wrong(tallies: &[Tally], level: Level) -> f64 {
    let count: usize = tallies
        .iter()
        .map(|it| {
            let right: usize = match level {
                Level::Right => it.right.iter().sum(),
                Level::Quote => it.quote.iter().sum(),
            };
            it.proposed.iter().sum::<usize>() - right
        })
        .sum();
    count as f64 / tallies.len().max(1) as f64
}

/// Every proposal and every entry that was missed, for whoever mends the rules.
pub(crate) fn told(text: &str, proposals: &[Proposal], gold: &[Gold]) -> String {
    let mut out = String::new();
    let found = matched(text, proposals, gold);
    for (it, found) in proposals.iter().zip(&found) {
        let mark = match found {
            Some((_, true)) => "ok   ".to_owned(),
            Some((at, false)) => format!(
                "DIFF {:?} gold {:?} {} [{}]",
                differs(it, &gold[*at]),
                gold[*at].who,
                gold[*at].date,
                gold[*at].target
            ),
            None => "WRONG".to_owned(),
        };
        let status = it.status.word();
        let _ = writeln!(
            out,
            "{mark} {} {status} | {:?} via {:?} | {} | [{}] {} | {} | «{}»",
            it.kind.word(),
            it.who,
            it.via,
            it.when.map(|it| it.word()).unwrap_or_default(),
            it.target,
            it.words,
            it.rule,
            it.quoted(text)
        );
    }
    for (at, it) in gold.iter().enumerate() {
        if !found.iter().flatten().any(|found| found.0 == at) {
            let _ = writeln!(
                out,
                "MISS  {} {} | {:?} | {} | [{}] | «{}»",
                it.kind, it.status, it.who, it.date, it.target, it.quote
            );
        }
    }
    out
}
