//! How the record is read: on which day, by whom, with what supposed. In addresses it has the names that the
//! command line has.

use jiff::civil::Date;
use plenipo::lens::context::Context;
use plenipo::lens::view::TRIED_MAX;
use plenipo_record::case::tried::Tried;

use crate::trouble::Trouble;

/// Names that say how the record is read, and not what is asked of it.
pub(crate) const NAMES: [&str; 5] = ["as-of", "for", "assume", "whole", "try"];

/// How the record is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) day: Option<Date>,
    pub(crate) viewer: Option<String>,
    pub(crate) assume: Vec<String>,
    pub(crate) whole: bool,
    pub(crate) tried: Vec<Tried>,
}

/// What an address or a form says: names with values, in order.
pub(crate) type Pairs = Vec<(String, String)>;

impl Reading {
    /// What `pairs` say of it. Where the server answers for one party only, `fixed`, they say nothing of the viewer
    /// and of assumption sets, whose names are the keeper's.
    ///
    /// # Errors
    /// Days that do not exist, drafts to try out that are none, and viewers that are not there to be chosen.
    pub(crate) fn of(pairs: &Pairs, fixed: Option<&str>) -> Result<Reading, Trouble> {
        let mut reading = Reading { viewer: fixed.map(str::to_owned), ..Reading::default() };
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                _ if value.is_empty() => {}
                "as-of" => reading.day = Some(day(value)?),
                "for" if fixed.is_none_or(|it| it == value) => {
                    reading.viewer = Some(value.to_owned())
                }
                "assume" if fixed.is_none() => reading.assume.push(value.to_owned()),
                "for" | "assume" => {
                    return Err(Trouble::new(403, "This server answers for one party only."));
                }
                "whole" => reading.whole = value != "no",
                "try" => reading.tried.push(value.parse().map_err(Trouble::misused)?),
                _ => {}
            }
        }
        reading.assume.sort();
        reading.assume.dedup();
        if reading.tried.len() > TRIED_MAX {
            return Err(Trouble::misused(format!(
                "At most {TRIED_MAX} drafts are tried out side by side."
            )));
        }
        Ok(reading)
    }

    /// The conditions that it asks under.
    pub(crate) fn context<'a>(&'a self, of: &Context<'a>) -> Context<'a> {
        Context {
            as_of: self.day,
            viewer: self.viewer.as_deref(),
            whole: self.whole,
            tried: &self.tried,
            ..*of
        }
    }

    /// Its part of an address, without what the server has fixed.
    pub(crate) fn pairs(&self, fixed: Option<&str>) -> Pairs {
        let mut pairs = self.pairs_on_record(fixed);
        pairs.extend(self.tried.iter().map(|it| ("try".to_owned(), it.to_string())));
        pairs
    }

    /// The same without drafts that are tried out.
    pub(crate) fn pairs_on_record(&self, fixed: Option<&str>) -> Pairs {
        let mut pairs = Vec::new();
        let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if let Some(day) = self.day {
            put("as-of", day.to_string());
        }
        if let Some(viewer) = self.viewer.as_ref().filter(|_| fixed.is_none()) {
            put("for", viewer.clone());
        }
        for set in &self.assume {
            put("assume", set.clone());
        }
        if self.whole {
            put("whole", "yes".to_owned());
        }
        pairs
    }
}

/// The address of `path` with `pairs`.
pub(crate) fn address(path: &str, pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    format!("{path}?{}", query.finish())
}

/// A day as an address or a form has it.
fn day(text: &str) -> Result<Date, Trouble> {
    let read: Option<Date> = text.parse().ok();
    read.filter(|it| text.len() == 10 && it.year() > 0).ok_or_else(|| {
        Trouble::misused(format!("“{text}” is not a calendar date; write it as 2025-12-01."))
    })
}
