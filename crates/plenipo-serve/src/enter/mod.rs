//! Entering: a form for every table of a dossier, made from its own schema. What is filled in is looked at by the
//! dossier's own reader before anything is written, and written as a new file; nothing is ever changed or removed.
//!
//! | file | owns |
//! |---|---|
//! | `shape` | which fields a table's form has, in which order, with which controls |
//! | `choices` | what there is to choose from, by names for people |
//! | `filled` | what a form says |
//! | `day` | days as people type them |
//! | `debrief` | what came of a meeting |
//! | `check` | whether it can be entered, and what stands in the way |
//! | `view` | fields as markup |

mod check;
mod choices;
mod day;
pub(crate) mod debrief;
mod filled;
mod shape;
mod view;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use plenipo_exchange::sheet::entry::entry;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{capital, counted, in_one_line};
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::write::append;

use crate::asked::values;
use crate::held::{Held, State as HeldState};
use crate::inbox::{Changing, in_words};
use crate::page::{self, Around};
use crate::pages::{self, Page};
use crate::reading::{NAMES, Pairs, Reading, address};
use crate::routes::{House, parsed};
use crate::trouble::Trouble;
use check::{Checked, Fault, check};
use choices::Offer;
use filled::Filled;
use shape::{QUICK, Shape};
use view::{DataList, Drawing, List};

/// Names that a form sends beside its fields.
const OWN: [&str; 4] = ["step", "seen", "shown", "proposed"];

/// What somebody does who looks with a party's eyes at what is the keeper's.
pub(crate) const AS_KEEPER: &str = "Choose “the record keeper” at the top of any other page.";

/// Records that are offered to be corrected, at most; any other is by its own address.
const CORRECTABLE_MAX: usize = 500;

/// Whether records may be entered here.
///
/// # Errors
/// Where the server answers for one party only, where the record is read as a party sees it, and where the dossier is
/// open for reading only.
pub(crate) fn may(house: &House, held: &Held, reading: &Reading) -> Result<(), Trouble> {
    let only_keeper = Trouble::new(403, "Only the record keeper enters records.");
    if house.viewer.is_some() {
        return Err(only_keeper);
    }
    if reading.viewer.is_some() {
        return Err(only_keeper.hint(AS_KEEPER));
    }
    if !held.edit {
        return Err(Trouble::new(403, "This dossier is open for reading only.")
            .hint("Start the server with --edit to enter records."));
    }
    Ok(())
}

/// What is wrong with a text that nobody can read as it stands.
pub(crate) fn unreadable(text: &str) -> Option<String> {
    check::unreadable(text)
}

/// A mark of files, another one for any others.
pub(crate) fn mark(files: &[plenipo_record::dossier::read::NamedBytes]) -> String {
    check::mark(files)
}

/// The record of a table with that id.
pub(crate) fn find(
    case: &Case,
    kind: Kind,
    id: &str,
) -> Option<plenipo_record::case::id::RecordRef> {
    check::find(case, kind, id)
}

/// A day as people type it.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub(crate) fn day(
    typed: &str,
    today: Option<jiff::civil::Date>,
) -> Result<jiff::civil::Date, String> {
    day::read(typed, today)
}

/// The records of a table by their ids and names for people, the earliest first where they have days.
pub(crate) fn offers(case: &Case, kind: Kind) -> Vec<(String, String)> {
    let mut all: Vec<_> = choices::of_kind(case, kind).into_iter().collect();
    if !matches!(kind, Kind::Party | Kind::Person | Kind::Issue) {
        all.reverse();
    }
    all.into_iter().map(|it| (it.value, it.name)).collect()
}

/// Where a form stands.
struct At {
    house: Arc<House>,
    held: Arc<Held>,
    reading: Reading,
    page: &'static Page,
}

