//! A finding as one page of HTML: no script, no request to anywhere, styled within.
//!
//! - What a reader needs first comes first: assumption sets, then the headline, then what it rests
//!   on. Where the account has places for page breaks, print begins a new sheet there.
//! - Every reference to a source leads to its line in the list of sources; a finding whose account
//!   has no such list gets one at its end, of the sources it names.
//! - Charts that the account does not place follow it, each with its data as a table.
//! - Text from a dossier becomes text: markup in it is shown, not obeyed, and the page's own policy
//!   lets it load nothing.

mod account;
mod contents;
pub(crate) mod table;
pub(crate) mod write;

use askama::Template;
use jiff::civil::Date;
use plenipo::finding::Finding;

use crate::cite::Sources;
use crate::clean;
use crate::svg;
use crate::terminal::marks;
use crate::words;

/// The page around the account.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: String,
    engine: &'a str,
    page_style: &'static str,
    chart_style: &'static str,
    assumptions: Option<String>,
    headline: String,
    margin: String,
    read_how: String,
    signs: Vec<(&'static str, &'static str, &'static str)>,
    body: String,
    rests_on: String,
}

/// `finding` as a page.
pub fn finding(finding: &Finding) -> String {
    let from = &finding.provenance;
    let headline = words::headline(finding);
    let assumptions = words::assumption_sets(from).map(|sets| clean::line(&sets));
    let headline = clean::line(headline);
    let page = Page {
        title: match &assumptions {
            Some(sets) => format!("{sets}. {headline}"),
            None => headline.clone(),
        },
        engine: from.engine,
        page_style: include_str!("page.css"),
        chart_style: svg::STYLE,
        assumptions,
        headline,
        margin: margin(from.as_of),
        read_how: clean::line(&words::read_how(from)),
        signs: signs(finding),
        body: contents::contents(finding, &Sources::new(&from.sources)).finish(),
        rests_on: clean::line(&words::rests_on(from)),
    };
    // Writing a template into memory cannot fail.
    page.render().unwrap_or_default()
}

/// What is printed in the margin: the day of the record and the number of the page. Of a day there is only
/// figures and dashes to write, so that nothing needs escaping.
fn margin(day: Option<Date>) -> String {
    let day = day.map_or("undated".to_owned(), |day| format!("record as of {day}"));
    let number = "@bottom-right { content: \"page \" counter(page) \" of \" counter(pages); }";
    format!("@page {{ @bottom-left {{ content: \"{day}\"; }} {number} }}\n")
}

/// The signs that the account uses, each with its class and its word.
fn signs(finding: &Finding) -> Vec<(&'static str, &'static str, &'static str)> {
    let used = words::marks(finding);
    let named =
        used.into_iter().map(|mark| (marks::sign(mark), account::class(mark), marks::word(mark)));
    named.filter(|(.., word)| !word.is_empty()).collect()
}
