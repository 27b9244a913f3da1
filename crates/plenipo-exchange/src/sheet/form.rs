//! How a value of the record stands in a cell, and back.
//!
//! | value | in a cell |
//! |---|---|
//! | text | as it is; known but empty text is `""` |
//! | a day | a day, or `2025-12-01` |
//! | true or false | `yes`, else nothing |
//! | a range | `0.3 to 0.5`; read too: `0.3-0.5`, `30–50 %`, with decimal commas |
//! | a list | `a; b` |
//! | options | `dam = low; gates = joint, notified` |
//! | a ranking | `low > middle = high` |
//! | comparisons | `low > high; low > middle` |
//! | values of options | `low = 0.2; high = 0.5 to 0.7` |
//! | sources | `gazette; times (2)`: the figure is the credibility |
//! | a list that is said to be empty | `(none)` |
//!
//! What has no such form stands as it would in the dossier's own files.

use jiff::civil::Date;
use toml::de::DeTable;

use plenipo_record::case::composed::composed;
use plenipo_record::case::id::Id;
use plenipo_record::dossier::ledger::Value;
use plenipo_record::dossier::schema::Field;
use plenipo_record::dossier::short;
use plenipo_record::dossier::too_deep;
use plenipo_record::dossier::write::value::{Keys, Val};

use super::SheetCell;
use crate::cell::typed;

/// How the values of a column stand in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text to the letter.
    Text,
    /// An id or a word; spaces around it say nothing.
    Word,
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// A number, a range or a word.
    Figure,
    /// The number of a point: a whole number, or text.
    Point,
    /// A list of text.
    List,
    /// A list of numbers of points.
    Points,
    /// One of a list as text, several as a list.
    OneOrList,
    /// Options, best first.
    Ranking,
    /// Pairs of options.
    Pairs,
    /// A figure for each option.
    Values,
    /// Options, issue by issue.
    Options,
    /// Sources, each with its credibility if it has one.
    Sources,
    /// Who may see it: a word, or a list of parties.
    Handling,
    /// As in the dossier's own files.
    Toml,
}

/// A list that is said to be empty.
const NONE: &str = "(none)";

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

fn fault<T>(message: impl Into<String>, hint: &str) -> Result<T, Unreadable> {
    Err(Unreadable {
        message: message.into(),
        hint: Some(hint.to_owned()).filter(|it| !it.is_empty()),
    })
}

impl Form {
    /// The form of a key's values.
    pub(super) fn of(field: &Field) -> Form {
        match (field.key, field.form) {
            (_, "text" | "speaker") => Form::Text,
            (_, "day") => Form::Day,
            (_, "true or false") => Form::Flag,
            (_, "whole number" | "count" | "1 to 6") => Form::Whole,
            (_, "number" | "number or range" | "chance" | "salience") => Form::Figure,
            (_, "text or whole number") => Form::Point,
            (_, "list of numbers" | "list of words or numbers") => Form::Points,
            ("ranking", _) => Form::Ranking,
            (_, "list of pairs") => Form::Pairs,
            (_, "number or range for each option") => Form::Values,
            // Answers are any words, and may hold whatever parts others.
            (_, "number for each answer") => Form::Toml,
            (_, "options" | "an option of each issue") => Form::Options,
            (_, "sources") => Form::Sources,
            (_, "handling") => Form::Handling,
            (_, "speaker or list") => Form::OneOrList,
            (_, "list of tables" | "table") => Form::Toml,
            (_, form) if form.starts_with("list of ") => Form::List,
            _ => Form::Word,
        }
    }

