//! Drafts with changes of known kind made in them.

use std::collections::BTreeSet;

use plenipo_record::case::draft::{Draft, Form, Point};

/// A small generator of random numbers (splitmix64, Steele et al. 2014).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// Words that every point of a treaty may have.
const COMMON: &str = "the parties shall agree that each side under this agreement and in accordance \
    with its terms within days of signature no later than by means of which may be subject to the \
    other party both sides will ensure full respect for all obligations on the basis of mutual \
    consent without prejudice to existing rights for a period as set out in the annex";

/// Words of subjects, a line each.
const SUBJECTS: &str = "prisoners exchange remains families lists custody release wounded detainees
ceasefire line contact monitors drones sensors violations reports withdrawal artillery
elections observers ballot registration candidates campaign commission turnout diaspora
frozen assets fund reconstruction investors profit tranche audit trustee
reactor plant inspectors turbines grid electricity output operators safety
river ports grain vessels corridor insurance mines pilots tariffs
language schools minority broadcasting worship textbooks heritage museums culture
customs market quotas duties certificates exports farmers transition access
guarantee consultations response snapback sanctions assistance breach council activation
borders demarcation posts crossings visas residents patrols buffer towns
amnesty courts claims tribunals evidence pardons victims registry compensation
pipeline gas transit storage meters arrears supplier winter contract";

const OTHER: &str = "promptly jointly adequate technical representatives mechanism coordination framework \
    measures necessary appropriate relevant procedure implementation arrangement notification verification \
    regular temporary gradual permanent voluntary independent bilateral regional";

/// A draft of `n` points of about `words` words; each point leans on one subject.
pub(super) fn draft(n: usize, words: usize, chance: &mut Chance) -> Draft {
    let common: Vec<&str> = COMMON.split_whitespace().collect();
    let other: Vec<&str> = OTHER.split_whitespace().collect();
    let subjects: Vec<Vec<&str>> =
        SUBJECTS.lines().map(|it| it.split_whitespace().collect()).collect();
    let point = |at: usize| {
        let subject = &subjects[at % subjects.len()];
        let second = &subjects[chance.below(subjects.len())];
        let text: Vec<String> = (0..words)
            .map(|_| match chance.below(20) {
                0..=10 => chance.of(&common).to_owned(),
                11..=14 => chance.of(subject).to_owned(),
                15 => chance.of(second).to_owned(),
                16 => (chance.below(90) + 10).to_string(),
                _ => chance.of(&other).to_owned(),
            })
            .collect();
        text.join(" ")
    };
    of_texts((0..n).map(point))
}

/// A complete draft of these wordings, numbered from 1.
pub(super) fn of_texts(texts: impl Iterator<Item = String>) -> Draft {
    let point = |(at, text): (usize, String)| Point {
        number: Some((at + 1).to_string()),
        text: Some(text),
        ..Point::default()
    };
    let points = texts.enumerate().map(point).collect();
    Draft { form: Form::Text, complete: true, points, ..Draft::default() }
}

/// What was made of a draft.
pub(super) struct Made {
    pub(super) draft: Draft,
    /// Places in the first and in the second draft that belong together.
    pub(super) links: BTreeSet<(usize, usize)>,
    /// The relation of each link, and of what is in one draft only.
    pub(super) fates: Vec<(Option<usize>, Option<usize>, &'static str)>,
}

/// Changes a draft: of a hundred points about 40 stay, 25 are reworded (up to two fifths of their
/// words), 10 are merged by two, 8 split, 8 dropped, 9 moved elsewhere; 8 new ones are put in; all are
/// numbered anew.
pub(super) fn change(draft: &Draft, chance: &mut Chance) -> Made {
    let words = |at: usize| draft.points[at].text.clone().unwrap_or_default();
    let other: Vec<&str> = OTHER.split_whitespace().chain(COMMON.split_whitespace()).collect();
    // Each piece: its text, where it is from, what became of these.
    let mut pieces: Vec<(String, Vec<usize>, &'static str)> = Vec::new();
    let mut fates = Vec::new();
    let n = draft.points.len();
    let mut at = 0;
    while at < n {
        match chance.below(100) {
            0..=39 => pieces.push((words(at), vec![at], "kept")),
            40..=64 => {
                let mut text: Vec<String> = words(at).split(' ').map(str::to_owned).collect();
                let share = 1 + chance.below((2 * text.len() / 5).max(1));
                for _ in 0..share {
                    let place = chance.below(text.len());
                    text[place] = chance.of(&other).to_owned();
                }
                let text = text.join(" ");
                let is = if text == words(at) { "kept" } else { "reworded" };
                pieces.push((text, vec![at], is));
            }
            65..=74 if at + 1 < n => {
                pieces.push((
                    format!("{} {}", words(at), words(at + 1)),
                    vec![at, at + 1],
                    "merged",
                ));
                at += 1;
            }
            75..=82 if words(at).split(' ').count() > 7 => {
                let text = words(at);
                let all: Vec<&str> = text.split(' ').collect();
                let (first, second) = all.split_at(all.len() / 2);
                pieces.push((first.join(" "), vec![at], "split"));
                pieces.push((second.join(" "), vec![at], "split"));
            }
            83..=90 => fates.push((Some(at), None, "dropped")),
            _ => pieces.push((words(at), vec![at], "moved")),
        }
        at += 1;
    }
    let moved: Vec<_> = {
        let (gone, rest): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|it| it.2 == "moved");
        pieces = rest;
        gone
    };
    for piece in moved {
        let place = chance.below(pieces.len() + 1);
        pieces.insert(place, piece);
    }
    let fresh = self::draft(n.div_ceil(12), words(0).split(' ').count(), chance);
    for point in fresh.points {
        let place = chance.below(pieces.len() + 1);
        pieces.insert(place, (point.text.unwrap_or_default(), Vec::new(), "new"));
    }
    let mut links = BTreeSet::new();
    for (place, (_, from, is)) in pieces.iter().enumerate() {
        links.extend(from.iter().map(|it| (*it, place)));
        fates.extend(from.iter().map(|it| (Some(*it), Some(place), *is)));
        if from.is_empty() {
            fates.push((None, Some(place), *is));
        }
    }
    Made { draft: of_texts(pieces.into_iter().map(|it| it.0)), links, fates }
}
