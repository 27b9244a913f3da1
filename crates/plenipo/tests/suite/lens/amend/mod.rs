//! The smallest change: what its tests share, small dossiers and how they are asked of.

mod accepted;
mod asked;
mod coverage;
mod figures;
mod firmness;
mod lines;
mod never;
mod refused;
mod rules;
mod searched;
mod worth;

use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};

use super::{ask, case, rows, table};

const TALKS: &str = r#"
format = 1
[dossier]
title = "Two villages"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
order = 1
roles = ["principal"]
[[party]]
id = "dale"
name = "Dale"
order = 2
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours of pumping"
ordered = true
order = 1
options = [{ id = "two", text = "two" }, { id = "four", text = "four" }, { id = "six", text = "six" }]
[[issue]]
id = "road"
title = "The road"
order = 2
options = [{ id = "open", text = "open" }, { id = "toll", text = "a toll" }, { id = "shut", text = "shut" }]
[[issue]]
id = "court"
title = "The court"
order = 3
options = [{ id = "none", text = "none" }, { id = "joint", text = "a joint one" }]
[[draft]]
id = "first"
title = "First text"
complete = true
points = [
  { number = 1, sets = { hours = "six" } },
  { number = 2, sets = { road = "toll" } },
  { number = 3, sets = { court = "none" } },
]
"#;

fn settings(draft: &str) -> Settings {
    Settings::default().with("draft", Value::Ids(vec![draft.to_owned()]))
}

fn amend(text: &str, settings: &Settings) -> Finding {
    ask(&case(text), "amend", settings, &Context::default())
}

fn line(id: &str, party: &str, more: &str) -> String {
    format!("[[red_line]]\nid = \"{id}\"\nparty = \"{party}\"\nwords = \"{id}\"\n{more}\n")
}

fn text<'a>(table: &'a Table, row: usize, column: &str) -> &'a str {
    table.cell(row, column).and_then(Cell::as_text).unwrap_or("")
}

/// The same of a cell of several things.
fn listed(table: &Table, row: usize, column: &str) -> String {
    table.cell(row, column).and_then(Cell::in_words).unwrap_or_default()
}

/// The sets of a step, each as `issue=option` in the order of the record.
fn sets(finding: &Finding, step: &str) -> Vec<Vec<String>> {
    let table = table(finding, "amendments");
    let mut sets: Vec<(f64, Vec<String>)> = Vec::new();
    for row in rows(table, &[("step", step)]) {
        let number = table.cell(row, "set").and_then(Cell::as_number).unwrap_or(0.0);
        let change = format!("{}={}", text(table, row, "issue"), text(table, row, "to"));
        match sets.last_mut().filter(|(it, _)| *it == number) {
            Some((_, set)) => set.push(change),
            None => sets.push((number, vec![change])),
        }
    }
    sets.into_iter().map(|(_, set)| set).collect()
}

/// One party, two options of which it values the second, and what it has without a deal.
const TORN: &str = r#"
format = 1
[dossier]
title = "Torn"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
order = 1
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours"
options = [{ id = "two", text = "two" }, { id = "six", text = "six" }]
[[draft]]
id = "first"
title = "First text"
complete = true
points = [{ number = 1, sets = { hours = "two" } }]
[[position]]
party = "hill"
issue = "hours"
values = { two = 0.0, six = 1.0 }
[[alternative]]
party = "hill"
level = 0.5
"#;

fn firm(id: &str, party: &str, option: &str, firmness: &str) -> String {
    line(id, party, &format!("rules_out = {{ hours = [\"{option}\"] }}\n{firmness}"))
}

/// Everything it says, in one string.
fn said(finding: &Finding) -> String {
    format!("{} {:?} {:?}", finding.headline, finding.account, finding.notes)
}
