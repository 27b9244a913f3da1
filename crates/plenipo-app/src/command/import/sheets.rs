//! `plenipo import SPREADSHEET --into DOSSIER`: new rows as a new file of the dossier.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, value_parser};
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_exchange::sheet::import::{Import, import};
use plenipo_exchange::sheet::{Workbook, read};
use plenipo_present::hint;
use plenipo_present::{problems, sheets};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read as read_dossier};

use crate::access::Access;
use crate::args::Globals;
use crate::command::Answer;
use crate::command::said::Said;
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{folder, load, output, write};

/// The bytes of a spreadsheet's file, at most.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// The CSV files of a folder, at most.
const FILES_MAX: usize = 200;

pub(super) fn into() -> Arg {
    Arg::new("into")
        .long("into")
        .value_name("DOSSIER")
        .help("Compare the spreadsheet with this dossier; new rows become a new file in it")
        .value_parser(value_parser!(PathBuf))
}

pub(super) fn dry_run() -> Arg {
    Arg::new("dry-run")
        .long("dry-run")
        .help("With `--into`: show what would be written, and write nothing")
        .requires("into")
        .action(ArgAction::SetTrue)
}

/// Whether a path is a spreadsheet rather than a scenario: a table may lie beside a scenario's profiles.
pub(super) fn is_spreadsheet(path: &Path) -> bool {
    let ends = |path: &Path, with: &str| {
        path.extension().is_some_and(|it| it.to_string_lossy().to_lowercase() == with)
    };
    let any_in = |dir: &Path, endings: &[&str]| {
        let one = |file: &Path| endings.iter().any(|it| ends(file, it));
        fs::read_dir(dir).is_ok_and(|mut it| it.any(|it| it.is_ok_and(|it| one(&it.path()))))
    };
    let sheets =
        |dir: &Path| any_in(dir, &["csv"]) && !any_in(dir, &["xml", "json", "yml", "yaml"]);
    ends(path, "xlsx") || ends(path, "csv") || (path.is_dir() && sheets(path))
}

pub(super) fn run(
    path: &Path,
    dossier: &Path,
    dry: bool,
    globals: &Globals,
) -> Result<Answer, Failure> {
    // What is told of conflicts quotes the whole record.
    let flag = match globals {
        Globals { viewer: Some(_), .. } => Some("--for"),
        Globals { as_of: Some(_), .. } => Some("--as-of"),
        _ if !globals.assume.is_empty() => Some("--assume"),
        _ => None,
    };
    if let Some(flag) = flag {
        let message =
            format!("`import` takes no `{flag}`: the spreadsheet says whom it was made for");
        return Err(Failure::usage(message).hint("leave it out"));
    }
    let book = workbook(path)?;
    // Who only looks keeps nobody waiting, and may look into a folder that cannot be written to.
    let writer = (!dry).then(|| Writer::open(dossier, globals)).transpose()?;
    let files = match &writer {
        Some(writer) => writer.files().to_vec(),
        None => folder::read(dossier)?,
    };
    let from = path.file_name().map_or(String::new(), |it| it.to_string_lossy().into_owned());
    let names: Vec<&str> = files.iter().map(|it| it.name.as_str()).collect();
    let name = new_name(dossier, &from, &names);
    let found = import(&book, &files, &name, &from);
    let shown = dossier.display().to_string();
    let style = globals.error_style();
    let mut told = sheets::report(&found, &shown, &style);
    if !found.elsewhere.is_empty() {
        let files: problems::Files<'_> =
            files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
        told.push_str(&problems::text(&found.elsewhere, &files.below(&*shown), &style));
    }
    let faults = found.problems.len() + found.elsewhere.len();
    if faults > 0 {
        let noun = if faults == 1 { "problem" } else { "problems" };
        return Err(
            Failure::problems(format!("{faults} {noun}; nothing was written")).after_painted(told)
        );
    }
    let (case, _) = match &found.text {
        Some(text) => {
            let file = NamedBytes { name: name.clone(), bytes: text.clone().into_bytes() };
            load::with(&files, globals, file)
        }
        None => read_dossier(&files, &ReadOptions::default()),
    };
    if let (Some(text), Some(writer)) = (&found.text, &writer) {
        writer.add(&name, text.as_bytes(), Access::to(case.as_ref()), write::failure)?;
    }
    output::complain_painted(&told, style.colour);
    let mut said = summary(&found, &shown, &name, dry);
    said.code(if found.conflicts.is_empty() { 0 } else { 3 });
    said.answer((super::VERB.name, super::VERB.about), case.as_ref(), globals)
}

