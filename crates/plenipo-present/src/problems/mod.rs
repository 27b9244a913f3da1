//! Problems of a dossier, shown where they are.
//!
//! As text, each is a heading, the lines of the file with what is at fault underlined, and a hint.
//! As JSON, one object with the same facts for editors and scripts:
//!
//! ```text
//! { "schema": 2, "is": "problems", "errors": 1, "warnings": 0,
//!   "problems": [
//!     { "severity": "error" | "warning", "file", "line", "column", "span": [from, to],
//!       "message", "hint" } ] }
//! ```
//!
//! `span` counts bytes from 0, `line` and `column` characters from 1; `file`, `line` and `column`
//! are null where a problem is about the dossier as a whole, `hint` where there is none.

mod place;

pub use place::{Files, Place};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use plenipo_record::dossier::problem::{Problem, Severity};

use crate::terminal::{TerminalStyle, WIDTH_MIN};
use crate::{clean, hint, json};

/// What [`json()`] writes, key by key, for the page that describes it: the key, what it is.
pub const KEYS: [(&str, &str); 4] = [
    ("schema", "the number of this form; it is raised where a key changes its meaning or goes"),
    ("is", "always `\"problems\"`: no answer of a lens has this key"),
    ("errors`, `warnings", "how many of each there are"),
    ("problems", "a list with all of them, in the order of the files"),
];

/// The keys of a problem, with what each is.
pub const PROBLEM_KEYS: [(&str, &str); 6] = [
    (
        "severity",
        "`\"error\"`: the dossier cannot be read; `\"warning\"`: it can, and it deserves a look",
    ),
    (
        "file",
        "its name below the dossier; `null` where the problem is about the dossier as a whole",
    ),
    (
        "line`, `column",
        "where it begins, in characters counted from 1; `null` where it is in no line",
    ),
    ("span", "`[from, to]` in bytes counted from 0; `[0, 0]` of what is not read"),
    ("message", "what is wrong, in a sentence"),
    ("hint", "what could be done; `null` where there is no hint"),
];

/// The number of this interface, in `"schema"`.
const SCHEMA: u32 = 2;

/// Lines of a file shown for one problem, at most.
const LINES_MAX: usize = 8;

/// `problems` as text, in their order.
pub fn text(problems: &[Problem], files: &Files<'_>, style: &TerminalStyle) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width.max(WIDTH_MIN));
    let mut out = String::new();
    for problem in problems {
        let rendered = renderer.render(&report(problem, files));
        for line in rendered.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn report<'a>(problem: &Problem, files: &Files<'a>) -> Vec<Group<'a>> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(clean::line(&problem.message)));
    if !problem.file.is_empty() {
        group = match snippet(problem, files) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(problem, files)),
        };
    }
    if let Some(hint) = &problem.hint {
        group =
            group.element(Level::HELP.with_name("hint").message(clean::line(&hint::phrase(hint))));
    }
    vec![group]
}

/// The lines at fault; `None` where they cannot be shown.
fn snippet<'a>(
    problem: &Problem,
    files: &Files<'a>,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let first = files.line_of(&problem.file, problem.span.start)?;
    let end = problem.span.end.max(problem.span.start);
    // A span ends before its last byte's neighbour, which may already be on the next line.
    let last = files.line_of(&problem.file, end.saturating_sub(1).max(problem.span.start))?;
    let last = last.min(first + LINES_MAX - 1);
    let (start, lines) = files.lines(&problem.file, first, last)?;
    let inside = |at: usize| {
        let mut at = at.saturating_sub(start).min(lines.len());
        // Problems promise character boundaries; a wrong promise must not end the program.
        while !lines.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let span = inside(problem.span.start)..inside(end).max(inside(problem.span.start));
    Some(
        Snippet::source(harmless(lines))
            .path(files.shown(&problem.file))
            .line_start(first + 1)
            .fold(false)
            .annotation(AnnotationKind::Primary.span(span)),
    )
}

fn origin<'a>(problem: &Problem, files: &Files<'_>) -> Origin<'a> {
    let origin = Origin::path(files.shown(&problem.file));
    match files.place(&problem.file, problem.span.start) {
        Some(Place { line, column }) => origin.line(line).char_column(column),
        None => origin,
    }
}

/// `lines` without what could command a terminal or cannot be seen and the renderer would let through,
/// its bytes where they were.
fn harmless(lines: &str) -> String {
    // Each is exchanged for a sign of as many bytes; the renderer itself replaces the others.
    let shown = |c: char| match c {
        '\u{80}'..='\u{9f}' => '·',
        c if clean::is_unseen(c) && c.len_utf8() == 2 => '·',
        c if clean::is_unseen(c) && c.len_utf8() == 3 => '\u{fffd}',
        c => c,
    };
    lines.chars().map(shown).collect()
}

/// `problems` as JSON.
pub fn json(problems: &[Problem], files: &Files<'_>) -> String {
    let rows: Vec<String> = problems
        .iter()
        .map(|problem| {
            let place = files.place(&problem.file, problem.span.start);
            let or_null = |it: Option<String>| it.unwrap_or_else(|| "null".to_owned());
            let severity = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let file = (!problem.file.is_empty()).then(|| json::text(&problem.file));
            json::flat(&[
                ("severity", json::text(severity)),
                ("file", or_null(file)),
                ("line", or_null(place.map(|it| it.line.to_string()))),
                ("column", or_null(place.map(|it| it.column.to_string()))),
                ("span", format!("[{}, {}]", problem.span.start, problem.span.end)),
                ("message", json::text(&problem.message)),
                ("hint", or_null(problem.hint.as_ref().map(|it| json::text(&hint::phrase(it))))),
            ])
        })
        .collect();
    let (errors, warnings) = count(problems);
    let fields = [
        ("schema", SCHEMA.to_string()),
        ("is", json::text("problems")),
        ("errors", errors.to_string()),
        ("warnings", warnings.to_string()),
        ("problems", json::list("  ", &rows)),
    ];
    format!("{}\n", json::tall("", &fields))
}

/// How many of `problems` are errors, and how many warnings.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|it| it.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}
