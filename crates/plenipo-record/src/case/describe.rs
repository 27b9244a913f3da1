//! Records in words: one line a record, sources with their grade.

use std::fmt;

use super::contents::{Content, How};
use super::demand::Demand;
use super::draft::{Bracket, Draft, Form};
use super::forbidden::Broken;
use super::id::{Ix, Kind, RecordRef};
use super::issue::{Issue, IssueOptions, OptionSet};
use super::lines::Stated;
use super::meta::{Basis, Meta};
use super::party::Party;
use super::position::Answer;
use super::process::Wording;
use super::records::{Record, Records};
use super::rule::Rule;
use super::source::Reliability;

/// What a record says, in one line of text without its date and source.
pub fn in_one_line(records: &Records, record: RecordRef) -> String {
    let index = record.index as usize;
    let party = |ix| records.party(ix).label().to_owned();
    match record.kind {
        Kind::Party => records.parties[index].name.clone(),
        Kind::Person => records.persons[index].name.clone(),
        Kind::Issue => records.issues[index].title.clone(),
        Kind::Draft => records.drafts[index].title.clone(),
        Kind::RedLine => {
            let it = &records.red_lines[index];
            let words = it.words.clone().unwrap_or_else(|| rules_out(records, &it.rules_out));
            format!("{}: {words}", party(it.party))
        }
        Kind::Position => {
            let it = &records.positions[index];
            let on = match (&it.issue, &it.group) {
                (Some(issue), _) => records.issue(*issue).title.clone(),
                (None, Some(group)) => group.clone(),
                (None, None) => String::new(),
            };
            let said = it.words.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            format!("{} on {on}{said}", party(it.party))
        }
        Kind::Answer => {
            let it = &records.answers[index];
            let to = match it.to {
                super::position::AnswerTo::AnyText => "any text".to_owned(),
                super::position::AnswerTo::Draft(ix) => records.draft(ix).title.clone(),
            };
            let said = it.words.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            let on = on_points(it);
            format!("{} to {to}: {}{on}{said}", party(it.party), spoken(it.answer.word()))
        }
        Kind::Understanding => {
            let it = &records.understandings[index];
            it.title.clone().unwrap_or_else(|| {
                let between: Vec<String> = it.between.iter().map(|ix| party(*ix)).collect();
                format!("understanding between {}", between.join(" and "))
            })
        }
        Kind::Alternative => {
            let it = &records.alternatives[index];
            let said = it.words.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            format!("no deal, for {}{said}", party(it.party))
        }
        Kind::Meeting => {
            let it = &records.meetings[index];
            let between: Vec<String> = it.channel.iter().map(|ix| party(*ix)).collect();
            let place = it.place.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
            it.title.clone().unwrap_or_else(|| format!("{}{place}", between.join("–")))
        }
        Kind::Statement => {
            let it = &records.statements[index];
            let by: Vec<String> = it.by.iter().map(|by| records.speaker(by)).collect();
            let said = it.words.as_ref().or(it.gist.as_ref()).cloned().unwrap_or_default();
            let by = if by.is_empty() { "nobody named".to_owned() } else { by.join(", ") };
            format!("{by}: {said}")
        }
        Kind::Event => records.events[index].what.clone(),
        Kind::Leave => {
            let it = &records.leaves[index];
            let to: Vec<String> = it.to.iter().map(|ix| party(*ix)).collect();
            format!("permission to share with {}", to.join(", "))
        }
        Kind::Consent => records.consents[index].act.clone(),
        Kind::Capacity => {
            let it = &records.capacities[index];
            let act = it.act.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            format!("{} {}{act}", party(it.party), it.is.spoken())
        }
        Kind::Poll => super::polled::answers(&records.polls[index]),
        Kind::Rule => rule(records, &records.rules[index]),
        Kind::Demand => {
            let it = &records.demands[index];
            let said = it.words.clone().unwrap_or_else(|| demanded(records, it));
            format!("{} {}: {said}", party(it.party), it.is.verb())
        }
        Kind::TextState => {
            let it = &records.text_states[index];
            let noun = if it.points.len() == 1 { "point" } else { "points" };
            let of = match it.points.is_empty() {
                true => records.draft(it.draft).title.clone(),
                false => {
                    let title = &records.draft(it.draft).title;
                    format!("{noun} {} of {title}", it.points.join(", "))
                }
            };
            let by = it.party.map(|it| format!(" for {}", party(it))).unwrap_or_default();
            format!("{of}: {}{by}", it.is.spoken())
        }
        Kind::Movement => {
            let it = &records.movements[index];
            let issue = records.issue(it.issue);
            let from = match it.from.is_empty() {
                true => String::new(),
                false => format!("from {} ", option_texts(issue, it.from)),
            };
            let to = said_option_texts(issue, it.to);
            let is = spoken(it.is.word());
            format!("{} on {}: {from}to {to} ({is})", party(it.party), issue.title)
        }
        Kind::Cause => {
            let it = &records.causes[index];
            // A chain may name chains; its ends are said and not theirs.
            let end = |it: RecordRef| match it.kind {
                Kind::Cause => "what led to something else".to_owned(),
                _ => in_one_line(records, it),
            };
            format!("{} → {}", end(it.from), end(it.to))
        }
        Kind::Undertaking => {
            let it = &records.undertakings[index];
            let who: Vec<String> = it.who.iter().map(|by| records.speaker(by)).collect();
            let who = if who.is_empty() { "nobody named".to_owned() } else { listed(&who) };
            format!("{who}: {}", it.what)
        }
        Kind::Handover => {
            let it = &records.handovers[index];
            match it.looked_at.len() {
                0 => format!("{} has read the record", it.keeper),
                n => format!("{} has looked over {}", it.keeper, counted(n, "record")),
            }
        }
        Kind::Forecast => records.forecasts[index].question.clone(),
        Kind::Prediction => {
            let it = &records.predictions[index];
            let by = it.by.as_ref().map(|by| records.speaker(by)).unwrap_or_default();
            let chance = it.chance.map(|it| it.to_string());
            let direction = it.direction.map(|it| it.word().to_owned());
            let said = it.words.clone().or(chance).or(direction).unwrap_or_default();
            match &it.computed {
                Some(computed) => format!("plenipo, {}: {}", computed.lens, computed.status),
                None => format!("{by}: {said}"),
            }
        }
        Kind::Resolution => {
            let it = &records.resolutions[index];
            let question = &records.forecasts[it.forecast.get()].question;
            format!("{question} {}", it.outcome.word())
        }
        Kind::Source => {
            let it = &records.sources[index];
            let title = it.title.as_ref().or(it.address.as_ref()).cloned().unwrap_or_default();
            match &it.publisher {
                Some(publisher) => format!("{publisher}: {title}"),
                None => title,
            }
        }
    }
}

