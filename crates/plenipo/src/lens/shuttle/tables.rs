//! The same as tables, those of `simulate` on a published scenario.

use super::answer::{PlayedRuns, ShuttleAnswer, ShuttleOutcome};
use super::played::text;
use crate::finding::table::{Cell, Table};
use crate::lens::done;
use plenipo_protocol::protocol::Ending;

/// Agreements that are written out, at most.
const AGREEMENTS_MAX: usize = 10;

pub(super) fn tables(answer: &ShuttleAnswer<'_>) -> Vec<Table> {
    let ShuttleOutcome::Played(it) = &answer.outcome else { return Vec::new() };
    let mut all = vec![endings(it), gains(answer, it), settling(it), agreements(it)];
    if !it.mediators.is_empty() {
        all.push(mediators(it));
    }
    if !it.story.is_empty() {
        let rows = it.story.iter();
        let rows =
            rows.map(|(round, what)| vec![Cell::count(*round as usize), Cell::text(what.clone())]);
        all.push(done::rows(done::story(), rows.collect::<Vec<_>>()));
    }
    all
}

fn count(n: u64) -> Cell {
    Cell::count(usize::try_from(n).unwrap_or(usize::MAX))
}

fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Agreed => "agreed",
        Ending::Deadline => "deadline",
        Ending::BrokenOff => "broken-off",
        Ending::Unsigned => "unsigned",
        Ending::Silent => "silent",
    }
}

fn endings(it: &PlayedRuns) -> Table {
    let mut endings = it.tally.endings.clone();
    endings.sort_by_key(|it| std::cmp::Reverse(it.1));
    let rows = endings.iter().map(|it| vec![Cell::text(ending(it.0)), count(it.1)]);
    done::rows(done::endings(), rows.collect::<Vec<_>>())
}

fn gains(answer: &ShuttleAnswer<'_>, it: &PlayedRuns) -> Table {
    let names = answer.case.signatories().into_iter().map(|it| answer.case.party(it).label());
    let each = names.zip(&it.settings.strategies).zip(&it.tally.parties);
    let rows = each.map(|((name, strategy), of)| {
        vec![
            Cell::text(name),
            Cell::text(strategy.clone()),
            Cell::maybe(of.mean()),
            Cell::maybe(of.error()),
            count(of.worst_off),
        ]
    });
    done::rows(done::gains(), rows.collect::<Vec<_>>())
}

fn settling(it: &PlayedRuns) -> Table {
    let mean = |of: &(u64, u64)| {
        let changed = it.tally.runs - of.0;
        (changed > 0).then(|| of.1 as f64 / changed as f64)
    };
    let mut all: Vec<_> = it.scenario.issues.iter().zip(&it.tally.settled).collect();
    all.sort_by(|a, b| mean(a.1).unwrap_or(0.0).total_cmp(&mean(b.1).unwrap_or(0.0)));
    let rows = all.into_iter().map(|(issue, of)| {
        vec![Cell::text(issue.name.clone()), Cell::maybe(mean(of)), count(of.0)]
    });
    done::rows(done::settling(), rows.collect::<Vec<_>>())
}

/// Whether no two agreements are the same text, so that none is told.
pub(super) fn is_told_alone(it: &PlayedRuns) -> bool {
    it.tally.agreements().first().is_none_or(|it| it.1 < 2)
}

fn agreements(it: &PlayedRuns) -> Table {
    let all = it.tally.agreements();
    let rows =
        all.iter().filter(|it| it.1 > 1).take(AGREEMENTS_MAX).map(|(chosen, n)| {
            vec![count(*n), Cell::text(text(&it.scenario, chosen)), Cell::Unknown]
        });
    done::rows(done::agreements(), rows.collect::<Vec<_>>())
}

fn mediators(it: &PlayedRuns) -> Table {
    let rows = it.mediators.iter().map(|of| {
        vec![
            Cell::text(of.mediator),
            count(of.runs),
            Cell::maybe(of.agreement.map(|it| it.0)),
            Cell::maybe(of.agreement.map(|it| it.1)),
            Cell::maybe(of.agreement.map(|it| it.2)),
        ]
    });
    done::rows(done::mediators(), rows.collect::<Vec<_>>())
}
