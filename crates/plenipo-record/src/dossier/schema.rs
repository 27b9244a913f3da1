//! The tables of a dossier and their keys, as data.
//!
//! One list a table. The reader refuses what is not listed here and suggests the nearest key that
//! is; documentation is made from the same lists, so that the two cannot disagree.
//!
//! The file is long because it is one list: whoever looks for a key looks here.

use crate::case::id::Kind;

/// A table of a dossier, or a table inside a record.
#[derive(Debug)]
pub struct SchemaTable {
    /// Its name: as in its header for a record (`red_line`), as a noun for a part (`point`).
    pub name: &'static str,
    /// Which keys it has beside its own.
    pub also: Also,
    /// Its own keys.
    pub fields: &'static [Field],
}

/// Keys that come back in many tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// What any record may say of itself: [`RECORD`].
    Record,
    /// What a table inside a record may say of itself: [`PART`].
    Part,
    /// Nothing more.
    Nothing,
}

/// A key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The form of its value, in words.
    pub form: &'static str,
    /// The tables it holds, where it holds tables.
    pub part: Option<&'static SchemaTable>,
    /// Whether the table is refused without it.
    pub required: bool,
    /// What it says.
    pub doc: &'static str,
}

const fn must(key: &'static str, form: &'static str, doc: &'static str) -> Field {
    Field { key, form, part: None, required: true, doc }
}

const fn may(key: &'static str, form: &'static str, doc: &'static str) -> Field {
    Field { key, form, part: None, required: false, doc }
}

const fn parts(key: &'static str, part: &'static SchemaTable, doc: &'static str) -> Field {
    Field { key, form: "list of tables", part: Some(part), required: false, doc }
}

const fn part(key: &'static str, part: &'static SchemaTable, doc: &'static str) -> Field {
    Field { key, form: "table", part: Some(part), required: false, doc }
}

const fn table(name: &'static str, also: Also, fields: &'static [Field]) -> SchemaTable {
    SchemaTable { name, also, fields }
}

impl SchemaTable {
    /// Every key it may have, its own first.
    pub fn keys(&self) -> impl Iterator<Item = &'static Field> {
        let also: &'static [Field] = match self.also {
            Also::Record => RECORD.fields,
            Also::Part => PART.fields,
            Also::Nothing => &[],
        };
        // A table that must have an id lists it itself.
        let own = self.fields;
        own.iter().chain(also.iter().filter(|it| !own.iter().any(|mine| mine.key == it.key)))
    }

    /// Whether it has the key.
    pub fn has(&self, key: &str) -> bool {
        self.keys().any(|field| field.key == key)
    }

    /// Its name in a sentence, e.g. `red line`.
    pub fn noun(&self) -> &'static str {
        match self.name {
            "red_line" => "red line",
            "text_state" => "state of the text",
            other => other,
        }
    }
}

/// The schema of the table of `kind`.
pub fn of(kind: Kind) -> &'static SchemaTable {
    match kind {
        Kind::Party => &PARTY,
        Kind::Person => &PERSON,
        Kind::Issue => &ISSUE,
        Kind::Draft => &DRAFT,
        Kind::RedLine => &RED_LINE,
        Kind::Position => &POSITION,
        Kind::Answer => &ANSWER,
        Kind::Understanding => &UNDERSTANDING,
        Kind::Alternative => &ALTERNATIVE,
        Kind::Meeting => &MEETING,
        Kind::Statement => &STATEMENT,
        Kind::Event => &EVENT,
        Kind::Leave => &LEAVE,
        Kind::Consent => &CONSENT,
        Kind::Capacity => &CAPACITY,
        Kind::Poll => &POLL,
        Kind::Rule => &RULE,
        Kind::Demand => &DEMAND,
        Kind::TextState => &TEXT_STATE,
        Kind::Movement => &MOVEMENT,
        Kind::Cause => &CAUSE,
        Kind::Undertaking => &UNDERTAKING,
        Kind::Handover => &HANDOVER,
        Kind::Forecast => &FORECAST,
        Kind::Prediction => &PREDICTION,
        Kind::Resolution => &RESOLUTION,
        Kind::Source => &SOURCE,
    }
}

