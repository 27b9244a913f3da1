//! Who is spoken of: people with their offices, governments and bodies, places, and those who are not named. Later
//! mentions, by surname, by office or by a pronoun, are joined to the first, where the name stands in full.

mod described;
pub(crate) mod governments;
pub(crate) mod known;
mod mentions;
mod resolve;
mod unnamed;

use std::collections::HashMap;

use crate::cue::Cues;
use crate::sentence::Sentence;
use crate::words::Tokens;

/// What somebody or something that has a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedAs {
    /// A person.
    Person,
    /// A government, a party to the talks, an organisation.
    Body,
    /// A place, and nobody.
    Place,
}

/// Somebody or something with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entity {
    /// The name as it stands at the first mention, in full.
    pub(crate) name: String,
    pub(crate) is: NamedAs,
    /// The office that the article gives a person, as it stands there.
    pub(crate) office: Option<String>,
    /// The words of the first mention.
    pub(crate) first: (usize, usize),
    /// How often it is mentioned.
    pub(crate) count: usize,
}

/// Who a mention is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody or something with a name.
    Named(usize),
    /// Somebody without a name, as described: `two officials`.
    Described,
    /// A pronoun.
    Pronoun,
}

/// Words that speak of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its first word, with article and office.
    pub(crate) first: usize,
    /// The word behind its last.
    pub(crate) end: usize,
    /// The name itself, or the noun.
    pub(crate) head: (usize, usize),
    pub(crate) who: Who,
}

/// Everybody an article speaks of.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) entities: Vec<Entity>,
    /// Mentions in order, none inside another.
    pub(crate) mentions: Vec<Mention>,
    /// Single words by which entities are spoken of, in small letters.
    short: HashMap<String, usize>,
}

impl Names {
    pub(crate) fn of(
        tokens: &Tokens<'_>,
        cues: &Cues,
        sentences: &[Sentence],
        known: &known::Known,
    ) -> Names {
        mentions::names(tokens, cues, sentences, known)
    }

    /// The mentions that begin within these words.
    pub(crate) fn within(&self, first: usize, end: usize) -> &[Mention] {
        let from = self.mentions.partition_point(|it| it.first < first);
        let to = self.mentions.partition_point(|it| it.first < end);
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The mention that holds the word at `at`.
    pub(crate) fn holding(&self, at: usize) -> Option<&Mention> {
        let next = self.mentions.partition_point(|it| it.first <= at);
        let it = self.mentions.get(next.checked_sub(1)?)?;
        (at < it.end).then_some(it)
    }

    pub(crate) fn is(&self, mention: &Mention) -> Option<NamedAs> {
        match mention.who {
            Who::Named(at) => self.entities.get(at).map(|it| it.is),
            _ => None,
        }
    }
}

pub(crate) use resolve::is_plural;

/// Whether the subject of the verb at `at` is several.
pub(crate) fn is_plural_subject(
    ground: crate::attribution::Ground<'_, '_>,
    at: usize,
    from: usize,
) -> bool {
    ground.subject(at, from).is_some_and(|it| {
        is_plural(ground.tokens, &it)
            || ground.listed(&it).len() > 1
            || matches!(ground.tokens.low(it.first), "they" | "we" | "both")
    })
}
