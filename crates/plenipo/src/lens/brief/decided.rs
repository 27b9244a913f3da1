//! Further consents in the bottom line: refused, to come and given, in as few words as tell who decides what and when.
//! With their acts and words they stand where the page tells what lies beyond the room.

use jiff::civil::Date;

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::consents::{Need, Needed, of_earlier_text};
use plenipo_record::case::describe::listed;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::polled;
use plenipo_record::case::process::{Consent, ConsentEffect, ConsentForm};

/// The most sentences on consents to come, and on those given.
const CONSENTS_MAX: usize = 3;

/// What the text fell by first, then what it needs, the soonest first, with the newest poll on that; what only sent it
/// back or held it up, and what was given, come last. All of it comes before what the sides would say.
pub(super) fn decided(desk: &Desk<'_>, of: &OfDraft) -> Vec<Sentence> {
    let case = desk.case;
    let consent = |it: &Needed| &case.consents[it.consent.get()];
    let fallen = of.is_fallen();
    let by = |is: Need| of.consents.iter().filter(move |it| it.is == is);
    let outcome = |it: &&Needed| consent(it).outcome.as_ref().map(|it| it.date);
    let mut refused: Vec<&Needed> = by(Need::Refused).collect();
    refused.sort_by_key(|it| std::cmp::Reverse(outcome(it)));
    let (fell, held_up): (Vec<&Needed>, Vec<&Needed>) =
        refused.into_iter().partition(|it| it.voids(case));
    // A text that fell needs nothing any more; advice is told where its day is known.
    let to_come = by(Need::Certain).filter(|_| !fallen);
    let mut to_come: Vec<&Needed> =
        to_come.filter(|it| consent(it).due.is_some() || !it.advises(case)).collect();
    to_come.sort_by_key(|it| (it.advises(case), consent(it).due.is_none(), consent(it).due));
    // Of what was given only what the text would have fallen by, what undid a refusal, and what is the newest.
    let newest = desk.newest();
    let anything = !(fell.is_empty() && held_up.is_empty() && to_come.is_empty());
    let tells = |it: &&Needed| {
        let voids = consent(it).effect == Some(ConsentEffect::Voids);
        voids && anything
            || newest.is_some() && outcome(it) == newest
            || held_up.iter().any(|refused| outcome(it) > outcome(refused))
    };
    let mut given: Vec<&Needed> = by(Need::Given).filter(tells).collect();
    given.sort_by_key(|it| std::cmp::Reverse(outcome(it)));

    let mut said: Vec<Sentence> =
        fell.into_iter().take(CONSENTS_MAX).map(|it| refusal(desk, it)).collect();
    let draft = of.joint.draft;
    let polled: Vec<RecordRef> =
        to_come.iter().map(|it| RecordRef::new(Kind::Consent, it.consent.get())).collect();
    // What has a day, ends the text or is advice is told by itself, the rest in one sentence.
    let weighty = |it: &[&Needed]| {
        consent(it[0]).due.is_some() || consent(it[0]).effect == Some(ConsentEffect::Voids)
    };
    let (weighty, rest): (Vec<Vec<&Needed>>, Vec<Vec<&Needed>>) =
        alike(desk, to_come).into_iter().partition(|it| weighty(it));
    let shown = weighty.len().min(CONSENTS_MAX);
    let each = weighty.iter().take(shown).enumerate();
    said.extend(each.map(|(place, it)| needs(desk, (draft, place == 0), it)));
    let rest: Vec<Vec<&Needed>> = weighty.into_iter().skip(shown).chain(rest).collect();
    said.extend(also_needs(desk, (draft, shown == 0), &rest));
    let polls = case.polls.iter().filter(|it| it.about.iter().any(|it| polled.contains(it)));
    if let Some(poll) = polls.max_by_key(|it| (it.until.or(it.date), it.n)) {
        let words = words::humane(&polled::said(case, poll));
        said.push(desk.sentence(format!("a poll, which is no chance: {words}"), &poll.meta));
    }
    let last = held_up.iter().map(outcome).max().flatten();
    said.extend(held_up.into_iter().take(CONSENTS_MAX).map(|it| refusal(desk, it)));
    let given = given.into_iter().take(CONSENTS_MAX);
    said.extend(given.map(|it| gave(desk, draft, it, last.is_some() && outcome(&it) > last)));
    said
}

