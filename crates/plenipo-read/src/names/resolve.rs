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
            ("he" | "she" | "himself" | "herself", Who::Named(at)) => {
                self.entities.get(at).is_some_and(|it| it.is == NamedAs::Person)
            }
            ("he" | "she", Who::Described) => !is_plural(tokens, it) && is_someone(tokens, it),
            ("it", Who::Named(at)) => {
                self.entities.get(at).is_some_and(|it| it.is == NamedAs::Body)
            }
            ("it", Who::Described) => !is_plural(tokens, it) && !is_someone(tokens, it),
            ("they" | "both" | "neither", Who::Described) => is_plural(tokens, it),
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
            let found = self.within(sentence.first, sentence.end).iter().find(|it| fits(it));
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
    noun.ends_with('s') && !noun.ends_with("ss") || matches!(noun, "people" | "media" | "both")
}

/// Whether somebody described is one person and no body.
fn is_someone(tokens: &Tokens<'_>, mention: &Mention) -> bool {
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
    )
}
