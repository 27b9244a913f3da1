//! What lies around a text: who else can stop it, what depends on what, what is demanded, how it moved, what was
//! promised and who keeps the record.

use super::super::course::{Cause, Movement, TextState};
use super::super::demand::Demand;
use super::super::outside::{Capacity, Poll};
use super::super::records::Record;
use super::super::rule::Rule;
use super::super::upkeep::{Handover, Undertaking};
use super::{Canonical, CanonicalForm, ITEM};

impl Canonical for Capacity {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Capacity { meta, party, is, to, when, act, by, date } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        form.out.word("is", is.word());
        form.every("to", to);
        form.options("when", when);
        form.text("act", act.as_ref());
        form.speaker("by", by.as_ref());
        form.day("date", *date);
    }
}

impl Canonical for Poll {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Poll {
            meta,
            wording,
            by,
            sponsor,
            from,
            until,
            date,
            n,
            among,
            shares,
            undecided,
            about,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("wording", wording);
        form.speaker("by", by.as_ref());
        form.speaker("sponsor", sponsor.as_ref());
        form.day("from", *from);
        form.day("until", *until);
        form.day("date", *date);
        form.whole("n", *n);
        form.text("among", among.as_ref());
        form.each("shares", shares, |form, (answer, share)| {
            form.item(|form| {
                form.out.text("answer", answer);
                form.range("share", Some(super::super::chance::Range::exactly(*share)));
            });
        });
        form.range("undecided", undecided.map(super::super::chance::Range::exactly));
        form.each("about", about, |form, it| form.any(ITEM, *it));
    }
}

impl Canonical for Rule {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Rule { meta, when, requires, excludes, is, words, by } = self;
        form.meta(Some(Self::KIND), meta);
        form.options("when", when);
        form.options("requires", requires);
        form.options("excludes", excludes);
        form.out.word("is", is.word());
        form.text("words", words.as_ref());
        form.speaker("by", by.as_ref());
    }
}

impl Canonical for Demand {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Demand { meta, is, party, by, date, audience, words, asks, departs_from, when, then } =
            self;
        form.meta(Some(Self::KIND), meta);
        form.out.word("is", is.word());
        form.one("party", *party);
        form.speaker("by", by.as_ref());
        form.day("date", *date);
        form.word("audience", audience.map(|it| it.word()));
        form.text("words", words.as_ref());
        form.options("asks", asks);
        form.maybe("departs_from", *departs_from);
        form.options("when", when);
        form.word("then", then.map(|it| it.word()));
    }
}

impl Canonical for TextState {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let TextState { meta, draft, points, party, is, date, by, words } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("draft", *draft);
        form.words("points", points);
        form.maybe("party", *party);
        form.out.word("is", is.word());
        form.day("date", *date);
        form.speaker("by", by.as_ref());
        form.text("words", words.as_ref());
    }
}

impl Canonical for Movement {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Movement { meta, party, issue, from, to, is, date, condition, by, words } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        form.one("issue", *issue);
        form.set("from", Some(*issue), *from);
        form.set("to", Some(*issue), *to);
        form.out.word("is", is.word());
        form.day("date", *date);
        form.text("condition", condition.as_ref());
        form.speaker("by", by.as_ref());
        form.text("words", words.as_ref());
    }
}

impl Canonical for Cause {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Cause { meta, from, to, by, date, words } = self;
        form.meta(Some(Self::KIND), meta);
        form.any("from", *from);
        form.any("to", *to);
        form.speaker("by", by.as_ref());
        form.day("date", *date);
        form.text("words", words.as_ref());
    }
}

impl Canonical for Undertaking {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Undertaking { meta, who, to, what, condition, date, due, done } = self;
        form.meta(Some(Self::KIND), meta);
        form.speakers("who", who);
        form.speakers("to", to);
        form.out.text("what", what);
        form.text("condition", condition.as_ref());
        form.day("date", *date);
        form.day("due", *due);
        form.day("done", *done);
    }
}

impl Canonical for Handover {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Handover { meta, keeper, date, looked_at, read } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("keeper", keeper);
        form.day("date", *date);
        form.each("looked_at", looked_at, |form, it| form.any(ITEM, *it));
        form.flag("read", *read);
    }
}
