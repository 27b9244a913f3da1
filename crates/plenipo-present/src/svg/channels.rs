//! Who met whom: names around a ring, a line between two that met with how often, and between two that
//! did not meet no line at all.
//!
//! The dots of a ring stand in rows as far apart as a name of two lines is high, and names stand outside the
//! ring: however many there are, no name can lie on another or on a line. A count stands on its line where it
//! covers no other count, no name and no dot.

use plenipo::finding::table::{Cell, Table};

use super::{Drawing, place_of, wide, words};

/// The most letters in a line of a name, and the most lines.
const NAME_MAX: usize = 26;
const NAME_LINES: usize = 2;
const LINE: f64 = 14.0;
/// From one row of dots to the next: more than a name of two lines, so that lines fan out.
const ROW: f64 = 66.0;
/// The least height of the ring, and its width beside its height.
const HEIGHT_MIN: f64 = 120.0;
const WIDTH_MIN: f64 = 170.0;
const STRETCH: f64 = 1.4;
/// Between a dot and its name.
const AIR: f64 = 12.0;
const DOT: f64 = 5.0;
/// Above and below the ring, where the first name and the opposite one stand.
const BEYOND: f64 = 44.0;
const FOOT: f64 = 66.0;
/// Where on its line a count may stand, best first; in the middle most lines of a ring cross.
const ALONG: [f64; 11] = [0.3, 0.7, 0.36, 0.64, 0.24, 0.76, 0.42, 0.58, 0.18, 0.82, 0.5];
const COUNT_HIGH: f64 = 16.0;

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
    let shown: Vec<Vec<String>> = names.iter().map(|it| lines_of(it)).collect();
    let widest = shown.iter().flatten().map(|it| wide(it)).fold(0.0, f64::max);
    let ring = Ring::of(names.len(), widest);
    let legend = LEGEND.iter().map(|it| wide(it.1)).fold(0.0, f64::max) + 44.0;
    let mut out = Drawing::new(ring.width().max(legend), ring.height() + FOOT);
    let met: Vec<&Edge> = edges.iter().filter(|it| it.held > 0.0 || it.planned > 0.0).collect();
    for edge in &met {
        let class = match edge.held {
            n if n <= 0.0 => "edge to-come",
            n if n < 2.0 => "edge",
            n if n < 5.0 => "edge w2",
            _ => "edge w3",
        };
        out.line(class, ring.place(edge.one), ring.place(edge.other));
    }
    let called: Vec<Name> = shown.iter().enumerate().map(|(at, it)| ring.name(at, it)).collect();
    let mut taken: Vec<Taken> = called.iter().map(Name::taken).collect();
    taken.extend((0..names.len()).map(|at| Taken::at(ring.place(at), 2.0 * DOT + 4.0)));
    for edge in &met {
        let words = short(edge);
        let width = wide(&words) + 6.0;
        let (from, to) = (ring.place(edge.one), ring.place(edge.other));
        let along = |share: f64| {
            Taken::at((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share), width)
        };
        // Where it covers the least; the first of those.
        let covers = |it: &Taken| taken.iter().map(|other| it.covers(other)).sum::<f64>();
        let mut best = along(ALONG[0]);
        for share in ALONG {
            let it = along(share);
            if covers(&it) < covers(&best) {
                best = it;
            }
        }
        let title = format!("{} and {}: {}", names[edge.one], names[edge.other], count(edge));
        let (x, y) = best.middle;
        out.cell("paper", (x - width / 2.0, y - COUNT_HIGH / 2.0), (width, COUNT_HIGH), &title);
        out.text("small middle", x, y + 4.0, &words);
        taken.push(best);
    }
    for (at, name) in called.iter().enumerate() {
        let (x, y) = ring.place(at);
        out.disc("node", x, y, DOT, &names[at]);
        for (nth, line) in name.lines.iter().enumerate() {
            out.text(name.class, name.x, name.y + LINE * nth as f64, line);
        }
    }
    let ring = ring.height();
    for (nth, (class, words)) in LEGEND.into_iter().enumerate() {
        let y = ring + 12.0 + 20.0 * nth as f64;
        if let Some(class) = class {
            out.line(class, (6.0, y), (34.0, y));
        }
        out.text("small", 40.0, y + 4.0, words);
    }
    Some(out)
}

/// Where the names stand: the first on top, the others follow as on a clock.
struct Ring {
    names: usize,
    /// Half its width and half its height.
    half: (f64, f64),
    /// Beside it, for names.
    beside: f64,
}

