//! From bytes to an article: its text, and what it says of itself.

pub mod language;

mod encoding;
mod front;
mod html;
mod markup;

use std::ops::Range;

use jiff::civil::Date;
use plenipo_exchange::paper;
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use language::Language;

/// Greatest size of a file, in bytes.
pub const ARTICLE_BYTES_MAX: usize = 5 << 20;

/// Longest text that is read, in bytes: beyond it, nobody would look through what is proposed.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleKind {
    /// Text without marks.
    Plain,
    /// Markdown.
    Markdown,
    /// A page as a browser saves it.
    Html,
    /// A Word document.
    Docx,
}

/// An article, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its text: the title, a blank line, and the main text. Quotes are places in it.
    pub text: String,
    /// Where its title stands.
    pub title: Option<Range<usize>>,
    /// Who published it, if it says so.
    pub publisher: Option<String>,
    /// When it was published, if it says so.
    pub date: Option<Date>,
    /// Where it was published, if it says so.
    pub address: Option<String>,
    /// Its language.
    pub language: Language,
    /// What a person must know of how it was read, a sentence each.
    pub notes: Vec<String>,
}

/// Why a file cannot be read as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleError {
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: String,
}

impl std::fmt::Display for ArticleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

fn error(message: impl Into<String>, hint: impl Into<String>) -> ArticleError {
    ArticleError { message: message.into(), hint: hint.into() }
}

/// What a file's own marks say of it, before it is an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Marked {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    address: Option<String>,
    body: String,
}

impl Article {
    /// Reads a file; `name` is what it is called, of which only the ending counts.
    ///
    /// # Errors
    /// A file that is too large, empty, damaged, or no text.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ArticleError> {
        if bytes.len() > ARTICLE_BYTES_MAX {
            return Err(error(
                "this file is larger than 5 MiB",
                "paste the article's text into a plain text file and read that",
            ));
        }
        match kind(name, bytes)? {
            ArticleKind::Docx => docx(name, bytes),
            ArticleKind::Html => {
                let (text, note) = encoding::text(bytes, html::declared(bytes))?;
                Article::made(html::marked(&text), note)
            }
            ArticleKind::Markdown => {
                let (text, note) = encoding::text(bytes, None)?;
                let mut marked = front::marked(&text);
                marked.body = markup::plain(&marked.body);
                titled(&mut marked);
                Article::made(marked, note)
            }
            ArticleKind::Plain => {
                let (text, note) = encoding::text(bytes, None)?;
                Article::made(front::marked(&text), note)
            }
        }
    }

    /// An article of plain text, which may begin with lines such as `title: …` and `date: …`.
    #[must_use]
    pub fn plain(text: &str) -> Article {
        let marked = front::marked(text);
        Article::made(marked, None).unwrap_or_else(|_| Article::empty())
    }

    fn empty() -> Article {
        Article {
            text: String::new(),
            title: None,
            publisher: None,
            date: None,
            address: None,
            language: Language::English,
            notes: Vec::new(),
        }
    }

    fn made(marked: Marked, note: Option<String>) -> Result<Article, ArticleError> {
        let body = normal(&marked.body);
        if !body.chars().any(char::is_alphabetic) {
            return Err(error("there is no text in it", "is the article's text in another file?"));
        }
        let mut notes: Vec<String> = note.into_iter().collect();
        let title = marked.title.map(|it| in_one_line(&normal(&it))).filter(|it| !it.is_empty());
        let mut text = String::with_capacity(body.len() + 80);
        let title = title.map(|it| {
            text.push_str(&it);
            let at = 0..text.len();
            text.push_str("\n\n");
            at
        });
        text.push_str(body.trim());
        if text.len() > TEXT_BYTES_MAX {
            text.truncate(text.floor_char_boundary(TEXT_BYTES_MAX));
            notes.push("only the first MiB of its text was read".to_owned());
        }
        let language = language::of(&text);
        if let Some(it) = language.told() {
            notes.push(it);
        }
        let date = marked.date.as_deref().and_then(front::day);
        if marked.date.is_some() && date.is_none() {
            notes.push("its date is not one that can be read: give the day yourself".to_owned());
        }
        Ok(Article {
            text,
            title,
            publisher: marked
                .publisher
                .map(|it| in_one_line(&normal(&it)))
                .filter(|it| !it.is_empty()),
            date,
            address: marked.address.map(|it| in_one_line(&normal(&it))).filter(|it| !it.is_empty()),
            language,
            notes,
        })
    }

    /// The title, where it has one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.clone().and_then(|it| self.text.get(it))
    }

    /// Gives it another title; its places move with the text.
    #[must_use]
    pub fn entitled(&self, title: &str) -> Article {
        let body = self.title.as_ref().map_or(0, |it| (it.end + 2).min(self.text.len()));
        let title = in_one_line(&normal(title));
        let text = format!("{title}\n\n{}", self.text.get(body..).unwrap_or_default());
        Article { title: Some(0..title.len()), text, ..self.clone() }
    }

    /// The SHA-256 of its text, in hexadecimal: the same article is known again by it.
    #[must_use]
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.text.as_bytes());
        digest.iter().map(|it| format!("{it:02x}")).collect()
    }
}

/// What a file is, by its first bytes and the ending of its name.
fn kind(name: &str, bytes: &[u8]) -> Result<ArticleKind, ArticleError> {
    let lower = name.to_lowercase();
    if bytes.is_empty() || bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(error("this file is empty", "was it saved?"));
    }
    if bytes.starts_with(b"PK") || lower.ends_with(".docx") {
        return Ok(ArticleKind::Docx);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(error(
            "this is a PDF file, which is not read yet",
            "copy its text into a plain text file and read that",
        ));
    }
    if bytes.starts_with(b"{\\rtf") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(error(
            "this is an older document file, which is not read",
            "save it as a Word document (.docx) or as plain text",
        ));
    }
    if html::is_html(bytes) || [".html", ".htm", ".xhtml"].iter().any(|it| lower.ends_with(it)) {
        return Ok(ArticleKind::Html);
    }
    let marked = [".md", ".markdown"].iter().any(|it| lower.ends_with(it));
    Ok(if marked { ArticleKind::Markdown } else { ArticleKind::Plain })
}

fn docx(name: &str, bytes: &[u8]) -> Result<Article, ArticleError> {
    let paper = paper::read(name, bytes).map_err(|why| {
        error(why.message, "save it again as a Word document (.docx), or as plain text")
    })?;
    let mut body = String::new();
    for it in &paper.points {
        for beside in &it.beside {
            body.push_str(beside);
            body.push_str("\n\n");
        }
        if let Some(number) = &it.number {
            body.push_str(number);
            body.push_str(". ");
        }
        body.push_str(&it.words.now);
        body.push_str("\n\n");
        if body.len() > TEXT_BYTES_MAX {
            break;
        }
    }
    let mut marked = front::marked(&body);
    titled(&mut marked);
    Article::made(marked, None)
}

/// Takes the first line for the title where none is given and it reads like one.
fn titled(marked: &mut Marked) {
    if marked.title.is_some() {
        return;
    }
    let body = marked.body.trim_start();
    if let Some((first, rest)) = body.split_once('\n')
        && first.len() < 200
        && !first.trim_end().ends_with(['.', ':', '!'])
        && !rest.trim().is_empty()
    {
        marked.title = Some(first.trim().to_owned());
        marked.body = rest.to_owned();
    }
}

/// Text as it is kept: composed, lines ended one way, without controls and marks that turn the reading direction.
fn normal(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(letter),
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => out.push(' '),
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{200e}'
            | '\u{200f}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
