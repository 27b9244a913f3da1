//! Proposed entries beside what is on record: what is there already is said to be, and in what it differs.

use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::records::Records;

use crate::fold::content;

/// How a proposed entry stands to the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Beside {
    /// Nothing like it is on record.
    #[default]
    New,
    /// It is on record already.
    There {
        /// The record.
        record: RecordRef,
        /// Its fields that say something else, by their keys.
        differs: Vec<&'static str>,
    },
}

/// Whether two runs of words mostly say the same: half of the telling words of the shorter are in the other.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (content(a), content(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

fn party(records: &Records, by: Option<&Speaker>) -> Option<Ix<Party>> {
    by.and_then(|it| records.party_of(it))
}

/// Whether two who speak may be one: the same person or party, or one speaks for the other's party.
fn same_voice(records: &Records, a: Option<&Speaker>, b: Option<&Speaker>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) if a == b => true,
        (Some(Speaker::Named(a)), Some(Speaker::Named(b))) => crate::fold::contained(a, b),
        (a, b) => party(records, a).is_some() && party(records, a) == party(records, b),
    }
}

/// The record before the place `before` in its list that says what the record at `it` says.
#[must_use]
pub fn beside(records: &Records, it: RecordRef, before: usize) -> Beside {
    let at = it.index as usize;
    let found = match it.kind {
        Kind::Meeting => meeting(records, at, before),
        Kind::Statement => statement(records, at, before),
        Kind::RedLine => line(records, at, before),
        Kind::Answer => answer(records, at, before),
        Kind::Demand => demand(records, at, before),
        Kind::Understanding => understanding(records, at, before),
        Kind::Draft => draft(records, at, before),
        Kind::Event => event(records, at, before),
        Kind::Source => source(records, at, before),
        Kind::Person => person(records, at, before),
        Kind::Party => named_party(records, at, before),
        _ => None,
    };
    match found {
        Some((place, differs)) => Beside::There { record: RecordRef::new(it.kind, place), differs },
        None => Beside::New,
    }
}

