//! The answer in words and tables.

use super::LabAnswer;
use super::answer::{LabIssue, LabOption, OptionFor};
use super::order::OrderPlace;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::tables::{line_cell, verdict_mark};
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{self, capital, counted, ordinal};
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::rule::Rule;

pub(super) fn headline(answer: &LabAnswer<'_>) -> String {
    let title = &answer.case.draft(answer.base).title;
    let from = match answer.made.changes.len() {
        0 => title.clone(),
        n => format!("{title}, with {}", counted(n, "change")),
    };
    let crossed = |it: &&LabIssue| {
        let chosen = it.options.iter().filter(|it| it.chosen);
        chosen.flat_map(|it| &it.each).any(|it| it.verdict == Verdict::Crossed)
    };
    let free = |it: &LabOption| {
        it.breaks.is_empty() && it.each.iter().all(|it| it.verdict == Verdict::Respected)
    };
    let chosen = answer.issues.iter().flat_map(|it| &it.options).filter(|it| it.chosen);
    let mut breaks: Vec<Ix<Rule>> = chosen.flat_map(|it| it.breaks.iter().copied()).collect();
    breaks.sort_unstable();
    breaks.dedup();
    if let Some(first) = breaks.first() {
        let more = match breaks.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let rule = describe::rule_named(answer.case, *first);
        return format!("{from}: no such text can be, since it breaks {rule}{more}.");
    }
    let against: Vec<&LabIssue> = answer.issues.iter().filter(crossed).collect();
    if against.is_empty() {
        return format!("{from}: what it is known to say crosses no line on record.");
    }
    let ways = against.iter().filter(|it| it.options.iter().any(free)).count();
    let issues = counted(against.len(), "issue");
    let on = match (ways, against.len()) {
        (0, _) => "no other option there is clear of every line".to_owned(),
        (ways, all) if ways == all => "another option there is clear of every line".to_owned(),
        (ways, _) => format!("on {ways} of them another option is clear of every line"),
    };
    format!("{from}: it crosses lines on {issues}; {on}.")
}

pub(super) fn account(answer: &LabAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group: Option<&str> = None;
    for it in &answer.issues {
        let issue = answer.case.issue(it.issue);
        if issue.group.as_deref() != group || blocks.is_empty() {
            group = issue.group.as_deref();
            blocks.push(Block::heading(1, group.map_or("Issues".to_owned(), capital)));
        }
        blocks.push(Block::Item(item(answer, it)));
    }
    if answer.issues.is_empty() {
        blocks.push(Block::para("No issue is on record."));
    }
    blocks.push(Block::Para(Text::default().quiet(
        "A line that is crossed is a veto for its party, whatever else is offered. No order on record is not \
         indifference.",
    )));
    blocks
}

fn item(answer: &LabAnswer<'_>, it: &LabIssue) -> Item {
    let issue = answer.case.issue(it.issue);
    let says = match (it.content.single(), it.content.how) {
        (Some(option), _) => issue.options[option.get()].text.clone(),
        (None, How::LeftOpen) => "left to the principals".to_owned(),
        (None, How::Unknown) => "not known".to_owned(),
        (None, _) => format!("one of {}", describe::option_texts(issue, it.content.options())),
    };
    let changed = if it.changed { " (changed)" } else { "" };
    let under = it.options.iter().map(|of| Text::plain(option(answer, it, of))).collect();
    let chosen = it.options.iter().find(|it| it.chosen);
    let gravest = chosen.and_then(|it| it.each.iter().map(|it| it.verdict).max());
    Item {
        mark: gravest.filter(|it| *it != Verdict::Respected).map_or(Mark::Plain, verdict_mark),
        text: Text::default().strong(issue.title.clone()).and(format!(": {says}{changed}")),
        under,
    }
}

fn option(answer: &LabAnswer<'_>, issue: &LabIssue, it: &LabOption) -> String {
    let text = &answer.case.issue(issue.issue).options[it.option.get()].text;
    let here = if it.chosen { "▸ " } else { "" };
    let each = answer.parties.iter().zip(&it.each).filter_map(|(party, of)| {
        let said = said(of)?;
        Some(format!("{}: {said}", answer.case.party(*party).label()))
    });
    let rules =
        it.breaks.iter().map(|it| format!("breaks {}", describe::rule_named(answer.case, *it)));
    let each: Vec<String> = rules.chain(each).collect();
    match each.is_empty() {
        true => format!("{here}{text}"),
        false => format!("{here}{text} — {}", each.join("; ")),
    }
}

