//! DOCX: a file of parts that go together and stand in the order the format's schema asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::provenance::SourceLine;
use plenipo::finding::table::{Cell, Column, ColumnKind, Edit, EditKind, Table};
use plenipo_present::docx;
use plenipo_record::case::source::Reliability;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::sample;

/// The parts of a file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut parts = BTreeMap::new();
    for place in 0..file.len() {
        let mut part = file.by_index(place).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        parts.insert(part.name().expect("a name").into_owned(), text);
    }
    parts
}

/// What the schema of the format says of the order of children, as far as it is written here.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:pageBreakBefore",
            "w:numPr",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    ("w:rPr", &["w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:rtl"]),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:shd"]),
    ("w:sectPr", &["w:footerReference", "w:type", "w:pgSz", "w:pgMar"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:semiHidden",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:numbering", &["w:abstractNum", "w:num"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr"]),
    (
        "w:p",
        &[
            "w:pPr",
            "w:r",
            "w:ins",
            "w:del",
            "w:hyperlink",
            "w:bookmarkStart",
            "w:bookmarkEnd",
            "w:fldSimple",
        ],
    ),
    ("w:r", &["w:rPr", "w:t", "w:delText", "w:br"]),
    ("w:body", &["w:p", "w:tbl", "w:sectPr"]),
];

/// Parents whose children come as they come; of the first two, after the first.
const FREE: [&str; 3] = ["w:p", "w:r", "w:body"];

/// Whether XML 1.0 lets `c` stand in a text.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

struct Element {
    name: String,
    /// The place of the last child in the order of the schema.
    at: usize,
    n_cells: usize,
    last: String,
}

/// What a check of a file finds beside its faults.
pub(super) struct Seen {
    /// The words of the document, those of deletions too.
    pub(super) words: String,
    document: String,
}

/// Checks everything a word processor relies on; panics with the first fault.
pub(super) fn check(bytes: &[u8]) -> Seen {
    let parts = parts(bytes);
    let types = &parts["[Content_Types].xml"];
    let mut seen = Seen { words: String::new(), document: parts["word/document.xml"].clone() };
    for (name, text) in &parts {
        assert!(text.chars().all(is_xml), "{name} has a character that XML forbids");
        assert!(
            name == "[Content_Types].xml"
                || name.ends_with(".rels")
                || types.contains(&format!("PartName=\"/{name}\"")),
            "{name} has no type"
        );
        let words = well_formed(name, text);
        if name == "word/document.xml" {
            seen.words = words;
        }
    }
    let root = relations(&parts, "_rels/.rels", "");
    assert!(root.contains("rIdDocument"));
    let ids = relations(&parts, "word/_rels/document.xml.rels", "word/");
    for used in attributes(&seen.document, "r:id") {
        assert!(ids.contains(&used), "{used} is no relation");
    }
    let names: BTreeSet<String> = attributes(&seen.document, "w:name").into_iter().collect();
    for used in attributes(&seen.document, "w:anchor") {
        assert!(names.contains(&used), "{used} is no bookmark");
    }
    let styles: BTreeSet<String> =
        attributes(&parts["word/styles.xml"], "w:styleId").into_iter().collect();
    for style in seen.document.split("<w:pStyle w:val=\"").skip(1) {
        assert!(styles.contains(style.split('"').next().unwrap_or("")), "no style {style}");
    }
    seen
}

/// The relations in the file `name`, each of which leads somewhere.
fn relations(parts: &BTreeMap<String, String>, name: &str, folder: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for one in parts[name].split("<Relationship ").skip(1) {
        let value = |key: &str| attributes(&format!("<x {one}"), key).pop().unwrap_or_default();
        assert!(ids.insert(value("Id")), "{name} has {} twice", value("Id"));
        if value("TargetMode") == "External" {
            assert!(value("Target").is_ascii());
        } else {
            assert!(parts.contains_key(&format!("{folder}{}", value("Target"))), "{one}");
        }
    }
    ids
}

fn attributes(text: &str, key: &str) -> Vec<String> {
    let start = format!(" {key}=\"");
    let found = text.split(&start).skip(1);
    found.map(|rest| rest.split('"').next().unwrap_or("").to_owned()).collect()
}

fn well_formed(name: &str, text: &str) -> String {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut words = String::new();
    let mut n_columns = 0;
    let mut changes = BTreeSet::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(start) => {
                enter(&start, &mut open, &mut n_columns, &mut changes);
                let name = start.name().0.to_owned();
                open.push(Element { name, at: 0, n_cells: 0, last: String::new() });
            }
            Event::Empty(start) => enter(&start, &mut open, &mut n_columns, &mut changes),
            Event::End(_) => {
                let it = open.pop().expect("something open");
                if it.name == "w:tc" {
                    assert_eq!(it.last, "w:p", "a cell ends with a paragraph");
                }
                if it.name == "w:tr" {
                    assert_eq!(it.n_cells, n_columns, "a cell for each column");
                }
                if it.name == "w:p" {
                    words.push('\n');
                }
            }
            Event::Text(it) => words.push_str(&it.xml_content(XmlVersion::default())),
            Event::GeneralRef(it) => words.push_str(match &*it {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("{name} refers to {other}"),
            }),
            Event::DocType(_) => panic!("{name} has a document type"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    words
}

fn enter(
    start: &BytesStart<'_>,
    open: &mut [Element],
    n_columns: &mut usize,
    changes: &mut BTreeSet<String>,
) {
    let name = start.name().0.to_owned();
    let mut known = BTreeSet::new();
    for attribute in start.attributes() {
        let attribute = attribute.expect("an attribute");
        assert!(known.insert(attribute.key.0.to_owned()), "an attribute twice");
        if name == "w:ins" || name == "w:del" {
            let value = attribute.normalized_value(XmlVersion::default()).expect("a value");
            if attribute.key.0 == "w:id" {
                assert!(changes.insert(value.into_owned()), "two changes have one id");
            }
        }
    }
    if name == "w:tblGrid" {
        *n_columns = 0;
    }
    if name == "w:gridCol" {
        *n_columns += 1;
    }
    let Some(parent) = open.last_mut() else { return };
    if name == "w:tc" {
        parent.n_cells += 1;
    }
    if let Some((_, order)) = ORDER.iter().find(|(it, _)| *it == parent.name) {
        let at = order.iter().position(|it| *it == name);
        let at = at.unwrap_or_else(|| panic!("{name} in {}", parent.name));
        let free = FREE.contains(&parent.name.as_str());
        assert!(free || at >= parent.at, "{name} after {} in {}", parent.last, parent.name);
        let first = at > 0 || parent.last.is_empty() || !FREE[..2].contains(&parent.name.as_str());
        assert!(first, "{name} comes first");
        parent.at = at;
    }
    assert!(parent.last != "w:sectPr" || parent.name != "w:body", "the last section ends the text");
    parent.last = name;
}

fn made(it: &Finding) -> Vec<u8> {
    docx::finding(it).expect("a file")
}

#[test]
fn headings_lists_tables_and_links_are_real() {
    let mut it = sample::finding();
    let source = |id: &str, address: &str| SourceLine {
        id: id.into(),
        reliability: Some(Reliability::B),
        address: Some(address.into()),
        ..SourceLine::default()
    };
    let doubtful = source("other", "https://exa mple.org");
    it.provenance.sources = vec![source("gazette", "https://example.org/?a=1&b=2"), doubtful];
    let footing =
        Text::plain("named by ").standing_on(&sample::footing()).and(", <w:p> and \u{1b}");
    it.account.push(Block::Item(Item { mark: Mark::Plain, text: footing, under: Vec::new() }));
    it.account.push(Block::Sources);
    let bytes = made(&it);
    let seen = check(&bytes);
    let text = &seen.document;
    assert_eq!(text.matches("w:val=\"Heading1\"").count(), 1);
    assert!(text.contains("w:val=\"Heading2\"") && text.contains("<w:numPr>"));
    assert!(text.contains("<w:tbl>") && seen.words.contains("unknown"));
    assert!(text.contains("w:anchor=\"source_0\"") && text.contains("w:name=\"source_0\""));
    assert!(text.contains("&lt;w:p&gt; and \u{fffd}"), "{text}");
    let links = &parts(&bytes)["word/_rels/document.xml.rels"];
    assert!(links.contains("https://example.org/?a=1&amp;b=2"), "{links}");
    assert!(!links.contains("exa mple") && seen.words.contains("https://exa mple.org"));
}

#[test]
fn the_same_answer_is_the_same_bytes_however_often_it_is_written() {
    let mut it = sample::finding();
    let line = |place: usize| SourceLine {
        id: format!("s{place}"),
        reliability: Some(Reliability::B),
        address: Some(format!("https://example.org/{place}")),
        ..SourceLine::default()
    };
    it.provenance.sources = (0..40).map(line).collect();
    it.account.push(Block::Sources);
    let first = made(&it);
    // Another file in between, and others at the same time, must leave no trace.
    made(&sample::finding());
    let again: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let made = || made(&it);
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(made)).collect();
        threads.into_iter().map(|it| it.join().expect("a file")).collect()
    });
    assert!(again.iter().all(|it| *it == first));
}

