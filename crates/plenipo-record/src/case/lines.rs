//! The lines of a party that stand, and what a draft does to them.

use jiff::civil::Date;

use super::chance::Chance;
use super::contents::{Content, How, holds};
use super::draft::Condition;
use super::id::{Ix, RecordRef};
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::meta::{Basis, Meta};
use super::party::Party;
use super::records::Records;
use super::red_line::RedLine;
use super::ties;
use super::understanding::{ClaimContent as Claimed, Force, Understanding};

/// A line that stands: the latest of its thread, not lifted. Of several of one day nobody knows which is the
/// latest, so each of them stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Whose line.
    pub party: Ix<Party>,
    /// The record that states it.
    pub stated: Stated,
    /// Earlier statements of the same thread, oldest first, and the same said again on its day.
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
    /// Later words of the same party that apparently overtook it, each with the options on which it did, which are
    /// read as unclear: no keeper has settled it.
    pub overtaken: Vec<Overtaken>,
}

/// A later word that apparently overtook a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Overtaken {
    /// The word.
    pub word: RecordRef,
    /// Options that the line rules out as it was drawn, and that the word is for.
    pub on: IssueOptions,
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

/// What a reader is told of a draft and a line, mildest first: a [`Verdict`], except that a draft of
/// which nothing is known on any issue it turns on cannot be judged against the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    /// The draft keeps to the line.
    Kept,
    /// What the draft says there is not known.
    CannotBeJudged,
    /// The line itself leaves it unclear.
    Unclear,
    /// The draft may cross the line, by what is known of it.
    MayBeCrossed,
    /// The draft crosses the line.
    Crossed,
}

/// The statements of each line of `party`, oldest first; those of one thread are of one line.
pub fn threads(records: &Records, party: Ix<Party>) -> Vec<Vec<Ix<RedLine>>> {
    let mut threads: Vec<(Option<&str>, Vec<Ix<RedLine>>)> = Vec::new();
    for (place, line) in records.red_lines.iter().enumerate().filter(|(_, it)| it.party == party) {
        let name = line.thread.as_deref();
        match threads.iter_mut().find(|(it, _)| name.is_some() && *it == name) {
            Some((_, members)) => members.push(Ix::new(place)),
            None => threads.push((name, vec![Ix::new(place)])),
        }
    }
    let mut threads: Vec<Vec<Ix<RedLine>>> = threads.into_iter().map(|(_, it)| it).collect();
    for members in &mut threads {
        // In canonical order the undated come last; here they are the oldest.
        members.sort_by_key(|ix| drawn(records, *ix));
    }
    threads
}

/// The day by which the latest statement of a thread is told.
fn drawn(records: &Records, ix: Ix<RedLine>) -> Option<Date> {
    let it = &records.red_lines[ix.get()];
    it.meta.counts_from(it.date)
}

/// The lines of `party` that stand, newest first.
pub fn standing(records: &Records, party: Ix<Party>) -> Vec<Line> {
    let mut lines: Vec<Line> =
        threads(records, party).into_iter().flat_map(|it| from_thread(records, &it)).collect();
    super::overtaken::relax(records, party, &mut lines);
    for (place, understanding) in records.understandings.iter().enumerate() {
        lines.extend(from_understanding(records, Ix::new(place), understanding, party));
    }
    lines.sort_by_key(|it| std::cmp::Reverse(it.date));
    lines
}

/// The statements of one thread, oldest first, day by day; the undated are the oldest.
pub fn by_day<'t>(records: &Records, thread: &'t [Ix<RedLine>]) -> Vec<&'t [Ix<RedLine>]> {
    thread.chunk_by(|a, b| drawn(records, *a) == drawn(records, *b)).collect()
}

/// Whether two statements draw one line, whatever their words.
pub fn say_the_same(a: &RedLine, b: &RedLine) -> bool {
    (&a.rules_out, &a.unclear, &a.condition, a.overtaken_by)
        == (&b.rules_out, &b.unclear, &b.condition, b.overtaken_by)
}

/// How firm the line of these statements, oldest first, is said to be: what was last said of it. What was
/// said otherwise on one day holds from the one to the other.
pub fn firmness(records: &Records, thread: &[Ix<RedLine>]) -> Option<Chance> {
    by_day(records, thread).into_iter().rev().find_map(|day| {
        let mut said = day.iter().filter_map(|ix| records.red_lines[ix.get()].firmness);
        let first = said.next()?;
        Some(said.fold(first, |all, it| match (all.range(), it.range()) {
            (a, b) if a == b => all,
            (a, b) => Chance::Range(a.low.min(b.low), a.high.max(b.high)),
        }))
    })
}

