#![doc = include_str!("statements.md")]

mod account;
pub mod find;
mod followed;
pub mod glossary;
mod readouts;
mod sayings;
mod tables;
pub mod words;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
use find::{Finder, Found};
use followed::{Course, Followed};
use glossary::{GENERAL, Glossary, GlossaryReading, shipped};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::party::Party;
use readouts::Readouts;
use sayings::Saying;

const DAYS: Key<f64> = Key::number(
    "days",
    "how many days after a statement to look for what followed",
    30.0,
    (1.0, 3650.0),
)
.unit("days");
const BY: Key<Vec<String>> =
    Key::ids("by", "only what was said by people of these parties", "party");

/// The lens.
pub const LENS: Lens = Lens {
    name: "statements",
    question: "What was said in coded words, how are such words read, and what followed?",
    docs: include_str!("statements.md"),
    settings: &[DAYS.0, BY.0],
    run,
};

/// A coded phrase in something said; used several times in one saying, it counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Use {
    /// Place in the list of sayings.
    saying: usize,
    /// Place in the glossary.
    term: usize,
    /// As it was said; several forms of it with commas.
    phrase: String,
    denied: bool,
}

/// Everything an answer is made of.
struct Answer<'a> {
    case: &'a Case,
    glossary: &'static Glossary,
    sayings: Vec<Saying>,
    uses: Vec<Use>,
    /// What was known of each term's readings on the day, by place in the glossary.
    readings: Vec<Vec<GlossaryReading>>,
    /// What followed each use.
    followed: Vec<Followed<'a>>,
    readouts: Vec<Readouts>,
    days: i32,
}

/// Whether a reading may be applied to a use, and why (not).
enum Fits {
    /// It is of the tradition of every speaker.
    Whole,
    /// It is of the tradition of some of the speakers.
    Part,
    /// It is said of diplomats at large.
    General,
    No(String),
}

impl Fits {
    fn applies(&self) -> bool {
        !matches!(self, Fits::No(_))
    }

    fn why(&self) -> &str {
        match self {
            Fits::Whole => "the speaker's own tradition",
            Fits::Part => "the tradition of some of the speakers",
            Fits::General => "said of diplomats at large",
            Fits::No(why) => why,
        }
    }
}

impl Answer<'_> {
    /// Whether `reading` may be applied to `it`.
    fn fits(&self, it: &Use, reading: &GlossaryReading) -> Fits {
        let saying = &self.sayings[it.saying];
        if it.denied {
            return Fits::No("the phrase is denied".to_owned());
        }
        if saying.summary {
            return Fits::No("the record keeper's summary, not the speaker's words".to_owned());
        }
        if reading.tradition == GENERAL {
            return Fits::General;
        }
        let traditions = saying.traditions(self.case);
        let own = traditions.iter().any(|it| it.as_str() == reading.tradition);
        match (own, traditions.as_slice()) {
            (true, _) if self.all_of(saying, &reading.tradition) => Fits::Whole,
            (true, _) => Fits::Part,
            (false, []) => Fits::No(match saying.unjoined(self.case).as_slice() {
                [] => "the speaker's tradition is not on record".to_owned(),
                names => format!("the record links {} to no party", describe::listed(names)),
            }),
            (false, own) => {
                let own: Vec<String> = own.iter().map(|it| account::name(it.as_str())).collect();
                let whose = match own.len() {
                    1 => "the speaker's tradition is",
                    _ => "the speakers' traditions are",
                };
                Fits::No(format!("{whose} on record as {}", describe::listed(&own)))
            }
        }
    }

    /// Whether every speaker of `saying` is of `tradition`.
    fn all_of(&self, saying: &Saying, tradition: &str) -> bool {
        saying.by.iter().all(|by| {
            let party = self.case.party_of(by).map(|it| self.case.party(it));
            party.is_some_and(|it| it.tradition.as_ref().is_some_and(|it| it.as_str() == tradition))
        })
    }

    /// Uses that some reading of the speaker's own tradition may be applied to.
    fn read(&self) -> usize {
        let own = |it: &&Use| {
            let readings = &self.readings[it.term];
            readings
                .iter()
                .any(|reading| matches!(self.fits(it, reading), Fits::Whole | Fits::Part))
        };
        self.uses.iter().filter(own).count()
    }
}

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    let (seen, day) = (view.case()?, view.day());
    let mut parties = Vec::new();
    for id in settings.of(&BY) {
        parties.push(stamp::find::<Party>(seen, &id)?);
    }
    let glossary = shipped();
    let mut sayings = sayings::sayings(seen);
    if !parties.is_empty() {
        sayings.retain(|it| it.parties(seen).iter().any(|it| parties.contains(it)));
    }
    let uses = uses(&sayings, glossary);
    let course = Course::of(seen, day);
    let days = settings.of(&DAYS) as i32;
    let followed = uses.iter().map(|it| course.after(seen, &sayings[it.saying], days)).collect();
    let readouts = readouts::readouts(seen, &sayings, &uses, glossary);
    let known = |term| glossary.readings(term, day);
    let readings = (0..glossary.terms.len()).map(known).collect();
    let answer = Answer { case: seen, glossary, sayings, uses, readings, followed, readouts, days };
    let mut notes = vec![
        "A reading is what its source says of speakers of a tradition. It does not establish what \
         anybody meant, and its grade was given by the glossary's editors."
            .to_owned(),
        "What followed is what the record has afterwards, not what the words led to.".to_owned(),
    ];
    if let Some(words) = stamp::of_words(seen) {
        notes.push(format!(
            "{words} A coded word may then be the record keeper's or a translator's."
        ));
    }
    let answered = Answered {
        headline: headline(&answer),
        status: if answer.uses.is_empty() { Status::None } else { Status::Answered },
        account: stamp::worded(seen, account::account(&answer)),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes: notes.into(),
        samples: None,
    };
    Ok(view.finding(&LENS, answered))
}

fn uses(sayings: &[Saying], glossary: &'static Glossary) -> Vec<Use> {
    let finder = Finder::new(glossary);
    let mut uses: Vec<Use> = Vec::new();
    for (place, saying) in sayings.iter().enumerate() {
        let first = uses.len();
        for Found { term, start, end, denied } in finder.find(&saying.words) {
            let phrase = &saying.words[start..end];
            let mut same = uses[first..].iter_mut();
            match same.find(|it| it.term == term && it.denied == denied) {
                Some(it) if it.phrase.split(", ").any(|said| said == phrase) => {}
                Some(it) => it.phrase.push_str(&format!(", {phrase}")),
                None => {
                    let phrase = phrase.to_owned();
                    uses.push(Use { saying: place, term, phrase, denied });
                }
            }
        }
    }
    uses
}

fn headline(answer: &Answer<'_>) -> String {
    let n = answer.uses.len();
    if n == 0 {
        return "No coded phrase of the glossary is on record.".to_owned();
    }
    let mut sayings: Vec<usize> = answer.uses.iter().map(|it| it.saying).collect();
    sayings.dedup();
    let read = match answer.read() {
        0 => "no reading of the speaker's own tradition is known for any of them".to_owned(),
        read => format!("a reading of the speaker's own tradition is known for {read} of them"),
    };
    format!(
        "{n} coded {} in {} {}; {read}.",
        if n == 1 { "phrase" } else { "phrases" },
        sayings.len(),
        if sayings.len() == 1 { "saying" } else { "sayings" },
    )
}
