//! A report as markup: its text with the quotes marked, and its proposals with what each says of the record.

use std::collections::BTreeSet;
use std::ops::Range;

use plenipo_present::html::spoken;
use plenipo_read::review::{InboxItem, ItemStands, article_text, files_of, left, report, title};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{capital, sentence};
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::proposals::{heads, text_name};
use plenipo_record::dossier::read::NamedBytes;

use super::{At, name_of};
use crate::held::State as HeldState;

/// Entries on one page, at most: nobody goes through more at once, and the next come when these are decided.
const SHOWN_MAX: usize = 200;

/// A report that there is.
pub(super) struct Shelved {
    pub(super) file: String,
    pub(super) title: String,
    pub(super) to: String,
    /// How many entries are left; none where the file cannot be made out.
    pub(super) left: Option<usize>,
    pub(super) is_here: bool,
}

/// Which entries are ticked when the page comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choose {
    None,
    All,
    New,
    Sure,
}

impl Choose {
    pub(super) fn of(word: Option<&str>) -> Choose {
        match word {
            Some("all") => Choose::All,
            Some("new") => Choose::New,
            Some("sure") => Choose::Sure,
            _ => Choose::None,
        }
    }
}

/// A report with its entries.
pub(super) struct Opened {
    pub(super) title: String,
    pub(super) reprint_of: Option<String>,
    pub(super) waiting: usize,
    pub(super) more: usize,
    pub(super) accepted: usize,
    pub(super) rejected: usize,
    pub(super) on_record: usize,
    /// The text in paragraphs; why there is none otherwise.
    pub(super) paragraphs: Vec<Vec<Run>>,
    pub(super) no_text: String,
    pub(super) cards: Vec<Card>,
    /// Links that tick several.
    /// Whether any entry cannot go in as it stands.
    pub(super) has_faults: bool,
    pub(super) choose: Vec<(&'static str, String)>,
}

/// A run of the text.
pub(super) struct Run {
    /// The entries whose words begin here.
    pub(super) begins: Vec<usize>,
    /// The entries whose words it is of, for a script, with spaces; empty where it is of none.
    pub(super) of: String,
    pub(super) class: &'static str,
    pub(super) words: String,
}

/// A proposal.
pub(super) struct Card {
    pub(super) number: usize,
    /// Its place in the file, which a form sends.
    pub(super) at: usize,
    pub(super) noun: String,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) line: String,
    pub(super) date: String,
    pub(super) quote: String,
    pub(super) is_marked: bool,
    pub(super) why: String,
    pub(super) there: Option<(String, Option<String>, String)>,
    pub(super) brings: String,
    pub(super) fault: String,
    pub(super) change: Option<String>,
    pub(super) is_ticked: bool,
    pub(super) next: usize,
}

/// The reports that there are.
pub(super) fn shelved(files: &[NamedBytes], to: impl Fn(&str) -> String) -> Vec<Shelved> {
    let of = |it: &NamedBytes| Shelved {
        file: it.name.clone(),
        title: title(it),
        to: to(&it.name),
        left: left(it),
        is_here: false,
    };
    files_of(files).map(of).collect()
}

