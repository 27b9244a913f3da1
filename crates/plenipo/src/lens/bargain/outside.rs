//! Those outside the agreement rule who must consent: the packages are those that the principals' lines leave, and which
//! drafts and solutions run into a veto outside is said beside them.

use super::picture::{Picture, SolutionKind};
use crate::lens::acceptance::outside_lines::{outside_lines, vetoes};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::describe::{issue_option_texts, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
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
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    let mut tell = |crosses: Option<String>, what: String| {
        let Some(crosses) = crosses else { return };
        match told.iter_mut().find(|it| it.0 == crosses) {
            Some((_, all)) => all.push(what),
            None => told.push((crosses, vec![what])),
        }
    };
    for ix in drafts {
        let contents = contents(case, case.draft(*ix));
        let lines = outside_lines(case, Some(*ix));
        tell(vetoes(case, &lines, &contents), format!("the draft {}", case.draft(*ix).id()));
    }
    for (kind, (picture, left)) in
        SolutionKind::ALL.into_iter().flat_map(|kind| solved.map(|it| (kind, it)))
    {
        let of = |choice: &[usize]| -> Vec<Content> {
            let each = case.issues.iter().enumerate();
            let option = |(issue, it): (usize, &Issue)| match picture.idle[issue] {
                // Where nobody's order tells what is chosen, any option left may be.
                true => Content::one_of(left[issue]),
                false => {
                    let option = left[issue].iter().nth(choice[issue]);
                    Content::one_of(option.map_or(it.all(), |it: OptionIx| OptionSet::one(it)))
                }
            };
            each.map(option).collect()
        };
        let ties = picture.ties(kind);
        let crosses: Vec<Option<String>> = ties
            .iter()
            .map(|it| {
                let contents = of(&it.choice);
                vetoes(case, &outside_lines(case, None), &contents)
            })
            .collect();
        let label = kind.label();
        let first = crosses.iter().flatten().next().cloned();
        match crosses.iter().all(Option::is_some) {
            true => tell(first, format!("the {label} solution")),
            false => tell(first, format!("some ties for the {label} solution")),
        }
    }
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
        let verb = if what.len() == 1 { "crosses" } else { "cross" };
        format!("outside the room {} {verb} {crosses}", listed(&what))
    };
    told.into_iter().map(note).chain(sometimes).collect()
}
