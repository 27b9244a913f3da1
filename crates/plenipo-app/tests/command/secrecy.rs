//! What of a dossier reaches a party through any door, byte by byte.
//!
//! `talks/open.toml` has every table, most of it open, with the mark KEEPERMARK in every remark; what is
//! closed in it is told to Bland by leave. `talks/secret.toml` has every table again, closed to Bland,
//! with HIDDENMARK wherever words may stand. Bland gets the same bytes with the second file and without,
//! and neither mark.

use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use super::{names, river, run};

const OPEN: &str = include_str!("talks/open.toml");
const SECRET: &str = include_str!("talks/secret.toml");

/// Questions that every form of an answer is asked for.
const ASKED: [&[&str]; 21] = [
    &["brief", "river"],
    &["prepare", "river"],
    &["itinerary", "river"],
    &["simulate", "river", "--runs", "20", "--samples", "200"],
    &["assess", "river", "--samples", "200"],
    &["assess", "river", "--draft", "d1", "--samples", "200"],
    &["amend", "river", "--draft", "d1", "--samples", "200"],
    &["believe", "river", "--draft", "d1", "--samples", "200"],
    &["views", "river", "--samples", "200"],
    &["frontier", "river", "--samples", "200"],
    &["compare", "river", "d1", "d2"],
    &["lab", "river", "--draft", "d1"],
    &["assess", "river", "--draft", "tried", "--try", "d1", "--samples", "200"],
    &["outlook", "river", "--samples", "200"],
    &["statements", "river"],
    &["forecast", "river"],
    &["forecast", "score", "river"],
    &["show", "river", "--search", "toll"],
    &["show", "river", "--what", "timeline"],
    &["show", "river", "--what", "changes"],
    &["show", "river", "--what", "sources"],
];

/// What `show` shows beside those, and questions that cannot be answered.
const ALSO: [&[&str]; 19] = [
    &["show", "river", "--what", "issues"],
    &["show", "river", "--what", "drafts"],
    &["show", "river", "--what", "matrix"],
    &["show", "river", "--what", "unknowns"],
    &["show", "river", "--what", "conflicts"],
    &["show", "river", "--what", "drift"],
    &["show", "river", "--what", "meetings"],
    &["show", "river", "--what", "carry", "--to", "b"],
    &["show", "river", "--what", "nothing"],
    &["show", "river", "--format", "csv", "--table", "none"],
    &["assess", "river", "--draft", "d3"],
    &["compare", "river", "d1", "d3"],
    &["forecast", "river", "--forecast", "will"],
    &["forecast", "river", "--assume", "doves"],
    &["brief", "river", "--as-of", "2031-03-01"],
    &["check", "river"],
    &["read", "river", "none.txt"],
    &["review", "river", "--list"],
    &["review", "river", "--accept", "1"],
];

/// What is written for a party.
const WRITTEN: [&[&str]; 8] = [
    &["export", "river", "--out", "out"],
    &["export", "river", "--to", "xlsx", "--out", "out"],
    &["export", "river", "--to", "csv", "--out", "out"],
    &["export", "river", "--to", "ics", "--out", "out"],
    &["export", "river", "--to", "genius", "--out", "out"],
    &["export", "river", "--to", "geniusweb", "--out", "out"],
    &["export", "river", "--to", "negmas", "--out", "out"],
    &["export", "river", "--to", "profiles", "--out", "out"],
];

/// Something that reached the party: what was asked, and the bytes.
type Reached = (String, Vec<u8>);

/// Everything that reaches Bland from the dossier in `folder`.
fn reached(folder: &Path) -> Vec<Reached> {
    let mut all = Vec::new();
    for asked in ASKED {
        for format in ["text", "json", "html", "markdown", "csv"] {
            ask(folder, &[asked, &["--format", format]].concat(), &mut all);
        }
        let docx = ["--format", "docx", "--out", "out"];
        ask(folder, &[asked, &docx].concat(), &mut all);
    }
    ALSO.iter().chain(&WRITTEN).for_each(|asked| ask(folder, asked, &mut all));
    all
}

fn ask(folder: &Path, asked: &[&str], all: &mut Vec<Reached>) {
    let said = run(folder, &[asked, &["--for", "b"]].concat());
    let name = asked.join(" ");
    // How much was written and where to is told to whoever runs the command.
    let told = if asked[0] == "export" && said.code == 0 { String::new() } else { said.out };
    all.push((name.clone(), format!("{} {told} {}", said.code, said.err).into_bytes()));
    let out = folder.join("out");
    if out.is_dir() {
        for path in names(&out).iter().filter(|it| it.is_file()) {
            let below = path.strip_prefix(&out).expect("below").display().to_string();
            all.push((format!("{name}: {below}"), std::fs::read(path).expect("a file")));
        }
        std::fs::remove_dir_all(&out).expect("removed");
    } else if out.exists() {
        all.push((format!("{name}: file"), std::fs::read(&out).expect("a file")));
        std::fs::remove_file(&out).expect("removed");
    }
}

/// The bytes with what is packed in them: spreadsheets and texts of word processors are archives.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        for place in 0..archive.len() {
            let mut file = archive.by_index(place).expect("a part");
            all.extend_from_slice(file.name().expect("a name").as_bytes());
            file.read_to_end(&mut all).expect("its bytes");
        }
    }
    all
}

