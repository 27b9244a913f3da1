//! Slips of form in a line of text, told as what was meant: where the parser only says what it expected.

use std::ops::Range;

use crate::case::id::Kind;

use super::due::{self, Due};
use super::files::short;
use super::meant;

/// A slip in a line: what is wrong, and what to write.
pub(super) struct Slip {
    /// What is wrong.
    pub(super) message: String,
    /// What to write.
    pub(super) hint: String,
}

/// The line of `text` in which `at` lies, without its end.
pub(super) fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |it| at + it);
    start..end.max(start)
}

/// The slip that a line holds, if it is one of the usual ones; the parser failed at the byte `at` of it.
pub(super) fn slip(line: &str, at: usize) -> Option<Slip> {
    let said = |message: &str, hint: String| Some(Slip { message: message.to_owned(), hint });
    let trimmed = line.trim();
    if let Some(note) = ["//", "--", "/*", ";"].iter().find_map(|it| trimmed.strip_prefix(it)) {
        return said("a note begins with #", format!("write: # {}", short(note.trim())));
    }
    if trimmed.starts_with('[') && !trimmed.contains('=') {
        return header(trimmed);
    }
    let Some((key, sign, rest)) = key_of(trimmed) else { return token(line, at) };
    let value = without_note(rest).trim();
    match sign {
        ":" => {
            let value = in_form(value);
            return said("between a key and its value stands =", format!("write: {key} = {value}"));
        }
        "==" | ":=" | "=>" | "->" => {
            return said(
                "between a key and its value stands one =",
                format!("write: {key} = {}", in_form(value)),
            );
        }
        "" => {
            return said(
                "between a key and its value stands =",
                format!("write: {key} = {}", in_form(value)),
            );
        }
        _ => {}
    }
    // A list may hold the slip in one of its entries, and the line may be one of several of it.
    if value.starts_with(['[', '{']) {
        let more = value.trim_end_matches([';', ',']).trim_end();
        if more.len() < value.len() && well_formed(more) {
            let hint = format!("write: {key} = {}", short(more));
            return said("nothing stands at the end of the line", hint);
        }
        return inside(key, value).or_else(|| token(line, at));
    }
    if let Some(text) = quoted_otherwise(value) {
        return said(
            "these are not straight quotes",
            format!("write straight quotes: {}", in_quotes(&text)),
        );
    }
    if let Some(inner) = value.strip_prefix('\'').filter(|it| it.matches('\'').count() > 1) {
        let inner = inner.strip_suffix('\'').unwrap_or(inner);
        if !value.starts_with("'''") && !inner.contains('"') {
            let hint = format!("put it in double quotes: \"{}\"", short(inner));
            return said("an apostrophe ends a text in single quotes", hint);
        }
    }
    if let Some(inner) = value.strip_prefix('"').filter(|it| it.matches('"').count() > 1) {
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        if !value.starts_with("\"\"\"") && !inner.contains(['\'', '\\', '[', '{']) {
            let hint = format!("put the whole in single quotes: '{}'", short(inner));
            return said("a quotation mark within a text ends it", hint);
        }
    }
    if let Some(mark) = value.strip_suffix(';').or_else(|| value.strip_suffix(',')) {
        let mark = mark.trim();
        if well_formed(mark) {
            let hint = format!("write: {key} = {}", short(mark));
            return said("nothing stands at the end of the line", hint);
        }
    }
    if let Some(text) = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'))
        && text.contains('\\')
        && !text.contains(['"', '\''])
    {
        let hint = format!("put it in single quotes: '{}'", short(text));
        return said("a text in double quotes cannot hold this \\", hint);
    }
    if value.starts_with(['"', '\'']) || value.is_empty() {
        return None;
    }
    let hint = due::hint(key, value)?;
    said(&format!("`{}` cannot be read", short(value)), hint)
}

/// Whether a value is well formed as it stands: a text, a list or a table on one line, a number or a day.
fn well_formed(value: &str) -> bool {
    toml::de::DeTable::parse(&format!("x = {value}")).is_ok()
}

