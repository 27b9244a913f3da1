//! The same as tables.

use super::answer::{ViewStatus, ViewsAnswer};
use crate::finding::block::Mark;
use crate::finding::table::{Cell, Column, ColumnKind, Table};

pub(super) fn tables(answer: &ViewsAnswer<'_>) -> Vec<Table> {
    vec![under(answer), shared(answer), relations(answer), cruxes(answer)]
}

fn state(status: ViewStatus) -> Cell {
    let mark = match status {
        ViewStatus::Crosses | ViewStatus::Worse => Mark::Stop,
        ViewStatus::Depends | ViewStatus::MayCross => Mark::Maybe,
        ViewStatus::NotKnown => Mark::Unknown,
        ViewStatus::Better => Mark::Fine,
    };
    Cell::state(status.word(), mark)
}

fn under(answer: &ViewsAnswer<'_>) -> Table {
    let columns = vec![
        Column::new("draft", ColumnKind::Id),
        Column::new("view", ColumnKind::Text),
        Column::new("party", ColumnKind::Id),
        Column::new("status", ColumnKind::State),
        Column::new("whatever", ColumnKind::Text),
        Column::new("crossed", ColumnKind::List),
        Column::new("together", ColumnKind::State),
    ];
    let caption = "Where each draft stands under the record alone and under each view";
    let mut table = Table::new("under_views", caption, columns);
    let case = answer.case;
    for (place, draft) in answer.drafts.iter().enumerate() {
        for column in &answer.columns {
            let under = &column.drafts[place];
            for it in &under.parties {
                table.push(vec![
                    Cell::draft(case.draft(*draft).id()),
                    Cell::maybe_text(column.name.clone()),
                    Cell::party(case.party_id(it.party)),
                    state(it.status),
                    Cell::text(if it.whatever { "yes" } else { "no" }),
                    Cell::list(it.crossed.iter().map(Cell::text)),
                    state(under.joint),
                ]);
            }
        }
    }
    table
}

fn shared(answer: &ViewsAnswer<'_>) -> Table {
    let columns =
        vec![Column::new("fact", ColumnKind::Text), Column::new("on_record", ColumnKind::Text)];
    let mut table = Table::new("shared_by_views", "What holds under every view", columns);
    for it in &answer.shared {
        let on_record = if it.on_record { "yes" } else { "no" };
        table.push(vec![Cell::text(&it.words), Cell::text(on_record)]);
    }
    table
}

fn relations(answer: &ViewsAnswer<'_>) -> Table {
    let columns = vec![
        Column::new("view", ColumnKind::Text),
        Column::new("party", ColumnKind::Id),
        Column::new("draft", ColumnKind::Id),
        Column::new("at_least_as_good_as", ColumnKind::List),
    ];
    let caption = "Which draft is necessarily at least as good as which, whatever the weighting";
    let mut table = Table::new("necessary", caption, columns);
    let case = answer.case;
    let id = |place: usize| Cell::draft(case.draft(answer.drafts[place]).id());
    for column in &answer.columns {
        for (place, under) in column.drafts.iter().enumerate() {
            for it in under.parties.iter().filter(|it| !it.at_least_as_good_as.is_empty()) {
                table.push(vec![
                    Cell::maybe_text(column.name.clone()),
                    Cell::party(case.party_id(it.party)),
                    id(place),
                    Cell::list(it.at_least_as_good_as.iter().map(|it| id(*it))),
                ]);
            }
        }
    }
    table
}

fn cruxes(answer: &ViewsAnswer<'_>) -> Table {
    let columns = vec![
        Column::new("draft", ColumnKind::Id),
        Column::new("view", ColumnKind::Text),
        Column::new("taken_from", ColumnKind::Text),
        Column::new("blocks", ColumnKind::List),
        Column::new("before", ColumnKind::State),
        Column::new("after", ColumnKind::State),
    ];
    let caption =
        "The smallest parts of one view that, put into another, turn where a draft stands";
    let mut table = Table::new("cruxes", caption, columns);
    let case = answer.case;
    let name = |at: usize| Cell::maybe_text(answer.columns[at].name.clone());
    for it in &answer.cruxes {
        let blocks = it.blocks.iter().map(|(party, block)| {
            Cell::text(format!("{}: {}", case.party(*party).label(), block.words()))
        });
        table.push(vec![
            Cell::draft(case.draft(it.draft).id()),
            name(it.from),
            name(it.to),
            Cell::list(blocks),
            state(it.turns.0),
            state(it.turns.1),
        ]);
    }
    table
}
