//! Names: which id stands where, and which known name an unknown one may have been meant to be.

use std::collections::{HashMap, HashSet};

use crate::case::id::Kind;

/// The ids of every table.
#[derive(Default)]
pub(super) struct Names<'t> {
    places: [HashMap<&'t str, u32>; Kind::ALL.len()],
    /// Names that stand somewhere in text that could not be read.
    perhaps: HashSet<&'t str>,
}

impl<'t> Names<'t> {
    /// Notes that the record `name` of `kind` stands at `place`; returns the earlier place of the
    /// name, if it has one.
    pub(super) fn note(&mut self, kind: Kind, name: &'t str, place: u32) -> Option<u32> {
        let places = &mut self.places[kind as usize];
        match places.get(name) {
            Some(first) => Some(*first),
            None => {
                places.insert(name, place);
                None
            }
        }
    }

    /// Notes a name that cannot be called unknown.
    pub(super) fn perhaps(&mut self, name: &'t str) {
        self.perhaps.insert(name);
    }

    /// Whether the name stands in text that could not be read.
    pub(super) fn may_be(&self, name: &str) -> bool {
        self.perhaps.contains(name)
    }

    /// The place of the record.
    pub(super) fn place(&self, kind: Kind, name: &str) -> Option<u32> {
        self.places[kind as usize].get(name).copied()
    }

    /// The kinds that have a record of this name.
    pub(super) fn kinds(&self, name: &str) -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| self.place(*kind, name).is_some()).collect()
    }

    /// The names of `kind`.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &'t str> {
        self.places[kind as usize].keys().copied()
    }
}

/// The names of `known` nearest to `name`, nearest first, at most three; none if none is near.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    // Whoever wrote a page where a name should stand did not mistype one.
    if name.len() > 64 {
        return Vec::new();
    }
    let folded = name.to_lowercase().replace(['_', ' '], "-");
    let letters = folded.chars().count();
    // Of a name of one letter nothing would be left.
    let far = (letters / 3).clamp(1, 3).min(letters.saturating_sub(1));
    let mut near: Vec<(usize, &str)> = known
        .filter(|it| it.len().abs_diff(folded.len()) <= 3 || it.starts_with(&folded))
        .filter_map(|it| {
            let other = it.replace('_', "-");
            let distance = strsim::osa_distance(&folded, &other);
            // A name begun and not finished is near as well: `ua` for `ua-gov`.
            let begun = folded.len() >= 3 && other.starts_with(&folded);
            (distance <= far || begun).then_some((distance, it))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, it)| it).take(3).collect()
}

/// The hint that names what may have been meant.
pub fn did_you_mean(near: &[&str]) -> String {
    let quoted: Vec<String> = near.iter().map(|it| format!("`{it}`")).collect();
    format!("did you mean {}?", either(&quoted))
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
