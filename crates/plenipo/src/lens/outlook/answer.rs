//! What the lens found, as values: for programs that use the library.

use jiff::civil::Date;

use super::agreement::Agreement;
use super::claims::Claim;
use super::outside::OutsideOfDraft;
use super::replay::{Replay, Stand};
use super::said::SaidOfDrafts;
use super::sensitivity::Lever;
use crate::lens::acceptance::Acceptance;

/// How the answers to each draft moved, and what the chance of an agreement comes to from a stated base.
pub struct OutlookAnswer {
    pub(super) until: Option<Date>,
    pub(super) replay: Replay,
    pub(super) claims: Vec<Claim>,
    pub(super) said: Vec<SaidOfDrafts>,
    pub(super) outside: Vec<OutsideOfDraft>,
    pub(super) agreement: Option<Agreement>,
    pub(super) levers: Vec<Lever>,
}

/// A day on which the visible record changed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DayAnswers<'a> {
    /// The day.
    pub date: Date,
    /// Where every draft stood with every party from then on, the latest draft first.
    pub stands: Vec<DraftStands<'a>>,
    /// What changed; nothing on the first day, where the account begins.
    pub changes: Vec<StandChange<'a>>,
    /// Ids of the drafts on the table that had fallen by then with a consent that was refused.
    pub fallen: Vec<&'a str>,
}

/// Where a draft stands with a party.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DraftStands<'a> {
    /// Id of the draft.
    pub draft: &'a str,
    /// Id of the party.
    pub party: &'a str,
    /// How it stands.
    pub stands: HowItStands,
}

/// A change of one answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StandChange<'a> {
    /// Id of the draft.
    pub draft: &'a str,
    /// Id of the party.
    pub party: &'a str,
    /// How it stood; `None` where the draft was not known before.
    pub before: Option<HowItStands>,
    /// How it stands.
    pub after: HowItStands,
}

/// How a draft stands with a party.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum HowItStands {
    /// On the table, with the party's answer.
    OnTheTable {
        /// In a word.
        acceptance: Acceptance,
        /// The least probability that it accepts at the table, in `[0, 1]`; `None` where nothing is known.
        low: Option<f64>,
        /// The probability with everything as recorded; `None` where the record leaves it open.
        as_recorded: Option<f64>,
        /// The greatest probability.
        high: Option<f64>,
    },
    /// Off the table: superseded or withdrawn.
    OffTheTable,
}

/// How the chance of an agreement goes from a stated base to its day.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AgreementPath {
    /// The stated chance, both ends.
    pub stated: (f64, f64),
    /// The day from which it counts.
    pub on: Date,
    /// The day by which there is to be an agreement.
    pub by: Date,
    /// The stated chance that the talks are broken off by the same day.
    pub break_off: Option<f64>,
    /// The chance that is left day by day, as long as there is no agreement.
    pub points: Vec<AgreementPoint>,
}

/// The chance of an agreement that is left on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AgreementPoint {
    /// The day.
    pub date: Date,
    /// Its lower end, in `[0, 1]`.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Whether the day lies ahead of the last on which the record is read.
    pub is_ahead: bool,
}

impl OutlookAnswer {
    /// The last day, on which the record is read; `None` of a record without days.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The days on which the record changed, oldest first.
    pub fn days(&self) -> impl Iterator<Item = DayAnswers<'_>> {
        self.replay.days.iter().map(|day| DayAnswers {
            date: day.date,
            stands: day
                .standing
                .iter()
                .map(|(pair, stand)| DraftStands {
                    draft: &pair.draft,
                    party: &pair.party,
                    stands: how(stand),
                })
                .collect(),
            changes: day
                .changes
                .iter()
                .map(|it| StandChange {
                    draft: &it.pair.draft,
                    party: &it.pair.party,
                    before: it.before.as_ref().map(how),
                    after: how(&it.after),
                })
                .collect(),
            fallen: day.fallen.iter().map(String::as_str).collect(),
        })
    }

    /// How many earlier days were left out, because there are too many.
    pub fn days_left_out(&self) -> usize {
        self.replay.left_out
    }

    /// The chance of an agreement by a day, one path for each stated base that was not replaced by a later one
    /// of the same source.
    pub fn agreement(&self) -> impl Iterator<Item = AgreementPath> {
        let paths = self.agreement.iter().flat_map(|it| &it.paths);
        paths.filter(|it| it.base.replaced.is_none()).map(|it| AgreementPath {
            stated: (it.base.low, it.base.high),
            on: it.base.on,
            by: it.base.horizon,
            break_off: it.break_off,
            points: it
                .points
                .iter()
                .map(|it| AgreementPoint {
                    date: it.date,
                    low: it.low,
                    high: it.high,
                    is_ahead: it.ahead,
                })
                .collect(),
        })
    }
}

fn how(stand: &Stand) -> HowItStands {
    match stand {
        Stand::Live(told) => {
            let [low, as_recorded, high] = told.accept;
            HowItStands::OnTheTable { acceptance: told.status, low, as_recorded, high }
        }
        Stand::Left(_) => HowItStands::OffTheTable,
    }
}
