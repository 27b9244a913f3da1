//! `plenipo forecast resolve`: what came of a question, by its criteria.

use clap::{Arg, ArgMatches};
use plenipo_record::case::forecast::{Outcome, Resolution};
use plenipo_record::case::id::Id;
use plenipo_record::dossier::ledger::Entry;

use super::add::stem;
use super::book::Book;
use super::flags::{choice, common, date, needed, needed_day, put_common, text, words};
use crate::args::Globals;
use crate::command::{Answer, Does, Verb, dossier, path};
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "resolve",
    about: "Adds the outcome of a question to the ledger: yes, no, annulled or ambiguous",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let mut args = vec![
        dossier(),
        words("forecast", "ID", "The question"),
        choice("outcome", Outcome::ALL.map(|it| it.1), "Its outcome, by its criteria"),
        date("date", "The day that decided it"),
        words("words", "WORDS", "Why, by the criteria"),
    ];
    args.extend(common().into_iter().map(|it| it.help_heading("Of any entry")));
    args
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let forecast = needed(matches, "forecast")?;
    let outcome = needed(matches, "outcome")?;
    let date = needed_day(matches, "date")?;
    let book = Book::open(path(matches)?, ("forecast resolve", VERB.about), matches, globals)?;
    let taken = |id: &str| book.case.find::<Resolution>(id).is_some();
    let id = match text(matches, "id") {
        Some(id) => id.to_owned(),
        None => Id::made(&format!("{} {outcome}", stem(forecast)), taken).to_string(),
    };
    let entry = Entry::resolution()
        .with("id", id)
        .with("forecast", forecast)
        .with("date", date)
        .with("outcome", outcome)
        .some("words", text(matches, "words"));
    let entry = put_common(entry, matches, Some(date), "assumed")?;
    book.add(&[entry])
}
