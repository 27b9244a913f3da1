//! Plain profiles in JSON: `utilities[issue][option][party]`, and terms over several issues.
//!
//! ```json
//! { "parties": 2,
//!   "utilities": [ [[0.0, 0.3], [0.2, 0.0]], [[0.5, 0.0], [0.0, 0.7]] ],
//!   "reservations": [0.1, 0.1],
//!   "terms": [ { "issues": [0, 1], "utilities": [[0.0, 0.0], [0.1, 0.0], [0.0, 0.1], [0.0, 0.0]] } ] }
//! ```
//!
//! `parties` and `utilities` must be there; `reservations`, `names` and `terms` may.
//! A term has a row for each combination of its issues' options; the last issue changes fastest.

use super::node::Node;
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{Interaction, Scenario, ScenarioIssue, ScenarioParty, Values};

pub(super) fn read(node: &Node) -> Result<Scenario, ScenarioError> {
    let n_parties = node.need("parties")?.number("`parties`")?;
    if !(1.0..=1000.0).contains(&n_parties) || n_parties != libm::trunc(n_parties) {
        return Err(ScenarioError::new(format!("{n_parties} parties cannot be compared")));
    }
    let n_parties = n_parties as usize;
    let mut parties: Vec<ScenarioParty> = (0..n_parties)
        .map(|party| ScenarioParty {
            name: format!("party-{}", party + 1),
            weights: Vec::new(),
            evaluations: Vec::new(),
            interactions: Vec::new(),
            constant: 0.0,
            cap: None,
            reservation: None,
            discount: None,
        })
        .collect();
    let mut issues = Vec::new();
    for (at, options) in node.need("utilities")?.list("`utilities`")?.iter().enumerate() {
        let what = format!("the options of issue {at}");
        let options = options.list(&what)?;
        for party in &mut parties {
            party.weights.push(1.0);
            party.evaluations.push(Vec::with_capacity(options.len()));
        }
        for (option, row) in options.iter().enumerate() {
            let row = numbers(row, &format!("issue {at}, option {option}"), n_parties)?;
            for (party, value) in parties.iter_mut().zip(row) {
                party.evaluations[at].push(value);
            }
        }
        let labels = (0..options.len()).map(|option| option.to_string()).collect();
        issues.push(ScenarioIssue {
            name: format!("issue-{}", at + 1),
            values: Values::Labels(labels),
        });
    }
    plenipo_record::scenario::check_issues(&issues)?;
    if let Some(terms) = node.get("terms") {
        for term in terms.list("`terms`")? {
            read_term(term, &issues, &mut parties)?;
        }
    }
    if let Some(reservations) = node.get("reservations") {
        let values = numbers(reservations, "`reservations`", n_parties)?;
        for (party, value) in parties.iter_mut().zip(values) {
            party.reservation = Some(value);
        }
    } else if let Some(value) = node.get("expected").and_then(|known| known.get("reservation")) {
        let value = value.number("`expected.reservation`")?;
        for party in &mut parties {
            party.reservation = Some(value);
        }
    }
    if let Some(names) = node.get("names") {
        let names = names.list("`names`")?;
        if names.len() != n_parties {
            return Err(ScenarioError::new(format!(
                "{} names for {n_parties} parties",
                names.len()
            )));
        }
        for (party, name) in parties.iter_mut().zip(names) {
            party.name = name.label("a name")?;
        }
    }
    Ok(Scenario { name: String::new(), issues, parties, notes: Vec::new() })
}

/// What a document lacks to be such profiles; none where nothing in it looks so.
pub(super) fn lacks(node: &Node) -> Option<ScenarioError> {
    let has = |key: &str| node.get(key).is_some();
    let hint = "profiles have `parties`, how many they are, and `utilities[issue][option][party]`";
    // Rectangles of NegMAS have utilities as well.
    let lacks = match () {
        () if has("utilities") && !has("parties") && !has("outcome_ranges") => "`parties`",
        () if has("parties") && (has("terms") || has("reservations")) => "`utilities`",
        () => return None,
    };
    Some(ScenarioError::new(format!("{lacks} is missing")).hint(hint))
}

fn read_term(
    term: &Node,
    issues: &[ScenarioIssue],
    parties: &mut [ScenarioParty],
) -> Result<(), ScenarioError> {
    let mut scope: Vec<usize> = Vec::new();
    let mut size = 1_usize;
    for issue in term.need("issues")?.list("the issues of a term")? {
        let number = issue.number("an issue of a term")?;
        let at = number as usize;
        if number < 0.0 || number != at as f64 || at >= issues.len() || scope.contains(&at) {
            return Err(ScenarioError::new(format!("a term names issue {number}"))
                .hint("issues are counted from 0, each at most once in a term"));
        }
        size = size.saturating_mul(issues[at].values.len());
        scope.push(at);
    }
    let rows = term.need("utilities")?.list("the utilities of a term")?;
    if rows.len() != size {
        return Err(ScenarioError::new(format!(
            "a term has {} rows for {size} combinations",
            rows.len()
        )));
    }
    let mut tables = vec![Vec::with_capacity(size); parties.len()];
    for row in rows {
        for (table, value) in tables.iter_mut().zip(numbers(row, "a row of a term", parties.len())?)
        {
            table.push(value);
        }
    }
    for (party, utilities) in parties.iter_mut().zip(tables) {
        let utilities = utilities.into();
        party.interactions.push(Interaction::Table { scope: scope.clone(), utilities });
    }
    Ok(())
}

fn numbers(node: &Node, what: &str, expected: usize) -> Result<Vec<f64>, ScenarioError> {
    let list = node.list(what)?;
    if list.len() != expected {
        return Err(ScenarioError::new(format!(
            "{what}: {} numbers for {expected} parties",
            list.len()
        )));
    }
    list.iter().map(|value| value.number(what)).collect()
}
