//! Texts a party tabled or accepted that cross its own lines.

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents, holds};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Point};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, IssueOptions};
use plenipo_record::case::lines::{Line, Stated, Verdict, as_stated, by_day, standing, threads};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};
use plenipo_record::case::red_line::RedLine;

use super::{Drift, is_said, said};
use crate::finding::block::Text;
use crate::lens::whence::footed;

/// A text that a party made its own at some time: by tabling it, or by accepting it.
struct Own<'c> {
    draft: &'c Draft,
    contents: Vec<Content>,
    /// When it did.
    date: Option<Date>,
    /// The acceptance; none where it tabled the text.
    answer: Option<&'c Answer>,
}

/// How the making of a text its own stands to a line in time.
#[derive(Clone, Copy)]
enum Order {
    Later,
    Earlier,
    /// On one day, or it is not on record which came first.
    Beside,
}

impl Own<'_> {
    fn tabled<'c>(case: &Case, draft: &'c Draft) -> Own<'c> {
        Own { draft, contents: contents(case, draft), date: draft.date, answer: None }
    }

    fn order(&self, line: &Line) -> Order {
        match (self.answer, line.date, self.date) {
            (None, line, text) if line <= text => Order::Later,
            (None, ..) => Order::Earlier,
            (_, Some(line), Some(answer)) if line < answer => Order::Later,
            (_, Some(line), Some(answer)) if line > answer => Order::Earlier,
            _ => Order::Beside,
        }
    }

    /// `its later text d has A: x`, `it later accepted d, which has A: x`.
    fn told(&self, order: Order, what: &str) -> String {
        let id = self.draft.id();
        match (self.answer.is_some(), order) {
            (false, Order::Later) => format!("its later text {id} has {what}"),
            (false, Order::Earlier) => format!("its earlier text {id} has {what}"),
            (false, Order::Beside) => format!("its text {id} has {what}"),
            (true, Order::Later) => format!("it later accepted {id}, which has {what}"),
            (true, Order::Earlier) => format!("it had accepted {id}, which has {what}"),
            (true, Order::Beside) => format!("it accepted {id}, which has {what}"),
        }
    }

    /// Whether it is about `issue`: an acceptance of some points is about what they settle.
    fn is_about(&self, issue: Ix<Issue>) -> bool {
        let points = self.answer.map(|it| it.points.as_slice()).unwrap_or_default();
        let named = |it: &&Point| it.number.as_ref().is_some_and(|number| points.contains(number));
        points.is_empty()
            || self.draft.points.iter().filter(named).any(|it| {
                it.sets.iter().any(|(on, _)| *on == issue)
                    || it.among.iter().any(|(on, _)| *on == issue)
            })
    }

    /// Options that the text has across the line; none where it is not across it.
    fn across(&self, line: &Line) -> IssueOptions {
        let each = line.rules_out.iter().map(|(issue, _)| *issue);
        let crossed = |it: &Ix<Issue>| {
            self.is_about(*it) && line.judge_on(*it, &self.contents) == Verdict::Crossed
        };
        each.filter(crossed).map(|it| (it, self.contents[it.get()].options())).collect()
    }
}

/// Texts the party tabled that cross its own lines: those that stand, and those that no longer do.
pub(super) fn own_texts(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    for draft in case.drafts.iter().filter(|it| it.tabled_by.contains(&party)) {
        all.extend(against_lines(case, party, &Own::tabled(case, draft)));
    }
}

/// Texts of others that the party accepted across its own lines.
pub(super) fn accepted(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let mut answers: Vec<&Answer> =
        case.answers.iter().filter(|it| it.party == party && is_said(&it.meta)).collect();
    // In canonical order the undated come last; here they are the oldest.
    answers.sort_by_key(|it| it.date);
    for answer in answers {
        let AnswerTo::Draft(draft) = answer.to else { continue };
        let draft = case.draft(draft);
        let contents = contents(case, draft);
        let met = || answer.condition.as_ref().and_then(|it| holds(it, &contents)) == Some(true);
        let accepts = match answer.answer {
            Reply::Accept => true,
            Reply::AcceptIf => met(),
            _ => false,
        };
        // Its own text across its line is told as that.
        if !accepts || draft.tabled_by.contains(&party) {
            continue;
        }
        let own = Own { draft, contents, date: answer.date, answer: Some(answer) };
        for it in against_lines(case, party, &own) {
            // An acceptance that is repeated is told once.
            let is_same = |other: &Drift| {
                (other.party, &other.before, &other.change) == (party, &it.before, &it.change)
            };
            if !all.iter().any(is_same) {
                all.push(it);
            }
        }
    }
}

