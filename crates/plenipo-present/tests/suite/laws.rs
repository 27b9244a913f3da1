//! Laws: properties of any finding.

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::table::{Cell, Column, ColumnKind, Edit, EditKind, Table};
use plenipo::finding::value::Target;
use plenipo_present::{csv, docx, html, json, markdown, terminal};
use plenipo_record::case::describe::Footing;
use plenipo_record::case::meta::DateIs;
use proptest::prelude::*;

use super::sample;
use plenipo_testing::laws::cases;

/// Words short enough to fit the least width inside any indent, and nasty ones.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,12}",
        Just("谈判".to_owned()),
        Just("e\u{301}te".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\n\n".to_owned()),
        Just("=1+1".to_owned()),
        Just("\u{0}\u{8}\u{b}\u{7f}\u{85}\u{fffe}\u{ffff}".to_owned()),
        Just("&#0;".to_owned()),
        Just("שלום".to_owned()),
        Just("a\"b,c".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("<script>".to_owned()),
        Just("\"><b".to_owned()),
        Just("]]>-->".to_owned()),
        Just("&lt;".to_owned()),
        Just("</style>".to_owned()),
        Just("{{".to_owned()),
        Just("2025-11-3".to_owned()),
    ];
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = Text> {
    (words(), words(), words())
        .prop_map(|(a, b, c)| Text::plain(a).and(" ").quote(b).and(" ").quiet(c))
}

fn cell(kind: ColumnKind) -> BoxedStrategy<Cell> {
    let known = match kind {
        ColumnKind::Count => any::<u64>().prop_map(Cell::Count).boxed(),
        ColumnKind::Text => words().prop_map(Cell::Text).boxed(),
        ColumnKind::Edits => (words(), words())
            .prop_map(|(a, b)| {
                Cell::Edits(vec![
                    Edit { is: EditKind::Deleted, text: a },
                    Edit { is: EditKind::Inserted, text: b },
                ])
            })
            .boxed(),
        ColumnKind::Day => (1i8..28, prop::sample::select(DateIs::ALL.map(|it| it.0).to_vec()))
            .prop_map(|(day, is)| Cell::day(Some(jiff::civil::date(2025, 11, day)), is))
            .boxed(),
        ColumnKind::State => (words(), prop::sample::select(Mark::ALL.map(|it| it.0).to_vec()))
            .prop_map(|(word, mark)| Cell::state(word, mark))
            .boxed(),
        ColumnKind::Footing => words()
            .prop_map(|set| Cell::Footing(Footing { assumption: Some(set), ..sample::footing() }))
            .boxed(),
        ColumnKind::Id => (words(), prop::sample::select(Target::all().collect::<Vec<_>>()))
            .prop_map(|(id, to)| Cell::to(to, id))
            .boxed(),
        ColumnKind::Range => {
            any::<(f64, f64)>().prop_map(|(low, high)| Cell::range(Some(low), Some(high))).boxed()
        }
        ColumnKind::List => {
            let part = prop::sample::select(vec![
                ColumnKind::Text,
                ColumnKind::Id,
                ColumnKind::Day,
                ColumnKind::Footing,
            ]);
            prop::collection::vec(part.prop_flat_map(cell), 0..4).prop_map(Cell::list).boxed()
        }
        _ => any::<f64>().prop_map(Cell::Number).boxed(),
    };
    prop_oneof![1 => Just(Cell::Unknown), 4 => known].boxed()
}

fn table() -> impl Strategy<Value = Table> {
    let kinds = ColumnKind::ALL.map(|it| it.0).into_iter().filter(|it| *it != ColumnKind::Date);
    let kind = prop::sample::select(kinds.collect::<Vec<_>>());
    prop::collection::vec(kind, 0..9).prop_flat_map(|kinds| {
        let row: Vec<_> = kinds.iter().map(|kind| cell(*kind)).collect();
        prop::collection::vec(row, 0..5).prop_map(move |rows| {
            // Names of ranges here and there, so that columns are drawn together.
            let names = ["a_low", "a", "a_high", "b_low", "b_high", "c", "d_low", "e", "f"];
            let columns =
                kinds.iter().zip(names).map(|(kind, name)| Column::new(name, *kind)).collect();
            let mut table = Table::new("t", "words of a caption", columns);
            table.rows = rows;
            table
        })
    })
}

fn finding() -> impl Strategy<Value = Finding> {
    let marks = vec![Mark::Plain, Mark::Stop, Mark::Maybe, Mark::Unknown, Mark::Removed];
    let item = (prop::sample::select(marks), text(), prop::collection::vec(text(), 0..3))
        .prop_map(|(mark, text, under)| Block::Item(Item { mark, text, under }));
    let block = prop_oneof![
        (0..5u8, words()).prop_map(|(depth, text)| Block::heading(depth, text)),
        text().prop_map(Block::Para),
        item,
        Just(Block::Table("t")),
        Just(Block::PageBreak),
    ];
    (prop::collection::vec(block, 0..8), table(), words(), prop::collection::vec(words(), 0..3))
        .prop_map(|(account, table, headline, notes)| {
            let mut it = sample::finding();
            it.provenance.hash.clear();
            it.charts.clear();
            Finding {
                account,
                tables: vec![table],
                headline,
                notes: notes.into_iter().map(Text::from).collect(),
                ..it
            }
        })
}

fn check_lines(text: &str, width: usize) -> Result<(), TestCaseError> {
    for line in text.lines() {
        prop_assert!(textwrap::core::display_width(line) <= width, "too wide: {line:?}");
        prop_assert!(!line.ends_with(' '), "space at the end: {line:?}");
        prop_assert!(!line.chars().any(char::is_control), "control character: {line:?}");
    }
    prop_assert!(!text.contains("\n\n\n"), "two empty lines: {text:?}");
    prop_assert!(!text.starts_with('\n'));
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_line_is_too_wide_and_none_ends_in_a_space(it in finding(), width in 24..130usize) {
        let style = terminal::TerminalStyle { width, colour: false };
        check_lines(&terminal::finding(&it, &style), width)?;
    }

    #[test]
    fn json_of_any_finding_can_be_read(it in finding()) {
        let json: serde_json::Value = serde_json::from_str(&json::finding(&it)).expect("JSON");
        prop_assert_eq!(&json["schema"], 2);
        let rows = json["tables"][0]["rows"].as_array().expect("rows");
        prop_assert_eq!(rows.len(), it.tables[0].rows.len());
        for (row, cells) in rows.iter().zip(&it.tables[0].rows) {
            for (value, cell) in row.as_array().expect("a row").iter().zip(cells) {
                let unknown = match cell {
                    Cell::Unknown => true,
                    Cell::Number(number) => !number.is_finite(),
                    _ => false,
                };
                prop_assert_eq!(value.is_null(), unknown);
            }
        }
    }

    #[test]
    fn any_finding_is_read_back_from_its_json(it in finding()) {
        let text = json::finding(&it);
        let read = json::read(&text).expect("a finding");
        prop_assert_eq!(json::finding(&read), text);
        // Numbers have nine digits; all else is what it was.
        let figures = |mut it: Finding| {
            for cell in it.tables.iter_mut().flat_map(|it| &mut it.rows).flatten() {
                match cell {
                    Cell::Number(_) => *cell = Cell::Unknown,
                    Cell::Range { low, high } => (*low, *high) = (None, None),
                    _ => {}
                }
            }
            Finding { account: Vec::new(), ..it }
        };
        prop_assert_eq!(figures(read), figures(it));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in r#"[\[\]{},:"a-z0-9 .\-]{0,120}"#) {
        let _ = json::read(&text);
    }

    #[test]
    fn csv_of_any_table_has_a_cell_for_each_column(it in finding()) {
        let csv = csv::table(&it, "t").expect("the table");
        let rows = parse(&csv);
        prop_assert_eq!(rows.len(), it.tables[0].rows.len() + 1);
        if !it.tables[0].columns.is_empty() {
            for row in rows {
                prop_assert_eq!(row.len(), it.tables[0].columns.len());
                prop_assert!(!row.iter().any(|cell| cell.starts_with("=")));
            }
        }
    }

    #[test]
    fn nothing_in_a_finding_becomes_markup(it in finding()) {
        let seen = super::html::check(&html::finding(&it));
        let headline = if it.headline.is_empty() { &it.question } else { &it.headline };
        for word in headline.split_whitespace().filter(|it| it.chars().all(|c| c.is_ascii_graphic())) {
            prop_assert!(seen.text.contains(word), "{word} is missing");
        }
    }

    #[test]
    fn markdown_of_any_finding_has_no_markup_but_ours(it in finding()) {
        use pulldown_cmark::{Event, Options, Parser};
        for event in Parser::new_ext(&markdown::finding(&it), Options::ENABLE_TABLES) {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                let ours = ["<br>", "<a id=\"source-gazette\">", "</a>"];
                prop_assert!(ours.contains(&&*html), "{html}");
            }
        }
    }

    #[test]
    fn docx_of_any_finding_is_a_sound_file(it in finding()) {
        let bytes = docx::finding(&it).expect("a file");
        prop_assert_eq!(&bytes, &docx::finding(&it).expect("a file"));
        let seen = super::docx::check(&bytes);
        let headline = if it.headline.is_empty() { &it.question } else { &it.headline };
        for word in headline.split_whitespace().filter(|it| it.chars().all(char::is_alphanumeric)) {
            prop_assert!(seen.words.contains(word), "{word} is missing");
        }
    }

    #[test]
    fn any_text_is_markdown(text in "[#*`|>\\-\n a-z0-9.\\[\\]()!<&]{0,200}") {
        markdown::text(&text, &terminal::TerminalStyle { width: 40, colour: false });
    }
}

/// A reader of RFC 4180 as naive as can be.
fn parse(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut row = vec![];
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    rows
}
