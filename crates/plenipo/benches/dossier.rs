//! How long a large dossier takes to read and check.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use plenipo_record::case::canonical;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// 2,000 records over 32 files: a year of reports, and drafts of 28 points.
fn dossier() -> Vec<NamedBytes> {
    let mut files = Vec::new();
    let mut add = |name: String, text: String| {
        files.push(NamedBytes { name, bytes: text.into_bytes() });
    };
    let mut text = "format = 1\n[dossier]\ntitle = \"Large talks\"\n".to_owned();
    for k in 0..10 {
        let role = ["principal", "mediator", "guarantor"][k % 3];
        let _ =
            write!(text, "[[party]]\nid = \"p{k}\"\nname = \"Party {k}\"\nroles = [\"{role}\"]\n");
    }
    for k in 0..50 {
        let party = k % 10;
        let _ = write!(
            text,
            "[[person]]\nid = \"s{k}\"\nname = \"Person {k}\"\nparty = \"p{party}\"\n"
        );
    }
    for k in 0..30 {
        let _ = write!(
            text,
            "[[issue]]\nid = \"i{k}\"\ntitle = \"Issue {k}\"\ngroup = \"g{}\"\noptions = [\n",
            k % 5
        );
        for o in 0..4 {
            let _ = writeln!(text, "  {{ id = \"o{o}\", text = \"option {o} of issue {k}\" }},");
        }
        text.push_str("]\n");
    }
    for k in 0..100 {
        let _ = write!(
            text,
            "[[source]]\nid = \"source-{k}\"\npublisher = \"Paper {k}\"\ndate = 2025-03-{:02}\n\
             reliability = \"C\"\n",
            1 + k % 28
        );
    }
    add("dossier.toml".to_owned(), text);
    for draft in 0..20 {
        let mut text = format!(
            "[file]\nknown = 2025-04-01\nsource = {{ id = \"source-{draft}\", credibility = 3 }}\n\
             [[draft]]\nid = \"d{draft}\"\ntitle = \"Draft {draft}\"\ndate = 2025-04-01\n\
             tabled_by = [\"p1\"]\nform = \"leak\"\npoints = [\n"
        );
        for point in 0..28 {
            let of = match draft {
                0 => "is = \"new\"".to_owned(),
                _ => format!("is = \"kept\", of = \"d{}#{point}\"", draft - 1),
            };
            let _ = writeln!(
                text,
                "  {{ number = {point}, gist = \"What point {point} says, in one line\", \
                 sets = {{ i{point} = \"o{}\" }}, lineage = [{{ {of} }}] }},",
                (draft + point) % 4
            );
        }
        text.push_str("]\n");
        add(format!("drafts/d{draft}.toml"), text);
    }
    for file in 0..11 {
        let mut text =
            format!("[file]\nknown = 2025-05-{:02}\nsource = \"source-{file}\"\n", file + 1);
        for k in 0..163 {
            let (party, issue, person) = (k % 10, k % 30, k % 50);
            let _ = match k % 4 {
                0 => write!(
                    text,
                    "[[red_line]]\nparty = \"p{party}\"\nby = \"s{person}\"\naudience = \"public\"\n\
                     date = 2025-04-20\nwords = \"we shall never accept that\"\n\
                     rules_out = {{ i{issue} = [\"o0\", \"o1\"] }}\n"
                ),
                1 => write!(
                    text,
                    "[[position]]\nparty = \"p{party}\"\nissue = \"i{issue}\"\n\
                     ranking = [\"o2\", [\"o0\", \"o1\"], \"o3\"]\nsalience = \"high\"\n"
                ),
                2 => write!(
                    text,
                    "[[answer]]\nparty = \"p{party}\"\nto = \"d{}\"\nanswer = \"basis\"\n\
                     by = \"s{person}\"\nwords = \"a basis for talks\"\n",
                    k % 20
                ),
                _ => write!(
                    text,
                    "[[statement]]\nid = \"t{file}-{k}\"\ndate = 2025-05-01\nby = \"s{person}\"\n\
                     about = [\"d{}\"]\nwords = \"there has been progress, and more is needed\"\n",
                    k % 20
                ),
            };
        }
        add(format!("record/{file}.toml"), text);
    }
    files
}

fn benches(c: &mut Criterion) {
    let files = dossier();
    let (case, problems) = read(&files, &ReadOptions::default());
    assert!(problems.is_empty(), "{problems:?}");
    let case = case.expect("a case");
    assert!(case.total() >= 2_000);
    c.bench_function("dossier/hash-2000-records", |b| b.iter(|| canonical::hash(black_box(&case))));
    c.bench_function("dossier/2000-records", |b| {
        b.iter(|| read(black_box(&files), &ReadOptions::default()));
    });
}

criterion_group!(all, benches);
criterion_main!(all);
