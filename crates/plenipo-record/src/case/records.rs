//! All records of a dossier, and their canonical order.

use std::cmp::Ordering;
use std::fmt::Debug;

use jiff::civil::Date;

use super::canonical::Canonical;
use super::course::{Cause, Movement, TextState};
use super::demand::Demand;
use super::draft::Draft;
use super::forecast::{Forecast, Prediction, Resolution};
use super::id::{Id, Ix, Kind, RecordRef};
use super::issue::Issue;
use super::learned::{When, when};
use super::meeting::{Event, Meeting, Statement};
use super::meta::Meta;
use super::outside::{Capacity, Poll};
use super::party::{Party, Person, Role, Speaker};
use super::position::{Alternative, Answer, Position};
use super::process::{Consent, Dossier, Leave};
use super::red_line::RedLine;
use super::refs::{Refers, Remap};
use super::rule::Rule;
use super::source::Source;
use super::understanding::Understanding;
use super::upkeep::{Handover, Undertaking};

/// All records of a dossier, one list a table. References between them are places in these lists.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "each field is the table of the same name")]
pub struct Records {
    pub dossier: Dossier,
    pub parties: Vec<Party>,
    pub persons: Vec<Person>,
    pub issues: Vec<Issue>,
    pub drafts: Vec<Draft>,
    pub red_lines: Vec<RedLine>,
    pub positions: Vec<Position>,
    pub answers: Vec<Answer>,
    pub understandings: Vec<Understanding>,
    pub alternatives: Vec<Alternative>,
    pub meetings: Vec<Meeting>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
    pub leaves: Vec<Leave>,
    pub consents: Vec<Consent>,
    pub capacities: Vec<Capacity>,
    pub polls: Vec<Poll>,
    pub rules: Vec<Rule>,
    pub demands: Vec<Demand>,
    pub text_states: Vec<TextState>,
    pub movements: Vec<Movement>,
    pub causes: Vec<Cause>,
    pub undertakings: Vec<Undertaking>,
    pub handovers: Vec<Handover>,
    pub forecasts: Vec<Forecast>,
    pub predictions: Vec<Prediction>,
    pub resolutions: Vec<Resolution>,
    pub sources: Vec<Source>,
    /// Assumption sets that were read.
    pub assumptions: Vec<String>,
    /// Records that later ones put right; they count nowhere and stay visible.
    pub corrected: Vec<Corrected>,
}

/// A record that a later one put right.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The id of the record that put it right, where that has one.
    pub into: Option<String>,
    /// What it said, in one line.
    pub said: String,
    /// When the correction became known.
    pub known: Option<Date>,
    /// Who corrected it.
    pub by: Option<Speaker>,
    /// Why.
    pub why: Option<String>,
}

/// A record that stands in one of the lists of [`Records`].
pub trait Record: Refers + Canonical + Clone + Debug + PartialEq {
    /// Its table.
    const KIND: Kind;

    /// What it says of itself.
    fn meta(&self) -> &Meta;

    /// What it says of itself, to change.
    fn meta_mut(&mut self) -> &mut Meta;

    /// The day it is about, if it has one.
    fn date(&self) -> Option<Date>;

    /// Its place in lists, if it was given one.
    fn order(&self) -> Option<i64> {
        None
    }

    /// Its list.
    fn list(records: &Records) -> &Vec<Self>
    where
        Self: Sized;

    /// Its list, to change.
    fn list_mut(records: &mut Records) -> &mut Vec<Self>
    where
        Self: Sized;
}

macro_rules! record {
    ($type:ty, $kind:ident, $list:ident, date: |$it:ident| $date:expr $(, order: |$it2:ident| $order:expr)?) => {
        impl Record for $type {
            const KIND: Kind = Kind::$kind;
            fn meta(&self) -> &Meta {
                &self.meta
            }
            fn meta_mut(&mut self) -> &mut Meta {
                &mut self.meta
            }
            fn date(&self) -> Option<Date> {
                let $it = self;
                $date
            }
            $(fn order(&self) -> Option<i64> {
                let $it2 = self;
                $order
            })?
            fn list(records: &Records) -> &Vec<Self> {
                &records.$list
            }
            fn list_mut(records: &mut Records) -> &mut Vec<Self> {
                &mut records.$list
            }
        }
    };
}

