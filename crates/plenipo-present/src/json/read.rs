//! Reading: JSON of schema 2 back into a finding, all but its account.

use std::fmt;

use jiff::civil::Date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Mark, Text};
use plenipo::finding::chart::{Chart, ChartKind};
use plenipo::finding::hint::{Choice, Hint, To};
use plenipo::finding::name;
use plenipo::finding::provenance::{GivenSetting, Provenance, SourceLine, TriedLine};
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Edit, EditKind, Table};
use plenipo::finding::value::{Reference, Target};
use plenipo_record::action::Action;
use plenipo_record::case::describe::{Footing, Grade, Graded};
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::source::Reliability;
use plenipo_record::case::{LedgerFault, LedgerState};
use serde_json::{Map, Value};

use super::SCHEMA;

/// Why a text is no finding of this schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Where, e.g. `tables[0].rows[2][1]`; empty for the whole.
    pub at: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at.is_empty() {
            true => f.write_str(&self.message),
            false => write!(f, "{}: {}", self.at, self.message),
        }
    }
}

impl std::error::Error for ReadError {}

/// The finding that `text` is, without an account. Numbers have the nine digits that were written.
///
/// # Errors
/// The text is no JSON, of another schema, or says something that no finding says.
pub fn read(text: &str) -> Result<Finding, ReadError> {
    let value: Value = serde_json::from_str(text).map_err(|error| ReadError {
        at: String::new(),
        message: format!("this is no JSON: {error}"),
    })?;
    let whole = Place { value: &value, at: String::new() };
    let schema = whole.get("schema")?;
    if schema.value.as_u64() != Some(u64::from(SCHEMA)) {
        return schema.wrong(format!("only schema {SCHEMA} is read"));
    }
    Ok(Finding {
        lens: whole.get("lens")?.name()?,
        question: whole.get("question")?.text()?,
        headline: whole.get("headline")?.text()?,
        status: whole.get("status")?.word(&Status::ALL)?,
        account: Vec::new(),
        tables: whole.get("tables")?.each(table)?,
        charts: whole.get("charts")?.each(chart)?,
        notes: whole.get("notes")?.each(words)?,
        provenance: provenance(&whole.get("provenance")?)?,
    })
}

/// A value and where it stands.
struct Place<'v> {
    value: &'v Value,
    at: String,
}

impl<'v> Place<'v> {
    fn wrong<T>(&self, message: impl Into<String>) -> Result<T, ReadError> {
        Err(ReadError { at: self.at.clone(), message: message.into() })
    }

    fn object(&self) -> Result<&'v Map<String, Value>, ReadError> {
        match self.value {
            Value::Object(object) => Ok(object),
            _ => self.wrong("here belongs an object"),
        }
    }

    fn maybe(&self, key: &str) -> Result<Option<Place<'v>>, ReadError> {
        let dot = if self.at.is_empty() { "" } else { "." };
        let value = self.object()?.get(key);
        Ok(value.map(|value| Place { value, at: format!("{}{dot}{key}", self.at) }))
    }

    fn get(&self, key: &str) -> Result<Place<'v>, ReadError> {
        match self.maybe(key)? {
            Some(place) => Ok(place),
            None => self.wrong(format!("`{key}` is missing")),
        }
    }

    fn each<T>(
        &self,
        mut one: impl FnMut(&Place<'v>) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        let Value::Array(list) = self.value else { return self.wrong("here belongs a list") };
        let places = list.iter().enumerate();
        places.map(|(n, value)| one(&Place { value, at: format!("{}[{n}]", self.at) })).collect()
    }

    fn str(&self) -> Result<&'v str, ReadError> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => self.wrong("here belongs a text"),
        }
    }

    fn text(&self) -> Result<String, ReadError> {
        self.str().map(str::to_owned)
    }

    /// A name that the program keeps.
    fn name(&self) -> Result<&'static str, ReadError> {
        match name::kept(self.str()?) {
            Some(name) => Ok(name),
            None => self.wrong(format!(
                "a name has at most {} bytes, and at most {} different ones are kept",
                name::LENGTH_MAX,
                name::NAMES_MAX
            )),
        }
    }

    /// One of several words.
    fn word<T: Copy>(&self, words: &[(T, &str)]) -> Result<T, ReadError> {
        let word = self.str()?;
        match words.iter().find(|(_, it)| *it == word) {
            Some((value, _)) => Ok(*value),
            None => {
                let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
                self.wrong(format!("`{word}` is none of {}", words.join(", ")))
            }
        }
    }

    fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// Nothing where it is `null`.
    fn known<T>(
        &self,
        one: impl FnOnce(&Place<'v>) -> Result<T, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        if self.is_null() { Ok(None) } else { one(self).map(Some) }
    }

    fn number(&self) -> Result<f64, ReadError> {
        self.value.as_f64().map_or_else(|| self.wrong("here belongs a number"), Ok)
    }

    /// A whole number; a great one is a text.
    fn count(&self) -> Result<u64, ReadError> {
        let count = match self.value {
            Value::String(digits) => digits.parse().ok(),
            other => other.as_u64(),
        };
        count.map_or_else(|| self.wrong("here belongs a whole number"), Ok)
    }

    fn size(&self) -> Result<usize, ReadError> {
        usize::try_from(self.count()?).or_else(|_| self.wrong("this number is too great"))
    }

    fn flag(&self) -> Result<bool, ReadError> {
        self.value.as_bool().map_or_else(|| self.wrong("here belongs true or false"), Ok)
    }

    fn date(&self) -> Result<Date, ReadError> {
        self.str()?.parse().or_else(|_| self.wrong("here belongs a day, e.g. \"2025-12-01\""))
    }
}

