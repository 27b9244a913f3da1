//! Words around an answer that every presenter for people says alike.

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Mark};
use plenipo::finding::chart::Chart;
use plenipo::finding::provenance::Provenance;

use crate::terminal::figure::grouped;

/// The answer in a sentence; where there is none, the question.
pub(crate) fn headline(finding: &Finding) -> &str {
    if finding.headline.is_empty() { &finding.question } else { &finding.headline }
}

/// `ASSUMPTION SET: dry`, where any was read.
pub(crate) fn assumption_sets(from: &Provenance) -> Option<String> {
    let sets = match from.assumptions.len() {
        0 => return None,
        1 => "ASSUMPTION SET",
        _ => "ASSUMPTION SETS",
    };
    Some(format!("{sets}: {}", from.assumptions.join(", ")))
}

/// On which day, for whom, and how much of it was supposed.
pub(crate) fn read_how(from: &Provenance) -> String {
    let day = from.as_of.map_or("undated".to_owned(), |day| format!("as of {day}"));
    let whose = from.viewer.as_ref().map_or("full record".to_owned(), |it| format!("for {it}"));
    let records = grouped(&from.records.to_string());
    let noun = if from.records == 1 { "record" } else { "records" };
    let assumed = if from.assumed == 0 {
        "none assumed".to_owned()
    } else {
        format!("{} assumed", grouped(&from.assumed.to_string()))
    };
    // What follows from it is said where it matters.
    let fault = from.ledger_fault.map_or(String::new(), |it| format!("; {}", it.in_short()));
    let whole = if from.whole {
        ", whoever must consent to every live text counts as a principal"
    } else {
        ""
    };
    let tried = from.tried.iter().map(|it| format!(", {} is {}", it.id, it.made));
    format!(
        "{day}, {whose}, {records} {noun}, {assumed}{whole}{}{fault}",
        tried.collect::<String>()
    )
}

/// Enough to compute it again.
pub(crate) fn rests_on(from: &Provenance) -> String {
    let mut parts = Vec::new();
    if !from.dossier.is_empty() {
        parts.push(from.dossier.clone());
    }
    if !from.hash.is_empty() {
        parts.push(format!("record {}", from.hash.chars().take(12).collect::<String>()));
    }
    if !from.disclosure.is_empty() {
        parts.push(format!("disclosure {}", from.disclosure));
    }
    if let Some(samples) = from.samples {
        parts.push(format!("seed {}", from.seed));
        parts.push(format!("{} samples", grouped(&samples.to_string())));
    }
    parts.push(from.engine.to_owned());
    // Whole, so that `plenipo forecast verify --head` can take it.
    parts.extend(from.ledger.as_ref().map(|ledger| {
        let noun = if ledger.entries == 1 { "entry" } else { "entries" };
        let entries = grouped(&ledger.entries.to_string());
        format!("ledger {entries} {noun}, head {}", ledger.head)
    }));
    parts.join(" · ")
}

/// The level of a heading of `depth` after one of `last`: none is skipped on the way down. The
/// answer's own title is level 1.
pub(crate) fn level(depth: u8, last: usize) -> usize {
    (usize::from(depth.max(1)) + 1).min(last + 1)
}

/// Whether `address` is one that a page may offer to follow.
pub(crate) fn followed(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web && !address.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
}

/// The account for presenters without columns: items of a grid stand below each other.
pub(crate) fn account(finding: &Finding) -> Vec<Block> {
    let of = |block: &Block| match block {
        Block::Grid(grid) => grid.blocks(),
        other => vec![other.clone()],
    };
    finding.account.iter().flat_map(of).collect()
}

/// The charts that the account does not place.
pub(crate) fn unplaced(finding: &Finding) -> Vec<&Chart> {
    let placed = |id: &str| {
        finding.account.iter().any(|block| matches!(block, Block::Chart(it) if *it == id))
    };
    finding.charts.iter().filter(|chart| !placed(chart.id)).collect()
}

/// Whether the account has the list of sources itself.
pub(crate) fn lists_sources(finding: &Finding) -> bool {
    finding.account.iter().any(|block| matches!(block, Block::Sources))
}

/// The marks that the account's items use, in a fixed order.
pub(crate) fn marks(finding: &Finding) -> Vec<Mark> {
    let used = |mark: &Mark| {
        let is = |block: &Block| matches!(block, Block::Item(item) if item.mark == *mark);
        account(finding).iter().any(is)
    };
    let all = [Mark::Stop, Mark::Maybe, Mark::Fine, Mark::Unknown, Mark::Added, Mark::Removed];
    all.into_iter().filter(used).collect()
}
