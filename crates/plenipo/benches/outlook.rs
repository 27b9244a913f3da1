//! The whole outlook lens over 60 days on which the record changes: 28 issues of 3 options, three parties
//! whose preferences are fully ranked, three complete drafts and 10,000 samples, on one thread.
//!
//! On each day one party says something: a line, an answer, another alternative, another order of an
//! issue's options, or words that change nothing.

mod common;

use std::fmt::Write;

use common::{DRAFTS, ISSUES, PARTIES, pick};
use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::lens::{context::Context, outlook, setting::Settings};

const DAYS: usize = 60;

/// What is said on a day.
fn said(text: &mut String, day: usize) {
    let (party, draft) = (day % PARTIES, pick(day, DRAFTS));
    let (issue, best) = (pick(7000 + day, ISSUES), pick(8000 + day, 3));
    let date = format!("date = 2031-{:02}-{:02}", 2 + day / 25, 1 + day % 25);
    let _ = match day % 6 {
        0 => writeln!(
            text,
            "[[red_line]]\nparty = \"p{party}\"\n{date}\nwords = \"nor {day}\"\nrules_out = {{ i{issue:02} = [\"o{best}\"] }}\nfirmness = [0.1, 0.3]"
        ),
        1 => writeln!(
            text,
            "[[answer]]\nparty = \"p{party}\"\n{date}\nto = \"d{draft}\"\nanswer = \"basis\"\naudience = \"room\""
        ),
        2 => writeln!(
            text,
            "[[alternative]]\nparty = \"p{party}\"\n{date}\nlevel = [0.3, 0.{}]",
            4 + pick(day, 5)
        ),
        3 => writeln!(
            text,
            "[[position]]\nparty = \"p{party}\"\n{date}\nissue = \"i{issue:02}\"\nranking = [\"o{best}\", \"o{}\", \"o{}\"]",
            (best + 2) % 3,
            (best + 1) % 3
        ),
        _ => writeln!(
            text,
            "[[statement]]\n{date}\nby = \"p{party}\"\nwords = \"words of day {day}\""
        ),
    };
}

fn whole_finding(criterion: &mut Criterion) {
    let pool = common::one_thread();
    let mut text = common::dossier("date = 2031-01-01");
    (1..DAYS).for_each(|day| said(&mut text, day));
    let case = common::case(text);
    let run = || {
        let settings = Settings::default();
        outlook::LENS.ask(&case, &settings, &Context::default()).expect("a finding")
    };
    let days = run().table("outlook").map_or(0, |it| it.rows.len()) / (DRAFTS * PARTIES);
    assert_eq!(days, DAYS, "days on which the record changed");
    criterion.bench_function("outlook/60x3x3x10k", |bencher| {
        pool.install(|| bencher.iter(run));
    });
}

criterion_group!(benches, whole_finding);
criterion_main!(benches);
