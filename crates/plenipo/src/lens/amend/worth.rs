//! The second step: the smallest sets of changes after which every principal whose alternative is
//! recorded accepts with the probability asked for.

use std::sync::Arc;

use super::asked::Asked;
use super::base::{Base, Change};
use super::demands::{Demand, Demands, issues_of};
use crate::case::contents::{Content, How};
use crate::case::id::Ix;
use crate::case::issue::{Issue, OptionIx, OptionSet};
use crate::case::lines::{Line, Verdict};
use crate::case::party::Party;
use crate::lens::acceptance::assess::{self, Assessment, Figures};
use crate::lens::acceptance::blockers::{Kind, blockers};
use crate::lens::acceptance::completion::Completions;
use crate::lens::acceptance::model::{End, Model};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::maths::change::reach::{Judge, Limits, Reached, Row, Term, fixed, satisfied, smallest};
use crate::maths::statistics::MonteCarloError;
use crate::preference::gains::{gain, gap};

/// What a crossed line takes: more than anything could bring.
const LOSS: f64 = -2.0;

/// The most samples that are searched; figures use all that were asked for.
const SEARCHED_MAX: usize = 20_000;

/// The most completions of a draft that are told apart; with more, each sample takes the least.
const COMPLETIONS_MAX: usize = 16;

/// The most sets that are told apart and ranked.
const SETS_MAX: usize = 1000;

/// The most samples looked at in one search: some seconds.
const LOOKED_AT_MAX: u64 = 60_000_000_000;

/// What the second step found.
pub(super) struct Worth {
    /// Principals whose acceptance is to reach the target.
    pub(super) judged: Vec<Ix<Party>>,
    pub(super) outcome: Outcome,
    /// Issues left alone because conditions of the draft depend on them.
    pub(super) fixed: Vec<usize>,
    /// Whether open contents were too many to go through one by one.
    pub(super) outer: bool,
    /// How many samples were searched.
    pub(super) searched: usize,
    /// Figures for the draft as it is, one a principal.
    pub(super) before: Vec<Figure>,
}

pub(super) enum Outcome {
    /// Sets, the one whose least satisfied party is best off first, with figures one a principal;
    /// one without changes where the draft reaches the target as it is.
    Sets { sets: Vec<(Vec<Change>, Vec<Figure>)>, found: usize, more: bool },
    /// No set of at most so many changes does.
    None(usize),
    /// Given up; there is none of fewer than this many changes.
    Unfinished(usize),
}

/// One principal's figures for a changed draft, on fresh samples.
pub(super) struct Figure {
    pub(super) party: Ix<Party>,
    /// The share of samples that accept, in the worst completion; absent where none can be given.
    pub(super) accept: Option<f64>,
    pub(super) std_error: Option<f64>,
    /// Range and worth as the acceptance lens has them.
    pub(super) assessment: Assessment,
    /// Issues on which one change alone would turn what it rejects, each with the share of the rejecting
    /// samples in which it would; absent where the draft leaves contents open, or there are no figures.
    pub(super) pivotal: Option<Vec<(Ix<Issue>, f64)>>,
}

/// Why there is no second step.
pub(super) enum Without {
    /// Nobody's alternative is recorded.
    Alternative,
    /// Alternatives are recorded, but too few positions, or they contradict each other.
    Positions(Vec<Ix<Party>>),
}

