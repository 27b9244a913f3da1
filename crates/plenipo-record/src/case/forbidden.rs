//! What rules forbid: combinations of options that no package may have, and what that leaves of a text nobody has
//! read whole.

use super::contents::Content;
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::records::Records;
use super::rule::Rule;
use super::ties::Ties;

use std::collections::BTreeMap;

/// One combination that a rule forbids: options, issue by issue, that may not stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The rule.
    pub rule: Ix<Rule>,
    /// The options; a package breaks the rule where it has, on every issue, one of those named there.
    pub sets: IssueOptions,
}

impl Clause {
    /// Whether a text of this content breaks it, whatever is not known of it.
    pub fn is_broken(&self, contents: &[Content]) -> bool {
        self.sets.iter().all(|(issue, set)| contents[issue.get()].is_within(*set))
    }

    /// Whether it may be in a text of this content.
    pub fn may_be(&self, contents: &[Content]) -> bool {
        self.sets.iter().all(|(issue, set)| may_be(&contents[issue.get()], *set))
    }

    /// Whether a package with `options[issue]` breaks it.
    pub fn forbids(&self, options: &[OptionIx]) -> bool {
        self.sets.iter().all(|(issue, set)| set.contains(options[issue.get()]))
    }
}

/// Whether an option of `set` may be in it, or it may leave its issue open.
fn may_be(content: &Content, set: OptionSet) -> bool {
    content.may_be_left_open() || content.may_be(set)
}

/// What the rules that bind forbid: those of logic and of a text. A keeper's reading forbids nothing.
pub fn clauses(records: &Records) -> Vec<Clause> {
    of_rules(records, true)
}

/// What keepers' readings would forbid: they only warn.
pub fn warnings(records: &Records) -> Vec<Clause> {
    of_rules(records, false)
}

fn of_rules(records: &Records, binding: bool) -> Vec<Clause> {
    of_these(records, |it| it.is.binds() == binding)
}

fn of_these(records: &Records, counts: impl Fn(&Rule) -> bool) -> Vec<Clause> {
    let mut all = Vec::new();
    for (place, rule) in records.rules.iter().enumerate() {
        if counts(rule) {
            let forbidden = rule.forbidden(|issue| records.issue(issue).all());
            let each = forbidden.into_iter().map(|sets| Clause { rule: Ix::new(place), sets });
            all.extend(each);
        }
    }
    all
}

/// Issues that are not settled and that combinations tie to each other: what becomes of one bears on the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    /// The issues that are not settled.
    pub loose: Vec<usize>,
    /// The combinations that speak of them, by place.
    pub clauses: Vec<usize>,
}

/// The issues of which `loose` says that they are not settled, put together as the combinations that `counts` lets
/// pass tie them.
pub fn tied(
    clauses: &[Clause],
    loose: impl Fn(usize) -> bool,
    counts: impl Fn(&Clause) -> bool,
) -> Vec<Tied> {
    let issues = clauses.iter().flat_map(|it| &it.sets).map(|it| it.0.get() + 1).max();
    let mut joined = Joined((0..issues.unwrap_or(0)).collect());
    let mut counted: Vec<(usize, Vec<usize>)> = Vec::new();
    for (place, clause) in clauses.iter().enumerate() {
        let own = clause.sets.iter().map(|(issue, _)| issue.get()).filter(|it| loose(*it));
        let own: Vec<usize> = own.collect();
        let Some(first) = own.first() else { continue };
        if counts(clause) {
            own.iter().for_each(|it| joined.join(*first, *it));
            counted.push((place, own));
        }
    }
    let mut all: BTreeMap<usize, Tied> = BTreeMap::new();
    for (place, own) in counted {
        let none = || Tied { loose: Vec::new(), clauses: Vec::new() };
        let group = all.entry(joined.root(own[0])).or_insert_with(none);
        group.loose.extend(own);
        group.clauses.push(place);
    }
    let mut all: Vec<Tied> = all.into_values().collect();
    for it in &mut all {
        it.loose.sort_unstable();
        it.loose.dedup();
    }
    all
}