/// The report of a file beside the record.
///
/// # Errors
/// Why it cannot be shown, in a sentence.
pub(super) fn opened(
    at: &At,
    state: &HeldState,
    case: &Case,
    file: &str,
    bytes: Option<&[u8]>,
    choose: Choose,
) -> Result<Opened, String> {
    let own = state.files.iter().find(|it| it.name == file);
    let head = own.and_then(|it| heads(std::slice::from_ref(it)).pop());
    let text = match &head {
        Some(head) => article_text(head, bytes),
        None => Err("There is no such report.".to_owned()),
    };
    let found = report(&state.files, file, text.as_deref().ok()).map_err(|why| {
        let line = own.and_then(|it| it.bytes.get(..why.span.start.min(it.bytes.len())));
        let line = line.map_or(1, |it| it.iter().filter(|it| **it == b'\n').count() + 1);
        let hint = why
            .hint
            .map_or(String::new(), |it| format!(" {}", sentence(&capital(&it.to_string()))));
        format!("{file}, line {line}: {}{hint}", sentence(&capital(&why.message)))
    })?;
    let waiting: Vec<usize> = (0..found.items.len())
        .filter(|it| found.items[*it].stands != ItemStands::Entered)
        .collect();
    let shown = &waiting[..waiting.len().min(SHOWN_MAX)];
    let may = at.may_decide();
    let card = |(place, item): (usize, &usize)| {
        let it = &found.items[*item];
        let (class, state_word) = state_of(it);
        let change = (may && it.id.is_some()).then(|| {
            let name = name_of(it);
            at.to(&format!("enter/{}", it.table.table()), &[("proposal", file), ("entry", &name)])
        });
        let brings: Vec<String> = it
            .needs
            .iter()
            .filter_map(|need| found.items.get(*need))
            .map(|it| match it.table == Kind::Source && it.id == found.head.source {
                true => "this report as a source".to_owned(),
                false => format!("{} {}", it.table.noun(), it.line),
            })
            .collect();
        let mut why = Vec::new();
        if !it.sure.is_empty() {
            why.push(it.sure.clone());
        }
        if !it.rule.is_empty() {
            why.push(format!("by the rule “{}”", it.rule));
        }
        why.extend(it.more.iter().filter(|it| !it.starts_with("the article itself")).cloned());
        Card {
            number: place + 1,
            at: *item,
            noun: capital(it.table.noun()),
            state: state_word,
            class,
            is_marked: it.place.is_some(),
            quote: if it.line.contains(&it.quote) { String::new() } else { it.quote.clone() },
            line: capital(&it.line),
            date: it.date.as_deref().map(spoken).unwrap_or_default(),
            why: why.join(" · "),
            there: there(at, case, it),
            brings: brings.join("; "),
            fault: it.fault.as_ref().map_or(String::new(), |fault| {
                format!("{} ({file}, line {})", sentence(&capital(&fault.message)), it.line_number)
            }),
            change,
            is_ticked: may
                && it.fault.is_none()
                && match choose {
                    Choose::None => false,
                    Choose::All => true,
                    Choose::New => it.stands == ItemStands::New,
                    Choose::Sure => it.sure == "sure",
                },
            next: place + 2,
        }
    };
    let cards: Vec<Card> = shown.iter().enumerate().map(card).collect();
    let places: Vec<(usize, &'static str, Range<usize>)> = shown
        .iter()
        .enumerate()
        .filter_map(|(place, item)| {
            let it = &found.items[*item];
            Some((place + 1, state_of(it).0, it.place.clone()?))
        })
        .collect();
    let (paragraphs, no_text) = match &text {
        Ok(text) => (runs(text, &places), String::new()),
        Err(why) => (
            Vec::new(),
            format!(
                "{why} It would lie in {}; reading the report again brings it back.",
                text_name(file)
            ),
        ),
    };
    let choosing = |(name, word): (&'static str, &str)| {
        (name, at.to("inbox", &[("report", file), ("choose", word)]))
    };
    let several =
        [("all", "all"), ("what is new", "new"), ("what is sure", "sure"), ("none", "none")];
    Ok(Opened {
        title: found.title,
        reprint_of: found.reprint_of,
        more: waiting.len() - shown.len(),
        waiting: waiting.len(),
        accepted: found.head.accepted.len(),
        rejected: found.head.rejected.len(),
        on_record: waiting
            .iter()
            .filter(|it| matches!(found.items[**it].stands, ItemStands::There { .. }))
            .count(),
        paragraphs,
        no_text,
        has_faults: cards.iter().any(|it| it.class == "bad"),
        choose: several.map(choosing).into(),
        cards,
    })
}

/// The class of an entry, and its state in words.
fn state_of(it: &InboxItem) -> (&'static str, String) {
    if it.fault.is_some() {
        return ("bad", "Cannot go in as it stands".to_owned());
    }
    match &it.stands {
        ItemStands::New => ("new", "New".to_owned()),
        ItemStands::Entered => ("had", "In the record".to_owned()),
        ItemStands::There { differs, .. } if differs.is_empty() => {
            ("had", "Already in the record".to_owned())
        }
        ItemStands::There { differs, .. } => {
            ("clash", format!("Already there, differs in {}", differs.join(", ")))
        }
    }
}

/// What is on record already: what it says, where it leads, and in what it differs.
fn there(at: &At, case: &Case, it: &InboxItem) -> Option<(String, Option<String>, String)> {
    let ItemStands::There { table, id, line, differs } = &it.stands else { return None };
    let is_there = |id: &&String| super::super::enter::find(case, *table, id).is_some();
    let to = id.as_ref().filter(is_there);
    let to = to.map(|id| at.to(&format!("record/{}/{id}", table.table()), &[]));
    Some((format!("{}: {line}", capital(table.noun())), to, differs.join(", ")))
}

/// The text in paragraphs, each in runs of words that rest under the same entries.
fn runs(text: &str, places: &[(usize, &'static str, Range<usize>)]) -> Vec<Vec<Run>> {
    let mut cuts: BTreeSet<usize> = BTreeSet::from([0, text.len()]);
    for (_, _, place) in places {
        cuts.extend([place.start, place.end].into_iter().filter(|it| text.is_char_boundary(*it)));
    }
    let breaks: Vec<usize> = text.match_indices('\n').map(|it| it.0).collect();
    cuts.extend(breaks.iter().flat_map(|it| [*it, it + 1]));
    let cuts: Vec<usize> = cuts.into_iter().filter(|it| *it <= text.len()).collect();
    let mut out: Vec<Vec<Run>> = vec![Vec::new()];
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let words = &text[start..end];
        if words == "\n" {
            if out.last().is_some_and(|it| !it.is_empty()) {
                out.push(Vec::new());
            }
            continue;
        }
        let over: Vec<&(usize, &str, Range<usize>)> =
            places.iter().filter(|it| it.2.start <= start && end <= it.2.end).collect();
        // What differs is seen above what is new, and that above what is there already.
        let class = ["bad", "clash", "new", "had"];
        let class = class.into_iter().find(|class| over.iter().any(|it| it.1 == *class));
        let begins = places.iter().filter(|it| it.2.start == start).map(|it| it.0);
        let of: Vec<String> = over.iter().map(|it| it.0.to_string()).collect();
        if let Some(last) = out.last_mut() {
            last.push(Run {
                begins: begins.collect(),
                of: of.join(" "),
                class: class.unwrap_or_default(),
                words: words.to_owned(),
            });
        }
    }
    out.retain(|it| !it.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, places: &[(usize, &'static str, Range<usize>)]) -> Vec<String> {
        let run = |it: &Run| match it.of.is_empty() {
            true => it.words.clone(),
            false => format!("[{:?} {} {}:{}]", it.begins, it.of, it.class, it.words),
        };
        runs(text, places).iter().map(|it| it.iter().map(run).collect()).collect()
    }

    #[test]
    fn words_of_several_entries_are_marked_for_each() {
        let text = "A b c.\n\nD é f.";
        assert_eq!(shown(text, &[]), ["A b c.", "D é f."]);
        let places = [(1, "had", 2..5), (2, "new", 4..6), (3, "new", 8..14)];
        assert_eq!(
            shown(text, &places),
            ["A [[1] 1 had:b ][[2] 1 2 new:c][[] 2 new:.]", "[[3] 3 new:D é ][[] 3 new:f]."]
                .map(|it| it.replace("[3] 3 new:D é ][[] 3 new:f]", "[3] 3 new:D é f]"))
        );
        // Words over several paragraphs, and places that the text does not have.
        let _ = shown(text, &[(1, "new", 4..99), (2, "new", 9..10)]);
        assert_eq!(shown(text, &[(1, "new", 4..9)]), ["A b [[1] 1 new:c.]", "[[] 1 new:D] é f."]);
    }
}
