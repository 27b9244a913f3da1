//! The whole outlook lens over 60 days on which the record changes: 28 issues of 3 options, three parties
//! whose preferences are fully ranked, three complete drafts and 10,000 samples, on one thread.
//!
//! On each day one party says something: a line, an answer, another alternative, another order of an
//! issue's options, or words that change nothing.

use std::fmt::Write;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo::case::Case;
use plenipo::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo::lens::{Input, context::Context, outlook, setting::Settings};

const ISSUES: usize = 28;
const PARTIES: usize = 3;
const DRAFTS: usize = 3;
const DAYS: usize = 60;

/// A figure below `n` that looks random and is the same in every run.
fn pick(seed: usize, n: usize) -> usize {
    let mut word = seed as u64 + 0x9E37_79B9_7F4A_7C15;
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((word ^ (word >> 31)) % n as u64) as usize
}

/// Full rankings, alternatives as ranges, and three lines a party, of which two have a firmness.
fn dossier() -> String {
    let mut text =
        String::from("format = 1\n[dossier]\ntitle = \"Bench\"\ndisclosure = \"open\"\n");
    for party in 0..PARTIES {
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{party}\"\nname = \"Party {party}\"\nroles = [\"principal\"]"
        );
        let low = 0.2 + 0.05 * party as f64;
        let _ =
            writeln!(text, "[[alternative]]\nparty = \"p{party}\"\nlevel = [{low}, {}]", low + 0.2);
        for line in 0..3 {
            let issue = pick(1000 + 10 * party + line, ISSUES);
            let option = pick(2000 + 10 * party + line, 3);
            let _ = writeln!(text, "[[red_line]]\nparty = \"p{party}\"\nwords = \"never {line}\"");
            let _ = writeln!(text, "rules_out = {{ i{issue:02} = [\"o{option}\"] }}");
            if line > 0 {
                let _ = writeln!(text, "firmness = [0.2, 0.{}]", 3 + line);
            }
        }
    }
    for issue in 0..ISSUES {
        let _ = writeln!(text, "[[issue]]\nid = \"i{issue:02}\"\ntitle = \"Issue {issue}\"");
        let option = |it: usize| format!("{{ id = \"o{it}\", text = \"option {it} of {issue}\" }}");
        let _ = writeln!(text, "options = [{}, {}, {}]", option(0), option(1), option(2));
        for party in 0..PARTIES {
            let best = pick(100 * party + issue, 3);
            let (middle, worst) = ((best + 1) % 3, (best + 2) % 3);
            let _ = writeln!(text, "[[position]]\nparty = \"p{party}\"\nissue = \"i{issue:02}\"");
            let _ = writeln!(text, "ranking = [\"o{best}\", \"o{middle}\", \"o{worst}\"]");
        }
    }
    for draft in 0..DRAFTS {
        let _ = writeln!(
            text,
            "[[draft]]\nid = \"d{draft}\"\ntitle = \"Draft {draft}\"\ncomplete = true\ndate = 2031-01-01"
        );
        let _ = writeln!(text, "points = [");
        for issue in 0..ISSUES {
            let option = pick(5000 + 100 * draft + issue, 3);
            let _ = writeln!(
                text,
                "  {{ number = {issue}, sets = {{ i{issue:02} = \"o{option}\" }} }},"
            );
        }
        let _ = writeln!(text, "]");
    }
    for day in 1..DAYS {
        said(&mut text, day);
    }
    text
}

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

fn case() -> Case {
    let files = [NamedBytes { name: "bench.toml".into(), bytes: dossier().into() }];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:?}"))
}

fn whole_finding(criterion: &mut Criterion) {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    let case = case();
    let run = || {
        let (input, settings) = (Input::Case(&case), Settings::default());
        (outlook::LENS.run)(&input, &settings, &Context::default()).expect("a finding")
    };
    let days = run().table("outlook").map_or(0, |it| it.rows.len()) / (DRAFTS * PARTIES);
    assert_eq!(days, DAYS, "days on which the record changed");
    criterion.bench_function("outlook/60x3x3x10k", |bencher| {
        pool.install(|| bencher.iter(run));
    });
}

criterion_group!(benches, whole_finding);
criterion_main!(benches);