const ID: Field = must("id", "id", "its identifier");

/// What any record may say of itself.
pub static RECORD: SchemaTable = table(
    "record",
    Also::Nothing,
    &[
        may("id", "id", "its identifier"),
        may("known", "day", "the day we learned it; it is visible from that day"),
        may("source", "sources", "its source"),
        may("basis", "basis", "its basis"),
        may("handling", "handling", "who may see it"),
        may("date_is", "exactness", "how exactly its date is known"),
        part("corrects", &CORRECTION, "another record of the same table that it corrects"),
        may("note", "text", "a note for the record keeper, shown to nobody else"),
    ],
);

/// What a table inside a record may say of itself.
pub static PART: SchemaTable = table(
    "part",
    Also::Nothing,
    &[
        may("known", "day", "the day we learned it, if different from the record's"),
        may("source", "sources", "its source, if different from the record's"),
        may("basis", "basis", "its basis, if different from the record's"),
        may("note", "text", "a note for the record keeper, shown to nobody else"),
    ],
);

/// The correction of another record.
pub static CORRECTION: SchemaTable = table(
    "correction",
    Also::Nothing,
    &[
        must("id", "id", "the record corrected"),
        may("by", "speaker", "who corrected it"),
        may("why", "text", "why"),
    ],
);

/// A source where it is cited.
pub static CITATION: SchemaTable = table(
    "citation",
    Also::Nothing,
    &[
        must("id", "source", "the source"),
        may("credibility", "1 to 6", "credibility of the item on the Admiralty scale"),
    ],
);

/// What every record of a file inherits.
pub static FILE: SchemaTable = table(
    "file",
    Also::Nothing,
    &[
        may("known", "day", "the day we learned what is in this file"),
        may("source", "sources", "its source"),
        may("basis", "basis", "its basis"),
        may("handling", "handling", "who may see it"),
    ],
);

/// The dossier as a whole.
pub static DOSSIER: SchemaTable = table(
    "dossier",
    Also::Nothing,
    &[
        must("title", "text", "title"),
        may("summary", "text", "what it is about"),
        may("as_of", "day", "the day the record is read as of, unless asked otherwise"),
        may("disclosure", "disclosure", "what applies to records that do not state their handling"),
        may("wording", "wording", "whether the words of its records are the speakers' own"),
        may("fictional", "true or false", "whether it is invented"),
        part("agreement", &AGREEMENT, "whose acceptance makes an agreement"),
        may("one_matter", "list of words", "groups of issues that weigh as one for every party"),
        may(
            "nothing_agreed_until",
            "text",
            "that nothing is agreed until this is, as the parties said: `everything is agreed`",
        ),
    ],
);

/// Whose acceptance makes an agreement.
pub static AGREEMENT: SchemaTable = table(
    "agreement",
    Also::Nothing,
    &[
        may("all", "list of parties", "each of these must accept"),
        may("at_least", "whole number", "how many of `of` must accept"),
        may("of", "list of parties", "among whom `at_least` counts"),
    ],
);

/// A side, a mediator, or anybody whose consent or obstruction matters.
pub static PARTY: SchemaTable = table(
    "party",
    Also::Record,
    &[
        ID,
        must("name", "text", "full name"),
        may("short", "text", "short name for columns"),
        may("roles", "list of roles", "what it is in this negotiation; several at once"),
        may("tradition", "id", "the diplomatic tradition in which its words are read"),
        may(
            "also_known_as",
            "list of words",
            "other names for those who speak for it, such as a ministry",
        ),
        may("order", "whole number", "place in lists"),
    ],
);

/// Somebody who speaks or is present.
pub static PERSON: SchemaTable = table(
    "person",
    Also::Record,
    &[
        ID,
        must("name", "text", "name"),
        may("party", "party", "the party the person belongs to"),
        parts("offices", &OFFICE, "offices held, in words or with dates"),
        may("described_as", "text", "who the person is beside any office"),
        may("rank", "count", "with what authority the person speaks for the party: 1 the highest"),
    ],
);

