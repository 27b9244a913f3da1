//! The page: its structure, its links, and that nothing in a dossier becomes markup.

use std::collections::BTreeSet;

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Text};
use plenipo::finding::provenance::SourceLine;
use plenipo_present::html;
use plenipo_record::case::meta::DateIs;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::sample;

/// Every element and attribute that a page may have: none loads anything or runs anything.
const ELEMENTS: &str = "html head meta title style body main header footer div section h1 h2 h3 h4 \
    h5 h6 p ul li span strong a br table caption thead tbody tr th td ins del time figure \
    figcaption svg desc text line path circle rect";
const ATTRIBUTES: &str = "lang charset http-equiv content name class id role aria-label \
    aria-labelledby tabindex href rel scope colspan xmlns viewBox width height x y x1 y1 x2 y2 cx \
    cy r d transform";

/// What a check has seen of a page.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) ids: BTreeSet<String>,
    pub(super) links: Vec<String>,
    levels: Vec<u8>,
    pub(super) text: String,
}

/// Reads `page` as strictly as XML and checks what must hold of any page.
pub(super) fn check(page: &str) -> Seen {
    let mut reader = Reader::from_str(page);
    let mut seen = Seen::default();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {page}")) {
            Event::Start(it) | Event::Empty(it) => start(&it, &mut seen),
            Event::Text(it) => seen.text.push_str(&it),
            Event::GeneralRef(it) => seen.text.push_str(match &*it {
                "lt" | "#60" => "<",
                "gt" | "#62" => ">",
                "amp" | "#38" => "&",
                "quot" | "#34" => "\"",
                "#39" => "'",
                "#160" => "\u{a0}",
                other => panic!("entity {other}"),
            }),
            Event::Eof => break,
            Event::End(_) | Event::DocType(_) => {}
            other => panic!("a page has no {other:?}"),
        }
    }
    assert_eq!(seen.levels.iter().filter(|it| **it == 1).count(), 1, "one h1");
    assert_eq!(seen.levels.first(), Some(&1), "the h1 first");
    for pair in seen.levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "a heading of level {} after {}", pair[1], pair[0]);
    }
    for link in &seen.links {
        match link.strip_prefix('#') {
            Some(id) => assert!(seen.ids.contains(id), "nothing has the id {id}"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    seen
}

fn start(it: &BytesStart<'_>, seen: &mut Seen) {
    let name = it.name().as_ref().to_owned();
    assert!(ELEMENTS.split_whitespace().any(|known| known == name), "element {name}");
    if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
        seen.levels.push(level - b'0');
    }
    for attribute in it.attributes() {
        let attribute = attribute.expect("an attribute");
        let key = attribute.key.as_ref().to_owned();
        assert!(ATTRIBUTES.split_whitespace().any(|known| known == key), "attribute {key}");
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).expect("a value").into_owned();
        match key.as_str() {
            "id" => assert!(seen.ids.insert(value.clone()), "two of {value}"),
            "href" => {
                assert_eq!(name, "a", "only links lead away");
                seen.links.push(value);
            }
            _ => {}
        }
    }
}

fn cited() -> Finding {
    let mut it = sample::finding();
    it.provenance.sources =
        vec![sample::gazette(), SourceLine { id: "unused".into(), ..SourceLine::default() }];
    let footing = Text::from(sample::footing()).quietly();
    it.account.push(Block::Para(Text::plain("Said twice. ").then(footing)));
    it
}

#[test]
fn a_page_stands_by_itself() {
    let mut it = sample::finding();
    it.account.push(Block::Table("lines"));
    let page = html::finding(&it);
    let seen = check(&page);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("default-src 'none'"));
    assert!(seen.text.contains("as of 2025-12-01, full record, 1,204 records, 14 assumed"));
    assert!(
        page.contains("<td class=\"figure\">0.33<span class=\"quiet\"> (0.10–0.50)</span></td>")
    );
    assert!(page.contains("<span class=\"unknown\">unknown</span>"));
    assert!(page.contains("<del>shall </del><ins>should </ins>"), "{page}");
    assert!(
        page.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\"")
    );
}

#[test]
fn a_reference_leads_to_its_source() {
    let page = html::finding(&cited());
    let seen = check(&page);
    assert!(seen.links.contains(&"#source-gazette".to_owned()));
    assert!(seen.links.contains(&"https://example.org/a?b=1&c=2".to_owned()));
    assert!(seen.text.contains("Sources"));
    // The list that the page adds has what it names, and nothing else.
    assert!(!seen.ids.contains("source-unused"));
    let mut whole = cited();
    whole.account.push(Block::Sources);
    assert!(check(&html::finding(&whole)).ids.contains("source-unused"));
}

#[test]
fn words_that_look_like_a_reference_are_words() {
    let mut it = sample::finding();
    it.account.push(Block::para("Who has read gazette B2 of 2025-11-24?"));
    it.notes.push("gazette B2".into());
    it.tables.retain(|it| it.id != "meant");
    let page = html::finding(&it);
    assert!(!check(&page).links.contains(&"#source-gazette".to_owned()));
    assert!(!page.contains("<time>"), "{page}");
    // What says that it is one leads there, in a table too.
    it.account.push(Block::Para(Text::default().strong_day(date(2025, 11, 24), DateIs::About)));
    it.tables.push(sample::meant());
    it.account.push(Block::Table("meant"));
    let page = html::finding(&it);
    let links = check(&page).links;
    assert_eq!(links.iter().filter(|it| *it == "#source-gazette").count(), 1);
    assert!(page.contains("<strong><time>about 2025-11-24</time></strong>"), "{page}");
}

#[test]
fn an_address_that_is_none_is_not_followed() {
    let mut it = cited();
    it.provenance.sources[0].address = Some("javascript:alert(1)".into());
    let seen = check(&html::finding(&it));
    assert!(seen.text.contains("javascript:alert(1)"));
    assert_eq!(seen.links, ["#source-gazette"]);
}

#[test]
fn assumption_sets_come_before_everything() {
    let mut it = sample::finding();
    it.provenance.assumptions = vec!["dry".into(), "<b>wet".into()];
    let page = html::finding(&it);
    check(&page);
    let main = page.split("<main>").nth(1).expect("the page");
    assert!(
        main.trim_start().starts_with(
            "<p class=\"alert\"><strong>ASSUMPTION SETS: dry, &#60;b&#62;wet</strong>"
        ),
        "{main:.200}"
    );
    assert!(page.contains("<title>ASSUMPTION SETS: dry"));
}

#[test]
fn headings_skip_no_level_and_what_ends_a_part_ends_it() {
    let mut it = sample::finding();
    it.account = vec![
        Block::heading(3, "deep first"),
        Block::heading(1, "a"),
        Block::heading(2, "b"),
        Block::heading(2, "c"),
        Block::Up,
        Block::para("of a again"),
        Block::PageBreak,
        Block::heading(2, "d"),
    ];
    let page = html::finding(&it);
    check(&page);
    assert!(page.contains("<h3>c</h3></section>\n<p>of a again</p>"), "{page}");
}
