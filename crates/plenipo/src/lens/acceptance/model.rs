//! One party as the lens sees it: its lines, its sampled values, its reservation.

use super::bits::Bits;
use super::firmness::{Binds, Firmness};
use super::word::Replies;
use crate::preference::draws::Draws;
use crate::preference::profile::Profile;
use crate::preference::reservation::Reservation;
use crate::preference::samples::{Contradiction, Samples};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::lines::{Line, Verdict, standing};
use plenipo_record::case::party::Party;

/// One party as the lens sees it.
pub(in crate::lens) struct Model {
    pub(in crate::lens) party: Ix<Party>,
    /// Everything it has answered.
    pub(super) replies: Replies,
    /// Its standing lines, newest first.
    pub(in crate::lens) lines: Vec<Line>,
    pub(in crate::lens) profile: Profile,
    /// Absent where no draft asks for them or the record contradicts itself, and once every figure
    /// is there.
    pub(in crate::lens) samples: Option<Samples>,
    /// What of its preferences cannot all hold; no figure follows from them.
    pub(in crate::lens) contradiction: Option<Contradiction>,
    pub(in crate::lens) reservation: Option<Reservation>,
    /// Reservation values, one a sample: as recorded, and at both ends.
    levels: Option<[Vec<f64>; 3]>,
    /// For each line of stated firmness, the samples in which it binds: at the high end of its
    /// range, within it, and at the low end, as [`End`] counts. Common random numbers: each holds
    /// the next.
    binds: Vec<Option<Binds>>,
}

/// Why nothing is said of what a draft is worth to a party.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lens) enum NoWorth {
    /// What is recorded of its preferences cannot all hold.
    Contradiction(Contradiction),
    /// Of the issues that the draft settles, on how many its order is known, and how many there are.
    Positions { known: usize, all: usize },
}

/// How the uncertain inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum End {
    /// At their unfavourable ends.
    Low,
    /// As recorded.
    Central,
    /// At their favourable ends.
    High,
}

/// What is on record of a party, before anything is drawn.
pub(super) struct Recorded {
    party: Ix<Party>,
    pub(super) lines: Vec<Line>,
    pub(super) replies: Replies,
    pub(super) profile: Profile,
    pub(super) reservation: Option<Reservation>,
}

impl Recorded {
    pub(super) fn of(case: &Case, party: Ix<Party>) -> Recorded {
        Recorded {
            party,
            lines: standing(case, party),
            replies: Replies::of(case, party),
            profile: Profile::of(case, party),
            reservation: Reservation::of(case, party),
        }
    }
}

impl Model {
    /// Samples are drawn where enough is known for a figure on any of the drafts of these
    /// contents.
    pub(in crate::lens) fn new(
        draws: &Draws,
        case: &Case,
        party: Ix<Party>,
        contents: &[Vec<Content>],
        (seed, n_samples): (u64, usize),
    ) -> Model {
        let firmness = &mut Firmness::default();
        let recorded = Recorded::of(case, party);
        Model::of(recorded, draws, firmness, case, contents, (seed, n_samples))
    }

    /// The same of what is on record already looked up, with lines of stated firmness that may have been drawn before.
    pub(super) fn of(
        recorded: Recorded,
        draws: &Draws,
        firmness: &mut Firmness,
        case: &Case,
        contents: &[Vec<Content>],
        (seed, n_samples): (u64, usize),
    ) -> Model {
        let Recorded { party, lines, replies, profile, reservation } = recorded;
        let wanted = contents.iter().any(|it| covers_enough(&profile, it));
        let (samples, contradiction) = if wanted {
            match draws.samples(case, &profile, seed, n_samples) {
                Ok(samples) => (Some(samples), None),
                Err(why) => (None, Some(why)),
            }
        } else {
            // What cannot hold is said whether or not enough else is known.
            (None, profile.contradiction())
        };
        let levels = match (&samples, &reservation) {
            (Some(samples), Some(it)) => Some([
                it.at_end(samples, true),
                it.draw(case, party, samples, seed),
                it.at_end(samples, false),
            ]),
            _ => None,
        };
        // Where nothing can be compared with an alternative no line is compared with anything either.
        let binds = match &levels {
            Some(_) => firmness.binding(case, party, &lines, (seed, n_samples)),
            None => Vec::new(),
        };
        Model { party, replies, lines, profile, samples, contradiction, reservation, levels, binds }
    }

    /// The same without what was drawn, which is only needed for figures.
    pub(in crate::lens) fn without_samples(self) -> Model {
        Model { samples: None, levels: None, binds: Vec::new(), ..self }
    }

    /// The reservation values at an end.
    pub(in crate::lens) fn level(&self, end: End) -> Option<&[f64]> {
        self.levels.as_ref().map(|it| it[end as usize].as_slice())
    }

    /// Whether enough of the party's orders is recorded for a figure on a draft of this content.
    pub(in crate::lens) fn covers(&self, contents: &[Content]) -> bool {
        self.samples.is_some() && covers_enough(&self.profile, contents)
    }

    /// Why there is no worth for a draft of this content; `None` where there is one.
    pub(in crate::lens) fn no_worth(&self, contents: &[Content]) -> Option<NoWorth> {
        // What cannot hold comes first: no further order would mend it.
        if let Some(why) = &self.contradiction {
            return Some(NoWorth::Contradiction(why.clone()));
        }
        let (known, all) = coverage(&self.profile, contents);
        (!covers_enough(&self.profile, contents)).then_some(NoWorth::Positions { known, all })
    }

