//! Records with a mark in every field that can hold words, so that it can be looked for.
//!
//! Each type is taken apart field by field: whoever adds a field has to say here what becomes of it.
//! References stay, since a record that refers to something else may be open to somebody else; so do
//! numbers of points, groups and assumption sets, by which records find each other.

use plenipo_record::case::chance::{Chance, Range};
use plenipo_record::case::course::*;
use plenipo_record::case::demand::*;
use plenipo_record::case::draft::*;
use plenipo_record::case::forecast::*;
use plenipo_record::case::id::{Id, Kind, RecordRef};
use plenipo_record::case::issue::*;
use plenipo_record::case::meeting::*;
use plenipo_record::case::meta::*;
use plenipo_record::case::outside::*;
use plenipo_record::case::party::*;
use plenipo_record::case::position::*;
use plenipo_record::case::process::*;
use plenipo_record::case::records::Records;
use plenipo_record::case::red_line::*;
use plenipo_record::case::rule::*;
use plenipo_record::case::source::*;
use plenipo_record::case::understanding::*;
use plenipo_record::case::upkeep::*;

/// Puts `word` into every field of the record `this`, with what makes it the only one of its kind; returns
/// all that was put.
pub(super) fn fill(records: &mut Records, this: RecordRef, word: &str) -> Vec<String> {
    let at = this.index as usize;
    let word = format!("{word}-{}-{at}", this.kind.table());
    let mut made = Mark { word, nth: 0, put: Vec::new() };
    let mark = &mut made;
    match this.kind {
        Kind::Party => mark.party(&mut records.parties[at]),
        Kind::Person => mark.person(&mut records.persons[at]),
        Kind::Issue => mark.issue(&mut records.issues[at]),
        Kind::Draft => mark.draft(&mut records.drafts[at]),
        Kind::RedLine => mark.red_line(&mut records.red_lines[at]),
        Kind::Position => mark.position(&mut records.positions[at]),
        Kind::Answer => mark.answer(&mut records.answers[at]),
        Kind::Understanding => mark.understanding(&mut records.understandings[at]),
        Kind::Alternative => mark.alternative(&mut records.alternatives[at]),
        Kind::Meeting => mark.meeting(&mut records.meetings[at]),
        Kind::Statement => mark.statement(&mut records.statements[at]),
        Kind::Event => mark.event(&mut records.events[at]),
        Kind::Leave => mark.leave(&mut records.leaves[at]),
        Kind::Consent => mark.consent(&mut records.consents[at]),
        Kind::Capacity => mark.capacity(&mut records.capacities[at]),
        Kind::Poll => mark.poll(&mut records.polls[at]),
        Kind::Rule => mark.rule(&mut records.rules[at]),
        Kind::Demand => mark.demand(&mut records.demands[at]),
        Kind::TextState => mark.text_state(&mut records.text_states[at]),
        Kind::Movement => mark.movement(&mut records.movements[at]),
        Kind::Cause => mark.cause(&mut records.causes[at]),
        Kind::Undertaking => mark.undertaking(&mut records.undertakings[at]),
        Kind::Handover => mark.handover(&mut records.handovers[at]),
        Kind::Forecast => mark.forecast(&mut records.forecasts[at]),
        Kind::Prediction => mark.prediction(&mut records.predictions[at]),
        Kind::Resolution => mark.resolution(&mut records.resolutions[at]),
        Kind::Source => mark.source(&mut records.sources[at]),
    }
    made.put
}

