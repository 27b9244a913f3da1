//! A calendar as a file of the Internet Calendaring standard (RFC 5545), for any calendar program.
//!
//! Entries last whole days; nothing is taken from the clock: the time stamp of an entry is the day
//! on which its latest news became known, so the same record makes the same bytes. A writer of our
//! own and not a calendar crate's: those stamp the clock and draw random names.

use std::fmt::Display;

use plenipo::finding::calendar::{Calendar, CalendarEntry, EntryKind, EventStatus};

/// The most bytes of a line, its break not counted.
const LINE_MAX: usize = 75;

/// `calendar` as the text of an `.ics` file; lines end as the standard asks.
pub fn calendar(calendar: &Calendar) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//plenipo//plenipo//EN");
    out.line("CALSCALE:GREGORIAN");
    out.text("X-WR-CALNAME", &calendar.name);
    for entry in &calendar.entries {
        self::entry(&mut out, entry);
    }
    out.line("END:VCALENDAR");
    out.0
}

fn entry(out: &mut Lines, entry: &CalendarEntry) {
    let kind = match entry.kind {
        EntryKind::Meeting { .. } => "VEVENT",
        EntryKind::Task { .. } => "VTODO",
    };
    out.line(&format!("BEGIN:{kind}"));
    out.text("UID", &entry.uid);
    // What became known on no known day is stamped with its own.
    let own = match entry.kind {
        EntryKind::Meeting { from, .. } => from,
        EntryKind::Task { due, .. } => due,
    };
    out.line(&format!("DTSTAMP:{}T000000Z", day(entry.known.unwrap_or(own))));
    out.line(&format!("SEQUENCE:{}", entry.sequence));
    match entry.kind {
        EntryKind::Meeting { from, to, status } => {
            out.line(&format!("DTSTART;VALUE=DATE:{}", day(from)));
            // The end is the first day after; without one an entry lasts its one day.
            if let Ok(after) = to.tomorrow() {
                out.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
            }
            out.line(match status {
                EventStatus::Confirmed => "STATUS:CONFIRMED",
                EventStatus::Tentative => "STATUS:TENTATIVE",
                EventStatus::Cancelled => "STATUS:CANCELLED",
            });
            out.line("TRANSP:TRANSPARENT");
        }
        EntryKind::Task { due, done, cancelled } => {
            out.line(&format!("DUE;VALUE=DATE:{}", day(due)));
            match done {
                _ if cancelled => out.line("STATUS:CANCELLED"),
                Some(done) => {
                    out.line(&format!("COMPLETED:{}T000000Z", day(done)));
                    out.line("STATUS:COMPLETED");
                }
                None => out.line("STATUS:NEEDS-ACTION"),
            }
        }
    }
    out.text("SUMMARY", &entry.summary);
    if let Some(place) = &entry.place {
        out.text("LOCATION", place);
    }
    if !entry.lines.is_empty() {
        out.text("DESCRIPTION", &entry.lines.join("\n"));
    }
    out.line(&format!("END:{kind}"));
}

/// `20251202`
fn day(date: impl Display) -> String {
    date.to_string().replace('-', "")
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is words: what the standard gives a meaning is escaped, and what it
    /// does not allow is left out.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        let mut letters = value.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\r' => {
                    letters.next_if_eq(&'\n');
                    line.push_str("\\n");
                }
                '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push_str("\\n"),
                '\t' => line.push(' '),
                it if it.is_control() => {}
                it => line.push(it),
            }
        }
        self.line(&line);
    }

    /// A line, folded where it is too long; no letter is torn.
    fn line(&mut self, line: &str) {
        let mut room = LINE_MAX;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space that marks the rest counts too.
                room = LINE_MAX - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
