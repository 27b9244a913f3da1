//! The figures of a text: numbers with what they count or name, and dates.

use std::ops::Range;

use super::numbers::{Sum, of_digits, scale, small};
use super::refs::{is_short, lettered, reference, referring};
use super::words::Words;
use plenipo_maths::align::words::digit;
use plenipo_record::case::months::MONTHS;

/// Words of number that no value is given for.
const OTHERS: &str = "hundreds thousands millions billions double twice";

/// Words of a share, with what it is one of how many of.
const SHARES: [(&str, u32); 12] = [
    ("half", 2),
    ("halve", 2),
    ("third", 3),
    ("quarter", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twentieth", 20),
    ("hundredth", 100),
];

/// Words that may follow `a third` where it is a share: another noun makes it a place in a row.
const AFTER_SHARE: &str = "of to for from by in on and or each more less goes go is are was were shall \
    may will must should can remains remain stays stay";

/// Words of a place in a row, with the place.
const PLACES: [(&str, u32); 13] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("twentieth", 20),
];

/// What a place in a row is measured in.
const PLACE: &str = "place";

/// What a share is measured in.
const SHARE: &str = "share";

/// What a time of day is measured in.
const TIME: &str = "time";

/// Han signs of number.
const HAN: &str = "〇一二三四五六七八九十百千万萬億亿两兩";

/// Words after which a figure is a name, and told with it: `Resolution 242`.
const NAMED: &str = "resolution no number";

/// What is counted: part of the figure, for thirty days are not thirty years.
const UNITS: &str = "day days week weeks month months year years hour hours percent per cent km \
    kilometre kilometres kilometers metre metres meters m3 mile miles dollars euros crowns rubles \
    roubles pounds francs hryvnias troops seats votes";

/// Money by code, before or after its amount.
const CODES: &str = "usd eur gbp chf rub uah";

/// Money by sign, before or after its amount.
const SIGNS: &str = "$€£¥₽₴";

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// As it is written, digits in the signs that everybody reads.
    pub(super) shown: String,
    /// What the number is worth, however it is written; as written where that is not known.
    pub(super) number: String,
    /// What it counts or names.
    pub(super) measure: String,
    /// The first word of it.
    pub(super) from: usize,
    /// The word after it.
    pub(super) to: usize,
    /// Whether it is a word of number and counts nothing: then it may only name (“the five”).
    pub(super) is_bare_word: bool,
}

impl Figure {
    /// Whether it is a place in a row, in words: that one came or went is seldom a figure (“the first
    /// phase”, “a second look”); that it became another is one.
    pub(super) fn is_place_in_words(&self) -> bool {
        self.measure == PLACE && !is_digits(&self.shown)
    }

    /// Whether one may have become the other: thirty days may become sixty days or thirty years.
    pub(super) fn is_like(&self, other: &Figure) -> bool {
        self.number == other.number || self.measure == other.measure
    }

    /// Whether both are the same, however written.
    pub(super) fn is_same(&self, other: &Figure) -> bool {
        self.number == other.number && self.measure == other.measure
    }
}

/// The figures of `words` that count or measure, in order.
pub(super) fn figures(words: &Words) -> Vec<Figure> {
    let (mut found, _) = told_apart(words);
    share(words, &mut found);
    found
}

/// The figures of `words` that only name a part of a text, in order: `Article 5`, `Annex II`.
pub(super) fn references(words: &Words) -> Vec<Figure> {
    told_apart(words).1
}

/// Figures, and references.
fn told_apart(words: &Words) -> (Vec<Figure>, Vec<Figure>) {
    let (mut found, mut references) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        match date(words, at).or_else(|| figure(words, at)) {
            Some(figure) => {
                // At some point 600 troops are an amount for all that.
                let short = figure.measure.is_empty() && is_short(&figure);
                match referring(words, figure.from, &references).filter(|_| short) {
                    Some(head) => {
                        let reference = reference(words, head, figure);
                        at = reference.to;
                        references.push(reference);
                    }
                    None => {
                        at = figure.to;
                        found.push(figure);
                    }
                }
            }
            None => match lettered(words, at, &references) {
                Some(reference) => {
                    at = reference.to;
                    references.push(reference);
                }
                None => at += 1,
            },
        }
    }
    (found, references)
}

