//! Random records that keep every rule, rich enough to exercise all 27 tables.
//!
//! The records are built from a tape of numbers: each choice takes the next one, and an empty tape
//! yields zeros. So proptest can shrink a failing case by shortening the tape and lowering its
//! numbers, which makes smaller records.
//!
//! The file is long because one tape runs through all tables: records refer to those made before them.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use plenipo_record::case::chance::{Chance, ChanceWord, Range};
use plenipo_record::case::course::*;
use plenipo_record::case::demand::*;
use plenipo_record::case::draft::*;
use plenipo_record::case::forecast::*;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
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
use plenipo_record::case::understanding::{
    Claim, ClaimContent, Force, NamedReading, Understanding,
};
use plenipo_record::case::upkeep::*;
use proptest::prelude::*;

/// Valid records of every kind, in no particular order.
pub fn records() -> impl Strategy<Value = Records> {
    proptest::collection::vec(any::<u16>(), 0..1500).prop_map(|tape| Build::new(tape).records())
}

/// Texts that are hard on quoting, beside plain ones.
const TEXTS: [&str; 12] = [
    "plain words",
    "Zürich, 日本 and “quotes”",
    "a \"quoted\" word",
    "back\\slash and 'single'",
    "two\nlines",
    "\nbegins and ends with breaks\n\n",
    "tab\tand return\r\nhere",
    "three \"\"\" quotes ''' of both",
    "# not a comment",
    " spaces around ",
    "\u{7f}\u{1}\u{feff}\u{202e}x",
    "= [ { , } ] .",
];

struct Build {
    tape: std::vec::IntoIter<u16>,
    records: Records,
    assumption: Option<String>,
}