/// Puts a remark of the keeper into every record and every entry inside one.
pub(super) fn remark(records: &mut Records, word: &str) {
    let note = |meta: &mut Meta| meta.note = Some(word.to_owned());
    macro_rules! each {
        ($($list:ident)*) => {
            $(records.$list.iter_mut().for_each(|it| note(&mut it.meta));)*
        };
    }
    each!(parties persons issues drafts red_lines positions answers understandings alternatives);
    each!(meetings statements events leaves consents forecasts predictions resolutions sources);
    each!(capacities polls rules demands text_states movements causes undertakings handovers);
    records.consents.iter_mut().filter_map(|it| it.outcome.as_mut()).for_each(|it| {
        note(&mut it.meta);
    });
    for draft in &mut records.drafts {
        draft.counts.iter_mut().for_each(|it| note(&mut it.meta));
        draft.life.iter_mut().for_each(|it| note(&mut it.meta));
        for point in &mut draft.points {
            note(&mut point.meta);
            point.variants.iter_mut().for_each(|it| note(&mut it.meta));
        }
    }
    records.red_lines.iter_mut().filter_map(|it| it.lifted.as_mut()).for_each(|it| {
        note(&mut it.meta);
    });
    for it in records.understandings.iter_mut().flat_map(|it| &mut it.claims) {
        note(&mut it.meta);
    }
    for meeting in &mut records.meetings {
        meeting.carries.iter_mut().for_each(|it| note(&mut it.meta));
        meeting.log.iter_mut().for_each(|it| note(&mut it.meta));
        meeting.actions.iter_mut().for_each(|it| note(&mut it.meta));
        for said in &mut meeting.said {
            note(&mut said.meta);
            said.readings.iter_mut().for_each(|it| note(&mut it.meta));
        }
    }
    for it in records.statements.iter_mut().flat_map(|it| &mut it.readings) {
        note(&mut it.meta);
    }
}

/// What is put into the fields of one record.
struct Mark {
    word: String,
    nth: usize,
    put: Vec<String>,
}

/// A figure that nothing else has.
const FIGURE: f64 = 0.731_303_1;

impl Mark {
    fn next(&mut self) -> String {
        self.nth += 1;
        format!("{}-{}", self.word, self.nth)
    }

    fn text(&mut self) -> String {
        let text = self.next();
        self.put.push(text.clone());
        text
    }

    fn id(&mut self) -> Id {
        let text = self.next().replace([' ', '_'], "-");
        self.put.push(text.clone());
        Id::new(&text).expect("an id")
    }

    fn maybe(&mut self, text: &mut Option<String>) {
        *text = Some(self.text());
    }

    fn voice(&mut self, by: &mut Option<Speaker>) {
        if let None | Some(Speaker::Named(_)) = by {
            *by = Some(Speaker::Named(self.text()));
        }
    }

    fn voices(&mut self, by: &mut Vec<Speaker>) {
        by.retain(|it| !matches!(it, Speaker::Named(_)));
        by.push(Speaker::Named(self.text()));
    }

    fn condition(&mut self, it: &mut Option<Condition>) {
        if let Some(Condition { text, when: _ }) = it {
            self.maybe(text);
        }
    }

    fn meta(&mut self, it: &mut Meta) {
        let Meta {
            id,
            known: _,
            sources: _,
            basis: _,
            handling: _,
            date_is: _,
            corrects,
            note,
            assumption: _,
        } = it;
        if id.is_some() {
            *id = Some(self.id());
        }
        self.maybe(note);
        if let Some(Correction { record: _, by, why }) = corrects {
            self.voice(by);
            self.maybe(why);
        }
    }

    fn party(&mut self, it: &mut Party) {
        let Party { meta, name, short, roles: _, tradition: _, also_known_as, order } = it;
        self.meta(meta);
        *name = self.text();
        self.maybe(short);
        *also_known_as = vec![self.text()];
        *order = Some(7313);
    }

    fn person(&mut self, it: &mut Person) {
        let Person { meta, name, party: _, offices, described_as, rank } = it;
        self.maybe(described_as);
        *rank = Some(7313);
        self.meta(meta);
        *name = self.text();
        offices.push(Office { office: self.text(), from: None, until: None });
    }

