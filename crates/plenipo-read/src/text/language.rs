//! In which language an article is written. Rules read English; of other languages only the name is told.

/// The language of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Another language, by its English name.
    Other(&'static str),
    /// None that could be made out.
    Unknown,
}

impl Language {
    /// What a person must know of it; nothing of English.
    #[must_use]
    pub fn told(self) -> Option<String> {
        match self {
            Language::English => None,
            Language::Other(name) => Some(format!(
                "it is written in {name}: only the article itself is proposed, since the rules read English"
            )),
            Language::Unknown => Some(
                "its language could not be made out: only the article itself is proposed, since the rules read English"
                    .to_owned(),
            ),
        }
    }
}

/// The commonest words of English, most of which no other language has.
const ENGLISH: [&str; 26] = [
    "the", "of", "and", "to", "that", "was", "were", "with", "for", "on", "by", "had", "has",
    "said", "which", "from", "will", "would", "is", "are", "his", "her", "their", "they", "not",
    "it",
];

/// The language of `text`, by its first words.
pub(crate) fn of(text: &str) -> Language {
    let head = &text[..text.floor_char_boundary(4_000)];
    let mut words = 0;
    let mut english = 0;
    for word in head.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).take(400) {
        words += 1;
        let ascii = word.is_ascii() && word.len() <= 5;
        english += usize::from(ascii && ENGLISH.iter().any(|it| it.eq_ignore_ascii_case(word)));
    }
    // A short text may lack them.
    if english * 12 >= words || words < 12 && head.is_ascii() {
        return Language::English;
    }
    match whatlang::detect(&head[..head.floor_char_boundary(1_200)]) {
        Some(it) if it.lang() == whatlang::Lang::Eng => Language::English,
        Some(it) if it.is_reliable() || !head.is_ascii() => Language::Other(it.lang().eng_name()),
        _ if english > 0 => Language::English,
        _ => Language::Unknown,
    }
}
