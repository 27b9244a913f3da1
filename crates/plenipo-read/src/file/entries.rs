//! Proposals as records: whom the dossier knows by its own id, all others as new entries of the same file or in words.

use std::collections::HashMap;

use jiff::civil::Date;
use plenipo_record::case::chance::{Chance, ChanceWord};
use plenipo_record::case::course::Cause;
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::draft::{Condition, Count, Draft, Form};
use plenipo_record::case::forecast::{Fit, Forecast, Prediction};
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::issue::IssueOptions;
use plenipo_record::case::meeting::{Event, LogEntry, LogState, Meeting, Series, Statement};
use plenipo_record::case::meta::{Basis, Citation, DateIs, Handling, Meta};
use plenipo_record::case::party::{Office, Party, Person, Speaker};
use plenipo_record::case::position::{Answer, AnswerTo, Direction, Reply};
use plenipo_record::case::records::Records;
use plenipo_record::case::red_line::RedLine;
use plenipo_record::case::source::Source;
use plenipo_record::case::understanding::{Claim, ClaimContent, Force, Understanding};

use super::{ArticleSaid, Made, in_one_line, remarks};
use crate::day::ReportDay;
use crate::fold::contained;
use crate::names::NamedAs;
use crate::names::governments::governments;
use crate::names::known::Known;
use crate::proposal::{NameRead, Proposal, ProposalKind, ProposedStatus};
use crate::read::ArticleRead;
use crate::reprint::Reprint;
use crate::text::Article;
use crate::words::Tokens;

/// The record with what is proposed.
pub(super) struct Pen<'a> {
    pub(super) records: Records,
    pub(super) made: Vec<Made>,
    pub(super) source: String,
    article: &'a Article,
    known: Known,
    citation: Citation,
    /// As closed as the source.
    handling: Handling,
    /// When it became known: the day of the article.
    day: Option<Date>,
    /// Names that were given an entry of this file.
    names: HashMap<String, RecordRef>,
}

impl<'a> Pen<'a> {
    pub(super) fn of(
        records: &Records,
        article: &'a Article,
        said: &ArticleSaid,
        reprint: Option<&Reprint>,
    ) -> Result<Pen<'a>, String> {
        let mut records = records.clone();
        let day = said.date.or(article.date);
        let title = said.title.clone().or(article.title().map(str::to_owned));
        // `(not named)` is nobody's name, and `restated` no address.
        let publisher =
            said.publisher.clone().or(article.publisher.clone().filter(|it| !it.starts_with('(')));
        let address = article.address.clone().filter(|it| it.contains("://"));
        let (source, made) = match &said.source {
            Some(id) => {
                let found: Option<Ix<Source>> = records.find(id);
                (found.ok_or_else(|| format!("there is no source `{id}`"))?, None)
            }
            None => {
                let words = [publisher.as_deref(), title.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                let words = if words.is_empty() { "article".to_owned() } else { words };
                let taken = |id: &str| records.find::<Source>(id).is_some();
                let id = Id::made(&words, taken);
                let of = reprint.and_then(|it| records.find::<Source>(it.source.as_deref()?));
                records.sources.push(Source {
                    meta: Meta { id: Some(id), ..Meta::default() },
                    publisher,
                    title,
                    address,
                    date: day,
                    reliability: None,
                    citing: Vec::new(),
                    syndicated_from: of,
                });
                let at = records.sources.len() - 1;
                (Ix::new(at), Some(RecordRef::new(Kind::Source, at)))
            }
        };
        let meta = &records.sources[source.get()].meta;
        let handling = meta.handling.clone();
        let id = meta.id.as_ref().map(ToString::to_string).unwrap_or_default();
        let known = Known::of(&records);
        let mut out = Pen {
            records,
            made: Vec::new(),
            source: id,
            article,
            known,
            citation: Citation { source, credibility: None },
            handling,
            day,
            names: HashMap::new(),
        };
        if let Some(record) = made {
            let quote = article.title.clone().unwrap_or(0..0);
            let mut remarks = vec!["the article itself".to_owned()];
            if let Some(it) = reprint {
                remarks.push(format!(
                    "a reprint of {}: {:.0} % of its runs of words are the same",
                    it.source.as_deref().unwrap_or(&it.file),
                    it.share * 100.0
                ));
            }
            out.made.push(Made {
                record,
                kind: ProposalKind::Source,
                proposal: None,
                quote,
                remarks,
            });
        }
        Ok(out)
    }