    fn issue(&mut self, it: &mut Issue) {
        let Issue { meta, title, group: _, order, ordered: _, unit, status_quo: _, options } = it;
        self.meta(meta);
        *title = self.text();
        *order = Some(7313);
        self.maybe(unit);
        for IssueOption { id, text, value, known: _ } in options {
            *id = self.id();
            *text = self.text();
            *value = Some(Range::exactly(FIGURE));
        }
    }

    fn draft(&mut self, it: &mut Draft) {
        let Draft {
            meta,
            title,
            date: _,
            tabled_by: _,
            contributors: _,
            account,
            form: _,
            complete: _,
            counts,
            based_on: _,
            answers: _,
            same_as: _,
            companions: _,
            known_to: _,
            life,
            points,
        } = it;
        self.meta(meta);
        *title = self.text();
        self.voice(account);
        for Count { n, by, meta } in counts {
            *n = 7313;
            self.voice(by);
            self.meta(meta);
        }
        for LifeEntry { is: _, from: _, by, meta } in life {
            self.voice(by);
            self.meta(meta);
        }
        points.iter_mut().for_each(|it| self.point(it));
    }

    fn point(&mut self, it: &mut Point) {
        let Point {
            number: _,
            gist,
            text,
            variants,
            account,
            sets: _,
            among: _,
            excludes: _,
            leaves_open: _,
            only_if,
            after,
            lapses_if,
            lineage,
            under: _,
            heading: _,
            readings,
            meta,
        } = it;
        self.maybe(gist);
        self.maybe(text);
        for Variant { text, by, meta } in variants {
            *text = self.text();
            self.voice(by);
            self.meta(meta);
        }
        self.voice(account);
        self.condition(only_if);
        after.push(self.text());
        self.maybe(lapses_if);
        for Lineage { is: _, of: _, why, by } in lineage {
            self.maybe(why);
            self.voice(by);
        }
        for PointReading { party: _, settles: _, words } in readings {
            self.maybe(words);
        }
        self.meta(meta);
    }

    fn red_line(&mut self, it: &mut RedLine) {
        let RedLine {
            meta,
            party: _,
            by,
            audience: _,
            words,
            date: _,
            rules_out: _,
            unclear: _,
            condition,
            thread,
            firmness,
            lifted,
            overtaken_by: _,
            stands: _,
        } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
        self.condition(condition);
        self.maybe(thread);
        *firmness = Some(Chance::Number(FIGURE));
        if let Some(Lifted { date: _, by, words, meta }) = lifted {
            self.voice(by);
            self.maybe(words);
            self.meta(meta);
        }
    }

    fn position(&mut self, it: &mut Position) {
        let Position {
            meta,
            party: _,
            issue: _,
            group: _,
            date: _,
            by,
            audience: _,
            words,
            ideal: _,
            ranking: _,
            prefers: _,
            acceptable: _,
            values: _,
            indifferent: _,
            salience: _,
            ended: _,
        } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
    }

    fn answer(&mut self, it: &mut Answer) {
        let Answer {
            meta,
            party: _,
            to: _,
            points: _,
            answer: _,
            date: _,
            by,
            audience: _,
            words,
            condition,
        } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
        self.condition(condition);
    }

    fn understanding(&mut self, it: &mut Understanding) {
        let Understanding { meta, title, date: _, between: _, claims, readings } = it;
        self.meta(meta);
        self.maybe(title);
        for NamedReading { name, by, settles: _, words } in readings {
            *name = self.text();
            self.voice(by);
            self.maybe(words);
        }
        for Claim { party: _, by, date: _, force: _, content, words, meta } in claims {
            self.voice(by);
            if let ClaimContent::NotDisclosed | ClaimContent::Words(_) = content {
                *content = ClaimContent::Words(self.text());
            }
            self.maybe(words);
            self.meta(meta);
        }
    }

    fn alternative(&mut self, it: &mut Alternative) {
        let Alternative { meta, party: _, view, date: _, worth, words } = it;
        self.meta(meta);
        self.voice(view);
        if let AlternativeWorth::Level(range) = worth {
            *range = Range::exactly(FIGURE);
        }
        self.maybe(words);
    }

