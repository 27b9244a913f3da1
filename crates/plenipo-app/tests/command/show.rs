use super::{SOUND, json, river, run};

#[test]
fn json_has_the_keys_of_the_interface() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["show", "river", "--format", "json", "--as-of", "2025-12-01"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let json = json(&said);
    assert_eq!(json["schema"], 2);
    assert_eq!(json["lens"], "record");
    assert_eq!(json["provenance"]["dossier"], "River sharing");
    assert_eq!(json["provenance"]["as_of"], "2025-12-01");
    assert_eq!(json["provenance"]["viewer"], serde_json::Value::Null);
}

#[test]
fn settings_of_the_lens_are_flags() {
    let dir = river(&[("river.toml", SOUND)]);
    let help = run(dir.path(), &["show", "--help"]).out;
    for flag in ["--what", "--since", "--search", "matrix", "[default: summary]"] {
        assert!(help.contains(flag), "no {flag} in:\n{help}");
    }
    assert_eq!(run(dir.path(), &["show", "river", "--what", "drafts"]).code, 0);
    assert_eq!(run(dir.path(), &["show", "river", "--what", "weather"]).code, 2);
    assert_eq!(run(dir.path(), &["show", "river", "--since", "2025-02-30"]).code, 2);
}

#[test]
fn an_unknown_party_is_misuse() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["show", "river", "--for", "nobody"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert_eq!(said.err, "error: there is no party `nobody`\n");
}

#[test]
fn csv_without_a_table_lists_the_tables() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["show", "river", "--format", "csv"]);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("table,caption,rows\r\n"), "{}", said.out);
    let said = run(dir.path(), &["show", "river", "--format", "csv", "--table", "weather"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("no table `weather`"), "{}", said.err);
    assert_eq!(run(dir.path(), &["show", "river", "--table", "drafts"]).code, 2);
}

#[test]
fn what_a_party_may_not_see_changes_no_byte_of_what_it_is_told() {
    // All but `closed.toml` is open; what stands there is for the keeper and mediators.
    let open = SOUND.replace("title = \"River sharing\"", "title = \"R\"\ndisclosure = \"open\"");
    let closed = |gist: &str| {
        format!(
            "[[statement]]\ndate = 2025-11-21\nhandling = \"mediator\"\nsource = \"gazette\"\n\
             by = [\"upper\"]\nwords = \"{gist}\"\n"
        )
    };
    let texts = [closed("we would settle"), closed("never"), String::new()];
    let told = texts.map(|text| {
        let dir = river(&[("river.toml", &open), ("closed.toml", &text)]);
        assert_eq!(run(dir.path(), &["check", "river"]).code, 0, "{text}");
        ["text", "json"].map(|form| {
            let lower = run(dir.path(), &["show", "river", "--for", "lower", "--format", form]);
            assert_eq!(lower.code, 0);
            (lower.out, lower.err)
        })
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}
