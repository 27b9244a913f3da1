//! What is closed to a viewer, and what leave opens.
//!
//! A record is as closed as the most closed thing it refers to. Leave opens the records it names and
//! nothing beside them: what such a record can stand without and stays closed (a source, a record it
//! puts right, an earlier draft) is not told with it.
//!
//! Some of a record is its keeper's own whoever sees the record: remarks (`note`), who else may see it,
//! the places that it was given among others. That is taken out for every viewer.

use std::collections::HashMap;

use jiff::civil::Date;

use super::id::{Ix, Kind, RecordRef};
use super::issue::Issue;
use super::learned::{known, when};
use super::mask::Mask;
use super::meta::{Handling, Meta};
use super::party::{Party, Role};
use super::process::{Disclosure, Leave};
use super::records::{Record, Records, for_each_record_type};
use super::refs::{Refers, Remap};

/// Parties that may see a record, one bit each. Parties beyond the 64th see open records only,
/// which errs on the closed side; `check` refuses that many.
type Audience = u64;

/// What one viewer may see, before it is asked what was known when.
pub(super) struct Open {
    /// Open to the viewer by handling or by leave.
    own: Mask,
    /// Open to it whatever else they refer to.
    told: Mask,
    /// What leave opens that would be closed without it, with the day from which it does.
    since: Vec<(RecordRef, Date)>,
}

impl Open {
    /// What `viewer` may see of `records` without leave. Takes from the records what is their
    /// keeper's own.
    pub(super) fn by_handling(viewer: Ix<Party>, records: &mut Records) -> Open {
        let mut open = Open {
            own: by_handling(records, viewer),
            told: Mask::none(records),
            since: Vec::new(),
        };
        // Whoever asks knows of itself.
        open.tell(RecordRef::new(Kind::Party, viewer.get()));
        let itself = &mut records.parties[viewer.get()].meta;
        itself.corrects.iter_mut().for_each(|it| it.by = None);
        forget_keepers_own(records, viewer);
        open
    }

    /// What `viewer` may see of `records` on `day`. Takes from the records what is their keeper's
    /// own and what they would tell of closed ones: of those told by leave, closed sources, and why
    /// they put others right. To the viewer, what leave opens became known when it was opened.
    pub(super) fn to(viewer: Ix<Party>, records: &mut Records, day: Option<Date>) -> Open {
        let mut open = Open::by_handling(viewer, records);
        let before = open.visible(records);
        // With the day from which they open anything, the earliest first; those of no day open it ever
        // since.
        let mut leaves: Vec<(Option<Date>, usize)> = Vec::new();
        for place in 0..records.leaves.len() {
            let leave = &mut records.leaves[place];
            if !leave.to.contains(&viewer) {
                continue;
            }
            if !before.has(RecordRef::new(Kind::Leave, place)) {
                strip(leave, viewer);
            }
            let leave = &records.leaves[place];
            if in_force(records, leave, day) {
                let known = known(records, &leave.meta, when(leave));
                leaves.push((known.max(leave.date), place));
            }
        }
        leaves.sort_unstable();
        open.open_by(records, &leaves, &before);
        let visible = open.visible(records);
        open.forget_sources(records, visible);
        open.date(records);
        open
    }

    /// Opens what the leaves open, each with the day from which it does, the earliest first, and notes since when.
    /// `before` is what is visible without them.
    fn open_by(&mut self, records: &mut Records, leaves: &[(Option<Date>, usize)], before: &Mask) {
        let mut told: HashMap<RecordRef, Option<Date>> = HashMap::new();
        for (day, place) in leaves {
            for this in opened(records, *place, before) {
                told.entry(this).or_insert(*day);
            }
        }
        let mut all = Open { own: self.own.clone(), told: self.told.clone(), since: Vec::new() };
        told.keys().for_each(|it| all.tell(*it));
        let whole = records.clone();
        all.forget_reasons(records, before);
        let news = all.visible(records).beyond(before);
        // What stands without anything else that leave opens has the day of the leave that names it.
        let mut alone = before.clone();
        let mut stands_alone = |this: &RecordRef| {
            alone.set(*this, true);
            let stands = told.contains_key(this) && stands(records, *this, &mut alone);
            alone.set(*this, before.has(*this));
            stands
        };
        if news.iter().all(&mut stands_alone) {
            let dated = news.iter().filter_map(|this| Some((*this, (*told.get(this)?)?)));
            all.since.extend(dated);
            *self = all;
            return;
        }
        *records = whole;
        self.open_day_by_day(records, leaves, before);
    }

