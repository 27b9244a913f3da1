//! The lens's tables: the stable interface for other programs.

use super::assess::Assessment;
use super::blockers::line_name;
use super::{Answer, OfDraft};
use crate::finding::table::{Cell, Column, Kind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::lines::{Line, Stated, Verdict};
use plenipo_record::case::position::AnswerTo;
use plenipo_record::case::understanding::{Content, Force};

pub(in crate::lens) fn tables(answer: &Answer<'_>) -> Vec<Table> {
    let mut tables = vec![
        answers(answer),
        lines(answer),
        acceptance(answer),
        blockers(answer),
        joint(answer),
        ranks(answer),
        deciders(answer),
        consents(answer),
    ];
    if answer.tau > 0.0 {
        tables.push(noise(answer));
    }
    tables
}

fn draft_id<'a>(answer: &Answer<'a>, of: &Assessment) -> &'a str {
    answer.case.draft(of.draft).id()
}

fn party_id<'a>(answer: &Answer<'a>, model: usize) -> &'a str {
    answer.case.party_id(answer.models[model].party)
}

/// Every assessment, draft by draft.
fn each<'b>(answer: &'b Answer<'_>) -> impl Iterator<Item = (&'b OfDraft, &'b Assessment)> {
    answer.each.iter().flat_map(|of| of.assessments.iter().map(move |it| (of, it)))
}

fn answers(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "answers",
        "Recorded answers; public and private ones stand apart",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("answer", Kind::Text),
            Column::new("points", Kind::Text),
            Column::new("date", Kind::Text),
            Column::new("by", Kind::Text),
            Column::new("audience", Kind::Text),
            Column::new("words", Kind::Text),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for it in case.answers.iter().rev() {
        let draft = match it.to {
            AnswerTo::AnyText => "any-text",
            AnswerTo::Draft(ix) if answer.drafts.contains(&ix) => case.draft(ix).id(),
            AnswerTo::Draft(_) => continue,
        };
        table.push(vec![
            Cell::text(draft),
            Cell::text(case.party_id(it.party)),
            Cell::text(it.answer.word()),
            Cell::maybe_text((!it.points.is_empty()).then(|| it.points.join(", "))),
            Cell::maybe_text(it.date.map(|date| it.meta.date_is.show(date))),
            Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
            Cell::maybe_text(it.audience.map(|it| it.word())),
            Cell::maybe_text(it.words.clone()),
            Cell::text(describe::footing(case, &it.meta)),
        ]);
    }
    table
}

fn lines(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "lines",
        "What each draft does to each standing line",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("line", Kind::Id),
            Column::new("verdict", Kind::Text),
            Column::new("on", Kind::Text),
            Column::new("words", Kind::Text),
            Column::new("by", Kind::Text),
            Column::new("audience", Kind::Text),
            Column::new("date", Kind::Text),
            Column::new("firmness", Kind::Text),
            Column::new("restated", Kind::Count).unit("times"),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    for ((_, it), contents) in each(answer).zip(repeated(answer)) {
        let model = &answer.models[it.model];
        for (line, verdict) in model.lines.iter().zip(&it.verdicts) {
            let said = Said::of(answer.case, line);
            let on = concerned(answer.case, line, *verdict, contents);
            table.push(vec![
                Cell::text(draft_id(answer, it)),
                Cell::text(party_id(answer, it.model)),
                Cell::text(line_name(answer.case, line.stated)),
                Cell::text(verdict.word()),
                Cell::maybe_text((!on.is_empty()).then_some(on)),
                Cell::maybe_text(said.words),
                Cell::maybe_text(said.by),
                Cell::maybe_text(said.audience),
                Cell::maybe_text(said.date),
                Cell::maybe_text(line.firmness.map(|it| it.to_string())),
                Cell::count(line.restates.len()),
                Cell::text(said.grade),
            ]);
        }
        for (understanding, claim) in undisclosed(answer.case, model.party) {
            let said = Said::of_claim(answer.case, understanding, claim);
            table.push(vec![
                Cell::text(draft_id(answer, it)),
                Cell::text(party_id(answer, it.model)),
                Cell::text(describe::name(
                    answer.case,
                    Ix::<plenipo_record::case::understanding::Understanding>::new(understanding),
                )),
                Cell::text("content not disclosed"),
                Cell::Unknown,
                Cell::maybe_text(said.words),
                Cell::maybe_text(said.by),
                Cell::maybe_text(said.audience),
                Cell::maybe_text(said.date),
                Cell::Unknown,
                Cell::count(0),
                Cell::text(said.grade),
            ]);
        }
    }
    table
}

