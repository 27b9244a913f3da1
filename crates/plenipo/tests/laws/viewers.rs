//! What a viewer is told does not depend on what is closed to it.
//!
//! What is closed is decided here anew, record by record, by the rule as the docs say it. Then closed
//! records are deleted, changed in every field and added, and every answer to the viewer must stay as it
//! was: of every lens, in each of its forms, and what is written for the viewer as a dossier, as sheets,
//! for a calendar and as a scenario. What is marked as closed or as the keeper's own occurs in none of it.
//! Presenters are functions of these and of nothing else.

use jiff::civil::{Date, date};
use plenipo::lens::bargain::export::export;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo::lens::{self, drafts, record};
use plenipo_exchange::sheet::export::workbook;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::meta::Handling;
use plenipo_record::case::party::{Party, Role};
use plenipo_record::case::process::Disclosure;
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::refs::{Refers, Remap};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::write;
use proptest::prelude::*;

use super::marked;
use plenipo_testing::cases;
use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

macro_rules! for_each_record_type {
    ($macro:ident) => {
        $macro!(plenipo_record::case::party::Party);
        $macro!(plenipo_record::case::party::Person);
        $macro!(plenipo_record::case::issue::Issue);
        $macro!(plenipo_record::case::draft::Draft);
        $macro!(plenipo_record::case::red_line::RedLine);
        $macro!(plenipo_record::case::position::Position);
        $macro!(plenipo_record::case::position::Answer);
        $macro!(plenipo_record::case::understanding::Understanding);
        $macro!(plenipo_record::case::position::Alternative);
        $macro!(plenipo_record::case::meeting::Meeting);
        $macro!(plenipo_record::case::meeting::Statement);
        $macro!(plenipo_record::case::meeting::Event);
        $macro!(plenipo_record::case::process::Leave);
        $macro!(plenipo_record::case::process::Consent);
        $macro!(plenipo_record::case::outside::Capacity);
        $macro!(plenipo_record::case::outside::Poll);
        $macro!(plenipo_record::case::rule::Rule);
        $macro!(plenipo_record::case::demand::Demand);
        $macro!(plenipo_record::case::course::TextState);
        $macro!(plenipo_record::case::course::Movement);
        $macro!(plenipo_record::case::course::Cause);
        $macro!(plenipo_record::case::upkeep::Undertaking);
        $macro!(plenipo_record::case::upkeep::Handover);
        $macro!(plenipo_record::case::forecast::Forecast);
        $macro!(plenipo_record::case::forecast::Prediction);
        $macro!(plenipo_record::case::forecast::Resolution);
        $macro!(plenipo_record::case::source::Source);
    };
}

/// Everything that a record refers to, on whatever day; whom it may be shown to is not among it.
fn references(records: &Records, this: RecordRef) -> Vec<RecordRef> {
    struct Notes(Vec<RecordRef>);
    impl Remap for Notes {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            self.0.push(record);
            Some(record.index)
        }
    }
    let mut notes = Notes(Vec::new());
    macro_rules! note {
        ($type:ty) => {
            if this.kind == <$type>::KIND {
                let mut record = <$type>::list(records)[this.index as usize].clone();
                record.meta_mut().handling = Handling::Unstated;
                record.remap(&mut notes);
            }
        };
    }
    for_each_record_type!(note);
    // That a line was overtaken goes with the word that overtook it, and the line stands without.
    if let Some(by) = overtaken_by(records, this) {
        notes.0.retain(|it| *it != by);
    }
    if this.kind == Kind::Leave {
        let named = &records.leaves[this.index as usize].records;
        notes.0.retain(|it| !named.contains(it));
    }
    notes.0
}

fn overtaken_by(records: &Records, this: RecordRef) -> Option<RecordRef> {
    let line = (this.kind == Kind::RedLine).then(|| &records.red_lines[this.index as usize]);
    line?.overtaken_by
}

