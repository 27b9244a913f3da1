//! Settings that describe themselves.

use std::marker::PhantomData;

use jiff::civil::Date;

use super::error::Error;
use crate::finding::hint::{Choice, Hint, To};

/// A setting of a lens, described as data: flags, forms and docs are made from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a sentence; where another setting is named, up to there.
    pub help: &'static str,
    /// The other setting that the sentence names, and what is said after it.
    pub beside: Option<(&'static str, &'static str)>,
    /// Its unit, where it has one.
    pub unit: Option<&'static str>,
    /// What values it takes, and the default.
    pub kind: SettingKind,
}

impl Setting {
    /// What it does, in a sentence; another setting that it names in the words of a door.
    pub fn help_in(&self, door: impl Fn(&Hint) -> String) -> String {
        match self.beside {
            None => self.help.to_owned(),
            Some((setting, rest)) => {
                format!("{} {}{rest}", self.help, door(&Hint::set(setting, To::Any)))
            }
        }
    }
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SettingKind {
    /// A number in a range.
    Number {
        /// Where nothing is said.
        default: f64,
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// One of several words.
    Choice {
        /// Where nothing is said.
        default: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// Ids of records of a kind, none by default.
    Ids {
        /// The kind, e.g. `draft`.
        of: &'static str,
        /// Whether only one is wanted.
        one: bool,
    },
    /// A probability above 0 and below 1, none by default.
    Chance,
    /// Ids of records of a kind, each with a factor above 0 (`ID=2`), none by default.
    Factors {
        /// The kind, e.g. `event`.
        of: &'static str,
    },
    /// Free words, none by default.
    Words,
    /// A day, none by default.
    Day,
}

/// A setting with the type of its value: what a lens reads its settings by, so that a name cannot be misspelt.
#[derive(Debug, Clone, Copy)]
pub struct Key<T>(pub Setting, PhantomData<fn() -> T>);

impl<T> Key<T> {
    const fn new(name: &'static str, help: &'static str, kind: SettingKind) -> Key<T> {
        Key(Setting { name, help, beside: None, unit: None, kind }, PhantomData)
    }

    /// The same, its help going on with the name of another setting and `rest`.
    pub const fn beside(self, setting: &'static str, rest: &'static str) -> Key<T> {
        Key(Setting { beside: Some((setting, rest)), ..self.0 }, PhantomData)
    }

    /// The same with a unit.
    pub const fn unit(self, unit: &'static str) -> Key<T> {
        Key(Setting { unit: Some(unit), ..self.0 }, PhantomData)
    }
}

impl Key<f64> {
    /// A number from `low` to `high`.
    pub const fn number(
        name: &'static str,
        help: &'static str,
        default: f64,
        (low, high): (f64, f64),
    ) -> Key<f64> {
        Key::new(name, help, SettingKind::Number { default, low, high })
    }
}

impl<W: Word> Key<W> {
    /// One of several words, by default the first.
    pub const fn choice(name: &'static str, help: &'static str) -> Key<W> {
        assert!(W::ALL.len() == W::WORDS.len(), "a word for each");
        Key::new(name, help, SettingKind::Choice { default: W::WORDS[0], words: W::WORDS })
    }
}

impl Key<Vec<String>> {
    /// Ids of records of a kind.
    pub const fn ids(name: &'static str, help: &'static str, of: &'static str) -> Self {
        Key::new(name, help, SettingKind::Ids { of, one: false })
    }

    /// The id of one record of a kind.
    pub const fn id(name: &'static str, help: &'static str, of: &'static str) -> Self {
        Key::new(name, help, SettingKind::Ids { of, one: true })
    }
}

impl Key<Option<f64>> {
    /// A probability above 0 and below 1.
    pub const fn chance(name: &'static str, help: &'static str) -> Self {
        Key::new(name, help, SettingKind::Chance)
    }
}

impl Key<Vec<(String, f64)>> {
    /// Ids of records of a kind, each with a factor above 0.
    pub const fn factors(name: &'static str, help: &'static str, of: &'static str) -> Self {
        Key::new(name, help, SettingKind::Factors { of })
    }
}

impl Key<Option<String>> {
    /// Free words.
    pub const fn words(name: &'static str, help: &'static str) -> Self {
        Key::new(name, help, SettingKind::Words)
    }
}

impl Key<Option<Date>> {
    /// A day.
    pub const fn day(name: &'static str, help: &'static str) -> Self {
        Key::new(name, help, SettingKind::Day)
    }
}

impl<T> Key<T> {
    /// Setting it to whatever the reader chooses, as something that could be done.
    pub(super) fn any(&self) -> Choice {
        self.left_to(To::Any)
    }

    /// Setting it to `value`, as something that could be done.
    pub(super) fn to(&self, value: impl Into<String>) -> Choice {
        self.left_to(To::Value(value.into()))
    }

    /// Setting it to what is left to the reader in this way.
    pub(super) fn left_to(&self, to: To) -> Choice {
        Choice { setting: self.0.name.to_owned(), to }
    }
}

/// A choice of words.
pub trait Word: Copy + 'static {
    /// The choices, the default first.
    const ALL: &'static [Self];
    /// Their words, in the same order.
    const WORDS: &'static [&'static str];

    /// Its word.
    fn word(self) -> &'static str
    where
        Self: PartialEq,
    {
        let place = Self::ALL.iter().position(|it| *it == self);
        place.map_or("", |it| Self::WORDS[it])
    }
}

/// What a setting's value is read as. That the value fits was [checked](Settings::check).
pub trait Takes: Sized {
    /// The value that was given, else the default.
    fn take(given: Option<&Value>, kind: &SettingKind) -> Self;
}

impl Takes for f64 {
    fn take(given: Option<&Value>, kind: &SettingKind) -> f64 {
        match (given, kind) {
            (Some(Value::Number(number)), _) => *number,
            (_, SettingKind::Number { default, .. }) => *default,
            // Only a number's key has this type.
            _ => 0.0,
        }
    }
}

impl<W: Word> Takes for W {
    fn take(given: Option<&Value>, _: &SettingKind) -> W {
        let said = match given {
            Some(Value::Text(text)) => W::WORDS.iter().position(|it| it == text),
            _ => None,
        };
        W::ALL[said.unwrap_or(0)]
    }
}

impl Takes for Vec<String> {
    fn take(given: Option<&Value>, _: &SettingKind) -> Vec<String> {
        match given {
            Some(Value::Ids(ids)) => ids.clone(),
            _ => Vec::new(),
        }
    }
}

impl Takes for Option<f64> {
    fn take(given: Option<&Value>, _: &SettingKind) -> Option<f64> {
        match given {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }
}

impl Takes for Vec<(String, f64)> {
    fn take(given: Option<&Value>, kind: &SettingKind) -> Vec<(String, f64)> {
        let pairs: Vec<String> = Takes::take(given, kind);
        let each = pairs.iter().filter_map(|it| factor(it));
        each.map(|(id, factor)| (id.to_owned(), factor)).collect()
    }
}

impl Takes for Option<String> {
    fn take(given: Option<&Value>, _: &SettingKind) -> Option<String> {
        match given {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }
}

impl Takes for Option<Date> {
    fn take(given: Option<&Value>, _: &SettingKind) -> Option<Date> {
        match given {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

/// Values of settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings(Vec<(String, Value)>);

/// The value of a setting.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A word or words.
    Text(String),
    /// Ids.
    Ids(Vec<String>),
    /// A day.
    Day(Date),
}

impl Settings {
    /// The same settings with `name` set to `value`.
    pub fn with(mut self, name: &str, value: Value) -> Settings {
        self.0.retain(|(it, _)| it != name);
        self.0.push((name.to_owned(), value));
        self
    }

    /// Checks that every value fits a setting of `described`.
    ///
    /// # Errors
    /// [`Error::Setting`] for the first that does not.
    pub fn check(&self, described: &[Setting]) -> Result<(), Error> {
        for (name, value) in &self.0 {
            let fault = |message: String| Err(Error::setting(name, message));
            let Some(setting) = described.iter().find(|it| it.name == name) else {
                return fault("this lens has no such setting".to_owned());
            };
            match (setting.kind, value) {
                (SettingKind::Number { low, high, .. }, Value::Number(number)) => {
                    if !(low..=high).contains(number) {
                        return fault(format!("{number} is not between {low} and {high}"));
                    }
                }
                (SettingKind::Choice { words, .. }, Value::Text(text)) => {
                    if !words.contains(&text.as_str()) {
                        return fault(format!("`{text}` is none of {}", words.join(", ")));
                    }
                }
                (SettingKind::Chance, Value::Number(number)) => {
                    if !(*number > 0.0 && *number < 1.0) {
                        return fault(format!("{number} is not a chance above 0 and below 1"));
                    }
                }
                (SettingKind::Factors { .. }, Value::Ids(pairs)) => {
                    if let Some(wrong) = pairs.iter().find(|it| factor(it).is_none()) {
                        return fault(format!(
                            "`{wrong}` is not an id with a factor between 0.001 and 1000; write it as `ID=2`"
                        ));
                    }
                }
                (SettingKind::Ids { .. }, Value::Ids(_))
                | (SettingKind::Words, Value::Text(_))
                | (SettingKind::Day, Value::Day(_)) => {}
                _ => return fault("this is a value of another kind".to_owned()),
            }
        }
        Ok(())
    }

    /// The value of a setting, else its default.
    pub fn of<T: Takes>(&self, key: &Key<T>) -> T {
        T::take(self.given(key.0.name), &key.0.kind)
    }

    /// Whether anything was said of a setting.
    pub fn has<T>(&self, key: &Key<T>) -> bool {
        self.given(key.0.name).is_some()
    }

    /// What was said of the setting `name`.
    pub(super) fn given(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value)
    }
}

/// An id and its factor, in `[0.001, 1000]`: beyond that a chance would be settled and not weighed.
fn factor(text: &str) -> Option<(&str, f64)> {
    let (id, factor) = text.split_once('=')?;
    let factor: f64 = factor.trim().parse().ok()?;
    (0.001..=1000.0).contains(&factor).then_some((id.trim(), factor))
}
