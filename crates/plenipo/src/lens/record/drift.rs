//! Drift: what a party said at one time against what it said or tabled later.

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::draft::{Condition, Draft};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::IssueOptions;
use plenipo_record::case::lines::{Line, Stated, Verdict, as_stated, standing, threads};
use plenipo_record::case::party::Party;
use plenipo_record::case::red_line::RedLine;

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

/// Lines that were lifted, and restatements of a line that say more or less than before.
fn restatements(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    for thread in threads(case, party) {
        let lines: Vec<&RedLine> = thread.iter().map(|ix| &case.red_lines[ix.get()]).collect();
        for line in &lines {
            all.extend(lifted(case, line));
        }
        for pair in lines.windows(2) {
            let (earlier, later) = (pair[0], pair[1]);
            // What was lifted before it was said again ruled out nothing any more.
            let again =
                earlier.lifted.as_ref().filter(|it| later.date.is_some_and(|day| it.date <= day));
            let changes = match again {
                Some(it) => vec![format!(
                    "draws again the line it lifted on {}: rules out {}",
                    it.date,
                    describe::issue_option_texts(case, &later.rules_out)
                )],
                None => differences(case, earlier, later),
            };
            if !changes.is_empty() {
                all.push(Drift {
                    party,
                    from: earlier.date,
                    to: later.date,
                    before: said(case, earlier),
                    after: said(case, later),
                    change: changes.join("; "),
                });
            }
        }
    }
}

/// That a line was lifted.
fn lifted(case: &Case, line: &RedLine) -> Option<Drift> {
    let it = line.lifted.as_ref()?;
    let by = it.by.as_ref().map(|by| format!(", {}", case.speaker(by))).unwrap_or_default();
    let words = it.words.as_ref();
    let words = words.map_or("the line is lifted".to_owned(), |it| describe::quoted(case, it));
    let rest = match line.rules_out.is_empty() {
        true => String::new(),
        false => {
            format!(": no longer rules out {}", describe::issue_option_texts(case, &line.rules_out))
        }
    };
    Some(Drift {
        party: line.party,
        from: line.date,
        to: Some(it.date),
        before: said(case, line),
        after: format!("{words}{by} ({})", describe::footing(case, &it.meta)),
        change: format!("lifted its line{rest}"),
    })
}

/// What a restatement changes.
fn differences(case: &Case, earlier: &RedLine, later: &RedLine) -> Vec<String> {
    let texts = |options: &IssueOptions| describe::issue_option_texts(case, options);
    let gone = minus(&earlier.rules_out, &later.rules_out);
    let new = minus(&later.rules_out, &earlier.rules_out);
    let mut changes = Vec::new();
    match (gone.is_empty(), new.is_empty()) {
        (true, true) => {}
        (false, true) => changes.push(format!("no longer rules out {}", texts(&gone))),
        (true, false) => changes.push(format!("now also rules out {}", texts(&new))),
        (false, false) => {
            changes.push(format!("now rules out {} and no longer {}", texts(&new), texts(&gone)))
        }
    }
    let cleared = minus(&minus(&earlier.unclear, &later.unclear), &later.rules_out);
    if !cleared.is_empty() {
        changes.push(format!("no longer leaves unclear {}", texts(&cleared)));
    }
    let blurred = minus(&later.unclear, &earlier.unclear);
    if !blurred.is_empty() {
        changes.push(format!("now leaves unclear {}", texts(&blurred)));
    }
    let words =
        |condition: &Condition| condition.text.clone().unwrap_or_else(|| texts(&condition.when));
    match (&earlier.condition, &later.condition) {
        (before, after) if before == after => {}
        (_, Some(after)) => changes.push(format!("now only if: {}", words(after))),
        (Some(before), None) => changes.push(format!("no longer only if: {}", words(before))),
        (None, None) => {}
    }
    changes
}

/// Options in `a` and not in `b`.
fn minus(a: &IssueOptions, b: &IssueOptions) -> IssueOptions {
    let left = a.iter().map(|(issue, set)| {
        let other = b.iter().find(|(it, _)| it == issue).map(|(_, set)| *set);
        (*issue, other.map_or(*set, |other| set.without(other)))
    });
    left.filter(|(_, set)| !set.is_empty()).collect()
}

