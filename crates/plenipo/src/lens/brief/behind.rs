//! What is said to have led to what: each link its own claim with its own grounds, a chain told in one sentence.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use plenipo_record::case::course::Cause;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::meeting::EffectOn;
use plenipo_record::case::position::Direction;

/// The most chains, and the most events where no chain is on record.
const CHAINS_MAX: usize = 2;

pub(super) fn behind(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let chains = chains(&desk.case.causes);
    let mut said: Vec<Sentence> =
        chains.iter().take(CHAINS_MAX).map(|chain| told(desk, chain)).collect();
    if said.is_empty() {
        said.extend(effects(desk));
    }
    said
}

/// The links in chains, each from what nothing on record led to; newest chain first.
fn chains(causes: &[Cause]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..causes.len()).collect();
    let mut chains = Vec::new();
    while !left.is_empty() {
        let begins = |it: &usize| left.iter().all(|other| causes[*other].to != causes[*it].from);
        // Links that lead round in a circle begin anywhere.
        let Some(first) = left.iter().copied().find(begins).or_else(|| left.first().copied()) else {
            break;
        };
        let mut chain = vec![first];
        left.retain(|it| *it != first);
        while let Some(next) = chain
            .last()
            .and_then(|last| left.iter().copied().find(|it| causes[*it].from == causes[*last].to))
        {
            left.retain(|it| *it != next);
            chain.push(next);
        }
        chains.push(chain);
    }
    chains.sort_by_key(|it| std::cmp::Reverse(it.last().and_then(|last| causes[*last].date)));
    chains
}

fn told(desk: &mut Desk<'_>, chain: &[usize]) -> Sentence {
    let case = desk.case;
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    for (place, at) in chain.iter().enumerate() {
        let it = &case.causes[*at];
        let by = it.by.as_ref().map(|by| desk.voice(by));
        let by = by.map(|it| format!("by the account of {it}, ")).unwrap_or_default();
        let (from, to) = (end(desk, it.from), end(desk, it.to));
        let words = it.words.as_ref().map(|it| format!(" ({})", desk.quoted(it)));
        let words = words.unwrap_or_default();
        pieces.push((
            match place {
                0 => format!("{by}{from} led to this: {to}{words}"),
                _ => format!("; {by}that led to this: {to}{words}"),
            },
            Ground::of(case, &it.meta),
        ));
        for record in [it.from, it.to] {
            desk.tell(record);
        }
    }
    Sentence::joined(pieces)
}

/// An end of a link as part of a sentence, with its day where it is known.
fn end(desk: &Desk<'_>, record: RecordRef) -> String {
    let said = describe::in_one_line(desk.case, record);
    let said = words::bare(&said).to_owned();
    let is = desk.case.meta(record).map(|it| it.date_is).unwrap_or_default();
    match desk.case.date(record) {
        Some(date) => format!("{said} ({})", words::as_known(date, is)),
        None => said,
    }
}

/// The newest event that is said to have changed how a party stands.
fn effects(desk: &mut Desk<'_>) -> Option<Sentence> {
    let case = desk.case;
    let place = (0..case.events.len()).rev().find(|it| !case.events[*it].affects.is_empty())?;
    let event = &case.events[place];
    let effect = event.affects.first()?;
    desk.tell(RecordRef::new(Kind::Event, place));
    let mut words = end(desk, RecordRef::new(Kind::Event, place));
    let view = effect.view.as_ref().map(|it| desk.voice(it));
    let by = effect.by.as_ref().map(|it| desk.voice(it));
    words.push_str(&match (&effect.words, view) {
        (Some(said), Some(view)) => format!(". Of {view}: {}", desk.quoted(said)),
        (Some(said), None) => format!(": {}", desk.quoted(said)),
        (None, view) => {
            let what = match effect.what {
                EffectOn::Alternative => "what it has without a deal",
                EffectOn::Salience => "how much it cares",
                EffectOn::Position => "what it wants",
            };
            let way = match effect.direction {
                Some(Direction::Up) => "better or more than before",
                Some(Direction::Down) => "worse or less than before",
                None => "changed",
            };
            let view = view.map(|it| format!(", in the view of {it}")).unwrap_or_default();
            format!(": for {}, {what} is {way}{view}", desk.party(effect.of))
        }
    });
    words.push_str(&by.map(|it| format!(" (by {it})")).unwrap_or_default());
    Some(desk.sentence(words, &event.meta))
}
