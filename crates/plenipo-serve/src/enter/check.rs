//! Whether what is filled in can be entered: as a sheet of one row it goes the way of all sheets, through the
//! dossier's own reader, and what that has to say goes beside the fields it is about.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;
use plenipo_exchange::sheet::entry::in_one_cell;
use plenipo_exchange::sheet::import::{CellPlace, Import, Remark, import};
use plenipo_exchange::sheet::{RECORD, Sheet, SheetCell, Workbook};
use plenipo_present::html::is_inert;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{capital, in_one_line, listed, sentence};
use plenipo_record::case::id::{Id, Kind, RecordRef};
use plenipo_record::case::records::Records;
use plenipo_record::case::titled::speaker_meant;
use plenipo_record::dossier::filename;
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::choices::{self, Offer};
use super::day;
use super::filled::Filled;
use super::shape::{Control, Field, Pool, Shape};

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The field it belongs to, or the row of a list (`said.0`); none where it is about all of it.
    pub(super) at: Option<String>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// What came of looking at a form.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) faults: Vec<Fault>,
    /// The new file; none while anything has to be put right.
    pub(super) file: Option<NamedBytes>,
    /// What a reader should look at, though it can be entered.
    pub(super) doubts: Vec<String>,
    /// What the entry says, in one line.
    pub(super) line: String,
}

/// Looks at a form against the files as they are, its days read from `today`, and writes into it what its days and names were read as.
pub(super) fn check(
    shape: &Shape,
    filled: &mut Filled,
    case: &Case,
    today: Option<Date>,
    files: &[NamedBytes],
) -> Checked {
    let mut checked = Checked::default();
    let mut looked =
        Looked { case, today, faults: Vec::new(), pools: BTreeMap::new(), strangers: Vec::new() };
    if filled.one("id").is_empty() {
        let id = proposed(shape, filled, case, today);
        filled.set("id", &id);
    }
    let book = looked.book(shape, filled);
    let id = filled.one("id").to_owned();
    if (0..case.count(shape.kind)).any(|it| case.id(RecordRef::new(shape.kind, it)) == Some(&id)) {
        let message = format!("There is {} of this name already.", shape.kind.with_article());
        looked.fault("id", message, Some(format!("Free is {}.", free(&id, case))));
    }
    checked.faults = looked.faults;
    let name = filename::entered(today, files);
    // What was not read as it should has no say in what the rest of it comes to.
    let found = import(&book, files, &name, "a form");
    checked.take(&found, shape, &book);
    let Some(text) = found.text.filter(|_| checked.faults.is_empty()) else {
        if checked.faults.is_empty() {
            let message = "This is on record already, word for word.".to_owned();
            checked.faults.push(Fault { at: None, message, hint: None });
        }
        return checked;
    };
    let file = NamedBytes { name, bytes: text.into_bytes() };
    let mut all = files.to_vec();
    all.push(file.clone());
    let (after, problems) = read(&all, &ReadOptions::default());
    let warned = problems.into_iter();
    let warned = warned.filter(|it| it.severity == Severity::Warning && it.file == file.name);
    checked.doubts.extend(warned.map(|it| {
        let hint = it.hint.map_or(String::new(), |it| format!(" {}", sentence(&capital(&it))));
        format!("{}{hint}", sentence(&capital(&it.message)))
    }));
    if !looked.strangers.is_empty() {
        checked.doubts.push(unknown(&looked.strangers));
    }
    let at = after.as_ref().and_then(|it| find(it, shape.kind, &id));
    if let (Some(after), Some(at)) = (&after, at) {
        checked.line = in_one_line(after, at);
        let later = [after.date(at), after.meta(at).and_then(|it| it.known)];
        if let (Some(today), Some(later)) = (today, later.into_iter().flatten().max())
            && later > today
        {
            checked.doubts.push(format!(
                "The record is read as of {}: until it is read as of {}, this counts for nothing.",
                day::shown(today),
                day::shown(later)
            ));
        }
    }
    checked.file = Some(file);
    checked
}

/// What is said of names that are on no list.
pub(super) fn unknown(strangers: &[String]) -> String {
    format!("On record as no person and no party, kept as words: {}.", listed(strangers))
}

