//! Figures of the negotiation as a whole: what each is of, and how much it is.

use super::picture::Picture;
use super::tables::Parties;

/// What a figure is of. A party is named by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statistic {
    /// Drafts that the options on record can make.
    OutcomesRecorded,
    /// Outcomes; of a record the drafts that keep every line.
    Outcomes,
    /// Drafts that keep every line, those included that a later word apparently overtook.
    OutcomesStanding,
    /// Drafts that keep every line where those are lifted on what that word is for.
    OutcomesLifted,
    Parties,
    Issues,
    FrontierSize,
    FrontierSizeRational,
    FrontierEpsilon,
    FrontierGap,
    Opposition,
    RationalFraction,
    RationalFractionLow,
    RationalFractionHigh,
    /// What no deal is worth to a party.
    Reservation(usize),
    Readings,
    ZoneShare,
    FrontierSizeLow,
    FrontierSizeHigh,
    /// The least that an outcome is worth to a party.
    Least(usize),
    /// The most that an outcome is worth to a party.
    Greatest(usize),
}

/// How much it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Unknown,
    /// A whole number of any size, in decimal.
    Whole(String),
    Number(f64),
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) of: Statistic,
    pub(super) value: Value,
}

impl Figure {
    pub(super) fn new(of: Statistic, value: impl Into<Value>) -> Figure {
        Figure { of, value: value.into() }
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Whole(count.to_string())
    }
}

impl From<String> for Value {
    fn from(digits: String) -> Value {
        Value::Whole(digits)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Unknown, Into::into)
    }
}

impl Statistic {
    /// Its name in the table, for programs.
    pub(super) fn name(self, parties: &Parties) -> String {
        let plain = match self {
            Statistic::OutcomesRecorded => "outcomes_recorded",
            Statistic::Outcomes => "outcomes",
            Statistic::OutcomesStanding => "outcomes_overtaken_standing",
            Statistic::OutcomesLifted => "outcomes_overtaken_lifted",
            Statistic::Parties => "parties",
            Statistic::Issues => "issues",
            Statistic::FrontierSize => "frontier_size",
            Statistic::FrontierSizeRational => "frontier_size_rational",
            Statistic::FrontierEpsilon => "frontier_epsilon",
            Statistic::FrontierGap => "frontier_gap",
            Statistic::Opposition => "opposition",
            Statistic::RationalFraction => "rational_fraction",
            Statistic::RationalFractionLow => "rational_fraction_low",
            Statistic::RationalFractionHigh => "rational_fraction_high",
            Statistic::Readings => "readings",
            Statistic::ZoneShare => "zone_share",
            Statistic::FrontierSizeLow => "frontier_size_low",
            Statistic::FrontierSizeHigh => "frontier_size_high",
            Statistic::Reservation(place) => {
                return format!("reservation_{}", parties.columns[place].trim_start_matches("u_"));
            }
            Statistic::Least(place) => return format!("least_{}", parties.labels[place]),
            Statistic::Greatest(place) => return format!("greatest_{}", parties.labels[place]),
        };
        plain.to_owned()
    }

    /// What it is in words; `of_record` where the outcomes are drafts of a record.
    pub(super) fn words(self, of_record: bool, parties: &Parties) -> String {
        let label = |place: usize| &parties.labels[place];
        let plain = match self {
            Statistic::OutcomesRecorded => "drafts that the options on record can make",
            Statistic::Outcomes if of_record => "of them, drafts that keep every line",
            Statistic::Outcomes => "outcomes",
            Statistic::OutcomesStanding => {
                "drafts that keep every line where all lines stand that a later word apparently overtook"
            }
            Statistic::OutcomesLifted => {
                "drafts that keep every line where all such lines are lifted"
            }
            Statistic::Parties => "parties",
            Statistic::Issues => "issues",
            Statistic::FrontierSize => "outcomes on the frontier",
            Statistic::FrontierSizeRational => "of them, worth no less than no deal to everybody",
            Statistic::FrontierEpsilon => {
                "how far the frontier may lie from the exact one, as asked"
            }
            Statistic::FrontierGap => "the most by which what was dropped from it is better",
            Statistic::Opposition => "opposition of interests (0: all can have their best at once)",
            Statistic::RationalFraction => {
                "share of all outcomes worth more than no deal to everybody"
            }
            Statistic::RationalFractionLow => "that share at least",
            Statistic::RationalFractionHigh => "that share at most",
            Statistic::Readings => "readings of the record",
            Statistic::ZoneShare => {
                "share of the readings in which some draft is worth no less than no deal to everybody"
            }
            Statistic::FrontierSizeLow => {
                "outcomes on the frontier in the readings, 5 % have no more than"
            }
            Statistic::FrontierSizeHigh => {
                "outcomes on the frontier in the readings, 95 % have no more than"
            }
            Statistic::Reservation(place) => {
                return format!("what no deal is worth to {}", label(place));
            }
            Statistic::Least(place) => {
                return format!("the least that an outcome is worth to {}", label(place));
            }
            Statistic::Greatest(place) => {
                return format!("the most that an outcome is worth to {}", label(place));
            }
        };
        plain.to_owned()
    }
}

/// The figures of one set of numbers.
pub(super) fn figures(picture: &Picture, parties: &Parties, with_all: bool) -> Vec<Figure> {
    let frontier = picture.frontier.as_ref();
    let rational = frontier.filter(|_| with_all).map(|it| it.1.len());
    let fraction = picture.rational_fraction.filter(|_| with_all);
    let mut figures = vec![
        Figure::new(Statistic::Outcomes, picture.in_full.clone()),
        Figure::new(Statistic::Parties, parties.columns.len()),
        Figure::new(Statistic::Issues, picture.scenario.issues.len()),
        Figure::new(Statistic::FrontierSize, frontier.map(|it| it.0.len())),
        Figure::new(Statistic::FrontierSizeRational, rational),
        Figure::new(Statistic::FrontierEpsilon, frontier.map(|it| it.0.epsilon())),
        Figure::new(Statistic::FrontierGap, frontier.map(|it| it.0.gap())),
        Figure::new(Statistic::Opposition, picture.opposition.filter(|_| with_all)),
        Figure::new(Statistic::RationalFraction, fraction.map(|it| it.estimate)),
        Figure::new(Statistic::RationalFractionLow, fraction.map(|it| it.low)),
        Figure::new(Statistic::RationalFractionHigh, fraction.map(|it| it.high)),
    ];
    let each = picture.scenario.parties.iter().enumerate().take(parties.columns.len());
    figures
        .extend(each.map(|(place, it)| Figure::new(Statistic::Reservation(place), it.reservation)));
    figures
}