/// A rule in words: `where gates: joint, dam: low is required`.
pub fn rule(records: &Records, it: &Rule) -> String {
    let mut parts = Vec::new();
    if !it.when.is_empty() {
        parts.push(format!("where {}", issue_option_texts(records, &it.when)));
    }
    if !it.requires.is_empty() {
        parts.push(format!("required is {}", issue_option_texts(records, &it.requires)));
    }
    if !it.excludes.is_empty() {
        parts.push(format!("ruled out is {}", issue_option_texts(records, &it.excludes)));
    }
    parts.join(", ")
}

/// A rule as a reader knows it: `the rule “where Price: low, ruled out is Road: toll” (no-toll)`.
pub fn rule_named(records: &Records, ix: Ix<Rule>) -> String {
    let it = &records.rules[ix.get()];
    let id = it.meta.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    format!("the rule “{}”{id}", rule(records, it))
}

/// A rule as tables refer to it: by its id, else by what it says.
pub fn rule_in_short(records: &Records, ix: Ix<Rule>) -> String {
    let it = &records.rules[ix.get()];
    match &it.meta.id {
        Some(id) => format!("rule {id}"),
        None => format!("rule “{}”", rule(records, it)),
    }
}

/// The most rules named one by one; tables have all.
const RULES_NAMED: usize = 3;

