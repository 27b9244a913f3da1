//! Drafts as they come: what the lens of drafts has to say of one is written beside it and reads back.

use plenipo::lens::drafts::proposed;
use plenipo_exchange::paper;
use plenipo_exchange::paper::entry::{self, EntryWords};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::draft_apart;
use plenipo_testing::dossier::fixture;
use plenipo_testing::laws::cases;
use plenipo_testing::paper::words;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_entered_reads_back_as_it_was(text in words(), complete in any::<bool>()) {
        let Ok(paper) = paper::read("a.md", text.as_bytes()) else { return Ok(()) };
        let files = fixture();
        let (case, _) = read(&files, &ReadOptions::default());
        let case = case.expect("a case");
        let mut records = (*case).clone();
        let date = jiff::civil::date(2030, 1, 1);
        let said = EntryWords { id: "fresh".into(), title: "t".into(), date, complete, ..EntryWords::default() };
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
