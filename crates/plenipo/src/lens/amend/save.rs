//! A set of changes as a draft of its own, for the record keeper to work on.

use super::AmendAnswer;
use super::base::Base;
use super::tables::{Step, sets};
use crate::lens::error::Error;
use crate::lens::view::View;
use plenipo_record::case::amended::{self, Amendment};
use plenipo_record::case::describe::counted;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Id, Kind, RecordRef};
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

/// Set `set` of `answer`, which this lens found in `view`, as a draft called `id`; without a number the set to
/// look at first: one that reaches the target, if any does.
///
/// The draft is based on the one the changes were made to, is assumed and reconstructed, was never on
/// the table, and is for the keeper alone until somebody widens its handling: it may rest on lines
/// that its readers do not know.
///
/// # Errors
/// [`Error::Setting`] for an id that cannot be used, for a set that is not there, and where nothing
/// has to change.
pub fn saved(
    view: &View<'_>,
    answer: &AmendAnswer<'_>,
    set: Option<usize>,
    id: &str,
) -> Result<Saved, Error> {
    let fault = |name: &str, message: String| Error::setting(name, message);
    let new = Id::new(id).ok_or_else(|| {
        let form = "lower-case letters, digits and hyphens, at most 64";
        fault("save", format!("`{id}` cannot be the name of a draft: it takes {form}"))
    })?;
    if view.whole()?.find::<Draft>(id).is_some() {
        return Err(fault("save", format!("there is a draft `{id}` already; choose another name")));
    }
    let (base, all) = (&answer.base, || sets(answer));
    if base.case.all_tried().next().is_some() {
        let message =
            "a draft that is tried out is in no file, so that none can be saved while one is";
        return Err(fault("save", message.to_owned()));
    }
    let Some(last) = all().map(|it| it.0).max() else {
        return Err(fault("save", "there is no set of changes to save".to_owned()));
    };
    let set = set.unwrap_or_else(|| all().find(|it| it.1 == Step::Worth).map_or(1, |it| it.0));
    let Some((_, _, effect)) = all().find(|it| it.0 == set) else {
        return Err(fault("set", format!("there is no set {set}; the sets are 1 to {last}")));
    };
    let amended = draft_of(view, base, &effect.changes, set, new);
    let mut records = (**base.case).clone();
    records.drafts.push(amended);
    let place = records.drafts.len() - 1;
    Ok(Saved { records, draft: RecordRef::new(Kind::Draft, place), set })
}

fn draft_of(view: &View<'_>, base: &Base<'_>, changes: &[Amendment], set: usize, id: Id) -> Draft {
    let mut note = format!(
        "{} to {}, as `amend` found them (set {set}, seed {}); tabled by nobody",
        counted(changes.len(), "change"),
        base.draft.id(),
        view.context().seed
    );
    let assumed = &base.case.assumptions;
    if !assumed.is_empty() {
        note.push_str(&format!("; found with the assumptions {}", assumed.join(", ")));
    }
    amended::draft(base.case, base.ix, changes, (id, note), view.day())
}
