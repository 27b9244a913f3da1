//! Numbers as reports write them out: `eleven`, `eleventh`.

/// Cardinal numbers from zero.
const CARDINALS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Ordinal numbers whose word is not their cardinal with `th`.
const ODD: [(&str, u32); 7] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fifth", 5),
    ("ninth", 9),
    ("twelfth", 12),
    ("twentieth", 20),
];

/// A cardinal number in small letters or figures: `eleven`, `11`.
pub(crate) fn cardinal(word: &str) -> Option<u32> {
    let written = CARDINALS.iter().position(|it| *it == word).and_then(|it| u32::try_from(it).ok());
    written.or_else(|| word.parse().ok())
}

/// An ordinal number in small letters or figures: `eleventh`, `11th`, `43rd`.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    if let Some(it) = ODD.iter().find(|it| it.0 == word) {
        return Some(it.1);
    }
    let figures = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    if !figures.is_empty() && figures.len() < word.len() {
        return figures.parse().ok();
    }
    // `eighth` ends with the `t` of `eight`.
    let stem =
        word.strip_suffix("th").or_else(|| word.strip_suffix('h').filter(|it| *it == "eight"))?;
    cardinal(stem).or_else(|| cardinal(&format!("{stem}t"))).filter(|it| *it > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        let all = ["first", "fourth", "eighth", "ninth", "nineteenth", "twentieth", "43rd", "11th"];
        let read: Vec<_> = all.iter().filter_map(|it| ordinal(it)).collect();
        assert_eq!(read, [1, 4, 8, 9, 19, 20, 43, 11]);
        assert_eq!(
            ["zero", "eleven", "28", "many"].map(cardinal),
            [Some(0), Some(11), Some(28), None]
        );
        assert_eq!(["oneth", "th", "", "four"].map(ordinal), [None; 4]);
    }
}
