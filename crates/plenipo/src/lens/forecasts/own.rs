//! This program's own answers as predictions: a figure where there is one, else the status and no
//! figure.

use jiff::civil::Date;

use crate::finding::provenance::GivenSetting;
use crate::finding::status::Status;
use crate::lens::acceptance::{self, Acceptance};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::lens::setting::{Settings, Value};
use crate::lens::stamp;
use crate::lens::view::View;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::entered::counted;
use plenipo_record::case::forecast::{Computed, Fit, Forecast, Prediction};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::Party;
use plenipo_record::case::{Case, canonical};

use super::{book, fit};

/// The lenses that can be asked for a prediction.
pub const LENSES: &[&str] = &["acceptance"];

/// The status that comes with a figure.
pub(super) const FIGURE: &str = "open";

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
    /// How well what the lens is asked fits the question, where somebody says so. Only what is said to
    /// fit exactly can have a score.
    pub fits: Option<Fit>,
}

/// The answer of a lens as a prediction on a question of `case`, dated by the day the record is read
/// as of.
///
/// Only an answer of the status `open` has a figure, and then its range is what is stated: the middle
/// is kept beside it and never scored. Every other status, `blocked` as well as `undetermined`, is
/// kept as the word it is.
///
/// A question is words, and no program can tell that they ask exactly what the lens answers; somebody
/// has to say it. What can be seen is refused: a question that names another draft or another party,
/// and one that was decided, which nothing computed afterwards foresees.
///
/// # Errors
/// Ids that name nothing on that day, a party whose acceptance is not asked for, an answer that is said to
/// fit exactly and does not, a seed beyond 32 bits, and whatever the lens refuses.
pub fn prediction(case: &Case, ask: &Ask<'_>, context: &Context<'_>) -> Result<Prediction, Error> {
    let fault = |name: &str, message: String| Error::setting(name, message);
    if context.viewer.is_some() {
        let message =
            "the ledger belongs to the full record: it is not answered for a party".to_owned();
        return Err(fault("for", message));
    }
    if !LENSES.contains(&ask.lens) {
        let message = format!("`{}` is none of {}", ask.lens, LENSES.join(", "));
        return Err(fault("from-lens", message));
    }
    let seed = u32::try_from(context.seed)
        .map_err(|_| fault("seed", format!("a ledger keeps seeds up to {}", u32::MAX)))?;
    let view = View::of(case, context)?;
    let seen = view.case()?;
    stamp::find::<Forecast>(seen, ask.forecast)?;
    stamp::find::<Draft>(seen, ask.draft)?;
    if let Some(party) = ask.party {
        stamp::find::<Party>(seen, party)?;
    }
    // Places in the whole record: what was seen is a part of it with places of its own.
    let forecast: Ix<Forecast> = stamp::find(case, ask.forecast)?;
    let draft: Ix<Draft> = stamp::find(case, ask.draft)?;
    let party: Option<Ix<Party>> = ask.party.map(|it| stamp::find(case, it)).transpose()?;
    if ask.fits == Some(Fit::Exactly) {
        let question = &case.forecasts[forecast.get()];
        if let Some(why) = fit::another(case, question, draft, party) {
            return Err(fault(
                "fits",
                format!(
                    "the question is not exactly this one: {why}; say `loosely` or `closely`, or ask a \
                     question of its own"
                ),
            ));
        }
        if let Some(day) = decided(case, forecast) {
            let message = format!(
                "the question was resolved{day}: what is computed afterwards is not a forecast, \
                 and cannot count as its answer"
            );
            return Err(fault("fits", message));
        }
    }
    let Figures { status, is_open, low, middle, high, settings, samples, as_of } =
        answered(&view, ask)?;
    let chance = match (low, high) {
        (Some(low), Some(high)) if is_open => Some(match low == high {
            true => Chance::Number(low),
            false => Chance::Range(low, high),
        }),
        _ => None,
    };
    let computed = Computed {
        lens: ask.lens.to_owned(),
        draft,
        party,
        status: status.to_owned(),
        low,
        middle,
        high,
        as_of,
        record: canonical::hash_without_forecasts(seen),
        engine: stamp::ENGINE.to_owned(),
        seed,
        samples,
        assume: seen.assumptions.clone(),
        assumed: stamp::hashes_of_sets(seen),
        settings,
        features: stamp::FEATURES.iter().map(|it| (*it).to_owned()).collect(),
        checked: ask.fits == Some(Fit::Exactly),
        draft_was: None,
        party_was: None,
    };
    Ok(Prediction {
        forecast,
        date: as_of,
        chance,
        fits: ask.fits,
        computed: Some(computed),
        ..Prediction::default()
    })
}

