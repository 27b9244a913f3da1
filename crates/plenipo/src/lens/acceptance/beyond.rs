//! What a text still needs beyond the table, or has met there, for a headline: consents that are due or refused, and
//! those outside who must consent and are against it or have not said yes to it.

use super::answer::OfDraft;
use super::consents::{Need, Needed, consents, is_fallen, of_earlier_text};
use super::outside::{Outside, outside};
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::describe::listed;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::process::{ConsentEffect, ConsentForm};

/// The most consents that a headline names.
const NAMED_MAX: usize = 2;

/// What to call a consent in a headline: its form and whose it is.
fn short(case: &Case, day: Option<Date>, it: &Needed) -> String {
    let consent = &case.consents[it.consent.get()];
    let of: Vec<String> = consent.of.iter().map(|by| case.speaker(by)).collect();
    let whose = if of.is_empty() { String::new() } else { format!(" of {}", listed(&of)) };
    // A vote on an earlier text is over: it takes another.
    let earlier = it.on_earlier_text(case);
    let new = earlier.is_some();
    let what = match consent.form {
        Some(ConsentForm::Referendum) if new => "a new referendum",
        Some(ConsentForm::Referendum) => "the referendum",
        Some(ConsentForm::Ratification) if new => "a new ratification",
        Some(ConsentForm::Ratification) => "ratification",
        Some(ConsentForm::ConstitutionalAmendment) if new => "a new constitutional amendment",
        Some(ConsentForm::ConstitutionalAmendment) => "a constitutional amendment",
        Some(ConsentForm::Legislation) if new => "a new law",
        Some(ConsentForm::Legislation) => "a law",
        Some(ConsentForm::Decision) | None if new => "a new consent",
        Some(ConsentForm::Decision) | None => "the consent",
    };
    let when = match (earlier, &consent.outcome) {
        (Some(earlier), _) => format!(", as {}", of_earlier_text(earlier)),
        (None, Some(outcome)) if matches!(it.is, Need::Refused | Need::Given) => {
            format!(" on {}", outcome.date)
        }
        _ => match consent.due.filter(|_| !it.anew) {
            Some(due) if day.is_some_and(|day| due < day) => {
                format!(", whose day, {due}, has passed without an outcome on record")
            }
            due => due.map(|it| format!(" due {it}")).unwrap_or_default(),
        },
    };
    format!("{what}{whose}{when}")
}

/// Several consents, the ones whose refusal voids the text first; beyond a few they are counted.
fn named(case: &Case, day: Option<Date>, mut of: Vec<&Needed>) -> String {
    let voids = |it: &&Needed| case.consents[it.consent.get()].effect == Some(ConsentEffect::Voids);
    of.sort_by_key(|it| !voids(it));
    let mut names: Vec<String> = of.iter().take(NAMED_MAX).map(|it| short(case, day, it)).collect();
    if of.len() > NAMED_MAX {
        names.push(format!("{} more", of.len() - NAMED_MAX));
    }
    listed(&names)
}

/// What is to be said of a draft beyond the table, in a headline.
pub(super) fn in_short(case: &Case, day: Option<Date>, of: &OfDraft) -> Option<String> {
    said(case, day, &of.consents, &of.outside)
}

/// The same of a text on record that nobody has assessed.
pub(in crate::lens) fn of_draft(
    case: &Case,
    day: Option<Date>,
    draft: Ix<Draft>,
    contents: &[Content],
) -> Option<String> {
    let consents = consents(case, draft, contents, false);
    said(case, day, &consents, &outside(case, draft, contents))
}

/// A headline led by that the text on record fell with a consent that was refused, where it did.
pub(in crate::lens) fn led_by_fall(
    case: &Case,
    day: Option<Date>,
    draft: Ix<Draft>,
    headline: String,
) -> String {
    let contents = contents(case, case.draft(draft));
    if !is_fallen(case, draft, &contents) {
        return headline;
    }
    let how = of_draft(case, day, draft, &contents);
    let how = how
        .map(|it| format!(" ({})", it.trim_start_matches("beyond the table ")))
        .unwrap_or_default();
    format!("{} has fallen{how}. {headline}", case.draft(draft).id())
}

fn said(
    case: &Case,
    day: Option<Date>,
    consents: &[Needed],
    outside: &[Outside],
) -> Option<String> {
    let by = |is: Need| -> Vec<&Needed> { consents.iter().filter(|it| it.is == is).collect() };
    let mut parts = Vec::new();
    // What it fell by leads; what only sent it back or held it up comes after what is still needed.
    let (fell, held_up): (Vec<&Needed>, Vec<&Needed>) =
        by(Need::Refused).into_iter().partition(|it| it.voids(case));
    if !fell.is_empty() {
        parts.push(format!("refused in {}", named(case, day, fell)));
    }
    // A text that has fallen needs nothing any more.
    let fallen = consents.iter().any(|it| it.voids(case));
    let needed = by(Need::Certain).into_iter().filter(|it| !it.advises(case) && !fallen);
    let needed: Vec<&Needed> = needed.collect();
    let must = || outside.iter().filter(|it| it.must_consent(case));
    let silent = must()
        // Whose consent is still to come is told by that.
        .filter(|it| {
            !it.is_against(case) && !it.accepts(case) && !fallen && it.consented.is_none()
        });
    let silent = labels(case, silent);
    if !needed.is_empty() {
        parts.push(format!("still needed: {}", named(case, day, needed)));
    }
    let against = labels(case, must().filter(|it| it.is_against(case)));
    if !against.is_empty() {
        let is = if against.len() == 1 { "is" } else { "are" };
        parts.push(format!("{}, who must consent, {is} against it", listed(&against)));
    }
    if !silent.is_empty() {
        let has = if silent.len() == 1 { "has" } else { "have" };
        parts.push(format!("{}, who must consent, {has} not accepted it", listed(&silent)));
    }
    if !held_up.is_empty() {
        parts.push(format!("refused in {}", named(case, day, held_up)));
    }
    let given: Vec<&Needed> = by(Need::Given).into_iter().filter(|it| !it.advises(case)).collect();
    if !given.is_empty() && !fallen {
        parts.push(format!("given: {}", named(case, day, given)));
    }
    (!parts.is_empty()).then(|| format!("beyond the table {}", parts.join("; ")))
}

fn labels<'a>(case: &Case, of: impl Iterator<Item = &'a Outside>) -> Vec<String> {
    of.map(|it| case.party(it.party).label().to_owned()).collect()
}

/// Whether that comes before the parties at the table in an account.
pub(super) fn comes_first(case: &Case, of: &OfDraft) -> bool {
    let stops = |it: &Needed| match it.is {
        Need::Refused => true,
        Need::Certain => !it.advises(case),
        Need::Given | Need::Possible => false,
    };
    of.consents.iter().any(stops) || of.outside.iter().any(|it| it.must_consent(case))
}
