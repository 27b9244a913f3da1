//! What the second step searches: for each principal whose acceptance counts, and for what binds in every
//! sample, the gains of every change, sample by sample.

use std::sync::Arc;

use rayon::prelude::*;

use super::base::Base;
use super::demands::{Demand, Demands, issues_of};
use crate::lens::acceptance::completion::Completions;
use crate::lens::acceptance::model::{End, Model};
use crate::preference::gains::{gain, gap};
use plenipo_maths::change::reach::{Gap, Judge, Term, WorthRow, fixed, satisfied};
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::forbidden::Clause;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::party::Party;

/// What a crossed line takes: more than anything could bring, for a deal is worth at most 1 and no deal at
/// least 0.
const LOSS: f64 = -1.5;

/// The most samples that are searched; figures use all that were asked for.
const SEARCHED_MAX: usize = 20_000;

/// The fewest samples for which ways that open contents may turn out are told apart.
const SEARCHED_MIN: usize = 2_000;

/// The most bytes that what is searched may take.
const BYTES_MAX: usize = 600 << 20;

/// The options each issue may be changed to: none where the draft's own conditions depend on it, none
/// that was excluded or that a line binding in every sample rules out by itself.
pub(super) fn choices(base: &Base<'_>, demands: &Demands, judged: &[Ix<Party>]) -> Vec<Vec<usize>> {
    let mut asked = demands.all();
    asked.retain(|it| match it {
        Demand::Line(line) => !is_drawn(&demands.lines[*line], judged),
        _ => true,
    });
    let excluded = demands.excluded(base, &asked);
    let fixed: Vec<usize> = base.conditions.iter().flatten().copied().collect();
    let mut choices = demands.options(base);
    for (issue, choices) in choices.iter_mut().enumerate() {
        let now = base.said[issue].single();
        choices.retain(|it| {
            let option = OptionIx::new(*it);
            !excluded[issue].contains(option) && now != Some(option)
        });
        choices.sort_unstable();
    }
    fixed.into_iter().for_each(|it| choices[it].clear());
    choices
}

/// Whether a line binds only in some samples, and its party has figures in which it can.
pub(super) fn is_drawn(line: &Line, judged: &[Ix<Party>]) -> bool {
    line.firmness.is_some_and(|it| it.range().low < 1.0) && judged.contains(&line.party)
}

/// Whether a rule speaks of an issue that depends on others: then it says which ways a draft may turn out, too.
fn is_loose(base: &Base<'_>, rule: &Clause) -> bool {
    rule.sets.iter().any(|(issue, _)| base.depends(issue.get()))
}

/// The ways in which the draft may turn out where it is not settled.
pub(super) struct Views {
    each: Vec<View>,
    /// Whether they are not told apart.
    pub(super) outer: bool,
    /// How many samples are searched.
    pub(super) searched: usize,
}

/// One way in which the draft may turn out.
struct View {
    /// The options held, issue by issue; several where they are not told apart.
    held: Vec<OptionSet>,
    /// Whether the draft leaves the issue to the principals.
    open: Vec<bool>,
}

impl Views {
    /// As many views and samples as there is room for; at most `samples`. Ways that open contents may turn out
    /// are told apart as far as figures tell them apart: what is searched for is what figures say.
    pub(super) fn of(
        base: &Base<'_>,
        demands: &Demands,
        judged: &[Ix<Party>],
        choices: &[Vec<usize>],
        size_max: usize,
        samples: usize,
    ) -> Views {
        // Before rules take anything out of it: after a change they may take out something else.
        let sets: Vec<OptionSet> = base
            .said
            .iter()
            .zip(&base.case.issues)
            .map(|(it, issue)| it.completions(issue))
            .collect();
        // Of each number the search keeps a fine form and a coarse one, and bounds for each size and issue.
        let options: usize = choices.iter().map(Vec::len).sum();
        let issues = choices.iter().filter(|it| !it.is_empty()).count();
        let drawn = demands.lines.iter().filter(|it| is_drawn(it, judged));
        let terms: usize = drawn.map(|it| issues_of(it).len()).sum();
        let terms = terms + demands.rules.iter().filter(|it| is_loose(base, it)).count();
        let a_view = 32 + 6 * options + 2 * issues * (2 + size_max.min(issues)) + 8 * terms;
        let room = |views: usize| BYTES_MAX / (judged.len().max(1) * views * a_view);
        let completions = Completions::of(&base.said, &base.case.issues, &[]).filter(|it| {
            let n = it.options.len();
            n == 1 || room(n) >= SEARCHED_MIN
        });
        let open = |contents: &[Content]| -> Vec<bool> {
            contents.iter().map(|it| it.how == How::LeftOpen).collect()
        };
        let (each, outer): (Vec<View>, bool) = match completions {
            Some(it) => {
                let one =
                    |options: Vec<OptionIx>| options.into_iter().map(OptionSet::one).collect();
                let ways = it.options.into_iter().zip(&it.contents);
                let ways = ways.map(|(it, contents)| View { held: one(it), open: open(contents) });
                (ways.collect(), false)
            }
            None => (vec![View { held: sets, open: open(&base.said) }], true),
        };
        let searched = samples.clamp(1, SEARCHED_MAX).min(room(each.len()).max(1));
        Views { each, outer, searched }
    }
}

