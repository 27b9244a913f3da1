//! The canonical form: two records have the same one exactly where they say the same, field by field.

use plenipo_record::case::Case;
use plenipo_record::case::called::made;
use plenipo_record::case::canonical::{hash, hash_without_forecasts, of, text};
use plenipo_record::case::course::*;
use plenipo_record::case::demand::*;
use plenipo_record::case::draft::*;
use plenipo_record::case::forecast::*;
use plenipo_record::case::id::{Id, Kind, RecordRef};
use plenipo_record::case::issue::*;
use plenipo_record::case::meeting::*;
use plenipo_record::case::meta::*;
use plenipo_record::case::outside::*;
use plenipo_record::case::party::*;
use plenipo_record::case::position::*;
use plenipo_record::case::process::*;
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::red_line::*;
use plenipo_record::case::rule::*;
use plenipo_record::case::source::*;
use plenipo_record::case::understanding::*;
use plenipo_record::case::upkeep::*;
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::upgrade::upgraded;
use plenipo_record::dossier::write::write;
use proptest::prelude::*;

use super::marked;
use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

/// Every record of `$type` with each field in turn as another record has it: the form is another exactly
/// where the field is. Fields are listed, and one that is left out does not compile.
macro_rules! cross {
    ($records:ident, $type:ident { $($field:ident)* }) => {
        let list: Vec<$type> = $type::list(&$records).clone();
        for (a, b) in pairs(&list) {
            let $type { $($field: _),* } = a;
            prop_assert_eq!(a == b, of(&$records, a) == of(&$records, b), "{:?} and {:?}", a, b);
            $({
                let mut crossed = a.clone();
                crossed.$field = b.$field.clone();
                let same = of(&$records, &crossed) == of(&$records, a);
                prop_assert_eq!(crossed == *a, same, "{}: {:?} and {:?}", stringify!($field), a, b);
            })*
        }
    };
}

/// The same of what stands inside a record, each put in the place of another by `$put`.
macro_rules! inside {
    ($records:ident, $of:expr, $put:expr, $type:ident { $($field:ident)* }) => {
        let list: Vec<$type> = $of;
        for (a, b) in pairs(&list) {
            let $type { $($field: _),* } = a;
            $({
                let mut crossed: $type = a.clone();
                crossed.$field = b.$field.clone();
                let form = |it: &$type| of(&$records, &$put(it.clone()));
                let same = form(&crossed) == form(a);
                prop_assert_eq!(crossed == *a, same, "{}: {:?} and {:?}", stringify!($field), a, b);
            })*
        }
    };
}

/// Pairs of a list, each with its next and with one further on.
fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let next = list.iter().zip(list.iter().skip(1));
    next.chain(list.iter().zip(list.iter().skip(3)))
}

