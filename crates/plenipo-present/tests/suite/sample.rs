//! A finding made by hand, with one of everything a presenter must show.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::provenance::{GivenSetting, Provenance, SourceLine};
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Edit, EditKind, Table};
use plenipo::finding::value::{Reference, Target};
use plenipo_record::case::describe::{Footing, Grade, Graded};
use plenipo_record::case::id::Kind as RecordKind;
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::source::Reliability;

pub(super) fn finding() -> Finding {
    Finding {
        lens: "acceptance",
        question: "Would each principal accept this draft at the table, and what stops it?".into(),
        headline: "The upper basin's text is blocked by the lower riparian's line on storage; \
                   nobody has answered the mediators' text."
            .into(),
        status: Status::Stopped,
        account: account(),
        tables: vec![acceptance(), lines(), meant()],
        charts: vec![Chart {
            id: "answers",
            title: "Answers by party".into(),
            description: "Each draft in a row, each party in a column; one refusal, two unknown."
                .into(),
            kind: ChartKind::HeatMap {
                row: "draft",
                column: "party",
                value: "answer",
                detail: None,
            },
            table: "acceptance",
        }],
        notes: vec![
            "Figures are at the table: further consents are listed, not multiplied in.".into(),
        ],
        provenance: Provenance {
            dossier: "River sharing".into(),
            hash: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".into(),
            as_of: Some(date(2025, 12, 1)),
            viewer: None,
            disclosure: "closed",
            seed: 1,
            samples: Some(10_000),
            engine: "plenipo 0.1.0",
            records: 1_204,
            assumed: 14,
            features: vec!["highs"],
            settings: vec![
                GivenSetting { name: "draft", value: Cell::list([Cell::draft("upper-1")]) },
                GivenSetting { name: "tau", value: Cell::Number(0.0) },
            ],
            sources: vec![gazette()],
            ..Provenance::default()
        },
    }
}

fn account() -> Vec<Block> {
    let item = |mark, text: Text, under: Vec<Text>| Block::Item(Item { mark, text, under });
    vec![
        Block::heading(1, "Upper basin text, 2025-11-20"),
        Block::Para(
            Text::plain("The lower riparian has ").strong("refused").and(" it in public."),
        ),
        item(
            Mark::Stop,
            Text::plain("storage above the gorge: ").quote("not one\ncubic metre"),
            vec![Text::plain("").quiet("foreign minister, to the public, 2025-11-24 (B2), https://example.org/a/very/long/address/that/cannot/be/broken/at/all")],
        ),
        item(Mark::Maybe, Text::plain("joint monitoring, if it means foreign staff"), vec![]),
        item(Mark::Unknown, Text::plain("whether the upper basin would take a cap"), vec![]),
        item(Mark::Fine, Text::plain("data exchange"), vec![]),
        item(Mark::Plain, Text::plain("12 other points"), vec![]),
        Block::heading(2, "Figures"),
        Block::Table("acceptance"),
        Block::Chart("answers"),
        Block::PageBreak,
        Block::heading(3, "Reading"),
        Block::para("A range, not a forecast."),
    ]
}

fn acceptance() -> Table {
    let mut table = Table::new(
        "acceptance",
        "What each party would do at the table",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("answer", ColumnKind::Text),
            Column::new("lines_crossed", ColumnKind::Count),
            Column::new("worth_low", ColumnKind::Utility).unit("share of the best deal"),
            Column::new("worth", ColumnKind::Utility).unit("share of the best deal"),
            Column::new("worth_high", ColumnKind::Utility).unit("share of the best deal"),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept_high", ColumnKind::Probability),
        ],
    );
    let number = Cell::Number;
    table.push(vec![
        Cell::text("upper-1"),
        Cell::text("lower"),
        Cell::text("rejects it, in public"),
        Cell::count(2),
        number(0.1),
        number(1.0 / 3.0),
        number(0.5),
        number(0.0),
        number(0.001),
    ]);
    table.push(vec![
        Cell::text("mediators-2"),
        Cell::text("upper"),
        Cell::Unknown,
        Cell::count(0),
        Cell::Unknown,
        Cell::Unknown,
        Cell::Unknown,
        number(0.4),
        Cell::Unknown,
    ]);
    table
}

fn lines() -> Table {
    let mut table = Table::new(
        "lines",
        "Lines and how they moved",
        vec![
            Column::new("known", ColumnKind::Date),
            Column::new("words", ColumnKind::Edits),
            Column::new("volume", ColumnKind::Number).unit("m³"),
            Column::new("note", ColumnKind::Text),
        ],
    );
    table.push(vec![
        Cell::Date(date(2025, 11, 24)),
        Cell::Edits(vec![
            Edit { is: EditKind::Same, text: "The parties ".into() },
            Edit { is: EditKind::Deleted, text: "shall ".into() },
            Edit { is: EditKind::Inserted, text: "should ".into() },
            Edit { is: EditKind::Same, text: "share".into() },
        ]),
        Cell::Number(800_000.0),
        Cell::text("=HYPERLINK(\"http://example.org\")"),
    ]);
    table.push(vec![Cell::Unknown, Cell::Unknown, Cell::Unknown, Cell::text("")]);
    table
}

pub(super) fn gazette() -> SourceLine {
    SourceLine {
        id: "gazette".into(),
        reliability: Some(Reliability::B),
        parts: vec!["Gazette".into(), "2025-11-24".into()],
        address: Some("https://example.org/a?b=1&c=2".into()),
        reprint_of: None,
    }
}

/// `reported, gazette B2`
pub(super) fn footing() -> Footing {
    let grade = Grade { reliability: Some(Reliability::B), credibility: Some(2) };
    Footing {
        basis: Basis::Reported,
        sources: vec![Graded { id: Some("gazette".into()), grade }],
        assumption: None,
    }
}

/// A table with one of every cell that is more than words and figures.
pub(super) fn meant() -> Table {
    let mut table = Table::new(
        "meant",
        "Cells with a meaning",
        vec![
            Column::new("line", ColumnKind::Id),
            Column::new("on", ColumnKind::List),
            Column::new("chance", ColumnKind::Range),
            Column::new("date", ColumnKind::Day),
            Column::new("verdict", ColumnKind::State),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let option = |of: &str, id: &str| match Cell::option(id) {
        Cell::Ref(to) => Cell::Ref(Reference { of: Some(of.into()), ..to }),
        other => other,
    };
    let unsourced = Footing {
        basis: Basis::Assumed,
        sources: vec![Graded { id: None, grade: Grade::default() }],
        assumption: Some("dry".into()),
    };
    table.push(vec![
        Cell::to(RecordKind::RedLine, "storage"),
        Cell::list([option("dam", "high"), option("dam", "low"), option("gate", "open")]),
        Cell::range(Some(0.1), Some(0.6)),
        Cell::day(Some(date(2025, 11, 24)), DateIs::About),
        Cell::state("crossed", Mark::Stop),
        Cell::Footing(footing()),
    ]);
    table.push(vec![
        Cell::to(Target::Line, "no-dam"),
        Cell::list([]),
        Cell::text("likely"),
        Cell::Unknown,
        Cell::state("unclear", Mark::Unknown),
        Cell::Footing(unsourced),
    ]);
    table
}
