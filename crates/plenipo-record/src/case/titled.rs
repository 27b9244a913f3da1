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

/// The person or party that somebody means by `name`: by its id, else by what people call it, else by words of that
/// which are nobody else's, as a surname is. None where several could be meant.
pub fn speaker_meant(records: &Records, name: &str) -> Option<RecordRef> {
    let name = name.trim().to_lowercase();
    let all = || {
        let of = |kind| (0..records.count(kind)).map(move |it| RecordRef::new(kind, it));
        of(Kind::Person).chain(of(Kind::Party))
    };
    let by_id = all().find(|it| records.id(*it) == Some(name.as_str()));
    let first = by_id.or_else(|| all().find(|it| is_called(records, *it, &name)));
    if first.is_some() {
        return first;
    }
    let typed = words(&name);
    // Initials and the like are words of many names.
    if typed.iter().all(|it| it.chars().count() < 3) {
        return None;
    }
    let has_them = |it: &RecordRef| {
        let titles = titles(records, *it);
        titles.iter().map(|it| words(it)).any(|own| typed.iter().all(|it| own.contains(it)))
    };
    let mut found = all().filter(has_them);
    found.next().filter(|_| found.next().is_none())
}

fn words(of: &str) -> Vec<String> {
    let words = of.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_lowercase).collect()
}
