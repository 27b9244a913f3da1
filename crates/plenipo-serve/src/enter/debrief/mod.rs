//! What came of a meeting: a form for its outcome and in four parts, what was answered to a text, what was said, what
//! was undertaken, and what may be carried to whom.
//! The text is the record's own (`dossier::debrief`); closed until somebody permits it.
//!
//! | file | owns |
//! |---|---|
//! | `rows` | the rows of the form, and what they say |
//! | `look` | whether it can be written down |

mod look;
mod rows;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::describe::in_one_line;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::party::Speaker;
use plenipo_record::dossier::debrief::file_name;
use plenipo_record::dossier::read::NamedBytes;

use super::check::{Checked, Fault, mark};
use super::filled::Filled;
use super::shape::{ROWS_MAX, Shape};
use super::view::{DataList, Drawing, Row};
use super::{CHANGED, at_work, choices, may, on_or_after};
use crate::asked::values;
use crate::held::{Held, State as HeldState};
use crate::page::{self, Around};
use crate::pages::{self, DEBRIEF};
use crate::reading::{Pairs, Reading, address};
use crate::routes::{House, parsed};
use crate::trouble::Trouble;

/// Names that the form sends beside its fields.
const OWN: [&str; 4] = ["step", "seen", "shown", "spare"];

/// Empty rows of each part that a form begins with.
const SPARE: [usize; 4] = [2, 2, 1, 1];

/// Where a debrief stands.
struct At {
    house: Arc<House>,
    held: Arc<Held>,
    reading: Reading,
}

impl At {
    fn of(house: &Arc<House>, case: &str, query: &Pairs) -> Result<At, Trouble> {
        let held = Arc::clone(house.find(case)?);
        let reading = Reading::of(query, None)?;
        may(house, &held, &reading)?;
        Ok(At { house: Arc::clone(house), held, reading })
    }

    /// The address of the debrief of a meeting, or of all of them, with more in it.
    fn to(&self, meeting: Option<&str>, more: &[(&str, &str)]) -> String {
        let mut pairs = self.reading.pairs_on_record(None);
        pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let own = meeting.map_or(String::new(), |it| format!("/{it}"));
        address(&format!("/c/{}/{}/{}{own}", self.held.slug, DEBRIEF.page, DEBRIEF.slug), &pairs)
    }

    /// The day that the record is read on.
    fn today(&self, case: &Case) -> Option<Date> {
        case.day(None, self.reading.day)
    }

    fn page(&self, state: &HeldState, title: &str, body: String) -> Result<Response, Trouble> {
        let page = pages::find(DEBRIEF.page).ok_or_else(|| Trouble::missing("such page"))?;
        let (house, held) = (&*self.house, &*self.held);
        let around = Around { house, held, state, reading: &self.reading, page };
        Ok(page::work(&around, title, body, &DEBRIEF))
    }
}

#[derive(Template)]
#[template(path = "debriefs.html")]
struct Meetings {
    all: Vec<(String, String)>,
    nameless: usize,
}

/// The meetings there are.
pub(crate) async fn meetings(
    State(house): State<Arc<House>>,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    at_work(move || {
        let at = At::of(&house, &case, &parsed(query.as_deref()))?;
        let state = at.held.refresh();
        let case = state.case(&[])?;
        let all = choices::of_kind(&case, Kind::Meeting);
        let body = Meetings {
            nameless: case.count(Kind::Meeting) - all.len(),
            all: all.into_iter().map(|it| (it.name, at.to(Some(&it.value), &[]))).collect(),
        };
        // Writing a template into memory cannot fail; nor below.
        at.page(&state, "Debrief", body.render().unwrap_or_default())
    })
    .await
}

