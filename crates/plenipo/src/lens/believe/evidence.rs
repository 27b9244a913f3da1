//! Records that speak for a belief or against it.

use jiff::civil::Date;

use super::answer::Supposed;
use super::around::{carrying, earlier, is_about, is_of, lowered};
use super::grounds::Grounds;
use super::lines::{bearing, speaker};
use super::told::{day, parties};
use crate::lens::record::Judged;
use crate::lens::record::demands::departs;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::lines::Stated;
use plenipo_record::case::meeting::{LogState, Statement};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::position::{AlternativeWorth, Direction, Reply};
use plenipo_record::case::source::Source;

/// One record that speaks for a belief or against it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// The record.
    pub record: RecordRef,
    /// What of it speaks, in words, with who said it and when.
    pub words: String,
    /// On what it stands.
    pub footing: Footing,
    /// The sources it goes back to, reprints followed to where they were taken from.
    pub(super) origins: Vec<Ix<Source>>,
}

/// What speaks for the belief, and what against it.
pub(super) fn evidence(grounds: &Grounds<'_>, of: &Supposed) -> (Vec<Evidence>, Vec<Evidence>) {
    let (mut speaks_for, mut against) = match of {
        Supposed::Content(issue, set) => content(grounds, *issue, |it| it.within(*set)),
        Supposed::Gives(line) => (overtaken(grounds, *line), statements(grounds, *line)),
        Supposed::Holds(line) => (statements(grounds, *line), overtaken(grounds, *line)),
        Supposed::Spares(line) => (Vec::new(), statements(grounds, *line)),
        Supposed::Reaches(line) => (statements(grounds, *line), Vec::new()),
        Supposed::Condition(..) | Supposed::Meets(..) | Supposed::NotOnRecord => Default::default(),
        Supposed::NoAuthority(by) => (Vec::new(), spoken(grounds, by)),
        Supposed::NotFinal(ix) => (softer(grounds, *ix), vec![answer(grounds, *ix)]),
        Supposed::Final(ix) => (vec![answer(grounds, *ix)], softer(grounds, *ix)),
        Supposed::AsksMore(_, more) => turned(*more, (Vec::new(), Vec::new())),
        Supposed::Departs(ix, departing) => {
            let it = &grounds.case.demands[ix.get()];
            turned(!*departing, kept(grounds, it.departs_from))
        }
        Supposed::ActsOn(ix, acts) => {
            let at = RecordRef::new(Kind::Demand, ix.get());
            let it = &grounds.case.demands[ix.get()];
            let said = said(grounds.case, at, it.words.as_deref(), (&it.by, it.date), &it.meta);
            turned(!*acts, (Vec::new(), vec![said]))
        }
        Supposed::Better(better) => turned(*better, suits(grounds)),
        Supposed::OthersAct(other, act) => turned(*act, acting(grounds, *other)),
        Supposed::Waits(_, waits) => turned(*waits, (expected(grounds), Vec::new())),
        Supposed::ConsentAnew(ix) => {
            let at = RecordRef::new(Kind::Consent, ix.get());
            let it = &grounds.case.consents[ix.get()];
            let words = format!("refused: {}", it.act);
            (Vec::new(), vec![plain(grounds.case, at, words, &it.meta)])
        }
        Supposed::InTime(_) => (Vec::new(), series(grounds)),
    };
    once(&mut speaks_for);
    once(&mut against);
    (speaks_for, against)
}

fn turned<T>(straight: bool, (a, b): (T, T)) -> (T, T) {
    if straight { (a, b) } else { (b, a) }
}

