//! Meetings: who met whom, what was carried, what came of it, what was undertaken.

mod channels;
mod open;
mod series;
mod there;

use jiff::civil::Date;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::Chart;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Id, Kind as RecordKind};
use plenipo_record::case::meeting::{Became, LogState, Meeting};
use plenipo_record::case::meta::Meta;

/// What the record says became of a meeting by `day`.
pub(in crate::lens) fn state(meeting: &Meeting, day: Option<Date>) -> Became {
    meeting.state(day)
}

/// What became of a meeting, as tables show it.
fn state_cell(state: Became) -> Cell {
    let mark = match state {
        Became::Held => Mark::Fine,
        Became::Planned => Mark::Plain,
        Became::Cancelled => Mark::Removed,
        Became::NotRecorded => Mark::Unknown,
    };
    Cell::state(state.word(), mark)
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

/// Which meeting of which series it is, and by whose count.
pub(super) fn of_series(case: &Case, meeting: &Meeting) -> Option<String> {
    series::place(case, meeting)
}

/// What those named for a meeting are: who is to come to one that is only planned has not been there.
pub(super) fn presence(meeting: &Meeting, day: Option<Date>) -> &'static str {
    let held = meeting.log.iter().any(|it| it.is == LogState::Held);
    let passed = day.is_some_and(|day| meeting.date.is_some_and(|it| it < day));
    if held || passed { "Present" } else { "Expected" }
}

/// The meeting's particulars as list items, as they stand on `day`.
pub(in crate::lens) fn particulars(
    case: &Case,
    meeting: &Meeting,
    day: Option<Date>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut say = |text: Text, under: Vec<Text>| {
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
    };
    if !meeting.present.is_empty() {
        let present: Vec<String> = meeting.present.iter().map(|it| case.speaker(it)).collect();
        let is = presence(meeting, day);
        say(Text::plain(format!("{is}: {}", present.join(", "))), Vec::new());
    }
    if !meeting.led_by.is_empty() {
        let led: Vec<String> = meeting.led_by.iter().map(|it| case.speaker(it)).collect();
        let what = if led.len() == 1 { "Delegation" } else { "Delegations" };
        say(Text::plain(format!("{what} led by {}", describe::listed(&led))), Vec::new());
    }
    if let Some(place) = series::place(case, meeting) {
        say(Text::plain(place), Vec::new());
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
        let text = Text::plain(format!("Carries {} · {}{words}", draft.id(), draft.title));
        say(text.then(own_footing(case, &it.meta, meeting, ". ")), Vec::new());
    }
    for it in &meeting.log {
        let words = it.gist.clone().or(it.words.clone()).unwrap_or_default();
        let state = Text::default().strong(describe::spoken(it.is.word()));
        let (text, before) = match words.is_empty() {
            true => (state, ". "),
            false => (state.and(format!(": {}", describe::sentence(&words))), " "),
        };
        say(text.then(own_footing(case, &it.meta, meeting, before)), Vec::new());
    }
    for it in &meeting.said {
        let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
        let by = if by.is_empty() { "Somebody".to_owned() } else { describe::listed(&by) };
        say(
            Text::plain(format!("{by}: "))
                .quote(it.words.clone())
                .then(own_footing(case, &it.meta, meeting, " · ")),
            Vec::new(),
        );
    }
    for it in &meeting.actions {
        let text = Text::plain("Undertaken: ").then(open::told(case, it, day));
        say(text.then(own_footing(case, &it.meta, meeting, " ")), Vec::new());
    }
    blocks
}

/// What an entry inside a meeting stands on, where that is not what the meeting does, whose is told once.
fn own_footing(case: &Case, meta: &Meta, of: &Meeting, before: &str) -> Text {
    match (meta.basis, &meta.sources) == (of.meta.basis, &of.meta.sources) {
        true => Text::default(),
        false => Text::plain(before).then(footing(case, meta)),
    }
}

/// What a record stands on, in quieter words.
fn footing(case: &Case, meta: &Meta) -> Text {
    Text::from(describe::footing(case, meta)).quietly()
}

/// The diagrams of who met whom, and when; none where nobody is on record as meeting.
pub(super) fn charts(case: &Case, day: Option<Date>) -> Vec<Chart> {
    match case.meetings.is_empty() {
        true => Vec::new(),
        false => {
            let channels = channels::Channels::of(case, day);
            channels.over_time(case).into_iter().chain([channels.chart(case)]).collect()
        }
    }
}

