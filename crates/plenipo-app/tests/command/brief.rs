use super::{SOUND, river, run};

#[test]
fn a_brief_is_text_without_colour_in_a_pipe() {
    let open = SOUND.replace("[dossier]", "[dossier]\ndisclosure = \"open\"");
    let dir = river(&[("river.toml", open.as_str())]);
    let said = run(dir.path(), &["brief", "river", "--as-of", "2025-12-01", "--for", "upper"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("as of 2025-12-01, for upper"), "{}", said.out);
    assert!(!said.out.contains('\x1b'));
    assert!(said.out.lines().all(|line| line.chars().count() <= 80 && !line.ends_with(' ')));
}

#[test]
fn an_assumption_set_is_named_in_the_first_line() {
    let dir = river(&[("river.toml", SOUND), ("assumptions/dry.toml", "")]);
    let said = run(dir.path(), &["brief", "river", "--assume", "dry"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.starts_with("ASSUMPTION SET: dry"), "{}", said.out);
}

/// What stands before the second page of the founding case's brief.
#[test]
fn the_first_page_of_the_founding_case_is_one_page() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let said = run(&root, &["brief", "cases/ukraine-2025", "--width", "78"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let page = said.out.split("\nWho stands where\n").next().expect("a first page");
    assert!(page.starts_with("Moscow, Tuesday 2 December 2025"), "{page}");
    let lines = page.trim_end().lines().count();
    assert!(lines <= 60, "{lines} lines:\n{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 78), "{page}");
    // No annex, and nothing that points to one.
    assert!(!said.out.contains("Annex") && !said.out.contains("plenipo show"), "{}", said.out);
}

#[test]
fn a_handover_of_nobody_on_record_is_told_what_to_enter() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["brief", "river", "--since-read", "N. Ode"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(
        said.err.contains("no handover on record says that N. Ode has read it"),
        "{}",
        said.err
    );
    assert!(said.err.contains("--since DATE"), "{}", said.err);
    let said = run(dir.path(), &["brief", "river", "--since", "2025-11-01", "--annexes", "all"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("What became known since 1 Nov 2025"), "{}", said.out);
}
