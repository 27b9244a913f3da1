//! The inbox: what reports propose, beside their text, for whoever keeps the record. Each entry is accepted, changed in
//! its form, rejected, or left for later; what becomes of it is worked out where the terminal has it from
//! (`plenipo_read::review`).
//!
//! | file | owns |
//! |---|---|
//! | `report` | a report as markup: its text with its quotes marked, and its proposals |
//! | `pasted` | a report that was pasted |

mod pasted;
mod report;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use plenipo_read::review::{Decided, EntryApart, ItemStands, ReviewRefused, apart, settle};
use plenipo_record::case::describe::{capital, counted, sentence};
use plenipo_record::dossier::read::NamedBytes;

use crate::asked::values;
use crate::enter::{AS_KEEPER, at_work, mark, may};
use crate::held::{Held, State as HeldState};
use crate::page::{self, Around};
use crate::pages;
use crate::reading::{Pairs, Reading, address};
use crate::routes::{House, parsed};
use crate::trouble::Trouble;
use pasted::Paste;
use report::{Choose, Opened, Shelved};

/// Whether reports may be looked at here: what is proposed is the record keeper's, whatever it is about.
///
/// # Errors
/// Where the server answers for a party, or the record is read as a party sees it.
pub(crate) fn may_look(house: &House, reading: &Reading) -> Result<(), Trouble> {
    if house.viewer.is_some() {
        // As any page that there is not.
        return Err(Trouble::missing("such page"));
    }
    if reading.viewer.is_some() {
        return Err(
            Trouble::new(403, "What reports propose is for the record keeper.").hint(AS_KEEPER)
        );
    }
    Ok(())
}

/// Where an inbox stands.
struct At {
    house: Arc<House>,
    held: Arc<Held>,
    reading: Reading,
}

impl At {
    fn of(house: &Arc<House>, case: &str, query: &Pairs) -> Result<At, Trouble> {
        let held = Arc::clone(house.find(case)?);
        let reading = Reading::of(query, house.viewer.as_deref())?;
        may_look(house, &reading)?;
        Ok(At { house: Arc::clone(house), held, reading })
    }

    fn to(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = self.reading.pairs_on_record(None);
        pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        address(&format!("/c/{}/{path}", self.held.slug), &pairs)
    }

    fn may_decide(&self) -> bool {
        may(&self.house, &self.held, &self.reading).is_ok()
    }

    fn page(&self, state: &HeldState, title: &str, body: String) -> Result<Response, Trouble> {
        let page = pages::find("inbox").ok_or_else(|| Trouble::missing("such page"))?;
        let (house, held) = (&*self.house, &*self.held);
        let around = Around { house, held, state, reading: &self.reading, page };
        Ok(page::own(&around, title, body, &Vec::new()))
    }
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox {
    title: String,
    /// What was done, or why nothing was.
    notice: String,
    is_bad: bool,
    faults: Vec<String>,
    notes: Vec<String>,
    reports: Vec<Shelved>,
    open: Option<Opened>,
    /// Why the chosen report cannot be shown.
    fault: String,
    seen: String,
    to: String,
    may_decide: bool,
    paste: Paste,
}

/// What a page says beside the reports.
#[derive(Default)]
struct Told {
    notice: String,
    is_bad: bool,
    faults: Vec<String>,
    notes: Vec<String>,
    paste: Option<Paste>,
}

/// The inbox: the reports there are, and one of them opened.
pub(crate) async fn show(
    State(house): State<Arc<House>>,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    at_work(move || {
        let query = parsed(query.as_deref());
        let at = At::of(&house, &case, &query)?;
        let state = at.held.refresh();
        let chosen = values(&query, "report").last().copied();
        let choose = Choose::of(values(&query, "choose").last().copied());
        at.shown(&state, chosen, choose, done(&query, &at.held))
    })
    .await
}

/// What was done just before, by the number that the address has for it.
fn done(query: &Pairs, held: &Held) -> Told {
    let number = values(query, "done").last().and_then(|it| it.parse().ok());
    let notice = number.and_then(|it| held.done(it)).unwrap_or_default();
    Told { notice, ..Told::default() }
}

/// What was decided, in a sentence: so many entries accepted, into `file`, and so many rejected.
pub(crate) fn in_words(accepted: usize, rejected: usize, file: Option<&str>) -> String {
    let mut parts = Vec::new();
    if accepted > 0 {
        let n = counted(accepted, "entry");
        parts.push(match file {
            Some(file) => format!("{n} went into the record, in {file}"),
            None => format!("{n} accepted"),
        });
    }
    if rejected > 0 {
        let n = counted(rejected, "entry");
        parts.push(format!("{n} rejected: not proposed again of these words"));
    }
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join("; ")) }
}

