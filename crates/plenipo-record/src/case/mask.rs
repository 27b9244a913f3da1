//! Which records are there, list by list.

use super::id::{Kind, RecordRef};
use super::records::{Record, Records, for_each_record_type};
use super::refs::{Refers, Remap};

/// Which records are there, list by list.
#[derive(Clone)]
pub(super) struct Mask([Vec<bool>; Kind::ALL.len()]);

impl Mask {
    /// All of them.
    pub(super) fn all(records: &Records) -> Mask {
        Mask(Kind::ALL.map(|kind| vec![true; records.count(kind)]))
    }

    /// None of them.
    pub(super) fn none(records: &Records) -> Mask {
        Mask(Kind::ALL.map(|kind| vec![false; records.count(kind)]))
    }

    /// Whether the record is there.
    pub(super) fn has(&self, record: RecordRef) -> bool {
        self.0[record.kind as usize][record.index as usize]
    }

    /// Notes whether the record is there.
    pub(super) fn set(&mut self, record: RecordRef, there: bool) {
        self.0[record.kind as usize][record.index as usize] = there;
    }

    /// The records of a list.
    pub(super) fn list(&self, kind: Kind) -> &[bool] {
        &self.0[kind as usize]
    }

    /// The records that are there and not in `other`.
    pub(super) fn beyond(&self, other: &Mask) -> Vec<RecordRef> {
        let all = Kind::ALL.into_iter().flat_map(|kind| {
            (0..self.list(kind).len()).map(move |place| RecordRef::new(kind, place))
        });
        all.filter(|it| self.has(*it) && !other.has(*it)).collect()
    }

    /// The lists, in the order of [`Kind::ALL`].
    pub(super) fn lists(&self) -> impl Iterator<Item = &[bool]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// Takes out what refers, by a reference it cannot stand without, to what is not there.
    pub(super) fn settle(&mut self, records: &Records) {
        loop {
            let mut changed = false;
            macro_rules! pass {
                ($type:ty) => {
                    for (place, record) in <$type>::list(records).iter().enumerate() {
                        let this = RecordRef::new(<$type>::KIND, place);
                        if self.has(this) && !record.clone().remap(self) {
                            self.set(this, false);
                            changed = true;
                        }
                    }
                };
            }
            for_each_record_type!(pass);
            if !changed {
                return;
            }
        }
    }
}

impl Remap for Mask {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        self.has(record).then_some(record.index)
    }
}