pub(super) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|it| it == word)
}

/// With every digit in ASCII.
fn ascii(word: &str) -> String {
    word.chars().map(|c| digit(c).map_or(c, |it| char::from(b'0' + it))).collect()
}

pub(super) fn is_digits(word: &str) -> bool {
    word.chars().next().is_some_and(|it| digit(it).is_some())
}

/// Whether nothing but a space, a hyphen or a bracket parts word `at` from the one before it: in
/// `[40] [80] million` the second counts millions.
fn follows(words: &Words, at: usize) -> bool {
    at < words.len() && matches!(words.gap(at).trim_matches(['[', ']', ' ']), "" | "-")
}

/// Gives each of several figures in a row what the last of them counts: in `[40] [80] million crowns`
/// both are of millions, in `ten or twenty-five years` both are of years.
fn share(words: &Words, found: &mut [Figure]) {
    let counts = |it: &str| is_in(UNITS, it) || is_in(CODES, it);
    // What the figure after was given, to be given on: scales, units, and whether it is of a hundred.
    let mut given: Option<(Range<usize>, Range<usize>, bool)> = None;
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let given_on = given.take();
        let (Some(one), Some(next)) = (before.last_mut(), after.first()) else { continue };
        if !one.measure.is_empty() || next.measure.is_empty() || !is_row(words, one, next) {
            continue;
        }
        let each = next.from + 1..next.to;
        let units = each.clone().rev().take_while(|it| counts(words.lower(*it))).count();
        let own = (each.start..each.end - units, each.end - units..each.end);
        let (scales, units, percent) = match given_on {
            Some(given) => given,
            None => (own.0, own.1.clone(), own.1.is_empty() && next.shown.ends_with('%')),
        };
        // A share, a place, money by a sign before it: each figure has its own.
        if units.is_empty() && scales.is_empty() && !percent {
            continue;
        }
        let multiplies = one.to == one.from + 1
            && !scales.is_empty()
            && scales.clone().all(|it| scale(words.lower(it)).is_some());
        if multiplies {
            let begun = match of_digits(&ascii(words.word(one.from))) {
                Some(value) => Some(Sum::of(value)),
                None => Sum::begin(words.lower(one.from)),
            };
            let Some(mut sum) = begun else { continue };
            for at in scales.clone() {
                sum = sum.then(words.lower(at)).unwrap_or(sum);
            }
            one.number = sum.value().to_string();
        } else if units.is_empty() && !percent {
            continue;
        }
        one.measure.clone_from(&next.measure);
        one.is_bare_word &= next.is_bare_word;
        given = Some((scales.clone(), units.clone(), percent));
        let scales = if multiplies { scales } else { 0..0 };
        let rest: Vec<&str> = scales.chain(units).map(|it| words.word(it)).collect();
        match rest.is_empty() {
            true => one.shown.push('%'),
            false => one.shown = format!("{} {}", one.shown, rest.join(" ")),
        }
    }
}

/// Whether two figures stand in one row: `[40] [80]`, `ten or twenty-five`, `5, 10`, `40–60`. A year
/// counts nothing.
fn is_row(words: &Words, one: &Figure, next: &Figure) -> bool {
    const JOINS: &str = "or and to bis oder und ou et à";
    let is_year = one.to == one.from + 1
        && one.shown.len() == 4
        && one.shown.bytes().all(|it| it.is_ascii_digit())
        && one.shown.starts_with(['1', '2']);
    let beside = one.to == next.from
        && matches!(words.gap(next.from).replace(' ', "").as_str(), "][" | "," | "-" | "/");
    let joined = one.to + 1 == next.from
        && is_in(JOINS, words.lower(one.to))
        && matches!(words.gap(one.to).trim_matches([',', ']', ' ']), "")
        && matches!(words.gap(next.from).trim_matches(['[', ' ']), "");
    !is_year && (beside || joined)
}

