//! What came back from a model: which of it is kept, and what was thrown away, counted by why.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::ask::ASKED_KINDS;
use super::literal::Literal;
use super::salvage;
use crate::proposal::ProposalKind;

/// The most proposals that are read of one answer.
const PROPOSALS_MAX: usize = 500;

/// The most bytes of a model's own words that are shown.
const SHOWN_MAX: usize = 200;

/// One proposal as a model put it, with its quote found in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelProposal {
    /// Its kind, one of [`ASKED_KINDS`].
    pub kind: ProposalKind,
    /// Where its quote stands, in bytes of the article.
    pub place: Range<usize>,
    /// Who speaks, meets, holds or proposes, as the article names them.
    pub who: Vec<String>,
    /// A day, month or year, as the model wrote it; not yet checked.
    pub date: Option<String>,
    /// What is spoken of.
    pub target: Option<String>,
    /// Where it stands.
    pub status: Option<String>,
    /// A coded or likelihood word.
    pub words: Option<String>,
    /// What weakens it.
    pub hedge: Option<String>,
    /// Who reports it, nearest first.
    pub via: Vec<String>,
}

/// What was kept of an answer, and what not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// What was kept, in the order of the article.
    pub kept: Vec<ModelProposal>,
    /// Proposals whose quote is not literally in the article: invented or put in other words.
    pub not_in_text: usize,
    /// Proposals given more than once.
    pub doubled: usize,
    /// Proposals without a quote, of no kind that was asked for, or of another form.
    pub malformed: usize,
    /// Names and phrases left out of kept proposals, because the article does not have them.
    pub names_left_out: usize,
    /// Whether the answer was cut off: the last proposal, at least, is missing.
    pub is_cut: bool,
}

impl Heard {
    /// Adds what was heard of another part of the article, which begins at the byte `from`.
    pub fn add(&mut self, mut part: Heard, from: usize) {
        for it in &mut part.kept {
            it.place = it.place.start + from..it.place.end + from;
        }
        self.kept.append(&mut part.kept);
        self.not_in_text += part.not_in_text;
        self.doubled += part.doubled;
        self.malformed += part.malformed;
        self.names_left_out += part.names_left_out;
        self.is_cut |= part.is_cut;
    }

    /// How many proposals were thrown away.
    pub fn thrown_away(&self) -> usize {
        self.not_in_text + self.doubled + self.malformed
    }
}

/// Why nothing could be taken from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelFault {
    /// It is no answer of a chat endpoint.
    NoAnswer,
    /// The model refused, in these words.
    Refused(String),
    /// The answer holds no list of proposals; it begins with these words.
    NoProposals(String),
}

impl fmt::Display for ModelFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelFault::NoAnswer => f.write_str(
                "what came back is no answer of a chat endpoint (`choices`, with a `message` in it)",
            ),
            ModelFault::Refused(words) => write!(f, "the model refused: “{words}”"),
            ModelFault::NoProposals(words) if words.is_empty() => {
                f.write_str("the model's answer is empty")
            }
            ModelFault::NoProposals(words) => {
                write!(f, "the model's answer holds no list of proposals; it begins “{words}”")
            }
        }
    }
}

impl std::error::Error for ModelFault {}

/// Reads the answer of a chat endpoint against the part of the article that was sent.
///
/// # Errors
/// A [`ModelFault`] where nothing can be taken from it.
pub fn heard(answer: &[u8], part: &str) -> Result<Heard, ModelFault> {
    let answer: Value = serde_json::from_slice(answer).map_err(|_| ModelFault::NoAnswer)?;
    let choice = answer.pointer("/choices/0").ok_or(ModelFault::NoAnswer)?;
    let message = choice.get("message").ok_or(ModelFault::NoAnswer)?;
    if let Some(words) = message.get("refusal").and_then(Value::as_str).filter(|it| !it.is_empty())
    {
        return Err(ModelFault::Refused(shown(words)));
    }
    if choice.get("finish_reason").and_then(Value::as_str) == Some("content_filter") {
        return Err(ModelFault::Refused("its filter held the answer back".to_owned()));
    }
    let content = message.get("content").and_then(Value::as_str).unwrap_or_default();
    let found = salvage::objects(content).ok_or_else(|| ModelFault::NoProposals(shown(content)))?;
    let cut = choice.get("finish_reason").and_then(Value::as_str) == Some("length");
    let mut heard = Heard { is_cut: found.is_cut || cut, ..Heard::default() };
    let text = Literal::of(part);
    let mut known: BTreeSet<(ProposalKind, usize, usize)> = BTreeSet::new();
    let more = found.objects.len().saturating_sub(PROPOSALS_MAX);
    heard.malformed += more;
    for object in found.objects.iter().take(PROPOSALS_MAX) {
        take(object, &text, &mut known, &mut heard);
    }
    heard.kept.sort_by_key(|it| (it.place.start, it.place.end));
    Ok(heard)
}

fn take(
    object: &Value,
    text: &Literal,
    known: &mut BTreeSet<(ProposalKind, usize, usize)>,
    heard: &mut Heard,
) {
    let word = |key: &str| {
        let text = object.get(key).and_then(Value::as_str).map(str::trim);
        text.filter(|it| !it.is_empty() && *it != "null").map(str::to_owned)
    };
    let kind = word("kind").and_then(|it| ASKED_KINDS.into_iter().find(|kind| kind.word() == it));
    let (Some(kind), Some(quote)) = (kind, word("quote")) else {
        heard.malformed += 1;
        return;
    };
    let places = text.places(&quote);
    if places.is_empty() {
        heard.not_in_text += 1;
        return;
    }
    // The same words twice in the article may be two things said: each place is taken once a kind.
    let free = |it: &&Range<usize>| !known.contains(&(kind, it.start, it.end));
    let Some(place) = places.iter().find(free).cloned() else {
        heard.doubled += 1;
        return;
    };
    known.insert((kind, place.start, place.end));
    let mut left_out = 0;
    let mut literal = |it: String| match text.places(&it).is_empty() {
        false => Some(it),
        true => {
            left_out += 1;
            None
        }
    };
    let list = |key: &str| -> Vec<String> {
        let values = object.get(key).and_then(Value::as_array).into_iter().flatten();
        let words = values.filter_map(Value::as_str).map(str::trim);
        words.filter(|it| !it.is_empty()).take(50).map(str::to_owned).collect()
    };
    let who = list("who").into_iter().filter_map(&mut literal).collect();
    let target = word("target").and_then(&mut literal);
    let words = word("words").and_then(&mut literal);
    let hedge = word("hedge").and_then(&mut literal);
    heard.kept.push(ModelProposal {
        kind,
        place,
        who,
        date: word("date"),
        target,
        status: word("status"),
        words,
        hedge,
        via: list("via"),
    });
    heard.names_left_out += left_out;
}

/// A model's own words, cut short.
fn shown(words: &str) -> String {
    let words = words.trim();
    let end = words.floor_char_boundary(SHOWN_MAX);
    match end < words.len() {
        true => format!("{}…", &words[..end]),
        false => words.to_owned(),
    }
}
