//! The glossary of coded words that ships with the engine, as data: phrases, their forms, and what sources say they
//! tend to signal. What looks for them in a text is beside it: its words, and the phrases among them.

pub mod find;
pub mod words;

use std::sync::LazyLock;

use jiff::civil::Date;
use toml::{Table, Value};

/// The glossary as people read it.
const TEXT: &str = include_str!("glossary.toml");

/// Phrases and what is said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Glossary {
    /// Where readings come from.
    pub sources: Vec<GlossarySource>,
    /// The phrases, in the order of the file.
    pub terms: Vec<GlossaryTerm>,
    /// What denies a phrase that follows it.
    pub negation: Negation,
}

/// How a phrase is denied. Every list holds runs of words in small letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Negation {
    /// Runs of words that deny what follows.
    pub negators: Vec<Vec<String>>,
    /// Runs of words that hold a negator and deny nothing.
    pub no_negators: Vec<Vec<String>>,
    /// Words that end a denial's reach.
    pub breaks: Vec<String>,
    /// How many words before a phrase a denial may begin.
    pub reach: usize,
}

/// A source of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossarySource {
    /// Its name in the glossary.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it can be found.
    pub address: Option<String>,
    /// When it appeared; always known where absent.
    pub date: Option<Date>,
    /// Its letter on the Admiralty scale, given by the glossary's editors.
    pub reliability: String,
}

/// A phrase that may signal more than it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// Its name.
    pub id: String,
    /// The phrase for people.
    pub phrase: String,
    /// Its forms, each a run of words in small letters, with whether the form denies the phrase.
    pub forms: Vec<PhraseForm>,
    /// What is said of it; empty where nobody is known to have said anything.
    pub readings: Vec<GlossaryReading>,
}

/// A form of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseForm {
    /// Its words, in small letters.
    pub words: Vec<String>,
    /// Whether it denies the phrase by itself, as `unconstructive` does.
    pub denies: bool,
}

impl GlossaryReading {
    /// What it says of a phrase, with the negotiation where it holds of one only.
    pub fn told(&self) -> String {
        match &self.seen_in {
            Some(seen_in) => format!("{} (seen in one negotiation: {seen_in})", self.reads),
            None => self.reads.clone(),
        }
    }
}

/// What a source says that a phrase tends to signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryReading {
    /// Of speakers of which tradition; `general` for diplomats at large.
    pub tradition: String,
    /// What it tends to signal.
    pub reads: String,
    /// The one negotiation in which it was seen; none where a source makes it of speakers in general.
    pub seen_in: Option<String>,
    /// Names of its sources.
    pub sources: Vec<String>,
    /// Admiralty grade, given by the glossary's editors.
    pub grade: String,
}

impl Glossary {
    /// The readings of the term at `term` that were known on `day`, each with its sources of then.
    pub fn readings(&self, term: usize, day: Option<Date>) -> Vec<GlossaryReading> {
        let dated =
            |id: &String| self.sources.iter().find(|it| it.id == *id).and_then(|it| it.date);
        let then = |id: &String| match (dated(id), day) {
            (Some(date), Some(day)) => date <= day,
            _ => true,
        };
        let mut readings = self.terms[term].readings.clone();
        readings.iter_mut().for_each(|it| it.sources.retain(then));
        readings.retain(|it| !it.sources.is_empty());
        readings
    }
}

/// The tradition of readings that are said of diplomats at large.
pub const GENERAL: &str = "general";

/// The glossary that ships with the engine.
pub fn shipped() -> &'static Glossary {
    static SHIPPED: LazyLock<Glossary> = LazyLock::new(|| {
        // It is part of the program: a test reads it, no user can break it.
        parse(TEXT).expect("the shipped glossary is well formed")
    });
    &SHIPPED
}

/// Reads a glossary.
///
/// # Errors
/// What is wrong, in words.
pub fn parse(text: &str) -> Result<Glossary, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let sources =
        tables(&table, "source")?.into_iter().map(source).collect::<Result<Vec<_>, _>>()?;
    let terms = tables(&table, "term")?.into_iter().map(term).collect::<Result<Vec<_>, _>>()?;
    for term in &terms {
        for id in term.readings.iter().flat_map(|it| &it.sources) {
            if !sources.iter().any(|it| it.id == *id) {
                return Err(format!("term {}: there is no source {id}", term.id));
            }
        }
    }
    let runs = |key| -> Result<Vec<Vec<String>>, String> {
        Ok(texts(&table, key)?.iter().map(|it| run(it)).collect())
    };
    let reach = table.get("reach").and_then(Value::as_integer).ok_or("no reach")?;
    let negation = Negation {
        negators: runs("negators")?,
        no_negators: runs("no_negators")?,
        breaks: texts(&table, "breaks")?,
        reach: usize::try_from(reach).map_err(|error| error.to_string())?,
    };
    Ok(Glossary { sources, terms, negation })
}

fn source(table: &Table) -> Result<GlossarySource, String> {
    Ok(GlossarySource {
        id: text(table, "id")?,
        title: text(table, "title")?,
        address: text(table, "address").ok(),
        date: table.get("date").map(day).transpose()?,
        reliability: text(table, "reliability")?,
    })
}

/// A TOML date.
fn day(value: &Value) -> Result<Date, String> {
    let text = value.as_datetime().map(ToString::to_string).ok_or("a date is a date")?;
    text.parse().map_err(|error: jiff::Error| error.to_string())
}

fn term(table: &Table) -> Result<GlossaryTerm, String> {
    let id = text(table, "id")?;
    let form = |denies| move |it: &String| PhraseForm { words: run(it), denies };
    let mut forms: Vec<PhraseForm> = texts(table, "forms")?.iter().map(form(false)).collect();
    if table.contains_key("denied") {
        forms.extend(texts(table, "denied")?.iter().map(form(true)));
    }
    if forms.iter().any(|it| it.words.is_empty()) {
        return Err(format!("term {id}: a form without words"));
    }
    let mut readings = Vec::new();
    for it in table.get("readings").and_then(Value::as_array).into_iter().flatten() {
        let it = it.as_table().ok_or_else(|| format!("term {id}: a reading is a table"))?;
        readings.push(GlossaryReading {
            tradition: text(it, "tradition")?,
            reads: text(it, "reads")?,
            seen_in: text(it, "seen_in").ok(),
            sources: texts(it, "source")?,
            grade: text(it, "grade")?,
        });
    }
    Ok(GlossaryTerm { phrase: text(table, "phrase")?, id, forms, readings })
}

/// The words of a form.
fn run(form: &str) -> Vec<String> {
    words::words(form).into_iter().map(|it| it.text).collect()
}

fn tables<'a>(table: &'a Table, key: &str) -> Result<Vec<&'a Table>, String> {
    let list = table.get(key).and_then(Value::as_array).ok_or_else(|| format!("no {key}"))?;
    list.iter().map(|it| it.as_table().ok_or_else(|| format!("a {key} is a table"))).collect()
}

fn text(table: &Table, key: &str) -> Result<String, String> {
    let text = table.get(key).and_then(Value::as_str).ok_or_else(|| format!("no {key}"))?;
    Ok(text.to_owned())
}

fn texts(table: &Table, key: &str) -> Result<Vec<String>, String> {
    let list = table.get(key).and_then(Value::as_array).ok_or_else(|| format!("no {key}"))?;
    let word = |it: &Value| it.as_str().map(str::to_owned).ok_or(format!("{key} holds words"));
    list.iter().map(word).collect()
}
