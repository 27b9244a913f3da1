//! The lens's tables: the stable interface for other programs.

use super::AmendAnswer;
use super::clearing::Clearing;
use super::demands::{Demand, Demands, issues_of};
use super::effects::{self, Effect, label};
use super::pivotal::{self, Pivot};
use super::worth::Outcome;
use crate::finding::block::Mark;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::consents::Need;
use crate::lens::acceptance::tables::{Said, concerned_cell, line_cell, verdict_mark};
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Verdict;

pub(super) fn tables(answer: &AmendAnswer<'_>) -> Vec<Table> {
    vec![
        amendments(answer),
        acceptance_after(answer),
        conflict(answer),
        lines(answer),
        on_record(answer),
        consents(answer),
    ]
}

/// Which step of the search found a set of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The one that clears the lines.
    Lines,
    /// The same where every line stands that a later word apparently overtook.
    Standing,
    /// The one that reaches the acceptance asked for.
    Worth,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Step::Lines => "lines",
            Step::Standing => "standing",
            Step::Worth => "worth",
        }
    }
}

/// The sets shown: number, which step found it, and what it does. Those that reach the target are
/// counted on after those that clear the lines; one that does both has one number and stands under both steps.
pub(super) fn sets<'b>(
    answer: &'b AmendAnswer<'_>,
) -> impl Iterator<Item = (usize, Step, &'b Effect)> {
    let clear = answer.clear.iter().map(|it| (Step::Lines, it));
    let reach = answer.reach.iter().map(|it| (Step::Worth, it));
    let standing = answer.at_the_other_end().iter().map(|it| (Step::Standing, it));
    let all = clear.chain(reach).chain(standing);
    let changing = all.filter(|(_, it)| !it.changes.is_empty());
    changing.filter_map(|(step, it)| Some((number_of(answer, it)?, step, it)))
}

/// The number of a set: the same for the same changes, whichever step found them.
pub(super) fn number_of(answer: &AmendAnswer<'_>, of: &Effect) -> Option<usize> {
    let mut seen: Vec<&Effect> = Vec::new();
    for it in answer.effects().filter(|it| !it.changes.is_empty()) {
        if seen.iter().all(|other| other.changes != it.changes) {
            seen.push(it);
        }
    }
    seen.iter().position(|it| it.changes == of.changes).map(|it| it + 1)
}

fn amendments(answer: &AmendAnswer<'_>) -> Table {
    let mut table = Table::new(
        "amendments",
        "The smallest sets of changes, one row per change",
        vec![
            Column::new("set", ColumnKind::Count),
            Column::new("issue", ColumnKind::Id),
            Column::new("from", ColumnKind::List),
            Column::new("to", ColumnKind::Id),
            Column::new("removes", ColumnKind::List),
            Column::new("creates", ColumnKind::List),
            Column::new("step", ColumnKind::Text),
        ],
    );
    for (number, step, effect) in sets(answer) {
        let standing = answer.standing.as_ref().filter(|_| step == Step::Standing);
        let demands = standing.map_or(&answer.demands, |it| &it.demands);
        for change in &effect.changes {
            let removes = removes(answer, effect, demands, *change);
            let creates = creates(answer, effect, demands, *change);
            table.push(vec![
                Cell::count(number),
                Cell::issue(answer.base.case.issue_id(change.issue)),
                from(answer, *change),
                Cell::option(to(answer, *change)),
                with(removes, &pivotal::removed(answer, effect, *change)),
                with(creates, &pivotal::created(answer, effect, *change)),
                Cell::text(step.word()),
            ]);
        }
    }
    table
}

