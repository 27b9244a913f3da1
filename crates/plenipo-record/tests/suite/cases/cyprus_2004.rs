//! The case with a known outcome: what was on record on the eve of the vote, and that no more was.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use jiff::civil::{Date, date};
use plenipo_record::case::Case;
use plenipo_record::case::draft::{Draft, Form};
use plenipo_record::case::forecast::{Forecast, Outcome, Resolution};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::meeting::{Event, LogState, Meeting, Statement};
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::{Party, Person, Speaker};
use plenipo_record::case::position::{Answer, AnswerTo, Reply};
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::red_line::{Audience, RedLine};
use plenipo_record::case::source::Source;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

const EVE: Date = date(2004, 4, 23);
const VOTE: Date = date(2004, 4, 24);

fn files() -> Vec<NamedBytes> {
    plenipo_testing::cases::files("cyprus-2004")
}

/// The whole record, to its last day.
fn whole() -> Case {
    let (case, problems) = read(&files(), &ReadOptions::default());
    assert_eq!(problems, []);
    case.unwrap()
}

/// The record as its keeper has it on `day`.
fn on(day: Date) -> Case {
    whole().seen(None, Some(day))
}

fn the<'c, T: Record>(case: &'c Case, id: &str) -> &'c T {
    let ix = case.find::<T>(id).expect(id);
    &T::list(case)[ix.get()]
}

fn has<T: Record>(case: &Case, id: &str) -> bool {
    case.find::<T>(id).is_some()
}

fn is_person(case: &Case, speaker: &Speaker, id: &str) -> bool {
    *speaker == Speaker::Person(case.find::<Person>(id).unwrap())
}

/// Days `known` anywhere in a record, entries inside records included.
fn known_days(records: &Records) -> Vec<Date> {
    let text = format!("{records:?}");
    let after = text.split("known: Some(").skip(1);
    after.map(|it| it[..10].parse().unwrap()).collect()
}

#[test]
fn reads_without_a_problem_as_of_the_eve_of_the_vote() {
    let case = whole();
    assert_eq!(case.dossier.as_of, Some(EVE));
    assert_eq!(case.day(None, None), Some(EVE));
    let signatories: Vec<&str> = case.signatories().iter().map(|it| case.party_id(*it)).collect();
    assert_eq!(signatories, ["gc", "tc"]);
    assert_eq!(case.assumptions, Vec::<String>::new());
}

#[test]
fn five_versions_follow_each_other_and_none_was_read() {
    let case = whole();
    let ids = ["annan-1", "annan-2", "annan-3", "annan-4", "annan-5"];
    let days = [
        date(2002, 11, 11),
        date(2002, 12, 10),
        date(2003, 2, 26),
        date(2004, 3, 29),
        date(2004, 3, 31),
    ];
    assert_eq!(case.drafts.len(), ids.len());
    for (id, day) in ids.into_iter().zip(days) {
        let draft: &Draft = the(&case, id);
        assert_eq!((draft.date, draft.form, draft.complete), (Some(day), Form::Reported, false));
        assert!(draft.points.iter().all(|it| it.gist.is_some() && it.text.is_none()), "{id}");
    }
    for pair in ids.windows(2) {
        let earlier = case.find::<Draft>(pair[0]).unwrap();
        assert_eq!(the::<Draft>(&case, pair[1]).based_on, [earlier]);
        let eve = days[ids.iter().position(|it| *it == pair[1]).unwrap()].yesterday().unwrap();
        assert!(!has::<Draft>(&on(eve), pair[1]), "{} before its day", pair[1]);
    }
    let eve = on(EVE);
    let live: Vec<&str> = eve.drafts.iter().filter(|it| it.is_live()).map(Draft::id).collect();
    assert_eq!(live, ["annan-5"]);
}

