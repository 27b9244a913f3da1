//! The brief as tables: its sentences one by one with what they stand on, and the grid.

use super::answer::{BriefAnswer, BriefPart};
use super::grid;
use super::ground::{Ground, Sentence};
use crate::finding::table::{Cell, Column, ColumnKind, Table};

pub(super) fn tables(answer: &BriefAnswer<'_>) -> Vec<Table> {
    vec![grid::table(answer.case, &answer.grid), sentences(answer)]
}

/// Every sentence of both pages.
fn sentences(answer: &BriefAnswer<'_>) -> Table {
    let mut table = Table::new(
        "sentences",
        "The brief, sentence by sentence",
        vec![
            Column::new("part", ColumnKind::Text),
            Column::new("party", ColumnKind::Id),
            Column::new("sentence", ColumnKind::Text),
            Column::new("stands_on", ColumnKind::List),
        ],
    );
    let case = answer.case;
    let mut push = |part: &str, party: Cell, sentence: &Sentence| {
        let mut on: Vec<&Ground> = Vec::new();
        for ground in sentence.pieces.iter().flat_map(|it| &it.on) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
        table.push(vec![
            Cell::text(part),
            party,
            Cell::text(sentence.flat()),
            Cell::maybe_list(on.into_iter().map(|it| Cell::text(it.named(case)))),
        ]);
    };
    for paragraph in &answer.first {
        let party = match paragraph.part {
            BriefPart::Party(ix) => Cell::party(case.party_id(ix)),
            _ => Cell::Unknown,
        };
        for sentence in &paragraph.sentences {
            push(paragraph.part.word(), party.clone(), sentence);
        }
    }
    let since = answer.since.iter().map(|(_, section)| section);
    for section in since.chain(&answer.second) {
        for (_, sentence) in &section.items {
            push(&section.heading, Cell::Unknown, sentence);
        }
    }
    table
}
