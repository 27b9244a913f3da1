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
    /// Dated entries on lanes, at their days: as far apart as the days are.
    Timeline {
        /// Column of dates.
        date: &'static str,
        /// Column naming the lane.
        lane: &'static str,
        /// Column with the words.
        label: &'static str,
        /// Column of what became of an entry, where that is shown: its mark decides its shape.
        state: Option<&'static str>,
    },
    /// What held on a lane from which day on, until its next row; before its first row a lane has nothing.
    /// The last day of all is where the picture ends.
    Strip {
        /// Column naming the lane.
        lane: &'static str,
        /// Column of dates.
        date: &'static str,
        /// Column with the state that holds from that day.
        value: &'static str,
    },
    /// Cells coloured by a state, with the state written in them.
    HeatMap {
        /// Column naming the row.
        row: &'static str,
        /// Column naming the column.
        column: &'static str,
        /// Column with the state.
        value: &'static str,
        /// Column with the words behind the state, where there is one.
        detail: Option<&'static str>,
    },
    /// A middle line within a band, for each group.
    Band {
        /// Column of places on the horizontal axis: figures or dates.
        x: String,
        /// Column of lower ends.
        low: String,
        /// Column of middles, where there is one.
        middle: Option<String>,
        /// Column of upper ends.
        high: String,
        /// Column naming the group, where there are several.
        group: Option<String>,
    },
    /// What came true against what was foreseen.
    Calibration {
        /// Column of foreseen probabilities.
        forecast: String,
        /// Column of shares that came true.
        observed: String,
        /// Column of how many forecasts each stands for.
        count: String,
    },
    /// Points in the plane, told apart by what they are; both axes measure the same and have one scale.
    Scatter {
        /// Column of figures, left to right.
        x: String,
        /// Column of figures, from below upwards.
        y: String,
        /// Column that says what a point is: the word of a [`PlottedPoint`], or any other.
        series: &'static str,
        /// Column with a point's name; no name where it is unknown.
        label: &'static str,
        /// Column of figures that are shown by shade and size, more as stronger and larger.
        shade: Option<String>,
        /// Column that says what a point leads to, where a door leads there.
        to: Option<&'static str>,
    },
    /// Where texts come from: each on its day, with an arrow from every text it was made from.
    Lineage {
        /// Column of the text's id.
        text: &'static str,
        /// Column of its title.
        title: &'static str,
        /// Column of its day.
        date: &'static str,
        /// Column of who put it forward.
        by: &'static str,
        /// Column of the texts it was made from, by id.
        from: &'static str,
        /// Column of how many points are on record.
        points: &'static str,
        /// Column of how it is known: the word of a [`HowKnown`].
        known: &'static str,
        /// Column of its state; marked as taken out where it is no longer on the table.
        state: &'static str,
    },
    /// What each predictor said and when, as steps, a panel for each question: a range at both its ends. What has no
    /// figure is counted and never drawn as one.
    Steps {
        /// Column naming the question.
        panel: &'static str,
        /// Column of days.
        date: &'static str,
        /// Column naming the predictor; on the row that ends a panel what is said there.
        group: &'static str,
        /// Column of lower ends.
        low: &'static str,
        /// Column of upper ends.
        high: &'static str,
        /// Column that says what a row is: the word of a [`StepRow`].
        row: &'static str,
    },
    /// Who met whom: names, a line between two that met, none between two that did not.
    Channels {
        /// Column naming the one.
        one: &'static str,
        /// Column naming the other; every pair has one row.
        other: &'static str,
        /// Column of how many meetings were held.
        held: &'static str,
        /// Column of how many are planned.
        planned: &'static str,
    },
}

/// What a point of a [`ChartKind::Scatter`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlottedPoint {
    /// What nothing betters for one without loss to another.
    Frontier,
    /// What a bargaining solution chooses.
    Solution,
    /// A draft.
    Draft,
    /// A draft that crosses lines: no package, whatever it is worth.
    Crossing,
    /// What each has without a deal; unknown where that is not on record.
    NoDeal,
}

impl PlottedPoint {
    /// All of them.
    pub const ALL: [PlottedPoint; 5] = [
        PlottedPoint::Frontier,
        PlottedPoint::Solution,
        PlottedPoint::Draft,
        PlottedPoint::Crossing,
        PlottedPoint::NoDeal,
    ];

