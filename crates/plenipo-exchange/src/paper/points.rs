//! From paragraphs to points: which words stand under which number.

use std::collections::BTreeSet;

use super::number::{self, Mark, Suffix};
use super::{Line, PaperError, Part, Table, Words};

/// The most points a draft may have.
pub const POINTS_MAX: usize = 1_000;

/// A point as the file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PaperPoint {
    /// Its number as the record writes it (`21a`), where it has one that no other point has.
    pub number: Option<String>,
    /// Its words.
    pub words: Words,
    /// What stood in the file beside it and is not its own words: headings, words struck out.
    pub beside: Vec<String>,
}

#[derive(Default)]
struct Points {
    points: Vec<PaperPoint>,
    taken: BTreeSet<String>,
    /// What is to stand beside the next point.
    beside: Vec<String>,
    /// The number that letters and further parts belong to.
    top: Option<u32>,
    letter: Option<char>,
    part: Option<u32>,
    /// Whether words without a number belong to the last point.
    goes_on: bool,
    twice: Vec<String>,
    /// Where the numbers do not run on: the one before, and the one that came.
    jumps: Vec<(u32, u32)>,
    tables: usize,
    /// How lines begin that look like the head of a point, and were read as going on with the one above.
    unread: Vec<String>,
}

/// The points of a file made of `parts`.
pub(super) fn of(
    parts: Vec<Part>,
    remarks: &mut Vec<String>,
) -> Result<Vec<PaperPoint>, PaperError> {
    let mut it = Points::default();
    for part in parts {
        match part {
            Part::Line(line) => it.line(line),
            Part::Table(table) => it.table(table),
        }
    }
    if let Some(last) = it.points.last_mut() {
        last.beside.append(&mut it.beside);
    } else if !it.beside.is_empty() {
        it.points
            .push(PaperPoint { beside: std::mem::take(&mut it.beside), ..PaperPoint::default() });
    }
    if it.tables > 0 {
        remarks.push("tables were read row by row".to_owned());
    }
    if !it.jumps.is_empty() {
        let shown = it.jumps.iter().take(5).map(|(last, next)| format!("{next} follows {last}"));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let more = if it.jumps.len() > 5 { ", …" } else { "" };
        remarks.push(format!("gap in the numbering: {shown}{more}; is a point missing?"));
    }
    if !it.unread.is_empty() {
        let shown: Vec<&str> = it.unread.iter().take(5).map(String::as_str).collect();
        let more = if it.unread.len() > 5 { ", …" } else { "" };
        remarks.push(format!(
            "lines that open like a point with a number that is not read ({}{more}) were kept with the \
             point above; write such a number as `7` or `7.` for a point of its own",
            shown.join(", ")
        ));
    }
    if !it.twice.is_empty() {
        remarks.push(format!(
            "several points have the number {}: the first keeps it, the others are kept without a \
             number",
            it.twice.join(", ")
        ));
    }
    bounded(it.points, remarks)
}

impl Points {
    fn line(&mut self, line: Line) {
        let Line { words, depth, heading } = line;
        if words.now.trim().is_empty() {
            let before = words.before.unwrap_or_default();
            self.beside.push(format!("struck out in the file: {}", before.trim()));
            return;
        }
        let found = number::split_after(&words.now, self.top).filter(|_| depth < 2);
        let (number, rest) = match found {
            Some((mark, rest)) => match self.place(&mark, depth) {
                Some(number) => (Some(number), rest.to_owned()),
                None => (None, words.now.clone()),
            },
            None => (None, words.now.clone()),
        };
        let before = words.before.map(|it| {
            let bare = number::split(&it).filter(|_| number.is_some()).map(|(_, rest)| rest);
            bare.unwrap_or(&it).trim().to_owned()
        });
        if number.is_none() && (heading || is_annex(&words.now)) {
            self.beside.push(format!("heading in the file: {}", words.now.trim()));
            (self.goes_on, self.letter) = (false, None);
            return;
        }
        if number.is_none() && self.goes_on && depth == 0 {
            self.unread.extend(number::unread(&words.now));
        }
        self.add(number, rest.trim().to_owned(), before);
    }

