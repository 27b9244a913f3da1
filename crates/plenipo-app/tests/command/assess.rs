use super::{SOUND, json, river, run};

#[test]
fn the_answer_is_the_same_at_any_number_of_threads() {
    let dir = river(&[("river.toml", SOUND)]);
    let args = ["assess", "river", "--format", "json", "--samples", "3000", "--threads"];
    let run = |threads| run(dir.path(), &[&args[..], &[threads]].concat());
    let (one, three) = (run("1"), run("3"));
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    assert_eq!(json(&one)["lens"], "acceptance");
    assert_eq!(one.out, three.out);
}

#[test]
fn flags_may_stand_before_or_after_the_verb() {
    let dir = river(&[("river.toml", SOUND)]);
    let after = run(dir.path(), &["assess", "river", "--seed", "7", "--format", "json"]);
    let before = run(dir.path(), &["--seed", "7", "--format", "json", "assess", "river"]);
    assert_eq!(json(&after)["provenance"]["seed"], 7);
    assert_eq!(after.out, before.out);
}

#[test]
fn values_out_of_range_are_misuse() {
    let dir = river(&[("river.toml", SOUND)]);
    for args in [
        ["--tau", "7"],
        ["--tau", "-1"],
        ["--tau", "NaN"],
        ["--tau", "soft"],
        ["--samples", "0"],
        ["--samples", "10000001"],
        ["--threads", "0"],
        ["--seed", "-1"],
        ["--width", "3"],
        ["--as-of", "2025-02-30"],
    ] {
        let said = run(dir.path(), &[&["assess", "river"][..], &args].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.starts_with("error: "), "{}", said.err);
    }
}
