//! What a finding was computed from.

use jiff::civil::Date;

use super::table::Cell;
use plenipo_record::case::source::Reliability;
use plenipo_record::case::{LedgerFault, LedgerState};

/// What a finding was computed from: enough to compute it again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    /// Title of the dossier.
    pub dossier: String,
    /// SHA-256 of the canonical form of the visible case, in hexadecimal, with the version of that form
    /// before it.
    pub hash: String,
    /// The day it was read as of.
    pub as_of: Option<Date>,
    /// Id of the party it was made for; absent for the record keeper.
    pub viewer: Option<String>,
    /// Whether those who must consent counted as principals.
    pub whole: bool,
    /// Drafts that were tried out beside those on record; the hash is of the record without them.
    pub tried: Vec<TriedLine>,
    /// The disclosure regime.
    pub disclosure: &'static str,
    /// Seed of every random stream.
    pub seed: u64,
    /// Number of samples, where any were drawn.
    pub samples: Option<usize>,
    /// Name and version of the program.
    pub engine: &'static str,
    /// Optional parts that it was built with, by name.
    pub features: Vec<&'static str>,
    /// The settings that the question was asked with, by their names: those that were given, and the
    /// values of those that have one where nothing is said.
    pub settings: Vec<GivenSetting>,
    /// Whether names were left out of the answer: then nothing here may name anybody either.
    pub names_withheld: bool,
    /// How many records were visible.
    pub records: usize,
    /// How many of them are assumed, or have a part that is: without a source and not stated by anybody.
    pub assumed: usize,
    /// Assumption sets that were read.
    pub assumptions: Vec<String>,
    /// The hash of what each of them says, in their order.
    pub assumption_hashes: Vec<String>,
    /// How the ledger of forecasts stood; for the record keeper only.
    pub ledger: Option<LedgerState>,
    /// Why what it says may not be what was put down.
    pub ledger_fault: Option<LedgerFault>,
    /// The visible sources: what references anywhere in the answer lead to.
    pub sources: Vec<SourceLine>,
}

/// A draft that was tried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriedLine {
    /// Its id in the answer.
    pub id: String,
    /// The draft it was made from and the changes, as they are asked for: `DRAFT:ISSUE=OPTION,…`.
    pub made: String,
}

/// A setting with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenSetting {
    /// Its name.
    pub name: &'static str,
    /// Its value: a number, a word, a day or a list.
    pub value: Cell,
}

/// A source as the list of sources shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceLine {
    /// Its id; empty where it has none, so that nothing can refer to it.
    pub id: String,
    /// Its reliability on the Admiralty scale, where it is stated.
    pub reliability: Option<Reliability>,
    /// What it is, part by part: publisher, title, date.
    pub parts: Vec<String>,
    /// Where it can be found, as the record has it; not always an address that can be followed.
    pub address: Option<String>,
    /// Of which other source it is a reprint.
    pub reprint_of: Option<String>,
}

impl SourceLine {
    /// Its id and its reliability, a dash where none is stated: `gazette B`.
    pub fn name(&self) -> String {
        format!("{} {}", self.id, self.reliability.map_or("–", Reliability::letter))
    }

    /// All its parts in one line, without id and letter.
    pub fn flat(&self) -> String {
        let mut parts = self.parts.clone();
        parts.extend(self.address.clone());
        parts.extend(self.reprint_of.as_ref().map(|of| format!("reprint of {of}")));
        parts.join(" · ")
    }
}
