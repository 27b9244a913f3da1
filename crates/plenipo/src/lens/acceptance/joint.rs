//! The draft under the dossier's agreement rule, over joint samples.

use super::assess::{Acceptance, Asked, Assessment, Figures, is_too_wide};
use super::bits::Bits;
use super::model::{End, Model};
use super::word::Says;
use crate::finding::status::Status;
use crate::lens::drafts::readings::is_ambiguous;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::Agreement;

/// The joint answer for one draft.
pub(in crate::lens) struct Joint {
    pub(in crate::lens) draft: Ix<Draft>,
    pub(in crate::lens) status: Status,
    pub(in crate::lens) low: Option<f64>,
    pub(in crate::lens) central: Option<f64>,
    pub(in crate::lens) high: Option<f64>,
    /// Parties that stop it.
    pub(in crate::lens) stops: Vec<Ix<Party>>,
}

impl Joint {
    /// The same of a text that fell with a refused consent: a figure at the table would be read as the chance of a
    /// text that is not there any more.
    pub(super) fn fallen(self) -> Joint {
        Joint { status: Status::Fallen, low: None, central: None, high: None, ..self }
    }
}

/// What the agreement rule asks for, in places of models.
struct Rule {
    all: Vec<usize>,
    of: Vec<usize>,
    at_least: usize,
}

impl Rule {
    fn new(agreement: &Agreement, models: &[Model]) -> Rule {
        let places = |parties: &[Ix<Party>]| -> Vec<usize> {
            parties.iter().filter_map(|it| models.iter().position(|m| m.party == *it)).collect()
        };
        let (all, of) = (places(&agreement.all), places(&agreement.of));
        if all.is_empty() && of.is_empty() {
            return Rule { all: (0..models.len()).collect(), of, at_least: 0 };
        }
        // More than can be counted is more than there are parties, and never reached.
        let at_least = usize::try_from(agreement.at_least).unwrap_or(usize::MAX);
        Rule { all, of, at_least }
    }

    /// The share of samples in which enough parties accept; `None` where a party whose word is
    /// needed has no figure and nobody else decides.
    fn share(&self, accepts: &[Option<&Bits>], n_samples: usize) -> Option<f64> {
        let never = |place: &usize| accepts[*place].is_some_and(Bits::is_empty);
        let willing = self.of.iter().filter(|it| !never(it)).count();
        if self.all.iter().any(never) || willing < self.at_least {
            return Some(0.0);
        }
        let needed: Vec<&Bits> = self.all.iter().map(|it| accepts[*it]).collect::<Option<_>>()?;
        let counted: Vec<&Bits> = self.of.iter().map(|it| accepts[*it]).collect::<Option<_>>()?;
        let enough =
            |sample| counted.iter().filter(|it| it.contains(sample)).count() >= self.at_least;
        let mut agreed = Bits::of(n_samples, enough);
        needed.iter().for_each(|it| agreed.keep(it));
        Some(agreed.share())
    }
}

/// What the parties have said, sample by sample: who has accepted a text accepts it in each, who has
/// refused it in none.
struct Said(Vec<Option<Bits>>);

impl Said {
    fn of(assessments: &[&Assessment], n_samples: usize) -> Said {
        let each = assessments.iter().map(|it| {
            let accepts = it.status == Acceptance::Accepted;
            it.answered().then(|| Bits::of(n_samples, |_| accepts))
        });
        Said(each.collect())
    }

    /// What the party at `place` said, or else what its preferences say.
    fn or<'b>(&'b self, place: usize, figures: Option<&'b Bits>) -> Option<&'b Bits> {
        self.0[place].as_ref().or(figures)
    }
}

/// Whether parties read a point of the draft differently, so that each may accept by its own reading.
pub(super) fn is_read_apart(case: &Case, draft: Ix<Draft>) -> bool {
    case.draft(draft).points.iter().any(is_ambiguous)
}