/// Those that differ only in whose they are, together and in the order of the first.
fn alike<'n>(desk: &Desk<'_>, all: Vec<&'n Needed>) -> Vec<Vec<&'n Needed>> {
    let consent = |it: &Needed| &desk.case.consents[it.consent.get()];
    let one_of_many = |one: &Needed, other: &Needed| {
        let same = |it: &Consent| (it.form, it.due, it.effect, it.threshold.clone());
        let told_by_form = |it: &Needed| has_own_word(consent(it)) && !it.anew;
        told_by_form(one) && told_by_form(other) && same(consent(one)) == same(consent(other))
    };
    let mut groups: Vec<Vec<&Needed>> = Vec::new();
    for it in all {
        match groups.iter_mut().find(|group| one_of_many(group[0], it)) {
            Some(group) => group.push(it),
            None => groups.push(vec![it]),
        }
    }
    groups
}

/// Whether its form says what is done, so that the act need not.
fn has_own_word(consent: &Consent) -> bool {
    !matches!(consent.form, None | Some(ConsentForm::Decision))
}

fn bodies(desk: &Desk<'_>, consent: &Consent) -> Vec<String> {
    let name = |by: &Speaker| match by {
        Speaker::Party(party) => desk.party(*party),
        by => words::run_on(&desk.case.speaker(by)),
    };
    consent.of.iter().map(name).collect()
}

