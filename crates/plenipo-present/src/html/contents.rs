//! The order of a page: sheets, sections with their headings, what follows the account.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;

use super::Door;
use super::account::Writer;
use super::write::Markup;
use crate::cite::Sources;
use crate::spoken;
use crate::words;

/// A heading with what stands below it.
#[derive(Default)]
struct Section<'a> {
    depth: u8,
    title: Option<&'a str>,
    blocks: Vec<&'a Block>,
    below: Vec<Section<'a>>,
    /// What comes after everything below.
    after: Vec<&'a Block>,
}

/// Above so many subsections, they stand side by side where there is room.
const ABREAST_MIN: usize = 3;

/// The account and what follows it.
pub(super) fn contents(
    finding: &Finding,
    sources: &Sources<'_>,
    door: Option<&dyn Door>,
) -> Markup {
    let mut writer = Writer::new(finding, sources, door);
    let sheets = sheets(&finding.account);
    let several = sheets.len() > 1;
    for (place, blocks) in sheets.into_iter().enumerate() {
        let class = match place {
            0 if several && length(blocks) <= ROOMY => "sheet roomy",
            0 | 1 => "sheet",
            _ => "sheet annex",
        };
        writer.out.open("div", &[("class", class)]);
        section(&mut writer, &sections(blocks), 1);
        writer.out.close_line("div");
    }
    let after = words::unplaced(finding);
    let no_account = finding.account.is_empty() && !finding.tables.is_empty();
    let list = !words::lists_sources(finding);
    // No sheet of its own: it follows on whatever page is open.
    writer.out.open("div", &[("class", "after")]);
    if no_account {
        for table in &finding.tables {
            writer.table(table, true);
        }
    }
    for chart in after {
        writer.out.open("section", &[]);
        writer.out.element("h2", &[], &chart.title);
        writer.chart(chart);
        writer.out.close_line("section");
    }
    if !finding.notes.is_empty() {
        writer.out.open("section", &[]);
        writer.out.element("h2", &[], "Notes");
        writer.out.open("ul", &[]);
        for note in &finding.notes {
            writer.out.open("li", &[]);
            writer.text(note);
            writer.out.close_line("li");
        }
        writer.out.close("ul");
        writer.out.close_line("section");
    }
    if list && !writer.cited().is_empty() {
        writer.out.open("section", &[]);
        writer.out.element("h2", &[], "Sources");
        let cited: Vec<usize> = writer.cited().iter().copied().collect();
        writer.sources(&cited);
        writer.out.close_line("section");
    }
    writer.out.close_line("div");
    writer.out
}

/// A first sheet of no more characters than this is printed in letters that fill it.
const ROOMY: usize = 6_000;

/// How many characters there are to read.
fn length(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Heading { text, .. } => text.chars().count(),
        Block::Para(text) => text.flat().chars().count(),
        Block::Item(item) => {
            let under = item.under.iter().map(|it| it.flat().chars().count());
            item.text.flat().chars().count() + under.sum::<usize>()
        }
        _ => 0,
    };
    blocks.iter().map(of).sum()
}

/// The account cut at its page breaks.
fn sheets(account: &[Block]) -> Vec<&[Block]> {
    let sheets = account.split(|it| matches!(it, Block::PageBreak));
    sheets.filter(|it| !it.is_empty()).collect()
}

/// The blocks as a tree of headings, its root without one. A heading whose level was skipped
/// stands directly below the one before it that is higher.
fn sections(blocks: &[Block]) -> Section<'_> {
    let mut open = vec![Section::default()];
    for block in blocks {
        if let Block::Heading { depth, text } = block {
            while open.len() > 1 && open.last().is_some_and(|it| it.depth >= *depth) {
                fold(&mut open);
            }
            // The root has depth 0 and stays open.
            let depth = (*depth).max(1);
            open.push(Section { depth, title: Some(text), ..Section::default() });
        } else if matches!(block, Block::Up) {
            if open.len() > 1 {
                fold(&mut open);
            }
        } else if let Some(last) = open.last_mut() {
            let blocks = if last.below.is_empty() { &mut last.blocks } else { &mut last.after };
            blocks.push(block);
        }
    }
    while open.len() > 1 {
        fold(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn fold(open: &mut Vec<Section<'_>>) {
    let Some(done) = open.pop() else { return };
    if let Some(last) = open.last_mut() {
        last.below.push(done);
    }
}

fn section(writer: &mut Writer<'_>, it: &Section<'_>, level: usize) {
    if let Some(title) = it.title {
        let heading = ["h2", "h3", "h4", "h5", "h6"][(level - 2).min(4)];
        writer.out.open("section", &[]);
        writer.out.element(heading, &[], &spoken::days(title));
    }
    writer.blocks(&it.blocks);
    let abreast = it.title.is_some() && it.below.len() >= ABREAST_MIN;
    if abreast {
        writer.out.open("div", &[("class", "abreast")]);
    }
    for below in &it.below {
        section(writer, below, level + 1);
    }
    if abreast {
        writer.out.close("div");
    }
    writer.blocks(&it.after);
    if it.title.is_some() {
        writer.out.close_line("section");
    }
}