impl At {
    fn of(house: &Arc<House>, case: &str, query: &Pairs) -> Result<At, Trouble> {
        let held = Arc::clone(house.find(case)?);
        let reading = Reading::of(query, None)?;
        may(house, &held, &reading)?;
        let page = pages::find("enter").ok_or_else(|| Trouble::missing("such page"))?;
        Ok(At { house: Arc::clone(house), held, reading, page })
    }

    /// The day that the record is read on: days are typed, and entries learned, as of it.
    fn today(&self, case: &Case) -> Option<jiff::civil::Date> {
        case.day(None, self.reading.day)
    }

    /// The entry of a report that is changed here, where the address names one.
    fn changing(
        &self,
        state: &HeldState,
        query: &Pairs,
        day: Option<jiff::civil::Date>,
        kind: Kind,
    ) -> Result<Option<Changing>, Trouble> {
        let found = Changing::of(state, query, day)?;
        match found.as_ref().is_some_and(|it| it.apart.table != kind) {
            true => Err(Trouble::missing("such entry in this table")),
            false => Ok(found),
        }
    }

    /// The address of something else of the case.
    fn to_path(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = self.reading.pairs(None);
        pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        address(&format!("/c/{}/{path}", self.held.slug), &pairs)
    }

    /// The address of a table's form, with more in it.
    fn to(&self, kind: Kind, more: &[(&str, &str)]) -> String {
        let mut pairs = self.reading.pairs(None);
        pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        address(&format!("/c/{}/enter/{}", self.held.slug, kind.table()), &pairs)
    }

    fn page(&self, state: &HeldState, title: &str, body: String) -> Response {
        let (house, held) = (&*self.house, &*self.held);
        let around = Around { house, held, state, reading: &self.reading, page: self.page };
        page::own(&around, title, body, &Vec::new())
    }
}

#[derive(Template)]
#[template(path = "enter.html")]
struct Tables {
    quick: Vec<Table>,
    others: Vec<Table>,
}

struct Table {
    name: String,
    to: String,
    count: String,
}

/// The tables there are.
pub(crate) async fn tables(
    State(house): State<Arc<House>>,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let shown = || {
        let at = At::of(&house, &case, &parsed(query.as_deref()))?;
        let state = at.held.state();
        let case = state.case(&[])?;
        let table = |kind: Kind| Table {
            name: capital(kind.noun()),
            to: at.to(kind, &[]),
            count: counted(case.count(kind), "record"),
        };
        let others = Kind::ALL.into_iter().filter(|it| !QUICK.contains(it));
        let body = Tables {
            quick: QUICK.into_iter().map(table).collect(),
            others: others.map(table).collect(),
        };
        // Writing a template into memory cannot fail; nor below.
        Ok(at.page(&state, "Enter", body.render().unwrap_or_default()))
    };
    shown().unwrap_or_else(|why| page::trouble(&why, None))
}

