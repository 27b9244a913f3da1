//! Going through what is proposed: the entries of a file of proposals beside the record as it is now, and what becomes
//! of the file and of the record when a person accepts, changes or rejects some of them. Bytes in, bytes out.
//!
//! | file | owns |
//! |---|---|
//! | `cut` | a file cut into its head and its entries, to the byte |
//! | `told` | what the comments above an entry say |
//! | `beside_record` | the entries read with the record: which are sound, what they need, what is there already |
//! | `settle` | what is written when a person has decided |

mod beside_record;
mod cut;
mod settle;
mod told;

use std::ops::Range;

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::proposals::{ProposalsHead, heads, is_kept_out};
use plenipo_record::dossier::read::NamedBytes;
use sha2::{Digest, Sha256};

use crate::fold::plain;

pub use settle::{Decided, EntryApart, ReviewRefused, Settled, apart, settle};

/// A file of proposed entries.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxReport {
    /// The file.
    pub file: String,
    /// What it says at its top.
    pub head: ProposalsHead,
    /// What the report is, in one line: who published it, what it is called, and when.
    pub title: String,
    /// The source or file that it is a reprint of.
    pub reprint_of: Option<String>,
    /// The entries left in it, in the order of the text.
    pub items: Vec<InboxItem>,
}

/// A proposed entry beside the record.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxItem {
    /// The table it stands in.
    pub table: Kind,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// What it was proposed as, in a word.
    pub is: String,
    /// The words it rests on, in one line.
    pub quote: String,
    /// The same as bytes of the article's text, where that is at hand and says them.
    pub place: Option<Range<usize>>,
    /// The rule it came from; empty where none is told.
    pub rule: String,
    /// How sure that rule is; empty where none is told.
    pub sure: String,
    /// What else is said of it, a line each.
    pub more: Vec<String>,
    /// What it says, in one line.
    pub line: String,
    /// The day it is of.
    pub date: Option<String>,
    /// How it stands to the record.
    pub stands: ItemStands,
    /// Other entries of the file that it cannot do without, by their places.
    pub needs: Vec<usize>,
    /// Why it cannot be accepted as it stands.
    pub fault: Option<Problem>,
    /// The line of the file on which it begins, from 1.
    pub line_number: usize,
    /// Its bytes in the file, from its header on.
    pub body: Range<usize>,
}

/// How a proposed entry stands to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemStands {
    /// Nothing like it is on record.
    New,
    /// Something on record says it already.
    There {
        /// The table of that record.
        table: Kind,
        /// Its id.
        id: Option<String>,
        /// What it says, in one line.
        line: String,
        /// Its fields that say something else.
        differs: Vec<&'static str>,
    },
    /// It is on record itself, under its own name.
    Entered,
}

/// The mark by which a rejected entry is known again: of what it was proposed as, and the words it rests on.
#[must_use]
pub fn mark(is: &str, quote: &str) -> String {
    let words: Vec<String> = plain(quote).collect();
    let digest = Sha256::digest(format!("{is}\n{}", words.join(" ")).as_bytes());
    digest.iter().take(8).map(|it| format!("{it:02x}")).collect()
}

/// The files of proposed entries among `files`.
pub fn files_of(files: &[NamedBytes]) -> impl Iterator<Item = &NamedBytes> {
    files.iter().filter(|it| is_kept_out(it))
}

/// How many entries are left in a file, without a look at the record; none where it cannot be made out.
#[must_use]
pub fn left(file: &NamedBytes) -> Option<usize> {
    let text = cut::text(&file.name, &file.bytes).ok()?;
    Some(cut::cut(&file.name, text).ok()?.entries.len())
}

/// What the report of a file is, in one line, without a look at the record: what the source that it proposes says, or
/// the name of the file.
#[must_use]
pub fn title(file: &NamedBytes) -> String {
    let of = || {
        let text = cut::text(&file.name, &file.bytes).ok()?;
        let all = cut::cut(&file.name, text).ok()?.entries;
        let source = all.into_iter().find(|it| it.table == Kind::Source)?;
        Some(source.called.join(", ")).filter(|it| !it.is_empty())
    };
    of().unwrap_or_else(|| {
        let stem = file.name.rsplit('/').next().unwrap_or(&file.name);
        stem.strip_suffix(".toml").unwrap_or(stem).to_owned()
    })
}