impl At {
    /// The page with the report `chosen`, or the first that has something to decide.
    fn shown(
        &self,
        state: &Arc<HeldState>,
        chosen: Option<&str>,
        choose: Choose,
        told: Told,
    ) -> Result<Response, Trouble> {
        let case = state.case(&[])?;
        let mut reports = report::shelved(&state.files, |it| self.to("inbox", &[("report", it)]));
        let first = || {
            let open = reports.iter().find(|it| it.left.is_none_or(|left| left > 0));
            open.or(reports.first()).map(|it| it.file.clone())
        };
        let open = chosen.map(str::to_owned).or_else(first);
        let mut fault = String::new();
        let mut opened = None;
        if let Some(file) = &open {
            reports.iter_mut().for_each(|it| it.is_here = it.file == *file);
            let bytes = self.held.text_beside(file);
            match report::opened(self, state, &case, file, bytes.as_deref(), choose) {
                Ok(it) => opened = Some(it),
                Err(why) => fault = why,
            }
        }
        let title = match &opened {
            Some(it) if it.waiting > 0 => {
                format!("{} to decide", counted(it.waiting, "entry"))
            }
            Some(_) => "Nothing left to decide".to_owned(),
            None => "Inbox".to_owned(),
        };
        let to = match &open {
            Some(file) => self.to("inbox", &[("report", file)]),
            None => self.to("inbox", &[]),
        };
        let mut paste = told.paste.unwrap_or_default();
        paste.sources = crate::enter::offers(&case, plenipo_record::case::id::Kind::Source);
        paste.to = self.to("inbox/read", &[]);
        paste.is_open = paste.is_open || reports.is_empty();
        let body = Inbox {
            title: title.clone(),
            notice: told.notice,
            is_bad: told.is_bad,
            faults: told.faults,
            notes: told.notes,
            reports,
            open: opened,
            fault,
            seen: mark(&state.now),
            to,
            may_decide: self.may_decide(),
            paste,
        };
        // Writing a template into memory cannot fail.
        self.page(state, &format!("Inbox: {title}"), body.render().unwrap_or_default())
    }

    /// The same with why nothing was written.
    fn refused(
        &self,
        state: &Arc<HeldState>,
        file: &str,
        why: &ReviewRefused,
    ) -> Result<Response, Trouble> {
        let told = Told {
            notice: format!("Nothing was written: {}.", why.message),
            is_bad: true,
            faults: faults(why, state),
            ..Told::default()
        };
        self.shown(state, Some(file), Choose::None, told)
    }
}

/// The problems with their lines, and what could be done.
fn faults(why: &ReviewRefused, state: &HeldState) -> Vec<String> {
    let line = |file: &str, at: usize| {
        let file = state.now.iter().find(|it| it.name == file)?;
        let before = file.bytes.get(..at.min(file.bytes.len()))?;
        Some(before.iter().filter(|it| **it == b'\n').count() + 1)
    };
    let each = why.problems.iter().map(|(_, it)| {
        let hint = it
            .hint
            .as_ref()
            .map_or(String::new(), |it| format!(" {}", sentence(&capital(&it.to_string()))));
        let place = line(&it.file, it.span.start)
            .map_or(String::new(), |line| format!("{}, line {line}: ", it.file));
        format!("{place}{}{hint}", sentence(&capital(&it.message)))
    });
    each.chain(why.hint.iter().map(|it| sentence(&capital(it)))).collect()
}

