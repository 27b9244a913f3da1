//! Readouts of one meeting side by side: what one mentions and another does not.

use std::collections::{BTreeMap, BTreeSet};

use super::Use;
use super::glossary::Glossary;
use super::sayings::Saying;
use super::words::words;
use crate::case::Case;
use crate::case::id::Ix;
use crate::case::meeting::Meeting;

/// What was said of one meeting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Readouts {
    pub(super) meeting: Ix<Meeting>,
    pub(super) each: Vec<Readout>,
    /// Phrases that one side affirms and another denies.
    pub(super) opposed: Vec<String>,
}

/// One of the things said of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Readout {
    /// Place in the list of sayings.
    pub(super) saying: usize,
    /// Phrases and subjects in it.
    pub(super) mentions: Vec<String>,
    /// Those that no other side mentions; empty where no other side is on record.
    pub(super) alone: Vec<String>,
    /// Those that other sides mention and this side, in all that is on record of it, does not.
    pub(super) omits: Vec<String>,
}

/// Meetings of which two or more things were said.
pub(super) fn readouts(
    case: &Case,
    sayings: &[Saying],
    uses: &[Use],
    glossary: &Glossary,
) -> Vec<Readouts> {
    let subjects = subjects(case, glossary);
    let mut of: BTreeMap<Ix<Meeting>, Vec<usize>> = BTreeMap::new();
    // What nobody is named for is an account of others, not a side's readout.
    for (place, saying) in sayings.iter().enumerate().filter(|(_, it)| !it.by.is_empty()) {
        if let Some(meeting) = saying.meeting() {
            of.entry(meeting).or_default().push(place);
        }
    }
    let mut phrases: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for it in uses {
        phrases.entry(it.saying).or_default().insert(mention(glossary, it));
    }
    let mut all: Vec<Readouts> = of
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(meeting, places)| one(case, sayings, meeting, &places, &phrases, &subjects))
        .collect();
    all.sort_by_key(|it| case.meetings[it.meeting.get()].date);
    all
}

/// A use in a word or two: `constructive`, `not constructive`.
pub(super) fn mention(glossary: &Glossary, it: &Use) -> String {
    let id = glossary.terms[it.term].id.replace('-', " ");
    if it.denied { format!("not {id}") } else { id }
}

fn one(
    case: &Case,
    sayings: &[Saying],
    meeting: Ix<Meeting>,
    places: &[usize],
    phrases: &BTreeMap<usize, BTreeSet<String>>,
    subjects: &BTreeSet<String>,
) -> Readouts {
    let mentions: Vec<BTreeSet<String>> = places
        .iter()
        .map(|place| {
            let mut mentions = phrases.get(place).cloned().unwrap_or_default();
            let said = words(&sayings[*place].words);
            mentions
                .extend(said.iter().map(|it| stem(&it.text)).filter(|it| subjects.contains(it)));
            mentions
        })
        .collect();
    let sides: Vec<String> = places.iter().map(|it| sayings[*it].who(case)).collect();
    let mut by_side: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (side, mentions) in sides.iter().zip(&mentions) {
        by_side.entry(side).or_default().extend(mentions.iter().map(String::as_str));
    }
    // How many sides mention each: so that each side is compared with all others at once.
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for it in by_side.values().flatten() {
        *count.entry(it).or_default() += 1;
    }
    let each = places.iter().zip(&sides).zip(&mentions).map(|((saying, side), mentions)| {
        let own = &by_side[side.as_str()];
        let alone = mentions.iter().filter(|it| by_side.len() > 1 && count[it.as_str()] == 1);
        let omits = count.keys().filter(|it| !own.contains(*it));
        Readout {
            saying: *saying,
            mentions: mentions.iter().cloned().collect(),
            alone: alone.cloned().collect(),
            omits: omits.map(|it| (*it).to_owned()).collect(),
        }
    });
    let each = each.collect();
    let opposed = count.keys().filter_map(|it| it.strip_prefix("not "));
    let opposed = opposed.filter(|it| count.contains_key(it)).map(str::to_owned).collect();
    Readouts { meeting, each, opposed }
}

/// Words of the issues' titles and groups, by which a saying can be known to speak of them.
fn subjects(case: &Case, glossary: &Glossary) -> BTreeSet<String> {
    let mut subjects = BTreeSet::new();
    for issue in &case.issues {
        for text in std::iter::once(&issue.title).chain(&issue.group) {
            let words = words(text).into_iter().map(|it| it.text);
            subjects.extend(words.filter(|it| tells(it)).map(|it| stem(&it)));
        }
    }
    // Who is meant says nothing of what is meant: `Russian`, where a party is Russia.
    let mut names: BTreeSet<String> = BTreeSet::new();
    for party in &case.parties {
        names.extend(words(&party.name).into_iter().map(|it| it.text));
    }
    // Nor does a word that coded phrases are made of, as `exchange` in `exchange of views`.
    for form in glossary.terms.iter().flat_map(|it| &it.forms) {
        for word in &form.words {
            subjects.remove(&stem(word));
        }
    }
    subjects.retain(|subject| !names.iter().any(|name| alike(name, subject)));
    subjects
}

/// Whether two words begin alike, as `Ukraine` and `Ukrainian` do.
fn alike(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    same >= 5 || a == b
}

/// Whether a word of a title says what it is about.
fn tells(word: &str) -> bool {
    const IDLE: [&str; 14] = [
        "about", "after", "before", "between", "further", "other", "status", "their", "there",
        "under", "where", "which", "whose", "within",
    ];
    word.chars().count() > 4 && !IDLE.contains(&word)
}

/// A word without the ending of a plural or a genitive.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let long = word.chars().count() > 4;
    match word.strip_suffix('s').filter(|it| long && !it.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => word.to_owned(),
    }
}
