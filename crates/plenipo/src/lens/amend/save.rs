//! A set of changes as a draft of its own, for the record's keeper to work on.

use super::asked::start;
use super::base::{Amended, Base, Change, points};
use crate::finding::Finding;
use crate::finding::table::{Cell, Table};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::draft::{Draft, Form, Life, LifeEntry, Lineage, Point, Relation};
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::meta::{Basis, Handling, Meta};
use plenipo_record::case::records::Records;

/// A draft that nobody has tabled, among the records it refers to.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The records as they are visible, and the new draft last of the drafts.
    pub records: Records,
    /// The new draft.
    pub draft: RecordRef,
    /// Which set it is.
    pub set: usize,
}

/// Set `set` of `finding`, which this lens found in `case`, as a draft called `id`; without a number
/// the set to look at first: one that reaches the target, if any does.
///
/// The draft is based on the one the changes were made to, is assumed and reconstructed, was never on
/// the table, and is for the keeper alone until somebody widens its handling: it may rest on lines
/// that its readers do not know.
///
/// # Errors
/// [`Error::Setting`] for an id that cannot be used, for a set that is not there, and where nothing
/// has to change.
pub fn saved(
    case: &Case,
    context: &Context<'_>,
    finding: &Finding,
    draft: &str,
    set: Option<usize>,
    id: &str,
) -> Result<Saved, Error> {
    let fault = |name: &str, message: String| Error::Setting { name: name.to_owned(), message };
    let new = Id::new(id).ok_or_else(|| {
        let form = "lower-case letters, digits and hyphens, at most 64";
        fault("save", format!("`{id}` cannot be the name of a draft: it takes {form}"))
    })?;
    if case.find::<Draft>(id).is_some() {
        return Err(fault("save", format!("there is a draft `{id}` already; choose another name")));
    }
    let view = View::of(case, context)?;
    let seen = view.case()?;
    // As the answer chose it, where nobody named one.
    let named = Some(draft.to_owned()).filter(|it| !it.is_empty());
    let (from, _) = start(seen, view.day(), named.as_slice())?;
    let base = Base::of(seen, from);
    let table = finding.table("amendments").filter(|it| !it.rows.is_empty());
    let table =
        table.ok_or_else(|| fault("save", "there is no set of changes to save".to_owned()))?;
    let set = set.unwrap_or_else(|| first(table));
    let changes = changes(seen, table, set);
    if changes.is_empty() {
        let most = (0..table.rows.len()).map(|row| number(table, row)).max().unwrap_or(0);
        return Err(fault("set", format!("there is no set {set}; the sets are 1 to {most}")));
    }
    let amended = draft_of(&base, &changes, finding, set, new);
    let mut records = (**base.case).clone();
    records.drafts.push(amended);
    let place = records.drafts.len() - 1;
    Ok(Saved { records, draft: RecordRef::new(Kind::Draft, place), set })
}

fn number(table: &Table, row: usize) -> usize {
    match table.cell(row, "set") {
        Some(Cell::Count(count)) => usize::try_from(*count).unwrap_or(0),
        _ => 0,
    }
}

/// The first set that reaches the target, else the first.
fn first(table: &Table) -> usize {
    let step = |row: &usize| table.cell(*row, "step").and_then(Cell::as_text) == Some("worth");
    let row = (0..table.rows.len()).find(step).unwrap_or(0);
    number(table, row)
}

fn changes(seen: &Case, table: &Table, set: usize) -> Vec<Change> {
    let rows = (0..table.rows.len()).filter(|row| number(table, *row) == set);
    let each = rows.filter_map(|row| {
        let issue: Ix<Issue> = seen.find(table.cell(row, "issue")?.as_text()?)?;
        let option = seen.issue(issue).option(table.cell(row, "to")?.as_text()?)?;
        Some(Change { issue, option })
    });
    each.collect()
}

fn draft_of(base: &Base<'_>, changes: &[Change], finding: &Finding, set: usize, id: Id) -> Draft {
    let day = finding.provenance.as_of;
    let n = changes.len();
    let what = if n == 1 { "1 change".to_owned() } else { format!("{n} changes") };
    let mut note = format!(
        "{what} to {}, as `plenipo amend` found them (set {set}, seed {}); tabled by nobody",
        base.draft.id(),
        finding.provenance.seed
    );
    if !finding.provenance.assumptions.is_empty() {
        note.push_str(&format!(
            "; found with the assumptions {}",
            finding.provenance.assumptions.join(", ")
        ));
    }
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
        title: format!("{}, with {what}", base.draft.title),
        date: day,
        form: Form::Reconstruction,
        complete: base.draft.speaks_by_silence(),
        based_on: vec![base.ix],
        life: life.into_iter().collect(),
        points: points(base.draft, changes).into_iter().map(|it| point(base, it)).collect(),
        ..Draft::default()
    }
}

/// A point of the new draft, with where it comes from. What was changed has no wording yet.
fn point(base: &Base<'_>, amended: Amended) -> Point {
    let Amended { mut point, from, changes, touched } = amended;
    let number = from.and_then(|it| base.draft.points[it].number.clone());
    let relation = match (from, touched) {
        (None, _) => Relation::New,
        (Some(_), true) => Relation::Reworded,
        (Some(_), false) => Relation::Kept,
    };
    let of = number.map(|it| (base.ix, it));
    point.lineage.clear();
    if relation == Relation::New || of.is_some() {
        point.lineage.push(Lineage { is: relation, of, why: None, by: None });
    }
    if touched {
        let said = changes.iter().map(|it| {
            let issue = base.case.issue(it.issue);
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
