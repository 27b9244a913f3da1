//! Lineage as somebody recorded it, also through drafts that lie between.

use plenipo_record::case::draft::{Draft, Lineage, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Speaker;
use plenipo_record::case::records::Records;

/// A recorded relation of two points, or of one to nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Place in the first draft.
    pub a: Option<usize>,
    /// Place in the second draft.
    pub b: Option<usize>,
    /// The relation, from the first to the second.
    pub is: Relation,
    /// The reason given, of the last step.
    pub why: Option<String>,
    /// Who made or drew the relation, of the last step.
    pub by: Option<Speaker>,
    /// Drafts between the two, first to last.
    pub through: Vec<Ix<Draft>>,
}

/// The most drafts a chain of lineage may lead through.
const STEPS_MAX: usize = 16;

/// What is recorded of the points of `a` and `b`, from `a` to `b`.
pub(super) fn between(records: &Records, a: Ix<Draft>, b: Ix<Draft>) -> Vec<Recorded> {
    let mut found = forward(records, a, b);
    if found.is_empty() {
        found = forward(records, b, a).into_iter().map(backward).collect();
    }
    found
}

fn forward(records: &Records, a: Ix<Draft>, b: Ix<Draft>) -> Vec<Recorded> {
    let mut found = Vec::new();
    for (y, point) in records.draft(b).points.iter().enumerate() {
        let before = found.len();
        for step in &point.lineage {
            trace(records, a, step, &mut vec![b], &mut |x, is, through| {
                let known = found[before..].iter_mut().find(|it: &&mut Recorded| it.a == Some(x));
                let through: Vec<Ix<Draft>> = through.iter().rev().copied().collect();
                if let Some(known) = known {
                    // Two ways lead to one point: the shorter says it better.
                    if known.through.len() > through.len() {
                        (known.is, known.through) = (is, through);
                    }
                    return;
                }
                found.push(Recorded {
                    a: Some(x),
                    b: Some(y),
                    is,
                    why: step.why.clone(),
                    by: step.by.clone(),
                    through,
                });
            });
        }
        let new = || point.lineage.iter().find(|it| it.is == Relation::New);
        if found.len() == before
            && stands_to(records.draft(b), a)
            && let Some(step) = new()
        {
            found.push(Recorded {
                a: None,
                b: Some(y),
                is: Relation::New,
                why: step.why.clone(),
                by: step.by.clone(),
                through: Vec::new(),
            });
        }
    }
    found
}

/// Whether the lineage of `draft` is drawn to `a`: new there is new since `a`. How it stands to a draft
/// before that is another matter.
fn stands_to(draft: &Draft, a: Ix<Draft>) -> bool {
    let named = draft.points.iter().flat_map(|it| &it.lineage).filter_map(|it| it.of.as_ref());
    draft.based_on.iter().chain(&draft.answers).any(|it| *it == a)
        || named.into_iter().any(|(of, _)| *of == a)
}

/// Told of a point of the earlier draft, the relation to it, and the drafts between, last first.
type Found<'a> = dyn FnMut(usize, Relation, &[Ix<Draft>]) + 'a;

/// Follows one step of lineage, and those before it, to points of `a`. `path` holds the drafts so far.
fn trace(
    records: &Records,
    a: Ix<Draft>,
    step: &Lineage,
    path: &mut Vec<Ix<Draft>>,
    found: &mut Found<'_>,
) {
    let Some((draft, number)) = &step.of else { return };
    let points = &records.draft(*draft).points;
    let places = || (0..points.len()).filter(|it| points[*it].number.as_ref() == Some(number));
    if *draft == a {
        for x in places() {
            found(x, step.is, &path[1..]);
        }
        return;
    }
    // Lineage that goes round in a circle is no lineage; `check` does not look for it.
    if path.contains(draft) || path.len() >= STEPS_MAX {
        return;
    }
    path.push(*draft);
    for x in places() {
        for earlier in &points[x].lineage {
            let is = step.is;
            trace(records, a, earlier, path, &mut |x, before, through| {
                found(x, then(before, is), through);
            });
        }
    }
    path.pop();
}

/// The relation of two steps, one after the other.
fn then(first: Relation, second: Relation) -> Relation {
    use Relation::{Dropped, Kept, Merged, Moved, New, Reworded, Split};
    match (first, second) {
        (Dropped, _) | (_, Dropped) => Dropped,
        (New, _) | (_, New) => New,
        (Merged, _) | (_, Merged) => Merged,
        (Split, _) | (_, Split) => Split,
        (Reworded, _) | (_, Reworded) => Reworded,
        (Moved, _) | (_, Moved) => Moved,
        (Kept, Kept) => Kept,
    }
}

/// The same relation, read from the later draft to the earlier.
fn backward(it: Recorded) -> Recorded {
    let is = match it.is {
        Relation::Merged => Relation::Split,
        Relation::Split => Relation::Merged,
        Relation::Dropped => Relation::New,
        Relation::New => Relation::Dropped,
        same => same,
    };
    // A reason for dropping a point is none for adding it, nor one for anything else read backwards.
    Recorded {
        a: it.b,
        b: it.a,
        is,
        why: None,
        through: it.through.into_iter().rev().collect(),
        ..it
    }
}
