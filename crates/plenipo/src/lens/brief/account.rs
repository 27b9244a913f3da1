//! The pages: the bottom line first, one legend a page, annexes behind.

use super::answer::{BriefAnswer, BriefPart, Section};
use super::ground::{Marks, Used};
use super::words;
use crate::finding::block::{Block, Item, Mark, Text};

/// The pages of the brief; its annexes come behind them.
pub(super) fn pages(answer: &BriefAnswer<'_>) -> Vec<Block> {
    let mut marks = Marks::new(answer.case);
    let mut blocks = Vec::new();
    if let Some((_, since)) = &answer.since {
        let mut used = Used::default();
        sections(std::slice::from_ref(since), &mut marks, &mut used, &mut blocks);
        blocks.extend(marks.legend(used));
        blocks.push(Block::PageBreak);
    }
    let mut used = Used::default();
    for paragraph in &answer.first {
        let mut text = Text::default().strong(format!("{}.", paragraph.label));
        for (place, sentence) in paragraph.sentences.iter().enumerate() {
            // Sentences that follow each other and stand on the same are marked once, behind the last.
            let next = paragraph.sentences.get(place + 1);
            let again = next.is_some_and(|it| it.stands_like(sentence));
            text = text.and(" ").then(match again {
                true => Text::plain(words::kept_together(&sentence.flat())),
                false => marks.marked(sentence, &mut used),
            });
        }
        // What matters most stands alone; the rest below it is closer together.
        blocks.push(match paragraph.part {
            BriefPart::BottomLine => Block::Para(text),
            _ => Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }),
        });
    }
    blocks.extend(marks.legend(used));
    blocks.push(Block::PageBreak);
    if !answer.grid.rows.is_empty() {
        blocks.push(Block::heading(1, "Who stands where"));
        blocks.push(Block::Table("grid"));
    }
    let mut used = Used::default();
    sections(&answer.second, &mut marks, &mut used, &mut blocks);
    blocks.push(Block::Up);
    blocks.extend(marks.legend(used));
    blocks
}

fn sections(all: &[Section], marks: &mut Marks<'_>, used: &mut Used, blocks: &mut Vec<Block>) {
    for section in all {
        let depth = if section.within { 2 } else { 1 };
        blocks.push(Block::heading(depth, section.heading.clone()));
        for (mark, sentence) in &section.items {
            let text = marks.marked(sentence, used);
            blocks.push(Block::Item(Item { mark: *mark, text, under: Vec::new() }));
        }
    }
}
