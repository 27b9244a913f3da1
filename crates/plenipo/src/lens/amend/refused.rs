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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Against {
    /// It rejects it.
    Rejects,
    /// Of several answers one rejects it, and which of them holds is not on record.
    Unclear,
    /// It does not consent to it as it stands, for these reasons.
    Withholds(Vec<String>),
}

impl Against {
    fn of(word: &Word, base: &Base<'_>) -> Option<Against> {
        match word.says(base.case, &base.contents) {
            Says::Rejects => Some(Against::Rejects),
            Says::Differing | Says::Both => Some(Against::Unclear),
            Says::Withholds => Some(Against::Withholds(word.withholds(base.case, &base.contents))),
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
            refused.this.extend(Against::of(&own, base).map(|it| (party, it)));
            match Against::of(&any, base) {
                // A changed text may meet the condition.
                Some(Against::Withholds(why)) if !refused.this.iter().any(|it| it.0 == party) => {
                    refused.this.push((party, Against::Withholds(why)));
                }
                Some(Against::Withholds(_)) | None => {}
                Some(against) => refused.any.push((party, against)),
            }
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
    for (party, against) in this {
        let Against::Withholds(why) = against else { continue };
        said.push(format!("{} {}", answer.base.case.party(*party).label(), listed(why)));
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
