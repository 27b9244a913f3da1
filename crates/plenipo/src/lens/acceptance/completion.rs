//! The completions of a draft whose content is not fully known.

use crate::preference::samples::Samples;
use plenipo_record::case::contents::Content;
use plenipo_record::case::forbidden::Clause;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};

/// The most completions that are gone through one by one.
const COMPLETIONS_MAX: usize = 256;

/// The completions of a draft: every way its open contents could come out.
pub(in crate::lens) struct Completions {
    /// The options of each completion, issue by issue.
    pub(in crate::lens) options: Vec<Vec<OptionIx>>,
    /// The content of a draft that has just these options.
    pub(in crate::lens) contents: Vec<Vec<Content>>,
}

impl Completions {
    /// `None` where there are more than [`COMPLETIONS_MAX`]. Those that have a combination of `forbidden` are left
    /// out.
    pub(in crate::lens) fn of(
        contents: &[Content],
        issues: &[Issue],
        forbidden: &[Clause],
    ) -> Option<Completions> {
        let mut all = completions(contents, issues)?;
        // What a rule forbids does not come about; of a text that breaks one itself nothing else is known.
        let breaks = |it: &Vec<Outcome>| {
            let options: Vec<OptionIx> = it.iter().map(|it| it.option).collect();
            forbidden.iter().any(|it| it.forbids(&options))
        };
        if !forbidden.is_empty() && !all.iter().all(breaks) {
            all.retain(|it| !breaks(it));
        }
        let options = all.iter().map(|each| each.iter().map(|it| it.option).collect()).collect();
        let contents = all.iter().map(|each| fixed(each, contents)).collect();
        Some(Completions { options, contents })
    }

    /// The worth of each completion in every sample, one after the other.
    pub(in crate::lens) fn worth(&self, samples: &Samples, mut each: impl FnMut(usize, &[f64])) {
        let Some(first) = self.options.first() else { return };
        let n_issues = first.len();
        let varies = |issue: &usize| self.options.iter().any(|it| it[*issue] != first[*issue]);
        let (open, known): (Vec<usize>, Vec<usize>) = (0..n_issues).partition(varies);
        // Sums over the known issues, then over one open issue more at each level: from one
        // completion to the next only the last few options change.
        let mut sums = vec![vec![0.0; samples.n_samples()]; open.len() + 1];
        for issue in known {
            samples.add_worth(issue, first[issue], &mut sums[0]);
        }
        let mut before: Option<&Vec<OptionIx>> = None;
        for (place, options) in self.options.iter().enumerate() {
            let changed =
                |level: &usize| before.is_none_or(|it| it[open[*level]] != options[open[*level]]);
            let from = (0..open.len()).find(changed).unwrap_or(open.len());
            for level in from..open.len() {
                let (done, rest) = sums.split_at_mut(level + 1);
                rest[0].copy_from_slice(&done[level]);
                samples.add_worth(open[level], options[open[level]], &mut rest[0]);
            }
            each(place, &sums[open.len()]);
            before = Some(options);
        }
    }
}

/// How one issue may come out.
#[derive(Clone, Copy)]
struct Outcome {
    option: OptionIx,
    /// Whether the principals bring it about, and the draft leaves it to them.
    left_open: bool,
}

/// How an issue of this content may come out. What was left to the principals stays theirs: no line binds on it.
fn outcomes(content: &Content, issue: &Issue) -> Vec<Outcome> {
    let each = |left_open: bool| {
        move |set: OptionSet| set.iter().map(move |option| Outcome { option, left_open })
    };
    // Where it settles the issue it does so on one of its own options; where it leaves it open, anything may come.
    let settled = each(false)(content.options());
    let left = if content.may_be_left_open() { issue.all() } else { OptionSet::EMPTY };
    settled.chain(each(true)(left)).collect()
}

fn completions(contents: &[Content], issues: &[Issue]) -> Option<Vec<Vec<Outcome>>> {
    let sets: Vec<Vec<Outcome>> =
        contents.iter().zip(issues).map(|(it, issue)| outcomes(it, issue)).collect();
    let mut count = 1usize;
    for set in &sets {
        count = count.checked_mul(set.len()).filter(|it| *it <= COMPLETIONS_MAX)?;
    }
    let mut all: Vec<Vec<Outcome>> = vec![Vec::with_capacity(sets.len())];
    for set in sets {
        let longer = |start: &Vec<Outcome>| {
            let start = start.clone();
            set.iter()
                .map(move |outcome| [start.as_slice(), &[*outcome]].concat())
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    debug_assert_eq!(all.len(), count);
    Some(all)
}

/// The content of a draft that comes out as `outcomes`. How what it says is known stays as it was.
fn fixed(outcomes: &[Outcome], contents: &[Content]) -> Vec<Content> {
    let each = outcomes.iter().zip(contents).map(|(it, content)| {
        if it.left_open {
            return content.left_open();
        }
        let mut settled = content.settled(it.option);
        settled.how = content.how;
        settled
    });
    each.collect()
}
