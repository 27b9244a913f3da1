//! Every field of a record in words, so that a search reads all of it.
//!
//! Each type is taken apart field by field: whoever adds a field has to say here what of it is read. What an entry of
//! its own tells is read with that entry. The file is long because no type may be left out of it.

use jiff::civil::Date;

use super::entries::{Entry, EntryKind, Part};
use super::voices;
use plenipo_record::case::Case;
use plenipo_record::case::course::{Cause, Movement, TextState};
use plenipo_record::case::demand::Demand;
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Condition, Count, Draft, LifeEntry, Lineage, Point, Variant};
use plenipo_record::case::forecast::{Computed, Forecast, Mapped, Prediction, Resolution};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::{Issue, IssueOption, IssueOptions, OptionSet};
use plenipo_record::case::meeting::*;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::outside::{Capacity, Poll};
use plenipo_record::case::party::{Party, Person, Speaker};
use plenipo_record::case::polled::percent;
use plenipo_record::case::position::*;
use plenipo_record::case::process::{Consent, ConsentOutcome, Leave};
use plenipo_record::case::red_line::{Audience, Lifted, RedLine};
use plenipo_record::case::rule::Rule;
use plenipo_record::case::source::{Cited, Source};
use plenipo_record::case::understanding::{Claim, ClaimContent, NamedReading, Understanding};
use plenipo_record::case::upkeep::{Handover, Undertaking};

/// Everything in an entry that can be looked for, beside what it shows of itself.
pub(super) fn of(case: &Case, entry: &Entry) -> String {
    let mut words = Words { case, said: Vec::new() };
    words.entry(entry);
    words.said.join(" · ")
}

/// Words that are being put together.
struct Words<'a> {
    case: &'a Case,
    said: Vec<String>,
}

impl<'a> Words<'a> {
    fn say(&mut self, text: impl Into<String>) {
        self.said.push(text.into());
    }

    fn maybe(&mut self, text: &Option<String>) {
        self.said.extend(text.clone());
    }

    fn each(&mut self, list: &[String]) {
        self.said.extend(list.iter().cloned());
    }

    fn day(&mut self, day: Option<Date>) {
        self.said.extend(day.map(|it| it.to_string()));
    }

    fn voice(&mut self, by: &Option<Speaker>) {
        if let Some(by) = by {
            self.voices(std::slice::from_ref(by));
        }
    }

    fn voices(&mut self, by: &[Speaker]) {
        if !by.is_empty() {
            self.say(voices::names(self.case, by));
        }
    }

    fn parties(&mut self, list: &[Ix<Party>]) {
        let each: Vec<Speaker> = list.iter().copied().map(Speaker::Party).collect();
        self.voices(&each);
    }

    fn audience(&mut self, audience: Option<Audience>) {
        self.said.extend(audience.map(|it| it.word().to_owned()));
    }

    fn issue(&mut self, ix: Ix<Issue>) {
        self.say(self.case.issue_id(ix));
        self.say(self.case.issue(ix).title.clone());
    }

    fn set(&mut self, ix: Ix<Issue>, set: OptionSet) {
        self.issue(ix);
        for option in set.iter().map(|it| &self.case.issue(ix).options[it.get()]) {
            self.said.push(option.id.to_string());
            self.said.push(option.text.clone());
        }
    }

    fn options(&mut self, options: &IssueOptions) {
        options.iter().for_each(|(issue, set)| self.set(*issue, *set));
    }

    fn condition(&mut self, it: &Option<Condition>) {
        if let Some(Condition { text, when }) = it {
            self.maybe(text);
            self.options(when);
        }
    }

    fn drafts(&mut self, list: &[Ix<Draft>]) {
        for ix in list {
            self.record(RecordRef::new(Kind::Draft, ix.get()));
        }
    }

    /// What is referred to, by its id and in a line.
    fn record(&mut self, record: RecordRef) {
        self.said.extend(self.case.id(record).map(str::to_owned));
        self.said.push(describe::in_one_line(self.case, record));
    }

    fn records(&mut self, list: &[RecordRef]) {
        list.iter().for_each(|it| self.record(*it));
    }

