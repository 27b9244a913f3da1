//! What is missing or does not go together: what was left out of later texts, what is not known, conflicts and drift,
//! understandings claim by claim.

use crate::finding::block::{Block, Item, Mark, Text};
use crate::lens::record::What;
use crate::lens::record::conflicts::{ConflictKind, RecordConflict};
use crate::lens::record::{self, conflicts, drift, unknowns};
use crate::lens::setting::Word;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::draft::{Draft, Relation};

/// The most items of a kind.
const ITEMS_MAX: usize = 7;

/// All of it, under headings of depth 2.
pub(super) fn gaps(case: &Case) -> Vec<Block> {
    let mut blocks = Vec::new();
    dropped(case, &mut blocks);
    let all = unknowns::unknowns(case);
    if !all.is_empty() {
        blocks.push(Block::heading(2, "Not known"));
    }
    for it in all.iter().take(ITEMS_MAX) {
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(it.text.clone()),
            under: Vec::new(),
        }));
    }
    more(all.len(), What::Unknowns, &mut blocks);
    // Understandings have a part of their own, and a party's text across its own line is both a
    // conflict and a drift: said once, as drift.
    let elsewhere = [ConflictKind::Contested, ConflictKind::OwnText];
    let mut other = live_conflicts(case);
    other.retain(|it| !elsewhere.contains(&it.kind));
    let claims = conflicts::claims(case);
    let drifts = drift::drifts(case);
    if !other.is_empty() || !drifts.is_empty() {
        blocks.push(Block::heading(2, "Conflicts and drift"));
        blocks.extend(other.iter().map(record::conflict_item));
        blocks.extend(drifts.iter().rev().take(ITEMS_MAX).map(|it| record::drift_item(case, it)));
        more(drifts.len(), What::Drift, &mut blocks);
    }
    if !claims.is_empty() {
        blocks.push(Block::heading(2, "Understandings, claim by claim"));
        blocks.extend(claims.iter().map(record::conflict_item));
    }
    blocks
}

/// Conflicts but for those about texts that are no longer on the table.
fn live_conflicts(case: &Case) -> Vec<RecordConflict> {
    let mut all = conflicts::conflicts(case);
    all.retain(|it| it.of.is_none_or(|draft| case.draft(draft).is_live()));
    all
}

/// How many more there are than are shown, and which part of the record has them all.
fn more(all: usize, what: What, blocks: &mut Vec<Block>) {
    if all > ITEMS_MAX {
        let text = Text::plain(format!("{} more: ", all - ITEMS_MAX));
        let hint = record::LENS.hint([record::WHAT.to(what.word())]);
        blocks.push(Block::Para(text.hint(hint).and(".").quietly()));
    }
}

/// Points that vanished from one draft to the draft made from it, where lineage is recorded or the
/// later text is complete and silent.
fn dropped(case: &Case, blocks: &mut Vec<Block>) {
    let mut items = Vec::new();
    for draft in case.drafts.iter().filter(|it| it.is_live()) {
        for point in &draft.points {
            for lineage in point.lineage.iter().filter(|it| it.is == Relation::Dropped) {
                if let Some((of, number)) = &lineage.of {
                    let why =
                        lineage.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
                    items.push((
                        format!(
                            "{} leaves out point {number} of {}{}{why}",
                            draft.id(),
                            case.draft(*of).id(),
                            said_there(case.draft(*of), number)
                        ),
                        describe::footing(case, &point.meta),
                    ));
                }
            }
        }
        for earlier in draft.based_on.iter().chain(&draft.answers) {
            items.extend(silent(case, case.draft(*earlier), draft));
        }
    }
    if items.is_empty() {
        return;
    }
    // A text made from one draft in answer to another may be found silent twice.
    let mut told: Vec<(String, Footing)> = Vec::new();
    for item in items {
        if !told.contains(&item) {
            told.push(item);
        }
    }
    let items = told;
    blocks.push(Block::heading(2, "Left out of later texts"));
    let all = items.len();
    for (text, footing) in items.into_iter().take(ITEMS_MAX) {
        blocks.push(Block::Item(Item {
            mark: Mark::Removed,
            text: Text::plain(format!("{text}. ")).then(Text::from(footing).quietly()),
            under: Vec::new(),
        }));
    }
    more(all, What::Drafts, blocks);
}

/// What the dropped point said, in the record's words.
fn said_there(draft: &Draft, number: &str) -> String {
    let point = draft.points.iter().find(|it| it.number.as_deref() == Some(number));
    let said = point.and_then(|it| it.gist.as_ref().or(it.text.as_ref()));
    said.map(|it| format!(" ({it})")).unwrap_or_default()
}

/// Issues the earlier draft settles and the later, complete one does not mention. An incomplete
/// text, or one of which nobody has entered what it settles, drops nothing: what it says there is not
/// known.
fn silent(case: &Case, earlier: &Draft, later: &Draft) -> Option<(String, Footing)> {
    if !later.speaks_by_silence() {
        return None;
    }
    let (before, after) = (contents(case, earlier), contents(case, later));
    let gone: Vec<String> = before
        .iter()
        .zip(&after)
        .zip(&case.issues)
        .enumerate()
        .filter(|(place, ((before, after), _))| {
            !before.points.is_empty() && after.points.is_empty() && !taken_up(case, later, *place)
        })
        .map(|(_, (_, issue))| issue.title.clone())
        .collect();
    (!gone.is_empty()).then(|| {
        (
            format!(
                "{} no longer speaks of {} ({})",
                later.id(),
                describe::listed(&gone),
                earlier.id()
            ),
            describe::footing(case, &later.meta),
        )
    })
}

/// Whether a text made from `draft`, at however many removes, speaks of the issue again.
fn taken_up(case: &Case, draft: &Draft, issue: usize) -> bool {
    let mut from: Vec<&str> = vec![draft.id()];
    let mut at = 0;
    while let Some(id) = from.get(at).copied() {
        let made = case.drafts.iter().filter(|it| {
            let mut sources = it.based_on.iter().chain(&it.answers);
            sources.any(|source| case.draft(*source).id() == id)
        });
        for it in made {
            if !contents(case, it)[issue].points.is_empty() {
                return true;
            }
            if !from.contains(&it.id()) {
                from.push(it.id());
            }
        }
        at += 1;
    }
    false
}
