#![doc = include_str!("itinerary.md")]

mod account;
mod answer;
mod branches;
mod meets;
mod stops;
mod tables;

use super::brief::desk::Desk;
use super::error::Error;
use super::notes::Notes;
use super::setting::Settings;
use super::view::{Answered, View};
use super::{Lens, acceptance};
use crate::finding::Finding;
use crate::finding::status::Status;
pub use answer::{Branch, ItineraryAnswer, Onward, OnwardAt, ShuttleStop, StopReply};
use plenipo_record::case::on_the_table::next_meeting;
use plenipo_record::case::party::Party;

/// The lens.
pub const LENS: Lens = Lens {
    name: "itinerary",
    question: "What would each answer at the next stop mean for the stop after it?",
    docs: include_str!("itinerary.md"),
    settings: &[],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let assessed = acceptance::answer(view, &Settings::default())?;
    let answer = of(view, &assessed)?;
    let status = if answer.stops.is_empty() { Status::None } else { Status::Answered };
    let answered = Answered {
        headline: answer.headline.clone(),
        status,
        account: account::page(&answer),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes: Notes::default(),
        samples: assessed.sampled.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// The stops of the shuttle and what each answer at the first would mean.
///
/// # Errors
/// Settings that do not fit, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<ItineraryAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    of(view, &acceptance::answer(view, &Settings::default())?)
}

fn of<'a>(
    view: &'a View<'_>,
    assessed: &acceptance::AcceptanceAnswer<'_>,
) -> Result<ItineraryAnswer<'a>, Error> {
    let (case, day) = (view.case()?, view.day());
    let viewer = view.context().viewer.and_then(|id| case.find::<Party>(id));
    let mut desk = Desk::before(case, day, viewer, assessed, next_meeting(case, day));
    let stops = stops::stops(&desk);
    let draft = branches::on_the_table(&desk);
    let headline = headline(&desk, &stops, draft.is_some());
    let branches = branches::branches(view, &mut desk, &stops)?;
    Ok(ItineraryAnswer { case, headline, stops, draft, branches })
}

/// `From Russia to Ukraine with the text carried: what each of eight answers would mean.`
fn headline(desk: &Desk<'_>, stops: &[ShuttleStop], carries: bool) -> String {
    let text = match (desk.drafts.first(), carries) {
        (Some((draft, _)), true) => format!("with {}", desk.text(*draft)),
        _ => "with no text that stands".to_owned(),
    };
    let n = StopReply::ALL.len();
    match stops {
        [] => "No principal is on record whom anybody could go to.".to_owned(),
        [one] => format!("{}, all asked at once, {text}.", desk.parties(&one.parties)),
        [here, after, ..] => format!(
            "From {} to {} {text}: what each of {} answers would mean; none of them is foretold.",
            desk.parties(&here.parties),
            desk.parties(&after.parties),
            super::brief::words::count(n),
        ),
    }
}