/// The record of a table with that id.
pub(super) fn find(case: &Records, kind: Kind, id: &str) -> Option<RecordRef> {
    let mut all = (0..case.count(kind)).map(|it| RecordRef::new(kind, it));
    all.find(|it| case.id(*it) == Some(id))
}

/// The record that corrects another, where one does.
pub(super) fn corrected_by(case: &Case, record: RecordRef) -> Option<RecordRef> {
    let mut all = (0..case.count(record.kind)).map(|it| RecordRef::new(record.kind, it));
    all.find(|it| {
        let corrects = case.meta(*it).and_then(|it| it.corrects.as_ref());
        corrects.is_some_and(|it| it.record == record.index)
    })
}

/// A name for what is filled in: of its title, or of party, table and day.
pub(super) fn proposed(shape: &Shape, filled: &Filled, case: &Case, day: Option<Date>) -> String {
    let corrected = filled.one("corrects.id");
    if !corrected.is_empty() {
        return free(&format!("{corrected}-corrected"), case);
    }
    let first = |keys: &[&str]| {
        let of = keys.iter().map(|it| filled.one(it)).find(|it| !it.is_empty());
        of.unwrap_or_default().to_owned()
    };
    let date = || {
        let typed = first(&["date", "from", "opens"]);
        let read = day::read(&typed, day).ok().or(day);
        read.map_or(String::new(), |it| it.to_string())
    };
    let words = match shape.kind {
        Kind::Party | Kind::Person | Kind::Issue | Kind::Draft | Kind::Forecast => {
            first(&["name", "title", "question"])
        }
        Kind::Source => format!("{} {}", first(&["publisher", "title"]), date()),
        kind => {
            let who = first(&["party", "by", "who", "keeper", "forecast"]);
            format!("{who} {} {}", kind.noun(), date())
        }
    };
    let words = if words.trim().is_empty() { shape.kind.noun().to_owned() } else { words };
    free(words.get(..48).unwrap_or(&words), case)
}

/// An id made of `words` that no record has.
fn free(words: &str, case: &Case) -> String {
    let taken = |id: &str| Kind::ALL.into_iter().any(|kind| find(case, kind, id).is_some());
    let made = Id::made(words, |_| false);
    if !taken(made.as_str()) {
        return made.as_str().to_owned();
    }
    // A hyphen and a number, as somebody would write it: two hyphens are for numbers that the program gives.
    let numbered = (2..10_000).map(|n| format!("{}-{n}", made.as_str()));
    numbered.into_iter().find(|it| !taken(it)).unwrap_or_default()
}

/// What is wrong with a text that has what nobody can see and a reader's eyes obey, or what was no text.
pub(crate) fn unreadable(text: &str) -> Option<String> {
    let unseen = |it: &char| !is_inert(*it) || matches!(it, '\r' | '\u{fffd}');
    Some(match text.chars().find(unseen)? {
        '\u{fffd}' => "Some of this could not be read as text.".to_owned(),
        it => format!("This has a character that nobody can see (U+{:04X}).", u32::from(it)),
    })
}

/// A mark of files, another one for any others.
pub(super) fn mark(files: &[NamedBytes]) -> String {
    let mut hash = DefaultHasher::new();
    for file in files {
        (&file.name, &file.bytes).hash(&mut hash);
    }
    format!("{:016x}", hash.finish())
}

/// A form being looked at.
struct Looked<'a> {
    case: &'a Case,
    today: Option<Date>,
    faults: Vec<Fault>,
    pools: BTreeMap<Pool, Vec<Offer>>,
    /// Names that are no party's and no person's, kept as words.
    strangers: Vec<String>,
}

