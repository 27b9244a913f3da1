//! The numbers that a word processor shows before the paragraphs of a list, counted as it counts
//! (ECMA-376 Part 1, 17.9).

mod definitions;
mod figure;

use std::collections::{BTreeMap, BTreeSet};

use super::PaperError;
use definitions::{Definitions, LEVELS};
use figure::figure;

/// The lists of a file, with where each has come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    definitions: Definitions,
    /// Where the levels of each kind have come to: lists of one kind count on together (17.9.15).
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Levels of lists that have begun, so that they do not begin anew once more.
    begun: BTreeSet<(String, usize)>,
}

impl Lists {
    pub(super) fn read(text: &str) -> Result<Lists, PaperError> {
        Ok(Lists { definitions: Definitions::read(text)?, ..Lists::default() })
    }

    /// The level that paragraphs of the style called `style` have in the list called `id` (17.9.23).
    pub(super) fn level_of(&self, id: &str, style: &str) -> Option<usize> {
        self.definitions.level_of(id, style)
    }

    /// What is shown before the next paragraph at `level` of the list called `id`.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let of = self.definitions.level(id, level)?;
        let kind = self.definitions.kind(id)?;
        let counts = self.counts.entry(kind.to_owned()).or_insert([None; LEVELS]);
        // A start of the list's own holds once, where that level first stands (17.9.26).
        let first = self.begun.insert((id.to_owned(), level));
        let start = |at: usize| {
            let begins = self.definitions.level(id, at).map_or(1, |it| it.start);
            self.definitions.begins_anew(id, at).unwrap_or(begins)
        };
        counts[level] = Some(match (counts[level], self.definitions.begins_anew(id, level)) {
            (_, Some(anew)) if first => anew,
            (Some(count), _) => count.saturating_add(1),
            (None, _) => start(level),
        });
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            // Counted from 1; 0 never begins again, and a level that is not above is as if none was said
            // (17.9.10).
            let after = self.definitions.level(id, below).and_then(|it| it.restart);
            if after.filter(|after| *after <= below).is_none_or(|after| level < after) {
                *count = None;
            }
        }
        if of.format == "bullet" {
            return Some("•".to_owned());
        }
        // In one pass: what a level shows may itself hold a `%`.
        let mut shown = String::new();
        let mut signs = of.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let at = signs.peek().and_then(|it| it.to_digit(10)).filter(|_| sign == '%');
            let at = at.and_then(|it| (it as usize).checked_sub(1));
            let Some(at) = at.filter(|at| *at <= level) else {
                shown.push(sign);
                continue;
            };
            signs.next();
            let format = self.definitions.level(id, at).map_or("decimal", |it| it.format.as_str());
            let format = if of.legal && format != "none" { "decimal" } else { format };
            shown.push_str(&figure(counts[at].unwrap_or_else(|| start(at)), format));
        }
        Some(shown)
    }
}

#[cfg(test)]
mod tests;
