//! Drafts as they come: no file makes the reader fall over, and no word is lost on the way.

use plenipo_exchange::paper;
use plenipo_testing::laws::cases;
use plenipo_testing::paper::words;
use proptest::prelude::*;

use crate::suite::paper::{REAL, docx, packed};

/// The letters of a text, without what a reader may set aside or put in.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        for name in ["a.txt", "a.md", "a.docx"] {
            let _ = paper::read(name, &bytes);
        }
        let _ = paper::read("a.docx", &[b"PK\x03\x04", bytes.as_slice()].concat());
        let _ = paper::read("a.docx", &packed(&[("word/document.xml", &bytes)]));
    }

    #[test]
    fn a_damaged_file_of_a_word_processor_is_read_or_refused(
        damage in prop::collection::vec((0..REAL.len(), any::<u8>()), 1..20),
        end in 0..REAL.len(),
    ) {
        let mut bytes = REAL.to_vec();
        damage.iter().for_each(|(at, byte)| bytes[*at] = *byte);
        let _ = paper::read("a.docx", &bytes);
        let _ = paper::read("a.docx", &bytes[..end]);
    }

    #[test]
    fn any_markup_in_a_document_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
            "<w:tc>", "</w:tc>", "<w:del w:author=\"x\">", "</w:del>", "<w:ins>", "</w:ins>", "<w:pPr>", "</w:pPr>",
            "<w:rPr>", "</w:rPr>", "<w:numId w:val=\"1\"/>", "<w:br/>", "7. words", "&#0;", "&amp;", "<![CDATA[x]]>",
        ]), 0..60),
    ) {
        let _ = paper::read("a.docx", &docx(&pieces.concat()));
    }

    #[test]
    fn no_word_of_a_plain_text_is_lost(text in words()) {
        let Ok(paper) = paper::read("a.txt", text.as_bytes()) else { return Ok(()) };
        let mut kept = String::new();
        for point in &paper.points {
            for beside in &point.beside {
                if let Some(heading) = beside.strip_prefix("heading in the file: ") {
                    kept.push_str(heading);
                }
            }
            kept.push_str(point.number.as_deref().unwrap_or_default());
            kept.push_str(&point.words.now);
        }
        // What numbers lose with their signs: letters of sub-points, words like "Article".
        let (all, kept) = (letters(&text), letters(&kept));
        let mut left: Vec<char> = kept.chars().collect();
        let mut lost = 0;
        for c in all.chars() {
            match left.iter().position(|it| *it == c) {
                Some(place) => {
                    left.swap_remove(place);
                },
                None => lost += 1,
            }
        }
        prop_assert!(left.is_empty() && lost <= 3 * text.matches(['.', ')', '条', ':']).count(),
            "{text:?} became {:?}", paper.points);
    }
}
