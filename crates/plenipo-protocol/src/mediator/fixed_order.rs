//! Through the issues and their options in order.

use plenipo_maths::random::Stream;

use super::{Mediating, OpenText};
use crate::party::Moment;

/// Goes through all options of the first issue, then of the second, and so on, and begins again after the last:
/// each time the text that stands with that one option. Options that stand already, and those that a line rules
/// out, are passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FixedOrder {
    issue: usize,
    option: u32,
}

impl Mediating for FixedOrder {
    fn begin(&mut self, _: &crate::space::Space, _: &mut Stream) {
        *self = Self::default();
    }

    fn propose(
        &mut self,
        text: &OpenText<'_>,
        _: Moment,
        _: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    ) {
        let n_issues = text.chosen().len();
        // Once round: where nothing else may be proposed, nothing is.
        let slots: u32 = (0..n_issues).map(|issue| text.n_options(issue)).sum();
        for _ in 0..slots {
            let (issue, option) = (self.issue, self.option);
            self.option += 1;
            if self.option >= text.n_options(issue) {
                self.option = 0;
                self.issue = (self.issue + 1) % n_issues;
            }
            if text.chosen()[issue] != option && text.permits_change(issue, option) {
                changes.push((issue, option));
                return;
            }
        }
    }

    fn fresh(&self) -> Box<dyn Mediating> {
        Box::new(Self::default())
    }
}