/// An office.
pub static OFFICE: SchemaTable = table(
    "office",
    Also::Nothing,
    &[
        must("office", "text", "its title"),
        may("from", "day", "first day"),
        may("until", "day", "last day"),
    ],
);

/// A question the agreement would settle.
pub static ISSUE: SchemaTable = table(
    "issue",
    Also::Record,
    &[
        ID,
        must("title", "text", "title"),
        may("group", "text", "the group it is listed under"),
        may("order", "whole number", "place in lists"),
        may("ordered", "true or false", "whether the options lie on a line"),
        may("unit", "text", "unit of the options' values"),
        may("status_quo", "option", "what holds if an agreement does not address it"),
        Field {
            key: "options",
            form: "list of tables",
            part: Some(&OPTION),
            required: true,
            doc: "the ways of settling it",
        },
    ],
);

/// A way of settling an issue.
pub static OPTION: SchemaTable = table(
    "option",
    Also::Nothing,
    &[
        ID,
        must("text", "text", "what it says"),
        may("value", "number or range", "its value, in the issue's unit"),
        may("known", "day", "the day it became known that somebody proposes it"),
    ],
);

/// A text on or near the table.
pub static DRAFT: SchemaTable = table(
    "draft",
    Also::Record,
    &[
        ID,
        must("title", "text", "title"),
        may("date", "day", "when it was tabled"),
        may("tabled_by", "list of parties", "whose text it is"),
        may("contributors", "list of parties", "others who are said to have worked on it"),
        may("account", "speaker", "by whose account it exists"),
        may("form", "form", "the form in which we have it"),
        may("complete", "true or false", "whether we have all of it"),
        parts("counts", &COUNT, "how many points it is said to have"),
        may("based_on", "list of drafts", "drafts it was made from"),
        may("answers", "draft", "the draft it replies to"),
        may("same_as", "list of drafts", "drafts said to be the same text"),
        may("companions", "list of drafts", "papers that go with it"),
        may("known_to", "list of parties", "parties known to have it"),
        parts("life", &LIFE, "when it was live, superseded, withdrawn"),
        parts("points", &POINT, "its points"),
    ],
);

/// A claimed number of points.
pub static COUNT: SchemaTable = table(
    "count",
    Also::Part,
    &[must("n", "whole number", "the number"), may("by", "speaker", "who says so")],
);

/// Part of a draft's dated life.
pub static LIFE: SchemaTable = table(
    "life entry",
    Also::Part,
    &[
        must("is", "state", "its state from that day"),
        must("from", "day", "first day of the state"),
        may("by", "speaker", "who made it so"),
    ],
);

/// A point of a draft.
pub static POINT: SchemaTable = table(
    "point",
    Also::Part,
    &[
        may("number", "text or whole number", "its number in the draft"),
        may("gist", "text", "what it says, in the record keeper's words"),
        may("text", "text", "its wording"),
        parts("variants", &VARIANT, "other wordings in circulation"),
        may("account", "speaker", "by whose account"),
        may("sets", "an option of each issue", "options it settles"),
        parts("among", &BRACKET, "options it leaves side by side"),
        may("excludes", "options", "options it is known not to contain"),
        may("leaves_open", "list of issues", "issues it leaves to the principals"),
        part("only_if", &CONDITION, "the condition under which it applies"),
        may("after", "list of words or numbers", "what must come first"),
        may("lapses_if", "text", "what would end it"),
        parts("lineage", &LINEAGE, "where it comes from in earlier drafts"),
        may("under", "text or whole number", "the number of the point it stands under"),
        may("heading", "true or false", "whether it is a heading: words that settle nothing"),
        parts("readings", &POINT_READING, "what it settles as single parties read it"),
    ],
);

/// What a point settles, as one party reads it.
pub static POINT_READING: SchemaTable = table(
    "reading of a point",
    Also::Nothing,
    &[
        must("party", "party", "who reads it so"),
        must("settles", "options", "the options it settles by this reading"),
        may("words", "text", "the reading"),
    ],
);

