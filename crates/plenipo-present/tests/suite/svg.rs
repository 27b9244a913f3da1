//! Charts: well formed, named, and honest about what is unknown.

use jiff::civil::date;
use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::table::{Cell, Column, Kind, Table};
use plenipo_present::svg;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

fn chart(kind: ChartKind) -> Chart {
    Chart {
        id: "it",
        title: "Title & <more>".into(),
        description: "What it shows.".into(),
        kind,
        table: "t",
    }
}

fn table(columns: &[(&str, Kind)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|(id, kind)| Column::new(*id, *kind)).collect();
    let mut table = Table::new("t", "Data", columns);
    rows.into_iter().for_each(|row| table.push(row));
    table
}

/// Draws, and checks that the drawing is whole, named and within its box.
fn drawn(kind: ChartKind, data: &Table) -> String {
    let svg = svg::document(&chart(kind), data).expect("a drawing");
    let mut reader = Reader::from_str(&svg);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => break,
            Event::Start(it) | Event::Empty(it) => {
                for attribute in it.attributes() {
                    let value = attribute.expect("an attribute");
                    let value = value
                        .normalized_value(XmlVersion::Implicit1_0)
                        .expect("a value")
                        .into_owned();
                    assert!(!value.contains("NaN") && !value.contains("inf"), "{svg}");
                }
            }
            _ => {}
        }
    }
    assert!(svg.contains("role=\"img\" aria-labelledby=\"it-title it-desc\""), "{svg}");
    assert!(svg.contains("<title id=\"it-title\">Title &amp; &lt;more&gt;</title>"));
    assert!(svg.contains("<desc id=\"it-desc\">What it shows.</desc>"));
    svg
}

#[test]
fn a_heat_map_writes_its_states_and_what_is_unknown() {
    let columns = [("issue", Kind::Text), ("party", Kind::Text), ("stand", Kind::Text)];
    let row = |issue, party, stand| vec![Cell::text(issue), Cell::text(party), stand];
    let rows = vec![
        row("dam", "upper", Cell::text("line")),
        row("dam", "lower", Cell::Unknown),
        row("data", "lower", Cell::text("position")),
    ];
    let kind = ChartKind::HeatMap { row: "issue", column: "party", value: "stand", detail: None };
    let svg = drawn(kind, &table(&columns, rows));
    assert!(svg.contains("class=\"s0\"") && svg.contains("class=\"s1\""));
    assert!(svg.contains("<title>dam, lower: unknown</title>"));
    assert!(svg.contains(">unknown</text>") && svg.contains(">position</text>"));
}

#[test]
fn a_timeline_has_a_lane_a_kind_and_a_place_a_day() {
    let columns = [("date", Kind::Text), ("kind", Kind::Text), ("text", Kind::Text)];
    let row = |day, kind, text| vec![Cell::text(day), Cell::text(kind), Cell::text(text)];
    let rows = vec![
        row("before 2025-11-01", "draft", "first"),
        row("2025-11-20", "draft", "second"),
        row("2025-11-20", "draft", "third"),
        row("2025-11-20", "meeting", "fourth"),
    ];
    let kind = ChartKind::Timeline { date: "date", lane: "kind", label: "text" };
    let data = table(&columns, rows);
    let svg = drawn(kind.clone(), &data);
    assert!(svg.contains("<title>2025-11-20: second; third</title>"));
    assert_eq!(svg.matches("<circle").count(), 3);
    // Without a day there is nothing to draw.
    assert!(svg::document(&chart(kind), &table(&columns, vec![])).is_none());
}

#[test]
fn lines_have_bands_and_points_have_names() {
    let columns = [
        ("day", Kind::Date),
        ("low", Kind::Probability),
        ("mid", Kind::Probability),
        ("high", Kind::Probability),
        ("who", Kind::Text),
    ];
    let row = |day, low, mid, high, who| {
        vec![Cell::Date(date(2025, 11, day)), low, mid, Cell::Number(high), Cell::text(who)]
    };
    let number = Cell::Number;
    let rows = vec![
        row(1, number(0.1), number(0.2), 0.4, "upper"),
        row(9, number(0.2), number(0.3), 0.5, "upper"),
        row(9, Cell::Unknown, number(0.3), 0.5, "upper"),
        row(9, number(0.6), Cell::Unknown, 0.8, "lower"),
    ];
    let data = table(&columns, rows);
    let band = ChartKind::Band {
        x: "day".into(),
        low: "low".into(),
        middle: Some("mid".into()),
        high: "high".into(),
        group: Some("who".into()),
    };
    let svg = drawn(band, &data);
    assert_eq!(svg.matches("area\" d=").count(), 2);
    assert!(svg.contains(">lower</text>"));
    let scatter =
        ChartKind::Scatter { x: "low".into(), y: "high".into(), series: "who", label: "who" };
    let svg = drawn(scatter, &data);
    // The point without a place is in the table, not in the drawing.
    assert!(svg.contains("<title>upper</title>") && svg.contains("<title>lower</title>"));
    let calibration = ChartKind::Calibration {
        forecast: "low".into(),
        observed: "high".into(),
        count: "none".into(),
    };
    assert!(drawn(calibration, &data).contains("of unknown number"));
}
