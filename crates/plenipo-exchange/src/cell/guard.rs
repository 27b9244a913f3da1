//! Text in CSV files that a spreadsheet would run.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such text is
//! written with an apostrophe in front and read without it; text that has apostrophes there already
//! gets one more, so that every text comes back as it was.

/// Whether a spreadsheet would take text that begins so for a formula. Full-width signs work as
/// formulas too in some locales.
fn dangerous(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    text.trim_start_matches('\'').starts_with(signs)
}

/// `text` as a cell of a CSV file.
pub fn guarded(text: &str) -> String {
    if dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that a cell of a CSV file stands for.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if dangerous(rest) => rest,
        _ => text,
    }
}

/// The short names of months in languages whose spreadsheets write them into CSV files.
const MONTHS: [&str; 40] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mrz", "mär", "mai", "okt", "dez", "janv", "févr", "mars", "avr", "juin", "juil", "août",
    "déc", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "янв", "фев",
    "мар", "дек",
];

/// What spreadsheets write for true and false.
const TRUTHS: [&str; 14] = [
    "TRUE",
    "FALSE",
    "WAHR",
    "FALSCH",
    "VRAI",
    "FAUX",
    "VERDADERO",
    "FALSO",
    "VERO",
    "WAAR",
    "ONWAAR",
    "VERDADEIRO",
    "ИСТИНА",
    "ЛОЖЬ",
];

/// Whether text looks like what a spreadsheet makes of something else that was typed: `2-Mar`, `Mar-31`,
/// `02/03/2031`, `1.00E+05`, `TRUE`. Such text is written in quotes, so that
/// it is known from what a spreadsheet wrote.
pub fn is_made_over(text: &str) -> bool {
    // Whatever language it speaks, a spreadsheet writes them in capitals.
    if TRUTHS.contains(&text.trim()) {
        return true;
    }
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> =
        text.split(['-', '/', '.', ' ']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let month = |it: &str| MONTHS.contains(&it.to_lowercase().as_str());
    if parts.iter().any(|it| month(it)) && parts.iter().all(|it| month(it) || digits(it)) {
        return parts.len() > 1;
    }
    if let [a, b, c] = parts.as_slice()
        && [a, b, c].iter().all(|it| digits(it))
        && (a.len() == 4 || c.len() == 4)
        && a.len().max(c.len()) == 4
    {
        return text.contains(['/', '-']) || c.len() == 4;
    }
    let power = text.split_once(['E', 'e']);
    power.is_some_and(|(before, after)| {
        let after = after.strip_prefix('+').or(after.strip_prefix('-'));
        before.parse::<f64>().is_ok() && after.is_some_and(digits)
    })
}
