//! Whether a record is open as a whole: whoever keeps its files apart from other eyes asks this.

use super::meta::Handling;
use super::process::Disclosure;
use super::records::{Record, Records, for_each_record_type};

impl Records {
    /// Whether everybody may see every record: the regime is open, and no record is marked otherwise.
    pub fn all_open(&self) -> bool {
        let mut open = self.dossier.disclosure == Disclosure::Open;
        macro_rules! each {
            ($type:ty) => {
                open &= <$type>::list(self)
                    .iter()
                    .all(|it| matches!(it.meta().handling, Handling::Unstated | Handling::Open));
            };
        }
        for_each_record_type!(each);
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::source::Source;

    #[test]
    fn one_closed_record_closes_the_whole() {
        let mut records = Records::default();
        assert!(!records.all_open(), "nothing is open unless it is said");
        records.dossier.disclosure = Disclosure::Open;
        records.sources.push(Source::default());
        assert!(records.all_open());
        for closed in [Handling::Mediator, Handling::Parties(Vec::new())] {
            records.sources[0].meta.handling = closed;
            assert!(!records.all_open());
        }
        records.sources[0].meta.handling = Handling::Open;
        assert!(records.all_open());
    }
}
