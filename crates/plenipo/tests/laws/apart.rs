//! Leaving out what stands by itself is what leaving it out in general is.

use plenipo::finding::table::Table;
use plenipo::lens::acceptance;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;
use plenipo_record::case::Case;
use plenipo_record::case::apart::Apart;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::red_line::Lifted;
use plenipo_record::case::replay::{Learned, Otherwise, Part};
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use super::talks::talk;
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

const KINDS: [Kind; 9] = [
    Kind::Party,
    Kind::Person,
    Kind::Issue,
    Kind::Draft,
    Kind::RedLine,
    Kind::Position,
    Kind::Answer,
    Kind::Understanding,
    Kind::Alternative,
];

fn answers(case: &Case, seed: u64) -> Table {
    let context = Context { samples: 200, seed, ..Context::default() };
    let finding = acceptance::LENS.ask(case, &Settings::default(), &context).expect("an answer");
    finding.table("acceptance").expect("a table").clone()
}

/// Every record of `case` that can be taken out, and every figure that can be put otherwise.
fn all(case: &Case, apart: &Apart) -> Vec<Otherwise> {
    let each = KINDS.into_iter().flat_map(|kind| {
        (0..case.count(kind)).map(move |place| {
            Otherwise::Without(Learned { record: RecordRef::new(kind, place), part: None })
        })
    });
    let lifted = (0..case.red_lines.len()).filter(|it| case.red_lines[*it].lifted.is_some());
    let lifted = lifted.map(|place| {
        let record = RecordRef::new(Kind::RedLine, place);
        Otherwise::Without(Learned { record, part: Some(Part::Lifted) })
    });
    let mut all: Vec<Otherwise> = each.chain(lifted).filter(|it| apart.is_loose(it)).collect();
    all.extend((0..case.alternatives.len()).map(|it| Otherwise::Level(Ix::new(it), 0.25)));
    all.extend((0..case.red_lines.len()).map(|it| Otherwise::Firmness(Ix::new(it), 0.75)));
    all
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn what_stands_by_itself_is_left_out_as_in_general(talk in talk(), lifted in any::<u8>()) {
        let file = named("all.toml", talk.blocks("").concat());
        let (case, problems) = read(&[file], &ReadOptions::default());
        let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
        let mut records = (*case).clone();
        for (place, line) in records.red_lines.iter_mut().enumerate().take(8) {
            if let Some(date) = line.date.filter(|_| lifted >> place & 1 == 1) {
                let (by, words, meta) = (None, None, Meta::default());
                line.lifted = Some(Lifted { date, by, words, meta });
            }
        }
        let case = Case::new(records).expect("a line may be lifted on its day");
        let Some(day) = case.day(None, None) else { return Ok(()) };
        let apart = Apart::of(&case, &KINDS);
        let mut world = apart.on(day);
        let before = answers(world.case(), talk.seed);
        prop_assert_eq!(&before, &answers(&case.otherwise(&[], day), talk.seed));
        let all = all(&case, &apart);
        for it in &all {
            let slow = answers(&case.otherwise(&[*it], day), talk.seed);
            let fast = world.with(&[*it], |case| answers(case, talk.seed));
            prop_assert_eq!(&fast, &slow, "{:?}", it);
            prop_assert_eq!(&answers(&apart.otherwise(&[*it], day), talk.seed), &slow);
            // It bears on nobody else's answers.
            let owner = world.party(it).map(|it| world.case().party_id(it).to_owned());
            let party = before.column("party").expect("a column");
            for (then, now) in before.rows.iter().zip(&fast.rows) {
                if then[party].as_text() != owner.as_deref() {
                    prop_assert_eq!(then, now);
                }
            }
        }
        // Several at once, and then it is as it was.
        let slow = answers(&case.otherwise(&all, day), talk.seed);
        prop_assert_eq!(&world.with(&all, |case| answers(case, talk.seed)), &slow);
        prop_assert_eq!(&answers(world.case(), talk.seed), &before);
    }
}
