//! Figures and cells as a person reads them.

use plenipo::finding::block::{Span, Style, Text};
use plenipo::finding::table::{Cell, ColumnKind, Edit, EditKind};
use plenipo::finding::value::{Meant, Reference, Target};
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Kind as RecordKind;
use plenipo_record::case::tried::Tried;

use super::paint::{Ink, Is, Run};
use crate::hint;

/// `cell` of a column of `kind`, as inked words; what was put in or taken out has its ink and no sign.
pub(crate) fn cell(cell: &Cell, kind: ColumnKind) -> Vec<Run> {
    let plain = |text: String| vec![Run::new(Ink::Plain, text)];
    match cell {
        Cell::Unknown => vec![Run::unknown()],
        Cell::Number(number) if !number.is_finite() => vec![Run::unknown()],
        Cell::Number(number) => plain(figure(*number, kind)),
        Cell::Count(count) => plain(grouped(&count.to_string())),
        Cell::Date(date) => vec![Run::new(Ink::Plain, date.to_string()).that_is(Is::Day)],
        Cell::Day { date, is } => vec![Run::new(Ink::Plain, is.show(*date)).that_is(Is::Day)],
        Cell::Edits(edits) => edits
            .iter()
            .map(|edit| match edit.is {
                EditKind::Same => Run::new(Ink::Plain, edit.text.clone()),
                EditKind::Inserted => Run::new(Ink::Added, edit.text.clone()),
                EditKind::Deleted => Run::new(Ink::Removed, edit.text.clone()),
            })
            .collect(),
        Cell::Footing(footing) => text(&Text::default().standing_on(footing)),
        Cell::Ref(Reference { to: Target::Record(RecordKind::Source), id, .. }) => {
            vec![Run::new(Ink::Plain, id.clone()).that_is(Is::Source(id.clone()))]
        }
        Cell::Ref(Reference { to: Target::Tried, id, .. }) => {
            vec![Run::new(Ink::Plain, tried(id)).that_is(Is::Tried(id.clone()))]
        }
        Cell::Ref(to) => vec![Run::new(Ink::Plain, to.to_string()).that_is(Is::Ref(to.clone()))],
        Cell::List(cells) => list(cells, kind),
        Cell::Text(_) | Cell::State { .. } | Cell::Range { .. } => {
            plain(cell.in_words().unwrap_or_default())
        }
    }
}

/// A draft to try out, in short: which options it has is long, and a program's.
fn tried(id: &str) -> String {
    match id.parse::<Tried>() {
        Ok(it) if it.changes.is_empty() => format!("{} as it is", it.base),
        Ok(it) => format!("{}, {}", it.base, counted(it.changes.len(), "change")),
        Err(_) => id.to_owned(),
    }
}

/// The parts of a list: what refers to something of its own still does.
fn list(cells: &[Cell], kind: ColumnKind) -> Vec<Run> {
    let own = |it: &Cell| {
        matches!(it, Cell::Footing(_) | Cell::Date(_) | Cell::Day { .. } | Cell::Number(_))
            || matches!(it, Cell::Ref(to) if to.of.is_none())
    };
    if !cells.iter().any(own) {
        let words = Cell::List(cells.to_vec()).in_words().unwrap_or_default();
        return vec![Run::new(Ink::Plain, words)];
    }
    let mut runs = Vec::new();
    for (place, it) in cells.iter().enumerate() {
        if place > 0 {
            runs.push(Run::new(Ink::Plain, Cell::between(cells)));
        }
        runs.extend(cell(it, kind));
    }
    runs
}

