//! What the built command tells a party, byte by byte, and the dossier it writes for one.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use super::{names, plenipo, run, write};

fn three_rivers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/three-rivers")
}

/// A copy of the case that may be changed.
fn talks() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for path in names(&three_rivers()) {
        if path.extension().is_some_and(|it| it == "toml") {
            let below = path.strip_prefix(three_rivers()).expect("below").to_owned();
            write(
                &dir.path().join("talks").join(below),
                &std::fs::read_to_string(&path).expect("text"),
            );
        }
    }
    dir
}

const ASKED: [&[&str]; 8] = [
    &["brief", "talks"],
    &["assess", "talks", "--samples", "200", "--format", "json"],
    &["assess", "talks", "--samples", "200", "--format", "csv", "--table", "blockers"],
    &["assess", "talks", "--draft", "belmora-lines", "--samples", "200"],
    &["show", "talks", "--what", "timeline", "--format", "json"],
    &["show", "talks", "--what", "carry", "--to", "corvane"],
    &["show", "talks", "--what", "sources", "--format", "csv", "--table", "sources"],
    &["show", "talks", "--format", "csv", "--table", "none"],
];

/// Everything that the command says to Corvane, complaints and exit codes included.
fn told(folder: &Path, extra: &[&str]) -> Vec<(i32, String, String)> {
    let ask = |args: &&[&str]| {
        let said = run(folder, &[args, extra].concat());
        (said.code, said.out, said.err)
    };
    ASKED.iter().map(ask).collect()
}

#[test]
fn files_closed_to_a_party_change_no_byte_of_what_it_is_told() {
    let dir = talks();
    let folder = dir.path().join("talks");
    let before = told(dir.path(), &["--for", "corvane"]);
    std::fs::remove_file(folder.join("delegations/asterin.toml")).expect("removed");
    write(
        &folder.join("delegations/zz.toml"),
        "[file]\nhandling = [\"belmora\"]\nknown = 2031-05-24\n\n[[source]]\nid = \"aa\"\n\n\
         [[red_line]]\nparty = \"belmora\"\nwords = \"None of it.\"\ndate = 2031-05-24\n\
         rules_out = { canal = \"closed\" }\nsource = \"aa\"\n",
    );
    let checked = run(dir.path(), &["check", "talks"]);
    if checked.code != 0 {
        // Whatever the option is called there: the record need only be closed.
        let text = std::fs::read_to_string(folder.join("delegations/zz.toml")).expect("text");
        let text = text.replace("rules_out = { canal = \"closed\" }\n", "");
        write(
            &folder.join("delegations/zz.toml"),
            &text.replace("[[red_line]]", "[[statement]]").replace("party = ", "by = "),
        );
        assert_eq!(run(dir.path(), &["check", "talks"]).code, 0);
    }
    assert_eq!(told(dir.path(), &["--for", "corvane"]), before);
}

#[test]
fn problems_are_not_quoted_to_a_party() {
    let dir = talks();
    let secret = dir.path().join("talks/delegations/asterin.toml");
    let mut said = Vec::new();
    for broken in ["party = \"secret-word\"", "[[red_line]]\nwords = secret-word", "\u{1}"] {
        write(&secret, broken);
        said.extend(told(dir.path(), &["--for", "corvane"]));
    }
    for (code, out, err) in &said {
        assert_eq!((*code, out.as_str()), (3, ""));
        assert!(!err.contains("secret") && !err.contains("asterin"), "{err}");
    }
    assert!(said.chunks(ASKED.len()).all(|it| it == &said[..ASKED.len()]));
}

#[test]
fn a_party_is_told_by_its_own_dossier_what_the_whole_tells_it() {
    let dir = talks();
    let said = run(dir.path(), &["export", "talks", "--for", "corvane", "--out", "corvane/talks"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""), "the folder it lies in must exist");
    std::fs::create_dir(dir.path().join("corvane")).expect("a folder");
    let said = run(dir.path(), &["export", "talks", "--for", "corvane", "--out", "corvane/talks"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let theirs = dir.path().join("corvane");
    let checked = run(&theirs, &["check", "talks"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let whole = told(dir.path(), &["--for", "corvane"]);
    assert_eq!(told(&theirs, &["--for", "corvane"]), whole);
    // Nothing is in it that was closed.
    for path in names(&theirs) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for secret in ["belmora-mandate", "asterin-caucus", "venn-0410", "did not come from me"] {
            assert!(!text.contains(secret), "{} has {secret}", path.display());
        }
    }
    // Its own folder is never written over.
    let again = run(dir.path(), &["export", "talks", "--for", "corvane", "--out", "corvane/talks"]);
    assert_eq!(again.code, 4);
    assert!(again.err.contains("nothing was written"), "{}", again.err);
    assert_eq!(run(dir.path(), &["export", "talks", "--out", "x"]).code, 2);
    assert_eq!(run(dir.path(), &["export", "talks", "--for", "nobody", "--out", "x"]).code, 2);
}

#[test]
fn the_keeper_sees_what_may_be_carried_and_what_not() {
    let dir = talks();
    let carry = |extra: &[&str]| {
        let args = [&["show", "talks", "--what", "carry", "--to", "corvane"], extra].concat();
        run(dir.path(), &args)
    };
    let now = carry(&[]);
    assert_eq!(now.code, 0, "{}", now.err);
    for words in ["Not yet", "belmora-yes", "No longer", "belmora-canal-cap", "May not be carried"]
    {
        assert!(now.out.contains(words), "{words}\n{}", now.out);
    }
    let then = carry(&["--as-of", "2031-04-15"]);
    let told = then.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("May be carried") && told.contains("as the mediators' own idea"),
        "{told}"
    );
    let theirs = carry(&["--for", "corvane"]);
    assert_eq!(theirs.code, 0);
    assert!(!theirs.out.contains("May not be carried") && !theirs.out.contains("belmora-yes"));
    assert_eq!(run(dir.path(), &["show", "talks", "--what", "carry"]).code, 2);
}

#[test]
fn a_kill_at_any_moment_leaves_no_folder_or_a_whole_one() {
    let dir = talks();
    let whole = |name: &str| {
        let said = run(dir.path(), &["check", name]);
        assert_eq!(said.code, 0, "{name}: {}{}", said.out, said.err);
        names(&dir.path().join(name)).len()
    };
    let export = |name: &str| {
        let mut command = plenipo();
        command.args(["export", "talks", "--for", "corvane", "--out", name]);
        command.current_dir(dir.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let begun = std::time::Instant::now();
    assert!(export("first").status().expect("runs").success());
    let takes = begun.elapsed();
    let size = whole("first");
    let mut killed = 0;
    for n in 0..24_u32 {
        let name = format!("copy-{n}");
        let mut child = export(&name).spawn().expect("runs");
        std::thread::sleep(takes * n / 20 + Duration::from_micros(u64::from(n * 37 % 50)));
        child.kill().expect("killed or done");
        killed += usize::from(!child.wait().expect("ends").success());
        if dir.path().join(&name).exists() {
            assert_eq!(whole(&name), size);
        }
    }
    assert!(killed > 0);
}