    /// Which of its lines a draft of this content crosses, or is to be taken to cross at `end`.
    pub(in crate::lens) fn crossed(&self, contents: &[Content], end: End) -> Vec<bool> {
        let each = self.lines.iter().map(|it| match it.judge(contents) {
            Verdict::Crossed => true,
            Verdict::MayBeCrossed | Verdict::Unclear => end == End::Low,
            Verdict::Respected => false,
        });
        each.collect()
    }

    /// The same at the unfavourable end where lines of which the record cannot tell it, whatever the draft
    /// comes to say, are taken not to bind: the unclear ones, and those under a condition that it cannot
    /// decide.
    pub(in crate::lens) fn crossed_clearly(&self, contents: &[Content]) -> Vec<bool> {
        let each = self.lines.iter().map(|it| match it.judge(contents) {
            Verdict::Crossed => true,
            Verdict::MayBeCrossed => can_be_decided(it, contents),
            Verdict::Unclear | Verdict::Respected => false,
        });
        each.collect()
    }

    /// Whether it has lines of which the record may be unable to tell whether a draft crosses them.
    pub(in crate::lens) fn has_undecided(&self, contents: &[Content]) -> bool {
        self.lines.iter().any(|it| !it.unclear.is_empty() || !can_be_decided(it, contents))
    }

    /// The samples in which line `line`, whose firmness somebody stated, binds once it is crossed;
    /// `None` where nobody did, and where there is no figure that it could lower.
    pub(in crate::lens) fn binds(&self, line: usize, end: End) -> Option<&Bits> {
        self.binds.get(line)?.as_ref().map(|it| &it[end as usize])
    }

    /// Whether the line is taken literally: nobody stated how firm it is, or somebody that it is certain.
    pub(in crate::lens) fn is_literal(&self, line: usize) -> bool {
        is_literal(&self.lines[line])
    }

    /// Whether a line marked is taken literally, and so binds everywhere. In the favourable reading
    /// those of which nobody stated how firm they are are bargaining positions, and bind nowhere.
    pub(in crate::lens) fn at_word(&self, crossed: &[bool], end: End) -> bool {
        let binds = |line: usize| match end {
            End::High => is_certain(&self.lines[line]),
            End::Low | End::Central => self.is_literal(line),
        };
        (0..self.lines.len()).any(|line| crossed[line] && binds(line))
    }

    /// The samples in which the party accepts a draft that is worth `worth` and crosses the lines
    /// marked; `None` where that cannot be said.
    pub(in crate::lens) fn accepts(
        &self,
        worth: Option<&[f64]>,
        crossed: &[bool],
        end: End,
        n_samples: usize,
    ) -> Option<Bits> {
        if self.at_word(crossed, end) {
            return Some(Bits::none(n_samples));
        }
        Some(self.accepts_at(worth?, self.level(end)?, crossed, end))
    }

    /// The same where what it has without a deal is worth `level`.
    pub(in crate::lens) fn accepts_at(
        &self,
        worth: &[f64],
        level: &[f64],
        crossed: &[bool],
        end: End,
    ) -> Bits {
        if self.at_word(crossed, end) {
            return Bits::none(worth.len());
        }
        let mut accepts = Bits::of(worth.len(), |sample| at_least(worth[sample], level[sample]));
        for line in (0..crossed.len()).filter(|it| crossed[*it]) {
            if let Some(binds) = self.binds(line, end) {
                accepts.drop(binds);
            }
        }
        accepts
    }
}

/// Whether the line is taken literally: nobody stated how firm it is, or somebody that it is certain.
pub(in crate::lens) fn is_literal(line: &Line) -> bool {
    line.firmness.is_none() || is_certain(line)
}

/// Whether somebody stated that the line is certain to bind.
pub(in crate::lens) fn is_certain(line: &Line) -> bool {
    line.firmness.is_some_and(|it| it.range().low >= 1.0)
}

/// Whether the record decides of some text with this content whether the line applies: not under a condition
/// known in words only, nor under one on what is left to the principals.
pub(in crate::lens) fn can_be_decided(line: &Line, contents: &[Content]) -> bool {
    line.condition.as_ref().is_none_or(|it| {
        let mut on = it.when.iter();
        !it.when.is_empty() && on.all(|(issue, _)| !contents[issue.get()].may_be_left_open())
    })
}

/// Whether a worth reaches a reservation value. A draft at the party's ideal everywhere is worth
/// 1 up to rounding, and must reach a reservation of 1.
fn at_least(worth: f64, level: f64) -> bool {
    worth >= least_needed(level)
}

/// The worth that just reaches a reservation value.
pub(in crate::lens) fn least_needed(level: f64) -> f64 {
    level - 1e-12
}

/// Coverage: of the issues the draft speaks of and that can weigh with the party, on how many the party's order is known.
pub(in crate::lens) fn coverage(profile: &Profile, contents: &[Content]) -> (usize, usize) {
    let spoken = |it: &usize| {
        matches!(contents[*it].how, How::Set | How::Narrowed) && !profile.weightless[*it]
    };
    let all: Vec<usize> = (0..contents.len()).filter(spoken).collect();
    (profile.covered(all.iter().copied()), all.len())
}

/// Whether the order is known on enough of them for a figure: on half at least.
pub(in crate::lens) fn covers_enough(profile: &Profile, contents: &[Content]) -> bool {
    let (known, all) = coverage(profile, contents);
    all > 0 && 2 * known >= all
}

/// The options of a draft of known content, issue by issue.
pub(in crate::lens) fn settled(contents: &[Content]) -> Option<Vec<OptionIx>> {
    contents.iter().map(|it| it.single()).collect()
}
