//! `plenipo seal`: a dossier, or what a party may see of it, as one encrypted file to take along.
//!
//! What is sealed goes from memory into the encrypted file. It is in no other file in between, not even in
//! one that is removed again: what was once on a disk can be found there.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches};
use plenipo_parcel::{Lock, Recipient, RecipientFault};
use plenipo_record::case::Case;
use plenipo_record::dossier::read::NamedBytes;

use super::export::for_party;
use super::said::Said;
use super::{Answer, Does, Verb, dossier, import, passphrase};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{load, output, shell};

pub(super) const VERB: Verb = Verb {
    name: "seal",
    about: "Writes an encrypted copy of a dossier, or of what a party may see of it, to take along",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let recipient = Arg::new("recipient")
        .long("recipient")
        .value_name("KEY")
        .help("Who is to open it, by the public half of a key; may be given several times [default: whoever knows a passphrase, which is asked]")
        .action(ArgAction::Append);
    vec![
        dossier(),
        recipient,
        passphrase::arg().conflicts_with("recipient"),
        import::out("The encrypted file to write").value_name("FILE").required(true),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json(VERB.name)?;
    let out: Option<&PathBuf> = matches.get_one("out");
    let out = out.ok_or_else(|| Failure::usage("into which file?").hint("add `--out FILE`"))?;
    output::free(out, globals)?;
    let recipients = recipients(matches)?;
    let sealed = what(super::path(matches)?, globals)?;
    let lock = match recipients.is_empty() {
        true => Lock::Passphrase(passphrase::new(matches)?),
        false => Lock::Recipients(recipients),
    };
    let parcel = plenipo_parcel::seal(&sealed.files, &lock).map_err(|fault| {
        Failure::io(format!("this dossier cannot be sealed: {fault}")).hint("nothing was written")
    })?;
    // Encrypted or not, it is the user's own: how long it is and when it was made tell something.
    globals.run.has_read(None, None);
    output::file(out, &parcel, globals)?;
    told(out, &lock, &sealed, globals)
}

/// What is sealed.
struct Sealed {
    files: Vec<NamedBytes>,
    case: Case,
    /// How many of its records.
    records: usize,
    /// Whose eyes it is for, and the day.
    of: String,
    /// What lies in the folder and is not of the dossier.
    left: Vec<String>,
}

fn what(path: &Path, globals: &Globals) -> Result<Sealed, Failure> {
    if let Some(viewer) = globals.viewer.as_deref() {
        let part = for_party::part(path, viewer, globals)?;
        let day = part.case.dossier.as_of.map_or(String::new(), |day| format!(" as of {day}"));
        let of = format!("what `{viewer}` may see{day}");
        let records = part.case.total();
        return Ok(Sealed { files: part.files, case: part.whole, records, of, left: Vec::new() });
    }
    if globals.as_of.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("the whole dossier is sealed as it lies, file by file")
            .hint("leave `--as-of` and `--assume` out, or add `--for PARTY`"));
    }
    let (case, folder) = load::whole(path, globals)?;
    let (records, of) = (case.total(), "the whole dossier".to_owned());
    Ok(Sealed { files: folder.files, case, records, of, left: folder.others })
}

fn told(out: &Path, lock: &Lock, sealed: &Sealed, globals: &Globals) -> Result<Answer, Failure> {
    let mut said = Said::default();
    let opens = match lock {
        Lock::Passphrase(_) => "whoever knows the passphrase opens it".to_owned(),
        Lock::Recipients(one) if one.len() == 1 => {
            "whoever has the secret half of that key opens it".to_owned()
        }
        Lock::Recipients(all) => {
            format!("whoever has the secret half of one of {} keys opens it", all.len())
        }
    };
    let (records, files, of) = (sealed.records, sealed.files.len(), &sealed.of);
    let shown = out.display();
    said.line(&format!("sealed {shown}: {records} records in {files} files, {of}; {opens}"));
    if !sealed.left.is_empty() {
        let n = sealed.left.len();
        said.note(&format!(
            "not in it: {n} other {} in the folder, which are no part of the record",
            if n == 1 { "entry" } else { "entries" }
        ));
    }
    said.words(&format!("next: `plenipo open {} --out DIR`\n", shell::path(out)));
    said.wrote([shown.to_string()]);
    said.answer((VERB.name, VERB.about), Some(&sealed.case), globals)
}

fn recipients(matches: &ArgMatches) -> Result<Vec<Recipient>, Failure> {
    let given = matches.get_many::<String>("recipient").into_iter().flatten();
    // What was given is not repeated: it may be what should not have been.
    given
        .map(|text| {
            text.parse().map_err(|fault| match fault {
                RecipientFault::Secret => Failure::usage("this is the secret half of a key")
                    .hint("the public half begins with `age1`; it stands in the file of the key, or `age-keygen -y FILE` tells it")
                    .hint("other users may have seen it, and the shell keeps it in its history: make a new key"),
                RecipientFault::Kind => Failure::usage("a key of this kind is not known here")
                    .hint("name one that `age-keygen` made: it begins with `age1` and has 62 letters and figures"),
                RecipientFault::Text => Failure::usage(format!("`{text}` is no public key"))
                    .hint("it begins with `age1` and has 62 letters and figures: was it copied whole?"),
            })
        })
        .collect()
}
