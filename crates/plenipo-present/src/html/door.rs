//! Where what an answer refers to leads, on pages that have addresses for it. A page that stands by itself has none:
//! there a reference is its words, and what a reader could do is told as it is typed.

use plenipo::finding::hint::Hint;
use plenipo::finding::value::Reference;

/// A door of pages that lead to one another.
pub trait HtmlDoor {
    /// The address of a thing of the record; none where no page shows it.
    fn record(&self, to: &Reference) -> Option<String>;

    /// What a reader could do, in words and as the address where it is done; none where no page does it.
    fn hint(&self, hint: &Hint) -> Option<HtmlLead>;
}

/// What a reader could do, as a page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlLead {
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub to: String,
}
