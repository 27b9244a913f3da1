//! What is written when a person has decided: a new file of the record with what was accepted and what that needs, and
//! the file of proposals without what was decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Kind;
use plenipo_record::case::records::Records;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::proposals::FOLDER;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::{append, comment};
use plenipo_record::dossier::{filename, places};
use toml::de::DeTable;

use super::beside_record::{self, LAST, Together, errors, filed, placed};
use super::{InboxReport, cut, mark, report};

/// What a person decided of the entries of a file, by their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Entries to take into the record.
    pub accept: Vec<usize>,
    /// Entries not to be asked again.
    pub reject: Vec<usize>,
    /// What is to be taken instead of an accepted entry, as text of the record.
    pub instead: BTreeMap<usize, String>,
    /// Entries that went into the record by another way, and only leave the file.
    pub elsewhere: Vec<usize>,
    /// A file of the record, with its text, that what is accepted is added to; a new one otherwise.
    pub into: Option<(String, String)>,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The file of the record with what was accepted; none where nothing new is in it.
    pub record: Option<NamedBytes>,
    /// Whether that file is there and grows.
    pub grows: bool,
    /// The file of proposals as it is then.
    pub proposals: NamedBytes,
    /// What goes into the record: its table, id and what it says.
    pub entered: Vec<(Kind, String, String)>,
    /// How many entries were accepted, those included that were on record by then.
    pub n_accepted: usize,
    /// How many were rejected.
    pub n_rejected: usize,
}

/// Why nothing can be written.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRefused {
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<String>,
    /// The problems, where they are: in the file of proposals, in another file of the record, or in the changed text
    /// of the entry of that place.
    pub problems: Vec<(Option<usize>, Problem)>,
}

fn refused(message: impl Into<String>, hint: impl Into<String>) -> ReviewRefused {
    ReviewRefused { message: message.into(), hint: Some(hint.into()), problems: Vec::new() }
}

/// Settles what was decided of the file called `name`; `files` are the dossier's, whose record is sound, and `day` is
/// the day that the file of the record is called after.
///
/// # Errors
/// What stands in the way; nothing may be written then.
pub fn settle(
    files: &[NamedBytes],
    name: &str,
    decided: &Decided,
    day: Option<Date>,
) -> Result<Settled, ReviewRefused> {
    let unreadable = |problem: Problem| ReviewRefused {
        message: format!("{name} cannot be gone through: {}", problem.message),
        hint: None,
        problems: vec![(None, problem)],
    };
    let found = report(files, name, None).map_err(unreadable)?;
    let file = files.iter().find(|it| it.name == name);
    let bytes = file.map(|it| it.bytes.as_slice()).unwrap_or_default();
    let text = cut::text(name, bytes).map_err(unreadable)?;
    let pieces = cut::cut(name, text).map_err(unreadable)?.entries;
    let all = decided.accept.iter().chain(&decided.reject).chain(&decided.elsewhere);
    if all.clone().any(|it| *it >= pieces.len()) {
        return Err(refused("there is no such entry in it", "look at what is left in the file"));
    }
    let accept: BTreeSet<usize> = decided.accept.iter().copied().collect();
    let reject: BTreeSet<usize> = decided.reject.iter().copied().collect();
    if let Some(both) = accept.intersection(&reject).next() {
        let it = told(&found, *both);
        return Err(refused(
            format!("{it} cannot be accepted and rejected at once"),
            "choose one of them",
        ));
    }
    let entered = |at: usize| found.items[at].stands == super::ItemStands::Entered;
    let new: Vec<usize> = accept
        .iter()
        .copied()
        .filter(|it| !entered(*it) || decided.instead.contains_key(it))
        .collect();
    let (record, grows, gone_in, lines) = match new.is_empty() {
        true => (None, false, BTreeSet::new(), Vec::new()),
        false => into_record(files, &found, (name, text, &pieces), &new, &reject, decided, day)?,
    };
    let decided_of =
        |at: &usize| accept.contains(at) || gone_in.contains(at) || decided.elsewhere.contains(at);
    // What others rest on cannot go while they wait.
    for at in &reject {
        let rest: Vec<usize> = (0..pieces.len())
            .filter(|it| !reject.contains(it) && !decided_of(it) && !entered(*it))
            .filter(|it| found.items[*it].needs.contains(at))
            .collect();
        if let Some(first) = rest.first() {
            let n = counted(rest.len(), "other entry");
            let verb = if rest.len() == 1 { "rests" } else { "rest" };
            return Err(refused(
                format!(
                    "{n} of the file {verb} on {}, such as {}",
                    told(&found, *at),
                    told(&found, *first)
                ),
                "decide those first, or reject them together with it",
            ));
        }
    }
    let mut accepted = found.head.accepted.clone();
    let mut rejected = found.head.rejected.clone();
    let mut left = text.to_owned();
    let mut n_accepted = 0;
    for (at, piece) in pieces.iter().enumerate().rev() {
        let item = &found.items[at];
        if reject.contains(&at) {
            let own = mark(&item.is, &item.quote);
            if !rejected.contains(&own) {
                rejected.push(own);
            }
        } else if decided_of(&at) || entered(at) {
            n_accepted += usize::from(decided_of(&at));
            let id = item.id.as_deref().unwrap_or("without-an-id");
            accepted.push(format!("{} {id}", item.table.table()));
        } else {
            continue;
        }
        left.replace_range(piece.span.clone(), "");
    }
    let left = with_list(&left, "rejected", &rejected).map_err(&unreadable)?;
    let left = with_list(&left, "accepted", &accepted).map_err(&unreadable)?;
    Ok(Settled {
        record,
        grows,
        proposals: NamedBytes { name: name.to_owned(), bytes: left.into_bytes() },
        entered: lines,
        n_accepted,
        n_rejected: reject.len(),
    })
}

