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