/// A header that is none.
fn header(line: &str) -> Option<Slip> {
    let line = without_note(line).trim();
    let name = line.trim_matches(['[', ']']).trim();
    let folded = name.to_lowercase().replace([' ', '-'], "_");
    let tables = Kind::ALL.map(Kind::table);
    let single = ["file", "dossier"];
    let meant = tables
        .into_iter()
        .chain(single)
        .find(|it| folded == **it || folded.strip_suffix('s') == Some(it))?;
    let written =
        if single.contains(&meant) { format!("[{meant}]") } else { format!("[[{meant}]]") };
    (written != line).then(|| Slip {
        message: format!("`{}` is no header", short(line)),
        hint: format!("write {written}"),
    })
}

/// The key at the beginning of a line, the sign after it and the rest; the sign is empty where a value in quotes
/// follows at once.
fn key_of(line: &str) -> Option<(&str, &str, &str)> {
    let end = line.find(|it: char| !(it.is_ascii_alphanumeric() || "_-.".contains(it)))?;
    let (key, rest) = line.split_at(end);
    if key.is_empty() {
        return None;
    }
    let rest = rest.trim_start();
    let sign = ["==", "=>", ":=", "->", "=", ":"].into_iter().find(|it| rest.starts_with(it));
    match sign {
        Some(sign) => Some((key, sign, &rest[sign.len()..])),
        None if rest.starts_with(['"', '\'']) => Some((key, "", rest)),
        None => None,
    }
}

/// A value as it would be written: as it is where it is written well.
fn in_form(value: &str) -> String {
    let plain = value.starts_with(['"', '\'', '[', '{']) || value.parse::<f64>().is_ok();
    if plain || ["true", "false"].contains(&value) || value.parse::<jiff::civil::Date>().is_ok() {
        return short(value).into_owned();
    }
    if let Some(text) = quoted_otherwise(value) {
        return in_quotes(&text);
    }
    meant::value(value).unwrap_or_else(|| format!("\"{}\"", short(value)))
}

/// A text in straight quotes that it does not hold itself.
fn in_quotes(text: &str) -> String {
    match (text.contains('"'), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('"', "\\\"")),
    }
}

/// The text within quotes that are not straight.
fn quoted_otherwise(value: &str) -> Option<String> {
    const OPEN: [char; 9] = ['“', '”', '„', '«', '»', '‘', '’', '‹', '`'];
    const CLOSE: [char; 9] = ['“', '”', '«', '»', '‘', '’', '›', '‹', '`'];
    let straight = ['"', '\''];
    let opens = value.starts_with(OPEN);
    let closes = value.ends_with(CLOSE) || value.ends_with(straight);
    let mixed = value.starts_with(straight) && value.ends_with(CLOSE);
    if !(opens && closes || mixed) || value.chars().count() < 2 {
        return None;
    }
    let mut inner = value.chars();
    inner.next();
    inner.next_back();
    Some(short(inner.as_str().trim_matches(['\u{a0}', '\u{202f}'])).into_owned())
}

/// A slip within a list or a table in braces that stands in one line.
fn inside(key: &str, value: &str) -> Option<Slip> {
    let slip = |message: &str, hint: String| Some(Slip { message: message.to_owned(), hint });
    let other = ['“', '”', '„', '«', '»'];
    let outside = outside_quotes(value);
    if outside.contains(other) {
        // A text that holds straight quotes itself would end at them.
        let hint = match value.contains('"') && !well_formed(&straight(value)) {
            true => "write straight quotes around each, and '…' around what holds them".to_owned(),
            false => format!("write straight quotes: {}", short(&straight(value))),
        };
        return slip("these are not straight quotes", hint);
    }
    if value.starts_with('{')
        && let Some(mended) = pointed(value).filter(|it| well_formed(it))
    {
        return slip(
            "decimals are written with a point",
            format!("write: {key} = {}", short(&mended)),
        );
    }
    let range = || {
        let due = matches!(due::of(key), Due::Number | Due::Any);
        meant::range(value).filter(|_| due && value.starts_with('[') && value.ends_with(']'))
    };
    if let Some(range) = range() {
        return slip(&format!("`{}` is no range", short(value)), format!("write {range}"));
    }
    if value.starts_with('{') && outside.contains(':') && !outside.contains('=') {
        let mended = each_outside(value, |it| if it == ':' { " =" } else { "" });
        return slip("between a key and its value stands =", format!("write: {}", short(&mended)));
    }
    if value.starts_with('[') && outside.contains(';') {
        let mended = each_outside(value, |it| if it == ';' { "," } else { "" });
        return slip(
            "entries of a list are parted by commas",
            format!("write: {}", short(&mended)),
        );
    }
    if value.starts_with("[\"") && value.contains("\" \"") {
        let mended = value.replace("\" \"", "\", \"");
        return slip(
            "entries of a list are parted by commas",
            format!("write: {}", short(&mended)),
        );
    }
    None
}

