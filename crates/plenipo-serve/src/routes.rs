//! Which address leads where.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use plenipo::lens::context::Context;
use plenipo::lens::view::View;

use crate::answers::{Answer, Answers};
use crate::asked::{Asked, values};
use crate::beside::{Shows, markup};
use crate::enter::debrief;
use crate::guard::{guard, is_same};
use crate::held::{Held, News, State as Held_, locked};
use crate::job::{Job, Jobs, PATIENCE};
use crate::listen::Serving;
use crate::page::{self, Around};
use crate::pages::{self, Is, Page, Part};
use crate::reading::{NAMES, Pairs, Reading, address};
use crate::save::save;
use crate::trouble::Trouble;
use crate::{asset, distance, enter, entry, inbox, lab, live, redline, tables};

/// The name under which the replay of a page says at which of the days it stands.
const REPLAY: &str = "day-at";

/// All that a server is about.
pub(crate) struct House {
    pub(crate) all: Vec<Arc<Held>>,
    pub(crate) key: String,
    /// The party that it answers for, whoever asks.
    pub(crate) viewer: Option<String>,
    /// The key that opens it once, as long as nobody has.
    once: Mutex<Option<String>>,
    serving: Serving,
    at: SocketAddr,
    answers: Answers,
    jobs: Arc<Jobs>,
}

impl House {
    pub(crate) fn new(all: Vec<Arc<Held>>, serving: Serving, at: SocketAddr) -> House {
        let (key, viewer) = (serving.key.clone(), serving.viewer.clone());
        let once = Mutex::new(serving.once.clone());
        let (answers, jobs) = (Answers::default(), Arc::new(Jobs::new()));
        House { all, key, viewer, once, serving, at, answers, jobs }
    }

    /// Whether `given` is the key that opens it once; then it does no longer.
    pub(crate) fn opens_once(&self, given: &str) -> bool {
        locked(&self.once).take_if(|it| is_same(given, it)).is_some()
    }

    /// The names under which it may be reached, with its port.
    pub(crate) fn hosts(&self) -> Vec<String> {
        let port = self.at.port();
        let names = ["127.0.0.1", "localhost"];
        let mut all: Vec<String> = names.iter().map(|it| format!("{it}:{port}")).collect();
        // Who asks for the port that is meant where none is said leaves it out.
        if port == 80 {
            all.extend(names.map(str::to_owned));
        }
        all
    }

    /// The name of its cookie: browsers keep one jar for all ports of a machine.
    pub(crate) fn cookie(&self) -> String {
        format!("plenipo-{}", self.at.port())
    }

    pub(crate) fn find(&self, slug: &str) -> Result<&Arc<Held>, Trouble> {
        self.all.iter().find(|it| it.slug == slug).ok_or_else(|| Trouble::missing("such case"))
    }

    /// The answer to a question, or the job that works at it where that takes longer than `patience`.
    pub(crate) async fn answer(
        self: &Arc<Self>,
        held: &Arc<Held>,
        state: &Arc<Held_>,
        reading: &Reading,
        asked: &Asked,
        patience: Duration,
    ) -> Result<Result<Arc<Answer>, Arc<Job>>, Trouble> {
        let mut said = reading.pairs(None);
        said.extend(asked.said.iter().cloned());
        let path = format!("{}/{}/{}", held.slug, state.version, asked.lens.name);
        let key = address(&path, &said);
        if let Some(answer) = self.answers.get(&key) {
            return Ok(Ok(answer));
        }
        let (house, own, reading, asked) =
            (Arc::clone(self), Arc::clone(held), reading.clone(), asked.clone());
        let (state, kept) = (Arc::clone(state), key.clone());
        let job = self.jobs.start(key, move |job| {
            let answer = Arc::new(house.work_out(&own, &state, &reading, &asked, job)?);
            house.answers.keep(kept, &answer);
            Ok(answer)
        })?;
        match job.within(patience).await {
            Some(outcome) => Ok(Ok(outcome?)),
            None => Ok(Err(job)),
        }
    }

    fn work_out(
        &self,
        held: &Held,
        state: &Held_,
        reading: &Reading,
        asked: &Asked,
        job: &Job,
    ) -> Result<Answer, Trouble> {
        let case = state.case(&reading.assume)?;
        let tell = |share: f64| job.tell(share);
        let given = Context {
            seed: self.serving.seed,
            samples: self.serving.samples,
            progress: Some(&tell),
            ..Context::default()
        };
        let view = View::of(&case, &reading.context(&given))?.sharing(&held.shared);
        Ok(Answer::new(asked.lens.answer(&view, &asked.settings)?))
    }
}

