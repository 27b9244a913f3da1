//! Protocols played on published scenarios, and against a published run.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use std::path::Path;

use plenipo::scenario::space;
use plenipo_exchange::scenario::read;
use plenipo_maths::random::StreamKey;
use plenipo_protocol::mediator::{Feedback, FixedOrder};
use plenipo_protocol::party::Bidder;
use plenipo_protocol::party::voting::{HillClimber, Voting};
use plenipo_protocol::protocol::{Alternating, Deadline, Ending, OneText, RunStreams};
use plenipo_protocol::space::{Menu, Space};
use plenipo_record::scenario::Scenario;

use plenipo_testing::reference::reference_data;

fn scenario(folder: &Path) -> Scenario {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    read(&files).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

/// The finite scenarios that can be listed, of two parties at least.
fn listed() -> Option<Vec<(String, Scenario, Space, Menu)>> {
    let root = reference_data("scenarios")?;
    let mut folders: Vec<_> =
        std::fs::read_dir(root).unwrap().map(|it| it.unwrap().path()).collect();
    folders.retain(|it| it.is_dir());
    folders.sort();
    let mut found = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let scenario = scenario(&folder);
        let space = space(&scenario, Vec::new()).unwrap();
        let Ok(menu) = Menu::all(&space, 100_000) else { continue };
        if menu.n_parties() >= 2 {
            found.push((name, scenario, space, menu));
        }
    }
    assert!(found.len() > 15, "{} scenarios are listed", found.len());
    Some(found)
}

#[test]
fn a_space_has_the_utilities_of_its_scenario() {
    let Some(all) = listed() else { return };
    for (name, scenario, space, menu) in all {
        for outcome in (0..menu.len() as u32).step_by(1 + menu.len() / 500) {
            let chosen: Vec<usize> = menu.chosen(outcome).iter().map(|&it| it as usize).collect();
            for (party, it) in scenario.parties.iter().enumerate() {
                let expected = it.utility(&chosen, &scenario.issues).unwrap();
                let units = space.units(party, menu.chosen(outcome));
                assert_eq!(units, menu.column(party)[outcome as usize], "{name}");
                let found = space.utility(party, units);
                let scale = it.most().abs().max(1.0);
                assert!((found - expected).abs() <= 1e-11 * scale, "{name}: {found}, {expected}");
            }
        }
    }
}

#[test]
fn micro_against_micro_ends_on_the_frontier_of_every_finite_scenario() {
    let Some(all) = listed() else { return };
    let mut agreed = 0;
    for (name, _, _, menu) in all.iter().filter(|it| it.3.n_parties() == 2) {
        // A round for every outcome: time is never what stops it.
        let deadline = Deadline::of(2 * menu.len() as u32 + 10);
        let table = Alternating::new(menu, deadline).unwrap();
        let mut both = [Bidder::named("micro").unwrap(), Bidder::named("micro").unwrap()];
        let streams = RunStreams::new(StreamKey::new(1), 2);
        let struck = table.play(&mut both, &streams, 0, None).unwrap();
        assert_eq!(struck.ending == Ending::Agreed, menu.has_zone(), "{name}: {:?}", struck.ending);
        if let Some(outcome) = struck.outcome {
            assert!(menu.is_undominated(outcome), "{name}");
            agreed += 1;
        }
    }
    assert!(agreed > 8, "{agreed}");
}

/// Over the scenarios of two parties, the mean share of its span that the first of the two gains.
fn share(of: &str, against: &str, all: &[(String, Scenario, Space, Menu)]) -> f64 {
    let mut sum = (0.0, 0.0);
    for (_, _, _, menu) in all.iter().filter(|it| it.3.n_parties() == 2 && it.3.has_zone()) {
        for role in 0..2 {
            let names = if role == 0 { [of, against] } else { [against, of] };
            let mut both = names.map(|it| Bidder::named(it).unwrap());
            let table = Alternating::new(menu, Deadline::of(200)).unwrap();
            let streams = RunStreams::new(StreamKey::new(1), 2);
            let struck = table.play(&mut both, &streams, 0, None).unwrap();
            let column = menu.column(role);
            let most = *column.iter().max().unwrap();
            let floor = menu.reservation(role).max(*column.iter().min().unwrap());
            let units = struck.outcome.map_or(floor, |it| column[it as usize]);
            sum.0 += (units - floor) as f64 / ((most - floor) as f64).max(1.0);
            sum.1 += 1.0;
        }
    }
    sum.0 / sum.1
}

