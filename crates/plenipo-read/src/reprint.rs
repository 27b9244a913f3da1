//! Reprints: the same words under another name are one voice, and no confirmation.
//!
//! An article is known again by the smallest hashes of its runs of five words. The share of them that two articles have
//! in common, among the smallest of both, estimates how many of all their runs they share.

use plenipo_record::dossier::proposals::ProposalsHead;
use sha2::{Digest, Sha256};

use crate::fold::plain;

/// How many words a run has.
const RUN: usize = 5;

/// How many hashes are kept.
const KEPT: usize = 64;

/// Share of common runs from which two texts are one: an editor's cuts and a new first line leave more.
const SAME: f64 = 0.6;

/// An article that was read before and has the same words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reprint {
    /// The file of proposed entries that was made of it.
    pub file: String,
    /// Its source, by its id.
    pub source: Option<String>,
    /// Whether the whole text is the same, to the letter.
    pub exact: bool,
    /// Estimated share of runs of five words that both have, in [0, 1].
    pub share: f64,
    /// Marks of what was rejected of any article with the same words.
    pub rejected: Vec<String>,
}

/// The signature of a text: the smallest hashes of its runs of words, in order.
#[must_use]
pub fn signature(text: &str) -> Vec<u64> {
    let words: Vec<String> = plain(text).collect();
    let mut all: Vec<u64> = words.windows(RUN).map(|run| hash(&run.join(" "))).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(KEPT);
    all
}

fn hash(run: &str) -> u64 {
    let digest = Sha256::digest(run.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

/// Estimated share of common runs of two signatures, in [0, 1]; 0 where either has none.
#[must_use]
pub fn share(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut union: Vec<u64> = a.iter().chain(b).copied().collect();
    union.sort_unstable();
    union.dedup();
    union.truncate(KEPT);
    let common = union
        .iter()
        .filter(|it| a.binary_search(it).is_ok() && b.binary_search(it).is_ok())
        .count();
    common as f64 / union.len() as f64
}

/// The article read before that this text is a reprint of: the one most like it.
#[must_use]
pub fn of(hash: &str, signature: &[u64], before: &[ProposalsHead]) -> Option<Reprint> {
    let like = |it: &ProposalsHead| {
        let exact = it.text.as_deref() == Some(hash);
        let mut other = it.shingles.clone();
        other.sort_unstable();
        let share = if exact { 1.0 } else { share(signature, &other) };
        (exact || share >= SAME).then_some((exact, share))
    };
    let all: Vec<(&ProposalsHead, (bool, f64))> =
        before.iter().filter_map(|it| Some((it, like(it)?))).collect();
    let (most, (exact, share)) =
        all.iter().max_by(|a, b| a.1.partial_cmp(&b.1).unwrap_or(std::cmp::Ordering::Equal))?;
    let mut rejected: Vec<String> =
        all.iter().flat_map(|it| it.0.rejected.iter().cloned()).collect();
    rejected.sort_unstable();
    rejected.dedup();
    Some(Reprint {
        file: most.file.clone(),
        source: most.source.clone(),
        exact: *exact,
        share: *share,
        rejected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_copy_is_known_and_another_text_is_not() {
        let words: Vec<String> = (0..400).map(|it| format!("word{}", it * 7 % 401)).collect();
        let text = words.join(" ");
        let copy = format!("By our correspondent. {}", words[..380].join(" "));
        let other: Vec<String> = (0..400).map(|it| format!("term{it}")).collect();
        let of = |text: &str| signature(text);
        assert!(share(&of(&text), &of(&copy)) > SAME);
        assert_eq!(share(&of(&text), &of(&other.join(" "))), 0.0);
        assert_eq!(share(&of("too short"), &of(&text)), 0.0);
    }
}