fn metas(records: &Records) -> Vec<Meta> {
    let all = Kind::ALL
        .into_iter()
        .flat_map(|kind| (0..records.count(kind)).map(move |place| RecordRef::new(kind, place)));
    all.filter_map(|it| records.meta(it).cloned()).collect()
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn the_form_is_another_exactly_where_a_field_is(records in records()) {
        let records = (*Case::new(records).expect("generated records keep the rules")).clone();
        cross!(records, Party { meta name short roles tradition also_known_as order });
        cross!(records, Person { meta name party offices described_as rank });
        cross!(records, Issue { meta title group order ordered unit status_quo options });
        cross!(records, Draft {
            meta title date tabled_by contributors account form complete counts based_on answers same_as
            companions known_to life points
        });
        cross!(records, RedLine {
            meta party by audience words date rules_out unclear condition thread firmness lifted
            overtaken_by stands
        });
        cross!(records, Position {
            meta party issue group date by audience words ideal ranking prefers acceptable values
            indifferent salience ended
        });
        cross!(records, Answer { meta party to points answer date by audience words condition });
        cross!(records, Understanding { meta title date between claims readings });
        cross!(records, Alternative { meta party view date worth words });
        cross!(records, Meeting {
            meta title date place channel present led_by series agenda carries said log actions
        });
        cross!(records, Statement {
            meta date by about audience words gist direction forecast fits readings
        });
        cross!(records, Event { meta date what affects });
        cross!(records, Leave { meta records by to date form words withdrawn });
        cross!(records, Consent {
            meta act when to of form threshold due effect outcome words
        });
        cross!(records, Capacity { meta party is to when act by date });
        cross!(records, Poll {
            meta wording by sponsor from until date n among shares undecided about
        });
        cross!(records, Rule { meta when requires excludes is words by });
        cross!(records, Demand {
            meta is party by date audience words asks departs_from when then
        });
        cross!(records, TextState { meta draft points party is date by words });
        cross!(records, Undertaking { meta who to what condition date due done });
        cross!(records, Cause { meta from to by date words });
        cross!(records, Handover { meta keeper date looked_at read });
        cross!(records, Forecast { meta question criteria opens closes resolves place after });
        cross!(records, Prediction {
            meta forecast by also_by date chance direction words fits mapped because computed place
            after
        });
        cross!(records, Resolution { meta forecast date outcome words place since after });
        cross!(records, Source {
            meta publisher title address date reliability citing syndicated_from
        });
    }

    #[test]
    fn and_so_of_what_stands_inside_records(records in records()) {
        let records = (*Case::new(records).expect("generated records keep the rules")).clone();
        let draft = |points| Draft { points, ..Draft::default() };
        inside!(
            records,
            records.drafts.iter().flat_map(|it| it.points.clone()).collect(),
            |it| draft(vec![it]),
            Point {
                number gist text variants account sets among excludes leaves_open only_if after lapses_if
                lineage under heading readings meta
            }
        );
        let points = || records.drafts.iter().flat_map(|it| &it.points);
        let point = |variants, lineage| Point { variants, lineage, ..Point::default() };
        inside!(
            records,
            points().flat_map(|it| it.variants.clone()).collect(),
            |it| draft(vec![point(vec![it], Vec::new())]),
            Variant { text by meta }
        );
        inside!(
            records,
            points().flat_map(|it| it.lineage.clone()).collect(),
            |it| draft(vec![point(Vec::new(), vec![it])]),
            Lineage { is of why by }
        );
        inside!(
            records,
            records.drafts.iter().flat_map(|it| it.counts.clone()).collect(),
            |it| Draft { counts: vec![it], ..Draft::default() },
            Count { n by meta }
        );
        inside!(
            records,
            records.drafts.iter().flat_map(|it| it.life.clone()).collect(),
            |it| Draft { life: vec![it], ..Draft::default() },
            LifeEntry { is from by meta }
        );
        inside!(
            records,
            records.red_lines.iter().filter_map(|it| it.lifted.clone()).collect(),
            |it| RedLine { lifted: Some(it), ..RedLine::default() },
            Lifted { date by words meta }
        );
        inside!(
            records,
            records.understandings.iter().flat_map(|it| it.claims.clone()).collect(),
            |it| Understanding { claims: vec![it], ..Understanding::default() },
            Claim { party by date force content words meta }
        );
        inside!(
            records,
            records.meetings.iter().flat_map(|it| it.log.clone()).collect(),
            |it| Meeting { log: vec![it], ..Meeting::default() },
            LogEntry { is date gist words by meta }
        );
        inside!(
            records,
            records.meetings.iter().flat_map(|it| it.said.clone()).collect(),
            |it| Meeting { said: vec![it], ..Meeting::default() },
            Said { by words meta readings }
        );
        inside!(
            records,
            records.meetings.iter().flat_map(|it| it.actions.clone()).collect(),
            |it| Meeting { actions: vec![it], ..Meeting::default() },
            ActionItem { who what to condition due done meta }
        );
        inside!(
            records,
            records.events.iter().flat_map(|it| it.affects.clone()).collect(),
            |it| Event { affects: vec![it], ..Event::default() },
            Effect { view of what issue direction by_how_much words by }
        );
        inside!(
            records,
            records.predictions.iter().filter_map(|it| it.computed.clone()).collect(),
            |it| Prediction { computed: Some(it), ..Prediction::default() },
            Computed {
                lens draft party status low middle high as_of record engine seed samples assume assumed
                settings features checked draft_was party_was
            }
        );
        inside!(
            records,
            metas(&records),
            |meta| Event { meta, ..Event::default() },
            Meta { id known sources basis handling date_is corrects note assumption }
        );
    }

    #[test]
    fn whatever_words_a_record_holds_are_in_its_form(records in records()) {
        let mut records = (*Case::new(records).expect("generated records keep the rules")).clone();
        let before = hash(&records);
        for kind in Kind::ALL {
            for place in 0..records.count(kind) {
                let put = marked::fill(&mut records, RecordRef::new(kind, place), "mark");
                let form = String::from_utf8(text(&records)).expect("text");
                for word in &put {
                    prop_assert!(form.contains(word.as_str()), "{word}");
                }
                if place > 2 {
                    break;
                }
            }
        }
        prop_assert!(records.total() == 0 || hash(&records) != before);
    }

    #[test]
    fn an_upgraded_dossier_says_the_same_under_ids(records in records()) {
        let case = Case::new(records).expect("generated records keep the rules");
        let files = write(&case);
        let Ok(upgraded) = upgraded(&files) else { return Ok(()) };
        prop_assume!(upgraded.skipped.is_empty());
        let options = ReadOptions { assume: case.assumptions.clone() };
        let (back, problems) = read(&upgraded.files, &options);
        let back = back.unwrap_or_else(|| panic!("{problems:?}"));
        prop_assert!(made(&back).is_empty());
        let mut records = (*back).clone();
        macro_rules! forget {
            ($($list:ident $kind:ident)*) => {
                $(for it in &mut records.$list {
                    let is = |id: &Id| {
                        upgraded.named.iter().any(|(_, kind, it)| *kind == Kind::$kind && it == id)
                    };
                    it.meta.id.take_if(|id| is(id));
                })*
            };
        }
        forget!(red_lines RedLine positions Position answers Answer understandings Understanding);
        forget!(alternatives Alternative meetings Meeting statements Statement events Event);
        forget!(leaves Leave consents Consent predictions Prediction resolutions Resolution);
        forget!(capacities Capacity polls Poll rules Rule demands Demand text_states TextState);
        forget!(movements Movement causes Cause undertakings Undertaking handovers Handover);
        prop_assert!(records.canonical() == *case);
        // Nor does another order of the same records change an id.
        let mut turned = (*case).clone();
        turned.statements.reverse();
        turned.red_lines.reverse();
        let ids = |records: &Records| {
            let mut ids: Vec<(Vec<u8>, Id)> = Vec::new();
            for (record, id) in made(records) {
                let at = record.index as usize;
                match record.kind {
                    Kind::Statement => ids.push((of(records, &records.statements[at]), id)),
                    Kind::RedLine => ids.push((of(records, &records.red_lines[at]), id)),
                    _ => {}
                }
            }
            ids.sort_unstable();
            ids
        };
        // What refers to them by place does not go with the turn, and has no part in their ids.
        let turns = |it: &RecordRef| matches!(it.kind, Kind::Statement | Kind::RedLine);
        let referred = case.red_lines.iter().any(|it| it.meta.corrects.is_some())
            || case
                .statements
                .iter()
                .any(|it| it.meta.corrects.is_some() || it.about.iter().any(turns));
        prop_assert!(referred || ids(&turned) == ids(&case));
    }

    #[test]
    fn what_is_foreseen_is_no_part_of_what_an_answer_rests_on(records in records()) {
        let case = Case::new(records).expect("generated records keep the rules");
        let mut records = (*case).clone();
        let before = hash_without_forecasts(&records);
        for kind in [Kind::Forecast, Kind::Prediction, Kind::Resolution] {
            for place in 0..records.count(kind) {
                let id = records.id(RecordRef::new(kind, place)).map(str::to_owned);
                marked::fill(&mut records, RecordRef::new(kind, place), "mark");
                // What others refer to keeps its name.
                if let (Kind::Forecast, Some(id)) = (kind, id) {
                    records.forecasts[place].meta.id = Id::new(&id);
                }
            }
        }
        let refers = records.statements.iter().any(|it| !it.about.is_empty())
            || records.leaves.iter().any(|it| !it.records.is_empty());
        prop_assert!(refers || hash_without_forecasts(&records) == before);
        let mut records = (*case).clone();
        if let Some(it) = records.parties.first_mut() {
            it.name.push('x');
            prop_assert_ne!(hash_without_forecasts(&records), before);
        }
    }
}
