//! What a party is shown, where the footing of it is hidden.

use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::Settings;
use plenipo_testing::dossier::{named as file, read_with};

const TOLD_LATER: &str = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
as_of = 2031-06-20
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[party]]
id = "south"
name = "South"
roles = ["principal"]
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[source]]
id = "note"
date = 2031-06-12
handling = ["north"]
[[red_line]]
id = "line"
party = "north"
words = "Never high."
rules_out = { quota = ["high"] }
firmness = 1.0
known = 2031-06-12
source = "note"
basis = "stated"
[[statement]]
id = "about"
by = "south"
date = 2031-06-13
about = ["line"]
words = "We heard."
basis = "stated"
[[leave]]
id = "leave"
records = ["line"]
by = "north"
to = ["south"]
date = 2031-06-15
source = "note"
basis = "stated"
[[leave]]
id = "again"
records = ["line"]
by = "north"
to = ["south"]
date = 2031-06-18
basis = "stated"
"#;

#[test]
fn what_is_stated_by_a_hidden_source_is_no_assumption() {
    let case = read_with(&[file("dossier.toml", TOLD_LATER)], &[]).0.expect("a case");
    let lens = named("record").expect("a lens");
    let context = Context { viewer: Some("south"), ..Context::default() };
    let shown = lens.ask(&case, &Settings::default(), &context).expect("an answer");
    assert_eq!(shown.provenance.assumed, 0);
}
