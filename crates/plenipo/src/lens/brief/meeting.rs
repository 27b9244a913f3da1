//! The meeting: who is to come, what it is for, what came of the series, and the one before it.

use std::borrow::Cow;

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::{voices, words};
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::{LogEntry, LogState, Meeting};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::{Party, Speaker};

/// The headline: where and when the next meeting is, else the latest held, else what the record is about.
pub(in crate::lens) fn headline(desk: &Desk<'_>) -> String {
    let Some(ix) = desk.ahead.or(desk.held) else {
        return format!("{}.", desk.case.dossier.title.trim_end_matches('.'));
    };
    let it = desk.meeting(ix);
    let mut at: Vec<String> = Vec::new();
    at.extend(it.place.clone());
    at.extend(it.date.map(|date| words::in_full(date, it.meta.date_is)));
    let what = it.title.clone().unwrap_or_else(|| {
        let parties = desk.parties(&it.channel);
        if parties.is_empty() { "a meeting".to_owned() } else { parties }
    });
    let before = if desk.ahead.is_none() { "Last held: " } else { "" };
    let colon = if at.is_empty() { "" } else { ": " };
    format!("{}.", describe::capital(&format!("{before}{}{colon}{what}", at.join(", "))))
}

pub(super) fn meeting(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(ix) = desk.ahead {
        said.extend(ahead(desk, ix));
    } else if desk.held.is_none() {
        said.push(Sentence::of("no meeting is on record", vec![Ground::Silent]));
    } else {
        said.push(Sentence::of("no meeting ahead is on record", vec![Ground::Silent]));
    }
    if let Some(held) = desk.held.filter(|it| its_own(desk, *it).is_none()) {
        said.extend(voices::of_meeting(desk, held));
    }
    said.extend(new_results(desk));
    said
}

/// Results of the newest day at other meetings than the latest held: they are the news.
fn new_results(desk: &Desk<'_>) -> Vec<Sentence> {
    let case = desk.case;
    let Some(newest) = desk.newest() else { return Vec::new() };
    let mut said = Vec::new();
    for (place, meeting) in case.meetings.iter().enumerate() {
        let ix = Ix::new(place);
        if Some(ix) == desk.held || Some(ix) == desk.ahead {
            continue;
        }
        let new = |it: &&LogEntry| it.is == LogState::Result && it.date == Some(newest);
        for it in meeting.log_by_day().into_iter().filter(new) {
            let Some(words) = it.gist.as_deref().or(it.words.as_deref()) else { continue };
            let name = voices::named(desk, ix);
            said.push(desk.sentence(format!("{name}: {words}"), &it.meta));
        }
    }
    said
}

/// The one principal that was at a meeting: what came of it is told in its paragraph.
pub(super) fn its_own(desk: &Desk<'_>, ix: Ix<Meeting>) -> Option<Ix<Party>> {
    let there = &desk.meeting(ix).channel;
    let mut principals = desk.case.signatories().into_iter().filter(|it| there.contains(it));
    let first = principals.next()?;
    principals.next().is_none().then_some(first)
}

/// What came of a meeting, as its log tells it, each with what it stands on.
pub(super) fn results(meeting: &Meeting) -> impl Iterator<Item = (&str, &Meta)> {
    let of = |is: LogState| {
        meeting.log_by_day().into_iter().filter(move |it| it.is == is).filter_map(|it| {
            let words = it.gist.as_deref().or(it.words.as_deref())?;
            (!words.trim().is_empty()).then_some((words, &it.meta))
        })
    };
    // What is told of its having been held says what came of it where nothing else does.
    let results: Vec<_> = of(LogState::Result).collect();
    let held: Vec<_> = match results.is_empty() {
        true => of(LogState::Held).collect(),
        false => Vec::new(),
    };
    results.into_iter().chain(held)
}

fn ahead(desk: &mut Desk<'_>, ix: Ix<Meeting>) -> Vec<Sentence> {
    let case = desk.case;
    let it = desk.meeting(ix);
    let mut said = Vec::new();
    let who = present(desk, it);
    let mut words = if who.is_empty() { String::new() } else { who };
    if !it.agenda.is_empty() {
        let several = it.agenda.iter().any(|it| it.contains([',', ';']));
        let to = if several { it.agenda.join("; ") } else { describe::listed(&it.agenda) };
        words.push_str(if words.is_empty() { "" } else { ". " });
        words.push_str(&format!("Agenda: {to}"));
    }
    if words.is_empty() {
        words = format!("between {}", desk.parties(&it.channel));
    }
    if it.agenda.is_empty() && it.carries.is_empty() {
        words.push_str("; what it is for is not on record");
    }
    said.push(desk.sentence(words, &it.meta));
    if let Some(number) = it.series.as_ref().and_then(|it| it.number) {
        let ordinal = words::ordinal(number);
        // A title that counts needs no second count.
        if !it.title.as_ref().is_some_and(|it| it.to_lowercase().contains(&ordinal)) {
            said.push(desk.sentence(format!("the {ordinal} of its series"), &it.meta));
        }
    }
    for entry in it.log_by_day() {
        let Some(told) = entry.gist.as_deref().or(entry.words.as_deref()) else { continue };
        let words: Cow<'_, str> = match entry.is {
            LogState::SeriesResult => format!("of the series so far: {told}").into(),
            _ => told.into(),
        };
        // Where it is of one source with the count of the series, the two are one thought.
        said.push(desk.sentence(words, &entry.meta));
    }
    for it in &it.said {
        let by = desk.voices(&it.by);
        let by = if by.is_empty() { "somebody".to_owned() } else { by };
        let words = format!("{by}: {}", desk.quoted(&it.words));
        said.push(Sentence::of(words, Ground::of(case, &it.meta)));
    }
    said
}

/// `for the US Steve Witkoff (special envoy); for Russia Vladimir Putin (President)`
pub(in crate::lens) fn present(desk: &mut Desk<'_>, meeting: &Meeting) -> String {
    let mut of: Vec<(Option<Ix<Party>>, Vec<String>)> = Vec::new();
    for by in &meeting.present {
        let party = match by {
            Speaker::Party(_) => None,
            by => desk.case.party_of(by),
        };
        let name = desk.voice_for_its_party(by);
        match of.iter_mut().find(|(it, _)| *it == party) {
            Some((_, names)) => names.push(name),
            None => of.push((party, vec![name])),
        }
    }
    let each = of.into_iter().map(|(party, names)| {
        let names = describe::listed(&names);
        party.map_or(names.clone(), |it| format!("for {} {names}", desk.party(it)))
    });
    each.collect::<Vec<_>>().join("; ")
}
