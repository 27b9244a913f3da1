//! Which sheets there are, and which columns each has: made from the schema of the dossier.

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::schema::{self, Also, Field, SchemaTable};

use super::form::Form;

/// A column: a key of a record, or a key of a table inside it (`condition.when`).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// The key of the record.
    pub(super) key: &'static str,
    /// The key of the table inside it, where the column is one of those.
    pub(super) inner: Option<&'static str>,
    /// How its values stand in cells.
    pub(super) form: Form,
}

impl Column {
    /// Its name in the first row.
    pub(super) fn name(&self) -> String {
        match self.inner {
            None => self.key.to_owned(),
            Some(inner) => format!("{}.{inner}", self.key),
        }
    }
}

/// A sheet there can be.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The table of the records.
    pub(super) kind: Kind,
    /// The list inside records whose entries are the rows; the records themselves without one.
    pub(super) list: Option<&'static str>,
    /// Its columns, beside the one that tells rows apart.
    pub(super) columns: Vec<Column>,
    /// The key that an entry given as plain text stands for.
    pub(super) plain: &'static str,
}

impl Layout {
    /// Its name.
    pub(super) fn name(&self) -> String {
        match self.list {
            None => self.kind.table().to_owned(),
            Some(list) => format!("{}.{list}", self.kind.table()),
        }
    }

    /// The place of the column called `name`.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it.name() == name)
    }
}

/// Every sheet there can be: of each table, then of the lists inside its records.
pub(super) fn layouts() -> Vec<Layout> {
    let mut layouts = Vec::new();
    for kind in Kind::ALL {
        let table = schema::of(kind);
        layouts.push(Layout { kind, list: None, columns: columns(table), plain: "" });
        for field in table.keys() {
            if let Some(part) = field.part.filter(|_| is_list(field)) {
                let plain = part.fields.iter().find(|it| it.required).map_or("", |it| it.key);
                let columns = columns(part);
                layouts.push(Layout { kind, list: Some(field.key), columns, plain });
            }
        }
    }
    layouts
}

fn is_list(field: &Field) -> bool {
    field.form == "list of tables"
}

/// The columns of a table: a key each, a table inside it spread over several. Lists of tables inside
/// a record have sheets of their own; those inside such a list stand in a cell.
fn columns(table: &'static SchemaTable) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in table.keys() {
        match field.part {
            Some(_) if is_list(field) && table.also == Also::Record => {}
            Some(part) if !is_list(field) => {
                for inner in part.keys() {
                    let form = Form::of(inner);
                    columns.push(Column { key: field.key, inner: Some(inner.key), form });
                }
            }
            _ => columns.push(Column { key: field.key, inner: None, form: Form::of(field) }),
        }
    }
    // The name first, as people look for it.
    columns.sort_by_key(|it| it.key != "id");
    columns
}
