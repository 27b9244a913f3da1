//! The answers on every day on which the visible record changed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::causes::{self, Cause};
use super::falls::Turn;
use crate::lens::acceptance::engine::{Engine, OnTable, Told};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::preference::draws::Draws;
use plenipo_record::case::Case;
use plenipo_record::case::apart::{Apart, World};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::replay::{Learned, Otherwise};

/// How many days are put together at once: each is a record of its own.
const AHEAD: usize = 4;

/// The most days that are gone through; the latest, where there are more.
pub(super) const DAYS_MAX: usize = 366;

/// Records that an answer can rest on.
pub(super) const KINDS: [Kind; 12] = [
    Kind::Party,
    Kind::Person,
    Kind::Issue,
    Kind::Draft,
    Kind::RedLine,
    Kind::Position,
    Kind::Answer,
    Kind::Understanding,
    Kind::Alternative,
    // Rules restrict what a text may contain; later demands and movements may overtake a line.
    Kind::Rule,
    Kind::Demand,
    Kind::Movement,
];

/// Where a draft stands with a party.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stand {
    /// On the table, with the party's answer.
    Live(Told),
    /// Off the table: superseded or withdrawn.
    Left(&'static str),
}

impl Stand {
    /// In one word.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Stand::Live(told) => told.status.word(),
            Stand::Left(word) => word,
        }
    }
}

/// A draft and a party, by id and as a reader sees them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) draft: String,
    pub(super) party: String,
    pub(super) party_name: String,
}

/// Where every draft stands with every party, the latest draft first.
pub(super) type Standing = Vec<(Pair, Stand)>;

/// A change of one answer.
pub(super) struct Change {
    pub(super) pair: Pair,
    /// Absent where the draft was not known before.
    pub(super) before: Option<Stand>,
    pub(super) after: Stand,
    pub(super) causes: Vec<Cause>,
}

/// A day on which the visible record changed.
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) standing: Standing,
    /// Empty on the first day: what stood then is where the account begins.
    pub(super) changes: Vec<Change>,
    /// Drafts on the table that had fallen by then with a consent that was refused.
    pub(super) fallen: Vec<String>,
    /// Those that fell on it, or stand again.
    pub(super) turns: Vec<Turn>,
}

impl Day {
    /// Whether an answer changed on it, or whether a text stands.
    pub(super) fn is_turning(&self) -> bool {
        !(self.changes.is_empty() && self.turns.is_empty())
    }

    fn of(date: Date, standing: Standing, changes: Vec<Change>) -> Day {
        Day { date, standing, changes, fallen: Vec::new(), turns: Vec::new() }
    }
}

/// The answers day by day.
pub(super) struct Replay {
    /// Oldest first.
    pub(super) days: Vec<Day>,
    /// How many earlier days were left out because there are too many.
    pub(super) left_out: usize,
    pub(super) sampled: bool,
}

/// Engines, one a party, by the party's id.
pub(super) struct Engines {
    draws: Arc<Draws>,
    of: BTreeMap<String, Engine>,
}

impl Engines {
    /// Engines of no party yet, which draw through `draws`.
    pub(super) fn new(draws: &Arc<Draws>) -> Engines {
        Engines { draws: Arc::clone(draws), of: BTreeMap::new() }
    }

    /// Whether any preferences were drawn.
    pub(super) fn sampled(&self) -> bool {
        self.of.values().any(Engine::sampled)
    }

    /// The engine for a party.
    pub(super) fn of(&mut self, party: &str, context: &Context<'_>) -> &mut Engine {
        let new = || Engine::new(Arc::clone(&self.draws), context.seed, context.samples.max(1));
        self.of.entry(party.to_owned()).or_insert_with(new)
    }

