//! Charts: well formed, named, and honest about what is unknown.

use jiff::civil::date;
use plenipo::finding::block::Mark;
use plenipo::finding::chart::{Chart, ChartKind, HowKnown, PlottedPoint, StepRow};
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo::finding::value::{Reference, Target};
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
    let kind = ChartKind::Timeline { date: "date", lane: "kind", label: "text", state: None };
    let data = table(&columns, rows);
    let svg = drawn(kind.clone(), &data);
    assert!(svg.contains("<title>20 Nov 2025: second; third</title>"));
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
    let scatter = ChartKind::Scatter {
        x: "low".into(),
        y: "high".into(),
        series: "who",
        label: "who",
        shade: None,
        to: None,
    };
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

/// The figure of an attribute.
fn number(element: &str, name: &str) -> f64 {
    let rest = element.split_once(&format!("{name}=\"")).expect(name).1;
    rest.split_once('"').expect("its end").0.parse().expect("a number")
}

/// The elements that begin so, each up to its end.
fn elements<'a>(svg: &'a str, begin: &str) -> Vec<&'a str> {
    svg.split(begin).skip(1).map(|it| it.split_once('>').expect("its end").0).collect()
}

fn dated(rows: &[(i16, i8, i8, &str, &str, Mark)]) -> Table {
    let columns = [
        ("date", ColumnKind::Date),
        ("lane", ColumnKind::Text),
        ("label", ColumnKind::Text),
        ("state", ColumnKind::State),
    ];
    let cells = rows.iter().map(|(year, month, day, lane, state, mark)| {
        let label = format!("{lane} of {day}");
        let day = Cell::Date(date(*year, *month, *day));
        vec![day, Cell::text(*lane), Cell::text(label), Cell::state(*state, *mark)]
    });
    table(&columns, cells.collect())
}

#[test]
fn marks_stand_as_far_apart_as_their_days() {
    let data = dated(&[
        (2025, 1, 1, "a", "held", Mark::Fine),
        (2025, 3, 2, "a", "held", Mark::Fine),
        (2025, 7, 20, "a", "held", Mark::Fine),
    ]);
    let kind = ChartKind::Timeline { date: "date", lane: "lane", label: "label", state: None };
    let svg = drawn(kind, &data);
    let at: Vec<f64> = elements(&svg, "<circle ").iter().map(|it| number(it, "cx")).collect();
    let [first, second, third] = at[..] else { panic!("three marks: {at:?}") };
    // 60 days, then 140.
    assert!(((third - first) / (second - first) - 200.0 / 60.0).abs() < 0.01, "{at:?}");
    assert!(svg.contains(">Mar 2025</text>"), "{svg}");
}

#[test]
fn what_became_of_a_meeting_has_a_shape_and_a_word() {
    let mut data = dated(&[
        (2025, 11, 30, "Hill–Vale", "held", Mark::Fine),
        (2025, 12, 2, "Hill–Vale", "planned", Mark::Plain),
        (2025, 7, 1, "Hill–Moor", "cancelled", Mark::Removed),
        (2025, 10, 1, "Hill–Moor", "not recorded", Mark::Unknown),
    ]);
    data.push(vec![
        Cell::Unknown,
        Cell::text("Vale–Moor"),
        Cell::text("no meeting on record"),
        Cell::Unknown,
    ]);
    let kind =
        ChartKind::Timeline { date: "date", lane: "lane", label: "label", state: Some("state") };
    let svg = drawn(kind, &data);
    // Each once in its lane and once in the legend.
    for class in ["dot c0", "open", "open gone", "open unsure"] {
        assert_eq!(svg.matches(&format!("<circle class=\"{class}\"")).count(), 2, "{class}");
    }
    for word in ["held", "planned", "cancelled", "not recorded"] {
        assert!(svg.contains(&format!(">{word}</text>")), "{word}");
    }
    // Two days apart: above one another, not on one another.
    let near: Vec<&str> = elements(&svg, "<circle ")
        .into_iter()
        .filter(|it| it.starts_with("class=\"dot c0\"") || it.starts_with("class=\"open\""))
        .take(2)
        .collect();
    assert!((number(near[0], "cy") - number(near[1], "cy")).abs() >= 17.0, "{near:?}");
    assert!(svg.contains(">no meeting on record</text>"), "a lane without a day says why");
}

