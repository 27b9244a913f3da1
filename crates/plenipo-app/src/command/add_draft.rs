//! `plenipo add-draft`: a draft as it came, entered into the dossier.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use jiff::civil::Date;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo::lens::drafts::proposed::{self, Proposed};
use plenipo::lens::drafts::returned::{self, Returned, ReturnedCell};
use plenipo_exchange::paper::entry::{self, EntryWords};
use plenipo_exchange::paper::{self, BYTES_MAX, Paper, PaperError, SideBySide};
use plenipo_present::hint;
use plenipo_present::{problems, terminal};
use plenipo_record::case::draft::{Draft, Form};
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::records::Records;
use plenipo_record::case::{Case, describe};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::NamedBytes;
use plenipo_record::dossier::write::draft_apart;

use super::said::Said;
use super::{Answer, Does, Verb, dossier};
use crate::access::Access;
use crate::args::{self, Globals};
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{load, write};

pub(super) const VERB: Verb = Verb {
    name: "add-draft",
    about: "Adds a draft from Markdown, plain text or DOCX; lineage is proposed, not recorded",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let ids = |name: &'static str, value: &'static str, help: &'static str| {
        let many = Arg::new(name).long(name).value_name(value).help(help);
        many.action(ArgAction::Append).value_delimiter(',')
    };
    vec![
        dossier(),
        Arg::new("file")
            .value_name("FILE")
            .help("The text: .md, .txt or .docx; or a filled-in table from `compare --as columns`")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        Arg::new("id").long("id").value_name("ID").help("The new draft's id").required(true),
        Arg::new("date")
            .long("date")
            .value_name("DATE")
            .help("When it was tabled or became known to exist")
            .required(true)
            .value_parser(args::day),
        Arg::new("title")
            .long("title")
            .value_name("WORDS")
            .help("What it is called [default: the name of the file]"),
        ids("tabled-by", "PARTY", "Whose text it is; several parties with commas"),
        Arg::new("form")
            .long("form")
            .value_name("FORM")
            .help("The form in which it is known")
            .default_value(Form::Text.word())
            .value_parser(PossibleValuesParser::new(Form::ALL.map(|(_, word)| word))),
        Arg::new("complete")
            .long("complete")
            .help("The whole text is here: what it does not mention stays as it is")
            .action(ArgAction::SetTrue),
        ids("source", "ID", "Where it comes from; several sources with commas"),
        ids(
            "handling",
            "WHO",
            "Who may see it: `open`, `mediator`, or parties with commas [default: as the dossier has it]",
        ),
        Arg::new("based-on").long("based-on").value_name("DRAFT").help(
            "The draft it was made from; lineage is proposed against that [default: the latest]",
        ),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.words_or_json("add-draft")?;
    if globals.viewer.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("a draft is added to the full record only")
            .hint("leave `--for` and `--assume` out"));
    }
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let file: Option<&PathBuf> = matches.get_one("file");
    let file = file.ok_or_else(|| Failure::usage("no file was given"))?;
    let said = said(matches, file)?;
    let paper = || -> Result<Paper, Failure> {
        paper::read(&file.to_string_lossy(), &bytes(file)?).map_err(|error| unread(file, error))
    };
    let writer = Writer::open(path, globals)?;
    let (case, stands_in) = base(path, &writer, globals, &said, &paper)?;
    let mut records: Records = (*case).clone();
    let at = if stands_in { vacate(&mut records, &said.id) } else { None };
    let mut draft = entry::draft(&records, &said).map_err(misuse)?;
    let name = format!("drafts/{}.toml", said.id);
    let target = Writer::place(path, &name)?;
    if target.symlink_metadata().is_ok() {
        return Err(write::failure(&target, &io::ErrorKind::AlreadyExists.into()));
    }
    let paper = paper()?;
    let earlier = match &said.based_on {
        Some(_) => draft.based_on.first().copied(),
        None => proposed::earlier(&records, said.date),
    };
    let entered = match &paper.side_by_side {
        Some(table) => from_table(&records, table, &mut draft, file)?,
        None => from_text(&records, &paper, &mut draft, earlier),
    };
    let count = (draft.points.len(), draft.points.iter().filter(|it| it.number.is_some()).count());
    let unsettled = draft.complete && draft.is_unsettled();
    let at = match at {
        Some(at) => {
            records.drafts[at.get()] = draft;
            at
        }
        None => {
            records.drafts.push(draft);
            Ix::new(records.drafts.len() - 1)
        }
    };
    let opening = opening(file, &paper, &entered, said.sources.is_empty());
    let text = draft_apart(&records, at, &opening, &entered.beside);
    let written = checked(&writer, globals, &name, &text)?;
    writer.add(&name, text.as_bytes(), Access::to(Some(&written)), write::failure)?;
    let mut told = report(path, &name, count, &opening, &entered, said.based_on.is_some());
    told.table(done::entered(), [row(&said.id, count, &entered)]);
    if unsettled {
        told.note(
            "it is complete, and no point of it settles anything yet: until that is entered, its\n      silence is read as unknown, not as the status quo",
        );
    }
    if let Some(closed) = closes(&records, at) {
        told.note(&closed);
    }
    if let Some(day) = records.dossier.as_of.filter(|day| said.date > *day) {
        told.note(&format!(
            "the dossier is read as of {day}: this draft is visible only with `--as-of {}`\n      or a later day",
            said.date
        ));
    }
    told.answer((VERB.name, VERB.about), Some(&written), globals)
}

