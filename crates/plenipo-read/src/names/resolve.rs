//! Who a mention is of, in the words to be entered: the name in full, or those who are described as they are
//! described; a pronoun by whom it stands for.

use super::{Mention, NamedAs, Names, Who};
use crate::sentence::Sentence;
use crate::words::Tokens;

impl Names {
    /// The names a mention stands for; none where a pronoun stands for nobody on the page.
    pub(crate) fn resolved(
        &self,
        tokens: &Tokens<'_>,
        sentences: &[Sentence],
        mention: &Mention,
    ) -> Option<String> {
        match mention.who {
            Who::Named(at) => self.entities.get(at).map(|it| it.name.clone()),
            Who::Described => Some(tokens.slice(mention.first, mention.end).to_owned()),
            Who::Pronoun => {
                let found = self.antecedent(tokens, sentences, mention)?;
                self.resolved(tokens, &[], &found)
            }
        }
    }

    /// The mention that a pronoun stands for.
    pub(crate) fn antecedent(
        &self,
        tokens: &Tokens<'_>,
        sentences: &[Sentence],
        mention: &Mention,
    ) -> Option<Mention> {
        let word = tokens.low(mention.first);
        let fits = |it: &Mention| match (word, it.who) {
            (_, Who::Pronoun) => false,
            (
                "he" | "she" | "himself" | "herself" | "his" | "her" | "me" | "him",
                Who::Named(at),
            ) => self.entities.get(at).is_some_and(|it| it.is == NamedAs::Person),
            ("he" | "she" | "his" | "her" | "him", Who::Described) => {
                !is_plural(tokens, it) && is_someone(tokens, it)
            }
            ("it", Who::Named(at)) => {
                self.entities.get(at).is_some_and(|it| it.is == NamedAs::Body)
            }
            ("it", Who::Described) => !is_plural(tokens, it) && !is_someone(tokens, it),
            ("they" | "both" | "neither" | "their" | "them", Who::Described) => {
                is_plural(tokens, it)
            }
            _ => false,
        };
        let here = sentences.partition_point(|it| it.first <= mention.first).checked_sub(1)?;
        let own = sentences.get(here)?;
        // In the same sentence the one before counts; in those before, whom they speak of first.
        let mut inside = self.within(own.first, mention.first).iter().filter(|it| fits(it));
        if let Some(it) = inside.next() {
            return Some(*it);
        }
        for sentence in sentences[..here].iter().rev().take(3) {
            let mut found = self.within(sentence.first, sentence.end).iter().find(|it| fits(it));
            // `the chancellor` of whom the paragraph speaks by name.
            if let Some(it) = found
                && matches!(word, "he" | "she")
                && matches!(it.who, Who::Described)
                && tokens.low(it.first) == "the"
            {
                let named = sentences[..here]
                    .iter()
                    .filter(|it| it.paragraph == own.paragraph)
                    .flat_map(|it| self.within(it.first, it.end))
                    .find(|it| fits(it) && matches!(it.who, Who::Named(_)));
                found = named.or(found);
            }
            if let Some(it) = found {
                return Some(*it);
            }
        }
        None
    }
}

/// Whether somebody described is several.
pub(crate) fn is_plural(tokens: &Tokens<'_>, mention: &Mention) -> bool {
    let noun = tokens.low(mention.head.1 - 1);
    noun.ends_with('s') && !noun.ends_with("ss")
        || matches!(noun, "people" | "media" | "both" | "fishermen" | "lawmen")
        || crate::numbers::cardinal(noun).is_some_and(|it| it > 1)
}

/// Whether somebody described is one person and no body.
pub(super) fn is_someone(tokens: &Tokens<'_>, mention: &Mention) -> bool {
    !matches!(
        tokens.low(mention.head.1 - 1),
        "government"
            | "cabinet"
            | "delegation"
            | "ministry"
            | "parliament"
            | "side"
            | "party"
            | "group"
            | "court"
            | "council"
            | "union"
            | "administration"
            | "media"
            | "commission"
            | "secretariat"
            | "team"
            | "movement"
            | "league"
            | "front"
            | "association"
            | "office"
            | "bank"
            | "agency"
            | "television"
            | "radio"
            | "newspaper"
            | "opposition"
            | "army"
            | "institute"
            | "staff"
            | "forum"
            | "bloc"
            | "federation"
            | "company"
            | "coalition"
            | "consortium"
            | "panel"
            | "committee"
            | "board"
            | "republic"
            | "alliance"
            | "faction"
            | "junta"
            | "regime"
            | "militia"
            | "assembly"
            | "senate"
            | "congress"
            | "kingdom"
            | "presidency"
            | "community"
            | "tribunal"
            | "club"
            | "operator"
            | "paper"
            | "tribe"
            | "troika"
            | "trio"
            | "quartet"
    )
}
