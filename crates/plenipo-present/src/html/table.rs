//! Tables as markup: a caption, heads with their scope, figures to the right, unknown in words.

use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};

use super::account::Writer;
use crate::spoken;
use crate::terminal::paint::Run;
use crate::terminal::table::{grid, units};

/// So many characters of a row's name stay in one line.
const SHORT: usize = 14;

/// `table` with its caption.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table, anchor: Option<&str>) {
    let laid = grid(table);
    let frame = [("class", "scroll"), ("tabindex", "0"), ("role", "region")];
    let mut frame = frame.to_vec();
    let label = if table.caption.is_empty() { table.id } else { &table.caption };
    frame.push(("aria-label", label));
    writer.out.open("div", &frame);
    match anchor {
        Some(anchor) => writer.out.open("table", &[("id", anchor)]),
        None => writer.out.open("table", &[]),
    }
    writer.out.open("caption", &[]);
    writer.out.text(&spoken::days(label));
    if let Some(units) = units(table) {
        writer.out.element("span", &[("class", "quiet")], &format!(" ({units})"));
    }
    writer.out.close_line("caption");
    if !laid.heads.is_empty() {
        writer.out.open("thead", &[]);
        writer.out.open("tr", &[]);
        for head in &laid.heads {
            let class = if head.figures { "figure" } else { "words" };
            writer.out.element("th", &[("scope", "col"), ("class", class)], &head.label);
        }
        writer.out.close("tr");
        writer.out.close_line("thead");
    }
    writer.out.open("tbody", &[]);
    if laid.rows.is_empty() {
        writer.out.open("tr", &[]);
        let span = laid.heads.len().max(1).to_string();
        writer.out.element("td", &[("colspan", &span)], "none");
        writer.out.close_line("tr");
    }
    for row in &laid.rows {
        writer.out.open("tr", &[]);
        let said: Vec<String> =
            row.iter().map(|it| it.iter().map(|run| run.text.as_str()).collect()).collect();
        for (place, (cell, head)) in row.iter().zip(&laid.heads).enumerate() {
            let class = if head.figures { "figure" } else { "words" };
            let name = place == 0 && !head.figures && !is_unknown(cell);
            if name {
                // A name as short as an id is not broken.
                let length: usize = cell.iter().map(|it| it.text.chars().count()).sum();
                let class = [("scope", "row"), ("class", "short")];
                let class = if length <= SHORT { &class[..] } else { &class[..1] };
                writer.out.open("th", class);
            } else {
                writer.out.open("td", &[("class", class)]);
            }
            self::cell(writer, cell, &said);
            writer.out.close(if name { "th" } else { "td" });
        }
        writer.out.close_line("tr");
    }
    writer.out.close("tbody");
    writer.out.close("table");
    writer.out.close_line("div");
}

fn is_unknown(cell: &[Run]) -> bool {
    !cell.is_empty() && cell.iter().all(Run::is_unknown)
}

fn cell(writer: &mut Writer<'_>, cell: &[Run], said: &[String]) {
    if is_unknown(cell) {
        return writer.out.element("span", &[("class", "unknown")], "unknown");
    }
    for run in cell {
        for (place, line) in run.text.split('\n').enumerate() {
            if place > 0 {
                writer.out.empty("br", &[]);
            }
            writer.cell(&[Run { text: line.to_owned(), ..run.clone() }], said);
        }
    }
}

