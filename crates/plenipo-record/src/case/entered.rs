//! From which day an entry of the ledger is there, and from which day a number counts: the day its author
//! stated it, unless it was put down later than it says.
//!
//! This is the one place that knows. What is seen as of a day, what a score counts and what a base of a
//! reckoning is dated by all ask here.
//!
//! One rule, by whichever door a number came in. What entered the record after the outcome had is scored
//! apart. In the ledger the places tell. What stands beside a ledger can be written at any time and dated at
//! will: once there is an outcome, nothing shows it to be foresight, wherever question and outcome stand.
//! Where there is no ledger at all, the days on which things became known are all there is. An entry that
//! pretends to have been known before what stands above it in the ledger counts from the latest day
//! spoken of there. A source published in the meantime can date what somebody else said: nobody reports
//! what was not yet said.

use std::collections::HashMap;

use jiff::civil::Date;

use super::forecast::{Forecast, Prediction, Resolution};
use super::id::{Ix, Kind, RecordRef};
use super::learned::{When, known};
use super::mask::Mask;
use super::meta::Meta;
use super::party::Speaker;
use super::records::{Record, Records, for_each_record_type};
use super::refs::{Refers, Remap};
use super::source::Source;

/// The latest day that the entries above each place of the ledger speak of.
pub struct Chain {
    /// Places with that day, in order.
    floors: Vec<(u32, Option<Date>)>,
}

impl Chain {
    /// Of the entries that can be seen: what is hidden moves no day.
    pub fn of(records: &Records) -> Chain {
        Chain::with(records, |_, _| true)
    }

    /// Of the entries that are in `visible`.
    pub(super) fn among(records: &Records, visible: &Mask) -> Chain {
        Chain::with(records, |kind, at| visible.has(RecordRef::new(kind, at)))
    }

    fn with(records: &Records, there: impl Fn(Kind, usize) -> bool) -> Chain {
        /// Its place, the day it speaks of, and the day that what stood above it does.
        type Entry = (u32, Option<Date>, Option<Date>);
        let mut entries: Vec<Entry> = Vec::new();
        // A question may open, close or be resolved on days to come: when it was learned is all it shows.
        for (at, it) in records.forecasts.iter().enumerate() {
            let place = it.place.filter(|_| there(Kind::Forecast, at));
            entries.extend(place.map(|place| (place, it.meta.known, it.after)));
        }
        for (at, it) in records.predictions.iter().enumerate() {
            let place = it.place.filter(|_| there(Kind::Prediction, at));
            entries.extend(place.map(|place| (place, told(records, &it.meta, it.day()), it.after)));
        }
        for (at, it) in records.resolutions.iter().enumerate() {
            let place = it.place.filter(|_| there(Kind::Resolution, at));
            // One that puts another right has the place of that one, where its own day was not spoken of.
            let own = it.since.or_else(|| told(records, &it.meta, it.date));
            entries.extend(place.map(|place| (place, own, it.after)));
        }
        entries.sort_unstable();
        let mut latest = None;
        let floor = |(place, own, after): Entry| {
            let above = latest.max(after);
            latest = latest.max(own);
            (place, above)
        };
        Chain { floors: entries.into_iter().map(floor).collect() }
    }

    /// Notes of every entry what stands above it, before corrections take some of that away: what was put right
    /// was there all the same, and what stands below it was put down after it.
    pub(super) fn note(&self, records: &mut Records) {
        for it in &mut records.forecasts {
            it.after = self.floor(it.place);
        }
        for it in &mut records.predictions {
            it.after = self.floor(it.place);
        }
        for it in &mut records.resolutions {
            it.after = self.floor(it.place);
        }
    }

    /// Whether there is a ledger, as far as can be seen.
    pub fn is_kept(&self) -> bool {
        !self.floors.is_empty()
    }

    fn floor(&self, place: Option<u32>) -> Option<Date> {
        let place = place?;
        let at = self.floors.partition_point(|(it, _)| *it < place);
        self.floors.get(at).filter(|it| it.0 == place)?.1
    }