/// Each principal's figures for the draft as it is (set 0) and after each set that reaches the target.
fn acceptance_after(answer: &AmendAnswer<'_>) -> Table {
    let best = "share of the party's best deal";
    let mut table = Table::new(
        "acceptance_after",
        "Acceptance at the table as the draft is (set 0) and after each set that reaches the \
         target, by the draws that `assess` uses and the search did not",
        vec![
            Column::new("set", ColumnKind::Count),
            Column::new("party", ColumnKind::Id),
            Column::new("accept", ColumnKind::Probability),
            Column::new("std_error", ColumnKind::Probability),
            Column::new("accept_low", ColumnKind::Probability),
            Column::new("accept_high", ColumnKind::Probability),
            Column::new("worth_low", ColumnKind::Utility).unit(best),
            Column::new("worth", ColumnKind::Utility).unit(best),
            Column::new("worth_high", ColumnKind::Utility).unit(best),
            Column::new("lines_crossed", ColumnKind::Count),
            Column::new("lines_maybe", ColumnKind::Count),
            Column::new("counted", ColumnKind::Probability).label("compared with the target"),
            Column::new("counted_error", ColumnKind::Probability),
        ],
    );
    let Ok(worth) = &answer.worth else { return table };
    let numbers = sets(answer).filter(|(_, step, _)| *step == Step::Worth).map(|(n, _, _)| n);
    let found: &[_] = match &worth.outcome {
        Outcome::Sets { sets, .. } => sets,
        _ => &[],
    };
    let found = found.iter().filter(|(set, _)| !set.is_empty()).map(|(_, figures)| figures);
    for (number, figures) in std::iter::once((0, &worth.before)).chain(numbers.zip(found)) {
        for it in figures {
            let verdicts = &it.assessment.verdicts;
            let count =
                |of: &[Verdict]| Cell::count(verdicts.iter().filter(|it| of.contains(it)).count());
            // Beside its own word nothing is compared.
            let compared = |figure: Option<f64>| figure.filter(|_| !it.assessment.answered());
            table.push(vec![
                Cell::count(number),
                Cell::party(answer.base.case.party_id(it.party)),
                Cell::maybe(it.assessment.told().central),
                Cell::maybe(it.assessment.told().std_error),
                Cell::maybe(it.assessment.told().low),
                Cell::maybe(it.assessment.told().high),
                Cell::maybe(it.assessment.worth.map(|it| it.low)),
                Cell::maybe(it.assessment.worth.and_then(|it| it.median)),
                Cell::maybe(it.assessment.worth.map(|it| it.high)),
                count(&[Verdict::Crossed]),
                count(&[Verdict::MayBeCrossed, Verdict::Unclear]),
                Cell::maybe(compared(it.counted)),
                Cell::maybe(compared(it.counted_error)),
            ]);
        }
    }
    table
}

/// What the draft says on the issue, in ids; nothing where that is not known.
fn from(answer: &AmendAnswer<'_>, change: Amendment) -> Cell {
    let content = &answer.base.contents[change.issue.get()];
    match content.how {
        How::Unknown => Cell::Unknown,
        How::LeftOpen => Cell::state(How::LeftOpen.word(), Mark::Unknown),
        _ => Cell::list(Cell::options(answer.base.case.issue(change.issue), content.options())),
    }
}

fn to<'a>(answer: &AmendAnswer<'a>, change: Amendment) -> &'a str {
    let issue = answer.base.case.issue(change.issue);
    issue.options[change.option.get()].id.as_str()
}

/// The lines a change has a part in keeping, by name.
fn removes(
    answer: &AmendAnswer<'_>,
    effect: &Effect,
    demands: &Demands,
    change: Amendment,
) -> Vec<Cell> {
    let removed = effect.removes(&answer.base, demands, change);
    let each = removed.iter().map(|it| label(answer.base.case, &demands.lines[*it]));
    each.map(Cell::Text).collect()
}

/// The same for the account: lines by their words.
pub(super) fn cleared(
    answer: &AmendAnswer<'_>,
    effect: &Effect,
    change: Amendment,
) -> Option<String> {
    let removed = effect.removes(&answer.base, &answer.demands, change);
    let case = answer.base.case;
    let each = removed.iter().map(|it| effects::by_words(case, &answer.demands.lines[*it]));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| listed(&each))
}

