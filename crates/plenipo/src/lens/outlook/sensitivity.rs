//! What the answers of the last day hang on: each record left out, each stated range at its ends, and what
//! would narrow them once known.

use rayon::prelude::*;

use super::causes::Cause;
use super::replay::{Day, Engines, KINDS, Pair, Stand, stand};
use crate::finding::block::Text;
use crate::lens::acceptance::Acceptance;
use crate::lens::context::Context;
use crate::lens::error::Error;
use plenipo_record::case::Case;
use plenipo_record::case::apart::Apart;
use plenipo_record::case::describe::Footing;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{AlternativeWorth, AnswerTo};
use plenipo_record::case::red_line::RedLine;
use plenipo_record::case::replay::{Learned, Otherwise, Part};

/// The most records that are left out; beyond, the orders of options are not.
const LEFT_OUT_MAX: usize = 1_000;

/// How many are asked about at once: each is a record of its own while it is.
const AT_ONCE: usize = 16;

/// What would be otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeverKind {
    /// A record would not be there.
    Record,
    /// What somebody supposed would not be there.
    Assumption,
    /// A range would be at one of its ends.
    Range,
    /// Something unknown would be known.
    Unknown,
}

impl LeverKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            LeverKind::Record => "record",
            LeverKind::Assumption => "assumption",
            LeverKind::Range => "range",
            LeverKind::Unknown => "unknown",
        }
    }
}

/// Something an answer hangs on.
pub(super) struct Lever {
    pub(super) kind: LeverKind,
    /// What would be otherwise, in words.
    pub(super) what: String,
    /// What it says.
    pub(super) says: Text,
    pub(super) footing: Option<Footing>,
    /// The answers that would be others; of an unknown, the one it would narrow.
    pub(super) moves: Vec<Move>,
}

/// An answer as it would be.
pub(super) struct Move {
    pub(super) pair: Pair,
    /// The status as it would be; absent where nobody can say.
    pub(super) status: Option<Acceptance>,
    /// The status as it is.
    pub(super) now: Acceptance,
    /// Both ends as they would be.
    pub(super) accept: [Option<f64>; 2],
    /// How far the ends move, together; how far the range narrows, of an unknown.
    pub(super) shift: Option<f64>,
}

impl Lever {
    /// How many statuses it changes, then how far it moves a range.
    fn weight(&self) -> (usize, f64) {
        let statuses = self.moves.iter().filter(|it| it.status.is_some_and(|s| s != it.now));
        let shift = self.moves.iter().filter_map(|it| it.shift).fold(0.0, f64::max);
        (statuses.count(), shift)
    }
}

/// What the answers of `last` hang on, what moves them most first.
pub(super) fn sensitivity(
    record: &Case,
    apart: &Apart,
    last: &Day,
    only: &[String],
    engines: &mut Engines,
    context: &Context<'_>,
) -> Result<Vec<Lever>, Error> {
    let mut levers = Vec::new();
    let candidates = candidates(record, last);
    let mut world = apart.on(last.date);
    for some in candidates.chunks(AT_ONCE) {
        // Whose answers alone it bears on; of what does not stand by itself, everybody's.
        let owner = |it: &Candidate| -> Option<String> {
            let party = world.party(&it.otherwise).filter(|_| apart.is_loose(&it.otherwise))?;
            Some(world.case().party_id(party).to_owned())
        };
        let owners: Vec<Option<String>> = some.iter().map(owner).collect();
        let each = || some.iter().zip(&owners);
        let own: Vec<(String, Vec<Otherwise>)> =
            each().filter_map(|(it, owner)| Some((owner.clone()?, vec![it.otherwise]))).collect();
        let mut own = engines.ask_otherwise(&mut world, &own, only).into_iter();
        let rest: Vec<&Candidate> =
            each().filter(|(_, owner)| owner.is_none()).map(|(it, _)| it).collect();
        let anew = |it: &&Candidate| apart.otherwise(&[it.otherwise], last.date);
        let worlds: Vec<Case> = rest.par_iter().map(anew).collect();
        let mut rest = engines.ask(&worlds, only, context).into_iter();
        for (candidate, owner) in each() {
            let moves: Vec<Move> = match owner {
                Some(owner) => {
                    let then = own.next().unwrap_or_default();
                    let of = |pair: &Pair| {
                        let found = then.iter().find(|(draft, _)| *draft == pair.draft);
                        found.map(|(_, stand)| stand)
                    };
                    let own = live(last).filter(|(pair, _)| pair.party == *owner);
                    own.filter_map(|(pair, now)| moved(pair, now, of(pair))).collect()
                }
                None => {
                    let then = rest.next().unwrap_or_default();
                    let each = live(last);
                    each.filter_map(|(pair, now)| moved(pair, now, stand(&then, pair))).collect()
                }
            };
            if !moves.is_empty() {
                levers.push(candidate.lever(record, moves));
            }
        }
        if !context.tell(0.99) {
            return Err(Error::Cancelled);
        }
    }
    levers.sort_by(|a, b| {
        let ((n, far), (m, near)) = (a.weight(), b.weight());
        m.cmp(&n).then(near.total_cmp(&far))
    });
    levers.extend(unknowns(record, last, only, engines, context));
    Ok(levers)
}

