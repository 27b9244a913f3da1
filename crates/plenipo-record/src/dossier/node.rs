//! A table of the text with its schema, and its plain values.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::due;
use super::files::{short, sort_of};
use super::meant;
use super::names::either;
use super::reader::{Reader, a};
use super::schema::SchemaTable;
use super::since::FORMAT;
use super::synonyms;

/// A value of the text with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Most entries of a list inside a record. Rules that compare the points of a draft with each other
/// take time that grows with its square.
const LIST_MAX: usize = 1_000;

/// A table of the text.
#[derive(Clone)]
pub(super) struct Node<'t> {
    /// Its keys and values.
    pub(super) table: &'t DeTable<'t>,
    /// Its header, or all of it where it stands in braces.
    pub(super) span: Range<usize>,
    /// What it may hold.
    pub(super) schema: &'static SchemaTable,
}

impl<'t> Node<'t> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'t Value<'t>> {
        debug_assert!(self.schema.has(key), "`{key}` is not in the schema of {}", self.schema.name);
        self.table.get(key)
    }

    /// The place of a key's name; the table's own where it has no such key.
    pub(super) fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or(self.span.clone(), |(key, _)| key.span())
    }
}

/// How a table of `schema` is written inside a record: `write it in braces, with these keys: …`.
fn in_braces(schema: &'static SchemaTable) -> String {
    let keys: Vec<&str> = schema.fields.iter().map(|it| it.key).collect();
    let first = schema.fields.iter().find(|it| it.required).or(schema.fields.first());
    let first = first.map_or("key", |it| it.key);
    format!("write {{ {first} = … }}; its keys are: {}", keys.join(", "))
}

/// A text that was meant to be a list, as one: parted by commas, by `>` in the order of a ranking, or whole.
pub(super) fn as_list(text: &str) -> String {
    let quote = |it: &str| format!("\"{}\"", it.trim());
    let tier = |it: &str| match it.split('=').map(quote).collect::<Vec<String>>().as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let entries: Vec<String> = match (text.contains('>'), text.contains([',', ';'])) {
        (true, _) => text.split('>').map(tier).collect(),
        (false, true) => text.split([',', ';']).map(quote).collect(),
        (false, false) => vec![quote(text)],
    };
    format!("[{}]", entries.join(", "))
}

impl<'t> Reader<'t> {
    /// Looks for unknown and missing keys.
    pub(super) fn check_keys(&mut self, node: &Node<'t>) {
        let noun = node.schema.noun();
        for (key, _) in node.table {
            let name: &str = key.get_ref();
            if node.schema.has(name) {
                self.note_newer(key.span(), node.schema.name, name);
                continue;
            }
            let keys: Vec<&str> = node.schema.keys().map(|it| it.key).collect();
            let given = |key: &str| node.table.contains_key(key);
            let meant = synonyms::meant(node.schema, name, given);
            let near = match meant {
                Some(key) => vec![key],
                None => self.near(name, keys.iter().copied()),
            };
            let hint = if name == "format" && node.schema.name == "dossier" {
                format!("write `format = {FORMAT}` above [dossier]")
            } else if near.is_empty() {
                format!("{} has: {}", a(noun), keys.join(", "))
            } else {
                super::names::did_you_mean(&near)
            };
            let message = format!("{} has no key `{}`", a(noun), short(name));
            self.problem(key.span(), message, Some(hint));
        }
        for field in node.schema.fields.iter().filter(|it| it.required) {
            if !node.table.contains_key(field.key) {
                let message = format!("this {noun} needs `{}`", field.key);
                let hint = format!("{} = … ({})", field.key, field.doc);
                self.problem(node.span.clone(), message, Some(hint));
            }
        }
    }

