//! What the names that were filled in stand for.

use super::{DebriefFault, DebriefField, DebriefPart, Made};
use crate::case::id::{Id, Ix, Kind, RecordRef};
use crate::case::party::{Party, Speaker};
use crate::case::position::AnswerTo;
use crate::case::records::Records;
use crate::case::titled::{is_called, speaker_meant};
use crate::dossier::names::{did_you_mean, nearest};

/// What came of the names so far.
#[derive(Default)]
pub(super) struct Entered {
    pub(super) faults: Vec<DebriefFault>,
    /// Names that are no party's and no person's, kept as words.
    pub(super) strangers: Vec<String>,
}

pub(super) fn fault(part: DebriefPart, at: usize, message: &str) -> DebriefFault {
    let field = DebriefField::Entry;
    DebriefFault { part, at, field, message: message.to_owned(), hint: None }
}

impl DebriefFault {
    pub(super) fn at(mut self, at: usize) -> DebriefFault {
        self.at = at;
        self
    }

    pub(super) fn of(mut self, field: DebriefField) -> DebriefFault {
        self.field = field;
        self
    }

    pub(super) fn hinted(mut self, hint: Option<String>) -> DebriefFault {
        self.hint = hint;
        self
    }
}

/// A person or party by its id or name; other words stand for somebody who is not on record, but what looks like an
/// id and is none was mistyped.
pub(super) fn speaker(
    records: &Records,
    name: &str,
    (part, at, field): (DebriefPart, usize, DebriefField),
    entered: &mut Entered,
) -> Option<Speaker> {
    let name = name.trim();
    if name.is_empty() {
        entered.faults.push(fault(part, at, "nobody is named").of(field));
        return None;
    }
    if let Some(found) = speaker_meant(records, name) {
        return Some(match found.kind {
            Kind::Person => Speaker::Person(Ix::new(found.index as usize)),
            _ => Speaker::Party(Ix::new(found.index as usize)),
        });
    }
    if Id::new(name).is_none() {
        if !entered.strangers.iter().any(|it| it == name) {
            entered.strangers.push(name.to_owned());
        }
        return Some(Speaker::Named(name.to_owned()));
    }
    let message = format!("there is no person or party `{name}`");
    let hint = near(records, name, &[Kind::Person, Kind::Party]);
    entered.faults.push(fault(part, at, &message).of(field).hinted(hint));
    None
}

/// A party by its id or name.
pub(super) fn party(
    records: &Records,
    name: &str,
    at: usize,
    entered: &mut Entered,
) -> Option<Ix<Party>> {
    let name = name.trim();
    if let Some(found) = meant(records, name, &[Kind::Party]) {
        return Some(Ix::new(found.index as usize));
    }
    let message = match name.is_empty() {
        true => "to whom it may be carried is missing".to_owned(),
        false => format!("there is no party `{name}`"),
    };
    let hint = near(records, name, &[Kind::Party]);
    entered
        .faults
        .push(fault(DebriefPart::Carried, at, &message).of(DebriefField::To).hinted(hint));
    None
}

/// A draft by its id or title, or any text at all.
pub(super) fn draft(
    records: &Records,
    name: &str,
    at: usize,
    entered: &mut Entered,
) -> Option<AnswerTo> {
    if matches!(name.to_lowercase().as_str(), "any-text" | "any text") {
        return Some(AnswerTo::AnyText);
    }
    if let Some(found) = meant(records, name, &[Kind::Draft]) {
        return Some(AnswerTo::Draft(Ix::new(found.index as usize)));
    }
    let message = format!("there is no draft `{name}`");
    let hint = near(records, name, &[Kind::Draft]);
    entered
        .faults
        .push(fault(DebriefPart::Answered, at, &message).of(DebriefField::To).hinted(hint));
    None
}

/// What was noted beside it, by its part and number, else a record by its id.
pub(super) fn record(
    made: &Made,
    name: &str,
    at: usize,
    entered: &mut Entered,
) -> Option<RecordRef> {
    let name = name.trim();
    if let Some((part, number)) = numbered(name) {
        let noted = number.checked_sub(1).and_then(|it| made.noted(part, it));
        if noted.is_none() {
            let message = format!("there is no `{name}` in this debrief");
            let hint = Some("count from 1, in the order in which they were noted".to_owned());
            entered.faults.push(
                fault(DebriefPart::Carried, at, &message).of(DebriefField::What).hinted(hint),
            );
        }
        return noted;
    }
    let records = &made.records;
    // Who has read the record is told to nobody, and permission is given for records, not for permission.
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|it| !matches!(it, Kind::Leave | Kind::Handover)).collect();
    if let Some(found) = by_id(records, name, &kinds) {
        return Some(found);
    }
    let message = match name.is_empty() {
        true => "what may be carried is missing".to_owned(),
        false => format!("there is no record `{name}`"),
    };
    let hint = near(records, name, &kinds).or_else(|| {
        Some("name a record by its id, or `said 1` for what was noted here".to_owned())
    });
    entered
        .faults
        .push(fault(DebriefPart::Carried, at, &message).of(DebriefField::What).hinted(hint));
    None
}

/// `said 1`, `undertaken-2`
fn numbered(name: &str) -> Option<(DebriefPart, usize)> {
    let lower = name.to_lowercase();
    let parts = [
        ("answered", DebriefPart::Answered),
        ("said", DebriefPart::Said),
        ("undertaken", DebriefPart::Undertaken),
    ];
    let mut parts = parts.into_iter();
    let (part, rest) =
        parts.find_map(|(word, part)| Some((part, lower.strip_prefix(word)?.to_owned())))?;
    let number = rest.trim_start_matches([' ', '-']);
    (!number.is_empty()).then(|| number.parse().ok()).flatten().map(|it| (part, it))
}

fn by_id(records: &Records, name: &str, kinds: &[Kind]) -> Option<RecordRef> {
    let id = name.to_lowercase();
    refs(records, kinds).find(|it| records.id(*it) == Some(id.as_str()))
}

/// The record of that id, else the one that people call so.
fn meant(records: &Records, name: &str, kinds: &[Kind]) -> Option<RecordRef> {
    let called = || refs(records, kinds).find(|it| is_called(records, *it, name));
    by_id(records, name, kinds).or_else(called)
}

fn refs<'r>(records: &'r Records, kinds: &'r [Kind]) -> impl Iterator<Item = RecordRef> + 'r {
    kinds.iter().flat_map(|kind| (0..records.count(*kind)).map(|it| RecordRef::new(*kind, it)))
}

fn near(records: &Records, name: &str, kinds: &[Kind]) -> Option<String> {
    let found = nearest(name, refs(records, kinds).filter_map(|it| records.id(it)));
    (!found.is_empty()).then(|| did_you_mean(&found))
}