record!(Party, Party, parties, date: |_it| None, order: |it| it.order);
record!(Person, Person, persons, date: |_it| None);
record!(Issue, Issue, issues, date: |_it| None, order: |it| it.order);
record!(Draft, Draft, drafts, date: |it| it.date);
record!(RedLine, RedLine, red_lines, date: |it| it.date);
record!(Position, Position, positions, date: |it| it.date);
record!(Answer, Answer, answers, date: |it| it.date);
record!(Understanding, Understanding, understandings, date: |it| it.date);
record!(Alternative, Alternative, alternatives, date: |it| it.date);
record!(Meeting, Meeting, meetings, date: |it| it.date);
record!(Statement, Statement, statements, date: |it| it.date);
record!(Event, Event, events, date: |it| it.date);
record!(Leave, Leave, leaves, date: |it| it.date);
record!(Consent, Consent, consents, date: |_it| None);
record!(Capacity, Capacity, capacities, date: |it| it.date);
record!(Poll, Poll, polls, date: |it| it.date);
record!(Rule, Rule, rules, date: |_it| None);
record!(Demand, Demand, demands, date: |it| it.date);
record!(TextState, TextState, text_states, date: |it| it.date);
record!(Movement, Movement, movements, date: |it| it.date);
record!(Cause, Cause, causes, date: |it| it.date);
record!(Undertaking, Undertaking, undertakings, date: |it| it.date);
record!(Handover, Handover, handovers, date: |it| it.date);
record!(Forecast, Forecast, forecasts, date: |it| it.opens);
record!(Prediction, Prediction, predictions, date: |it| it.date);
record!(Resolution, Resolution, resolutions, date: |it| it.date);
record!(Source, Source, sources, date: |it| it.date);

/// Calls `$macro!(Type)` for every type of record, so that no list is forgotten.
macro_rules! for_each_record_type {
    ($macro:ident) => {
        $macro!($crate::case::party::Party);
        $macro!($crate::case::party::Person);
        $macro!($crate::case::issue::Issue);
        $macro!($crate::case::draft::Draft);
        $macro!($crate::case::red_line::RedLine);
        $macro!($crate::case::position::Position);
        $macro!($crate::case::position::Answer);
        $macro!($crate::case::understanding::Understanding);
        $macro!($crate::case::position::Alternative);
        $macro!($crate::case::meeting::Meeting);
        $macro!($crate::case::meeting::Statement);
        $macro!($crate::case::meeting::Event);
        $macro!($crate::case::process::Leave);
        $macro!($crate::case::process::Consent);
        $macro!($crate::case::outside::Capacity);
        $macro!($crate::case::outside::Poll);
        $macro!($crate::case::rule::Rule);
        $macro!($crate::case::demand::Demand);
        $macro!($crate::case::course::TextState);
        $macro!($crate::case::course::Movement);
        $macro!($crate::case::course::Cause);
        $macro!($crate::case::upkeep::Undertaking);
        $macro!($crate::case::upkeep::Handover);
        $macro!($crate::case::forecast::Forecast);
        $macro!($crate::case::forecast::Prediction);
        $macro!($crate::case::forecast::Resolution);
        $macro!($crate::case::source::Source);
    };
}
pub(crate) use for_each_record_type;

impl Records {
    /// What the record says of itself.
    pub fn meta(&self, record: RecordRef) -> Option<&Meta> {
        macro_rules! arm {
            ($type:ty) => {
                if record.kind == <$type>::KIND {
                    return <$type>::list(self).get(record.index as usize).map(Record::meta);
                }
            };
        }
        for_each_record_type!(arm);
        None
    }

    /// What the record says of itself, to change.
    pub(crate) fn meta_mut(&mut self, record: RecordRef) -> Option<&mut Meta> {
        macro_rules! arm {
            ($type:ty) => {
                if record.kind == <$type>::KIND {
                    let list = <$type>::list_mut(self);
                    return list.get_mut(record.index as usize).map(Record::meta_mut);
                }
            };
        }
        for_each_record_type!(arm);
        None
    }

    /// The day the record is about, if it has one.
    pub fn date(&self, record: RecordRef) -> Option<Date> {
        macro_rules! arm {
            ($type:ty) => {
                if record.kind == <$type>::KIND {
                    return <$type>::list(self).get(record.index as usize)?.date();
                }
            };
        }
        for_each_record_type!(arm);
        None
    }

