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