impl Build {
    fn new(tape: Vec<u16>) -> Build {
        Build { tape: tape.into_iter(), records: Records::default(), assumption: None }
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        usize::from(self.tape.next().unwrap_or(0)) % n.max(1)
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Build) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Build, usize) -> T) -> Vec<T> {
        let n = self.below(most + 1);
        (0..n).map(|k| make(self, k)).collect()
    }

    fn one<T: Clone>(&mut self, list: &[T]) -> T {
        let k = self.below(list.len());
        list[k].clone()
    }

    fn word<T: Copy>(&mut self, list: &[(T, &'static str)]) -> T {
        let k = self.below(list.len());
        list[k].0
    }

    fn text(&mut self) -> String {
        self.one(&TEXTS).to_owned()
    }

    fn day(&mut self) -> Date {
        date(2025, 1, 1).saturating_add((self.below(500) as i64).days())
    }

    fn days(&mut self, n: usize) -> Vec<Date> {
        let mut days: Vec<Date> = (0..n).map(|_| self.day()).collect();
        days.sort_unstable();
        days
    }

    /// A figure in [0, 1].
    fn share(&mut self) -> f64 {
        self.below(1001) as f64 / 1000.0
    }

    fn unit(&mut self) -> Range {
        let (a, b) = (self.share(), self.share());
        if self.coin() { Range::exactly(a) } else { Range { low: a.min(b), high: a.max(b) } }
    }

    fn chance(&mut self) -> Chance {
        match self.below(3) {
            0 => Chance::Number(self.share()),
            1 => {
                let range = self.unit();
                Chance::Range(range.low, range.high)
            }
            _ => Chance::Word(self.one(&ChanceWord::ALL)),
        }
    }

    fn party(&mut self) -> Ix<Party> {
        Ix::new(self.below(self.records.parties.len()))
    }

    fn parties(&mut self) -> Vec<Ix<Party>> {
        self.some(3, |it, _| it.party())
    }

    fn speaker(&mut self) -> Speaker {
        match self.below(3) {
            1 if !self.records.persons.is_empty() => {
                Speaker::Person(Ix::new(self.below(self.records.persons.len())))
            }
            2 => {
                Speaker::Named(self.one(&["officials, unnamed", "Somebody", "a \"source\""]).into())
            }
            _ => Speaker::Party(self.party()),
        }
    }

    fn issue(&mut self) -> Ix<Issue> {
        Ix::new(self.below(self.records.issues.len()))
    }

    fn option(&mut self, issue: Ix<Issue>) -> OptionIx {
        OptionIx::new(self.below(self.records.issues[issue.get()].options.len()))
    }

    /// A set of options, neither empty nor all.
    fn options(&mut self, issue: Ix<Issue>) -> OptionSet {
        let mut set = OptionSet::one(self.option(issue));
        let n = self.records.issues[issue.get()].options.len();
        for k in 0..n {
            if self.coin() && set.len() + 1 < n {
                set.insert(OptionIx::new(k));
            }
        }
        set
    }

    /// Options of distinct issues, at least one.
    fn issue_options(&mut self) -> IssueOptions {
        let mut list: IssueOptions = Vec::new();
        for _ in 0..=self.below(3) {
            let issue = self.issue();
            if list.iter().all(|(it, _)| *it != issue) {
                let options = self.options(issue);
                list.push((issue, options));
            }
        }
        list
    }

    fn condition(&mut self) -> Condition {
        match self.below(3) {
            0 => Condition { text: Some(self.text()), when: Vec::new() },
            1 => Condition { text: None, when: self.issue_options() },
            _ => Condition { text: Some(self.text()), when: self.issue_options() },
        }
    }

    fn citations(&mut self) -> Vec<Citation> {
        if self.records.sources.is_empty() {
            return Vec::new();
        }
        self.some(2, |it, _| Citation {
            source: Ix::new(it.below(it.records.sources.len())),
            credibility: it.maybe(|it| 1 + it.below(6) as u8),
        })
    }

    /// What a record of `kind` at `place` says of itself.
    fn meta(&mut self, kind: Kind, place: usize, named: bool) -> Meta {
        self.assumption = (self.below(6) == 5).then(|| self.one(&["doves", "hawks"]).to_owned());
        let id = named || self.coin();
        let sources = self.citations();
        let handling = match self.below(5) {
            1 => Handling::Open,
            2 => Handling::Mediator,
            3 if kind != Kind::Party => Handling::Parties(self.parties()),
            _ => Handling::Unstated,
        };
        Meta {
            id: if id { Id::new(&name(kind, place)) } else { None },
            known: self.maybe(Build::day),
            basis: self.basis(),
            sources,
            handling,
            date_is: self.word(&DateIs::ALL),
            corrects: None,
            note: self.maybe(Build::text),
            assumption: self.assumption.clone(),
        }
    }

    fn basis(&mut self) -> Basis {
        let basis = self.word(&Basis::ALL);
        if self.assumption.is_some() { Basis::Assumed } else { basis }
    }

    /// What a table inside the record made last says of itself.
    fn inner(&mut self) -> Meta {
        Meta {
            known: self.maybe(Build::day),
            sources: self.citations(),
            basis: self.basis(),
            note: self.maybe(Build::text),
            assumption: self.assumption.clone(),
            ..Meta::default()
        }
    }

    /// Records of any kind that have an id.
    fn reading(&mut self) -> Reading {
        Reading { reads: self.text(), by: self.maybe(Build::speaker), meta: self.inner() }
    }

    fn refs(&mut self) -> Vec<RecordRef> {
        let mut named = Vec::new();
        for kind in Kind::ALL {
            for place in 0..self.records.count(kind) {
                let record = RecordRef::new(kind, place);
                if self.records.id(record).is_some() {
                    named.push(record);
                }
            }
        }
        self.some(3, |it, _| it.one(&named))
    }

    fn records(mut self) -> Records {
        self.parties_and_sources();
        self.issues();
        let n = self.below(4);
        for place in 0..n {
            let draft = self.draft(place);
            self.records.drafts.push(draft);
        }
        self.stands();
        self.course();
        self.process();
        self.around();
        self.forecasts();
        self.corrections();
        let Records { assumptions, .. } = &mut self.records;
        *assumptions = vec!["doves".to_owned(), "hawks".to_owned()];
        self.records
    }

    fn parties_and_sources(&mut self) {
        for place in 0..1 + self.below(4) {
            let party = Party {
                meta: self.meta(Kind::Party, place, true),
                name: self.text(),
                short: self.maybe(Build::text),
                roles: self.some(3, |it, _| it.word(&Role::ALL)),
                tradition: self.maybe(|_| Id::new("chinese").expect("an id")),
                also_known_as: self.some(2, |_, k| format!("Office {k} of {place}")),
                order: self.maybe(|it| it.below(9) as i64 - 4),
            };
            self.records.parties.push(party);
        }
        for place in 0..self.below(4) {
            let source = Source {
                meta: self.meta(Kind::Source, place, true),
                publisher: self.maybe(Build::text),
                title: self.maybe(Build::text),
                address: self.maybe(Build::text),
                date: self.maybe(Build::day),
                reliability: self.maybe(|it| it.word(&Reliability::ALL)),
                citing: self.some(2, |it, _| match it.records.sources.len() {
                    0 => Cited::Named("An agency".to_owned()),
                    n => Cited::Source(Ix::new(it.below(n))),
                }),
                syndicated_from: match place {
                    0 => None,
                    n => self.maybe(|it| Ix::new(it.below(n))),
                },
            };
            self.records.sources.push(source);
        }
        for place in 0..self.below(4) {
            let person = Person {
                meta: self.meta(Kind::Person, place, true),
                name: self.text(),
                party: self.maybe(Build::party),
                offices: self.some(2, |it, _| {
                    let days = it.days(2);
                    Office {
                        office: it.text(),
                        from: it.maybe(|_| days[0]),
                        until: it.maybe(|_| days[1]),
                    }
                }),
                described_as: self.maybe(Build::text),
                rank: self.maybe(|it| 1 + it.below(3) as u32),
            };
            self.records.persons.push(person);
        }
        let rule = match self.below(3) {
            1 => Agreement { all: self.parties(), ..Agreement::default() },
            2 => {
                let of: Vec<Ix<Party>> = vec![self.party()];
                Agreement { all: self.parties(), at_least: 1, of }
            }
            _ => Agreement::default(),
        };
        self.records.dossier = Dossier {
            title: "Random talks".to_owned(),
            summary: self.maybe(Build::text),
            as_of: self.maybe(Build::day),
            disclosure: self.word(&Disclosure::ALL),
            wording: self.word(&Wording::ALL),
            fictional: self.coin(),
            agreement: rule,
            one_matter: Vec::new(),
            nothing_agreed_until: self.maybe(Build::text),
        };
    }

    fn issues(&mut self) {
        for place in 0..1 + self.below(4) {
            let n = 2 + self.below(4);
            let options = (0..n).map(|k| IssueOption {
                id: Id::new(&format!("o{k}")).expect("an id"),
                text: self.text(),
                value: self.maybe(|it| {
                    let low = it.below(1000) as f64 / 8.0 - 50.0;
                    Range { low, high: low + it.below(3) as f64 * 1e7 }
                }),
                known: self.maybe(Build::day),
            });
            let options: Vec<IssueOption> = options.collect();
            let issue = Issue {
                meta: self.meta(Kind::Issue, place, true),
                title: self.text(),
                group: self.maybe(|it| it.one(&["water", "land"]).to_owned()),
                order: self.maybe(|it| it.below(5) as i64),
                ordered: self.coin(),
                unit: self.maybe(Build::text),
                status_quo: self.maybe(|it| OptionIx::new(it.below(n))),
                options,
            };
            self.records.issues.push(issue);
        }
        let group = self.records.issues.iter().find_map(|it| it.group.clone());
        self.records.dossier.one_matter = group.filter(|_| self.coin()).into_iter().collect();
    }

    fn earlier(&mut self, drafts: usize) -> Vec<Ix<Draft>> {
        if drafts == 0 { Vec::new() } else { self.some(2, |it, _| Ix::new(it.below(drafts))) }
    }

    fn draft(&mut self, place: usize) -> Draft {
        let meta = self.meta(Kind::Draft, place, true);
        // Each issue is spoken of by one unconditional point, so that no two contradict.
        let mut untouched: Vec<Ix<Issue>> = (0..self.records.issues.len()).map(Ix::new).collect();
        let mut points: Vec<Point> = self.some(4, |it, k| it.point(place, k, &mut untouched));
        // Under an earlier one, so that there is no circle.
        for k in 1..points.len() {
            points[k].under = points[k - 1].number.clone().filter(|_| self.coin());
        }
        Draft {
            meta,
            title: self.text(),
            date: self.maybe(Build::day),
            tabled_by: self.parties(),
            contributors: self.parties(),
            account: self.maybe(Build::speaker),
            form: self.word(&Form::ALL),
            complete: self.coin(),
            counts: self.some(2, |it, _| Count {
                n: it.below(40) as u32,
                by: it.maybe(Build::speaker),
                meta: it.inner(),
            }),
            based_on: self.earlier(place),
            answers: self.earlier(place).into_iter().next(),
            same_as: self.earlier(place),
            companions: self.earlier(place),
            known_to: self.parties(),
            life: self.some(2, |it, _| LifeEntry {
                is: it.word(&Life::ALL),
                from: it.day(),
                by: it.maybe(Build::speaker),
                meta: it.inner(),
            }),
            points,
        }
    }

    fn point(&mut self, draft: usize, k: usize, untouched: &mut Vec<Ix<Issue>>) -> Point {
        let numbers = [k.to_string(), format!("{k}a"), format!("0{k}")];
        let number = self.maybe(|it| it.one(&numbers));
        let mut point = Point {
            number,
            gist: self.maybe(Build::text),
            text: self.maybe(Build::text),
            variants: self.some(2, |it, _| Variant {
                text: it.text(),
                by: it.maybe(Build::speaker),
                meta: it.inner(),
            }),
            account: self.maybe(Build::speaker),
            only_if: self.maybe(Build::condition),
            after: self.some(2, |it, _| it.one(&["1", "2b", "the flood"]).to_owned()),
            lapses_if: self.maybe(Build::text),
            lineage: self.some(2, |it, _| it.lineage(draft)),
            meta: self.inner(),
            ..Point::default()
        };
        for _ in 0..self.below(3) {
            if untouched.is_empty() {
                break;
            }
            let issue = untouched.remove(self.below(untouched.len()));
            match self.below(5) {
                4 => {
                    let party = self.party();
                    if point.readings.iter().all(|it| it.party != party) {
                        let settles = vec![(issue, self.options(issue))];
                        point.readings.push(PointReading {
                            party,
                            settles,
                            words: self.maybe(Build::text),
                        });
                    }
                }
                0 => point.sets.push((issue, self.option(issue))),
                1 => {
                    let options = self.options(issue);
                    let brackets =
                        options.iter().map(|option| Bracket { option, by: self.parties() });
                    point.among.push((issue, brackets.collect()));
                }
                2 => point.excludes.push((issue, self.options(issue))),
                _ => point.leaves_open.push(issue),
            }
        }
        point.heading = point.settles_nothing() && self.coin();
        point
    }

    fn lineage(&mut self, drafts: usize) -> Lineage {
        let numbers = (0..drafts).flat_map(|draft| {
            let points = self.records.drafts[draft].points.iter();
            points.filter_map(move |it| Some((Ix::new(draft), it.number.clone()?)))
        });
        let numbers: Vec<(Ix<Draft>, String)> = numbers.collect();
        let of = (!numbers.is_empty()).then(|| self.one(&numbers));
        let is = if of.is_some() { self.word(&Relation::ALL) } else { Relation::New };
        Lineage { is, of, why: self.maybe(Build::text), by: self.maybe(Build::speaker) }
    }

    fn stands(&mut self) {
        for place in 0..self.below(4) {
            let line = self.red_line(place);
            self.records.red_lines.push(line);
        }
        for place in 0..self.below(5) {
            let position = self.position(place);
            self.records.positions.push(position);
        }
        for place in 0..self.below(4) {
            let answer = self.answer(place);
            self.records.answers.push(answer);
        }
        for place in 0..self.below(3) {
            let understanding = Understanding {
                meta: self.meta(Kind::Understanding, place, false),
                title: self.maybe(Build::text),
                date: self.maybe(Build::day),
                between: self.parties(),
                claims: self.some(3, |it, _| it.claim()),
                readings: self.some(2, |it, k| NamedReading {
                    name: format!("reading {k}"),
                    by: it.maybe(Build::speaker),
                    settles: it.issue_options(),
                    words: it.maybe(Build::text),
                }),
            };
            self.records.understandings.push(understanding);
        }
        for place in 0..self.below(4) {
            let alternative = Alternative {
                meta: self.meta(Kind::Alternative, place, false),
                party: self.party(),
                view: self.maybe(Build::speaker),
                date: self.maybe(Build::day),
                worth: self.worth(),
                words: self.maybe(Build::text),
            };
            self.records.alternatives.push(alternative);
        }
    }

    fn red_line(&mut self, place: usize) -> RedLine {
        let meta = self.meta(Kind::RedLine, place, false);
        let party = self.party();
        let days = self.days(2);
        let rules_out = self.issue_options();
        let unclear = self.issue_options();
        let unclear = unclear.into_iter().map(|(issue, set)| {
            let out = rules_out.iter().find(|(it, _)| *it == issue).map(|(_, set)| *set);
            (issue, set.without(out.unwrap_or_default()))
        });
        let unclear = unclear.filter(|(_, set)| !set.is_empty()).collect();
        let lifted = self.maybe(|it| Lifted {
            date: days[1],
            by: it.maybe(Build::speaker),
            words: it.maybe(Build::text),
            meta: it.inner(),
        });
        RedLine {
            meta,
            party,
            by: self.maybe(Build::speaker),
            audience: self.maybe(|it| it.word(&Audience::ALL)),
            words: self.maybe(Build::text),
            date: self.maybe(|_| days[0]),
            rules_out,
            unclear,
            condition: self.maybe(Build::condition),
            // A thread is one party's.
            thread: self.maybe(|_| format!("thread of {}", party.get())),
            firmness: self.maybe(Build::chance),
            lifted,
            overtaken_by: None,
            stands: self.coin(),
        }
    }

    fn position(&mut self, place: usize) -> Position {
        let salience = match self.below(3) {
            1 => Salience::Class(self.word(&SalienceClass::ALL)),
            _ => Salience::Share(self.unit()),
        };
        let mut position = Position {
            meta: self.meta(Kind::Position, place, false),
            party: self.party(),
            date: self.maybe(Build::day),
            by: self.maybe(Build::speaker),
            audience: self.maybe(|it| it.word(&Audience::ALL)),
            words: self.maybe(Build::text),
            salience: Some(salience),
            ended: self.coin(),
            ..Position::default()
        };
        let group = self.records.issues.iter().find_map(|it| it.group.clone());
        if let Some(group) = group.filter(|_| self.below(4) == 3) {
            position.group = Some(group);
            return position;
        }
        let issue = self.issue();
        let options = self.records.issues[issue.get()].options.len();
        position.issue = Some(issue);
        // One way of saying it at a time: two might contradict each other.
        match self.below(6) {
            0 => position.ideal = Some(self.option(issue)),
            1 => {
                let best = self.options(issue);
                let rest = OptionSet::first(options).without(best);
                position.ranking = vec![best];
                position.ranking.extend(rest.iter().map(OptionSet::one));
            }
            2 => position.prefers = vec![(OptionIx::new(1), OptionIx::new(0))],
            3 => position.acceptable = self.options(issue),
            4 => {
                let chosen = self.options(issue);
                position.values = chosen.iter().map(|option| (option, self.unit())).collect();
            }
            _ => position.indifferent = true,
        }
        position
    }

    fn answer(&mut self, place: usize) -> Answer {
        let meta = self.meta(Kind::Answer, place, false);
        let drafts = self.records.drafts.len();
        let to = match self.maybe(|it| it.below(drafts)) {
            Some(draft) if drafts > 0 => AnswerTo::Draft(Ix::new(draft)),
            _ => AnswerTo::AnyText,
        };
        let points = match to {
            AnswerTo::AnyText => Vec::new(),
            AnswerTo::Draft(draft) => {
                let points = &self.records.drafts[draft.get()].points;
                let numbers: Vec<String> =
                    points.iter().filter_map(|it| it.number.clone()).collect();
                numbers.into_iter().filter(|_| self.coin()).collect()
            }
        };
        let answer = self.word(&Reply::ALL);
        let condition = self.maybe(Build::condition).filter(|_| answer == Reply::AcceptIf);
        Answer {
            meta,
            party: self.party(),
            to,
            points,
            answer,
            date: self.maybe(Build::day),
            by: self.maybe(Build::speaker),
            audience: self.maybe(|it| it.word(&Audience::ALL)),
            words: self.maybe(Build::text),
            condition,
        }
    }

    fn claim(&mut self) -> Claim {
        Claim {
            party: self.party(),
            by: self.maybe(Build::speaker),
            date: self.maybe(Build::day),
            force: self.maybe(|it| it.word(&Force::ALL)),
            content: match self.below(3) {
                1 => ClaimContent::Words(self.text()),
                2 => ClaimContent::Settles(self.issue_options()),
                _ => ClaimContent::NotDisclosed,
            },
            words: self.maybe(Build::text),
            meta: Meta { date_is: self.word(&DateIs::ALL), ..self.inner() },
        }
    }

    fn worth(&mut self) -> AlternativeWorth {
        match self.below(5) {
            1 => AlternativeWorth::Level(self.unit()),
            2 if !self.records.drafts.is_empty() => {
                AlternativeWorth::Draft(Ix::new(self.below(self.records.drafts.len())))
            }
            3 => {
                let issue = self.issue();
                AlternativeWorth::Outcome(vec![(issue, self.option(issue))])
            }
            4 => AlternativeWorth::Direction(self.word(&Direction::ALL)),
            _ => AlternativeWorth::Unstated,
        }
    }

    fn course(&mut self) {
        for place in 0..self.below(4) {
            let meta = self.meta(Kind::Meeting, place, false);
            let drafts = self.records.drafts.len();
            let carries = self.some(drafts.min(2), |it, _| Carried {
                draft: Ix::new(it.below(drafts)),
                words: it.maybe(Build::text),
                meta: it.inner(),
            });
            let meeting = Meeting {
                meta,
                title: self.maybe(Build::text),
                date: self.maybe(Build::day),
                place: self.maybe(Build::text),
                channel: self.parties(),
                present: self.some(3, |it, _| it.speaker()),
                led_by: self.some(1, |it, _| it.speaker()),
                series: self.maybe(|it| Series {
                    id: Id::new("rounds").expect("an id"),
                    number: it.maybe(|_| place as u32 + 1),
                }),
                agenda: self.some(2, |it, _| it.text()),
                carries,
                said: self.some(2, |it, _| Said {
                    by: it.some(2, |it, _| it.speaker()),
                    words: it.text(),
                    meta: it.inner(),
                    readings: it.some(2, |it, _| it.reading()),
                }),
                log: self.some(2, |it, _| LogEntry {
                    is: it.word(&LogState::ALL),
                    date: it.maybe(Build::day),
                    gist: it.maybe(Build::text),
                    words: it.maybe(Build::text),
                    by: it.maybe(Build::speaker),
                    meta: it.inner(),
                }),
                actions: self.some(2, |it, _| ActionItem {
                    who: it.some(2, |it, _| it.speaker()),
                    what: it.text(),
                    to: it.some(2, |it, _| it.speaker()),
                    condition: it.maybe(Build::text),
                    due: it.maybe(Build::day),
                    done: it.maybe(Build::day),
                    meta: it.inner(),
                }),
            };
            self.records.meetings.push(meeting);
        }
        for place in 0..self.below(3) {
            let event = Event {
                meta: self.meta(Kind::Event, place, false),
                date: self.maybe(Build::day),
                what: self.text(),
                affects: self.some(2, |it, _| Effect {
                    view: it.maybe(Build::speaker),
                    of: it.party(),
                    what: it.word(&EffectOn::ALL),
                    issue: it.maybe(Build::issue),
                    direction: it.maybe(|it| it.word(&Direction::ALL)),
                    by_how_much: it.maybe(Build::unit),
                    words: it.maybe(Build::text),
                    by: it.maybe(Build::speaker),
                }),
            };
            self.records.events.push(event);
        }
        for place in 0..self.below(4) {
            let (about, words) = (self.refs(), self.maybe(Build::text));
            let gist = self.maybe(Build::text);
            let directed = (words.is_some() || gist.is_some()) && !about.is_empty();
            let statement = Statement {
                meta: self.meta(Kind::Statement, place, false),
                date: self.maybe(Build::day),
                by: self.some(2, |it, _| it.speaker()),
                about,
                audience: self.maybe(|it| it.word(&Audience::ALL)),
                words,
                gist,
                direction: directed.then(|| self.word(&Direction::ALL)),
                forecast: None,
                fits: None,
                readings: self.some(2, |it, _| it.reading()),
            };
            self.records.statements.push(statement);
        }
    }

    fn process(&mut self) {
        for place in 0..self.below(3) {
            let days = self.days(2);
            let leave = Leave {
                meta: self.meta(Kind::Leave, place, false),
                records: self.refs(),
                by: self.maybe(Build::speaker),
                to: self.parties(),
                date: self.maybe(|_| days[0]),
                form: self.maybe(Build::text),
                words: self.maybe(Build::text),
                withdrawn: self.maybe(|_| days[1]),
            };
            self.records.leaves.push(leave);
        }
        for place in 0..self.below(3) {
            let consent = Consent {
                meta: self.meta(Kind::Consent, place, false),
                act: self.text(),
                when: if self.coin() { Vec::new() } else { self.issue_options() },
                to: self.some_drafts(),
                of: self.some(2, |it, _| it.speaker()),
                form: self.maybe(|it| it.word(&ConsentForm::ALL)),
                threshold: self.maybe(Build::text),
                due: self.maybe(Build::day),
                effect: self
                    .maybe(|it| it.word(&ConsentEffect::ALL))
                    .filter(|it| *it != ConsentEffect::Voids),
                outcome: self.maybe(|it| ConsentOutcome {
                    is: it.word(&ConsentGiven::ALL),
                    date: it.day(),
                    by: it.maybe(Build::speaker),
                    vote: it.maybe(Build::text),
                    words: it.maybe(Build::text),
                    meta: it.inner(),
                }),
                words: self.maybe(Build::text),
            };
            self.records.consents.push(consent);
        }
    }

    fn some_drafts(&mut self) -> Vec<Ix<Draft>> {
        match self.records.drafts.len() {
            0 => Vec::new(),
            n => self.some(2, |it, _| Ix::new(it.below(n))),
        }
    }

    /// Each of `n` shares in [0, 1].
    fn shares(&mut self, n: usize) -> Vec<(String, f64)> {
        (0..n).map(|k| (format!("answer {k}"), self.share())).collect()
    }

    fn around(&mut self) {
        for place in 0..self.below(3) {
            let capacity = Capacity {
                meta: self.meta(Kind::Capacity, place, false),
                party: self.party(),
                is: self.word(&CapacityKind::ALL),
                to: self.some_drafts(),
                when: if self.coin() { Vec::new() } else { self.issue_options() },
                act: self.maybe(Build::text),
                by: self.maybe(Build::speaker),
                date: self.maybe(Build::day),
            };
            self.records.capacities.push(capacity);
        }
        for place in 0..self.below(3) {
            let days = self.days(3);
            let n = 1 + self.below(2);
            let poll = Poll {
                meta: self.meta(Kind::Poll, place, false),
                wording: "Yes, or no?".to_owned(),
                by: self.maybe(Build::speaker),
                sponsor: self.maybe(Build::speaker),
                from: self.maybe(|_| days[0]),
                until: self.maybe(|_| days[1]),
                date: self.maybe(|_| days[2]),
                n: self.maybe(|it| 1 + it.below(999) as u32),
                among: self.maybe(Build::text),
                shares: self.shares(n),
                undecided: self.maybe(Build::share),
                about: self.refs(),
            };
            self.records.polls.push(poll);
        }
        for place in 0..self.below(3) {
            let excluding = self.coin();
            let rule = Rule {
                meta: self.meta(Kind::Rule, place, false),
                when: if self.coin() { Vec::new() } else { self.issue_options() },
                requires: if excluding { Vec::new() } else { self.issue_options() },
                excludes: if excluding { self.issue_options() } else { Vec::new() },
                is: self.word(&RuleKind::ALL),
                words: self.maybe(Build::text),
                by: self.maybe(Build::speaker),
            };
            self.records.rules.push(rule);
        }
        for place in 0..self.below(3) {
            let demand = self.demand(place);
            self.records.demands.push(demand);
        }
        self.changes();
    }

    fn demand(&mut self, place: usize) -> Demand {
        let is = self.word(&DemandKind::ALL);
        let warns = is == DemandKind::Warning;
        let understandings = self.records.understandings.len();
        let named: Vec<usize> = (0..understandings)
            .filter(|it| self.records.understandings[*it].meta.id.is_some())
            .collect();
        Demand {
            meta: self.meta(Kind::Demand, place, false),
            is,
            party: self.party(),
            by: self.maybe(Build::speaker),
            date: self.maybe(Build::day),
            audience: self.maybe(|it| it.word(&Audience::ALL)),
            words: Some(self.text()),
            asks: if warns || self.coin() { Vec::new() } else { self.issue_options() },
            departs_from: match warns && !named.is_empty() && self.coin() {
                true => Some(Ix::new(self.one(&named))),
                false => None,
            },
            when: if warns && self.coin() { self.issue_options() } else { Vec::new() },
            then: if warns { self.maybe(|it| it.word(&Reply::ALL)) } else { None },
        }
    }

    /// States of texts, movements, causes, undertakings, keepers.
    fn changes(&mut self) {
        for place in 0..self.below(3) {
            let drafts = self.records.drafts.len();
            if drafts == 0 {
                break;
            }
            let draft = self.below(drafts);
            let numbers: Vec<String> = self.records.drafts[draft]
                .points
                .iter()
                .filter_map(|it| it.number.clone())
                .collect();
            let state = TextState {
                meta: self.meta(Kind::TextState, place, false),
                draft: Ix::new(draft),
                points: numbers.into_iter().filter(|_| self.coin()).collect(),
                party: self.maybe(Build::party),
                is: self.word(&TextStateKind::ALL),
                date: self.maybe(Build::day),
                by: self.maybe(Build::speaker),
                words: self.maybe(Build::text),
            };
            self.records.text_states.push(state);
        }
        for place in 0..self.below(3) {
            let issue = self.issue();
            let to = self.options(issue);
            let all = self.records.issues[issue.get()].all();
            let movement = Movement {
                meta: self.meta(Kind::Movement, place, false),
                party: self.party(),
                issue,
                from: if self.coin() { all.without(to) } else { OptionSet::EMPTY },
                to,
                is: self.word(&MovementKind::ALL),
                date: self.maybe(Build::day),
                condition: self.maybe(Build::text),
                by: self.maybe(Build::speaker),
                words: self.maybe(Build::text),
            };
            self.records.movements.push(movement);
        }
        // From parties to events: no circle can come of it.
        let events: Vec<usize> = (0..self.records.events.len())
            .filter(|it| self.records.events[*it].meta.id.is_some())
            .collect();
        for place in 0..self.below(3).min(events.len()) {
            let cause = Cause {
                meta: self.meta(Kind::Cause, place, false),
                from: RecordRef::new(Kind::Party, self.party().get()),
                to: RecordRef::new(Kind::Event, self.one(&events)),
                by: self.maybe(Build::speaker),
                date: self.maybe(Build::day),
                words: self.maybe(Build::text),
            };
            self.records.causes.push(cause);
        }
        for place in 0..self.below(3) {
            let days = self.days(3);
            let undertaking = Undertaking {
                meta: self.meta(Kind::Undertaking, place, false),
                who: self.some(2, |it, _| it.speaker()),
                to: self.some(2, |it, _| it.speaker()),
                what: self.text(),
                condition: self.maybe(Build::text),
                date: self.maybe(|_| days[0]),
                due: self.maybe(|_| days[1]),
                done: self.maybe(|_| days[2]),
            };
            self.records.undertakings.push(undertaking);
        }
        for place in 0..self.below(2) {
            let handover = Handover {
                meta: self.meta(Kind::Handover, place, false),
                keeper: self.text(),
                date: Some(self.day()),
                looked_at: self.refs(),
                read: self.below(2) == 0,
            };
            self.records.handovers.push(handover);
        }
        for place in 0..self.records.red_lines.len() {
            let line = &self.records.red_lines[place];
            let later: Vec<usize> = (0..self.records.positions.len())
                .filter(|it| {
                    let position = &self.records.positions[*it];
                    position.party == line.party
                        && position.meta.id.is_some()
                        && !(line.date.is_some()
                            && position.date.is_some_and(|it| Some(it) < line.date))
                })
                .collect();
            if !later.is_empty() && !line.stands && self.coin() {
                let by = RecordRef::new(Kind::Position, self.one(&later));
                self.records.red_lines[place].overtaken_by = Some(by);
            }
        }
    }

    /// A place in a ledger, of its own.
    fn in_ledger(&mut self) -> Option<u32> {
        let of = &self.records;
        let count = of.forecasts.len() + of.predictions.len() + of.resolutions.len();
        self.maybe(|it| (it.below(100) * 20 + count) as u32)
    }

    fn forecasts(&mut self) {
        let n = self.below(3);
        for place in 0..n {
            let days = self.days(3);
            let forecast = Forecast {
                meta: self.meta(Kind::Forecast, place, true),
                question: self.text(),
                criteria: "Yes if it is.".to_owned(),
                opens: self.maybe(|_| days[0]),
                closes: self.maybe(|_| days[1]),
                resolves: self.maybe(|_| days[2]),
                place: self.in_ledger(),
                after: None,
            };
            self.records.forecasts.push(forecast);
        }
        if n == 0 {
            return;
        }
        for place in 0..self.below(4) {
            let prediction = Prediction {
                meta: self.meta(Kind::Prediction, place, false),
                forecast: Ix::new(self.below(n)),
                by: self.maybe(Build::speaker),
                also_by: Vec::new(),
                date: self.maybe(Build::day),
                chance: self.maybe(Build::chance),
                direction: self.maybe(|it| it.word(&Direction::ALL)),
                words: self.maybe(Build::text),
                fits: self.maybe(|it| it.word(&Fit::ALL)),
                mapped: self.maybe(|it| Mapped {
                    chance: it.chance(),
                    by: it.maybe(Build::speaker),
                    fits: it.word(&Fit::ALL),
                }),
                because: self.refs(),
                computed: self.maybe(Build::computed).flatten(),
                place: self.in_ledger(),
                after: None,
            };
            self.records.predictions.push(prediction);
        }
        for place in 0..self.below(3) {
            let resolution = Resolution {
                meta: self.meta(Kind::Resolution, place, false),
                forecast: Ix::new(self.below(n)),
                date: self.maybe(Build::day),
                outcome: self.word(&Outcome::ALL),
                words: self.maybe(Build::text),
                place: self.in_ledger(),
                since: None,
                after: None,
            };
            self.records.resolutions.push(resolution);
        }
        for place in 0..self.records.statements.len() {
            if n > 0 && self.records.statements[place].direction.is_some() && self.coin() {
                let (forecast, fits) = (Ix::new(self.below(n)), self.word(&Fit::ALL));
                let it = &mut self.records.statements[place];
                (it.forecast, it.fits) = (Some(forecast), Some(fits));
            }
        }
    }

    fn computed(&mut self) -> Option<Computed> {
        let (drafts, parties) = (self.records.drafts.len(), self.records.parties.len());
        (drafts > 0).then(|| Computed {
            lens: "acceptance".to_owned(),
            draft: Ix::new(self.below(drafts)),
            party: self.maybe(|it| Ix::new(it.below(parties))),
            status: "open".to_owned(),
            low: Some(0.125),
            middle: self.maybe(|_| 0.25),
            high: Some(0.5),
            as_of: self.maybe(Build::day),
            record: self.text(),
            engine: self.text(),
            seed: 1,
            samples: self.maybe(|it| 1 + it.below(9) as u32),
            assume: vec!["doves".to_owned()],
            assumed: self.some(1, |it, _| it.text()),
            settings: self.some(1, |_, _| "tau=0".to_owned()),
            features: self.some(1, |_, _| "highs".to_owned()),
            checked: self.coin(),
            draft_was: None,
            party_was: None,
        })
    }

    /// Later records put right earlier ones that have an id.
    fn corrections(&mut self) {
        macro_rules! correct {
            ($list:ident) => {
                for place in 1..self.records.$list.len() {
                    let earlier = &self.records.$list[place - 1].meta;
                    if earlier.id.is_some() && self.coin() {
                        let by = self.maybe(Build::speaker);
                        let why = self.maybe(Build::text);
                        let record = place as u32 - 1;
                        self.records.$list[place].meta.corrects =
                            Some(Correction { record, by, why });
                    }
                }
            };
        }
        correct!(red_lines);
        correct!(statements);
        correct!(predictions);
        correct!(meetings);
    }
}

/// Ids: some alike across tables, since ids are unique in their table only.
fn name(kind: Kind, place: usize) -> String {
    match kind {
        Kind::Meeting | Kind::Statement | Kind::Event => format!("item-{place}"),
        other => format!("{}-{place}", other.table().replace('_', "-")),
    }
}