/// Issues in groups: each by the smallest issue of its own that it is known to go with.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&mut self, mut issue: usize) -> usize {
        while self.0[issue] != issue {
            self.0[issue] = self.0[self.0[issue]];
            issue = self.0[issue];
        }
        issue
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The most ways in which issues tied to each other may turn out that are gone through one by one.
const WAYS_MAX: usize = 4096;

impl Tied {
    /// Of each issue that is not settled the options beside which the others can turn out so that nothing of
    /// `clauses` is there: none at all where every way breaks a rule. `None` where there are too many ways to go
    /// through.
    pub fn options(
        &self,
        records: &Records,
        clauses: &[Clause],
        contents: &[Content],
    ) -> Option<Vec<OptionSet>> {
        self.options_of(&|it| records.issues[it].all(), clauses, contents)
    }

    /// The same, where `all` tells all options of an issue.
    fn options_of(
        &self,
        all: &dyn Fn(usize) -> OptionSet,
        clauses: &[Clause],
        contents: &[Content],
    ) -> Option<Vec<OptionSet>> {
        let of = |it: usize| contents[it].completions_of(all(it));
        let domains: Vec<Vec<OptionIx>> =
            self.loose.iter().map(|it| of(*it).iter().collect()).collect();
        let ways = domains.iter().try_fold(1_usize, |n, it| n.checked_mul(it.len()));
        let ways = ways.filter(|it| *it <= WAYS_MAX)?;
        // Each combination by the places of what is not settled; what is settled is in it, or it cannot come about.
        let place = |issue: usize| self.loose.iter().position(|it| *it == issue);
        let parts = |clause: &Clause| -> Option<Vec<(usize, OptionSet)>> {
            let mut parts = Vec::new();
            for (issue, set) in &clause.sets {
                match place(issue.get()) {
                    Some(at) => parts.push((at, *set)),
                    None if contents[issue.get()].is_within(*set) => {}
                    None => return None,
                }
            }
            Some(parts)
        };
        let parts: Vec<_> = self.clauses.iter().filter_map(|it| parts(&clauses[*it])).collect();
        let mut left = vec![OptionSet::EMPTY; domains.len()];
        for way in 0..ways {
            let mut rest = way;
            let each = domains.iter().map(|it| {
                let option = it[rest % it.len()];
                rest /= it.len();
                option
            });
            let way: Vec<OptionIx> = each.collect();
            let breaks =
                |it: &Vec<(usize, OptionSet)>| it.iter().all(|(at, set)| set.contains(way[*at]));
            if !parts.iter().any(breaks) {
                left.iter_mut().zip(&way).for_each(|(left, it)| left.insert(*it));
            }
        }
        Some(left)
    }
}

/// Rules that a text breaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Broken {
    /// Those that it breaks whatever is not known of it.
    pub each: Vec<Ix<Rule>>,
    /// Those that it cannot keep all, whatever it turns out to say; empty where it breaks one by itself.
    pub together: Vec<Ix<Rule>>,
}

impl Broken {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.each.is_empty() && self.together.is_empty()
    }
}

/// Issues that are not settled in a text of this content and can turn out in no way without something of `clauses`
/// coming about.
pub fn without_a_way(records: &Records, clauses: &[Clause], contents: &[Content]) -> Vec<Tied> {
    let loose = |it: usize| contents[it].single().is_none();
    let mut all = tied(clauses, loose, |it| it.may_be(contents));
    all.retain(|it| {
        let left = it.options(records, clauses, contents);
        left.is_some_and(|it| it.iter().any(|it| it.is_empty()))
    });
    all
}

/// Whether there are such, where `all` tells all options of an issue.
pub(super) fn is_without_a_way(
    all: &dyn Fn(usize) -> OptionSet,
    clauses: &[Clause],
    contents: &[Content],
) -> bool {
    let loose = |it: usize| contents[it].single().is_none();
    tied(clauses, loose, |it| it.may_be(contents)).iter().any(|it| {
        let left = it.options_of(all, clauses, contents);
        left.is_some_and(|it| it.iter().any(|it| it.is_empty()))
    })
}

