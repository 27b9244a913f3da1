//! The draft at hand in the lab against the one on record that it was made from, as a Word file with tracked changes:
//! first what is settled otherwise, issue by issue, then the text point by point.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::table::Table;
use plenipo_present::docx;
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::tried::Tried;

use crate::cells::{id, text};
use crate::held::{Held, State};
use crate::lab::{ask, seen, tried_ids};
use crate::reading::{Pairs, Reading};
use crate::routes::{House, with_kind};
use crate::trouble::Trouble;

/// Whoever wants a file waits for it.
const PATIENCE: Duration = Duration::from_secs(600);

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What is said of an issue that a draft does not settle.
const OPEN: &str = "not settled";

/// The file of the draft that `pairs` say is at hand.
pub(crate) async fn redline(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<State>,
    pairs: &Pairs,
) -> Result<Response, Trouble> {
    let mut reading = Reading::of(pairs, house.viewer.as_deref())?;
    reading.tried.truncate(1);
    let case = seen(&*state.case(&reading.assume)?, &reading)?;
    let made = reading.tried.first().cloned().filter(|it| !it.changes.is_empty());
    let made = made.ok_or_else(|| Trouble::misused("Nothing is changed in this draft."))?;
    let late = |_| Trouble::new(503, "The file took too long to make.");
    let bench = house.answer(held, state, &reading, &ask("lab", Vec::new())?, PATIENCE).await?;
    let bench = bench.map_err(late)?;
    let ids = [made.base.clone(), tried_ids(&case, &reading).swap_remove(0)].join(",");
    let compared = ask("drafts", vec![("draft", ids)])?;
    let compared = house.answer(held, state, &reading, &compared, PATIENCE).await?;
    let compared = compared.map_err(late)?;
    let finding = finding(&case, &made, &bench.finding, &compared.finding)?;
    let file = docx::finding(&finding)
        .map_err(|_| Trouble::new(500, "The Word file could not be made."))?;
    let mut response = with_kind(WORD, file.into());
    let viewer = reading.viewer.as_deref().and_then(|it| case.find(it));
    let day = case.day(viewer, reading.day);
    let named = format!("attachment; filename=\"{}\"", file_name(&made.base, day));
    if let Ok(value) = HeaderValue::from_str(&named) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// `us-28-redline-2025-12-01.docx`: an id has letters, digits and hyphens only.
fn file_name(base: &str, day: Option<jiff::civil::Date>) -> String {
    let day = day.map_or(String::new(), |it| format!("-{it}"));
    format!("{base}-redline{day}.docx")
}

fn finding(
    case: &Case,
    made: &Tried,
    bench: &Finding,
    compared: &Finding,
) -> Result<Finding, Trouble> {
    let lacks = || Trouble::new(500, "An answer lacks what the lab shows.");
    let choices = bench.table("choices").ok_or_else(lacks)?;
    let issues = bench.table("contents").ok_or_else(lacks)?;
    let base = case.find::<Draft>(&made.base);
    let title = base.map_or(made.base.clone(), |it| case.draft(it).title.clone());
    let changes = counted(made.changes.len(), "change");
    let mut account = vec![
        Block::para("Made in the draft lab: a working text that nobody has tabled."),
        Block::heading(1, "What is changed"),
    ];
    account.extend(made.changes.iter().map(|(issue, _)| changed(issues, choices, issue)));
    let mut tables = Vec::new();
    if let Some(text) = compared.table("redline") {
        account.push(Block::heading(1, "The text, point by point"));
        account.push(Block::Table("redline"));
        tables.push(text.clone());
    }
    Ok(Finding {
        headline: format!("{title}, with {changes} against the text on record"),
        account,
        tables,
        charts: Vec::new(),
        ..compared.clone()
    })
}

/// What an issue is settled on instead.
fn changed(issues: &Table, choices: &Table, issue: &str) -> Block {
    let row = (0..issues.rows.len()).find(|row| id(issues, *row, "issue") == issue);
    let title = row.and_then(|it| text(issues, it, "title")).unwrap_or_else(|| issue.to_owned());
    let option = |column: &str| {
        let mut rows = (0..choices.rows.len()).filter(|row| id(choices, *row, "issue") == issue);
        let row = rows.find(|row| text(choices, *row, column).is_some_and(|it| it == "yes"));
        row.and_then(|it| text(choices, it, "text")).unwrap_or_else(|| OPEN.to_owned())
    };
    let text = Text::default()
        .strong(format!("{title}: "))
        .deleted(option("in_base"))
        .and(" ")
        .inserted(option("chosen"));
    Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() })
}
