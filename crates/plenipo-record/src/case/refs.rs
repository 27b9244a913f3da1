//! References between records: one place that knows which fields refer to what.

use super::course::{Cause, Movement, TextState};
use super::demand::Demand;
use super::draft::{Condition, Draft, Lineage, Point};
use super::forecast::{Forecast, Prediction, Resolution};
use super::id::{Ix, RecordRef};
use super::issue::Issue;
use super::meeting::{Event, Meeting, Reading, Statement};
use super::meta::{Handling, Meta};
use super::outside::{Capacity, Poll};
use super::party::{Party, Person, Speaker};
use super::position::{Alternative, AlternativeWorth, Answer, AnswerTo, Position};
use super::process::{Consent, Dossier, Leave};
use super::records::{Record, Records, for_each_record_type};
use super::red_line::RedLine;
use super::rule::Rule;
use super::source::{Cited, Source};
use super::understanding::{ClaimContent, Understanding};
use super::upkeep::{Handover, Undertaking};

/// Where records went.
pub trait Remap {
    /// The new place of `record`, or `None` if it is gone.
    fn place(&mut self, record: RecordRef) -> Option<u32>;
}

/// Something that refers to records.
pub trait Refers {
    /// Rewrites every reference. References it can stand without are dropped when their record is
    /// gone; `false` means that one it cannot stand without is gone.
    fn remap(&mut self, to: &mut dyn Remap) -> bool;
}

/// What a record refers to, each once, in the order of tables.
pub fn referred(records: &Records, record: RecordRef) -> Vec<RecordRef> {
    struct Seen(Vec<RecordRef>);
    impl Remap for Seen {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            self.0.push(record);
            Some(record.index)
        }
    }
    let mut seen = Seen(Vec::new());
    macro_rules! arm {
        ($type:ty) => {
            if record.kind == <$type>::KIND
                && let Some(it) = <$type>::list(records).get(record.index as usize)
            {
                it.clone().remap(&mut seen);
            }
        };
    }
    for_each_record_type!(arm);
    seen.0.sort_unstable();
    seen.0.dedup();
    seen.0
}

fn one<T: Record>(ix: &mut Ix<T>, to: &mut dyn Remap) -> bool {
    match to.place(RecordRef::new(T::KIND, ix.get())) {
        Some(place) => {
            *ix = Ix::new(place as usize);
            true
        }
        None => false,
    }
}

fn every<T: Record>(list: &mut [Ix<T>], to: &mut dyn Remap) -> bool {
    list.iter_mut().all(|ix| one(ix, to))
}

fn some<T: Record>(list: &mut Vec<Ix<T>>, to: &mut dyn Remap) {
    list.retain_mut(|ix| one(ix, to));
}

fn maybe<T: Record>(ix: &mut Option<Ix<T>>, to: &mut dyn Remap) {
    if let Some(it) = ix
        && !one(it, to)
    {
        *ix = None;
    }
}

fn any(record: &mut RecordRef, to: &mut dyn Remap) -> bool {
    match to.place(*record) {
        Some(place) => {
            record.index = place;
            true
        }
        None => false,
    }
}

fn keyed<V>(list: &mut [(Ix<Issue>, V)], to: &mut dyn Remap) -> bool {
    let all = list.iter_mut().all(|(ix, _)| one(ix, to));
    // What is listed issue by issue has no order of its own.
    list.sort_by_key(|(ix, _)| *ix);
    all
}

fn speaker(by: &mut Option<Speaker>, to: &mut dyn Remap) -> bool {
    by.as_mut().is_none_or(|by| voice(by, to))
}

fn voice(by: &mut Speaker, to: &mut dyn Remap) -> bool {
    match by {
        Speaker::Person(ix) => one(ix, to),
        Speaker::Party(ix) => one(ix, to),
        Speaker::Named(_) => true,
    }
}

fn voices(by: &mut [Speaker], to: &mut dyn Remap) -> bool {
    by.iter_mut().all(|by| voice(by, to))
}

fn readings(list: &mut [Reading], to: &mut dyn Remap) -> bool {
    list.iter_mut().all(|it| speaker(&mut it.by, to) && it.meta.remap(None, to))
}

fn condition(it: &mut Option<Condition>, to: &mut dyn Remap) -> bool {
    it.as_mut().is_none_or(|it| keyed(&mut it.when, to))
}

