//! How a party stands to each option of an issue: a box for each, by its standing lines and its latest positions.

use crate::finding::block::OptionStand;
use plenipo_record::case::Case;
use plenipo_record::case::held::Held;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};
use plenipo_record::case::lines::Line;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Position;

/// A box for each option of `issue`; none where the party has said nothing there. A line says more than a position,
/// and a position that later ones took the place of says nothing.
pub(super) fn boxes(
    case: &Case,
    party: Ix<Party>,
    lines: &[Line],
    issue: Ix<Issue>,
) -> Vec<OptionStand> {
    let stand = Held::of(case, party);
    let positions: Vec<&Position> = (0..case.positions.len())
        .map(Ix::new)
        .filter(|it| {
            let of = &case.positions[it.get()];
            of.party == party && of.issue == Some(issue) && !of.ended && stand.stands(*it)
        })
        .map(|it| &case.positions[it.get()])
        .collect();
    let options = case.issue(issue).options.len();
    let all: Vec<OptionStand> = (0..options)
        .map(OptionIx::new)
        .map(|it| by_lines(lines, issue, it).unwrap_or_else(|| by_positions(&positions, it)))
        .collect();
    match all.iter().all(|it| *it == OptionStand::Unsaid) {
        true => Vec::new(),
        false => all,
    }
}

fn by_lines(lines: &[Line], issue: Ix<Issue>, option: OptionIx) -> Option<OptionStand> {
    let speaking = || lines.iter().filter(|it| it.speaks_of(issue, option));
    let out = |it: &Line| it.condition.is_none() && it.rules_out_on(issue).contains(option);
    match speaking().any(out) {
        true => Some(OptionStand::RuledOut),
        false => speaking().next().map(|_| OptionStand::MayBeRuledOut),
    }
}

fn by_positions(positions: &[&Position], option: OptionIx) -> OptionStand {
    let place = |it: &&Position| it.ranking.iter().position(|tier| tier.contains(option));
    if positions.iter().any(|it| it.ideal == Some(option)) {
        return OptionStand::Wanted;
    }
    // Where two positions of one day order it differently, neither order is picked.
    let mut places: Vec<usize> = positions.iter().filter_map(place).collect();
    places.dedup();
    if let [place] = places.as_slice() {
        return OptionStand::Place(place + 1);
    }
    if positions.iter().any(|it| it.acceptable.contains(option)) {
        return OptionStand::Acceptable;
    }
    if positions.iter().any(|it| it.indifferent) {
        return OptionStand::Indifferent;
    }
    let speaks = |it: &&Position| {
        places.len() > 1
            || it.values.iter().any(|(of, _)| *of == option)
            || it.prefers.iter().any(|(a, b)| *a == option || *b == option)
    };
    match positions.iter().any(speaks) {
        true => OptionStand::Otherwise,
        false => OptionStand::Unsaid,
    }
}