    /// The same where what is opened needs something else that is: the record is gone through as it was on each day.
    fn open_day_by_day(
        &mut self,
        records: &mut Records,
        leaves: &[(Option<Date>, usize)],
        before: &Mask,
    ) {
        let mut there = before.clone();
        let mut days = leaves.chunk_by(|a, b| a.0 == b.0).peekable();
        while let Some(of_one_day) = days.next() {
            for (_, place) in of_one_day {
                opened(records, *place, before).into_iter().for_each(|it| self.tell(it));
            }
            let mut then;
            let then = match days.peek() {
                None => &mut *records,
                Some(_) => {
                    then = records.clone();
                    &mut then
                }
            };
            self.forget_reasons(then, before);
            let visible = self.visible(then);
            for this in visible.beyond(&there) {
                self.since.extend(of_one_day[0].0.map(|day| (this, day)));
                there.set(this, true);
            }
        }
    }

    /// Writes down of what leave opens that it became known when it was opened, where that is later: who
    /// is told something on a day did not have it before.
    fn date(&self, records: &mut Records) {
        for (this, day) in &self.since {
            // The day on which a number or an outcome was put down is what shows foresight. It is the
            // same for whoever is told of it.
            if matches!(this.kind, Kind::Forecast | Kind::Prediction | Kind::Resolution) {
                continue;
            }
            let own = records.meta(*this).and_then(|it| known(records, it, records.when(*this)));
            if own.is_none_or(|own| own < *day)
                && let Some(meta) = records.meta_mut(*this)
            {
                meta.known = Some(*day);
            }
        }
    }

    /// Opens a record whatever else it refers to.
    fn tell(&mut self, record: RecordRef) {
        self.own.set(record, true);
        self.told.set(record, true);
    }

    /// What of `records` is open with all it refers to.
    pub(super) fn visible(&self, records: &Records) -> Mask {
        let mut visible = self.own.clone();
        let mut references: Vec<(RecordRef, Vec<RecordRef>)> = Vec::new();
        macro_rules! note {
            ($type:ty) => {
                for (place, record) in <$type>::list(records).iter().enumerate() {
                    let this = RecordRef::new(<$type>::KIND, place);
                    if self.own.has(this) && !self.told.has(this) {
                        references.push((this, asked(record.clone())));
                    }
                }
            };
        }
        for_each_record_type!(note);
        for (this, asked) in &mut references {
            if this.kind == Kind::Leave {
                // A leave need not be told whole: what of it stays closed is simply not named.
                let mut leave = records.leaves[this.index as usize].clone();
                leave.records.clear();
                *asked = self::asked(leave);
            }
            if this.kind == Kind::RedLine {
                // That a keeper takes a line to be overtaken goes with the word that overtook it; the line
                // itself was said, and stands without.
                let mut line = records.red_lines[this.index as usize].clone();
                line.overtaken_by = None;
                *asked = self::asked(line);
            }
        }
        loop {
            let before = count(&visible);
            for (this, asked) in &references {
                if visible.has(*this) && asked.iter().any(|it| !visible.has(*it)) {
                    visible.set(*this, false);
                }
            }
            // What was told by leave may still lack what it cannot stand without.
            visible.settle(records);
            if count(&visible) == before {
                return visible;
            }
        }
    }

    /// Drops from what was told by leave alone why, and by whom, it puts another record right: those
    /// words were written for others.
    fn forget_reasons(&self, records: &mut Records, before: &Mask) {
        macro_rules! forget {
            ($type:ty) => {
                for (place, record) in <$type>::list_mut(records).iter_mut().enumerate() {
                    let this = RecordRef::new(<$type>::KIND, place);
                    let by_leave = self.told.has(this) && !before.has(this);
                    if let Some(it) = record.meta_mut().corrects.as_mut().filter(|_| by_leave) {
                        (it.by, it.why) = (None, None);
                    }
                }
            };
        }
        for_each_record_type!(forget);
    }

    /// Drops closed sources from what was told by leave.
    fn forget_sources(&self, records: &mut Records, visible: Mask) {
        let mut only_sources = OnlySources(visible);
        macro_rules! forget {
            ($type:ty) => {
                for (place, record) in <$type>::list_mut(records).iter_mut().enumerate() {
                    if self.told.has(RecordRef::new(<$type>::KIND, place)) {
                        record.remap(&mut only_sources);
                    }
                }
            };
        }
        for_each_record_type!(forget);
    }
}

