//! Those outside the agreement rule: what the draft does to their lines as it stands, and what each set of changes
//! does. No set is looked for with them: `--whole` counts those who must consent among the principals.

use super::account::listed_changes;
use super::effects::Effect;
use super::{AmendAnswer, tables};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Table};
use crate::lens::acceptance::outside_lines::{OutsideLine, vetoes};
use crate::lens::acceptance::tables::{
    Said, concerned_cell, concerned_in_words, line_cell, verdict_mark,
};
use plenipo_record::case::describe::{self, capital, listed};
use plenipo_record::case::lines::Verdict;

/// The draft as it stands, as set 0, and each set once.
fn texts<'b>(answer: &'b AmendAnswer<'_>) -> Vec<(usize, &'b Effect)> {
    let mut all = vec![(0, &answer.before)];
    all.extend(tables::sets(answer).map(|(number, _, it)| (number, it)));
    all.sort_by_key(|(number, _)| *number);
    all.dedup_by_key(|(number, _)| *number);
    all
}

/// The lines that some text of the answer does not keep to, with the verdict on each of the texts.
fn touched<'b>(answer: &'b AmendAnswer<'_>) -> Vec<(&'b OutsideLine, Vec<(usize, Verdict)>)> {
    let texts = texts(answer);
    let judged = answer.outside.iter().map(|it| {
        let of = texts.iter().map(|(number, effect)| (*number, it.line.judge(&effect.contents)));
        (it, of.collect::<Vec<_>>())
    });
    judged.filter(|(_, of)| of.iter().any(|it| it.1 != Verdict::Respected)).collect()
}

/// What of it belongs into a headline: whose veto the draft runs into as it stands, or after the first set.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Option<String> {
    let case = answer.base.case;
    let of = |effect: &Effect| vetoes(case, &answer.outside, &effect.contents);
    let first = answer.effects().find(|it| !it.changes.is_empty());
    let number = first.and_then(|it| tables::number_of(answer, it)).unwrap_or(1);
    match (of(&answer.before), first.map(of)) {
        (None, None | Some(None)) => None,
        (Some(now), None) => Some(format!("outside the room it crosses {now}")),
        (Some(now), Some(None)) => Some(format!(
            "outside the room it crosses {now}, and no longer after set {number} of the tables"
        )),
        (Some(now), Some(Some(after))) if now == after => Some(format!(
            "outside the room it crosses {now}, also after set {number} of the tables"
        )),
        (Some(now), Some(Some(after))) => Some(format!(
            "outside the room it crosses {now}, and after set {number} of the tables {after}"
        )),
        (None, Some(Some(after))) => {
            Some(format!("outside the room set {number} of the tables makes it cross {after}"))
        }
    }
}

/// `after set 2`.
fn named(number: usize) -> String {
    match number {
        0 => "as it stands".to_owned(),
        n => format!("after set {n}"),
    }
}

pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let (all, touched) = (texts(answer), touched(answer));
    if touched.is_empty() {
        return;
    }
    blocks.push(Block::heading(1, "Outside the room: no set was looked for with these lines"));
    let mut named_sets: Vec<usize> = Vec::new();
    for (it, of) in touched {
        let sets = of.iter().filter(|it| it.1 != Verdict::Respected).map(|it| it.0);
        named_sets.extend(sets.filter(|it| *it > 0));
        let is = |verdict: Verdict| -> Vec<String> {
            let with = of.iter().filter(|it| it.1 == verdict);
            with.map(|(number, _)| named(*number)).collect()
        };
        let told = [
            (Verdict::Crossed, "crossed"),
            (Verdict::MayBeCrossed, "may be crossed"),
            (Verdict::Unclear, "unclear"),
        ];
        let told = told.into_iter().filter_map(|(verdict, word)| {
            let texts = is(verdict);
            (!texts.is_empty()).then(|| format!("{word} {}", listed(&texts)))
        });
        let told: Vec<String> = told.collect();
        let crossed = of.iter().any(|it| it.1 == Verdict::Crossed);
        // A change may bring in force what its consent is needed for, or do away with it.
        let (needed, not): (Vec<_>, Vec<_>) = all
            .iter()
            .zip(&of)
            .filter(|(_, it)| it.1 != Verdict::Respected)
            .partition(|((_, effect), _)| it.must_consent(case, &effect.contents));
        let stops = needed.iter().any(|(_, it)| it.1 == Verdict::Crossed);
        let mark = match (stops, crossed) {
            (true, true) => Mark::Stop,
            _ => Mark::Maybe,
        };
        let who = case.party(it.line.party).label();
        let must = match (needed.as_slice(), not.is_empty()) {
            ([], _) => String::new(),
            (_, true) => ", who must consent".to_owned(),
            (some, false) => {
                let texts = some.iter().map(|((number, _), _)| named(*number));
                format!(", whose consent is needed {}", listed(&texts.collect::<Vec<_>>()))
            }
        };
        let said = Said::of(case, &it.line);
        let mut text = Text::default().strong(format!("{who}{must}: "));
        text = match &said.words {
            Some(words) => text.quote(words.clone()),
            None => text.and(describe::line(case, it.line.stated)),
        };
        let worst =
            all.iter().find(|(_, effect)| it.line.judge(&effect.contents) != Verdict::Respected);
        let on = worst.map(|(_, effect)| {
            let verdict = it.line.judge(&effect.contents);
            format!(", on {}", concerned_in_words(case, &it.line, verdict, &effect.contents))
        });
        text = text.and(format!(" — {}{}", told.join("; "), on.unwrap_or_default()));
        let mut parts = said.voice();
        parts.push(said.grade.into());
        let under = vec![Text::joined(parts, " · ").quietly()];
        blocks.push(Block::Item(Item { mark, text, under }));
    }
    named_sets.sort_unstable();
    named_sets.dedup();
    let shown = all.iter().filter(|(number, _)| named_sets.contains(number)).take(SETS_TOLD);
    let told = shown
        .map(|(number, it)| format!("set {number} is {}", listed_changes(answer, &it.changes)));
    let mut told: Vec<String> = told.collect();
    if named_sets.len() > told.len() {
        told.push("the tables have the others".to_owned());
    }
    if !named_sets.is_empty() {
        blocks.push(Block::para(format!("{}.", capital(&told.join("; ")))));
    }
}

/// The most sets that are told again where lines of others are told by them.
const SETS_TOLD: usize = 6;

/// Adds a row for each of the lines and texts to the table of lines.
pub(super) fn rows(answer: &AmendAnswer<'_>, table: &mut Table) {
    let case = answer.base.case;
    let texts = texts(answer);
    for (it, of) in touched(answer) {
        for ((number, verdict), (_, effect)) in of.into_iter().zip(&texts) {
            let said = Said::of(case, &it.line);
            let needed = it.must_consent(case, &effect.contents);
            let mark = match (verdict, needed) {
                (Verdict::Crossed, false) => Mark::Maybe,
                _ => verdict_mark(verdict),
            };
            let must = if needed { " (outside; must consent)" } else { " (outside)" };
            table.push(vec![
                Cell::count(number),
                Cell::party(case.party_id(it.line.party)),
                line_cell(case, it.line.stated),
                Cell::state(format!("{}{must}", verdict.word()), mark),
                concerned_cell(case, &it.line, verdict, &effect.contents),
                Cell::maybe_text(said.words),
                Cell::Footing(said.grade),
            ]);
        }
    }
}