#[test]
fn not_yet_on_record_is_not_undetermined() {
    let columns =
        [("answer", ColumnKind::Text), ("date", ColumnKind::Date), ("status", ColumnKind::State)];
    let row = |answer, month, status, mark| {
        vec![Cell::text(answer), Cell::Date(date(2025, month, 1)), Cell::state(status, mark)]
    };
    let data = table(
        &columns,
        vec![
            row("old", 1, "undetermined", Mark::Unknown),
            row("old", 5, "blocked", Mark::Stop),
            row("old", 9, "blocked", Mark::Stop),
            row("new", 7, "undetermined", Mark::Unknown),
        ],
    );
    let kind = ChartKind::Strip { lane: "answer", date: "date", value: "status" };
    let svg = drawn(kind.clone(), &data);
    // Of the later draft there is a dotted line before and no bar; the legend has one of each.
    let dotted = elements(&svg, "<line class=\"before\"");
    assert_eq!(dotted.len(), 1 + 1, "{svg}");
    let bars = elements(&svg, "<rect class=\"unsettled\"");
    assert_eq!(bars.len(), 2 + 1);
    assert_eq!(svg.matches("class=\"hatch\"").count(), bars.len(), "hatched, not empty");
    let new = bars[1];
    assert!((number(dotted[0], "x2") - number(new, " x")).abs() < 0.2, "{dotted:?} {new}");
    assert!(svg.contains("<title>old, undetermined: from 1 Jan 2025 to 1 May 2025</title>"));
    // A status that holds on is one bar.
    assert!(svg.contains("<title>old, blocked: from 1 May 2025</title>"), "{svg}");
    assert!(svg.contains(">not yet on record</text>"));
    // Widths are days: 120 to 61 of them.
    let (first, second) = (number(bars[0], "width"), number(dotted[0], "x2"));
    let left = number(dotted[0], "x1");
    assert!(((second - left) / first - 181.0 / 120.0).abs() < 0.01, "{first} {second} {left}");
    let finding = of(kind, data);
    let page = plenipo_present::html::finding(&finding);
    assert!(page.contains(">not yet</td>"), "{page}");
}

/// A finding of one chart.
fn of(kind: ChartKind, data: Table) -> plenipo::finding::Finding {
    plenipo::finding::Finding {
        lens: "record",
        question: "What?".into(),
        headline: "This.".into(),
        status: Status::Answered,
        account: vec![plenipo::finding::block::Block::Chart("it")],
        tables: vec![data],
        charts: vec![chart(kind)],
        notes: Vec::new(),
        provenance: plenipo::finding::provenance::Provenance::default(),
    }
}

fn gains(without: [Cell; 2]) -> Table {
    let columns = [
        ("series", ColumnKind::Text),
        ("name", ColumnKind::Text),
        ("u_a", ColumnKind::Utility),
        ("u_b", ColumnKind::Utility),
    ];
    let row = |series: PlottedPoint, name: Cell, a, b| {
        vec![Cell::text(series.word()), name, Cell::Number(a), Cell::Number(b)]
    };
    let mut data = table(
        &columns,
        vec![
            row(PlottedPoint::Frontier, Cell::Unknown, 0.2, 0.8),
            row(PlottedPoint::Frontier, Cell::Unknown, 0.9, 0.6),
            row(PlottedPoint::Solution, Cell::text("Nash"), 0.7, 0.65),
            row(PlottedPoint::Solution, Cell::text("egalitarian"), 0.71, 0.651),
            row(PlottedPoint::Solution, Cell::text("utilitarian"), 0.72, 0.652),
            row(PlottedPoint::Draft, Cell::text("first"), 0.5, 0.5),
            row(PlottedPoint::Crossing, Cell::text("second"), 0.1, 0.65),
        ],
    );
    let [a, b] = without;
    data.push(vec![Cell::text(PlottedPoint::NoDeal.word()), Cell::Unknown, a, b]);
    data
}

