#![doc = include_str!("acceptance.md")]

pub(super) mod account;
pub(super) mod answer;
pub(super) mod assess;
pub(super) mod beyond;
pub(super) mod bits;
pub(super) mod blockers;
pub(super) mod completion;
pub(super) mod consents;
mod deciders;
pub(super) mod emptied;
pub(in crate::lens) mod engine;
pub(super) mod figures;
mod firmness;
pub(super) mod joint;
pub(super) mod model;
mod on_points;
pub(super) mod outside;
mod outside_account;
pub(super) mod outside_lines;
mod ranks;
mod read_differently;
pub(super) mod said_since;
pub(super) mod tables;
pub(in crate::lens) mod tested;
pub(super) mod uncrossed;
pub(super) mod word;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use answer::OfDraft;
pub use answer::{AcceptanceAnswer, JointAnswer, PartyAnswer};
pub use assess::Acceptance;
use assess::{Asked, Assessment, Figures};
use blockers::Blocker;
use deciders::Decider;
use model::Model;
use plenipo_record::case::contents::{Content, contents};
use ranks::Ranks;

const DRAFT: Key<Vec<String>> =
    Key::ids("draft", "drafts to assess; by default every live draft", "draft");
const TAU: Key<f64> = Key::number(
    "tau",
    "behavioural noise: how imprecisely a party compares a draft with no deal",
    0.0,
    (0.0, 1.0),
)
.unit("share of the party's best deal");

/// The lens.
pub const LENS: Lens = Lens {
    name: "acceptance",
    question: "Would each principal accept this draft at the table, and what stops it?",
    docs: include_str!("acceptance.md"),
    settings: &[DRAFT.0, TAU.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, settings)?)
}

/// `answer` in words and tables.
///
/// # Errors
/// [`Error::NotADossier`] where `view` is of a scenario, of which there is no answer.
pub fn finding(view: &View<'_>, answer: &AcceptanceAnswer<'_>) -> Result<Finding, Error> {
    let (seen, context) = (view.case()?, view.context());
    let answered = Answered {
        headline: account::headline(answer),
        status: account::status(answer),
        account: stamp::worded(seen, account::account(answer)),
        tables: tables::tables(answer),
        charts: Vec::new(),
        notes: account::notes(answer).into_iter().chain(stamp::of_words(seen)).collect(),
        samples: answer.sampled.then_some(context.samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// What each principal answers to each draft that `settings` name; to every live one where they name none.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<AcceptanceAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let (case, context) = (view.case()?, view.context());
    let drafts = stamp::drafts(case, &settings.of(&DRAFT))?;
    let tau = settings.of(&TAU);
    let n_samples = context.samples.max(1);
    let contents: Vec<Vec<Content>> =
        drafts.iter().map(|it| contents(case, case.draft(*it))).collect();
    let asked: Vec<Asked<'_>> = drafts
        .iter()
        .zip(&contents)
        .map(|(draft, contents)| Asked::new(case, *draft, contents, n_samples, tau))
        .collect();
    // Parties are independent of each other until their answers are put together.
    let parties = case.signatories();
    let told = AtomicUsize::new(0);
    let each: Vec<OfParty> = parties
        .par_iter()
        .enumerate()
        .map(|(place, party)| {
            let model =
                Model::new(view.draws(), case, *party, &contents, (context.seed, n_samples));
            let of = of_party(model, &asked, place);
            let done = 1 + told.fetch_add(1, Ordering::Relaxed);
            context.tell(done as f64 / (1 + parties.len()) as f64).then_some(of)
        })
        .collect::<Option<_>>()
        .ok_or(Error::Cancelled)?;
    let sampled = each.iter().any(|it| it.sampled);
    let (mut models, mut ranks, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for it in each {
        models.push(it.model);
        ranks.extend(it.ranks);
        answers.push(it.answers.into_iter());
    }
    let each = asked.iter().map(|asked| {
        let of_draft: Vec<OfPair> = answers.iter_mut().filter_map(Iterator::next).collect();
        together(asked, &models, of_draft)
    });
    let each: Vec<OfDraft> = each.collect();
    drop(asked);
    Ok(AcceptanceAnswer {
        case,
        day: view.day(),
        tau,
        drafts,
        contents,
        models,
        each,
        ranks,
        sampled,
    })
}

/// What was found of one party.
struct OfParty {
    model: Model,
    sampled: bool,
    /// One a draft.
    answers: Vec<OfPair>,
    ranks: Option<Ranks>,
}

/// What was found of one draft and one party.
struct OfPair {
    assessment: Assessment,
    figures: Figures,
    blockers: Vec<Blocker>,
    deciders: Vec<Decider>,
}

fn of_party(model: Model, asked: &[Asked<'_>], place: usize) -> OfParty {
    let answers = asked.iter().map(|asked| {
        let (assessment, mut figures) = assess::assess(asked, &model, place);
        let blockers = blockers::blockers(asked, &model, &assessment, &figures);
        let deciders = deciders::deciders(asked, &model, &assessment, &figures);
        figures.worth = None;
        OfPair { assessment, figures, blockers, deciders }
    });
    let answers = answers.collect();
    let ranks = ranks::ranks(asked, &model);
    let sampled = model.samples.is_some();
    OfParty { model: model.without_samples(), sampled, answers, ranks }
}

/// Puts the parties' answers to one draft together.
fn together(asked: &Asked<'_>, models: &[Model], of_draft: Vec<OfPair>) -> OfDraft {
    let assessments: Vec<&Assessment> = of_draft.iter().map(|it| &it.assessment).collect();
    let figures: Vec<&Figures> = of_draft.iter().map(|it| &it.figures).collect();
    let joint = joint::joint(asked, models, &assessments, &figures);
    let consents = consents::consents(asked.case, asked.on_record, asked.contents, asked.changed);
    let fell = consents.iter().any(|it| it.voids(asked.case));
    let joint = if fell { joint.fallen() } else { joint };
    let outside = outside::outside(asked.case, asked.draft, asked.contents);
    let (mut assessments, mut blockers, mut deciders) = (Vec::new(), Vec::new(), Vec::new());
    for mut it in of_draft {
        // Of what is not there any more nobody's acceptance has a chance.
        if fell {
            it.assessment.accept = assess::Accept::default();
        }
        assessments.push(it.assessment);
        blockers.push(it.blockers);
        deciders.extend(it.deciders);
    }
    OfDraft { assessments, blockers, deciders, joint, consents, outside }
}
