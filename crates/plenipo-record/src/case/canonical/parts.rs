//! What stands inside records of several kinds.

use super::super::chance::{Chance, Range};
use super::super::draft::Condition;
use super::super::id::Kind;
use super::super::id::RecordRef;
use super::super::meeting::Reading;
use super::super::meta::{Citation, Correction, Handling, Meta};
use super::super::party::Speaker;
use super::super::process::{Agreement, Dossier};
use super::super::records::Corrected;
use super::{Canonical, CanonicalForm, ITEM};

impl CanonicalForm<'_> {
    /// What a record of `kind`, or a part of one, says of itself.
    pub(super) fn meta(&mut self, kind: Option<Kind>, meta: &Meta) {
        let Meta { id, known, sources, basis, handling, date_is, corrects, note, assumption } =
            meta;
        if let Some(id) = id {
            self.out.word("id", id.as_str());
        }
        self.day("known", *known);
        self.each("source", sources, |form, Citation { source, credibility }| {
            form.item(|form| {
                form.one("id", *source);
                if let Some(it) = credibility {
                    form.out.whole("credibility", i64::from(*it));
                }
            });
        });
        self.out.word("basis", basis.word());
        match handling {
            Handling::Unstated => {}
            Handling::Open => self.out.word("handling", "open"),
            Handling::Mediator => self.out.word("handling", "mediator"),
            // None of them is the keeper's alone, and not unstated.
            Handling::Parties(parties) => self.group("handling", |form| {
                parties.iter().for_each(|it| form.one(ITEM, *it));
            }),
        }
        self.out.word("date_is", date_is.word());
        if let Some(Correction { record, by, why }) = corrects {
            self.group("corrects", |form| {
                match kind {
                    Some(kind) => form.any("id", RecordRef { kind, index: *record }),
                    None => form.out.whole("place", i64::from(*record)),
                }
                form.speaker("by", by.as_ref());
                form.text("why", why.as_ref());
            });
        }
        self.text("note", note.as_ref());
        self.text("assumption", assumption.as_ref());
    }

    pub(super) fn speaker(&mut self, key: &str, by: Option<&Speaker>) {
        match by {
            None => {}
            Some(Speaker::Person(ix)) => self.one(key, *ix),
            Some(Speaker::Party(ix)) => self.one(key, *ix),
            // A length is no table, so that no words pass for somebody on record.
            Some(Speaker::Named(name)) => self.out.text(key, name),
        }
    }

    pub(super) fn speakers(&mut self, key: &str, by: &[Speaker]) {
        self.each(key, by, |form, it| form.speaker(ITEM, Some(it)));
    }

    pub(super) fn condition(&mut self, key: &str, condition: Option<&Condition>) {
        let Some(Condition { text, when }) = condition else { return };
        self.group(key, |form| {
            form.text("text", text.as_ref());
            form.options("when", when);
        });
    }

    pub(super) fn range(&mut self, key: &str, range: Option<Range>) {
        let Some(Range { low, high }) = range else { return };
        self.group(key, |form| {
            form.out.number("low", low);
            form.out.number("high", high);
        });
    }

    pub(super) fn chance(&mut self, key: &str, chance: Option<Chance>) {
        match chance {
            None => {}
            Some(Chance::Number(number)) => self.out.number(key, number),
            Some(Chance::Range(low, high)) => self.range(key, Some(Range { low, high })),
            Some(Chance::Word(word)) => self.out.text(key, word.text),
        }
    }

    pub(super) fn figure(&mut self, key: &str, figure: Option<f64>) {
        if let Some(figure) = figure {
            self.out.number(key, figure);
        }
    }

    pub(super) fn whole(&mut self, key: &str, number: Option<impl Into<i64>>) {
        if let Some(number) = number {
            self.out.whole(key, number.into());
        }
    }

    /// A word of a closed list where one was chosen.
    pub(super) fn word(&mut self, key: &str, word: Option<&str>) {
        if let Some(word) = word {
            self.out.word(key, word);
        }
    }

    pub(super) fn readings(&mut self, list: &[Reading]) {
        self.each("readings", list, |form, Reading { reads, by, meta }| {
            form.item(|form| {
                form.out.text("reads", reads);
                form.speaker("by", by.as_ref());
                form.meta(None, meta);
            });
        });
    }
}

impl Canonical for Dossier {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Dossier {
            title,
            summary,
            as_of,
            disclosure,
            wording,
            fictional,
            agreement,
            one_matter,
            nothing_agreed_until,
        } = self;
        form.out.text("title", title);
        form.text("summary", summary.as_ref());
        form.day("as_of", *as_of);
        form.out.word("disclosure", disclosure.word());
        form.out.word("wording", wording.word());
        form.flag("fictional", *fictional);
        let Agreement { all, at_least, of } = agreement;
        form.group("agreement", |form| {
            form.every("all", all);
            form.out.whole("at_least", i64::from(*at_least));
            form.every("of", of);
        });
        form.words("one_matter", one_matter);
        form.text("nothing_agreed_until", nothing_agreed_until.as_ref());
    }
}

impl Canonical for Corrected {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Corrected { kind, id, into, said, known, by, why } = self;
        form.out.word("table", kind.table());
        form.out.text("id", id);
        form.text("into", into.as_ref());
        form.out.text("said", said);
        form.day("known", *known);
        form.speaker("by", by.as_ref());
        form.text("why", why.as_ref());
    }
}
