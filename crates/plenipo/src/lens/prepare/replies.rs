//! What each answer that may come would be and would not be, and what to look at before replying.

use super::answer::{IfTheySay, Reaction};
use super::home;
use super::rooms::names;
use crate::lens::acceptance::assess::Assessment;
use crate::lens::amend::{self, Smallest};
use crate::lens::brief::ask::{listen_for, open_where_lines_stand};
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::{party, words};
use crate::lens::error::Error;
use crate::lens::setting::{Settings, Value};
use crate::lens::statements;
use crate::lens::view::View;
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{listed, option_texts};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::{Judgement, Line};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Answer;

/// The most issues named, changes told, answers told and phrases read.
const ISSUES_MAX: usize = 4;
const CHANGES_MAX: usize = 5;
const ANSWERS_MAX: usize = 3;
const PHRASES_MAX: usize = 2;

/// One part for each answer that may come.
pub(super) fn replies(
    view: &View<'_>,
    desk: &mut Desk<'_>,
    met: &[Ix<Party>],
) -> Result<Vec<IfTheySay>, Error> {
    let mut all = Vec::new();
    for reaction in Reaction::ALL {
        let items = match reaction {
            Reaction::Yes => yes(desk),
            Reaction::No => no(view, desk, met)?,
            Reaction::Basis => basis(view, desk, met)?,
            Reaction::AnotherText => another(desk, met),
            Reaction::ReferredHome => home::referred(desk, met),
        };
        all.push(IfTheySay { reaction, items });
    }
    Ok(all)
}

/// The text in question, where it still stands.
fn on_the_table(desk: &Desk<'_>) -> Option<Ix<Draft>> {
    desk.drafts.first().map(|(it, _)| *it).filter(|it| !desk.is_fallen(*it))
}

fn yes(desk: &mut Desk<'_>) -> Vec<Sentence> {
    let Some(draft) = on_the_table(desk) else {
        return vec![Sentence::of(
            "no text stands that a yes could be to: ask to what it is said",
            vec![Ground::Silent],
        )];
    };
    // Whose consent it needs besides is told below with the days.
    let mut said: Vec<Sentence> = listen_for(desk).into_iter().take(1).collect();
    said.extend(over_lines(desk, draft));
    said.extend(open_in(desk, draft));
    said.extend(home::beyond(desk));
    if let Some(until) = &desk.case.dossier.nothing_agreed_until {
        let words = format!("nothing is agreed until {until}, as the parties said");
        said.push(Sentence::of(words, vec![Ground::Counting]));
    }
    said
}

/// Whose lines a yes would leave crossed, or perhaps crossed.
fn over_lines(desk: &Desk<'_>, draft: Ix<Draft>) -> Option<Sentence> {
    let of = desk.found(draft)?;
    let contents = desk.drafts.iter().find(|(it, _)| *it == draft).map(|(_, it)| *it)?;
    let mut each: Vec<String> = Vec::new();
    for it in &of.assessments {
        let model = &desk.assessed.models[it.model];
        // What it has accepted since stands no more against this very text.
        let standing = model.lines.iter().zip(&it.aside).filter(|(_, aside)| !**aside);
        let judged: Vec<Judgement> = standing.map(|(it, _)| it.judgement(contents)).collect();
        let n = |is: Judgement| judged.iter().filter(|it| **it == is).count();
        let crossed = n(Judgement::Crossed);
        let open = judged.len() - crossed - n(Judgement::Kept);
        let name = desk.party(model.party);
        let whose = |n: usize| format!("{} of {name}", words::counted(n, "line"));
        each.extend((crossed > 0).then(|| format!("it would cross {}", whose(crossed))));
        each.extend(
            (open > 0).then(|| format!("whether it keeps to {} is not known", whose(open))),
        );
    }
    let words = format!("taken literally, {}", each.join("; "));
    (!each.is_empty()).then(|| Sentence::of(words, vec![Ground::Literal]))
}

/// What a yes would leave open: what the text leaves to the principals, and what is not known of it.
fn open_in(desk: &Desk<'_>, draft: Ix<Draft>) -> Option<Sentence> {
    let (_, contents) = desk.drafts.iter().find(|(it, _)| *it == draft)?;
    let of = |how: How| {
        let all = contents.iter().enumerate().filter(move |(_, it)| it.how == how);
        all.map(|(place, _)| Ix::new(place)).collect::<Vec<Ix<Issue>>>()
    };
    let mut parts = Vec::new();
    let left = of(How::LeftOpen);
    if !left.is_empty() {
        parts.push(format!("left to the principals: {}", issues(desk, &left)));
    }
    let narrowed = of(How::Narrowed);
    if !narrowed.is_empty() {
        parts.push(format!("not settled in it: {}", issues(desk, &narrowed)));
    }
    (!parts.is_empty()).then(|| Sentence::of(parts.join("; "), vec![Ground::Literal]))
}

