//! Tables of values: the columns of the lens's own tables `questions` and `predictions`.

use jiff::civil::Date;

use super::{ENTRIES_MAX, ImportedForecasts, RowFault, bounded, fault};
use crate::cell::guard::unguarded;
use crate::cell::typed;
use crate::guarded::csv::{self, BYTES_MAX, CsvFault};
use crate::guarded::text::TextFault;
use crate::guarded::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX};
use plenipo_record::case::chance::ChanceWord;
use plenipo_record::case::composed::composed;
use plenipo_record::dossier::ledger::{Entry, Value};

/// Columns that are read of either table.
const READ: [&str; 19] = [
    "id",
    "question",
    "criteria",
    "opens",
    "closes",
    "resolves",
    "outcome",
    "resolved",
    "why",
    "forecast",
    "date",
    "by",
    "chance",
    "direction",
    "words",
    "fits",
    "read_as",
    "read_by",
    "read_fits",
];

/// Columns of a table of questions.
const OF_QUESTIONS: [&str; 9] =
    ["id", "question", "criteria", "opens", "closes", "resolves", "outcome", "resolved", "why"];

/// Columns that this program writes and computes anew.
const COMPUTED: [&str; 13] = [
    "chance_low",
    "chance_high",
    "predictions",
    "scored",
    "grade",
    "standing",
    "lens",
    "draft",
    "party",
    "status",
    "engine",
    "record",
    "counts_from",
];

/// Columns that only the ledger's own commands fill in.
const SEALED: [&str; 4] = ["chain", "named", "asked", "place"];

/// Reads a table of questions (it has the columns `question` and `criteria`) or of predictions (it has
/// `forecast` and `by`): UTF-8 or UTF-16, its values parted by commas, semicolons or tabs.
///
/// ```
/// use plenipo_exchange::forecasts::csv;
///
/// let brought = csv(b"forecast;by;chance\nrain;The miller;20,5 %\n").unwrap();
/// assert_eq!(brought.entries.len(), 1);
/// ```
///
/// # Errors
/// A file that is too large, no such table, or a row that cannot be read.
pub fn csv(bytes: &[u8]) -> Result<ImportedForecasts, RowFault> {
    bounded(bytes)?;
    let rows = csv::rows(bytes).map_err(worded)?.into_iter().map(Line::from);
    let mut rows = rows.filter(|it| !it.is_empty());
    let first = rows.next().unwrap_or_default();
    let heads: Vec<String> = first.values.iter().map(|it| it.to_lowercase()).collect();
    let has = |name: &str| heads.iter().any(|it| it == name);
    let questions = has("question") && has("criteria");
    let views = has("forecast") && has("by");
    if !questions && !views {
        let message = "the first row names no columns of questions (id, question, criteria) or of \
                       predictions (forecast, by, date, chance)";
        return Err(fault(first.line, message));
    }
    for (at, head) in heads.iter().enumerate() {
        if !head.is_empty() && heads[..at].contains(head) {
            let message = format!("the column `{}` appears twice", head.escape_debug());
            return Err(fault(first.line, message));
        }
    }
    let mut brought = ImportedForecasts::default();
    // A column without a name must be empty.
    let known = |it: &&String| {
        !it.is_empty() && !READ.contains(&it.as_str()) && !COMPUTED.contains(&it.as_str())
    };
    for head in heads.iter().filter(known) {
        brought.lost.push(format!("column `{}` was skipped", head.escape_debug()));
    }
    let mut resolutions = Vec::new();
    // Columns of the other table, and of what this program computes, that say something.
    let mut unread: Vec<&str> = Vec::new();
    for line in rows {
        let row = Row { heads: &heads, line: &line };
        row.fits_below_the_heads()?;
        row.fit_to_be_sealed()?;
        for head in &heads {
            let own =
                OF_QUESTIONS.contains(&head.as_str()) == questions || (!questions && head == "id");
            let other = READ.contains(&head.as_str()) && !own;
            let computed = COMPUTED.contains(&head.as_str()) && row.get("lens").is_none();
            if (other || computed) && row.get(head).is_some() && !unread.contains(&head.as_str()) {
                unread.push(head);
            }
        }
        if brought.entries.len() >= ENTRIES_MAX {
            return Err(fault(row.line(), "there are more than 10,000 rows"));
        }
        if questions {
            row.question(&mut brought, &mut resolutions)?;
        } else {
            row.prediction(&mut brought)?;
        }
    }
    if !unread.is_empty() {
        let names: Vec<String> = unread.iter().map(|it| format!("`{it}`")).collect();
        let of = if questions { "questions" } else { "predictions" };
        brought.lost.push(format!("not read from a table of {of}: {}", names.join(", ")));
    }
    brought.entries.extend(resolutions);
    Ok(brought)
}

