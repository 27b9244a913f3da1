//! What lies around the texts: further consents with their life, who stands outside the room, polls, and what was
//! undertaken.

use jiff::civil::Date;

use super::answer::Section;
use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::finding::block::Mark;
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::consents::Need;
use crate::lens::acceptance::outside::sign;
use plenipo_record::case::demand::DemandKind;
use plenipo_record::case::describe::listed;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::outside::{Capacity, CapacityKind};
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::polled;
use plenipo_record::case::position::{Answer, AnswerTo};
use plenipo_record::case::process::Consent;

/// The most of a kind.
const ITEMS_MAX: usize = 7;

pub(super) fn sections(desk: &mut Desk<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut add = |heading: &str, mut items: Vec<(Mark, Sentence)>| {
        let all = items.len();
        items.truncate(ITEMS_MAX);
        if all > items.len() {
            let more = all - items.len();
            let is = if more == 1 { "is" } else { "are" };
            let words = format!("{} more {is} on record", words::count(more));
            items.push((Mark::Plain, Sentence::of(words, Vec::new())));
        }
        if !items.is_empty() {
            sections.push(Section { heading: heading.to_owned(), within: false, items });
        }
    };
    add("Answers to the other texts", answers(desk));
    add("Consents beyond the room", consents(desk));
    add("Polls, as published: none of them is a chance", polls(desk));
    add("Outside the room", outside(desk));
    add("Undertaken and due", undertakings(desk));
    sections
}

/// The texts of the page with what was found of each.
fn each<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = (Ix<Draft>, &'d OfDraft)> {
    desk.drafts.iter().filter_map(|(draft, _)| {
        let place = desk.assessed.drafts.iter().position(|it| it == draft)?;
        Some((*draft, &desk.assessed.each[place]))
    })
}

/// What principals answered to texts other than the first.
fn answers(desk: &mut Desk<'_>) -> Vec<(Mark, Sentence)> {
    let mut own: Vec<Ix<Answer>> = Vec::new();
    for (draft, of) in each(desk).skip(1) {
        for ix in of.assessments.iter().flat_map(|it| it.word.own.iter().chain(&it.word.points)) {
            if desk.case.answers[ix.get()].to == AnswerTo::Draft(draft) {
                own.push(*ix);
            }
        }
    }
    own.sort_by_key(|ix| std::cmp::Reverse((desk.case.answers[ix.get()].date, ix.get())));
    own.into_iter().map(|ix| answered(desk, ix)).collect()
}

fn answered(desk: &mut Desk<'_>, ix: Ix<Answer>) -> (Mark, Sentence) {
    let case = desk.case;
    let it = &case.answers[ix.get()];
    // Only whose word counts for the agreement, or who must consent, stops a text by it.
    let of = |of: &OfDraft| {
        of.outside.iter().any(|outside| outside.party == it.party && outside.must_consent(case))
    };
    let counts = case.signatories().contains(&it.party)
        || desk.drafts.iter().filter_map(|(draft, _)| desk.found(*draft)).any(of);
    let mark = sign(it.answer, counts);
    (mark, super::party::answer(desk, ix))
}

/// A further consent, and to which texts it is what.
struct Asked {
    consent: Ix<Consent>,
    said: String,
    mark: Mark,
    of: Vec<(Ix<Draft>, Need)>,
}