/// An entry by itself, to be changed in a form.
#[derive(Debug, Clone)]
pub struct EntryApart {
    /// The new file with what it needs, where it needs anything.
    pub needs: Option<NamedBytes>,
    /// What that file brings into the record: its table, id and what it says.
    pub brought: Vec<(Kind, String, String)>,
    /// The record with the entry and what it needs; the entry itself may still have to be mended.
    pub records: Records,
    /// The table of the entry.
    pub table: Kind,
    /// Its id in that record.
    pub id: String,
    /// The places of the entry and of what it needs: once it is in the record, they leave the file together.
    pub places: Vec<usize>,
}

/// The entry at `at` of the file called `name` by itself.
///
/// # Errors
/// Why it cannot be read as it stands.
pub fn apart(
    files: &[NamedBytes],
    name: &str,
    at: usize,
    day: Option<Date>,
) -> Result<EntryApart, ReviewRefused> {
    let unreadable = |problem: Problem| ReviewRefused {
        message: problem.message.clone(),
        hint: None,
        problems: vec![(None, problem)],
    };
    let found = report(files, name, None).map_err(unreadable)?;
    let gone = || refused("there is no such entry in it", "look at what is left in the file");
    let item = found.items.get(at).ok_or_else(gone)?;
    let file = files.iter().find(|it| it.name == name).ok_or_else(gone)?;
    let text = cut::text(name, &file.bytes).map_err(unreadable)?;
    let pieces = cut::cut(name, text).map_err(unreadable)?.entries;
    let (base, _) = places(files, &ReadOptions::default());
    let named = beside_record::named(&base, text, &pieces);
    let id = named.renamed.get(&at).or(item.id.as_ref()).cloned().ok_or_else(|| {
        refused("it has no id", "give it one in the file, or accept it as it stands")
    })?;
    let mut with = files.to_vec();
    let (mut needs, mut brought) = (None, Vec::new());
    if !item.needs.is_empty() {
        let decided = Decided { accept: item.needs.clone(), ..Decided::default() };
        let settled = settle(files, name, &decided, day)?;
        with.extend(settled.record.clone());
        (needs, brought) = (settled.record, settled.entered);
    }
    let own = Together::of([(at, named.texts[at].as_str())]);
    let records = filed(&with, &own).records;
    let mut all = item.needs.clone();
    all.push(at);
    Ok(EntryApart { needs, brought, records, table: item.table, id, places: all })
}

