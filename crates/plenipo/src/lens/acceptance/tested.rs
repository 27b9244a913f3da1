//! Against whose lines drafts can be tested at all: silence is a gap in the record, not flexibility.

use plenipo_record::case::Case;
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::standing;
use plenipo_record::case::party::Party;

/// `Hill's`, `the Cypriots'`.
fn own(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// A headline with that said after it.
pub(in crate::lens) fn with_tested(case: &Case, headline: String) -> String {
    match tested_against(case) {
        Some(tested) => format!("{headline} {tested}."),
        None => headline,
    }
}

/// Where some principals have standing lines on record and others have none, whose they are and whose they are not:
/// `Tested against Hill's lines; none of Vale's is on record`. Nothing where all have some, or none has.
fn tested_against(case: &Case) -> Option<String> {
    let (with, without): (Vec<Ix<Party>>, Vec<Ix<Party>>) =
        case.signatories().into_iter().partition(|it| !standing(case, *it).is_empty());
    if with.is_empty() || without.is_empty() {
        return None;
    }
    let names = |of: &[Ix<Party>]| -> Vec<String> {
        of.iter().map(|it| case.party(*it).label().to_owned()).collect()
    };
    let whose = match names(&with).as_slice() {
        [one] => format!("{} lines", own(one)),
        several => format!("the lines of {}", listed(several)),
    };
    // A line that was lifted or overtaken is on record, and does not stand.
    let drawn = case.red_lines.iter().any(|it| without.contains(&it.party));
    let there = if drawn { "stands" } else { "is on record" };
    Some(match names(&without).as_slice() {
        [one] => format!("Tested against {whose}; none of {} {there}", own(one)),
        several => format!("Tested against {whose}; of {} none {there}", listed(several)),
    })
}
