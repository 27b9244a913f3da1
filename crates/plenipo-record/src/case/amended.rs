//! A draft with some issues settled otherwise: what becomes of its points, and the draft that comes of it.

use jiff::civil::Date;

use super::describe::counted;
use super::draft::{Draft, Form, Life, LifeEntry, Lineage, Point, Relation};
use super::id::{Id, Ix};
use super::issue::{Issue, OptionIx};
use super::meta::{Basis, Handling, Meta};
use super::records::Records;

/// One issue settled otherwise than in the draft, or settled where it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amendment {
    /// The issue.
    pub issue: Ix<Issue>,
    /// What it is settled on.
    pub option: OptionIx,
}

impl Amendment {
    /// The change of an issue, by its place, to an option, by its place.
    pub fn of((issue, option): (usize, usize)) -> Amendment {
        Amendment { issue: Ix::new(issue), option: OptionIx::new(option) }
    }
}

/// A point of the amended draft.
pub struct Amended {
    /// The point as it is now.
    pub point: Point,
    /// The point it was made from, by place; absent for one that is new.
    pub from: Option<usize>,
    /// What it now settles otherwise.
    pub changes: Vec<Amendment>,
    /// Whether anything was taken out of it or put in.
    pub touched: bool,
}

/// The points of the amended draft, in the draft's own order, new ones last.
pub fn points(draft: &Draft, changes: &[Amendment]) -> Vec<Amended> {
    let mut left: Vec<Amendment> = changes.to_vec();
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
    // How the parties read the old words says nothing of the new ones.
    point.readings.retain_mut(|it| {
        let spoke = !it.settles.is_empty();
        it.settles.retain(|(issue, _)| !concerned(issue));
        !spoke || !it.settles.is_empty()
    });
}

/// The issues a point speaks of, each once.
pub fn spoken(point: &Point) -> Vec<usize> {
    let sets = point.sets.iter().map(|(issue, _)| *issue);
    let among = point.among.iter().map(|(issue, _)| *issue);
    let excludes = point.excludes.iter().map(|(issue, _)| *issue);
    let read = point.readings.iter().flat_map(|it| &it.settles).map(|(issue, _)| *issue);
    let open = point.leaves_open.iter().copied();
    let all = sets.chain(among).chain(excludes).chain(open).chain(read);
    let mut issues: Vec<usize> = all.map(Ix::get).collect();
    issues.sort_unstable();
    issues.dedup();
    issues
}

/// The draft `base` with `changes` made, called `id`: assumed and reconstructed, never on the table, for the
/// keeper alone until somebody widens its handling, and a text of `day`. `note` says how it came about.
pub fn draft(
    records: &Records,
    base: Ix<Draft>,
    changes: &[Amendment],
    (id, note): (Id, String),
    day: Option<Date>,
) -> Draft {
    let from = &records.drafts[base.get()];
    let life = day.map(|from| LifeEntry {
        is: Life::Withdrawn,
        from,
        by: None,
        meta: Meta {
            basis: Basis::Assumed,
            note: Some("never on the table: a working text".to_owned()),
            ..Meta::default()
        },
    });
    Draft {
        meta: Meta {
            id: Some(id),
            known: day,
            basis: Basis::Assumed,
            handling: Handling::Parties(Vec::new()),
            note: Some(note),
            ..Meta::default()
        },
        title: format!("{}, with {}", from.title, counted(changes.len(), "change")),
        date: day,
        form: Form::Reconstruction,
        complete: from.speaks_by_silence(),
        based_on: vec![base],
        life: life.into_iter().collect(),
        points: points(from, changes).into_iter().map(|it| point(records, base, it)).collect(),
        ..Draft::default()
    }
}

/// A point of the new draft, with where it comes from. What was changed has no wording yet.
fn point(records: &Records, base: Ix<Draft>, amended: Amended) -> Point {
    let Amended { mut point, from, changes, touched } = amended;
    let number = from.and_then(|it| records.drafts[base.get()].points[it].number.clone());
    let relation = match (from, touched) {
        (None, _) => Relation::New,
        (Some(_), true) => Relation::Reworded,
        (Some(_), false) => Relation::Kept,
    };
    let of = number.map(|it| (base, it));
    point.lineage.clear();
    if relation == Relation::New || of.is_some() {
        point.lineage.push(Lineage { is: relation, of, why: None, by: None });
    }
    if touched {
        let said = changes.iter().map(|it| {
            let issue = &records.issues[it.issue.get()];
            format!("{}: {}", issue.title, issue.options[it.option.get()].text)
        });
        let said: Vec<String> = said.collect();
        let before = point.gist.take().or(point.text.take());
        let only_change = point.sets.len() == changes.len()
            && point.among.is_empty()
            && point.excludes.is_empty()
            && point.leaves_open.is_empty();
        point.gist = match (before, said.is_empty()) {
            (before, true) => before,
            (Some(before), false) if !only_change => {
                Some(format!("{before} — changed: {}", said.join("; ")))
            }
            (_, false) => Some(said.join("; ")),
        };
        point.text = None;
        point.variants.clear();
        point.account = None;
        point.meta = Meta { basis: Basis::Assumed, ..Meta::default() };
    }
    point
}
