//! This program's own answers as predictions: a figure where there is one, else the status and no
//! figure.

use crate::case::Case;
use crate::case::chance::Chance;
use crate::case::draft::Draft;
use crate::case::forecast::{Computed, Forecast, Prediction};
use crate::case::party::Party;
use crate::finding::table::{Cell, Table};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::lens::setting::{Settings, Value};
use crate::lens::{Input, acceptance, stamp};

/// The lenses that can be asked for a prediction.
pub const LENSES: &[&str] = &["acceptance"];

/// The status that comes with a figure.
const FIGURE: &str = "open";

/// What to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The lens, one of [`LENSES`].
    pub lens: &'a str,
    /// Id of the question.
    pub forecast: &'a str,
    /// Id of the draft.
    pub draft: &'a str,
    /// Id of the party; the answer under the agreement rule where there is none.
    pub party: Option<&'a str>,
}

/// The answer of a lens as a prediction on a question of `case`, dated by the day the record is read
/// as of.
///
/// Only an answer of the status `open` has a figure, and then its range is what is stated: the middle
/// is kept beside it and never scored. Every other status, `blocked` as well as `undetermined`, is
/// kept as the word it is.
///
/// # Errors
/// Ids that name nothing on that day, a party whose acceptance is not asked for, a seed beyond 32
/// bits, and whatever the lens refuses.
pub fn prediction(case: &Case, ask: &Ask<'_>, context: &Context<'_>) -> Result<Prediction, Error> {
    let fault = |name: &str, message: String| Error::Setting { name: name.to_owned(), message };
    if context.viewer.is_some() {
        let message = "the ledger is the keeper's: it is not answered for a party".to_owned();
        return Err(fault("for", message));
    }
    if !LENSES.contains(&ask.lens) {
        let message = format!("`{}` is none of {}", ask.lens, LENSES.join(", "));
        return Err(fault("from-lens", message));
    }
    let seed = u32::try_from(context.seed)
        .map_err(|_| fault("seed", format!("a ledger keeps seeds up to {}", u32::MAX)))?;
    let input = Input::Case(case);
    let seen = stamp::visible(&input, context)?;
    stamp::find::<Forecast>(&seen, ask.forecast)?;
    stamp::find::<Draft>(&seen, ask.draft)?;
    if let Some(party) = ask.party {
        stamp::find::<Party>(&seen, party)?;
    }
    let settings = Settings::default().with("draft", Value::Ids(vec![ask.draft.to_owned()]));
    let finding = (acceptance::LENS.run)(&input, &settings, context)?;
    let figures = match ask.party {
        Some(party) => finding.table("acceptance").and_then(|it| figures(it, "party", party)),
        None => finding.table("joint").and_then(|it| figures(it, "draft", ask.draft)),
    };
    let Some(Figures { status, low, middle, high }) = figures else {
        let party = ask.party.unwrap_or_default();
        let message = format!("`{party}` is no principal, so its acceptance is not asked for");
        return Err(fault("party", message));
    };
    let chance = match (low, high) {
        (Some(low), Some(high)) if status == FIGURE => Some(match low == high {
            true => Chance::Number(low),
            false => Chance::Range(low, high),
        }),
        _ => None,
    };
    // Places in the whole record: what was seen is a part of it with places of its own.
    let computed = Computed {
        lens: ask.lens.to_owned(),
        draft: stamp::find(case, ask.draft)?,
        party: ask.party.map(|it| stamp::find(case, it)).transpose()?,
        status,
        low,
        middle,
        high,
        as_of: finding.provenance.as_of,
        record: stamp::hash_without_forecasts(&seen),
        engine: finding.provenance.engine.to_owned(),
        seed,
        samples: finding.provenance.samples.and_then(|it| u32::try_from(it).ok()),
        assume: seen.assumptions.clone(),
    };
    Ok(Prediction {
        forecast: stamp::find(case, ask.forecast)?,
        date: finding.provenance.as_of,
        chance,
        computed: Some(computed),
        ..Prediction::default()
    })
}

struct Figures {
    status: String,
    low: Option<f64>,
    middle: Option<f64>,
    high: Option<f64>,
}

/// The figures of the row that has `id` in `column`; of one draft there is one such row.
fn figures(table: &Table, column: &str, id: &str) -> Option<Figures> {
    let row = (0..table.rows.len())
        .find(|row| table.cell(*row, column).and_then(Cell::as_text) == Some(id))?;
    let figure = |column: &str| table.cell(row, column).and_then(Cell::as_number);
    Some(Figures {
        status: table.cell(row, "status").and_then(Cell::as_text)?.to_owned(),
        low: figure("accept_low"),
        middle: figure("accept"),
        high: figure("accept_high"),
    })
}
