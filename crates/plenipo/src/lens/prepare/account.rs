//! The pages: what it is for, party by party what may be said and what to ask, and what to have ready for each answer.

use super::answer::{PrepareAnswer, Reaction};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::hint::To;
use crate::lens::brief::Sentence;
use crate::lens::brief::ground::{Marks, Used};
use crate::lens::drafts;
use plenipo_record::case::id::Kind;

/// The pages.
pub(super) fn pages(answer: &PrepareAnswer<'_>) -> Vec<Block> {
    if answer.meeting.is_none() {
        let text = Text::plain("Enter a ").hint(Kind::Meeting).and(" with its day, or name one.");
        return vec![Block::Para(text)];
    }
    let mut page =
        Page { marks: Marks::new(answer.case), used: Used::default(), blocks: Vec::new() };
    page.part("What it is for", &answer.aims);
    page.part("The text", &answer.text);
    for it in &answer.parties {
        page.blocks.push(Block::heading(1, answer.case.party(it.party).label()));
        page.under("May be said", Mark::Fine, &it.may);
        page.under("Must not be said", Mark::Stop, &it.must_not);
        page.under("Ask, and expect", Mark::Plain, &it.ask);
    }
    for it in &answer.replies {
        page.part(it.reaction.heading(), &it.items);
        if let (Reaction::AnotherText, Some(draft)) = (it.reaction, answer.draft) {
            let compare = [
                drafts::DRAFT.to(answer.case.draft(draft).id()),
                drafts::DRAFT.left_to(To::SomeId),
            ];
            let text = Text::plain("Once it is entered: ").hint(drafts::LENS.hint(compare));
            page.blocks.push(Block::Item(Item {
                mark: Mark::Plain,
                text: text.and("."),
                under: Vec::new(),
            }));
        }
    }
    let Page { marks, used, mut blocks } = page;
    blocks.push(Block::Up);
    blocks.extend(marks.legend(used));
    blocks
}

struct Page<'a> {
    marks: Marks<'a>,
    used: Used,
    blocks: Vec<Block>,
}

impl Page<'_> {
    /// Sentences below a heading.
    fn part(&mut self, heading: &str, said: &[Sentence]) {
        self.blocks.push(Block::heading(1, heading));
        for it in said {
            let text = self.marks.marked(it, &mut self.used);
            self.blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
        }
    }

    /// Sentences below one word of what they are.
    fn under(&mut self, label: &str, mark: Mark, said: &[Sentence]) {
        if said.is_empty() {
            return;
        }
        let under = said.iter().map(|it| self.marks.marked(it, &mut self.used)).collect();
        let text = Text::default().strong(format!("{label}:"));
        self.blocks.push(Block::Item(Item { mark, text, under }));
    }
}