    fn readings(&mut self, list: &mut [Reading]) {
        for Reading { reads, by, meta } in list {
            *reads = self.text();
            self.voice(by);
            self.meta(meta);
        }
    }

    fn meeting(&mut self, it: &mut Meeting) {
        let Meeting {
            meta,
            title,
            date: _,
            place,
            channel: _,
            present,
            led_by,
            series,
            agenda,
            carries,
            said,
            log,
            actions,
        } = it;
        self.meta(meta);
        self.maybe(title);
        self.maybe(place);
        self.voices(present);
        self.voices(led_by);
        *series = Some(Series { id: self.id(), number: Some(7313) });
        agenda.push(self.text());
        for Carried { draft: _, words, meta } in carries {
            self.maybe(words);
            self.meta(meta);
        }
        for Said { by, words, meta, readings } in said {
            self.voices(by);
            *words = self.text();
            self.meta(meta);
            self.readings(readings);
        }
        for LogEntry { is: _, date: _, gist, words, by, meta } in log {
            self.maybe(gist);
            self.maybe(words);
            self.voice(by);
            self.meta(meta);
        }
        for ActionItem { who, what, to, condition, due: _, done: _, meta } in actions {
            self.voices(who);
            *what = self.text();
            self.voices(to);
            self.maybe(condition);
            self.meta(meta);
        }
    }

    fn statement(&mut self, it: &mut Statement) {
        let Statement {
            meta,
            date: _,
            by,
            about: _,
            audience: _,
            words,
            gist,
            direction: _,
            forecast: _,
            fits: _,
            readings,
        } = it;
        self.meta(meta);
        self.voices(by);
        self.maybe(words);
        self.maybe(gist);
        self.readings(readings);
    }

    fn event(&mut self, it: &mut Event) {
        let Event { meta, date: _, what, affects } = it;
        self.meta(meta);
        *what = self.text();
        for it in affects {
            let Effect { view, of: _, what: _, issue: _, direction: _, by_how_much, words, by } =
                it;
            self.voice(view);
            *by_how_much = Some(Range::exactly(FIGURE));
            self.maybe(words);
            self.voice(by);
        }
    }

    fn leave(&mut self, it: &mut Leave) {
        let Leave { meta, records: _, by, to: _, date: _, form, words, withdrawn: _ } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(form);
        self.maybe(words);
    }

    fn consent(&mut self, it: &mut Consent) {
        let Consent {
            meta,
            act,
            when: _,
            to: _,
            of,
            form: _,
            threshold,
            due: _,
            effect: _,
            outcome,
            words,
        } = it;
        self.meta(meta);
        *act = self.text();
        self.voices(of);
        self.maybe(threshold);
        if let Some(ConsentOutcome { is: _, date: _, by, vote, words, meta }) = outcome {
            self.voice(by);
            self.maybe(vote);
            self.maybe(words);
            self.meta(meta);
        }
        self.maybe(words);
    }

    fn capacity(&mut self, it: &mut Capacity) {
        let Capacity { meta, party: _, is: _, to: _, when: _, act, by, date: _ } = it;
        self.meta(meta);
        self.maybe(act);
        self.voice(by);
    }

    fn poll(&mut self, it: &mut Poll) {
        let Poll {
            meta,
            wording,
            by,
            sponsor,
            from: _,
            until: _,
            date: _,
            n,
            among,
            shares,
            undecided,
            about: _,
        } = it;
        self.meta(meta);
        *wording = self.text();
        self.voice(by);
        self.voice(sponsor);
        *n = Some(7313);
        self.maybe(among);
        *shares = vec![(self.text(), FIGURE)];
        *undecided = Some(FIGURE);
    }