/// Searches; `Err` where the record does not allow it, or the caller asked to stop.
pub(super) fn worth(
    base: &Base<'_>,
    demands: &Demands,
    asked: &Asked,
    context: &Context<'_>,
) -> Result<Result<Worth, Without>, Error> {
    let searched = context.samples.clamp(1, SEARCHED_MAX);
    let views = Views::of(base);
    let models = models(base, context.seed, searched);
    let judged: Vec<Ix<Party>> =
        models.iter().filter(|it| is_judged(it, base)).map(|it| it.party).collect();
    if judged.is_empty() {
        let stated = models.iter().filter(|it| it.reservation.is_some()).map(|it| it.party);
        let stated: Vec<Ix<Party>> = stated.collect();
        return Ok(Err(match stated.is_empty() {
            true => Without::Alternative,
            false => Without::Positions(stated),
        }));
    }
    let choices = choices(base, demands, &models);
    let sizes: Vec<usize> = choices.iter().map(Vec::len).collect();
    let bench = Bench { base, demands, choices: &choices, views: &views, target: asked.target };
    let judges = bench.judges(&models);
    let limits =
        Limits { size_max: asked.size_max, sets_max: SETS_MAX, samples_max: LOOKED_AT_MAX };
    let mut stopped = false;
    let found = smallest(&sizes, &judges.all, limits, |size| {
        stopped = !context.tell(0.2 + 0.6 * size as f64 / (asked.size_max + 1) as f64);
        !stopped
    });
    if stopped {
        return Err(Error::Cancelled);
    }
    // The figures rest on samples that the search has not seen.
    let fresh = Fresh::new(&bench, context);
    let outcome = match found {
        Reached::None => Outcome::None(asked.size_max),
        Reached::Unfinished(size) => Outcome::Unfinished(size),
        Reached::Sets { mut sets, more } => {
            let found = sets.len();
            sets.sort_by_cached_key(|set| (std::cmp::Reverse(judges.least(set)), set.clone()));
            sets.truncate(asked.sets_max);
            let changes = |set: &Vec<(usize, usize)>| -> Vec<Change> {
                set.iter()
                    .map(|(item, choice)| Change::of((*item, choices[*item][*choice])))
                    .collect()
            };
            let figured = sets.iter().map(|it| (changes(it), fresh.figures(it, &changes(it))));
            let mut figured: Vec<(Vec<Change>, Vec<Figure>)> = figured.collect();
            // Stable: of equally good ones the order of the search holds.
            figured.sort_by(|a, b| least(&b.1).total_cmp(&least(&a.1)));
            Outcome::Sets { sets: figured, found, more }
        }
    };
    let before = fresh.figures(&[], &[]);
    let fixed = (0..choices.len())
        .filter(|it| demands.free[*it] && base.triggers.iter().any(|on| on.contains(it)))
        .collect();
    Ok(Ok(Worth { judged, outcome, fixed, outer: views.outer, searched, before }))
}

/// The acceptance of whoever is least satisfied.
fn least(figures: &[Figure]) -> f64 {
    figures.iter().filter_map(|it| it.accept).fold(f64::INFINITY, f64::min)
}

fn models(base: &Base<'_>, seed: u64, n_samples: usize) -> Vec<Model> {
    let contents = [base.contents.clone()];
    let parties = base.case.signatories();
    parties.iter().map(|it| Model::new(base.case, *it, &contents, seed, n_samples)).collect()
}

/// Whether the party's acceptance can be reckoned with.
fn is_judged(model: &Model, base: &Base<'_>) -> bool {
    model.covers(&base.contents) && model.level(End::Central).is_some()
}

/// The options each issue may be changed to: none where the draft's own conditions depend on it, none
/// that was excluded or that a line binding in every sample rules out by itself.
fn choices(base: &Base<'_>, demands: &Demands, models: &[Model]) -> Vec<Vec<usize>> {
    let mut asked = demands.all();
    asked.retain(|it| match it {
        Demand::Line(line) => !is_drawn(base, &demands.lines[*line], models),
        _ => true,
    });
    let mut choices = demands.choices(base, &asked);
    for (issue, choices) in choices.iter_mut().enumerate() {
        let fixed = base.triggers.iter().any(|on| on.contains(&issue));
        let now = base.contents[issue].possible.single();
        choices.retain(|it| !fixed && now != Some(OptionIx::new(*it)));
        choices.sort_unstable();
    }
    choices
}

/// Whether a line binds only in some samples, and its party has figures in which it can.
fn is_drawn(base: &Base<'_>, line: &Line, models: &[Model]) -> bool {
    let judged = models.iter().any(|it| it.party == line.party && is_judged(it, base));
    line.firmness.is_some() && judged
}

/// The ways in which the draft may turn out where it is not settled.
struct Views {
    /// For each of them the options held, issue by issue; several where they are not told apart.
    held: Vec<Vec<OptionSet>>,
    /// Whether they are not told apart.
    outer: bool,
}

impl Views {
    fn of(base: &Base<'_>) -> Views {
        let sets: Vec<OptionSet> = base
            .contents
            .iter()
            .zip(&base.case.issues)
            .map(|(it, issue)| it.completions(issue))
            .collect();
        let completions = Completions::of(&base.contents, &base.case.issues);
        match completions.filter(|it| it.options.len() <= COMPLETIONS_MAX) {
            Some(it) => {
                let one = |it: Vec<OptionIx>| it.into_iter().map(OptionSet::one).collect();
                Views { held: it.options.into_iter().map(one).collect(), outer: false }
            }
            None => Views { held: vec![sets], outer: true },
        }
    }
}

/// What judges are made of.
struct Bench<'b> {
    base: &'b Base<'b>,
    demands: &'b Demands,
    choices: &'b [Vec<usize>],
    views: &'b Views,
    target: f64,
}

/// Every judge, and whose acceptance each is.
struct Judges {
    all: Vec<Judge>,
    /// For each principal whose acceptance counts, its judges: one a view.
    of: Vec<(Ix<Party>, Vec<usize>)>,
}

