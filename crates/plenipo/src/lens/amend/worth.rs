//! The second step: the smallest sets of changes after which every principal whose alternative is
//! recorded accepts with the probability asked for.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::accepted::Accepted;
use super::asked::Asked;
use super::base::Base;
use super::clearing::{Clearing, feasible};
use super::demands::{Demand, Demands};
use super::figures::{Figure, figures};
use super::judges::{Bench, Judges, Views, choices, is_drawn};
use super::refused::Refused;
use crate::lens::acceptance::model::{Model, NoWorth, covers_enough};
use crate::lens::error::Error;
use crate::lens::view::View;
use crate::preference::profile::Profile;
use plenipo_maths::change::reach::{Judge, Limits, Reached, satisfied, smallest_where};
use plenipo_maths::change::work::{SearchWork, Stop};
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// The most sets that are told apart and ranked.
const SETS_MAX: usize = 1000;

/// The share of the whole that is done once both searches are.
pub(super) const SEARCHED: f64 = 0.8;

/// What the second step found.
pub(super) struct Worth {
    /// Principals whose acceptance is to reach the target.
    pub(super) judged: Vec<Ix<Party>>,
    /// Principals of whom too few positions bear on the draft as it is, and whose acceptance is to reach the
    /// target with a set after which enough do.
    pub(super) could: Vec<Ix<Party>>,
    /// The others, each with the reason where it is its preferences and no missing alternative.
    pub(super) others: Vec<(Ix<Party>, Option<NoWorth>)>,
    pub(super) outcome: Outcome,
    /// Issues left alone because conditions of the draft depend on them.
    pub(super) fixed: Vec<usize>,
    /// Whether open contents were too many to go through one by one: each sample then took its least, so that
    /// what was found reaches the target, and fewer changes may do.
    pub(super) outer: bool,
    /// How many samples were searched.
    pub(super) searched: usize,
    /// Figures for the draft as it is, one a principal.
    pub(super) before: Vec<Figure>,
}

pub(super) enum Outcome {
    /// Sets, the one whose least satisfied party is best off first, with figures one a principal;
    /// one without changes where the draft reaches the target as it is.
    Sets { sets: Vec<(Vec<Amendment>, Vec<Figure>)>, found: usize, more: bool },
    /// No set of at most so many changes does.
    None(usize),
    /// Given up; there is none of fewer than this many changes.
    Unfinished(usize),
}

/// Why there is no second step.
pub(super) enum Without {
    /// It was not asked for.
    Asked,
    /// Nobody's alternative is recorded.
    Alternative,
    /// Alternatives are recorded, but for none of their parties a worth of the draft: why.
    Worth(Vec<(Ix<Party>, NoWorth)>),
    /// No draft keeps what binds in every sample; whose lines are of stated firmness and are taken at their
    /// word nevertheless, since there are no figures in which they could give way.
    AtWord(Vec<Ix<Party>>),
}

/// Searches; `Err` where the record does not allow it, or the caller asked to stop.
pub(super) fn worth(
    base: &Base<'_>,
    demands: &Demands,
    asked: &Asked,
    clearing: &Clearing,
    said: (&Accepted, &Refused),
    view: &View<'_>,
    work: &mut SearchWork<'_>,
) -> Result<Result<Worth, Without>, Error> {
    let (accepted, refused) = said;
    let context = view.context();
    if !asked.both_steps {
        return Ok(Err(Without::Asked));
    }
    let Counted { judged, could, others } = Counted::of(base, demands, view);
    let mut counting = judged.clone();
    counting.extend(could.iter().copied());
    if counting.is_empty() {
        let why: Vec<(Ix<Party>, NoWorth)> =
            others.into_iter().filter_map(|(party, why)| Some((party, why?))).collect();
        let none = if why.is_empty() { Without::Alternative } else { Without::Worth(why) };
        return Ok(Err(none));
    }
    let done = SEARCHED * work.share();
    let go_on = || context.tell(done);
    let before = figures(base, &counting, demands.gravest, &[&[]], view, go_on);
    let before = before.and_then(|it| it.into_iter().next()).ok_or(Error::Cancelled)?;
    let counts = Counts { judged: &judged, counting: &counting };
    // What is refused as it stands, or may be, is not accepted, whatever its worth.
    let refused = !refused.this.is_empty();
    let as_it_stands = !refused && stands(base, demands, asked, accepted, counts, &before);
    if !as_it_stands && matches!(clearing, Clearing::Conflict { .. }) {
        let at_word = |it: &Demand| match it {
            Demand::Line(line) => !is_drawn(&demands.lines[*line], &counting),
            _ => true,
        };
        if work.part(4, |work| feasible(base, demands, at_word, work)) == Some(false) {
            return Ok(Err(Without::AtWord(taken_at_word(base, demands, &counting))));
        }
    }
    if work.cancelled() {
        return Err(Error::Cancelled);
    }
    let choices = choices(base, demands, &counting);
    let sizes: Vec<usize> = choices.iter().map(Vec::len).collect();
    let views = Views::of(base, demands, &counting, &choices, asked.size_max, context.samples);
    let bench = Bench {
        base,
        demands,
        judged: &judged,
        counting: &counting,
        choices: &choices,
        views: &views,
        target: asked.target,
    };
    // Other samples than those of the figures: what was searched for is found more often in what was
    // searched.
    let seed = other(context.seed);
    let model = |party| {
        let contents = [base.contents.clone(), at_most(base, demands, party)];
        Model::new(view.draws(), base.case, party, &contents, (seed, views.searched))
    };
    let done = SEARCHED * work.share();
    let judges = bench.judges(model, || context.tell(done)).ok_or(Error::Cancelled)?;
    let changed = Changed::of(&bench, &could, model);
    let limits = Limits { size_max: asked.size_max, sets_max: SETS_MAX };
    let found = match as_it_stands {
        true => Reached::Sets { sets: vec![Vec::new()], more: false },
        false => {
            let mut also = |set: &[(usize, usize)], work: &mut SearchWork<'_>| {
                if set.is_empty() && refused { Ok(false) } else { changed.allows(set, work) }
            };
            smallest_where(&sizes, &judges.all, &mut also, limits, work)
        }
    };
    if work.cancelled() {
        return Err(Error::Cancelled);
    }
    let outcome = shown(&bench, &judges, found, asked, view)?;
    let fixed = (0..choices.len())
        .filter(|it| demands.free[*it] && base.conditions.iter().any(|on| on.contains(it)))
        .collect();
    let (outer, searched) = (views.outer, views.searched);
    Ok(Ok(Worth { judged, could, others, outcome, fixed, outer, searched, before }))
}

