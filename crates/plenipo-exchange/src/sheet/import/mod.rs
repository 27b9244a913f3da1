//! From sheets to a dossier: what is new, what is as it was, and what contradicts the record.
//!
//! Nothing that is in the dossier is changed. A row is known again by its mark, which is made of what
//! the record said when it was exported; so a row that somebody changed differs from a record that
//! was changed in the dossier meanwhile. New rows become records of a new file, after the whole
//! dossier has been read with it. Everything else is told, with the cell and the line of the file.

mod known;
mod matching;
mod table;

use jiff::civil::Date;

use plenipo_record::action::{Action, Phrase};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::party::Party;
use plenipo_record::dossier::ledger;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::short;
use plenipo_record::dossier::upgrade;

use super::columns::{Layout, layouts};
use super::emit::Text;
use super::export::{DAY, FULL, FULL_ONCE, SETS, VIEWER};
use super::form::Form;
use super::{ABOUT, Workbook, letters};
use known::{Known, located};
use matching::{Candidate, Matched, Missing};
use table::Table;

/// A place in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: Option<usize>,
    /// The column, counted from 0.
    pub column: Option<usize>,
}

impl CellPlace {
    /// As a reader finds it: `position C7`.
    pub fn shown(&self) -> String {
        match (self.row, self.column) {
            (Some(row), Some(column)) => format!("{} {}{row}", self.sheet, letters(column)),
            (Some(row), None) => format!("{} row {row}", self.sheet),
            _ => self.sheet.clone(),
        }
    }
}

/// Something to say about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where; about all sheets where absent.
    pub at: Option<CellPlace>,
    /// What is to be said.
    pub message: String,
    /// What could be done.
    pub hint: Option<Phrase>,
}

/// A row that does not say what the record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where in the sheets; a record that has no row there has a sheet only.
    pub at: CellPlace,
    /// What it is about.
    pub message: String,
    /// What the sheet says, where it says something else.
    pub sheet: Option<String>,
    /// What the dossier says.
    pub dossier: Option<String>,
    /// The file of the dossier that says it, and the line.
    pub file: Option<(String, usize)>,
}

/// What an import comes to. Nothing is in `text` unless every new row can be taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// The new file of the dossier; none where there is nothing new, or something to mend first.
    pub text: Option<String>,
    /// How many new records each table gets.
    pub new: Vec<(Kind, usize)>,
    /// How many rows say what the record says.
    pub same: usize,
    /// What was passed over, or read in a way the reader should know of.
    pub notes: Vec<Remark>,
    /// Rows that contradict the record; they are not taken over.
    pub conflicts: Vec<Conflict>,
    /// What has to be mended in the sheets.
    pub problems: Vec<Remark>,
    /// Faults of the dossier itself, or that its files would have with the new one.
    pub elsewhere: Vec<Problem>,
}

