//! From tables of the text to records, one function a table.

mod around;
mod drafts;
mod forecasts;
mod meetings;
mod meta;
mod parties;
mod process;
mod stands;

use crate::case::records::{Record, Records};

use super::ledger;
use super::node::Node;
use super::reader::Reader;

/// Reads every record. A record with a problem keeps its place in its list, so that places in the
/// lists and in the text agree; the reader knows which those are.
pub(super) fn records(reader: &mut Reader<'_>) -> Records {
    reader.read_frames();
    let mut records = Records { issues: all(reader, parties::issue), ..Records::default() };
    reader.issues = records.issues.clone().into();
    records.parties = all(reader, parties::party);
    records.persons = all(reader, parties::person);
    records.sources = all(reader, parties::source);
    records.drafts = all(reader, drafts::draft);
    records.red_lines = all(reader, stands::red_line);
    records.positions = all(reader, stands::position);
    records.answers = all(reader, stands::answer);
    records.understandings = all(reader, stands::understanding);
    records.alternatives = all(reader, stands::alternative);
    records.meetings = all(reader, meetings::meeting);
    records.statements = all(reader, meetings::statement);
    records.events = all(reader, meetings::event);
    records.leaves = all(reader, process::leave);
    records.consents = all(reader, process::consent);
    records.capacities = all(reader, around::capacity);
    records.polls = all(reader, around::poll);
    records.rules = all(reader, around::rule);
    records.demands = all(reader, around::demand);
    records.text_states = all(reader, around::text_state);
    records.movements = all(reader, around::movement);
    records.causes = all(reader, around::cause);
    records.undertakings = all(reader, around::undertaking);
    records.handovers = all(reader, around::handover);
    records.forecasts = all(reader, forecasts::forecast);
    records.predictions = all(reader, forecasts::prediction);
    records.resolutions = all(reader, forecasts::resolution);
    records.dossier = process::dossier(reader);
    ledger::settle(reader, &mut records);
    records
}

fn all<'t, T: Record>(
    reader: &mut Reader<'t>,
    read: impl Fn(&mut Reader<'t>, &Node<'t>) -> T,
) -> Vec<T> {
    let kind = T::KIND as usize;
    let entries = std::mem::take(&mut reader.entries[kind]);
    let mut list = Vec::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        reader.enter(entry);
        list.push(read(reader, &entry.node));
        reader.faulty[kind][place] |= reader.is_faulty();
    }
    reader.entries[kind] = entries;
    list
}
