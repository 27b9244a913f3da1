//! An article as words: where each begins and ends, how it reads in small letters, and what stands before it.

/// What stands between a word and the one before it; several at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Gap(u16);

impl Gap {
    pub(crate) const COMMA: Gap = Gap(1);
    pub(crate) const SEMICOLON: Gap = Gap(2);
    pub(crate) const COLON: Gap = Gap(4);
    pub(crate) const DASH: Gap = Gap(8);
    pub(crate) const STOP: Gap = Gap(16);
    pub(crate) const QUOTE: Gap = Gap(32);
    pub(crate) const BRACKET: Gap = Gap(64);
    pub(crate) const LINE: Gap = Gap(128);
    pub(crate) const PARAGRAPH: Gap = Gap(256);
    /// Whatever ends a run of words that belong together.
    pub(crate) const ANY: Gap = Gap(0x1ff);

    pub(crate) fn has(self, other: Gap) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Gap) {
        self.0 |= other.0;
    }
}

impl std::ops::BitOr for Gap {
    type Output = Gap;

    fn bitor(self, other: Gap) -> Gap {
        Gap(self.0 | other.0)
    }
}

/// A word of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Where it begins in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Where it stands among the small letters.
    low: (usize, usize),
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
    /// Whether it is written in capitals throughout, and has more than one.
    pub(crate) capitals: bool,
    /// Whether it begins with a digit.
    pub(crate) digits: bool,
    /// The quotation it stands in, counted from 1; 0 outside of any.
    pub(crate) quotation: u32,
}

/// The words of a text.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    pub(crate) text: &'t str,
    /// All words in small letters, a space before and after each.
    pub(crate) low: String,
    pub(crate) list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// The words of `text`, in one pass.
    pub(crate) fn of(text: &'t str) -> Tokens<'t> {
        let mut out = Tokens {
            text,
            low: String::with_capacity(text.len() + 2),
            list: Vec::with_capacity(text.len() / 5),
        };
        out.low.push(' ');
        let mut gap = Gap::PARAGRAPH;
        let mut marks = Marks::default();
        let mut letters = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((start, first)) = letters.next() {
            if is_possessive(text, start, before) {
                letters.next();
                out.push(start, start + first.len_utf8() + 1, gap, marks.now);
                (gap, before) = (Gap::default(), 's');
                continue;
            }
            if !first.is_alphanumeric() {
                gap.add(sign(first, before, letters.peek().map(|it| it.1)));
                marks.sign(first, before, letters.peek().map(|it| it.1));
                before = first;
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut last = first;
            while let Some((at, next)) = letters.peek().copied() {
                let mut ahead = text[at + next.len_utf8()..].chars();
                let after = ahead.next();
                let joins = next.is_alphanumeric()
                    || is_mark(next)
                    || match next {
                        '\'' | '’' => joins_apostrophe(after, ahead.next()),
                        '-' | '\u{2010}' | '\u{2011}' => after.is_some_and(char::is_alphanumeric),
                        '.' | ',' => {
                            last.is_ascii_digit() && after.is_some_and(|it| it.is_ascii_digit())
                                || next == '.' && is_initials(&text[start..at], after)
                        }
                        _ => false,
                    };
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                last = next;
                letters.next();
            }
            out.push(start, end, gap, marks.now);
            gap = Gap::default();
            before = last;
        }
        out
    }

    fn push(&mut self, start: usize, end: usize, gap: Gap, quotation: u32) {
        let word = &self.text[start..end];
        let from = self.low.len();
        for letter in word.chars() {
            match letter {
                '’' => self.low.push('\''),
                '\u{2010}' | '\u{2011}' => self.low.push('-'),
                '.' if !word.starts_with(|it: char| it.is_ascii_digit()) => self.low.push('.'),
                letter if letter.is_ascii() => self.low.push(letter.to_ascii_lowercase()),
                letter => self.low.extend(letter.to_lowercase()),
            }
        }
        let low = (from, self.low.len());
        self.low.push(' ');
        let mut capitals = word.chars().filter(|it| it.is_alphabetic());
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.list.push(Token {
            start,
            end,
            low,
            gap,
            capital,
            capitals: capital && word.len() > 1 && capitals.all(char::is_uppercase),
            digits: word.starts_with(|it: char| it.is_ascii_digit()),
            quotation,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The word at `at` in small letters; nothing beyond the end.
    pub(crate) fn low(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |it| &self.low[it.low.0..it.low.1])
    }

    /// The word at `at` as it is written.
    pub(crate) fn raw(&self, at: usize) -> &'t str {
        self.list.get(at).map_or("", |it| &self.text[it.start..it.end])
    }

    /// What stands before the word at `at`; beyond the end the text has ended.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.list.get(at).map_or(Gap::PARAGRAPH, |it| it.gap)
    }

    pub(crate) fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|it| it.capital)
    }

    /// The text of the words from `first` up to and without `end`.
    pub(crate) fn slice(&self, first: usize, end: usize) -> &'t str {
        match (self.list.get(first), end.checked_sub(1).and_then(|it| self.list.get(it))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.text[a.start..b.end],
            _ => "",
        }
    }

    /// What stands between the word before `at` and the word at `at`.
    pub(crate) fn slice_between(&self, at: usize) -> &'t str {
        match (at.checked_sub(1).and_then(|it| self.list.get(it)), self.list.get(at)) {
            (Some(a), Some(b)) if a.end <= b.start => &self.text[a.end..b.start],
            _ => "",
        }
    }

    /// Where the small letters of the word at `at` begin.
    pub(crate) fn low_start(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.low.len(), |it| it.low.0)
    }
}