fn words(at: &Place<'_>) -> Result<Text, ReadError> {
    if let Value::String(text) = at.value {
        return Ok(Text::plain(text.clone()));
    }
    let parts = at.each(|it| match it.value {
        Value::String(text) => Ok(Text::plain(text.clone())),
        _ => Ok(Text::default().hint(hint(it)?)),
    })?;
    Ok(parts.into_iter().fold(Text::default(), Text::then))
}

fn hint(at: &Place<'_>) -> Result<Hint, ReadError> {
    let kind = at.get("hint")?;
    Ok(match kind.str()? {
        "set_option" => Hint::SetOption(choice(at)?),
        "ask" => {
            Hint::Ask { lens: at.get("lens")?.text()?, settings: at.get("settings")?.each(choice)? }
        }
        "do" => {
            let word = at.get("action")?.str()?;
            let Some((action, _)) = Action::ALL.into_iter().find(|(_, it)| *it == word) else {
                return at.wrong(format!("`{word}` is nothing that can be done"));
            };
            let id = at.maybe("id")?.map(|it| it.text()).transpose()?;
            Hint::Do(match action {
                Action::Correct { .. } => Action::Correct { id },
                other => other,
            })
        }
        "add_record" => {
            let word = at.get("record")?;
            let Some(kind) =
                Kind::ALL.into_iter().find(|it| word.value.as_str() == Some(it.table()))
            else {
                return word.wrong("this is no kind of record");
            };
            Hint::AddRecord(kind)
        }
        other => return kind.wrong(format!("`{other}` is none of {}", Hint::WORDS.join(", "))),
    })
}

fn choice(at: &Place<'_>) -> Result<Choice, ReadError> {
    let setting = at.get("setting")?.text()?;
    let to = match at.maybe("value")? {
        Some(value) => To::Value(value.text()?),
        None => {
            let word = at.get("to")?;
            let open = To::OPEN.into_iter().find(|(_, it)| word.value.as_str() == Some(*it));
            match open {
                Some((to, _)) => to,
                None => return word.wrong("this says nothing of what it could be set to"),
            }
        }
    };
    Ok(Choice { setting, to })
}

fn table(at: &Place<'_>) -> Result<Table, ReadError> {
    let columns = at.get("columns")?.each(column)?;
    let rows = at.get("rows")?.each(|row| {
        let mut kinds = columns.iter().map(|it| it.kind);
        // A row beyond the columns is told below.
        let cells = row.each(|it| cell(it, kinds.next().unwrap_or(ColumnKind::Text)))?;
        match cells.len() == columns.len() {
            true => Ok(cells),
            false => row.wrong(format!("this row has {} cells", cells.len())),
        }
    })?;
    let (id, caption) = (at.get("id")?.name()?, at.get("caption")?.text()?);
    Ok(Table { id, caption, columns, rows })
}

