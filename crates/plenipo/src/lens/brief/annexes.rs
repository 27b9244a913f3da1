//! The annexes: what other lenses answer, in short, each with the command that says it whole.

use super::{gaps, who};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::Chart;
use crate::finding::hint::{Hint, To};
use crate::finding::status::Status;
use crate::finding::table::Table;
use crate::lens::acceptance::account::notes as acceptance_notes;
use crate::lens::acceptance::{self, AcceptanceAnswer};
use crate::lens::error::Error;
use crate::lens::forecasts::AuthorScore;
use crate::lens::setting::{Settings, Value};
use crate::lens::view::View;
use crate::lens::{amend, bargain, drafts, forecasts, outlook, record};
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Ix;

/// An annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Annex {
    Who,
    Moves,
    Texts,
    Changes,
    Gains,
    Forecasts,
    Gaps,
    Sources,
}

impl Annex {
    /// Every annex with the name it is asked for by, and its title.
    const ALL: [(Annex, &'static str, &'static str); 8] = [
        (Annex::Who, "who", "Who would accept which draft"),
        (Annex::Moves, "moves", "How the answers moved"),
        (Annex::Texts, "texts", "What changed between texts"),
        (Annex::Changes, "changes", "The smallest change to each draft"),
        (Annex::Gains, "gains", "What all could gain"),
        (Annex::Forecasts, "forecasts", "Forecasts and past scores"),
        (Annex::Gaps, "gaps", "What is missing or does not go together"),
        (Annex::Sources, "sources", "Sources"),
    ];
}

/// The annexes that were asked for, in the order of the pages: none where nothing was said.
pub(super) fn asked(said: Option<&str>) -> Result<Vec<Annex>, Error> {
    let Some(said) = said else { return Ok(Vec::new()) };
    let names: Vec<&str> = said.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    for name in &names {
        if *name != "all" && Annex::ALL.iter().all(|(_, it, _)| it != name) {
            let known: Vec<&str> = Annex::ALL.iter().map(|(_, it, _)| *it).collect();
            return Err(Error::Setting {
                name: "annexes".to_owned(),
                message: format!("there is no annex `{name}`").into(),
                hint: Some(format!("there is all, or {}", known.join(", ")).into()),
            });
        }
    }
    let wanted = |it: &str| names.contains(&"all") || names.contains(&it);
    Ok(Annex::ALL.iter().filter(|(_, it, _)| wanted(it)).map(|(it, ..)| *it).collect())
}

/// Annexes with what goes with them.
#[derive(Default)]
pub(super) struct Annexes {
    pub(super) account: Vec<Block>,
    pub(super) tables: Vec<Table>,
    pub(super) charts: Vec<Chart>,
    pub(super) notes: Vec<String>,
}

/// The annexes that were asked for, each with a letter.
pub(super) fn annexes(
    view: &View<'_>,
    assessed: &AcceptanceAnswer<'_>,
    asked: &[Annex],
) -> Result<Annexes, Error> {
    let case = view.case()?;
    let mut all = Annexes::default();
    let mut letters = 'A'..='Z';
    for annex in asked {
        let blocks = match annex {
            Annex::Who => who::in_short(assessed),
            Annex::Moves => moved(view)?,
            Annex::Texts => texts(view)?,
            Annex::Changes => changes(view)?,
            Annex::Gains => gains(view)?,
            Annex::Forecasts => expected(view)?,
            Annex::Gaps => gaps::gaps(case),
            Annex::Sources => vec![Block::Sources],
        };
        match annex {
            Annex::Who => {
                all.tables.extend(acceptance::tables::tables(assessed));
                all.notes.extend(acceptance_notes(assessed));
            }
            Annex::Sources => {
                all.tables.push(record::lists::sources(case));
                // For pages that can draw: whoever cannot asks for the timeline and the matrix.
                let (timeline, _) = record::timeline::timeline(case);
                let (stands, matrix) = record::matrix::stands(case);
                all.charts.extend([matrix, record::timeline::chart(&timeline)]);
                all.tables.extend([timeline, stands]);
            }
            _ => {}
        }
        // An annex with nothing in it is left out, and the letters close up.
        if blocks.is_empty() {
            continue;
        }
        let title = Annex::ALL.iter().find(|(it, ..)| it == annex).map_or("", |(.., title)| *title);
        let letter = letters.next().unwrap_or('Z');
        if all.account.is_empty() {
            all.account.push(Block::PageBreak);
        }
        all.account.push(Block::heading(1, format!("Annex {letter} · {title}")));
        all.account.extend(blocks);
    }
    Ok(all)
}

/// The most items of an annex's part.
const ITEMS_MAX: usize = 6;

/// The most changes told of one draft: a set that is cut short is no set.
const CHANGES_MAX: usize = 40;

/// How the answers moved and what others expect of them, from `outlook`.
fn moved(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let answer = outlook::answer(view, &Settings::default())?;
    let mut blocks = vec![Block::para(outlook::account::headline(&answer))];
    blocks.extend(shortened(outlook::account::changes(&answer, 3), ITEMS_MAX));
    let claims = shortened(outlook::account::claims(&answer), ITEMS_MAX);
    if !claims.is_empty() {
        blocks.push(Block::heading(2, "What others expect, without a number"));
        blocks.extend(claims);
    }
    blocks.push(whole(outlook::LENS.hint([])));
    Ok(blocks)
}

