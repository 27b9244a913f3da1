//! The page around an answer: case, day, viewer and assumption sets at the top, the way to other pages, and below
//! the answer what it rests on.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use jiff::civil::Date;
use plenipo_present::html::spoken;
use plenipo_present::terminal::TerminalStyle;
use plenipo_present::{docx, html, json, markdown, problems};
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;

use crate::answers::Answer;
use crate::ask::{Among, Choice, Field, FieldIs, choices, field};
use crate::asked::Asked;
use crate::door::{BESIDE, PageDoor};
use crate::held::{Held, State};
use crate::job::Job;
use crate::leads::Leads;
use crate::pages::{self, Is, Page, Part, Work};
use crate::reading::{Pairs, Reading, address};
use crate::routes::{House, with_kind};
use crate::trouble::Trouble;

/// The days on which something became known, to go through one by one.
struct Replay {
    last: usize,
    at: usize,
    day: String,
    earlier: Option<String>,
    later: Option<String>,
    kept: Pairs,
}

/// Where a page stands.
pub(crate) struct Around<'a> {
    pub(crate) house: &'a House,
    pub(crate) held: &'a Held,
    pub(crate) state: &'a State,
    pub(crate) reading: &'a Reading,
    pub(crate) page: &'static Page,
}

/// A way to somewhere.
pub(crate) struct Link {
    pub(crate) name: String,
    pub(crate) to: String,
    pub(crate) is_here: bool,
}

#[derive(Template)]
#[template(path = "shell.html")]
struct Shell {
    title: String,
    /// Where the page says again when it is read otherwise.
    here: String,
    /// The case's own; none on pages of no case.
    case: Option<OfCase>,
    parts: Vec<Link>,
    replay: Option<Replay>,
    banner: Option<String>,
    /// What is asked for before the answer, and below it.
    first: Vec<Field>,
    fields: Vec<Field>,
    kept_first: Pairs,
    /// The same question asked of one record at a time.
    each: Vec<Link>,
    kept: Pairs,
    files: Vec<Link>,
    waits: bool,
    body: String,
}

struct OfCase {
    title: String,
    cases: Vec<Link>,
    day: String,
    day_shown: String,
    viewers: Vec<Choice>,
    viewer_shown: String,
    sets: Vec<Choice>,
    assumed: Option<String>,
    is_whole: bool,
    /// What the page's own question keeps when the record is read otherwise.
    kept: Pairs,
    nav: Vec<Link>,
    events: String,
}

/// The page of an answer.
pub(crate) fn answer(
    around: &Around<'_>,
    part: &Part,
    asked: &Asked,
    answer: &Answer,
    (near, below): (&str, &str),
) -> Response {
    let title = html::title(&answer.finding);
    let mut shell = around.shell(title, Some(part), asked);
    shell.files = around.files(part, asked);
    let door = PageDoor::new(around, part, asked, &answer.finding);
    shell.body = format!("{}{below}", answer.fragment(&door).replacen(BESIDE, near, 1));
    shell.response(StatusCode::OK)
}

/// The page of an answer that is not there yet.
pub(crate) fn working(around: &Around<'_>, part: &Part, asked: &Asked, job: &Arc<Job>) -> Response {
    let mut shell = around.shell("Working it out".to_owned(), Some(part), asked);
    shell.waits = true;
    shell.body = working_body(job);
    shell.response(StatusCode::OK)
}

#[derive(Template)]
#[template(path = "working.html")]
struct Working {
    number: u64,
    thousandths: u32,
}

fn working_body(job: &Job) -> String {
    let working = Working { number: job.number, thousandths: job.thousandths() };
    // Writing a template into memory cannot fail; nor below.
    working.render().unwrap_or_default()
}

/// The page of a body that waits for an answer.
pub(crate) fn waiting(around: &Around<'_>, job: &Job) -> Response {
    let mut shell = around.shell_of("Working it out".to_owned(), None, Vec::new());
    shell.waits = true;
    shell.body = working_body(job);
    shell.response(StatusCode::OK)
}

/// A page of one table of the record, which is asked for at `here` with what is `said`.
pub(crate) fn table(
    around: &Around<'_>,
    title: &str,
    body: String,
    (here, said): (String, Pairs),
) -> Response {
    let mut shell = around.shell_of(title.to_owned(), None, said);
    shell.here = here;
    shell.parts.iter_mut().for_each(|it| it.is_here = it.name == pages::TABLES.name);
    shell.body = body;
    shell.response(StatusCode::OK)
}

