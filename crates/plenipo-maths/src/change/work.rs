//! How much a search may do, counted in steps.
//!
//! Steps are counted and not timed, so that a search which is given up is given up at the same place on
//! every machine and at any number of threads.

/// How many steps lie between two tellings: some hundredths of a second.
const TELL_EVERY: u64 = 1 << 26;

/// That a search is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Every step allowed has been taken.
    Spent,
    /// Whoever is told of the progress asked to stop.
    Cancelled,
}

/// Steps taken, of those allowed.
pub struct SearchWork<'a> {
    taken: u64,
    allowed: u64,
    /// All that are allowed, parts of them or not.
    whole: u64,
    told: u64,
    stop: Option<Stop>,
    go_on: &'a mut dyn FnMut(f64) -> bool,
}

impl<'a> SearchWork<'a> {
    /// None of `allowed` steps taken. `go_on` is told the share taken now and then, in `[0, 1]`, and
    /// `false` ends the search.
    pub fn new(allowed: u64, go_on: &'a mut dyn FnMut(f64) -> bool) -> SearchWork<'a> {
        SearchWork { taken: 0, allowed, whole: allowed, told: 0, stop: None, go_on }
    }

    /// Takes `steps`.
    ///
    /// # Errors
    /// [`Stop`], now and ever after, once the steps are taken or somebody asked to stop.
    pub fn take(&mut self, steps: u64) -> Result<(), Stop> {
        if let Some(stop) = self.stop {
            return Err(stop);
        }
        self.taken = self.taken.saturating_add(steps);
        if self.taken > self.allowed {
            return self.end(Stop::Spent);
        }
        if self.taken - self.told < TELL_EVERY {
            return Ok(());
        }
        self.told = self.taken;
        let share = self.share();
        if (self.go_on)(share) { Ok(()) } else { self.end(Stop::Cancelled) }
    }

    fn end(&mut self, stop: Stop) -> Result<(), Stop> {
        self.stop = Some(stop);
        Err(stop)
    }

    /// Does something for which one in `of` of the steps left may be taken; whatever it leaves is there
    /// for what comes after.
    pub fn part<T>(&mut self, of: u64, something: impl FnOnce(&mut SearchWork<'a>) -> T) -> T {
        let allowed = self.allowed;
        let left = allowed.saturating_sub(self.taken);
        self.allowed = allowed - left + left / of.max(1);
        let done = something(self);
        self.allowed = allowed;
        if self.stop == Some(Stop::Spent) && self.taken <= allowed && left > 0 {
            self.stop = None;
        }
        done
    }

    /// Steps taken.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken.min(self.allowed)
    }

    /// The share taken of all that are allowed.
    #[must_use]
    pub fn share(&self) -> f64 {
        (self.taken as f64 / self.whole.max(1) as f64).min(1.0)
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn cancelled(&self) -> bool {
        self.stop == Some(Stop::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_stays_spent() {
        let mut go_on = |_: f64| true;
        let mut work = SearchWork::new(10, &mut go_on);
        assert_eq!(work.take(10), Ok(()));
        assert_eq!(work.take(1), Err(Stop::Spent));
        assert_eq!(work.take(0), Err(Stop::Spent));
        assert_eq!((work.taken(), work.cancelled()), (10, false));
    }

    #[test]
    fn a_part_leaves_the_rest() {
        let mut go_on = |_: f64| true;
        let mut work = SearchWork::new(100, &mut go_on);
        assert_eq!(work.part(2, |work| work.take(51)), Err(Stop::Spent));
        assert_eq!(work.part(2, |work| work.take(20)), Ok(()));
        assert_eq!(work.take(29), Ok(()));
        assert_eq!(work.take(1), Err(Stop::Spent));
        assert_eq!(work.part(1, |work| work.take(0)), Err(Stop::Spent));
    }

    #[test]
    fn whoever_is_told_may_stop() {
        let mut told = Vec::new();
        let mut go_on = |share: f64| {
            told.push(share);
            told.len() < 2
        };
        let mut work = SearchWork::new(4 * TELL_EVERY, &mut go_on);
        assert_eq!(work.take(TELL_EVERY), Ok(()));
        assert_eq!(work.take(1), Ok(()));
        assert_eq!(work.take(TELL_EVERY), Err(Stop::Cancelled));
        assert!(work.cancelled());
        assert_eq!(told.len(), 2);
        assert_eq!(told[0], 0.25);
    }
}
