//! Where a base comes from: stated with the question, or a numeric prediction on record.

use jiff::civil::Date;

use crate::finding::block::Text;
use crate::finding::hint::To;
use crate::lens::error::Error;
use crate::lens::outlook::reprints::reprint;
use crate::lens::outlook::{BASE, BASE_BY, BASE_ON, BY, QUESTION};
use crate::lens::setting::Settings;
use crate::lens::stamp;
use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::entered::{Chain, counted, entered};
use plenipo_record::case::forecast::{Forecast, Prediction, Resolution};
use plenipo_record::case::id::{Ix, Kind, RecordRef};

/// A stated chance that there is an agreement by a day.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens::outlook) struct Base {
    pub(in crate::lens::outlook) low: f64,
    pub(in crate::lens::outlook) high: f64,
    /// Who states it.
    pub(in crate::lens::outlook) by: String,
    /// Basis, source and grade; nothing where it was stated with the question.
    pub(in crate::lens::outlook) footing: Option<Footing>,
    /// The day from which it counts: the day it was stated, unless it was put down later than it says.
    pub(in crate::lens::outlook) on: Date,
    /// The day by which.
    pub(in crate::lens::outlook) horizon: Date,
    /// What it is a chance of.
    pub(in crate::lens::outlook) of: String,
    /// The day from which a later statement by the same source holds.
    pub(in crate::lens::outlook) replaced: Option<Date>,
}

/// A question on record that has numbers.
pub(in crate::lens::outlook) struct Open {
    pub(in crate::lens::outlook) id: String,
    pub(in crate::lens::outlook) numbers: usize,
}

fn fault(name: &str, message: impl Into<Text>) -> Error {
    Error::setting(name, message)
}

/// Every base, and what was asked for and cannot be one.
pub(super) fn bases(
    case: &Case,
    settings: &Settings,
    until: Date,
) -> Result<(Vec<Base>, Vec<Text>), Error> {
    let (mut bases, mut missing) = (Vec::new(), Vec::new());
    if let Some(horizon) = settings.of(&BY)
        && horizon <= until
    {
        return Err(fault("by", format!("{horizon} is not after {until}, the last day")));
    }
    if let Some(chance) = settings.of(&BASE) {
        bases.push(stated(chance, settings, until)?);
    }
    for id in settings.of(&QUESTION) {
        let question: Ix<Forecast> = stamp::find(case, &id)?;
        match of_question(case, question, settings.of(&BY), until) {
            Ok(found) => bases.extend(found),
            Err(why) => missing.push(Text::plain(format!("{id}: ")).then(why)),
        }
    }
    Ok((bases, missing))
}

fn stated(chance: f64, settings: &Settings, until: Date) -> Result<Base, Error> {
    let Some(horizon) = settings.of(&BY) else {
        return Err(Error::Setting {
            name: BASE.0.name.to_owned(),
            message: "a chance of an agreement by when?".into(),
            hint: Some(Text::plain("add ").hint(BY.left_to(To::SomeDay))),
        });
    };
    let on = settings.of(&BASE_ON).unwrap_or(until);
    if on > until {
        return Err(fault("base-on", format!("{on} is after {until}, the last day")));
    }
    let by = settings.of(&BASE_BY);
    let by = by.as_deref().map(str::trim).filter(|it| !it.is_empty());
    Ok(Base {
        low: chance,
        high: chance,
        by: by.unwrap_or("nobody named").to_owned(),
        // What nobody is named for is supposed.
        footing: by.is_none().then(Footing::default),
        on,
        horizon,
        of: "an agreement".to_owned(),
        replaced: None,
    })
}

/// The chance as a number; words stay words.
fn number(it: &Prediction) -> Option<(f64, f64)> {
    match it.chance? {
        Chance::Number(number) => Some((number, number)),
        Chance::Range(low, high) => Some((low, high)),
        Chance::Word(_) => None,
    }
}

fn of_question(
    case: &Case,
    question: Ix<Forecast>,
    by: Option<Date>,
    until: Date,
) -> Result<Vec<Base>, Text> {
    let asked = &case.forecasts[question.get()];
    let all = case.resolutions.iter().filter(|it| it.forecast == question).collect();
    let resolutions: Vec<&Resolution> = counted(asked, all);
    if let Some(it) = resolutions.first() {
        return Err(format!("the question is resolved ({})", it.outcome.word()).into());
    }
    let Some(horizon) = by.or(asked.resolves).or(asked.closes) else {
        let why = Text::plain("the question has no day by which it is decided; add ");
        return Err(why.hint(BY.left_to(To::SomeDay)));
    };
    if horizon <= until {
        return Err(format!("{horizon}, the day it is about, has passed").into());
    }
    // What this program computed is no chance that somebody stated.
    let each =
        case.predictions.iter().filter(|it| it.forecast == question && it.computed.is_none());
    let chain = Chain::of(case);
    let mut found: Vec<(&Prediction, Base)> = Vec::new();
    for it in each {
        let on = entered(case, &chain, &resolutions, it).day;
        let (Some((low, high)), Some(on)) = (number(it), on) else { continue };
        // At 0 and 1 nothing is left for time to change.
        if on > until || !(low > 0.0 && high < 1.0) {
            continue;
        }
        let by = it.by.as_ref().map_or("nobody named".to_owned(), |by| case.speaker(by));
        let same = |(other, base): &(&Prediction, Base)| {
            (base.low, base.high, &base.by) == (low, high, &by)
                && reprint(case, &other.meta, &it.meta)
        };
        if found.iter().any(same) {
            continue;
        }
        let footing = Some(describe::footing(case, &it.meta));
        let of = asked.question.clone();
        found.push((it, Base { low, high, by, footing, on, horizon, of, replaced: None }));
    }
    // Of several by one source on one day, the place in the ledger tells which came first.
    found.sort_by(|(a, this), (b, that)| {
        (this.on, &this.by, a.place).cmp(&(that.on, &that.by, b.place))
    });
    let mut bases: Vec<Base> = found.into_iter().map(|(_, it)| it).collect();
    for place in 0..bases.len() {
        let (before, rest) = bases.split_at_mut(place + 1);
        let it = &mut before[place];
        it.replaced = rest.iter().find(|later| later.by == it.by).map(|later| later.on);
    }
    if bases.is_empty() {
        return Err("no number is on record for it that time could change".into());
    }
    Ok(bases)
}

/// Questions on record that are open and have numbers.
pub(super) fn open(case: &Case, until: Date) -> Vec<Open> {
    let each = (0..case.forecasts.len()).filter_map(|place| {
        let question: Ix<Forecast> = Ix::new(place);
        let numbers = of_question(case, question, None, until).ok()?.len();
        let id = case.id(RecordRef::new(Kind::Forecast, place))?.to_owned();
        Some(Open { id, numbers })
    });
    each.collect()
}
