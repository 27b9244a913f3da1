//! The way there and back, and what is refused on it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{SOUND, json, names, river, run, write};

/// A pair of keys for tests, and nothing else.
pub(super) const SECRET: &str =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
pub(super) const PUBLIC: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// A folder with a dossier, a key, and the dossier sealed for it.
pub(super) fn sealed() -> TempDir {
    let dir = river(&[("dossier.toml", SOUND), ("drafts/two.toml", "# a comment\n")]);
    write(&dir.path().join("key"), &format!("# mine\n{SECRET}\n"));
    let said = run(dir.path(), &["seal", "river", "--recipient", PUBLIC, "--out", "r.age"]);
    assert_eq!(said.code, 0, "{}", said.err);
    dir
}

/// Everything below two folders is the same.
pub(super) fn same(a: &Path, b: &Path) {
    let of = |top: &Path| -> Vec<(String, Option<Vec<u8>>)> {
        let name = |it: &Path| it.strip_prefix(top).expect("below").display().to_string();
        names(top).iter().map(|it| (name(it), fs::read(it).ok())).collect()
    };
    assert_eq!(of(a), of(b));
}

#[cfg(unix)]
pub(super) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn a_dossier_comes_back_byte_for_byte() {
    let dir = sealed();
    let here = dir.path();
    let bytes = fs::read(here.join("r.age")).expect("the file");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!bytes.windows(13).any(|it| it == b"River sharing"));
    let said = run(here, &["open", "r.age", "--identity", "key", "--out", "back"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("opened back: 5 records in 2 files"), "{}", said.out);
    same(&here.join("river"), &here.join("back"));
    #[cfg(unix)]
    {
        assert_eq!(mode(&here.join("r.age")), 0o600);
        assert_eq!(mode(&here.join("back")), 0o700);
        assert_eq!(mode(&here.join("back/drafts/two.toml")), 0o600);
    }
}

#[test]
fn what_lies_beside_the_record_is_said_to_be_left() {
    let dir = sealed();
    let here = dir.path();
    write(&here.join("river/scan.pdf"), "PDF");
    write(&here.join("river/.git/config"), "x");
    let said = run(here, &["seal", "river", "--recipient", PUBLIC, "--out", "two.age"]);
    assert!(said.out.contains("not in it: 2 other entries"), "{}", said.out);
    let said = run(here, &["open", "two.age", "--identity", "key", "--out", "back"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!here.join("back/scan.pdf").exists());
}

#[test]
fn for_a_party_only_what_it_may_see_is_sealed() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let dir = sealed();
    let at = |name: &str| dir.path().join(name).to_str().expect("a path").to_owned();
    let of = ["three-rivers", "--for", "corvane", "--as-of", "2025-06-01"];
    for day in [&of[..3], &of[..]] {
        let (file, back, exported) = (at("c.age"), at("back"), at("exported"));
        let sealed = ["--recipient", PUBLIC, "--out", &file, "--force"];
        let said = run(&cases, &[&["seal"], day, &sealed].concat());
        let export = run(&cases, &[&["export"], day, &["--out", &exported]].concat());
        assert_eq!(said.code, export.code, "{} {}", said.err, export.err);
        if export.code != 0 {
            continue;
        }
        assert!(said.out.contains("what `corvane` may see"), "{}", said.out);
        let said = run(dir.path(), &["open", &file, "--identity", "key", "--out", &back]);
        assert_eq!(said.code, 0, "{}", said.err);
        same(Path::new(&exported), Path::new(&back));
        for made in [&back, &exported] {
            fs::remove_dir_all(made).expect("removed");
        }
    }
    let nobody = ["seal", "three-rivers", "--for", "nobody", "--recipient", PUBLIC];
    assert_eq!(run(&cases, &[&nobody[..], &["--out", &at("n.age")]].concat()).code, 2);
    let whole = ["seal", "three-rivers", "--as-of", "2025-06-01", "--recipient", PUBLIC];
    assert_eq!(run(&cases, &[&whole[..], &["--out", &at("n.age")]].concat()).code, 2);
    assert!(!dir.path().join("n.age").exists());
}

