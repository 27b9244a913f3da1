//! A mediator that learns from better, the same and worse.

use std::cmp::Ordering;

use plenipo_maths::random::Stream;

use super::{Answers, Feedback, Mediating, OpenText, RandomFlip};
use crate::party::Moment;
use crate::space::Space;

/// Learns by comparison (Aydoğan, Hindriks and Jonker, "Multilateral mediated negotiation protocols with feedback",
/// 2014): who was better and who worse off by setting an issue to an option. What nobody minded is proposed again
/// where it does not stand; what only some minded is put together with another change by which they gained, so
/// that one issue is traded for another. Of what has not been tried a draw is proposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedbackMediator {
    first: Vec<usize>,
    n_parties: usize,
    /// Better less worse, of each option and party.
    scores: Vec<i32>,
    /// How often an option was put to the parties alone.
    tried: Vec<u32>,
}

/// Draws of a change that is worth proposing, at most.
const DRAWS: usize = 16;
/// Every so many rounds a draw is proposed without regard to what is known: preferences may hang together.
const EXPLORES: u32 = 4;

impl FeedbackMediator {
    fn score(&self, issue: usize, option: u32, party: usize) -> i32 {
        self.scores[(self.first[issue] + option as usize) * self.n_parties + party]
    }

    /// What a party is thought to gain by the change.
    fn gain(&self, text: &OpenText<'_>, change: (usize, u32), party: usize) -> i32 {
        self.score(change.0, change.1, party) - self.score(change.0, text.chosen()[change.0], party)
    }

    fn all_gain(&self, text: &OpenText<'_>, changes: &[(usize, u32)]) -> bool {
        (0..self.n_parties)
            .all(|party| changes.iter().map(|&it| self.gain(text, it, party)).sum::<i32>() >= 0)
    }
}

impl Mediating for FeedbackMediator {
    fn begin(&mut self, space: &Space, _: &mut Stream) {
        self.n_parties = space.n_parties();
        self.first.clear();
        let mut slots = 0;
        for issue in 0..space.n_issues() {
            self.first.push(slots);
            slots += space.n_options(issue) as usize;
        }
        self.scores.clear();
        self.scores.resize(slots * self.n_parties, 0);
        self.tried.clear();
        self.tried.resize(slots, 0);
    }

    fn propose(
        &mut self,
        text: &OpenText<'_>,
        at: Moment,
        stream: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    ) {
        for _ in 0..DRAWS {
            changes.clear();
            RandomFlip.propose(text, at, stream, changes);
            let Some(&(issue, option)) = changes.first() else { continue };
            let untried = self.tried[self.first[issue] + option as usize] == 0;
            if untried || at.round.is_multiple_of(EXPLORES) || self.all_gain(text, changes) {
                return;
            }
            let mut second = Vec::new();
            RandomFlip.propose(text, at, stream, &mut second);
            let second = second.into_iter().filter(|it| it.0 != issue);
            changes.extend(second);
            if changes.len() > 1 && self.all_gain(text, changes) {
                return;
            }
        }
        changes.truncate(1);
    }

    fn hear(&mut self, changes: &[(usize, u32)], answers: &Answers<'_>, _: bool) {
        // What a package is worth says nothing of its parts.
        let &[(issue, option)] = changes else { return };
        let slot = self.first[issue] + option as usize;
        self.tried[slot] += 1;
        for (party, it) in answers.compared.iter().enumerate() {
            self.scores[slot * self.n_parties + answers.first + party] += match it {
                Ordering::Greater => 1,
                Ordering::Equal => 0,
                Ordering::Less => -1,
            };
        }
    }

    fn needs(&self) -> Feedback {
        Feedback::Compared
    }

    fn fresh(&self) -> Box<dyn Mediating> {
        Box::new(Self::default())
    }
}
