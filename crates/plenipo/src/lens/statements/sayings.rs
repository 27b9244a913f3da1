//! Everything the record says that somebody said: of what, when, to whom, in whose words.

use std::collections::BTreeSet;

use jiff::civil::Date;

use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::learned::{When, known, known_within, when, when_logged};
use plenipo_record::case::meeting::{Meeting, Reading};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::AnswerTo;
use plenipo_record::case::records::Record;
use plenipo_record::case::red_line::Audience;

/// Something somebody said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Saying {
    /// The kind of record that holds it.
    pub(super) kind: &'static str,
    /// What it is about; for what was said in or of a meeting, the meeting.
    pub(super) about: Vec<RecordRef>,
    /// By whom; by nobody named where empty.
    pub(super) by: Vec<Speaker>,
    /// When it was said, as far as the record tells.
    pub(super) date: Option<Date>,
    pub(super) date_is: DateIs,
    /// When it was learned.
    pub(super) known: Option<Date>,
    pub(super) words: String,
    /// Whether the words are the keeper's summary and not the speaker's.
    pub(super) summary: bool,
    pub(super) audience: Option<Audience>,
    pub(super) footing: Footing,
    /// What others take these very words to signal.
    pub(super) readings: Vec<Reading>,
}

impl Saying {
    /// Parties of its speakers, in their order.
    pub(super) fn parties(&self, case: &Case) -> Vec<Ix<Party>> {
        let mut parties: Vec<Ix<Party>> =
            self.by.iter().filter_map(|by| case.party_of(by)).collect();
        parties.sort();
        parties.dedup();
        parties
    }

    /// Traditions of its speakers, each once.
    pub(super) fn traditions<'a>(&self, case: &'a Case) -> Vec<&'a Id> {
        let mut all: Vec<&Id> = Vec::new();
        for party in self.parties(case) {
            if let Some(tradition) = &case.party(party).tradition
                && !all.contains(&tradition)
            {
                all.push(tradition);
            }
        }
        all
    }

    /// The sides that said it, each by its party's name where the record joins it to one: what is
    /// said jointly is said by each of them.
    pub(super) fn sides(&self, case: &Case) -> BTreeSet<String> {
        let side = |by: &Speaker| match case.party_of(by) {
            Some(party) => case.party(party).label().to_owned(),
            None => case.speaker(by),
        };
        self.by.iter().map(side).collect()
    }

    /// Speakers whom the record joins to no party.
    pub(super) fn unjoined(&self, case: &Case) -> Vec<String> {
        let by = self.by.iter().filter(|it| case.party_of(it).is_none());
        by.map(|it| case.speaker(it)).collect()
    }

    /// `Yuri Ushakov (Russia)`; a party alone is named once.
    pub(super) fn who(&self, case: &Case) -> String {
        let name = |by: &Speaker| match (by, case.party_of(by).map(|it| case.party(it))) {
            (Speaker::Party(_), Some(party)) => party.label().to_owned(),
            (_, Some(party)) => {
                let name = case.speaker(by);
                match name == party.label() || name == party.name {
                    true => name,
                    false => format!("{name} ({})", party.label()),
                }
            }
            (_, None) => case.speaker(by),
        };
        let all: Vec<String> = self.by.iter().map(name).collect();
        if all.is_empty() { "Somebody unnamed".to_owned() } else { describe::listed(&all) }
    }

    /// Its date as a reader should see it.
    pub(super) fn shown(&self) -> Option<String> {
        self.date.map(|it| self.date_is.show(it))
    }

    /// The meeting it was said in or of.
    pub(super) fn meeting(&self) -> Option<Ix<Meeting>> {
        let meeting = self.about.iter().find(|it| it.kind == Kind::Meeting);
        meeting.map(|it| Ix::new(it.index as usize))
    }
}

/// Everything said, by date; what has none comes last. Things of one day stand in the order of the
/// record's tables: which was said first is not recorded.
pub(super) fn sayings(case: &Case) -> Vec<Saying> {
    let mut all = Vec::new();
    of_meetings(case, &mut all);
    of_records(case, &mut all);
    all.sort_by_key(|it| it.date.unwrap_or(Date::MAX));
    all
}

/// The day of a saying, and what it says of when it can have been learned.
type Told = (Option<Date>, When);

