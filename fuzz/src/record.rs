//! Dossiers and their ledgers.

use std::fmt::Write;

use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::dossier::ledger;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::write;
use sha2::{Digest, Sha256};

/// A dossier of one file or of several, its assumptions taken in: problems lie inside the files, there is a
/// case exactly when there is no error, and what is written of it reads as the same case.
pub fn dossier(bytes: &[u8]) {
    let files = crate::files(bytes, "dossier.toml");
    let sets = files.iter().filter_map(|it| it.name.strip_prefix("assumptions/"));
    let assume = sets.filter_map(|it| it.strip_suffix(".toml")).map(str::to_owned).collect();
    let Some(case) = sound(&files, &ReadOptions { assume }) else { return };
    for party in 0..case.parties.len().min(3) {
        let _ = case.seen(Some(Ix::new(party)), None);
        let _ = case.extract(Some(Ix::new(party)), None);
    }
    let written = write(&case);
    let (again, problems) = read(&written, &ReadOptions { assume: case.assumptions.clone() });
    let errors: Vec<&Problem> =
        problems.iter().filter(|it| it.severity == Severity::Error).collect();
    let again = again.unwrap_or_else(|| panic!("what was written cannot be read: {errors:#?}"));
    assert_eq!(again.total(), case.total(), "what was written is another record");
}

/// What the first seal of a ledger follows.
const START: &str = "plenipo ledger 1";

/// What a ledger stands beside.
const BESIDE: &str = r#"format = 2
[dossier]
title = "Rain"
[[party]]
id = "hill"
name = "Hill"
[[party]]
id = "vale"
name = "Vale"
[[issue]]
id = "dam"
title = "Dam"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[source]]
id = "gazette"
title = "Gazette"
[[forecast]]
id = "sun"
question = "Will the sun shine?"
criteria = "Yes if it shines."
basis = "reported"
"#;

/// A ledger as it stands, and the same with every seal made anew, so that what the entries say is read
/// beyond the first seal that does not fit.
pub fn ledger(bytes: &[u8]) {
    book(bytes);
    if let Some(sealed) = sealed(bytes) {
        assert!(ledger::verify(sealed.as_bytes()).is_ok());
        book(sealed.as_bytes());
    }
}

fn book(bytes: &[u8]) {
    let _ = ledger::verify(bytes);
    let files = [
        crate::readable(BESIDE),
        NamedBytes { name: "ledger.toml".to_owned(), bytes: bytes.to_vec() },
    ];
    let case = sound(&files, &ReadOptions::default());
    if let (Some(case), Ok(text)) = (case, std::str::from_utf8(bytes)) {
        let _ = ledger::changed(text, &case);
        let _ = ledger::outside(text);
        let _ = ledger::renamed(text, &case);
        let _ = ledger::unhashed(text, &case);
    }
}

/// The text with the right seal in every line that is one; nothing where there is none.
fn sealed(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mut out, mut body) = (String::new(), String::new());
    let mut before = START.to_owned();
    for line in text.split_inclusive('\n') {
        if !line.starts_with("chain = ") {
            body.push_str(line);
            continue;
        }
        let mut hash = Sha256::new();
        hash.update(format!("{before}\n{body}"));
        before.clear();
        for byte in hash.finalize() {
            let _ = write!(before, "{byte:02x}");
        }
        out.push_str(&body);
        let _ = writeln!(out, "chain = \"{before}\"");
        body.clear();
    }
    Some(out).filter(|it| !it.is_empty())
}

/// Reads a dossier and checks what holds of every reading.
fn sound(files: &[NamedBytes], options: &ReadOptions) -> Option<Case> {
    let (case, problems) = read(files, options);
    let errors = problems.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(case.is_none(), errors, "{problems:?}");
    for problem in problems {
        assert!(!problem.message.is_empty());
        let inside = |file: &NamedBytes| {
            let inside = problem.span.end <= file.bytes.len();
            let text = std::str::from_utf8(&file.bytes);
            let whole = |at| text.map_or(true, |it| it.is_char_boundary(at));
            inside && whole(problem.span.start) && whole(problem.span.end)
        };
        let of_none = problem.file.is_empty() && problem.span == (0..0);
        let mut named = files.iter().filter(|it| it.name == problem.file);
        assert!(problem.span.start <= problem.span.end, "{problem:?}");
        assert!(of_none || named.any(inside), "{problem:?}");
    }
    case
}
