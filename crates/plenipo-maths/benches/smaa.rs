//! One SMAA analysis of the shape of the Hansen data: 5 alternatives, 6 criteria, 10,000 samples.
//! The data themselves are not needed: the time does not depend on the numbers.

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::{self, WeightSpec};
use plenipo_maths::smaa::{SmaaSamples, analyse};

const N_ALTERNATIVES: usize = 5;
const N_CRITERIA: usize = 6;
const N_SAMPLES: usize = 10_000;

fn hansen(criterion: &mut Criterion) {
    let mut weights = vec![0.0; N_CRITERIA * N_SAMPLES];
    simplex::sample(&WeightSpec::free(N_CRITERIA), StreamKey::new(1), N_SAMPLES, &mut weights)
        .expect("nothing is known of the weights");
    let mut values = vec![0.0; N_ALTERNATIVES * N_CRITERIA * N_SAMPLES];
    StreamKey::new(2).stream(0).fill_uniform(&mut values);
    let samples = SmaaSamples::new(N_ALTERNATIVES, N_CRITERIA, N_SAMPLES, &weights, &values)
        .expect("tables of the right length");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    criterion.bench_function("smaa/hansen", |bencher| {
        bencher.iter(|| pool.install(|| analyse(&samples)));
    });
}

criterion_group!(benches, hansen);
criterion_main!(benches);