    /// Where every draft of `only` (every one, where that is empty) stands in each of `worlds`.
    pub(super) fn ask(
        &mut self,
        worlds: &[Case],
        only: &[String],
        context: &Context<'_>,
    ) -> Vec<Standing> {
        let asked: Vec<Vec<Ix<Draft>>> = worlds.iter().map(|it| drafts(it, only)).collect();
        let on_table: Vec<Vec<OnTable>> =
            worlds.iter().zip(&asked).map(|(world, drafts)| on_table(world, drafts)).collect();
        for world in worlds {
            for party in world.signatories() {
                self.of(world.party_id(party), context);
            }
        }
        // Parties are independent of each other, and each has its own engine.
        let answers: BTreeMap<&str, Vec<Vec<Told>>> = self
            .of
            .par_iter_mut()
            .map(|(id, engine)| {
                let each = worlds.iter().zip(&on_table).map(|(world, texts)| {
                    let signatory = world.find(id).filter(|it| world.signatories().contains(it));
                    signatory.map_or(Vec::new(), |it| engine.ask(world, it, texts))
                });
                (id.as_str(), each.collect())
            })
            .collect();
        let each = worlds.iter().zip(&asked).enumerate();
        each.map(|(at, (world, drafts))| standing(world, drafts, at, &answers)).collect()
    }
}

impl Engines {
    /// What parties answer to the drafts of `only` that are on the table in `world`, were it otherwise: for each
    /// of `asked`, a party of whose records alone it is otherwise, in the order of the drafts.
    pub(super) fn ask_otherwise(
        &mut self,
        world: &mut World,
        asked: &[(String, Vec<Otherwise>)],
        only: &[String],
    ) -> Vec<Vec<(String, Stand)>> {
        let case = world.case();
        // No record of a party's own bears on what a draft says.
        let texts = on_table(case, &drafts(case, only));
        let ids: Vec<String> =
            texts.iter().map(|it| case.draft(it.draft).id().to_owned()).collect();
        let one = |engine: &mut Engine, world: &mut World, (id, otherwise): &(String, _)| {
            let Some(party) = world.case().find(id) else { return Vec::new() };
            let otherwise: &Vec<Otherwise> = otherwise;
            let told = world.with(otherwise, |case| engine.ask(case, party, &texts));
            ids.iter().cloned().zip(told.into_iter().map(Stand::Live)).collect()
        };
        // Where there are few, a record of its own for each party takes longer than the answers.
        if asked.len() < PARALLEL_MIN {
            let each = asked.iter().map(|it| match self.of.get_mut(&it.0) {
                Some(engine) => one(engine, world, it),
                None => Vec::new(),
            });
            return each.collect();
        }
        let shared: &World = world;
        let found: BTreeMap<usize, Vec<(String, Stand)>> = self
            .of
            .par_iter_mut()
            .flat_map_iter(|(id, engine)| {
                let mut own = shared.clone();
                let of = asked.iter().enumerate().filter(|(_, it)| it.0 == *id);
                of.map(|(place, it)| (place, one(engine, &mut own, it))).collect::<Vec<_>>()
            })
            .collect();
        (0..asked.len()).map(|it| found.get(&it).cloned().unwrap_or_default()).collect()
    }
}

/// From how many questions on parties are asked side by side.
const PARALLEL_MIN: usize = 8;

/// The drafts asked for that are there, the latest first.
fn drafts(world: &Case, only: &[String]) -> Vec<Ix<Draft>> {
    let each = (0..world.drafts.len()).rev().map(Ix::new);
    each.filter(|it| only.is_empty() || only.iter().any(|id| id == world.draft(*it).id())).collect()
}

/// Those of `drafts` that are on the table, and what they contain.
fn on_table(world: &Case, drafts: &[Ix<Draft>]) -> Vec<OnTable> {
    let live = drafts.iter().filter(|it| world.draft(**it).is_live());
    live.map(|it| OnTable::of(world, *it)).collect()
}