/// Why a file is not read, for people.
fn worded(refused: CsvFault) -> RowFault {
    let at = |line: usize| u64::try_from(line).ok();
    match refused {
        CsvFault::Large => fault(None, format!("this file has more than {} MiB", BYTES_MAX >> 20)),
        CsvFault::Text(TextFault::Utf32) => {
            fault(None, "this text is in UTF-32: save it as CSV UTF-8")
        }
        CsvFault::Text(TextFault::Malformed { line, encoding, .. }) => {
            fault(at(line), format!("this is not {encoding} text: save it as CSV UTF-8"))
        }
        CsvFault::Quote { line, .. } => {
            let message = "this opens a quote that is never closed, and the rest of the file would be one \
                           value";
            fault(at(line), message)
        }
        CsvFault::Rows => fault(None, format!("this file has more than {ROWS_MAX} rows")),
        CsvFault::Columns { line, .. } => {
            fault(at(line), format!("this row has more than {COLUMNS_MAX} values"))
        }
        CsvFault::Cells => fault(None, format!("this file has more than {CELLS_MAX} values")),
    }
}

/// A row of values as they are meant.
#[derive(Default)]
struct Line {
    /// Where it begins, counted from 1.
    line: Option<u64>,
    /// Its values, without spaces around them and what keeps a spreadsheet from running them.
    values: Vec<String>,
    /// The place of the first value with a sign that no text has, and the sign.
    stray: Option<(usize, char)>,
}

impl From<csv::Row> for Line {
    fn from(row: csv::Row) -> Line {
        let stray = row.cells.iter().enumerate().find_map(|(at, it)| Some((at, it.stray()?)));
        let value = |it: csv::Value| composed(unguarded(it.text.trim()).trim()).into_owned();
        let values = row.cells.into_iter().map(value).collect();
        Line { line: u64::try_from(row.line).ok(), values, stray }
    }
}

impl Line {
    fn is_empty(&self) -> bool {
        self.values.iter().all(String::is_empty)
    }
}

struct Row<'r> {
    heads: &'r [String],
    line: &'r Line,
}

impl<'r> Row<'r> {
    fn line(&self) -> Option<u64> {
        self.line.line
    }

