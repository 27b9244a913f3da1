//! What a page that stands around an answer adds to it. An answer by itself leads nowhere but to its own sources: there
//! a reference is its words, and what a reader could do is told as it is typed.

use plenipo::finding::chart::Chart;
use plenipo::finding::hint::Hint;
use plenipo::finding::value::Reference;

/// A page around an answer.
pub trait Door {
    /// The address of what `it` refers to; `None` where this door does not lead there.
    fn to(&self, it: &Reference) -> Option<String>;

    /// Markup of the page's own that stands above the drawing of `chart`, for which the page answers.
    fn above(&self, chart: &Chart) -> String;

    /// What people call what `it` refers to; `None` where its id is all there is, or where the page keeps ids.
    fn name(&self, _: &Reference) -> Option<String> {
        None
    }

    /// Markup of the page's own that stands below the first paragraph of the account, for which the page answers.
    fn beside(&self) -> &'static str {
        ""
    }

    /// What a reader could do, in words and as the address where it is done; `None` where no page does it.
    fn hint(&self, _: &Hint) -> Option<HtmlLead> {
        None
    }
}

/// What a reader could do, as a page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlLead {
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub to: String,
}
