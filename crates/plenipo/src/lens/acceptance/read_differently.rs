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
use plenipo_record::case::draft::{Draft, Point, PointReading};
use plenipo_record::case::id::{Ix, Kind, RecordRef};

/// Whose reading of the point cannot stand beside what else the text says, by the rules that bind.
fn excluded(case: &Case, point: &Point, contents: &[Content]) -> Option<String> {
    let cannot = |it: &&PointReading| {
        let mut each = it.settles.iter();
        each.any(|(issue, set)| {
            let content = &contents[issue.get()];
            content.is_by_rules() && !content.may_be(*set)
        })
    };
    let whose =
        point.readings.iter().filter(cannot).map(|it| case.party(it.party).label().to_owned());
    let whose: Vec<String> = whose.collect();
    let reading = if whose.len() == 1 { "reading" } else { "readings" };
    (!whose.is_empty()).then(|| {
        format!(
            "By the rules on record the {reading} of {} cannot stand beside what else the text says.",
            describe::listed(&whose)
        )
    })
}

/// Every party's reading of each point that has any, then each understanding with readings that have a name.
pub(super) fn blocks(case: &Case, ix: Ix<Draft>, contents: &[Content]) -> Vec<Block> {
    let draft = case.draft(ix);
    let tree = Tree::of(draft);
    let points = draft.points.iter().enumerate().filter_map(|(place, point)| {
        let said = readings(case, point)?;
        let path = tree.path(place);
        let mut under = vec![footing(case, &point.meta)];
        let excluded = excluded(case, point, contents);
        let (mark, told) = match (is_ambiguous(point), excluded) {
            (true, None) => {
                let open = "What it settles is open between these readings: none of them goes before another.";
                (Mark::Maybe, Some(open.to_owned()))
            }
            (_, Some(excluded)) => (Mark::Maybe, Some(excluded)),
            (false, None) if point.readings.len() > 1 => {
                (Mark::Plain, Some("By these readings it settles the same.".to_owned()))
            }
            (false, None) => (Mark::Plain, None),
        };
        if let Some(told) = told {
            under.insert(0, Text::plain(told));
        }
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
