//! The annexes: what other lenses answer, in short, each with the command that says it whole.

use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::Cell;
use crate::lens::error::Error;
use crate::lens::setting::{Settings, Value};
use crate::lens::view::View;
use crate::lens::{amend, bargain, drafts, forecasts, outlook};
use plenipo_record::case::describe::counted;
use plenipo_record::case::forecast::Forecast;

/// The most items of an annex's part.
const ITEMS_MAX: usize = 6;

/// The most changes told of one draft: a set that is cut short is no set.
const CHANGES_MAX: usize = 40;

/// How the answers moved and what others expect of them, from `outlook`.
pub(super) fn moved(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let finding = (outlook::LENS.run)(view, &Settings::default())?;
    let mut blocks = vec![Block::para(finding.headline.clone())];
    blocks.extend(part(&finding, outlook::account::CHANGED, ITEMS_MAX));
    let claims = part(&finding, outlook::account::CLAIMS, ITEMS_MAX);
    if !claims.is_empty() {
        blocks.push(Block::heading(2, "What others expect"));
        blocks.extend(claims);
    }
    blocks.push(whole("outlook"));
    Ok(blocks)
}

/// The smallest change of each live draft that crosses nobody's line, from `amend`.
pub(super) fn changes(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let seen = view.case()?;
    let mut blocks = Vec::new();
    // The newest first, as everywhere in the brief.
    for draft in seen.drafts.iter().rev().filter(|it| it.is_live()) {
        let settings = Settings::default()
            .with("draft", Value::Ids(vec![draft.id().to_owned()]))
            .with("steps", Value::Text("lines".to_owned()));
        let finding = (amend::LENS.run)(view, &settings)?;
        blocks.push(Block::heading(2, draft.id()));
        blocks.push(Block::para(finding.headline.clone()));
        blocks.extend(part(&finding, amend::account::SMALLEST, CHANGES_MAX));
        blocks.extend(part(&finding, amend::account::CONFLICT, CHANGES_MAX));
    }
    if !blocks.is_empty() {
        blocks.push(Block::para(
            "A set clears lines on record and no more: who has no line on record, answers that stand, and \
             understandings that are not disclosed are in the whole answer.",
        ));
        blocks.push(whole("amend --draft ID"));
    }
    Ok(blocks)
}

/// What changed from the text that each live draft was made from or answers, from `drafts`.
pub(super) fn texts(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let seen = view.case()?;
    let mut blocks = Vec::new();
    for draft in seen.drafts.iter().rev().filter(|it| it.is_live()) {
        let Some(earlier) = draft.based_on.first().or(draft.answers.as_ref()) else { continue };
        let earlier = seen.draft(*earlier);
        if earlier.id() == draft.id() {
            continue;
        }
        let pair = vec![earlier.id().to_owned(), draft.id().to_owned()];
        let settings = Settings::default().with("draft", Value::Ids(pair));
        let finding = (drafts::LENS.run)(view, &settings)?;
        let title = drafts::redline::heading(earlier, draft);
        let told = part(&finding, &title, CHANGES_MAX);
        blocks.push(Block::heading(2, title));
        blocks.push(Block::para(finding.headline));
        blocks.extend(told);
    }
    if !blocks.is_empty() {
        blocks.push(whole("compare A B"));
    }
    Ok(blocks)
}

/// What is expected and how earlier expectations came out, from `forecasts`.
pub(super) fn expected(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let seen = view.case()?;
    let asked = (forecasts::LENS.run)(view, &Settings::default())?;
    let mut blocks = Vec::new();
    let open = forecasts::account::heading("", forecasts::account::OPEN);
    for block in &asked.account {
        let Block::Heading { depth: 1, text } = block else { continue };
        let Some(id) = text.strip_suffix(&open) else { continue };
        // By its question and not by its id; the lens has it as a paragraph below the id.
        let question =
            seen.find::<Forecast>(id).map_or(id, |it| &seen.forecasts[it.get()].question);
        blocks.push(Block::heading(2, question));
        let said = Block::Para(Text::default().strong(question));
        blocks.extend(part(&asked, text, ITEMS_MAX).into_iter().filter(|it| *it != said));
    }
    let scores = Settings::default().with("what", Value::Text("scores".to_owned()));
    let scored = (forecasts::LENS.run)(view, &scores)?;
    let authors = authors(&scored);
    if !authors.is_empty() {
        blocks.push(Block::heading(2, "Past scores, by author"));
        blocks.push(Block::para(scored.headline));
        blocks.extend(authors);
    }
    if !blocks.is_empty() {
        blocks.push(whole("forecast"));
    }
    Ok(blocks)
}

