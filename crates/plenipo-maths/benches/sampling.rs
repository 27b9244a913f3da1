//! Sampling the preferences of three parties: 28 weights and 28 issues of 3 ranked options each,
//! 10,000 samples.

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo_maths::random::{CHUNK, StreamKey};
use plenipo_maths::simplex::{self, WeightOrder, WeightSpec};
use plenipo_maths::spec::Interval;
use plenipo_maths::value::{self, ValueSpec};

const N_SAMPLES: usize = 10_000;
const N_ISSUES: usize = 28;
const N_PARTIES: u64 = 3;

fn three_parties(criterion: &mut Criterion) {
    let pool = one_thread();
    let weights = WeightSpec::free(N_ISSUES);
    let values = ValueSpec::Ranking { tiers: vec![vec![1], vec![0], vec![2]] };
    let mut weight_out = vec![0.0; N_ISSUES * N_SAMPLES];
    let mut value_out = vec![0.0; 3 * N_ISSUES * N_SAMPLES];
    criterion.bench_function("sampling/three-parties", |bencher| {
        bencher.iter(|| {
            pool.install(|| {
                for party in 0..N_PARTIES {
                    let key = StreamKey::new(party);
                    simplex::sample(&weights, key, N_SAMPLES, &mut weight_out).expect("valid");
                    for (issue, out) in value_out.chunks_exact_mut(3 * N_SAMPLES).enumerate() {
                        let key = key.with(&issue.to_le_bytes());
                        value::sample(&values, key, N_SAMPLES, out).expect("valid");
                    }
                }
            });
        });
    });
}

fn weights(criterion: &mut Criterion) {
    let pool = one_thread();
    let thirds = |n: usize| -> Vec<Vec<usize>> {
        (0..n).collect::<Vec<_>>().chunks(n.div_ceil(3)).map(<[usize]>::to_vec).collect()
    };
    let free = WeightSpec::free(N_ISSUES);
    let classes = WeightOrder::Classes(thirds(N_ISSUES));
    let boxes = vec![Interval::new(0.01, 0.08); N_ISSUES];
    let pairs = (0..N_ISSUES - 2).map(|item| (item, item + 2)).chain([(0, 1), (5, 8)]).collect();
    let specs = [
        ("free", free.clone()),
        ("ranking", WeightSpec::ranking(&(0..N_ISSUES).collect::<Vec<_>>())),
        ("classes", WeightSpec { order: classes.clone(), ..free.clone() }),
        ("pairs", WeightSpec { order: WeightOrder::Pairs(pairs), ..free.clone() }),
        ("boxes", WeightSpec { boxes: boxes.clone(), ..free.clone() }),
        ("boxed-classes", WeightSpec { order: classes, boxes, ..free }),
    ];
    let mut out = vec![0.0; N_ISSUES * N_SAMPLES];
    let mut group = criterion.benchmark_group("sampling/weights");
    group.sample_size(10);
    for (name, spec) in specs {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                pool.install(|| simplex::sample(&spec, StreamKey::new(1), N_SAMPLES, &mut out))
            });
        });
    }
    group.finish();
}

fn streams(criterion: &mut Criterion) {
    let mut out = vec![0.0; 840_000];
    criterion.bench_function("sampling/840000-uniforms", |bencher| {
        bencher.iter(|| {
            let mut stream = StreamKey::new(1).stream(0);
            out.chunks_mut(CHUNK).for_each(|row| stream.fill_uniform(row));
        });
    });
    criterion.bench_function("sampling/840000-exponentials", |bencher| {
        bencher.iter(|| {
            let mut stream = StreamKey::new(1).stream(0);
            out.chunks_mut(CHUNK).for_each(|row| stream.fill_exponential(row));
        });
    });
}

fn one_thread() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread")
}

criterion_group!(benches, streams, three_parties, weights);
criterion_main!(benches);