/// The form of a meeting's debrief, or what was written of it.
pub(crate) async fn form(
    State(house): State<Arc<House>>,
    Path((case, meeting)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    at_work(move || {
        let query = parsed(query.as_deref());
        let at = At::of(&house, &case, &query)?;
        let state = at.held.refresh();
        let case = state.case(&[])?;
        let of = meeting_of(&case, &meeting)?;
        if let Some(file) = values(&query, "in").last() {
            return written(&at, &state, &case, of, file);
        }
        let mut filled = Filled::default();
        if let Some(day) = case.meetings[of.get()].date {
            filled.set("day", &day.to_string());
        }
        Shown { spare: SPARE, ..Shown::default() }.page(&at, &state, &case, of, &filled)
    })
    .await
}

/// A debrief as it was sent.
pub(crate) async fn sent(
    State(house): State<Arc<House>>,
    Path((case, meeting)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    at_work(move || {
        let at = At::of(&house, &case, &parsed(query.as_deref()))?;
        let body = str::from_utf8(&body).map_err(|_| Trouble::misused("This form is not text."))?;
        answer(&at, &meeting, &parsed(Some(body)))
    })
    .await
}

fn meeting_of(case: &Case, id: &str) -> Result<Ix<Meeting>, Trouble> {
    case.find(id).ok_or_else(|| Trouble::missing("such meeting"))
}

fn answer(at: &At, id: &str, pairs: &Pairs) -> Result<Response, Trouble> {
    let of = |name: &str| values(pairs, name).last().copied().unwrap_or_default();
    let shape = rows::shape();
    let state = at.held.refresh();
    let case = state.case(&[])?;
    let meeting = meeting_of(&case, id)?;
    let mut filled = rows::sent(pairs, &shape, &OWN)?;
    let mut shown = Shown { spare: SPARE, ..Shown::default() };
    let step = of("step");
    if let Some(place) = step.strip_prefix("more-") {
        let place = rows::PARTS.iter().position(|it| *it == place);
        let place = place.ok_or_else(none_of_its_buttons)?;
        // As many empty rows as there were, and one.
        let spare = of("spare").split(' ').map(|it| it.parse().unwrap_or(0));
        for (own, was) in shown.spare.iter_mut().zip(spare) {
            *own = (*own).max(was).min(ROWS_MAX);
        }
        shown.spare[place] += 1;
        return shown.page(at, &state, &case, meeting, &filled);
    }
    if step != "check" && step != "write" {
        return Err(none_of_its_buttons());
    }
    shown.checked = look::look(&shape, &mut filled, &case, at.today(&case), meeting, &state.now);
    if step == "check" {
        return shown.page(at, &state, &case, meeting, &filled);
    }
    let Some(file) = shown.checked.file.clone() else {
        shown.notice = "Nothing was written: something has to be put right first.";
        return shown.page(at, &state, &case, meeting, &filled);
    };
    if of("seen") != mark(&state.now) {
        shown.notice = CHANGED;
        return shown.page(at, &state, &case, meeting, &filled);
    }
    if of("shown") != mark(std::slice::from_ref(&file)) {
        shown.notice = super::OTHERWISE;
        return shown.page(at, &state, &case, meeting, &filled);
    }
    match at.held.add(&file, &state) {
        Ok(()) => {
            at.held.refresh();
            Ok(Redirect::to(&at.to(Some(id), &[("in", &file.name)])).into_response())
        }
        Err(why) if why.status == 409 => {
            let state = at.held.refresh();
            let case = state.case(&[])?;
            let meeting = meeting_of(&case, id)?;
            shown.checked =
                look::look(&shape, &mut filled, &case, at.today(&case), meeting, &state.now);
            shown.notice = CHANGED;
            shown.page(at, &state, &case, meeting, &filled)
        }
        Err(why) => {
            let hint = (!why.hints.is_empty()).then(|| why.hints.join(" "));
            shown.checked.faults.push(Fault { at: None, message: why.message, hint });
            shown.checked.file = None;
            shown.notice = "Nothing was written.";
            shown.page(at, &state, &case, meeting, &filled)
        }
    }
}

fn none_of_its_buttons() -> Trouble {
    Trouble::misused("This form was sent by none of its buttons.")
}

#[derive(Template)]
#[template(path = "debrief_done.html")]
struct Written {
    title: String,
    file: String,
    text: String,
    again: String,
    all: String,
    /// Pages that tell of it, and the day that they are read on.
    told: Vec<(&'static str, String)>,
    shown_on: Option<String>,
}

/// The pages that what came of a meeting is told by, with their names.
const TOLD_BY: [(&str, &str); 4] = [
    ("meetings/meetings", "The meeting"),
    ("drafts/assess", "Who would accept"),
    ("moves/outlook", "How answers moved"),
    ("meetings/undertakings", "Undertakings"),
];

/// A debrief that is on record.
fn written(
    at: &At,
    state: &HeldState,
    case: &Case,
    meeting: Ix<Meeting>,
    name: &str,
) -> Result<Response, Trouble> {
    let record = RecordRef::new(Kind::Meeting, meeting.get());
    // The address may say any file: only those of this meeting's debriefs are shown as one.
    let own = |it: &&NamedBytes| case.id(record).is_some_and(|id| is_debrief(&it.name, id));
    let file = state.now.iter().find(|it| it.name == name).filter(own);
    let file = file.ok_or_else(|| Trouble::missing("such debrief"))?;
    // All of a debrief is known from one day on, which its file's name begins with.
    let day = name.rsplit('/').next().and_then(|it| it.get(..10)).and_then(|it| it.parse().ok());
    let reading = on_or_after(&at.reading, case, day);
    let pairs = reading.pairs_on_record(None);
    let to = |path: &str| address(&format!("/c/{}/{path}", at.held.slug), &pairs);
    let body = Written {
        told: TOLD_BY.map(|(path, name)| (name, to(path))).into(),
        shown_on: (reading.day != at.reading.day)
            .then_some(reading.day)
            .flatten()
            .map(super::day::shown),
        title: in_one_line(case, record),
        file: file.name.clone(),
        text: String::from_utf8_lossy(&file.bytes).into_owned(),
        again: at.to(case.id(record), &[]),
        all: at.to(None, &[]),
    };
    at.page(state, "Written down", body.render().unwrap_or_default())
}

/// Whether a file has the name of a debrief of that meeting.
fn is_debrief(name: &str, meeting: &str) -> bool {
    let day = name.strip_prefix("reports/").and_then(|it| it.get(..10));
    let Some(day) = day.and_then(|it| it.parse::<Date>().ok()) else { return false };
    let first = file_name(day, meeting, 1);
    let numbered = first.strip_suffix(".toml").and_then(|it| name.strip_prefix(it));
    let number = numbered.and_then(|it| it.strip_prefix('-')?.strip_suffix(".toml"));
    name == first
        || number.is_some_and(|it| it.parse().is_ok_and(|n| file_name(day, meeting, n) == name))
}

/// What a form shows beside its fields.
#[derive(Default)]
struct Shown {
    checked: Checked,
    notice: &'static str,
    spare: [usize; 4],
}

#[derive(Template)]
#[template(path = "debrief.html")]
struct Form {
    title: String,
    to: String,
    all: String,
    notice: &'static str,
    faults: Vec<(String, Fault)>,
    preview: Option<super::Preview>,
    seen: String,
    spare: String,
    day: Vec<String>,
    outcome: Vec<String>,
    parts: Vec<PartShown>,
    lists: Vec<DataList>,
}

struct PartShown {
    name: &'static str,
    title: &'static str,
    help: &'static str,
    rows: Vec<Row>,
}

/// What each part asks, and what has to be known to answer.
const ASKED: [(&str, &str); 4] = [
    (
        "What was answered",
        "A basis, another text and a text that is referred home are no acceptance. What is answered counts from that \
         day on, as every answer on record does.",
    ),
    ("What was said", "Their very words between quotation marks; without these, the sense of it."),
    ("What was undertaken", "For whom and until when may be left empty where nobody said so."),
    (
        "What may be carried to whom",
        "Closed until somebody permits it. A party gives no permission for what another said.",
    ),
];

impl Shown {
    fn page(
        self,
        at: &At,
        state: &HeldState,
        case: &Case,
        meeting: Ix<Meeting>,
        filled: &Filled,
    ) -> Result<Response, Trouble> {
        let shape = rows::shape();
        let record = RecordRef::new(Kind::Meeting, meeting.get());
        let faults = &self.checked.faults;
        let mut drawing =
            Drawing::new(case, at.today(case), filled, faults).with_first(present(case, meeting));
        let noted = noted(filled, &shape, &self.spare);
        let mut part = |place: usize| PartShown {
            name: rows::PARTS[place],
            title: ASKED[place].0,
            help: ASKED[place].1,
            rows: drawing.rows(&shape.first_lists[place], self.spare[place], &noted),
        };
        let parts = vec![part(0), part(1), part(2), part(3)];
        let place = |it: &Fault| {
            it.at.as_ref().map_or(String::new(), |it| format!("f-{}", it.replace('.', "-")))
        };
        let title = in_one_line(case, record);
        let form = Form {
            to: at.to(case.id(record), &[]),
            all: at.to(None, &[]),
            notice: self.notice,
            faults: faults.iter().map(|it| (place(it), it.clone())).collect(),
            preview: self.checked.preview(),
            seen: mark(&state.now),
            spare: self.spare.map(|it| it.to_string()).join(" "),
            day: drawing.fields(&shape.first[..1]),
            outcome: drawing.fields(&shape.first[1..]),
            parts,
            lists: drawing.data_lists(&shape),
            title: title.clone(),
        };
        at.page(state, &format!("Debrief: {title}"), form.render().unwrap_or_default())
    }
}

/// Who was there: offered first.
fn present(case: &Case, meeting: Ix<Meeting>) -> Vec<String> {
    let it = &case.meetings[meeting.get()];
    let present = it.present.iter().filter_map(|it| match it {
        Speaker::Person(it) => case.id(RecordRef::new(Kind::Person, it.get())),
        Speaker::Party(it) => Some(case.party_id(*it)),
        Speaker::Named(_) => None,
    });
    let channel = it.channel.iter().map(|it| case.party_id(*it));
    present.chain(channel).map(str::to_owned).collect()
}

/// What is noted in the form, or may be yet, by the name under which it may be carried.
fn noted(filled: &Filled, shape: &Shape, spare: &[usize; 4]) -> Vec<(String, String)> {
    let of = |place: usize| {
        let list = rows::PARTS[place];
        let n = filled.rows(&shape.first_lists[place]) + spare[place];
        (0..n.min(ROWS_MAX)).map(move |at| (list, at))
    };
    let named = |(list, at): (&str, usize)| {
        let of = |column: &str| filled.one(&format!("{list}.{at}.{column}"));
        let what = if of("reply").is_empty() { of("what") } else { of("reply") };
        let short: String = what.chars().take(40).collect();
        let more = if short.len() < what.len() { "…" } else { "" };
        let number = at + 1;
        let name = match short.is_empty() {
            true => format!("{list} {number}"),
            false => format!("{list} {number}: {short}{more}"),
        };
        (format!("{list} {number}"), name)
    };
    of(0).chain(of(1)).chain(of(2)).map(named).collect()
}