/// Whether the record's own handling opens it to the viewer.
fn open_itself(records: &Records, viewer: Ix<Party>, this: RecordRef) -> bool {
    if this == RecordRef::new(Kind::Party, viewer.get()) {
        return true;
    }
    let mediator = records.party(viewer).is(Role::Mediator);
    match &records.meta(this).expect("a record").handling {
        // Who has read the record is the keepers' own; how a party moved takes a word to open.
        _ if this.kind == Kind::Handover => false,
        Handling::Unstated if this.kind == Kind::Movement => false,
        Handling::Open => true,
        Handling::Mediator => mediator,
        Handling::Parties(parties) => parties.contains(&viewer),
        // The program's own answers rest on all of the record, so they are their keeper's alone.
        Handling::Unstated if is_computed(records, this) => false,
        // Leave is for what is closed.
        Handling::Unstated => {
            let open = records.dossier.disclosure == Disclosure::Open;
            mediator || (open && this.kind != Kind::Leave)
        }
    }
}

fn is_computed(records: &Records, this: RecordRef) -> bool {
    this.kind == Kind::Prediction && records.predictions[this.index as usize].computed.is_some()
}

/// Records that the viewer is told by a leave in force, and the leaves that tell it.
fn told(records: &Records, viewer: Ix<Party>, day: Option<Date>) -> Vec<RecordRef> {
    let mut told = vec![RecordRef::new(Kind::Party, viewer.get())];
    for (place, leave) in records.leaves.iter().enumerate() {
        // Leave that comes later or is withdrawn may be changed too, but never into one in force.
        if leave.to.contains(&viewer) {
            told.push(RecordRef::new(Kind::Leave, place));
            let late = leave.date.is_some_and(|it| day.is_some_and(|day| it > day));
            if !late {
                told.extend(&leave.records);
            }
        }
    }
    told
}

/// Every record that is closed to the viewer on that day.
fn closed(records: &Records, viewer: Ix<Party>, day: Option<Date>) -> Vec<RecordRef> {
    let told = told(records, viewer, day);
    let mut closed = closed_but_for_leave(records, viewer, &told);
    closed.retain(|it| !told.contains(it));
    closed
}

/// Every record from which a way leads to something that its own handling closes, those that are
/// `told` by leave included where they would be closed without it.
fn closed_but_for_leave(
    records: &Records,
    viewer: Ix<Party>,
    told: &[RecordRef],
) -> Vec<RecordRef> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        all.extend((0..records.count(kind)).map(|place| RecordRef::new(kind, place)));
    }
    let shut = |it: &RecordRef| !open_itself(records, viewer, *it);
    let closed = |this: &RecordRef| {
        let mut seen = vec![*this];
        let mut next = 0;
        while next < seen.len() {
            // What is told by leave stands without the closed things it refers to.
            if next == 0 || !told.contains(&seen[next]) {
                for it in references(records, seen[next]) {
                    if !seen.contains(&it) {
                        seen.push(it);
                    }
                }
            }
            next += 1;
        }
        shut(this) || seen.iter().any(|it| shut(it) && !told.contains(it))
    };
    all.retain(closed);
    all
}

/// Removes records, and those that cannot stand without them; nothing where that would take one of
/// those in `kept` along.
fn without(mut records: Records, gone: &[RecordRef], kept: &[RecordRef]) -> Records {
    struct Places {
        gone: Vec<RecordRef>,
        counting: bool,
    }
    impl Remap for Places {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            if self.gone.contains(&record) {
                return None;
            }
            let before =
                self.gone.iter().filter(|it| it.kind == record.kind && it.index < record.index);
            Some(record.index - if self.counting { before.count() as u32 } else { 0 })
        }
    }
    let mut places = Places { gone: gone.to_vec(), counting: false };
    loop {
        let before = places.gone.len();
        macro_rules! find {
            ($type:ty) => {
                for (place, record) in <$type>::list(&records).iter().enumerate() {
                    let this = RecordRef::new(<$type>::KIND, place);
                    if !places.gone.contains(&this) && !record.clone().remap(&mut places) {
                        places.gone.push(this);
                    }
                }
            };
        }
        for_each_record_type!(find);
        if places.gone.len() == before {
            break;
        }
    }
    if places.gone.iter().any(|it| kept.contains(it)) {
        return records;
    }
    places.counting = true;
    records.dossier.remap(&mut places);
    macro_rules! keep {
        ($type:ty) => {
            let mut place = 0;
            <$type>::list_mut(&mut records).retain_mut(|record| {
                place += 1;
                let kept = !places.gone.contains(&RecordRef::new(<$type>::KIND, place - 1));
                if kept {
                    record.remap(&mut places);
                }
                kept
            });
        };
    }
    for_each_record_type!(keep);
    records
}

