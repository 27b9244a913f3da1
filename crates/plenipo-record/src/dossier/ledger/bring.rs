//! Bringing several entries in at once, of which some may be on record already or unfit: what is fit and new
//! is added, and of the rest it is said what became of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::files::short;
use super::super::problem::{Problem, Severity};
use super::super::read::{NamedBytes, ReadOptions, read};
use super::entry::{Entry, Value};
use super::{Break, FILE, appended, asked, is_ledger, named, verify};
use crate::case::Case;
use crate::case::canonical;
use crate::case::forecast::{Forecast, Prediction, Resolution};
use crate::case::id::{Id, Kind};
use crate::case::meta::Meta;
use crate::case::records::{Record, Records};

/// The words of an outcome that is as the platform said it.
pub const AS_RESOLVED: &str = "As Metaculus resolved it.";

/// What is left out of one question and named one by one, at most.
const LEFT_OUT_SHOWN: usize = 5;

/// Rounds of leaving out what is unfit, at most: each round shows a thousand problems.
const ROUNDS_MAX: usize = 24;

/// What became of entries that were brought in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Brought {
    /// The ledger's new text.
    pub text: String,
    /// How many entries are new in it.
    pub added: usize,
    /// How many were on record already.
    pub known: usize,
    /// What was passed over, and why, in sentences.
    pub passed_over: Vec<String>,
    /// What is new and puts something on record right, in sentences.
    pub told: Vec<String>,
}

/// A dossier read with entries.
pub(super) struct With {
    pub(super) case: Option<Case>,
    pub(super) problems: Vec<Problem>,
    /// The ledger's text.
    pub(super) text: String,
    /// Where the ledger ended before, and where each entry ends.
    start: usize,
    pub(super) ends: Vec<usize>,
    /// How many entries the ledger had.
    before: u32,
}

/// An entry that is on record already.
pub(super) struct Twice {
    /// Which of the entries.
    pub(super) entry: usize,
    /// The id of what is on record, where it has one.
    pub(super) id: Option<String>,
    /// Whether all that the two say of themselves is the same too.
    exactly: bool,
}

fn old(files: &[NamedBytes]) -> Result<&str, Vec<Problem>> {
    let bytes = files.iter().find(|it| is_ledger(&it.name)).map_or(&[][..], |it| &it.bytes);
    std::str::from_utf8(bytes).map_err(|_| broken(verify(bytes).err().unwrap_or_default()))
}

fn broken(breaks: Vec<Break>) -> Vec<Problem> {
    breaks.into_iter().map(|it| it.problem(Severity::Error)).collect()
}

impl With {
    /// The dossier of `files` with `entries` added to its ledger.
    pub(super) fn entries(
        files: &[NamedBytes],
        options: &ReadOptions,
        entries: &[Entry],
    ) -> Result<With, Vec<Problem>> {
        let old = old(files)?;
        let mut stale: Vec<(usize, String, Option<String>)> = Vec::new();
        let mut fictional = false;
        let entries = match read(files, options).0 {
            Some(case) => {
                fictional = case.dossier.fictional;
                let each = entries.iter().enumerate();
                stale.extend(each.filter_map(|(at, it)| {
                    named::put_right(it, &case).map(|(id, by)| (at, id, by))
                }));
                let asked = asked::with_hashes(old, &case, entries);
                asked.into_iter().map(|it| named::with_hash(it, &case)).collect()
            }
            None => entries.to_vec(),
        };
        let before = verify(old.as_bytes()).map_or(0, |it| it.seals.len() as u32);
        let (text, ends) = appended(old, &entries, fictional).map_err(broken)?;
        let start = old.len();
        let mut files: Vec<NamedBytes> =
            files.iter().filter(|it| !is_ledger(&it.name)).cloned().collect();
        files.push(NamedBytes { name: FILE.to_owned(), bytes: text.clone().into_bytes() });
        let (case, mut problems) = read(&files, options);
        problems.extend(stale.into_iter().map(|(at, id, by)| {
            let end = ends.get(at).copied().unwrap_or(text.len());
            Problem {
                severity: Severity::Error,
                file: FILE.to_owned(),
                span: end.saturating_sub(1)..end,
                message: format!("`{id}` was put right since: an entry names what stands now"),
                hint: by.map(|by| format!("write `{by}`").into()),
            }
        }));
        Ok(With { case, problems, text, start, ends, before })
    }

    /// The problems of the entries.
    pub(super) fn of_entries(&self) -> Vec<Problem> {
        let of = |it: &&Problem| it.file == FILE && it.span.end > self.start;
        self.problems.iter().filter(of).cloned().collect()
    }

