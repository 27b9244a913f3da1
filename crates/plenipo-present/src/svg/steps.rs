//! What each predictor said and when, as steps: a panel for each question, one axis of days for all of them.
//!
//! A number is a line until its author says another; a range is the band between its ends, each of them a line. What
//! was said without a figure is counted below and never drawn as one.

use jiff::civil::Date;
use plenipo::finding::chart::StepRow;
use plenipo::finding::figure::range;
use plenipo::finding::table::Table;

use super::axis::Axis;
use super::days::Days;
use super::plot::{AREAS, LINES, mark, value};
use super::timeline::day;
use super::{Drawing, cut, place_of, words};

/// The columns that it is drawn from.
pub(super) struct Columns<'a> {
    pub(super) panel: &'a str,
    pub(super) date: &'a str,
    pub(super) group: &'a str,
    pub(super) low: &'a str,
    pub(super) high: &'a str,
    pub(super) row: &'a str,
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 36.0;
const RIGHT: f64 = 84.0;
/// Above a panel's plot, the plot itself, and below it.
const HEAD: f64 = 28.0;
const PLOT: f64 = 104.0;
const GAP: f64 = 22.0;
const FOOT: f64 = 34.0;
/// More questions than these are in the figures.
const PANELS_MAX: usize = 24;

/// A figure that somebody gave on a day.
struct Given {
    group: usize,
    day: Date,
    shown: String,
    low: f64,
    high: f64,
}

#[derive(Default)]
struct Panel {
    given: Vec<Given>,
    /// How many were said without a figure or without a day.
    without: usize,
    /// What it came to, on which day, in which word, and at which figure where it is one.
    outcome: Option<(Date, String, Option<f64>)>,
    until: Option<Date>,
}

pub(super) fn draw(data: &Table, of: &Columns<'_>) -> Option<Drawing> {
    let (mut names, mut groups) = (Vec::new(), Vec::new());
    let mut panels: Vec<Panel> = Vec::new();
    for at in 0..data.rows.len() {
        let said = |id: &str| words(data.cell(at, id));
        let name = said(of.panel).unwrap_or_else(|| "unknown".to_owned());
        let place = place_of(&mut names, name);
        if place == panels.len() {
            panels.push(Panel::default());
        }
        let panel = &mut panels[place];
        let when = day(data.cell(at, of.date));
        let figure = |id: &str| value(data.cell(at, id));
        match said(of.row).and_then(|it| StepRow::of_word(&it)) {
            Some(StepRow::Said) => {
                let (low, high) = (figure(of.low), figure(of.high));
                let (Some((day, shown)), Some(low), Some(high)) = (when, low, high) else {
                    panel.without += 1;
                    continue;
                };
                let group = place_of(&mut groups, said(of.group).unwrap_or_default());
                panel.given.push(Given { group, day, shown, low, high });
            }
            Some(StepRow::Outcome) => {
                let Some((day, _)) = when else { continue };
                let word = said(of.group).unwrap_or_default();
                panel.outcome = Some((day, word, figure(of.low)));
            }
            Some(StepRow::Until) => panel.until = when.map(|it| it.0),
            None => {}
        }
    }
    let shown: Vec<usize> =
        (0..panels.len()).filter(|it| !panels[*it].given.is_empty()).take(PANELS_MAX).collect();
    let ends = |it: &Panel| it.outcome.as_ref().map(|it| it.0).into_iter().chain(it.until);
    let days = shown
        .iter()
        .map(|it| &panels[*it])
        .flat_map(|it| it.given.iter().map(|it| it.day).chain(ends(it)).collect::<Vec<_>>());
    let (left, right) = (LEFT, WIDTH - RIGHT);
    let axis = Days::over(days, left, right)?;
    let height = HEAD + PLOT + GAP;
    let bottom = height * shown.len() as f64;
    let mut used: Vec<usize> =
        shown.iter().flat_map(|it| panels[*it].given.iter().map(|it| it.group)).collect();
    used.sort_unstable();
    used.dedup();
    let more = panels.iter().filter(|it| !it.given.is_empty()).count() - shown.len();
    let lines = used.len() + usize::from(more > 0);
    let mut out = Drawing::new(WIDTH, bottom + FOOT + 18.0 * lines as f64 + 8.0);
    axis.draw(&mut out, (left, right), HEAD, bottom);
    for (nth, place) in shown.iter().enumerate() {
        let top = height * nth as f64;
        let y = Axis::fixed(0.0, 1.0, top + HEAD + PLOT, top + HEAD);
        panel(&mut out, &panels[*place], (&axis, &y), &groups);
        out.text("name backed", 2.0, top + 16.0, &cut(&names[*place], 88));
        if let n @ 1.. = panels[*place].without {
            let what = if n == 1 { "one more is" } else { "more are" };
            let count = if n == 1 { String::new() } else { format!("{n} ") };
            let words = format!("{count}{what} in words or undated: in the figures, not drawn");
            out.text("small dim backed", LEFT, top + HEAD + PLOT + 15.0, &words);
        }
    }
    for (nth, group) in used.iter().enumerate() {
        let y = bottom + FOOT + 16.0 + 18.0 * nth as f64;
        out.line(LINES[group % LINES.len()], (LEFT, y - 4.0), (LEFT + 26.0, y - 4.0));
        mark(&mut out, *group, LEFT + 13.0, y - 4.0, &groups[*group]);
        out.text("name", LEFT + 34.0, y, &cut(&groups[*group], 80));
    }
    if more > 0 {
        let y = bottom + FOOT + 16.0 + 18.0 * used.len() as f64;
        let text = format!("{more} more of the questions: in the figures of this chart");
        out.text("small dim", LEFT, y, &text);
    }
    Some(out)
}

