//! Drift: what a party said at one time against what it said or tabled later.

use jiff::civil::Date;

use crate::case::Case;
use crate::case::contents::contents;
use crate::case::describe::{self, Names};
use crate::case::id::Ix;
use crate::case::issue::IssueOptions;
use crate::case::lines::{Stated, Verdict, standing};
use crate::case::party::Party;
use crate::case::red_line::RedLine;

/// A difference between what a party said at two times.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) struct Drift {
    pub(in crate::lens) party: Ix<Party>,
    pub(in crate::lens) from: Option<Date>,
    pub(in crate::lens) to: Option<Date>,
    /// What was said first, with its footing.
    pub(in crate::lens) before: String,
    /// What was said or tabled later, with its footing.
    pub(in crate::lens) after: String,
    /// What changed, in a sentence.
    pub(in crate::lens) change: String,
}

/// Every drift in the record, latest last.
pub(in crate::lens) fn drifts(case: &Case) -> Vec<Drift> {
    let mut all = Vec::new();
    for party in (0..case.parties.len()).map(Ix::new) {
        restatements(case, party, &mut all);
        own_texts(case, party, &mut all);
        positions(case, party, &mut all);
    }
    all.sort_by_key(|it| (it.to, it.party));
    all
}

fn said(case: &Case, line: &RedLine) -> String {
    let stated = describe::issue_option_texts;
    let words = line.words.clone().unwrap_or_else(|| stated(case, &line.rules_out));
    let by = line.by.as_ref().map(|by| format!(", {}", case.speaker(by))).unwrap_or_default();
    format!("{}{by} ({})", describe::quoted(case, &words), describe::footing(case, &line.meta))
}

/// Restatements of a line that rule out more or less than before.
fn restatements(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let lines: Vec<&RedLine> = case.red_lines.iter().filter(|it| it.party == party).collect();
    for (place, later) in lines.iter().enumerate() {
        let Some(thread) = &later.thread else { continue };
        let earlier = lines[..place].iter().rev().find(|it| it.thread.as_ref() == Some(thread));
        let Some(earlier) = earlier else { continue };
        let gone = minus(&earlier.rules_out, &later.rules_out);
        let new = minus(&later.rules_out, &earlier.rules_out);
        let change = match (gone.is_empty(), new.is_empty()) {
            (true, true) => continue,
            (false, true) => {
                format!("no longer rules out {}", describe::issue_option_texts(case, &gone))
            }
            (true, false) => {
                format!("now also rules out {}", describe::issue_option_texts(case, &new))
            }
            (false, false) => format!(
                "now rules out {} and no longer {}",
                describe::issue_option_texts(case, &new),
                describe::issue_option_texts(case, &gone)
            ),
        };
        all.push(Drift {
            party,
            from: earlier.date,
            to: later.date,
            before: said(case, earlier),
            after: said(case, later),
            change,
        });
    }
}

/// Options in `a` and not in `b`.
fn minus(a: &IssueOptions, b: &IssueOptions) -> IssueOptions {
    let left = a.iter().map(|(issue, set)| {
        let other = b.iter().find(|(it, _)| it == issue).map(|(_, set)| *set);
        (*issue, other.map_or(*set, |other| set.without(other)))
    });
    left.filter(|(_, set)| !set.is_empty()).collect()
}

/// Texts the party tabled that cross its own standing lines.
fn own_texts(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let lines = standing(case, party);
    for draft in case.drafts.iter().filter(|it| it.tabled_by.contains(&party)) {
        let contents = contents(case, draft);
        for line in lines.iter().filter(|it| it.judge(&contents) == Verdict::Crossed) {
            let crossed: IssueOptions = line
                .rules_out
                .iter()
                .filter(|(issue, _)| line.judge_on(*issue, &contents) == Verdict::Crossed)
                .map(|(issue, _)| (*issue, contents[issue.get()].possible))
                .collect();
            let before = match line.stated {
                Stated::RedLine(ix) => said(case, &case.red_lines[ix.get()]),
                stated @ Stated::Claim(..) => describe::line(case, stated),
            };
            let earlier = line.date <= draft.date;
            let order = if earlier { "its later text" } else { "its earlier text" };
            all.push(Drift {
                party,
                from: line.date.min(draft.date),
                to: line.date.max(draft.date),
                before,
                after: format!("{} ({})", draft.title, describe::footing(case, &draft.meta)),
                change: format!(
                    "{order} {} has {}",
                    draft.id(),
                    describe::issue_option_texts(case, &crossed)
                ),
            });
        }
    }
}

/// Positions on one issue that differ.
fn positions(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    for issue in (0..case.issues.len()).map(Ix::new) {
        let held: Vec<_> = case
            .positions
            .iter()
            .filter(|it| it.party == party && it.issue == Some(issue))
            .filter(|it| it.ideal.is_some() || !it.ranking.is_empty() || !it.acceptable.is_empty())
            .collect();
        for pair in held.windows(2) {
            let same = pair[0].ideal == pair[1].ideal
                && pair[0].ranking == pair[1].ranking
                && pair[0].acceptable == pair[1].acceptable;
            if same {
                continue;
            }
            let title = &case.issue(issue).title;
            all.push(Drift {
                party,
                from: pair[0].date,
                to: pair[1].date,
                before: super::matrix::position(case, pair[0], Names::Texts).flat(),
                after: super::matrix::position(case, pair[1], Names::Texts).flat(),
                change: format!("another position on {title}"),
            });
        }
    }
}
