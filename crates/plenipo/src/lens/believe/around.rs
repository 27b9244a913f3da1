//! Beliefs about what goes on around the text: what others do, and by when the question on record asks for an answer.

use super::answer::Supposed;
use super::grounds::{Clauses, Grounds};
use crate::lens::acceptance::consents::consents;
use crate::lens::acceptance::word::acceptance;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{Meeting, Statement};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Direction;

/// For acceptance: of each clause one or another holds.
pub(super) fn awaited(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for other in others(grounds) {
        clauses.add([Supposed::OthersAct(other, true), Supposed::Waits(other, false)]);
    }
    let needed = consents(grounds.case, grounds.draft, grounds.contents, false);
    for it in needed.iter().filter(|it| it.voids(grounds.case)) {
        clauses.add([Supposed::ConsentAnew(it.consent)]);
    }
    if let Some(question) = grounds.question {
        clauses.add([Supposed::InTime(question)]);
    }
}

/// For refusal: each clause suffices.
pub(super) fn held_up(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for other in others(grounds) {
        clauses.add([Supposed::OthersAct(other, false), Supposed::Waits(other, true)]);
    }
}

/// Parties whose acceptance counts and is not on record, and of whom somebody expects that it bears on this party's: as an
/// expectation on record has it that a meeting of theirs led to.
fn others(grounds: &Grounds<'_>) -> Vec<Ix<Party>> {
    let case = grounds.case;
    let mut found: Vec<Ix<Party>> = Vec::new();
    for statement in lowered(case, grounds.draft, grounds.party) {
        let to = RecordRef::new(Kind::Statement, statement.get());
        for cause in case.causes.iter().filter(|it| it.to == to && it.from.kind == Kind::Meeting) {
            let there = &case.meetings[cause.from.index as usize].channel;
            let acted = case.signatories().into_iter().filter(|it| there.contains(it));
            let acted: Vec<Ix<Party>> = acted.collect();
            if !acted.contains(&grounds.party) {
                found.extend(acted);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|it| acceptance(case, grounds.draft, *it).is_empty());
    found
}

/// Statements about the text or a meeting that carries it by which its acceptance by `party` became less likely.
pub(super) fn lowered(case: &Case, draft: Ix<Draft>, party: Ix<Party>) -> Vec<Ix<Statement>> {
    let carrying = carrying(case, draft);
    let all = (0..case.statements.len()).map(Ix::new);
    let of = |ix: &Ix<Statement>| {
        let it = &case.statements[ix.get()];
        let on = it.forecast.is_none_or(|it| is_of(case, it, party));
        let own = it.by.iter().any(|by| case.party_of(by) == Some(party));
        it.direction == Some(Direction::Down) && on && !own && is_about(it, draft, &carrying)
    };
    all.filter(of).collect()
}

/// Meetings that carry the text.
pub(super) fn carrying(case: &Case, draft: Ix<Draft>) -> Vec<Ix<Meeting>> {
    let carries =
        |it: &Ix<Meeting>| case.meetings[it.get()].carries.iter().any(|it| it.draft == draft);
    (0..case.meetings.len()).map(Ix::new).filter(carries).collect()
}

pub(super) fn is_about(it: &Statement, draft: Ix<Draft>, carrying: &[Ix<Meeting>]) -> bool {
    it.about.iter().any(|it| refers(*it, draft, carrying))
}

fn refers(it: RecordRef, draft: Ix<Draft>, carrying: &[Ix<Meeting>]) -> bool {
    let at = it.index as usize;
    match it.kind {
        Kind::Draft => at == draft.get(),
        Kind::Meeting => carrying.iter().any(|meeting| meeting.get() == at),
        _ => false,
    }
}

/// Whether the question names the party and no other one whose acceptance counts.
pub(super) fn is_of(case: &Case, forecast: Ix<Forecast>, party: Ix<Party>) -> bool {
    let question = &case.forecasts[forecast.get()].question;
    let names = |it: Ix<Party>| {
        let it = case.party(it);
        question.contains(it.label()) || question.contains(&it.name)
    };
    names(party) && !case.signatories().into_iter().any(|it| it != party && names(it))
}

/// The question on record that asks whether the party accepts this text and is still open: one of which a prediction names
/// as its reason something about the text or a meeting that carries it.
pub(super) fn question(case: &Case, draft: Ix<Draft>, party: Ix<Party>) -> Option<Ix<Forecast>> {
    let carrying = carrying(case, draft);
    let statement = |it: &RecordRef| {
        it.kind == Kind::Statement
            && is_about(&case.statements[it.index as usize], draft, &carrying)
    };
    let decided = |it: Ix<Forecast>| case.resolutions.iter().any(|other| other.forecast == it);
    let of = case.predictions.iter().filter(|it| {
        let mut because = it.because.iter();
        because.any(|it| refers(*it, draft, &carrying) || statement(it))
    });
    let mut asked: Vec<Ix<Forecast>> =
        of.map(|it| it.forecast).filter(|it| is_of(case, *it, party) && !decided(*it)).collect();
    asked.sort_unstable();
    asked.first().copied()
}

/// What the text it is based on settles on each issue, as far as it is known.
pub(super) fn earlier(
    case: &Case,
    draft: Ix<Draft>,
) -> Vec<(Ix<Draft>, Vec<plenipo_record::case::contents::Content>)> {
    let based = case.draft(draft).based_on.iter();
    based.map(|it| (*it, contents(case, case.draft(*it)))).collect()
}
