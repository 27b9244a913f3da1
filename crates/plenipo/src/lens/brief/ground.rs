//! What the words of a brief stand on: sentences in stretches, each with its grounds, and the one legend of a page.

use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing, Grade, Graded};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meta::{Basis, Meta};
use plenipo_record::case::process::Wording;
use plenipo_record::case::source::Source;

use super::words;
use crate::finding::block::{Block, Style, Text};
use crate::finding::value::Reference;

/// What a stretch of words stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ground {
    /// A source of the record, with how far it may be relied on in this.
    Source(Ix<Source>, Grade),
    /// A record for which no source is named, said by the party itself or told by others.
    Unsourced(Basis),
    /// What the keepers of the record concluded.
    Inferred,
    /// What is only supposed; the assumption set, where it is of one.
    Assumed(Option<String>),
    /// Lines and texts of the record set against each other, each line taken literally.
    Literal,
    /// Preferences on record, reckoned with.
    Reckoned,
    /// That the record has nothing of the kind.
    Silent,
    /// How the record counts answers.
    Counting,
    /// The glossary of coded words, which says what a source takes a phrase to signal.
    Glossary,
}

impl Ground {
    /// What a record, or an entry inside one, stands on.
    pub(in crate::lens) fn of(case: &Case, meta: &Meta) -> Vec<Ground> {
        Ground::of_footing(case, &describe::footing(case, meta))
    }

    /// The same of what an entry is said to stand on.
    pub(super) fn of_footing(case: &Case, footing: &Footing) -> Vec<Ground> {
        let source = |it: &Graded| {
            let source = case.find::<Source>(it.id.as_deref()?)?;
            Some(Ground::Source(source, it.grade))
        };
        let mut all: Vec<Ground> = footing.sources.iter().filter_map(source).collect();
        match (footing.basis, &footing.assumption) {
            (_, Some(set)) => all.push(Ground::Assumed(Some(set.clone()))),
            (Basis::Inferred, None) => all.push(Ground::Inferred),
            (Basis::Assumed, None) => all.push(Ground::Assumed(None)),
            (basis, None) if all.is_empty() => all.push(Ground::Unsourced(basis)),
            _ => {}
        }
        all
    }

    /// What it is called in the legend.
    pub(in crate::lens) fn named(&self, case: &Case) -> String {
        match self {
            Ground::Source(source, grade) => {
                format!("{} {grade}", source_named(case.source(*source)))
            }
            Ground::Unsourced(basis) => format!("{}, no source named", basis.word()),
            Ground::Inferred => "inferred".to_owned(),
            Ground::Assumed(None) => "assumed, without a source".to_owned(),
            Ground::Assumed(Some(set)) => format!("assumption set {set}"),
            Ground::Literal => "lines taken literally".to_owned(),
            Ground::Reckoned => "reckoned from preferences on record".to_owned(),
            Ground::Silent => "not recorded".to_owned(),
            Ground::Counting => "how this record counts answers".to_owned(),
            Ground::Glossary => "the glossary: a reading, not what anybody meant".to_owned(),
        }
    }
}

/// The longest name of a source that is given whole; of a longer one what stands before its first comma.
const NAME_MAX: usize = 40;

/// The source as people call it: who published it, else its title, else where it is.
fn source_named(source: &Source) -> String {
    let name = source.publisher.as_ref().or(source.title.as_ref()).or(source.address.as_ref());
    let Some(name) = name else { return "a source without a title".to_owned() };
    match name.split_once(',') {
        Some((first, _)) if name.chars().count() > NAME_MAX => first.to_owned(),
        _ => name.clone(),
    }
}

/// Words, and what they stand on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// What they stand on; nothing where that is told with what follows.
    pub on: Vec<Ground>,
}

/// A sentence of the brief, in stretches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sentence {
    /// Its stretches, in order.
    pub pieces: Vec<Piece>,
}

impl Sentence {
    /// A sentence that stands on `on` as a whole; it gets its full stop where it has none.
    pub(in crate::lens) fn of(words: impl AsRef<str>, on: Vec<Ground>) -> Sentence {
        let words = describe::sentence(&describe::capital(words.as_ref()));
        Sentence { pieces: vec![Piece { words, on }] }
    }

    /// A sentence of several stretches, joined as they stand; the last gets the full stop.
    /// Of stretches that follow each other and stand on the same the last is marked.
    pub(in crate::lens) fn joined(pieces: Vec<(String, Vec<Ground>)>) -> Sentence {
        let mut all: Vec<Piece> =
            pieces.into_iter().map(|(words, on)| Piece { words, on }).collect();
        if let Some(first) = all.first_mut() {
            first.words = describe::capital(&first.words);
        }
        if let Some(last) = all.last_mut() {
            last.words = describe::sentence(&last.words);
        }
        for at in 1..all.len() {
            if all[at - 1].on == all[at].on {
                all[at - 1].on.clear();
            }
        }
        Sentence { pieces: all }
    }

