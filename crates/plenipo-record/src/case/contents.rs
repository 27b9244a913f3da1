//! Which options a draft may still contain, issue by issue.
//!
//! Notation of the methods page: `S_i(x)`, the options draft `x` may still contain on issue `i`.

use super::draft::{Condition, Draft, Point};
use super::issue::{Issue, OptionIx, OptionSet};
use super::records::Records;

/// What is known of a draft on one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Options the draft may still contain. Empty when it leaves the issue to the principals: then
    /// it contains none of them.
    pub possible: OptionSet,
    /// How that is known.
    pub how: How,
    /// Places of the draft's points that speak of the issue.
    pub points: Vec<usize>,
    /// Where it is not known what the draft says: whether it may leave the issue to the principals. Read it
    /// through [`Content::may_leave_open`].
    leaves_open: bool,
}

impl Content {
    /// Options a completion of the draft could end with: all those of the issue where it is left
    /// open, else [`Content::possible`].
    pub fn completions(&self, issue: &Issue) -> OptionSet {
        if self.possible.is_empty() { issue.all() } else { self.possible }
    }

    /// Whether the draft leaves the issue to the principals or keeps it for itself, by a condition that
    /// the record cannot decide. No line binds on what is left to them.
    pub fn may_leave_open(&self) -> bool {
        self.how == How::Unknown && self.leaves_open
    }

    /// The content of a draft that settles the issue on `option`.
    pub fn settled(&self, option: OptionIx) -> Content {
        let (possible, how) = (OptionSet::one(option), How::Set);
        Content { possible, how, points: self.points.clone(), leaves_open: false }
    }

    /// The content of a draft that leaves the issue to the principals.
    pub fn left_open(&self) -> Content {
        let (possible, how) = (OptionSet::EMPTY, How::LeftOpen);
        Content { possible, how, points: self.points.clone(), leaves_open: false }
    }
}

/// How the content of a draft on an issue is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A point sets it.
    Set,
    /// Points narrow it without settling it: brackets, exclusions, conditions.
    Narrowed,
    /// The draft leaves it to the principals.
    LeftOpen,
    /// A complete text, of which it is entered what it settles, does not speak of it: the status quo
    /// holds.
    Silent,
    /// It is not known what the draft says.
    Unknown,
}

impl How {
    /// Its word on a page.
    pub fn word(self) -> &'static str {
        match self {
            How::Set => "set",
            How::Narrowed => "narrowed",
            How::LeftOpen => "left open",
            How::Silent => "status quo",
            How::Unknown => "unknown",
        }
    }
}

/// The content of `draft`, one entry an issue, in the order of `records.issues`.
///
/// A point whose condition holds goes before one without a condition where the two clash: it is the
/// exception to that rule. A point whose condition the record cannot decide leaves both
/// possibilities: its options, and what would hold without it. Conditions are read against the
/// draft's unconditional points, so that they cannot go round in a circle.
pub fn contents(records: &Records, draft: &Draft) -> Vec<Content> {
    let plain = pass(records, draft, |point| point.only_if.is_none().then_some(true));
    if draft.points.iter().all(|point| point.only_if.is_none()) {
        return plain;
    }
    pass(records, draft, |point| match &point.only_if {
        None => Some(true),
        Some(condition) => holds(condition, &plain),
    })
}

/// Whether `condition` holds in a draft of this content; `None` when that cannot be decided.
pub fn holds(condition: &Condition, contents: &[Content]) -> Option<bool> {
    if condition.when.is_empty() {
        return None;
    }
    let mut all = true;
    for (issue, options) in &condition.when {
        let content = &contents[issue.get()];
        let (possible, settled) = (content.possible, !content.may_leave_open());
        if settled && !possible.is_empty() && possible.and(*options).is_empty() {
            return Some(false);
        }
        all &= settled && !possible.is_empty() && possible.within(*options);
    }
    all.then_some(true)
}

