//! Records written, one function a table. The order of keys is that of a reader's questions: what,
//! who, when, on which footing.

use crate::case::draft::{Bracket, Draft, Form, Lineage, Point};
use crate::case::forecast::{Computed, Forecast, Prediction, Resolution};
use crate::case::id::{Kind, RecordRef};
use crate::case::issue::Issue;
use crate::case::meeting::{Effect, Event, Meeting, Reading, Statement};
use crate::case::meta::DateIs;
use crate::case::party::{Office, Party, Person};
use crate::case::position::{Alternative, AlternativeWorth, Answer, AnswerTo, Position, Salience};
use crate::case::process::{Consent, Disclosure, Leave, Wording};
use crate::case::red_line::RedLine;
use crate::case::source::{Cited, Source};
use crate::case::understanding::{Claim, ClaimContent, Understanding};

use super::around;
use super::parts::{self, Frame, Inherited, Pen};
use super::value::{Keys, Val};

/// The keys of a record, of a file that says nothing for its records.
pub fn keys(records: &Pen<'_>, record: RecordRef) -> Keys {
    keys_in(records, record, Inherited::default())
}

/// The keys of a record, in a file that may say something for its records.
pub fn keys_in(records: &Pen<'_>, record: RecordRef, file: Inherited) -> Keys {
    let index = record.index as usize;
    let mut keys = Keys::default();
    macro_rules! write {
        ($list:ident, $write:path) => {{
            let it = &records.$list[index];
            keys.some("id", it.meta.id.as_ref().map(|id| id.as_str()));
            let mut tail = Keys::default();
            let frame = parts::meta(records, record, &it.meta, file, &mut tail);
            $write(records, it, frame, &mut keys);
            keys.append(tail);
        }};
    }
    match record.kind {
        Kind::Party => write!(parties, party),
        Kind::Person => write!(persons, person),
        Kind::Issue => write!(issues, issue),
        Kind::Draft => write!(drafts, draft),
        Kind::RedLine => write!(red_lines, red_line),
        Kind::Position => write!(positions, position),
        Kind::Answer => write!(answers, answer),
        Kind::Understanding => write!(understandings, understanding),
        Kind::Alternative => write!(alternatives, alternative),
        Kind::Meeting => write!(meetings, meeting),
        Kind::Statement => write!(statements, statement),
        Kind::Event => write!(events, event),
        Kind::Leave => write!(leaves, leave),
        Kind::Consent => write!(consents, consent),
        Kind::Capacity => write!(capacities, around::capacity),
        Kind::Poll => write!(polls, around::poll),
        Kind::Rule => write!(rules, around::rule),
        Kind::Demand => write!(demands, around::demand),
        Kind::TextState => write!(text_states, around::text_state),
        Kind::Movement => write!(movements, around::movement),
        Kind::Cause => write!(causes, around::cause),
        Kind::Undertaking => write!(undertakings, around::undertaking),
        Kind::Handover => write!(handovers, around::handover),
        Kind::Forecast => write!(forecasts, forecast),
        Kind::Prediction => write!(predictions, prediction),
        Kind::Resolution => write!(resolutions, resolution),
        Kind::Source => write!(sources, source),
    }
    keys
}

/// The keys of the dossier's own table.
pub fn dossier(records: &Pen<'_>) -> Keys {
    let it = &records.dossier;
    let mut keys = Keys::default();
    keys.put("title", &it.title);
    keys.some("summary", it.summary.as_ref());
    keys.some("as_of", it.as_of);
    if it.wording != Wording::Verbatim {
        keys.put("wording", it.wording.word());
    }
    if it.disclosure != Disclosure::Closed {
        keys.put("disclosure", it.disclosure.word());
    }
    keys.flag("fictional", it.fictional);
    let rule = &it.agreement;
    if !rule.of.is_empty() || rule.at_least > 0 {
        let mut inner = Keys::default();
        inner.list("all", parts::ids(records, &rule.all));
        inner.put("at_least", rule.at_least);
        inner.list("of", parts::ids(records, &rule.of));
        keys.put("agreement", inner);
    } else {
        keys.list("agreement", parts::ids(records, &rule.all));
    }
    keys.list("one_matter", it.one_matter.iter().map(Val::from).collect());
    keys.some("nothing_agreed_until", it.nothing_agreed_until.as_ref());
    keys
}

