//! What stands before the words of a point: `7.`, `21a)`, `(b)`, `Article 3`, `第三条`, `٧.`.

/// A number before words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A point's own: `7`, with what tells it from others of that number: `21a`, `2bis`.
    Number(u32, Option<Suffix>),
    /// Of several parts: `2.1`.
    Parts(Vec<u32>),
    /// A letter below a point: `(b)`.
    Letter(char),
}

/// What stands behind a number and is part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    /// A letter: `21a`.
    Letter(char),
    /// A word of those that count what was put in later: `2bis`.
    Inserted(&'static str),
}

impl Suffix {
    /// As the record writes it.
    pub(super) fn text(self) -> String {
        match self {
            Suffix::Letter(letter) => letter.to_string(),
            Suffix::Inserted(word) => word.to_owned(),
        }
    }

    /// Its letter, where it is one: letters below it go on from there.
    pub(super) fn letter(self) -> Option<char> {
        match self {
            Suffix::Letter(letter) => Some(letter),
            Suffix::Inserted(_) => None,
        }
    }
}

/// How treaties count what was put in between two numbers, longer words first.
const INSERTED: [&str; 9] =
    ["quinquies", "quater", "sexies", "septies", "octies", "novies", "decies", "bis", "ter"];

/// The word behind a number that counts what was put in later, and what follows: right behind it, or with a
/// space where the number is `announced`.
fn inserted(rest: &str, announced: bool) -> Option<(&'static str, &str)> {
    let word = if announced { rest.trim_start_matches([' ', '\u{a0}']) } else { rest };
    INSERTED.iter().find_map(|it| {
        let begins = word.get(..it.len())?.eq_ignore_ascii_case(it);
        let after = word[..].get(it.len()..).filter(|_| begins)?;
        // `Artikel 2 bis 4` names three of them.
        let spaced = word.len() < rest.len();
        let range = spaced && after.trim_start().starts_with(|c| digit(c).is_some());
        (!after.starts_with(char::is_alphanumeric) && !range).then_some((*it, after))
    })
}

/// Words that may stand before a number and make it one.
const OPENINGS: [&str; 16] = [
    "point",
    "article",
    "art.",
    "section",
    "clause",
    "paragraph",
    "para.",
    "punkt",
    "artikel",
    "punto",
    "artículo",
    "пункт",
    "статья",
    "стаття",
    "§",
    "第",
];

/// Numbers above this are years and sums.
const NUMBER_MAX: u32 = 999;

/// The number before the words of `line`, and the words; `None` where it begins with words.
pub(super) fn split(line: &str) -> Option<(Mark, &str)> {
    split_after(line, None)
}

/// As [`split`], below a point of the number `last`: the one that follows is no year.
pub(super) fn split_after(line: &str, last: Option<u32>) -> Option<(Mark, &str)> {
    let line = line.trim_start();
    let (opening, rest) = opening(line);
    let (bracket, rest) = match rest.strip_prefix(['(', '（']) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if let Some((letter, rest)) = letter(rest).filter(|_| opening.is_empty()) {
        let rest = rest.strip_prefix([')', '）']).or_else(|| {
            rest.strip_prefix('.').filter(|it| !bracket && it.starts_with(char::is_whitespace))
        })?;
        return free(rest).map(|rest| (Mark::Letter(letter), rest.trim_start()));
    }
    let (number, after) = digits(rest).or_else(|| {
        let (number, after) = han(rest)?;
        let closed = opening == "第" || bracket || after.starts_with('、');
        closed.then_some((number, after))
    })?;
    let mut parts = vec![number];
    let mut rest = after;
    while let Some((next, after)) = rest.strip_prefix('.').and_then(digits) {
        parts.push(next);
        rest = after;
    }
    if parts.len() > 4
        || parts[0] > last.map_or(0, |it| it.saturating_add(1)).max(NUMBER_MAX)
        || parts[0] == 0
    {
        return None;
    }
    let mut suffix = None;
    if parts.len() == 1 {
        if let Some((word, after)) = inserted(rest, !opening.is_empty()) {
            (suffix, rest) = (Some(Suffix::Inserted(word)), after);
        } else if let Some((letter, after)) = letter(rest)
            && !after.starts_with(char::is_alphanumeric)
        {
            (suffix, rest) = (Some(Suffix::Letter(letter)), after);
        }
    }
    let closed = rest
        .strip_prefix([')', '）'])
        .or_else(|| rest.strip_prefix(['.', ':', '．', '、', '：', '。']).filter(|_| !bracket))
        .or_else(|| {
            rest.strip_prefix(['条', '條', '款', '项', '點', '点']).filter(|_| opening == "第")
        });
    let rest = match closed {
        // Signs that are wide set no space behind them, but `１０：３０` is a time of day.
        Some(rest) if is_wide(line, rest) => {
            if rest.starts_with(|c| digit(c).is_some()) {
                return None;
            }
            rest
        }
        Some(rest) => free(rest)?,
        // Without a sign behind it, only a number that is announced, or one of several parts.
        None => {
            let announced = !opening.is_empty() || parts.len() > 1 || rest.starts_with('\t');
            let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
            if bracket || !announced || !ends {
                return None;
            }
            rest
        }
    };
    let mark = match parts.as_slice() {
        [number] => Mark::Number(*number, suffix),
        _ => Mark::Parts(parts),
    };
    // `Article 3 – Borders`: the dash belongs to the number.
    let rest = rest.trim_start();
    let dash = rest.strip_prefix(['–', '—']).filter(|_| !opening.is_empty());
    Some((mark, dash.unwrap_or(rest).trim_start()))
}