/// The file called `name` beside the record that `files` hold, which is sound; `text` is the article's text, where
/// it is at hand.
///
/// # Errors
/// Why the file cannot be made out, and where.
pub fn report(
    files: &[NamedBytes],
    name: &str,
    text: Option<&str>,
) -> Result<InboxReport, Problem> {
    let file = files.iter().find(|it| it.name == name && is_kept_out(it));
    let Some(file) = file else {
        return Err(cut::missing(name));
    };
    let bytes = cut::text(name, &file.bytes)?;
    let pieces = cut::cut(name, bytes)?.entries;
    let head = heads(std::slice::from_ref(file)).pop().ok_or_else(|| cut::missing(name))?;
    let seen = beside_record::seen(files, name, bytes, &pieces);
    let source = head.source.clone();
    let items = pieces.iter().zip(seen.items).map(|(piece, seen)| {
        let told = told::told(&bytes[piece.span.start..piece.body.start]);
        let from = head
            .entries
            .iter()
            .find(|it| it.table == piece.table.table() && Some(&it.id) == piece.id.as_ref());
        let is = from
            .map(|it| it.is.clone())
            .filter(|it| !it.is_empty())
            .or_else(|| Some(told.is.clone()).filter(|it| !it.is_empty()));
        let is = is.unwrap_or_else(|| piece.table.noun().to_owned());
        let place = place(text, from.and_then(|it| it.at), &told.quote);
        let or = |own: Option<&String>, other: String| {
            own.filter(|it| !it.is_empty()).cloned().unwrap_or(other)
        };
        InboxItem {
            table: piece.table,
            id: piece.id.clone(),
            is,
            quote: match (&place, text) {
                (Some(at), Some(text)) => crate::file::in_one_line(&text[at.clone()]),
                _ => told.quote,
            },
            place,
            rule: or(from.map(|it| &it.rule), told.rule),
            sure: or(from.map(|it| &it.sure), told.sure),
            more: told.more,
            line: seen.line,
            date: seen.date,
            stands: seen.stands,
            needs: seen.needs,
            fault: seen.fault,
            line_number: bytes[..piece.body.start].matches('\n').count() + 1,
            body: piece.body.clone(),
        }
    });
    let items: Vec<InboxItem> = items.collect();
    let title = seen.sources.get(source.as_deref().unwrap_or_default()).cloned();
    Ok(InboxReport {
        title: title.unwrap_or_else(|| name.to_owned()),
        reprint_of: reprint_of(bytes),
        file: name.to_owned(),
        head,
        items,
    })
}

/// Where the words stand in the article's text.
fn place(text: Option<&str>, at: Option<(usize, usize)>, quote: &str) -> Option<Range<usize>> {
    let text = text?;
    let same = |range: &Range<usize>| {
        let own = text.get(range.clone())?;
        let alike = quote.is_empty() || plain(own).eq(plain(quote));
        (alike && !own.trim().is_empty()).then_some(())
    };
    let at = at.map(|(from, to)| from..to).filter(|it| same(it).is_some());
    at.or_else(|| {
        let found = text.find(quote).filter(|_| !quote.is_empty())?;
        Some(found..found + quote.len())
    })
}

/// What the head says that it is a reprint of.
fn reprint_of(text: &str) -> Option<String> {
    let head = text.lines().take_while(|it| !it.starts_with('['));
    let said = head.filter_map(|it| it.strip_prefix("# Its words are those of ")).next()?;
    Some(said.split(": a reprint").next().unwrap_or(said).to_owned())
}

/// The article's text of a report where `bytes` are that very text.
///
/// # Errors
/// Why it cannot be shown, in words.
pub fn article_text<'b>(head: &ProposalsHead, bytes: Option<&'b [u8]>) -> Result<&'b str, String> {
    let Some(bytes) = bytes else {
        return Err("The text of the report is not kept beside this file.".to_owned());
    };
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "What is kept as the text of the report is no text.".to_owned())?;
    let digest = Sha256::digest(text.as_bytes());
    let hash: String = digest.iter().map(|it| format!("{it:02x}")).collect();
    if head.text.as_deref() != Some(&hash) {
        return Err("The text beside this file was changed since it was read, or is another one."
            .to_owned());
    }
    Ok(text)
}
