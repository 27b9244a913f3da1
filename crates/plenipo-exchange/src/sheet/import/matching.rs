//! Which row is which record, and what of it differs.

use std::collections::HashMap;

use plenipo_record::action::{Action, Phrase};
use plenipo_record::case::id::{Id, Kind};
use plenipo_record::dossier::short;
use plenipo_record::dossier::write::value::Val;
use plenipo_record::dossier::{did_you_mean, nearest};

use super::super::columns::Layout;
use super::super::emit::{Source, Text};
use super::super::letters;
use super::super::rows::{Full, Row, layouts_of, list_said, mark, said};
use super::known::{Known, One};
use super::table::{Line, Table};
use super::{CellPlace, Conflict, Import, Remark};

/// Keys that only the ledger's own commands write.
const SEALED: [&str; 6] = ["chain", "named", "asked", "sealed", "author", "place"];

/// The sheets of one table and the records it has.
pub(super) struct Matched<'a, 'k> {
    pub(super) kind: Kind,
    pub(super) tables: &'a [Table<'a>],
    /// What the spreadsheet shows of them.
    pub(super) known: &'k Known,
    /// All of them.
    pub(super) whole: &'k Known,
    pub(super) layouts: &'a [Layout],
}

/// A row with the rows of the lists that belong to it.
pub(super) struct Candidate<'a> {
    table: &'a Table<'a>,
    line: &'a Line,
    /// The id it says it has.
    id: Option<&'a str>,
    /// For each list of the table, its sheet if there is one, and the rows of it.
    lists: Vec<(Option<&'a Table<'a>>, Vec<&'a Line>)>,
    /// The row it was copied from, if it has the mark of another.
    copy_of: Option<usize>,
}

/// A record that no row was found for, unless it turns out to be one of the new rows.
pub(super) struct Missing {
    pub(super) kind: Kind,
    pub(super) mark: String,
    /// The mark of the row that it was made of, where that had no id.
    pub(super) bare: Option<String>,
    pub(super) conflict: Conflict,
}

