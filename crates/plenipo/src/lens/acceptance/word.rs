//! A party's word on a text: what it said of that text, and what it said of any text.
//!
//! An answer to any text stands against each text that is still on the table, or was laid there on the
//! day of the answer or later, until the party is known to have said something else of that very text.
//! A rejection of any text rejects each of them; a welcome to any text accepts none, since nobody
//! consents to what it has not seen.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::assess::standing_replies;
use super::consents::{Consented, consented, consents};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents, holds};
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::outside::{Capacity, CapacityKind};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};

/// What a party has said of a text as a whole that stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::lens) struct Word {
    /// Its standing replies to the text, newest first.
    pub(in crate::lens) own: Vec<Ix<Answer>>,
    /// Its standing replies to any text that bear on this one, newest first.
    pub(in crate::lens) any: Vec<Ix<Answer>>,
    /// Its standing replies to points of the text, newest first.
    pub(in crate::lens) points: Vec<Ix<Answer>>,
    /// What came of the consent to the text that a party which must consent was asked for: taken whole, that is its
    /// answer where it gave no other.
    pub(in crate::lens) consented: Option<Consented>,
}

/// Everything a party has answered, newest first: what it said of one text, or of any, is picked out of it.
#[derive(Debug, Clone)]
pub(in crate::lens) struct Replies {
    party: Ix<Party>,
    /// By what they are answers to.
    to: BTreeMap<AnswerTo, Vec<Ix<Answer>>>,
    /// Those to any text that stand.
    any: Vec<Ix<Answer>>,
}

impl Replies {
    pub(in crate::lens) fn of(case: &Case, party: Ix<Party>) -> Replies {
        let own = |ix: &Ix<Answer>| case.answers[ix.get()].party == party;
        let mut all: Vec<Ix<Answer>> = (0..case.answers.len()).map(Ix::new).filter(own).collect();
        all.reverse();
        all.sort_by_key(|ix| std::cmp::Reverse(given(&case.answers[ix.get()])));
        let mut to: BTreeMap<AnswerTo, Vec<Ix<Answer>>> = BTreeMap::new();
        for ix in all {
            to.entry(case.answers[ix.get()].to).or_default().push(ix);
        }
        let any = to.get(&AnswerTo::AnyText).map_or_else(Vec::new, |it| standing_replies(case, it));
        Replies { party, to, any }
    }

    /// Its answers to the draft as a whole or to points of it, newest first.
    pub(super) fn to(&self, draft: Ix<Draft>) -> &[Ix<Answer>] {
        self.to.get(&AnswerTo::Draft(draft)).map_or(&[], Vec::as_slice)
    }

    /// Its word on `draft` as it stands on record.
    pub(in crate::lens) fn word(&self, case: &Case, draft: Ix<Draft>) -> Word {
        let to = self.to(draft);
        let own = standing_replies(case, to);
        let any = self.of_any_text(case, draft, &own);
        let points = to.iter().copied().filter(|ix| stands_on_points(case, *ix, to)).collect();
        Word { own, any, points, consented: self.consented(case, draft) }
    }

    fn consented(&self, case: &Case, draft: Ix<Draft>) -> Option<Consented> {
        let must = |it: &Capacity| it.party == self.party && it.is == CapacityKind::MustConsent;
        if case.is_changed(draft) || !case.capacities.iter().any(must) {
            return None;
        }
        let contents = contents(case, case.draft(draft));
        consented(case, &consents(case, draft, &contents, false), self.party)
    }

    /// What is left of it for a changed text: what was said of any text.
    pub(in crate::lens) fn word_on_changed(&self, case: &Case, draft: Ix<Draft>) -> Word {
        Word { any: self.of_any_text(case, draft, &[]), ..Word::default() }
    }

