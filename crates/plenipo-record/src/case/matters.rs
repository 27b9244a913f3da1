//! Lines and matters: seven lines that all stand on one issue are one matter.

use super::contents::Content;
use super::id::Ix;
use super::issue::Issue;
use super::lines::{Line, Verdict};

/// On how many matters a draft of this content crosses these lines. Lines that it crosses on an issue in common are one
/// matter, and so are all that are joined by such; a line that it does not cross counts for nothing.
pub fn matters(lines: &[&Line], contents: &[Content]) -> usize {
    crossed_together(lines, contents).len()
}

/// The same matters, each as the issues on which it is crossed, in the order of issues.
pub fn crossed_together(lines: &[&Line], contents: &[Content]) -> Vec<Vec<Ix<Issue>>> {
    let mut matters: Vec<Vec<Ix<Issue>>> = Vec::new();
    for line in lines.iter().filter(|it| it.judge(contents) == Verdict::Crossed) {
        let mut issues = line.judged_on(contents);
        let (own, others): (Vec<_>, Vec<_>) =
            matters.into_iter().partition(|it| it.iter().any(|issue| issues.contains(issue)));
        issues.extend(own.into_iter().flatten());
        matters = others;
        matters.push(issues);
    }
    for issues in &mut matters {
        issues.sort_unstable();
        issues.dedup();
    }
    matters.sort_unstable();
    matters
}
