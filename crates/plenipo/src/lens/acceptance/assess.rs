//! The answer for one draft and one party, layer by layer.

use super::completion::{completions, fixed};
use super::model::{End, Model, at_least, coverage, settled};
use crate::case::Case;
use crate::case::contents::Content;
use crate::case::draft::Draft;
use crate::case::id::Ix;
use crate::case::issue::OptionIx;
use crate::case::lines::Verdict;
use crate::case::position::{Answer, AnswerTo, Reply};
use crate::maths::statistics::{MonteCarloError, quantiles};

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Accepted,
    Refused,
    Conflict,
    Blocked,
    Open,
    Undetermined,
}

impl Status {
    pub(super) fn word(self) -> &'static str {
        match self {
            Status::Accepted => "accepted",
            Status::Refused => "refused",
            Status::Conflict => "conflict",
            Status::Blocked => "blocked",
            Status::Open => "open",
            Status::Undetermined => "undetermined",
        }
    }
}

/// The answer for one draft and one party.
pub(super) struct Assessment {
    pub(super) draft: Ix<Draft>,
    /// Place of the party's model.
    pub(super) model: usize,
    pub(super) status: Status,
    /// Answers to the draft, newest first.
    pub(super) answers: Vec<Ix<Answer>>,
    /// Whether the party tabled it.
    pub(super) tabled: bool,
    /// What the draft does to each standing line.
    pub(super) verdicts: Vec<Verdict>,
    /// Issues spoken of: with a known order, and in all.
    pub(super) coverage: (usize, usize),
    pub(super) worth: Option<Worth>,
    pub(super) accept: Accept,
}

/// What the draft is worth to the party, as a share of its best deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worth {
    /// 5 % quantile, the least over completions.
    pub(super) low: f64,
    /// Median, where the content is known.
    pub(super) median: Option<f64>,
    /// 95 % quantile, the greatest over completions.
    pub(super) high: f64,
    /// Whether the ends are an outer bound because there were too many completions.
    pub(super) outer: bool,
}

/// The probability that the party accepts at the table.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Accept {
    pub(super) low: Option<f64>,
    pub(super) central: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) std_error: Option<f64>,
    /// With behavioural noise, where that was asked for.
    pub(super) noisy: Option<f64>,
}

/// What one party's figures for one draft are made of, kept for the tables that follow.
pub(super) struct Figures {
    /// The draft's options, where its content is known.
    pub(super) options: Option<Vec<OptionIx>>,
    /// Its worth in each sample, where the content is known.
    pub(super) worth: Option<Vec<f64>>,
}

pub(super) fn assess(
    case: &Case,
    draft: Ix<Draft>,
    contents: &[Content],
    models: &[Model],
    place: usize,
    n_samples: usize,
    tau: f64,
) -> (Assessment, Figures) {
    let model = &models[place];
    let options = settled(contents);
    let worth_known = match (&options, &model.samples) {
        (Some(options), Some(samples)) if model.covers(contents) => Some(samples.worth(options)),
        _ => None,
    };
    let figures = Figures { options, worth: worth_known };
    let worth = worth(case, contents, model, &figures);
    let mut accept = accept(case, contents, model, &figures, n_samples, tau);
    let verdicts: Vec<Verdict> = model.lines.iter().map(|it| it.judge(contents)).collect();
    let tabled = case.draft(draft).tabled_by.contains(&model.party);
    let answers = answers(case, draft, model);
    let status = status(case, model, &answers, tabled, &verdicts, &mut accept);
    let coverage = coverage(&model.profile, contents);
    let assessment = Assessment {
        draft,
        model: place,
        status,
        answers,
        tabled,
        verdicts,
        coverage,
        worth,
        accept,
    };
    (assessment, figures)
}

/// Answers of the party to the draft as a whole or to points of it, newest first.
fn answers(case: &Case, draft: Ix<Draft>, model: &Model) -> Vec<Ix<Answer>> {
    let mut answers: Vec<Ix<Answer>> = (0..case.answers.len())
        .map(Ix::new)
        .filter(|ix: &Ix<Answer>| {
            let it = &case.answers[ix.get()];
            it.party == model.party && it.to == AnswerTo::Draft(draft)
        })
        .collect();
    answers.reverse();
    answers.sort_by_key(|ix| std::cmp::Reverse(case.answers[ix.get()].date));
    answers
}