/// The headline, the tables and the account.
pub(super) fn meetings(case: &Case, day: Option<Date>) -> (String, Vec<Table>, Vec<Block>) {
    let channels = channels::Channels::of(case, day);
    let headline = headline(case, &channels, day);
    let (list, each) = list(case, day);
    if case.meetings.is_empty() {
        return (headline, vec![list], each);
    }
    let (commitments, open) = open::open(case, day);
    let (series, of_series) = series::series(case, day);
    let mut blocks = vec![Block::heading(1, "Undertaken, planned, or not on record")];
    blocks.extend(open);
    blocks.push(Block::heading(1, "Who met whom"));
    if let Some(chart) = channels.over_time(case) {
        blocks.push(Block::Chart(chart.id));
    }
    blocks.push(Block::Chart("channels"));
    blocks.extend(channels.blocks(case));
    if !of_series.is_empty() {
        blocks.push(Block::heading(1, "Series"));
        blocks.extend(of_series);
    }
    blocks.push(Block::heading(1, "Meeting by meeting"));
    blocks.extend(each);
    (
        headline,
        vec![list, channels.table(case), channels.days(case, day), series, commitments],
        blocks,
    )
}

/// `6 meetings: 5 held, 1 planned. Ukraine and Russia met once in this record: …`
fn headline(case: &Case, channels: &channels::Channels, day: Option<Date>) -> String {
    let count = |of| case.meetings.iter().filter(|it| state(it, day) == of).count();
    let states = Became::ALL.map(|it| (it.word(), count(it)));
    let states: Vec<String> =
        states.iter().filter(|it| it.1 > 0).map(|(word, n)| format!("{n} {word}")).collect();
    let colon = if states.is_empty() { "" } else { ": " };
    let mut headline = format!(
        "{}{colon}{}.",
        describe::counted(case.meetings.len(), "meeting"),
        states.join(", ")
    );
    // With more principals than two the pairs are in the account.
    if let [one] = channels.principals(case).as_slice() {
        headline.push_str(&format!(" {one}"));
    }
    headline
}

/// Every meeting, oldest first.
fn list(case: &Case, day: Option<Date>) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "meetings",
        "Meetings, held and planned",
        vec![
            Column::new("date", ColumnKind::Day),
            Column::new("meeting", ColumnKind::Id),
            Column::new("state", ColumnKind::State),
            Column::new("channel", ColumnKind::List),
            Column::new("place", ColumnKind::Text),
            Column::new("present", ColumnKind::List),
            Column::new("series", ColumnKind::Id),
            Column::new("number", ColumnKind::Count).label("number in the series"),
            Column::new("carries", ColumnKind::List),
            Column::new("result", ColumnKind::List),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let mut blocks = Vec::new();
    for meeting in &case.meetings {
        let channel = meeting.channel.iter().map(|ix| Cell::party(case.party_id(*ix)));
        let present = meeting.present.iter().map(|it| Cell::Text(case.speaker(it)));
        let carries = meeting.carries.iter().map(|it| Cell::draft(case.draft(it.draft).id()));
        let series = meeting.series.as_ref();
        let number = series.and_then(|it| it.number).map(u64::from);
        let result = meeting.log.iter().filter_map(|it| it.gist.clone().or(it.words.clone()));
        table.push(vec![
            Cell::day(meeting.date, meeting.meta.date_is),
            Cell::maybe_to(RecordKind::Meeting, meeting.meta.id.as_ref().map(Id::as_str)),
            state_cell(state(meeting, day)),
            Cell::list(channel),
            Cell::maybe_text(meeting.place.clone()),
            Cell::maybe_list(present),
            Cell::maybe_to(Target::Series, series.map(|it| it.id.as_str())),
            number.map_or(Cell::Unknown, Cell::Count),
            Cell::maybe_list(carries),
            Cell::maybe_list(result.map(Cell::Text)),
            Cell::Footing(describe::footing(case, &meeting.meta)),
        ]);
        blocks.push(Block::heading(
            2,
            format!("{} · {}", heading(case, meeting), state(meeting, day).word()),
        ));
        blocks.extend(particulars(case, meeting, day));
        blocks.push(Block::Para(footing(case, &meeting.meta)));
    }
    (table, blocks)
}