/// Each rule once.
fn once(mut all: Vec<Ix<Rule>>) -> Vec<Ix<Rule>> {
    all.sort_unstable();
    all.dedup();
    all
}

/// The keepers' readings by which the parts of a text of this content do not go together: they only warn. Together
/// with the rules that bind, since a text that breaks one of those is none.
pub fn warned(records: &Records, contents: &[Content]) -> Broken {
    let readings = warnings(records);
    if readings.is_empty() {
        return Broken::default();
    }
    let binding = clauses(records);
    among(records, contents, &binding, &readings)
}

/// The rules of which nobody can say whether a text of this content keeps them: they apply to it, or may, and of what
/// they require no option is on record yet. What they break otherwise is left out.
pub fn unjudged(records: &Records, contents: &[Content]) -> Vec<Ix<Rule>> {
    let clauses = of_rules(records, true).into_iter().chain(of_rules(records, false));
    let broken: Vec<Ix<Rule>> =
        clauses.filter(|it| it.is_broken(contents)).map(|it| it.rule).collect();
    let applies =
        |rule: &Rule| rule.when.iter().all(|(issue, set)| may_be(&contents[issue.get()], *set));
    let all = records.rules.iter().enumerate().filter(|(_, it)| it.is_unjudged() && applies(it));
    all.map(|(place, _)| Ix::new(place)).filter(|it| !broken.contains(it)).collect()
}

/// The rules that bind and that a text of this content breaks.
pub fn broken(records: &Records, contents: &[Content]) -> Broken {
    among(records, contents, &[], &clauses(records))
}

/// The rules of `asked` that a text of this content breaks; where it breaks none by itself, those that it cannot keep
/// all beside each other and beside `given`, which it keeps or breaks anyhow.
fn among(records: &Records, contents: &[Content], given: &[Clause], asked: &[Clause]) -> Broken {
    let each = asked.chunk_by(|a, b| a.rule == b.rule).filter(|of| {
        of.iter().any(|it| it.is_broken(contents))
            || (of.len() > 1 && !without_a_way(records, of, contents).is_empty())
    });
    let each: Vec<Ix<Rule>> = each.filter_map(|of| of.first()).map(|it| it.rule).collect();
    if !each.is_empty() {
        return Broken { each, together: Vec::new() };
    }
    let all: Vec<Clause> = given.iter().chain(asked).cloned().collect();
    let is_asked = |place: &usize| *place >= given.len();
    let mut together = Vec::new();
    for mut group in without_a_way(records, &all, contents) {
        let stuck = |of: &Tied| {
            let left = of.options(records, &all, contents);
            left.is_some_and(|it| it.iter().any(|it| it.is_empty()))
        };
        let with = |clauses: Vec<usize>| Tied { loose: group.loose.clone(), clauses };
        let (own, rest): (Vec<usize>, Vec<usize>) =
            group.clauses.iter().copied().partition(is_asked);
        if !rest.is_empty() && stuck(&with(rest)) {
            continue;
        }
        // What need not be named for it to be so is left out.
        for clause in own.into_iter().take(NAMED_APART_MAX) {
            let others = group.clauses.iter().copied().filter(|it| *it != clause).collect();
            let without = Tied { loose: group.loose.clone(), clauses: others };
            if stuck(&without) {
                group = without;
            }
        }
        let named = group.clauses.iter().filter(|it| is_asked(it)).map(|it| all[*it].rule);
        together.extend(named);
    }
    Broken { each, together: once(together) }
}

/// Of so many combinations it is found out whether they need to be named.
const NAMED_APART_MAX: usize = 64;

