//! Who said something, to whom and when, and on what that stands.

use crate::finding::block::Text;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::red_line::Audience;

/// `Sanne Iver, public, 2031-05-02, stated, gazette B2`, with `between` between the parts.
pub(in crate::lens) fn whence(
    case: &Case,
    by: Option<&Speaker>,
    audience: Option<Audience>,
    date: Option<jiff::civil::Date>,
    meta: &Meta,
    between: &str,
) -> Text {
    let mut parts: Vec<Text> = Vec::new();
    parts.extend(by.map(|by| Text::plain(case.speaker(by))));
    parts.extend(audience.map(|it| Text::plain(it.word())));
    parts.extend(date.map(|date| Text::default().day(date, meta.date_is)));
    parts.push(describe::footing(case, meta).into());
    Text::joined(parts, between)
}

/// ` of 2031-05-02`; nothing where there is no day.
pub(in crate::lens) fn of_day(date: Option<jiff::civil::Date>, is: DateIs) -> Text {
    date.map_or_else(Text::default, |date| Text::plain(" of ").day(date, is))
}

/// ` (stated, gazette B2)`
pub(in crate::lens) fn footed(case: &Case, meta: &Meta) -> Text {
    Text::plain(" (").standing_on(&describe::footing(case, meta)).and(")")
}