/// The latest reply to the whole draft for each audience.
pub(super) fn standing_replies(case: &Case, answers: &[Ix<Answer>]) -> Vec<Ix<Answer>> {
    let mut latest: Vec<Ix<Answer>> = Vec::new();
    for ix in answers {
        let it = &case.answers[ix.get()];
        let same = |other: &Ix<Answer>| case.answers[other.get()].audience == it.audience;
        if it.points.is_empty() && !latest.iter().any(same) {
            latest.push(*ix);
        }
    }
    latest
}

fn status(
    case: &Case,
    model: &Model,
    answers: &[Ix<Answer>],
    tabled: bool,
    verdicts: &[Verdict],
    accept: &mut Accept,
) -> Status {
    let replies: Vec<Reply> = standing_replies(case, answers)
        .into_iter()
        .map(|ix| case.answers[ix.get()].answer)
        .collect();
    let all = |reply: Reply| !replies.is_empty() && replies.iter().all(|it| *it == reply);
    let crossed = |line: usize| verdicts[line] == Verdict::Crossed;
    let any_crossed = (0..verdicts.len()).any(crossed);
    let at_word = (0..verdicts.len()).any(|it| crossed(it) && !model.firmness_stated(it));
    let too_wide =
        matches!((accept.low, accept.high), (Some(low), Some(high)) if low < 0.2 && high > 0.8);
    if too_wide && !at_word {
        accept.central = None;
        accept.std_error = None;
    }
    if all(Reply::Accept) {
        Status::Accepted
    } else if all(Reply::Reject) {
        Status::Refused
    } else if tabled && any_crossed {
        Status::Conflict
    } else if at_word {
        Status::Blocked
    } else if accept.low.is_none() || accept.high.is_none() || too_wide {
        Status::Undetermined
    } else {
        Status::Open
    }
}

/// What the draft is worth; `None` where too little is recorded.
fn worth(case: &Case, contents: &[Content], model: &Model, figures: &Figures) -> Option<Worth> {
    let samples = model.samples.as_ref().filter(|_| model.covers(contents))?;
    let ends = |worth: &mut [f64]| {
        let found = quantiles(worth, &[0.05, 0.5, 0.95])?;
        Some((found[0], found[1], found[2]))
    };
    if let Some(worth) = &figures.worth {
        let (low, median, high) = ends(&mut worth.clone())?;
        return Some(Worth { low, median: Some(median), high, outer: false });
    }
    match completions(contents, &case.issues) {
        Some(all) => {
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            for options in all {
                let (l, _, h) = ends(&mut samples.worth(&options))?;
                low = low.min(l);
                high = high.max(h);
            }
            Some(Worth { low, median: None, high, outer: false })
        }
        None => {
            let [mut least, mut greatest] = outer_worth(case, contents, model)?;
            let (low, _, _) = ends(&mut least)?;
            let (_, _, high) = ends(&mut greatest)?;
            Some(Worth { low, median: None, high, outer: true })
        }
    }
}

/// The least and greatest worth of each sample over all completions: a valid outer bound.
fn outer_worth(case: &Case, contents: &[Content], model: &Model) -> Option<[Vec<f64>; 2]> {
    let samples = model.samples.as_ref()?;
    let n_samples = samples.n_samples();
    let mut ends = [vec![0.0; n_samples], vec![0.0; n_samples]];
    for (i, (content, issue)) in contents.iter().zip(&case.issues).enumerate() {
        let set = content.completions(issue);
        let weight = samples.weight(i);
        for sample in 0..n_samples {
            let values = || set.iter().map(|it| samples.value(i, it)[sample]);
            ends[0][sample] += weight[sample] * values().fold(f64::INFINITY, f64::min);
            ends[1][sample] += weight[sample] * values().fold(f64::NEG_INFINITY, f64::max);
        }
    }
    Some(ends)
}

