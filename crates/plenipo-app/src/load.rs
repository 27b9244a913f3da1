//! From a folder to a case: the one place that knows how the engine reads a dossier.

use std::path::Path;

use plenipo_present::hint;
use plenipo_present::problems::{self, Files};
use plenipo_record::case::Case;
use plenipo_record::case::id::RecordRef;
use plenipo_record::case::records::Records;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read, unknown_sets};
use plenipo_record::dossier::{filename, places, proposals};

use crate::args::Globals;
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::folder::{self, Folder};
use crate::output;

/// A dossier as read: its case unless a problem stands in the way, and every problem.
pub(crate) struct Loaded {
    pub(crate) case: Option<Case>,
    pub(crate) problems: Vec<Problem>,
    files: Vec<NamedBytes>,
    folder: String,
    assume: Vec<String>,
}

/// Reads the dossier in the folder `path`.
pub(crate) fn dossier(path: &Path, globals: &Globals) -> Result<Loaded, Failure> {
    let mut folder = folder::whole(path)?;
    for _ in 0..4 {
        let unrest = folder.unrest();
        let loaded = of(path, globals, folder);
        let (None, Some(unrest)) = (&loaded.case, unrest) else { return Ok(loaded) };
        // Half of a file that is being saved looks like a fault of the user's: so look once more.
        std::thread::sleep(unrest);
        folder = folder::whole(path)?;
        if folder.files == loaded.files {
            return Ok(loaded);
        }
    }
    Ok(of(path, globals, folder))
}

/// The dossier that `folder`, read from `path`, holds.
pub(crate) fn of(path: &Path, globals: &Globals, folder: Folder) -> Loaded {
    let options = ReadOptions { assume: globals.assume.clone() };
    let Folder { files, aside, .. } = folder;
    let (case, mut problems) = read(&files, &options);
    problems.extend(aside);
    globals.run.has_read(case.as_ref(), globals.viewer.as_deref());
    let folder = path.display().to_string();
    Loaded { case, problems, files, folder, assume: options.assume }
}

/// The case of a dossier as it would be with one more file; `None`, with the problems, where it would not
/// be sound.
pub(crate) fn with(
    files: &[NamedBytes],
    globals: &Globals,
    file: NamedBytes,
) -> (Option<Case>, Vec<Problem>) {
    let mut files = files.to_vec();
    files.push(file);
    read(&files, &ReadOptions { assume: globals.assume.clone() })
}

/// The case in the folder `path`, for a question about it.
///
/// Problems go to standard error, since standard output is for answers. A party learns only that
/// there are some: they quote the files, and the files hold what it may not see.
pub(crate) fn case(path: &Path, globals: &Globals) -> Result<Case, Failure> {
    let keeper = globals.viewer.is_none();
    let loaded = dossier(path, globals).map_err(|failure| match keeper || !path.is_dir() {
        true => failure,
        // Which file it was is the keeper's business: a name may tell what a file is about.
        false => Failure::io("the dossier could not be read")
            .hint("the record keeper can see why with `plenipo check`"),
    })?;
    sound(loaded, globals)
}

/// The case in the folder `path` with all that lies there, as it was at one time.
pub(crate) fn whole(path: &Path, globals: &Globals) -> Result<(Case, Folder), Failure> {
    let folder = folder::whole(path)?;
    let case = sound(of(path, globals, folder.clone()), globals)?;
    Ok((case, folder))
}

/// The case of the dossier that `folder`, read from `path`, holds, read with one assumption set more.
pub(crate) fn under(
    path: &Path,
    globals: &Globals,
    folder: &Folder,
    set: &str,
) -> Result<Case, Failure> {
    let mut with = globals.clone();
    with.assume.push(set.to_owned());
    let mut loaded = of(path, &with, folder.clone());
    match loaded.case.take() {
        // What there is to complain of was said of the record alone.
        Some(case) => Ok(case),
        None => sound(loaded, &with),
    }
}

/// The case of the dossier that `writer` holds.
pub(crate) fn held(path: &Path, writer: &Writer<'_>, globals: &Globals) -> Result<Case, Failure> {
    sound(of(path, globals, writer.folder().clone()), globals)
}

fn sound(loaded: Loaded, globals: &Globals) -> Result<Case, Failure> {
    let keeper = globals.viewer.is_none();
    let shown = loaded.folder.as_str();
    match &loaded.case {
        Some(_) => {
            let (_, warnings) = problems::count(&loaded.problems);
            if keeper && warnings > 0 {
                let noun = if warnings == 1 { "warning" } else { "warnings" };
                let typed = crate::shell::path(Path::new(shown));
                output::complain(&format!("{warnings} {noun}; see `plenipo check {typed}`\n"));
            }
        }
        None if keeper => {
            // An assumption set that is not there is asked for, and no fault of the dossier.
            let asked = ReadOptions { assume: globals.assume.clone() };
            if let Some(first) = unknown_sets(&loaded.files, &asked).first() {
                let failure = Failure::usage(first.message.clone());
                return Err(match &first.hint {
                    Some(hint) => failure.hint(hint::phrase(hint)),
                    None => failure,
                });
            }
            let text = problems::text(&loaded.problems, &loaded.files(), &globals.error_style());
            let (errors, _) = problems::count(&loaded.problems);
            let noun = if errors == 1 { "problem" } else { "problems" };
            return Err(
                Failure::problems(format!("the dossier has {errors} {noun}")).after_painted(text)
            );
        }
        None => {
            return Err(Failure::problems("the dossier has problems")
                .hint("the record keeper can see them with `plenipo check`"));
        }
    }
    loaded.case.ok_or_else(|| Failure::problems("the dossier has problems"))
}

impl Loaded {
    /// The files that its problems point into.
    pub(crate) fn files(&self) -> Files<'_> {
        let files: Files<'_> =
            self.files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
        files.below(&*self.folder)
    }

    /// Its records in the order of the files, with where each stands.
    pub(crate) fn places(&self) -> (Records, Vec<(RecordRef, String, usize)>) {
        places(&self.files, &ReadOptions { assume: self.assume.clone() })
    }

    /// How many files were read for the record: of assumption sets, only those asked for.
    pub(crate) fn n_files(&self) -> usize {
        let read = |file: &&NamedBytes| {
            let set = filename::assumption_set(&file.name);
            !proposals::is_kept_out(file)
                && set
                    .is_none_or(|set| self.assume.iter().any(|asked| filename::is_set(set, asked)))
        };
        self.files.iter().filter(read).count()
    }
}