/// Changes what a closed record says, in every field that can hold words.
fn change(records: &mut Records, this: RecordRef, n: u8) {
    marked::fill(records, this, &format!("changed-{n}"));
    let at = this.index as usize;
    let text = || format!("changed {n}");
    let day = date(2025, 1, 1 + (n % 28) as i8);
    match this.kind {
        Kind::Party => {
            records.parties[at].name = text();
            records.parties[at].roles = vec![Role::Mediator, Role::Principal];
            records.parties[at].order = Some(-i64::from(n));
        }
        Kind::Person => records.persons[at].name = text(),
        Kind::Issue => {
            records.issues[at].title = text();
            records.issues[at].order = Some(-i64::from(n));
        }
        Kind::Draft => {
            records.drafts[at].title = text();
            records.drafts[at].date = Some(day);
            records.drafts[at].life.clear();
        }
        Kind::RedLine => {
            records.red_lines[at].words = Some(text());
            records.red_lines[at].date = Some(day);
        }
        Kind::Position => records.positions[at].words = Some(text()),
        Kind::Answer => records.answers[at].words = Some(text()),
        Kind::Understanding => records.understandings[at].claims.clear(),
        Kind::Alternative => records.alternatives[at].words = Some(text()),
        Kind::Meeting => records.meetings[at].date = Some(day),
        Kind::Statement => records.statements[at].date = Some(day),
        Kind::Event => records.events[at].what = text(),
        Kind::Leave => records.leaves[at].words = Some(text()),
        Kind::Consent => records.consents[at].act = text(),
        Kind::Capacity => records.capacities[at].act = Some(text()),
        Kind::Poll => records.polls[at].wording = text(),
        Kind::Rule => records.rules[at].words = Some(text()),
        Kind::Demand => records.demands[at].words = Some(text()),
        Kind::TextState => records.text_states[at].words = Some(text()),
        Kind::Movement => records.movements[at].words = Some(text()),
        Kind::Cause => records.causes[at].words = Some(text()),
        Kind::Undertaking => records.undertakings[at].what = text(),
        Kind::Handover => records.handovers[at].keeper = text(),
        Kind::Forecast => records.forecasts[at].question = text(),
        Kind::Prediction => records.predictions[at].words = Some(text()),
        Kind::Resolution => records.resolutions[at].words = Some(text()),
        Kind::Source => {
            records.sources[at].title = Some(text());
            records.sources[at].date = Some(day);
        }
    }
    macro_rules! meta {
        ($type:ty) => {
            if this.kind == <$type>::KIND {
                let meta = <$type>::list_mut(records)[at].meta_mut();
                meta.note = Some(text());
                meta.known = (n % 2 == 0).then_some(day);
            }
        };
    }
    for_each_record_type!(meta);
}

/// What is open to the viewer: tables and names, and which of them only because leave tells them.
fn open_names(records: &Records, viewer: &str, day: Option<Date>) -> Vec<(usize, String, bool)> {
    let Some(viewer) = records.find::<Party>(viewer) else { return Vec::new() };
    let told = told(records, viewer, day);
    let closed = closed_but_for_leave(records, viewer, &told);
    let mut names = Vec::new();
    for kind in Kind::ALL {
        for place in 0..records.count(kind) {
            let this = RecordRef::new(kind, place);
            let by_leave = closed.contains(&this);
            if !by_leave || told.contains(&this) {
                let name = records.id(this).unwrap_or_default().to_owned();
                names.push((kind as usize, name, by_leave));
            }
        }
    }
    names.sort();
    names
}

/// Adds closed records: copies of what is there under other names.
fn add(records: &mut Records, viewer: Ix<Party>, n: u8) {
    let other: Vec<Ix<Party>> = (0..records.parties.len())
        .map(Ix::new)
        .filter(|it| *it != viewer)
        .take(usize::from(n) % 3)
        .collect();
    macro_rules! copy {
        ($type:ty) => {
            let list = <$type>::list_mut(records);
            if let Some(mut copy) = list.get(usize::from(n) % list.len().max(1)).cloned() {
                let meta = copy.meta_mut();
                meta.id = meta.id.as_ref().and_then(|_| Id::new(&format!("added-{n}")));
                meta.handling = Handling::Parties(other.clone());
                meta.known = Some(date(2027, 1, 1));
                meta.corrects = None;
                list.push(copy);
            }
        };
    }
    let leaves = records.leaves.len();
    for_each_record_type!(copy);
    // Leave for the viewer would open something.
    records.leaves[leaves..].iter_mut().for_each(|it| it.to.clone_from(&other));
}