/// Whether the draft as it stands keeps to all that binds it, and by its own figures is accepted with the
/// probability asked for by whoever has not accepted it yet. What figures say counts, whatever a search of other
/// samples would.
fn stands(
    base: &Base<'_>,
    demands: &Demands,
    asked: &Asked,
    accepted: &Accepted,
    Counts { judged, counting }: Counts<'_>,
    before: &[Figure],
) -> bool {
    // Without a figure for anybody nothing is reached.
    if judged.is_empty() {
        return false;
    }
    let binds = |it: &Demand| match it {
        Demand::Line(line) => !demands.aside[*line] && !is_drawn(&demands.lines[*line], counting),
        _ => true,
    };
    let mut binding = demands.all();
    binding.retain(binds);
    let mut waiting =
        before.iter().filter(|it| judged.contains(&it.party) && !accepted.contains(it.party));
    demands.violations(base, &base.contents, &binding).is_empty()
        && waiting.all(|it| it.counted.is_some_and(|it| it >= asked.target))
}

/// Whose acceptance counts: with every set, and with some.
#[derive(Clone, Copy)]
struct Counts<'a> {
    judged: &'a [Ix<Party>],
    counting: &'a [Ix<Party>],
}

/// Principals by whether their acceptance can be reckoned with.
struct Counted {
    /// With the draft as it is: a change after which it cannot is none that reaches the target.
    judged: Vec<Ix<Party>>,
    /// Only with some changed one.
    could: Vec<Ix<Party>>,
    /// With none; each with the reason where its alternative is recorded.
    others: Vec<(Ix<Party>, Option<NoWorth>)>,
}

impl Counted {
    fn of(base: &Base<'_>, demands: &Demands, view: &View<'_>) -> Counted {
        let mut counted = Counted { judged: Vec::new(), could: Vec::new(), others: Vec::new() };
        for party in base.case.signatories() {
            let contents = [base.contents.clone(), at_most(base, demands, party)];
            // Whether there are figures is the same however many samples are drawn.
            let model =
                Model::new(view.draws(), base.case, party, &contents, (view.context().seed, 1));
            let why = model.no_worth(&base.contents);
            if model.reservation.is_none() {
                // What cannot hold is said whether or not there is an alternative.
                let said = why.filter(|it| matches!(it, NoWorth::Contradiction(_)));
                counted.others.push((party, said));
            } else if why.is_none() {
                counted.judged.push(party);
            } else if model.no_worth(&contents[1]).is_none() {
                counted.could.push(party);
            } else {
                counted.others.push((party, why));
            }
        }
        counted
    }
}

/// The draft with as much settled as can be of that on which the party's order is known: with no other are its
/// positions a greater share of what the draft settles.
fn at_most(base: &Base<'_>, demands: &Demands, party: Ix<Party>) -> Vec<Content> {
    let known = Profile::of(base.case, party).known;
    let mut contents = base.contents.clone();
    for (issue, content) in contents.iter_mut().enumerate() {
        let free = demands.free[issue] && base.case.issues[issue].options.len() > 1;
        if free && known[issue] && !matches!(content.how, How::Set | How::Narrowed) {
            content.how = How::Set;
        }
    }
    contents
}

/// What is asked of a changed draft beside what every set is asked.
struct Changed<'b> {
    bench: &'b Bench<'b>,
    /// What is on record of the values of whoever counts with every set.
    judged: Vec<Profile>,
    could: Vec<Could>,
}