    /// The day from which a record is there: on which it became known, and an entry of the ledger no earlier
    /// than what it tells itself and what stands above it speaks of.
    pub(super) fn there_from(&self, records: &Records, record: RecordRef) -> Option<Date> {
        let at = record.index as usize;
        let known = known(records, records.meta(record)?, records.when(record));
        let (place, told) = match record.kind {
            Kind::Forecast => (records.forecasts.get(at)?.place, None),
            Kind::Prediction => {
                let it = records.predictions.get(at)?;
                (it.place, it.day())
            }
            Kind::Resolution => {
                let it = records.resolutions.get(at)?;
                (it.place, it.date)
            }
            _ => return known,
        };
        match place {
            Some(_) => known.max(told).max(self.floor(place)),
            None => known,
        }
    }
}

impl Chain {
    /// What the entries of the ledger that are in `visible` name, and what that cannot stand without, each with
    /// the day from which the earliest such entry is there: it was known when the entry was sealed, whatever day
    /// it says of itself.
    pub(super) fn named(&self, records: &Records, visible: &Mask) -> HashMap<RecordRef, Date> {
        let mut named: HashMap<RecordRef, Date> = HashMap::new();
        let mut open: Vec<(RecordRef, Date)> = Vec::new();
        let sealed = |kind: Kind, at: usize, place: Option<u32>| {
            let this = RecordRef::new(kind, at);
            place.filter(|_| visible.has(this))?;
            Some((this, self.there_from(records, this).unwrap_or(Date::MIN)))
        };
        let forecasts = records.forecasts.iter().enumerate();
        let forecasts = forecasts.filter_map(|(at, it)| sealed(Kind::Forecast, at, it.place));
        let predictions = records.predictions.iter().enumerate();
        let predictions = predictions.filter_map(|(at, it)| sealed(Kind::Prediction, at, it.place));
        let resolutions = records.resolutions.iter().enumerate();
        let resolutions = resolutions.filter_map(|(at, it)| sealed(Kind::Resolution, at, it.place));
        for (entry, day) in forecasts.chain(predictions).chain(resolutions) {
            open.extend(refs(records, entry, false).into_iter().map(|it| (it, day)));
        }
        while let Some((this, day)) = open.pop() {
            if named.get(&this).is_some_and(|it| *it <= day) {
                continue;
            }
            named.insert(this, day);
            open.extend(refs(records, this, true).into_iter().map(|it| (it, day)));
        }
        named
    }
}

/// The records that a record refers to; those alone that it `needs`, where that is asked.
pub(super) fn refs(records: &Records, this: RecordRef, needs: bool) -> Vec<RecordRef> {
    /// Notes what is referred to; one of it is gone.
    #[derive(Default)]
    struct Note {
        of: Vec<RecordRef>,
        gone: Option<RecordRef>,
    }
    impl Remap for Note {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            self.of.push(record);
            (self.gone != Some(record)).then_some(record.index)
        }
    }
    let mut found = Vec::new();
    macro_rules! look {
        ($type:ty) => {
            if this.kind == <$type>::KIND
                && let Some(it) = <$type>::list(records).get(this.index as usize)
            {
                let mut all = Note::default();
                it.clone().remap(&mut all);
                all.of.sort_unstable();
                all.of.dedup();
                all.of.retain(|gone| {
                    !needs || !it.clone().remap(&mut Note { of: Vec::new(), gone: Some(*gone) })
                });
                found = all.of;
            }
        };
    }
    for_each_record_type!(look);
    found
}

/// When a record says it became known, and never before what it tells.
fn told(records: &Records, meta: &Meta, own: Option<Date>) -> Option<Date> {
    known(records, meta, When::happened(own, meta.date_is)).max(own)
}

/// When a number entered the record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entered {
    /// From which day it counts; `None` where nobody knows.
    pub day: Option<Date>,
    /// Whether it may count as foresight.
    pub standing: Standing,
    /// The source whose publication dates it, where its place does not.
    pub dated_by: Option<Ix<Source>>,
}

/// Whether a number may count as foresight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was there before the outcome, as far as the record shows.
    Before,
    /// The outcome was there before it.
    Afterwards,
    /// It stands beside a ledger, so that nothing shows it was put down before the outcome.
    Beside,
    /// It stands beside a ledger in which its author has a number on the same question: that one is what he
    /// said, whatever dates this one.
    Second,
}

