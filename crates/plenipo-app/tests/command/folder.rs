//! What lies in a folder, and what is made of it.

use std::fs;

use super::{SOUND, river, run, write};

#[test]
fn a_folder_that_is_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    for verb in ["check", "show", "assess", "brief"] {
        let said = run(dir.path(), &[verb, "river"]);
        assert_eq!((said.code, said.out.as_str()), (4, ""));
        assert!(said.err.contains("there is no folder river"), "{}", said.err);
        assert!(said.err.contains("plenipo new river"), "{}", said.err);
    }
}

#[test]
fn a_file_instead_of_its_folder() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["check", "river/river.toml"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("try river\n"), "{}", said.err);
}

#[test]
fn a_folder_without_a_dossier() {
    let dir = river(&[("notes.txt", "nothing"), (".hidden/a.toml", SOUND), (".b.toml", SOUND)]);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("plenipo new"), "{}", said.err);
}

#[test]
fn a_folder_called_like_a_file_is_a_folder() {
    let dir = river(&[("x.toml/river.toml", SOUND)]);
    assert_eq!(run(dir.path(), &["check", "river"]).code, 0);
}

#[cfg(unix)]
#[test]
fn links_are_passed_over_and_cannot_lead_in_circles() {
    use std::os::unix::fs::symlink;
    let dir = river(&[("river.toml", SOUND), ("../other.toml", "this is no dossier")]);
    let river = dir.path().join("river");
    symlink(".", river.join("loop")).expect("a link");
    symlink("gone.toml", river.join("dangling.toml")).expect("a link");
    symlink("../other.toml", river.join("other.toml")).expect("a link");
    assert_eq!(
        run(dir.path(), &["check", "river"]).out,
        "5 records in 1 file, nothing to report\n"
    );
    // The folder that the user names may itself be a link.
    symlink("river", dir.path().join("named")).expect("a link");
    assert_eq!(run(dir.path(), &["check", "named"]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let dir = river(&[("river.toml", SOUND), ("closed.toml", SOUND)]);
    let closed = dir.path().join("river/closed.toml");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&closed).is_ok() {
        // The administrator may read everything: nothing to see here.
        return;
    }
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("closed.toml"), "{}", said.err);
}

#[test]
fn a_file_too_large_is_refused_without_reading_it_whole() {
    let dir = river(&[("river.toml", SOUND)]);
    let file = fs::File::create(dir.path().join("river/large.toml")).expect("a file");
    // A hole in the file: it takes no room on the disk.
    file.set_len(1 << 36).expect("a large file");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.out.contains("large.toml") && said.out.contains("16"), "{}", said.out);
}

#[test]
fn folders_without_end_are_refused() {
    let dir = river(&[("river.toml", SOUND)]);
    let deep = ["d"; 20].join("/");
    write(&dir.path().join("river").join(deep).join("a.toml"), SOUND);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("folders deep"), "{}", said.err);
}

#[test]
fn bytes_that_are_no_text_are_a_problem() {
    let dir = river(&[("river.toml", SOUND)]);
    fs::write(dir.path().join("river/odd.toml"), b"a = \"\xff\"\n").expect("a file");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("river/odd.toml:1:6"), "{}", said.out);
}
