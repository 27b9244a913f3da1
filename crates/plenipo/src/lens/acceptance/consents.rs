//! Further consents that the draft's options need. They are listed beside the figures, never
//! multiplied into them: figures are "at the table".

use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::process::Consent;

/// Whether a further consent is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Need {
    /// It is.
    Certain,
    /// It may be: the draft may yet say otherwise.
    Possible,
}

impl Need {
    pub(in crate::lens) fn word(self) -> &'static str {
        match self {
            Need::Certain => "needed",
            Need::Possible => "may be needed",
        }
    }

    /// The same, also where none is.
    pub(in crate::lens) fn in_words(of: Option<Need>) -> &'static str {
        of.map_or("not needed", Need::word)
    }
}

/// A further consent that a draft needs, or may need.
pub(in crate::lens) struct Needed {
    pub(in crate::lens) consent: Ix<Consent>,
    pub(in crate::lens) is: Need,
    /// Issues whose options need it.
    pub(in crate::lens) issues: Vec<Ix<Issue>>,
}

pub(in crate::lens) fn consents(case: &Case, contents: &[Content]) -> Vec<Needed> {
    let mut all = Vec::new();
    for (place, consent) in case.consents.iter().enumerate() {
        let (mut sure, mut maybe) = (Vec::new(), Vec::new());
        for (issue, options) in &consent.when {
            let content = &contents[issue.get()];
            if content.is_within(*options) {
                sure.push(*issue);
            } else if content.may_be(*options) {
                maybe.push(*issue);
            }
        }
        let (is, issues) =
            if sure.is_empty() { (Need::Possible, maybe) } else { (Need::Certain, sure) };
        if !issues.is_empty() {
            all.push(Needed { consent: Ix::new(place), is, issues });
        }
    }
    all
}
