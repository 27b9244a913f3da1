//! Drafts as they come: no file makes the reader fall over, and no word is lost on the way.

use plenipo::lens::drafts::proposed;
use plenipo_exchange::paper;
use plenipo_exchange::paper::entry::{self, Said};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::draft_apart;
use proptest::prelude::*;

use crate::suite::dossier::fixture;
use crate::suite::dossier::paper::{REAL, docx, packed};

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[0-9]{1,4}[.):a]? ?",
        Just("(a) ".to_owned()),
        Just("Annex".to_owned()),
        Just("# ".to_owned()),
        Just("| 3 | x |".to_owned()),
        Just("第三条".to_owned()),
        Just("٧. ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\"\"\"\\".to_owned()),
        Just("\u{202e}\u{0}\u{85}".to_owned()),
        Just("[[draft]]\nid = 3".to_owned()),
        Just("сло́во".to_owned()),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|it| it.concat())
}

/// The letters of a text, without what a reader may set aside or put in.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

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

    #[test]
    fn what_is_entered_reads_back_as_it_was(text in words(), complete in any::<bool>()) {
        let Ok(paper) = paper::read("a.md", text.as_bytes()) else { return Ok(()) };
        let files = fixture();
        let (case, _) = read(&files, &ReadOptions::default());
        let case = case.expect("a case");
        let mut records = (*case).clone();
        let date = jiff::civil::date(2030, 1, 1);
        let said = Said { id: "fresh".into(), title: "t".into(), date, complete, ..Said::default() };
        let mut draft = entry::draft(&records, &said).expect("a draft");
        let (points, mut beside) = entry::points(&paper, &draft.meta);
        draft.points = points.clone();
        if let Some(earlier) = proposed::earlier(&records, date) {
            let remarks = proposed::remarks(&records, earlier, &draft);
            beside.iter_mut().zip(remarks.beside).for_each(|(it, more)| it.extend(more));
        }
        let at: Ix<Draft> = Ix::new(records.drafts.len());
        records.drafts.push(draft);
        let written = draft_apart(&records, at, std::slice::from_ref(&text), &beside);
        let mut files = fixture();
        files.push(NamedBytes { name: "drafts/fresh.toml".into(), bytes: written.clone().into_bytes() });
        let (case, problems) = read(&files, &ReadOptions::default());
        let case = case.unwrap_or_else(|| panic!("{problems:?}\n{written}"));
        let back = case.draft(case.find::<Draft>("fresh").expect("the draft"));
        prop_assert_eq!(back.points.len(), points.len());
        for (back, point) in back.points.iter().zip(&points) {
            prop_assert_eq!(&back.number, &point.number);
            prop_assert_eq!(back.text.as_ref().map(|it| it.replace('\r', "")), point.text.as_ref().map(|it| it.replace('\r', "")));
            prop_assert!(back.lineage.is_empty() && back.sets.is_empty(), "nothing is recorded unasked");
        }
    }
}
