#![doc = include_str!("brief.md")]

mod first;
mod second;

use super::context::Context;
use super::error::Error;
use super::setting::Settings;
use super::{Input, Lens, acceptance, record, stamp};
use crate::finding::Finding;
use crate::finding::block::Block;

/// The lens.
pub const LENS: Lens = Lens {
    name: "brief",
    question: "What must a principal's staff know before the next meeting?",
    docs: include_str!("brief.md"),
    settings: &[],
    run,
};

fn run(input: &Input<'_>, settings: &Settings, context: &Context<'_>) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let seen = stamp::visible(input, context)?;
    let assessed = (acceptance::LENS.run)(input, &Settings::default(), context)?;
    let provenance = stamp::provenance(input, &seen, context, assessed.provenance.samples);
    let day = provenance.as_of;
    let lines = first::five_lines(&seen, day, &assessed);
    let mut account = first::page(&seen, day, &lines);
    account.push(Block::PageBreak);
    account.extend(second::page(&seen, day));
    account.push(Block::PageBreak);
    account.push(Block::heading(1, "Annex A · Who would accept which draft"));
    account.push(Block::Table("acceptance"));
    account.push(Block::heading(1, "Annex B · Sources"));
    account.extend(record::lists::sources_in_words(&seen));
    let mut tables: Vec<_> = assessed.tables;
    tables.push(record::lists::sources(&seen));
    Ok(Finding {
        lens: LENS.name,
        question: LENS.question.to_owned(),
        headline: lines.first().cloned().unwrap_or_default(),
        status: "answered",
        account,
        tables,
        charts: Vec::new(),
        notes: assessed.notes,
        provenance,
    })
}
