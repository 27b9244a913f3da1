//! What was asked: the draft, and how it may be changed.

use jiff::civil::Date;

use super::{
    CLEAR_OF, ClearOf, DRAFT, KEEP, MAX_CHANGES, NEVER, ONLY, SETS, STEPS, Steps, TARGET, WORK,
};
use crate::lens::error::Error;
use crate::lens::setting::{Key, Settings};
use crate::lens::stamp;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Verdict;
use plenipo_record::case::on_the_table::chosen;

/// What was asked.
pub(super) struct Asked {
    pub(super) draft: Ix<Draft>,
    /// Where nobody named one: which was chosen, and why.
    pub(super) chosen: Option<String>,
    /// Whether to look at acceptance too.
    pub(super) both_steps: bool,
    /// The acceptance to be reached.
    pub(super) target: f64,
    /// The most changes in a set.
    pub(super) size_max: usize,
    /// The most sets shown.
    pub(super) sets_max: usize,
    /// Issues that may be changed.
    pub(super) free: Vec<bool>,
    /// Issues that stay as they are because `--keep` names them; the others that do, because `--only` does not.
    pub(super) kept: Vec<bool>,
    /// Options the amended draft may not have.
    pub(super) never: Vec<OptionSet>,
    /// The mildest verdict that no line may get.
    pub(super) gravest: Verdict,
    /// How many steps the searches may take.
    pub(super) work: u64,
}

impl Asked {
    pub(super) fn of(case: &Case, day: Option<Date>, settings: &Settings) -> Result<Asked, Error> {
        let (draft, chosen) = start(case, day, &settings.of(&DRAFT))?;
        let issues = |key: &Key<Vec<String>>| -> Result<Vec<Ix<Issue>>, Error> {
            settings.of(key).iter().map(|id| stamp::find(case, id)).collect()
        };
        let only = issues(&ONLY)?;
        let mut free = vec![only.is_empty(); case.issues.len()];
        only.iter().for_each(|it| free[it.get()] = true);
        let mut kept = vec![false; case.issues.len()];
        for it in issues(&KEEP)? {
            (free[it.get()], kept[it.get()]) = (false, true);
        }
        if !free.is_empty() && !free.contains(&true) {
            let by = if only.is_empty() { "keep" } else { "only" };
            return fault(by, "no issue is left that may change".to_owned());
        }
        let mut never = vec![OptionSet::EMPTY; case.issues.len()];
        for pair in settings.of(&NEVER) {
            exclude(case, &pair, &mut never)?;
        }
        let gravest = match settings.of(&CLEAR_OF) {
            ClearOf::MayBeCrossed => Verdict::MayBeCrossed,
            ClearOf::Unclear => Verdict::Unclear,
            ClearOf::Crossed => Verdict::Crossed,
        };
        Ok(Asked {
            draft,
            chosen,
            both_steps: settings.of(&STEPS) == Steps::Both,
            target: settings.of(&TARGET),
            size_max: whole(settings, &MAX_CHANGES)?,
            sets_max: whole(settings, &SETS)?,
            free,
            kept,
            never,
            gravest,
            // In range, so that it is whole and far below 2^63.
            work: (settings.of(&WORK) * 1e6) as u64,
        })
    }
}

/// The draft to start from, and where nobody named one a sentence on which was chosen and why.
fn start(
    case: &Case,
    day: Option<Date>,
    ids: &[String],
) -> Result<(Ix<Draft>, Option<String>), Error> {
    match ids {
        [id] => Ok((stamp::find(case, id)?, None)),
        [] => {
            if let Some(tried) = case.all_tried().next() {
                return Ok((tried, None));
            }
            let it = chosen(case, day).ok_or_else(|| one_draft(case, 0))?;
            Ok((
                it.draft,
                Some(format!("No draft was named: this starts from {}.", it.in_words(case))),
            ))
        }
        ids => Err(one_draft(case, ids.len())),
    }
}

fn fault<T>(name: &str, message: String) -> Result<T, Error> {
    Err(Error::setting(name, message))
}

/// A whole number; its range is checked with all the others.
fn whole(settings: &Settings, key: &Key<f64>) -> Result<usize, Error> {
    let number = settings.of(key);
    if number.fract() != 0.0 {
        return fault(key.0.name, format!("{number} is not a whole number"));
    }
    Ok(number as usize)
}

fn one_draft(case: &Case, given: usize) -> Error {
    let there: Vec<&str> = case.drafts.iter().rev().map(Draft::id).take(8).collect();
    let which = match there.is_empty() {
        true => "the record has none".to_owned(),
        false => format!("the record has {}", there.join(", ")),
    };
    let message = match given {
        0 => format!("say which draft to start from; {which}"),
        n => format!("{n} drafts are named, but only one can be changed at a time; {which}"),
    };
    Error::setting("draft", message)
}

/// Reads `ISSUE=OPTION`.
fn exclude(case: &Case, pair: &str, never: &mut [OptionSet]) -> Result<(), Error> {
    let Some((issue, option)) = pair.split_once('=') else {
        return fault("never", format!("`{pair}` is not a pair; write it as ISSUE=OPTION"));
    };
    let (issue, option) = (issue.trim(), option.trim());
    let ix: Ix<Issue> = stamp::find(case, issue)?;
    let options = &case.issue(ix).options;
    let Some(place) = case.issue(ix).option(option) else {
        let near = stamp::near(options.iter().map(|it| it.id.as_str()), option);
        let id = format!("{issue}={option}");
        return Err(Error::Unknown { what: "option", id, near });
    };
    never[ix.get()].insert(place);
    Ok(())
}
