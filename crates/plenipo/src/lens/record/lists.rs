//! Plain lists of the record: parties, issues, sources.

use super::matrix::by_group;
use crate::finding::block::Block;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::meta::Citation;
use plenipo_record::case::source::Cited;

pub(super) fn parties(case: &Case) -> Vec<Table> {
    let mut parties = Table::new(
        "parties",
        "Parties",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("name", ColumnKind::Text),
            Column::new("roles", ColumnKind::List),
            Column::new("people", ColumnKind::List),
        ],
    );
    for (place, party) in case.parties.iter().enumerate() {
        let ix = Ix::new(place);
        let roles = party.roles.iter().map(|it| it.word());
        let people = case.persons.iter().filter(|it| it.party == Some(ix)).map(|it| {
            let offices = it.offices.iter().map(|it| it.office.as_str());
            let offices: Vec<&str> = offices.chain(it.described_as.as_deref()).collect();
            if offices.is_empty() {
                it.name.clone()
            } else {
                format!("{} ({})", it.name, offices.join("; "))
            }
        });
        parties.push(vec![
            Cell::party(case.party_id(ix)),
            Cell::text(party.name.clone()),
            Cell::list(roles.map(Cell::text)),
            Cell::maybe_list(people.map(Cell::Text)),
        ]);
    }
    vec![parties]
}

pub(super) fn issues(case: &Case) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "issues",
        "Issues and their options",
        vec![
            Column::new("group", ColumnKind::Text),
            Column::new("issue", ColumnKind::Id),
            Column::new("title", ColumnKind::Text),
            Column::new("ordered", ColumnKind::Text),
            Column::new("option", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
            Column::new("status_quo", ColumnKind::Text),
        ],
    );
    let mut blocks = Vec::new();
    let mut group = None;
    for ix in by_group(case) {
        let issue = case.issue(ix);
        if group != Some(&issue.group) {
            group = Some(&issue.group);
            blocks.push(Block::heading(1, issue.group.clone().unwrap_or_else(|| "other".into())));
        }
        let order = if issue.ordered { " (on a line)" } else { "" };
        blocks.push(Block::heading(2, format!("{} · {}{order}", case.issue_id(ix), issue.title)));
        for (option_place, option) in issue.options.iter().enumerate() {
            let quo = issue.status_quo.is_some_and(|it| it.get() == option_place);
            table.push(vec![
                Cell::maybe_text(issue.group.clone()),
                Cell::issue(case.issue_id(ix)),
                Cell::text(issue.title.clone()),
                Cell::text(if issue.ordered { "yes" } else { "no" }),
                Cell::option(option.id.to_string()),
                Cell::text(option.text.clone()),
                Cell::text(if quo { "yes" } else { "no" }),
            ]);
            let quo = if quo { " (status quo)" } else { "" };
            blocks.push(Block::item(format!("{}: {}{quo}", option.id, option.text)));
        }
    }
    (table, blocks)
}

pub(in crate::lens) fn sources(case: &Case) -> Table {
    let mut cited = vec![0usize; case.sources.len()];
    let mut count = |citations: &[Citation]| {
        for citation in citations {
            cited[citation.source.get()] += 1;
        }
    };
    for kind in RecordKind::ALL {
        for place in 0..case.count(kind) {
            if let Some(meta) = case.meta(RecordRef::new(kind, place)) {
                count(&meta.sources);
            }
        }
    }
    for point in case.drafts.iter().flat_map(|it| &it.points) {
        count(&point.meta.sources);
    }
    let mut table = Table::new(
        "sources",
        "Sources; reprints count once with what they reprint",
        vec![
            Column::new("source", ColumnKind::Id),
            Column::new("grade", ColumnKind::Text).label("reliability"),
            Column::new("date", ColumnKind::Day),
            Column::new("publisher", ColumnKind::Text),
            Column::new("title", ColumnKind::Text),
            Column::new("address", ColumnKind::Text),
            Column::new("relies_on", ColumnKind::List),
            Column::new("reprint_of", ColumnKind::Id),
            Column::new("cited", ColumnKind::Count).unit("records"),
        ],
    );
    for (place, source) in case.sources.iter().enumerate() {
        let id = |place| {
            let at = RecordRef::new(RecordKind::Source, place);
            Cell::maybe_to(RecordKind::Source, case.id(at))
        };
        let relies = source.citing.iter().map(|it| match it {
            Cited::Source(ix) => id(ix.get()),
            Cited::Named(name) => Cell::text(name),
        });
        table.push(vec![
            id(place),
            Cell::maybe_text(source.reliability.map(|it| it.letter())),
            Cell::day(source.date, source.meta.date_is),
            Cell::maybe_text(source.publisher.clone()),
            Cell::maybe_text(source.title.clone()),
            Cell::maybe_text(source.address.clone()),
            Cell::maybe_list(relies),
            source.syndicated_from.map_or(Cell::Unknown, |origin| id(origin.get())),
            Cell::count(cited[place]),
        ]);
    }
    table
}
