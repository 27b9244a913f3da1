//! One text: the mediator proposes, all parties answer, the text stands until it is improved.

use std::cmp::Ordering;

use plenipo_maths::random::Stream;

use super::compiled::Compiled;
use super::deadline::{Deadline, Ending, PlayError, check_parties};
use super::runs::RunStreams;
use crate::mediator::{Answers, Feedback, Mediating, OpenText};
use crate::party::Moment;
use crate::party::voting::{AtStake, Voting};
use crate::space::{Space, StandingText};

/// One-text negotiation (Fisher, "International mediation: a working guide", 1978; as a protocol Klein, Faratin,
/// Sayama and Bar-Yam 2003). In each round the mediator proposes the text that stands with changes; every
/// party answers; the mediator takes it or not, by the votes. At the end each party signs the text, or there is
/// none.
pub struct OneText<'a> {
    space: &'a Space,
    feedback: Feedback,
    deadline: Deadline,
    start: Option<Vec<u32>>,
    compiled: Option<Compiled>,
}

/// How a run over a text went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// How it ended.
    pub ending: Ending,
    /// Rounds that were played.
    pub rounds: u32,
    /// The text that stood at the end, agreed or not.
    pub text: Vec<u32>,
    /// Each party's units of that text.
    pub units: Vec<i64>,
    /// For each issue, the round after which it did not change again; 0 where it never did.
    pub settled: Vec<u32>,
}

/// What happened in one round, for who watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEvent {
    /// The round, from 0.
    pub round: u32,
    /// Whose room it is; none where all answer at once.
    pub room: Option<usize>,
    /// What was proposed: issues with the options that they had and would have.
    pub changes: Vec<(usize, u32, u32)>,
    /// Each party's answer, or that of the room alone.
    pub votes: Vec<bool>,
    /// Whether the text stands as proposed from then on.
    pub taken: bool,
}

impl<'a> OneText<'a> {
    /// The protocol on a space. Without a text to start from, each run draws one.
    ///
    /// # Errors
    /// [`PlayError`] for fewer than two parties, a deadline that cannot be, or a first text that crosses a line.
    pub fn new(
        space: &'a Space,
        feedback: Feedback,
        deadline: Deadline,
        start: Option<Vec<u32>>,
    ) -> Result<Self, PlayError> {
        check(space, deadline, start.as_deref())?;
        Ok(Self { space, feedback, deadline, start, compiled: Compiled::new(space) })
    }

    /// Plays the run of that number.
    ///
    /// # Errors
    /// [`PlayError`] when strategies and parties differ in number, the mediator needs more than parties say, or no
    /// text to start from was found.
    pub fn play(
        &self,
        mediator: &mut dyn Mediating,
        voters: &mut [Box<dyn Voting>],
        streams: &RunStreams,
        run: u64,
        watch: Option<&mut dyn FnMut(TextEvent)>,
    ) -> Result<Played, PlayError> {
        check_parties(self.space.n_parties(), voters.len())?;
        if mediator.needs() > self.feedback {
            return Err(PlayError::Feedback);
        }
        let mut own = streams.protocol(run);
        let text = start(self.space, self.start.as_deref(), &mut own)?;
        let last = self.deadline.drawn(&mut own);
        let fast = mediator.only_flips() && voters.iter().all(|it| it.only_compares());
        let (text, settled) = match &self.compiled {
            Some(compiled) if fast && watch.is_none() => {
                let mut chosen = text.chosen().to_vec();
                let settled = compiled.play(&mut chosen, last, &mut streams.mediator(run));
                (StandingText::new(self.space, &chosen), settled)
            }
            _ => self.rounds(text, last, mediator, voters, streams, run, watch),
        };
        Ok(sign(&text, voters, last, self.deadline, settled))
    }

    fn rounds(
        &self,
        mut text: StandingText<'a>,
        last: u32,
        mediator: &mut dyn Mediating,
        voters: &mut [Box<dyn Voting>],
        streams: &RunStreams,
        run: u64,
        mut watch: Option<&mut dyn FnMut(TextEvent)>,
    ) -> (StandingText<'a>, Vec<u32>) {
        let n = self.space.n_parties();
        let mut own = streams.mediator(run);
        let mut party: Vec<Stream> = (0..n).map(|it| streams.party(it, run)).collect();
        let mut table = Table::new(self.space, self.feedback);
        mediator.begin(self.space, &mut own);
        voters.iter_mut().for_each(|it| it.begin());
        let mut settled = vec![0; self.space.n_issues()];
        let mut changes = Vec::new();
        for round in 0..last {
            let at = Moment { round, rounds: self.deadline.rounds };
            changes.clear();
            mediator.propose(&OpenText::new(&text), at, &mut own, &mut changes);
            if changes.is_empty() || !table.weigh(&mut text, &changes) {
                continue;
            }
            for (party, (voter, stream)) in voters.iter_mut().zip(&mut party).enumerate() {
                table.votes[party] = voter.votes(&table.stake(party), at, stream);
            }
            table.grade();
            let answers = table.answers();
            let taken = mediator.takes(&answers, at, &mut own);
            mediator.hear(&changes, &answers, taken);
            if let Some(watch) = watch.as_deref_mut() {
                let told = |&(issue, option): &(usize, u32)| (issue, text.chosen()[issue], option);
                watch(TextEvent {
                    round,
                    room: None,
                    changes: changes.iter().map(told).collect(),
                    votes: table.votes.clone(),
                    taken,
                });
            }
            if taken {
                for &(issue, option) in &changes {
                    text.change(issue, option);
                    settled[issue] = round + 1;
                }
            }
        }
        (text, settled)
    }
}

