//! The lines of a party that stand, and what a draft does to them.

use jiff::civil::Date;

use super::chance::Chance;
use super::contents::{Content, holds};
use super::draft::Condition;
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionSet};
use super::meta::Basis;
use super::party::Party;
use super::records::Records;
use super::red_line::RedLine;
use super::understanding::{Content as Claimed, Force, Understanding};

/// A line that stands: the latest of its thread, not lifted.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Whose line.
    pub party: Ix<Party>,
    /// The record that states it.
    pub stated: Stated,
    /// Earlier statements of the same thread, oldest first.
    pub restates: Vec<Ix<RedLine>>,
    /// Options it rules out.
    pub rules_out: IssueOptions,
    /// Options of which it is unclear.
    pub unclear: IssueOptions,
    /// When it applies.
    pub condition: Option<Condition>,
    /// How firm somebody said it is.
    pub firmness: Option<Chance>,
    /// Its date.
    pub date: Option<Date>,
    /// Whether it is part of a mandate.
    pub mandate: bool,
}

/// The record that states a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// A red line.
    RedLine(Ix<RedLine>),
    /// A claim (by place) of an understanding the party calls binding.
    Claim(Ix<Understanding>, usize),
}

/// What a draft does to a line, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It keeps to it.
    Respected,
    /// The line itself leaves it unclear.
    Unclear,
    /// It may cross it, depending on what is not known.
    MayBeCrossed,
    /// It crosses it.
    Crossed,
}

impl Verdict {
    /// Its word on a page.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Respected => "respected",
            Verdict::Unclear => "unclear",
            Verdict::MayBeCrossed => "may be crossed",
            Verdict::Crossed => "crossed",
        }
    }
}

/// The lines of `party` that stand, newest first.
pub fn standing(records: &Records, party: Ix<Party>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut threads: Vec<(&str, Vec<Ix<RedLine>>)> = Vec::new();
    // Canonical order is by date: the last of a thread is its latest.
    for (place, line) in records.red_lines.iter().enumerate() {
        if line.party != party {
            continue;
        }
        let ix = Ix::new(place);
        match &line.thread {
            None => lines.extend(from_red_line(records, ix, Vec::new())),
            Some(name) => match threads.iter_mut().find(|(it, _)| it == name) {
                Some((_, members)) => members.push(ix),
                None => threads.push((name, vec![ix])),
            },
        }
    }
    for (_, mut members) in threads {
        if let Some(latest) = members.pop() {
            lines.extend(from_red_line(records, latest, members));
        }
    }
    for (place, understanding) in records.understandings.iter().enumerate() {
        lines.extend(from_understanding(records, Ix::new(place), understanding, party));
    }
    lines.sort_by_key(|it| std::cmp::Reverse(it.date));
    lines
}

fn from_red_line(records: &Records, ix: Ix<RedLine>, restates: Vec<Ix<RedLine>>) -> Option<Line> {
    let line = &records.red_lines[ix.get()];
    line.lifted.is_none().then(|| Line {
        party: line.party,
        stated: Stated::RedLine(ix),
        restates,
        rules_out: line.rules_out.clone(),
        unclear: line.unclear.clone(),
        condition: line.condition.clone(),
        firmness: line.firmness,
        date: line.date,
        mandate: line.meta.basis == Basis::Instructed,
    })
}

/// The latest claim of `party`, if it calls the understanding binding and says what it settles.
fn from_understanding(
    records: &Records,
    ix: Ix<Understanding>,
    understanding: &Understanding,
    party: Ix<Party>,
) -> Option<Line> {
    let claims = understanding.claims.iter().enumerate().filter(|(_, it)| it.party == party);
    let (place, claim) = claims.max_by_key(|(place, it)| (it.date, *place))?;
    let (Some(Force::Binding), Claimed::Settles(options)) = (claim.force, &claim.content) else {
        return None;
    };
    Some(Line {
        party,
        stated: Stated::Claim(ix, place),
        restates: Vec::new(),
        rules_out: options
            .iter()
            .map(|(issue, settled)| (*issue, records.issue(*issue).all().without(*settled)))
            .filter(|(_, ruled_out)| !ruled_out.is_empty())
            .collect(),
        unclear: Vec::new(),
        condition: None,
        firmness: None,
        date: claim.date.or(understanding.date),
        mandate: false,
    })
}

impl Line {
    /// The options of `issue` it rules out.
    pub fn rules_out_on(&self, issue: Ix<Issue>) -> OptionSet {
        on(&self.rules_out, issue)
    }

    /// What a draft of this content does to the line: the gravest verdict over its issues.
    pub fn judge(&self, contents: &[Content]) -> Verdict {
        let verdict = |issue| self.judge_on(issue, contents);
        let issues = self.rules_out.iter().chain(&self.unclear).map(|(issue, _)| *issue);
        issues.map(verdict).max().unwrap_or(Verdict::Respected)
    }

    /// What a draft of this content does to the line on `issue`.
    pub fn judge_on(&self, issue: Ix<Issue>, contents: &[Content]) -> Verdict {
        let applies = match &self.condition {
            None => Some(true),
            Some(condition) => holds(condition, contents),
        };
        if applies == Some(false) {
            return Verdict::Respected;
        }
        let possible = contents[issue.get()].possible;
        let ruled_out = self.rules_out_on(issue);
        if !possible.is_empty() && possible.within(ruled_out) {
            // A condition that the record cannot decide leaves it open whether the line applies.
            if applies.is_some() { Verdict::Crossed } else { Verdict::MayBeCrossed }
        } else if !possible.and(ruled_out).is_empty() {
            Verdict::MayBeCrossed
        } else if !possible.and(on(&self.unclear, issue)).is_empty() {
            Verdict::Unclear
        } else {
            Verdict::Respected
        }
    }
}

fn on(options: &IssueOptions, issue: Ix<Issue>) -> OptionSet {
    options.iter().find(|(it, _)| *it == issue).map_or(OptionSet::EMPTY, |(_, set)| *set)
}
