//! Adding to a dossier's ledger: one process at a time, whole or not at all.

use std::path::Path;

use clap::ArgMatches;
use jiff::Timestamp;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_present::hint;
use plenipo_present::problems;
use plenipo_record::case::Case;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::dossier::ledger::{self, Entry};
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::flags::author_of;
use crate::access::Access;
use crate::args::Globals;
use crate::clock;
use crate::command::Answer;
use crate::command::said::Said;
use crate::dossier::Writer;
use crate::failure::Failure;

/// Possible ledgers that are named, at most.
const NAMED_MAX: usize = 20;

/// A dossier that nobody else adds to while this lives.
pub(super) struct Book<'a> {
    dir: &'a Path,
    writer: Writer<'a>,
    globals: &'a Globals,
    /// The verb that adds, and what it does.
    by: (&'static str, &'static str),
    options: ReadOptions,
    /// When entries are put down, and by whom.
    at: Timestamp,
    author: Option<String>,
    /// The dossier as it is.
    pub(super) case: Case,
}

impl<'a> Book<'a> {
    /// Reads the dossier once nobody else is adding to it.
    pub(super) fn open(
        dir: &'a Path,
        by: (&'static str, &'static str),
        matches: &ArgMatches,
        globals: &'a Globals,
    ) -> Result<Book<'a>, Failure> {
        globals.words_or_json(by.0)?;
        if globals.viewer.is_some() {
            return Err(Failure::usage(
                "the ledger belongs to the full record, so it cannot be \
                                       combined with `--for`",
            )
            .hint("leave `--for` out"));
        }
        let author = author_of(matches)?;
        let writer = Writer::open(dir, globals)?;
        // Once nobody else is adding: who waited was not there before.
        let at = clock::now()?;
        let files = writer.files();
        begun_elsewhere(dir, &writer)?;
        let options = ReadOptions { assume: globals.assume.clone() };
        let (case, problems) = read(files, &options);
        let case = case.ok_or_else(|| {
            let shown = dir.display().to_string();
            let of: problems::Files<'_> =
                files.iter().map(|it| (it.name.as_str(), it.bytes.as_slice())).collect();
            let text = problems::text(&problems, &of.below(&*shown), &globals.error_style());
            Failure::problems("the dossier has problems, so nothing was added").after_painted(text)
        })?;
        Ok(Book { dir, writer, globals, by, options, at, author, case })
    }

    /// Adds `entries`, sealed, and says so.
    pub(super) fn add(self, entries: &[Entry]) -> Result<Answer, Failure> {
        self.add_with(entries, &[])
    }

    /// The same, with more to be known of them.
    pub(super) fn add_with(self, entries: &[Entry], more: &[String]) -> Result<Answer, Failure> {
        self.outcomes_are_sealed(entries)?;
        let entries = &self.put_down(entries);
        let text = ledger::add(self.writer.files(), &self.options, entries)
            .map_err(|problems| refused(self.dir, &problems))?;
        let decided = |it: &&Entry| {
            let asked = it.answers().and_then(|it| self.case.find::<Forecast>(it));
            asked.is_some_and(|ix| self.case.resolutions.iter().any(|it| it.forecast == ix))
        };
        let n = entries.iter().filter(|it| it.is_view()).filter(decided).count();
        let mut notes = Vec::new();
        if n > 0 {
            let of = if n == 1 { "its question has" } else { "the questions have" };
            notes.push(format!(
                "{of} an outcome on record: what is entered afterwards is scored separately, unless a source \
                 published in time dates it"
            ));
        }
        let as_of = self.case.dossier.as_of;
        let later = entries.iter().filter_map(Entry::day).max().filter(|day| as_of < Some(*day));
        if let Some((as_of, day)) = as_of.zip(later) {
            notes.push(format!(
                "the dossier is read as of {as_of}: what is of a later day is seen only with `--as-of {day}` or a \
                 later day"
            ));
        }
        notes.extend(more.iter().cloned());
        self.write(&text, entries.len(), &notes)
    }

    /// The entries with when they are put down, and by whom.
    fn put_down(&self, entries: &[Entry]) -> Vec<Entry> {
        let each = entries.iter().cloned();
        each.map(|it| it.sealed(self.at, self.author.as_deref())).collect()
    }

    /// Refuses a number on a question whose outcome stands beside the ledger: nothing in the ledger would show
    /// that the number came after it.
    fn outcomes_are_sealed(&self, entries: &[Entry]) -> Result<(), Failure> {
        for entry in entries.iter().filter(|it| it.is_view()) {
            let asked = entry.answers().and_then(|it| self.case.find::<Forecast>(it));
            let Some(asked) = asked else { continue };
            let of = self.case.resolutions.iter().filter(|it| it.forecast == asked);
            let (sealed, beside): (Vec<_>, Vec<_>) = of.partition(|it| it.place.is_some());
            if sealed.is_empty() && !beside.is_empty() {
                let id =
                    self.case.forecasts[asked.get()].meta.id.as_ref().map_or("", |it| it.as_str());
                return Err(Failure::problems(format!(
                    "the outcome of `{id}` is in a file other than the ledger, so the ledger \
                     could not show that this number came after it"
                ))
                .hint(
                    "remove the outcome from its file and put it into the ledger with `plenipo \
                     forecast resolve`; what is added then is scored separately",
                ));
            }
        }
        Ok(())
    }

    /// Adds what of `entries` is new, and says what became of the rest. With `lenient`, what the dossier
    /// would refuse is passed over.
    pub(super) fn bring(
        self,
        entries: &[Entry],
        lenient: bool,
        notes: &[String],
    ) -> Result<Answer, Failure> {
        let entries = &self.put_down(entries);
        let brought =
            ledger::bring(self.writer.files(), &self.options, &self.case, entries, lenient)
                .map_err(|problems| refused(self.dir, &problems))?;
        let mut notes = notes.to_owned();
        notes.extend(brought.told.iter().cloned());
        notes.extend(brought.passed_over.iter().cloned());
        if brought.known > 0 {
            let n = brought.known;
            let are = if n == 1 { "1 entry was" } else { &format!("{n} entries were") };
            notes.push(format!("{are} on record already"));
        }
        if brought.added == 0 {
            // What differs from the record is news, even where the record stays as it is.
            let what = match brought.passed_over.is_empty() {
                true => "it has nothing new, so nothing was added",
                false => "nothing was added, and not all of it agrees with the record",
            };
            let mut said = Said::default();
            said.line(what);
            notes.iter().for_each(|it| said.note(it));
            let state = self.case.ledger();
            let entries = state.map(|it| it.entries);
            said.table(done::ledger(), [row(entries, 0, state.map(|it| it.head.as_str()))]);
            return said.answer(self.by, Some(&self.case), self.globals);
        }
        self.write(&brought.text, brought.added, &notes)
    }

    /// Writes the ledger's new text, which has `added` entries more.
    fn write(self, text: &str, added: usize, notes: &[String]) -> Result<Answer, Failure> {
        let case = self.with(text);
        let access = Access::to(case.as_ref());
        let path = self.writer.grow(ledger::FILE, text.as_bytes(), access)?;
        let old = self.writer.files().iter().find(|it| it.name == ledger::FILE);
        let ledger = ledger::verify(text.as_bytes())
            .map_err(|_| Failure::io("the ledger was written but cannot be read back"))?;
        let n = match added {
            1 => "1 entry".to_owned(),
            n => format!("{n} entries"),
        };
        let entries: String =
            text[old.map_or(0, |it| it.bytes.len())..].trim_start_matches('\n').to_owned();
        let (shown, head) = (path.display(), ledger.head().unwrap_or_default());
        let all = ledger.seals.len();
        let mut said = Said::default();
        said.words(&format!("{entries}\n"));
        said.line(&format!("added {n} to {shown}, {all} in all"));
        said.words(&format!("head {head}\n"));
        said.wrote([shown.to_string()]);
        said.table(done::ledger(), [row(Some(all), added, Some(head))]);
        odd(text, all - added).iter().chain(notes).for_each(|it| said.note(it));
        said.answer(self.by, case.as_ref(), self.globals)
    }

    /// The record once the ledger says `text`.
    fn with(&self, text: &str) -> Option<Case> {
        let file = NamedBytes { name: ledger::FILE.to_owned(), bytes: text.as_bytes().to_vec() };
        let others = self.writer.files().iter().filter(|it| it.name != ledger::FILE).cloned();
        let files: Vec<NamedBytes> = others.chain([file]).collect();
        read(&files, &self.options).0
    }
}