    /// What the party said of any text that stands against the draft beside its `own` replies to it.
    fn of_any_text(&self, case: &Case, draft: Ix<Draft>, own: &[Ix<Answer>]) -> Vec<Ix<Answer>> {
        let text = case.draft(draft);
        let mut all = self.any.clone();
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::lens) enum Says {
    /// It accepts the text.
    Accepts,
    /// It rejects it.
    Rejects,
    /// It accepted the text, and rejects any text or a point of this one; which of them holds is not on record.
    Both,
    /// Different things before different audiences, or with two voices.
    Differing,
    /// It rejects a point of the text, or accepts it on a condition that the text is not known to meet: no consent to
    /// the text as it stands.
    Withholds,
    /// Neither.
    Neither,
}

/// Whether the answer is to points of its draft of which one was not answered since before the same audience, by
/// itself or by an acceptance of the whole. `all` are the party's answers to the draft.
fn stands_on_points(case: &Case, ix: Ix<Answer>, all: &[Ix<Answer>]) -> bool {
    let it = &case.answers[ix.get()];
    if it.points.is_empty() {
        return false;
    }
    let since = |other: &&Answer| other.audience == it.audience && given(other) > given(it);
    let later: Vec<&Answer> = all.iter().map(|ix| &case.answers[ix.get()]).filter(since).collect();
    let whole = later.iter().any(|other| other.points.is_empty() && other.answer == Reply::Accept);
    let answered = |point: &String| later.iter().any(|other| other.points.contains(point));
    !whole && it.points.iter().any(|point| !answered(point))
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
        let on_points = self.points.iter().any(|ix| withholds(of(ix), contents));
        match self.consented.filter(|_| self.own.is_empty() && !on_points) {
            Some(Consented::Given(_)) => return Says::Accepts,
            Some(Consented::Refused(_)) => return Says::Rejects,
            Some(Consented::Asked) | None => {}
        }
        if accepting > 0 && (is(&self.any, Reply::Reject) || on_points) {
            Says::Both
        } else if accepting > 0 && accepting == self.own.len() {
            Says::Accepts
        } else if all_reject {
            Says::Rejects
        } else if is(&self.own, Reply::Reject) {
            Says::Differing
        } else if accepting == 0 && is(&self.any, Reply::Reject) {
            if any_differs { Says::Differing } else { Says::Rejects }
        } else if on_points
            || is(&self.own, Reply::AcceptIf)
            || self.any.iter().any(|ix| withholds(of(ix), contents))
        {
            Says::Withholds
        } else {
            Says::Neither
        }
    }

    /// What of its word keeps it from consenting to a text of this content as it stands, each in the past tense and
    /// without the party: `rejected point 4`; a condition with its words.
    pub(in crate::lens) fn withholds(&self, case: &Case, contents: &[Content]) -> Vec<String> {
        self.reasons(case, contents, true)
    }

    /// The same where the words of a condition stand beside.
    pub(super) fn withholds_in_short(&self, case: &Case, contents: &[Content]) -> Vec<String> {
        self.reasons(case, contents, false)
    }

    fn reasons(&self, case: &Case, contents: &[Content], with_words: bool) -> Vec<String> {
        let of = |ix: &Ix<Answer>| &case.answers[ix.get()];
        let mut all: Vec<String> = Vec::new();
        let mut rejected: Vec<String> = Vec::new();
        let mut conditional: Vec<String> = Vec::new();
        for it in self.points.iter().map(of).filter(|it| withholds(it, contents)) {
            let of_reply = match it.answer {
                Reply::Reject => &mut rejected,
                _ => &mut conditional,
            };
            let new: Vec<String> =
                it.points.iter().filter(|point| !of_reply.contains(point)).cloned().collect();
            of_reply.extend(new);
        }
        let noun = |points: &[String]| if points.len() == 1 { "point" } else { "points" };
        if !rejected.is_empty() {
            all.push(format!("rejected {} {}", noun(&rejected), listed(&rejected)));
        }
        let unmet = |list: &[Ix<Answer>]| {
            let mut each = list.iter().map(of);
            each.find(|it| it.answer == Reply::AcceptIf && withholds(it, contents))
        };
        let whole = unmet(&self.own).or_else(|| unmet(&self.any));
        let Some(it) = whole.or_else(|| unmet(&self.points)) else { return all };
        let what = match (whole.is_some(), it.to) {
            (true, AnswerTo::AnyText) => " any text".to_owned(),
            (true, _) => String::new(),
            (false, _) => format!(" {} {}", noun(&conditional), listed(&conditional)),
        };
        let met = match meets(it, contents) {
            Some(_) => "not met",
            None => "not known to be met",
        };
        let said = it.condition.as_ref().filter(|_| with_words).map(|said| match &said.text {
            Some(words) => format!(" ({})", describe::quoted(case, words)),
            None => format!(" ({})", describe::issue_option_texts(case, &said.when)),
        });
        all.push(format!("accepted{what} only on a condition {met}{}", said.unwrap_or_default()));
        all
    }
}

/// Whether the reply, to the whole or to points, is no consent to a text of this content: a rejection, or a condition
/// that the text is not known to meet.
fn withholds(answer: &Answer, contents: &[Content]) -> bool {
    match answer.answer {
        Reply::Reject => true,
        Reply::AcceptIf => meets(answer, contents) != Some(true),
        _ => false,
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
