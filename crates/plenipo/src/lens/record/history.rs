//! What the entries of a calendar said before their meeting was put right: each undertaking keeps its name
//! through every version, and one that a correction leaves out is known to have been there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::meeting::{ActionItem, Meeting};

/// The versions of meetings that were put right since, oldest first, by the first one's id.
pub(super) struct History<'a> {
    versions: BTreeMap<String, Vec<&'a Meeting>>,
}

/// An undertaking with its name.
pub(super) struct Named<'a> {
    /// A number among all that the versions of its meeting have had.
    pub(super) number: usize,
    pub(super) action: &'a ActionItem,
    /// Its meeting, as it was when it last was there.
    pub(super) of: &'a Meeting,
    /// The day by which it was last to be done.
    pub(super) due: Option<Date>,
}

impl<'a> History<'a> {
    /// Of a record in which corrected meetings stand beside their corrections.
    pub(super) fn of(extract: &'a Case) -> History<'a> {
        let meetings = &extract.meetings;
        let before = |it: &Meeting| it.meta.corrects.as_ref().map(|it| it.record as usize);
        let mut last = vec![true; meetings.len()];
        for at in meetings.iter().filter_map(before) {
            last.iter_mut().skip(at).take(1).for_each(|it| *it = false);
        }
        let mut versions = BTreeMap::new();
        for it in meetings.iter().zip(&last).filter(|(_, last)| **last).map(|(it, _)| it) {
            let (mut chain, mut at) = (Vec::new(), it);
            // Corrections never go round in a circle; the count makes it certain that this ends.
            while let Some(old) = before(at).and_then(|it| meetings.get(it))
                && chain.len() < meetings.len()
            {
                chain.push(old);
                at = old;
            }
            chain.reverse();
            // Whatever is corrected has an id.
            if let Some(id) = chain.first().and_then(|it| it.meta.id.as_ref()) {
                versions.insert(id.to_string(), chain);
            }
        }
        History { versions }
    }

    /// The former versions of the meeting that was first called `name`, oldest first.
    pub(super) fn before(&self, name: &str) -> &[&'a Meeting] {
        self.versions.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every undertaking that the meeting `now`, first called `name`, has or had, each in its last wording.
    pub(super) fn undertakings(&self, name: &str, now: &'a Meeting) -> Vec<Named<'a>> {
        let mut all: Vec<Named<'a>> = Vec::new();
        // Numbers of what the version before had, in its order.
        let mut had: Vec<usize> = Vec::new();
        for of in self.before(name).iter().copied().chain([now]) {
            let same = |old: &usize, it: &ActionItem| all[*old].action.what == it.what;
            let mut numbers: Vec<Option<usize>> = vec![None; of.actions.len()];
            let mut left: Vec<Option<usize>> = had.iter().copied().map(Some).collect();
            // What keeps its words keeps its name, wherever it stands now.
            for (number, it) in numbers.iter_mut().zip(&of.actions) {
                let old = left.iter_mut().find(|old| old.is_some_and(|old| same(&old, it)));
                *number = old.and_then(Option::take);
            }
            // What was taken out and is there again is what it was.
            let mut gone: Vec<Option<usize>> =
                (0..all.len()).filter(|it| !had.contains(it)).map(Some).collect();
            for (number, it) in numbers.iter_mut().zip(&of.actions).filter(|it| it.0.is_none()) {
                let old = gone.iter_mut().find(|old| old.is_some_and(|old| same(&old, it)));
                *number = old.and_then(Option::take);
            }
            // What is put better stays in its place.
            for (number, old) in numbers.iter_mut().zip(&mut left) {
                *number = number.or_else(|| old.take());
            }
            had = Vec::new();
            for (number, action) in numbers.into_iter().zip(&of.actions) {
                let number = number.unwrap_or(all.len());
                let due = action.due.or(all.get(number).and_then(|it| it.due));
                let named = Named { number, action, of, due };
                match all.get_mut(number) {
                    Some(it) => *it = named,
                    None => all.push(named),
                }
                had.push(number);
            }
        }
        all
    }
}
