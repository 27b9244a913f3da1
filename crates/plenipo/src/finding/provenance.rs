//! What a finding was computed from.

use jiff::civil::Date;

/// What a finding was computed from: enough to compute it again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    /// Title of the dossier.
    pub dossier: String,
    /// SHA-256 of the visible case, in hexadecimal.
    pub hash: String,
    /// The day it was read as of.
    pub as_of: Option<Date>,
    /// Id of the party it was made for; absent for the record's keeper.
    pub viewer: Option<String>,
    /// The disclosure regime.
    pub disclosure: &'static str,
    /// Seed of every random stream.
    pub seed: u64,
    /// Number of samples, where any were drawn.
    pub samples: Option<usize>,
    /// Name and version of the program.
    pub engine: &'static str,
    /// How many records were visible.
    pub records: usize,
    /// How many of them have no source.
    pub assumed: usize,
    /// Assumption sets that were read.
    pub assumptions: Vec<String>,
}
