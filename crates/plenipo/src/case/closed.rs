//! What is closed to a viewer, and what leave opens.
//!
//! A record is as closed as the most closed thing it refers to. Leave opens the records it names and
//! nothing beside them: what such a record can stand without and stays closed (a source, a record it
//! puts right, an earlier draft) is not told with it.

use jiff::civil::Date;

use super::id::{Ix, Kind, RecordRef};
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
}

impl Open {
    /// What `viewer` may see of `records` without leave. Takes from the records who else may see
    /// them.
    pub(super) fn by_handling(viewer: Ix<Party>, records: &mut Records) -> Open {
        let mut open = Open { own: by_handling(records, viewer), told: Mask::none(records) };
        // Whoever asks knows of itself.
        open.tell(RecordRef::new(Kind::Party, viewer.get()));
        let itself = &mut records.parties[viewer.get()].meta;
        itself.corrects.iter_mut().for_each(|it| it.by = None);
        forget_audiences(records, viewer);
        open
    }

    /// What `viewer` may see of `records` on `day`. Takes from the records what they would tell of
    /// closed ones: who else may see them, and, of those told by leave, closed sources.
    pub(super) fn to(viewer: Ix<Party>, records: &mut Records, day: Option<Date>) -> Open {
        let mut open = Open::by_handling(viewer, records);
        let before = open.visible(records);
        for place in 0..records.leaves.len() {
            let this = RecordRef::new(Kind::Leave, place);
            let leave = &mut records.leaves[place];
            if !leave.to.contains(&viewer) {
                continue;
            }
            let closed = !before.has(this);
            if closed {
                strip(leave, viewer);
            }
            let leave = &records.leaves[place];
            if in_force(records, leave, day) {
                let told = leave.records.clone();
                told.into_iter().for_each(|it| open.tell(it));
                if closed {
                    open.tell(this);
                }
            }
        }
        let visible = open.visible(records);
        open.forget_sources(records, visible);
        open
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

/// What is open to `viewer` by its own handling.
fn by_handling(records: &Records, viewer: Ix<Party>) -> Mask {
    let mediators = bits(&records.parties_with(Role::Mediator));
    let audience = |meta: &Meta| -> Audience {
        match &meta.handling {
            Handling::Open => Audience::MAX,
            Handling::Unstated if records.dossier.disclosure == Disclosure::Open => Audience::MAX,
            Handling::Unstated | Handling::Mediator => mediators,
            Handling::Parties(parties) => bits(parties),
        }
    };
    let viewer = bits(&[viewer]);
    let mut own = Mask::none(records);
    macro_rules! own {
        ($type:ty) => {
            for (place, record) in <$type>::list(records).iter().enumerate() {
                let open = audience(record.meta()) & viewer != 0;
                own.set(RecordRef::new(<$type>::KIND, place), open);
            }
        };
    }
    for_each_record_type!(own);
    own
}

fn bits(parties: &[Ix<Party>]) -> Audience {
    parties.iter().filter(|it| it.get() < 64).fold(0, |set, it| set | 1 << it.get())
}

/// Takes out who else may see a record: to its viewer every record is one for its own eyes.
fn forget_audiences(records: &mut Records, viewer: Ix<Party>) {
    macro_rules! forget {
        ($type:ty) => {
            for record in <$type>::list_mut(records) {
                record.meta_mut().handling = Handling::Parties(vec![viewer]);
            }
        };
    }
    for_each_record_type!(forget);
}

/// Leaves of a closed leave what it tells its receiver: these records, from this day.
fn strip(leave: &mut Leave, viewer: Ix<Party>) {
    let Meta { id, known, handling, date_is, assumption, .. } = std::mem::take(&mut leave.meta);
    leave.meta = Meta { id, known, handling, date_is, assumption, ..Meta::default() };
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
    let known = super::seen::known(records, &leave.meta, leave.date);
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
