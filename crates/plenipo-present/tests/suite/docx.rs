//! DOCX: a file of parts, with headings, links and bookmarks that go together.

use plenipo::finding::block::Block;
use plenipo::finding::provenance::SourceLine;
use plenipo_present::docx;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::sample;

/// The part called `name`: the writer stores parts as they are, so that no reader of ZIP is needed.
fn part(bytes: &[u8], name: &str) -> String {
    let local = |at: usize| bytes[at..].starts_with(b"PK\x03\x04");
    let number = |at: usize, n: usize| {
        bytes[at..at + n].iter().rev().fold(0, |sum, byte| sum * 256 + usize::from(*byte))
    };
    for at in (0..bytes.len().saturating_sub(30)).filter(|at| local(*at)) {
        let (size, name_size, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2));
        let from = at + 30 + name_size + extra;
        if bytes.get(at + 30..at + 30 + name_size) == Some(name.as_bytes()) {
            assert_eq!(number(at + 8, 2), 0, "{name} is stored");
            return String::from_utf8(bytes[from..from + size].to_vec()).expect("text");
        }
    }
    panic!("no part {name}");
}

#[test]
fn headings_lists_tables_and_links_are_real() {
    let mut it = sample::finding();
    let source = |id: &str| SourceLine {
        id: id.into(),
        letter: "B",
        address: Some("https://example.org/?a=1&b=2".into()),
        ..SourceLine::default()
    };
    it.provenance.sources = vec![source("gazette"), source("other")];
    it.account.push(Block::item("named by gazette B2, <w:p> and \u{1b}"));
    let bytes = docx::finding(&it).expect("a file");
    let text = part(&bytes, "word/document.xml");
    let mut reader = Reader::from_str(&text);
    while !matches!(reader.read_event().expect("well formed"), Event::Eof) {}
    assert_eq!(text.matches("w:val=\"Heading1\"").count(), 1);
    assert!(text.contains("w:val=\"Heading2\"") && text.contains("<w:numPr>"));
    assert!(text.contains("<w:tbl>") && text.contains("unknown"));
    assert!(text.contains("w:anchor=\"source_0\"") && text.contains("w:name=\"source_0\""));
    assert!(text.contains("&lt;w:p&gt; and \u{fffd}"), "{text}");
    let links = part(&bytes, "word/_rels/document.xml.rels");
    assert!(links.contains("https://example.org/?a=1&amp;b=2"), "{links}");
    assert!(part(&bytes, "word/styles.xml").contains("heading 1"));
}
