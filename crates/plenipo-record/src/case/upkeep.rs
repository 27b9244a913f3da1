//! What somebody promised outside a meeting, and who has read or looked over the record.

use jiff::civil::Date;

use super::id::RecordRef;
use super::meta::Meta;
use super::party::Speaker;

/// Something somebody undertook outside a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Undertaking {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Who is to do it; not recorded where empty.
    pub who: Vec<Speaker>,
    /// For whose benefit.
    pub to: Vec<Speaker>,
    /// What is to be done.
    pub what: String,
    /// On what condition, in words.
    pub condition: Option<String>,
    /// When it was given.
    pub date: Option<Date>,
    /// By when it is to be done.
    pub due: Option<Date>,
    /// When it was done; as far as the record knows it is open where absent.
    pub done: Option<Date>,
}

/// That a keeper of the record has read it as of a day, or has looked over entries of another. It is the keepers'
/// own, and no party is told of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Handover {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Which keeper, by the name used among them.
    pub keeper: String,
    /// As of which day the record was read, or the entries looked over.
    pub date: Option<Date>,
    /// The entries that were looked over; that the record was read where empty.
    pub looked_at: Vec<RecordRef>,
    /// That the record was read as well, beside the entries looked over.
    pub read: bool,
}

impl Handover {
    /// Whether the keeper is the one of that name: capitals and blanks make no other of it.
    pub fn is_by(&self, name: &str) -> bool {
        let folded =
            |it: &str| it.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
        folded(&self.keeper) == folded(name)
    }

    /// The day as of which it says that the record was read; to look over entries alone is no reading.
    pub fn read_on(&self) -> Option<Date> {
        self.date.filter(|_| self.read || self.looked_at.is_empty())
    }
}
