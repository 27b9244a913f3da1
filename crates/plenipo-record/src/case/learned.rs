//! When something became known: on the day that is stated, else when its first source appeared, else on its own
//! day; and what was said, drawn, tabled or answered never before it was.
//!
//! This is the one place that knows. What is seen as of a day, what a replay learns and what tables show as
//! known all ask here.

use jiff::civil::Date;

use super::id::{Ix, Kind};
use super::meeting::{LogEntry, LogState, Meeting};
use super::meta::{DateIs, Meta};
use super::records::{Record, Records};
use super::source::Source;

/// What its own day says of when something can have been learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// Its day, from which it is there where nothing else says when it was learned.
    day: Option<Date>,
    /// The first day on which it can have happened: nobody knew of it before.
    earliest: Option<Date>,
}

impl When {
    /// Of what has no day.
    pub fn undated() -> When {
        When::default()
    }

    /// Of what happened on `day`: a day known to be no later than that is no bound.
    pub fn happened(day: Option<Date>, is: DateIs) -> When {
        let earliest = day.and_then(|day| match is {
            DateIs::Exact | DateIs::After | DateIs::Inferred => Some(day),
            DateIs::Month => Some(day.first_of_month()),
            // Give or take some days, or earlier by any number of them.
            DateIs::About | DateIs::Before => None,
        });
        When { day, earliest }
    }

    /// Of what may be announced, and so known before its day.
    pub fn announced(day: Option<Date>) -> When {
        When { day, earliest: None }
    }

    /// Its day.
    pub fn day(self) -> Option<Date> {
        self.day
    }

    /// The first day on which it can have happened, where it is known that it cannot have before.
    pub fn earliest(self) -> Option<Date> {
        self.earliest
    }

    /// The first day on which what was learned on `day` was there to be learned.
    pub(super) fn no_earlier(self, day: Date) -> Date {
        self.earliest.map_or(day, |it| it.max(day))
    }

    /// The same of what was learned on `day` if anything says when.
    fn bound(self, day: Option<Date>) -> Option<Date> {
        day.max(self.earliest)
    }
}

impl Kind {
    /// Whether records of this kind may tell of what lies ahead of the day on which they became known.
    pub fn may_lie_ahead(self) -> bool {
        match self {
            // A paper may be handed over before it is published.
            Kind::Meeting | Kind::Event | Kind::Leave | Kind::Forecast | Kind::Source => true,
            Kind::Party | Kind::Person | Kind::Issue | Kind::Consent | Kind::Rule => true,
            Kind::Draft | Kind::RedLine | Kind::Position | Kind::Answer | Kind::Understanding => {
                false
            }
            Kind::Alternative | Kind::Statement | Kind::Prediction | Kind::Resolution => false,
            Kind::Capacity | Kind::Poll | Kind::Demand | Kind::TextState | Kind::Movement => false,
            Kind::Cause | Kind::Undertaking | Kind::Handover => false,
        }
    }
}

/// What the day of a record says of when it can have been learned.
pub fn when<T: Record>(record: &T) -> When {
    match T::KIND.may_lie_ahead() {
        true => When::announced(record.date()),
        false => When::happened(record.date(), record.meta().date_is),
    }
}

/// What the day of an entry in the log of `meeting` says of that. A meeting that was held, and what came of it,
/// was not known before its day.
pub fn when_logged(entry: &LogEntry, meeting: &Meeting) -> When {
    let own = When::happened(entry.date, entry.meta.date_is);
    match entry.is {
        LogState::Held | LogState::Result if entry.date.is_none() => {
            let of = When::happened(meeting.date, meeting.meta.date_is);
            When { earliest: of.earliest, ..own }
        }
        _ => own,
    }
}

/// When a record became known: as stated, else when its first source appeared, else on its own day; never
/// before it happened.
pub fn known(records: &Records, meta: &Meta, when: When) -> Option<Date> {
    let published = || meta.sources.iter().filter_map(|it| records.source(it.source).date).min();
    when.bound(meta.known.or_else(published).or(when.day))
}

/// When an entry inside a record became known: as stated, else when the first source of its own
/// appeared, else on its own day; never before it happened, and never before the record, whose footing is `of`
/// and which became known on `with`. A source it only inherits dates the record and not the entry.
pub fn known_within(
    records: &Records,
    meta: &Meta,
    of: &Meta,
    when: When,
    with: Option<Date>,
) -> Option<Date> {
    learned_within(|it| records.source(it).date, meta, of, when).max(with)
}

/// From which day an entry inside a record whose footing is `of` is there, once the record is; always
/// where there is none.
pub(super) fn learned_within(
    published: impl Fn(Ix<Source>) -> Option<Date>,
    meta: &Meta,
    of: &Meta,
    when: When,
) -> Option<Date> {
    let own = || meta.sources != of.sources;
    let source = || meta.sources.iter().filter_map(|it| published(it.source)).min();
    when.bound(meta.known.or_else(|| own().then(source).flatten()).or(when.day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_a_bound_as_far_as_it_is_known() {
        let day = date(2032, 3, 25);
        let earliest = |is| When::happened(Some(day), is).earliest();
        for is in [DateIs::Exact, DateIs::After, DateIs::Inferred] {
            assert_eq!(earliest(is), Some(day), "{is:?}");
        }
        assert_eq!(earliest(DateIs::Month), Some(date(2032, 3, 1)));
        assert_eq!(earliest(DateIs::About), None);
        assert_eq!(earliest(DateIs::Before), None);
        assert_eq!(When::announced(Some(day)).earliest(), None);
    }
}
