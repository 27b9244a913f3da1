//! Charts: well formed, named, and honest about what is unknown.

use jiff::civil::date;
use plenipo::finding::block::Mark;
use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_present::svg;
use plenipo_record::case::meta::DateIs;
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

fn table(columns: &[(&str, ColumnKind)], rows: Vec<Vec<Cell>>) -> Table {
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
    let columns =
        [("issue", ColumnKind::Text), ("party", ColumnKind::Text), ("stand", ColumnKind::Text)];
    let row = |issue, party, stand| vec![Cell::text(issue), Cell::text(party), stand];
    let rows = vec![
        row("dam", "upper", Cell::text("line")),
        row("dam", "lower", Cell::Unknown),
        row("data", "lower", Cell::text("position")),
    ];
    let kind = ChartKind::HeatMap { row: "issue", column: "party", value: "stand", detail: None };
    let svg = drawn(kind, &table(&columns, rows));
    assert!(svg.contains("class=\"s0\"") && svg.contains("class=\"s2\""));
    // No state of another kind looks like a refusal.
    assert!(!svg.contains("class=\"s1\""));
    assert!(svg.contains("<title>dam, lower: unknown</title>"));
    assert!(svg.contains(">unknown</text>") && svg.contains(">position</text>"));
}

#[test]
fn a_state_has_the_colour_of_what_it_means_whatever_its_word() {
    let columns =
        [("issue", ColumnKind::Text), ("party", ColumnKind::Text), ("stand", ColumnKind::State)];
    let row =
        |party, word, mark| vec![Cell::text("dam"), Cell::text(party), Cell::state(word, mark)];
    let rows = vec![
        row("upper", "gefallen", Mark::Stop),
        row("lower", "refused", Mark::Plain),
        row("other", "angenommen", Mark::Fine),
    ];
    let kind = ChartKind::HeatMap { row: "issue", column: "party", value: "stand", detail: None };
    let svg = drawn(kind, &table(&columns, rows));
    for (class, party) in [("s1", "upper: gefallen"), ("s0", "lower: refused"), ("s3", "other")] {
        let rect = svg.split("<rect ").find(|it| it.contains(&format!("dam, {party}")));
        assert!(rect.is_some_and(|it| it.starts_with(&format!("class=\"{class}\""))), "{svg}");
    }
}