    /// The cell of a value.
    pub(super) fn cell(self, value: &Val) -> SheetCell {
        match (self, value) {
            (Form::Toml, Val::Plain(text)) => SheetCell::text(text.clone()),
            (_, Val::List(list)) if list.is_empty() => SheetCell::text(NONE),
            (_, Val::Table(table)) if table.is_empty() => SheetCell::text(NONE),
            (Form::Points | Form::List, Val::List(list)) => SheetCell::Text(listed(list)),
            (Form::OneOrList, Val::List(list)) => SheetCell::Text(listed(list)),
            (Form::OneOrList, value) => SheetCell::Text(item(value)),
            (Form::Handling, Val::List(list)) => SheetCell::Text(match list.as_slice() {
                // Else a party called like one of the words would be taken for it.
                [one] => format!("{};", item(one)),
                list => listed(list),
            }),
            (Form::Figure, Val::List(range)) => SheetCell::Text(joined(range, " to ", plain)),
            (Form::Ranking, Val::List(classes)) => {
                SheetCell::Text(joined(classes, " > ", |class| match class {
                    Val::List(tie) => joined(tie, " = ", plain),
                    option => plain(option),
                }))
            }
            (Form::Pairs, Val::List(pairs)) => {
                SheetCell::Text(joined(pairs, "; ", |pair| match pair {
                    Val::List(pair) => joined(pair, " > ", plain),
                    other => plain(other),
                }))
            }
            (Form::Options | Form::Values, Val::Table(table)) => {
                let each = |(key, value): &(String, Val)| {
                    let value = match (self, value) {
                        (Form::Values, Val::List(range)) => joined(range, " to ", plain),
                        // A condition keeps an issue none of whose options is known.
                        (_, Val::List(options)) if options.is_empty() => NONE.to_owned(),
                        (_, Val::List(options)) => joined(options, ", ", plain),
                        (_, value) => plain(value),
                    };
                    format!("{key} = {value}")
                };
                SheetCell::Text(table.entries().iter().map(each).collect::<Vec<_>>().join("; "))
            }
            (Form::Sources, Val::List(list)) => SheetCell::Text(joined(list, "; ", citation)),
            (Form::Sources, value) => SheetCell::Text(citation(value)),
            (_, Val::Text(text)) => SheetCell::Text(guarded(text)),
            // A number of a point is a word: `1.10` is not `1.1`.
            (Form::Point, Val::Plain(text)) => SheetCell::Text(text.clone()),
            (Form::Flag, Val::Plain(_)) => SheetCell::Text("yes".to_owned()),
            (_, Val::Plain(text)) => of_plain(text),
            (_, value) => SheetCell::text(value.inlined()),
        }
    }

    /// Whether cells hold words, to be read as they were typed.
    pub(super) fn is_words(self) -> bool {
        !matches!(self, Form::Day | Form::Flag | Form::Whole | Form::Figure)
    }

    /// The words of a cell that may hold something else, made of what was typed; nothing where it
    /// holds text already.
    fn words(self, cell: &SheetCell) -> Result<Option<SheetCell>, Unreadable> {
        let asked = |what: String| fault(what, "format the cell as text, and type it again");
        match cell {
            SheetCell::Formula(inner) => self.words(inner),
            SheetCell::Formatted { shows: Some(text), .. } => {
                Ok(Some(SheetCell::Text(text.clone())))
            }
            SheetCell::Formatted { value, shows: None } => match value.value() {
                SheetCell::Day(day) => asked(format!(
                    "this cell holds the date {day}; what was originally typed cannot be recovered"
                )),
                SheetCell::Text(text) if matches!(self, Form::Point | Form::Points) => fault(
                    format!("`{}` looks like something that a spreadsheet made", short(text)),
                    "write the point's own number; in a CSV file, put it in quotes if it is exactly this",
                ),
                SheetCell::Text(text) => Ok(Some(SheetCell::Text(text.clone()))),
                other => asked(format!(
                    "this cell holds the number {} but shows it differently; which of the two is \
                     meant is not clear",
                    other.shown()
                )),
            },
            SheetCell::Number(number) if number.fract() != 0.0 => asked(format!(
                "this cell holds the number {number}; whether `{number}` or `{number}0` was typed \
                 is not clear"
            )),
            SheetCell::Flag(true) => asked("this cell holds TRUE, which is not text".to_owned()),
            SheetCell::Flag(false) => asked("this cell holds FALSE, which is not text".to_owned()),
            SheetCell::Number(_) | SheetCell::Day(_) => Ok(Some(SheetCell::Text(cell.shown()))),
            SheetCell::Blank | SheetCell::Text(_) | SheetCell::Fault(_) => Ok(None),
        }
    }

