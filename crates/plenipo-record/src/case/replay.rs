//! The record day by day: when it may change, what was learned when, and what it would be had something
//! not been learned, or been otherwise.

use jiff::civil::Date;

use super::Case;
use super::chance::{Chance, Range};
use super::draft;
use super::id::{Ix, Kind, RecordRef};
use super::learned::{When, known, learned_within};
use super::meta::Meta;
use super::position::{Alternative, AlternativeWorth};
use super::records::{Record, Records, for_each_record_type};
use super::red_line::RedLine;

/// Something that is learned at once: a record, or an entry inside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Learned {
    /// The record.
    pub record: RecordRef,
    /// The entry, where it is not the record itself.
    pub part: Option<Part>,
}

/// An entry inside a record, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A point of a draft.
    Point(usize),
    /// A stretch of a draft's life.
    Life(usize),
    /// That a line was lifted.
    Lifted,
    /// A claim of an understanding.
    Claim(usize),
    /// An option of an issue.
    Option(usize),
}

/// Something in which the record is taken to be otherwise than it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Otherwise {
    /// This is not known.
    Without(Learned),
    /// An alternative is worth exactly this.
    Level(Ix<Alternative>, f64),
    /// The firmness of a line is exactly this.
    Firmness(Ix<RedLine>, f64),
}

impl Otherwise {
    /// The record that is otherwise.
    pub fn record(&self) -> RecordRef {
        match *self {
            Otherwise::Without(it) => it.record,
            Otherwise::Level(ix, _) => RecordRef::new(Kind::Alternative, ix.get()),
            Otherwise::Firmness(ix, _) => RecordRef::new(Kind::RedLine, ix.get()),
        }
    }
}

