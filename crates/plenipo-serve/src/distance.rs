//! How far the drafts of the lab lie from what could be gained: a part of its page that comes when it is worked out.

use std::sync::Arc;

use askama::Template;
use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo_record::case::describe::{capital, counted};

use crate::cells::{id, state_of, text};
use crate::held::{Held, State};
use crate::job::{Job, PATIENCE};
use crate::lab::{ask, assessed, seen, tried_ids, variants};
use crate::page::Around;
use crate::pages::Page;
use crate::reading::{Pairs, Reading};
use crate::routes::House;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "distance.html")]
struct Distances {
    /// What is said instead of any distance, below what is known of each.
    said: Option<String>,
    /// Variants: what each is, what it amounts to, and the class of its mark.
    each: Vec<(String, Vec<String>, &'static str)>,
    /// The picture that they stand in.
    picture: String,
    /// Where to look again, where it is not there yet.
    again: Option<String>,
}

/// How far the drafts that `pairs` try out are from the frontier, for the lab to put in.
pub(crate) async fn distances(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<State>,
    page: &'static Page,
    pairs: &Pairs,
) -> Result<String, Trouble> {
    let reading = Reading::of(pairs, house.viewer.as_deref())?;
    let case = seen(&*state.case(&reading.assume)?, &reading)?;
    if reading.tried.is_empty() {
        return Err(Trouble::missing("such draft"));
    }
    let ids = tried_ids(&case, &reading);
    let around = Around { house, held, state, reading: &reading, page };
    let here = reading.pairs(house.viewer.as_deref());
    let picture = around.to_named("gains/frontier", &here);
    let mut part = Distances { said: None, each: Vec::new(), picture, again: None };
    // What could be gained is found once, of the record as it is; of a variant it is then asked only where it lies.
    let on_record = Reading { tried: Vec::new(), ..reading.clone() };
    let all = (&on_record, ask("bargain", Vec::new())?);
    let own = (&reading, ask("bargain", vec![("draft", ids.join(","))])?);
    let mut found = None;
    for (reading, asked) in [all, own] {
        match house.answer(held, state, reading, &asked, 5 * PATIENCE).await {
            Ok(Ok(answer)) => found = Some(answer),
            Ok(Err(job)) => {
                part.said = Some(waiting(&job));
                part.again = Some(around.to_named("lab/distance", &here));
                return Ok(part.render().unwrap_or_default());
            }
            Err(why) => {
                part.said = Some(why.message);
                return Ok(part.render().unwrap_or_default());
            }
        }
    }
    let Some(answer) = found else { return Ok(String::new()) };
    let titles = variants(&case, &reading.tried).into_iter().zip(&ids);
    match answer.finding.table("drafts") {
        Some(table) => {
            let one = |(title, id): (String, &String)| {
                let (said, class) = said(table, id);
                (title, said, class)
            };
            part.each = titles.map(one).collect();
        }
        None => {
            // The record allows no numbers. Which lines are crossed is known all the same.
            let assess = assessed(&case, &reading)?;
            let lines = house.answer(held, state, &reading, &assess, PATIENCE).await;
            if let Ok(Ok(lines)) = lines {
                let one = |(title, id): (String, &String)| {
                    let crossed = crossed(&lines.finding, id)?;
                    Some((title, vec![crossed], "stop"))
                };
                part.each = titles.filter_map(one).collect();
            }
            part.said = Some(format!("No distance. {}", answer.finding.headline));
        }
    }
    Ok(part.render().unwrap_or_default())
}

/// How many lines a draft crosses, in words; `None` where none is known to be crossed.
fn crossed(finding: &Finding, draft: &str) -> Option<String> {
    let table = finding.table("lines")?;
    let of = (0..table.rows.len()).filter(|row| id(table, *row, "draft") == draft);
    let n = of.filter(|row| state_of(table.cell(*row, "verdict")).0 == "crossed").count();
    (n > 0).then(|| format!("Crosses {}.", counted(n, "line")))
}

fn waiting(job: &Job) -> String {
    match job.thousandths() / 10 {
        0 => "Being worked out.".to_owned(),
        hundredths => format!("Being worked out, {hundredths} % done."),
    }
}

/// What is said of a draft: what stops it or keeps it from having a place first, then how far it is.
fn said(table: &Table, draft: &str) -> (Vec<String>, &'static str) {
    let Some(row) = (0..table.rows.len()).find(|row| id(table, *row, "draft") == draft) else {
        return (
            vec!["No place: it is not among the drafts that are placed.".to_owned()],
            "unknown",
        );
    };
    let number = |column: &str| match table.cell(row, column) {
        Some(Cell::Number(it)) => Some(*it),
        _ => None,
    };
    let mut said = Vec::new();
    let share = number("on_frontier");
    let reason = text(table, row, "reason");
    // Of what crosses lines the answer says so, whatever else is known of it.
    let stops = reason.is_some() && share == Some(0.0);
    if let Some(reason) = &reason {
        said.push(format!("{}.", capital(reason)));
    }
    if stops {
        said.push("So it is no package, whatever it is worth.".to_owned());
    }
    match number("distance") {
        Some(distance) => {
            let range = match (number("distance_low"), number("distance_high")) {
                (Some(low), Some(high)) => format!("; {low:.2}–{high:.2} in the readings"),
                _ => String::new(),
            };
            said.push(format!("Distance {distance:.2} in expectation{range}."));
            if let Some(share) = share.filter(|_| !stops) {
                said.push(format!("On the frontier in {} of the readings.", share_in_words(share)));
            }
        }
        None => said.push("It has no place, and so no distance.".to_owned()),
    }
    let class = match (stops, number("distance")) {
        (true, _) => "stop",
        (false, Some(_)) => "plain",
        (false, None) => "unknown",
    };
    (said, class)
}

/// A share, never rounded to none or all.
fn share_in_words(share: f64) -> String {
    match share {
        0.0 => "none".to_owned(),
        1.0 => "all".to_owned(),
        it if it < 0.01 => "under 1 %".to_owned(),
        it if it > 0.99 => "over 99 %".to_owned(),
        it => format!("{:.0} %", 100.0 * it),
    }
}
