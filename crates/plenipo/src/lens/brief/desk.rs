//! What every part of a brief is written from: the visible record, the meeting, the texts, and what was said already.

use jiff::civil::Date;

use super::ground::{Ground, Sentence};
use super::words;
use crate::lens::acceptance::AcceptanceAnswer;
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::assess::is_set_aside;
use crate::lens::record::meetings;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, RecordRef};
use plenipo_record::case::lines::{Line, Stated, Verdict, standing};
use plenipo_record::case::meeting::{Became, Meeting};
use plenipo_record::case::meta::{Basis, Meta};
use plenipo_record::case::on_the_table::next_meeting;
use plenipo_record::case::party::{Party, Person, Speaker};
use plenipo_record::case::process::Wording;
use plenipo_record::case::red_line::Audience;

/// What every part of a brief is written from.
pub(in crate::lens) struct Desk<'a> {
    pub(in crate::lens) case: &'a Case,
    pub(in crate::lens) day: Option<Date>,
    /// The party that it is written for; its keeper's where there is none.
    pub(in crate::lens) viewer: Option<Ix<Party>>,
    pub(in crate::lens) assessed: &'a AcceptanceAnswer<'a>,
    /// The next meeting.
    pub(in crate::lens) ahead: Option<Ix<Meeting>>,
    /// The latest meeting held.
    pub(in crate::lens) held: Option<Ix<Meeting>>,
    /// The texts that it is about, with what they say: those carried first, then the latest first.
    pub(in crate::lens) drafts: Vec<(Ix<Draft>, &'a [Content])>,
    /// Each principal with its standing lines.
    pub(in crate::lens) lines: Vec<(Ix<Party>, Vec<Line>)>,
    /// Whom the reader has met with an office.
    met: Vec<Ix<Person>>,
    /// The party whose paragraph is being written: its people need no country.
    pub(in crate::lens) of: Option<Ix<Party>>,
    /// What was said already.
    told: Vec<RecordRef>,
}

