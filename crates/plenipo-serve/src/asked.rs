//! A question as an address has it: a lens and its settings, by the names that the lens describes.

use plenipo::lens::Lens;
use plenipo::lens::setting::{Setting, SettingKind, Settings, Value};

use crate::reading::Pairs;
use crate::trouble::Trouble;

/// A question.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) lens: &'static Lens,
    pub(crate) settings: Settings,
    /// What was said of the settings, in an order of its own: what answers are kept by, and what an address says.
    pub(crate) said: Pairs,
}

impl Asked {
    /// What `pairs` ask `lens`, with the settings `set` wherever they say nothing. Names that the lens does not have
    /// are left to others.
    ///
    /// # Errors
    /// Values that do not fit.
    pub(crate) fn of(
        lens: &'static Lens,
        set: &[(&str, &str)],
        pairs: &Pairs,
    ) -> Result<Asked, Trouble> {
        let mut settings = Settings::default();
        let mut said = Vec::new();
        for setting in lens.settings {
            let given: Vec<&str> = values(pairs, setting.name);
            let preset = || -> Vec<&str> {
                set.iter()
                    .filter(|(name, _)| *name == setting.name)
                    .map(|(_, value)| *value)
                    .collect()
            };
            let values = if given.is_empty() { preset() } else { given };
            let Some(value) = read(setting, &values)? else { continue };
            said.extend(values.iter().map(|it| (setting.name.to_owned(), (*it).to_owned())));
            settings = settings.with(setting.name, value);
        }
        settings.check(lens.settings)?;
        Ok(Asked { lens, settings, said })
    }
}

/// The values of a name that say anything.
pub(crate) fn values<'p>(pairs: &'p Pairs, name: &str) -> Vec<&'p str> {
    let of = pairs.iter().filter(|(it, _)| it == name).map(|(_, value)| value.trim());
    of.filter(|it| !it.is_empty()).collect()
}

/// The value of a setting, as it is said.
fn read(setting: &Setting, values: &[&str]) -> Result<Option<Value>, Trouble> {
    let Some(last) = values.last() else { return Ok(None) };
    let number = || {
        let read = last.parse().ok().filter(|it: &f64| it.is_finite());
        let name = setting.name;
        read.ok_or_else(|| Trouble::misused(format!("“{last}” is no number for `{name}`.")))
    };
    Ok(Some(match setting.kind {
        SettingKind::Number { .. } | SettingKind::Chance => Value::Number(number()?),
        SettingKind::Choice { .. } | SettingKind::Words => Value::Text((*last).to_owned()),
        SettingKind::Ids { .. } | SettingKind::Factors { .. } => {
            let ids = values.iter().flat_map(|it| it.split(',')).map(str::trim);
            Value::Ids(ids.filter(|it| !it.is_empty()).map(str::to_owned).collect())
        }
        SettingKind::Day => Value::Day(last.parse().map_err(|_| {
            Trouble::misused(format!("“{last}” is not a calendar date; write it as 2025-12-01."))
        })?),
    }))
}
