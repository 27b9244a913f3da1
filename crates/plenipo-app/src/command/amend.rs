//! `plenipo amend`: the smallest change, and its draft as a new file of the dossier.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo::lens::amend::{self, save::Saved};
use plenipo_record::dossier::read::NamedBytes;
use plenipo_record::dossier::write::append;

use super::{Answer, Does, Verb, ask, dossier, settings};
use crate::access::Access;
use crate::args::Globals;
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{load, output, write};

pub(super) const VERB: Verb = Verb {
    name: "amend",
    about: "Finds the smallest change that would make a draft acceptable",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let heading = "The amended draft";
    let save = Arg::new("save")
        .long("save")
        .value_name("ID")
        .help("Write a set of changes into the dossier as a draft of this name, in a new file")
        .help_heading(heading);
    let set = Arg::new("set")
        .long("set")
        .value_name("N")
        .value_parser(value_parser!(u16).range(1..))
        .requires("save")
        .help("Which set to write [default: the first to consider]")
        .help_heading(heading);
    let flags = settings::args(amend::LENS.settings);
    std::iter::once(dossier()).chain(flags).chain([save, set]).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let lens = &amend::LENS;
    let settings = settings::read(lens.settings, matches);
    settings.check(lens.settings)?;
    let save: Option<&String> = matches.get_one("save");
    if save.is_some() && globals.viewer.is_some() {
        return Err(Failure::usage(
            "`--save` writes to the full record, so it cannot be combined with `--for`",
        )
        .hint("leave one of the two out"));
    }
    let target = save.map(|id| Target::new(path, id)).transpose()?;
    let case = load::case(path, globals)?;
    let set: Option<&u16> = matches.get_one("set");
    let set = set.map(|it| usize::from(*it));
    let (finding, saved) = ask::viewed(ask::Of::Case(&case), globals, |view| {
        let answer = amend::answer(view, &settings)?;
        let saved = target.as_ref().map(|it| amend::save::saved(view, &answer, set, it.id));
        let finding = lens.asked_with(amend::finding(view, &answer)?, &settings);
        Ok((finding, saved.transpose()?))
    })?;
    let answer = ask::present(&finding, globals)?;
    if let Some((target, saved)) = target.zip(saved) {
        target.write(path, &saved, globals)?;
    }
    Ok(Answer::from(answer))
}

/// The file of the new draft.
struct Target<'a> {
    id: &'a str,
    /// Its name below the dossier.
    name: String,
    path: PathBuf,
}

impl<'a> Target<'a> {
    /// Before the work rather than after it.
    fn new(dossier: &Path, id: &'a str) -> Result<Target<'a>, Failure> {
        // An id that is none is refused with the others; here it must not lead out of the folder.
        let plain = id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        let name = if plain { format!("drafts/{id}.toml") } else { "drafts/draft.toml".to_owned() };
        let path = Writer::place(dossier, &name)?;
        match path.symlink_metadata() {
            Ok(_) if plain => Err(taken(&path)),
            _ => Ok(Target { id, name, path }),
        }
    }

    fn write(&self, dossier: &Path, saved: &Saved, globals: &Globals) -> Result<(), Failure> {
        let start = "# Made by `plenipo amend`: a working text that nobody has tabled. Full \
                     record only,\n# until its handling says otherwise.\n";
        let broken = |why: &str| {
            Failure::io(format!("this set cannot be written as a draft: {why}"))
                .hint("nothing was written; please report it")
        };
        let text = append(start, &saved.records, saved.draft).map_err(|it| broken(&it.message))?;
        let file = NamedBytes { name: self.name.clone(), bytes: text.into_bytes() };
        let writer = Writer::open(dossier, globals)?;
        // Others may have written while the answer was made. A dossier that can be read must stay one:
        // nothing is written before this is sure.
        let (case, _) = load::with(writer.files(), globals, file.clone());
        let case = case.ok_or_else(|| broken("the dossier could not be read with it"))?;
        writer.add(&self.name, &file.bytes, Access::to(Some(&case)), |path, error| match error
            .kind()
        {
            std::io::ErrorKind::AlreadyExists => taken(path),
            _ => write::failure(path, error),
        })?;
        let shown = crate::shell::path(dossier);
        output::complain(&format!(
            "wrote {} (set {}); see `plenipo assess {shown} --draft {}{}`\n",
            self.path.display(),
            saved.set,
            self.id,
            globals.as_of.map(|day| format!(" --as-of {day}")).unwrap_or_default()
        ));
        Ok(())
    }
}

fn taken(path: &Path) -> Failure {
    Failure::io(format!("{} exists already", path.display()))
        .hint("nothing was written; choose another name with `--save`")
}
