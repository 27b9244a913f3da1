//! The rules a record must keep to be a case, beyond the form of its tables.

mod around;

use jiff::civil::Date;

use super::chance::{Chance, Range};
use super::describe;
use super::draft::Draft;
use super::id::{Ix, Kind, RecordRef};
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use super::order::{Order, OrderClash};
use super::party::Party;
use super::position::{AlternativeWorth, AnswerTo, Position, Salience};
use super::records::{Record, Records, for_each_record_type};
use super::red_line::RedLine;
use super::source::Source;

/// Greatest number of parties; beyond, who may see what could no longer be told apart cheaply.
pub const PARTIES_MAX: usize = 64;

/// A broken rule, located in the records as they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The record; absent for the dossier's own table.
    pub at: Option<RecordRef>,
    /// The field within it, as a path of keys and places: `points.3.sets.crimea`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<String>,
}

/// Every broken rule.
pub fn faults(records: &Records) -> Vec<Fault> {
    let mut check = Check { records, faults: super::naming::faults(records) };
    check.dossier();
    check.parties();
    check.issues();
    check.drafts();
    check.red_lines();
    check.positions();
    check.answers();
    check.understandings();
    check.alternatives();
    check.meetings();
    check.process();
    check.forecasts();
    check.around();
    check.corrections();
    check.cycles();
    check.faults
}