/// What was decided, as it was sent.
pub(crate) async fn sent(
    State(house): State<Arc<House>>,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    at_work(move || {
        let query = parsed(query.as_deref());
        let at = At::of(&house, &case, &query)?;
        may(&at.house, &at.held, &at.reading)?;
        let body = str::from_utf8(&body).map_err(|_| Trouble::misused("This form is not text."))?;
        let pairs = parsed(Some(body));
        let file = values(&query, "report").last().copied();
        let file = file.ok_or_else(|| Trouble::misused("Say which report it is about."))?;
        decide(&at, file, &pairs)
    })
    .await
}

const CHANGED: &str = "Nothing was written: the dossier changed since you were shown this. Look at it as it is now, and \
                       decide again.";

fn decide(at: &At, file: &str, pairs: &Pairs) -> Result<Response, Trouble> {
    let numbers = |name: &str| -> Result<Vec<usize>, Trouble> {
        let each = values(pairs, name).into_iter().map(|it| it.parse::<usize>());
        each.collect::<Result<_, _>>().map_err(|_| none_of_its_buttons())
    };
    let (mut accept, mut reject) = (numbers("accept")?, numbers("reject")?);
    let chosen = numbers("choose")?;
    match values(pairs, "step").last().copied() {
        Some("accept") => accept.extend(&chosen),
        Some("reject") => reject.extend(&chosen),
        None => {}
        Some(_) => return Err(none_of_its_buttons()),
    }
    let state = at.held.refresh();
    let told = |notice: &str| Told { notice: notice.to_owned(), is_bad: true, ..Told::default() };
    if accept.is_empty() && reject.is_empty() {
        let told = told("Nothing was chosen: tick the entries, or use the buttons of one of them.");
        return at.shown(&state, Some(file), Choose::None, told);
    }
    let seen = values(pairs, "seen").last().copied().unwrap_or_default();
    if seen != mark(&state.now) {
        return at.shown(&state, Some(file), Choose::None, told(CHANGED));
    }
    let case = state.case(&[])?;
    let first = accept.iter().chain(&reject).copied().min().unwrap_or(0);
    let decided = Decided { accept, reject, ..Decided::default() };
    let settled = match settle(&state.now, file, &decided, case.day(None, None)) {
        Ok(settled) => settled,
        Err(why) => return at.refused(&state, file, &why),
    };
    let new: Vec<NamedBytes> = settled.record.iter().cloned().collect();
    match at.held.settle(&new, Some(&settled.proposals), &state) {
        Ok(()) => {}
        Err(why) if why.status == 409 => {
            let state = at.held.refresh();
            return at.shown(&state, Some(file), Choose::None, told(CHANGED));
        }
        Err(why) => {
            let told = Told {
                notice: format!("Nothing was written: {}", why.message),
                is_bad: true,
                faults: why.hints,
                ..Told::default()
            };
            return at.shown(&state, Some(file), Choose::None, told);
        }
    }
    let state = at.held.refresh();
    let n_in = if new.is_empty() { settled.n_accepted } else { settled.entered.len() };
    let said = in_words(n_in, settled.n_rejected, new.first().map(|it| it.name.as_str()));
    let done = at.held.tell(said).to_string();
    let to = at.to("inbox", &[("report", file), ("done", &done)]);
    let to = format!("{to}{}", next(&state, file, &settled.proposals, first));
    Ok(Redirect::to(&to).into_response())
}

