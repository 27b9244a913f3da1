//! The forms of value that come back in many tables: names, options, speakers, figures, sources.

use std::ops::Range as Span;

use toml::de::DeValue;

use crate::case::chance::{Chance, ChanceWord, Range};
use crate::case::draft::Condition;
use crate::case::id::{Id, Ix, Kind, RecordRef};
use crate::case::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use crate::case::meta::Citation;
use crate::case::party::Speaker;
use crate::case::records::Record;

use super::due;
use super::files::{short, sort_of};
use super::meant;
use super::names::either;
use super::node::{Node, Value};
use super::reader::{Reader, a};
use super::schema;

impl<'t> Reader<'t> {
    /// The id at `key`.
    pub(super) fn id(&mut self, node: &Node<'t>, key: &str) -> Option<Id> {
        let value = node.get(key)?;
        let text = self.str_of(value, "text")?;
        let id = Id::new(text);
        if id.is_none() {
            let message = format!("`{}` cannot be an id", short(text));
            let hint = "1 to 64 of a-z, 0-9 and -".to_owned();
            self.problem(value.span(), message, Some(hint));
        }
        id
    }

    /// The place of the record of type `T` called `name`.
    pub(super) fn find<T: Record>(&mut self, name: &str, span: Span<usize>) -> Option<Ix<T>> {
        let place = self.place(T::KIND, name, span)?;
        Some(Ix::new(place as usize))
    }

    /// The place of the record of `kind` called `name`.
    pub(super) fn place(&mut self, kind: Kind, name: &str, span: Span<usize>) -> Option<u32> {
        if let Some(place) = self.names.place(kind, name) {
            return Some(place);
        }
        if self.names.may_be(name) {
            self.spoil();
            return None;
        }
        let others = self.names.kinds(name);
        let message = format!("there is no {} `{}`", kind.noun(), short(name));
        let hint = match others.first() {
            None if self.all_known(kind, name).is_some() => {
                self.all_known(kind, name).map(|it| format!("each in quotes of its own: {it}"))
            }
            None if self.id_of_name(kind, name).is_some() => self
                .id_of_name(kind, name)
                .map(|id| format!("that is what `{id}` is called: write the id, \"{id}\"")),
            Some(other) => {
                let (is, asked) = (a(other.noun()), a(kind.noun()));
                Some(format!("`{name}` is {is}; {asked} is needed here"))
            }
            None => {
                let known = self.names.of(kind).collect();
                self.suggest(name, known)
            }
        };
        self.problem(span, message, hint);
        None
    }

    /// Several ids of records of `kind` in one text, each in quotes of its own.
    pub(super) fn all_known(&self, kind: Kind, text: &str) -> Option<String> {
        let parts: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
        let known = parts.len() > 1 && parts.iter().all(|it| self.names.place(kind, it).is_some());
        let quoted: Vec<String> = parts.iter().map(|it| format!("\"{it}\"")).collect();
        known.then(|| quoted.join(", "))
    }

