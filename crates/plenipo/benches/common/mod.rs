//! What the benches of `acceptance` and `outlook` share: a dossier of 28 issues of 3 options, three parties
//! whose preferences are fully ranked, three complete drafts; one thread.

use std::fmt::Write;

use plenipo_record::case::Case;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// How many issues there are.
pub(crate) const ISSUES: usize = 28;
/// How many parties.
pub(crate) const PARTIES: usize = 3;
/// How many drafts.
pub(crate) const DRAFTS: usize = 3;

/// A figure below `n` that looks random and is the same in every run.
pub(crate) fn pick(seed: usize, n: usize) -> usize {
    let mut word = seed as u64 + 0x9E37_79B9_7F4A_7C15;
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((word ^ (word >> 31)) % n as u64) as usize
}

/// Full rankings, alternatives as ranges, and three lines a party, of which two have a firmness; every draft
/// has `of_draft` among its keys.
pub(crate) fn dossier(of_draft: &str) -> String {
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
            "[[draft]]\nid = \"d{draft}\"\ntitle = \"Draft {draft}\"\ncomplete = true\n{of_draft}"
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
    text
}

/// The case of one file.
pub(crate) fn case(text: String) -> Case {
    let files = [NamedBytes { name: "bench.toml".into(), bytes: text.into() }];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:?}"))
}

/// A pool of one thread.
pub(crate) fn one_thread() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread")
}
