//! `plenipo review`: goes through what reports propose: accept, edit, reject, or leave for later.

mod asked;
mod by_line;
mod editor;
mod pile;
mod shown;

use std::io::IsTerminal;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo::lens::done;
use plenipo_read::review::{Decided, InboxItem, ItemStands};
use plenipo_record::case::describe::counted;

use self::by_line::Outcome;
use self::pile::{Pile, apply};
use super::said::Said;
use super::{Answer, Does, Verb, dossier, path};
use crate::args::Globals;
use crate::dossier::Writer;
use crate::failure::Failure;
use crate::{folder, load, output, shell};

pub(super) const VERB: Verb = Verb {
    name: "review",
    about: "Goes through what reports propose: accept, edit, reject, or leave for later",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let which = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("WHICH")
            .help(help)
            .value_delimiter(',')
            .num_args(1..)
            .action(ArgAction::Append)
    };
    vec![
        dossier(),
        Arg::new("report")
            .long("report")
            .value_name("FILE")
            .help("Only this file of `proposals/`, or those with these words in their name"),
        Arg::new("list")
            .long("list")
            .help("Show what is to be decided, numbered, and change nothing")
            .action(ArgAction::SetTrue),
        which(
            "accept",
            "Take these into the record, by number as `--list` has them (3, 5-8), by id, or `all`",
        ),
        which("reject", "Do not propose these again, by number, by id, or `all`"),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.words_or_json("review")?;
    if globals.viewer.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("proposals are gone through beside the full record only")
            .hint("leave `--for` and `--assume` out"));
    }
    let dir = path(matches)?;
    let only = matches.get_one::<String>("report").map(String::as_str);
    let of = |name: &str| -> Vec<String> {
        matches.get_many(name).into_iter().flatten().cloned().collect()
    };
    let (accept, reject) = (of("accept"), of("reject"));
    let decides = !accept.is_empty() || !reject.is_empty();
    if matches.get_flag("list") && decides {
        return Err(
            Failure::usage("`--list` changes nothing").hint("leave it out to accept or reject")
        );
    }
    if decides {
        return decide(dir, only, (&accept, &reject), globals);
    }
    let asks = !matches.get_flag("list")
        && globals.format == crate::args::Format::Text
        && std::io::stdin().is_terminal();
    if asks {
        return by_line(dir, only, globals);
    }
    let (case, found) = load::whole(dir, globals)?;
    let pile = Pile::of(dir, &found.files, only)?;
    let mut said = Said::default();
    said.headline(pile.headline());
    said.words(&pile.text(dir, globals));
    tell_faults(&pile, &mut said);
    if !pile.numbered().is_empty() {
        said.note(&format!(
            "nothing of it is in the record: `plenipo review {}` goes through it",
            shell::path(dir)
        ));
    }
    said.table(table(), rows(&pile));
    if pile.reports.is_empty() && !pile.faults.is_empty() {
        said.code(3);
    }
    said.answer((VERB.name, VERB.about), Some(&case), globals)
}

/// Goes through the pile entry by entry.
fn by_line(dir: &Path, only: Option<&str>, globals: &Globals) -> Result<Answer, Failure> {
    let mut session = Session { dir, only, globals, entered: None };
    let style = globals.error_style();
    let mut lines = std::io::stdin().lock();
    let outcome = by_line::ask(
        &mut session,
        &mut lines,
        &mut |text, painted| match painted {
            true => output::complain_painted(text, style.colour),
            false => output::complain(text),
        },
        &mut editor::edit,
    )?;
    let Outcome { accepted, rejected, left, files } = outcome;
    let mut said = Said::default();
    said.line(&format!(
        "{} accepted, {} rejected, {left} left to decide",
        counted(accepted, "entry"),
        rejected
    ));
    for file in &files {
        said.words(&format!("wrote {file}\n"));
    }
    let (case, _) = load::whole(dir, globals)?;
    said.answer((VERB.name, VERB.about), Some(&case), globals)
}

/// A dossier whose pile is gone through: read anew for every entry, and locked only while something is written.
struct Session<'a> {
    dir: &'a Path,
    only: Option<&'a str>,
    globals: &'a Globals,
    /// The file of the record that this run has begun, with what it holds.
    entered: Option<(String, String)>,
}

impl by_line::Desk for Session<'_> {
    fn pile(&mut self) -> Result<Pile, Failure> {
        let found = folder::whole(self.dir)?;
        Pile::of(self.dir, &found.files, self.only)
    }

    fn shown(&self, pile: &Pile, report: usize, item: usize) -> String {
        pile.entry(self.dir, report, item, &self.globals.error_style())
    }

    fn settle(
        &mut self,
        file: &str,
        seen: &[u8],
        decided: Decided,
    ) -> Result<Vec<String>, by_line::Stopped> {
        let writer = Writer::open(self.dir, self.globals).map_err(by_line::Stopped::Failed)?;
        let case = load::held(self.dir, &writer, self.globals).map_err(by_line::Stopped::Failed)?;
        let now = writer.files().iter().find(|it| it.name == file);
        if now.is_none_or(|it| it.bytes != seen) {
            return Err(by_line::Stopped::Changed);
        }
        // What this run has begun grows, unless somebody changed it meanwhile.
        let into = self.entered.clone().filter(|(name, text)| {
            writer.files().iter().any(|it| it.name == *name && it.bytes == text.as_bytes())
        });
        let decided = Decided { into, ..decided };
        let settled = pile::settled(writer.files(), &case, file, &decided)
            .map_err(|it| by_line::Stopped::Refused(Box::new(it)))?;
        let written = apply(&writer, &settled).map_err(by_line::Stopped::Failed)?;
        if let Some(record) = &settled.record {
            let text = String::from_utf8_lossy(&record.bytes).into_owned();
            self.entered = Some((record.name.clone(), text));
        }
        Ok(written.iter().map(|it| format!("{}/{it}", self.dir.display())).collect())
    }

    fn underlined(&self, refused: &plenipo_read::review::ReviewRefused, text: &str) -> String {
        let files = folder::whole(self.dir).map(|it| it.files).unwrap_or_default();
        shown::refused(self.dir, &files, refused, Some(text), &self.globals.error_style())
    }
}

