//! Where drafts come from: a table of each with what it was made from, and its picture.

use crate::finding::block::Mark;
use crate::finding::chart::{Chart, ChartKind, HowKnown};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::acceptance::consents::is_fallen;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::counted;
use plenipo_record::case::draft::{Draft, Form};
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::Basis;

/// The picture of `case`'s drafts; its table joins `tables`.
pub(super) fn chart(case: &Case, tables: &mut Vec<Table>) -> Chart {
    let mut table = Table::new(
        "lineage",
        "Drafts with what each was made from, oldest first",
        vec![
            Column::new("draft", ColumnKind::Id),
            Column::new("title", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("by", ColumnKind::List),
            Column::new("based_on", ColumnKind::List),
            Column::new("points", ColumnKind::Count),
            Column::new("known", ColumnKind::Text),
            Column::new("state", ColumnKind::State),
        ],
    );
    let mut all: Vec<Ix<Draft>> = (0..case.drafts.len()).map(Ix::new).collect();
    // A text whose day nobody knows stands after those whose day is known.
    all.sort_by_key(|it| {
        let day = case.draft(*it).date;
        (day.is_none(), day)
    });
    let (mut arrows, mut gone) = (0, 0);
    for ix in &all {
        let draft = case.draft(*ix);
        let state = state(case, *ix);
        arrows += draft.based_on.len();
        gone += usize::from(state.1 == Mark::Removed);
        let by = draft.tabled_by.iter().map(|it| Cell::text(case.party(*it).label()));
        table.push(vec![
            Cell::draft(draft.id()),
            Cell::text(draft.title.clone()),
            Cell::day(draft.date, draft.meta.date_is),
            Cell::maybe_list(by),
            Cell::list(draft.based_on.iter().map(|it| Cell::draft(case.draft(*it).id()))),
            Cell::count(draft.settling_points().count()),
            Cell::text(known(draft).word()),
            Cell::state(state.0, state.1),
        ]);
    }
    tables.push(table);
    let made = match arrows {
        0 => "of none is it on record what it was made from".to_owned(),
        n => counted(n, "arrow"),
    };
    Chart {
        id: "lineage",
        title: "Where the drafts come from".to_owned(),
        description: format!(
            "{} on their days, each with who put it forward; {made}; {gone} no longer on the table.",
            counted(case.drafts.len(), "text")
        ),
        kind: ChartKind::Lineage {
            text: "draft",
            title: "title",
            date: "date",
            by: "by",
            from: "based_on",
            points: "points",
            known: "known",
            state: "state",
        },
        table: "lineage",
    }
}

/// How a text is known: a text of which others tell only is not there, and what the keeper put together is theirs.
fn known(draft: &Draft) -> HowKnown {
    match (draft.form, draft.meta.basis) {
        (Form::Reconstruction, _) | (_, Basis::Inferred | Basis::Assumed) => HowKnown::Inferred,
        (Form::Reported | Form::Readout, _) | (_, Basis::Reported) => HowKnown::Told,
        _ => HowKnown::Known,
    }
}

/// The state of a live text that fell with a refused consent.
pub(super) const FALLEN: &str = "fallen";

/// Its state: a live text that fell with a refused consent says so.
pub(super) fn state(case: &Case, ix: Ix<Draft>) -> (&'static str, Mark) {
    let draft = case.draft(ix);
    if !draft.is_live() {
        return (draft.state().word(), Mark::Removed);
    }
    match is_fallen(case, ix, &contents(case, draft)) {
        true => (FALLEN, Mark::Removed),
        false => (draft.state().word(), Mark::Plain),
    }
}