#[test]
fn edits_are_tracked_changes_with_author_and_day() {
    let mut it = sample::finding();
    it.account.push(Block::Table("lines"));
    let seen = check(&made(&it));
    let at = "w:author=\"plenipo\" w:date=\"2025-12-01T00:00:00Z\"";
    let deleted = format!(
        "<w:del w:id=\"1\" {at}><w:r><w:rPr><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/></w:rPr>\
         <w:delText xml:space=\"preserve\">shall </w:delText></w:r></w:del>"
    );
    assert!(seen.document.contains(&deleted), "{}", seen.document);
    assert!(seen.document.contains(&format!("<w:ins w:id=\"2\" {at}>")), "{}", seen.document);
    // The signs that a terminal shows would be words here.
    assert!(!seen.words.contains("[-") && !seen.words.contains("{+"));
    it.provenance.as_of = None;
    let seen = check(&made(&it));
    assert!(seen.document.contains("<w:del w:id=\"1\" w:author=\"plenipo\"><w:r>"));
}

fn side_by_side(n: usize) -> Finding {
    let words =
        "The parties shall respect the line of contact and neither shall change it by force";
    let columns = (0..n).map(|place| Column::new(format!("draft_{place}"), ColumnKind::Edits));
    let mut table = Table::new("columns", "Drafts side by side", columns.collect());
    for place in 0..28 {
        let edits = |column: usize| {
            Cell::Edits(vec![
                Edit { is: EditKind::Same, text: format!("{place}. {words} ") },
                Edit { is: EditKind::Deleted, text: format!("of {column}\nor so ") },
                Edit { is: EditKind::Inserted, text: "as of today".into() },
            ])
        };
        table.push((0..n).map(edits).collect());
    }
    let account = vec![Block::heading(1, "Texts"), Block::Table("columns")];
    Finding { account, tables: vec![table], charts: Vec::new(), ..sample::finding() }
}

