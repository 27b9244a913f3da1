//! Colombia: a text accepted at the table, refused at the polls, and what the record knows of both on which day.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use jiff::civil::{Date, date};
use plenipo_record::case::Case;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::id::Kind;
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::{Consent, ConsentEffect, ConsentGiven};
use plenipo_record::dossier::read::{ReadOptions, read};

const EVE: Date = date(2016, 10, 1);

fn whole() -> Case {
    let files = plenipo_testing::cases::files("colombia-2016");
    let (case, problems) = read(&files, &ReadOptions::default());
    assert_eq!(problems, []);
    case.unwrap()
}

fn vote(case: &Case) -> &Consent {
    &case.consents[case.find::<Consent>("plebiscite-vote").unwrap().get()]
}

#[test]
fn the_vote_is_due_on_the_eve_and_decided_the_day_after() {
    let case = whole();
    assert_eq!(case.dossier.as_of, Some(EVE));
    let before = case.seen(None, None);
    assert_eq!((vote(&before).due, &vote(&before).outcome), (Some(date(2016, 10, 2)), &None));
    assert_eq!(vote(&before).effect, Some(ConsentEffect::Voids));
    let after = case.seen(None, Some(date(2016, 10, 2)));
    let outcome = vote(&after).outcome.as_ref().unwrap();
    assert_eq!((outcome.is, outcome.date), (ConsentGiven::Refused, date(2016, 10, 2)));
    assert!(outcome.vote.as_ref().unwrap().contains("49.78 %"));
}

#[test]
fn who_must_consent_is_outside_the_agreement_rule() {
    // The court was asked of the first text, Congress of the second: each stands with the text that needs it.
    let on = |day| {
        let case = whole().seen(None, Some(day));
        let must: Vec<String> =
            case.must_consent().into_iter().map(|it| case.party_id(it).to_owned()).collect();
        let principals = case.signatories().len();
        assert_eq!(case.taken_whole().signatories().len(), principals + must.len());
        must
    };
    assert_eq!(on(EVE), ["court"]);
    assert_eq!(on(date(2016, 11, 30)), ["congress"]);
    let case = whole().seen(None, Some(date(2016, 11, 30)));
    let kinds = |is| case.capacities.iter().filter(|it| it.is == is).count();
    assert!(kinds(CapacityKind::MustDeliver) > 0);
}

#[test]
fn every_table_but_the_keepers_own_has_something_of_a_real_case() {
    let case = whole();
    // Nobody else keeps it, nobody stated what no deal would be worth, and nothing is told in confidence.
    let empty = [Kind::Handover, Kind::Alternative, Kind::Leave, Kind::Understanding];
    for kind in Kind::ALL.into_iter().filter(|it| !empty.contains(it)) {
        assert!(case.count(kind) > 0, "{}", kind.table());
    }
    assert!(!clauses(&case).is_empty());
    assert!(case.find::<Party>("eln").is_some());
}
