//! Two drafts compared: every point that stayed, changed, came or went, with what that means.

use super::moves::{Move, Stands, Way};
use super::pairs::{By, Compared, PointPair, between, is_read, settling};
use super::readings::reading;
use super::weighty::{figures, modality, names, references};
use super::wording::{edits, words_changed};
use crate::finding::table::{Edit, EditKind};
use plenipo_maths::align::matching::Confidence;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents, holds};
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Draft, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};

/// A draft compared with a later one.
pub(super) struct Comparison {
    pub(super) a: Ix<Draft>,
    pub(super) b: Ix<Draft>,
    /// In the order of the later draft, what it has not following what stood before it.
    pub(super) changes: Vec<Change>,
}

/// Points that belong together, and what became of them.
pub(super) struct Change {
    /// Places in the earlier draft.
    pub(super) a: Vec<usize>,
    /// Places in the later draft.
    pub(super) b: Vec<usize>,
    /// What became of them; `None` is unknown.
    pub(super) is: Option<Relation>,
    pub(super) sure: Sure,
    pub(super) compared: Compared,
    pub(super) likeness: Option<f64>,
    pub(super) moved: bool,
    /// Whether all of it are headings: words that settle nothing.
    pub(super) heading: bool,
    /// The words, with what was put in and taken out.
    pub(super) edits: Vec<Edit>,
    /// Figures that changed.
    pub(super) figures: Vec<String>,
    /// Modal words and negations that changed.
    pub(super) modality: Vec<String>,
    /// References that changed.
    pub(super) references: Vec<String>,
    /// Names that changed places.
    pub(super) names: Vec<String>,
    /// What the record has it settle before and after, where its lineage calls it kept, or moved, and the
    /// two differ. It is then told as reworded: what is settled counts.
    pub(super) otherwise: Option<Otherwise>,
    /// Whose way it goes, issue by issue.
    pub(super) moves: Vec<Move>,
    /// Reasons given, each with who gave it.
    pub(super) why: Vec<String>,
    /// Places in the later draft of what is recorded to stand in the place of what was dropped.
    pub(super) in_place: Vec<usize>,
    /// Places in the later draft at which the drop is recorded, and which come from other points.
    pub(super) told_at: Vec<usize>,
    /// Who drew the relation, where that is recorded without a reason.
    pub(super) drawn_by: Vec<String>,
}

/// What a point settles, where its lineage would have it settle the same.
pub(super) struct Otherwise {
    /// The relation on record.
    pub(super) recorded: Relation,
    pub(super) before: String,
    pub(super) after: String,
}

/// How sure a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    Unknown,
    Found(Confidence),
    Recorded,
}

impl Sure {
    pub(super) fn word(self) -> &'static str {
        match self {
            Sure::Unknown => "unknown",
            Sure::Found(Confidence::Low) => "low",
            Sure::Found(Confidence::Fair) => "fair",
            Sure::Found(Confidence::High) => "high",
            Sure::Recorded => "recorded",
        }
    }
}

impl Change {
    /// Its word: the relation, or unknown.
    pub(super) fn word(&self) -> &'static str {
        self.is.map_or("unknown", Relation::word)
    }

    /// Whether words were compared with words, and fewer than three of a longer text changed.
    pub(super) fn is_small(&self) -> bool {
        let all: usize = self.edits.iter().map(|it| it.text.split_whitespace().count()).sum();
        self.compared == Compared::Wording
            && self.is == Some(Relation::Reworded)
            && (1..=2).contains(&words_changed(&self.edits))
            && all >= 6
    }

    /// Whether it is one that a reader must not miss.
    pub(super) fn is_major(&self) -> bool {
        let all = [&self.figures, &self.modality, &self.references, &self.names];
        all.iter().any(|it| !it.is_empty())
    }

    /// Whether something went without a word: nobody gave a reason, and nothing stands in its place.
    pub(super) fn is_silent(&self) -> bool {
        self.is == Some(Relation::Dropped)
            && !self.heading
            && self.b.is_empty()
            && self.in_place.is_empty()
            && self.told_at.is_empty()
            && self.why.is_empty()
    }
}

/// What a point says, as words: its wording where it is known, else the keeper's gist.
pub(super) fn words(point: &Point) -> &str {
    point.text.as_deref().or(point.gist.as_deref()).unwrap_or_default()
}

/// The numbers of the points at `places`; `–` for one without.
pub(super) fn numbers(draft: &Draft, places: &[usize]) -> String {
    let number =
        |at: &usize| draft.points[*at].number.clone().unwrap_or_else(|| "unnumbered".to_owned());
    places.iter().map(number).collect::<Vec<_>>().join(", ")
}

