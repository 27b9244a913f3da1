//! From a case to sheets.

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::Party;
use plenipo_record::dossier::write::parts::Pen;
use plenipo_record::dossier::write::value::Val;

use super::columns::{Layout, layouts};
use super::rows::{Row, full, layouts_of, mark};
use super::{ABOUT, RECORD, Sheet, SheetCell, Workbook};

/// Tables whose sheet is there even when it is empty, to be written into.
const ALWAYS: [Kind; 10] = [
    Kind::Party,
    Kind::Issue,
    Kind::RedLine,
    Kind::Position,
    Kind::Answer,
    Kind::Alternative,
    Kind::Meeting,
    Kind::Statement,
    Kind::Forecast,
    Kind::Source,
];

/// The record as sheets, as `viewer` has it on the day `as_of`; all of it for its keeper (`None`).
///
/// The first sheet says what this is: for whom, of which day, with which assumption sets.
///
/// ```
/// use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
/// use plenipo_exchange::sheet::export::workbook;
///
/// let text = "format = 1\n[dossier]\ntitle = \"Cod quotas\"\n\
///             [[party]]\nid = \"norway\"\nname = \"Norway\"\n";
/// let files = [NamedBytes { name: "dossier.toml".into(), bytes: text.into() }];
/// let (case, _) = read(&files, &ReadOptions::default());
/// let book = workbook(&case.unwrap(), None, None);
/// let party = book.sheets.iter().find(|it| it.name == "party").unwrap();
/// assert_eq!(party.rows[0][..3].iter().map(|it| it.shown()).collect::<Vec<_>>(), ["record", "id", "name"]);
/// assert_eq!(party.rows[1][2].shown(), "Norway");
/// ```
pub fn workbook(case: &Case, viewer: Option<Ix<Party>>, as_of: Option<Date>) -> Workbook {
    let day = case.day(viewer, as_of);
    let part = &case.extract(viewer, as_of);
    let layouts = layouts();
    let pen = Pen::new(part);
    // Places are counted anew in what a viewer sees; ids stay.
    let viewer = viewer.map(|it| case.party_id(it));
    let mut sheets = vec![about(part, viewer, day)];
    for kind in Kind::ALL {
        let (own, lists) = layouts_of(&layouts, kind);
        let Some(own) = own else { continue };
        if part.count(kind) == 0 && !ALWAYS.contains(&kind) {
            continue;
        }
        let assumed = !part.assumptions.is_empty();
        let mut records = sheet(own, assumed);
        let mut entries: Vec<Sheet> = lists.iter().map(|it| sheet(it, false)).collect();
        for place in 0..part.count(kind) {
            let record = RecordRef::new(kind, place);
            let full = full(&pen, record, &layouts);
            let mark = mark(kind, &full, &layouts);
            let mut row = cells(own, &mark, &full.row);
            if assumed {
                let set = part.meta(record).and_then(|it| it.assumption.clone());
                row.push(SheetCell::text(set.unwrap_or_default()));
            }
            records.rows.push(row);
            let name = part.id(record).map_or(mark, str::to_owned);
            for ((sheet, layout), rows) in entries.iter_mut().zip(&lists).zip(&full.lists) {
                sheet.rows.extend(rows.iter().map(|row| cells(layout, &name, row)));
            }
        }
        sheets.push(records);
        sheets.extend(entries.into_iter().filter(|it| it.rows.len() > 1));
    }
    Workbook { sheets }
}

/// The column that says from which assumption set a record is.
pub(super) const ASSUMPTION: &str = "assumption";

fn sheet(layout: &Layout, assumed: bool) -> Sheet {
    let mut names = vec![SheetCell::text(RECORD)];
    names.extend(layout.columns.iter().map(|it| SheetCell::text(it.name())));
    names.extend(assumed.then(|| SheetCell::text(ASSUMPTION)));
    // The mark, the words, and the assumption set.
    let is_words = |at: &usize| {
        at.checked_sub(1)
            .and_then(|it| layout.columns.get(it))
            .is_none_or(|column| column.form.is_words())
    };
    let words = (0..names.len()).filter(is_words).collect();
    Sheet { name: layout.name(), rows: vec![names], words, ..Sheet::default() }
}

fn cells(layout: &Layout, first: &str, row: &Row) -> Vec<SheetCell> {
    let value = |(column, value): (&super::columns::Column, &Option<Val>)| {
        value.as_ref().map_or(SheetCell::Blank, |it| column.form.cell(it))
    };
    let mut cells = vec![SheetCell::text(first)];
    cells.extend(layout.columns.iter().zip(row).map(value));
    cells
}

/// What the first sheet says where it holds the full record: no id can be that.
pub(super) const FULL: &str = "full record";
/// What it said in the sheets of earlier versions.
pub(super) const FULL_ONCE: &str = "the keeper";

/// The keys of the first sheet that are read again.
pub(super) const SETS: &str = "assumption sets";
pub(super) const DAY: &str = "as of";
pub(super) const VIEWER: &str = "for";

fn about(part: &Case, viewer: Option<&str>, day: Option<Date>) -> Sheet {
    let mut rows = Vec::new();
    let mut say = |key: &str, value: SheetCell| rows.push(vec![SheetCell::text(key), value]);
    if !part.assumptions.is_empty() {
        // In the first line, so that no such table passes for one of the record alone.
        say(SETS, SheetCell::text(part.assumptions.join("; ")));
    }
    say("dossier", SheetCell::text(part.dossier.title.clone()));
    say(DAY, day.map_or(SheetCell::Blank, SheetCell::Day));
    say(VIEWER, SheetCell::text(viewer.unwrap_or(FULL)));
    say("records", SheetCell::Number(part.total() as f64));
    say("made by", SheetCell::text(concat!("plenipo ", env!("CARGO_PKG_VERSION"))));
    for line in [
        "A new row is a new record: leave its first cell empty.",
        "A changed or missing row changes nothing: the import reports it as a conflict.",
        "To correct a record, add a new row that names it in `corrects.id`, with the reason.",
    ] {
        say("note", SheetCell::text(line));
    }
    Sheet { name: ABOUT.to_owned(), rows, ..Sheet::default() }
}
