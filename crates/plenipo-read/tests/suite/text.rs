//! From bytes to an article, and what is told where they are none.

use std::time::{Duration, Instant};

use plenipo_read::Reader;
use plenipo_read::text::{ARTICLE_BYTES_MAX, Article};

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>No deal in Lund | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><script type="application/ld+json">
{"@type":"NewsArticle","headline":"No deal in Lund","datePublished":"2031-05-06T10:00:00Z"}</script>
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news of the day and the week</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this page better for you, and you may refuse them.</p></div>
<main><article><h1>No deal in Lund</h1><p>Minister Ana Dale of Norland <b>ruled out</b> a joint court on Monday, and left the town at once.</p>
<p>The two sides are to meet again in Oslo on 3&nbsp;June, a spokesman said on the steps of the house.</p></article></main>
<aside class="related"><p>Related: a hundred years of the bridge, and who built it, in forty pictures.</p></aside>
<script>document.write("Minister Igor Hill accepted the plan");</script>
<footer><p>All rights reserved by the Gazette and its owners, whoever they may be.</p></footer></body></html>"#;

#[test]
fn the_main_text_of_a_page_is_found_with_what_it_says_of_itself() {
    let it = Article::read("page.html", PAGE.as_bytes()).expect("a page");
    assert_eq!(it.title(), Some("No deal in Lund"));
    assert_eq!(it.publisher.as_deref(), Some("The Gazette"));
    assert_eq!(it.date.map(|it| it.to_string()).as_deref(), Some("2031-05-06"));
    for gone in ["cookies", "Related", "Igor Hill", "rights", "World news", "color"] {
        assert!(!it.text.contains(gone), "{gone}: {}", it.text);
    }
    let read = Reader::default().read(&it);
    assert!(read.proposals.iter().any(|it| it.kind.word() == "line"), "{read:#?}");
    assert!(
        read.proposals.iter().any(|it| it.when.is_some_and(|it| it.word() == "2031-06-03")),
        "{read:#?}"
    );
}

#[test]
fn markdown_and_front_matter_are_read() {
    let it = Article::read("a.md", b"---\ntitle: Talks\ndate: 2031-05-06\npublisher: X\n---\n\n## The day\n\nThe *minister* said [no](http://x).\n").expect("text");
    assert_eq!((it.title(), it.publisher.as_deref()), (Some("Talks"), Some("X")));
    assert!(it.text.contains("The minister said no."), "{}", it.text);
    let it = Article::plain("Talks end\nTuesday, May 6, 2031\nThe minister left.");
    assert_eq!(
        (it.title(), it.date.map(|it| it.to_string()).as_deref()),
        (Some("Talks end"), Some("2031-05-06"))
    );
}

#[test]
fn what_is_no_text_is_told_with_what_could_be_done() {
    let refused = |name: &str, bytes: &[u8], words: &str| {
        let it = Article::read(name, bytes).expect_err(words);
        assert!(it.message.contains(words) && !it.hint.is_empty(), "{it:?}");
    };
    refused("a.txt", b"", "empty");
    refused("a.txt", b" \n\t", "empty");
    refused("a.txt", b"\x00\x01\x02binary", "not a text file");
    refused("a.pdf", b"%PDF-1.7 ...", "PDF");
    refused("a.docx", b"no zip at all", "not a DOCX");
    refused("a.docx", b"PK\x03\x04broken", "");
    refused("a.txt", b"1 2 3 ... 4", "no text");
    refused("a.txt", &vec![b'a'; ARTICLE_BYTES_MAX + 1], "5 MiB");
}

#[test]
fn encodings_are_sniffed_and_told() {
    let latin = b"title: Caf\xe9\n\nThe minister of the caf\xe9 said that it was good for him and for the others.";
    let it = Article::read("a.txt", latin).expect("text");
    assert!(
        it.text.contains("café") && it.notes.iter().any(|it| it.contains("not UTF-8")),
        "{it:?}"
    );
    let page = b"<html><head><meta charset=windows-1252></head><body><p>The minister said \x93no\x94 to the plan that was put to him.</p></body></html>";
    let it = Article::read("a.html", page).expect("a page");
    assert!(it.text.contains("“no”") && it.notes.is_empty(), "{it:?}");
    let wide: Vec<u8> =
        "\u{feff}The minister said no to it.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(Article::read("a.txt", &wide).expect("text").text.starts_with("The minister"));
}

#[test]
fn other_languages_are_named_and_only_the_source_is_proposed() {
    for (text, name) in [
        (
            "Der Minister sagte am Dienstag, dass er den Entwurf ablehne und nicht nach Genf reisen werde.",
            "German",
        ),
        ("قال الوزير يوم الثلاثاء إنه يرفض المسودة ولن يسافر إلى جنيف من أجل المحادثات", "Arabic"),
        (
            "Министр заявил во вторник, что отвергает проект и не поедет в Женеву на переговоры.",
            "Russian",
        ),
    ] {
        let it = Article::plain(&format!("title: X\n\n{text}"));
        let read = Reader::default().read(&it);
        assert!(read.notes.iter().any(|it| it.contains(name)), "{name}: {:?}", read.notes);
        assert_eq!(read.proposals.len(), 1, "{read:#?}");
    }
}

#[test]
fn a_large_and_a_deep_page_are_read_in_time() {
    let start = Instant::now();
    let deep = format!(
        "<html><body>{}<p>The minister said that he left the talks.</p>",
        "<div>".repeat(400_000)
    );
    let _ = Article::read("a.html", deep.as_bytes());
    let long = format!(
        "<html><body>{}</body></html>",
        "<p>The minister said that he rejected the draft on Monday.</p>".repeat(80_000)
    );
    let it = Article::read("a.html", long.as_bytes()).expect("a page");
    assert!(it.notes.iter().any(|it| it.contains("MiB")), "{:?}", it.notes);
    let marks = "\"".repeat(200_000);
    let _ = Reader::default().read(&Article::plain(&format!("The minister said that {marks}")));
    let commas = "if he said, ".repeat(20_000);
    let _ = Reader::default().read(&Article::plain(&commas));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