/// Which rules a text breaks, as what it does: `breaks the rule “…”`; nothing where it breaks none.
pub fn broken(records: &Records, it: &Broken) -> Option<String> {
    let named = |rules: &[Ix<Rule>]| -> String {
        let named = rules.iter().take(RULES_NAMED).map(|it| rule_named(records, *it));
        let mut each: Vec<String> = named.collect();
        match rules.len() - each.len() {
            0 => {}
            1 => each.push("1 more rule".to_owned()),
            n => each.push(format!("{n} more rules")),
        }
        listed(&each)
    };
    match (it.each.as_slice(), it.together.as_slice()) {
        ([], []) => None,
        ([], [one]) => Some(format!("cannot keep {}", named(&[*one]))),
        ([], several) => Some(format!("cannot keep together {}", named(several))),
        (each, _) => Some(format!("breaks {}", named(each))),
    }
}

/// What a demand comes to, where its words are not on record.
fn demanded(records: &Records, it: &Demand) -> String {
    let mut parts = Vec::new();
    if !it.asks.is_empty() {
        parts.push(issue_option_texts(records, &it.asks));
    }
    let departs = it.departs_from.map(|ix| {
        let of = RecordRef::new(Kind::Understanding, ix.get());
        format!("if a text departs from {}", in_one_line(records, of))
    });
    parts.extend(departs);
    if !it.when.is_empty() {
        parts.push(format!("if a text has {}", issue_option_texts(records, &it.when)));
    }
    parts.extend(it.then.map(|it| format!("answer: {}", spoken(it.word()))));
    parts.join(", ")
}

/// A record in one line with its day: `East on Release at the upper dam: we could take more (2031-05-08)`.
pub fn dated(records: &Records, record: RecordRef) -> String {
    with_day(records, record, &in_one_line(records, record))
}

/// What is said of a record, with its day.
pub fn with_day(records: &Records, record: RecordRef, said: &str) -> String {
    let is = records.meta(record).map(|it| it.date_is).unwrap_or_default();
    match records.date(record) {
        Some(day) => format!("{said} ({})", is.show(day)),
        None => said.to_owned(),
    }
}

/// ` (on point 4)`: to which points of a text an answer was given; nothing where it was to the whole.
pub fn on_points(answer: &Answer) -> String {
    let noun = if answer.points.len() == 1 { "point" } else { "points" };
    match answer.points.is_empty() {
        true => String::new(),
        false => format!(" (on {noun} {})", answer.points.join(", ")),
    }
}

/// Ids of the options in `set`, joined by commas.
pub fn options(issue: &Issue, set: OptionSet) -> String {
    let ids: Vec<&str> = set.iter().map(|it| issue.options[it.get()].id.as_str()).collect();
    ids.join(", ")
}

