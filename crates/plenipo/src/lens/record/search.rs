//! A search: every record that contains all the words in any of its fields, or is the voice of somebody so named; of
//! one part of the record where that is asked for.

use jiff::civil::Date;

use super::carry::Room;
use super::entries::{Entry, EntryKind, Part, entries};
use super::fields;
use super::timeline::{item, on_timeline, table};
use super::voice::Voice;
use super::voices;
use super::what::What;
use crate::finding::block::Block;
use crate::finding::table::{Cell, Table};
use plenipo_maths::align::words::plain;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Kind as RecordKind, RecordRef};
use plenipo_record::case::issue::IssueOptions;
use plenipo_record::case::learned::{When, known, known_within, when};
use plenipo_record::case::meeting::Reading;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::Speaker;

/// What is looked for, and where.
pub(super) struct Asked {
    /// The words.
    pub(super) words: String,
    /// In which part of the record; in all of them where none is named.
    pub(super) part: Option<What>,
    /// In whose words.
    pub(super) voice: Option<Voice>,
    /// Of what became known: since when.
    pub(super) since: Option<Date>,
    /// Of what may be carried: to which rooms.
    pub(super) rooms: Vec<Room>,
}

impl Asked {
    /// The part that it is asked of, where that is not the whole record.
    pub(super) fn narrow(&self) -> Option<What> {
        self.part.filter(|it| !matches!(it, What::Summary | What::Voice))
    }

    /// The same words, in whatever part they stand.
    pub(super) fn everywhere(&self) -> Asked {
        Asked {
            words: self.words.clone(),
            part: None,
            voice: self.voice,
            since: None,
            rooms: Vec::new(),
        }
    }
}

/// `text` as it is searched: without regard to case, to how accents are put together, and to the
/// form of quotation marks and hyphens.
fn folded(text: &str) -> String {
    // By way of capitals, so that ß is found as ss and either small sigma as the other.
    plain(text).to_uppercase().to_lowercase().replace('ς', "σ")
}

/// Words to look for.
struct Query(Vec<String>);

