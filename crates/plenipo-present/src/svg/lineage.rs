//! Where texts come from: a row for each, its mark on its day, and an arrow from every text it was made from.
//!
//! How a text is known shows in its mark: full, dashed, hatched. What is no longer on the table is struck through.
//! Both are said in words beside the title.

use jiff::civil::Date;
use plenipo::finding::block::Mark;
use plenipo::finding::chart::HowKnown;
use plenipo::finding::table::{Cell, Table};

use super::days::Days;
use super::timeline::day;
use super::{Drawing, at, cut, wide, words};

/// The columns that it is drawn from.
pub(super) struct Columns<'a> {
    pub(super) text: &'a str,
    pub(super) title: &'a str,
    pub(super) date: &'a str,
    pub(super) by: &'a str,
    pub(super) from: &'a str,
    pub(super) points: &'a str,
    pub(super) known: &'a str,
    pub(super) state: &'a str,
}

const WIDTH: f64 = 660.0;
/// Half of what stands below the first day is left of it.
const LEFT: f64 = 40.0;
/// From a mark to the words of its day, and from their end to the edge.
const BESIDE: f64 = HALF + 5.0;
const EDGE: f64 = 4.0;
/// Room for the texts whose day nobody knows.
const DAYLESS: f64 = 104.0;
const ROW: f64 = 46.0;
/// From the top of a row to its words, and to its mark.
const SAID: f64 = 15.0;
const DRAWN: f64 = 32.0;
const FOOT: f64 = 30.0;
/// Half the side of a mark.
const HALF: f64 = 6.0;
const TITLE_MAX: usize = 44;
const DAY_UNKNOWN: &str = "day not known";

struct Row {
    id: String,
    title: String,
    about: String,
    day: Option<(Date, String)>,
    from: Vec<String>,
    known: HowKnown,
    /// Its state, where it is no longer on the table.
    gone: Option<String>,
}

pub(super) fn draw(data: &Table, of: &Columns<'_>) -> Option<Drawing> {
    let rows: Vec<Row> = (0..data.rows.len()).map(|at| row(data, at, of)).collect();
    let dayless = rows.iter().any(|it| it.day.is_none());
    let left = LEFT + if dayless { DAYLESS } else { 0.0 };
    // The words of any day have room beside the last.
    let told = |it: &Row| wide(it.day.as_ref().map_or(DAY_UNKNOWN, |it| it.1.as_str()));
    let right = WIDTH - EDGE - BESIDE - rows.iter().map(told).fold(0.0, f64::max);
    let days = rows.iter().filter_map(|it| Some(it.day.as_ref()?.0));
    let axis = Days::over(days, left, right)?;
    let bottom = ROW * rows.len() as f64 + 6.0;
    let signs = legend(&rows);
    let mut out = Drawing::new(WIDTH, bottom + FOOT + 14.0 + 20.0 * signs.len() as f64);
    axis.draw(&mut out, (left, right), 4.0, bottom);
    let place = |at: usize| {
        let x = rows[at].day.as_ref().map_or(LEFT, |it| axis.place(it.0));
        (x, ROW * at as f64 + DRAWN)
    };
    for (at, it) in rows.iter().enumerate() {
        let y = place(at).1;
        out.line("lane", (LEFT, y), (right, y));
        for from in &it.from {
            if let Some(before) = rows.iter().position(|of| of.id == *from) {
                arrow(&mut out, place(before), place(at));
            }
        }
    }
    for (at, it) in rows.iter().enumerate() {
        let (x, y) = place(at);
        let top = ROW * at as f64;
        let title = cut(&it.title, TITLE_MAX);
        out.text("name backed", 2.0, top + SAID, &title);
        let beside = 2.0 + wide(&title) + 8.0;
        let room = ((WIDTH - beside) / 6.6).max(0.0) as usize;
        out.text("small dim backed", beside, top + SAID, &cut(&it.about, room));
        let told = it.day.as_ref().map_or(DAY_UNKNOWN, |it| it.1.as_str());
        let title = format!("{}: {told}, {}", it.title, it.about);
        mark(&mut out, it.known, it.gone.is_some(), (x, y), &title);
        out.text("small dim backed", x + BESIDE, y + 4.0, told);
    }
    for (at, sign) in signs.iter().enumerate() {
        let y = bottom + FOOT + 18.0 + 20.0 * at as f64;
        match sign {
            Sign::Known(known, said) => {
                mark(&mut out, *known, false, (LEFT + 6.0, y), said);
                out.text("small", LEFT + 22.0, y + 4.0, said);
            }
            Sign::Gone(said) => {
                mark(&mut out, HowKnown::Known, true, (LEFT + 6.0, y), said);
                out.text("small", LEFT + 22.0, y + 4.0, said);
            }
            Sign::From => {
                arrow(&mut out, (LEFT - 6.0, y), (LEFT + 18.0, y));
                out.text("small", LEFT + 22.0, y + 4.0, "made from the text before the arrow");
            }
        }
    }
    Some(out)
}

