//! What a value that is written another way was meant to be: `40 %` is 0.4, `4 March 2032` is 2032-03-04.
//!
//! Nothing is read from this. It makes hints, so that whoever writes as at home sees at once how it is written
//! here.

use jiff::civil::Date;

use crate::case::months::month_named;

/// The value that a text was meant to be, as it is written in a dossier: a day, a range, a number, true or false.
pub(super) fn value(text: &str) -> Option<String> {
    days(text)
        .map(|it| it.join(" or "))
        .or_else(|| number(text))
        .or_else(|| range(text))
        .or_else(|| flag(text).map(str::to_owned))
}

/// A number: `40 %`, `0,4`, `.5`, `1 000`.
pub fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let percent = ["%", "percent", "per cent", "pct"];
    let of_hundred = percent.iter().find_map(|it| text.strip_suffix(it));
    let figure = plain(of_hundred.unwrap_or(text).trim())?;
    let number: f64 = figure.parse().ok().filter(|it: &f64| it.is_finite())?;
    Some(match of_hundred {
        Some(_) => shown(number / 100.0),
        None if figure == text => return None,
        None => figure,
    })
}

/// A range: `0.3-0.5`, `30–50 %`, `0.3 to 0.5`, `[0,3 0,5]`.
pub(super) fn range(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
    let percent = inner.trim_end().ends_with('%');
    let (low, high) = [" to ", "..", "–", "—", "-", "; ", " "].iter().find_map(|sign| {
        let (low, high) = inner.split_once(sign)?;
        let end = |it: &str| {
            let it = it.trim().trim_end_matches('%').trim().trim_end_matches(';');
            let number: f64 = plain(it)?.parse().ok().filter(|it: &f64| it.is_finite())?;
            Some(if percent { number / 100.0 } else { number })
        };
        Some((end(low)?, end(high)?))
    })?;
    // A year and a month are no range.
    (low.abs() < 1000.0).then(|| format!("[{}, {}]", shown(low), shown(high)))
}

/// Whether: `yes`, `True`, `no`.
pub(super) fn flag(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" => Some("true"),
        "no" | "n" | "false" | "off" => Some("false"),
        _ => None,
    }
}

/// A day, in whichever order of day and month; both days where that does not tell.
pub(super) fn days(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.len() > 30 {
        return None;
    }
    let parts: Vec<&str> = text
        .split(|it: char| it.is_whitespace() || ".,/-".contains(it))
        .filter(|it| !it.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let whole = |it: &str| it.bytes().all(|it| it.is_ascii_digit()).then(|| it.parse::<i16>().ok());
    let whole = |it: &str| whole(it).flatten();
    let small = |it: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| it.strip_suffix(end));
        whole(bare.unwrap_or(it)).and_then(|it| i8::try_from(it).ok()).filter(|it| *it > 0)
    };
    let year = |it: &str| whole(it).filter(|year| it.len() == 4 && *year > 0);
    let date = |year: i16, month: i8, day: i8| Date::new(year, month, day).ok();
    let mut found: Vec<Date> = Vec::new();
    if let (Some(year), Some(month), Some(day)) = (year(a), small(b), small(c)) {
        found.extend(date(year, month, day));
    } else if let (Some(first), Some(second), Some(year)) = (small(a), small(b), year(c)) {
        // With points the day comes first; with strokes either may.
        found.extend(date(year, second, first));
        if !text.contains('.') && first != second {
            found.extend(date(year, first, second));
        }
    } else if let (Some(day), Some(month), Some(year)) = (small(a), month_named(b), year(c)) {
        found.extend(date(year, month, day));
    } else if let (Some(month), Some(day), Some(year)) = (month_named(a), small(b), year(c)) {
        found.extend(date(year, month, day));
    }
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    (!found.is_empty()).then_some(found)
}

/// Whether a text has the form of a day, be there such a one or not: three figures with one sign between them.
pub(super) fn like_a_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let digits =
        |it: &&str| (1..=4).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits)
}

/// Whether it is written as days are, be there such a one or not.
pub(super) fn in_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && like_a_day(text)
}

/// Whether a day is written without the century of its year.
pub(super) fn short_year(text: &str) -> bool {
    text.split(['.', '/', '-']).all(|it| it.len() <= 2)
}

/// A figure with a point and digits on both sides of it.
fn plain(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|it| !matches!(it, '\u{a0}' | '\u{202f}')).collect();
    let one_comma = text.matches(',').count() == 1 && !text.contains('.');
    let text = if one_comma { text.replace(',', ".") } else { text };
    let (whole, part) = match text.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (text.as_str(), None),
    };
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", whole.strip_prefix('+').unwrap_or(whole)),
    };
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let empty = whole.is_empty() && part.is_none_or(str::is_empty);
    if empty || !digits(whole) || !part.is_none_or(digits) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match part {
        Some(part) if !part.is_empty() => format!("{sign}{whole}.{part}"),
        Some(_) => format!("{sign}{whole}.0"),
        None => format!("{sign}{whole}"),
    })
}

/// A number in as many decimals as it was typed with.
fn shown(number: f64) -> String {
    let shown = format!("{number:.6}");
    let shown = shown.trim_end_matches('0');
    shown.strip_suffix('.').map_or(shown.to_owned(), |it| format!("{it}.0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_written_as_at_home() {
        let meant = [
            ("40%", "0.4"),
            ("40 %", "0.4"),
            ("40 percent", "0.4"),
            ("2,5 %", "0.025"),
            ("0,4", "0.4"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("0.3-0.5", "[0.3, 0.5]"),
            ("0,3–0,5", "[0.3, 0.5]"),
            ("30-50%", "[0.3, 0.5]"),
            ("30% - 50%", "[0.3, 0.5]"),
            ("0.3 to 0.5", "[0.3, 0.5]"),
            ("[0,3 0,5]", "[0.3, 0.5]"),
            ("yes", "true"),
            ("True", "true"),
            ("No", "false"),
            ("4 March 2032", "2032-03-04"),
            ("March 4, 2032", "2032-03-04"),
            ("4th Mar 2032", "2032-03-04"),
            ("20.03.2032", "2032-03-20"),
            ("4.3.2032", "2032-03-04"),
            ("03/20/2032", "2032-03-20"),
            ("20/03/2032", "2032-03-20"),
            ("03/04/2032", "2032-04-03 or 2032-03-04"),
            ("2032-3-4", "2032-03-04"),
            ("2032/03/04", "2032-03-04"),
        ];
        for (text, expected) in meant {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["velmar", "", "-", "%", "1.2.3", "32.13.2032", "a-b", "0.4", "2032", "e5", "2032-03"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
