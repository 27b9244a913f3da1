//! Who is there, what is open, what is on the table, and what of it the parties say.

use super::super::draft::{
    Bracket, Count, Draft, LifeEntry, Lineage, Point, PointReading, Variant,
};
use super::super::issue::{Issue, IssueOption};
use super::super::party::{Office, Party, Person};
use super::super::position::{Alternative, AlternativeWorth, Answer, AnswerTo, Position, Salience};
use super::super::records::Record;
use super::super::red_line::{Lifted, RedLine};
use super::super::source::{Cited, Source};
use super::super::understanding::{Claim, ClaimContent, NamedReading, Understanding};
use super::{Canonical, CanonicalForm, ITEM};

impl Canonical for Party {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Party { meta, name, short, roles, tradition, also_known_as, order } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("name", name);
        form.text("short", short.as_ref());
        form.each("roles", roles, |form, it| form.out.word(ITEM, it.word()));
        form.word("tradition", tradition.as_ref().map(|it| it.as_str()));
        form.words("also_known_as", also_known_as);
        form.whole("order", *order);
    }
}

impl Canonical for Person {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Person { meta, name, party, offices, described_as, rank } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("name", name);
        form.maybe("party", *party);
        form.each("offices", offices, |form, Office { office, from, until }| {
            form.item(|form| {
                form.out.text("office", office);
                form.day("from", *from);
                form.day("until", *until);
            });
        });
        form.text("described_as", described_as.as_ref());
        form.whole("rank", *rank);
    }
}

impl Canonical for Issue {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Issue { meta, title, group, order, ordered, unit, status_quo, options } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("title", title);
        form.text("group", group.as_ref());
        form.whole("order", *order);
        form.flag("ordered", *ordered);
        form.text("unit", unit.as_ref());
        if let Some(it) = status_quo {
            match options.get(it.get()) {
                Some(option) => form.out.word("status_quo", option.id.as_str()),
                None => form.out.word("status_quo", &format!("#{}", it.get())),
            }
        }
        form.each("options", options, |form, IssueOption { id, text, value, known }| {
            form.item(|form| {
                form.out.word("id", id.as_str());
                form.out.text("text", text);
                form.range("value", *value);
                form.day("known", *known);
            });
        });
    }
}

impl Canonical for Draft {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Draft {
            meta,
            title,
            date,
            tabled_by,
            contributors,
            account,
            form: known_as,
            complete,
            counts,
            based_on,
            answers,
            same_as,
            companions,
            known_to,
            life,
            points,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.out.text("title", title);
        form.day("date", *date);
        form.every("tabled_by", tabled_by);
        form.every("contributors", contributors);
        form.speaker("account", account.as_ref());
        form.out.word("form", known_as.word());
        form.flag("complete", *complete);
        form.each("counts", counts, |form, Count { n, by, meta }| {
            form.item(|form| {
                form.out.whole("n", i64::from(*n));
                form.speaker("by", by.as_ref());
                form.meta(None, meta);
            });
        });
        form.every("based_on", based_on);
        form.maybe("answers", *answers);
        form.every("same_as", same_as);
        form.every("companions", companions);
        form.every("known_to", known_to);
        form.each("life", life, |form, LifeEntry { is, from, by, meta }| {
            form.item(|form| {
                form.out.word("is", is.word());
                form.out.day("from", *from);
                form.speaker("by", by.as_ref());
                form.meta(None, meta);
            });
        });
        form.each("points", points, |form, it| form.item(|form| it.say(form)));
    }
}

impl Canonical for Point {
    fn say(&self, form: &mut CanonicalForm<'_>) {
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
            heading,
            readings,
            meta,
        } = self;
        form.text("number", number.as_ref());
        form.text("gist", gist.as_ref());
        form.text("text", text.as_ref());
        form.each("variants", variants, |form, Variant { text, by, meta }| {
            form.item(|form| {
                form.out.text("text", text);
                form.speaker("by", by.as_ref());
                form.meta(None, meta);
            });
        });
        form.speaker("account", account.as_ref());
        form.choices("sets", sets);
        form.each("among", among, |form, (issue, brackets)| {
            form.item(|form| {
                form.one("issue", *issue);
                form.each("brackets", brackets, |form, Bracket { option, by }| {
                    form.item(|form| {
                        form.option("option", Some(*issue), *option);
                        form.every("by", by);
                    });
                });
            });
        });
        form.options("excludes", excludes);
        form.every("leaves_open", leaves_open);
        form.condition("only_if", only_if.as_ref());
        form.words("after", after);
        form.text("lapses_if", lapses_if.as_ref());
        form.each("lineage", lineage, |form, Lineage { is, of, why, by }| {
            form.item(|form| {
                form.out.word("is", is.word());
                if let Some((draft, number)) = of {
                    form.one("of", *draft);
                    form.out.text("point", number);
                }
                form.text("why", why.as_ref());
                form.speaker("by", by.as_ref());
            });
        });
        form.text("under", under.as_ref());
        form.flag("heading", *heading);
        form.each("readings", readings, |form, PointReading { party, settles, words }| {
            form.item(|form| {
                form.one("party", *party);
                form.options("settles", settles);
                form.text("words", words.as_ref());
            });
        });
        form.meta(None, meta);
    }
}