type Found = Option<(usize, Vec<&'static str>)>;

fn differing(all: &[(&'static str, bool)]) -> Vec<&'static str> {
    all.iter().filter(|it| it.1).map(|it| it.0).collect()
}

fn meeting(records: &Records, at: usize, before: usize) -> Found {
    let own = records.meetings.get(at)?;
    let parties = |it: &plenipo_record::case::meeting::Meeting| -> Vec<Ix<Party>> {
        let mut all = it.channel.clone();
        all.extend(it.present.iter().filter_map(|it| records.party_of(it)));
        all
    };
    let mine = parties(own);
    records
        .meetings
        .iter()
        .take(before)
        .position(|it| {
            let shared = parties(it).iter().any(|it| mine.contains(it))
                || it.present.iter().any(|it| own.present.contains(it));
            it.date.is_some() && it.date == own.date && shared
        })
        .map(|place| {
            let it = &records.meetings[place];
            let other_place = matches!((&it.place, &own.place), (Some(a), Some(b)) if !alike(a, b));
            let present = own
                .present
                .iter()
                .any(|who| !it.present.contains(who) && !matches!(who, Speaker::Named(_)));
            (place, differing(&[("place", other_place), ("present", present)]))
        })
}

fn statement(records: &Records, at: usize, before: usize) -> Found {
    let own = records.statements.get(at)?;
    let words = |it: &plenipo_record::case::meeting::Statement| {
        format!(
            "{} {}",
            it.words.as_deref().unwrap_or_default(),
            it.gist.as_deref().unwrap_or_default()
        )
    };
    let said = words(own);
    let place = records.statements.iter().take(before).position(|it| {
        let voice = same_voice(records, it.by.first(), own.by.first())
            || it.by.is_empty() && own.by.is_empty();
        voice && alike(&words(it), &said)
    })?;
    let it = &records.statements[place];
    Some((place, differing(&[("date", own.date.is_some() && it.date != own.date)])))
}

fn line(records: &Records, at: usize, before: usize) -> Found {
    let own = records.red_lines.get(at)?;
    let said = own.words.as_deref().unwrap_or_default();
    let place = records.red_lines.iter().take(before).position(|it| {
        it.party == own.party && it.words.as_deref().is_some_and(|it| alike(it, said))
    })?;
    let it = &records.red_lines[place];
    let by = own.by.is_some() && it.by.is_some() && own.by != it.by;
    Some((place, differing(&[("date", own.date.is_some() && it.date != own.date), ("by", by)])))
}

fn answer(records: &Records, at: usize, before: usize) -> Found {
    let own = records.answers.get(at)?;
    let place = records
        .answers
        .iter()
        .take(before)
        .position(|it| it.party == own.party && it.to == own.to)?;
    let it = &records.answers[place];
    Some((
        place,
        differing(&[
            ("answer", it.answer != own.answer),
            ("date", own.date.is_some() && it.date != own.date),
        ]),
    ))
}

fn demand(records: &Records, at: usize, before: usize) -> Found {
    let own = records.demands.get(at)?;
    let said = own.words.as_deref().unwrap_or_default();
    let place = records.demands.iter().take(before).position(|it| {
        it.party == own.party && it.words.as_deref().is_some_and(|it| alike(it, said))
    })?;
    let it = &records.demands[place];
    Some((
        place,
        differing(&[("is", it.is != own.is), ("date", own.date.is_some() && it.date != own.date)]),
    ))
}

fn understanding(records: &Records, at: usize, before: usize) -> Found {
    let own = records.understandings.get(at)?;
    let month = |it: Option<jiff::civil::Date>| it.map(|it| (it.year(), it.month()));
    let place = records.understandings.iter().take(before).position(|it| {
        let shared = it.between.iter().any(|party| own.between.contains(party));
        shared && own.date.is_some() && month(it.date) == month(own.date)
    })?;
    Some((place, Vec::new()))
}

fn draft(records: &Records, at: usize, before: usize) -> Found {
    let own = records.drafts.get(at)?;
    let place = records.drafts.iter().take(before).position(|it| {
        let counted = own.counts.iter().any(|a| it.counts.iter().any(|b| a.n == b.n));
        let titled = crate::fold::contained(&it.title, &own.title) && content(&own.title).len() > 1;
        counted || titled
    })?;
    let it = &records.drafts[place];
    let counts = own.counts.iter().any(|a| !it.counts.iter().any(|b| a.n == b.n));
    Some((
        place,
        differing(&[("counts", counts), ("date", own.date.is_some() && it.date != own.date)]),
    ))
}

fn event(records: &Records, at: usize, before: usize) -> Found {
    let own = records.events.get(at)?;
    let place = records.events.iter().take(before).position(|it| alike(&it.what, &own.what))?;
    let it = &records.events[place];
    Some((place, differing(&[("date", own.date.is_some() && it.date != own.date)])))
}

fn source(records: &Records, at: usize, before: usize) -> Found {
    let own = records.sources.get(at)?;
    let place = records.sources.iter().take(before).position(|it| {
        let address = own.address.is_some() && it.address == own.address;
        let titled = own.title.is_some() && it.title == own.title && it.date == own.date;
        address || titled
    })?;
    let it = &records.sources[place];
    Some((
        place,
        differing(&[("publisher", it.publisher != own.publisher), ("date", it.date != own.date)]),
    ))
}

/// Whether two names are one, accents and capital letters apart.
fn same_name(a: &str, b: &str) -> bool {
    crate::fold::plain(a).eq(crate::fold::plain(b))
}

fn person(records: &Records, at: usize, before: usize) -> Found {
    let own = records.persons.get(at)?;
    let place =
        records.persons.iter().take(before).position(|it| same_name(&it.name, &own.name))?;
    let it = &records.persons[place];
    Some((place, differing(&[("party", own.party.is_some() && it.party != own.party)])))
}

fn named_party(records: &Records, at: usize, before: usize) -> Found {
    let own = records.parties.get(at)?;
    let place =
        records.parties.iter().take(before).position(|it| same_name(&it.name, &own.name))?;
    Some((place, Vec::new()))
}