impl<'a> Matched<'a, '_> {
    /// Tells what differs; returns the rows that are new, and the records without a row.
    pub(super) fn compare(&self, out: &mut Import) -> (Vec<Candidate<'a>>, Vec<Missing>) {
        let (own, lists) = layouts_of(self.layouts, self.kind);
        let of = |layout: &Layout| self.tables.iter().find(|it| it.layout.name() == layout.name());
        let Some(table) = own.and_then(of) else {
            for table in self.tables.iter().filter(|it| it.layout.kind == self.kind) {
                let name = self.kind.table();
                let at = Some(CellPlace { sheet: table.layout.name(), row: None, column: None });
                let message = format!("ignored: the sheet `{name}` it belongs to is missing");
                out.notes.push(Remark { at, message, hint: None });
            }
            return (Vec::new(), Vec::new());
        };
        let mut rows: Vec<Candidate<'a>> = table
            .rows
            .iter()
            .map(|line| Candidate {
                table,
                line,
                id: table.layout.column("id").and_then(|at| text(line.values[at].as_ref())),
                lists: lists.iter().map(|layout| (of(layout), Vec::new())).collect(),
                copy_of: None,
            })
            .collect();
        self.hang(&mut rows, out);
        self.sort_out(table, rows, out)
    }

    /// Hangs the rows of lists to the rows they belong to.
    fn hang(&self, rows: &mut [Candidate<'a>], out: &mut Import) {
        let n_lists = rows.first().map_or(0, |it| it.lists.len());
        for list in 0..n_lists {
            let Some(table) = rows[0].lists[list].0 else { continue };
            for line in &table.rows {
                let name = line.first.as_str();
                let named = |it: &Candidate<'_>| it.id == Some(name) || it.line.first == name;
                match rows.iter_mut().find(|it| !name.is_empty() && named(it)) {
                    Some(row) => row.lists[list].1.push(line),
                    None => {
                        let noun = self.kind.noun();
                        let ids = rows.iter().filter_map(|it| it.id);
                        let near = nearest(name, ids);
                        let (message, hint) = match name.is_empty() {
                            true => (
                                format!("this row does not say which {noun} it belongs to"),
                                format!("write the id of the {noun} into the first column"),
                            ),
                            false => (
                                format!("there is no {noun} `{}` among the rows", short(name)),
                                match near.is_empty() {
                                    true => {
                                        format!("it must have a row in `{}`", self.kind.table())
                                    }
                                    false => did_you_mean(&near),
                                },
                            ),
                        };
                        let mut at = table.place(line, None);
                        at.column = Some(0);
                        out.problems.push(Remark {
                            at: Some(at),
                            message,
                            hint: Some(hint.into()),
                        });
                    }
                }
            }
        }
    }

    fn sort_out(
        &self,
        table: &'a Table<'a>,
        rows: Vec<Candidate<'a>>,
        out: &mut Import,
    ) -> (Vec<Candidate<'a>>, Vec<Missing>) {
        let mut taken = vec![false; self.known.records.len()];
        let mut is: Vec<Option<usize>> = vec![None; rows.len()];
        let marked = |row: &Candidate<'_>| !row.line.first.is_empty();
        // A copied row has the mark of the row it was copied from: the one that still says what it
        // says is the record's own, then the one with its id, then the first.
        for pass in 0..3 {
            for (row, is) in rows.iter().zip(&mut is) {
                if is.is_some() || !marked(row) {
                    continue;
                }
                let free = self.known.by_mark(&row.line.first).iter().copied().find(|it| {
                    let known = &self.known.records[*it];
                    let fits = match pass {
                        0 => row.differs(known, false).is_empty(),
                        1 => known.id.is_some() && known.id.as_deref() == row.id,
                        _ => true,
                    };
                    !taken[*it] && fits
                });
                if let Some(place) = free {
                    taken[place] = true;
                    *is = Some(place);
                }
            }
        }
        let mut original: HashMap<String, (usize, usize)> = HashMap::new();
        for (row, is) in rows.iter().zip(&is) {
            let Some(place) = *is else { continue };
            original.entry(row.line.first.clone()).or_insert((row.line.at, place));
        }
        let mut new = Vec::new();
        for (mut row, is) in rows.into_iter().zip(is) {
            let own = self.own_mark(&row);
            let by_id = row.id.and_then(|id| self.known.by_id(id));
            let copied = marked(&row) && !self.known.by_mark(&row.line.first).is_empty();
            let beyond = row.id.and_then(|id| self.whole.by_id(id));
            match (is, by_id, beyond) {
                (Some(place), ..) => row.report(&self.known.records[place], false, out),
                // Exported before somebody changed the dossier, and not touched since.
                (None, Some(place), _) if marked(&row) && !copied => {
                    let known = &self.known.records[place];
                    taken[place] = true;
                    if own == row.line.first || row.differs(known, false).is_empty() {
                        out.same += 1;
                        if own == row.line.first {
                            let message = "the dossier has changed since; this row is older and \
                                           was skipped";
                            let at = Some(table.place(row.line, None));
                            out.notes.push(Remark { at, message: message.to_owned(), hint: None });
                        }
                    } else {
                        row.report(known, false, out);
                    }
                }
                (None, None, _) if marked(&row) && !copied => {
                    out.conflicts.push(Conflict {
                        at: table.place(row.line, None),
                        message: "the record this row was made from is not in the dossier, or has \
                                  changed there"
                            .to_owned(),
                        sheet: None,
                        dossier: None,
                        file: None,
                    });
                }
                (None, Some(place), _) => {
                    taken[place] = true;
                    let before = out.conflicts.len();
                    row.report(&self.known.records[place], true, out);
                    let of = original.get(&row.line.first).filter(|_| copied);
                    if let Some((of, _)) = of.filter(|_| out.conflicts.len() == before) {
                        out.notes.push(row.same_as(*of));
                    }
                }
                (None, None, Some(place)) => row.report(&self.whole.records[place], true, out),
                (None, None, None) => match original.get(&row.line.first) {
                    Some((of, place))
                        if row.differs(&self.known.records[*place], false).is_empty()
                            && row.lists.iter().all(|it| it.1.is_empty()) =>
                    {
                        out.same += 1;
                        out.notes.push(row.same_as(*of));
                    }
                    of => {
                        row.copy_of = of.map(|it| it.0);
                        new.push(row);
                    }
                },
            }
        }
        let mut missing = Vec::new();
        // A sheet without marks is no export: what it leaves out says nothing.
        if table.rows.iter().any(|it| !it.first.is_empty()) {
            for (known, _) in self.known.records.iter().zip(&taken).filter(|it| !it.1) {
                let noun = self.kind.noun();
                let name = known.id.as_ref().map_or(String::new(), |id| format!(" `{id}`"));
                let conflict = Conflict {
                    at: CellPlace { sheet: table.layout.name(), row: None, column: None },
                    message: format!("the {noun}{name} no longer has a row; it stays on record"),
                    sheet: None,
                    dossier: self.summary(known),
                    file: known.file.clone(),
                };
                let (mark, bare) = (known.mark.clone(), known.bare.clone());
                missing.push(Missing { kind: self.kind, mark, bare, conflict });
            }
        }
        (new, missing)
    }

    /// The mark that the row would have if it were a record.
    fn own_mark(&self, row: &Candidate<'_>) -> String {
        let of = |lines: &[&Line]| lines.iter().map(|it| it.values.clone()).collect();
        let lists: Vec<Vec<Row>> = row.lists.iter().map(|it| of(&it.1)).collect();
        let full = Full { row: row.line.values.clone(), lists };
        mark(self.kind, &full, self.layouts)
    }

    /// What tells a record from others: its words, or what stands first in it.
    fn summary(&self, known: &One) -> Option<String> {
        let (own, _) = layouts_of(self.layouts, self.kind);
        let own = own?;
        let shown = |key: &str| {
            let at = own.column(key)?;
            Some(own.columns[at].form.cell(known.full.row.get(at)?.as_ref()?).shown())
        };
        let words = ["words", "title", "name", "question", "gist", "act"].into_iter();
        words.filter_map(shown).next().or_else(|| {
            let cells = own.columns.iter().zip(&known.full.row);
            let said =
                cells.filter_map(|(column, it)| Some(column.form.cell(it.as_ref()?).shown()));
            Some(said.take(4).collect::<Vec<_>>().join(", "))
        })
    }
}

