//! What holds under every view.

use super::answer::{SharedFact, ViewColumn, ViewStatus};
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;

/// What holds in each column that is a view: with one view more there is never more of it. Of the record alone where no
/// view was read.
pub(super) fn shared(case: &Case, drafts: &[Ix<Draft>], columns: &[ViewColumn]) -> Vec<SharedFact> {
    let facts: Vec<Vec<String>> = columns.iter().map(|it| facts(case, drafts, it)).collect();
    let Some((record, views)) = facts.split_first() else { return Vec::new() };
    let Some((first, others)) = views.split_first() else {
        let all = record.iter().map(|it| SharedFact { words: it.clone(), on_record: true });
        return all.collect();
    };
    let shared = first.iter().filter(|it| others.iter().all(|of| of.contains(it)));
    shared.map(|it| SharedFact { words: it.clone(), on_record: record.contains(it) }).collect()
}

/// What holds in one column, each in words that are the same wherever it does.
fn facts(case: &Case, drafts: &[Ix<Draft>], column: &ViewColumn) -> Vec<String> {
    let title = |place: usize| format!("“{}”", case.draft(drafts[place]).title);
    let mut all = Vec::new();
    for (place, under) in column.drafts.iter().enumerate() {
        for it in &under.parties {
            let label = case.party(it.party).label();
            let mut crossed: Vec<&String> = it.crossed.iter().collect();
            crossed.dedup();
            for line in crossed {
                all.push(format!("{} crosses {line} of {label}", title(place)));
            }
            match it.status {
                ViewStatus::Better | ViewStatus::MayCross => {
                    all.push(format!("{} is better for {label} than no deal", title(place)));
                }
                ViewStatus::Worse => {
                    all.push(format!("{} is worse for {label} than no deal", title(place)));
                }
                ViewStatus::Crosses | ViewStatus::Depends | ViewStatus::NotKnown => {}
            }
            if it.keeps_to_all {
                all.push(format!("{} keeps to every line of {label} on record", title(place)));
            }
            for other in &it.at_least_as_good_as {
                all.push(format!(
                    "{} is at least as good for {label} as {}, whatever the weighting",
                    title(place),
                    title(*other)
                ));
            }
        }
        if under.joint == ViewStatus::Better {
            all.push(format!(
                "{} crosses no line, and everybody does better with it than without a deal",
                title(place)
            ));
        }
    }
    all
}
