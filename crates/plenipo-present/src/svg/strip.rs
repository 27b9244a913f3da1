//! What held on each lane from which day until which, along an axis of time.
//!
//! Before its first day a lane has a dotted line and no bar: nothing was on record. A state that nobody
//! knows is a hatched bar with its word: that was on record, and its answer could not be told.

use jiff::civil::Date;
use plenipo::finding::block::Mark;
use plenipo::finding::table::{Cell, Table};

use super::days::Days;
use super::heat::shade;
use super::{Drawing, at, cut, place_of, wide, words};
use crate::spoken;
use crate::terminal::marks;

const PLOT: f64 = 640.0;
const ROW: f64 = 24.0;
const BAR: f64 = 18.0;
const NAME_MAX: usize = 44;
/// Room for what holds from the last day on, with its word.
const REST: f64 = 96.0;
const FOOT: f64 = 44.0;
/// As wide as a bar must be for its sign.
const SIGN: f64 = 14.0;

struct Held {
    lane: usize,
    from: Date,
    state: usize,
}

pub(super) fn draw(data: &Table, lane: &str, date: &str, value: &str) -> Option<Drawing> {
    let mut lanes = Vec::new();
    let mut states: Vec<(String, Mark)> = Vec::new();
    let mut held: Vec<Held> = Vec::new();
    for at in 0..data.rows.len() {
        let Some(Cell::Date(from) | Cell::Day { date: from, .. }) = data.cell(at, date) else {
            continue;
        };
        let state = match data.cell(at, value) {
            Some(Cell::State { word, mark }) => (word.clone(), *mark),
            other => match words(other) {
                Some(word) => (word, Mark::Plain),
                None => ("unknown".to_owned(), Mark::Unknown),
            },
        };
        let name = words(data.cell(at, lane)).unwrap_or_else(|| "unknown".to_owned());
        let lane = place_of(&mut lanes, name);
        let state = states.iter().position(|it| *it == state).unwrap_or_else(|| {
            states.push(state);
            states.len() - 1
        });
        held.push(Held { lane, from: *from, state });
    }
    held.sort_by_key(|it| (it.lane, it.from));
    let names: Vec<String> = lanes.iter().map(|it| cut(it, NAME_MAX)).collect();
    let left = names.iter().map(|it| wide(it)).fold(0.0, f64::max) + 14.0;
    let right = left + PLOT;
    let mut signed = false;
    let axis = Days::over(held.iter().map(|it| it.from), left, right - REST)?;
    let bottom = 6.0 + ROW * lanes.len() as f64;
    let legend = 20.0 * (states.len() + 1) as f64;
    let mut out = Drawing::new(right + 20.0, bottom + FOOT + legend);
    axis.draw(&mut out, (left, right), 4.0, bottom);
    for (place, name) in names.iter().enumerate() {
        let y = 6.0 + ROW * place as f64;
        out.text("name", 2.0, y + 15.0, name);
        let mut of: Vec<&Held> = held.iter().filter(|it| it.lane == place).collect();
        // What holds on is one bar.
        of.dedup_by_key(|it| it.state);
        let start = of.first().map_or(right, |it| axis.place(it.from));
        if start > left + 1.0 {
            out.line("before", (left, y + ROW / 2.0), (start, y + ROW / 2.0));
        }
        for (nth, it) in of.iter().enumerate() {
            let from = axis.place(it.from);
            let to = of.get(nth + 1).map_or(right, |it| axis.place(it.from));
            let until =
                of.get(nth + 1).map_or(String::new(), |it| format!(" to {}", spoken::day(it.from)));
            let word = &states[it.state].0;
            let title = format!("{}, {word}: from {}{until}", lanes[place], spoken::day(it.from));
            signed |= bar(&mut out, (from, y + 3.0), to - from, it.state, &states, &title);
        }
    }
    let mut y = bottom + FOOT;
    out.line("before", (left, y + BAR / 2.0), (left + 34.0, y + BAR / 2.0));
    out.text("small", left + 42.0, y + 13.0, "not yet on record");
    for (place, (word, mark)) in states.iter().enumerate() {
        y += 20.0;
        // Its word stands beside it.
        plain_bar(&mut out, (left, y), 34.0, place, &states, word);
        let sign = marks::sign(*mark);
        if signed && *mark != Mark::Plain {
            out.text("small middle backed", left + 17.0, y + 13.0, sign);
        }
        out.text("small", left + 42.0, y + 13.0, word);
    }
    Some(out)
}

/// A bar with its word, or its sign where the word has no room; whether it has a sign. No word is cut.
fn bar(
    out: &mut Drawing,
    (x, y): (f64, f64),
    width: f64,
    state: usize,
    states: &[(String, Mark)],
    title: &str,
) -> bool {
    let width = width.max(2.0);
    plain_bar(out, (x, y), width, state, states, title);
    let Some((word, mark)) = states.get(state) else { return false };
    let is_whole = wide(word) + 6.0 <= width;
    let is_signed = !is_whole && *mark != Mark::Plain && width >= SIGN;
    let shown = if is_whole { word } else { marks::sign(*mark) };
    if is_whole || is_signed {
        out.text("small middle backed", x + width / 2.0, y + 13.0, shown);
    }
    is_signed
}

/// A bar without words.
fn plain_bar(
    out: &mut Drawing,
    (x, y): (f64, f64),
    width: f64,
    state: usize,
    states: &[(String, Mark)],
    title: &str,
) {
    let unknown = states.get(state).is_some_and(|it| it.1 == Mark::Unknown);
    let class = if unknown { "unsettled" } else { shade(state, states) };
    out.cell(class, (x, y), (width, BAR), title);
    if unknown {
        hatch(out, x, y, width);
    }
}

/// Diagonal lines within a bar.
fn hatch(out: &mut Drawing, x: f64, y: f64, width: f64) {
    const STEP: f64 = 7.0;
    let mut d = String::new();
    let mut from = x - BAR + STEP;
    while from < x + width {
        // Cut off where the bar ends, left and right.
        let (low, high) = (from.max(x), (from + BAR).min(x + width));
        if high > low {
            let (y1, y2) = (y + BAR - (low - from), y + BAR - (high - from));
            d.push_str(&format!("M{} {}L{} {}", at(low), at(y1), at(high), at(y2)));
        }
        from += STEP;
    }
    out.shapes.empty("path", &[("class", "hatch"), ("d", &d)]);
}
