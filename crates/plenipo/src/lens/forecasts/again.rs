//! This program's own answers computed again: what was put down is what this record gives, or it cannot be
//! checked and it is said why.

use std::cell::RefCell;

use jiff::civil::Date;

use super::own;
use crate::lens::context::Context;
use crate::lens::stamp;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::forecast::{Computed, Prediction};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::{Case, called, canonical};

/// What became of computing an answer again.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The same comes out.
    Same,
    /// Another answer comes out of the same record, by the same program.
    Other {
        /// What was put down.
        then: String,
        /// What comes out.
        now: String,
    },
    /// It cannot be checked, and why.
    NotCheckable(String),
}

/// An answer in the ledger that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Its place in the ledger, counted from 0.
    pub place: u32,
    /// What became of it.
    pub verdict: Verdict,
}

/// The assumption sets under which the ledger's answers were computed, each once, none of them first.
pub fn sets(case: &Case) -> Vec<Vec<String>> {
    let sealed = case.predictions.iter().filter(|it| it.place.is_some());
    let mut sets: Vec<Vec<String>> =
        sealed.filter_map(|it| Some(sorted(&it.computed.as_ref()?.assume))).collect();
    sets.sort_unstable();
    sets.dedup();
    sets
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

/// Computes again every answer in the ledger of `case` that was computed under the assumption sets that
/// `case` was read with.
pub fn again(case: &Case, context: &Context<'_>) -> Vec<Again> {
    let under = sorted(&case.assumptions);
    let mut all: Vec<Again> = Vec::new();
    // Several parties are asked of one record: it is hashed once a day.
    let mut records: Vec<(Option<Date>, String)> = Vec::new();
    // As the record was before `plenipo upgrade` wrote ids into it: read only where it is another without
    // them.
    let before = Before::of(case);
    for (at, it) in case.predictions.iter().enumerate() {
        let (Some(place), Some(computed)) = (it.place, &it.computed) else { continue };
        if sorted(&computed.assume) != under {
            continue;
        }
        let verdict = verdict(case, context, it, computed, (&mut records, &before));
        let id = case.id(RecordRef::new(Kind::Prediction, at)).map(str::to_owned);
        all.push(Again { id, place, verdict });
    }
    all.sort_by_key(|it| it.place);
    all
}

/// The same where the record could not be read under the assumption sets `assume`, and why.
pub fn unread(case: &Case, assume: &[String], why: &str) -> Vec<Again> {
    let of = |(at, it): (usize, &Prediction)| {
        let place = it.place.filter(|_| {
            it.computed.as_ref().is_some_and(|it| sorted(&it.assume) == sorted(assume))
        })?;
        let id = case.id(RecordRef::new(Kind::Prediction, at)).map(str::to_owned);
        Some(Again { id, place, verdict: Verdict::NotCheckable(why.to_owned()) })
    };
    case.predictions.iter().enumerate().filter_map(of).collect()
}

fn verdict(
    case: &Case,
    context: &Context<'_>,
    it: &Prediction,
    computed: &Computed,
    (records, before): (&mut Vec<(Option<Date>, String)>, &Before),
) -> Verdict {
    if !canonical::is_current(&computed.record) {
        return Verdict::NotCheckable(
            "it was sealed under the older form of the record's hash, which is no longer made; nothing says \
             that it is wrong"
                .to_owned(),
        );
    }
    if computed.engine != stamp::ENGINE {
        let (then, now) = (&computed.engine, stamp::ENGINE);
        return Verdict::NotCheckable(format!("it was computed by {then}, and this is {now}"));
    }
    let day = it.day();
    let known = records.iter().find(|(of, _)| *of == day).map(|(_, hash)| hash.clone());
    let record = known.unwrap_or_else(|| {
        let hash = canonical::hash_without_forecasts(&case.seen(None, day));
        records.push((day, hash.clone()));
        hash
    });
    if record != computed.record && !before.was(day, &computed.record) {
        let on = day.map_or(String::new(), |it| format!(" as of {it}"));
        let sets = edited_sets(case, day, computed);
        let what = match sets.as_slice() {
            [] => format!("the record{on} was edited since it was computed"),
            [one] => format!("the assumption set `{one}` was edited since it was computed"),
            all => format!("assumption sets were edited since it was computed: {}", all.join(", ")),
        };
        return Verdict::NotCheckable(format!("{what}, or this build reads it otherwise"));
    }
    let id = |record: RecordRef| case.id(record).unwrap_or_default();
    let ask = own::Ask {
        lens: &computed.lens,
        forecast: id(RecordRef::new(Kind::Forecast, it.forecast.get())),
        draft: id(RecordRef::new(Kind::Draft, computed.draft.get())),
        party: computed.party.map(|it| case.party_id(it)),
        // Only the figure is asked for again.
        fits: None,
    };
    let context = Context {
        as_of: day,
        seed: computed.seed.into(),
        samples: computed.samples.map_or(context.samples, |it| it as usize),
        ..*context
    };
    match own::prediction(case, &ask, &context) {
        Err(error) => Verdict::NotCheckable(format!("it cannot be asked again: {error}")),
        Ok(now) => {
            let same = now.chance == it.chance
                && now.computed.as_ref().is_some_and(|now| {
                    let of = |it: &Computed| (it.status.clone(), it.low, it.middle, it.high);
                    of(now) == of(computed)
                });
            match same {
                true => Verdict::Same,
                // Another question, or another program, may well have another answer.
                false if now.computed.as_ref().is_some_and(|it| asked(it) != asked(computed)) => {
                    let words = |it: Option<&Computed>| it.map_or(String::new(), asked);
                    Verdict::NotCheckable(format!(
                        "it was computed with {}, and now with {}",
                        words(Some(computed)),
                        words(now.computed.as_ref())
                    ))
                }
                false => Verdict::Other {
                    then: words(it.chance, Some(computed)),
                    now: words(now.chance, now.computed.as_ref()),
                },
            }
        }
    }
}

/// A record as it was before this program wrote ids into it.
struct Before {
    record: Option<Case>,
    /// Its hash on each day that was asked of.
    hashes: RefCell<Vec<(Option<Date>, String)>>,
}

impl Before {
    fn of(case: &Case) -> Before {
        let computed =
            case.predictions.iter().any(|it| it.place.is_some() && it.computed.is_some());
        let bare = || called::unnamed(case);
        let record = computed.then(bare).filter(|it| called::nameless(it) > called::nameless(case));
        Before {
            record: record.and_then(|it| Case::new(it).ok()),
            hashes: RefCell::new(Vec::new()),
        }
    }

    /// Whether `hash` is that of the record as it was.
    fn was(&self, day: Option<Date>, hash: &str) -> bool {
        let Some(record) = &self.record else { return false };
        let mut hashes = self.hashes.borrow_mut();
        if let Some((_, known)) = hashes.iter().find(|(of, _)| *of == day) {
            return known == hash;
        }
        let own = canonical::hash_without_forecasts(&record.seen(None, day));
        let same = own == hash;
        hashes.push((day, own));
        same
    }
}

/// The assumption sets that are not what they were when an answer was computed.
fn edited_sets(case: &Case, day: Option<Date>, computed: &Computed) -> Vec<String> {
    let seen = case.seen(None, day);
    let sets = computed.assume.iter().zip(&computed.assumed);
    let edited = sets.filter(|(name, hash)| canonical::hash_of_set(&seen, name) != **hash);
    edited.map(|(name, _)| name.clone()).collect()
}

/// Settings and features of an answer, in words.
fn asked(it: &Computed) -> String {
    let list = |what: &str, list: &[String]| match list {
        [] => format!("no {what}"),
        list => list.join(" "),
    };
    format!("{} and {}", list("settings", &it.settings), list("features", &it.features))
}

fn words(chance: Option<Chance>, of: Option<&Computed>) -> String {
    let status = of.map_or("no answer", |it| it.status.as_str());
    match chance {
        Some(chance) => format!("{status}, {chance}"),
        None => format!("{status}, no figure"),
    }
}
