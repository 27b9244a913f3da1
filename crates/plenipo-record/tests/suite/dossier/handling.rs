//! What a record's handling promises and what it refers to does not keep.

use plenipo_testing::dossier::{named, read_with};

#[test]
fn what_names_a_party_and_stays_closed_to_it_is_warned_of() {
    let talks = |source: &str, leave: &str| {
        let text = format!(
            r#"
format = 1
[dossier]
title = "Two wells"
disclosure = "closed"
[[party]]
id = "hill"
name = "Hill"
handling = "open"
[[party]]
id = "vale"
name = "Vale"
handling = "open"
[[source]]
id = "minutes"
title = "Minutes"
{source}
[[statement]]
id = "said"
by = "vale"
date = 2031-05-01
words = "Perhaps six."
source = "minutes"
handling = ["hill"]
{leave}
"#
        );
        let (_, problems) = read_with(&[named("a.toml", text)], &[]);
        let closed = problems.iter().filter(|it| it.message.contains("stays closed to"));
        closed.map(|it| it.message.clone()).collect::<Vec<String>>()
    };
    assert_eq!(
        talks("", ""),
        [
            "its handling names Hill, and it stays closed to Hill: it refers to source `minutes`, which is closed"
        ]
    );
    assert_eq!(talks("handling = [\"hill\"]", ""), Vec::<String>::new());
    let leave =
        "[[leave]]\nto = [\"hill\"]\nrecords = [\"said\"]\ndate = 2031-05-02\nbasis = \"stated\"\n";
    assert_eq!(talks("", leave), Vec::<String>::new());
}