fn column(at: &Place<'_>) -> Result<Column, ReadError> {
    let words = ColumnKind::ALL;
    let mut column = Column::new(at.get("id")?.text()?, at.get("kind")?.word(&words)?);
    if let Some(label) = at.maybe("label")? {
        column = column.label(label.text()?);
    }
    if let Some(unit) = at.maybe("unit")? {
        column = column.unit(unit.name()?);
    }
    Ok(column)
}

fn cell(at: &Place<'_>, kind: ColumnKind) -> Result<Cell, ReadError> {
    Ok(match at.value {
        Value::Null => Cell::Unknown,
        Value::Number(number) => match number.as_u64() {
            Some(count) => Cell::Count(count),
            None => Cell::Number(at.number()?),
        },
        Value::String(text) => match kind {
            ColumnKind::Date => Cell::Date(at.date()?),
            ColumnKind::Count => Cell::Count(at.count()?),
            _ => Cell::Text(text.clone()),
        },
        Value::Array(_) if kind == ColumnKind::Edits => Cell::Edits(at.each(edit)?),
        Value::Array(_) => Cell::List(at.each(|it| match it.value {
            Value::Array(_) => it.wrong("a list holds no other list"),
            _ => cell(it, ColumnKind::Text),
        })?),
        Value::Object(_) => object(at)?,
        Value::Bool(_) => return at.wrong("no cell is true or false"),
    })
}

fn object(at: &Place<'_>) -> Result<Cell, ReadError> {
    Ok(if let Some(day) = at.maybe("day")? {
        Cell::Day { date: day.date()?, is: at.get("is")?.word(&DateIs::ALL)? }
    } else if let Some(to) = at.maybe("ref")? {
        let Some(target) = Target::named(to.str()?) else {
            return to.wrong("this names no table and nothing else that can be referred to");
        };
        let of = at.maybe("of")?.map(|it| it.text()).transpose()?;
        Cell::Ref(Reference { to: target, of, id: at.get("id")?.text()? })
    } else if let Some(low) = at.maybe("low")? {
        let end = |it: &Place<'_>| it.known(|it| it.number());
        Cell::Range { low: end(&low)?, high: end(&at.get("high")?)? }
    } else if let Some(state) = at.maybe("state")? {
        Cell::State { word: state.text()?, mark: at.get("mark")?.word(&Mark::ALL)? }
    } else if let Some(basis) = at.maybe("basis")? {
        Cell::Footing(Footing {
            basis: basis.word(&Basis::ALL)?,
            sources: at.get("sources")?.each(graded)?,
            assumption: at.maybe("assumption")?.map(|it| it.text()).transpose()?,
        })
    } else {
        return at.wrong("this object is no cell");
    })
}

fn graded(at: &Place<'_>) -> Result<Graded, ReadError> {
    let credibility = at.get("credibility")?.known(|it| match it.count()? {
        digit @ 1..=6 => Ok(digit as u8),
        _ => it.wrong("credibility is 1 to 6"),
    })?;
    Ok(Graded {
        id: at.get("id")?.known(|it| it.text())?,
        grade: Grade { reliability: reliability(at)?, credibility },
    })
}

fn reliability(at: &Place<'_>) -> Result<Option<Reliability>, ReadError> {
    at.get("reliability")?.known(|it| it.word(&Reliability::ALL))
}

fn edit(at: &Place<'_>) -> Result<Edit, ReadError> {
    Ok(Edit { is: at.get("is")?.word(&EditKind::ALL)?, text: at.get("text")?.text()? })
}