/// `issue: options` for every issue, joined by semicolons.
pub fn issue_options(records: &Records, options_of: &IssueOptions) -> String {
    let each = options_of.iter().map(|(ix, set)| {
        format!("{}: {}", records.issue_id(*ix), options(records.issue(*ix), *set))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// How options are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// By id, as tables have them.
    Ids,
    /// By what they say, for people.
    Texts,
}

impl Names {
    /// The options in `set`.
    pub fn options(self, issue: &Issue, set: OptionSet) -> String {
        match self {
            Names::Ids => options(issue, set),
            Names::Texts => option_texts(issue, set),
        }
    }

    /// The issue.
    pub fn issue(self, records: &Records, ix: Ix<Issue>) -> &str {
        match self {
            Names::Ids => records.issue_id(ix),
            Names::Texts => &records.issue(ix).title,
        }
    }
}

/// Texts of the options in `set`, with ` / ` between them: a text may hold commas of its own.
/// Texts of the options in `set`, with ` / ` between them: a text may hold commas of its own.
pub fn option_texts(issue: &Issue, set: OptionSet) -> String {
    let texts: Vec<&str> = set.iter().map(|it| issue.options[it.get()].text.as_str()).collect();
    texts.join(" / ")
}

/// The same of what somebody said: an option that nobody knew of on the day asked about leaves no hole.
pub fn said_option_texts(issue: &Issue, set: OptionSet) -> String {
    match set.is_empty() {
        true => "an option that was not on record then".to_owned(),
        false => option_texts(issue, set),
    }
}

/// `title: texts` for every issue, joined by semicolons: [`issue_options`] for people.
pub fn issue_option_texts(records: &Records, options_of: &IssueOptions) -> String {
    let each = options_of.iter().map(|(ix, set)| {
        let issue = records.issue(*ix);
        format!("{}: {}", issue.title, said_option_texts(issue, *set))
    });
    each.collect::<Vec<_>>().join("; ")
}

fn rules_out(records: &Records, options_of: &IssueOptions) -> String {
    format!("rules out {}", issue_option_texts(records, options_of))
}

/// A line in a few words: what was said, between its marks, else what it rules out.
pub fn line(records: &Records, stated: Stated) -> String {
    let (words, settled) = match stated {
        Stated::RedLine(ix) => {
            let it = &records.red_lines[ix.get()];
            (it.words.as_deref(), rules_out(records, &it.rules_out))
        }
        Stated::Claim(ix, place) => {
            let at = RecordRef::new(Kind::Understanding, ix.get());
            let it = &records.understandings[ix.get()];
            (it.claims[place].words.as_deref(), in_one_line(records, at))
        }
    };
    words.map_or(settled, |words| quoted(records, words))
}

/// The same as part of a sentence: `line “never six”`, `line that rules out Hours: six`.
pub fn line_named(records: &Records, stated: Stated) -> String {
    let words = as_it_stands(records, stated);
    match stated {
        Stated::RedLine(ix) if records.red_lines[ix.get()].words.is_none() => {
            format!("line that {words}")
        }
        _ => format!("line {words}"),
    }
}

/// A line in a few words; of one that a keeper has settled as overtaken, that only the rest of it stands: its words alone
/// would say more than is left of it.
fn as_it_stands(records: &Records, stated: Stated) -> String {
    let words = line(records, stated);
    match stated {
        Stated::RedLine(ix) if records.red_lines[ix.get()].overtaken_by.is_some() => {
            format!("{words} (overtaken in part, as a keeper settled)")
        }
        _ => words,
    }
}

/// Several lines in a few words each, in the order given, whoever says the same said once.
pub fn lines(records: &Records, stated: impl IntoIterator<Item = Stated>) -> String {
    let mut said: Vec<String> = Vec::new();
    for it in stated {
        let words = as_it_stands(records, it);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said.join("; ")
}

/// A word that files write with hyphens, as a sentence has it: `no-further-movement` is
/// `no further movement`.
pub fn spoken(word: &str) -> String {
    word.replace('-', " ")
}

/// A count with its noun: `1 issue`, `2 issues`, `0 parties`.
pub fn counted(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        // A vowel before it keeps the y: days.
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}

/// `1st`, `12th`, `23rd`.
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// Whole digits in groups of three: `800,000`. What is no whole number stays as it is.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut grouped = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How far a source and what comes from it may be relied on, on the Admiralty scale; an unstated half
/// is a dash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grade {
    /// Reliability of the source.
    pub reliability: Option<Reliability>,
    /// Credibility of the item, 1 to 6.
    pub credibility: Option<u8>,
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reliability.map_or("–", Reliability::letter))?;
        match self.credibility {
            Some(digit) => write!(f, "{digit}"),
            None => f.write_str("–"),
        }
    }
}

/// A source that something rests on, with the grade of the citation: `rbc28 D3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The source's id, where it has one.
    pub id: Option<String>,
    /// How far it may be relied on in this.
    pub grade: Grade,
}

impl fmt::Display for Graded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id.as_deref().unwrap_or("source"), self.grade)
    }
}

