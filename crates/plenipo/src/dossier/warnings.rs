//! What can be read, and yet deserves a look.

use crate::case::id::{Kind, RecordRef};
use crate::case::meeting::LogState;
use crate::case::records::Records;

use super::reader::Reader;

/// Kinds that report what somebody said or did, and so come from somewhere.
const REPORTS: [Kind; 10] = [
    Kind::Draft,
    Kind::RedLine,
    Kind::Position,
    Kind::Answer,
    Kind::Understanding,
    Kind::Alternative,
    Kind::Meeting,
    Kind::Statement,
    Kind::Event,
    Kind::Prediction,
];

/// Adds the warnings of a dossier without errors.
pub(super) fn add(reader: &mut Reader<'_>, records: &Records) {
    hidden_plans(reader, records);
    without_source(reader, records);
}

/// A planned meeting of which nobody says when it became known appears on its own day only.
fn hidden_plans(reader: &mut Reader<'_>, records: &Records) {
    for (place, meeting) in records.meetings.iter().enumerate() {
        let mut log = meeting.log.iter();
        let planned = !meeting.log.is_empty() && log.all(|it| it.is == LogState::Planned);
        let dated = |it: &crate::case::meta::Citation| records.source(it.source).date.is_some();
        if !planned || meeting.meta.known.is_some() || meeting.meta.sources.iter().any(dated) {
            continue;
        }
        let Some(date) = meeting.date else { continue };
        if let Some(entry) = reader.entry(RecordRef::new(Kind::Meeting, place)) {
            let (file, span) = (entry.file, entry.node.span.clone());
            let message = format!("this planned meeting is not visible before {date}");
            reader.warning(file, span, message, "add known = the day it became known");
        }
    }
}

/// One warning a file: whoever works without sources need not be told at every record.
fn without_source(reader: &mut Reader<'_>, records: &Records) {
    let mut first: Vec<Option<(std::ops::Range<usize>, usize)>> = Vec::new();
    for kind in REPORTS {
        for place in 0..records.count(kind) {
            let record = RecordRef::new(kind, place);
            let (Some(meta), Some(entry)) = (records.meta(record), reader.entry(record)) else {
                continue;
            };
            let says = entry.node.table.contains_key("basis")
                || reader.frames.get(entry.file).is_some_and(|it| it.basis.is_some());
            if !meta.sources.is_empty() || meta.assumption.is_some() || says {
                continue;
            }
            let span = entry.node.span.clone();
            if first.len() <= entry.file {
                first.resize(entry.file + 1, None);
            }
            let slot = &mut first[entry.file];
            *slot = Some(match slot.take() {
                None => (span, 1),
                Some((earlier, n)) => {
                    (if span.start < earlier.start { span } else { earlier }, n + 1)
                }
            });
        }
    }
    for (file, slot) in first.into_iter().enumerate() {
        let Some((span, count)) = slot else { continue };
        let message = match count {
            1 => "this record names no source and counts as assumed".to_owned(),
            n => format!("{n} records of this file name no source and count as assumed"),
        };
        let hint = "add source = \"…\", or say basis = \"assumed\" (once, under [file])";
        reader.warning(file, span, message, hint);
    }
}