fn summary(found: &Import, folder: &str, name: &str, dry: bool) -> Said {
    let rows = |n: usize| format!("{n} {}", if n == 1 { "row" } else { "rows" });
    let mut said = Said::default();
    said.line(&format!("{} as in the record", rows(found.same)));
    if !found.conflicts.is_empty() {
        let n = found.conflicts.len();
        let noun = if n == 1 { "conflict" } else { "conflicts" };
        said.line(&format!("{n} {noun}, reported above: nothing of that was imported"));
    }
    match &found.text {
        None if found.conflicts.is_empty() => said.line("no change"),
        None => said.line("nothing new"),
        Some(_) => {
            let new: Vec<String> =
                found.new.iter().map(|(kind, n)| format!("{n} {}", kind.noun())).collect();
            let wrote = if dry { "would write" } else { "wrote" };
            said.line(&format!("{wrote} {folder}/{name}: {}", new.join(", ")));
        }
    }
    let wrote = found.text.is_some() && !dry;
    said.wrote(wrote.then(|| format!("{folder}/{name}")));
    let new = found.new.iter().filter(|_| found.text.is_some());
    said.table(
        done::brought(),
        new.map(|(kind, n)| vec![Cell::text(kind.table()), Cell::count(*n)]),
    );
    said
}

/// A name for the new file that nothing in the dossier has.
fn new_name(dossier: &Path, from: &str, names: &[&str]) -> String {
    let stem = from.rsplit_once('.').map_or(from, |it| it.0).to_lowercase();
    let plain: String =
        stem.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
    let stem = plain.trim_matches('-');
    let stem = if stem.is_empty() { "sheets" } else { stem };
    let free = |name: &String| {
        !names.contains(&name.as_str()) && dossier.join(name).symlink_metadata().is_err()
    };
    let numbered = (2..).map(|n| format!("imported-{stem}-{n}.toml"));
    let mut all = std::iter::once(format!("imported-{stem}.toml")).chain(numbered);
    all.find(free).unwrap_or_default()
}

/// The sheets in a file or folder.
fn workbook(path: &Path) -> Result<Workbook, Failure> {
    let kind = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    let mut paths = Vec::new();
    if kind.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
            let entry = entry.map_err(|error| unreadable(path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(|error| unreadable(&entry.path(), &error))?;
            // Spreadsheets leave hidden files beside those that are open.
            if kind.is_file() && !name.starts_with('.') && name.to_lowercase().ends_with(".csv") {
                paths.push(entry.path());
            }
            if paths.len() > FILES_MAX {
                return Err(Failure::io(format!("more than {FILES_MAX} CSV files")));
            }
        }
        paths.sort();
        if paths.is_empty() {
            let shown = path.display();
            return Err(Failure::io(format!("there is no `*.csv` file in {shown}")));
        }
    } else if kind.is_file() {
        paths.push(path.to_owned());
    } else {
        return Err(Failure::io(format!("{} is not a regular file", path.display())));
    }
    let mut book = Workbook::default();
    for path in paths {
        let bytes = bytes(&path)?;
        let stem = path.file_stem().map_or(String::new(), |it| it.to_string_lossy().into_owned());
        let is_csv = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
        let read = match is_csv {
            true => read::csv(&stem, &bytes).map(|sheet| book.sheets.push(sheet)),
            false => read::xlsx(&bytes).map(|it| book = it),
        };
        read.map_err(|fault| {
            let failure = Failure::problems(format!("{}: {}", path.display(), fault.message));
            fault.hint.iter().map(hint::phrase).fold(failure, Failure::hint)
        })?;
    }
    Ok(book)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Failure::io(format!("{} has more than 64 MiB", path.display())));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Failure::io(format!("there is no file or folder {shown}")),
        _ => Failure::io(format!("could not read {shown}: {error}")),
    }
}
