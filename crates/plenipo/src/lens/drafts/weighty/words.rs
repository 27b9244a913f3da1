//! A text as words that know where they stand: their clause, and what lies between them.

use unicode_segmentation::UnicodeSegmentation;

use plenipo_maths::align::words::plain;

/// The words of a text, in order.
pub(super) struct Words {
    /// The text they are cut from, typographic marks made plain.
    text: String,
    all: Vec<Word>,
}

struct Word {
    from: usize,
    to: usize,
    /// In small letters.
    lower: String,
    clause: usize,
    /// Which stretch between marks it is of.
    part: usize,
}

/// Whether the mark of one byte at `at` stands between two digits.
fn is_between_digits(text: &str, at: usize) -> bool {
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit)
    };
    is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
}

impl Words {
    pub(super) fn of(text: &str) -> Words {
        // A dash between clauses is none between the parts of a word.
        let text = plain(&text.replace(['—', '―'], " - "));
        let mut all = Vec::new();
        let (mut clause, mut part) = (0, 0);
        for (from, piece) in text.split_word_bound_indices() {
            if piece.chars().any(char::is_alphanumeric) {
                let lower = piece.to_lowercase();
                all.push(Word { from, to: from + piece.len(), lower, clause, part });
            } else if piece == ":" && is_between_digits(&text, from) {
                // A time of day: 12:30.
            } else if piece.contains(['.', ';', ':', '!', '?', '。']) {
                clause += 1;
                part += 1;
            } else if piece.contains([',', '，', '、']) {
                part += 1;
            }
        }
        Words { text, all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Word `at` as it is written; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |it| &self.text[it.from..it.to])
    }

    /// Word `at` in small letters; empty where there is none.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |it| &it.lower)
    }

    /// The word before `at` in small letters; empty where there is none.
    pub(super) fn lower_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |it| self.lower(it))
    }

    /// The clause that word `at` is of.
    pub(super) fn clause(&self, at: usize) -> usize {
        self.all.get(at).map_or(usize::MAX, |it| it.clause)
    }

    /// The stretch between marks, commas included, that word `at` is of.
    pub(super) fn part(&self, at: usize) -> usize {
        self.all.get(at).map_or(usize::MAX, |it| it.part)
    }

    /// Whether word `at` joins two stretches of which each says something of its own.
    pub(super) fn joins(&self, at: usize) -> bool {
        ["and", "or", "but", "while", "whereas", "et", "и", "та", "і"].contains(&self.lower(at))
    }

    /// What stands between word `at` and the one before it, or the beginning.
    pub(super) fn gap(&self, at: usize) -> &str {
        let from = at.checked_sub(1).and_then(|it| self.all.get(it)).map_or(0, |it| it.to);
        let to = self.all.get(at).map_or(self.text.len(), |it| it.from);
        &self.text[from..to]
    }

    /// What is written from word `from` to before word `to`.
    pub(super) fn written(&self, from: usize, to: usize) -> &str {
        match (self.all.get(from), to.checked_sub(1).and_then(|it| self.all.get(it))) {
            (Some(first), Some(last)) if first.from <= last.to => &self.text[first.from..last.to],
            _ => "",
        }
    }

    /// Whether word `at` ends its clause.
    pub(super) fn is_last(&self, at: usize) -> bool {
        self.clause(at + 1) != self.clause(at)
    }

    /// Whether word `at` begins a sentence, a quotation or a numbered item: a capital there tells
    /// nothing.
    pub(super) fn is_first(&self, at: usize) -> bool {
        let numbering = |word: &str| {
            word.chars().filter(|it| it.is_alphabetic()).count() < 2
                || word.chars().all(|it| "ivxIVX".contains(it))
        };
        let clause = self.clause(at);
        let before = (0..at).rev().take_while(|it| self.clause(*it) == clause);
        self.gap(at).ends_with('"') || before.into_iter().all(|it| numbering(self.word(it)))
    }

    /// Whether word `at` has one capital, at its head.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let mut chars = self.word(at).chars();
        chars.next().is_some_and(char::is_uppercase) && chars.all(|it| !it.is_uppercase())
    }

    /// Whether the clause of word `at` is written as a heading is, With a Capital for Every Word.
    pub(super) fn is_heading(&self, at: usize) -> bool {
        let clause = self.clause(at);
        let long = |it: &usize| self.word(*it).chars().count() > 3;
        let of_clause = |it: &usize| self.clause(*it) == clause && *it != at;
        let words: Vec<usize> = (0..self.len()).filter(of_clause).filter(long).collect();
        let capitals = words.iter().filter(|it| self.is_capital(**it)).count();
        words.len() >= 2 && capitals == words.len()
    }
}
