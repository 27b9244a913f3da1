//! The completions of a draft whose content is not fully known.

use crate::case::contents::{Content, How};
use crate::case::issue::{Issue, OptionIx, OptionSet};

/// The most completions that are gone through one by one.
pub(super) const COMPLETIONS_MAX: usize = 256;

/// The completions of a draft: every way its open contents could come out.
///
/// Returns `None` where there are more than [`COMPLETIONS_MAX`].
pub(super) fn completions(contents: &[Content], issues: &[Issue]) -> Option<Vec<Vec<OptionIx>>> {
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
pub(super) fn fixed(options: &[OptionIx], contents: &[Content]) -> Vec<Content> {
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