/// Texts the party tabled that cross its own lines: those that stand, and those that no longer do.
fn own_texts(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let standing = standing(case, party);
    let threads = threads(case, party);
    for draft in case.drafts.iter().filter(|it| it.tabled_by.contains(&party)) {
        let contents = contents(case, draft);
        for line in &standing {
            let order = if line.date <= draft.date { "its later text" } else { "its earlier text" };
            all.extend(crossing(case, draft, &contents, line, |what| {
                format!("{order} {} has {what}", draft.id())
            }));
        }
        for thread in &threads {
            let of_thread = |it: &&Line| match it.stated {
                Stated::RedLine(ix) => thread.contains(&ix),
                Stated::Claim(..) => false,
            };
            let stands = standing.iter().find(of_thread);
            // Told above.
            if stands.is_none_or(|it| it.judge(&contents) != Verdict::Crossed) {
                all.extend(once(case, draft, &contents, (thread, stands.is_some())));
            }
        }
    }
}

/// A text across a line that was restated or lifted: one tabled while that statement stood, or after it
/// was lifted for good, or before the line was first drawn.
fn once(
    case: &Case,
    draft: &Draft,
    contents: &[Content],
    (thread, stands): (&[Ix<RedLine>], bool),
) -> Option<Drift> {
    let id = draft.id();
    // The statement of that time, else the first.
    let of = |ix: &Ix<RedLine>| &case.red_lines[ix.get()];
    let place = thread.iter().rposition(|it| of(it).date <= draft.date).unwrap_or(0);
    let ix = thread.get(place)?;
    let line = as_stated(case, *ix);
    let is_last = place + 1 == thread.len();
    // What stands is judged with the lines that do.
    if is_last && stands {
        return None;
    }
    let of_thread = || thread.iter().filter_map(|it| of(it).lifted.as_ref());
    let lifted = match is_last {
        true => of_thread().max_by_key(|it| it.date),
        false => of(ix).lifted.as_ref(),
    };
    crossing(case, draft, contents, &line, |what| match lifted {
        _ if line.date > draft.date => format!("its earlier text {id} has {what}"),
        Some(it) if draft.date.is_some_and(|day| day >= it.date) => format!(
            "its later text {id} has {what}, which its line ruled out until it was lifted on {}",
            it.date
        ),
        _ => format!("its text {id} has {what}, which its line ruled out at the time"),
    })
}

/// A text across a line; `change` puts into words what it has there.
fn crossing(
    case: &Case,
    draft: &Draft,
    contents: &[Content],
    line: &Line,
    change: impl Fn(String) -> String,
) -> Option<Drift> {
    if line.judge(contents) != Verdict::Crossed {
        return None;
    }
    let crossed: IssueOptions = line
        .rules_out
        .iter()
        .filter(|(issue, _)| line.judge_on(*issue, contents) == Verdict::Crossed)
        .map(|(issue, _)| (*issue, contents[issue.get()].possible))
        .collect();
    let before = match line.stated {
        Stated::RedLine(ix) => said(case, &case.red_lines[ix.get()]),
        stated @ Stated::Claim(..) => describe::line(case, stated),
    };
    Some(Drift {
        party: line.party,
        from: line.date.min(draft.date),
        to: line.date.max(draft.date),
        before,
        after: format!("{} ({})", draft.title, describe::footing(case, &draft.meta)),
        change: change(describe::issue_option_texts(case, &crossed)),
    })
}

/// Positions on one issue that differ.
fn positions(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    for issue in (0..case.issues.len()).map(Ix::new) {
        let held: Vec<_> = case
            .positions
            .iter()
            .filter(|it| it.party == party && it.issue == Some(issue))
            .filter(|it| {
                it.ideal.is_some()
                    || !it.ranking.is_empty()
                    || !it.acceptable.is_empty()
                    || it.indifferent
                    || it.ended
            })
            .collect();
        for pair in held.windows(2) {
            let same = pair[0].ideal == pair[1].ideal
                && pair[0].ranking == pair[1].ranking
                && pair[0].acceptable == pair[1].acceptable
                && pair[0].indifferent == pair[1].indifferent
                && pair[0].ended == pair[1].ended;
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
                change: match pair[1].ended {
                    true => format!("no longer holds its position on {title}"),
                    false => format!("another position on {title}"),
                },
            });
        }
    }
}