/// What the leave at `place` opens: the records it names, and itself where it is closed.
fn opened(records: &Records, place: usize, before: &Mask) -> Vec<RecordRef> {
    let this = RecordRef::new(Kind::Leave, place);
    let mut all = records.leaves[place].records.clone();
    // Who has read the record is the keepers' own, whatever anybody gives leave for.
    all.retain(|it| it.kind != Kind::Handover);
    all.extend(Some(this).filter(|it| !before.has(*it)));
    all
}

/// Whether the record can stand where only what `mask` has is there.
fn stands(records: &Records, this: RecordRef, mask: &mut Mask) -> bool {
    macro_rules! of {
        ($type:ty) => {
            if this.kind == <$type>::KIND {
                return <$type>::list(records)[this.index as usize].clone().remap(mask);
            }
        };
    }
    for_each_record_type!(of);
    false
}

impl Records {
    /// What `record` keeps closed beside itself: for each party, the records that would be open to it if
    /// `record` were open to everybody, as they refer to it. Leave is not asked.
    pub fn closed_with(&self, record: RecordRef) -> Vec<(Ix<Party>, Vec<RecordRef>)> {
        let mut opened = self.clone();
        if let Some(meta) = opened.meta_mut(record) {
            meta.handling = Handling::Open;
        }
        let visible = |viewer, records: &Records| {
            let mut own = records.clone();
            Open::by_handling(viewer, &mut own).visible(&own)
        };
        let parties = (0..self.parties.len()).map(Ix::new);
        let each = parties.map(|viewer| {
            let mut beside = visible(viewer, &opened).beyond(&visible(viewer, self));
            beside.retain(|it| *it != record);
            (viewer, beside)
        });
        each.filter(|(_, beside)| !beside.is_empty()).collect()
    }
}

/// A record whose own handling names a party, and which stays closed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedButClosed {
    /// The record.
    pub record: RecordRef,
    /// The party.
    pub party: Ix<Party>,
    /// What the record refers to that is closed to the party.
    pub by: Vec<RecordRef>,
}

/// The records that their handling opens to a party by name, and that what they refer to keeps closed to it: whoever
/// wrote that believes that the party has them. Leave is asked.
pub fn named_but_closed(records: &Records) -> Vec<NamedButClosed> {
    let mut named: Vec<(RecordRef, Ix<Party>)> = Vec::new();
    macro_rules! note {
        ($type:ty) => {
            for (place, record) in <$type>::list(records).iter().enumerate() {
                if let Handling::Parties(parties) = &record.meta().handling {
                    let this = RecordRef::new(<$type>::KIND, place);
                    named.extend(parties.iter().map(|party| (this, *party)));
                }
            }
        };
    }
    for_each_record_type!(note);
    let mut parties: Vec<Ix<Party>> = named.iter().map(|it| it.1).collect();
    parties.sort_unstable();
    parties.dedup();
    let mut found = Vec::new();
    for party in parties {
        let mut own = records.clone();
        let visible = Open::to(party, &mut own, None).visible(&own);
        for (record, _) in named.iter().filter(|it| it.1 == party && !visible.has(it.0)) {
            // Whom else its handling names is no part of what it rests on.
            let mut by = referred(&own, *record);
            by.retain(|it| !visible.has(*it));
            by.sort_unstable();
            by.dedup();
            if !by.is_empty() {
                found.push(NamedButClosed { record: *record, party, by });
            }
        }
    }
    found
}

/// Everything that the record refers to.
fn referred(records: &Records, this: RecordRef) -> Vec<RecordRef> {
    macro_rules! of {
        ($type:ty) => {
            if this.kind == <$type>::KIND {
                return asked(<$type>::list(records)[this.index as usize].clone());
            }
        };
    }
    for_each_record_type!(of);
    Vec::new()
}

/// What is open to every party without leave.
pub(super) fn open_to_all(records: &Records) -> Mask {
    let mut open = Mask::all(records);
    for viewer in (0..records.parties.len()).map(Ix::new) {
        let mut own = records.clone();
        let visible = Open::by_handling(viewer, &mut own).visible(&own);
        for closed in open.beyond(&visible) {
            open.set(closed, false);
        }
    }
    open
}

