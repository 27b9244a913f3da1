//! Runs the built command and looks at what it says.

mod add_draft;
mod amend;
mod assess;
mod believe;
mod brief;
mod check;
mod compare;
mod dawdle;
mod debrief;
mod door;
mod dossier_page;
mod explain;
mod export;
mod eyes;
mod facts;
mod folder;
mod forecast;
mod frontier;
mod generate;
mod goldens;
mod hostile;
mod import;
mod itinerary;
mod new;
mod newcomer;
mod open;
mod opening;
mod outlook;
mod output;
mod page;
mod prepare;
mod read;
mod read_model;
mod reading;
mod review;
mod said;
mod seal;
mod sealed;
mod secrecy;
mod serve;
mod server;
mod sheets;
mod show;
mod simulate;
mod statements;
mod tournament;
mod tutorial;
mod upgrade;
mod viewers;
mod views;
mod writers;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A small dossier without a fault.
const SOUND: &str = r#"format = 1

[dossier]
title = "River sharing"

[[party]]
id = "upper"
name = "Upper basin"
roles = ["principal"]

[[party]]
id = "lower"
name = "Lower basin"
roles = ["principal"]

[[issue]]
id = "storage"
title = "Storage"
options = [{ id = "none", text = "none" }, { id = "dam", text = "a dam" }]

[[source]]
id = "gazette"
publisher = "Gazette"
title = "The text"
date = 2025-11-20

[[draft]]
id = "upper-1"
title = "Upper basin text"
date = 2025-11-20
source = "gazette"
tabled_by = ["upper"]
points = [{ number = 1, gist = "a dam is built", sets = { storage = "dam" } }]
"#;

/// The clock of every run.
const NOON: &str = "1937044800";

/// What a run said.
struct Said {
    code: i32,
    out: String,
    err: String,
}

fn plenipo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenipo"));
    command.env_remove("NO_COLOR").env_remove("PLENIPO_AUTHOR").stdin(Stdio::null());
    // 2031-05-20 at noon: what is put down is put down then.
    command.env("SOURCE_DATE_EPOCH", NOON);
    command
}

/// Runs the command with `args` in `folder`.
fn run(folder: &Path, args: &[&str]) -> Said {
    let output = plenipo().args(args).current_dir(folder).output().expect("the command runs");
    Said {
        code: output.status.code().expect("the command ends by itself"),
        out: String::from_utf8(output.stdout).expect("the answer is text"),
        err: String::from_utf8(output.stderr).expect("complaints are text"),
    }
}

/// A folder with a dossier `river` in it, made of these files.
fn river(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(&dir.path().join("river").join(name), text);
    }
    dir
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// Names of everything below `folder`, hidden or not.
fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(self::names(&path));
        }
        names.push(path);
    }
    names.sort();
    names
}

fn json(said: &Said) -> serde_json::Value {
    serde_json::from_str(&said.out).expect("the answer is JSON")
}