impl Looked<'_> {
    fn fault(&mut self, at: &str, message: String, hint: Option<String>) {
        self.faults.push(Fault { at: Some(at.to_owned()), message, hint });
    }

    /// The form as sheets: one for the record, one for each list that has anything.
    fn book(&mut self, shape: &Shape, filled: &mut Filled) -> Workbook {
        let mut sheets = vec![Sheet {
            name: shape.kind.table().to_owned(),
            rows: vec![header(shape.own()), self.row("", shape.own(), filled)],
            ..Sheet::default()
        }];
        let id = filled.one("id").to_owned();
        for list in shape.lists() {
            let n = filled.rows(list);
            if n == 0 {
                continue;
            }
            let mut head = vec![SheetCell::text(RECORD)];
            head.extend(header(list.fields.iter()));
            let mut rows = vec![head];
            for at in 0..n {
                let mut row = vec![SheetCell::text(id.clone())];
                let before = format!("{}.{at}.", list.list);
                row.extend(self.row(&before, list.fields.iter(), filled));
                rows.push(row);
            }
            let name = format!("{}.{}", shape.kind.table(), list.list);
            sheets.push(Sheet { name, rows, ..Sheet::default() });
        }
        Workbook { sheets }
    }

    fn row<'f>(
        &mut self,
        before: &str,
        fields: impl Iterator<Item = &'f Field>,
        filled: &mut Filled,
    ) -> Vec<SheetCell> {
        fields.map(|it| self.cell(&format!("{before}{}", it.column), it, filled)).collect()
    }

    fn cell(&mut self, name: &str, field: &Field, filled: &mut Filled) -> SheetCell {
        if let Some(message) = filled.all(name).into_iter().find_map(unreadable) {
            self.fault(name, message, Some("Type it again.".to_owned()));
            return SheetCell::Blank;
        }
        let values = filled.all(name);
        if values.is_empty() {
            return SheetCell::Blank;
        }
        let option = |it: &str| it.split_once('=').map_or(it, |it| it.1).to_owned();
        match &field.control {
            Control::Line | Control::Area | Control::Flag | Control::Words(_) | Control::One(_) => {
                SheetCell::text(filled.one(name))
            }
            Control::Day => match day::read(filled.one(name), self.today) {
                Ok(day) => {
                    filled.set(name, &day.to_string());
                    SheetCell::Day(day)
                }
                Err(message) => {
                    self.fault(name, message, None);
                    SheetCell::Blank
                }
            },
            Control::Typed(pool) | Control::TypedSeveral(pool) => {
                let case = self.case;
                let offers = self.pools.entry(*pool).or_insert_with(|| choices::of(case, *pool));
                // Whoever types the name of somebody on record means that one.
                if *pool == Pool::Speakers {
                    filled.change(name, |typed| {
                        let meant = speaker_meant(case, typed)?;
                        case.id(meant).map(str::to_owned)
                    });
                    let words = filled.all(name).into_iter().filter(|it| Id::new(it).is_none());
                    for it in words.map(str::to_owned) {
                        if !self.strangers.contains(&it) {
                            self.strangers.push(it);
                        }
                    }
                }
                filled.change(name, |typed| {
                    let is = |it: &&Offer| it.name.to_lowercase() == typed.to_lowercase();
                    let mut named = offers.iter().filter(is);
                    let one = named.next().filter(|_| named.next().is_none());
                    one.map(|it| it.value.clone())
                });
                match &field.control {
                    Control::Typed(_) => SheetCell::text(filled.one(name)),
                    _ => SheetCell::text(in_one_cell(&filled.all(name))),
                }
            }
            Control::Several(_) | Control::SeveralWords(_) => SheetCell::text(in_one_cell(&values)),
            Control::Handling => SheetCell::text(match values.as_slice() {
                [word @ ("open" | "mediator")] => (*word).to_owned(),
                // With the sign, since a list of one party is no word.
                parties => format!("{};", in_one_cell(parties)),
            }),
            Control::Option => SheetCell::text(option(values[0])),
            Control::OptionsOfIssue => {
                let options: Vec<String> = values.iter().map(|it| option(it)).collect();
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                SheetCell::text(in_one_cell(&options))
            }
            Control::Options => SheetCell::text(by_issue(&values)),
            Control::Sources => {
                let each = filled.sources().into_iter().map(|(id, grade)| match grade {
                    "" => in_one_cell(&[id]),
                    grade => format!("{id} ({grade})"),
                });
                SheetCell::text(each.collect::<Vec<_>>().join("; "))
            }
        }
    }
}

fn header<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<SheetCell> {
    fields.map(|it| SheetCell::text(it.column.clone())).collect()
}

/// `dam=low`, `dam=high`, `court=panel` as one cell: `dam = low, high; court = panel`.
fn by_issue(values: &[&str]) -> String {
    let mut issues: Vec<(&str, Vec<&str>)> = Vec::new();
    for value in values {
        let (issue, option) = value.split_once('=').unwrap_or((value, ""));
        match issues.iter_mut().find(|it| it.0 == issue) {
            Some(it) => it.1.push(option),
            None => issues.push((issue, vec![option])),
        }
    }
    let each = issues.iter().map(|(issue, options)| format!("{issue} = {}", options.join(", ")));
    each.collect::<Vec<_>>().join("; ")
}

