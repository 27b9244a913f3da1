//! MiCRO.

use plenipo_maths::random::Stream;

use super::{Bidding, Seat};
use crate::party::Moment;

/// MiCRO (de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy", IJCAI
/// 2022): it offers its outcomes from the best down, a new one for every different one it has heard, otherwise an
/// old one again, and accepts what is worth no less than the least it has offered or would offer.
///
/// Among outcomes worth the same to it, those that it has heard come first, the one heard earliest before all; and
/// where that is as good as what it just heard, it asks for it rather than accepting, unless time is up. The other
/// side liked it better, so that ties do not end beside the frontier. With several others it waits for the one who has
/// offered fewest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Micro {
    /// How many of its outcomes it has offered.
    offered: usize,
    /// Outcomes in the order it offers them, as far as it got.
    line: Vec<u32>,
    /// The first outcome of its order that is not in the line.
    next: usize,
    /// When it first heard whom offer what, from 1; 0 for never.
    heard: Vec<Vec<u32>>,
    n_heard: Vec<usize>,
    /// How many offers it has heard.
    hearings: u32,
    asks: i64,
    /// Whether its next offer is one that it heard before the last.
    recalls: bool,
}

impl Micro {
    /// Adds the next group of equally good outcomes to the line.
    fn lengthen(&mut self, seat: &Seat<'_>) {
        let order = seat.order();
        let Some(&first) = order.get(self.next) else { return };
        let units = seat.units(first);
        if units < seat.floor() {
            return;
        }
        let equals = order[self.next..].partition_point(|&it| seat.units(it) >= units);
        self.line.extend_from_slice(&order[self.next..self.next + equals]);
        self.next += equals;
    }

    /// Puts what was heard first before the rest, among equals not yet offered.
    fn favour(&mut self, seat: &Seat<'_>) {
        let Some(&first) = self.line.get(self.offered) else { return };
        let units = seat.units(first);
        let equals = self.line[self.offered..].iter().take_while(|&&it| seat.units(it) == units);
        let found = equals.enumerate().filter_map(|(at, &it)| Some((self.when_heard(it)?, at)));
        if let Some((_, at)) = found.min() {
            self.line.swap(self.offered, self.offered + at);
        }
    }

    fn when_heard(&self, outcome: u32) -> Option<u32> {
        let times = self.heard.iter().filter_map(|all| all.get(outcome as usize));
        times.copied().filter(|&it| it > 0).min()
    }
}

impl Bidding for Micro {
    fn begin(&mut self, seat: &Seat<'_>) {
        self.offered = 0;
        self.line.clear();
        self.next = 0;
        self.heard.resize_with(seat.n_parties(), Vec::new);
        for all in &mut self.heard {
            all.clear();
            all.resize(seat.column().len(), 0);
        }
        self.n_heard.clear();
        self.n_heard.resize(seat.n_parties(), 0);
        self.asks = seat.most();
        self.hearings = 0;
        self.recalls = false;
    }

    fn bid(&mut self, seat: &Seat<'_>, at: Moment, stream: &mut Stream) -> Option<u32> {
        self.recalls = false;
        let others = self.n_heard.iter().enumerate().filter(|it| it.0 != seat.party());
        let fewest = others.map(|it| *it.1).min().unwrap_or(0);
        if self.offered <= fewest {
            if self.offered == self.line.len() {
                self.lengthen(seat);
            }
            if self.offered < self.line.len() {
                self.favour(seat);
                let outcome = self.line[self.offered];
                self.offered += 1;
                self.asks = seat.units(outcome);
                let last = at.round + 1 >= at.rounds;
                let before = self.when_heard(outcome).is_some_and(|it| it < self.hearings);
                self.recalls = before && !last;
                return Some(outcome);
            }
        }
        if self.offered == 0 {
            return None;
        }
        Some(self.line[stream.below(self.offered)])
    }

    fn hear(&mut self, _: &Seat<'_>, from: usize, outcome: u32) {
        let Some(heard) = self.heard.get_mut(from) else { return };
        self.hearings += 1;
        let time = &mut heard[outcome as usize];
        if *time == 0 {
            *time = self.hearings;
            self.n_heard[from] += 1;
        }
    }

    fn aspires(&self, _: &Seat<'_>, _: Option<u32>) -> i64 {
        self.asks + i64::from(self.recalls)
    }

    fn fresh(&self) -> Box<dyn Bidding> {
        Box::new(Self::default())
    }
}
