//! What fuzzing begins with: a dossier of each table that reads, or the fuzzer would have to come upon it.

use std::collections::BTreeSet;
use std::path::Path;

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// The files in a seed, as the target cuts it up: each after the first stands under a line `%% NAME`.
fn files(text: &str) -> Vec<NamedBytes> {
    let mut files = vec![("dossier.toml".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("%% ") {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().expect("a file").1.push_str(line),
        }
    }
    files.retain(|(_, text)| !text.is_empty());
    files.into_iter().map(|(name, text)| NamedBytes { name, bytes: text.into_bytes() }).collect()
}

#[test]
fn every_table_is_in_a_seed_of_the_fuzzer_that_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/dossier");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the seeds") {
        let path = entry.expect("a seed").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let (case, problems) = read(&files(&text), &ReadOptions::default());
        let errors: Vec<&Problem> =
            problems.iter().filter(|it| it.severity == Severity::Error).collect();
        let case = case.unwrap_or_else(|| panic!("{}: {errors:#?}", path.display()));
        found.extend(Kind::ALL.into_iter().filter(|it| case.count(*it) > 0).map(Kind::table));
    }
    let missing: Vec<&str> =
        Kind::ALL.into_iter().map(Kind::table).filter(|it| !found.contains(it)).collect();
    assert_eq!(missing, [""; 0], "no seed has these tables");
}
