//! Days as people type them, read against the day the record is read as of.

use jiff::civil::{Date, Weekday};
use plenipo_record::case::months::{month_name, month_named};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The forms that are read, for help.
pub(super) const FORMS: &str = "30 Nov, 30.11.2025, 2025-11-30, yesterday";

/// The day that `text` says. Without a year it is the one nearest to `today`.
///
/// # Errors
/// Why it says none, in a sentence.
pub(super) fn read(text: &str, today: Option<Date>) -> Result<Date, String> {
    let text = text.trim().to_lowercase();
    let from_today = |days: i64| {
        let today = today.ok_or("The record has no day of its own: write the date in full.")?;
        let day = today.checked_add(jiff::Span::new().days(days));
        day.map_err(|_| "There is no such day.".to_owned())
    };
    match text.as_str() {
        "today" => return from_today(0),
        "yesterday" => return from_today(-1),
        "tomorrow" => return from_today(1),
        _ => {}
    }
    let no_day = || format!("“{}” is no day. Write it like one of these: {FORMS}.", short(&text));
    let said = in_figures(&text).unwrap_or_else(|| in_words(&text).ok_or_else(no_day))?;
    let day = match said.year {
        Some(year) => exactly(year, said.month, said.day)?,
        None => {
            let today = today.ok_or_else(|| "Say which year.".to_owned())?;
            nearest(today, said.month, said.day)?
        }
    };
    match said.weekday {
        Some(it) if it != day.weekday() => Err(format!("{} is a {}.", shown(day), name(day))),
        _ => Ok(day),
    }
}

/// A day so that nobody mistakes it: `Sunday 30 November 2025`.
pub(super) fn shown(day: Date) -> String {
    format!("{} {} {} {}", name(day), day.day(), month_name(day.month()), day.year())
}

