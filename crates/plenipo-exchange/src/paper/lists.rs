//! The numbers that a word processor shows before the paragraphs of a list, counted as it counts.

use std::collections::{BTreeMap, BTreeSet};

use super::PaperError;
use super::xml::{Met, value, walk};

/// Levels of a list.
const LEVELS: usize = 9;

/// Letters that the text of a level may have; it is shown before every paragraph, and some files state any.
const TEXT_MAX: usize = 64;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1.` and the like.
    text: String,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, format: "decimal".to_owned(), text: String::new() }
    }
}

type Levels = BTreeMap<usize, Level>;

/// The lists of a file, with where each has come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    kinds: BTreeMap<String, Levels>,
    /// Each list: its kind, and where levels begin anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

impl Lists {
    pub(super) fn read(text: &str) -> Result<Lists, PaperError> {
        let mut lists = Lists::default();
        let mut kind: Option<String> = None;
        let mut list: Option<String> = None;
        let mut level: Option<usize> = None;
        walk(text, "numbering.xml", &mut |met| match met {
            Met::Open("abstractNum", true, attributes) => {
                kind = value(attributes, "abstractNumId").map(str::to_owned);
            }
            Met::Close("abstractNum", true) => kind = None,
            Met::Open("num", true, attributes) => {
                list = value(attributes, "numId").map(str::to_owned);
            }
            Met::Close("num", true) => list = None,
            Met::Open("lvl" | "lvlOverride", true, attributes) => {
                level = value(attributes, "ilvl").and_then(|it| it.parse().ok());
                level = level.filter(|it| *it < LEVELS);
            }
            Met::Open(name, true, attributes) => {
                let value = value(attributes, "val").unwrap_or("");
                if let (Some(kind), Some(level)) = (&kind, level) {
                    let of = lists.kinds.entry(kind.clone()).or_default();
                    let of = of.entry(level).or_default();
                    match name {
                        "start" => of.start = value.parse().unwrap_or(1),
                        "numFmt" => of.format = value.to_owned(),
                        "lvlText" => of.text = value.chars().take(TEXT_MAX).collect(),
                        _ => {}
                    }
                }
                let Some(list) = &list else { return };
                match (name, level) {
                    ("abstractNumId", _) => {
                        let of = lists.lists.entry(list.clone()).or_default();
                        of.0 = value.to_owned();
                    }
                    ("startOverride", Some(level)) => {
                        let of = lists.lists.entry(list.clone()).or_default();
                        of.1.insert(level, value.parse().unwrap_or(1));
                    }
                    _ => {}
                }
            }
            _ => {}
        })?;
        Ok(lists)
    }

    /// What is shown before the next paragraph at `level` of the list called `id`.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (kind, anew) = self.lists.get(id)?;
        let levels = self.kinds.get(kind)?;
        let counts = self.counts.entry(kind.clone()).or_insert([None; LEVELS]);
        if self.begun.insert(id.to_owned()) {
            for (level, start) in anew {
                counts[*level] = start.checked_sub(1);
            }
        }
        let start = |at: usize| levels.get(&at).map_or(1, |it| it.start);
        counts[level] = Some(counts[level].map_or(start(level), |it| it.saturating_add(1)));
        counts[level + 1..].fill(None);
        let of = levels.get(&level)?;
        if of.format == "bullet" {
            return Some("•".to_owned());
        }
        let mut shown = of.text.clone();
        for at in 0..=level {
            let sign = format!("%{}", at + 1);
            if shown.contains(&sign) {
                let format = levels.get(&at).map_or("decimal", |it| it.format.as_str());
                let count = counts[at].unwrap_or(start(at));
                shown = shown.replace(&sign, &figure(count, format));
            }
        }
        Some(shown)
    }
}

fn figure(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letter(count),
        "upperLetter" => letter(count).to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`, as word processors count.
fn letter(count: u32) -> String {
    let Some(at) = count.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'a' + (at % 26) as u8);
    letter.to_string().repeat((at / 26 + 1).min(8) as usize)
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_a_word_processor() {
        assert_eq!([1, 26, 27, 28].map(letter), ["a", "z", "aa", "bb"]);
        assert_eq!([1, 4, 9, 28, 1999].map(roman), ["i", "iv", "ix", "xxviii", "mcmxcix"]);
    }
}