#[test]
fn nothing_is_written_over_unless_told_and_no_link_is_followed() {
    let dir = sealed();
    let here = dir.path();
    let before = fs::read(here.join("r.age")).expect("the file");
    let seal = ["seal", "river", "--recipient", PUBLIC, "--out"];
    let said = run(here, &[&seal[..], &["r.age"]].concat());
    assert_eq!(said.code, 4);
    assert!(said.err.contains("--force"), "{}", said.err);
    assert_eq!(fs::read(here.join("r.age")).expect("the file"), before);
    assert_eq!(run(here, &[&seal[..], &["r.age", "--force"]].concat()).code, 0);
    assert_ne!(fs::read(here.join("r.age")).expect("the file"), before);
    // Neither over the record, nor over the key by which it is opened.
    assert_eq!(run(here, &[&seal[..], &["river/dossier.toml", "--force"]].concat()).code, 2);
    assert_eq!(run(here, &[&seal[..], &["river", "--force"]].concat()).code, 4);
    write(&here.join("words"), "six words that nobody guesses\n");
    let own = ["seal", "river", "--passphrase-file", "words", "--out", "words", "--force"];
    assert_eq!(run(here, &own).code, 2);
    #[cfg(unix)]
    {
        write(&here.join("theirs"), "theirs");
        std::os::unix::fs::symlink("theirs", here.join("link")).expect("a link");
        std::os::unix::fs::symlink("nowhere", here.join("hanging")).expect("a link");
        for force in [&[][..], &["--force"]] {
            for link in ["link", "hanging"] {
                let said = run(here, &[&seal[..], &[link], force].concat());
                assert_eq!(said.code, 4, "{link}: {}", said.err);
            }
        }
        assert_eq!(fs::read(here.join("theirs")).expect("a file"), b"theirs");
        assert!(!here.join("nowhere").exists());
    }
}

#[test]
fn a_key_that_is_none_is_told_without_repeating_a_secret() {
    let dir = sealed();
    let of = |key: &str| run(dir.path(), &["seal", "river", "--recipient", key, "--out", "n.age"]);
    let said = of(SECRET);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("secret half") && !said.err.contains("GFPYYSJZ"), "{}", said.err);
    for key in ["age1", "corvane", "ssh-ed25519 AAAA"] {
        assert_eq!(of(key).code, 2, "{key}");
    }
    // A passphrase is no argument.
    assert_eq!(run(dir.path(), &["seal", "river", "--passphrase", "x", "--out", "n.age"]).code, 2);
    assert!(!dir.path().join("n.age").exists());
}

#[test]
fn a_passphrase_comes_from_a_file_of_one_line() {
    let dir = sealed();
    let here = dir.path();
    for (text, words) in [("", "empty"), ("\n", "empty"), ("one\ntwo\n", "more than one line")] {
        write(&here.join("words"), text);
        let said = run(here, &["seal", "river", "--passphrase-file", "words", "--out", "p.age"]);
        assert_eq!(said.code, 2, "{text:?}");
        assert!(said.err.contains(words), "{}", said.err);
    }
    write(&here.join("words"), "größe six words that nobody guesses\r\n");
    let said = run(here, &["seal", "river", "--passphrase-file", "words", "--out", "p.age"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!said.out.contains("größe") && !said.err.contains("größe"));
    // Without a terminal nobody is asked.
    let said = run(here, &["open", "p.age", "--out", "back"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--passphrase-file"), "{}", said.err);
    let said = run(here, &["open", "p.age", "--identity", "key", "--out", "back"]);
    assert!(said.code == 2 && said.err.contains("with a passphrase"), "{}", said.err);
    write(&here.join("wrong"), "another");
    let said = run(here, &["open", "p.age", "--passphrase-file", "wrong", "--out", "back"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("this passphrase does not open it"), "{}", said.err);
    assert!(!here.join("back").exists());
    write(&here.join("words"), "größe six words that nobody guesses");
    let said = run(here, &["open", "p.age", "--passphrase-file", "words", "--out", "back"]);
    assert_eq!(said.code, 0, "{}", said.err);
    same(&here.join("river"), &here.join("back"));
    let both = ["--passphrase-file", "words", "--recipient", PUBLIC, "--out", "q.age"];
    assert_eq!(run(here, &[&["seal", "river"][..], &both].concat()).code, 2);
}

#[test]
fn a_dossier_with_problems_is_not_sealed() {
    let dir = river(&[("dossier.toml", "format = 1\n[dossier]\n")]);
    let said = run(dir.path(), &["seal", "river", "--recipient", PUBLIC, "--out", "r.age"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(!dir.path().join("r.age").exists());
}

#[test]
fn programs_are_told_as_data() {
    let dir = sealed();
    let here = dir.path();
    let seal = ["seal", "river", "--recipient", PUBLIC, "--out", "j.age", "--format", "json"];
    let said = json(&run(here, &seal));
    assert_eq!(
        (&said["lens"], &said["tables"][0]["rows"][0][0]),
        (&"seal".into(), &"j.age".into())
    );
    let open = ["open", "j.age", "--identity", "key", "--out", "back", "--format", "json"];
    let said = json(&run(here, &open));
    assert_eq!(said["tables"][0]["rows"][0][0], "back/dossier.toml");
    assert_eq!(run(here, &["seal", "river", "--out", "x.age", "--format", "html"]).code, 2);
}