/// Another wording of a point.
pub static VARIANT: SchemaTable = table(
    "variant",
    Also::Part,
    &[must("text", "text", "the wording"), may("by", "speaker", "who has it so")],
);

/// One of several options left side by side.
pub static BRACKET: SchemaTable = table(
    "bracket",
    Also::Nothing,
    &[must("option", "option", "the option"), may("by", "list of parties", "who wants it")],
);

/// A condition.
pub static CONDITION: SchemaTable = table(
    "condition",
    Also::Nothing,
    &[
        may("text", "text", "the condition in words"),
        may("when", "options", "the draft's own content on which it turns"),
    ],
);

/// How a point relates to a point of an earlier draft.
pub static LINEAGE: SchemaTable = table(
    "lineage",
    Also::Nothing,
    &[
        must("is", "relation", "what became of the point"),
        may("of", "draft#number", "the point it comes from"),
        may("why", "text", "reason given"),
        may("by", "speaker", "who made or identified the relation"),
    ],
);

/// What a party has said it will not accept.
pub static RED_LINE: SchemaTable = table(
    "red_line",
    Also::Record,
    &[
        must("party", "party", "whose line"),
        may("by", "speaker", "who said it"),
        may("audience", "audience", "to whom"),
        may("words", "text", "the words"),
        may("date", "day", "when"),
        may("rules_out", "options", "options it rules out; any one of them crosses it"),
        may("unclear", "options", "options on which the words are unclear"),
        part("condition", &CONDITION, "when it applies"),
        may("thread", "text", "a name shared by restatements of one line"),
        may("firmness", "chance", "how likely it is to hold, if somebody stated that"),
        part("lifted", &LIFTED, "that it no longer stands"),
        may(
            "overtaken_by",
            "record",
            "the later word of the same party that overtook it, as a keeper settles it",
        ),
        may(
            "stands",
            "true or false",
            "that it stands, whatever was said later, as a keeper settles it",
        ),
    ],
);

/// That a line no longer stands.
pub static LIFTED: SchemaTable = table(
    "lifted",
    Also::Part,
    &[
        must("date", "day", "since when"),
        may("by", "speaker", "who lifted it"),
        may("words", "text", "the words"),
    ],
);

/// What a party wants on an issue.
pub static POSITION: SchemaTable = table(
    "position",
    Also::Record,
    &[
        must("party", "party", "whose"),
        may("issue", "issue", "on which issue"),
        may("group", "text", "on which group of issues (salience only; the group weighs as one)"),
        may("date", "day", "when"),
        may("by", "speaker", "who said it"),
        may("audience", "audience", "to whom"),
        may("words", "text", "the words"),
        may("ideal", "option", "the option it would choose"),
        may("ranking", "list of options", "best first; a list in it is a tie"),
        may("prefers", "list of pairs", "the first of each pair is preferred to the second"),
        may("acceptable", "list of options", "options it called acceptable"),
        may("values", "number or range for each option", "stated values in [0, 1]"),
        may("indifferent", "true or false", "whether it is indifferent between all options"),
        may("salience", "salience", "how much it cares; classes are comparable across the dossier"),
        may("ended", "true or false", "whether it no longer holds this position"),
    ],
);

/// A party's reply to a text.
pub static ANSWER: SchemaTable = table(
    "answer",
    Also::Record,
    &[
        must("party", "party", "whose"),
        must("to", "draft or any-text", "to what"),
        may("points", "list of numbers", "to which points of it; a point stands for all below it"),
        must("answer", "reply", "what it said"),
        may("date", "day", "when"),
        may("by", "speaker", "who said it"),
        may("audience", "audience", "to whom"),
        may("words", "text", "the words"),
        part("condition", &CONDITION, "the condition of an `accept-if`"),
    ],
);

/// Something parties are said to have understood.
pub static UNDERSTANDING: SchemaTable = table(
    "understanding",
    Also::Record,
    &[
        may("title", "text", "title"),
        may("date", "day", "when it was reached"),
        may("between", "list of parties", "between whom"),
        parts("claims", &CLAIM, "what each says of it"),
        parts("readings", &NAMED_READING, "readings of what was settled, to judge texts against"),
    ],
);