/// The smallest changes to the draft at hand in the lab, as a part of its page.
async fn repair(
    State(house): Asks,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = async {
        let held = Arc::clone(house.find(&case)?);
        let page = pages::find("lab").ok_or_else(|| Trouble::missing("such page"))?;
        lab::repair(&house, &held, &held.state(), page, &parsed(query.as_deref())).await
    };
    match found.await {
        Ok(part) => page::markup(part),
        Err(why) => page::trouble(&why, None),
    }
}

/// How far the drafts of the lab are from what could be gained, as a part of its page.
async fn distance(
    State(house): Asks,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = async {
        let held = Arc::clone(house.find(&case)?);
        let page = pages::find("lab").ok_or_else(|| Trouble::missing("such page"))?;
        let pairs = parsed(query.as_deref());
        distance::distances(&house, &held, &held.state(), page, &pairs).await
    };
    match found.await {
        Ok(part) => page::markup(part),
        Err(why) => page::trouble(&why, None),
    }
}

/// The draft at hand in the lab against the one on record, as a Word file.
async fn redlined(
    State(house): Asks,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = async {
        let held = Arc::clone(house.find(&case)?);
        redline::redline(&house, &held, &held.state(), &parsed(query.as_deref())).await
    };
    found.await.unwrap_or_else(|why| page::trouble(&why, None))
}

/// Saves the draft at hand in the lab, and shows it as one on record.
async fn save_draft(State(house): Asks, Path(case): Path<String>, body: String) -> Response {
    let pairs = parsed(Some(&body));
    let of = |name: &str| values(&pairs, name).last().copied().unwrap_or("").to_owned();
    let (id, title) = (of("id"), of("title"));
    let (own, slug) = (Arc::clone(&house), case.clone());
    let (said, given, named) = (pairs.clone(), id.clone(), title.clone());
    let saved = move || {
        let (house, pairs, id) = (own, said, given);
        let held = house.find(&slug)?;
        let reading = Reading::of(&pairs, None)?;
        enter::may(&house, held, &reading)?;
        let tried =
            reading.tried.first().ok_or_else(|| Trouble::misused("Say which draft to save."))?;
        save(held, &held.refresh(), tried, (&id, &named), reading.day)?;
        let mut to = reading.pairs_on_record(None);
        to.push(("draft".to_owned(), id));
        Ok(address(&format!("/c/{}/lab", held.slug), &to))
    };
    // Another may hold the folder: whoever else asks is not kept waiting for that.
    let stopped = |_| Err(Trouble::new(500, "Saving was stopped."));
    let why = match tokio::task::spawn_blocking(saved).await.unwrap_or_else(stopped) {
        Ok(to) => return Redirect::to(&to).into_response(),
        Err(why) => why,
    };
    // Whoever was refused keeps what was made and typed.
    let again = async {
        let held = Arc::clone(house.find(&case)?);
        let page = pages::find("lab").ok_or_else(|| Trouble::missing("such page"))?;
        let unsaved = lab::Unsaved { id, title, why: why.clone() };
        lab::show(&house, &held, &held.state(), page, &pairs, Some(unsaved)).await
    };
    let again = match why.status {
        403 => Err(why.clone()),
        _ => again.await,
    };
    again.unwrap_or_else(|_| page::trouble(&why, None))
}

/// All addresses.
pub(crate) fn router(house: Arc<House>) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/asset/{name}", get(file))
        .route("/c/{case}", get(case))
        .route("/c/{case}/events", get(news))
        .route("/c/{case}/lab/save", post(save_draft))
        .route("/c/{case}/lab/redline", get(redlined))
        .route("/c/{case}/lab/repair", get(repair))
        .route("/c/{case}/lab/distance", get(distance))
        .route("/c/{case}/inbox", get(inbox::show).post(inbox::sent))
        .route("/c/{case}/inbox/read", get(inbox::show).post(inbox::read))
        .route("/c/{case}/enter", get(enter::tables))
        .route("/c/{case}/enter/{table}", get(enter::form).post(enter::sent))
        .route("/c/{case}/meetings/debrief", get(debrief::meetings))
        .route("/c/{case}/meetings/debrief/{meeting}", get(debrief::form).post(debrief::sent))
        .route("/c/{case}/record/{table}", get(tables::show))
        .route("/c/{case}/record/{table}/{id}", get(entry::show))
        .route("/c/{case}/{page}", get(first))
        .route("/c/{case}/{page}/{part}", get(part))
        .route("/job/{number}/events", get(progress))
        .route("/job/{number}/stop", post(stop))
        .fallback(nowhere)
        .layer(middleware::from_fn_with_state(Arc::clone(&house), guard))
        .with_state(house)
}

