//! A budget of steps: what bounds a computation without a clock, so that the same input ends at the
//! same place on any machine and at any number of threads.
//!
//! A step is one comparison of numbers, more or less; a million of them take about a millisecond of
//! one core. Whoever computes says now and then how many steps went by, in places and amounts that
//! do not depend on threads.

/// Steps that may still be taken, and who is told of those that were.
pub struct Work<'a> {
    left: u64,
    spent: u64,
    /// Steps since the last time somebody was told.
    untold: u64,
    /// Whether it was asked to stop: nobody is asked twice.
    stopped: bool,
    tell: Option<&'a Tell<'a>>,
}

/// Is called now and then with the share of the budget that is spent, in `[0, 1]`; `false` asks to
/// stop.
pub type Tell<'a> = dyn Fn(f64) -> bool + Sync + 'a;

/// Why a computation ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The budget is spent.
    Spent,
    /// Whoever was told asked to stop.
    Stopped,
}

/// Steps between two calls: some milliseconds.
const STEPS_UNTOLD: u64 = 10_000_000;

impl<'a> Work<'a> {
    /// A budget that never ends and tells nobody.
    #[must_use]
    pub fn endless() -> Work<'a> {
        Work::of(u64::MAX)
    }

    /// A budget of `steps`.
    #[must_use]
    pub fn of(steps: u64) -> Work<'a> {
        Work { left: steps, spent: 0, untold: 0, stopped: false, tell: None }
    }

    /// The same budget, of which `tell` is told.
    #[must_use]
    pub fn telling(mut self, tell: &'a Tell<'a>) -> Work<'a> {
        self.tell = Some(tell);
        self
    }

    /// Steps left.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Steps spent.
    #[must_use]
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Takes note of `steps` that were taken.
    ///
    /// # Errors
    /// [`Ended`] where they were the last ones, or where it was asked to stop.
    pub fn spend(&mut self, steps: u64) -> Result<(), Ended> {
        if self.stopped {
            return Err(Ended::Stopped);
        }
        self.spent = self.spent.saturating_add(steps);
        self.untold = self.untold.saturating_add(steps);
        if self.untold >= STEPS_UNTOLD
            && let Some(tell) = self.tell
        {
            self.untold = 0;
            let all = self.spent.saturating_add(self.left.saturating_sub(steps));
            if !tell(self.spent as f64 / all.max(1) as f64) {
                self.stopped = true;
                return Err(Ended::Stopped);
            }
        }
        match self.left.checked_sub(steps) {
            Some(left) if left > 0 => {
                self.left = left;
                Ok(())
            }
            _ => {
                self.left = 0;
                Err(Ended::Spent)
            }
        }
    }

    /// Runs `part` with a budget of its own, of at most `steps` of this one.
    pub fn part<T>(&mut self, steps: u64, part: impl FnOnce(&mut Work<'_>) -> T) -> T {
        let mut own = Work::of(self.left.min(steps));
        own.untold = self.untold;
        own.stopped = self.stopped;
        // What a part has spent of its own budget is not what is spent of the whole.
        let (before, all) = (self.spent as f64, self.spent.saturating_add(self.left) as f64);
        let of_own = own.left as f64;
        let told = self.tell;
        let tell = move |share: f64| {
            told.is_none_or(|tell| tell(((before + share * of_own) / all.max(1.0)).min(1.0)))
        };
        own.tell = told.is_some().then_some(&tell);
        let done = part(&mut own);
        let (spent, untold, stopped) = (own.spent, own.untold, own.stopped);
        self.stopped = stopped;
        self.spent = self.spent.saturating_add(spent);
        self.left = self.left.saturating_sub(spent);
        self.untold = untold;
        done
    }
}
