//! Drafts side by side, with an empty column for what is agreed.

use super::pairs::{is_placeholder, is_read};
use super::rows::{Row, Slot, same};
use crate::finding::block::{Block, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Relation};
use plenipo_record::case::id::{Ix, Kind};

/// The table and the account of `rows`.
pub(super) fn columns(case: &Case, drafts: &[Ix<Draft>], rows: &[Row]) -> (Table, Vec<Block>) {
    let mut heads = vec![Column::new("row", ColumnKind::Id)];
    for draft in drafts {
        let draft = case.draft(*draft);
        let id = draft.id();
        let label = match of_what(draft) {
            "" => id.to_owned(),
            what => format!("{id} ({what})"),
        };
        heads.push(Column::new(format!("draft_{id}"), ColumnKind::Text).label(label));
    }
    heads.push(Column::new("new", ColumnKind::Text).label("new text"));
    let mut table = Table::new("columns", "The drafts side by side", heads);
    for row in rows {
        let mut cells = vec![Cell::text(&row.id)];
        cells.extend((0..drafts.len()).map(|at| cell(case, drafts, row, at)));
        cells.push(Cell::text(""));
        table.push(cells);
    }
    let mut blocks = Vec::new();
    for draft in drafts {
        let draft = case.draft(*draft);
        let text =
            Text::default().strong_id(Kind::Draft, draft.id()).and(format!(" · {}. ", draft.title));
        blocks.push(Block::Para(text.quiet(describe::about(case, draft))));
    }
    blocks.push(Block::Table("columns"));
    (table, blocks)
}

/// What is known of the draft's words, for its head.
fn of_what(draft: &Draft) -> &'static str {
    if !is_read(draft) {
        return "not read";
    }
    let points = || draft.points.iter().filter(|it| !is_placeholder(it));
    match points().filter(|it| it.text.is_some()).count() {
        0 => "gists",
        it if it == points().count() => "",
        _ => "partly gists",
    }
}

/// The cell of draft `at`: its words, or one of the words practitioners write instead.
fn cell(case: &Case, drafts: &[Ix<Draft>], row: &Row, at: usize) -> Cell {
    let draft = case.draft(drafts[at]);
    let slot = &row.cells[at];
    let (places, is, moved) = match slot {
        Slot::Unknown => return Cell::Unknown,
        Slot::Nothing if (0..at).any(|it| has(row, it)) => return Cell::text("deleted"),
        Slot::Nothing => return Cell::text("no text"),
        Slot::Merged(id) => {
            let number = id.split_once('#').map_or(id.as_str(), |(_, number)| number);
            return Cell::text(format!("merged with {number}"));
        }
        Slot::Points { places, is, moved, .. } => (places, is, *moved),
    };
    let number = places.first().and_then(|it| draft.points[*it].number.as_deref());
    let here = opening_number(case, drafts, row);
    let stays = number == here;
    let words = slot.words(draft);
    let text = match &words {
        // The same words as the first column has, or the column before.
        Some(words) if at > 0 && is_known_same(case, drafts, row, at, 0, words) => {
            return Cell::text(match (number, moved) {
                (Some(number), true) => format!("moved to {number}"),
                (Some(number), false) if !stays => format!("{number}. [no change]"),
                _ => "[no change]".to_owned(),
            });
        }
        Some(words) if at > 1 && is_known_same(case, drafts, row, at, at - 1, words) => {
            return Cell::text("idem");
        }
        Some(_) => numbered(draft, places),
        // A point without words: the row knows only that it is there.
        None => match (number, is) {
            (Some(number), Some(Relation::Moved)) => format!("moved to {number}"),
            (Some(number), _) => format!("{number}."),
            (None, _) => return Cell::Unknown,
        },
    };
    match number {
        Some(number) if moved => Cell::text(format!("moved to {number}: {}", unnumbered(&text))),
        _ => Cell::text(text),
    }
}

/// The words of points, each after its number where there are several or it has one.
fn numbered(draft: &Draft, places: &[usize]) -> String {
    let each = places.iter().map(|it| {
        let words = super::comparison::words(&draft.points[*it]);
        match &draft.points[*it].number {
            Some(number) => format!("{number}. {words}"),
            None => words.to_owned(),
        }
    });
    each.collect::<Vec<_>>().join("\n")
}

fn unnumbered(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(_, rest)| rest)
}

fn has(row: &Row, at: usize) -> bool {
    matches!(row.cells[at], Slot::Points { .. } | Slot::Merged(_))
}

/// The number of the point that opened the row.
fn opening_number<'a>(case: &'a Case, drafts: &[Ix<Draft>], row: &Row) -> Option<&'a str> {
    let at = row.cells.iter().position(|it| matches!(it, Slot::Points { .. }))?;
    let Slot::Points { places, .. } = &row.cells[at] else { return None };
    case.draft(drafts[at]).points[*places.first()?].number.as_deref()
}

/// Whether draft `at` is known to have the same words as draft `other`: wordings of both are known.
fn is_known_same(
    case: &Case,
    drafts: &[Ix<Draft>],
    row: &Row,
    at: usize,
    other: usize,
    words: &str,
) -> bool {
    let (mine, theirs) = (case.draft(drafts[at]), case.draft(drafts[other]));
    row.cells[at].is_wording(mine)
        && row.cells[other].is_wording(theirs)
        && row.cells[other].words(theirs).is_some_and(|it| same(&it, words))
}
