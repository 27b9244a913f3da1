//! `plenipo read`: from a report to proposed entries, kept out of the record until a person has gone through them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_present::terminal;
use plenipo_read::Reader;
use plenipo_read::beside::Beside;
use plenipo_read::file::{self, ArticleSaid, ProposalsText};
use plenipo_read::intake::{self, Intake, free_name, take_in};
use plenipo_read::proposal::ProposalKind;
use plenipo_read::text::{ARTICLE_BYTES_MAX, Article, ArticleError};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::records::Records;
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::proposals::heads;
use plenipo_record::dossier::read::NamedBytes;

use self::model::Model;
use super::said::Said;
use super::{Answer, Does, Verb, dossier, path};
use crate::access::Access;
use crate::args::{self, Globals};
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{clock, load, shell, write};

mod model;

pub(super) const VERB: Verb = Verb {
    name: "read",
    about: "Reads a report and proposes entries from it, each with its quote; nothing enters the record",
    does: Does::Own { args, run },
};

/// The name that stands for standard input.
const STDIN: &str = "-";

fn args() -> Vec<Arg> {
    let word = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let own = vec![
        dossier(),
        Arg::new("report")
            .value_name("FILE")
            .help("The report: text, Markdown, HTML as saved by a browser, or .docx; `-` for standard input; may be several")
            .required(true)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf)),
        word("source", "ID", "The source on record that it is [default: a new one is proposed]").conflicts_with("publisher"),
        word("publisher", "WORDS", "Who published it [default: as it says]"),
        word("date", "DATE", "When it was published: days such as `on Tuesday` are reckoned from it [default: as it says]")
            .value_parser(args::day),
        word("title", "WORDS", "Its title [default: as it says]"),
        Arg::new("again")
            .long("again")
            .help("Also read what was read before, and propose once more what was rejected of it")
            .action(ArgAction::SetTrue),
        Arg::new("dry-run")
            .long("dry-run")
            .help("Show what would be proposed, and write nothing")
            .action(ArgAction::SetTrue),
    ];
    own.into_iter().chain(model::args()).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.words_or_json("read")?;
    if globals.viewer.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("a report is read beside the full record only")
            .hint("leave `--for` and `--assume` out"));
    }
    let dir = path(matches)?;
    let model = Model::of(matches)?;
    let dry = matches.get_flag("dry-run");
    let again = matches.get_flag("again");
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let said_of = ArticleSaid {
        source: text("source"),
        publisher: text("publisher"),
        date: matches.get_one::<Date>("date").copied(),
        title: text("title"),
    };
    let files: Vec<&PathBuf> = matches.get_many("report").into_iter().flatten().collect();
    if files.len() > 1 && (said_of.source.is_some() || said_of.title.is_some()) {
        return Err(Failure::usage(
            "`--source` and `--title` are of one report, and several are given",
        )
        .hint("read them one after another"));
    }
    // All of them first: nothing is written where one cannot be read.
    let mut articles = Vec::new();
    for it in &files {
        articles.push((it.as_path(), article(it, &said_of)?));
    }
    let today = clock::now()?.to_zoned(TimeZone::UTC).date();
    let writer = if dry { None } else { Some(Writer::open(dir, globals)?) };
    let (case, mut known) = match &writer {
        Some(writer) => (load::held(dir, writer, globals)?, writer.files().to_vec()),
        None => load::whole(dir, globals).map(|(case, folder)| (case, folder.files))?,
    };
    if let Some(model) = &model {
        for (name, _) in &articles {
            model.may_send(&case, &said_of, &shown(name))?;
        }
    }
    let reader = Reader::of(&case);
    let mut told = Said::default();
    let mut rows = Vec::new();
    let mut written = Vec::new();
    for (name, article) in articles {
        let before = heads(&known);
        let read = || {
            let mut read = reader.read(&article);
            if let Some(model) = &model {
                model.read(&reader, &article, &mut read);
            }
            read
        };
        let intake = take_in(&case, &article, &said_of, today, (&before, again), read);
        let intake = intake.map_err(|why| {
            Failure::usage(why).hint("nothing was written; `show --what sources` lists the sources")
        })?;
        let made = match intake {
            Intake::New(made) => made,
            Intake::Before(it) => {
                told.line(&format!(
                    "{} was read before: {}/{}; `--again` reads it once more",
                    shown(name),
                    dir.display(),
                    it.file
                ));
                continue;
            }
        };
        let (text, notes) = *made;
        let target = free(dir, &text.stem, &known)?;
        let shown_as = format!("{}/{target}", dir.display());
        let counted = counted(&text);
        rows.extend(text.entries.iter().map(|it| row(it, &article, &case)));
        let [words, file] = intake::files(&target, &text, &article);
        match &writer {
            Some(writer) => {
                let access = Access::to(Some(&case));
                writer.add(&words.name, &words.bytes, access, write::failure)?;
                writer.add(&target, &file.bytes, access, write::failure)?;
                told.line(&format!("wrote {shown_as}: {counted}"));
                written.extend([shown_as, format!("{}/{}", dir.display(), words.name)]);
            }
            None => {
                told.headline(format!("would write {shown_as}: {counted}"));
                told.words(&format!("{}\nnothing was written; without `--dry-run` it goes to {shown_as}: {counted}\n", terminal::plain(&text.text)));
            }
        }
        beside(&mut told, &text);
        if let Some(why) = unsound(&known, globals, &text) {
            told.note(&why);
        }
        notes.iter().for_each(|it| told.note(it));
        known.push(file);
    }
    if !written.is_empty() {
        told.note(&format!(
            "nothing of it is in the record: `plenipo review {}` goes through it, and so does the inbox of `plenipo serve --edit`",
            shell::path(dir)
        ));
    }
    told.table(done::proposed(), rows);
    told.wrote(written);
    told.answer((VERB.name, VERB.about), Some(&case), globals)
}