fn told(found: &InboxReport, at: usize) -> String {
    let it = &found.items[at];
    match &it.id {
        Some(id) => format!("the {} `{id}`", it.table.noun()),
        None => format!("the {} of line {}", it.table.noun(), it.line_number),
    }
}

type IntoRecord = (Option<NamedBytes>, bool, BTreeSet<usize>, Vec<(Kind, String, String)>);

/// The file of the record with the entries `new` and what they need.
fn into_record(
    files: &[NamedBytes],
    found: &InboxReport,
    (name, text, pieces): (&str, &str, &[cut::Piece]),
    new: &[usize],
    reject: &BTreeSet<usize>,
    decided: &Decided,
    day: Option<Date>,
) -> Result<IntoRecord, ReviewRefused> {
    let (base, _) = places(files, &ReadOptions::default());
    let named = beside_record::named(&base, text, pieces);
    let own = |at: usize| decided.instead.get(&at).map_or(named.texts[at].as_str(), String::as_str);
    for at in new {
        if let (Some(fault), false) = (&found.items[*at].fault, decided.instead.contains_key(at)) {
            return Err(ReviewRefused {
                message: format!(
                    "{} cannot go into the record: {}",
                    told(found, *at),
                    fault.message
                ),
                hint: Some("change it first, or reject it".to_owned()),
                problems: vec![(None, fault.clone())],
            });
        }
    }
    let fails = |together: &Together, problems: Vec<Problem>| -> ReviewRefused {
        let first = problems.first().map_or(String::new(), |it| it.message.clone());
        let place = |problem: Problem| {
            let part = (problem.file == LAST).then(|| together.part(problem.span.start)).flatten();
            let Some((at, into)) = part else { return (None, problem) };
            if !decided.instead.contains_key(&at) {
                return (None, placed(name, text, &pieces[at], &named, at, into, problem));
            }
            let length = own(at).len();
            let span = into.min(length)..(into + problem.span.len()).min(length);
            (Some(at), Problem { span, ..problem })
        };
        ReviewRefused {
            message: format!("the record would not be sound with it: {first}"),
            hint: None,
            problems: problems.into_iter().map(place).collect(),
        }
    };
    // What the others of the file offer to them is found by reading all of it.
    let offered = (0..pieces.len()).filter(|it| {
        let item = &found.items[*it];
        new.contains(it) || (item.fault.is_none() && item.stands != super::ItemStands::Entered)
    });
    let together = Together::of(offered.map(|it| (it, own(it))));
    let faults = errors(files, &together);
    // What is changed may lack what others of the file need of it: then it has to stand by itself below.
    let only_changed = |it: &Problem| {
        it.file == LAST && together.part(it.span.start).is_some_and(|part| new.contains(&part.0))
    };
    if faults.iter().any(only_changed) {
        return Err(fails(&together, faults.into_iter().filter(only_changed).collect()));
    }
    let with = filed(files, &together);
    let needed = with.needs(new);
    if let Some(at) = needed.iter().find(|it| reject.contains(it)) {
        return Err(refused(
            format!("what is accepted rests on {}, which is rejected", told(found, *at)),
            "accept it as well, or change the entry so that it does without",
        ));
    }
    let mut chosen: Vec<usize> = new.iter().copied().chain(needed.iter().copied()).collect();
    let rank = |at: usize| match pieces[at].table {
        Kind::Source => 0,
        Kind::Party => 1,
        Kind::Person => 2,
        _ => 3,
    };
    chosen.sort_unstable_by_key(|it| (rank(*it), *it));
    chosen.dedup();
    let together = Together::of(chosen.iter().map(|it| (*it, own(*it))));
    let faults = errors(files, &together);
    if !faults.is_empty() {
        return Err(fails(&together, faults));
    }
    let with = filed(files, &together);
    if let Some(at) = new.iter().find(|at| !with.of.iter().any(|it| it.0 == **at)) {
        let message = "there is no entry in it: nothing begins with a header such as [[meeting]]";
        let problem = Problem {
            severity: Severity::Error,
            file: name.to_owned(),
            span: 0..0,
            message: message.to_owned(),
            hint: None,
        };
        return Err(ReviewRefused {
            message: message.to_owned(),
            hint: Some("leave the header of the entry in place".to_owned()),
            problems: vec![(decided.instead.contains_key(at).then_some(*at), problem)],
        });
    }
    let mut body = String::new();
    let mut lines = Vec::new();
    for at in &chosen {
        for (_, record) in with.of.iter().filter(|it| it.0 == *at) {
            if !body.is_empty() {
                body.push('\n');
            }
            let own = append("", &with.records, *record)
                .map_err(|why| refused(why.message, "nothing was written"))?;
            body.push_str(&own);
            lines.push((
                record.kind,
                with.records.id(*record).unwrap_or_default().to_owned(),
                plenipo_record::case::describe::in_one_line(&with.records, *record),
            ));
        }
    }
    let mut opening = String::new();
    comment(&format!("Accepted from {name}."), &mut opening);
    let (file, grows) = match &decided.into {
        Some((name, old)) => {
            (NamedBytes { name: name.clone(), bytes: format!("{old}\n{body}").into_bytes() }, true)
        }
        None => (
            NamedBytes {
                name: filename::entered(day, files),
                bytes: format!("{opening}\n{body}").into_bytes(),
            },
            false,
        ),
    };
    // The whole dossier as it will be, read once more.
    let mut after: Vec<NamedBytes> =
        files.iter().filter(|it| it.name != file.name).cloned().collect();
    after.push(file.clone());
    let (case, problems): (Option<Case>, _) = read(&after, &ReadOptions::default());
    if case.is_none() {
        let errors = problems.into_iter().filter(|it| it.severity == Severity::Error);
        let problems: Vec<_> = errors.map(|it| (None, it)).collect();
        let first = problems.first().map_or(String::new(), |it| it.1.message.clone());
        return Err(ReviewRefused {
            message: format!("the record would not be sound with it: {first}"),
            hint: None,
            problems,
        });
    }
    Ok((Some(file), grows, chosen.into_iter().collect(), lines))
}

