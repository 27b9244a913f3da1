//! `plenipo serve`: the same answers in a browser, on this machine.

use std::io::IsTerminal;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use plenipo::lens::error::Error;
use plenipo::lens::view::View;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_serve::{Serving, Shelf};

use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;
use crate::output::Form;
use crate::serving::{FolderDesk, GalleryDesk};
use crate::{browser, folder, gallery, load, output};

pub(super) const VERB: Verb = Verb {
    name: "serve",
    about: "Shows the record and its answers in your browser, on this machine only",
    does: Does::Own { args, run },
};

/// Where the server listens unless told otherwise; the next free one where that is taken.
const PORT: u16 = 4600;

fn args() -> Vec<Arg> {
    let dossiers = Arg::new("dossiers")
        .value_name("DOSSIER")
        .help("Folders of dossiers [default: the cases that come with the program]")
        .num_args(0..)
        .value_parser(value_parser!(PathBuf));
    let port = Arg::new("port")
        .long("port")
        .value_name("N")
        .help("The port to listen on [default: 4600, or the next that is free]")
        .value_parser(value_parser!(u16));
    let open = Arg::new("open")
        .long("open")
        .help("Also open the address in your browser")
        .action(ArgAction::SetTrue);
    let edit = Arg::new("edit")
        .long("edit")
        .help("Allow entering records: new files are added, none is written over")
        .action(ArgAction::SetTrue);
    vec![dossiers, port, open, edit]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("serve")?;
    for (flag, given) in [
        ("--as-of", globals.as_of.is_some()),
        ("--assume", !globals.assume.is_empty()),
        ("--try", !globals.tried.is_empty()),
        ("--whole", globals.whole),
    ] {
        if given {
            return Err(
                Failure::usage(format!("`{flag}` is chosen on the pages")).hint("leave it out")
            );
        }
    }
    if globals.out.is_some() {
        return Err(
            Failure::usage("a server has no answer to write into a file").hint("leave `--out` out")
        );
    }
    let edit = matches.get_flag("edit");
    if edit && globals.viewer.is_some() {
        return Err(Failure::usage(
            "`--edit` writes to the full record, so it cannot be combined with `--for`",
        ));
    }
    let paths: Vec<PathBuf> = matches.get_many("dossiers").into_iter().flatten().cloned().collect();
    let shelves =
        if paths.is_empty() { of_gallery(globals)? } else { of_folders(&paths, edit, globals)? };
    let (key, once) = (key()?, matches.get_flag("open").then(key).transpose()?);
    let listener = listen(matches.get_one("port").copied())?;
    let address = listener.local_addr().map_err(|error| Failure::io(error.to_string()))?;
    let link = format!("http://{address}/?key={key}");
    // The only thing on standard output, so that a script can take it.
    output::write(format!("{link}\n").as_bytes(), Form::Words)?;
    if std::io::stdout().is_terminal() {
        output::complain(
            "Open this address in your browser; Ctrl-C ends it. It answers this machine only.\n",
        );
    }
    if let Some(once) = &once
        && let Err(error) = browser::open(&format!("http://{address}/?once={once}"))
    {
        output::complain(&format!(
            "note: no browser could be opened ({error}); open the address yourself\n"
        ));
    }
    let serving = Serving {
        key,
        once,
        viewer: globals.viewer.clone(),
        seed: globals.seed,
        samples: globals.samples,
    };
    plenipo_serve::serve(listener, shelves, serving)
        .map_err(|error| Failure::io(format!("the server stopped: {error}")))?;
    Ok(Answer::from(String::new()))
}

/// The cases that come with the program; for a party, those that have it.
fn of_gallery(globals: &Globals) -> Result<Vec<Shelf>, Failure> {
    let (mut shelves, mut refusals) = (Vec::new(), Vec::new());
    for case in gallery::ALL {
        match globals.viewer.as_ref().map_or(Ok(()), |_| has_viewer(&case.read(), globals)) {
            Ok(()) => shelves.push(Shelf {
                slug: case.name().to_owned(),
                desk: Box::new(GalleryDesk(case)),
                edit: false,
            }),
            Err(why) => refusals.push(why),
        }
    }
    // Of several that do not have it, the one that knows a name near to it says so.
    refusals.sort_by_key(|it| it.hint().is_none());
    match refusals.into_iter().next() {
        Some(why) if shelves.is_empty() => Err(no_party(why)),
        _ => Ok(shelves),
    }
}

/// Why there is no such party, with something to do about it.
fn no_party(why: Error) -> Failure {
    let has_hint = why.hint().is_some();
    let failure = Failure::from(why);
    match has_hint {
        true => failure,
        false => failure.hint("a party is named by its id in the dossier; nothing was served"),
    }
}

fn has_viewer(files: &[NamedBytes], globals: &Globals) -> Result<(), Error> {
    let (case, _) = read(files, &ReadOptions::default());
    case.map_or(Ok(()), |case| View::of(&case, &globals.context()).map(|_| ()))
}

fn of_folders(paths: &[PathBuf], edit: bool, globals: &Globals) -> Result<Vec<Shelf>, Failure> {
    let mut shelves: Vec<Shelf> = Vec::new();
    for path in paths {
        folder::there(path)?;
        is_a_party(path, globals)?;
        let slug = slug(path);
        let taken = |slug: &str| shelves.iter().any(|it| it.slug == slug);
        let numbered = (2..).map(|n| format!("{slug}-{n}"));
        let slug = std::iter::once(slug.clone()).chain(numbered).find(|it| !taken(it));
        let desk = FolderDesk { path: path.clone(), globals: globals.clone() };
        shelves.push(Shelf { slug: slug.unwrap_or_default(), desk: Box::new(desk), edit });
    }
    Ok(shelves)
}

/// Refuses a viewer that the dossier does not have; one that cannot be read now may be later.
fn is_a_party(path: &Path, globals: &Globals) -> Result<(), Failure> {
    if globals.viewer.is_none() {
        return Ok(());
    }
    let Ok(loaded) = load::dossier(path, globals) else { return Ok(()) };
    let Some(case) = &loaded.case else { return Ok(()) };
    View::of(case, &globals.context()).map(|_| ()).map_err(no_party)
}

/// The word that a folder has in addresses.
fn slug(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = whole.file_name().map_or(String::new(), |it| it.to_string_lossy().to_lowercase());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let slug: String = name.chars().map(plain).take(40).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "dossier".to_owned() } else { slug.to_owned() }
}

fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let told = |port: u16, error: &std::io::Error| {
        Failure::io(format!("could not listen on port {port}: {error}"))
            .hint("choose another with `--port N`, or leave it out")
    };
    match port {
        Some(port) => at(port).map_err(|error| told(port, &error)),
        None => (PORT..PORT + 50)
            .find_map(|it| at(it).ok())
            .map_or_else(|| at(0).map_err(|error| told(0, &error)), Ok),
    }
}

/// 192 bits that nobody can guess, as letters and digits.
fn key() -> Result<String, Failure> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::io(format!("the system gives no random numbers: {error}")))?;
    Ok(bytes.iter().map(|it| format!("{it:02x}")).collect())
}
