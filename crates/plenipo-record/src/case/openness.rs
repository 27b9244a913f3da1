//! Whether a record is open as a whole: whoever keeps its files apart from other eyes asks this.

use super::closed::{For, has_keepers_own, whom};
use super::id::RecordRef;
use super::process::Disclosure;
use super::records::{Record, Records, for_each_record_type};

impl Records {
    /// Whether everybody may see all of every record: the regime is open, no record is for anybody alone,
    /// whether it says so or it follows from what it is, and none has in it what is its keeper's own.
    pub fn all_open(&self) -> bool {
        let mut open = self.dossier.disclosure == Disclosure::Open;
        macro_rules! each {
            ($type:ty) => {
                open &= <$type>::list(self).iter().enumerate().all(|(place, it)| {
                    let this = RecordRef::new(<$type>::KIND, place);
                    whom(self, this, it.meta()) == For::Everybody
                });
            };
        }
        for_each_record_type!(each);
        open && !has_keepers_own(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::forecast::{Computed, Prediction};
    use crate::case::id::Ix;
    use crate::case::meeting::{Meeting, Said};
    use crate::case::meta::Handling;
    use crate::case::process::Leave;
    use crate::case::source::Source;

    fn open() -> Records {
        let mut records = Records::default();
        records.dossier.disclosure = Disclosure::Open;
        records.sources.push(Source::default());
        records
    }

    #[test]
    fn one_closed_record_closes_the_whole() {
        assert!(!Records::default().all_open(), "nothing is open unless it is said");
        let mut records = open();
        assert!(records.all_open());
        for closed in [Handling::Mediator, Handling::Parties(Vec::new())] {
            records.sources[0].meta.handling = closed;
            assert!(!records.all_open());
        }
        records.sources[0].meta.handling = Handling::Open;
        assert!(records.all_open());
    }

    #[test]
    fn what_is_closed_without_saying_so_closes_the_whole() {
        let mut records = open();
        records.leaves.push(Leave::default());
        assert!(!records.all_open(), "leave is for whoever carries it");
        records.leaves[0].meta.handling = Handling::Open;
        assert!(records.all_open());
        let computed = Some(Computed {
            lens: "acceptance".to_owned(),
            draft: Ix::new(0),
            party: None,
            status: "stopped".to_owned(),
            low: None,
            middle: None,
            high: None,
            as_of: None,
            record: String::new(),
            engine: String::new(),
            seed: 1,
            samples: None,
            assume: Vec::new(),
            assumed: Vec::new(),
            settings: Vec::new(),
            features: Vec::new(),
            checked: false,
            draft_was: None,
            party_was: None,
        });
        records.predictions.push(Prediction { computed, ..Prediction::default() });
        assert!(!records.all_open(), "an answer of the program is its keeper's");
        records.predictions[0].meta.handling = Handling::Open;
        assert!(records.all_open());
        let computed = records.predictions[0].computed.as_mut();
        computed.into_iter().for_each(|it| it.assume.push("hidden-set".to_owned()));
        assert!(!records.all_open(), "and so are the names of its files");
        records.predictions[0].computed = None;
        assert!(records.all_open(), "what a person foretells follows the regime");
    }

    #[test]
    fn a_remark_closes_the_whole() {
        let mut records = open();
        records.sources[0].meta.note = Some("ask again".to_owned());
        assert!(!records.all_open());
        let mut records = open();
        let mut said = Said {
            by: Vec::new(),
            words: String::new(),
            meta: Default::default(),
            readings: Vec::new(),
        };
        records.meetings.push(Meeting { said: vec![said.clone()], ..Meeting::default() });
        assert!(records.all_open());
        said.meta.note = Some("he smiled".to_owned());
        records.meetings[0].said.push(said);
        assert!(!records.all_open(), "one inside a record too");
    }
}