/// Compares draft `a` with draft `b`.
pub(super) fn compare(case: &Case, stands: &Stands, a: Ix<Draft>, b: Ix<Draft>) -> Comparison {
    let pairs = between(case, a, b);
    let (of_a, of_b) = (case.draft(a), case.draft(b));
    let (before, after) = (contents(case, of_a), contents(case, of_b));
    let both = is_read(of_a) && is_read(of_b);
    let mut changes = Vec::new();
    for group in groups(&pairs) {
        let mut change = joined(case, of_a, of_b, &group);
        if change.is.is_some() && both {
            for issue in issues(case, of_a, of_b, &change) {
                let mut moves = stands.moves(case, issue, &before, &after);
                // Where a condition that nobody can decide says what holds, nobody can say whose way it goes.
                if hangs(of_a, &before, issue) || hangs(of_b, &after, issue) {
                    moves.iter_mut().for_each(|it| (it.way, it.by) = (Way::Unknown, ""));
                    moves.dedup();
                }
                change.moves.extend(moves);
            }
        }
        changes.push(change);
    }
    // An issue that several changes are about is told at the first of them.
    let mut told: Vec<Ix<Issue>> = Vec::new();
    for change in &mut changes {
        change.moves.retain(|it| !told.contains(&it.issue));
        told.extend(change.moves.iter().map(|it| it.issue));
    }
    Comparison { a, b, changes }
}

/// Pairs that share a point, together, in the order of their first.
fn groups(pairs: &[PointPair]) -> Vec<Vec<PointPair>> {
    let mut groups: Vec<Vec<PointPair>> = Vec::new();
    for pair in pairs {
        let shares = |it: &PointPair| {
            pair.a.is_some() && it.a == pair.a || pair.b.is_some() && it.b == pair.b
        };
        let mut mine: Vec<usize> =
            (0..groups.len()).filter(|at| groups[*at].iter().any(shares)).collect();
        match mine.first().copied() {
            None => groups.push(vec![pair.clone()]),
            Some(first) => {
                while mine.len() > 1 {
                    let other = groups.remove(mine.pop().unwrap_or_default());
                    groups[first].extend(other);
                }
                groups[first].push(pair.clone());
            }
        }
    }
    groups
}