    /// The value of a cell; nothing of a blank one.
    pub(super) fn value(self, cell: &SheetCell) -> Result<Option<Val>, Unreadable> {
        let as_words = if self.is_words() { self.words(cell)? } else { None };
        let cell = as_words.as_ref().unwrap_or(cell.value());
        if let SheetCell::Fault(what) = cell {
            return fault(what.clone(), "");
        }
        let blank = if self == Form::Text { *cell == SheetCell::Blank } else { cell.is_blank() };
        if blank {
            return Ok(None);
        }
        let shown = cell.shown();
        let shown = composed(&shown);
        let text = shown.trim();
        if text == NONE {
            match self {
                Form::List
                | Form::Points
                | Form::OneOrList
                | Form::Ranking
                | Form::Pairs
                | Form::Sources
                | Form::Handling => return Ok(Some(Val::List(Vec::new()))),
                Form::Options | Form::Values => return Ok(Some(Val::Table(Keys::default()))),
                _ => {}
            }
        }
        match self {
            Form::Text => Ok(Some(Val::Text(unguarded(&shown).to_owned()))),
            Form::Word => Ok(Some(Val::from(unguarded(text)))),
            Form::Day => day(cell).map(|day| Some(day.into())),
            Form::Flag => match text.to_lowercase().as_str() {
                "yes" | "true" | "1" => Ok(Some(Val::Plain("true".to_owned()))),
                "no" | "false" | "0" => Ok(None),
                _ => fault(
                    format!("`{}` is neither yes nor no", short(text)),
                    "write `yes`, or nothing",
                ),
            },
            Form::Whole => whole(cell).map(Some),
            Form::Figure => figure(cell, text).map(Some),
            Form::Point => Ok(Some(point(unguarded(text)))),
            Form::List => {
                Ok(list(text).map(|list| Val::List(list.into_iter().map(Val::from).collect())))
            }
            Form::Points => {
                Ok(list(text).map(|list| Val::List(list.iter().map(|it| point(it)).collect())))
            }
            Form::OneOrList => Ok(list(text).map(|list| match list.as_slice() {
                [one] => Val::from(one),
                list => Val::List(list.iter().map(Val::from).collect()),
            })),
            Form::Handling => Ok(list(text).map(|list| match list.as_slice() {
                [one] if ["open", "mediator"].contains(&one.as_str()) && !text.ends_with(';') => {
                    Val::from(one)
                }
                list => Val::List(list.iter().map(Val::from).collect()),
            })),
            Form::Ranking if !text.contains(['>', '=']) && text.contains([',', ';']) => {
                let meant: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
                fault(
                    format!("`{}` says no order", short(text)),
                    &format!("write the best first, with `>` between: {}", meant.join(" > ")),
                )
            }
            Form::Ranking => {
                let class = |class: &str| match pieces(class, '=').as_slice() {
                    [one] => Val::from(one),
                    tie => Val::List(tie.iter().map(Val::from).collect()),
                };
                Ok(Some(Val::List(pieces(text, '>').iter().map(|it| class(it)).collect())))
            }
            Form::Pairs => {
                let pair = |pair: &String| match pieces(pair, '>').as_slice() {
                    [better, worse] => Ok(Val::List(vec![better.into(), worse.into()])),
                    _ => fault(
                        format!("`{}` does not compare two options", short(pair)),
                        "write `better > worse; better > worst`",
                    ),
                };
                pieces(text, ';')
                    .iter()
                    .map(pair)
                    .collect::<Result<_, _>>()
                    .map(|it| Some(Val::List(it)))
            }
            Form::Options | Form::Values => by_key(self, text).map(Some),
            Form::Sources => Ok(sources(text)),
            Form::Toml => as_written(text).map(Some),
        }
    }
}

