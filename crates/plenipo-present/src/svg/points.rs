//! Points in a square with one scale on both axes: what could be gained, what each has without a deal,
//! what both prefer to it, and where solutions and drafts lie, each named beside the square with a line to
//! its point, so that no name hides another.

use plenipo::finding::chart::PlottedPoint;
use plenipo::finding::table::{Cell, ColumnKind, Table};

use super::axis::Axis;
use super::plot::{label, mark, value};
use super::shades::{self, Shades};
use super::{Drawing, at, cut, place_of, wide, words};
use crate::html::Door;

const SIDE: f64 = 400.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 30.0;
const RIGHT: f64 = LEFT + SIDE;
const BOTTOM: f64 = TOP + SIDE;
/// From one name to the next.
const LINE: f64 = 17.0;
const NAME_MAX: usize = 30;
/// Points nearer than this have one name.
const SAME: f64 = 2.5;

struct Placed {
    /// What it is, by the word in the table.
    series: String,
    is: Option<PlottedPoint>,
    x: f64,
    y: f64,
    /// What is shown by shade and size, and its step of [`Shades`].
    shade: Option<(f64, usize)>,
    name: String,
    /// Where it leads.
    to: Option<String>,
}

/// The columns that are drawn.
pub(super) struct Columns<'a> {
    pub(super) x: &'a str,
    pub(super) y: &'a str,
    pub(super) series: &'a str,
    pub(super) name: &'a str,
    pub(super) shade: Option<&'a str>,
    pub(super) to: Option<&'a str>,
}

/// A name beside the square, and where its point is.
struct Name {
    words: String,
    to: (f64, f64),
    y: f64,
}

