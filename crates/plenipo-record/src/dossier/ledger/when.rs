//! When entries were put down and by whom, as they say themselves: by the clock of the machine that sealed
//! them. Entries from before this was sealed say nothing of it.
//!
//! Neither is part of the case: when somebody sat down to it is nobody's view of anything, and a party that
//! sees an entry learns nothing of its keeper's hours. Scores do not hang on it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::entry::{AUTHOR, SEALED};

/// Days between an entry's own day and that of its seal, at most, that need no word.
const NEAR_DAYS: i64 = 31;

/// An entry of the ledger, by what it says of when it was put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutDown {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// The day it speaks of: on which something was said, asked or came out.
    pub dated: Option<Date>,
    /// When it was sealed, where it says so.
    pub sealed: Option<Timestamp>,
    /// By whom.
    pub author: Option<String>,
}

/// What is to be told of when an entry was put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// Its day is so many days after the one on which it was sealed.
    DatedLater(i64),
    /// Its day is so many days before the one on which it was sealed.
    DatedEarlier(i64),
    /// It was sealed before the entry above it, if its clock was right.
    BeforeTheOneAbove,
}

impl PutDown {
    /// The day of its seal, in UTC.
    fn day(&self) -> Option<Date> {
        Some(self.sealed?.to_zoned(TimeZone::UTC).date())
    }

    /// How far its own day is from that of its seal, where that needs a word. A day may begin elsewhere
    /// before it does in UTC.
    fn far(&self) -> Option<Odd> {
        let (sealed, dated) = (self.day()?, self.dated?);
        let days = i64::from(sealed.since(dated).ok()?.get_days());
        match days {
            ..-1 => Some(Odd::DatedLater(-days)),
            _ if days > NEAR_DAYS => Some(Odd::DatedEarlier(days)),
            _ => None,
        }
    }
}

impl Odd {
    /// What is odd, as the end of a sentence about the entry.
    pub fn words(self) -> String {
        let days = |n: i64| if n == 1 { "1 day".to_owned() } else { format!("{n} days") };
        match self {
            Odd::DatedLater(n) => format!("is dated {} after it was sealed", days(n)),
            Odd::DatedEarlier(n) => format!("was sealed {} after its date", days(n)),
            Odd::BeforeTheOneAbove => {
                "was sealed before the entry above it: a clock was wrong".to_owned()
            }
        }
    }
}

/// Every entry of a ledger's text, in the order in which they stand.
pub fn put_down(text: &str) -> Vec<PutDown> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let mut all: Vec<(usize, PutDown)> = Vec::new();
    for table in ["forecast", "prediction", "resolution"] {
        let list = root.get_ref().get(table).and_then(|it| it.get_ref().as_array());
        for entry in list.into_iter().flat_map(|it| it.iter()) {
            let Some(keys) = entry.get_ref().as_table() else { continue };
            let words = |key: &str| Some(keys.get(key)?.get_ref().as_str()?.to_owned());
            let day = |keys: &DeTable<'_>, key: &str| match keys.get(key)?.get_ref() {
                DeValue::Datetime(it) => it.to_string().parse::<Date>().ok(),
                _ => None,
            };
            let sealed = match keys.get(SEALED).map(|it| it.get_ref()) {
                Some(DeValue::Datetime(it)) => it.to_string().parse::<Timestamp>().ok(),
                _ => None,
            };
            let computed = keys.get("computed").and_then(|it| it.get_ref().as_table());
            let dated = match table {
                // It may open, close and be resolved on days to come.
                "forecast" => day(keys, "known"),
                _ => day(keys, "date").or_else(|| day(computed?, "as_of")),
            };
            let it = PutDown { id: words("id"), dated, sealed, author: words(AUTHOR) };
            all.push((entry.span().start, it));
        }
    }
    all.sort_by_key(|it| it.0);
    all.into_iter().map(|it| it.1).collect()
}

/// What is odd about when the entries of a ledger were put down: each with its place, counted from 0.
pub fn oddities(entries: &[PutDown]) -> Vec<(usize, Odd)> {
    let mut found = Vec::new();
    let mut latest: Option<Timestamp> = None;
    for (at, it) in entries.iter().enumerate() {
        found.extend(it.far().map(|odd| (at, odd)));
        if it.sealed.zip(latest).is_some_and(|(own, above)| own < above) {
            found.push((at, Odd::BeforeTheOneAbove));
        }
        latest = latest.max(it.sealed);
    }
    found
}
