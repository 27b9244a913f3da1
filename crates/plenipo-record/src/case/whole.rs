//! The agreement taken whole: those who must consent count as principals.

use super::Case;
use super::contents::{Content, contents};
use super::draft::Draft;
use super::id::Ix;
use super::outside::{Capacity, CapacityKind};
use super::party::Party;

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
            return self;
        }
        let mut records = (*self).clone();
        let rule = &mut records.dossier.agreement;
        if rule.all.is_empty() && rule.of.is_empty() {
            rule.all = self.signatories();
        }
        rule.all.extend(also);
        rule.all.sort_unstable();
        Case { records, ..self }
    }
}