fn joined(case: &Case, a: &Draft, b: &Draft, group: &[PointPair]) -> Change {
    let places = |of: fn(&PointPair) -> Option<usize>| {
        let mut places: Vec<usize> = group.iter().filter_map(of).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let (of_a, of_b) = (places(|it| it.a), places(|it| it.b));
    let mut in_place: Vec<usize> = Vec::new();
    for it in group.iter().filter(|it| it.is == Some(Relation::Dropped) && it.b.is_none()) {
        if let By::Recorded(recorded) = &it.by {
            in_place.extend(recorded.b);
        }
    }
    in_place.sort_unstable();
    in_place.dedup();
    // A point that comes from another one stands in that one's place.
    let has_own = |at: &usize| b.points[*at].lineage.iter().any(|it| it.is != Relation::Dropped);
    let (told_at, in_place): (Vec<usize>, Vec<usize>) = in_place.into_iter().partition(has_own);
    let weight = |it: Relation| match it {
        Relation::Dropped => 0,
        Relation::New => 1,
        Relation::Kept => 2,
        Relation::Moved => 3,
        Relation::Reworded => 4,
        Relation::Split => 5,
        Relation::Merged => 6,
    };
    let mut is = group.iter().filter_map(|it| it.is).max_by_key(|it| weight(*it));
    if matches!(is, Some(Relation::Reworded | Relation::Kept | Relation::Moved)) {
        if of_a.len() > 1 {
            is = Some(Relation::Merged);
        } else if of_b.len() > 1 {
            is = Some(Relation::Split);
        }
    }
    let otherwise = otherwise(case, (a, b), group);
    if otherwise.is_some() && matches!(is, Some(Relation::Kept | Relation::Moved)) {
        is = Some(Relation::Reworded);
    }
    let sure = |it: &PointPair| match &it.by {
        By::Recorded(_) => Sure::Recorded,
        By::Found(confidence) => Sure::Found(*confidence),
        By::Nothing => Sure::Unknown,
    };
    let mut why: Vec<String> = Vec::new();
    let mut drawn_by: Vec<String> = Vec::new();
    for it in group {
        let By::Recorded(recorded) = &it.by else { continue };
        let by = recorded.by.as_ref().map(|by| case.speaker(by));
        match (&recorded.why, by) {
            (Some(why_), by) => {
                let by = by.map(|by| format!(" ({by})")).unwrap_or_default();
                why.push(format!("{why_}{by}"));
            }
            (None, Some(by)) => drawn_by.push(by),
            (None, None) => {}
        }
    }
    for list in [&mut why, &mut drawn_by] {
        list.sort();
        list.dedup();
    }
    let text = |draft: &Draft, places: &[usize]| {
        let each = places.iter().map(|it| words(&draft.points[*it])).filter(|it| !it.is_empty());
        each.fold(String::new(), |all, one| match all.chars().next_back() {
            None => one.to_owned(),
            Some(end) if end.is_alphanumeric() => format!("{all}; {one}"),
            Some(_) => format!("{all} {one}"),
        })
    };
    let (before, after) = (text(a, &of_a), text(b, &of_b));
    let compared = group.iter().map(|it| it.compared).max().unwrap_or(Compared::Nothing);
    let one = |is, text: String| {
        if text.is_empty() { Vec::new() } else { vec![Edit { is, text }] }
    };
    let edits = match (is, compared) {
        (Some(Relation::Dropped), _) => one(EditKind::Deleted, before.clone()),
        (Some(Relation::New), _) => one(EditKind::Inserted, after.clone()),
        // What the record holds to settle the same has no change to show but the keepers' words.
        (Some(Relation::Kept | Relation::Moved), Compared::Gist) => {
            one(EditKind::Same, after.clone())
        }
        (_, Compared::Wording | Compared::Gist) => edits(&before, &after),
        // A wording is not set against a gist: what the later draft has is shown as it is.
        _ if of_b.is_empty() => one(EditKind::Same, before.clone()),
        _ => one(EditKind::Same, after.clone()),
    };
    // A gist is the keeper's words: its figures and modal words are not the text's.
    let differ = compared == Compared::Wording
        && !matches!(is, None | Some(Relation::Dropped | Relation::New));
    Change {
        is,
        sure: group.iter().map(sure).min().unwrap_or(Sure::Unknown),
        compared,
        likeness: group.iter().filter_map(|it| it.likeness).min_by(f64::total_cmp),
        moved: group.iter().any(|it| it.moved),
        heading: of_a.iter().all(|it| a.points[*it].heading)
            && of_b.iter().all(|it| b.points[*it].heading),
        edits,
        figures: if differ { figures(&before, &after) } else { Vec::new() },
        modality: if differ { modality(&before, &after) } else { Vec::new() },
        references: if differ { references(&before, &after) } else { Vec::new() },
        names: if differ { names(&before, &after) } else { Vec::new() },
        otherwise,
        moves: Vec::new(),
        why,
        in_place,
        told_at,
        drawn_by,
        a: of_a,
        b: of_b,
    }
}

/// What points settle that lineage on record calls kept or moved, where that differs: then the record
/// contradicts itself.
fn otherwise(case: &Case, (a, b): (&Draft, &Draft), group: &[PointPair]) -> Option<Otherwise> {
    let each = group.iter().filter_map(|it| match (&it.by, it.is) {
        (By::Recorded(_), Some(recorded @ (Relation::Kept | Relation::Moved))) => {
            Some((recorded, &a.points[it.a?], &b.points[it.b?]))
        }
        _ => None,
    });
    let settles = |it| settling([it].into_iter());
    let mut each = each.filter(|(_, one, other)| {
        let (one, other) = (settles(*one), settles(*other));
        // Of a point that settles nothing it may only not be entered yet what it settles.
        !one.is_empty() && !other.is_empty() && one != other
    });
    each.next().map(|(recorded, one, other)| Otherwise {
        recorded,
        before: settled(case, one),
        after: settled(case, other),
    })
}

/// What a point settles, in words.
pub(super) fn settled(case: &Case, point: &Point) -> String {
    let title = |issue: Ix<Issue>| &case.issue(issue).title;
    let text = |issue: Ix<Issue>, option: OptionIx| &case.issue(issue).options[option.get()].text;
    let mut parts: Vec<String> = Vec::new();
    for (issue, option) in &point.sets {
        parts.push(format!("{}: {}", title(*issue), text(*issue, *option)));
    }
    for (issue, among) in &point.among {
        let each: Vec<&str> = among.iter().map(|it| text(*issue, it.option).as_str()).collect();
        parts.push(format!("{}: {}", title(*issue), each.join(" / ")));
    }
    for (issue, set) in &point.excludes {
        let options = describe::option_texts(case.issue(*issue), *set);
        parts.push(format!("{}: anything but {options}", title(*issue)));
    }
    for issue in &point.leaves_open {
        parts.push(format!("{}: left open", title(*issue)));
    }
    for it in &point.readings {
        parts.push(reading(case, it));
    }
    if let Some(it) = &point.only_if {
        let when = describe::issue_option_texts(case, &it.when);
        let words = it.text.clone().unwrap_or(when);
        parts.push(format!("only if {words}"));
    }
    parts.join("; ")
}

/// The issues that a change is about.
fn issues(case: &Case, a: &Draft, b: &Draft, change: &Change) -> Vec<Ix<Issue>> {
    let of_a = change.a.iter().map(|it| &a.points[*it]);
    let points: Vec<&Point> = of_a.chain(change.b.iter().map(|it| &b.points[*it])).collect();
    let speaks = |issue: &Ix<Issue>| {
        points.iter().any(|it| {
            it.sets.iter().any(|(on, _)| on == issue)
                || it.among.iter().any(|(on, _)| on == issue)
                || it.excludes.iter().any(|(on, _)| on == issue)
                || it.leaves_open.contains(issue)
                || it.readings.iter().flat_map(|it| &it.settles).any(|(on, _)| on == issue)
        })
    };
    (0..case.issues.len()).map(Ix::new).filter(speaks).collect()
}

/// Whether what the draft says on the issue hangs on a condition that its record cannot decide.
fn hangs(draft: &Draft, contents: &[Content], issue: Ix<Issue>) -> bool {
    let mut conditions =
        contents[issue.get()].points.iter().filter_map(|it| draft.points[*it].only_if.as_ref());
    conditions.any(|it| holds(it, contents).is_none())
}
