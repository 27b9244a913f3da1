use super::{names, run, write};

#[test]
fn what_new_writes_checks_clean() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = run(dir.path(), &["new", "talks"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("plenipo check talks"), "{}", said.out);
    let said = run(dir.path(), &["check", "talks"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.ends_with("nothing to report\n"), "{}", said.out);
    let hidden = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    assert!(!names(dir.path()).iter().any(hidden));
}

#[test]
fn an_empty_folder_will_do_even_the_one_we_stand_in() {
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(run(dir.path(), &["new", "."]).code, 0);
    assert_eq!(run(dir.path(), &["check", "."]).code, 0);
}

#[test]
fn nothing_is_ever_written_over() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("full/notes.txt"), "mine");
    write(&dir.path().join("file"), "mine");
    let before = names(dir.path());
    for name in ["full", "file"] {
        let said = run(dir.path(), &["new", name]);
        assert_eq!((said.code, said.out.as_str()), (4, ""));
        assert!(said.err.contains("nothing was written"), "{}", said.err);
    }
    assert_eq!(names(dir.path()), before);
}

#[test]
fn a_folder_that_cannot_be_made_leaves_nothing_behind() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = run(dir.path(), &["new", "no/such/parent"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("hint: "), "{}", said.err);
    assert!(names(dir.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("elsewhere", dir.path().join("link")).expect("a link");
    assert_eq!(run(dir.path(), &["new", "link"]).code, 4);
    assert!(!dir.path().join("elsewhere").exists());
}