/// What the draft, which is closed, keeps closed with it to parties that would see it otherwise: a meeting
/// that carries it, an answer to it.
fn closes(records: &Records, draft: Ix<Draft>) -> Option<String> {
    /// The most that are named.
    const NAMED: usize = 4;
    let closed = records.closed_with(RecordRef::new(Kind::Draft, draft.get()));
    let mut beside: Vec<RecordRef> = closed.iter().flat_map(|(_, it)| it.clone()).collect();
    beside.sort_unstable();
    beside.dedup();
    if beside.is_empty() {
        return None;
    }
    let parties: Vec<String> =
        closed.iter().map(|(party, _)| records.party(*party).label().to_owned()).collect();
    let mut named: Vec<String> = beside
        .iter()
        .take(NAMED)
        .map(|it| format!("{} “{}”", it.kind.noun(), describe::in_one_line(records, *it)))
        .collect();
    if beside.len() > NAMED {
        named.push(format!("{} more", beside.len() - NAMED));
    }
    Some(format!(
        "the draft is closed to {}, and so is what refers to it and would be open otherwise:\n      {}.\n      \
         To open it, write `handling = \"open\"` (or who may see it) into its file; `--handling` does so\n      \
         when a draft is entered",
        describe::listed(&parties),
        terminal::line(&describe::listed(&named)),
    ))
}

/// The dossier to enter the draft into, and whether a stand-in for the draft is in it.
///
/// A meeting may carry the draft, or an answer be to it, before the draft is there: a dossier that only
/// lacks what is about to be entered is read with a stand-in for it.
fn base(
    path: &Path,
    writer: &Writer<'_>,
    globals: &Globals,
    said: &EntryWords,
    paper: &dyn Fn() -> Result<Paper, Failure>,
) -> Result<(Case, bool), Failure> {
    let as_it_is = load::of(path, globals, writer.folder().clone());
    if as_it_is.case.is_some() || Id::new(&said.id).is_none() {
        return Ok((load::held(path, writer, globals)?, false));
    }
    // Whatever names a point of it finds that point there.
    let mut text = format!(
        "[[draft]]\nid = \"{}\"\ntitle = \"to be entered\"\ndate = {}\nform = \"text\"\n",
        said.id, said.date
    );
    for number in paper()?.points.into_iter().filter_map(|it| it.number) {
        text.push_str(&format!("[[draft.points]]\nnumber = {number:?}\ngist = \"-\"\n"));
    }
    let name = format!("drafts/{}.toml", said.id);
    let mut folder = writer.folder().clone();
    folder.files.push(NamedBytes { name, bytes: text.into_bytes() });
    let loaded = load::of(path, globals, folder);
    let (before, _) = problems::count(&as_it_is.problems);
    let (errors, _) = problems::count(&loaded.problems);
    match loaded.case {
        Some(case) => Ok((case, true)),
        None if errors < before => {
            let noun = if errors == 1 { "problem" } else { "problems" };
            let text = problems::text(&loaded.problems, &loaded.files(), &globals.error_style());
            Err(Failure::problems(format!(
                "with the draft `{}` added, the dossier would still have {errors} {noun}",
                said.id
            ))
            .hint("nothing was written; fix the rest first, or remove it for now")
            .after_painted(text))
        }
        None => Ok((load::held(path, writer, globals)?, false)),
    }
}

