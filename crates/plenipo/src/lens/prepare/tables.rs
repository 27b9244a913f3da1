//! The same as tables: its sentences one by one with what they stand on, and what may be carried to whom.

use super::answer::PrepareAnswer;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::brief::Sentence;
use crate::lens::brief::ground::Ground;
use crate::lens::record::{Room, carry};

pub(super) fn tables(answer: &PrepareAnswer<'_>) -> Vec<Table> {
    let rooms: Vec<Room> = answer.parties.iter().map(|it| it.room.clone()).collect();
    vec![sentences(answer), carry::table(answer.case, &rooms)]
}

fn sentences(answer: &PrepareAnswer<'_>) -> Table {
    let mut table = Table::new(
        "prepared",
        "What to have ready, sentence by sentence",
        vec![
            Column::new("part", ColumnKind::Text),
            Column::new("party", ColumnKind::Id),
            Column::new("sentence", ColumnKind::Text),
            Column::new("stands_on", ColumnKind::List),
        ],
    );
    let case = answer.case;
    let mut push = |part: &str, party: Cell, all: &[Sentence]| {
        for sentence in all {
            let mut on: Vec<&Ground> = Vec::new();
            for ground in sentence.pieces.iter().flat_map(|it| &it.on) {
                if !on.contains(&ground) {
                    on.push(ground);
                }
            }
            table.push(vec![
                Cell::text(part),
                party.clone(),
                Cell::text(sentence.flat()),
                Cell::maybe_list(on.into_iter().map(|it| Cell::text(it.named(case)))),
            ]);
        }
    };
    push("aims", Cell::Unknown, &answer.aims);
    push("text", Cell::Unknown, &answer.text);
    for it in &answer.parties {
        let party = Cell::party(case.party_id(it.party));
        push("may be said", party.clone(), &it.may);
        push("must not be said", party.clone(), &it.must_not);
        push("ask", party, &it.ask);
    }
    for it in &answer.replies {
        push(it.reaction.word(), Cell::Unknown, &it.items);
    }
    table
}
