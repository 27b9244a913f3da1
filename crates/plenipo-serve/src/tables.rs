//! The record table by table: every entry of a kind with all that its files say of it, filtered by words.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use plenipo_exchange::sheet::entry::{RecordCells, entry};
use plenipo_present::html::spoken;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{capital, counted, in_one_line};
use plenipo_record::case::id::{Kind, RecordRef};

use crate::asked::values;
use crate::page::{self, Around, Link};
use crate::pages::{self, Is, TABLES};
use crate::reading::{Pairs, Reading, address};
use crate::routes::{House, parsed, part};
use crate::trouble::Trouble;
use crate::{enter, lab};

/// The name under which the words of the filter are sent.
const WORDS: &str = "words";

/// Characters of a cell that are shown; its entry has them all.
const SHOWN_MAX: usize = 160;

#[derive(Template)]
#[template(path = "tables.html")]
struct Tables {
    /// Each table with how many entries it has.
    tables: Vec<(Link, usize)>,
    /// The one that is open.
    open: Option<Open>,
}

struct Open {
    title: String,
    here: String,
    kept: Pairs,
    words: String,
    /// Without the filter.
    whole: String,
    heads: Vec<String>,
    rows: Vec<Row>,
    /// That nothing is shown, and why.
    none: String,
    add: Option<Link>,
}

struct Row {
    to: Option<String>,
    line: String,
    cells: Vec<Shown>,
}

/// What a cell shows; times are told apart.
struct Shown {
    text: String,
    is_day: bool,
}

/// Every table, or one of them.
pub(crate) async fn show(
    State(house): State<Arc<House>>,
    Path((case, table)): Path<(String, String)>,
    query: RawQuery,
) -> Response {
    let own = |it: &pages::Part| it.slug == table;
    if let Some(Is::Answers(parts)) = pages::find(TABLES.page).map(|it| &it.is)
        && parts.iter().any(own)
    {
        let path = Path((case, TABLES.page.to_owned(), table));
        return part(State(house), path, query).await;
    }
    let shown = move || found(&house, (&case, &table), &parsed(query.0.as_deref()));
    let done = tokio::task::spawn_blocking(shown).await;
    let done = done.unwrap_or_else(|_| Err(Trouble::new(500, "Something went wrong.")));
    done.unwrap_or_else(|why| page::trouble(&why, None))
}

fn found(
    house: &Arc<House>,
    (slug, table): (&str, &str),
    query: &Pairs,
) -> Result<Response, Trouble> {
    let held = house.find(slug)?;
    held.look();
    let state = held.state();
    let reading = Reading::of(query, house.viewer.as_deref())?;
    let case = lab::seen(&*state.case(&reading.assume)?, &reading)?;
    let kind = Kind::ALL.into_iter().find(|it| it.table() == table);
    if kind.is_none() && table != TABLES.slug {
        return Err(Trouble::missing("such page"));
    }
    let pairs = reading.pairs(house.viewer.as_deref());
    let to = |path: &str| address(&format!("/c/{slug}/{path}"), &pairs);
    let link = |of: &Kind| {
        let to = to(&format!("{}/{}", TABLES.page, of.table()));
        let n = case.count(*of);
        (Link { name: named(*of), to, is_here: Some(*of) == kind }, n)
    };
    let words = values(query, WORDS).last().copied().unwrap_or("").to_owned();
    let open = kind.map(|kind| {
        let mut open = open(&case, kind, &words, &|it| {
            let id = case.id(it)?;
            Some(to(&format!("{}/{}/{id}", TABLES.page, kind.table())))
        });
        open.here = format!("/c/{slug}/{}/{}", TABLES.page, kind.table());
        open.kept = pairs.clone();
        open.whole = to(&format!("{}/{}", TABLES.page, kind.table()));
        open.add = enter::may(house, held, &reading).is_ok().then(|| Link {
            name: format!("Enter {}", kind.with_article()),
            to: to(&format!("enter/{}", kind.table())),
            is_here: false,
        });
        open
    });
    let title = open.as_ref().map_or("Every table of the record".to_owned(), |it| it.title.clone());
    let body = Tables { tables: Kind::ALL.iter().map(link).collect(), open };
    let page = pages::find(TABLES.page).ok_or_else(|| Trouble::missing("such page"))?;
    let around = Around { house, held, state: &state, reading: &reading, page };
    let here = format!("/c/{slug}/{}/{table}", TABLES.page);
    let said = match words.is_empty() {
        true => Pairs::new(),
        false => vec![(WORDS.to_owned(), words)],
    };
    Ok(page::table(&around, &title, body.render().unwrap_or_default(), (here, said)))
}