fn standing(
    world: &Case,
    drafts: &[Ix<Draft>],
    at: usize,
    answers: &BTreeMap<&str, Vec<Vec<Told>>>,
) -> Standing {
    let mut all = Vec::new();
    let mut live = 0;
    for ix in drafts {
        let draft = world.draft(*ix);
        for party in world.signatories() {
            let id = world.party_id(party);
            let stand = if draft.is_live() {
                let told = answers.get(id).and_then(|it| it[at].get(live).cloned());
                told.map(Stand::Live)
            } else {
                Some(Stand::Left(draft.state().word()))
            };
            let party_name = world.party(party).label().to_owned();
            let pair = Pair { draft: draft.id().to_owned(), party: id.to_owned(), party_name };
            all.extend(stand.map(|it| (pair, it)));
        }
        live += usize::from(draft.is_live());
    }
    all
}

/// Where the pair stands, if it is there.
pub(super) fn stand<'a>(standing: &'a Standing, pair: &Pair) -> Option<&'a Stand> {
    let same = |it: &Pair| it.draft == pair.draft && it.party == pair.party;
    standing.iter().find(|(it, _)| same(it)).map(|(_, stand)| stand)
}

/// Goes through the days of `record`, which is the viewer's own, from `from` (the first where there is
/// none) to `until`.
pub(super) fn replay(
    record: &Case,
    apart: &Apart,
    (from, until): (Option<Date>, Date),
    only: &[String],
    engines: &mut Engines,
    context: &Context<'_>,
) -> Result<Replay, Error> {
    let mut dates = record.turning_days();
    dates.retain(|it| *it <= until);
    if let Some(from) = from {
        dates.retain(|it| *it > from);
        dates.insert(0, from);
    }
    let left_out = dates.len().saturating_sub(DAYS_MAX);
    dates.drain(..left_out);
    let learned = record.learned(&KINDS);
    let n_dates = dates.len();
    let mut days: Vec<Day> = Vec::new();
    let mut seen = Seen { record, last: None };
    let mut before: Option<(Date, World)> = None;
    // The next days are put together side by side while none of them has to be looked at yet.
    let mut ahead: VecDeque<World> = VecDeque::new();
    for (place, date) in dates.iter().copied().enumerate() {
        if ahead.is_empty() {
            let next = &dates[place..dates.len().min(place + AHEAD)];
            ahead = next.par_iter().map(|date| apart.on(*date)).collect();
        }
        let Some(mut world) = ahead.pop_front() else { break };
        let same = before.as_ref().is_some_and(|(_, it)| **it.case() == **world.case());
        if !same {
            let standing = std::slice::from_ref(world.case());
            let standing = engines.ask(standing, only, context).pop().unwrap_or_default();
            let changes = days.last().map_or(Vec::new(), |last: &Day| {
                let on = |(day, it): &(Date, _)| (*day == date).then_some(*it);
                let learned: Vec<Learned> = learned.iter().filter_map(on).collect();
                let news = causes::News { record, apart, date, learned: &learned, only, context };
                causes::changes(news, &mut world, &last.standing, &standing, engines)
            });
            days.push(Day::of(date, standing, changes));
        } else if let (Some((day, _)), Some(last)) = (&before, days.last())
            && seen.differs(*day, date)
        {
            // What changed has no bearing on any answer.
            days.push(Day::of(date, last.standing.clone(), Vec::new()));
        }
        before = Some((date, world));
        if !context.tell((place + 1) as f64 / (n_dates + 1) as f64) {
            return Err(Error::Cancelled);
        }
    }
    Ok(Replay { days, left_out, sampled: engines.sampled() })
}

/// The whole visible record on the days on which it has to be looked at.
struct Seen<'a> {
    record: &'a Case,
    last: Option<(Date, Case)>,
}

impl Seen<'_> {
    /// Whether it is another on `date` than on `before`.
    fn differs(&mut self, before: Date, date: Date) -> bool {
        let on = |date: Date| self.record.otherwise(&[], date);
        let known = self.last.take().filter(|(day, _)| *day == before);
        let (_, then) = known.unwrap_or_else(|| (before, on(before)));
        let now = on(date);
        let differs = *then != *now;
        self.last = Some((date, now));
        differs
    }
}
