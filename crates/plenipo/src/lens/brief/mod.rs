#![doc = include_str!("brief.md")]

use super::context::Context;
use super::error::Error;
use super::setting::Settings;
use super::{Input, Lens, stamp};
use crate::finding::Finding;

/// The lens.
pub const LENS: Lens = Lens {
    name: "brief",
    question: "What must a principal's staff know before the next meeting?",
    docs: include_str!("brief.md"),
    settings: &[],
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
