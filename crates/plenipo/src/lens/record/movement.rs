//! How parties moved, each step by somebody's account: from where, to where, how far it went, on what condition.
//!
//! It is for the keeper's eyes unless a record of it is opened. Nothing is added up, and no distance is taken.

use std::collections::HashSet;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::course::{Movement, MovementKind};
use plenipo_record::case::describe::{self, option_texts, said_option_texts};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::party::Party;

/// How one party is said to have moved on one issue.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Moved {
    /// Who.
    pub party: Ix<Party>,
    /// On what.
    pub issue: Ix<Issue>,
    /// Each account, oldest first.
    pub steps: Vec<Ix<Movement>>,
    /// Accounts that contradict each other.
    pub disputed: Vec<(Ix<Movement>, Ix<Movement>)>,
}

/// All of it, party by party and issue by issue.
pub(super) fn movements(case: &Case) -> Vec<Moved> {
    let mut all: Vec<Moved> = Vec::new();
    for (place, it) in case.movements.iter().enumerate() {
        let ix = Ix::new(place);
        match all.iter_mut().find(|of| (of.party, of.issue) == (it.party, it.issue)) {
            Some(of) => of.steps.push(ix),
            None => all.push(Moved {
                party: it.party,
                issue: it.issue,
                steps: vec![ix],
                disputed: Vec::new(),
            }),
        }
    }
    for of in &mut all {
        // In canonical order the undated come last; they count as the oldest.
        of.steps.sort_by_key(|ix| (case.movements[ix.get()].date, ix.get()));
        of.disputed = disputed(case, &of.steps);
    }
    all.sort_by_key(|it| (it.party, it.issue));
    all
}

/// Of how many accounts every pair that differs is told.
const PAIRED_MAX: usize = 50;

/// Accounts of one day that do not say the same, and those that begin where none before them ended.
fn disputed(case: &Case, steps: &[Ix<Movement>]) -> Vec<(Ix<Movement>, Ix<Movement>)> {
    let of = |ix: &Ix<Movement>| &case.movements[ix.get()];
    let apart = |a: plenipo_record::case::issue::OptionSet, b| !a.is_empty() && a.and(b).is_empty();
    let mut found = Vec::new();
    // Of many accounts each is told once beside another: all pairs of them would be no help to anybody.
    let mut told: HashSet<Ix<Movement>> = HashSet::new();
    let mut tell = |one: Ix<Movement>, other: Ix<Movement>| {
        let is_new = told.insert(one) | told.insert(other);
        if is_new || steps.len() <= PAIRED_MAX {
            found.push((one, other));
        }
    };
    for (k, ix) in steps.iter().enumerate() {
        let it = of(ix);
        for other in &steps[..k] {
            let before = of(other);
            if before.date == it.date {
                let from = !before.from.is_empty() && apart(it.from, before.from);
                if from || apart(it.to, before.to) || (it.to == before.to && it.is != before.is) {
                    tell(*other, *ix);
                }
            }
        }
        let day = steps[..k].iter().map(|it| of(it).date).filter(|day| *day < it.date).max();
        let last: Vec<&Ix<Movement>> =
            steps[..k].iter().filter(|it| Some(of(it).date) == day).collect();
        let begins_elsewhere = |it: &Movement| last.iter().all(|ix| apart(it.from, of(ix).to));
        if !last.is_empty() && begins_elsewhere(it) {
            last.into_iter().for_each(|it| tell(*it, *ix));
        }
    }
    found
}

/// Whether a step was floated, tabled, or agreed ad referendum.
fn how_far(is: MovementKind) -> &'static str {
    match is {
        MovementKind::Floated => "floated",
        MovementKind::Tabled => "tabled",
        MovementKind::AdReferendum => "agreed ad referendum",
    }
}

