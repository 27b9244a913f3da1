//! What brings an agreement nearer: months, or meetings.

use jiff::civil::Date;

use crate::lens::outlook::{CLOCK, ClockOf};
use crate::lens::setting::Settings;
use plenipo_record::case::Case;
use plenipo_record::case::meeting::LogState;

/// Days of a mean month of the Gregorian calendar.
const DAYS_A_MONTH: f64 = 146_097.0 / 4_800.0;

/// What brings an agreement nearer.
pub(super) enum Clock {
    /// Time.
    Months,
    /// Each meeting on these days, oldest first.
    Meetings(Vec<Date>),
}

impl Clock {
    pub(super) fn of(case: &Case, settings: &Settings, until: Date) -> Clock {
        if settings.of(&CLOCK) == ClockOf::Month {
            return Clock::Months;
        }
        let takes_place = |it: &&plenipo_record::case::meeting::Meeting| {
            let is = |state: LogState| it.log.iter().any(|it| it.is == state);
            // A meeting whose day has passed counts where it is known to have been held.
            let passed = it.date.is_some_and(|it| it <= until);
            !is(LogState::Cancelled) && (!passed || is(LogState::Held) || is(LogState::Result))
        };
        let mut days: Vec<Date> =
            case.meetings.iter().filter(takes_place).filter_map(|it| it.date).collect();
        days.sort_unstable();
        Clock::Meetings(days)
    }

    /// How far it moves after `from`, up to and with `to`.
    pub(super) fn span(&self, from: Date, to: Date) -> f64 {
        match self {
            Clock::Months => days(from, to) / DAYS_A_MONTH,
            Clock::Meetings(on) => on.iter().filter(|it| **it > from && **it <= to).count() as f64,
        }
    }

    /// Days after `from` and before `to` that are worth a row.
    pub(super) fn ahead(&self, from: Date, to: Date) -> Vec<Date> {
        match self {
            Clock::Months => {
                let month = |n: i32| from.checked_add(jiff::Span::new().months(n)).ok();
                (1..=24).map_while(month).take_while(|it| *it < to).collect()
            }
            Clock::Meetings(on) => {
                let mut days: Vec<Date> =
                    on.iter().copied().filter(|it| *it > from && *it < to).collect();
                days.dedup();
                days
            }
        }
    }

    /// Its unit.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Clock::Months => "month",
            Clock::Meetings(_) => "meeting",
        }
    }
}

fn days(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |it| f64::from(it.get_days()))
}