pub(super) fn joint(
    asked: &Asked<'_>,
    models: &[Model],
    assessments: &[&Assessment],
    figures: &[&Figures],
) -> Joint {
    let rule = Rule::new(&asked.case.dossier.agreement, models);
    let said = Said::of(assessments, asked.n_samples);
    let at = |end: End| -> Option<f64> {
        let accepts = figures.iter().enumerate();
        let accepts = accepts.map(|(place, it)| said.or(place, it.accepts[end as usize].as_ref()));
        rule.share(&accepts.collect::<Vec<_>>(), asked.n_samples)
    };
    let decided = assessments.iter().all(|it| it.accept.central.is_some() || it.answered());
    let central = at(End::Central).filter(|it| decided || *it == 0.0);
    let (low, high) = if asked.options.is_some() {
        (at(End::Low), at(End::High))
    } else {
        let (low, high) = open(&rule, &said, figures, asked.n_samples);
        // A line taken literally that stops it stops every completion.
        (low.or(central), high)
    };
    // A low end that is known holds whether or not the high end is known; where it is not, what stops
    // it, taken literally, stops it at the low end too.
    let low = low.or(central.filter(|it| *it == 0.0));
    let stops: Vec<Ix<Party>> = models
        .iter()
        .zip(assessments)
        // A party whose own text crosses its own line has said two things; which holds is open.
        .filter(|(_, it)| matches!(it.status, Acceptance::Refused | Acceptance::Blocked))
        .map(|(model, _)| model.party)
        .collect();
    let places = |status: Acceptance| -> Vec<usize> {
        (0..models.len()).filter(|it| assessments[*it].status == status).collect()
    };
    let accepted = places(Acceptance::Accepted);
    // Of what a party has said both ways there is no figure, nor of what needs its word.
    let needed = |it: &usize| rule.all.contains(it) || rule.of.contains(it);
    let conflicting = places(Acceptance::Conflict).iter().any(needed);
    let stopped: Vec<usize> =
        (0..models.len()).filter(|it| stops.contains(&models[*it].party)).collect();
    let withheld =
        (0..models.len()).filter(needed).any(|it| assessments[it].says == Says::Withholds);
    let too_wide = is_too_wide(low, high);
    let read_apart = is_read_apart(asked.case, asked.draft);
    let status = if models.is_empty() {
        Status::Undetermined
    } else if rule.all.iter().all(|it| accepted.contains(it))
        && rule.of.iter().filter(|it| accepted.contains(it)).count() >= rule.at_least
    {
        Status::Accepted
    } else if rule.all.iter().any(|it| stopped.contains(it))
        || rule.of.iter().filter(|it| !stopped.contains(it)).count() < rule.at_least
    {
        Status::Stopped
    } else if low.is_some()
        && high.is_some()
        && !conflicting
        && !withheld
        && !too_wide
        && !read_apart
    {
        Status::Open
    } else {
        Status::Undetermined
    };
    // A figure would take one side of it.
    let (low, central, high) = match status {
        Status::Undetermined if conflicting => (None, None, None),
        // Each may accept what it reads there itself, which no one content of the text gives.
        Status::Undetermined if read_apart => (None, None, None),
        Status::Undetermined if too_wide => (low, None, high),
        _ => (low, central, high),
    };
    Joint { draft: asked.draft, status, low, central, high, stops }
}

/// The ends over one and the same completion for all parties: what would suit one may be just what
/// another cannot take.
fn open(
    rule: &Rule,
    said: &Said,
    figures: &[&Figures],
    n_samples: usize,
) -> (Option<f64>, Option<f64>) {
    let completions = figures.first().map_or(0, |it| it.completed.len());
    let shares = |end: usize| -> Option<Vec<f64>> {
        let share = |completion: usize| {
            let each = figures
                .iter()
                .enumerate()
                .map(|(place, it)| said.or(place, it.completed[completion].accepts[end].as_ref()));
            rule.share(&each.collect::<Vec<_>>(), n_samples)
        };
        (0..completions).map(share).collect()
    };
    let low = shares(0).and_then(|it| it.into_iter().reduce(f64::min));
    (low, shares(1).and_then(|it| it.into_iter().reduce(f64::max)))
}