fn figure(words: &Words, from: usize) -> Option<Figure> {
    if let Some(place) = place_of(words, from) {
        return Some(place);
    }
    let mut to = from + 1;
    let (mut number, is_word) = if is_digits(words.word(from)) {
        (digits(words, from, &mut to), false)
    } else {
        (spelt(words, from, &mut to)?, true)
    };
    // 1/3, 12:30: one figure each.
    let joined = if is_word { None } else { joined(words, from, to) };
    if let Some(joined) = &joined {
        to = joined.to;
        number.clone_from(&joined.number);
    }
    let mut shown = ascii(&words.written(from, to).replace(['[', ']'], ""));
    // Ten (10) years are told once.
    let mut repeat = to + 1;
    let repeated = is_word
        && to < words.len()
        && words.gap(to) == " ("
        && is_digits(words.word(to))
        && digits(words, to, &mut repeat) == number
        && words.gap(repeat).starts_with(')');
    if repeated {
        to = repeat;
        shown = format!("{})", ascii(words.written(from, to)));
    }
    let mut measure: Vec<String> = Vec::new();
    if number.contains('/') && is_word {
        measure.push(SHARE.to_owned());
    }
    let before = words.lower_before(from);
    measure.extend(joined.as_ref().filter(|_| !is_in(NAMED, before)).map(|it| it.measure.into()));
    if !is_word && is_in(NAMED, before) || is_in(CODES, before) {
        shown = format!("{} {shown}", words.word(from - 1));
        measure.push(before.to_owned());
    } else if let Some(sign) = words.gap(from).chars().next_back()
        && SIGNS.contains(sign)
    {
        shown = format!("{sign}{shown}");
        measure.push(sign.to_string());
    }
    let next = words.gap(to).trim_start();
    if joined.as_ref().is_some_and(|it| it.measure == TIME) {
        // That 12:30 is in hours need not be said.
    } else if next.starts_with('%') {
        shown.push('%');
        measure.push("percent".to_owned());
    } else if let Some(sign) = next.chars().next().filter(|it| SIGNS.contains(*it))
        && measure.is_empty()
        // Directly before a figure it is that figure's.
        && (to == words.len() || next.chars().nth(1).is_some())
    {
        shown.push(sign);
        measure.push(sign.to_string());
    } else {
        let closes = |at: usize| repeated && at < words.len() && words.gap(at) == ") ";
        while (follows(words, to) || measure.is_empty() && closes(to))
            && (is_in(UNITS, words.lower(to)) || is_in(CODES, words.lower(to)))
        {
            shown.push(' ');
            shown.push_str(if words.lower(to) == "m3" { "m³" } else { words.word(to) });
            measure.push(words.lower(to).to_owned());
            to += 1;
        }
    }
    if is_word && words.lower(from) == "one" && to == from + 1 {
        // Seldom meant as a figure, unless it counts something.
        return None;
    }
    let is_bare_word = is_word && measure.is_empty();
    if number.is_empty() {
        number = shown.to_lowercase();
    }
    if let Some(sign) = below_zero(words, from) {
        number = format!("-{number}");
        shown = format!("{sign}{shown}");
    }
    Some(Figure { shown, number, measure: measured(&measure), from, to, is_bare_word })
}

/// Two numbers in digits that are one figure.
struct Joined {
    number: String,
    measure: &'static str,
    /// The word after it.
    to: usize,
}

/// The share or the time of day that the digits of word `from` begin, if they do: `1/3`, `12:30`; not
/// `1/3/2031`, nor a split (`40/60`), which has two.
fn joined(words: &Words, from: usize, to: usize) -> Option<Joined> {
    let part = |at: usize| -> Option<u32> {
        let word = ascii(words.word(at));
        (word.len() <= 3 && word.bytes().all(|it| it.is_ascii_digit()))
            .then(|| word.parse().ok())?
    };
    let mark = words.gap(to);
    if to != from + 1 || !matches!(mark, "/" | ":") || words.gap(from).ends_with(['/', ':']) {
        return None;
    }
    let (one, other) = (part(from)?, part(to)?);
    // Resolution 60/251.
    let is_named = is_in(NAMED, words.lower_before(from));
    let ends = !words.gap(to + 1).starts_with('/') || to + 1 == words.len();
    match mark {
        "/" if ends && (is_named || one < other && one + other != 100) => {
            Some(Joined { number: format!("{one}/{other}"), measure: SHARE, to: to + 1 })
        }
        ":" if one <= 24 && other < 60 && words.word(to).len() == 2 => {
            Some(Joined { number: format!("{one}:{other:02}"), measure: TIME, to: to + 1 })
        }
        _ => None,
    }
}

