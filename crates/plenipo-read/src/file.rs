//! Proposals as a file of the dossier's own schema, to be kept out of the record until a person has gone through it:
//! each entry below comments with its quote, its rule, and how sure that is.

mod entries;

use std::ops::Range;

use jiff::civil::Date;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::records::Records;
use plenipo_record::case::refs::referred;
use plenipo_record::dossier::proposals::FOLDER;
use plenipo_record::dossier::write::{append, comment};

use crate::beside::{Beside, beside};
use crate::proposal::{Proposal, ProposalKind};
use crate::read::ArticleRead;
use crate::reprint::{Reprint, signature};
use crate::review::mark;
use crate::text::Article;

/// What is said of an article beside what it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleSaid {
    /// The source of the dossier that it is; a new one is proposed where there is none.
    pub source: Option<String>,
    /// Its publisher, where the article does not say it or says it wrongly.
    pub publisher: Option<String>,
    /// Its day.
    pub date: Option<Date>,
    /// Its title.
    pub title: Option<String>,
}

/// Proposals as the text of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalsText {
    /// The file's name below the dossier, without a number that tells it from others of the same day and title.
    pub stem: String,
    /// Its text.
    pub text: String,
    /// The same without its head: what the record would be given if every entry were accepted.
    pub body: String,
    /// Its entries, in the order of the text.
    pub entries: Vec<ProposedEntry>,
    /// The id of the source.
    pub source: String,
    /// How many entries are left out because a person rejected them before.
    pub not_again: usize,
}

/// An entry of a file of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedEntry {
    /// What it is proposed as; several records may come of one proposal.
    pub kind: ProposalKind,
    /// The table it stands in.
    pub table: Kind,
    /// Its id.
    pub id: String,
    /// Its bytes in the file's text, comments included.
    pub span: Range<usize>,
    /// The place of the proposal among those of the reading; none of a name.
    pub proposal: Option<usize>,
    /// The words it rests on, as bytes of the article's text.
    pub quote: Range<usize>,
    /// How it stands to the record.
    pub beside: Beside,
}

/// An entry before it is written.
struct Made {
    record: RecordRef,
    kind: ProposalKind,
    proposal: Option<usize>,
    quote: Range<usize>,
    remarks: Vec<String>,
}

/// Proposals of `article` as the text of a file beside `records`; `day` is the day on which it is read.
///
/// # Errors
/// What stands in the way, in words: a source that is not on record.
pub fn text(
    records: &Records,
    article: &Article,
    read: &ArticleRead,
    said: &ArticleSaid,
    day: Date,
    reprint: Option<&Reprint>,
) -> Result<ProposalsText, String> {
    let mut pen = entries::Pen::of(records, article, said, reprint)?;
    for (at, it) in read.proposals.iter().enumerate() {
        pen.proposal(at, it, read);
    }
    pen.names(read);
    let entries::Pen { records: after, made, source, .. } = pen;
    let n_made = made.len();
    let made = asked_again(&after, article, made, reprint);
    let not_again = n_made - made.len();
    let head = head(article, &source, day, reprint, &listed(&after, read, &made));
    let mut body = String::new();
    let mut out: Vec<ProposedEntry> = Vec::new();
    for it in made {
        let own = beside(&after, it.record, records.count(it.record.kind));
        let start = body.len();
        if !body.is_empty() {
            body.push('\n');
        }
        for remark in &it.remarks {
            comment(remark, &mut body);
        }
        if let Beside::There { record, differs } = &own {
            let id = after.id(*record).unwrap_or("without an id");
            let how = if differs.is_empty() {
                String::new()
            } else {
                format!(", differs in {}", differs.join(", "))
            };
            comment(&format!("already there: {} {id}{how}", record.kind.noun()), &mut body);
        }
        let record = append("", &after, it.record).map_err(|why| why.message)?;
        body.push_str(&record);
        let id = after.id(it.record).unwrap_or_default().to_owned();
        out.push(ProposedEntry {
            kind: it.kind,
            table: it.record.kind,
            id,
            span: start..body.len(),
            proposal: it.proposal,
            quote: it.quote,
            beside: own,
        });
    }
    let shift = head.len();
    out.iter_mut().for_each(|it| it.span = it.span.start + shift..it.span.end + shift);
    let title = said.title.as_deref().or(article.title()).unwrap_or("article");
    let slug = plenipo_record::case::id::Id::made(title, |_| false);
    let of = said.date.or(article.date).unwrap_or(day);
    Ok(ProposalsText {
        stem: format!("{FOLDER}/{of}-{slug}"),
        text: format!("{head}{body}"),
        body,
        entries: out,
        source,
        not_again,
    })
}

