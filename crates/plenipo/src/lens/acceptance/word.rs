//! A party's word on a text: what it said of that text, and what it said of any text.
//!
//! An answer to any text stands against each text that is still on the table, or was laid there on the
//! day of the answer or later, until the party is known to have said something else of that very text.
//! A rejection of any text rejects each of them; a welcome to any text accepts none, since nobody
//! consents to what it has not seen.

use jiff::civil::Date;

use super::assess::standing_replies;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents, holds};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

/// What a party has said of a text as a whole that stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::lens) struct Word {
    /// Its standing replies to the text, newest first.
    pub(in crate::lens) own: Vec<Ix<Answer>>,
    /// Its standing replies to any text that bear on this one, newest first.
    pub(in crate::lens) any: Vec<Ix<Answer>>,
}

/// Everything a party has answered, newest first: what it said of one text, or of any, is picked out of it.
#[derive(Debug, Clone)]
pub(in crate::lens) struct Replies {
    party: Ix<Party>,
    all: Vec<Ix<Answer>>,
}

impl Replies {
    pub(in crate::lens) fn of(case: &Case, party: Ix<Party>) -> Replies {
        let own = |ix: &Ix<Answer>| case.answers[ix.get()].party == party;
        let mut all: Vec<Ix<Answer>> = (0..case.answers.len()).map(Ix::new).filter(own).collect();
        all.reverse();
        all.sort_by_key(|ix| std::cmp::Reverse(given(&case.answers[ix.get()])));
        Replies { party, all }
    }

    /// Its answers to the draft as a whole or to points of it, newest first.
    pub(super) fn to(&self, case: &Case, draft: Ix<Draft>) -> Vec<Ix<Answer>> {
        self.among(case, AnswerTo::Draft(draft))
    }

    fn among(&self, case: &Case, to: AnswerTo) -> Vec<Ix<Answer>> {
        self.all.iter().copied().filter(|ix| case.answers[ix.get()].to == to).collect()
    }

    /// Its word on `draft` as it stands on record.
    pub(in crate::lens) fn word(&self, case: &Case, draft: Ix<Draft>) -> Word {
        let own = standing_replies(case, &self.to(case, draft));
        let any = self.of_any_text(case, draft, &own);
        Word { own, any }
    }

    /// What is left of it for a changed text: what was said of any text.
    pub(in crate::lens) fn word_on_changed(&self, case: &Case, draft: Ix<Draft>) -> Word {
        Word { own: Vec::new(), any: self.of_any_text(case, draft, &[]) }
    }

    /// What the party said of any text that stands against the draft beside its `own` replies to it.
    fn of_any_text(&self, case: &Case, draft: Ix<Draft>, own: &[Ix<Answer>]) -> Vec<Ix<Answer>> {
        let text = case.draft(draft);
        let mut all = standing_replies(case, &self.among(case, AnswerTo::AnyText));
        all.retain(|ix| {
            let it = &case.answers[ix.get()];
            let laid = text.date.filter(|_| text.meta.date_is == DateIs::Exact);
            let gone = !text.is_live() && before(laid, exact(it));
            // What it laid on the table itself after that is its later word.
            let its_own = text.tabled_by.contains(&self.party) && before(exact(it), laid);
            let since = own.iter().map(|ix| &case.answers[ix.get()]).any(|own| {
                let same =
                    own.audience == it.audience || own.audience.is_none() || it.audience.is_none();
                same && before(exact(it), exact(own))
            });
            !gone && !its_own && !since
        });
        all
    }
}

/// What a word comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Says {
    /// It accepts the text.
    Accepts,
    /// It rejects it.
    Rejects,
    /// It accepted the text and rejects any text; which of them holds is not on record.
    Both,
    /// Different things before different audiences, or with two voices.
    Differing,
    /// Neither.
    Neither,
}

impl Word {
    /// The word of `party` on `draft` as it stands on record.
    pub(in crate::lens) fn of(case: &Case, draft: Ix<Draft>, party: Ix<Party>) -> Word {
        Replies::of(case, party).word(case, draft)
    }

    /// The replies to a text of this content, where together they accept it and nothing it said of any text is
    /// against that; none otherwise.
    pub(in crate::lens) fn accepting(&self, case: &Case, contents: &[Content]) -> &[Ix<Answer>] {
        if self.says(case, contents) == Says::Accepts { &self.own } else { &[] }
    }

    /// What it comes to for a text of this content.
    pub(in crate::lens) fn says(&self, case: &Case, contents: &[Content]) -> Says {
        let of = |ix: &Ix<Answer>| &case.answers[ix.get()];
        let accepting = self.own.iter().filter(|ix| accepts(of(ix), contents)).count();
        let is = |list: &[Ix<Answer>], reply: Reply| list.iter().any(|ix| of(ix).answer == reply);
        let all_reject =
            !self.own.is_empty() && self.own.iter().all(|ix| of(ix).answer == Reply::Reject);
        // Before one audience any text is rejected, before another any is welcome.
        let any_differs = is(&self.any, Reply::Reject) && is(&self.any, Reply::Accept);
        if accepting > 0 && is(&self.any, Reply::Reject) {
            Says::Both
        } else if accepting > 0 && accepting == self.own.len() {
            Says::Accepts
        } else if all_reject {
            Says::Rejects
        } else if is(&self.own, Reply::Reject) {
            Says::Differing
        } else if accepting == 0 && is(&self.any, Reply::Reject) {
            if any_differs { Says::Differing } else { Says::Rejects }
        } else {
            Says::Neither
        }
    }
}

/// Whether the reply accepts a whole text of this content: outright, or under a condition that the text
/// is known to meet.
pub(in crate::lens) fn accepts(answer: &Answer, contents: &[Content]) -> bool {
    match answer.answer {
        Reply::Accept => true,
        Reply::AcceptIf => meets(answer, contents) == Some(true),
        _ => false,
    }
}

/// Whether a text of this content meets the condition of the reply, as far as the record can tell.
pub(in crate::lens) fn meets(answer: &Answer, contents: &[Content]) -> Option<bool> {
    holds(answer.condition.as_ref()?, contents)
}

/// The replies of the party to the draft that stand, where together they accept it and nothing it said of
/// any text is against that; none otherwise.
pub(in crate::lens) fn acceptance(
    case: &Case,
    draft: Ix<Draft>,
    party: Ix<Party>,
) -> Vec<Ix<Answer>> {
    let word = Word::of(case, draft, party);
    if word.own.is_empty() {
        return Vec::new();
    }
    let contents = contents(case, case.draft(draft));
    word.accepting(case, &contents).to_vec()
}

/// The day by which the latest of several answers is told.
pub(in crate::lens) fn given(answer: &Answer) -> Option<Date> {
    answer.meta.counts_from(answer.date)
}

/// The day of an answer, where it is the day itself.
fn exact(answer: &Answer) -> Option<Date> {
    answer.date.filter(|_| answer.meta.date_is == DateIs::Exact)
}

/// Whether the first is known to be the earlier.
fn before(first: Option<Date>, then: Option<Date>) -> bool {
    first.zip(then).is_some_and(|(first, then)| first < then)
}
