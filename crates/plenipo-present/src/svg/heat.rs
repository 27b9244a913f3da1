//! A heat map: a row for each name, a column for each, the state written in the cell.

use plenipo::finding::table::Table;

use super::{Drawing, cut, place_of, wide, words};

const ROW: f64 = 21.0;
const NAME_MAX: usize = 56;
const HEAD: f64 = 26.0;

pub(super) fn draw(data: &Table, row: &str, column: &str, value: &str) -> Option<Drawing> {
    let (mut rows, mut columns, mut states) = (Vec::new(), Vec::new(), Vec::new());
    let mut cells: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for at in 0..data.rows.len() {
        let name = |id: &str| words(data.cell(at, id)).unwrap_or_else(|| "unknown".to_owned());
        let (r, c) = (place_of(&mut rows, name(row)), place_of(&mut columns, name(column)));
        let state = words(data.cell(at, value)).map(|it| place_of(&mut states, it));
        cells.push((r, c, state));
    }
    if cells.is_empty() {
        return None;
    }
    let names: Vec<String> = rows.iter().map(|it| cut(it, NAME_MAX)).collect();
    let left = names.iter().map(|it| wide(it)).fold(0.0, f64::max) + 14.0;
    let widest = states.iter().chain(&columns).map(|it| wide(&cut(it, 24))).fold(60.0, f64::max);
    let (column_width, top) = (widest + 16.0, HEAD);
    let width = left + column_width * columns.len() as f64 + 2.0;
    let mut out = Drawing::new(width, top + ROW * rows.len() as f64 + 4.0);
    for (c, name) in columns.iter().enumerate() {
        let x = left + column_width * (c as f64 + 0.5);
        out.text("middle", x, top - 9.0, &cut(name, 24));
    }
    for (r, name) in names.iter().enumerate() {
        let y = top + ROW * r as f64;
        out.line("rule", (0.0, y), (width, y));
        out.text("name", 2.0, y + 15.0, name);
    }
    for (r, c, state) in cells {
        let (x, y) = (left + column_width * c as f64 + 2.0, top + ROW * r as f64 + 2.0);
        let size = (column_width - 4.0, ROW - 4.0);
        let said = state.and_then(|it| states.get(it));
        let title =
            format!("{}, {}: {}", rows[r], columns[c], said.map_or("unknown", |it| it.as_str()));
        let class = said.map_or("none", |it| shade(it, &states));
        out.cell(class, (x, y), size, &title);
        let middle = x + size.0 / 2.0;
        match said {
            Some(said) => out.text("small middle", middle, y + 12.5, &cut(said, 24)),
            None => out.text("small middle dim", middle, y + 12.5, "unknown"),
        }
    }
    Some(out)
}

/// Colours that a reader takes to mean something keep their meaning in every chart.
const FIXED: [(&str, &[&str]); 4] = [
    ("s1", &["refused", "blocked", "stopped", "crossed", "reject"]),
    ("s3", &["accepted", "respected", "accept"]),
    ("s4", &["conflict", "open", "may be crossed", "accept-if", "reserve"]),
    ("none", &["undetermined", "unknown", "not yet", "no draft"]),
];

/// Classes of every other state, in the order in which the table has them; none of them looks like
/// a yes, a no or a warning.
const SHADES: [&str; 3] = ["s0", "s2", "s5"];

/// The class of a state among all `states` of the chart.
fn shade(state: &str, states: &[String]) -> &'static str {
    let fixed = |it: &str| FIXED.iter().find(|(_, words)| words.contains(&it)).map(|(it, _)| *it);
    fixed(state).unwrap_or_else(|| {
        let others = states.iter().filter(|it| fixed(it).is_none());
        let place = others.take_while(|it| *it != state).count();
        SHADES[place % SHADES.len()]
    })
}