    /// What the entries inside a record say of themselves.
    pub fn parts_of(&self, record: RecordRef) -> Vec<&Meta> {
        let at = record.index as usize;
        let mut of: Vec<&Meta> = Vec::new();
        match record.kind {
            Kind::Draft => {
                if let Some(it) = self.drafts.get(at) {
                    of.extend(it.points.iter().map(|it| &it.meta));
                    of.extend(it.points.iter().flat_map(|it| &it.variants).map(|it| &it.meta));
                    of.extend(it.counts.iter().map(|it| &it.meta));
                    of.extend(it.life.iter().map(|it| &it.meta));
                }
            }
            Kind::RedLine => {
                of.extend(
                    self.red_lines.get(at).and_then(|it| it.lifted.as_ref()).map(|it| &it.meta),
                );
            }
            Kind::Understanding => {
                let it = self.understandings.get(at);
                of.extend(it.into_iter().flat_map(|it| &it.claims).map(|it| &it.meta));
            }
            Kind::Consent => {
                let it = self.consents.get(at).and_then(|it| it.outcome.as_ref());
                of.extend(it.map(|it| &it.meta));
            }
            Kind::Meeting => {
                if let Some(it) = self.meetings.get(at) {
                    of.extend(it.said.iter().map(|it| &it.meta));
                    of.extend(it.said.iter().flat_map(|it| &it.readings).map(|it| &it.meta));
                    of.extend(it.carries.iter().map(|it| &it.meta));
                    of.extend(it.log.iter().map(|it| &it.meta));
                    of.extend(it.actions.iter().map(|it| &it.meta));
                }
            }
            Kind::Statement => {
                let it = self.statements.get(at);
                of.extend(it.into_iter().flat_map(|it| &it.readings).map(|it| &it.meta));
            }
            _ => {}
        }
        of
    }

    /// Whether the record is an entry of the ledger.
    pub fn is_sealed(&self, record: RecordRef) -> bool {
        let at = record.index as usize;
        match record.kind {
            Kind::Forecast => self.forecasts[at].place.is_some(),
            Kind::Prediction => self.predictions[at].place.is_some(),
            Kind::Resolution => self.resolutions[at].place.is_some(),
            _ => false,
        }
    }

    /// What the record's day says of when it can have been learned.
    pub fn when(&self, record: RecordRef) -> When {
        macro_rules! arm {
            ($type:ty) => {
                if record.kind == <$type>::KIND {
                    let it = <$type>::list(self).get(record.index as usize);
                    return it.map(when).unwrap_or_default();
                }
            };
        }
        for_each_record_type!(arm);
        When::undated()
    }

    /// How many records of `kind` there are.
    pub fn count(&self, kind: Kind) -> usize {
        macro_rules! arm {
            ($type:ty) => {
                if kind == <$type>::KIND {
                    return <$type>::list(self).len();
                }
            };
        }
        for_each_record_type!(arm);
        0
    }

    /// How many records there are.
    pub fn total(&self) -> usize {
        Kind::ALL.into_iter().map(|kind| self.count(kind)).sum()
    }

    /// The record's id, if it has one.
    pub fn id(&self, record: RecordRef) -> Option<&str> {
        self.meta(record)?.id.as_ref().map(Id::as_str)
    }

    /// The record of type `T` called `id`.
    pub fn find<T: Record>(&self, id: &str) -> Option<Ix<T>> {
        let is = |it: &T| it.meta().id.as_ref().is_some_and(|it| it.as_str() == id);
        T::list(self).iter().position(is).map(Ix::new)
    }

    /// The party at `ix`.
    pub fn party(&self, ix: Ix<Party>) -> &Party {
        &self.parties[ix.get()]
    }

    /// The issue at `ix`.
    pub fn issue(&self, ix: Ix<Issue>) -> &Issue {
        &self.issues[ix.get()]
    }

    /// The draft at `ix`.
    pub fn draft(&self, ix: Ix<Draft>) -> &Draft {
        &self.drafts[ix.get()]
    }

    /// The source at `ix`.
    pub fn source(&self, ix: Ix<Source>) -> &Source {
        &self.sources[ix.get()]
    }

    /// The id of the party at `ix`; parties always have one.
    pub fn party_id(&self, ix: Ix<Party>) -> &str {
        self.id(RecordRef::new(Kind::Party, ix.get())).unwrap_or_default()
    }

    /// The id of the issue at `ix`; issues always have one.
    pub fn issue_id(&self, ix: Ix<Issue>) -> &str {
        self.id(RecordRef::new(Kind::Issue, ix.get())).unwrap_or_default()
    }

