//! What is said to have led to what: chains of causes, each told in one sentence, every link by its own account and
//! with its own grade.

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::course::Cause;
use plenipo_record::case::describe::{self, counted};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::Statement;

/// Links that follow on each other.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CauseChain {
    /// Each begins where the one before it ends.
    pub links: Vec<Ix<Cause>>,
}

/// Every link in one chain: those that begin with what nothing on record led to first. Where a chain parts, the
/// other branches begin where it does.
pub(super) fn chains(case: &Case) -> Vec<CauseChain> {
    let causes = &case.causes;
    let mut left: Vec<bool> = vec![true; causes.len()];
    let mut all = Vec::new();
    let mut follow = |first: usize, left: &mut Vec<bool>| {
        let mut links = Vec::new();
        let mut at = Some(first);
        // Where one account has it the other way round, the chain ends: nothing leads to what it came from.
        let mut passed = vec![causes[first].from];
        while let Some(place) = at.filter(|it| left[*it]) {
            left[place] = false;
            links.push(Ix::new(place));
            passed.push(causes[place].to);
            let next = |it: &usize| {
                let it = (&causes[*it], left[*it]);
                it.1 && it.0.from == causes[place].to && !passed.contains(&it.0.to)
            };
            at = (0..causes.len()).find(next);
        }
        all.push(CauseChain { links });
    };
    let begins = |it: &usize| !causes.iter().any(|other| other.to == causes[*it].from);
    for place in (0..causes.len()).filter(begins) {
        if left[place] {
            follow(place, &mut left);
        }
    }
    // What is left branches off a chain told above, or goes round.
    for place in 0..causes.len() {
        if left[place] {
            follow(place, &mut left);
        }
    }
    all
}

/// An end of a link in words, with its day.
fn end(case: &Case, record: RecordRef) -> String {
    let said = match record.kind {
        // Something said is told as that, and not as what it says.
        Kind::Statement => said(case, &case.statements[record.index as usize]),
        _ => describe::in_one_line(case, record),
    };
    describe::with_day(case, record, said.trim_end_matches('.'))
}

/// `what Hill said: the dam stays`.
fn said(case: &Case, it: &Statement) -> String {
    let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
    let by = if by.is_empty() { "somebody unnamed".to_owned() } else { describe::listed(&by) };
    let words = it.words.as_ref().or(it.gist.as_ref()).map_or("", String::as_str);
    format!("what {by} said: {words}")
}

/// `A led to B, by X (reported, paper B2); B led to C, by Y (…)`.
pub(in crate::lens) fn sentence(case: &Case, chain: &CauseChain) -> Text {
    let link = |ix: &Ix<Cause>| {
        let it = &case.causes[ix.get()];
        let by = it.by.as_ref().map(|by| format!(", by {}", case.speaker(by)));
        let said =
            format!("{} led to {}{}", end(case, it.from), end(case, it.to), by.unwrap_or_default());
        Text::plain(said).and(" (").standing_on(&describe::footing(case, &it.meta)).and(")")
    };
    Text::joined(chain.links.iter().map(link), "; ").and(".")
}

/// In a sentence, as a table and as an account.
pub(super) fn told(case: &Case, all: &[CauseChain]) -> (String, Vec<Table>, Vec<Block>) {
    let item = |chain: &CauseChain| {
        let words = chain.links.iter().filter_map(|ix| {
            let it = &case.causes[ix.get()];
            let day = it
                .date
                .map_or(Text::default(), |date| Text::plain(", ").day(date, it.meta.date_is));
            Some(Text::default().quote(it.words.clone()?).then(day).quietly())
        });
        Block::Item(Item { mark: Mark::Plain, text: sentence(case, chain), under: words.collect() })
    };
    let mut blocks: Vec<Block> = all.iter().map(item).collect();
    let headline = match all.len() {
        0 => "What led to what is not on record.".to_owned(),
        n => {
            let links = counted(case.causes.len(), "link");
            format!("{}, {links}, each by its own account.", counted(n, "chain"))
        }
    };
    if !all.is_empty() {
        blocks.insert(
            0,
            Block::para(
                "Each link is somebody's claim with its own grade: none lends it to another.",
            ),
        );
    }
    (headline, vec![table(case, all)], blocks)
}

fn table(case: &Case, all: &[CauseChain]) -> Table {
    let mut table = Table::new(
        "causes",
        "What is said to have led to what, link by link",
        vec![
            Column::new("chain", ColumnKind::Count),
            Column::new("link", ColumnKind::Count),
            Column::new("from", ColumnKind::Text),
            Column::new("to", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("words", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for (n, chain) in all.iter().enumerate() {
        for (k, ix) in chain.links.iter().enumerate() {
            let it = &case.causes[ix.get()];
            table.push(vec![
                Cell::count(n + 1),
                Cell::count(k + 1),
                Cell::text(end(case, it.from)),
                Cell::text(end(case, it.to)),
                Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
                Cell::day(it.date, it.meta.date_is),
                Cell::maybe_text(it.words.clone()),
                Cell::maybe_to(Kind::Cause, case.id(RecordRef::new(Kind::Cause, ix.get()))),
                Cell::Footing(describe::footing(case, &it.meta)),
            ]);
        }
    }
    table
}