#[test]
fn a_timeline_has_a_lane_a_kind_and_a_place_a_day() {
    let columns =
        [("date", ColumnKind::Day), ("kind", ColumnKind::Text), ("text", ColumnKind::Text)];
    let row = |day, is, kind, text| {
        let day = Cell::day(Some(date(2025, 11, day)), is);
        vec![day, Cell::text(kind), Cell::text(text)]
    };
    let rows = vec![
        row(1, DateIs::Before, "draft", "first"),
        row(20, DateIs::Exact, "draft", "second"),
        row(20, DateIs::Inferred, "draft", "third"),
        row(20, DateIs::Exact, "meeting", "fourth"),
        // Of words nobody takes a day.
        vec![Cell::text("2025-11-21"), Cell::text("meeting"), Cell::text("fifth")],
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
        ("day", ColumnKind::Date),
        ("low", ColumnKind::Probability),
        ("mid", ColumnKind::Probability),
        ("high", ColumnKind::Probability),
        ("who", ColumnKind::Text),
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

/// Three who meet, one planned only, one with whom nobody met.
fn channels() -> (ChartKind, Table) {
    let columns = [
        ("a", ColumnKind::Text),
        ("b", ColumnKind::Text),
        ("held", ColumnKind::Count),
        ("planned", ColumnKind::Count),
    ];
    let row = |a, b, held, planned| {
        vec![Cell::text(a), Cell::text(b), Cell::count(held), Cell::count(planned)]
    };
    let rows = vec![
        row("Hill <&>", "Vale", 0, 0),
        row("Hill <&>", "Moor", 6, 1),
        row("Vale", "Moor", 1, 0),
        row("Fen", "Moor", 0, 2),
        row("Hill <&>", "Fen", 0, 0),
        row("Vale", "Fen", 0, 0),
    ];
    let kind = ChartKind::Channels { one: "a", other: "b", held: "held", planned: "planned" };
    (kind, table(&columns, rows))
}

#[test]
fn who_met_has_a_line_and_who_did_not_has_none() {
    let (kind, data) = channels();
    let svg = drawn(kind.clone(), &data);
    // Two met, one pair will; the legend shows one line of each sort.
    assert_eq!(svg.matches("<line class=\"edge\"").count(), 1 + 1);
    assert_eq!(svg.matches("<line class=\"edge w3\"").count(), 1);
    assert_eq!(svg.matches("<line class=\"edge to-come\"").count(), 1 + 1);
    assert_eq!(svg.matches("class=\"node\"").count(), 4);
    assert!(svg.contains("<title>Hill &lt;&amp;&gt; and Moor: 6 held, 1 planned</title>"), "{svg}");
    assert!(svg.contains(">6 +1</text>") && svg.contains(">+2</text>"), "readable without colour");
    assert!(!svg.contains("Hill &lt;&amp;&gt; and Vale"));
    assert!(svg.contains("no line: no meeting of the two on record"));
    let empty = table(
        &[
            ("a", ColumnKind::Text),
            ("b", ColumnKind::Text),
            ("held", ColumnKind::Count),
            ("planned", ColumnKind::Count),
        ],
        vec![],
    );
    assert!(svg::document(&chart(kind), &empty).is_none());
}

#[test]
fn a_ring_of_many_names_stays_within_its_box() {
    let columns = [
        ("a", ColumnKind::Text),
        ("b", ColumnKind::Text),
        ("held", ColumnKind::Count),
        ("planned", ColumnKind::Count),
    ];
    for n in [2, 3, 5, 17, 64] {
        let mut rows = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                let name = |it: usize| Cell::text(format!("A party with a long name, number {it}"));
                rows.push(vec![name(a), name(b), Cell::count(a % 3), Cell::count(b % 2)]);
            }
        }
        let kind = ChartKind::Channels { one: "a", other: "b", held: "held", planned: "planned" };
        let svg = drawn(kind, &table(&columns, rows));
        let number = |line: &str, name: &str| -> f64 {
            let rest = line.split_once(&format!(" {name}=\"")).expect(name).1;
            rest.split_once('"').expect("its end").0.parse().expect("a number")
        };
        let (width, height) = (number(&svg, "width"), number(&svg, "height"));
        for node in svg.split("<rect class=\"node\"").skip(1) {
            let (x, y) = (number(node, "x"), number(node, "y"));
            assert!(
                x >= 0.0
                    && y >= 0.0
                    && x + number(node, "width") <= width
                    && y + number(node, "height") <= height
            );
        }
    }
}

#[test]
fn a_terminal_tells_who_met_whom_in_rows_and_columns() {
    use plenipo::finding::Finding;
    use plenipo::finding::block::Block;
    use plenipo::finding::provenance::Provenance;
    let (kind, data) = channels();
    let finding = Finding {
        lens: "record",
        question: "Who?".into(),
        headline: "Some met.".into(),
        status: Status::Answered,
        account: vec![Block::Chart("it")],
        tables: vec![data],
        charts: vec![chart(kind)],
        notes: Vec::new(),
        provenance: Provenance::default(),
    };
    let style = plenipo_present::terminal::TerminalStyle { width: 60, colour: false };
    let text = plenipo_present::terminal::finding(&finding, &style);
    assert!(text.contains("Moor      6 +1      1     \u{b7}     +2"), "{text}");
    assert!(text.contains("Hill <&>  \u{b7}         none  6 +1  none"), "{text}");
    // A page draws it and has the same rows below.
    let page = plenipo_present::html::finding(&finding);
    assert!(page.contains("<svg") && page.contains("6 +1</td>"), "{page}");
}
