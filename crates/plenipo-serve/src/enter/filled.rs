//! What a form says, field by field; from a record that is there, and from a browser.

use plenipo_exchange::sheet::SheetCell;
use plenipo_exchange::sheet::entry::{Cells, RecordCells, of_one_cell};

use super::shape::{Control, Field, Rows, Shape};
use crate::reading::Pairs;
use crate::trouble::Trouble;

/// What a form says: names with values. Rows of lists are numbered from 0 without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filled(Pairs);

/// The name under which the credibility of each source stands, in the order of the sources.
pub(super) const CREDIBILITY: &str = "source.credibility";

impl Filled {
    /// What a browser sent; `own` are names that are no fields.
    ///
    /// # Errors
    /// Names that the form does not have.
    pub(super) fn sent(pairs: &Pairs, shape: &Shape, own: &[&str]) -> Result<Filled, Trouble> {
        let mut filled = Filled::default();
        let mut rows: Vec<(&str, usize)> = Vec::new();
        for (name, value) in pairs {
            if own.contains(&name.as_str()) {
                continue;
            }
            if name == CREDIBILITY {
                filled.0.push((name.clone(), value.trim().to_owned()));
                continue;
            }
            let Some((row, field)) = shape.field(name) else {
                let shown: String = name.chars().take(60).collect();
                return Err(Trouble::misused(format!("This form has no field “{shown}”.")));
            };
            let value = value.replace("\r\n", "\n");
            let value = value.trim();
            // Of sources the empty ones count: grades go by place.
            if value.is_empty() && field.control != Control::Sources {
                continue;
            }
            let name = match row {
                None => name.clone(),
                Some((list, row)) => {
                    // Rows that were left empty are closed up.
                    let at = rows.iter().filter(|it| it.0 == list.list).position(|it| it.1 == row);
                    let at = at.unwrap_or_else(|| {
                        rows.push((list.list, row));
                        rows.iter().filter(|it| it.0 == list.list).count() - 1
                    });
                    format!("{}.{at}.{}", list.list, field.column)
                }
            };
            filled.0.push((name, value.to_owned()));
        }
        Ok(filled)
    }

    /// What a record says.
    pub(super) fn of(entry: &RecordCells, shape: &Shape) -> Filled {
        let mut filled = Filled::default();
        let issue = entry.row.iter().find(|it| it.0 == "issue").map(|it| it.1.shown());
        let issue = issue.unwrap_or_default();
        filled.put_row("", &entry.row, shape.own(), &issue);
        for (list, rows) in &entry.lists {
            let Some(of) = shape.lists().find(|it| it.list == *list) else { continue };
            for (at, cells) in rows.iter().enumerate() {
                filled.put_row(&format!("{list}.{at}."), cells, of.fields.iter(), &issue);
            }
        }
        filled
    }

    fn put_row<'f>(
        &mut self,
        before: &str,
        cells: &Cells,
        fields: impl Iterator<Item = &'f Field>,
        issue: &str,
    ) {
        for field in fields {
            let Some((_, cell)) = cells.iter().find(|it| it.0 == field.column) else { continue };
            let name = format!("{before}{}", field.column);
            for (name, value) in values(&name, &field.control, cell, issue) {
                self.0.push((name, value));
            }
        }
    }

    /// The values of a field that say anything.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let of = self.0.iter().filter(|it| it.0 == name && !it.1.is_empty());
        of.map(|it| it.1.as_str()).collect()
    }

    /// The value of a field with one.
    pub(super) fn one(&self, name: &str) -> &str {
        self.all(name).first().copied().unwrap_or_default()
    }

    /// Every source with its grade, empty ones too.
    pub(super) fn sources(&self) -> Vec<(&str, &str)> {
        let of = |name: &str| -> Vec<&str> {
            self.0.iter().filter(|it| it.0 == name).map(|it| it.1.as_str()).collect()
        };
        let grades = of(CREDIBILITY);
        let grade = |at: usize| grades.get(at).copied().unwrap_or_default();
        let all = of("source").into_iter().enumerate().map(|(at, it)| (it, grade(at)));
        all.filter(|it| !it.0.is_empty()).collect()
    }

    /// How many rows of a list say anything.
    pub(super) fn rows(&self, list: &Rows) -> usize {
        let row = |(name, _): &(String, String)| {
            let (row, _) = name.strip_prefix(list.list)?.strip_prefix('.')?.split_once('.')?;
            row.parse::<usize>().ok()
        };
        self.0.iter().filter_map(row).max().map_or(0, |it| it + 1)
    }

    /// Says something else of a field.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|it| it.0 != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Says nothing of a field.
    pub(super) fn clear(&mut self, name: &str) {
        self.0.retain(|it| it.0 != name);
    }

    /// Changes each value of a field.
    pub(super) fn change(&mut self, name: &str, to: impl Fn(&str) -> Option<String>) {
        for (_, value) in self.0.iter_mut().filter(|it| it.0 == name) {
            if let Some(new) = to(value) {
                *value = new;
            }
        }
    }

    pub(super) fn pairs(&self) -> &Pairs {
        &self.0
    }
}

/// The values of a field, as a cell has them.
fn values(name: &str, control: &Control, cell: &SheetCell, issue: &str) -> Pairs {
    let shown = cell.shown();
    let each = |values: Vec<String>| values.into_iter().map(|it| (name.to_owned(), it)).collect();
    match control {
        Control::Several(_)
        | Control::SeveralWords(_)
        | Control::TypedSeveral(_)
        | Control::Handling => each(of_one_cell(&shown)),
        Control::Option => each(vec![format!("{issue}={shown}")]),
        Control::OptionsOfIssue => {
            each(of_one_cell(&shown).iter().map(|it| format!("{issue}={it}")).collect())
        }
        Control::Options => {
            let of = |it: &str| {
                let (issue, options) = it.split_once('=')?;
                let options = options.split(',');
                Some(
                    options.map(|it| format!("{}={}", issue.trim(), it.trim())).collect::<Vec<_>>(),
                )
            };
            each(shown.split(';').filter_map(of).flatten().collect())
        }
        Control::Sources => {
            let of = |it: String| {
                let graded = it.strip_suffix(')').and_then(|it| it.rsplit_once('('));
                let (id, grade) =
                    graded.map_or((it.as_str(), ""), |(id, grade)| (id.trim(), grade));
                [(name.to_owned(), id.to_owned()), (CREDIBILITY.to_owned(), grade.to_owned())]
            };
            of_one_cell(&shown).into_iter().flat_map(of).collect()
        }
        Control::Line
        | Control::Area
        | Control::Day
        | Control::Flag
        | Control::Words(_)
        | Control::One(_)
        | Control::Typed(_) => each(vec![shown]),
    }
}