/// The share of samples that accept.
fn share(accepts: &[bool]) -> f64 {
    accepts.iter().filter(|it| **it).count() as f64 / accepts.len().max(1) as f64
}

fn accept(
    case: &Case,
    contents: &[Content],
    model: &Model,
    figures: &Figures,
    n_samples: usize,
    tau: f64,
) -> Accept {
    let sampled = figures.worth.as_deref();
    if figures.options.is_some() {
        let at = |end| {
            let accepts = model.accepts(sampled, &model.crossed(contents, end), end, n_samples)?;
            Some(share(&accepts))
        };
        let decided = model
            .lines
            .iter()
            .all(|it| matches!(it.judge(contents), Verdict::Respected | Verdict::Crossed));
        let at_word = at_word(model, contents);
        let central = at(End::Central).filter(|_| decided || at_word);
        let effective = model.samples.as_ref().map_or(n_samples as f64, |it| it.effective());
        let std_error = central
            .filter(|_| !at_word)
            .and_then(|it| MonteCarloError::of(it, effective))
            .map(MonteCarloError::figure);
        let noisy = central.and_then(|_| noisy(model, sampled?, contents, tau));
        return Accept { low: at(End::Low), central, high: at(End::High), std_error, noisy };
    }
    if at_word(model, contents) {
        let high = open_ends(case, contents, model, n_samples).map(|(_, high)| high);
        return Accept { low: Some(0.0), central: Some(0.0), high, ..Accept::default() };
    }
    let ends = open_ends(case, contents, model, n_samples);
    Accept { low: ends.map(|it| it.0), high: ends.map(|it| it.1), ..Accept::default() }
}

/// Whether the draft, as far as it is known, crosses a line of the party that stands at its word.
fn at_word(model: &Model, contents: &[Content]) -> bool {
    let crossed = |line: usize| model.lines[line].judge(contents) == Verdict::Crossed;
    (0..model.lines.len()).any(|it| crossed(it) && !model.firmness_stated(it))
}

/// The least and greatest share of accepting samples over the completions of the draft.
fn open_ends(
    case: &Case,
    contents: &[Content],
    model: &Model,
    n_samples: usize,
) -> Option<(f64, f64)> {
    let samples = model.samples.as_ref().filter(|_| model.covers(contents))?;
    if let Some(all) = completions(contents, &case.issues) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for options in all {
            let content = fixed(&options, contents);
            let worth = samples.worth(&options);
            for (end, keep) in [(End::Low, &mut low), (End::High, &mut high)] {
                let crossed = model.crossed(&content, end);
                let it = share(&model.accepts(Some(&worth), &crossed, end, n_samples)?);
                *keep = if end == End::Low { keep.min(it) } else { keep.max(it) };
            }
        }
        return Some((low, high));
    }
    let [least, greatest] = outer_worth(case, contents, model)?;
    let at = |worth: &[f64], end| {
        let crossed = model.crossed(contents, end);
        Some(share(&model.accepts(Some(worth), &crossed, end, n_samples)?))
    };
    Some((at(&least, End::Low)?, at(&greatest, End::High)?))
}

/// Acceptance when the party compares the draft with no deal only roughly: the mean of
/// `1[no line binds] · Λ((U − r)/τ)`.
fn noisy(model: &Model, worth: &[f64], contents: &[Content], tau: f64) -> Option<f64> {
    if tau == 0.0 {
        return None;
    }
    let level = model.level(End::Central)?;
    let crossed = model.crossed(contents, End::Central);
    let mut sum = 0.0;
    for (sample, (u, r)) in worth.iter().zip(level).enumerate() {
        let stopped = |line: usize| crossed[line] && model.binds(line, sample, End::Central);
        if !(0..crossed.len()).any(stopped) {
            sum += 1.0 / (1.0 + libm::exp(-(u - r) / tau));
        }
    }
    Some(sum / worth.len().max(1) as f64)
}

/// Whether a sample's worth reaches its reservation value.
pub(super) fn reaches(worth: f64, level: f64) -> bool {
    at_least(worth, level)
}
