//! The lens on a published scenario: all numbers are given.

use super::account;
use super::axes::Axes;
use super::picture::Picture;
use super::statistic::{self, Figure, Statistic};
use super::tables::{self, Parties};
use super::{DRAFT, effort, steps, unusable};
use crate::finding::block::Block;
use crate::finding::status::Status;
use crate::finding::table::ColumnKind;
use crate::lens::error::Error;
use crate::lens::notes::Notes;
use crate::lens::setting::Settings;
use crate::lens::stamp;
use crate::lens::view::{Answered, View};
use plenipo_maths::bargain::Bargaining;
use plenipo_maths::frontier::PLAYERS_MAX;
use plenipo_maths::work::Work;
use plenipo_record::case::describe;
use plenipo_record::scenario::{Interaction, Scenario};

/// What could be gained in a scenario.
pub(super) struct OfScenario<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) picture: Picture,
    axes: Axes,
}

pub(super) fn answer<'a>(
    view: &View<'_>,
    scenario: &'a Scenario,
    settings: &Settings,
) -> Result<OfScenario<'a>, Error> {
    let context = view.context();
    if let Some(id) = settings.of(&DRAFT).first() {
        return Err(Error::Unknown { what: "draft", id: id.clone(), near: Vec::new() });
    }
    if let Some(party) = scenario.parties.get(PLAYERS_MAX) {
        return Err(Error::Numbers(format!(
            "{} parties, of which `{}` is one too many: {PLAYERS_MAX} can be compared",
            scenario.parties.len(),
            party.name
        )));
    }
    let own = parties(scenario);
    let axes = Axes::of(settings, scenario.parties.len(), |name| {
        let is = |it: &usize| {
            own.labels[*it] == name || own.columns[*it].strip_prefix("u_") == Some(name)
        };
        (0..own.labels.len()).find(is).ok_or_else(|| Error::Unknown {
            what: "party",
            id: name.to_owned(),
            near: stamp::near(own.labels.iter().map(String::as_str), name),
        })
    })?;
    let tell = |share: f64| context.tell(share);
    let mut work = Work::of(steps(settings)).telling(&tell);
    let picture = Picture::of(scenario.clone(), &[], &effort(settings, context), &mut work)
        .map_err(|it| unusable(&it))?;
    Ok(OfScenario { scenario, picture, axes })
}

impl OfScenario<'_> {
    pub(super) fn status(&self) -> Status {
        match &self.picture.bargaining {
            Some(Bargaining::NoAgreement { .. }) => Status::NoAgreementZone,
            _ if !self.picture.is_settled() => Status::NotConverged,
            _ => Status::Answered,
        }
    }
}

pub(super) fn answered(
    OfScenario { scenario, picture, axes }: &OfScenario<'_>,
    status: Status,
) -> Answered {
    let parties = parties(scenario);
    let mut notes: Notes = scenario.notes.iter().cloned().collect();
    for party in &scenario.parties {
        if party.reservation.is_none() {
            notes.push(format!(
                "{} has no reservation value: its worst outcome is taken for no deal",
                party.name
            ));
        }
        if party.discount.is_some_and(|it| it != 1.0) {
            notes.push(format!("the discount of {} is not applied", party.name));
        }
    }
    if scenario.parties.iter().any(|it| !it.interactions.is_empty()) {
        let boxes = scenario.parties.iter().flat_map(|it| &it.interactions);
        let boxes = boxes.filter(|it| matches!(it, Interaction::Box { .. })).count();
        notes.push(format!("issues depend on each other ({boxes} hyper-rectangles)"));
    }
    notes.extend(account::notes(picture, &parties));
    let mut figures = statistic::figures(picture, &parties, true);
    for (place, (least, greatest)) in picture.ranges.iter().enumerate() {
        figures.push(Figure::new(Statistic::Least(place), *least));
        figures.push(Figure::new(Statistic::Greatest(place), *greatest));
    }
    let tables = vec![
        tables::statistics(&figures, &parties),
        tables::solutions(picture, &parties, true),
        account::options(picture, &[], true),
        tables::frontier(picture, &parties),
        tables::points(picture, &parties, true, &[], None),
    ];
    let mut blocks = account::what_there_is(picture, &parties, true);
    blocks.extend(account::chosen(picture, &parties));
    blocks.push(Block::Chart("frontier"));
    blocks.push(Block::heading(2, "Figures"));
    blocks.extend(account::statistics(&figures, &parties));
    Answered {
        headline: headline(picture, status),
        status,
        account: blocks,
        tables,
        charts: axes.chart(&parties, false).into_iter().collect(),
        notes,
        samples: None,
    }
}

pub(super) fn headline(picture: &Picture, status: Status) -> String {
    let outcomes = describe::grouped(&picture.in_full);
    match (status, &picture.frontier) {
        (Status::NoAgreementZone, _) => {
            format!("None of {outcomes} outcomes is worth as much as no deal to everybody.")
        }
        (_, Some((frontier, rational))) => format!(
            "Of {outcomes} outcomes {} are on the frontier, {} of them no worse than no deal for \
             anybody.",
            describe::grouped(&frontier.len().to_string()),
            describe::grouped(&rational.len().to_string()),
        ),
        _ => format!("The exact frontier of {outcomes} outcomes was not reached."),
    }
}

/// Columns named by what is plain in the parties' names, made different where they are not.
fn parties(scenario: &Scenario) -> Parties {
    let mut columns: Vec<String> = Vec::new();
    let mut labels = Vec::new();
    for (place, party) in scenario.parties.iter().enumerate() {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let stem: String = party.name.chars().map(plain).take(40).collect();
        let column = format!("u_{stem}");
        let taken = stem.is_empty() || columns.contains(&column);
        columns.push(if taken { format!("u_{stem}_{}", place + 1) } else { column });
        labels.push(party.name.clone());
    }
    Parties { columns, labels, kind: ColumnKind::Number }
}
