//! Conflicts: things in the record that do not go together, and are shown side by side.

use crate::case::Case;
use crate::case::contents::contents;
use crate::case::describe;
use crate::case::id::Ix;
use crate::case::lines::{Verdict, standing};
use crate::case::position::{Answer, AnswerTo};
use crate::case::understanding::Understanding;

/// Something that does not go together.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) struct Conflict {
    pub(in crate::lens) kind: &'static str,
    /// What it is about.
    pub(in crate::lens) about: String,
    /// Each side of it, with its footing.
    pub(in crate::lens) sides: Vec<String>,
}

pub(in crate::lens) fn conflicts(case: &Case) -> Vec<Conflict> {
    let mut all = Vec::new();
    own_texts(case, &mut all);
    audiences(case, &mut all);
    for understanding in &case.understandings {
        all.extend(contested(case, understanding));
    }
    counts(case, &mut all);
    all
}

/// A party's own text across its own line.
fn own_texts(case: &Case, all: &mut Vec<Conflict>) {
    for draft in &case.drafts {
        let contents = contents(case, draft);
        for party in &draft.tabled_by {
            let lines = standing(case, *party);
            let crossed: Vec<String> = lines
                .iter()
                .filter(|it| it.judge(&contents) == Verdict::Crossed)
                .map(|line| {
                    let on: Vec<_> = line
                        .rules_out
                        .iter()
                        .filter(|(it, _)| line.judge_on(*it, &contents) == Verdict::Crossed)
                        .map(|(it, _)| (*it, contents[it.get()].possible))
                        .collect();
                    let words = match line.stated {
                        crate::case::lines::Stated::RedLine(ix) => {
                            let it = &case.red_lines[ix.get()];
                            let date = it.date.map(|d| it.meta.date_is.show(d)).unwrap_or_default();
                            format!(
                                "its line of {date}: {} ({})",
                                describe::quoted(case, it.words.as_deref().unwrap_or_default()),
                                describe::footing(case, &it.meta)
                            )
                        }
                        crate::case::lines::Stated::Claim(ix, _) => describe::name(case, ix),
                    };
                    format!("{words} — the text has {}", describe::issue_options(case, &on))
                })
                .collect();
            if !crossed.is_empty() {
                let name = &case.party(*party).name;
                all.push(Conflict {
                    kind: "own text across own line",
                    about: format!("{name} and its own text {} ({})", draft.id(), draft.title),
                    sides: crossed,
                });
            }
        }
    }
}

/// Different answers to one text before different audiences, or by two voices on one day.
fn audiences(case: &Case, all: &mut Vec<Conflict>) {
    let mut told: Vec<(usize, Vec<&Answer>)> = Vec::new();
    for it in &case.answers {
        let same = |other: &Answer| other.party == it.party && other.to == it.to;
        match told.iter_mut().find(|(_, list)| same(list[0])) {
            Some((_, list)) => list.push(it),
            None => told.push((told.len(), vec![it])),
        }
    }
    for (_, list) in told {
        let differs = list
            .windows(2)
            .any(|pair| pair[0].audience != pair[1].audience && pair[0].answer != pair[1].answer);
        if !differs {
            continue;
        }
        let to = super::entries::answered(case, list[0].to);
        let sides = list.iter().map(|it| {
            let audience = it.audience.map_or("audience not recorded", |it| it.word());
            let date = it.date.map(|date| it.meta.date_is.show(date)).unwrap_or_default();
            format!(
                "{audience}: {} {date} ({})",
                it.answer.word(),
                describe::footing(case, &it.meta)
            )
        });
        all.push(Conflict {
            kind: "answers differ",
            about: format!("{} on {to}", case.party(list[0].party).name),
            sides: sides.collect(),
        });
    }
}

/// What each party to an understanding says of it, where they do not say the same or do not say.
pub(in crate::lens) fn contested(case: &Case, it: &Understanding) -> Option<Conflict> {
    let mut sides: Vec<String> =
        it.claims.iter().map(|claim| claim_in_words(case, claim)).collect();
    let silent = it.between.iter().filter(|party| !it.claims.iter().any(|c| c.party == **party));
    sides.extend(silent.map(|party| format!("{}: no reading on record", case.party(*party).name)));
    let agreed = it.claims.len() == it.between.len()
        && it
            .claims
            .windows(2)
            .all(|pair| pair[0].force == pair[1].force && pair[0].content == pair[1].content);
    if agreed || sides.is_empty() {
        return None;
    }
    let between: Vec<String> =
        it.between.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
    let date = it.date.map(|date| format!(", {}", it.meta.date_is.show(date))).unwrap_or_default();
    let title = it.title.clone().unwrap_or_else(|| "understanding".to_owned());
    Some(Conflict {
        kind: "contested understanding",
        about: format!("{title} ({}{date})", describe::listed(&between)),
        sides,
    })
}

fn claim_in_words(case: &Case, claim: &crate::case::understanding::Claim) -> String {
    use crate::case::understanding::Content;
    let force = claim.force.map_or("of unstated force", |it| it.word());
    let content = match &claim.content {
        Content::NotDisclosed => "content not disclosed".to_owned(),
        Content::Words(words) => words.clone(),
        Content::Settles(options) => describe::issue_options(case, options),
    };
    let words = claim
        .words
        .as_ref()
        .map(|it| format!("; {}", describe::quoted(case, it)))
        .unwrap_or_default();
    let by = claim.by.as_ref().map(|by| format!(" ({})", case.speaker(by))).unwrap_or_default();
    let date =
        claim.date.map(|it| format!(", {}", claim.meta.date_is.show(it))).unwrap_or_default();
    format!(
        "{}{by}{date}: {force}; {content}{words} [{}]",
        case.party(claim.party).name,
        describe::footing(case, &claim.meta)
    )
}

/// Different claims about how many points a text has.
fn counts(case: &Case, all: &mut Vec<Conflict>) {
    for draft in &case.drafts {
        if draft.counts.windows(2).all(|pair| pair[0].n == pair[1].n) {
            continue;
        }
        let sides = draft.counts.iter().map(|it| {
            let by = it.by.as_ref().map(|by| case.speaker(by)).unwrap_or_else(|| "unnamed".into());
            format!("{} points: {by} ({})", it.n, describe::footing(case, &it.meta))
        });
        all.push(Conflict {
            kind: "claimed counts differ",
            about: format!("{} ({})", draft.id(), draft.title),
            sides: sides.collect(),
        });
    }
}

/// The drafts that answers refer to, for callers that list them.
pub(super) fn is_of(answer: &Answer, draft: Ix<crate::case::draft::Draft>) -> bool {
    answer.to == AnswerTo::Draft(draft)
}
