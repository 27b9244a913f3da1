//! The bytes of an XLSX file as cells.
//!
//! Read here and not by a library: those at hand reserve memory and compute places by numbers that
//! the file states, and a file from elsewhere may state any.

use plenipo_record::action::{Action, Phrase};
use std::collections::HashMap;

use super::read::Unread;
use super::shows::Style;
use super::{Sheet, SheetCell, Workbook, letters};
use crate::guarded::other;
use crate::guarded::xml::{self, Element, Manner, Met};
use crate::guarded::zip::{Archive, PARTS_MAX, ZipFault};
use crate::guarded::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX, TEXT_MAX};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Most sheets.
const SHEETS_MAX: usize = 200;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unread> {
    let mut parts = Parts::open(bytes)?;
    let need = |text: Option<String>, name: &str| {
        text.ok_or_else(|| {
            Unread::new(format!("this is not an XLSX file: it has no part {name}"))
                .hint("open it in a spreadsheet and save it as XLSX")
        })
    };
    let has = |folder: &str| parts.0.names().iter().any(|it| it.starts_with(folder));
    if has("word/") {
        return Err(Unread::new("this is a Word document, not a spreadsheet")
            .hint(Phrase::from("the text of a draft is read from it by ").with(Action::AddDraft)));
    }
    let home = home(&parts.text("_rels/.rels")?.unwrap_or_default())?;
    let folder = home.rsplit_once('/').map_or("", |it| it.0);
    let book = need(parts.text(&home)?, &home)?;
    let (listed, from_1904) = sheets(&book)?;
    let name = home.rsplit('/').next().unwrap_or_default();
    let targets =
        targets(&parts.text(&format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default())?;
    let strings =
        strings(&parts.text(&format!("{folder}/sharedStrings.xml"))?.unwrap_or_default())?;
    let styles = styles(&parts.text(&format!("{folder}/styles.xml"))?.unwrap_or_default())?;
    let ground = Ground { strings, styles, from_1904 };
    let mut left = Left { cells: CELLS_MAX, text: TEXT_MAX };
    let mut sheets = Vec::new();
    for Listed { name, target, hidden } in listed {
        let Some(target) = targets.get(&target) else { continue };
        let path = match target.starts_with('/') {
            true => target.clone(),
            false => format!("{folder}/{target}"),
        };
        let text = need(parts.text(&path)?, &path)?;
        let mut sheet = ground.sheet(&name, &text, &mut left)?;
        sheet.hidden = hidden;
        sheets.push(sheet);
    }
    Ok(Workbook { sheets })
}

/// The parts of the file.
struct Parts<'b>(Archive<'b>);

impl<'b> Parts<'b> {
    fn open(bytes: &'b [u8]) -> Result<Parts<'b>, Unread> {
        Archive::open(bytes).map(Parts).map_err(|fault| match bytes {
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                Unread::new("this is an old spreadsheet, or has a password")
                    .hint("open it in a spreadsheet and save it as XLSX")
            }
            _ => match other::what(bytes) {
                Some(what) => Unread::new(format!("this is {what}, not a spreadsheet")),
                None => worded(fault),
            },
        })
    }

    /// The text of a part; `None` where there is none.
    fn text(&mut self, name: &str) -> Result<Option<String>, Unread> {
        self.0.text(name.trim_start_matches('/')).map_err(worded)
    }
}

/// Why an archive is not read, for people.
fn worded(fault: ZipFault) -> Unread {
    match fault {
        ZipFault::NoArchive(_) => Unread::new("this is not an XLSX file, or its end is missing")
            .hint("open it in a spreadsheet and save it as XLSX"),
        ZipFault::Parts => Unread::new(format!("this file has more than {PARTS_MAX} parts")),
        ZipFault::Damaged { part, .. } => Unread::new(format!("its part {part} is damaged"))
            .hint("open it in a spreadsheet and save it again"),
        ZipFault::Locked => {
            Unread::new("this file is locked with a password").hint("save it without one")
        }
        ZipFault::Large { part } => Unread::new(format!("its part {part} is too large"))
            .hint("split the sheets over several files"),
        ZipFault::NotText { part } => Unread::new(format!("its part {part} is not UTF-8 text")),
    }
}

