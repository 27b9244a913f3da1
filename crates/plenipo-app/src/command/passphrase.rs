//! Where a passphrase comes from: the terminal, without being shown, or a file. Never the command line:
//! other users see it there, and the shell keeps it.
//!
//! What is read is held as a [`SecretString`], which nobody prints by accident and which is overwritten when
//! it is dropped.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo_parcel::{ExposeSecret, SecretString};

use crate::failure::Failure;
use crate::output;

/// A passphrase is a line.
const BYTES_MAX: u64 = 4096;

/// The flag that names a file with the passphrase.
pub(super) fn arg() -> Arg {
    Arg::new("passphrase-file")
        .long("passphrase-file")
        .value_name("FILE")
        .help("Read the passphrase from this file, one line [default: it is asked on the terminal]")
        .value_parser(value_parser!(PathBuf))
}

/// A passphrase that is to be remembered: asked twice, so that nobody is locked out by a slip.
pub(super) fn new(matches: &ArgMatches) -> Result<SecretString, Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("passphrase-file") {
        return of_file(path);
    }
    let (one, two) = (asked("passphrase: ")?, asked("the same again: ")?);
    if one.expose_secret() != two.expose_secret() {
        return Err(Failure::usage("the two are not the same").hint("nothing was written"));
    }
    sound(one)
}

/// A passphrase that is known.
pub(super) fn known(matches: &ArgMatches) -> Result<SecretString, Failure> {
    match matches.get_one::<PathBuf>("passphrase-file") {
        Some(path) => of_file(path),
        None => sound(asked("passphrase: ")?),
    }
}

fn asked(question: &str) -> Result<SecretString, Failure> {
    // A script would wait for ever, or have its next line taken for it.
    if !io::stdin().is_terminal() {
        return Err(Failure::usage("there is no terminal to ask for a passphrase on")
            .hint("add `--passphrase-file FILE`"));
    }
    output::complain(question);
    rpassword::read_password()
        .map(SecretString::from)
        .map_err(|error| Failure::io(format!("could not ask for a passphrase: {error}")))
}

fn of_file(path: &Path) -> Result<SecretString, Failure> {
    let text = secret(path, BYTES_MAX)?;
    let line = text.expose_secret();
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.contains(['\n', '\r']) {
        return Err(Failure::usage(format!("{} has more than one line", path.display()))
            .hint("a passphrase is one line, and nothing else stands in its file"));
    }
    sound(SecretString::from(line))
}

fn sound(text: SecretString) -> Result<SecretString, Failure> {
    match text.expose_secret().is_empty() {
        true => Err(Failure::usage("an empty passphrase protects nothing")
            .hint("choose six words or more that nobody would guess")),
        false => Ok(text),
    }
}

/// The text of a small file that is a secret.
pub(super) fn secret(path: &Path, most: u64) -> Result<SecretString, Failure> {
    let shown = path.display();
    // With room for all of it: text that has to move leaves a copy where it was.
    let mut text = String::with_capacity(usize::try_from(most + 1).unwrap_or_default());
    File::open(path)
        .and_then(|it| it.take(most + 1).read_to_string(&mut text))
        .map_err(|error| Failure::io(format!("could not read {shown}: {error}")))?;
    let text = SecretString::from(text);
    match text.expose_secret().len() as u64 > most {
        true => Err(Failure::io(format!("{shown} is too long for what it should hold"))),
        false => Ok(text),
    }
}
