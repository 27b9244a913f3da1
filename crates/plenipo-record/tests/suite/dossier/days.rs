//! Days that do not go together are told of where they stand.

use plenipo_testing::dossier::{named, read_with};

const TALKS: &str = r#"
format = 1
[dossier]
title = "Cod"
as_of = 2032-03-28
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[source]]
id = "herald"
date = 2032-03-20
[[event]]
what = "One"
date = 2032-03-02
[[event]]
what = "Two"
date = 2032-03-04
[[event]]
what = "Three"
date = 2032-03-05
[[event]]
what = "Four"
date = 2032-03-06
"#;

/// What is warned of in a file of its own, each with the text that is pointed at and the hint.
fn warned(file: &str) -> Vec<(String, String, String)> {
    let files = [named("dossier.toml", TALKS), named("more.toml", file)];
    let (_, problems) = read_with(&files, &[]);
    let own = problems.into_iter().filter(|it| it.file == "more.toml");
    own.map(|it| (it.message, file[it.span].to_owned(), it.hint.unwrap_or_default().to_string()))
        .collect()
}

fn line(keys: &str) -> String {
    format!(
        "[[red_line]]\nparty = \"north\"\nrules_out = {{ quota = \"high\" }}\nbasis = \"stated\"\n{keys}\n"
    )
}

#[test]
fn known_before_it_was_said() {
    let found = warned(&line("date = 2032-03-25\nknown = 2032-03-05"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        found[0].0,
        "known on 2032-03-05, and it is of 2032-03-25: it counts from 2032-03-25 on"
    );
    assert_eq!(found[0].1, "known");
    assert_eq!(warned(&line("date = 2032-03-25\nknown = 2032-03-25")), []);
    assert_eq!(warned(&line("date = 2032-03-25\ndate_is = \"about\"\nknown = 2032-03-24")), []);
    // Where the file says it, the record's own day is pointed at; of several, the first.
    let one = format!("[file]\nknown = 2032-03-05\n{}", line("date = 2032-03-25"));
    assert_eq!(warned(&one)[0].1, "date");
    let two = format!("{one}{}", line("date = 2032-03-26"));
    let found = warned(&two);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].0.starts_with("2 records of this file"), "{found:#?}");
    // What is announced may be known before.
    assert_eq!(
        warned(
            "[[event]]\nwhat = \"Vote\"\ndate = 2032-03-27\nknown = 2032-03-05\nbasis = \"stated\"\n"
        ),
        []
    );
}

#[test]
fn an_entry_known_before_it_was_said() {
    let claim = "[[understanding]]\nbetween = [\"north\"]\nbasis = \"stated\"\ndate = 2032-03-02\nclaims = [{ party = \
                 \"north\", date = 2032-03-25, known = 2032-03-03 }]\n";
    let found = warned(claim);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].1, "known");
}

#[test]
fn a_source_that_appeared_before_what_it_is_cited_for() {
    let found = warned(&line("date = 2032-03-25\nsource = \"herald\""));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, "`herald` is of 2032-03-20 and cannot tell of what is of 2032-03-25");
    assert_eq!(found[0].1, "source");
    let three = line("date = 2032-03-25\nsource = \"herald\"").repeat(3);
    assert_eq!(warned(&three).len(), 1, "once a source and a file");
    assert_eq!(warned(&line("date = 2032-03-20\nsource = \"herald\"")), []);
    // What is concluded may rest on what was there before.
    let inferred = line("date = 2032-03-25\nsource = \"herald\"").replace("stated", "inferred");
    assert_eq!(warned(&inferred), []);
}

#[test]
fn a_year_that_looks_mistyped() {
    for day in ["2033-03-04", "2023-03-04", "3032-03-04"] {
        let found = warned(&line(&format!("date = {day}")));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].0.starts_with(&format!("{day} is far from")), "{found:#?}");
        assert_eq!(found[0].1, "date");
        assert_eq!(found[0].2, "check the year: is it 2032-03-04?");
    }
    // A source of the time shows that it is meant; what happened long ago is no slip by itself.
    let own = "[[source]]\nid = \"treaty\"\ndate = 1998-03-10\n".to_owned();
    assert_eq!(warned(&(own + &line("date = 1998-03-04\nsource = \"treaty\""))), []);
    assert_eq!(warned("[[event]]\nwhat = \"Treaty\"\ndate = 1998-05-02\nbasis = \"stated\"\n"), []);
    assert_eq!(warned("[[meeting]]\ndate = 2040-05-02\nbasis = \"stated\"\n"), []);
}

#[test]
fn a_known_that_looks_mistyped() {
    let found = warned(&line("date = 2032-03-04\nknown = 2302-03-04"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].0.starts_with("known = 2302-03-04 is far from"), "{found:#?}");
    assert_eq!(
        (found[0].1.as_str(), found[0].2.as_str()),
        ("known", "check the year: is it 2032-03-04?")
    );
    // Of a file once, however many records it has.
    let two = [line("date = 2032-03-04"), line("date = 2032-03-05")].concat();
    let found = warned(&format!("[file]\nknown = 2302-03-06\n{two}"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].0.contains("nothing of this file is there"), "{found:#?}");
    assert_eq!(found[0].1, "known");
    // What has both days there is another time.
    assert_eq!(warned(&line("date = 1998-03-04\nknown = 1998-03-05")), []);
    assert_eq!(warned(&format!("[file]\nknown = 2032-03-06\n{two}")), []);
}
