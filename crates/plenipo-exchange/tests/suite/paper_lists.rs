//! Lists, former properties, struck rows and lists of contents of a word processor's file.

use plenipo_exchange::paper::{self, Paper};

use crate::suite::paper::packed;

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The list called 1: `1.`, then `1.1`, whose level belongs to the style `Second`.
const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Second\"/>\
    <w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

const STYLES: &str = "<w:style w:styleId=\"Second\"><w:name w:val=\"Second\"/>\
    <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>";

fn read(body: &str) -> Paper {
    let of = |root: &str, inner: &str| format!("<w:{root} xmlns:w=\"{SPACE}\">{inner}</w:{root}>");
    let document = of("document", &format!("<w:body>{body}</w:body>"));
    let (numbering, styles) = (of("numbering", NUMBERING), of("styles", STYLES));
    let file = packed(&[
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    paper::read("a.docx", &file).unwrap_or_else(|error| panic!("{error}"))
}

fn points(it: &Paper) -> Vec<String> {
    let each = it.points.iter();
    each.map(|it| format!("{}: {}", it.number.as_deref().unwrap_or("-"), it.words.now)).collect()
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

const FIRST: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";

#[test]
fn a_numbered_paragraph_without_words_takes_its_number() {
    let it = read(&(paragraph(FIRST, "One") + &paragraph(FIRST, "") + &paragraph(FIRST, "Three")));
    assert_eq!(points(&it), ["1: One", "3: Three"]);
}

#[test]
fn a_style_has_its_level_from_the_list_and_none_from_list_0() {
    let second = "<w:pStyle w:val=\"Second\"/>";
    let none = format!("{second}<w:numPr><w:numId w:val=\"0\"/></w:numPr>");
    let it =
        read(&(paragraph(FIRST, "One") + &paragraph(second, "Below") + &paragraph(&none, "More")));
    assert_eq!(points(&it), ["1: One", "1.1: Below\nMore"]);
}

#[test]
fn former_properties_number_nothing() {
    let former = format!("<w:pPrChange w:id=\"1\"><w:pPr>{FIRST}</w:pPr></w:pPrChange>");
    let it = read(&(paragraph(&former, "Plain") + &paragraph(FIRST, "One")));
    assert_eq!(points(&it), ["-: Plain", "1: One"]);
}

#[test]
fn struck_rows_and_cells_are_set_aside_and_told() {
    let cell = |properties: &str, inner: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
    };
    let row = |properties: &str, cells: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    };
    let pair = |number: &str, words: &str| {
        cell("", &paragraph(number, "")) + &cell("", &paragraph("", words))
    };
    let struck = "<w:del w:id=\"1\" w:author=\"A. Author\"/>";
    let mark = format!("<w:rPr>{struck}</w:rPr>");
    let last = cell("", &paragraph("", "3."))
        + &cell("<w:cellDel w:id=\"1\"/>", &paragraph("", "gone"))
        + &cell("", &paragraph(&mark, "Three"))
        + &cell("", &paragraph("", "beside"));
    let rows = row("", &pair(FIRST, "One"))
        + &row(struck, &pair(FIRST, "Struck"))
        + &row("", &pair(FIRST, "Two"))
        + &row("", &last);
    let it = read(&format!("<w:tbl>{rows}</w:tbl>"));
    assert_eq!(points(&it), ["1: One", "2: Two", "3: Three | beside"]);
    assert!(it.points[1].beside[0].contains("struck out in the file: Struck"), "{:?}", it.points);
    assert!(it.remarks[0].contains("tracked changes (by A. Author)"), "{:?}", it.remarks);
}

#[test]
fn a_list_of_contents_is_set_aside_and_said() {
    let toc = "<w:pStyle w:val=\"TOC1\"/>";
    let it = read(
        &(paragraph(toc, "1. One 2") + &paragraph(toc, "2. Two 5") + &paragraph(FIRST, "One")),
    );
    assert_eq!(points(&it), ["1: One"]);
    assert!(it.remarks.contains(&"a list of contents (2 lines) was set aside".to_owned()));
}

#[test]
fn a_file_under_a_password_is_told_from_an_old_one() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    let said = |bytes: &[u8]| paper::read("a.docx", bytes).expect_err("refused").to_string();
    assert!(!said(&bytes).contains("password"));
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(said(&bytes).contains("protected with a password"));
}