/// Each consent once, with the texts that need it, may need it, or were decided by it.
fn consents(desk: &Desk<'_>) -> Vec<(Mark, Sentence)> {
    let mut found: Vec<Asked> = Vec::new();
    for (draft, of) in each(desk) {
        let fallen = desk.is_fallen(draft);
        for it in &of.consents {
            // A text that fell needs nothing any more.
            if fallen && matches!(it.is, Need::Certain | Need::Possible) {
                continue;
            }
            // Decided of one text and needed anew by a later one, it is told of each.
            let decided = |it: Need| matches!(it, Need::Given | Need::Refused);
            let alike = |known: &&mut Asked| {
                let same = |(_, is): &(_, Need)| decided(*is) == decided(it.is);
                known.consent == it.consent && known.of.iter().all(same)
            };
            if let Some(known) = found.iter_mut().find(alike) {
                // What one text surely needs is told as needed, and of which text it is only perhaps.
                if it.is == Need::Certain && known.of.iter().all(|it| it.1 == Need::Possible) {
                    known.said = it.said_on(desk.case, desk.day);
                }
                known.of.push((draft, it.is));
                continue;
            }
            let mark = match (it.is, it.voids(desk.case)) {
                (_, true) => Mark::Stop,
                (Need::Given, _) => Mark::Fine,
                (Need::Refused, _) => Mark::Maybe,
                _ => Mark::Plain,
            };
            let (consent, said) = (it.consent, it.said_on(desk.case, desk.day));
            found.push(Asked { consent, said, mark, of: vec![(draft, it.is)] });
        }
    }
    // What was decided against a text comes first, then what is due, the soonest first; what was given is last.
    found.sort_by_key(|it| {
        let due = desk.case.consents[it.consent.get()].due;
        let given = it.mark == Mark::Fine;
        let first = (it.mark != Mark::Stop, it.mark != Mark::Maybe, given);
        (first, due.is_none(), due, it.consent.get())
    });
    let each = found.into_iter().map(|it| {
        let consent = &desk.case.consents[it.consent.get()];
        let meta = consent.outcome.as_ref().map_or(&consent.meta, |it| &it.meta);
        let titles = |need: Need| {
            let of = it.of.iter().filter(|(_, is)| *is == need);
            of.map(|(draft, _)| desk.title(*draft)).collect::<Vec<_>>()
        };
        let mut by: Vec<String> = Vec::new();
        for (need, words) in [
            (Need::Certain, "for"),
            (Need::Possible, "perhaps for"),
            (Need::Given, "for"),
            (Need::Refused, "for"),
        ] {
            let titles = titles(need);
            if !titles.is_empty() {
                by.push(format!("{words} {}", listed(&titles)));
            }
        }
        let words = format!("{} — {}", words::humane(&it.said), by.join("; "));
        (it.mark, desk.sentence(words, meta))
    });
    each.collect()
}

/// A line of somebody outside the room, and the texts that cross it.
struct Across {
    party: Ix<Party>,
    said: String,
    on: Vec<Ground>,
    /// Whether that is sure.
    sure: bool,
    drafts: Vec<Ix<Draft>>,
}

/// Who must consent, must deliver or may disrupt, by whose account, with its lines and answers.
fn outside(desk: &mut Desk<'_>) -> Vec<(Mark, Sentence)> {
    let mut capacities: Vec<(Ix<Capacity>, bool, Vec<Ix<Draft>>)> = Vec::new();
    let mut answers: Vec<Ix<Answer>> = Vec::new();
    let mut crossed: Vec<Across> = Vec::new();
    let mut warn: Vec<Ix<Party>> = Vec::new();
    for (draft, of) in each(desk) {
        let fallen = desk.is_fallen(draft);
        for it in &of.outside {
            if !warn.contains(&it.party) {
                warn.push(it.party);
            }
            for (ix, sure) in &it.capacities {
                // A veto that is told as a consent is told; a text that fell needs nothing.
                if fallen || is_told_as_consent(desk, of, *ix) {
                    continue;
                }
                match capacities.iter_mut().find(|(at, is, _)| at == ix && is == sure) {
                    Some((.., drafts)) => drafts.push(draft),
                    None => capacities.push((*ix, *sure, vec![draft])),
                }
            }
            for ix in it.word.own.iter().chain(&it.word.points).chain(&it.word.any) {
                if !answers.contains(ix) {
                    answers.push(*ix);
                }
            }
            for (line, verdict) in &it.lines {
                let sure = match verdict {
                    // Lines of who must consent are told with those of the principals.
                    _ if it.must_consent(desk.case) => continue,
                    Verdict::Crossed => true,
                    Verdict::MayBeCrossed if !fallen => false,
                    _ => continue,
                };
                let said = desk.line(line);
                let (party, on) = (it.party, desk.of_line(line));
                let same =
                    |it: &&mut Across| it.party == party && it.said == said && it.sure == sure;
                match crossed.iter_mut().find(same) {
                    Some(known) => known.drafts.push(draft),
                    None => crossed.push(Across { party, said, on, sure, drafts: vec![draft] }),
                }
            }
        }
    }
    let all = desk.drafts.len();
    let of = |desk: &Desk<'_>, drafts: &[Ix<Draft>]| match drafts.len() == all && all > 1 {
        true => "every text".to_owned(),
        false => listed(&drafts.iter().map(|it| desk.title(*it)).collect::<Vec<_>>()),
    };
    let mut items = Vec::new();
    for (ix, sure, drafts) in capacities {
        let it = &desk.case.capacities[ix.get()];
        let does = match (it.is, sure) {
            (CapacityKind::MayDisrupt, _) => "may disrupt",
            (CapacityKind::MustConsent, true) => "must consent",
            (CapacityKind::MustConsent, false) => "may have to consent",
            (CapacityKind::MustDeliver, true) => "must deliver",
            (CapacityKind::MustDeliver, false) => "may have to deliver",
        };
        let by = if it.is == CapacityKind::MustConsent { ", by this act" } else { "" };
        let act = it.act.as_ref().map(|act| format!("{by}: {act}")).unwrap_or_default();
        let by = it.by.as_ref().map(|by| format!(" (by the account of {})", desk.voice(by)));
        let mark =
            if it.is == CapacityKind::MustConsent && sure { Mark::Maybe } else { Mark::Plain };
        let words = format!(
            "{} {does}{act} — {}{}",
            desk.party(it.party),
            of(desk, &drafts),
            by.unwrap_or_default()
        );
        items.push((mark, desk.sentence(words, &it.meta)));
    }
    for ix in answers {
        items.push(answered(desk, ix));
    }
    // What was told with its party's paragraph is not told again.
    for party in warn {
        for (place, it) in desk.case.demands.iter().enumerate().rev() {
            if it.party == party && desk.tell(RecordRef::new(Kind::Demand, place)) {
                let warns = it.is == DemandKind::Warning;
                let mark = if warns { Mark::Maybe } else { Mark::Plain };
                items.push((mark, super::party::demanded(desk, it)));
                items.extend(super::party::judged(desk, it).map(|it| (mark, it)));
            }
        }
    }
    for it in crossed {
        let by = of(desk, &it.drafts);
        let how = if it.sure { "crossed by" } else { "may be crossed by" };
        let words = format!("{}: {}; {how} {by}", desk.party(it.party), it.said);
        items.push((Mark::Maybe, Sentence::of(words, it.on)));
    }
    items
}