#[test]
fn on_the_eve_one_side_has_one_answer_and_the_other_has_two() {
    let case = on(EVE);
    let last = AnswerTo::Draft(case.find::<Draft>("annan-5").unwrap());
    let to_last: Vec<&Answer> = case.answers.iter().filter(|it| it.to == last).collect();
    assert_eq!(to_last.len(), 3);
    for (id, party, by, reply) in [
        ("gc-on-annan-5", "gc", "papadopoulos", Reply::Reject),
        ("tc-leader-on-annan-5", "tc", "denktash", Reply::Reject),
        ("tc-delegation-on-annan-5", "tc", "talat", Reply::Accept),
    ] {
        let answer: &Answer = the(&case, id);
        assert_eq!(case.party_id(answer.party), party);
        assert!(is_person(&case, answer.by.as_ref().unwrap(), by), "{id}");
        assert_eq!((answer.to, answer.answer), (last, reply), "{id}");
        assert_eq!(answer.audience, Some(Audience::Public), "{id}");
    }
    // Neither of the two is the later: one page reports both.
    let leader: &Answer = the(&case, "tc-leader-on-annan-5");
    let delegation: &Answer = the(&case, "tc-delegation-on-annan-5");
    assert_eq!(leader.date, delegation.date);
    assert_eq!(leader.meta.sources, delegation.meta.sources);
}

#[test]
fn the_day_after_the_last_version_nobody_has_answered_it() {
    let case = on(date(2004, 4, 1));
    let last = AnswerTo::Draft(case.find::<Draft>("annan-5").unwrap());
    assert!(case.answers.iter().all(|it| it.to != last));
    assert_eq!(case.red_lines, []);
}

#[test]
fn the_outcome_is_known_on_the_day_and_not_on_the_eve() {
    let eve = on(EVE);
    assert_eq!(eve.resolutions, []);
    assert_eq!(eve.forecasts.len(), 3);
    assert!(!has::<Event>(&eve, "referendums"));
    let records: &Records = &eve;
    let text = format!("{records:?}");
    for figure in ["24.17", "75.83", "64.91"] {
        assert!(!text.contains(figure), "{figure} on the eve");
    }

    let case = on(VOTE);
    assert!(has::<Event>(&case, "referendums"));
    assert_eq!(case.resolutions.len(), 3);
    for (id, forecast, outcome) in [
        ("both-approve-resolved", "both-approve", Outcome::No),
        ("gc-approve-resolved", "gc-approve", Outcome::No),
        ("tc-approve-resolved", "tc-approve", Outcome::Yes),
    ] {
        let resolution: &Resolution = the(&case, id);
        assert_eq!(resolution.outcome, outcome, "{id}");
        assert_eq!(resolution.forecast, case.find::<Forecast>(forecast).unwrap(), "{id}");
    }
    let told: &Event = the(&case, "referendums");
    assert!(["24.17", "64.91"].iter().all(|it| told.what.contains(it)));
}

#[test]
fn the_two_votes_stand_as_consents_on_the_eve() {
    let case = on(EVE);
    let consents = format!("{:?}", case.consents);
    for id in ["gc-referendum", "tc-referendum"] {
        assert!(consents.contains(id), "{id}");
    }
}

#[test]
fn nobody_is_given_a_firmness_a_ranking_a_chance_or_an_alternative() {
    let case = whole();
    assert_eq!(case.alternatives, []);
    assert_eq!(case.positions, []);
    assert_eq!(case.understandings, []);
    assert!(case.red_lines.iter().all(|it| it.firmness.is_none() && it.lifted.is_none()));
    assert!(case.predictions.iter().all(|it| it.chance.is_none() && it.mapped.is_none()));
    // What people said has words; the tool's own answers are no numbers either.
    assert!(case.predictions.iter().all(|it| it.words.is_some() != it.computed.is_some()));
    assert!(case.events.iter().all(|it| it.affects.is_empty()));
    // The one line of a principal: what it rules out is unclear.
    let line: &RedLine = the(&case, "gc-state");
    assert_eq!((line.rules_out.is_empty(), line.unclear.is_empty()), (true, false));
    let tc = case.find::<Party>("tc").unwrap();
    assert!(case.red_lines.iter().all(|it| it.party != tc));
}