    /// Which entry stands at a byte of the text.
    fn entry_at(&self, byte: usize) -> usize {
        self.ends.partition_point(|end| *end <= byte).min(self.ends.len().saturating_sub(1))
    }

    /// Entries of which the record has the very same beside: under another id, and nothing else.
    pub(super) fn twice(&self) -> Vec<Twice> {
        self.alike().into_iter().filter(|it| it.exactly).collect()
    }

    /// Entries that say what is on record already.
    fn alike(&self) -> Vec<Twice> {
        let Some(case) = &self.case else { return Vec::new() };
        let mut found = Vec::new();
        let bare = |it: &Forecast| Forecast { meta: Meta::default(), place: None, ..it.clone() };
        alike(case, self.before, |it| it.place, bare, &mut found);
        let bare =
            |it: &Prediction| Prediction { meta: Meta::default(), place: None, ..it.clone() };
        alike(case, self.before, |it| it.place, bare, &mut found);
        let bare =
            |it: &Resolution| Resolution { meta: Meta::default(), place: None, ..it.clone() };
        alike(case, self.before, |it| it.place, bare, &mut found);
        found.sort_by_key(|it| it.entry);
        found
    }
}

/// Finds what of a list, in the ledger at `before` and later, is there twice. `bare` is a record without
/// what it says of itself.
fn alike<T: Record>(
    records: &Records,
    before: u32,
    place: impl Fn(&T) -> Option<u32>,
    bare: impl Fn(&T) -> T,
    found: &mut Vec<Twice>,
) {
    let list = T::list(records);
    let is_new = |it: &T| place(it).is_some_and(|it| it >= before);
    if !list.iter().any(is_new) {
        return;
    }
    // In the order in which they were put down: what is new is compared with what stands above it too.
    let mut order: Vec<&T> = list.iter().collect();
    order.sort_by_key(|it| place(it).map_or(0, |it| it + 1));
    let mut seen: HashMap<Vec<u8>, Vec<&T>> = HashMap::new();
    for record in order {
        let others = seen.entry(canonical::of(records, &bare(record))).or_default();
        if let Some(at) = place(record).filter(|it| *it >= before) {
            let same = |other: &&&T| without_id(other.meta()) == without_id(record.meta());
            let exact = others.iter().find(same);
            if let Some(other) = exact.or(others.first()) {
                found.push(Twice {
                    entry: (at - before) as usize,
                    id: other.meta().id.as_ref().map(ToString::to_string),
                    exactly: exact.is_some(),
                });
            }
        }
        others.push(record);
    }
}

fn without_id(meta: &Meta) -> Meta {
    Meta { id: None, ..meta.clone() }
}

/// Adds of `entries` what is new to the dossier of `files`. Questions that are on record stay as they are,
/// and so do their outcomes; a view that is on record is not added again, whenever it was learned. Where a
/// question comes with other words or criteria than are on record, it is another question: what was said to
/// it, and what came of it, is left out and named. With
/// `lenient`, what comes from a platform: what the dossier would refuse is passed over, and an outcome that
/// came from there and is another now is put right by an entry of its own. Without, the first is an error
/// and the second is told.
///
/// # Errors
/// What is wrong with the dossier or its ledger, or with an entry.
pub fn bring(
    files: &[NamedBytes],
    options: &ReadOptions,
    case: &Case,
    entries: &[Entry],
    lenient: bool,
) -> Result<Brought, Vec<Problem>> {
    let mut brought = Brought { text: old(files)?.to_owned(), ..Brought::default() };
    let mut entries = news(case, entries, lenient, &mut brought);
    for _ in 0..ROUNDS_MAX {
        if entries.is_empty() {
            return Ok(brought);
        }
        let with = With::entries(files, options, &entries)?;
        // What is there already is left out before anything is judged: it was judged when it came.
        // An outcome that puts another right is new, whatever came out before that.
        let alike = with.alike().into_iter().map(|it| it.entry);
        let mut out: HashSet<usize> = alike.filter(|at| !entries[*at].puts_right()).collect();
        brought.known += out.len();
        let there = |at: &usize| out.contains(at);
        let mut problems = with.of_entries();
        problems.retain(|it| !there(&with.entry_at(it.span.start)));
        if !problems.is_empty() && !lenient {
            return Err(problems);
        }
        let unfit: Vec<(usize, &Problem)> =
            problems.iter().map(|it| (with.entry_at(it.span.start), it)).collect();
        // What was said to a question that is not brought in has nothing to stand on.
        let gone: HashSet<&str> =
            unfit.iter().filter_map(|(at, _)| entries[*at].question()).collect();
        let falls = |it: &Entry| it.answers().is_some_and(|it| gone.contains(it));
        out.extend((0..entries.len()).filter(|at| falls(&entries[*at])));
        for (at, problem) in unfit {
            if out.insert(at) {
                let entry = &entries[at];
                brought.passed_over.push(format!("{}: {}", entry.called(), problem.message));
            }
        }
        if out.is_empty() {
            let Some(_) = with.case else { return Err(with.problems) };
            brought.text = with.text;
            brought.added = entries.len();
            return Ok(brought);
        }
        let mut at = 0;
        entries.retain(|_| {
            at += 1;
            !out.contains(&(at - 1))
        });
    }
    Err(With::entries(files, options, &entries)?.problems)
}

