//! The completions of a draft whose content is not fully known.

use crate::preference::samples::Samples;
use plenipo_record::case::contents::{Content, How};
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
    /// `None` where there are more than [`COMPLETIONS_MAX`].
    pub(in crate::lens) fn of(contents: &[Content], issues: &[Issue]) -> Option<Completions> {
        let options = completions(contents, issues)?;
        let contents = options.iter().map(|it| fixed(it, contents)).collect();
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

fn completions(contents: &[Content], issues: &[Issue]) -> Option<Vec<Vec<OptionIx>>> {
    let sets: Vec<OptionSet> =
        contents.iter().zip(issues).map(|(it, issue)| it.completions(issue)).collect();
    let mut count = 1usize;
    for set in &sets {
        count = count.checked_mul(set.len()).filter(|it| *it <= COMPLETIONS_MAX)?;
    }
    let mut all: Vec<Vec<OptionIx>> = vec![Vec::with_capacity(sets.len())];
    for set in sets {
        let longer = |start: &Vec<OptionIx>| {
            let start = start.clone();
            set.iter().map(move |option| [start.as_slice(), &[option]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    debug_assert_eq!(all.len(), count);
    Some(all)
}

/// The content of a draft that has exactly `options`. What was left to the principals stays
/// theirs: no line binds on it.
fn fixed(options: &[OptionIx], contents: &[Content]) -> Vec<Content> {
    let each = options.iter().zip(contents).map(|(option, content)| Content {
        possible: match content.how {
            How::LeftOpen => OptionSet::EMPTY,
            _ => OptionSet::one(*option),
        },
        how: content.how,
        points: content.points.clone(),
    });
    each.collect()
}