/// What a record stands on: `reported, report F6`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Footing {
    /// On what footing.
    pub basis: Basis,
    /// From which sources. A reprint is named beside the source it was taken from and not counted as
    /// another.
    pub sources: Vec<Graded>,
    /// The assumption set it comes from, when it does.
    pub assumption: Option<String>,
}

impl fmt::Display for Footing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.basis.word())?;
        for source in &self.sources {
            write!(f, ", {source}")?;
        }
        match &self.assumption {
            Some(set) => write!(f, ", assumption set {set}"),
            None => Ok(()),
        }
    }
}

/// The sources of a record with the grades of its citations.
pub fn graded(records: &Records, meta: &Meta) -> Vec<Graded> {
    let each = meta.sources.iter().map(|citation| Graded {
        id: records.id(RecordRef::new(Kind::Source, citation.source.get())).map(str::to_owned),
        grade: Grade {
            reliability: records.source(citation.source).reliability,
            credibility: citation.credibility,
        },
    });
    each.collect()
}

/// Sources of a record with their grades, e.g. `rbc28 D3, onl28 D3`; its basis where there is none.
pub fn sources(records: &Records, meta: &Meta) -> String {
    if meta.sources.is_empty() {
        return meta.basis.word().to_owned();
    }
    let each = graded(records, meta).into_iter().map(|it| it.to_string());
    each.collect::<Vec<_>>().join(", ")
}

/// What a record stands on.
pub fn footing(records: &Records, meta: &Meta) -> Footing {
    Footing {
        basis: meta.basis,
        sources: graded(records, meta),
        assumption: meta.assumption.clone(),
    }
}

/// The record's id, else `kind on date`.
pub fn name<T: Record>(records: &Records, ix: Ix<T>) -> String {
    let record = &T::list(records)[ix.get()];
    match (&record.meta().id, record.date()) {
        (Some(id), _) => id.to_string(),
        (None, Some(date)) => format!("{} of {date}", T::KIND.noun()),
        (None, None) => T::KIND.noun().to_owned(),
    }
}

/// Words of the record between marks: quotation marks if they are the speaker's own, ‹ › if the
/// record keeper restated them, so that nobody takes them for a quotation.
pub fn quoted(records: &Records, words: &str) -> String {
    match records.dossier.wording {
        Wording::Verbatim => format!("“{words}”"),
        Wording::Restated => format!("‹{words}›"),
    }
}