impl Checked {
    /// Puts what the reader said beside the fields.
    fn take(&mut self, found: &Import, shape: &Shape, book: &Workbook) {
        let before = self.faults.len();
        for remark in &found.problems {
            let fault = fault(remark, shape, book);
            // One word on a field is enough: what follows from it is no further fault.
            let known = |it: &Fault| it.at.is_some() && it.at == fault.at;
            if !self.faults[..before].iter().any(known) {
                self.faults.push(fault);
            }
        }
        self.faults.extend(found.elsewhere.iter().map(|it| Fault {
            at: None,
            message: format!("{}: {}", it.file, it.message),
            hint: it.hint.as_ref().map(|it| it.to_string()),
        }));
        if self.faults.is_empty() {
            self.faults.extend(found.conflicts.iter().map(|it| Fault {
                at: None,
                message: sentence(&capital(&it.message)),
                hint: None,
            }));
        }
    }
}

/// A remark on a cell, as one on a field.
fn fault(remark: &Remark, shape: &Shape, book: &Workbook) -> Fault {
    let at = remark.at.as_ref().and_then(|it| field_at(it, &remark.message, shape, book));
    let column = at.as_ref().map(|it| it.1.clone()).unwrap_or_default();
    let message = remark.message.strip_prefix(&format!("`{column}`: ")).unwrap_or(&remark.message);
    let needed = message.starts_with("this ") && message.contains(" needs `");
    let message = match needed && at.is_some() {
        true => "This is needed.".to_owned(),
        false => sentence(&capital(message)),
    };
    let hint = remark.hint.as_ref().filter(|_| !needed || at.is_none());
    Fault { at: at.map(|it| it.0), message, hint: hint.map(|it| sentence(&capital(it))) }
}

/// The name of the field that a cell is of, and its column.
fn field_at(
    place: &CellPlace,
    message: &str,
    shape: &Shape,
    book: &Workbook,
) -> Option<(String, String)> {
    let (sheet, row) = (book.sheets.iter().find(|it| it.name == place.sheet)?, place.row?);
    let list = sheet.name.split_once('.').map(|it| it.1);
    let before = match list {
        Some(list) => format!("{list}.{}.", row.checked_sub(2)?),
        None => String::new(),
    };
    let column = place.column.and_then(|at| sheet.rows.first()?.get(at)).map(SheetCell::shown);
    let column = column.filter(|it| it != RECORD).or_else(|| {
        let table = match list {
            Some(list) => shape.lists().find(|it| it.list == list)?.table,
            None => shape.table,
        };
        missing(table, message)
    });
    match column {
        Some(column) => Some((format!("{before}{column}"), column)),
        None if list.is_some() => Some((before.trim_end_matches('.').to_owned(), String::new())),
        None => None,
    }
}

/// The column of what a table is said to need.
fn missing(
    table: &'static plenipo_record::dossier::schema::SchemaTable,
    message: &str,
) -> Option<String> {
    let needs = |noun: &str| {
        let key = message.strip_prefix(&format!("this {noun} needs `"))?;
        Some(key.split('`').next()?.to_owned())
    };
    let own = || needs(table.noun()).filter(|it| table.has(it));
    let inner = || {
        table.keys().filter(|it| it.form == "table").find_map(|it| {
            let part = it.part?;
            needs(part.noun()).filter(|key| part.has(key)).map(|key| format!("{}.{key}", it.key))
        })
    };
    own().or_else(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> NamedBytes {
        NamedBytes { name: name.to_owned(), bytes: text.into() }
    }

    #[test]
    fn other_files_have_another_mark() {
        let one = mark(&[file("a", "bc")]);
        assert_eq!(one, mark(&[file("a", "bc")]));
        assert_ne!(one, mark(&[file("ab", "c")]));
        assert_ne!(one, mark(&[file("a", "bd")]));
        assert_ne!(one, mark(&[file("a", "bc"), file("d", "")]));
    }

    #[test]
    fn options_are_put_together_issue_by_issue() {
        assert_eq!(
            by_issue(&["dam=low", "court=panel", "dam=high"]),
            "dam = low, high; court = panel"
        );
    }
}
