//! The lens's tables: the stable interface for other programs.

use super::assess::Assessment;
use jiff::civil::Date;

use super::blockers::{Blocker, line_name};
use super::uncrossed::{Uncrossed, uncrossed};
use super::{AcceptanceAnswer, OfDraft};
use crate::finding::block::{Mark, Text};
use crate::finding::status::Status;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{broken, unjudged, warned};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::{Line, Stated, Verdict};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::position::{Answer as AnswerOnRecord, AnswerTo};
use plenipo_record::case::red_line::RedLine;
use plenipo_record::case::understanding::{ClaimContent, Force, Understanding};

pub(in crate::lens) fn tables(answer: &AcceptanceAnswer<'_>) -> Vec<Table> {
    let mut tables = vec![
        answers(answer),
        lines(answer),
        acceptance(answer),
        blockers(answer),
        joint(answer),
        ranks(answer),
        deciders(answer),
        consents(answer),
        rules(answer),
        outside(answer),
    ];
    if answer.tau > 0.0 {
        tables.push(noise(answer));
    }
    tables
}

fn draft_id<'a>(answer: &AcceptanceAnswer<'a>, of: &Assessment) -> &'a str {
    answer.case.draft(of.draft).id()
}

fn party_id<'a>(answer: &AcceptanceAnswer<'a>, model: usize) -> &'a str {
    answer.case.party_id(answer.models[model].party)
}

/// Every assessment, draft by draft.
fn each<'b>(
    answer: &'b AcceptanceAnswer<'_>,
) -> impl Iterator<Item = (&'b OfDraft, &'b Assessment)> {
    answer.each.iter().flat_map(|of| of.assessments.iter().map(move |it| (of, it)))
}

fn answers(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "answers",
        "Recorded answers; public and private ones are kept apart",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("answer", ColumnKind::Text),
            Column::new("points", ColumnKind::List),
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::Text),
            Column::new("audience", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for it in case.answers.iter().rev() {
        let draft = match it.to {
            AnswerTo::AnyText => Cell::text("any-text"),
            AnswerTo::Draft(ix) if answer.drafts.contains(&ix) => Cell::draft(case.draft(ix).id()),
            AnswerTo::Draft(_) => continue,
        };
        table.push(vec![
            draft,
            Cell::party(case.party_id(it.party)),
            Cell::text(it.answer.word()),
            Cell::maybe_list(it.points.iter().map(|it| Cell::to(Target::Point, it))),
            Cell::day(it.date, it.meta.date_is),
            Cell::maybe_text(it.by.as_ref().map(|by| case.speaker(by))),
            Cell::maybe_text(it.audience.map(|it| it.word())),
            Cell::maybe_text(it.words.clone()),
            Cell::Footing(describe::footing(case, &it.meta)),
        ]);
    }
    table
}

fn lines(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "lines",
        "What each draft does to each standing line",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("line", ColumnKind::Id),
            Column::new("verdict", ColumnKind::State),
            Column::new("on", ColumnKind::List),
            Column::new("words", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("audience", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("firmness", ColumnKind::Range),
            Column::new("restated", ColumnKind::Count).unit("times"),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for ((_, it), contents) in each(answer).zip(repeated(answer)) {
        let model = &answer.models[it.model];
        for (line, verdict) in model.lines.iter().zip(&it.verdicts) {
            let said = Said::of(answer.case, line);
            let on = concerned_cell(answer.case, line, *verdict, contents);
            table.push(vec![
                Cell::draft(draft_id(answer, it)),
                Cell::party(party_id(answer, it.model)),
                line_cell(answer.case, line.stated),
                verdict_cell(answer.case.draft(it.draft), line, *verdict, contents),
                on,
                Cell::maybe_text(said.words),
                Cell::maybe_text(said.by),
                Cell::maybe_text(said.audience),
                Cell::day(said.date, said.date_is),
                Cell::chance(line.firmness),
                Cell::count(line.restates.len()),
                Cell::Footing(said.grade),
            ]);
        }
        for (understanding, claim) in undisclosed(answer.case, model.party) {
            let said = Said::of_claim(answer.case, understanding, claim);
            table.push(vec![
                Cell::draft(draft_id(answer, it)),
                Cell::party(party_id(answer, it.model)),
                Cell::record::<Understanding>(answer.case, understanding),
                Cell::state("content not disclosed", Mark::Unknown),
                Cell::Unknown,
                Cell::maybe_text(said.words),
                Cell::maybe_text(said.by),
                Cell::maybe_text(said.audience),
                Cell::day(said.date, said.date_is),
                Cell::Unknown,
                Cell::count(0),
                Cell::Footing(said.grade),
            ]);
        }
    }
    table
}

/// The record of a line, as tables refer to it: its thread, where it has one.
pub(in crate::lens) fn line_cell(case: &Case, stated: Stated) -> Cell {
    match stated {
        Stated::RedLine(ix) if case.red_lines[ix.get()].thread.is_some() => {
            Cell::to(Target::Line, line_name(case, stated))
        }
        Stated::RedLine(ix) => Cell::record::<RedLine>(case, ix.get()),
        Stated::Claim(ix, _) => Cell::record::<Understanding>(case, ix.get()),
    }
}

/// The verdict on a line; of one that is not crossed also on what that rests.
fn verdict_cell(draft: &Draft, line: &Line, verdict: Verdict, contents: &[Content]) -> Cell {
    if verdict != Verdict::Respected {
        return Cell::state(verdict.word(), verdict_mark(verdict));
    }
    let is = uncrossed(draft, line, contents);
    let mark = match is {
        Uncrossed::ByTheText => Mark::Fine,
        Uncrossed::ByReport => Mark::Unknown,
        Uncrossed::NotTouched => Mark::Plain,
    };
    Cell::state(is.word(), mark)
}

/// What a verdict on a line means for an agreement.
pub(in crate::lens) fn verdict_mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Respected => Mark::Fine,
        Verdict::Unclear => Mark::Unknown,
        Verdict::MayBeCrossed => Mark::Maybe,
        Verdict::Crossed => Mark::Stop,
    }
}