/// Who concedes later gets more of the same opponent; two conceders agree on no more than two Boulwares do.
#[test]
fn patience_pays_on_the_finite_scenarios() {
    let Some(all) = listed() else { return };
    let of = |a: &str, b: &str| share(a, b, &all);
    assert!(of("boulware", "conceder") > of("linear", "conceder") + 0.01);
    assert!(of("linear", "conceder") > of("conceder", "conceder") + 0.01);
    assert!(of("boulware", "conceder") > of("conceder", "boulware") + 0.1);
    assert!(of("micro", "conceder") > of("conceder", "micro"));
}

/// A published run of Genius: a mediator that goes through options in a fixed order, three hill-climbers with the
/// profiles 1, 1 and 2 of the party domain, 30 rounds. It is not one of ours, and cannot be. A single text has its
/// utilities, and two changes of one issue each would please all three there; whoever tries the options of one
/// issue after the other comes to one of them within ten proposals, and thirty rounds have thirty. From some texts
/// our protocol ends where that run did after nine proposals at most: there a round was more than a proposal.
#[test]
fn a_published_mediated_run_made_fewer_proposals_than_it_had_rounds() {
    let Some(root) = reference_data("genius-mediator") else { return };
    let file = |name: &str| std::fs::read(root.join(name)).unwrap();
    let files = [
        ("party_domain.xml".to_owned(), file("party_domain.xml")),
        ("party_1.xml".to_owned(), file("party1_utility.xml")),
        ("party_2.xml".to_owned(), file("party1_utility.xml")),
        ("party_3.xml".to_owned(), file("party2_utility.xml")),
    ];
    let scenario = read(&files).unwrap_or_else(|error| panic!("{error}"));
    let space = space(&scenario, Vec::new()).unwrap();
    let menu = Menu::all(&space, 10_000).unwrap();
    let expected = expected(&String::from_utf8(file("mediatortestexpected.txt")).unwrap());
    let is_it = |text: &[u32]| {
        let utility = |party: usize| space.utility(party, space.units(party, text));
        (0..3).all(|party| (utility(party) - expected[party]).abs() < 1e-9)
    };
    let all = || (0..menu.len() as u32).map(|it| menu.chosen(it));
    let texts: Vec<&[u32]> = all().filter(|it| is_it(it)).collect();
    assert_eq!(texts.len(), 1, "{expected:?}");
    let pleases = |changed: &[u32]| {
        (0..3).all(|it| space.units(it, changed) >= space.units(it, texts[0]))
            && changed.iter().zip(texts[0]).filter(|it| it.0 != it.1).count() == 1
    };
    assert_eq!(all().filter(|it| pleases(it)).count(), 2);
    let ends_there = |rounds: u32| {
        let from = |start: &[u32]| {
            let start = Some(start.to_vec());
            let protocol =
                OneText::new(&space, Feedback::Votes, Deadline::of(rounds), start).unwrap();
            let mut voters: Vec<Box<dyn Voting>> = (0..3).map(|_| HillClimber.fresh()).collect();
            let streams = RunStreams::new(StreamKey::new(1), 3);
            let mut mediator = FixedOrder::default();
            protocol.play(&mut mediator, &mut voters, &streams, 0, None).unwrap()
        };
        all().filter(|it| is_it(&from(it).text)).count()
    };
    for rounds in 1..=30 {
        assert_eq!(ends_there(rounds) > 0, rounds < 10, "{rounds} proposals");
    }
}

/// The three utilities of the run.
fn expected(text: &str) -> Vec<f64> {
    let mut lines = text.lines().filter(|it| it.matches(';').count() > 1);
    let heads: Vec<&str> = lines.next().unwrap().split(';').collect();
    let row: Vec<&str> = lines.next().unwrap().split(';').collect();
    let cell = |name: String| {
        let at = heads.iter().position(|it| *it == name).unwrap();
        row[at].parse().unwrap()
    };
    (1..=3).map(|it| cell(format!("Utility {it}"))).collect()
}
