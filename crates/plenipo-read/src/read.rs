//! Reading an article: everything a rule finds in it, with the names it uses.

use plenipo_record::case::records::Records;

use crate::names::NamedAs;
use crate::names::known::Known;
use crate::page::Page;
use crate::proposal::{NameRead, Proposal, ProposalKind, ProposedStatus, Sureness};
use crate::rules;
use crate::text::Article;
use crate::text::language::Language;

/// Reads articles beside one dossier; made once and asked often.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    known: Known,
}

/// What an article comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleRead {
    /// Proposed entries, the article itself first, the others in the order of their words.
    pub proposals: Vec<Proposal>,
    /// People and bodies that the article names, in the order in which it does.
    pub names: Vec<NameRead>,
    /// What a person must know of how it was read, a sentence each.
    pub notes: Vec<String>,
}

impl Reader {
    /// A reader beside the record.
    #[must_use]
    pub fn of(records: &Records) -> Reader {
        Reader { known: Known::of(records) }
    }

    /// What the dossier calls its own.
    #[must_use]
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Reads an article.
    #[must_use]
    pub fn read(&self, article: &Article) -> ArticleRead {
        let mut out = ArticleRead { notes: article.notes.clone(), ..ArticleRead::default() };
        if let Some(title) = article.title.clone() {
            out.proposals.push(source(article, title));
        }
        if article.language != Language::English {
            return out;
        }
        let page = Page::of(&article.text, article.date, &self.known);
        let mut found = rules::proposals(&page);
        for it in &mut found {
            it.issues = self.known.issues(it.quoted(&article.text));
        }
        out.names = self.names(&page, &article.text);
        out.proposals.append(&mut found);
        out
    }

    fn names(&self, page: &Page<'_>, text: &str) -> Vec<NameRead> {
        let named = page.names.entities.iter().filter(|it| it.is != NamedAs::Place);
        let all = named.map(|it| NameRead {
            name: it.name.clone(),
            is: it.is,
            office: it.office.clone(),
            quote: {
                let mention = page.names.holding(it.first.0);
                let (first, end) = mention.map_or(it.first, |it| (it.first, it.end));
                let quote = page.quote(first, end);
                if text.get(quote.clone()).is_some() { quote } else { 0..0 }
            },
            known: self.known.named(&it.name),
        });
        all.filter(|it| !it.quote.is_empty()).collect()
    }
}

fn source(article: &Article, title: std::ops::Range<usize>) -> Proposal {
    Proposal {
        kind: ProposalKind::Source,
        quote: title,
        who: article.publisher.iter().cloned().collect(),
        via: Vec::new(),
        when: article.date.map(crate::day::ReportDay::Day),
        inferred: false,
        target: String::new(),
        status: ProposedStatus::None,
        words: String::new(),
        hedge: String::new(),
        number: None,
        rule: "source",
        sureness: Sureness::Sure,
        issues: Vec::new(),
    }
}
