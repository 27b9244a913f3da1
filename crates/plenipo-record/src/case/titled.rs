//! What a record is called by people: its title, its name, its short name.

use super::id::{Kind, RecordRef};
use super::records::Records;

/// What the record is called, beside its id.
pub fn titles(records: &Records, record: RecordRef) -> Vec<&str> {
    let at = record.index as usize;
    let titles: [Option<&String>; 2] = match record.kind {
        Kind::Party => match records.parties.get(at) {
            Some(it) => [Some(&it.name), it.short.as_ref()],
            None => [None, None],
        },
        Kind::Person => [records.persons.get(at).map(|it| &it.name), None],
        Kind::Issue => [records.issues.get(at).map(|it| &it.title), None],
        Kind::Draft => [records.drafts.get(at).map(|it| &it.title), None],
        Kind::Meeting => [records.meetings.get(at).and_then(|it| it.title.as_ref()), None],
        Kind::Event => [records.events.get(at).map(|it| &it.what), None],
        Kind::Forecast => [records.forecasts.get(at).map(|it| &it.question), None],
        Kind::Source => match records.sources.get(at) {
            Some(it) => [it.title.as_ref(), it.publisher.as_ref()],
            None => [None, None],
        },
        _ => [None, None],
    };
    titles.into_iter().flatten().map(String::as_str).collect()
}

/// Whether people call the record this, in whichever case.
pub fn is_called(records: &Records, record: RecordRef, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    titles(records, record).into_iter().any(|it| it.to_lowercase() == name)
}
