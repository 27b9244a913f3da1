//! Questions of Metaculus, as its interface of posts gives them in JSON.
//!
//! Read are, of a post: `id`, `title`, `question`, `group_of_questions.questions`; of a question: `id`,
//! `title`, `type`, `resolution_criteria`, `fine_print`, `open_time`, `actual_close_time`,
//! `scheduled_close_time`, `scheduled_resolve_time`, `actual_resolve_time`, `resolution`, and of
//! `aggregations` the `history` and the `latest` of `recency_weighted`, else of `unweighted`: `centers`,
//! `interval_lower_bounds`, `interval_upper_bounds`, `forecaster_count`, `start_time`. Any of them may be
//! missing or null; a number that is not there is not made up. What a question of a group does not say of
//! itself, the group says for it. Each point of the history is a revision; a ledger tells days apart and
//! not hours, so of several points of one day the last is taken. The moments are compared before they
//! become days: a number from before the opening or from after the end is passed over and named.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use super::{ENTRIES_MAX, ImportedForecasts, RowFault, bounded, day, fault};
use plenipo_record::case::composed::composed_bytes;
use plenipo_record::dossier::ledger::{AS_RESOLVED, Entry};

/// Who the number is of.
const COMMUNITY: &str = "Metaculus community";

/// Numbers that are passed over and named one by one, of a question.
const STRAY_SHOWN: usize = 5;

/// Reads a post, a question, a list of either, or a page of results.
///
/// # Errors
/// A file that is too large or no JSON, or that holds no question at all.
pub fn metaculus(bytes: &[u8]) -> Result<ImportedForecasts, RowFault> {
    bounded(bytes)?;
    let json: Json = serde_json::from_slice(&composed_bytes(bytes)).map_err(|error| {
        fault(Some(error.line() as u64), "this is not JSON, or it nests too deeply")
    })?;
    let posts: Vec<&Json> = match (&json, json.get("results")) {
        (_, Some(Json::Array(list))) | (Json::Array(list), _) => list.iter().collect(),
        _ => vec![&json],
    };
    let mut brought = ImportedForecasts::default();
    let (mut views, mut outcomes) = (Vec::new(), Vec::new());
    let (mut any, mut others) = (false, Vec::new());
    for post in posts {
        let group = post.get("group_of_questions").and_then(|it| it.get("questions"));
        let questions: Vec<&Json> = match (post.get("question"), group.and_then(Json::as_array)) {
            (Some(question @ Json::Object(_)), _) => vec![question],
            (_, Some(list)) => list.iter().collect(),
            _ if post.get("resolution_criteria").is_some() => vec![post],
            _ => {
                others.push(other(post));
                continue;
            }
        };
        for question in questions {
            any = true;
            if brought.entries.len() + views.len() + outcomes.len() > ENTRIES_MAX - 3 {
                return Err(fault(None, "there are more than 10,000 entries in it"));
            }
            let asked = Asked { post, question };
            if asked.points() > ENTRIES_MAX {
                return Err(fault(None, "there are more than 10,000 entries in it"));
            }
            match asked.entries() {
                Ok((entry, view, outcome, lost)) => {
                    if brought.entries.len() + views.len() + view.len() > ENTRIES_MAX - 2 {
                        return Err(fault(None, "there are more than 10,000 entries in it"));
                    }
                    brought.entries.push(entry);
                    views.extend(view);
                    outcomes.extend(outcome);
                    brought.lost.extend(lost);
                }
                Err(why) => brought.lost.push(why),
            }
        }
    }
    if !any {
        let mut message = "there is no question in it, as Metaculus gives them".to_owned();
        for it in others.iter().take(3) {
            message.push_str("; ");
            message.push_str(it);
        }
        return Err(fault(None, message));
    }
    brought.lost.extend(others);
    brought.entries.extend(views);
    brought.entries.extend(outcomes);
    Ok(brought)
}

/// A post without a question of its own, in a sentence.
fn other(post: &Json) -> String {
    let name = match post.get("id").and_then(Json::as_u64) {
        Some(id) => format!("post {id}"),
        None => "a post without a number".to_owned(),
    };
    let is = |key: &str| post.get(key).is_some_and(|it| !it.is_null());
    let what = if is("conditional") {
        "asks under a condition: its chances are not those of a question on its own"
    } else if is("notebook") {
        "is a notebook and asks nothing"
    } else {
        "has no question in it"
    };
    format!("{name} {what}; it was skipped")
}

struct Asked<'j> {
    post: &'j Json,
    question: &'j Json,
}

type Entries = (Entry, Vec<Entry>, Option<Entry>, Vec<String>);