/// Every answer to the viewer, with what its errors say.
fn answers(case: &Case, viewer: &str, as_of: Option<Date>, asked: &Asked) -> Vec<String> {
    let Asked { drafts: ids, parties } = asked;
    let context = Context { as_of, viewer: Some(viewer), samples: 40, ..Context::default() };
    let mut all = Vec::new();
    let mut ask = |lens: &lens::Lens, settings: Settings| {
        // How far a search goes is no matter of who may see what.
        let short = ["readings", "work"].into_iter().filter(|name| {
            let number = |it: &lens::setting::Setting| {
                matches!(it.kind, lens::setting::SettingKind::Number { .. })
            };
            lens.settings.iter().any(|it| it.name == *name && number(it))
        });
        let settings = short.fold(settings, |it, name| it.with(name, Value::Number(3.0)));
        all.push(match lens.ask(case, &settings, &context) {
            Ok(finding) => format!("{finding:?}"),
            Err(error) => format!("{error}, {:?}", error.hint()),
        });
    };
    for lens in lens::ALL {
        ask(lens, Settings::default());
        for setting in lens.settings {
            // What the record lens shows is asked for below.
            if let lens::setting::SettingKind::Choice { default, words } = setting.kind
                && lens.name != record::LENS.name
            {
                for word in words.iter().filter(|it| **it != default) {
                    let word = Value::Text((*word).to_owned());
                    ask(lens, Settings::default().with(setting.name, word));
                }
            }
            if let lens::setting::SettingKind::Ids { .. } = setting.kind {
                for id in ids {
                    ask(lens, Settings::default().with(setting.name, Value::Ids(vec![id.clone()])));
                }
            }
        }
    }
    // A comparison needs two drafts: neighbours both ways round, each as another document.
    let documents = ["redline", "columns", "brackets", "sources"];
    for (place, pair) in ids.windows(2).enumerate() {
        for (turn, ids) in [[&pair[0], &pair[1]], [&pair[1], &pair[0]]].into_iter().enumerate() {
            let named = Value::Ids(ids.into_iter().cloned().collect());
            let document = Value::Text(documents[(place + turn) % 4].to_owned());
            ask(&drafts::LENS, Settings::default().with("draft", named).with("as", document));
        }
    }
    for what in record::PARTS {
        let settings = Settings::default().with("what", Value::Text((*what).to_owned()));
        ask(&record::LENS, settings.clone());
        ask(&record::LENS, settings.with("search", Value::Text("e".to_owned())));
    }
    for party in parties {
        let settings = Settings::default().with("what", Value::Text("carry".to_owned()));
        ask(&record::LENS, settings.with("to", Value::Ids(vec![party.clone()])));
        let settings = Settings::default().with("what", Value::Text("voice".to_owned()));
        ask(&record::LENS, settings.with("who", Value::Text(party.clone())));
    }
    ask(&record::LENS, Settings::default().with("search", Value::Text("a".to_owned())));
    all.push(format!(
        "{:?}",
        View::of(case, &context).and_then(|it| record::calendar::calendar(&it))
    ));
    all.push(match export(case, &context) {
        Ok(exported) => format!("{:?}, {:?}", exported.scenario, exported.lost),
        Err(error) => format!("{error}, {:?}", error.hint()),
    });
    if let Some(place) = case.find::<Party>(viewer) {
        all.push(format!("{:?}", workbook(case, Some(place), as_of)));
        for file in write(&case.extract(Some(place), as_of)) {
            all.push(format!("{}\n{}", file.name, String::from_utf8_lossy(&file.bytes)));
        }
    }
    all
}

/// Ids to ask for, of what is there and what is not.
struct Asked {
    drafts: Vec<String>,
    parties: Vec<String>,
}

