//! The rules of the case, told in places of the text.

use std::ops::Range;

use toml::de::DeTable;

use crate::case::check::{Fault, faults};
use crate::case::id::{Kind, RecordRef};
use crate::case::records::{Record, Records, for_each_record_type};
use crate::case::refs::{Refers, Remap};

use super::node::Value;
use super::reader::Reader;

/// Makes a problem of a fault of the case.
pub(super) fn report(reader: &mut Reader<'_>, fault: Fault) {
    let entry = match fault.at {
        Some(record) => reader.entry(record),
        None => reader.dossiers.first(),
    };
    let (file, span) = match entry {
        Some(entry) => {
            (Some(entry.file), place(entry.node.table, &fault.path, entry.node.span.clone()))
        }
        None => (None, 0..0),
    };
    reader.problem_at(file, span, fault.message, fault.hint);
}

/// The place of the field at `path`, or of the longest beginning of it that is in the text;
/// `whole` where none is.
fn place(table: &DeTable<'_>, path: &str, whole: Range<usize>) -> Range<usize> {
    let mut path = path.split('.').filter(|it| !it.is_empty());
    let Some(mut value) = path.next().and_then(|key| table.get(key)) else { return whole };
    for step in path {
        match within(value, step) {
            Some(inner) => value = inner,
            None => break,
        }
    }
    value.span()
}

fn within<'v, 't>(value: &'v Value<'t>, step: &str) -> Option<&'v Value<'t>> {
    match value.get_ref() {
        toml::de::DeValue::Table(table) => table.get(step),
        toml::de::DeValue::Array(list) => list.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Checks those records that could be read, and that refer to nothing that could not: a fault
/// found in the others might only be an echo of what is already reported.
pub(super) fn check_sound(reader: &mut Reader<'_>, records: &Records) {
    let mut sound = Sound(Kind::ALL.map(|kind| {
        let faulty = &reader.faulty[kind as usize];
        (0..records.count(kind)).map(|it| !faulty.get(it).is_some_and(|it| *it)).collect()
    }));
    loop {
        let mut changed = false;
        macro_rules! pass {
            ($type:ty) => {
                for (place, record) in <$type>::list(records).iter().enumerate() {
                    if sound.0[<$type>::KIND as usize][place] {
                        let mut asks = Asks { sound: &sound, all: true };
                        record.clone().remap(&mut asks);
                        if !asks.all {
                            sound.0[<$type>::KIND as usize][place] = false;
                            changed = true;
                        }
                    }
                }
            };
        }
        for_each_record_type!(pass);
        if !changed {
            break;
        }
    }
    let mut kept = records.clone();
    let mut places = Places::of(&sound);
    macro_rules! keep {
        ($type:ty) => {
            let mut sound = sound.0[<$type>::KIND as usize].iter();
            let list = <$type>::list_mut(&mut kept);
            list.retain(|_| sound.next() == Some(&true));
            for record in list {
                record.remap(&mut places);
            }
        };
    }
    for_each_record_type!(keep);
    kept.dossier.remap(&mut places);
    for mut fault in faults(&kept) {
        // What the dossier's own table says may rest on records that are missing here.
        if let Some(record) = &mut fault.at {
            record.index = places.old(*record);
            report(reader, fault);
        }
    }
}

/// Which records can be relied on.
struct Sound([Vec<bool>; Kind::ALL.len()]);

/// Whether a record refers only to such records.
struct Asks<'a> {
    sound: &'a Sound,
    all: bool,
}

impl Remap for Asks<'_> {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        let sound = self.sound.0[record.kind as usize].get(record.index as usize);
        self.all &= sound.is_some_and(|it| *it);
        // Answering is enough: the record asked is a copy, and every reference is wanted.
        Some(record.index)
    }
}

/// Old and new places of the records that are kept.
struct Places {
    new: [Vec<Option<u32>>; Kind::ALL.len()],
    old: [Vec<u32>; Kind::ALL.len()],
}

impl Places {
    fn of(sound: &Sound) -> Places {
        let old = Kind::ALL.map(|kind| {
            let list = sound.0[kind as usize].iter().enumerate();
            list.filter(|(_, it)| **it).map(|(place, _)| place as u32).collect::<Vec<u32>>()
        });
        let new = Kind::ALL.map(|kind| {
            let mut count = 0;
            let list = sound.0[kind as usize].iter().map(|it| {
                it.then(|| {
                    count += 1;
                    count - 1
                })
            });
            list.collect()
        });
        Places { new, old }
    }

    fn old(&self, record: RecordRef) -> u32 {
        self.old[record.kind as usize].get(record.index as usize).copied().unwrap_or(u32::MAX)
    }
}

impl Remap for Places {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        self.new[record.kind as usize].get(record.index as usize).copied().flatten()
    }
}
