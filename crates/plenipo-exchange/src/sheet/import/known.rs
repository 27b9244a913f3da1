//! The records of the dossier as rows, and where each stands in its files.

use std::collections::{HashMap, HashSet};

use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::{Case, called};
use plenipo_record::dossier::places;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions};
use plenipo_record::dossier::write::parts::Pen;

use super::super::columns::Layout;
use super::super::rows::{Full, bare_mark, full, mark};

/// A file, and a line of it counted from 1.
type Line = (String, usize);

/// Where the records of a dossier stand.
#[derive(Default)]
pub(super) struct Located {
    by_id: HashMap<(Kind, String), Line>,
    by_mark: HashMap<String, Line>,
    marks: HashSet<String>,
    at: HashMap<(String, usize), String>,
}

/// Reads the files once more, for the places of the records. The dossier has no faults.
pub(super) fn located(files: &[NamedBytes], options: &ReadOptions, layouts: &[Layout]) -> Located {
    let (records, places) = places(files, options);
    let pen = Pen::new(&records);
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for file in files {
        let breaks = file.bytes.iter().enumerate().filter(|it| *it.1 == b'\n');
        starts.insert(&file.name, breaks.map(|it| it.0).collect());
    }
    let mut out = Located::default();
    for (record, file, start) in places {
        let line =
            starts.get(file.as_str()).map_or(1, |it| 1 + it.partition_point(|at| *at < start));
        let full = full(&pen, record, layouts);
        if called::is_made(&records, record) {
            // The row that it was made of has none.
            out.marks.insert(bare_mark(record.kind, &full, layouts));
        }
        let mark = mark(record.kind, &full, layouts);
        if let Some(id) = records.id(record) {
            out.by_id.insert((record.kind, id.to_owned()), (file.clone(), line));
        }
        out.by_mark.entry(mark.clone()).or_insert_with(|| (file.clone(), line));
        out.marks.insert(mark.clone());
        out.at.insert((file, start), mark);
    }
    out
}

impl Located {
    /// Whether a record with this mark is there.
    pub(super) fn has(&self, mark: &str) -> bool {
        self.marks.contains(mark)
    }

    /// The mark of the record that begins at a byte of a file.
    pub(super) fn mark_at(&self, file: &str, start: usize) -> &str {
        self.at.get(&(file.to_owned(), start)).map_or("", String::as_str)
    }
}

/// A record as a row.
pub(super) struct One {
    pub(super) mark: String,
    /// Its mark without its id, where this program made that.
    pub(super) bare: Option<String>,
    pub(super) id: Option<String>,
    pub(super) full: Full,
    /// Where it stands; not known of a record without an id that its viewer has a part of only.
    pub(super) file: Option<Line>,
}

/// The records of a table.
pub(super) struct Known {
    pub(super) records: Vec<One>,
    by_id: HashMap<String, usize>,
    by_mark: HashMap<String, Vec<usize>>,
}

impl Known {
    pub(super) fn of(part: &Case, kind: Kind, layouts: &[Layout], places: &Located) -> Known {
        let pen = Pen::new(part);
        let mut known =
            Known { records: Vec::new(), by_id: HashMap::new(), by_mark: HashMap::new() };
        for place in 0..part.count(kind) {
            let record = RecordRef::new(kind, place);
            let full = full(&pen, record, layouts);
            let mark = mark(kind, &full, layouts);
            let bare = called::is_made(part, record).then(|| bare_mark(kind, &full, layouts));
            let id = part.id(record).map(str::to_owned);
            let by_id = id.as_ref().and_then(|id| places.by_id.get(&(kind, id.clone())));
            let file = by_id.or_else(|| places.by_mark.get(&mark)).cloned();
            if let Some(id) = &id {
                known.by_id.insert(id.clone(), place);
            }
            known.by_mark.entry(mark.clone()).or_default().push(place);
            known.records.push(One { mark, bare, id, full, file });
        }
        known
    }

    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn by_mark(&self, mark: &str) -> &[usize] {
        self.by_mark.get(mark).map_or(&[], Vec::as_slice)
    }
}
