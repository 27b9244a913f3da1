//! The chance of an agreement by a day, from a base that somebody stated. Without a base there is none.

mod bases;
mod clock;
mod path;

use jiff::civil::Date;

use crate::finding::block::Text;
use crate::lens::error::Error;
use crate::lens::outlook::{
    BASE, BASE_BY, BASE_ON, BREAK_OFF, BY, CLOCK, EVIDENCE, FASTER, QUESTION,
};
use crate::lens::setting::Settings;
use bases::{Base, Open};
use clock::Clock;
use path::Weighed;
pub(super) use path::{Path, Point};
use plenipo_record::case::Case;

/// The first setting given that says something of a base.
fn of_base(settings: &Settings) -> Option<&'static str> {
    let given = [
        (BASE_BY.0, settings.has(&BASE_BY)),
        (BASE_ON.0, settings.has(&BASE_ON)),
        (BY.0, settings.has(&BY)),
        (BREAK_OFF.0, settings.has(&BREAK_OFF)),
        (CLOCK.0, settings.has(&CLOCK)),
        (FASTER.0, settings.has(&FASTER)),
        (EVIDENCE.0, settings.has(&EVIDENCE)),
    ];
    given.into_iter().find(|(_, it)| *it).map(|(setting, _)| setting.name)
}

/// What there is to say of an agreement by a day.
pub(super) struct Agreement {
    /// One for each stated base.
    pub(super) paths: Vec<Path>,
    /// What was asked for and could not be reckoned, and why.
    pub(super) missing: Vec<Text>,
    /// What was left out, and why.
    pub(super) remarks: Vec<String>,
    /// Questions on record that have numbers and were not asked for, with how many.
    pub(super) open: Vec<Open>,
}

/// Reckons the paths of every base. `days` are those on which the record changed, `until` is the last.
pub(super) fn agreement(
    case: &Case,
    settings: &Settings,
    until: Date,
    days: &[Date],
) -> Result<Agreement, Error> {
    let (bases, mut missing) = bases::bases(case, settings, until)?;
    let mut agreement =
        Agreement { paths: Vec::new(), missing: Vec::new(), remarks: Vec::new(), open: Vec::new() };
    if bases.is_empty() && missing.is_empty() {
        if let Some(name) = of_base(settings) {
            let hint = Text::plain("state one with ")
                .hint(BASE.any())
                .and(", or name a question on record that has numbers with ")
                .hint(QUESTION.any());
            return Err(Error::Setting {
                name: name.to_owned(),
                message: "there is no base to reckon from".into(),
                hint: Some(hint),
            });
        }
        agreement.open = bases::open(case, until);
        return Ok(agreement);
    }
    let clock = Clock::of(case, settings, until);
    let weighed = Weighed::of(case, settings, &mut agreement.remarks)?;
    for base in bases {
        match path::path(&clock, &base, &weighed, until, days, settings.of(&BREAK_OFF)) {
            Ok((path, remarks)) => {
                agreement.paths.push(path);
                agreement.remarks.extend(remarks);
            }
            Err(why) => missing.push(format!("{}: {why}", base.said()).into()),
        }
    }
    agreement.remarks.dedup();
    agreement.missing = missing;
    Ok(agreement)
}

impl Base {
    /// The base in words.
    pub(super) fn said(&self) -> String {
        let figure = if self.low == self.high {
            format!("{}", self.low)
        } else {
            format!("{}–{}", self.low, self.high)
        };
        format!("{figure} on {} by {} ({})", self.on, self.by, self.standing_on().flat())
    }

    /// What it stands on.
    pub(super) fn standing_on(&self) -> Text {
        match &self.footing {
            Some(footing) => Text::default().standing_on(footing),
            None => Text::plain("stated with the question"),
        }
    }
}