    fn meta(&self, it: &Proposal) -> Meta {
        let credibility = (!it.hedge.is_empty()).then_some(3);
        let very_words = self.words(it).is_some() && it.via.is_empty() && !it.who.is_empty();
        Meta {
            sources: vec![Citation { credibility, ..self.citation.clone() }],
            basis: if very_words { Basis::Stated } else { Basis::Reported },
            handling: self.handling.clone(),
            date_is: match it.when {
                _ if Pen::date(it).is_none() => DateIs::Exact,
                Some(ReportDay::Month(..)) => DateIs::Month,
                _ if it.inferred => DateIs::Inferred,
                _ => DateIs::Exact,
            },
            ..Meta::default()
        }
    }

    /// The day of an entry; a year alone is no day.
    fn date(it: &Proposal) -> Option<Date> {
        match it.when {
            Some(ReportDay::Year(_)) | None => None,
            Some(when) => when.first(),
        }
    }

    /// A speaker's very words within the quote, where it has any.
    fn words(&self, it: &Proposal) -> Option<String> {
        let quote = it.quoted(&self.article.text);
        let open = quote.find(['"', '“', '«'])?;
        let mark = quote[open..].chars().next()?;
        let inner = &quote[open + mark.len_utf8()..];
        let end = inner.find(['"', '”', '»'])?;
        let words = inner[..end].trim().trim_end_matches(',').to_owned();
        (!words.is_empty()).then_some(words)
    }

    fn words_of(&self, it: &NameRead) -> String {
        in_one_line(self.article.text.get(it.quote.clone()).unwrap_or_default())
    }

    fn quote(&self, it: &Proposal) -> String {
        in_one_line(it.quoted(&self.article.text))
    }

    fn push(&mut self, record: RecordRef, at: usize, it: &Proposal, more: Option<String>) {
        let mut remarks = remarks(self.article, it);
        remarks.extend(more);
        self.made.push(Made {
            record,
            kind: it.kind,
            proposal: Some(at),
            quote: it.quote.clone(),
            remarks,
        });
    }

    fn id(&self, kind: Kind, words: &str) -> Option<Id> {
        let taken = |id: &str| {
            (0..self.records.count(kind))
                .any(|it| self.records.id(RecordRef::new(kind, it)) == Some(id))
        };
        Some(Id::made(words, taken))
    }

    /// An id for an entry: its day and whom it is of.
    fn entry_id(&self, kind: Kind, it: &Proposal) -> Option<Id> {
        let day = Pen::date(it).or(self.day).map(|it| it.to_string()).unwrap_or_default();
        let who = it.who.first().cloned().unwrap_or_default();
        self.id(kind, &format!("{} {day} {who}", it.kind.word()))
    }

    /// The person or party a name is of, on record or new in this file.
    fn named(&self, name: &str) -> Option<RecordRef> {
        self.known.named(name).or_else(|| self.names.get(name).copied())
    }

    fn speaker(&self, name: &str) -> Speaker {
        match self.named(name) {
            Some(it) if it.kind == Kind::Person => Speaker::Person(Ix::new(it.index as usize)),
            Some(it) if it.kind == Kind::Party => Speaker::Party(Ix::new(it.index as usize)),
            _ => Speaker::Named(unnamed(name)),
        }
    }

    /// The party somebody acts for: its own name, that of a person's party, or a government named in the words.
    fn party(&mut self, name: &str) -> Option<Ix<Party>> {
        if let Some(found) = self.named(name) {
            return match found.kind {
                Kind::Party => Some(Ix::new(found.index as usize)),
                Kind::Person => self.records.persons.get(found.index as usize)?.party,
                _ => None,
            };
        }
        // `the Ukrainian delegation`, `Calder's government`
        let government = government_in(name);
        if let Some(of) = government.clone().and_then(|it| self.known.named(&it)) {
            return (of.kind == Kind::Party).then(|| Ix::new(of.index as usize));
        }
        let own =
            self.names.iter().find(|(known, it)| it.kind == Kind::Party && contained(known, name));
        own.map(|(_, it)| Ix::new(it.index as usize))
    }