/// The place of the stand-in called `id`, which gives up its name for the draft itself.
fn vacate(records: &mut Records, id: &str) -> Option<Ix<Draft>> {
    let at: Ix<Draft> = records.find(id)?;
    let stand_in = records.drafts.get_mut(at.get())?;
    stand_in.meta.id = None;
    stand_in.points.clear();
    Some(at)
}

/// What became of the file, beside the draft itself.
#[derive(Default)]
struct Entered {
    beside: Vec<Vec<String>>,
    remarks: Vec<String>,
    proposed: Option<(String, Proposed)>,
}

fn said(matches: &ArgMatches, file: &Path) -> Result<EntryWords, Failure> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let many = |name: &str| matches.get_many(name).into_iter().flatten().cloned().collect();
    let stem = || file.file_stem().map(|it| it.to_string_lossy().into_owned());
    let date: Option<&Date> = matches.get_one("date");
    let form = text("form").unwrap_or_default();
    let form = Form::ALL.iter().find(|(_, word)| *word == form).map(|(form, _)| *form);
    let title = text("title");
    if title.as_ref().is_some_and(|it| it.trim().is_empty()) {
        return Err(Failure::usage("the title is empty")
            .hint("give it words, or leave `--title` out: then it is the name of the file"));
    }
    Ok(EntryWords {
        id: text("id").unwrap_or_default(),
        date: *date.ok_or_else(|| Failure::usage("no date was given"))?,
        title: title.or_else(stem).unwrap_or_default(),
        tabled_by: many("tabled-by"),
        form: form.unwrap_or_default(),
        complete: matches.get_flag("complete"),
        sources: many("source"),
        based_on: text("based-on"),
        handling: many("handling"),
    })
}

