#![doc = include_str!("believe.md")]

mod account;
mod answer;
mod around;
mod evidence;
mod grounds;
mod lines;
mod said;
mod sets;
mod tables;
mod told;
mod worth;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
pub use answer::{
    Belief, BeliefKind, BelieveAnswer, BelievedSet, PartyBelieved, SideBelieved, Supposed,
};
pub use evidence::Evidence;
use grounds::Grounds;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::on_the_table::{chosen, next_meeting};
use plenipo_record::case::party::Party;
use rayon::prelude::*;

const DRAFT: Key<Vec<String>> = Key::id(
    "draft",
    "the draft; by default the one the next meeting carries, or the latest text known",
    "draft",
);
const PARTY: Key<Vec<String>> = Key::ids(
    "party",
    "whose acceptance and refusal; by default of all whose acceptance counts",
    "party",
);
const TARGET: Key<f64> = Key::number(
    "target",
    "where values are on record, in which share of the weightings they allow the draft must be worth no less than no deal",
    0.6,
    (0.0, 1.0),
)
.unit("share of weightings");
const SETS: Key<f64> = Key::number("sets", "the most sets of beliefs to show", 10.0, (1.0, 1000.0));

/// The lens.
pub const LENS: Lens = Lens {
    name: "believe",
    question: "What would one have to believe for this draft to be accepted, and what for it to be refused?",
    docs: include_str!("believe.md"),
    settings: &[DRAFT.0, PARTY.0, TARGET.0, SETS.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    let answer = answer(view, settings)?;
    let seen = view.case()?;
    let shown = settings.of(&SETS) as usize;
    let sampled = answer.parties.iter().any(|it| it.has_values);
    let answered = Answered {
        headline: account::headline(&answer),
        status: Status::Answered,
        account: stamp::worded(seen, account::account(&answer, shown)),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes: account::notes(&answer).into_iter().chain(stamp::of_words(seen)).collect(),
        samples: sampled.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// What one would have to believe of each party that `settings` name.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, a record without a draft, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<BelieveAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let (case, context) = (view.case()?, view.context());
    let (draft, chosen) = start(view, case, &settings.of(&DRAFT))?;
    let mut parties: Vec<Ix<Party>> = Vec::new();
    for id in settings.of(&PARTY) {
        let party = stamp::find(case, &id)?;
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    if parties.is_empty() {
        parties = case.signatories();
    }
    let target = settings.of(&TARGET);
    let contents = contents(case, case.draft(draft));
    let each: Option<Vec<PartyBelieved>> = parties
        .par_iter()
        .map(|party| {
            let grounds = Grounds::of(view, case, (draft, &contents), *party, target);
            let it = PartyBelieved {
                party: *party,
                has_position: grounds.has_position(),
                has_values: worth::Weighing::of(&grounds).is_some(),
                question: grounds.question,
                acceptance: sets::acceptance(&grounds),
                refusal: sets::refusal(&grounds),
            };
            context.tell(0.5).then_some(it)
        })
        .collect();
    let parties = each.ok_or(Error::Cancelled)?;
    Ok(BelieveAnswer { case, draft, chosen, target, parties })
}

/// The draft asked about, and where nobody named one a sentence on which was chosen and why: here also one that nobody has
/// read, if it is what the next meeting carries.
fn start(
    view: &View<'_>,
    case: &Case,
    ids: &[String],
) -> Result<(Ix<Draft>, Option<String>), Error> {
    let none = || Error::setting(DRAFT.0.name, "no draft is on record that could be asked about");
    match ids {
        [id] => Ok((stamp::find(case, id)?, None)),
        [] => {
            if let Some(tried) = case.all_tried().next() {
                return Ok((tried, None));
            }
            let carried = next_meeting(case, view.day()).and_then(|meeting| {
                let all = case.meetings[meeting.get()].carries.iter().map(|it| it.draft);
                let latest = all.filter(|it| case.draft(*it).is_live());
                Some((latest.max_by_key(|it| case.draft(*it).date)?, meeting))
            });
            if let Some((draft, meeting)) = carried {
                let of = RecordRef::new(Kind::Meeting, meeting.get());
                let meeting = describe::in_one_line(case, of);
                let id = case.draft(draft).id();
                let said = format!(
                    "No draft was named: this is about {id}, which the next meeting carries ({meeting})."
                );
                return Ok((draft, Some(said)));
            }
            let Some(it) = chosen(case, view.day()) else {
                // Of a text that is only known to be there a belief can be about anything.
                let mut live = (0..case.drafts.len()).rev().map(Ix::new);
                let draft = live.find(|it| case.draft(*it).is_live()).ok_or_else(none)?;
                let id = case.draft(draft).id();
                return Ok((draft, Some(format!("No draft was named: this is about {id}."))));
            };
            let said = format!("No draft was named: this is about {}.", it.in_words(case));
            Ok((it.draft, Some(said)))
        }
        _ => Err(Error::setting(DRAFT.0.name, "one draft at a time is asked about")),
    }
}