struct Check<'a> {
    records: &'a Records,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, at: RecordRef, path: impl Into<String>, message: impl Into<String>) {
        self.faults.push(Fault {
            at: Some(at),
            path: path.into(),
            message: message.into(),
            hint: None,
        });
    }

    fn hinted(&mut self, at: RecordRef, path: impl Into<String>, message: String, hint: &str) {
        self.faults.push(Fault {
            at: Some(at),
            path: path.into(),
            message,
            hint: Some(hint.to_owned()),
        });
    }

    fn dossier(&mut self) {
        let rule = &self.records.dossier.agreement;
        let mut fault = |path: &str, message: String| {
            let path = path.to_owned();
            self.faults.push(Fault { at: None, path, message, hint: None });
        };
        if rule.at_least as usize > rule.of.len() {
            let (need, have) = (rule.at_least, rule.of.len());
            fault("agreement.at_least", format!("{need} of {have} parties can never be reached"));
        }
        if !rule.of.is_empty() && rule.at_least == 0 {
            fault("agreement.of", "`of` has no effect without `at_least`".to_owned());
        }
        if self.records.dossier.title.trim().is_empty() {
            fault("title", "the title is empty".to_owned());
        }
        let grouped =
            |name: &String| self.records.issues.iter().any(|it| it.group.as_ref() == Some(name));
        for name in self.records.dossier.one_matter.iter().filter(|it| !grouped(it)) {
            fault("one_matter", format!("no issue is in a group `{name}`"));
        }
    }

    fn parties(&mut self) {
        let records = self.records;
        if records.parties.len() > PARTIES_MAX {
            let at = RecordRef::new(Kind::Party, PARTIES_MAX);
            self.fault(at, "", format!("a dossier holds at most {PARTIES_MAX} parties"));
        }
        for (i, person) in records.persons.iter().enumerate() {
            for (k, office) in person.offices.iter().enumerate() {
                let path = format!("offices.{k}.until");
                let at = RecordRef::new(Kind::Person, i);
                self.in_order(at, path, office.from, office.until, "the office begins");
            }
        }
    }

    fn issues(&mut self) {
        for (i, issue) in self.records.issues.iter().enumerate() {
            let at = RecordRef::new(Kind::Issue, i);
            if issue.options.is_empty() {
                self.fault(at, "options", "an issue needs at least one option");
            }
            for (k, option) in issue.options.iter().enumerate() {
                if issue.options[..k].iter().any(|it| it.id == option.id) {
                    let message = format!("option `{}` appears twice", option.id);
                    self.fault(at, format!("options.{k}.id"), message);
                }
                if let Some(range) = option.value {
                    self.range(at, format!("options.{k}.value"), range);
                }
            }
        }
    }

    fn drafts(&mut self) {
        for (i, draft) in self.records.drafts.iter().enumerate() {
            let at = RecordRef::new(Kind::Draft, i);
            self.numbers(at, draft);
            self.settled_once(at, draft);
            self.lineage(at, draft);
            for (k, point) in draft.points.iter().enumerate() {
                if let Some(condition) = &point.only_if {
                    self.full_sets(at, &format!("points.{k}.only_if.when"), &condition.when);
                }
                for (issue, options) in &point.excludes {
                    if *options == self.records.issue(*issue).all() {
                        let id = self.records.issue_id(*issue);
                        let message = format!("this excludes every option of `{id}`");
                        self.fault(at, format!("points.{k}.excludes.{id}"), message);
                    }
                }
            }
        }
    }

    fn numbers(&mut self, at: RecordRef, draft: &Draft) {
        for (k, point) in draft.points.iter().enumerate() {
            let Some(number) = &point.number else { continue };
            if draft.points[..k].iter().any(|it| it.number.as_ref() == Some(number)) {
                self.hinted(
                    at,
                    format!("points.{k}.number"),
                    format!("two points of this draft have the number {number}"),
                    "give sub-points letters (21a, 21b), or leave the number out where it is not known",
                );
            }
        }
    }

    /// A text may not settle one issue twice, nor settle it with an option it excludes.
    fn settled_once(&mut self, at: RecordRef, draft: &Draft) {
        let n = self.records.issues.len();
        let mut set: Vec<Option<usize>> = vec![None; n];
        let mut left: Vec<OptionSet> = self.records.issues.iter().map(Issue::all).collect();
        for (k, point) in draft.points.iter().enumerate() {
            for (issue, _) in &point.sets {
                let id = self.records.issue_id(*issue).to_owned();
                // Points under different conditions may settle the same issue differently.
                if let Some(first) = set[issue.get()].filter(|_| point.only_if.is_none()) {
                    let number = draft.points[first].number.as_deref().unwrap_or("without number");
                    self.hinted(
                        at,
                        format!("points.{k}.sets.{id}"),
                        format!("`{id}` is already set by point {number}"),
                        "a text can settle an issue once; use `among` for alternatives in brackets",
                    );
                } else if point.only_if.is_none() {
                    set[issue.get()] = Some(k);
                }
            }
            if point.only_if.is_some() {
                continue;
            }
            let sets = point.sets.iter().map(|(i, o)| (*i, OptionSet::one(*o), "sets"));
            let among = point.among.iter().map(|(i, brackets)| {
                (*i, brackets.iter().map(|it| it.option).collect::<OptionSet>(), "among")
            });
            let excludes = point.excludes.iter().map(|(i, options)| {
                (*i, self.records.issue(*i).all().without(*options), "excludes")
            });
            for (issue, options, key) in sets.chain(among).chain(excludes).collect::<Vec<_>>() {
                let before = left[issue.get()];
                left[issue.get()] = before.and(options);
                if !before.is_empty() && left[issue.get()].is_empty() && !options.is_empty() {
                    let id = self.records.issue_id(issue).to_owned();
                    let message = format!(
                        "together with earlier points, this leaves no option of `{id}` possible"
                    );
                    let clash = set[issue.get()] == Some(k) || key != "sets";
                    if clash {
                        self.fault(at, format!("points.{k}.{key}.{id}"), message);
                    }
                }
            }
            for issue in &point.leaves_open {
                if set[issue.get()].is_some() {
                    let id = self.records.issue_id(*issue).to_owned();
                    let message = format!("`{id}` is both settled and left open by this draft");
                    self.fault(at, format!("points.{k}.leaves_open"), message);
                }
            }
        }
    }

    fn lineage(&mut self, at: RecordRef, draft: &Draft) {
        for (k, point) in draft.points.iter().enumerate() {
            for (m, lineage) in point.lineage.iter().enumerate() {
                let path = format!("points.{k}.lineage.{m}.of");
                match &lineage.of {
                    Some((of, number)) => {
                        self.point_is_there(at, path, *of, number);
                    }
                    None if lineage.is != super::draft::Relation::New => {
                        let word = lineage.is.word();
                        self.hinted(
                            at,
                            path,
                            format!("a point that was {word} needs the point it comes from"),
                            "write of = \"draft#number\"",
                        );
                    }
                    None => {}
                }
            }
        }
    }

    fn red_lines(&mut self) {
        for (i, line) in self.records.red_lines.iter().enumerate() {
            let at = RecordRef::new(Kind::RedLine, i);
            if line.rules_out.is_empty() && line.unclear.is_empty() {
                self.hinted(
                    at,
                    "",
                    "this line rules nothing out".to_owned(),
                    "add rules_out = { issue = [\"option\"] }, or unclear = { … }, or make it a statement",
                );
            }
            self.full_sets(at, "rules_out", &line.rules_out);
            for (issue, options) in &line.unclear {
                let ruled_out = line.rules_out.iter().find(|(it, _)| it == issue);
                if ruled_out.is_some_and(|(_, it)| !it.and(*options).is_empty()) {
                    let id = self.records.issue_id(*issue).to_owned();
                    let message = format!("an option of `{id}` is both ruled out and unclear");
                    self.fault(at, format!("unclear.{id}"), message);
                }
            }
            if let Some(firmness) = line.firmness {
                self.chance(at, "firmness", firmness);
            }
            if let Some(lifted) = &line.lifted {
                let path = "lifted.date".to_owned();
                self.in_order(at, path, line.date, Some(lifted.date), "the line was drawn");
            }
            self.thread(at, line, &self.records.red_lines[..i]);
        }
    }

    /// One thread is one party's.
    fn thread(&mut self, at: RecordRef, line: &RedLine, earlier: &[RedLine]) {
        let Some(thread) = &line.thread else { return };
        let other =
            earlier.iter().find(|it| it.thread.as_ref() == Some(thread) && it.party != line.party);
        if let Some(other) = other {
            let name = &self.party(other.party).name;
            let message = format!("thread `{thread}` already belongs to {name}");
            self.hinted(at, "thread", message, "a thread holds restatements of one party's line");
        }
    }

    /// A set of options that leaves nothing of its issue is a slip, or not an issue.
    fn full_sets(&mut self, at: RecordRef, field: &str, options_of: &IssueOptions) {
        for (issue, options) in options_of {
            let all = self.records.issue(*issue).all();
            if *options == all {
                let id = self.records.issue_id(*issue).to_owned();
                self.hinted(
                    at,
                    format!("{field}.{id}"),
                    format!("this names every option of `{id}`"),
                    "add the option that the words still allow to the issue",
                );
            }
        }
    }

    fn positions(&mut self) {
        for (i, position) in self.records.positions.iter().enumerate() {
            let at = RecordRef::new(Kind::Position, i);
            match (position.issue, &position.group) {
                (Some(issue), None) => self.position_on(at, position, self.records.issue(issue)),
                (None, Some(group)) => {
                    if !self.records.issues.iter().any(|it| it.group.as_ref() == Some(group)) {
                        self.fault(at, "group", format!("no issue is in a group `{group}`"));
                    }
                    if position.salience.is_none() {
                        self.fault(at, "group", "of a group only the salience can be recorded");
                    }
                }
                (None, None) => {
                    self.fault(at, "", "this position says neither its issue nor its group");
                    if let Some(last) = self.faults.last_mut() {
                        last.hint = Some("issue = \"…\", or group = \"…\"".to_owned());
                    }
                }
                (Some(_), Some(_)) => {
                    self.fault(at, "issue", "a position is on an issue or on a group, not both");
                }
            }
            if let Some(Salience::Share(range)) = position.salience {
                self.unit(at, "salience".to_owned(), range);
            }
        }
    }

    fn position_on(&mut self, at: RecordRef, position: &Position, issue: &Issue) {
        for (option, range) in &position.values {
            let path = format!("values.{}", issue.options[option.get()].id);
            self.unit(at, path, *range);
        }
        for (k, class) in position.ranking.iter().enumerate() {
            let earlier = position.ranking[..k].iter().fold(OptionSet::EMPTY, |a, b| a.or(*b));
            if !earlier.and(*class).is_empty() {
                self.fault(at, format!("ranking.{k}"), "an option is ranked twice");
                return;
            }
        }
        match Order::of(issue, position) {
            Err(clash) => {
                let id = |it: OptionIx| &issue.options[it.get()].id;
                let what = match clash {
                    OrderClash::Circle(a, b) => {
                        format!("`{}` and `{}` would each be better than the other", id(a), id(b))
                    }
                    OrderClash::Tied(a, b) => format!(
                        "`{}` and `{}` are equally good, and one would be better than the other",
                        id(a),
                        id(b)
                    ),
                    OrderClash::Itself(a) => format!("`{}` would be better than itself", id(a)),
                };
                let message = format!("contradictory order: {what}");
                self.hinted(
                    at,
                    "",
                    message,
                    "compare ideal, ranking, prefers and acceptable of this position",
                );
            }
            Ok(order) => {
                if position.indifferent && order.says_something() {
                    self.fault(
                        at,
                        "indifferent",
                        "it is called indifferent, but an order is given",
                    );
                }
                for (better, worse) in order.pairs() {
                    let value = |it| position.values.iter().find(|(o, _)| *o == it);
                    if let (Some((_, high)), Some((_, low))) = (value(better), value(worse))
                        && high.high < low.low
                    {
                        let path = format!("values.{}", issue.options[better.get()].id);
                        self.fault(at, path, "contradictory order: these values contradict it");
                    }
                }
                for (place, (option, range)) in position.values.iter().enumerate() {
                    let alike = order.equal(*option);
                    let apart = |it: &&(OptionIx, Range)| {
                        alike.contains(it.0) && (it.1.high < range.low || range.high < it.1.low)
                    };
                    if position.values[..place].iter().any(|it| apart(&it)) {
                        let path = format!("values.{}", issue.options[option.get()].id);
                        self.fault(at, path, "contradictory order: these values contradict it");
                    }
                }
            }
        }
    }

    fn answers(&mut self) {
        for (i, answer) in self.records.answers.iter().enumerate() {
            let at = RecordRef::new(Kind::Answer, i);
            let AnswerTo::Draft(draft) = answer.to else {
                if !answer.points.is_empty() {
                    self.fault(at, "points", "points of which draft?");
                }
                continue;
            };
            for (k, number) in answer.points.iter().enumerate() {
                self.point_is_there(at, format!("points.{k}"), draft, number);
            }
        }
    }

    /// That a draft has a point of this number.
    fn point_is_there(&mut self, at: RecordRef, path: String, draft: Ix<Draft>, number: &str) {
        /// So many of its points are named.
        const NAMED: usize = 6;
        let draft = self.records.draft(draft);
        let mut numbers = draft.points.iter().filter_map(|it| it.number.as_deref());
        if numbers.clone().any(|it| it == number) {
            return;
        }
        let named: Vec<&str> = numbers.by_ref().take(NAMED).collect();
        let hint = match (named.is_empty(), numbers.next_back()) {
            (true, _) => "none of its points has a number".to_owned(),
            (false, None) => format!("its points are {}", named.join(", ")),
            (false, Some(last)) => format!("its points are {} … {last}", named.join(", ")),
        };
        let message = format!("draft `{}` has no point {number}", draft.id());
        self.hinted(at, path, message, &hint);
    }

    fn understandings(&mut self) {
        for (i, understanding) in self.records.understandings.iter().enumerate() {
            let at = RecordRef::new(Kind::Understanding, i);
            for (k, claim) in understanding.claims.iter().enumerate() {
                if let super::understanding::ClaimContent::Settles(options) = &claim.content
                    && let Some((issue, _)) = options.iter().find(|(_, set)| set.is_empty())
                {
                    let id = self.records.issue_id(*issue).to_owned();
                    let path = format!("claims.{k}.settles.{id}");
                    self.fault(at, path, "no option is named");
                }
            }
        }
    }

    fn alternatives(&mut self) {
        for (i, alternative) in self.records.alternatives.iter().enumerate() {
            if let AlternativeWorth::Level(range) = alternative.worth {
                self.unit(RecordRef::new(Kind::Alternative, i), "level".to_owned(), range);
            }
        }
    }

    /// The meeting as it was entered first, of one that corrects another.
    fn first_told(&self, meeting: usize) -> usize {
        let mut at = meeting;
        // As many steps as there are meetings: a circle is told of elsewhere.
        for _ in 0..self.records.meetings.len() {
            let corrected = self.records.meetings.get(at).and_then(|it| it.meta.corrects.as_ref());
            match corrected {
                Some(it) => at = it.record as usize,
                None => break,
            }
        }
        at
    }

    fn meetings(&mut self) {
        for (i, meeting) in self.records.meetings.iter().enumerate() {
            let at = RecordRef::new(Kind::Meeting, i);
            let Some(series) = &meeting.series else { continue };
            let Some(number) = series.number else { continue };
            let is_twin = |it: &usize| {
                let of = self.records.meetings[*it].series.as_ref();
                of.is_some_and(|it| it.id == series.id && it.number == Some(number))
                    // A meeting and what corrects it are one.
                    && self.first_told(*it) != self.first_told(i)
            };
            if (0..i).any(|it| is_twin(&it)) {
                let message = format!("series `{}` already has a meeting {number}", series.id);
                self.fault(at, "series.number", message);
            }
        }
        for (i, statement) in self.records.statements.iter().enumerate() {
            let at = RecordRef::new(Kind::Statement, i);
            if statement.direction.is_some() {
                if statement.forecast.is_none() && statement.about.is_empty() {
                    self.hinted(
                        at,
                        "direction",
                        "this does not say what has become more or less likely".to_owned(),
                        "name the question with `forecast`, or the draft or meeting with `about`",
                    );
                }
                if statement.words.is_none() && statement.gist.is_none() {
                    self.fault(
                        at,
                        "direction",
                        "a direction needs `words` or `gist`: what was said",
                    );
                }
            } else if statement.forecast.is_some() {
                self.hinted(
                    at,
                    "forecast",
                    "a statement on a question says whether its chance rose or fell".to_owned(),
                    "add direction = \"up\" or \"down\"; a number or a word of chance is a [[prediction]]",
                );
            }
            if statement.fits.is_some() && statement.forecast.is_none() {
                self.fault(at, "fits", "words fit a question: name it with `forecast`");
            }
        }
        for (i, event) in self.records.events.iter().enumerate() {
            for (k, effect) in event.affects.iter().enumerate() {
                if let Some(range) = effect.by_how_much {
                    let at = RecordRef::new(Kind::Event, i);
                    self.range(at, format!("affects.{k}.by_how_much"), range);
                }
            }
        }
    }

    fn process(&mut self) {
        for (i, leave) in self.records.leaves.iter().enumerate() {
            let at = RecordRef::new(Kind::Leave, i);
            self.in_order(
                at,
                "withdrawn".into(),
                leave.date,
                leave.withdrawn,
                "the permission began",
            );
            for (k, record) in leave.records.iter().enumerate() {
                if record.kind == Kind::Handover {
                    let message = "no party is told of a handover, whatever leave is given";
                    let hint = "take it out of `records`";
                    self.hinted(at, format!("records.{k}"), message.to_owned(), hint);
                }
            }
        }
    }

    fn forecasts(&mut self) {
        for (i, forecast) in self.records.forecasts.iter().enumerate() {
            let at = RecordRef::new(Kind::Forecast, i);
            self.in_order(at, "closes".into(), forecast.opens, forecast.closes, "it opens");
            self.in_order(at, "resolves".into(), forecast.closes, forecast.resolves, "it closes");
            if forecast.criteria.trim().is_empty() {
                self.fault(at, "criteria", "criteria come before the first number");
            }
        }
        for (i, prediction) in self.records.predictions.iter().enumerate() {
            let at = RecordRef::new(Kind::Prediction, i);
            if let Some(chance) = prediction.chance {
                self.chance(at, "chance", chance);
            }
            if let Some(mapped) = &prediction.mapped {
                self.chance(at, "mapped.chance", mapped.chance);
            }
            if let Some(computed) = &prediction.computed {
                let ends = [("low", computed.low), ("middle", computed.middle)];
                for (key, figure) in ends.into_iter().chain([("high", computed.high)]) {
                    let path = format!("computed.{key}");
                    figure
                        .into_iter()
                        .for_each(|it| self.unit(at, path.clone(), Range::exactly(it)));
                }
            }
        }
    }

    fn corrections(&mut self) {
        let records = self.records;
        macro_rules! each {
            ($type:ty) => {
                let list = <$type>::list(records);
                let next = |it: usize| {
                    list[it].meta().corrects.iter().map(|it| it.record as usize).collect()
                };
                for circle in circles(list.len(), next) {
                    let at = RecordRef::new(<$type>::KIND, circle[0]);
                    let name = |it: usize| describe::name(records, Ix::<$type>::new(it));
                    let members = named_circle(&circle, name);
                    self.fault(at, "corrects", format!("corrections form a circle: {members}"));
                }
                for (place, record) in list.iter().enumerate() {
                    let Some(target) = record.meta().corrects.as_ref().map(|it| it.record) else {
                        continue;
                    };
                    let same = |it: &$type| it.meta().corrects.as_ref().map(|it| it.record);
                    if list[..place].iter().any(|it| same(it) == Some(target)) {
                        let at = RecordRef::new(<$type>::KIND, place);
                        self.fault(at, "corrects", "that record is already corrected by another");
                    }
                }
            };
        }
        for_each_record_type!(each);
    }

    fn cycles(&mut self) {
        let drafts = &self.records.drafts;
        let parents = |it: usize| {
            let draft = &drafts[it];
            draft.based_on.iter().chain(&draft.answers).map(|ix| ix.get()).collect()
        };
        for circle in circles(drafts.len(), parents) {
            let place = circle[0];
            let at = RecordRef::new(Kind::Draft, place);
            let field = if drafts[place].based_on.is_empty() { "answers" } else { "based_on" };
            let members = named_circle(&circle, |it| drafts[it].id().to_owned());
            let message = format!("the lineage of this draft forms a circle: {members}");
            self.fault(at, field, message);
        }
        let sources = &self.records.sources;
        let origin = |it: usize| sources[it].syndicated_from.iter().map(|ix| ix.get()).collect();
        for circle in circles(sources.len(), origin) {
            let at = RecordRef::new(Kind::Source, circle[0]);
            let records = self.records;
            let name = |it: usize| describe::name(records, Ix::<Source>::new(it));
            let members = named_circle(&circle, name);
            self.fault(at, "syndicated_from", format!("reprints form a circle: {members}"));
        }
    }

    fn in_order(
        &mut self,
        at: RecordRef,
        path: String,
        first: Option<Date>,
        then: Option<Date>,
        what: &str,
    ) {
        if let (Some(first), Some(then)) = (first, then)
            && then < first
        {
            self.fault(at, path, format!("{then} is before {what} ({first})"));
        }
    }

    fn chance(&mut self, at: RecordRef, path: &str, chance: Chance) {
        self.unit(at, path.to_owned(), chance.range());
    }

    fn unit(&mut self, at: RecordRef, path: String, range: Range) {
        let inside = |it: f64| (0.0..=1.0).contains(&it);
        if !inside(range.low) || !inside(range.high) {
            self.fault(at, path.clone(), "this must lie between 0 and 1");
            // Who writes 40 means 40 %; of 2 that is not so clear.
            let percent = range.low >= 5.0 && range.low <= range.high && range.high <= 100.0;
            let of_one = |it: f64| it / 100.0;
            let meant = match range.is_exact() {
                true => format!("{}", of_one(range.low)),
                false => format!("[{}, {}]", of_one(range.low), of_one(range.high)),
            };
            if let Some(last) = self.faults.last_mut().filter(|_| percent) {
                last.hint = Some(format!("if per cent are meant, write {meant}"));
            }
        } else {
            self.range(at, path, range);
        }
    }

    fn range(&mut self, at: RecordRef, path: String, range: Range) {
        if !range.low.is_finite() || !range.high.is_finite() {
            self.fault(at, path, "this is not a finite number");
        } else if range.low > range.high {
            self.fault(at, path, "the low end is above the high end");
        }
    }

    fn party(&self, ix: Ix<Party>) -> &Party {
        self.records.party(ix)
    }
}

