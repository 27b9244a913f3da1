#![doc = include_str!("acceptance.md")]

mod account;
mod assess;
mod bits;
mod blockers;
mod completion;
mod consents;
mod deciders;
mod joint;
mod model;
mod ranks;
mod tables;

use rayon::prelude::*;

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use super::{Input, Lens, stamp};
use crate::case::Case;
use crate::case::contents::{Content, contents};
use crate::case::draft::Draft;
use crate::case::id::Ix;
use crate::finding::Finding;
use assess::{Asked, Assessment, Figures};
use blockers::Blocker;
use completion::Completions;
use consents::Needed;
use deciders::Decider;
use joint::Joint;
use model::{Model, settled};
use ranks::Ranks;

/// The lens.
pub const LENS: Lens = Lens {
    name: "acceptance",
    question: "Would each principal accept this draft at the table, and what stops it?",
    docs: include_str!("acceptance.md"),
    settings: &[
        Setting {
            name: "draft",
            help: "drafts to assess; every live draft where none is named",
            unit: None,
            kind: SettingKind::Ids { of: "draft" },
        },
        Setting {
            name: "tau",
            help: "behavioural noise: how roughly a party compares a draft with no deal",
            unit: Some("share of the party's best deal"),
            kind: SettingKind::Number { default: 0.0, low: 0.0, high: 1.0 },
        },
    ],
    run,
};

/// Everything the lens found, before it is put into words and tables.
struct Answer<'a> {
    case: &'a Case,
    tau: f64,
    drafts: Vec<Ix<Draft>>,
    contents: Vec<Vec<Content>>,
    models: Vec<Model>,
    each: Vec<OfDraft>,
    ranks: Vec<Ranks>,
}

/// What was found of one draft.
struct OfDraft {
    /// One a party, in the order of the models.
    assessments: Vec<Assessment>,
    blockers: Vec<Vec<Blocker>>,
    deciders: Vec<Decider>,
    joint: Joint,
    consents: Vec<Needed>,
}

fn run(input: &Input<'_>, settings: &Settings, context: &Context<'_>) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let seen = stamp::visible(input, context)?;
    let drafts = chosen(&seen, settings.ids("draft"))?;
    let tau = settings.number(LENS.settings, "tau");
    let answer = answer(&seen, drafts, tau, context)?;
    let sampled = answer.models.iter().any(|it| it.samples.is_some());
    let samples = sampled.then_some(context.samples);
    Ok(Finding {
        lens: LENS.name,
        question: LENS.question.to_owned(),
        headline: account::headline(&answer),
        status: account::status(&answer),
        account: account::account(&answer),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes: account::notes(&answer),
        provenance: stamp::provenance(input, &seen, context, samples),
    })
}

/// The drafts asked for; every live draft, latest first, where none is named.
fn chosen(seen: &Case, ids: &[String]) -> Result<Vec<Ix<Draft>>, Error> {
    if ids.is_empty() {
        let live = (0..seen.drafts.len()).rev().map(Ix::new);
        return Ok(live.filter(|it| seen.draft(*it).is_live()).collect());
    }
    let mut drafts = Vec::new();
    for id in ids {
        let draft = stamp::find(seen, id)?;
        if !drafts.contains(&draft) {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

fn answer<'a>(
    case: &'a Case,
    drafts: Vec<Ix<Draft>>,
    tau: f64,
    context: &Context<'_>,
) -> Result<Answer<'a>, Error> {
    let n_samples = context.samples.max(1);
    let contents: Vec<Vec<Content>> =
        drafts.iter().map(|it| contents(case, case.draft(*it))).collect();
    let parties = case.signatories();
    let models: Vec<Model> = parties
        .par_iter()
        .map(|party| Model::new(case, *party, &contents, context.seed, n_samples))
        .collect();
    if !context.tell(0.3) {
        return Err(Error::Cancelled);
    }
    // Drafts are independent of each other; within one, parties are assessed in turn.
    let each: Vec<OfDraft> = drafts
        .par_iter()
        .zip(&contents)
        .map(|(draft, contents)| of_draft(case, *draft, contents, &models, n_samples, tau))
        .collect();
    if !context.tell(0.9) {
        return Err(Error::Cancelled);
    }
    let ranks = ranks::ranks(&drafts, &contents, case, &models);
    Ok(Answer { case, tau, drafts, contents, models, each, ranks })
}

fn of_draft(
    case: &Case,
    draft: Ix<Draft>,
    contents: &[Content],
    models: &[Model],
    n_samples: usize,
    tau: f64,
) -> OfDraft {
    let options = settled(contents);
    // Without figures, completions would only repeat what the lines say.
    let figures = models.iter().any(|it| it.covers(contents));
    let completions =
        (options.is_none() && figures).then(|| Completions::of(contents, &case.issues)).flatten();
    let asked = Asked { case, draft, contents, options, completions, n_samples, tau };
    let both: Vec<(Assessment, Figures)> =
        (0..models.len()).map(|place| assess::assess(&asked, models, place)).collect();
    let each = || models.iter().zip(&both);
    let blockers = each()
        .map(|(model, (it, figures))| blockers::blockers(&asked, model, it, figures))
        .collect();
    let deciders = each()
        .flat_map(|(model, (it, figures))| deciders::deciders(&asked, model, it, figures))
        .collect();
    let assessments: Vec<&Assessment> = both.iter().map(|(it, _)| it).collect();
    let figures: Vec<&Figures> = both.iter().map(|(_, it)| it).collect();
    let joint = joint::joint(&asked, models, &assessments, &figures);
    let consents = consents::consents(case, contents);
    let assessments = both.into_iter().map(|(it, _)| it).collect();
    OfDraft { assessments, blockers, deciders, joint, consents }
}
