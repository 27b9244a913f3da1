//! The page: its structure, its links, and that nothing in a dossier becomes markup.

use std::collections::BTreeSet;

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{
    Block, BlockGrid, BlockGridItem, BlockGridRow, Item, Mark, OptionStand, Style, Text,
};
use plenipo::finding::chart::Chart;
use plenipo::finding::hint::{Hint, To};
use plenipo::finding::provenance::SourceLine;
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo::finding::value::Reference;
use plenipo_present::html;
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::DateIs;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::sample;

/// Every element and attribute that a page may have: none loads anything or runs anything.
const ELEMENTS: &str = "html head meta title style body main header footer div section h1 h2 h3 h4 \
    h5 h6 p ul li span strong a br table caption thead tbody tr th td ins del time figure \
    figcaption details summary svg desc text line path circle rect";
const ATTRIBUTES: &str = "lang charset http-equiv content name class id role aria-label \
    aria-labelledby aria-hidden tabindex href rel scope colspan xmlns viewBox width height x y x1 y1 x2 y2 cx \
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

#[test]
fn the_title_is_the_first_sentence_and_the_rest_stands_below_it() {
    let mut it = sample::finding();
    it.headline = "It is blocked. Tested against Hill's lines.".into();
    let page = html::finding(&it);
    check(&page);
    assert!(
        page.contains("<h1>It is blocked.</h1>\n<p class=\"lead\">Tested against Hill"),
        "{page}"
    );
    assert!(page.contains("<title>It is blocked.</title>"), "{page}");
    it.headline = "It is blocked.".into();
    assert!(!html::fragment(&it).contains("class=\"lead\""));
    it.headline = String::new();
    let (_, from) = page.split_once("<main>").expect("its beginning");
    assert!(from.contains("<h1>"));
    assert!(html::fragment(&it).contains("<h1>Would each principal accept"));
}

#[test]
fn a_fragment_is_what_stands_in_the_page_and_its_sheet_is_apart() {
    let it = cited();
    let (page, fragment) = (html::finding(&it), html::fragment(&it));
    assert!(page.contains(&format!("<main>\n{fragment}</main>")), "{page}");
    let head = page.split_once("</head>").expect("the head").0;
    assert!(head.contains(html::STYLE) && head.contains(&html::paper(&it)));
    let title = html::title(&it).replace('\'', "&#39;");
    assert!(head.contains(&format!("<title>{title}</title>")), "{head}");
    for barred in [" style=", "<style", "<script", "<link", "<html", "<main", " onclick="] {
        assert!(!fragment.contains(barred), "{barred}: {fragment}");
    }
    assert!(!html::STYLE.contains("url(") && !html::STYLE.contains("@import"));
}

#[test]
fn a_grid_is_a_table_of_rows_and_columns_with_spoken_days() {
    let said = |mark, text| BlockGridItem {
        item: Item { mark, text, under: Vec::new() },
        link: ": ",
        strong: true,
    };
    let mut it = sample::finding();
    let text = Text::plain("no dam <b> ").day(date(2025, 12, 2), DateIs::Exact);
    let row = |group: &str, name: &str| BlockGridRow {
        group: Some(group.into()),
        name: name.into(),
        cells: vec![
            vec![said(Mark::Stop, text.clone())],
            vec![said(Mark::Unknown, Text::plain("nothing on record"))],
        ],
        options: vec!["high".into(), "low <1>".into()],
        boxes: vec![vec![OptionStand::RuledOut, OptionStand::Unsaid], Vec::new()],
    };
    it.account = vec![Block::Grid(BlockGrid {
        corner: "issue".into(),
        heads: vec!["Hill".into(), "Vale".into()],
        rows: vec![row("water", "Storage"), row("water", "Flow"), row("money", "Cost")],
    })];
    let page = html::fragment(&it);
    check(&page);
    assert_eq!(page.matches("<th scope=\"rowgroup\" colspan=\"3\">").count(), 2, "{page}");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 3);
    assert!(page.contains("no dam &#60;b&#62; ") || page.contains("no dam &lt;b&gt; "), "{page}");
    assert!(page.contains("<time>2 Dec 2025</time>") && !page.contains("2025-12-02"), "{page}");
    assert!(page.contains("<span class=\"of\" aria-hidden=\"true\">Hill</span>"), "{page}");
    assert!(page.contains("aria-label=\"stops it\""), "{page}");
    // Among other pages each option has a box; one that nobody speaks of says so.
    assert!(!page.contains("class=\"box"), "{page}");
    let among = html::linked(&it, &Everywhere);
    let label = "aria-label=\"high: ruled out; low &lt;1&gt;: nothing said\"";
    assert_eq!(among.matches(label).count(), 3, "{among}");
    assert_eq!(among.matches("class=\"box out\">✗<").count(), 3, "{among}");
    // Where there are no columns each item says whose it is.
    let style = plenipo_present::terminal::TerminalStyle { width: 80, colour: false };
    let text = plenipo_present::terminal::finding(&it, &style);
    assert!(text.contains("Hill: no dam <b> 2025-12-02"), "{text}");
    assert!(text.contains("Vale: nothing on record"), "{text}");
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
    assert!(seen.text.contains("as of 1 Dec 2025, full record, 1,204 records, 14 assumed"));
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
    assert!(page.contains("<strong><time>about 24 Nov 2025</time></strong>"), "{page}");
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

