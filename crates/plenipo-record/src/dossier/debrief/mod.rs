//! What came of a meeting, as the text of a new file: its outcome, what was answered, what was said, what was
//! undertaken, what may be carried to whom.
//!
//! Whatever door asks hands over what was filled in, name by name; here the names become records, and what does not
//! fit is told field by field, all of it at once. Everything is for the mediators and the record's keeper alone until
//! somebody gives permission, which is a record of its own beside what it opens.

mod came;
mod names;

pub use came::{AnsweredThere, ReplyThere};

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::problem::Problem;
use super::write::append;
use crate::case::called::made_beside;
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::meeting::{Meeting, Statement};
use crate::case::meta::{Basis, Handling, Meta};
use crate::case::party::{Party, Role, Speaker};
use crate::case::process::Leave;
use crate::case::records::Records;
use crate::case::red_line::Audience;
use crate::case::upkeep::Undertaking;
use names::{Entered, fault, party, record, speaker};

/// What was noted after a meeting, as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debrief {
    /// The day on which it is noted: since then it is known.
    pub day: Date,
    /// What came of it, in the keeper's words.
    pub outcome: Option<String>,
    /// What was answered to a text.
    pub answered: Vec<AnsweredThere>,
    /// What was said.
    pub said: Vec<SaidThere>,
    /// What was undertaken.
    pub undertaken: Vec<UndertakenThere>,
    /// What may be carried to whom.
    pub carried: Vec<MayBeCarried>,
}

impl Debrief {
    /// Whether nothing is noted in it.
    pub fn is_empty(&self) -> bool {
        let no_outcome = self.outcome.as_ref().is_none_or(|it| it.trim().is_empty());
        let nothing_said = self.answered.is_empty() && self.said.is_empty();
        no_outcome && nothing_said && self.undertaken.is_empty() && self.carried.is_empty()
    }
}

/// Something said at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidThere {
    /// By whom: the id or the name of a person or a party, or words.
    pub by: String,
    /// What: the very words where they stand between quotation marks, else the sense of it.
    pub what: String,
}

/// Something undertaken at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndertakenThere {
    /// By whom.
    pub by: String,
    /// For whom, where that was said.
    pub to: Option<String>,
    /// By when, where that was said.
    pub due: Option<Date>,
    /// What.
    pub what: String,
}

/// That something may be told to a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayBeCarried {
    /// Who gives permission.
    pub by: String,
    /// To which parties.
    pub to: Vec<String>,
    /// What: ids of records, or `answered 1`, `said 1` and `undertaken 1` for what was noted beside it.
    pub what: Vec<String>,
    /// In what form, where that was said: `in substance, not in words`.
    pub form: Option<String>,
}

/// The part of a debrief in which something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DebriefPart {
    /// All of it.
    Whole,
    /// What came of it, and that it was held.
    Outcome,
    /// What was answered.
    Answered,
    /// What was said.
    Said,
    /// What was undertaken.
    Undertaken,
    /// What may be carried.
    Carried,
}

/// What of an entry something is about: a form shows it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DebriefField {
    /// All of the entry.
    Entry,
    /// By whom.
    By,
    /// For whom, to whom, or to which text.
    To,
    /// Which answer.
    Reply,
    /// What.
    What,
}

/// Something in a debrief that cannot be written down so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefFault {
    /// In which part.
    pub part: DebriefPart,
    /// At which place of that part, counted from 0.
    pub at: usize,
    /// What of it.
    pub field: DebriefField,
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<String>,
}

/// A debrief as the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefText {
    /// The text.
    pub text: String,
    /// Its records by kind and id, in the order of the text, each with where it was filled in and where in the text
    /// it stands.
    pub records: Vec<DebriefRecord>,
    /// Names that are no party's and no person's, kept as words.
    pub strangers: Vec<String>,
}

/// A record of a debrief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefRecord {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The part in which it was filled in, and its place there.
    pub from: (DebriefPart, usize),
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl DebriefText {
    /// Where a problem of the reader with this text was filled in.
    pub fn source(&self, problem: &Problem) -> Option<(DebriefPart, usize)> {
        let at = problem.span.start;
        self.records.iter().find(|it| it.span.contains(&at)).map(|it| it.from)
    }
}

/// The name of the file that a debrief is written to: the `n`th of that meeting and day, counted from 1.
pub fn file_name(day: Date, meeting: &str, n: usize) -> String {
    match n {
        0 | 1 => format!("reports/{day}-{meeting}.toml"),
        n => format!("reports/{day}-{meeting}-{n}.toml"),
    }
}