/// What one party says of an understanding.
pub static CLAIM: SchemaTable = table(
    "claim",
    Also::Part,
    &[
        must("party", "party", "whose claim"),
        may("by", "speaker", "who made it"),
        may("date", "day", "when"),
        may("date_is", "exactness", "how exactly its date is known"),
        may("force", "force", "what force it gives it"),
        may("settles", "options", "what it says was settled"),
        may("content", "text", "`not disclosed`, or what was settled, in words only"),
        may("words", "text", "the words"),
    ],
);

/// One reading of what an understanding settled.
pub static NAMED_READING: SchemaTable = table(
    "named reading",
    Also::Nothing,
    &[
        must("name", "text", "its name"),
        may("by", "speaker", "whose reading"),
        must("settles", "options", "what it takes to be settled; any other option departs from it"),
        may("words", "text", "the words"),
    ],
);

/// How good no deal is to a party.
pub static ALTERNATIVE: SchemaTable = table(
    "alternative",
    Also::Record,
    &[
        must("party", "party", "whose alternative"),
        may("view", "speaker", "in whose view"),
        may("date", "day", "when it was stated"),
        may("words", "text", "the words"),
        may("level", "number or range", "a share of the party's best deal, in [0, 1]"),
        may("draft", "draft", "as good as this draft"),
        may("outcome", "an option of each issue", "as good as these options"),
        may("direction", "up or down", "only that it rose or fell"),
    ],
);

/// A meeting, planned or held.
pub static MEETING: SchemaTable = table(
    "meeting",
    Also::Record,
    &[
        may("title", "text", "title"),
        may("date", "day", "the day it was held or is due"),
        may("place", "text", "where"),
        may("channel", "list of parties", "between which parties"),
        may("present", "list of speakers", "who was or will be there"),
        may("led_by", "list of speakers", "who led the delegations"),
        part("series", &SERIES, "which meeting of which series"),
        may("agenda", "list of words", "what is to be done"),
        parts("carries", &CARRIED, "texts carried to it"),
        parts("said", &SAID, "what was said of it or in it"),
        parts("log", &LOG, "what became of it"),
        parts("actions", &ACTION, "what somebody undertook there to do"),
    ],
);

/// A place in a series of meetings.
pub static SERIES: SchemaTable = table(
    "series",
    Also::Nothing,
    &[ID, may("number", "whole number", "which meeting of it, counted from 1")],
);

/// A text carried to a meeting.
pub static CARRIED: SchemaTable = table(
    "carried text",
    Also::Part,
    &[must("draft", "draft", "the draft"), may("words", "text", "how the source put it")],
);

/// Something said.
pub static SAID: SchemaTable = table(
    "saying",
    Also::Part,
    &[
        may("by", "speaker or list", "by whom"),
        must("words", "text", "the words"),
        parts("readings", &READING, "what others take the words to signal"),
    ],
);

/// What somebody takes words to signal.
pub static READING: SchemaTable = table(
    "reading",
    Also::Part,
    &[must("reads", "text", "what the words are taken to signal"), may("by", "speaker", "by whom")],
);

/// An entry in a meeting's log.
pub static LOG: SchemaTable = table(
    "log entry",
    Also::Part,
    &[
        must("is", "state", "what became of the meeting"),
        may("date", "day", "when"),
        may("gist", "text", "in the record keeper's words"),
        may("words", "text", "in the source's words"),
        may("by", "speaker", "by whose account"),
    ],
);

/// Something somebody undertook to do.
pub static ACTION: SchemaTable = table(
    "action",
    Also::Part,
    &[
        may("who", "speaker or list", "who is to do it"),
        must("what", "text", "what is to be done"),
        may("to", "speaker or list", "for whose benefit"),
        may("condition", "text", "on what condition"),
        may("due", "day", "by when"),
        may("done", "day", "when it was done"),
    ],
);