impl Judges {
    /// In how many samples the least satisfied accepts after these changes.
    fn least(&self, set: &[(usize, usize)]) -> usize {
        let each = self.of.iter().flat_map(|(_, judges)| judges);
        each.map(|it| satisfied(&self.all[*it], set)).min().unwrap_or(0)
    }

    /// In how many samples the party accepts in its worst view.
    fn accepts(&self, party: Ix<Party>, set: &[(usize, usize)]) -> Option<usize> {
        let (_, judges) = self.of.iter().find(|(it, _)| *it == party)?;
        judges.iter().map(|it| satisfied(&self.all[*it], set)).min()
    }
}

impl Bench<'_> {
    fn judges(&self, models: &[Model]) -> Judges {
        let mut judges = Judges { all: Vec::new(), of: Vec::new() };
        for held in &self.views.held {
            judges.all.push(self.at_word(held, models));
        }
        for model in models.iter().filter(|it| is_judged(it, self.base)) {
            let first = judges.all.len();
            judges.all.extend(self.of_party(model));
            judges.of.push((model.party, (first..judges.all.len()).collect()));
        }
        judges
    }

    /// One sample in which nothing may be crossed that binds in all of them, nor anything be in the
    /// draft that was excluded.
    fn at_word(&self, held: &[OptionSet], models: &[Model]) -> Judge {
        let mut losses = Losses::new(self.base.case.issues.len());
        let row = Arc::new(Row::of(&[LOSS]));
        for line in self.demands.lines.iter().filter(|it| !is_drawn(self.base, it, models)) {
            self.add(line, &row, held, &mut losses);
        }
        for (issue, never) in self.demands.never.iter().enumerate() {
            losses.alone[issue].push((*never, Arc::clone(&row)));
        }
        let none = |_: usize, _: OptionIx| vec![0];
        self.judge(1, held, vec![0.0], none, losses, 1)
    }

    /// The party's acceptance, one judge a view.
    fn of_party(&self, model: &Model) -> Vec<Judge> {
        let (Some(samples), Some(level)) = (&model.samples, model.level(End::Central)) else {
            return Vec::new();
        };
        let n = samples.n_samples();
        // Ceiling, but a share such as 0.6 of 10,000 is 6,000 whatever its last bit says.
        let needed = (self.target * n as f64 - 1e-6).ceil().max(0.0) as usize;
        let judge = |held: &Vec<OptionSet>| {
            let mut losses = Losses::new(self.base.case.issues.len());
            for (place, line) in model.lines.iter().enumerate() {
                let Some(binds) = model.binds(place, End::Central) else { continue };
                let row: Vec<i32> =
                    (0..n).map(|it| if binds.contains(it) { fixed(LOSS) } else { 0 }).collect();
                self.add(line, &Arc::new(Row::new(row)), held, &mut losses);
            }
            let gains = |issue: usize, to: OptionIx| gain(samples, issue, held[issue], to);
            self.judge(n, held, gap(samples, held, level), gains, losses, needed)
        };
        self.views.held.iter().map(judge).collect()
    }

    fn judge(
        &self,
        n: usize,
        held: &[OptionSet],
        gap: Vec<f64>,
        gain: impl Fn(usize, OptionIx) -> Vec<i32>,
        losses: Losses,
        needed: usize,
    ) -> Judge {
        let mut gap: Vec<i32> = gap.into_iter().map(fixed).collect();
        let gains = self.choices.iter().enumerate().map(|(issue, choices)| {
            let now = losses.held(issue, held[issue], &self.base.contents[issue], n);
            if let Some(now) = &now {
                gap.iter_mut().zip(now).for_each(|(gap, loss)| *gap += loss);
            }
            let each = choices.iter().map(|choice| {
                let to = OptionIx::new(*choice);
                let mut row = gain(issue, to);
                if let Some(now) = &now {
                    row.iter_mut().zip(now).for_each(|(row, loss)| *row -= loss);
                }
                if let Some(then) = losses.of(issue, OptionSet::one(to), n) {
                    row.iter_mut().zip(then).for_each(|(row, loss)| *row += loss);
                }
                Arc::new(Row::new(row))
            });
            each.collect()
        });
        let gains = gains.collect();
        Judge { needed, gap: Row::new(gap), gains, terms: losses.together }
    }

    /// Adds what crossing a line takes: on single issues, or on several together.
    fn add(&self, line: &Line, row: &Arc<Row>, held: &[OptionSet], losses: &mut Losses) {
        let when = line.condition.as_ref().map(|it| &it.when);
        if line.condition.is_some()
            && when.is_none_or(Vec::is_empty)
            && self.demands.gravest == Verdict::Crossed
        {
            // Whether it applies cannot be decided from the record: it may be crossed, no more.
            return;
        }
        for issue in issues_of(line) {
            let mut on: Vec<(Ix<Issue>, OptionSet)> = when.cloned().unwrap_or_default();
            let out = self.demands.touched(line, issue);
            match on.iter_mut().find(|(it, _)| *it == issue) {
                Some((_, set)) => *set = set.and(out),
                None => on.push((issue, out)),
            }
            if on.iter().any(|(_, set)| set.is_empty()) {
                continue;
            }
            if let [(alone, set)] = on.as_slice() {
                losses.alone[alone.get()].push((*set, Arc::clone(row)));
                continue;
            }
            let items = on.iter().map(|(it, set)| {
                let content = &self.base.contents[it.get()];
                let now = binds(*set, held[it.get()], content);
                let then = self.choices[it.get()].iter().map(|it| set.contains(OptionIx::new(*it)));
                (it.get(), std::iter::once(now).chain(then).collect())
            });
            losses.together.push(Term { items: items.collect(), row: Arc::clone(row) });
        }
    }
}

