//! How long answers take as the record grows: made dossiers, the release build, and a table for `bench/growth.md`.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use plenipo_maths::random::{Stream, StreamKey};

const PARTIES: usize = 3;
const ISSUES: usize = 28;
const OPTIONS: usize = 3;

/// What a made dossier has many of.
#[derive(Clone, Copy)]
enum Many {
    /// Statements, answers, events, lines, positions and meetings, over 200 days.
    Records,
    /// Answers of one day.
    Answers,
    /// Lines of one day, every other of stated firmness.
    Lines,
    /// Drafts.
    Drafts,
    /// Rules, each of which sets an option of one issue apart from one of another; every order is on record.
    Rules,
}

/// What is measured: a dossier, its size, a command, and the seconds that it is allowed.
const RUNS: [(Many, usize, &str, Option<f64>); 19] = [
    (Many::Records, 1_250, "outlook", None),
    (Many::Records, 2_500, "outlook", None),
    (Many::Records, 5_000, "outlook", None),
    (Many::Records, 10_000, "outlook", Some(5.0)),
    (Many::Records, 1_250, "brief", None),
    (Many::Records, 2_500, "brief", None),
    (Many::Records, 5_000, "brief", None),
    (Many::Records, 10_000, "brief", Some(5.0)),
    (Many::Answers, 8_000, "brief", Some(2.0)),
    (Many::Lines, 9_900, "brief", Some(2.0)),
    (Many::Lines, 9_900, "outlook", Some(60.0)),
    (Many::Drafts, 1_000, "assess", Some(60.0)),
    (Many::Drafts, 9_900, "assess", Some(60.0)),
    (Many::Rules, 0, "frontier", None),
    (Many::Rules, 10, "frontier", Some(1.0)),
    (Many::Rules, 20, "frontier", Some(1.0)),
    (Many::Rules, 0, "amend", None),
    (Many::Rules, 10, "amend", Some(1.0)),
    (Many::Rules, 20, "amend", Some(1.0)),
];

