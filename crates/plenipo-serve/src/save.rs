//! A draft of the lab as a new file of the dossier.

use std::sync::Arc;

use jiff::civil::Date;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Id, Kind, RecordRef};
use plenipo_record::case::tried::{Tried, TriedFault};
use plenipo_record::dossier::read::NamedBytes;
use plenipo_record::dossier::write::append;

use crate::held::{Held, State};
use crate::trouble::Trouble;

/// What stands at the head of the file.
const HEAD: &str = "# Made in the draft lab: a working text that nobody has tabled. Full record only,\n\
                    # until its handling says otherwise.\n";

/// Names that mean something else on one system or another.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether it is the name of a port there: `com1`, `lpt9`.
fn is_numbered(id: &str) -> bool {
    let digit = |it: &str| it.len() == 1 && it.bytes().all(|it| it.is_ascii_digit());
    ["com", "lpt"].iter().filter_map(|it| id.strip_prefix(it)).any(digit)
}

/// Writes the draft `tried` into the dossier, called `id`, with a title where one is given, as of the day `day`. Nothing is written over, and nothing where the files are
/// no longer what `state` says.
///
/// # Errors
/// Names that are none or taken, and what the dossier's own writer refuses.
pub(crate) fn save(
    held: &Held,
    state: &Arc<State>,
    tried: &Tried,
    (id, title): (&str, &str),
    day: Option<Date>,
) -> Result<String, Trouble> {
    let case = state.case(&[])?;
    let name = Id::new(id).ok_or_else(|| {
        Trouble::misused(format!("“{id}” cannot be the name of a draft."))
            .hint("A name has lower-case letters, digits and hyphens, at most 64.")
    })?;
    if id.starts_with('-') || RESERVED.contains(&id) || is_numbered(id) {
        return Err(Trouble::misused(format!("No file can be called “{id}” on every system."))
            .hint("Choose another name."));
    }
    if is_for_trying(id) {
        return Err(Trouble::misused(format!(
            "“{id}” is what drafts are called while they are tried out."
        ))
        .hint("Choose another name."));
    }
    if case.find::<Draft>(id).is_some() {
        return Err(Trouble::new(409, format!("There is a draft “{id}” already."))
            .hint("Choose another name."));
    }
    let there = |fault| match fault {
        TriedFault::Draft(_) => Trouble::missing("such draft"),
        TriedFault::Issue(_) => Trouble::missing("such issue"),
        TriedFault::Option(..) => Trouble::missing("such option"),
    };
    let note = format!("made in the draft lab from {tried}; tabled by nobody");
    let mut records = case.with_tried(tried, (name, note), case.day(None, day)).map_err(there)?;
    let title = title.trim();
    if let Some(made) = records.drafts.last_mut().filter(|_| !title.is_empty()) {
        made.title = title.to_owned();
    }
    let text = append(HEAD, &records, RecordRef::new(Kind::Draft, case.drafts.len()))
        .map_err(|why| Trouble::new(422, why.message).hint("Nothing was written."))?;
    let file = NamedBytes { name: format!("drafts/{id}.toml"), bytes: text.into_bytes() };
    held.add(&file, state)?;
    held.refresh();
    Ok(file.name)
}

/// Whether drafts that are tried out are called so: `tried`, `tried-2`.
fn is_for_trying(id: &str) -> bool {
    let rest = id.strip_prefix("tried");
    rest.is_some_and(|it| {
        it.is_empty()
            || it.strip_prefix('-').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
    })
}