/// The form of a table: empty, or with what a record says.
pub(crate) async fn form(
    State(house): State<Arc<House>>,
    Path((case, table)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    at_work(move || start(&house, &case, &table, &parsed(query.as_deref()))).await
}

/// A form as it was sent.
pub(crate) async fn sent(
    State(house): State<Arc<House>>,
    Path((case, table)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    at_work(move || answer(&house, &case, &table, &parsed(query.as_deref()), &body)).await
}

/// Reading a dossier takes a while: others are answered meanwhile.
pub(crate) async fn at_work(
    work: impl FnOnce() -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.unwrap_or_else(|_| {
        Err(Trouble::new(500, "Something went wrong in looking at this form."))
    });
    done.unwrap_or_else(|why| page::trouble(&why, None))
}

fn kind_of(table: &str) -> Result<Kind, Trouble> {
    let kind = Kind::ALL.into_iter().find(|it| it.table() == table);
    kind.ok_or_else(|| Trouble::missing("such table"))
}

fn start(house: &Arc<House>, case: &str, table: &str, query: &Pairs) -> Result<Response, Trouble> {
    let at = At::of(house, case, query)?;
    let kind = kind_of(table)?;
    // Whoever fills in a form should see what is there, whether or not anybody watches the files.
    let state = at.held.refresh();
    let case = state.case(&[])?;
    let named = |name: &str| -> Result<Option<_>, Trouble> {
        let Some(id) = values(query, name).last().copied() else { return Ok(None) };
        let record = check::find(&case, kind, id);
        Ok(Some((id, record.ok_or_else(|| Trouble::missing("such record"))?)))
    };
    if let Some((id, record)) = named("written")? {
        return Ok(written(&at, &state, &case, (kind, id, record), values(query, "in")));
    }
    let shape = Shape::of(kind);
    let own = ["corrects", "like", "written", "in", "proposal", "entry"];
    let own: Vec<&str> = NAMES.into_iter().chain(own).collect();
    let mut filled = Filled::sent(query, &shape, &own)?;
    let today = at.today(&case);
    if let Some(changing) = at.changing(&state, query, today, kind)? {
        let shown_of = check::find(&changing.apart.records, kind, &changing.apart.id);
        let record = shown_of.ok_or_else(|| {
            Trouble::new(422, "This entry cannot be read into a form.")
                .hint(format!("Mend it in {}.", changing.file))
        })?;
        filled = Filled::of(&entry(&changing.apart.records, record), &shape);
        let case = with_needs(&changing, &state, &case)?;
        let shown = Shown { changing: Some(changing), ..Shown::default() };
        return Ok(shown.page(&at, &state, &case, &shape, &filled));
    }
    if let Some((_, record)) = named("like")? {
        filled = without_name(Filled::of(&entry(&case, record), &shape));
    } else if let Some((id, record)) = named("corrects")? {
        if case.is_sealed(record) {
            return Err(Trouble::new(409, "This entry is sealed in the ledger.")
                .hint("Only the ledger's own commands correct what is sealed."));
        }
        // What was corrected already is corrected in what stands in its place.
        if let Some(later) = check::corrected_by(&case, record) {
            return match case.id(later) {
                Some(later) => Ok(Redirect::to(&at.to(kind, &[("corrects", later)])).into_response()),
                None => Err(Trouble::new(409, "This entry was corrected already.").hint(
                    "What corrects it has no name by which it could be corrected in turn: give it an id in its file.",
                )),
            };
        }
        filled = without_name(Filled::of(&entry(&case, record), &shape));
        filled.set("corrects.id", id);
        filled.clear("known");
    }
    // What is entered was learned when it is entered, unless somebody knows better.
    if shape.table.has("date") && kind != Kind::Source && filled.one("known").is_empty() {
        today.inspect(|it| filled.set("known", &it.to_string()));
    }
    let proposed = check::proposed(&shape, &filled, &case, today);
    filled.set("id", &proposed);
    let shown = Shown { proposed, ..Shown::default() };
    Ok(shown.page(&at, &state, &case, &shape, &filled))
}

/// The record once what a changed entry needs is in it.
fn with_needs(
    changing: &Changing,
    state: &HeldState,
    case: &Arc<Case>,
) -> Result<Arc<Case>, Trouble> {
    if changing.apart.needs.is_none() {
        return Ok(Arc::clone(case));
    }
    let (case, problems) = read(&changing.files(&state.now), &ReadOptions::default());
    case.map(Arc::new).ok_or_else(|| {
        let first = problems.first().map_or(String::new(), |it| it.message.clone());
        Trouble::new(422, format!("The record would not be sound with it: {first}"))
    })
}

fn without_name(mut filled: Filled) -> Filled {
    for name in ["id", "corrects.id", "corrects.by", "corrects.why"] {
        filled.clear(name);
    }
    filled
}

fn answer(
    house: &Arc<House>,
    case: &str,
    table: &str,
    query: &Pairs,
    body: &[u8],
) -> Result<Response, Trouble> {
    let at = At::of(house, case, query)?;
    let kind = kind_of(table)?;
    let body = str::from_utf8(body).map_err(|_| Trouble::misused("This form is not text."))?;
    let pairs = parsed(Some(body));
    let of = |name: &str| values(&pairs, name).last().copied().unwrap_or_default();
    let shape = Shape::of(kind);
    let sent = || -> Result<Filled, Trouble> {
        let mut filled = Filled::sent(&pairs, &shape, &OWN)?;
        // A name that nobody chose follows what is filled in, until it is written: a button pressed twice enters
        // nothing twice.
        if filled.one("id") == of("proposed") && of("step") != "write" {
            filled.clear("id");
        }
        Ok(filled)
    };
    let mut filled = sent()?;
    let state = at.held.refresh();
    let case = state.case(&[])?;
    // What is changed of a report is looked at beside what it needs.
    let changing = at.changing(&state, query, at.today(&case), kind)?;
    let (case, files) = match &changing {
        Some(it) => (with_needs(it, &state, &case)?, it.files(&state.now)),
        None => (case, state.now.to_vec()),
    };
    let propose = |filled: &Filled| check::proposed(&shape, filled, &case, at.today(&case));
    match of("step") {
        "more" => {
            let proposed = propose(&filled);
            if filled.one("id").is_empty() {
                filled.set("id", &proposed);
            }
            let shown = Shown { proposed, changing, ..Shown::default() };
            return Ok(shown.page(&at, &state, &case, &shape, &filled));
        }
        "check" | "write" => {}
        _ => return Err(Trouble::misused("This form was sent by none of its buttons.")),
    }
    let proposed = propose(&filled);
    let mut checked = check(&shape, &mut filled, &case, at.today(&case), &files);
    checked.doubts.extend(changing.as_ref().and_then(Changing::brings));
    let mut shown = Shown { proposed, looked_at: true, checked, changing, ..Shown::default() };
    if of("step") == "check" {
        return Ok(shown.page(&at, &state, &case, &shape, &filled));
    }
    let Some(file) = shown.checked.file.clone() else {
        shown.notice = "Nothing was written: something has to be put right first.";
        return Ok(shown.page(&at, &state, &case, &shape, &filled));
    };
    if of("seen") != check::mark(&state.now) {
        shown.notice = CHANGED;
        return Ok(shown.page(&at, &state, &case, &shape, &filled));
    }
    if of("shown") != check::mark(std::slice::from_ref(&file)) {
        shown.notice = OTHERWISE;
        return Ok(shown.page(&at, &state, &case, &shape, &filled));
    }
    let done = match &shown.changing {
        None => at.held.add(&file, &state),
        Some(it) => {
            let without = it.without(&state.now, at.today(&case))?;
            let new: Vec<_> = it.apart.needs.iter().chain([&file]).cloned().collect();
            at.held.settle(&new, Some(&without), &state)
        }
    };
    match done {
        Ok(()) => {
            at.held.refresh();
            if let Some(it) = &shown.changing {
                let n = it.apart.brought.len() + 1;
                let done = at.held.tell(in_words(n, 0, Some(&file.name))).to_string();
                let to = at.to_path("inbox", &[("report", &*it.file), ("done", &*done)]);
                return Ok(Redirect::to(&to).into_response());
            }
            let to = at.to(kind, &[("written", filled.one("id")), ("in", &file.name)]);
            Ok(Redirect::to(&to).into_response())
        }
        Err(why) if why.status == 409 => {
            let state = at.held.refresh();
            let case = state.case(&[])?;
            let mut filled = sent()?;
            let files = shown.changing.as_ref().map(|it| it.files(&state.now));
            let files = files.unwrap_or_else(|| state.now.to_vec());
            shown.checked = check(&shape, &mut filled, &case, at.today(&case), &files);
            shown.notice = CHANGED;
            Ok(shown.page(&at, &state, &case, &shape, &filled))
        }
        Err(why) => {
            let hint = (!why.hints.is_empty()).then(|| why.hints.join(" "));
            shown.checked.faults.push(Fault { at: None, message: why.message, hint });
            shown.checked.file = None;
            shown.notice = "Nothing was written.";
            Ok(shown.page(&at, &state, &case, &shape, &filled))
        }
    }
}

const CHANGED: &str = "Nothing was written: the dossier changed since you were shown this. This is what would be \
                       written into it as it is now.";

const OTHERWISE: &str = "Nothing was written yet: the form says something else than what you were shown. This is what \
                         would be written now.";

#[derive(Template)]
#[template(path = "enter_done.html")]
struct Written {
    line: String,
    noun: &'static str,
    file: Option<String>,
    text: String,
    like: String,
    correct: String,
    fresh: String,
    tables: String,
    /// Where it stands in the record, and on which day, where that is not the one that is read.
    entry: String,
    shown_on: Option<String>,
}

/// `reading`, on `day` at the earliest.
pub(super) fn on_or_after(
    reading: &Reading,
    case: &Case,
    day: Option<jiff::civil::Date>,
) -> Reading {
    let read = case.day(None, reading.day);
    let later = day.filter(|it| read.is_some_and(|read| *it > read));
    Reading { day: later.or(reading.day), ..reading.clone() }
}

/// An entry that is on record.
fn written(
    at: &At,
    state: &HeldState,
    case: &Case,
    (kind, id, record): (Kind, &str, plenipo_record::case::id::RecordRef),
    file: Vec<&str>,
) -> Response {
    // The address may say any file: the entry is in the one without which there is no such entry.
    let holds_it = |name: &&str| {
        let mut files = state.now.to_vec();
        files.retain(|it| it.name != *name);
        let without = (files.len() < state.now.len())
            .then(|| read(&files, &ReadOptions::default()).0)
            .flatten();
        without.is_some_and(|it| check::find(&it, kind, id).is_none())
    };
    let line = in_one_line(case, record);
    let days = [case.date(record), case.meta(record).and_then(|it| it.known)];
    let day = days.into_iter().flatten().max();
    let reading = on_or_after(&at.reading, case, day);
    let entry = format!("/c/{}/record/{}/{id}", at.held.slug, kind.table());
    let body = Written {
        noun: kind.noun(),
        file: file.last().copied().filter(holds_it).map(str::to_owned),
        // A file that is empty refuses no record.
        text: append("", case, record).unwrap_or_default(),
        like: at.to(kind, &[("like", id)]),
        correct: at.to(kind, &[("corrects", id)]),
        fresh: at.to(kind, &[]),
        entry: address(&entry, &reading.pairs_on_record(None)),
        shown_on: (reading.day != at.reading.day).then_some(reading.day).flatten().map(day::shown),
        tables: address(&format!("/c/{}/enter", at.held.slug), &at.reading.pairs(None)),
        line,
    };
    at.page(state, &format!("Entered: {}", kind.noun()), body.render().unwrap_or_default())
}

/// What a form shows beside its fields.
#[derive(Default)]
struct Shown {
    checked: Checked,
    looked_at: bool,
    notice: &'static str,
    proposed: String,
    /// The entry of a report that is changed.
    changing: Option<Changing>,
}

#[derive(Template)]
#[template(path = "enter_form.html")]
struct Form {
    title: String,
    to: String,
    tables: String,
    notice: &'static str,
    faults: Vec<(String, Fault)>,
    preview: Option<Preview>,
    seen: String,
    proposed: String,
    corrects: Vec<String>,
    first: Vec<String>,
    first_lists: Vec<List>,
    footing: Vec<String>,
    more: Vec<String>,
    more_lists: Vec<List>,
    is_more_open: bool,
    lists: Vec<DataList>,
    correctable: Vec<Offer>,
    kept: Pairs,
    noun: &'static str,
    /// The words that a report has for it, what it brings, and the way back.
    proposal: Option<(String, String, String)>,
}

struct Preview {
    line: String,
    file: String,
    text: String,
    mark: String,
    doubts: Vec<String>,
}

impl Checked {
    /// What will be written, where it can be.
    fn preview(&self) -> Option<Preview> {
        let file = self.file.as_ref()?;
        Some(Preview {
            line: self.line.clone(),
            file: file.name.clone(),
            text: String::from_utf8_lossy(&file.bytes).into_owned(),
            mark: check::mark(std::slice::from_ref(file)),
            doubts: self.doubts.clone(),
        })
    }
}

impl Shown {
    fn page(
        self,
        at: &At,
        state: &HeldState,
        case: &Case,
        shape: &Shape,
        filled: &Filled,
    ) -> Response {
        let (kind, faults) = (shape.kind, &self.checked.faults);
        let corrected = check::find(case, kind, filled.one("corrects.id"));
        let title = match corrected {
            Some(it) => format!("Correct: {}", choices::name(case, it)),
            None if self.changing.is_some() => format!("Change the proposed {}", kind.noun()),
            None => format!("Enter {}", kind.with_article()),
        };
        let (corrects, more): (Vec<_>, Vec<_>) = shape
            .more
            .iter()
            .cloned()
            .partition(|it| corrected.is_some() && it.column.starts_with("corrects."));
        let in_more = |name: &str| {
            let key = name.split('.').next().unwrap_or_default();
            more.iter().any(|it| it.column == name)
                || shape.more_lists.iter().any(|it| it.list == key)
        };
        let is_more_open = filled.pairs().iter().any(|it| in_more(&it.0))
            || faults.iter().filter_map(|it| it.at.as_deref()).any(in_more);
        let mut drawing = Drawing::new(case, at.today(case), filled, faults);
        let preview = self.checked.preview().filter(|_| self.looked_at);
        let place = |it: &Fault| {
            it.at.as_ref().map_or(String::new(), |it| format!("f-{}", it.replace('.', "-")))
        };
        let stands = |it: &Offer| {
            let record = check::find(case, kind, &it.value);
            record.is_some_and(|it| check::corrected_by(case, it).is_none() && !case.is_sealed(it))
        };
        let correctable = match corrected {
            _ if self.changing.is_some() => Vec::new(),
            Some(_) => Vec::new(),
            None => choices::of_kind(case, kind)
                .into_iter()
                .filter(stands)
                .take(CORRECTABLE_MAX)
                .collect(),
        };
        let form = Form {
            to: match &self.changing {
                Some(it) => at.to(kind, &[("proposal", &it.file), ("entry", &it.entry)]),
                None => at.to(kind, &[]),
            },
            proposal: self.changing.as_ref().map(|it| {
                let back = at.to_path("inbox", &[("report", &it.file)]);
                (it.quote.clone(), it.brings().unwrap_or_default(), back)
            }),
            tables: address(&format!("/c/{}/enter", at.held.slug), &at.reading.pairs(None)),
            notice: self.notice,
            faults: faults.iter().map(|it| (place(it), it.clone())).collect(),
            preview,
            seen: check::mark(&state.now),
            proposed: self.proposed,
            corrects: drawing.fields(&corrects),
            first: drawing.fields(&shape.first),
            first_lists: drawing.lists(&shape.first_lists),
            footing: drawing.fields(&shape.footing),
            more: drawing.fields(&more),
            more_lists: drawing.lists(&shape.more_lists),
            is_more_open,
            lists: drawing.data_lists(shape),
            correctable,
            kept: at.reading.pairs(None),
            noun: kind.noun(),
            title: title.clone(),
        };
        at.page(state, &title, form.render().unwrap_or_default())
    }
}
