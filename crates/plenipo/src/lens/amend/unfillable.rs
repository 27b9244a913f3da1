//! Where nothing has to be cleared because nobody knows what the draft says, or it leaves that open: whether there is a
//! way to settle the rest of it, as it stands, that crosses no line.

use super::AmendAnswer;
use super::base::Base;
use super::clearing::{Clearing, conflict, in_their_order};
use super::demands::{Demand, Demands};
use super::effects;
use super::forbidden::Forbidden;
use crate::finding::block::{Block, Item, Mark, Text};
use plenipo_maths::change::work::SearchWork;
use plenipo_record::case::describe::{counted, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;

/// That whatever the draft turns out to say where it is not settled crosses a line or breaks a rule.
pub(super) struct Unfillable {
    /// What stands against every way: without any one of these there is a way.
    against: Vec<Demand>,
    /// Whether that is known of each of them.
    minimal: bool,
    /// The issues not settled that they bear on.
    on: Vec<Ix<Issue>>,
}

impl Unfillable {
    /// `None` where there is a way, where nobody can say, and where something has to be cleared anyhow.
    pub(super) fn of(
        base: &Base<'_>,
        demands: &Demands,
        clearing: &Clearing,
        work: &mut SearchWork<'_>,
    ) -> Option<Unfillable> {
        let Clearing::Sets { sets, .. } = clearing else { return None };
        let nothing = sets.first().is_some_and(Vec::is_empty) && !demands.aside.contains(&true);
        let open = |it: &usize| base.contents[*it].single().is_none();
        let open: Vec<usize> = (0..base.contents.len()).filter(open).collect();
        if !nothing || open.is_empty() {
            return None;
        }
        let forbidden = Forbidden::new(base, demands).settled();
        // That an issue stays as it is says nothing of what it turns out to be.
        let mut asked = in_their_order(base, demands, &forbidden);
        asked.retain(|it| !matches!(forbidden.of[*it].0, Demand::Keep(_)));
        if forbidden.feasible(&asked, work) != Some(false) {
            return None;
        }
        let (mut left, minimal) = conflict(&forbidden, asked, work);
        left.sort_unstable();
        let bears = |issue: &usize| {
            let mut all = left.iter().flat_map(|it| &forbidden.of[*it].1).flatten();
            all.any(|(on, _)| on == issue)
        };
        let on = open.into_iter().filter(bears).map(Ix::new).collect();
        let against = left.iter().map(|it| forbidden.of[*it].0).collect();
        Some(Unfillable { against, minimal, on })
    }

    fn by(&self, answer: &AmendAnswer<'_>) -> Vec<String> {
        let case = answer.base.case;
        let word = |it: &Demand| match it {
            Demand::Line(line) => effects::by_words(case, &answer.demands.lines[*line]),
            other => super::account::demand_name(answer, *other),
        };
        self.against.iter().map(word).collect()
    }

    fn on(&self, answer: &AmendAnswer<'_>) -> String {
        let case = answer.base.case;
        let titles: Vec<String> = self.on.iter().map(|it| case.issue(*it).title.clone()).collect();
        match titles.len() {
            0..=3 => listed(&titles),
            n => counted(n, "issue"),
        }
    }
}

/// As a clause of the headline.
pub(super) fn in_short(answer: &AmendAnswer<'_>) -> Option<String> {
    let it = answer.unfillable.as_ref()?;
    let by = it.by(answer);
    let by = if by.len() > 3 {
        counted(by.len(), "line or rule").replace("line or rules", "lines and rules")
    } else {
        listed(&by)
    };
    Some(format!("but there is no way to settle it on {} that keeps to all: {by}", it.on(answer)))
}

/// The same in the account.
pub(super) fn blocks(answer: &AmendAnswer<'_>, blocks: &mut Vec<Block>) {
    let Some(it) = &answer.unfillable else { return };
    blocks.push(Block::heading(1, "What it does not settle"));
    let each = match it.minimal {
        true => "without any one of these there would be a way",
        false => "whether each of these is needed for that was not fully searched",
    };
    blocks.push(Block::para(format!(
        "Left as it is where it is settled, the draft can be settled on {} in no way that keeps to all of the following; {each}. Only a text that leaves it to the principals crosses none of them.",
        it.on(answer)
    )));
    for by in it.by(answer) {
        blocks.push(Block::Item(Item {
            mark: Mark::Stop,
            text: Text::plain(by),
            under: Vec::new(),
        }));
    }
}
