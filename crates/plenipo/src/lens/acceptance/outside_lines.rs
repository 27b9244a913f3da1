//! The lines of those outside the agreement rule: what a text does to them stands beside every answer, and betters
//! none.

use plenipo_record::case::Case;
use plenipo_record::case::contents::{Concerned, Content, concerned};
use plenipo_record::case::describe::{counted, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Line, Verdict, standing};
use plenipo_record::case::outside::CapacityKind;

/// A standing line of somebody outside the agreement rule.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) struct OutsideLine {
    pub(in crate::lens) line: Line,
    /// The draft on record that the text is, or is made from.
    draft: Option<Ix<Draft>>,
}

impl OutsideLine {
    /// Whether its party must consent to a text of this content, whatever is not known of it.
    pub(in crate::lens) fn must_consent(&self, case: &Case, contents: &[Content]) -> bool {
        case.capacities.iter().any(|it| {
            let bears = || match self.draft {
                Some(draft) => it.is_of(draft, contents) == Some(true),
                None => {
                    let surely = matches!(concerned(&it.when, contents), Concerned::Surely(_));
                    it.to.is_empty() && surely
                }
            };
            it.party == self.line.party && it.is == CapacityKind::MustConsent && bears()
        })
    }
}

/// Every standing line of those who are outside the agreement rule, for a text that is `draft` or made from it, or one
/// that nobody has put on record. Lines that count against the text itself are not among them.
pub(in crate::lens) fn outside_lines(case: &Case, draft: Option<Ix<Draft>>) -> Vec<OutsideLine> {
    let draft = draft.map(|it| case.tried_from(it).unwrap_or(it));
    let parties = (0..case.parties.len()).map(Ix::new).filter(|it| !case.counts(*it));
    let mut all = Vec::new();
    for party in parties {
        let lines = standing(case, party).into_iter();
        all.extend(lines.map(|line| OutsideLine { line, draft }));
    }
    all
}

/// `1 line of Council, who must consent`, of those that a text of this content crosses; only of who must consent.
pub(in crate::lens) fn vetoes(
    case: &Case,
    lines: &[OutsideLine],
    contents: &[Content],
) -> Option<String> {
    let crossed = |it: &&OutsideLine| {
        it.line.judge(contents) == Verdict::Crossed && it.must_consent(case, contents)
    };
    let mut parties: Vec<(&str, usize)> = Vec::new();
    for it in lines.iter().filter(crossed) {
        let name = case.party(it.line.party).label();
        match parties.iter_mut().find(|known| known.0 == name) {
            Some((_, n)) => *n += 1,
            None => parties.push((name, 1)),
        }
    }
    let each: Vec<String> =
        parties.iter().map(|(name, n)| format!("{} of {name}", counted(*n, "line"))).collect();
    (!each.is_empty()).then(|| format!("{}, who must consent", listed(&each)))
}
