//! The text carried, else the latest on the table: how it is known, how long it is said to be, what is told of it.

use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::{voices, words};
use crate::lens::record::state;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Count, Draft, Form, Point};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{LogState, Meeting};
use plenipo_record::case::meta::{Basis, Meta};
use plenipo_record::case::party::Speaker;

/// The most statements on it, and the most points told of a text that is not in the record as a whole.
const STATEMENTS_MAX: usize = 2;
const POINTS_MAX: usize = 4;

pub(super) fn text(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let Some((ix, contents)) = desk.drafts.first().copied() else { return Vec::new() };
    let draft = desk.case.draft(ix);
    let mut said = vec![which(desk, ix)];
    said.extend(counts(desk, draft));
    said.extend(states(desk, ix));
    said.extend(read_differently(desk, draft));
    if !draft.is_read() {
        said.extend(told_of_it(desk, ix));
    }
    let about = RecordRef::new(Kind::Draft, ix.get());
    // What a principal says of it stands in its own paragraph.
    let principals = desk.case.signatories();
    let on_it = |place: &usize| {
        let it = &desk.case.statements[*place];
        let own = |by: &Speaker| desk.case.party_of(by).is_some_and(|it| principals.contains(&it));
        it.about.contains(&about) && !it.by.iter().any(own)
    };
    let on_it: Vec<usize> = (0..desk.case.statements.len()).rev().filter(on_it).collect();
    let mut n = 0;
    for place in on_it {
        // Out of what it was made, and how long it is said to be, is told with its counts.
        let on = &desk.case.statements[place].about;
        let before = |it: &Ix<Draft>| on.contains(&RecordRef::new(Kind::Draft, it.get()));
        let counted = !draft.counts.is_empty() && draft.based_on.iter().any(before);
        if n < STATEMENTS_MAX
            && !counted
            && let Some(it) = voices::statement(desk, place)
        {
            said.push(it);
            n += 1;
        }
    }
    said.extend(not_known(contents));
    said
}

/// The same in two or three sentences: which text, how long, and how much of it is not known.
pub(in crate::lens) fn in_short(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let Some((ix, contents)) = desk.drafts.first().copied() else { return Vec::new() };
    let draft = desk.case.draft(ix);
    let mut said = vec![which(desk, ix)];
    said.extend(counts(desk, draft));
    said.extend(not_known(contents));
    said
}

/// On how many issues it is not known what the text says.
fn not_known(contents: &[Content]) -> Option<Sentence> {
    let unknown = contents.iter().filter(|it| it.how == How::Unknown).count();
    let words = match unknown == contents.len() {
        true => "what it says is not known on any recorded issue".to_owned(),
        false => format!(
            "what it says on {unknown} of the {} recorded {} is not known",
            contents.len(),
            if contents.len() == 1 { "issue" } else { "issues" }
        ),
    };
    (unknown > 0).then(|| Sentence::of(words, vec![Ground::Silent]))
}

/// Which text it is, and how it is known: a text known only from reports says so first.
fn which(desk: &mut Desk<'_>, ix: Ix<Draft>) -> Sentence {
    let case = desk.case;
    let draft = case.draft(ix);
    let known = match draft.form {
        Form::Reported => "known only from reports",
        Form::Oral => "spoken, and written down by others",
        Form::Readout => "known from one side's account",
        Form::Leak if draft.complete => "a leaked text",
        Form::Leak => "a leaked text, not complete",
        Form::Reconstruction if draft.meta.sources.len() > 1 && is_signed(case, ix) => {
            "signed text, entered by the keepers from several sources"
        }
        Form::Reconstruction if draft.meta.sources.len() > 1 => {
            "put together by the keepers from several sources"
        }
        Form::Reconstruction => "put together by the keepers of this record",
        Form::Text if draft.complete => "the text itself",
        Form::Text => "the text itself, not complete",
    };
    let title = desk.title(ix);
    // Which papers told of it is told by the mark; that a side did, and which, matters.
    let side = draft.account.as_ref().filter(|it| desk.case.party_of(it).is_some());
    let account = side.map(|by| format!(", by the account of {}", desk.voice(by)));
    let words = format!("{known}{}: {title}", account.unwrap_or_default());
    let carries =
        desk.ahead.and_then(|it| desk.meeting(it).carries.iter().find(|it| it.draft == ix));
    match carries {
        Some(carried) => {
            let how = match carried.meta.basis {
                Basis::Inferred => "; inferred to be what is carried",
                _ => "",
            };
            let of_text = Ground::of(case, &draft.meta);
            let mut pieces = vec![(words, of_text)];
            if !how.is_empty() {
                pieces.push((how.to_owned(), Ground::of(case, &carried.meta)));
            }
            Sentence::joined(pieces)
        }
        None => desk.sentence(words, &draft.meta),
    }
}

