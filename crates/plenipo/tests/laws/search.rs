//! A search by the record's keeper finds whatever stands in any field of any record.

use jiff::civil::date;
use plenipo::lens::context::Context;
use plenipo::lens::record;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::records::Records;
use proptest::prelude::*;

use super::marked;
use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

/// How many rows a search for `words` has.
fn found(view: &View<'_>, words: &str) -> usize {
    let settings = Settings::default().with("search", Value::Text(words.to_owned()));
    let answer = record::answer(view, &settings).expect("an answer");
    let finding = record::finding(view, &answer).expect("a finding");
    finding.table("search").expect("a table").rows.len()
}

/// Puts a mark of its own into every field of the record that can hold words, and looks for each.
fn check(mut records: Records, this: RecordRef) -> Result<(), TestCaseError> {
    // Read as of a day after all of it, the record hides nothing.
    records.dossier.as_of = Some(date(2099, 1, 1));
    let put = marked::fill(&mut records, this, "soughtmark");
    let Ok(case) = Case::new(records) else { return Ok(()) };
    let context = Context::default();
    let view = View::of(&case, &context).expect("a view");
    let day = case.day(None, None);
    let seen = case.seen(None, day);
    // What was put right by another is no longer in the record as it was.
    let is_there = (0..seen.count(this.kind)).any(|it| {
        let at = RecordRef::new(this.kind, it);
        seen.meta(at).and_then(|it| it.note.as_ref()).is_some_and(|it| put.contains(it))
    });
    if !is_there {
        return Ok(());
    }
    for words in put {
        prop_assert!(found(&view, &words) > 0, "nothing has {words}: {this:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 10, ..cases(8) })]

    #[test]
    fn a_search_reads_every_field(records in records()) {
        for kind in Kind::ALL {
            for place in 0..records.count(kind) {
                check(records.clone(), RecordRef::new(kind, place))?;
            }
        }
    }
}