    /// `value` as a table of `schema`, its keys checked.
    pub(super) fn node(
        &mut self,
        value: &'t Value<'t>,
        schema: &'static SchemaTable,
    ) -> Option<Node<'t>> {
        let Some(table) = value.get_ref().as_table() else {
            match (value.get_ref(), schema.fields.iter().find(|it| it.required)) {
                (DeValue::Datetime(day), Some(first)) if first.form == "day" => {
                    let hint = format!("write {{ {} = {day} }}", first.key);
                    self.problem(value.span(), "expected a table, found a day", Some(hint));
                }
                _ => {
                    let message = format!("expected a table, found {}", sort_of(value.get_ref()));
                    self.problem(value.span(), message, Some(in_braces(schema)));
                }
            }
            return None;
        };
        let node = Node { table, span: value.span(), schema };
        self.check_keys(&node);
        Some(node)
    }

    /// Notes that a value is of the wrong sort.
    pub(super) fn wrong(&mut self, value: &Value<'_>, expected: &str) {
        let message = format!("expected {expected}, found {}", sort_of(value.get_ref()));
        let hint = match value.get_ref() {
            DeValue::String(text) if expected == "a day" && text.parse::<Date>().is_ok() => {
                Some(format!("write it without quotes: {}", short(text)))
            }
            DeValue::String(text) if expected == "a day" && meant::days(text).is_some() => {
                meant::days(text)
                    .map(|days| format!("write it without quotes: {}", days.join(" or ")))
            }
            DeValue::String(text)
                if expected.starts_with("a number") || expected.starts_with("a whole") =>
            {
                let plain = text.trim().parse::<f64>().ok().map(|_| text.trim().to_owned());
                let meant = plain.or_else(|| meant::number(text)).or_else(|| meant::range(text));
                meant.map(|it| format!("write it without quotes: {}", short(&it)))
            }
            DeValue::Datetime(Datetime { date: Some(day), .. }) if expected == "a day" => {
                Some(format!("write the day only: {day}"))
            }
            DeValue::String(text) if expected == "a day" => Some(match due::day(text) {
                Some(hint) => hint,
                None => "a day is written 2025-12-01".to_owned(),
            }),
            _ if expected == "a day" => Some("a day is written 2025-12-01".to_owned()),
            DeValue::String(text) if expected.starts_with("a list") && text.len() <= 60 => {
                Some(format!("write it in brackets: {}", as_list(text)))
            }
            DeValue::String(text) if expected == "true or false" => {
                meant::flag(text).map(|it| format!("write {it} without quotes"))
            }
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_)
                if expected.starts_with("text") =>
            {
                Some("put it in quotes".to_owned())
            }
            found => due::instead(expected, found).map(str::to_owned),
        };
        self.problem(value.span(), message, hint);
    }

    /// A value as text.
    pub(super) fn str_of(&mut self, value: &'t Value<'t>, expected: &str) -> Option<&'t str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, expected);
        }
        text
    }

    /// The text at `key`; one that has to be there says something.
    pub(super) fn text(&mut self, node: &Node<'t>, key: &str) -> Option<String> {
        let value = node.get(key)?;
        let text = self.str_of(value, "text")?;
        let needed = node.schema.keys().any(|it| it.key == key && it.required);
        if needed && text.chars().all(is_unseen) {
            let hint = "write it in words, or leave the whole entry out".to_owned();
            self.problem(value.span(), format!("`{key}` says nothing"), Some(hint));
            return None;
        }
        Some(text.to_owned())
    }

    /// The list at `key`; empty where there is none.
    pub(super) fn list(&mut self, node: &Node<'t>, key: &str) -> &'t [Value<'t>] {
        let Some(value) = node.get(key) else { return &[] };
        let part = node.schema.keys().find(|it| it.key == key).and_then(|it| it.part);
        if let (Some(part), None) = (part, value.get_ref().as_array()) {
            let message = format!("expected a list of tables, found {}", sort_of(value.get_ref()));
            let hint = format!("put each into braces and all into brackets: {}", in_braces(part));
            self.problem(value.span(), message, Some(hint));
            return &[];
        }
        self.items(value, "a list")
    }

    /// The entries of a value that must be a list.
    pub(super) fn items(&mut self, value: &'t Value<'t>, expected: &str) -> &'t [Value<'t>] {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(value, expected);
            return &[];
        };
        let list: &'t [Value<'t>] = list;
        if let Some(beyond) = list.get(LIST_MAX) {
            self.problem(beyond.span(), "a list holds at most 1,000 entries", None);
            return &list[..LIST_MAX];
        }
        list
    }

    /// The tables in the list at `key`, their keys checked.
    pub(super) fn nodes(
        &mut self,
        node: &Node<'t>,
        key: &str,
        schema: &'static SchemaTable,
    ) -> Vec<Node<'t>> {
        // A table that stands alone where a list of them is asked for.
        if let Some(value) = node.get(key).filter(|it| !it.get_ref().is_array()) {
            let first = schema.fields.iter().find(|it| it.required).or(schema.fields.first());
            let hint = match (value.get_ref(), first) {
                (DeValue::String(text), Some(first)) => {
                    format!("write [{{ {} = \"{}\" }}]", first.key, short(text))
                }
                _ => "write it in brackets: [{ … }]".to_owned(),
            };
            let message = format!("expected a list, found {}", sort_of(value.get_ref()));
            self.problem(value.span(), message, Some(hint));
            return Vec::new();
        }
        let list = self.list(node, key);
        let needs = schema.fields.iter().filter(|it| it.required).map(|it| it.key);
        let needs: Vec<&str> = needs.collect();
        let mut nodes = Vec::new();
        let mut told = false;
        for value in list {
            // Words alone where tables are due: told of the first, and how all of them are written.
            if let (DeValue::String(text), Some((first, rest))) =
                (value.get_ref(), needs.split_first())
            {
                if told {
                    self.spoil();
                    continue;
                }
                told = true;
                let rest: String = rest.iter().map(|it| format!(", {it} = …")).collect();
                let hint = format!("write {{ {first} = \"{}\"{rest} }}", short(text));
                self.problem(value.span(), "expected a table, found text", Some(hint));
                continue;
            }
            nodes.extend(self.node(value, schema));
        }
        nodes
    }

    /// Words in the list at `key`.
    pub(super) fn texts(&mut self, node: &Node<'t>, key: &str) -> Vec<String> {
        let list = self.list(node, key);
        list.iter().filter_map(|it| self.str_of(it, "text").map(str::to_owned)).collect()
    }

    /// The day at `key`.
    pub(super) fn day(&mut self, node: &Node<'t>, key: &str) -> Option<Date> {
        let value = node.get(key)?;
        let DeValue::Datetime(at) = value.get_ref() else {
            self.wrong(value, "a day");
            return None;
        };
        let (Some(date), None) = (at.date, at.time) else {
            self.wrong(value, "a day");
            return None;
        };
        let day = Date::new(date.year as i16, date.month as i8, date.day as i8).ok();
        if day.is_none() {
            self.problem(value.span(), "there is no such date", None);
        }
        day
    }

    /// The flag at `key`; `false` where there is none.
    pub(super) fn flag(&mut self, node: &Node<'t>, key: &str) -> bool {
        let Some(value) = node.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(value, "true or false");
            false
        })
    }

    /// The whole number at `key`.
    pub(super) fn whole(&mut self, node: &Node<'t>, key: &str) -> Option<i64> {
        let value = node.get(key)?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong(value, "a whole number");
            return None;
        };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        if number.is_none() {
            self.problem(value.span(), "this number is too large", None);
        }
        number
    }

    /// The number of things at `key`: whole and not below `least`.
    pub(super) fn count(&mut self, node: &Node<'t>, key: &str, least: u32) -> Option<u32> {
        let number = self.whole(node, key)?;
        let count = u32::try_from(number).ok().filter(|it| *it >= least);
        if let (None, Some(value)) = (count, node.get(key)) {
            let message = if number < 0 || number < i64::from(least) {
                format!("expected {least} or more")
            } else {
                "this number is too large".to_owned()
            };
            self.problem(value.span(), message, None);
        }
        count
    }

    /// A value as a finite number; `None` without a problem where it is of another sort.
    pub(super) fn number(&mut self, value: &Value<'_>) -> Option<Option<f64>> {
        let number = match value.get_ref() {
            DeValue::Integer(it) => {
                i64::from_str_radix(it.as_str(), it.radix()).ok().map(|it| it as f64)
            }
            DeValue::Float(it) => it.as_str().parse::<f64>().ok(),
            _ => return None,
        };
        let finite = number.filter(|it| it.is_finite());
        if finite.is_none() {
            self.problem(value.span(), "this is not a finite number", None);
        }
        Some(finite)
    }

    /// One of the words of a closed list at `key`.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: &Node<'t>,
        key: &str,
        words: &[(T, &'static str)],
    ) -> Option<T> {
        let value = node.get(key)?;
        self.word_of(value, words)
    }

    /// A value as one of the words of a closed list.
    pub(super) fn word_of<T: Copy>(
        &mut self,
        value: &'t Value<'t>,
        words: &[(T, &'static str)],
    ) -> Option<T> {
        let text = self.str_of(value, "text")?;
        let found = words.iter().find(|(_, word)| *word == text).map(|(it, _)| *it);
        if found.is_none() {
            let near = self.near(text, words.iter().map(|(_, word)| *word));
            let hint = if near.is_empty() {
                let all: Vec<String> = words.iter().map(|(_, it)| format!("\"{it}\"")).collect();
                format!("write {}", either(&all))
            } else {
                super::names::did_you_mean(&near)
            };
            let message = format!("`{}` is not one of the words for this", short(text));
            self.problem(value.span(), message, Some(hint));
        }
        found
    }
}

/// Characters of which nothing is seen.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