/// How a line writes its number: what stands before `rest`, without the number itself.
pub(super) fn style(line: &str, rest: &str) -> String {
    let before = line.strip_suffix(rest).unwrap_or_default().trim();
    let (opening, behind) = opening(before);
    let signs = behind.chars().filter(|c| !c.is_alphanumeric() || "条條款项點点".contains(*c));
    opening.chars().chain(signs).filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line that stands below another opens with an announced number (`Article 7`) of its
/// own, and does not just go on to speak of one (`Article 7 of the treaty`).
pub(super) fn is_announced(line: &str, rest: &str) -> bool {
    let begins = !line.trim_start().starts_with(char::is_lowercase);
    let closed = !line.strip_suffix(rest).unwrap_or_default().trim().ends_with(char::is_numeric);
    begins
        && !opening(line.trim_start()).0.is_empty()
        && (closed || !rest.starts_with(char::is_lowercase))
}

/// The first two words of a line that opens like a numbered point, with a number that is not read here:
/// `Article IV`, `Section 5.3`.
pub(super) fn unread(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (word, number) = (words.next()?, words.next()?);
    let opens = OPENINGS.iter().any(|it| word.to_lowercase() == *it);
    let begins = !word.starts_with(char::is_lowercase);
    let bare = number.trim_end_matches(['.', ':', ')', ',', '–', '—']);
    let roman = !bare.is_empty() && bare.chars().all(|c| "IVXLC".contains(c));
    let counted = roman || bare.chars().any(|c| digit(c).is_some());
    (opens && begins && counted).then(|| format!("{word} {bare}"))
}

/// Whether `line` ends in words that want a number or a name behind them: `as said in point`.
pub(super) fn is_awaited(line: &str) -> bool {
    const WORDS: [&str; 34] = [
        "in",
        "of",
        "to",
        "under",
        "with",
        "and",
        "or",
        "by",
        "see",
        "from",
        "since",
        "until",
        "the",
        "at",
        "for",
        "on",
        "than",
        "points",
        "articles",
        "paragraphs",
        "sections",
        "und",
        "nach",
        "der",
        "des",
        "de",
        "du",
        "et",
        "y",
        "в",
        "и",
        "по",
        "с",
        "от",
    ];
    let last = line.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    WORDS.contains(&last.as_str()) || OPENINGS.contains(&last.as_str())
}

/// A whole cell that is a number and nothing else, with or without a sign behind it.
pub(super) fn alone(cell: &str) -> Option<Mark> {
    let cell = cell.trim();
    let bare = || split(&format!("{cell}.")).filter(|(_, rest)| rest.is_empty()).map(|it| it.0);
    split(cell).filter(|(_, rest)| rest.is_empty()).map(|it| it.0).or_else(bare)
}

fn opening(line: &str) -> (&'static str, &str) {
    for word in OPENINGS {
        // Openings are as long in capitals as in small letters.
        let Some(start) = line.get(..word.len()) else { continue };
        if start.to_lowercase() == *word {
            let rest = line[word.len()..].trim_start();
            let spaced = word == "§" || word == "第" || rest.len() < line.len() - word.len();
            if spaced && (digits(rest).is_some() || (word == "第" && han(rest).is_some())) {
                return (word, rest);
            }
        }
    }
    ("", line)
}

/// Whether the sign just before `rest` is one of the wide ones.
fn is_wide(line: &str, rest: &str) -> bool {
    line.strip_suffix(rest).and_then(|it| it.chars().next_back()).is_some_and(|c| !c.is_ascii())
}

/// `rest`, where what stands before it is closed off from it.
fn free(rest: &str) -> Option<&str> {
    match rest.chars().next() {
        None => Some(rest),
        // `1.5 million`, `2)x` of a formula; but scripts that set no space go on at once.
        Some(c)
            if c.is_ascii_alphanumeric() || c.is_ascii_punctuation() && !"([\"'*_".contains(c) =>
        {
            None
        }
        Some(_) => Some(rest),
    }
}

fn letter(text: &str) -> Option<(char, &str)> {
    let c = text.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &text[1..];
    (!rest.starts_with(char::is_alphanumeric)).then_some((c.to_ascii_lowercase(), rest))
}

/// The zeros of the scripts that have digits of their own.
const ZEROS: [char; 18] = [
    '0', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
    '\u{ff10}',
];

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|it| *it < 10))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let mut number = 0_u32;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(digit) = digit(c) else { break };
        number = number.saturating_mul(10).saturating_add(digit);
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (number, &text[end..]))
}

