//! Flags that several of the verbs take, and what they put into an entry.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use jiff::civil::Date;
use plenipo_record::case::composed::composed;
use plenipo_record::case::meta::Basis;
use plenipo_record::dossier::ledger::{Entry, Value};

use crate::args::day;
use crate::failure::Failure;

/// A flag with words.
pub(super) fn words(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// A flag with a day.
pub(super) fn date(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("DATE").value_parser(day).help(help)
}

/// A flag with one of these words.
pub(super) fn choice(
    name: &'static str,
    words: impl IntoIterator<Item = &'static str>,
    help: &'static str,
) -> Arg {
    let words: Vec<&str> = words.into_iter().collect();
    Arg::new(name)
        .long(name)
        .value_name("WORD")
        .value_parser(PossibleValuesParser::new(words))
        .help(help)
}

/// What any entry may say of itself.
pub(super) fn common() -> Vec<Arg> {
    vec![
        words("id", "ID", "Its id [default: made from its content]"),
        date("known", "The day we learned it [default: its own day]"),
        words("source", "ID[:1-6]", "Its source, with its credibility; several with commas")
            .value_delimiter(','),
        choice("basis", Basis::ALL.map(|it| it.1), "On what footing it stands"),
        words("handling", "WHO", "Who may see it: open, mediator, or parties with commas"),
        words("note", "WORDS", "A note for the record keeper only"),
        words("corrects", "ID", "The earlier entry of the same kind that this one corrects"),
        words("why", "WORDS", "With `--corrects`: why"),
        author(),
    ]
}

/// Who puts an entry down.
pub(super) fn author() -> Arg {
    words(
        "author",
        "NAME",
        "Who enters it, sealed with it [default: the environment variable PLENIPO_AUTHOR]",
    )
}

/// Greatest length of an author's name, in letters.
const AUTHOR_MAX: usize = 200;

/// Who puts entries down, where anybody says so.
pub(super) fn author_of(matches: &ArgMatches) -> Result<Option<String>, Failure> {
    let said = match text(matches, "author") {
        Some(said) => Some(said.to_owned()),
        None => match std::env::var_os("PLENIPO_AUTHOR").filter(|it| !it.is_empty()) {
            Some(it) => Some(it.into_string().map_err(|_| {
                Failure::usage("the environment variable PLENIPO_AUTHOR is not text")
            })?),
            None => None,
        },
    };
    let Some(said) = said else { return Ok(None) };
    let name = composed(said.trim()).into_owned();
    let plain = !name.is_empty()
        && name.chars().count() <= AUTHOR_MAX
        && !name.chars().any(char::is_control);
    match plain {
        true => Ok(Some(name)),
        false => Err(Failure::usage("an author's name is one line of 1 to 200 characters")),
    }
}

/// The words of a flag.
pub(super) fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    // Not every verb takes every flag.
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

/// The day of a flag.
pub(super) fn day_of(matches: &ArgMatches, name: &str) -> Option<Date> {
    matches.try_get_one::<Date>(name).ok().flatten().copied()
}

/// The words of a flag that takes several.
pub(super) fn several(matches: &ArgMatches, name: &str) -> Vec<String> {
    let each = matches.try_get_many::<String>(name).ok().flatten();
    each.map(|it| it.cloned().collect()).unwrap_or_default()
}

/// A flag that is needed here.
pub(super) fn needed<'m>(matches: &'m ArgMatches, name: &str) -> Result<&'m str, Failure> {
    text(matches, name).ok_or_else(|| Failure::usage(format!("`--{name}` is needed here")))
}

/// The day of a flag that is needed here: no clock is asked.
pub(super) fn needed_day(matches: &ArgMatches, name: &str) -> Result<Date, Failure> {
    day_of(matches, name).ok_or_else(|| {
        Failure::usage(format!("`--{name}` is needed here"))
            .hint(format!("write the day as `--{name} 2025-12-01`: the clock is not used"))
    })
}

/// Puts what any entry may say of itself; `known` where no flag says another day, `basis` where none
/// says one and no source is named.
pub(super) fn put_common(
    entry: Entry,
    matches: &ArgMatches,
    known: Option<Date>,
    basis: &str,
) -> Result<Entry, Failure> {
    let sources = several(matches, "source");
    let basis = match (text(matches, "basis"), sources.is_empty()) {
        (Some(said), _) => Some(said),
        (None, true) => Some(basis),
        (None, false) => None,
    };
    let mut cited = Vec::new();
    for source in &sources {
        cited.push(citation(source)?);
    }
    let handling = text(matches, "handling").map(|it| match it {
        "open" | "mediator" => Value::from(it),
        parties => Value::List(parties.split(',').map(|it| it.trim().into()).collect()),
    });
    let corrects = match (text(matches, "corrects"), text(matches, "why")) {
        (Some(id), why) => {
            let mut table = vec![("id", Value::from(id))];
            table.extend(why.map(|why| ("why", Value::from(why))));
            Some(Value::Table(table))
        }
        (None, Some(_)) => {
            return Err(Failure::usage("`--why` says why an earlier entry is corrected")
                .hint("name it with `--corrects ID`"));
        }
        (None, None) => None,
    };
    Ok(entry
        .some("known", day_of(matches, "known").or(known))
        .some("source", (!cited.is_empty()).then_some(Value::List(cited)))
        .some("basis", basis)
        .some("handling", handling)
        .some("corrects", corrects)
        .some("note", text(matches, "note")))
}

fn citation(text: &str) -> Result<Value, Failure> {
    let Some((id, grade)) = text.split_once(':') else { return Ok(Value::from(text.trim())) };
    let grade = grade.trim().parse::<u32>().ok().filter(|it| (1..=6).contains(it));
    let grade = grade.ok_or_else(|| {
        Failure::usage(format!("`{text}` is not a source with its credibility"))
            .hint("write SOURCE:1 to SOURCE:6")
    })?;
    Ok(Value::Table(vec![("id", id.trim().into()), ("credibility", Value::Count(grade))]))
}

/// A chance as it is written on a command line: `0.3`, `30%`, `0.2-0.4`, or a word.
pub(super) fn chance(text: &str) -> Result<Value, Failure> {
    let value = Value::chance(text);
    if let (Value::Text(_), Some(_)) = (&value, text.find('%')) {
        return Err(Failure::usage(format!("`{text}` is not a percentage that can be read")).hint(
            "write a chance as a number from 0 to 1 or per cent: 0.3, 30%, 0.2-0.4, 20-40%",
        ));
    }
    Ok(value)
}