impl Meta {
    fn remap(&mut self, this: Option<super::id::Kind>, to: &mut dyn Remap) -> bool {
        self.sources.retain_mut(|citation| one(&mut citation.source, to));
        if let Handling::Parties(parties) = &mut self.handling {
            some(parties, to);
        }
        if let (Some(correction), Some(kind)) = (&mut self.corrects, this) {
            match to.place(RecordRef { kind, index: correction.record }) {
                Some(place) => correction.record = place,
                None => self.corrects = None,
            }
        }
        match &mut self.corrects {
            Some(correction) => speaker(&mut correction.by, to),
            None => true,
        }
    }
}

impl Refers for Dossier {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        some(&mut self.agreement.all, to);
        some(&mut self.agreement.of, to);
        true
    }
}

impl Refers for Party {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Person {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.meta.remap(Some(Self::KIND), to) && self.party.as_mut().is_none_or(|it| one(it, to))
    }
}

impl Refers for Issue {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Source {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.citing.retain_mut(|it| match it {
            Cited::Source(ix) => one(ix, to),
            Cited::Named(_) => true,
        });
        maybe(&mut self.syndicated_from, to);
        self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Draft {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        some(&mut self.based_on, to);
        some(&mut self.same_as, to);
        some(&mut self.companions, to);
        maybe(&mut self.answers, to);
        let points = self.points.iter_mut().all(|point| point.remap(to));
        let counts =
            self.counts.iter_mut().all(|it| speaker(&mut it.by, to) && it.meta.remap(None, to));
        let life =
            self.life.iter_mut().all(|it| speaker(&mut it.by, to) && it.meta.remap(None, to));
        points
            && counts
            && life
            && every(&mut self.tabled_by, to)
            && every(&mut self.contributors, to)
            && every(&mut self.known_to, to)
            && speaker(&mut self.account, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Point {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.lineage.retain_mut(|Lineage { of, .. }| match of {
            Some((draft, _)) => one(draft, to),
            None => true,
        });
        let lineage = self.lineage.iter_mut().all(|it| speaker(&mut it.by, to));
        let variants =
            self.variants.iter_mut().all(|it| speaker(&mut it.by, to) && it.meta.remap(None, to));
        let among = self.among.iter_mut().all(|(issue, brackets)| {
            one(issue, to) && brackets.iter_mut().all(|it| every(&mut it.by, to))
        });
        self.among.sort_by_key(|(issue, _)| *issue);
        let readings =
            self.readings.iter_mut().all(|it| one(&mut it.party, to) && keyed(&mut it.settles, to));
        lineage
            && readings
            && variants
            && among
            && speaker(&mut self.account, to)
            && keyed(&mut self.sets, to)
            && keyed(&mut self.excludes, to)
            && every(&mut self.leaves_open, to)
            && condition(&mut self.only_if, to)
            && self.meta.remap(None, to)
    }
}

impl Refers for RedLine {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.overtaken_by.take_if(|it| !any(it, to));
        one(&mut self.party, to)
            && speaker(&mut self.by, to)
            && keyed(&mut self.rules_out, to)
            && keyed(&mut self.unclear, to)
            && condition(&mut self.condition, to)
            && self
                .lifted
                .as_mut()
                .is_none_or(|it| speaker(&mut it.by, to) && it.meta.remap(None, to))
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Position {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.party, to)
            && self.issue.as_mut().is_none_or(|it| one(it, to))
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Answer {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let draft = match &mut self.to {
            AnswerTo::AnyText => true,
            AnswerTo::Draft(draft) => one(draft, to),
        };
        draft
            && one(&mut self.party, to)
            && speaker(&mut self.by, to)
            && condition(&mut self.condition, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Understanding {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let claims = self.claims.iter_mut().all(|claim| {
            let content = match &mut claim.content {
                ClaimContent::Settles(options) => keyed(options, to),
                ClaimContent::NotDisclosed | ClaimContent::Words(_) => true,
            };
            content
                && one(&mut claim.party, to)
                && speaker(&mut claim.by, to)
                && claim.meta.remap(None, to)
        });
        let readings = self
            .readings
            .iter_mut()
            .all(|it| speaker(&mut it.by, to) && keyed(&mut it.settles, to));
        claims && readings && every(&mut self.between, to) && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Alternative {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let worth = match &mut self.worth {
            AlternativeWorth::Draft(draft) => one(draft, to),
            AlternativeWorth::Outcome(options) => keyed(options, to),
            AlternativeWorth::Unstated
            | AlternativeWorth::Level(_)
            | AlternativeWorth::Direction(_) => true,
        };
        worth
            && one(&mut self.party, to)
            && speaker(&mut self.view, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Meeting {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.carries.retain_mut(|it| one(&mut it.draft, to));
        let carries = self.carries.iter_mut().all(|it| it.meta.remap(None, to));
        let said = self.said.iter_mut().all(|it| {
            voices(&mut it.by, to) && readings(&mut it.readings, to) && it.meta.remap(None, to)
        });
        let log = self.log.iter_mut().all(|it| speaker(&mut it.by, to) && it.meta.remap(None, to));
        let actions = self
            .actions
            .iter_mut()
            .all(|it| voices(&mut it.who, to) && voices(&mut it.to, to) && it.meta.remap(None, to));
        carries
            && actions
            && said
            && log
            && every(&mut self.channel, to)
            && voices(&mut self.present, to)
            && voices(&mut self.led_by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Statement {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.about.retain_mut(|it| any(it, to));
        maybe(&mut self.forecast, to);
        if self.forecast.is_none() {
            self.fits = None;
            // A direction of nothing says nothing.
            self.direction.take_if(|_| self.about.is_empty());
        }
        voices(&mut self.by, to)
            && readings(&mut self.readings, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Event {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let affects = self.affects.iter_mut().all(|it| {
            one(&mut it.of, to)
                && it.issue.as_mut().is_none_or(|issue| one(issue, to))
                && speaker(&mut it.view, to)
                && speaker(&mut it.by, to)
        });
        affects && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Leave {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.records.retain_mut(|it| any(it, to));
        let all = speaker(&mut self.by, to)
            && every(&mut self.to, to)
            && self.meta.remap(Some(Self::KIND), to);
        // Leave to tell nothing is none; asked last, so that nothing is left pointing elsewhere.
        all && !self.records.is_empty()
    }
}

impl Refers for Consent {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let outcome = self
            .outcome
            .as_mut()
            .is_none_or(|it| speaker(&mut it.by, to) && it.meta.remap(None, to));
        outcome
            && keyed(&mut self.when, to)
            && every(&mut self.to, to)
            && voices(&mut self.of, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Capacity {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.party, to)
            && every(&mut self.to, to)
            && keyed(&mut self.when, to)
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Poll {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.about.retain_mut(|it| any(it, to));
        speaker(&mut self.by, to)
            && speaker(&mut self.sponsor, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Rule {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        keyed(&mut self.when, to)
            && keyed(&mut self.requires, to)
            && keyed(&mut self.excludes, to)
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Demand {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.party, to)
            && speaker(&mut self.by, to)
            && keyed(&mut self.asks, to)
            && self.departs_from.as_mut().is_none_or(|it| one(it, to))
            && keyed(&mut self.when, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for TextState {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.draft, to)
            && self.party.as_mut().is_none_or(|it| one(it, to))
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Movement {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.party, to)
            && one(&mut self.issue, to)
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Cause {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        any(&mut self.from, to)
            && any(&mut self.to, to)
            && speaker(&mut self.by, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Undertaking {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        voices(&mut self.who, to)
            && voices(&mut self.to, to)
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Handover {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        let named = !self.looked_at.is_empty();
        self.looked_at.retain_mut(|it| any(it, to));
        // Who looked over what is gone has not read the record.
        self.meta.remap(Some(Self::KIND), to) && (!named || !self.looked_at.is_empty())
    }
}

impl Refers for Forecast {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Prediction {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        self.because.retain_mut(|it| any(it, to));
        one(&mut self.forecast, to)
            && speaker(&mut self.by, to)
            && self.mapped.as_mut().is_none_or(|it| speaker(&mut it.by, to))
            && self.computed.as_mut().is_none_or(|it| {
                one(&mut it.draft, to) && it.party.as_mut().is_none_or(|party| one(party, to))
            })
            && self.meta.remap(Some(Self::KIND), to)
    }
}

impl Refers for Resolution {
    fn remap(&mut self, to: &mut dyn Remap) -> bool {
        one(&mut self.forecast, to) && self.meta.remap(Some(Self::KIND), to)
    }
}
