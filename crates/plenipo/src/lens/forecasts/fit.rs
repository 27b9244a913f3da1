//! Whether the answer of a lens can be the answer to a question, by what the question says.
//!
//! A question is words. That it asks exactly what a lens was asked is for a person to say; that it does
//! not can often be seen: it names another draft or another party, asks of all where one was asked, or asks
//! whether a text is rejected. Names are looked for as whole words, in small letters and capitals alike, and
//! where a question has nothing of the kind nothing is concluded.

use super::wording::{Words, of_yes};
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::Party;

/// Abbreviations that are words of the language in small letters: `US` is not *us*.
const WORDS_TOO: [&str; 28] = [
    "us", "it", "who", "is", "as", "am", "or", "no", "in", "on", "at", "to", "be", "by", "an",
    "all", "any", "may", "will", "can", "are", "was", "has", "his", "her", "the", "so", "un",
];

/// What follows a name in the name of its people: *Brillians*.
const OF_A_PEOPLE: [&str; 16] = [
    "s", "n", "ns", "an", "ans", "ian", "ians", "i", "is", "ese", "ish", "er", "ers", "ite",
    "ites", "ic",
];

/// What of it a question says instead of what was asked, as words for its reader; `None` where what it
/// says does not show it to be another question.
pub(super) fn another(
    case: &Case,
    question: &Forecast,
    draft: Ix<Draft>,
    party: Option<Ix<Party>>,
) -> Option<String> {
    let asks = Words::of(&question.question);
    let yes = Words::of(&of_yes(&question.criteria));
    let (mut drafts, mut asks) = drafts(case, &asks);
    let (in_criteria, mut yes) = self::drafts(case, &yes);
    let (whole, rest) = self::drafts(case, &Words::of(&question.criteria));
    drafts.extend(in_criteria);
    // A draft and its copies under other names are one text.
    let same = |it: Ix<Draft>| {
        it == draft
            || case.draft(it).same_as.contains(&draft)
            || case.draft(draft).same_as.contains(&it)
    };
    // What criteria say of no and of neither tells only where nothing else does.
    let ours = drafts.iter().any(|it| same(*it));
    let elsewhere = drafts.is_empty() && !whole.iter().any(|it| same(*it));
    if elsewhere {
        drafts.extend(whole);
    }
    if let Some(other) = drafts.iter().find(|it| !same(**it)) {
        let (asked, is) = (case.draft(*other).id(), case.draft(draft).id());
        return Some(match ours {
            false => format!("it is about the draft `{asked}`, not `{is}`"),
            true => format!("it is also about the draft `{asked}`, not about `{is}` alone"),
        });
    }
    let deciding = case.signatories();
    let named = |text: &Words| mentions(case, &deciding, text);
    // Who accepts is named first: *Will Brill accept what Coss wrote?* Criteria tell where the question
    // does not.
    let named = [named(&asks), named(&yes), named(&rest)];
    let several = joined(&named[0], &asks) || joined(&named[1], &yes);
    let found: &[Mention] = named.iter().find(|it| !it.is_empty()).map_or(&[], Vec::as_slice);
    let known = party.is_some_and(|it| {
        [&asks, &yes, &rest].into_iter().any(|text| !mentions(case, &[it], text).is_empty())
    });
    // A name may be a word that would tell otherwise.
    let parties: Vec<Ix<Party>> = (0..case.parties.len()).map(Ix::new).collect();
    for text in [&mut asks, &mut yes] {
        let names = mentions(case, &parties, text);
        names.into_iter().for_each(|it| text.blank(it.from, it.to - it.from));
    }
    if let Some(word) = asks.contrary().or_else(|| yes.contrary()) {
        return Some(format!("because of “{word}”, a yes is not an acceptance"));
    }
    if let Some(words) = asks.any().or_else(|| yes.any()) {
        return Some(format!("it is about “{words}”"));
    }
    let of_all = asks.all().or_else(|| yes.all());
    let Some(party) = party else {
        // The rule asks for several, and the question for some of them.
        let missing = deciding.iter().any(|it| !found.iter().any(|named| named.party == *it));
        let first = found.first()?.party;
        if !missing || of_all.is_some() || asks.becomes().is_some() {
            return None;
        }
        let alone = found.iter().all(|it| it.party == first);
        return Some(format!(
            "it is about `{}` {}, not about an agreement",
            case.party_id(first),
            if alone { "alone" } else { "and not all of the others" }
        ));
    };
    let id = case.party_id(party);
    if let Some(first) = found.first().map(|it| it.party).filter(|it| *it != party) {
        // A party whose acceptance the rule does not ask for may be the one that is meant.
        if deciding.contains(&party) || !known {
            return Some(format!("it is about `{}`, not `{id}`", case.party_id(first)));
        }
    }
    if deciding.len() < 2 {
        return None;
    }
    if several {
        return Some(format!("it is about several parties, not about `{id}` alone"));
    }
    if let Some(word) = of_all {
        return Some(format!("because of “{word}”, it is about more than `{id}`"));
    }
    let becomes = asks.becomes().filter(|_| !known);
    becomes.map(|words| {
        format!(
            "because of “{words}”, it is about more than `{id}`, which it does \
                              not name"
        )
    })
}