fn party(_: &Pen<'_>, it: &Party, _: Frame<'_>, keys: &mut Keys) {
    keys.put("name", &it.name);
    keys.some("short", it.short.as_ref());
    keys.list("roles", it.roles.iter().map(|it| it.word().into()).collect());
    keys.some("tradition", it.tradition.as_ref().map(|it| it.as_str()));
    keys.list("also_known_as", it.also_known_as.iter().map(Val::from).collect());
    keys.some("order", it.order);
}

fn person(records: &Pen<'_>, it: &Person, _: Frame<'_>, keys: &mut Keys) {
    let office = |it: &Office| {
        if it.from.is_none() && it.until.is_none() {
            return Val::from(&it.office);
        }
        let mut keys = Keys::default();
        keys.put("office", &it.office);
        keys.some("from", it.from);
        keys.some("until", it.until);
        keys.into()
    };
    keys.put("name", &it.name);
    keys.some("party", it.party.map(|ix| parts::id(records, ix)));
    keys.list("offices", it.offices.iter().map(office).collect());
    keys.some("described_as", it.described_as.as_ref());
    keys.some("rank", it.rank);
}

fn issue(_: &Pen<'_>, it: &Issue, _: Frame<'_>, keys: &mut Keys) {
    keys.put("title", &it.title);
    keys.some("group", it.group.as_ref());
    keys.some("order", it.order);
    keys.flag("ordered", it.ordered);
    keys.some("unit", it.unit.as_ref());
    keys.some("status_quo", it.status_quo.map(|option| parts::option(it, option)));
    let options = it.options.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("id", it.id.as_str());
        keys.put("text", &it.text);
        keys.some("value", it.value);
        keys.some("known", it.known);
        keys.into()
    });
    keys.list("options", options.collect());
}

fn source(records: &Pen<'_>, it: &Source, _: Frame<'_>, keys: &mut Keys) {
    let cited = |it: &Cited| match it {
        Cited::Source(ix) => parts::id(records, *ix),
        Cited::Named(words) => words.into(),
    };
    keys.some("publisher", it.publisher.as_ref());
    keys.some("title", it.title.as_ref());
    keys.some("address", it.address.as_ref());
    keys.some("date", it.date);
    keys.some("reliability", it.reliability.map(|it| it.letter()));
    keys.list("citing", it.citing.iter().map(cited).collect());
    keys.some("syndicated_from", it.syndicated_from.map(|ix| parts::id(records, ix)));
}

fn draft(records: &Pen<'_>, it: &Draft, frame: Frame<'_>, keys: &mut Keys) {
    let by = |it| parts::speaker(records, it);
    let counts = it.counts.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("n", it.n);
        keys.some("by", it.by.as_ref().map(by));
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    let life = it.life.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("is", it.is.word());
        keys.put("from", it.from);
        keys.some("by", it.by.as_ref().map(by));
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    keys.put("title", &it.title);
    keys.some("date", it.date);
    keys.list("tabled_by", parts::ids(records, &it.tabled_by));
    keys.list("contributors", parts::ids(records, &it.contributors));
    keys.some("account", it.account.as_ref().map(by));
    if it.form != Form::Reported {
        keys.put("form", it.form.word());
    }
    keys.flag("complete", it.complete);
    keys.list("counts", counts.collect());
    keys.list("based_on", parts::ids(records, &it.based_on));
    keys.some("answers", it.answers.map(|ix| parts::id(records, ix)));
    keys.list("same_as", parts::ids(records, &it.same_as));
    keys.list("companions", parts::ids(records, &it.companions));
    keys.list("known_to", parts::ids(records, &it.known_to));
    keys.list("life", life.collect());
    keys.list("points", it.points.iter().map(|it| point(records, it, frame)).collect());
}

