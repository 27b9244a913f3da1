//! Those outside the agreement rule: what the draft does to their lines as it stands, and what each set of changes
//! does. No set is looked for with them: `--whole` counts those who must consent among the principals.

use super::effects::Effect;
use super::{AmendAnswer, tables};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Table};
use crate::lens::acceptance::outside_lines::{OutsideLine, vetoes};
use crate::lens::acceptance::tables::{
    Said, concerned_cell, concerned_in_words, line_cell, verdict_mark,
};
use plenipo_record::case::describe::{self, listed};
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

pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let case = answer.base.case;
    let (all, touched) = (texts(answer), touched(answer));
    if touched.is_empty() {
        return;
    }
    blocks.push(Block::heading(1, "Outside the room: no set was looked for with these lines"));
    for (it, of) in touched {
        let is = |verdict: Verdict| -> Vec<String> {
            let with = of.iter().filter(|it| it.1 == verdict);
            let name = |number: &usize| match number {
                0 => "as it stands".to_owned(),
                n => format!("after set {n}"),
            };
            with.map(|(number, _)| name(number)).collect()
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
        let mark = match (it.must_consent, crossed) {
            (true, true) => Mark::Stop,
            _ => Mark::Maybe,
        };
        let who = case.party(it.line.party).label();
        let must = if it.must_consent { ", who must consent" } else { "" };
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
}

/// Adds a row for each of the lines and texts to the table of lines.
pub(super) fn rows(answer: &AmendAnswer<'_>, table: &mut Table) {
    let case = answer.base.case;
    let texts = texts(answer);
    for (it, of) in touched(answer) {
        for ((number, verdict), (_, effect)) in of.into_iter().zip(&texts) {
            let said = Said::of(case, &it.line);
            let mark = match (verdict, it.must_consent) {
                (Verdict::Crossed, false) => Mark::Maybe,
                _ => verdict_mark(verdict),
            };
            let must = if it.must_consent { " (outside; must consent)" } else { " (outside)" };
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
