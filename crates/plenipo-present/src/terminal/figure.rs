//! Figures and cells as a person reads them.

use plenipo::finding::table::{Cell, EditKind, Kind};

use super::paint::{Ink, Run};

/// The sign for what is unknown.
pub(crate) const UNKNOWN: &str = "–";

/// `cell` of a column of `kind`, as inked words.
pub(crate) fn cell(cell: &Cell, kind: Kind) -> Vec<Run> {
    let plain = |text: String| vec![Run::new(Ink::Plain, text)];
    match cell {
        Cell::Unknown => vec![Run::new(Ink::Quiet, UNKNOWN)],
        Cell::Number(number) if !number.is_finite() => vec![Run::new(Ink::Quiet, UNKNOWN)],
        Cell::Number(number) => plain(figure(*number, kind)),
        Cell::Count(count) => plain(grouped(&count.to_string())),
        Cell::Date(date) => plain(date.to_string()),
        Cell::Text(text) => plain(text.clone()),
        Cell::Edits(edits) => edits
            .iter()
            .map(|edit| match edit.is {
                EditKind::Same => Run::new(Ink::Plain, edit.text.clone()),
                EditKind::Inserted => Run::new(Ink::Added, marked("{+", &edit.text, "+}")),
                EditKind::Deleted => Run::new(Ink::Removed, marked("[-", &edit.text, "-]")),
            })
            .collect(),
    }
}

/// `text` between two signs, its outer spaces left outside them.
pub(crate) fn marked(open: &str, text: &str, close: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return format!("{open}{text}{close}");
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{open}{inner}{close}{tail}")
}

/// A number as a column of `kind` shows it.
pub(crate) fn figure(number: f64, kind: Kind) -> String {
    match kind {
        // Two decimals must not turn "very unlikely" into "impossible".
        Kind::Probability | Kind::Share if number > 0.0 && number < 0.005 => "<0.01".to_owned(),
        Kind::Probability | Kind::Share if (0.995..1.0).contains(&number) => ">0.99".to_owned(),
        Kind::Probability | Kind::Share | Kind::Utility => signless_zero(format!("{number:.2}")),
        Kind::Number | Kind::Count if number.fract() == 0.0 && number.abs() < 1e15 => {
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
        let shown =
            [0.0, 0.004, 0.005, 0.5, 0.994, 0.996, 1.0].map(|it| figure(it, Kind::Probability));
        assert_eq!(shown, ["0.00", "<0.01", "0.01", "0.50", "0.99", ">0.99", "1.00"]);
        assert_eq!(figure(-0.001, Kind::Utility), "0.00");
        assert_eq!(figure(-0.25, Kind::Utility), "-0.25");
    }

    #[test]
    fn numbers_keep_four_digits_and_group_thousands() {
        let shown =
            [800_000.0, -1234.5, 12.3456, 0.125, 0.00001, 2e20].map(|it| figure(it, Kind::Number));
        assert_eq!(shown, ["800,000", "-1,234", "12.35", "0.125", "<0.0001", "2.000e20"]);
    }

    #[test]
    fn unknown_and_not_a_number_are_never_zero() {
        for it in [Cell::Unknown, Cell::Number(f64::NAN), Cell::Number(f64::INFINITY)] {
            assert_eq!(cell(&it, Kind::Probability)[0].text, UNKNOWN);
        }
    }
}