/// Whether a text can be negotiated there at all.
pub(super) fn check(
    space: &Space,
    deadline: Deadline,
    start: Option<&[u32]>,
) -> Result<(), PlayError> {
    deadline.check()?;
    check_parties(space.n_parties(), space.n_parties())?;
    let Some(start) = start else { return Ok(()) };
    let within = |(issue, &option): (usize, &u32)| option < space.n_options(issue);
    let fits = start.len() == space.n_issues() && start.iter().enumerate().all(within);
    if fits && space.permits(start) { Ok(()) } else { Err(PlayError::Start) }
}

pub(super) fn start<'a>(
    space: &'a Space,
    start: Option<&[u32]>,
    stream: &mut Stream,
) -> Result<StandingText<'a>, PlayError> {
    match start {
        Some(start) => Ok(StandingText::new(space, start)),
        None => StandingText::drawn(space, stream).map_err(|_| PlayError::NoText),
    }
}

/// What became of the text that stands after `last` rounds.
pub(super) fn sign(
    text: &StandingText<'_>,
    voters: &[Box<dyn Voting>],
    last: u32,
    deadline: Deadline,
    settled: Vec<u32>,
) -> Played {
    let space = text.space();
    let units: Vec<i64> = (0..space.n_parties()).map(|it| text.units(it)).collect();
    let mut signers = voters.iter().enumerate();
    let ending = if last < deadline.rounds {
        Ending::BrokenOff
    } else if signers.all(|(party, it)| it.signs(units[party], space.reservation(party))) {
        Ending::Agreed
    } else {
        Ending::Unsigned
    };
    Played { ending, rounds: last, text: text.chosen().to_vec(), units, settled }
}

/// What is on the table in one round, kept so that no round asks for memory.
pub(super) struct Table {
    feedback: Feedback,
    per_unit: Vec<f64>,
    now: Vec<i64>,
    then: Vec<i64>,
    pub(super) votes: Vec<bool>,
    compared: Vec<Ordering>,
    grades: Vec<i8>,
    /// Sum of the sizes of the changes that each party was asked about, and their number.
    sizes: Vec<f64>,
    n_sizes: f64,
}

impl Table {
    pub(super) fn new(space: &Space, feedback: Feedback) -> Self {
        let n = space.n_parties();
        Self {
            feedback,
            per_unit: (0..n).map(|it| space.utility(it, 1)).collect(),
            now: vec![0; n],
            then: vec![0; n],
            votes: vec![false; n],
            compared: Vec::with_capacity(n),
            grades: Vec::with_capacity(n),
            sizes: vec![0.0; n],
            n_sizes: 0.0,
        }
    }

    /// Works out what the changes are worth; `false` when a line rules them out.
    pub(super) fn weigh(&mut self, text: &mut StandingText<'_>, changes: &[(usize, u32)]) -> bool {
        for (party, now) in self.now.iter_mut().enumerate() {
            *now = text.units(party);
        }
        if let &[(issue, option)] = changes {
            if !text.permits_change(issue, option) {
                return false;
            }
            text.after(issue, option, &mut self.then);
            return true;
        }
        let before: Vec<u32> = changes.iter().map(|it| text.chosen()[it.0]).collect();
        for &(issue, option) in changes {
            text.change(issue, option);
        }
        let permitted = text.space().permits(text.chosen());
        for (party, then) in self.then.iter_mut().enumerate() {
            *then = text.units(party);
        }
        for (&(issue, _), option) in changes.iter().zip(before) {
            text.change(issue, option);
        }
        permitted
    }

    pub(super) fn stake(&self, party: usize) -> AtStake {
        AtStake { now: self.now[party], then: self.then[party], per_unit: self.per_unit[party] }
    }

    /// Works out what parties say beside yes and no. Strong is what is more than a party's typical change.
    pub(super) fn grade(&mut self) {
        self.compared.clear();
        self.grades.clear();
        if self.feedback >= Feedback::Compared {
            self.compared.extend(self.then.iter().zip(&self.now).map(|(then, now)| then.cmp(now)));
        }
        if self.feedback < Feedback::Graded {
            return;
        }
        self.n_sizes += 1.0;
        for party in 0..self.now.len() {
            let size = (self.then[party] - self.now[party]).abs() as f64;
            self.sizes[party] += size;
            let grade = if size * self.n_sizes > self.sizes[party] { 2 } else { 1 };
            self.grades.push(match self.compared[party] {
                Ordering::Greater => grade,
                Ordering::Equal => 0,
                Ordering::Less => -grade,
            });
        }
    }

    pub(super) fn answers(&self) -> Answers<'_> {
        Answers { first: 0, votes: &self.votes, compared: &self.compared, grades: &self.grades }
    }

    /// What the party of one room said.
    pub(super) fn answer_of(&self, party: usize) -> Answers<'_> {
        Answers {
            first: party,
            votes: &self.votes[party..=party],
            compared: &self.compared[party..=party],
            grades: &self.grades[party..=party],
        }
    }
}
