//! A published scenario as the records of a dossier.
//!
//! A dossier reads a utility as a share of the party's best deal: on each issue the worst option
//! has value 0 and the best 1, and weights sum to 1. Any sum over issues can be put on that scale
//! without changing what is preferred to what; the parties' reservation values move along.

use std::collections::HashSet;
use std::fmt;

use plenipo_record::case::chance::Range;
use plenipo_record::case::id::{Id, Ix};
use plenipo_record::case::issue::{Issue, IssueOption, OptionIx, OptionSet};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::{Party, Role};
use plenipo_record::case::position::{Alternative, AlternativeWorth, Position, Salience};
use plenipo_record::case::process::{Disclosure, Dossier};
use plenipo_record::case::records::Records;
use plenipo_record::scenario::{self, Scenario};

/// Records, and what of the scenario they do not carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The records.
    pub records: Records,
    /// One sentence for each thing left behind or put on another scale.
    pub lost: Vec<String>,
}

/// Why a scenario cannot be a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCarried(String);

impl fmt::Display for NotCarried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotCarried {}

/// The records that say what `scenario` says.
///
/// # Errors
/// [`NotCarried`] where a dossier could not say it: utilities that depend on several issues
/// together, issues with more options than a dossier's may have, more parties.
pub fn records(scenario: &Scenario) -> Result<Imported, NotCarried> {
    refuse(scenario)?;
    let mut lost: Vec<String> = scenario.notes.clone();
    let mut records = Records {
        dossier: Dossier {
            title: if scenario.name.is_empty() {
                "An imported scenario".to_owned()
            } else {
                scenario.name.clone()
            },
            summary: Some("Imported from a published negotiation scenario.".to_owned()),
            disclosure: Disclosure::Open,
            ..Dossier::default()
        },
        ..Records::default()
    };
    let mut taken = HashSet::new();
    for (place, issue) in scenario.issues.iter().enumerate() {
        records.issues.push(self::issue(place, issue, &mut taken));
    }
    for (place, party) in scenario.parties.iter().enumerate() {
        let ix = Ix::new(place);
        records.parties.push(Party {
            meta: Meta { id: Some(fresh(&party.name, "party", &mut taken)), ..Meta::default() },
            name: if party.name.is_empty() {
                format!("Party {}", place + 1)
            } else {
                party.name.clone()
            },
            short: None,
            roles: vec![Role::Principal],
            tradition: None,
            also_known_as: Vec::new(),
            order: i64::try_from(place + 1).ok(),
        });
        values(ix, party, &mut records, &mut lost);
    }
    lost.push(
        "utilities are shares of each party's best deal now: what is efficient, the Nash and the \
         Kalai–Smorodinsky solution are the same, the egalitarian and the utilitarian one, which \
         compare the parties' scales, need not be"
            .to_owned(),
    );
    Ok(Imported { records, lost })
}

fn refuse(scenario: &Scenario) -> Result<(), NotCarried> {
    let refuse = |message: String| Err(NotCarried(message));
    if let Some(party) = scenario.parties.iter().find(|it| !it.interactions.is_empty()) {
        return refuse(format!(
            "the utility of {} depends on several issues together, which a dossier cannot express",
            party.name
        ));
    }
    let parties_max = plenipo_record::case::check::PARTIES_MAX;
    if scenario.parties.len() > parties_max {
        let given = scenario.parties.len();
        return refuse(format!("{given} parties; a dossier holds at most {parties_max}"));
    }
    let long = scenario.issues.iter().find(|it| it.values.len() > OptionSet::CAPACITY);
    if let Some(issue) = long {
        return refuse(format!(
            "issue `{}` has {} options; in a dossier it may have {}",
            issue.name,
            issue.values.len(),
            OptionSet::CAPACITY
        ));
    }
    Ok(())
}

