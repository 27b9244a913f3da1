//! What to try out to have a package in hand: the text on the table, settled otherwise where the package is.

use super::picture::Picture;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::on_the_table::chosen;
use plenipo_record::case::tried::Tried;

use jiff::civil::Date;

/// Packages, made from a draft on record.
pub(super) struct Packages<'a> {
    case: &'a Case,
    base: Ix<Draft>,
    contents: Vec<Content>,
}

impl<'a> Packages<'a> {
    /// The text on the table on `day`; `None` where no text is known.
    pub(super) fn from_the_table(case: &'a Case, day: Option<Date>) -> Option<Packages<'a>> {
        // Places are the same with and without what is tried out, which stands last.
        let base = chosen(&case.on_file(), day)?.draft;
        Some(Packages { case, base, contents: contents(case, case.draft(base)) })
    }

    /// What to try out to have the outcome `choice` of `picture`. An issue on which nobody's order is on record stays
    /// as the text has it: the outcome says nothing of it.
    pub(super) fn outcome(&self, picture: &Picture, choice: &[usize]) -> Tried {
        let mut changes = Vec::new();
        for (place, &at) in choice.iter().enumerate() {
            if picture.idle[place] {
                continue;
            }
            let label = picture.scenario.issues[place].values.label(at);
            let issue = &self.case.issues[place];
            let has = self.contents[place].single().map(|it| issue.options[it.get()].id.as_str());
            if has != Some(label.as_str()) {
                changes.push((self.case.issue_id(Ix::new(place)).to_owned(), label));
            }
        }
        Tried { base: self.case.draft(self.base).id().to_owned(), changes }
    }
}

/// What to try out to have `draft` in hand: itself, where it is on record; of one tried out what makes it.
pub(super) fn draft(case: &Case, tried: &[Tried], draft: Ix<Draft>) -> Tried {
    let place = case.all_tried().position(|it| it == draft);
    let itself = || Tried { base: case.draft(draft).id().to_owned(), changes: Vec::new() };
    place.and_then(|it| tried.get(it)).cloned().unwrap_or_else(itself)
}
