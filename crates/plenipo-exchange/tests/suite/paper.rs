//! Drafts as they come: what is read of a file, and what is said of the rest.

use std::io::{Cursor, Write};

use plenipo_exchange::paper::{self, BYTES_MAX, Paper};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A numbered list of a word processor, saved by one.
pub(crate) const REAL: &[u8] = include_bytes!("from-a-word-processor.docx");

/// A DOCX file with these parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(*name, options).expect("a part");
        file.write_all(bytes).expect("its bytes");
    }
    file.finish().expect("a file").into_inner()
}

/// A DOCX file with this in its body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("word/document.xml", text.as_bytes())])
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Paper {
    paper::read(name, bytes.as_ref()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let error = paper::read(name, bytes.as_ref()).expect_err("refused");
    format!("{error}; {}", error.hint.as_deref().unwrap_or_default())
}

/// `number: words`, point by point.
fn points(it: &Paper) -> Vec<String> {
    let each = it.points.iter();
    each.map(|it| format!("{}: {}", it.number.as_deref().unwrap_or("-"), it.words.now)).collect()
}

#[test]
fn plain_text_becomes_points_and_nothing_is_lost() {
    let text = "Draft\n\nThe parties agree:\n\n1. No dam is built,\nas said in point\n19. Nobody objects.\n\
                2) Data:\n(a) are shared;\n(b) are public.\nAt no cost.\n\n21a. Extra\n(i) one\n(ii) two\n\n\
                2. Again.\n\nAnnex A\n\nWords of the annex.\n";
    let it = read("draft.txt", text);
    let wanted = [
        "-: Draft",
        "-: The parties agree:",
        "1: No dam is built, as said in point 19. Nobody objects.",
        "2: Data:",
        "2a: are shared;",
        "2b: are public. At no cost.",
        "21a: Extra\n(i) one\n(ii) two",
        "-: Again.",
        "-: Words of the annex.",
    ];
    assert_eq!(points(&it), wanted);
    assert_eq!(it.points[7].beside, ["numbered 2 in the file, like an earlier point"]);
    assert_eq!(it.points[8].beside, ["heading in the file: Annex A"]);
    assert!(it.remarks.iter().any(|it| it.contains("number 2")), "{:?}", it.remarks);
    assert!(it.remarks.iter().any(|it| it.contains("4 paragraphs")), "{:?}", it.remarks);
}

#[test]
fn markdown_signs_are_no_words_but_words_stay() {
    let text = "# A **plan**\n\n> 1. First *and* foremost\\.\n   1. a list\n   2. inside\n\n## Money\n\n\
                2. Second\n\n| no | text |\n|---|---|\n| 3 | third \\| last |\n";
    let it = read("plan.MD", text);
    let wanted = ["1: First *and* foremost.\n1. a list\n2. inside", "2: Second", "3: third | last"];
    assert_eq!(points(&it), wanted);
    let beside = |place: usize| it.points[place].beside.join("; ");
    assert_eq!(beside(0), "heading in the file: A plan");
    assert_eq!(beside(1), "heading in the file: Money");
    assert_eq!(beside(2), "heading in the file: no | text");
    // In plain text the same signs are words.
    assert_eq!(points(&read("plan.txt", "1. **No** dam")), ["1: **No** dam"]);
}

#[test]
fn other_scripts_keep_their_words_and_get_numbers_the_record_can_name() {
    let arabic = read("a.txt", "١. لا يجوز تغيير الخط\n٢. تبادل البيانات");
    assert_eq!(points(&arabic), ["1: لا يجوز تغيير الخط", "2: تبادل البيانات"]);
    let chinese = read("c.txt", "第一条 双方尊重\n停火线。\n第二条 交换数据。");
    assert_eq!(points(&chinese), ["1: 双方尊重停火线。", "2: 交换数据。"]);
    let listed = read("c.txt", "一、双方尊重停火线\n二、交换数据");
    assert_eq!(points(&listed), ["1: 双方尊重停火线", "2: 交换数据"]);
    let russian = read("r.txt", "Статья 1. Суверенитет\n\nСтатья 2. Границы");
    assert_eq!(points(&russian), ["1: Суверенитет", "2: Границы"]);
}

#[test]
fn numbers_that_do_not_run_on_still_begin_points_and_are_told() {
    for (text, wanted, says) in [
        ("1. Alpha\n2. Beta\n4. Delta\n5. Eps", "1 2 4 5", "4 follows 2"),
        ("Article 1\nA\nArticle 2\nB\nArticle 4\nC\nArticle 4\nD", "1 2 4 -", "number 4"),
        ("第一条 甲\n第二条 乙\n第十一条 丙", "1 2 11", "11 follows 2"),
        ("1. A\n2. B\n2. C\n1. D", "1 2 - -", "number 2, 1"),
        ("Section 1: A\nSection 90: B", "1 90", "90 follows 1"),
        ("1. alpha\n3. gamma", "1 3", "3 follows 1"),
        ("1. A as said in\n5. The rest.\n2. B", "1 2", "begin with a number (5)"),
        ("1. A of the year\n2025. The rest.\n2. B", "1 2", ""),
        ("1. A under\nArticle 5 of the treaty.\n2. B", "1 2", "begin with a number (5)"),
        ("1. A dam\n300. Words\n2. B", "1 2", "begin with a number (300)"),
        ("1. A dam\n  (7) Words\n2. B", "1 2", "begin with a number (7)"),
    ] {
        let it = read("a.txt", text);
        let numbers: Vec<&str> =
            it.points.iter().map(|it| it.number.as_deref().unwrap_or("-")).collect();
        assert_eq!(numbers.join(" "), wanted, "{text}");
        let told = it.remarks.join("; ");
        assert!(told.contains(says), "{text}: {told}");
    }
    let even = read("a.txt", "1. A\n2. B\n3. C");
    assert!(even.remarks.is_empty(), "{:?}", even.remarks);
    let many: String = (1..70_000).map(|it| format!("{it}. Words\n")).collect();
    let said = refused("a.txt", many);
    assert!(said.contains("69999 points are in this file") && said.contains("1000"), "{said}");
}

#[test]
fn signs_that_nobody_sees_are_taken_out_and_told() {
    let it = read("a.txt", "\u{7}1. A\u{8} dam\u{1b}[31m\n2. \u{202e}B\u{2066} C\n");
    assert_eq!(points(&it), ["1: A dam[31m", "2: B C"]);
    assert!(it.remarks[0].starts_with("5 control characters"), "{:?}", it.remarks);
    let it = read("a.docx", docx(&format!("<w:p>{}</w:p>", run("\u{202e}1. A dam"))));
    assert_eq!(points(&it), ["1: A dam"]);
    assert!(it.remarks[0].starts_with("1 control character "), "{:?}", it.remarks);
    assert!(refused("a.txt", "\u{8}\u{202a}\n").contains("no text"));
}

#[test]
fn what_is_no_text_in_utf_8_is_refused_and_not_garbled() {
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let pair = |it: u16| if little { it.to_le_bytes() } else { it.to_be_bytes() };
        text.encode_utf16().flat_map(pair).collect()
    };
    for text in [
        "1. The zone is ten km.\n2. No dam.\n",
        "1. \u{417}\u{43e}\u{43d}\u{430}",
        "\u{414}\u{430}",
    ] {
        for bytes in [utf16(text, true), utf16(text, false)] {
            for name in ["a.txt", "a.md", "a"] {
                let said = refused(name, bytes.clone());
                assert!(
                    said.contains("line 1 ") && said.contains("UTF-8"),
                    "{text} {name}: {said}"
                );
            }
        }
    }
    // Bytes of no text at all, and one stray NUL.
    let bytes: Vec<u8> = (1..=127_u8).cycle().take(2000).collect();
    assert!(refused("a.md", bytes).contains("not text at all"));
    let said = refused("a.txt", "1. A dam.\n2. The zone is \0 ten km.\n");
    assert!(said.contains("line 2 contains the control character \\u{0}"), "{said}");
    // A page break, tabs and marks of right-to-left scripts are none of it.
    let it = read("a.txt", "1.\tA\t\t\t\n\u{c}\n2.\tB\t\t\u{200f}\u{200f}\n");
    assert_eq!((points(&it).len(), it.remarks.len()), (2, 0));
}