/// By whom a record may be seen, as it says itself or as follows where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For<'a> {
    Everybody,
    Mediators,
    Keeper,
    /// Mediators, and the one who holds a view of another.
    Holder(Option<Ix<Party>>),
    Parties(&'a [Ix<Party>]),
}

/// By whom the record `this`, of this footing, may be seen.
pub(super) fn whom<'a>(records: &Records, this: RecordRef, meta: &'a Meta) -> For<'a> {
    let open = records.dossier.disclosure == Disclosure::Open;
    match &meta.handling {
        // Who has read the record, and how far, is the keepers' own, whatever stands beside it.
        _ if this.kind == Kind::Handover => For::Keeper,
        Handling::Open => For::Everybody,
        Handling::Unstated if computed(records, this) => For::Keeper,
        // How a party moved is worth most to its adversary: it takes a word to open it.
        Handling::Unstated if this.kind == Kind::Movement => For::Keeper,
        // What somebody takes another to have without a deal is a belief about it.
        Handling::Unstated if open && belief(records, this).is_some() => {
            For::Holder(belief(records, this).flatten())
        }
        // Leave is given for what is closed, in words meant for whoever carries it.
        Handling::Unstated if open && this.kind != Kind::Leave => For::Everybody,
        Handling::Unstated | Handling::Mediator => For::Mediators,
        Handling::Parties(parties) => For::Parties(parties),
    }
}

/// Who holds the view of another party's alternative that the record is; `None` where it is none.
fn belief(records: &Records, this: RecordRef) -> Option<Option<Ix<Party>>> {
    let of =
        (this.kind == Kind::Alternative).then(|| &records.alternatives[this.index as usize])?;
    let holder = records.party_of(of.view.as_ref()?);
    (holder != Some(of.party)).then_some(holder)
}

/// What is open to `viewer` by its own handling.
fn by_handling(records: &Records, viewer: Ix<Party>) -> Mask {
    let mediators = bits(&records.parties_with(Role::Mediator));
    let audience = |this: RecordRef, meta: &Meta| -> Audience {
        match whom(records, this, meta) {
            For::Everybody => Audience::MAX,
            For::Mediators => mediators,
            For::Keeper => 0,
            For::Holder(party) => mediators | bits(party.as_slice()),
            For::Parties(parties) => bits(parties),
        }
    };
    let viewer = bits(&[viewer]);
    let mut own = Mask::none(records);
    macro_rules! own {
        ($type:ty) => {
            for (place, record) in <$type>::list(records).iter().enumerate() {
                let this = RecordRef::new(<$type>::KIND, place);
                own.set(this, audience(this, record.meta()) & viewer != 0);
            }
        };
    }
    for_each_record_type!(own);
    own
}

fn bits(parties: &[Ix<Party>]) -> Audience {
    parties.iter().filter(|it| it.get() < 64).fold(0, |set, it| set | 1 << it.get())
}

/// Whether a record is an answer of this program. It rests on the whole record, so on what is closed to
/// anybody: it is its keeper's alone, in an open dossier too, until the keeper says otherwise.
fn computed(records: &Records, this: RecordRef) -> bool {
    this.kind == Kind::Prediction && records.predictions[this.index as usize].computed.is_some()
}

/// Takes out of every record what is its keeper's own: remarks, and who else may see it. To its viewer
/// every record is one for its own eyes.
fn forget_keepers_own(records: &mut Records, viewer: Ix<Party>) {
    super::seen::each_part(records, &mut |meta, _, _| meta.note = None);
    macro_rules! forget {
        ($type:ty) => {
            for record in <$type>::list_mut(records) {
                let meta = record.meta_mut();
                meta.note = None;
                meta.handling = Handling::Parties(vec![viewer]);
            }
        };
    }
    for_each_record_type!(forget);
    for it in records.predictions.iter_mut().filter_map(|it| it.computed.as_mut()) {
        // It is made of the whole record, and changes with what is closed.
        it.record.clear();
        it.record.push_str(WITHHELD);
        it.assumed.clear();
    }
}

/// What stands for the hash of a record that is its keeper's, and for the name of an assumption set.
const WITHHELD: &str = "withheld";

/// Whether anything is in the records that is taken out for every viewer and has words: a remark, or the
/// name of an assumption set.
pub(super) fn has_keepers_own(records: &Records) -> bool {
    let mut noted = assumed(records).next().is_some();
    super::seen::each_part(&mut records.clone(), &mut |meta, _, _| noted |= meta.note.is_some());
    macro_rules! noted {
        ($type:ty) => {
            noted |= <$type>::list(records).iter().any(|it| it.meta().note.is_some());
        };
    }
    for_each_record_type!(noted);
    noted
}