/// The contents of each draft, once for every party.
fn repeated<'b>(
    answer: &'b Answer<'_>,
) -> impl Iterator<Item = &'b [plenipo_record::case::contents::Content]> {
    let parties = answer.models.len();
    answer.contents.iter().flat_map(move |it| std::iter::repeat_n(it.as_slice(), parties))
}

/// `issue: options` on which a line gets this verdict, by id.
pub(in crate::lens) fn concerned(
    case: &Case,
    line: &Line,
    verdict: Verdict,
    contents: &[plenipo_record::case::contents::Content],
) -> String {
    concerned_as(case, line, verdict, contents, Names::Ids)
}

/// [`concerned`] in words.
pub(in crate::lens) fn concerned_in_words(
    case: &Case,
    line: &Line,
    verdict: Verdict,
    contents: &[plenipo_record::case::contents::Content],
) -> String {
    concerned_as(case, line, verdict, contents, Names::Texts)
}

fn concerned_as(
    case: &Case,
    line: &Line,
    verdict: Verdict,
    contents: &[plenipo_record::case::contents::Content],
    names: Names,
) -> String {
    if verdict == Verdict::Respected {
        return String::new();
    }
    let mut issues: Vec<Ix<Issue>> =
        line.rules_out.iter().chain(&line.unclear).map(|(it, _)| *it).collect();
    issues.sort_unstable();
    issues.dedup();
    let each = issues.into_iter().filter(|it| line.judge_on(*it, contents) == verdict).map(|it| {
        let possible = contents[it.get()].possible;
        // "All options" would only repeat the issue; say what is not known instead.
        let name = names.issue(case, it);
        // Titles hold colons of their own.
        let told = |said: &str| match names {
            Names::Ids => format!("{name}: {said}"),
            Names::Texts => format!("{name} ({said})"),
        };
        if possible == case.issue(it).all() && possible.len() > 1 {
            told("not known")
        } else {
            told(&names.options(case.issue(it), possible))
        }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A line's words and where they come from.
pub(in crate::lens) struct Said {
    pub(in crate::lens) words: Option<String>,
    pub(in crate::lens) by: Option<String>,
    pub(in crate::lens) audience: Option<&'static str>,
    pub(in crate::lens) date: Option<String>,
    pub(in crate::lens) grade: String,
}

impl Said {
    pub(in crate::lens) fn of(case: &Case, line: &Line) -> Said {
        match line.stated {
            Stated::RedLine(ix) => {
                let it = &case.red_lines[ix.get()];
                Said {
                    words: it.words.clone(),
                    by: it.by.as_ref().map(|by| case.speaker(by)),
                    audience: it.audience.map(|it| it.word()),
                    date: it.date.map(|date| it.meta.date_is.show(date)),
                    grade: describe::footing(case, &it.meta),
                }
            }
            Stated::Claim(ix, place) => Said::of_claim(case, ix.get(), place),
        }
    }

    pub(in crate::lens) fn of_claim(case: &Case, understanding: usize, place: usize) -> Said {
        let claim = &case.understandings[understanding].claims[place];
        Said {
            words: claim.words.clone(),
            by: claim.by.as_ref().map(|by| case.speaker(by)),
            audience: None,
            date: claim.date.map(|date| claim.meta.date_is.show(date)),
            grade: describe::footing(case, &claim.meta),
        }
    }
}

/// Understandings (and claims, by place) that `party` calls binding without disclosing what they
/// settle: whether a draft departs from them cannot be judged.
pub(in crate::lens) fn undisclosed(
    case: &Case,
    party: Ix<plenipo_record::case::party::Party>,
) -> Vec<(usize, usize)> {
    let each = case.understandings.iter().enumerate().filter_map(|(place, it)| {
        let own = it.claims.iter().enumerate().filter(|(_, claim)| claim.party == party);
        let (claim_place, claim) =
            own.max_by_key(|(claim_place, claim)| (claim.date, *claim_place))?;
        let hidden = !matches!(claim.content, Content::Settles(_));
        (claim.force == Some(Force::Binding) && hidden).then_some((place, claim_place))
    });
    each.collect()
}

fn acceptance(answer: &Answer<'_>) -> Table {
    let best = "share of the party's best deal";
    let mut table = Table::new(
        "acceptance",
        "Would each party accept at the table",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("status", Kind::Text),
            Column::new("answer", Kind::Text),
            Column::new("lines_crossed", Kind::Count),
            Column::new("lines_maybe", Kind::Count),
            Column::new("worth_low", Kind::Utility).unit(best),
            Column::new("worth", Kind::Utility).unit(best),
            Column::new("worth_high", Kind::Utility).unit(best),
            Column::new("accept_low", Kind::Probability),
            Column::new("accept", Kind::Probability),
            Column::new("accept_high", Kind::Probability),
            Column::new("std_error", Kind::Probability),
            Column::new("positions_known", Kind::Count),
            Column::new("issues_set", Kind::Count),
        ],
    );
    for (_, it) in each(answer) {
        let count = |verdict: &[Verdict]| {
            Cell::count(it.verdicts.iter().filter(|it| verdict.contains(it)).count())
        };
        table.push(vec![
            Cell::text(draft_id(answer, it)),
            Cell::text(party_id(answer, it.model)),
            Cell::text(it.status.word()),
            Cell::maybe_text(super::account::replies(answer.case, it)),
            count(&[Verdict::Crossed]),
            count(&[Verdict::MayBeCrossed, Verdict::Unclear]),
            Cell::maybe(it.worth.map(|it| it.low)),
            Cell::maybe(it.worth.and_then(|it| it.median)),
            Cell::maybe(it.worth.map(|it| it.high)),
            Cell::maybe(it.accept.low),
            Cell::maybe(it.accept.central),
            Cell::maybe(it.accept.high),
            Cell::maybe(it.accept.std_error),
            Cell::count(it.coverage.0),
            Cell::count(it.coverage.1),
        ]);
    }
    table
}

fn blockers(answer: &Answer<'_>) -> Table {
    let share = "of rejecting samples";
    let mut table = Table::new(
        "blockers",
        "What stops each party: lines first, then issues that alone would turn it",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("blocker", Kind::Id),
            Column::new("kind", Kind::Text),
            Column::new("issue", Kind::Text),
            Column::new("share_binding", Kind::Share).unit(share),
            Column::new("share_only", Kind::Share).unit(share),
        ],
    );
    for of in &answer.each {
        for (it, blockers) in of.assessments.iter().zip(&of.blockers) {
            for blocker in blockers {
                let issues: Vec<&str> =
                    blocker.issues.iter().map(|ix| answer.case.issue_id(*ix)).collect();
                table.push(vec![
                    Cell::text(draft_id(answer, it)),
                    Cell::text(party_id(answer, it.model)),
                    Cell::text(blocker.name.clone()),
                    Cell::text(blocker.kind.word()),
                    Cell::text(issues.join(", ")),
                    Cell::maybe(blocker.share_binding),
                    Cell::maybe(blocker.share_only),
                ]);
            }
        }
    }
    table
}

fn joint(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "joint",
        "Each draft under the agreement rule",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("status", Kind::Text),
            Column::new("stopped_by", Kind::Text),
            Column::new("accept_low", Kind::Probability),
            Column::new("accept", Kind::Probability),
            Column::new("accept_high", Kind::Probability),
        ],
    );
    for of in &answer.each {
        let it = &of.joint;
        let stops: Vec<&str> = it.stops.iter().map(|ix| answer.case.party_id(*ix)).collect();
        table.push(vec![
            Cell::text(answer.case.draft(it.draft).id()),
            Cell::text(it.status.word()),
            Cell::maybe_text((!stops.is_empty()).then(|| stops.join(", "))),
            Cell::maybe(it.low),
            Cell::maybe(it.central),
            Cell::maybe(it.high),
        ]);
    }
    table
}