/// Marked words as inked ones.
pub(crate) fn text(text: &Text) -> Vec<Run> {
    let run = |span: &Span| {
        let (Span { style, meant, .. }, text) = (span, hint::span(span));
        let run = match style {
            Style::Plain => Run::new(Ink::Plain, text),
            Style::Strong => Run::new(Ink::Strong, text),
            Style::Quote => Run::new(Ink::Quote, format!("“{}”", text.trim())),
            Style::Quiet => Run::new(Ink::Quiet, text),
            Style::Inserted => Run::new(Ink::Added, text),
            Style::Deleted => Run::new(Ink::Removed, text),
        };
        match meant {
            Some(Meant::Day(..)) => run.that_is(Is::Day),
            Some(Meant::Source(source)) => match &source.id {
                Some(id) => run.that_is(Is::Source(id.clone())),
                None => run,
            },
            Some(Meant::Ref(to)) => run.that_is(Is::Ref(to.clone())),
            Some(Meant::Hint(hint)) => run.that_is(Is::Typed(hint.clone())),
            None => run,
        }
    };
    text.0.iter().map(run).collect()
}

/// The same runs with the signs of edits around what was put in and taken out, where ink is not enough.
pub(crate) fn signed(runs: Vec<Run>) -> Vec<Run> {
    let sign = |mut run: Run| {
        let is = match run.ink {
            Ink::Added => EditKind::Inserted,
            Ink::Removed => EditKind::Deleted,
            _ => return run,
        };
        run.text = Edit { is, text: run.text }.marked();
        run
    };
    runs.into_iter().map(sign).collect()
}

/// A number as a column of `kind` shows it.
pub(crate) fn figure(number: f64, kind: ColumnKind) -> String {
    match kind {
        // Two decimals must not turn "very unlikely" into "impossible".
        ColumnKind::Probability | ColumnKind::Share if number > 0.0 && number < 0.005 => {
            "<0.01".to_owned()
        }
        ColumnKind::Probability | ColumnKind::Share if (0.995..1.0).contains(&number) => {
            ">0.99".to_owned()
        }
        ColumnKind::Probability | ColumnKind::Share | ColumnKind::Utility => {
            signless_zero(format!("{number:.2}"))
        }
        ColumnKind::Number | ColumnKind::Count if number.fract() == 0.0 && number.abs() < 1e15 => {
            grouped(&signless_zero(format!("{number:.0}")))
        }
        _ => significant(number),
    }
}

/// Four significant digits, without zeros at the end.
fn significant(number: f64) -> String {
    let size = number.abs();
    // Too small for the digits shown, and not nought.
    if number > 0.0 && number < 5e-5 {
        return "<0.0001".to_owned();
    }
    if number > 0.0 && number < 1e-4 {
        return format!("{number:.4}");
    }
    if size >= 1e15 || (size > 0.0 && size < 1e-4) {
        return format!("{number:.3e}");
    }
    let places = if size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 10.0 {
        2
    } else if size >= 1.0 {
        3
    } else {
        4
    };
    let text = format!("{number:.places$}");
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => grouped(&text),
    };
    signless_zero(text)
}

fn signless_zero(text: String) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        _ => text,
    }
}

/// Whole digits in groups of three: `800,000`.
pub(crate) fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_decimals_never_round_to_certainty() {
        let shown = [0.0, 0.004, 0.005, 0.5, 0.994, 0.996, 1.0]
            .map(|it| figure(it, ColumnKind::Probability));
        assert_eq!(shown, ["0.00", "<0.01", "0.01", "0.50", "0.99", ">0.99", "1.00"]);
        assert_eq!(figure(-0.001, ColumnKind::Utility), "0.00");
        assert_eq!(figure(-0.25, ColumnKind::Utility), "-0.25");
    }

    #[test]
    fn numbers_keep_four_digits_and_group_thousands() {
        let shown = [800_000.0, -1234.5, 12.3456, 0.125, 0.00001, 2e20]
            .map(|it| figure(it, ColumnKind::Number));
        assert_eq!(shown, ["800,000", "-1,234", "12.35", "0.125", "<0.0001", "2.000e20"]);
    }

    #[test]
    fn unknown_and_not_a_number_are_never_zero() {
        for it in [Cell::Unknown, Cell::Number(f64::NAN), Cell::Number(f64::INFINITY)] {
            assert!(cell(&it, ColumnKind::Probability)[0].is_unknown());
        }
    }
}
