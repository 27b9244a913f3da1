//! One door to the terminal: whatever words and names hold, no verb prints what a terminal would obey or
//! hide.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::{names, plenipo, run, write};

/// As TOML and JSON write it: a title set, a screen cleared, C1 codes, overrides and isolates, returns,
/// marks of direction, letters without width, a soft hyphen, a tag.
const POISON: &str = "\\u001b[35mred\\u001b]0;pwn\\u0007\\u001b[2J\\u009b31m\\u202ebidi\\u2066\\r\\nX-PWN:1\\u0085\\u2028b\\u200fR\
     \\u061cA\\u200bZ\\u200cN\\u200dJ\\u00adS\\u2060W\\ufeffB\\u007fD";

/// The same for names of files and arguments.
const NAMED: &str = "x\u{1b}[35mred\u{1b}]0;pwn\u{7}\u{1b}[2J\u{9b}31m\u{202e}bidi\u{2066}\r\u{200f}\u{200b}\u{e0041}y";

/// Keys of free words.
const WORDS: [&str; 24] = [
    "account",
    "authority",
    "by",
    "condition",
    "content",
    "criteria",
    "gist",
    "lapses_if",
    "name",
    "note",
    "office",
    "only_if",
    "place",
    "publisher",
    "question",
    "short",
    "summary",
    "text",
    "title",
    "unit",
    "what",
    "who",
    "why",
    "words",
];

fn three_rivers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/three-rivers")
}

/// `text` with the poison in every value of several words, and in units and short names.
fn poisoned(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" = \"") {
        out.push_str(before);
        out.push_str(" = \"");
        let key = before.rsplit(|it: char| !it.is_ascii_alphabetic() && it != '_').next();
        let end = after.find('"').unwrap_or(after.len());
        let value = &after[..end];
        let free = key.is_some_and(|it| WORDS.contains(&it))
            && (value.contains(' ') || matches!(key, Some("unit" | "short")))
            && !value.ends_with('\\');
        out.push_str(value);
        if free {
            out.push_str(POISON);
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// A dossier `talks` poisoned in every field, `plain` the same without its ledger, and files to bring in.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for path in names(&three_rivers()) {
        if path.extension().is_some_and(|it| it == "toml") {
            let below = path.strip_prefix(three_rivers()).expect("below").to_owned();
            let text = poisoned(&fs::read_to_string(&path).expect("text"));
            write(&dir.path().join("talks").join(&below), &text);
            if below != Path::new("ledger.toml") {
                write(&dir.path().join("plain").join(&below), &text);
            }
        }
    }
    let raw: String = serde_json::from_str(&format!("\"{POISON}\"")).expect("text");
    write(
        &dir.path().join("text.md"),
        &format!("# A {raw}\n\n1. A dam {raw} is built.\n\n2. {raw}\n"),
    );
    write(
        &dir.path().join("sheets/source.csv"),
        &format!(
            "record,id,publisher,date,{NAMED}\n,dup,\"a {raw}\",2031-01-01,\n,Dup {raw},b,x,\n"
        ),
    );
    let quoted = raw.replace(['\n', '\r'], " ");
    write(
        &dir.path().join("questions.csv"),
        &format!(
            "id,question,criteria,opens,{NAMED}\nwell,\"Q {quoted}?\",\"C {quoted}\",2031-05-01,z\n"
        ),
    );
    write(
        &dir.path().join("small.json"),
        &format!(
            r#"{{ "parties": 2, "names": ["Up{POISON}", "Down{POISON}"], "reservations": [5.0, 1.0],
            "utilities": [ [[3.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 3.0]] ] }}"#
        ),
    );
    write(
        &dir.path().join("play.toml"),
        "scenarios = [\"small.json\"]\nstrategies = [\"micro\", \"linear\"]\n",
    );
    dir
}

/// What stands in `text` that must not, our own colours left out.
fn raw(text: &str, colours: bool) -> Option<String> {
    let mut rest = String::new();
    let mut parts = text.split("\u{1b}[");
    rest.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // The colour that only the poison has.
        let code = part.split_once('m').filter(|(code, _)| {
            colours && *code != "35" && code.bytes().all(|it| it.is_ascii_digit() || it == b';')
        });
        rest.push_str(&code.map_or(format!("\u{1b}[{part}"), |it| it.1.to_owned()));
    }
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    let at = rest.find(bad)?;
    let from = rest.floor_char_boundary(at.saturating_sub(60));
    Some(rest[from..].chars().take(90).collect())
}