/// The part of an address that leads to the first entry that waits from where `first` stood.
fn next(state: &HeldState, file: &str, _proposals: &NamedBytes, first: usize) -> String {
    let left = plenipo_read::review::report(&state.now, file, None);
    let waits =
        left.map_or(0, |it| it.items.iter().filter(|it| it.stands != ItemStands::Entered).count());
    match waits {
        0 => String::new(),
        n => format!("#p{}", (first + 1).min(n)),
    }
}

fn none_of_its_buttons() -> Trouble {
    Trouble::misused("This form was sent by none of its buttons.")
}

/// A report that was pasted.
pub(crate) async fn read(
    State(house): State<Arc<House>>,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    at_work(move || {
        let at = At::of(&house, &case, &parsed(query.as_deref()))?;
        may(&at.house, &at.held, &at.reading)?;
        let body = str::from_utf8(&body).map_err(|_| Trouble::misused("This form is not text."))?;
        pasted::taken(&at, &parsed(Some(body)))
    })
    .await
}

/// An entry of a report that is changed in its form.
pub(crate) struct Changing {
    /// The file of proposed entries.
    pub(crate) file: String,
    /// The name of the entry in addresses.
    pub(crate) entry: String,
    /// The words it rests on.
    pub(crate) quote: String,
    /// What it needs and brings, and the record with all of it.
    pub(crate) apart: EntryApart,
}

impl Changing {
    /// The entry that an address names, where it names one.
    ///
    /// # Errors
    /// Where it is not there any more, or cannot be read as it stands.
    pub(crate) fn of(
        state: &HeldState,
        query: &Pairs,
        day: Option<jiff::civil::Date>,
    ) -> Result<Option<Changing>, Trouble> {
        let of = |name: &str| values(query, name).last().copied();
        let (Some(file), Some(entry)) = (of("proposal"), of("entry")) else { return Ok(None) };
        let found = plenipo_read::review::report(&state.now, file, None)
            .map_err(|why| Trouble::new(404, sentence(&capital(&why.message))))?;
        let at = found
            .items
            .iter()
            .position(|it| it.stands != ItemStands::Entered && name_of(it) == entry);
        let at = at.ok_or_else(|| {
            Trouble::new(404, "This entry is not proposed any more.")
                .hint("It was decided meanwhile, or its file was changed.")
        })?;
        let apart = apart(&state.now, file, at, day).map_err(|why| {
            Trouble::new(422, sentence(&capital(&why.message)))
                .hint(format!("Mend it in {file}, line {}.", found.items[at].line_number))
        })?;
        Ok(Some(Changing {
            file: file.to_owned(),
            entry: entry.to_owned(),
            quote: found.items[at].quote.clone(),
            apart,
        }))
    }

    /// The files as they are once what it needs is in the record.
    pub(crate) fn files(&self, now: &[NamedBytes]) -> Vec<NamedBytes> {
        now.iter().chain(&self.apart.needs).cloned().collect()
    }

    /// The file of proposals without it and what it needs.
    ///
    /// # Errors
    /// Where the file cannot be made out any more.
    pub(crate) fn without(
        &self,
        now: &[NamedBytes],
        day: Option<jiff::civil::Date>,
    ) -> Result<NamedBytes, Trouble> {
        let decided = Decided { elsewhere: self.apart.places.clone(), ..Decided::default() };
        let settled = settle(now, &self.file, &decided, day);
        settled.map(|it| it.proposals).map_err(|why| Trouble::new(422, why.message))
    }

    /// What it brings with it, in a sentence.
    pub(crate) fn brings(&self) -> Option<String> {
        let file = self.apart.needs.as_ref()?;
        let each: Vec<String> = self
            .apart
            .brought
            .iter()
            .map(|(kind, _, line)| format!("{} {line}", kind.noun()))
            .collect();
        Some(format!("With it goes, in {}: {}.", file.name, each.join("; ")))
    }
}

/// The name of an entry in addresses: its table and id.
fn name_of(it: &plenipo_read::review::InboxItem) -> String {
    format!("{} {}", it.table.table(), it.id.as_deref().unwrap_or_default())
}
