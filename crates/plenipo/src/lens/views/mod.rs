#![doc = include_str!("views.md")]

mod account;
mod answer;
mod cruxes;
mod held;
mod shared;
mod tables;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
pub use answer::{Crux, DraftUnder, PartyUnder, SharedFact, ViewColumn, ViewStatus, ViewsAnswer};
pub use cruxes::SwapBlock;
use held::{Ground, Held, SAMPLES_MAX};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::records::Record;

const DRAFT: Key<Vec<String>> =
    Key::ids("draft", "drafts to look at; by default every live draft", "draft");
const TARGET: Key<f64> = Key::number(
    "target",
    "in which share of the weightings that a view allows a draft must be worth no less than no deal to count as better",
    0.6,
    (0.5, 1.0),
)
.unit("share of weightings");

/// The lens.
pub const LENS: Lens = Lens {
    name: "views",
    question: "What holds whatever one assumes, what under which view, and on what do the views disagree?",
    docs: include_str!("views.md"),
    settings: &[DRAFT.0, TARGET.0],
    run,
};

/// Asked of one view alone, it has what holds there and nothing beside it.
fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, &[], settings)?)
}

/// `answer` in words and tables.
///
/// # Errors
/// [`Error::NotADossier`] where `base` is of a scenario, of which there is no answer.
pub fn finding(base: &View<'_>, answer: &ViewsAnswer<'_>) -> Result<Finding, Error> {
    let seen = base.case()?;
    let answered = Answered {
        headline: account::headline(answer),
        status: if answer.drafts.is_empty() { Status::NoDraft } else { Status::Answered },
        account: stamp::worded(seen, account::account(answer)),
        tables: tables::tables(answer),
        charts: Vec::new(),
        notes: account::notes(answer).into_iter().chain(stamp::of_words(seen)).collect(),
        samples: Some(base.context().samples.clamp(1, SAMPLES_MAX)),
    };
    Ok(base.finding(&LENS, answered))
}

/// Chosen answers under `base`, the record alone, and under each of `views`, the same record read with an assumption set of
/// that name. A view of which the viewer sees nothing is left out.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(
    base: &'a View<'_>,
    views: &[(String, View<'_>)],
    settings: &Settings,
) -> Result<ViewsAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let (case, context) = (base.case()?, base.context());
    let drafts = stamp::drafts(case, &settings.of(&DRAFT))?;
    let target = settings.of(&TARGET);
    let n_samples = context.samples.clamp(1, SAMPLES_MAX);
    let mut read: Vec<(Option<&String>, &Case)> = vec![(None, case)];
    for (name, view) in views {
        let seen = view.case()?;
        if has_of(seen, name) && alike(case, seen) {
            read.push((Some(name), seen));
        }
    }
    let mut columns = Vec::new();
    let mut helds: Vec<Vec<Held>> = Vec::new();
    let mut texts: Vec<Vec<Vec<Content>>> = Vec::new();
    for (place, (name, seen)) in read.iter().enumerate() {
        let ground =
            Ground { case: seen, draws: base.draws(), seed: context.seed, n_samples, target };
        let held: Vec<Held> = seen.signatories().into_iter().map(|it| Held::of(seen, it)).collect();
        let all: Vec<Vec<Content>> =
            drafts.iter().map(|it| contents(seen, seen.draft(*it))).collect();
        let of_draft = |at: usize| {
            let parties: Vec<PartyUnder> =
                held.iter().map(|it| ground.under(it, &all, at)).collect();
            let joint = ViewStatus::together(parties.iter().map(|it| it.status));
            DraftUnder { joint, parties }
        };
        columns.push(ViewColumn {
            name: name.cloned(),
            by: name.map_or_else(Vec::new, |it| speakers(seen, it)),
            drafts: (0..drafts.len()).map(of_draft).collect(),
        });
        helds.push(held);
        texts.push(all);
        if !context.tell((place + 1) as f64 / (read.len() + 1) as f64) {
            return Err(Error::Cancelled);
        }
    }
    let shared = shared::shared(case, &drafts, &columns);
    let mut cruxes = Vec::new();
    for (from, to) in (1..read.len()).flat_map(|a| (1..read.len()).map(move |b| (a, b))) {
        for (place, draft) in drafts.iter().enumerate() {
            let [a, b] = [from, to].map(|it| columns[it].drafts[place].joint);
            if a == b || helds[from].len() != helds[to].len() {
                continue;
            }
            let seen = read[from].1;
            let ground =
                Ground { case: seen, draws: base.draws(), seed: context.seed, n_samples, target };
            let of = (*draft, texts[from][place].as_slice());
            cruxes.extend(cruxes::cruxes(&ground, of, (from, &helds[from]), (to, &helds[to])));
        }
    }
    Ok(ViewsAnswer { case, target, columns, drafts, shared, cruxes })
}

/// Whether anything of that assumption set is in the visible record.
fn has_of(seen: &Case, name: &str) -> bool {
    macro_rules! any {
        ($($type:ty),*) => {
            false $(|| <$type>::list(seen).iter().any(|it| it.meta().assumption.as_deref() == Some(name)))*
        };
    }
    any!(
        plenipo_record::case::position::Position,
        plenipo_record::case::position::Alternative,
        plenipo_record::case::position::Answer,
        plenipo_record::case::red_line::RedLine,
        plenipo_record::case::understanding::Understanding,
        plenipo_record::case::demand::Demand,
        plenipo_record::case::rule::Rule
    )
}

/// Whether both have the same parties, issues and drafts, by name and in order: a view supposes what parties hold, not what
/// there is.
fn alike(a: &Case, b: &Case) -> bool {
    let ids = |case: &Case| {
        let drafts: Vec<String> = case.drafts.iter().map(|it: &Draft| it.id().to_owned()).collect();
        let parties: Vec<String> =
            (0..case.parties.len()).map(|it| case.party_id(Ix::new(it)).to_owned()).collect();
        let issues: Vec<(String, usize)> = case
            .issues
            .iter()
            .enumerate()
            .map(|(it, issue)| (case.issue_id(Ix::new(it)).to_owned(), issue.options.len()))
            .collect();
        (drafts, parties, issues)
    };
    ids(a) == ids(b)
}

/// Who is named in the set as whoever supposes it.
fn speakers(seen: &Case, name: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let of = |it: Option<&str>| it == Some(name);
    let positions = seen.positions.iter().filter(|it| of(it.meta.assumption.as_deref()));
    let lines = seen.red_lines.iter().filter(|it| of(it.meta.assumption.as_deref()));
    let alternatives = seen.alternatives.iter().filter(|it| of(it.meta.assumption.as_deref()));
    let by = positions.filter_map(|it| it.by.as_ref());
    let by = by.chain(lines.filter_map(|it| it.by.as_ref()));
    for it in by.chain(alternatives.filter_map(|it| it.view.as_ref())) {
        let name = seen.speaker(it);
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}