/// The text with a list of the head that says this; a list of nothing is not begun.
fn with_list(text: &str, key: &str, list: &[String]) -> Result<String, Problem> {
    let fault = |message: &str| Problem {
        severity: Severity::Error,
        file: String::new(),
        span: 0..0,
        message: message.to_owned(),
        hint: None,
    };
    let mut value = String::from("[");
    for it in list {
        let safe: String =
            it.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
        value.push_str(&format!("\n  \"{safe}\","));
    }
    value.push_str(if list.is_empty() { "]" } else { "\n]" });
    let root = DeTable::parse(text).map_err(|why| fault(why.message()))?;
    let head = root.get_ref().get(FOLDER).and_then(|it| it.get_ref().as_table());
    let head = head.ok_or_else(|| fault("its head `[proposals]` is gone"))?;
    if let Some(there) = head.get(key) {
        let mut out = text.to_owned();
        out.replace_range(there.span(), &value);
        return Ok(out);
    }
    if list.is_empty() {
        return Ok(text.to_owned());
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_start_matches('\u{feff}').trim();
        if !line.is_empty() && !line.starts_with('#') {
            break;
        }
    }
    let line_end = if text[..at].ends_with('\n') { "" } else { "\n" };
    Ok(format!("{}{line_end}{key} = {value}\n{}", &text[..at], &text[at..]))
}
