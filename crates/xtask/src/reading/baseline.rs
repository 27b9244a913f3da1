//! A trivial baseline: every sentence that holds a kind's single commonest cue word, with the first name in it and the
//! day of the report.

use plenipo_read::day::ReportDay;
use plenipo_read::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};
use plenipo_read::text::Article;

const CUES: [(ProposalKind, &str); 9] = [
    (ProposalKind::Meeting, "met"),
    (ProposalKind::Statement, "said"),
    (ProposalKind::Line, "reject"),
    (ProposalKind::Answer, "accept"),
    (ProposalKind::Demand, "demand"),
    (ProposalKind::Understanding, "agreed"),
    (ProposalKind::Draft, "proposal"),
    (ProposalKind::Event, "after"),
    (ProposalKind::Prediction, "likely"),
];

pub(crate) fn proposals(article: &Article) -> Vec<Proposal> {
    let mut out = Vec::new();
    let made = |kind, quote: std::ops::Range<usize>, who: Vec<String>| Proposal {
        kind,
        quote,
        who,
        via: Vec::new(),
        when: article.date.map(ReportDay::Day),
        inferred: true,
        target: String::new(),
        status: ProposedStatus::None,
        words: String::new(),
        hedge: String::new(),
        number: None,
        rule: "baseline",
        sureness: Sureness::Look,
        issues: Vec::new(),
    };
    if let Some(title) = article.title.clone() {
        out.push(made(ProposalKind::Source, title, article.publisher.iter().cloned().collect()));
    }
    let mut start = article.title.as_ref().map_or(0, |it| it.end);
    for (at, _) in article.text.match_indices(['.', '\n']) {
        if at < start {
            continue;
        }
        let sentence = article.text[start..at].trim();
        let from = start + article.text[start..at].find(sentence).unwrap_or(0);
        start = at + 1;
        let name =
            sentence.split_whitespace().skip(1).find(|it| it.starts_with(char::is_uppercase));
        for (kind, cue) in CUES {
            if sentence.split(|it: char| !it.is_alphabetic()).any(|it| it.starts_with(cue)) {
                out.push(made(kind, from..at, name.map(str::to_owned).into_iter().collect()));
            }
        }
    }
    out
}
