//! What one view holds of each party, and where a draft stands by it.

use super::answer::{PartyUnder, ViewStatus};
use crate::lens::acceptance::model::{covers_enough, least_needed};
use crate::preference::draws::Draws;
use crate::preference::profile::Profile;
use crate::preference::reservation::Reservation;
use crate::preference::robust::Robust;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::lines::{Line, Verdict, standing};
use plenipo_record::case::party::Party;

/// The most samples that a status rests on: it is asked many times over for the cruxes.
pub(super) const SAMPLES_MAX: usize = 2_000;

/// What a view holds of one party.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) party: Ix<Party>,
    pub(super) profile: Profile,
    pub(super) no_deal: Option<Reservation>,
    pub(super) lines: Vec<Line>,
}

impl Held {
    pub(super) fn of(case: &Case, party: Ix<Party>) -> Held {
        let profile = Profile::of(case, party);
        let no_deal = Reservation::of(case, party);
        Held { party, profile, no_deal, lines: standing(case, party) }
    }
}

/// What a status is worked out with.
pub(super) struct Ground<'g> {
    pub(super) case: &'g Case,
    pub(super) draws: &'g Draws,
    pub(super) seed: u64,
    pub(super) n_samples: usize,
    pub(super) target: f64,
}

impl Ground<'_> {
    /// Where a text of this content stands with the party, and whether that is so whatever the weighting.
    pub(super) fn status(&self, held: &Held, contents: &[Content]) -> (ViewStatus, bool) {
        if held.lines.iter().any(|it| is_crossed(it, contents)) {
            return (ViewStatus::Crosses, true);
        }
        let open = |it: &Line| binds(it) && it.judge(contents) != Verdict::Respected;
        match self.worth(held, contents) {
            (ViewStatus::Better, whatever) if held.lines.iter().any(open) => {
                (ViewStatus::MayCross, whatever)
            }
            status => status,
        }
    }

    /// What it is worth to the party against no deal, and whether that is so whatever the weighting.
    fn worth(&self, held: &Held, contents: &[Content]) -> (ViewStatus, bool) {
        let unknown = (ViewStatus::NotKnown, false);
        let Some(no_deal) =
            held.no_deal.as_ref().filter(|_| covers_enough(&held.profile, contents))
        else {
            return unknown;
        };
        let Ok(robust) = Robust::of(&held.profile) else { return unknown };
        match robust.against(&self.completions(contents), no_deal) {
            Ok(it) if it.necessarily() => return (ViewStatus::Better, true),
            Ok(it) if !it.possibly() => return (ViewStatus::Worse, true),
            Ok(_) | Err(_) => {}
        }
        let drawn = self.draws.samples(self.case, &held.profile, self.seed, self.n_samples);
        let Ok(samples) = drawn else { return unknown };
        let completions = self.completions(contents);
        let n = samples.n_samples();
        let mut ends = [vec![0.0; n], vec![0.0; n]];
        for (issue, set) in completions.iter().enumerate() {
            for (sample, weight) in samples.weight(issue).iter().enumerate() {
                let values = || set.iter().map(|it| samples.value(issue, it).get(sample));
                ends[0][sample] += weight * values().fold(f64::INFINITY, f64::min);
                ends[1][sample] += weight * values().fold(f64::NEG_INFINITY, f64::max);
            }
        }
        let share = |worth: &[f64], levels: &[f64]| {
            let reach =
                worth.iter().zip(levels).filter(|(worth, level)| **worth >= least_needed(**level));
            reach.count() as f64 / n.max(1) as f64
        };
        let least = share(&ends[0], &no_deal.at_end(&samples, true));
        let most = share(&ends[1], &no_deal.at_end(&samples, false));
        match () {
            () if least >= self.target => (ViewStatus::Better, false),
            () if 1.0 - most >= self.target => (ViewStatus::Worse, false),
            () => (ViewStatus::Depends, false),
        }
    }

    fn completions(&self, contents: &[Content]) -> Vec<OptionSet> {
        contents.iter().zip(&self.case.issues).map(|(it, issue)| it.completions(issue)).collect()
    }

    /// The whole answer for one draft, by place among `all`, and one party.
    pub(super) fn under(&self, held: &Held, all: &[Vec<Content>], place: usize) -> PartyUnder {
        let contents = &all[place];
        let (status, whatever) = self.status(held, contents);
        let crossed = held.lines.iter().filter(|it| is_crossed(it, contents));
        let crossed = crossed.map(|it| describe::line(self.case, it.stated)).collect();
        let known = |it: &[Content]| covers_enough(&held.profile, it);
        let robust = Robust::of(&held.profile).ok().filter(|_| known(contents));
        let than = |other: &usize| {
            let Some(robust) = robust.as_ref().filter(|_| *other != place && known(&all[*other]))
            else {
                return false;
            };
            let compared =
                robust.compared(&self.completions(contents), &self.completions(&all[*other]));
            compared.is_ok_and(|it| it.necessarily())
        };
        let at_least_as_good_as = (0..all.len()).filter(than).collect();
        let kept = |it: &Line| it.judge(contents) == Verdict::Respected;
        let keeps_to_all = !held.lines.is_empty() && held.lines.iter().all(kept);
        let party = held.party;
        PartyUnder { party, status, whatever, crossed, keeps_to_all, at_least_as_good_as }
    }
}

/// Whether the text crosses the line, and nobody stated that it binds nowhere.
fn is_crossed(line: &Line, contents: &[Content]) -> bool {
    binds(line) && line.judge(contents) == Verdict::Crossed
}

fn binds(line: &Line) -> bool {
    line.firmness.is_none_or(|it| it.range().high > 0.0)
}
