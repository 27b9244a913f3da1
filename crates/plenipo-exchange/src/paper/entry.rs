//! From what a file says to a draft of the record.

use jiff::civil::Date;

use super::{Paper, PaperError};
use plenipo_record::case::draft::{Draft, Form, Point};
use plenipo_record::case::id::{Id, Ix, Kind};
use plenipo_record::case::meta::{Basis, Citation, Handling, Meta};
use plenipo_record::case::records::{Record, Records};
use plenipo_record::dossier::{did_you_mean, nearest};

/// What is said of a draft beside its text.
#[derive(Debug, Clone, Default)]
pub struct EntryWords {
    /// Its id.
    pub id: String,
    /// When it was tabled.
    pub date: Date,
    /// What it is called.
    pub title: String,
    /// Whose it is, by id.
    pub tabled_by: Vec<String>,
    /// In what form it is known.
    pub form: Form,
    /// Whether all of it is there.
    pub complete: bool,
    /// Where it comes from, by id.
    pub sources: Vec<String>,
    /// The draft it was made from, by id.
    pub based_on: Option<String>,
    /// Who may see it: `open`, `mediator`, or parties by id; as the dossier's regime has it where empty.
    pub handling: Vec<String>,
}

/// Who may see a record, from words.
fn handling(records: &Records, said: &[String]) -> Result<Handling, PaperError> {
    match said {
        [] => Ok(Handling::Unstated),
        [one] if one == "open" => Ok(Handling::Open),
        [one] if one == "mediator" => Ok(Handling::Mediator),
        parties => {
            let each = parties.iter().map(|id| find(records, id, "party"));
            each.collect::<Result<_, _>>().map(Handling::Parties)
        }
    }
}

/// A draft without points, of which this is said.
///
/// # Errors
///
/// An id that is none or is taken, or a name that the record does not know.
pub fn draft(records: &Records, said: &EntryWords) -> Result<Draft, PaperError> {
    let id = Id::new(&said.id).ok_or_else(|| {
        PaperError::new(format!("`{}` cannot be the id of a draft", said.id))
            .hint("an id has 1 to 64 lower-case letters, digits and hyphens")
    })?;
    if records.find::<Draft>(id.as_str()).is_some() {
        return Err(PaperError::new(format!("there is a draft `{id}` already"))
            .hint("give the new one another id"));
    }
    let source = |id: &String| {
        find(records, id, "source").map(|source| Citation { source, credibility: None })
    };
    let sources: Vec<Citation> = said.sources.iter().map(source).collect::<Result<_, _>>()?;
    let basis = if sources.is_empty() { Basis::Assumed } else { Basis::Reported };
    let based_on = said.based_on.iter().map(|id| find(records, id, "draft"));
    Ok(Draft {
        meta: Meta {
            id: Some(id),
            sources,
            basis,
            handling: handling(records, &said.handling)?,
            ..Meta::default()
        },
        title: said.title.clone(),
        date: Some(said.date),
        tabled_by: said
            .tabled_by
            .iter()
            .map(|id| find(records, id, "party"))
            .collect::<Result<_, _>>()?,
        form: said.form,
        complete: said.complete,
        based_on: based_on.collect::<Result<_, _>>()?,
        ..Draft::default()
    })
}

/// The points of `paper` for a draft with this footing, and what is to stand beside each.
pub fn points(paper: &Paper, meta: &Meta) -> (Vec<Point>, Vec<Vec<String>>) {
    let point = |it: &super::points::PaperPoint| Point {
        number: it.number.clone(),
        text: Some(it.words.now.clone()).filter(|it| !it.trim().is_empty()),
        meta: inner(meta),
        ..Point::default()
    };
    let points = paper.points.iter().map(point).collect();
    (points, paper.points.iter().map(|it| it.beside.clone()).collect())
}

/// What a point says of itself where it says no more than its draft.
pub fn inner(meta: &Meta) -> Meta {
    Meta { sources: meta.sources.clone(), basis: meta.basis, ..Meta::default() }
}

/// The id of the record of this type that goes by a name or title.
fn called<T: Record>(records: &Records, name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    let is = |at: usize| match T::KIND {
        Kind::Source => {
            let it = &records.sources[at];
            [&it.title, &it.publisher].into_iter().flatten().any(|it| it.to_lowercase() == name)
        }
        Kind::Draft => records.drafts[at].title.to_lowercase() == name,
        Kind::Party => {
            let it = &records.parties[at];
            let mut names = it.also_known_as.iter().chain(&it.short).chain([&it.name]);
            names.any(|it| it.to_lowercase() == name)
        }
        _ => false,
    };
    let mut of = (0..T::list(records).len()).filter(|at| is(*at));
    let first = of.next().filter(|_| of.next().is_none())?;
    T::list(records)[first].meta().id.as_ref().map(ToString::to_string)
}

fn find<T: Record>(records: &Records, id: &str, noun: &str) -> Result<Ix<T>, PaperError> {
    records.find::<T>(id).ok_or_else(|| {
        let known = T::list(records).iter().filter_map(|it| it.meta().id.as_ref());
        let near = nearest(id, known.map(Id::as_str));
        let error = PaperError::new(format!("there is no {noun} `{id}` in this dossier"));
        if let Some(called) = called::<T>(records, id) {
            return error.hint(format!("that is what `{called}` is called: name it by its id"));
        }
        match (near.as_slice(), T::KIND) {
            ([], Kind::Source) => error.hint("add it to the dossier as a [[source]] first"),
            ([], _) => error,
            (near, _) => error.hint(did_you_mean(near)),
        }
    })
}