/// Something said outside a recorded meeting.
pub static STATEMENT: SchemaTable = table(
    "statement",
    Also::Record,
    &[
        may("date", "day", "when"),
        may("by", "speaker or list", "by whom"),
        may("about", "list of records", "about what"),
        may("audience", "audience", "to whom"),
        may("words", "text", "the words"),
        may("gist", "text", "what it amounts to"),
        may("direction", "up or down", "only that a chance rose or fell, by these words"),
        may(
            "forecast",
            "forecast",
            "the question whose chance that is; otherwise that of what it \
                                     is about",
        ),
        may("fits", "fit", "how well the words fit that question"),
        parts("readings", &READING, "what others take the words to signal"),
    ],
);

/// What happened outside the room.
pub static EVENT: SchemaTable = table(
    "event",
    Also::Record,
    &[
        may("date", "day", "when"),
        must("what", "text", "what"),
        parts("affects", &EFFECT, "whom it affected, in somebody's view"),
    ],
);

/// A view of what an event changed.
pub static EFFECT: SchemaTable = table(
    "effect",
    Also::Nothing,
    &[
        may("view", "speaker", "whose view"),
        must("of", "party", "the party concerned"),
        must("what", "object", "what of it"),
        may("issue", "issue", "on which issue"),
        may("direction", "up or down", "which way"),
        may("by_how_much", "number or range", "by how much"),
        may("words", "text", "the words"),
        may("by", "speaker", "by whose account"),
    ],
);

/// That a closed record may be told to a party.
pub static LEAVE: SchemaTable = table(
    "leave",
    Also::Record,
    &[
        must("records", "list of records", "the records that may be shared"),
        may("by", "speaker", "who gave permission"),
        must("to", "list of parties", "the parties they may be shared with"),
        may("date", "day", "from when"),
        may("form", "text", "in what form"),
        may("words", "text", "the words"),
        may("withdrawn", "day", "since when it has been withdrawn"),
    ],
);

/// A further consent that some options need.
pub static CONSENT: SchemaTable = table(
    "consent",
    Also::Record,
    &[
        must("act", "text", "what would have to be done"),
        may("when", "options", "options that need it; any one of them"),
        may("to", "list of drafts", "drafts that need it; every one if left out"),
        may("of", "list of speakers", "whose consent"),
        may("form", "form", "in what form"),
        may("threshold", "text", "what it takes"),
        may("due", "day", "when it is due"),
        may("effect", "effect", "what a refusal does to the text"),
        part("outcome", &CONSENT_OUTCOME, "how it was decided"),
        may("words", "text", "the words"),
    ],
);

/// How a further consent was decided.
pub static CONSENT_OUTCOME: SchemaTable = table(
    "outcome of a consent",
    Also::Part,
    &[
        must("is", "given or refused", "whether it was given"),
        must("date", "day", "when"),
        may("by", "speaker", "by whose account"),
        may("vote", "text", "the vote"),
        may("words", "text", "the words"),
    ],
);

/// What somebody outside the agreement rule can do to a text.
pub static CAPACITY: SchemaTable = table(
    "capacity",
    Also::Record,
    &[
        must("party", "party", "whose"),
        must("is", "capacity", "what it can do"),
        may("to", "list of drafts", "to which drafts; to every text if left out"),
        may("when", "options", "only where a text has one of these options; always if left out"),
        may("act", "text", "what it would consent to, deliver or do"),
        may("by", "speaker", "by whose account"),
        may("date", "day", "when that was said"),
    ],
);

/// What people were asked and what they answered.
pub static POLL: SchemaTable = table(
    "poll",
    Also::Record,
    &[
        must("wording", "text", "the question, as it was put or is reported"),
        may("by", "speaker", "who asked"),
        may("sponsor", "speaker", "who paid for it"),
        may("from", "day", "first day of field work"),
        may("until", "day", "last day of field work"),
        may("date", "day", "when it was published"),
        may("n", "count", "how many were asked"),
        may("among", "text", "who was asked"),
        must("shares", "number for each answer", "each answer with its share in [0, 1]"),
        may("undecided", "number", "share of the undecided in [0, 1], where it was published"),
        may("about", "list of records", "about what"),
    ],
);

