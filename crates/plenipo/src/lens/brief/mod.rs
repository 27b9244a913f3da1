#![doc = include_str!("brief.md")]

mod account;
mod annexes;
mod answer;
mod around;
pub(super) mod ask;
mod behind;
mod bottom;
mod decided;
pub(super) mod desk;
mod gaps;
mod grid;
pub(super) mod ground;
mod issues;
pub(super) mod meeting;
mod news;
pub(super) mod party;
mod tables;
pub(super) mod text;
mod voices;
mod who;
pub(super) mod words;

use jiff::civil::Date;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, acceptance, stamp};
use crate::finding::Finding;
use crate::finding::block::Text;
use crate::finding::status::Status;
pub use answer::{BriefAnswer, BriefPart, Grid, GridRow, Paragraph, Section};
use desk::Desk;
pub use ground::{Ground, Piece, Sentence};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::party::{Party, Role};
use plenipo_record::case::position::AnswerTo;
use plenipo_record::case::upkeep::Handover;

const SINCE: Key<Option<Date>> =
    Key::day("since", "begins with what became known on this day or later, as for a handover");
const SINCE_READ: Key<Option<String>> = Key::words(
    "since-read",
    "the same since the day on which this keeper last read the record, by its handovers",
);
const ANNEXES: Key<Option<String>> = Key::words(
    "annexes",
    "annexes to add, several with commas: who, moves, texts, changes, gains, forecasts, gaps, sources; or all",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "brief",
    question: "What must a principal's staff know before the next meeting?",
    docs: include_str!("brief.md"),
    settings: &[SINCE.0, SINCE_READ.0, ANNEXES.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let asked = annexes::asked(settings.of(&ANNEXES).as_deref())?;
    let assessed = acceptance::answer(view, &Settings::default())?;
    let answer = of(view, settings, &assessed)?;
    let seen = view.case()?;
    let mut account = account::pages(&answer);
    let annexes = annexes::annexes(view, &assessed, &asked)?;
    account.extend(stamp::worded(seen, annexes.account));
    let mut tables = tables::tables(&answer);
    tables.extend(annexes.tables);
    // Marks of restated words stand in annexes alone.
    let notes =
        annexes.notes.into_iter().chain(stamp::of_words(seen).filter(|_| !asked.is_empty()));
    let answered = Answered {
        headline: answer.headline.clone(),
        status: Status::Answered,
        account,
        tables,
        charts: annexes.charts,
        notes: notes.collect(),
        samples: assessed.sampled.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// The brief on the record as its viewer has it on its day.
///
/// # Errors
/// Settings that do not fit, a scenario, and [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<BriefAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    of(view, settings, &acceptance::answer(view, &Settings::default())?)
}

fn of<'a>(
    view: &'a View<'_>,
    settings: &Settings,
    assessed: &acceptance::AcceptanceAnswer<'_>,
) -> Result<BriefAnswer<'a>, Error> {
    let (case, day) = (view.case()?, view.day());
    let viewer = view.context().viewer.and_then(|id| case.find::<Party>(id));
    let since = since(case, settings, view.is_a_partys())?;
    if let Some((since, day)) = since.zip(day).filter(|(since, day)| since > day) {
        return Err(Error::Setting {
            name: SINCE.0.name.to_owned(),
            message: format!("{since} comes after {day}, the day that this brief is of").into(),
            hint: Some(Text::plain(format!("give a day up to {day}"))),
        });
    }
    let mut desk = Desk::new(case, day, viewer, assessed);
    let headline = meeting::headline(&desk);
    let mut first = Vec::new();
    let mut add = |part: BriefPart, label: String, sentences: Vec<Sentence>| {
        if !sentences.is_empty() {
            first.push(Paragraph { part, label, sentences });
        }
    };
    add(BriefPart::BottomLine, "Bottom line".to_owned(), bottom::bottom_line(&mut desk));
    add(BriefPart::Meeting, "Meeting".to_owned(), meeting::meeting(&mut desk));
    let carried = desk.drafts.first().is_some_and(|(it, _)| desk.is_carried(*it));
    let fallen = desk.drafts.first().is_some_and(|(it, _)| desk.is_fallen(*it));
    let label = match (fallen, carried) {
        (true, _) => "Text that fell",
        (false, true) => "Text carried",
        (false, false) => "Latest text",
    };
    add(BriefPart::Text, label.to_owned(), text::text(&mut desk));
    for party in in_order(&desk) {
        let name = case.party(party).name.clone();
        desk.of = Some(party);
        add(BriefPart::Party(party), name, party::party(&mut desk, party));
    }
    desk.of = None;
    add(BriefPart::Behind, "Causes".to_owned(), behind::behind(&mut desk, None));
    add(BriefPart::FindOut, "Find out".to_owned(), ask::find_out(&mut desk));
    add(BriefPart::ListenFor, "Listen for".to_owned(), ask::listen_for(&mut desk));
    // How the record was kept is no matter of a principal's brief unless it is asked for.
    let asked = since.is_some() || settings.has(&ANNEXES);
    let unseen = news::unseen(&desk).filter(|_| asked);
    add(BriefPart::Record, "The record".to_owned(), unseen.into_iter().collect());
    let mut second = issues::sections(&mut desk);
    second.extend(around::sections(&mut desk));
    let since = since.map(|day| (day, news::since(&desk, day)));
    let grid = grid::grid(&desk);
    Ok(BriefAnswer { case, headline, since, first, grid, second })
}