impl Query {
    fn of(words: &str) -> Query {
        Query(folded(words).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word occurs in `text`.
    fn is_in(&self, text: &str) -> bool {
        let all = folded(text);
        self.0.iter().all(|word| all.contains(word))
    }
}

/// Whether `texts` together contain every one of `words`.
pub(super) fn contains(words: &str, texts: &[String]) -> bool {
    Query::of(words).is_in(&texts.join(" "))
}

/// What is found, as a table and as a list.
pub(super) fn search(case: &Case, asked: &Asked) -> (Table, Vec<Block>) {
    let query = &asked.words;
    let words = Query::of(query);
    let shown = |it: &Entry| {
        let id = it.id.as_deref().unwrap_or("");
        let footing = it.footing.as_ref().map(Footing::to_string).unwrap_or_default();
        format!("{} {footing} {id} {}", it.text, voices::names(case, &it.who))
    };
    let mut all = entries(case);
    points(case, &mut all);
    inside(case, &mut all);
    lists(case, &mut all);
    let since = asked.since.or_else(|| case.days().pop());
    all.retain(|it| {
        asked.part.is_none_or(|part| is_of(part, asked, since, it))
            && asked.voice.is_none_or(|voice| match asked.part {
                Some(What::Voice) => voice.said(case, it),
                _ => voice.is_in(case, it),
            })
    });
    let fits = |it: &Entry| words.is_in(&format!("{} {}", shown(it), fields::of(case, it)));
    let mut found: Vec<Entry> = all.into_iter().filter(fits).collect();
    untold_meetings(case, &mut found);
    for entry in &mut found {
        voiced(case, entry);
    }
    found.sort_by_key(|it| it.date.unwrap_or(Date::MAX));
    let blocks: Vec<Block> = found.iter().map(item).collect();
    (table("search", &format!("Records that contain “{query}”"), &found), blocks)
}

/// Leaves out a meeting that its log tells of, where an entry of the log or of what was said there is found too.
fn untold_meetings(case: &Case, found: &mut Vec<Entry>) {
    let told: Vec<RecordRef> =
        found.iter().filter(|it| it.part != Part::Whole).filter_map(|it| it.record).collect();
    found.retain(|it| {
        let logged = it.record.is_some_and(|at| {
            at.kind == RecordKind::Meeting && !case.meetings[at.index as usize].log.is_empty()
        });
        !(logged && it.part == Part::Whole && it.record.is_some_and(|at| told.contains(&at)))
    });
}

/// Whether an entry is of that part of the record.
fn is_of(part: What, asked: &Asked, since: Option<Date>, it: &Entry) -> bool {
    use RecordKind as Of;
    let any = |kinds: &[Of]| matches!(it.kind, EntryKind::Record(kind) if kinds.contains(&kind));
    match part {
        What::Summary | What::Voice => true,
        What::Parties => any(&[Of::Party, Of::Person]),
        What::Issues => any(&[Of::Issue]),
        What::Matrix => {
            any(&[Of::RedLine, Of::Position, Of::Demand]) || it.kind == EntryKind::Claim
        }
        What::Timeline => on_timeline(it),
        What::Meetings => {
            it.record.is_some_and(|at| at.kind == Of::Meeting) || it.kind == EntryKind::Action
        }
        What::Drafts => {
            any(&[Of::Draft])
                || matches!(it.kind, EntryKind::Point | EntryKind::Count)
                || matches!(it.part, Part::PointReading(..))
        }
        What::Outside => any(&[Of::Capacity, Of::Consent, Of::Poll]),
        What::Rules => any(&[Of::Rule]),
        What::Demands => any(&[Of::Demand]),
        What::State => any(&[Of::TextState]),
        What::Movement => any(&[Of::Movement]),
        What::Causes => any(&[Of::Cause]),
        What::Undertakings => any(&[Of::Undertaking]) || it.kind == EntryKind::Action,
        What::Sources => any(&[Of::Source]),
        What::Keepers => any(&[Of::Handover]),
        What::Changes => it.known.is_some_and(|known| since.is_none_or(|since| known >= since)),
        What::Carry => it.record.is_some_and(|at| {
            asked.rooms.iter().flat_map(|room| &room.records).any(|it| it.record == at)
        }),
        // What is concluded from several records is searched as it is told.
        What::Unknowns | What::Conflicts | What::Drift => false,
    }
}

/// Says who speaks in an entry whose text does not.
fn voiced(case: &Case, entry: &mut Entry) {
    let said = folded(&entry.text);
    let mut names: Vec<String> = Vec::new();
    for speaker in &entry.who {
        let name = match speaker {
            Speaker::Party(ix) => case.party(*ix).label().to_owned(),
            other => case.speaker(other),
        };
        if !said.contains(&folded(&name)) && !names.contains(&name) {
            names.push(name);
        }
    }
    // A list of everybody at a table is read in the meeting itself.
    if !names.is_empty() && names.len() <= 4 {
        entry.text.push_str(&format!(" ({})", describe::listed(&names)));
    }
}

/// Points of drafts, with their other wordings.
fn points(case: &Case, all: &mut Vec<Entry>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        for (k, point) in draft.points.iter().enumerate() {
            let mut text: Vec<&str> = Vec::new();
            text.extend(point.gist.as_deref());
            text.extend(point.text.as_deref());
            text.extend(point.variants.iter().map(|it| it.text.as_str()));
            let number = point.number.as_deref().unwrap_or("without number");
            let mut who: Vec<Speaker> = point.account.iter().cloned().collect();
            who.extend(point.variants.iter().filter_map(|it| it.by.clone()));
            let wanted = point.among.iter().flat_map(|(_, it)| it).flat_map(|it| &it.by);
            who.extend(wanted.copied().map(Speaker::Party));
            who.extend(voices::of(case, RecordRef::new(RecordKind::Draft, place)));
            let with = known(case, &draft.meta, when(draft));
            all.push(Entry {
                date: draft.date,
                date_is: draft.meta.date_is,
                known: known_within(case, &point.meta, &draft.meta, When::undated(), with),
                kind: EntryKind::Point,
                record: None,
                part: Part::Point(place, k),
                id: Some(format!("{}#{number}", draft.id())),
                cell: Cell::point_of(draft.id(), number),
                text: format!("{} point {number}: {}", draft.title, text.join(" ")),
                footing: Some(describe::footing(case, &point.meta)),
                who,
            });
        }
    }
}

/// Names of the options that a reading takes to be settled, after its words.
fn read_as(case: &Case, words: &Option<String>, settles: &IssueOptions) -> String {
    let mut said: Vec<String> = words.iter().cloned().collect();
    if !settles.is_empty() {
        said.push(describe::issue_option_texts(case, settles));
    }
    said.join("; ")
}

/// What somebody reads into words, undertook to do, or says a draft has.
pub(super) fn inside(case: &Case, all: &mut Vec<Entry>) {
    type Of<'m> = (&'m Meta, Option<Date>);
    let mut push = |kind, part, at: RecordRef, meta: &Meta, of: Of<'_>, text, who| {
        all.push(Entry {
            date: of.1,
            date_is: of.0.date_is,
            known: known_within(
                case,
                meta,
                of.0,
                When::undated(),
                known(case, of.0, case.when(at)),
            ),
            kind,
            record: Some(at),
            part,
            id: case.id(at).map(str::to_owned),
            cell: Cell::maybe_to(at.kind, case.id(at)),
            text,
            footing: Some(describe::footing(case, meta)),
            who,
        });
    };
    let reads = |it: &Reading, said_by: &[Speaker]| {
        let by = it.by.as_ref().map_or("somebody".to_owned(), |by| case.speaker(by));
        let who: Vec<Speaker> = it.by.iter().chain(said_by).cloned().collect();
        (format!("{by} takes it to signal: {}", it.reads), who)
    };
    for (place, meeting) in case.meetings.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Meeting, place);
        let of = (&meeting.meta, meeting.date);
        let name = describe::in_one_line(case, at);
        for (k, said) in meeting.said.iter().enumerate() {
            for (r, it) in said.readings.iter().enumerate() {
                let (text, who) = reads(it, &said.by);
                let words = describe::quoted(case, &said.words);
                let text = format!("{name}: {words} — {text}");
                push(EntryKind::Reading, Part::ReadingOf(k, r), at, &it.meta, of, text, who);
            }
        }
        for (k, it) in meeting.actions.iter().enumerate() {
            let text = format!("{name}: undertaken: {}", it.what);
            push(EntryKind::Action, Part::Action(k), at, &it.meta, of, text, it.who.clone());
        }
    }
    for (place, statement) in case.statements.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Statement, place);
        let of = (&statement.meta, statement.date);
        for (r, it) in statement.readings.iter().enumerate() {
            let (text, who) = reads(it, &statement.by);
            let text = format!("{} — {text}", describe::in_one_line(case, at));
            push(EntryKind::Reading, Part::Reading(r), at, &it.meta, of, text, who);
        }
    }
    for (place, draft) in case.drafts.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Draft, place);
        let of = (&draft.meta, draft.date);
        for (k, it) in draft.counts.iter().enumerate() {
            let n = describe::counted(it.n as usize, "point");
            let text = format!("{} is said to have {n}", draft.title);
            let who = it.by.iter().cloned().collect();
            push(EntryKind::Count, Part::Count(k), at, &it.meta, of, text, who);
        }
        for (k, point) in draft.points.iter().enumerate() {
            for (r, it) in point.readings.iter().enumerate() {
                let name = case.party(it.party).label();
                let number = point.number.as_deref().unwrap_or("without number");
                let reads = read_as(case, &it.words, &it.settles);
                let text = format!("{} point {number}: {name} reads it as {reads}", draft.title);
                let part = Part::PointReading(place, k, r);
                let who = vec![Speaker::Party(it.party)];
                push(EntryKind::Reading, part, at, &point.meta, of, text, who);
            }
        }
    }
    for (place, understanding) in case.understandings.iter().enumerate() {
        let at = RecordRef::new(RecordKind::Understanding, place);
        let of = (&understanding.meta, understanding.date);
        for (k, it) in understanding.readings.iter().enumerate() {
            let reads = read_as(case, &it.words, &it.settles);
            let said = describe::in_one_line(case, at);
            let text = format!("{said}, reading {}: {reads}", it.name);
            let who: Vec<Speaker> = it.by.iter().cloned().collect();
            push(EntryKind::Reading, Part::Named(k), at, &understanding.meta, of, text, who);
        }
    }
}

