#![doc = include_str!("acceptance.md")]

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use super::{Input, Lens, stamp};
use crate::finding::Finding;

/// The lens.
pub const LENS: Lens = Lens {
    name: "acceptance",
    question: "Would each principal accept this draft at the table, and what stops it?",
    docs: include_str!("acceptance.md"),
    settings: &[
        Setting {
            name: "draft",
            help: "drafts to assess; every live draft where none is named",
            unit: None,
            kind: SettingKind::Ids { of: "draft" },
        },
        Setting {
            name: "tau",
            help: "behavioural noise: how softly a party compares a draft with no deal",
            unit: Some("share of the party's best deal"),
            kind: SettingKind::Number { default: 0.0, low: 0.0, high: 1.0 },
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
