//! The whole acceptance lens on 28 issues of 3 options, three parties whose preferences are fully
//! ranked, three complete drafts and 10,000 samples, on one thread.

mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::lens::{acceptance, context::Context, setting::Settings};

fn whole_finding(criterion: &mut Criterion) {
    let pool = common::one_thread();
    let case = common::case(common::dossier(""));
    let size = (case.issues.len(), case.parties.len(), case.drafts.len());
    assert_eq!(size, (common::ISSUES, common::PARTIES, common::DRAFTS), "the case benched");
    let run = || {
        let settings = Settings::default();
        acceptance::LENS.ask(&case, &settings, &Context::default()).expect("a finding")
    };
    criterion.bench_function("acceptance/28x3x3x10k", |bencher| {
        pool.install(|| bencher.iter(run));
    });
}

criterion_group!(benches, whole_finding);
criterion_main!(benches);