/// A Chinese or Japanese number below a thousand: `二十八`.
fn han(text: &str) -> Option<(u32, &str)> {
    let (mut number, mut last, mut end) = (0_u32, 0, 0);
    for (at, c) in text.char_indices() {
        match "一二三四五六七八九".chars().position(|it| it == c) {
            Some(place) => last = place as u32 + 1,
            None if c == '百' && number == 0 => {
                (number, last) = (last.max(1) * 100, 0);
            }
            None if c == '十' && number.is_multiple_of(100) => {
                (number, last) = (number + last.max(1) * 10, 0);
            }
            None if matches!(c, '零' | '〇') && number > 0 => {}
            None => break,
        }
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (number + last, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(Mark, &str)> {
        split(line)
    }

    #[test]
    fn numbers_of_points_are_known_in_many_hands() {
        for (line, number) in [
            ("7. Words", 7),
            ("7) Words", 7),
            ("(7) Words", 7),
            ("  7: Words", 7),
            ("Point 7. Words", 7),
            ("ARTICLE 7 – Words", 7),
            ("Статья 7. Words", 7),
            ("§ 7 Words", 7),
            ("7\tWords", 7),
            ("٧. Words", 7),
            ("７．Words", 7),
            ("第七条 Words", 7),
            ("第28条　Words", 28),
            ("二十八、Words", 28),
            ("第一百零二条 Words", 102),
            ("第二百三十条 Words", 230),
            ("Section 7: Words", 7),
            ("（十）Words", 10),
        ] {
            assert_eq!(of(line), Some((Mark::Number(number, None), "Words")), "{line}");
        }
        assert_eq!(of("7.不得改变"), Some((Mark::Number(7, None), "不得改变")));
        assert_eq!(of("21a. Words"), Some((Mark::Number(21, Some(Suffix::Letter('a'))), "Words")));
        for (line, word) in [
            ("2bis. Words", "bis"),
            ("2 ter. Words", ""),
            ("Article 2bis Words", "bis"),
            ("Article 2 bis – Words", "bis"),
            ("ARTICLE 2 Quater: Words", "quater"),
            ("Artikel 2 bis 4 Words", ""),
            ("2bisons. Words", ""),
        ] {
            let found = of(line).map(|(mark, rest)| (mark, rest.to_owned()));
            let expected = (!word.is_empty())
                .then(|| (Mark::Number(2, Some(Suffix::Inserted(word))), "Words".to_owned()));
            match &expected {
                Some(_) => assert_eq!(found, expected, "{line}"),
                None => assert!(
                    !matches!(found, Some((Mark::Number(_, Some(Suffix::Inserted(_))), _))),
                    "{line}: {found:?}"
                ),
            }
        }
        assert_eq!(of("2.1 Words"), Some((Mark::Parts(vec![2, 1]), "Words")));
        assert_eq!(of("(b) Words"), Some((Mark::Letter('b'), "Words")));
        assert_eq!(of("b) Words"), Some((Mark::Letter('b'), "Words")));
        assert_eq!(of("7."), Some((Mark::Number(7, None), "")));
    }

    #[test]
    fn words_sums_and_days_are_no_numbers() {
        for line in [
            "",
            "Words",
            "1.5 million",
            "2025. Words",
            "100 billion dollars",
            "7th",
            "7 Words",
            "0. Words",
            "pointless 7.",
            "十万",
            "a dam",
            "(see 7)",
            "[7]",
            "7.a",
            "point of order",
            "U.S. troops",
            "23.11.2025.",
            "10：30",
            "第",
        ] {
            let it = of(line);
            let fine = it.is_none() || matches!(it, Some((Mark::Parts(_), _)));
            assert!(fine, "{line}: {it:?}");
        }
    }

    #[test]
    fn a_cell_may_be_a_number_alone() {
        assert_eq!(alone(" 7 "), Some(Mark::Number(7, None)));
        assert_eq!(alone("21a"), Some(Mark::Number(21, Some(Suffix::Letter('a')))));
        assert_eq!(alone("7. Words"), None);
    }
}