/// One reading of the draft. `applies` says of a point whether it holds; `None` is undecided.
/// A point for which it answers "undecided although unconditional" cannot occur.
fn pass(
    records: &Records,
    draft: &Draft,
    applies: impl Fn(&Point) -> Option<bool>,
) -> Vec<Content> {
    let mut always: Vec<Option<OptionSet>> = vec![None; records.issues.len()];
    let mut holding = always.clone();
    let mut undecided = always.clone();
    let mut open = vec![Open::default(); records.issues.len()];
    let mut points: Vec<Vec<usize>> = vec![Vec::new(); records.issues.len()];
    for (place, point) in draft.points.iter().enumerate() {
        let applies = applies(point);
        for (issue, options) in spoken(records, point) {
            points[issue].push(place);
            let slot = match applies {
                Some(true) if point.only_if.is_none() => &mut always[issue],
                Some(true) => &mut holding[issue],
                Some(false) => continue,
                None => {
                    // Either of two such points may hold, and neither need.
                    undecided[issue] = Some(undecided[issue].map_or(options, |it| it.or(options)));
                    continue;
                }
            };
            *slot = Some(slot.map_or(options, |before| together(before, options)));
        }
        for issue in &point.leaves_open {
            points[issue.get()].push(place);
            let open = &mut open[issue.get()];
            match applies {
                Some(true) if point.only_if.is_none() => open.always = true,
                Some(true) => open.holding = true,
                Some(false) => {}
                None => open.undecided = true,
            }
        }
    }
    let by_silence = draft.speaks_by_silence();
    let mut contents = Vec::with_capacity(records.issues.len());
    for (i, issue) in records.issues.iter().enumerate() {
        let silent = match issue.status_quo {
            Some(option) if by_silence => (OptionSet::one(option), How::Silent),
            _ => (issue.all(), How::Unknown),
        };
        let firm = match (always[i], holding[i]) {
            // What leaves it open under a condition that holds is the exception to the rule that settles it.
            (_, None) if open[i].holding => None,
            (Some(rule), Some(exception)) if !rule.and(exception).is_empty() => {
                Some(rule.and(exception))
            }
            (rule, exception) => exception.or(rule),
        };
        let (mut possible, mut how) = match firm {
            Some(options) if options.len() == 1 => (options, How::Set),
            Some(options) => (options, How::Narrowed),
            None if open[i].always || open[i].holding => (OptionSet::EMPTY, How::LeftOpen),
            None => silent,
        };
        let leaves_open = match how {
            How::LeftOpen => undecided[i].is_some(),
            _ => open[i].undecided,
        };
        if leaves_open {
            // Left open, or not, as the condition has it: anything may come of it.
            (possible, how) = (issue.all(), How::Unknown);
        } else if let Some(options) = undecided[i] {
            possible = possible.or(options);
            how = match possible.len() {
                1 => How::Set,
                all if all == issue.options.len() => How::Unknown,
                _ => How::Narrowed,
            };
        }
        let points = std::mem::take(&mut points[i]);
        contents.push(Content { possible, how, points, leaves_open });
    }
    contents
}

/// By which points an issue is left to the principals.
#[derive(Clone, Copy, Default)]
struct Open {
    /// By one without a condition.
    always: bool,
    /// By one whose condition holds.
    holding: bool,
    /// By one whose condition the record cannot decide.
    undecided: bool,
}

/// What two statements of one text leave possible. Where points under conditions contradict each
/// other, what the text says is not known: either may be meant.
fn together(a: OptionSet, b: OptionSet) -> OptionSet {
    let both = a.and(b);
    if both.is_empty() { a.or(b) } else { both }
}

/// The issues a point speaks of, each once, with the options it allows there.
fn spoken(records: &Records, point: &Point) -> Vec<(usize, OptionSet)> {
    let sets = point.sets.iter().map(|(issue, option)| (issue.get(), OptionSet::one(*option)));
    let among = point.among.iter().map(|(issue, brackets)| {
        (issue.get(), brackets.iter().map(|bracket| bracket.option).collect())
    });
    let excludes = point
        .excludes
        .iter()
        .map(|(issue, options)| (issue.get(), records.issue(*issue).all().without(*options)));
    let mut spoken: Vec<(usize, OptionSet)> = Vec::new();
    for (issue, options) in sets.chain(among).chain(excludes) {
        match spoken.iter_mut().find(|(it, _)| *it == issue) {
            Some((_, before)) => *before = together(*before, options),
            None => spoken.push((issue, options)),
        }
    }
    spoken
}
