//! The rules of what lies around a text: capacities, polls, rules, demands, states, movements, causes, undertakings.

use jiff::civil::Date;

use super::super::chance::Range;
use super::super::course::Cause;
use super::super::demand::DemandKind;
use super::super::describe;
use super::super::id::{Ix, Kind, RecordRef};
use super::super::issue::IssueOptions;
use super::super::overtaken;
use super::super::party::Party;
use super::super::process::ConsentEffect;
use super::super::records::Records;
use super::{Check, circles, named_circle};

impl Check<'_> {
    pub(super) fn around(&mut self) {
        self.consents();
        self.polls();
        self.rules();
        self.demands();
        self.text_states();
        self.movements();
        self.causes();
        self.undertakings();
        self.overtaken();
        self.named_readings();
        self.trees();
    }

    fn consents(&mut self) {
        for (i, consent) in self.records.consents.iter().enumerate() {
            let at = RecordRef::new(Kind::Consent, i);
            if consent.of.is_empty() && consent.effect == Some(ConsentEffect::Voids) {
                self.fault(at, "effect", "whose refusal voids the text? `of` names nobody");
            }
        }
    }

    fn polls(&mut self) {
        for (i, poll) in self.records.polls.iter().enumerate() {
            let at = RecordRef::new(Kind::Poll, i);
            if poll.wording.trim().is_empty() {
                self.fault(at, "wording", "the question is empty");
            }
            if poll.shares.is_empty() {
                self.fault(at, "shares", "no answer is given");
            }
            for (answer, share) in &poll.shares {
                if answer.trim().is_empty() {
                    self.fault(at, "shares", "an answer without words");
                }
                self.unit(at, format!("shares.{answer}"), Range::exactly(*share));
            }
            if let Some(share) = poll.undecided {
                self.unit(at, "undecided".to_owned(), Range::exactly(share));
            }
            self.in_order(at, "until".into(), poll.from, poll.until, "field work began");
            self.in_order(at, "date".into(), poll.from, poll.date, "field work began");
        }
    }

    fn rules(&mut self) {
        for (i, rule) in self.records.rules.iter().enumerate() {
            let at = RecordRef::new(Kind::Rule, i);
            if rule.requires.is_empty() && rule.excludes.is_empty() {
                let message = "this rule says neither what it requires nor what it excludes";
                let hint = "requires = { ISSUE = \"OPTION\" }, or excludes = { … }";
                self.hinted(at, "", message.to_owned(), hint);
            }
            for (path, sets) in
                [("when", &rule.when), ("requires", &rule.requires), ("excludes", &rule.excludes)]
            {
                self.no_full_set(at, path, sets);
            }
        }
    }

    fn no_full_set(&mut self, at: RecordRef, path: &str, sets: &IssueOptions) {
        for (issue, set) in sets {
            let id = self.records.issue_id(*issue).to_owned();
            if *set == self.records.issue(*issue).all() {
                let message = format!("these are all options of `{id}`");
                self.fault(at, format!("{path}.{id}"), message);
            }
        }
    }

    fn demands(&mut self) {
        for (i, demand) in self.records.demands.iter().enumerate() {
            let at = RecordRef::new(Kind::Demand, i);
            let warning = demand.is == DemandKind::Warning;
            let of_warnings = [
                ("departs_from", demand.departs_from.is_some()),
                ("when", !demand.when.is_empty()),
                ("then", demand.then.is_some()),
            ];
            for (key, _) in of_warnings.into_iter().filter(|it| it.1 && !warning) {
                let message = format!("`{key}` belongs to a warning");
                self.hinted(
                    at,
                    key,
                    message,
                    "write is = \"warning\", or `asks` for what it demands",
                );
            }
            if warning && !demand.asks.is_empty() {
                let hint = "`when` says what the warning is of; what a party asks for is a demand";
                self.hinted(at, "asks", "a warning asks for nothing".to_owned(), hint);
            }
            if demand.words.is_none()
                && demand.asks.is_empty()
                && demand.departs_from.is_none()
                && demand.when.is_empty()
            {
                let hint = "words = \"…\", or asks = { ISSUE = \"OPTION\" }";
                self.hinted(at, "", "this says nothing".to_owned(), hint);
            }
        }
    }

    fn text_states(&mut self) {
        for (i, state) in self.records.text_states.iter().enumerate() {
            let at = RecordRef::new(Kind::TextState, i);
            for (k, number) in state.points.iter().enumerate() {
                self.point_is_there(at, format!("points.{k}"), state.draft, number);
            }
        }
    }

    fn movements(&mut self) {
        for (i, movement) in self.records.movements.iter().enumerate() {
            let at = RecordRef::new(Kind::Movement, i);
            // To nothing is to what was not on record on the day that a copy was made as of.
            if movement.from == movement.to && !movement.to.is_empty() {
                self.fault(at, "to", "this is where it was before");
            }
        }
    }

    fn causes(&mut self) {
        let causes = &self.records.causes;
        for (i, cause) in causes.iter().enumerate() {
            if cause.from == cause.to {
                self.fault(RecordRef::new(Kind::Cause, i), "to", "nothing leads to itself");
            }
        }
        // What a cause rests on goes before it, and it goes before what it led to: one that is itself an end of
        // another goes before what that one tells.
        let ends = |it: usize| [causes[it].from, causes[it].to];
        for (i, _) in causes.iter().enumerate() {
            if ends(i).contains(&RecordRef::new(Kind::Cause, i)) {
                let at = RecordRef::new(Kind::Cause, i);
                self.fault(at, "from", "a cause is not one of its own ends");
            }
        }
        let is_cause = |it: &RecordRef| it.kind == Kind::Cause;
        let within = |it: usize| {
            let ends = ends(it).into_iter().filter(is_cause).map(|it| it.index as usize);
            ends.filter(|other| *other != it).collect()
        };
        let records = self.records;
        let name = |it: usize| describe::name(records, Ix::<Cause>::new(it));
        for circle in circles(causes.len(), within) {
            let members = named_circle(&circle, name);
            let message = format!("these causes tell of each other: {members}");
            self.fault(RecordRef::new(Kind::Cause, circle[0]), "from", message);
        }
        let next = |it: usize| {
            let follows = |(place, other): (usize, &Cause)| {
                // By two accounts it may well be told both ways round.
                let follows = other.from == causes[it].to && other.by == causes[it].by;
                (follows && place != it).then_some(place)
            };
            causes.iter().enumerate().filter_map(follows).collect()
        };
        for circle in circles(causes.len(), next) {
            let members = named_circle(&circle, name);
            let message = format!("these causes form a circle: {members}");
            self.fault(RecordRef::new(Kind::Cause, circle[0]), "to", message);
        }
    }

    fn undertakings(&mut self) {
        for (i, it) in self.records.undertakings.iter().enumerate() {
            let at = RecordRef::new(Kind::Undertaking, i);
            self.in_order(at, "due".into(), it.date, it.due, "it was given");
            self.in_order(at, "done".into(), it.date, it.done, "it was given");
        }
    }

    /// What overtakes a line is a later word of the same party.
    fn overtaken(&mut self) {
        for (i, line) in self.records.red_lines.iter().enumerate() {
            let at = RecordRef::new(Kind::RedLine, i);
            let Some(by) = line.overtaken_by else { continue };
            if line.stands {
                let message = "a line that stands is not overtaken";
                let hint = "keep one of `stands` and `overtaken_by`";
                self.hinted(at, "stands", message.to_owned(), hint);
            }
            match said_by(self.records, by) {
                None => {
                    let message = format!("{} overtakes no line", by.kind.with_article());
                    let hint = "name a position, an answer, a statement, a demand or a movement";
                    self.hinted(at, "overtaken_by", message, hint);
                }
                Some((parties, _)) if !parties.is_empty() && !parties.contains(&line.party) => {
                    let name = self.party(line.party).name.clone();
                    let hint = "name a later word of the party whose line it is; what another says changes no line of it";
                    self.hinted(at, "overtaken_by", format!("this is no word of {name}"), hint);
                }
                Some(_) if overtaken::misses(self.records, line, by) => {
                    let message = "this word asks for no option that the line rules out";
                    let hint = "name the word that the line gave way to, or say `lifted`";
                    self.hinted(at, "overtaken_by", message.to_owned(), hint);
                }
                Some((_, day)) => {
                    self.in_order(at, "overtaken_by".into(), line.date, day, "the line was said");
                }
            }
        }
    }

    fn named_readings(&mut self) {
        for (i, understanding) in self.records.understandings.iter().enumerate() {
            let at = RecordRef::new(Kind::Understanding, i);
            for (k, reading) in understanding.readings.iter().enumerate() {
                let path = format!("readings.{k}");
                if understanding.readings[..k].iter().any(|it| it.name == reading.name) {
                    let message = format!("two readings are called `{}`", reading.name);
                    self.fault(at, format!("{path}.name"), message);
                }
                self.no_full_set(at, &format!("{path}.settles"), &reading.settles);
            }
        }
    }

    /// Points form a tree, headings settle nothing, and no party reads a point in two ways.
    fn trees(&mut self) {
        for (i, draft) in self.records.drafts.iter().enumerate() {
            let at = RecordRef::new(Kind::Draft, i);
            let numbered = |number: &String| {
                draft.points.iter().position(|it| it.number.as_ref() == Some(number))
            };
            for (k, point) in draft.points.iter().enumerate() {
                if let Some(under) = &point.under
                    && numbered(under).is_none()
                {
                    let message = format!("draft `{}` has no point {under}", draft.id());
                    self.fault(at, format!("points.{k}.under"), message);
                }
                if point.heading && !point.settles_nothing() {
                    let message = "a heading settles nothing";
                    let hint = "put what it settles into a point under it";
                    self.hinted(at, format!("points.{k}.heading"), message.to_owned(), hint);
                }
                for (r, reading) in point.readings.iter().enumerate() {
                    let path = format!("points.{k}.readings.{r}");
                    if point.readings[..r].iter().any(|it| it.party == reading.party) {
                        let name = self.party(reading.party).name.clone();
                        self.fault(at, format!("{path}.party"), format!("{name} reads it twice"));
                    }
                    for (issue, _) in &reading.settles {
                        if point.sets.iter().any(|it| it.0 == *issue) {
                            let id = self.records.issue_id(*issue).to_owned();
                            let message = format!("this point settles `{id}` for everybody");
                            let hint =
                                "leave it out of `sets` where the parties read it differently";
                            self.hinted(at, format!("{path}.settles.{id}"), message, hint);
                        }
                    }
                }
            }
            let above = |it: usize| {
                draft.points[it].under.as_ref().and_then(numbered).into_iter().collect()
            };
            for circle in circles(draft.points.len(), above) {
                let name = |it: usize| draft.points[it].number.clone().unwrap_or_default();
                let members = named_circle(&circle, name);
                let message = format!("these points stand under each other in a circle: {members}");
                self.fault(at, format!("points.{}.under", circle[0]), message);
            }
        }
    }
}

/// Whose word a record is and of which day, where it is one that can overtake a line; nobody where nobody is
/// named.
pub(in super::super) fn said_by(
    records: &Records,
    record: RecordRef,
) -> Option<(Vec<Ix<Party>>, Option<Date>)> {
    let at = record.index as usize;
    let parties = match record.kind {
        Kind::Position => vec![records.positions.get(at)?.party],
        Kind::Answer => vec![records.answers.get(at)?.party],
        Kind::Demand => vec![records.demands.get(at)?.party],
        Kind::Movement => vec![records.movements.get(at)?.party],
        Kind::Statement => {
            let by = &records.statements.get(at)?.by;
            by.iter().filter_map(|it| records.party_of(it)).collect()
        }
        _ => return None,
    };
    Some((parties, records.date(record)))
}
