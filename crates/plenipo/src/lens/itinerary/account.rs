//! The tree as a page: the stops, then answer by answer what it means and what follows.

use super::answer::{ItineraryAnswer, OnwardAt};
use crate::finding::block::{Block, Item, Mark};
use crate::lens::brief::Sentence;
use crate::lens::brief::ground::{Marks, Used};

/// The page.
pub(super) fn page(answer: &ItineraryAnswer<'_>) -> Vec<Block> {
    if answer.stops.is_empty() {
        return vec![Block::para("No principal is on record whom anybody could go to.")];
    }
    let mut marks = Marks::new(answer.case);
    let mut used = Used::default();
    let mut blocks = vec![Block::heading(1, "The stops")];
    let mut item = |blocks: &mut Vec<Block>, it: &Sentence| {
        let text = marks.marked(it, &mut used);
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
    };
    for stop in &answer.stops {
        item(&mut blocks, &stop.said);
        stop.meets.iter().for_each(|it| item(&mut blocks, it));
    }
    let after = answer.stops.get(1).map(|it| names(answer, &it.parties)).unwrap_or_default();
    for branch in &answer.branches {
        blocks.push(Block::heading(1, format!("If the answer is: {}", branch.reply.heading())));
        for it in &branch.means {
            item(&mut blocks, it);
        }
        if branch.then.is_empty() {
            continue;
        }
        blocks.push(Block::heading(2, format!("Then, with {after}")));
        for onward in &branch.then {
            let lead = match onward.at {
                OnwardAt::Meets => "",
                OnwardAt::Yes => "Yes: ",
                OnwardAt::No => "No: ",
                OnwardAt::Neither => "Neither: ",
            };
            for (place, it) in onward.means.iter().enumerate() {
                let mut said = it.clone();
                if let (0, Some(first), false) = (place, said.pieces.first_mut(), lead.is_empty()) {
                    first.words = format!("{lead}{}", uncapital(&first.words));
                }
                item(&mut blocks, &said);
            }
        }
    }
    blocks.push(Block::Up);
    blocks.extend(marks.legend(used));
    blocks
}

fn names(
    answer: &ItineraryAnswer<'_>,
    parties: &[plenipo_record::case::id::Ix<plenipo_record::case::party::Party>],
) -> String {
    let names: Vec<String> =
        parties.iter().map(|it| answer.case.party(*it).label().to_owned()).collect();
    plenipo_record::case::describe::listed(&names)
}

/// A sentence after a colon: a first word that is no name loses its capital.
fn uncapital(words: &str) -> String {
    const ALONE: [&str; 4] = ["All ", "No ", "Neither ", "Nothing "];
    match ALONE.iter().find(|it| words.starts_with(**it)) {
        Some(it) => format!("{}{}", it.to_lowercase(), &words[it.len()..]),
        None => words.to_owned(),
    }
}
