//! The forms that come back, written: references, options, speakers, sources, conditions.

use std::collections::HashSet;
use std::ops::Deref;

use crate::case::chance::Chance;
use crate::case::draft::Condition;
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use crate::case::meta::{Basis, Citation, DateIs, Handling, Meta};
use crate::case::party::Speaker;
use crate::case::records::{Record, Records};

use super::value::{Keys, Val};

/// The records with what writing needs to know of their names.
pub struct Pen<'r> {
    records: &'r Records,
    /// Ids that records of several tables have.
    shared: HashSet<&'r str>,
}

impl Pen<'_> {
    /// Looks through the names of `records`.
    pub fn new(records: &Records) -> Pen<'_> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut shared = HashSet::new();
        for kind in Kind::ALL {
            for place in 0..records.count(kind) {
                let id = records.id(RecordRef::new(kind, place));
                shared.extend(id.filter(|id| !seen.insert(id)));
            }
        }
        Pen { records, shared }
    }
}

impl Deref for Pen<'_> {
    type Target = Records;

    fn deref(&self) -> &Records {
        self.records
    }
}

/// The id of the record at `ix`.
pub fn id<T: Record>(records: &Pen<'_>, ix: Ix<T>) -> Val {
    records.id(RecordRef::new(T::KIND, ix.get())).unwrap_or_default().into()
}

/// The ids of the records in `list`.
pub fn ids<T: Record>(records: &Pen<'_>, list: &[Ix<T>]) -> Vec<Val> {
    list.iter().map(|ix| id(records, *ix)).collect()
}

/// A record of any kind, by `id` where that is enough.
pub fn record(records: &Pen<'_>, it: RecordRef) -> Val {
    refs(records, &[it]).pop().unwrap_or_else(|| "".into())
}

/// Records of any kind, by `id` where that is enough.
pub fn refs(records: &Pen<'_>, list: &[RecordRef]) -> Vec<Val> {
    let name = |record: &RecordRef| {
        let id = records.id(*record).unwrap_or_default();
        if records.shared.contains(id) {
            format!("{}:{id}", record.kind.table()).into()
        } else {
            Val::from(id)
        }
    };
    list.iter().map(name).collect()
}

/// A speaker.
pub fn speaker(records: &Pen<'_>, by: &Speaker) -> Val {
    match by {
        Speaker::Person(ix) => id(records, *ix),
        Speaker::Party(ix) => id(records, *ix),
        Speaker::Named(words) => words.into(),
    }
}

/// Speakers, as a list.
pub fn speakers(records: &Pen<'_>, by: &[Speaker]) -> Vec<Val> {
    by.iter().map(|it| speaker(records, it)).collect()
}

/// One speaker as text, several as a list, nobody as nothing.
pub fn voices(records: &Pen<'_>, by: &[Speaker]) -> Option<Val> {
    match by {
        [] => None,
        [one] => Some(speaker(records, one)),
        several => Some(Val::List(speakers(records, several))),
    }
}

/// An option of `issue`.
pub fn option(issue: &Issue, option: OptionIx) -> Val {
    issue.options.get(option.get()).map_or("", |it| it.id.as_str()).into()
}

/// The options of a set, as a list.
pub fn set(issue: &Issue, options: OptionSet) -> Vec<Val> {
    options.iter().map(|it| option(issue, it)).collect()
}

/// *Options*: one option of an issue as text, several as a list.
pub fn options(records: &Pen<'_>, of: &IssueOptions) -> Keys {
    by_issue(records, of, |issue, options| match options.single() {
        Some(only) => option(issue, only),
        None => Val::List(set(issue, *options)),
    })
}

/// A table from issues to something.
pub fn by_issue<V>(
    records: &Pen<'_>,
    list: &[(Ix<Issue>, V)],
    value: impl Fn(&Issue, &V) -> Val,
) -> Keys {
    let mut keys = Keys::default();
    for (ix, it) in list {
        keys.put(records.issue_id(*ix), value(records.issue(*ix), it));
    }
    keys
}

/// Adds *options* where there are any.
pub fn put_options(records: &Pen<'_>, keys: &mut Keys, key: &str, of: &IssueOptions) {
    if !of.is_empty() {
        keys.put(key, options(records, of));
    }
}