fn issue(place: usize, issue: &scenario::ScenarioIssue, taken: &mut HashSet<String>) -> Issue {
    let mut own = HashSet::new();
    let option = |index: usize| {
        let text = issue.values.label(index);
        IssueOption {
            id: fresh(&text, "option", &mut own),
            text: if text.is_empty() { format!("option {}", index + 1) } else { text },
            value: issue.values.number(index).map(Range::exactly),
            known: None,
        }
    };
    let options = (0..issue.values.len()).map(option).collect();
    Issue {
        meta: Meta { id: Some(fresh(&issue.name, "issue", taken)), ..Meta::default() },
        title: if issue.name.is_empty() {
            format!("Issue {}", place + 1)
        } else {
            issue.name.clone()
        },
        group: None,
        order: i64::try_from(place + 1).ok(),
        ordered: issue.values.number(0).is_some(),
        unit: None,
        status_quo: None,
        options,
    }
}

/// The party's values and shares as positions, its reservation value as an alternative.
fn values(
    ix: Ix<Party>,
    party: &scenario::ScenarioParty,
    records: &mut Records,
    lost: &mut Vec<String>,
) {
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let each = || party.weights.iter().zip(&party.evaluations);
    // A negative weight turns an issue round: its worst is then its best.
    let worths: Vec<Vec<f64>> = each()
        .map(|(weight, values)| values.iter().map(|value| weight * value).collect())
        .collect();
    let stakes: Vec<f64> = worths.iter().map(|it| most(it) - least(it)).collect();
    let total: f64 = stakes.iter().sum();
    for (place, (worths, stake)) in worths.iter().zip(&stakes).enumerate() {
        let indifferent = *stake <= 0.0;
        let value = |(option, worth): (usize, &f64)| {
            let share = ((worth - least(worths)) / stake).clamp(0.0, 1.0);
            (OptionIx::new(option), Range::exactly(share))
        };
        records.positions.push(Position {
            party: ix,
            issue: Some(Ix::new(place)),
            values: if indifferent {
                Vec::new()
            } else {
                worths.iter().enumerate().map(value).collect()
            },
            indifferent,
            salience: (total > 0.0).then(|| Salience::Share(Range::exactly(stake / total))),
            ..Position::default()
        });
    }
    if total <= 0.0 {
        lost.push(format!("{} values every outcome the same", party.name));
    }
    match party.reservation {
        Some(reservation) if total > 0.0 => {
            let floor = party.constant + worths.iter().map(|it| least(it)).sum::<f64>();
            let level = (reservation - floor) / total;
            // Nobody can get less than the worst outcome, so that 0 refuses nothing either; but it is
            // no better than no deal then, and what counts only better ones counts less.
            if level < -1e-12 {
                lost.push(format!(
                    "no deal is worth less to {} than its worst outcome; a dossier has a share from \
                     0, and 0 is written: it still accepts everything, but outcomes as bad as the \
                     worst are no longer better than no deal to it (`rational_fraction`)",
                    party.name
                ));
            }
            if level > 1.0 + 1e-12 {
                lost.push(format!(
                    "no deal is worth {level:.3} times its best deal to {}, so that it accepts \
                     nothing; a dossier has a share up to 1, and 1 is written",
                    party.name
                ));
            }
            records.alternatives.push(Alternative {
                party: ix,
                worth: AlternativeWorth::Level(Range::exactly(level.clamp(0.0, 1.0))),
                ..Alternative::default()
            });
        }
        Some(_) => {}
        None => lost.push(format!("{} has no reservation value", party.name)),
    }
    if let Some(discount) = party.discount.filter(|it| *it != 1.0) {
        lost.push(format!("the discount {discount} of {} is not carried over", party.name));
    }
}

/// An id made of `text` that is not among `taken`.
fn fresh(text: &str, otherwise: &str, taken: &mut HashSet<String>) -> Id {
    // Room for a number behind it.
    const STEM_MAX: usize = 48;
    let mut stem = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if stem.len() >= STEM_MAX {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_matches('-');
    let stem = if stem.is_empty() { otherwise } else { stem };
    let mut number = 1_usize;
    loop {
        let text = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
        if let Some(id) = Id::new(&text)
            && taken.insert(text)
        {
            return id;
        }
        number += 1;
    }
}