/// A finding with a chart over so many rows.
fn charted(rows: usize) -> Finding {
    let mut it = sample::finding();
    let id = it.charts[0].table;
    let data = it.tables.iter_mut().find(|it| it.id == id).expect("its table");
    let row = data.rows[0].clone();
    data.rows = (0..rows)
        .map(|at| {
            let mut row = row.clone();
            row[0] = Cell::text(format!("row {at}"));
            row
        })
        .collect();
    it
}

#[test]
fn the_figures_of_a_chart_are_folded_and_printed_where_they_are_short() {
    let page = html::finding(&charted(3));
    check(&page);
    let folded = page.split_once("<details class=\"figures short\"><summary>").expect("folded").1;
    assert!(folded.starts_with("The figures of this chart"), "{folded:.80}");
    let (inside, _) = folded.split_once("</details>").expect("its end");
    assert!(inside.contains("<table"), "the table is within: {inside}");
    // A long one is folded and not printed.
    let page = html::finding(&charted(40));
    assert!(page.contains("<details class=\"figures\">"), "{page}");
    assert!(page.contains("details:not(.short) { display: none; }"));
}

#[test]
fn paper_has_its_size_the_day_and_the_number_of_each_page() {
    let page = html::finding(&sample::finding());
    assert!(page.contains("size: A4"));
    assert!(page.contains("@bottom-left { content: \"record as of 1 Dec 2025\"; }"), "{page}");
    assert!(page.contains("\"page \" counter(page) \" of \" counter(pages)"));
    // What follows the account begins no page of its own.
    assert!(!page.contains("<div class=\"sheet annex\"><section>\n<h2>Notes"), "{page}");
    assert!(page.contains("<div class=\"after\">"));
}

