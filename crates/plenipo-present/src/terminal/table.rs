//! A table of a finding as a grid, its ranges drawn together.

use plenipo::finding::table::{Cell, ColumnKind, Table};

use super::figure;
use super::grid::{Grid, Head};
use super::paint::{Ink, Run};

/// `table` with three columns `x_low`, `x`, `x_high` (or the outer two) shown as one: a range is
/// one thing to a reader, and a figure must not be read without its range.
pub(crate) fn grid(table: &Table) -> Grid {
    let shown = shown(table);
    let heads = shown.iter().map(|it| head(table, it)).collect();
    let row = |row: &Vec<Cell>| shown.iter().map(|it| cell(table, row, it)).collect();
    Grid { heads, rows: table.rows.iter().map(row).collect() }
}

/// Units of the columns, in words, where any has one.
pub(crate) fn units(table: &Table) -> Option<String> {
    let mut units: Vec<(&str, Vec<&str>)> = Vec::new();
    for it in shown(table) {
        let (Shown::One(at) | Shown::Range { low: at, .. }) = it;
        let Some(unit) = table.columns.get(at).and_then(|column| column.unit) else { continue };
        let label = label(table, &it);
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, labels)) => labels.push(label),
            None => units.push((unit, vec![label])),
        }
    }
    let words = units.iter().map(|(unit, labels)| {
        // A share is one of something, and no measure.
        let of = if unit.starts_with("of ") { "" } else { "in " };
        format!("{} {of}{unit}", labels.join(", "))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// What one shown column is made of, by places of the table's columns.
enum Shown {
    One(usize),
    Range { low: usize, middle: Option<usize>, high: usize },
}

fn shown(table: &Table) -> Vec<Shown> {
    let is_figure = |at: &usize| table.columns[*at].kind.is_figure();
    let ranges: Vec<(usize, Option<usize>, usize)> = (0..table.columns.len())
        .filter(is_figure)
        .filter_map(|low| {
            let base = table.columns[low].id.strip_suffix("_low")?;
            let high = table.column(&format!("{base}_high")).filter(is_figure)?;
            Some((low, table.column(base).filter(is_figure), high))
        })
        .collect();
    (0..table.columns.len())
        .filter_map(|at| {
            for &(low, middle, high) in &ranges {
                if at == low {
                    return Some(Shown::Range { low, middle, high });
                }
                if Some(at) == middle || at == high {
                    return None;
                }
            }
            Some(Shown::One(at))
        })
        .collect()
}

fn label<'a>(table: &'a Table, it: &Shown) -> &'a str {
    match *it {
        Shown::One(at) | Shown::Range { middle: Some(at), .. } => &table.columns[at].label,
        Shown::Range { low, middle: None, .. } => {
            let label = &table.columns[low].label;
            label.strip_suffix(" low").unwrap_or(label)
        }
    }
}

fn head(table: &Table, it: &Shown) -> Head {
    let figures = match *it {
        Shown::One(at) => table.columns[at].kind.is_figure(),
        Shown::Range { .. } => true,
    };
    Head { label: label(table, it).to_owned(), figures }
}

fn cell(table: &Table, row: &[Cell], it: &Shown) -> Vec<Run> {
    let one = |at: usize| -> Vec<Run> {
        let kind = table.columns.get(at).map_or(ColumnKind::Text, |column| column.kind);
        figure::cell(row.get(at).unwrap_or(&Cell::Unknown), kind)
    };
    let Shown::Range { low, middle, high } = *it else {
        let Shown::One(at) = *it else { return Vec::new() };
        return one(at);
    };
    let flat = |at: usize| {
        let runs = one(at);
        let known = !runs.iter().all(Run::is_unknown);
        known.then(|| runs.into_iter().map(|run| run.text).collect::<String>())
    };
    let end = |it: Option<String>| it.unwrap_or_else(|| "?".to_owned());
    let range = match (flat(low), flat(high)) {
        (None, None) => None,
        (Some(low), Some(high)) if low == high => Some(low),
        // Both ends beyond what two decimals show.
        (_, Some(high)) if high.starts_with('<') => Some(high),
        (Some(low), _) if low.starts_with('>') => Some(low),
        (low, high) => Some(format!("{}\u{2013}{}", end(low), end(high))),
    };
    match (middle.and_then(flat), range) {
        (None, None) => vec![Run::unknown()],
        (Some(middle), None) => vec![Run::new(Ink::Plain, middle)],
        (None, Some(range)) => vec![Run::new(Ink::Plain, range)],
        (Some(middle), Some(range)) if middle == range => vec![Run::new(Ink::Plain, middle)],
        (Some(middle), Some(range)) => {
            vec![Run::new(Ink::Plain, middle), Run::new(Ink::Quiet, format!(" ({range})"))]
        }
    }
}
