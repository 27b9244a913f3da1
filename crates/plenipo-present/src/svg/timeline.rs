//! A timeline: a lane for each kind of entry, a place for each day on which something happened.
//!
//! Days without entries are left out: a process is quiet for months and then holds ten entries in a
//! day. Where there are more days than fit, the places are months.

use std::collections::BTreeMap;

use plenipo::finding::table::{Cell, Table};
use plenipo_record::case::meta::DateIs;

use super::{Drawing, place_of, wide, words};

const LANE: f64 = 26.0;
const STEP: f64 = 24.0;
const FOOT: f64 = 78.0;
/// More places than these would be too narrow to read.
const PLACES_MAX: usize = 36;
/// The most words shown when pointed at.
const TOLD_MAX: usize = 12;

pub(super) fn draw(data: &Table, date: &str, lane: &str, label: &str) -> Option<Drawing> {
    let mut lanes = Vec::new();
    let mut entries: Vec<(String, usize, String)> = Vec::new();
    for at in 0..data.rows.len() {
        let cell = |id: &str| words(data.cell(at, id));
        let Some(day) = day(data.cell(at, date)) else { continue };
        let lane = cell(lane).unwrap_or_else(|| "unknown".to_owned());
        let lane = place_of(&mut lanes, lane);
        entries.push((day, lane, cell(label).unwrap_or_default()));
    }
    let mut days: Vec<String> = entries.iter().map(|it| it.0.clone()).collect();
    days.sort();
    days.dedup();
    if days.len() > PLACES_MAX {
        for (day, ..) in &mut entries {
            day.truncate(7);
        }
        days.iter_mut().for_each(|day| day.truncate(7));
        days.dedup();
    }
    if entries.is_empty() {
        return None;
    }
    let left = lanes.iter().map(|it| wide(it)).fold(0.0, f64::max) + 14.0;
    let bottom = LANE * lanes.len() as f64 + 6.0;
    let width = left + STEP * days.len() as f64 + 10.0;
    let mut out = Drawing::new(width, bottom + FOOT);
    for (place, name) in lanes.iter().enumerate() {
        let y = 6.0 + LANE * (place as f64 + 0.5);
        out.text("name", 2.0, y + 4.0, name);
        out.line("rule", (left, y), (width, y));
    }
    out.line("axis", (left, bottom), (width, bottom));
    let mut cells: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (day, lane, label) in entries {
        if let Ok(place) = days.binary_search(&day) {
            cells.entry((lane, place)).or_default().push(label);
        }
    }
    for ((lane, place), labels) in &cells {
        let x = left + STEP * (*place as f64 + 0.5);
        let y = 6.0 + LANE * (*lane as f64 + 0.5);
        let mut told = labels.iter().take(TOLD_MAX).cloned().collect::<Vec<_>>().join("; ");
        if labels.len() > TOLD_MAX {
            told.push_str(&format!("; and {} more", labels.len() - TOLD_MAX));
        }
        out.disc("dot c0", x, y, 9.0, &format!("{}: {told}", days[*place]));
        out.text("small in-dot", x, y + 4.0, &labels.len().to_string());
    }
    for (place, day) in days.iter().enumerate() {
        let x = left + STEP * (place as f64 + 0.5) + 4.0;
        let y = bottom + 8.0;
        let turned = format!("rotate(-90 {} {})", super::at(x), super::at(y));
        let (x, y) = (super::at(x), super::at(y));
        let attributes =
            [("class", "small end"), ("x", x.as_str()), ("y", &y), ("transform", &turned)];
        out.shapes.element("text", &attributes, day);
    }
    Some(out)
}

/// The day of a cell, or the month where no more is known.
fn day(cell: Option<&Cell>) -> Option<String> {
    match cell? {
        Cell::Date(day) => Some(day.to_string()),
        Cell::Day { date, is: DateIs::Month } => Some(DateIs::Month.show(*date)),
        Cell::Day { date, .. } => Some(date.to_string()),
        _ => None,
    }
}