    fn parties(&mut self, names: &[String]) -> Vec<Ix<Party>> {
        let mut out = Vec::new();
        for name in names {
            if let Some(it) = self.party(name)
                && !out.contains(&it)
            {
                out.push(it);
            }
        }
        out
    }

    /// Gives the names that entries rest on entries of their own, before the first entry.
    fn introduce(&mut self, read: &ArticleRead) {
        if !self.names.is_empty() {
            return;
        }
        let used = |name: &str| {
            read.proposals.iter().any(|it| it.who.iter().chain(&it.via).any(|who| who == name))
        };
        let mut entries: Vec<Made> = Vec::new();
        for it in read.names.iter().filter(|it| it.is == NamedAs::Body && it.known.is_none()) {
            let of = read.names.iter().any(|person| {
                person.office.as_ref().is_some_and(|office| office.contains(&it.name))
            });
            if !used(&it.name) && !of {
                continue;
            }
            let canonical =
                governments().named(&it.name).and_then(|at| governments().names.get(at));
            let name = canonical.cloned().unwrap_or_else(|| it.name.clone());
            if let Some(found) = self.names.get(&name).copied() {
                self.names.insert(it.name.clone(), found);
                continue;
            }
            let record = self.new_party(&name);
            self.names.insert(it.name.clone(), record);
            let why = "party: new to the record; give it its roles";
            entries.push(named(it, (record, ProposalKind::Party), self.words_of(it), why));
        }
        for it in read.names.iter().filter(|it| it.is == NamedAs::Person && it.known.is_none()) {
            let office = it.office.clone();
            let government = office.as_deref().and_then(government_in);
            if let Some(name) = government.clone().filter(|name| self.named(name).is_none()) {
                let record = self.new_party(&name);
                let why = "party: named by an office; give it its roles";
                let office = office.clone().unwrap_or_default();
                entries.push(named(it, (record, ProposalKind::Party), office, why));
            }
            let party = government.and_then(|name| self.party(&name));
            let id = self.id(Kind::Person, &it.name);
            self.records.persons.push(Person {
                meta: Meta {
                    id,
                    sources: vec![self.citation.clone()],
                    basis: Basis::Reported,
                    handling: self.handling.clone(),
                    ..Meta::default()
                },
                name: it.name.clone(),
                party,
                offices: office
                    .iter()
                    .map(|it| Office { office: bare(it), from: None, until: None })
                    .collect(),
                ..Person::default()
            });
            let record = RecordRef::new(Kind::Person, self.records.persons.len() - 1);
            self.names.insert(it.name.clone(), record);
            let why = "person: new to the record";
            entries.push(named(it, (record, ProposalKind::Person), self.words_of(it), why));
        }
        // `the Ukrainian delegation` acts, and no other name speaks of its government.
        for it in &read.proposals {
            let acts =
                it.who.iter().chain(&it.via).filter(|name| {
                    !self.names.contains_key(*name) && self.known.named(name).is_none()
                });
            let governments: Vec<String> = acts.filter_map(|name| government_in(name)).collect();
            for name in governments {
                if self.named(&name).is_some() {
                    continue;
                }
                let record = self.new_party(&name);
                let remarks = vec![
                    format!("\"{}\"", self.quote(it)),
                    "party: named by those who act for it; give it its roles".to_owned(),
                ];
                let quote = it.quote.clone();
                let kind = ProposalKind::Party;
                entries.push(Made { record, kind, proposal: None, quote, remarks });
            }
        }
        self.made.append(&mut entries);
    }

    fn new_party(&mut self, name: &str) -> RecordRef {
        let id = self.id(Kind::Party, name);
        self.records.parties.push(Party {
            meta: Meta {
                id,
                sources: vec![self.citation.clone()],
                basis: Basis::Reported,
                handling: self.handling.clone(),
                ..Meta::default()
            },
            name: name.to_owned(),
            ..Party::default()
        });
        let record = RecordRef::new(Kind::Party, self.records.parties.len() - 1);
        self.names.insert(name.to_owned(), record);
        record
    }

    /// What is left of the names after the entries: nothing, since whoever has no entry is told in words.
    pub(super) fn names(&mut self, read: &ArticleRead) {
        self.introduce(read);
    }

