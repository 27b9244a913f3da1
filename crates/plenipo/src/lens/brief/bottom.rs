//! The bottom line: what the record says of the text on the table, and what was last said of its chances.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::account::{probability, says_nothing};
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::consents::{Need, Needed};
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::party::Party;

/// The most voices on the chances.
const VOICES_MAX: usize = 2;

/// The most further consents named at once.
const CONSENTS_MAX: usize = 3;

pub(super) fn bottom_line(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    let Some((draft, contents)) = desk.drafts.first().copied() else {
        said.push(Sentence::of("No text is on the table", vec![Ground::Silent]));
        said.extend(chances(desk));
        return said;
    };
    let assessed = desk.assessed;
    let Some(place) = assessed.drafts.iter().position(|it| *it == draft) else { return said };
    let of = &assessed.each[place];
    said.extend(decided(desk, of));
    let mut open: Vec<Ix<Party>> = Vec::new();
    let (mut unanswered, mut silent) = (true, true);
    for it in &of.assessments {
        let party = assessed.models[it.model].party;
        let name = desk.party(party);
        let replies: Vec<Ground> = it
            .word
            .own
            .iter()
            .chain(&it.word.any)
            .flat_map(|ix| Ground::of(desk.case, &desk.case.answers[ix.get()].meta))
            .collect();
        let text = desk.text(draft);
        match it.status {
            Acceptance::Accepted => {
                said.push(Sentence::of(format!("{text} is accepted by {name}"), replies));
            }
            Acceptance::Refused => {
                said.push(Sentence::of(format!("{text} is rejected by {name}"), replies));
            }
            Acceptance::Conflict => {
                let words =
                    format!("what {name} has said, of {text} and in its lines, cannot all hold");
                said.push(Sentence::of(words, vec![Ground::Literal]));
            }
            Acceptance::Blocked => {
                let lines = &assessed.models[it.model].lines;
                let crossed: Vec<_> =
                    lines.iter().filter(|line| line.judge(contents) == Verdict::Crossed).collect();
                let n = plenipo_record::case::matters::matters(&crossed, contents);
                let words = format!(
                    "taken literally, {name}'s lines rule {text} out on {}",
                    words::counted(n, "matter")
                );
                said.push(Sentence::of(words, vec![Ground::Literal]));
            }
            Acceptance::Open => {
                let told = it.told();
                let words = match (told.low, told.high) {
                    (Some(low), Some(high)) if !says_nothing(low, high) => format!(
                        "by the preferences on record, {text} is acceptable to {name} {}",
                        probability(low, told.central, high)
                    ),
                    _ => format!("the record leaves open whether {text} is acceptable to {name}"),
                };
                said.push(Sentence::of(words, vec![Ground::Reckoned]));
            }
            Acceptance::Undetermined => {
                open.push(party);
                unanswered &= it.word.own.is_empty();
                silent &= assessed.models[it.model].lines.is_empty();
            }
        }
    }
    if !open.is_empty() {
        let who = match (open.len(), open.len() == of.assessments.len()) {
            (1, _) => desk.party(open[0]),
            (2, true) => "either side".to_owned(),
            (n, true) => format!("any of the {} sides", words::count(n)),
            (_, false) => {
                let names: Vec<String> = open.iter().map(|it| desk.party(*it)).collect();
                listed(&names).replace(" and ", " or ")
            }
        };
        let mut why = Vec::new();
        if !desk.case.draft(draft).is_read() {
            why.push("nobody has read it".to_owned());
        }
        if unanswered {
            why.push(match open.len() {
                1 => "no answer to it as a whole is on record".to_owned(),
                2 => "neither has answered it as a whole".to_owned(),
                _ => "none of them has answered it as a whole".to_owned(),
            });
        }
        if silent {
            why.push(match open.len() {
                1 => "no line of it is on record".to_owned(),
                _ => "no line of theirs is on record".to_owned(),
            });
        }
        let why = if why.is_empty() { String::new() } else { format!(": {}", listed(&why)) };
        let text = desk.text(draft);
        let words = format!("the record cannot say whether {who} would accept {text}{why}");
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    said.extend(chances(desk));
    said
}

/// Further consents that were refused, and those that are due: that comes before what the sides would say.
fn decided(desk: &Desk<'_>, of: &OfDraft) -> Vec<Sentence> {
    let case = desk.case;
    let is_due = |it: &&Needed| {
        let due = case.consents[it.consent.get()].due;
        it.is == Need::Certain && due.is_some_and(|due| desk.day.is_none_or(|day| due >= day))
    };
    let refused = of.consents.iter().filter(|it| it.is == Need::Refused);
    let each = refused.chain(of.consents.iter().filter(is_due));
    let each = each.take(CONSENTS_MAX).map(|it| {
        let consent = &case.consents[it.consent.get()];
        let meta = consent.outcome.as_ref().map_or(&consent.meta, |it| &it.meta);
        desk.sentence(words::humane(&it.said(case)), meta)
    });
    each.collect()
}

/// What was last said of the chances of the meeting ahead or of the text, without a number.
fn chances(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let case = desk.case;
    let mut about: Vec<RecordRef> = Vec::new();
    about.extend(desk.ahead.map(|it| RecordRef::new(Kind::Meeting, it.get())));
    about.extend(desk.drafts.first().map(|(it, _)| RecordRef::new(Kind::Draft, it.get())));
    let of = |place: &usize| {
        let it = &case.statements[*place];
        it.direction.is_some() && it.about.iter().any(|record| about.contains(record))
    };
    let found: Vec<usize> = (0..case.statements.len()).rev().filter(of).take(VOICES_MAX).collect();
    let mut said = Vec::new();
    for place in found {
        let Some(it) = super::voices::statement(desk, place) else { continue };
        said.push(it);
        said.extend(super::behind::reasons(desk, RecordRef::new(Kind::Statement, place)));
    }
    said
}