/// What the statements of one thread, oldest first, come to: the latest stands, unless the line was lifted then or
/// later. Of statements of one day each stands that is not lifted itself, and the same said twice stands once: no
/// line is lost by the order of the two. Repeating a line makes it no surer, so what was said of its firmness or of its
/// place in a mandate holds until something else is said.
fn from_thread(records: &Records, thread: &[Ix<RedLine>]) -> Vec<Line> {
    let of = |ix: &Ix<RedLine>| &records.red_lines[ix.get()];
    let firmness = firmness(records, thread);
    let mandate = thread.iter().any(|ix| of(ix).meta.basis == Basis::Instructed);
    let days = by_day(records, thread);
    let Some(latest) = days.last().copied() else { return Vec::new() };
    let said = latest.first().and_then(|ix| of(ix).date);
    let lifted_later = |ix: &Ix<RedLine>| {
        let lifted = of(ix).lifted.as_ref().map(|it| it.date);
        lifted.is_some_and(|lifted| said.is_none_or(|said| lifted > said))
    };
    if thread.iter().any(lifted_later) {
        return Vec::new();
    }
    let before = &thread[..thread.len() - latest.len()];
    let mut lines: Vec<Line> = Vec::new();
    let mut left: Vec<Ix<RedLine>> =
        latest.iter().copied().filter(|ix| of(ix).lifted.is_none()).collect();
    while let Some(first) = left.first().copied() {
        let (same, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|ix| say_the_same(of(ix), of(&first)));
        left = others;
        // One that somebody is on record as having drawn stands for one that is only supposed.
        let drawn = |ix: &Ix<RedLine>| (!is_assumed(&of(ix).meta), ix.get());
        let Some(stated) = same.iter().copied().max_by_key(drawn) else { continue };
        let again = same.into_iter().filter(|ix| *ix != stated);
        let restates = before.iter().copied().chain(again).collect();
        lines.push(Line { restates, firmness, mandate, ..as_stated(records, stated) });
    }
    lines
}

/// Whether what is said of a record makes it one that is only supposed.
fn is_assumed(meta: &Meta) -> bool {
    meta.basis == Basis::Assumed || meta.assumption.is_some()
}

/// The line as one statement has it, whether or not it stands.
pub fn as_stated(records: &Records, ix: Ix<RedLine>) -> Line {
    let line = &records.red_lines[ix.get()];
    Line {
        party: line.party,
        stated: Stated::RedLine(ix),
        restates: Vec::new(),
        rules_out: line.rules_out.clone(),
        unclear: line.unclear.clone(),
        condition: line.condition.clone(),
        firmness: line.firmness,
        date: line.date,
        mandate: line.meta.basis == Basis::Instructed,
        overtaken: Vec::new(),
    }
}

/// The latest claims of `party`, where it calls the understanding binding and says what it settles: of several
/// of one day each, and the same once.
fn from_understanding(
    records: &Records,
    ix: Ix<Understanding>,
    understanding: &Understanding,
    party: Ix<Party>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for place in understanding.latest_of(party) {
        let claim = &understanding.claims[place];
        let (Some(Force::Binding), Claimed::Settles(options)) = (claim.force, &claim.content)
        else {
            continue;
        };
        let line = Line {
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
            overtaken: Vec::new(),
        };
        match lines.iter_mut().find(|it| it.rules_out == line.rules_out) {
            Some(same) if same.is_assumed(records) => *same = line,
            Some(_) => {}
            None => lines.push(line),
        }
    }
    lines
}

impl Line {
    /// Whether it is supposed, and nobody is on record as having drawn it.
    pub fn is_assumed(&self, records: &Records) -> bool {
        is_assumed(self.meta(records))
    }