/// Goes through the elements of a part. `each` is told where an element begins (with it), where it
/// ends, and text.
fn walk(text: &str, mut each: impl FnMut(Token<'_>) -> Result<(), Unread>) -> Result<(), Unread> {
    if text.is_empty() {
        return Ok(());
    }
    let broken = |_| {
        Unread::new("this XLSX file is damaged").hint("open it in a spreadsheet and save it again")
    };
    xml::walk(text, Manner::Strict, broken, |met| match met {
        Met::Open(element) => each(Token::Start(element)),
        Met::Close(_, name) => each(Token::End(name)),
        Met::Words(words) => each(Token::Text(words)),
    })
}

enum Token<'a> {
    Start(&'a Element<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The path of the workbook's own part.
fn home(text: &str) -> Result<String, Unread> {
    let mut home = None;
    walk(text, |token| {
        if let Token::Start(start) = token
            && start.attribute("Type").is_some_and(|it| it.ends_with("/officeDocument"))
        {
            home = start.attribute("Target");
        }
        Ok(())
    })?;
    Ok(home.unwrap_or_else(|| "xl/workbook.xml".to_owned()).trim_start_matches('/').to_owned())
}

struct Listed {
    name: String,
    target: String,
    hidden: bool,
}

/// The sheets, and whether days are counted from 1904.
fn sheets(text: &str) -> Result<(Vec<Listed>, bool), Unread> {
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    walk(text, |token| {
        let Token::Start(start) = token else { return Ok(()) };
        match start.name().1 {
            "workbookPr" => {
                let said = start.attribute("date1904");
                from_1904 = said.is_some_and(|it| it == "1" || it == "true");
            }
            "sheet" => {
                if sheets.len() == SHEETS_MAX {
                    return Err(Unread::new(format!(
                        "this file has more than {SHEETS_MAX} sheets"
                    )));
                }
                let of = |name| start.attribute(name).unwrap_or_default();
                let hidden = matches!(&*of("state"), "hidden" | "veryHidden");
                sheets.push(Listed { name: of("name"), target: of("id"), hidden });
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

/// Paths of parts by the names that the workbook has for them.
fn targets(text: &str) -> Result<HashMap<String, String>, Unread> {
    let mut targets = HashMap::new();
    walk(text, |token| {
        if let Token::Start(start) = token
            && let (Some(id), Some(target)) = (start.attribute("Id"), start.attribute("Target"))
        {
            targets.insert(id, target);
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The texts that cells refer to by number.
fn strings(text: &str) -> Result<Vec<String>, Unread> {
    let mut strings = Vec::new();
    let (mut now, mut in_text, mut aside) = (String::new(), false, 0_usize);
    walk(text, |token| {
        match token {
            Token::Start(start) => match start.name().1 {
                "si" => now.clear(),
                "t" => in_text = true,
                // How the text is read aloud.
                "rPh" => aside += 1,
                _ => {}
            },
            Token::End("si") => strings.push(unescaped(&now)),
            Token::End("t") => in_text = false,
            Token::End("rPh") => aside = aside.saturating_sub(1),
            Token::Text(text) if in_text && aside == 0 => now.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// How each style of cells shows numbers.
fn styles(text: &str) -> Result<Vec<Style>, Unread> {
    let mut own: HashMap<String, String> = HashMap::new();
    let mut styles = Vec::new();
    let mut within = false;
    walk(text, |token| {
        match token {
            Token::Start(start) => match start.name().1 {
                "numFmt" => {
                    let of = |name| start.attribute(name).unwrap_or_default();
                    own.insert(of("numFmtId"), of("formatCode"));
                }
                "cellXfs" => within = true,
                "xf" if within => {
                    let format = start.attribute("numFmtId").unwrap_or_default();
                    styles.push(Style::of(&format, own.get(&format).map(String::as_str)));
                }
                _ => {}
            },
            Token::End("cellXfs") => within = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// What the cells of every sheet are read with.
struct Ground {
    strings: Vec<String>,
    styles: Vec<Style>,
    from_1904: bool,
}

impl Ground {
    fn sheet(&self, name: &str, text: &str, left: &mut Left) -> Result<Sheet, Unread> {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        let (mut row, mut column) = (0_usize, 0_usize);
        let mut cell: Option<Raw> = None;
        let mut inside = Inside::Nothing;
        walk(text, |token| {
            match token {
                Token::Start(start) => match start.name().1 {
                    "row" => {
                        // Rows and cells may leave out where they stand.
                        if let Some(it) = start.attribute("r") {
                            row = it
                                .parse::<usize>()
                                .ok()
                                .and_then(|it| it.checked_sub(1))
                                .ok_or_else(|| {
                                    Unread::new(format!(
                                        "sheet `{name}` has a row without a number"
                                    ))
                                })?;
                        }
                        column = 0;
                    }
                    "c" => {
                        if let Some(place) = start.attribute("r") {
                            (row, column) = place_of(&place).ok_or_else(|| {
                                Unread::new(format!("sheet `{name}` has a cell without a place"))
                            })?;
                        }
                        let style = start.attribute("s").and_then(|it| it.parse().ok());
                        let kind = start.attribute("t").unwrap_or_default();
                        cell =
                            Some(Raw { kind, style: style.unwrap_or(0_usize), ..Raw::default() });
                    }
                    "v" | "t" => inside = Inside::Value,
                    "f" => {
                        inside = Inside::Nothing;
                        if let Some(cell) = &mut cell {
                            cell.formula = true;
                        }
                    }
                    "mergeCell" => sheet.merged.extend(start.attribute("ref")),
                    _ => {}
                },
                Token::Text(text) if inside == Inside::Value => {
                    if let Some(cell) = &mut cell {
                        cell.text.push_str(text);
                        cell.said = true;
                    }
                }
                Token::End("v" | "t" | "f") => inside = Inside::Nothing,
                Token::End("c") => {
                    if let Some(raw) = cell.take() {
                        let value = self.value(&raw);
                        if value != SheetCell::Blank {
                            put(&mut sheet, row, column, value, left)?;
                        }
                    }
                    column += 1;
                }
                Token::End("row") => row += 1,
                _ => {}
            }
            Ok(())
        })?;
        Ok(sheet)
    }

    fn value(&self, raw: &Raw) -> SheetCell {
        let value = match raw.kind.as_str() {
            _ if !raw.said && raw.formula => SheetCell::Fault(
                "this formula has no value; open the file in a spreadsheet and save it".to_owned(),
            ),
            "s" => {
                match raw.text.trim().parse::<usize>().ok().and_then(|it| self.strings.get(it)) {
                    Some(text) => SheetCell::text(text.clone()),
                    None if raw.said => {
                        SheetCell::Fault("this cell refers to a text that is missing".to_owned())
                    }
                    None => SheetCell::Blank,
                }
            }
            "str" | "inlineStr" => SheetCell::text(unescaped(&raw.text)),
            "b" => SheetCell::Flag(raw.text.trim() == "1"),
            "e" => SheetCell::Fault(format!("this cell holds the error {}", raw.text.trim())),
            "d" => SheetCell::text(raw.text.trim()),
            _ if raw.text.trim().is_empty() => SheetCell::Blank,
            _ => match raw.text.trim().parse::<f64>().ok().filter(|it| it.is_finite()) {
                Some(number) => self.number(number, raw.style),
                None => SheetCell::Fault("this cell does not hold a readable number".to_owned()),
            },
        };
        if raw.formula { SheetCell::Formula(Box::new(value)) } else { value }
    }

    fn number(&self, number: f64, style: usize) -> SheetCell {
        let formatted = |value: SheetCell, shows: Option<String>| match shows {
            Some(text) if text == value.shown() => value,
            shows => SheetCell::Formatted { value: Box::new(value), shows },
        };
        match self.styles.get(style) {
            Some(style) if style.is_day => match day_of(number, self.from_1904) {
                Ok(day) => formatted(SheetCell::Day(day), style.day(day)),
                Err(why) => SheetCell::Fault(why),
            },
            Some(style) if !style.is_plain => {
                formatted(SheetCell::Number(number), style.number(number))
            }
            _ => SheetCell::Number(number),
        }
    }
}

#[derive(Default)]
struct Raw {
    kind: String,
    style: usize,
    text: String,
    said: bool,
    formula: bool,
}

#[derive(PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
}

/// How much more a file may hold.
struct Left {
    cells: usize,
    text: usize,
}

fn put(
    sheet: &mut Sheet,
    row: usize,
    column: usize,
    cell: SheetCell,
    left: &mut Left,
) -> Result<(), Unread> {
    if row >= ROWS_MAX || column >= COLUMNS_MAX {
        let message = format!(
            "sheet `{}` has something in {}{}; {ROWS_MAX} rows and {COLUMNS_MAX} columns are read",
            sheet.name,
            letters(column),
            row.saturating_add(1)
        );
        return Err(Unread::new(message).hint("is that cell meant to be there?"));
    }
    if sheet.rows.len() <= row {
        sheet.rows.resize_with(row + 1, Vec::new);
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= column {
        let more = column + 1 - cells.len();
        left.cells = left.cells.checked_sub(more).ok_or_else(|| {
            Unread::new(format!("this file has more than {CELLS_MAX} cells, empty ones included"))
        })?;
        cells.resize_with(column + 1, SheetCell::default);
    }
    if let SheetCell::Text(text) = cell.value() {
        left.text = left.text.checked_sub(text.len()).ok_or_else(|| {
            let most = TEXT_MAX >> 20;
            Unread::new(format!("the cells of this file hold more than {most} MiB of text"))
        })?;
    }
    cells[column] = cell;
    Ok(())
}

/// Row and column of a place such as `AB12`, counted from 0.
fn place_of(place: &str) -> Option<(usize, usize)> {
    let split = place.find(|it: char| it.is_ascii_digit())?;
    let (letters, digits) = place.split_at(split);
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column - 1))
}

/// The day that a spreadsheet counts as `number`, or why there is none.
pub(super) fn day_of(number: f64, from_1904: bool) -> Result<Date, String> {
    let days = number.floor();
    if days != number {
        return Err("this is a date with a time; only the date is read".to_owned());
    }
    let none = || format!("there is no date {number}");
    if !(0.0..=2_958_465.0).contains(&days) {
        return Err(none());
    }
    let first = match (from_1904, days as i64) {
        (true, _) => date(1904, 1, 1),
        // Spreadsheets take 1900 for a leap year.
        (false, 0 | 60) => return Err(none()),
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    first.checked_add((days as i64).days()).map_err(|_| none())
}

/// Text without the escapes by which an XLSX file writes what XML cannot: `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
        let code = code.filter(|_| rest.get(6..7) == Some("_"));
        match code.and_then(|it| u16::from_str_radix(it, 16).ok()) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = &rest[2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}