fn text(value: Option<&Val>) -> Option<&str> {
    match value {
        Some(Val::Text(text)) => Some(text),
        _ => None,
    }
}

impl Candidate<'_> {
    pub(super) fn kind(&self) -> Kind {
        self.table.layout.kind
    }

    /// Says what became of the row if it is a copy: its record, once read, has `mark`, which is on
    /// record already or (`None`) is new.
    pub(super) fn tell_copy(&self, mark: Option<&str>, out: &mut Import) {
        let Some(of) = self.copy_of else { return };
        match mark {
            Some(mark) if mark == self.line.first => out.notes.push(self.same_as(of)),
            // Imported before.
            Some(_) => {}
            None => {
                let message = format!("a copy of row {of}; treated as new");
                let at = Some(self.table.place(self.line, None));
                out.notes.push(Remark { at, message, hint: None });
            }
        }
    }

    fn same_as(&self, of: usize) -> Remark {
        let at = Some(self.table.place(self.line, None));
        let message = format!("the same as row {of}; skipped");
        Remark { at, message, hint: None }
    }

    /// The columns in which the row differs from a record. Of a row `by_hand` only what it says
    /// counts.
    fn differs(&self, known: &One, by_hand: bool) -> Vec<usize> {
        let said = |value: Option<&Val>| value.map(said);
        (0..self.table.layout.columns.len())
            .filter(|at| self.table.columns[*at].is_some())
            .filter(|at| !by_hand || self.line.values[*at].is_some())
            .filter(|at| {
                let there = known.full.row.get(*at).and_then(Option::as_ref);
                said(self.line.values[*at].as_ref()) != said(there)
            })
            .collect()
    }

    /// Tells every difference from the record.
    fn report(&self, known: &One, by_hand: bool, out: &mut Import) {
        let before = out.conflicts.len();
        let layout = self.table.layout;
        let ends = |at: &usize| self.table.columns[*at].is_some_and(|it| it >= self.line.width);
        let (cut, mut differs): (Vec<usize>, Vec<usize>) =
            self.differs(known, by_hand).into_iter().partition(ends);
        if cut.len() > 1 {
            // A row that was cut short is told once, not cell by cell.
            let names: Vec<String> =
                cut.iter().map(|at| format!("`{}`", layout.columns[*at].name())).collect();
            out.conflicts.push(Conflict {
                at: self.table.place(self.line, None),
                message: format!(
                    "the row ends after column {}; the record also has {}",
                    letters(self.line.width.saturating_sub(1)),
                    names.join(", ")
                ),
                sheet: None,
                dossier: None,
                file: known.file.clone(),
            });
        } else {
            differs.extend(cut);
        }
        for at in differs {
            let column = &layout.columns[at];
            let shown = |value: Option<&Val>| {
                value.map_or("nothing".to_owned(), |it| column.form.cell(it).shown())
            };
            out.conflicts.push(Conflict {
                at: self.table.place(self.line, Some(at)),
                message: format!("`{}` is not what the record says", column.name()),
                sheet: Some(shown(self.line.values[at].as_ref())),
                dossier: Some(shown(known.full.row.get(at).and_then(Option::as_ref))),
                file: known.file.clone(),
            });
        }
        for (n, (table, lines)) in self.lists.iter().enumerate() {
            let Some(table) = table else { continue };
            if by_hand && lines.is_empty() {
                continue;
            }
            let rows: Vec<Row> = lines.iter().map(|it| it.values.clone()).collect();
            let there = known.full.lists.get(n).map_or(&[][..], Vec::as_slice);
            // A column that the sheet does not have says nothing.
            let asked = |row: &Row| -> Row {
                let value = |(at, value): (usize, &Option<Val>)| {
                    table.columns[at].and_then(|_| value.clone())
                };
                row.iter().enumerate().map(value).collect()
            };
            let there: Vec<Row> = there.iter().map(asked).collect();
            self.report_list(table, lines, &rows, &there, known, out);
        }
        out.same += usize::from(out.conflicts.len() == before);
    }

    fn report_list(
        &self,
        table: &Table<'_>,
        lines: &[&Line],
        rows: &[Row],
        there: &[Row],
        known: &One,
        out: &mut Import,
    ) {
        let layout = table.layout;
        let mut missing = list_said(there, layout);
        let list = layout.list.unwrap_or_default();
        for (line, row) in lines.iter().zip(rows) {
            let said = list_said(std::slice::from_ref(row), layout);
            match missing.iter().position(|it| Some(it) == said.first()) {
                Some(at) => {
                    missing.remove(at);
                }
                None => out.conflicts.push(Conflict {
                    at: table.place(line, None),
                    message: format!(
                        "no entry of `{list}` says this; existing records are not \
                                      extended"
                    ),
                    sheet: None,
                    dossier: None,
                    file: known.file.clone(),
                }),
            }
        }
        if !missing.is_empty() {
            let n = missing.len();
            let noun = if n == 1 { "entry" } else { "entries" };
            out.conflicts.push(Conflict {
                at: self.table.place(self.line, None),
                message: format!("{n} {noun} of `{list}` have no matching row"),
                sheet: None,
                dossier: None,
                file: known.file.clone(),
            });
        }
    }

    /// Tells where the row names a question by a name that is another one's in the whole record.
    pub(super) fn tell_renamed(&self, renamed: &[String], problems: &mut Vec<Remark>) {
        let Some(at) = self.table.layout.column("forecast") else { return };
        let Some(id) = text(self.line.values[at].as_ref()).and_then(Id::new) else { return };
        let (stem, _) = id.stem();
        if renamed.iter().any(|it| it == stem) {
            problems.push(Remark {
                at: Some(self.table.place(self.line, Some(at))),
                message: format!("the record has several questions called `{stem}`"),
                hint: Some(
                    "a party's copy numbers only those it sees: write the id that the intended \
                     one has in the full record"
                        .into(),
                ),
            });
        }
    }

    /// Whether the row can become a record.
    pub(super) fn may_be_new(&self, problems: &mut Vec<Remark>) -> bool {
        let layout = self.table.layout;
        let forecasts = [Kind::Forecast, Kind::Prediction, Kind::Resolution].contains(&layout.kind);
        for name in SEALED.into_iter().filter(|_| forecasts) {
            let Some(at) = layout.column(name) else { continue };
            if self.line.values[at].is_some() {
                problems.push(Remark {
                    at: Some(self.table.place(self.line, Some(at))),
                    message: format!("`{name}` belongs to the ledger, but this is a new record"),
                    hint: Some(
                        Phrase::from("clear the cell; only ")
                            .with(Action::AddForecast)
                            .and(", ")
                            .with(Action::Resolve)
                            .and(" and ")
                            .with(Action::ImportForecasts)
                            .and(" seal"),
                    ),
                });
                return false;
            }
        }
        let Some(set) = &self.line.assumption else { return true };
        problems.push(Remark {
            at: Some(self.table.place(self.line, None)),
            message: format!("a new record of the assumption set `{}`", short(set)),
            hint: Some(
                format!("write it into assumptions/{}.toml: no import adds to a set", short(set))
                    .into(),
            ),
        });
        false
    }

    /// Writes the record; returns where it begins.
    pub(super) fn write(&self, text: &mut Text) -> usize {
        fn source<'s>(table: &'s Table<'_>, line: &'s Line) -> Source<'s> {
            Source {
                layout: table.layout,
                values: &line.values,
                at: line.at,
                columns: &table.columns,
            }
        }
        let lists: Vec<Vec<Source<'_>>> = self
            .lists
            .iter()
            .map(|(table, lines)| {
                table
                    .map_or_else(Vec::new, |it| lines.iter().map(|line| source(it, line)).collect())
            })
            .collect();
        text.record(&source(self.table, self.line), &lists)
    }
}
