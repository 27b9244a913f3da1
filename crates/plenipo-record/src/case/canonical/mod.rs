//! The canonical form of a record: what it says, field by field, in one way only.
//!
//! It is what the hash of a record is taken of, and what records without an id are told apart by. Keys are
//! those of the dossier's tables; what a record refers to is called by its id and never by its place, so
//! that a record has one form wherever it stands and whatever stands beside it. Nothing in it hangs on how
//! this program is built.
//!
//! The form has a [`VERSION`], which stands before every hash of it: a hash of another form is not another
//! record's.

mod around;
mod entries;
mod parts;
mod record;

use super::id::{Ix, Kind, RecordRef};
use super::issue::{Issue, OptionIx, OptionSet};
use super::records::{Corrected, Record, Records, for_each_record_type};
use crate::canonical::Canon;

/// The version of the form. The first was that of entries sealed before this one was there: how this
/// program happened to show a record to its makers.
pub const VERSION: u32 = 2;

/// Kinds that hold what was foreseen and what came of it.
const FORESEEN: [Kind; 3] = [Kind::Forecast, Kind::Prediction, Kind::Resolution];

/// Something that has a canonical form.
pub trait Canonical {
    /// Writes every field.
    fn say(&self, form: &mut CanonicalForm<'_>);
}

/// A canonical form that is being written, beside the records that it refers to.
pub struct CanonicalForm<'r> {
    out: Canon,
    records: &'r Records,
}

/// SHA-256 of all that `records` say, with the version of the form before it.
pub fn hash(records: &Records) -> String {
    hash_of(records, |_| true)
}

/// The same of all but what was foreseen and what came of it: what an answer rests on that is itself put
/// down as one of them.
pub fn hash_without_forecasts(records: &Records) -> String {
    hash_of(records, |kind| !FORESEEN.contains(&kind))
}

/// Whether `hash` is one of this version of the form.
pub fn is_current(hash: &str) -> bool {
    hash.strip_prefix(&format!("{VERSION}:")).is_some()
}

/// The form of one record among `records`.
pub fn of<T: Record>(records: &Records, record: &T) -> Vec<u8> {
    let mut form = CanonicalForm { out: Canon::default(), records };
    form.record(record);
    form.out.bytes()
}

/// The form of one record among `records` without its words: what it refers to, rules and counts.
pub fn without_words<T: Record>(records: &Records, record: &T) -> Vec<u8> {
    let mut form = CanonicalForm { out: Canon::without_words(), records };
    form.record(record);
    form.out.bytes()
}

/// The canonical form of all that `records` say.
pub fn text(records: &Records) -> Vec<u8> {
    let mut form = CanonicalForm { out: Canon::default(), records };
    form.everything(&|_| true, false);
    form.out.bytes()
}

/// SHA-256 of what the assumption set `name` says among `records`, with the version of the form before it.
pub fn hash_of_set(records: &Records, name: &str) -> String {
    let mut form = CanonicalForm { out: Canon::default(), records };
    form.out.word("assumptions", &VERSION.to_string());
    macro_rules! each {
        ($type:ty) => {
            for record in <$type>::list(records) {
                if record.meta().assumption.as_deref() == Some(name) {
                    form.record(record);
                    form.out.settle();
                }
            }
        };
    }
    for_each_record_type!(each);
    stamped(form)
}

fn hash_of(records: &Records, with: impl Fn(Kind) -> bool) -> String {
    let mut form = CanonicalForm { out: Canon::default(), records };
    form.everything(&with, true);
    stamped(form)
}

fn stamped(form: CanonicalForm<'_>) -> String {
    format!("{VERSION}:{}", form.out.hash())
}

