//! Charts, described as data; presenters draw them.

/// A chart over a table of the same finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its name, stable for programs.
    pub id: &'static str,
    /// What it shows, in a sentence.
    pub title: String,
    /// What a reader who cannot see it should know.
    pub description: String,
    /// Its kind and the columns it uses.
    pub kind: ChartKind,
    /// The table that holds its data.
    pub table: &'static str,
}

/// The kinds of chart, each naming columns of its table.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartKind {
    /// Dated entries on lanes.
    Timeline {
        /// Column of dates.
        date: &'static str,
        /// Column naming the lane.
        lane: &'static str,
        /// Column with the words.
        label: &'static str,
    },
    /// Cells coloured by a state, with the state written in them.
    HeatMap {
        /// Column naming the row.
        row: &'static str,
        /// Column naming the column.
        column: &'static str,
        /// Column with the state.
        value: &'static str,
    },
    /// Points in the plane, told apart by what they are.
    Scatter {
        /// Column of figures, left to right.
        x: String,
        /// Column of figures, from below upwards.
        y: String,
        /// Column that says what a point is, e.g. `frontier` or `draft`.
        series: &'static str,
        /// Column with a point's name; no name where it is unknown.
        label: &'static str,
    },
}
