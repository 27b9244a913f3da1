//! What a page shows beside its answer: the board of drafts and parties, the charts of another answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo_present::svg;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::party::Party;

use crate::answers::Answer;
use crate::cells::{id, state_of};

/// Which part of another answer stands beside one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Each draft with what each party would do with it.
    Board,
    /// Its charts.
    Charts,
}

#[derive(Template)]
#[template(path = "board.html")]
struct Board {
    parties: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    title: String,
    to: String,
    joint: (String, &'static str),
    each: Vec<Stand>,
}

struct Stand {
    party: String,
    status: String,
    class: &'static str,
    said: String,
}

#[derive(Template)]
#[template(path = "charts.html")]
struct Charts {
    name: String,
    to: String,
    charts: Vec<(String, String)>,
}

/// That part of `answer` as markup; nothing where there is nothing to show. `lab` leads to a draft in the lab.
pub(crate) fn markup(
    shows: Shows,
    answer: &Arc<Answer>,
    case: &Case,
    (name, to): (&str, String),
    lab: impl Fn(&str) -> String,
) -> String {
    match shows {
        Shows::Board => board(&answer.finding, case, lab),
        Shows::Charts => {
            let of = |chart: &plenipo::finding::chart::Chart| {
                let data = answer.finding.table(chart.table)?;
                Some((svg::inline(chart, data)?, chart.description.clone()))
            };
            let charts: Vec<_> = answer.finding.charts.iter().filter_map(of).collect();
            if charts.is_empty() {
                return String::new();
            }
            Charts { name: name.to_owned(), to, charts }.render().unwrap_or_default()
        }
    }
}

fn board(finding: &Finding, case: &Case, lab: impl Fn(&str) -> String) -> String {
    let (Some(acceptance), Some(joint)) = (finding.table("acceptance"), finding.table("joint"))
    else {
        return String::new();
    };
    let mut parties: Vec<String> = Vec::new();
    let mut drafts: Vec<String> = Vec::new();
    let mut each: BTreeMap<(String, String), Stand> = BTreeMap::new();
    let number = |row: usize, column: &str| match acceptance.cell(row, column) {
        Some(Cell::Number(it)) => Some(*it),
        _ => None,
    };
    let count = |row: usize, column: &str| match acceptance.cell(row, column) {
        Some(Cell::Count(it)) => *it,
        _ => 0,
    };
    for row in 0..acceptance.rows.len() {
        let (draft, party) = (id(acceptance, row, "draft"), id(acceptance, row, "party"));
        for (all, one) in [(&mut parties, &party), (&mut drafts, &draft)] {
            if !all.contains(one) {
                all.push(one.clone());
            }
        }
        let (status, class) = state_of(acceptance.cell(row, "status"));
        let mut said = Vec::new();
        for (n, what) in [
            (count(row, "lines_crossed"), "crossed"),
            (count(row, "lines_maybe"), "may be crossed"),
        ] {
            if n > 0 {
                said.push(format!("{n} line{} {what}", if n == 1 { "" } else { "s" }));
            }
        }
        // A chance is shown with both its ends, or not at all.
        if let (Some(low), Some(high)) = (number(row, "accept_low"), number(row, "accept_high")) {
            said.push(format!("chance {low:.2}–{high:.2}"));
        }
        let label = case
            .find::<Party>(&party)
            .map_or(party.clone(), |it| case.party(it).label().to_owned());
        each.insert((draft, party), Stand { party: label, status, class, said: said.join(", ") });
    }
    let rows = drafts.into_iter().map(|draft| Row {
        title: case.find::<Draft>(&draft).map_or(draft.clone(), |it| case.draft(it).title.clone()),
        to: lab(&draft),
        joint: (0..joint.rows.len())
            .find(|row| id(joint, *row, "draft") == draft)
            .map_or((String::new(), "plain"), |row| state_of(joint.cell(row, "status"))),
        each: parties
            .iter()
            .filter_map(|party| each.remove(&(draft.clone(), party.clone())))
            .collect(),
    });
    let rows: Vec<Row> = rows.collect();
    let labels =
        rows.first().map_or(Vec::new(), |it| it.each.iter().map(|it| it.party.clone()).collect());
    match rows.is_empty() {
        true => String::new(),
        false => Board { parties: labels, rows }.render().unwrap_or_default(),
    }
}
