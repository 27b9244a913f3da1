//! Those outside the agreement rule who must consent: the packages are those that the principals' lines leave, and which
//! drafts and solutions run into a veto outside is said beside them.

use super::crossing::{crossing, who};
use super::picture::Picture;
use crate::lens::acceptance::outside_lines::{outside_lines, vetoes};
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{issue_option_texts, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::party::Party;
use plenipo_record::case::whole::ConsentNeeded;

/// Whose standing lines are not counted although they must consent, as a sentence for a headline.
pub(super) fn in_short(case: &Case) -> Option<String> {
    let mut always: Vec<String> = Vec::new();
    let mut at_times: Vec<String> = Vec::new();
    for it in outside_lines(case, None) {
        let name = case.party(it.line.party).label().to_owned();
        let (known, said) = match case.needed(it.line.party) {
            ConsentNeeded::Always => (&mut always, name),
            ConsentNeeded::Where(_) => (&mut at_times, name),
            ConsentNeeded::Named => continue,
        };
        if !known.contains(&said) {
            known.push(said);
        }
    }
    let (whose, must) = match always.as_slice() {
        [] if at_times.is_empty() => return None,
        [] => {
            let whose = listed(&at_times);
            return Some(format!(
                "Lines of {whose}, who must consent to some texts, are not counted in this."
            ));
        }
        [one] => (one.clone(), "must"),
        several => (listed(several), "each must"),
    };
    let also = match at_times.as_slice() {
        [] => String::new(),
        several => format!(", nor those of {}, who must consent to some texts", listed(several)),
    };
    Some(format!(
        "Lines of {whose}, who {must} consent outside the room, are not counted in this{also}."
    ))
}

/// A note for each draft and solution that crosses lines of who must consent; `left` are the options that the solutions
/// choose among.
pub(super) fn notes(
    case: &Case,
    drafts: &[Ix<Draft>],
    solved: Option<(&Picture, &[OptionSet])>,
) -> Vec<String> {
    let crosses = |draft: Option<Ix<Draft>>, contents: &[Content]| {
        vetoes(case, &outside_lines(case, draft), contents)
    };
    let told = crossing(case, drafts, solved, crosses);
    let mut whose: Vec<Ix<Party>> = Vec::new();
    for it in outside_lines(case, None) {
        if !whose.contains(&it.line.party) {
            whose.push(it.line.party);
        }
    }
    let sometimes = whose.into_iter().filter_map(|it| match case.needed(it) {
        ConsentNeeded::Where(when) => {
            let with = issue_option_texts(case, &when);
            Some(format!("{} must consent only to a text with {with}", case.party(it).label()))
        }
        _ => None,
    });
    let sometimes: Vec<String> = sometimes.collect();
    let note = |(crosses, what): (String, Vec<String>)| {
        format!("outside the room {} {crosses}", who(&what))
    };
    told.into_iter().map(note).chain(sometimes).collect()
}
