//! Whether a debrief can be written down: the record makes its text, the reader reads it with the dossier, and what
//! either says goes beside the field it is about.

use plenipo_record::case::Case;
use plenipo_record::case::describe::{capital, listed, sentence};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::meeting::{Became, Meeting};
use plenipo_record::dossier::debrief::{
    Debrief, DebriefFault, DebriefField, DebriefPart, DebriefText, debrief, file_name,
};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::rows::{PARTS, told};
use crate::enter::check::{Checked, Fault, unreadable};
use crate::enter::day;
use crate::enter::filled::Filled;
use crate::enter::shape::Shape;

/// Looks at a debrief of `meeting` against the files as they are, and writes into it what its days were read as.
pub(super) fn look(
    shape: &Shape,
    filled: &mut Filled,
    case: &Case,
    meeting: Ix<Meeting>,
    files: &[NamedBytes],
) -> Checked {
    let mut checked = Checked::default();
    for (name, value) in filled.pairs() {
        let fault = |message| Fault {
            at: Some(name.clone()),
            message,
            hint: Some("Type it again.".to_owned()),
        };
        checked.faults.extend(unreadable(value).map(fault));
    }
    if !checked.faults.is_empty() {
        return checked;
    }
    let told = match told(filled, shape, case.day(None, None), case.meetings[meeting.get()].date) {
        Ok(told) => told,
        Err(faults) => return Checked { faults, ..checked },
    };
    let text = match debrief(case, meeting, &told) {
        Ok(text) => text,
        Err(faults) => {
            checked.faults = faults.iter().map(of_debrief).collect();
            return checked;
        }
    };
    let id = case.id(plenipo_record::case::id::RecordRef::new(Kind::Meeting, meeting.get()));
    let name = name(told.day, id.unwrap_or("meeting"), files);
    let file = NamedBytes { name, bytes: text.text.clone().into_bytes() };
    let mut all = files.to_vec();
    all.push(file.clone());
    let (after, problems) = read(&all, &ReadOptions::default());
    for it in problems.iter().filter(|it| it.severity == Severity::Error) {
        let from = text.source(it).filter(|_| it.file == file.name);
        let message = match it.file == file.name {
            true => sentence(&capital(&it.message)),
            false => format!("{}: {}", it.file, it.message),
        };
        let hint = it.hint.as_ref().map(|it| sentence(&capital(&it.to_string())));
        checked.faults.push(Fault { at: from.and_then(row), message, hint });
    }
    if after.is_none() || !checked.faults.is_empty() {
        return checked;
    }
    let warned =
        problems.iter().filter(|it| it.severity == Severity::Warning && it.file == file.name);
    checked.doubts.extend(warned.map(|it| sentence(&capital(&it.message))));
    checked.doubts.extend(notes(case, meeting, &told, &text));
    checked.line = counted(&text);
    checked.file = Some(file);
    checked
}

/// The first name of a file of that meeting and day that no file has.
fn name(day: jiff::civil::Date, meeting: &str, files: &[NamedBytes]) -> String {
    let is_there = |name: &String| files.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    let all = (1..=files.len() + 1).map(|n| file_name(day, meeting, n));
    all.into_iter().find(|it| !is_there(it)).unwrap_or_default()
}

/// What the record says against it, at its field.
fn of_debrief(it: &DebriefFault) -> Fault {
    let column = match it.field {
        DebriefField::By => ".by",
        DebriefField::To => ".to",
        DebriefField::What => ".what",
        DebriefField::Entry => "",
    };
    Fault {
        at: row((it.part, it.at)).map(|row| format!("{row}{column}")),
        message: sentence(&capital(&it.message)),
        hint: it.hint.as_ref().map(|it| sentence(&capital(it))),
    }
}

/// The name of a row: `said.0`.
fn row((part, at): (DebriefPart, usize)) -> Option<String> {
    let part = match part {
        DebriefPart::Whole => return None,
        DebriefPart::Said => PARTS[0],
        DebriefPart::Undertaken => PARTS[1],
        DebriefPart::Carried => PARTS[2],
    };
    Some(format!("{part}.{at}"))
}

/// `2 statements, 1 undertaking, 1 permission to carry`
fn counted(text: &DebriefText) -> String {
    let kinds = [
        (Kind::Statement, "statement"),
        (Kind::Undertaking, "undertaking"),
        (Kind::Leave, "permission"),
    ];
    let n = |kind| text.records.iter().filter(|it| it.kind == kind).count();
    let each = kinds.iter().map(|(kind, noun)| (n(*kind), noun)).filter(|it| it.0 > 0);
    let each: Vec<String> =
        each.map(|(n, noun)| plenipo_record::case::describe::counted(n, noun)).collect();
    each.join(", ")
}

/// What whoever writes it must know: what stays closed, who is on no list, and what is still to be entered.
fn notes(case: &Case, meeting: Ix<Meeting>, told: &Debrief, text: &DebriefText) -> Vec<String> {
    let mut notes = Vec::new();
    match text.records.iter().any(|it| it.kind == Kind::Leave) {
        false => notes.push(
            "No permission is noted: all of it stays with the mediators and the record's keeper."
                .to_owned(),
        ),
        true => notes.push(
            "What no permission names stays with the mediators and the record's keeper.".to_owned(),
        ),
    }
    if !text.strangers.is_empty() {
        notes.push(format!(
            "On record as no person and no party, kept as words: {}.",
            listed(&text.strangers)
        ));
    }
    if case.meetings[meeting.get()].state(Some(told.day)) != Became::Held {
        notes.push(
            "The meeting's own entry does not say that it was held: correct it to say so."
                .to_owned(),
        );
    }
    if let Some(today) = case.day(None, None).filter(|it| told.day > *it) {
        notes.push(format!(
            "The record is read as of {}: until it is read as of {}, this counts for nothing.",
            day::shown(today),
            day::shown(told.day)
        ));
    }
    notes
}
