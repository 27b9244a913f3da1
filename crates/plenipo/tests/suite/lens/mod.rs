//! Lenses, asked of small dossiers written out as text and of the founding case.

mod acceptance;
mod amend;
mod answers;
mod around;
mod around_record;
mod bargain;
mod believe;
mod brief;
mod drafts;
mod entered;
mod forecasts;
mod forecasts_entered;
mod founding;
mod itinerary;
mod meetings;
mod on_record;
mod one_day;
mod outlook;
mod packages;
mod prepare;
mod put_again;
mod record;
mod returned;
mod statements;
mod toys;
mod tried;
mod views;
mod voice;
mod word;

use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{ReadOptions, read};

use plenipo_testing::dossier::named as file;

/// The case of one file.
fn case(text: &str) -> Case {
    let (case, problems) = read(&[file("all.toml", text)], &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

/// A folder below `cases/`.
fn gallery(slug: &str) -> Case {
    plenipo_testing::cases::case(slug, &[])
}

/// Asks the lens called `lens`.
fn ask(case: &Case, lens: &str, settings: &Settings, context: &Context<'_>) -> Finding {
    let lens = named(lens).expect("a lens");
    lens.ask(case, settings, context).expect("an answer")
}

/// The acceptance lens on every live draft, with `samples`.
fn assess(case: &Case, samples: usize) -> Finding {
    ask(case, "acceptance", &Settings::default(), &Context { samples, ..Context::default() })
}

/// A part of the record as of the case's own day.
fn show(case: &Case, what: &str) -> Finding {
    ask(case, "record", &what_is(what), &Context::default())
}

fn what_is(what: &str) -> Settings {
    Settings::default().with("what", Value::Text(what.to_owned()))
}

/// The table called `id`.
fn table<'a>(finding: &'a Finding, id: &str) -> &'a Table {
    finding.table(id).unwrap_or_else(|| unreachable!("no table {id}"))
}

/// Rows of a table that have these words in these columns.
fn rows(table: &Table, key: &[(&str, &str)]) -> Vec<usize> {
    let matches = |row: &usize| {
        key.iter().all(|(column, words)| {
            let cell = table.cell(*row, column);
            cell.and_then(Cell::in_words).as_deref() == Some(words)
        })
    };
    (0..table.rows.len()).filter(matches).collect()
}

/// The cell in the only row that has these words in these columns.
fn cell<'a>(finding: &'a Finding, id: &str, key: &[(&str, &str)], column: &str) -> &'a Cell {
    let table = table(finding, id);
    let found = rows(table, key);
    assert_eq!(found.len(), 1, "rows of {id} with {key:?}: {:#?}", table.rows);
    table.cell(found[0], column).unwrap_or_else(|| unreachable!("no column {column}"))
}

fn number(finding: &Finding, id: &str, key: &[(&str, &str)], column: &str) -> Option<f64> {
    match cell(finding, id, key, column) {
        Cell::Number(number) => Some(*number),
        Cell::Count(count) => Some(*count as f64),
        Cell::Unknown => None,
        other => unreachable!("{column} is {other:?}"),
    }
}

fn text(finding: &Finding, id: &str, key: &[(&str, &str)], column: &str) -> Option<String> {
    match cell(finding, id, key, column) {
        Cell::Number(_) => unreachable!("{column} is a number"),
        cell => cell.in_words(),
    }
}

/// Ids as a setting.
fn ids(all: &[&str]) -> Value {
    Value::Ids(all.iter().map(|it| (*it).to_owned()).collect())
}

/// A pool of so many threads.
fn rayon_pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

/// Ids of a table's columns.
fn columns(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|it| it.id.as_str()).collect()
}