/// That some options go only with others.
pub static RULE: SchemaTable = table(
    "rule",
    Also::Record,
    &[
        may("when", "options", "where all of these hold together; always if left out"),
        may("requires", "options", "one of these must hold on each issue named"),
        may("excludes", "options", "none of these may hold"),
        may("is", "kind of rule", "on what it rests; `logic` where nothing is said"),
        may("words", "text", "why"),
        may("by", "speaker", "by whose account"),
    ],
);

/// What a party demands, makes a condition or warns of.
pub static DEMAND: SchemaTable = table(
    "demand",
    Also::Record,
    &[
        must("party", "party", "whose"),
        may(
            "is",
            "kind of demand",
            "a demand, a condition or a warning; a demand where nothing is said",
        ),
        may("by", "speaker", "who said it"),
        may("date", "day", "when"),
        may("audience", "audience", "to whom"),
        may("words", "text", "the words"),
        may("asks", "options", "the options it demands or makes its condition"),
        may("departs_from", "understanding", "of a warning: if a text departs from this"),
        may("when", "options", "of a warning: if a text has any one of these"),
        may("then", "reply", "of a warning: how such a text would be answered"),
    ],
);

/// Where points of a text stand.
pub static TEXT_STATE: SchemaTable = table(
    "text_state",
    Also::Record,
    &[
        must("draft", "draft", "of which version"),
        may(
            "points",
            "list of numbers",
            "which points, where a point stands for all below it; the whole text if left out",
        ),
        may("party", "party", "for which party; for all if left out"),
        must("is", "state of a point", "where they stand"),
        may("date", "day", "since when; the latest holds, of one day that of the nearest point"),
        may("by", "speaker", "by whose account"),
        may("words", "text", "the words"),
    ],
);

/// That a party moved, by somebody's account.
pub static MOVEMENT: SchemaTable = table(
    "movement",
    Also::Record,
    &[
        must("party", "party", "who moved"),
        must("issue", "issue", "on which issue"),
        may("from", "list of options", "from which options"),
        must("to", "list of options", "to which options"),
        must("is", "kind of movement", "how far it went"),
        may("date", "day", "when"),
        may("condition", "text", "on what condition"),
        may("by", "speaker", "by whose account; only the party's own may overtake a line of it"),
        may("words", "text", "the words"),
    ],
);

/// That one thing led to another, by somebody's account.
pub static CAUSE: SchemaTable = table(
    "cause",
    Also::Record,
    &[
        must("from", "record", "what led to it"),
        must("to", "record", "what it led to"),
        may("by", "speaker", "by whose account"),
        may("date", "day", "when that was said"),
        may("words", "text", "the words"),
    ],
);

/// Something somebody undertook outside a meeting.
pub static UNDERTAKING: SchemaTable = table(
    "undertaking",
    Also::Record,
    &[
        may("who", "speaker or list", "who is to do it"),
        may("to", "speaker or list", "for whose benefit"),
        must("what", "text", "what is to be done"),
        may("condition", "text", "on what condition"),
        may("date", "day", "when it was given"),
        may("due", "day", "by when"),
        may("done", "day", "when it was done"),
    ],
);

/// That a keeper has read the record, or looked over entries of another.
pub static HANDOVER: SchemaTable = table(
    "handover",
    Also::Record,
    &[
        must("keeper", "text", "which keeper"),
        must("date", "day", "as of which day"),
        may(
            "looked_at",
            "list of records",
            "the entries looked over; the whole record if left out",
        ),
        may(
            "read",
            "true or false",
            "that the record was read as of that day as well, beside the entries looked over",
        ),
    ],
);

/// A question with criteria.
pub static FORECAST: SchemaTable = table(
    "forecast",
    Also::Record,
    &[
        ID,
        must("question", "text", "the question"),
        must("criteria", "text", "what counts as yes, as no, and as neither"),
        may("opens", "day", "first day for predictions"),
        may("closes", "day", "last day for predictions"),
        may("resolves", "day", "the day it should be resolved"),
        may("place", "count", "in an exported copy: its place in the ledger"),
        may("named", "text", "in a ledger: the hash of the people, parties and sources it names"),
        may("sealed", "day and time", "in a ledger: when it was entered, by the machine's clock"),
        may("author", "text", "in a ledger: who entered it"),
        may("chain", "text", "in a ledger: its seal, written with the entry"),
    ],
);

