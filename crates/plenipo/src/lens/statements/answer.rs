//! What was said in coded words, as values: for programs that use the library.

use super::account;
use super::followed::{Course, Followed};
use super::readouts::Readouts;
use super::sayings::Saying;
use crate::glossary::{GENERAL, Glossary, GlossaryReading};
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::party::Speaker;

/// A coded phrase in something said; used several times in one saying, it counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// Place in the list of sayings.
    pub(super) saying: usize,
    /// Place in the glossary.
    pub(super) term: usize,
    /// As it was said; several forms of it with commas.
    pub(super) phrase: String,
    pub(super) denied: bool,
}

/// What was said in coded words, how such words are read, and what the record has after them.
pub struct StatementsAnswer<'a> {
    pub(super) case: &'a Case,
    pub(super) glossary: &'static Glossary,
    pub(super) sayings: Vec<Saying>,
    pub(super) uses: Vec<Use>,
    /// What was known of each term's readings on the day, by place in the glossary.
    pub(super) readings: Vec<Vec<GlossaryReading>>,
    /// What followed a use is asked of it.
    pub(super) course: Course,
    pub(super) readouts: Vec<Readouts>,
    pub(super) days: i32,
}

/// A coded phrase in something said.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CodedPhrase<'a> {
    /// The phrase's id in the glossary.
    pub term: &'a str,
    /// As it was said; several forms of it with commas.
    pub phrase: &'a str,
    /// Whether it is denied: “not frank”.
    pub is_denied: bool,
    /// What was said, or the record keeper's summary of it.
    pub words: &'a str,
    /// By whom; by nobody named where empty.
    pub by: &'a [Speaker],
    /// When, as far as the record tells.
    pub date: Option<Date>,
    /// What is said of the phrase that may be applied to whoever said it.
    pub readings: Vec<&'a GlossaryReading>,
}

/// Whether a reading may be applied to a use, and why (not).
pub(super) enum Fits {
    /// It is of the tradition of every speaker.
    Whole,
    /// It is of the tradition of some of the speakers.
    Part,
    /// It is said of diplomats at large.
    General,
    No(String),
}

impl Fits {
    pub(super) fn applies(&self) -> bool {
        !matches!(self, Fits::No(_))
    }

    pub(super) fn why(&self) -> &str {
        match self {
            Fits::Whole => "the speaker's own tradition",
            Fits::Part => "the tradition of some of the speakers",
            Fits::General => "said of diplomats at large",
            Fits::No(why) => why,
        }
    }
}

impl StatementsAnswer<'_> {
    /// The visible record that was asked.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// The coded phrases, in the order in which they were said.
    pub fn phrases(&self) -> impl Iterator<Item = CodedPhrase<'_>> {
        self.uses.iter().map(|it| {
            let saying = &self.sayings[it.saying];
            let applies = |reading: &&GlossaryReading| self.fits(it, reading).applies();
            CodedPhrase {
                term: &self.glossary.terms[it.term].id,
                phrase: &it.phrase,
                is_denied: it.denied,
                words: &saying.words,
                by: &saying.by,
                date: saying.date,
                readings: self.readings[it.term].iter().filter(applies).collect(),
            }
        })
    }

    /// What followed the use at `place`.
    pub(super) fn followed(&self, place: usize) -> Followed<'_> {
        let saying = &self.sayings[self.uses[place].saying];
        self.course.after(self.case, saying, self.days)
    }

    /// Whether `reading` may be applied to `it`.
    pub(super) fn fits(&self, it: &Use, reading: &GlossaryReading) -> Fits {
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
    pub(super) fn read(&self) -> usize {
        let own = |it: &&Use| {
            let readings = &self.readings[it.term];
            readings
                .iter()
                .any(|reading| matches!(self.fits(it, reading), Fits::Whole | Fits::Part))
        };
        self.uses.iter().filter(own).count()
    }
}
