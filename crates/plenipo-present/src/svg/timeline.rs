//! A timeline: a lane for each kind of entry, a mark on the day of each, as far apart as the days are.
//!
//! Entries of a lane that lie too close to tell apart share a mark with their number, on the first of
//! their days, with a tail to the last. Where a column says what became of an entry, the mark's shape
//! says it too, and marks of different shapes stand above one another.

use jiff::civil::Date;
use plenipo::finding::block::Mark;
use plenipo::finding::table::{Cell, Table};
use plenipo_record::case::meta::DateIs;

use super::days::Days;
use super::{Drawing, cut, place_of, wide, words};
use crate::spoken;

const PLOT: f64 = 600.0;
const NAME_MAX: usize = 40;
/// Height of a lane of one row of marks, and of each further row.
const LANE: f64 = 26.0;
const ROW: f64 = 18.0;
const FOOT: f64 = 44.0;
/// Marks nearer than this share one.
const NEAR: f64 = 19.0;
/// More lanes than these are in the figures.
const LANES_MAX: usize = 14;
/// The most words shown when pointed at.
const TOLD_MAX: usize = 12;

/// What became of an entry: its word and what that means.
type State = Option<(String, Mark)>;

struct Entry {
    day: Date,
    shown: String,
    lane: usize,
    label: String,
    state: State,
}

/// Entries that share a mark.
struct Together<'a> {
    entries: Vec<&'a Entry>,
    lane: usize,
    /// In which row of its lane.
    row: usize,
}

pub(super) fn draw(
    data: &Table,
    date: &str,
    lane: &str,
    label: &str,
    state: Option<&str>,
) -> Option<Drawing> {
    let mut lanes = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut undated: Vec<(usize, String)> = Vec::new();
    for at in 0..data.rows.len() {
        let cell = |id: &str| words(data.cell(at, id));
        let name = cell(lane).unwrap_or_else(|| "unknown".to_owned());
        let label = cell(label).unwrap_or_default();
        let state = state.and_then(|id| match data.cell(at, id)? {
            Cell::State { word, mark } => Some((word.clone(), *mark)),
            other => Some((words(Some(other))?, Mark::Plain)),
        });
        match day(data.cell(at, date)) {
            Some((day, shown)) => {
                let lane = place_of(&mut lanes, name);
                entries.push(Entry { day, shown, lane, label, state });
            }
            None if matches!(data.cell(at, date), Some(Cell::Unknown)) => {
                undated.push((place_of(&mut lanes, name), label));
            }
            None => {}
        }
    }
    let more = lanes.len().saturating_sub(LANES_MAX);
    lanes.truncate(LANES_MAX);
    entries.retain(|it| it.lane < LANES_MAX);
    undated.retain(|it| it.0 < LANES_MAX);
    let names: Vec<String> = lanes.iter().map(|it| cut(it, NAME_MAX)).collect();
    let left = names.iter().map(|it| wide(it)).fold(0.0, f64::max) + 24.0;
    let axis = Days::over(entries.iter().map(|it| it.day), left, left + PLOT)?;
    entries.sort_by_key(|it| (it.lane, it.day));
    let together = together(&entries, &axis);
    let rows: Vec<usize> = (0..lanes.len())
        .map(|lane| together.iter().filter(|it| it.lane == lane).map(|it| it.row).max())
        .map(|it| it.unwrap_or(0))
        .collect();
    let height = |lane: usize| LANE + ROW * rows[lane] as f64;
    // The lowest row of each lane.
    let mut ground = Vec::new();
    let mut bottom = 6.0;
    for lane in 0..lanes.len() {
        bottom += height(lane);
        ground.push(bottom - LANE / 2.0);
    }
    let states = states(&entries);
    let legend = 20.0 * (states.len() + usize::from(more > 0)) as f64;
    let mut out = Drawing::new(left + PLOT + 40.0, bottom + FOOT + legend);
    axis.draw(&mut out, (left, left + PLOT), 4.0, bottom);
    for (name, y) in names.iter().zip(&ground) {
        out.text("name", 2.0, y + 4.0, name);
        out.line("lane", (left, *y), (left + PLOT, *y));
    }
    for (lane, label) in &undated {
        // A lane without any day says why; elsewhere the figures have it.
        let alone = entries.iter().all(|it| it.lane != *lane);
        if alone && undated.iter().find(|it| it.0 == *lane).is_some_and(|it| it.1 == *label) {
            out.text("small dim backed", left + 8.0, ground[*lane] + 4.0, &cut(label, 70));
        }
    }
    for it in &together {
        mark_of(&mut out, it, &axis, ground[it.lane] - ROW * it.row as f64);
    }
    for (place, (word, of)) in states.iter().enumerate() {
        let y = bottom + FOOT + 20.0 * place as f64 + 6.0;
        sign(&mut out, Some(*of), left + 6.0, y, 5.5, word);
        out.text("small", left + 20.0, y + 4.0, word);
    }
    if more > 0 {
        let y = bottom + FOOT + 20.0 * states.len() as f64 + 10.0;
        let lines = if more == 1 { "line is" } else { "lines are" };
        out.text(
            "small dim",
            left,
            y,
            &format!("{more} more {lines} in the figures of this chart"),
        );
    }
    Some(out)
}