/// Reads `book` against the dossier in `files`. `name` is what the new file will be called, `from`
/// what the spreadsheet is.
///
/// ```
/// use plenipo_record::dossier::read::NamedBytes;
/// use plenipo_exchange::sheet::{Workbook, import::import, read};
///
/// let text = "format = 1\n[dossier]\ntitle = \"Cod quotas\"\n\
///             [[party]]\nid = \"norway\"\nname = \"Norway\"\n";
/// let files = [NamedBytes { name: "dossier.toml".into(), bytes: text.into() }];
/// let sheet = read::csv("party", b"id;name\niceland;Iceland\n").unwrap();
/// let found = import(&Workbook { sheets: vec![sheet] }, &files, "more.toml", "party.csv");
/// assert!(found.text.unwrap().contains("name = \"Iceland\""));
/// ```
pub fn import(book: &Workbook, files: &[NamedBytes], name: &str, from: &str) -> Import {
    let mut out = Import::default();
    let about = About::of(book, &mut out.problems);
    let options = ReadOptions { assume: about.assume.clone() };
    let (case, problems) = read(files, &options);
    let Some(case) = case else {
        out.elsewhere = errors(problems);
        return out;
    };
    let Some(viewer) = about.viewer(&case, &mut out.problems) else { return out };
    let layouts = layouts();
    let mut tables: Vec<Table<'_>> = Vec::new();
    for sheet in book.sheets.iter().filter(|it| it.name != ABOUT) {
        let layout = table::layout_of(sheet, &layouts, &mut out.problems, &mut out.notes);
        let Some(layout) = layout else { continue };
        if tables.iter().any(|it| it.layout.name() == layout.name()) {
            let at = Some(CellPlace { sheet: sheet.name.clone(), row: None, column: None });
            let message = "there are two sheets of this name".to_owned();
            out.problems.push(Remark { at, message, hint: None });
            continue;
        }
        tables.extend(table::table(sheet, layout, &mut out.problems, &mut out.notes));
    }
    let places = located(files, &options, &layouts);
    let part = case.extract(viewer, about.day);
    if tables.is_empty() && out.problems.is_empty() {
        // What is refused was not passed over.
        out.notes.retain(|it| it.at.as_ref().is_some_and(|at| at.row.is_some()));
        out.problems.push(nothing_known(book, &layouts));
    }
    let mut new: Vec<Candidate<'_>> = Vec::new();
    let mut missing: Vec<Missing> = Vec::new();
    for kind in table::kinds(&tables) {
        let known = Known::of(&part, kind, &layouts, &places);
        // What the spreadsheet does not show, of a later day or closed to its viewer, is there too.
        let whole = Known::of(&case, kind, &layouts, &places);
        let (known, whole) = (&known, &whole);
        let matched = Matched { kind, tables: &tables, known, whole, layouts: &layouts };
        let (more, without) = matched.compare(&mut out);
        new.extend(more);
        missing.extend(without);
    }
    if viewer.is_some() {
        let renamed = renamed(&case, &part);
        new.iter().for_each(|it| it.tell_renamed(&renamed, &mut out.problems));
    }
    new.retain(|it| it.may_be_new(&mut out.problems));
    let mut kinds: Vec<Kind> = new.iter().map(Candidate::kind).collect();
    let mut before = Vec::new();
    if out.problems.is_empty() {
        before = write(new, files, name, from, &options, &layouts, &mut out);
    }
    if out.problems.is_empty() && out.elsewhere.is_empty() {
        kinds.clear();
    }
    for it in missing {
        let is = |mark: &String| *mark == it.mark || Some(mark) == it.bare.as_ref();
        match before.iter().position(is) {
            Some(at) => drop(before.swap_remove(at)),
            // While new rows cannot be read, any of them may be the one.
            None if kinds.contains(&it.kind) => {}
            None => out.conflicts.push(it.conflict),
        }
    }
    out
}

/// Names of questions that may be another question's in the sheets: the number of a made id is counted
/// among what the viewer sees.
fn renamed(case: &Case, part: &Case) -> Vec<String> {
    let stems = |case: &Case| {
        let ids = case.forecasts.iter().filter_map(|it| it.meta.id.as_ref());
        let mut stems: Vec<String> = ids.map(|it| it.stem().0.to_owned()).collect();
        stems.sort_unstable();
        stems
    };
    let (all, shown) = (stems(case), stems(part));
    let count = |list: &[String], stem: &str| list.iter().filter(|it| *it == stem).count();
    let mut renamed = all.clone();
    renamed.dedup();
    renamed.retain(|it| count(&all, it) > 1 && count(&all, it) != count(&shown, it));
    renamed
}

/// What to say where no sheet is a table.
fn nothing_known(book: &Workbook, layouts: &[Layout]) -> Remark {
    let message = match book.sheets.as_slice() {
        [sheet] => format!("`{}` is not a table of the record", short(&sheet.name)),
        _ => "none of these sheets is a table of the record".to_owned(),
    };
    let names: Vec<String> =
        layouts.iter().filter(|it| it.list.is_none()).map(Layout::name).collect();
    let hint = format!("name the sheet, or the CSV file, after a table: {}", names.join(", "));
    Remark { at: None, message, hint: Some(hint.into()) }
}