fn panel(out: &mut Drawing, it: &Panel, (x, y): (&Days, &Axis), groups: &[String]) {
    for (value, words) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
        let place = y.place(value);
        out.line("rule", (LEFT, place), (WIDTH - RIGHT, place));
        out.text("small dim end", LEFT - 5.0, place + 4.0, words);
    }
    let last = it.given.iter().map(|it| it.day).max();
    let end = it.outcome.as_ref().map(|it| it.0).or(it.until).max(last);
    for (group, name) in groups.iter().enumerate() {
        let mut of: Vec<&Given> = it.given.iter().filter(|it| it.group == group).collect();
        of.sort_by_key(|it| it.day);
        // Both ends of what holds from each day to the next.
        let mut steps: Vec<(f64, f64, f64)> = Vec::new();
        for (nth, given) in of.iter().enumerate() {
            let until = of.get(nth + 1).map(|it| it.day).or(end).unwrap_or(given.day);
            let (low, high) = (y.place(given.low), y.place(given.high));
            steps.push((x.place(given.day), low, high));
            steps.push((x.place(until.max(given.day)), low, high));
        }
        let is_range = of.iter().any(|it| it.low < it.high);
        let along = |end: fn(&(f64, f64, f64)) -> f64| -> Vec<(f64, f64)> {
            steps.iter().map(|it| (it.0, end(it))).collect()
        };
        let (lower, upper) = (along(|it| it.1), along(|it| it.2));
        if is_range {
            let area: Vec<(f64, f64)> =
                upper.iter().copied().chain(lower.iter().rev().copied()).collect();
            out.path(AREAS[group % AREAS.len()], &area, true);
            out.path(LINES[group % LINES.len()], &upper, false);
        }
        if !lower.is_empty() {
            out.path(LINES[group % LINES.len()], &lower, false);
        }
        for given in of {
            let title = format!("{name}, {}: {}", given.shown, range(given.low, given.high));
            mark(out, group, x.place(given.day), y.place(given.low), &title);
            if given.low < given.high {
                mark(out, group, x.place(given.day), y.place(given.high), &title);
            }
        }
    }
    if let Some((day, word, figure)) = &it.outcome {
        let at = x.place(*day);
        out.line("axis", (at, y.place(0.0)), (at, y.place(1.0)));
        let place = figure.map_or(y.place(0.5), |it| y.place(it));
        if figure.is_some() {
            out.disc("node", at, place, 6.0, &format!("outcome: {word}"));
        }
        out.text("small backed", at + 10.0, place + 4.0, &cut(word, 14));
    }
}
