//! The chance that is left, day by day, as long as there is no agreement.

use jiff::civil::Date;

use super::bases::Base;
use super::clock::Clock;
use crate::lens::error::Error;
use crate::lens::outlook::reprints::reprint;
use crate::lens::outlook::{EVIDENCE, FASTER};
use crate::lens::setting::Settings;
use crate::lens::stamp;
use plenipo_maths::hazard::{Rates, after_evidence, rate_of};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::learned::{known, when};
use plenipo_record::case::meeting::Event;

/// How the chance of an agreement goes from a base to its day.
pub(in crate::lens::outlook) struct Path {
    pub(in crate::lens::outlook) base: Base,
    /// What brings an agreement nearer.
    pub(in crate::lens::outlook) unit: &'static str,
    /// The chance that the talks are broken off by the same day.
    pub(in crate::lens::outlook) break_off: Option<f64>,
    /// By day.
    pub(in crate::lens::outlook) points: Vec<Point>,
}

/// The chance that is left on a day, as long as there is no agreement.
pub(in crate::lens::outlook) struct Point {
    pub(in crate::lens::outlook) date: Date,
    pub(in crate::lens::outlook) low: f64,
    pub(in crate::lens::outlook) high: f64,
    /// How much of what was ahead when the base was stated is still ahead, in `[0, 1]`.
    pub(in crate::lens::outlook) left: f64,
    pub(in crate::lens::outlook) is: String,
    /// Whether the day lies ahead of the last.
    pub(in crate::lens::outlook) ahead: bool,
}

/// How an event enters.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    /// It multiplies the rate from its day on.
    Hazard,
    /// It multiplies the odds on its day.
    Evidence,
}

/// An event and by how much it counts.
struct Weight {
    name: String,
    known: Option<Date>,
    way: Way,
    factor: f64,
}

/// The events that count, each once and in one way.
pub(super) struct Weighed(Vec<Weight>);

impl Weighed {
    /// The events the settings name.
    ///
    /// # Errors
    /// An event that is not there, is named twice, or would enter both ways.
    pub(super) fn of(
        case: &Case,
        settings: &Settings,
        remarks: &mut Vec<String>,
    ) -> Result<Weighed, Error> {
        let mut all: Vec<(Ix<Event>, Weight)> = Vec::new();
        for (key, way) in [(&FASTER, Way::Hazard), (&EVIDENCE, Way::Evidence)] {
            let setting = key.0.name;
            for (id, factor) in settings.of(key) {
                let event: Ix<Event> = stamp::find(case, &id)?;
                let this = &case.events[event.get()];
                let fault = |message: String| Error::setting(setting, message);
                let same = all.iter().find_map(|(other, it)| {
                    let meta = &case.events[other.get()].meta;
                    let reprint = *other != event && reprint(case, meta, &this.meta);
                    (*other == event || reprint).then_some((it, reprint))
                });
                match same {
                    Some((it, _)) if it.way != way => {
                        return Err(fault(format!(
                            "{id} already counts as `{}`: an event enters through the rate or as evidence, never both",
                            it.name
                        )));
                    }
                    Some((_, false)) => return Err(fault(format!("{id} is named twice"))),
                    Some((it, true)) => {
                        remarks.push(format!(
                            "{id} is a reprint of {} and not counted again.",
                            it.name
                        ));
                        continue;
                    }
                    None => {}
                }
                let name = case.id(RecordRef::new(Kind::Event, event.get())).unwrap_or_default();
                let known = known(case, &this.meta, when(this));
                all.push((event, Weight { name: name.to_owned(), known, way, factor }));
            }
        }
        let mut weights: Vec<Weight> = all.into_iter().map(|(_, it)| it).collect();
        weights.sort_by_key(|it| it.known);
        Ok(Weighed(weights))
    }
}

/// The rates at the low and the high end of the base.
struct Ends([Rates; 2]);

impl Ends {
    fn within(&self, span: f64) -> [f64; 2] {
        self.0.map(|it| it.within(span))
    }

    fn weigh(&mut self, weight: &Weight, left: f64) {
        for rates in &mut self.0 {
            *rates = match weight.way {
                Way::Hazard => rates.times(weight.factor),
                Way::Evidence => {
                    let chance = after_evidence(rates.within(left), weight.factor);
                    // Rounding may leave nothing to solve for: then nothing is left to weigh.
                    if chance > 0.0 && chance < 1.0 {
                        Rates::for_base(chance, rates.lost, left)
                    } else {
                        *rates
                    }
                }
            };
        }
    }
}

/// The path from `base`, and what of `weighed` could not count in it.
///
/// # Errors
/// Why there is none, in words.
pub(super) fn path(
    clock: &Clock,
    base: &Base,
    weighed: &Weighed,
    until: Date,
    days: &[Date],
    break_off: Option<f64>,
) -> Result<(Path, Vec<String>), String> {
    let whole = clock.span(base.on, base.horizon);
    if whole == 0.0 {
        return Err(format!(
            "no {} is on record from then until {}, so there is nothing to count by",
            clock.unit(),
            base.horizon
        ));
    }
    let last = base.replaced.unwrap_or(until).min(until);
    let lost = break_off.map_or(0.0, |it| rate_of(it, whole));
    let mut ends = Ends([base.low, base.high].map(|it| Rates::for_base(it, lost, whole)));
    let mut points = Vec::new();
    let mut point = |date: Date, [low, high]: [f64; 2], is: String| {
        let left = clock.span(date, base.horizon) / whole;
        points.push(Point { date, low, high, left, is, ahead: date > until });
    };
    point(base.on, [base.low, base.high], "base".to_owned());
    let mut remarks = Vec::new();
    let mut moments: Vec<(Date, Option<&Weight>)> =
        days.iter().filter(|it| **it > base.on && **it <= last).map(|it| (*it, None)).collect();
    for it in &weighed.0 {
        match it.known {
            Some(day) if day > base.on && day <= last => moments.push((day, Some(it))),
            Some(day) if day <= base.on => remarks.push(format!(
                "{} was known when the base of {} was stated, and is taken to be in it.",
                it.name, base.on
            )),
            _ => {}
        }
    }
    // Of one day: first what time does, then what events do.
    moments.sort_by_key(|(day, weight)| (*day, weight.is_some()));
    for (day, weight) in moments {
        let left = clock.span(day, base.horizon);
        match weight {
            None => point(day, ends.within(left), "the record changed".to_owned()),
            Some(weight) => {
                ends.weigh(weight, left);
                let how = match weight.way {
                    Way::Hazard => "rate",
                    Way::Evidence => "odds",
                };
                let is = format!("event {}: {how} × {}", weight.name, weight.factor);
                point(day, ends.within(left), is);
            }
        }
    }
    if last > base.on {
        let is =
            if base.replaced.is_some() { "replaced by a later figure" } else { "the last day" };
        point(last, ends.within(clock.span(last, base.horizon)), is.to_owned());
    }
    if base.replaced.is_none() {
        for day in clock.ahead(until, base.horizon) {
            let left = clock.span(day, base.horizon);
            point(day, ends.within(left), "if nothing happens until then".to_owned());
        }
        point(base.horizon, ends.within(0.0), "the day by which".to_owned());
    }
    let path = Path { base: base.clone(), unit: clock.unit(), break_off, points };
    Ok((path, remarks))
}
