//! One room at a time.

use plenipo_maths::random::Stream;

use super::deadline::{Deadline, PlayError, check_parties};
use super::one_text::{Played, Table, TextEvent, check, sign, start};
use super::runs::RunStreams;
use crate::mediator::{Feedback, Mediating, OpenText};
use crate::party::Moment;
use crate::party::voting::Voting;
use crate::space::{Space, StandingText};

/// The shuttle: the mediator takes one text from room to room, the parties in turn. In a room it first asks for the
/// text as it was revised elsewhere; refused, it tries to leave out one of the revisions; then it proposes
/// revisions of its own. What all rooms have taken one after the other is the text that stands. A visit has a
/// budget of rounds, each of them one question with its answer, and the deadline counts them all.
///
/// An issue that may not be carried out of a room is not revised in it.
pub struct Shuttle<'a> {
    space: &'a Space,
    deadline: Deadline,
    budget: u32,
    /// Whether a revision of an issue, made in a party's room, may be taken to the others.
    carried: Vec<Vec<bool>>,
    start: Option<Vec<u32>>,
}

/// A run that is under way.
struct Journey<'a, 'w> {
    text: StandingText<'a>,
    standing: Vec<u32>,
    consents: Vec<bool>,
    table: Table,
    settled: Vec<u32>,
    round: u32,
    watch: Option<&'w mut dyn FnMut(TextEvent)>,
}

impl<'a> Shuttle<'a> {
    /// The protocol on a space, with rounds a visit; `carried[party][issue]` is empty where everything may be
    /// carried. Without a text to start from, each run draws one.
    ///
    /// # Errors
    /// [`PlayError`] for fewer than two parties, no rounds, or a first text that crosses a line.
    pub fn new(
        space: &'a Space,
        deadline: Deadline,
        budget: u32,
        carried: Vec<Vec<bool>>,
        start: Option<Vec<u32>>,
    ) -> Result<Self, PlayError> {
        Deadline::of(budget).check()?;
        check(space, deadline, start.as_deref())?;
        Ok(Self { space, deadline, budget, carried, start })
    }

    fn may_carry(&self, party: usize, issue: usize) -> bool {
        let of_party = self.carried.get(party).and_then(|it| it.get(issue));
        of_party.copied().unwrap_or(true)
    }

    /// Plays the run of that number.
    ///
    /// # Errors
    /// [`PlayError`] when strategies and parties differ in number, or no text to start from was found.
    pub fn play(
        &self,
        mediator: &mut dyn Mediating,
        voters: &mut [Box<dyn Voting>],
        streams: &RunStreams,
        run: u64,
        watch: Option<&mut dyn FnMut(TextEvent)>,
    ) -> Result<Played, PlayError> {
        let n = self.space.n_parties();
        check_parties(n, voters.len())?;
        let mut own = streams.protocol(run);
        let text = start(self.space, self.start.as_deref(), &mut own)?;
        let last = self.deadline.drawn(&mut own);
        let mut own = streams.mediator(run);
        let mut party: Vec<Stream> = (0..n).map(|it| streams.party(it, run)).collect();
        mediator.begin(self.space, &mut own);
        voters.iter_mut().for_each(|it| it.begin());
        let mut journey = Journey {
            standing: text.chosen().to_vec(),
            text,
            consents: vec![false; n],
            table: Table::new(self.space, Feedback::Graded),
            settled: vec![0; self.space.n_issues()],
            round: 0,
            watch,
        };
        let mut changes = Vec::new();
        let rooms = (0..n).cycle();
        for room in rooms {
            if journey.round >= last {
                break;
            }
            let end = last.min(journey.round.saturating_add(self.budget));
            let (voter, stream) = (&mut voters[room], &mut party[room]);
            self.bring(&mut journey, room, end, voter.as_mut(), stream);
            while journey.round < end {
                changes.clear();
                let at = self.at(journey.round);
                mediator.propose(&OpenText::new(&journey.text), at, &mut own, &mut changes);
                changes.retain(|it| self.may_carry(room, it.0));
                if changes.is_empty() || !journey.table.weigh(&mut journey.text, &changes) {
                    journey.round += 1;
                    continue;
                }
                journey.table.votes[room] = voter.votes(&journey.table.stake(room), at, stream);
                journey.table.grade();
                let answers = journey.table.answer_of(room);
                let taken = mediator.takes(&answers, at, &mut own);
                mediator.hear(&changes, &answers, taken);
                journey.tell(room, &changes, taken);
                if taken {
                    journey.revise(&changes, room);
                }
                journey.round += 1;
            }
            journey.stand();
        }
        let Journey { mut text, standing, settled, .. } = journey;
        text.set(&standing);
        Ok(sign(&text, voters, last, self.deadline, settled))
    }

    fn at(&self, round: u32) -> Moment {
        Moment { round, rounds: self.deadline.rounds }
    }

    /// Asks for what was revised elsewhere; what is refused is left out, one revision or all.
    fn bring(
        &self,
        journey: &mut Journey<'a, '_>,
        room: usize,
        end: u32,
        voter: &mut dyn Voting,
        stream: &mut Stream,
    ) {
        let revised: Vec<(usize, u32)> = journey.revised();
        if revised.is_empty() || journey.consents[room] {
            return;
        }
        // All of it first; then without one revision each.
        for left_out in std::iter::once(None).chain(revised.iter().map(|it| Some(it.0))) {
            let asked: Vec<(usize, u32)> =
                revised.iter().filter(|it| Some(it.0) != left_out).copied().collect();
            if asked.is_empty() || journey.round >= end {
                break;
            }
            let candidate = journey.text.chosen().to_vec();
            journey.text.set(&journey.standing);
            let permitted = journey.table.weigh(&mut journey.text, &asked);
            let at = self.at(journey.round);
            let yes = permitted && voter.votes(&journey.table.stake(room), at, stream);
            journey.table.votes[room] = yes;
            journey.tell(room, &asked, yes);
            journey.round += 1;
            if yes {
                for &(issue, option) in &asked {
                    journey.text.change(issue, option);
                }
                if left_out.is_some() {
                    journey.consents.fill(false);
                }
                journey.consents[room] = true;
                return;
            }
            journey.text.set(&candidate);
        }
        journey.text.set(&journey.standing);
        journey.consents.fill(false);
    }
}

impl Journey<'_, '_> {
    /// What differs from the text that stands.
    fn revised(&self) -> Vec<(usize, u32)> {
        let pairs = self.text.chosen().iter().zip(&self.standing).enumerate();
        pairs.filter(|(_, it)| it.0 != it.1).map(|(issue, it)| (issue, *it.0)).collect()
    }

    fn revise(&mut self, changes: &[(usize, u32)], room: usize) {
        for &(issue, option) in changes {
            self.text.change(issue, option);
        }
        self.consents.fill(false);
        self.consents[room] = true;
    }

    /// What all rooms have taken stands.
    fn stand(&mut self) {
        if !self.consents.iter().all(|&it| it) {
            return;
        }
        for (issue, _) in self.revised() {
            self.settled[issue] = self.round;
        }
        self.standing.clear();
        self.standing.extend_from_slice(self.text.chosen());
        self.consents.fill(false);
    }

    fn tell(&mut self, room: usize, changes: &[(usize, u32)], taken: bool) {
        let Some(watch) = self.watch.as_deref_mut() else { return };
        let told = |&(issue, option): &(usize, u32)| (issue, self.text.chosen()[issue], option);
        watch(TextEvent {
            round: self.round,
            room: Some(room),
            changes: changes.iter().map(told).collect(),
            votes: vec![self.table.votes[room]],
            taken,
        });
    }
}