    /// Whether both stand on the same as a whole.
    pub(super) fn stands_like(&self, other: &Sentence) -> bool {
        match (self.pieces.as_slice(), other.pieces.as_slice()) {
            ([one], [two]) => one.on == two.on,
            _ => false,
        }
    }

    /// Its words alone.
    pub fn flat(&self) -> String {
        self.pieces.iter().map(|it| it.words.as_str()).collect()
    }
}

/// The marks of a brief: a number a source and grade, a letter for what no source said, in order of first use.
pub(in crate::lens) struct Marks<'a> {
    case: &'a Case,
    /// What each is called in the legend.
    numbers: Vec<String>,
    letters: Vec<String>,
}

/// Which marks stand on a page.
#[derive(Debug, Default)]
pub(in crate::lens) struct Used {
    numbers: Vec<usize>,
    letters: Vec<usize>,
}

impl<'a> Marks<'a> {
    pub(in crate::lens) fn new(case: &'a Case) -> Marks<'a> {
        Marks { case, numbers: Vec::new(), letters: Vec::new() }
    }

    /// `sentence` with its marks, behind what they are for.
    pub(in crate::lens) fn marked(&mut self, sentence: &Sentence, used: &mut Used) -> Text {
        let mut text = Text::default();
        for piece in &sentence.pieces {
            text = text.and(words::kept_together(&piece.words));
            text = text.then(self.of(&piece.on, used));
        }
        text
    }

    /// `[1,3,a]`, each number leading to its source; nothing where words stand on nothing of their own.
    fn of(&mut self, on: &[Ground], used: &mut Used) -> Text {
        let (mut numbers, mut letters) = (Vec::new(), Vec::new());
        let mut sources: Vec<(usize, String)> = Vec::new();
        for ground in on {
            let (known, used, here) = match ground {
                Ground::Source(..) => (&mut self.numbers, &mut used.numbers, &mut numbers),
                _ => (&mut self.letters, &mut used.letters, &mut letters),
            };
            // Pages of one publisher that are graded alike have one mark.
            let name = ground.named(self.case);
            let place = known.iter().position(|it| *it == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            });
            if !used.contains(&place) {
                used.push(place);
            }
            if !here.contains(&place) {
                here.push(place);
            }
            if let Ground::Source(source, _) = ground
                && let Some(id) = self.case.id(RecordRef::new(Kind::Source, source.get()))
            {
                sources.push((place, id.to_owned()));
            }
        }
        numbers.sort_unstable();
        letters.sort_unstable();
        let number = |place: usize| {
            let number = (place + 1).to_string();
            match sources.iter().find(|it| it.0 == place) {
                Some((_, id)) => {
                    let to = Reference { to: Kind::Source.into(), of: None, id: id.clone() };
                    Text::default().referring(Style::Quiet, number, to)
                }
                None => Text::default().quiet(number),
            }
        };
        let letters = letters.into_iter().map(|it| Text::default().quiet(letter(it)));
        let marks: Vec<Text> = numbers.into_iter().map(number).chain(letters).collect();
        if marks.is_empty() {
            return Text::default();
        }
        let mut text = Text::default().quiet("[");
        for (place, mark) in marks.into_iter().enumerate() {
            text = if place > 0 { text.quiet(",") } else { text }.then(mark);
        }
        text.quiet("]")
    }

    /// What the marks used on a page are, and how grades are to be read.
    pub(in crate::lens) fn legend(&self, mut used: Used) -> Option<Block> {
        used.numbers.sort_unstable();
        used.letters.sort_unstable();
        let numbers = used.numbers.iter();
        let letters = used.letters.iter();
        let mut entries: Vec<String> =
            numbers.map(|it| format!("{} {}", it + 1, self.numbers[*it])).collect();
        entries.extend(letters.map(|it| format!("{} {}", letter(*it), self.letters[*it])));
        if entries.is_empty() {
            return None;
        }
        let mut said = format!("{}.", entries.join(" · "));
        if !used.numbers.is_empty() {
            said.push_str(
                " Grades: source A (best) to E, item 1 (best) to 5; F and 6 cannot be judged.",
            );
        }
        if self.case.dossier.wording == Wording::Restated {
            said.push_str(" Restated, not quoted.");
        }
        Some(Block::Para(Text::default().quiet(said)))
    }
}

/// The letter of a place: `a` to `z`, then `aa`.
fn letter(place: usize) -> String {
    let letters: Vec<char> = ('a'..='z').collect();
    let last = letters[place % letters.len()].to_string();
    match place / letters.len() {
        0 => last,
        rounds => format!("{}{last}", letter(rounds - 1)),
    }
}