    /// Its word in the table.
    pub fn word(self) -> &'static str {
        match self {
            PlottedPoint::Frontier => "frontier",
            PlottedPoint::Solution => "solution",
            PlottedPoint::Draft => "draft",
            PlottedPoint::Crossing => "draft that crosses lines",
            PlottedPoint::NoDeal => "no deal",
        }
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<PlottedPoint> {
        PlottedPoint::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// How a text of a [`ChartKind::Lineage`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HowKnown {
    /// The text itself is there, or who made it says so.
    Known,
    /// Somebody else tells of it.
    Told,
    /// The record keeper concluded or supposed it.
    Inferred,
}

impl HowKnown {
    /// Each with its word in the table.
    pub const ALL: [(HowKnown, &'static str); 3] =
        [(HowKnown::Known, "known"), (HowKnown::Told, "told"), (HowKnown::Inferred, "inferred")];

    /// Its word in the table.
    pub fn word(self) -> &'static str {
        HowKnown::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<HowKnown> {
        HowKnown::ALL.into_iter().find(|(_, it)| *it == word).map(|(it, _)| it)
    }
}

/// What a row of a [`ChartKind::Steps`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepRow {
    /// What somebody said.
    Said,
    /// What it came to.
    Outcome,
    /// Until when what was said last stands, where it came to nothing yet.
    Until,
}

impl StepRow {
    /// Each with its word in the table.
    pub const ALL: [(StepRow, &'static str); 3] =
        [(StepRow::Said, "said"), (StepRow::Outcome, "outcome"), (StepRow::Until, "until")];

    /// Its word in the table.
    pub fn word(self) -> &'static str {
        StepRow::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<StepRow> {
        StepRow::ALL.into_iter().find(|(_, it)| *it == word).map(|(it, _)| it)
    }
}

impl ChartKind {
    /// Its word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            ChartKind::Timeline { .. } => "timeline",
            ChartKind::Strip { .. } => "strip",
            ChartKind::HeatMap { .. } => "heat-map",
            ChartKind::Band { .. } => "band",
            ChartKind::Scatter { .. } => "scatter",
            ChartKind::Channels { .. } => "channels",
            ChartKind::Calibration { .. } => "calibration",
            ChartKind::Lineage { .. } => "lineage",
            ChartKind::Steps { .. } => "steps",
        }
    }

    /// The columns it uses, each with the part it plays.
    pub fn columns(&self) -> Vec<(&'static str, &str)> {
        let mut columns: Vec<(&'static str, Option<&str>)> = Vec::new();
        match self {
            ChartKind::Timeline { date, lane, label, state } => {
                columns.extend([("date", Some(*date)), ("lane", Some(*lane))]);
                columns.extend([("label", Some(*label)), ("state", *state)]);
            }
            ChartKind::Strip { lane, date, value } => {
                columns.extend([("lane", Some(*lane)), ("date", Some(*date))]);
                columns.push(("value", Some(*value)));
            }
            ChartKind::HeatMap { row, column, value, detail } => {
                columns.extend([("row", Some(*row)), ("column", Some(*column))]);
                columns.extend([("value", Some(*value)), ("detail", *detail)]);
            }
            ChartKind::Band { x, low, middle, high, group } => {
                columns.extend([("x", Some(&**x)), ("low", Some(low))]);
                columns.extend([("middle", middle.as_deref()), ("high", Some(high))]);
                columns.push(("group", group.as_deref()));
            }
            ChartKind::Scatter { x, y, series, label, shade, to } => {
                columns.extend([("x", Some(&**x)), ("y", Some(y))]);
                columns.extend([("series", Some(*series)), ("label", Some(*label))]);
                columns.extend([("shade", shade.as_deref()), ("to", *to)]);
            }
            ChartKind::Channels { one, other, held, planned } => {
                columns.extend([("one", Some(*one)), ("other", Some(*other))]);
                columns.extend([("held", Some(*held)), ("planned", Some(*planned))]);
            }
            ChartKind::Lineage { text, title, date, by, from, points, known, state } => {
                columns.extend([("text", Some(*text)), ("title_of", Some(*title))]);
                columns.extend([("date", Some(*date)), ("by", Some(*by)), ("from", Some(*from))]);
                columns.extend([("points", Some(*points)), ("known", Some(*known))]);
                columns.push(("state", Some(*state)));
            }
            ChartKind::Steps { panel, date, group, low, high, row } => {
                columns.extend([("panel", Some(*panel)), ("date", Some(*date))]);
                columns.extend([("group", Some(*group)), ("low", Some(*low))]);
                columns.extend([("high", Some(*high)), ("row", Some(*row))]);
            }
            ChartKind::Calibration { forecast, observed, count } => {
                columns.extend([("forecast", Some(&**forecast)), ("observed", Some(observed))]);
                columns.push(("count", Some(count)));
            }
        }
        columns.into_iter().filter_map(|(part, column)| Some((part, column?))).collect()
    }
}
