#![doc = include_str!("outlook.md")]

mod account;
mod causes;
mod claims;
mod picture;
mod replay;
mod reprints;
mod tables;

use jiff::civil::Date;

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use super::{Input, Lens, stamp};
use crate::case::draft::Draft;
use crate::finding::Finding;
use claims::Claim;
use replay::{Engines, Replay};

/// The lens.
pub const LENS: Lens = Lens {
    name: "outlook",
    question: "How did the answers to each live draft change, when and why?",
    docs: include_str!("outlook.md"),
    settings: &[
        Setting {
            name: "draft",
            help: "drafts to follow; every one that was live where none is named",
            unit: None,
            kind: SettingKind::Ids { of: "draft" },
        },
        Setting {
            name: "from",
            help: "first day; the first day on record where nothing is said",
            unit: None,
            kind: SettingKind::Day,
        },
        Setting {
            name: "until",
            help: "last day, on which the record is then read; the day of `--as-of` or of the dossier where nothing is said",
            unit: None,
            kind: SettingKind::Day,
        },
    ],
    run,
};

/// Everything the lens found, before it is put into words and tables.
struct Answer {
    until: Option<Date>,
    replay: Replay,
    claims: Vec<Claim>,
}

fn run(input: &Input<'_>, settings: &Settings, context: &Context<'_>) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let until = settings.day("until");
    if let (Some(until), Some(as_of)) = (until, context.as_of)
        && until > as_of
    {
        return Err(fault(
            "until",
            format!("{until} is after {as_of}, the day the record is read as of"),
        ));
    }
    let context = &Context { as_of: until.or(context.as_of), ..*context };
    let until = stamp::day(input, context)?;
    let from = settings.day("from");
    if let (Some(from), Some(until)) = (from, until)
        && from > until
    {
        return Err(fault("from", format!("{from} is after {until}, the last day")));
    }
    let seen = stamp::visible(input, context)?;
    let only = settings.ids("draft");
    for id in only {
        stamp::find::<Draft>(&seen, id)?;
    }
    let mut engines = Engines::default();
    let replay = match until {
        Some(until) => {
            let record = stamp::extract(input, context)?;
            replay::replay(&record, (from, until), only, &mut engines, context)?
        }
        // A record without a date has no days.
        None => Replay { days: Vec::new(), left_out: 0, sampled: false },
    };
    let claims = claims::claims(&seen);
    let answer = Answer { until, replay, claims };
    let samples = answer.replay.sampled.then_some(context.samples);
    let mut tables = tables::tables(&answer);
    let (drawn, charts) = picture::charts(&answer);
    tables.extend(drawn);
    Ok(Finding {
        lens: LENS.name,
        question: LENS.question.to_owned(),
        headline: account::headline(&answer),
        status: account::status(&answer),
        account: stamp::worded(&seen, account::account(&answer, &charts)),
        tables,
        charts,
        notes: account::notes(&answer).into_iter().chain(stamp::of_words(&seen)).collect(),
        provenance: stamp::provenance(input, &seen, context, samples),
    })
}

fn fault(name: &str, message: String) -> Error {
    Error::Setting { name: name.to_owned(), message }
}
