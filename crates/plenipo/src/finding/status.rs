//! How an answer stands, in one word.

/// How an answer stands, in one word. Its words are stable for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Status {
    /// There is an answer; the headline has it.
    #[default]
    Answered,
    /// The record does not decide.
    Undetermined,
    /// The work allowed was spent before the answer was exact; the account says how far it came.
    NotConverged,
    /// Somebody whose word decides has accepted.
    Accepted,
    /// It is stopped: refused, or across a line taken literally.
    Stopped,
    /// The text fell with a consent that was refused: whatever is said at the table, none of it is left to agree on.
    Fallen,
    /// The record leaves it open, within the range given.
    Open,
    /// No draft is on the table.
    NoDraft,
    /// The record has no day.
    NoDays,
    /// Not all that is asked for can be kept together.
    Conflict,
    /// More changes would be needed than were allowed.
    TooFewChanges,
    /// No set of changes reaches the acceptance asked for.
    TargetNotReached,
    /// No draft keeps every line, or none is worth as much as no deal to all.
    NoAgreementZone,
    /// No number has an outcome to be scored against.
    NothingToScore,
    /// There is nothing of the kind on record.
    None,
}

impl Status {
    /// Every status with its word.
    pub const ALL: [(Status, &'static str); 15] = [
        (Status::Answered, "answered"),
        (Status::Undetermined, "undetermined"),
        (Status::NotConverged, "not-converged"),
        (Status::Accepted, "accepted"),
        (Status::Stopped, "stopped"),
        (Status::Fallen, "fallen"),
        (Status::Open, "open"),
        (Status::NoDraft, "no-draft"),
        (Status::NoDays, "no-days"),
        (Status::Conflict, "conflict"),
        (Status::TooFewChanges, "too-few-changes"),
        (Status::TargetNotReached, "target-not-reached"),
        (Status::NoAgreementZone, "no-agreement-zone"),
        (Status::NothingToScore, "nothing-to-score"),
        (Status::None, "none"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
