//! What a key wants, by the forms that the schema has for it: so that a hint for a value that cannot be read
//! says what is written there, and not what the value looks like.

use toml::de::DeValue;

use crate::case::id::Kind;

use super::files::short;
use super::meant;
use super::schema::{self, SchemaTable};

/// What a value is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// A number or a range.
    Number,
    /// The number of a point: text, or a whole number.
    PointNumber,
    /// Text, an id or one of some words.
    Text,
    /// It differs from table to table, or is not known.
    Any,
}

/// What the key wants, in whichever table it stands. Keys that are in none are ids, of issues or options.
pub(super) fn of(key: &str) -> Due {
    let mut forms: Vec<Due> = Vec::new();
    let mut seen: Vec<&'static str> = Vec::new();
    let all = Kind::ALL.map(schema::of).into_iter().chain([&schema::DOSSIER, &schema::FILE]);
    all.for_each(|table| forms_in(table, key, &mut seen, &mut forms));
    // The number of a meeting in its series is whole as well.
    if forms.contains(&Due::PointNumber) {
        forms.retain(|it| *it != Due::Number);
    }
    match forms.split_first() {
        None => Due::Any,
        Some((first, rest)) if rest.iter().all(|it| it == first) => *first,
        Some(_) => Due::Any,
    }
}

fn forms_in(
    table: &'static SchemaTable,
    key: &str,
    seen: &mut Vec<&'static str>,
    forms: &mut Vec<Due>,
) {
    if seen.contains(&table.name) {
        return;
    }
    seen.push(table.name);
    for field in table.keys() {
        if field.key == key {
            forms.push(match field.form {
                "day" => Due::Day,
                "true or false" => Due::Flag,
                "number" | "number or range" | "whole number" | "count" | "chance" | "1 to 6" => {
                    Due::Number
                }
                "salience" => Due::Any,
                "text or whole number" => Due::PointNumber,
                form if form.contains("number") || form.contains("table") => Due::Any,
                _ => Due::Text,
            });
        }
        if let Some(part) = field.part {
            forms_in(part, key, seen, forms);
        }
    }
}

/// What to write where something of another sort was found than `expected`; `None` where nothing tells.
pub(super) fn instead(expected: &str, found: &DeValue<'_>) -> Option<&'static str> {
    match (expected, found) {
        ("text, the id of an option", DeValue::Array(_)) => Some(
            "name one option; of what may be either of several a point says `among`, a position `ranking`",
        ),
        ("text, the id of a draft or \"any-text\"", DeValue::Array(_)) => {
            Some("an answer is to one text: write a record for each")
        }
        ("an option, or a list of options", DeValue::Integer(_) | DeValue::Float(_)) => {
            Some("name the option by its id, in quotes")
        }
        ("a table from issues to options", _) => {
            Some("write { ISSUE = [\"OPTION\"] }, with the ids of the issue and its options")
        }
        ("a table from options to numbers or ranges", _) => {
            Some("write { OPTION = 1, OTHER = [0.2, 0.4] }, with the ids of the options")
        }
        ("a list", DeValue::Table(_)) => Some("write it in brackets, the entries with commas"),
        ("a list", DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_)) => {
            Some("write it in brackets")
        }
        _ => None,
    }
}

/// Words by which people say that a day is not known.
const NO_DAY: [&str; 11] =
    ["unknown", "null", "none", "nil", "n/a", "na", "tbd", "?", "-", "undated", "nan"];