impl CanonicalForm<'_> {
    /// Everything of the kinds that `with` takes; `settling` where only the hash is wanted.
    fn everything(&mut self, with: &dyn Fn(Kind) -> bool, settling: bool) {
        let records = self.records;
        self.out.word("record", &VERSION.to_string());
        self.group("dossier", |form| records.dossier.say(form));
        macro_rules! each {
            ($type:ty) => {
                if with(<$type>::KIND) {
                    for record in <$type>::list(records) {
                        self.record(record);
                        if settling {
                            self.out.settle();
                        }
                    }
                }
            };
        }
        for_each_record_type!(each);
        self.words("assume", &records.assumptions);
        let corrected: Vec<&Corrected> =
            records.corrected.iter().filter(|it| with(it.kind)).collect();
        self.each("corrected", &corrected, |form, it| form.item(|form| it.say(form)));
    }

    fn record<T: Record>(&mut self, record: &T) {
        self.group(T::KIND.table(), |form| record.say(form));
    }

    /// Fields together under one key.
    fn group(&mut self, key: &str, fields: impl FnOnce(&mut Self)) {
        self.out.open(key);
        fields(self);
        self.out.close();
    }

    /// An item of a list that has fields.
    fn item(&mut self, fields: impl FnOnce(&mut Self)) {
        self.group(ITEM, fields);
    }

    /// A list in its order, where it is not empty.
    fn each<T>(&mut self, key: &str, list: &[T], mut item: impl FnMut(&mut Self, &T)) {
        if list.is_empty() {
            return;
        }
        self.out.open(key);
        list.iter().for_each(|it| item(self, it));
        self.out.close();
    }

    /// A list of texts.
    fn words(&mut self, key: &str, list: &[String]) {
        self.each(key, list, |form, it| form.out.text(ITEM, it));
    }

    /// A text where there is one.
    fn text(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.out.text(key, text);
        }
    }

    /// A flag where it is set.
    fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.out.word(key, "true");
        }
    }

    /// A day where there is one.
    fn day(&mut self, key: &str, day: Option<jiff::civil::Date>) {
        if let Some(day) = day {
            self.out.day(key, day);
        }
    }

    /// What is referred to, by its table and its id. Nothing refers to what has none, and what is not there
    /// has a form all the same.
    fn any(&mut self, key: &str, record: RecordRef) {
        match self.records.id(record) {
            Some(id) => self.out.pair(key, record.kind.table(), id),
            None => self.out.pair(key, record.kind.table(), &format!("#{}", record.index)),
        }
    }

    fn one<T: Record>(&mut self, key: &str, ix: Ix<T>) {
        self.any(key, RecordRef::new(T::KIND, ix.get()));
    }

    fn maybe<T: Record>(&mut self, key: &str, ix: Option<Ix<T>>) {
        if let Some(ix) = ix {
            self.one(key, ix);
        }
    }

    fn every<T: Record>(&mut self, key: &str, list: &[Ix<T>]) {
        self.each(key, list, |form, it| form.one(ITEM, *it));
    }

    /// An option of an issue, by its id.
    fn option(&mut self, key: &str, issue: Option<Ix<Issue>>, option: OptionIx) {
        let records = self.records;
        let issue = issue.and_then(|it| records.issues.get(it.get()));
        match issue.and_then(|it| it.options.get(option.get())) {
            Some(it) => self.out.word(key, it.id.as_str()),
            None => self.out.word(key, &format!("#{}", option.get())),
        }
    }

    /// A set of options, where it is not empty.
    fn set(&mut self, key: &str, issue: Option<Ix<Issue>>, set: OptionSet) {
        if set.is_empty() {
            return;
        }
        self.out.open(key);
        set.iter().for_each(|it| self.option(ITEM, issue, it));
        self.out.close();
    }

    /// Options issue by issue.
    fn options(&mut self, key: &str, list: &[(Ix<Issue>, OptionSet)]) {
        self.each(key, list, |form, (issue, set)| {
            form.item(|form| {
                form.one("issue", *issue);
                form.set("options", Some(*issue), *set);
            });
        });
    }

    /// One option of each of several issues.
    fn choices(&mut self, key: &str, list: &[(Ix<Issue>, OptionIx)]) {
        self.each(key, list, |form, (issue, option)| {
            form.item(|form| {
                form.one("issue", *issue);
                form.option("option", Some(*issue), *option);
            });
        });
    }
}

/// The key of an item of a list.
const ITEM: &str = "-";
