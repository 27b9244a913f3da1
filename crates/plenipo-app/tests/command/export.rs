use super::{SOUND, json, river, run, write};

const PROFILES: &str = r#"{ "parties": 2, "names": ["Up", "Down"], "reservations": [1.0, 1.5],
  "utilities": [ [[3.0, 0.0], [0.0, 1.0], [1.0, 0.9]], [[1.0, 0.0], [0.0, 3.0]] ] }"#;

/// A figure of the table of statistics.
fn figure(answer: &serde_json::Value, name: &str) -> f64 {
    let rows = answer["tables"][0]["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row[0] == name).expect(name);
    row[1].as_f64().expect("a number")
}

#[test]
fn numbers_survive_the_way_there_and_back() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), PROFILES);
    let said = run(dir.path(), &["import", "small.json", "--out", "made"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let made = json(&run(dir.path(), &["frontier", "made", "--format", "json"]));
    for format in ["genius", "geniusweb", "negmas", "profiles"] {
        let said = run(dir.path(), &["export", "made", "--to", format, "--out", format]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{format}");
        // GeniusWeb has an outcome for a reservation value; none is worth exactly as much here.
        let carried = !said.out.contains("the reservation value of Down is not written");
        assert_eq!(carried, format != "geniusweb", "{}", said.out);
        let back = json(&run(dir.path(), &["frontier", format, "--format", "json"]));
        for name in ["outcomes", "frontier_size", "opposition", "rational_fraction"] {
            if name == "rational_fraction" && !carried {
                continue;
            }
            let (there, here) = (figure(&made, name), figure(&back, name));
            assert!((there - here).abs() < 1e-8, "{format} {name}: {there} {here}");
        }
        let again = run(dir.path(), &["import", format, "--out", &format!("{format}-again")]);
        assert_eq!(again.code, 0, "{format}: {}", again.err);
        // Nothing is written over.
        let said = run(dir.path(), &["export", "made", "--to", format, "--out", format]);
        assert_eq!(said.code, 4, "{format}: {}", said.err);
    }
}

#[test]
fn what_a_scenario_cannot_say_is_said() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let dir = tempfile::tempdir().expect("a folder");
    let out = dir.path().join("rivers");
    let out = out.to_str().expect("a path");
    let args = ["export", "three-rivers", "--to", "genius", "--out", out, "--samples", "500"];
    let said = run(&cases, &args);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in ["expected values over 500 samples", "no lines", "no reservation value"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

#[test]
fn without_numbers_there_is_nothing_to_write() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["export", "river", "--to", "genius", "--out", "made"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(!dir.path().join("made").exists());
}

#[test]
fn meetings_for_a_calendar() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let dir = tempfile::tempdir().expect("a folder");
    let file = |name: &str| dir.path().join(name).to_str().expect("a path").to_owned();
    let read = |path: &str| std::fs::read_to_string(path).expect("a calendar");
    let export = |args: &[&str], out: &str| {
        let mut all = vec!["export"];
        all.extend(args);
        all.extend(["--to", "ics", "--out", out]);
        run(&cases, &all)
    };
    let (one, two) = (file("one.ics"), file("two.ics"));
    let said = export(&["ukraine-2025"], &one);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("6 entries"), "{}", said.out);
    let eve = read(&one);
    assert!(eve.contains("STATUS:TENTATIVE") && !eve.contains("no compromise"), "{eve}");
    // The same record makes the same bytes.
    assert_eq!(export(&["ukraine-2025"], &two).code, 0);
    assert_eq!(read(&two), eve);
    // Nothing is written over unless told.
    assert_eq!(export(&["ukraine-2025", "--as-of", "2025-12-02"], &two).code, 4);
    assert_eq!(read(&two), eve);
    assert_eq!(export(&["ukraine-2025", "--as-of", "2025-12-02", "--force"], &two).code, 0);
    assert!(read(&two).replace("\r\n ", "").contains("no compromise on territory found"));
    // A party's calendar has what the party may see.
    let said = export(&["three-rivers", "--for", "corvane"], &file("three.ics"));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!read(&file("three.ics")).contains("Caucus with Asterin"));
    assert_eq!(export(&["three-rivers", "--for", "nobody"], &file("four.ics")).code, 2);
    assert!(!dir.path().join("four.ics").exists());
}