/// What judges are made of.
pub(super) struct Bench<'b> {
    pub(super) base: &'b Base<'b>,
    pub(super) demands: &'b Demands,
    /// Whose acceptance counts with every set.
    pub(super) judged: &'b [Ix<Party>],
    /// They, and whose acceptance counts with the sets that leave a figure for them.
    pub(super) counting: &'b [Ix<Party>],
    pub(super) choices: &'b [Vec<usize>],
    pub(super) views: &'b Views,
    pub(super) target: f64,
}

/// Every judge, and whose acceptance each is.
pub(super) struct Judges {
    pub(super) all: Vec<Judge>,
    /// The first judge that is a principal's acceptance; those before are what binds in every sample.
    first: usize,
}

impl Judges {
    /// In how many samples the least satisfied accepts after these changes.
    pub(super) fn least(&self, set: &[(usize, usize)]) -> usize {
        self.all[self.first..].iter().map(|it| satisfied(it, set)).min().unwrap_or(0)
    }
}

impl Bench<'_> {
    /// Every judge of every set: what binds in all samples, and the acceptance of whoever counts with every set;
    /// `None` where `go_on` said no. It is asked once a party, whose samples `model` draws.
    pub(super) fn judges(
        &self,
        model: impl Fn(Ix<Party>) -> Model + Sync,
        go_on: impl Fn() -> bool + Sync,
    ) -> Option<Judges> {
        let of_all = |line: &Line| {
            let known = self.reads_as_known() && !self.judged.contains(&line.party);
            (!is_drawn(line, self.counting)).then_some(known)
        };
        let mut all: Vec<Judge> =
            self.views.each.iter().map(|it| self.at_word(it, of_all, true)).collect();
        let first = all.len();
        let each = self.judged.par_iter().map(|party| {
            let of = self.of_party(&model(*party));
            go_on().then_some(of)
        });
        let each: Vec<Vec<Judge>> = each.collect::<Option<_>>()?;
        all.extend(each.into_iter().flatten());
        Some(Judges { all, first })
    }

    /// What is asked beside of a set that leaves a figure for the party of `model`: its acceptance, and its
    /// lines at their word, read as a figure reads them.
    pub(super) fn with_a_figure(&self, model: &Model) -> Vec<Judge> {
        let own = |line: &Line| {
            (line.party == model.party && !is_drawn(line, self.counting)).then_some(false)
        };
        let mut all = self.of_party(model);
        all.extend(self.views.each.iter().map(|it| self.at_word(it, own, false)));
        all
    }

    /// What is asked beside of one that leaves none: its lines of stated firmness, in which nothing can give way.
    pub(super) fn without_a_figure(&self, party: Ix<Party>) -> Vec<Judge> {
        let own = |line: &Line| {
            let drawn = line.party == party && is_drawn(line, self.counting);
            drawn.then_some(self.reads_as_known())
        };
        self.views.each.iter().map(|it| self.at_word(it, own, false)).collect()
    }

    /// One sample in which none of the lines may be crossed for which `asked` says whether they are read as known,
    /// nor, where `never` says so, anything be in the draft that was excluded.
    fn at_word(&self, view: &View, asked: impl Fn(&Line) -> Option<bool>, never: bool) -> Judge {
        let mut losses = Losses::new(self.base.case.issues.len());
        let row = Arc::new(WorthRow::of(&[LOSS]));
        for line in &self.demands.lines {
            if let Some(as_known) = asked(line) {
                self.add(line, &row, view, as_known, &mut losses);
            }
        }
        // As in the first step: a draft that is not known to say so, or leaves it open, does not say so. No
        // issue is changed to what may not be said.
        let nevers = self.demands.never.iter().zip(&self.base.contents).enumerate();
        let nevers = nevers.filter(|(issue, _)| never && !self.base.depends(*issue));
        for (issue, (never, _)) in
            nevers.filter(|(_, (it, content))| self.demands.has(content, **it))
        {
            losses.alone(issue, *never, &row);
        }
        for clause in self.demands.rules.iter().filter(|_| never) {
            self.forbid(clause, &row, &mut losses);
        }
        let none = |_: usize, _: OptionIx| vec![0];
        self.judge(1, view, &[0.0], none, losses, 1)
    }

    /// Adds what a rule forbids. A text that is not known to have the combination does not break it.
    fn forbid(&self, clause: &Clause, row: &Arc<WorthRow>, losses: &mut Losses) {
        let items = clause.sets.iter().map(|(issue, set)| {
            let content = &self.base.contents[issue.get()];
            let now = !self.base.depends(issue.get()) && content.is_within(*set);
            let then = self.choices[issue.get()].iter().map(|it| set.contains(OptionIx::new(*it)));
            (issue.get(), std::iter::once(now).chain(then).collect())
        });
        let mut items: Vec<(usize, Vec<bool>)> = items.collect();
        items.sort_unstable();
        losses.together(items, row);
    }

    /// The party's acceptance, one judge a view.
    fn of_party(&self, model: &Model) -> Vec<Judge> {
        let (Some(samples), Some(level)) = (&model.samples, model.level(End::Central)) else {
            return Vec::new();
        };
        let n = samples.n_samples();
        let judge = |view: &View| {
            let held = &view.held;
            let mut losses = Losses::new(self.base.case.issues.len());
            for (place, line) in model.lines.iter().enumerate() {
                let Some(binds) = model.binds(place, End::Central) else { continue };
                let row: Vec<i32> =
                    (0..n).map(|it| if binds.contains(it) { fixed(LOSS) } else { 0 }).collect();
                self.add(line, &Arc::new(WorthRow::new(row)), view, false, &mut losses);
            }
            let gains = |issue: usize, to: OptionIx| gain(samples, issue, held[issue], to);
            self.judge(n, view, &gap(samples, held, level), gains, losses, needed(self.target, n))
        };
        self.views.each.iter().map(judge).collect()
    }

    fn judge(
        &self,
        n: usize,
        view: &View,
        gap: &[f64],
        gain: impl Fn(usize, OptionIx) -> Vec<i32>,
        losses: Losses,
        needed: usize,
    ) -> Judge {
        let mut gap = Gap::of(gap);
        let gains = self.choices.iter().enumerate().map(|(issue, choices)| {
            let now = losses.held(issue, view, n);
            if let Some(now) = &now {
                gap.add(now);
            }
            let each = choices.iter().map(|choice| {
                let to = OptionIx::new(*choice);
                let mut row = gain(issue, to);
                // A gain lies within ±250 and what a line takes within ±1.5: below 2^31 together.
                if let Some(now) = &now {
                    row.iter_mut().zip(now).for_each(|(row, loss)| *row -= loss);
                }
                if let Some(then) = losses.of(issue, OptionSet::one(to), n) {
                    row.iter_mut().zip(then).for_each(|(row, loss)| *row += loss);
                }
                Arc::new(WorthRow::new(row))
            });
            each.collect()
        });
        let gains = gains.collect();
        let mut terms = losses.together;
        terms.extend(self.spared(view, n, terms.len()));
        Judge { needed, gap, gains, terms }
    }

    /// What spares a judge a way in which the draft does not turn out: one in which, with the changes, a rule is
    /// broken. Each outweighs all that is asked of that way.
    fn spared(&self, view: &View, n: usize, n_terms: usize) -> Vec<Term> {
        if self.views.outer {
            return Vec::new();
        }
        // No deal is worth less than a deal by more than 1, and each issue and each term take a loss at most.
        let all = 2.0 - LOSS * (self.base.case.issues.len() + n_terms) as f64;
        let row = Arc::new(WorthRow::new(vec![fixed(all); n]));
        let rules = self.demands.rules.iter().filter(|it| is_loose(self.base, it));
        let each = rules.map(|rule| {
            let items = rule.sets.iter().map(|(issue, set)| {
                let now = !view.held[issue.get()].and(*set).is_empty();
                let then =
                    self.choices[issue.get()].iter().map(|it| set.contains(OptionIx::new(*it)));
                (issue.get(), std::iter::once(now).chain(then).collect())
            });
            let mut items: Vec<(usize, Vec<bool>)> = items.collect();
            items.sort_unstable();
            Term { items, row: Arc::clone(&row) }
        });
        each.filter(|it| it.items.iter().all(|(_, states)| states.contains(&true))).collect()
    }

    /// Whether a draft of this content keeps to what is not asked of every way in which it may turn out: rules,
    /// what was asked for, and lines that are read as known. Where nothing depends on other issues the judges ask
    /// all of it.
    pub(super) fn keeps_what_is_read_anew(&self, contents: &[Content]) -> bool {
        if (0..contents.len()).all(|it| !self.base.depends(it)) {
            return true;
        }
        let mut asked = self.demands.all();
        asked.retain(|it| match it {
            Demand::Line(line) => {
                let line = &self.demands.lines[*line];
                self.reads_as_known()
                    && !self.judged.contains(&line.party)
                    && !is_drawn(line, self.counting)
            }
            Demand::Keep(_) => false,
            Demand::Rule(_) | Demand::Never(_) => true,
        });
        self.demands.violations(self.base, contents, &asked).is_empty()
    }

    /// Whether it keeps to the lines of stated firmness of a party that has no figure with it, read as known.
    pub(super) fn keeps_own(&self, party: Ix<Party>, contents: &[Content]) -> bool {
        let own = |it: &&Line| it.party == party && is_drawn(it, self.counting);
        !self.reads_as_known()
            || self
                .demands
                .lines
                .iter()
                .filter(own)
                .all(|it| it.judge(contents) < self.demands.gravest)
    }

    /// Whether the lines of whoever has no figure are crossed only where the draft crosses them however what it
    /// leaves open turns out: a figure would take the least favourable of the ways.
    fn reads_as_known(&self) -> bool {
        self.demands.gravest == Verdict::Crossed
    }

    /// Whether what is held on `issue` is, or where it is not told apart may be, among `set`. On what is left to
    /// the principals no line binds by `itself`; that a condition is met there the record cannot decide, which
    /// counts where lines that may be crossed do.
    fn binds(&self, set: OptionSet, view: &View, issue: Ix<Issue>, itself: bool) -> bool {
        match view.open[issue.get()] {
            true => !itself && self.demands.gravest != Verdict::Crossed,
            false => !view.held[issue.get()].and(set).is_empty(),
        }
    }

    /// Adds what crossing a line takes: on single issues, or on several together.
    fn add(
        &self,
        line: &Line,
        row: &Arc<WorthRow>,
        view: &View,
        as_known: bool,
        losses: &mut Losses,
    ) {
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
                let content = &self.base.contents[alone.get()];
                let may = content.may_be(*set) && !content.is_within(*set)
                    || self.base.depends(alone.get());
                if !(as_known && may) {
                    losses.alone(alone.get(), *set, row);
                    continue;
                }
            }
            let items = on.iter().map(|(it, set)| {
                let content = &self.base.contents[it.get()];
                let now = match as_known {
                    true => !self.base.depends(it.get()) && content.is_within(*set),
                    false => self.binds(*set, view, *it, *it == issue),
                };
                let then = self.choices[it.get()].iter().map(|it| set.contains(OptionIx::new(*it)));
                (it.get(), std::iter::once(now).chain(then).collect())
            });
            let mut items: Vec<(usize, Vec<bool>)> = items.collect();
            items.sort_unstable();
            losses.together(items, row);
        }
    }
}

