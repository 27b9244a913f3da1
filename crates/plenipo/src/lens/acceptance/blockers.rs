//! What stops a party: crossed lines, lines that may be crossed, then pivotal issues.

use super::assess::{Acceptance, Asked, Assessment, Figures, noisy_acceptance};
use super::model::{End, Model, least_needed};
use plenipo_maths::row::Row;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::forbidden::{Clause, clauses};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::lines::{Stated, Verdict};
use plenipo_record::case::{describe, records};

/// Something that stops a party, or may.
pub(in crate::lens) struct Blocker {
    /// The line's or issue's name.
    pub(super) name: String,
    pub(in crate::lens) kind: Kind,
    /// Place of the line among the model's.
    pub(super) line: Option<usize>,
    /// Issues concerned.
    pub(in crate::lens) issues: Vec<Ix<Issue>>,
    /// Of the rejecting samples, the share in which it stands in the way.
    pub(in crate::lens) share_binding: Option<f64>,
    /// Of the rejecting samples, the share in which nothing else does.
    pub(super) share_only: Option<f64>,
}

/// The kind of a blocker, in the order they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lens) enum Kind {
    Line,
    LineMaybe,
    Issue,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Line => "line",
            Kind::LineMaybe => "line-maybe",
            Kind::Issue => "issue",
        }
    }
}

/// The name of the line's record, as tables show it.
pub(in crate::lens) fn line_name(case: &records::Records, stated: Stated) -> String {
    match stated {
        Stated::RedLine(ix) => match &case.red_lines[ix.get()].thread {
            Some(thread) => thread.clone(),
            None => describe::name(case, ix),
        },
        Stated::Claim(ix, _) => describe::name(case, ix),
    }
}

/// What stops the party of `model` in the draft of `assessment`.
pub(in crate::lens) fn blockers(
    asked: &Asked<'_>,
    model: &Model,
    assessment: &Assessment,
    figures: &Figures,
) -> Vec<Blocker> {
    // What it has accepted nothing stops.
    if assessment.status == Acceptance::Accepted {
        return Vec::new();
    }
    let mut blockers = lines(asked.case, asked.contents, model, assessment);
    match (figures.worth.as_deref(), model.level(End::Central), &asked.options) {
        (Some(worth), Some(level), Some(options)) => {
            weigh(asked, model, options, worth, level, &mut blockers);
        }
        _ => weigh_at_word(model, &mut blockers),
    }
    // Stable: lines stay newest first.
    blockers.sort_by(|a, b| {
        let share = |it: &Blocker| match it.kind {
            Kind::Issue => it.share_binding.unwrap_or(0.0),
            Kind::Line | Kind::LineMaybe => 0.0,
        };
        a.kind.cmp(&b.kind).then_with(|| share(b).total_cmp(&share(a)))
    });
    blockers
}

fn lines(
    case: &Case,
    contents: &[Content],
    model: &Model,
    assessment: &Assessment,
) -> Vec<Blocker> {
    let each = model.lines.iter().zip(&assessment.verdicts).enumerate();
    let stopping = each.filter_map(|(place, (line, verdict))| {
        let kind = match verdict {
            Verdict::Crossed => Kind::Line,
            Verdict::MayBeCrossed | Verdict::Unclear => Kind::LineMaybe,
            Verdict::Respected => return None,
        };
        Some(Blocker {
            name: line_name(case, line.stated),
            kind,
            line: Some(place),
            issues: line.judged_on(contents),
            share_binding: None,
            share_only: None,
        })
    });
    stopping.collect()
}

/// Without figures, a line taken literally still binds in every sample there could be.
fn weigh_at_word(model: &Model, blockers: &mut [Blocker]) {
    let at_word =
        |it: &Blocker| it.kind == Kind::Line && it.line.is_some_and(|line| model.is_literal(line));
    let count = blockers.iter().filter(|it| at_word(it)).count();
    for blocker in blockers.iter_mut().filter(|it| at_word(it)) {
        blocker.share_binding = Some(1.0);
        // With a second line taken literally neither stands alone; with only one it is not known
        // whether the worth would do.
        blocker.share_only = (count > 1).then_some(0.0);
    }
}

/// As many samples as stay in the first-level cache while the issues go by.
const BLOCK: usize = 512;

/// Lines are told apart by the bits of a word; those beyond share the last bit.
const LINES_TOLD_APART: usize = 64;

