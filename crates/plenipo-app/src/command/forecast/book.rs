//! Adding to a dossier's ledger: one process at a time, whole or not at all.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use plenipo::case::Case;
use plenipo::case::forecast::Forecast;
use plenipo::dossier::ledger::{self, Entry};
use plenipo::dossier::problem::{Problem, Severity};
use plenipo::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_present::problems;

use crate::args::Globals;
use crate::command::Answer;
use crate::failure::Failure;
use crate::{folder, write};

/// How long to wait for another process that is adding.
const PATIENCE: Duration = Duration::from_secs(10);

/// A dossier that nobody else adds to while this lives.
pub(super) struct Book<'a> {
    dir: &'a Path,
    files: Vec<NamedBytes>,
    options: ReadOptions,
    /// The dossier as it is.
    pub(super) case: Case,
    _lock: File,
}

impl<'a> Book<'a> {
    /// Reads the dossier once nobody else is adding to it.
    pub(super) fn open(dir: &'a Path, verb: &str, globals: &Globals) -> Result<Book<'a>, Failure> {
        globals.text_only(verb)?;
        if globals.viewer.is_some() {
            return Err(Failure::usage("the ledger is the keeper's, so not `--for` a party")
                .hint("leave `--for` out"));
        }
        // A folder that is none is told as every command tells it.
        folder::read(dir)?;
        let lock = lock(dir)?;
        let files = folder::read(dir)?;
        let options = ReadOptions { assume: globals.assume.clone() };
        let (case, problems) = read(&files, &options);
        let case = case.ok_or_else(|| {
            let shown = dir.display().to_string();
            let of: problems::Files<'_> =
                files.iter().map(|it| (it.name.as_str(), it.bytes.as_slice())).collect();
            let text = problems::text(&problems, &of.below(&*shown), &globals.error_style());
            Failure::problems("the dossier has problems, so nothing was added").after(text)
        })?;
        Ok(Book { dir, files, options, case, _lock: lock })
    }

    /// Adds `entries`, sealed, and says so.
    pub(super) fn add(self, entries: &[Entry]) -> Result<Answer, Failure> {
        let text = ledger::add(&self.files, &self.options, entries)
            .map_err(|problems| refused(self.dir, &problems))?;
        let decided = |it: &&Entry| {
            let asked = it.answers().and_then(|it| self.case.find::<Forecast>(it));
            asked.is_some_and(|ix| self.case.resolutions.iter().any(|it| it.forecast == ix))
        };
        let n = entries.iter().filter(|it| it.is_view()).filter(decided).count();
        let mut notes = String::new();
        if n > 0 {
            let of = if n == 1 { "its question has" } else { "the questions have" };
            notes.push_str(&format!(
                "note: {of} an outcome on record: what is entered afterwards is scored apart, unless a \
                 source published in time dates it\n"
            ));
        }
        self.write(&text, entries.len(), &notes)
    }

    /// Adds what of `entries` is new, and says what became of the rest. With `lenient`, what the dossier
    /// would refuse is passed over.
    pub(super) fn bring(
        self,
        entries: &[Entry],
        lenient: bool,
        notes: &str,
    ) -> Result<Answer, Failure> {
        let brought = ledger::bring(&self.files, &self.options, &self.case, entries, lenient)
            .map_err(|problems| refused(self.dir, &problems))?;
        let mut notes = notes.to_owned();
        notes.extend(brought.passed_over.iter().map(|it| format!("note: {it}\n")));
        if brought.known > 0 {
            let n = brought.known;
            let are = if n == 1 { "1 entry was" } else { &format!("{n} entries were") };
            notes.push_str(&format!("note: {are} on record already\n"));
        }
        if brought.added == 0 {
            return Ok(Answer::from(format!(
                "nothing new was in it, and nothing was added\n{notes}"
            )));
        }
        self.write(&brought.text, brought.added, &notes)
    }

    /// Writes the ledger's new text, which has `added` entries more.
    fn write(self, text: &str, added: usize, notes: &str) -> Result<Answer, Failure> {
        let path = self.dir.join(ledger::FILE);
        let old = self.files.iter().find(|it| it.name == ledger::FILE);
        write::grow_file(&path, old.map(|it| it.bytes.as_slice()), text.as_bytes())
            .map_err(|error| write::failure(&path, &error))?;
        let ledger = ledger::verify(text.as_bytes())
            .map_err(|_| Failure::io("the ledger was written and cannot be read again"))?;
        let n = match added {
            1 => "1 entry".to_owned(),
            n => format!("{n} entries"),
        };
        let entries: String =
            text[old.map_or(0, |it| it.bytes.len())..].trim_start_matches('\n').to_owned();
        let (shown, head) = (path.display(), ledger.head().unwrap_or_default());
        let all = ledger.seals.len();
        let answer = format!("{entries}\nadded {n} to {shown}, {all} in all\nhead {head}\n{notes}");
        let were = if added == 1 { "was" } else { "were" };
        Ok(Answer::from(answer).after(format!(
            "{n} {were} written to {shown} all the same, {all} in all, head {head}: do not add it again"
        )))
    }

    /// `wanted` as an id of the records for which `taken` says whether one is taken: cut to length, and
    /// told apart by a number.
    pub(super) fn free_id(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
        let mut stem = String::new();
        for letter in wanted.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => stem.push(letter),
                _ if stem.ends_with('-') => {}
                _ => stem.push('-'),
            }
        }
        let stem: String = stem.trim_matches('-').chars().take(60).collect();
        let stem = if stem.is_empty() { "entry".to_owned() } else { stem };
        let numbered = (2..).map(|n: u32| format!("{stem}-{n}"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        names.find(|it| !taken(it)).unwrap_or(stem)
    }
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
    first.hint.iter().fold(failure, |failure, hint| failure.hint(hint.clone()))
}

/// Waits until no other process adds to the dossier. The system lets go of the lock when this process
/// ends, however it ends.
fn lock(dir: &Path) -> Result<File, Failure> {
    let failure =
        |error: std::io::Error| Failure::io(format!("could not lock {}: {error}", dir.display()));
    let file = held(dir).map_err(failure)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(failure(error)),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::io("another process is adding to this ledger")
                    .hint("nothing was added; try again when it is done"));
            }
        }
    }
}

/// What is locked: the folder itself where the system can, so that nothing is left behind.
#[cfg(unix)]
fn held(dir: &Path) -> std::io::Result<File> {
    File::open(dir)
}

#[cfg(not(unix))]
fn held(dir: &Path) -> std::io::Result<File> {
    let path = dir.join(".ledger.lock");
    File::options().create(true).truncate(false).write(true).open(path)
}
