//! What was kept of a model's answer, as proposals beside those of the rules.

use super::heard::{Heard, ModelProposal};
use crate::day::ReportDay;
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};
use crate::read::ArticleRead;

/// What a proposal of a model names as the rule it came from.
pub const BY_MODEL: &str = "language model";

/// Adds what was heard to what the rules read, in the order of the article's words: all of it worth a look, and nothing
/// that a rule proposes already of the same words. Gives back how many were added.
pub fn add(read: &mut ArticleRead, heard: &Heard) -> usize {
    let found: Vec<Proposal> = heard
        .kept
        .iter()
        .map(proposal)
        .filter(|it| !read.proposals.iter().any(|known| says_the_same(known, it)))
        .collect();
    let n = found.len();
    read.proposals.extend(found);
    // The article itself stays first.
    read.proposals.sort_by_key(|it| (it.kind != ProposalKind::Source, it.quote.start));
    n
}

fn says_the_same(known: &Proposal, it: &Proposal) -> bool {
    known.kind == it.kind && known.quote.start < it.quote.end && it.quote.start < known.quote.end
}

fn proposal(it: &ModelProposal) -> Proposal {
    let kind = it.kind;
    let status = it.status.as_deref().and_then(|word| {
        ProposedStatus::ALL.into_iter().find(|status| status.word() == word && fits(kind, *status))
    });
    Proposal {
        kind,
        quote: it.place.clone(),
        who: it.who.clone(),
        via: it.via.clone(),
        when: it.date.as_deref().and_then(ReportDay::parse),
        // Whether the words give the day or it was reckoned, a model does not say.
        inferred: it.date.is_some(),
        target: it.target.clone().unwrap_or_default(),
        status: status.unwrap_or_else(|| usual(kind)),
        words: it.words.clone().unwrap_or_default(),
        hedge: it.hedge.clone().unwrap_or_default(),
        number: None,
        rule: BY_MODEL,
        sureness: Sureness::Look,
        issues: Vec::new(),
    }
}

/// Whether an entry of that kind can stand so.
fn fits(kind: ProposalKind, status: ProposedStatus) -> bool {
    use ProposedStatus as S;
    match kind {
        ProposalKind::Meeting => matches!(status, S::Planned | S::Held | S::Cancelled),
        ProposalKind::Answer => {
            matches!(status, S::Accept | S::Conditional | S::Basis | S::Reserve | S::Reject)
        }
        ProposalKind::Demand => matches!(status, S::Demand | S::Condition | S::Warning),
        ProposalKind::Draft => matches!(status, S::Tabled | S::Revised | S::Reported),
        ProposalKind::Understanding => matches!(status, S::Agreed | S::Claimed | S::Disputed),
        _ => false,
    }
}

/// How an entry is taken to stand where the model does not say: never as more than was said.
fn usual(kind: ProposalKind) -> ProposedStatus {
    match kind {
        ProposalKind::Answer => ProposedStatus::Reserve,
        ProposalKind::Demand => ProposedStatus::Demand,
        ProposalKind::Draft => ProposedStatus::Reported,
        ProposalKind::Understanding => ProposedStatus::Claimed,
        ProposalKind::Meeting => ProposedStatus::Planned,
        _ => ProposedStatus::None,
    }
}
