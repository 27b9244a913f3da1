//! What is not known. Unknown is never zero, never the middle, never consent.

use jiff::civil::Date;

use super::answered::{ANY_TEXT_ONLY, Answered, answered};
use super::outside::ConsentState;
use super::undertakings::{UndertakenState, undertakings};
use crate::finding::block::Text;
use crate::finding::table::Cell;
use crate::lens::acceptance::consents::Consented;
use crate::lens::acceptance::figures::unsaid;
use crate::lens::acceptance::outside::outside;
use crate::preference::profile::Profile;
use crate::preference::reservation::Reservation;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{How, contents};
use plenipo_record::case::describe::{self, counted};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::process::Consent;
use plenipo_record::case::understanding::{ClaimContent, Understanding};

/// What is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UnknownKind {
    /// What a draft says on some issue.
    Content,
    /// What a party answers to a draft.
    Answer,
    /// A party's order of the options of some issues.
    Positions,
    /// What a party has without a deal.
    Alternative,
    /// How firm a party's lines are.
    Firmness,
    /// What an understanding says, or how one side takes it.
    Understanding,
    /// How a further consent was decided.
    Consent,
    /// Whether something undertaken was done.
    Undertaking,
}

impl UnknownKind {
    /// As what it is entered once it is known.
    fn entered_as(self) -> Kind {
        match self {
            UnknownKind::Content => Kind::Draft,
            UnknownKind::Answer => Kind::Answer,
            UnknownKind::Positions => Kind::Position,
            UnknownKind::Alternative => Kind::Alternative,
            UnknownKind::Firmness => Kind::RedLine,
            UnknownKind::Understanding => Kind::Understanding,
            UnknownKind::Consent => Kind::Consent,
            UnknownKind::Undertaking => Kind::Undertaking,
        }
    }

    /// In a word, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            UnknownKind::Content => "content",
            UnknownKind::Answer => "answer",
            UnknownKind::Positions => "positions",
            UnknownKind::Alternative => "alternative",
            UnknownKind::Firmness => "firmness",
            UnknownKind::Understanding => "understanding",
            UnknownKind::Consent => "consent",
            UnknownKind::Undertaking => "undertaking",
        }
    }
}

/// Something that is not known.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unknown {
    /// What is not known.
    pub kind: UnknownKind,
    /// What it is about.
    pub cell: Cell,
    /// What is not known, in a sentence.
    pub text: String,
}

