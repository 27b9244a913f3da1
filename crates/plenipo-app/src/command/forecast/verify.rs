//! `plenipo forecast verify`: whether every line of the ledger is as it was put down, whether anything
//! beside it would change what it says, and whether this program's own answers come out again.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Arg, ArgMatches};
use plenipo::finding::block::Mark;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo::lens::forecasts::again::{self, Again, Recomputed};
use plenipo_present::hint;
use plenipo_record::case::Case;
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::ledger::{self, Break, Ledger, PutDown};
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

use super::flags::{text, words};
use crate::args::Globals;
use crate::command::said::Said;
use crate::command::{Answer, Does, Verb, dossier, path};
use crate::failure::Failure;
use crate::folder;

pub(super) const VERB: Verb = Verb {
    name: "verify",
    about: "Checks that no line of the ledger was changed, removed or inserted",
    does: Does::Own { args, run },
};

/// Lines about one thing, at most.
const LINES_MAX: usize = 20;

fn args() -> Vec<Arg> {
    vec![
        dossier(),
        words(
            "head",
            "HASH",
            "A head kept elsewhere or printed below an answer: checks that it is still there, and \
             what came since",
        ),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.words_or_json("forecast verify")?;
    if globals.viewer.is_some() {
        // Where a ledger is broken tells how long it is.
        return Err(Failure::usage(
            "the ledger belongs to the full record, so it cannot be \
                                   combined with `--for`",
        )
        .hint("leave `--for` out"));
    }
    let head = text(matches, "head").map(str::to_lowercase);
    if let Some(head) = &head
        && (head.len() != 64 || !head.bytes().all(|it| it.is_ascii_hexdigit()))
    {
        return Err(Failure::usage("a head is 64 hexadecimal digits").hint(
            "`plenipo forecast add` and `verify` print it, and so does the foot of every answer \
             from the full record",
        ));
    }
    let dir = path(matches)?;
    let shown = dir.join(ledger::FILE).display().to_string();
    let folder = folder::whole(dir)?;
    let hidden: Vec<Problem> = folder.ledgers().cloned().collect();
    let files = folder.files;
    let options = ReadOptions { assume: globals.assume.clone() };
    let Some(file) = files.iter().find(|it| it.name == ledger::FILE) else {
        let mut traces = ledger::beside_it(&files, &options, None);
        traces.extend(hidden);
        return Err(missing(dir, &shown, &files, &traces, head.is_some()));
    };
    let ledger = match ledger::verify(&file.bytes) {
        Ok(ledger) => ledger,
        Err(breaks) => {
            let mut beside = ledger::beside_it(&files, &options, None);
            beside.extend(hidden);
            return Err(broken(&breaks, &shown, &lines(dir, &files, &beside)));
        }
    };
    if ledger.seals.is_empty() {
        return Err(Failure::problems(format!(
            "{shown} has no entries: this program never writes such a ledger, so entries were removed from it"
        ))
        .hint("put the file back as it was; a head that was written down shows which version"));
    }
    let (case, _) = read(&files, &options);
    let mut beside = ledger::beside_it(&files, &options, case.as_ref());
    beside.extend(hidden);
    sound(dir, &files, &beside)?;
    if let Some(head) = &head
        && ledger.since(head).is_none()
    {
        return Err(Failure::problems(format!(
            "{shown} does not have the head that was kept: entries were cut off, or everything was sealed again"
        ))
        .hint("a ledger only grows: every head it ever had stays in it"));
    }
    let Some(case) = &case else { return Err(unchecked(&ledger, &file.bytes, &shown)) };
    let own = own_answers(case, &files, globals);
    recomputed(&own, &ledger, &shown)?;
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    let put_down = ledger::put_down(text);
    let mut said = Said::default();
    said.line(&counted(&ledger, case, globals, &shown));
    said.words(&format!("head {}\n", ledger.head().unwrap_or("of an empty ledger")));
    said.words(&times(&put_down));
    odd(&put_down, &ledger, &shown).lines().for_each(|it| said.also(&format!("{it}\n")));
    if case.dossier.fictional {
        said.also(
            "The dossier is fictional: nothing in its ledger is a forecast of real events.\n",
        );
    }
    said.words(&witness(&ledger, head.as_deref(), dir));
    said.words(&answers(&own, &ledger, &shown));
    not_covered(text, case).iter().for_each(|it| said.also(it));
    said.table(done::ledger(), [row(&put_down, &ledger, head.as_deref())]);
    said.table(done::own_answers(), own.iter().map(recomputed_row));
    said.answer(("forecast verify", VERB.about), Some(case), globals)
}

/// Refuses to vouch for entries that rest on other files where those cannot be read.
fn unchecked(ledger: &Ledger, bytes: &[u8], shown: &str) -> Failure {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    // They name people, parties, sources or questions, which may stand in other files.
    let rests =
        |it: &&str| ["named = ", "asked = ", "source = "].iter().any(|key| it.starts_with(key));
    let texts: Vec<&str> = text.lines().collect();
    let (mut said, mut n, mut first) = (String::new(), 0, 0);
    for line in &ledger.lines {
        let own = texts.get(first..*line).unwrap_or_default();
        first = *line;
        if !own.iter().any(rests) {
            continue;
        }
        n += 1;
        if n <= LINES_MAX {
            let id = own.iter().find_map(|it| it.strip_prefix("id = "));
            let id = id.map_or(String::new(), |it| format!(" {}", it.trim_matches('"')));
            said.push_str(&format!("{shown}:{line}: the entry{id} cannot be checked\n"));
        }
    }
    said.push_str(&more(n));
    Failure::problems(
        "every seal holds, but the dossier has problems, so what the entries name in other files \
         cannot be checked",
    )
    .after(said)
    .hint("`plenipo check` names the problems; fix them and try again")
}

/// Where there is no ledger: what else shows that there was one.
fn missing(
    dir: &Path,
    shown: &str,
    files: &[NamedBytes],
    problems: &[Problem],
    head: bool,
) -> Failure {
    let traces = lines(dir, files, problems);
    match (head, traces.is_empty()) {
        (false, true) => Failure::io(format!("there is no ledger in {}", dir.display()))
            .hint("`plenipo forecast add` starts one"),
        (true, _) => {
            Failure::problems(format!("{shown} is gone: there was a head, so there was a ledger"))
                .after(traces)
        }
        (false, false) => {
            Failure::problems(format!("there is no {shown}, but there are traces of one"))
                .after(traces)
        }
    }
}

/// What in other files would change the ledger or what it says, one a line.
fn lines(dir: &Path, files: &[NamedBytes], of: &[Problem]) -> String {
    let mut text = String::new();
    for it in of.iter().take(LINES_MAX) {
        // What is not read has no lines.
        let line = files.iter().find(|file| file.name == it.file).map_or(String::new(), |file| {
            let before = file.bytes.get(..it.span.start).unwrap_or_default();
            format!(":{}", 1 + before.iter().filter(|it| **it == b'\n').count())
        });
        let path = dir.join(&it.file);
        text.push_str(&format!("{}{line}: {}\n", path.display(), it.message));
    }
    text.push_str(&more(of.len()));
    text
}

fn more(n: usize) -> String {
    if n > LINES_MAX { format!("and {} more\n", n - LINES_MAX) } else { String::new() }
}

/// Whether anything outside the ledger would change what it says.
fn sound(dir: &Path, files: &[NamedBytes], of: &[Problem]) -> Result<(), Failure> {
    let Some(first) = of.first() else { return Ok(()) };
    let what = match of.len() {
        1 => "one thing beside it does not match it".to_owned(),
        n => format!("{n} things beside it do not match it"),
    };
    let failure =
        Failure::problems(format!("every seal holds, but {what}")).after(lines(dir, files, of));
    Err(first.hint.iter().fold(failure, |failure, it| failure.hint(hint::phrase(it))))
}

/// This program's answers in the ledger, each computed again under its own assumption sets.
fn own_answers(case: &Case, files: &[NamedBytes], globals: &Globals) -> Vec<Again> {
    let context = globals.context();
    let mut all = Vec::new();
    for assume in again::sets(case) {
        let options = ReadOptions { assume: assume.clone() };
        match read(files, &options).0 {
            Some(case) => all.extend(again::again(&case, &context)),
            None => {
                let why = format!(
                    "the dossier cannot be read with the assumptions it was computed under: {}",
                    assume.join(", ")
                );
                all.extend(again::unread(case, &assume, &why));
            }
        }
    }
    all.sort_by_key(|it| it.place);
    all
}

fn named(it: &Again, ledger: &Ledger, shown: &str) -> String {
    let line = ledger.lines.get(it.place as usize).copied().unwrap_or_default();
    let id = it.id.as_ref().map_or(String::new(), |it| format!(" {it}"));
    format!("{shown}:{line}: the answer{id}")
}

/// Refuses answers that the same program does not give of the same record.
fn recomputed(own: &[Again], ledger: &Ledger, shown: &str) -> Result<(), Failure> {
    let mut said = String::new();
    let mut n = 0;
    for it in own {
        let Recomputed::Other { then, now } = &it.verdict else { continue };
        n += 1;
        if n <= LINES_MAX {
            let named = named(it, ledger, shown);
            said.push_str(&format!("{named} is `{then}`, but recomputed it is `{now}`\n"));
        }
    }
    if n == 0 {
        return Ok(());
    }
    said.push_str(&more(n));
    let what = if n == 1 { "an answer of this program does" } else { "answers of this program do" };
    Err(Failure::problems(format!(
        "every seal holds, but {what} not come out of the record and the program that they name"
    ))
    .after(said))
}

/// How many entries there are, by the day the record is read as of.
fn counted(ledger: &Ledger, case: &Case, globals: &Globals, shown: &str) -> String {
    let all = ledger.seals.len();
    let by = globals.as_of.or(case.dossier.as_of).map(|day| {
        let read = case.extract(None, Some(day));
        let places = read.forecasts.iter().filter_map(|it| it.place);
        let places = places.chain(read.predictions.iter().filter_map(|it| it.place));
        (day, places.chain(read.resolutions.iter().filter_map(|it| it.place)).count())
    });
    match by {
        Some((day, n)) if n < all => {
            format!("{shown}: {} by {day} and {} later, every seal holds", entries(n), all - n)
        }
        _ => format!("{shown}: {}, every seal holds", entries(all)),
    }
}

fn entries(n: usize) -> String {
    if n == 1 { "1 entry".to_owned() } else { format!("{n} entries") }
}

/// When the entries were put down and by whom, as far as they say.
fn times(all: &[PutDown]) -> String {
    let mut said = String::new();
    let moments: Vec<_> = all.iter().filter_map(|it| it.sealed).collect();
    if let (Some(first), Some(last)) = (moments.iter().min(), moments.iter().max()) {
        let when = if first == last { format!("at {first}") } else { format!("{first} to {last}") };
        said.push_str(&format!(
            "entered {when} by the machine's clock: {}\n",
            entries(moments.len())
        ));
        let mut authors: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for it in all {
            *authors.entry(it.author.as_deref()).or_default() += 1;
        }
        // Where nobody is named there is nothing to tell apart.
        if authors.keys().any(Option::is_some) {
            let (nobody, named): (Vec<_>, Vec<_>) = authors.iter().partition(|it| it.0.is_none());
            let each = named.into_iter().chain(nobody);
            let each = each.map(|(author, n)| format!("{} {n}", author.unwrap_or("nobody named")));
            said.push_str(&format!("entered by: {}\n", each.collect::<Vec<_>>().join(", ")));
        }
    }
    let without = all.len() - moments.len();
    if without > 0 {
        said.push_str(&format!("time not attested: {}\n", entries(without)));
    }
    said
}

/// What is odd about when the entries were put down.
fn odd(all: &[PutDown], ledger: &Ledger, shown: &str) -> String {
    let mut said = String::new();
    let odd = ledger::oddities(all);
    for (at, odd) in odd.iter().take(LINES_MAX) {
        let line = ledger.lines.get(*at).copied().unwrap_or_default();
        let id = all.get(*at).and_then(|it| it.id.as_deref());
        let id = id.map_or(String::new(), |it| format!(" {it}"));
        said.push_str(&format!("{shown}:{line}: the entry{id} {}\n", odd.words()));
    }
    said.push_str(&more(odd.len()));
    said
}

/// What a head that was kept shows, or what one would.
fn witness(ledger: &Ledger, head: Option<&str>, dir: &Path) -> String {
    match head.and_then(|head| ledger.since(head)) {
        Some(0) => "it ends at the head that was kept\n".to_owned(),
        Some(n) => format!("it has the head that was kept, and {} since\n", entries(n)),
        None => format!(
            "\nThe seals show any change above them. They cannot show that the last entries were \
             cut off, or\nthat everything was sealed again; only a head kept elsewhere can, such \
             as the one at the foot of\na printed answer. Note it down, and check it later \
             with\n`plenipo forecast verify {} --head HASH`.\n",
            crate::shell::path(dir)
        ),
    }
}

/// How the ledger stands, as a row.
fn row(all: &[PutDown], ledger: &Ledger, head: Option<&str>) -> Vec<Cell> {
    let moments: Vec<_> = all.iter().filter_map(|it| it.sealed).collect();
    let moment = |it: Option<_>| match it {
        Some(it) => Cell::text(ToString::to_string(it)),
        None => Cell::Unknown,
    };
    vec![
        Cell::count(ledger.seals.len()),
        Cell::count(0),
        head.and_then(|it| ledger.since(it)).map_or(Cell::Unknown, Cell::count),
        Cell::count(all.len() - moments.len()),
        moment(moments.iter().min()),
        moment(moments.iter().max()),
        Cell::maybe_text(ledger.head()),
    ]
}

/// One of this program's own answers as a row. That it comes out otherwise is told before any row is made.
fn recomputed_row(it: &Again) -> Vec<Cell> {
    let (word, mark, why) = match &it.verdict {
        Recomputed::Same => ("same", Mark::Fine, None),
        Recomputed::Other { .. } => ("other", Mark::Stop, None),
        Recomputed::NotCheckable(why) => ("not-checkable", Mark::Unknown, Some(why.as_str())),
    };
    vec![
        Cell::Count(u64::from(it.place) + 1),
        Cell::maybe_to(Kind::Prediction, it.id.as_deref()),
        Cell::state(word, mark),
        Cell::maybe_text(why),
    ]
}

/// What became of this program's own answers.
fn answers(own: &[Again], ledger: &Ledger, shown: &str) -> String {
    if own.is_empty() {
        return String::new();
    }
    let same = own.iter().filter(|it| it.verdict == Recomputed::Same).count();
    let mut said = format!(
        "\nThis program's own answers: {same} of {} recomputed with the same result.\n",
        own.len()
    );
    let mut n = 0;
    for it in own {
        let Recomputed::NotCheckable(why) = &it.verdict else { continue };
        n += 1;
        if n <= LINES_MAX {
            said.push_str(&format!("{} is not checkable: {why}\n", named(it, ledger, shown)));
        }
    }
    said.push_str(&more(n));
    said
}

/// What stands in other files without a hash of what it was.
fn not_covered(text: &str, case: &Case) -> Vec<String> {
    let mut said = Vec::new();
    let outside = ledger::outside(text);
    if !outside.is_empty() {
        said.push(format!(
            "\nNot covered: the wording of {}, which is in another file.\nThe next entry on it \
             seals it as it then is.\n",
            outside.join(", ")
        ));
    }
    let named = ledger::unhashed(text, case);
    if !named.is_empty() {
        said.push(format!(
            "\nNot covered: who or what {} are: older entries name them, and other files describe them.\n",
            named.join(", ")
        ));
    }
    said
}

fn broken(breaks: &[Break], shown: &str, beside: &str) -> Failure {
    let places = breaks.len();
    let mut text = String::new();
    for it in breaks.iter().take(LINES_MAX) {
        text.push_str(&format!("{shown}:{}: {}\n", it.lines.0, it.message));
    }
    text.push_str(&more(places));
    text.push_str(beside);
    let noun = if places == 1 { "place" } else { "places" };
    let failure =
        Failure::problems(format!("the ledger is not as it was written, in {places} {noun}"))
            .after(text);
    let hint = breaks.iter().find_map(|it| it.hint.as_ref().map(hint::phrase));
    hint.into_iter().fold(failure, Failure::hint)
}
