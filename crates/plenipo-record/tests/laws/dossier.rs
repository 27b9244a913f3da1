//! Reading and writing dossiers.

use plenipo_record::case::id::Kind;
use plenipo_record::case::{Case, canonical};
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::schema;
use plenipo_record::dossier::write::write;
use proptest::prelude::*;

use plenipo_testing::dossier::{fixture, named};
use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

fn options() -> ReadOptions {
    ReadOptions { assume: vec!["hawks".to_owned()] }
}

/// Spans lie inside their file and on character boundaries, problems are in order, and there is a
/// case exactly when there is no error.
fn sane(files: &[NamedBytes], case: Option<&Case>, problems: &[Problem]) {
    let errors = problems.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(case.is_none(), errors, "{problems:?}");
    for problem in problems {
        assert!(!problem.message.is_empty());
        if problem.file.is_empty() {
            assert_eq!(problem.span, 0..0);
            continue;
        }
        let fits = files.iter().filter(|it| it.name == problem.file).any(|file| {
            let inside =
                problem.span.start <= problem.span.end && problem.span.end <= file.bytes.len();
            let text = std::str::from_utf8(&file.bytes);
            inside
                && text.map_or(true, |it| {
                    it.is_char_boundary(problem.span.start) && it.is_char_boundary(problem.span.end)
                })
        });
        assert!(fits, "{problem:?}");
    }
    assert!(problems.len() <= 1001);
}

fn check(files: &[NamedBytes]) -> (Option<Case>, Vec<Problem>) {
    let (case, problems) = read(files, &options());
    sane(files, case.as_ref(), &problems);
    (case, problems)
}