pub(super) fn draw(
    data: &Table,
    columns: &Columns<'_>,
    door: Option<&dyn Door>,
) -> Option<Drawing> {
    let Columns { x, y, series, name, .. } = *columns;
    let mut points: Vec<Placed> = Vec::new();
    let mut without: Option<[Option<f64>; 2]> = None;
    let third = |row: usize| columns.shade.and_then(|it| value(data.cell(row, it)));
    let frontier = (0..data.rows.len()).filter(|row| {
        let word = words(data.cell(*row, series)).unwrap_or_default();
        PlottedPoint::of_word(&word) == Some(PlottedPoint::Frontier)
    });
    let shades = Shades::over(frontier.filter_map(third).collect());
    let mut no_deal_of_third = None;
    for row in 0..data.rows.len() {
        let series = words(data.cell(row, series)).unwrap_or_default();
        let is = PlottedPoint::of_word(&series);
        let (across, up) = (value(data.cell(row, x)), value(data.cell(row, y)));
        if is == Some(PlottedPoint::NoDeal) {
            without = Some([across, up]);
            no_deal_of_third = third(row);
        } else if let (Some(x), Some(y)) = (across, up) {
            let name = words(data.cell(row, name)).unwrap_or_default();
            let shade = third(row).map(|it| (it, shades.step(it)));
            let to = door.zip(columns.to).and_then(|(door, column)| match data.cell(row, column) {
                Some(Cell::Ref(it)) => door.to(it),
                _ => None,
            });
            points.push(Placed { series, is, x, y, shade, name, to });
        }
    }
    let lines = without.unwrap_or_default();
    let kind = |id: &str| data.column(id).map(|it| data.columns[it].kind);
    let of = |of: fn(&Placed) -> f64, line: Option<f64>| {
        points.iter().map(of).chain(line.filter(|_| !points.is_empty())).collect::<Vec<f64>>()
    };
    let share = [x, y].iter().all(|id| {
        matches!(kind(id), Some(ColumnKind::Utility | ColumnKind::Share | ColumnKind::Probability))
    });
    let (ax, ay) = axes(&of(|it| it.x, lines[0]), &of(|it| it.y, lines[1]), share)?;
    let mut names = names(&points, &ax, &ay);
    if let Some(line) = lines[1] {
        let words = format!("{}: no deal {}", cut(label(data, y), 18), short(line));
        names.push(Name { words, to: (RIGHT, ay.place(line)), y: ay.place(line) });
    }
    spread(&mut names);
    let widest = names.iter().map(|it| wide(&it.words)).fold(0.0, f64::max);
    // What is small lies over what is large, and what has a name over what has none.
    points.sort_by_key(|it| match it.is {
        Some(PlottedPoint::Frontier) => (false, it.shade.map(|it| std::cmp::Reverse(it.1))),
        _ => (true, None),
    });
    let mut legend = legend_words(data, [x, y], &points, without);
    if let Some(third) = columns.shade.filter(|_| !shades.is_empty()) {
        let at = legend.iter().position(|it| it.0.is_frontier()).map_or(0, |it| it + 1);
        let words = shades.in_words(label(data, third), no_deal_of_third);
        legend.splice(at..at, words);
    }
    let below = BOTTOM + 54.0;
    let width = (RIGHT + 26.0 + widest)
        .max(legend.iter().map(|it| wide(&it.1)).fold(0.0, f64::max) + LEFT + 34.0);
    let mut out = Drawing::new(width, below + 20.0 * legend.len() as f64);
    if let [Some(x), Some(y)] = lines {
        let (x, y) = (ax.place(x), ay.place(y));
        out.cell("zone", (x, TOP), (RIGHT - x, y - TOP), ZONE);
    }
    frame(&mut out, &ax, &ay, [label(data, x), label(data, y)]);
    if let Some(line) = lines[0] {
        let place = ax.place(line);
        out.line("guide", (place, TOP), (place, BOTTOM));
        let words = format!("{}: no deal {}", cut(label(data, x), 18), short(line));
        let middle = place.max(LEFT + wide(&words) / 2.0).min(RIGHT - wide(&words) / 2.0);
        out.text("small middle", middle, TOP - 8.0, &words);
    }
    if let Some(line) = lines[1] {
        out.line("guide", (LEFT, ay.place(line)), (RIGHT, ay.place(line)));
    }
    let mut groups: Vec<String> = Vec::new();
    for it in &points {
        let group = place_of(&mut groups, it.series.clone());
        let mut title = match it.name.is_empty() {
            true => format!("{}: ", it.series),
            false => format!("{} ({}): ", it.name, it.series),
        };
        let each = [(Some(x), Some(it.x)), (Some(y), Some(it.y))];
        let third = (columns.shade, it.shade.map(|it| it.0));
        let each = each.into_iter().chain([third]).filter_map(|(id, it)| id.zip(it));
        let each = each.map(|(id, it)| format!("{} {}", cut(label(data, id), 40), short(it)));
        title.push_str(&each.collect::<Vec<_>>().join(", "));
        if let Some(to) = &it.to {
            out.leads = true;
            let attributes = [("class", "door"), ("href", to.as_str()), ("aria-label", &title)];
            out.shapes.open("a", &attributes);
        }
        let step = it.shade.map(|it| it.1);
        sign(&mut out, (it.is, step), group, (ax.place(it.x), ay.place(it.y)), &title);
        if it.to.is_some() {
            out.shapes.close("a");
        }
    }
    for it in &names {
        let (x, y) = it.to;
        if x < RIGHT || (y - it.y).abs() > 1.0 {
            // Past the right edge the line bends, so that lines of names below one another do not cross.
            out.path("lead", &[(x, y), (RIGHT + 6.0, it.y), (RIGHT + 12.0, it.y)], false);
        }
        out.text("small", RIGHT + 16.0, it.y + 4.0, &it.words);
    }
    for (place, (is, words)) in legend.iter().enumerate() {
        let y = below + 20.0 * place as f64;
        let x = LEFT + 12.0;
        // What has no sign of its own begins where the signs do.
        let is_shaded = is.is_frontier() && !shades.is_empty();
        if is_shaded || matches!(is, Legend::Words) {
            out.text("small", LEFT, y + 4.0, words);
            continue;
        }
        match is {
            Legend::Series(is, group) => sign(&mut out, (*is, None), *group, (x, y), words),
            Legend::Step(step) => shades::dot(&mut out, *step, (x, y), words),
            Legend::Zone => out.cell("zone", (LEFT, y - 7.0), (24.0, 14.0), words),
            Legend::Line => out.line("guide", (LEFT, y), (LEFT + 24.0, y)),
            Legend::Words => {}
        }
        out.text("small", LEFT + 34.0, y + 4.0, words);
    }
    Some(out)
}