    pub(super) fn proposal(&mut self, at: usize, it: &Proposal, read: &ArticleRead) {
        self.introduce(read);
        match it.kind {
            ProposalKind::Source | ProposalKind::Person | ProposalKind::Party => {}
            ProposalKind::Meeting => self.meeting(at, it),
            ProposalKind::Statement => self.statement(at, it, None),
            ProposalKind::Line => self.line(at, it),
            ProposalKind::Answer => self.answer(at, it),
            ProposalKind::Demand => self.demand(at, it),
            ProposalKind::Understanding => self.understanding(at, it),
            ProposalKind::Draft => self.draft(at, it),
            ProposalKind::Event => self.event(at, it),
            ProposalKind::Prediction => self.prediction(at, it),
        }
    }

    fn meeting(&mut self, at: usize, it: &Proposal) {
        // A channel lies between two; who meets whom is told by those present where only one side is known.
        let mut channel = self.parties(&it.who);
        if channel.len() < 2 {
            channel.clear();
        }
        let is = match it.status {
            ProposedStatus::Planned => LogState::Planned,
            ProposedStatus::Cancelled => LogState::Cancelled,
            _ => LogState::Held,
        };
        let by = it.via.first().map(|it| self.speaker(it));
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Meeting, it);
        meta.basis = Basis::Reported;
        let log = LogEntry {
            is,
            date: None,
            gist: Some(self.quote(it)),
            words: None,
            by,
            meta: inner(&meta),
        };
        let series = it.number.and_then(|n| {
            let words = it.who.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
            Some(Series {
                id: Id::new(Id::made(&format!("series {words}"), |_| false).as_str())?,
                number: Some(n),
            })
        });
        let present = it
            .who
            .iter()
            .map(|it| self.speaker(it))
            .filter(|it| !matches!(it, Speaker::Party(of) if channel.contains(of)))
            .collect();
        let place = Some(it.target.clone()).filter(|it| !it.is_empty());
        self.records.meetings.push(Meeting {
            meta,
            date: Pen::date(it),
            place,
            channel,
            present,
            series,
            log: vec![log],
            ..Meeting::default()
        });
        let record = RecordRef::new(Kind::Meeting, self.records.meetings.len() - 1);
        self.push(record, at, it, None);
    }

    fn statement(&mut self, at: usize, it: &Proposal, why: Option<String>) {
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Statement, it);
        let words = self.words(it);
        let direction = direction(it);
        let by = it.who.iter().map(|it| self.speaker(it)).collect();
        self.records.statements.push(Statement {
            meta,
            date: Pen::date(it),
            by,
            words,
            gist: Some(self.quote(it)),
            direction,
            ..Statement::default()
        });
        let record = RecordRef::new(Kind::Statement, self.records.statements.len() - 1);
        self.push(record, at, it, why);
    }

    fn line(&mut self, at: usize, it: &Proposal) {
        let who = it.who.first().cloned().unwrap_or_default();
        let Some(party) = self.party(&who) else {
            let why = "a line, but whose party is not known: make it a [[red_line]] of a party"
                .to_owned();
            return self.statement(at, it, Some(why));
        };
        // A line says what it rules out. Which options that are is for a person: until then the words are unclear on
        // all options of the issues whose own words occur.
        let unclear: IssueOptions = it
            .issues
            .iter()
            .filter_map(|issue| {
                let all = self.records.issues.get(issue.get())?.all();
                Some((*issue, all))
            })
            .collect();
        if unclear.is_empty() {
            let why = "a line on no issue of the record: make it a [[red_line]] once there is one"
                .to_owned();
            return self.statement(at, it, Some(why));
        }
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::RedLine, it);
        let by = Some(self.speaker(&who));
        let words = Some(self.quote(it));
        self.records.red_lines.push(RedLine {
            meta,
            party,
            by,
            words,
            date: Pen::date(it),
            unclear,
            ..blank_line(party)
        });
        let record = RecordRef::new(Kind::RedLine, self.records.red_lines.len() - 1);
        let issues: Vec<String> = it
            .issues
            .iter()
            .filter_map(|it| self.records.id(RecordRef::new(Kind::Issue, it.get())))
            .map(str::to_owned)
            .collect();
        let more = format!(
            "the words of {} are in it: enter which options it rules out (`rules_out`)",
            issues.join(", ")
        );
        self.push(record, at, it, Some(more));
    }

    /// The draft that a target names: one on record, or of this file.
    fn draft_named(&self, target: &str) -> Option<Ix<Draft>> {
        let known = self.known.draft(target).map(|it| Ix::new(it.index as usize));
        known.or_else(|| {
            let own = self
                .made
                .iter()
                .filter(|it| it.record.kind == Kind::Draft)
                .map(|it| it.record.index as usize);
            let mut like = own.filter(|at| contained(&self.records.drafts[*at].title, target));
            like.next().map(Ix::new)
        })
    }

    fn answer(&mut self, at: usize, it: &Proposal) {
        let who = it.who.first().cloned().unwrap_or_default();
        let Some(party) = self.party(&who) else {
            let why = "an answer, but whose party is not known: make it an [[answer]] of a party"
                .to_owned();
            return self.statement(at, it, Some(why));
        };
        let to = match self.draft_named(&it.target) {
            Some(it) => it,
            None => {
                let why =
                    format!("the text answered; enter what the article says of it: {}", it.target);
                self.new_draft(at, it, &it.target.clone(), Some(why))
            }
        };
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Answer, it);
        let answer = match it.status {
            ProposedStatus::Accept => Reply::Accept,
            ProposedStatus::Conditional => Reply::AcceptIf,
            ProposedStatus::Basis => Reply::Basis,
            ProposedStatus::Reject => Reply::Reject,
            _ => Reply::Reserve,
        };
        let condition = (answer == Reply::AcceptIf)
            .then(|| Condition { text: Some(self.quote(it)), ..Default::default() });
        let (by, words) = (Some(self.speaker(&who)), Some(self.quote(it)));
        self.records.answers.push(Answer {
            meta,
            party,
            to: AnswerTo::Draft(to),
            points: Vec::new(),
            answer,
            date: Pen::date(it),
            by,
            audience: None,
            words,
            condition,
        });
        let record = RecordRef::new(Kind::Answer, self.records.answers.len() - 1);
        self.push(record, at, it, None);
    }

    fn demand(&mut self, at: usize, it: &Proposal) {
        let who = it.who.first().cloned().unwrap_or_default();
        let Some(party) = self.party(&who) else {
            let why = format!(
                "a {}, but whose party is not known: make it a [[demand]] of a party",
                it.status.word()
            );
            return self.statement(at, it, Some(why));
        };
        let is = match it.status {
            ProposedStatus::Condition => DemandKind::Condition,
            ProposedStatus::Warning => DemandKind::Warning,
            _ => DemandKind::Demand,
        };
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Demand, it);
        let quote = self.quote(it);
        let rejects = is == DemandKind::Warning
            && ["rejected", "refused", "sent back", "returned", "unread"]
                .iter()
                .any(|word| quote.contains(word));
        let by = Some(self.speaker(&who));
        self.records.demands.push(Demand {
            meta,
            is,
            party,
            by,
            date: Pen::date(it),
            words: Some(quote),
            then: rejects.then_some(Reply::Reject),
            ..Demand::default()
        });
        let record = RecordRef::new(Kind::Demand, self.records.demands.len() - 1);
        self.push(record, at, it, None);
    }

    fn understanding(&mut self, at: usize, it: &Proposal) {
        let between = self.parties(&it.who);
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Understanding, it);
        let claimant = it.via.first().cloned();
        let party = claimant.as_ref().and_then(|it| self.party(it));
        let force = match it.status {
            ProposedStatus::Disputed => Some(Force::Denied),
            _ => None,
        };
        let by = claimant.map(|it| self.speaker(&it));
        let content = if it.target.is_empty() {
            ClaimContent::NotDisclosed
        } else {
            ClaimContent::Words(it.target.clone())
        };
        let claims: Vec<Claim> = party
            .map(|party| Claim {
                party,
                by,
                date: None,
                force,
                content,
                words: Some(self.quote(it)),
                meta: inner(&meta),
            })
            .into_iter()
            .collect();
        let title = if it.target.is_empty() { self.quote(it) } else { it.target.clone() };
        self.records.understandings.push(Understanding {
            meta,
            title: Some(title),
            date: Pen::date(it),
            between,
            claims,
            ..Understanding::default()
        });
        let record = RecordRef::new(Kind::Understanding, self.records.understandings.len() - 1);
        self.push(record, at, it, None);
    }

    fn draft(&mut self, at: usize, it: &Proposal) {
        let title = if it.number.is_some() && !it.words.is_empty() {
            it.words.clone()
        } else {
            it.target.clone()
        };
        self.new_draft(at, it, &title, None);
    }

    fn new_draft(
        &mut self,
        at: usize,
        it: &Proposal,
        title: &str,
        why: Option<String>,
    ) -> Ix<Draft> {
        let title = in_one_line(title);
        let title = if title.is_empty() { "a text".to_owned() } else { title };
        let mut meta = self.meta(it);
        meta.basis = Basis::Reported;
        let words = match it.number {
            Some(n) => format!("{title} {n}"),
            None => title.clone(),
        };
        meta.id = self.id(Kind::Draft, &words);
        let own = it.kind == ProposalKind::Draft;
        let tabled_by = if own { self.parties(&it.who) } else { Vec::new() };
        let account = it.via.first().map(|it| self.speaker(it));
        let by = account.clone();
        let counts = it
            .number
            .filter(|_| own)
            .map(|n| Count { n, by, meta: inner(&meta) })
            .into_iter()
            .collect();
        let date = Pen::date(it).filter(|_| own);
        if date.is_none() {
            meta.date_is = DateIs::Exact;
        }
        self.records.drafts.push(Draft {
            meta,
            title,
            date,
            tabled_by,
            account,
            form: Form::Reported,
            counts,
            ..Draft::default()
        });
        let place = self.records.drafts.len() - 1;
        self.push(RecordRef::new(Kind::Draft, place), at, it, why);
        Ix::new(place)
    }

    fn event(&mut self, at: usize, it: &Proposal) {
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Event, it);
        meta.basis = Basis::Reported;
        let what = self.quote(it);
        let events = &mut self.records.events;
        events.push(Event { meta: meta.clone(), date: Pen::date(it), what, affects: Vec::new() });
        let record = RecordRef::new(Kind::Event, events.len() - 1);
        let moved =
            if it.target.is_empty() { "nobody named".to_owned() } else { it.target.clone() };
        self.push(
            record,
            at,
            it,
            Some(format!("said to have moved: {moved}; enter in what (`affects`)")),
        );
        // What it led to stands in the same words; a person cuts it out.
        if it.target.is_empty() {
            return;
        }
        let mut to = meta.clone();
        to.id = self.id(Kind::Event, &format!("moved {}", it.target));
        self.records.events.push(Event {
            meta: to,
            date: None,
            what: format!("{} moved", it.target),
            affects: Vec::new(),
        });
        let led = RecordRef::new(Kind::Event, self.records.events.len() - 1);
        self.push(led, at, it, Some("what it led to: say it in your words".to_owned()));
        let mut link = meta;
        link.id = self.id(Kind::Cause, &format!("cause {}", it.target));
        link.date_is = DateIs::Exact;
        let by = it.who.first().or(it.via.first()).cloned().map(|it| self.speaker(&it));
        let words = Some(self.quote(it));
        self.records.causes.push(Cause {
            meta: link,
            from: record,
            to: led,
            by,
            date: None,
            words,
        });
        let cause = RecordRef::new(Kind::Cause, self.records.causes.len() - 1);
        self.push(cause, at, it, None);
    }

    fn prediction(&mut self, at: usize, it: &Proposal) {
        if direction(it).is_some() || it.target.is_empty() {
            let more = "only a direction: it moves no number".to_owned();
            return self.statement(at, it, Some(more));
        }
        let mut meta = self.meta(it);
        meta.id = self.id(Kind::Forecast, &it.target);
        meta.date_is = DateIs::Exact;
        meta.basis = Basis::Reported;
        let question = format!("Will it come to this: {}?", asked(&it.target, &it.words));
        let criteria = "to be written before any number is entered".to_owned();
        self.records.forecasts.push(Forecast {
            meta,
            question,
            criteria,
            opens: None,
            closes: None,
            resolves: None,
            place: None,
            after: None,
        });
        let forecast = self.records.forecasts.len() - 1;
        self.push(
            RecordRef::new(Kind::Forecast, forecast),
            at,
            it,
            Some("the question: write what counts as yes".to_owned()),
        );
        let word = it.words.to_lowercase();
        let chance = ChanceWord::named(&word).map(Chance::Word);
        let mut meta = self.meta(it);
        meta.id = self.entry_id(Kind::Prediction, it);
        let by = it
            .who
            .first()
            .cloned()
            .map(|it| self.speaker(&it))
            .or_else(|| Some(Speaker::Named("The article itself".to_owned())));
        let date = Pen::date(it).or(self.day);
        if Pen::date(it).is_none() {
            meta.date_is = if date.is_some() { DateIs::Before } else { DateIs::Exact };
        }
        let words = Some(self.quote(it));
        self.records.predictions.push(Prediction {
            meta,
            forecast: Ix::new(forecast),
            by,
            date,
            chance,
            words,
            fits: Some(Fit::Loosely),
            ..Prediction::default()
        });
        let record = RecordRef::new(Kind::Prediction, self.records.predictions.len() - 1);
        let more = chance.map(|it| {
            let range = it.range();
            format!(
                "ICD 203 reads {word:?} as {:.0} to {:.0} %",
                range.low * 100.0,
                range.high * 100.0
            )
        });
        self.push(record, at, it, more);
    }
}

