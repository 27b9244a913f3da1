//! Days as reports tell them: `on Tuesday`, `28 June`, `in August`, `earlier this month`, reckoned from the day of the
//! report, into the past or the future by the tense.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use plenipo_record::case::months::MONTHS;

use crate::words::{Gap, Tokens};

/// When something was, as exactly as the words say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportDay {
    /// A day.
    Day(Date),
    /// A month: year and month.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl ReportDay {
    /// `2025-12-01`, `2025-12` or `2025`.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            ReportDay::Day(day) => day.to_string(),
            ReportDay::Month(year, month) => format!("{year:04}-{month:02}"),
            ReportDay::Year(year) => format!("{year:04}"),
        }
    }

    /// A day, month or year written as [`ReportDay::word`] writes it; `None` for anything else, and for days that do not
    /// exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<ReportDay> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next(), parts.next());
        let figures =
            |it: &str, n: usize| it.len() == n && it.bytes().all(|it| it.is_ascii_digit());
        if parts.next().is_some()
            || !figures(year, 4)
            || [month, day].iter().flatten().any(|it| !figures(it, 2))
        {
            return None;
        }
        let year = year.parse().ok()?;
        let Some(month) = month else { return Some(ReportDay::Year(year)) };
        let month = month.parse().ok()?;
        let first = Date::new(year, month, 1).ok()?;
        match day {
            None => Some(ReportDay::Month(first.year(), first.month())),
            Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(ReportDay::Day),
        }
    }

    /// The first day it may be.
    #[must_use]
    pub fn first(self) -> Option<Date> {
        match self {
            ReportDay::Day(day) => Some(day),
            ReportDay::Month(year, month) => Date::new(year, month, 1).ok(),
            ReportDay::Year(year) => Date::new(year, 1, 1).ok(),
        }
    }
}

/// A day found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDay {
    pub(crate) when: ReportDay,
    /// Whether it was reckoned from the day of the report.
    pub(crate) inferred: bool,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

/// Which way a day is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Whether a word names a weekday or a month.
pub(crate) fn is_calendar(low: &str) -> bool {
    weekday(low).is_some()
        || month(low).is_some() && low != "may" && low != "march"
        || is_short_month(low)
}

fn is_short_month(low: &str) -> bool {
    matches!(low, "jan" | "feb" | "apr" | "aug" | "sept" | "sep" | "oct" | "nov" | "dec")
}

fn weekday(low: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|it| it.0 == low).map(|it| it.1)
}

fn month(low: &str) -> Option<i8> {
    let found = MONTHS.iter().position(|it| {
        it.eq_ignore_ascii_case(low)
            || is_short_month(low) && it[..3].eq_ignore_ascii_case(&low[..3])
    })?;
    i8::try_from(found + 1).ok()
}

fn year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let word = tokens.raw(at);
    let four = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    word.parse().ok().filter(|it| four && (1000..=2999).contains(it))
}

fn day_number(tokens: &Tokens<'_>, at: usize) -> Option<i8> {
    let word = tokens.low(at).trim_end_matches(|it: char| it.is_alphabetic());
    let rest = &tokens.low(at)[word.len()..];
    word.parse()
        .ok()
        .filter(|it| (1..=31).contains(it) && matches!(rest, "" | "st" | "nd" | "rd" | "th"))
}