    /// Parties with `role`, in canonical order.
    pub fn parties_with(&self, role: Role) -> Vec<Ix<Party>> {
        (0..self.parties.len()).map(Ix::new).filter(|ix| self.party(*ix).is(role)).collect()
    }

    /// The parties whose acceptance the agreement rule asks for.
    pub fn signatories(&self) -> Vec<Ix<Party>> {
        let rule = &self.dossier.agreement;
        let mut parties: Vec<Ix<Party>> = rule.all.iter().chain(&rule.of).copied().collect();
        if parties.is_empty() {
            parties = self.parties_with(Role::Principal);
        }
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// The speaker's name as a reader should see it.
    pub fn speaker(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Person(ix) => self.persons[ix.get()].name.clone(),
            Speaker::Party(ix) => self.party(*ix).name.clone(),
            Speaker::Named(name) => name.clone(),
        }
    }

    /// The party that a speaker speaks for. A name in words is joined to a party by what the record
    /// says: the names of parties and of persons. `None` where it names none, or several.
    pub fn party_of(&self, speaker: &Speaker) -> Option<Ix<Party>> {
        match speaker {
            Speaker::Person(ix) => self.persons.get(ix.get()).and_then(|it| it.party),
            Speaker::Party(ix) => Some(*ix),
            Speaker::Named(name) => super::naming::party_named(self, name),
        }
    }

    /// Brings every list into canonical order and follows the references.
    ///
    /// Order: stated place, then date (undated last), then id (records without one last), then
    /// content. Nothing of it depends on where a record stood in its file.
    pub fn canonical(mut self) -> Records {
        let mut order = Order::default();
        macro_rules! sort {
            ($type:ty) => {
                order.places[<$type>::KIND as usize] = sort_list(<$type>::list_mut(&mut self));
            };
        }
        for_each_record_type!(sort);
        self.dossier.remap(&mut order);
        macro_rules! remap {
            ($type:ty) => {
                for record in <$type>::list_mut(&mut self) {
                    record.remap(&mut order);
                }
            };
        }
        for_each_record_type!(remap);
        // Records without an id are told apart by their canonical form, which calls what they refer to by
        // its id. Nothing refers to them: no second remap.
        macro_rules! sort_nameless {
            ($type:ty) => {
                let list = <$type>::list(&self);
                if list.iter().any(|it| it.meta().id.is_none()) {
                    let form = |it: &$type| match it.meta().id {
                        Some(_) => Vec::new(),
                        None => super::canonical::of(&self, it),
                    };
                    let forms: Vec<Vec<u8>> = list.iter().map(form).collect();
                    let list = std::mem::take(<$type>::list_mut(&mut self));
                    let mut keyed: Vec<((Key, Vec<u8>), $type)> = list
                        .into_iter()
                        .zip(forms)
                        .map(|(it, form)| ((Key::of(&it), form), it))
                        .collect();
                    keyed.sort_by(|a, b| a.0.cmp(&b.0));
                    *<$type>::list_mut(&mut self) = keyed.into_iter().map(|it| it.1).collect();
                }
            };
        }
        for_each_record_type!(sort_nameless);
        self
    }
}

/// Where each record went.
#[derive(Default)]
struct Order {
    places: [Vec<u32>; Kind::ALL.len()],
}

impl Remap for Order {
    fn place(&mut self, record: RecordRef) -> Option<u32> {
        self.places[record.kind as usize].get(record.index as usize).copied()
    }
}

/// What a record is sorted by, before its content.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    order: i64,
    date: Date,
    nameless: bool,
    id: String,
}

impl Key {
    fn of<T: Record>(record: &T) -> Key {
        let id = record.meta().id.as_ref();
        Key {
            order: record.order().unwrap_or(i64::MAX),
            date: record.date().unwrap_or(Date::MAX),
            nameless: id.is_none(),
            id: id.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

/// Sorts a list by key; returns the new place of every old one.
fn sort_list<T: Record>(list: &mut Vec<T>) -> Vec<u32> {
    let mut keyed: Vec<(Key, usize, T)> =
        list.drain(..).enumerate().map(|(old, it)| (Key::of(&it), old, it)).collect();
    keyed.sort_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => a.1.cmp(&b.1),
        other => other,
    });
    let mut places = vec![0; keyed.len()];
    for (new, (_, old, record)) in keyed.into_iter().enumerate() {
        places[old] = new as u32;
        list.push(record);
    }
    places
}
