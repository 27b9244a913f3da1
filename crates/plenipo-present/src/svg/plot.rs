//! Charts with two axes: a line in its band, calibration.

use plenipo::finding::figure::chance;
use plenipo::finding::table::{Cell, Table};

use super::axis::Axis;
use super::{Drawing, at, cut, place_of, wide, words};
use crate::spoken;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 48.0;

/// Classes of the groups' lines, areas and dots.
pub(super) const LINES: [&str; 6] =
    ["c0 line", "c1 line", "c2 line", "c3 line", "c4 line", "c5 line"];
pub(super) const AREAS: [&str; 6] =
    ["c0 area", "c1 area", "c2 area", "c3 area", "c4 area", "c5 area"];
const DOTS: [&str; 6] = ["c0 dot", "c1 dot", "c2 dot", "c3 dot", "c4 dot", "c5 dot"];

/// A value on an axis: a figure, or a day by its number.
pub(super) fn value(cell: Option<&Cell>) -> Option<f64> {
    match cell? {
        Cell::Date(day) => {
            // Days since a fixed one, months and leap years as the calendar has them.
            let year = f64::from(day.year());
            let length = f64::from(day.days_in_year());
            Some(year + (f64::from(day.day_of_year()) - 1.0) / length)
        }
        cell => cell.as_number().filter(|it| it.is_finite()),
    }
}

/// Days to write below an axis: those the rows have, as many as there is room for. None where the rows
/// have no days.
fn days(data: &Table, id: &str, axis: &Axis) -> Option<Vec<(f64, String)>> {
    const ROOM: f64 = 84.0;
    let day = |row| match data.cell(row, id) {
        Some(cell @ Cell::Date(day)) => Some((value(Some(cell))?, spoken::day(*day))),
        _ => None,
    };
    let mut days: Vec<(f64, String)> = (0..data.rows.len()).filter_map(day).collect();
    days.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut written: Vec<(f64, String)> = Vec::new();
    for (value, words) in days {
        let before = written.last().map(|(value, _)| axis.place(*value));
        if before.is_none_or(|it| axis.place(value) - it >= ROOM) {
            written.push((value, words));
        }
    }
    (!written.is_empty()).then_some(written)
}

/// The frame with its axes and what they measure.
fn frame(x: &Axis, y: &Axis, labels: (&str, &str), height: f64) -> Drawing {
    framed(x, &x.ticks(), y, labels, height)
}

/// The same with these values written below.
fn framed(
    x: &Axis,
    below: &[(f64, String)],
    y: &Axis,
    labels: (&str, &str),
    height: f64,
) -> Drawing {
    let mut out = Drawing::new(WIDTH, height);
    let (bottom, right) = (HEIGHT - BOTTOM, WIDTH - RIGHT);
    for (value, words) in y.ticks() {
        let place = y.place(value);
        out.line("rule", (LEFT, place), (right, place));
        out.text("small dim end", LEFT - 6.0, place + 4.0, &words);
    }
    for (value, words) in below {
        let place = x.place(*value);
        out.line("axis", (place, bottom), (place, bottom + 4.0));
        // At the right edge the words end there instead of running out of the picture.
        let at_edge = place + wide(words) / 2.0 > WIDTH;
        let class = if at_edge { "small dim end" } else { "small dim middle" };
        out.text(class, if at_edge { WIDTH } else { place }, bottom + 18.0, words);
    }
    out.line("axis", (LEFT, bottom), (right, bottom));
    out.line("axis", (LEFT, TOP), (LEFT, bottom));
    out.text("small end", right, bottom + 36.0, labels.0);
    out.text("small", 2.0, 14.0, labels.1);
    out
}

/// The heading of a column.
pub(super) fn label<'a>(data: &'a Table, id: &'a str) -> &'a str {
    data.column(id).map_or(id, |it| &data.columns[it].label)
}

fn axis_x(values: &[f64]) -> Option<Axis> {
    Axis::over(values, LEFT, WIDTH - RIGHT)
}

fn axis_y(values: &[f64]) -> Option<Axis> {
    Axis::over(values, HEIGHT - BOTTOM, TOP)
}

/// The groups' names below the chart, each with its sign.
fn legend(out: &mut Drawing, groups: &[String]) {
    if groups.len() < 2 {
        return;
    }
    for (place, name) in groups.iter().enumerate() {
        let y = HEIGHT + 14.0 + 18.0 * place as f64;
        out.line(LINES[place % LINES.len()], (LEFT, y - 4.0), (LEFT + 26.0, y - 4.0));
        mark(out, place, LEFT + 13.0, y - 4.0, name);
        out.text("name", LEFT + 34.0, y, &cut(name, 80));
    }
}

