//! The agreement taken whole: those who must consent count as principals, and where a consent is needed of some texts
//! only, its party's lines count for those.

use super::Case;
use super::contents::{Content, contents};
use super::draft::{Condition, Draft};
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionSet};
use super::lines::{Line, standing};
use super::outside::{Capacity, CapacityKind};
use super::party::Party;

/// Of which texts a party's consent is needed, by what is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentNeeded {
    /// Of every text that could be put together.
    Always,
    /// Of those that have one of these options on any of these issues.
    Where(IssueOptions),
    /// Of none, or only of drafts named: of no other text it is known.
    Named,
}

impl Case {
    /// Who must consent to every live text, by what is on record, and is not among those whose acceptance the
    /// agreement rule asks for. Whose consent only some of the texts need, or nobody knows whether they do, stays
    /// outside: counted in, it would stop texts that it has no say over. Where no text is live, all are asked.
    pub fn must_consent(&self) -> Vec<Ix<Party>> {
        let signatories = self.signatories();
        let live = self.drafts.iter().any(Draft::is_live);
        let texts: Vec<(Ix<Draft>, Vec<Content>)> = (self.drafts.iter().enumerate())
            .filter(|(_, it)| it.is_live() || !live)
            .map(|(place, it)| (Ix::new(place), contents(self, it)))
            .collect();
        let is = |party: &Ix<Party>| {
            let own: Vec<&Capacity> = (self.capacities.iter())
                .filter(|it| it.party == *party && it.is == CapacityKind::MustConsent)
                .collect();
            let needs = |(draft, contents): &(Ix<Draft>, Vec<Content>)| {
                own.iter().any(|it| it.is_of(*draft, contents) == Some(true))
            };
            !own.is_empty() && texts.iter().all(needs)
        };
        let parties = (0..self.parties.len()).map(Ix::new);
        parties.filter(|it| !signatories.contains(it) && is(it)).collect()
    }

    /// The same record with each of them among those whose acceptance the agreement rule asks for.
    #[must_use]
    pub fn taken_whole(self) -> Case {
        let also = self.must_consent();
        if also.is_empty() {
            return Case { taken_in: Some(also), ..self };
        }
        let mut records = (*self).clone();
        let rule = &mut records.dossier.agreement;
        if rule.all.is_empty() && rule.of.is_empty() {
            rule.all = self.signatories();
        }
        rule.all.extend(&also);
        rule.all.sort_unstable();
        Case { records, taken_in: Some(also), ..self }
    }

    /// Of which texts the consent of `party` is needed.
    pub fn needed(&self, party: Ix<Party>) -> ConsentNeeded {
        let own = |it: &&Capacity| it.party == party && it.is == CapacityKind::MustConsent;
        let of_every = |it: &Capacity| {
            let live = |(place, draft): (usize, &Draft)| {
                !draft.is_live() || it.to.contains(&Ix::new(place))
            };
            it.to.is_empty() || self.drafts.iter().enumerate().all(live)
        };
        let mut when: IssueOptions = Vec::new();
        for it in self.capacities.iter().filter(own).filter(|it| of_every(it)) {
            if it.when.is_empty() {
                return ConsentNeeded::Always;
            }
            for (issue, set) in &it.when {
                match when.iter_mut().find(|known| known.0 == *issue) {
                    Some((_, known)) => *known = known.or(*set),
                    None => when.push((*issue, *set)),
                }
            }
        }
        if when.is_empty() { ConsentNeeded::Named } else { ConsentNeeded::Where(when) }
    }

    /// Whether lines of `party` count against a text: of every text, or of those that it must consent to.
    pub fn counts(&self, party: Ix<Party>) -> bool {
        let at_times = || matches!(self.needed(party), ConsentNeeded::Where(_));
        self.signatories().contains(&party) || self.taken_in.is_some() && at_times()
    }

    /// The standing lines that a text may not cross: those of whose acceptance the agreement rule asks for. Where the
    /// agreement is taken whole, also those of who must consent to some texts only, each under the condition that the
    /// text is one of them; a line that several options bring in force stands here once for each issue of those.
    pub fn vetoes(&self) -> Vec<Line> {
        let signatories = self.signatories();
        let mut all = Vec::new();
        for party in (0..self.parties.len()).map(Ix::new) {
            let lines = standing(self, party);
            let signs = signatories.contains(&party);
            let needed = match (&self.taken_in, signs, self.needed(party)) {
                (Some(also), _, ConsentNeeded::Where(when)) if !signs || also.contains(&party) => {
                    when
                }
                (_, true, _) => {
                    all.extend(lines);
                    continue;
                }
                _ => continue,
            };
            for line in &lines {
                all.extend(needed.iter().filter_map(|it| only_where(line, *it)));
            }
        }
        all
    }
}

/// `line`, in force only where a text has one of `options` on `issue`; `None` where it never is.
fn only_where(line: &Line, (issue, options): (Ix<Issue>, OptionSet)) -> Option<Line> {
    let mut line = line.clone();
    let condition =
        line.condition.get_or_insert_with(|| Condition { text: None, when: Vec::new() });
    let in_words = condition.text.is_some() && condition.when.is_empty();
    match condition.when.iter_mut().find(|it| it.0 == issue) {
        // What cannot be decided stays so: the line is not applied, and that is said.
        None if in_words => {}
        None => condition.when.push((issue, options)),
        Some((_, known)) => {
            *known = known.and(options);
            if known.is_empty() {
                return None;
            }
        }
    }
    condition.when.sort_unstable_by_key(|it| it.0);
    Some(line)
}