/// Somebody's view of a forecast question.
pub static PREDICTION: SchemaTable = table(
    "prediction",
    Also::Record,
    &[
        must("forecast", "forecast", "the question"),
        may("by", "speaker", "whose view"),
        may("date", "day", "when"),
        may("chance", "chance", "the probability of yes"),
        may("direction", "up or down", "only that it rose or fell"),
        may("words", "text", "the words"),
        may("fits", "fit", "how well the words fit the question"),
        part("mapped", &MAPPED, "what somebody else takes the words to mean"),
        may("because", "list of records", "records given as its reason"),
        part("computed", &COMPUTED, "where it comes from, if this program made it"),
        may("asked", "text", "in a ledger: the hash of a question that is in another file"),
        may("place", "count", "in an exported copy: its place in the ledger"),
        may("named", "text", "in a ledger: the hash of the people, parties and sources it names"),
        may("sealed", "day and time", "in a ledger: when it was entered, by the machine's clock"),
        may("author", "text", "in a ledger: who entered it"),
        may("chain", "text", "in a ledger: its seal, written with the entry"),
    ],
);

/// Where a prediction of this program comes from.
pub static COMPUTED: SchemaTable = table(
    "computed answer",
    Also::Nothing,
    &[
        must("lens", "text", "the lens that was asked"),
        must("draft", "draft", "the draft it was asked about"),
        may("party", "party", "the party; left out for the answer under the agreement rule"),
        must("status", "text", "the answer in one word; only `open` has a figure"),
        may("low", "number", "the low end of the figure"),
        may("middle", "number", "the figure"),
        may("high", "number", "the high end of the figure"),
        may("as_of", "day", "the day the record was read as of"),
        must(
            "record",
            "text",
            "SHA-256 of the visible record without its forecasts, after the version of its form",
        ),
        must("engine", "text", "name and version of the program"),
        may("seed", "count", "seed of every random stream"),
        may("samples", "count", "number of samples, where any were drawn"),
        may("assume", "list of text", "assumption sets that were read"),
        may("assumed", "list of text", "SHA-256 of what each of them said, in their order"),
        may("settings", "list of text", "the other settings it was asked with, as `NAME=VALUE`"),
        may("features", "list of text", "features that the program was built with"),
        may(
            "checked",
            "true or false",
            "whether the question was found to ask nothing else when this was sealed",
        ),
    ],
);

/// A reading of somebody's words as a probability.
pub static MAPPED: SchemaTable = table(
    "reading",
    Also::Nothing,
    &[
        must("chance", "chance", "the probability"),
        may("by", "speaker", "whose reading"),
        must("fits", "fit", "how well the words fit the question"),
    ],
);

/// How a question came out.
pub static RESOLUTION: SchemaTable = table(
    "resolution",
    Also::Record,
    &[
        must("forecast", "forecast", "the question"),
        may("date", "day", "when"),
        must("outcome", "outcome", "how"),
        may("words", "text", "why"),
        may("asked", "text", "in a ledger: the hash of a question that is in another file"),
        may("place", "count", "in an exported copy: its place in the ledger"),
        may("named", "text", "in a ledger: the hash of the people, parties and sources it names"),
        may("sealed", "day and time", "in a ledger: when it was entered, by the machine's clock"),
        may("author", "text", "in a ledger: who entered it"),
        may("chain", "text", "in a ledger: its seal, written with the entry"),
    ],
);

/// A publication, document or person that something comes from.
pub static SOURCE: SchemaTable = table(
    "source",
    Also::Record,
    &[
        ID,
        may("publisher", "text", "who published it"),
        may("title", "text", "its title"),
        may("address", "text", "where it can be found"),
        may("date", "day", "when it was published"),
        may("reliability", "A to F", "reliability on the Admiralty scale"),
        may("citing", "list of sources or words", "whom it cites"),
        may("syndicated_from", "source", "the source of which it is a reprint"),
    ],
);