/// What was noted after `meeting` as the text of a new file beside `records`.
///
/// # Errors
/// Everything in it that cannot be written down so.
pub fn debrief(
    records: &Records,
    meeting: Ix<Meeting>,
    told: &Debrief,
) -> Result<DebriefText, Vec<DebriefFault>> {
    let Some(it) = records.meetings.get(meeting.get()) else {
        return Err(vec![fault(DebriefPart::Whole, 0, "there is no such meeting")]);
    };
    if told.is_empty() {
        return Err(vec![fault(DebriefPart::Whole, 0, "there is nothing to write down")]);
    }
    let mut entered = Entered::default();
    let mut made = Made::of(records, meeting, told.day);
    let date = it.date.unwrap_or(told.day);
    let date_is = it.meta.date_is;
    let audience = audience(records, it);
    came::answered(records, meeting, told, audience, &mut made, &mut entered);
    for (at, said) in told.said.iter().enumerate() {
        let part = DebriefPart::Said;
        let by = speaker(records, &said.by, (part, at, DebriefField::By), &mut entered);
        let Some((words, gist)) = words_or_sense(&said.what) else {
            entered.faults.push(fault(part, at, "what was said is missing").of(DebriefField::What));
            continue;
        };
        let Some(by) = by else { continue };
        let mut meta = made.meta();
        meta.date_is = date_is;
        let about = vec![RecordRef::new(Kind::Meeting, meeting.get())];
        let by = vec![by];
        let it = Statement {
            meta,
            date: Some(date),
            by,
            about,
            audience,
            words,
            gist,
            ..Statement::default()
        };
        made.records.statements.push(it);
        made.add(Kind::Statement, made.records.statements.len(), (part, at));
    }
    for (at, it) in told.undertaken.iter().enumerate() {
        let part = DebriefPart::Undertaken;
        let who = speaker(records, &it.by, (part, at, DebriefField::By), &mut entered);
        let for_whom = (part, at, DebriefField::To);
        let to = it.to.as_ref().map(|to| speaker(records, to, for_whom, &mut entered));
        let what = it.what.trim().to_owned();
        if what.is_empty() {
            entered
                .faults
                .push(fault(part, at, "what was undertaken is missing").of(DebriefField::What));
            continue;
        }
        let (Some(who), false) = (who, to == Some(None)) else { continue };
        let mut meta = made.meta();
        meta.date_is = date_is;
        let to = to.flatten().into_iter().collect();
        let (who, date, due) = (vec![who], Some(date), it.due);
        let it = Undertaking { meta, who, to, what, date, due, ..Undertaking::default() };
        made.records.undertakings.push(it);
        made.add(Kind::Undertaking, made.records.undertakings.len(), (part, at));
    }
    for (at, it) in told.carried.iter().enumerate() {
        let part = DebriefPart::Carried;
        let by = speaker(records, &it.by, (part, at, DebriefField::By), &mut entered);
        let to: Vec<Option<Ix<Party>>> =
            it.to.iter().map(|to| party(records, to, at, &mut entered)).collect();
        let what: Vec<Option<RecordRef>> =
            it.what.iter().map(|id| record(&made, id, at, &mut entered)).collect();
        if it.to.is_empty() {
            let missing = fault(part, at, "to whom it may be carried is missing");
            entered.faults.push(missing.of(DebriefField::To));
        }
        if it.what.is_empty() {
            let missing = fault(part, at, "what may be carried is missing");
            entered.faults.push(missing.of(DebriefField::What));
        }
        if it.to.is_empty() || it.what.is_empty() {
            continue;
        }
        let to: Option<Vec<Ix<Party>>> = to.into_iter().collect();
        let what: Option<Vec<RecordRef>> = what.into_iter().collect();
        let (Some(by), Some(to), Some(what)) = (by, to, what) else { continue };
        if let Some(why) = made.not_its_own(&by, &what) {
            entered.faults.push(why.at(at));
            continue;
        }
        let meta = made.meta();
        let form = it.form.as_ref().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let (by, date) = (Some(by), Some(date));
        made.records.leaves.push(Leave {
            meta,
            records: what,
            by,
            to,
            date,
            form,
            ..Leave::default()
        });
        made.add(Kind::Leave, made.records.leaves.len(), (part, at));
    }
    if !entered.faults.is_empty() {
        return Err(entered.faults);
    }
    if let Some(held) = came::held(records, meeting, told) {
        made.records.meetings.push(held);
        made.add(Kind::Meeting, made.records.meetings.len(), (DebriefPart::Outcome, 0));
    }
    made.text(it, meeting, entered.strangers)
}

/// The records with those that are made, and which those are.
struct Made {
    records: Records,
    meeting: String,
    day: Date,
    made: Vec<(RecordRef, (DebriefPart, usize))>,
    taken: BTreeSet<String>,
}

impl Made {
    fn of(records: &Records, meeting: Ix<Meeting>, day: Date) -> Made {
        let at = RecordRef::new(Kind::Meeting, meeting.get());
        let id = records.id(at).unwrap_or("meeting").to_owned();
        let each = Kind::ALL
            .into_iter()
            .flat_map(|kind| (0..records.count(kind)).map(move |it| RecordRef::new(kind, it)));
        let taken = each.filter_map(|it| records.id(it)).map(str::to_owned).collect();
        Made { records: records.clone(), meeting: id, day, made: Vec::new(), taken }
    }