#[derive(Clone, Copy)]
enum Side {
    Above,
    Right,
    Below,
    Left,
}

impl Ring {
    fn of(names: usize, widest: f64) -> Ring {
        let height = (ROW * names as f64 / 2.0).max(HEIGHT_MIN);
        let width = (height * STRETCH).max(WIDTH_MIN);
        Ring { names, half: (width / 2.0, height / 2.0), beside: widest + AIR + 8.0 }
    }

    fn width(&self) -> f64 {
        2.0 * (self.half.0 + self.beside)
    }

    fn height(&self) -> f64 {
        2.0 * (self.half.1 + BEYOND)
    }

    /// The side of a name, and how far down from the top it stands: 0 to 1.
    fn stands(&self, at: usize) -> (Side, f64) {
        // With an odd number of names none is opposite to the first, and the last row stays free.
        let rows = self.names as f64 / 2.0;
        match (at, 2 * at) {
            (0, _) => (Side::Above, 0.0),
            (_, twice) if twice == self.names => (Side::Below, 1.0),
            (_, twice) if twice < self.names => (Side::Right, at as f64 / rows),
            _ => (Side::Left, (self.names - at) as f64 / rows),
        }
    }

    fn name<'a>(&self, at: usize, lines: &'a [String]) -> Name<'a> {
        let (x, y) = self.place(at);
        let high = LINE * (lines.len() as f64 - 1.0);
        let (class, x, y) = match self.stands(at).0 {
            Side::Above => ("middle", x, y - AIR - high),
            Side::Below => ("middle", x, y + AIR + 10.0),
            Side::Right => ("name", x + AIR, y + 4.0 - high / 2.0),
            Side::Left => ("end", x - AIR, y + 4.0 - high / 2.0),
        };
        Name { class, x, y, lines }
    }

    fn place(&self, at: usize) -> (f64, f64) {
        let (side, down) = self.stands(at);
        let up = 1.0 - 2.0 * down;
        let out = (1.0 - up * up).max(0.0).sqrt() * self.half.0;
        let x = match side {
            Side::Right => out,
            Side::Left => -out,
            Side::Above | Side::Below => 0.0,
        };
        (self.width() / 2.0 + x, self.height() / 2.0 - up * self.half.1)
    }
}

/// A name with the place of its first line.
struct Name<'a> {
    class: &'static str,
    x: f64,
    y: f64,
    lines: &'a [String],
}

impl Name<'_> {
    fn taken(&self) -> Taken {
        let width = self.lines.iter().map(|it| wide(it)).fold(0.0, f64::max);
        let high = LINE * self.lines.len() as f64;
        let x = match self.class {
            "name" => self.x + width / 2.0,
            "end" => self.x - width / 2.0,
            _ => self.x,
        };
        Taken { middle: (x, self.y - 10.0 + high / 2.0), size: (width, high) }
    }
}

/// A box that something stands in.
struct Taken {
    middle: (f64, f64),
    size: (f64, f64),
}

impl Taken {
    /// A box as high as a count.
    fn at(middle: (f64, f64), width: f64) -> Taken {
        Taken { middle, size: (width, COUNT_HIGH) }
    }

    /// How much of `other` it covers.
    fn covers(&self, other: &Taken) -> f64 {
        let (x, y) = (self.middle.0 - other.middle.0, self.middle.1 - other.middle.1);
        let wide = (self.size.0 + other.size.0) / 2.0 - x.abs();
        let high = (self.size.1 + other.size.1) / 2.0 - y.abs();
        wide.max(0.0) * high.max(0.0)
    }
}

/// A name in lines, the last of them cut where it is longer.
fn lines_of(name: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        textwrap::wrap(name, NAME_MAX).into_iter().map(Into::into).collect();
    if lines.len() > NAME_LINES {
        lines.truncate(NAME_LINES);
        if let Some(last) = lines.last_mut() {
            let kept: String = last.chars().take(NAME_MAX - 1).collect();
            *last = format!("{}…", kept.trim_end());
        }
    }
    lines
}

/// Short lines: on a phone each is read without moving the picture.
const LEGEND: [(Option<&str>, &str); 3] = [
    (Some("edge"), "meetings held, after + those planned"),
    (Some("edge to-come"), "planned only; thicker from 2 and from 5 held"),
    (None, "no line: no meeting of the two on record"),
];

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