fn point(records: &Pen<'_>, it: &Point, frame: Frame<'_>) -> Val {
    let mut keys = Keys::default();
    keys.some("number", it.number.as_deref().map(number));
    keys.some("gist", it.gist.as_ref());
    keys.some("text", it.text.as_ref());
    let variants = it.variants.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("text", &it.text);
        keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
        frame.inner(&it.meta, &mut keys);
        keys.only("text").cloned().unwrap_or(keys.into())
    });
    keys.list("variants", variants.collect());
    keys.some("account", it.account.as_ref().map(|by| parts::speaker(records, by)));
    let sets = parts::by_issue(records, &it.sets, |issue, it| parts::option(issue, *it));
    if !sets.is_empty() {
        keys.put("sets", sets);
    }
    let among = parts::by_issue(records, &it.among, |issue, brackets| {
        let bracket = |it: &Bracket| {
            let mut keys = Keys::default();
            keys.put("option", parts::option(issue, it.option));
            keys.list("by", parts::ids(records, &it.by));
            keys.only("option").cloned().unwrap_or(keys.into())
        };
        Val::List(brackets.iter().map(bracket).collect())
    });
    if !among.is_empty() {
        keys.put("among", among);
    }
    parts::put_options(records, &mut keys, "excludes", &it.excludes);
    keys.list("leaves_open", parts::ids(records, &it.leaves_open));
    keys.some("only_if", it.only_if.as_ref().map(|it| parts::condition(records, it)));
    keys.list("after", it.after.iter().map(|it| number(it)).collect());
    keys.some("lapses_if", it.lapses_if.as_ref());
    keys.list("lineage", it.lineage.iter().map(|it| lineage(records, it)).collect());
    keys.some("under", it.under.as_deref().map(number));
    keys.flag("heading", it.heading);
    let readings = it.readings.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("party", parts::id(records, it.party));
        keys.put("settles", parts::options(records, &it.settles));
        keys.some("words", it.words.as_ref());
        keys.into()
    });
    keys.list("readings", readings.collect());
    frame.inner(&it.meta, &mut keys);
    keys.into()
}

/// A point's number as it would be typed: a whole number without quotes.
pub(super) fn number(text: &str) -> Val {
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text => number.into(),
        _ => text.into(),
    }
}

fn lineage(records: &Pen<'_>, it: &Lineage) -> Val {
    let mut keys = Keys::default();
    keys.put("is", it.is.word());
    if let Some((draft, number)) = &it.of {
        keys.put("of", format!("{}#{number}", records.draft(*draft).id()));
    }
    keys.some("why", it.why.as_ref());
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.into()
}

