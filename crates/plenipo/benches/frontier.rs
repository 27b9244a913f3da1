//! Frontiers and solutions at full draft size; the targets are in the names of the groups.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::maths::frontier::{Additive, FrontierSettings, frontier};

fn instance(name: &str) -> Additive {
    let path = format!("{}/tests/data/frontier/{name}.json", env!("CARGO_MANIFEST_DIR"));
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

fn frontiers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frontier");
    for name in ["p2-n28-k3-1", "p2-n28-k3-2", "p3-n28-k3-1", "p3-n28-k3-2", "p4-n28-k3-1", "p5-n28-k3-1"] {
        let question = instance(name);
        if name.starts_with("p4") || name.starts_with("p5") {
            group.sample_size(10).measurement_time(Duration::from_secs(8));
        }
        group.bench_function(name, |bencher| {
            bencher.iter(|| frontier(black_box(&question), &FrontierSettings::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, frontiers);
criterion_main!(benches);