/// Runs the command and looks at both streams; returns its exit code.
fn clean<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> i32 {
    let mut code = 0;
    for colour in ["never", "always"] {
        let output = plenipo()
            .args(args)
            .args(["--color", colour])
            .current_dir(folder)
            .output()
            .expect("the command runs");
        code = output.status.code().expect("the command ends by itself");
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(stream.clone()).expect("what is said is text");
            let shown: Vec<_> = args.iter().map(|it| it.as_ref().to_string_lossy()).collect();
            let found = raw(&text, colour == "always");
            assert_eq!(
                found.map(|it| it.escape_unicode().to_string()),
                None,
                "{shown:?}: {text:?}"
            );
        }
    }
    code
}

#[test]
fn nothing_that_a_record_says_commands_the_terminal() {
    let dir = folder();
    let here = dir.path();
    let checked = run(here, &["check", "plain"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let mut asked: Vec<Vec<&str>> = Vec::new();
    let what =
        ["issues", "drafts", "unknown", "timeline", "changes", "sources", "meetings", "matrix"];
    for what in what {
        asked.push(vec!["show", "talks", "--what", what]);
        asked.push(vec!["show", "talks", "--what", what, "--for", "corvane"]);
    }
    asked.extend([
        vec!["check", "talks"],
        vec!["check", "plain"],
        vec!["show", "plain", "--what", "carry", "--to", "corvane"],
        vec!["show", "plain", "--search", "canal"],
        vec!["assess", "plain", "--samples", "50"],
        vec!["amend", "plain", "--draft", "belmora-lines", "--samples", "50"],
        vec!["brief", "plain", "--samples", "50"],
        vec!["compare", "plain"],
        vec!["compare", "plain", "--as", "columns"],
        vec!["compare", "plain", "--as", "brackets"],
        vec!["outlook", "plain", "--samples", "50"],
        vec!["forecast", "talks"],
        vec!["forecast", "score", "talks"],
        vec!["forecast", "verify", "talks"],
        vec!["forecast", "import", "plain", "questions.csv", "--date", "2031-05-02"],
        vec!["forecast", "verify", "plain"],
        vec!["frontier", "plain", "--samples", "50"],
        vec!["frontier", "small.json"],
        vec!["simulate", "small.json", "--runs", "20"],
        vec!["simulate", "small.json", "--trace"],
        vec!["tournament", "play.toml"],
        vec!["statements", "plain"],
        vec!["views", "plain", "--samples", "50"],
        vec!["believe", "plain", "--samples", "50"],
        vec!["lab", "plain", "--try", "draft-1"],
        vec!["prepare", "plain"],
        vec!["itinerary", "plain"],
        vec!["debrief", "plain", "session-1", "--said", "asterin: we heard", "--dry-run"],
        vec!["read", "plain", "text.md", "--dry-run"],
        vec!["read", "plain", "text.md"],
        vec!["review", "plain", "--list"],
        vec!["review", "plain", "--accept", "1"],
        vec!["seal", "plain", "--out", "x.age", "--passphrase-file", "text.md"],
        vec!["open", "x.age", "--out", "opened", "--passphrase-file", "text.md"],
        vec!["add-draft", "plain", "text.md", "--id", "fresh", "--date", "2031-05-20"],
        vec!["import", "sheets", "--into", "plain", "--dry-run"],
        vec!["import", "small.json", "--out", "made"],
        vec!["export", "plain", "--to", "genius", "--out", "genius"],
        vec!["export", "plain", "--to", "negmas", "--out", "negmas"],
        vec!["export", "plain", "--to", "csv", "--out", "csv"],
        vec!["export", "plain", "--to", "ics", "--out", "talks.ics"],
        vec!["export", "plain", "--for", "corvane", "--out", "corvane"],
        vec!["import", "csv", "--into", "plain"],
        vec!["explain", "dossier"],
        vec!["new", "begun"],
        vec!["upgrade", "plain", "--out", "upgraded"],
    ]);
    for args in &asked {
        clean(here, args);
    }
    // The poison was there to be met, and is shown for what it is.
    let shown = run(here, &["brief", "plain", "--samples", "50"]).out;
    assert!(
        shown.contains("�[35mred�]0;pwn��[2J�31m�bidi� X-PWN:1 b�R�A�Z�N�J�S�W�B�D"),
        "{shown}"
    );
    let help = run(here, &["--help"]).out;
    let verbs =
        help.lines().skip_while(|it| *it != "Commands:").skip(1).take_while(|it| !it.is_empty());
    let verbs: Vec<&str> = verbs
        .filter(|it| !it.starts_with("     "))
        .flat_map(|it| it.split_whitespace().next())
        .collect();
    assert!(verbs.len() > 10, "{verbs:?}");
    for verb in verbs {
        // A server does not end; what it shows is asked of its pages.
        let other = ["generate", "serve"].contains(&verb);
        assert!(other || asked.iter().any(|it| it[0] == verb), "{verb} is not asked");
    }
    // Other forms keep the words: JSON escaped, so that a reader of JSON gets them as they were.
    let said = run(here, &["show", "plain", "--what", "drafts", "--format", "json"]);
    assert_eq!(raw(&said.out, false), None);
    assert!(said.out.contains("\\u202e") || said.out.contains("\\u001b"), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn neither_does_a_name_of_a_file_nor_what_is_typed() {
    use std::os::unix::ffi::OsStrExt;
    let dir = folder();
    let here = dir.path();
    let at = |name: &str| format!("plain/{name}");
    for (name, text) in [
        (format!("{NAMED}.toml"), "format = 2\nx = \"\u{1b}[2J\u{9b}\u{202e}\u{200b}\"\n"),
        (format!("{NAMED}.toml.txt"), ""),
        (format!("{NAMED}/a.toml"), "x ="),
    ] {
        write(&here.join(at(&name)), text);
    }
    std::os::unix::fs::symlink("nowhere", here.join(at(&format!("{NAMED}-link")))).expect("a link");
    write(&here.join(format!("{NAMED}.csv")), "a,b\n1,2\n");
    write(&here.join(format!("{NAMED}.md")), "1. A dam.\n");
    let csv = format!("{NAMED}.csv");
    let md = format!("{NAMED}.md");
    for args in [
        vec!["check", "plain"],
        vec!["assess", "plain"],
        vec!["assess", NAMED],
        vec!["check", "talks", "--assume", NAMED],
        vec!["assess", "talks", "--draft", NAMED],
        vec!["assess", "talks", "--for", NAMED],
        vec!["assess", "talks", "--as-of", NAMED],
        vec!["brief", "talks", "--format", "csv", "--table", NAMED],
        vec!["brief", "talks", "--out", NAMED],
        vec!["brief", "talks", "--out", NAMED],
        vec![NAMED],
        vec!["assess", "talks", NAMED],
        vec!["explain", NAMED],
        vec!["import", &csv, "--into", "talks"],
        vec!["import", &csv, "--out", "other"],
        vec!["add-draft", "talks", &md, "--id", NAMED, "--date", "2031-05-20"],
        vec!["add-draft", "talks", &md, "--id", "n", "--date", "2031-05-20", "--source", NAMED],
        vec!["add-draft", "talks", &md, "--id", "n", "--date", "2031-05-20"],
        vec!["amend", "talks", "--draft", "belmora-lines", "--save", NAMED, "--samples", "50"],
        vec![
            "forecast",
            "add",
            "talks",
            "--forecast",
            NAMED,
            "--by",
            NAMED,
            "--chance",
            NAMED,
            "--date",
            "2031-05-02",
        ],
        vec!["forecast", "verify", "talks", "--head", NAMED],
        vec!["export", "talks", "--for", NAMED, "--out", "e"],
        vec!["export", "talks", "--for", "corvane", "--out", &format!("{NAMED}-out")],
        vec!["new", &format!("{NAMED}-new")],
        vec!["generate", NAMED],
    ] {
        clean(here, &args);
    }
    let odd = OsStr::from_bytes(b"no\x9btext\xff\x1b[2J");
    for args in [
        vec![OsStr::new("check"), odd],
        vec![OsStr::new("new"), odd],
        vec![OsStr::new("check"), odd],
        vec![OsStr::new("assess"), OsStr::new("talks"), OsStr::new("--draft"), odd],
        vec![odd],
    ] {
        clean(here, &args);
    }
}
