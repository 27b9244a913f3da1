//! A part of the record from which single records can be taken out and put back.
//!
//! To leave a record out in general is to see the whole record anew, since others may refer to it, and since what
//! it replaced or corrected holds again. Most records stand by themselves: nothing refers to them, and they refer
//! to nothing of their own kind. Of such a record it makes no difference whether it is not there or is nobody's;
//! and that takes no time.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::Case;
use super::chance::{Chance, Range};
use super::id::{Id, Ix, Kind, RecordRef};
use super::mask::Mask;
use super::meta::Meta;
use super::party::Party;
use super::position::{Alternative, AlternativeWorth};
use super::records::{Record, Records, for_each_record_type};
use super::red_line::{Lifted, RedLine};
use super::refs::{Refers, Remap};
use super::replay::{Learned, Otherwise, Part};
use super::seen::without;

/// The records of some kinds, by themselves.
pub struct Apart {
    /// They, each with its place in the whole record as its note.
    case: Case,
    /// Where each record of the whole stands in it.
    places: HashMap<RecordRef, u32>,
    /// Those, by their places in the whole record, that stand by themselves.
    loose: HashSet<RecordRef>,
    /// The id of somebody who is nobody.
    nobody: String,
}

/// What of them is there on a day.
#[derive(Clone)]
pub struct World {
    case: Case,
    places: HashMap<RecordRef, u32>,
    nobody: Ix<Party>,
}

/// Kinds of records that are somebody's and bear on nothing else.
const OWNED: [Kind; 4] = [Kind::RedLine, Kind::Position, Kind::Answer, Kind::Alternative];

impl Apart {
    /// The records of `kinds` in `whole`, and the sources that they cite; all records where some of those cannot
    /// stand without others.
    pub fn of(whole: &Case, kinds: &[Kind]) -> Apart {
        let mut records = (**whole).clone();
        macro_rules! tag {
            ($type:ty) => {
                for (place, it) in <$type>::list_mut(&mut records).iter_mut().enumerate() {
                    // As wide as any place, so that what else is alike keeps its order.
                    it.meta_mut().note = Some(format!("{place:010}"));
                }
            };
        }
        for_each_record_type!(tag);
        let mut mask = Mask::none(&records);
        for kind in kinds.iter().chain([&Kind::Source]) {
            (0..records.count(*kind)).for_each(|it| mask.set(RecordRef::new(*kind, it), true));
        }
        let before = mask.clone();
        mask.settle(&records);
        if before.beyond(&mask).is_empty() {
            without(&mut records, &mask);
        }
        let mut nobody = "nobody".to_owned();
        while whole.find::<Party>(&nobody).is_some() {
            nobody.push_str("-x");
        }
        let meta = Meta { id: Id::new(&nobody), ..Meta::default() };
        records.parties.push(Party { meta, ..Party::default() });
        let case = Case::of_checked(records.canonical());
        let places = places(&case);
        let loose = loose(&case);
        Apart { case, places, loose, nobody }
    }

    /// Whether a record, by its place in the whole, can be taken out of a [`World`].
    pub fn is_loose(&self, of: &Otherwise) -> bool {
        match *of {
            Otherwise::Without(it) => {
                matches!(it.part, None | Some(Part::Lifted)) && self.loose.contains(&it.record)
            }
            Otherwise::Level(..) | Otherwise::Firmness(..) => true,
        }
    }

    /// What of it its keeper has on `day`.
    pub fn on(&self, day: Date) -> World {
        let case = self.case.otherwise(&[], day);
        // It has no day, and so it is there on every day.
        let last = || Ix::new(case.parties.len().saturating_sub(1));
        let nobody = case.find(&self.nobody).unwrap_or_else(last);
        let places = places(&case);
        World { case, places, nobody }
    }

    /// The same were it otherwise, whatever it is: seen anew. Places are those of the whole record.
    pub fn otherwise(&self, otherwise: &[Otherwise], day: Date) -> Case {
        let own = |record: RecordRef| {
            let index = self.places.get(&record).copied();
            index.map(|index| RecordRef { index, ..record })
        };
        let own = |it: &Otherwise| {
            Some(match *it {
                Otherwise::Without(it) => {
                    Otherwise::Without(Learned { record: own(it.record)?, ..it })
                }
                Otherwise::Level(ix, level) => {
                    let it = own(RecordRef::new(Kind::Alternative, ix.get()))?;
                    Otherwise::Level(Ix::new(it.index as usize), level)
                }
                Otherwise::Firmness(ix, firmness) => {
                    let it = own(RecordRef::new(Kind::RedLine, ix.get()))?;
                    Otherwise::Firmness(Ix::new(it.index as usize), firmness)
                }
            })
        };
        let otherwise: Vec<Otherwise> = otherwise.iter().filter_map(own).collect();
        self.case.otherwise(&otherwise, day)
    }
}

