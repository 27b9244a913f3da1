//! What many runs came to, in words: what was played first, then how it ended, and what none of it shows.

use super::answer::{PlayedRuns, ShuttleAnswer, ShuttleOutcome};
use super::tables;
use crate::finding::block::Block;
use crate::finding::figure::percent;
use crate::finding::status::Status;

pub(super) fn headline(answer: &ShuttleAnswer<'_>) -> (String, Status) {
    match &answer.outcome {
        ShuttleOutcome::Undetermined(why, status) => (why.clone(), *status),
        ShuttleOutcome::Played(it) => (played(answer, it), Status::Answered),
    }
}

fn played(answer: &ShuttleAnswer<'_>, it: &PlayedRuns) -> String {
    let Some((share, low, high)) = it.tally.agreement() else {
        return "No run was played.".to_owned();
    };
    format!(
        "Of {} runs played on {} {} ended in agreement: {} (95 %: {} to {}). No forecast: nobody is known to negotiate \
         like that.",
        it.tally.runs,
        match answer.case.positions.iter().any(|it| it.meta.assumption.is_some()) {
            true => "assumed preferences",
            false => "the preferences on record",
        },
        it.tally.agreed(),
        percent(share),
        percent(low),
        percent(high)
    )
}

pub(super) fn account(answer: &ShuttleAnswer<'_>) -> Vec<Block> {
    let ShuttleOutcome::Played(it) = &answer.outcome else {
        return vec![Block::para(
            "Runs need of every principal an order of options on half of the open issues, and what it has without a \
             deal; none of it is invented. An assumption set can say it.",
        )];
    };
    let names = answer.case.signatories().into_iter().map(|it| answer.case.party(it).label());
    let strategies: Vec<String> = names
        .zip(&it.settings.strategies)
        .map(|(name, strategy)| format!("{name} {strategy}"))
        .collect();
    let mediator = match it.settings.protocol.has_mediator() {
        true => format!(", texts proposed by {}", it.settings.mediator),
        false => String::new(),
    };
    let mut blocks = vec![Block::para(format!(
        "Played: {}{mediator}, on {} of the preferences. Texts that cross a line on record are proposed and signed by \
         nobody.",
        strategies.join(", "),
        plenipo_record::case::describe::counted(it.samples, "sample")
    ))];
    let rounds = [0.05, 0.5, 0.95].map(|share| it.tally.rounds(share));
    if let [Some(few), Some(half), Some(most)] = rounds {
        blocks.push(Block::para(format!(
            "The agreement stood after {half} rounds in the median, {few} to {most} in nine of ten."
        )));
    }
    blocks.push(Block::heading(1, "How the runs ended"));
    blocks.push(Block::Table("endings"));
    if it.tally.agreed() > 0 {
        blocks.push(Block::heading(1, "Who gained what"));
        blocks.push(Block::para(
            "The mean share of the way from what each has without a deal to its best that is left, and how often it \
             gained the least of all.",
        ));
        blocks.push(Block::Table("gains"));
        blocks.push(Block::heading(1, "What was agreed on most often"));
        match tables::is_told_alone(it) {
            true => blocks.push(Block::para("Each agreement was another text.")),
            false => blocks.push(Block::Table("agreements")),
        }
    }
    if !it.tally.settled.is_empty() {
        blocks.push(Block::heading(1, "What settled first"));
        blocks.push(Block::Table("settling"));
    }
    if !it.mediators.is_empty() {
        blocks.push(Block::heading(1, "Under each mediator"));
        blocks.push(Block::Table("mediators"));
    }
    if !it.story.is_empty() {
        blocks.push(Block::heading(1, "One run, round by round"));
        blocks.push(Block::Table("story"));
    }
    blocks
}

pub(super) fn notes(answer: &ShuttleAnswer<'_>) -> Vec<String> {
    let ShuttleOutcome::Played(it) = &answer.outcome else { return Vec::new() };
    let mut notes = vec![
        "The interval is that of the runs drawn. It has nothing of the uncertainty about the preferences beyond the \
         samples, and nothing of how people negotiate."
            .to_owned(),
    ];
    notes.extend(it.notes.iter().cloned());
    notes
}