    fn table(&mut self, table: Table) {
        self.tables += 1;
        self.goes_on = false;
        let n_numbered = |rows: &[Vec<Words>]| {
            let first = rows.iter().filter_map(|row| row.first());
            first.filter(|it| number::alone(it.now.trim()).is_some()).count()
        };
        for (place, row) in table.rows.iter().enumerate() {
            let cells: Vec<&str> = row.iter().map(|it| it.now.trim()).collect();
            let number = cells.first().and_then(|it| number::alone(it)).filter(|_| cells.len() > 1);
            let now = |from: usize| {
                let filled = cells[from..].iter().filter(|it| !it.is_empty());
                filled.copied().collect::<Vec<_>>().join(" | ")
            };
            let before = row.iter().any(|it| it.before.is_some()).then(|| {
                let each = row.iter().map(|it| it.before.as_deref().unwrap_or(&it.now).trim());
                each.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" | ")
            });
            match number.and_then(|mark| self.place(&mark, 0)) {
                Some(number) => self.add(Some(number), now(1), before),
                None => {
                    // Above numbered rows stand the heads of the columns.
                    let heading = place == 0 && n_numbered(&table.rows) > 0;
                    let words = Words { now: now(0), before };
                    self.line(Line { words, heading, ..Line::default() });
                }
            }
        }
    }

    /// The number that `mark` gives a point here; `None` where it is part of the words.
    fn place(&mut self, mark: &Mark, depth: usize) -> Option<String> {
        let (number, letter, part) = match mark {
            // A list inside a point counts its own lines.
            Mark::Number(..) if depth > 0 && self.top.is_some() => return None,
            Mark::Number(number, suffix) => {
                let suffix_text = suffix.map(Suffix::text).unwrap_or_default();
                let name = format!("{number}{suffix_text}");
                if let Some(top) = self.top.replace(*number)
                    && ![top, top.saturating_add(1)].contains(number)
                    && !self.taken.contains(&name)
                {
                    self.jumps.push((top, *number));
                }
                (name, suffix.and_then(Suffix::letter), None)
            }
            Mark::Parts(parts) => {
                let follows = match (self.top, self.part) {
                    (Some(top), Some(part)) if top == parts[0] => parts[1] == part + 1,
                    (Some(top), None) if top == parts[0] => parts[1] == 1,
                    (Some(top), _) => parts[0] == top + 1 && parts[1] == 1,
                    (None, _) => parts[1] == 1,
                };
                if parts.len() != 2 || !follows {
                    return None;
                }
                self.top = Some(parts[0]);
                (format!("{}.{}", parts[0], parts[1]), None, Some(parts[1]))
            }
            Mark::Letter(letter) => {
                let top = self.top?;
                let next = self.letter.map_or('a', |it| char::from((it as u8).saturating_add(1)));
                if *letter != next || !self.goes_on {
                    return None;
                }
                let under = self.part.map(|it| format!(".{it}")).unwrap_or_default();
                (format!("{top}{under}{letter}"), Some(*letter), self.part)
            }
        };
        (self.letter, self.part) = (letter, part);
        Some(number)
    }

    fn add(&mut self, number: Option<String>, now: String, before: Option<String>) {
        let mut beside = Vec::new();
        if let Some(before) = before {
            beside.push(format!("before the tracked changes it read: {before}"));
        }
        if number.is_none()
            && self.goes_on
            && let Some(last) = self.points.last_mut()
        {
            last.words.now.push('\n');
            last.words.now.push_str(&now);
            last.beside.append(&mut self.beside);
            last.beside.append(&mut beside);
            return;
        }
        let mut all = std::mem::take(&mut self.beside);
        all.append(&mut beside);
        self.goes_on = number.is_some();
        let number = number.filter(|it| {
            let free = self.taken.insert(it.clone());
            if !free {
                all.push(format!("numbered {it} in the file, like an earlier point"));
                if !self.twice.contains(it) {
                    self.twice.push(it.clone());
                }
            }
            free
        });
        self.points.push(PaperPoint { number, words: Words { now, before: None }, beside: all });
    }
}

/// Whether a line opens what is no longer the text of the points.
fn is_annex(line: &str) -> bool {
    const OPENINGS: [&str; 9] = [
        "annex",
        "appendix",
        "schedule",
        "anhang",
        "anlage",
        "приложение",
        "додаток",
        "附件",
        "ملحق",
    ];
    let line = line.trim().to_lowercase();
    line.chars().count() <= 80 && OPENINGS.iter().any(|it| line.starts_with(it))
}

/// The points, joined where there are more than a draft may have, with what there is to say of
/// words without a number.
fn bounded(
    points: Vec<PaperPoint>,
    remarks: &mut Vec<String>,
) -> Result<Vec<PaperPoint>, PaperError> {
    let numbered = points.iter().filter(|it| it.number.is_some()).count();
    let bare = points.len() - numbered;
    let paragraphs = if bare == 1 { "1 paragraph" } else { &format!("{bare} paragraphs") };
    let crowded = points.len() > POINTS_MAX;
    let kept = match crowded {
        true => "kept together, between the points, in points without a number",
        false => "kept as points without a number",
    };
    if numbered == 0 {
        remarks.push(format!("no numbered point was found: {paragraphs} {kept}"));
    } else if bare > 0 {
        remarks.push(format!("{paragraphs} without a number: {kept}"));
    }
    let mut joined: Vec<PaperPoint> = Vec::new();
    for it in points {
        match joined.last_mut() {
            Some(last) if crowded && it.number.is_none() && last.number.is_none() => {
                last.words.now.push('\n');
                last.words.now.push_str(&it.words.now);
                last.beside.extend(it.beside);
            }
            _ => joined.push(it),
        }
    }
    if joined.len() > POINTS_MAX {
        return Err(PaperError::new(format!(
            "{} points are in this file, and a draft holds at most {POINTS_MAX}",
            joined.len()
        ))
        .hint("split it into several files, one draft each"));
    }
    Ok(joined)
}
