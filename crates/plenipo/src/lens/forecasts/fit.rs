//! Whether the answer of a lens can be the answer to a question, by what the question names.
//!
//! A question is words. That it asks exactly what a lens was asked is for a person to say; that it does
//! not can often be seen: it names another draft, or another party. Names are looked for as whole words,
//! and where a question names nothing of the kind nothing is concluded.

use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::Party;

/// What of it a question names instead of what was asked, as words for its reader; `None` where what it
/// names does not show it to be another question.
pub(super) fn another(
    case: &Case,
    question: &Forecast,
    draft: Ix<Draft>,
    party: Option<Ix<Party>>,
) -> Option<String> {
    let text = Words::of(&format!("{} {}", question.question, question.criteria));
    let (drafts, rest) = drafts(case, &text);
    // A draft and its copies under other names are one text.
    let same = |it: Ix<Draft>| {
        it == draft
            || case.draft(it).same_as.contains(&draft)
            || case.draft(draft).same_as.contains(&it)
    };
    if let Some(other) = drafts.first().filter(|_| !drafts.iter().any(|it| same(*it))) {
        let (asked, is) = (case.draft(*other).id(), case.draft(draft).id());
        return Some(format!("it is about the draft `{asked}` and not `{is}`"));
    }
    let deciding = case.signatories();
    let named: Vec<Ix<Party>> =
        deciding.iter().copied().filter(|it| names_party(case, *it, &rest)).collect();
    let [first, others @ ..] = named.as_slice() else { return None };
    match party {
        Some(party) if named.contains(&party) || names_party(case, party, &rest) => None,
        Some(party) => Some(format!(
            "it is about `{}` and not `{}`",
            case.party_id(*first),
            case.party_id(party)
        )),
        // The rule asks for several, and the question for one of them.
        None if others.is_empty() && deciding.len() > 1 => Some(format!(
            "it is about `{}` alone and not about an agreement",
            case.party_id(*first)
        )),
        None => None,
    }
}

/// The drafts that a text names, and what is left of it without their names: a title may name a party.
/// Long names are looked for first, since one title may begin like another.
fn drafts(case: &Case, text: &Words) -> (Vec<Ix<Draft>>, Words) {
    let mut names: Vec<(Words, Ix<Draft>)> = Vec::new();
    for (place, draft) in case.drafts.iter().enumerate() {
        let id = case.id(RecordRef::new(Kind::Draft, place)).unwrap_or_default();
        // A name of one plain word (*text*, *first*) is a word that any question may have.
        let tells =
            |it: &Words| it.0.len() > 1 || it.0.iter().any(|it| it.contains(char::is_numeric));
        let each = [Words::of(id), Words::of(&draft.title)].into_iter().filter(tells);
        names.extend(each.map(|it| (it, Ix::new(place))));
    }
    names.sort_by_key(|(name, ix)| (std::cmp::Reverse(name.0.len()), *ix));
    let (mut found, mut rest) = (Vec::new(), text.clone());
    // Two drafts may go by one name: the text then names both.
    for group in names.chunk_by(|a, b| a.0.0.len() == b.0.0.len()) {
        let there: Vec<&(Words, Ix<Draft>)> =
            group.iter().filter(|(name, _)| rest.has(name, Letters::Any)).collect();
        found.extend(there.iter().map(|(_, ix)| *ix));
        there.iter().for_each(|(name, _)| rest.blank(name));
    }
    (found, rest)
}

/// Whether a text names a party: by one of its names, as they are written (`US` is not *us*), or by one
/// of its people.
fn names_party(case: &Case, ix: Ix<Party>, text: &Words) -> bool {
    let party = case.party(ix);
    let people = case.persons.iter().filter(|it| it.party == Some(ix)).map(|it| &it.name);
    let mut names =
        party.also_known_as.iter().chain(&party.short).chain([&party.name]).chain(people);
    names.any(|it| text.has(&Words::of(it), Letters::Same))
}

/// A text as its words: runs of letters and digits.
#[derive(Clone, PartialEq, Eq)]
struct Words(Vec<String>);

/// How letters are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Small and capital alike.
    Any,
    /// As they are written.
    Same,
}

impl Words {
    fn of(text: &str) -> Words {
        let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        Words(words.map(str::to_owned).collect())
    }

    /// Where `name` stands in the text.
    fn places(&self, name: &Words, letters: Letters) -> Vec<usize> {
        let n = name.0.len();
        if n == 0 {
            return Vec::new();
        }
        let alike = |(a, b): (&String, &String)| {
            a == b || (letters == Letters::Any && a.to_lowercase() == b.to_lowercase())
        };
        let here = |at: &usize| self.0[*at..*at + n].iter().zip(&name.0).all(alike);
        (0..(self.0.len() + 1).saturating_sub(n)).filter(here).collect()
    }

    fn has(&self, name: &Words, letters: Letters) -> bool {
        !self.places(name, letters).is_empty()
    }

    /// Takes `name` out wherever it stands, so that what is around it does not become neighbours.
    fn blank(&mut self, name: &Words) {
        for at in self.places(name, Letters::Any) {
            self.0[at..at + name.0.len()].iter_mut().for_each(String::clear);
        }
    }
}