/// Whether a consent that the text needs is of the same party as a capacity to consent: one veto, entered as both.
fn is_told_as_consent(desk: &Desk<'_>, of: &OfDraft, ix: Ix<Capacity>) -> bool {
    let it = &desk.case.capacities[ix.get()];
    let theirs = |by: &Speaker| desk.case.party_of(by) == Some(it.party);
    it.is == CapacityKind::MustConsent
        && of.consents.iter().any(|needed| {
            let consent = &desk.case.consents[needed.consent.get()];
            consent.of.iter().any(theirs)
        })
}

/// Polls about the texts of the page or about consents that they need, newest first.
fn polls(desk: &Desk<'_>) -> Vec<(Mark, Sentence)> {
    let mut about: Vec<RecordRef> = Vec::new();
    for (draft, of) in each(desk) {
        about.push(RecordRef::new(Kind::Draft, draft.get()));
        about.extend(of.consents.iter().map(|it| RecordRef::new(Kind::Consent, it.consent.get())));
    }
    let on = desk.case.polls.iter().rev().filter(|it| it.about.iter().any(|it| about.contains(it)));
    on.map(|it| (Mark::Plain, desk.sentence(words::humane(&polled::said(desk.case, it)), &it.meta)))
        .collect()
}

/// Something undertaken that is not done, as far as the record knows.
struct Due<'a> {
    who: &'a [Speaker],
    to: &'a [Speaker],
    what: &'a str,
    condition: Option<&'a str>,
    due: Option<Date>,
    meta: &'a Meta,
}

/// What was undertaken in meetings and outside them and is not done, most pressing first.
fn undertakings(desk: &mut Desk<'_>) -> Vec<(Mark, Sentence)> {
    let case = desk.case;
    let mut open: Vec<Due<'_>> = Vec::new();
    for it in case.meetings.iter().flat_map(|it| &it.actions).filter(|it| it.done.is_none()) {
        open.push(Due {
            who: &it.who,
            to: &it.to,
            what: &it.what,
            condition: it.condition.as_deref(),
            due: it.due,
            meta: &it.meta,
        });
    }
    for it in case.undertakings.iter().filter(|it| it.done.is_none()) {
        open.push(Due {
            who: &it.who,
            to: &it.to,
            what: &it.what,
            condition: it.condition.as_deref(),
            due: it.due,
            meta: &it.meta,
        });
    }
    open.sort_by_key(|it| (it.due.unwrap_or(Date::MAX), it.what));
    let mut items = Vec::new();
    for it in open {
        let who = desk.voices(it.who);
        let who = if who.is_empty() { "nobody named".to_owned() } else { who };
        let to = desk.voices(it.to);
        let to = if to.is_empty() { String::new() } else { format!(", for {to}") };
        let condition = it.condition.map(|it| format!(", on condition: {it}")).unwrap_or_default();
        let late = it.due.zip(desk.day).is_some_and(|(due, day)| due < day);
        let due = match it.due {
            Some(due) if late => format!("; overdue since {}", words::day(due)),
            Some(due) => format!("; due {}", words::day(due)),
            None => "; no day is on record".to_owned(),
        };
        let mark = if late { Mark::Maybe } else { Mark::Plain };
        let words = format!("{who}: {}{to}{condition}{due}", it.what);
        items.push((mark, desk.sentence(words, it.meta)));
    }
    items
}