fn ids(records: &Records) -> Asked {
    let drafts = records.drafts.iter().filter_map(|it| it.meta.id.as_ref());
    let parties = records.parties.iter().filter_map(|it| it.meta.id.as_ref());
    Asked {
        drafts: drafts.map(ToString::to_string).chain(["draft-99".to_owned()]).collect(),
        parties: parties.map(ToString::to_string).chain(["party-99".to_owned()]).collect(),
    }
}

/// The first answer that differs, cut to where it does.
fn first_difference(a: &[String], b: &[String]) -> Option<String> {
    if a.len() != b.len() {
        return Some(format!("{} answers and {}", a.len(), b.len()));
    }
    let (a, b) = a.iter().zip(b).find(|(a, b)| a != b)?;
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let cut = |text: &str| {
        let from = text.floor_char_boundary(at.saturating_sub(80));
        let to = text.ceil_char_boundary((at + 80).min(text.len()));
        text[from..to].to_owned()
    };
    Some(format!("{}\n{}", cut(a), cut(b)))
}

/// One way to change what is closed.
#[derive(Debug, Clone, Copy)]
enum Way {
    Delete(u8),
    Change(u8),
    Add(u8),
}

fn ways() -> impl Strategy<Value = Vec<Way>> {
    let one = prop_oneof![
        any::<u8>().prop_map(Way::Delete),
        any::<u8>().prop_map(Way::Change),
        any::<u8>().prop_map(Way::Add),
    ];
    proptest::collection::vec(one, 1..4)
}

/// The records with closed ones changed; the viewer's place may move.
fn tampered(
    mut records: Records,
    viewer: &str,
    day: Option<Date>,
    ways: &[Way],
) -> Option<Records> {
    for way in ways {
        let place = records.find::<Party>(viewer)?;
        let told = told(&records, place, day);
        let closed = closed(&records, place, day);
        let before = open_names(&records, viewer, day);
        let mut other = records.clone();
        match *way {
            Way::Add(n) => add(&mut other, place, n),
            Way::Delete(255) => other = without(other, &closed, &told),
            Way::Delete(n) if !closed.is_empty() => {
                let mut gone = vec![closed[usize::from(n) % closed.len()]];
                // What is closed for its sake goes with it, or it would be closed no longer.
                for _ in 0..closed.len() {
                    let refers = |it: &RecordRef| {
                        references(&records, *it).iter().any(|it| gone.contains(it))
                    };
                    let next = closed.iter().find(|it| !gone.contains(it) && refers(it)).copied();
                    let Some(next) = next else { break };
                    gone.push(next);
                }
                other = without(other, &gone, &told);
            }
            Way::Change(255) => closed.iter().for_each(|it| change(&mut other, *it, 7)),
            Way::Change(n) if !closed.is_empty() => {
                change(&mut other, closed[usize::from(n) % closed.len()], n);
            }
            _ => {}
        }
        // A record that is closed for the sake of something inside it may be open without that: then
        // what was changed is not something closed, but what is closed.
        if open_names(&other, viewer, day) == before {
            records = other;
        }
    }
    Some(records)
}

fn check_tampered(
    case: &Case,
    viewer: &str,
    as_of: Option<Date>,
    ways: &[Way],
) -> Result<(), TestCaseError> {
    let place = case.find::<Party>(viewer).expect("a party");
    let day = case.day(Some(place), as_of);
    let tampered = tampered((**case).clone(), viewer, day, ways).expect("the viewer stays");
    // A change may make a record that `check` refuses: nobody is shown that.
    let Ok(other) = Case::new(tampered) else { return Err(TestCaseError::reject("not valid")) };
    let ids = ids(case);
    let (before, after) =
        (answers(case, viewer, as_of, &ids), answers(&other, viewer, as_of, &ids));
    if let Some(difference) = first_difference(&before, &after) {
        return Err(TestCaseError::fail(difference));
    }
    Ok(())
}

/// The mark of what is closed, and that of the keeper's remarks.
const MARKS: [&str; 2] = ["hiddenmark", "keepermark"];