/// Accepts and rejects what the flags name.
fn decide(
    dir: &Path,
    only: Option<&str>,
    (accept, reject): (&[String], &[String]),
    globals: &Globals,
) -> Result<Answer, Failure> {
    let writer = Writer::open(dir, globals)?;
    let case = load::held(dir, &writer, globals)?;
    let pile = Pile::of(dir, writer.files(), only)?;
    let accept = asked::places(&pile, accept, "--accept")?;
    let reject = asked::places(&pile, reject, "--reject")?;
    // All of it is known to be right before the first of it is written.
    let mut decided: Vec<(usize, Decided)> = Vec::new();
    for (at, _) in pile.reports.iter().enumerate() {
        let of = |all: &[(usize, usize)]| -> Vec<usize> {
            all.iter().filter(|it| it.0 == at).map(|it| it.1).collect()
        };
        let own = Decided { accept: of(&accept), reject: of(&reject), ..Decided::default() };
        if !own.accept.is_empty() || !own.reject.is_empty() {
            decided.push((at, own));
        }
    }
    let mut files = writer.files().to_vec();
    let mut all = Vec::new();
    for (at, own) in decided {
        let file = &pile.reports[at].report.file;
        let settled = pile::settled(&files, &case, file, &own).map_err(|why| {
            let style = globals.error_style();
            let text = shown::refused(dir, &files, &why, None, &style);
            let failure = Failure::problems(why.message.clone()).after_painted(text);
            let failure = match &why.hint {
                Some(hint) => failure.hint(hint.clone()),
                None => failure,
            };
            failure.hint("nothing was written")
        })?;
        for it in settled.record.iter().chain([&settled.proposals]) {
            files.retain(|other| other.name != it.name);
            files.push(it.clone());
        }
        all.push(settled);
    }
    let mut said = Said::default();
    let mut written = Vec::new();
    let mut entered = Vec::new();
    let mut after = case.clone();
    for settled in all {
        let files = apply(&writer, &settled)?;
        said.line(&format!(
            "{}: {} accepted, {} rejected",
            settled.proposals.name, settled.n_accepted, settled.n_rejected
        ));
        for (kind, id, line) in &settled.entered {
            said.words(&format!(
                "  {} {id}: {}\n",
                kind.noun(),
                plenipo_present::terminal::line(line)
            ));
        }
        for it in &files {
            said.words(&format!("wrote {}/{it}\n", dir.display()));
        }
        written.extend(files.iter().map(|it| format!("{}/{it}", dir.display())));
        entered.extend(settled.entered);
    }
    drop(writer);
    if let Ok((case, _)) = load::whole(dir, globals) {
        after = case;
    }
    tell_faults(&pile, &mut said);
    let kinds = plenipo_record::case::id::Kind::ALL.into_iter();
    let counts = kinds.map(|kind| (kind, entered.iter().filter(|it| it.0 == kind).count()));
    said.table(
        done::brought(),
        counts
            .filter(|it| it.1 > 0)
            .map(|(kind, n)| vec![Cell::text(kind.table()), Cell::count(n)]),
    );
    said.wrote(written);
    said.answer((VERB.name, VERB.about), Some(&after), globals)
}

fn tell_faults(pile: &Pile, said: &mut Said) {
    for it in &pile.faults {
        said.note(&format!("{} cannot be gone through: {}", it.file, it.message));
    }
}

/// What is to be decided, as data.
fn table() -> Table {
    let text = |name| Column::new(name, ColumnKind::Text);
    Table::new(
        "to_decide",
        "The entries that wait for a decision, none of which is in the record",
        vec![
            Column::new("n", ColumnKind::Count),
            text("report"),
            text("kind"),
            text("table"),
            text("id"),
            text("says"),
            text("rule"),
            text("sureness"),
            text("quote"),
            text("there"),
            text("differs"),
            text("needs"),
            text("fault"),
        ],
    )
}

fn rows(pile: &Pile) -> Vec<Vec<Cell>> {
    let row = |n: usize, (report, item): (usize, usize)| {
        let report = &pile.reports[report].report;
        let it: &InboxItem = &report.items[item];
        let (there, differs) = match &it.stands {
            ItemStands::There { id, differs, .. } => {
                (id.clone().unwrap_or_else(|| "without an id".to_owned()), differs.join(", "))
            }
            ItemStands::New | ItemStands::Entered => (String::new(), String::new()),
        };
        let needs = it.needs.iter().filter_map(|at| report.items[*at].id.clone());
        vec![
            Cell::count(n),
            Cell::text(report.file.as_str()),
            Cell::text(it.is.as_str()),
            Cell::text(it.table.table()),
            Cell::text(it.id.as_deref().unwrap_or_default()),
            Cell::text(it.line.as_str()),
            Cell::text(it.rule.as_str()),
            Cell::text(it.sure.as_str()),
            Cell::text(it.quote.as_str()),
            Cell::text(there),
            Cell::text(differs),
            Cell::text(needs.collect::<Vec<_>>().join(", ")),
            Cell::text(it.fault.as_ref().map(|it| it.message.clone()).unwrap_or_default()),
        ]
    };
    pile.numbered().iter().enumerate().map(|(at, place)| row(at + 1, *place)).collect()
}
