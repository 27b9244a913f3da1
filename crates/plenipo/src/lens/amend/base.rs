//! The draft to start from, and what changes make of it.

use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents, said};
use plenipo_record::case::draft::{Draft, Point};
use plenipo_record::case::forbidden::{clauses, tied};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};

/// One issue settled otherwise than in the draft, or settled where it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    pub(super) issue: Ix<Issue>,
    pub(super) option: OptionIx,
}

impl Change {
    pub(super) fn of((issue, option): (usize, usize)) -> Change {
        Change { issue: Ix::new(issue), option: OptionIx::new(option) }
    }
}

/// The draft to start from, as it is known.
pub(super) struct Base<'a> {
    pub(super) case: &'a Case,
    pub(super) ix: Ix<Draft>,
    pub(super) draft: &'a Draft,
    pub(super) contents: Vec<Content>,
    /// What it says itself, before rules take anything out of what is not known of it.
    pub(super) said: Vec<Content>,
    /// For each issue, the issues that conditions of the draft make it depend on.
    pub(super) conditions: Vec<Vec<usize>>,
    /// For each issue, all that what it says there depends on: by conditions of the draft, and, where the draft does
    /// not settle it, by rules, which leave this or that of it as the others are.
    pub(super) triggers: Vec<Vec<usize>>,
}

impl<'a> Base<'a> {
    pub(super) fn of(case: &'a Case, ix: Ix<Draft>) -> Base<'a> {
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
    pub(super) fn depends(&self, issue: usize) -> bool {
        !self.triggers[issue].is_empty()
    }

    /// What the draft says once `changes` are made. Where a condition of the draft itself or what rules leave of
    /// it depends on one of them, the draft is read anew.
    pub(super) fn after(&self, changes: &[Change]) -> Vec<Content> {
        let pulls = |it: &Change| self.triggers.iter().any(|on| on.contains(&it.issue.get()));
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
    pub(super) fn amended(&self, changes: &[Change]) -> Draft {
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

/// A point of the amended draft.
pub(super) struct Amended {
    pub(super) point: Point,
    /// The point it was made from, by place; absent for one that is new.
    pub(super) from: Option<usize>,
    /// What it now settles otherwise.
    pub(super) changes: Vec<Change>,
    /// Whether anything was taken out of it or put in.
    pub(super) touched: bool,
}

/// The points of the amended draft, in the draft's own order, new ones last.
pub(super) fn points(draft: &Draft, changes: &[Change]) -> Vec<Amended> {
    let mut left: Vec<Change> = changes.to_vec();
    left.sort_unstable();
    let mut points = Vec::new();
    for (place, point) in draft.points.iter().enumerate() {
        let about: Vec<Ix<Issue>> = spoken(point).into_iter().map(Ix::new).collect();
        let concerned = |it: &Ix<Issue>| changes.iter().any(|change| change.issue == *it);
        let touched = about.iter().any(concerned);
        let mut amended =
            Amended { point: point.clone(), from: Some(place), changes: Vec::new(), touched };
        if touched {
            strip(&mut amended.point, &concerned);
            // Under a condition the change would hold only where the condition does.
            if point.only_if.is_none() {
                let (here, rest): (Vec<_>, Vec<_>) =
                    left.into_iter().partition(|it| about.contains(&it.issue));
                left = rest;
                amended.point.sets.extend(here.iter().map(|it| (it.issue, it.option)));
                amended.changes = here;
            }
        }
        // What only spoke of issues that other points now settle has nothing left to say.
        if !touched || !spoken(&amended.point).is_empty() {
            points.push(amended);
        }
    }
    for change in left {
        let point = Point { sets: vec![(change.issue, change.option)], ..Point::default() };
        points.push(Amended { point, from: None, changes: vec![change], touched: true });
    }
    points
}

fn strip(point: &mut Point, concerned: &dyn Fn(&Ix<Issue>) -> bool) {
    point.sets.retain(|(issue, _)| !concerned(issue));
    point.among.retain(|(issue, _)| !concerned(issue));
    point.excludes.retain(|(issue, _)| !concerned(issue));
    point.leaves_open.retain(|issue| !concerned(issue));
}

/// The issues a point speaks of, each once.
fn spoken(point: &Point) -> Vec<usize> {
    let sets = point.sets.iter().map(|(issue, _)| *issue);
    let among = point.among.iter().map(|(issue, _)| *issue);
    let excludes = point.excludes.iter().map(|(issue, _)| *issue);
    let all = sets.chain(among).chain(excludes).chain(point.leaves_open.iter().copied());
    let mut issues: Vec<usize> = all.map(Ix::get).collect();
    issues.sort_unstable();
    issues.dedup();
    issues
}