type Asks = State<Arc<House>>;

async fn nowhere() -> Response {
    page::trouble(&Trouble::missing("such page"), None)
}

/// The cases; where there is one only, its first page.
async fn index(State(house): Asks) -> Response {
    match house.all.as_slice() {
        [one] => Redirect::to(&format!("/c/{}/{}", one.slug, pages::ALL[0].slug)).into_response(),
        _ => page::index(&house),
    }
}

async fn case(State(house): Asks, Path(case): Path<String>) -> Response {
    match house.find(&case) {
        Ok(held) => {
            Redirect::to(&format!("/c/{}/{}", held.slug, pages::ALL[0].slug)).into_response()
        }
        Err(why) => page::trouble(&why, None),
    }
}

async fn file(Path(name): Path<String>) -> Response {
    match asset::find(&name) {
        Some(it) => with_kind(it.kind, it.bytes.into()),
        None => page::trouble(&Trouble::missing("such file"), None),
    }
}

/// News of a dossier, as events.
async fn news(State(house): Asks, Path(case): Path<String>, RawQuery(query): RawQuery) -> Response {
    let pairs = parsed(query.as_deref());
    let version = values(&pairs, "version").last().and_then(|it| it.parse().ok()).unwrap_or(0);
    let broken = values(&pairs, "broken").last().is_some_and(|it| *it == "yes");
    match house.find(&case) {
        Ok(held) => live::of_dossier(held, News { version, broken }),
        Err(why) => page::trouble(&why, None),
    }
}

/// How far an answer is, as events; of one that is done already, that it is.
async fn progress(State(house): Asks, Path(number): Path<u64>) -> Response {
    match house.jobs.find(number) {
        Some(job) => live::of_job(job),
        None => live::done(),
    }
}

async fn stop(State(house): Asks, Path(number): Path<u64>) -> Response {
    house.jobs.stop(number);
    let stopped =
        Trouble::new(200, "Stopped.").hint("Go back and reload the page to work it out after all.");
    page::trouble(&stopped, None)
}

async fn first(
    house: Asks,
    Path((case, page)): Path<(String, String)>,
    query: RawQuery,
) -> Response {
    part(house, Path((case, page, String::new())), query).await
}

