//! The record as one viewer has it on one day.
//!
//! Everything a lens may use passes through here. What is hidden is taken out before anything is
//! computed, and the places of what remains are counted anew, so that no figure, order or count can
//! depend on it.

use jiff::civil::Date;

use super::closed::Open;
use super::entered::{Chain, NoEffect};
use super::id::{Ix, Kind, RecordRef};
use super::learned::{When, known, learned_within, when, when_logged};
use super::mask::Mask;
use super::meeting::Meeting;
use super::meta::{DateIs, Handling, Meta};
use super::party::{Party, Role};
use super::process::Disclosure;
use super::records::{Corrected, Record, Records, for_each_record_type};
use super::refs::{Refers, Remap};
use super::{Case, LedgerFault};

impl Case {
    /// The day the record is read as of: the one asked for, else the dossier's, else the latest
    /// day on which anything that is open to `viewer` without leave became known, else on which
    /// anything it is told by leave did.
    pub fn day(&self, viewer: Option<Ix<Party>>, asked: Option<Date>) -> Option<Date> {
        let latest = || match viewer {
            None => self.days().pop(),
            // The whole record's latest day would tell of records that are hidden, and what is told
            // by leave depends on the day.
            Some(viewer) => {
                let mut records = (**self).clone();
                let visible = Open::by_handling(viewer, &mut records).visible(&records);
                compact(&mut records, &mut Places::of(&visible));
                let own = Case::of_checked(records).days().pop();
                // Who has nothing dated of its own has the latest day of what it is told.
                own.or_else(|| Case::of_checked(self.extract_on(Some(viewer), None)).days().pop())
            }
        };
        asked.or(self.dossier.as_of).or_else(latest)
    }