    fn rule(&mut self, it: &mut Rule) {
        let Rule { meta, when: _, requires: _, excludes: _, is: _, words, by } = it;
        self.meta(meta);
        self.maybe(words);
        self.voice(by);
    }

    fn demand(&mut self, it: &mut Demand) {
        let Demand {
            meta,
            is: _,
            party: _,
            by,
            date: _,
            audience: _,
            words,
            asks: _,
            departs_from: _,
            when: _,
            then: _,
        } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
    }

    fn text_state(&mut self, it: &mut TextState) {
        let TextState { meta, draft: _, points: _, party: _, is: _, date: _, by, words } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
    }

    fn movement(&mut self, it: &mut Movement) {
        let Movement {
            meta,
            party: _,
            issue: _,
            from: _,
            to: _,
            is: _,
            date: _,
            condition,
            by,
            words,
        } = it;
        self.meta(meta);
        self.maybe(condition);
        self.voice(by);
        self.maybe(words);
    }

    fn cause(&mut self, it: &mut Cause) {
        let Cause { meta, from: _, to: _, by, date: _, words } = it;
        self.meta(meta);
        self.voice(by);
        self.maybe(words);
    }

    fn undertaking(&mut self, it: &mut Undertaking) {
        let Undertaking { meta, who, to, what, condition, date: _, due: _, done: _ } = it;
        self.meta(meta);
        self.voices(who);
        self.voices(to);
        *what = self.text();
        self.maybe(condition);
    }

    fn handover(&mut self, it: &mut Handover) {
        let Handover { meta, keeper, date: _, looked_at: _, read: _ } = it;
        self.meta(meta);
        *keeper = self.text();
    }

    fn forecast(&mut self, it: &mut Forecast) {
        let Forecast {
            meta,
            question,
            criteria,
            opens: _,
            closes: _,
            resolves: _,
            place: _,
            after: _,
        } = it;
        self.meta(meta);
        *question = self.text();
        *criteria = self.text();
    }

    fn prediction(&mut self, it: &mut Prediction) {
        let Prediction {
            meta,
            forecast: _,
            by,
            also_by: _,
            date: _,
            chance,
            direction: _,
            words,
            fits: _,
            mapped,
            because: _,
            computed,
            place: _,
            after: _,
        } = it;
        self.meta(meta);
        self.voice(by);
        *chance = Some(Chance::Number(FIGURE));
        self.maybe(words);
        if let Some(Mapped { chance, by, fits: _ }) = mapped {
            *chance = Chance::Number(FIGURE);
            self.voice(by);
        }
        if let Some(it) = computed {
            let Computed {
                lens: _,
                draft: _,
                party: _,
                status,
                low,
                middle,
                high,
                as_of: _,
                record,
                engine,
                seed,
                samples,
                assume: _,
                assumed,
                settings,
                features,
                checked: _,
                draft_was: _,
                party_was: _,
            } = it;
            *status = self.text();
            (*low, *middle, *high) = (Some(FIGURE), Some(FIGURE), Some(FIGURE));
            *record = self.text();
            *engine = self.text();
            (*assumed, *settings) = (vec![self.text()], vec![self.text()]);
            *features = vec![self.text()];
            (*seed, *samples) = (7313, Some(7313));
        }
    }

    fn resolution(&mut self, it: &mut Resolution) {
        let Resolution {
            meta,
            forecast: _,
            date: _,
            outcome: _,
            words,
            place: _,
            since: _,
            after: _,
        } = it;
        self.meta(meta);
        self.maybe(words);
    }

    fn source(&mut self, it: &mut Source) {
        let Source {
            meta,
            publisher,
            title,
            address,
            date: _,
            reliability,
            citing,
            syndicated_from: _,
        } = it;
        self.meta(meta);
        self.maybe(publisher);
        self.maybe(title);
        self.maybe(address);
        *reliability = Some(Reliability::F);
        citing.retain(|it| !matches!(it, Cited::Named(_)));
        citing.push(Cited::Named(self.text()));
    }
}
