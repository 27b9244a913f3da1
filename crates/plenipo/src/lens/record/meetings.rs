//! Meetings: who met whom, what was carried, what came of it.

use jiff::civil::Date;

use crate::case::Case;
use crate::case::describe;
use crate::case::meeting::{LogState, Meeting};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, Kind, Table};

/// The state of a meeting: its latest entry that is not a mere result; `planned` while its day lies
/// ahead, else `not recorded`.
pub(in crate::lens) fn state(meeting: &Meeting, day: Option<Date>) -> &'static str {
    let told = meeting
        .log
        .iter()
        .rev()
        .map(|it| it.is)
        .find(|it| matches!(it, LogState::Held | LogState::Cancelled));
    if let Some(state) = told {
        return state.word();
    }
    // A result presupposes that it took place.
    if meeting.log.iter().any(|it| it.is == LogState::Result) {
        return "held";
    }
    match (meeting.date, day) {
        (Some(date), Some(day)) if date >= day => "planned",
        _ if meeting.log.iter().any(|it| it.is == LogState::Planned) => "planned",
        _ => "not recorded",
    }
}

/// `US–Russia, Moscow, 2025-12-02`.
pub(in crate::lens) fn heading(case: &Case, meeting: &Meeting) -> String {
    let between: Vec<&str> = meeting.channel.iter().map(|ix| case.party(*ix).label()).collect();
    let mut parts = Vec::new();
    parts.extend(meeting.date.map(|date| meeting.meta.date_is.show(date)));
    parts.extend(meeting.title.clone());
    parts.extend(meeting.place.clone());
    if !between.is_empty() {
        parts.push(between.join("–"));
    }
    parts.join(" · ")
}

/// The meeting's particulars as list items.
pub(in crate::lens) fn particulars(case: &Case, meeting: &Meeting) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut say = |text: Text, under: Vec<Text>| {
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
    };
    if !meeting.present.is_empty() {
        let present: Vec<String> = meeting.present.iter().map(|it| case.speaker(it)).collect();
        say(Text::plain(format!("Present: {}", present.join(", "))), Vec::new());
    }
    if let Some(series) = &meeting.series {
        let number = series.number.map(|it| format!(", number {it}")).unwrap_or_default();
        say(Text::plain(format!("Series {}{number}", series.id)), Vec::new());
    }
    if !meeting.agenda.is_empty() {
        say(Text::plain(format!("Agenda: {}", meeting.agenda.join("; "))), Vec::new());
    }
    for it in &meeting.carries {
        let draft = case.draft(it.draft);
        let words = it
            .words
            .as_ref()
            .map(|words| format!(" ({})", describe::quoted(case, words)))
            .unwrap_or_default();
        say(
            Text::plain(format!("Carries {} · {}{words}. ", draft.id(), draft.title))
                .quiet(describe::footing(case, &it.meta)),
            Vec::new(),
        );
    }
    for it in &meeting.log {
        let words = it.gist.clone().or(it.words.clone()).unwrap_or_default();
        let colon = if words.is_empty() { "" } else { ": " };
        say(
            Text::default()
                .strong(it.is.word())
                .and(format!("{colon}{words}. "))
                .quiet(describe::footing(case, &it.meta)),
            Vec::new(),
        );
    }
    for it in &meeting.said {
        let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
        let by = if by.is_empty() { "Somebody".to_owned() } else { describe::listed(&by) };
        say(
            Text::plain(format!("{by}: "))
                .quote(it.words.clone())
                .and(" ")
                .quiet(describe::footing(case, &it.meta)),
            Vec::new(),
        );
    }
    blocks
}

pub(super) fn meetings(case: &Case, day: Option<Date>) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "meetings",
        "Meetings, held and planned",
        vec![
            Column::new("date", Kind::Text),
            Column::new("meeting", Kind::Id),
            Column::new("state", Kind::Text),
            Column::new("channel", Kind::Text),
            Column::new("place", Kind::Text),
            Column::new("present", Kind::Text),
            Column::new("series", Kind::Text),
            Column::new("carries", Kind::Text),
            Column::new("result", Kind::Text),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    let mut blocks = Vec::new();
    for meeting in &case.meetings {
        let channel: Vec<&str> = meeting.channel.iter().map(|ix| case.party_id(*ix)).collect();
        let present: Vec<String> = meeting.present.iter().map(|it| case.speaker(it)).collect();
        let carries: Vec<&str> =
            meeting.carries.iter().map(|it| case.draft(it.draft).id()).collect();
        let series = meeting.series.as_ref().map(|it| match it.number {
            Some(number) => format!("{} {number}", it.id),
            None => it.id.to_string(),
        });
        let result: Vec<String> =
            meeting.log.iter().filter_map(|it| it.gist.clone().or(it.words.clone())).collect();
        table.push(vec![
            Cell::maybe_text(meeting.date.map(|it| meeting.meta.date_is.show(it))),
            Cell::maybe_text(meeting.meta.id.as_ref().map(|it| it.to_string())),
            Cell::text(state(meeting, day)),
            Cell::text(channel.join(", ")),
            Cell::maybe_text(meeting.place.clone()),
            Cell::maybe_text((!present.is_empty()).then(|| present.join(", "))),
            Cell::maybe_text(series),
            Cell::maybe_text((!carries.is_empty()).then(|| carries.join(", "))),
            Cell::maybe_text((!result.is_empty()).then(|| result.join("; "))),
            Cell::text(describe::footing(case, &meeting.meta)),
        ]);
        blocks.push(Block::heading(
            2,
            format!("{} · {}", heading(case, meeting), state(meeting, day)),
        ));
        blocks.extend(particulars(case, meeting));
        blocks.push(Block::Para(Text::default().quiet(describe::footing(case, &meeting.meta))));
    }
    (table, blocks)
}
