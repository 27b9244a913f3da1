//! Where a quote stands in a text, letter by letter but for what copying changes: runs of blanks, the form of
//! quotation marks and of dashes.

use std::ops::Range;

/// Texts are folded once and asked for many quotes.
#[derive(Debug, Clone)]
pub struct Literal {
    folded: String,
    /// For each byte of the folded text, the byte of the text at which what it stands for begins.
    from: Vec<usize>,
    /// And at which it ends.
    to: Vec<usize>,
}

impl Literal {
    /// Prepares a text to be searched.
    pub fn of(text: &str) -> Literal {
        let mut folded = String::with_capacity(text.len());
        let (mut from, mut to) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (place, sign) in text.char_indices() {
            let end = place + sign.len_utf8();
            let sign = fold(sign);
            if sign == ' ' && folded.ends_with(' ') {
                // A run of blanks is one blank, and ends where the run ends.
                if let Some(last) = to.last_mut() {
                    *last = end;
                }
                continue;
            }
            let start = folded.len();
            folded.push(sign);
            from.resize(start + sign.len_utf8(), place);
            to.resize(start + sign.len_utf8(), end);
        }
        Literal { folded, from, to }
    }

    /// Every place at which the text has `quote`, first to last, in bytes of the text; none where it is empty. Places
    /// do not overlap, and none begins or ends within a word.
    ///
    /// ```
    /// use plenipo_read::model::literal::Literal;
    /// let text = Literal::of("She said:\n“no – never”.");
    /// assert_eq!(text.places("said: \"no - never\""), vec![4..28]);
    /// assert!(text.places("said: no").is_empty());
    /// ```
    pub fn places(&self, quote: &str) -> Vec<Range<usize>> {
        let mut wanted = String::with_capacity(quote.len());
        for sign in quote.trim().chars().map(fold) {
            if !(sign == ' ' && wanted.ends_with(' ')) {
                wanted.push(sign);
            }
        }
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = self.folded.match_indices(&wanted);
        let whole = |(at, it): &(usize, &str)| {
            !in_a_word(&self.folded, *at) && !in_a_word(&self.folded, at + it.len())
        };
        found.filter(whole).map(|(at, it)| self.from[at]..self.to[at + it.len() - 1]).collect()
    }
}

/// Whether a word goes on across this byte of the text.
fn in_a_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// Blanks, quotation marks and dashes in one form each.
fn fold(sign: char) -> char {
    match sign {
        it if it.is_whitespace() => ' ',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        it => it,
    }
}
