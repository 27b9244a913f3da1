//! Aligning two drafts of 200 points of 60 words each, the second made from the first by known
//! changes, by words alone.

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::lens::drafts::pairs::propose;

#[path = "../tests/suite/lens/drafts/made.rs"]
mod made;

fn alignment(criterion: &mut Criterion) {
    let mut chance = made::Chance(7);
    let original = made::draft(200, 60, &mut chance);
    let changed = made::change(&original, &mut chance);
    // What the tests look at; here it only tells that the drafts are what they are said to be.
    assert!(changed.links.len() > 150 && changed.fates.len() > 200);
    criterion.bench_function("drafts/200x200x60", |bencher| {
        bencher.iter(|| propose(&original, &changed.draft));
    });
}

criterion_group!(benches, alignment);
criterion_main!(benches);