/// Without the entries that were rejected of the same words before, unless others rest on them.
fn asked_again(
    after: &Records,
    article: &Article,
    made: Vec<Made>,
    reprint: Option<&Reprint>,
) -> Vec<Made> {
    let rejected = reprint.map_or(&[][..], |it| &it.rejected);
    if rejected.is_empty() {
        return made;
    }
    let is_rejected = |it: &Made| {
        let quote = in_one_line(article.text.get(it.quote.clone()).unwrap_or_default());
        rejected.contains(&mark(it.kind.word(), &quote))
    };
    let mut kept: Vec<bool> = made.iter().map(|it| !is_rejected(it)).collect();
    loop {
        let needed: Vec<RecordRef> = made
            .iter()
            .zip(&kept)
            .filter(|it| *it.1)
            .flat_map(|(it, _)| referred(after, it.record))
            .collect();
        let found = (0..made.len()).find(|at| !kept[*at] && needed.contains(&made[*at].record));
        match found {
            Some(at) => kept[at] = true,
            None => break,
        }
    }
    made.into_iter().zip(kept).filter(|it| it.1).map(|it| it.0).collect()
}

/// What each entry was proposed from, for the head.
fn listed(after: &Records, read: &ArticleRead, made: &[Made]) -> Vec<String> {
    let line = |it: &Made| {
        let of = it.proposal.and_then(|at| read.proposals.get(at));
        let by = of.map_or(String::new(), |it| {
            format!("rule = \"{}\", sure = \"{}\", ", it.rule, it.sureness.word())
        });
        let id = after.id(it.record).unwrap_or_default();
        format!(
            "{{ table = \"{}\", id = \"{id}\", is = \"{}\", {by}at = [{}, {}] }}",
            it.record.kind.table(),
            it.kind.word(),
            it.quote.start,
            it.quote.end
        )
    };
    made.iter().map(line).collect()
}

/// The head: what the file is, by what the article is known again, and where in it the words of each entry stand.
fn head(
    article: &Article,
    source: &str,
    day: Date,
    reprint: Option<&Reprint>,
    entries: &[String],
) -> String {
    let mut out = String::new();
    let title = article.title().unwrap_or("an article");
    comment(
        &format!(
            "Proposed by rules from \"{title}\". Nothing here is in the record: a person accepts, changes or rejects each entry."
        ),
        &mut out,
    );
    if let Some(it) = reprint {
        let of = it.source.as_deref().unwrap_or(&it.file);
        comment(
            &format!("Its words are those of {of}: a reprint counts once, and confirms nothing."),
            &mut out,
        );
    }
    out.push_str(&format!(
        "\n[{FOLDER}]\nsource = \"{source}\"\nread = {day}\ntext = \"{}\"\n",
        article.hash()
    ));
    out.push_str("shingles = [");
    for (at, it) in signature(&article.text).iter().enumerate() {
        out.push_str(if at % 5 == 0 { "\n  " } else { " " });
        out.push_str(&format!("\"{it:016x}\","));
    }
    out.push_str("\n]\nentries = [\n");
    for it in entries {
        out.push_str(&format!("  {it},\n"));
    }
    out.push_str("]\n\n");
    out
}

/// What is told above an entry: the words, and why it is proposed.
fn remarks(article: &Article, it: &Proposal) -> Vec<String> {
    let mut out = vec![format!("\"{}\"", in_one_line(it.quoted(&article.text)))];
    let mut why = format!("{}: rule {}, {}", it.kind.word(), it.rule, it.sureness.word());
    if it.inferred {
        why.push_str("; its day is reckoned from the day of the report");
    }
    out.push(why);
    if !it.via.is_empty() {
        out.push(format!("by way of: {}", it.via.join("; ")));
    }
    if !it.hedge.is_empty() {
        out.push(format!("hedged: {}", it.hedge));
    }
    out
}

pub(crate) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