fn height(groups: &[String]) -> f64 {
    if groups.len() < 2 { HEIGHT } else { HEIGHT + 18.0 * groups.len() as f64 + 6.0 }
}

/// A point: its shape tells its group as well as its colour does.
pub(super) fn mark(out: &mut Drawing, group: usize, x: f64, y: f64, title: &str) {
    let class = DOTS[group % DOTS.len()];
    let points: &[(f64, f64)] = match group % 4 {
        0 => return out.disc(class, x, y, 4.5, title),
        1 => &[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)],
        2 => &[(0.0, -5.5), (5.0, 4.0), (-5.0, 4.0)],
        _ => &[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)],
    };
    let path: Vec<String> =
        points.iter().map(|(dx, dy)| format!("{} {}", at(x + dx), at(y + dy))).collect();
    let d = format!("M{}Z", path.join("L"));
    out.shapes.open("path", &[("class", class), ("d", &d)]);
    out.shapes.element("title", &[], title);
    out.shapes.close("path");
}

/// A middle line within a band, for each group.
pub(super) fn band(
    data: &Table,
    x: &str,
    low: &str,
    middle: Option<&str>,
    high: &str,
    group: Option<&str>,
) -> Option<Drawing> {
    let mut groups = Vec::new();
    let mut rows: Vec<(usize, f64, f64, Option<f64>, f64)> = Vec::new();
    for row in 0..data.rows.len() {
        let number = |id: &str| value(data.cell(row, id));
        let (Some(place), Some(low), Some(high)) = (number(x), number(low), number(high)) else {
            continue;
        };
        let name = group.and_then(|id| words(data.cell(row, id))).unwrap_or_default();
        let middle = middle.and_then(number);
        rows.push((place_of(&mut groups, name), place, low, middle, high));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let across: Vec<f64> = rows.iter().map(|it| it.1).collect();
    let up: Vec<f64> = rows.iter().flat_map(|it| [it.2, it.4]).collect();
    let (round, ay) = (axis_x(&across)?, axis_y(&up)?);
    // Days need no round ends.
    let (first, last) =
        (across.iter().copied().reduce(f64::min)?, across.iter().copied().reduce(f64::max)?);
    let to_the_day = Axis::fixed(first, last, LEFT, WIDTH - RIGHT);
    let days = days(data, x, &to_the_day).filter(|_| first < last);
    let ax = if days.is_some() { to_the_day } else { round };
    let below = days.unwrap_or_else(|| ax.ticks());
    let unit = middle.unwrap_or(high);
    let labels = (label(data, x), label(data, unit));
    let mut out = framed(&ax, &below, &ay, labels, height(&groups));
    for (place, _) in groups.iter().enumerate() {
        let of = || rows.iter().filter(move |it| it.0 == place);
        let mut area: Vec<(f64, f64)> = of().map(|it| (ax.place(it.1), ay.place(it.4))).collect();
        area.extend(of().rev().map(|it| (ax.place(it.1), ay.place(it.2))));
        out.path(AREAS[place % AREAS.len()], &area, true);
        let middle: Vec<(f64, f64)> =
            of().filter_map(|it| Some((ax.place(it.1), ay.place(it.3?)))).collect();
        if !middle.is_empty() {
            out.path(LINES[place % LINES.len()], &middle, false);
        }
    }
    legend(&mut out, &groups);
    Some(out)
}

/// What came true against what was foreseen; on the diagonal both are the same.
pub(super) fn calibration(
    data: &Table,
    forecast: &str,
    observed: &str,
    count: &str,
) -> Option<Drawing> {
    let mut points = Vec::new();
    for row in 0..data.rows.len() {
        let number = |id: &str| value(data.cell(row, id));
        let (Some(foreseen), Some(came)) = (number(forecast), number(observed)) else { continue };
        points.push((foreseen, came, number(count)));
    }
    if points.is_empty() {
        return None;
    }
    let ax = Axis::fixed(0.0, 1.0, LEFT, WIDTH - RIGHT);
    let ay = Axis::fixed(0.0, 1.0, HEIGHT - BOTTOM, TOP);
    let mut out = frame(&ax, &ay, (label(data, forecast), label(data, observed)), HEIGHT);
    out.line("guide", (ax.place(0.0), ay.place(0.0)), (ax.place(1.0), ay.place(1.0)));
    for (foreseen, came, count) in points {
        let radius = (3.0 + count.unwrap_or(1.0).max(0.0).sqrt()).min(16.0);
        let of = count.map_or("of unknown number".to_owned(), |it| format!("of {it} forecasts"));
        let title = format!("foreseen {}, came true {}, {of}", chance(foreseen), chance(came));
        out.disc("c0 dot", ax.place(foreseen), ay.place(came), radius, &title);
    }
    Some(out)
}
