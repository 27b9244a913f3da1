//! The fields of a question, made from what its lens says of its own settings: what refers to records is chosen among
//! those that the viewer sees, by their names for people.

use plenipo::lens::setting::{Setting, SettingKind};
use plenipo_record::case::Case;
use plenipo_record::case::describe::capital;
use plenipo_record::case::id::Kind;

use crate::asked::Asked;
use crate::enter::offers;
use crate::lab;
use crate::reading::Reading;

/// Boxes to tick, at most; of more there is a list.
const BOXES_MAX: usize = 16;

/// Something to choose from.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) is_chosen: bool,
}

/// Something to fill in.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) value: String,
    pub(crate) is: FieldIs,
}

pub(crate) enum FieldIs {
    Number,
    Text,
    Day,
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these, few.
    Boxes(Vec<Choice>),
    /// Any of these, many.
    Many(Vec<Choice>),
}

/// The record that choices are made from: as it is read, and with what is tried out beside it.
pub(crate) struct Among<'a> {
    pub(crate) case: &'a Case,
    pub(crate) reading: &'a Reading,
}

/// A setting as something to fill in. Without a record its ids are typed.
pub(crate) fn field(setting: &'static Setting, asked: &Asked, among: Option<&Among<'_>>) -> Field {
    let said: Vec<&str> =
        asked.said.iter().filter(|it| it.0 == setting.name).map(|it| it.1.as_str()).collect();
    let value = said.join(",");
    let (is, default) = match setting.kind {
        SettingKind::Number { default, .. } => (FieldIs::Number, default.to_string()),
        SettingKind::Chance => (FieldIs::Number, String::new()),
        SettingKind::Day => (FieldIs::Day, String::new()),
        SettingKind::Choice { default, words } => {
            let chosen = if value.is_empty() { default } else { &value };
            let word = |it: &&str| Choice {
                value: (*it).to_owned(),
                name: it.replace('-', " "),
                is_chosen: *it == chosen,
            };
            (FieldIs::Choice(words.iter().map(word).collect()), String::new())
        }
        SettingKind::Ids { of, one } => {
            (ids(of, &value, among).map_or(FieldIs::Text, |it| chosen(it, one)), String::new())
        }
        SettingKind::Factors { .. } | SettingKind::Words => (FieldIs::Text, String::new()),
    };
    let value = if value.is_empty() { default } else { value };
    let help = capital(&setting.help_in(|hint| hint.to_string()));
    let label = capital(&setting.name.replace('-', " "));
    Field { name: setting.name, label, help, value, is }
}

/// The records that a setting may name; nothing where it names none, and where there are none.
pub(crate) fn choices(
    setting: &'static Setting,
    asked: &Asked,
    among: Option<&Among<'_>>,
) -> Option<Vec<Choice>> {
    let said = asked.said.iter().filter(|it| it.0 == setting.name).map(|it| it.1.as_str());
    match setting.kind {
        SettingKind::Ids { of, .. } => ids(of, &said.collect::<Vec<_>>().join(","), among),
        _ => None,
    }
}

/// The records that a setting may name, the earliest first; what it names and they do not have stays.
fn ids(of: &str, value: &str, among: Option<&Among<'_>>) -> Option<Vec<Choice>> {
    let among = among?;
    let kind = Kind::ALL.into_iter().find(|it| it.table() == of)?;
    let said: Vec<&str> = value.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    let choice = |(value, name): (String, String)| Choice {
        is_chosen: said.contains(&value.as_str()),
        name,
        value,
    };
    let mut all: Vec<Choice> = offers(among.case, kind).into_iter().map(choice).collect();
    if kind == Kind::Draft {
        let tried = lab::tried_ids(among.case, among.reading);
        let tried = tried.into_iter().zip(&among.reading.tried);
        let named = tried.map(|(id, it)| choice((id, format!("Tried out: {it}"))));
        let new = named.filter(|it| !all.iter().any(|of| of.value == it.value));
        all.extend(new.collect::<Vec<_>>());
    }
    if all.is_empty() {
        return None;
    }
    let strange = said.iter().filter(|it| !all.iter().any(|of| of.value == **it));
    let strange: Vec<Choice> =
        strange.map(|it| choice(((*it).to_owned(), (*it).to_owned()))).collect();
    all.extend(strange);
    Some(all)
}

/// How they are chosen.
fn chosen(mut all: Vec<Choice>, one: bool) -> FieldIs {
    match one {
        true => {
            let is_chosen = !all.iter().any(|it| it.is_chosen);
            let none = Choice { value: String::new(), name: "–".to_owned(), is_chosen };
            all.insert(0, none);
            FieldIs::Choice(all)
        }
        false if all.len() <= BOXES_MAX => FieldIs::Boxes(all),
        false => FieldIs::Many(all),
    }
}
