//! The same as tables: the stops, and the tree sentence by sentence.

use super::answer::ItineraryAnswer;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::brief::Sentence;
use crate::lens::brief::ground::Ground;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Kind, RecordRef};

pub(super) fn tables(answer: &ItineraryAnswer<'_>) -> Vec<Table> {
    vec![stops(answer), tree(answer)]
}

fn stops(answer: &ItineraryAnswer<'_>) -> Table {
    let case = answer.case;
    let mut table = Table::new(
        "stops",
        "Where the shuttle goes",
        vec![
            Column::new("stop", ColumnKind::Count),
            Column::new("meeting", ColumnKind::Id),
            Column::new("parties", ColumnKind::List),
            Column::new("sentence", ColumnKind::Text),
            Column::new("meets", ColumnKind::List),
        ],
    );
    for (place, it) in answer.stops.iter().enumerate() {
        let id = it.meeting.and_then(|ix| case.id(RecordRef::new(Kind::Meeting, ix.get())));
        table.push(vec![
            Cell::count(place + 1),
            Cell::maybe_to(Kind::Meeting, id),
            Cell::list(it.parties.iter().map(|it| Cell::party(case.party_id(*it)))),
            Cell::text(it.said.flat()),
            Cell::list(it.meets.iter().map(|it| Cell::text(it.flat()))),
        ]);
    }
    table
}

fn tree(answer: &ItineraryAnswer<'_>) -> Table {
    let case = answer.case;
    let mut table = Table::new(
        "itinerary",
        "What each answer would mean, sentence by sentence",
        vec![
            Column::new("reply", ColumnKind::Text),
            Column::new("then", ColumnKind::Text),
            Column::new("carries", ColumnKind::List),
            Column::new("sentence", ColumnKind::Text),
            Column::new("stands_on", ColumnKind::List),
        ],
    );
    for branch in &answer.branches {
        let carries =
            || Cell::list(branch.carries.iter().map(|it| Cell::draft(case.draft(*it).id())));
        let mut push = |then: Cell, it: &Sentence| {
            table.push(vec![
                Cell::text(branch.reply.word()),
                then,
                carries(),
                Cell::text(it.flat()),
                stands_on(case, it),
            ]);
        };
        for it in &branch.means {
            push(Cell::Unknown, it);
        }
        for onward in &branch.then {
            for it in &onward.means {
                push(Cell::text(onward.at.word()), it);
            }
        }
    }
    table
}

fn stands_on(case: &Case, it: &Sentence) -> Cell {
    let mut on: Vec<&Ground> = Vec::new();
    for ground in it.pieces.iter().flat_map(|it| &it.on) {
        if !on.contains(&ground) {
            on.push(ground);
        }
    }
    Cell::maybe_list(on.into_iter().map(|it| Cell::text(it.named(case))))
}