fn grounds(desk: &Desk<'_>, of: &[&Needed]) -> Vec<Ground> {
    let mut on: Vec<Ground> = Vec::new();
    for it in of {
        let consent = &desk.case.consents[it.consent.get()];
        let meta = consent.outcome.as_ref().map_or(&consent.meta, |it| &it.meta);
        for ground in Ground::of(desk.case, meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    }
    on
}

/// `the text carried needs ratification by East, due 4 May 2031 (two thirds); a refusal voids the text`; the `first` such
/// sentence names the text.
fn needs(desk: &Desk<'_>, (draft, is_first): (Ix<Draft>, bool), of: &[&Needed]) -> Sentence {
    let case = desk.case;
    let first = of[0];
    let consent = &case.consents[first.consent.get()];
    let again = first.on_earlier_text(case);
    let act = match has_own_word(consent) {
        true => String::new(),
        false => format!(": {}", words::bare(&consent.act)),
    };
    let due = consent.due.filter(|_| !first.anew);
    let passed = first.is_overdue(case, desk.day);
    let when = due.map(|it| format!(", due {}", words::day(it))).unwrap_or_default();
    let threshold = consent.threshold.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    let earlier = again.map(|it| format!("; {}", words::humane(&of_earlier_text(it))));
    let effect = consent.effect.map(|it| format!("; {}", it.spoken()));
    let text = if is_first { desk.text(draft) } else { "it".to_owned() };
    let does = match (first.advises(case), is_first) {
        (true, true) => "is put to",
        (true, false) => "is also put to",
        (false, true) => "needs",
        (false, false) => "also needs",
    };
    let words = format!(
        "{text} {does} {}{when}{threshold}{act}{}{}{}",
        what(desk, of),
        earlier.unwrap_or_default(),
        effect.unwrap_or_default(),
        if passed { not_known(desk) } else { String::new() },
    );
    Sentence::of(words, grounds(desk, of))
}

/// Further ones by their form and whose they are alone: `it also needs a law of Congress and one more consent`.
fn also_needs(
    desk: &Desk<'_>,
    (draft, is_first): (Ix<Draft>, bool),
    all: &[Vec<&Needed>],
) -> Option<Sentence> {
    // Two laws of one house are two acts; here it is told once that it makes any.
    let mut named: Vec<String> = Vec::new();
    for it in all.iter().map(|it| what(desk, it)) {
        if !named.contains(&it) {
            named.push(it);
        }
    }
    let more = named.len().saturating_sub(CONSENTS_MAX);
    named.truncate(CONSENTS_MAX);
    if more > 0 {
        named.push(words::counted(more, "more consent"));
    }
    let needs = match is_first {
        true => format!("{} needs", desk.text(draft)),
        false => "it also needs".to_owned(),
    };
    let of: Vec<&Needed> = all.iter().flatten().copied().collect();
    let words = format!("{needs} {}", listed(&named));
    (!named.is_empty()).then(|| Sentence::of(words, grounds(desk, &of)))
}

/// The form of consents that differ only in whose they are: `the referendums of East and West`.
fn what(desk: &Desk<'_>, of: &[&Needed]) -> String {
    let case = desk.case;
    let first = of[0];
    let consent = &case.consents[first.consent.get()];
    let mut whose: Vec<String> = Vec::new();
    for name in of.iter().flat_map(|it| bodies(desk, &case.consents[it.consent.get()])) {
        if !whose.contains(&name) {
            whose.push(name);
        }
    }
    let whose = listed(&whose);
    let many = of.len() > 1;
    let again = first.on_earlier_text(case).is_some();
    let new = if again { "new " } else { "" };
    let a = if again || first.advises(case) { "a " } else { "the " };
    let (what, by) = match consent.form {
        Some(ConsentForm::Referendum) if many => ("the referendums".to_owned(), " of "),
        Some(ConsentForm::Referendum) => (format!("{a}{new}referendum"), " of "),
        Some(ConsentForm::Ratification) => (format!("{new}ratification"), " by "),
        Some(ConsentForm::ConstitutionalAmendment) => {
            (format!("a {new}constitutional amendment"), " by ")
        }
        Some(ConsentForm::Legislation) => (format!("a {new}law"), " of "),
        Some(ConsentForm::Decision) | None => (format!("{a}{new}consent"), " of "),
    };
    if whose.is_empty() { what } else { format!("{what}{by}{whose}") }
}

fn not_known(desk: &Desk<'_>) -> String {
    format!("; that day has passed, and how it was decided is not {}", desk.on_record())
}

/// A refusal, with what it does to the text.
fn refusal(desk: &Desk<'_>, it: &Needed) -> Sentence {
    let told = words::humane(&it.refused_in_short(desk.case).unwrap_or_default());
    Sentence::of(told, grounds(desk, &[it]))
}

/// `East ratified the text carried on 4 May 2031 (40 to 20)`, or `since then` where it came after a refusal.
fn gave(desk: &Desk<'_>, draft: Ix<Draft>, it: &Needed, since: bool) -> Sentence {
    let case = desk.case;
    let consent = &case.consents[it.consent.get()];
    let day = |it: Date| words::day(it);
    let names = bodies(desk, consent);
    let whole = || words::humane(&it.said(case));
    let words = match (&consent.outcome, names.is_empty() || !it.before.is_empty()) {
        (Some(outcome), false) => {
            let (text, on) = (desk.text(draft), day(outcome.date));
            let who = format!("{}{}", if since { "since then " } else { "" }, listed(&names));
            let vote = outcome.vote.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            match consent.form {
                Some(ConsentForm::Referendum) => {
                    format!("{who} approved {text} in the referendum of {on}{vote}")
                }
                Some(ConsentForm::Ratification) => format!("{who} ratified {text} on {on}{vote}"),
                Some(ConsentForm::ConstitutionalAmendment) => {
                    format!("{who} amended the constitution for {text} on {on}{vote}")
                }
                Some(ConsentForm::Legislation) => {
                    format!("{who} passed the law for {text} on {on}{vote}")
                }
                Some(ConsentForm::Decision) | None => {
                    let act = words::bare(&consent.act);
                    format!("{who} consented to {text} on {on}{vote}: {act}")
                }
            }
        }
        _ => whole(),
    };
    Sentence::of(words, grounds(desk, &[it]))
}
