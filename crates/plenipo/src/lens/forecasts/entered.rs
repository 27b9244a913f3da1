//! From which day a number counts: the day its author stated it, unless it was put down later than it
//! says.
//!
//! One rule, by whichever door a number came in. What entered the record after the outcome had is scored
//! apart. In the ledger the places tell. What stands beside a ledger can be written at any time and dated at
//! will: once there is an outcome, nothing shows it to be foresight, wherever question and outcome stand.
//! Where there is no ledger at all, the days on which things became known are all there is. An entry that
//! pretends to have been known before what stands above it in the ledger counts from the latest day
//! spoken of there. A source published in the meantime can date what somebody else said: nobody reports
//! what was not yet said.

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::forecast::{Forecast, Prediction, Resolution};
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::seen::known;
use plenipo_record::case::source::Source;

/// The latest day that the entries above each place of the ledger speak of.
pub(super) struct Chain {
    /// Places with that day, in order.
    floors: Vec<(u32, Option<Date>)>,
}

impl Chain {
    /// Of the entries that can be seen: what is hidden moves no day.
    pub(super) fn of(case: &Case) -> Chain {
        let mut entries: Vec<(u32, Option<Date>)> = Vec::new();
        // A question may open, close or be resolved on days to come: when it was learned is all it shows.
        let each = case.forecasts.iter().filter_map(|it| Some((it.place?, it.meta.known)));
        entries.extend(each);
        let each = case.predictions.iter();
        entries.extend(each.filter_map(|it| Some((it.place?, told(case, &it.meta, it.day())))));
        let each = case.resolutions.iter();
        entries.extend(each.filter_map(|it| Some((it.place?, told(case, &it.meta, it.date)))));
        entries.sort_unstable();
        let mut latest = None;
        for (_, day) in &mut entries {
            let own = *day;
            *day = latest;
            latest = latest.max(own);
        }
        Chain { floors: entries }
    }

    /// Whether there is a ledger, as far as can be seen.
    fn is_kept(&self) -> bool {
        !self.floors.is_empty()
    }

    fn floor(&self, place: Option<u32>) -> Option<Date> {
        let place = place?;
        let at = self.floors.partition_point(|(it, _)| *it < place);
        self.floors.get(at).filter(|it| it.0 == place)?.1
    }
}

/// When a record says it became known, and never before what it tells.
fn told(case: &Case, meta: &Meta, own: Option<Date>) -> Option<Date> {
    known(case, meta, own).max(own)
}

/// When a number entered the record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entered {
    /// From which day it counts; `None` where nobody knows.
    pub(super) day: Option<Date>,
    /// Whether it may count as foresight.
    pub(super) standing: Standing,
    /// The source whose publication dates it, where its place does not.
    pub(super) dated_by: Option<Ix<Source>>,
}

/// Whether a number may count as foresight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It was there before the outcome, as far as the record shows.
    Before,
    /// The outcome was there before it.
    Afterwards,
    /// It stands beside a ledger, so that nothing shows it was put down before the outcome.
    Beside,
}

/// The resolutions of a question that count: where it is sealed, or resolved in the ledger, those of the
/// ledger alone.
pub(super) fn counted<'a>(forecast: &Forecast, all: Vec<&'a Resolution>) -> Vec<&'a Resolution> {
    let sealed = forecast.place.is_some() || all.iter().any(|it| it.place.is_some());
    all.into_iter().filter(|it| !sealed || it.place.is_some()).collect()
}

/// When `it` entered the record, on a question with `resolutions` that count.
pub(super) fn entered(
    case: &Case,
    chain: &Chain,
    resolutions: &[&Resolution],
    it: &Prediction,
) -> Entered {
    let own = it.day();
    let told_on = told(case, &it.meta, own);
    let floor = chain.floor(it.place);
    let settled_on = |r: &Resolution| r.since.or(told(case, &r.meta, r.date));
    let after = |r: &&Resolution| match (it.place, r.place) {
        (Some(this), Some(that)) => this > that,
        _ => settled_on(r).is_some_and(|that| told_on.max(floor).is_some_and(|this| this > that)),
    };
    let standing = if resolutions.iter().any(after) {
        Standing::Afterwards
    } else if it.place.is_none() && chain.is_kept() && !resolutions.is_empty() {
        Standing::Beside
    } else {
        Standing::Before
    };
    // Its place allows no earlier day than the entries above speak of; who says so openly is believed.
    let later = floor.filter(|floor| told_on.is_none_or(|told| *floor > told));
    let placed = Entered {
        day: own.map(|it| later.map_or(it, |day| it.max(day))),
        standing,
        dated_by: None,
    };
    if standing == Standing::Before && placed.day == own {
        return placed;
    }
    let Some((published, source)) = published(case, it) else { return placed };
    let settled = resolutions.iter().filter_map(|r| r.date.or(settled_on(r))).min();
    let early = standing == Standing::Before || settled.is_none_or(|it| published <= it);
    match early && placed.day.is_some_and(|day| published <= day || standing != Standing::Before) {
        true => {
            Entered { day: Some(published), standing: Standing::Before, dated_by: Some(source) }
        }
        false => placed,
    }
}

/// The first publication that can tell of what somebody said: not before it was said, and of nothing that
/// this program made.
fn published(case: &Case, it: &Prediction) -> Option<(Date, Ix<Source>)> {
    let own = it.day().filter(|_| it.computed.is_none())?;
    let dated =
        it.meta.sources.iter().filter_map(|it| Some((case.source(it.source).date?, it.source)));
    dated.filter(|(day, _)| *day >= own).min_by_key(|it| it.0)
}
