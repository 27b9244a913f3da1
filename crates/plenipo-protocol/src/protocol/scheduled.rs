//! Offers in turn by parties whose offers are known ahead of time.

use super::deadline::{Deadline, PlayError, check_parties};
use super::offering::seats;
use super::runs::RunStreams;
use super::struck::Struck;
use crate::party::Bidder;
use crate::party::bidding::Schedule;
use crate::space::Menu;

/// [`super::Alternating`] between parties that only concede with time and accept by what they would offer next: their
/// schedules are made once, and a round is two looks at a table. It gives what the protocol itself gives.
pub struct Scheduled<'a> {
    menu: &'a Menu,
    deadline: Deadline,
    schedules: Vec<Schedule>,
}

impl<'a> Scheduled<'a> {
    /// Schedules for the parties over a menu; none where some party's offers are not known ahead.
    ///
    /// # Errors
    /// As [`super::Alternating::new`], and when there is not one strategy a party.
    pub fn new(
        menu: &'a Menu,
        bidders: &[Bidder],
        deadline: Deadline,
    ) -> Result<Option<Self>, PlayError> {
        deadline.check()?;
        check_parties(menu.n_parties(), bidders.len())?;
        let seats = seats(menu, deadline);
        let schedule = |(bidder, seat): (&Bidder, _)| {
            bidder.accepting.is_next().then(|| bidder.bidding.schedule(seat)).flatten()
        };
        let schedules: Option<Vec<Schedule>> = bidders.iter().zip(&seats).map(schedule).collect();
        Ok(schedules.and_then(|schedules| Self::with(menu, schedules, deadline)))
    }

    /// The protocol for schedules at hand, one a party; none where they do not fit the menu and the deadline.
    #[must_use]
    pub fn with(menu: &'a Menu, schedules: Vec<Schedule>, deadline: Deadline) -> Option<Self> {
        let rounds = deadline.rounds as usize;
        let whole = |it: &Schedule| {
            it.offers.len() == rounds
                && it.aspires.len() == rounds
                && it.offers.iter().all(|&it| (it as usize) < menu.len())
        };
        let fits = schedules.len() == menu.n_parties() && schedules.iter().all(whole);
        (deadline.check().is_ok() && menu.n_parties() >= 2 && fits).then_some(Self {
            menu,
            deadline,
            schedules,
        })
    }

    /// Plays the run of that number.
    #[must_use]
    pub fn play(&self, streams: &RunStreams, run: u64) -> Struck {
        self.rounds(self.deadline.drawn(&mut streams.protocol(run)))
    }

    /// Plays so many of the rounds.
    #[must_use]
    pub fn rounds(&self, last: u32) -> Struck {
        let struck = match self.schedules.as_slice() {
            [a, b] => two([a, b], [self.menu.column(0), self.menu.column(1)], last),
            _ => self.many(last),
        };
        struck.unwrap_or_else(|| Struck::late(last.min(self.deadline.rounds), self.deadline.rounds))
    }

    fn many(&self, last: u32) -> Option<Struck> {
        let n = self.schedules.len();
        let mut offer: Option<(u32, usize)> = None;
        let mut accepted = 0;
        for round in 0..last.min(self.deadline.rounds) {
            for (own, schedule) in self.schedules.iter().enumerate() {
                if let Some((outcome, by)) = offer {
                    let units = self.menu.column(own)[outcome as usize];
                    if units >= schedule.aspires[round as usize] {
                        accepted += 1;
                        if accepted == n - 1 {
                            return Some(Struck::agreed(round, outcome, by));
                        }
                        continue;
                    }
                }
                accepted = 0;
                offer = Some((schedule.offers[round as usize], own));
            }
        }
        None
    }
}

fn two(schedules: [&Schedule; 2], columns: [&[i64]; 2], last: u32) -> Option<Struck> {
    let [a, b] = schedules;
    let mut before: Option<u32> = None;
    let all = a.offers.iter().zip(&b.offers).zip(a.aspires.iter().zip(&b.aspires));
    for (round, ((&of_a, &of_b), (&asks_a, &asks_b))) in all.take(last as usize).enumerate() {
        if let Some(offer) = before
            && columns[0][offer as usize] >= asks_a
        {
            return Some(Struck::agreed(round as u32, offer, 1));
        }
        if columns[1][of_a as usize] >= asks_b {
            return Some(Struck::agreed(round as u32, of_a, 0));
        }
        before = Some(of_b);
    }
    None
}