/// A blocker by its record: a line, or an issue that alone turns the party.
fn blocked_by(case: &Case, lines: &[Line], blocker: &Blocker) -> Cell {
    match blocker.line {
        Some(place) => line_cell(case, lines[place].stated),
        None => Cell::issue(blocker.name.clone()),
    }
}

/// The contents of each draft, once for every party.
fn repeated<'b>(answer: &'b AcceptanceAnswer<'_>) -> impl Iterator<Item = &'b [Content]> {
    let parties = answer.models.len();
    answer.contents.iter().flat_map(move |it| std::iter::repeat_n(it.as_slice(), parties))
}

/// Issues on which a line gets this verdict, each with what the draft has there.
fn concerned<'c>(
    case: &'c Case,
    line: &'c Line,
    verdict: Verdict,
    contents: &'c [Content],
) -> impl Iterator<Item = (Ix<Issue>, Option<OptionSet>)> + use<'c> {
    let kept = verdict == Verdict::Respected;
    let issues = if kept { Vec::new() } else { line.judged_on(contents) };
    issues.into_iter().map(move |it| {
        let content = &contents[it.get()];
        // What it leaves to the principals is told by what rules let them come to.
        let left = content.options().is_empty();
        let possible = if left { content.fillings() } else { content.options() };
        // "All options" would only repeat the issue: what the draft has there is not known.
        let unknown = possible == case.issue(it).all() && possible.len() > 1;
        (it, (!unknown).then_some(possible))
    })
}

/// The options on which a line gets this verdict; an issue alone where the draft's is not known.
pub(in crate::lens) fn concerned_cell(
    case: &Case,
    line: &Line,
    verdict: Verdict,
    contents: &[Content],
) -> Cell {
    let mut cells = Vec::new();
    for (issue, options) in concerned(case, line, verdict, contents) {
        match options {
            Some(set) => cells.extend(Cell::options_of(case, issue, set)),
            None => cells.push(Cell::issue(case.issue_id(issue))),
        }
    }
    Cell::maybe_list(cells)
}

