//! From files to a case.

use crate::case::{Case, LedgerFault};

use super::files;
use super::ledger;
use super::problem::{Problem, Severity};
use super::reader::Reader;
use super::{rules, tables, warnings};

/// Most problems returned; one more says how many there are beyond.
pub const PROBLEMS_MAX: usize = 1_000;

/// Most records of a table.
pub const RECORDS_MAX: usize = 10_000;

/// A file of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBytes {
    /// Its name relative to the dossier's folder, with `/` between folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What to read beside the record itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Names of the assumption sets to read.
    pub assume: Vec<String>,
}

/// What `options` ask for that none of the files is, a problem each: a fault of what was asked, not of the dossier.
pub fn unknown_sets(files: &[NamedBytes], options: &ReadOptions) -> Vec<Problem> {
    files::unknown_sets(files, &options.assume)
}

/// Reads a dossier: its case, unless a problem stands in the way, and every problem, in order of
/// file and place.
///
/// The caller has read the folder; files that are not part of the dossier (hidden, not `.toml`, of
/// an assumption set that is not asked for) are passed over.
///
/// ```
/// use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
///
/// let text = "format = 1\n[dossier]\ntitle = \"Cod quotas\"\n[[party]]\nid = \"norway\"\n";
/// let files = [NamedBytes { name: "dossier.toml".into(), bytes: text.into() }];
/// let (case, problems) = read(&files, &ReadOptions::default());
/// assert!(case.is_none());
/// assert_eq!(problems[0].message, "this party needs `name`");
/// assert_eq!(&text[problems[0].span.clone()], "[[party]]");
/// ```
pub fn read(files: &[NamedBytes], options: &ReadOptions) -> (Option<Case>, Vec<Problem>) {
    let mut problems = Vec::new();
    let texts = files::parse(files, &options.assume, &mut problems);
    let mut reader = Reader::new(&texts, problems);
    let mut records = tables::records(&mut reader);
    records.assumptions = texts.iter().filter_map(|it| it.assumption.map(str::to_owned)).collect();
    records.assumptions.sort_unstable();
    records.assumptions.dedup();
    let stray = ledger::stray(&reader, files);
    let case = if reader.refused() {
        rules::check_sound(&mut reader, &records);
        None
    } else {
        warnings::add(&mut reader, &records);
        match Case::new(records) {
            Ok(case) => Some(case),
            Err(faults) => {
                faults.into_iter().for_each(|fault| rules::report(&mut reader, fault));
                None
            }
        }
    };
    let changes = case.as_ref().map(|it| ledger::warnings_of_changes(&reader, files, it));
    let (mut problems, mut count) = reader.problems();
    let (state, mut found) = ledger::warnings(files);
    let fault = match &changes {
        _ if !found.is_empty() => Some(LedgerFault::Seals),
        Some(changes) if !changes.is_empty() => Some(LedgerFault::RestsOn),
        _ => None,
    };
    let case = case.map(|it| it.beside(state, fault));
    found.extend(stray);
    found.extend(changes.into_iter().flatten());
    count += found.len();
    problems.extend(found);
    (case, shown(problems, count))
}

/// The problems in order, the least grave left out first where there are too many.
fn shown(mut problems: Vec<Problem>, count: usize) -> Vec<Problem> {
    let gravest = problems.iter().map(|it| it.severity).min().unwrap_or(Severity::Warning);
    if count > PROBLEMS_MAX {
        problems.sort_by_key(|it| it.severity);
        problems.truncate(PROBLEMS_MAX);
    }
    let place = |it: &Problem| (it.file.clone(), it.span.start, it.span.end, it.severity);
    problems.sort_by_cached_key(place);
    if count > PROBLEMS_MAX {
        problems.push(Problem {
            severity: gravest,
            file: String::new(),
            span: 0..0,
            message: format!("and {} more problems", count - PROBLEMS_MAX),
            hint: Some("fix the first ones and check again".into()),
        });
    }
    problems
}
