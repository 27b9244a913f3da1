//! Signs of list items, and the line that names those that were used.

use plenipo::finding::block::Mark;

use super::paint::{Ink, Run, UNKNOWN};

/// Every mark with its sign, its ink and its word.
const ALL: [(Mark, &str, Ink, &str); 7] = [
    (Mark::Plain, "•", Ink::Plain, ""),
    (Mark::Stop, "✗", Ink::Stop, "stops it"),
    (Mark::Maybe, "~", Ink::Maybe, "may stop it"),
    (Mark::Fine, "✓", Ink::Fine, "fine"),
    (Mark::Unknown, "?", Ink::Unknown, "unknown"),
    (Mark::Added, "+", Ink::Added, "added"),
    (Mark::Removed, "−", Ink::Removed, "taken out"),
];

/// The sign of `mark`.
pub(crate) fn sign(mark: Mark) -> &'static str {
    ALL.iter().find(|(it, ..)| *it == mark).map_or("•", |(_, sign, ..)| sign)
}

/// The word of `mark`; empty where it says nothing.
pub(crate) fn word(mark: Mark) -> &'static str {
    ALL.iter().find(|(it, ..)| *it == mark).map_or("", |(.., word)| word)
}

/// Which signs a text has used so far.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    used: [bool; ALL.len()],
    unknown_cell: bool,
}

impl Marks {
    /// The sign of `mark`, and its ink.
    pub(crate) fn sign(&mut self, mark: Mark) -> (&'static str, Ink) {
        for (i, (it, sign, ink, _)) in ALL.iter().enumerate() {
            if *it == mark {
                self.used[i] = true;
                return (sign, *ink);
            }
        }
        ("•", Ink::Plain)
    }

    /// Tells that a table has shown an unknown cell.
    pub(crate) fn met_unknown_cell(&mut self) {
        self.unknown_cell = true;
    }

    /// The line that names the signs, where any was used that needs a name.
    pub(crate) fn legend(&self) -> Option<Vec<Run>> {
        let mut parts: Vec<(&str, Ink, &str)> = ALL
            .iter()
            .zip(self.used)
            .filter(|((.., word), used)| *used && !word.is_empty())
            .map(|((_, sign, ink, word), _)| (*sign, *ink, *word))
            .collect();
        if self.unknown_cell {
            parts.push((UNKNOWN, Ink::Quiet, "unknown"));
        }
        let mut legend = Vec::new();
        for (i, (sign, ink, word)) in parts.into_iter().enumerate() {
            legend.push(Run::new(Ink::Quiet, if i == 0 { "signs: " } else { ", " }));
            legend.push(Run::new(ink, sign));
            legend.push(Run::new(Ink::Quiet, format!("\u{a0}{}", word.replace(' ', "\u{a0}"))));
        }
        (!legend.is_empty()).then_some(legend)
    }
}