/// A step in words: `from no cap to 800,000 (floated), if the guarantees come first`.
fn step(case: &Case, it: &Movement) -> Text {
    let issue = case.issue(it.issue);
    let from = match it.from.is_empty() {
        true => String::new(),
        false => format!("from {} ", option_texts(issue, it.from)),
    };
    let condition = it.condition.as_ref().map(|it| format!(", on condition: {it}"));
    let text = Text::plain(format!(
        "{from}to {} ({}){}",
        said_option_texts(issue, it.to),
        how_far(it.is),
        condition.unwrap_or_default()
    ));
    match &it.words {
        Some(words) => text.and(" — ").quote(words.clone()),
        None => text,
    }
}

/// A step with by whose account it is told.
pub(super) fn side(case: &Case, ix: Ix<Movement>) -> Text {
    let it = &case.movements[ix.get()];
    let whence = whence(case, it.by.as_ref(), None, it.date, &it.meta, " · ");
    step(case, it).and(" · ").then(whence.quietly())
}

/// In a sentence, as a table and as an account.
pub(super) fn told(case: &Case, all: &[Moved]) -> (String, Vec<Table>, Vec<Block>) {
    let mut blocks = Vec::new();
    let mut party = None;
    for of in all {
        if party != Some(of.party) {
            party = Some(of.party);
            blocks.push(Block::heading(1, case.party(of.party).name.clone()));
        }
        blocks.push(Block::heading(2, case.issue(of.issue).title.clone()));
        for ix in &of.steps {
            let it = &case.movements[ix.get()];
            let whence = whence(case, it.by.as_ref(), None, it.date, &it.meta, " · ");
            let under = vec![whence.quietly()];
            blocks.push(Block::Item(Item { mark: Mark::Plain, text: step(case, it), under }));
        }
        for (one, other) in &of.disputed {
            let text = Text::default().strong("told differently");
            let under = vec![side(case, *one), side(case, *other)];
            blocks.push(Block::Item(Item { mark: Mark::Maybe, text, under }));
        }
    }
    let headline = match all.iter().any(|it| !it.disputed.is_empty()) {
        _ if all.is_empty() => "No movement is on record here.".to_owned(),
        true => "How parties moved, each step by somebody's account; some accounts differ.".into(),
        false => "How parties moved, each step by somebody's account.".to_owned(),
    };
    (headline, vec![table(case, all)], blocks)
}

fn table(case: &Case, all: &[Moved]) -> Table {
    let mut table = Table::new(
        "movement",
        "How parties moved, each step by somebody's account",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("issue", ColumnKind::Id),
            Column::new("id", ColumnKind::Id),
            Column::new("date", ColumnKind::Day),
            Column::new("from", ColumnKind::List),
            Column::new("to", ColumnKind::List),
            Column::new("state", ColumnKind::State),
            Column::new("condition", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("disputed", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for of in all {
        let issue = case.issue(of.issue);
        let options = |set: plenipo_record::case::issue::OptionSet| {
            Cell::maybe_list(
                set.iter().map(|it| Cell::option(issue.options[it.get()].id.to_string())),
            )
        };
        let disputed: HashSet<_> = of.disputed.iter().flat_map(|it| [it.0, it.1]).collect();
        for ix in &of.steps {
            let it = &case.movements[ix.get()];
            let disputed = disputed.contains(ix);
            let at = RecordRef::new(Kind::Movement, ix.get());
            table.push(vec![
                Cell::party(case.party_id(of.party)),
                Cell::issue(case.issue_id(of.issue)),
                Cell::maybe_to(Kind::Movement, case.id(at)),
                Cell::day(it.date, it.meta.date_is),
                options(it.from),
                options(it.to),
                Cell::state(how_far(it.is), Mark::Plain),
                Cell::maybe_text(it.condition.clone()),
                Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
                Cell::maybe_text(it.words.clone()),
                Cell::text(if disputed { "yes" } else { "no" }),
                Cell::Footing(describe::footing(case, &it.meta)),
            ]);
        }
    }
    table
}