/// What says of the figure at `from` that it is below zero, if anything does: a sign that nothing parts
/// from it and that stands apart from what is before it, for 5-8 is a range; or the word.
fn below_zero(words: &Words, from: usize) -> Option<&'static str> {
    if words.lower_before(from) == "minus" && words.gap(from) == " " {
        return Some("minus ");
    }
    let before = words.gap(from).trim_end_matches(|it| SIGNS.contains(it)).strip_suffix('-')?;
    let apart = match before.chars().next_back() {
        None => from == 0,
        Some(it) => it.is_whitespace() || "([\"'".contains(it),
    };
    apart.then_some("-")
}

/// The figure of a place in a row at `from`: `first`, `38th`. A third party is only somebody else, and two
/// thirds are a share.
fn place_of(words: &Words, from: usize) -> Option<Figure> {
    let word = words.lower(from);
    let place = match PLACES.iter().find(|(it, _)| *it == word) {
        Some((_, place)) => {
            let idiom = word == "third" && is_in("party parties", words.lower(from + 1));
            let share =
                share_of(words, from).is_some() || small(words.lower_before(from)).is_some();
            Some(*place).filter(|_| !idiom && !share)?
        }
        None => {
            let written = ascii(words.word(from)).to_lowercase();
            let bare = ["st", "nd", "rd", "th"].iter().find_map(|it| written.strip_suffix(it))?;
            bare.parse().ok()?
        }
    };
    Some(Figure {
        shown: ascii(words.word(from)),
        number: format!("no. {place}"),
        measure: PLACE.to_owned(),
        from,
        to: from + 1,
        is_bare_word: false,
    })
}