/// A value with straight quotes in the place of others.
fn straight(value: &str) -> String {
    let other = ['“', '”', '„', '«', '»'];
    value.chars().map(|it| if other.contains(&it) { '"' } else { it }).collect()
}

/// A table in braces with points in the place of commas within figures: a key and not a figure follows on a
/// comma.
fn pointed(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut within = None;
    let mut changed = false;
    for (at, it) in value.char_indices() {
        match within {
            Some(mark) if it == mark => within = None,
            None if it == '"' || it == '\'' => within = Some(it),
            None if it == ',' => {
                let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
                let own = value[..at].rsplit(['=', '[', ',']).next().unwrap_or_default().trim();
                let figure = own.trim_start_matches('-');
                let before = !figure.is_empty() && figure.bytes().all(|it| it.is_ascii_digit());
                let after = value[at + 1..].chars();
                let rest = value[at + 1..].trim_start_matches(|it: char| it.is_ascii_digit());
                let ends = rest.trim_start().starts_with([',', '}', ']']);
                if before && digit(after.clone().next()) && ends {
                    out.push('.');
                    changed = true;
                    continue;
                }
            }
            _ => {}
        }
        out.push(it);
    }
    changed.then_some(out)
}

/// The value in a list or in braces at which the parser failed.
fn token(line: &str, at: usize) -> Option<Slip> {
    let at = line.floor_char_boundary(at.min(line.len()));
    let ends = [',', '[', ']', '{', '}', '='];
    let start = line[..at].rfind(ends).map_or(0, |it| it + 1);
    let end = line[at..].find(ends).map_or(line.len(), |it| at + it);
    let token = line.get(start..end)?.trim();
    if token.is_empty() || token.starts_with(['"', '\'']) {
        return None;
    }
    // The key before it, else that of the list it stands in.
    let before = &line[..start];
    let key = |text: &str| {
        let text = text.trim_end();
        let from = text.rfind(|it: char| !(it.is_alphanumeric() || "_-".contains(it)));
        text[from.map_or(0, |it| it + 1)..].to_owned()
    };
    let own = before.strip_suffix('=').map(key);
    let own =
        own.or_else(|| before.rfind("=[").or(before.rfind("= [")).map(|it| key(&before[..it])));
    let hint = due::hint(&own.unwrap_or_default(), token)?;
    Some(Slip { message: format!("`{}` cannot be read", short(token)), hint })
}

/// What of a value stands outside straight quotes.
fn outside_quotes(value: &str) -> String {
    let mut within = None;
    let mut outside = String::new();
    for it in value.chars() {
        match within {
            Some(mark) if it == mark => within = None,
            Some(_) => {}
            None if it == '"' || it == '\'' => within = Some(it),
            None => outside.push(it),
        }
    }
    outside
}

/// A value with some characters outside quotes put otherwise; `as_what` is empty for those that stay.
fn each_outside(value: &str, as_what: impl Fn(char) -> &'static str) -> String {
    let mut within = None;
    let mut out = String::new();
    for it in value.chars() {
        match within {
            Some(mark) if it == mark => within = None,
            None if it == '"' || it == '\'' => within = Some(it),
            None if !as_what(it).is_empty() => {
                out.push_str(as_what(it));
                continue;
            }
            _ => {}
        }
        out.push(it);
    }
    out
}

/// A value without a note after it.
fn without_note(value: &str) -> &str {
    let mut within = None;
    let mut before = ' ';
    for (at, it) in value.char_indices() {
        match within {
            Some(mark) if it == mark => within = None,
            Some(_) => {}
            None if it == '"' => within = Some(it),
            None if it == '#' && before.is_whitespace() => return &value[..at],
            None => {}
        }
        before = it;
    }
    value
}
