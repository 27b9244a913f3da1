//! The smallest change to a draft of 28 issues with 3 options each, for three parties and 10,000
//! samples. What is timed is everything after the sampling: gains and bounds made ready, then every
//! set of the smallest size.

#![expect(clippy::print_stdout, reason = "a bench says which instances it found")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::preference::gains::{gain, gap};
use plenipo::preference::profile::Profile;
use plenipo::preference::samples::Samples;
use plenipo_maths::change::reach::{Gap, Judge, Limits, Reached, WorthRow, smallest};
use plenipo_maths::change::work::SearchWork;
use plenipo_maths::random::StreamKey;
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

const ISSUES: usize = 28;
const PARTIES: usize = 3;
const SAMPLES: usize = 10_000;

/// Three parties with ranked options on every issue, the rankings drawn.
fn talks(seed: u64) -> Case {
    let mut stream = StreamKey::new(seed).stream(0);
    let mut text = "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n".to_owned();
    for party in 0..PARTIES {
        text += &format!(
            "[[party]]\nid = \"p{party}\"\nname = \"Party {party}\"\nroles = [\"principal\"]\n"
        );
    }
    for issue in 0..ISSUES {
        text += &format!(
            "[[issue]]\nid = \"i{issue:02}\"\ntitle = \"Issue {issue:02}\"\norder = {issue}\noptions = \
             [{{ id = \"a\", text = \"a\" }}, {{ id = \"b\", text = \"b\" }}, {{ id = \"c\", text = \
             \"c\" }}]\n"
        );
        for party in 0..PARTIES {
            let mut options = ["a", "b", "c"];
            for place in (1..3).rev() {
                options.swap(place, stream.below(place + 1));
            }
            let class = ["low", "medium", "high"][stream.below(3)];
            text += &format!(
                "[[position]]\nparty = \"p{party}\"\nissue = \"i{issue:02}\"\nranking = {options:?}\n\
                 salience = \"{class}\"\n"
            );
        }
    }
    let files = [NamedBytes { name: "talks.toml".into(), bytes: text.into() }];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.ok_or(problems).expect("a sound dossier")
}

fn samples(case: &Case) -> Vec<Samples> {
    let each = (0..PARTIES).map(|party| {
        let profile = Profile::of(case, Ix::new(party));
        Samples::draw(case, &profile, 1, SAMPLES).expect("samples")
    });
    each.collect()
}

/// The search as the lens asks for it: the draft has option `a` everywhere, and each party must accept
/// in `target` of the samples, having `level` without a deal.
fn search(samples: &[Samples], level: f64, target: f64) -> Reached {
    let held = vec![OptionSet::one(OptionIx::new(0)); ISSUES];
    let levels = vec![level; SAMPLES];
    let judges: Vec<Judge> = samples
        .iter()
        .map(|samples| Judge {
            needed: (target * SAMPLES as f64).ceil() as usize,
            gap: Gap::of(&gap(samples, &held, &levels)),
            gains: (0..ISSUES)
                .map(|issue| {
                    let row = |to| gain(samples, issue, held[issue], OptionIx::new(to));
                    [1, 2].map(|to| Arc::new(WorthRow::new(row(to)))).to_vec()
                })
                .collect(),
            terms: Vec::new(),
        })
        .collect();
    let limits = Limits { size_max: 9, sets_max: 10_000 };
    smallest(&[2; ISSUES], &judges, limits, &mut SearchWork::new(u64::MAX, &mut |_| true))
}

/// The instances timed (seed, level without a deal), with how many changes their smallest sets have: slow
/// ones of their size, and one that needs but three.
const TIMED: [(u64, f64, usize); 6] =
    [(3, 0.6, 3), (11, 0.5, 4), (7, 0.5, 5), (11, 0.55, 5), (5, 0.65, 7), (14, 0.65, 7)];

fn amend(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("amend/28x3x3x10k");
    group.sample_size(10);
    for (seed, level, size) in TIMED {
        let samples = samples(&talks(seed));
        let Reached::Sets { sets, .. } = search(&samples, level, 0.6) else {
            unreachable!("seed {seed} at {level} can be reached")
        };
        assert_eq!(sets[0].len(), size, "seed {seed} at {level}");
        println!("seed {seed} level {level}: size {size}, {} sets", sets.len());
        group.bench_function(format!("size {size}, seed {seed}"), |bencher| {
            bencher.iter(|| black_box(search(&samples, level, 0.6)));
        });
    }
}

criterion_group!(benches, amend);
criterion_main!(benches);