impl World {
    /// The record as it is.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Whose record it is that would be otherwise, if it is there; nobody else's answers rest on it.
    pub fn party(&self, of: &Otherwise) -> Option<Ix<Party>> {
        let record = of.record();
        let at = *self.places.get(&record)? as usize;
        Some(match record.kind {
            Kind::RedLine => self.case.red_lines[at].party,
            Kind::Position => self.case.positions[at].party,
            Kind::Answer => self.case.answers[at].party,
            Kind::Alternative => self.case.alternatives[at].party,
            _ => return None,
        })
    }

    /// What `ask` finds were it otherwise in all of `otherwise`, which are [loose](Apart::is_loose); the record
    /// is then as it was.
    pub fn with<T>(&mut self, otherwise: &[Otherwise], ask: impl FnOnce(&Case) -> T) -> T {
        let mut before: Vec<(RecordRef, Before)> = Vec::new();
        for it in otherwise {
            let record = it.record();
            let Some(index) = self.places.get(&record).copied() else { continue };
            let here = RecordRef { index, ..record };
            let was = put(&mut self.case.records, here, Before::of(it, self.nobody));
            before.extend(was.map(|was| (here, was)));
        }
        let found = ask(&self.case);
        // The last first: the same record may have been put otherwise twice.
        for (here, was) in before.into_iter().rev() {
            put(&mut self.case.records, here, was);
        }
        found
    }
}

/// What of a record is put otherwise, as it was or is to be.
enum Before {
    Party(Ix<Party>),
    Lifted(Option<Lifted>),
    Worth(AlternativeWorth),
    Firmness(Option<Chance>),
}

impl Before {
    fn of(it: &Otherwise, nobody: Ix<Party>) -> Before {
        match *it {
            Otherwise::Without(Learned { part: Some(Part::Lifted), .. }) => Before::Lifted(None),
            Otherwise::Without(_) => Before::Party(nobody),
            Otherwise::Level(_, level) => {
                Before::Worth(AlternativeWorth::Level(Range::exactly(level)))
            }
            Otherwise::Firmness(_, firmness) => Before::Firmness(Some(Chance::Number(firmness))),
        }
    }
}

/// Puts a record otherwise; what it was.
fn put(records: &mut Records, at: RecordRef, it: Before) -> Option<Before> {
    let place = at.index as usize;
    match it {
        Before::Party(party) => {
            let party_of = match at.kind {
                Kind::RedLine => &mut records.red_lines.get_mut(place)?.party,
                Kind::Position => &mut records.positions.get_mut(place)?.party,
                Kind::Answer => &mut records.answers.get_mut(place)?.party,
                Kind::Alternative => &mut records.alternatives.get_mut(place)?.party,
                _ => return None,
            };
            Some(Before::Party(std::mem::replace(party_of, party)))
        }
        Before::Lifted(lifted) => {
            let own: &mut RedLine = records.red_lines.get_mut(place)?;
            Some(Before::Lifted(std::mem::replace(&mut own.lifted, lifted)))
        }
        Before::Worth(worth) => {
            let own: &mut Alternative = records.alternatives.get_mut(place)?;
            Some(Before::Worth(std::mem::replace(&mut own.worth, worth)))
        }
        Before::Firmness(firmness) => {
            let own: &mut RedLine = records.red_lines.get_mut(place)?;
            Some(Before::Firmness(std::mem::replace(&mut own.firmness, firmness)))
        }
    }
}

/// Where each record of the whole stands in `case`, by the notes that they carry.
fn places(case: &Case) -> HashMap<RecordRef, u32> {
    let mut places = HashMap::new();
    macro_rules! add {
        ($type:ty) => {
            for (here, it) in <$type>::list(case).iter().enumerate() {
                let there = it.meta().note.as_ref().and_then(|it| it.parse().ok());
                places.extend(
                    there.map(|there| {
                        (RecordRef { kind: <$type>::KIND, index: there }, here as u32)
                    }),
                );
            }
        };
    }
    for_each_record_type!(add);
    places
}

/// The records that are somebody's, that nothing refers to, and that refer to nothing of a kind that is
/// somebody's; by their places in the whole.
fn loose(case: &Case) -> HashSet<RecordRef> {
    /// Notes what is referred to, and that something of [`OWNED`] is.
    struct Note {
        of: HashSet<RecordRef>,
        owned: bool,
    }
    impl Remap for Note {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            if OWNED.contains(&record.kind) {
                self.of.insert(record);
                self.owned = true;
            }
            Some(record.index)
        }
    }
    let mut note = Note { of: HashSet::new(), owned: false };
    let mut bound: HashSet<RecordRef> = HashSet::new();
    macro_rules! look {
        ($type:ty) => {
            for (place, it) in <$type>::list(case).iter().enumerate() {
                note.owned = false;
                it.clone().remap(&mut note);
                if note.owned {
                    bound.insert(RecordRef::new(<$type>::KIND, place));
                }
            }
        };
    }
    for_each_record_type!(look);
    let places = places(case);
    let free = |it: &(RecordRef, u32)| {
        let here = RecordRef { index: it.1, ..it.0 };
        OWNED.contains(&here.kind) && !note.of.contains(&here) && !bound.contains(&here)
    };
    places.into_iter().filter(free).map(|it| it.0).collect()
}
