//! The days that a text names, as they are reckoned from the day of its report.

use std::ops::Range;

use jiff::civil::Date;

use crate::cue::{Cue, Cues};
use crate::day::{self, ReportDay, Tense};
use crate::sentence::sentences;
use crate::words::Tokens;

/// Every day named in `text`, with its place in bytes; those told in the future lie after `report`.
#[must_use]
pub fn found(text: &str, report: Option<Date>) -> Vec<(ReportDay, Range<usize>)> {
    let tokens = Tokens::of(text);
    let cues = Cues::of(&tokens);
    let mut out = Vec::new();
    for sentence in sentences(&tokens, &cues) {
        for (first, end) in sentence.clauses {
            let tense = if cues.any(Cue::Plans, first, end) { Tense::Future } else { Tense::Past };
            for it in day::all(&tokens, first, end, report, tense) {
                let span = tokens.list.get(it.first).map_or(0, |it| it.start)
                    ..tokens.list.get(it.end.saturating_sub(1)).map_or(0, |it| it.end);
                out.push((it.when, span));
            }
        }
    }
    out
}