fn no(view: &View<'_>, desk: &mut Desk<'_>, met: &[Ix<Party>]) -> Result<Vec<Sentence>, Error> {
    let mut said = before(desk, met);
    let Some(draft) = on_the_table(desk) else { return Ok(said) };
    let without: Vec<Ix<Party>> = met
        .iter()
        .copied()
        .filter(|it| desk.lines.iter().any(|(of, lines)| of == it && lines.is_empty()))
        .collect();
    if !without.is_empty() {
        let words = format!(
            "no line of {} is {}, so what would turn a no is not known: ask which point, and what \
             instead",
            names(desk, &without),
            desk.on_record()
        );
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    said.extend(change(view, desk, draft)?);
    Ok(said)
}

/// The smallest change that keeps to the lines on record.
pub(in crate::lens) fn change(
    view: &View<'_>,
    desk: &Desk<'_>,
    draft: Ix<Draft>,
) -> Result<Option<Sentence>, Error> {
    let settings = Settings::default()
        .with("draft", Value::Ids(vec![desk.case.draft(draft).id().to_owned()]))
        .with("steps", Value::Text("lines".to_owned()));
    let found = amend::answer(view, &settings)?;
    let (words, on) = match found.smallest() {
        Smallest::NoLines => return Ok(None),
        Smallest::Nothing => (
            "as far as it is known, no line on record is crossed: no change is needed for the lines"
                .to_owned(),
            Ground::Literal,
        ),
        Smallest::Changes(changes) => {
            let mut each: Vec<String> = changes
                .iter()
                .take(CHANGES_MAX)
                .map(|it| {
                    let issue = desk.case.issue(it.issue);
                    let title = words::short_title(&issue.title);
                    format!("{title}: {}", option_texts(issue, OptionSet::one(it.option)))
                })
                .collect();
            if changes.len() > CHANGES_MAX {
                each.push(format!("{} more", changes.len() - CHANGES_MAX));
            }
            let words = format!(
                "the smallest change that crosses no line on record, of any side: {}",
                each.join("; ")
            );
            (words, Ground::Literal)
        }
        Smallest::Impossible => {
            ("no change keeps to every line on record".to_owned(), Ground::Literal)
        }
        Smallest::NotFound => ("no small change keeps to every line on record".to_owned(), Ground::Literal),
    };
    let words = match found.vetoes_after() {
        Some(vetoes) => format!("{words}; outside the room it would cross {vetoes}"),
        None => words,
    };
    let words = match found.other_end() {
        Some(other) => format!("{words}; {other}"),
        None => words,
    };
    Ok(Some(Sentence::of(words, vec![on])))
}

/// What they answered to this text, or to any, so far.
fn before(desk: &mut Desk<'_>, met: &[Ix<Party>]) -> Vec<Sentence> {
    let mut told: Vec<Ix<Answer>> = Vec::new();
    let mut silent: Vec<Ix<Party>> = Vec::new();
    let found = desk.drafts.first().and_then(|(draft, _)| desk.found(*draft));
    for party in met {
        let own = |it: &&Assessment| desk.assessed.models[it.model].party == *party;
        let assessments = found.map_or(&[][..], |it| it.assessments.as_slice());
        let Some(it) = assessments.iter().find(own) else { continue };
        let word = it.word.own.iter().chain(&it.word.points).chain(&it.word.any);
        let word: Vec<Ix<Answer>> = word.copied().take(ANSWERS_MAX).collect();
        if word.is_empty() {
            silent.push(*party);
        }
        told.extend(word);
    }
    let mut said: Vec<Sentence> = told.into_iter().map(|ix| party::answer(desk, ix)).collect();
    if !silent.is_empty() {
        let words =
            format!("no answer of {} to it so far is {}", names(desk, &silent), desk.on_record());
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    said
}

fn basis(view: &View<'_>, desk: &Desk<'_>, met: &[Ix<Party>]) -> Result<Vec<Sentence>, Error> {
    let mut said = vec![Sentence::of(
        "it counts as no acceptance, whatever the tone: ask of what it is a basis, and what has to \
         change",
        vec![Ground::Counting],
    )];
    said.extend(read(view, desk, met)?);
    if let Some(draft) = on_the_table(desk) {
        let open = open_where_lines_stand(desk, draft);
        if !open.is_empty() {
            let words = format!("still open where a line stands: {}", issues(desk, &open));
            said.push(Sentence::of(words, vec![Ground::Literal]));
        }
    }
    Ok(said)
}

/// Coded words of theirs on record, with how a source reads them; that there are none.
fn read(view: &View<'_>, desk: &Desk<'_>, met: &[Ix<Party>]) -> Result<Vec<Sentence>, Error> {
    let ids = met.iter().map(|it| desk.case.party_id(*it).to_owned()).collect();
    let settings = Settings::default().with("by", Value::Ids(ids));
    let answer = statements::answer(view, &settings)?;
    let mut said: Vec<Sentence> = Vec::new();
    let mut terms: Vec<&str> = Vec::new();
    let mut used: Vec<_> =
        answer.phrases().filter(|it| !it.is_denied && !it.readings.is_empty()).collect();
    used.sort_by_key(|it| std::cmp::Reverse(it.date));
    for it in used {
        if said.len() == PHRASES_MAX || terms.contains(&it.term) {
            continue;
        }
        terms.push(it.term);
        let by: Vec<String> = it.by.iter().map(|by| desk.case.speaker(by)).collect();
        let when = it.date.map(|it| format!(", {}", words::day(it))).unwrap_or_default();
        let reads: Vec<String> = it
            .readings
            .iter()
            .take(1)
            .map(|it| format!("{} (grade {})", it.told(), it.grade))
            .collect();
        let words = format!(
            "“{}” ({}{when}) is said to signal: {}",
            it.phrase,
            listed(&by),
            reads.join("; ")
        );
        said.push(Sentence::of(words, vec![Ground::Glossary]));
    }
    if said.is_empty() {
        let words = format!(
            "no reading of such words, as {} {} them, is on record or in the glossary",
            names(desk, met),
            if met.len() == 1 { "uses" } else { "use" }
        );
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    Ok(said)
}

fn another(desk: &Desk<'_>, met: &[Ix<Party>]) -> Vec<Sentence> {
    let case = desk.case;
    let mut said = vec![Sentence::of(
        "it is answered by nobody yet: what was said of one text is no answer to another",
        vec![Ground::Counting],
    )];
    let theirs: Vec<Ix<Draft>> = (0..case.drafts.len())
        .rev()
        .map(Ix::new)
        .filter(|it| {
            let draft = case.draft(*it);
            draft.is_live() && draft.tabled_by.iter().any(|by| met.contains(by))
        })
        .collect();
    let words = match theirs.is_empty() {
        true => format!("no live text of {} is {}", names(desk, met), desk.on_record()),
        false => {
            let titles: Vec<String> = theirs.iter().take(3).map(|it| desk.title(*it)).collect();
            format!("texts of theirs on record, to compare it with first: {}", listed(&titles))
        }
    };
    said.push(Sentence::of(
        words,
        vec![Ground::Silent].into_iter().filter(|_| theirs.is_empty()).collect(),
    ));
    // Who brings a text alone is not asked whether it keeps to its own lines.
    let others = desk.lines.iter().filter(|(it, lines)| met != [*it] && !lines.is_empty());
    let others: Vec<&(Ix<Party>, Vec<Line>)> = others.collect();
    let lines_on = |issue: Ix<Issue>| {
        let lines = others.iter().flat_map(|(_, lines)| lines);
        lines.filter(|it| !it.rules_out_on(issue).is_empty()).count()
    };
    let mut contested: Vec<Ix<Issue>> =
        (0..case.issues.len()).map(Ix::new).filter(|it| lines_on(*it) > 0).collect();
    contested.sort_by_key(|it| std::cmp::Reverse(lines_on(*it)));
    let whose: Vec<String> = others
        .iter()
        .map(|(party, lines)| {
            format!("{} of {}", words::counted(lines.len(), "line"), desk.party(*party))
        })
        .collect();
    said.push(match contested.is_empty() {
        true => Sentence::of(
            format!("no line that it could cross is {}", desk.on_record()),
            vec![Ground::Silent],
        ),
        false => Sentence::of(
            format!(
                "check first where most lines stand ({}): {}",
                listed(&whose),
                issues(desk, &contested)
            ),
            vec![Ground::Literal],
        ),
    });
    said
}

/// The titles of the first issues, and how many more there are.
fn issues(desk: &Desk<'_>, all: &[Ix<Issue>]) -> String {
    let title = |it: &Ix<Issue>| words::short_title(&desk.case.issue(*it).title).to_owned();
    let mut named: Vec<String> = all.iter().take(ISSUES_MAX).map(title).collect();
    if all.len() > ISSUES_MAX {
        named.push(format!("{} more", all.len() - ISSUES_MAX));
    }
    named.join("; ")
}
