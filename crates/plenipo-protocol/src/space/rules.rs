//! Which texts lines rule out.

use super::{Forbidden, SpaceError};

/// Lines, laid out for the question whether a text crosses one.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// Whether an option is not ruled out by itself, by slot.
    pub(super) open: Vec<bool>,
    /// Combinations of several issues that are ruled out: for each the slots that are meant.
    pub(super) together: Vec<Combined>,
    /// The combinations that an issue has a part in.
    pub(super) of_issue: Vec<Vec<u32>>,
}

#[derive(Clone, Debug)]
pub(super) struct Combined {
    when: Vec<(usize, Vec<bool>)>,
}

impl Combined {
    fn holds(&self, chosen: impl Fn(usize) -> u32) -> bool {
        self.when.iter().all(|(issue, meant)| meant[chosen(*issue) as usize])
    }
}

impl Rules {
    pub(super) fn new(
        options: &[usize],
        first: &[usize],
        lines: &[Forbidden],
    ) -> Result<Self, SpaceError> {
        let mut rules = Self {
            open: vec![true; first[options.len()]],
            together: Vec::new(),
            of_issue: vec![Vec::new(); options.len()],
        };
        for line in lines {
            let shape = |what: &str| SpaceError::Shape { party: None, what: what.to_owned() };
            let mut issues: Vec<usize> = line.when.iter().map(|it| it.0).collect();
            issues.sort_unstable();
            issues.dedup();
            if issues.is_empty() || issues.len() != line.when.len() {
                return Err(shape("it names no issue, or one twice"));
            }
            let known = |(issue, meant): &(usize, Vec<usize>)| {
                options.get(*issue).is_some_and(|&n| meant.iter().all(|&option| option < n))
            };
            if !line.when.iter().all(known) {
                return Err(shape("it names an option that is not there"));
            }
            if let [(issue, meant)] = line.when.as_slice() {
                for option in meant {
                    rules.open[first[*issue] + option] = false;
                }
                continue;
            }
            for &issue in &issues {
                rules.of_issue[issue].push(rules.together.len() as u32);
            }
            let flags = |(issue, meant): &(usize, Vec<usize>)| {
                let all = (0..options[*issue]).map(|option| meant.contains(&option)).collect();
                (*issue, all)
            };
            rules.together.push(Combined { when: line.when.iter().map(flags).collect() });
        }
        let shut =
            |issue: &usize| !rules.open[first[*issue]..first[*issue + 1]].iter().any(|&open| open);
        if let Some(issue) = (0..options.len()).find(shut) {
            return Err(SpaceError::NothingOpen { issue });
        }
        Ok(rules)
    }

    pub(super) fn permits(&self, first: &[usize], chosen: &[u32]) -> bool {
        let open = |(issue, &option): (usize, &u32)| self.open[first[issue] + option as usize];
        chosen.iter().enumerate().all(open)
            && !self.together.iter().any(|it| it.holds(|issue| chosen[issue]))
    }

    /// Whether a permitted text stays so when one issue changes.
    pub(super) fn permits_change(
        &self,
        first: &[usize],
        chosen: &[u32],
        issue: usize,
        option: u32,
    ) -> bool {
        let after = |it: usize| if it == issue { option } else { chosen[it] };
        self.open[first[issue] + option as usize]
            && !self.of_issue[issue].iter().any(|&it| self.together[it as usize].holds(after))
    }
}