fn row(data: &Table, at: usize, of: &Columns<'_>) -> Row {
    let said = |id: &str| words(data.cell(at, id));
    let from = match data.cell(at, of.from) {
        Some(Cell::List(all)) => all.iter().filter_map(Cell::in_words).collect(),
        Some(cell) => cell.in_words().into_iter().collect(),
        None => Vec::new(),
    };
    let known = said(of.known).and_then(|it| HowKnown::of_word(&it));
    // What does not say how it is known is not taken for known.
    let known = known.unwrap_or(HowKnown::Inferred);
    let gone = match data.cell(at, of.state) {
        Some(Cell::State { word, mark: Mark::Removed | Mark::Stop }) => Some(word.clone()),
        _ => None,
    };
    let by = said(of.by).map_or("by whom is not known".to_owned(), |it| format!("by {it}"));
    let points = match data.cell(at, of.points) {
        Some(Cell::Count(0)) => "no points on record".to_owned(),
        Some(Cell::Count(1)) => "1 point".to_owned(),
        Some(Cell::Count(n)) => format!("{n} points"),
        _ => "points not known".to_owned(),
    };
    let mut about = vec![by, points];
    if known != HowKnown::Known {
        about.push(known.word().to_owned());
    }
    about.extend(gone.clone());
    Row {
        id: said(of.text).unwrap_or_default(),
        title: said(of.title).unwrap_or_else(|| "without a title".to_owned()),
        about: about.join(" · "),
        day: day(data.cell(at, of.date)),
        from,
        known,
        gone,
    }
}

enum Sign {
    Known(HowKnown, &'static str),
    Gone(String),
    From,
}

/// The signs that are used, each with what it says.
fn legend(rows: &[Row]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (known, said) in [
        (HowKnown::Known, "known: the text is there, or who made it says so"),
        (HowKnown::Told, "told: others say that it exists, or what it says"),
        (HowKnown::Inferred, "inferred: the record keeper's own conclusion"),
    ] {
        if rows.iter().any(|it| it.known == known) {
            signs.push(Sign::Known(known, said));
        }
    }
    let mut states: Vec<String> = Vec::new();
    for state in rows.iter().filter_map(|it| it.gone.clone()) {
        if !states.contains(&state) {
            states.push(state);
        }
    }
    if !states.is_empty() {
        signs.push(Sign::Gone(format!("no longer on the table: {}", states.join(", "))));
    }
    if rows.iter().any(|it| it.from.iter().any(|from| rows.iter().any(|of| of.id == *from))) {
        signs.push(Sign::From);
    }
    signs
}

/// From the mark of one text down and across to that of another.
fn arrow(out: &mut Drawing, from: (f64, f64), to: (f64, f64)) {
    let ahead = to.0 - from.0;
    if ahead.abs() < 2.0 * HALF {
        let down = if to.1 < from.1 { -1.0 } else { 1.0 };
        let end = (to.0, to.1 - down * (HALF + 2.0));
        out.line("axis", (to.0, from.1 + down * HALF), end);
        return head(out, end, (0.0, down));
    }
    let side = if ahead < 0.0 { -1.0 } else { 1.0 };
    let end = (to.0 - side * (HALF + 2.0), to.1);
    out.path("axis", &[from, (from.0, to.1), end], false);
    head(out, end, (side, 0.0));
}

/// The point of an arrow that ends there.
fn head(out: &mut Drawing, (x, y): (f64, f64), (dx, dy): (f64, f64)) {
    let back = (x - dx * 7.0, y - dy * 7.0);
    let points =
        [(x, y), (back.0 - dy * 4.0, back.1 - dx * 4.0), (back.0 + dy * 4.0, back.1 + dx * 4.0)];
    out.path("tip", &points, true);
}

/// The mark of a text.
fn mark(out: &mut Drawing, known: HowKnown, is_gone: bool, (x, y): (f64, f64), title: &str) {
    let (corner, size) = ((x - HALF, y - HALF), (2.0 * HALF, 2.0 * HALF));
    match known {
        HowKnown::Known => out.cell("c0 dot", corner, size, title),
        HowKnown::Told => out.cell("open unsure", corner, size, title),
        HowKnown::Inferred => {
            out.cell("unsettled", corner, size, title);
            let mut d = String::new();
            for step in [-6.0, 0.0, 6.0f64] {
                let (a, b) = (step.max(0.0), step.min(0.0));
                let (x1, y1) = (x - HALF + a, y + HALF + b);
                let (x2, y2) = (x + HALF + b, y - HALF + a);
                d.push_str(&format!("M{} {}L{} {}", at(x1), at(y1), at(x2), at(y2)));
            }
            out.shapes.empty("path", &[("class", "hatch"), ("d", &d)]);
        }
    }
    if is_gone {
        let far = HALF + 3.0;
        out.line("struck", (x - far, y + far), (x + far, y - far));
    }
}
