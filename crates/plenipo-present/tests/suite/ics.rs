//! Calendar files: what RFC 5545 asks of lines, escapes and days, whatever the words.

use jiff::civil::{Date, date};
use plenipo::finding::calendar::{Calendar, CalendarEntry, EntryKind, EventStatus};
use plenipo_present::ics;
use proptest::prelude::*;

fn meeting(summary: &str, status: EventStatus) -> CalendarEntry {
    CalendarEntry {
        uid: "0a@plenipo".into(),
        sequence: 0,
        known: Some(date(2025, 12, 1)),
        kind: EntryKind::Meeting { from: date(2025, 12, 31), to: date(2025, 12, 31), status },
        summary: summary.into(),
        place: None,
        lines: Vec::new(),
    }
}

fn written(entries: Vec<CalendarEntry>) -> String {
    ics::calendar(&Calendar { name: "Talks".into(), entries, undated: 0 })
}

/// The lines of a file as a reader has them: folds undone. Checks their form on the way.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line:?}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        assert!(line.chars().all(|it| !it.is_control()), "{line:?}");
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The value of the first property `name` as words: escapes undone.
fn words(text: &str, name: &str) -> String {
    let lines = lines(text);
    let value = lines.iter().find_map(|it| it.strip_prefix(name)?.strip_prefix(':'));
    let mut words = String::new();
    let mut letters = value.expect(name).chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => words.push('\n'),
                Some(it @ ('\\' | ';' | ',')) => words.push(it),
                other => panic!("escapes {other:?}"),
            },
            ';' | ',' => panic!("{letter} without an escape"),
            it => words.push(it),
        }
    }
    words
}

#[test]
fn an_entry_lasts_its_whole_day() {
    let text = written(vec![meeting("A round", EventStatus::Confirmed)]);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//plenipo//plenipo//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Talks",
        "BEGIN:VEVENT",
        "UID:0a@plenipo",
        "DTSTAMP:20251201T000000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20251231",
        "DTEND;VALUE=DATE:20260101",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "SUMMARY:A round",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(lines(&text), expected);
}

#[test]
fn how_sure_a_meeting_is_and_what_is_to_be_done() {
    assert!(written(vec![meeting("x", EventStatus::Cancelled)]).contains("STATUS:CANCELLED\r\n"));
    assert!(written(vec![meeting("x", EventStatus::Tentative)]).contains("STATUS:TENTATIVE\r\n"));
    let task = |done, cancelled| CalendarEntry {
        kind: EntryKind::Task { due: date(2025, 12, 9), done, cancelled },
        ..meeting("x", EventStatus::Confirmed)
    };
    let open = written(vec![task(None, false)]);
    assert!(
        open.contains("BEGIN:VTODO\r\n")
            && open.contains("DUE;VALUE=DATE:20251209\r\nSTATUS:NEEDS-ACTION")
    );
    let off = written(vec![task(None, true)]);
    assert!(off.contains("DUE;VALUE=DATE:20251209\r\nSTATUS:CANCELLED\r\n"));
    let done = written(vec![task(Some(date(2025, 12, 8)), false)]);
    assert!(done.contains("COMPLETED:20251208T000000Z\r\nSTATUS:COMPLETED\r\n"));
}

#[test]
fn the_ends_of_the_calendar() {
    let mut last = meeting("x", EventStatus::Confirmed);
    last.kind =
        EntryKind::Meeting { from: Date::MAX, to: Date::MAX, status: EventStatus::Confirmed };
    last.known = None;
    let text = written(vec![last]);
    assert!(text.contains("DTSTART;VALUE=DATE:99991231\r\nSTATUS"), "{text}");
    assert!(text.contains("DTSTAMP:99991231T000000Z"));
    let mut first = meeting("x", EventStatus::Confirmed);
    let year = date(0, 1, 1);
    first.kind = EntryKind::Meeting { from: year, to: year, status: EventStatus::Confirmed };
    assert!(written(vec![first]).contains("DTSTART;VALUE=DATE:00000101\r\n"));
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "x\r\nEND:VEVENT\nBEGIN:VALARM\u{2028}a\\nb; c, d\u{0}\u{1b}[2J\u{7f}";
    let text = written(vec![meeting(hostile, EventStatus::Confirmed)]);
    assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1);
    assert!(!text.contains("\r\nBEGIN:VALARM"));
    assert_eq!(words(&text, "SUMMARY"), "x\nEND:VEVENT\nBEGIN:VALARM\na\\nb; c, d[2J");
}

proptest! {
    #[test]
    fn whatever_is_said_comes_back(summary in "\\PC{0,120}", place in "[😀é\\\\;,:\\n a]{0,200}") {
        let mut entry = meeting(&summary, EventStatus::Confirmed);
        entry.place = Some(place.clone());
        entry.lines = vec![place.clone(), summary.clone()];
        let text = written(vec![entry]);
        let plain = |it: &str| -> String {
            // Line separators count as breaks; what is never shown is left out.
            let it = it.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
            it.chars().filter(|it| *it == '\n' || !it.is_control()).collect()
        };
        prop_assert_eq!(words(&text, "SUMMARY"), plain(&summary));
        prop_assert_eq!(words(&text, "LOCATION"), plain(&place));
        prop_assert_eq!(words(&text, "DESCRIPTION"), plain(&format!("{place}\n{summary}")));
    }
}

#[test]
fn what_was_put_right_keeps_its_name_and_grows_its_number() {
    let first = meeting("Third round", EventStatus::Confirmed);
    let moved = CalendarEntry { sequence: 100, known: Some(date(2025, 12, 3)), ..first.clone() };
    let called_off = CalendarEntry {
        sequence: 101,
        kind: EntryKind::Meeting {
            from: date(2026, 1, 2),
            to: date(2026, 1, 2),
            status: EventStatus::Cancelled,
        },
        ..moved.clone()
    };
    let of = |entry: CalendarEntry, name: &str| words(&written(vec![entry]), name);
    let said = |name: &str| [&first, &moved, &called_off].map(|it| of(it.clone(), name));
    assert_eq!(said("UID"), ["0a@plenipo"; 3]);
    assert_eq!(said("SEQUENCE"), ["0", "100", "101"]);
    assert_eq!(said("STATUS"), ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    assert_eq!(said("DTSTAMP")[1], "20251203T000000Z");
}