/// A table from issues or options to something.
fn by_key(form: Form, text: &str) -> Result<Val, Unreadable> {
    let hint = match form {
        Form::Values => "write `option = 0.5; other = 0.2 to 0.4`",
        _ => "write `issue = option; other = option, option`",
    };
    let mut keys = Keys::default();
    for piece in pieces(text, ';') {
        let Some((key, value)) = piece.split_once(['=', ':']) else {
            return fault(format!("`{}` has no `=`", short(&piece)), hint);
        };
        let (key, value) = (key.trim(), value.trim());
        if Id::new(key).is_none() {
            return fault(format!("`{}` cannot be an id", short(key)), hint);
        }
        if keys.entries().iter().any(|it| it.0 == key) {
            return fault(format!("`{key}` appears twice"), hint);
        }
        let value = match form {
            Form::Values => figure(&SheetCell::Text(value.to_owned()), value)?,
            _ if value == NONE => Val::List(Vec::new()),
            _ => match pieces(value, ',').as_slice() {
                [] => return fault(format!("`{key}` has nothing after `=`"), hint),
                [one] => Val::from(one),
                several => Val::List(several.iter().map(Val::from).collect()),
            },
        };
        keys.put(key, value);
    }
    Ok(Val::Table(keys))
}

fn sources(text: &str) -> Option<Val> {
    let each = |text: &String| {
        let graded = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
        let grade = |it: &str| it.trim().parse::<u32>().ok();
        match graded.and_then(|(id, figure)| Some((id.trim(), grade(figure)?))) {
            Some((id, grade)) => {
                let mut keys = Keys::default();
                keys.put("id", id);
                keys.put("credibility", grade);
                Val::Table(keys)
            }
            None => Val::from(text),
        }
    };
    match list(text)?.as_slice() {
        [one] => Some(each(one)),
        several => Some(Val::List(several.iter().map(each).collect())),
    }
}

/// A value written as in a dossier's own file: one value, and nothing after it.
fn as_written(text: &str) -> Result<Val, Unreadable> {
    let refused = || {
        fault(
            "this cannot be read as it stands",
            "write it as in the dossier's own files, e.g. [{ is = \"new\" }]",
        )
    };
    let line = format!("it = {text}");
    if too_deep(&line).is_some() {
        return refused();
    }
    match DeTable::parse(&line) {
        Ok(root) if root.get_ref().len() == 1 => Ok(Val::Plain(text.to_owned())),
        _ => refused(),
    }
}

fn day(cell: &SheetCell) -> Result<Date, Unreadable> {
    let hint = "write it as 2025-12-01, or format the cell as a date";
    match cell {
        SheetCell::Day(day) => Ok(*day),
        SheetCell::Number(number) => {
            let meant = super::xlsx::day_of(*number, false).map_or_else(
                |_| String::new(),
                |day| format!("; as a spreadsheet counts days, it would be {day}"),
            );
            fault(format!("{number} is a number, not a date{meant}"), hint)
        }
        SheetCell::Text(text) => {
            let text = text.trim();
            match typed::day(text) {
                Some(Ok(day)) => Ok(day),
                Some(Err(_)) => fault(format!("there is no date {}", short(text)), ""),
                None => fault(format!("`{}` is not a date", short(text)), hint),
            }
        }
        other => fault(format!("`{}` is not a date", other.shown()), hint),
    }
}

fn whole(cell: &SheetCell) -> Result<Val, Unreadable> {
    let hint = "write a whole number";
    match cell {
        SheetCell::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Ok(Val::from(*number as i64))
        }
        SheetCell::Text(text) => match text.trim().parse::<i64>() {
            Ok(number) => Ok(Val::from(number)),
            Err(_) => fault(format!("`{}` is not a whole number", short(text.trim())), hint),
        },
        other => fault(format!("`{}` is not a whole number", other.shown()), hint),
    }
}

