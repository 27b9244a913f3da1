//! What happened and was said, what may be told and what needs consent, what was foreseen.

use super::super::forecast::{Computed, Forecast, Mapped, Prediction, Resolution};
use super::super::meeting::{
    ActionItem, Carried, Effect, Event, LogEntry, Meeting, Said, Series, Statement,
};
use super::super::process::{Consent, ConsentOutcome, Leave};
use super::super::records::Record;
use super::{Canonical, CanonicalForm, ITEM};

impl Canonical for Meeting {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Meeting {
            meta,
            title,
            date,
            place,
            channel,
            present,
            led_by,
            series,
            agenda,
            carries,
            said,
            log,
            actions,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.text("title", title.as_ref());
        form.day("date", *date);
        form.text("place", place.as_ref());
        form.every("channel", channel);
        form.speakers("present", present);
        form.speakers("led_by", led_by);
        if let Some(Series { id, number }) = series {
            form.group("series", |form| {
                form.out.word("id", id.as_str());
                form.whole("number", *number);
            });
        }
        form.words("agenda", agenda);
        form.each("carries", carries, |form, Carried { draft, words, meta }| {
            form.item(|form| {
                form.one("draft", *draft);
                form.text("words", words.as_ref());
                form.meta(None, meta);
            });
        });
        form.each("said", said, |form, Said { by, words, meta, readings }| {
            form.item(|form| {
                form.speakers("by", by);
                form.out.text("words", words);
                form.readings(readings);
                form.meta(None, meta);
            });
        });
        form.each("log", log, |form, LogEntry { is, date, gist, words, by, meta }| {
            form.item(|form| {
                form.out.word("is", is.word());
                form.day("date", *date);
                form.text("gist", gist.as_ref());
                form.text("words", words.as_ref());
                form.speaker("by", by.as_ref());
                form.meta(None, meta);
            });
        });
        form.each("actions", actions, |form, it| {
            let ActionItem { who, what, to, condition, due, done, meta } = it;
            form.item(|form| {
                form.speakers("who", who);
                form.out.text("what", what);
                form.speakers("to", to);
                form.text("condition", condition.as_ref());
                form.day("due", *due);
                form.day("done", *done);
                form.meta(None, meta);
            });
        });
    }
}

impl Canonical for Statement {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Statement {
            meta,
            date,
            by,
            about,
            audience,
            words,
            gist,
            direction,
            forecast,
            fits,
            readings,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.day("date", *date);
        form.speakers("by", by);
        form.each("about", about, |form, it| form.any(ITEM, *it));
        form.word("audience", audience.map(|it| it.word()));
        form.text("words", words.as_ref());
        form.text("gist", gist.as_ref());
        form.word("direction", direction.map(|it| it.word()));
        form.maybe("forecast", *forecast);
        form.word("fits", fits.map(|it| it.word()));
        form.readings(readings);
    }
}

impl Canonical for Event {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Event { meta, date, what, affects } = self;
        form.meta(Some(Self::KIND), meta);
        form.day("date", *date);
        form.out.text("what", what);
        form.each("affects", affects, |form, it| {
            let Effect { view, of, what, issue, direction, by_how_much, words, by } = it;
            form.item(|form| {
                form.speaker("view", view.as_ref());
                form.one("of", *of);
                form.out.word("what", what.word());
                form.maybe("issue", *issue);
                form.word("direction", direction.map(|it| it.word()));
                form.range("by_how_much", *by_how_much);
                form.text("words", words.as_ref());
                form.speaker("by", by.as_ref());
            });
        });
    }
}

impl Canonical for Leave {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Leave { meta, records, by, to, date, form: told, words, withdrawn } = self;
        form.meta(Some(Self::KIND), meta);
        form.each("records", records, |form, it| form.any(ITEM, *it));
        form.speaker("by", by.as_ref());
        form.every("to", to);
        form.day("date", *date);
        form.text("form", told.as_ref());
        form.text("words", words.as_ref());
        form.day("withdrawn", *withdrawn);
    }
}

impl Canonical for Consent {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Consent {
            meta,
            act,
            when,
            to,
            of,
            form: in_form,
            threshold,
            due,
            effect,
            outcome,
            words,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("act", act);
        form.options("when", when);
        form.every("to", to);
        form.speakers("of", of);
        form.word("form", in_form.map(|it| it.word()));
        form.text("threshold", threshold.as_ref());
        form.day("due", *due);
        form.word("effect", effect.map(|it| it.word()));
        if let Some(ConsentOutcome { is, date, by, vote, words, meta }) = outcome {
            form.group("outcome", |form| {
                form.out.word("is", is.word());
                form.out.day("date", *date);
                form.speaker("by", by.as_ref());
                form.text("vote", vote.as_ref());
                form.text("words", words.as_ref());
                form.meta(None, meta);
            });
        }
        form.text("words", words.as_ref());
    }
}

impl Canonical for Forecast {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Forecast { meta, question, criteria, opens, closes, resolves, place, after } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("question", question);
        form.out.text("criteria", criteria);
        form.day("opens", *opens);
        form.day("closes", *closes);
        form.day("resolves", *resolves);
        form.whole("place", *place);
        form.day("after", *after);
    }
}

impl Canonical for Prediction {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Prediction {
            meta,
            forecast,
            by,
            also_by,
            date,
            chance,
            direction,
            words,
            fits,
            mapped,
            because,
            computed,
            place,
            after,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("forecast", *forecast);
        form.speaker("by", by.as_ref());
        form.words("also_by", also_by);
        form.day("date", *date);
        form.chance("chance", *chance);
        form.word("direction", direction.map(|it| it.word()));
        form.text("words", words.as_ref());
        form.word("fits", fits.map(|it| it.word()));
        if let Some(Mapped { chance, by, fits }) = mapped {
            form.group("mapped", |form| {
                form.chance("chance", Some(*chance));
                form.speaker("by", by.as_ref());
                form.out.word("fits", fits.word());
            });
        }
        form.each("because", because, |form, it| form.any(ITEM, *it));
        if let Some(computed) = computed {
            form.group("computed", |form| computed.say(form));
        }
        form.whole("place", *place);
        form.day("after", *after);
    }
}

impl Canonical for Computed {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Computed {
            lens,
            draft,
            party,
            status,
            low,
            middle,
            high,
            as_of,
            record,
            engine,
            seed,
            samples,
            assume,
            assumed,
            settings,
            features,
            checked,
            draft_was,
            party_was,
        } = self;
        form.out.text("lens", lens);
        form.one("draft", *draft);
        form.maybe("party", *party);
        form.out.text("status", status);
        form.figure("low", *low);
        form.figure("middle", *middle);
        form.figure("high", *high);
        form.day("as_of", *as_of);
        form.out.text("record", record);
        form.out.text("engine", engine);
        form.out.whole("seed", i64::from(*seed));
        form.whole("samples", *samples);
        form.words("assume", assume);
        form.words("assumed", assumed);
        form.words("settings", settings);
        form.words("features", features);
        form.flag("checked", *checked);
        form.text("draft_was", draft_was.as_ref());
        form.text("party_was", party_was.as_ref());
    }
}

impl Canonical for Resolution {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Resolution { meta, forecast, date, outcome, words, place, since, after } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("forecast", *forecast);
        form.day("date", *date);
        form.out.word("outcome", outcome.word());
        form.text("words", words.as_ref());
        form.whole("place", *place);
        form.day("after", *after);
        form.day("since", *since);
    }
}