/// Whether a meeting that carried the text is told as one where it was signed.
fn is_signed(case: &Case, ix: Ix<Draft>) -> bool {
    let carried = |it: &&Meeting| it.carries.iter().any(|it| it.draft == ix);
    let mut told = case.meetings.iter().filter(carried).flat_map(|it| &it.log);
    told.any(|it| {
        it.is == LogState::Result
            && it.gist.as_ref().or(it.words.as_ref()).is_some_and(|it| it.starts_with("signed"))
    })
}

/// The most points of a kind that are named one by one.
const POINTS_NAMED: usize = 8;

/// How the text stands point by point, and until what nothing is agreed, in one line.
fn states(desk: &Desk<'_>, ix: Ix<Draft>) -> Option<Sentence> {
    let case = desk.case;
    let all = state::states(case);
    let Some(of) = all.iter().find(|it| it.draft == ix) else {
        let until = case.dossier.nothing_agreed_until.as_ref()?;
        let words = format!("nothing is agreed until {until}, as the parties said");
        return Some(Sentence::of(words, vec![Ground::Counting]));
    };
    let mut on: Vec<Ground> = Vec::new();
    for it in of.points.iter().flat_map(|it| &it.states) {
        for ground in Ground::of(case, &case.text_states[it.by.get()].meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    }
    let on = if on.is_empty() { vec![Ground::Silent] } else { on };
    let mut parts = state::by_kind(desk.case, of, POINTS_NAMED);
    let silent = of.points.iter().filter(|it| it.states.is_empty()).count();
    if silent > 0 && silent < of.points.len() {
        let rest = words::counted(silent, "other point");
        parts.push(format!("the state of {rest} is not {}", desk.on_record()));
    }
    let until = case.dossier.nothing_agreed_until.as_ref();
    parts.extend(until.map(|it| format!("nothing is agreed until {it}")));
    (!parts.is_empty()).then(|| Sentence::of(parts.join("; "), on))
}

/// The most points named that parties read differently.
const READINGS_MAX: usize = 3;

/// Points that parties read differently on purpose, each with its readings party by party.
fn read_differently(desk: &Desk<'_>, draft: &Draft) -> Vec<Sentence> {
    let case = desk.case;
    let read: Vec<&Point> = draft.points.iter().filter(|it| !it.readings.is_empty()).collect();
    let mut said: Vec<Sentence> = Vec::new();
    for point in read.iter().take(READINGS_MAX) {
        let each: Vec<String> = point
            .readings
            .iter()
            .map(|it| {
                let says = match (&it.words, it.settles.is_empty()) {
                    (Some(words), _) => desk.quoted(words),
                    (None, false) => describe::issue_option_texts(case, &it.settles),
                    (None, true) => "in its own way".to_owned(),
                };
                format!("as {} reads it: {says}", desk.party(it.party))
            })
            .collect();
        let name = match &point.number {
            Some(number) => format!("point {number}"),
            None => "a point without a number".to_owned(),
        };
        let words = format!("{name}, {}", each.join("; "));
        said.push(desk.sentence(words, &point.meta));
    }
    if read.len() > READINGS_MAX {
        let n = words::counted(read.len() - READINGS_MAX, "more point");
        said.push(desk.sentence(format!("{n} read differently"), &draft.meta));
    }
    said
}

/// How many points it is said to have, voice by voice, and from how many it was made.
fn counts(desk: &mut Desk<'_>, draft: &Draft) -> Option<Sentence> {
    let case = desk.case;
    let first = draft.counts.first()?;
    let before = draft.based_on.first().map(|it| case.draft(*it));
    let before = before.and_then(|it| same(&it.counts).map(|n| (n, it.counts[0].meta.clone())));
    let grounds = |meta: &Meta| Ground::of(case, meta);
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    // By whose account the text is known was said already.
    let by = first.by.as_ref().filter(|by| draft.account.as_ref() != Some(by));
    let by = by.map(|by| format!(" by the account of {}", desk.voice(by))).unwrap_or_default();
    let opening = match before {
        Some((n, _)) if n > first.n => format!("cut from {n} points to {}{by}", first.n),
        Some((n, _)) if n < first.n => format!("grown from {n} points to {}{by}", first.n),
        Some((n, _)) if n == first.n => format!("{n} points, as many as before{by}"),
        _ => format!("{}{by}", describe::counted(first.n as usize, "point")),
    };
    pieces.push((opening, grounds(&first.meta)));
    for it in &draft.counts[1..] {
        let by = it.by.clone().map(|by| desk.voice(&by));
        let by = by.unwrap_or_else(|| "another account".to_owned());
        pieces.push((format!("; {by} said {}", it.n), grounds(&it.meta)));
    }
    Some(Sentence::joined(pieces))
}

/// The number that every voice gives, where they agree.
fn same(counts: &[Count]) -> Option<u32> {
    let first = counts.first()?.n;
    counts.iter().all(|it| it.n == first).then_some(first)
}

/// What is told of a text that is not in the record as a whole, account by account.
fn told_of_it(desk: &mut Desk<'_>, ix: Ix<Draft>) -> Vec<Sentence> {
    let draft = desk.case.draft(ix);
    let about = RecordRef::new(Kind::Draft, ix.get());
    let mut said = Vec::new();
    let mut accounts: Vec<Option<&Speaker>> = Vec::new();
    // What a statement of the same voice tells of the text is not told twice.
    let stated = |by: &Speaker| {
        let on_it = desk.case.statements.iter().filter(|it| it.about.contains(&about));
        on_it.flat_map(|it| &it.by).any(|it| is_same_voice(it, by))
    };
    let told: Vec<_> = draft
        .points
        .iter()
        .filter(|it| it.gist.is_some() && !it.account.as_ref().is_some_and(stated))
        .take(POINTS_MAX)
        .collect();
    for point in &told {
        if !accounts.contains(&point.account.as_ref()) {
            accounts.push(point.account.as_ref());
        }
    }
    for account in accounts {
        let by = account.map(|by| desk.voice(by));
        let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
        for point in told.iter().filter(|it| it.account.as_ref() == account) {
            let gist = words::run_on(words::bare(point.gist.as_deref().unwrap_or_default()));
            // All that one account tells is one sentence: none of it stands without its account.
            let before = match (pieces.is_empty(), &by) {
                (true, Some(by)) => format!("by the account of {by}: "),
                (true, None) => "by reports: ".to_owned(),
                (false, _) => "; ".to_owned(),
            };
            let on = Ground::of(desk.case, &point.meta);
            pieces.push((format!("{before}{gist}"), on));
        }
        said.push(Sentence::joined(pieces));
    }
    said
}

/// Whether both are one voice: a name in words goes by what stands before its first comma.
fn is_same_voice(a: &Speaker, b: &Speaker) -> bool {
    match (a, b) {
        (Speaker::Named(a), Speaker::Named(b)) => a.split(',').next() == b.split(',').next(),
        _ => a == b,
    }
}