    /// What every record of a debrief says of itself; it is named when all of them are there.
    fn meta(&self) -> Meta {
        Meta {
            known: Some(self.day),
            basis: Basis::Stated,
            handling: Handling::Mediator,
            ..Meta::default()
        }
    }

    /// Remembers the last of the `n` records of that kind.
    fn add(&mut self, kind: Kind, n: usize, from: (DebriefPart, usize)) {
        self.made.push((RecordRef::new(kind, n.saturating_sub(1)), from));
    }

    /// What was noted at `place` of a part, where it was.
    fn noted(&self, part: DebriefPart, place: usize) -> Option<RecordRef> {
        self.made.iter().find(|(_, from)| *from == (part, place)).map(|(it, _)| *it)
    }

    /// Why somebody cannot give permission for what was noted here: it is another party's. Of what was on record
    /// before, whose it is to give is for people to judge.
    fn not_its_own(&self, by: &Speaker, what: &[RecordRef]) -> Option<DebriefFault> {
        let giver = self.records.party_of(by)?;
        let others = what.iter().find_map(|it| {
            self.made.iter().find(|(made, _)| made == it)?;
            let at = it.index as usize;
            let whose = match it.kind {
                Kind::Statement => self.records.statements.get(at)?.by.first()?,
                Kind::Undertaking => self.records.undertakings.get(at)?.who.first()?,
                Kind::Answer => &Speaker::Party(self.records.answers.get(at)?.party),
                _ => return None,
            };
            self.records.party_of(whose).filter(|it| *it != giver)
        })?;
        let (giver, other) =
            (self.records.party(giver).label(), self.records.party(others).label());
        let message = format!("{giver} gives permission for what is {other}'s");
        let hint = format!("what {other} said or undertook may be carried when {other} permits it");
        Some(fault(DebriefPart::Carried, 0, &message).of(DebriefField::By).hinted(Some(hint)))
    }

    /// Gives each of them an id. Whoever is told one of them by permission reads its id: so it is made of what
    /// everybody may know, and not of the meeting's.
    fn name(&mut self) {
        let ids = made_beside(&self.records, |_, id| self.taken.contains(id));
        for (record, id) in ids {
            if self.made.iter().any(|(it, _)| *it == record)
                && let Some(meta) = self.records.meta_mut(record)
            {
                meta.id = Some(id);
            }
        }
    }

    fn text(
        mut self,
        it: &Meeting,
        meeting: Ix<Meeting>,
        strangers: Vec<String>,
    ) -> Result<DebriefText, Vec<DebriefFault>> {
        self.name();
        let at = RecordRef::new(Kind::Meeting, meeting.get());
        let title = crate::case::describe::in_one_line(&self.records, at);
        let day = it.date.map(|it| format!(", {it}")).unwrap_or_default();
        // A title may hold anything; a comment ends with its line.
        let title: String =
            title.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let mut text = format!(
            "# Debrief of {}{day}: {title}.\n# For the mediators alone, until a [[leave]] opens what it names.\n",
            self.meeting
        );
        let mut records = Vec::new();
        for (record, from) in &self.made {
            let start = text.len();
            text = append(&text, &self.records, *record)
                .map_err(|why| vec![fault(from.0, from.1, &why.message)])?;
            let id = self.records.id(*record).unwrap_or_default().to_owned();
            records.push(DebriefRecord {
                kind: record.kind,
                id,
                from: *from,
                span: start..text.len(),
            });
        }
        Ok(DebriefText { text, records, strangers })
    }
}

/// Before whom it was said: with one principal it was said to the mediators, with several in the room; what nobody
/// mediates, or no principal attends, is left open.
fn audience(records: &Records, meeting: &Meeting) -> Option<Audience> {
    let principals = records.parties_with(Role::Principal);
    let mediators = records.parties_with(Role::Mediator);
    let of = |all: &[Ix<Party>]| meeting.channel.iter().filter(|it| all.contains(it)).count();
    match (of(&principals), of(&mediators)) {
        (0, _) => None,
        (1, n) if n > 0 => Some(Audience::Mediator),
        (1, _) => None,
        _ => Some(Audience::Room),
    }
}

/// The very words, where they stand between quotation marks, else the sense; none of both where nothing is there.
fn words_or_sense(what: &str) -> Option<(Option<String>, Option<String>)> {
    const MARKS: [(char, char); 3] = [('"', '"'), ('“', '”'), ('«', '»')];
    let what = what.trim();
    let inner = MARKS.iter().find_map(|(open, close)| {
        let inner = what.strip_prefix(*open)?.strip_suffix(*close)?;
        // Two quotations beside each other are no one quotation.
        (!inner.contains([*open, *close])).then_some(inner.trim())
    });
    match inner {
        Some("") => None,
        Some(words) => Some((Some(words.to_owned()), None)),
        None => (!what.is_empty()).then(|| (None, Some(what.to_owned()))),
    }
}
