use super::{SOUND, json, river, run};

#[test]
fn a_sound_dossier() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    assert_eq!(said.out, "5 records in 1 file, nothing to report\n");
}

#[test]
fn every_problem_is_shown_where_it_is() {
    let broken = SOUND
        .replace("title = \"Upper basin text\"", "titel = \"Upper basin text\"")
        .replace("tabled_by = [\"upper\"]", "tabled_by = [\"uper\"]");
    let dir = river(&[("a/river.toml", &broken)]);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!((said.code, said.err.as_str()), (3, ""));
    for part in ["river/a/river.toml:29:1", "━━━━━", "river/a/river.toml:32:14", "`upper`"]
    {
        assert!(said.out.contains(part), "no {part} in:\n{}", said.out);
    }
    assert!(said.out.ends_with("1 file, 3 errors\n"), "{}", said.out);

    let said = run(dir.path(), &["check", "river", "--format", "json"]);
    assert_eq!(said.code, 3);
    let json = json(&said);
    assert_eq!(json["errors"], 3);
    assert_eq!(json["problems"][0]["file"], "a/river.toml");
    assert_eq!(json["problems"][1]["line"], 29);
}

#[test]
fn other_commands_show_problems_beside_the_answer_and_to_the_keeper_only() {
    let broken = SOUND.replace("\"Upper basin text\"", "secret words");
    let dir = river(&[("river.toml", &broken)]);
    let said = run(dir.path(), &["show", "river", "--format", "json"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("secret words"), "{}", said.err);
    let said = run(dir.path(), &["show", "river", "--for", "lower"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(!said.err.contains("secret") && !said.err.contains('1'), "{}", said.err);
}

#[test]
fn check_is_for_the_keeper_and_writes_no_table() {
    let dir = river(&[("river.toml", SOUND)]);
    assert_eq!(run(dir.path(), &["check", "river", "--for", "lower"]).code, 2);
    assert_eq!(run(dir.path(), &["check", "river", "--format", "csv"]).code, 2);
}

#[test]
fn an_assumption_set_that_is_not_there() {
    let dir = river(&[("river.toml", SOUND), ("assumptions/dry.toml", "")]);
    let said = run(dir.path(), &["check", "river", "--assume", "dry"]);
    assert_eq!((said.code, said.out.as_str()), (0, "5 records in 2 files, nothing to report\n"));
    assert!(run(dir.path(), &["check", "river"]).out.starts_with("5 records in 1 file,"));
    let said = run(dir.path(), &["check", "river", "--assume", "dri"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("`dri`") && said.out.contains("dry"), "{}", said.out);
}

#[test]
fn what_was_learned_after_the_day_of_reading_is_told() {
    let sound =
        SOUND.replace("title = \"River sharing\"", "title = \"River sharing\"\nas_of = 2031-05-10");
    let late = "[file]\nbasis = \"stated\"\n[[event]]\nwhat = \"Rain\"\ndate = 2031-05-12\n\
                [[event]]\nwhat = \"Snow\"\ndate = 2031-05-11\n[[event]]\nwhat = \"Sun\"\ndate = 2031-05-09\n";
    let dir = river(&[("river.toml", &sound), ("late.toml", late)]);
    let said = run(dir.path(), &["check", "river"]);
    let note = "2 records were learned after 2031-05-10, the day the dossier is read as of, and no answer \
                uses them (2 in late.toml): move `as_of` on, or ask with `--as-of 2031-05-12`";
    assert!(said.out.contains(note), "{}", said.out);
    let said = run(dir.path(), &["check", "river", "--as-of", "2031-05-11"]);
    assert!(said.out.contains("1 record was learned after 2031-05-11"), "{}", said.out);
    let said = run(dir.path(), &["check", "river", "--as-of", "2031-05-12"]);
    assert!(!said.out.contains("learned after"), "{}", said.out);
}

#[test]
fn what_is_asked_wrongly_is_told_in_flags() {
    let dir = river(&[("river.toml", SOUND), ("text.md", "1. Words.\n")]);
    let told = |args: &[&str], words: &str| {
        let said = run(dir.path(), args);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains(words) && !said.err.contains("setting `"), "{}", said.err);
    };
    told(&["show", "river", "--what", "carry"], "`--to`: name the party");
    told(&["show", "river", "--to", "upper"], "`--what carry`");
    told(&["compare", "river", "x"], "`x`");
    told(&["export", "river", "--out", "foo.xlsx"], "`--to xlsx`");
    told(&["export", "river", "--out", "foo.ics"], "`--to ics`");
    told(&["import", "river/text.md", "--into", "river"], "add-draft");
}
