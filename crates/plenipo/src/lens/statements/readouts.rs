//! Readouts of one meeting side by side: what one mentions and another does not.

use std::collections::{BTreeMap, BTreeSet};

use super::Use;
use super::sayings::Saying;
use crate::glossary::Glossary;
use crate::glossary::words::words;
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Meeting;

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
    let mut phrases: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
    for it in uses {
        phrases.entry(it.saying).or_default().push(Mention::of(glossary, it));
    }
    let mut all: Vec<Readouts> = of
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(meeting, places)| one(case, sayings, meeting, &places, &phrases, &subjects))
        .collect();
    all.sort_by_key(|it| case.meetings[it.meeting.get()].date);
    all
}

/// A phrase or a subject that a saying has.
#[derive(Debug, Clone)]
struct Mention {
    /// By what it is compared: `constructive`, `not constructive`.
    what: String,
    /// In whose words, where those are others.
    said: Vec<String>,
}

impl Mention {
    fn of(glossary: &Glossary, it: &Use) -> Mention {
        let id = glossary.terms[it.term].id.replace('-', " ");
        let other = |said: &&str| said.to_lowercase() != id;
        let said = it.phrase.split(", ").filter(other).map(str::to_owned).collect();
        Mention { what: if it.denied { format!("not {id}") } else { id }, said }
    }

    fn subject(what: String) -> Mention {
        Mention { what, said: Vec::new() }
    }
}

/// What is mentioned as a reader is told it, the word that was said first: `fruitful (counted as useful)`.
fn shown(what: &str, said: &BTreeSet<&str>) -> String {
    match said.is_empty() {
        true => what.to_owned(),
        false => {
            let said: Vec<&str> = said.iter().copied().collect();
            format!("{} (counted as {what})", said.join(", "))
        }
    }
}

fn one(
    case: &Case,
    sayings: &[Saying],
    meeting: Ix<Meeting>,
    places: &[usize],
    phrases: &BTreeMap<usize, Vec<Mention>>,
    subjects: &BTreeSet<String>,
) -> Readouts {
    let mentions: Vec<Vec<Mention>> = places
        .iter()
        .map(|place| {
            let mut mentions = phrases.get(place).cloned().unwrap_or_default();
            let said = words(&sayings[*place].words);
            let named = said.iter().map(|it| stem(&it.text)).filter(|it| subjects.contains(it));
            let named: BTreeSet<String> = named.collect();
            mentions.extend(named.into_iter().map(Mention::subject));
            mentions
        })
        .collect();
    // What is said jointly is said by every side that says it.
    let sides: Vec<BTreeSet<String>> = places.iter().map(|it| sayings[*it].sides(case)).collect();
    let mut by_side: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for (sides, mentions) in sides.iter().zip(&mentions) {
        for side in sides {
            let own = by_side.entry(side).or_default();
            for it in mentions {
                let said = it.said.iter().map(String::as_str);
                own.entry(it.what.as_str()).or_default().extend(said);
            }
        }
    }
    // Which sides mention each: so that each side is compared with all others at once.
    let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut worded: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (side, own) in &by_side {
        for (what, said) in own {
            of.entry(what).or_default().insert(side);
            worded.entry(what).or_default().extend(said);
        }
    }
    let each = places.iter().zip(&sides).zip(&mentions).map(|((saying, sides), mentions)| {
        let own = |what: &str| of[what].iter().any(|side| sides.contains(*side));
        let others = |what: &str| of[what].iter().any(|side| !sides.contains(*side));
        let told = |it: &Mention| shown(&it.what, &it.said.iter().map(String::as_str).collect());
        let alone = mentions.iter().filter(|it| {
            // Of a joint text every side is one that mentions it.
            sides.len() == 1 && by_side.len() > 1 && !others(&it.what)
        });
        let omits = worded.iter().filter(|(what, _)| !own(what));
        Readout {
            saying: *saying,
            mentions: mentions.iter().map(told).collect(),
            alone: alone.map(told).collect(),
            omits: omits.map(|(what, said)| shown(what, said)).collect(),
        }
    });
    let each = each.collect();
    let opposed = of.keys().filter_map(|it| it.strip_prefix("not "));
    let opposed = opposed.filter(|it| of.contains_key(it)).map(str::to_owned).collect();
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