/// The day that the words at `at` name, if any; `report` is the day of the report.
pub(crate) fn at(
    tokens: &Tokens<'_>,
    at: usize,
    report: Option<Date>,
    tense: Tense,
) -> Option<FoundDay> {
    let low = tokens.low(at);
    let first_letter = low.as_bytes().first()?;
    // Most words are none: the letters with which days begin.
    if !first_letter.is_ascii_digit() && !b"adefijlmnostwy".contains(first_letter) {
        return None;
    }
    let found = |when: Option<ReportDay>, inferred: bool, first: usize, end: usize| {
        when.map(|when| FoundDay { when, inferred, first, end })
    };
    let plain = |it: usize| !tokens.gap(it).has(Gap::ANY);
    let before = at.checked_sub(1).map_or("", |it| tokens.low(it));
    // `in the week of 22 June` is no day.
    if before == "of" && at > 1 && matches!(tokens.low(at - 2), "week" | "weeks") {
        return None;
    }
    // 28 June 2031, 28 June
    if let Some(day) = day_number(tokens, at)
        && plain(at + 1)
        && let Some(of) = month(tokens.low(at + 1)).filter(|_| tokens.capital(at + 1))
    {
        return match year(tokens, at + 2).filter(|_| plain(at + 2)) {
            Some(year) => {
                found(Date::new(year, of, day).ok().map(ReportDay::Day), false, at, at + 3)
            }
            None => found(near(report?, of, day, tense).map(ReportDay::Day), true, at, at + 2),
        };
    }
    if let Some(of) = month(low).filter(|_| tokens.capital(at)) {
        // June 28, 2031
        if let Some(day) =
            day_number(tokens, at + 1).filter(|_| plain(at + 1) && year(tokens, at + 1).is_none())
        {
            let comma = !tokens.gap(at + 2).has(Gap::STOP | Gap::SEMICOLON | Gap::PARAGRAPH);
            return match year(tokens, at + 2).filter(|_| comma) {
                Some(year) => {
                    found(Date::new(year, of, day).ok().map(ReportDay::Day), false, at, at + 3)
                }
                None => found(near(report?, of, day, tense).map(ReportDay::Day), true, at, at + 2),
            };
        }
        if let Some(year) = year(tokens, at + 1).filter(|_| plain(at + 1)) {
            return found(Some(ReportDay::Month(year, of)), false, at, at + 2);
        }
        let led = matches!(
            before,
            "in" | "since"
                | "of"
                | "until"
                | "by"
                | "last"
                | "next"
                | "from"
                | "during"
                | "early"
                | "late"
                | "before"
                | "as"
                | "recently"
        );
        if !led || at > 0 && day_number(tokens, at - 1).is_some() {
            return None;
        }
        let report = report?;
        let this = report.month();
        let past = tense == Tense::Past || matches!(before, "since" | "last");
        let year = match past {
            true if of > this => report.year() - 1,
            false if of < this => report.year() + 1,
            _ => report.year(),
        };
        return found(Some(ReportDay::Month(year, of)), true, at, at + 1);
    }
    if let Some(of) = weekday(low) {
        let report = report?;
        let forward = match before {
            "next" | "coming" => true,
            "last" => false,
            _ => tense == Tense::Future,
        };
        let mut day = report;
        // `last Friday` is not the day of the report itself; `on Tuesday` may be.
        if matches!(before, "last" | "next") || forward {
            day = step(day, forward)?;
        }
        for _ in 0..7 {
            if day.weekday() == of {
                return found(Some(ReportDay::Day(day)), true, at, at + 1);
            }
            day = step(day, forward)?;
        }
        return None;
    }
    if year(tokens, at).is_some()
        && matches!(before, "in" | "of" | "since" | "until" | "by" | "during")
    {
        return found(year(tokens, at).map(ReportDay::Year), false, at, at + 1);
    }
    let month_of = |day: Date| ReportDay::Month(day.year(), day.month());
    match low {
        "today" | "tonight" if tokens.low(at + 1) != "'s" => {
            found(report.map(ReportDay::Day), true, at, at + 1)
        }
        "this" if matches!(tokens.low(at + 1), "morning" | "afternoon" | "evening") => {
            found(report.map(ReportDay::Day), true, at, at + 2)
        }
        "yesterday" => found(report?.yesterday().ok().map(ReportDay::Day), true, at, at + 1),
        "tomorrow" => found(report?.tomorrow().ok().map(ReportDay::Day), true, at, at + 1),
        "this" if tokens.low(at + 1) == "month" => found(Some(month_of(report?)), true, at, at + 2),
        "earlier" | "later" if tokens.low(at + 1) == "this" && tokens.low(at + 2) == "month" => {
            found(Some(month_of(report?)), true, at, at + 3)
        }
        "last" if tokens.low(at + 1) == "month" => {
            found(report?.checked_sub(1.month()).ok().map(month_of), true, at, at + 2)
        }
        "next" if tokens.low(at + 1) == "month" => {
            found(report?.checked_add(1.month()).ok().map(month_of), true, at, at + 2)
        }
        _ => None,
    }
}

fn step(day: Date, forward: bool) -> Option<Date> {
    if forward { day.tomorrow().ok() } else { day.yesterday().ok() }
}

/// The day nearest to the report in the direction of the tense.
fn near(report: Date, month: i8, day: i8, tense: Tense) -> Option<Date> {
    let of = |year: i16| Date::new(year, month, day).ok();
    let this = of(report.year());
    match (tense, this) {
        (Tense::Past, Some(it)) if it > report => of(report.year() - 1),
        // A day shortly before the report is past, whatever the verb seems to say.
        (Tense::Future, Some(it)) if it < report => of(report.year().checked_add(1)?),
        (_, it) => it,
    }
}

/// The days named within these words.
pub(crate) fn all(
    tokens: &Tokens<'_>,
    first: usize,
    end: usize,
    report: Option<Date>,
    tense: Tense,
) -> Vec<FoundDay> {
    let mut out: Vec<FoundDay> = Vec::new();
    let mut word = first;
    while word < end {
        match at(tokens, word, report, tense) {
            Some(day) if day.end <= end => {
                word = day.end;
                out.push(day);
            }
            _ => word += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, tense: Tense) -> Vec<String> {
        let tokens = Tokens::of(text);
        // A Monday.
        let report = Date::new(2025, 12, 1).ok();
        all(&tokens, 0, tokens.len(), report, tense).iter().map(|it| it.when.word()).collect()
    }

    #[test]
    fn days_are_reckoned_in_the_direction_of_the_tense() {
        assert_eq!(told("met on Tuesday", Tense::Past), ["2025-11-25"]);
        assert_eq!(told("will meet on Tuesday", Tense::Future), ["2025-12-02"]);
        assert_eq!(told("met on Monday", Tense::Past), ["2025-12-01"]);
        assert_eq!(told("last Monday", Tense::Past), ["2025-11-24"]);
        assert_eq!(told("agreed in August", Tense::Past), ["2025-08"]);
        assert_eq!(told("will vote in August", Tense::Future), ["2026-08"]);
        assert_eq!(told("on 28 June and June 3, 2024", Tense::Past), ["2025-06-28", "2024-06-03"]);
        assert_eq!(
            told("in October 2030, in 2031, today", Tense::Past),
            ["2030-10", "2031", "2025-12-01"]
        );
        assert_eq!(told("last month, earlier this month", Tense::Past), ["2025-11", "2025-12"]);
        assert_eq!(told("last week, recently, it may march", Tense::Past), Vec::<String>::new());
        assert_eq!(told("31 February, 45 June, in 99", Tense::Past), Vec::<String>::new());
    }
}
