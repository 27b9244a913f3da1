//! What holds of every text: nothing panics, every quote is in the text, and nothing is proposed whose words are not there.

use plenipo_read::text::Article;
use plenipo_read::{ArticleRead, Reader};
use plenipo_testing::laws::cases;
use proptest::prelude::*;

/// Every place is in the text, on character boundaries, and every word that is told stands there.
fn holds(article: &Article, read: &ArticleRead) {
    let text = &article.text;
    for it in &read.proposals {
        let quote = text
            .get(it.quote.clone())
            .unwrap_or_else(|| unreachable!("{:?} is no place in {text:?}", it.quote));
        assert!(!quote.is_empty(), "{it:?}");
        assert_eq!(quote, it.quoted(text));
        for words in [&it.target, &it.hedge, &it.words] {
            assert!(text.contains(words.as_str()), "{words:?} is not in {text:?}");
        }
        for name in it.who.iter().chain(&it.via) {
            assert!(
                text.contains(name.as_str()) || article.publisher.as_ref() == Some(name),
                "{name:?}"
            );
        }
    }
    for it in &read.names {
        assert!(text.get(it.quote.clone()).is_some_and(|quote| quote.contains(&it.name)), "{it:?}");
    }
}

/// Words and signs that rules look for, and some that they do not expect.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Minister",
        "Ana",
        "Dale",
        "the",
        "said",
        "that",
        "not",
        "would",
        "never",
        "accept",
        "a",
        "court",
        "on",
        "Monday",
        "28",
        "points",
        "cut",
        "from",
        "to",
        "19",
        "met",
        "in",
        "Geneva",
        "Tuesday",
        "if",
        "unless",
        "agreed",
        "both",
        "sides",
        "draft",
        "proposal",
        "rejected",
        "warned",
        "likely",
        "chance",
        "of",
        "per",
        "cent",
        "“",
        "”",
        "\"",
        ",",
        ".",
        "—",
        ";",
        ":",
        "?",
        "(",
        ")",
        "\n",
        "\n\n",
        "he",
        "it",
        "they",
        "which",
        "who",
        "and",
        "but",
        "'s",
        "’s",
        "İstanbul",
        "Ḧ",
        "ﬃ",
        "🕊",
        "\u{200d}",
        "é",
        "e\u{301}",
        "שלום",
        "قال",
        "U.S.",
        "Mr.",
        "May",
        "March",
        "2031",
        "ENVOY:",
        "QUESTION",
        "condition",
        "made",
        "is",
        "was",
        "headed",
        "by",
        "reportedly",
        "according",
        "what",
    ]);
    prop::collection::vec((words, prop::bool::weighted(0.8)), 0..60).prop_map(|all| {
        all.into_iter()
            .map(|(word, space)| if space { format!("{word} ") } else { word.to_owned() })
            .collect()
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_quote_is_in_the_text_whatever_it_holds(body in any::<String>(), title in "[^\n]{0,40}") {
        let article = Article::plain(&format!("title: {title}\ndate: 2031-05-06\n\n{body}"));
        holds(&article, &Reader::default().read(&article));
    }

    #[test]
    fn every_quote_is_in_the_text_of_what_looks_like_a_report(body in pieces()) {
        let article = Article::plain(&format!("title: The talks\ndate: 2031-05-06\n\nThe ministers said that the talks were on. {body}"));
        holds(&article, &Reader::default().read(&article));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.docx", "a"])) {
        if let Ok(article) = Article::read(name, &bytes) {
            holds(&article, &Reader::default().read(&article));
        }
    }

    #[test]
    fn no_page_makes_the_reader_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "<html>", "<body>", "<p>", "</p>", "<div class=nav>", "</div>", "<article>", "</article>", "<script>", "</script>",
        "<title>", "</title>", "<meta property=og:title content=x>", "<time datetime=2031-05-06>", "<!--", "-->", "<a href=x>",
        "</a>", "&amp;", "&#0;", "The minister said that he rejected the draft. ", "<p", "<h1>", "</h1>", "<![CDATA[",
    ]), 0..60)) {
        let page = format!("<!doctype html>{}", parts.concat());
        if let Ok(article) = Article::read("a.html", page.as_bytes()) {
            holds(&article, &Reader::default().read(&article));
        }
    }
}
