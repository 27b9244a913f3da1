//! What lies around a text, written: who else can stop it, what depends on what, what is demanded, how it moved,
//! what was promised and who keeps the record.

use crate::case::course::{Cause, Movement, TextState};
use crate::case::demand::{Demand, DemandKind};
use crate::case::outside::{Capacity, Poll};
use crate::case::party::Speaker;
use crate::case::rule::{Rule, RuleKind};
use crate::case::upkeep::{Handover, Undertaking};

use super::parts::{self, Frame, Pen};
use super::records::number;
use super::value::{Keys, Val};

fn by(records: &Pen<'_>, keys: &mut Keys, by: &Option<Speaker>) {
    keys.some("by", by.as_ref().map(|by| parts::speaker(records, by)));
}

pub(super) fn capacity(records: &Pen<'_>, it: &Capacity, _: Frame<'_>, keys: &mut Keys) {
    keys.put("party", parts::id(records, it.party));
    keys.put("is", it.is.word());
    keys.list("to", parts::ids(records, &it.to));
    parts::put_options(records, keys, "when", &it.when);
    keys.some("act", it.act.as_ref());
    by(records, keys, &it.by);
    keys.some("date", it.date);
}

pub(super) fn poll(records: &Pen<'_>, it: &Poll, _: Frame<'_>, keys: &mut Keys) {
    keys.put("wording", &it.wording);
    by(records, keys, &it.by);
    keys.some("sponsor", it.sponsor.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("from", it.from);
    keys.some("until", it.until);
    keys.some("date", it.date);
    keys.some("n", it.n);
    keys.some("among", it.among.as_ref());
    let mut shares = Keys::default();
    for (answer, share) in &it.shares {
        shares.put(answer, *share);
    }
    keys.put("shares", shares);
    keys.some("undecided", it.undecided);
    keys.list("about", parts::refs(records, &it.about));
}

pub(super) fn rule(records: &Pen<'_>, it: &Rule, _: Frame<'_>, keys: &mut Keys) {
    parts::put_options(records, keys, "when", &it.when);
    parts::put_options(records, keys, "requires", &it.requires);
    parts::put_options(records, keys, "excludes", &it.excludes);
    if it.is != RuleKind::default() {
        keys.put("is", it.is.word());
    }
    keys.some("words", it.words.as_ref());
    by(records, keys, &it.by);
}

pub(super) fn demand(records: &Pen<'_>, it: &Demand, _: Frame<'_>, keys: &mut Keys) {
    if it.is != DemandKind::default() {
        keys.put("is", it.is.word());
    }
    keys.put("party", parts::id(records, it.party));
    by(records, keys, &it.by);
    keys.some("date", it.date);
    keys.some("audience", it.audience.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
    parts::put_options(records, keys, "asks", &it.asks);
    keys.some("departs_from", it.departs_from.map(|ix| parts::id(records, ix)));
    parts::put_options(records, keys, "when", &it.when);
    keys.some("then", it.then.map(|it| it.word()));
}

pub(super) fn text_state(records: &Pen<'_>, it: &TextState, _: Frame<'_>, keys: &mut Keys) {
    keys.put("draft", parts::id(records, it.draft));
    keys.list("points", it.points.iter().map(|it| number(it)).collect());
    keys.some("party", it.party.map(|ix| parts::id(records, ix)));
    keys.put("is", it.is.word());
    keys.some("date", it.date);
    by(records, keys, &it.by);
    keys.some("words", it.words.as_ref());
}

pub(super) fn movement(records: &Pen<'_>, it: &Movement, _: Frame<'_>, keys: &mut Keys) {
    let issue = records.issue(it.issue);
    keys.put("party", parts::id(records, it.party));
    keys.put("issue", parts::id(records, it.issue));
    keys.list("from", parts::set(issue, it.from));
    keys.put("to", Val::List(parts::set(issue, it.to)));
    keys.put("is", it.is.word());
    keys.some("date", it.date);
    keys.some("condition", it.condition.as_ref());
    by(records, keys, &it.by);
    keys.some("words", it.words.as_ref());
}

pub(super) fn cause(records: &Pen<'_>, it: &Cause, _: Frame<'_>, keys: &mut Keys) {
    keys.put("from", parts::record(records, it.from));
    keys.put("to", parts::record(records, it.to));
    by(records, keys, &it.by);
    keys.some("date", it.date);
    keys.some("words", it.words.as_ref());
}

pub(super) fn undertaking(records: &Pen<'_>, it: &Undertaking, _: Frame<'_>, keys: &mut Keys) {
    keys.some("who", parts::voices(records, &it.who));
    keys.some("to", parts::voices(records, &it.to));
    keys.put("what", &it.what);
    keys.some("condition", it.condition.as_ref());
    keys.some("date", it.date);
    keys.some("due", it.due);
    keys.some("done", it.done);
}

pub(super) fn handover(records: &Pen<'_>, it: &Handover, _: Frame<'_>, keys: &mut Keys) {
    keys.put("keeper", &it.keeper);
    keys.some("date", it.date);
    keys.list("looked_at", parts::refs(records, &it.looked_at));
    keys.flag("read", it.read);
}
