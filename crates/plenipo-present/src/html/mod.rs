//! A finding as one page of HTML: no script, no request to anywhere, styled within.
//!
//! - What a reader needs first comes first: assumption sets, then the first sentence of the headline as
//!   the page's title and the others below it, then what it rests on. Where the account has places for page breaks, print begins a new sheet there.
//! - Every reference to a source leads to its line in the list of sources; a finding whose account
//!   has no such list gets one at its end, of the sources it names.
//! - Charts that the account does not place follow it, each with its data as a table.
//! - Text from a dossier becomes text: markup in it is shown, not obeyed, and the page's own policy
//!   lets it load nothing.

mod account;
mod contents;
mod door;
mod grid;
mod inert;
pub(crate) mod table;
pub(crate) mod write;

use askama::Template;
pub use door::{Door, HtmlLead};
pub use inert::{inert, is_inert};
use plenipo::finding::Finding;

use crate::cite::Sources;
use crate::clean;
use crate::spoken;
use crate::terminal::marks;
use crate::words;

/// The style sheet of every page: the same for all findings, so that a server hands it out once. It has no
/// address in it and no script goes with it: what folds, folds by itself.
pub const STYLE: &str = concat!(include_str!("page.css"), include_str!("../svg/chart.css"));

/// What stands within `<main>`.
#[derive(Template)]
#[template(path = "fragment.html")]
struct Fragment {
    assumptions: Option<String>,
    headline: String,
    lead: String,
    read_how: String,
    signs: Vec<(&'static str, &'static str, &'static str)>,
    body: String,
    rests_on: String,
}

/// The page around it.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: String,
    engine: &'a str,
    style: &'static str,
    paper: String,
    fragment: String,
}

/// `finding` as a page that stands by itself.
pub fn finding(finding: &Finding) -> String {
    let page = Page {
        title: title(finding),
        engine: finding.provenance.engine,
        style: STYLE,
        paper: paper(finding),
        fragment: fragment(finding),
    };
    // Writing a template into memory cannot fail.
    page.render().unwrap_or_default()
}

/// `finding` as what stands within `<main>`, for a page that has [`STYLE`]: assumption sets, headline, account,
/// notes, sources, and what it rests on.
///
/// It has no `style` attribute, no `<style>`, no script and no handler, so that it looks the same where a policy
/// of `default-src 'none'; style-src 'self'` allows only sheets that the server hands out. Its headings begin
/// with its one `<h1>`. Its ids (`source-…`, `table-…`, and those of charts) are unique within it: a page takes
/// one fragment.
pub fn fragment(finding: &Finding) -> String {
    within(finding, None)
}

/// [`fragment`] of a page that leads on from what an answer refers to: what `door` has an address of is a link of the
/// class `door` or `to`, in tables and in drawings; what a reader could do is one of the class `does`; a source tells
/// beside its citation what it is; and what `door` adds to a chart stands above the drawing.
pub fn linked(finding: &Finding, door: &dyn Door) -> String {
    within(finding, Some(door))
}

fn within(finding: &Finding, door: Option<&dyn Door>) -> String {
    let from = &finding.provenance;
    let (headline, lead) = told(finding);
    let (headline, lead) = (spoken::days(&headline), spoken::days(&lead));
    let fragment = Fragment {
        assumptions: words::assumption_sets(from).map(|sets| clean::line(&sets)),
        headline,
        lead,
        read_how: spoken::days(&clean::line(&words::read_how(from))),
        signs: signs(finding),
        body: contents::contents(finding, &Sources::new(&from.sources), door).finish(),
        rests_on: clean::line(&words::rests_on(from)),
    };
    fragment.render().unwrap_or_default()
}

/// The words of `<title>`, not yet escaped: assumption sets first, so that a window's name says that it supposes
/// things.
pub fn title(finding: &Finding) -> String {
    let headline = spoken::days(&told(finding).0);
    match words::assumption_sets(&finding.provenance) {
        Some(sets) => format!("{}. {headline}", clean::line(&sets)),
        None => headline,
    }
}

/// A style sheet beside [`STYLE`] that prints the day of the record in the margin of each sheet; without it paper
/// has the number of each page only. Of a day there is only figures, letters and blanks to write, so that nothing
/// needs escaping.
pub fn paper(finding: &Finding) -> String {
    let day = finding.provenance.as_of;
    let day = day.map_or("undated".to_owned(), |day| format!("record as of {}", spoken::day(day)));
    format!("@page {{ @bottom-left {{ content: \"{day}\"; }} }}\n")
}

/// `text` with every day in it as people say it, as pages show it: `since 2 Dec 2025`.
pub fn spoken(text: &str) -> String {
    spoken::days(text)
}

/// The title of the page and what stands below it.
fn told(finding: &Finding) -> (String, String) {
    let (title, lead) = finding.title();
    let title = if title.is_empty() { &finding.question } else { title };
    (clean::line(title), clean::line(lead))
}

/// The signs that the account uses, each with its class and its word.
fn signs(finding: &Finding) -> Vec<(&'static str, &'static str, &'static str)> {
    let used = words::marks(finding);
    let named =
        used.into_iter().map(|mark| (marks::sign(mark), account::class(mark), marks::word(mark)));
    named.filter(|(.., word)| !word.is_empty()).collect()
}
