//! The other end of an answer: the smallest changes where every line stands that a later word apparently overtook.
//! Without a keeper's word such a line counts as lifted on what that word is for, so the answer proper is only one end.

use super::AmendAnswer;
use super::account::{changes, listed_changes};
use super::asked::Asked;
use super::base::Base;
use super::clearing::{Clearing, clearing};
use super::demands::Demands;
use super::effects::{self, Effect};
use crate::finding::block::Block;
use plenipo_maths::change::work::SearchWork;
use plenipo_record::case::describe;
use plenipo_record::case::lines::Verdict;

/// What the search found with those lines as they were drawn.
pub(super) struct Standing {
    pub(super) demands: Demands,
    /// Those lines, by place.
    overtaken: Vec<usize>,
    clearing: Clearing,
    /// The first of the sets that do.
    pub(super) effects: Vec<Effect>,
}

impl Standing {
    /// `None` where no line is apparently overtaken, or where none may even be unclear, so that such lines count anyhow.
    pub(super) fn of(
        base: &Base<'_>,
        asked: &Asked,
        work: &mut SearchWork<'_>,
    ) -> Option<Standing> {
        let demands = Demands::of(
            base.case,
            asked.draft,
            asked.never.clone(),
            asked.free.clone(),
            asked.gravest,
        );
        let lines = demands.lines.iter().enumerate();
        let overtaken = lines.filter(|it| !it.1.overtaken.is_empty()).map(|it| it.0);
        let overtaken: Vec<usize> = overtaken.collect();
        if overtaken.is_empty() || asked.gravest == Verdict::Unclear {
            return None;
        }
        let demands = demands.with_overtaken();
        let clearing = match demands.aside.contains(&true) && demands.keeps_as_it_stands(base) {
            true => Clearing::Sets { sets: vec![Vec::new()], more: false },
            false => work.part(4, |work| clearing(base, &demands, asked.size_max, work)),
        };
        let effects = match &clearing {
            Clearing::Sets { sets, .. } => {
                let first = sets.iter().take(asked.sets_max).cloned();
                first.map(|it| Effect::of(base, &demands, it)).collect()
            }
            _ => Vec::new(),
        };
        Some(Standing { demands, overtaken, clearing, effects })
    }

    /// What has to change where they stand.
    fn needs(&self, answer: &AmendAnswer<'_>) -> String {
        match &self.clearing {
            Clearing::Conflict { .. } => "no change respects everything".to_owned(),
            Clearing::TooFew => {
                format!("more than {} would be needed", changes(answer.asked.size_max))
            }
            Clearing::Unfinished(size) => format!(
                "no set of fewer than {} does, and whether a larger one does is not worked out",
                changes(*size)
            ),
            Clearing::Sets { sets, .. } => match sets.first().map_or(0, Vec::len) {
                0 => "nothing has to be cleared either".to_owned(),
                1 => "1 change is needed".to_owned(),
                n => format!("{n} changes are needed"),
            },
        }
    }

    /// Whether the answer proper holds at this end too.
    fn is_the_same(&self, answer: &AmendAnswer<'_>) -> bool {
        match (&self.clearing, &answer.clearing) {
            (Clearing::Sets { sets: a, .. }, Clearing::Sets { sets: b, .. }) => a == b,
            (Clearing::Conflict { .. }, Clearing::Conflict { .. }) => true,
            _ => false,
        }
    }
}

/// Which lines it is about, as a condition.
fn which(standing: &Standing) -> String {
    match standing.overtaken.len() {
        1 => "the line that a later word apparently overtook still stands".to_owned(),
        n => format!("the {n} lines that later words apparently overtook still stand"),
    }
}

/// The other end in a clause of the headline; `None` where it is the same.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Option<String> {
    let standing = answer.standing.as_ref().filter(|it| !it.is_the_same(answer))?;
    Some(format!("if {}, {}", which(standing), standing.needs(answer)))
}

/// The same for the account, with the lines and the first set.
pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let Some(standing) = &answer.standing else { return };
    let case = answer.base.case;
    let lines = standing.overtaken.iter().map(|it| &standing.demands.lines[*it]);
    let lines: Vec<String> = lines.map(|it| effects::by_words(case, it)).collect();
    let they = if lines.len() > 1 { "they stand" } else { "it stands" };
    let what = match (standing.is_the_same(answer), standing.effects.first()) {
        (true, _) => format!("The answer is the same if {they}."),
        (false, Some(first)) if !first.changes.is_empty() => format!(
            "If {they}, {}. The first set that does: {}.",
            standing.needs(answer),
            listed_changes(answer, &first.changes)
        ),
        (false, _) => format!("If {they}, {}.", standing.needs(answer)),
    };
    blocks.push(Block::heading(1, "If what was apparently overtaken still stands"));
    blocks.push(Block::para(format!(
        "Nobody has settled whether {} still {}. Above, what a later word is for counts as no longer ruled out. {what}",
        describe::listed(&lines),
        if lines.len() > 1 { "stand" } else { "stands" },
    )));
}