/// Shares over the rejecting samples; with behavioural noise each counts as much as it rejects.
fn weigh(
    asked: &Asked<'_>,
    model: &Model,
    options: &[OptionIx],
    worth: &[f64],
    level: &[f64],
    blockers: &mut Vec<Blocker>,
) {
    let Some(samples) = &model.samples else { return };
    let n_issues = asked.contents.len();
    let crossed = bits_of(&model.crossed(asked.contents, End::Central));
    let rules = clauses(asked.case);
    let turns: Vec<Turn> =
        (0..n_issues).map(|i| Turn::of(asked, model, i, crossed, &rules)).collect();
    let binding = binding(model, worth.len());
    let noisy = (asked.tau > 0.0).then(|| noisy_acceptance(asked, model, &[], worth)).flatten();
    let mut shares = Shares::new(n_issues, blockers.len());
    let lines: Vec<Option<u64>> =
        blockers.iter().map(|it| it.line.filter(|_| it.kind == Kind::Line).map(bit)).collect();
    let mut block = Block::default();
    for begin in (0..worth.len()).step_by(BLOCK) {
        let end = worth.len().min(begin + BLOCK);
        let (worth, binding) = (&worth[begin..end], &binding[begin..end]);
        block.begin(worth, &level[begin..end], binding, crossed);
        block.weights = noisy.as_ref().map(|it| it[begin..end].iter().map(|a| 1.0 - a).collect());
        for (share, line) in shares.lines.iter_mut().zip(&lines) {
            let Some(bit) = *line else { continue };
            share[0] += block.weigh(|s| binding[s] & crossed & bit != 0);
            share[1] += block.weigh(|s| binding[s] & crossed == bit && block.short[s] == 0);
        }
        for (i, turn) in turns.iter().enumerate() {
            let weight = &samples.weight(i)[begin..end];
            let held = samples.value(i, options[i]).part(begin, end);
            // A party that already has its best option there gains nothing by a change.
            if held == Row::Same(1.0) && turn.0.is_none() {
                continue;
            }
            let lifts = turn.0.is_some();
            if lifts {
                block.allow(turn, binding, |it| samples.value(i, it).part(begin, end));
            }
            let count = match held {
                Row::Same(held) => block.turn(i, lifts, worth, weight, |_| held),
                Row::Each(held) => {
                    let held = &held[..worth.len()];
                    block.turn(i, lifts, worth, weight, |s| held[s])
                }
            };
            shares.issues[i][0] += match noisy {
                None => count as f64,
                Some(_) => block.weigh(|s| block.turns[s] != 0),
            };
        }
        for (s, by) in block.turned_by.iter().enumerate() {
            if let Some(issue) = alone(*by) {
                shares.issues[issue][1] += block.weight(s);
            }
        }
        shares.all += block.weigh(|_| true);
    }
    if shares.all == 0.0 {
        return;
    }
    for ((blocker, line), share) in blockers.iter_mut().zip(&lines).zip(&shares.lines) {
        if line.is_some() {
            blocker.share_binding = Some(share[0] / shares.all);
            blocker.share_only = Some(share[1] / shares.all);
        }
    }
    // Where nothing is known of the party's order, its best option is each sample's own invention.
    let named = |(i, share): &(usize, &[f64; 2])| share[0] > 0.0 && model.profile.known[*i];
    for (i, share) in shares.issues.iter().enumerate().filter(named) {
        blockers.push(Blocker {
            name: asked.case.issue_id(Ix::new(i)).to_owned(),
            kind: Kind::Issue,
            line: None,
            issues: vec![Ix::new(i)],
            share_binding: Some(share[0] / shares.all),
            share_only: Some(share[1] / shares.all),
        });
    }
}

/// Sums over rejecting samples: in which it stands in the way, and in which nothing else does.
struct Shares {
    all: f64,
    lines: Vec<[f64; 2]>,
    issues: Vec<[f64; 2]>,
}

impl Shares {
    fn new(issues: usize, lines: usize) -> Shares {
        Shares { all: 0.0, lines: vec![[0.0; 2]; lines], issues: vec![[0.0; 2]; issues] }
    }
}

fn bit(line: usize) -> u64 {
    1 << line.min(LINES_TOLD_APART - 1)
}

fn bits_of(lines: &[bool]) -> u64 {
    lines.iter().enumerate().filter(|(_, is)| **is).fold(0, |bits, (line, _)| bits | bit(line))
}

/// In each sample, the lines that bind once they are crossed.
fn binding(model: &Model, n_samples: usize) -> Vec<u64> {
    let at_word: Vec<bool> = (0..model.lines.len()).map(|it| model.is_literal(it)).collect();
    let mut binding = vec![bits_of(&at_word); n_samples];
    for line in 0..model.lines.len() {
        let Some(binds) = model.binds(line, End::Central) else { continue };
        for (sample, lines) in binding.iter_mut().enumerate() {
            *lines |= u64::from(binds.contains(sample)) << line.min(LINES_TOLD_APART - 1);
        }
    }
    binding
}

/// What another option on one issue does to the lines: those crossed with each of its options that the rules allow beside
/// the rest of the text, or nothing where they allow all and none makes a difference to the lines.
struct Turn(Option<Vec<(OptionIx, u64)>>);

