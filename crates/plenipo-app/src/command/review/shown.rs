//! Entries as lines of a terminal: the words they rest on, what they say, and what is on record already.

use std::path::Path;

use plenipo_present::problems::{self, Files};
use plenipo_present::terminal::{self, TerminalStyle};
use plenipo_read::review::{InboxItem, InboxReport, ItemStands, ReviewRefused};
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::proposals::text_name;
use plenipo_record::dossier::read::NamedBytes;

use super::pile::OnPile;

/// The name under which a changed text is shown.
const CHANGED: &str = "what you wrote";

/// The report in a line, with what it is a reprint of.
pub(super) fn heading(dir: &Path, it: &OnPile) -> String {
    let own = &it.report;
    let reprint = own
        .reprint_of
        .as_ref()
        .map_or(String::new(), |of| format!(" · a reprint of {of}: it confirms nothing"));
    let waits = own.items.iter().filter(|it| it.stands != ItemStands::Entered).count();
    let decided = match (own.head.accepted.len(), own.head.rejected.len()) {
        (0, 0) => String::new(),
        (a, r) => format!(", {a} accepted, {r} rejected"),
    };
    terminal::line(&format!(
        "{} · {}/{} · {waits} to decide{decided}{reprint}",
        own.title,
        dir.display(),
        own.file
    ))
}

/// An entry of the list.
pub(super) fn listed(number: usize, report: &InboxReport, at: usize, width: usize) -> String {
    let it = &report.items[at];
    let id = it.id.as_deref().map_or(String::new(), |id| format!(" `{id}`"));
    let mut out = format!("{number:>3}  {}{id}{}\n", it.table.noun(), reason(it));
    let indent = "     ";
    let mut add = |text: &str| out.push_str(&wrapped(text, indent, width));
    add(&it.line);
    if !it.quote.is_empty() && !it.line.contains(&it.quote) {
        add(&format!("“{}”", it.quote));
    }
    if let Some(there) = there(it) {
        add(&there);
    }
    if let Some(needs) = needs(report, it) {
        add(&format!("brings with it: {needs}"));
    }
    if let Some(fault) = &it.fault {
        add(&format!("cannot be accepted as it stands: {}", fault.message));
    }
    out
}

/// An entry in full, as it is asked for.
pub(super) fn entry(dir: &Path, on: &OnPile, at: usize, style: &TerminalStyle) -> String {
    let it = &on.report.items[at];
    let width = style.width;
    let id = it.id.as_deref().map_or(String::new(), |id| format!(" `{id}`"));
    let mut out = format!("{}{id}{}\n", it.table.noun(), reason(it));
    let mut add = |text: &str| out.push_str(&wrapped(text, "  ", width));
    if !it.quote.is_empty() {
        add(&format!("“{}”", it.quote));
    }
    let place = match (&on.text, &it.place) {
        (Ok(text), Some(place)) => {
            let line = text[..place.start].matches('\n').count() + 1;
            format!("{}/{}:{line}", dir.display(), text_name(&on.report.file))
        }
        _ => format!("{}/{}:{}", dir.display(), on.report.file, it.line_number),
    };
    add(&format!("stands in {place}"));
    it.more.iter().for_each(|more| add(more));
    let date = it.date.as_deref().map_or(String::new(), |it| format!("{it}: "));
    add(&format!("would enter: {date}{}", it.line));
    if let Some(there) = there(it) {
        add(&there);
    }
    if let Some(needs) = needs(&on.report, it) {
        add(&format!("brings with it: {needs}"));
    }
    if let Some(fault) = &it.fault {
        let files: Files<'_> =
            [(on.report.file.as_str(), on.bytes.as_slice())].into_iter().collect();
        let files = files.below(dir.display().to_string());
        out.push_str("  cannot be accepted as it stands:\n");
        out.push_str(&problems::text(std::slice::from_ref(fault), &files, style));
    }
    out
}

fn reason(it: &InboxItem) -> String {
    match (it.sure.is_empty(), it.rule.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!(" · {}", it.sure),
        (false, false) => format!(" · {}, by the rule {}", it.sure, it.rule),
    }
}

/// `already there: red line `x`, differs in date: …`
pub(super) fn there(it: &InboxItem) -> Option<String> {
    let ItemStands::There { table, id, line, differs } = &it.stands else { return None };
    let id = id.as_deref().map_or("without an id".to_owned(), |it| format!("`{it}`"));
    let how = match differs.is_empty() {
        true => String::new(),
        false => format!(", differs in {}", differs.join(", ")),
    };
    Some(format!("already there: {} {id}{how} ({line})", table.noun()))
}

fn needs(report: &InboxReport, it: &InboxItem) -> Option<String> {
    let each: Vec<String> = it
        .needs
        .iter()
        .filter_map(|at| report.items.get(*at))
        .map(|it| format!("{} `{}`", it.table.noun(), it.id.as_deref().unwrap_or_default()))
        .collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// Words in lines no longer than the width, nothing in them that a terminal would obey.
fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let text = terminal::line(text);
    let most = width.saturating_sub(indent.len()).max(30);
    let mut out = String::new();
    let mut line = 0;
    for word in text.split(' ') {
        let letters = word.chars().count();
        if line == 0 || line + 1 + letters > most {
            if line > 0 {
                out.push('\n');
            }
            out.push_str(indent);
            line = 0;
        } else {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += letters;
    }
    out.push('\n');
    out
}

/// What stands in the way, underlined where it stands; `text` is what was written instead of an entry.
pub(super) fn refused(
    dir: &Path,
    files: &[NamedBytes],
    why: &ReviewRefused,
    text: Option<&str>,
    style: &TerminalStyle,
) -> String {
    let named = |it: &(Option<usize>, Problem)| match it.0 {
        Some(_) => Problem { file: CHANGED.to_owned(), ..it.1.clone() },
        None => it.1.clone(),
    };
    let (own, others): (Vec<_>, Vec<_>) = why.problems.iter().partition(|it| it.0.is_some());
    let own: Vec<Problem> = own.into_iter().map(named).collect();
    let others: Vec<Problem> = others.into_iter().map(named).collect();
    let changed: Files<'_> = [(CHANGED, text.unwrap_or_default().as_bytes())].into_iter().collect();
    let all: Files<'_> = files.iter().map(|it| (it.name.as_str(), it.bytes.as_slice())).collect();
    let all = all.below(dir.display().to_string());
    format!("{}{}", problems::text(&own, &changed, style), problems::text(&others, &all, style))
}