const ZONE: &str = "both prefer it to no deal";

/// What a line of the legend shows.
pub(super) enum Legend {
    Series(Option<PlottedPoint>, usize),
    Zone,
    Line,
    /// A step of what is shown by shade and size.
    Step(usize),
    Words,
}

impl Legend {
    fn is_frontier(&self) -> bool {
        matches!(self, Legend::Series(Some(PlottedPoint::Frontier), _))
    }
}

fn legend_words(
    data: &Table,
    axes: [&str; 2],
    points: &[Placed],
    without: Option<[Option<f64>; 2]>,
) -> Vec<(Legend, String)> {
    let mut legend = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    for it in points {
        let known = groups.len();
        let group = place_of(&mut groups, it.series.clone());
        if group < known {
            continue;
        }
        let words = match it.is {
            Some(PlottedPoint::Frontier) => {
                "frontier: nothing is better for one without loss to another"
            }
            Some(PlottedPoint::Solution) => "what a bargaining solution chooses",
            Some(PlottedPoint::Draft) => "draft that keeps every line",
            Some(PlottedPoint::Crossing) => "hollow: draft that crosses lines, so no package",
            Some(PlottedPoint::NoDeal) | None => &it.series,
        };
        legend.push((Legend::Series(it.is, group), cut(words, 80)));
    }
    let lines = without.unwrap_or_default();
    if lines.iter().all(Option::is_some) {
        legend.push((Legend::Zone, format!("shaded: {ZONE}")));
    }
    if lines.iter().any(Option::is_some) {
        legend.push((Legend::Line, "no deal: what a party has without one".to_owned()));
    }
    if points.iter().any(|it| it.is.is_some()) {
        for (id, line) in axes.iter().zip(lines) {
            if line.is_none() {
                let of = cut(label(data, id), 30);
                let words = format!("What {of} has without a deal is not on record: no line.");
                legend.push((Legend::Words, words));
            }
        }
    }
    legend
}

/// Axes with one scale over these values; of shares neither leaves the range from 0 to 1.
fn axes(x: &[f64], y: &[f64], share: bool) -> Option<(Axis, Axis)> {
    let (of_x, of_y) = (Axis::over(x, 0.0, 1.0)?, Axis::over(y, 0.0, 1.0)?);
    let span = of_x.span().max(of_y.span());
    let ends = |it: &Axis| {
        let extra = span - it.span();
        let mut low = it.low() - extra / 2.0;
        if share {
            low = low.min(1.0 - span).max(0.0);
        }
        // At a round value, so that what is written beside the axis is round too.
        let step = super::axis::step(span);
        let low = (low / step + 1e-9).floor() * step;
        (low, low.max(it.low().min(low)) + span)
    };
    let ((x0, x1), (y0, y1)) = (ends(&of_x), ends(&of_y));
    // Rounding down may have cut off the upper end: one step more on both.
    let step = super::axis::step(span);
    let short = of_x.high() > x1 + 1e-9 || of_y.high() > y1 + 1e-9;
    let more = if short { step } else { 0.0 };
    Some((Axis::fixed(x0, x1 + more, LEFT, RIGHT), Axis::fixed(y0, y1 + more, BOTTOM, TOP)))
}

