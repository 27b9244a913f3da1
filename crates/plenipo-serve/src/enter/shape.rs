//! The form of a table, made from the dossier's own schema: which fields it has, with which control, and which of
//! them come first.

use plenipo_record::case::chance::ChanceWord;
use plenipo_record::case::course::{MovementKind, TextStateKind};
use plenipo_record::case::demand::DemandKind;
use plenipo_record::case::describe::capital;
use plenipo_record::case::draft::{self, Life, Relation};
use plenipo_record::case::forecast::{Fit, Outcome};
use plenipo_record::case::id::Kind;
use plenipo_record::case::meeting::{EffectOn, LogState};
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::Role;
use plenipo_record::case::position::{Direction, Reply, SalienceClass};
use plenipo_record::case::process::{ConsentEffect, ConsentForm, ConsentGiven};
use plenipo_record::case::red_line::Audience;
use plenipo_record::case::rule::RuleKind;
use plenipo_record::case::source::Reliability;
use plenipo_record::case::understanding::Force;
use plenipo_record::dossier::schema::{self, Also, SchemaTable};

/// The tables that are entered most, first.
pub(super) const QUICK: [Kind; 5] =
    [Kind::Meeting, Kind::Statement, Kind::Answer, Kind::RedLine, Kind::Source];

/// How a record is known, who may see it and what it is called: a section of every form.
const FOOTING: [&str; 5] = ["source", "basis", "known", "handling", "id"];

/// How the values of a field are given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Control {
    /// A line of text.
    Line,
    /// Text of several lines.
    Area,
    /// A day, typed loosely.
    Day,
    /// Yes, or nothing.
    Flag,
    /// A word of a closed list.
    Words(Vec<&'static str>),
    /// Several words of a closed list.
    SeveralWords(Vec<&'static str>),
    /// One of what there is.
    One(Pool),
    /// Several of what there is.
    Several(Pool),
    /// One of what there is, or words.
    Typed(Pool),
    /// Several of what there is, or words.
    TypedSeveral(Pool),
    /// An option of the issue that the record names.
    Option,
    /// Options of the issue that the record names.
    OptionsOfIssue,
    /// Options of any issue.
    Options,
    /// Sources, each with the credibility of the item.
    Sources,
    /// Who may see it: a word, or parties.
    Handling,
}

/// What there is to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pool {
    Of(Kind),
    Speakers,
    /// Drafts, and any text at all.
    Texts,
    /// Records of every table.
    Records,
    Chances,
    Saliences,
}

/// A field of a form.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its column: `date`, `condition.when`; within a list without the list's own name.
    pub(super) column: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) required: bool,
    pub(super) control: Control,
}

/// A list of tables inside a record, or the record itself.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) list: &'static str,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) table: &'static SchemaTable,
    pub(super) fields: Vec<Field>,
}

/// The form of a table.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) table: &'static SchemaTable,
    /// What is asked first.
    pub(super) first: Vec<Field>,
    /// Lists that are asked first.
    pub(super) first_lists: Vec<Rows>,
    pub(super) footing: Vec<Field>,
    pub(super) more: Vec<Field>,
    pub(super) more_lists: Vec<Rows>,
}