#[test]
fn on_no_day_is_anything_known_that_came_later() {
    let whole = whole();
    for day in whole.days() {
        for day in [day.yesterday().unwrap(), day] {
            let case = whole.seen(None, Some(day));
            assert!(known_days(&case).into_iter().all(|it| it <= day), "{day}");
            assert!(case.sources.iter().all(|it| it.date.is_none_or(|it| it <= day)), "{day}");
            for meeting in case.meetings.iter().filter(|it| it.date.is_some_and(|it| it > day)) {
                assert!(meeting.log.iter().any(|it| it.is == LogState::Planned), "{day}");
                assert!(meeting.log.iter().all(|it| it.is != LogState::Held), "{day}");
            }
            let said = |it: Option<Date>| it.is_none_or(|it| it <= day);
            assert!(case.statements.iter().all(|it| said(it.date)), "{day}");
            assert!(case.red_lines.iter().all(|it| said(it.date)), "{day}");
            assert!(case.answers.iter().all(|it| said(it.date)), "{day}");
            assert!(case.drafts.iter().all(|it| said(it.date)), "{day}");
            assert!(case.events.iter().all(|it| said(it.date)), "{day}");
        }
    }
}

#[test]
fn records_appear_on_their_day() {
    fn from<T: Record>(whole: &Case, id: &str, day: Date) {
        let eve = whole.seen(None, Some(day.yesterday().unwrap()));
        assert!(!has::<T>(&eve, id), "{id} before {day}");
        assert!(has::<T>(&whole.seen(None, Some(day)), id), "{id} on {day}");
    }
    let whole = whole();
    from::<Answer>(&whole, "tc-on-annan-1", date(2002, 11, 28));
    from::<Event>(&whole, "copenhagen-council", date(2002, 12, 13));
    from::<Meeting>(&whole, "the-hague", date(2003, 2, 28));
    from::<Answer>(&whole, "tc-at-the-hague", date(2003, 3, 11));
    from::<Meeting>(&whole, "buergenstock", date(2004, 3, 18));
    from::<Answer>(&whole, "gc-on-annan-5", date(2004, 4, 8));
    from::<Statement>(&whole, "akel-no", date(2004, 4, 22));
    from::<Event>(&whole, "referendums", VOTE);
    from::<Statement>(&whole, "fac-four-issues", date(2005, 2, 22));
}

#[test]
fn what_has_no_page_is_assumed_and_says_so() {
    let case = whole();
    // The editors' own work stands on no page: who is in it, the list of issues, the questions.
    let own = [Kind::Party, Kind::Person, Kind::Issue, Kind::Forecast, Kind::Source];
    let mut assumed = Vec::new();
    for kind in Kind::ALL {
        for index in 0..case.count(kind) {
            let record = RecordRef::new(kind, index);
            let meta = case.meta(record).unwrap();
            let name = case.id(record).unwrap_or_default().to_owned();
            let computed = kind == Kind::Prediction && case.predictions[index].computed.is_some();
            if !own.contains(&kind) && !computed {
                let bare = meta.sources.is_empty();
                assert_eq!(bare, meta.basis == Basis::Assumed, "{} {name}", kind.table());
                if bare {
                    assert!(meta.note.is_some(), "{} {name}", kind.table());
                    assumed.push(name);
                }
            }
        }
    }
    assumed.sort();
    assert_eq!(
        assumed,
        ["eu-accession", "gr-guarantor", "gr-parliament", "uk-guarantor", "uk-parliament"]
    );
    let of = |id: &str| {
        let points = &the::<Draft>(&case, id).points;
        for point in points {
            assert_eq!(point.meta.sources.is_empty(), point.meta.basis == Basis::Assumed, "{id}");
            assert!(point.meta.note.is_some() || point.meta.basis != Basis::Assumed, "{id}");
        }
        points.iter().filter(|it| it.meta.basis == Basis::Assumed).count()
    };
    let counts = ["annan-1", "annan-2", "annan-3", "annan-4", "annan-5"].map(of);
    assert_eq!(counts, [5, 0, 1, 0, 9]);
    assert!(case.sources.iter().all(|it| it.reliability.is_some() && it.address.is_some()));
    assert_eq!(case.issues.len(), 22);
    assert!(case.issues.iter().all(|it: &Issue| it.options.len() > 1));
}

#[test]
fn every_source_is_cited() {
    // A source nobody cites would pretend to support something.
    let case = whole();
    let records: &Records = &case;
    let text = format!("{records:?}");
    for place in 0..case.sources.len() {
        let cited = format!("source: {:?},", Ix::<Source>::new(place));
        assert!(text.contains(&cited), "{:?}", case.sources[place].meta.id);
    }
}
