//! Developer tasks: `cargo run -p xtask -- docs`, `cargo run -p xtask -- goldens`.

mod answers;
mod columns;
mod docs;
mod growth;
mod load;
mod pairs;
mod reading;
mod tables;
#[cfg(test)]
mod validate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    match task.as_deref() {
        Some("goldens") => match goldens() {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => fail(&why),
        },
        Some("docs") => match write_docs() {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => fail(&why),
        },
        Some("growth") => match growing() {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => fail(&why),
        },
        Some("reading") => match reading::run(&std::env::args().skip(2).collect::<Vec<_>>()) {
            Ok(told) => {
                tell(&told);
                ExitCode::SUCCESS
            }
            Err(why) => fail(&why),
        },
        Some("pairs") => {
            match std::env::args().nth(2).ok_or("a file of pairs is needed".to_owned()) {
                Err(why) => fail(&why),
                Ok(path) => match pairs::run(&path) {
                    Ok(page) => {
                        tell(&page);
                        ExitCode::SUCCESS
                    }
                    Err(why) => fail(&why),
                },
            }
        }
        Some("load") => match loading() {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => fail(&why),
        },
        _ => fail(
            "tasks:\n  growth   measures made dossiers and writes bench/growth.md\n  load     measures the server with many readers and writes bench/load.md\n  reading  FOLDER… [--plover FILE] [--timeset DIR] [--half odd|even] [--speed] [--show]: how well reports are read\n  pairs    FILE: how often points are matched rightly on published pairs\n  docs     writes the generated pages of docs/\n  goldens  writes cases/*/expected anew from cases/*/expected/commands",
        ),
    }
}

#[expect(clippy::print_stderr, reason = "a developer's tool speaks to its terminal")]
fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}

#[expect(clippy::print_stdout, reason = "a developer's tool speaks to its terminal")]
fn tell(what: &str) {
    println!("{what}");
}

/// What a generated page begins with.
const MADE: &str =
    "<!-- Made by `cargo run -p xtask -- docs` from the code; edit it there. -->\n\n";

/// Writes the pages of `docs/` that are made from the code.
fn write_docs() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, text) in docs::pages(&root)? {
        let path = root.join(path);
        let folder = path.parent().ok_or("a page lies in a folder")?;
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(())
}

/// Measures answers on dossiers that grow, and writes the page with the figures.
fn growing() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = build(&root)?;
    let folder = program.parent().ok_or("the program lies in a folder")?.join("growth");
    let table = growth::table(&program, &folder)?;
    let page = root.join("bench/growth.md");
    let text = format!(
        "# How answers grow with the record\n\nMeasured by `cargo run -p xtask -- growth`, which makes the dossiers ({} \
         parties, 28 issues of 3 options, 10\ndrafts unless it is their number that grows) and times whole runs of the \
         release build by the clock. Another machine\nhas other figures; what counts is how they grow.\n\n{table}",
        3
    );
    fs::write(&page, text).map_err(|why| format!("{}: {why}", page.display()))
}

/// Measures the server with many readers, and writes the page with the figures.
fn loading() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = build(&root)?;
    let table = load::measure(&program, &root.join("cases/ukraine-2025"))?;
    let page = root.join("bench/load.md");
    let text = format!(
        "# How the server bears many readers\n\nMeasured by `cargo run -p xtask -- load` on the founding case with the \
         release build; readers and server share\nthe machine. No two readers try the same draft, so that nothing is \
         answered from memory.\n\n{table}"
    );
    fs::write(&page, text).map_err(|why| format!("{}: {why}", page.display()))
}

/// Runs every command of every case and writes what it prints.
///
/// `cases/CASE/expected/commands` has one command a line: the file to write, then the arguments.
/// The test `goldens` of the app runs the same lines and compares.
fn goldens() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = build(&root)?;
    let cases = fs::read_dir(root.join("cases")).map_err(|why| why.to_string())?;
    for case in cases.flatten() {
        let expected = case.path().join("expected");
        let Ok(commands) = fs::read_to_string(expected.join("commands")) else { continue };
        for line in commands.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
            let mut words = line.split_whitespace();
            let file = words.next().unwrap_or_default();
            let output = Command::new(&program)
                .args(words)
                .current_dir(case.path())
                .output()
                .map_err(|why| format!("{line}: {why}"))?;
            fs::write(expected.join(file), output.stdout)
                .map_err(|why| format!("{file}: {why}"))?;
        }
    }
    Ok(())
}

fn build(root: &Path) -> Result<PathBuf, String> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "-p", "plenipo-app"])
        .current_dir(root)
        .status()
        .map_err(|why| why.to_string())?;
    if !status.success() {
        return Err("the build failed".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(target.join("release/plenipo"))
}
