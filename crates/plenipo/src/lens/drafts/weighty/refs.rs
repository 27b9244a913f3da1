//! References to parts of a text: `Article 5(1)`, `Annex II`, `paragraph (b)`, `Article 4 bis`.

use super::figures::{Figure, is_digits, is_in};
use super::numbers::small;
use super::words::Words;

/// Words after which a figure is a reference, not an amount: `Article 5`.
const REFERENCES: &str = "article articles art point points paragraph paragraphs para paras \
    subparagraph subparagraphs section sections clause clauses annex annexes chapter chapters";

/// The same where they have a capital: elsewhere `part` and `schedule` are words like others.
const CAPITALISED: &str =
    "protocol protocols appendix appendices schedule schedules part parts title";

/// What tells an article put in between from the one before it: `Article 4 bis`.
const INSERTED: &str = "bis ter quater quinquies sexies septies octies novies decies";

/// Whether a figure is short enough to number a part of a text: `5`, `12.3.1`.
pub(super) fn is_short(figure: &Figure) -> bool {
    let dotted = || {
        figure.shown.contains('.')
            && figure.shown.split('.').all(|it| (1..=3).contains(&it.len()))
            && figure.shown.bytes().all(|it| it.is_ascii_digit() || it == b'.')
    };
    figure.to == figure.from + 1 && (figure.shown.len() <= 4 || dotted())
}

/// A figure as the reference that the word before it makes of it, with what belongs to it:
/// `Article 5(1)`.
pub(super) fn reference(words: &Words, head: &str, figure: Figure) -> Figure {
    let one = match head.to_lowercase().as_str() {
        "annexes" => head[..head.len() - 2].to_owned(),
        "appendices" => format!("{}ix", &head[..head.len() - 4]),
        "paras" | "art" => head.to_owned(),
        _ => head.strip_suffix(['s', 'S']).unwrap_or(head).to_owned(),
    };
    let measure = match one.to_lowercase().as_str() {
        "art" => "article".to_owned(),
        "para" | "paras" => "paragraph".to_owned(),
        one => one.to_owned(),
    };
    let (more, to) = belonging(words, figure.to);
    // Section 3.10 is not 3.1.
    let number = if figure.shown.contains('.') { &figure.shown } else { &figure.number };
    Figure {
        number: format!("{number}{}", more.to_lowercase()),
        shown: format!("{one} {}{more}", figure.shown),
        measure,
        to,
        is_bare_word: false,
        ..figure
    }
}

/// What belongs to the reference whose number ends before word `at`, and the word after it: `(b)`,
/// `(1)(a)`, ` bis`, `-A`.
fn belonging(words: &Words, mut at: usize) -> (String, usize) {
    let mut more = String::new();
    while at < words.len() {
        let gap = words.gap(at).trim_start_matches(')');
        let word = words.word(at);
        let is_letter = word.len() == 1 && word.bytes().all(|it| it.is_ascii_alphabetic());
        if gap.trim_start() == "(" && is_item(word) && words.gap(at + 1).starts_with(')') {
            more.push_str(&format!("({word})"));
        } else if gap == " " && is_in(INSERTED, words.lower(at)) {
            more.push_str(&format!(" {word}"));
        } else if gap == "-" && is_letter && words.gap(at + 1) != "-" {
            more.push_str(&format!("-{word}"));
        } else {
            break;
        }
        at += 1;
    }
    (more, at)
}

/// Whether a word in brackets numbers an item: `(b)`, `(12)`, `(iv)`. A year does not.
fn is_item(word: &str) -> bool {
    let is_number = word.len() <= 3 && word.bytes().all(|it| it.is_ascii_digit());
    let is_letter = word.len() == 1 && word.bytes().all(|it| it.is_ascii_alphabetic());
    let is_twice = word.len() == 2 && word.is_ascii() && word.as_bytes()[0] == word.as_bytes()[1];
    let is_roman = word.len() <= 5 && word.bytes().all(|it| b"ivxIVX".contains(&it));
    !word.is_empty() && (is_number || is_letter || is_twice || is_roman)
}

/// A reference by a letter or a Roman numeral: `Annex A`, `Chapter IV`, `paragraph (b)`.
pub(super) fn lettered(words: &Words, at: usize, before: &[Figure]) -> Option<Figure> {
    let word = words.word(at);
    let bracketed = words.gap(at).trim_start() == "(" && words.gap(at + 1).starts_with(')');
    let is_roman = word.chars().all(|it| "IVXLC".contains(it));
    let mut chars = word.chars();
    let is_letter = chars.next().is_some_and(|it| it.is_ascii_uppercase())
        && chars.all(|it| it.is_ascii_digit())
        && word.len() <= 4;
    let is = match bracketed {
        true => is_item(word),
        false => (is_roman || is_letter) && words.gap(at) == " ",
    };
    if word.is_empty() || !is {
        return None;
    }
    let head = referring(words, at, before)?;
    let shown = if bracketed { format!("({word})") } else { word.to_owned() };
    let figure = Figure {
        number: shown.to_lowercase(),
        shown,
        measure: String::new(),
        from: at,
        to: at + 1,
        is_bare_word: false,
    };
    Some(reference(words, head, figure))
}

/// What stands before a figure and makes a reference of it: `Article`, `Articles 5 and`; `before` are the
/// references already found.
pub(super) fn referring<'w>(words: &'w Words, at: usize, before: &[Figure]) -> Option<&'w str> {
    let is_listed = |at: usize| {
        let word = words.lower(at);
        is_in("and or to", word)
            || word.chars().all(|it| is_digits(&it.to_string()))
            || small(word).is_some()
            || before.iter().rev().any(|it| (it.from..it.to).contains(&at))
    };
    let head = (0..at).rev().find(|it| !is_listed(*it))?;
    let lower = words.lower(head);
    let has_capital = words.word(head).starts_with(char::is_uppercase);
    // A list needs the plural: “under Article 5 and 600 men” counts men.
    let is_plural = lower.ends_with('s');
    let is = (is_in(REFERENCES, lower) || has_capital && is_in(CAPITALISED, lower))
        && (head + 1 == at || is_plural);
    is.then(|| words.word(head))
}
