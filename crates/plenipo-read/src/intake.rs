//! A report comes in: read, held beside what was read before, and made into a file of proposed entries with the text that
//! they rest on beside it.

use jiff::civil::Date;
use plenipo_record::case::records::Records;
use plenipo_record::case::source::Source;
use plenipo_record::dossier::proposals::{ProposalsHead, text_name};
use plenipo_record::dossier::read::NamedBytes;

use crate::file::{self, ArticleSaid, ProposalsText};
use crate::read::ArticleRead;
use crate::reprint::{self, Reprint};
use crate::text::Article;

/// What came of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Intake {
    /// Proposed entries, with what a person must know of how they came about.
    New(Box<(ProposalsText, Vec<String>)>),
    /// The very text was read before.
    Before(Reprint),
}

/// Takes in `article`, which `read` reads. What was rejected of the same words before is proposed only if it is to be
/// asked `again`; so is anything of a text that was read before.
///
/// # Errors
/// What stands in the way, in words: a source that is not on record.
pub fn take_in(
    records: &Records,
    article: &Article,
    said: &ArticleSaid,
    today: Date,
    (before, again): (&[ProposalsHead], bool),
    read: impl FnOnce() -> ArticleRead,
) -> Result<Intake, String> {
    let mut said = said.clone();
    let signature = reprint::signature(&article.text);
    let mut like = reprint::of(&article.hash(), &signature, before);
    if let Some(it) = like.as_mut().filter(|_| again) {
        it.rejected.clear();
    }
    if let Some(it) = like.as_ref().filter(|it| it.exact) {
        if !again {
            return Ok(Intake::Before(it.clone()));
        }
        // The same article again is the source that it was.
        let own = it.source.clone().filter(|it| records.find::<Source>(it).is_some());
        said.source = said.source.or(own);
        like = None;
    }
    let read = read();
    let text = file::text(records, article, &read, &said, today, like.as_ref())?;
    let mut notes = read.notes;
    match article.date {
        None => notes.push(
            "it has no date: days such as `on Tuesday` were not reckoned; say when it was published"
                .to_owned(),
        ),
        Some(day) if day > today => {
            notes.push(format!("its date, {day}, lies ahead of today: is it right?"))
        }
        Some(_) => {}
    }
    if article.title.is_none() {
        notes.push("it has no title: give it one".to_owned());
    }
    if let Some(it) = &like {
        let of = it.source.as_deref().unwrap_or(&it.file);
        notes.push(format!(
            "its words are those of {of}: proposed as a reprint of it, which confirms nothing"
        ));
    }
    if text.not_again > 0 {
        let them = if text.not_again == 1 { "entry was" } else { "entries were" };
        notes.push(format!(
            "{} {them} rejected before of the same words, and not proposed again",
            text.not_again
        ));
    }
    Ok(Intake::New(Box::new((text, notes))))
}

/// The first name for a file of proposals that `is_there` knows neither for it nor for its text.
pub fn free_name(stem: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
    let names = (1..1000).map(|n| match n {
        1 => format!("{stem}.toml"),
        n => format!("{stem}-{n}.toml"),
    });
    names.into_iter().find(|it| !is_there(it) && !is_there(&text_name(it)))
}

/// The files of a report: the text first, so that no proposal is ever without the words that it rests on.
#[must_use]
pub fn files(name: &str, text: &ProposalsText, article: &Article) -> [NamedBytes; 2] {
    [
        NamedBytes { name: text_name(name), bytes: article.text.clone().into_bytes() },
        NamedBytes { name: name.to_owned(), bytes: text.text.clone().into_bytes() },
    ]
}
