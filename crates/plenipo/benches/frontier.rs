//! Frontiers and solutions at full draft size (28 criteria), and the statistics of a scenario.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::lens::{bargain, context::Context, setting::Settings};
use plenipo::scenario::{StatisticsSettings, statistics};
use plenipo_exchange::scenario::read;
use plenipo_maths::bargain::{BargainSettings, bargain as solve};
use plenipo_maths::frontier::{Additive, FrontierSettings, frontier};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read as read_dossier};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

fn instance(name: &str) -> Additive {
    let path =
        format!("{}/../plenipo-maths/tests/data/frontier/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the instance is in the repository");
    let data: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let n_players = data["parties"].as_u64().expect("it states its players") as usize;
    let utilities: Vec<Vec<Vec<f64>>> = data["utilities"]
        .as_array()
        .expect("criteria")
        .iter()
        .map(|options| {
            options
                .as_array()
                .expect("options")
                .iter()
                .map(|row| {
                    let row = row.as_array().expect("players");
                    row.iter().map(|value| value.as_f64().expect("a number")).collect()
                })
                .collect()
        })
        .collect();
    Additive::new(n_players, &utilities).expect("it is valid")
}

/// 28 criteria, 5 options, 5 players, every utility drawn evenly; the best totals are 1.
fn random_instance() -> Additive {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut draw = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let mut utilities: Vec<Vec<Vec<f64>>> =
        (0..28).map(|_| (0..5).map(|_| (0..5).map(|_| draw()).collect()).collect()).collect();
    for player in 0..5 {
        let most = |rows: &Vec<Vec<f64>>| rows.iter().map(|row| row[player]).fold(0.0, f64::max);
        let total: f64 = utilities.iter().map(most).sum();
        utilities.iter_mut().flatten().for_each(|row| row[player] /= total);
    }
    Additive::new(5, &utilities).expect("it is valid")
}

fn frontiers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frontier");
    let small = ["p2-n28-k3-1", "p2-n28-k3-2", "p3-n28-k3-1", "p3-n28-k3-2"];
    for name in small.into_iter().chain(["p4-n28-k3-1", "p5-n28-k3-1"]) {
        let question = instance(name);
        if !small.contains(&name) {
            group.sample_size(10).measurement_time(Duration::from_secs(8));
        }
        group.bench_function(name, |bencher| {
            bencher.iter(|| frontier(black_box(&question), &FrontierSettings::default()));
        });
    }
    group.finish();
}

/// All four solutions, with the best rational value of each player.
fn solutions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solutions");
    let questions = [
        ("p4-n28-k3-1", instance("p4-n28-k3-1"), 0.4),
        ("p5-n28-k3-1", instance("p5-n28-k3-1"), 0.35),
        ("p5-n28-k5-random", random_instance(), 0.5),
    ];
    for (name, question, reservation) in questions {
        let reservations = vec![reservation; question.n_players()];
        let settings = BargainSettings { reservations, ..Default::default() };
        group.bench_function(name, |bencher| {
            bencher.iter(|| solve(black_box(&question), &settings));
        });
    }
    group.finish();
}

/// Frontier, solutions and statistics of a published scenario, where the reference data are.
fn scenarios(criterion: &mut Criterion) {
    let Some(root) = std::env::var_os("PLENIPO_REFERENCE_DATA") else { return };
    let folder = std::path::Path::new(&root).join("scenarios/parscat_2016_3p");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| (path.display().to_string(), std::fs::read(path).expect("it can be read")))
        .collect();
    let scenario = read(&files).expect("it is a scenario");
    criterion.bench_function("statistics/parscat", |bencher| {
        bencher.iter(|| statistics(black_box(&scenario), &StatisticsSettings::default()));
    });
}

/// A dossier of 28 issues of 3 options and three parties, all options ranked, the first two parties
/// opposed on every issue.
fn opposed() -> String {
    let mut text =
        String::from("format = 1\n[dossier]\ntitle = \"Bench\"\ndisclosure = \"open\"\n");
    for party in 0..3 {
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{party}\"\nname = \"Party {party}\"\nroles = [\"principal\"]\n\
             [[alternative]]\nparty = \"p{party}\"\nlevel = [0.1, 0.3]"
        );
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(2);
    for issue in 0..28 {
        let _ = writeln!(
            text,
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [\
             {{ id = \"o0\", text = \"none\" }}, {{ id = \"o1\", text = \"some\" }}, \
             {{ id = \"o2\", text = \"all\" }}]"
        );
        let first = (random.next_u64() % 3) as usize;
        let other = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]][(random.next_u64() % 4) as usize];
        for (party, order) in [[0, 1, 2], [2, 1, 0], other].into_iter().enumerate() {
            let ranking = order.map(|at| format!("\"o{}\"", (first + at) % 3)).join(", ");
            let _ = writeln!(
                text,
                "[[position]]\nparty = \"p{party}\"\nissue = \"i{issue}\"\nranking = [{ranking}]"
            );
        }
    }
    let sets: Vec<String> = (0..28).map(|issue| format!("i{issue} = \"o1\"")).collect();
    let _ = writeln!(
        text,
        "[[draft]]\nid = \"d\"\ntitle = \"A draft\"\ncomplete = true\n\
         points = [{{ number = 1, sets = {{ {} }} }}]",
        sets.join(", ")
    );
    text
}

/// The whole lens on a dossier: 200 readings, every one with a frontier of its own.
fn readings(criterion: &mut Criterion) {
    let files = [NamedBytes { name: "bench.toml".into(), bytes: opposed().into() }];
    let (case, _) = read_dossier(&files, &ReadOptions::default());
    let case = case.expect("it is a dossier");
    let mut group = criterion.benchmark_group("bargain");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("28x3, three parties, 200 readings", |bencher| {
        let run = || {
            let settings = Settings::default();
            bargain::LENS.ask(&case, &settings, &Context::default()).expect("a finding")
        };
        bencher.iter(run);
    });
    group.finish();
}

criterion_group!(benches, frontiers, solutions, scenarios, readings);
criterion_main!(benches);
