//! What a reader sees of a number under the format of its cell, where that is beyond doubt.
//!
//! A spreadsheet makes a day of `2-3` and a number of `1.10` as they are typed. Where the format shows
//! what was typed (`1.10` under `0.00`, `007` under `000`, `50%` under `0%`), words are read as shown;
//! otherwise what was typed cannot be told, and a column of words must ask.

use jiff::civil::Date;

/// How the cells of a style show their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// Whether a number is a day or a time.
    pub(super) is_day: bool,
    /// The format; empty for one that is as good as none, or for one whose letters are not known.
    pub(super) code: String,
    /// Whether it has no format of its own: numbers are shown as they are.
    pub(super) is_plain: bool,
}

impl Style {
    /// The style with the format of this number, whose letters are `own` where the file gives them.
    pub(super) fn of(format: &str, own: Option<&str>) -> Style {
        let number: Option<u32> = format.trim().parse().ok();
        let code = match (own, number) {
            (Some(own), _) => own,
            (None, None | Some(0)) => "General",
            (None, Some(1)) => "0",
            (None, Some(2)) => "0.00",
            (None, Some(9)) => "0%",
            (None, Some(10)) => "0.00%",
            (None, Some(49)) => "@",
            (None, Some(_)) => "",
        };
        let known = matches!(number, Some(14..=22 | 27..=36 | 45..=47 | 50..=58));
        Style {
            is_day: own.map_or(known, is_day_format),
            code: code.to_owned(),
            is_plain: code.eq_ignore_ascii_case("general") || code == "@",
        }
    }

    /// The number as it is shown.
    pub(super) fn number(&self, number: f64) -> Option<String> {
        let code = self.code.strip_suffix('%').unwrap_or(&self.code);
        let (whole, decimals) = code.split_once('.').map_or((code, None), |it| (it.0, Some(it.1)));
        let zeros = |it: &str| !it.is_empty() && it.bytes().all(|it| it == b'0');
        if !zeros(whole) || !decimals.is_none_or(zeros) {
            return None;
        }
        let places = decimals.map_or(0, str::len);
        let percent = self.code.ends_with('%');
        let value = if percent { number * 100.0 } else { number };
        let shown = format!("{:.places$}", value.abs());
        // Digits that the format hides are no less typed.
        let hidden = (shown.parse::<f64>().ok()? - value.abs()).abs();
        if hidden > 1e-9 * value.abs().max(1.0) {
            return None;
        }
        let width = whole.len() + if places > 0 { places + 1 } else { 0 };
        let sign = if value < 0.0 { "-" } else { "" };
        Some(format!("{sign}{shown:0>width$}{}", if percent { "%" } else { "" }))
    }

    /// The day as it is shown.
    pub(super) fn day(&self, day: Date) -> Option<String> {
        let mut bare = String::new();
        let mut letters = self.code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                // The language of names.
                '[' => while letters.next().is_some_and(|it| it != ']') {},
                '\\' | '"' => {}
                _ => bare.push(letter.to_ascii_lowercase()),
            }
        }
        (bare.split(';').next() == Some("yyyy-mm-dd")).then(|| day.to_string())
    }
}

/// Whether a format shows a day or a time: it has a letter of one outside quotes and brackets.
fn is_day_format(format: &str) -> bool {
    let (mut quoted, mut bracketed, mut skip) = (false, false, false);
    for letter in format.chars() {
        if std::mem::take(&mut skip) {
            continue;
        }
        match letter {
            '\\' | '_' | '*' => skip = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'd' | 'D' | 'y' | 'Y' | 'm' | 'M' | 'h' | 'H' | 's' | 'S' if !quoted && !bracketed => {
                return true;
            }
            _ => {}
        }
    }
    false
}