/// Drafts that are on the table, with their answers.
fn live(day: &Day) -> impl Iterator<Item = (&Pair, &Stand)> {
    let each = day.standing.iter().map(|(pair, it)| (pair, it));
    each.filter(|(_, it)| matches!(it, Stand::Live(_)))
}

/// Something that could be otherwise.
struct Candidate {
    otherwise: Otherwise,
    learned: Learned,
    /// Which end of a range, where it is one.
    end: Option<String>,
}

impl Candidate {
    fn lever(&self, record: &Case, moves: Vec<Move>) -> Lever {
        let cause = Cause::of(record, self.learned, false);
        let meta = record.meta_of(self.learned);
        let assumed = meta.is_some_and(|it| {
            it.assumption.is_some() || it.sources.is_empty() && it.basis == Basis::Assumed
        });
        let (kind, what) = match &self.end {
            Some(end) => (LeverKind::Range, format!("{} at {end}", cause.name)),
            None if assumed => (LeverKind::Assumption, format!("without {}", cause.name)),
            None => (LeverKind::Record, format!("without {}", cause.name)),
        };
        Lever { kind, what, says: cause.says, footing: cause.footing, moves }
    }
}

/// Everything an answer of `last` may hang on.
fn candidates(record: &Case, last: &Day) -> Vec<Candidate> {
    let drafts: Vec<&str> = live(last).map(|(pair, _)| pair.draft.as_str()).collect();
    let signs = record.signatories();
    // Without an alternative there is no range that an order could move, nor one that it takes away.
    let ranged: Vec<Ix<Party>> = signs
        .iter()
        .copied()
        .filter(|party| record.alternatives.iter().any(|it| it.party == *party))
        .collect();
    // A later word may overtake a line that its party drew on the issue.
    let has_a_line = |party: Ix<Party>, issue: Ix<Issue>| {
        let own = |it: &&RedLine| it.party == party && it.lifted.is_none();
        record.red_lines.iter().filter(own).any(|it| it.rules_out.iter().any(|it| it.0 == issue))
    };
    let on_table = |ix: Ix<Draft>| drafts.contains(&record.draft(ix).id());
    let mut all = Vec::new();
    let mut leave_out = |learned: Learned| {
        all.push(Candidate { otherwise: Otherwise::Without(learned), learned, end: None });
    };
    for kind in KINDS {
        for place in 0..record.count(kind) {
            let this = whole(kind, place);
            match kind {
                Kind::RedLine if signs.contains(&record.red_lines[place].party) => {
                    leave_out(this);
                    if record.red_lines[place].lifted.is_some() {
                        leave_out(Learned { part: Some(Part::Lifted), ..this });
                    }
                }
                Kind::Answer => {
                    let it = &record.answers[place];
                    let about = match it.to {
                        AnswerTo::Draft(ix) => on_table(ix),
                        AnswerTo::AnyText => true,
                    };
                    if about && signs.contains(&it.party) {
                        leave_out(this);
                    }
                }
                Kind::Alternative if ranged.contains(&record.alternatives[place].party) => {
                    leave_out(this);
                }
                // It takes away what a text that is not read whole may be; a reading takes nothing.
                Kind::Rule if record.rules[place].is.binds() => leave_out(this),
                Kind::Demand => {
                    let it = &record.demands[place];
                    let overtakes = it.asks.iter().any(|(on, _)| has_a_line(it.party, *on));
                    if signs.contains(&it.party) && overtakes {
                        leave_out(this);
                    }
                }
                Kind::Movement => {
                    let it = &record.movements[place];
                    if signs.contains(&it.party) && has_a_line(it.party, it.issue) {
                        leave_out(this);
                    }
                }
                Kind::Understanding => {
                    for at in 0..record.understandings[place].claims.len() {
                        leave_out(Learned { part: Some(Part::Claim(at)), ..this });
                    }
                }
                Kind::Draft if on_table(Ix::new(place)) => {
                    // Points of which somebody else tells than of the draft.
                    let draft = &record.drafts[place];
                    let own = |at: &usize| draft.points[*at].meta.sources != draft.meta.sources;
                    for at in (0..draft.points.len()).filter(own) {
                        leave_out(Learned { part: Some(Part::Point(at)), ..this });
                    }
                }
                _ => {}
            }
        }
    }
    let positions: Vec<usize> = (0..record.positions.len())
        .filter(|it| {
            let it = &record.positions[*it];
            let overtakes = it.issue.is_some_and(|issue| has_a_line(it.party, issue));
            ranged.contains(&it.party) || signs.contains(&it.party) && overtakes
        })
        .collect();
    if all.len() + positions.len() <= LEFT_OUT_MAX {
        for place in positions {
            let learned = whole(Kind::Position, place);
            all.push(Candidate { otherwise: Otherwise::Without(learned), learned, end: None });
        }
    }
    all.truncate(LEFT_OUT_MAX);
    all.extend(ends(record, &ranged));
    all
}