impl Many {
    fn words(self) -> &'static str {
        match self {
            Many::Records => "records over 200 days",
            Many::Answers => "answers of one day",
            Many::Lines => "lines of one day",
            Many::Drafts => "drafts",
            Many::Rules => "rules between two issues",
        }
    }

    fn dossier(self, n: usize) -> String {
        let mut draw = StreamKey::new(1).stream(0);
        let mut text = String::from("format = 2\n[dossier]\ntitle = \"Growth\"\n");
        for party in 0..PARTIES {
            put(
                &mut text,
                "party",
                &format!("id = \"p{party}\"\nname = \"P{party}\"\nroles = [\"principal\"]"),
            );
        }
        for source in 0..20 {
            put(
                &mut text,
                "source",
                &format!(
                    "id = \"s{source}\"\npublisher = \"Paper {source}\"\ntitle = \"T\"\nreliability = \"B\""
                ),
            );
        }
        for issue in 0..ISSUES {
            let options: Vec<String> = (0..OPTIONS)
                .map(|it| format!("{{ id = \"o{it}\", text = \"{it} of {issue}\" }}"))
                .collect();
            put(
                &mut text,
                "issue",
                &format!(
                    "id = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [{}]",
                    options.join(", ")
                ),
            );
        }
        let drafts = if matches!(self, Many::Drafts) { n } else { 10 };
        for draft in 0..drafts {
            let points: Vec<String> = (0..ISSUES)
                .map(|it| {
                    format!(
                        "{{ number = \"{}\", sets = {{ i{it} = \"o{}\" }} }}",
                        it + 1,
                        draw.below(OPTIONS)
                    )
                })
                .collect();
            put(
                &mut text,
                "draft",
                &format!(
                    "id = \"d{draft}\"\ntitle = \"Draft {draft}\"\ndate = 2031-01-01\ncomplete = true\npoints = [{}]",
                    points.join(", ")
                ),
            );
        }
        match self {
            // Values to rank them by.
            Many::Drafts | Many::Rules => {
                let whole = matches!(self, Many::Rules);
                for (party, issue) in
                    (0..PARTIES).flat_map(|it| (0..ISSUES).map(move |issue| (it, issue)))
                {
                    let first = draw.below(OPTIONS);
                    let (second, third) = ((first + 1) % OPTIONS, (first + 2) % OPTIONS);
                    let last = match whole {
                        true => format!(", [\"o{second}\", \"o{third}\"]"),
                        false => String::new(),
                    };
                    put(
                        &mut text,
                        "position",
                        &format!(
                            "party = \"p{party}\"\nissue = \"i{issue}\"\nprefers = [[\"o{first}\", \"o{second}\"]{last}]"
                        ),
                    );
                }
                for party in 0..PARTIES {
                    put(&mut text, "alternative", &format!("party = \"p{party}\"\nlevel = 0.4"));
                }
                for _ in 0..if whole { n } else { 0 } {
                    let one = draw.below(ISSUES);
                    let other = (one + 1 + draw.below(ISSUES - 1)) % ISSUES;
                    let (a, b) = (draw.below(OPTIONS), draw.below(OPTIONS));
                    let rule = format!(
                        "when = {{ i{one} = \"o{a}\" }}\nexcludes = {{ i{other} = \"o{b}\" }}\nis = \"logic\"\nwords = \"They clash.\""
                    );
                    put(&mut text, "rule", &rule);
                }
            }
            _ => (0..n).for_each(|at| self.record(&mut draw, at, &mut text)),
        }
        text
    }

    fn record(self, draw: &mut Stream, at: usize, text: &mut String) {
        let day = match self {
            Many::Records => draw.below(200),
            _ => 0,
        };
        // Days of a year, told month by month.
        let day = format!("2031-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
        let (party, source) = (draw.below(PARTIES), draw.below(20));
        let what = match self {
            Many::Answers => 5,
            Many::Lines => 7,
            _ => draw.below(10),
        };
        let (table, body) = match what {
            0..4 => (
                "statement",
                format!("by = \"p{party}\"\nwords = \"We said thing {at} about talks.\""),
            ),
            4 => ("event", format!("what = \"Event {at}\"")),
            5 | 6 => {
                let reply = ["reject", "reserve", "basis", "accept-if"][draw.below(4)];
                (
                    "answer",
                    format!(
                        "id = \"a{at}\"\nparty = \"p{party}\"\nto = \"d{}\"\nanswer = \"{reply}\"\nwords = \"No {at}.\"",
                        draw.below(10)
                    ),
                )
            }
            7 => {
                let firmness = if at % 2 == 1 { "\nfirmness = 0.9" } else { "" };
                (
                    "red_line",
                    format!(
                        "id = \"l{at}\"\nparty = \"p{party}\"\nwords = \"Never {at}\"\nrules_out = {{ i{} = [\"o{}\"] }}{firmness}",
                        draw.below(ISSUES),
                        draw.below(OPTIONS)
                    ),
                )
            }
            8 => {
                let first = draw.below(OPTIONS);
                (
                    "position",
                    format!(
                        "id = \"q{at}\"\nparty = \"p{party}\"\nissue = \"i{}\"\nprefers = [[\"o{first}\", \"o{}\"]]",
                        draw.below(ISSUES),
                        (first + 1) % OPTIONS
                    ),
                )
            }
            _ => ("meeting", format!("id = \"m{at}\"\ntitle = \"Meeting {at}\"")),
        };
        put(text, table, &format!("{body}\ndate = {day}\nsource = \"s{source}\""));
    }
}

fn put(text: &mut String, table: &str, body: &str) {
    let _ = write!(text, "[[{table}]]\n{body}\n");
}

/// Runs all of it with the release build at `program`, with dossiers below `folder`.
///
/// # Errors
/// What could not be written or run.
pub(crate) fn table(program: &Path, folder: &Path) -> Result<String, String> {
    let mut said = String::from("| dossier | command | seconds | bound |\n|---|---|---|---|\n");
    for (many, n, command, bound) in RUNS {
        let dossier = folder.join(format!("{}-{n}", many.words().replace(' ', "-")));
        fs::create_dir_all(&dossier).map_err(|why| format!("{}: {why}", dossier.display()))?;
        let file = dossier.join("dossier.toml");
        fs::write(&file, many.dossier(n)).map_err(|why| format!("{}: {why}", file.display()))?;
        let begun = Instant::now();
        let ran = Command::new(program)
            .arg(command)
            .arg(&dossier)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|why| why.to_string())?;
        if !ran.success() {
            return Err(format!("{command} on {} did not answer", dossier.display()));
        }
        let seconds = begun.elapsed().as_secs_f64();
        let bound = bound.map_or("–".to_owned(), |it| format!("{it} s"));
        let _ = writeln!(said, "| {n} {} | `{command}` | {seconds:.2} | {bound} |", many.words());
    }
    Ok(said)
}
