//! The parts of the record that can be shown, by name.

use crate::lens::setting::Word;

/// A part of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum What {
    /// What there is.
    Summary,
    /// The parties.
    Parties,
    /// The issues with their options.
    Issues,
    /// Issue by party.
    Matrix,
    /// What happened when.
    Timeline,
    /// The meetings.
    Meetings,
    /// The drafts.
    Drafts,
    /// Who else can stop a text.
    Outside,
    /// What depends on what.
    Rules,
    /// What was demanded, made a condition or warned of.
    Demands,
    /// Where each text stands, point by point.
    State,
    /// Who moved.
    Movement,
    /// What is said to have led to what.
    Causes,
    /// What was undertaken.
    Undertakings,
    /// What is not known.
    Unknowns,
    /// What cannot all hold.
    Conflicts,
    /// Who moved from what it said.
    Drift,
    /// The sources.
    Sources,
    /// What became known.
    Changes,
    /// What may be carried to a room.
    Carry,
    /// Everything one voice said.
    Voice,
    /// Who keeps the record, and how far each has read it.
    Keepers,
}

impl Word for What {
    const ALL: &'static [What] = &[
        What::Summary,
        What::Parties,
        What::Issues,
        What::Matrix,
        What::Timeline,
        What::Meetings,
        What::Drafts,
        What::Outside,
        What::Rules,
        What::Demands,
        What::State,
        What::Movement,
        What::Causes,
        What::Undertakings,
        What::Unknowns,
        What::Conflicts,
        What::Drift,
        What::Sources,
        What::Changes,
        What::Carry,
        What::Voice,
        What::Keepers,
    ];
    const WORDS: &'static [&'static str] = &[
        "summary",
        "parties",
        "issues",
        "matrix",
        "timeline",
        "meetings",
        "drafts",
        "outside",
        "rules",
        "demands",
        "state",
        "movement",
        "causes",
        "undertakings",
        "unknowns",
        "conflicts",
        "drift",
        "sources",
        "changes",
        "carry",
        "voice",
        "keepers",
    ];
}

/// The parts of the record that can be shown, by name.
pub const PARTS: &[&str] = What::WORDS;