    /// What the record that states it says of itself.
    pub fn meta<'r>(&self, records: &'r Records) -> &'r Meta {
        match self.stated {
            Stated::RedLine(ix) => &records.red_lines[ix.get()].meta,
            Stated::Claim(ix, place) => &records.understandings[ix.get()].claims[place].meta,
        }
    }

    /// The line where no later word overtook it: it rules out what it did as it was drawn.
    #[must_use]
    pub fn upheld(&self) -> Line {
        let mut line = Line { overtaken: Vec::new(), ..self.clone() };
        for (issue, on) in self.overtaken.iter().flat_map(|it| &it.on) {
            super::overtaken::put(&mut line.rules_out, *issue, *on);
        }
        line
    }

    /// The options of `issue` it rules out.
    pub fn rules_out_on(&self, issue: Ix<Issue>) -> OptionSet {
        on(&self.rules_out, issue)
    }

    /// Whether it rules out `option` on `issue`, or leaves it unclear.
    pub fn speaks_of(&self, issue: Ix<Issue>, option: OptionIx) -> bool {
        on(&self.rules_out, issue).contains(option) || on(&self.unclear, issue).contains(option)
    }

    /// What a draft of this content does to the line: the gravest verdict over its issues; crossed, too, where rules tie
    /// them so that each way in which the draft may turn out crosses it on one or another.
    pub fn judge(&self, contents: &[Content]) -> Verdict {
        let verdict = |issue| self.judge_on(issue, contents);
        match self.issues().map(verdict).max().unwrap_or(Verdict::Respected) {
            Verdict::MayBeCrossed if ties::always(self, contents) => Verdict::Crossed,
            verdict => verdict,
        }
    }

    /// The issues on which a draft of this content gets its verdict from the line, in their order. Where it crosses it
    /// on one or another, and nobody knows on which, all of those. None where the line is kept.
    pub fn judged_on(&self, contents: &[Content]) -> Vec<Ix<Issue>> {
        let verdict = match self.judge(contents) {
            Verdict::Respected => return Vec::new(),
            verdict => verdict,
        };
        let mut issues: Vec<Ix<Issue>> = self.issues().collect();
        issues.sort_unstable();
        issues.dedup();
        let at = |verdict| {
            issues.iter().copied().filter(move |it| self.judge_on(*it, contents) == verdict)
        };
        let own: Vec<Ix<Issue>> = at(verdict).collect();
        if own.is_empty() { at(Verdict::MayBeCrossed).collect() } else { own }
    }

    /// The issues that bear on what a draft of this content does to the line: those that it speaks of, those of its
    /// condition, and those that rules tie to them.
    pub fn bearing(&self, contents: &[Content]) -> Vec<usize> {
        ties::bearing_with_tied(self, contents)
    }

    /// What a reader is told of a draft of this content and the line.
    pub fn judgement(&self, contents: &[Content]) -> Judgement {
        let verdict = self.judge(contents);
        let mut on = self.issues();
        let unread = |issue: Ix<Issue>| {
            self.judge_on(issue, contents) != verdict || contents[issue.get()].how == How::Unknown
        };
        match verdict {
            Verdict::Respected => Judgement::Kept,
            Verdict::Crossed => Judgement::Crossed,
            _ if on.all(unread) => Judgement::CannotBeJudged,
            Verdict::Unclear => Judgement::Unclear,
            Verdict::MayBeCrossed => Judgement::MayBeCrossed,
        }
    }

    /// Whether a draft of this content crosses the line if a condition applies that is known in words
    /// only, so that the record cannot decide it.
    pub fn turns_on_words(&self, contents: &[Content]) -> bool {
        let in_words = self.condition.as_ref().is_some_and(|it| it.when.is_empty());
        in_words && self.issues().any(|issue| self.is_within(issue, contents))
    }

    /// The issues it speaks of; one may come twice.
    pub(super) fn issues(&self) -> impl Iterator<Item = Ix<Issue>> {
        self.rules_out.iter().chain(&self.unclear).map(|(issue, _)| *issue)
    }

    /// Whether all that the draft may say on `issue` is ruled out there.
    fn is_within(&self, issue: Ix<Issue>, contents: &[Content]) -> bool {
        contents[issue.get()].is_within(self.rules_out_on(issue))
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
        let content = &contents[issue.get()];
        let ruled_out = self.rules_out_on(issue);
        // Where it applies only by what this very issue has, no other option of it crosses the line.
        let when = self.condition.iter().flat_map(|it| &it.when);
        let own = when.filter(|it| it.0 == issue).map(|it| it.1);
        let ruled_out = own.fold(ruled_out, OptionSet::and);
        // A condition that the record cannot decide leaves it open whether the line applies.
        if self.is_within(issue, contents) && applies.is_some() {
            Verdict::Crossed
        } else if content.fills_within(ruled_out)
            || content.may_be(ruled_out) && !ties::never(self, (issue.get(), ruled_out), contents)
        {
            Verdict::MayBeCrossed
        } else if content.may_be(on(&self.unclear, issue)) {
            Verdict::Unclear
        } else {
            Verdict::Respected
        }
    }
}

fn on(options: &IssueOptions, issue: Ix<Issue>) -> OptionSet {
    options.iter().find(|(it, _)| *it == issue).map_or(OptionSet::EMPTY, |(_, set)| *set)
}
