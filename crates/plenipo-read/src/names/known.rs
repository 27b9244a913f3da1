//! What the dossier calls its own people, parties and issues, looked up by any of their names. Made once a dossier.

use std::collections::{BTreeSet, HashMap};

use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::records::Records;

use super::governments::{governments, low};
use crate::fold::content;
use crate::words::Tokens;

/// The dossier's own names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Names in small letters, each with the person or the party it is of; one that several have is nobody's.
    by: HashMap<String, Option<RecordRef>>,
    /// Governments of the shipped list that are a party.
    governments: HashMap<usize, RecordRef>,
    /// Of each issue the words of its title, and those of its options.
    issues: Vec<(Ix<Issue>, BTreeSet<String>, BTreeSet<String>)>,
    /// Titles of drafts in small letters.
    drafts: Vec<(RecordRef, BTreeSet<String>)>,
}

impl Known {
    /// The names of `records`.
    pub fn of(records: &Records) -> Known {
        let mut out = Known::default();
        let all = governments();
        for (at, party) in records.parties.iter().enumerate() {
            let of = RecordRef::new(Kind::Party, at);
            let names = [&party.name].into_iter().chain(&party.short).chain(&party.also_known_as);
            for name in names {
                out.put(name, of);
                if let Some(it) = all.named(name) {
                    out.governments.entry(it).or_insert(of);
                }
            }
        }
        for (at, person) in records.persons.iter().enumerate() {
            let of = RecordRef::new(Kind::Person, at);
            out.put(&person.name, of);
            if let Some(last) = person.name.split_whitespace().last()
                && last != person.name
            {
                out.put(last, of);
            }
        }
        for (at, issue) in records.issues.iter().enumerate() {
            let words = content(&issue.title);
            let options = issue.options.iter().flat_map(|it| content(&it.text)).collect();
            if !words.is_empty() {
                out.issues.push((Ix::new(at), words, options));
            }
        }
        for (at, draft) in records.drafts.iter().enumerate() {
            let words = content(&draft.title);
            if !words.is_empty() {
                out.drafts.push((RecordRef::new(Kind::Draft, at), words));
            }
        }
        out
    }

    fn put(&mut self, name: &str, of: RecordRef) {
        let tokens = Tokens::of(name);
        let name = low(&tokens, 0, tokens.len());
        if name.is_empty() {
            return;
        }
        let it = self.by.entry(name).or_insert(Some(of));
        if *it != Some(of) {
            *it = None;
        }
    }

    /// The person or party that a name is of: its own name, or that of its government (`the Kremlin`, `Russian`).
    #[must_use]
    pub fn named(&self, name: &str) -> Option<RecordRef> {
        let tokens = Tokens::of(name);
        let from = usize::from(matches!(tokens.low(0), "the" | "a"));
        let name = low(&tokens, from, tokens.len());
        if let Some(found) = self.by.get(&name) {
            return *found;
        }
        self.governments.get(&governments().named(&name)?).copied()
    }

    /// The issues whose own words occur in `text`: every word of the title, or one of them and two in all, of title
    /// and options, that no other issue has.
    #[must_use]
    pub fn issues(&self, text: &str) -> Vec<Ix<Issue>> {
        let words = content(text);
        let alone = |word: &str| {
            self.issues
                .iter()
                .filter(|(_, title, options)| title.contains(word) || options.contains(word))
                .count()
                == 1
        };
        let own = |title: &BTreeSet<String>, options: &BTreeSet<String>| {
            let telling =
                title.union(options).filter(|it| words.contains(*it) && alone(it)).count();
            title.is_subset(&words) || telling >= 2 && title.intersection(&words).count() > 0
        };
        self.issues
            .iter()
            .filter(|(_, title, options)| own(title, options))
            .map(|it| it.0)
            .collect()
    }

    /// The draft whose title occurs in `text`, where only one does.
    #[must_use]
    pub fn draft(&self, text: &str) -> Option<RecordRef> {
        let words = content(text);
        let mut all = self.drafts.iter().filter(|(_, of)| of.is_subset(&words));
        let found = all.next()?;
        all.next().is_none().then_some(found.0)
    }
}
