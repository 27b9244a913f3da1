//! `plenipo debrief`: what came of a meeting, written down while it is fresh.

mod by_line;
mod spoken;

use std::io::IsTerminal;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use jiff::civil::Date;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_present::hint;
use plenipo_present::terminal;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{Became, Meeting};
use plenipo_record::case::records::Record;
use plenipo_record::case::{describe, titled};
use plenipo_record::dossier::debrief::{self, Debrief, DebriefFault, DebriefPart, DebriefText};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::NamedBytes;
use plenipo_record::dossier::{did_you_mean, nearest};

use super::said::Said;
use super::{Answer, Does, Verb, dossier, path};
use crate::access::Access;
use crate::args::{self, Globals};
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{load, output, write};

pub(super) const VERB: Verb = Verb {
    name: "debrief",
    about: "Writes down what came of a meeting: answered, said, undertaken, and what may be carried to whom",
    does: Does::Own { args, run },
};

/// The flags, in the order of the parts of a debrief.
const FLAGS: [(DebriefPart, &str); 5] = [
    (DebriefPart::Outcome, "outcome"),
    (DebriefPart::Answered, "answered"),
    (DebriefPart::Said, "said"),
    (DebriefPart::Undertaken, "undertaken"),
    (DebriefPart::Carried, "carry"),
];

fn args() -> Vec<Arg> {
    let noted = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).action(ArgAction::Append)
    };
    vec![
        dossier(),
        Arg::new("meeting").value_name("MEETING").help("The id of the meeting").required(true),
        Arg::new("outcome")
            .long("outcome")
            .value_name("WHAT")
            .help("What came of it, in your words; that it was held is noted with it"),
        noted(
            "answered",
            "WHO to DRAFT: ANSWER; WHAT",
            "What a party answered to a text: yes, yes if, no, a basis, another text, referred home; without a draft to the one carried there; may be given several times",
        ),
        noted(
            "said",
            "WHO: WHAT",
            "What was said; their very words between quotation marks, else its sense; may be given several times",
        ),
        noted(
            "undertaken",
            "WHO for WHOM by DATE: WHAT",
            "What was undertaken; `for` and `by` may be left out; may be given several times",
        ),
        noted(
            "carry",
            "WHO to WHOM: WHAT",
            "What may be told to whom, by whose permission: `answered 1`, `said 1`, `undertaken 1` or ids, with commas; in what form in brackets; may be given several times",
        ),
        Arg::new("date")
            .long("date")
            .value_name("DATE")
            .help("The day on which it is noted [default: the day of the meeting]")
            .value_parser(args::day),
        Arg::new("dry-run")
            .long("dry-run")
            .help("Show what would be written, and write nothing")
            .action(ArgAction::SetTrue),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.words_or_json("debrief")?;
    if globals.viewer.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("a debrief is written into the full record only")
            .hint("leave `--for` and `--assume` out"));
    }
    let dir = path(matches)?;
    let dry = matches.get_flag("dry-run");
    let id: Option<&String> = matches.get_one("meeting");
    let id = id.ok_or_else(|| Failure::usage("no meeting was named"))?;
    let day: Option<&Date> = matches.get_one("date");
    let given = given(matches)?;
    // Nobody is kept waiting for the dossier while somebody types.
    let case = load::case(dir, globals)?;
    let meeting = meeting(&case, id)?;
    let mut told = told(&case, meeting, day, given)?;
    let by_line = told.is_empty();
    if by_line {
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage("nothing was said of the meeting").hint(
                "give `--outcome`, `--answered`, `--said`, `--undertaken` or `--carry`; on a terminal, without them, each is asked for",
            ));
        }
        let mut lines = std::io::stdin().lock();
        by_line::ask(&case, meeting, &mut told, &mut lines, &mut output::complain)?;
    }
    let writer = if dry { None } else { Some(Writer::open(dir, globals)?) };
    let case = match &writer {
        // Others may have written meanwhile.
        Some(writer) => load::held(dir, writer, globals)?,
        None => case,
    };
    let meeting = self::meeting(&case, id)?;
    let text = debrief::debrief(&case, meeting, &told).map_err(|it| refused(&it, matches))?;
    let name = name(dir, told.day, case.id(at(meeting)).unwrap_or(id))?;
    let files = match &writer {
        Some(writer) => writer.files().to_vec(),
        None => crate::folder::whole(dir)?.files,
    };
    let after = checked(&files, globals, &name, &text, matches)?;
    let mut said = Said::default();
    let shown = format!("{}/{name}", dir.display());
    let what = counted(&text);
    match writer {
        None => {
            said.headline(format!("would write {shown}: {what}"));
            said.words(&format!(
                "{}\nnothing was written; without `--dry-run` it goes to {shown}\n",
                terminal::plain(&text.text)
            ));
        }
        Some(writer) => {
            if by_line
                && !by_line::confirmed(
                    &text.text,
                    &shown,
                    &mut std::io::stdin().lock(),
                    &mut output::complain,
                )
            {
                return Err(Failure::usage("nothing was written"));
            }
            writer.add(&name, text.text.as_bytes(), Access::to(Some(&after)), write::failure)?;
            said.line(&format!("wrote {shown}: {what}"));
            said.wrote([shown]);
        }
    }
    let rows = WRITTEN
        .map(|it| it.0)
        .into_iter()
        .map(|kind| (kind, count(&text, kind)))
        .filter(|it| it.1 > 0);
    said.table(
        done::brought(),
        rows.map(|(kind, n)| vec![Cell::text(kind.table()), Cell::count(n)]),
    );
    notes(&mut said, &case, meeting, &told, &text);
    said.answer((VERB.name, VERB.about), Some(&after), globals)
}