/// Somebody whose acceptance counts with a set that leaves a figure for it.
struct Could {
    profile: Profile,
    with_a_figure: Vec<Judge>,
    without: Vec<Judge>,
}

impl<'b> Changed<'b> {
    fn of(
        bench: &'b Bench<'b>,
        could: &[Ix<Party>],
        model: impl Fn(Ix<Party>) -> Model,
    ) -> Changed<'b> {
        let profile = |party: &Ix<Party>| Profile::of(bench.base.case, *party);
        let of = |party: &Ix<Party>| {
            let model = model(*party);
            Could {
                with_a_figure: bench.with_a_figure(&model),
                without: bench.without_a_figure(*party),
                profile: model.profile,
            }
        };
        Changed {
            bench,
            judged: bench.judged.iter().map(profile).collect(),
            could: could.iter().map(of).collect(),
        }
    }

    /// Whether there is a figure for whoever needs one, and nothing against the set of whoever has one now.
    fn allows(&self, set: &[(usize, usize)], work: &mut SearchWork<'_>) -> Result<bool, Stop> {
        let Bench { base, choices, .. } = self.bench;
        let change =
            |(item, choice): &(usize, usize)| Amendment::of((*item, choices[*item][*choice]));
        let contents = base.after(&set.iter().map(change).collect::<Vec<_>>());
        work.take(contents.len() as u64)?;
        let mut figures = !self.judged.is_empty();
        if !self.bench.keeps_what_is_read_anew(&contents) {
            return Ok(false);
        }
        if !self.judged.iter().all(|it| covers_enough(it, &contents)) {
            return Ok(false);
        }
        for it in &self.could {
            let covered = covers_enough(&it.profile, &contents);
            figures |= covered;
            if !covered && !self.bench.keeps_own(it.profile.party, &contents) {
                return Ok(false);
            }
            for judge in if covered { &it.with_a_figure } else { &it.without } {
                work.take(judge.gap.n_samples() as u64)?;
                if satisfied(judge, set) < judge.needed {
                    return Ok(false);
                }
            }
        }
        Ok(figures)
    }
}

/// Parties without figures that have lines of stated firmness.
fn taken_at_word(base: &Base<'_>, demands: &Demands, counting: &[Ix<Party>]) -> Vec<Ix<Party>> {
    let own = |party: Ix<Party>| {
        let mut lines = demands.lines.iter().filter(|it| it.party == party);
        lines.any(|it| it.firmness.is_some_and(|it| it.range().low < 1.0))
    };
    let parties = base.case.signatories().into_iter();
    parties.filter(|it| !counting.contains(it) && own(*it)).collect()
}

/// A seed that is another for each seed, and itself for none but by chance.
fn other(seed: u64) -> u64 {
    /// An odd number.
    const OTHER: u64 = 0x9e37_79b9_7f4a_7c15;
    seed.wrapping_mul(OTHER).wrapping_add(OTHER)
}

/// What is shown of what was found, with its figures.
fn shown(
    bench: &Bench<'_>,
    judges: &Judges,
    found: Reached,
    asked: &Asked,
    view: &View<'_>,
) -> Result<Outcome, Error> {
    let (mut sets, mut n_found, mut any_more) = (Vec::new(), 0, false);
    let outcome = match found {
        Reached::None => Some(Outcome::None(asked.size_max)),
        Reached::Unfinished(size) => Some(Outcome::Unfinished(size)),
        Reached::Sets { sets: mut found, more } => {
            (n_found, any_more) = (found.len(), more);
            found.sort_by_cached_key(|set| (std::cmp::Reverse(judges.least(set)), set.clone()));
            found.truncate(asked.sets_max);
            let choice =
                |(item, choice): (usize, usize)| Amendment::of((item, bench.choices[item][choice]));
            sets = found.into_iter().map(|it| it.into_iter().map(choice).collect()).collect();
            None
        }
    };
    let all: Vec<&[Amendment]> = sets.iter().map(Vec::as_slice).collect();
    let n = all.len() * bench.base.case.signatories().len();
    let done = AtomicUsize::new(0);
    let go_on = || {
        let done = 1 + done.fetch_add(1, Ordering::Relaxed);
        view.context().tell(SEARCHED + (1.0 - SEARCHED) * done as f64 / (1 + n) as f64)
    };
    let gravest = bench.demands.gravest;
    let all = figures(bench.base, bench.counting, gravest, &all, view, go_on);
    let all = all.ok_or(Error::Cancelled)?;
    Ok(outcome.unwrap_or_else(|| {
        let mut figured: Vec<(Vec<Amendment>, Vec<Figure>)> = sets.into_iter().zip(all).collect();
        // Stable: of equally good ones the order of the search holds.
        figured.sort_by(|a, b| least(&b.1).total_cmp(&least(&a.1)));
        Outcome::Sets { sets: figured, found: n_found, more: any_more }
    }))
}

/// The acceptance of whoever is least satisfied.
fn least(figures: &[Figure]) -> f64 {
    figures.iter().filter_map(|it| it.counted).fold(f64::INFINITY, f64::min)
}
