//! Another option for an issue, both drawn.

use plenipo_maths::random::Stream;

use super::{Mediating, OpenText};
use crate::party::Moment;

/// Draws an issue and another option for it, all equally often (Klein, Faratin, Sayama and Bar-Yam, "Negotiating
/// complex contracts", Group Decision and Negotiation 12, 2003). A draw that a line rules out is a round without a
/// proposal, as is one of an issue with a single option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RandomFlip;

/// An issue of `n_issues` and a number for its option, from one draw. The bias, at most `n`/2³², is far below
/// sampling error.
#[inline]
pub(crate) fn flip(bits: u64, n_issues: usize) -> (usize, u64) {
    let issue = (bits >> 32).wrapping_mul(n_issues as u64) >> 32;
    (issue as usize, bits & 0xFFFF_FFFF)
}

/// The option that the number stands for, which is another than `now`.
#[inline]
pub(crate) fn other(number: u64, others: u32, now: u32) -> u32 {
    let other = (number.wrapping_mul(u64::from(others)) >> 32) as u32;
    other + u32::from(other >= now)
}

impl Mediating for RandomFlip {
    fn propose(
        &mut self,
        text: &OpenText<'_>,
        _: Moment,
        stream: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    ) {
        let (issue, number) = flip(stream.bits(), text.chosen().len());
        let others = text.n_options(issue) - 1;
        if others == 0 {
            return;
        }
        changes.push((issue, other(number, others, text.chosen()[issue])));
    }

    fn only_flips(&self) -> bool {
        true
    }

    fn fresh(&self) -> Box<dyn Mediating> {
        Box::new(*self)
    }
}