/// The kinds of record that a debrief writes, with what they are called.
const WRITTEN: [(Kind, &str); 5] = [
    (Kind::Answer, "answer"),
    (Kind::Statement, "statement"),
    (Kind::Undertaking, "undertaking"),
    (Kind::Leave, "permission"),
    (Kind::Meeting, "correction of the meeting"),
];

/// What was given by flags, part by part.
struct Given {
    outcome: Option<String>,
    answered: Vec<String>,
    said: Vec<String>,
    undertaken: Vec<String>,
    carried: Vec<String>,
}

fn given(matches: &ArgMatches) -> Result<Given, Failure> {
    let of = |name: &str| -> Vec<String> {
        matches.get_many(name).into_iter().flatten().cloned().collect()
    };
    let outcome = matches.get_one::<String>("outcome").cloned();
    let outcome = outcome.filter(|it| !it.trim().is_empty());
    let answered = of("answered");
    Ok(Given {
        outcome,
        answered,
        said: of("said"),
        undertaken: of("undertaken"),
        carried: of("carry"),
    })
}

fn told(
    case: &Case,
    meeting: Ix<Meeting>,
    day: Option<&Date>,
    given: Given,
) -> Result<Debrief, Failure> {
    let day = day.copied().or(case.meetings[meeting.get()].date).ok_or_else(|| {
        Failure::usage("the meeting has no day on record")
            .hint("give the day of the debrief: `--date`")
    })?;
    fn all<T>(
        name: &str,
        given: &[String],
        of: impl Fn(&str) -> Result<T, spoken::Unclear>,
    ) -> Result<Vec<T>, Failure> {
        let each = given.iter().map(|it| {
            of(it).map_err(|why| {
                Failure::usage(format!("`--{name}` {it:?}: {}", why.message)).hint(why.hint)
            })
        });
        each.collect()
    }
    Ok(Debrief {
        day,
        answered: all("answered", &given.answered, spoken::answered)?,
        outcome: given.outcome,
        said: all("said", &given.said, spoken::said)?,
        undertaken: all("undertaken", &given.undertaken, spoken::undertaken)?,
        carried: all("carry", &given.carried, spoken::carried)?,
    })
}

fn at(meeting: Ix<Meeting>) -> RecordRef {
    RecordRef::new(Kind::Meeting, meeting.get())
}

/// The meeting of that id; who writes its title is told the id.
fn meeting(case: &Case, id: &str) -> Result<Ix<Meeting>, Failure> {
    if let Some(found) = case.find::<Meeting>(id) {
        return Ok(found);
    }
    let failure = Failure::usage(format!("there is no meeting `{id}`"));
    let all = || (0..Meeting::list(case).len()).map(|it| RecordRef::new(Kind::Meeting, it));
    let called = all().find(|it| titled::is_called(case, *it, id)).and_then(|it| case.id(it));
    let near = match called {
        Some(own) => vec![own],
        None => nearest(id, all().filter_map(|it| case.id(it))),
    };
    let ids: Vec<String> = all().filter_map(|it| case.id(it)).map(|it| format!("`{it}`")).collect();
    Err(match (near.is_empty(), ids.is_empty()) {
        (false, _) => failure.hint(did_you_mean(&near)),
        (true, false) => failure.hint(format!("there is {}", describe::listed(&ids))),
        (true, true) => failure.hint("a meeting needs an `id` in its table before it can be named"),
    })
}