/// One damage to a text.
#[derive(Debug, Clone)]
enum Damage {
    Cut(usize, usize),
    Put(usize, &'static str),
    Byte(usize, u8),
    Copy(usize, usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    const BITS: [&str; 22] = [
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        "\n",
        "[[draft]]\n",
        "é",
        "\\",
        "1",
        "inf",
        "-",
        "2025-02-30",
        "id = \"east\"\n",
        "\u{feff}",
    ];
    let at = || 0..10_000usize;
    prop_oneof![
        (at(), 1..40usize).prop_map(|(at, n)| Damage::Cut(at, n)),
        (at(), 0..BITS.len()).prop_map(|(at, k)| Damage::Put(at, BITS[k])),
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (at(), 1..60usize, at()).prop_map(|(from, n, to)| Damage::Copy(from, n, to)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let n = bytes.len();
    if n == 0 {
        return;
    }
    match *damage {
        Damage::Cut(at, count) => {
            let at = at % n;
            bytes.drain(at..(at + count).min(n));
        }
        Damage::Put(at, text) => {
            let at = at % n;
            bytes.splice(at..at, text.bytes());
        }
        Damage::Byte(at, byte) => bytes[at % n] = byte,
        Damage::Copy(from, count, to) => {
            let from = from % n;
            let piece = bytes[from..(from + count).min(n)].to_vec();
            let to = to % n;
            bytes.splice(to..to, piece);
        }
    }
}

/// The files cut into pieces at their table headers; every piece keeps its `[file]` table.
fn pieces() -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    for file in fixture() {
        let text = String::from_utf8(file.bytes).expect("text");
        let starts: Vec<usize> = text.match_indices("\n[[").map(|(at, _)| at + 1).collect();
        let mut head = &text[..starts.first().copied().unwrap_or(text.len())];
        if text.starts_with("[[") {
            head = "";
            pieces.push((file.name.clone(), text[..starts[0]].to_owned()));
        }
        if starts.is_empty() {
            pieces.push((file.name.clone(), text.clone()));
        }
        for (k, start) in starts.iter().enumerate() {
            let end = starts.get(k + 1).copied().unwrap_or(text.len());
            pieces.push((file.name.clone(), format!("{head}\n{}", &text[*start..end])));
        }
    }
    pieces
}

/// A dossier of tables with known keys and values picked from everywhere: most are refused, in every
/// function that reads a value.
fn soup() -> impl Strategy<Value = String> {
    const VALUES: [&str; 40] = [
        "\"east\"",
        "\"oren\"",
        "\"dam\"",
        "\"low\"",
        "\"may-paper\"",
        "\"gazette\"",
        "\"signed\"",
        "\"\"",
        "\"words, some\"",
        "\"Zürich\"",
        "2031-05-01",
        "2031-05-01T01:02:03Z",
        "01:02:03",
        "1",
        "-1",
        "0x7fffffffffffffff",
        "99999999999999999999",
        "0.5",
        "-0.0",
        "nan",
        "inf",
        "true",
        "false",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[0.1, 0.9]",
        "[1, 2, 3]",
        "[\"east\", \"west\"]",
        "[\"low\", \"high\"]",
        "{ dam = \"low\" }",
        "{ dam = [\"low\", { option = \"high\", by = [\"east\"] }] }",
        "{ text = \"x\", when = { dam = \"low\" } }",
        "{ id = \"gazette\", credibility = 9 }",
        "[{ party = \"east\", settles = { court = \"panel\" } }]",
        "[[\"none\", \"low\"], [\"low\"]]",
        "[{ is = \"kept\", of = \"spring-paper#1\" }]",
        "\"public\"",
        "\"very likely\"",
    ];
    let line = |keys: Vec<&'static str>| {
        (0..keys.len(), 0..VALUES.len())
            .prop_map(move |(key, value)| format!("{} = {}\n", keys[key], VALUES[value]))
    };
    let table = (0..Kind::ALL.len()).prop_flat_map(move |kind| {
        let schema = schema::of(Kind::ALL[kind]);
        let keys: Vec<&str> = schema.keys().map(|it| it.key).collect();
        proptest::collection::vec(line(keys), 0..8)
            .prop_map(move |lines| format!("[[{}]]\n{}", schema.name, lines.concat()))
    });
    proptest::collection::vec(table, 0..8).prop_map(|tables| tables.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_without_panic(
        files in proptest::collection::vec(
            ("(dossier|a/b|assumptions/hawks)\\.toml", proptest::collection::vec(any::<u8>(), 0..400)),
            0..4,
        )
    ) {
        let files: Vec<NamedBytes> = files.into_iter().map(|(name, it)| named(&name, it)).collect();
        check(&files);
    }

    #[test]
    fn any_damage_to_a_dossier_is_read_without_panic(
        file in 0..7usize,
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        let mut files = fixture();
        damages.iter().for_each(|it| apply(&mut files[file].bytes, it));
        check(&files);
    }

    #[test]
    fn any_values_of_any_keys_are_read_without_panic(extra in soup()) {
        let mut files = fixture();
        files.push(named("extra.toml", extra));
        check(&files);
    }

    #[test]
    fn neither_the_order_of_tables_nor_the_cut_into_files_matters(
        order in Just(pieces()).prop_shuffle(),
        homes in proptest::collection::vec(0..5usize, 64),
    ) {
        let (whole, _) = check(&fixture());
        let mut files: Vec<NamedBytes> = Vec::new();
        for ((origin, text), home) in order.into_iter().zip(homes) {
            // What inherits from a `[file]` table, or is an assumption, stays by itself.
            let alone = text.contains("[file]") || text.contains("[dossier]");
            let home = match (origin.strip_prefix("assumptions/hawks"), alone) {
                (Some(_), _) => format!("assumptions/hawks/{}.toml", files.len()),
                (None, true) => format!("alone/{}.toml", files.len()),
                (None, false) => format!("some/{home}.toml"),
            };
            match files.iter_mut().find(|it| it.name == home) {
                Some(file) => file.bytes.extend(text.bytes()),
                None => files.push(named(&home, text)),
            }
        }
        let (cut, problems) = check(&files);
        prop_assert_eq!(&problems, &[]);
        let (whole, cut) = (whole.expect("a case"), cut.expect("a case"));
        prop_assert!(*whole == *cut);
        prop_assert_eq!(canonical::hash(&whole), canonical::hash(&cut));
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_case(records in records()) {
        let assume = records.assumptions.clone();
        let case = Case::new(records).expect("generated records keep the rules");
        let files = write(&case);
        let (back, problems) = read(&files, &ReadOptions { assume });
        let errors: Vec<&Problem> =
            problems.iter().filter(|it| it.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:#?}\n{}", errors, show(&files));
        let back = back.expect("a case");
        prop_assert!(*back == *case, "{}\n{}", first_difference(&back, &case), show(&files));
        prop_assert_eq!(canonical::hash(&back), canonical::hash(&case));
        // Written again, not a byte changes.
        prop_assert_eq!(write(&back), files);
    }
}

fn show(files: &[NamedBytes]) -> String {
    files
        .iter()
        .map(|it| format!("== {}\n{}", it.name, String::from_utf8_lossy(&it.bytes)))
        .collect()
}

/// The first line in which two cases differ.
fn first_difference(a: &Case, b: &Case) -> String {
    let (a, b) = (format!("{:#?}", **a), format!("{:#?}", **b));
    let lines = a.lines().zip(b.lines()).enumerate();
    let differs = lines.filter(|(_, (a, b))| a != b).take(3);
    differs.map(|(n, (a, b))| format!("line {n}: {a} | {b}\n")).collect()
}
