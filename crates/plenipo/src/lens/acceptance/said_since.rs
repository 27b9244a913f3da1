//! What was said of a text since it is there: statements about it or about a meeting that carried it, and what came
//! of such meetings. It decides nothing; a reader wants it beside the answer.

use crate::finding::block::{Block, Item, Mark, Text};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::{LogState, Statement};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::position::Direction;

/// Most entries that are shown under a draft.
const SHOWN_MAX: usize = 12;

/// Something said of a text, or what came of a meeting that carried it.
pub(in crate::lens) struct SaidOf<'c> {
    pub(in crate::lens) date: Option<jiff::civil::Date>,
    pub(in crate::lens) date_is: DateIs,
    pub(in crate::lens) words: String,
    /// That by these words a chance rose or fell.
    pub(in crate::lens) direction: Option<Direction>,
    pub(in crate::lens) meta: &'c Meta,
}

/// Everything said of `draft` since its day, newest first.
pub(in crate::lens) fn said_of(case: &Case, draft: Ix<Draft>) -> Vec<SaidOf<'_>> {
    let from = case.draft(draft).date;
    let since = |it: Option<jiff::civil::Date>| from.is_none() || it.is_none() || it >= from;
    let carried: Vec<usize> = (0..case.meetings.len())
        .filter(|it| case.meetings[*it].carries.iter().any(|it| it.draft == draft))
        .collect();
    let mut all = Vec::new();
    let about = |it: &Statement| {
        it.about.iter().any(|record| match record.kind {
            Kind::Draft => record.index as usize == draft.get(),
            Kind::Meeting => carried.contains(&(record.index as usize)),
            _ => false,
        })
    };
    for (place, it) in case.statements.iter().enumerate() {
        if about(it) && since(it.date) {
            let record = RecordRef::new(Kind::Statement, place);
            all.push(SaidOf {
                date: it.date,
                date_is: it.meta.date_is,
                words: describe::in_one_line(case, record),
                direction: it.direction,
                meta: &it.meta,
            });
        }
    }
    for place in carried {
        let meeting = &case.meetings[place];
        let name = describe::in_one_line(case, RecordRef::new(Kind::Meeting, place));
        for it in meeting.log.iter().filter(|it| it.is == LogState::Result) {
            let said = it.gist.clone().or_else(|| it.words.clone()).unwrap_or_default();
            all.push(SaidOf {
                date: it.date.or(meeting.date),
                date_is: it.meta.date_is,
                words: format!("{name}: {said}"),
                direction: None,
                meta: &it.meta,
            });
        }
        for it in &meeting.said {
            let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
            let by = if by.is_empty() { "nobody named".to_owned() } else { describe::listed(&by) };
            all.push(SaidOf {
                date: meeting.date,
                date_is: meeting.meta.date_is,
                words: format!("{name}: {by}: {}", describe::quoted(case, &it.words)),
                direction: None,
                meta: &it.meta,
            });
        }
    }
    // Newest first; of one day in the order of the record.
    all.sort_by_key(|it| std::cmp::Reverse(it.date));
    all
}

pub(super) fn said_since(case: &Case, draft: Ix<Draft>, blocks: &mut Vec<Block>) {
    let all = said_of(case, draft);
    if all.is_empty() {
        return;
    }
    blocks.push(Block::heading(3, "Said of this text since"));
    let more = all.len().saturating_sub(SHOWN_MAX);
    for it in all.into_iter().take(SHOWN_MAX) {
        let text = match it.date {
            Some(date) => Text::default().day(date, it.date_is).and(" · "),
            None => Text::default(),
        };
        let text = text.and(describe::sentence(&it.words)).and(match it.direction {
            Some(Direction::Down) => " So a chance went down. ",
            Some(Direction::Up) => " So a chance went up. ",
            None => " ",
        });
        let footing = Text::from(describe::footing(case, it.meta)).quietly();
        blocks.push(Block::Item(Item {
            mark: Mark::Plain,
            text: text.then(footing),
            under: Vec::new(),
        }));
    }
    if more > 0 {
        blocks.push(Block::item(format!("and {more} more, on the timeline")));
    }
}