/// The same in words.
pub(in crate::lens) fn concerned_in_words(
    case: &Case,
    line: &Line,
    verdict: Verdict,
    contents: &[Content],
) -> String {
    let each = concerned(case, line, verdict, contents).map(|(ix, options)| {
        let issue = case.issue(ix);
        let said = options.map_or("not known".to_owned(), |it| describe::option_texts(issue, it));
        let said = match contents[ix.get()].options().is_empty() {
            true => format!("left to the principals, and rules leave only {said}"),
            false => said,
        };
        // Titles hold colons of their own.
        format!("{} ({said})", issue.title)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A line's words and where they come from.
pub(in crate::lens) struct Said {
    pub(in crate::lens) words: Option<String>,
    pub(in crate::lens) by: Option<String>,
    pub(in crate::lens) audience: Option<&'static str>,
    pub(in crate::lens) date: Option<Date>,
    pub(in crate::lens) date_is: DateIs,
    pub(in crate::lens) grade: Footing,
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
                    date: it.date,
                    date_is: it.meta.date_is,
                    grade: describe::footing(case, &it.meta),
                }
            }
            Stated::Claim(ix, place) => Said::of_claim(case, ix.get(), place),
        }
    }

    /// Who said it, to whom and when.
    pub(in crate::lens) fn voice(&self) -> Vec<Text> {
        let mut parts: Vec<Text> = Vec::new();
        parts.extend(self.by.clone().map(Text::plain));
        parts.extend(self.audience.map(Text::plain));
        parts.extend(self.date.map(|date| Text::default().day(date, self.date_is)));
        parts
    }

    /// The same, and on what it stands, with `between` between the parts.
    pub(in crate::lens) fn whence(&self, between: &str) -> Text {
        let mut parts = self.voice();
        parts.push(Text::default().standing_on(&self.grade));
        Text::joined(parts, between)
    }

    pub(in crate::lens) fn of_answer(case: &Case, it: &AnswerOnRecord) -> Said {
        Said {
            words: it.words.clone(),
            by: it.by.as_ref().map(|by| case.speaker(by)),
            audience: it.audience.map(|it| it.word()),
            date: it.date,
            date_is: it.meta.date_is,
            grade: describe::footing(case, &it.meta),
        }
    }

    pub(in crate::lens) fn of_claim(case: &Case, understanding: usize, place: usize) -> Said {
        let claim = &case.understandings[understanding].claims[place];
        Said {
            words: claim.words.clone(),
            by: claim.by.as_ref().map(|by| case.speaker(by)),
            audience: None,
            date: claim.date,
            date_is: claim.meta.date_is,
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
    let each = case.understandings.iter().enumerate().flat_map(|(place, it)| {
        let hidden = |claim: &usize| {
            let claim = &it.claims[*claim];
            claim.force == Some(Force::Binding)
                && !matches!(claim.content, ClaimContent::Settles(_))
        };
        // Several of one day that disclose nothing are one.
        it.latest_of(party).into_iter().rfind(hidden).map(|claim| (place, claim))
    });
    each.collect()
}

fn acceptance(answer: &AcceptanceAnswer<'_>) -> Table {
    let best = "share of the party's best deal";
    let mut table = Table::new(
        "acceptance",
        "Would each party accept at the table",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("status", ColumnKind::State),
            Column::new("answer", ColumnKind::Text),
            Column::new("lines_crossed", ColumnKind::Count),
            Column::new("lines_maybe", ColumnKind::Count),
            Column::new("worth_low", ColumnKind::Utility).unit(best),
            Column::new("worth", ColumnKind::Utility).unit(best),
            Column::new("worth_high", ColumnKind::Utility).unit(best),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept", ColumnKind::Probability),
            Column::new("accept_high", ColumnKind::Probability),
            Column::new("std_error", ColumnKind::Probability),
            Column::new("positions_known", ColumnKind::Count),
            Column::new("issues_set", ColumnKind::Count),
        ],
    );
    for (_, it) in each(answer) {
        let count = |verdict: &[Verdict]| {
            Cell::count(it.verdicts.iter().filter(|it| verdict.contains(it)).count())
        };
        table.push(vec![
            Cell::draft(draft_id(answer, it)),
            Cell::party(party_id(answer, it.model)),
            Cell::state(it.status.word(), it.status.mark()),
            Cell::maybe_text(super::account::replies(answer.case, it)),
            count(&[Verdict::Crossed]),
            count(&[Verdict::MayBeCrossed, Verdict::Unclear]),
            Cell::maybe(it.worth.map(|it| it.low)),
            Cell::maybe(it.worth.and_then(|it| it.median)),
            Cell::maybe(it.worth.map(|it| it.high)),
            Cell::maybe(it.told().low),
            Cell::maybe(it.told().central),
            Cell::maybe(it.told().high),
            Cell::maybe(it.told().std_error),
            Cell::count(it.coverage.0),
            Cell::count(it.coverage.1),
        ]);
    }
    table
}

fn blockers(answer: &AcceptanceAnswer<'_>) -> Table {
    let share = "of rejecting samples";
    let mut table = Table::new(
        "blockers",
        "What stops each party: lines first, then issues that would win it over on their own",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("blocker", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("issue", ColumnKind::List),
            Column::new("share_binding", ColumnKind::Share).unit(share),
            Column::new("share_only", ColumnKind::Share).unit(share),
        ],
    );
    for of in &answer.each {
        for (it, blockers) in of.assessments.iter().zip(&of.blockers) {
            for blocker in blockers {
                let issues = blocker.issues.iter().map(|ix| answer.case.issue_id(*ix));
                table.push(vec![
                    Cell::draft(draft_id(answer, it)),
                    Cell::party(party_id(answer, it.model)),
                    blocked_by(answer.case, &answer.models[it.model].lines, blocker),
                    Cell::text(blocker.kind.word()),
                    Cell::list(issues.map(Cell::issue)),
                    Cell::maybe(blocker.share_binding),
                    Cell::maybe(blocker.share_only),
                ]);
            }
        }
    }
    table
}

