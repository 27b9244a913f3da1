//! Days as they are spoken: `2 Dec 2025`. What people read on a page is read; what programs read keeps the form that
//! sorts.

use jiff::civil::Date;
use plenipo_record::case::months::month_name;

/// A day as it is spoken.
pub(crate) fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), short(day.month()), day.year())
}

/// `text` with every day in it as it is spoken: `since 2025-12-02` becomes `since 2 Dec 2025`. What is part of a
/// longer word, as of an id or an address, stays, and so does what is no day.
pub(crate) fn days(text: &str) -> String {
    turned(text, &[full])
}

/// The same of words that are a day and nothing else, where a month may stand for one: `about 2025-11`.
pub(crate) fn when(text: &str) -> String {
    turned(text, &[full, month])
}

type Form = fn(&str) -> Option<(usize, String)>;

fn turned(text: &str, forms: &[Form]) -> String {
    let mut out = String::new();
    let mut last: Option<char> = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let starts = first.is_ascii_digit() && !last.is_some_and(joins);
        let found = starts.then(|| forms.iter().find_map(|form| form(rest))).flatten();
        if let Some((length, words)) = found {
            out.push_str(&words);
            last = Some('0');
            rest = &rest[length..];
        } else {
            out.push(first);
            last = Some(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// Whether a character before or after a day makes it part of something longer.
fn joins(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '-' | '_' | '/' | '.' | '=' | ':' | '#')
}

/// Whether what follows a day leaves it a day: a full stop or a colon may end a sentence with it.
fn ends(rest: &str) -> bool {
    let mut next = rest.chars();
    match next.next() {
        None => true,
        Some('.' | ':') => next.next().is_none_or(|it| !it.is_alphanumeric()),
        Some(it) => !joins(it),
    }
}

/// `2025-12-02` at the beginning, with its length.
fn full(text: &str) -> Option<(usize, String)> {
    let head = text.get(..10).filter(|it| is_like(it, "0000-00-00") && ends(&text[10..]))?;
    Some((10, day(head.parse().ok()?)))
}

/// `2025-12` at the beginning, with its length.
fn month(text: &str) -> Option<(usize, String)> {
    let head = text.get(..7).filter(|it| is_like(it, "0000-00") && ends(&text[7..]))?;
    let (year, month) = head.split_once('-')?;
    let month: i8 = month.parse().ok().filter(|it| (1..=12).contains(it))?;
    Some((7, format!("{} {year}", short(month))))
}

fn is_like(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(it, of)| match of {
            b'0' => it.is_ascii_digit(),
            of => it == of,
        })
}

fn short(month: i8) -> &'static str {
    &month_name(month)[..3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_spoken_and_what_only_looks_like_one_stays() {
        let said = days("from 2025-04-25 to 2025-12-01: (2025-12-02), 2025-11-30.");
        assert_eq!(said, "from 25 Apr 2025 to 1 Dec 2025: (2 Dec 2025), 30 Nov 2025.");
        for stays in [
            "answer-2031-05-12-east",
            "2031-05-12-round-3.toml",
            "https://example.org/a-2025-11-24",
            "on 2025-11-24.toml",
            "2025-13-45",
            "as-of=2025-12-01",
            "2025-11",
            "1.2025-12-01",
            "12025-12-01",
            "é2025-12-01",
        ] {
            assert_eq!(days(stays), stays);
        }
        assert_eq!(when("about 2025-11"), "about Nov 2025");
        assert_eq!(when("before 2014-12-31"), "before 31 Dec 2014");
        assert_eq!(when("2025-13"), "2025-13");
        assert_eq!(day(jiff::civil::date(812, 1, 9)), "9 Jan 812");
    }
}