    /// The id of the record of `kind` that goes by this name, title or short name.
    fn id_of_name(&self, kind: Kind, text: &str) -> Option<&'t str> {
        let called = text.to_lowercase();
        self.entries[kind as usize].iter().find_map(|entry| {
            let str_at = |key: &str| entry.node.table.get(key).and_then(|it| it.get_ref().as_str());
            let keys = ["name", "short", "title", "question"];
            let is = keys.into_iter().filter_map(str_at).any(|it| it.to_lowercase() == called);
            str_at("id").filter(|_| is)
        })
    }

    /// The record of type `T` named at `key`.
    pub(super) fn link<T: Record>(&mut self, node: &Node<'t>, key: &str) -> Option<Ix<T>> {
        let value = node.get(key)?;
        self.link_of(value)
    }

    /// The record of type `T` that a value names.
    pub(super) fn link_of<T: Record>(&mut self, value: &'t Value<'t>) -> Option<Ix<T>> {
        let name = self.str_of(value, &format!("text, the id of {}", a(T::KIND.noun())))?;
        self.find(name, value.span())
    }

    /// The records of type `T` named in the list at `key`.
    pub(super) fn links<T: Record>(&mut self, node: &Node<'t>, key: &str) -> Vec<Ix<T>> {
        let list = self.list(node, key);
        list.iter().filter_map(|value| self.link_of(value)).collect()
    }

    /// Complains of a list or table at `key` that names nothing: read as if it were left out, it would mean
    /// everything. `hint` says what to write.
    pub(super) fn names_something(&mut self, node: &Node<'t>, key: &str, hint: &str) {
        let Some(value) = node.get(key) else { return };
        let list = value.get_ref().as_array().is_some_and(|it| it.is_empty());
        let table = value.get_ref().as_table().is_some_and(|it| it.is_empty());
        if list || table {
            self.problem(value.span(), format!("`{key}` names nothing"), Some(hint.to_owned()));
        }
    }

    /// The records of any kind named in the list at `key`, by `id` or `table:id`.
    pub(super) fn records(&mut self, node: &Node<'t>, key: &str) -> Vec<RecordRef> {
        let list = self.list(node, key);
        list.iter().filter_map(|value| self.record(value)).collect()
    }

    /// The record that a value names, of whatever table.
    pub(super) fn record(&mut self, value: &'t Value<'t>) -> Option<RecordRef> {
        let text = self.str_of(value, "text, the id of a record")?;
        if let Some((table, name)) = text.split_once(':') {
            let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.table() == table) else {
                let tables = Kind::ALL.map(Kind::table);
                let hint = self.suggest(table, tables.to_vec());
                self.problem(value.span(), format!("there is no table `{}`", short(table)), hint);
                return None;
            };
            let place = self.place(kind, name, value.span())?;
            return Some(RecordRef { kind, index: place });
        }
        let kinds = self.names.kinds(text);
        match kinds.as_slice() {
            [kind] => {
                let index = self.names.place(*kind, text)?;
                Some(RecordRef { kind: *kind, index })
            }
            [] if self.names.may_be(text) => {
                self.spoil();
                None
            }
            [] => {
                let known: Vec<&str> =
                    Kind::ALL.into_iter().flat_map(|kind| self.names.of(kind)).collect();
                let hint = self.suggest(text, known);
                let message = format!("there is no record `{}`", short(text));
                self.problem(value.span(), message, hint);
                None
            }
            several => {
                let each: Vec<String> =
                    several.iter().map(|kind| format!("\"{}:{text}\"", kind.table())).collect();
                let message = format!("`{text}` is the id of {} records", several.len());
                self.problem(value.span(), message, Some(format!("write {}", either(&each))));
                None
            }
        }
    }

    /// The speaker at `key`.
    pub(super) fn speaker(&mut self, node: &Node<'t>, key: &str) -> Option<Speaker> {
        let value = node.get(key)?;
        self.speaker_of(value)
    }

    /// A value as a speaker: an id of a person or a party, or words.
    pub(super) fn speaker_of(&mut self, value: &'t Value<'t>) -> Option<Speaker> {
        let text = self.str_of(value, "text, the id of a person or party, or words")?;
        if text.trim().is_empty() {
            self.problem(value.span(), "nobody is named", Some("leave it out".to_owned()));
            return None;
        }
        if !is_id_like(text) {
            return Some(Speaker::Named(text.to_owned()));
        }
        let person = self.names.place(Kind::Person, text);
        let party = self.names.place(Kind::Party, text);
        match (person, party) {
            (Some(_), Some(_)) => {
                let message = format!("`{text}` is the id of a person and of a party");
                self.problem(
                    value.span(),
                    message,
                    Some("give one of them a different id".to_owned()),
                );
                None
            }
            (Some(person), None) => Some(Speaker::Person(Ix::new(person as usize))),
            (None, Some(party)) => Some(Speaker::Party(Ix::new(party as usize))),
            (None, None) if self.names.may_be(text) => {
                self.spoil();
                None
            }
            (None, None) => {
                let known: Vec<&str> =
                    self.names.of(Kind::Person).chain(self.names.of(Kind::Party)).collect();
                let near = self.near(text, known.into_iter());
                let words =
                    format!("words have a space or a capital letter: \"{}\"", capital(text));
                let hint = if near.is_empty() {
                    words
                } else {
                    format!("{} {words}", super::names::did_you_mean(&near))
                };
                let message = format!("there is no person or party `{}`", short(text));
                self.problem(value.span(), message, Some(hint));
                None
            }
        }
    }

    /// The speakers in the list at `key`.
    pub(super) fn speakers(&mut self, node: &Node<'t>, key: &str) -> Vec<Speaker> {
        let list = self.list(node, key);
        list.iter().filter_map(|it| self.speaker_of(it)).collect()
    }

    /// The speaker, or the list of speakers, at `key`.
    pub(super) fn voices(&mut self, node: &Node<'t>, key: &str) -> Vec<Speaker> {
        match node.get(key) {
            Some(value) if value.get_ref().is_str() => self.speaker_of(value).into_iter().collect(),
            Some(value) => {
                let list = self.items(value, "text, or a list");
                list.iter().filter_map(|it| self.speaker_of(it)).collect()
            }
            None => Vec::new(),
        }
    }

    /// The option of `issue` that a value names.
    pub(super) fn option(&mut self, value: &'t Value<'t>, issue: Ix<Issue>) -> Option<OptionIx> {
        let name = self.str_of(value, "text, the id of an option")?;
        self.option_named(name, value.span(), issue)
    }

    /// The option of `issue` called `name`.
    pub(super) fn option_named(
        &mut self,
        name: &str,
        span: Span<usize>,
        issue: Ix<Issue>,
    ) -> Option<OptionIx> {
        let issues = std::rc::Rc::clone(&self.issues);
        let of = issues.get(issue.get())?;
        if let Some(option) = of.option(name) {
            return Some(option);
        }
        // Options of an issue that could not be read whole cannot be called unknown.
        let unsure = self.faulty[Kind::Issue as usize].get(issue.get()).is_some_and(|it| *it);
        if unsure || self.names.may_be(name) {
            self.spoil();
            return None;
        }
        let id = issue_name(of);
        let elsewhere: Vec<String> = issues
            .iter()
            .filter(|it| it.option(name).is_some())
            .take(3)
            .map(|it| format!("`{}`", issue_name(it)))
            .collect();
        let hint = if elsewhere.is_empty() {
            self.suggest(name, of.options.iter().map(|it| it.id.as_str()).collect())
        } else {
            Some(format!("it is an option of {}", either(&elsewhere)))
        };
        let message = format!("issue `{id}` has no option `{}`", short(name));
        self.problem(span, message, hint);
        None
    }

    /// One option or a list of options, each with `issue`'s.
    fn option_set(&mut self, value: &'t Value<'t>, issue: Ix<Issue>) -> OptionSet {
        if value.get_ref().is_str() {
            return self.option(value, issue).into_iter().collect();
        }
        let list = self.items(value, "an option, or a list of options");
        if list.is_empty() && value.get_ref().is_array() {
            self.problem(value.span(), "no option is named", None);
        }
        list.iter().filter_map(|it| self.option(it, issue)).collect()
    }

    /// The options in a list, of one issue.
    pub(super) fn options_in(&mut self, node: &Node<'t>, key: &str, issue: Ix<Issue>) -> OptionSet {
        let list = self.list(node, key);
        list.iter().filter_map(|it| self.option(it, issue)).collect()
    }

    /// The only issue that has an option of this id.
    fn issue_of_option(&self, option: &str) -> Option<String> {
        let mut of = self.issues.iter().filter(|it| it.option(option).is_some());
        let first = of.next().filter(|_| of.next().is_none())?;
        Some(issue_name(first).to_owned())
    }

    /// The table at `key` from issues to something.
    pub(super) fn by_issue<V>(
        &mut self,
        node: &Node<'t>,
        key: &str,
        mut each: impl FnMut(&mut Self, &'t Value<'t>, Ix<Issue>) -> Option<V>,
    ) -> Vec<(Ix<Issue>, V)> {
        let Some(value) = node.get(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            let hint = value.get_ref().as_str().map(|text| match self.issue_of_option(text) {
                Some(issue) => format!("write {{ {issue} = \"{}\" }}", short(text)),
                None => format!("say of which issue: {{ ISSUE = \"{}\" }}", short(text)),
            });
            let found = sort_of(value.get_ref());
            let message = format!("expected a table from issues to options, found {found}");
            let other = || due::instead("a table from issues to options", value.get_ref());
            self.problem(value.span(), message, hint.or_else(|| other().map(str::to_owned)));
            return Vec::new();
        };
        let mut list = Vec::new();
        for (name, value) in table {
            if let Some(issue) = self.find::<Issue>(name.get_ref(), name.span())
                && let Some(found) = each(self, value, issue)
            {
                list.push((issue, found));
            }
        }
        list
    }

    /// The *options* at `key`.
    pub(super) fn options(&mut self, node: &Node<'t>, key: &str) -> IssueOptions {
        self.by_issue(node, key, |reader, value, issue| Some(reader.option_set(value, issue)))
    }

    /// The *options* at `key` of which each set has to be met. A record written as of an earlier day may have a set
    /// without any: what stood there was not on record then, and no text meets it.
    pub(super) fn options_to_meet(&mut self, node: &Node<'t>, key: &str) -> IssueOptions {
        self.by_issue(node, key, |reader, value, issue| {
            if value.get_ref().as_array().is_some_and(|it| it.is_empty()) {
                let message = "no option is named, so that no text meets this".to_owned();
                reader.warning_here(
                    value.span(),
                    message,
                    "name an option, or leave the issue out",
                );
                return Some(OptionSet::EMPTY);
            }
            Some(reader.option_set(value, issue))
        })
    }

    /// One option of each issue named at `key`.
    pub(super) fn outcome(&mut self, node: &Node<'t>, key: &str) -> Vec<(Ix<Issue>, OptionIx)> {
        self.by_issue(node, key, |reader, value, issue| reader.option(value, issue))
    }

    /// The *number or range* at `key`.
    pub(super) fn range(&mut self, node: &Node<'t>, key: &str) -> Option<Range> {
        let value = node.get(key)?;
        self.range_of(value, "a number or a range [low, high]")
    }

    /// A value as a number or range.
    pub(super) fn range_of(&mut self, value: &'t Value<'t>, expected: &str) -> Option<Range> {
        if let Some(number) = self.number(value) {
            return number.map(Range::exactly);
        }
        let Some([low, high]) = value.get_ref().as_array().map(|it| &it[..]) else {
            self.wrong_range(value, expected);
            return None;
        };
        match (self.number(low), self.number(high)) {
            (Some(low), Some(high)) => Some(Range { low: low?, high: high? }),
            _ => {
                self.wrong_range(value, expected);
                None
            }
        }
    }

    fn wrong_range(&mut self, value: &Value<'_>, expected: &str) {
        match value.get_ref() {
            DeValue::Array(list) => {
                let figures: Vec<String> = list
                    .iter()
                    .filter_map(|it| match it.get_ref() {
                        DeValue::Integer(it) => Some(it.as_str().to_owned()),
                        DeValue::Float(it) => Some(it.as_str().to_owned()),
                        _ => None,
                    })
                    .collect();
                let whole = figures.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()));
                let hint = match figures.as_slice() {
                    [one] if list.len() == 1 => {
                        format!("write {one} alone, or both ends: [low, high]")
                    }
                    // Decimals written with a comma.
                    [a, b, c, d] if whole && list.len() == 4 => {
                        format!("write [{a}.{b}, {c}.{d}]")
                    }
                    _ => "write both ends: [low, high]".to_owned(),
                };
                self.problem(value.span(), "a range is two numbers, low and high", Some(hint));
            }
            _ => self.wrong(value, expected),
        }
    }

    /// The *chance* at `key`.
    pub(super) fn chance(&mut self, node: &Node<'t>, key: &str) -> Option<Chance> {
        let value = node.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            let expected = "a number in [0, 1], a range, or an ICD 203 term";
            let range = self.range_of(value, expected)?;
            let is_range = value.get_ref().is_array();
            return Some(match is_range {
                true => Chance::Range(range.low, range.high),
                false => Chance::Number(range.low),
            });
        };
        let word = ChanceWord::named(text);
        if word.is_none() {
            let known: Vec<&str> = ChanceWord::ALL.iter().map(|it| it.text).collect();
            let near = self.near(text, known.iter().copied());
            let plain = text.trim().parse::<f64>().ok().map(|_| text.trim().to_owned());
            let figure = plain.or_else(|| meant::number(text)).or_else(|| meant::range(text));
            let hint = match (figure, near.is_empty()) {
                (Some(figure), _) => format!("write it without quotes: {figure}"),
                (None, true) => format!("the terms are: {}", known.join(", ")),
                (None, false) => super::names::did_you_mean(&near),
            };
            let message = format!("`{}` is not an ICD 203 term", short(text));
            self.problem(value.span(), message, Some(hint));
        }
        word.map(Chance::Word)
    }

    /// The *condition* at `key`.
    pub(super) fn condition(&mut self, node: &Node<'t>, key: &str) -> Option<Condition> {
        let value = node.get(key)?;
        if let DeValue::String(text) = value.get_ref() {
            return Some(Condition { text: Some(text.to_string()), when: Vec::new() });
        }
        if !value.get_ref().is_table() {
            self.wrong(value, "text, or a table with `text` and `when`");
            return None;
        }
        let node = self.node(value, &schema::CONDITION)?;
        let hint = "name issues and options, or leave it out where the condition is in words only";
        self.names_something(&node, "when", hint);
        let text = self.text(&node, "text");
        Some(Condition { text, when: self.options_to_meet(&node, "when") })
    }

    /// The *sources* at `key`.
    pub(super) fn sources(&mut self, node: &Node<'t>, key: &str) -> Option<Vec<Citation>> {
        let value = node.get(key)?;
        Some(match value.get_ref() {
            DeValue::Array(_) => {
                let list = self.items(value, "a list");
                list.iter().filter_map(|it| self.citation(it)).collect()
            }
            _ => self.citation(value).into_iter().collect(),
        })
    }

    fn citation(&mut self, value: &'t Value<'t>) -> Option<Citation> {
        match value.get_ref() {
            DeValue::String(text) => {
                // `gazette:2`, or `gazette B2`, as a grade is noted on paper.
                if let Some((name, grade)) = text.split_once([':', ' '])
                    && self.names.kinds(name.trim()).contains(&Kind::Source)
                    && let Some(grade) = grade.trim().chars().last().filter(char::is_ascii_digit)
                {
                    let hint = format!(
                        "write {{ id = \"{}\", credibility = {grade} }}",
                        short(name.trim())
                    );
                    let message = format!("there is no source `{}`", short(text));
                    self.problem(value.span(), message, Some(hint));
                    return None;
                }
                Some(Citation { source: self.link_of(value)?, credibility: None })
            }
            DeValue::Table(_) => {
                let node = self.node(value, &schema::CITATION)?;
                let source = self.link(&node, "id");
                if let Some(given) = node.get("credibility")
                    && let Some(grade) = given.get_ref().as_str().and_then(|it| it.chars().last())
                    && grade.is_ascii_digit()
                {
                    let hint = format!(
                        "write the figure alone, {grade}: the letter is the source's `reliability`"
                    );
                    self.problem(given.span(), "expected a whole number, found text", Some(hint));
                    return Some(Citation { source: source?, credibility: None });
                }
                let credibility = self.whole(&node, "credibility");
                let grade = credibility.and_then(|it| u8::try_from(it).ok());
                let grade = grade.filter(|it| (1..=6).contains(it));
                if let (Some(_), None, Some(value)) = (credibility, grade, node.get("credibility"))
                {
                    let hint = "1 is confirmed, 6 cannot be judged".to_owned();
                    self.problem(value.span(), "credibility goes from 1 to 6", Some(hint));
                }
                Some(Citation { source: source?, credibility: grade })
            }
            _ => {
                self.wrong(value, "a source id, or a table with `id` and `credibility`");
                None
            }
        }
    }
}

/// Whether a speaker's name has the form of an id, and so must be one.
pub(super) fn is_id_like(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    short(&first.into_iter().chain(letters).collect::<String>()).into_owned()
}

fn issue_name(issue: &Issue) -> &str {
    issue.meta.id.as_ref().map_or("", Id::as_str)
}