/// Entries with a mark each or one for several, each in the lowest row of its lane where it has room.
fn together<'a>(entries: &'a [Entry], axis: &Days) -> Vec<Together<'a>> {
    let mut all: Vec<Together<'a>> = Vec::new();
    for entry in entries {
        let x = axis.place(entry.day);
        let near = |it: &Together<'_>| it.lane == entry.lane && x - at(it, axis) < NEAR;
        let same = |it: &&mut Together<'a>| {
            near(it) && it.entries.first().is_some_and(|it| it.state == entry.state)
        };
        if let Some(it) = all.iter_mut().find(same) {
            it.entries.push(entry);
            continue;
        }
        let taken: Vec<usize> = all.iter().filter(|it| near(it)).map(|it| it.row).collect();
        let row = (0..).find(|it| !taken.contains(it)).unwrap_or(0);
        all.push(Together { entries: vec![entry], lane: entry.lane, row });
    }
    all
}

fn at(it: &Together<'_>, axis: &Days) -> f64 {
    it.entries.first().map_or(0.0, |it| axis.place(it.day))
}

fn mark_of(out: &mut Drawing, it: &Together<'_>, axis: &Days, y: f64) {
    let (Some(first), Some(last)) = (it.entries.first(), it.entries.last()) else { return };
    let x = axis.place(first.day);
    let n = it.entries.len();
    let labels = it.entries.iter().take(TOLD_MAX).map(|it| it.label.clone());
    let mut told = labels.collect::<Vec<_>>().join("; ");
    if n > TOLD_MAX {
        told.push_str(&format!("; and {} more", n - TOLD_MAX));
    }
    let days = if first.day == last.day {
        first.shown.clone()
    } else {
        format!("{} to {}", first.shown, last.shown)
    };
    let state = first.state.as_ref().map_or(String::new(), |(word, _)| format!(" ({word})"));
    let title = format!("{days}{state}: {told}");
    let end = axis.place(last.day);
    if end > x {
        out.line("tail", (x, y), (end, y));
    }
    let radius = if n > 1 { 9.0 } else { 5.5 };
    let is = first.state.as_ref().map(|it| it.1);
    sign(out, is, x, y, radius, &title);
    if n > 1 {
        let filled = matches!(is, None | Some(Mark::Fine));
        let class = if filled { "small in-dot" } else { "small middle" };
        out.text(class, x, y + 4.0, &n.to_string());
    }
}

/// The mark of what became of an entry: full where it came about or nothing is asked, open where it is to
/// come, dashed where nobody recorded it, crossed where it will not be.
fn sign(out: &mut Drawing, is: Option<Mark>, x: f64, y: f64, radius: f64, title: &str) {
    match is {
        None | Some(Mark::Fine) => out.disc("dot c0", x, y, radius, title),
        Some(Mark::Unknown) => out.disc("open unsure", x, y, radius, title),
        Some(Mark::Stop | Mark::Removed) => {
            out.disc("open gone", x, y, radius, title);
            let r = radius * 0.6;
            out.line("gone", (x - r, y - r), (x + r, y + r));
            out.line("gone", (x - r, y + r), (x + r, y - r));
        }
        Some(Mark::Plain | Mark::Maybe | Mark::Added) => out.disc("open", x, y, radius, title),
    }
}

/// The states there are, in the order of the entries.
fn states(entries: &[Entry]) -> Vec<(String, Mark)> {
    let mut states: Vec<(String, Mark)> = Vec::new();
    for state in entries.iter().filter_map(|it| it.state.as_ref()) {
        if !states.contains(state) {
            states.push(state.clone());
        }
    }
    states
}

/// The day of a cell, with the words for it.
pub(super) fn day(cell: Option<&Cell>) -> Option<(Date, String)> {
    match cell? {
        Cell::Date(day) => Some((*day, spoken::day(*day))),
        Cell::Day { date, is: DateIs::Exact } => Some((*date, spoken::day(*date))),
        Cell::Day { date, is } => Some((*date, spoken::when(&is.show(*date)))),
        _ => None,
    }
}
