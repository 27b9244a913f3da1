//! The draft to start from, and what changes make of it.

use plenipo_record::case::Case;
use plenipo_record::case::amended::{Amendment, points, spoken};
use plenipo_record::case::contents::{Content, contents, said};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{clauses, tied};
use plenipo_record::case::id::Ix;

/// The draft to start from, as it is known.
pub(in crate::lens) struct Base<'a> {
    pub(in crate::lens) case: &'a Case,
    pub(in crate::lens) ix: Ix<Draft>,
    pub(in crate::lens) draft: &'a Draft,
    pub(in crate::lens) contents: Vec<Content>,
    /// What it says itself, before rules take anything out of what is not known of it.
    pub(in crate::lens) said: Vec<Content>,
    /// For each issue, the issues that conditions of the draft make it depend on.
    pub(in crate::lens) conditions: Vec<Vec<usize>>,
    /// For each issue, all that what it says there depends on: by conditions of the draft, and, where the draft does
    /// not settle it, by rules, which leave this or that of it as the others are.
    pub(in crate::lens) triggers: Vec<Vec<usize>>,
}

impl<'a> Base<'a> {
    pub(in crate::lens) fn of(case: &'a Case, ix: Ix<Draft>) -> Base<'a> {
        let draft = case.draft(ix);
        let mut conditions = vec![Vec::new(); case.issues.len()];
        for point in &draft.points {
            let Some(condition) = &point.only_if else { continue };
            for issue in spoken(point) {
                conditions[issue].extend(condition.when.iter().map(|(it, _)| it.get()));
            }
        }
        let said = said(case, draft);
        let triggers = triggers(case, &said, &conditions);
        Base { case, ix, draft, contents: contents(case, draft), said, conditions, triggers }
    }

    /// Whether what the draft says on `issue` may be otherwise once other issues are changed.
    pub(in crate::lens) fn depends(&self, issue: usize) -> bool {
        !self.triggers[issue].is_empty()
    }

    /// What the draft says once `changes` are made. Where a condition of the draft itself or what rules leave of
    /// it depends on one of them, the draft is read anew.
    pub(in crate::lens) fn after(&self, changes: &[Amendment]) -> Vec<Content> {
        let pulls = |it: &Amendment| self.triggers.iter().any(|on| on.contains(&it.issue.get()));
        let mut after = match changes.iter().any(pulls) {
            true => contents(self.case, &self.amended(changes)),
            false => self.contents.clone(),
        };
        for change in changes {
            let content = &mut after[change.issue.get()];
            *content = content.settled(change.option);
        }
        after
    }

    /// The draft with `changes` made: each changed issue is settled by one point without a condition,
    /// and no other speaks of it.
    pub(in crate::lens) fn amended(&self, changes: &[Amendment]) -> Draft {
        let mut draft = self.draft.clone();
        draft.points = points(self.draft, changes).into_iter().map(|it| it.point).collect();
        draft
    }
}

/// What each issue depends on, by conditions and, of what is not settled, by rules: of issues that rules tie to each
/// other each depends on all that any of them does.
fn triggers(case: &Case, said: &[Content], conditions: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let clauses = clauses(case);
    let mut triggers = conditions.to_vec();
    // Under a condition an issue may not be settled after a change, though it is now.
    let loose = |it: usize| said[it].single().is_none() || !conditions[it].is_empty();
    for tied in tied(&clauses, loose, |_| true) {
        let by_rules = tied.clauses.iter().flat_map(|it| &clauses[*it].sets);
        let mut on: Vec<usize> = by_rules.map(|(issue, _)| issue.get()).collect();
        on.extend(tied.loose.iter().flat_map(|it| conditions[*it].iter().copied()));
        on.sort_unstable();
        on.dedup();
        for issue in tied.loose {
            triggers[issue].clone_from(&on);
        }
    }
    triggers
}
