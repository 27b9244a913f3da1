//! Ties of bargaining solutions where a search is given up: found on the frontier, and all of them.

use plenipo::scenario::{ScenarioStatistics, StatisticsSettings, Zone, statistics};
use plenipo_maths::bargain::{BargainSettings, Bargaining, bargain};
use plenipo_maths::frontier::Additive;
use plenipo_maths::random::StreamKey;
use plenipo_record::scenario::{Scenario, ScenarioIssue, ScenarioParty, Values};

const NAMES: [&str; 4] = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];

/// A scenario of sums: `rows[issue][option][party]`.
fn scenario(rows: &[Vec<Vec<f64>>]) -> Scenario {
    let issue = |(at, options): (usize, &Vec<Vec<f64>>)| ScenarioIssue {
        name: format!("i{at}"),
        values: Values::Labels((0..options.len()).map(|it| format!("o{it}")).collect()),
    };
    let n_parties = rows[0][0].len();
    let party = |at: usize| ScenarioParty {
        name: format!("p{at}"),
        weights: vec![1.0; rows.len()],
        evaluations: rows
            .iter()
            .map(|options| options.iter().map(|row| row[at]).collect())
            .collect(),
        reservation: None,
        discount: None,
        constant: 0.0,
        cap: None,
        interactions: Vec::new(),
    };
    Scenario {
        name: String::new(),
        issues: rows.iter().enumerate().map(issue).collect(),
        parties: (0..n_parties).map(party).collect(),
        notes: Vec::new(),
    }
}

/// What a solution chooses, in the order of the options; that it is all there is.
fn chosen(found: &ScenarioStatistics, name: &str) -> Option<Vec<Vec<usize>>> {
    let solution = found.solution(name)?;
    assert!(solution.proven && !solution.truncated, "{name}");
    let mut all: Vec<Vec<usize>> = solution.outcomes.iter().map(|it| it.choice.clone()).collect();
    all.sort_unstable();
    Some(all)
}

#[test]
fn a_search_given_up_leaves_no_tie_out() {
    let mut stream = StreamKey::new(11).with(b"ties").stream(0);
    let mut below = |n: usize| (stream.uniform() * n as f64) as usize;
    let mut more = 0;
    for _ in 0..60 {
        let (n_parties, n_issues) = (2 + below(2), 3 + below(4));
        let rows: Vec<Vec<Vec<f64>>> = (0..n_issues)
            .map(|_| {
                let n_options = 2 + below(3);
                (0..n_options).map(|_| (0..n_parties).map(|_| below(4) as f64).collect()).collect()
            })
            .collect();
        let scenario = scenario(&rows);
        let all = statistics(&scenario, &StatisticsSettings::default()).unwrap();
        let mut settings = StatisticsSettings::default();
        settings.bargain.nodes_max = 1;
        let given_up = statistics(&scenario, &settings).unwrap();
        for name in NAMES {
            let (all, found) = (chosen(&all, name), chosen(&given_up, name));
            assert_eq!(found, all, "{name}: {rows:?}");
            more += usize::from(all.is_some_and(|it| it.len() > 1));
        }
        // The points of the least spread have all their outcomes too, each once.
        let spread = all.ks_spread.unwrap();
        assert!(!spread.truncated);
        let Zone::Exact { all: front, .. } = &all.frontier else { unreachable!("it is small") };
        let mut points: Vec<Vec<usize>> =
            spread.points.iter().map(|it| it.choice.clone()).collect();
        let n = points.len();
        points.sort_unstable();
        points.dedup();
        assert_eq!(points.len(), n);
        let value = |choice: &[usize]| -> Vec<f64> {
            let each =
                |party: usize| choice.iter().enumerate().map(|(i, o)| rows[i][*o][party]).sum();
            (0..n_parties).map(each).collect()
        };
        let mut outcomes = vec![Vec::new()];
        for options in &rows {
            outcomes = outcomes
                .iter()
                .flat_map(|it: &Vec<usize>| {
                    (0..options.len()).map(|o| [it.as_slice(), &[o]].concat()).collect::<Vec<_>>()
                })
                .collect();
        }
        let same = |u: &Vec<f64>| spread.points.iter().any(|it| it.utilities == *u);
        let expected = outcomes.iter().filter(|it| same(&value(it))).count();
        assert_eq!(n, expected, "{rows:?}");
        assert!(!front.is_empty());
    }
    assert!(more > 30, "{more}");
}

/// One party counts in sizes 2^70 times those of the others: no sum of floats sees what these have, so that the
/// search looks at every draft and is given up; the comparison is in whole numbers all the same.
#[test]
fn sums_over_scales_far_apart_have_all_their_ties() {
    let huge = 2.0_f64.powi(70);
    let row = |a: f64, b: f64, c: f64| vec![a * huge, b, c];
    let mut rows = vec![vec![row(1.0, 0.0, 0.0), row(0.0, 1.0, 0.0)]; 2];
    rows.extend(vec![vec![row(0.0, 0.0, 3.0), row(0.0, 3.0, 0.0)]; 2]);
    let open = [(0.0, 2.0), (1.0, 1.75), (1.5, 1.0), (3.0, 0.25)];
    rows.extend(vec![open.map(|(b, c)| row(0.0, b, c)).to_vec(); 12]);
    // The search alone does not end in as many nodes as it is given there.
    let settings = BargainSettings { nodes_max: 2_000_000, ..BargainSettings::default() };
    let alone = bargain(&Additive::new(3, &rows).unwrap(), &settings).unwrap();
    assert!(matches!(alone, Bargaining::Agreement(it) if !it.utilitarian.proven));
    let found = statistics(&scenario(&rows), &StatisticsSettings::default()).unwrap();
    let ends = |b: usize, c: usize| [vec![0, 0, b, c], vec![3; 12]].concat();
    let expected = vec![ends(0, 0), ends(0, 1), ends(1, 0), ends(1, 1)];
    assert_eq!(chosen(&found, "utilitarian"), Some(expected));
}

#[test]
fn an_unproven_solution_does_not_claim_to_have_all_ties() {
    let rows = vec![vec![vec![3.0, 0.0], vec![0.0, 3.0], vec![2.0, 2.0]]; 4];
    let question = Additive::new(2, &rows).unwrap();
    let settings = BargainSettings { nodes_max: 1, ..BargainSettings::default() };
    let Bargaining::Agreement(found) = bargain(&question, &settings).unwrap() else {
        unreachable!("nobody has an alternative")
    };
    for solution in [&found.nash, &found.egalitarian, &found.utilitarian] {
        assert!(solution.proven || solution.truncated);
    }
    assert!(!found.utilitarian.proven);
}
