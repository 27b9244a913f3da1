//! The answer as a person reads it: readouts side by side, then phrase by phrase.

use std::collections::BTreeMap;

use super::answer::{Fits, StatementsAnswer, Use};
use super::followed::{Among, Followed, Window, refuses};
use super::sayings::Saying;
use super::tables::{TOLD_MAX, Tally, about_in_words, meeting, sources, tallies, told};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::glossary::{GENERAL, GlossaryReading};
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Reading as Taken;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Reply;
use plenipo_record::case::red_line::Audience;

pub(super) fn account(answer: &StatementsAnswer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if answer.uses.is_empty() {
        blocks.push(Block::para(
            "No phrase of the glossary occurs in the words on record. Everything that was said is \
             in the timeline.",
        ));
    }
    if !answer.readouts.is_empty() {
        blocks.push(Block::heading(1, "What was said of one meeting, side by side"));
        side_by_side(answer, &mut blocks);
    }
    if !answer.uses.is_empty() {
        blocks.push(Block::heading(1, "Phrase by phrase"));
        phrases(answer, &mut blocks);
    }
    blocks
}

fn item(text: Text, under: Vec<Text>) -> Block {
    Block::Item(Item { mark: Mark::Plain, text, under })
}

fn side_by_side(answer: &StatementsAnswer<'_>, blocks: &mut Vec<Block>) {
    for it in &answer.readouts {
        let at = &answer.case.meetings[it.meeting.get()];
        blocks.push(Block::heading(2, super::super::record::meetings::heading(answer.case, at)));
        for readout in &it.each {
            let mut under = Vec::new();
            if !readout.alone.is_empty() {
                let words = format!("no other side mentions: {}", readout.alone.join(", "));
                under.push(Text::plain(words));
            }
            if !readout.omits.is_empty() {
                let words = format!("mentioned by others only: {}", readout.omits.join(", "));
                under.push(Text::plain(words));
            }
            // Beside a coded phrase it stands with the phrase.
            if !answer.uses.iter().any(|it| it.saying == readout.saying) {
                let readings = &answer.sayings[readout.saying].readings;
                under.extend(readings.iter().map(|it| taken(answer, it)));
            }
            blocks.push(item(said(answer, readout.saying), under));
        }
        for phrase in &it.opposed {
            let text = Text::default().strong(phrase.clone()).and(": affirmed and denied.");
            blocks.push(Block::Item(Item { mark: Mark::Maybe, text, under: Vec::new() }));
        }
    }
}

/// `Yuri Ushakov (Russia): “…” · reported, source E4`
fn said(answer: &StatementsAnswer<'_>, place: usize) -> Text {
    let saying = &answer.sayings[place];
    words(saying, Text::default().strong(saying.who(answer.case)))
}

/// What was said, after who said it.
fn words(saying: &Saying, who: Text) -> Text {
    let words = match saying.summary {
        true => who.and(format!(", in the record keeper's summary: {} · ", saying.words)),
        false => who.and(": ").quote(saying.words.clone()).and(" · "),
    };
    words.then(Text::from(saying.footing.clone()).quietly())
}

fn phrases(answer: &StatementsAnswer<'_>, blocks: &mut Vec<Block>) {
    let tallies = tallies(answer);
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, it) in answer.uses.iter().enumerate() {
        of.entry(it.term).or_default().push(place);
    }
    let (read, unread): (Vec<_>, Vec<_>) = of.into_iter().partition(|(term, places)| {
        let taken = |it: &usize| !answer.sayings[answer.uses[*it].saying].readings.is_empty();
        !answer.readings[*term].is_empty() || places.iter().any(taken)
    });
    for (term, places) in read {
        blocks.push(Block::heading(2, answer.glossary.terms[term].phrase.clone()));
        readings(answer, term, &places, blocks);
        for place in &places {
            let it = &answer.uses[*place];
            let readings = answer.sayings[it.saying].readings.iter();
            let mut under: Vec<Text> = readings.map(|it| taken(answer, it)).collect();
            under.push(after(answer, &answer.followed(*place)));
            blocks.push(item(used(answer, it), under));
        }
        for denied in [false, true] {
            let tally = tallies.get(&(term, denied));
            if let Some(counted) = tally.and_then(|it| counted(answer, *it, denied)) {
                blocks.push(Block::Para(Text::default().quiet(counted)));
            }
        }
    }
    if !unread.is_empty() {
        blocks.push(Block::heading(2, "Counted only: no source says what they signal"));
    }
    for (term, places) in unread {
        let mut whom = Text::default();
        for (n, place) in places.iter().take(TOLD_MAX).enumerate() {
            whom = if n > 0 { whom.and("; ") } else { whom };
            whom = in_short(answer, &answer.uses[*place], whom);
        }
        let more = places.len().saturating_sub(TOLD_MAX);
        let end = if more > 0 { format!("; and {more} more.") } else { ".".to_owned() };
        let mut under = vec![whom.and(end)];
        for denied in [false, true] {
            let tally = tallies.get(&(term, denied));
            let counted = tally.and_then(|it| counted(answer, *it, denied));
            under.extend(counted.map(|it| Text::default().quiet(it)));
        }
        let phrase = answer.glossary.terms[term].phrase.clone();
        blocks.push(item(Text::default().strong(phrase), under));
    }
}

