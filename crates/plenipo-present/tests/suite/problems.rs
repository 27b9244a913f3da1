use insta::assert_snapshot;
use plenipo_present::problems::{Files, json, text};
use plenipo_present::terminal::TerminalStyle;
use plenipo_record::dossier::problem::{Problem, Severity};

const NAME: &str = "drafts/upper.toml";
const TEXT: &str = "[[draft]]\nid = \"upper-1\"\ntitle = \"Upper basin\"\ndate = 2025-02-30\n\
                    tabled_by = [\"uper\"] # жук\nsummary = \"\"\"\nlong\nlonger\n\"\"\"\n";

fn files() -> Files<'static> {
    [(NAME, TEXT.as_bytes()), ("bytes.toml", &b"a\nb \xff c\n"[..])].into_iter().collect()
}

fn problem(file: &str, at: &str, message: &str, hint: Option<&str>) -> Problem {
    let start = TEXT.find(at).unwrap_or(0);
    Problem {
        severity: Severity::Error,
        file: file.into(),
        span: start..start + at.len(),
        message: message.into(),
        hint: hint.map(str::to_owned),
    }
}

fn problems() -> Vec<Problem> {
    vec![
        problem(NAME, "2025-02-30", "there is no such day", Some("February 2025 has 28 days")),
        Problem {
            severity: Severity::Warning,
            ..problem(NAME, "\"uper\"", "unknown party `uper`", Some("did you mean `upper`?"))
        },
        problem(NAME, "\"\"\"\nlong\nlonger\n\"\"\"", "two\nlines \u{1b}[2J", None),
        Problem { span: 4..5, ..problem("bytes.toml", "", "this is no UTF-8", None) },
        problem("", "", "the dossier has no `format`", Some("begin a file with `format = 1`")),
    ]
}

#[test]
fn each_problem_where_it_is() {
    let files = files().below("cases/river/");
    let style = TerminalStyle { width: 80, colour: false };
    assert_snapshot!(text(&problems(), &files, &style), @r#"
    error: there is no such day
      ╭▸ cases/river/drafts/upper.toml:4:8
      │
    4 │ date = 2025-02-30
      │        ━━━━━━━━━━
      │
      ╰ hint: February 2025 has 28 days

    warning: unknown party `uper`
      ╭▸ cases/river/drafts/upper.toml:5:14
      │
    5 │ tabled_by = ["uper"] # жук
      │              ━━━━━━
      │
      ╰ hint: did you mean `upper`?

    error: two lines �[2J
      ╭▸ cases/river/drafts/upper.toml:6:11
      │
    6 │   summary = """
      │ ┏━━━━━━━━━━━┛
    7 │ ┃ long
    8 │ ┃ longer
    9 │ ┃ """
      ╰╴┗━━━┛

    error: this is no UTF-8
     ─▸ cases/river/bytes.toml:2:3

    error: the dossier has no `format`
     │
     ╰ hint: begin a file with `format = 1`
    "#);
}

#[test]
fn colour_on_request_only() {
    let style = TerminalStyle { width: 80, colour: true };
    assert!(text(&problems()[..1], &files(), &style).contains("\x1b["));
}

#[test]
fn as_json() {
    let json = json(&problems(), &files());
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    assert_snapshot!(json, @r#"
    {
      "schema": 2,
      "is": "problems",
      "errors": 4,
      "warnings": 1,
      "problems": [
        { "severity": "error", "file": "drafts/upper.toml", "line": 4, "column": 8, "span": [54, 64], "message": "there is no such day", "hint": "February 2025 has 28 days" },
        { "severity": "warning", "file": "drafts/upper.toml", "line": 5, "column": 14, "span": [78, 84], "message": "unknown party `uper`", "hint": "did you mean `upper`?" },
        { "severity": "error", "file": "drafts/upper.toml", "line": 6, "column": 11, "span": [105, 124], "message": "two\nlines \u001b[2J", "hint": null },
        { "severity": "error", "file": "bytes.toml", "line": 2, "column": 3, "span": [4, 5], "message": "this is no UTF-8", "hint": null },
        { "severity": "error", "file": null, "line": null, "column": null, "span": [0, 0], "message": "the dossier has no `format`", "hint": "begin a file with `format = 1`" }
      ]
    }
    "#);
}

#[test]
fn wrong_spans_and_lone_lines_do_not_end_the_program() {
    let long = format!("x = \"{}\"\n", "y".repeat(10_000));
    let odd = "ж\r\n\u{85}\u{9b}\t=\u{202e}\n";
    let files: Files<'_> =
        [("long", long.as_bytes()), ("odd", odd.as_bytes()), ("empty", b"")].into_iter().collect();
    let style = TerminalStyle { width: 1, colour: false };
    for file in ["long", "odd", "empty", "gone", ""] {
        for start in 0..20 {
            for end in [0, start, start + 1, 19, usize::MAX] {
                let problem =
                    Problem { span: start..end, ..problem(file, "", "wrong", Some("mend it")) };
                let shown = text(std::slice::from_ref(&problem), &files, &style);
                assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
                json(&[problem], &files);
            }
        }
    }
}