/// The resolutions of a question that count: where it is sealed, or resolved in the ledger, those of the
/// ledger alone.
pub fn counted<'a>(forecast: &Forecast, all: Vec<&'a Resolution>) -> Vec<&'a Resolution> {
    let sealed = forecast.place.is_some() || all.iter().any(|it| it.place.is_some());
    all.into_iter().filter(|it| !sealed || it.place.is_some()).collect()
}

/// When `it` entered the record, on a question with `resolutions` that count.
pub fn entered(
    records: &Records,
    chain: &Chain,
    resolutions: &[&Resolution],
    it: &Prediction,
) -> Entered {
    let own = it.day();
    let placed = placed(records, chain, resolutions, it);
    let standing = placed.standing;
    if standing == Standing::Before && (placed.day == own || puts_right(it)) {
        return placed;
    }
    let Some((published, source)) = published(records, it) else { return placed };
    let settled = resolutions.iter().filter_map(|r| r.date.or(settled_on(records, r))).min();
    let early = standing == Standing::Before || settled.is_none_or(|it| published <= it);
    match early && placed.day.is_some_and(|day| published <= day || standing != Standing::Before) {
        true => {
            Entered { day: Some(published), standing: Standing::Before, dated_by: Some(source) }
        }
        false => placed,
    }
}

/// The same by the place and the days of `it` alone, whatever source could date it.
fn placed(
    records: &Records,
    chain: &Chain,
    resolutions: &[&Resolution],
    it: &Prediction,
) -> Entered {
    let own = it.day();
    let told_on = told(records, &it.meta, own);
    let floor = chain.floor(it.place);
    let after = |r: &&Resolution| match (it.place, r.place) {
        (Some(this), Some(that)) => this > that,
        _ => settled_on(records, r)
            .is_some_and(|that| told_on.max(floor).is_some_and(|this| this > that)),
    };
    let standing = if resolutions.iter().any(after) {
        Standing::Afterwards
    } else if it.place.is_none() && chain.is_kept() && !resolutions.is_empty() {
        Standing::Beside
    } else {
        Standing::Before
    };
    // Its place allows no earlier day than the entries above speak of; who says so openly is believed. Of what
    // takes the place of a sealed number nobody is, or a better one could be had for days gone by.
    let later = match puts_right(it) {
        true => told_on.max(floor),
        false => floor.filter(|floor| told_on.is_none_or(|told| *floor > told)),
    };
    Entered { day: own.map(|it| later.map_or(it, |day| it.max(day))), standing, dated_by: None }
}

/// Whether it puts a number of the ledger right, in the ledger: its place dates it, and no source does.
fn puts_right(it: &Prediction) -> bool {
    it.place.is_some() && it.meta.corrects.is_some()
}

/// The day from which an outcome was there.
fn settled_on(records: &Records, r: &Resolution) -> Option<Date> {
    r.since.or(told(records, &r.meta, r.date))
}

/// Whether `it` is sealed below an outcome of its question, whatever source dates what it tells of.
pub fn sealed_below(resolutions: &[&Resolution], it: &Prediction) -> bool {
    let below = |r: &&Resolution| it.place.zip(r.place).is_some_and(|(this, that)| this > that);
    resolutions.iter().any(below)
}

/// Whether two numbers are of one author. Who is not named at all is nobody else's: a correction may say who
/// it was, and may not take a name away. This program is an author of its own.
pub fn of_one_author(records: &Records, was: &Prediction, it: &Prediction) -> bool {
    if was.computed.is_some() || it.computed.is_some() {
        return was.computed.is_some() && it.computed.is_some();
    }
    match (&was.by, &it.by) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(_), Some(_)) => {
            let names = names(records, was);
            self::names(records, it).iter().any(|it| names.contains(it))
        }
    }
}

/// Every name that the record has for whoever states a number: the one it stands under, and those that
/// corrections took or gave.
pub fn names(records: &Records, it: &Prediction) -> Vec<String> {
    let own = match &it.by {
        None => None,
        Some(Speaker::Person(ix)) => stands(&records.persons, ix.get()).map(|it| it.name.clone()),
        Some(Speaker::Party(ix)) => stands(&records.parties, ix.get()).map(|it| it.name.clone()),
        Some(Speaker::Named(name)) => Some(name.clone()),
    };
    own.into_iter().chain(it.also_by.iter().cloned()).collect()
}