/// The smallest change of each live draft that crosses nobody's line, from `amend`.
fn changes(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let mut blocks = Vec::new();
    // The newest first, as everywhere in the brief.
    for draft in view.case()?.drafts.iter().rev().filter(|it| it.is_live()) {
        let settings = Settings::default()
            .with("draft", Value::Ids(vec![draft.id().to_owned()]))
            .with("steps", Value::Text("lines".to_owned()));
        let answer = amend::answer(view, &settings)?;
        blocks.push(Block::heading(2, draft.id()));
        blocks.push(Block::para(amend::account::headline(&answer)));
        blocks.extend(shortened(amend::account::smallest(&answer), CHANGES_MAX));
        blocks.extend(shortened(amend::account::conflict(&answer), CHANGES_MAX));
    }
    if !blocks.is_empty() {
        blocks.push(Block::para(
            "A set clears lines on record and nothing more: the full answer has parties without a \
             line on record, standing answers, and undisclosed understandings.",
        ));
        blocks.push(whole(amend::LENS.hint([amend::DRAFT.left_to(To::SomeId)])));
    }
    Ok(blocks)
}

/// What changed from the text that each live draft was made from or answers, from `drafts`.
fn texts(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let case = view.case()?;
    let mut blocks = Vec::new();
    for (place, draft) in case.drafts.iter().enumerate().rev().filter(|(_, it)| it.is_live()) {
        let Some(earlier) = draft.based_on.first().or(draft.answers.as_ref()) else { continue };
        if earlier.get() == place {
            continue;
        }
        let drafts::Between { title, headline, account } =
            drafts::between(case, *earlier, Ix::new(place), 3);
        blocks.push(Block::heading(2, title));
        blocks.push(Block::para(headline));
        blocks.extend(shortened(account, CHANGES_MAX));
    }
    if !blocks.is_empty() {
        let either = || drafts::DRAFT.left_to(To::SomeId);
        blocks.push(whole(drafts::LENS.hint([either(), either()])));
    }
    Ok(blocks)
}

/// What is expected and how earlier expectations came out, from `forecasts`.
fn expected(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let answer = forecasts::answer(view, &Settings::default())?;
    let mut blocks = Vec::new();
    for asked in answer.book.iter().filter(|it| it.outcome().is_none()) {
        // By its question and not by its id.
        blocks.push(Block::heading(2, asked.forecast.question.clone()));
        let said = forecasts::account::in_short(answer.case, asked);
        blocks.extend(shortened(said, ITEMS_MAX));
    }
    if !answer.scores.authors.is_empty() {
        blocks.push(Block::heading(2, "Past scores, by author"));
        blocks.push(Block::para(forecasts::account::headline(&answer, true)));
        blocks.extend(answer.scores.authors.iter().map(author));
    }
    if !blocks.is_empty() {
        blocks.push(whole(forecasts::LENS.hint([])));
    }
    Ok(blocks)
}

/// How an author's past numbers came out.
fn author(it: &AuthorScore) -> Block {
    let questions = counted(it.questions, "question");
    let brier = match (it.brier.low, it.brier.high) {
        (low, high) if high - low > 5e-4 => format!("{low:.3}–{high:.3}"),
        (low, _) => format!("{low:.3}"),
    };
    Block::Item(Item {
        mark: Mark::Plain,
        text: Text::default()
            .strong(it.by.clone())
            .and(format!(": {questions}; Brier score {brier}, of which 0 is the best")),
        under: Vec::new(),
    })
}

/// Million steps of work that a brief spends on what all could gain: a fraction of what `frontier`
/// spends, since a brief is wanted at once.
const GAINS_WORK: f64 = 5_000.0;

/// What all could gain, from `bargain`: the answer in a sentence, and what would decide it.
fn gains(view: &View<'_>) -> Result<Vec<Block>, Error> {
    let settings = Settings::default().with("work", Value::Number(GAINS_WORK));
    let (headline, status) = bargain::answer(view, &settings)?.headline();
    let mut blocks = vec![Block::para(headline)];
    if status == Status::NotConverged {
        let text = Text::plain("Not worked out in full here: a brief spends little work on it. ");
        blocks.push(Block::Para(text.hint(bargain::LENS.hint([])).and(" goes further.")));
    }
    blocks.push(whole(bargain::LENS.hint([])));
    Ok(blocks)
}

/// Where the whole answer is.
fn whole(hint: Hint) -> Block {
    Block::Para(Text::plain("The whole answer: ").hint(hint).and(".").quietly())
}

/// The first items of `all`, with the headings and paragraphs between them. What is left out is counted.
fn shortened(all: Vec<Block>, items_max: usize) -> Vec<Block> {
    let (mut blocks, mut shown, mut left) = (Vec::new(), 0, 0);
    for block in all {
        match block {
            Block::Item(_) if shown == items_max => left += 1,
            Block::Item(_) => {
                shown += 1;
                blocks.push(block);
            }
            // Tables, charts and page breaks belong to the whole answer.
            Block::Grid(_) | Block::Table(_) | Block::Chart(_) => {}
            Block::Sources | Block::Up | Block::PageBreak => {}
            // Below each heading something stands.
            other if shown < items_max => blocks.push(other),
            _ => {}
        }
    }
    if left > 0 {
        blocks.push(Block::Para(Text::default().quiet(format!("{left} more."))));
    }
    blocks
}