/// `line crossed, 2nd of 4`; nothing where nothing is on record.
fn said(of: &OptionFor) -> Option<String> {
    let line = (of.verdict != Verdict::Respected).then(|| format!("line {}", of.verdict.word()));
    let parts: Vec<String> = line.into_iter().chain(of.order.map(place)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `2nd of 4`, `1st to 3rd of 4`, `all alike`.
fn place(it: OrderPlace) -> String {
    let OrderPlace { best, worst, of } = it;
    match best == worst {
        true => format!("{} of {of}", ordinal(best)),
        false => format!("{} to {} of {of}", ordinal(best), ordinal(worst)),
    }
}

pub(super) fn tables(answer: &LabAnswer<'_>) -> Vec<Table> {
    vec![issues(answer), options(answer), stands(answer)]
}

/// An issue a row: what the draft says of it.
fn issues(answer: &LabAnswer<'_>) -> Table {
    let mut table = Table::new(
        "contents",
        "What the draft says, issue by issue",
        vec![
            Column::new("issue", ColumnKind::Id),
            Column::new("title", ColumnKind::Text),
            Column::new("group", ColumnKind::Text),
            Column::new("points", ColumnKind::Text),
            Column::new("content", ColumnKind::State),
            Column::new("may_be", ColumnKind::List).label("options it may have"),
            Column::new("changed", ColumnKind::Text),
        ],
    );
    let draft = answer.case.draft(answer.draft);
    for it in &answer.issues {
        let issue = answer.case.issue(it.issue);
        let points = describe::points(draft, &it.content);
        table.push(vec![
            Cell::issue(answer.case.issue_id(it.issue)),
            Cell::text(issue.title.clone()),
            Cell::maybe_text(issue.group.clone()),
            Cell::maybe_text((!points.is_empty()).then_some(points)),
            Cell::state(it.content.how.word(), how_mark(it.content.how)),
            Cell::maybe_list(Cell::options(issue, it.content.options())),
            Cell::text(if it.changed { "yes" } else { "no" }),
        ]);
    }
    table
}

fn how_mark(how: How) -> Mark {
    if how == How::Unknown { Mark::Unknown } else { Mark::Plain }
}

/// An option a row.
fn options(answer: &LabAnswer<'_>) -> Table {
    let mut table = Table::new(
        "choices",
        "Options, and what to try for each",
        vec![
            Column::new("issue", ColumnKind::Id),
            Column::new("option", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
            Column::new("chosen", ColumnKind::Text),
            Column::new("in_base", ColumnKind::Text).label("in the draft on record"),
            Column::new("breaks", ColumnKind::List).label("rules it breaks"),
            Column::new("try", ColumnKind::Text).label("as a draft to try out"),
        ],
    );
    let word = |it: bool| Cell::text(if it { "yes" } else { "no" });
    for it in &answer.issues {
        let issue = answer.case.issue(it.issue);
        for of in &it.options {
            let option = &issue.options[of.option.get()];
            table.push(vec![
                Cell::issue(answer.case.issue_id(it.issue)),
                Cell::option(option.id.as_str()),
                Cell::text(option.text.clone()),
                word(of.chosen),
                word(of.in_base),
                Cell::list(
                    of.breaks.iter().map(|it| Cell::text(describe::rule_named(answer.case, *it))),
                ),
                Cell::text(of.tried.to_string()),
            ]);
        }
    }
    table
}

/// An option and a party a row.
fn stands(answer: &LabAnswer<'_>) -> Table {
    let mut table = Table::new(
        "stands",
        "Where each party stands on each option",
        vec![
            Column::new("issue", ColumnKind::Id),
            Column::new("option", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("outside", ColumnKind::Text).label("outside the room"),
            Column::new("line", ColumnKind::State),
            Column::new("lines", ColumnKind::List),
            Column::new("place", ColumnKind::Range).label("place in its order"),
        ],
    );
    for it in &answer.issues {
        let issue = answer.case.issue(it.issue);
        for of in &it.options {
            for (place, (party, each)) in answer.parties.iter().zip(&of.each).enumerate() {
                let line = match each.verdict {
                    Verdict::Respected => Cell::Unknown,
                    verdict => Cell::state(verdict.word(), verdict_mark(verdict)),
                };
                let (best, worst) =
                    (each.order.map(|it| it.best as f64), each.order.map(|it| it.worst as f64));
                table.push(vec![
                    Cell::issue(answer.case.issue_id(it.issue)),
                    Cell::option(issue.options[of.option.get()].id.as_str()),
                    Cell::party(answer.case.party_id(*party)),
                    Cell::text(if place < answer.principals { "no" } else { "yes" }),
                    line,
                    Cell::list(each.lines.iter().map(|it| line_cell(answer.case, *it))),
                    Cell::range(best, worst),
                ]);
            }
        }
    }
    table
}