fn name(day: Date) -> String {
    let of = WEEKDAYS.iter().find(|it| it.1 == day.weekday());
    plenipo_record::case::describe::capital(of.map_or("", |it| it.0))
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

struct Said {
    weekday: Option<Weekday>,
    day: i8,
    month: i8,
    year: Option<i16>,
}

/// `2025-11-30`, `30.11.2025`, `30.11.`, `30/11/2025`; nothing where the text is not of that form.
fn in_figures(text: &str) -> Option<Result<Said, String>> {
    let sign = ['-', '.', '/'].into_iter().find(|it| text.contains(*it))?;
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    let parts = match parts.as_slice() {
        [rest @ .., ""] if sign == '.' => rest,
        all => all,
    };
    let figures = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if !parts.iter().all(figures) {
        return None;
    }
    let said = |day: &str, month: &str, year: Option<&str>| {
        let year = match year {
            Some(it) => Some(it.parse().ok().filter(|_| it.len() == 4)?),
            None => None,
        };
        Some(Said { weekday: None, day: day.parse().ok()?, month: month.parse().ok()?, year })
    };
    let read = match (sign, parts) {
        ('-', [year, month, day]) => said(day, month, Some(year)),
        ('.', [day, month]) => said(day, month, None),
        ('.' | '/', [day, month, year]) => said(day, month, Some(year)),
        _ => None,
    };
    if let Some(it) = read.as_ref().filter(|_| sign == '/')
        && it.day <= 12
        && it.day != it.month
    {
        // Half the world has the month first.
        return Some(Err("This can be read in two ways: write the month as a word.".to_owned()));
    }
    read.map(Ok)
}

/// `30 Nov`, `Nov 30th, 2025`, `Sunday 30 November`.
fn in_words(text: &str) -> Option<Said> {
    let mut said = Said { weekday: None, day: 0, month: 0, year: None };
    let begins = |word: &str, all: &str| word.len() >= 3 && all.starts_with(word);
    for word in text.split([' ', ',', '.', '\u{a0}']).filter(|it| !it.is_empty()) {
        let figures: String = word.chars().take_while(char::is_ascii_digit).collect();
        let rest = &word[figures.len()..];
        if figures.is_empty() {
            let month = month_named(word);
            let weekday = WEEKDAYS.iter().find(|it| begins(word, it.0));
            match (month, weekday) {
                (Some(month), _) if said.month == 0 => said.month = month,
                (None, Some(weekday)) if said.weekday.is_none() => said.weekday = Some(weekday.1),
                (None, None) if word == "of" || word == "the" => {}
                _ => return None,
            }
        } else if figures.len() == 4 && rest.is_empty() && said.year.is_none() {
            said.year = figures.parse().ok();
        } else if ["", "st", "nd", "rd", "th"].contains(&rest) && said.day == 0 {
            said.day = figures.parse().ok()?;
        } else {
            return None;
        }
    }
    (said.day > 0 && said.month > 0).then_some(said)
}

fn exactly(year: i16, month: i8, day: i8) -> Result<Date, String> {
    Date::new(year, month, day).map_err(|_| match Date::new(year, month, 1) {
        Ok(first) => {
            let name = month_name(month);
            let of = if month == 2 { format!("{name} {year}") } else { name.to_owned() };
            format!("{of} has {} days.", first.days_in_month())
        }
        Err(_) => format!("There is no month {month}."),
    })
}

/// The day of that name nearest to `today`.
fn nearest(today: Date, month: i8, day: i8) -> Result<Date, String> {
    // A leap day may be eight years away.
    let years = (-8..=8).map(|it| today.year().saturating_add(it));
    let days = years.filter_map(|year| Date::new(year, month, day).ok());
    let away = |it: &Date| today.until(*it).map_or(i32::MAX, |it| it.get_days().abs());
    match days.min_by_key(away) {
        Some(day) => Ok(day),
        None => exactly(today.year(), month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn on(text: &str) -> Result<Date, String> {
        read(text, Some(date(2025, 12, 5)))
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "30 Nov",
            "30 november",
            "Nov 30",
            "Nov. 30th, 2025",
            "30.11.2025",
            "30.11.",
            "2025-11-30",
            "30/11/2025",
            "Sunday 30 Nov",
            "the 30th of November",
            " 30 NOV ",
            "2025-11-30",
        ] {
            assert_eq!(on(text), Ok(date(2025, 11, 30)), "{text}");
        }
        assert_eq!(on("today"), Ok(date(2025, 12, 5)));
        assert_eq!(on("yesterday"), Ok(date(2025, 12, 4)));
        assert_eq!(on("3 Jan"), Ok(date(2026, 1, 3)), "the nearest one");
        assert_eq!(on("29 feb"), Ok(date(2024, 2, 29)));
        assert_eq!(on("1 sept 2025"), Ok(date(2025, 9, 1)));
    }

    #[test]
    fn what_is_no_day_is_told_why() {
        assert_eq!(on("31 june"), Err("June has 30 days.".to_owned()));
        assert_eq!(on("29 feb 2025"), Err("February 2025 has 28 days.".to_owned()));
        assert_eq!(on("2025-13-01"), Err("There is no month 13.".to_owned()));
        assert!(on("3/4/2025").unwrap_err().contains("two ways"));
        assert!(on("Monday 30 Nov").unwrap_err().contains("is a Sunday"));
        for text in [
            "",
            "soon",
            "30",
            "november",
            "30 Nov 2025 2026",
            "1-2",
            "<script>",
            "300 nov",
            "30.11.25",
        ] {
            assert!(on(text).is_err(), "{text}");
        }
        assert_eq!(read("30 Nov", None), Err("Say which year.".to_owned()));
        assert!(read("yesterday", None).is_err());
    }

    #[test]
    fn a_day_is_shown_so_that_nobody_mistakes_it() {
        assert_eq!(shown(date(2025, 11, 30)), "Sunday 30 November 2025");
    }
}
