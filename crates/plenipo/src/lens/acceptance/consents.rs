//! Further consents that a draft needs, or its options do. They are listed beside the figures, never
//! multiplied into them: figures are "at the table". A consent that was decided is needed no more.

use plenipo_record::case::Case;
use plenipo_record::case::contents::{Concerned, Content, concerned};
use plenipo_record::case::describe::{listed, spoken};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::{
    Consent, ConsentEffect, ConsentForm, ConsentGiven, ConsentOutcome,
};

/// Whether a further consent is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Need {
    /// It is.
    Certain,
    /// It may be: the draft may yet say otherwise.
    Possible,
    /// It was given.
    Given,
    /// It was refused.
    Refused,
}

impl Need {
    pub(in crate::lens) fn word(self) -> &'static str {
        match self {
            Need::Certain => "needed",
            Need::Possible => "may be needed",
            Need::Given => "given",
            Need::Refused => "refused",
        }
    }

    /// The same, also where none is.
    pub(in crate::lens) fn in_words(of: Option<Need>) -> &'static str {
        of.map_or("not needed", Need::word)
    }
}

/// A further consent that a draft needs, or may need, or that was decided.
pub(in crate::lens) struct Needed {
    pub(in crate::lens) consent: Ix<Consent>,
    pub(in crate::lens) is: Need,
    /// Issues whose options need it; none where the text needs it whatever it says.
    pub(in crate::lens) issues: Vec<Ix<Issue>>,
    /// Whether it was decided, or asked for, on another text: its day says nothing of this one.
    pub(in crate::lens) anew: bool,
}

impl Needed {
    /// Whether the text falls by it: it was refused, and a refusal voids the text.
    pub(in crate::lens) fn voids(&self, case: &Case) -> bool {
        let effect = case.consents[self.consent.get()].effect;
        self.is == Need::Refused && effect == Some(ConsentEffect::Voids)
    }

    /// Whose consent to what, and where it stands: `of the Assembly needed: it ratifies (ratification)`. What was
    /// refused is told by its form, and the act as what was asked for: it did not come about.
    pub(in crate::lens) fn said(&self, case: &Case) -> String {
        let consent = &case.consents[self.consent.get()];
        let bodies: Vec<String> = consent.of.iter().map(|by| case.speaker(by)).collect();
        let whose =
            if bodies.is_empty() { String::new() } else { format!(" of {}", listed(&bodies)) };
        let mut of: Vec<String> = consent.form.map(|it| spoken(it.word())).into_iter().collect();
        of.extend(consent.threshold.iter().map(|it| format!("threshold: {it}")));
        let form = if of.is_empty() { String::new() } else { format!(" ({})", of.join("; ")) };
        if let (Need::Refused, Some(outcome)) = (self.is, &consent.outcome) {
            return refused(case, consent, outcome);
        }
        let mut said = format!("Further consent{whose} {}", self.is.word());
        match &consent.outcome {
            Some(outcome) if self.is == Need::Given => {
                said.push_str(&format!(" on {}", outcome.date));
                said.extend(outcome.vote.iter().map(|it| format!(", {it}")));
                said.push_str(&format!(": {}{form}", consent.act));
            }
            _ => {
                said.push_str(&format!(": {}{form}", consent.act));
                let due = consent.due.filter(|_| !self.anew);
                said.extend(due.map(|it| format!(", due {it}")));
            }
        }
        if let Some(effect) = consent.effect.filter(|_| self.is != Need::Given) {
            said.push_str(&format!("; {}", effect.spoken()));
        }
        said
    }
}

/// A consent that was refused: `Refused by East in the referendum of 2031-05-04 (40 % for, 60 % against); asked for: the
/// people approve; the text falls by it`.
fn refused(case: &Case, consent: &Consent, outcome: &ConsentOutcome) -> String {
    let bodies: Vec<String> = consent.of.iter().map(|by| case.speaker(by)).collect();
    let by = if bodies.is_empty() { String::new() } else { format!(" by {}", listed(&bodies)) };
    let date = outcome.date;
    let head = match consent.form {
        Some(ConsentForm::Referendum) => format!("Refused{by} in the referendum of {date}"),
        Some(ConsentForm::Ratification) => format!("Ratification refused{by} on {date}"),
        Some(ConsentForm::ConstitutionalAmendment) => {
            format!("Constitutional amendment refused{by} on {date}")
        }
        Some(ConsentForm::Legislation) => format!("Law refused{by} on {date}"),
        Some(ConsentForm::Decision) | None => format!("Consent refused{by} on {date}"),
    };
    let vote = outcome.vote.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    let threshold = consent.threshold.as_ref().map(|it| format!(" (threshold: {it})"));
    let effect = consent.effect.map(|it| match it {
        ConsentEffect::Voids => "; the text falls by it",
        ConsentEffect::Returns => "; the text goes back to its negotiators",
        ConsentEffect::Delays => "; the text waits",
        ConsentEffect::Advises => "; it is advice, and leaves the text as it is",
    });
    format!(
        "{head}{vote}; asked for: {}{}{}",
        consent.act,
        threshold.unwrap_or_default(),
        effect.unwrap_or_default()
    )
}

