//! An entry in the user's own editor.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::process::Command;

use tempfile::Builder;

/// Bytes of what comes back, at most.
const BYTES_MAX: u64 = 1 << 20;

/// The text as it is after the user's editor was closed: `$EDITOR`, `$VISUAL`, or `vi`.
///
/// # Errors
/// What went wrong, in words; the text is as it was then.
pub(super) fn edit(text: &str) -> Result<String, String> {
    let named = ["EDITOR", "VISUAL"].into_iter().filter_map(|it| env::var(it).ok());
    let editor = named.into_iter().find(|it| !it.trim().is_empty());
    with(&editor.unwrap_or_else(|| "vi".to_owned()), text)
}

/// The same with this editor: a program and what it is given before the file.
fn with(editor: &str, text: &str) -> Result<String, String> {
    let failed = |what: &str, why: std::io::Error| format!("{what}: {why}");
    // For the user alone, as everything that may hold what is closed.
    let mut file = Builder::new()
        .prefix("plenipo-")
        .suffix(".toml")
        .tempfile()
        .map_err(|it| failed("no file could be made for the editor", it))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.flush())
        .map_err(|it| failed("the file for the editor could not be written", it))?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(file.path()).status().map_err(|it| {
        format!("`{program}` could not be started: {it}; set EDITOR to a program that is there")
    })?;
    if !status.success() {
        return Err(format!("`{program}` ended without saving ({status})"));
    }
    // By its name: editors save into a new file and give it the name of the old.
    let mut bytes = Vec::new();
    fs::File::open(file.path())
        .and_then(|it| it.take(BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|it| failed("what was written could not be read", it))?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err("what was written is larger than 1 MiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "what was written is not UTF-8 text".to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_leaves_is_taken_and_a_failed_one_changes_nothing() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let script = |name: &str, lines: &str| {
            let path = dir.path().join(name);
            fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("made to run");
            path.display().to_string()
        };
        // It is for the user alone, called as a file of the record, and may be exchanged for another.
        let own = script(
            "own",
            "[ \"$1\" = --wait ] || exit 3\n[ \"$(stat -c %a \"$2\")\" = 600 ] || exit 4\n\
             sed s/old/new/ \"$2\" > \"$2.x\" && mv \"$2.x\" \"$2\"",
        );
        assert_eq!(with(&format!("{own} --wait"), "# old\n").as_deref(), Ok("# new\n"));
        let fails = script("fails", "echo x > \"$1\"; exit 1");
        assert!(with(&fails, "# old\n").is_err_and(|it| it.contains("without saving")));
        assert!(with("/nowhere/at/all", "").is_err_and(|it| it.contains("could not be started")));
        let binary = script("binary", "printf '\\377' > \"$1\"");
        assert!(with(&binary, "").is_err_and(|it| it.contains("not UTF-8")));
        let gone = script("gone", "rm \"$1\"");
        assert!(with(&gone, "").is_err());
    }
}
