//! JSON and YAML as one tree that keeps the order of keys.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use plenipo_record::case::composed::composed;
use plenipo_record::scenario::ScenarioError;

/// A value of a JSON or YAML document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn from_json(text: &str) -> Result<Self, ScenarioError> {
        serde_json::from_str(text)
            .map_err(|error| ScenarioError::new(format!("not valid JSON: {error}")))
    }

    /// The reader's own budget bounds aliases, depth and nodes.
    pub(super) fn from_yaml(text: &str) -> Result<Self, ScenarioError> {
        // An absent reservation value is minus infinity in NegMAS; other numbers are checked later.
        let options = serde_saphyr::options! {
            non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
            // An option called `no` or `n` is called that, and not `false`.
            strict_booleans: true,
        };
        serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| ScenarioError::new(not_yaml(error.without_snippet())))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Map(entries) => entries.iter().find(|entry| entry.0 == key).map(|entry| &entry.1),
            _ => None,
        }
    }

    /// The entry, or an error that says which one is missing.
    pub(super) fn need(&self, key: &str) -> Result<&Node, ScenarioError> {
        self.get(key).ok_or_else(|| ScenarioError::new(format!("`{key}` is missing")))
    }

    pub(super) fn map(&self, what: &str) -> Result<&[(String, Node)], ScenarioError> {
        match self {
            Self::Map(entries) => Ok(entries),
            other => Err(ScenarioError::new(format!("{what}: expected a map, found {other}"))),
        }
    }

    pub(super) fn list(&self, what: &str) -> Result<&[Node], ScenarioError> {
        match self {
            Self::List(items) => Ok(items),
            other => Err(ScenarioError::new(format!("{what}: expected a list, found {other}"))),
        }
    }

    pub(super) fn number(&self, what: &str) -> Result<f64, ScenarioError> {
        match self {
            Self::Number(value) => plenipo_record::scenario::finite(what, *value),
            Self::Text(text) if decimal(text).is_some() => Err(ScenarioError::new(format!(
                "{what}: expected a number, found the text {self}: take the quotes off"
            ))),
            other => Err(ScenarioError::new(format!("{what}: expected a number, found {other}"))),
        }
    }

    /// A number, or the text of one: GeniusWeb writes decimals as text in places.
    pub(super) fn number_or_text(&self, what: &str) -> Result<f64, ScenarioError> {
        match self {
            Self::Text(text) => decimal(text).map_or_else(|| self.number(what), Ok),
            _ => self.number(what),
        }
    }

    /// The text of a scalar, as an option would be called.
    pub(super) fn label(&self, what: &str) -> Result<String, ScenarioError> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Number(value) => Ok(value.to_string()),
            Self::Bool(value) => Ok(value.to_string()),
            other => Err(ScenarioError::new(format!("{what}: expected a text, found {other}"))),
        }
    }
}

/// The finite number that a text is.
fn decimal(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|it: &f64| it.is_finite())
}

/// Why a text is no YAML that is read here, in words that are not its reader's.
fn not_yaml(error: &serde_saphyr::Error) -> String {
    use serde_saphyr::Error;
    let line = error.location().map_or(String::new(), |it| format!("line {}: ", it.line()));
    let what = match error {
        Error::DuplicateMappingKey { key, .. } => match key {
            Some(key) => format!("`{}` is there twice", key.chars().take(40).collect::<String>()),
            None => "a key is there twice".to_owned(),
        },
        Error::MultipleDocuments { .. } => {
            "a second document begins there; a file of a scenario is one document".to_owned()
        }
        Error::Message { msg, .. } => msg.lines().next().unwrap_or_default().to_owned(),
        Error::UnknownAnchor { .. } => "it refers to an anchor that is not there".to_owned(),
        Error::Eof { .. } => "it ends before a value does".to_owned(),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            "it nests or repeats more than is read".to_owned()
        }
        _ => "nothing that can stand there".to_owned(),
    };
    format!("not valid YAML: {line}{what}")
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "`{}`", text.chars().take(40).collect::<String>()),
            Self::List(items) => write!(f, "a list of {}", items.len()),
            Self::Map(entries) => write!(f, "a map of {}", entries.len()),
        }
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Node, D::Error> {
        Node::deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        // Letters written by their numbers were not composed with the text of the file.
        Ok(Node::Text(composed(value).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        let mut seen = HashSet::new();
        while let Some((Key(key), value)) = entries.next_entry()? {
            // Which of two values is meant is for the file to say.
            if !seen.insert(key.clone()) {
                return Err(serde::de::Error::custom(format!("`{key}` is there twice")));
            }
            map.push((key, value));
        }
        Ok(Node::Map(map))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// A key: any scalar, as text.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = deserializer.deserialize_any(NodeVisitor)?;
        node.label("a key").map(Key).map_err(|error| serde::de::Error::custom(error.message))
    }
}