/// `text` with a capital letter, as a sentence begins.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// `text` as a sentence: with a full stop, unless it ends as one already.
pub fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let bare = text.trim_end_matches(['”', '"', '»', '›', '’', ')', ']']);
    match bare.ends_with(['.', '!', '?', '…', '。']) || text.is_empty() {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Form, date, author and completeness of a draft in one line.
pub fn about(case: &Records, draft: &Draft) -> String {
    let mut parts = Vec::new();
    if let Some(date) = draft.date {
        parts.push(draft.meta.date_is.show(date));
    }
    if !draft.tabled_by.is_empty() {
        let by: Vec<String> =
            draft.tabled_by.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
        parts.push(format!("tabled by {}", listed(&by)));
    }
    if let Some(account) = &draft.account {
        parts.push(format!("by the account of {}", case.speaker(account)));
    }
    parts.push(match draft.form {
        Form::Text => "the text itself".to_owned(),
        Form::Leak => "leaked text".to_owned(),
        Form::Readout => "known from one side's readout".to_owned(),
        Form::Oral => "spoken, written down by others".to_owned(),
        Form::Reported => "unread: known only from reports".to_owned(),
        Form::Reconstruction => "reconstructed".to_owned(),
    });
    parts.push(if draft.complete { "complete".to_owned() } else { "incomplete".to_owned() });
    if !draft.counts.is_empty() {
        let counts: Vec<String> = draft
            .counts
            .iter()
            .map(|it| match &it.by {
                Some(by) => format!("{} by {}", counted(it.n as usize, "point"), case.speaker(by)),
                None => counted(it.n as usize, "point"),
            })
            .collect();
        parts.push(format!("said to have {}", listed(&counts)));
    } else if !draft.points.is_empty() {
        parts.push(format!("{} recorded", counted(draft.settling_points().count(), "point")));
    }
    parts.push(sources(case, &draft.meta));
    parts.join(" · ")
}

/// Whose acceptance an agreement takes, where the dossier says more than that every principal's is needed:
/// `UK and Ireland, and at least 5 of 8 parties`.
pub fn agreement(case: &Records) -> Option<String> {
    let rule = &case.dossier.agreement;
    // That it takes all principals is what anybody supposes.
    let principals = case.parties_with(super::party::Role::Principal);
    if rule.of.is_empty() && principals.iter().all(|it| rule.all.contains(it)) {
        return None;
    }
    let names: Vec<String> = rule.all.iter().map(|it| case.party(*it).label().to_owned()).collect();
    let at_least = match (rule.of.len(), rule.at_least as usize) {
        (0, _) | (_, 0) => None,
        (of, n) if n == of => Some(format!("all of {}", counted(of, "party"))),
        (of, n) => Some(format!("at least {n} of {}", counted(of, "party"))),
    };
    match (names.is_empty(), at_least) {
        (true, None) => None,
        (true, Some(at_least)) => Some(at_least),
        (false, None) => Some(listed(&names)),
        (false, Some(at_least)) => Some(format!("{}, and {at_least}", listed(&names))),
    }
}

/// The draft's points that speak of an issue, by number.
pub fn points(draft: &Draft, content: &Content) -> String {
    let numbers: Vec<&str> =
        content.points.iter().filter_map(|it| draft.points[*it].number.as_deref()).collect();
    numbers.join(", ")
}

/// What `draft`, of this content on an issue, says on it, in words; brackets with who wants them.
pub fn says(case: &Records, draft: &Draft, issue: Ix<Issue>, content: &Content) -> String {
    let said = settles(case, draft, issue, content);
    match content.may_leave_open() {
        true => format!("{said}; or left to the principals"),
        false if content.is_by_rules() => format!("{said}, by the rules on record"),
        false => said,
    }
}

/// The same without what it may leave open.
fn settles(case: &Records, draft: &Draft, issue: Ix<Issue>, content: &Content) -> String {
    let text = |set: OptionSet| option_texts(case.issue(issue), set);
    match content.how {
        How::Set => text(content.options()),
        How::Silent => format!("silent: {}", text(content.options())),
        How::LeftOpen => "left to the principals".to_owned(),
        How::Unknown => "not known".to_owned(),
        How::Narrowed if owned(draft, issue, content).next().is_some() => {
            let each = content.options().iter().map(|option| {
                let text = &case.issue(issue).options[option.get()].text;
                let mut by: Vec<Ix<Party>> = owned(draft, issue, content)
                    .filter(|it| it.option == option)
                    .flat_map(|it| it.by.iter().copied())
                    .collect();
                by.sort_unstable();
                by.dedup();
                let by: Vec<&str> = by.iter().map(|it| case.party(*it).label()).collect();
                if by.is_empty() { text.clone() } else { format!("{text} ({})", by.join(", ")) }
            });
            format!("one of: {}", each.collect::<Vec<_>>().join(", "))
        }
        How::Narrowed => {
            // With one option it is the other that is open.
            if let Some(option) = content.options().single() {
                return text(OptionSet::one(option));
            }
            let all = case.issue(issue).all();
            let out = all.without(content.options());
            if 2 * content.options().len() > all.len() && !out.is_empty() {
                format!("anything but: {}", text(out))
            } else {
                format!("one of: {}", text(content.options()))
            }
        }
    }
}

/// The brackets of the draft on an issue of which it is on record who wants them.
fn owned<'d>(
    draft: &'d Draft,
    issue: Ix<Issue>,
    content: &'d Content,
) -> impl Iterator<Item = &'d Bracket> {
    let points = content.points.iter().filter_map(|it| draft.points.get(*it));
    let among = points.flat_map(|it| &it.among).filter(move |(it, _)| *it == issue);
    among.flat_map(|(_, brackets)| brackets).filter(|it| !it.by.is_empty())
}
