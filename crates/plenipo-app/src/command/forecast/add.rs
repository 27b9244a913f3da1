//! `plenipo forecast add`: a question, somebody's view of one, or this program's own answer.

use clap::{Arg, ArgMatches};
use jiff::civil::Date;
use plenipo::lens::forecasts::own;
use plenipo_record::case::Case;
use plenipo_record::case::forecast::{Fit, Forecast, Prediction};
use plenipo_record::case::id::{Id, Ix};
use plenipo_record::case::party::Role;
use plenipo_record::case::position::Direction;
use plenipo_record::dossier::ledger::{Entry, Value};

use super::book::Book;
use super::flags::{
    chance, choice, common, date, day_of, needed, needed_day, put_common, several, text, words,
};
use crate::args::Globals;
use crate::command::{Answer, Does, Verb, dossier, path};
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "add",
    about: "Adds a question or a prediction to the ledger; nothing there is ever changed",
    does: Does::Own { args, run },
};

/// Its name with the verb that it belongs to, and what it does.
const BY: (&str, &str) = ("forecast add", VERB.about);

/// Flags of a question.
const QUESTION: [&str; 5] = ["question", "criteria", "opens", "closes", "resolves"];

/// Flags of somebody's view.
const VIEW: [&str; 9] =
    ["by", "chance", "direction", "words", "fits", "because", "read-as", "read-by", "read-fits"];

/// Flags of this program's own answer.
const OWN: [&str; 2] = ["draft", "party"];