fn red_line(records: &Pen<'_>, it: &RedLine, frame: Frame<'_>, keys: &mut Keys) {
    keys.put("party", parts::id(records, it.party));
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("audience", it.audience.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
    keys.some("date", it.date);
    parts::put_options(records, keys, "rules_out", &it.rules_out);
    parts::put_options(records, keys, "unclear", &it.unclear);
    keys.some("condition", it.condition.as_ref().map(|it| parts::condition(records, it)));
    keys.some("thread", it.thread.as_ref());
    keys.some("firmness", it.firmness.map(parts::chance));
    if let Some(lifted) = &it.lifted {
        let mut inner = Keys::default();
        inner.put("date", lifted.date);
        inner.some("by", lifted.by.as_ref().map(|by| parts::speaker(records, by)));
        inner.some("words", lifted.words.as_ref());
        frame.inner(&lifted.meta, &mut inner);
        keys.put("lifted", inner);
    }
    keys.some("overtaken_by", it.overtaken_by.map(|it| parts::record(records, it)));
    keys.flag("stands", it.stands);
}

fn position(records: &Pen<'_>, it: &Position, _: Frame<'_>, keys: &mut Keys) {
    keys.put("party", parts::id(records, it.party));
    keys.some("issue", it.issue.map(|ix| parts::id(records, ix)));
    keys.some("group", it.group.as_ref());
    keys.some("date", it.date);
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("audience", it.audience.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
    if let Some(issue) = it.issue.map(|ix| records.issue(ix)) {
        keys.some("ideal", it.ideal.map(|it| parts::option(issue, it)));
        let class = |set: &crate::case::issue::OptionSet| match set.single() {
            Some(only) => parts::option(issue, only),
            None => Val::List(parts::set(issue, *set)),
        };
        keys.list("ranking", it.ranking.iter().map(class).collect());
        let pairs = it.prefers.iter().map(|(better, worse)| {
            Val::List(vec![parts::option(issue, *better), parts::option(issue, *worse)])
        });
        keys.list("prefers", pairs.collect());
        keys.list("acceptable", parts::set(issue, it.acceptable));
        let mut values = Keys::default();
        for (option, range) in &it.values {
            values.put(issue.options[option.get()].id.as_str(), *range);
        }
        if !values.is_empty() {
            keys.put("values", values);
        }
    }
    keys.flag("indifferent", it.indifferent);
    match it.salience {
        Some(Salience::Class(class)) => keys.put("salience", class.word()),
        Some(Salience::Share(range)) => keys.put("salience", range),
        None => {}
    }
    keys.flag("ended", it.ended);
}

fn answer(records: &Pen<'_>, it: &Answer, _: Frame<'_>, keys: &mut Keys) {
    keys.put("party", parts::id(records, it.party));
    match it.to {
        AnswerTo::AnyText => keys.put("to", "any-text"),
        AnswerTo::Draft(draft) => keys.put("to", parts::id(records, draft)),
    }
    keys.list("points", it.points.iter().map(|it| number(it)).collect());
    keys.put("answer", it.answer.word());
    keys.some("condition", it.condition.as_ref().map(|it| parts::condition(records, it)));
    keys.some("date", it.date);
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("audience", it.audience.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
}

fn understanding(records: &Pen<'_>, it: &Understanding, frame: Frame<'_>, keys: &mut Keys) {
    keys.some("title", it.title.as_ref());
    keys.some("date", it.date);
    keys.list("between", parts::ids(records, &it.between));
    keys.list("claims", it.claims.iter().map(|it| claim(records, it, frame)).collect());
    let readings = it.readings.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("name", &it.name);
        keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
        keys.put("settles", parts::options(records, &it.settles));
        keys.some("words", it.words.as_ref());
        keys.into()
    });
    keys.list("readings", readings.collect());
}

fn claim(records: &Pen<'_>, it: &Claim, frame: Frame<'_>) -> Val {
    let mut keys = Keys::default();
    keys.put("party", parts::id(records, it.party));
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("date", it.date);
    if it.meta.date_is != DateIs::Exact {
        keys.put("date_is", it.meta.date_is.word());
    }
    keys.some("force", it.force.map(|it| it.word()));
    match &it.content {
        ClaimContent::NotDisclosed => {}
        ClaimContent::Words(words) => keys.put("content", words),
        ClaimContent::Settles(options) => keys.put("settles", parts::options(records, options)),
    }
    keys.some("words", it.words.as_ref());
    frame.inner(&it.meta, &mut keys);
    keys.into()
}

fn alternative(records: &Pen<'_>, it: &Alternative, _: Frame<'_>, keys: &mut Keys) {
    keys.put("party", parts::id(records, it.party));
    keys.some("view", it.view.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("date", it.date);
    match &it.worth {
        AlternativeWorth::Unstated => {}
        AlternativeWorth::Level(range) => keys.put("level", *range),
        AlternativeWorth::Draft(draft) => keys.put("draft", parts::id(records, *draft)),
        AlternativeWorth::Outcome(options) => {
            let outcome = parts::by_issue(records, options, |issue, it| parts::option(issue, *it));
            keys.put("outcome", outcome);
        }
        AlternativeWorth::Direction(direction) => keys.put("direction", direction.word()),
    }
    keys.some("words", it.words.as_ref());
}

fn meeting(records: &Pen<'_>, it: &Meeting, frame: Frame<'_>, keys: &mut Keys) {
    keys.some("title", it.title.as_ref());
    keys.some("date", it.date);
    keys.some("place", it.place.as_ref());
    keys.list("channel", parts::ids(records, &it.channel));
    keys.list("present", parts::speakers(records, &it.present));
    keys.list("led_by", parts::speakers(records, &it.led_by));
    if let Some(series) = &it.series {
        let mut inner = Keys::default();
        inner.put("id", series.id.as_str());
        inner.some("number", series.number);
        keys.put("series", inner);
    }
    keys.list("agenda", it.agenda.iter().map(Val::from).collect());
    let carries = it.carries.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("draft", parts::id(records, it.draft));
        keys.some("words", it.words.as_ref());
        frame.inner(&it.meta, &mut keys);
        keys.only("draft").cloned().unwrap_or(keys.into())
    });
    keys.list("carries", carries.collect());
    let said = it.said.iter().map(|it| {
        let mut keys = Keys::default();
        keys.some("by", parts::voices(records, &it.by));
        keys.put("words", &it.words);
        keys.list("readings", readings(records, &it.readings, frame));
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    keys.list("said", said.collect());
    let log = it.log.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("is", it.is.word());
        keys.some("date", it.date);
        keys.some("gist", it.gist.as_ref());
        keys.some("words", it.words.as_ref());
        keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    keys.list("log", log.collect());
    let actions = it.actions.iter().map(|it| {
        let mut keys = Keys::default();
        keys.some("who", parts::voices(records, &it.who));
        keys.put("what", &it.what);
        keys.some("to", parts::voices(records, &it.to));
        keys.some("condition", it.condition.as_ref());
        keys.some("due", it.due);
        keys.some("done", it.done);
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    keys.list("actions", actions.collect());
}

fn statement(records: &Pen<'_>, it: &Statement, frame: Frame<'_>, keys: &mut Keys) {
    keys.some("date", it.date);
    keys.some("by", parts::voices(records, &it.by));
    keys.list("about", parts::refs(records, &it.about));
    keys.some("audience", it.audience.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
    keys.some("gist", it.gist.as_ref());
    keys.some("direction", it.direction.map(|it| it.word()));
    keys.some("forecast", it.forecast.map(|it| parts::id(records, it)));
    keys.some("fits", it.fits.map(|it| it.word()));
    keys.list("readings", readings(records, &it.readings, frame));
}

fn readings(records: &Pen<'_>, list: &[Reading], frame: Frame<'_>) -> Vec<Val> {
    let each = list.iter().map(|it| {
        let mut keys = Keys::default();
        keys.put("reads", &it.reads);
        keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
        frame.inner(&it.meta, &mut keys);
        keys.into()
    });
    each.collect()
}

fn event(records: &Pen<'_>, it: &Event, _: Frame<'_>, keys: &mut Keys) {
    let effect = |it: &Effect| {
        let mut keys = Keys::default();
        keys.some("view", it.view.as_ref().map(|by| parts::speaker(records, by)));
        keys.put("of", parts::id(records, it.of));
        keys.put("what", it.what.word());
        keys.some("issue", it.issue.map(|ix| parts::id(records, ix)));
        keys.some("direction", it.direction.map(|it| it.word()));
        keys.some("by_how_much", it.by_how_much);
        keys.some("words", it.words.as_ref());
        keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
        keys.into()
    };
    keys.put("what", &it.what);
    keys.some("date", it.date);
    keys.list("affects", it.affects.iter().map(effect).collect());
}

fn leave(records: &Pen<'_>, it: &Leave, _: Frame<'_>, keys: &mut Keys) {
    keys.put("records", Val::List(parts::refs(records, &it.records)));
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.put("to", Val::List(parts::ids(records, &it.to)));
    keys.some("date", it.date);
    keys.some("form", it.form.as_ref());
    keys.some("words", it.words.as_ref());
    keys.some("withdrawn", it.withdrawn);
}

fn consent(records: &Pen<'_>, it: &Consent, frame: Frame<'_>, keys: &mut Keys) {
    keys.put("act", &it.act);
    parts::put_options(records, keys, "when", &it.when);
    keys.list("to", parts::ids(records, &it.to));
    keys.list("of", parts::speakers(records, &it.of));
    keys.some("form", it.form.map(|it| it.word()));
    keys.some("threshold", it.threshold.as_ref());
    keys.some("due", it.due);
    keys.some("effect", it.effect.map(|it| it.word()));
    if let Some(outcome) = &it.outcome {
        let mut inner = Keys::default();
        inner.put("is", outcome.is.word());
        inner.put("date", outcome.date);
        inner.some("by", outcome.by.as_ref().map(|by| parts::speaker(records, by)));
        inner.some("vote", outcome.vote.as_ref());
        inner.some("words", outcome.words.as_ref());
        frame.inner(&outcome.meta, &mut inner);
        keys.put("outcome", inner);
    }
    keys.some("words", it.words.as_ref());
}

fn forecast(_: &Pen<'_>, it: &Forecast, _: Frame<'_>, keys: &mut Keys) {
    keys.put("question", &it.question);
    keys.put("criteria", &it.criteria);
    keys.some("opens", it.opens);
    keys.some("closes", it.closes);
    keys.some("resolves", it.resolves);
    keys.some("place", it.place);
}

fn prediction(records: &Pen<'_>, it: &Prediction, _: Frame<'_>, keys: &mut Keys) {
    predicted(records, it, keys);
    keys.some("place", it.place);
}

fn predicted(records: &Pen<'_>, it: &Prediction, keys: &mut Keys) {
    let forecast = RecordRef::new(Kind::Forecast, it.forecast.get());
    keys.put("forecast", records.id(forecast).unwrap_or_default());
    keys.some("by", it.by.as_ref().map(|by| parts::speaker(records, by)));
    keys.some("date", it.date);
    keys.some("chance", it.chance.map(parts::chance));
    keys.some("direction", it.direction.map(|it| it.word()));
    keys.some("words", it.words.as_ref());
    keys.some("fits", it.fits.map(|it| it.word()));
    if let Some(mapped) = &it.mapped {
        let mut inner = Keys::default();
        inner.put("chance", parts::chance(mapped.chance));
        inner.some("by", mapped.by.as_ref().map(|by| parts::speaker(records, by)));
        inner.put("fits", mapped.fits.word());
        keys.put("mapped", inner);
    }
    keys.list("because", parts::refs(records, &it.because));
    keys.some("computed", it.computed.as_ref().map(|it| computed(records, it)));
}

/// The keys of a prediction without what any record may say of itself.
pub fn prediction_alone(records: &Pen<'_>, it: &Prediction) -> Keys {
    let mut keys = Keys::default();
    predicted(records, it, &mut keys);
    keys
}

fn computed(records: &Pen<'_>, it: &Computed) -> Keys {
    let mut keys = Keys::default();
    keys.put("lens", &it.lens);
    keys.put("draft", parts::id(records, it.draft));
    keys.some("party", it.party.map(|it| parts::id(records, it)));
    keys.put("status", &it.status);
    keys.some("low", it.low);
    keys.some("middle", it.middle);
    keys.some("high", it.high);
    keys.some("as_of", it.as_of);
    keys.put("record", &it.record);
    keys.put("engine", &it.engine);
    keys.put("seed", it.seed);
    keys.some("samples", it.samples);
    keys.list("assume", it.assume.iter().map(Val::from).collect());
    keys.list("assumed", it.assumed.iter().map(Val::from).collect());
    keys.list("settings", it.settings.iter().map(Val::from).collect());
    keys.list("features", it.features.iter().map(Val::from).collect());
    keys.flag("checked", it.checked);
    keys
}

fn resolution(records: &Pen<'_>, it: &Resolution, _: Frame<'_>, keys: &mut Keys) {
    let forecast = RecordRef::new(Kind::Forecast, it.forecast.get());
    keys.put("forecast", records.id(forecast).unwrap_or_default());
    keys.some("date", it.date);
    keys.put("outcome", it.outcome.word());
    keys.some("words", it.words.as_ref());
    keys.some("place", it.place);
}