/// The lines a change makes worse, by their words and with what it does to them.
pub(super) fn worsened(
    answer: &AmendAnswer<'_>,
    effect: &Effect,
    change: Amendment,
) -> Option<String> {
    let created = effect.creates(&answer.base, &answer.demands, change);
    let each = created.iter().map(|(line, verdict)| {
        let line = effects::by_words(answer.base.case, &answer.demands.lines[*line]);
        format!("{line} {}", verdict.word())
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// The lines named, and the pivotal issues behind them.
fn with(lines: Vec<Cell>, pivots: &[Pivot]) -> Cell {
    Cell::maybe_list(lines.into_iter().chain(pivots.iter().map(|it| Cell::Text(it.words()))))
}

/// The lines a change makes worse, by name and with what it does to them.
fn creates(
    answer: &AmendAnswer<'_>,
    effect: &Effect,
    demands: &Demands,
    change: Amendment,
) -> Vec<Cell> {
    let created = effect.creates(&answer.base, demands, change);
    let each = created.iter().map(|(line, verdict)| {
        format!("{} {}", label(answer.base.case, &demands.lines[*line]), verdict.word())
    });
    each.map(Cell::Text).collect()
}

/// What the draft does to each line as it stands (set 0) and after each set, where it does anything.
fn lines(answer: &AmendAnswer<'_>) -> Table {
    let mut table = Table::new(
        "lines",
        "What the draft does to standing lines as it is (set 0) and after each set; lines \
         respected throughout are left out",
        vec![
            Column::new("set", ColumnKind::Count),
            Column::new("party", ColumnKind::Id),
            Column::new("line", ColumnKind::Id),
            Column::new("verdict", ColumnKind::State),
            Column::new("on", ColumnKind::List),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let case = answer.base.case;
    let all = std::iter::once((0, Step::Lines, &answer.before)).chain(sets(answer));
    let all: Vec<_> = all.collect();
    let mut told: Vec<usize> = Vec::new();
    let touched =
        |line: usize| all.iter().any(|(_, _, it)| it.verdicts[line] != Verdict::Respected);
    for (number, _, effect) in &all {
        // What two steps found stands once.
        if told.contains(number) {
            continue;
        }
        told.push(*number);
        for (place, line) in answer.demands.lines.iter().enumerate().filter(|it| touched(it.0)) {
            let verdict = effect.verdicts[place];
            let said = Said::of(case, line);
            let on = concerned_cell(case, line, verdict, &effect.contents);
            table.push(vec![
                Cell::count(*number),
                Cell::party(case.party_id(line.party)),
                line_cell(case, line.stated),
                Cell::state(verdict.word(), verdict_mark(verdict)),
                on,
                Cell::maybe_text(said.words),
                Cell::Footing(said.grade),
            ]);
        }
        let broken = effect.broken.each.iter().chain(&effect.broken.together);
        let broken = broken.map(|it| (it, "rule broken", Mark::Stop));
        let warned = effect.warned.each.iter().chain(&effect.warned.together);
        let warned = warned.map(|it| (it, "reading broken", Mark::Maybe));
        for (rule, verdict, mark) in broken.chain(warned) {
            let it = &case.rules[rule.get()];
            table.push(vec![
                Cell::count(*number),
                Cell::Unknown,
                Cell::text(describe::rule_in_short(case, *rule)),
                Cell::state(verdict, mark),
                Cell::list(it.issues().into_iter().map(|it| Cell::issue(case.issue_id(it)))),
                Cell::text(describe::rule(case, it)),
                Cell::Footing(describe::footing(case, &it.meta)),
            ]);
        }
    }
    super::outside::rows(answer, &mut table);
    table
}

/// The demands that cannot all be kept, one row an issue.
fn conflict(answer: &AmendAnswer<'_>) -> Table {
    let mut table = Table::new(
        "conflict",
        "Demands that cannot all be met, all of them part of the conflict: without any one, the \
         rest could be met",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("line", ColumnKind::Id),
            Column::new("issue", ColumnKind::Id),
            Column::new("rules_out", ColumnKind::List),
            Column::new("condition", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let Clearing::Conflict { demands, .. } = &answer.clearing else { return table };
    let case = answer.base.case;
    for demand in demands {
        let asked = |flag: &str, issue: usize, rules_out: OptionSet| {
            let issue: Ix<Issue> = Ix::new(issue);
            vec![
                Cell::Unknown,
                Cell::text(flag),
                Cell::issue(case.issue_id(issue)),
                Cell::list(Cell::options(case.issue(issue), rules_out)),
                Cell::Unknown,
                Cell::Unknown,
                Cell::text("asked for"),
            ]
        };
        match demand {
            Demand::Keep(issue) => {
                let content = &answer.base.contents[*issue];
                let all = case.issues[*issue].all();
                let flag = if answer.asked.kept[*issue] { "keep" } else { "only" };
                table.push(asked(flag, *issue, all.without(content.options())));
            }
            Demand::Never(issue) => {
                table.push(asked("never", *issue, answer.demands.never[*issue]));
            }
            Demand::Rule(place) => {
                let clause = &answer.demands.rules[*place];
                for (issue, set) in &clause.sets {
                    let name = describe::rule_in_short(case, clause.rule);
                    table.push(asked(&name, issue.get(), *set));
                }
            }
            Demand::Line(place) => {
                let line = &answer.demands.lines[*place];
                let said = Said::of(case, line);
                for issue in issues_of(line) {
                    let out = answer.demands.touched(line, issue);
                    if out.is_empty() {
                        continue;
                    }
                    table.push(vec![
                        Cell::party(case.party_id(line.party)),
                        line_cell(case, line.stated),
                        Cell::issue(case.issue_id(issue)),
                        Cell::list(Cell::options(case.issue(issue), out)),
                        Cell::maybe_text(effects::condition(case, line)),
                        Cell::maybe_text(said.words.clone()),
                        Cell::Footing(said.grade.clone()),
                    ]);
                }
            }
        }
    }
    table
}

fn on_record(answer: &AmendAnswer<'_>) -> Table {
    let mut table = Table::new(
        "on_record",
        "What the first set does to what the parties have said",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("kind", ColumnKind::Text),
            Column::new("record", ColumnKind::Id),
            Column::new("said", ColumnKind::Text),
            Column::new("words", ColumnKind::Text),
            Column::new("effect", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("audience", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let Some(effect) = answer.first() else { return table };
    for party in answer.base.case.signatories() {
        for it in effects::on_record(&answer.base, effect, party) {
            table.push(vec![
                Cell::party(answer.base.case.party_id(it.party)),
                Cell::text(it.kind.word()),
                it.record,
                Cell::text(it.said),
                Cell::maybe_text(it.from.words),
                Cell::text(it.effect),
                Cell::maybe_text(it.from.by),
                Cell::maybe_text(it.from.audience),
                Cell::day(it.from.date, it.from.date_is),
                Cell::Footing(it.from.grade),
            ]);
        }
    }
    table
}

fn consents(answer: &AmendAnswer<'_>) -> Table {
    let mut table = Table::new(
        "consents",
        "Further consents that a set makes necessary or no longer necessary",
        vec![
            Column::new("set", ColumnKind::Count),
            Column::new("consent", ColumnKind::Text),
            Column::new("before", ColumnKind::Text),
            Column::new("after", ColumnKind::Text),
        ],
    );
    for (number, _, effect) in sets(answer) {
        for (place, was, now) in effects::consents_changed(&answer.base, effect) {
            let act = answer.base.case.consents[place].act.clone();
            table.push(vec![
                Cell::count(number),
                Cell::text(act),
                Cell::text(Need::in_words(was)),
                Cell::text(Need::in_words(now)),
            ]);
        }
    }
    table
}
