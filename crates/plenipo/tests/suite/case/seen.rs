//! What a viewer sees does not depend on what is hidden.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use plenipo::case::Case;

use crate::suite::dossier::{named, read_with};

/// Two statements of one day that only their sources tell apart, and hidden sources before those.
fn seen(hidden: usize, date: &str) -> Case {
    let mut text = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
[[draft]]
id = "text"
title = "Text"
date = 2031-01-10
known = 2031-01-10
source = "press-a"
life = [{ is = "superseded", from = 2031-03-01, known = 2031-01-10 }]
[[party]]
id = "north"
name = "North"
[[party]]
id = "south"
name = "South"
[[source]]
id = "press-a"
date = 2031-02-01
[[source]]
id = "press-b"
date = 2031-02-01
[[statement]]
date = 2031-02-01
words = "No."
source = "press-a"
[[statement]]
date = 2031-02-01
words = "Yes."
source = "press-b"
"#
    .to_owned();
    for n in 0..hidden {
        text += &format!("[[source]]\nid = \"note-{n}\"\ndate = {date}\nhandling = [\"south\"]\n");
    }
    let (case, problems) = read_with(&[named("dossier.toml", text)], &[]);
    assert_eq!(problems, []);
    let case = case.unwrap();
    case.seen(case.find("north"), None)
}

#[test]
fn the_order_of_what_is_seen_does_not_depend_on_what_is_hidden() {
    let plain = seen(0, "2031-01-01");
    for hidden in 1..12 {
        assert!(*seen(hidden, "2031-01-01") == *plain, "{hidden} hidden sources");
    }
}

#[test]
fn the_day_does_not_depend_on_what_is_hidden() {
    assert!(*seen(1, "2031-04-01") == *seen(0, ""));
    assert!(seen(1, "2031-04-01").drafts[0].is_live(), "superseded only in March");
}
