//! Days and figures as people type them into a table, whatever the table is of.

use jiff::civil::Date;

use plenipo_record::dossier::ledger::Value;

/// Why something that looks like a day or a figure is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// There is no such day.
    NoSuchDay,
    /// It can be read in two ways: `1,234`.
    TwoWays,
}

/// A day: `2025-12-01`, or `1.12.2025` as much of Europe writes it; nothing where the text does not look
/// like one.
pub(crate) fn day(text: &str) -> Option<Result<Date, Doubt>> {
    let text = text.trim();
    iso(text).or_else(|| dotted(text))
}

fn iso(text: &str) -> Option<Result<Date, Doubt>> {
    // Some programs write the time of a day that has none.
    let text = text.strip_suffix(" 00:00:00").or(text.strip_suffix("T00:00:00")).unwrap_or(text);
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    numbers(year, month, day)
}

fn dotted(text: &str) -> Option<Result<Date, Doubt>> {
    let parts: Vec<&str> = text.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    numbers(year, month, day)
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Result<Date, Doubt>> {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if ![year, month, day].into_iter().all(digits) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    Some(Date::new(year, month, day).map_err(|_| Doubt::NoSuchDay))
}

/// A number or a range, per cent too: `0.3`, `0,3`, `30 %`, `0.2-0.4`, `0,2 to 0,4`, `20–40 %`. Anything
/// else is text as it stands: a word.
///
/// # Errors
/// [`Doubt::TwoWays`].
pub(crate) fn figure(text: &str) -> Result<Value, Doubt> {
    let text = text.trim();
    let (pointed, doubtful) = pointed(text);
    match Value::chance(&pointed) {
        Value::Text(_) => Ok(text.into()),
        _ if doubtful => Err(Doubt::TwoWays),
        value => Ok(value),
    }
}

/// `text` with points for decimal commas and one sign for each of the signs that look like a dash; and
/// whether a comma could as well be one of thousands.
fn pointed(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut doubtful = false;
    let of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',');
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let end = rest.find(|it| !of_number(it)).unwrap_or(rest.len());
        if end == 0 {
            out.push(match sign {
                '\u{2212}' => '-',
                '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2014}' | '\u{2015}' => '–',
                sign => sign,
            });
            rest = &rest[sign.len_utf8()..];
            continue;
        }
        let (number, after) = rest.split_at(end);
        rest = after;
        match number.split_once(',') {
            Some((before, decimals)) if !before.contains('.') && !decimals.contains([',', '.']) => {
                // A thousand, or one and some decimals?
                doubtful |= decimals.len() == 3 && !before.starts_with('0') && !before.is_empty();
                out.push_str(before);
                out.push('.');
                out.push_str(decimals);
            }
            _ => out.push_str(number),
        }
    }
    (out, doubtful)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn figures_are_read_with_points_and_commas_and_ranges_both_ways() {
        let range = |low: f64, high: f64| Ok(Value::List(vec![low.into(), high.into()]));
        for text in ["0.4", "0,4", " 0,40 ", "40%", "40 %", "40\u{a0}%", "40,0\u{202f}%"] {
            assert_eq!(figure(text), Ok(Value::Number(0.4)), "{text}");
        }
        for text in [
            "0.2-0.4",
            "0,2-0,4",
            "0,2 – 0,4",
            "0.2—0.4",
            "0.2\u{2011}0.4",
            "0.2..0.4",
            "0.2 to 0.4",
            "0,2 to 0,4",
            "20-40%",
            "20–40 %",
            "20 %–40 %",
            "20,0 to 40,0 %",
        ] {
            assert_eq!(figure(text), range(0.2, 0.4), "{text}");
        }
        assert_eq!(figure("\u{2212}0,5"), Ok(Value::Number(-0.5)));
        assert_eq!(figure("-3 to -1"), range(-3.0, -1.0));
        // Whatever else it is, it is left as it stands.
        for text in ["likely", "20%-40", "0,2,0,4", "1.234,5", "a—b", "2031-05-02", "", "1,2 or 3"]
        {
            assert_eq!(figure(text), Ok(text.into()), "{text}");
        }
        for text in ["1,234", "1,234 to 2", "12,345 %"] {
            assert_eq!(figure(text), Err(Doubt::TwoWays), "{text}");
        }
        assert_eq!(figure("0,234"), Ok(Value::Number(0.234)));
    }

    #[test]
    fn days_are_read_in_two_ways_and_there_must_be_one() {
        for text in
            ["2025-12-01", "1.12.2025", "01.12.2025", "2025-12-01 00:00:00", "2025-12-01T00:00:00"]
        {
            assert_eq!(day(text), Some(Ok(date(2025, 12, 1))), "{text}");
        }
        for text in ["2025-02-30", "30.2.2025", "0.1.2025"] {
            assert_eq!(day(text), Some(Err(Doubt::NoSuchDay)), "{text}");
        }
        for text in ["12/01/2025", "2025-12-01T10:00:00", "2025-12", "1.12.25", "+025-12-01", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
