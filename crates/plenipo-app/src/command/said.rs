//! What a verb says that asks no lens: words for people and, for programs, the same as a finding.

use plenipo::finding::table::{Cell, Table};
use plenipo::lens::done::{self, Done};
use plenipo_present::json;
use plenipo_record::case::Case;

use super::Answer;
use crate::args::{Format, Globals};
use crate::failure::Failure;

/// What a verb has to say of what it did.
#[derive(Default)]
pub(crate) struct Said {
    text: String,
    headline: Option<String>,
    notes: Vec<String>,
    tables: Vec<Table>,
    code: u8,
}

impl Said {
    /// Words in lines of their own, which the tables have as data or which only a person needs.
    pub(crate) fn words(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// What was done in a sentence that a person can do without.
    pub(crate) fn headline(&mut self, headline: String) {
        self.headline = Some(headline);
    }

    /// What was done in a sentence; the first is the headline.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(&format!("{line}\n"));
        self.headline.get_or_insert_with(|| line.to_owned());
    }

    /// What the reader must know.
    pub(crate) fn note(&mut self, note: &str) {
        self.text.push_str(&format!("note: {note}\n"));
        self.notes.push(in_one_line(note));
    }

    /// The same, in words laid out for a page.
    pub(crate) fn also(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.notes.extend(Some(in_one_line(lines)).filter(|it| !it.is_empty()));
    }

    /// Data, which the words have told or need not tell.
    pub(crate) fn table(&mut self, table: Table, rows: impl IntoIterator<Item = Vec<Cell>>) {
        self.tables.push(done::rows(table, rows));
    }

    /// The files that were written.
    pub(crate) fn wrote(&mut self, files: impl IntoIterator<Item = String>) {
        self.table(done::written(), files.into_iter().map(|it| vec![Cell::text(it)]));
    }

    /// With another exit code than that of success.
    pub(crate) fn code(&mut self, code: u8) {
        self.code = code;
    }

    /// The answer of the verb `by` in the form that was asked for; `case` is the record as it now stands.
    pub(crate) fn answer(
        self,
        (by, about): (&'static str, &'static str),
        case: Option<&Case>,
        globals: &Globals,
    ) -> Result<Answer, Failure> {
        let Said { text, headline, notes, tables, code } = self;
        if globals.format != Format::Json {
            return Ok(Answer { code, ..Answer::from(text) });
        }
        let headline = headline.unwrap_or_else(|| in_one_line(&text));
        let done = Done { by, about, headline, tables, notes };
        let finding = done::finding(done, case, &globals.context())?;
        Ok(Answer { code, ..Answer::from(json::finding(&finding).into_bytes()) })
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
