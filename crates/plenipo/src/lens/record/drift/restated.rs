//! Lines that were lifted, restated otherwise, or drawn again.

use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Condition;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::IssueOptions;
use plenipo_record::case::lines::{by_day, firmness, threads};
use plenipo_record::case::party::Party;
use plenipo_record::case::red_line::RedLine;

use super::{Drift, is_said, said};
use crate::finding::block::Text;
use crate::lens::whence::footed;

/// Lines that were lifted, and restatements of a line that say more or less than before.
pub(super) fn restatements(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let mut threads = threads(case, party);
    threads.iter_mut().for_each(|it| it.retain(|ix| is_said(&case.red_lines[ix.get()].meta)));
    for thread in &threads {
        let lines: Vec<&RedLine> = thread.iter().map(|ix| &case.red_lines[ix.get()]).collect();
        for (ix, line) in thread.iter().zip(&lines) {
            all.extend(lifted(case, line));
            all.extend(drawn_anew(case, &threads, *ix));
        }
        for later in &lines {
            let before: Vec<Ix<RedLine>> = thread
                .iter()
                .copied()
                .filter(|ix| case.red_lines[ix.get()].date < later.date)
                .collect();
            // Of several of one day nobody knows which came last.
            let Some(last) = by_day(case, &before).last().copied() else { continue };
            let firmer = firmer(firmness(case, &before), later);
            let each = last.iter().map(|ix| &case.red_lines[ix.get()]);
            let changes: Vec<(&RedLine, Vec<String>)> = each
                .map(|earlier| {
                    let mut changes = change(case, earlier, later);
                    changes.extend(firmer.clone());
                    (earlier, changes)
                })
                .collect();
            if changes.iter().any(|it| it.1.is_empty()) {
                continue;
            }
            all.extend(changes.into_iter().map(|(earlier, changes)| Drift {
                party,
                from: earlier.date,
                to: later.date,
                before: said(case, earlier),
                after: said(case, later),
                change: changes.join("; "),
            }));
        }
    }
}

/// What a restatement says otherwise than the statement before.
fn change(case: &Case, earlier: &RedLine, later: &RedLine) -> Vec<String> {
    // What was lifted before it was said again ruled out nothing any more.
    let again = earlier.lifted.as_ref().filter(|it| later.date.is_some_and(|day| it.date <= day));
    match again {
        Some(it) => vec![format!(
            "redraws the line it lifted on {}: rules out {}",
            it.date,
            describe::issue_option_texts(case, &later.rules_out)
        )],
        None => differences(case, earlier, later),
    }
}

/// That a restatement comes with another firmness: what was said of it holds until something else is said.
fn firmer(earlier: Option<Chance>, later: &RedLine) -> Option<String> {
    let earlier = earlier?;
    let now = later.firmness.filter(|it| *it != earlier)?;
    let (a, b) = (earlier.range(), now.range());
    let way = match (a.low > b.low && a.high > b.high, a.low < b.low && a.high < b.high) {
        (true, _) => "less firm",
        (_, true) => "firmer",
        _ => "not as firm as before, or firmer",
    };
    Some(format!("now {way}: {now}, before {earlier}"))
}

/// That a line lifted before was drawn again by a record that is not said to restate it; by all of those of the
/// first day.
fn drawn_anew(case: &Case, threads: &[Vec<Ix<RedLine>>], ix: Ix<RedLine>) -> Vec<Drift> {
    let of = |ix: Ix<RedLine>| &case.red_lines[ix.get()];
    let earlier = of(ix);
    let Some(lifted) = earlier.lifted.as_ref() else { return Vec::new() };
    let both = |it: Ix<RedLine>| common(&earlier.rules_out, &of(it).rules_out);
    // Of each other line the first statement that rules out any of it: what stood all along is not
    // drawn again.
    let first = threads.iter().filter(|thread| !thread.contains(&ix)).filter_map(|thread| {
        let drawn = thread.iter().copied().find(|it| !both(*it).is_empty())?;
        of(drawn).date.filter(|day| *day >= lifted.date).map(|day| (day, drawn))
    });
    let first: Vec<_> = first.collect();
    let Some(day) = first.iter().map(|it| it.0).min() else { return Vec::new() };
    let drift = |again: Ix<RedLine>| Drift {
        party: earlier.party,
        from: earlier.date,
        to: of(again).date,
        before: said(case, earlier),
        after: said(case, of(again)),
        change: format!(
            "redraws the line it lifted on {}: rules out {}",
            lifted.date,
            describe::issue_option_texts(case, &both(again))
        ),
    };
    first.into_iter().filter(|it| it.0 == day).map(|(_, again)| drift(again)).collect()
}

/// Options in `a` and in `b`.
fn common(a: &IssueOptions, b: &IssueOptions) -> IssueOptions {
    minus(a, &minus(a, b))
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
        after: Text::plain(format!("{words}{by}")).then(footed(case, &it.meta)),
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
