//! What an article says of itself in its first lines: `title: …`, `publisher: …`, `date: …`, `source: …`.

use jiff::civil::Date;

use super::Marked;
use crate::day::{self, ReportDay, Tense};
use crate::words::Tokens;

/// The first lines as keys, the rest as the body. Without keys the whole is the body, and a first line that stands
/// alone is the title.
pub(super) fn marked(text: &str) -> Marked {
    let mut out = Marked::default();
    let text = text.trim_start_matches('\u{feff}');
    let mut at = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare == "---" && (at == 0 || fenced) {
            at += line.len();
            if fenced {
                break;
            }
            fenced = true;
            continue;
        }
        let Some((key, value)) = bare.split_once(':') else { break };
        let value = Some(value.trim().trim_matches('"').to_owned()).filter(|it| !it.is_empty());
        let known = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut out.title,
            "publisher" | "publication" => &mut out.publisher,
            "date" | "published" => &mut out.date,
            "source" | "address" | "url" | "link" => &mut out.address,
            "author" | "by" if at > 0 => {
                at += line.len();
                continue;
            }
            _ => break,
        };
        *known = value;
        at += line.len();
    }
    out.body = text[at..].to_owned();
    if at == 0 {
        first_line(&mut out);
    }
    out
}

/// A first line without a full stop, with a blank line behind it, is the title; a line below it that is a day is the
/// date.
fn first_line(out: &mut Marked) {
    let body = out.body.trim_start().to_owned();
    let Some((first, rest)) = body.split_once('\n') else { return };
    let line = first.trim();
    let next = rest.lines().next().unwrap_or_default().trim();
    let is_day = next.len() < 40 && day(next).is_some();
    let title =
        line.len() < 200 && !line.ends_with(['.', ':', '!', ',']) && (next.is_empty() || is_day);
    if !title || rest.trim().is_empty() {
        return;
    }
    out.title = Some(line.to_owned());
    out.body = rest.to_owned();
    let below = rest.trim_start();
    if let Some((first, rest)) = below.split_once('\n')
        && first.trim().len() < 40
        && day(first.trim()).is_some()
    {
        out.date = Some(first.trim().to_owned());
        out.body = rest.to_owned();
    }
}

/// A day as articles write it: `2031-05-06`, `6 May 2031`, `Tuesday, May 6, 2031`, `2031-05-06T10:00:00Z`.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(|it| it.parse().ok()) {
        return Some(day);
    }
    let tokens = Tokens::of(text.get(..text.floor_char_boundary(60))?);
    let found = day::all(&tokens, 0, tokens.len(), None, Tense::Past);
    found.into_iter().find_map(|it| match it.when {
        ReportDay::Day(day) => Some(day),
        _ => None,
    })
}