/// Only that a chance rose or fell, where the words say no more.
/// The entry of a name that the article uses, below the words that it rests on and why it is there.
fn named(
    it: &NameRead,
    (record, kind): (RecordRef, ProposalKind),
    words: String,
    why: &str,
) -> Made {
    let remarks = vec![format!("\"{words}\""), why.to_owned()];
    Made { record, kind, proposal: None, quote: it.quote.clone(), remarks }
}

/// What a question asks of: without the word of likelihood, which belongs to the answer (`Ekman is almost certain to
/// refuse`: `Ekman to refuse`).
fn asked(target: &str, words: &str) -> String {
    let target = target.trim_end_matches(['.', '?']);
    let place = target.find(words).filter(|_| !words.is_empty());
    let Some(place) = place else { return target.to_owned() };
    let before = target[..place].trim_end();
    let behind = target[place + words.len()..].trim_start();
    let bare = ["is", "are", "was", "were", "be", "as", "looks", "look", "seems", "remains"]
        .iter()
        .find_map(|verb| before.strip_suffix(verb).filter(|it| it.is_empty() || it.ends_with(' ')))
        .unwrap_or(before)
        .trim_end();
    let question = format!("{bare} {behind}");
    let question = question.trim();
    if question.is_empty() { target.to_owned() } else { question.to_owned() }
}