/// What a report proposes, and its text: for the record's keeper, whatever it is about.
const PROPOSED: [(&str, &str); 2] = [
    (
        "proposals/2031-05-01-hiddenmark.toml",
        "[proposals]\nsource = \"HIDDENMARK\"\n\n# \"HIDDENMARK\"\n[[statement]]\nid = \"hiddenmark\"\nwords = \"HIDDENMARK toll\"\ndate = 2031-04-20\nby = [\"b\"]\nbasis = \"reported\"\n",
    ),
    ("proposals/2031-05-01-hiddenmark.txt", "HIDDENMARK\n"),
];

fn whole() -> TempDir {
    let [proposed, text] = PROPOSED;
    river(&[("dossier.toml", OPEN), ("secret.toml", SECRET), proposed, text])
}

/// Nothing that reached a party has a mark.
fn unmarked(reached: &[Reached]) {
    for (name, bytes) in reached {
        let bytes = unpacked(bytes).to_ascii_lowercase();
        for mark in ["keepermark", "hiddenmark"] {
            let found = bytes.windows(mark.len()).position(|it| it == mark.as_bytes());
            if let Some(at) = found {
                let around = &bytes[at.saturating_sub(200)..(at + 40).min(bytes.len())];
                panic!("{name}: {}", String::from_utf8_lossy(around));
            }
        }
    }
}

/// The same things reached a party from both.
fn alike(a: &[Reached], b: &[Reached]) {
    for (a, b) in a.iter().zip(b) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(a.0, b.0);
        assert!(a.1 == b.1, "{}\n{}\n{}", a.0, text(&a.1), text(&b.1));
    }
    assert_eq!(a.len(), b.len());
}

#[test]
fn a_party_gets_the_same_bytes_whatever_is_closed_to_it_and_no_remark() {
    let (with, without) = (whole(), river(&[("dossier.toml", OPEN)]));
    for dir in [&with, &without] {
        let said = run(dir.path(), &["check", "river"]);
        assert_eq!(said.code, 0, "{}", said.out);
    }
    let there = reached(with.path());
    unmarked(&there);
    alike(&reached(without.path()), &there);
    // What is open, and what leave opens, is in it.
    let all: Vec<u8> = there.iter().flat_map(|it| unpacked(&it.1)).collect();
    let all = String::from_utf8_lossy(&all);
    for words in ["we could live with a low toll", "The first paper", "a flood", "a maybe"] {
        assert!(all.contains(words), "{words}");
    }
    // The keeper has all of it.
    for words in ["KEEPERMARK", "HIDDENMARK"] {
        run(with.path(), &["export", "river", "--to", "csv", "--out", "mine"]);
        let mine = with.path().join("mine");
        let text: String =
            names(&mine).iter().map(|it| std::fs::read_to_string(it).expect("a sheet")).collect();
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn what_the_keeper_adds_tells_a_party_nothing_of_what_is_closed() {
    let question = |more: &[&'static str]| {
        let words = ["--question", "Will they sign?", "--criteria", "Yes if both sign."];
        [&["forecast", "add", "river"], &words[..], &["--date", "2031-05-01"], more].concat()
    };
    let view = |of: &'static str| {
        let who = ["--by", "b", "--chance", "0.5", "--date", "2031-05-06"];
        [&["forecast", "add", "river", "--forecast", of][..], &who].concat()
    };
    let answer = |more: &[&'static str]| {
        let of = ["--forecast", "later", "--from-lens", "acceptance", "--draft", "d2"];
        let how = ["--party", "a", "--samples", "200"];
        [&["forecast", "add", "river"], &of[..], &how, more].concat()
    };
    let yes = |of: &'static str| {
        let how = ["--outcome", "yes", "--date", "2031-05-10"];
        [&["forecast", "resolve", "river", "--forecast", of][..], &how].concat()
    };
    let (with, without) = (whole(), river(&[("dossier.toml", OPEN)]));
    let done = |dir: &TempDir, args: &[&str]| {
        let said = run(dir.path(), args);
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        said.out
    };
    // Closed ones of the same words, some made by hand and some by the program.
    let made = done(&with, &question(&["--handling", "a"]));
    assert!(made.contains("id = \"will-they-sign--2\""), "{made}");
    // Open ones: beside closed ones they have a number, which the party is not shown.
    let made = done(&with, &question(&[]));
    assert!(made.contains("id = \"will-they-sign--3\""), "{made}");
    let made = done(&with, &view("will-they-sign--3"));
    assert!(made.contains("id = \"will-they-sign-b-2031-05-06--2\""), "{made}");
    let made = done(&with, &yes("will-they-sign--3"));
    assert!(made.contains("id = \"will-they-sign-yes--2\""), "{made}");
    for args in [question(&[]), view("will-they-sign"), yes("will-they-sign")] {
        done(&without, &args);
    }
    // The program's own answer rests on closed lines, and is the keeper's alone.
    for dir in [&with, &without] {
        assert!(done(dir, &answer(&[])).contains("handling = []"));
    }
    done(&with, &["amend", "river", "--draft", "d1", "--save", "mine", "--samples", "200"]);
    let said = run(with.path(), &answer(&["--handling", "open"]));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("records that are closed to"), "{}", said.err);
    let told = run(with.path(), &["forecast", "river", "--for", "b"]).out;
    assert!(told.contains("will-they-sign") && !told.contains("--"), "{told}");
    assert!(!told.contains("plenipo, acceptance"), "{told}");
    let there = reached(with.path());
    unmarked(&there);
    alike(&reached(without.path()), &there);
}