fn whole(kind: Kind, place: usize) -> Learned {
    Learned { record: RecordRef::new(kind, place), part: None }
}

/// Stated ranges of these parties, each at both ends.
fn ends(record: &Case, parties: &[Ix<Party>]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (place, it) in record.alternatives.iter().enumerate() {
        let AlternativeWorth::Level(range) = it.worth else { continue };
        if range.is_exact() || !parties.contains(&it.party) {
            continue;
        }
        for end in [range.low, range.high] {
            all.push(Candidate {
                otherwise: Otherwise::Level(Ix::new(place), end),
                learned: whole(Kind::Alternative, place),
                end: Some(end.to_string()),
            });
        }
    }
    for (place, it) in record.red_lines.iter().enumerate() {
        let Some(range) = it.firmness.map(|it| it.range()) else { continue };
        if range.is_exact() || !parties.contains(&it.party) {
            continue;
        }
        for end in [range.low, range.high] {
            all.push(Candidate {
                otherwise: Otherwise::Firmness(Ix::new(place), end),
                learned: whole(Kind::RedLine, place),
                end: Some(format!("firmness {end}")),
            });
        }
    }
    all
}

/// The answer as it would be, where its status or its range would be another.
fn moved(pair: &Pair, now: &Stand, then: Option<&Stand>) -> Option<Move> {
    let (Stand::Live(now), Some(Stand::Live(then))) = (now, then) else { return None };
    if (now.status, now.accept) == (then.status, then.accept) {
        return None;
    }
    let ends = |it: [Option<f64>; 3]| [it[0], it[2]];
    let (before, after) = (ends(now.accept), ends(then.accept));
    let far = |at: usize| before[at].zip(after[at]).map(|(a, b)| (a - b).abs());
    let shift = far(0).zip(far(1)).map(|(low, high)| low + high);
    let (status, accept) = (Some(then.status), after);
    Some(Move { pair: pair.clone(), status, now: now.status, accept, shift })
}

/// What would narrow the answers, once known.
fn unknowns(
    record: &Case,
    last: &Day,
    only: &[String],
    engines: &mut Engines,
    context: &Context<'_>,
) -> Vec<Lever> {
    let world = record.otherwise(&[], last.date);
    let drafts: Vec<_> = (0..world.drafts.len())
        .rev()
        .map(Ix::new)
        .filter(|it| world.draft(*it).is_live())
        .filter(|it| only.is_empty() || only.iter().any(|id| id == world.draft(*it).id()))
        .collect();
    let mut levers: Vec<Lever> = Vec::new();
    for party in world.signatories() {
        let id = world.party_id(party);
        let party_name = world.party(party).label().to_owned();
        for it in engines.of(id, context).unknowns(&world, party, &drafts) {
            let draft = world.draft(it.draft).id().to_owned();
            let pair = Pair { draft, party: id.to_owned(), party_name: party_name.clone() };
            let Some(Stand::Live(now)) = stand(&last.standing, &pair) else { continue };
            let width = now.accept[2].zip(now.accept[0]).map(|(high, low)| high - low);
            let shift = width.zip(it.width_known).map(|(now, then)| now - then);
            let change = Move { pair, status: None, now: now.status, accept: [None; 2], shift };
            match levers.iter_mut().find(|lever| lever.what == it.input) {
                Some(lever) => lever.moves.push(change),
                None => levers.push(Lever {
                    kind: LeverKind::Unknown,
                    what: it.input,
                    says: Text::default(),
                    footing: None,
                    moves: vec![change],
                }),
            }
        }
    }
    // What narrows most first; then what bears on most answers.
    levers.sort_by(|a, b| {
        let ((_, far), (_, near)) = (a.weight(), b.weight());
        near.total_cmp(&far).then(b.moves.len().cmp(&a.moves.len()))
    });
    levers
}
