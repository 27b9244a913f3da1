#![doc = include_str!("statements.md")]

mod account;
mod answer;
mod followed;
mod readouts;
mod sayings;
mod tables;

use super::error::Error;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
use crate::glossary::find::{Finder, Found};
use crate::glossary::{Glossary, shipped};
use answer::Use;
pub use answer::{CodedPhrase, StatementsAnswer};
use followed::Course;
use plenipo_record::case::party::Party;
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

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    finding(view, &answer(view, settings)?)
}

/// What was said in coded words, and what followed.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, and a scenario, which has no record.
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<StatementsAnswer<'a>, Error> {
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
    let readouts = readouts::readouts(seen, &sayings, &uses, glossary);
    let known = |term| glossary.readings(term, day);
    let readings = (0..glossary.terms.len()).map(known).collect();
    Ok(StatementsAnswer { case: seen, glossary, sayings, uses, readings, course, readouts, days })
}

/// `answer` in words and tables.
///
/// # Errors
/// [`Error::NotADossier`] where `view` is of a scenario, of which there is no answer.
pub fn finding(view: &View<'_>, answer: &StatementsAnswer<'_>) -> Result<Finding, Error> {
    let seen = view.case()?;
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
        headline: headline(answer),
        status: if answer.uses.is_empty() { Status::None } else { Status::Answered },
        account: stamp::worded(seen, account::account(answer)),
        tables: tables::tables(answer),
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

fn headline(answer: &StatementsAnswer<'_>) -> String {
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