fn shown(name: &Path) -> String {
    if name == Path::new(STDIN) { "standard input".to_owned() } else { name.display().to_string() }
}

fn article(name: &Path, said: &ArticleSaid) -> Result<Article, Failure> {
    let shown = shown(name);
    let bytes = bytes(name, &shown)?;
    let refused = |ArticleError { message, hint }| {
        Failure::problems(format!("{shown}: {message}")).hint(hint)
    };
    let mut article = Article::read(&name.to_string_lossy(), &bytes).map_err(refused)?;
    if let Some(title) = &said.title {
        article = article.entitled(title);
    }
    article.date = said.date.or(article.date);
    if said.publisher.is_some() {
        article.publisher.clone_from(&said.publisher);
    }
    Ok(article)
}

/// The bytes of a report; one more than may be, so that the reader sees that there are too many.
fn bytes(name: &Path, shown: &str) -> Result<Vec<u8>, Failure> {
    let most = ARTICLE_BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::io(format!("there is no file {shown}")),
        _ => Failure::io(format!("could not read {shown}: {error}")),
    };
    if name == Path::new(STDIN) {
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok(bytes);
    }
    let kind = fs::metadata(name).map_err(unreadable)?;
    if kind.is_dir() {
        return Err(Failure::io(format!("{shown} is a folder")).hint("name the file in it"));
    }
    // A pipe would be waited for, perhaps for ever.
    if !kind.is_file() {
        return Err(Failure::io(format!("{shown} is not an ordinary file"))
            .hint("`-` reads from standard input"));
    }
    fs::File::open(name)
        .and_then(|it| it.take(most).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    Ok(bytes)
}

/// The name of the first file that is not there yet, nor its text.
fn free(dir: &Path, stem: &str, known: &[NamedBytes]) -> Result<String, Failure> {
    // A link in the way is told before anything is read.
    Writer::place(dir, &format!("{stem}.toml"))?;
    let is_there = |name: &str| {
        known.iter().any(|it| it.name.eq_ignore_ascii_case(name))
            || Writer::place(dir, name).map_or(true, |it| it.symlink_metadata().is_ok())
    };
    free_name(stem, is_there)
        .ok_or_else(|| Failure::io("there are a thousand reports of that day and title"))
}

/// `12 entries: 1 source, 3 meetings, …`
fn counted(text: &ProposalsText) -> String {
    let mut each = Vec::new();
    for kind in ProposalKind::ALL {
        let n = text.entries.iter().filter(|it| it.kind == kind).count();
        if n > 0 {
            each.push(describe::counted(n, kind.word()));
        }
    }
    match each.is_empty() {
        true => "no entry".to_owned(),
        false => describe::listed(&each),
    }
}

/// What is on record already.
fn beside(told: &mut Said, text: &ProposalsText) {
    let there = text.entries.iter().filter(|it| it.beside != Beside::New).count();
    if there > 0 {
        told.note(&format!(
            "{} already on record, each marked `already there` with what differs",
            if there == 1 { "1 of them is".to_owned() } else { format!("{there} of them are") }
        ));
    }
}

/// Why the dossier would not be sound if all of it were accepted as it stands.
fn unsound(files: &[NamedBytes], globals: &Globals, text: &ProposalsText) -> Option<String> {
    let file =
        NamedBytes { name: "proposed.toml".to_owned(), bytes: text.body.clone().into_bytes() };
    let (case, problems): (Option<Case>, _) = load::with(files, globals, file);
    if case.is_some() {
        return None;
    }
    let first = problems.iter().find(|it| it.severity == Severity::Error)?;
    Some(format!("as they stand the entries cannot all go into the record: {}", first.message))
}

fn row(it: &file::ProposedEntry, article: &Article, records: &Records) -> Vec<Cell> {
    let there = match &it.beside {
        Beside::There { record, .. } => records.id(*record).unwrap_or("without an id"),
        Beside::New => "",
    };
    let quote = article.text.get(it.quote.clone()).unwrap_or_default();
    vec![
        Cell::text(it.kind.word()),
        Cell::text(it.table.table()),
        Cell::text(it.id.as_str()),
        Cell::text(there),
        Cell::text(quote),
    ]
}
