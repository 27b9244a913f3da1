//! Several drafts side by side: a row for each point of the first, and for what others added.

use super::comparison::{Comparison, words};
use super::pairs::{is_placeholder, is_read};
use plenipo_maths::align::words::plain;
use plenipo_record::case::Case;
use plenipo_record::case::draft::{Draft, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;

/// A row: what each draft has there.
pub(super) struct Row {
    /// The point that opened it, as lineage names it: `us-28#6`; by place where it has no number.
    pub(super) id: String,
    /// A cell for each draft.
    pub(super) cells: Vec<Slot>,
}

/// What a draft has in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Slot {
    /// It is not known.
    Unknown,
    /// Nothing.
    Nothing,
    /// These points.
    Points {
        places: Vec<usize>,
        /// What became of the row's first point in them; absent in the draft that opened the row.
        is: Option<Relation>,
        moved: bool,
        /// Whether lineage calls it kept, while it settles something else.
        otherwise: bool,
    },
    /// It went into what stands in another row.
    Merged(String),
}

impl Slot {
    /// The words it stands for, where they are known to stand here.
    pub(super) fn words(&self, draft: &Draft) -> Option<String> {
        let Slot::Points { places, .. } = self else { return None };
        let each: Vec<&str> =
            places.iter().map(|it| words(&draft.points[*it])).filter(|it| !it.is_empty()).collect();
        (!each.is_empty()).then(|| each.join(" "))
    }

    /// Whether all its points have a wording.
    pub(super) fn is_wording(&self, draft: &Draft) -> bool {
        let Slot::Points { places, .. } = self else { return false };
        places.iter().all(|it| draft.points[*it].text.is_some())
    }
}

/// The name of a point, as lineage names it.
pub(super) fn name(draft: &Draft, place: usize) -> String {
    match &draft.points[place].number {
        Some(number) => format!("{}#{number}", draft.id()),
        None => format!("{}#({})", draft.id(), place + 1),
    }
}

/// The rows of `drafts`. `compare` compares two of them, by place.
pub(super) fn rows(
    case: &Case,
    drafts: &[Ix<Draft>],
    compare: &dyn Fn(usize, usize) -> Comparison,
) -> Vec<Row> {
    let Some(first) = drafts.first() else { return Vec::new() };
    let base = case.draft(*first);
    let silent = |draft: usize| {
        let draft = case.draft(drafts[draft]);
        if is_read(draft) && draft.complete { Slot::Nothing } else { Slot::Unknown }
    };
    let mut rows: Vec<Row> = (0..base.points.len())
        .map(|x| {
            let mut cells: Vec<Slot> = vec![Slot::Unknown; drafts.len()];
            if is_placeholder(&base.points[x]) {
                cells = (0..drafts.len()).map(silent).collect();
            }
            cells[0] = Slot::Points { places: vec![x], is: None, moved: false, otherwise: false };
            Row { id: name(base, x), cells }
        })
        .collect();
    let nothing: Vec<Slot> = (0..drafts.len()).map(silent).collect();
    for at in 1..drafts.len() {
        let of = case.draft(drafts[at]);
        let opened_by = |row: &Row, place: usize, draft: usize| matches!(&row.cells[draft], Slot::Points { places, .. } if places.contains(&place));
        // Rows that earlier drafts opened, and what became of them here.
        let others: Vec<(usize, Comparison)> =
            (1..at).map(|earlier| (earlier, compare(earlier, at))).collect();
        let from_base = compare(0, at);
        let mut last = None;
        for change in &from_base.changes {
            let cell = match (change.is, change.b.is_empty()) {
                (Some(Relation::Dropped), _) => Slot::Nothing,
                (None, true) => Slot::Unknown,
                (is, _) => Slot::Points {
                    places: change.b.clone(),
                    is,
                    moved: change.moved,
                    otherwise: change.otherwise.is_some(),
                },
            };
            if let Some(x) = change.a.first() {
                let Some(row) = rows.iter().position(|it| opened_by(it, *x, 0)) else { continue };
                let id = rows[row].id.clone();
                rows[row].cells[at] = cell.clone();
                for other in &change.a[1..] {
                    if let Some(row) = rows.iter_mut().find(|it| opened_by(it, *other, 0)) {
                        row.cells[at] = match cell {
                            Slot::Points { .. } => Slot::Merged(id.clone()),
                            _ => cell.clone(),
                        };
                    }
                }
                if !change.b.is_empty() {
                    last = Some(row);
                }
                continue;
            }
            let Some(y) = change.b.first() else { continue };
            let earlier = others.iter().find_map(|(earlier, compared)| {
                let same =
                    compared.changes.iter().find(|it| it.b.contains(y) && !it.a.is_empty())?;
                // Only rows that the other draft opened itself.
                let row = rows.iter().position(|row| {
                    row.cells[0] == nothing[0] && opened_by(row, same.a[0], *earlier)
                })?;
                Some((row, same))
            });
            if let Some((row, same)) = earlier {
                rows[row].cells[at] = Slot::Points {
                    places: change.b.clone(),
                    is: same.is,
                    moved: same.moved,
                    otherwise: same.otherwise.is_some(),
                };
                last = Some(row);
                continue;
            }
            let mut cells = nothing.clone();
            cells[at] =
                Slot::Points { places: change.b.clone(), is: None, moved: false, otherwise: false };
            // What is only told of a text nobody here has read stands by its issue: its order is not known.
            let beside = (!is_read(of)).then(|| beside(base, &rows, &of.points[*y])).flatten();
            let row = beside.or(last).map_or(0, |it| it + 1);
            rows.insert(row, Row { id: name(of, *y), cells });
            last = match (beside, last) {
                // The order of the text goes on where it was.
                (Some(_), Some(before)) => Some(before + usize::from(row <= before)),
                (Some(_), None) => None,
                (None, _) => Some(row),
            };
        }
    }
    rows
}

/// The first row of `base` with a point on an issue that `point` speaks of.
fn beside(base: &Draft, rows: &[Row], point: &Point) -> Option<usize> {
    let of = issues(point);
    let speaks = |row: &Row| match &row.cells[0] {
        Slot::Points { places, .. } => {
            places.iter().flat_map(|it| issues(&base.points[*it])).any(|it| of.contains(&it))
        }
        _ => false,
    };
    rows.iter().position(speaks)
}

/// The issues a point speaks of.
fn issues(point: &Point) -> Vec<Ix<Issue>> {
    let sets = point.sets.iter().map(|it| it.0);
    let among = point.among.iter().map(|it| it.0);
    let excludes = point.excludes.iter().map(|it| it.0);
    sets.chain(among).chain(excludes).chain(point.leaves_open.iter().copied()).collect()
}

/// Whether two texts are the same in all but spaces and typographic marks.
pub(super) fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}
