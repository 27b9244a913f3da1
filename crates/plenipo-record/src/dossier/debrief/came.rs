//! What came of the meeting itself: what its parties answered to a text, that it was held, and what its outcome was.

use super::names::{Entered, draft, fault, speaker};
use super::{Debrief, DebriefField, DebriefPart, Made, words_or_sense};
use crate::case::draft::{Condition, Draft};
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::meeting::{Became, LogEntry, LogState, Meeting, Statement};
use crate::case::meta::{Basis, Correction, Handling, Meta};
use crate::case::party::Speaker;
use crate::case::position::{Answer, AnswerTo, Reply};
use crate::case::records::Records;
use crate::case::red_line::Audience;

/// What somebody answered to a text at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredThere {
    /// Whose answer: a party, or a person of one.
    pub by: String,
    /// To which draft, by its id or title; `any-text` for any. Where nothing is said, the one that was carried there.
    pub to: Option<String>,
    /// Which: one of [`ReplyThere`], by its word.
    pub reply: String,
    /// The very words where they stand between quotation marks, else the sense of it: of a yes on a condition, the
    /// condition.
    pub what: Option<String>,
}

/// What may be answered to a text at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyThere {
    /// Yes.
    Yes,
    /// Yes, on a condition.
    YesIf,
    /// No.
    No,
    /// The text is a basis: no acceptance.
    Basis,
    /// Another text was brought instead.
    AnotherText,
    /// It is referred home.
    ReferredHome,
}

impl ReplyThere {
    /// Every one with its word and what else people write for it.
    pub const ALL: [(ReplyThere, &'static str, &'static [&'static str]); 6] = [
        (ReplyThere::Yes, "yes", &["accept", "accepts"]),
        (ReplyThere::YesIf, "yes, if", &["yes if", "accept if", "accept-if"]),
        (ReplyThere::No, "no", &["reject", "rejects"]),
        (ReplyThere::Basis, "a basis", &["basis"]),
        (ReplyThere::AnotherText, "another text", &[]),
        (ReplyThere::ReferredHome, "referred home", &["refer it home", "we refer it home"]),
    ];

    /// The one of that word.
    pub fn of(typed: &str) -> Option<ReplyThere> {
        let typed = typed.trim().to_lowercase();
        let is = |it: &&(ReplyThere, &str, &[&str])| it.1 == typed || it.2.contains(&&*typed);
        Self::ALL.iter().find(is).map(|it| it.0)
    }

    /// The reply that the record has for it. Who brings another text, or asks at home first, has accepted nothing.
    fn on_record(self) -> Reply {
        match self {
            ReplyThere::Yes => Reply::Accept,
            ReplyThere::YesIf => Reply::AcceptIf,
            ReplyThere::No => Reply::Reject,
            ReplyThere::Basis => Reply::Basis,
            ReplyThere::AnotherText | ReplyThere::ReferredHome => Reply::Reserve,
        }
    }

    /// What the record's own reply does not say of it.
    fn besides(self) -> Option<&'static str> {
        match self {
            ReplyThere::AnotherText => Some("brings another text instead"),
            ReplyThere::ReferredHome => Some("refers it home"),
            _ => None,
        }
    }
}

/// Enters what was answered.
pub(super) fn answered(
    records: &Records,
    meeting: Ix<Meeting>,
    told: &Debrief,
    audience: Option<Audience>,
    made: &mut Made,
    entered: &mut Entered,
) {
    let held = &records.meetings[meeting.get()];
    let (date, date_is) = (Some(held.date.unwrap_or(told.day)), held.meta.date_is);
    for (at, it) in told.answered.iter().enumerate() {
        let part = DebriefPart::Answered;
        let by = speaker(records, &it.by, (part, at, DebriefField::By), entered);
        let reply = ReplyThere::of(&it.reply);
        if reply.is_none() {
            let words = ReplyThere::ALL.map(|it| format!("`{}`", it.1)).join(", ");
            let message = match it.reply.trim() {
                "" => "what was answered is missing".to_owned(),
                other => format!("`{other}` is no answer to a text"),
            };
            let hint = Some(format!("an answer is one of {words}"));
            entered.faults.push(fault(part, at, &message).of(DebriefField::Reply).hinted(hint));
        }
        let to = match it.to.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
            Some(named) => draft(records, named, at, entered),
            None => carried(records, held, told, at, entered),
        };
        let (Some(by), Some(reply), Some(to)) = (by, reply, to) else { continue };
        let Some(party) = records.party_of(&by) else {
            let message = "an answer to a text is a party's".to_owned();
            let hint = Some("name the party, or somebody of it who is on record".to_owned());
            entered.faults.push(fault(part, at, &message).of(DebriefField::By).hinted(hint));
            continue;
        };
        let said = it.what.as_deref().and_then(words_or_sense);
        let (words, sense) = said.unwrap_or_default();
        let condition = match reply {
            ReplyThere::YesIf => {
                let Some(text) = sense.clone().or_else(|| words.clone()) else {
                    let message = "on which condition is missing";
                    entered.faults.push(fault(part, at, message).of(DebriefField::What));
                    continue;
                };
                Some(Condition { text: Some(text), ..Condition::default() })
            }
            _ => None,
        };
        let gist = match (reply.besides(), sense.filter(|_| condition.is_none())) {
            (None, sense) => sense,
            (Some(besides), None) => Some(besides.to_owned()),
            (Some(besides), Some(sense)) => Some(format!("{besides}: {sense}")),
        };
        let meta = || Meta { date_is, ..made.meta() };
        let answer = Answer {
            meta: meta(),
            party,
            to,
            answer: reply.on_record(),
            date,
            by: matches!(by, Speaker::Person(_)).then(|| by.clone()),
            audience,
            words,
            condition,
            ..Answer::default()
        };
        let statement = gist.map(|gist| {
            let mut about = vec![RecordRef::new(Kind::Meeting, meeting.get())];
            if let AnswerTo::Draft(draft) = to {
                about.push(RecordRef::new(Kind::Draft, draft.get()));
            }
            let by = vec![by.clone()];
            Statement {
                meta: meta(),
                date,
                by,
                about,
                audience,
                gist: Some(gist),
                ..Statement::default()
            }
        });
        made.records.answers.push(answer);
        made.add(Kind::Answer, made.records.answers.len(), (part, at));
        if let Some(it) = statement {
            made.records.statements.push(it);
            made.add(Kind::Statement, made.records.statements.len(), (part, at));
        }
    }
}

