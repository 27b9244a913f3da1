//! `plenipo open`: takes a sealed copy back, as a new folder.
//!
//! Everything is read and checked in memory first. The folder appears whole, and only then.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo_parcel::{Fault, Key, Opens, PARCEL_MAX};
use plenipo_record::dossier::read::{ReadOptions, read};

use super::said::Said;
use super::{Answer, Does, Verb, import, passphrase};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{output, shell};

pub(super) const VERB: Verb = Verb {
    name: "open",
    about: "Opens an encrypted copy of a dossier that `seal` wrote, into a new folder",
    does: Does::Own { args, run },
};

/// More is not in a file of keys.
const IDENTITY_MAX: u64 = 64 << 10;

fn args() -> Vec<Arg> {
    vec![
        Arg::new("file")
            .value_name("FILE")
            .help("The encrypted file")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        Arg::new("identity")
            .long("identity")
            .value_name("FILE")
            .help("The file with the secret half of the key that it was sealed for")
            .conflicts_with("passphrase-file")
            .value_parser(value_parser!(PathBuf)),
        passphrase::arg(),
        import::out("The folder to write to, which may exist if it is empty").required(true),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json(VERB.name)?;
    // Of a record from elsewhere nobody knows what is closed in it.
    globals.run.has_read(None, None);
    let file: Option<&PathBuf> = matches.get_one("file");
    let file = file.ok_or_else(|| Failure::usage("no file was given"))?;
    let out: Option<&PathBuf> = matches.get_one("out");
    let out = out.ok_or_else(|| Failure::usage("into which folder?").hint("add `--out DIR`"))?;
    output::free_folder(out, globals)?;
    let parcel = bytes(file)?;
    let refused = |fault| refused(file, fault);
    let key = key(matches, plenipo_parcel::opens(&parcel).map_err(refused)?)?;
    let files = plenipo_parcel::open(&parcel, &key).map_err(refused)?;
    output::folder(out, &files, globals)?;
    let (case, _) = read(&files, &ReadOptions::default());
    let mut said = Said::default();
    let (shown, n) = (out.display(), files.len());
    match &case {
        Some(case) => {
            said.line(&format!("opened {shown}: {} records in {n} files", case.total()));
        }
        None => {
            said.line(&format!("opened {shown}: {n} files"));
            let typed = shell::path(out);
            said.note(&format!("they are no sound dossier: see `plenipo check {typed}`"));
        }
    }
    said.wrote(files.iter().map(|it| format!("{shown}/{}", it.name)));
    said.answer((VERB.name, VERB.about), case.as_ref(), globals)
}

/// What opens it: asked only for a file that it could open.
fn key(matches: &ArgMatches, opens: Opens) -> Result<Key, Failure> {
    let identity: Option<&PathBuf> = matches.get_one("identity");
    match (opens, identity) {
        (Opens::Identity, Some(path)) => {
            let text = passphrase::secret(path, IDENTITY_MAX)?;
            Key::identities(&text).map_err(|fault| {
                let failure = Failure::io(format!("{}: {fault}", path.display()));
                failure.hint("name the file that `age-keygen -o FILE` made; one that is itself encrypted is opened with `age --decrypt` first")
            })
        }
        (Opens::Identity, None) => Err(Failure::usage("this file is sealed for a key")
            .hint("add `--identity FILE`: the file that `age-keygen` made")),
        (Opens::Passphrase, None) => Ok(Key::Passphrase(passphrase::known(matches)?)),
        (Opens::Passphrase, Some(_)) => Err(Failure::usage("this file is sealed with a passphrase")
            .hint("leave `--identity` out; the passphrase is asked, or read with `--passphrase-file FILE`")),
    }
}

/// The file, as far as one may be: more than a sealed copy can have is not read.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error| Failure::io(format!("could not read {}: {error}", path.display()));
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|it| it.is_dir()) {
        return Err(Failure::io(format!("{} is a folder", path.display()))
            .hint("name the file that `plenipo seal` wrote"));
    }
    let mut bytes = Vec::new();
    file.take(PARCEL_MAX as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn refused(path: &Path, fault: Fault) -> Failure {
    let failure = Failure::io(format!("{} was not opened: {fault}", path.display()));
    let failure = match &fault {
        Fault::Armoured => {
            failure.hint("`age --decrypt` opens it, and what comes out is a ZIP file")
        }
        Fault::Cut | Fault::Changed => failure.hint("copy it again from where it was sealed"),
        Fault::WrongKey(Opens::Passphrase) => failure
            .hint("was it typed rightly? a file that was damaged in its first lines says the same"),
        Fault::WrongKey(Opens::Identity) => {
            failure.hint("it was sealed for somebody else, or was damaged in its first lines")
        }
        _ => failure,
    };
    failure.hint("nothing was written")
}