/// The record at `place` as it was last put right.
fn stands<T: Record>(list: &[T], mut place: usize) -> Option<&T> {
    // `check` refuses circles; this ends all the same.
    for _ in 0..list.len() {
        let next =
            |it: &T| it.meta().corrects.as_ref().is_some_and(|it| it.record as usize == place);
        let Some(next) = list.iter().position(next).filter(|it| *it != place) else { break };
        place = next;
    }
    list.get(place)
}

/// The first publication that can tell of what somebody said: not before it was said, and of nothing that
/// this program made.
fn published(records: &Records, it: &Prediction) -> Option<(Date, Ix<Source>)> {
    let own = it.day().filter(|_| it.computed.is_none())?;
    // What somebody publishes himself is dated at will.
    let author = names(records, it);
    let own_paper = |of: Ix<Source>| {
        records.source(of).publisher.as_ref().is_some_and(|it| author.contains(it))
    };
    let others = it.meta.sources.iter().filter(|it| !own_paper(it.source));
    let dated = others.filter_map(|it| Some((records.source(it.source).date?, it.source)));
    dated.filter(|(day, _)| *day >= own).min_by_key(|it| it.0)
}

/// Corrections without effect, by their places: of numbers, once the question of what they correct was
/// decided or closed, and of questions, once they were decided. Nothing that was foreseen is put right by
/// what happened: what they correct stays what it was, and they stand beside it. So does a number that
/// somebody else puts in the place of its author's.
pub(super) struct NoEffect {
    predictions: Vec<bool>,
    forecasts: Vec<bool>,
}

impl NoEffect {
    /// Of records in which what is corrected and what corrects it are both there.
    pub(super) fn of(records: &Records) -> NoEffect {
        let corrects = |meta: &Meta| meta.corrects.as_ref().map(|it| it.record as usize);
        let any = records.predictions.iter().any(|it| it.meta.corrects.is_some())
            || records.forecasts.iter().any(|it| it.meta.corrects.is_some());
        if !any {
            return NoEffect { predictions: Vec::new(), forecasts: Vec::new() };
        }
        let chain = Chain::of(records);
        let resolutions = |question: Ix<Forecast>| {
            let all = records.resolutions.iter().filter(|it| it.forecast == question).collect();
            counted(&records.forecasts[question.get()], all)
        };
        let number = |it: &Prediction| {
            let was = records.predictions.get(corrects(&it.meta)?)?;
            if !of_one_author(records, was, it) {
                return Some(true);
            }
            let (question, decided) =
                (&records.forecasts[was.forecast.get()], resolutions(was.forecast));
            // What was no foresight itself is nothing that could be withdrawn.
            if entered(records, &chain, &decided, was).standing != Standing::Before {
                return None;
            }
            // A source can be written, and dated, once the outcome is there: of what is sealed the place tells.
            let now = match it.place {
                Some(_) => placed(records, &chain, &decided, it),
                None => entered(records, &chain, &decided, it),
            };
            let ends = decided.iter().filter_map(|it| it.date).chain(question.closes).min();
            // Of a number that was heard of later its author is believed; of putting one right nobody is.
            let put_down = match now.dated_by {
                Some(_) => now.day,
                None => told(records, &it.meta, it.day()).max(chain.floor(it.place)),
            };
            let over = put_down.zip(ends).is_some_and(|(day, ends)| day > ends);
            Some(now.standing != Standing::Before || over)
        };
        let question = |it: &Forecast| {
            let was = corrects(&it.meta)?;
            let decided = |r: &&Resolution| match (it.place, r.place) {
                (Some(this), Some(that)) => this > that,
                _ => r
                    .since
                    .or(told(records, &r.meta, r.date))
                    .is_some_and(|that| it.meta.known.is_some_and(|this| this > that)),
            };
            (was < records.forecasts.len()).then(|| resolutions(Ix::new(was)).iter().any(decided))
        };
        NoEffect {
            predictions: records.predictions.iter().map(|it| number(it) == Some(true)).collect(),
            forecasts: records.forecasts.iter().map(|it| question(it) == Some(true)).collect(),
        }
    }

    /// Whether the correction at a place has no effect.
    pub(super) fn has(&self, correction: RecordRef) -> bool {
        let list = match correction.kind {
            Kind::Prediction => &self.predictions,
            Kind::Forecast => &self.forecasts,
            _ => return false,
        };
        list.get(correction.index as usize).is_some_and(|it| *it)
    }
}