/// No answer to the viewer has a mark of what is closed to it or of its keeper's own.
fn check_marks(records: Records, viewer: &str, as_of: Option<Date>) -> Result<(), TestCaseError> {
    let case = Case::new(records.clone()).expect("generated records keep the rules");
    // Asked for by names that were never marked: what somebody asks for is told back.
    let asked = ids(&case);
    let place = case.find::<Party>(viewer).expect("a party");
    let day = case.day(Some(place), as_of);
    let place = records.find::<Party>(viewer).expect("a party");
    let mut marked = records;
    marked::remark(&mut marked, MARKS[1]);
    for this in closed(&marked.clone(), place, day) {
        marked::fill(&mut marked, this, MARKS[0]);
    }
    let marked = match Case::new(marked) {
        Ok(marked) => marked,
        Err(faults) => return Err(TestCaseError::fail(format!("{faults:?}"))),
    };
    for answer in answers(&marked, viewer, as_of, &asked) {
        let text = answer.to_lowercase();
        for mark in MARKS {
            if let Some(at) = text.find(mark) {
                let from = text.floor_char_boundary(at.saturating_sub(300));
                let to = text.ceil_char_boundary((at + 80).min(text.len()));
                return Err(TestCaseError::fail(text[from..to].to_owned()));
            }
        }
    }
    // They are there to be found.
    let whole = format!("{:?}", *marked);
    prop_assert!(whole.contains(MARKS[1]), "no mark");
    Ok(())
}

/// The viewer's copy of the case, written and read again.
fn copy(case: &Case, viewer: Ix<Party>, as_of: Option<Date>) -> Result<Case, TestCaseError> {
    let files: Vec<NamedBytes> = write(&case.extract(Some(viewer), as_of));
    let (copy, problems) = read(&files, &ReadOptions { assume: case.assumptions.clone() });
    let errors: Vec<_> = problems.iter().filter(|it| it.severity == Severity::Error).collect();
    let shown = || {
        let text =
            |it: &NamedBytes| format!("== {}\n{}", it.name, String::from_utf8_lossy(&it.bytes));
        files.iter().map(text).collect::<String>()
    };
    copy.ok_or_else(|| TestCaseError::fail(format!("{errors:#?}\n{}", shown())))
}

fn check_copy(case: &Case, viewer: &str, as_of: Option<Date>) -> Result<(), TestCaseError> {
    let place = case.find::<Party>(viewer).expect("a party");
    if case.extract(Some(place), as_of).find::<Party>(viewer).is_none() {
        // Nobody knew of the party by then.
        return Ok(());
    }
    let copy = copy(case, place, as_of)?;
    let ids = ids(case);
    let (before, after) = (answers(case, viewer, as_of, &ids), answers(&copy, viewer, as_of, &ids));
    if let Some(difference) = first_difference(&before, &after) {
        return Err(TestCaseError::fail(difference));
    }
    // The copy's day is the viewer's day, and its keeper sees in it what the viewer does.
    let (seen, kept) = (case.seen(Some(place), as_of), copy.seen(None, None));
    prop_assert!(*seen == *kept);
    Ok(())
}

/// The viewer's copy, read by the viewer on an earlier day, has nothing that the viewer had not on that day.
fn check_earlier(
    records: &Records,
    viewer: u8,
    as_of: Option<Date>,
    earlier: Date,
) -> Result<(), TestCaseError> {
    let mut records = records.clone();
    for leave in &mut records.leaves {
        // What was told and is told no longer is in no copy, and numbers and outcomes of questions keep
        // the day on which they were put down.
        leave.withdrawn = None;
        let dated = [Kind::Forecast, Kind::Prediction, Kind::Resolution];
        leave.records.retain(|it| !dated.contains(&it.kind));
    }
    records.leaves.retain(|it| !it.records.is_empty());
    records.forecasts.clear();
    records.predictions.clear();
    records.resolutions.clear();
    records.statements.iter_mut().for_each(|it| it.forecast = None);
    let Ok(case) = Case::new(records) else { return Err(TestCaseError::reject("not valid")) };
    let place = Ix::new(usize::from(viewer) % case.parties.len());
    if case.day(Some(place), as_of).is_none_or(|it| it < earlier) {
        return Ok(());
    }
    let copy = case.extract(Some(place), as_of);
    let Some(own) = copy.find::<Party>(case.party_id(place)) else { return Ok(()) };
    let names = |case: &Case| {
        let mut names: Vec<(usize, String)> = Vec::new();
        for kind in Kind::ALL {
            for at in 0..case.count(kind) {
                let id = case.id(RecordRef::new(kind, at)).unwrap_or_default();
                names.push((kind as usize, id.to_owned()));
            }
        }
        names.sort();
        names
    };
    let then = case.seen(Some(place), Some(earlier));
    // Nothing earlier than the viewer had it; a copy may tell of a day less than the viewer had on it.
    let mut had = names(&then);
    for name in names(&copy.seen(Some(own), Some(earlier))) {
        let at = had.iter().position(|it| *it == name);
        prop_assert!(at.is_some(), "{name:?} was not there yet");
        at.into_iter().for_each(|at| drop(had.swap_remove(at)));
    }
    Ok(())
}

