//! What is said to have led to what: each link its own claim with its own grounds, a chain told in one sentence.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use plenipo_record::case::course::Cause;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::EffectOn;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::Direction;

/// The most chains in a paragraph.
const CHAINS_MAX: usize = 2;

/// Chains that end with `party`: it is its people who are said to have thought or done what they come to. Of no party:
/// the others, and the newest event that changed how somebody stands where no chain is on record.
pub(super) fn behind(desk: &mut Desk<'_>, party: Option<Ix<Party>>) -> Vec<Sentence> {
    let case = desk.case;
    let all = chains(desk);
    let own = all.iter().filter(|it| whose(desk, it) == party).take(CHAINS_MAX);
    let own: Vec<Vec<usize>> = own.cloned().collect();
    let mut said: Vec<Sentence> = Vec::new();
    for chain in &own {
        let sentence = told(desk, chain);
        // Two accounts of the same links are told in the same words.
        if said.iter().all(|it| it.flat() != sentence.flat()) {
            said.push(sentence);
        }
    }
    if party.is_none() && case.causes.is_empty() {
        said.extend(effects(desk));
    }
    said
}

/// What led to something that was told: each reason in a few words, by whose account.
pub(super) fn reasons(desk: &Desk<'_>, to: RecordRef) -> Option<Sentence> {
    let case = desk.case;
    let mut of: Vec<(Option<&Speaker>, Vec<String>, Vec<Ground>)> = Vec::new();
    let concluded = |on: &[Ground]| on.contains(&Ground::Inferred);
    // What somebody spoke of is no reason beside it.
    let about = match to.kind {
        Kind::Statement => case.statements[to.index as usize].about.as_slice(),
        _ => &[],
    };
    let beside = |it: &&Cause| it.to == to && !about.contains(&it.from);
    for it in case.causes.iter().filter(beside) {
        let reason = short(desk, it.from);
        let on = Ground::of(case, &it.meta);
        match of.iter_mut().find(|(by, _, known)| *by == it.by.as_ref() && *known == on) {
            Some((_, reasons, _)) => reasons.push(reason),
            None => of.push((it.by.as_ref(), vec![reason], on)),
        }
    }
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    for (by, reasons, on) in of {
        let before = if pieces.is_empty() { "" } else { "; " };
        let by = match (concluded(&on), by) {
            (true, _) => "the keepers of the record connect this with".to_owned(),
            (false, Some(by)) => format!("by the account of {} behind that:", case.speaker(by)),
            (false, None) => "behind that:".to_owned(),
        };
        pieces.push((format!("{before}{by} {}", listed(&reasons)), on));
    }
    (!pieces.is_empty()).then(|| Sentence::joined(pieces))
}

/// A record in a few words, as part of a sentence.
fn short(desk: &Desk<'_>, record: RecordRef) -> String {
    let case = desk.case;
    // Offices are told where somebody is first heard.
    let who = |by: Option<&Speaker>, party| by.map_or(desk.party(party), |by| case.speaker(by));
    let at = record.index as usize;
    match record.kind {
        Kind::Meeting => match &case.meetings[at].title {
            Some(title) => format!("“{title}”"),
            None => format!("the meeting {}", describe::in_one_line(case, record)),
        },
        Kind::Demand => {
            let it = &case.demands[at];
            format!("the {} of {}", it.is.word(), who(it.by.as_ref(), it.party))
        }
        Kind::Answer => {
            let it = &case.answers[at];
            let who = who(it.by.as_ref(), it.party);
            let to = match it.to {
                plenipo_record::case::position::AnswerTo::AnyText => "any text".to_owned(),
                plenipo_record::case::position::AnswerTo::Draft(draft) => desk.text(draft),
            };
            format!("what {who} said of {to}")
        }
        Kind::Statement if !case.statements[at].by.is_empty() => {
            let by: Vec<String> =
                case.statements[at].by.iter().map(|it| case.speaker(it)).collect();
            format!("what {} said", listed(&by))
        }
        _ => end(desk, record),
    }
}

/// The links in chains, each from what nothing on record led to; the longest first. Reasons for what is told anyway
/// are told there.
fn chains(desk: &Desk<'_>) -> Vec<Vec<usize>> {
    let causes: &[Cause] = &desk.case.causes;
    let mut left: Vec<usize> =
        (0..causes.len()).filter(|it| !desk.is_told(causes[*it].to)).collect();
    let mut chains = Vec::new();
    while !left.is_empty() {
        let begins = |it: &usize| left.iter().all(|other| causes[*other].to != causes[*it].from);
        // Links that lead round in a circle begin anywhere.
        let Some(first) = left.iter().copied().find(begins).or_else(|| left.first().copied())
        else {
            break;
        };
        let mut chain = vec![first];
        left.retain(|it| *it != first);
        // Nothing leads to what it came from, though another account may have it so.
        let follows = |chain: &[usize], it: usize| {
            let passed = |record: RecordRef| chain.iter().any(|at| causes[*at].from == record);
            let last = chain.last().map(|at| causes[*at].to);
            last == Some(causes[it].from) && !passed(causes[it].to)
        };
        while let Some(next) = left.iter().copied().find(|it| follows(&chain, *it)) {
            left.retain(|it| *it != next);
            chain.push(next);
        }
        chains.push(chain);
    }
    // What led to something said is told with it.
    chains.retain(|it| it.last().is_none_or(|last| causes[*last].to.kind != Kind::Statement));
    let date = |it: &[usize]| it.last().and_then(|last| causes[*last].date);
    chains.sort_by_key(|it| std::cmp::Reverse((it.len(), date(it))));
    chains
}

/// Whose thinking or doing a chain comes to, where the record says: the last view that an event in it changed.
fn whose(desk: &Desk<'_>, chain: &[usize]) -> Option<Ix<Party>> {
    let case = desk.case;
    let ends = chain.iter().rev().flat_map(|it| [case.causes[*it].to, case.causes[*it].from]);
    let mut views = ends.filter(|it| it.kind == Kind::Event).flat_map(|it| {
        let event = &case.events[it.index as usize];
        event.affects.iter().filter_map(|it| it.view.as_ref())
    });
    views.find_map(|it| case.party_of(it))
}

/// What a chain comes to, and link by link what is said to be behind it.
fn told(desk: &mut Desk<'_>, chain: &[usize]) -> Sentence {
    let case = desk.case;
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    for at in chain.iter().rev() {
        let it = &case.causes[*at];
        // From whom a voice in words has it is told by its mark.
        let first = |by: String| by.split(',').next().unwrap_or_default().to_owned();
        let by = it.by.as_ref().map(|by| match by {
            Speaker::Named(name) => first(name.clone()),
            by => desk.voice(by),
        });
        let from = undated(desk, it.from);
        // Who is named in what is told is not named again.
        let named = |by: &String| from.contains(by);
        let by = by.filter(|it| !named(it)).map(|it| format!(", by {it}")).unwrap_or_default();
        pieces.push((
            match pieces.is_empty() {
                true => format!("{}. Behind it{by}: {from}", end(desk, it.to)),
                false => format!("; behind that{by}: {from}"),
            },
            Ground::of(case, &it.meta),
        ));
        for record in [it.from, it.to] {
            desk.tell(record);
        }
    }
    Sentence::joined(pieces)
}

/// A record as part of a sentence.
fn undated(desk: &Desk<'_>, record: RecordRef) -> String {
    words::bare(&describe::in_one_line(desk.case, record)).to_owned()
}

/// The same with its day where it is known.
fn end(desk: &Desk<'_>, record: RecordRef) -> String {
    let said = undated(desk, record);
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