/// A page with a body of its own.
pub(crate) fn own(around: &Around<'_>, title: &str, body: String, said: &Pairs) -> Response {
    let mut shell = around.shell_of(title.to_owned(), None, said.clone());
    shell.body = body;
    shell.response(StatusCode::OK)
}

/// A page of work beside the answers of its page.
pub(crate) fn work(around: &Around<'_>, title: &str, body: String, work: &Work) -> Response {
    let mut shell = around.shell_of(title.to_owned(), None, Vec::new());
    shell.parts.iter_mut().for_each(|it| it.is_here = it.name == work.name);
    shell.body = body;
    shell.response(StatusCode::OK)
}

/// An answer as a file.
pub(crate) fn as_file(answer: &Answer, format: &str) -> Result<Response, Trouble> {
    let finding = &answer.finding;
    let mut response = match format {
        "json" => with_kind("application/json", json::finding(finding).into()),
        "markdown" => with_kind("text/markdown; charset=utf-8", markdown::finding(finding).into()),
        "docx" => {
            let made = docx::finding(finding);
            let made = made.map_err(|_| Trouble::new(500, "The Word file could not be made."))?;
            let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            with_kind(kind, made.into())
        }
        _ => return Err(Trouble::misused("An answer comes as html, json, markdown or docx.")),
    };
    if format != "json" {
        let ending = if format == "docx" { "docx" } else { "md" };
        let as_file = format!("attachment; filename=\"{}.{ending}\"", finding.lens);
        if let Ok(value) = HeaderValue::from_str(&as_file) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "check.html")]
struct Checked {
    headline: String,
    text: String,
}

