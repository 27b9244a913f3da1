#![doc = include_str!("lab.md")]

mod answer;
mod order;
mod told;

use super::acceptance::beyond::led_by_fall;
use super::acceptance::outside::outside;
use super::amend::base::Base;
use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
use crate::preference::profile::Profile;
pub use answer::{LabAnswer, LabIssue, LabOption, OptionFor};
pub use order::OrderPlace;
use plenipo_record::case::Case;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Clause, clauses};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};
use plenipo_record::case::lines::{Line, Verdict, standing};
use plenipo_record::case::on_the_table::{chosen, next_meeting};
use plenipo_record::case::party::Party;
use plenipo_record::case::rule::Rule;
use plenipo_record::case::tried::Tried;

const DRAFT: Key<Vec<String>> = Key::id(
    "draft",
    "the draft to start from; by default the one tried out, else the one carried next or on the table",
    "draft",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "lab",
    question: "What would each option of each issue do in this draft?",
    docs: include_str!("lab.md"),
    settings: &[DRAFT.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, settings)?)
}

/// For each issue its options, each with the lines it would cross in the draft and its place in the parties' orders.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, no draft to start from, and a scenario, which has no record.
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<LabAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let case = view.case()?;
    let draft = start(view, case, &settings.of(&DRAFT))?;
    let (base, made) = made(view, case, draft);
    let now = Base::of(case, draft);
    let before = Base::of(case, base);
    let clauses = clauses(case);
    let parties: Vec<OfParty> = parties_of(case, draft, &now.contents)
        .into_iter()
        .map(|it| OfParty::of(case, it))
        .collect();
    let issue = |place: usize| {
        let ix: Ix<Issue> = Ix::new(place);
        let orders: Vec<Option<Vec<OrderPlace>>> = parties
            .iter()
            .map(|it| order::places(&it.profile.values[place]).filter(|_| it.profile.known[place]))
            .collect();
        let options = (0..case.issue(ix).options.len()).map(|at| {
            let option = OptionIx::new(at);
            let after = now.after(&[Amendment { issue: ix, option }]);
            let each = parties
                .iter()
                .zip(&orders)
                .map(|(of, orders)| of.judged((ix, option), &after, orders.as_deref(), at));
            LabOption {
                option,
                chosen: now.contents[place].single() == Some(option),
                in_base: before.contents[place].single() == Some(option),
                each: each.collect(),
                breaks: broken_by(&clauses, ix, option, &after),
                tried: tried(case, (&before, &made), ix, option),
            }
        });
        LabIssue {
            issue: ix,
            content: now.contents[place].clone(),
            changed: made.changes.iter().any(|(it, _)| it == case.issue_id(ix)),
            options: options.collect(),
        }
    };
    let issues = (0..case.issues.len()).map(issue).collect();
    let parties = parties.iter().map(|it| it.profile.party).collect();
    let principals = case.signatories().len();
    Ok(LabAnswer { case, draft, base, made, parties, principals, issues })
}

/// `answer` in words and tables.
///
/// # Errors
/// [`Error::NotADossier`] where `view` is of a scenario, of which there is no answer.
pub fn finding(view: &View<'_>, answer: &LabAnswer<'_>) -> Result<Finding, Error> {
    let seen = view.case()?;
    let answered = Answered {
        // A changed text is another, and would need the consent anew.
        headline: match answer.made.changes.is_empty() {
            true => led_by_fall(seen, view.day(), answer.base, told::headline(answer)),
            false => told::headline(answer),
        },
        status: Status::Answered,
        account: stamp::worded(seen, told::account(answer)),
        tables: told::tables(answer),
        charts: Vec::new(),
        notes: stamp::of_words(seen).into_iter().collect(),
        samples: None,
    };
    Ok(view.finding(&LENS, answered))
}

