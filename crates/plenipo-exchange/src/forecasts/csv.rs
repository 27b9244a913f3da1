//! Tables of values: the columns of the lens's own tables `questions` and `predictions`.

use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;

use super::{Brought, ENTRIES_MAX, Fault, bounded, day, fault};
use plenipo_record::case::chance::Word;
use plenipo_record::case::composed::composed_bytes;
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
/// `forecast` and `by`).
///
/// # Errors
/// A file that is too large, no such table, or a row that cannot be read.
pub fn csv(bytes: &[u8]) -> Result<Brought, Fault> {
    bounded(bytes)?;
    let bytes = &*composed_bytes(bytes);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(line) = open_quote(text) {
        let message =
            "this opens a quote that is never closed, and the rest of the file would be one value";
        return Err(fault(Some(line), message));
    }
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(text);
    let broken = |error: csv::Error| {
        let line = error.position().map(csv::Position::line);
        let message = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "this is not UTF-8 text".to_owned(),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("this row has {len} values and the first has {expected_len}")
            }
            _ => "this cannot be read as comma-separated values".to_owned(),
        };
        fault(line, message)
    };
    let heads: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(str::to_lowercase).collect();
    let has = |name: &str| heads.iter().any(|it| it == name);
    let questions = has("question") && has("criteria");
    let views = has("forecast") && has("by");
    if !questions && !views {
        if let [head] = heads.as_slice()
            && let Some(sign) = [';', '\t'].into_iter().find(|it| head.contains(*it))
        {
            let name = if sign == ';' { "semicolons" } else { "tabs" };
            let message = format!(
                "its values are parted by {name}, and here by commas: save it with commas, and write a \
                 chance as 0.4"
            );
            return Err(fault(Some(1), message));
        }
        let message = "the first row names no columns of questions (id, question, criteria) or of \
                       predictions (forecast, by, date, chance)";
        return Err(fault(Some(1), message));
    }
    for (at, head) in heads.iter().enumerate() {
        if !head.is_empty() && heads[..at].contains(head) {
            let message = format!("the column `{}` is there twice", head.escape_debug());
            return Err(fault(Some(1), message));
        }
    }
    let mut brought = Brought::default();
    let known = |it: &&String| !READ.contains(&it.as_str()) && !COMPUTED.contains(&it.as_str());
    for head in heads.iter().filter(known) {
        brought.lost.push(format!("column `{}` was passed over", head.escape_debug()));
    }
    let mut resolutions = Vec::new();
    // Columns of the other table, and of what this program computes, that say something.
    let mut unread: Vec<&str> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let row = Row { heads: &heads, record: &record };
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
        brought.lost.push(format!("not read of a table of {of}: {}", names.join(", ")));
    }
    brought.entries.extend(resolutions);
    Ok(brought)
}

/// The line of a quote that is opened and never closed. A quote opens a value only where one begins.
fn open_quote(text: &[u8]) -> Option<u64> {
    let (mut line, mut open, mut begins) = (1, None, true);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match (open, byte) {
            (Some(_), b'"') if text.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => open = None,
            (None, b'"') if begins => open = Some(line),
            _ => {}
        }
        begins = matches!(byte, b',' | b'\n' | b'\r');
        line += u64::from(*byte == b'\n');
        at += 1;
    }
    open
}

struct Row<'r> {
    heads: &'r [String],
    record: &'r StringRecord,
}

impl<'r> Row<'r> {
    fn line(&self) -> Option<u64> {
        self.record.position().map(csv::Position::line)
    }

    /// What stands in a column; `None` where nothing does.
    fn get(&self, name: &str) -> Option<&'r str> {
        let place = self.heads.iter().position(|it| it == name)?;
        self.record.get(place).filter(|it| !it.is_empty())
    }

    /// Refuses what nobody can take out again once it is sealed: seals that somebody typed, and signs that
    /// no text has.
    fn fit_to_be_sealed(&self) -> Result<(), Fault> {
        if let Some(name) = SEALED.into_iter().find(|it| self.get(it).is_some()) {
            let message = format!(
                "`{name}` is the ledger's own, which seals what is brought in: leave this column out"
            );
            return Err(fault(self.line(), message));
        }
        let stray = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
        for (at, value) in self.record.iter().enumerate() {
            if let Some(sign) = value.chars().find(|it| stray(*it)) {
                let name = self.heads.get(at).map_or("", String::as_str).escape_debug();
                let message = format!(
                    "`{name}` has the control character {}, which no text has: take it out",
                    sign.escape_unicode()
                );
                return Err(fault(self.line(), message));
            }
        }
        Ok(())
    }

    fn need(&self, name: &str) -> Result<&'r str, Fault> {
        self.get(name).ok_or_else(|| fault(self.line(), format!("`{name}` is missing")))
    }

    fn day(&self, name: &str) -> Result<Option<Date>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let found = day(text).filter(|_| text.len() == 10);
        let message = || format!("`{name}` is no day: write it as 2025-12-01");
        found.map(Some).ok_or_else(|| fault(self.line(), message()))
    }

    /// The chance in a column: a number from 0 to 1, two of them, or a word.
    fn chance(&self, name: &str) -> Result<Option<Value>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let value = Value::chance(text);
        let inside = |it: &Value| matches!(it, Value::Number(n) if (0.0..=1.0).contains(n));
        let fits = match &value {
            Value::Number(_) => inside(&value),
            Value::List(ends) => ends.iter().all(inside),
            Value::Text(word) => Word::named(word).is_some(),
            _ => false,
        };
        if fits {
            return Ok(Some(value));
        }
        let hint = match (text.replacen(',', ".", 1), &value) {
            (point, Value::Text(_))
                if text.contains(',') && !matches!(Value::chance(&point), Value::Text(_)) =>
            {
                format!("write it with a point: {point}")
            }
            (_, Value::Text(_)) => {
                "write a number from 0 to 1 or per cent (0.4, 40%, 0.2-0.4), or a word of ICD 203 such as \
                 `likely`"
                    .to_owned()
            }
            _ => "write a number from 0 to 1, or per cent with its sign: 0.4 or 40%".to_owned(),
        };
        let message = format!("`{name}` is no chance: “{}”; {hint}", text.escape_debug());
        Err(fault(self.line(), message))
    }

    fn question(&self, brought: &mut Brought, resolutions: &mut Vec<Entry>) -> Result<(), Fault> {
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
                "line {line}: the outcome of {id} is disputed, and none was brought in"
            )),
            Some(outcome) => resolutions.push(
                Entry::resolution()
                    .with("forecast", id)
                    .some("date", self.day("resolved")?)
                    .with("outcome", outcome)
                    .some("words", self.get("why")),
            ),
            None if self.get("resolved").is_some() || self.get("why").is_some() => {
                let message = "it says when or why the question was resolved, and not how: \
                               `outcome` is missing";
                return Err(fault(self.line(), message));
            }
            None => {}
        }
        Ok(())
    }

    fn prediction(&self, brought: &mut Brought) -> Result<(), Fault> {
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
            let message = "this view says nothing: it needs `chance`, `direction` or `words`; clear the \
                           row if nothing was said";
            return Err(fault(self.line(), message));
        }
        brought.entries.push(entry);
        Ok(())
    }
}