/// `“fruitful” Rustem Umerov (Ukraine) 2025-11-30`, after `text`: the word said, not the term it is
/// counted under.
fn in_short(answer: &StatementsAnswer<'_>, it: &Use, text: Text) -> Text {
    let saying = &answer.sayings[it.saying];
    let date = saying.shown().unwrap_or_else(|| "undated".to_owned());
    let denied = if it.denied { ", denied" } else { "" };
    text.quote(it.phrase.clone()).and(format!(" {} {date}{denied}", saying.who(answer.case)))
}

/// What somebody takes these very words to signal.
fn taken(answer: &StatementsAnswer<'_>, it: &Taken) -> Text {
    let by = it.by.as_ref().map_or("nobody named".to_owned(), |by| answer.case.speaker(by));
    Text::default()
        .strong(format!("Read by {by} as: "))
        .quote(it.reads.clone())
        .then(Text::plain(" · ").standing_on(&describe::footing(answer.case, &it.meta)).quietly())
}

/// What sources say of a phrase, and to which of its uses that may be applied. Of readings that may be
/// applied to none only that: a reader in haste must not take one for a reading of these speakers.
fn readings(answer: &StatementsAnswer<'_>, term: usize, places: &[usize], blocks: &mut Vec<Block>) {
    let mut left: Vec<(String, Vec<String>)> = Vec::new();
    for reading in &answer.readings[term] {
        let mut whom: Vec<String> = Vec::new();
        for place in places {
            let it = &answer.uses[*place];
            let saying = &answer.sayings[it.saying];
            let who = match answer.fits(it, reading) {
                Fits::Whole | Fits::General => saying.who(answer.case),
                Fits::Part => format!("{}, in a joint saying", only(answer, saying, reading)),
                Fits::No(_) => continue,
            };
            if !whom.contains(&who) {
                whom.push(who);
            }
        }
        let Some(whom) = told(&whom) else {
            let (why, of) = (why_not(answer, places, reading), tradition(reading));
            match left.iter_mut().find(|(it, _)| *it == why) {
                Some((_, all)) if all.contains(&of) => {}
                Some((_, all)) => all.push(of),
                None => left.push((why, vec![of])),
            }
            continue;
        };
        let (head, says, under) = match reading.seen_in {
            Some(_) => (
                format!("Seen in {}", tradition(reading)),
                "",
                format!(
                    "What was seen in one negotiation need not hold in another. Used here by: {whom}."
                ),
            ),
            None => (
                format!("Of {}", tradition(reading)),
                ", it is said to signal",
                format!("Applied here to: {whom}."),
            ),
        };
        blocks.push(item(
            Text::default()
                .strong(head)
                .and(format!("{says}: {}. ", reading.reads))
                .quiet(format!("{}, {}", sources(reading), reading.grade)),
            vec![Text::plain(under)],
        ));
    }
    for (why, of) in left {
        let of = describe::listed(&of);
        let words = format!("Readings of {of} are not applied here: {why}.");
        blocks.push(Block::Item(Item {
            mark: Mark::Plain,
            text: Text::default().quiet(words),
            under: Vec::new(),
        }));
    }
}

/// Whose reading it is.
fn tradition(reading: &GlossaryReading) -> String {
    if let Some(seen_in) = &reading.seen_in {
        return format!("one negotiation, {seen_in}");
    }
    match reading.tradition.as_str() {
        GENERAL => "diplomats at large".to_owned(),
        other => format!("the {} tradition", name(other)),
    }
}

/// Those speakers that are of the reading's tradition.
fn only(answer: &StatementsAnswer<'_>, saying: &Saying, reading: &GlossaryReading) -> String {
    let of = |party: &Ix<Party>| {
        let tradition = answer.case.party(*party).tradition.as_ref();
        tradition.is_some_and(|it| it.as_str() == reading.tradition)
    };
    let parties = saying.parties(answer.case);
    let names = parties.iter().filter(|it| of(it)).map(|it| answer.case.party(*it).label());
    describe::listed(&names.map(str::to_owned).collect::<Vec<_>>())
}