/// How the ledger stands, as a row: of when its entries were put down nothing is said here.
fn row(entries: Option<usize>, added: usize, head: Option<&str>) -> Vec<Cell> {
    let unsaid = || Cell::Unknown;
    let entries = entries.map_or_else(unsaid, Cell::count);
    vec![
        entries,
        Cell::count(added),
        unsaid(),
        unsaid(),
        unsaid(),
        unsaid(),
        Cell::maybe_text(head),
    ]
}

/// What is odd about when the entries from the place `from` on were put down.
fn odd(text: &str, from: usize) -> Vec<String> {
    let entries = ledger::put_down(text);
    let found = ledger::oddities(&entries);
    let new: Vec<_> = found.into_iter().filter(|it| it.0 >= from).collect();
    let each = new.iter().take(NAMED_MAX).map(|(at, odd)| {
        let id = entries.get(*at).and_then(|it| it.id.clone());
        let which = id.unwrap_or_else(|| format!("entry {} of the ledger", at + 1));
        format!("{which} {}", odd.words())
    });
    let mut said: Vec<String> = each.collect();
    if new.len() > NAMED_MAX {
        said.push(format!("and the same for {} more", new.len() - NAMED_MAX));
    }
    said
}

/// Refuses to begin a ledger where there seems to be one: two of them would each say that nothing is missing.
fn begun_elsewhere(dir: &Path, writer: &Writer<'_>) -> Result<(), Failure> {
    let files = writer.files();
    let own = files.iter().find(|it| it.name == ledger::FILE);
    // An empty one is no ledger yet.
    if own.is_some_and(|it| ledger::verify(&it.bytes).map_or(true, |it| !it.seals.is_empty())) {
        return Ok(());
    }
    if own.is_none() {
        // Nor where something else stands in its place, wherever a link there may lead.
        let path = Writer::place(dir, ledger::FILE)?;
        if path.symlink_metadata().is_ok_and(|it| !it.is_file()) {
            let shown = path.display();
            return Err(Failure::io(format!(
                "{shown} is not an ordinary file, so it can be no ledger"
            ))
            .hint("nothing was written; move it out of the folder"));
        }
    }
    let elsewhere = ledger::elsewhere(files);
    let all: Vec<&Problem> = elsewhere.iter().chain(writer.folder().ledgers()).collect();
    if all.is_empty() {
        return Ok(());
    }
    let told: String = all
        .iter()
        .take(NAMED_MAX)
        .map(|it| format!("{}: {}\n", dir.join(&it.file).display(), it.message))
        .collect();
    let what = format!(
        "{} is {}, but there is what may be the ledger: no second one is started beside it",
        dir.join(ledger::FILE).display(),
        if own.is_some() { "empty" } else { "not there" }
    );
    Err(Failure::problems(what).after(told).hint(format!(
        "nothing was added; if it is this dossier's ledger, rename it `{}` in the dossier's own \
         folder; if you want a new one, move the other out of the folder first",
        ledger::FILE
    )))
}

/// The first problem of an entry, and that nothing was written.
fn refused(dir: &Path, problems: &[Problem]) -> Failure {
    let gravest = problems.iter().min_by_key(|it| it.severity);
    let Some(first) = gravest else { return Failure::problems("nothing was added") };
    let shown = dir.display();
    let whole = first.severity == Severity::Error && first.message.contains("sealed");
    let failure = match whole {
        true => Failure::problems(format!("{shown}/{}: {}", ledger::FILE, first.message))
            .hint("nothing was added: a ledger that was tampered with is not added to"),
        false => Failure::usage(format!("nothing was added: {}", first.message)),
    };
    first.hint.iter().fold(failure, |failure, it| failure.hint(hint::phrase(it)))
}
