//! What a page that stands around an answer adds to it. An answer by itself leads nowhere but to its own sources.

use plenipo::finding::chart::Chart;
use plenipo::finding::value::Reference;

/// A page around an answer.
pub trait Door {
    /// The address of what `it` refers to; `None` where this door does not lead there.
    fn to(&self, it: &Reference) -> Option<String>;

    /// Markup of the page's own that stands above the drawing of `chart`, for which the page answers.
    fn above(&self, chart: &Chart) -> String;
}