impl<'j> Asked<'j> {
    fn text(&self, key: &str) -> Option<&'j str> {
        let text = |it: &'j Json| it.get(key).and_then(Json::as_str).map(str::trim);
        text(self.question).filter(|it| !it.is_empty())
    }

    /// What a question says of itself, else its group for it.
    fn text_or_group(&self, key: &str) -> Option<&'j str> {
        let group = || self.post.get("group_of_questions")?.get(key)?.as_str().map(str::trim);
        self.text(key).or_else(|| group().filter(|it| !it.is_empty()))
    }

    /// The number in the post's address, which is not the question's own.
    fn post_id(&self) -> Option<u64> {
        self.post.get("id").and_then(Json::as_u64)
    }

    /// Whether it is one of a group.
    fn several(&self) -> bool {
        self.post.get("group_of_questions").is_some_and(|it| !it.is_null())
    }

    /// The id it gets: of the post, and of the question where a post has several.
    fn id(&self) -> Option<String> {
        let own = self.question.get("id").and_then(Json::as_u64);
        match (self.post_id().or(own)?, own) {
            (post, Some(own)) if self.several() => Some(format!("metaculus-{post}-{own}")),
            (post, _) => Some(format!("metaculus-{post}")),
        }
    }

    fn entries(&self) -> Result<Entries, String> {
        let id = self.id().ok_or("a question without a number was skipped")?;
        let kind = self.text("type").unwrap_or("of no type");
        if kind != "binary" {
            let kind: String = kind
                .chars()
                .filter(|it| it.is_alphanumeric() || ['_', ' '].contains(it))
                .take(20)
                .collect();
            return Err(format!("{id} is not a yes-or-no question ({kind}) and was skipped"));
        }
        let title = self.text("title").or_else(|| self.post.get("title").and_then(Json::as_str));
        let title = title.ok_or_else(|| format!("{id} has no title and was skipped"))?;
        let whole = self.post.get("title").and_then(Json::as_str).map(str::trim);
        let title = match whole.filter(|_| self.several()) {
            // "By June" alone asks nothing.
            Some(whole) if !whole.is_empty() && !title.contains(whole) => {
                format!("{whole}: {title}")
            }
            _ => title.to_owned(),
        };
        let criteria = self.text_or_group("resolution_criteria").ok_or_else(|| {
            format!("{id} has no criteria here and was skipped: criteria come before any number")
        })?;
        let criteria = match self.text_or_group("fine_print") {
            Some(fine) => format!("{criteria}\n\nFine print: {fine}"),
            None => criteria.to_owned(),
        };
        let date = |key: &str| Some(self.question.get(key).and_then(Moment::of)?.day);
        let opens = date("open_time");
        // A question that was decided early was closed with it: the days that a number is answerable for were
        // fixed before, and do not end with the event.
        let closes = date("scheduled_close_time").or_else(|| date("actual_close_time"));
        let closes = closes.filter(|it| opens.is_none_or(|opens| *it >= opens));
        let resolves = date("scheduled_resolve_time");
        let resolves = resolves.filter(|it| closes.is_none_or(|closes| *it >= closes));
        let mut lost = Vec::new();
        let entry = Entry::forecast()
            .with("id", id.as_str())
            .with("question", title.as_str())
            .with("criteria", criteria)
            .some("opens", opens)
            .some("closes", closes)
            .some("resolves", resolves)
            .some(
                "note",
                self.post_id().map(|it| format!("https://www.metaculus.com/questions/{it}/")),
            );
        let view = self.views(&id, &mut lost);
        let outcome = self.outcome(&id, &mut lost);
        Ok((entry, view, outcome, lost))
    }

    /// How many numbers are given, whatever they are.
    fn points(&self) -> usize {
        let all = self.question.get("aggregations").and_then(Json::as_object);
        let history = |it: &Json| it.get("history").and_then(Json::as_array).map_or(0, Vec::len);
        all.into_iter().flat_map(|it| it.values()).map(history).max().unwrap_or(0)
    }

    /// The numbers of all, day by day, where they are given with their days.
    fn views(&self, id: &str, lost: &mut Vec<String>) -> Vec<Entry> {
        let of = |name: &str| -> Option<(String, Vec<&'j Json>)> {
            let it = self.question.get("aggregations")?.get(name)?;
            let history = it.get("history").and_then(Json::as_array);
            let points = history.into_iter().flatten().chain(it.get("latest"));
            let points: Vec<&Json> = points.filter(|it| first(it, "centers").is_some()).collect();
            (!points.is_empty()).then(|| (name.replace('_', " "), points))
        };
        let Some((how, points)) = of("recency_weighted").or_else(|| of("unweighted")) else {
            lost.push(format!("{id} comes without a number of the community"));
            return Vec::new();
        };
        let given = |key: &str| self.question.get(key).and_then(Moment::of);
        let opens = given("open_time");
        let ends = ["actual_close_time", "scheduled_close_time", "actual_resolve_time"];
        let ends: Vec<Moment> = ends.into_iter().filter_map(given).collect();
        let (mut days, mut undated, mut stray) = (BTreeMap::new(), 0, Vec::new());
        for it in points {
            let Some(number) = first(it, "centers") else { continue };
            let Some(at) = it.get("start_time").and_then(Moment::of) else {
                undated += 1;
                continue;
            };
            let why = if !(0.0..=1.0).contains(&number) {
                "is not a chance from 0 to 1"
            } else if opens.is_some_and(|opens| at.before(opens)) {
                "is from before the question opened"
            } else if ends.iter().any(|end| end.before(at)) {
                "is from after the question had closed or was resolved"
            } else {
                // Where the moments cannot be compared, what comes later in the file is later.
                let earlier = |(other, _): &(Moment, &Json)| !at.before(*other);
                if days.get(&at.day).is_none_or(earlier) {
                    days.insert(at.day, (at, it));
                }
                continue;
            };
            stray.push(format!("{number} of {} {why}", at.day));
        }
        if undated > 0 || !stray.is_empty() {
            let undated = (undated > 0).then(|| {
                format!("{undated} of the community's numbers had no day and were skipped")
            });
            let n = stray.len();
            let more =
                (n > STRAY_SHOWN).then(|| format!("and {} more like these", n - STRAY_SHOWN));
            stray.truncate(STRAY_SHOWN);
            stray.extend(more);
            let stray = (n > 0).then(|| format!("skipped: {}", stray.join(", ")));
            let parts: Vec<String> = undated.into_iter().chain(stray).collect();
            lost.push(format!("{id}: {}", parts.join("; ")));
        }
        if days.is_empty() {
            lost.push(format!("{id} comes without a number of the community that can be taken"));
        }
        let view = |(day, (_, it)): (Date, (Moment, &Json))| {
            Entry::prediction()
                .with("forecast", id)
                .with("by", COMMUNITY)
                .with("date", day)
                .some("chance", first(it, "centers"))
                .with("fits", "exactly")
                .with("note", note(it, &how))
        };
        days.into_iter().map(view).collect()
    }

    fn outcome(&self, id: &str, lost: &mut Vec<String>) -> Option<Entry> {
        let outcome = self.text("resolution")?.to_lowercase();
        if !["yes", "no", "annulled", "ambiguous"].contains(&outcome.as_str()) {
            lost.push(format!("{id}: its resolution is not yes, no, annulled or ambiguous"));
            return None;
        }
        let resolved = self.question.get("actual_resolve_time").and_then(Moment::of);
        let date = resolved.map(|it| it.day);
        if date.is_none() {
            lost.push(format!("{id}: the day it was resolved is not given"));
        }
        Some(
            Entry::resolution()
                .with("forecast", id)
                .some("date", date)
                .with("outcome", outcome.as_str())
                .with("words", AS_RESOLVED),
        )
    }
}