    fn meta(&mut self, it: &Meta) {
        // Sources, basis and assumption set are in the footing.
        let Meta {
            id,
            known,
            sources: _,
            basis: _,
            handling: _,
            date_is: _,
            corrects,
            note,
            assumption: _,
        } = it;
        self.said.extend(id.as_ref().map(ToString::to_string));
        self.day(*known);
        self.maybe(note);
        if let Some(it) = corrects {
            self.voice(&it.by);
            self.maybe(&it.why);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let case = self.case;
        self.day(entry.date);
        let place = entry.record.map(|it| it.index as usize);
        match (entry.part, place) {
            (Part::Lifted(place), _) => {
                let line = case.red_lines.get(place);
                if let Some(Lifted { date, by, words, meta }) =
                    line.and_then(|it| it.lifted.as_ref())
                {
                    self.day(Some(*date));
                    self.voice(by);
                    self.maybe(words);
                    self.meta(meta);
                }
            }
            (Part::Point(draft, place), _) => {
                if let Some(it) = case.drafts.get(draft).and_then(|it| it.points.get(place)) {
                    self.point(it);
                }
            }
            (Part::PointReading(draft, place, at), _) => {
                let point = case.drafts.get(draft).and_then(|it| it.points.get(place));
                if let Some(it) = point.and_then(|it| it.readings.get(at)) {
                    self.parties(&[it.party]);
                    self.options(&it.settles);
                    self.maybe(&it.words);
                }
            }
            (_, None) => {}
            (Part::Whole, Some(at)) => {
                if let EntryKind::Record(kind) = entry.kind {
                    self.whole(kind, at);
                }
            }
            (part, Some(at)) => self.inside(part, at),
        }
    }

    /// An entry inside a record.
    fn inside(&mut self, part: Part, at: usize) {
        let case = self.case;
        let meeting = case.meetings.get(at);
        match part {
            Part::Log(k) => {
                let it = meeting.and_then(|it| it.log.get(k));
                if let Some(LogEntry { is: _, date, gist, words, by, meta }) = it {
                    self.day(*date);
                    self.maybe(gist);
                    self.maybe(words);
                    self.voice(by);
                    self.meta(meta);
                }
            }
            Part::Said(k) => {
                if let Some(Said { by, words, meta, readings: _ }) =
                    meeting.and_then(|it| it.said.get(k))
                {
                    self.voices(by);
                    self.say(words);
                    self.meta(meta);
                }
            }
            Part::ReadingOf(k, r) => {
                let said = meeting.and_then(|it| it.said.get(k));
                said.and_then(|it| it.readings.get(r)).into_iter().for_each(|it| self.reading(it));
            }
            Part::Reading(r) => {
                let it = case.statements.get(at).and_then(|it| it.readings.get(r));
                it.into_iter().for_each(|it| self.reading(it));
            }
            Part::Action(k) => {
                let it = meeting.and_then(|it| it.actions.get(k));
                if let Some(ActionItem { who, what, to, condition, due, done, meta }) = it {
                    self.voices(who);
                    self.voices(to);
                    self.say(what);
                    self.maybe(condition);
                    self.day(*due);
                    self.day(*done);
                    self.meta(meta);
                }
            }
            Part::Claim(k) => {
                let it = case.understandings.get(at).and_then(|it| it.claims.get(k));
                if let Some(Claim { party, by, date, force, content, words, meta }) = it {
                    self.parties(&[*party]);
                    self.voice(by);
                    self.day(*date);
                    self.said.extend(force.map(|it| it.word().to_owned()));
                    match content {
                        ClaimContent::NotDisclosed => {}
                        ClaimContent::Words(words) => self.say(words),
                        ClaimContent::Settles(options) => self.options(options),
                    }
                    self.maybe(words);
                    self.meta(meta);
                }
            }
            Part::Named(k) => {
                let it = case.understandings.get(at).and_then(|it| it.readings.get(k));
                if let Some(NamedReading { name, by, settles, words }) = it {
                    self.say(name);
                    self.voice(by);
                    self.options(settles);
                    self.maybe(words);
                }
            }
            Part::Life(k) => {
                let it = case.drafts.get(at).and_then(|it| it.life.get(k));
                if let Some(LifeEntry { is: _, from, by, meta }) = it {
                    self.day(Some(*from));
                    self.voice(by);
                    self.meta(meta);
                }
            }
            Part::Count(k) => {
                let it = case.drafts.get(at).and_then(|it| it.counts.get(k));
                if let Some(Count { n, by, meta }) = it {
                    self.say(n.to_string());
                    self.voice(by);
                    self.meta(meta);
                }
            }
            Part::Outcome => {
                let it = case.consents.get(at).and_then(|it| it.outcome.as_ref());
                if let Some(ConsentOutcome { is, date, by, vote, words, meta }) = it {
                    self.say(is.word());
                    self.day(Some(*date));
                    self.voice(by);
                    self.maybe(vote);
                    self.maybe(words);
                    self.meta(meta);
                }
            }
            Part::Whole | Part::Lifted(_) | Part::Point(..) | Part::PointReading(..) => {}
        }
    }

    fn reading(&mut self, it: &Reading) {
        let Reading { reads, by, meta } = it;
        self.say(reads);
        self.voice(by);
        self.meta(meta);
    }

    fn point(&mut self, it: &Point) {
        let Point {
            number,
            gist,
            text,
            variants,
            account,
            sets,
            among,
            excludes,
            leaves_open,
            only_if,
            after,
            lapses_if,
            lineage,
            under,
            heading: _,
            // Each is an entry of its own.
            readings: _,
            meta,
        } = it;
        self.maybe(number);
        self.maybe(under);
        self.maybe(gist);
        self.maybe(text);
        for Variant { text, by, meta } in variants {
            self.say(text);
            self.voice(by);
            self.meta(meta);
        }
        self.voice(account);
        sets.iter().for_each(|(issue, it)| self.set(*issue, OptionSet::one(*it)));
        for (issue, brackets) in among {
            for it in brackets {
                self.set(*issue, OptionSet::one(it.option));
                self.parties(&it.by);
            }
        }
        self.options(excludes);
        leaves_open.iter().for_each(|it| self.issue(*it));
        self.condition(only_if);
        self.each(after);
        self.maybe(lapses_if);
        for Lineage { is, of, why, by } in lineage {
            self.say(is.word());
            if let Some((draft, number)) = of {
                self.drafts(&[*draft]);
                self.say(number);
            }
            self.maybe(why);
            self.voice(by);
        }
        self.meta(meta);
    }

    /// A record without what entries of their own tell of it.
    fn whole(&mut self, kind: Kind, at: usize) {
        let case = self.case;
        if let Some(meta) = case.meta(RecordRef::new(kind, at)) {
            self.meta(meta);
        }
        match kind {
            Kind::Party => case.parties.get(at).into_iter().for_each(|it| self.party(it)),
            Kind::Person => case.persons.get(at).into_iter().for_each(|it| self.person(it)),
            Kind::Issue => case.issues.get(at).into_iter().for_each(|it| self.an_issue(it)),
            Kind::Draft => case.drafts.get(at).into_iter().for_each(|it| self.draft(it)),
            Kind::RedLine => case.red_lines.get(at).into_iter().for_each(|it| self.red_line(it)),
            Kind::Position => case.positions.get(at).into_iter().for_each(|it| self.position(it)),
            Kind::Answer => case.answers.get(at).into_iter().for_each(|it| self.answer(it)),
            Kind::Understanding => {
                case.understandings.get(at).into_iter().for_each(|it| self.understanding(it));
            }
            Kind::Alternative => {
                case.alternatives.get(at).into_iter().for_each(|it| self.alternative(it));
            }
            Kind::Meeting => case.meetings.get(at).into_iter().for_each(|it| self.meeting(it)),
            Kind::Statement => {
                case.statements.get(at).into_iter().for_each(|it| self.statement(it));
            }
            Kind::Event => case.events.get(at).into_iter().for_each(|it| self.event(it)),
            Kind::Leave => case.leaves.get(at).into_iter().for_each(|it| self.leave(it)),
            Kind::Consent => case.consents.get(at).into_iter().for_each(|it| self.consent(it)),
            Kind::Capacity => case.capacities.get(at).into_iter().for_each(|it| self.capacity(it)),
            Kind::Poll => case.polls.get(at).into_iter().for_each(|it| self.poll(it)),
            Kind::Rule => case.rules.get(at).into_iter().for_each(|it| self.rule(it)),
            Kind::Demand => case.demands.get(at).into_iter().for_each(|it| self.demand(it)),
            Kind::TextState => {
                case.text_states.get(at).into_iter().for_each(|it| self.text_state(it));
            }
            Kind::Movement => case.movements.get(at).into_iter().for_each(|it| self.movement(it)),
            Kind::Cause => case.causes.get(at).into_iter().for_each(|it| self.cause(it)),
            Kind::Undertaking => {
                case.undertakings.get(at).into_iter().for_each(|it| self.undertaking(it));
            }
            Kind::Handover => case.handovers.get(at).into_iter().for_each(|it| self.handover(it)),
            Kind::Forecast => case.forecasts.get(at).into_iter().for_each(|it| self.forecast(it)),
            Kind::Prediction => {
                case.predictions.get(at).into_iter().for_each(|it| self.prediction(it));
            }
            Kind::Resolution => {
                case.resolutions.get(at).into_iter().for_each(|it| self.resolution(it));
            }
            Kind::Source => case.sources.get(at).into_iter().for_each(|it| self.source(it)),
        }
    }

    fn party(&mut self, it: &Party) {
        let Party { meta: _, name, short, roles, tradition, also_known_as, order: _ } = it;
        self.say(name);
        self.maybe(short);
        roles.iter().for_each(|it| self.say(it.word()));
        self.said.extend(tradition.as_ref().map(ToString::to_string));
        self.each(also_known_as);
    }

    fn person(&mut self, it: &Person) {
        let Person { meta: _, name, party, offices, described_as, rank: _ } = it;
        self.say(name);
        self.maybe(described_as);
        self.parties(party.as_slice());
        for it in offices {
            self.say(&it.office);
            self.day(it.from);
            self.day(it.until);
        }
    }

    fn an_issue(&mut self, it: &Issue) {
        let Issue { meta: _, title, group, order: _, ordered: _, unit, status_quo: _, options } =
            it;
        self.say(title);
        self.maybe(group);
        self.maybe(unit);
        for IssueOption { id, text, value: _, known: _ } in options {
            self.say(id.to_string());
            self.say(text);
        }
    }

    fn draft(&mut self, it: &Draft) {
        let Draft {
            meta: _,
            title,
            date,
            tabled_by,
            contributors,
            account,
            form,
            complete: _,
            counts: _,
            based_on,
            answers,
            same_as,
            companions,
            known_to,
            life: _,
            points: _,
        } = it;
        self.say(title);
        self.day(*date);
        self.parties(tabled_by);
        self.parties(contributors);
        self.voice(account);
        self.say(form.word());
        self.drafts(based_on);
        self.drafts(answers.as_slice());
        self.drafts(same_as);
        self.drafts(companions);
        self.parties(known_to);
    }

    fn red_line(&mut self, it: &RedLine) {
        let RedLine {
            meta: _,
            party,
            by,
            audience,
            words,
            date: _,
            rules_out,
            unclear,
            condition,
            thread,
            firmness,
            lifted: _,
            overtaken_by,
            stands: _,
        } = it;
        self.parties(&[*party]);
        self.voice(by);
        self.audience(*audience);
        self.maybe(words);
        self.options(rules_out);
        self.options(unclear);
        self.condition(condition);
        self.maybe(thread);
        self.said.extend(firmness.map(|it| it.to_string()));
        self.records(overtaken_by.as_slice());
    }

    fn position(&mut self, it: &Position) {
        let Position {
            meta: _,
            party,
            issue,
            group,
            date: _,
            by,
            audience,
            words,
            ideal,
            ranking,
            prefers,
            acceptable,
            values,
            indifferent: _,
            salience,
            ended: _,
        } = it;
        self.parties(&[*party]);
        self.maybe(group);
        self.voice(by);
        self.audience(*audience);
        self.maybe(words);
        if let Some(issue) = *issue {
            let ranked = ranking.iter().fold(*acceptable, |all, tier| all.or(*tier));
            let pairs = prefers.iter().flat_map(|(a, b)| [a, b]);
            let single = pairs.chain(ideal).chain(values.iter().map(|(it, _)| it));
            self.set(issue, single.fold(ranked, |all, it| all.or(OptionSet::one(*it))));
        }
        if let Some(Salience::Class(class)) = salience {
            self.say(class.word());
        }
    }

    fn answer(&mut self, it: &Answer) {
        let Answer { meta: _, party, to, points, answer, date: _, by, audience, words, condition } =
            it;
        self.parties(&[*party]);
        if let AnswerTo::Draft(ix) = to {
            self.drafts(&[*ix]);
        }
        self.each(points);
        self.say(answer.word());
        self.voice(by);
        self.audience(*audience);
        self.maybe(words);
        self.condition(condition);
    }

    fn understanding(&mut self, it: &Understanding) {
        let Understanding { meta: _, title, date: _, between, claims: _, readings: _ } = it;
        self.maybe(title);
        self.parties(between);
    }

    fn alternative(&mut self, it: &Alternative) {
        let Alternative { meta: _, party, view, date: _, worth, words } = it;
        self.parties(&[*party]);
        self.voice(view);
        self.maybe(words);
        match worth {
            AlternativeWorth::Draft(ix) => self.drafts(&[*ix]),
            AlternativeWorth::Outcome(set) => {
                set.iter().for_each(|(issue, it)| self.set(*issue, OptionSet::one(*it)));
            }
            AlternativeWorth::Level(_)
            | AlternativeWorth::Direction(_)
            | AlternativeWorth::Unstated => {}
        }
    }

    fn meeting(&mut self, it: &Meeting) {
        let Meeting {
            meta: _,
            title,
            date,
            place,
            channel,
            present,
            led_by,
            series,
            agenda,
            carries,
            said: _,
            log: _,
            actions: _,
        } = it;
        self.maybe(title);
        self.day(*date);
        self.maybe(place);
        self.parties(channel);
        self.voices(present);
        self.voices(led_by);
        self.said.extend(series.as_ref().map(|it| it.id.to_string()));
        self.each(agenda);
        for Carried { draft, words, meta } in carries {
            self.drafts(&[*draft]);
            self.maybe(words);
            self.meta(meta);
        }
    }

    fn statement(&mut self, it: &Statement) {
        let Statement {
            meta: _,
            date: _,
            by,
            about,
            audience,
            words,
            gist,
            direction,
            forecast,
            fits: _,
            readings: _,
        } = it;
        self.voices(by);
        self.records(about);
        self.audience(*audience);
        self.maybe(words);
        self.maybe(gist);
        self.said.extend(direction.map(|it| it.word().to_owned()));
        let question = forecast.map(|ix| RecordRef::new(Kind::Forecast, ix.get()));
        self.records(question.as_slice());
    }

    fn event(&mut self, it: &Event) {
        let Event { meta: _, date: _, what, affects } = it;
        self.say(what);
        for it in affects {
            let Effect { view, of, what, issue, direction, by_how_much: _, words, by } = it;
            self.voice(view);
            self.parties(&[*of]);
            self.say(what.word());
            issue.iter().for_each(|it| self.issue(*it));
            self.said.extend(direction.map(|it| it.word().to_owned()));
            self.maybe(words);
            self.voice(by);
        }
    }

    fn leave(&mut self, it: &Leave) {
        let Leave { meta: _, records, by, to, date: _, form, words, withdrawn } = it;
        self.records(records);
        self.voice(by);
        self.parties(to);
        self.maybe(form);
        self.maybe(words);
        self.day(*withdrawn);
    }

    fn consent(&mut self, it: &Consent) {
        let Consent { meta: _, act, when, to, of, form, threshold, due, effect, outcome: _, words } =
            it;
        self.say(act);
        self.options(when);
        self.drafts(to);
        self.voices(of);
        self.said.extend(form.map(|it| describe::spoken(it.word())));
        self.maybe(threshold);
        self.day(*due);
        self.said.extend(effect.map(|it| it.word().to_owned()));
        self.maybe(words);
    }

    fn capacity(&mut self, it: &Capacity) {
        let Capacity { meta: _, party, is, to, when, act, by, date: _ } = it;
        self.parties(&[*party]);
        self.say(is.spoken());
        self.drafts(to);
        self.options(when);
        self.maybe(act);
        self.voice(by);
    }

    fn poll(&mut self, it: &Poll) {
        let Poll {
            meta: _,
            wording,
            by,
            sponsor,
            from,
            until,
            date: _,
            n,
            among,
            shares,
            undecided,
            about,
        } = it;
        self.say(wording);
        self.voice(by);
        self.voice(sponsor);
        self.day(*from);
        self.day(*until);
        self.said.extend(n.map(|it| it.to_string()));
        self.maybe(among);
        for (answer, share) in shares {
            self.say(format!("{answer} {}", percent(*share)));
        }
        self.said.extend(undecided.map(|it| format!("undecided {}", percent(it))));
        self.records(about);
    }

    fn rule(&mut self, it: &Rule) {
        let Rule { meta: _, when, requires, excludes, is, words, by } = it;
        self.options(when);
        self.options(requires);
        self.options(excludes);
        self.say(is.word());
        self.maybe(words);
        self.voice(by);
    }

    fn demand(&mut self, it: &Demand) {
        let Demand {
            meta: _,
            is,
            party,
            by,
            date: _,
            audience,
            words,
            asks,
            departs_from,
            when,
            then,
        } = it;
        self.say(is.word());
        self.parties(&[*party]);
        self.voice(by);
        self.audience(*audience);
        self.maybe(words);
        self.options(asks);
        let of = departs_from.map(|ix| RecordRef::new(Kind::Understanding, ix.get()));
        self.records(of.as_slice());
        self.options(when);
        self.said.extend(then.map(|it| it.word().to_owned()));
    }

    fn text_state(&mut self, it: &TextState) {
        let TextState { meta: _, draft, points, party, is, date: _, by, words } = it;
        self.drafts(&[*draft]);
        self.each(points);
        self.parties(party.as_slice());
        self.say(is.spoken());
        self.voice(by);
        self.maybe(words);
    }

    fn movement(&mut self, it: &Movement) {
        let Movement { meta: _, party, issue, from, to, is, date: _, condition, by, words } = it;
        self.parties(&[*party]);
        self.set(*issue, from.or(*to));
        self.say(is.word());
        self.maybe(condition);
        self.voice(by);
        self.maybe(words);
    }

    fn cause(&mut self, it: &Cause) {
        let Cause { meta: _, from, to, by, date: _, words } = it;
        self.records(&[*from, *to]);
        self.voice(by);
        self.maybe(words);
    }

    fn undertaking(&mut self, it: &Undertaking) {
        let Undertaking { meta: _, who, to, what, condition, date: _, due, done } = it;
        self.voices(who);
        self.voices(to);
        self.say(what);
        self.maybe(condition);
        self.day(*due);
        self.day(*done);
    }

    fn handover(&mut self, it: &Handover) {
        let Handover { meta: _, keeper, date: _, looked_at, read: _ } = it;
        self.say(keeper);
        self.said.extend(looked_at.iter().filter_map(|it| self.case.id(*it)).map(str::to_owned));
    }

    fn forecast(&mut self, it: &Forecast) {
        let Forecast { meta: _, question, criteria, opens, closes, resolves, place: _, after: _ } =
            it;
        self.say(question);
        self.say(criteria);
        [opens, closes, resolves].into_iter().for_each(|it| self.day(*it));
    }

    fn prediction(&mut self, it: &Prediction) {
        let Prediction {
            meta: _,
            forecast,
            by,
            also_by,
            date: _,
            chance,
            direction,
            words,
            fits: _,
            mapped,
            because,
            computed,
            place: _,
            after: _,
        } = it;
        self.record(RecordRef::new(Kind::Forecast, forecast.get()));
        self.voice(by);
        self.each(also_by);
        self.said.extend(chance.map(|it| it.to_string()));
        self.said.extend(direction.map(|it| it.word().to_owned()));
        self.maybe(words);
        if let Some(Mapped { chance, by, fits: _ }) = mapped {
            self.say(chance.to_string());
            self.voice(by);
        }
        self.records(because);
        computed.iter().for_each(|it| self.computed(it));
    }

    fn computed(&mut self, it: &Computed) {
        let Computed {
            lens,
            draft,
            party,
            status,
            low: _,
            middle: _,
            high: _,
            as_of,
            record,
            engine,
            seed: _,
            samples: _,
            assume,
            assumed,
            settings,
            features,
            checked: _,
            draft_was,
            party_was,
        } = it;
        self.say(lens);
        self.drafts(&[*draft]);
        self.parties(party.as_slice());
        self.say(status);
        self.day(*as_of);
        self.say(record);
        self.say(engine);
        [assume, assumed, settings, features].into_iter().for_each(|it| self.each(it));
        self.maybe(draft_was);
        self.maybe(party_was);
    }

    fn resolution(&mut self, it: &Resolution) {
        let Resolution { meta: _, forecast, date: _, outcome, words, place: _, since: _, after: _ } =
            it;
        self.record(RecordRef::new(Kind::Forecast, forecast.get()));
        self.say(outcome.word());
        self.maybe(words);
    }

    fn source(&mut self, it: &Source) {
        let Source {
            meta: _,
            publisher,
            title,
            address,
            date,
            reliability,
            citing,
            syndicated_from,
        } = it;
        self.maybe(publisher);
        self.maybe(title);
        self.maybe(address);
        self.day(*date);
        self.said.extend(reliability.map(|it| it.letter().to_string()));
        for it in citing {
            match it {
                Cited::Named(name) => self.say(name),
                Cited::Source(ix) => self.record(RecordRef::new(Kind::Source, ix.get())),
            }
        }
        let origin = syndicated_from.map(|ix| RecordRef::new(Kind::Source, ix.get()));
        self.records(origin.as_slice());
    }
}