impl Shape {
    pub(super) fn of(kind: Kind) -> Shape {
        let table = schema::of(kind);
        let everyday = everyday(kind);
        let is_first = |key: &str| match everyday {
            Some(keys) => keys.contains(&key),
            None => table.fields.iter().any(|it| it.key == key && it.part.is_none()),
        };
        let mut shape = Shape {
            kind,
            table,
            first: Vec::new(),
            first_lists: Vec::new(),
            footing: Vec::new(),
            more: Vec::new(),
            more_lists: Vec::new(),
        };
        for field in table.keys() {
            let first = is_first(field.key) || field.required;
            match field.part {
                Some(part) if field.form == "list of tables" => {
                    let rows = Rows {
                        list: field.key,
                        label: label(field.key),
                        help: capital(field.doc),
                        table: part,
                        fields: part.keys().flat_map(|it| fields(kind, part, it, true)).collect(),
                    };
                    match first {
                        true => shape.first_lists.push(rows),
                        false => shape.more_lists.push(rows),
                    }
                }
                _ => {
                    let of = fields(kind, table, field, false);
                    match () {
                        () if FOOTING.contains(&field.key) => shape.footing.extend(of),
                        () if first => shape.first.extend(of),
                        () => shape.more.extend(of),
                    }
                }
            }
        }
        // What has to be said first, then what is said every day, in the order of the list.
        let place = |it: &Field| {
            let key = it.column.split('.').next().unwrap_or_default();
            everyday.and_then(|keys| keys.iter().position(|it| *it == key))
        };
        shape.first.sort_by_key(|it| (!it.required, place(it)));
        let footing = |it: &Field| FOOTING.iter().position(|key| *key == it.column);
        shape.footing.sort_by_key(footing);
        shape
    }

    /// The fields of the record itself, in the order of its sheet here.
    pub(super) fn own(&self) -> impl Iterator<Item = &Field> {
        self.first.iter().chain(&self.footing).chain(&self.more)
    }

    pub(super) fn lists(&self) -> impl Iterator<Item = &Rows> {
        self.first_lists.iter().chain(&self.more_lists)
    }

    /// The field of that name in a form: `date`, `said.0.by`.
    pub(super) fn field(&self, name: &str) -> Option<(Option<(&Rows, usize)>, &Field)> {
        if let Some(own) = self.own().find(|it| it.column == name) {
            return Some((None, own));
        }
        let (list, rest) = name.split_once('.')?;
        let (row, column) = rest.split_once('.')?;
        let rows = self.lists().find(|it| it.list == list)?;
        let row = row.parse().ok().filter(|it| *it < ROWS_MAX)?;
        Some((Some((rows, row)), rows.fields.iter().find(|it| it.column == column)?))
    }
}

/// Rows of a list in a form, at most.
pub(super) const ROWS_MAX: usize = 200;

/// The keys that are asked every day; of other tables all of their own.
fn everyday(kind: Kind) -> Option<&'static [&'static str]> {
    Some(match kind {
        Kind::Meeting => &["title", "date", "place", "channel", "present", "said"],
        Kind::Statement => &["date", "by", "audience", "about", "words", "gist"],
        Kind::Answer => &["party", "to", "answer", "date", "by", "audience", "words", "condition"],
        Kind::RedLine => {
            &["party", "by", "audience", "date", "words", "rules_out", "condition", "firmness"]
        }
        Kind::Source => &["publisher", "title", "address", "date", "reliability"],
        _ => return None,
    })
}

/// The fields of a key: several where it is a table.
fn fields(
    kind: Kind,
    table: &'static SchemaTable,
    field: &'static schema::Field,
    in_list: bool,
) -> Vec<Field> {
    let one =
        |table: &SchemaTable, of: &schema::Field, column: String, label: String, lead: &str| {
            // Within another table there is one line for sources.
            let within = in_list || !lead.is_empty();
            let control = control(kind, table, of, within).unwrap_or(Control::Line);
            let help = format!("{lead}{}{}", capital(of.doc), example(of, &control, within));
            Field { column, label, help, required: of.required && lead.is_empty(), control }
        };
    match field.part.filter(|_| field.form == "table") {
        Some(part) => {
            let inner = |it: &'static schema::Field| {
                let column = format!("{}.{}", field.key, it.key);
                let label = format!("{}: {}", label(field.key), label(it.key).to_lowercase());
                one(part, it, column, label, &format!("{}: ", capital(field.doc)))
            };
            part.keys().map(inner).collect()
        }
        None => vec![one(table, field, field.key.to_owned(), label(field.key), "")],
    }
}