fn once(all: &mut Vec<Evidence>) {
    let mut seen: Vec<(RecordRef, String)> = Vec::new();
    all.retain(|it| {
        let key = (it.record, it.words.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}

/// How many of them are independent: those that go back to one source, directly or by others, are one.
pub(super) fn independent<'e>(all: impl Iterator<Item = &'e Evidence>) -> usize {
    let mut groups: Vec<(Vec<RecordRef>, Vec<Ix<Source>>)> = Vec::new();
    for it in all {
        let same = |(records, origins): &(Vec<RecordRef>, Vec<Ix<Source>>)| {
            records.contains(&it.record) || it.origins.iter().any(|it| origins.contains(it))
        };
        let (joined, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(same);
        groups = others;
        let mut group = (vec![it.record], it.origins.clone());
        for (records, origins) in joined {
            group.0.extend(records);
            group.1.extend(origins);
        }
        groups.push(group);
    }
    groups.len()
}

fn plain(case: &Case, record: RecordRef, words: String, meta: &Meta) -> Evidence {
    let origin = |source: Ix<Source>| {
        let mut at = source;
        // A chain of reprints is no longer than the list; a circle ends there too.
        for _ in 0..case.sources.len() {
            match case.source(at).syndicated_from {
                Some(from) => at = from,
                None => break,
            }
        }
        at
    };
    let origins = meta.sources.iter().map(|it| origin(it.source)).collect();
    Evidence { record, words, footing: describe::footing(case, meta), origins }
}

/// What somebody said: `‹never six›, Anna, 5 May 2031`.
fn said(
    case: &Case,
    record: RecordRef,
    words: Option<&str>,
    (by, date): (&Option<Speaker>, Option<Date>),
    meta: &Meta,
) -> Evidence {
    let words = match words {
        Some(words) => describe::quoted(case, words),
        None => describe::in_one_line(case, record),
    };
    let mut parts = vec![words];
    parts.extend(by.as_ref().map(|it| case.speaker(it)));
    parts.extend(date.map(|it| day(it, meta.date_is)));
    plain(case, record, parts.join(", "), meta)
}

fn answer(grounds: &Grounds<'_>, ix: Ix<plenipo_record::case::position::Answer>) -> Evidence {
    let it = &grounds.case.answers[ix.get()];
    let at = RecordRef::new(Kind::Answer, ix.get());
    said(grounds.case, at, it.words.as_deref(), (&it.by, it.date), &it.meta)
}

/// Every statement of a line.
fn statements(grounds: &Grounds<'_>, line: Stated) -> Vec<Evidence> {
    let case = grounds.case;
    match line {
        Stated::Claim(ix, place) => {
            let it = &case.understandings[ix.get()].claims[place];
            let at = RecordRef::new(Kind::Understanding, ix.get());
            vec![said(case, at, it.words.as_deref(), (&it.by, it.date), &it.meta)]
        }
        Stated::RedLine(ix) => {
            let restated = grounds.model.lines.iter().filter(|it| it.stated == line);
            let all = [ix].into_iter().chain(restated.flat_map(|it| it.restates.clone()));
            all.map(|ix| {
                let it = &case.red_lines[ix.get()];
                let at = RecordRef::new(Kind::RedLine, ix.get());
                said(case, at, it.words.as_deref(), (&it.by, it.date), &it.meta)
            })
            .collect()
        }
    }
}

/// Later words of the party that apparently overtook the line.
fn overtaken(grounds: &Grounds<'_>, line: Stated) -> Vec<Evidence> {
    let case = grounds.case;
    let of = grounds.model.lines.iter().filter(|it| it.stated == line);
    let words = of.flat_map(|it| &it.overtaken).filter_map(|it| {
        let meta = case.meta(it.word)?;
        Some(plain(case, it.word, describe::in_one_line(case, it.word), meta))
    });
    words.collect()
}

/// All that somebody said for the party that bears on the text: lines that nobody else stated too, answers and warnings.
fn spoken(grounds: &Grounds<'_>, by: &Speaker) -> Vec<Evidence> {
    let case = grounds.case;
    let same = |it: &Option<Speaker>| it.as_ref() == Some(by);
    let lines = bearing(grounds).filter(|it| same(&speaker(grounds, it)));
    let mut all: Vec<Evidence> = lines.flat_map(|it| statements(grounds, it.stated)).collect();
    let word = &grounds.assessment.word;
    let answers = word.own.iter().chain(&word.any).chain(&word.points);
    all.extend(
        answers.filter(|ix| same(&case.answers[ix.get()].by)).map(|ix| answer(grounds, *ix)),
    );
    for (place, it) in case.demands.iter().enumerate() {
        if it.party == grounds.party && same(&it.by) {
            let at = RecordRef::new(Kind::Demand, place);
            all.push(said(case, at, it.words.as_deref(), (&it.by, it.date), &it.meta));
        }
    }
    all
}

/// Of an answer that is no acceptance, what else it said of the text that is softer.
fn softer(grounds: &Grounds<'_>, ix: Ix<plenipo_record::case::position::Answer>) -> Vec<Evidence> {
    match grounds.case.answers[ix.get()].answer {
        Reply::Accept => Vec::new(),
        _ => since(grounds),
    }
}

/// Its answers to this very text short of a rejection: that it keeps talking.
fn since(grounds: &Grounds<'_>) -> Vec<Evidence> {
    let word = &grounds.assessment.word;
    let own =
        word.own.iter().chain(&word.any).filter(|ix| {
            matches!(grounds.case.answers[ix.get()].answer, Reply::Accept | Reply::Basis)
        });
    own.map(|ix| answer(grounds, *ix)).collect()
}

/// What is known of the text on an issue, and what the texts it is based on say there.
fn content(
    grounds: &Grounds<'_>,
    issue: Ix<plenipo_record::case::issue::Issue>,
    fits: impl Fn(plenipo_record::case::issue::OptionSet) -> bool,
) -> (Vec<Evidence>, Vec<Evidence>) {
    let case = grounds.case;
    let (mut speaks_for, mut against) = (Vec::new(), Vec::new());
    for (draft, contents) in earlier(case, grounds.draft) {
        let content = &contents[issue.get()];
        if content.options().is_empty() || content.options() == case.issue(issue).all() {
            continue;
        }
        let text = case.draft(draft);
        let says = describe::option_texts(case.issue(issue), content.options());
        let words = format!("the text it is based on, “{}”: {says}", text.title);
        let meta = content.points.first().and_then(|it| text.points.get(*it));
        let meta = meta.map_or(&text.meta, |it| &it.meta);
        let it = plain(case, RecordRef::new(Kind::Draft, draft.get()), words, meta);
        match fits(content.options()) {
            true => speaks_for.push(it),
            false => against.push(it),
        }
    }
    (speaks_for, against)
}

/// Readings by which the text keeps to an understanding, and those by which it departs from it.
fn kept(
    grounds: &Grounds<'_>,
    of: Option<Ix<plenipo_record::case::understanding::Understanding>>,
) -> (Vec<Evidence>, Vec<Evidence>) {
    let (mut speaks_for, mut against) = (Vec::new(), Vec::new());
    let Some(ix) = of else { return (speaks_for, against) };
    let case = grounds.case;
    let it = &case.understandings[ix.get()];
    for departure in departs(case, ix, grounds.draft, grounds.contents) {
        let under = departure.under.unwrap_or_default();
        let words = format!("{under}: this text {}", departure.judged.word());
        let at = RecordRef::new(Kind::Understanding, ix.get());
        match departure.judged {
            Judged::KeepsToIt => speaks_for.push(plain(case, at, words, &it.meta)),
            Judged::Departs => against.push(plain(case, at, words, &it.meta)),
            _ => {}
        }
    }
    (speaks_for, against)
}

/// What speaks for the text being better for the party than no deal, and what against it.
fn suits(grounds: &Grounds<'_>) -> (Vec<Evidence>, Vec<Evidence>) {
    let (case, party) = (grounds.case, grounds.party);
    let text = case.draft(grounds.draft);
    let at = RecordRef::new(Kind::Draft, grounds.draft.get());
    let (mut speaks_for, mut against) = (since(grounds), Vec::new());
    if text.tabled_by.contains(&party) {
        speaks_for.push(plain(case, at, "it tabled this text itself".to_owned(), &text.meta));
    }
    for point in text.points.iter().filter(|it| !it.leaves_open.is_empty()) {
        let gist = point.gist.as_deref().or(point.text.as_deref());
        let what = gist.map_or_else(|| "some of it".to_owned(), |it| describe::quoted(case, it));
        let by =
            point.account.as_ref().map(|it| format!(", by the account of {}", case.speaker(it)));
        let words = format!("left to the principals: {what}{}", by.unwrap_or_default());
        speaks_for.push(plain(case, at, words, &point.meta));
    }
    let by_others = expected(grounds).into_iter().map(|it| it.record).collect::<Vec<_>>();
    for (record, words, less, meta) in predicted(grounds) {
        if by_others.contains(&record) {
            continue;
        }
        let it = plain(case, record, words, meta);
        if less { against.push(it) } else { speaks_for.push(it) }
    }
    for place in 0..case.alternatives.len() {
        let it = &case.alternatives[place];
        let direction = match it.worth {
            AlternativeWorth::Direction(it) => it,
            _ => continue,
        };
        if it.party == party {
            let at = RecordRef::new(Kind::Alternative, place);
            let of = said(case, at, it.words.as_deref(), (&it.view, it.date), &it.meta);
            match direction {
                Direction::Up => against.push(of),
                Direction::Down => speaks_for.push(of),
            }
        }
    }
    (speaks_for, against)
}

/// Expectations on record of whether the party accepts the text: the record that tells it, what it says, and whether it is
/// that it is less likely than not, or has become less likely.
fn predicted<'g>(grounds: &Grounds<'g>) -> Vec<(RecordRef, String, bool, &'g Meta)> {
    let (case, party) = (grounds.case, grounds.party);
    let carrying = carrying(case, grounds.draft);
    let mut found: Vec<(RecordRef, String, bool, &'g Meta)> = Vec::new();
    let mut add = |ix: Ix<Statement>, less: bool| {
        let at = RecordRef::new(Kind::Statement, ix.get());
        let it = &case.statements[ix.get()];
        let own = it.by.iter().any(|by| case.party_of(by) == Some(party));
        if !own && is_about(it, grounds.draft, &carrying) && !found.iter().any(|it| it.0 == at) {
            found.push((at, statement(case, it), less, &it.meta));
        }
    };
    for it in case.predictions.iter().filter(|it| is_of(case, it.forecast, party)) {
        let chance = it.chance.or(it.mapped.as_ref().map(|it| it.chance));
        let less = match (chance.map(|it| it.range()), it.direction) {
            (Some(range), _) if range.high <= 0.5 => true,
            (Some(range), _) if range.low >= 0.5 => false,
            (Some(_), _) | (None, None) => continue,
            (None, Some(direction)) => direction == Direction::Down,
        };
        for record in it.because.iter().filter(|it| it.kind == Kind::Statement) {
            add(Ix::new(record.index as usize), less);
        }
    }
    for place in 0..case.statements.len() {
        let it = &case.statements[place];
        let Some(direction) = it.direction else { continue };
        if it.forecast.is_some_and(|it| is_of(case, it, party)) {
            add(Ix::new(place), direction == Direction::Down);
        }
    }
    found
}

fn statement(case: &Case, it: &Statement) -> String {
    let words = match (&it.words, &it.gist) {
        (Some(words), _) => describe::quoted(case, words),
        (None, gist) => gist.clone().unwrap_or_default(),
    };
    let by: Vec<String> = it.by.iter().map(|by| case.speaker(by)).collect();
    let by = if by.is_empty() { "nobody named".to_owned() } else { describe::listed(&by) };
    match it.date {
        Some(date) => format!("{words}; {by}, {}", day(date, it.meta.date_is)),
        None => format!("{words}; {by}"),
    }
}

/// Expectations that what others did bears on the party's answer.
fn expected(grounds: &Grounds<'_>) -> Vec<Evidence> {
    let case = grounds.case;
    let each = lowered(case, grounds.draft, grounds.party).into_iter().filter_map(|ix| {
        let at = RecordRef::new(Kind::Statement, ix.get());
        let caused = case.causes.iter().any(|it| it.to == at && it.from.kind == Kind::Meeting);
        let it = &case.statements[ix.get()];
        caused.then(|| plain(case, at, statement(case, it), &it.meta))
    });
    each.collect()
}

/// What another party said of the text, for its accepting it and against that.
fn acting(
    grounds: &Grounds<'_>,
    other: Ix<plenipo_record::case::party::Party>,
) -> (Vec<Evidence>, Vec<Evidence>) {
    let case = grounds.case;
    let (mut speaks_for, mut against) = (Vec::new(), Vec::new());
    let word = crate::lens::acceptance::word::Word::of(case, grounds.draft, other);
    for ix in word.own.iter().chain(&word.any).chain(&word.points) {
        let it = &case.answers[ix.get()];
        let of = answer(grounds, *ix);
        match it.answer {
            Reply::Accept | Reply::Basis => speaks_for.push(of),
            Reply::Reject | Reply::NoFurtherMovement => against.push(of),
            Reply::AcceptIf | Reply::Reserve => {}
        }
    }
    for (place, it) in case.statements.iter().enumerate() {
        let own = it.by.iter().any(|by| case.party_of(by) == Some(other));
        let lines = it.about.iter().any(|it| it.kind == Kind::RedLine);
        if own && lines && is_about(it, grounds.draft, &[]) {
            let at = RecordRef::new(Kind::Statement, place);
            against.push(plain(case, at, statement(case, it), &it.meta));
        }
    }
    (speaks_for, against)
}

/// What has come so far of the series of meetings in which the text is carried.
fn series(grounds: &Grounds<'_>) -> Vec<Evidence> {
    let case = grounds.case;
    let mut found = Vec::new();
    for ix in carrying(case, grounds.draft) {
        let it = &case.meetings[ix.get()];
        let at = RecordRef::new(Kind::Meeting, ix.get());
        for entry in it.log.iter().filter(|it| it.is == LogState::SeriesResult) {
            let gist = entry.gist.clone().or_else(|| entry.words.clone()).unwrap_or_default();
            let on = entry.date.map(|it| format!(", {}", day(it, DateIs::Exact)));
            let words = format!("{gist}{}", on.unwrap_or_default());
            found.push(plain(case, at, words, &entry.meta));
        }
    }
    found
}

/// Whose text it is, for a heading.
pub(super) fn whose(grounds: &Case, draft: Ix<plenipo_record::case::draft::Draft>) -> String {
    parties(grounds, &grounds.draft(draft).tabled_by)
}