/// What has no entry of its own: parties, people, issues, sources, handovers, meetings that their log tells of,
/// answers that this program computed; and what was put right.
fn lists(case: &Case, all: &mut Vec<Entry>) {
    use RecordKind as Of;
    for kind in
        [Of::Party, Of::Person, Of::Issue, Of::Source, Of::Handover, Of::Meeting, Of::Prediction]
    {
        for place in 0..case.count(kind) {
            let told = match kind {
                Of::Meeting => case.meetings[place].log.is_empty(),
                Of::Prediction => case.predictions[place].computed.is_none(),
                _ => false,
            };
            if told {
                continue;
            }
            let at = RecordRef::new(kind, place);
            let mut text = describe::in_one_line(case, at);
            if kind == Of::Issue {
                for option in &case.issues[place].options {
                    text.push_str(&format!("; {}", option.text));
                }
            }
            if kind == Of::Person {
                for office in &case.persons[place].offices {
                    text.push_str(&format!("; {}", office.office));
                }
            }
            let dated = matches!(kind, Of::Meeting | Of::Prediction | Of::Handover);
            let meta = case.meta(at).filter(|_| dated);
            all.push(Entry {
                date: case.date(at).filter(|_| dated),
                date_is: meta.map(|it| it.date_is).unwrap_or_default(),
                known: meta.and_then(|meta| known(case, meta, case.when(at))),
                kind: EntryKind::Record(kind),
                record: Some(at),
                part: Part::Whole,
                id: Some(case.id(at).unwrap_or_default().to_owned()),
                cell: Cell::maybe_to(kind, case.id(at)),
                text,
                footing: meta.map(|meta| describe::footing(case, meta)),
                who: voices::of(case, at),
            });
        }
    }
    for it in &case.corrected {
        let why = it.why.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        all.push(Entry {
            date: None,
            date_is: Default::default(),
            known: it.known,
            kind: EntryKind::Record(it.kind),
            record: None,
            part: Part::Whole,
            id: Some(it.id.clone()),
            cell: Cell::to(it.kind, it.id.clone()),
            text: format!("{} (corrected{why})", it.said),
            footing: None,
            who: it.by.iter().cloned().collect(),
        });
    }
}