/// Whether the text on record fell with a consent that was refused: none of it is left to agree on.
pub(in crate::lens) fn is_fallen(case: &Case, draft: Ix<Draft>, contents: &[Content]) -> bool {
    consents(case, draft, contents, false).iter().any(|it| it.voids(case))
}

/// Whether `later` asks the same bodies in the same form for the same once more, so that what came of `consent` no
/// longer stands: both were decided, `later` after it. Of a changed text neither was, and the last that was asked for
/// stands for both.
fn is_asked_again(consent: &Consent, later: &Consent, changed: bool) -> bool {
    let decided = |it: &Consent| it.outcome.as_ref().map(|it| it.date);
    let day = |it: &Consent| decided(it).or(it.due);
    let after = match changed {
        true => day(later) > day(consent),
        false => decided(consent).is_some() && decided(later) > decided(consent),
    };
    let same = (&consent.of, consent.form, &consent.to, &consent.when)
        == (&later.of, later.form, &later.to, &later.when);
    // Whoever is not named may be somebody else.
    !consent.of.is_empty() && consent.form.is_some() && same && after
}

/// What came of the consents to a text that a party was itself asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Consented {
    /// One is still to come.
    Asked,
    /// What it was asked for it gave, last by this one.
    Given(Ix<Consent>),
    /// It refused this one.
    Refused(Ix<Consent>),
}

/// What came of those of `needed` that are the consent of `party`: a refusal, else one still to come, else what it
/// gave. A body that only advises consents to nothing.
pub(in crate::lens) fn consented(
    case: &Case,
    needed: &[Needed],
    party: Ix<Party>,
) -> Option<Consented> {
    let consent = |it: &Needed| &case.consents[it.consent.get()];
    let own = |it: &&Needed| {
        let of = &consent(it).of;
        consent(it).effect != Some(ConsentEffect::Advises)
            && of.iter().any(|by| case.party_of(by) == Some(party))
    };
    let day = |it: &&Needed| consent(it).outcome.as_ref().map(|it| it.date);
    let last = |is: Need| needed.iter().filter(own).filter(move |it| it.is == is).max_by_key(day);
    if let Some(it) = last(Need::Refused) {
        return Some(Consented::Refused(it.consent));
    }
    match (last(Need::Certain), last(Need::Given)) {
        (Some(_), _) => Some(Consented::Asked),
        (None, given) => given.map(|it| Consented::Given(it.consent)),
    }
}

/// The further consents of `draft`, read as of this content. Of a text that was changed what was decided on the
/// one on record does not hold: it is needed anew.
pub(in crate::lens) fn consents(
    case: &Case,
    draft: Ix<Draft>,
    contents: &[Content],
    changed: bool,
) -> Vec<Needed> {
    let mut all = Vec::new();
    for (place, consent) in case.consents.iter().enumerate() {
        if !consent.to.is_empty() && !consent.to.contains(&draft) {
            continue;
        }
        if case.consents.iter().any(|later| is_asked_again(consent, later, changed)) {
            continue;
        }
        let (is, issues) = match concerned(&consent.when, contents) {
            Concerned::Not => continue,
            Concerned::Perhaps(issues) => (Need::Possible, issues),
            Concerned::Surely(issues) => (Need::Certain, issues),
        };
        // A refusal before a text was there was of another. What was given to options and names no text holds of every
        // text that has them.
        let day = case.draft(draft).date;
        let before = |it: &ConsentOutcome| day.is_some_and(|day| it.date < day);
        let holds = |it: &&ConsentOutcome| match (it.is, consent.to.is_empty()) {
            (ConsentGiven::Given, true) => true,
            (ConsentGiven::Refused, true) => !changed && !before(it),
            (_, false) => !changed,
        };
        let decided = consent.outcome.as_ref().filter(holds);
        let anew = decided.is_none() && (changed || consent.outcome.is_some());
        let is = match decided.map(|it| it.is) {
            // Whether it is about this text at all is not known.
            _ if is == Need::Possible => is,
            None => is,
            Some(ConsentGiven::Given) => Need::Given,
            Some(ConsentGiven::Refused) => Need::Refused,
        };
        all.push(Needed { consent: Ix::new(place), is, issues, anew });
    }
    all
}