fn ranks(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "ranks",
        "Which of the drafts of known content each party would rank where (SMAA-2)",
        vec![
            Column::new("party", Kind::Id),
            Column::new("draft", Kind::Id),
            Column::new("rank", Kind::Count),
            Column::new("acceptability", Kind::Share).unit("of samples"),
            Column::new("confidence", Kind::Share).unit("of samples"),
            Column::new("heaviest_issues", Kind::Text),
        ],
    );
    for ranks in &answer.ranks {
        for (place, draft) in ranks.drafts.iter().enumerate() {
            for rank in 0..ranks.drafts.len() {
                let first = rank == 0;
                let confidence = ranks.smaa.confidence_factors[place].filter(|_| first);
                let central = ranks.smaa.central_weights[place].as_ref().filter(|_| first);
                table.push(vec![
                    Cell::text(answer.case.party_id(ranks.party)),
                    Cell::text(answer.case.draft(*draft).id()),
                    Cell::count(rank + 1),
                    Cell::Number(ranks.smaa.rank_acceptability(place, rank)),
                    Cell::maybe(confidence),
                    Cell::maybe_text(central.map(|it| heaviest(answer.case, it))),
                ]);
            }
        }
    }
    table
}

/// The three issues with the greatest central weight, with the weight.
fn heaviest(case: &Case, weights: &[f64]) -> String {
    let mut by_weight: Vec<(usize, f64)> = weights.iter().copied().enumerate().collect();
    by_weight.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let each =
        by_weight.iter().take(3).map(|(i, w)| format!("{} {w:.2}", case.issue_id(Ix::new(*i))));
    each.collect::<Vec<_>>().join(", ")
}

