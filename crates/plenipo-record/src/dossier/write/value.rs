//! Values as text a person would have written.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::case::chance::Range;

/// Widest line that a list may fill before it is broken into lines of its own.
const WIDTH_MAX: usize = 96;

/// A value of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Val {
    /// Text, still without quotes.
    Text(String),
    /// A value as it is written: a number, a day, `true`.
    Plain(String),
    /// A list.
    List(Vec<Val>),
    /// A table in braces.
    Table(Keys),
}

/// The keys of a table, in the order they are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Keys(Vec<(String, Val)>);

impl Keys {
    /// Adds a key.
    pub fn put(&mut self, key: &str, value: impl Into<Val>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// Adds a key where there is something to say.
    pub fn some(&mut self, key: &str, value: Option<impl Into<Val>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds a key with a list where that is not empty.
    pub fn list(&mut self, key: &str, list: Vec<Val>) {
        if !list.is_empty() {
            self.put(key, Val::List(list));
        }
    }

    /// Adds a flag where it is set.
    pub fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, Val::Plain("true".to_owned()));
        }
    }

    /// Adds the keys of another table.
    pub fn append(&mut self, mut other: Keys) {
        self.0.append(&mut other.0);
    }

    /// Takes a key out.
    pub fn take(&mut self, key: &str) -> Option<Val> {
        let place = self.0.iter().position(|(it, _)| it == key)?;
        Some(self.0.remove(place).1)
    }

    /// Whether it has no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The only value, if `key` is the only key.
    pub fn only(&self, key: &str) -> Option<&Val> {
        match self.0.as_slice() {
            [(it, value)] if it == key => Some(value),
            _ => None,
        }
    }

    /// The keys with their values, in order.
    pub fn entries(&self) -> &[(String, Val)] {
        &self.0
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Val> {
        self.0.iter().find(|it| it.0 == key).map(|it| &it.1)
    }

    /// The keys as lines below a header, no text over several lines.
    pub fn lines_of_one(&self, out: &mut String) {
        for (key, value) in &self.0 {
            write_key(key, out);
            match value {
                Val::Text(_) => value.inline(out),
                _ => value.as_line(key.len() + 3, out),
            }
            out.push('\n');
        }
    }

    /// The keys as lines below a header.
    pub fn lines(&self, out: &mut String) {
        for (key, value) in &self.0 {
            write_key(key, out);
            value.as_line(key.len() + 3, out);
            out.push('\n');
        }
    }
}

impl From<&str> for Val {
    fn from(text: &str) -> Val {
        Val::Text(text.to_owned())
    }
}
impl From<&String> for Val {
    fn from(text: &String) -> Val {
        Val::Text(text.clone())
    }
}
impl From<String> for Val {
    fn from(text: String) -> Val {
        Val::Text(text)
    }
}
impl From<Date> for Val {
    fn from(day: Date) -> Val {
        Val::Plain(day.to_string())
    }
}
impl From<i64> for Val {
    fn from(number: i64) -> Val {
        Val::Plain(number.to_string())
    }
}
impl From<u32> for Val {
    fn from(number: u32) -> Val {
        Val::Plain(number.to_string())
    }
}
impl From<f64> for Val {
    fn from(number: f64) -> Val {
        // Debug keeps a point or an exponent, so that the figure reads back as itself; whole
        // figures people write without one.
        let whole = number.fract() == 0.0 && number.abs() < 1e15;
        Val::Plain(if whole { format!("{number:.0}") } else { format!("{number:?}") })
    }
}
impl From<Range> for Val {
    fn from(range: Range) -> Val {
        if range.is_exact() {
            range.low.into()
        } else {
            Val::List(vec![range.low.into(), range.high.into()])
        }
    }
}
impl From<Keys> for Val {
    fn from(keys: Keys) -> Val {
        Val::Table(keys)
    }
}

impl Val {
    /// The value after `key = `, over several lines where that reads better.
    fn as_line(&self, indent: usize, out: &mut String) {
        match self {
            Val::Text(text) if text.contains('\n') => {
                out.push_str("\"\"\"\n");
                escape(text, true, out);
                out.push_str("\"\"\"");
            }
            Val::List(list) => {
                let start = out.len();
                self.inline(out);
                let tables = list.iter().filter(|it| matches!(it, Val::Table(_))).count();
                let width = indent + out[start..].chars().count();
                if width > WIDTH_MAX || tables > 1 {
                    out.truncate(start);
                    out.push_str("[\n");
                    for value in list {
                        out.push_str("  ");
                        value.inline(out);
                        out.push_str(",\n");
                    }
                    out.push(']');
                }
            }
            _ => self.inline(out),
        }
    }

    /// The value on one line.
    pub fn inlined(&self) -> String {
        let mut out = String::new();
        self.inline(&mut out);
        out
    }

    /// Writes the value on one line after what is in `out`.
    pub fn inline(&self, out: &mut String) {
        match self {
            Val::Text(text) => {
                out.push('"');
                escape(text, false, out);
                out.push('"');
            }
            Val::Plain(text) => out.push_str(text),
            Val::List(list) => {
                out.push('[');
                for (place, value) in list.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    value.inline(out);
                }
                out.push(']');
            }
            Val::Table(Keys(keys)) => {
                out.push_str("{ ");
                for (place, (key, value)) in keys.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    write_key(key, out);
                    value.inline(out);
                }
                out.push_str(if keys.is_empty() { "}" } else { " }" });
            }
        }
    }
}

/// A key with its equals sign, in quotes where it could not stand without: answers to a poll are any words.
fn write_key(key: &str, out: &mut String) {
    let bare = |it: u8| it.is_ascii_alphanumeric() || it == b'_' || it == b'-';
    if key.is_empty() || !key.bytes().all(bare) {
        out.push('"');
        escape(key, false, out);
        out.push('"');
    } else {
        out.push_str(key);
    }
    out.push_str(" = ");
}

fn escape(text: &str, lines: bool, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Also what would turn the reading direction or cannot be seen.
            '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
}
