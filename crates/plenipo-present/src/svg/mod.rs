//! Charts as SVG: one theme for light, dark and paper, readable without colour, named for readers
//! who cannot see them.
//!
//! Colours are variables of the page (`--ink`, `--c0`, …) with fallbacks, so that the same drawing
//! serves a light and a dark page. Groups differ by dash and shape as well, states are written in
//! their cells, and what is unknown is drawn as an empty dashed cell that says so. A drawing of
//! our own and not a chart crate's: those paint fixed colours, and none names its parts.

mod axis;
mod channels;
mod days;
mod heat;
mod lineage;
mod plot;
mod points;
mod shades;
mod steps;
mod strip;
mod timeline;

use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::table::{Cell, Table};

use crate::html::Door;
use crate::html::write::Markup;

/// The style that every chart of a page shares.
pub const STYLE: &str = include_str!("chart.css");

/// `chart` over `data` as an SVG document of its own; `None` where nothing to draw is known.
pub fn document(chart: &Chart, data: &Table) -> Option<String> {
    let mut drawing = draw(chart, data, None)?;
    drawing.style = Some(STYLE);
    Some(drawing.finish(chart).finish())
}

/// `chart` over `data` as it stands within a page that has [`STYLE`]; `None` where nothing to draw is known.
pub fn inline(chart: &Chart, data: &Table) -> Option<String> {
    markup(chart, data, None).map(Markup::finish)
}

/// `chart` over `data`, for a page that has [`STYLE`]; where `door` leads there, points are links.
pub(crate) fn markup(chart: &Chart, data: &Table, door: Option<&dyn Door>) -> Option<Markup> {
    draw(chart, data, door).map(|it| it.finish(chart))
}

fn draw(chart: &Chart, data: &Table, door: Option<&dyn Door>) -> Option<Drawing> {
    match &chart.kind {
        ChartKind::Timeline { date, lane, label, state } => {
            timeline::draw(data, date, lane, label, *state)
        }
        ChartKind::Strip { lane, date, value } => strip::draw(data, lane, date, value),
        ChartKind::HeatMap { row, column, value, .. } => heat::draw(data, row, column, value),
        ChartKind::Channels { one, other, held, planned } => {
            channels::draw(data, one, other, held, planned)
        }
        ChartKind::Lineage { text, title, date, by, from, points, known, state } => lineage::draw(
            data,
            &lineage::Columns { text, title, date, by, from, points, known, state },
        ),
        ChartKind::Steps { panel, date, group, low, high, row } => {
            steps::draw(data, &steps::Columns { panel, date, group, low, high, row })
        }
        ChartKind::Band { x, low, middle, high, group } => {
            plot::band(data, x, low, middle.as_deref(), high, group.as_deref())
        }
        ChartKind::Scatter { x, y, series, label, shade, to } => {
            let columns =
                points::Columns { x, y, series, name: label, shade: shade.as_deref(), to: *to };
            points::draw(data, &columns, door)
        }
        ChartKind::Calibration { forecast, observed, count } => {
            plot::calibration(data, forecast, observed, count)
        }
    }
}

/// Shapes in a box.
struct Drawing {
    width: f64,
    height: f64,
    shapes: Markup,
    style: Option<&'static str>,
    /// Whether anything in it is a link.
    leads: bool,
}

impl Drawing {
    fn new(width: f64, height: f64) -> Drawing {
        Drawing { width, height, shapes: Markup::default(), style: None, leads: false }
    }

    /// The drawing with its name and description.
    fn finish(self, chart: &Chart) -> Markup {
        let mut out = Markup::default();
        let (width, height) = (at(self.width), at(self.height));
        let view = format!("0 0 {width} {height}");
        let (title, described) = (format!("{}-title", chart.id), format!("{}-desc", chart.id));
        out.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "chart"),
                // What is within a picture is not told to who cannot see it; links are.
                ("role", if self.leads { "group" } else { "img" }),
                ("aria-labelledby", &format!("{title} {described}")),
                ("viewBox", &view),
                ("width", &width),
                ("height", &height),
            ],
        );
        out.element("title", &[("id", &title)], &chart.title);
        out.element("desc", &[("id", &described)], &chart.description);
        if let Some(style) = self.style {
            out.element("style", &[], style);
        }
        out.append(&self.shapes);
        out.close("svg");
        out
    }

    fn text(&mut self, class: &'static str, x: f64, y: f64, words: &str) {
        self.shapes.element("text", &[("class", class), ("x", &at(x)), ("y", &at(y))], words);
    }

    fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let places = [at(from.0), at(from.1), at(to.0), at(to.1)];
        let [x1, y1, x2, y2] = places.each_ref().map(String::as_str);
        let attributes = [("class", class), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)];
        self.shapes.empty("line", &attributes);
    }

    fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) {
        let mut d = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            d.push_str(if place == 0 { "M" } else { "L" });
            d.push_str(&format!("{} {}", at(*x), at(*y)));
        }
        if closed {
            d.push('Z');
        }
        self.shapes.empty("path", &[("class", class), ("d", &d)]);
    }

    /// A disc that says `title` when pointed at.
    fn disc(&mut self, class: &str, x: f64, y: f64, radius: f64, title: &str) {
        let (x, y, r) = (at(x), at(y), at(radius));
        self.shapes.open("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", &r)]);
        self.shapes.element("title", &[], title);
        self.shapes.close("circle");
    }

    /// A box that says `title` when pointed at.
    fn cell(&mut self, class: &str, from: (f64, f64), size: (f64, f64), title: &str) {
        let places = [at(from.0), at(from.1), at(size.0), at(size.1)];
        let [x, y, width, height] = places.each_ref().map(String::as_str);
        self.shapes.open(
            "rect",
            &[("class", class), ("x", x), ("y", y), ("width", width), ("height", height)],
        );
        self.shapes.element("title", &[], title);
        self.shapes.close("rect");
    }
}

/// A place in the drawing, to a tenth of a pixel.
fn at(place: f64) -> String {
    let text = format!("{place:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// About how wide `text` is at twelve pixels, in a wide font: the page's own is not known here.
fn wide(text: &str) -> f64 {
    textwrap::core::display_width(text) as f64 * 7.1
}

/// `text` cut to `most` characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A cell in words.
fn words(cell: Option<&Cell>) -> Option<String> {
    cell?.in_words()
}

/// The place of `name` in `names`, which it joins where it is new.
fn place_of(names: &mut Vec<String>, name: String) -> usize {
    names.iter().position(|it| *it == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_short_and_cuts_are_marked() {
        assert_eq!([at(1.0), at(1.25), at(-0.04)], ["1", "1.2", "-0"]);
        assert_eq!(cut("Status of Crimea", 9), "Status o…");
        assert_eq!(cut("short", 9), "short");
    }
}
