use super::run;

fn here() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_page_in_the_list_can_be_read() {
    let list = run(here(), &["explain"]);
    assert_eq!(list.code, 0);
    let pages: Vec<&str> = list
        .out
        .lines()
        .skip(2)
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(pages.contains(&"acceptance") && pages.contains(&"dossier"), "{pages:?}");
    for page in pages {
        let said = run(here(), &["explain", page]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{page}");
        assert!(said.out.lines().count() > 3, "{page}");
    }
}

#[test]
fn an_unknown_lens_is_misuse_with_a_suggestion() {
    let said = run(here(), &["explain", "acceptence"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("'acceptance'"), "{}", said.err);
}

#[test]
fn pages_are_text_only_and_keep_to_the_width() {
    assert_eq!(run(here(), &["explain", "dossier", "--format", "json"]).code, 2);
    let said = run(here(), &["explain", "dossier", "--width", "60"]);
    assert!(said.out.lines().all(|line| line.chars().count() <= 60), "{}", said.out);
}

#[test]
fn the_settings_of_a_lens_stand_on_its_page() {
    let said = run(here(), &["explain", "acceptance"]);
    let heading = |out: &str| out.lines().any(|line| line.trim() == "Settings");
    assert!(heading(&said.out) && said.out.contains("--draft"), "{}", said.out);
    assert!(!heading(&run(here(), &["explain", "dossier"]).out));
}

#[test]
fn numbers_are_written_as_answers_print_them() {
    let said = run(here(), &["explain", "amend"]).out;
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("0.60") && flat.contains("20,000") && !flat.contains("20000"), "{said}");
}

#[test]
fn every_command_leads_to_a_page() {
    let help = run(here(), &["--help"]).out;
    let commands = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|it| !["explain", "help"].contains(it));
    let mut n = 0;
    for command in commands {
        let said = run(here(), &["explain", command]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{command}");
        assert!(said.out.lines().count() > 3, "{command}");
        n += 1;
    }
    assert!(n > 10, "{help}");
    let said = run(here(), &["explain", "show"]).out;
    assert!(
        said.contains("explained on the page of the lens")
            && said.contains("What does the record say"),
        "{said}"
    );
}

#[test]
fn a_command_is_explained_by_what_it_does_before_its_page() {
    let flat = |args: &[&str]| {
        let said = run(here(), args);
        (said.code, said.out.split_whitespace().collect::<Vec<_>>().join(" "), said.err)
    };
    let (_, amend, _) = flat(&["explain", "amend"]);
    assert!(amend.starts_with("plenipo amend: Finds the smallest change"), "{amend}");
    let (_, export, _) = flat(&["explain", "export"]);
    assert!(export.contains("plenipo explain scenarios and plenipo explain secrecy"), "{export}");
    let (code, score, _) = flat(&["explain", "forecast", "score"]);
    assert!(code == 0 && score.contains("page of the lens forecasts"), "{score}");
    let (code, _, err) = flat(&["explain", "forecast", "guess"]);
    assert!(code == 2 && err.contains("`forecast` has no command `guess`"), "{err}");
}

#[test]
fn every_lens_page_names_the_command_that_asks_it() {
    let list = run(here(), &["explain"]).out;
    let row = |page: &str| list.lines().any(|line| line.split_whitespace().next() == Some(page));
    let lenses = [
        ("acceptance", "assess"),
        ("amend", "amend"),
        ("bargain", "frontier"),
        ("believe", "believe"),
        ("brief", "brief"),
        ("drafts", "compare"),
        ("forecasts", "forecast"),
        ("itinerary", "itinerary"),
        ("lab", "lab"),
        ("outlook", "outlook"),
        ("prepare", "prepare"),
        ("record", "show"),
        ("shuttle", "simulate"),
        ("statements", "statements"),
        ("views", "views"),
    ];
    for (lens, command) in lenses {
        assert!(row(lens), "{lens} is not in {list}");
        let said = run(here(), &["explain", lens]).out;
        assert!(said.contains(&format!("plenipo {command}")), "{lens}: {said}");
    }
}

#[test]
fn words_go_into_no_file_that_says_it_is_something_else() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["x.html", "x.json", "x.DOCX", "x.csv", "x.md", "x.pdf"] {
        let said = run(dir.path(), &["explain", "dossier", "--out", name]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{name}");
        assert!(said.err.contains(".txt"), "{}", said.err);
        assert!(!dir.path().join(name).exists(), "{name}");
    }
    for name in ["x.txt", "x", "x.notes"] {
        assert_eq!(run(dir.path(), &["explain", "dossier", "--out", name]).code, 0, "{name}");
    }
}