/// How each author's past numbers came out, one an item; none where nothing was scored.
fn authors(scored: &Finding) -> Vec<Block> {
    let Some(table) = scored.table("authors") else { return Vec::new() };
    let each = (0..table.rows.len()).map(|row| {
        let number = |id| table.cell(row, id).and_then(Cell::as_number);
        let by = table.cell(row, "by").and_then(Cell::as_text).unwrap_or("nobody named");
        let questions = counted(number("questions").unwrap_or(0.0) as usize, "question");
        let brier = match (number("brier_low"), number("brier_high")) {
            (Some(low), Some(high)) if high - low > 5e-4 => format!("{low:.3}–{high:.3}"),
            (Some(it), _) | (None, Some(it)) => format!("{it:.3}"),
            (None, None) => "not known".to_owned(),
        };
        Block::Item(Item {
            mark: Mark::Plain,
            text: Text::default()
                .strong(by)
                .and(format!(": {questions}; Brier score {brier}, of which 0 is the best")),
            under: Vec::new(),
        })
    });
    each.collect()
}

/// Million steps of work that a brief spends on what all could gain: a fraction of what `frontier`
/// spends, since a brief is wanted at once.
const GAINS_WORK: f64 = 5_000.0;

/// What all could gain, from `bargain`: the answer in a sentence, and what would decide it.
pub(super) fn gains(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let settings = Settings::default().with("work", Value::Number(GAINS_WORK));
    let finding = (bargain::LENS.run)(view, &settings)?;
    let mut blocks = vec![Block::para(finding.headline)];
    if finding.status == "not-converged" {
        blocks.push(Block::para(
            "Not worked out in full here: a brief spends little work on it. `plenipo frontier` goes \
             further.",
        ));
    }
    blocks.push(whole("frontier"));
    Ok(blocks)
}

/// Where the whole answer is.
fn whole(command: &str) -> Block {
    Block::Para(Text::default().quiet(format!("The whole answer: `plenipo {command}`.")))
}

/// The first items below the heading of depth 1 called `title`, which is its lens's own, with the headings and
/// paragraphs between them. What is left out is counted.
fn part(finding: &Finding, title: &str, items_max: usize) -> Vec<Block> {
    let begins = |block: &Block| match block {
        Block::Heading { depth: 1, text } => text == title,
        _ => false,
    };
    let ends = |block: &Block| matches!(block, Block::Heading { depth: 1, .. });
    let below = finding.account.iter().skip_while(|it| !begins(it)).skip(1);
    let (mut blocks, mut shown, mut left) = (Vec::new(), 0, 0);
    for block in below.take_while(|it| !ends(it)) {
        match block {
            Block::Item(_) if shown == items_max => left += 1,
            Block::Item(_) => {
                shown += 1;
                blocks.push(block.clone());
            }
            Block::Heading { depth, text } if shown < items_max => {
                blocks.push(Block::heading(depth.saturating_add(1).min(3), text.clone()));
            }
            Block::Para(_) if shown < items_max => blocks.push(block.clone()),
            // Tables, charts and page breaks belong to the whole answer.
            _ => {}
        }
    }
    while matches!(blocks.last(), Some(Block::Heading { .. })) {
        blocks.pop();
    }
    if left > 0 {
        blocks.push(Block::Para(Text::default().quiet(format!("{left} more."))));
    }
    blocks
}