/// As what it is entered once it is known; nothing where nothing is missing.
pub(super) fn entered_as(all: &[Unknown]) -> Option<Text> {
    let mut kinds: Vec<Kind> = all.iter().map(|it| it.kind.entered_as()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let n = kinds.len();
    let of = |text: Text, (place, kind): (usize, Kind)| {
        let between = match place {
            0 => "",
            _ if place + 1 == n => " or ",
            _ => ", ",
        };
        text.and(between).hint(kind)
    };
    (n > 0).then(|| {
        kinds
            .into_iter()
            .enumerate()
            .fold(Text::plain("What becomes known is entered as "), of)
            .and(".")
    })
}

pub(in crate::lens) fn unknowns(case: &Case) -> Vec<Unknown> {
    let mut all = Vec::new();
    drafts(case, &mut all);
    parties(case, &mut all);
    lines(case, &mut all);
    understandings(case, &mut all);
    must_consent(case, &mut all);
    all
}

/// What should have been decided or done by `day`, and whether it was is not on record.
pub(super) fn undecided(case: &Case, day: Option<Date>) -> Vec<Unknown> {
    let mut all = Vec::new();
    for (place, it) in case.consents.iter().enumerate() {
        if ConsentState::of(it, day) == ConsentState::NotRecorded {
            let due = it.due.map(|it| format!(" by {it}")).unwrap_or_default();
            let text = format!("{}: how it was decided{due} is not on record", it.act);
            let cell = Cell::record::<Consent>(case, place);
            all.push(Unknown { kind: UnknownKind::Consent, cell, text });
        }
    }
    for it in undertakings(case, day).iter().filter(|it| it.state == UndertakenState::Overdue) {
        let (who, what, due) = it.in_short(case);
        let due = due.map(|it| format!(" by {it}")).unwrap_or_default();
        let text = format!("{who}: whether it did{due}: {what}");
        let cell = Cell::maybe_to(it.record.kind, case.id(it.record));
        all.push(Unknown { kind: UnknownKind::Undertaking, cell, text });
    }
    all
}

/// Live texts that somebody outside the agreement rule must consent to, with no answer of theirs on record.
fn must_consent(case: &Case, all: &mut Vec<Unknown>) {
    let principals = case.signatories();
    for (place, draft) in case.drafts.iter().enumerate().rev().filter(|(_, it)| it.is_live()) {
        let ix = Ix::new(place);
        let contents = contents(case, draft);
        let outside = outside(case, ix, &contents);
        let silent = outside.iter().filter(|it| {
            let not = answered(case, it.party, ix) == Answered::Not;
            let decided = matches!(it.consented, Some(Consented::Given(_) | Consented::Refused(_)));
            it.must_consent(case) && not && !decided && !principals.contains(&it.party)
        });
        let names: Vec<String> = silent.map(|it| case.party(it.party).label().to_owned()).collect();
        if !names.is_empty() {
            let names = describe::listed(&names);
            let text = format!("{}: no answer on record of {names}, who must consent", draft.title);
            all.push(Unknown { kind: UnknownKind::Answer, cell: Cell::draft(draft.id()), text });
        }
    }
}

fn drafts(case: &Case, all: &mut Vec<Unknown>) {
    // The latest text first: it is the one people ask about.
    for (place, draft) in case.drafts.iter().enumerate().rev().filter(|(_, it)| it.is_live()) {
        let contents = contents(case, draft);
        let count = |how: How| contents.iter().filter(|it| it.how == how).count();
        let unknown = count(How::Unknown);
        let about = || Cell::draft(draft.id());
        if unknown > 0 {
            let text = if unknown == contents.len() {
                match draft.points.len() {
                    0 => format!("{}: nothing of its content is on record", draft.title),
                    n => format!(
                        "{}: its text is on record ({}), and what that settles is not",
                        draft.title,
                        counted(n, "point")
                    ),
                }
            } else {
                format!(
                    "{}: nothing is known on {unknown} of {}",
                    draft.title,
                    counted(contents.len(), "issue")
                )
            };
            all.push(Unknown { kind: UnknownKind::Content, cell: about(), text });
        }
        if count(How::Narrowed) > 0 {
            let text = format!(
                "{}: {} narrowed but not settled",
                draft.title,
                counted(count(How::Narrowed), "issue")
            );
            all.push(Unknown { kind: UnknownKind::Content, cell: about(), text });
        }
        let asked = case.signatories().into_iter().filter(|it| !draft.tabled_by.contains(it));
        let each: Vec<_> = asked.map(|it| (it, answered(case, it, Ix::new(place)))).collect();
        let are = |how: Answered| -> Vec<String> {
            let are = each.iter().filter(|(_, it)| *it == how);
            are.map(|(party, _)| case.party(*party).label().to_owned()).collect()
        };
        let (not, of_any) = (are(Answered::Not), are(Answered::AnyTextOnly));
        if !not.is_empty() {
            let text =
                format!("{}: no answer on record of {}", draft.title, describe::listed(&not));
            all.push(Unknown { kind: UnknownKind::Answer, cell: about(), text });
        }
        if !of_any.is_empty() {
            let text = format!("{}: {ANY_TEXT_ONLY}: {}", draft.title, describe::listed(&of_any));
            all.push(Unknown { kind: UnknownKind::Answer, cell: about(), text });
        }
    }
}

fn parties(case: &Case, all: &mut Vec<Unknown>) {
    for party in case.signatories() {
        let profile = Profile::of(case, party);
        let known = profile.known.iter().filter(|it| **it).count();
        let name = case.party(party).name.clone();
        let about = || Cell::party(case.party_id(party));
        if known < case.issues.len() {
            let all_issues = counted(case.issues.len(), "issue");
            let text = match known {
                0 => {
                    format!("{name}: its order of options is not on record for any of {all_issues}")
                }
                n => {
                    format!("{name}: its order of options is on record for {n} of {all_issues}")
                }
            };
            all.push(Unknown { kind: UnknownKind::Positions, cell: about(), text });
        }
        if Reservation::of(case, party).is_none() {
            let text = match unsaid(case, party) {
                Some(it) => format!("{name}: what it would have without a deal is on record{it}"),
                None => format!("{name}: what it would have without a deal is not on record"),
            };
            all.push(Unknown { kind: UnknownKind::Alternative, cell: about(), text });
        }
    }
}

fn lines(case: &Case, all: &mut Vec<Unknown>) {
    for party in (0..case.parties.len()).map(Ix::new) {
        let of: Vec<_> =
            case.red_lines.iter().filter(|it| it.party == party && it.lifted.is_none()).collect();
        let unstated = of.iter().filter(|it| it.firmness.is_none()).count();
        if unstated > 0 {
            let text = format!(
                "{}: nobody has stated how firm {} {}; taken literally",
                case.party(party).name,
                counted(unstated, "recorded line"),
                if unstated == 1 { "is" } else { "are" }
            );
            all.push(Unknown {
                kind: UnknownKind::Firmness,
                cell: Cell::party(case.party_id(party)),
                text,
            });
        }
    }
}

fn understandings(case: &Case, all: &mut Vec<Unknown>) {
    for (place, it) in case.understandings.iter().enumerate() {
        let ix = Ix::<Understanding>::new(place);
        let about = || Cell::record::<Understanding>(case, place);
        let title = it.title.clone().unwrap_or_else(|| describe::name(case, ix));
        let disclosed =
            it.claims.iter().any(|claim| matches!(claim.content, ClaimContent::Settles(_)));
        if !disclosed {
            let text = format!("{title}: what it settles is not disclosed");
            all.push(Unknown { kind: UnknownKind::Understanding, cell: about(), text });
        }
        for party in &it.between {
            if !it.claims.iter().any(|claim| claim.party == *party) {
                let text =
                    format!("{title}: no reading of {} is on record", case.party(*party).name);
                all.push(Unknown { kind: UnknownKind::Understanding, cell: about(), text });
            }
        }
    }
}