impl Turn {
    fn of(asked: &Asked<'_>, model: &Model, i: usize, crossed: u64, rules: &[Clause]) -> Turn {
        let issue: Ix<Issue> = Ix::new(i);
        let on = |options: &[(Ix<Issue>, OptionSet)]| options.iter().any(|(it, _)| *it == issue);
        let concerned = model.lines.iter().any(|line| {
            let condition = line.condition.as_ref();
            on(&line.rules_out) || on(&line.unclear) || condition.is_some_and(|it| on(&it.when))
        });
        let rules: Vec<&Clause> = rules.iter().filter(|it| on(&it.sets)).collect();
        if !concerned && rules.is_empty() {
            return Turn(None);
        }
        let mut contents = asked.contents.to_vec();
        let with = |option: OptionIx| {
            contents[i] = contents[i].settled(option);
            // A rule of logic or of a text takes such a text away: nobody can be won by it.
            let lawful = !rules.iter().any(|it| it.is_broken(&contents));
            lawful.then(|| (option, bits_of(&model.crossed(&contents, End::Central))))
        };
        let all = asked.case.issue(issue).all();
        let after: Vec<(OptionIx, u64)> = all.iter().filter_map(with).collect();
        let differs = after.len() < all.len() || after.iter().any(|it| it.1 != crossed);
        Turn(differs.then_some(after))
    }
}

/// A stretch of samples. Flags are words of 0 or 1, which vectorise.
#[derive(Default)]
struct Block {
    /// What the worth must reach.
    needed: Vec<f64>,
    /// Whether the worth falls short.
    short: Vec<u64>,
    /// Whether it rejects: falls short, or a line binds.
    rejects: Vec<u64>,
    /// Whether it falls short, and nothing else stops it.
    only_short: Vec<u64>,
    /// Whether it rejects and no line would bind after the change in hand.
    allowed: Vec<u64>,
    /// Whether the change in hand turns it.
    turns: Vec<u64>,
    /// Which changes turn it: see [`alone`].
    turned_by: Vec<u64>,
    /// How much it rejects; wholly where absent.
    weights: Option<Vec<f64>>,
}

/// One change that turns a sample, added up over changes: their number, and the sum of their issues.
///
/// A sum of fewer than 2³² places never carries out of a word that counts fewer than 2³² changes, and
/// where the number is 1 the sum is that one place, whole in its 32 bits: a dossier is read from
/// bytes in memory and has far fewer issues than that.
fn turned_by(issue: usize) -> u64 {
    1 << 32 | issue as u64
}

/// The issue of the only change that turns a sample.
fn alone(turned_by: u64) -> Option<usize> {
    (turned_by >> 32 == 1).then_some((turned_by & 0xffff_ffff) as usize)
}

impl Block {
    fn begin(&mut self, worth: &[f64], level: &[f64], binding: &[u64], crossed: u64) {
        let n = worth.len();
        self.needed = level.iter().map(|it| least_needed(*it)).collect();
        self.short = worth.iter().zip(&self.needed).map(|(u, r)| u64::from(u < r)).collect();
        let stopped: Vec<u64> = binding.iter().map(|it| u64::from(it & crossed != 0)).collect();
        let each = || self.short.iter().zip(&stopped);
        self.rejects = each().map(|(short, stopped)| short | stopped).collect();
        self.only_short = each().map(|(short, stopped)| short & !stopped).collect();
        self.turns.resize(n, 0);
        self.turned_by = vec![0; n];
    }

    /// How much sample `s` counts among those that reject.
    fn weight(&self, s: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |it| it[s])
    }

    /// The weight of the rejecting samples for which `is` says so.
    fn weigh(&self, is: impl Fn(usize) -> bool) -> f64 {
        let counts = |s: usize| self.rejects[s] & u64::from(is(s));
        match &self.weights {
            None => (0..self.rejects.len()).map(counts).sum::<u64>() as f64,
            Some(weights) => {
                let each = weights.iter().enumerate().filter(|(s, _)| counts(*s) == 1);
                each.map(|(_, weight)| weight).sum()
            }
        }
    }

    /// Marks the samples in which a best option of the issue in hand, taken up, leaves no line
    /// binding.
    fn allow<'r>(&mut self, turn: &Turn, binding: &[u64], value: impl Fn(OptionIx) -> Row<'r>) {
        self.allowed.clear();
        self.allowed.resize(binding.len(), 0);
        for (option, after) in turn.0.iter().flatten() {
            let value = value(*option);
            for (s, (allowed, lines)) in self.allowed.iter_mut().zip(binding).enumerate() {
                *allowed |= self.rejects[s] & u64::from(value.get(s) >= 1.0 && lines & after == 0);
            }
        }
    }

    /// Marks and counts the samples that the best option of issue `i` would turn; `lifts` says
    /// whether it may lift a line.
    fn turn(
        &mut self,
        i: usize,
        lifts: bool,
        worth: &[f64],
        weight: &[f64],
        held: impl Fn(usize) -> f64,
    ) -> u64 {
        let n = worth.len();
        // All as long as each other, so that no sample is asked whether it has a place; without
        // branches, several samples run at once.
        let allowed = if lifts { &self.allowed[..n] } else { &self.only_short[..n] };
        let (weight, needed) = (&weight[..n], &self.needed[..n]);
        let (turns, all) = (&mut self.turns[..n], &mut self.turned_by[..n]);
        let mut count = 0;
        for s in 0..n {
            let best = worth[s] + weight[s] * (1.0 - held(s));
            turns[s] = u64::from(best >= needed[s]) & allowed[s];
            all[s] += turns[s].wrapping_neg() & turned_by(i);
            count += turns[s];
        }
        count
    }
}