    /// Every day on which some record became known, oldest first.
    pub fn days(&self) -> Vec<Date> {
        let mut days = Vec::new();
        let chain = Chain::of(self);
        macro_rules! collect {
            ($type:ty) => {
                for place in 0..<$type>::list(self).len() {
                    days.extend(chain.there_from(self, RecordRef::new(<$type>::KIND, place)));
                }
            };
        }
        for_each_record_type!(collect);
        days.extend(inner_days(self));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The record as `viewer` has it on the day `as_of`; all of it for its keeper (`None`).
    ///
    /// A record is there when it was known by that day and the viewer may see it and everything it
    /// refers to, or is told it by leave. An entry of the ledger was not known before what stands above it. References to what is not there are dropped where the
    /// record can stand without them. Records put right by a visible correction move to `corrected`, but for a
    /// number that was put right once its question was decided or closed, or by somebody else than its author,
    /// and a question once it was decided: they stay beside what corrects them. What an entry of the ledger names stays for it what it was.
    pub fn seen(&self, viewer: Option<Ix<Party>>, as_of: Option<Date>) -> Case {
        self.seen_on(viewer, self.day(viewer, as_of))
    }

    /// The records that [`seen`](Case::seen) shows, as a record of its own: corrected ones stand
    /// beside their corrections. Written down and read again, its viewer sees the same in it, and read on
    /// an earlier day, what the viewer had by then of what it has now: what leave opened became known to
    /// it when it was opened. Numbers and outcomes of questions keep the day on which they were put down.
    pub fn extract(&self, viewer: Option<Ix<Party>>, as_of: Option<Date>) -> Case {
        let extract = Case::of_checked(self.extract_on(viewer, self.day(viewer, as_of)));
        self.of_ledger(extract, viewer)
    }

    /// `seen` with the state of the ledger where it is seen by the record keeper: entries that are
    /// hidden from a party move head and length.
    fn of_ledger(&self, seen: Case, viewer: Option<Ix<Party>>) -> Case {
        let ledger = self.ledger.clone().filter(|_| viewer.is_none());
        let ledger_fault = self.ledger_fault.filter(|it| match it {
            // Who is shown an entry may know that it is not what was put down.
            LedgerFault::Seals => viewer.is_none() || Chain::of(&seen).is_kept(),
            LedgerFault::RestsOn => viewer.is_none(),
        });
        Case { ledger, ledger_fault, ..seen }
    }

    /// The record as `viewer` has it on `day`; of all days where there is none.
    pub fn seen_on(&self, viewer: Option<Ix<Party>>, day: Option<Date>) -> Case {
        let mut records = self.extract_on(viewer, day);
        super::sealed::hold(&mut records);
        let visible = Mask::all(&records);
        let chain = Chain::of(&records);
        let mut places = correct(&mut records, &visible);
        if !records.corrected.is_empty() {
            chain.note(&mut records);
            super::forecast::settled_first(&mut records);
            compact(&mut records, &mut places);
            if let Some(day) = day {
                super::options::hide_unknown(&mut records, day);
            }
            super::forecast::count_places(&mut records);
            records = records.canonical();
        }
        self.of_ledger(Case::of_checked(records), viewer)
    }

    /// The ledger as `viewer` has it. What is told by leave moves no day of what is open without it: the
    /// day the record is read as of does not know of it either.
    fn chain(&self, viewer: Option<Ix<Party>>, records: &Records, visible: &Mask) -> Chain {
        match viewer.filter(|_| !self.leaves.is_empty()) {
            None => Chain::among(records, visible),
            Some(viewer) => {
                let mut own = (**self).clone();
                let visible = Open::by_handling(viewer, &mut own).visible(&own);
                Chain::among(&own, &visible)
            }
        }
    }

    /// The records that are there for `viewer` on `day`, corrected ones included.
    fn extract_on(&self, viewer: Option<Ix<Party>>, day: Option<Date>) -> Records {
        let mut records = (**self).clone();
        keep_back(&mut records, viewer);
        // What is closed is closed on every day: asked of a record as it will stand, since the day on
        // which an entry inside it became known may itself hang on something closed.
        let mut visible = match viewer {
            Some(viewer) => Open::to(viewer, &mut records, day).visible(&records),
            None => Mask::all(&records),
        };
        if let Some(day) = day {
            prune(&mut records, day);
        }
        if let Some(day) = day {
            let chain = self.chain(viewer, &records, &visible);
            let named = chain.named(&records, &visible);
            macro_rules! hide_unknown {
                ($type:ty) => {
                    for place in 0..<$type>::list(&records).len() {
                        let this = RecordRef::new(<$type>::KIND, place);
                        let later = |it: Date| it > day;
                        if chain.there_from(&records, this).is_some_and(later)
                            && named.get(&this).copied().is_none_or(later)
                        {
                            visible.set(this, false);
                        }
                    }
                };
            }
            for_each_record_type!(hide_unknown);
        }
        visible.settle(&records);
        pin(&mut records, &visible);
        compact(&mut records, &mut Places::of(&visible));
        let hide_unknown = |records: &mut Records| {
            if let Some(day) = day {
                super::options::hide_unknown(records, day);
            }
        };
        match viewer {
            // A copy for the viewer may be read on an earlier day.
            Some(_) => super::sayable::cut(&mut records, hide_unknown),
            None => hide_unknown(&mut records),
        }
        if viewer.is_some() {
            // So that a copy made for the viewer can be read, on the same day.
            records.dossier.as_of = day;
            while let Some(sayable) = super::sayable::unsayable(&mut records) {
                compact(&mut records, &mut Places::of(&sayable));
                // With a draft go the options that only it made known.
                super::sayable::cut(&mut records, hide_unknown);
            }
            // Numbers count what is there, or they would tell of what is not.
            super::naming::renumber(&mut records);
            super::closed::close_ranks(&mut records);
        }
        super::forecast::count_places(&mut records);
        if viewer.is_some() {
            super::closed::number_sets(&mut records);
        }
        // Records without an id are told apart by content, places included: sorted among what is
        // hidden they could stand otherwise.
        records.canonical()
    }
}

/// Takes out what is said of others in confidence: how firm their lines are said to be, and what others believe an event
/// to have changed for them, is for the keeper and for mediators who are no side themselves. The handling of the event
/// may open the latter.
fn keep_back(records: &mut Records, viewer: Option<Ix<Party>>) {
    let mediates = |it: Ix<Party>| {
        records.party(it).is(Role::Mediator) && !records.signatories().contains(&it)
    };
    if viewer.is_some_and(mediates) {
        return;
    }
    for line in &mut records.red_lines {
        if viewer.is_some_and(|it| it != line.party) {
            line.firmness = None;
        }
    }
    let (Some(viewer), Disclosure::Open) = (viewer, records.dossier.disclosure) else { return };
    let mut events = std::mem::take(&mut records.events);
    for event in events.iter_mut().filter(|it| it.meta.handling == Handling::Unstated) {
        event.affects.retain(|it| {
            let holder = it.view.as_ref().and_then(|by| records.party_of(by));
            it.of == viewer && it.view.is_none() || holder == Some(viewer) || holder == Some(it.of)
        });
    }
    records.events = events;
}

/// Leaves in `records` what is in `mask`, which is settled; when something was learned stays what it was.
pub(super) fn without(records: &mut Records, mask: &Mask) {
    pin(records, mask);
    compact(records, &mut Places::of(mask));
}

/// Takes out entries inside records that were not known by `day`.
fn prune(records: &mut Records, day: Date) {
    // Publication dates are needed while the lists are being changed.
    let published: Vec<Option<Date>> = records.sources.iter().map(|it| it.date).collect();
    // `of` is the record's own footing: a source that an entry only inherits dates the record, not
    // the entry, which is there with the record.
    let by = |meta: &Meta, of: &Meta, when: When| {
        learned_within(|it| published[it.get()], meta, of, when).is_none_or(|it| it <= day)
    };
    let undated = When::undated();
    for draft in &mut records.drafts {
        let of = &draft.meta;
        let before = draft.points.len();
        draft.points.retain(|it| by(&it.meta, of, undated));
        // Somebody who lacks a point cannot take silence for the status quo.
        draft.complete &= draft.points.len() == before;
        draft.counts.retain(|it| by(&it.meta, of, undated));
        draft.life.retain(|it| by(&it.meta, of, announced(it.from)) && it.from <= day);
        for point in &mut draft.points {
            let of = &point.meta;
            point.variants.retain(|it| by(&it.meta, of, undated));
        }
    }
    for line in &mut records.red_lines {
        let of = &line.meta;
        line.lifted.take_if(|it| it.date > day || !by(&it.meta, of, announced(it.date)));
    }
    for consent in &mut records.consents {
        let of = &consent.meta;
        consent.outcome.take_if(|it| it.date > day || !by(&it.meta, of, decided(it.date)));
    }
    // That it was done is known from the day it was done.
    for undertaking in &mut records.undertakings {
        undertaking.done.take_if(|it| *it > day);
    }
    for understanding in &mut records.understandings {
        let of = &understanding.meta;
        understanding
            .claims
            .retain(|it| by(&it.meta, of, When::happened(it.date, it.meta.date_is)));
    }
    for meeting in &mut records.meetings {
        let mut logged = logged(meeting).into_iter();
        let of = &meeting.meta;
        meeting.said.retain(|it| by(&it.meta, of, undated));
        for said in &mut meeting.said {
            said.readings.retain(|it| by(&it.meta, of, undated));
        }
        meeting.carries.retain(|it| by(&it.meta, of, undated));
        meeting.log.retain(|it| by(&it.meta, of, logged.next().unwrap_or_default()));
        meeting.actions.retain(|it| by(&it.meta, of, undated));
        // That it was done is known from the day it was done.
        for action in &mut meeting.actions {
            action.done.take_if(|it| *it > day);
        }
    }
    for statement in &mut records.statements {
        let of = &statement.meta;
        statement.readings.retain(|it| by(&it.meta, of, undated));
    }
    for leave in &mut records.leaves {
        leave.withdrawn.take_if(|it| *it > day);
    }
}

/// Of what was decided on a day: nobody knew of it before.
fn decided(day: Date) -> When {
    When::happened(Some(day), DateIs::Exact)
}

/// Of what holds from a day on and may be told before: it is not there before that day anyway.
fn announced(day: Date) -> When {
    When::announced(Some(day))
}

/// Days on which entries inside records became known.
fn inner_days(records: &Records) -> Vec<Date> {
    let mut days: Vec<Option<Date>> = Vec::new();
    let mut add = |meta: &Meta, when: When| days.push(known(records, meta, when));
    let undated = When::undated();
    for draft in &records.drafts {
        draft.points.iter().for_each(|it| add(&it.meta, undated));
        draft.counts.iter().for_each(|it| add(&it.meta, undated));
        draft.life.iter().for_each(|it| add(&it.meta, announced(it.from)));
    }
    records.red_lines.iter().filter_map(|it| it.lifted.as_ref()).for_each(|it| {
        add(&it.meta, announced(it.date));
    });
    records.consents.iter().filter_map(|it| it.outcome.as_ref()).for_each(|it| {
        add(&it.meta, decided(it.date));
    });
    for understanding in &records.understandings {
        understanding
            .claims
            .iter()
            .for_each(|it| add(&it.meta, When::happened(it.date, it.meta.date_is)));
    }
    for meeting in &records.meetings {
        meeting.said.iter().for_each(|it| {
            add(&it.meta, undated);
            it.readings.iter().for_each(|it| add(&it.meta, undated));
        });
        meeting.carries.iter().for_each(|it| add(&it.meta, undated));
        meeting.log.iter().for_each(|it| add(&it.meta, when_logged(it, meeting)));
        meeting.actions.iter().for_each(|it| add(&it.meta, When::announced(it.done)));
    }
    for statement in &records.statements {
        statement.readings.iter().for_each(|it| add(&it.meta, undated));
    }
    days.into_iter().flatten().collect()
}

/// Writes down when records became known whose sources are about to be dropped: losing a source
/// must not change when something was learned.
fn pin(records: &mut Records, visible: &Mask) {
    let published: Vec<Option<Date>> = records.sources.iter().map(|it| it.date).collect();
    let loses =
        |meta: &Meta| meta.sources.iter().any(|it| !visible.list(Kind::Source)[it.source.get()]);
    let learned = |meta: &Meta, when: When| {
        let source = || meta.sources.iter().filter_map(|it| published[it.source.get()]).min();
        meta.known.or_else(source).map(|day| when.no_earlier(day))
    };
    // First the entries inside: whether they have sources of their own is seen from the record's.
    each_part(records, &mut |meta, of, when| {
        if meta.sources != of.sources && (loses(meta) || loses(of)) {
            meta.known = learned(meta, when);
        }
    });
    macro_rules! pin {
        ($type:ty) => {
            for record in <$type>::list_mut(records) {
                if loses(record.meta()) {
                    record.meta_mut().known = learned(record.meta(), when(record));
                }
            }
        };
    }
    for_each_record_type!(pin);
}

/// Shows every entry inside a record what the entry and what the record around it say of themselves, and what its
/// day says of when it can have been learned.
pub(super) fn each_part(records: &mut Records, show: &mut impl FnMut(&mut Meta, &Meta, When)) {
    let undated = When::undated();
    for draft in &mut records.drafts {
        let of = &draft.meta;
        for point in &mut draft.points {
            point.variants.iter_mut().for_each(|it| show(&mut it.meta, &point.meta, undated));
            show(&mut point.meta, of, undated);
        }
        draft.counts.iter_mut().for_each(|it| show(&mut it.meta, of, undated));
        draft.life.iter_mut().for_each(|it| {
            let when = announced(it.from);
            show(&mut it.meta, of, when);
        });
    }
    for line in &mut records.red_lines {
        line.lifted.iter_mut().for_each(|it| {
            let when = announced(it.date);
            show(&mut it.meta, &line.meta, when);
        });
    }
    for consent in &mut records.consents {
        consent.outcome.iter_mut().for_each(|it| {
            let when = decided(it.date);
            show(&mut it.meta, &consent.meta, when);
        });
    }
    for it in &mut records.understandings {
        it.claims.iter_mut().for_each(|claim| {
            let when = When::happened(claim.date, claim.meta.date_is);
            show(&mut claim.meta, &it.meta, when);
        });
    }
    for meeting in &mut records.meetings {
        let logged = logged(meeting);
        let of = &meeting.meta;
        for said in &mut meeting.said {
            said.readings.iter_mut().for_each(|it| show(&mut it.meta, of, undated));
            show(&mut said.meta, of, undated);
        }
        meeting.carries.iter_mut().for_each(|it| show(&mut it.meta, of, undated));
        let log = meeting.log.iter_mut().zip(logged);
        log.for_each(|(it, when)| show(&mut it.meta, of, when));
        meeting.actions.iter_mut().for_each(|it| show(&mut it.meta, of, undated));
    }
    for it in &mut records.statements {
        it.readings.iter_mut().for_each(|reading| show(&mut reading.meta, &it.meta, undated));
    }
}

/// What the days of the entries in a meeting's log say of when they can have been learned.
fn logged(meeting: &Meeting) -> Vec<When> {
    meeting.log.iter().map(|it| when_logged(it, meeting)).collect()
}

/// Moves corrected records aside; returns where each visible record will stand, a corrected one
/// standing where its correction does.
fn correct(records: &mut Records, visible: &Mask) -> Places {
    let mut stands: Vec<Vec<Option<u32>>> = visible
        .lists()
        .map(|list| list.iter().enumerate().map(|(i, it)| it.then_some(i as u32)).collect())
        .collect();
    let mut corrected = Vec::new();
    let no_effect = NoEffect::of(records);
    macro_rules! collect {
        ($type:ty) => {
            for (place, record) in <$type>::list(records).iter().enumerate() {
                let kind = <$type>::KIND;
                let here = visible.has(RecordRef::new(kind, place));
                let Some(correction) = record.meta().corrects.as_ref().filter(|_| here) else {
                    continue;
                };
                let target = RecordRef { kind, index: correction.record };
                if !visible.has(target) || no_effect.has(RecordRef::new(kind, place)) {
                    continue;
                }
                stands[kind as usize][correction.record as usize] = Some(place as u32);
                corrected.push(Corrected {
                    kind,
                    id: records.id(target).unwrap_or_default().to_owned(),
                    into: record.meta().id.as_ref().map(ToString::to_string),
                    said: super::describe::in_one_line(records, target),
                    known: known(records, record.meta(), when(record)),
                    by: correction.by.clone(),
                    why: correction.why.clone(),
                });
            }
        };
    }
    for_each_record_type!(collect);
    // Chains: a correction may itself be corrected. `check` refuses circles.
    for list in &mut stands {
        for place in 0..list.len() {
            while let Some(next) = list[place]
                && next as usize != place
                && list[next as usize] != Some(next)
                && list[next as usize].is_some()
            {
                list[place] = list[next as usize];
            }
        }
    }
    records.corrected.extend(corrected);
    Places::standing(&stands)
}

/// Where visible records will stand.
#[derive(Default)]
struct Places {
    keep: [Vec<bool>; Kind::ALL.len()],
    new: [Vec<Option<u32>>; Kind::ALL.len()],
}

impl Places {
    /// Each visible record stands for itself.
    fn of(visible: &Mask) -> Places {
        let each = |(place, there): (usize, &bool)| there.then_some(place as u32);
        let stands: Vec<Vec<Option<u32>>> =
            visible.lists().map(|list| list.iter().enumerate().map(each).collect()).collect();
        Places::standing(&stands)
    }

