//! Who would accept which draft, in short, from `acceptance`.

use crate::finding::block::{Block, Item, Text};
use crate::finding::figure::chance;
use crate::lens::acceptance::account::{not_entered, probability, replies, says_nothing};
use crate::lens::acceptance::assess::Assessment;
use crate::lens::acceptance::figures::asks;
use crate::lens::acceptance::model::Model;
use crate::lens::acceptance::{Acceptance, AcceptanceAnswer};
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{counted, listed, spoken};
use plenipo_record::case::lines::{Judgement, Line};
use plenipo_record::case::matters::matters;

/// What a draft does to lines, in the words of `acceptance`, each counted for itself.
const LINES: [(Judgement, &str); 4] = [
    (Judgement::Crossed, "crosses"),
    (Judgement::MayBeCrossed, "may cross"),
    (Judgement::Unclear, "unclear on"),
    (Judgement::CannotBeJudged, "cannot be judged against"),
];

/// One line a draft and party: the status, what stops it, and a figure only where there is one.
pub(super) fn in_short(assessed: &AcceptanceAnswer<'_>) -> Vec<Block> {
    let case = assessed.case;
    let mut blocks = Vec::new();
    for (of, contents) in assessed.each.iter().zip(&assessed.contents) {
        if !of.assessments.is_empty() {
            blocks.push(Block::heading(2, case.draft(of.joint.draft).id()));
        }
        let draft = case.draft(of.joint.draft);
        blocks.extend(not_entered(case, draft, contents).map(Block::para));
        for it in &of.assessments {
            let model = &assessed.models[it.model];
            let said = of_party(case, it, model, contents);
            blocks.push(Block::Item(Item {
                mark: it.status.mark(),
                text: Text::default()
                    .strong(case.party(model.party).label())
                    .and(format!(": {}", said.join("; "))),
                under: Vec::new(),
            }));
        }
    }
    blocks
}

fn of_party(case: &Case, it: &Assessment, model: &Model, contents: &[Content]) -> Vec<String> {
    let (party, lines) = (model.party, &model.lines);
    let mut said = vec![it.status.word().to_owned()];
    // To have tabled a text is no answer to it.
    said.extend(replies(case, it).map(|replies| match it.tabled {
        true => replies,
        false => format!("answer: {}", spoken(&replies)),
    }));
    for (judgement, words) in LINES {
        let of = || lines.iter().zip(&it.aside).filter(|it| it.0.judgement(contents) == judgement);
        let n = of().count();
        if n > 0 {
            let aside = match of().all(|(_, aside)| *aside) {
                true => ", set aside by its later acceptance",
                false => "",
            };
            let crossed: Vec<&Line> = lines.iter().collect();
            let on = match judgement {
                Judgement::Crossed if matters(&crossed, contents) < n => {
                    format!(" on {}", counted(matters(&crossed, contents), "matter"))
                }
                _ => String::new(),
            };
            said.push(format!("{words} {}{on}{aside}", counted(n, "line")));
        }
    }
    // What it would be taken to do tells nothing where it has said what it does.
    let accept = it.told();
    if let (Some(low), Some(high)) = (accept.low, accept.high) {
        said.push(if it.is_withheld() {
            format!("not known to accept: it {}", listed(&it.word.withholds(case, contents)))
        } else if it.status == Acceptance::Blocked {
            // Taken literally it does not accept.
            format!("up to {} if what it crosses gave way", chance(high))
        } else if says_nothing(low, high) {
            "the probability that it accepts is not known".to_owned()
        } else {
            let asks = asks(case, party, it, contents);
            let but = asks.map_or("", |_| ", its condition left out");
            format!("accepts {}{but}", probability(low, accept.central, high))
        });
    }
    said
}