/// Whether a possessive `'s` begins at `start`.
fn is_possessive(text: &str, start: usize, before: char) -> bool {
    let mut letters = text[start..].chars();
    before.is_alphanumeric()
        && matches!(letters.next(), Some('\'' | '’'))
        && letters.next() == Some('s')
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// A possessive `'s` is a word of its own; every other apostrophe between letters stays in its word.
fn joins_apostrophe(after: Option<char>, then: Option<char>) -> bool {
    match after {
        Some('s' | 'S') => then.is_some_and(char::is_alphanumeric),
        Some(it) => it.is_alphanumeric(),
        None => false,
    }
}

/// `U.S`, `D.R.C`: single letters with points between.
fn is_initials(so_far: &str, after: Option<char>) -> bool {
    let single = so_far.split('.').all(|it| it.chars().count() == 1);
    single
        && so_far.chars().all(|it| it.is_uppercase() || it == '.')
        && after.is_some_and(char::is_uppercase)
}

/// Marks that combine with the letter before.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn sign(sign: char, before: char, after: Option<char>) -> Gap {
    match sign {
        ',' | '،' | '、' | '，' => Gap::COMMA,
        ';' | '；' => Gap::SEMICOLON,
        ':' | '：' => Gap::COLON,
        '–' | '—' | '―' => Gap::DASH,
        '-' if before.is_whitespace() && after.is_some_and(char::is_whitespace) => Gap::DASH,
        '.' | '!' | '?' | '…' | '。' | '؟' => Gap::STOP,
        '"' | '“' | '”' | '«' | '»' | '„' | '‟' => Gap::QUOTE,
        '(' | ')' | '[' | ']' => Gap::BRACKET,
        '\n' if before == '\n' => Gap::PARAGRAPH,
        '\n' => Gap::LINE,
        '\u{2029}' => Gap::PARAGRAPH,
        _ => Gap::default(),
    }
}

/// Which quotation the words stand in.
#[derive(Default)]
struct Marks {
    now: u32,
    count: u32,
}

impl Marks {
    fn sign(&mut self, sign: char, before: char, after: Option<char>) {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–');
        match sign {
            '“' | '«' | '„' => self.open(),
            '”' | '»' => self.now = 0,
            '"' if self.now != 0 => self.now = 0,
            '"' if opens || after.is_some_and(char::is_alphanumeric) => self.open(),
            // A quotation that is never closed ends with its paragraph.
            '\n' if before == '\n' => self.now = 0,
            _ => {}
        }
    }

    fn open(&mut self) {
        self.count += 1;
        self.now = self.count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn low(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|it| tokens.low(it).to_owned()).collect()
    }

    #[test]
    fn words_are_told_apart_as_a_reader_would() {
        assert_eq!(
            low("Trump’s U.S. envoy didn't cut 29,800 points, in-depth."),
            ["trump", "'s", "u.s", "envoy", "didn't", "cut", "29,800", "points", "in-depth"]
        );
        assert_eq!(
            low("E3+3 met at 10.05. He left."),
            ["e3", "3", "met", "at", "10.05", "he", "left"]
        );
    }

    #[test]
    fn quotations_are_counted() {
        let tokens = Tokens::of("He said \"no deal\" and “never” again");
        let of: Vec<u32> = tokens.list.iter().map(|it| it.quotation).collect();
        assert_eq!(of, [0, 0, 1, 1, 0, 2, 0]);
    }
}