fn chart(at: &Place<'_>) -> Result<Chart, ReadError> {
    let name = |key: &str| at.get(key)?.name();
    let text = |key: &str| at.get(key)?.text();
    let kind = at.get("kind")?;
    let kind = match kind.str()? {
        "timeline" => ChartKind::Timeline {
            date: name("date")?,
            lane: name("lane")?,
            label: name("label")?,
            state: at.maybe("state")?.map(|it| it.name()).transpose()?,
        },
        "strip" => {
            ChartKind::Strip { lane: name("lane")?, date: name("date")?, value: name("value")? }
        }
        "heat-map" => ChartKind::HeatMap {
            row: name("row")?,
            column: name("column")?,
            value: name("value")?,
            detail: at.maybe("detail")?.map(|it| it.name()).transpose()?,
        },
        "band" => ChartKind::Band {
            x: text("x")?,
            low: text("low")?,
            middle: at.maybe("middle")?.map(|it| it.text()).transpose()?,
            high: text("high")?,
            group: at.maybe("group")?.map(|it| it.text()).transpose()?,
        },
        "scatter" => ChartKind::Scatter {
            x: text("x")?,
            y: text("y")?,
            series: name("series")?,
            label: name("label")?,
            shade: at.maybe("shade")?.map(|it| it.text()).transpose()?,
            to: at.maybe("to")?.map(|it| it.name()).transpose()?,
        },
        "lineage" => ChartKind::Lineage {
            text: name("text")?,
            title: name("title_of")?,
            date: name("date")?,
            by: name("by")?,
            from: name("from")?,
            points: name("points")?,
            known: name("known")?,
            state: name("state")?,
        },
        "steps" => ChartKind::Steps {
            panel: name("panel")?,
            date: name("date")?,
            group: name("group")?,
            low: name("low")?,
            high: name("high")?,
            row: name("row")?,
        },
        "channels" => ChartKind::Channels {
            one: name("one")?,
            other: name("other")?,
            held: name("held")?,
            planned: name("planned")?,
        },
        "calibration" => ChartKind::Calibration {
            forecast: text("forecast")?,
            observed: text("observed")?,
            count: text("count")?,
        },
        other => return kind.wrong(format!("`{other}` is no kind of chart")),
    };
    let (id, table) = (name("id")?, name("table")?);
    Ok(Chart { id, title: text("title")?, description: text("description")?, kind, table })
}

fn provenance(at: &Place<'_>) -> Result<Provenance, ReadError> {
    let texts = |key: &str| at.get(key)?.each(|it| it.text());
    let ledger = |it: &Place<'_>| -> Result<LedgerState, ReadError> {
        Ok(LedgerState { entries: it.get("entries")?.size()?, head: it.get("head")?.text()? })
    };
    let setting = |it: &Place<'_>| -> Result<GivenSetting, ReadError> {
        let value = cell(&it.get("value")?, ColumnKind::Text)?;
        Ok(GivenSetting { name: it.get("name")?.name()?, value })
    };
    let source = |it: &Place<'_>| -> Result<SourceLine, ReadError> {
        Ok(SourceLine {
            id: it.get("id")?.text()?,
            reliability: reliability(it)?,
            parts: it.get("parts")?.each(|it| it.text())?,
            address: it.get("address")?.known(|it| it.text())?,
            reprint_of: it.get("reprint_of")?.known(|it| it.text())?,
        })
    };
    let fault = at.maybe("ledger_fault")?;
    let tried = |it: &Place<'_>| -> Result<TriedLine, ReadError> {
        Ok(TriedLine { id: it.get("id")?.text()?, made: it.get("made")?.text()? })
    };
    let tried = at.maybe("tried")?.map(|it| it.each(tried)).transpose()?.unwrap_or_default();
    Ok(Provenance {
        dossier: at.get("dossier")?.text()?,
        hash: at.get("hash")?.text()?,
        as_of: at.get("as_of")?.known(|it| it.date())?,
        viewer: at.get("viewer")?.known(|it| it.text())?,
        tried,
        whole: at.get("whole")?.flag()?,
        disclosure: at.get("disclosure")?.name()?,
        seed: at.get("seed")?.count()?,
        samples: at.get("samples")?.known(|it| it.size())?,
        engine: at.get("engine")?.name()?,
        features: at.get("features")?.each(|it| it.name())?,
        settings: at.get("settings")?.each(setting)?,
        names_withheld: at.get("names_withheld")?.flag()?,
        records: at.get("records")?.size()?,
        assumed: at.get("assumed")?.size()?,
        assumptions: texts("assumptions")?,
        assumption_hashes: texts("assumption_hashes")?,
        ledger: at.get("ledger")?.known(ledger)?,
        ledger_fault: fault.map(|it| it.word(&LedgerFault::ALL)).transpose()?,
        sources: at.get("sources")?.each(source)?,
    })
}