fn deciders(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "deciders",
        "What would narrow the answer, once known",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("kind", Kind::Text),
            Column::new("input", Kind::Text),
            Column::new("width", Kind::Probability),
            Column::new("width_known", Kind::Probability),
        ],
    );
    for of in &answer.each {
        for it in &of.deciders {
            table.push(vec![
                Cell::text(answer.case.draft(of.joint.draft).id()),
                Cell::text(party_id(answer, it.model)),
                Cell::text(it.kind),
                Cell::text(it.input.clone()),
                Cell::maybe(it.width),
                Cell::maybe(it.width_known),
            ]);
        }
    }
    table
}

fn consents(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "consents",
        "Further consents that options of the draft need; not part of any figure",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("act", Kind::Text),
            Column::new("is", Kind::Text),
            Column::new("of", Kind::Text),
            Column::new("form", Kind::Text),
            Column::new("issue", Kind::Text),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for of in &answer.each {
        for it in &of.consents {
            let consent = &case.consents[it.consent.get()];
            let bodies: Vec<String> = consent.of.iter().map(|by| case.speaker(by)).collect();
            let issues: Vec<&str> = it.issues.iter().map(|ix| case.issue_id(*ix)).collect();
            table.push(vec![
                Cell::text(case.draft(of.joint.draft).id()),
                Cell::text(consent.act.clone()),
                Cell::text(it.is),
                Cell::maybe_text((!bodies.is_empty()).then(|| bodies.join(", "))),
                Cell::maybe_text(consent.form.map(|it| it.word())),
                Cell::text(issues.join(", ")),
                Cell::text(describe::footing(case, &consent.meta)),
            ]);
        }
    }
    table
}

fn noise(answer: &Answer<'_>) -> Table {
    let mut table = Table::new(
        "noise",
        "Acceptance with behavioural noise, apart from the uncertainty about preferences",
        vec![
            Column::new("draft", Kind::Id),
            Column::new("party", Kind::Id),
            Column::new("tau", Kind::Utility),
            Column::new("accept", Kind::Probability),
        ],
    );
    for (_, it) in each(answer) {
        table.push(vec![
            Cell::text(draft_id(answer, it)),
            Cell::text(party_id(answer, it.model)),
            Cell::Number(answer.tau),
            Cell::maybe(it.accept.noisy),
        ]);
    }
    table
}