#[test]
fn a_text_without_numbers_is_kept_paragraph_by_paragraph() {
    let it = read("speech.txt", "We met.\n\nWe parted\nas friends.");
    assert_eq!(points(&it), ["-: We met.", "-: We parted as friends."]);
    assert!(it.remarks[0].contains("no numbered point"), "{:?}", it.remarks);
}

#[test]
fn a_paste_of_five_megabytes_is_kept_whole() {
    let paragraph = "words and words that nobody has numbered at all, for whatever reason\n\n";
    let text = paragraph.repeat((5 << 20) / paragraph.len());
    let it = read("paste.txt", &text);
    assert_eq!(it.points.len(), 1);
    let count = |text: &str| text.split_whitespace().count();
    assert_eq!(count(&it.points[0].words.now), count(&text));
    let many: String = (1..=999).map(|n| format!("{n}. {}\n", "word ".repeat(1_000))).collect();
    let it = read("paste.txt", &many);
    assert_eq!(it.points.len(), 999);
    let beyond: String = (0..3).map(|_| many.replace('\n', "\n\nAnnex\n\n")).collect();
    assert!(read("paste.txt", &beyond).points.len() <= 1_000 + 999);
}

#[test]
fn files_of_another_kind_are_refused_with_a_way_out() {
    for (name, bytes, says) in [
        ("a.docx", &b"1. Words"[..], "not a ZIP archive"),
        ("a.docx", &REAL[..REAL.len() / 2], "damaged"),
        ("a.docx", &b"PK\x03\x04"[..], "damaged"),
        ("a.txt", &b"1. caf\xe9"[..], "line 1 is not UTF-8"),
        ("a.txt", &b"\xff\xfe1\x00"[..], "UTF-16"),
        ("a.pdf", &b"%PDF-1.7"[..], "PDF"),
        ("a.doc", &b"\xd0\xcf\x11\xe0\xa1"[..], ".doc"),
        ("a.rtf", &b"{\\rtf1"[..], "RTF"),
        ("a.txt", &b" \n "[..], "no text"),
    ] {
        let said = refused(name, bytes);
        assert!(said.contains(says), "{said}");
    }
    assert!(refused("a.txt", vec![b'a'; BYTES_MAX + 1]).contains("16 MiB"));
    let sheet = packed(&[("xl/workbook.xml", b"<workbook/>")]);
    assert!(refused("a.docx", sheet).contains("not the text of a draft"));
}