impl<'a> Desk<'a> {
    pub(in crate::lens) fn new(
        case: &'a Case,
        day: Option<Date>,
        viewer: Option<Ix<Party>>,
        assessed: &'a AcceptanceAnswer<'a>,
    ) -> Desk<'a> {
        Desk::before(case, day, viewer, assessed, next_meeting(case, day))
    }

    /// The same before another meeting than the next; before none where none is ahead.
    pub(in crate::lens) fn before(
        case: &'a Case,
        day: Option<Date>,
        viewer: Option<Ix<Party>>,
        assessed: &'a AcceptanceAnswer<'a>,
        ahead: Option<Ix<Meeting>>,
    ) -> Desk<'a> {
        let is_held =
            |it: &Ix<Meeting>| meetings::state(&case.meetings[it.get()], day) == Became::Held;
        let held = (0..case.meetings.len()).rev().map(Ix::new).find(is_held);
        let carried = ahead.or(held).map(|it| &case.meetings[it.get()].carries);
        let mut order: Vec<Ix<Draft>> = Vec::new();
        let carried = carried.into_iter().flatten().map(|it| it.draft);
        // What was carried to a meeting and has been overtaken since is no text to ask about.
        for draft in carried.chain(assessed.drafts.iter().copied()) {
            if case.draft(draft).is_live() && !order.contains(&draft) {
                order.push(draft);
            }
        }
        let contents = |draft: Ix<Draft>| {
            let place = assessed.drafts.iter().position(|it| *it == draft)?;
            Some((draft, assessed.contents[place].as_slice()))
        };
        let drafts = order.into_iter().filter_map(contents).collect();
        let lines =
            case.signatories().into_iter().map(|party| (party, standing(case, party))).collect();
        let (met, told) = (Vec::new(), Vec::new());
        let of = None;
        Desk { case, day, viewer, assessed, ahead, held, drafts, lines, met, of, told }
    }

    pub(in crate::lens) fn meeting(&self, ix: Ix<Meeting>) -> &'a Meeting {
        &self.case.meetings[ix.get()]
    }

    /// Whether the next meeting carries it.
    pub(in crate::lens) fn is_carried(&self, draft: Ix<Draft>) -> bool {
        let carries = self.ahead.map(|it| &self.meeting(it).carries);
        carries.into_iter().flatten().any(|it| it.draft == draft)
    }

    /// What was found of a text.
    pub(in crate::lens) fn found(&self, draft: Ix<Draft>) -> Option<&'a OfDraft> {
        let place = self.assessed.drafts.iter().position(|it| *it == draft)?;
        Some(&self.assessed.each[place])
    }

    /// Whether a consent was refused by which the text falls: nothing may be told as if it stood.
    pub(in crate::lens) fn is_fallen(&self, draft: Ix<Draft>) -> bool {
        self.found(draft).is_some_and(OfDraft::is_fallen)
    }

    /// Where something is missing: from the record, or from what its reader may see of it.
    pub(in crate::lens) fn on_record(&self) -> String {
        match self.viewer {
            Some(viewer) => format!("in what {} may see", self.party(viewer)),
            None => "on record".to_owned(),
        }
    }

    /// The newest day of what was said and done.
    pub(in crate::lens) fn newest(&self) -> Option<Date> {
        let case = self.case;
        let logs = case.meetings.iter().flat_map(|it| &it.log).filter_map(|it| it.date);
        let held = (0..case.meetings.len()).map(Ix::new);
        let held = held.filter(|it| meetings::state(self.meeting(*it), self.day) == Became::Held);
        let days = case.answers.iter().filter_map(|it| it.date);
        let days = days.chain(case.statements.iter().filter_map(|it| it.date));
        let days =
            days.chain(case.consents.iter().filter_map(|it| Some(it.outcome.as_ref()?.date)));
        let days = days.chain(logs).chain(held.filter_map(|it| self.meeting(it).date));
        days.filter(|it| self.day.is_none_or(|day| *it <= day)).max()
    }

    /// What the text is called in a sentence: `the text carried`, `the latest text`, else its title.
    pub(in crate::lens) fn text(&self, draft: Ix<Draft>) -> String {
        let first = self.drafts.first().is_some_and(|(it, _)| *it == draft);
        if first && self.is_fallen(draft) {
            return "the text that fell".to_owned();
        }
        match (first, self.is_carried(draft)) {
            (true, true) => "the text carried".to_owned(),
            (true, false) => "the latest text".to_owned(),
            (false, _) => self.title(draft),
        }
    }

    /// Its title as part of a sentence.
    pub(in crate::lens) fn title(&self, draft: Ix<Draft>) -> String {
        format!("“{}”", self.case.draft(draft).title)
    }

    /// A party's name in a sentence: `Ukraine`, `the US`.
    pub(in crate::lens) fn party(&self, party: Ix<Party>) -> String {
        words::article(self.case.party(party).label())
    }

    /// Several parties' names: `Ukraine and Russia`.
    pub(in crate::lens) fn parties(&self, parties: &[Ix<Party>]) -> String {
        let names: Vec<String> = parties.iter().map(|it| self.party(*it)).collect();
        describe::listed(&names)
    }

    /// Who speaks; a person with an office and its country where it is the first time.
    pub(in crate::lens) fn voice(&mut self, by: &Speaker) -> String {
        let of = self.case.party_of(by).filter(|it| Some(*it) != self.of);
        self.voiced(by, of)
    }

    /// The same where its party is told beside it.
    pub(in crate::lens) fn voice_for_its_party(&mut self, by: &Speaker) -> String {
        self.voiced(by, None)
    }

    fn voiced(&mut self, by: &Speaker, of: Option<Ix<Party>>) -> String {
        match by {
            Speaker::Party(ix) => self.party(*ix),
            Speaker::Named(name) => name.clone(),
            Speaker::Person(ix) => {
                let person = &self.case.persons[ix.get()];
                if self.met.contains(ix) {
                    return person.name.clone();
                }
                self.met.push(*ix);
                match office(person, self.day).or(person.described_as.as_deref()) {
                    Some(office) => {
                        let party = of.map(|it| self.case.party(it));
                        let party = party.filter(|it| !names(office, it));
                        let party = party.map(|it| format!(", {}", it.label()));
                        format!("{} ({office}{})", person.name, party.unwrap_or_default())
                    }
                    None => person.name.clone(),
                }
            }
        }
    }

    pub(in crate::lens) fn voices(&mut self, by: &[Speaker]) -> String {
        let names: Vec<String> = by.iter().map(|it| self.voice(it)).collect();
        describe::listed(&names)
    }

    /// Who speaks for `party`: the person on record, else the party.
    pub(in crate::lens) fn speaks(&mut self, by: Option<&Speaker>, party: Ix<Party>) -> String {
        match by {
            Some(by) => self.voice(by),
            None => self.party(party),
        }
    }

    /// ` last week, in public`: when, to whom, and that it is told by others.
    pub(in crate::lens) fn told_how(
        &self,
        date: Option<Date>,
        audience: Option<Audience>,
        meta: &Meta,
    ) -> String {
        let mut said = String::new();
        if let Some(date) = date {
            said.push_str(&format!(" {}", words::when(date, meta.date_is, self.day)));
        }
        said.push_str(match audience {
            Some(Audience::Room) => ", in the room,",
            Some(Audience::Mediator) => ", to the mediator,",
            _ => "",
        });
        if meta.basis == Basis::Reported
            && matches!(audience, Some(Audience::Room | Audience::Mediator))
        {
            said.push_str(" by reports");
        }
        said.trim_end_matches(',').to_owned()
    }

    /// Words as the record has them: between quotation marks where they are the speaker's own.
    pub(in crate::lens) fn quoted(&self, said: &str) -> String {
        match self.case.dossier.wording {
            Wording::Verbatim => format!("“{said}”"),
            Wording::Restated => words::bare(said).to_owned(),
        }
    }

    /// What somebody warned of, or said: ` that we go`, or `: “We go.”`.
    pub(in crate::lens) fn that(&self, said: &str) -> String {
        match self.case.dossier.wording {
            Wording::Verbatim => format!(": “{said}”"),
            Wording::Restated => format!(" that {}", words::run_on(words::bare(said))),
        }
    }

    /// A line in a few words.
    pub(in crate::lens) fn line(&self, line: &Line) -> String {
        let said = match line.stated {
            Stated::RedLine(ix) => self.case.red_lines[ix.get()].words.as_deref(),
            Stated::Claim(ix, place) => {
                self.case.understandings[ix.get()].claims[place].words.as_deref()
            }
        };
        match said {
            Some(said) => self.quoted(said),
            None => describe::line(self.case, line.stated),
        }
    }

    /// The same as part of a sentence: `line “never six”`.
    pub(in crate::lens) fn line_named(&self, line: &Line) -> String {
        match self.case.dossier.wording {
            Wording::Verbatim => format!("line {}", self.line(line)),
            Wording::Restated => format!("line ({})", self.line(line)),
        }
    }

    /// Whether a later word apparently overtook the line and it is still open for a text of the page which of the two holds:
    /// for a text that its party has accepted since, the acceptance settles it.
    pub(super) fn is_unsettled(&self, line: &Line) -> bool {
        let meets = |(ix, contents): &&(Ix<Draft>, &[Content])| {
            (line.judge(contents) != Verdict::Respected).then_some(*ix)
        };
        let mut met = self.drafts.iter().filter_map(|it| meets(&it)).peekable();
        let open = met.peek().is_none() || met.any(|ix| !is_set_aside(self.case, ix, line));
        !line.overtaken.is_empty() && open
    }

    /// What a line stands on.
    pub(in crate::lens) fn of_line(&self, line: &Line) -> Vec<Ground> {
        Ground::of(self.case, line.meta(self.case))
    }

    /// Remembers that a record was told; whether it was not yet.
    pub(in crate::lens) fn tell(&mut self, record: RecordRef) -> bool {
        let new = !self.told.contains(&record);
        if new {
            self.told.push(record);
        }
        new
    }

    pub(in crate::lens) fn is_told(&self, record: RecordRef) -> bool {
        self.told.contains(&record)
    }

    /// A sentence that stands on one record.
    pub(in crate::lens) fn sentence(&self, words: impl AsRef<str>, meta: &Meta) -> Sentence {
        Sentence::of(words, Ground::of(self.case, meta))
    }
}

/// Whether the words say already whose office it is: some word of the party's name stands in them.
fn names(office: &str, party: &Party) -> bool {
    let words = party.name.split_whitespace().chain(party.label().split_whitespace());
    let mut stems = words.map(|it| it.trim_matches(|c: char| !c.is_alphanumeric())).filter(|it| {
        let long = it.chars().count() > 3;
        it.chars().next().is_some_and(char::is_uppercase) && (long || it.chars().count() > 1)
    });
    let office_words: Vec<&str> =
        office.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    stems.any(|stem| {
        let stem = stem.strip_suffix('s').unwrap_or(stem);
        office_words.iter().any(|it| it.strip_suffix('s').unwrap_or(it).starts_with(stem))
    })
}

/// The office held on `day`, as far as the record says when it was held.
fn office(person: &Person, day: Option<Date>) -> Option<&str> {
    let holds = |it: &&plenipo_record::case::party::Office| {
        day.is_none_or(|day| {
            it.from.is_none_or(|from| from <= day) && it.until.is_none_or(|until| until >= day)
        })
    };
    person.offices.iter().find(holds).map(|it| it.office.as_str())
}