/// The data of a heat map, of what held over time or of a diagram of channels as it is drawn, rows by
/// columns, each cell with the words behind its state; nothing for other charts.
pub(crate) fn pivoted(chart: &Chart, data: &Table) -> Option<Table> {
    if let ChartKind::Channels { one, other, held, planned } = &chart.kind {
        return channels(data, [one, other, held, planned]);
    }
    if let ChartKind::Lineage { text, title, date, by, from, points, known, state } = &chart.kind {
        return lineage(data, (text, title, from), [date, by, points, known, state]);
    }
    let (row, column, value, detail, before) = match &chart.kind {
        ChartKind::HeatMap { row, column, value, detail } => {
            (row, column, value, *detail, Cell::Unknown)
        }
        // What is not yet on record is not a state that nobody knows.
        ChartKind::Strip { lane, date, value } => (lane, date, value, None, Cell::text("not yet")),
        _ => return None,
    };
    let shown = detail.unwrap_or(value);
    let (row, column) = (data.column(row)?, data.column(column)?);
    let (value, shown) = (data.column(value)?, data.column(shown)?);
    let text = |cell: &Cell| cell.in_words().unwrap_or_else(|| "unknown".to_owned());
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<(String, Vec<Cell>)> = Vec::new();
    for it in &data.rows {
        let name = text(&it[column]);
        let place = columns.iter().position(|known| *known == name).unwrap_or_else(|| {
            columns.push(name);
            columns.len() - 1
        });
        let name = text(&it[row]);
        let at = rows.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            rows.push((name, Vec::new()));
            rows.len() - 1
        });
        let cells = &mut rows[at].1;
        cells.resize(cells.len().max(place + 1), before.clone());
        cells[place] =
            if it[shown] == Cell::Unknown { it[value].clone() } else { it[shown].clone() };
    }
    // Days stand in their order, whichever lane begins first.
    let mut order: Vec<usize> = (0..columns.len()).collect();
    if matches!(chart.kind, ChartKind::Strip { .. }) {
        order.sort_by(|a, b| columns[*a].cmp(&columns[*b]));
    }
    let columns: Vec<String> = order.iter().map(|it| columns[*it].clone()).collect();
    let heads = columns.iter().map(|name| Column::new(name.clone(), ColumnKind::Text).label(name));
    let first =
        Column::new(&data.columns[row].id, ColumnKind::Text).label(&data.columns[row].label);
    let mut table =
        Table::new(data.id, chart.title.clone(), std::iter::once(first).chain(heads).collect());
    for (name, mut cells) in rows {
        cells.resize(columns.len(), before.clone());
        let cells = order.iter().map(|it| cells[*it].clone());
        table.push(std::iter::once(Cell::text(name)).chain(cells).collect());
    }
    Some(table)
}

/// Who met whom, by name in rows and in columns.
fn channels(data: &Table, columns: [&str; 4]) -> Option<Table> {
    let [one, other, held, planned] = columns;
    let mut names: Vec<String> = Vec::new();
    let mut cells: Vec<(usize, usize, String)> = Vec::new();
    for row in 0..data.rows.len() {
        let mut name = |id| {
            let name = data.cell(row, id).and_then(Cell::in_words);
            let name = name.unwrap_or_else(|| "unknown".to_owned());
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let (one, other) = (name(one), name(other));
        let count = |id| data.cell(row, id).and_then(Cell::as_number).unwrap_or(0.0);
        let words = match (count(held), count(planned)) {
            (0.0, 0.0) => "none".to_owned(),
            (0.0, n) => format!("+{n}"),
            (n, 0.0) => n.to_string(),
            (n, m) => format!("{n} +{m}"),
        };
        cells.push((one, other, words));
    }
    let heads = names.iter().map(|name| Column::new(name.clone(), ColumnKind::Text).label(name));
    let first = Column::new("party", ColumnKind::Text);
    let all: Vec<Column> = std::iter::once(first).chain(heads).collect();
    let mut table = Table::new(data.id, "Meetings held, pair by pair; after + those planned", all);
    for (at, name) in names.iter().enumerate() {
        let mut row = vec![Cell::text("·"); names.len()];
        for (a, b, words) in cells.iter().filter(|(a, b, _)| *a == at || *b == at) {
            row[if *a == at { *b } else { *a }] = Cell::text(words.clone());
        }
        table.push(std::iter::once(Cell::text(name.clone())).chain(row).collect());
    }
    (!names.is_empty()).then_some(table)
}

/// Texts by their titles, each with those it was made from.
fn lineage(
    data: &Table,
    (text, title, from): (&str, &str, &str),
    [date, by, points, known, state]: [&str; 5],
) -> Option<Table> {
    let said = |row: usize, id: &str| data.cell(row, id).and_then(Cell::in_words);
    let titles: Vec<(String, String)> = (0..data.rows.len())
        .filter_map(|row| Some((said(row, text)?, said(row, title)?)))
        .collect();
    let titled = |it: &Cell| {
        let id = it.in_words()?;
        let known = titles.iter().find(|(of, _)| *of == id);
        Some(Cell::text(known.map_or(id.clone(), |it| it.1.clone())))
    };
    let column = |id: &str| Some(data.columns.get(data.column(id)?)?.clone());
    let mut columns = vec![column(date)?, column(title)?, column(by)?];
    columns.push(Column::new("made_from", ColumnKind::List));
    columns.extend([column(points)?, column(known)?, column(state)?]);
    let mut table = Table::new(data.id, data.caption.clone(), columns);
    for row in 0..data.rows.len() {
        let own = |id: &str| data.cell(row, id).cloned().unwrap_or(Cell::Unknown);
        let made = match data.cell(row, from) {
            Some(Cell::List(all)) => Cell::list(all.iter().filter_map(titled)),
            Some(it) => it.clone(),
            None => Cell::Unknown,
        };
        let first = [own(date), own(title), own(by), made];
        table.push(first.into_iter().chain([own(points), own(known), own(state)]).collect());
    }
    (!table.rows.is_empty()).then_some(table)
}
