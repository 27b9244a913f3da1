//! What was said of the drafts on the table, and what came of the meetings that carried them: it changes no answer,
//! and a reader who asks what changed wants it.

use super::OutlookAnswer;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::said_since::said_of;
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::demand::DemandKind;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::position::Direction;

/// The most that the account shows; the table has all.
const SHOWN_MAX: usize = 10;

/// One thing that was said of drafts.
pub(super) struct SaidOfDrafts {
    date: Option<Date>,
    date_is: DateIs,
    /// Ids of the live drafts that it is about, the latest first.
    drafts: Vec<String>,
    words: String,
    direction: Option<Direction>,
    footing: Footing,
}

impl SaidOfDrafts {
    /// Whether it is of one of these drafts.
    pub(super) fn is_of(&self, drafts: &[String]) -> bool {
        self.drafts.iter().any(|it| drafts.contains(it))
    }
}

/// Everything said of the live drafts, newest first; what is about several of them once.
pub(super) fn said(case: &Case) -> Vec<SaidOfDrafts> {
    let mut all: Vec<SaidOfDrafts> = Vec::new();
    for ix in (0..case.drafts.len()).rev().map(Ix::new) {
        let draft = case.draft(ix);
        if !draft.is_live() {
            continue;
        }
        for it in said_of(case, ix) {
            match all.iter_mut().find(|known| known.date == it.date && known.words == it.words) {
                Some(known) => known.drafts.push(draft.id().to_owned()),
                None => all.push(SaidOfDrafts {
                    date: it.date,
                    date_is: it.date_is,
                    drafts: vec![draft.id().to_owned()],
                    words: it.words,
                    direction: it.direction,
                    footing: describe::footing(case, it.meta),
                }),
            }
        }
    }
    all.extend(warnings(case));
    all.sort_by_key(|it| std::cmp::Reverse(it.date));
    all
}

/// Warnings, which bear on every text that has what was warned against.
fn warnings(case: &Case) -> Vec<SaidOfDrafts> {
    let live = (0..case.drafts.len()).rev().map(|it| case.draft(Ix::new(it)));
    let drafts: Vec<String> = live.filter(|it| it.is_live()).map(|it| it.id().to_owned()).collect();
    let warns = case.demands.iter().enumerate().filter(|(_, it)| it.is == DemandKind::Warning);
    let each = warns.filter(|_| !drafts.is_empty()).map(|(place, it)| SaidOfDrafts {
        date: it.date,
        date_is: it.meta.date_is,
        drafts: drafts.clone(),
        words: describe::in_one_line(case, RecordRef::new(Kind::Demand, place)),
        direction: None,
        footing: describe::footing(case, &it.meta),
    });
    each.collect()
}

pub(super) fn account(answer: &OutlookAnswer) -> Vec<Block> {
    let mut blocks = Vec::new();
    if answer.said.is_empty() {
        return blocks;
    }
    blocks.push(Block::heading(1, "Said of the drafts on the table, latest first"));
    for it in answer.said.iter().take(SHOWN_MAX) {
        let text = match it.date {
            Some(date) => Text::default().day(date, it.date_is).and(" · "),
            None => Text::default(),
        };
        let moved = match it.direction {
            Some(Direction::Down) => " So a chance went down. ",
            Some(Direction::Up) => " So a chance went up. ",
            None => " ",
        };
        let text = text
            .and(format!("of {}: {}", describe::listed(&it.drafts), describe::sentence(&it.words)))
            .and(moved)
            .then(Text::from(it.footing.clone()).quietly());
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
    }
    if answer.said.len() > SHOWN_MAX {
        let more = answer.said.len() - SHOWN_MAX;
        blocks.push(Block::item(format!("and {more} more, in the table “said”")));
    }
    blocks
}

pub(super) fn table(answer: &OutlookAnswer) -> Table {
    let mut table = Table::new(
        "said",
        "What was said of the drafts on the table and of the meetings that carried them",
        vec![
            Column::new("date", ColumnKind::Day),
            Column::new("drafts", ColumnKind::List),
            Column::new("words", ColumnKind::Text),
            Column::new("direction", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in &answer.said {
        table.push(vec![
            Cell::day(it.date, it.date_is),
            Cell::list(it.drafts.iter().map(Cell::draft)),
            Cell::text(it.words.clone()),
            Cell::maybe_text(it.direction.map(|it| it.word())),
            Cell::Footing(it.footing.clone()),
        ]);
    }
    table
}
