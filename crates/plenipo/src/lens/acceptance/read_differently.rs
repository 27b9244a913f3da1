//! How parties read the text itself, and what it is beside an understanding that is read in several ways: that warns,
//! and changes no answer.

use super::account::footing;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::lens::drafts::readings::{is_ambiguous, readings};
use crate::lens::drafts::tree::Tree;
use crate::lens::record::demands::beside_readings;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};

/// Every party's reading of each point that has any, then each understanding with readings that have a name.
pub(super) fn blocks(case: &Case, ix: Ix<Draft>, contents: &[Content]) -> Vec<Block> {
    let draft = case.draft(ix);
    let tree = Tree::of(draft);
    let points = draft.points.iter().enumerate().filter_map(|(place, point)| {
        let said = readings(case, point)?;
        let path = tree.path(place);
        let mut under = vec![footing(case, &point.meta)];
        let mark = match is_ambiguous(point) {
            true => {
                let open = "What it settles is open between these readings: none of them goes before another.";
                under.insert(0, Text::plain(open));
                Mark::Maybe
            }
            false => Mark::Plain,
        };
        Some(Block::Item(Item { mark, text: Text::plain(format!("Point {path}, {said}")), under }))
    });
    let mut all: Vec<Block> = points.collect();
    for place in 0..case.understandings.len() {
        let it = &case.understandings[place];
        let said = beside_readings(case, Ix::new(place), ix, contents);
        if it.readings.is_empty() || said.is_empty() {
            continue;
        }
        let title = describe::in_one_line(case, RecordRef::new(Kind::Understanding, place));
        all.push(Block::Item(Item {
            mark: Mark::Maybe,
            text: Text::plain("The understanding ")
                .quote(title)
                .and(format!(" is read in several ways. This text: {}", said.join("; "))),
            under: vec![footing(case, &it.meta)],
        }));
    }
    if !all.is_empty() {
        all.insert(0, Block::heading(2, "What is read differently"));
    }
    all
}