/// One form for what is counted: `day` for `days`, `percent` for `per cent`.
fn measured(words: &[String]) -> String {
    let all = words.join(" ").replace("per cent", "percent");
    let one = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    all.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// The value of a number in digits, with groups of three and multipliers that follow it.
fn digits(words: &Words, from: usize, to: &mut usize) -> String {
    let mut written = ascii(words.word(from));
    let plain = |word: &str| word.bytes().all(|it| it.is_ascii_digit());
    if plain(&written) && written.len() <= 3 {
        while *to < words.len() && words.gap(*to) == " " {
            let group = ascii(words.word(*to));
            if group.len() != 3 || !plain(&group) {
                break;
            }
            written.push_str(&group);
            *to += 1;
        }
    }
    let Some(value) = of_digits(&written) else { return written.to_lowercase() };
    let mut sum = Sum::of(value);
    while follows(words, *to) && scale(words.lower(*to)).is_some() {
        match sum.then(words.lower(*to)) {
            Some(more) => sum = more,
            None => break,
        }
        *to += 1;
    }
    sum.value().to_string()
}

/// The value of a number in words; empty where the words have none, `None` where they are none.
fn spelt(words: &Words, from: usize, to: &mut usize) -> Option<String> {
    let word = words.lower(from);
    if word.chars().all(|it| HAN.contains(it)) {
        return Some(word.to_owned());
    }
    if let Some(mut sum) = Sum::begin(word) {
        loop {
            // A hundred and five; between forty and sixty are two.
            let and = sum.takes_and() && words.lower(*to) == "and";
            let next = *to + usize::from(and);
            let joined = follows(words, *to) && (!and || follows(words, next));
            match sum.then(words.lower(next)).filter(|_| joined) {
                Some(more) => sum = more,
                None => break,
            }
            *to = next + 1;
        }
        // Two thirds: a share.
        if follows(words, *to)
            && let Some(whole) = share_of(words, *to)
        {
            *to += 1;
            let parts = sum.value() / Sum::of_one().value();
            return Some(format!("{parts}/{whole}"));
        }
        return Some(sum.value().to_string());
    }
    if let Some(whole) = share_of(words, from) {
        return Some(format!("1/{whole}"));
    }
    is_in(OTHERS, word).then(String::new)
}

/// Of how many the word at `at` is one, where it is a share of something: `half`, `a quarter of`, `a third
/// to Hill`, `two thirds`; not the quarter of a town or of a year, nor a third party.
fn share_of(words: &Words, at: usize) -> Option<u32> {
    let (word, before) = (words.lower(at), words.lower_before(at));
    let singular = word.strip_suffix('s');
    let (_, whole) = *SHARES.iter().find(|(it, _)| *it == singular.unwrap_or(word))?;
    let is = match (singular, word) {
        (Some(_), _) => small(before).is_some() || word == "halves",
        (None, "half") => !is_in("first second other latter former", before),
        (None, "halve") => false,
        (None, _) => {
            let ends = words.is_last(at) || words.gap(at + 1).starts_with([',', ')', '"']);
            is_in("a an one", before) && (ends || is_in(AFTER_SHARE, words.lower(at + 1)))
        }
    };
    is.then_some(whole)
}

/// A date that begins with word `from`: `5 May 2031`, `May 5, 2031`, `May 2031`, `2031-05-05`.
fn date(words: &Words, from: usize) -> Option<Figure> {
    let whole = |at: usize| -> Option<u32> {
        let word = ascii(words.word(at)).to_lowercase();
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|it| word.strip_suffix(it));
        let bare = bare.unwrap_or(&word);
        if bare.is_empty() || bare.len() > 4 || !bare.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        bare.parse().ok()
    };
    let day = |at: usize| whole(at).filter(|it| (1..=31).contains(it));
    let year = |at: usize| whole(at).filter(|it| (1000..=2999).contains(it));
    let near = |at: usize| at < words.len() && matches!(words.gap(at), " " | ", " | "-" | "/");
    let month = |at: usize| month(words, at);
    let made = |to: usize, y: Option<u32>, m: u32, d: Option<u32>| {
        let part = |it: Option<u32>| it.map_or("?".to_owned(), |it| format!("{it:02}"));
        Some(Figure {
            shown: ascii(words.written(from, to)),
            number: format!("{}-{m:02}-{}", part(y), part(d)),
            measure: "date".to_owned(),
            from,
            to,
            is_bare_word: false,
        })
    };
    // 5 May, 5th of May, with or without a year.
    if let Some(d) = day(from) {
        let of = usize::from(words.lower(from + 1) == "of");
        let at = from + 1 + of;
        if near(at)
            && let Some(m) = month(at)
        {
            let y = year(at + 1).filter(|_| near(at + 1));
            return made(at + 1 + usize::from(y.is_some()), y, m, Some(d));
        }
    }
    // May 5, May 5, 2031, May 2031.
    if let Some(m) = month(from)
        && near(from + 1)
    {
        if let Some(y) = year(from + 1) {
            return made(from + 2, Some(y), m, None);
        }
        if let Some(d) = day(from + 1) {
            let y = year(from + 2).filter(|_| near(from + 2));
            return made(from + 2 + usize::from(y.is_some()), y, m, Some(d));
        }
    }
    // 2031-05-05.
    let hyphens = words.gap(from + 1) == "-" && words.gap(from + 2) == "-";
    match (year(from), whole(from + 1), day(from + 2)) {
        (Some(y), Some(m @ 1..=12), Some(d)) if hyphens => made(from + 3, Some(y), m, Some(d)),
        _ => None,
    }
}

/// Which month word `at` names: with a capital, for 5 may leave and troops march 5 miles.
pub(super) fn month(words: &Words, at: usize) -> Option<u32> {
    let capital = words.word(at).chars().next().is_some_and(char::is_uppercase);
    let place = MONTHS
        .iter()
        .position(|it| it.eq_ignore_ascii_case(words.lower(at)))
        .filter(|_| capital)?;
    u32::try_from(place + 1).ok()
}
