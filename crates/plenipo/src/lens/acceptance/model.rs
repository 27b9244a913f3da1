//! One party as the lens sees it: its lines, its sampled values, its reservation.

use std::ops::Range as Span;

use crate::case::Case;
use crate::case::contents::{Content, How};
use crate::case::id::Ix;
use crate::case::issue::OptionIx;
use crate::case::lines::{Line, Stated, Verdict, standing};
use crate::case::party::Party;
use crate::case::red_line::RedLine;
use crate::maths::random::{CHUNK, Key};
use crate::preference::profile::Profile;
use crate::preference::reservation::Reservation;
use crate::preference::samples::{Contradiction, Samples};

/// One party as the lens sees it.
pub(super) struct Model {
    pub(super) party: Ix<Party>,
    /// Its standing lines, newest first.
    pub(super) lines: Vec<Line>,
    pub(super) profile: Profile,
    /// Absent where no draft asks for them or the record contradicts itself.
    pub(super) samples: Option<Samples>,
    pub(super) contradiction: Option<Contradiction>,
    pub(super) reservation: Option<Reservation>,
    /// Reservation values, one a sample: as recorded, and at both ends.
    levels: Option<[Vec<f64>; 3]>,
    /// For each line of stated firmness, one draw a sample of whether it binds, at the range's
    /// low end, within it, and at its high end. Common random numbers: low implies within implies
    /// high.
    binds: Vec<Option<[Vec<bool>; 3]>>,
}

/// How the uncertain inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// At their unfavourable ends.
    Low,
    /// As recorded.
    Central,
    /// At their favourable ends.
    High,
}

impl Model {
    /// `wanted` says whether the party's worth of any draft will be asked for.
    pub(super) fn new(
        case: &Case,
        party: Ix<Party>,
        contents: &[Vec<Content>],
        seed: u64,
        n_samples: usize,
    ) -> Model {
        let profile = Profile::of(case, party);
        let wanted = contents.iter().any(|it| covers_enough(&profile, it));
        let (samples, contradiction) = if wanted {
            match Samples::draw(case, &profile, seed, n_samples) {
                Ok(samples) => (Some(samples), None),
                Err(why) => (None, Some(why)),
            }
        } else {
            (None, None)
        };
        let reservation = Reservation::of(case, party);
        let levels = match (&samples, &reservation) {
            (Some(samples), Some(it)) => Some([
                it.at_end(samples, true),
                it.draw(case, party, samples, seed),
                it.at_end(samples, false),
            ]),
            _ => None,
        };
        let lines = standing(case, party);
        let key = Key::new(seed).with(case.party(party).name.as_bytes()).with(b"firmness");
        let binds = lines.iter().map(|it| binding(case, it, key, n_samples)).collect();
        Model { party, lines, profile, samples, contradiction, reservation, levels, binds }
    }

    /// The reservation values at an end.
    pub(super) fn level(&self, end: End) -> Option<&[f64]> {
        self.levels.as_ref().map(|it| it[end as usize].as_slice())
    }

    /// Whether enough of the party's orders is recorded for a figure on a draft of this content.
    pub(super) fn covers(&self, contents: &[Content]) -> bool {
        self.samples.is_some() && covers_enough(&self.profile, contents)
    }

    /// Which of its lines a draft of this content crosses, or is to be taken to cross at `end`.
    pub(super) fn crossed(&self, contents: &[Content], end: End) -> Vec<bool> {
        let each = self.lines.iter().map(|it| match it.judge(contents) {
            Verdict::Crossed => true,
            Verdict::MayBeCrossed | Verdict::Unclear => end == End::Low,
            Verdict::Respected => false,
        });
        each.collect()
    }

    /// Whether line `line` binds in `sample` once it is crossed.
    pub(super) fn binds(&self, line: usize, sample: usize, end: End) -> bool {
        match &self.binds[line] {
            // At its word; in the favourable reading, a bargaining position.
            None => end != End::High,
            Some(draws) => {
                let draws = &draws[match end {
                    End::High => 0,
                    End::Central => 1,
                    End::Low => 2,
                }];
                draws[sample]
            }
        }
    }

    /// Whether somebody stated how firm the line is.
    pub(super) fn firmness_stated(&self, line: usize) -> bool {
        self.lines[line].firmness.is_some()
    }

    /// Whether the party accepts, sample by sample, a draft that has `options` and crosses the
    /// lines marked; `None` where that cannot be said.
    pub(super) fn accepts(
        &self,
        worth: Option<&[f64]>,
        crossed: &[bool],
        end: End,
        n_samples: usize,
    ) -> Option<Vec<bool>> {
        let at_word = |line: usize| crossed[line] && !self.firmness_stated(line);
        if end != End::High && (0..self.lines.len()).any(at_word) {
            return Some(vec![false; n_samples]);
        }
        let (worth, level) = (worth?, self.level(end)?);
        let mut accepts: Vec<bool> =
            worth.iter().zip(level).map(|(u, r)| at_least(*u, *r)).collect();
        for (line, crossed) in crossed.iter().enumerate() {
            if !crossed || (end == End::High && !self.firmness_stated(line)) {
                continue;
            }
            for (sample, accept) in accepts.iter_mut().enumerate() {
                *accept &= !self.binds(line, sample, end);
            }
        }
        Some(accepts)
    }
}

/// Whether a worth reaches a reservation value. A draft at the party's ideal everywhere is worth
/// 1 up to rounding, and must reach a reservation of 1.
pub(super) fn at_least(worth: f64, level: f64) -> bool {
    worth >= level - 1e-12
}

/// Coverage: of the issues the draft speaks of, on how many the party's order is known.
pub(super) fn coverage(profile: &Profile, contents: &[Content]) -> (usize, usize) {
    let spoken = |it: &usize| matches!(contents[*it].how, How::Set | How::Narrowed);
    let all: Vec<usize> = (0..contents.len()).filter(spoken).collect();
    (profile.covered(all.iter().copied()), all.len())
}

fn covers_enough(profile: &Profile, contents: &[Content]) -> bool {
    let (known, all) = coverage(profile, contents);
    all > 0 && 2 * known >= all
}

/// The options of a draft of known content, issue by issue.
pub(super) fn settled(contents: &[Content]) -> Option<Vec<OptionIx>> {
    contents.iter().map(|it| it.possible.single()).collect()
}

/// Draws, for a line of stated firmness, in which samples it binds. Lines of one thread are one
/// line and a thread is drawn once, keyed by its words.
fn binding(case: &Case, line: &Line, key: Key, n_samples: usize) -> Option<[Vec<bool>; 3]> {
    let range = line.firmness?.range();
    let words = match line.stated {
        Stated::RedLine(ix) => line_words(&case.red_lines[ix.get()]),
        Stated::Claim(..) => String::new(),
    };
    let key = key.with(words.as_bytes());
    let mut draws = [const { Vec::new() }; 3];
    for chunk in chunks(n_samples) {
        let mut stream = key.stream((chunk.start / CHUNK) as u64);
        for _ in chunk {
            let (u, within) = (stream.uniform(), stream.uniform());
            draws[0].push(u < range.low);
            draws[1].push(u < range.low + within * (range.high - range.low));
            draws[2].push(u < range.high);
        }
    }
    Some(draws)
}

fn line_words(line: &RedLine) -> String {
    line.words.clone().unwrap_or_default()
}

/// Samples cut into the chunks that have a stream of their own.
fn chunks(n_samples: usize) -> impl Iterator<Item = Span<usize>> {
    (0..n_samples).step_by(CHUNK).map(move |it| it..(it + CHUNK).min(n_samples))
}