fn label(key: &str) -> String {
    match key {
        "id" => "Name in the record".to_owned(),
        "is" => "Which".to_owned(),
        "by" => "By whom".to_owned(),
        "to" => "To".to_owned(),
        "handling" => "Who may see it".to_owned(),
        "known" => "Learned on".to_owned(),
        "date_is" => "How exact the date is".to_owned(),
        key => capital(&key.replace('_', " ")),
    }
}

/// The control of a key; `None` where nobody has said which its form has, which a test rules out.
fn control(
    kind: Kind,
    table: &SchemaTable,
    field: &schema::Field,
    in_list: bool,
) -> Option<Control> {
    macro_rules! words {
        ($of:expr) => {
            Control::Words($of.iter().map(|it| it.1).collect())
        };
    }
    Some(match (field.key, field.form) {
        ("words" | "gist" | "text" | "note" | "criteria" | "wording" | "because", "text") => {
            Control::Area
        }
        ("id", "id") if table.also == Also::Nothing && table.has("why") => {
            Control::Typed(Pool::Of(kind))
        }
        (_, "text" | "id" | "day and time" | "draft#number") => Control::Line,
        (_, "day") => Control::Day,
        (_, "true or false") => Control::Flag,
        (_, "speaker") => Control::Typed(Pool::Speakers),
        (_, "speaker or list" | "list of speakers") => Control::TypedSeveral(Pool::Speakers),
        (_, "party") => Control::One(Pool::Of(Kind::Party)),
        (_, "draft") => Control::One(Pool::Of(Kind::Draft)),
        (_, "issue") => Control::One(Pool::Of(Kind::Issue)),
        (_, "understanding") => Control::One(Pool::Of(Kind::Understanding)),
        (_, "forecast") => Control::One(Pool::Of(Kind::Forecast)),
        (_, "source") => Control::One(Pool::Of(Kind::Source)),
        (_, "draft or any-text") => Control::One(Pool::Texts),
        (_, "record") => Control::Typed(Pool::Records),
        (_, "list of parties") => Control::Several(Pool::Of(Kind::Party)),
        (_, "list of drafts") => Control::Several(Pool::Of(Kind::Draft)),
        (_, "list of issues") => Control::Several(Pool::Of(Kind::Issue)),
        (_, "list of records") => Control::TypedSeveral(Pool::Records),
        (_, "list of sources or words") => Control::TypedSeveral(Pool::Of(Kind::Source)),
        // The options of an issue that is being entered are no choice yet.
        (_, "option") if kind == Kind::Issue => Control::Line,
        (_, "option") => Control::Option,
        ("ranking", _) => Control::Line,
        (_, "list of options") => Control::OptionsOfIssue,
        (_, "options" | "an option of each issue") => Control::Options,
        (_, "sources") if in_list => Control::Typed(Pool::Of(Kind::Source)),
        (_, "sources") => Control::Sources,
        (_, "handling") => Control::Handling,
        (_, "chance") => Control::Typed(Pool::Chances),
        (_, "salience") => Control::Typed(Pool::Saliences),
        (_, "basis") => words!(Basis::ALL),
        (_, "exactness") => words!(DateIs::ALL),
        (_, "audience") => words!(Audience::ALL),
        (_, "reply") => words!(Reply::ALL),
        (_, "fit") => words!(Fit::ALL),
        (_, "up or down") => words!(Direction::ALL),
        (_, "outcome") => words!(Outcome::ALL),
        (_, "relation") => words!(Relation::ALL),
        (_, "force") => words!(Force::ALL),
        (_, "object") => words!(EffectOn::ALL),
        (_, "effect") => words!(ConsentEffect::ALL),
        (_, "given or refused") => words!(ConsentGiven::ALL),
        (_, "kind of rule") => words!(RuleKind::ALL),
        (_, "kind of movement") => words!(MovementKind::ALL),
        (_, "kind of demand") => words!(DemandKind::ALL),
        (_, "capacity") => words!(CapacityKind::ALL),
        (_, "state of a point") => words!(TextStateKind::ALL),
        (_, "state") if table.name == "log entry" => words!(LogState::ALL),
        (_, "state") => words!(Life::ALL),
        (_, "form") if kind == Kind::Consent => words!(ConsentForm::ALL),
        (_, "form") => words!(draft::Form::ALL),
        (_, "A to F") => words!(Reliability::ALL),
        (_, "1 to 6") => Control::Words(vec!["1", "2", "3", "4", "5", "6"]),
        (_, "list of roles") => Control::SeveralWords(Role::ALL.iter().map(|it| it.1).collect()),
        (_, "number for each answer" | "list of tables" | "table") => Control::Area,
        (
            _,
            "whole number"
            | "count"
            | "number"
            | "number or range"
            | "text or whole number"
            | "list of words"
            | "list of numbers"
            | "list of words or numbers"
            | "list of text"
            | "list of pairs"
            | "number or range for each option",
        ) => Control::Line,
        _ => return None,
    })
}