/// A tradition as it is written in a sentence.
pub(super) fn name(tradition: &str) -> String {
    match tradition {
        "us" => "US".to_owned(),
        other => {
            let mut letters = other.chars();
            let first = letters.next().map(char::to_uppercase);
            first.into_iter().flatten().chain(letters).collect()
        }
    }
}

/// Why a reading is applied to none of the uses.
fn why_not(answer: &StatementsAnswer<'_>, places: &[usize], reading: &GlossaryReading) -> String {
    let mut whys: Vec<String> = Vec::new();
    for place in places {
        let why = answer.fits(&answer.uses[*place], reading).why().to_owned();
        if !whys.contains(&why) {
            whys.push(why);
        }
    }
    whys.join("; ")
}

/// `2025-12-02 Yuri Ushakov (Russia) of moscow-1202, in public: “…” · reported, source E4`
fn used(answer: &StatementsAnswer<'_>, it: &Use) -> Text {
    let saying = &answer.sayings[it.saying];
    let date = saying.shown().unwrap_or_else(|| "undated".to_owned());
    let mut head = String::new();
    head.extend(about_in_words(answer, it.saying).map(|it| format!(" of {it}")));
    head.push_str(match saying.audience {
        Some(Audience::Public) => ", in public",
        Some(Audience::Room) => ", in the room",
        Some(Audience::Mediator) => ", to the mediator",
        None => "",
    });
    let text = Text::default().strong(format!("{date} {}", saying.who(answer.case))).and(head);
    let text = if it.denied { text.and(", ").strong("denying it") } else { text };
    words(saying, text)
}

/// What the record holds afterwards.
fn after(answer: &StatementsAnswer<'_>, after: &Followed<'_>) -> Text {
    let mut parts = Vec::new();
    if !after.own.is_empty() {
        parts.push(format!("result of it: {}", told(after.own).unwrap_or_default()));
    }
    let Some(to) = after.to else {
        parts.push("undated, so what followed is not known".to_owned());
        return Text::plain(format!("{}.", parts.join("; ")));
    };
    let days = answer.days;
    let head = match after.window {
        Window::Closed => format!("In the {days} days to {to}"),
        Window::Open => format!("So far, of {days} days to {to}"),
        Window::Inexact => format!("In about {days} days, the date not being exact"),
    };
    let mut held = Vec::new();
    match after.met {
        Some((place, 1)) => {
            held.push(format!("met again after 1 day ({})", meeting(answer, place)))
        }
        Some((place, n)) => {
            held.push(format!("met again after {n} days ({})", meeting(answer, place)));
        }
        None => held.push(
            match after.among {
                Among::Channel => "no further meeting of the same channel held, as far as recorded",
                Among::Party => {
                    "no further meeting held with any of those who said it, as far as recorded"
                }
                Among::Any => "no further meeting held, as far as recorded",
            }
            .to_owned(),
        ),
    }
    // Where none of those counted was held, others are not passed over.
    match after.other_meetings {
        n if n == 0 || after.met.is_some() => {}
        1 => held.push("1 meeting of others".to_owned()),
        n => held.push(format!("{n} meetings of others")),
    }
    let counts = [
        (after.drafts.len(), "draft", "drafts"),
        (after.count(|it| it == Reply::Accept), "acceptance", "acceptances"),
        (after.count(refuses), "refusal", "refusals"),
        (after.results.len(), "result of another meeting", "results of other meetings"),
    ];
    for (n, one, many) in counts {
        match n {
            0 => {}
            1 => held.push(format!("1 {one}")),
            n => held.push(format!("{n} {many}")),
        }
    }
    parts.push(format!("{head}: {}", held.join(", ")));
    Text::plain(format!("{}.", describe::capital(&parts.join(". "))))
}

/// The tool's own record in words, with how little it is; nothing where none of its days have passed.
fn counted(answer: &StatementsAnswer<'_>, tally: Tally, denied: bool) -> Option<String> {
    let Tally { closed, met, draft, accepted, refused, result, .. } = tally;
    if closed == 0 {
        return None;
    }
    let counts = [
        (met, "a further meeting of the same channel or speakers"),
        (draft, "a draft"),
        (accepted, "an acceptance"),
        (refused, "a refusal"),
        (result, "a result"),
    ];
    let held = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} after {n}"));
    let held: Vec<String> = held.collect();
    let held = if held.is_empty() { "nothing".to_owned() } else { held.join(", ") };
    Some(format!(
        "This record: {} on {closed} {} whose {} days have passed; on record in those days: {held}{}",
        if denied { "denied" } else { "used" },
        if closed == 1 { "occasion" } else { "occasions" },
        answer.days,
        if closed < 30 { ". Too few to draw a conclusion." } else { "." }
    ))
}
