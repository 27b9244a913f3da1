//! What there is to choose from: the ids of a record, each with its name for people.

use std::collections::HashSet;

use plenipo_present::html::spoken;
use plenipo_record::case::Case;
use plenipo_record::case::describe::in_one_line;
use plenipo_record::case::id::{Kind, RecordRef};

use super::shape::{Pool, scale};

/// Letters of a name, at most: a line of a list.
const NAME_MAX: usize = 90;

/// Entries that a list offers, at most; what is beyond can be typed.
const OFFERED_MAX: usize = 2_000;

/// Something to choose: what is written, and what people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) value: String,
    pub(super) name: String,
}

/// What there is of a pool.
pub(super) fn of(case: &Case, pool: Pool) -> Vec<Offer> {
    let mut offers = match pool {
        Pool::Of(kind) => of_kind(case, kind),
        Pool::Speakers => {
            let mut both = of_kind(case, Kind::Person);
            both.extend(of_kind(case, Kind::Party));
            both
        }
        Pool::Texts => {
            let any = Offer { value: "any-text".to_owned(), name: "Any text at all".to_owned() };
            of_kind(case, Kind::Draft).into_iter().chain([any]).collect()
        }
        Pool::Records => records(case),
        Pool::Chances | Pool::Saliences => {
            let word = |it: &str| Offer { value: it.to_owned(), name: it.to_owned() };
            scale(pool).into_iter().map(word).collect()
        }
    };
    offers.truncate(OFFERED_MAX);
    offers
}

/// The records of a table that another corrects: what stands in their place is offered.
fn corrected(case: &Case, kind: Kind) -> HashSet<usize> {
    let all = (0..case.count(kind)).map(|place| RecordRef::new(kind, place));
    all.filter_map(|it| Some(case.meta(it)?.corrects.as_ref()?.record as usize)).collect()
}

/// The records of a table that have an id and that no other corrects, the latest first where they have dates of their own.
pub(super) fn of_kind(case: &Case, kind: Kind) -> Vec<Offer> {
    let corrected = corrected(case, kind);
    let mut all: Vec<RecordRef> = (0..case.count(kind))
        .filter(|it| !corrected.contains(it))
        .map(|place| RecordRef::new(kind, place))
        .collect();
    if !matches!(kind, Kind::Party | Kind::Person | Kind::Issue) {
        all.sort_by_key(|it| std::cmp::Reverse(case.date(*it)));
    }
    let offer =
        |it: RecordRef| Some(Offer { value: case.id(it)?.to_owned(), name: name(case, it) });
    all.into_iter().filter_map(offer).collect()
}

fn records(case: &Case) -> Vec<Offer> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut twice: HashSet<String> = HashSet::new();
    let each: Vec<(Kind, Offer)> = Kind::ALL
        .into_iter()
        .flat_map(|kind| of_kind(case, kind).into_iter().map(move |it| (kind, it)))
        .collect();
    for (_, it) in &each {
        if !seen.insert(it.value.clone()) {
            twice.insert(it.value.clone());
        }
    }
    let named = |(kind, it): (Kind, Offer)| {
        let name = format!("{}: {}", plenipo_record::case::describe::capital(kind.noun()), it.name);
        // An id that several tables have is written with its table.
        let value = match twice.contains(&it.value) {
            true => format!("{}:{}", kind.table(), it.value),
            false => it.value,
        };
        Offer { value, name }
    };
    each.into_iter().map(named).collect()
}

/// A record's name for people, with its day where it has one.
pub(super) fn name(case: &Case, record: RecordRef) -> String {
    let line = match record.kind {
        Kind::Party => case.parties.get(record.index as usize).map(|it| it.label().to_owned()),
        Kind::Source => case.sources.get(record.index as usize).map(|it| {
            let words = [it.publisher.as_deref(), it.title.as_deref()];
            let words: Vec<&str> = words.into_iter().flatten().collect();
            words.join(": ")
        }),
        _ => None,
    };
    let line = line.unwrap_or_else(|| in_one_line(case, record));
    let line: String = line.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    let mut name: String = line.chars().take(NAME_MAX).collect();
    if name.len() < line.len() {
        name.push('…');
    }
    match case.date(record).filter(|_| record.kind != Kind::Draft) {
        Some(day) => format!("{name} ({})", spoken(&day.to_string())),
        None if name.is_empty() => case.id(record).unwrap_or_default().to_owned(),
        None => name,
    }
}

/// The options of an issue.
pub(super) struct OptionsOf {
    pub(super) issue: String,
    pub(super) title: String,
    pub(super) options: Vec<Offer>,
}

/// The options of every issue.
pub(super) fn options(case: &Case) -> Vec<OptionsOf> {
    let issue = |it: &plenipo_record::case::issue::Issue| {
        let option = |it: &plenipo_record::case::issue::IssueOption| Offer {
            value: it.id.as_str().to_owned(),
            name: it.text.clone(),
        };
        Some(OptionsOf {
            issue: it.meta.id.as_ref()?.as_str().to_owned(),
            title: it.title.clone(),
            options: it.options.iter().map(option).collect(),
        })
    };
    case.issues.iter().filter_map(issue).collect()
}