pub(crate) async fn part(
    State(house): Asks,
    Path((case, page, part)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let held = match house.find(&case) {
        Ok(held) => Arc::clone(held),
        Err(why) => return page::trouble(&why, None),
    };
    let Some(page) = pages::find(&page) else {
        return page::trouble(&Trouble::missing("such page"), None);
    };
    let pairs = parsed(query.as_deref());
    let looking = Arc::clone(&held);
    // Reading files waits for a disk.
    let _ = tokio::task::spawn_blocking(move || looking.look()).await;
    let state = held.state();
    if page.replays
        && let Some(to) = replayed(&house, &state, page, (&held.slug, &part), &pairs)
    {
        return Redirect::to(&to).into_response();
    }
    let shown = match &page.is {
        Is::Answers(parts) => answers(&house, &held, &state, (page, parts, &part), &pairs).await,
        Is::Lab if part.is_empty() => lab::show(&house, &held, &state, page, &pairs, None).await,
        Is::Check if part.is_empty() => checked(&house, &held, &state, page, &pairs),
        Is::Lab | Is::Enter | Is::Inbox | Is::Check => Err(Trouble::missing("such page")),
    };
    shown.unwrap_or_else(|why| {
        let viewer = house.viewer.clone();
        let reading = Reading::of(&pairs, viewer.as_deref())
            .unwrap_or_else(|_| Reading { viewer, ..Reading::default() });
        let around = Around { house: &house, held: &held, state: &state, reading: &reading, page };
        page::trouble(&why, Some(&around))
    })
}

/// Where a place among the days of the record leads: the address says days.
fn replayed(
    house: &House,
    state: &Held_,
    page: &Page,
    (slug, part): (&str, &str),
    pairs: &Pairs,
) -> Option<String> {
    // Such a path leads nowhere, and no address is made of it.
    if !part
        .split('/')
        .all(|it| it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'))
    {
        return None;
    }
    let at: usize = values(pairs, REPLAY).last()?.parse().ok()?;
    let reading = Reading::of(pairs, house.viewer.as_deref()).ok()?;
    let (days, _) = page::days(&*state.case(&reading.assume).ok()?, &reading)?;
    let reading = Reading { day: days.get(at).copied(), ..reading };
    let path = match part {
        "" => format!("/c/{slug}/{}", page.slug),
        part => format!("/c/{slug}/{}/{part}", page.slug),
    };
    Some(address(&path, &reading.pairs(house.viewer.as_deref())))
}

/// A page of answers.
async fn answers(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<Held_>,
    (page, parts, slug): (&'static Page, &'static [Part], &str),
    pairs: &Pairs,
) -> Result<Response, Trouble> {
    let part = match slug {
        "" => parts.first(),
        slug => parts.iter().find(|it| it.slug == slug),
    };
    let part = part.ok_or_else(|| Trouble::missing("such page"))?;
    let lens = part.lens().ok_or_else(|| Trouble::missing("such page"))?;
    let reading = Reading::of(pairs, house.viewer.as_deref())?;
    let asked = Asked::of(lens, part.set, pairs)?;
    let known = |name: &str| {
        NAMES.contains(&name) || name == "format" || lens.settings.iter().any(|it| it.name == name)
    };
    if let Some((name, _)) = pairs.iter().find(|(name, _)| !known(name)) {
        return Err(Trouble::misused(format!("This page does not know what “{name}” asks for.")));
    }
    let format = values(pairs, "format").last().copied().unwrap_or("html").to_owned();
    // Whoever wants a file waits for it.
    let patience = if format == "html" { PATIENCE } else { Duration::from_secs(600) };
    let found = house.answer(held, state, &reading, &asked, patience).await?;
    let around = Around { house, held, state, reading: &reading, page };
    match found {
        Ok(answer) if format == "html" => {
            let beside = beside(house, (held, state), &around, part).await;
            Ok(page::answer(&around, part, &asked, &answer, (&beside.0, &beside.1)))
        }
        Ok(answer) => page::as_file(&answer, &format),
        Err(job) => Ok(page::working(&around, part, &asked, &job)),
    }
}

/// What stands beside an answer, near its first paragraph and below it all, as far as it is there by now: a page does
/// not wait for it long.
async fn beside(
    house: &Arc<House>,
    (held, state): (&Arc<Held>, &Arc<Held_>),
    around: &Around<'_>,
    part: &Part,
) -> (String, String) {
    let mut all = (String::new(), String::new());
    let reading = around.reading;
    for beside in part.beside {
        let Some((page, of)) = pages::part_of(beside.of) else { continue };
        let Some(asked) = of.lens().and_then(|it| Asked::of(it, of.set, &Vec::new()).ok()) else {
            continue;
        };
        let found = house.answer(held, state, reading, &asked, PATIENCE).await;
        let Ok(Ok(answer)) = found else { continue };
        let Ok(case) = state.case(&reading.assume).and_then(|it| lab::seen(&it, reading)) else {
            continue;
        };
        let pairs = reading.pairs(house.viewer.as_deref());
        let to = around.to(page, Some(of), &pairs);
        let in_lab = |draft: &str| {
            let mut pairs = pairs.clone();
            pairs.push(("draft".to_owned(), draft.to_owned()));
            address(&format!("/c/{}/lab", held.slug), &pairs)
        };
        let put = if beside.shows == Shows::Board { &mut all.0 } else { &mut all.1 };
        *put += &markup(beside.shows, &answer, &case, (of.name, to), in_lab);
    }
    all
}

/// The problems of the files.
fn checked(
    house: &Arc<House>,
    held: &Arc<Held>,
    state: &Arc<Held_>,
    page: &'static Page,
    pairs: &Pairs,
) -> Result<Response, Trouble> {
    let reading = Reading::of(pairs, house.viewer.as_deref())?;
    Ok(page::check(&Around { house, held, state, reading: &reading, page }))
}

/// Names and values of a query.
pub(crate) fn parsed(query: Option<&str>) -> Pairs {
    let pairs = form_urlencoded::parse(query.unwrap_or("").as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// An answer of that kind.
pub(crate) fn with_kind(kind: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
