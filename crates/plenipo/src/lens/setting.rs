//! Settings that describe themselves.

use super::error::Error;

/// A setting of a lens, described as data: flags, forms and docs are made from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Its name, as in `--name`.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// Its unit, where it has one.
    pub unit: Option<&'static str>,
    /// What values it takes, and the default.
    pub kind: SettingKind,
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
    Day(jiff::civil::Date),
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
            let fault = |message: String| Err(Error::Setting { name: name.clone(), message });
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

    /// The number `name`, else its default in `described`.
    pub fn number(&self, described: &[Setting], name: &str) -> f64 {
        match (self.get(name), described.iter().find(|it| it.name == name).map(|it| it.kind)) {
            (Some(Value::Number(number)), _) => *number,
            (_, Some(SettingKind::Number { default, .. })) => default,
            _ => f64::NAN,
        }
    }

    /// The word `name`, else its default in `described`.
    pub fn choice<'a>(&'a self, described: &[Setting], name: &str) -> &'a str {
        match (self.get(name), described.iter().find(|it| it.name == name).map(|it| it.kind)) {
            (Some(Value::Text(text)), _) => text,
            (_, Some(SettingKind::Choice { default, .. })) => default,
            _ => "",
        }
    }

    /// The words `name`.
    pub fn words(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The ids `name`; none where nothing is said.
    pub fn ids(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(Value::Ids(ids)) => ids,
            _ => &[],
        }
    }

    /// Whether anything was said of `name`.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The chance `name`.
    pub fn chance(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The ids `name`, each with its factor; none where nothing is said.
    pub fn factors(&self, name: &str) -> Vec<(&str, f64)> {
        self.ids(name).iter().filter_map(|it| factor(it)).collect()
    }

    /// The day `name`.
    pub fn day(&self, name: &str) -> Option<jiff::civil::Date> {
        match self.get(name) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// Every setting of `described` with the value it has: what was said, else its default. Those that have
    /// neither are left out, and unless `named` also those that name something.
    pub fn in_effect(&self, described: &[Setting], named: bool) -> Vec<(&'static str, String)> {
        let names = |kind| {
            matches!(
                kind,
                SettingKind::Ids { .. } | SettingKind::Factors { .. } | SettingKind::Words
            )
        };
        let value = |it: &Setting| match (self.get(it.name), it.kind) {
            (Some(Value::Number(number)), _) => Some(number.to_string()),
            (Some(Value::Text(text)), _) => Some(text.clone()),
            (Some(Value::Ids(ids)), _) => Some(ids.join(",")).filter(|it| !it.is_empty()),
            (Some(Value::Day(day)), _) => Some(day.to_string()),
            (None, SettingKind::Number { default, .. }) => Some(default.to_string()),
            (None, SettingKind::Choice { default, .. }) => Some(default.to_owned()),
            (None, _) => None,
        };
        let told = described.iter().filter(|it| named || !names(it.kind));
        told.filter_map(|it| Some((it.name, value(it)?))).collect()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value)
    }
}

/// An id and its factor, in `[0.001, 1000]`: beyond that a chance would be settled and not weighed.
fn factor(text: &str) -> Option<(&str, f64)> {
    let (id, factor) = text.split_once('=')?;
    let factor: f64 = factor.trim().parse().ok()?;
    (0.001..=1000.0).contains(&factor).then_some((id.trim(), factor))
}
