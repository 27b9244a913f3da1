//! The source table of a consolidation: each point of the latest draft, whose texts it was made
//! from, which points these were, and why.

use super::comparison::{Comparison, numbers};
use super::pairs::{is_placeholder, is_read};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Relation};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::party::Party;

/// The table and the account. `from` are the comparisons of each earlier draft with the last.
pub(super) fn sources(case: &Case, from: &[Comparison]) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "sources",
        "Where each point comes from",
        vec![
            Column::new("new_point", ColumnKind::Text),
            Column::new("contributors", ColumnKind::Text),
            Column::new("old_points", ColumnKind::Text),
            Column::new("relation", ColumnKind::Text),
            Column::new("rationale", ColumnKind::Text),
        ],
    );
    let Some(last) = from.first().map(|it| it.b) else { return (table, Vec::new()) };
    let draft = case.draft(last);
    for y in (0..draft.points.len()).filter(|it| !is_placeholder(&draft.points[*it])) {
        let mut old = Vec::new();
        // Who tabled the earlier drafts in which it stands as it is; whether it was worded anew.
        let mut stays: Vec<Ix<Party>> = Vec::new();
        let (mut is_kept, mut is_worded) = (false, false);
        let mut relations: Vec<&str> = Vec::new();
        let mut why: Vec<String> = Vec::new();
        let mut new_since: Vec<&str> = Vec::new();
        let mut unknown_in: Vec<&str> = Vec::new();
        for compared in from {
            let earlier = case.draft(compared.a);
            let Some(it) = compared.changes.iter().find(|it| it.b.contains(&y)) else { continue };
            if it.a.is_empty() {
                match it.is {
                    Some(_) => new_since.push(earlier.id()),
                    None => unknown_in.push(earlier.id()),
                }
                why.extend(it.why.clone());
                continue;
            }
            let sure = match it.sure {
                super::comparison::Sure::Recorded => String::new(),
                sure => format!(" (found, {})", sure.word()),
            };
            old.push(format!("{} {}{sure}", earlier.id(), numbers(earlier, &it.a)));
            match it.is {
                Some(Relation::Kept | Relation::Moved) => stays.extend(&earlier.tabled_by),
                Some(Relation::Reworded | Relation::Merged | Relation::Split) => is_worded = true,
                Some(Relation::New | Relation::Dropped) | None => {}
            }
            relations.push(it.word());
            why.extend(it.why.clone());
            is_kept |= matches!(it.is, Some(Relation::Kept | Relation::Moved));
        }
        if relations.is_empty() {
            let is_new = unknown_in.is_empty() && !new_since.is_empty();
            relations.push(if is_new { "new" } else { "unknown" });
            old.extend(new_since.iter().map(|id| format!("not in {id}")));
            old.extend(unknown_in.iter().map(|id| format!("{id} not known")));
            is_worded |= is_new;
        }
        let mut by = match (is_kept, is_worded) {
            (true, _) => stays,
            (false, true) => draft.tabled_by.clone(),
            (false, false) => Vec::new(),
        };
        for (_, brackets) in &draft.points[y].among {
            by.extend(brackets.iter().flat_map(|it| &it.by));
        }
        if relations.windows(2).all(|it| it[0] == it[1]) {
            relations.truncate(1);
        }
        by.sort_unstable();
        by.dedup();
        why.sort();
        why.dedup();
        let names: Vec<&str> = by.iter().map(|it| case.party(*it).label()).collect();
        table.push(vec![
            Cell::text(numbers(draft, &[y])),
            Cell::maybe_text((!names.is_empty()).then(|| names.join(", "))),
            Cell::maybe_text((!old.is_empty()).then(|| old.join("; "))),
            Cell::text(relations.join(", ")),
            Cell::maybe_text((!why.is_empty()).then(|| why.join("; "))),
        ]);
    }
    let mut lost = Vec::new();
    for compared in from {
        let earlier = case.draft(compared.a);
        let mut gone: Vec<_> = compared.changes.iter().filter(|it| it.b.is_empty()).collect();
        gone.sort_by_key(|it| it.a.first());
        for it in gone {
            let names: Vec<&str> =
                earlier.tabled_by.iter().map(|it| case.party(*it).label()).collect();
            table.push(vec![
                if it.is == Some(Relation::Dropped) { Cell::text("none") } else { Cell::Unknown },
                Cell::maybe_text((!names.is_empty()).then(|| names.join(", "))),
                Cell::text(format!("{} {}", earlier.id(), numbers(earlier, &it.a))),
                Cell::text(it.word()),
                Cell::maybe_text((!it.why.is_empty()).then(|| it.why.join("; "))),
            ]);
            if it.is_silent() {
                lost.push(format!("{} {}", earlier.id(), numbers(earlier, &it.a)));
            }
        }
    }
    (table, account(case, draft, &lost))
}

fn account(case: &Case, draft: &Draft, lost: &[String]) -> Vec<Block> {
    let text =
        Text::default().strong_id(Kind::Draft, draft.id()).and(format!(" · {}. ", draft.title));
    let mut blocks = vec![Block::Para(text.quiet(describe::about(case, draft)))];
    if !lost.is_empty() {
        blocks.push(Block::heading(2, "Dropped without a word"));
        blocks.push(Block::Item(Item {
            mark: Mark::Removed,
            text: Text::plain(lost.join("; ")),
            under: Vec::new(),
        }));
    }
    if !is_read(draft) {
        blocks.push(Block::para(format!(
            "The record does not have the text of {}: what it was made from is not known.",
            draft.id()
        )));
    }
    blocks.push(Block::Table("sources"));
    blocks
}