/// How a value is written, where that has to be said.
fn example(field: &schema::Field, control: &Control, in_list: bool) -> &'static str {
    match (field.key, field.form) {
        (_, "sources") if in_list => ". One, or several: gazette (2); courier",
        (_, "number or range") => ". For example 0.3 or 0.3 to 0.5",
        (_, "chance" | "salience") => ". A number from 0 to 1, a range as in 0.3 to 0.5, or a word",
        ("ranking", _) => ". For example low > high = middle",
        (_, "list of pairs") => ". For example low > high; low > middle",
        (_, "number or range for each option") => ". For example low = 0.2; high = 0.5 to 0.7",
        (_, "number for each answer") => ". For example { yes = 0.4, no = 0.35 }",
        (_, "list of tables" | "table") => ". As in the dossier's own files: [{ … }]",
        (_, form) if form.starts_with("list of ") && *control == Control::Line => {
            ". Several are parted by ;"
        }
        _ => "",
    }
}

/// The words of a scale.
pub(super) fn scale(pool: Pool) -> Vec<&'static str> {
    match pool {
        Pool::Chances => ChanceWord::ALL.iter().map(|it| it.text).collect(),
        Pool::Saliences => SalienceClass::ALL.iter().map(|it| it.1).collect(),
        Pool::Of(_) | Pool::Speakers | Pool::Texts | Pool::Records => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_schema_has_a_control_of_its_own() {
        fn look(kind: Kind, table: &'static SchemaTable, in_list: bool) {
            for field in table.keys() {
                match field.part {
                    Some(part) => look(kind, part, true),
                    None => assert!(
                        control(kind, table, field, in_list).is_some(),
                        "{}.{}: {}",
                        table.name,
                        field.key,
                        field.form
                    ),
                }
            }
        }
        Kind::ALL.into_iter().for_each(|kind| look(kind, schema::of(kind), false));
    }

    #[test]
    fn every_key_of_every_table_is_in_its_form_once() {
        for kind in Kind::ALL {
            let shape = Shape::of(kind);
            for field in schema::of(kind).keys() {
                let own = shape.own().filter(|it| {
                    it.column == field.key || it.column.starts_with(&format!("{}.", field.key))
                });
                let lists = shape.lists().filter(|it| it.list == field.key).count();
                let asked = match field.part {
                    Some(part) if lists == 0 => part.keys().count(),
                    _ => 1,
                };
                assert_eq!(own.count() + lists, asked, "{}.{}", kind.table(), field.key);
            }
        }
    }

    #[test]
    fn what_is_needed_comes_first() {
        let shape = Shape::of(Kind::Answer);
        let first: Vec<&str> = shape.first.iter().map(|it| it.column.as_str()).collect();
        assert_eq!(first[..4], ["party", "to", "answer", "date"]);
        let first: Vec<String> =
            Shape::of(Kind::Meeting).first.into_iter().map(|it| it.column).collect();
        assert_eq!(first, ["title", "date", "place", "channel", "present"]);
    }
}