/// Whether what is held is, or where it is not told apart may be, among `set`. What is left to the
/// principals is nothing that a line could bind on.
fn binds(set: OptionSet, held: OptionSet, content: &Content) -> bool {
    content.how != How::LeftOpen && !held.and(set).is_empty()
}

/// What crossed lines take.
struct Losses {
    /// Issue by issue: options, and what having one of them takes.
    alone: Vec<Vec<(OptionSet, Arc<Row>)>>,
    together: Vec<Term>,
}

impl Losses {
    fn new(n_issues: usize) -> Losses {
        Losses { alone: vec![Vec::new(); n_issues], together: Vec::new() }
    }

    fn held(&self, issue: usize, held: OptionSet, content: &Content, n: usize) -> Option<Vec<i32>> {
        (content.how != How::LeftOpen).then(|| self.of(issue, held, n)).flatten()
    }

    /// What having one of `options` on `issue` takes: once, however many lines it crosses.
    fn of(&self, issue: usize, options: OptionSet, n: usize) -> Option<Vec<i32>> {
        let mut crossed = self.alone[issue]
            .iter()
            .filter(|(set, _)| !set.and(options).is_empty())
            .map(|it| &it.1)
            .peekable();
        crossed.peek()?;
        let mut loss = vec![0; n];
        for row in crossed {
            loss.iter_mut().zip(row.fine()).for_each(|(loss, it)| *loss = (*loss).min(*it));
        }
        Some(loss)
    }
}

/// Samples that the search has not seen.
struct Fresh<'b> {
    bench: &'b Bench<'b>,
    models: Vec<Model>,
    judges: Judges,
    n_samples: usize,
}

impl<'b> Fresh<'b> {
    fn new(bench: &'b Bench<'b>, context: &Context<'_>) -> Fresh<'b> {
        /// An odd number: seeds that differ stay different, and none stays what it is but by chance.
        const OTHER: u64 = 0x9e37_79b9_7f4a_7c15;
        let n_samples = context.samples.max(1);
        let models =
            models(bench.base, context.seed.wrapping_mul(OTHER).wrapping_add(OTHER), n_samples);
        let judges = bench.judges(&models);
        Fresh { bench, models, judges, n_samples }
    }

    fn figures(&self, set: &[(usize, usize)], changes: &[Change]) -> Vec<Figure> {
        let base = self.bench.base;
        let contents = base.after(changes);
        let asked = assess::Asked::new(base.case, base.ix, &contents, self.n_samples, 0.0);
        let each = self.models.iter().enumerate().map(|(place, model)| {
            let (assessment, figures) = assess::assess(&asked, model, place);
            let pivotal = pivotal(&asked, model, &assessment, &figures);
            let accepts = self.judges.accepts(model.party, set);
            // A line at its word binds in every sample.
            let stopped = model.at_word(&model.crossed(&contents, End::Central), End::Central);
            let accept =
                accepts.map(|it| if stopped { 0.0 } else { it as f64 / self.n_samples as f64 });
            let effective = model.samples.as_ref().map_or(0.0, |it| it.effective());
            let error =
                accept.filter(|_| !stopped).and_then(|it| MonteCarloError::of(it, effective));
            let std_error = error.map(MonteCarloError::figure);
            Figure { party: model.party, accept, std_error, assessment, pivotal }
        });
        each.collect()
    }
}

fn pivotal(
    asked: &assess::Asked<'_>,
    model: &Model,
    assessment: &Assessment,
    figures: &Figures,
) -> Option<Vec<(Ix<Issue>, f64)>> {
    asked.options.as_ref()?;
    figures.worth.as_ref()?;
    model.level(End::Central)?;
    let all = blockers(asked, model, assessment, figures);
    let issues = all.into_iter().filter(|it| it.kind == Kind::Issue);
    Some(issues.flat_map(|it| Some((*it.issues.first()?, it.share_binding?))).collect())
}