impl Canonical for RedLine {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let RedLine {
            meta,
            party,
            by,
            audience,
            words,
            date,
            rules_out,
            unclear,
            condition,
            thread,
            firmness,
            lifted,
            overtaken_by,
            stands,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        form.speaker("by", by.as_ref());
        form.word("audience", audience.map(|it| it.word()));
        form.text("words", words.as_ref());
        form.day("date", *date);
        form.options("rules_out", rules_out);
        form.options("unclear", unclear);
        form.condition("condition", condition.as_ref());
        form.text("thread", thread.as_ref());
        form.chance("firmness", *firmness);
        if let Some(Lifted { date, by, words, meta }) = lifted {
            form.group("lifted", |form| {
                form.out.day("date", *date);
                form.speaker("by", by.as_ref());
                form.text("words", words.as_ref());
                form.meta(None, meta);
            });
        }
        if let Some(it) = overtaken_by {
            form.any("overtaken_by", *it);
        }
        form.flag("stands", *stands);
    }
}

impl Canonical for Position {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Position {
            meta,
            party,
            issue,
            group,
            date,
            by,
            audience,
            words,
            ideal,
            ranking,
            prefers,
            acceptable,
            values,
            indifferent,
            salience,
            ended,
        } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        form.maybe("issue", *issue);
        form.text("group", group.as_ref());
        form.day("date", *date);
        form.speaker("by", by.as_ref());
        form.word("audience", audience.map(|it| it.word()));
        form.text("words", words.as_ref());
        if let Some(it) = ideal {
            form.option("ideal", *issue, *it);
        }
        form.each("ranking", ranking, |form, class| {
            form.item(|form| form.set("class", *issue, *class));
        });
        form.each("prefers", prefers, |form, (better, worse)| {
            form.item(|form| {
                form.option("better", *issue, *better);
                form.option("worse", *issue, *worse);
            });
        });
        form.set("acceptable", *issue, *acceptable);
        form.each("values", values, |form, (option, range)| {
            form.item(|form| {
                form.option("option", *issue, *option);
                form.range("value", Some(*range));
            });
        });
        form.flag("indifferent", *indifferent);
        match salience {
            None => {}
            Some(Salience::Class(class)) => form.out.word("salience", class.word()),
            Some(Salience::Share(range)) => form.range("salience", Some(*range)),
        }
        form.flag("ended", *ended);
    }
}

impl Canonical for Answer {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Answer { meta, party, to, points, answer, date, by, audience, words, condition } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        match to {
            AnswerTo::AnyText => form.out.word("to", "any-text"),
            AnswerTo::Draft(draft) => form.one("to", *draft),
        }
        form.words("points", points);
        form.out.word("answer", answer.word());
        form.day("date", *date);
        form.speaker("by", by.as_ref());
        form.word("audience", audience.map(|it| it.word()));
        form.text("words", words.as_ref());
        form.condition("condition", condition.as_ref());
    }
}

impl Canonical for Understanding {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Understanding { meta, title, date, between, claims, readings } = self;
        form.meta(Some(Self::KIND), meta);
        form.text("title", title.as_ref());
        form.day("date", *date);
        form.every("between", between);
        form.each("claims", claims, |form, it| form.item(|form| it.say(form)));
        form.each("readings", readings, |form, NamedReading { name, by, settles, words }| {
            form.item(|form| {
                form.out.text("name", name);
                form.speaker("by", by.as_ref());
                form.options("settles", settles);
                form.text("words", words.as_ref());
            });
        });
    }
}

impl Canonical for Claim {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Claim { party, by, date, force, content, words, meta } = self;
        form.one("party", *party);
        form.speaker("by", by.as_ref());
        form.day("date", *date);
        form.word("force", force.map(|it| it.word()));
        match content {
            ClaimContent::NotDisclosed => form.out.word("content", "not-disclosed"),
            ClaimContent::Words(words) => form.out.text("content", words),
            ClaimContent::Settles(options) => form.group("content", |form| {
                form.options("settles", options);
            }),
        }
        form.text("words", words.as_ref());
        form.meta(None, meta);
    }
}

impl Canonical for Alternative {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Alternative { meta, party, view, date, worth, words } = self;
        form.meta(Some(Self::KIND), meta);
        form.one("party", *party);
        form.speaker("view", view.as_ref());
        form.day("date", *date);
        match worth {
            AlternativeWorth::Unstated => {}
            AlternativeWorth::Level(range) => form.range("level", Some(*range)),
            AlternativeWorth::Draft(draft) => form.one("draft", *draft),
            // Of no issue at all it says something too.
            AlternativeWorth::Outcome(options) => form.group("outcome", |form| {
                form.choices("options", options);
            }),
            AlternativeWorth::Direction(direction) => form.out.word("direction", direction.word()),
        }
        form.text("words", words.as_ref());
    }
}

impl Canonical for Source {
    fn say(&self, form: &mut CanonicalForm<'_>) {
        let Source { meta, publisher, title, address, date, reliability, citing, syndicated_from } =
            self;
        form.meta(Some(Self::KIND), meta);
        form.text("publisher", publisher.as_ref());
        form.text("title", title.as_ref());
        form.text("address", address.as_ref());
        form.day("date", *date);
        form.word("reliability", reliability.map(|it| it.letter()));
        form.each("citing", citing, |form, it| match it {
            Cited::Source(ix) => form.one(ITEM, *ix),
            Cited::Named(name) => form.out.text(ITEM, name),
        });
        form.maybe("syndicated_from", *syndicated_from);
    }
}
