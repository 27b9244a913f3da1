//! How a chance or a share is written in a sentence: two decimals that never round to certainty.

/// Sums of as many weights as a dossier has issues may be this far from 1 by rounding alone.
const ROUNDING: f64 = 1e-9;

/// A chance or a share in two decimals: `0.42`. What is not impossible is never written as `0.00`,
/// and what is not certain never as `1.00`.
///
/// ```
/// use plenipo::finding::figure::chance;
/// assert_eq!([0.0, 0.002, 0.42, 0.998, 1.0].map(chance), ["0.00", "under 0.01", "0.42", "over 0.99", "1.00"]);
/// ```
pub fn chance(chance: f64) -> String {
    bounded(chance, 2)
}

/// A small chance or an error of one in three decimals: `0.005`, or `under 0.001`.
pub fn error(error: f64) -> String {
    bounded(error, 3)
}

/// A share in per cent: `12 %`, `under 1 %`, `over 99 %`.
pub fn percent(share: f64) -> String {
    match rounded_away(share, &format!("{:.0}", 100.0 * share), "0", "100") {
        Some(End::Under) => "under 1 %".to_owned(),
        Some(End::Over) => "over 99 %".to_owned(),
        None => format!("{:.0} %", 100.0 * share),
    }
}

/// A range of chances: `0.10–0.60`; an end that two decimals cannot say is in words, and so is what
/// stands between them then.
pub fn range(low: f64, high: f64) -> String {
    let (low, high) = (chance(low), chance(high));
    let words = |text: &str| text.contains(' ');
    let to = if words(&low) || words(&high) { " to " } else { "–" };
    format!("{low}{to}{high}")
}

/// Which end a figure would have been rounded to, though it is not there.
enum End {
    Under,
    Over,
}

fn bounded(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    let least = if places == 2 { 0.01 } else { 0.001 };
    let (zero, one) = (format!("{:.places$}", 0.0), format!("{:.places$}", 1.0));
    match rounded_away(number, &text, &zero, &one) {
        Some(End::Under) => format!("under {least:.places$}"),
        Some(End::Over) => format!("over {:.places$}", 1.0 - least),
        None => text,
    }
}

fn rounded_away(number: f64, text: &str, zero: &str, one: &str) -> Option<End> {
    if text == zero && number > ROUNDING {
        Some(End::Under)
    } else if text == one && number < 1.0 - ROUNDING {
        Some(End::Over)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_written_as_certain() {
        let written = [0.004_999, 0.005_01, 0.994_9, 0.995_1, 1.0 - 1e-12, 1e-12].map(chance);
        assert_eq!(written, ["under 0.01", "0.01", "0.99", "over 0.99", "1.00", "0.00"]);
        assert_eq!([0.0003, 0.0, 0.012].map(error), ["under 0.001", "0.000", "0.012"]);
        let shares = [0.0, 0.004, 0.5, 0.996, 1.0].map(percent);
        assert_eq!(shares, ["0 %", "under 1 %", "50 %", "over 99 %", "100 %"]);
        assert_eq!(range(0.1, 0.6), "0.10–0.60");
        assert_eq!(range(0.0, 0.998), "0.00 to over 0.99");
    }
}