/// How a point's number was made, and of how many.
fn note(point: &Json, how: &str) -> String {
    let mut note = format!("median, {how}");
    let ends = (first(point, "interval_lower_bounds"), first(point, "interval_upper_bounds"));
    if let (Some(low), Some(high)) = ends {
        note.push_str(&format!("; its middle half from {low} to {high}"));
    }
    if let Some(count) = point.get("forecaster_count").and_then(Json::as_u64) {
        note.push_str(&format!("; {count} forecasters"));
    }
    note
}

/// The first number of a list.
fn first(json: &Json, key: &str) -> Option<f64> {
    json.get(key)?.as_array()?.first()?.as_f64().filter(|it| it.is_finite())
}

/// A day, and where it is given the second since 1970; at Greenwich.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moment {
    day: Date,
    second: Option<f64>,
}

impl Moment {
    /// Of text or of seconds since 1970.
    fn of(json: &Json) -> Option<Moment> {
        if let Some(text) = json.as_str() {
            return match text.trim().parse::<Timestamp>() {
                Ok(stamp) => Some(Moment::at(stamp, stamp.as_millisecond() as f64 / 1000.0)),
                Err(_) => Some(Moment { day: day(text)?, second: None }),
            };
        }
        let seconds = json.as_f64().filter(|it| it.abs() < 1e11)?;
        let stamp = Timestamp::from_second(seconds.floor() as i64).ok()?;
        Some(Moment::at(stamp, seconds))
    }

    fn at(stamp: Timestamp, second: f64) -> Moment {
        Moment { day: stamp.to_zoned(TimeZone::UTC).date(), second: Some(second) }
    }

    /// Whether it is earlier than `other`; on one day only where both give the second.
    fn before(self, other: Moment) -> bool {
        match (self.second, other.second) {
            (Some(this), Some(that)) => this < that,
            _ => self.day < other.day,
        }
    }
}