fn joint(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "joint",
        "Each draft under the agreement rule",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("status", ColumnKind::State),
            Column::new("stopped_by", ColumnKind::List),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept", ColumnKind::Probability),
            Column::new("accept_high", ColumnKind::Probability),
        ],
    );
    for of in &answer.each {
        let it = &of.joint;
        let stops = it.stops.iter().map(|ix| answer.case.party_id(*ix));
        table.push(vec![
            Cell::draft(answer.case.draft(it.draft).id()),
            Cell::state(it.status.word(), joint_mark(it.status)),
            Cell::maybe_list(stops.map(Cell::party)),
            Cell::maybe(it.low),
            Cell::maybe(it.central),
            Cell::maybe(it.high),
        ]);
    }
    table
}

/// What the joint answer means for an agreement.
fn joint_mark(status: Status) -> Mark {
    match status {
        Status::Accepted => Mark::Fine,
        Status::Stopped | Status::Fallen => Mark::Stop,
        Status::Open => Mark::Maybe,
        _ => Mark::Unknown,
    }
}

fn ranks(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "ranks",
        "Where each party would rank the drafts of known content (SMAA-2)",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("draft", ColumnKind::Id),
            Column::new("rank", ColumnKind::Count),
            Column::new("acceptability", ColumnKind::Share).unit("of samples"),
            Column::new("confidence", ColumnKind::Share).unit("of samples"),
            Column::new("heaviest_issues", ColumnKind::List),
            Column::new("heaviest_weights", ColumnKind::List),
        ],
    );
    for ranks in &answer.ranks {
        for (place, draft) in ranks.drafts.iter().enumerate() {
            for rank in 0..ranks.n_told() {
                let first = rank == 0;
                let confidence = ranks.smaa.confidence_factors[place].filter(|_| first);
                let central = ranks.smaa.central_weights[place].as_ref().filter(|_| first);
                table.push(vec![
                    Cell::party(answer.case.party_id(ranks.party)),
                    Cell::draft(answer.case.draft(*draft).id()),
                    Cell::count(rank + 1),
                    Cell::Number(ranks.smaa.rank_acceptability(place, rank)),
                    Cell::maybe(confidence),
                    central.map_or(Cell::Unknown, |it| {
                        Cell::list(
                            heaviest(it)
                                .map(|(i, _)| Cell::issue(answer.case.issue_id(Ix::new(i)))),
                        )
                    }),
                    central.map_or(Cell::Unknown, |it| {
                        Cell::list(heaviest(it).map(|(_, weight)| Cell::Number(weight)))
                    }),
                ]);
            }
        }
    }
    table
}

/// The places of the three issues with the greatest central weight, with the weight.
fn heaviest(weights: &[f64]) -> impl Iterator<Item = (usize, f64)> + use<> {
    let mut by_weight: Vec<(usize, f64)> = weights.iter().copied().enumerate().collect();
    by_weight.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    by_weight.into_iter().take(3)
}

fn deciders(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "deciders",
        "Missing facts that would narrow the answer once known",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("input", ColumnKind::Text),
            Column::new("width", ColumnKind::Probability),
            Column::new("width_known", ColumnKind::Probability),
        ],
    );
    for of in &answer.each {
        for it in &of.deciders {
            table.push(vec![
                Cell::draft(answer.case.draft(of.joint.draft).id()),
                Cell::party(party_id(answer, it.model)),
                Cell::text(it.kind),
                Cell::text(it.input.clone()),
                Cell::maybe(it.width),
                Cell::maybe(it.width_known),
            ]);
        }
    }
    table
}