/// How a value that cannot be read is written where a day is due; `None` where nothing tells.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(days) = meant::days(text) {
        return Some(format!("write {}", days.join(" or ")));
    }
    let lower = text.to_lowercase();
    if text.is_empty() || NO_DAY.contains(&lower.as_str()) {
        return Some("leave the key out where the day is not known".to_owned());
    }
    let about = [
        ("about", "about"),
        ("around", "about"),
        ("approximately", "about"),
        ("approx.", "about"),
        ("circa", "about"),
        ("ca.", "about"),
        ("c.", "about"),
        ("~", "about"),
        ("before", "before"),
        ("by", "before"),
        ("after", "after"),
        ("since", "after"),
    ];
    let (is, rest) = about
        .iter()
        .find_map(|(word, is)| Some((*is, lower.strip_prefix(word)?.trim())))
        .unwrap_or(("", ""));
    let stated = rest.parse::<jiff::civil::Date>().ok().map(|it| it.to_string());
    let stated = stated.or_else(|| meant::days(rest).and_then(|it| it.into_iter().next()));
    if let Some(day) = stated {
        return Some(format!("write {day}, and date_is = \"{is}\" in a line of its own"));
    }
    let month = lower.split_once('-').filter(|(year, month)| {
        let digits = |it: &str, n: usize| it.len() == n && it.bytes().all(|it| it.is_ascii_digit());
        digits(year, 4) && digits(month, 2)
    });
    if month.is_some_and(|it| (1..=12).contains(&it.1.parse::<u8>().unwrap_or(0))) {
        return Some(format!("write {lower}-01, and date_is = \"month\" in a line of its own"));
    }
    if meant::like_a_day(text) {
        return Some(match meant::short_year(text) {
            true => "write the year with four digits, as in 2025-12-01".to_owned(),
            false => "there is no such day; a day is written 2025-12-01".to_owned(),
        });
    }
    None
}

/// How a value without quotes that cannot be read is written at `key`, in a hint; `None` where nothing tells.
pub(super) fn hint(key: &str, value: &str) -> Option<String> {
    let value = value.trim();
    // What looks like nothing else is told as text without quotes by itself.
    let quoted = || {
        let plain = meant::value(value).is_some()
            && !value.is_empty()
            && !value.contains(['"', '\'', '\\', '[', '{', '=']);
        plain.then(|| format!("write \"{}\"", short(value)))
    };
    let written = |it: Option<String>| it.map(|it| format!("write {it}"));
    match of(key) {
        // Of a day in the right form the parser says what is wrong.
        Due::Day => day(value).filter(|_| !meant::in_form(value)),
        Due::Flag => written(meant::flag(value).map(str::to_owned)),
        Due::Number => written(meant::number(value).or_else(|| meant::range(value))),
        Due::PointNumber => match value.strip_suffix('.') {
            Some(number) if number.bytes().all(|it| it.is_ascii_digit()) && !number.is_empty() => {
                Some(format!("write {number}"))
            }
            _ => quoted(),
        },
        Due::Text => quoted(),
        // Options and issues may be called `no` and `on`.
        Due::Any if meant::flag(value).is_some() => quoted(),
        Due::Any => written(meant::value(value).or_else(|| meant::number(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_says_what_the_key_wants() {
        for (key, value, expected) in [
            ("title", "No", Some("write \"No\"")),
            ("ideal", "no", Some("write \"no\"")),
            ("people", "off", Some("write \"off\"")),
            ("complete", "yes", Some("write true")),
            ("words", "40 %", Some("write \"40 %\"")),
            ("level", "40 %", Some("write 0.4")),
            ("number", "1.", Some("write 1")),
            ("number", "1a", None),
            ("words", "North", None),
            ("date", "2031-02-30", None),
            ("date", "unknown", Some("leave the key out where the day is not known")),
            ("date", "null", Some("leave the key out where the day is not known")),
            (
                "date",
                "about 2031-06-05",
                Some("write 2031-06-05, and date_is = \"about\" in a line of its own"),
            ),
            (
                "date",
                "before 5 June 2031",
                Some("write 2031-06-05, and date_is = \"before\" in a line of its own"),
            ),
            (
                "date",
                "2031-06",
                Some("write 2031-06-01, and date_is = \"month\" in a line of its own"),
            ),
            ("date", "5/6/31", Some("write the year with four digits, as in 2025-12-01")),
            ("date", "31.6.2031", Some("there is no such day; a day is written 2025-12-01")),
            ("date", "soon", None),
        ] {
            assert_eq!(hint(key, value).as_deref(), expected, "{key} = {value}");
        }
    }
}