/// Takes out of what a text may contain what rules forbid, group by group of the issues that rules tie together.
/// Where nothing would be left of one, the text itself breaks a rule, and the group stays as it is told.
///
/// First, where all but one issue of a combination are known to be in it, the last is not. Then an option stays where
/// some way in which the group may turn out has it: exactly where there are no more than [`WAYS_MAX`] of them, and
/// else as told.
pub(super) fn restrict(records: &Records, contents: &mut [Content]) {
    if records.rules.is_empty() {
        return;
    }
    // Most rules of a large record have nothing to say of a text that is known well, and are not even taken apart.
    let loose = |it: usize| contents[it].single().is_none();
    let clauses = of_these(records, |it| {
        it.is.binds()
            && it.when.iter().all(|(issue, set)| may_be(&contents[issue.get()], *set))
            && it.speaks_of(|issue| loose(issue.get()))
    });
    let groups = tied(&clauses, loose, |it| it.may_be(contents));
    for group in &groups {
        let told: Vec<Content> = group.loose.iter().map(|it| contents[*it].clone()).collect();
        if restrict_group(records, &clauses, group, contents).is_none() {
            for (issue, told) in group.loose.iter().zip(told) {
                contents[*issue] = told;
            }
        }
    }
    tie(records, &clauses, groups, contents);
}

/// Says of issues that are still open what ties them to each other.
fn tie(records: &Records, clauses: &[Clause], groups: Vec<Tied>, contents: &mut [Content]) {
    let is_open = |it: &usize| contents[*it].single().is_none();
    let left = |it: &Tied| it.loose.iter().filter(|it| is_open(it)).count() > 1;
    let groups: Vec<Tied> = groups.into_iter().filter(left).collect();
    let mut own: Vec<usize> = groups.iter().flat_map(|it| it.clauses.iter().copied()).collect();
    if own.is_empty() {
        return;
    }
    own.sort_unstable();
    let ties = Ties::of(own.into_iter().map(|it| clauses[it].clone()).collect(), &records.issues);
    for issue in groups.into_iter().flat_map(|it| it.loose) {
        contents[issue].ties = ties.clone();
    }
}

/// `None` where nothing is left.
fn restrict_group(
    records: &Records,
    clauses: &[Clause],
    group: &Tied,
    contents: &mut [Content],
) -> Option<()> {
    let own: Vec<&Clause> = group.clauses.iter().map(|it| &clauses[*it]).collect();
    propagate(&own, contents)?;
    let Some(left) = group.options(records, clauses, contents) else { return Some(()) };
    if left.iter().any(|it| it.is_empty()) {
        return None;
    }
    for (issue, left) in group.loose.iter().zip(left) {
        let content = &mut contents[*issue];
        if content.may_be_left_open() {
            if left != records.issues[*issue].all() {
                content.fill(left);
            }
        } else if left != content.options() {
            content.narrow(left);
        }
    }
    Some(())
}

/// Takes out what is forbidden by one combination at a time; `None` where nothing is left of an issue.
fn propagate(clauses: &[&Clause], contents: &mut [Content]) -> Option<()> {
    // Each round takes out an option at least, or is the last.
    loop {
        let mut changed = false;
        for clause in clauses {
            let Some(open) = open(clause, contents) else { continue };
            let (issue, set) = match open.as_slice() {
                [] => return None,
                [one] => one,
                _ => continue,
            };
            let content = &mut contents[issue.get()];
            // It may have the option and need not, so that something is left.
            content.narrow(content.options().without(*set));
            changed = true;
        }
        if !changed {
            return Some(());
        }
    }
}

/// What of a combination is still undecided in a text: none where the text may not have it, or where it may leave
/// one of its issues open.
fn open<'c>(clause: &'c Clause, contents: &[Content]) -> Option<Vec<&'c (Ix<Issue>, OptionSet)>> {
    let of = |it: &(Ix<Issue>, OptionSet)| &contents[it.0.get()];
    let may = clause.sets.iter().all(|it| of(it).may_be(it.1) && !of(it).may_be_left_open());
    may.then(|| clause.sets.iter().filter(|it| !of(it).is_within(it.1)).collect())
}