fn figure(cell: &SheetCell, text: &str) -> Result<Val, Unreadable> {
    match cell {
        SheetCell::Number(number) => return Ok(Val::from(*number)),
        SheetCell::Day(day) => {
            return fault(
                format!("this cell holds the date {day}, not a figure"),
                "format the cell as text, and type it again, as in `0.3 to 0.5`",
            );
        }
        SheetCell::Flag(_) => return fault("this cell is true or false, not a figure", ""),
        _ => {}
    }
    match typed::figure(text) {
        Ok(Value::Number(number)) => Ok(Val::from(number)),
        Ok(Value::List(ends)) => {
            let end =
                |it: &Value| if let Value::Number(it) = it { Some(Val::from(*it)) } else { None };
            Ok(Val::List(ends.iter().filter_map(end).collect()))
        }
        Ok(_) => Ok(Val::from(text)),
        Err(_) => {
            fault(format!("`{}` can be read in two ways", short(text)), "write a decimal point")
        }
    }
}

/// A point's number as the record's writer puts it: a whole number without quotes.
fn point(text: &str) -> Val {
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text => number.into(),
        _ => text.into(),
    }
}

fn of_plain(text: &str) -> SheetCell {
    if let Ok(day) = text.parse::<Date>()
        && day.to_string() == text
    {
        return SheetCell::Day(day);
    }
    match text.parse::<f64>() {
        // A number that a spreadsheet would round stays text.
        Ok(number) if Val::from(number) == Val::Plain(text.to_owned()) => SheetCell::Number(number),
        _ => SheetCell::Text(text.to_owned()),
    }
}

fn plain(value: &Val) -> String {
    match value {
        Val::Text(text) | Val::Plain(text) => text.clone(),
        other => other.inlined(),
    }
}

fn citation(value: &Val) -> String {
    match value {
        Val::Table(table) => {
            let of = |key| table.entries().iter().find(|it| it.0 == key).map(|it| plain(&it.1));
            let id = of("id").unwrap_or_default();
            of("credibility").map_or(id.clone(), |grade| format!("{id} ({grade})"))
        }
        value => plain(value),
    }
}

fn joined(list: &[Val], by: &str, each: impl Fn(&Val) -> String) -> String {
    list.iter().map(each).collect::<Vec<_>>().join(by)
}

/// Text of a cell, so that known but empty text is no blank.
fn guarded(text: &str) -> String {
    let quotes = text.bytes().all(|it| it == b'"');
    match text.len() {
        0 => "\"\"".to_owned(),
        2.. if quotes => format!("{text}\""),
        _ => text.to_owned(),
    }
}

/// The text that a cell stands for.
fn unguarded(text: &str) -> &str {
    let quotes = text.bytes().all(|it| it == b'"');
    match text.len() {
        2 if quotes => "",
        3.. if quotes => &text[1..],
        _ => text,
    }
}

/// A list as text: entries with `;` between them, in quotes where one could be misread.
pub(super) fn listed(list: &[Val]) -> String {
    joined(list, "; ", item)
}

fn item(value: &Val) -> String {
    let text = plain(value);
    let plain = !text.is_empty()
        && text.trim() == text
        && !text.starts_with('"')
        && text != NONE
        && !text.contains([';', '\n', '\r']);
    if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// The entries of a list written by [`listed`], or by hand; `None` where there are none.
pub(super) fn list(text: &str) -> Option<Vec<String>> {
    let mut list = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (entry, after) = match rest.strip_prefix('"').and_then(in_quotes) {
            Some((entry, after)) => (Some(entry), after),
            None => {
                let (entry, after) = rest.split_once(';').unwrap_or((rest, ""));
                // Two signs in a row, or one at the end, name nothing.
                (Some(entry.trim().to_owned()).filter(|it| !it.is_empty()), after)
            }
        };
        rest = after.trim_start();
        list.extend(entry);
    }
    Some(list).filter(|it| !it.is_empty())
}

/// The text in quotes at the beginning of `text`, and what comes after the next `;`.
fn in_quotes(text: &str) -> Option<(String, &str)> {
    let mut entry = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        entry.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            entry.push('"');
            rest = after;
            continue;
        }
        let after = after.trim_start();
        return match after.strip_prefix(';') {
            Some(after) => Some((entry, after)),
            None if after.is_empty() => Some((entry, after)),
            // Words that only begin with a quotation.
            None => None,
        };
    }
}

fn pieces(text: &str, by: char) -> Vec<String> {
    text.split(by).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}
