#![doc = include_str!("brief.md")]

mod annexes;
mod first;
mod second;

use super::acceptance::account::{probability, says_nothing};
use super::error::Error;
use super::setting::Settings;
use super::view::{Answered, View};
use super::{Lens, acceptance, record, stamp};
use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::figure::chance;
use crate::finding::table::Cell;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{counted, spoken};
use plenipo_record::case::lines::{Judgement, Line, standing};
use plenipo_record::case::party::Party;

/// The lens.
pub const LENS: Lens = Lens {
    name: "brief",
    question: "What must a principal's staff know before the next meeting?",
    docs: include_str!("brief.md"),
    settings: &[],
    run,
};

/// What a draft does to lines, in the words of `acceptance`, each counted for itself.
const LINES: [(Judgement, &str); 4] = [
    (Judgement::Crossed, "crosses"),
    (Judgement::MayBeCrossed, "may cross"),
    (Judgement::Unclear, "unclear on"),
    (Judgement::CannotBeJudged, "cannot be judged against"),
];

/// One line a draft and party: the status, what stops it, and a figure only where there is one.
fn in_short(seen: &Case, assessed: &Finding) -> Vec<Block> {
    let label = |id: &str| {
        seen.find::<Party>(id).map_or(id.to_owned(), |it| seen.party(it).label().to_owned())
    };
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
        // To have tabled a text is no answer to it.
        match text(row, "answer") {
            "" => {}
            it if it.starts_with("tabled it") => said.push(it.to_owned()),
            it => said.push(format!("answer: {}", spoken(it))),
        }
        let lines = seen.find(text(row, "party")).map(|it| standing(seen, it)).unwrap_or_default();
        let judged = seen.find(draft).map(|it| contents(seen, seen.draft(it)));
        for (judgement, words) in LINES {
            let is =
                |line: &&Line| judged.as_ref().is_some_and(|it| line.judgement(it) == judgement);
            let n = lines.iter().filter(is).count();
            if n > 0 {
                // Accepted over a line is accepted after it; else it is a conflict.
                let aside = match status == "accepted" && judgement == Judgement::Crossed {
                    true => ", set aside by its later acceptance",
                    false => "",
                };
                said.push(format!("{words} {}{aside}", counted(n, "line")));
            }
        }
        let (low, high) = (number(row, "accept_low"), number(row, "accept_high"));
        // What it would be taken to do tells nothing where it has said that it accepts.
        if let (Some(low), Some(high), false) = (low, high, status == "accepted") {
            said.push(if status == "blocked" {
                // At its word it does not accept.
                format!("up to {} if what it crosses gave way", chance(high))
            } else if says_nothing(low, high) {
                "how likely it accepts is not known".to_owned()
            } else {
                format!("accepts {}", probability(low, number(row, "accept"), high))
            });
        }
        blocks.push(Block::Item(Item {
            mark,
            text: Text::default()
                .strong(label(text(row, "party")))
                .and(format!(": {}", said.join("; "))),
            under: Vec::new(),
        }));
    }
    blocks
}

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let (seen, day) = (view.case()?, view.day());
    let assessed = (acceptance::LENS.run)(view, &Settings::default())?;
    let lines = first::five_lines(seen, day, &assessed);
    let mut account = first::page(seen, day, &lines);
    account.push(Block::PageBreak);
    account.extend(second::page(seen, day));
    account.push(Block::PageBreak);
    let annexes = [
        ("Who would accept which draft", in_short(seen, &assessed)),
        ("How the answers moved", annexes::moved(view)?),
        ("What changed between texts", annexes::texts(view)?),
        ("The smallest change to each draft", annexes::changes(view)?),
        ("What all could gain", annexes::gains(view)?),
        ("Forecasts and past scores", annexes::expected(view)?),
        ("Sources", vec![Block::Sources]),
    ];
    // An annex with nothing in it is left out, and the letters close up.
    let annexes = annexes.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    for ((title, blocks), letter) in annexes.zip('A'..) {
        account.push(Block::heading(1, format!("Annex {letter} · {title}")));
        account.extend(blocks);
    }
    let mut tables: Vec<_> = assessed.tables;
    tables.push(record::lists::sources(seen));
    // For pages that can draw: a terminal has `show --what timeline` and `--what matrix`.
    let (timeline, _) = record::timeline::timeline(seen);
    let (stands, matrix) = record::matrix::stands(seen);
    let charts = vec![matrix, record::timeline::chart(&timeline)];
    tables.extend([timeline, stands]);
    let answered = Answered {
        headline: format!("{}.", seen.dossier.title.trim_end_matches('.')),
        status: "answered",
        account: stamp::worded(seen, account),
        tables,
        charts,
        notes: assessed.notes,
        samples: assessed.provenance.samples,
    };
    Ok(view.finding(&LENS, answered))
}