/// Writes the new file, and reads the dossier with it. Returns the marks of the rows that were on
/// record before.
fn write(
    mut new: Vec<Candidate<'_>>,
    files: &[NamedBytes],
    name: &str,
    from: &str,
    options: &ReadOptions,
    layouts: &[Layout],
    out: &mut Import,
) -> Vec<String> {
    let there = located(files, options, layouts);
    // Rows that were imported before are found once they have been read: a second look without
    // them settles it.
    let mut known = Vec::new();
    for _ in 0..2 {
        if new.is_empty() {
            break;
        }
        let mut text = Text::new(&format!("From {from}."));
        let starts: Vec<usize> = new.iter().map(|it| it.write(&mut text)).collect();
        let mut all = files.to_vec();
        all.push(NamedBytes { name: name.to_owned(), bytes: text.text.clone().into_bytes() });
        let (case, problems) = read(&all, options);
        if case.is_none() {
            for problem in errors(problems) {
                if problem.file != name {
                    out.elsewhere.push(problem);
                    continue;
                }
                let at = text.place(problem.span.start).cloned();
                out.problems.push(Remark { at, message: problem.message, hint: problem.hint });
            }
            break;
        }
        let with = located(&all, options, layouts);
        let marks: Vec<&str> = starts.iter().map(|start| with.mark_at(name, *start)).collect();
        let before: Vec<bool> = marks.iter().map(|mark| there.has(mark)).collect();
        if !before.contains(&true) {
            // What reading only warns of has no place in a file that this program writes.
            let beside = ledger::beside_it(&all, options, case.as_ref());
            for problem in beside.into_iter().filter(|it| it.file == name) {
                let at = text.place(problem.span.start).cloned();
                let only =
                    "only the ledger's own commands seal, resolve and correct what is sealed: ";
                let hint = Some(Phrase::from(only).with(Action::Seal));
                out.problems.push(Remark { at, message: problem.message, hint });
            }
            if !out.problems.is_empty() {
                break;
            }
            new.iter().for_each(|it| it.tell_copy(None, out));
            for kind in Kind::ALL {
                let count = new.iter().filter(|it| it.kind() == kind).count();
                out.new.extend((count > 0).then_some((kind, count)));
            }
            out.text = Some(named(&all, name).unwrap_or(text.text));
            break;
        }
        for ((row, mark), _) in new.iter().zip(&marks).zip(&before).filter(|it| *it.1) {
            row.tell_copy(Some(mark), out);
            known.push((*mark).to_owned());
            out.same += 1;
        }
        let mut before = before.into_iter();
        new.retain(|_| before.next() == Some(false));
    }
    known
}

/// The text of the new file with an id in every record: whoever mends a word in it later should find the
/// same record under the same name.
fn named(all: &[NamedBytes], name: &str) -> Option<String> {
    let upgraded = upgrade::upgraded_in(all, |it| it == name).ok()?;
    let file = upgraded.files.into_iter().find(|it| it.name == name)?;
    String::from_utf8(file.bytes).ok()
}

fn errors(problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().filter(|it| it.severity == Severity::Error).collect()
}

/// What the first sheet says of the export.
#[derive(Default)]
struct About {
    assume: Vec<String>,
    day: Option<Date>,
    viewer: Option<String>,
}

impl About {
    fn of(book: &Workbook, problems: &mut Vec<Remark>) -> About {
        let mut about = About::default();
        let Some(sheet) = book.sheets.iter().find(|it| it.name == ABOUT) else { return about };
        for (row, cells) in sheet.rows.iter().enumerate() {
            let [key, value, ..] = cells.as_slice() else { continue };
            let text = value.shown();
            match key.shown().as_str() {
                SETS => about.assume = text.split(';').map(|it| it.trim().to_owned()).collect(),
                VIEWER => {
                    let full = |it: &String| it == FULL || it == FULL_ONCE;
                    about.viewer = Some(text.trim().to_owned()).filter(|it| !full(it));
                }
                DAY => match Form::Day.value(value) {
                    Ok(Some(plenipo_record::dossier::write::value::Val::Plain(day))) => {
                        about.day = day.parse().ok();
                    }
                    Ok(_) => {}
                    Err(fault) => problems.push(Remark {
                        at: Some(CellPlace {
                            sheet: ABOUT.to_owned(),
                            row: Some(row + 1),
                            column: Some(1),
                        }),
                        message: fault.message,
                        hint: fault.hint.map(Phrase::from),
                    }),
                },
                _ => {}
            }
        }
        about
    }

    /// The party the sheets were made for (`Some(None)` for the full record).
    fn viewer(&self, case: &Case, problems: &mut Vec<Remark>) -> Option<Option<Ix<Party>>> {
        let Some(id) = &self.viewer else { return Some(None) };
        let found = case.find::<Party>(id);
        if found.is_none() {
            let at = Some(CellPlace { sheet: ABOUT.to_owned(), row: None, column: None });
            let message = format!("these sheets are for the party `{}`", short(id));
            let hint = Some("this dossier has no such party; is it the right one?".into());
            problems.push(Remark { at, message, hint });
        }
        found.map(Some)
    }
}
