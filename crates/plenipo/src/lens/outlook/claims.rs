//! Directions and words without a number, as their source's claim. They move no figure.

use jiff::civil::Date;

use super::reprints::reprint;
use crate::finding::table::Cell;
use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::describe::{self, Footing, Graded};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{EffectOn, Statement};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::position::{AlternativeWorth, Direction};

/// What somebody is on record as expecting, without a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    pub(super) date: Option<Date>,
    pub(super) date_is: DateIs,
    /// Who says so; empty where nobody is named.
    pub(super) by: String,
    /// On what footing that stands.
    pub(super) footing: Footing,
    /// Sources that reprint it.
    pub(super) reprinted: Vec<Graded>,
    pub(super) about: String,
    pub(super) direction: Option<Direction>,
    /// The direction in words that fit what it is about.
    pub(super) way: Option<&'static str>,
    pub(super) words: Option<String>,
    /// Whether the words are the keeper's summary and nobody's own.
    pub(super) summary: bool,
    /// How well the words fit what they are about, where that is a question.
    pub(super) fits: Option<&'static str>,
    /// What somebody else takes the words to mean.
    pub(super) reading: Option<String>,
    /// Records given as the reason.
    pub(super) because: Vec<Reason>,
    meta: Meta,
}

/// A record given as a reason.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reason {
    /// As tables refer to it.
    pub(super) cell: Cell,
    /// For people.
    pub(super) name: String,
}

impl Reason {
    fn of(case: &Case, record: RecordRef) -> Reason {
        Reason { cell: Cell::of(case, record), name: named(case, record) }
    }
}

/// Every such claim, the latest first. Reprints of one report count once.
pub(super) fn claims(case: &Case) -> Vec<Claim> {
    let mut all = predictions(case);
    all.extend(statements(case));
    all.extend(effects(case));
    all.extend(alternatives(case));
    all.sort_by_key(|it| it.date);
    let mut once: Vec<Claim> = Vec::new();
    for claim in all {
        let same = |it: &&mut Claim| {
            (&it.about, it.direction, &it.words) == (&claim.about, claim.direction, &claim.words)
                && reprint(case, &it.meta, &claim.meta)
        };
        match once.iter_mut().find(same) {
            Some(first) => {
                first.reprinted.extend(describe::graded(case, &claim.meta));
            }
            None => once.push(claim),
        }
    }
    once.reverse();
    once
}

fn speakers(case: &Case, by: &[&Option<Speaker>]) -> String {
    let mut names: Vec<String> =
        by.iter().filter_map(|it| it.as_ref()).map(|it| case.speaker(it)).collect();
    names.dedup();
    names.join(", by ")
}

fn way(direction: Direction, up: &'static str, down: &'static str) -> &'static str {
    match direction {
        Direction::Up => up,
        Direction::Down => down,
    }
}

fn predictions(case: &Case) -> Vec<Claim> {
    // What this program computed is nobody's claim.
    let of_others = case.predictions.iter().filter(|it| it.computed.is_none());
    let each = of_others.filter_map(|it| {
        let word = match it.chance {
            None => None,
            Some(Chance::Word(word)) => Some(word.text.to_owned()),
            // A number is a forecast and not a mere claim.
            Some(Chance::Number(_) | Chance::Range(..)) => return None,
        };
        let words = match (word, &it.words) {
            (Some(word), Some(words)) if words.contains(&word) => Some(words.clone()),
            (Some(word), Some(words)) => Some(format!("{word}: {words}")),
            (word, words) => word.or(words.clone()),
        };
        let reading = it.mapped.as_ref().map(|mapped| {
            let by = mapped.by.as_ref().map(|by| format!(" by {}", case.speaker(by)));
            let by = by.unwrap_or_default();
            format!("read{by} as “{}”, which fits {}", mapped.chance, mapped.fits.word())
        });
        Some(Claim {
            date: it.date,
            date_is: it.meta.date_is,
            by: speakers(case, &[&it.by]),
            footing: describe::footing(case, &it.meta),
            reprinted: Vec::new(),
            about: case.forecasts[it.forecast.get()].question.clone(),
            direction: it.direction,
            way: it.direction.map(|it| way(it, "a higher chance", "a lower chance")),
            words,
            summary: false,
            fits: it.fits.map(|it| it.word()),
            reading,
            because: it.because.iter().map(|it| Reason::of(case, *it)).collect(),
            meta: it.meta.clone(),
        })
    });
    each.collect()
}