#[test]
fn bombs_and_entities_are_refused() {
    let mut bomb = b"<w:document>".to_vec();
    bomb.resize(64 << 20, b' ');
    let packed_bomb = packed(&[("word/document.xml", &bomb)]);
    assert!(packed_bomb.len() < 1 << 20);
    assert!(refused("a.docx", packed_bomb).contains("unpacks to far more"));
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document>&a;</w:document>";
    let said = refused("a.docx", packed(&[("word/document.xml", entities.as_bytes())]));
    assert!(said.contains("document type"), "{said}");
    let said = refused("a.docx", docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"));
    assert!(said.contains("entity"), "{said}");
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert!(refused("a.docx", docx(&deep)).contains("too deeply"));
    let names: Vec<String> = (0..5_000).map(|it| format!("word/x{it}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &b""[..])).collect();
    assert!(refused("a.docx", packed(&parts)).contains("more than 4000 parts"));
}

#[test]
fn lists_of_a_word_processor_are_counted_as_it_counts() {
    let it = read("real.docx", REAL);
    let wanted = [
        "-: Preamble words.",
        "1: Ukraine's sovereignty is confirmed.",
        "2: Ukrainian forces are capped at 600,000.",
        "2a: in peacetime;",
        "2b: reviewed each year.",
        "3: NATO will not station troops in Ukraine.",
        "4: Elections in Ukraine in 100 days.",
        "5: Full amnesty for all parties; no future claims",
        "6: لا يجوز لأي طرف تغيير الخط بالقوة",
    ];
    assert_eq!(points(&it), wanted);
    assert_eq!(it.points[0].beside, ["heading in the file: Proposal of the group"]);
    assert!(it.remarks.iter().any(|it| it.contains("row by row")));
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn tracked(kind: &str, text: &str) -> String {
    let word = if kind == "del" { "w:delText" } else { "w:t" };
    format!(
        "<w:{kind} w:id=\"1\" w:author=\"A. Author\"><w:r><{word}>{text}</{word}></w:r></w:{kind}>"
    )
}

#[test]
fn tracked_changes_are_accepted_and_what_was_struck_out_is_told() {
    let mark = "<w:pPr><w:rPr><w:del w:id=\"9\" w:author=\"A. Author\"/></w:rPr></w:pPr>";
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{mark}{}</w:p><w:p>{}</w:p>",
        run("1. The parties "),
        tracked("del", "shall") + &tracked("ins", "should"),
        run(" share."),
        tracked("del", "2. No dam."),
        run("2. A dam."),
    );
    let it = read("a.docx", docx(&body));
    assert_eq!(points(&it), ["1: The parties should share.", "2: A dam."]);
    assert_eq!(
        it.points[0].beside,
        ["before the tracked changes it read: The parties shall share."]
    );
    assert!(it.points[1].beside[0].contains("No dam."), "{:?}", it.points[1]);
    assert!(it.remarks[0].contains("tracked changes (by A. Author)"), "{:?}", it.remarks);
    let gone =
        docx(&format!("<w:p>{}</w:p><w:p>{}</w:p>", run("1. One"), tracked("del", "2. Two")));
    let it = read("a.docx", gone);
    assert_eq!(points(&it), ["1: One"]);
    assert_eq!(it.points[0].beside, ["struck out in the file: 2. Two"]);
}

#[test]
fn what_is_not_read_is_said() {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!(
        "<w:document xmlns:w=\"{space}\" xmlns:mc=\"m\"><w:body><w:p><w:r><w:t>1. One</w:t></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>\
         <w:r><w:footnoteReference w:id=\"1\"/><w:commentReference w:id=\"1\"/></w:r></w:p>\
         <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>2. Box</w:t></w:r></w:p></mc:Choice>\
         <mc:Fallback><w:p><w:r><w:t>2. Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>\
         </w:body></w:document>"
    );
    let it = read(
        "a.docx",
        packed(&[("word/document.xml", text.as_bytes()), ("word/header1.xml", b"<x/>")]),
    );
    assert_eq!(points(&it), ["1: One hidden", "2: Box"]);
    for words in ["headers and footers", "footnotes", "comments", "hidden text"] {
        assert!(it.remarks.iter().any(|it| it.contains(words)), "{words}: {:?}", it.remarks);
    }
}

#[test]
fn a_table_of_drafts_side_by_side_is_known_by_its_heads() {
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|it| format!("<w:tc><w:p>{}</w:p></w:tc>", run(it))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["row", "us-28", "new text"]),
        row(&["us-28#6", "6. Cap", "[no change]"])
    );
    let it = read("a.docx", docx(&table)).side_by_side.expect("a table");
    assert_eq!(it.heads, ["row", "us-28", "new text"]);
    assert_eq!(it.rows[0][2].now, "[no change]");
    let other = table.replace("row<", "no<");
    assert!(read("a.docx", docx(&other)).side_by_side.is_none());
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused_or_cut() {
    // A table with a wide head and many rows, each of which gets a cell for every head.
    let cell = |it: &str| format!("<w:tc><w:p><w:r><w:t>{it}</w:t></w:r></w:p></w:tc>");
    let table = |wide: usize, rows: usize| {
        let head = cell("row") + &cell("a").repeat(wide);
        let rows = "<w:tr></w:tr>".repeat(rows);
        docx(&format!("<w:tbl><w:tr>{head}</w:tr>{rows}</w:tbl>"))
    };
    assert!(read("a.docx", table(3, 10)).side_by_side.is_some());
    assert!(refused("a.docx", table(2_000, 2_000)).contains("more than 2000000 cells"));
    // A number that is as long as a book.
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let numbering = |sign: &str| {
        format!(
            "<w:numbering {space}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
             <w:lvlText w:val=\"{sign}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">\
             <w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        )
    };
    let item = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
                <w:r><w:t>Words.</w:t></w:r></w:p>";
    let document = format!("<w:document {space}><w:body>{}</w:body></w:document>", item.repeat(3));
    let of = |sign: &str| {
        let numbering = numbering(sign);
        let parts = [
            ("word/document.xml", document.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
        ];
        points(&read("a.docx", packed(&parts)))
    };
    assert_eq!(of("%1."), ["1: Words.", "2: Words.", "3: Words."]);
    let long = of(&"x".repeat(1 << 20));
    assert!(long.concat().len() < 1_000, "{} letters", long.concat().len());
}

#[test]
fn numbers_of_what_was_put_in_later_begin_points() {
    let text = "Article 2 - Fishing\n(a) Six miles.\n(b) Not at night.\n\nArticle 2bis\nHalf is the \
                limit.\n\nArticle 2 ter\nNobody fishes.\n\nArticle 3\nAll return.\n\nArticle IV\nThe end.\n";
    let it = read("a.txt", text);
    let numbers: Vec<_> = it.points.iter().map(|it| it.number.as_deref().unwrap_or("-")).collect();
    assert_eq!(numbers, ["2", "2a", "2b", "2bis", "2ter", "3"], "{it:#?}");
    assert_eq!(it.points[3].words.now, "Half is the limit.");
    assert!(it.remarks.iter().any(|it| it.contains("Article IV")), "{:?}", it.remarks);
}