/// The file's bytes; one more than may be, so that the reader sees that there are too many.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::io(format!("there is no file {shown}")),
        _ => Failure::io(format!("could not read {shown}: {error}")),
    };
    let kind = fs::metadata(path).map_err(unreadable)?;
    if kind.is_dir() {
        return Err(Failure::io(format!("{shown} is a folder")).hint("name the file in it"));
    }
    // A pipe would be waited for, perhaps for ever.
    if !kind.is_file() {
        return Err(Failure::io(format!("{shown} is not an ordinary file"))
            .hint("save the text in a file and name that"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    Ok(bytes)
}

fn from_text(
    records: &Records,
    paper: &Paper,
    draft: &mut Draft,
    earlier: Option<Ix<Draft>>,
) -> Entered {
    let (points, mut beside) = entry::points(paper, &draft.meta);
    draft.points = points;
    let proposed = earlier.map(|earlier| {
        let it = proposed::remarks(records, earlier, draft);
        for (beside, remarks) in beside.iter_mut().zip(&it.beside) {
            beside.extend(remarks.iter().cloned());
        }
        (records.draft(earlier).id().to_owned(), it)
    });
    Entered { beside, proposed, remarks: Vec::new() }
}

fn from_table(
    records: &Records,
    table: &SideBySide,
    draft: &mut Draft,
    file: &Path,
) -> Result<Entered, Failure> {
    let cell = |it: &paper::Words| ReturnedCell { now: it.now.clone(), before: it.before.clone() };
    let rows: Vec<Vec<ReturnedCell>> =
        table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let Returned { points, beside, remarks } = returned::read(records, &table.heads, &rows)
        .map_err(|fault| {
            Failure::problems(format!("{} cannot be entered: {fault}", file.display()))
                .hint("was the table made from this dossier, with its headings unchanged?")
        })?;
    draft.points = points;
    for point in &mut draft.points {
        point.meta = entry::inner(&draft.meta);
    }
    if draft.points.is_empty() {
        let last = table.heads.last().map_or("", String::as_str);
        return Err(Failure::problems(format!(
            "the last column of {} (`{last}`) is empty",
            file.display()
        ))
        .hint("write the new text into it, or words like `[no change]`, `idem`, `deleted`"));
    }
    Ok(Entered { beside, remarks, proposed: None })
}

/// What stands above the draft in its file.
fn opening(file: &Path, paper: &Paper, entered: &Entered, assumed: bool) -> Vec<String> {
    let name = file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let mut lines = vec![match paper.side_by_side.is_some() {
        true => format!(
            "Read by plenipo from the last column of {name}. Lineage is what the rows of that table say."
        ),
        false => format!("Read by plenipo from {name}."),
    }];
    lines.push("A person has to enter what each point settles (`sets`).".to_owned());
    if assumed {
        lines.push("No source was named: the draft counts as assumed.".to_owned());
    }
    lines.extend(paper.remarks.iter().chain(&entered.remarks).map(|it| format!("- {it}")));
    if let Some((_, proposed)) = &entered.proposed {
        lines.extend(proposed.opening.iter().cloned());
    }
    lines
}

/// Refuses to write what the dossier would not be sound with; the record with it.
fn checked(
    writer: &Writer<'_>,
    globals: &Globals,
    name: &str,
    text: &str,
) -> Result<Case, Failure> {
    let file = NamedBytes { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let (case, problems) = load::with(writer.files(), globals, file);
    match case {
        Some(case) => Ok(case),
        None => {
            let first = problems.iter().find(|it| it.severity == Severity::Error);
            let why = first.map_or(String::new(), |it| format!(": {}", it.message));
            Err(Failure::problems(format!("this draft would make the dossier invalid{why}"))
                .hint("nothing was written"))
        }
    }
}

fn report(
    path: &Path,
    name: &str,
    (all, numbered): (usize, usize),
    opening: &[String],
    entered: &Entered,
    chosen: bool,
) -> Said {
    let shown = path.display();
    let points = if all == 1 { "1 point".to_owned() } else { format!("{all} points") };
    let mut told = Said::default();
    told.line(&format!("wrote {shown}/{name}: {points}, {numbered} with a number"));
    told.wrote([format!("{shown}/{name}")]);
    for line in opening.iter().filter_map(|it| it.strip_prefix("- ")) {
        told.note(&terminal::line(line));
    }
    if opening.iter().any(|it| it.starts_with("No source")) {
        told.note("no source was named (`--source`): the draft counts as assumed");
    }
    if let Some((id, it)) = &entered.proposed {
        told.line(&format!(
            "proposed, as comments in the file: {} of {all} points come from {id}",
            it.found
        ));
        if it.lost > 0 {
            let are = if it.lost == 1 { "point is" } else { "points are" };
            told.note(&format!("{} of {id} {are} not found in it", it.lost));
        }
        if !chosen {
            told.note("`--based-on DRAFT` compares with another draft");
        }
    }
    told.words(&format!(
        "next: read it, remove the # from what is right, enter what each point settles;\n      \
         `plenipo check {shown}`\n"
    ));
    told
}

/// What was entered as data; what was compared with an earlier draft, with what came of it.
fn row(id: &str, (all, numbered): (usize, usize), entered: &Entered) -> Vec<Cell> {
    let proposed = entered.proposed.as_ref();
    let number =
        |of: fn(&Proposed) -> usize| proposed.map_or(Cell::Unknown, |(_, it)| Cell::count(of(it)));
    vec![
        Cell::draft(id),
        Cell::count(all),
        Cell::count(numbered),
        Cell::maybe_to(Kind::Draft, proposed.map(|(id, _)| id.as_str())),
        number(|it| it.found),
        number(|it| it.lost),
    ]
}

fn misuse(error: PaperError) -> Failure {
    let failure = Failure::usage(error.message);
    error.hint.iter().map(hint::phrase).fold(failure, Failure::hint)
}

fn unread(file: &Path, error: PaperError) -> Failure {
    let failure = Failure::problems(format!("{}: {}", file.display(), error.message));
    error.hint.iter().map(hint::phrase).fold(failure, Failure::hint)
}
