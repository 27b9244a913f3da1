//! The agreement taken whole: those who must consent count as principals.

use super::Case;
use super::id::Ix;
use super::outside::CapacityKind;
use super::party::Party;

impl Case {
    /// Who must consent, by what is on record, and is not among those whose acceptance the agreement rule asks for.
    pub fn must_consent(&self) -> Vec<Ix<Party>> {
        let signatories = self.signatories();
        let is = |party: &Ix<Party>| {
            let mut own = self.capacities.iter().filter(|it| it.party == *party);
            own.any(|it| it.is == CapacityKind::MustConsent)
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