/// Where a text names a party: from a word, to before another.
struct Mention {
    from: usize,
    to: usize,
    party: Ix<Party>,
}

/// Where a text names one of `parties`: by one of its names, one of its people, or its people as a whole; in
/// order, the longest name at each place.
fn mentions(case: &Case, parties: &[Ix<Party>], text: &Words) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    for party in parties {
        for name in names(case, *party) {
            let n = name.0.len();
            let places = text.places(&name).into_iter();
            all.extend(places.map(|from| Mention { from, to: from + n, party: *party }));
        }
    }
    all.sort_by_key(|it| (it.from, std::cmp::Reverse(it.to)));
    let mut end = 0;
    all.retain(|it| {
        let fresh = it.from >= end;
        end = if fresh { it.to } else { end };
        fresh
    });
    all
}

/// Whether two of those that a text names stand side by side: *Hill and Vale*, *Hill, Vale or Coss*.
fn joined(named: &[Mention], text: &Words) -> bool {
    named.windows(2).any(|two| {
        let between = text.0.get(two[0].to..two[1].from).unwrap_or_default();
        let joins =
            |it: &String| ["and", "or", "nor", "with", "the"].contains(&it.to_lowercase().as_str());
        two[0].party != two[1].party && between.iter().all(joins)
    })
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
            group.iter().filter(|(name, _)| !rest.places(name).is_empty()).collect();
        found.extend(there.iter().map(|(_, ix)| *ix));
        for (name, _) in there {
            rest.places(name).into_iter().for_each(|at| rest.blank(at, name.0.len()));
        }
    }
    (found, rest)
}

/// The names of a party and of its people.
fn names(case: &Case, ix: Ix<Party>) -> Vec<Words> {
    let party = case.party(ix);
    let people = case.persons.iter().filter(|it| it.party == Some(ix)).map(|it| &it.name);
    let names = party.also_known_as.iter().chain(&party.short).chain([&party.name]).chain(people);
    names.map(|it| Words::of(it)).chain([Words::of(case.party_id(ix))]).collect()
}

impl Words {
    /// Where `name` stands in the text, in small letters and capitals alike.
    fn places(&self, name: &Words) -> Vec<usize> {
        let n = name.0.len();
        if n == 0 {
            return Vec::new();
        }
        let alone = n == 1;
        let here = |at: &usize| {
            self.0[*at..*at + n].iter().zip(&name.0).all(|(word, of)| alike(word, of, alone))
        };
        (0..(self.0.len() + 1).saturating_sub(n)).filter(here).collect()
    }
}

/// Whether a word of a text is one of a name. `alone` where the name has no other.
fn alike(word: &str, of: &str, alone: bool) -> bool {
    if word == of {
        return true;
    }
    let (small, name) = (word.to_lowercase(), of.to_lowercase());
    if alone && WORDS_TOO.contains(&name.as_str()) {
        return false;
    }
    if small == name {
        return true;
    }
    // Of letters only: `d2` and `d2s` are two names.
    let whole = name.chars().count() >= 4 && name.chars().all(char::is_alphabetic);
    let ending = small.strip_prefix(&name).filter(|_| alone && whole);
    ending.is_some_and(|it| OF_A_PEOPLE.contains(&it))
}
