//! A record by itself: what it says, as it is written, and where it is asked about.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use plenipo_present::html::spoken;
use plenipo_record::case::describe::{capital, in_one_line};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::write::append;

use crate::leads::asked_of;
use crate::page::{self, Around, Link};
use crate::pages::{self, DEBRIEF};
use crate::reading::{Pairs, Reading, address};
use crate::routes::{House, parsed};
use crate::trouble::Trouble;
use crate::{enter, lab};

#[derive(Template)]
#[template(path = "entry.html")]
struct Entry {
    noun: String,
    line: String,
    date: Option<String>,
    id: String,
    text: String,
    /// What corrects it, and what it corrects.
    notes: Vec<(String, Option<Link>)>,
    links: Vec<Link>,
    does: Vec<Link>,
}

/// The entry of a record, as it is seen.
pub(crate) async fn show(
    State(house): State<Arc<House>>,
    Path((case, table, id)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let shown = move || found(&house, (&case, &table, &id), &parsed(query.as_deref()));
    let done = tokio::task::spawn_blocking(shown).await;
    let done = done.unwrap_or_else(|_| Err(Trouble::new(500, "Something went wrong.")));
    done.unwrap_or_else(|why| page::trouble(&why, None))
}

fn found(
    house: &Arc<House>,
    (slug, table, id): (&str, &str, &str),
    query: &Pairs,
) -> Result<Response, Trouble> {
    let held = house.find(slug)?;
    held.look();
    let state = held.state();
    let reading = Reading::of(query, house.viewer.as_deref())?;
    let case = lab::seen(&*state.case(&reading.assume)?, &reading)?;
    // What is hidden reads the same as what is not there.
    let missing = || Trouble::missing("such record");
    let kind = Kind::ALL.into_iter().find(|it| it.table() == table).ok_or_else(missing)?;
    let mut all = (0..case.count(kind)).map(|it| RecordRef::new(kind, it));
    let record = all.find(|it| case.id(*it) == Some(id));
    // What was corrected is kept beside what stands in its place.
    let corrected = case.corrected.iter().filter(|_| record.is_none());
    let corrected = corrected.rev().find(|it| it.kind == kind && it.id == id).cloned();
    let (case, record) = match (record, &corrected) {
        (Some(record), _) => (case, record),
        (None, Some(_)) => {
            let viewer = reading.viewer.as_deref().and_then(|it| case.find(it));
            let all = state.case(&reading.assume)?.extract(viewer, reading.day);
            let record = enter::find(&all, kind, id).ok_or_else(missing)?;
            (all, record)
        }
        (None, None) => return Err(missing()),
    };
    let pairs = reading.pairs(house.viewer.as_deref());
    let to = |path: &str, more: &[(&str, &str)]| {
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let pairs: Pairs = pairs.iter().cloned().chain(more).collect();
        address(&format!("/c/{slug}/{path}"), &pairs)
    };
    let link = |name: String, to: String| Link { name, to, is_here: false };
    let entry_of = |id: &str| to(&format!("record/{table}/{id}"), &[]);
    let mut notes: Vec<(String, Option<Link>)> = Vec::new();
    if let Some(it) = &corrected {
        let by = it.by.as_ref().map_or(String::new(), |it| format!(" by {}", case.speaker(it)));
        let why = it.why.as_ref().map_or(String::new(), |it| format!(": {it}"));
        let into = it.into.as_ref().map(|it| link(it.clone(), entry_of(it)));
        notes.push((format!("Corrected{by}{why}. What stands in its place:"), into));
    }
    for it in case.corrected.iter().filter(|it| it.kind == kind && it.into.as_deref() == Some(id)) {
        let was = (!it.id.is_empty()).then(|| link(it.id.clone(), entry_of(&it.id)));
        notes.push((format!("It corrects an earlier entry: {}.", it.said), was));
    }
    let asked = asked_of(kind).into_iter().filter(|_| corrected.is_none());
    let mut links: Vec<Link> =
        asked.map(|(name, path, setting)| link(name, to(&path, &[(setting, id)]))).collect();
    if kind == Kind::Draft && corrected.is_none() {
        links.push(link("Draft lab".to_owned(), to("lab", &[("draft", id)])));
    }
    links.push(link("What mentions it".to_owned(), to("record", &[("search", id)])));
    let mut does = Vec::new();
    if enter::may(house, held, &reading).is_ok() && corrected.is_none() {
        let form = format!("enter/{}", kind.table());
        if !case.is_sealed(record) {
            does.push(link("Correct it".to_owned(), to(&form, &[("corrects", id)])));
        }
        if kind == Kind::Meeting {
            let form = format!("{}/{}/{id}", DEBRIEF.page, DEBRIEF.slug);
            does.push(link(DEBRIEF.name.to_owned(), to(&form, &[])));
        }
    }
    let line = in_one_line(&case, record);
    let entry = Entry {
        noun: capital(kind.noun()),
        date: case.date(record).map(|it| spoken(&it.to_string())),
        id: id.to_owned(),
        // A file that is empty refuses no record.
        text: append("", &case, record).unwrap_or_default(),
        notes,
        links,
        does,
        line: line.clone(),
    };
    let page = pages::find("record").ok_or_else(|| Trouble::missing("such page"))?;
    let around = Around { house, held, state: &state, reading: &reading, page };
    Ok(page::own(&around, &line, entry.render().unwrap_or_default(), &Vec::new()))
}