/// The places of this program's answers that rest on assumptions.
fn assumed(records: &Records) -> impl Iterator<Item = usize> {
    let each = records.predictions.iter().enumerate();
    let assumed =
        each.filter(|(_, it)| it.computed.as_ref().is_some_and(|it| !it.assume.is_empty()));
    assumed.map(|(place, _)| place)
}

/// Takes the names of assumption sets out of the answers that are there: a set is a file, and the names of
/// files are their keeper's own. Answers under other assumptions stay apart, by a number that counts what
/// is there, in an order that no name has a part in.
pub(super) fn number_sets(records: &mut Records) {
    let all = &*records;
    let bare = |place: usize| {
        let mut it = all.predictions[place].clone();
        it.computed.iter_mut().for_each(|it| it.assume.clear());
        (it.date, super::canonical::of(all, &it), place)
    };
    let mut order: Vec<(Option<Date>, Vec<u8>, usize)> = assumed(all).map(bare).collect();
    order.sort_unstable();
    let mut sets: Vec<Vec<String>> = Vec::new();
    for (_, _, place) in order {
        let Some(computed) = &mut records.predictions[place].computed else { continue };
        let mut names = std::mem::take(&mut computed.assume);
        names.sort_unstable();
        names.dedup();
        let number = sets.iter().position(|it| *it == names).unwrap_or(sets.len());
        if number == sets.len() {
            sets.push(names);
        }
        computed.assume.push(match number {
            0 => WITHHELD.to_owned(),
            n => format!("{WITHHELD}-{}", n + 1),
        });
    }
}

/// Counts the places that parties and issues were given anew among those that are there: a gap tells
/// that something stands in it.
pub(super) fn close_ranks(records: &mut Records) {
    fn close<T: Record>(list: &mut [T], order: fn(&mut T) -> &mut Option<i64>) {
        let mut places: Vec<i64> = list.iter().filter_map(Record::order).collect();
        places.sort_unstable();
        places.dedup();
        for it in list {
            let it = order(it);
            *it = it.and_then(|it| places.binary_search(&it).ok()).map(|it| it as i64 + 1);
        }
    }
    close::<Party>(&mut records.parties, |it| &mut it.order);
    close::<Issue>(&mut records.issues, |it| &mut it.order);
}

/// Leaves of a closed leave what it tells its receiver: these records, from this day.
fn strip(leave: &mut Leave, viewer: Ix<Party>) {
    let Meta { id, known, basis, handling, date_is, assumption, .. } =
        std::mem::take(&mut leave.meta);
    // On what footing it stands is kept: where a source is only hidden, nobody supposed anything.
    // Since when it opens what it names is all there is to know of it: that it was on record before that
    // day, or nobody says when, is one to its receiver.
    let known = known.filter(|known| leave.date.is_none_or(|day| *known > day));
    leave.meta = Meta { id, known, basis, handling, date_is, assumption, ..Meta::default() };
    // Who gave it, in what words, and how the mediator is to put it are the giver's business.
    leave.by = None;
    leave.form = None;
    leave.words = None;
    leave.to = vec![viewer];
}

/// Whether a leave opens anything on `day`.
fn in_force(records: &Records, leave: &Leave, day: Option<Date>) -> bool {
    let by_then = |date: Option<Date>| match (date, day) {
        (Some(date), Some(day)) => date <= day,
        _ => true,
    };
    let withdrawn = leave.withdrawn.is_some_and(|it| day.is_none_or(|day| it <= day));
    let known = known(records, &leave.meta, when(leave));
    by_then(leave.date) && by_then(known) && !withdrawn
}

/// Everything that a record refers to.
fn asked(mut record: impl Refers) -> Vec<RecordRef> {
    struct Asked(Vec<RecordRef>);
    impl Remap for Asked {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            self.0.push(record);
            Some(record.index)
        }
    }
    let mut asked = Asked(Vec::new());
    record.remap(&mut asked);
    asked.0
}

fn count(mask: &Mask) -> usize {
    mask.lists().flatten().filter(|it| **it).count()
}

/// A mask that hides sources only.
struct OnlySources(Mask);

impl Remap for OnlySources {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        (record.kind != Kind::Source || self.0.has(record)).then_some(record.index)
    }
}