    /// What stands in a column; `None` where nothing does.
    fn get(&self, name: &str) -> Option<&'r str> {
        let place = self.heads.iter().position(|it| it == name)?;
        self.line.values.get(place).map(String::as_str).filter(|it| !it.is_empty())
    }

    /// Refuses values in columns that have no name: a separator too many shifts what follows it.
    fn fits_below_the_heads(&self) -> Result<(), RowFault> {
        let values = &self.line.values;
        let named = |at: usize| self.heads.get(at).is_some_and(|it| !it.is_empty());
        let Some(at) = (0..values.len()).find(|at| !named(*at) && !values[*at].is_empty()) else {
            return Ok(());
        };
        let message = if values.len() > self.heads.len() {
            format!(
                "this row has {} values but the first has {}: put a value that contains the \
                 separator, such as a decimal comma, in quotes",
                values.len(),
                self.heads.len()
            )
        } else {
            format!("value {} of this row is in a column without a name", at + 1)
        };
        Err(fault(self.line(), message))
    }

    /// Refuses what nobody can take out again once it is sealed: seals that somebody typed, and signs that
    /// no text has.
    fn fit_to_be_sealed(&self) -> Result<(), RowFault> {
        if let Some(name) = SEALED.into_iter().find(|it| self.get(it).is_some()) {
            let message = format!(
                "`{name}` belongs to the ledger, which seals what is imported: leave this column out"
            );
            return Err(fault(self.line(), message));
        }
        if let Some((at, sign)) = self.line.stray {
            let name = self.heads.get(at).map_or("", String::as_str).escape_debug();
            let message = format!(
                "`{name}` contains the control character {}, which does not belong in text: \
                 remove it",
                sign.escape_unicode()
            );
            return Err(fault(self.line(), message));
        }
        Ok(())
    }

    fn need(&self, name: &str) -> Result<&'r str, RowFault> {
        self.get(name).ok_or_else(|| fault(self.line(), format!("`{name}` is missing")))
    }

    fn day(&self, name: &str) -> Result<Option<Date>, RowFault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let message = match typed::day(text) {
            Some(Ok(day)) => return Ok(Some(day)),
            Some(Err(_)) => format!("`{name}`: there is no date {}", text.escape_debug()),
            None => format!("`{name}` is not a date: write it as 2025-12-01"),
        };
        Err(fault(self.line(), message))
    }

    /// The chance in a column: a number from 0 to 1, two of them, or a word.
    fn chance(&self, name: &str) -> Result<Option<Value>, RowFault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let value = typed::figure(text);
        let inside = |it: &Value| matches!(it, Value::Number(n) if (0.0..=1.0).contains(n));
        let fits = match &value {
            Ok(Value::List(ends)) => ends.iter().all(inside),
            Ok(Value::Text(word)) => ChanceWord::named(word).is_some(),
            Ok(value) => inside(value),
            Err(_) => false,
        };
        let hint = match value {
            Ok(value) if fits => return Ok(Some(value)),
            Err(_) => "it can be read in two ways; write a decimal point",
            Ok(Value::Text(_)) => {
                "write a number from 0 to 1 or per cent (0.4, 40%, 0.2-0.4), or an ICD 203 term \
                 such as `likely`"
            }
            Ok(_) => "write a number from 0 to 1, or per cent with its sign: 0.4 or 40%",
        };
        let message = format!("`{name}` is not a chance: “{}”; {hint}", text.escape_debug());
        Err(fault(self.line(), message))
    }

    fn question(
        &self,
        brought: &mut ImportedForecasts,
        resolutions: &mut Vec<Entry>,
    ) -> Result<(), RowFault> {
        let id = self.need("id")?;
        let line = self.line().unwrap_or_default();
        brought.entries.push(
            Entry::forecast()
                .with("id", id)
                .with("question", self.need("question")?)
                .with("criteria", self.need("criteria")?)
                .some("opens", self.day("opens")?)
                .some("closes", self.day("closes")?)
                .some("resolves", self.day("resolves")?),
        );
        // What this program calls disputed are two resolutions: they are not in this table.
        match self.get("outcome") {
            Some("disputed") => brought.lost.push(format!(
                "line {line}: the outcome of {id} is disputed, so none was imported"
            )),
            Some(outcome) => resolutions.push(
                Entry::resolution()
                    .with("forecast", id)
                    .some("date", self.day("resolved")?)
                    .with("outcome", outcome)
                    .some("words", self.get("why")),
            ),
            None if self.get("resolved").is_some() || self.get("why").is_some() => {
                let message = "it says when or why the question was resolved, but not how: \
                               `outcome` is missing";
                return Err(fault(self.line(), message));
            }
            None => {}
        }
        Ok(())
    }

    fn prediction(&self, brought: &mut ImportedForecasts) -> Result<(), RowFault> {
        if self.get("lens").is_some() {
            let line = self.line().unwrap_or_default();
            brought.lost.push(format!(
                "line {line} is an answer of this program: only `forecast add --from-lens` stores one"
            ));
            return Ok(());
        }
        let reader = ["read_by", "read_fits"].into_iter().find(|it| self.get(it).is_some());
        if let (None, Some(column)) = (self.get("read_as"), reader) {
            let message = format!("`{column}` says how words are read, and `read_as` is missing");
            return Err(fault(self.line(), message));
        }
        let chance = self.chance("chance")?;
        let mapped = self.chance("read_as")?.map(|read| {
            let mut table = vec![("chance", read)];
            table.extend(self.get("read_by").map(|it| ("by", it.into())));
            table.extend(self.get("read_fits").map(|it| ("fits", it.into())));
            Value::Table(table)
        });
        let entry = Entry::prediction()
            .some("id", self.get("id"))
            .with("forecast", self.need("forecast")?)
            .with("by", self.need("by")?)
            .some("date", self.day("date")?)
            .some("chance", chance)
            .some("direction", self.get("direction"))
            .some("words", self.get("words"))
            .some("fits", self.get("fits"))
            .some("mapped", mapped);
        // Nothing sealed can be filled in afterwards.
        if ["chance", "direction", "words"].iter().all(|it| self.get(it).is_none()) {
            let message = "this prediction says nothing: it needs `chance`, `direction` or \
                           `words`; clear the row if nothing was said";
            return Err(fault(self.line(), message));
        }
        brought.entries.push(entry);
        Ok(())
    }
}
