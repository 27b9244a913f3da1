//! What many runs came to, for people and for programs.

use plenipo::finding::figure::percent;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_protocol::protocol::Ending;
use plenipo_protocol::simulation::{Simulation, SimulationSettings, Tally};
use plenipo_record::scenario::Scenario;

use super::super::said::Said;

/// Agreements that are written out, at most.
const AGREEMENTS_MAX: usize = 10;

pub(super) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Agreed => "agreed",
        Ending::Deadline => "deadline",
        Ending::BrokenOff => "broken-off",
        Ending::Unsigned => "unsigned",
        Ending::Silent => "silent",
    }
}

/// A text in words: its issues with their options.
pub(super) fn text(scenario: &Scenario, chosen: &[u32]) -> String {
    let parts = scenario.issues.iter().zip(chosen);
    let parts =
        parts.map(|(issue, &it)| format!("{}: {}", issue.name, issue.values.label(it as usize)));
    parts.collect::<Vec<_>>().join("; ")
}

pub(super) fn tell(
    scenario: &Scenario,
    settings: &SimulationSettings,
    simulation: &Simulation<'_>,
    tally: &Tally,
    said: &mut Said,
) {
    let Some((share, low, high)) = tally.agreement() else { return };
    said.line(&format!(
        "{} of {} runs ended in agreement: {} (95 %: {} to {})",
        tally.agreed(),
        tally.runs,
        percent(share),
        percent(low),
        percent(high)
    ));
    let mut endings = tally.endings.clone();
    endings.sort_by_key(|it| std::cmp::Reverse(it.1));
    let rows = endings.iter().map(|it| vec![Cell::text(ending(it.0)), count(it.1)]);
    said.table(done::endings(), rows.collect::<Vec<_>>());
    for (how, n) in endings.iter().filter(|it| it.0 != Ending::Agreed) {
        said.words(&format!("{n} ended otherwise: {}\n", ending(*how)));
    }
    if let [Some(few), Some(half), Some(most)] = [0.05, 0.5, 0.95].map(|it| tally.rounds(it)) {
        said.words(&format!(
            "the agreement stood after {half} rounds in the median, {few} to {most} in nine of ten\n"
        ));
    }
    gains(scenario, settings, tally, said);
    settling(scenario, tally, said);
    agreements(scenario, simulation, tally, said);
}

fn count(n: u64) -> Cell {
    Cell::count(usize::try_from(n).unwrap_or(usize::MAX))
}

fn gains(scenario: &Scenario, settings: &SimulationSettings, tally: &Tally, said: &mut Said) {
    said.words("\nOf the way from its reservation value to its best, in agreements:\n");
    let mut rows = Vec::new();
    for ((party, strategy), it) in
        scenario.parties.iter().zip(&settings.strategies).zip(&tally.parties)
    {
        let mean = it.mean().map_or("unknown".to_owned(), |it| format!("{it:.3}"));
        let error = it.error().map_or(String::new(), |it| format!(" ±{:.3}", 1.96 * it));
        said.words(&format!(
            "  {} ({strategy}): {mean}{error}; worst off in {}\n",
            party.name, it.worst_off
        ));
        rows.push(vec![
            Cell::text(party.name.clone()),
            Cell::text(strategy.clone()),
            Cell::maybe(it.mean()),
            Cell::maybe(it.error()),
            count(it.worst_off),
        ]);
    }
    said.table(done::gains(), rows);
}

fn settling(scenario: &Scenario, tally: &Tally, said: &mut Said) {
    if tally.settled.is_empty() {
        return;
    }
    let mut all: Vec<_> = scenario.issues.iter().zip(&tally.settled).collect();
    let mean = |it: &(u64, u64)| {
        let changed = tally.runs - it.0;
        (changed > 0).then(|| it.1 as f64 / changed as f64)
    };
    all.sort_by(|a, b| {
        let key = |it: &(u64, u64)| mean(it).unwrap_or(0.0);
        key(a.1).total_cmp(&key(b.1))
    });
    said.words(
        "\nIssues in the order in which they settle, by the mean round of their last change:\n",
    );
    let mut rows = Vec::new();
    for (issue, it) in all {
        let round = mean(it).map_or("never changed".to_owned(), |it| format!("{it:.1}"));
        said.words(&format!("  {}: {round}\n", issue.name));
        rows.push(vec![Cell::text(issue.name.clone()), Cell::maybe(mean(it)), count(it.0)]);
    }
    said.table(done::settling(), rows);
}

fn agreements(scenario: &Scenario, simulation: &Simulation<'_>, tally: &Tally, said: &mut Said) {
    let all = tally.agreements();
    if all.is_empty() {
        return;
    }
    said.words("\nAgreements, the most frequent first:\n");
    let mut rows = Vec::new();
    for (chosen, n) in all.iter().take(AGREEMENTS_MAX) {
        said.words(&format!("  {n}: {}\n", text(scenario, chosen)));
        let space = simulation.space();
        let utilities = (0..space.n_parties())
            .map(|it| Cell::maybe(Some(space.utility(it, space.units(it, chosen)))));
        rows.push(vec![count(*n), Cell::text(text(scenario, chosen)), Cell::list(utilities)]);
    }
    if all.len() > AGREEMENTS_MAX {
        said.words(&format!("  and {} others\n", all.len() - AGREEMENTS_MAX));
    }
    said.table(done::agreements(), rows);
}
