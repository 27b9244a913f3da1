//! One entry of the ledger, before it is sealed.

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::write::{Keys, Val, prediction_keys};
use crate::case::forecast::Prediction;
use crate::case::id::Kind;
use crate::case::records::Records;

/// The key of the moment at which an entry was put down.
pub(super) const SEALED: &str = "sealed";

/// The key of who put it down.
pub(super) const AUTHOR: &str = "author";

/// One entry of the ledger: a table with its keys, in the order they were put.
///
/// What its values say is judged when the dossier is read with it, as if somebody had typed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    kind: Kind,
    keys: Keys,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words, an id, or a word of a closed list.
    Text(String),
    /// A day.
    Day(Date),
    /// A day and a time of it, in UTC.
    Moment(Timestamp),
    /// A finite number.
    Number(f64),
    /// A whole number.
    Count(u32),
    /// Several values.
    List(Vec<Value>),
    /// Values by key.
    Table(Vec<(&'static str, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<Date> for Value {
    fn from(day: Date) -> Value {
        Value::Day(day)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl Value {
    /// A chance as people write it in one line: `0.3`, `30%`, `0.2-0.4`, `0.2–0.4`, `0.2..0.4`,
    /// `0.2 to 0.4`, `20-40%`, or a word.
    pub fn chance(text: &str) -> Value {
        let text = text.trim();
        if let Some(number) = number(text) {
            return number.into();
        }
        let ends = ["–", "..", " to ", "-"].iter().find_map(|dash| {
            let (low, high) = text.split_once(dash)?;
            // One sign at the end is of both: `20-40%`. One at the first alone is of nobody knows which.
            match (low.contains('%'), high.contains('%')) {
                (false, true) => Some((number(&format!("{low}%"))?, number(high)?)),
                (true, false) => None,
                _ => Some((number(low)?, number(high)?)),
            }
        });
        match ends {
            Some((low, high)) => Value::List(vec![low.into(), high.into()]),
            // A word is kept as it is: the dossier knows the scale.
            None => text.into(),
        }
    }

    fn val(self) -> Val {
        match self {
            Value::Text(text) => text.into(),
            Value::Day(day) => day.into(),
            Value::Moment(moment) => Val::Plain(moment.to_string()),
            Value::Number(number) => number.into(),
            Value::Count(count) => count.into(),
            Value::List(list) => Val::List(list.into_iter().map(Value::val).collect()),
            Value::Table(table) => {
                let mut keys = Keys::default();
                for (key, value) in table {
                    keys.put(key, value.val());
                }
                keys.into()
            }
        }
    }
}

/// A number as people write it, per cent too; `None` of what is none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = match text.strip_suffix('%') {
        // By its digits and not by a division, so that 29% is what 0.29 is.
        Some(percent) if !percent.contains(['e', 'E']) => format!("{}e-2", percent.trim()).parse(),
        Some(_) => return None,
        None => text.parse::<f64>(),
    };
    // Nought has no sign: `-0` is stored as 0.
    number.ok().filter(|it| it.is_finite()).map(|it| it + 0.0)
}

impl Entry {
    /// A question.
    pub fn forecast() -> Entry {
        Entry { kind: Kind::Forecast, keys: Keys::default() }
    }

    /// Somebody's view of one.
    pub fn prediction() -> Entry {
        Entry { kind: Kind::Prediction, keys: Keys::default() }
    }

    /// What came of one.
    pub fn resolution() -> Entry {
        Entry { kind: Kind::Resolution, keys: Keys::default() }
    }

    /// A prediction that is to be called `id`. It refers to records of `records`, and to nothing that has
    /// no id.
    pub fn of(records: &Records, prediction: &Prediction, id: &str) -> Entry {
        let mut keys = Keys::default();
        keys.put("id", id);
        keys.append(prediction_keys(records, prediction));
        Entry { kind: Kind::Prediction, keys }
    }

    /// The same entry with `key` set.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Entry {
        self.keys.put(key, value.into().val());
        self
    }

    /// The same entry with `key` set, before all others.
    pub(super) fn first(self, key: &str, value: impl Into<Value>) -> Entry {
        let mut keys = Keys::default();
        keys.put(key, value.into().val());
        keys.append(self.keys);
        Entry { kind: self.kind, keys }
    }

    /// The same entry with `key` set where there is something to say.
    pub fn some(self, key: &str, value: Option<impl Into<Value>>) -> Entry {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The same entry with when it is put down, to the second, and by whom. The clock is the caller's.
    pub fn sealed(self, at: Timestamp, author: Option<&str>) -> Entry {
        let second = Timestamp::from_second(at.as_second()).unwrap_or(at);
        self.with(SEALED, Value::Moment(second)).some(AUTHOR, author)
    }

    /// The id of the question that it is, if it is one.
    pub(super) fn question(&self) -> Option<&str> {
        self.text_of("id").filter(|_| self.kind == Kind::Forecast)
    }

    /// The day before which nothing of it is there: when it was learned, or else its own day.
    pub fn day(&self) -> Option<Date> {
        ["known", "date"].iter().find_map(|key| self.plain_of(key)?.parse().ok())
    }

    /// Whether it is somebody's view of a question.
    pub fn is_view(&self) -> bool {
        self.kind == Kind::Prediction
    }

    /// The id of the question that it answers, if it answers one.
    pub fn answers(&self) -> Option<&str> {
        self.text_of("forecast").filter(|_| self.kind != Kind::Forecast)
    }

    /// Whether it puts another entry right.
    pub(super) fn puts_right(&self) -> bool {
        self.keys.get("corrects").is_some()
    }

    /// Its table.
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The words of a key.
    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        match self.keys.get(key) {
            Some(Val::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value of a key as it is written, where it is no text and no list.
    pub(super) fn plain_of(&self, key: &str) -> Option<&str> {
        match self.keys.get(key) {
            Some(Val::Plain(text)) => Some(text),
            _ => None,
        }
    }

    /// What it is, for whoever is told what became of it.
    pub(super) fn called(&self) -> String {
        let question = self.question().or(self.answers()).unwrap_or_default();
        let day = self.plain_of("date").map_or(String::new(), |it| format!(" of {it}"));
        match self.kind {
            Kind::Forecast => format!("the question {question}"),
            Kind::Resolution => format!("the resolution of {question}"),
            _ => {
                let chance = self.keys.get("chance").map_or(String::new(), |it| {
                    let mut text = " ".to_owned();
                    it.inline(&mut text);
                    text
                });
                let by = self.text_of("by").unwrap_or("nobody named");
                format!("{question}: what {by} said{day} ({})", chance.trim()).replace(" ()", "")
            }
        }
    }

    /// The same within a sentence about the question `id`, which need not be named again.
    pub(super) fn called_in(&self, id: &str) -> String {
        let day = self.plain_of("date").map_or(String::new(), |it| format!(" of {it}"));
        match (self.kind, self.text_of("outcome")) {
            (Kind::Resolution, Some(outcome)) => format!("the outcome `{outcome}`{day}"),
            _ => {
                let called = self.called();
                called.strip_prefix(&format!("{id}: ")).unwrap_or(&called).to_owned()
            }
        }
    }

    /// Its text, every key on lines of its own and no text over several: no line of it can look like a
    /// seal.
    pub(super) fn text(&self) -> String {
        let mut text = format!("[[{}]]\n", self.kind.table());
        self.keys.lines_of_one(&mut text);
        text
    }
}