fn consents(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "consents",
        "Further consents that options of the draft need; not part of any figure",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("act", ColumnKind::Text),
            Column::new("is", ColumnKind::Text),
            Column::new("of", ColumnKind::List),
            Column::new("form", ColumnKind::Text),
            Column::new("issue", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for of in &answer.each {
        for it in &of.consents {
            let consent = &case.consents[it.consent.get()];
            let bodies = consent.of.iter().map(|by| Cell::text(case.speaker(by)));
            let issues = it.issues.iter().map(|ix| Cell::issue(case.issue_id(*ix)));
            table.push(vec![
                Cell::draft(case.draft(of.joint.draft).id()),
                Cell::text(consent.act.clone()),
                Cell::text(it.is.word()),
                Cell::maybe_list(bodies),
                Cell::maybe_text(consent.form.map(|it| it.word())),
                Cell::list(issues),
                Cell::Footing(describe::footing(case, &consent.meta)),
            ]);
        }
    }
    table
}

/// What of the rules on record each draft does not keep, readings of keepers included.
fn rules(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "rules_broken",
        "Rules that a draft breaks: no such text can be; readings of keepers only warn; what a rule requires may not be on \
         record yet",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("id", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("verdict", ColumnKind::State),
            Column::new("rule", ColumnKind::Text),
            Column::new("on", ColumnKind::List),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for (of, contents) in answer.each.iter().zip(&answer.contents) {
        let (broken, warned) = (broken(case, contents), warned(case, contents));
        let verdicts = [
            (broken.each, "rule broken", Mark::Stop),
            (broken.together, "not all can be kept", Mark::Stop),
            (warned.each, "reading broken", Mark::Maybe),
            (warned.together, "not all readings can be kept", Mark::Maybe),
            (unjudged(case, contents), "cannot be judged", Mark::Unknown),
        ];
        for (all, verdict, mark) in verdicts {
            for ix in all {
                let it = &case.rules[ix.get()];
                let on = it.issues().into_iter().map(|it| Cell::issue(case.issue_id(it)));
                table.push(vec![
                    Cell::draft(case.draft(of.joint.draft).id()),
                    Cell::maybe_to(Kind::Rule, case.id(RecordRef::new(Kind::Rule, ix.get()))),
                    Cell::text(it.is.word()),
                    Cell::state(verdict, mark),
                    Cell::text(describe::rule(case, it)),
                    Cell::list(on),
                    Cell::maybe_text(it.words.clone()),
                    Cell::Footing(describe::footing(case, &it.meta)),
                ]);
            }
        }
    }
    table
}

/// Those outside the agreement rule, by draft.
fn outside(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "outside",
        "Who else can stop, must deliver or may disrupt the draft, or has a line or an answer of its own",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("capacity", ColumnKind::Text),
            Column::new("sure", ColumnKind::Text),
            Column::new("act", ColumnKind::Text),
            Column::new("crosses", ColumnKind::List),
            Column::new("may_cross", ColumnKind::List),
            Column::new("answer", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let case = answer.case;
    for of in &answer.each {
        for it in &of.outside {
            let lines = |crossed: bool| {
                let of = it.lines.iter().filter(|(_, is)| (*is == Verdict::Crossed) == crossed);
                Cell::maybe_list(of.map(|(line, _)| line_cell(case, line.stated)))
            };
            let said = it.word.own.iter().chain(&it.word.points).chain(&it.word.any);
            let said: Vec<&str> = said.map(|ix| case.answers[ix.get()].answer.word()).collect();
            let mut row = |capacity: Cell, sure: Cell, act: Cell, grade: Cell| {
                table.push(vec![
                    Cell::draft(case.draft(of.joint.draft).id()),
                    Cell::party(case.party_id(it.party)),
                    capacity,
                    sure,
                    act,
                    lines(true),
                    lines(false),
                    Cell::maybe_text((!said.is_empty()).then(|| said.join("; "))),
                    grade,
                ]);
            };
            for (ix, sure) in &it.capacities {
                let capacity = &case.capacities[ix.get()];
                row(
                    Cell::text(capacity.is.word()),
                    Cell::text(if *sure { "yes" } else { "depends on the text" }),
                    Cell::maybe_text(capacity.act.clone()),
                    Cell::Footing(describe::footing(case, &capacity.meta)),
                );
            }
            if it.capacities.is_empty() {
                row(Cell::Unknown, Cell::Unknown, Cell::Unknown, Cell::Unknown);
            }
        }
    }
    table
}

fn noise(answer: &AcceptanceAnswer<'_>) -> Table {
    let mut table = Table::new(
        "noise",
        "Acceptance with behavioural noise, apart from the uncertainty about preferences",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("party", ColumnKind::Id),
            Column::new("tau", ColumnKind::Utility),
            Column::new("accept", ColumnKind::Probability),
        ],
    );
    for (_, it) in each(answer) {
        table.push(vec![
            Cell::draft(draft_id(answer, it)),
            Cell::party(party_id(answer, it.model)),
            Cell::Number(answer.tau),
            Cell::maybe(it.told().noisy),
        ]);
    }
    table
}
