//! Genius utility spaces made of hyper-rectangles.
//!
//! A rectangle with `<INCLUDES>` is worth its utility to the outcomes that lie within all of its
//! ranges; one with `<EXCLUDES>` to those that leave at least one of them; one without any to all.
//! Ranges of one issue are taken together: within all of them is within what they share.
//! The sum is divided by `maxutility`, and what exceeds 1 then counts as 1.

use std::collections::BTreeMap;

use super::recognise::Domain;
use super::xml::Element;
use plenipo_record::scenario::{Interaction, ScenarioParty, Values};
use plenipo_record::scenario::{ScenarioError, weight};

/// Reads the rectangles into `party`.
pub(super) fn rectangles(
    root: &Element,
    domain: &Domain,
    party: &mut ScenarioParty,
    notes: &mut Vec<String>,
) -> Result<(), ScenarioError> {
    let all = root.all("utility");
    let [whole] = all.as_slice() else {
        return Err(root.wrong("a nonlinear space needs one <utility maxutility=…>"));
    };
    let greatest = whole.number("maxutility")?;
    if greatest <= 0.0 {
        return Err(whole.wrong(format!("maxutility is {greatest}; it must be positive")));
    }
    let functions: Vec<&Element> = whole.children("ufun").collect();
    match functions.as_slice() {
        [] => return Err(whole.wrong("<utility> has no <ufun>")),
        [function] => {
            if factor(function)? != 1.0 {
                notes.push(format!(
                    "the weight of the outermost function of {} is not applied: Genius does not",
                    party.name
                ));
            }
            add(function, 1.0 / greatest, domain, party)?;
        }
        [_, second, ..] => {
            return Err(second
                .wrong("<utility> has more than one <ufun>; Genius reads the first only")
                .hint("put them into one <ufun>"));
        }
    }
    party.cap = Some(1.0);
    if party.interactions.is_empty() {
        party.constant = party.constant.min(1.0);
        party.cap = None;
    } else if party.most() < 1.0 {
        party.cap = None;
    }
    Ok(())
}

fn factor(element: &Element) -> Result<f64, ScenarioError> {
    match element.attribute("weight") {
        Some(_) => {
            weight(&format!("the weight of a <{}>", element.name), element.number("weight")?)
                .map_err(|error| error.at(element.line))
        }
        None => Ok(1.0),
    }
}

/// The rectangles of a function and of those inside it, each times `scale`.
fn add(
    function: &Element,
    scale: f64,
    domain: &Domain,
    party: &mut ScenarioParty,
) -> Result<(), ScenarioError> {
    let aggregation = function.attribute("aggregation").unwrap_or("sum");
    if !aggregation.eq_ignore_ascii_case("sum") {
        return Err(function
            .wrong(format!("functions aggregated by `{aggregation}` are not supported"))
            .hint("sum is"));
    }
    for part in &function.children {
        let scale = scale * factor(part)?;
        match part.name.as_str() {
            "ufun" => add(part, scale, domain, party)?,
            "hyperRectangle" => rectangle(part, scale, domain, party)?,
            other => {
                return Err(part
                    .wrong(format!("<{other}> in a function is not known"))
                    .hint("<hyperRectangle> and <ufun> are"));
            }
        }
    }
    Ok(())
}

fn rectangle(
    element: &Element,
    scale: f64,
    domain: &Domain,
    party: &mut ScenarioParty,
) -> Result<(), ScenarioError> {
    let utility = element.number("utility")? * scale;
    let first = element.children.first().map(|side| side.name.as_str());
    let excludes = match first {
        None => {
            party.constant += utility;
            return Ok(());
        }
        Some("INCLUDES") => false,
        Some("EXCLUDES") => true,
        Some(_) => {
            return Err(element.children[0]
                .wrong(format!("<{}> in a rectangle is not known", element.children[0].name))
                .hint("<INCLUDES> and <EXCLUDES> are"));
        }
    };
    if let Some(side) = element.children.iter().find(|side| Some(side.name.as_str()) != first) {
        return Err(side
            .wrong("a rectangle has both <INCLUDES> and <EXCLUDES>")
            .hint("Genius would leave out the first; write two rectangles"));
    }
    // First and last option of each issue.
    let mut ranges: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut nowhere = false;
    for side in &element.children {
        let (issue, range) = range(side, domain)?;
        let Some((first, last)) = range else {
            nowhere = true;
            continue;
        };
        let whole = ranges.entry(issue).or_insert((first, last));
        *whole = (whole.0.max(first), whole.1.min(last));
        nowhere |= whole.0 > whole.1;
    }
    if excludes {
        party.constant += utility;
    }
    if nowhere {
        return Ok(());
    }
    let (scope, ranges) = ranges.into_iter().unzip();
    let utility = if excludes { -utility } else { utility };
    party.interactions.push(Interaction::Box { scope, ranges, utility });
    Ok(())
}

/// The issue a side is about, and its first and last option there; none where it holds no option.
type Side = (usize, Option<(usize, usize)>);

fn range(side: &Element, domain: &Domain) -> Result<Side, ScenarioError> {
    let index = side.integer("index")?;
    let Some(at) = domain.indices.iter().position(|&other| other == index) else {
        return Err(side.wrong(format!("a rectangle is about issue {index}, which does not exist")));
    };
    let Values::Integers { first, last } = domain.issues[at].values else {
        return Err(side
            .wrong(format!(
                "a rectangle is about issue `{}`, whose options are not integers",
                domain.issues[at].name
            ))
            .hint("rectangles are made of ranges of integer issues"));
    };
    let (low, high) = (side.integer("min")?.max(first), side.integer("max")?.min(last));
    let option = |value: i64| usize::try_from(value.abs_diff(first)).unwrap_or(usize::MAX);
    Ok((at, (low <= high).then(|| (option(low), option(high)))))
}
