#![doc = include_str!("brief.md")]

mod annexes;
mod first;
mod second;

use super::context::Context;
use super::error::Error;
use super::setting::Settings;
use super::{Input, Lens, acceptance, record, stamp};
use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::Cell;

/// The lens.
pub const LENS: Lens = Lens {
    name: "brief",
    question: "What must a principal's staff know before the next meeting?",
    docs: include_str!("brief.md"),
    settings: &[],
    run,
};

/// One line a draft and party: the status, what stops it, and a figure only where there is one.
fn in_short(assessed: &Finding) -> Vec<Block> {
    let Some(table) = assessed.table("acceptance") else { return Vec::new() };
    let text = |row: usize, id: &str| table.cell(row, id).and_then(Cell::as_text).unwrap_or("");
    let number = |row: usize, id: &str| table.cell(row, id).and_then(Cell::as_number);
    let mut blocks = Vec::new();
    for row in 0..table.rows.len() {
        let draft = text(row, "draft");
        if row == 0 || text(row - 1, "draft") != draft {
            blocks.push(Block::heading(2, draft));
        }
        let status = text(row, "status");
        let mark = match status {
            "accepted" => Mark::Fine,
            "refused" | "blocked" => Mark::Stop,
            "conflict" | "open" => Mark::Maybe,
            _ => Mark::Unknown,
        };
        let mut said = vec![status.to_owned()];
        if !text(row, "answer").is_empty() {
            said.push(format!("answer: {}", text(row, "answer")));
        }
        for (id, words) in [("lines_crossed", "crossed"), ("lines_maybe", "possibly crossed")] {
            match number(row, id).unwrap_or(0.0) {
                0.0 => {}
                1.0 => said.push(format!("1 line {words}")),
                n => said.push(format!("{n} lines {words}")),
            }
        }
        let (low, high) = (number(row, "accept_low"), number(row, "accept_high"));
        match (low, number(row, "accept"), high) {
            (Some(low), Some(it), Some(high)) => {
                said.push(format!("accepts with probability {it:.2} ({low:.2}–{high:.2})"));
            }
            (Some(low), None, Some(high)) => {
                said.push(format!("accepts with a probability between {low:.2} and {high:.2}"));
            }
            _ => {}
        }
        blocks.push(Block::Item(Item {
            mark,
            text: Text::default().strong(text(row, "party")).and(format!(": {}", said.join("; "))),
            under: Vec::new(),
        }));
    }
    blocks
}

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
    let annexes = [
        ("Who would accept which draft", in_short(&assessed)),
        ("How the answers moved", annexes::moved(input, context)?),
        ("What changed between texts", annexes::texts(input, &seen, context)?),
        ("The smallest change to each draft", annexes::changes(input, &seen, context)?),
        ("What all could gain", annexes::gains(input, context)?),
        ("Forecasts and past scores", annexes::expected(input, context)?),
        ("Sources", vec![Block::Sources]),
    ];
    // An annex with nothing in it is left out, and the letters close up.
    let annexes = annexes.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    for ((title, blocks), letter) in annexes.zip('A'..) {
        account.push(Block::heading(1, format!("Annex {letter} · {title}")));
        account.extend(blocks);
    }
    let mut tables: Vec<_> = assessed.tables;
    tables.push(record::lists::sources(&seen));
    // For pages that can draw: a terminal has `show --what timeline` and `--what matrix`.
    let (timeline, _) = record::timeline::timeline(&seen);
    let (stands, matrix) = record::matrix::stands(&seen);
    let charts = vec![matrix, record::timeline::chart(&timeline)];
    tables.extend([timeline, stands]);
    Ok(Finding {
        lens: LENS.name,
        question: LENS.question.to_owned(),
        headline: format!("{}.", seen.dossier.title.trim_end_matches('.')),
        status: "answered",
        account: stamp::worded(&seen, account),
        tables,
        charts,
        notes: assessed.notes,
        provenance,
    })
}