/// A text against the lines of the party that made it its own.
fn against_lines(case: &Case, party: Ix<Party>, own: &Own<'_>) -> Vec<Drift> {
    let standing = standing(case, party);
    let mut found = Vec::new();
    for line in &standing {
        // A line that is only supposed was said at no time.
        if own.answer.is_none() || !line.is_assumed(case) {
            found.extend(crossing(case, own, line, |what| own.told(own.order(line), &what)));
        }
    }
    for thread in &threads(case, party) {
        let of_thread = |it: &&Line| match it.stated {
            Stated::RedLine(ix) => thread.contains(&ix),
            Stated::Claim(..) => false,
        };
        let stand: Vec<&Line> = standing.iter().filter(of_thread).collect();
        // Told above.
        if stand.iter().all(|it| own.across(it).is_empty()) {
            found.extend(once(case, own, (thread, !stand.is_empty())));
        }
    }
    found
}

/// A text across a line that was restated or lifted: one made its own while that statement stood, or
/// after it was lifted for good, or before the line was first drawn.
fn once(case: &Case, own: &Own<'_>, (thread, stands): (&[Ix<RedLine>], bool)) -> Vec<Drift> {
    // The statements of that time, else the first.
    let of = |ix: &Ix<RedLine>| &case.red_lines[ix.get()];
    let days = by_day(case, thread);
    let said = |day: &[Ix<RedLine>]| day.first().and_then(|ix| of(ix).date);
    let place = days.iter().rposition(|day| said(day) <= own.date).unwrap_or(0);
    let Some(day) = days.get(place) else { return Vec::new() };
    let is_last = place + 1 == days.len();
    let lifted_last =
        thread.iter().filter_map(|it| of(it).lifted.as_ref()).max_by_key(|it| it.date);
    let each = day.iter().filter_map(|ix| {
        let line = as_stated(case, *ix);
        // What stands is judged with the lines that do.
        if is_last && stands || own.answer.is_some() && line.is_assumed(case) {
            return None;
        }
        let lifted = if is_last { lifted_last } else { of(ix).lifted.as_ref() };
        crossing(case, own, &line, |what| match lifted {
            _ if line.date > own.date => own.told(Order::Earlier, &what),
            Some(it) if own.date.is_some_and(|day| day >= it.date) => format!(
                "{}, which its line ruled out until it was lifted on {}",
                own.told(Order::Later, &what),
                it.date
            ),
            _ => {
                format!("{}, which its line ruled out at the time", own.told(Order::Beside, &what))
            }
        })
    });
    each.collect()
}

/// A text across a line; `change` puts into words what it has there.
fn crossing(
    case: &Case,
    own: &Own<'_>,
    line: &Line,
    change: impl Fn(String) -> String,
) -> Option<Drift> {
    let crossed = own.across(line);
    if crossed.is_empty() {
        return None;
    }
    let before = match line.stated {
        Stated::RedLine(ix) => said(case, &case.red_lines[ix.get()]),
        stated @ Stated::Claim(..) => Text::plain(describe::line(case, stated)),
    };
    let after = match own.answer {
        Some(answer) => super::answers::said(case, answer),
        None => Text::plain(&own.draft.title).then(footed(case, &own.draft.meta)),
    };
    let change = change(describe::issue_option_texts(case, &crossed));
    let drift = Drift {
        party: line.party,
        from: line.date.min(own.date),
        to: line.date.max(own.date),
        before,
        after,
        change,
    };
    // What was accepted before the line was drawn stands before it.
    Some(match (own.answer, own.order(line)) {
        (Some(_), Order::Earlier) => Drift { before: drift.after, after: drift.before, ..drift },
        _ => drift,
    })
}