#[test]
fn what_could_be_gained_is_a_square_with_one_scale() {
    let kind = || ChartKind::Scatter {
        x: "u_a".into(),
        y: "u_b".into(),
        series: "series",
        label: "name",
        shade: None,
        to: None,
    };
    let svg = drawn(kind(), &gains([Cell::Number(0.4), Cell::Number(0.3)]));
    let dots = elements(&svg, "<circle class=\"c0 dot\"");
    let [first, second] = [dots[0], dots[1]].map(|it| (number(it, "cx"), number(it, "cy")));
    // 0.7 across is as long as 0.7 up would be.
    let (across, up) = ((second.0 - first.0) / 0.7, (second.1 - first.1) / 0.2);
    assert!((across / up - 1.0).abs() < 0.01, "{across} {up}");
    // The zone begins where the lines of no deal cross, and ends where the square does.
    let zone = elements(&svg, "<rect class=\"zone\"")[0];
    let guides = elements(&svg, "<line class=\"guide\"");
    assert_eq!(number(zone, " x"), number(guides[0], "x1"));
    assert!((number(zone, " y") + number(zone, "height") - number(guides[1], "y1")).abs() < 0.2);
    // What crosses lines is hollow, and the legend says it.
    assert_eq!(svg.matches("class=\"hollow\"").count(), 1 + 1);
    assert!(svg.contains(">hollow: draft that crosses lines, so no package</text>"), "{svg}");
    // Names do not lie on one another, and each has its line.
    let named = |it: &&&str| it.starts_with(" x=") && number(it, " x") > 470.0;
    let places: Vec<f64> = elements(&svg, "<text class=\"small\"")
        .iter()
        .filter(named)
        .map(|it| number(it, " y"))
        .collect();
    assert_eq!(places.len(), 3 + 2 + 1, "{places:?}");
    assert!(places.windows(2).all(|it| it[1] - it[0] >= 16.9), "{places:?}");
    assert_eq!(svg.matches("class=\"lead\"").count(), 5);
    // Nothing is drawn of what is not on record, and that is said.
    let svg = drawn(kind(), &gains([Cell::Number(0.4), Cell::Unknown]));
    assert!(!svg.contains("class=\"zone\""), "{svg}");
    assert_eq!(elements(&svg, "<line class=\"guide\"").len(), 1 + 1);
    assert!(svg.contains("What u b has without a deal is not on record: no line."), "{svg}");
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
fn a_ring_of_many_names_stays_within_its_box_and_no_words_lie_on_others() {
    let columns = [
        ("a", ColumnKind::Text),
        ("b", ColumnKind::Text),
        ("held", ColumnKind::Count),
        ("planned", ColumnKind::Count),
    ];
    for n in [2, 3, 5, 7, 8, 9, 17, 64] {
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
        let boxes: Vec<[f64; 4]> = (svg.split("<text ").skip(1))
            .filter(|it| !it.starts_with("class=\"small\""))
            .map(|it| {
                let words =
                    it.split_once('>').expect("words").1.split_once('<').expect("its end").0;
                // A letter of twelve pixels is 6.6 wide on average.
                let wide = words.chars().count() as f64 * 6.6;
                let (x, y) = (number(it, "x"), number(it, "y"));
                let left = match it.split('"').nth(1).expect("its class") {
                    "name" => x,
                    "end" => x - wide,
                    _ => x - wide / 2.0,
                };
                [left, y - 10.0, left + wide, y + 3.0]
            })
            .collect();
        assert!(boxes.len() >= n, "each has its name");
        for (at, it) in boxes.iter().enumerate() {
            let [left, top, right, bottom] = *it;
            assert!(left >= 0.0 && top >= 0.0 && right <= width && bottom <= height, "{n}: {it:?}");
            // So many lines as 17 names have leave no room for all counts; names never meet.
            for other in boxes.iter().skip(at + 1).filter(|_| n <= 9) {
                let apart = other[0] >= right - 2.0
                    || other[2] <= left + 2.0
                    || other[1] >= bottom
                    || other[3] <= top;
                assert!(apart, "{n} names: {it:?} and {other:?}\n{svg}");
            }
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

/// A page that leads to drafts to try out.
struct Page;

impl plenipo_present::html::Door for Page {
    fn to(&self, it: &Reference) -> Option<String> {
        (it.to == Target::Tried).then(|| format!("/try?{}&<>", it.id))
    }

    fn above(&self, chart: &Chart) -> String {
        format!("<form id=\"{}\"></form>", chart.id)
    }
}

/// Points with a third figure, each with what it leads to.
fn packages() -> (ChartKind, Table) {
    let columns = [
        ("series", ColumnKind::Text),
        ("name", ColumnKind::Text),
        ("u_a", ColumnKind::Utility),
        ("u_b", ColumnKind::Utility),
        ("u_c", ColumnKind::Utility),
        ("try", ColumnKind::Id),
    ];
    let row = |is: PlottedPoint, name: Cell, [a, b, c]: [f64; 3], tried: Cell| {
        let [a, b, c] = [a, b, c].map(Cell::Number);
        vec![Cell::text(is.word()), name, a, b, c, tried]
    };
    let tried = |it: &str| Cell::tried(&it.parse().expect("a draft to try"));
    let rows = vec![
        row(PlottedPoint::Frontier, Cell::Unknown, [0.2, 0.8, 0.1], tried("first:toll=none")),
        row(PlottedPoint::Frontier, Cell::Unknown, [0.4, 0.7, 0.3], tried("first:toll=half")),
        row(PlottedPoint::Frontier, Cell::Unknown, [0.6, 0.6, 0.5], tried("first:toll=full")),
        row(PlottedPoint::Frontier, Cell::Unknown, [0.9, 0.5, 0.9], tried("first")),
        row(PlottedPoint::Solution, Cell::text("Nash"), [0.6, 0.6, 0.5], Cell::Unknown),
        row(PlottedPoint::NoDeal, Cell::Unknown, [0.1, 0.2, 0.05], Cell::Unknown),
    ];
    let kind = ChartKind::Scatter {
        x: "u_a".into(),
        y: "u_b".into(),
        series: "series",
        label: "name",
        shade: Some("u_c".into()),
        to: Some("try"),
    };
    (kind, table(&columns, rows))
}

#[test]
fn a_third_party_is_shown_by_shade_and_size_and_said_in_words() {
    let (kind, data) = packages();
    let svg = drawn(kind, &data);
    let sizes: Vec<f64> = ["b0", "b1", "b2", "b3"]
        .iter()
        .map(|class| {
            let dots = elements(&svg, &format!("<circle class=\"{class} dot\""));
            // One in the square and one in the legend.
            assert_eq!(dots.len(), 2, "{class}: {svg}");
            number(dots[0], " r")
        })
        .collect();
    assert!(sizes.windows(2).all(|it| it[1] > it[0] + 0.5), "{sizes:?}");
    for words in [
        "shade and size: worth to u c (no deal: 0.05)",
        ">0.90 and more<",
        ">0.50 to under 0.90<",
        ">0.30 to under 0.50<",
        ">under 0.30<",
        "<title>frontier: u a 0.20, u b 0.80, u c 0.10</title>",
        "<title>Nash (solution): u a 0.60, u b 0.60, u c 0.50</title>",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    // By itself it leads nowhere.
    assert!(!svg.contains("<a ") && svg.contains("role=\"img\""), "{svg}");
}

#[test]
fn points_lead_where_a_door_does_and_nowhere_in_a_page_by_itself() {
    use plenipo::finding::Finding;
    use plenipo::finding::block::Block;
    use plenipo::finding::provenance::Provenance;
    let (kind, data) = packages();
    let finding = Finding {
        lens: "bargain",
        question: "What?".into(),
        headline: "Some.".into(),
        status: Status::Answered,
        account: vec![Block::Chart("it")],
        tables: vec![data],
        charts: vec![chart(kind)],
        notes: Vec::new(),
        provenance: Provenance::default(),
    };
    let page = plenipo_present::html::fragment(&finding);
    assert!(!page.contains("<a ") && !page.contains("<form"), "{page}");
    assert!(
        page.contains("first, 1 change</td>") && page.contains("first as it is</td>"),
        "{page}"
    );
    let page = plenipo_present::html::linked(&finding, &Page);
    // Each point of the frontier in the drawing, where it says what it is, and in the table.
    let to = "href=\"/try?first:toll=none&amp;&lt;&gt;\"";
    let in_picture =
        format!("<a class=\"door\" {to} aria-label=\"frontier: u a 0.20, u b 0.80, u c 0.10\">");
    let in_table = format!("<a class=\"door\" {to}>first, 1 change</a>");
    assert!(page.contains(&in_picture) && page.contains(&in_table), "{page}");
    assert_eq!(page.matches("class=\"door\"").count(), 2 * 4, "{page}");
    // Links within a picture would be told to nobody.
    assert!(page.contains("role=\"group\"") && !page.contains("role=\"img\""), "{page}");
    let form = page.find("<form id=\"it\">").expect("what the page adds");
    assert!(form < page.find("<svg").expect("a drawing"), "{page}");
}

/// Texts of a talks: the first is superseded, the second only told of, the third has no day.
fn texts() -> (ChartKind, Table) {
    let columns = [
        ("draft", ColumnKind::Id),
        ("title", ColumnKind::Text),
        ("date", ColumnKind::Day),
        ("by", ColumnKind::List),
        ("based_on", ColumnKind::List),
        ("points", ColumnKind::Count),
        ("known", ColumnKind::Text),
        ("state", ColumnKind::State),
    ];
    let row = |id: &str, day, from: &[&str], n, known: HowKnown, state| {
        vec![
            Cell::draft(id),
            Cell::text(format!("The {id} <paper>")),
            day,
            Cell::list([Cell::text("Upper")]),
            Cell::list(from.iter().map(|it| Cell::draft(*it))),
            n,
            Cell::text(known.word()),
            state,
        ]
    };
    let day = |d| Cell::day(Some(date(2031, 3, d)), DateIs::Exact);
    let (live, gone) = (Cell::state("live", Mark::Plain), Cell::state("superseded", Mark::Removed));
    let rows = vec![
        row("first", day(1), &[], Cell::count(9), HowKnown::Known, gone),
        row("second", day(11), &["first"], Cell::Unknown, HowKnown::Told, live.clone()),
        row(
            "third",
            Cell::Unknown,
            &["first", "nowhere"],
            Cell::count(1),
            HowKnown::Inferred,
            live,
        ),
    ];
    let kind = ChartKind::Lineage {
        text: "draft",
        title: "title",
        date: "date",
        by: "by",
        from: "based_on",
        points: "points",
        known: "known",
        state: "state",
    };
    (kind, table(&columns, rows))
}

#[test]
fn texts_stand_on_their_days_with_arrows_from_what_they_were_made_from() {
    let (kind, data) = texts();
    let svg = drawn(kind, &data);
    // Two arrows, and the one that says what an arrow means: what is not on record has none.
    assert_eq!(svg.matches("class=\"tip\"").count(), 3, "{svg}");
    assert!(svg.contains(">by Upper · 9 points · superseded</text>"), "{svg}");
    assert!(svg.contains("points not known · told"), "unknown is no nought: {svg}");
    assert!(svg.contains(">day not known</text>"));
    // How each is known has a shape and a word.
    for class in
        ["class=\"c0 dot\"", "class=\"open unsure\"", "class=\"hatch\"", "class=\"struck\""]
    {
        assert!(svg.contains(class), "{class}");
    }
    for said in ["known: the text", "told: others", "inferred: the record", "superseded</text>"] {
        assert!(svg.contains(said), "{said}");
    }
}

#[test]
fn the_words_of_the_last_day_have_room_however_long_they_are() {
    let (kind, mut data) = texts();
    let day = data.column("date").expect("the days");
    for is in [DateIs::Exact, DateIs::Before, DateIs::Inferred] {
        data.rows[1][day] = Cell::day(Some(date(2031, 3, 21)), is);
        let svg = drawn(kind.clone(), &data);
        let words =
            svg.split("<text class=\"small dim backed\"").find(|it| it.contains("21 Mar 2031"));
        let words = words.expect("the words of the day");
        let said =
            words.split_once('>').expect("its start").1.split('<').next().unwrap_or_default();
        // In a wide font a letter of 11 pixels takes about six and a half.
        let end = number(words, " x") + 6.5 * said.chars().count() as f64;
        assert!(end <= 660.0, "{said} ends at {end}");
    }
}

#[test]
fn a_bar_says_its_word_whole_or_shows_its_sign() {
    let columns =
        [("answer", ColumnKind::Text), ("date", ColumnKind::Date), ("status", ColumnKind::State)];
    let row = |month, day, status, mark| {
        vec![Cell::text("east"), Cell::Date(date(2025, month, day)), Cell::state(status, mark)]
    };
    let rows = vec![
        row(1, 1, "undetermined", Mark::Unknown),
        row(1, 20, "refused", Mark::Stop),
        row(6, 1, "open", Mark::Maybe),
        row(12, 1, "open", Mark::Maybe),
    ];
    let kind = ChartKind::Strip { lane: "answer", date: "date", value: "status" };
    let svg = drawn(kind.clone(), &table(&columns, rows));
    assert!(!svg.contains('…'), "{svg}");
    // In the bar that is too short, and beside its word below.
    assert_eq!(svg.matches(">?</text>").count(), 2, "{svg}");
    assert_eq!(svg.matches(">undetermined</text>").count(), 1, "{svg}");
    assert_eq!(svg.matches(">refused</text>").count(), 2, "{svg}");
    // Where every word has room there are no signs to learn.
    let rows = vec![row(1, 1, "refused", Mark::Stop), row(6, 1, "undetermined", Mark::Unknown)];
    let svg = drawn(kind, &table(&columns, rows));
    assert!(!svg.contains(">?</text>") && !svg.contains(">✗</text>"), "{svg}");
}

#[test]
fn where_texts_come_from_is_told_by_titles_where_nothing_is_drawn() {
    let (kind, data) = texts();
    let finding = of(kind, data);
    let text = plenipo_present::terminal::finding(
        &finding,
        &plenipo_present::terminal::TerminalStyle { width: 120, colour: false },
    );
    assert!(text.contains("Title & <more>"), "{text}");
    assert!(text.contains("The first <paper>"), "{text}");
}

#[test]
fn what_was_said_over_time_is_a_line_until_its_author_says_another() {
    let columns = [
        ("question", ColumnKind::Text),
        ("row", ColumnKind::Text),
        ("by", ColumnKind::Text),
        ("date", ColumnKind::Date),
        ("low", ColumnKind::Probability),
        ("high", ColumnKind::Probability),
    ];
    let row = |is: StepRow, by: &str, d, low: Option<f64>, high: Option<f64>| {
        vec![
            Cell::text("Signed by June?"),
            Cell::text(is.word()),
            Cell::text(by),
            Cell::maybe_date(Some(date(2031, 3, d))),
            Cell::maybe(low),
            Cell::maybe(high),
        ]
    };
    let kind = || ChartKind::Steps {
        panel: "question",
        date: "date",
        group: "by",
        low: "low",
        high: "high",
        row: "row",
    };
    let rows = vec![
        row(StepRow::Said, "Quill", 1, Some(0.5), Some(0.5)),
        row(StepRow::Said, "Quill", 6, Some(0.25), Some(0.25)),
        row(StepRow::Said, "Strand", 3, Some(0.25), Some(0.75)),
        row(StepRow::Said, "Vale", 4, None, None),
        row(StepRow::Outcome, "no", 11, Some(0.0), Some(0.0)),
    ];
    let svg = drawn(kind(), &table(&columns, rows.clone()));
    // At a half until the sixth, then at a quarter until the outcome.
    assert!(svg.contains("class=\"c0 line\" d=\"M36 80L296 80L296 106L556 106\""), "{svg}");
    // A range is a band with a line at each end, and no line in its middle.
    assert_eq!(svg.matches("class=\"c1 area\"").count(), 1);
    assert_eq!(svg.matches("class=\"c1 line\" d=").count(), 2);
    assert!(svg.contains("<title>Strand, 3 Mar 2031: 0.25–0.75</title>"), "{svg}");
    assert!(svg.contains("<title>outcome: no</title>"));
    assert!(!svg.contains("Vale") && svg.contains("one more is in words"), "{svg}");
    // Words alone are no picture.
    let words = vec![row(StepRow::Said, "Vale", 4, None, None)];
    assert!(svg::inline(&chart(kind()), &table(&columns, words)).is_none());
}
