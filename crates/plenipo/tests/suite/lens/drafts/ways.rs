//! Whose way a change goes, and who opposes which text: by what each party holds, and in which draft.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;

use super::super::{ask, case, ids, rows, table};
use super::settings;

/// Two principals, one issue, a text with one option and one with the other; `held` is what the first holds.
fn of_two(held: &str) -> String {
    format!(
        r#"
format = 1
[dossier]
title = "Two"
disclosure = "open"
[[party]]
id = "a"
name = "Aller"
roles = ["principal"]
[[party]]
id = "b"
name = "Bern"
roles = ["principal"]
[[issue]]
id = "q"
title = "Share"
options = [{{ id = "x", text = "x" }}, {{ id = "y", text = "y" }}, {{ id = "z", text = "z" }}]
[[position]]
party = "a"
issue = "q"
{held}
[[draft]]
id = "d1"
title = "D1"
date = 2031-01-01
form = "text"
complete = true
points = [{{ number = 1, text = "It is x.", sets = {{ q = "x" }} }}]
[[draft]]
id = "d2"
title = "D2"
date = 2031-01-02
form = "text"
complete = true
points = [{{ number = 1, text = "It is y.", sets = {{ q = "y" }}, lineage = [{{ is = "reworded", of = "d1#1" }}] }}]
"#
    )
}

fn page(finding: &Finding) -> String {
    let mut page = String::new();
    for it in &finding.account {
        if let Block::Item(item) = it {
            page += &format!("{}\n", item.text.flat());
            item.under.iter().for_each(|it| page += &format!("  {}\n", it.flat()));
        }
    }
    page
}

#[test]
fn both_lenses_read_every_way_of_stating_an_order_alike() {
    let both = [
        ("values = { x = 0, y = 1 }", "toward it: Share", "the change is better for it on Share"),
        ("values = { x = 1, y = 0 }", "away from it: Share", "the change is worse for it on Share"),
        (
            "values = { x = 0.5, y = 0.5, z = 1 }",
            "no different for it: Share",
            "the same for it on Share",
        ),
        ("indifferent = true", "no different for it: Share", "the same for it on Share"),
        ("ranking = [\"y\", \"x\"]", "toward it: Share", "better for it on Share"),
        ("ideal = \"y\"", "toward it: Share", "better for it on Share"),
        ("values = { x = [0, 0.6], y = [0.5, 1] }", "nothing on record shows", "order of options"),
    ];
    for (held, toward, better) in both {
        // Dale's line asks for the change.
        let line =
            "[[red_line]]\nparty = \"b\"\nwords = \"n\"\nrules_out = { q = [\"x\", \"z\"] }\n";
        let case = case(&(of_two(held) + line));
        let compared =
            ask(&case, "drafts", &settings(&["d1", "d2"], "redline"), &Context::default());
        let said = page(&compared);
        let own = said.split("Bern").next().unwrap_or_default().to_owned();
        assert!(said.contains(toward), "{held}: {said}{own}");
        let from = Settings::default().with("draft", ids(&["d1"]));
        let amended = page(&ask(&case, "amend", &from, &Context::default()));
        assert!(amended.contains(better), "{held}: {amended}");
    }
}

/// Texts with the pipe in the south twice, and only in the first of them what makes a line stand against it.
const PIPE: &str = r#"
format = 1
[dossier]
title = "Pipe"
disclosure = "open"
[[party]]
id = "a"
name = "Aller"
roles = ["principal"]
[[party]]
id = "b"
name = "Bern"
roles = ["principal"]
[[issue]]
id = "pipe"
title = "Pipe"
options = [{ id = "n", text = "north" }, { id = "s", text = "south" }]
[[issue]]
id = "gas"
title = "Gas"
options = [{ id = "thirds", text = "thirds" }, { id = "half", text = "half" }]
[[red_line]]
party = "a"
words = "if thirds then not south"
rules_out = { pipe = ["s"] }
condition = { text = "if thirds", when = { gas = ["thirds"] } }
[[draft]]
id = "d1"
title = "D1"
date = 2031-01-01
form = "text"
complete = true
points = [{ number = 1, text = "The pipe goes south.", sets = { pipe = "s" } }, { number = 2, text = "The gas is cut in thirds.", sets = { gas = "thirds" } }]
[[draft]]
id = "d2"
title = "D2"
date = 2031-01-02
form = "text"
complete = true
points = [{ number = 1, text = "The pipe goes south.", sets = { pipe = "s" }, lineage = [{ is = "kept", of = "d1#1" }] }, { number = 2, text = "The gas is cut in half.", sets = { gas = "half" }, lineage = [{ is = "reworded", of = "d1#2" }] }]
"#;

const NORTH: &str = r#"
[[draft]]
id = "d3"
title = "D3"
date = 2031-01-03
form = "text"
complete = true
points = [{ number = 1, text = "The pipe goes north.", sets = { pipe = "n" }, lineage = [{ is = "reworded", of = "d1#1" }] }, { number = 2, text = "The gas is cut in half.", sets = { gas = "half" }, lineage = [{ is = "reworded", of = "d1#2" }] }]
"#;

#[test]
fn a_text_is_opposed_in_the_draft_that_crosses_the_line() {
    let three = case(&format!("{PIPE}{NORTH}"));
    let found =
        ask(&three, "drafts", &settings(&["d1", "d2", "d3"], "brackets"), &Context::default());
    let brackets = table(&found, "brackets");
    let south = rows(brackets, &[("text", "The pipe goes south.")]);
    assert_eq!(south.len(), 1, "{:#?}", brackets.rows);
    let oppose = brackets.cell(south[0], "oppose").and_then(|it| it.in_words());
    assert_eq!(oppose.as_deref(), Some("a (in d1)"));
    let said = page(&found);
    assert!(said.contains("Aller opposes (in d1)"), "{said}");
    let under = "Aller opposes the text of d1: its line “if thirds then not south” is against";
    assert!(said.contains(under), "{said}");
    assert!(said.contains("under a condition that this draft meets: “if thirds”"), "{said}");
    // Where the text is the same in all, what stands against it in one of them is told of that one.
    let two = case(PIPE);
    let found = ask(&two, "drafts", &settings(&["d1", "d2"], "brackets"), &Context::default());
    let said = page(&found);
    assert!(said.contains("Aller opposes the text of d1"), "{said}");
    assert!(!said.contains("on record against it"), "{said}");
}

#[test]
fn what_was_left_side_by_side_and_is_now_ruled_out_goes_away_from_whose_line_it_is() {
    let line =
        "[[red_line]]\nid = \"l\"\nparty = \"b\"\nwords = \"not y\"\nrules_out = { q = [\"y\"] }\n";
    let held = format!("indifferent = true\n{line}");
    let text = of_two(&held).replace("sets = { q = \"x\" }", "among = { q = [\"x\", \"y\"] }");
    for (from, to, way) in [("d1", "d2", "away from it: Share"), ("d2", "d1", "toward it: Share")] {
        let compared =
            ask(&case(&text), "drafts", &settings(&[from, to], "redline"), &Context::default());
        let said = page(&compared);
        let own = said.split("Bern").nth(1).unwrap_or_default();
        assert!(own.contains(way), "{from} to {to}: {said}");
    }
}