#[test]
fn many_columns_lie_on_their_side_and_repeat_their_heads() {
    let few = check(&made(&side_by_side(2))).document;
    assert!(!few.contains("landscape"), "two columns stand upright");
    let many = check(&made(&side_by_side(4))).document;
    assert_eq!(many.matches("w:orient=\"landscape\"").count(), 1, "one section, all of it wide");
    assert_eq!(many.matches("<w:tblHeader/>").count(), 1);
    let widths = attributes(&many, "w:w");
    let cells: Vec<usize> = widths.iter().take(5).map(|it| it.parse().expect("a width")).collect();
    assert_eq!(cells[1..].iter().sum::<usize>(), cells[0], "columns fill the table");
    // A narrow table after it, under a heading of its own, stands upright again.
    let mut it = side_by_side(5);
    it.tables.push(sample::finding().tables.remove(1));
    it.account.extend([Block::heading(1, "Lines"), Block::Table("lines")]);
    let both = check(&made(&it)).document;
    assert_eq!(both.matches("<w:sectPr>").count(), 2);
    assert_eq!(both.matches("w:orient=\"landscape\"").count(), 1);
}

#[test]
fn what_reads_from_right_to_left_says_so() {
    let mut it = side_by_side(1);
    it.tables[0].rows[0][0] = Cell::Edits(vec![Edit {
        is: EditKind::Inserted,
        text: "لا يجوز لأي طرف تغيير الخط بالقوة".into(),
    }]);
    let seen = check(&made(&it));
    assert_eq!(seen.document.matches("<w:bidi/>").count(), 1);
    assert_eq!(seen.document.matches("<w:rtl/>").count(), 1);
}

#[test]
fn drafts_side_by_side_come_back_as_they_were_written() {
    let heads = [("row", "row"), ("draft_us-28", "us-28 (gists)"), ("new", "new text")];
    let columns = heads.map(|(id, label)| Column::new(id, ColumnKind::Edits).label(label));
    let mut table = Table::new("columns", "The drafts side by side", columns.into());
    let same = |text: &str| Edit { is: EditKind::Same, text: text.into() };
    let cell = |text: &str| Cell::Edits(vec![same(text)]);
    let changed = Cell::Edits(vec![
        same("The parties "),
        Edit { is: EditKind::Deleted, text: "shall".into() },
        Edit { is: EditKind::Inserted, text: "should".into() },
        same(" share."),
    ]);
    table.push(vec![cell("us-28#6"), cell("6. Words & <more>\nin two lines"), cell("[no change]")]);
    table.push(vec![cell("us-28#7"), Cell::Unknown, changed]);
    let account = vec![Block::Table("columns")];
    let it = Finding { account, tables: vec![table], charts: Vec::new(), ..sample::finding() };
    let paper = plenipo_exchange::paper::read("a.docx", &made(&it)).expect("a paper");
    let back = paper.side_by_side.expect("a table");
    assert_eq!(back.heads, heads.map(|(_, label)| label));
    let now: Vec<Vec<&str>> =
        back.rows.iter().map(|row| row.iter().map(|it| it.now.as_str()).collect()).collect();
    assert_eq!(
        now,
        [
            ["us-28#6", "6. Words & <more>\nin two lines", "[no change]"],
            ["us-28#7", "unknown", "The parties should share."],
        ]
    );
    assert_eq!(back.rows[1][2].before.as_deref(), Some("The parties shall share."));
}
