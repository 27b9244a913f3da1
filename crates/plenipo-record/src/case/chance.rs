//! Numbers as people state them: a figure, a range, or a word of estimative probability.

/// A figure or a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Upper end, `>= low`.
    pub high: f64,
}

impl Range {
    /// The single figure `value`.
    pub fn exactly(value: f64) -> Range {
        Range { low: value, high: value }
    }

    /// Whether both ends are the same figure.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}

/// A probability as its author wrote it; words are kept as words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Chance {
    /// A figure in `[0, 1]`.
    Number(f64),
    /// Two figures in `[0, 1]`, low first.
    Range(f64, f64),
    /// A word of the ICD 203 scale.
    Word(ChanceWord),
}

impl Chance {
    /// The range the statement stands for: a word becomes its ICD 203 range.
    pub fn range(self) -> Range {
        match self {
            Chance::Number(value) => Range::exactly(value),
            Chance::Range(low, high) => Range { low, high },
            Chance::Word(word) => word.range(),
        }
    }
}

impl std::fmt::Display for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Chance::Number(value) => write!(f, "{value}"),
            Chance::Range(low, high) => write!(f, "{low}–{high}"),
            Chance::Word(word) => f.write_str(word.text),
        }
    }
}

/// A word of estimative probability.
///
/// Source: US Intelligence Community Directive 203 (2015), section D.6.e(2)(a). The directive's
/// two rows of words are synonyms; its ranges share their end points, which we keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChanceWord {
    /// The word as ICD 203 prints it.
    pub text: &'static str,
    low: f64,
    high: f64,
}

impl ChanceWord {
    /// The scale, from the least to the most likely, synonyms adjacent.
    pub const ALL: [ChanceWord; 14] = [
        ChanceWord { text: "almost no chance", low: 0.01, high: 0.05 },
        ChanceWord { text: "remote", low: 0.01, high: 0.05 },
        ChanceWord { text: "very unlikely", low: 0.05, high: 0.20 },
        ChanceWord { text: "highly improbable", low: 0.05, high: 0.20 },
        ChanceWord { text: "unlikely", low: 0.20, high: 0.45 },
        ChanceWord { text: "improbable", low: 0.20, high: 0.45 },
        ChanceWord { text: "roughly even chance", low: 0.45, high: 0.55 },
        ChanceWord { text: "roughly even odds", low: 0.45, high: 0.55 },
        ChanceWord { text: "likely", low: 0.55, high: 0.80 },
        ChanceWord { text: "probable", low: 0.55, high: 0.80 },
        ChanceWord { text: "very likely", low: 0.80, high: 0.95 },
        ChanceWord { text: "highly probable", low: 0.80, high: 0.95 },
        ChanceWord { text: "almost certain", low: 0.95, high: 0.99 },
        ChanceWord { text: "nearly certain", low: 0.95, high: 0.99 },
    ];

    /// The word written `text`, if it is one of the scale.
    pub fn named(text: &str) -> Option<ChanceWord> {
        ChanceWord::ALL.into_iter().find(|word| word.text == text)
    }

    /// Its range of probability.
    pub fn range(self) -> Range {
        Range { low: self.low, high: self.high }
    }
}