impl Case {
    /// Every day on which the record as its keeper has it may change, oldest first: the days on which
    /// something became known, and those from which something holds.
    pub fn turning_days(&self) -> Vec<Date> {
        let mut days = self.days();
        for draft in &self.drafts {
            days.extend(draft.life.iter().map(|it| it.from));
            let variants = draft.points.iter().flat_map(|it| &it.variants);
            days.extend(variants.filter_map(|it| known(self, &it.meta, When::undated())));
        }
        days.extend(self.red_lines.iter().filter_map(|it| Some(it.lifted.as_ref()?.date)));
        days.extend(self.leaves.iter().filter_map(|it| it.withdrawn));
        days.extend(self.issues.iter().flat_map(|it| &it.options).filter_map(|it| it.known));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What of the records of `kinds` was learned, with the day, in the order of the lists. Left out
    /// is what has no day and was there from the first, and what came with the record around it.
    pub fn learned(&self, kinds: &[Kind]) -> Vec<(Date, Learned)> {
        let mut all = Vec::new();
        for kind in kinds {
            for place in 0..self.count(*kind) {
                let record = RecordRef::new(*kind, place);
                let Some(meta) = self.meta(record) else { continue };
                let day = known(self, meta, self.when(record));
                all.extend(day.map(|day| (day, Learned { record, part: None })));
                let parts = self.parts(record).into_iter().filter_map(|(part, own)| {
                    let later = own.filter(|it| day.is_none_or(|day| *it > day))?;
                    Some((later, Learned { record, part: Some(part) }))
                });
                all.extend(parts);
            }
        }
        all
    }

    /// The entries inside a record, each with the day from which it is there.
    fn parts(&self, record: RecordRef) -> Vec<(Part, Option<Date>)> {
        let within = |meta: &Meta, of: &Meta, when: When| {
            learned_within(|it| self.source(it).date, meta, of, when)
        };
        let place = record.index as usize;
        match record.kind {
            Kind::Draft => {
                let draft = &self.drafts[place];
                let points = draft.points.iter().enumerate();
                let points = points.map(|(at, it)| {
                    (Part::Point(at), within(&it.meta, &draft.meta, When::undated()))
                });
                let life = draft.life.iter().enumerate().map(|(at, it)| {
                    // It is there once it is known, and not before it holds.
                    let learned = within(&it.meta, &draft.meta, When::announced(Some(it.from)));
                    (Part::Life(at), learned.max(Some(it.from)))
                });
                points.chain(life).collect()
            }
            Kind::RedLine => {
                let line = &self.red_lines[place];
                let lifted = line.lifted.iter().map(|it| {
                    let learned = within(&it.meta, &line.meta, When::announced(Some(it.date)));
                    (Part::Lifted, learned.max(Some(it.date)))
                });
                lifted.collect()
            }
            Kind::Understanding => {
                let of = &self.understandings[place];
                let claims = of.claims.iter().enumerate();
                claims
                    .map(|(at, it)| {
                        (
                            Part::Claim(at),
                            within(&it.meta, &of.meta, When::happened(it.date, it.meta.date_is)),
                        )
                    })
                    .collect()
            }
            Kind::Issue => {
                let options = self.issues[place].options.iter().enumerate();
                options.map(|(at, it)| (Part::Option(at), it.known)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The record as its keeper would have it on `day` were it otherwise than it is in all of
    /// `otherwise`. What is not known by that day is put off to the day after: so what it replaced,
    /// corrected or ended holds again.
    pub fn otherwise(&self, otherwise: &[Otherwise], day: Date) -> Case {
        let mut records = (**self).clone();
        // Past the last day of the calendar there is nothing to put off to.
        let later = day.tomorrow().unwrap_or(day);
        for it in otherwise {
            match *it {
                Otherwise::Without(it) => put_off(&mut records, it, later),
                Otherwise::Level(ix, level) => {
                    if let Some(it) = records.alternatives.get_mut(ix.get()) {
                        it.worth = AlternativeWorth::Level(Range::exactly(level));
                    }
                }
                Otherwise::Firmness(ix, firmness) => {
                    if let Some(it) = records.red_lines.get_mut(ix.get()) {
                        it.firmness = Some(Chance::Number(firmness));
                    }
                }
            }
        }
        Case::of_checked(records).seen_on(None, Some(day))
    }

    /// What the entry says of itself; the record's where it is the record.
    pub fn meta_of(&self, learned: Learned) -> Option<&Meta> {
        let place = learned.record.index as usize;
        match learned.part {
            None | Some(Part::Option(_)) => self.meta(learned.record),
            Some(Part::Point(at)) => Some(&self.drafts.get(place)?.points.get(at)?.meta),
            Some(Part::Life(at)) => Some(&self.drafts.get(place)?.life.get(at)?.meta),
            Some(Part::Lifted) => Some(&self.red_lines.get(place)?.lifted.as_ref()?.meta),
            Some(Part::Claim(at)) => Some(&self.understandings.get(place)?.claims.get(at)?.meta),
        }
    }
}

/// Puts off what is not to be known.
fn put_off(records: &mut Records, learned: Learned, later: Date) {
    let place = learned.record.index as usize;
    let Some(part) = learned.part else {
        macro_rules! arm {
            ($type:ty) => {
                if learned.record.kind == <$type>::KIND
                    && let Some(it) = <$type>::list_mut(records).get_mut(place)
                {
                    it.meta_mut().known = Some(later);
                }
            };
        }
        for_each_record_type!(arm);
        return;
    };
    let draft = |records: &mut Records, put: &dyn Fn(&mut draft::Draft)| {
        records.drafts.get_mut(place).into_iter().for_each(put);
    };
    match part {
        Part::Point(at) => draft(records, &|it| {
            it.points.get_mut(at).into_iter().for_each(|it| it.meta.known = Some(later));
        }),
        Part::Life(at) => draft(records, &|it| {
            it.life.get_mut(at).into_iter().for_each(|it| it.meta.known = Some(later));
        }),
        Part::Lifted => {
            let line = records.red_lines.get_mut(place);
            let lifted = line.and_then(|it| it.lifted.as_mut());
            lifted.into_iter().for_each(|it| it.meta.known = Some(later));
        }
        Part::Claim(at) => {
            let claims = records.understandings.get_mut(place).map(|it| &mut it.claims);
            let claim = claims.and_then(|it| it.get_mut(at));
            claim.into_iter().for_each(|it| it.meta.known = Some(later));
        }
        Part::Option(at) => {
            let options = records.issues.get_mut(place).map(|it| &mut it.options);
            let option = options.and_then(|it| it.get_mut(at));
            option.into_iter().for_each(|it| it.known = Some(later));
        }
    }
}