/// In how many of `n` samples a party must accept to reach `target`.
fn needed(target: f64, n: usize) -> usize {
    // Ceiling, but a share such as 0.6 of 10,000 is 6,000 whatever its last bit says. Between 0 and `n`.
    (target * n as f64 - 1e-6).ceil().max(0.0) as usize
}

/// What crossed lines take. In each sample once, however many lines bind on the same.
struct Losses {
    /// Issue by issue: options, and what having one of them takes.
    alone: Vec<Vec<(OptionSet, Arc<WorthRow>)>>,
    together: Vec<Term>,
    /// The places of terms, by their items.
    places: std::collections::BTreeMap<Vec<(usize, Vec<bool>)>, usize>,
}

impl Losses {
    fn new(n_issues: usize) -> Losses {
        let (alone, together) = (vec![Vec::new(); n_issues], Vec::new());
        Losses { alone, together, places: std::collections::BTreeMap::new() }
    }

    fn alone(&mut self, issue: usize, set: OptionSet, row: &Arc<WorthRow>) {
        match self.alone[issue].iter_mut().find(|it| it.0 == set) {
            Some((_, there)) => *there = least(there, row),
            None => self.alone[issue].push((set, Arc::clone(row))),
        }
    }

    fn together(&mut self, items: Vec<(usize, Vec<bool>)>, row: &Arc<WorthRow>) {
        if items.iter().any(|(_, states)| !states.contains(&true)) {
            return;
        }
        match self.places.get(&items) {
            Some(place) => {
                let term = &mut self.together[*place];
                term.row = least(&term.row, row);
            }
            None => {
                self.places.insert(items.clone(), self.together.len());
                self.together.push(Term { items, row: Arc::clone(row) });
            }
        }
    }

    fn held(&self, issue: usize, view: &View, n: usize) -> Option<Vec<i32>> {
        (!view.open[issue]).then(|| self.of(issue, view.held[issue], n)).flatten()
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

/// The lesser of two, sample by sample.
fn least(a: &Arc<WorthRow>, b: &Arc<WorthRow>) -> Arc<WorthRow> {
    if Arc::ptr_eq(a, b) {
        return Arc::clone(a);
    }
    let each = a.fine().iter().zip(b.fine()).map(|(a, b)| *a.min(b));
    Arc::new(WorthRow::new(each.collect()))
}