/// What a table is called: `Red lines`.
fn named(kind: Kind) -> String {
    let several = counted(2, kind.noun());
    let several = several.trim_start_matches("2 ");
    capital(&several.replace("state of the texts", "states of the text"))
}

/// A table with what its entries say.
fn open(case: &Case, kind: Kind, words: &str, to: &impl Fn(RecordRef) -> Option<String>) -> Open {
    let all: Vec<(RecordRef, RecordCells, String)> = (0..case.count(kind))
        .map(|place| RecordRef::new(kind, place))
        .map(|it| (it, entry(case, it), in_one_line(case, it)))
        .collect();
    let total = all.len();
    let sought: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |(_, cells, line): &(RecordRef, RecordCells, String)| {
        let text = text(cells, line);
        sought.iter().all(|it| text.contains(it))
    };
    let shown: Vec<_> = all.into_iter().filter(fits).collect();
    // Columns in the order of the schema, as far as any entry that is shown has them.
    let mut heads: Vec<String> = Vec::new();
    for (_, cells, _) in &shown {
        let own = cells.row.iter().filter(|it| !it.1.shown().is_empty()).map(|it| it.0.as_str());
        let mut before = 0;
        for name in own.chain(cells.lists.iter().map(|it| it.0)) {
            match heads.iter().position(|it| it == name) {
                Some(at) => before = at + 1,
                None => {
                    heads.insert(before, name.to_owned());
                    before += 1;
                }
            }
        }
    }
    let row = |(record, cells, line): &(RecordRef, RecordCells, String)| Row {
        to: to(*record),
        line: line.clone(),
        cells: heads.iter().map(|head| cell(cells, head)).collect(),
    };
    let rows: Vec<Row> = shown.iter().map(row).collect();
    let name = named(kind);
    let title = match (rows.len(), words.is_empty()) {
        (n, true) => format!("{name}: {n}"),
        (n, false) => format!("{name} that contain “{words}”: {n} of {total}"),
    };
    let none = match (rows.is_empty(), words.is_empty()) {
        (false, _) => String::new(),
        (true, true) => format!("No {} is on record.", kind.noun()),
        (true, false) => format!("No {} contains “{words}”.", kind.noun()),
    };
    Open {
        title,
        here: String::new(),
        kept: Vec::new(),
        words: words.to_owned(),
        whole: String::new(),
        heads,
        rows,
        none,
        add: None,
    }
}

/// All that an entry says, as it is searched.
fn text(cells: &RecordCells, line: &str) -> String {
    let lists = cells.lists.iter().flat_map(|it| it.1.iter().flatten());
    let all = cells.row.iter().chain(lists).map(|it| it.1.shown());
    all.chain([line.to_owned()]).collect::<Vec<_>>().join("\n").to_lowercase()
}

fn cell(cells: &RecordCells, head: &str) -> Shown {
    if let Some((_, rows)) = cells.lists.iter().find(|it| it.0 == head) {
        return Shown { text: rows.len().to_string(), is_day: false };
    }
    let Some((_, cell)) = cells.row.iter().find(|it| it.0 == head) else {
        return Shown { text: String::new(), is_day: false };
    };
    let is_day = matches!(cell, plenipo_exchange::sheet::SheetCell::Day(_));
    let whole = cell.shown();
    let mut text: String = whole.chars().take(SHOWN_MAX).collect();
    if text.len() < whole.len() {
        text.push('…');
    }
    Shown { text: if is_day { spoken(&text) } else { text }, is_day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_named_as_people_speak_of_several() {
        let all: Vec<String> = Kind::ALL.into_iter().map(named).collect();
        for name in ["Parties", "Red lines", "States of the text", "Capacities", "Persons"] {
            assert!(all.iter().any(|it| it == name), "{name}: {all:?}");
        }
    }
}