fn of_meetings(case: &Case, all: &mut Vec<Saying>) {
    for (place, meeting) in case.meetings.iter().enumerate() {
        let at = RecordRef::new(Kind::Meeting, place);
        let with = known(case, &meeting.meta, when(meeting));
        let saying =
            |by: Vec<Speaker>, words: &str, summary, (date, when): Told, meta: &Meta| Saying {
                kind: "meeting",
                about: vec![at],
                by,
                date: date.or(meeting.date),
                date_is: if date.is_some() { DateIs::Exact } else { meeting.meta.date_is },
                known: known_within(case, meta, &meeting.meta, when, with),
                words: words.to_owned(),
                summary,
                audience: None,
                footing: describe::footing(case, meta),
                readings: Vec::new(),
            };
        for it in &meeting.said {
            let said = saying(it.by.clone(), &it.words, false, (None, When::undated()), &it.meta);
            all.push(Saying { readings: it.readings.clone(), ..said });
        }
        for it in &meeting.log {
            // An entry nobody is named for is the keeper's, not a saying.
            let Some(by) = &it.by else { continue };
            let by = vec![by.clone()];
            let told = (it.date, when_logged(it, meeting));
            if let Some(words) = &it.words {
                all.push(saying(by, words, false, told, &it.meta));
            } else if let Some(gist) = &it.gist {
                all.push(saying(by, gist, true, told, &it.meta));
            }
        }
    }
}

/// Sayings that are records of their own, or claims in one.
fn of_records(case: &Case, all: &mut Vec<Saying>) {
    for it in &case.statements {
        let (words, summary) = match (&it.words, &it.gist) {
            (Some(words), _) => (words, false),
            (None, Some(gist)) => (gist, true),
            (None, None) => continue,
        };
        let mut saying = plain(case, it, &it.by, Some(words), it.audience);
        saying.about = it.about.clone();
        saying.summary = summary;
        saying.readings = it.readings.clone();
        all.push(saying);
    }
    for it in case.answers.iter().filter(|it| it.words.is_some()) {
        let by = by_or(&it.by, it.party);
        let mut saying = plain(case, it, &by, it.words.as_ref(), it.audience);
        if let AnswerTo::Draft(draft) = it.to {
            saying.about = vec![RecordRef::new(Kind::Draft, Ix::<Draft>::get(draft))];
        }
        all.push(saying);
    }
    for it in case.red_lines.iter().filter(|it| it.words.is_some()) {
        let by = by_or(&it.by, it.party);
        all.push(plain(case, it, &by, it.words.as_ref(), it.audience));
    }
    for it in case.positions.iter().filter(|it| it.words.is_some()) {
        let by = by_or(&it.by, it.party);
        let mut saying = plain(case, it, &by, it.words.as_ref(), it.audience);
        saying.about = it.issue.iter().map(|it| RecordRef::new(Kind::Issue, it.get())).collect();
        all.push(saying);
    }
    for (place, it) in case.understandings.iter().enumerate() {
        for claim in it.claims.iter().filter(|it| it.words.is_some()) {
            let with = known(case, &it.meta, when(it));
            all.push(Saying {
                kind: "claim",
                about: vec![RecordRef::new(Kind::Understanding, place)],
                by: by_or(&claim.by, claim.party),
                date: claim.date,
                date_is: claim.meta.date_is,
                known: known_within(
                    case,
                    &claim.meta,
                    &it.meta,
                    When::happened(claim.date, claim.meta.date_is),
                    with,
                ),
                words: claim.words.clone().unwrap_or_default(),
                summary: false,
                audience: None,
                footing: describe::footing(case, &claim.meta),
                readings: Vec::new(),
            });
        }
    }
}

fn by_or(by: &Option<Speaker>, party: Ix<Party>) -> Vec<Speaker> {
    vec![by.clone().unwrap_or(Speaker::Party(party))]
}

fn plain<T: Record>(
    case: &Case,
    record: &T,
    by: &[Speaker],
    words: Option<&String>,
    audience: Option<Audience>,
) -> Saying {
    let (meta, date) = (record.meta(), record.date());
    Saying {
        kind: T::KIND.noun(),
        about: Vec::new(),
        by: by.to_vec(),
        date,
        date_is: meta.date_is,
        known: known(case, meta, when(record)),
        words: words.cloned().unwrap_or_default(),
        summary: false,
        audience,
        footing: describe::footing(case, meta),
        readings: Vec::new(),
    }
}