/// The members of a circle in the order in which one leads to the next: `a → b → a`.
fn named_circle(circle: &[usize], name: impl Fn(usize) -> String) -> String {
    let mut names: Vec<String> = circle.iter().take(CIRCLE_NAMED).map(|it| name(*it)).collect();
    if circle.len() > CIRCLE_NAMED {
        names.push("…".to_owned());
    }
    names.extend(circle.first().map(|it| name(*it)));
    names.join(" → ")
}

/// The most members of a circle that are named.
const CIRCLE_NAMED: usize = 6;

/// Circles of `next`, each from the node at which it is found, with as many members as can be named and one more.
fn circles(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    // Depth-first search without recursion: hostile chains may be 10,000 long.
    let mut state = vec![0u8; count];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for start in 0..count {
        if state[start] != 0 {
            continue;
        }
        let mut stack = vec![(start, next(start))];
        state[start] = 1;
        while let Some((node, mut rest)) = stack.pop() {
            match rest.pop() {
                None => state[node] = 2,
                Some(child) => {
                    stack.push((node, rest));
                    match state[child] {
                        0 => {
                            state[child] = 1;
                            let children = next(child);
                            stack.push((child, children));
                        }
                        1 => {
                            let on = stack.iter().map(|it| it.0).skip_while(|it| *it != child);
                            found.push(on.take(CIRCLE_NAMED + 1).collect());
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|it| it.first().copied());
    found
}