fn args() -> Vec<Arg> {
    let fits = || Fit::ALL.map(|it| it.1);
    let question = [
        words("question", "WORDS", "The question: this adds one"),
        words("criteria", "WORDS", "What counts as yes, as no, and as neither"),
        date("opens", "First day for predictions"),
        date("closes", "Last day for predictions"),
        date("resolves", "The day it should be resolved"),
    ];
    let view = [
        words("forecast", "ID", "The question this is a prediction on"),
        date("date", "When it was said or asked"),
        words("by", "WHO", "Whose prediction: the id of a person or party, or words"),
        words("chance", "P", "The probability of yes: 0.3, 30%, 0.2-0.4, or an ICD 203 term")
            .allow_hyphen_values(true),
        choice("direction", Direction::ALL.map(|it| it.1), "Only that the chance rose or fell"),
        words("words", "WORDS", "The words used"),
        choice(
            "fits",
            fits(),
            "How well it fits the question; only `exactly` is scored. A prediction with \
             `--chance` is taken to fit exactly; with `--from-lens` it must be stated",
        ),
        words("because", "IDS", "Records given as its reason, separated by commas")
            .value_delimiter(','),
        words("read-as", "P", "What somebody else takes the words to mean; never scored")
            .allow_hyphen_values(true),
        words("read-by", "WHO", "With `--read-as`: who"),
        choice("read-fits", fits(), "With `--read-as`: how well the words fit"),
    ];
    let own = [
        choice("from-lens", own::LENSES.iter().copied(), "Store this program's own answer")
            .value_name("LENS"),
        words("draft", "ID", "With `--from-lens`: the draft to ask about"),
        words("party", "ID", "With `--from-lens`: the party [default: the agreement rule]"),
    ];
    let headed =
        |args: Vec<Arg>, head: &'static str| args.into_iter().map(move |it| it.help_heading(head));
    std::iter::once(dossier())
        .chain(headed(question.into(), "A question"))
        .chain(headed(view.into(), "A view"))
        .chain(headed(own.into(), "This program's answer"))
        .chain(headed(common(), "Of any entry"))
        .collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let said = |names: &[&'static str]| -> Option<&'static str> {
        let given =
            |it: &&&str| matches.value_source(it) == Some(clap::parser::ValueSource::CommandLine);
        names.iter().find(given).copied()
    };
    let refuse = |names: &[&'static str], what: &str| match said(names) {
        Some(name) => Err(Failure::usage(format!("`--{name}` does not apply to {what}"))
            .hint("a question, a prediction and this program's answer are added one at a time")),
        None => Ok(()),
    };
    let dir = path(matches)?;
    if text(matches, "question").is_some() {
        refuse(&["forecast", "from-lens"], "a question")?;
        refuse(&VIEW, "a question")?;
        refuse(&OWN, "a question")?;
        let book = Book::open(dir, BY, matches, globals)?;
        let entry = question(matches, &book)?;
        return book.add(&[entry]);
    }
    if text(matches, "from-lens").is_some() {
        refuse(&QUESTION, "an answer")?;
        let view = VIEW.map(|it| if it == "fits" { "by" } else { it });
        refuse(&view, "this program's answer")?;
        let book = Book::open(dir, BY, matches, globals)?;
        let (entry, note) = answer(matches, &book, globals)?;
        return book.add_with(&[entry], note.as_slice());
    }
    if text(matches, "forecast").is_none() {
        return Err(Failure::usage("what should be added?").hint(
            "a question: `--id ID --question WORDS --criteria WORDS --date DAY`; a prediction: \
             `--forecast ID --by WHO --chance P --date DAY`; this program's answer: `--forecast \
             ID --from-lens acceptance --draft ID --party ID`",
        ));
    }
    refuse(&QUESTION, "a view")?;
    refuse(&OWN, "a prediction without `--from-lens`")?;
    let book = Book::open(dir, BY, matches, globals)?;
    let entry = view(matches, &book)?;
    book.add(&[entry])
}

fn question(matches: &ArgMatches, book: &Book<'_>) -> Result<Entry, Failure> {
    let words = needed(matches, "question")?;
    let criteria = needed(matches, "criteria").map_err(|failure| {
        failure.hint(
            "criteria come before the first number: what counts as yes, as no and as \
                      neither",
        )
    })?;
    let date = needed_day(matches, "date")?;
    let taken = |id: &str| book.case.find::<Forecast>(id).is_some();
    let id = match text(matches, "id") {
        Some(id) => id.to_owned(),
        None => Id::made(words, taken).to_string(),
    };
    let entry = Entry::forecast()
        .with("id", id)
        .with("question", words)
        .with("criteria", criteria)
        .with("opens", day_of(matches, "opens").unwrap_or(date))
        .some("closes", day_of(matches, "closes"))
        .some("resolves", day_of(matches, "resolves"));
    put_common(entry, matches, Some(date), "inferred")
}

/// The id of a prediction: of the question, the author and the day.
fn id(
    matches: &ArgMatches,
    book: &Book<'_>,
    forecast: &str,
    by: &str,
    date: Option<Date>,
) -> String {
    let taken = |id: &str| book.case.find::<Prediction>(id).is_some();
    match text(matches, "id") {
        Some(id) => id.to_owned(),
        None => {
            let day = date.map_or(String::new(), |it| it.to_string());
            let by: String = by.chars().take(24).collect();
            let forecast: String = stem(forecast).chars().take(24).collect();
            Id::made(&format!("{forecast} {by} {day}"), taken).to_string()
        }
    }
}

/// The id of a question without the number that only tells it apart from others.
pub(super) fn stem(id: &str) -> String {
    Id::new(id).map_or_else(|| id.to_owned(), |it| it.stem().0.to_owned())
}

fn view(matches: &ArgMatches, book: &Book<'_>) -> Result<Entry, Failure> {
    let forecast = needed(matches, "forecast")?;
    let by = needed(matches, "by")?;
    let date = needed_day(matches, "date")?;
    let stated = text(matches, "chance").map(chance).transpose()?;
    let (direction, words) = (text(matches, "direction"), text(matches, "words"));
    if stated.is_none() && direction.is_none() && words.is_none() {
        return Err(Failure::usage("this prediction says nothing")
            .hint("add `--chance P`, `--direction up|down` or `--words WORDS`"));
    }
    let read = match (text(matches, "read-as"), text(matches, "read-fits")) {
        (Some(read), fits) => {
            let mut table = vec![("chance", chance(read)?)];
            table.extend(text(matches, "read-by").map(|it| ("by", it.into())));
            // Whoever reads words as a number has to say how well they fit.
            table.extend(fits.map(|it| ("fits", it.into())));
            Some(Value::Table(table))
        }
        (None, None) if text(matches, "read-by").is_none() => None,
        (None, _) => {
            return Err(Failure::usage("`--read-by` and `--read-fits` go with `--read-as`"));
        }
    };
    let because: Vec<Value> =
        several(matches, "because").into_iter().map(|it| it.trim().into()).collect();
    let entry = Entry::prediction()
        .with("id", id(matches, book, forecast, by, Some(date)))
        .with("forecast", forecast)
        .with("by", by)
        .with("date", date)
        .some("chance", stated)
        .some("direction", direction)
        .some("words", words)
        .some("fits", text(matches, "fits"))
        .some("mapped", read)
        .some("because", (!because.is_empty()).then_some(Value::List(because)));
    put_common(entry, matches, Some(date), "assumed")
}

fn answer(
    matches: &ArgMatches,
    book: &Book<'_>,
    globals: &Globals,
) -> Result<(Entry, Option<String>), Failure> {
    let fits = text(matches, "fits");
    let ask = own::Ask {
        lens: needed(matches, "from-lens")?,
        forecast: needed(matches, "forecast")?,
        draft: needed(matches, "draft")?,
        party: text(matches, "party"),
        fits: Fit::ALL.iter().find(|it| Some(it.1) == fits).map(|it| it.0),
    };
    if let (Some(_), _) | (_, Some(_)) = (day_of(matches, "date"), day_of(matches, "known")) {
        return Err(Failure::usage("an answer belongs to the day the record is read as of")
            .hint("choose it with `--as-of`"));
    }
    let context = globals.context();
    let prediction = own::prediction(&book.case, &ask, &context)?;
    let of = format!("{} {} {}", ask.lens, ask.draft, ask.party.unwrap_or_default());
    let id = id(matches, book, ask.forecast, &of, prediction.date);
    let day = prediction.date;
    let entry = Entry::of(&book.case, &prediction, &id);
    let entry = match text(matches, "handling") {
        // It rests on the whole record: whoever reads it could conclude from it what is closed.
        None => entry.with("handling", Value::List(Vec::new())),
        Some(said) => {
            let audience = audience(&book.case, said);
            let audience: Vec<&str> = audience.iter().map(String::as_str).collect();
            if let Some(party) = own::news_to(&book.case, &ask, &context, &audience)? {
                return Err(Failure::usage(format!(
                    "this answer rests on records that are closed to `{party}`, which gets a \
                     different answer"
                ))
                .hint("leave `--handling` out: then it stays in the full record only")
                .hint(format!(
                    "what the party may be told is the answer of `plenipo assess --for \
                               {party}`"
                )));
            }
            entry
        }
    };
    let note = own::unscored(&book.case, &prediction).map(|why| {
        let hint = match ask.fits {
            None if prediction.chance.is_some() => {
                "; where the question asks exactly this, say `--fits exactly`"
            }
            _ => "",
        };
        format!("it will not be scored: {why}{hint}")
    });
    Ok((put_common(entry, matches, day, "inferred")?, note))
}

/// The parties, by id, that may see what is handled as `said`.
fn audience(case: &Case, said: &str) -> Vec<String> {
    let all = || (0..case.parties.len()).map(Ix::new);
    let ids = |of: Vec<Ix<_>>| of.into_iter().map(|it| case.party_id(it).to_owned()).collect();
    match said {
        "open" => ids(all().collect()),
        "mediator" => ids(case.parties_with(Role::Mediator)),
        parties => parties.split(',').map(|it| it.trim().to_owned()).collect(),
    }
}