/// The name of the first file that is not there yet.
fn name(dir: &Path, day: Date, meeting: &str) -> Result<String, Failure> {
    // An id that is none must not lead out of the folder.
    let meeting = if Id::new(meeting).is_some() { meeting } else { "meeting" };
    for n in 1..1000 {
        let name = debrief::file_name(day, meeting, n);
        if Writer::place(dir, &name)?.symlink_metadata().is_err() {
            return Ok(name);
        }
    }
    Err(Failure::io("there are a thousand debriefs of that meeting and day"))
}

/// Refuses to write what the dossier would not be sound with, and says what given with which flag that is.
fn checked(
    files: &[NamedBytes],
    globals: &Globals,
    name: &str,
    text: &DebriefText,
    matches: &ArgMatches,
) -> Result<Case, Failure> {
    let file = NamedBytes { name: name.to_owned(), bytes: text.text.as_bytes().to_vec() };
    let (case, problems) = load::with(files, globals, file);
    let Some(case) = case else {
        let mut errors = problems.iter().filter(|it| it.severity == Severity::Error);
        let first = errors.clone().find(|it| it.file == name).or_else(|| errors.next());
        let why = first.map_or_else(String::new, |it| format!(": {}", it.message));
        let from = first.filter(|it| it.file == name).and_then(|it| text.source(it));
        let place =
            from.map(|(part, at)| format!("{}", Place(part, at, matches))).unwrap_or_default();
        let failure =
            Failure::problems(format!("{place}the dossier would not be sound with it{why}"))
                .hint("nothing was written");
        return Err(match first.and_then(|it| it.hint.as_ref()) {
            Some(it) => failure.hint(hint::phrase(it)),
            None => failure,
        });
    };
    Ok(case)
}

/// The first of what cannot be written down, at the flag that it was given with; how many more there are.
fn refused(faults: &[DebriefFault], matches: &ArgMatches) -> Failure {
    let Some(first) = faults.first() else { return Failure::usage("nothing was written") };
    let place = Place(first.part, first.at, matches);
    let mut failure = Failure::usage(format!("{place}{}", first.message));
    if let Some(hint) = &first.hint {
        failure = failure.hint(hint.clone());
    }
    for it in &faults[1..] {
        failure = failure.hint(format!("{}{}", Place(it.part, it.at, matches), it.message));
    }
    failure.hint("nothing was written")
}

/// Where something was given: `--said "rus: …": `, and nothing where it was typed line by line.
struct Place<'m>(DebriefPart, usize, &'m ArgMatches);

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Place(part, at, matches) = self;
        let flag = FLAGS.iter().find(|(it, _)| it == part).map(|(_, flag)| *flag);
        let given = flag.and_then(|it| {
            let mut all = matches.get_many::<String>(it).into_iter().flatten();
            Some((it, all.nth(*at)?))
        });
        match given {
            Some((flag, given)) => write!(f, "`--{flag}` {given:?}: "),
            None => Ok(()),
        }
    }
}

fn count(text: &DebriefText, kind: Kind) -> usize {
    text.records.iter().filter(|it| it.kind == kind).count()
}

/// `2 statements, 1 undertaking, 1 permission, 1 correction of the meeting`
fn counted(text: &DebriefText) -> String {
    let each = WRITTEN.iter().map(|(kind, noun)| (count(text, *kind), noun));
    let each: Vec<String> = each
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| match noun.split_once(' ') {
            Some((noun, rest)) => format!("{} {rest}", describe::counted(n, noun)),
            None => describe::counted(n, noun),
        })
        .collect();
    each.join(", ")
}

/// What whoever wrote it must know: what stays closed, who is on no list, and what is still to be entered.
fn notes(said: &mut Said, case: &Case, meeting: Ix<Meeting>, told: &Debrief, text: &DebriefText) {
    if count(text, Kind::Leave) == 0 {
        said.note(
            "no permission was given: all of it is for the mediators and the record's keeper alone",
        );
    }
    if !text.strangers.is_empty() {
        let names = describe::listed(&text.strangers);
        said.note(&format!(
            "on record as no person and no party, kept as words: {}",
            terminal::line(&names)
        ));
    }
    let it = &case.meetings[meeting.get()];
    if it.state(Some(told.day)) == Became::Cancelled {
        said.note("the meeting's own entry says that it was cancelled: correct it if it was held");
    } else if count(text, Kind::Meeting) > 0 {
        said.note("the meeting's own entry is corrected: it now says that it was held, and what came of it");
    }
    if let Some(day) = case.dossier.as_of.filter(|day| told.day > *day) {
        said.note(&format!(
            "the dossier is read as of {day}: this is visible only with `--as-of {}` or a later day",
            told.day
        ));
    }
}