fn day() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of(
        (0..500i64).prop_map(|it| date(2025, 1, 1).saturating_add(jiff::Span::new().days(it))),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 40, ..cases(96) })]

    #[test]
    fn what_is_closed_changes_no_answer(
        records in records(), viewer in any::<u8>(), as_of in day(), ways in ways(),
    ) {
        let case = Case::new(records).expect("generated records keep the rules");
        let viewer = case.party_id(Ix::new(usize::from(viewer) % case.parties.len())).to_owned();
        check_tampered(&case, &viewer, as_of, &ways)?;
    }

    #[test]
    fn what_is_closed_or_the_keepers_own_is_nowhere(
        records in records(), viewer in any::<u8>(), as_of in day(),
    ) {
        let n = records.parties.len();
        let viewer = &records.parties[usize::from(viewer) % n].meta.id;
        let viewer = viewer.as_ref().expect("a name").to_string();
        check_marks(records, &viewer, as_of)?;
    }

    #[test]
    fn a_copy_for_a_party_tells_of_no_day_what_the_party_had_not(
        records in records(), viewer in any::<u8>(), as_of in day(), earlier in 0..500i64,
    ) {
        let earlier = date(2025, 1, 1).saturating_add(jiff::Span::new().days(earlier));
        check_earlier(&records, viewer, as_of, earlier)?;
    }

    #[test]
    fn a_copy_for_a_party_answers_as_the_whole_does(
        records in records(), viewer in any::<u8>(), as_of in day(),
    ) {
        let case = Case::new(records).expect("generated records keep the rules");
        let viewer = case.party_id(Ix::new(usize::from(viewer) % case.parties.len())).to_owned();
        check_copy(&case, &viewer, as_of)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 10, ..cases(16) })]

    #[test]
    fn what_is_closed_in_the_three_rivers_changes_no_answer(
        viewer in 0..6usize, day in 0..150i64, ways in ways(),
    ) {
        let case = cases::case("three-rivers", &["hydrologist"]);
        let as_of = date(2031, 1, 20).saturating_add(jiff::Span::new().days(day));
        let viewer = case.party_id(Ix::new(viewer % case.parties.len())).to_owned();
        check_tampered(&case, &viewer, Some(as_of), &ways)?;
    }
}

#[test]
fn nothing_closed_and_no_remark_of_the_three_rivers_reaches_a_delegation() {
    let case = cases::case("three-rivers", &[]);
    for party in &case.parties {
        let viewer = party.meta.id.as_ref().expect("a name").as_str();
        check_marks((*case).clone(), viewer, None).unwrap_or_else(|it| panic!("{viewer}: {it}"));
    }
}

/// Every delegation's copy of the three rivers answers as the whole does. A test a day, so that they run
/// side by side.
fn every_delegation_has_its_own(as_of: Option<Date>) {
    let case = cases::case("three-rivers", &[]);
    for party in &case.parties {
        let viewer = party.meta.id.as_ref().expect("a name").as_str();
        check_copy(&case, viewer, as_of).unwrap_or_else(|it| panic!("{viewer}: {it}"));
    }
}

#[test]
fn every_delegation_has_its_own_three_rivers() {
    every_delegation_has_its_own(None);
}

#[test]
fn every_delegation_has_its_own_three_rivers_of_april() {
    every_delegation_has_its_own(Some(date(2031, 4, 15)));
}

#[test]
fn every_delegation_has_its_own_three_rivers_of_june() {
    every_delegation_has_its_own(Some(date(2031, 6, 5)));
}