/// The problems of the files, with the lines they are in.
pub(crate) fn check(around: &Around<'_>) -> Response {
    let state = around.state;
    let (errors, warnings) = problems::count(&state.problems);
    let (headline, text) = if !around.is_for_keeper() {
        ("What is wrong with the files is the record keeper's business.".to_owned(), String::new())
    } else {
        let files = state.now.iter().map(|it| (it.name.as_str(), it.bytes.as_slice())).collect();
        let style = TerminalStyle { width: 100, colour: false };
        let unread = state.broken.as_ref().filter(|_| state.problems.is_empty());
        let headline = match (errors, warnings) {
            _ if unread.is_some() => unread.map_or(String::new(), |it| it.message.clone()),
            (0, 0) => "Nothing is wrong with the files.".to_owned(),
            (0, n) => format!("The record is sound, with {}.", counted(n, "warning")),
            (n, 0) => format!("The record has {}.", counted(n, "problem")),
            (n, more) => {
                format!(
                    "The record has {} and {}.",
                    counted(n, "problem"),
                    counted(more, "warning")
                )
            }
        };
        let text = match (&state.broken, state.problems.is_empty()) {
            (Some(why), true) => why.hints.join("\n"),
            _ => problems::text(&state.problems, &files, &style),
        };
        (headline, text)
    };
    let body = Checked { headline: headline.clone(), text }.render().unwrap_or_default();
    own(around, &headline, body, &Vec::new())
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index {
    cases: Vec<(Link, String)>,
}

/// The cases there are.
pub(crate) fn index(house: &House) -> Response {
    let of = |held: &Arc<Held>| {
        let case = held.state().case(&[]).ok();
        let title = case.as_ref().map_or(held.slug.clone(), |it| it.dossier.title.clone());
        // What a party may not see, the whole record's title apart, is not counted for it.
        let about = case.filter(|_| house.viewer.is_none());
        let about = about.map_or(String::new(), |it| format!("{} records", it.total()));
        (
            Link {
                name: title,
                to: format!("/c/{}/{}", held.slug, pages::ALL[0].slug),
                is_here: false,
            },
            about,
        )
    };
    let body = Index { cases: house.all.iter().map(of).collect() }.render().unwrap_or_default();
    let mut shell = Shell::plain("Cases");
    shell.body = body;
    shell.response(StatusCode::OK)
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Troubled<'a> {
    message: &'a str,
    hints: &'a [String],
}

/// The only way that markup leaves by, a page or a part of one: nothing of the record in it turns the order of reading.
pub(crate) fn markup(markup: String) -> Response {
    with_kind("text/html; charset=utf-8", html::inert(markup).into())
}

/// A page that says what went wrong, with the way to other pages where there is a case.
pub(crate) fn trouble(why: &Trouble, around: Option<&Around<'_>>) -> Response {
    let body = Troubled { message: &why.message, hints: &why.hints }.render().unwrap_or_default();
    let mut shell = match around {
        Some(around) => around.shell_of(why.message.clone(), None, Vec::new()),
        None => Shell::plain(&why.message),
    };
    shell.body = body;
    shell.response(StatusCode::from_u16(why.status).unwrap_or(StatusCode::BAD_REQUEST))
}

#[derive(Template)]
#[template(path = "opening.html")]
struct Opening;

/// The page of a server that was just opened, with the way to its first.
pub(crate) fn opening() -> Response {
    let mut shell = Shell::plain("plenipo is open");
    shell.body = Opening.render().unwrap_or_default();
    shell.response(StatusCode::OK)
}

impl Shell {
    fn plain(title: &str) -> Shell {
        Shell {
            title: title.to_owned(),
            here: String::new(),
            case: None,
            parts: Vec::new(),
            replay: None,
            banner: None,
            first: Vec::new(),
            fields: Vec::new(),
            kept_first: Vec::new(),
            each: Vec::new(),
            kept: Vec::new(),
            files: Vec::new(),
            waits: false,
            body: String::new(),
        }
    }

    fn response(self, status: StatusCode) -> Response {
        let mut response = markup(self.render().unwrap_or_default());
        *response.status_mut() = status;
        response
    }
}

impl Around<'_> {
    fn shell(&self, title: String, part: Option<&Part>, asked: &Asked) -> Shell {
        let own = |set: &[(&str, &str)]| -> Pairs {
            let is_set = |it: &&(String, String)| {
                set.iter().any(|(name, value)| it.0 == *name && it.1 == *value)
            };
            asked.said.iter().filter(|it| !is_set(it)).cloned().collect()
        };
        let set = part.map_or(&[][..], |it| it.set);
        let mut shell = self.shell_of(title, part, own(set));
        let case = self.state.case(&self.reading.assume);
        let case = case.and_then(|it| crate::lab::seen(&it, self.reading)).ok();
        let among = case.as_ref().map(|case| Among { case, reading: self.reading });
        shell.each = part.map_or_else(Vec::new, |it| self.each(it, asked, among.as_ref()));
        let fields = asked.lens.settings.iter();
        let fields = fields.filter(|it| !set.iter().any(|(name, _)| *name == it.name));
        // What is chosen by name above a picture is not asked for by id below it.
        let chosen = part.map_or(&[][..], |it| it.chooses).iter().flat_map(|it| it.fields);
        let chosen: Vec<&str> = chosen.map(|it| it.0).collect();
        let fields = fields.filter(|it| !chosen.contains(&it.name));
        let asks = part.map_or(&[][..], |it| it.asks);
        (shell.first, shell.fields) = fields
            .map(|it| field(it, asked, among.as_ref()))
            .partition(|it| asks.contains(&it.name));
        // What one form asks the other keeps.
        let reading = self.reading.pairs(self.house.viewer.as_deref());
        let (of_first, of_more): (Pairs, Pairs) =
            own(set).into_iter().partition(|it| asks.contains(&it.0.as_str()));
        shell.kept_first = [reading.clone(), of_more].concat();
        shell.kept = [reading, of_first].concat();
        shell
    }

    /// Whether it is read as its keeper has it: what is wrong with which file is nobody else's business.
    fn is_for_keeper(&self) -> bool {
        self.house.viewer.is_none() && self.reading.viewer.is_none()
    }

    fn shell_of(&self, title: String, part: Option<&Part>, said: Pairs) -> Shell {
        let here = self.to(self.page, part, &[]);
        let reading = self.reading.pairs(self.house.viewer.as_deref());
        let work = self.work(&reading);
        let parts = match self.page.is {
            Is::Answers(parts) if parts.len() > 1 || work.is_some() => parts,
            _ => &[],
        };
        let shown = part.map(|it| it.slug).or(parts.first().map(|it| it.slug));
        let link = |it: &Part| Link {
            name: it.name.to_owned(),
            to: self.to(self.page, Some(it), &reading),
            is_here: shown == Some(it.slug),
        };
        let banner = self.state.broken.as_ref().map(|why| match self.is_for_keeper() {
            false => "The dossier has problems. This is what it said before.".to_owned(),
            true => format!("{} This is what it said before.", why.message),
        });
        Shell {
            title,
            here,
            case: Some(self.case(said)),
            parts: parts.iter().map(link).chain(work).collect(),
            replay: self.replay(part),
            banner,
            ..Shell::plain("")
        }
    }

    /// The same question of each of the records that a setting of the part may name, and of all of them.
    fn each(&self, part: &Part, asked: &Asked, among: Option<&Among<'_>>) -> Vec<Link> {
        let setting = asked.lens.settings.iter().find(|it| part.each == Some(it.name));
        let Some((setting, all)) = setting.and_then(|it| Some((it, choices(it, asked, among)?)))
        else {
            return Vec::new();
        };
        let is_chosen = all.iter().any(|it| it.is_chosen);
        let mut pairs = self.reading.pairs(self.house.viewer.as_deref());
        pairs.extend(asked.said.iter().filter(|it| it.0 != setting.name).cloned());
        let of = |name: &str, value: Option<&str>, is_here: bool| {
            let own = value.map(|it| (setting.name.to_owned(), it.to_owned()));
            let pairs: Pairs = pairs.iter().cloned().chain(own).collect();
            Link { name: name.to_owned(), to: self.to(self.page, Some(part), &pairs), is_here }
        };
        let first = of("All of them", None, !is_chosen);
        let one = |it: &Choice| of(&it.name, Some(&it.value), it.is_chosen);
        std::iter::once(first).chain(all.iter().map(one)).collect()
    }

    /// Where what an answer refers to leads from here.
    pub(crate) fn leads(&self, asked: &Asked) -> Leads<'_> {
        let n = self.reading.tried.len();
        // By the record as this reader sees it: an id that only others see takes none away.
        let case = if n > 0 { self.state.case(&self.reading.assume).ok() } else { None };
        let seen = case.and_then(|it| crate::lab::seen(&it, self.reading).ok());
        let tried = seen.map_or_else(Vec::new, |it| it.tried_ids(n));
        Leads {
            slug: &self.held.slug,
            reading: self.reading.pairs(self.house.viewer.as_deref()),
            lens: asked.lens,
            tried: tried.iter().map(|it| it.as_str().to_owned()).collect(),
            may_enter: crate::enter::may(self.house, self.held, self.reading).is_ok(),
        }
    }

    /// The way to the work that stands on this page.
    fn work(&self, reading: &Pairs) -> Option<Link> {
        let all = [&pages::DEBRIEF, &pages::TABLES];
        let here = all.into_iter().find(|it| it.page == self.page.slug)?;
        if here.slug == pages::DEBRIEF.slug {
            crate::enter::may(self.house, self.held, self.reading).ok()?;
        }
        let to = self.to_named(&format!("{}/{}", here.page, here.slug), reading);
        Some(Link { name: here.name.to_owned(), to, is_here: false })
    }

    /// The address of a page, read as `reading` says.
    pub(crate) fn to(
        &self,
        page: &Page,
        part: Option<&Part>,
        reading: &[(String, String)],
    ) -> String {
        let path = match part {
            Some(part) => format!("/c/{}/{}/{}", self.held.slug, page.slug, part.slug),
            None => format!("/c/{}/{}", self.held.slug, page.slug),
        };
        address(&path, reading)
    }

    /// The address of something else of the case, read as `reading` says.
    pub(crate) fn to_named(&self, path: &str, reading: &[(String, String)]) -> String {
        address(&format!("/c/{}/{path}", self.held.slug), reading)
    }

    /// The same answer as files.
    fn files(&self, part: &Part, asked: &Asked) -> Vec<Link> {
        let mut pairs = self.reading.pairs(self.house.viewer.as_deref());
        pairs.extend(asked.said.iter().cloned());
        let of = |(name, format): (&str, &str)| {
            let mut pairs = pairs.clone();
            pairs.push(("format".to_owned(), format.to_owned()));
            Link {
                name: name.to_owned(),
                to: self.to(self.page, Some(part), &pairs),
                is_here: false,
            }
        };
        [("Word", "docx"), ("Markdown", "markdown"), ("JSON", "json")].map(of).into()
    }

    /// The days to go through, on the page of how answers moved.
    fn replay(&self, part: Option<&Part>) -> Option<Replay> {
        if !self.page.replays {
            return None;
        }
        let (days, day) = days(&*self.state.case(&self.reading.assume).ok()?, self.reading)?;
        let at = days.partition_point(|it| *it <= day).checked_sub(1)?;
        let on = |at: usize| {
            let reading = Reading { day: days.get(at).copied(), ..self.reading.clone() };
            self.to(self.page, part, &reading.pairs(self.house.viewer.as_deref()))
        };
        let kept = Reading { day: None, ..self.reading.clone() };
        Some(Replay {
            last: days.len() - 1,
            at,
            day: spoken(&days[at].to_string()),
            earlier: (at > 0).then(|| on(at - 1)),
            later: (at + 1 < days.len()).then(|| on(at + 1)),
            kept: kept.pairs(self.house.viewer.as_deref()),
        })
    }

    fn case(&self, kept: Pairs) -> OfCase {
        let fixed = self.house.viewer.as_deref();
        let case = self.state.case(&[]).ok();
        let title = case.as_ref().map_or(self.held.slug.clone(), |it| it.dossier.title.clone());
        let reading = self.reading.pairs(fixed);
        let viewers = match (&case, fixed) {
            (Some(case), None) => viewers(case, self.reading.viewer.as_deref()),
            _ => Vec::new(),
        };
        let viewer_shown = match (fixed, viewers.iter().find(|it| it.is_chosen)) {
            (Some(fixed), _) => format!("for {fixed}"),
            (None, Some(it)) if !it.value.is_empty() => format!("as {} sees it", it.name),
            (None, _) => "full record".to_owned(),
        };
        let sets = if fixed.is_none() { self.state.sets() } else { Vec::new() };
        let set = |it: String| Choice {
            is_chosen: self.reading.assume.contains(&it),
            name: it.clone(),
            value: it,
        };
        let day = self.reading.day.map_or(String::new(), |it| it.to_string());
        let viewer = |it: &Arc<Case>| it.find(self.reading.viewer.as_deref()?);
        let read_day = case
            .as_ref()
            .filter(|_| fixed.is_none())
            .and_then(|it| it.day(viewer(it), self.reading.day));
        let others = self.house.all.iter().filter(|_| self.house.all.len() > 1);
        let cases = others.map(|it| Link {
            name: it.state().case(&[]).map_or(it.slug.clone(), |case| case.dossier.title.clone()),
            to: format!("/c/{}/{}", it.slug, self.page.slug),
            is_here: it.slug == self.held.slug,
        });
        let shown = pages::ALL.iter().filter(|it| match it.is {
            Is::Enter => crate::enter::may(self.house, self.held, self.reading).is_ok(),
            Is::Inbox => crate::inbox::may_look(self.house, self.reading).is_ok(),
            _ => true,
        });
        let nav = shown.map(|it| Link {
            name: it.name.to_owned(),
            to: self.to(it, None, &reading),
            is_here: it.slug == self.page.slug,
        });
        let mut told = vec![("version".to_owned(), self.held.shown(self.state).to_string())];
        // A page that says already that files are broken need not be told so again.
        if self.state.broken.is_some() {
            told.push(("broken".to_owned(), "yes".to_owned()));
        }
        OfCase {
            title,
            cases: cases.collect(),
            day_shown: read_day.map_or("its own day".to_owned(), |it| spoken(&it.to_string())),
            day,
            viewers,
            viewer_shown,
            sets: sets.into_iter().map(set).collect(),
            assumed: (!self.reading.assume.is_empty()).then(|| self.reading.assume.join(", ")),
            is_whole: self.reading.whole,
            kept: kept
                .into_iter()
                .chain(self.reading.tried.iter().map(|it| ("try".to_owned(), it.to_string())))
                .collect(),
            nav: nav.collect(),
            events: address(&format!("/c/{}/events", self.held.slug), &told),
        }
    }
}

/// The days on which something became known to the viewer, oldest first, and the one that the record is read on.
pub(crate) fn days(case: &Case, reading: &Reading) -> Option<(Vec<Date>, Date)> {
    let viewer = match reading.viewer.as_deref() {
        Some(id) => Some(case.find(id)?),
        None => None,
    };
    let days = match viewer {
        Some(_) => case.extract(viewer, None).days(),
        None => case.days(),
    };
    let day = case.day(viewer, reading.day)?;
    (days.len() > 1).then_some((days, day))
}

/// Whose eyes the record may be read with.
fn viewers(case: &Case, chosen: Option<&str>) -> Vec<Choice> {
    let keeper = Choice {
        value: String::new(),
        name: "the record keeper: all of it".to_owned(),
        is_chosen: chosen.is_none(),
    };
    let party = |it: &plenipo_record::case::party::Party| {
        let id = it.meta.id.as_ref().map(|it| it.as_str().to_owned())?;
        let is_chosen = chosen == Some(&*id);
        Some(Choice { value: id, name: it.label().to_owned(), is_chosen })
    };
    std::iter::once(keeper).chain(case.parties.iter().filter_map(party)).collect()
}