fn direction(it: &Proposal) -> Option<Direction> {
    if it.kind != ProposalKind::Prediction || it.words.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let words = it.words.to_lowercase();
    let of = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if of(&[
        "lower",
        "reduc",
        "diminish",
        "less likely",
        "fall",
        "fell",
        "shrink",
        "dim",
        "fade",
        "reced",
        "lessen",
        "worsen",
        "drop",
    ]) {
        Some(Direction::Down)
    } else if of(&[
        "raise", "rais", "increas", "improv", "boost", "rise", "rose", "brighten", "grow",
        "likelier",
    ]) || words == "more likely"
    {
        Some(Direction::Up)
    } else {
        None
    }
}

/// A line without anything but its party.
fn blank_line(party: Ix<Party>) -> RedLine {
    RedLine { party, ..RedLine::default() }
}

/// What an entry within an entry says of itself.
fn inner(meta: &Meta) -> Meta {
    Meta { sources: meta.sources.clone(), basis: meta.basis, ..Meta::default() }
}

/// Words for somebody without a name, as speakers are written: with a space or a capital letter, so that they are no id.
fn unnamed(name: &str) -> String {
    let name = in_one_line(name);
    if name.contains(' ') || name.contains(char::is_uppercase) {
        name
    } else {
        format!("{name}, unnamed")
    }
}

/// An office without the country or body before it, and without an article.
fn bare(office: &str) -> String {
    let office = office
        .trim_start_matches("the ")
        .trim_start_matches("The ")
        .trim_start_matches("its ")
        .trim_start_matches("Its ");
    in_one_line(office).trim_end_matches(',').to_owned()
}

/// The government that these words name, by its own name.
fn government_in(words: &str) -> Option<String> {
    let tokens = Tokens::of(words);
    let found = (0..tokens.len()).find_map(|at| {
        governments().longest(&tokens, at, tokens.len()).filter(|_| tokens.capital(at))
    })?;
    governments().names.get(found.1?).cloned()
}
