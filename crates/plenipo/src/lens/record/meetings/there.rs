//! Who was at a meeting, by its channel and by who is listed as present.

use std::collections::BTreeSet;

use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::party::{Party, Speaker};

/// Who was, or is to be, at a meeting.
pub(super) struct There {
    /// Parties of the channel, and those whose people are listed.
    pub(super) parties: BTreeSet<Ix<Party>>,
    /// Parties that may have been among others who are not named.
    perhaps: Perhaps,
}

/// Of whom it cannot be said whether they were there.
enum Perhaps {
    /// Everybody who was there is listed.
    Nobody,
    /// These: people of theirs are listed without a name or a number.
    These(BTreeSet<Ix<Party>>),
    /// Anybody.
    Anybody,
}

impl There {
    pub(super) fn of(case: &Case, meeting: &Meeting) -> There {
        let mut there =
            There { parties: meeting.channel.iter().copied().collect(), perhaps: Perhaps::Nobody };
        for speaker in &meeting.present {
            if let Some(party) = case.party_of(speaker) {
                there.parties.insert(party);
            } else if let Speaker::Named(words) = speaker
                && is_unnamed(words)
            {
                there.add(mentioned(case, words));
            }
        }
        there
    }

    fn add(&mut self, parties: BTreeSet<Ix<Party>>) {
        self.perhaps = match std::mem::replace(&mut self.perhaps, Perhaps::Anybody) {
            _ if parties.is_empty() => Perhaps::Anybody,
            Perhaps::Nobody => Perhaps::These(parties),
            Perhaps::These(before) => Perhaps::These(before.union(&parties).copied().collect()),
            Perhaps::Anybody => Perhaps::Anybody,
        };
    }

    /// Whether only these two were there.
    pub(super) fn is_alone(&self) -> bool {
        self.parties.len() == 2 && matches!(self.perhaps, Perhaps::Nobody)
    }

    /// Whether `party` was there, or may have been.
    pub(super) fn may_have(&self, party: Ix<Party>) -> bool {
        self.parties.contains(&party)
            || match &self.perhaps {
                Perhaps::Nobody => false,
                Perhaps::These(parties) => parties.contains(&party),
                Perhaps::Anybody => true,
            }
    }
}

/// Whether words that list somebody present name nobody: `others, unnamed`, `two advisers`. A name is
/// written with capitals throughout.
fn is_unnamed(words: &str) -> bool {
    const SAY_SO: &str = "unnamed others other unknown unidentified unspecified officials delegation \
        delegations delegates aides advisers advisors experts representatives ministers staff team";
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let says_so = words.split_whitespace().any(|word| {
        let word = plain(word);
        !word.is_empty() && SAY_SO.split_whitespace().any(|it| it == word)
    });
    // Particles of names stay small: Ursula von der Leyen.
    let is_name = |word: &str| {
        let first = word.chars().find(|it| it.is_alphanumeric());
        first.is_none_or(|it| !it.is_lowercase()) || word.chars().count() <= 3
    };
    let named = words.split_whitespace().all(is_name);
    says_so || !named
}

/// Parties whose names stand in `words`.
fn mentioned(case: &Case, words: &str) -> BTreeSet<Ix<Party>> {
    let flat = |text: &str| -> String {
        let each = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
        each.fold(" ".to_owned(), |all, it| all + &it.to_lowercase() + " ")
    };
    let words = flat(words);
    let goes_by = |party: &Party| {
        let names = party.also_known_as.iter().chain(&party.short).chain([&party.name]);
        let mut names = names.map(|it| flat(it));
        names.any(|it| it.len() > 2 && words.contains(&it))
    };
    let all = (0..case.parties.len()).map(Ix::new);
    all.filter(|it| goes_by(case.party(*it))).collect()
}
