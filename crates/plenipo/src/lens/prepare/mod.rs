#![doc = include_str!("prepare.md")]

mod account;
mod answer;
mod ask;
pub(super) mod home;
mod kept;
pub(super) mod replies;
mod rooms;
mod tables;

use super::brief::desk::Desk;
use super::brief::ground::{Ground, Sentence};
use super::brief::{meeting, text};
use super::error::Error;
use super::notes::Notes;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, acceptance, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
pub use answer::{IfTheySay, PartyAhead, PrepareAnswer, Reaction};
use plenipo_record::case::Case;
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::on_the_table::next_meeting;
use plenipo_record::case::party::{Party, Role};

const MEETING: Key<Vec<String>> =
    Key::id("meeting", "the meeting to prepare for; by default the next one", "meeting");

/// The lens.
pub const LENS: Lens = Lens {
    name: "prepare",
    question: "What must whoever goes to a meeting have ready?",
    docs: include_str!("prepare.md"),
    settings: &[MEETING.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let assessed = acceptance::answer(view, &Settings::default())?;
    let answer = of(view, settings, &assessed)?;
    let status = if answer.meeting.is_some() { Status::Answered } else { Status::None };
    let answered = Answered {
        headline: answer.headline.clone(),
        status,
        account: account::pages(&answer),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes: Notes::default(),
        samples: assessed.sampled.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// What there is to know before the meeting that `settings` name, else the next one.
///
/// # Errors
/// Settings that do not fit, an id that names no meeting, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<PrepareAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    of(view, settings, &acceptance::answer(view, &Settings::default())?)
}

fn of<'a>(
    view: &'a View<'_>,
    settings: &Settings,
    assessed: &acceptance::AcceptanceAnswer<'_>,
) -> Result<PrepareAnswer<'a>, Error> {
    let (case, day) = (view.case()?, view.day());
    let viewer = view.context().viewer.and_then(|id| case.find::<Party>(id));
    let Some(ix) = named(case, settings)?.or_else(|| next_meeting(case, day)) else {
        return Ok(PrepareAnswer {
            case,
            meeting: None,
            headline: "No meeting ahead is on record: there is none to prepare for.".to_owned(),
            aims: Vec::new(),
            draft: None,
            text: Vec::new(),
            parties: Vec::new(),
            replies: Vec::new(),
        });
    };
    let mut desk = Desk::before(case, day, viewer, assessed, Some(ix));
    let headline = meeting::headline(&desk);
    let mut aims = aims(&mut desk, ix);
    let text = match desk.drafts.is_empty() {
        true => vec![Sentence::of("No text is on the table", vec![Ground::Silent])],
        false => text::in_short(&mut desk),
    };
    let met = met(&desk, ix);
    if met.len() > 1 {
        let words =
            format!("{} are in one room: what is said to one is heard by all", desk.parties(&met));
        aims.push(Sentence::of(words, Vec::new()));
    }
    let mut parties = Vec::new();
    for party in met.iter().copied() {
        let room = rooms::room(view, party)?;
        let (may, must_not) = rooms::told(&desk, &room);
        let ask = ask::ask(&mut desk, party);
        parties.extend(room.map(|room| PartyAhead { party, room, may, must_not, ask }));
    }
    let replies = replies::replies(view, &mut desk, &met)?;
    let draft = desk.drafts.first().map(|(it, _)| *it);
    Ok(PrepareAnswer { case, meeting: Some(ix), headline, aims, draft, text, parties, replies })
}

/// The meeting that was named.
fn named(case: &Case, settings: &Settings) -> Result<Option<Ix<Meeting>>, Error> {
    match settings.of(&MEETING).as_slice() {
        [] => Ok(None),
        [id] => stamp::find(case, id).map(Some),
        _ => Err(Error::setting(MEETING.0.name, "one meeting at a time is prepared for")),
    }
}

/// What it is for and who comes, or that the record does not say so.
fn aims(desk: &mut Desk<'_>, ix: Ix<Meeting>) -> Vec<Sentence> {
    let it = desk.meeting(ix);
    let mut said = Vec::new();
    said.push(match it.agenda.is_empty() {
        true => Sentence::of("What it is for is not on record", vec![Ground::Silent]),
        false => {
            let several = it.agenda.iter().any(|it| it.contains([',', ';']));
            let to = if several { it.agenda.join("; ") } else { listed(&it.agenda) };
            desk.sentence(format!("Agenda: {to}"), &it.meta)
        }
    });
    said.push(match meeting::present(desk, it) {
        who if who.is_empty() => {
            let between = desk.parties(&it.channel);
            let words = match between.is_empty() {
                true => "Who comes is not on record".to_owned(),
                false => format!("Between {between}; who comes is not on record"),
            };
            Sentence::of(words, vec![Ground::Silent])
        }
        who => desk.sentence(format!("There: {who}"), &it.meta),
    });
    said
}

/// Who is met there: the parties of the meeting other than the reader; for a mediator, and for the keeper, also
/// without those who mediate.
pub(in crate::lens) fn met(desk: &Desk<'_>, ix: Ix<Meeting>) -> Vec<Ix<Party>> {
    let case = desk.case;
    let it = desk.meeting(ix);
    let present = it.present.iter().filter_map(|by| case.party_of(by));
    let mut there: Vec<Ix<Party>> = Vec::new();
    for party in it.channel.iter().copied().chain(present) {
        if !there.contains(&party) && Some(party) != desk.viewer {
            there.push(party);
        }
    }
    let mediators = case.parties_with(Role::Mediator);
    let mediates = desk.viewer.is_none_or(|it| mediators.contains(&it));
    let others: Vec<Ix<Party>> =
        there.iter().copied().filter(|it| !mediators.contains(it)).collect();
    if mediates && !others.is_empty() { others } else { there }
}
