//! What a text on record meets in a room: what was said of it there, whose line it crosses, or that nothing is known.

use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::account::{probability, says_nothing};
use crate::lens::acceptance::assess::Assessment;
use crate::lens::acceptance::word::Says;
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::words;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::listed;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Judgement, Line};
use plenipo_record::case::party::Party;

/// The most issues named.
const ISSUES_MAX: usize = 3;

/// One sentence for each of `parties`.
pub(super) fn meets(desk: &Desk<'_>, draft: Ix<Draft>, parties: &[Ix<Party>]) -> Vec<Sentence> {
    let Some(of) = desk.found(draft) else { return Vec::new() };
    let contents = desk.drafts.iter().find(|(it, _)| *it == draft).map(|(_, it)| *it);
    let Some(contents) = contents else { return Vec::new() };
    let each = parties.iter().filter_map(|party| {
        let own = |it: &&Assessment| desk.assessed.models[it.model].party == *party;
        Some(met_by(desk, of.assessments.iter().find(own)?, contents, draft))
    });
    each.collect()
}

/// Whether the record has `party` accept `draft`.
pub(super) fn accepts(desk: &Desk<'_>, draft: Ix<Draft>, party: Ix<Party>) -> bool {
    let of = desk.found(draft).map_or(&[][..], |it| it.assessments.as_slice());
    of.iter().any(|it| {
        desk.assessed.models[it.model].party == party && it.status == Acceptance::Accepted
    })
}

fn met_by(desk: &Desk<'_>, it: &Assessment, contents: &[Content], draft: Ix<Draft>) -> Sentence {
    let model = &desk.assessed.models[it.model];
    let name = desk.party(model.party);
    let text = desk.text(draft);
    let own = it.word.own.iter().chain(&it.word.any);
    let said: Vec<Ground> =
        own.flat_map(|ix| Ground::of(desk.case, &desk.case.answers[ix.get()].meta)).collect();
    let standing = model.lines.iter().zip(&it.aside).filter(|(_, aside)| !**aside);
    let standing: Vec<&Line> = standing.map(|(line, _)| line).collect();
    let of = |is: &[Judgement]| -> Vec<&Line> {
        standing.iter().copied().filter(|it| is.contains(&it.judgement(contents))).collect()
    };
    let crossed = of(&[Judgement::Crossed]);
    let open = of(&[Judgement::MayBeCrossed, Judgement::Unclear, Judgement::CannotBeJudged]);
    let mut pieces: Vec<(String, Vec<Ground>)> = Vec::new();
    match it.status {
        Acceptance::Accepted => pieces.push((format!("{name} has accepted {text}"), said)),
        Acceptance::Refused => pieces.push((format!("{name} has rejected {text}"), said)),
        Acceptance::Conflict => {
            pieces
                .push((format!("what {name} said of {text} and its lines cannot both hold"), said));
        }
        Acceptance::Open => {
            let told = it.told();
            let words = match (told.low, told.high) {
                (Some(low), Some(high)) if !says_nothing(low, high) => format!(
                    "by the preferences on record {text} is acceptable to {name} {}",
                    probability(low, told.central, high)
                ),
                _ => format!("the record leaves open whether {text} is acceptable to {name}"),
            };
            pieces.push((words, vec![Ground::Reckoned]));
        }
        Acceptance::Blocked => {}
        Acceptance::Undetermined => {
            let words = match it.says {
                Says::Differing => format!("the voices of {name} differ on {text}"),
                Says::Withholds => format!("{name} does not accept {text} as it stands"),
                _ if !said.is_empty() => {
                    format!("{name} has answered {text} neither with yes nor no")
                }
                _ => format!("{name} has not answered {text}"),
            };
            let on = if said.is_empty() { vec![Ground::Silent] } else { said };
            pieces.push((words, on));
        }
    }
    let mut lines = |words: String| {
        let lead = if pieces.is_empty() { "" } else { "; " };
        pieces.push((format!("{lead}{words}"), vec![Ground::Literal]));
    };
    if !crossed.is_empty() {
        lines(format!(
            "taken literally {text} crosses {} of {name} ({})",
            words::counted(crossed.len(), "line"),
            named(desk, &crossed, contents)
        ));
    }
    // Beside its own yes or no it tells nothing what else might be crossed.
    if !open.is_empty() && !it.answered() {
        lines(format!(
            "whether it keeps to {}of its is not known ({})",
            match crossed.is_empty() {
                true => format!("{} ", words::counted(open.len(), "line")),
                false => format!("{} ", words::counted(open.len(), "more line")),
            },
            named(desk, &open, contents)
        ));
    }
    if standing.is_empty() && model.lines.is_empty() && !it.answered() {
        let lead = if pieces.is_empty() { "" } else { "; " };
        let words = format!("{lead}no line of {name} is {}", desk.on_record());
        pieces.push((words, vec![Ground::Silent]));
    }
    Sentence::joined(pieces)
}

/// The issues on which lines meet a text.
fn named(desk: &Desk<'_>, lines: &[&Line], contents: &[Content]) -> String {
    let mut on: Vec<Ix<Issue>> = lines.iter().flat_map(|it| it.judged_on(contents)).collect();
    if on.is_empty() {
        let each = lines.iter().flat_map(|it| it.rules_out.iter().chain(&it.unclear));
        on = each.map(|(issue, _)| *issue).collect();
    }
    on.sort_unstable();
    on.dedup();
    let title = |it: &Ix<Issue>| words::short_title(&desk.case.issue(*it).title).to_owned();
    // Issues whose titles begin alike are told by one of them.
    let mut titles: Vec<String> = Vec::new();
    for it in on.iter().map(title) {
        if !titles.contains(&it) {
            titles.push(it);
        }
    }
    let more = titles.len().saturating_sub(ISSUES_MAX);
    let mut all: Vec<String> = titles.into_iter().take(ISSUES_MAX).collect();
    if more > 0 {
        all.push(format!("{more} more"));
    }
    listed(&all)
}
