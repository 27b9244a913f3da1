//! What is to be decided: the reports of a dossier with their entries, numbered; and writing what was decided.

use std::path::Path;

use plenipo_present::terminal::{self, TerminalStyle};
use plenipo_read::review::{
    Decided, InboxReport, ItemStands, ReviewRefused, Settled, article_text, files_of, report,
    settle,
};
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::proposals::heads;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::shown;
use crate::access::Access;
use crate::args::Globals;
use crate::dossier::{Writer, text_beside};
use crate::failure::Failure;
use crate::write;

/// A report on the pile.
pub(super) struct OnPile {
    pub(super) report: InboxReport,
    /// The bytes of its file, as they were seen.
    pub(super) bytes: Vec<u8>,
    /// The article's text, or why it cannot be shown.
    pub(super) text: Result<String, String>,
}

/// What is to be decided.
pub(super) struct Pile {
    pub(super) reports: Vec<OnPile>,
    /// Why files could not be gone through.
    pub(super) faults: Vec<Problem>,
}

impl Pile {
    /// What lies in the dossier `dir`; of one file, or of those with these words in their name, where that is asked.
    pub(super) fn of(
        dir: &Path,
        files: &[NamedBytes],
        only: Option<&str>,
    ) -> Result<Pile, Failure> {
        let is_asked = |it: &&NamedBytes| {
            only.is_none_or(|only| {
                it.name == only || it.name.contains(only) || only.ends_with(&it.name)
            })
        };
        let mut pile = Pile { reports: Vec::new(), faults: Vec::new() };
        for file in files_of(files).filter(is_asked) {
            let head = heads(std::slice::from_ref(file)).pop();
            let bytes = text_beside(dir, &file.name);
            let text = match &head {
                Some(head) => article_text(head, bytes.as_deref()).map(str::to_owned),
                None => Err("The file has no head.".to_owned()),
            };
            match report(files, &file.name, text.as_deref().ok()) {
                Ok(report) => {
                    pile.reports.push(OnPile { report, bytes: file.bytes.clone(), text });
                }
                Err(why) => pile.faults.push(why),
            }
        }
        match only {
            Some(only) if pile.reports.is_empty() && pile.faults.is_empty() => {
                Err(Failure::usage(format!("no file of proposals is called {only}"))
                    .hint("`plenipo review DOSSIER --list` names them"))
            }
            _ => Ok(pile),
        }
    }

    /// The entries that wait, in the order of their numbers.
    pub(super) fn numbered(&self) -> Vec<(usize, usize)> {
        let of = |(at, it): (usize, &OnPile)| {
            let waits = |(_, it): &(usize, &plenipo_read::review::InboxItem)| {
                it.stands != ItemStands::Entered
            };
            let all = it.report.items.iter().enumerate().filter(waits);
            all.map(|(item, _)| (at, item)).collect::<Vec<_>>()
        };
        self.reports.iter().enumerate().flat_map(of).collect()
    }

    /// `12 entries of 2 reports to decide`
    pub(super) fn headline(&self) -> String {
        let n = self.numbered().len();
        if n == 0 {
            return "nothing to decide".to_owned();
        }
        let open = self.reports.iter().enumerate();
        let open = open.filter(|(at, _)| self.numbered().iter().any(|it| it.0 == *at)).count();
        format!("{} of {} to decide", counted(n, "entry"), counted(open, "report"))
    }

    /// The list for people.
    pub(super) fn text(&self, dir: &Path, globals: &Globals) -> String {
        let mut out = format!("{}\n", self.headline());
        let mut number = 0;
        for it in &self.reports {
            out.push_str(&format!("\n{}\n", shown::heading(dir, it)));
            for (at, item) in it.report.items.iter().enumerate() {
                if item.stands == ItemStands::Entered {
                    continue;
                }
                number += 1;
                out.push_str(&shown::listed(number, &it.report, at, globals.style().width));
            }
        }
        out
    }

    /// One entry in full.
    pub(super) fn entry(
        &self,
        dir: &Path,
        report: usize,
        item: usize,
        style: &TerminalStyle,
    ) -> String {
        shown::entry(dir, &self.reports[report], item, style)
    }
}

/// What is to be written of what was decided.
pub(super) fn settled(
    files: &[NamedBytes],
    case: &Case,
    file: &str,
    decided: &Decided,
) -> Result<Settled, ReviewRefused> {
    settle(files, file, decided, case.day(None, None))
}

/// Writes what was settled: the record first, so that whatever stops it between the two is entered and known to be.
pub(super) fn apply(writer: &Writer<'_>, settled: &Settled) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    let mut files: Vec<NamedBytes> = writer.files().to_vec();
    if let Some(it) = &settled.record {
        files.retain(|other| other.name != it.name);
        files.push(it.clone());
    }
    let (case, _) = read(&files, &ReadOptions::default());
    let access = Access::to(case.as_ref());
    if let Some(it) = &settled.record {
        match settled.grows {
            true => writer.grow(&it.name, &it.bytes, access)?,
            false => writer.add(&it.name, &it.bytes, access, write::failure)?,
        };
        written.push(terminal::line(&it.name));
    }
    writer.exchange(&settled.proposals.name, &settled.proposals.bytes, access)?;
    written.push(terminal::line(&settled.proposals.name));
    Ok(written)
}
