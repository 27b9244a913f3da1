//! Who met whom: names in a ring, a line between two that met with how often, and between two that
//! did not meet no line at all.

use std::f64::consts::TAU;

use plenipo::finding::table::{Cell, Table};

use super::{Drawing, cut, place_of, wide, words};

const NAME_MAX: usize = 24;
/// Half the height of a name's box.
const BOX: f64 = 13.0;
const FOOT: f64 = 46.0;
/// The least radius, and the room each name takes of the ring.
const RADIUS_MIN: f64 = 110.0;
const ROOM: f64 = 150.0;
/// How much wider than high the ring is: names are.
const STRETCH: f64 = 1.5;
/// Counts stand here along their line, not in its middle: there the lines of a ring would cross.
const ALONG: f64 = 0.3;

struct Edge {
    one: usize,
    other: usize,
    held: f64,
    planned: f64,
}

pub(super) fn draw(
    data: &Table,
    one: &str,
    other: &str,
    held: &str,
    planned: &str,
) -> Option<Drawing> {
    let mut names = Vec::new();
    let mut edges = Vec::new();
    for row in 0..data.rows.len() {
        let name = |id| words(data.cell(row, id)).unwrap_or_else(|| "unknown".to_owned());
        let (one, other) = (place_of(&mut names, name(one)), place_of(&mut names, name(other)));
        let count = |id| data.cell(row, id).and_then(Cell::as_number).unwrap_or(0.0);
        edges.push(Edge { one, other, held: count(held), planned: count(planned) });
    }
    if names.len() < 2 {
        return None;
    }
    let shown: Vec<String> = names.iter().map(|it| cut(it, NAME_MAX)).collect();
    let radius = (names.len() as f64 * ROOM / TAU).max(RADIUS_MIN);
    let half = shown.iter().map(|it| wide(it)).fold(0.0, f64::max) / 2.0 + 10.0;
    // Names lie side by side in a ring of two: one left, one right.
    let (width, ring) = (2.0 * (radius * STRETCH + half) + 8.0, 2.0 * (radius + BOX) + 8.0);
    let width = width.max(wide(LEGEND) + 60.0);
    let mut out = Drawing::new(width, ring + FOOT);
    let place = |at: usize| {
        // The first stands on top, the others follow as on a clock.
        let turn = TAU * at as f64 / names.len() as f64;
        (width / 2.0 + radius * STRETCH * turn.sin(), ring / 2.0 - radius * turn.cos())
    };
    let met = |it: &&Edge| it.held > 0.0 || it.planned > 0.0;
    for edge in edges.iter().filter(met) {
        let class = match edge.held {
            n if n <= 0.0 => "edge to-come",
            n if n < 2.0 => "edge",
            n if n < 5.0 => "edge w2",
            _ => "edge w3",
        };
        out.line(class, place(edge.one), place(edge.other));
    }
    for edge in edges.iter().filter(met) {
        let (from, to) = (place(edge.one), place(edge.other));
        let (x, y) = (from.0 + (to.0 - from.0) * ALONG, from.1 + (to.1 - from.1) * ALONG);
        let words = short(edge);
        let size = (wide(&words) + 8.0, 18.0);
        let title = format!("{} and {}: {}", names[edge.one], names[edge.other], count(edge));
        out.cell("paper", (x - size.0 / 2.0, y - 9.0), size, &title);
        out.text("small middle", x, y + 4.0, &words);
    }
    for (at, name) in shown.iter().enumerate() {
        let (x, y) = place(at);
        let size = (wide(name) + 16.0, 2.0 * BOX);
        out.cell("node", (x - size.0 / 2.0, y - BOX), size, &names[at]);
        out.text("middle", x, y + 4.0, name);
    }
    out.line("edge", (6.0, ring + 12.0), (34.0, ring + 12.0));
    out.text("small", 40.0, ring + 16.0, LEGEND);
    out.line("edge to-come", (6.0, ring + 32.0), (34.0, ring + 32.0));
    out.text("small", 40.0, ring + 36.0, "planned only; no line: no meeting of the two on record");
    Some(out)
}

const LEGEND: &str = "meetings held, after + those planned; thicker from 2 and from 5";

/// `3 +1`
fn short(edge: &Edge) -> String {
    match (edge.held > 0.0, edge.planned > 0.0) {
        (true, true) => format!("{} +{}", edge.held, edge.planned),
        (true, false) => edge.held.to_string(),
        _ => format!("+{}", edge.planned),
    }
}

/// `3 held, 1 planned`
fn count(edge: &Edge) -> String {
    match (edge.held > 0.0, edge.planned > 0.0) {
        (true, true) => format!("{} held, {} planned", edge.held, edge.planned),
        (true, false) => format!("{} held", edge.held),
        _ => format!("{} planned", edge.planned),
    }
}