fn frame(out: &mut Drawing, ax: &Axis, ay: &Axis, labels: [&str; 2]) {
    for (value, words) in ay.ticks() {
        let y = ay.place(value);
        out.line("rule", (LEFT, y), (RIGHT, y));
        out.text("small dim end", LEFT - 6.0, y + 4.0, &words);
    }
    for (value, words) in ax.ticks() {
        let x = ax.place(value);
        out.line("rule", (x, TOP), (x, BOTTOM));
        out.text("small dim middle", x, BOTTOM + 16.0, &words);
    }
    out.line("axis", (LEFT, BOTTOM), (RIGHT, BOTTOM));
    out.line("axis", (LEFT, TOP), (LEFT, BOTTOM));
    let worth = |it: &str| format!("worth to {} →", cut(it, 40));
    out.text("middle", LEFT + SIDE / 2.0, BOTTOM + 36.0, &worth(labels[0]));
    let (x, y) = (at(18.0), at(TOP + SIDE / 2.0));
    let turned = format!("rotate(-90 {x} {y})");
    let attributes = [("class", "middle"), ("x", x.as_str()), ("y", &y), ("transform", &turned)];
    out.shapes.element("text", &attributes, &worth(labels[1]));
}

/// The mark of a point.
fn sign(
    out: &mut Drawing,
    (is, step): (Option<PlottedPoint>, Option<usize>),
    group: usize,
    (x, y): (f64, f64),
    title: &str,
) {
    match is {
        Some(PlottedPoint::Frontier) if let Some(step) = step => {
            shades::dot(out, step, (x, y), title);
        }
        Some(PlottedPoint::Frontier) => out.disc("c0 dot", x, y, 3.5, title),
        Some(PlottedPoint::Solution) => mark(out, 1, x, y, title),
        Some(PlottedPoint::Draft) => mark(out, 2, x, y, title),
        Some(PlottedPoint::Crossing) => {
            let d = format!(
                "M{} {}L{} {}L{} {}L{} {}Z",
                at(x),
                at(y - 6.5),
                at(x + 6.5),
                at(y),
                at(x),
                at(y + 6.5),
                at(x - 6.5),
                at(y)
            );
            out.shapes.open("path", &[("class", "hollow"), ("d", &d)]);
            out.shapes.element("title", &[], title);
            out.shapes.close("path");
        }
        Some(PlottedPoint::NoDeal) | None => mark(out, group, x, y, title),
    }
}

/// The names to write, as many as have room: solutions and drafts before others.
fn names(points: &[Placed], ax: &Axis, ay: &Axis) -> Vec<Name> {
    let mut named: Vec<&Placed> = points.iter().filter(|it| !it.name.is_empty()).collect();
    named.sort_by_key(|it| it.is.map_or(usize::MAX, |is| is as usize));
    let mut names: Vec<Name> = Vec::new();
    for it in named {
        let to = (ax.place(it.x), ay.place(it.y));
        let near =
            |name: &&mut Name| (name.to.0 - to.0).abs() < SAME && (name.to.1 - to.1).abs() < SAME;
        if let Some(name) = names.iter_mut().find(near) {
            name.words = cut(&format!("{}, {}", name.words, it.name), 2 * NAME_MAX);
        } else {
            names.push(Name { words: cut(&it.name, NAME_MAX), to, y: to.1 });
        }
    }
    // One line stays free for what a party has without a deal.
    names.truncate((SIDE / LINE) as usize - 1);
    names
}

/// Moves names apart, each as near to its point as the others allow.
fn spread(names: &mut [Name]) {
    // Of two at one height the one farther right has its line below, or the lines would cross.
    names.sort_by(|a, b| a.to.1.total_cmp(&b.to.1).then(a.to.0.total_cmp(&b.to.0)));
    let mut least = TOP;
    for name in names.iter_mut() {
        name.y = name.y.max(least);
        least = name.y + LINE;
    }
    let mut most = BOTTOM;
    for name in names.iter_mut().rev() {
        name.y = name.y.min(most);
        most = name.y - LINE;
    }
}

/// A worth as the text has it.
pub(super) fn short(value: f64) -> String {
    format!("{value:.2}")
}