/// Statements that say which way a chance went. One that a prediction of the same source says of the
/// same question is that prediction.
fn statements(case: &Case) -> Vec<Claim> {
    let sources = |it: &Meta| {
        let mut all: Vec<_> = it.sources.iter().map(|it| it.source).collect();
        all.sort_unstable();
        all
    };
    let told = |it: &Statement| {
        case.predictions.iter().any(|other| {
            other.computed.is_none()
                && Some(other.forecast) == it.forecast
                && other.direction == it.direction
                && !it.meta.sources.is_empty()
                && sources(&other.meta) == sources(&it.meta)
        })
    };
    let each = case.statements.iter().filter(|it| !told(it)).filter_map(|it| {
        let direction = it.direction?;
        let title = |it: &RecordRef| match it.kind {
            Kind::Draft => case.draft(Ix::new(it.index as usize)).title.clone(),
            _ => named(case, *it),
        };
        let about: Vec<String> = it.about.iter().map(title).collect();
        let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
        Some(Claim {
            date: it.date,
            date_is: it.meta.date_is,
            by: describe::listed(&by),
            footing: describe::footing(case, &it.meta),
            reprinted: Vec::new(),
            about: match it.forecast {
                Some(forecast) => case.forecasts[forecast.get()].question.clone(),
                None => about.join(", "),
            },
            direction: Some(direction),
            way: Some(way(direction, "a higher chance", "a lower chance")),
            words: it.words.clone().or(it.gist.clone()),
            summary: it.words.is_none(),
            fits: it.fits.map(|it| it.word()),
            reading: None,
            because: Vec::new(),
            meta: it.meta.clone(),
        })
    });
    each.collect()
}

fn named(case: &Case, record: RecordRef) -> String {
    match case.id(record) {
        Some(id) => format!("{} {id}", record.kind.noun()),
        None => describe::in_one_line(case, record),
    }
}

fn effects(case: &Case) -> Vec<Claim> {
    let mut all = Vec::new();
    for (place, event) in case.events.iter().enumerate() {
        for it in &event.affects {
            let on = it.issue.map(|ix| format!(" on {}", case.issue(ix).title));
            let on = on.unwrap_or_default();
            let mut words = it.words.clone();
            if let Some(range) = it.by_how_much {
                let by = if range.is_exact() {
                    format!("by {}", range.low)
                } else {
                    format!("by {} to {}", range.low, range.high)
                };
                words = Some(words.map_or(by.clone(), |words| format!("{words} ({by})")));
            }
            let (what, up, down) = match it.what {
                EffectOn::Alternative => {
                    ("what it has without a deal", "better than before", "worse than before")
                }
                EffectOn::Salience => ("how much it cares", "more", "less"),
                EffectOn::Position => ("what it wants", "more", "less"),
            };
            all.push(Claim {
                date: event.date,
                date_is: event.meta.date_is,
                by: speakers(case, &[&it.view, &it.by]),
                footing: describe::footing(case, &event.meta),
                reprinted: Vec::new(),
                about: format!("{}: {what}{on}", case.party(it.of).label()),
                direction: it.direction,
                way: it.direction.map(|it| way(it, up, down)),
                words,
                summary: false,
                fits: None,
                reading: None,
                because: vec![Reason::of(case, RecordRef::new(Kind::Event, place))],
                meta: event.meta.clone(),
            });
        }
    }
    all
}

fn alternatives(case: &Case) -> Vec<Claim> {
    let each = case.alternatives.iter().filter_map(|it| {
        let AlternativeWorth::Direction(direction) = it.worth else { return None };
        Some(Claim {
            date: it.date,
            date_is: it.meta.date_is,
            by: speakers(case, &[&it.view]),
            footing: describe::footing(case, &it.meta),
            reprinted: Vec::new(),
            about: format!("{}: what it has without a deal", case.party(it.party).label()),
            direction: Some(direction),
            way: Some(way(direction, "better than before", "worse than before")),
            words: it.words.clone(),
            summary: false,
            fits: None,
            reading: None,
            because: Vec::new(),
            meta: it.meta.clone(),
        })
    });
    each.collect()
}