/// The text that was carried there, as far as it was known on the day of the debrief.
fn carried(
    records: &Records,
    meeting: &Meeting,
    told: &Debrief,
    at: usize,
    entered: &mut Entered,
) -> Option<AnswerTo> {
    let known = meeting.carries.iter().filter(|it| it.meta.known.is_none_or(|it| it <= told.day));
    let mut all: Vec<Ix<Draft>> = Vec::new();
    for it in known.map(|it| it.draft) {
        if !all.contains(&it) {
            all.push(it);
        }
    }
    if let [one] = all.as_slice() {
        return Some(AnswerTo::Draft(*one));
    }
    let ids: Vec<String> = all.iter().map(|it| format!("`{}`", records.draft(*it).id())).collect();
    let hint = match ids.is_empty() {
        true => "no text is on record as carried there: name the draft".to_owned(),
        false => format!("carried there were {}", crate::case::describe::listed(&ids)),
    };
    let fault = fault(DebriefPart::Answered, at, "to which text it was answered is missing");
    entered.faults.push(fault.of(DebriefField::To).hinted(Some(hint)));
    None
}

/// The meeting's own entry once more, with what its log has to say now, as a correction of the entry that stands;
/// none where the log says all of it.
pub(super) fn held(records: &Records, meeting: Ix<Meeting>, told: &Debrief) -> Option<Meeting> {
    let outcome = told.outcome.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let standing = standing(records, meeting);
    let was = &records.meetings[standing.get()];
    let state = was.state(Some(told.day));
    let is_new = matches!(state, Became::Planned | Became::NotRecorded);
    // Without a name there is nothing that a correction could name.
    if (!is_new && outcome.is_none()) || was.meta.id.is_none() {
        return None;
    }
    let date = Some(was.date.unwrap_or(told.day));
    let entry = |is: LogState, gist: Option<String>| LogEntry {
        is,
        date,
        gist,
        words: None,
        by: None,
        meta: Meta { basis: Basis::Stated, ..Meta::default() },
    };
    let mut it = was.clone();
    it.meta = Meta {
        id: None,
        known: Some(told.day),
        handling: Handling::Mediator,
        corrects: Some(Correction {
            record: standing.get() as u32,
            by: None,
            why: Some("what came of it was noted".to_owned()),
        }),
        ..it.meta
    };
    it.log.extend(is_new.then(|| entry(LogState::Held, None)));
    it.log.extend(outcome.map(|it| entry(LogState::Result, Some(it.to_owned()))));
    Some(it)
}

/// The entry that stands for that meeting: it, or what corrects it in the end.
fn standing(records: &Records, meeting: Ix<Meeting>) -> Ix<Meeting> {
    let mut at = meeting;
    // A chain of corrections is no longer than the list; a circle ends there too.
    for _ in 0..records.meetings.len() {
        let next = records.meetings.iter().position(|it| {
            it.meta.corrects.as_ref().is_some_and(|it| it.record as usize == at.get())
        });
        match next {
            Some(next) => at = Ix::new(next),
            None => break,
        }
    }
    at
}
