//! Days and words as a brief has them in running text.

use jiff::civil::{Date, Weekday};

use plenipo_record::case::meta::DateIs;
use plenipo_record::case::months::month_name;

/// `2 Dec 2025`
pub(in crate::lens) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), &month_name(date.month())[..3], date.year())
}

/// `Tuesday 2 December 2025 (date inferred)`, as exactly as it is known.
pub(super) fn in_full(date: Date, is: DateIs) -> String {
    let weekday = match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    let long = format!("{weekday} {} {} {}", date.day(), month_name(date.month()), date.year());
    match is {
        DateIs::Exact => long,
        DateIs::Inferred => format!("{long} (date inferred)"),
        _ => as_known(date, is),
    }
}

/// `2 Dec 2025`, `about 2 Dec 2025`, `Dec 2025`: as exactly as it is known.
pub(in crate::lens) fn as_known(date: Date, is: DateIs) -> String {
    match is {
        DateIs::Exact => day(date),
        DateIs::About => format!("about {}", day(date)),
        DateIs::Before => format!("on or before {}", day(date)),
        DateIs::After => format!("{} or later", day(date)),
        DateIs::Month => format!("{} {}", &month_name(date.month())[..3], date.year()),
        DateIs::Inferred => format!("{} (date inferred)", day(date)),
    }
}

/// When something was said, as part of a sentence: `on 2 Dec 2025`, `last week`.
pub(super) fn when(date: Date, is: DateIs, today: Option<Date>) -> String {
    match is {
        DateIs::Exact | DateIs::Inferred => format!("on {}", as_known(date, is)),
        DateIs::About if today.is_some_and(|today| is_week_before(date, today)) => {
            "last week".to_owned()
        }
        DateIs::Month => format!("in {}", as_known(date, is)),
        DateIs::About | DateIs::Before => as_known(date, is),
        DateIs::After => format!("on {}", as_known(date, is)),
    }
}

/// Whether `date` is in the week before that of `today`; weeks begin on Monday.
fn is_week_before(date: Date, today: Date) -> bool {
    let monday = |it: Date| {
        let back = i64::from(it.weekday().to_monday_zero_offset());
        it.checked_sub(jiff::Span::new().days(back)).unwrap_or(it)
    };
    let before = monday(today).checked_sub(jiff::Span::new().days(7));
    before.is_ok_and(|it| it == monday(date))
}

/// Days as files have them, `2025-12-02`, put as a brief has them.
pub(in crate::lens) fn humane(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let found = text.get(at..at + 10).and_then(|it| {
            let alone = |place: Option<&u8>| place.is_none_or(|it| !it.is_ascii_alphanumeric());
            let before = at.checked_sub(1).and_then(|it| bytes.get(it));
            let shaped = it.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
            (shaped && alone(before) && alone(bytes.get(at + 10)))
                .then(|| it.parse::<Date>().ok())?
        });
        match found {
            Some(date) => {
                out.push_str(&day(date));
                at += 10;
            }
            None => {
                let step = text[at..].chars().next().map_or(1, char::len_utf8);
                out.push_str(&text[at..at + step]);
                at += step;
            }
        }
    }
    out
}

/// Small numbers in words: `four`; others in figures.
pub(in crate::lens) fn count(n: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n).map_or_else(|| n.to_string(), |it| (*it).to_owned())
}

/// A count in words with its noun: `four matters`, `one line`.
pub(in crate::lens) fn counted(n: usize, noun: &str) -> String {
    let figures = plenipo_record::case::describe::counted(n, noun);
    let noun = figures.split_once(' ').map_or("", |(_, noun)| noun);
    format!("{} {noun}", count(n))
}

/// `first`, `sixth`, `23rd`.
pub(super) fn ordinal(n: u32) -> String {
    const WORDS: [&str; 11] = [
        "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    match n {
        1..=10 => WORDS[n as usize].to_owned(),
        n => plenipo_record::case::describe::ordinal(n as usize),
    }
}

/// Whether it ends with a stop of its own.
pub(in crate::lens) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// A name that is an abbreviation takes an article: `the US`, `the EU`.
pub(super) fn article(name: &str) -> String {
    let short = name.chars().count() <= 3 && name.chars().all(|it| it.is_uppercase());
    if short { format!("the {name}") } else { name.to_owned() }
}

/// Words that a sentence may begin with and that keep their capital nowhere else.
const RUN_ON: [&str; 24] = [
    "A", "An", "The", "There", "This", "That", "These", "Those", "It", "Its", "In", "On", "At",
    "By", "For", "No", "Not", "We", "They", "He", "She", "If", "All", "Each",
];

/// Words of a sentence as they run on in another: a first word that is no name loses its capital.
pub(super) fn run_on(text: &str) -> String {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match RUN_ON.contains(&first) {
        true => format!("{}{}", first.to_lowercase(), &text[first.len()..]),
        false => text.to_owned(),
    }
}

/// `Russia's`, `the Greek Cypriots'`.
pub(in crate::lens) fn possessive(name: &str) -> String {
    // An abbreviation is no plural: `the US's`.
    let plural = name.ends_with('s');
    if plural { format!("{name}'") } else { format!("{name}'s") }
}

/// With what must not be parted at the end of a line kept together: a figure and its `%`.
pub(super) fn kept_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after_digit = out.ends_with(|c: char| c.is_ascii_digit());
        match letter {
            ' ' if after_digit && letters.peek() == Some(&'%') => out.push('\u{a0}'),
            letter => out.push(letter),
        }
    }
    out
}

/// A title without what it says after a colon.
pub(in crate::lens) fn short_title(title: &str) -> &str {
    title.split_once(": ").map_or(title, |(short, _)| short)
}