/// Why a prediction of [`prediction`] will have no score, in words; `None` where it has one or will have
/// one once its question is decided.
pub fn unscored(case: &Case, prediction: &Prediction) -> Option<&'static str> {
    let whole = case.seen(None, None);
    let forecast = RecordRef::new(Kind::Forecast, prediction.forecast.get());
    let forecast = whole.find(case.id(forecast)?)?;
    // What was seen has places of its own.
    let mut there = prediction.clone();
    if let Some(computed) = &mut there.computed {
        computed.draft = whole.find(case.draft(computed.draft).id())?;
        computed.party = match computed.party {
            Some(party) => Some(whole.find(case.party_id(party))?),
            None => None,
        };
    }
    let why = book::why_unscored(&whole, forecast, &there)?;
    (why != book::WhyUnscored::Open).then(|| why.words())
}

/// Of `audience` the first party for which this answer would be news: the record alone, as that party has
/// it, gives it another answer or none. Whoever may read the answer would learn from it what is closed.
///
/// # Errors
/// Ids that name no party.
pub fn news_to<'p>(
    case: &Case,
    ask: &Ask<'_>,
    context: &Context<'_>,
    audience: &[&'p str],
) -> Result<Option<&'p str>, Error> {
    let as_seen_by = |viewer: Option<&str>| {
        let view = View::of(case, &Context { viewer, ..*context })?;
        answered(&view, ask)
    };
    let whole = as_seen_by(None)?;
    for party in audience {
        stamp::find::<Party>(case, party)?;
        if as_seen_by(Some(party)).ok().as_ref() != Some(&whole) {
            return Ok(Some(*party));
        }
    }
    Ok(None)
}

/// The day on which a question was decided, as words, where it was.
fn decided(case: &Case, forecast: Ix<Forecast>) -> Option<String> {
    // What stands beside the ledger decides nothing that is in it.
    let all = case.resolutions.iter().filter(|it| it.forecast == forecast).collect();
    let resolution = counted(&case.forecasts[forecast.get()], all).into_iter().next()?;
    Some(resolution.date.map_or(String::new(), |it| format!(" on {it}")))
}

/// What the lens says, and of which day.
#[derive(Debug, PartialEq)]
struct Figures {
    status: &'static str,
    is_open: bool,
    low: Option<f64>,
    middle: Option<f64>,
    high: Option<f64>,
    settings: Vec<String>,
    samples: Option<u32>,
    as_of: Option<Date>,
}

fn answered(view: &View<'_>, ask: &Ask<'_>) -> Result<Figures, Error> {
    let settings = Settings::default().with("draft", Value::Ids(vec![ask.draft.to_owned()]));
    let answer = acceptance::answer(view, &settings)?;
    let samples = answer.sampled.then_some(view.context().samples);
    // The draft stands beside them.
    let given = stamp::asked(&settings, acceptance::LENS.settings, false);
    let given = given.iter().filter(|it| it.name != "draft");
    let text = |it: &GivenSetting| Some(format!("{}={}", it.name, it.value.in_words()?));
    let figures = |status, is_open, [low, middle, high]: [Option<f64>; 3]| Figures {
        status,
        is_open,
        low,
        middle,
        high,
        settings: given.filter_map(text).collect(),
        samples: samples.and_then(|it| u32::try_from(it).ok()),
        as_of: view.day(),
    };
    // Of one draft there is one answer of each party.
    let Some(party) = ask.party else {
        let joint = answer.joint().next().ok_or(Error::NotADossier)?;
        let (status, ends) = (joint.status, [joint.low, joint.as_recorded, joint.high]);
        return Ok(figures(status.word(), status == Status::Open, ends));
    };
    let own = answer.answers().find(|it| answer.case.party_id(it.party) == party);
    let own = own.ok_or_else(|| {
        let message = format!("`{party}` is not a principal, so its acceptance is not needed");
        Error::setting("party", message)
    })?;
    let ends = [own.low, own.as_recorded, own.high];
    Ok(figures(own.acceptance.word(), own.acceptance == Acceptance::Open, ends))
}
