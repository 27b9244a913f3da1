//! Whether a debrief can be written down: the record makes its text, the reader reads it with the dossier, and what
//! either says goes beside the field it is about.

use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, capital, sentence};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::meeting::{Became, Meeting};
use plenipo_record::dossier::debrief::{
    Debrief, DebriefFault, DebriefField, DebriefPart, DebriefText, debrief, file_name,
};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::rows::{OUTCOME, PARTS, told};
use crate::enter::check::{Checked, Fault, unknown, unreadable};
use crate::enter::day;
use crate::enter::filled::Filled;
use crate::enter::shape::Shape;

/// Looks at a debrief of `meeting` against the files as they are, its days read from `today`, and writes into it what its days were read as.
pub(super) fn look(
    shape: &Shape,
    filled: &mut Filled,
    case: &Case,
    today: Option<jiff::civil::Date>,
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
    let told = match told(filled, shape, today, case.meetings[meeting.get()].date) {
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
    checked.doubts.extend(notes(case, today, meeting, &told, &text));
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
        DebriefField::Reply => ".reply",
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
        DebriefPart::Outcome => return Some(OUTCOME.to_owned()),
        DebriefPart::Answered => PARTS[0],
        DebriefPart::Said => PARTS[1],
        DebriefPart::Undertaken => PARTS[2],
        DebriefPart::Carried => PARTS[3],
    };
    Some(format!("{part}.{at}"))
}

/// `2 statements, 1 undertaking, 1 permission, 1 correction of the meeting`
fn counted(text: &DebriefText) -> String {
    let kinds = [
        (Kind::Answer, "answer", ""),
        (Kind::Statement, "statement", ""),
        (Kind::Undertaking, "undertaking", ""),
        (Kind::Leave, "permission", ""),
        (Kind::Meeting, "correction", " of the meeting"),
    ];
    let n = |kind| text.records.iter().filter(|it| it.kind == kind).count();
    let each = kinds.iter().map(|(kind, noun, of)| (n(*kind), noun, of)).filter(|it| it.0 > 0);
    let each: Vec<String> =
        each.map(|(n, noun, of)| format!("{}{of}", describe::counted(n, noun))).collect();
    each.join(", ")
}

/// What whoever writes it must know: what stays closed, who is on no list, and what is still to be entered.
fn notes(
    case: &Case,
    today: Option<jiff::civil::Date>,
    meeting: Ix<Meeting>,
    told: &Debrief,
    text: &DebriefText,
) -> Vec<String> {
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
        notes.push(unknown(&text.strangers));
    }
    if case.meetings[meeting.get()].state(Some(told.day)) == Became::Cancelled {
        notes.push(
            "The meeting's own entry says that it was cancelled: correct it if it was held."
                .to_owned(),
        );
    } else if text.records.iter().any(|it| it.kind == Kind::Meeting) {
        notes.push(
            "The meeting's own entry is corrected: it then says that it was held, and what came of \
             it. The earlier one stays on record, marked."
                .to_owned(),
        );
    }
    if let Some(today) = today.filter(|it| told.day > *it) {
        notes.push(format!(
            "The record is read as of {}: until it is read as of {}, this counts for nothing.",
            day::shown(today),
            day::shown(told.day)
        ));
    }
    notes
}
