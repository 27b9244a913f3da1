#![doc = include_str!("record.md")]

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use super::{Input, Lens, stamp};
use crate::finding::Finding;

/// The parts of the record that can be shown.
pub const WHAT: &[&str] = &[
    "summary",
    "parties",
    "issues",
    "matrix",
    "timeline",
    "meetings",
    "drafts",
    "unknowns",
    "conflicts",
    "drift",
    "sources",
    "changes",
];

/// The lens.
pub const LENS: Lens = Lens {
    name: "record",
    question: "What does the record say?",
    docs: include_str!("record.md"),
    settings: &[
        Setting {
            name: "what",
            help: "which part of the record to show",
            unit: None,
            kind: SettingKind::Choice { default: "summary", words: WHAT },
        },
        Setting {
            name: "since",
            help: "for changes: what became known on or after this day",
            unit: None,
            kind: SettingKind::Day,
        },
        Setting {
            name: "search",
            help: "only records that contain these words",
            unit: None,
            kind: SettingKind::Words,
        },
    ],
    run,
};

fn run(input: &Input<'_>, settings: &Settings, context: &Context<'_>) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let seen = stamp::visible(input, context)?;
    Ok(Finding {
        lens: LENS.name,
        question: LENS.question.to_owned(),
        headline: String::new(),
        status: "answered",
        account: Vec::new(),
        tables: Vec::new(),
        charts: Vec::new(),
        notes: Vec::new(),
        provenance: stamp::provenance(input, &seen, context, None),
    })
}