/// The entries without the questions that are on record, and without the outcomes that are. With `corrects`,
/// an outcome that was brought from the same place is put right by the one that is brought now.
fn news(case: &Case, entries: &[Entry], corrects: bool, brought: &mut Brought) -> Vec<Entry> {
    let mut asked: HashMap<String, Entry> = HashMap::new();
    let mut kept = Vec::new();
    let mut left_out: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let standing = standing(case);
    let mut ids: HashSet<String> = HashSet::new();
    let resolved: HashSet<&str> = entries
        .iter()
        .filter(|it| it.kind() == Kind::Resolution)
        .filter_map(Entry::answers)
        .collect();
    let others = others(case, entries);
    for entry in entries {
        if let Some(id) = entry.question() {
            let on_record = case.find::<Forecast>(id);
            let differs = match (asked.get(id), on_record) {
                (Some(first), _) if first.text() == entry.text() => Vec::new(),
                (Some(_), _) => vec!["what it asks".to_owned()],
                (None, Some(ix)) => differs(&case.forecasts[ix.get()], entry),
                (None, None) => {
                    asked.insert(id.to_owned(), entry.clone());
                    kept.push(entry.clone());
                    continue;
                }
            };
            match differs.as_slice() {
                [] => brought.known += 1,
                keys => brought.passed_over.push(format!(
                    "{id} is on record with other {}: it stays as it was asked; what is asked now can be \
                     added under an id of its own",
                    keys.join(", ")
                )),
            }
            let is = on_record.and_then(|ix| standing.get(&ix.get()));
            let is = is.filter(|_| !others.contains(id));
            if let Some(is) = is.filter(|it| corrects && it.words.as_deref() == Some(AS_RESOLVED))
                && !resolved.contains(id)
            {
                brought.passed_over.push(format!(
                    "{id} has no outcome here any more, and `{}` on record: it stays",
                    is.outcome.word()
                ));
            }
            continue;
        }
        let id = entry.answers().unwrap_or_default();
        if others.contains(id) {
            left_out.entry(id).or_default().push(entry);
            continue;
        }
        if entry.kind() != Kind::Resolution {
            kept.push(entry.clone());
            continue;
        }
        let is = case.find::<Forecast>(id).and_then(|ix| standing.get(&ix.get()));
        let fresh = match is {
            None => Some(entry.clone()),
            Some(is) => again(id, entry, is, corrects, brought),
        };
        // With an id, so that it can be put right.
        kept.extend(fresh.map(|it| match it.text_of("id") {
            Some(_) => it,
            None => {
                let taken = |id: &str| ids.contains(id) || case.find::<Resolution>(id).is_some();
                let says = it.text_of("outcome").unwrap_or_default();
                let made = Id::made(&format!("{id} {says}"), taken).to_string();
                ids.insert(made.clone());
                it.first("id", made)
            }
        }));
    }
    brought.passed_over.extend(left_out.iter().map(|(id, entries)| left_out_of(id, entries)));
    kept
}

/// Ids under which `entries` ask something else than is on record, or more than one thing: nobody can tell
/// that what they say to it was said to the question on record.
fn others<'e>(case: &Case, entries: &'e [Entry]) -> HashSet<&'e str> {
    let mut first: HashMap<&str, [String; 2]> = HashMap::new();
    let mut others = HashSet::new();
    for entry in entries {
        let Some(id) = entry.question() else { continue };
        let asks =
            ["question", "criteria"].map(|key| plain(entry.text_of(key).unwrap_or_default()));
        // Answers go to what stands for the question now.
        let is = case.find::<Forecast>(id).map(|ix| stands(case, ix.get()));
        let is = is.map(|it| [plain(&it.question), plain(&it.criteria)]);
        let before = first.entry(id).or_insert_with(|| asks.clone());
        if is.is_some_and(|is| is != asks) || *before != asks {
            others.insert(id);
        }
    }
    others
}