/// A chance, a word as a word.
pub fn chance(chance: Chance) -> Val {
    match chance {
        Chance::Number(number) => number.into(),
        Chance::Range(low, high) => Val::List(vec![low.into(), high.into()]),
        Chance::Word(word) => word.text.into(),
    }
}

/// A condition, as words where it is no more than words.
pub fn condition(records: &Pen<'_>, condition: &Condition) -> Val {
    let mut keys = Keys::default();
    keys.some("text", condition.text.as_ref());
    put_options(records, &mut keys, "when", &condition.when);
    match keys.only("text") {
        Some(words) => words.clone(),
        None => keys.into(),
    }
}

/// Sources: one as text, several or graded ones as they need.
fn citations(records: &Pen<'_>, list: &[Citation]) -> Val {
    let each = |it: &Citation| match it.credibility {
        None => id(records, it.source),
        Some(grade) => {
            let mut keys = Keys::default();
            keys.put("id", id(records, it.source));
            keys.put("credibility", u32::from(grade));
            keys.into()
        }
    };
    match list {
        [one] => each(one),
        several => Val::List(several.iter().map(each).collect()),
    }
}

/// How a record is put down, for the tables inside it.
#[derive(Clone, Copy)]
pub struct Frame<'r> {
    records: &'r Pen<'r>,
    meta: &'r Meta,
    /// The basis that the record's text says, if it says one.
    says: Option<Basis>,
}

/// What the file of a record says for all its records.
#[derive(Clone, Copy, Default)]
pub struct Inherited {
    /// Whether the file names a source.
    pub source: bool,
    /// Whether the file says a basis.
    pub basis: bool,
}

/// Adds what a record says of itself beside its id.
pub fn meta<'r>(
    records: &'r Pen<'r>,
    this: RecordRef,
    meta: &'r Meta,
    file: Inherited,
    keys: &mut Keys,
) -> Frame<'r> {
    if meta.date_is != DateIs::Exact {
        keys.put("date_is", meta.date_is.word());
    }
    keys.some("known", meta.known);
    if !meta.sources.is_empty() || file.source {
        keys.put("source", citations(records, &meta.sources));
    }
    // Who holds names and issues is nobody's report; of the rest it is said when nothing is known.
    let plain = matches!(this.kind, Kind::Party | Kind::Person | Kind::Issue | Kind::Source);
    let default = match (meta.sources.is_empty(), plain) {
        (true, false) => None,
        (true, true) => Some(Basis::Assumed),
        (false, _) => Some(Basis::Reported),
    };
    let says = meta.assumption.is_none() && (default != Some(meta.basis) || file.basis);
    if says {
        keys.put("basis", meta.basis.word());
    }
    match &meta.handling {
        Handling::Unstated => {}
        Handling::Open => keys.put("handling", "open"),
        Handling::Mediator => keys.put("handling", "mediator"),
        Handling::Parties(parties) => keys.put("handling", Val::List(ids(records, parties))),
    }
    // In the record as somebody sees it, a correction stands where the corrected record stood.
    if let Some(correction) = meta.corrects.as_ref().filter(|it| it.record != this.index) {
        let corrected = RecordRef { kind: this.kind, index: correction.record };
        let mut inner = Keys::default();
        inner.put("id", records.id(corrected).unwrap_or_default());
        inner.some("by", correction.by.as_ref().map(|by| speaker(records, by)));
        inner.some("why", correction.why.as_ref());
        keys.put("corrects", inner);
    }
    keys.some("note", meta.note.as_ref());
    Frame { records, meta, says: says.then_some(meta.basis) }
}

impl Frame<'_> {
    /// Adds what a table inside the record says of itself, where that differs from the record.
    pub fn inner(&self, meta: &Meta, keys: &mut Keys) {
        keys.some("known", meta.known);
        if meta.sources != self.meta.sources {
            keys.put("source", citations(self.records, &meta.sources));
        }
        let default = self.says.unwrap_or(match meta.sources.is_empty() {
            true => Basis::Assumed,
            false => Basis::Reported,
        });
        if self.meta.assumption.is_none() && meta.basis != default {
            keys.put("basis", meta.basis.word());
        }
        keys.some("note", meta.note.as_ref());
    }
}
