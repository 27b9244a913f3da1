//! Which unknown or assumed inputs would, once known, narrow the answer most.

use super::assess::Assessment;
use super::completion::{completions, fixed};
use super::model::{End, Model, coverage};
use crate::case::Case;
use crate::case::contents::{Content, How};
use crate::case::id::Ix;
use crate::case::issue::{OptionIx, OptionSet};
use crate::case::lines::Verdict;

/// An input that would narrow the answer.
pub(super) struct Decider {
    pub(super) model: usize,
    pub(super) kind: &'static str,
    /// What would have to be known, in words.
    pub(super) input: String,
    /// `accept_high − accept_low` now; `None` without figures.
    pub(super) width: Option<f64>,
    /// The widest it could still be once the input is known.
    pub(super) width_known: Option<f64>,
}

/// The inputs for one draft and one party, those that narrow most first.
pub(super) fn deciders(
    case: &Case,
    contents: &[Content],
    model: &Model,
    assessment: &Assessment,
    n_samples: usize,
) -> Vec<Decider> {
    let width = assessment.accept.high.zip(assessment.accept.low).map(|(high, low)| high - low);
    if width == Some(0.0) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |kind, input: String, width_known: Option<f64>| {
        found.push(Decider { model: assessment.model, kind, input, width, width_known });
    };
    // What stands at its word stops the draft whatever else becomes known.
    let stopped = matches!(
        assessment.accept,
        super::assess::Accept { low: Some(0.0), central: Some(0.0), .. }
    ) && assessment.verdicts.contains(&Verdict::Crossed);
    for (i, (content, issue)) in contents.iter().zip(&case.issues).enumerate() {
        let unknown = content.possible.len() > 1;
        let on_line = model.lines.iter().any(|line| {
            matches!(line.judge_on(Ix::new(i), contents), Verdict::MayBeCrossed | Verdict::Unclear)
        });
        if unknown && (on_line || (width.is_some() && !stopped)) {
            let id = case.issue_id(Ix::new(i));
            let known = width.and_then(|_| width_once_known(case, contents, model, i, n_samples));
            let input = match content.how {
                How::Unknown => format!("what the draft says on {id} ({})", issue.title),
                _ => format!("which option of {id} the draft settles on ({})", issue.title),
            };
            add("content", input, known);
        }
    }
    for (line, verdict) in model.lines.iter().zip(&assessment.verdicts) {
        if *verdict == Verdict::Unclear {
            let name = super::blockers::line_name(case, line.stated);
            add("line", format!("what the line {name} means for this draft"), None);
        }
    }
    if !stopped {
        let (known, all) = coverage(&model.profile, contents);
        if 2 * known < all {
            add("positions", format!("its positions on {} of {all} issues", all - known), None);
        }
        let name = case.party(model.party).label();
        match &model.reservation {
            None => add("alternative", format!("what {name} has without a deal"), None),
            Some(it) => {
                if let crate::preference::reservation::Worth::Level(range) = it.worth
                    && !range.is_exact()
                    && width.is_some()
                {
                    let what = format!("what {name} has without a deal, within its stated range");
                    add("alternative", what, width_at_a_level(contents, model, n_samples));
                }
            }
        }
    }
    found.sort_by(|a, b| {
        let gain = |it: &Decider| it.width.zip(it.width_known).map(|(now, then)| now - then);
        gain(b).unwrap_or(-1.0).total_cmp(&gain(a).unwrap_or(-1.0))
    });
    found
}

/// The widest range left once the draft's option on issue `i` is known.
fn width_once_known(
    case: &Case,
    contents: &[Content],
    model: &Model,
    i: usize,
    n_samples: usize,
) -> Option<f64> {
    let samples = model.samples.as_ref().filter(|_| model.covers(contents))?;
    let all = completions(contents, &case.issues)?;
    let mut widest: f64 = 0.0;
    for option in contents[i].completions(&case.issues[i]).iter() {
        let (mut low, mut high) = (1.0f64, 0.0f64);
        for options in all.iter().filter(|it| it[i] == option) {
            let content = fixed(options, contents);
            let worth = samples.worth(options);
            let at = |end| share(model, &worth, &content, end, n_samples);
            low = low.min(at(End::Low)?);
            high = high.max(at(End::High)?);
        }
        widest = widest.max(high - low);
    }
    Some(widest)
}

/// The widest range left once the alternative is known to lie at one point of its range: taken at
/// both ends and in the middle of a known content.
fn width_at_a_level(contents: &[Content], model: &Model, n_samples: usize) -> Option<f64> {
    let options: Vec<OptionIx> = contents
        .iter()
        .map(|it: &Content| OptionSet::single(it.possible))
        .collect::<Option<_>>()?;
    let samples = model.samples.as_ref().filter(|_| model.covers(contents))?;
    let worth = samples.worth(&options);
    let mut widest: f64 = 0.0;
    for level_end in [End::Low, End::High] {
        let level = model.level(level_end)?.to_vec();
        let at = |end| {
            let accepts = worth.iter().zip(&level).enumerate().filter(|(sample, (u, r))| {
                let crossed = model.crossed(contents, end);
                let binds = |line: usize| crossed[line] && model.binds(line, *sample, end);
                super::assess::reaches(**u, **r) && !(0..crossed.len()).any(binds)
            });
            accepts.count() as f64 / n_samples.max(1) as f64
        };
        widest = widest.max(at(End::High) - at(End::Low));
    }
    Some(widest)
}

fn share(
    model: &Model,
    worth: &[f64],
    content: &[Content],
    end: End,
    n_samples: usize,
) -> Option<f64> {
    let accepts = model.accepts(Some(worth), &model.crossed(content, end), end, n_samples)?;
    Some(accepts.iter().filter(|it| **it).count() as f64 / n_samples.max(1) as f64)
}