/// The question that stands for the one at a place once it is put right.
fn stands(case: &Case, place: usize) -> &Forecast {
    let mut at = place;
    // A circle is refused elsewhere; here it would only go round.
    for _ in 0..case.forecasts.len() {
        let corrects =
            |it: &Forecast| it.meta.corrects.as_ref().map(|it| it.record as usize) == Some(at);
        let Some(next) = case.forecasts.iter().position(corrects) else { break };
        at = next;
    }
    &case.forecasts[at]
}

/// A text by its words: how they are spaced and broken into lines asks nothing else.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is left out because it was said to another question, in a sentence.
fn left_out_of(id: &str, entries: &[&Entry]) -> String {
    let mut named: Vec<String> =
        entries.iter().take(LEFT_OUT_SHOWN).map(|it| it.called_in(id)).collect();
    if entries.len() > LEFT_OUT_SHOWN {
        named.push(format!("{} more", entries.len() - LEFT_OUT_SHOWN));
    }
    format!(
        "{id} asks something else here than is on record, so what was said to it and came of it is left out: {}",
        named.join("; ")
    )
}

/// The resolution of each question that counts, by the question's place: in the ledger, where the question is
/// or is resolved, and not put right by another.
fn standing(case: &Case) -> HashMap<usize, &Resolution> {
    let corrects = |it: &Resolution| Some(it.meta.corrects.as_ref()?.record as usize);
    let corrected: HashSet<usize> = case.resolutions.iter().filter_map(corrects).collect();
    let mut standing: HashMap<usize, &Resolution> = HashMap::new();
    for (_, it) in case.resolutions.iter().enumerate().filter(|it| !corrected.contains(&it.0)) {
        let beside = it.place.is_none() && case.forecasts[it.forecast.get()].place.is_some();
        let known = standing.get(&it.forecast.get()).is_some_and(|known| known.place.is_some());
        if !beside && (!known || it.place.is_some()) {
            let first = standing.entry(it.forecast.get()).or_insert(it);
            if first.place.is_none() {
                *first = it;
            }
        }
    }
    standing
}

/// What of an outcome that is brought is new, where the question has one that stands.
fn again(
    id: &str,
    entry: &Entry,
    is: &Resolution,
    corrects: bool,
    brought: &mut Brought,
) -> Option<Entry> {
    let says = entry.text_of("outcome").unwrap_or_default();
    let on_record = is.outcome.word();
    if on_record == says {
        let day = is.date.map(|it| it.to_string());
        match entry.plain_of("date").zip(day) {
            Some((here, there)) if here != there => brought.passed_over.push(format!(
                "{id} came out `{says}` on {here} here and on {there} on record: the day stays as it was \
                 put down"
            )),
            _ => brought.known += 1,
        }
        return None;
    }
    let named = is.meta.id.as_ref().filter(|_| is.place.is_some());
    // Only what came from there is theirs to put right: an outcome that somebody judged here stays.
    let theirs = corrects && is.words.as_deref() == Some(AS_RESOLVED);
    match named {
        Some(old) if theirs => {
            brought.told.push(format!(
                "{id} came out `{says}` here and `{on_record}` on record: this puts it right, and both stay"
            ));
            let why = "Metaculus resolved it anew.";
            let table = vec![("id", old.to_string().into()), ("why", why.into())];
            Some(entry.clone().with("corrects", Value::Table(table)))
        }
        Some(old) => {
            brought.passed_over.push(format!(
                "{id} came out `{says}` here and `{on_record}` on record, which stays: if `{says}` is \
                 right, a resolution that corrects {old} says so"
            ));
            None
        }
        None => {
            let why = match is.place {
                Some(_) => "it has no id by which it could be put right",
                None => "put it right in the file where it stands",
            };
            brought.passed_over.push(format!(
                "{id} came out `{says}` here and `{on_record}` on record, which stays: {why}"
            ));
            None
        }
    }
}

/// In what a question on record differs from one that is brought in, where that says anything.
fn differs(it: &Forecast, entry: &Entry) -> Vec<String> {
    let text = |what: &str, key: &str, is: &str| {
        let says = entry.text_of(key).filter(|says| *says != is)?;
        Some(format!("{what} (here “{}”, on record “{}”)", short(says), short(is)))
    };
    let day = |what: &str, key: &str, is: Option<jiff::civil::Date>| {
        let is = is.map(|it| it.to_string());
        let says = entry.plain_of(key).filter(|says| is.as_deref() != Some(says))?;
        Some(format!("{what} (here {says}, on record {})", is.as_deref().unwrap_or("none")))
    };
    let each = [
        text("wording", "question", &it.question),
        text("criteria", "criteria", &it.criteria),
        day("first day", "opens", it.opens),
        day("last day", "closes", it.closes),
        day("day of resolution", "resolves", it.resolves),
    ];
    each.into_iter().flatten().collect()
}
