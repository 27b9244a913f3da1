//! Which options a draft may still contain, issue by issue.
//!
//! Notation of the methods page: `S_i(x)`, the options draft `x` may still contain on issue `i`.

use super::draft::{Condition, Draft, Point};
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::records::Records;
use super::ties::Ties;

/// What is known of a draft on one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    possible: OptionSet,
    leaves_open: bool,
    by_rules: bool,
    /// Of what it leaves to the principals, all that rules let them come to; empty where they take nothing away.
    fillings: OptionSet,
    /// What ties it to other issues that the draft does not settle.
    pub(super) ties: Ties,
    /// How that is known.
    pub how: How,
    /// Places of the draft's points that speak of the issue.
    pub points: Vec<usize>,
}

impl Content {
    /// Whether rules took away something of what is not known of it: of what is left nobody is known to have said that
    /// the text has it.
    pub fn is_by_rules(&self) -> bool {
        self.by_rules
    }

    /// Options the draft may still contain. Empty when it leaves the issue to the principals: then
    /// it contains none of them.
    pub fn options(&self) -> OptionSet {
        self.possible
    }

    /// The option the draft contains, where that is known.
    pub fn single(&self) -> Option<OptionIx> {
        self.possible.single().filter(|_| !self.leaves_open)
    }

    /// Whether the draft may leave the issue to the principals, and may not, by a condition that the record
    /// cannot decide.
    pub fn may_leave_open(&self) -> bool {
        self.leaves_open
    }

    /// Whether the draft leaves the issue to the principals, or may.
    pub fn may_be_left_open(&self) -> bool {
        self.leaves_open || self.possible.is_empty()
    }

    /// Of an issue that it leaves to the principals, or may, the options that rules let them come to beside what else
    /// the text says; empty where rules take none away.
    pub fn fillings(&self) -> OptionSet {
        self.fillings
    }

    /// Whether it leaves the issue to the principals, and rules let them come to nothing but `options`.
    pub fn fills_within(&self, options: OptionSet) -> bool {
        self.possible.is_empty() && !self.fillings.is_empty() && self.fillings.within(options)
    }

    /// Whether it is not known which of several things the draft says.
    pub fn is_undecided(&self) -> bool {
        self.leaves_open || self.possible.len() > 1
    }

    /// Whether the draft is known to contain one of `options`.
    pub fn is_within(&self, options: OptionSet) -> bool {
        !self.leaves_open && !self.possible.is_empty() && self.possible.within(options)
    }

    /// Whether the draft may contain one of `options`.
    pub fn may_be(&self, options: OptionSet) -> bool {
        !self.possible.and(options).is_empty()
    }

    /// Whether a condition that the issue has one of `options` may hold: what is left to the principals may
    /// come to any of them.
    pub fn may_meet(&self, options: OptionSet) -> bool {
        self.may_be_left_open() || self.may_be(options)
    }

    /// Options a completion of the draft could end with: all those of the issue where it is, or may be,
    /// left open, else [`Content::options`].
    pub fn completions(&self, issue: &Issue) -> OptionSet {
        self.completions_of(issue.all())
    }

    /// The same, of an issue that has `all` of these options.
    pub(super) fn completions_of(&self, all: OptionSet) -> OptionSet {
        if self.possible.is_empty() || self.leaves_open { all } else { self.possible }
    }

    /// Leaves only `options` of what the draft may contain: a rule forbids the others.
    pub(super) fn narrow(&mut self, options: OptionSet) {
        self.possible = options;
        self.by_rules = true;
        if self.how == How::Unknown {
            self.how = How::Narrowed;
        }
    }

    /// Says that the principals, to whom it leaves the issue, can come to `options` only: rules forbid the others.
    pub(super) fn fill(&mut self, options: OptionSet) {
        self.fillings = options;
    }

    /// Leaves only `options`, as a supposition about which nobody is told.
    pub(super) fn suppose(&mut self, options: OptionSet) {
        self.possible = options;
    }

    /// The content of a draft that settles the issue on `option`.
    pub fn settled(&self, option: OptionIx) -> Content {
        let (possible, how) = (OptionSet::one(option), How::Set);
        Content { possible, how, points: self.points.clone(), ..Content::one_of(possible) }
    }

    /// The content of a text of which it is known that it has one of `options`, and no more.
    pub fn one_of(options: OptionSet) -> Content {
        let how = if options.single().is_some() { How::Set } else { How::Narrowed };
        let (possible, points, ties) = (options, Vec::new(), Ties::default());
        Content {
            possible,
            how,
            points,
            leaves_open: false,
            by_rules: false,
            fillings: OptionSet::EMPTY,
            ties,
        }
    }

