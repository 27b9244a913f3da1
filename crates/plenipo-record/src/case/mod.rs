//! The validated record of a negotiation.
//!
//! A [`Case`] is what a dossier says once every name has been resolved and every rule checked. It
//! knows no text format, no file and no clock: `dossier` makes one from text, [`Case::seen`] makes
//! the smaller one that a viewer has on a day, and every lens reads only that.
//!
//! The meaning of the record lives here too, because every lens must agree on it: which options a
//! draft may still contain ([`contents`]), which lines of a party stand ([`lines`]), which of its
//! positions ([`held`]), how much it is said to care ([`salience`]), and which text a question is about where nobody names one
//! ([`on_the_table`]).

pub mod id;

pub mod chance;
pub mod meta;

pub mod course;
pub mod demand;
pub mod draft;
pub mod entered;
pub mod forecast;
pub mod issue;
pub mod meeting;
pub mod outside;
pub mod party;
pub mod polled;
pub mod position;
pub mod process;
pub mod red_line;
pub mod rule;
pub mod source;
pub mod titled;
pub mod understanding;
pub mod upkeep;
pub mod without;
mod worded;

pub mod records;

pub mod amended;
pub mod apart;
pub mod called;
pub mod canonical;
pub mod check;
pub mod closed;
pub mod composed;
pub mod contents;
pub mod describe;
pub mod forbidden;
pub mod held;
pub mod learned;
pub mod lines;
mod mask;
pub mod matters;
pub mod months;
mod naming;
pub mod on_the_table;
pub mod openness;
mod options;
pub mod order;
pub mod overtaken;
pub mod refs;
pub mod replay;
pub mod salience;
pub mod same_day;
mod sayable;
mod sealed;
pub mod seen;
mod ties;
pub mod tried;
pub mod whole;

use std::ops::Deref;

use check::Fault;
use id::Ix;
use party::Party;
use records::Records;
use tried::TriedOut;

/// A record whose references resolve and whose statements do not contradict their own form.
///
/// Reading is through [`Deref`] to [`Records`]; there is no way to change one, so what
/// [`Case::new`] checked stays true.
#[derive(Debug, Clone)]
pub struct Case {
    records: Records,
    /// No part of what the record says.
    ledger: Option<LedgerState>,
    /// Nor this.
    ledger_fault: Option<LedgerFault>,
    /// Drafts that nobody put on record and a question is asked about.
    tried: Vec<TriedOut>,
    /// Where the agreement is taken whole, who counts as a principal by that.
    taken_in: Option<Vec<Ix<Party>>>,
}

/// How a ledger stood when the record was read: who keeps it can show later that nothing was taken out
/// since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerState {
    /// How many entries it has.
    pub entries: usize,
    /// Its last seal, 64 hexadecimal digits.
    pub head: String,
}

/// Why what a ledger says may not be what was put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFault {
    /// Not all of its seals hold.
    Seals,
    /// Its seals hold, but not all that its entries rest on in other files is what it was.
    RestsOn,
}

impl LedgerFault {
    /// Every fault with its word in JSON.
    pub const ALL: [(LedgerFault, &'static str); 2] =
        [(LedgerFault::Seals, "seals"), (LedgerFault::RestsOn, "rests-on")];

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }

    /// What is wrong, without what follows from it.
    pub fn in_short(self) -> &'static str {
        match self {
            LedgerFault::Seals => "the ledger's seals do not hold",
            LedgerFault::RestsOn => self.words(),
        }
    }

    /// What is wrong, in a sentence without its full stop.
    pub fn words(self) -> &'static str {
        match self {
            LedgerFault::Seals => {
                "the ledger's seals do not hold: its predictions, outcomes and scores may not be \
                 what was entered"
            }
            LedgerFault::RestsOn => {
                "questions or names that the ledger's entries rest on have changed since the \
                 entries were made"
            }
        }
    }
}

impl Case {
    /// Checks `records` and brings them into canonical order.
    ///
    /// The canonical order depends on what the records say (their `order`, date, id and content)
    /// and never on the file or the place they came from, so that splitting a file or moving a
    /// table changes no figure.
    ///
    /// # Errors
    /// Every [`Fault`] found, located by record and field in the order the records were given, so
    /// that the caller can point into its own text.
    pub fn new(records: Records) -> Result<Case, Vec<Fault>> {
        let faults = check::faults(&records);
        if faults.is_empty() { Ok(Case::of_checked(records.canonical())) } else { Err(faults) }
    }

    /// Wraps records that were already checked and only lost some of their number.
    pub(in crate::case) fn of_checked(records: Records) -> Case {
        Case { records, ledger: None, ledger_fault: None, tried: Vec::new(), taken_in: None }
    }

    /// The same case, read beside a ledger that stood so.
    #[must_use]
    pub fn beside(self, ledger: Option<LedgerState>, ledger_fault: Option<LedgerFault>) -> Case {
        Case { ledger, ledger_fault, ..self }
    }

    /// Why what the ledger says may not be what was put down; for a party only that its seals do not hold,
    /// and only where it sees an entry of it.
    pub fn ledger_fault(&self) -> Option<LedgerFault> {
        self.ledger_fault
    }

    /// How the ledger stood; `None` where there is none that holds, and for a party.
    pub fn ledger(&self) -> Option<&LedgerState> {
        self.ledger.as_ref()
    }
}

impl Deref for Case {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}
