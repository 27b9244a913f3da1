//! Whose way a change goes: toward or away from a party's standing lines and recorded order.

use crate::preference::way;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Verdict, standing};
use plenipo_record::case::party::Party;

/// What a change of one issue is to one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) party: Ix<Party>,
    pub(super) issue: Ix<Issue>,
    pub(super) way: Way,
    /// By what it is known; empty where it is not.
    pub(super) by: &'static str,
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Toward,
    Away,
    /// The party holds both alike.
    Alike,
    /// Nothing recorded tells.
    Unknown,
}

impl Way {
    fn of(way: way::Way) -> Way {
        match way {
            way::Way::Better => Way::Toward,
            way::Way::Worse => Way::Away,
            way::Way::Alike => Way::Alike,
            way::Way::Unknown => Way::Unknown,
        }
    }
}

/// The lines of every party, and who is asked about even where nothing is recorded of it.
pub(super) struct Stands {
    lines: Vec<Vec<Line>>,
    signatories: Vec<Ix<Party>>,
}

impl Stands {
    pub(super) fn of(case: &Case) -> Stands {
        let lines = (0..case.parties.len()).map(|it| standing(case, Ix::new(it))).collect();
        Stands { lines, signatories: case.signatories() }
    }

    /// The lines of `party` that stand.
    pub(super) fn lines(&self, party: Ix<Party>) -> &[Line] {
        &self.lines[party.get()]
    }

    /// What the change of `issue` from `before` to `after` is to whom. Nothing where it is not known
    /// what one of them says, or where they say the same.
    pub(super) fn moves(
        &self,
        case: &Case,
        issue: Ix<Issue>,
        before: &[Content],
        after: &[Content],
    ) -> Vec<Move> {
        let (a, b) = (&before[issue.get()], &after[issue.get()]);
        if (a.options(), a.may_leave_open()) == (b.options(), b.may_leave_open())
            || [a, b].iter().any(|it| it.how == How::Unknown)
        {
            return Vec::new();
        }
        let mut moves = Vec::new();
        for (place, lines) in self.lines.iter().enumerate() {
            let party = Ix::new(place);
            let mut found: Vec<(Way, &'static str)> = Vec::new();
            let about = lines
                .iter()
                .filter(|it| it.rules_out.iter().chain(&it.unclear).any(|(on, _)| *on == issue));
            for line in about {
                let grave = |contents: &[Content]| {
                    gravity(line.judge_on(issue, contents), &contents[issue.get()])
                };
                found.push((by_line(grave(before), grave(after)), "line"));
            }
            let by_position = way::way(case, party, issue, a.options(), b.options());
            found.extend(by_position.map(|it| (Way::of(it), "position")));
            found.sort_unstable();
            found.dedup();
            let told = found.iter().any(|(way, _)| *way != Way::Unknown);
            for (way, by) in found.iter().filter(|(way, _)| !told || *way != Way::Unknown) {
                moves.push(Move { party, issue, way: *way, by });
            }
            if found.is_empty() && self.signatories.contains(&party) {
                moves.push(Move { party, issue, way: Way::Unknown, by: "" });
            }
        }
        moves
    }
}

/// How grave it is for the party of a line what a text does to it: nothing, leaving side by side what the line
/// rules out and what it does not, or crossing it. `None` where it hangs on something else that is not known.
fn gravity(verdict: Verdict, content: &Content) -> Option<u8> {
    match verdict {
        Verdict::Respected => Some(0),
        Verdict::MayBeCrossed if content.is_undecided() => Some(1),
        Verdict::Crossed => Some(2),
        Verdict::MayBeCrossed | Verdict::Unclear => None,
    }
}

/// Within what a line allows, or within what it rules out, it does not tell better from worse.
fn by_line(before: Option<u8>, after: Option<u8>) -> Way {
    match (before, after) {
        (Some(before), Some(after)) if after < before => Way::Toward,
        (Some(before), Some(after)) if after > before => Way::Away,
        _ => Way::Unknown,
    }
}