    /// The content of a draft that leaves the issue to the principals.
    pub fn left_open(&self) -> Content {
        let (possible, how) = (OptionSet::EMPTY, How::LeftOpen);
        Content { possible, how, points: self.points.clone(), ..Content::one_of(possible) }
    }
}

/// How the content of a draft on an issue is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
/// possibilities: what holds with it, and what holds without it. Conditions are read against the
/// draft's unconditional points, so that they cannot go round in a circle. Rules that bind take out of what is not
/// known what cannot stand beside what is.
pub fn contents(records: &Records, draft: &Draft) -> Vec<Content> {
    let mut contents = said(records, draft);
    super::forbidden::restrict(records, &mut contents);
    contents
}

/// What the draft itself says, before rules take anything out of what is not known of it.
pub fn said(records: &Records, draft: &Draft) -> Vec<Content> {
    let plain = pass(records, draft, |point| point.only_if.is_none().then_some(true));
    match draft.points.iter().all(|point| point.only_if.is_none()) {
        true => plain,
        false => pass(records, draft, |point| match &point.only_if {
            None => Some(true),
            Some(condition) => holds(condition, &plain),
        }),
    }
}

/// Whether a text is one of those that something is about only where they have one of these options on any of these
/// issues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerned {
    /// It is, whatever is not known of it: by these issues, or by none where it is about every text.
    Surely(Vec<Ix<Issue>>),
    /// That hangs on what is not known of these issues.
    Perhaps(Vec<Ix<Issue>>),
    /// It is not.
    Not,
}

/// Whether a text of this content has one of the options of `when` on any of its issues; every text does where `when`
/// is empty.
pub fn concerned(when: &IssueOptions, contents: &[Content]) -> Concerned {
    let by = |fits: fn(&Content, OptionSet) -> bool| -> Vec<Ix<Issue>> {
        let each = when.iter().filter(|(issue, set)| fits(&contents[issue.get()], *set));
        each.map(|(issue, _)| *issue).collect()
    };
    let sure = by(Content::is_within);
    if when.is_empty() || !sure.is_empty() {
        return Concerned::Surely(sure);
    }
    match by(Content::may_be) {
        none if none.is_empty() => Concerned::Not,
        maybe => Concerned::Perhaps(maybe),
    }
}

/// Whether `condition` holds in a draft of this content; `None` when that cannot be decided.
pub fn holds(condition: &Condition, contents: &[Content]) -> Option<bool> {
    if condition.when.is_empty() {
        return None;
    }
    let mut all = true;
    for (issue, options) in &condition.when {
        let content = &contents[issue.get()];
        let known = !content.leaves_open && !content.possible.is_empty();
        if known && !content.may_be(*options) {
            return Some(false);
        }
        all &= content.is_within(*options);
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
    let n_issues = records.issues.len();
    let mut of: Vec<Points> = (0..n_issues).map(|_| Points::default()).collect();
    let mut points: Vec<Vec<usize>> = vec![Vec::new(); n_issues];
    for (place, point) in draft.points.iter().enumerate() {
        let applies = applies(point);
        let settles = spoken(records, point).into_iter().map(|(it, set)| (it, Part::Settles(set)));
        let opens = point.leaves_open.iter().map(|it| (it.get(), Part::LeavesOpen));
        for (issue, part) in settles.chain(opens) {
            points[issue].push(place);
            let of = &mut of[issue];
            match applies {
                Some(true) if point.only_if.is_none() => of.rule.add(part),
                Some(true) => of.exception.add(part),
                Some(false) => {}
                None => of.undecided.push(part),
            }
        }
    }
    let by_silence = draft.speaks_by_silence();
    let each = of.into_iter().zip(points).zip(&records.issues).map(|((of, points), issue)| {
        let silence = match issue.status_quo {
            Some(option) if by_silence => (OptionSet::one(option), How::Silent),
            _ => (issue.all(), How::Unknown),
        };
        let Reading { settles, open } = of.read(silence.0);
        let how = match settles.len() {
            0 => How::LeftOpen,
            _ if of.says_nothing() => silence.1,
            1 if !open => How::Set,
            // Brackets around every option are brackets all the same.
            all if all == issue.options.len() && !of.undecided.is_empty() => How::Unknown,
            _ => How::Narrowed,
        };
        Content {
            possible: settles,
            leaves_open: open && !settles.is_empty(),
            by_rules: false,
            fillings: OptionSet::EMPTY,
            ties: Ties::default(),
            how,
            points,
        }
    });
    each.collect()
}

/// What a point does to one issue.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Settles(OptionSet),
    LeavesOpen,
}

