//! The figures shown: what each principal makes of a draft, by the draws that `assess` has too, which the
//! search has not seen.

use rayon::prelude::*;

use super::base::Base;
use crate::lens::acceptance::assess::{self, Assessment};
use crate::lens::acceptance::blockers::{Kind, blockers};
use crate::lens::acceptance::figures::{ChanceOf, chance_of};
use crate::lens::acceptance::model::{End, Model};
use crate::lens::view::View;
use crate::preference::gains::gap;
use plenipo_maths::statistics::MonteCarloError;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::Content;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::party::Party;

/// One principal's figures for a draft.
pub(super) struct Figure {
    pub(super) party: Ix<Party>,
    /// What the acceptance lens finds.
    pub(super) assessment: Assessment,
    /// What it says of the probability.
    pub(super) chance: Option<ChanceOf>,
    /// What is compared with the target: the share of samples that accept on the recorded figures, in the worst
    /// completion, with lines read as `--clear-of` has them; absent where none can be given.
    pub(super) counted: Option<f64>,
    pub(super) counted_error: Option<f64>,
    /// Issues on which one change alone would turn what it rejects, each with the share of the rejecting
    /// samples in which it would; absent where the draft leaves contents open, or there are no figures.
    pub(super) pivotal: Option<Vec<(Ix<Issue>, f64)>>,
}

/// The figures of the draft after each of `sets`, one a principal. `None` where `go_on` said no; it is
/// told how many of all figures are done.
pub(super) fn figures(
    base: &Base<'_>,
    judged: &[Ix<Party>],
    gravest: Verdict,
    sets: &[&[Amendment]],
    view: &View<'_>,
    go_on: impl Fn() -> bool + Sync,
) -> Option<Vec<Vec<Figure>>> {
    let context = view.context();
    let n_samples = context.samples.max(1);
    let contents: Vec<Vec<Content>> = sets.iter().map(|it| base.after(it)).collect();
    let asked = sets.iter().zip(&contents).map(|(set, contents)| {
        let asked = assess::Asked::new(base.case, base.ix, contents, n_samples, 0.0);
        if set.is_empty() { asked } else { asked.changed() }
    });
    let asked: Vec<assess::Asked<'_>> = asked.collect();
    let parties = base.case.signatories();
    let each = parties.par_iter().enumerate().map(|(place, party)| {
        let model =
            Model::new(view.draws(), base.case, *party, &contents, (context.seed, n_samples));
        let counts = judged.contains(party);
        let each = asked.iter().map(|asked| {
            let figure = figure(asked, &model, place, counts, gravest);
            go_on().then_some(figure)
        });
        each.collect::<Option<Vec<Figure>>>()
    });
    let each: Vec<Vec<Figure>> = each.collect::<Option<_>>()?;
    let mut each: Vec<_> = each.into_iter().map(Vec::into_iter).collect();
    Some(sets.iter().map(|_| each.iter_mut().filter_map(Iterator::next).collect()).collect())
}

fn figure(
    asked: &assess::Asked<'_>,
    model: &Model,
    place: usize,
    counts: bool,
    gravest: Verdict,
) -> Figure {
    let (assessment, figures) = assess::assess(asked, model, place);
    let pivotal = (asked.options.is_some() && figures.worth.is_some())
        .then(|| model.level(End::Central))
        .flatten()
        .map(|_| {
            let all = blockers(asked, model, &assessment, &figures);
            let issues = all.into_iter().filter(|it| it.kind == Kind::Issue);
            issues.flat_map(|it| Some((*it.issues.first()?, it.share_binding?))).collect()
        });
    let aside = &assessment.aside;
    // Asked of lines as they are read there, it is the figure of `assess` itself.
    let counted = match gravest {
        Verdict::Crossed => assessment.accept.recorded,
        _ => worst(asked, model, aside, gravest),
    };
    let counted = counted.filter(|_| counts);
    // A line taken literally binds in every sample.
    let stopped = model.at_word(&crossed(model, aside, asked.contents, gravest), End::Central);
    let effective = model.samples.as_ref().map_or(0.0, |it| it.effective());
    let error = counted.filter(|_| !stopped).and_then(|it| MonteCarloError::of(it, effective));
    let counted_error = error.map(MonteCarloError::figure);
    let chance =
        counts.then(|| chance_of(asked.case, model, &assessment, asked.contents)).flatten();
    Figure { party: model.party, assessment, chance, counted, counted_error, pivotal }
}

/// Which of the party's lines get a verdict that no line may get, but for those set aside.
fn crossed(model: &Model, aside: &[bool], contents: &[Content], gravest: Verdict) -> Vec<bool> {
    assess::but(model.lines.iter().map(|it| it.judge(contents) >= gravest).collect(), aside)
}

/// The share of samples that accept the draft in the worst way its open contents could turn out, as the
/// record has alternatives and firmness. Where there are too many ways, each sample takes its least.
fn worst(
    asked: &assess::Asked<'_>,
    model: &Model,
    aside: &[bool],
    gravest: Verdict,
) -> Option<f64> {
    let samples = model.samples.as_ref().filter(|_| model.covers(asked.contents))?;
    let share = |worth: &[f64], contents: &[Content]| {
        let crossed = crossed(model, aside, contents, gravest);
        model.accepts(Some(worth), &crossed, End::Central, asked.n_samples).map(|it| it.share())
    };
    if let Some(options) = &asked.options {
        return share(&samples.worth(options), asked.contents);
    }
    let Some(completions) = &asked.completions else {
        let held = asked.contents.iter().zip(&asked.case.issues);
        let held: Vec<OptionSet> = held.map(|(it, issue)| it.completions(issue)).collect();
        let worth = gap(samples, &held, &vec![0.0; samples.n_samples()]);
        return share(&worth, asked.contents);
    };
    let mut least: Option<f64> = None;
    completions.worth(samples, |place, worth| {
        let own = share(worth, &completions.contents[place]);
        least = own.map(|it| least.map_or(it, |least| least.min(it))).or(least);
    });
    least
}
