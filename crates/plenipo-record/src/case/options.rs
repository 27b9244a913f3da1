//! Options that are not yet known on a day: nobody had thought of them, or nobody told us.

use jiff::civil::Date;

use super::draft::Condition;
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::position::AlternativeWorth;
use super::records::Records;
use super::understanding::ClaimContent;

/// Takes out options that became known after `day`, unless a draft that is there has them, and
/// counts the options of their issues anew.
pub(super) fn hide_unknown(records: &mut Records, day: Date) {
    let mut hidden: Vec<OptionSet> = records
        .issues
        .iter()
        .map(|issue| {
            let late = |it: &OptionIx| {
                issue.options[it.get()].known.is_some_and(|known| known > day)
                    && issue.status_quo != Some(*it)
            };
            issue.all().iter().filter(late).collect()
        })
        .collect();
    for point in records.drafts.iter().flat_map(|it| &it.points) {
        for (issue, option) in &point.sets {
            hidden[issue.get()] = hidden[issue.get()].without(OptionSet::one(*option));
        }
        for (issue, brackets) in &point.among {
            let named: OptionSet = brackets.iter().map(|it| it.option).collect();
            hidden[issue.get()] = hidden[issue.get()].without(named);
        }
        for (issue, options) in point.readings.iter().flat_map(|it| &it.settles) {
            hidden[issue.get()] = hidden[issue.get()].without(*options);
        }
    }
    if hidden.iter().all(|it| it.is_empty()) {
        return;
    }
    let places = Places { hidden: &hidden };
    places.rewrite(records);
    for (issue, hidden) in records.issues.iter_mut().zip(&hidden) {
        let mut place = 0;
        issue.options.retain(|_| {
            place += 1;
            !hidden.contains(OptionIx::new(place - 1))
        });
    }
}

/// Where the options that stay will stand.
struct Places<'a> {
    hidden: &'a [OptionSet],
}

impl Places<'_> {
    fn place(&self, issue: Ix<Issue>, option: OptionIx) -> Option<OptionIx> {
        let hidden = self.hidden[issue.get()];
        let before = hidden.and(OptionSet::first(option.get())).len();
        (!hidden.contains(option)).then(|| OptionIx::new(option.get() - before))
    }

    fn set(&self, issue: Ix<Issue>, set: OptionSet) -> OptionSet {
        set.iter().filter_map(|it| self.place(issue, it)).collect()
    }

    fn sets(&self, options: &mut IssueOptions) {
        for (issue, set) in options.iter_mut() {
            *set = self.set(*issue, *set);
        }
        options.retain(|(_, set)| !set.is_empty());
    }

    /// Sets of which each must be met: one none of whose options is known stays, and is met by nothing.
    fn all_of(&self, options: &mut IssueOptions) {
        for (issue, set) in options.iter_mut() {
            *set = self.set(*issue, *set);
        }
    }

    /// Sets of which one has to be met, where no set at all means always: the last one stays, even if it is met by
    /// nothing.
    fn any_of(&self, options: &mut IssueOptions) {
        self.all_of(options);
        if options.iter().any(|(_, set)| !set.is_empty()) {
            options.retain(|(_, set)| !set.is_empty());
        }
    }

    fn one(&self, issue: Ix<Issue>, option: &mut OptionIx) -> bool {
        self.place(issue, *option).map(|it| *option = it).is_some()
    }

    /// A condition keeps an issue none of whose options is known: it then does not hold.
    fn condition(&self, condition: &mut Option<Condition>) {
        for (issue, set) in condition.iter_mut().flat_map(|it| &mut it.when) {
            *set = self.set(*issue, *set);
        }
    }

    fn rewrite(&self, records: &mut Records) {
        for (place, issue) in records.issues.iter_mut().enumerate() {
            issue.status_quo = issue.status_quo.and_then(|it| self.place(Ix::new(place), it));
        }
        for point in records.drafts.iter_mut().flat_map(|it| &mut it.points) {
            point.sets.retain_mut(|(issue, option)| self.one(*issue, option));
            for (issue, brackets) in &mut point.among {
                brackets.retain_mut(|it| self.one(*issue, &mut it.option));
            }
            self.sets(&mut point.excludes);
            point.readings.iter_mut().for_each(|it| self.sets(&mut it.settles));
            self.condition(&mut point.only_if);
        }
        for line in &mut records.red_lines {
            self.sets(&mut line.rules_out);
            self.sets(&mut line.unclear);
            self.condition(&mut line.condition);
        }
        for it in &mut records.positions {
            let Some(issue) = it.issue else { continue };
            it.ideal = it.ideal.and_then(|option| self.place(issue, option));
            it.ranking.iter_mut().for_each(|class| *class = self.set(issue, *class));
            it.ranking.retain(|class| !class.is_empty());
            it.prefers
                .retain_mut(|(better, worse)| self.one(issue, better) && self.one(issue, worse));
            it.acceptable = self.set(issue, it.acceptable);
            it.values.retain_mut(|(option, _)| self.one(issue, option));
        }
        for answer in &mut records.answers {
            self.condition(&mut answer.condition);
        }
        for claim in records.understandings.iter_mut().flat_map(|it| &mut it.claims) {
            if let ClaimContent::Settles(options) = &mut claim.content {
                self.sets(options);
            }
        }
        for alternative in &mut records.alternatives {
            if let AlternativeWorth::Outcome(options) = &mut alternative.worth {
                options.retain_mut(|(issue, option)| self.one(*issue, option));
            }
        }
        for understanding in &mut records.understandings {
            understanding.readings.iter_mut().for_each(|it| self.sets(&mut it.settles));
        }
        records.consents.iter_mut().for_each(|it| self.any_of(&mut it.when));
        records.capacities.iter_mut().for_each(|it| self.any_of(&mut it.when));
        for rule in &mut records.rules {
            self.all_of(&mut rule.when);
            self.all_of(&mut rule.requires);
            self.sets(&mut rule.excludes);
        }
        for demand in &mut records.demands {
            self.sets(&mut demand.asks);
            self.all_of(&mut demand.when);
        }
        for movement in &mut records.movements {
            movement.from = self.set(movement.issue, movement.from);
            movement.to = self.set(movement.issue, movement.to);
        }
    }
}