/// What several points that hold do together to one issue.
#[derive(Clone, Copy, Default)]
struct Together {
    settles: Option<OptionSet>,
    open: bool,
}

impl Together {
    fn add(&mut self, part: Part) {
        match part {
            Part::Settles(options) => {
                self.settles = Some(self.settles.map_or(options, |it| together(it, options)));
            }
            Part::LeavesOpen => self.open = true,
        }
    }
}

/// The points on one issue, by whether they hold.
#[derive(Default)]
struct Points {
    /// Those without a condition.
    rule: Together,
    /// Those whose condition holds.
    exception: Together,
    /// Those whose condition the record cannot decide.
    undecided: Vec<Part>,
}

/// What may come out.
struct Reading {
    /// The options that the draft may have.
    settles: OptionSet,
    /// Whether it may leave the issue open.
    open: bool,
}

/// The most undecided points on one issue of which each combination is gone through; of more, whatever one of
/// them may come to.
const UNDECIDED_MAX: usize = 8;

impl Points {
    /// Whether no point speaks of the issue that holds or may hold.
    fn says_nothing(&self) -> bool {
        let nothing = |it: &Together| it.settles.is_none() && !it.open;
        nothing(&self.rule) && nothing(&self.exception) && self.undecided.is_empty()
    }

    /// Every way the undecided points may turn out; `silence` is what holds where none speaks.
    fn read(&self, silence: OptionSet) -> Reading {
        let n = self.undecided.len();
        if n > UNDECIDED_MAX {
            // What any of them leaves lies within what the rule, the exception and each of them say.
            let mut read = self.with(self.exception, silence);
            let each = [Some(self.rule.settles.unwrap_or(silence)), self.exception.settles];
            for part in
                each.into_iter().flatten().map(Part::Settles).chain(self.undecided.iter().copied())
            {
                match part {
                    Part::Settles(options) => read.settles = read.settles.or(options),
                    Part::LeavesOpen => read.open = true,
                }
            }
            return read;
        }
        let mut read = Reading { settles: OptionSet::EMPTY, open: false };
        for chosen in 0..1usize << n {
            let mut exception = self.exception;
            let holding = (0..n).filter(|it| chosen >> it & 1 == 1);
            holding.for_each(|it| exception.add(self.undecided[it]));
            let one = self.with(exception, silence);
            read.settles = read.settles.or(one.settles);
            read.open |= one.open;
        }
        read
    }

    /// What comes out where these are the exceptions that hold.
    fn with(&self, exception: Together, silence: OptionSet) -> Reading {
        let rule = self.rule.settles;
        let settles = match exception.settles {
            Some(options) => {
                let both = rule.map_or(options, |rule| rule.and(options));
                Some(if both.is_empty() { options } else { both })
            }
            // What leaves it open under a condition that holds is the exception to the rule that settles it.
            None if exception.open => None,
            None if rule.is_none() && !self.rule.open => Some(silence),
            None => rule,
        };
        // Where one exception settles it and another leaves it open, either may be meant.
        let open = exception.open || settles.is_none();
        Reading { settles: settles.unwrap_or(OptionSet::EMPTY), open }
    }
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
    // What parties read differently is settled as one of them reads it, and nobody says as which. Where one alone has
    // said how it reads it, what the others read there is not known, and may be anything.
    let mut read: Vec<(usize, OptionSet)> = Vec::new();
    for (issue, options) in point.readings.iter().flat_map(|it| &it.settles) {
        let readers = point.readings.iter().filter(|it| it.settles.iter().any(|it| it.0 == *issue));
        let options = match readers.count() {
            1 => records.issue(*issue).all(),
            _ => *options,
        };
        match read.iter_mut().find(|(it, _)| *it == issue.get()) {
            Some((_, all)) => *all = all.or(options),
            None => read.push((issue.get(), options)),
        }
    }
    let mut spoken: Vec<(usize, OptionSet)> = Vec::new();
    for (issue, options) in sets.chain(among).chain(excludes).chain(read) {
        match spoken.iter_mut().find(|(it, _)| *it == issue) {
            Some((_, before)) => *before = together(*before, options),
            None => spoken.push((issue, options)),
        }
    }
    spoken
}