    /// `stands` says of each record by which one it will be represented.
    fn standing(stands: &[Vec<Option<u32>>]) -> Places {
        let mut places = Places::default();
        for (kind, list) in stands.iter().enumerate() {
            let mut new = vec![None; list.len()];
            let mut count = 0;
            for (old, stand) in list.iter().enumerate() {
                if *stand == Some(old as u32) {
                    new[old] = Some(count);
                    count += 1;
                }
            }
            places.keep[kind] = new.iter().map(Option::is_some).collect();
            places.new[kind] =
                list.iter().map(|stand| stand.and_then(|it| new[it as usize])).collect();
        }
        places
    }
}

impl Remap for Places {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        self.new[record.kind as usize][record.index as usize]
    }
}

/// Drops hidden and corrected records and rewrites the references of the rest.
fn compact(records: &mut Records, places: &mut Places) {
    records.dossier.remap(places);
    records.corrected.retain_mut(|it| match &mut it.by {
        Some(super::party::Speaker::Person(ix)) => {
            match places.place(RecordRef::new(Kind::Person, ix.get())) {
                Some(place) => *ix = Ix::new(place as usize),
                None => it.by = None,
            }
            true
        }
        Some(super::party::Speaker::Party(ix)) => {
            match places.place(RecordRef::new(Kind::Party, ix.get())) {
                Some(place) => *ix = Ix::new(place as usize),
                None => it.by = None,
            }
            true
        }
        _ => true,
    });
    macro_rules! keep {
        ($type:ty) => {
            let mut place = 0;
            let kept = std::mem::take(&mut places.keep[<$type>::KIND as usize]);
            <$type>::list_mut(records).retain_mut(|record| {
                place += 1;
                kept[place - 1] && {
                    record.remap(places);
                    true
                }
            });
        };
    }
    for_each_record_type!(keep);
    // The name of a group all of whose issues are hidden would tell of them.
    let issues = &records.issues;
    let there = |name: &String| issues.iter().any(|it| it.group.as_ref() == Some(name));
    records.dossier.one_matter.retain(there);
}
