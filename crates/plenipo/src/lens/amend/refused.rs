//! Whose own word stops a text, whatever its figures say: the text as it stands, or any text that could be made of it.

use super::AmendAnswer;
use super::base::Base;
use crate::lens::acceptance::word::{Replies, Says, Word};
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// Whose word stops what.
#[derive(Default)]
pub(super) struct Refused {
    /// The text as it stands, and it alone: a changed one can be put to the party anew.
    pub(super) this: Vec<(Ix<Party>, Against)>,
    /// Any text: no change answers that.
    pub(super) any: Vec<(Ix<Party>, Against)>,
}

/// How a word is against a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// It rejects it.
    Rejects,
    /// Of several answers one rejects it, and which of them holds is not on record.
    Unclear,
}

impl Against {
    fn of(word: &Word, base: &Base<'_>) -> Option<Against> {
        match word.says(base.case, &base.contents) {
            Says::Rejects => Some(Against::Rejects),
            Says::Differing | Says::Both => Some(Against::Unclear),
            Says::Accepts | Says::Neither => None,
        }
    }
}

impl Refused {
    pub(super) fn of(base: &Base<'_>) -> Refused {
        let mut refused = Refused::default();
        for party in base.case.signatories() {
            let replies = Replies::of(base.case, party);
            let own = Word { any: Vec::new(), ..replies.word(base.case, base.ix) };
            let any = replies.word_on_changed(base.case, base.ix);
            let against = |word: &Word| Against::of(word, base).map(|it| (party, it));
            refused.this.extend(against(&own));
            refused.any.extend(against(&any));
        }
        refused
    }
}

/// What of that bears on every answer, each half a sentence.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Vec<String> {
    let Refused { this, any } = &answer.refused;
    let mut said = Vec::new();
    let of = |list: &[(Ix<Party>, Against)], kind: Against| {
        let each = list.iter().filter(|it| it.1 == kind);
        let names = each.map(|it| answer.base.case.party(it.0).label().to_owned());
        names.collect::<Vec<String>>()
    };
    let have = |names: &[String]| if names.len() == 1 { "has" } else { "have" };
    let names = of(this, Against::Rejects);
    if !names.is_empty() {
        let (have, names) = (have(&names), listed(&names));
        said.push(format!("{names} {have} rejected it as it stands"));
    }
    let names = of(this, Against::Unclear);
    if !names.is_empty() {
        said.push(format!("which answer of {} to it holds is not on record", listed(&names)));
    }
    let names = of(any, Against::Rejects);
    if !names.is_empty() {
        let (have, names) = (have(&names), listed(&names));
        said.push(format!("{names} {have} rejected any text, and no change answers that"));
    }
    let names = of(any, Against::Unclear);
    if !names.is_empty() {
        let names = listed(&names);
        said.push(format!("which answer of {names} to any text holds is not on record"));
    }
    said
}
