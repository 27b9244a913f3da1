//! A heat map: a row for each name, a column for each, the state written in the cell.

use plenipo::finding::block::Mark;
use plenipo::finding::table::{Cell, Table};

use super::{Drawing, cut, place_of, wide, words};

const ROW: f64 = 21.0;
const NAME_MAX: usize = 56;
const HEAD: f64 = 26.0;

pub(super) fn draw(data: &Table, row: &str, column: &str, value: &str) -> Option<Drawing> {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    let mut states: Vec<(String, Mark)> = Vec::new();
    let mut cells: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for at in 0..data.rows.len() {
        let name = |id: &str| words(data.cell(at, id)).unwrap_or_else(|| "unknown".to_owned());
        let (r, c) = (place_of(&mut rows, name(row)), place_of(&mut columns, name(column)));
        let state = match data.cell(at, value) {
            Some(Cell::State { word, mark }) => Some((word.clone(), *mark)),
            other => words(other).map(|it| (it, Mark::Plain)),
        };
        let state = state.map(|state| {
            states.iter().position(|it| *it == state).unwrap_or_else(|| {
                states.push(state);
                states.len() - 1
            })
        });
        cells.push((r, c, state));
    }
    if cells.is_empty() {
        return None;
    }
    let names: Vec<String> = rows.iter().map(|it| cut(it, NAME_MAX)).collect();
    let left = names.iter().map(|it| wide(it)).fold(0.0, f64::max) + 14.0;
    let heads = states.iter().map(|(word, _)| word).chain(&columns);
    let widest = heads.map(|it| wide(&cut(it, 24))).fold(60.0, f64::max);
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
        let said = state.and_then(|it| states.get(it)).map(|(word, _)| word.as_str());
        let title = format!("{}, {}: {}", rows[r], columns[c], said.unwrap_or("unknown"));
        let class = state.map_or("none", |it| shade(it, &states));
        out.cell(class, (x, y), size, &title);
        let middle = x + size.0 / 2.0;
        match said {
            Some(said) => out.text("small middle", middle, y + 12.5, &cut(said, 24)),
            None => out.text("small middle dim", middle, y + 12.5, "unknown"),
        }
    }
    Some(out)
}

/// Classes of states that mean nothing for an agreement, in the order in which the table has them; none
/// of them looks like a yes, a no or a warning.
const SHADES: [&str; 3] = ["s0", "s2", "s5"];

/// The class of a state among all `states` of the chart: colours that a reader takes to mean something
/// keep their meaning in every chart.
pub(super) fn shade(place: usize, states: &[(String, Mark)]) -> &'static str {
    let fixed = |mark: Mark| match mark {
        Mark::Stop => Some("s1"),
        Mark::Fine => Some("s3"),
        Mark::Maybe => Some("s4"),
        Mark::Unknown => Some("none"),
        Mark::Plain | Mark::Added | Mark::Removed => None,
    };
    let Some((_, mark)) = states.get(place) else { return "none" };
    fixed(*mark).unwrap_or_else(|| {
        let others = states[..place].iter().filter(|(_, mark)| fixed(*mark).is_none());
        SHADES[others.count() % SHADES.len()]
    })
}
