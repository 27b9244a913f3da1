//! What somebody said, in a sentence: statements, words used of a meeting.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::Speaker;

/// The most words told of one meeting.
const WORDS_MAX: usize = 2;

/// A statement that was not told yet: who, when, what.
pub(super) fn statement(desk: &mut Desk<'_>, place: usize) -> Option<Sentence> {
    let it = &desk.case.statements[place];
    let said = match (&it.words, &it.gist) {
        (Some(words), _) => desk.quoted(words),
        (None, Some(gist)) => gist.clone(),
        (None, None) => return None,
    };
    if !desk.tell(RecordRef::new(Kind::Statement, place)) {
        return None;
    }
    let by = match (it.by.is_empty(), it.meta.basis) {
        (false, _) => desk.voices(&it.by),
        (true, Basis::Reported) if it.meta.sources.len() == 1 => "by one report".to_owned(),
        (true, Basis::Reported) => "by reports".to_owned(),
        (true, _) => String::new(),
    };
    let when = it.date.map(|date| words::as_known(date, it.meta.date_is));
    // A report of the same day as its own date needs none.
    let when = when.filter(|_| !it.by.is_empty());
    // What was said at the meeting that was just told of needs no day either.
    let at_it = desk.held.is_some_and(|held| {
        let meeting = desk.meeting(held);
        let record = RecordRef::new(Kind::Meeting, held.get());
        it.about.contains(&record) && meeting.date == it.date
    });
    let when = when.filter(|_| !at_it);
    let mut head: Vec<String> = Vec::new();
    head.extend((!by.is_empty()).then_some(by));
    head.extend(when);
    let words = match head.is_empty() {
        true => said,
        false => format!("{}: {said}", head.join(", ")),
    };
    Some(desk.sentence(words, &it.meta))
}

/// What came of a meeting and which words were used of it, newest words first.
pub(super) fn of_meeting(desk: &mut Desk<'_>, ix: Ix<Meeting>) -> Vec<Sentence> {
    let meeting = desk.meeting(ix);
    let mut said = Vec::new();
    let name = named(desk, ix);
    let results: Vec<_> = super::meeting::results(meeting).collect();
    if results.is_empty() {
        let words = format!("{name}: what came of it is not on record");
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    for (place, (words, meta)) in results.into_iter().enumerate() {
        let words = match place {
            0 => format!("{name}: {words}"),
            _ => words.to_owned(),
        };
        said.push(desk.sentence(words, meta));
    }
    said.extend(led(desk, ix));
    // What was learned last of it comes first; of several told on one day the order is theirs.
    let mut heard: Vec<_> = meeting.said.iter().collect();
    heard.sort_by_key(|it| std::cmp::Reverse(it.meta.known));
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    // Of each voice what was learned last; who used the same words stands together.
    let mut spoke: Vec<&[Speaker]> = Vec::new();
    let mut verb_before = "";
    for it in &heard {
        if spoke.contains(&it.by.as_slice()) || pieces.len() >= WORDS_MAX {
            continue;
        }
        let alike = heard.iter().filter(|other| {
            (&other.words, &other.meta.sources) == (&it.words, &it.meta.sources)
                && !spoke.contains(&other.by.as_slice())
        });
        let alike: Vec<&[Speaker]> = alike.map(|it| it.by.as_slice()).collect();
        spoke.extend(&alike);
        let by: Vec<String> = alike
            .iter()
            .map(|by| if by.is_empty() { "somebody".to_owned() } else { desk.voices(by) })
            .collect();
        let words = desk.quoted(&it.words);
        let before = if pieces.is_empty() { "" } else { "; " };
        let by = describe::listed(&by);
        // A word used of it, or something said of it.
        let verb = if is_epithet(&it.words) { " called it " } else { " said of it: " };
        let verb_here = if verb == verb_before && verb == " called it " { ", " } else { verb };
        verb_before = verb;
        pieces.push((format!("{before}{by}{verb_here}{words}"), Ground::of(desk.case, &it.meta)));
    }
    if !pieces.is_empty() {
        said.push(Sentence::joined(pieces));
    }
    said
}

/// The most words of what something is called.
const EPITHET_MAX: usize = 7;

/// Whether these are words that a meeting is called by, and no sentence of their own.
fn is_epithet(said: &str) -> bool {
    let said = said.trim();
    let begins_small = said.chars().next().is_some_and(char::is_lowercase);
    begins_small
        && said.split_whitespace().count() <= EPITHET_MAX
        && !said.ends_with(['.', '!', '?'])
}

/// Who led each side, where the record says.
fn led(desk: &mut Desk<'_>, ix: Ix<Meeting>) -> Option<Sentence> {
    let meeting = desk.meeting(ix);
    let each: Vec<String> = meeting
        .led_by
        .iter()
        .map(|by| match desk.case.party_of(by) {
            // Whose each of them is has to be told of each: beside another the one without a party reads as theirs.
            Some(party) if !matches!(by, Speaker::Party(_)) => {
                format!("{} for {}", desk.voice_for_its_party(by), desk.party(party))
            }
            _ => desk.voice(by),
        })
        .collect();
    let words = format!("led by {}", describe::listed(&each));
    (!each.is_empty()).then(|| desk.sentence(words, &meeting.meta))
}

/// `US–Ukraine round, Florida, 30 Nov 2025`
pub(super) fn named(desk: &Desk<'_>, ix: Ix<Meeting>) -> String {
    let it = desk.meeting(ix);
    let at = RecordRef::new(Kind::Meeting, ix.get());
    let mut parts = vec![describe::in_one_line(desk.case, at)];
    parts.extend(it.place.clone().filter(|place| !parts[0].contains(place.as_str())));
    parts.extend(it.date.map(|date| words::as_known(date, it.meta.date_is)));
    parts.retain(|it| !it.is_empty());
    parts.join(", ")
}
