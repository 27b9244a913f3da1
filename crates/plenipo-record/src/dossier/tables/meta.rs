//! What a record says of itself, and what it inherits.

use toml::de::DeValue;

use crate::case::id::Kind;
use crate::case::meta::{Basis, Citation, Correction, DateIs, Handling, Meta};

use super::super::files::short;
use super::super::node::{Node, as_list};
use super::super::reader::{Frame, Reader};
use super::super::schema;

impl<'t> Reader<'t> {
    /// What a `[file]` table hands on.
    pub(in crate::dossier) fn frame(&mut self, node: &Node<'t>) -> Frame {
        Frame {
            known: self.day(node, "known"),
            sources: self.sources(node, "source").unwrap_or_default(),
            basis: self.own_basis(node),
            handling: self.handling(node).unwrap_or_default(),
        }
    }

    /// What a record of `kind` says of itself.
    pub(in crate::dossier) fn meta(&mut self, node: &Node<'t>, kind: Kind) -> Meta {
        let file = std::mem::take(&mut self.scope);
        let id = self.id(node, "id");
        let sources = match self.sources(node, "source") {
            Some(own) => own,
            // What a source rests on is `citing`; leaning on the file's other sources, it would be as
            // closed as they are.
            None if kind == Kind::Source => Vec::new(),
            None => file.sources.clone(),
        };
        let stated = self.own_basis(node).or(file.basis);
        // Tables inside the record inherit its source and basis, not its day.
        self.scope = Frame { sources: sources.clone(), basis: stated, ..Frame::default() };
        Meta {
            id,
            known: self.day(node, "known").or(file.known),
            basis: self.basis(stated, &sources),
            sources,
            handling: self.handling(node).unwrap_or(file.handling),
            date_is: self.word(node, "date_is", &DateIs::ALL).unwrap_or_default(),
            corrects: self.correction(node, kind),
            note: self.text(node, "note"),
            assumption: self.assumption().map(str::to_owned),
        }
    }

    /// What a table inside a record says of itself.
    pub(in crate::dossier) fn inner_meta(&mut self, node: &Node<'t>) -> Meta {
        let sources = self.sources(node, "source").unwrap_or_else(|| self.scope.sources.clone());
        let stated = self.own_basis(node).or(self.scope.basis);
        Meta {
            known: self.day(node, "known"),
            basis: self.basis(stated, &sources),
            sources,
            note: self.text(node, "note"),
            assumption: self.assumption().map(str::to_owned),
            ..Meta::default()
        }
    }

    /// What a table inside a record inherits when it says nothing of itself.
    pub(in crate::dossier) fn inherited_meta(&mut self) -> Meta {
        let sources = self.scope.sources.clone();
        Meta {
            basis: self.basis(self.scope.basis, &sources),
            sources,
            assumption: self.assumption().map(str::to_owned),
            ..Meta::default()
        }
    }

    fn own_basis(&mut self, node: &Node<'t>) -> Option<Basis> {
        let basis = self.word(node, "basis", &Basis::ALL)?;
        if self.assumption().is_some() && basis != Basis::Assumed {
            let message = format!("this is read as assumed, not as {}", basis.word());
            let hint = "everything in assumptions/ is assumed; move what is not to another file";
            self.warning_here(node.key_span("basis"), message, hint);
        }
        Some(basis)
    }

    fn basis(&self, stated: Option<Basis>, sources: &[Citation]) -> Basis {
        match (self.assumption(), stated) {
            (Some(_), _) => Basis::Assumed,
            (None, Some(basis)) => basis,
            (None, None) if sources.is_empty() => Basis::Assumed,
            (None, None) => Basis::Reported,
        }
    }

    fn handling(&mut self, node: &Node<'t>) -> Option<Handling> {
        let value = node.get("handling")?;
        match value.get_ref() {
            DeValue::Array(_) => Some(Handling::Parties(self.links(node, "handling"))),
            DeValue::String(_) => {
                let words = [(false, "open"), (true, "mediator")];
                let text = value.get_ref().as_str().unwrap_or_default();
                let party = |it: &str| self.names.place(Kind::Party, it).is_some();
                let folded = text.to_lowercase();
                if folded.split([',', ';']).all(|it| party(it.trim())) {
                    let hint = format!("write {}", as_list(&folded));
                    let message = "the parties that may see it stand in a list".to_owned();
                    self.problem(value.span(), message, Some(hint));
                    return None;
                }
                let near = self.near(text, words.iter().map(|(_, word)| *word));
                if near.is_empty() {
                    let message = format!("`{}` is not one of the words for this", short(text));
                    let hint =
                        "write \"open\", \"mediator\", or the parties that may see it in brackets";
                    self.problem(value.span(), message, Some(hint.to_owned()));
                    return None;
                }
                let closed = self.word_of(value, &words)?;
                Some(if closed { Handling::Mediator } else { Handling::Open })
            }
            _ => {
                self.wrong(value, "\"open\", \"mediator\", or a list of parties");
                None
            }
        }
    }

    fn correction(&mut self, node: &Node<'t>, kind: Kind) -> Option<Correction> {
        let value = node.get("corrects")?;
        let node = self.node(value, &schema::CORRECTION)?;
        let by = self.speaker(&node, "by");
        let why = self.text(&node, "why");
        let value = node.get("id")?;
        let name = self.str_of(value, "text, the id of a record")?;
        let record = self.place(kind, name, value.span())?;
        Some(Correction { record, by, why })
    }
}
