//! A search: every record that contains all the words, or is the voice of somebody so named.

use jiff::civil::Date;

use super::entries::{Entry, EntryKind, entries};
use super::timeline::{item, table};
use super::voices;
use crate::finding::block::Block;
use crate::finding::table::{Cell, Table};
use plenipo_maths::align::words::plain;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Kind as RecordKind, RecordRef};
use plenipo_record::case::learned::{When, known, known_within, when};
use plenipo_record::case::meeting::Reading;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::Speaker;

/// `text` as it is searched: without regard to case, to how accents are put together, and to the
/// form of quotation marks and hyphens.
fn folded(text: &str) -> String {
    // By way of capitals, so that ß is found as ss and either small sigma as the other.
    plain(text).to_uppercase().to_lowercase().replace('ς', "σ")
}

/// Words to look for.
struct Query(Vec<String>);

impl Query {
    /// Whether every word occurs in `text`, or in a name of one of `who`.
    fn matches(&self, case: &Case, text: &str, who: &[Speaker]) -> bool {
        let all = folded(&format!("{text} {}", voices::names(case, who)));
        self.0.iter().all(|word| all.contains(word))
    }
}

/// What is found, as a table and as a list.
pub(super) fn search(case: &Case, query: &str) -> (Table, Vec<Block>) {
    let words = Query(folded(query).split_whitespace().map(str::to_owned).collect());
    let fits = |it: &Entry| {
        let id = it.id.as_deref().unwrap_or("");
        let footing = it.footing.as_ref().map(Footing::to_string).unwrap_or_default();
        words.matches(case, &format!("{} {footing} {id}", it.text), &it.who)
    };
    let mut all = entries(case);
    points(case, &mut all);
    inside(case, &mut all);
    lists(case, &mut all);
    let mut found: Vec<Entry> = all.into_iter().filter(fits).collect();
    for entry in &mut found {
        voiced(case, entry);
    }
    found.sort_by_key(|it| it.date.unwrap_or(Date::MAX));
    let mut blocks: Vec<Block> = found.iter().map(item).collect();
    if found.is_empty() {
        blocks.push(Block::para(format!("Nothing on record contains “{query}”.")));
    }
    (table("search", &format!("Records that contain “{query}”"), &found), blocks)
}

/// Says who speaks in an entry whose text does not.
fn voiced(case: &Case, entry: &mut Entry) {
    let said = folded(&entry.text);
    let mut names: Vec<String> = Vec::new();
    for speaker in &entry.who {
        let name = match speaker {
            Speaker::Party(ix) => case.party(*ix).label().to_owned(),
            other => case.speaker(other),
        };
        if !said.contains(&folded(&name)) && !names.contains(&name) {
            names.push(name);
        }
    }
    // A list of everybody at a table is read in the meeting itself.
    if !names.is_empty() && names.len() <= 4 {
        entry.text.push_str(&format!(" ({})", describe::listed(&names)));
    }
}

/// Points of drafts, with their other wordings.
fn points(case: &Case, all: &mut Vec<Entry>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        for point in &draft.points {
            let mut text: Vec<&str> = Vec::new();
            text.extend(point.gist.as_deref());
            text.extend(point.text.as_deref());
            text.extend(point.variants.iter().map(|it| it.text.as_str()));
            let number = point.number.as_deref().unwrap_or("without number");
            let mut who: Vec<Speaker> = point.account.iter().cloned().collect();
            who.extend(point.variants.iter().filter_map(|it| it.by.clone()));
            let wanted = point.among.iter().flat_map(|(_, it)| it).flat_map(|it| &it.by);
            who.extend(wanted.copied().map(Speaker::Party));
            who.extend(voices::of(case, RecordRef::new(RecordKind::Draft, place)));
            let with = known(case, &draft.meta, when(draft));
            all.push(Entry {
                date: draft.date,
                date_is: draft.meta.date_is,
                known: known_within(case, &point.meta, &draft.meta, When::undated(), with),
                kind: EntryKind::Point,
                record: None,
                id: Some(format!("{}#{number}", draft.id())),
                cell: Cell::point_of(draft.id(), number),
                text: format!("{} point {number}: {}", draft.title, text.join(" ")),
                footing: Some(describe::footing(case, &point.meta)),
                who,
            });
        }
    }
}

/// What somebody reads into words, undertook to do, or says a draft has.
pub(super) fn inside(case: &Case, all: &mut Vec<Entry>) {
    let mut push = |kind, at: RecordRef, meta: &Meta, of: (&Meta, Option<Date>), text, who| {
        all.push(Entry {
            date: of.1,
            date_is: of.0.date_is,
            known: known_within(
                case,
                meta,
                of.0,
                When::undated(),
                known(case, of.0, case.when(at)),
            ),
            kind,
            record: Some(at),
            id: case.id(at).map(str::to_owned),
            cell: Cell::maybe_to(at.kind, case.id(at)),
            text,
            footing: Some(describe::footing(case, meta)),
            who,
        });
    };
    let reads = |it: &Reading, said_by: &[Speaker]| {
        let by = it.by.as_ref().map_or("somebody".to_owned(), |by| case.speaker(by));
        let who: Vec<Speaker> = it.by.iter().chain(said_by).cloned().collect();
        (format!("{by} takes it to signal: {}", it.reads), who)
    };
    for (place, meeting) in case.meetings.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Meeting, place);
        let of = (&meeting.meta, meeting.date);
        let name = describe::in_one_line(case, at);
        for said in &meeting.said {
            for it in &said.readings {
                let (text, who) = reads(it, &said.by);
                let words = describe::quoted(case, &said.words);
                push(
                    EntryKind::Reading,
                    at,
                    &it.meta,
                    of,
                    format!("{name}: {words} — {text}"),
                    who,
                );
            }
        }
        for it in &meeting.actions {
            let text = format!("{name}: undertaken: {}", it.what);
            push(EntryKind::Action, at, &it.meta, of, text, it.who.clone());
        }
    }
    for (place, statement) in case.statements.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Statement, place);
        let of = (&statement.meta, statement.date);
        for it in &statement.readings {
            let (text, who) = reads(it, &statement.by);
            let said = describe::in_one_line(case, at);
            push(EntryKind::Reading, at, &it.meta, of, format!("{said} — {text}"), who);
        }
    }
    for (place, draft) in case.drafts.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Draft, place);
        for it in &draft.counts {
            let n = describe::counted(it.n as usize, "point");
            let text = format!("{} is said to have {n}", draft.title);
            let who = it.by.iter().cloned().collect();
            push(EntryKind::Count, at, &it.meta, (&draft.meta, draft.date), text, who);
        }
    }
}

/// Parties, people, issues with their options, and sources.
fn lists(case: &Case, all: &mut Vec<Entry>) {
    for kind in [RecordKind::Party, RecordKind::Person, RecordKind::Issue, RecordKind::Source] {
        for place in 0..case.count(kind) {
            let at = RecordRef::new(kind, place);
            let mut text = describe::in_one_line(case, at);
            if kind == RecordKind::Issue {
                for option in &case.issues[place].options {
                    text.push_str(&format!("; {}", option.text));
                }
            }
            if kind == RecordKind::Person {
                for office in &case.persons[place].offices {
                    text.push_str(&format!("; {}", office.office));
                }
            }
            all.push(Entry {
                date: None,
                date_is: Default::default(),
                known: None,
                kind: EntryKind::Record(kind),
                record: Some(at),
                id: Some(case.id(at).unwrap_or_default().to_owned()),
                cell: Cell::maybe_to(kind, case.id(at)),
                text,
                footing: None,
                who: voices::of(case, at),
            });
        }
    }
}