/// The relative luminance of `#rrggbb` or `#rgb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|it| [it, it]).collect(),
        _ => digits.to_owned(),
    };
    let channel = |at: usize| {
        let it = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).expect("a colour")) / 255.0;
        if it <= 0.03928 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn words_stand_out_from_every_ground_in_light_in_dark_and_on_paper() {
    let style = include_str!("../../src/html/page.css");
    let themes: Vec<&str> = style.split(":root {").skip(1).collect();
    assert_eq!(themes.len(), 3);
    for theme in themes {
        let theme = theme.split_once('}').expect("its end").0;
        let colour = |name: &str| {
            let (_, rest) = theme.split_once(&format!("--{name}: ")).expect(name);
            luminance(rest.split_once(';').expect("its end").0)
        };
        let ratio = |a: &str, b: &str| {
            let (a, b) = (colour(a), colour(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for words in ["ink", "quiet", "link", "stop", "maybe", "fine", "unknown"] {
            assert!(ratio(words, "paper") >= 4.5, "{words} on paper: {theme}");
        }
        for ground in ["alert", "zone", "s0", "s1", "s2", "s3", "s4", "s5"] {
            assert!(ratio("ink", ground) >= 4.5, "ink on {ground}: {theme}");
        }
        assert!(ratio("paper", "c0") >= 4.5, "the figure in a mark: {theme}");
    }
}

/// Pages for everything.
struct Everywhere;

impl html::Door for Everywhere {
    fn above(&self, _: &Chart) -> String {
        String::new()
    }

    fn to(&self, to: &Reference) -> Option<String> {
        Some(format!("/{}?a=1&b=<{}>", to.to.word(), to.id))
    }

    fn hint(&self, _: &Hint) -> Option<html::HtmlLead> {
        Some(html::HtmlLead { words: "Do <it>".to_owned(), to: "/do".to_owned() })
    }
}

/// The same, with names for parties and something beside the account.
struct Named;

impl html::Door for Named {
    fn above(&self, chart: &Chart) -> String {
        Everywhere.above(chart)
    }

    fn to(&self, to: &Reference) -> Option<String> {
        Everywhere.to(to)
    }

    fn name(&self, it: &Reference) -> Option<String> {
        (it.id == "a").then(|| "Alder <A>".to_owned())
    }

    fn beside(&self) -> &'static str {
        "<!-- beside -->"
    }
}

#[test]
fn a_page_puts_what_it_has_beside_the_account_below_the_first_paragraph_once() {
    let mut it = sample::finding();
    it.account = vec![Block::para("First."), Block::para("Second.")];
    let page = html::linked(&it, &Named);
    assert_eq!(page.matches("<!-- beside -->").count(), 1);
    assert!(page.contains("<p>First.</p>\n<!-- beside -->"), "{page}");
}

#[test]
fn the_number_of_a_source_shows_the_source_and_can_be_reached() {
    let mut it = cited();
    let source = it.provenance.sources.first().expect("a source").id.clone();
    let to = Reference { to: Kind::Source.into(), of: None, id: source.clone() };
    it.account = vec![Block::Para(
        Text::plain("So it is.").quiet("[").referring(Style::Quiet, "1", to).quiet(",a]"),
    )];
    let through = html::linked(&it, &Everywhere);
    let lead = format!(
        "<a class=\"to\" href=\"/source?a=1&amp;b=&lt;{source}&gt;\" aria-label=\"1: source "
    );
    assert!(through.contains(&format!("[<span class=\"src\">{lead}")), "{through}");
    assert!(through.contains("<span class=\"pop\"><strong>"), "{through}");
    // By itself a page has the mark as it stands in its legend, and no list for it.
    let alone = html::fragment(&it);
    assert!(alone.contains("[1,a]"), "{alone}");
    assert!(!alone.contains("<ul class=\"sources\">"), "{alone}");
}

#[test]
fn days_are_spoken_in_words_and_stay_in_what_is_quoted_or_compared() {
    let mut it = sample::finding();
    it.headline = "Since 2025-12-01 nobody answers.".into();
    it.account = vec![
        Block::heading(1, "What changed on 2025-11-30"),
        Block::Para(Text::plain("From 2025-11-24, ").quote("by 2025-12-24")),
        Block::Para(Text::plain("until 2025-12-25 ").deleted("at noon").inserted("at night")),
        Block::Table("t"),
    ];
    let mut table = Table::new(
        "t",
        "T",
        vec![Column::new("day", ColumnKind::Day), Column::new("text", ColumnKind::Text)],
    );
    table.push(vec![
        Cell::day(Some(date(2025, 11, 1)), DateIs::Month),
        Cell::text("due 2025-12-26"),
    ]);
    it.tables.push(table);
    let seen = check(&html::finding(&it));
    for said in [
        "Since 1 Dec 2025 nobody answers.",
        "What changed on 30 Nov 2025",
        "From 24 Nov 2025, ",
        "“by 2025-12-24”",
        "until 2025-12-25 ",
        "Nov 2025",
        "due 2025-12-26",
    ] {
        assert!(seen.text.contains(said), "{said}: {}", seen.text);
    }
}

#[test]
fn within_other_pages_names_lead_on_and_by_itself_a_page_leads_nowhere() {
    let mut it = cited();
    it.account.push(Block::Para(Text::plain("see ").hint(Hint::set("work", To::Any))));
    it.account.push(Block::Table("t"));
    let mut table = Table::new("t", "T", vec![Column::new("who", ColumnKind::Id)]);
    table.push(vec![Cell::list([Cell::party("a"), Cell::party("b")])]);
    it.tables.push(table);
    let through = html::linked(&it, &Everywhere);
    for lead in [
        "<a class=\"to\" href=\"/party?a=1&amp;b=&lt;a&gt;\">a</a>",
        "<a class=\"does\" href=\"/do\">Do &lt;it&gt;</a>",
        "<span class=\"src\"><a class=\"source\" href=\"#source-",
        "in the record</a>",
    ] {
        assert!(through.contains(lead), "{lead}: {through}");
    }
    // What people call it stands for an id, which is kept beside it; where a row says it already the id stays.
    let named = html::linked(&it, &Named);
    assert!(named.contains("data-id=\"a\">Alder &lt;A&gt;</a>"), "{named}");
    let mut twice = it.clone();
    let mut table = Table::new(
        "t",
        "T",
        vec![Column::new("who", ColumnKind::Id), Column::new("name", ColumnKind::Text)],
    );
    table.push(vec![Cell::party("a"), Cell::text("Alder <A>")]);
    twice.tables.retain(|it| it.id != "t");
    twice.tables.push(table);
    let twice = html::linked(&twice, &Named);
    assert!(twice.contains(">a</a>") && !twice.contains("data-id=\"a\""), "{twice}");
    let alone = html::fragment(&it);
    for no in [
        "data-id",
        "<!-- beside -->",
        "class=\"to\"",
        "class=\"does\"",
        "class=\"entry\"",
        "class=\"src\"",
        "class=\"pop\"",
        "/party",
    ] {
        assert!(!alone.contains(no), "{no}: {alone}");
    }
    assert!(alone.contains("<code>--work</code>"), "{alone}");
}