/// The draft that was named; else the first that is tried out, else the one the next meeting carries, else the latest
/// that is known.
fn start(view: &View<'_>, case: &Case, ids: &[String]) -> Result<Ix<Draft>, Error> {
    match ids {
        [id] => stamp::find(case, id),
        [] => {
            let tried = case.all_tried().next();
            let chosen = || chosen(case, view.day()).map(|it| it.draft);
            tried.or_else(|| carried(view, case)).or_else(chosen).ok_or_else(|| {
                Error::setting("draft", "no draft is on record to start from".to_owned())
            })
        }
        _ => Err(Error::setting(
            "draft",
            "several drafts are named, but one at a time is changed".to_owned(),
        )),
    }
}

/// The live text that the next meeting carries, whether or not its points have been read: who changes a text changes
/// that one.
fn carried(view: &View<'_>, case: &Case) -> Option<Ix<Draft>> {
    let meeting = next_meeting(case, view.day())?;
    let carried = case.meetings[meeting.get()].carries.iter().map(|it| it.draft);
    carried.filter(|it| case.draft(*it).is_live()).max_by_key(|it| case.draft(*it).date)
}

/// The draft on record that `draft` was made from, and how; itself without changes where it is on record.
fn made(view: &View<'_>, case: &Case, draft: Ix<Draft>) -> (Ix<Draft>, Tried) {
    let as_it_is =
        || (draft, Tried { base: case.draft(draft).id().to_owned(), changes: Vec::new() });
    let Some(base) = case.tried_from(draft) else { return as_it_is() };
    let place = case.all_tried().position(|it| it == draft);
    match place.and_then(|it| view.context().tried.get(it)) {
        Some(made) => (base, made.clone()),
        None => as_it_is(),
    }
}

/// What to try so that the draft has `option` on `issue`, all else as it is now.
fn tried(
    case: &Case,
    (before, made): (&Base<'_>, &Tried),
    issue: Ix<Issue>,
    option: OptionIx,
) -> Tried {
    let mut tried = made.clone();
    let id = case.issue_id(issue).to_owned();
    tried.changes.retain(|(it, _)| *it != id);
    if before.contents[issue.get()].single() != Some(option) {
        tried.changes.push((id, case.issue(issue).options[option.get()].id.as_str().to_owned()));
    }
    tried
}

/// Those whose agreement counts, and after them those outside the room who must consent to the draft.
fn parties_of(case: &Case, draft: Ix<Draft>, contents: &[Content]) -> Vec<Ix<Party>> {
    let outside = outside(case, draft, contents);
    let must = outside.iter().filter(|it| it.must_consent(case)).map(|it| it.party);
    case.signatories().into_iter().chain(must).collect()
}

/// The rules of logic or of a text that a draft of the contents `after` breaks by having `option` on `issue`.
fn broken_by(
    clauses: &[Clause],
    issue: Ix<Issue>,
    option: OptionIx,
    after: &[Content],
) -> Vec<Ix<Rule>> {
    let on_it = |it: &&Clause| it.sets.iter().any(|(on, set)| *on == issue && set.contains(option));
    let broken = clauses.iter().filter(on_it).filter(|it| it.is_broken(after));
    let mut rules: Vec<Ix<Rule>> = broken.map(|it| it.rule).collect();
    rules.dedup();
    rules
}

/// A party, and what its record says of options.
struct OfParty {
    profile: Profile,
    lines: Vec<Line>,
}

impl OfParty {
    fn of(case: &Case, party: Ix<Party>) -> OfParty {
        OfParty { profile: Profile::of(case, party), lines: standing(case, party) }
    }

    /// What it has to say of `option` on `issue` in a text of the contents `after`.
    fn judged(
        &self,
        (issue, option): (Ix<Issue>, OptionIx),
        after: &[Content],
        order: Option<&[OrderPlace]>,
        at: usize,
    ) -> OptionFor {
        let on_it = self.lines.iter().filter(|it| it.speaks_of(issue, option));
        let judged: Vec<(Verdict, &Line)> =
            on_it.map(|it| (it.judge_on(issue, after), it)).collect();
        let verdict = judged.iter().map(|it| it.0).max().unwrap_or(Verdict::Respected);
        let gravest = judged.iter().filter(|it| it.0 == verdict && verdict != Verdict::Respected);
        let lines = gravest.map(|it| it.1.stated).collect();
        OptionFor { verdict, lines, order: order.map(|it| it[at]) }
    }
}
