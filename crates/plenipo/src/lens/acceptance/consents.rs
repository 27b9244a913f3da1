//! Further consents that a draft needs, or its options do. They are listed beside the figures, never
//! multiplied into them: figures are "at the table". A consent that was decided is needed no more.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;
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
    /// What was decided before on this text by the same bodies, asked for the same: oldest first.
    pub(in crate::lens) before: Vec<Ix<Consent>>,
}

impl Needed {
    /// Whether the text falls by it: it was refused, and a refusal voids the text.
    pub(in crate::lens) fn voids(&self, case: &Case) -> bool {
        let effect = case.consents[self.consent.get()].effect;
        self.is == Need::Refused && effect == Some(ConsentEffect::Voids)
    }

    /// Whether it only advises: nothing comes of a refusal but that it is known.
    pub(in crate::lens) fn advises(&self, case: &Case) -> bool {
        case.consents[self.consent.get()].effect == Some(ConsentEffect::Advises)
    }

    /// What it came to on an earlier text, where it is needed anew for this one.
    pub(in crate::lens) fn on_earlier_text<'a>(
        &self,
        case: &'a Case,
    ) -> Option<&'a ConsentOutcome> {
        case.consents[self.consent.get()].outcome.as_ref().filter(|_| self.anew)
    }

    /// As [`Needed::said`], and of one whose day has passed that its outcome is not on record.
    pub(in crate::lens) fn said_on(&self, case: &Case, day: Option<Date>) -> String {
        let said = self.said(case);
        match self.is_overdue(case, day) {
            true => format!("{said}; that day has passed without an outcome on record"),
            false => said,
        }
    }

    /// Whether it is still to come though its day has passed.
    pub(in crate::lens) fn is_overdue(&self, case: &Case, day: Option<Date>) -> bool {
        let due = case.consents[self.consent.get()].due.filter(|_| !self.anew);
        let to_come = matches!(self.is, Need::Certain | Need::Possible);
        to_come && due.zip(day).is_some_and(|(due, day)| due < day)
    }

    /// That it was refused, by whom and when, and what that does; the act only where no form tells what was asked for.
    pub(in crate::lens) fn refused_in_short(&self, case: &Case) -> Option<String> {
        let consent = &case.consents[self.consent.get()];
        let outcome = consent.outcome.as_ref().filter(|_| self.is == Need::Refused)?;
        let asked = matches!(consent.form, None | Some(ConsentForm::Decision));
        Some(refused(case, consent, outcome, self.fallen_before(case), asked))
    }

    /// What was decided on this text before, oldest first.
    fn earlier<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a Consent> {
        self.before.iter().map(|it| &case.consents[it.get()])
    }

    /// Since when the text has fallen by an earlier refusal that nothing given has undone.
    fn fallen_before(&self, case: &Case) -> Option<Date> {
        self.earlier(case).fold(None, |fallen, it| match &it.outcome {
            Some(outcome) if falls_by(it) => fallen.or(Some(outcome.date)),
            Some(_) if revives(it) => None,
            _ => fallen,
        })
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
            return refused(case, consent, outcome, self.fallen_before(case), true);
        }
        // What was refused and then put again stays told: the text had fallen, or waited, in between.
        let refusals = self.earlier(case).filter_map(|it| it.outcome.as_ref());
        let refusals = refusals.filter(|it| it.is == ConsentGiven::Refused).map(|it| {
            let vote = it.vote.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            format!("{}{vote}", it.date)
        });
        let refusals: Vec<String> = refusals.collect();
        let mut said = format!("Further consent{whose} {}", self.is.word());
        match &consent.outcome {
            Some(outcome) if self.is == Need::Given => {
                if !refusals.is_empty() {
                    let refused = listed(&refusals);
                    said =
                        format!("Further consent{whose} refused on {refused}; put again and given");
                }
                said.push_str(&format!(" on {}", outcome.date));
                said.extend(outcome.vote.iter().map(|it| format!(", {it}")));
                said.push_str(&format!(": {}{form}", consent.act));
            }
            _ => {
                let earlier = self.on_earlier_text(case);
                said.push_str(if earlier.is_some() { " anew" } else { "" });
                said.push_str(&format!(": {}{form}", consent.act));
                said.extend(earlier.map(|it| format!("; {}", of_earlier_text(it))));
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

/// What was decided on an earlier text: `that of 2031-05-04, which was refused, was on an earlier text`.
pub(in crate::lens) fn of_earlier_text(it: &ConsentOutcome) -> String {
    format!("that of {}, which was {}, was on an earlier text", it.date, it.is.word())
}

/// A consent that was refused: `Refused by East in the referendum of 2031-05-04 (40 % for, 60 % against); asked for: the
/// people approve; the text falls by it`, the act left out where it is told elsewhere. What does so to a text that had
/// `fallen` does nothing more to it.
fn refused(
    case: &Case,
    consent: &Consent,
    outcome: &ConsentOutcome,
    fallen: Option<Date>,
    with_act: bool,
) -> String {
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
    let effect = match (fallen, consent.effect) {
        (Some(day), _) => Some(format!("; the text had fallen by the refusal of {day}")),
        (None, effect) => effect.map(|it| {
            let does = match it {
                ConsentEffect::Voids => "; the text falls by it",
                ConsentEffect::Returns => "; the text goes back to its negotiators",
                ConsentEffect::Delays => "; the text waits",
                ConsentEffect::Advises => "; it is advice, and leaves the text as it is",
            };
            does.to_owned()
        }),
    };
    let asked = if with_act { format!("; asked for: {}", consent.act) } else { String::new() };
    format!("{head}{vote}{asked}{}{}", threshold.unwrap_or_default(), effect.unwrap_or_default())
}

/// Whether the text on record fell with a consent that was refused: none of it is left to agree on.
pub(in crate::lens) fn is_fallen(case: &Case, draft: Ix<Draft>, contents: &[Content]) -> bool {
    consents(case, draft, contents, false).iter().any(|it| it.voids(case))
}

/// Whether it was refused, and the text falls by that.
pub(in crate::lens) fn falls_by(consent: &Consent) -> bool {
    let refused = |it: &ConsentOutcome| it.is == ConsentGiven::Refused;
    consent.outcome.as_ref().is_some_and(refused) && consent.effect == Some(ConsentEffect::Voids)
}

/// Whether it was given, so that a text that fell with an earlier refusal of the same stands again. Advice consents to
/// nothing.
fn revives(consent: &Consent) -> bool {
    let given = |it: &ConsentOutcome| it.is == ConsentGiven::Given;
    consent.outcome.as_ref().is_some_and(given) && consent.effect != Some(ConsentEffect::Advises)
}

/// Whether `later`, which is of the same act ([`of_same_act`]), asks the same bodies in the same form for it once more. On
/// `one` text both were decided on it, `later` after the other. Else what came of `consent` is of another text, and the last that was asked for stands for
/// both.
fn is_asked_again(consent: &Consent, later: &Consent, one: bool) -> bool {
    let decided = |it: &Consent| it.outcome.as_ref().map(|it| it.date);
    let day = |it: &Consent| decided(it).or(it.due);
    let after = match one {
        false => day(later) > day(consent),
        true => decided(consent).is_some() && decided(later) > decided(consent),
    };
    let same = (&consent.of, consent.form, &consent.to, &consent.when)
        == (&later.of, later.form, &later.to, &later.when);
    same && after
}

/// For each consent those that ask for the same act, itself too: looked up, since each of thousands compared with each
/// other is millions. None where nobody is named, who may be somebody else.
fn of_same_act(case: &Case) -> Vec<Rc<[usize]>> {
    let act = |it: &Consent| it.act.trim().trim_end_matches('.').to_lowercase();
    let named = |it: &Consent| !it.of.is_empty() && it.form.is_some();
    let mut by_act: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, consent) in case.consents.iter().enumerate().filter(|it| named(it.1)) {
        by_act.entry(act(consent)).or_default().push(place);
    }
    let mut all: Vec<Rc<[usize]>> = vec![Rc::from([]); case.consents.len()];
    for places in by_act.into_values() {
        let shared: Rc<[usize]> = Rc::from(places);
        shared.iter().for_each(|it| all[*it] = Rc::clone(&shared));
    }
    all
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
/// gave, advice included.
pub(in crate::lens) fn consented(
    case: &Case,
    needed: &[Needed],
    party: Ix<Party>,
) -> Option<Consented> {
    let consent = |it: &Needed| &case.consents[it.consent.get()];
    let own = |it: &&Needed| {
        let of = &consent(it).of;
        // Advice that was given is given: whoever gave it is not waited for. What is refused or to come of it stops nothing.
        (it.is == Need::Given || consent(it).effect != Some(ConsentEffect::Advises))
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
    // A refusal before a text was there was of another.
    let day = case.draft(draft).date;
    let on_another = |it: &Consent| {
        let before = |it: &ConsentOutcome| day.is_some_and(|day| it.date < day);
        let refused = |it: &&ConsentOutcome| it.is == ConsentGiven::Refused;
        it.to.is_empty() && it.outcome.as_ref().filter(refused).is_some_and(before)
    };
    let again =
        |it: &Consent, later: &Consent| is_asked_again(it, later, !changed && !on_another(it));
    let same = of_same_act(case);
    for (place, consent) in case.consents.iter().enumerate() {
        if !consent.to.is_empty() && !consent.to.contains(&draft) {
            continue;
        }
        // What the text fell by stands, however often it is put again, until it is given.
        let stays = !changed && !on_another(consent) && falls_by(consent);
        let ends = |later: &&Consent| again(consent, later) && (!stays || revives(later));
        if same[place].iter().any(|later| ends(&&case.consents[*later])) {
            continue;
        }
        let (is, issues) = match concerned(&consent.when, contents) {
            Concerned::Not => continue,
            Concerned::Perhaps(issues) => (Need::Possible, issues),
            Concerned::Surely(issues) => (Need::Certain, issues),
        };
        // What was given to options and names no text holds of every text that has them.
        let holds = |it: &&ConsentOutcome| match (it.is, consent.to.is_empty()) {
            (ConsentGiven::Given, true) => true,
            (ConsentGiven::Refused, true) => !changed && !on_another(consent),
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
        let earlier = |it: &usize| {
            let it = &case.consents[*it];
            !changed && !on_another(it) && again(it, consent)
        };
        let mut before: Vec<usize> = same[place].iter().copied().filter(earlier).collect();
        before.sort_by_key(|it| case.consents[*it].outcome.as_ref().map(|it| it.date));
        let before = before.into_iter().map(Ix::new).collect();
        all.push(Needed { consent: Ix::new(place), is, issues, anew, before });
    }
    all
}