/// The principals, then who mediates and who else is to be at the meeting.
fn in_order(desk: &Desk<'_>) -> Vec<Ix<Party>> {
    let mut parties = desk.case.signatories();
    let there = desk.ahead.or(desk.held).map(|it| desk.meeting(it).channel.clone());
    let mediators = desk.case.parties_with(Role::Mediator);
    // Who answered a text on the newest day belongs on the first page, whoever it is.
    let newest = desk.newest();
    let live = |it: &AnswerTo| match it {
        AnswerTo::AnyText => true,
        AnswerTo::Draft(draft) => desk.drafts.iter().any(|(on, _)| on == draft),
    };
    let answers = desk.case.answers.iter();
    let answered = answers.filter(|it| newest.is_some() && it.date == newest && live(&it.to));
    let answered: Vec<Ix<Party>> = answered.map(|it| it.party).collect();
    for party in mediators.into_iter().chain(there.unwrap_or_default()).chain(answered) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

/// The day since when a handover is asked for.
fn since(case: &Case, settings: &Settings, is_a_partys: bool) -> Result<Option<Date>, Error> {
    let Some(keeper) = settings.of(&SINCE_READ) else { return Ok(settings.of(&SINCE)) };
    let fault = |message: String, hint: Option<Text>| {
        Err(Error::Setting { name: SINCE_READ.0.name.to_owned(), message: message.into(), hint })
    };
    if settings.has(&SINCE) {
        return fault(
            "a day was given as well".to_owned(),
            Some(Text::plain("leave one of the two out")),
        );
    }
    if is_a_partys {
        return fault(
            "who has read the record is its keepers' own, and no party is told of it".to_owned(),
            Some(
                Text::plain("give the day: ")
                    .hint(SINCE.left_to(crate::finding::hint::To::SomeDay)),
            ),
        );
    }
    let of_keeper = case.handovers.iter().filter(|it| it.is_by(&keeper));
    let read = of_keeper.filter_map(Handover::read_on).max();
    if let Some(day) = read {
        return Ok(Some(day));
    }
    let mut others: Vec<String> = case
        .handovers
        .iter()
        .filter(|it| it.read_on().is_some())
        .map(|it| it.keeper.clone())
        .collect();
    others.sort_unstable();
    others.dedup();
    let hint = match others.is_empty() {
        false => Text::plain(format!("those on record as having read it: {}", others.join(", "))),
        true => Text::plain("enter a ")
            .hint(Kind::Handover)
            .and(" with the keeper's name and the day, or give the day: ")
            .hint(SINCE.left_to(crate::finding::hint::To::SomeDay)),
    };
    let over = case.handovers.iter().find(|it| it.is_by(&keeper) && !it.looked_at.is_empty());
    fault(
        match over {
            // To look over entries is no reading of the record, whatever its day.
            Some(it) => format!("{} has looked over entries, not read the record", it.keeper),
            None => format!("no handover on record says that {keeper} has read it"),
        },
        Some(hint),
    )
}
