//! Those outside the agreement rule: who must consent, must deliver or may disrupt, with their lines and answers.
//!
//! Nothing of it betters what a principal answers, and no figure counts it in.

use super::consents::{Consented, consented, consents};
use super::word::{Word, given};
use crate::finding::block::Mark;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Concerned, Content, concerned};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Judgement, Line, Verdict, standing};
use plenipo_record::case::outside::{Capacity, CapacityKind};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, Reply};

/// A party outside the agreement rule, as it stands to one draft.
pub(in crate::lens) struct Outside {
    pub(in crate::lens) party: Ix<Party>,
    /// What it can do to the text, each with whether that is sure or hangs on what the text says.
    pub(in crate::lens) capacities: Vec<(Ix<Capacity>, bool)>,
    /// Its standing lines that the draft does not keep to, gravest first.
    pub(in crate::lens) lines: Vec<(Line, Verdict)>,
    /// What it said of the text, or of any text.
    pub(in crate::lens) word: Word,
    /// What came of the consents that it was asked for.
    pub(in crate::lens) consented: Option<Consented>,
}

/// The sign of an answer from outside the room: only who must consent stops a text by it.
pub(in crate::lens) fn sign(reply: Reply, must_consent: bool) -> Mark {
    match reply {
        Reply::Reject if must_consent => Mark::Stop,
        Reply::Accept => Mark::Fine,
        _ => Mark::Maybe,
    }
}

impl Outside {
    /// Whether nothing comes of the text without its consent.
    pub(in crate::lens) fn must_consent(&self, case: &Case) -> bool {
        let kind = |it: &(Ix<Capacity>, bool)| case.capacities[it.0.get()].is;
        self.capacities.iter().any(|it| it.1 && kind(it) == CapacityKind::MustConsent)
    }

    /// Whether a text of this content may cross a line of its own, by something that is known of it.
    pub(in crate::lens) fn may_cross(&self, contents: &[Content]) -> bool {
        self.lines.iter().any(|(line, verdict)| {
            *verdict == Verdict::MayBeCrossed && line.judgement(contents) == Judgement::MayBeCrossed
        })
    }

    /// Whether what the text promises it would have to do, and that is sure.
    pub(in crate::lens) fn must_deliver(&self, case: &Case) -> bool {
        let kind = |it: &(Ix<Capacity>, bool)| case.capacities[it.0.get()].is;
        self.capacities.iter().any(|it| it.1 && kind(it) == CapacityKind::MustDeliver)
    }

    /// Whether it has consented to this very text or accepted it, and nothing that it said of it since stands.
    pub(in crate::lens) fn accepts(&self, case: &Case) -> bool {
        let accepts = |ix: &Ix<Answer>| case.answers[ix.get()].answer == Reply::Accept;
        match self.consented {
            Some(Consented::Refused(_)) => false,
            Some(Consented::Given(_)) => !self.is_against(case),
            Some(Consented::Asked) | None => {
                !self.word.own.is_empty() && self.word.own.iter().all(accepts)
            }
        }
    }

    /// Whether, by its vote, by its word or by its line, it is against the text. Its consent comes before its lines and
    /// before what it said until then.
    pub(in crate::lens) fn is_against(&self, case: &Case) -> bool {
        let rejects = |ix: &Ix<Answer>| case.answers[ix.get()].answer == Reply::Reject;
        match self.consented {
            Some(Consented::Refused(_)) => true,
            Some(Consented::Given(ix)) => {
                let then = case.consents[ix.get()].outcome.as_ref().map(|it| it.date);
                let since = |ix: &Ix<Answer>| given(&case.answers[ix.get()]) > then;
                self.word.own.iter().any(|ix| rejects(ix) && since(ix))
            }
            Some(Consented::Asked) | None => {
                self.word.own.iter().chain(&self.word.any).any(rejects)
                    || self.lines.iter().any(|(_, verdict)| *verdict == Verdict::Crossed)
            }
        }
    }
}

/// The capacities of `party` that bear on `draft`, each with whether that is sure.
fn capacities(
    case: &Case,
    party: Ix<Party>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<(Ix<Capacity>, bool)> {
    let mut found = Vec::new();
    for (place, it) in case.capacities.iter().enumerate() {
        if it.party != party {
            continue;
        }
        match it.is_of(draft, contents) {
            Some(false) => {}
            of => found.push((Ix::new(place), of.is_some())),
        }
    }
    found.sort_by_key(|(ix, _)| case.capacities[ix.get()].is);
    found
}

/// Whether it warned of or made a condition of something that a text of this content has to do with.
fn speaks_of(case: &Case, party: Ix<Party>, contents: &[Content]) -> bool {
    let presses = |it: &&Demand| it.party == party && it.is != DemandKind::Demand;
    case.demands.iter().filter(presses).any(|it| {
        it.departs_from.is_some()
            || !it.asks.is_empty()
            || !it.when.is_empty() && concerned(&it.when, contents) != Concerned::Not
    })
}

/// Everybody outside the agreement rule who has a capacity, a line, an answer or a demand that bears on the draft: who must
/// consent first. Capacities over a draft are over what is made of it; of its answers to that only what was said of any
/// text holds of one that is tried out.
pub(in crate::lens) fn outside(
    case: &Case,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Vec<Outside> {
    let on_record = case.tried_from(draft).unwrap_or(draft);
    let changed = case.is_changed(draft);
    let answered = if changed { draft } else { on_record };
    let needed = consents(case, on_record, contents, changed);
    let principals = case.signatories();
    let parties = (0..case.parties.len()).map(Ix::new).filter(|it| !principals.contains(it));
    let mut all: Vec<Outside> = parties
        .map(|party| {
            let judged = standing(case, party).into_iter().map(|line| {
                let verdict = line.judge(contents);
                (line, verdict)
            });
            let mut lines: Vec<(Line, Verdict)> =
                judged.filter(|(_, verdict)| *verdict != Verdict::Respected).collect();
            lines.sort_by_key(|(_, verdict)| std::cmp::Reverse(*verdict));
            Outside {
                party,
                capacities: capacities(case, party, on_record, contents),
                lines,
                word: Word::of(case, answered, party),
                consented: consented(case, &needed, party),
            }
        })
        .collect();
    all.retain(|it| {
        !it.capacities.is_empty()
            || !it.lines.is_empty()
            || !it.word.own.is_empty()
            || !it.word.points.is_empty()
            || speaks_of(case, it.party, contents)
    });
    let first = |it: &Outside| it.capacities.first().map(|(ix, _)| case.capacities[ix.get()].is);
    all.sort_by_key(|it| (first(it).is_none(), first(it), it.party));
    all
}
