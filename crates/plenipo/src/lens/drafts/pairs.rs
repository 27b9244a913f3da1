//! Which point of one draft became which point of another, and how.
//!
//! [`propose`] goes by what the points say; it is what a person is asked to confirm when a new draft
//! is read. [`between`] is the answer for two drafts of a record: lineage that somebody recorded goes
//! before anything found here, and a text that nobody has read is compared with nothing.

use std::collections::BTreeMap;

use super::lineage;
use plenipo_maths::align::likeness::{LikenessItem, Topic};
use plenipo_maths::align::matching::{Confidence, Link, links};
use plenipo_maths::align::words::plain;
use plenipo_record::case::draft::{Draft, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::IssueOptions;
use plenipo_record::case::records::Records;

/// What became of a point, or where one comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct PointPair {
    /// Place in the earlier draft; absent where the later point has no forerunner there, or none is
    /// known.
    pub a: Option<usize>,
    /// Place in the later draft; absent where nothing there comes from the earlier point, or it is
    /// not known whether anything does.
    pub b: Option<usize>,
    /// What became of it; `None` is unknown.
    pub is: Option<Relation>,
    /// How that is known.
    pub by: By,
    /// What of the two was compared.
    pub compared: Compared,
    /// How like the two are, in `[0, 1]`, where both are there.
    pub likeness: Option<f64>,
    /// Whether it stands at another place among the points that stayed.
    pub moved: bool,
}

/// How a relation is known.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// Somebody recorded it: the place of the point that says so in its draft is `b`, or `a` where
    /// the drafts are compared backwards.
    Recorded(lineage::Recorded),
    /// Found by likeness.
    Found(Confidence),
    /// It is not known.
    Nothing,
}

/// What of two points was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Their wordings.
    Wording,
    /// What the record keeper wrote of each: nothing is known of the wordings.
    Gist,
    /// The wording of one against the gist of the other.
    Mixed,
    /// Nothing: there is one point only, or no words.
    Nothing,
}

impl Compared {
    /// Its word in a table.
    pub fn word(self) -> &'static str {
        match self {
            Compared::Wording => "wording",
            Compared::Gist => "gist",
            Compared::Mixed => "wording against gist",
            Compared::Nothing => "nothing",
        }
    }
}

/// The most points a draft may have to be aligned.
pub const POINTS_MAX: usize = 2000;

/// Whether somebody has read the draft, so that what it does not say is known.
pub fn is_read(draft: &Draft) -> bool {
    draft.is_read()
}

/// Whether the point only marks where another stood: nothing comes of it, and it is not new.
///
/// One that was put in the place of a dropped point and has words of its own, or settles something, is
/// a point like any other. A gist that settles nothing only tells of the drop.
pub fn is_placeholder(point: &Point) -> bool {
    let words = point.text.as_deref().or(point.gist.as_deref()).unwrap_or_default();
    if super::vocabulary::alone(words) == Some(Relation::Dropped) {
        return true;
    }
    let has_words = point.text.as_ref().is_some_and(|it| !it.trim().is_empty());
    let settles = !(point.sets.is_empty()
        && point.among.is_empty()
        && point.leaves_open.is_empty()
        && point.readings.is_empty());
    let mut lineage = point.lineage.iter().peekable();
    lineage.peek().is_some()
        && lineage.all(|it| it.is == Relation::Dropped)
        && !has_words
        && !settles
}

/// What became of the points of `a` in `b`, by what they say alone.
///
/// Every point is in some pair, but those that only mark where another stood. Order: as the points stand in `b`, what was dropped following its neighbour in `a`. A point that
/// is found nowhere was dropped if `b` is complete and new if `a` is; otherwise that is unknown.
pub fn propose(a: &Draft, b: &Draft) -> Vec<PointPair> {
    if !is_read(a) || !is_read(b) {
        return unknown(a, b);
    }
    let marked = struck(a, b);
    let open_a: Vec<usize> = (0..a.points.len())
        .filter(|it| !marked.contains_key(it) && !is_placeholder(&a.points[*it]))
        .collect();
    let open_b: Vec<usize> = (0..b.points.len())
        .filter(|it| !marked.values().any(|(at, _)| at == it) && !is_placeholder(&b.points[*it]))
        .collect();
    // Wordings where both drafts have them; a gist says less than the words it stands for.
    let mut found: Vec<Link> = Vec::new();
    // A heading answers to a heading, and what stands under it to what stands under one.
    for headings in [false, true] {
        let of = |draft: &Draft, open: &[usize]| -> Vec<usize> {
            open.iter().copied().filter(|it| draft.points[*it].heading == headings).collect()
        };
        let (of_a, of_b) = (of(a, &open_a), of(b, &open_b));
        let at = |link: Link| Link { a: of_a[link.a], b: of_b[link.b], ..link };
        found.extend(links(&items(a, &of_a), &items(b, &of_b)).into_iter().map(at));
    }
    let mut pairs = related(a, b, &found);
    for (x, (y, is)) in marked {
        pairs.push(PointPair {
            a: Some(x),
            b: Some(y),
            is: Some(is),
            by: By::Found(Confidence::High),
            compared: Compared::Nothing,
            likeness: None,
            moved: false,
        });
    }
    finish(a, b, pairs)
}

/// What became of the points of draft `a` in draft `b` of one record.
///
/// Recorded lineage goes first, also through drafts between the two and, where `b` is the earlier
/// one, read backwards; what it says nothing of is found by likeness among the points it leaves.
pub fn between(records: &Records, a: Ix<Draft>, b: Ix<Draft>) -> Vec<PointPair> {
    let recorded = lineage::between(records, a, b);
    let (a, b) = (records.draft(a), records.draft(b));
    if recorded.is_empty() {
        return propose(a, b);
    }
    let mut pairs: Vec<PointPair> = Vec::new();
    for it in recorded {
        let (x, y) = ends(a, b, &it);
        pairs.push(PointPair {
            a: x,
            b: y,
            is: Some(match (x, y) {
                (Some(x), Some(y)) => as_read(&a.points[x], &b.points[y], &it),
                _ => it.is,
            }),
            compared: match (x, y) {
                (Some(x), Some(y)) => compared(&a.points[x], &b.points[y]),
                _ => Compared::Nothing,
            },
            likeness: None,
            moved: false,
            by: By::Recorded(it),
        });
    }
    let without = |draft: &Draft, taken: &dyn Fn(usize) -> bool| {
        let kept: Vec<usize> = (0..draft.points.len()).filter(|it| !taken(*it)).collect();
        let points = kept.iter().map(|it| draft.points[*it].clone()).collect();
        (kept, Draft { points, ..draft.clone() })
    };
    let (of_a, rest_a) = without(a, &|at| pairs.iter().any(|it| it.a == Some(at)));
    let (of_b, rest_b) = without(b, &|at| pairs.iter().any(|it| it.b == Some(at)));
    for it in propose(&rest_a, &rest_b) {
        if it.a.is_some() && it.b.is_some() {
            pairs.push(PointPair { a: it.a.map(|at| of_a[at]), b: it.b.map(|at| of_b[at]), ..it });
        }
    }
    finish(a, b, pairs)
}

/// The points that a recorded relation joins. What stands in the place of a dropped point does not
/// come from it, nor does a point come from what was put in its place.
fn ends(a: &Draft, b: &Draft, it: &lineage::Recorded) -> (Option<usize>, Option<usize>) {
    let stands = |draft: &Draft, at: usize| !is_placeholder(&draft.points[at]);
    match it.is {
        Relation::Dropped => (it.a, it.b.filter(|at| it.a.is_none() || !stands(b, *at))),
        Relation::New => (it.a.filter(|at| it.b.is_none() || !stands(a, *at)), it.b),
        _ => (it.a, it.b),
    }
}

/// The relation on record; where it was put together here from several steps and both wordings are
/// known, what these say: what one draft changed the next may have changed back.
fn as_read(a: &Point, b: &Point, it: &lineage::Recorded) -> Relation {
    let steps = matches!(it.is, Relation::Kept | Relation::Reworded | Relation::Merged);
    match (&a.text, &b.text) {
        (Some(x), Some(y)) if steps && !it.through.is_empty() => match it.is {
            _ if plain(x) == plain(y) => Relation::Kept,
            Relation::Kept => Relation::Reworded,
            is => is,
        },
        _ => it.is,
    }
}

/// Where one of the two was read by nobody.
fn unknown(a: &Draft, b: &Draft) -> Vec<PointPair> {
    finish(a, b, Vec::new())
}

/// The points of `draft` at `places`, for alignment.
fn items<'a>(draft: &'a Draft, places: &[usize]) -> Vec<LikenessItem<'a>> {
    let item = |at: &usize| {
        let point = &draft.points[*at];
        LikenessItem {
            text: point.text.as_deref().or(point.gist.as_deref()).unwrap_or_default(),
            topics: topics(point),
            number: point.number.as_deref(),
        }
    };
    places.iter().map(item).collect()
}

/// The issues a point speaks of, with what it says of each.
fn topics(point: &Point) -> Vec<Topic> {
    /// Marks, beside options: ruled out, and left to the principals.
    const RULED_OUT: u64 = 1 << 63;
    const LEFT_OPEN: u64 = 1 << 62;
    let mut says: BTreeMap<u32, u64> = BTreeMap::new();
    let mut add = |issue: usize, bits: u64| *says.entry(issue as u32).or_default() |= bits;
    for (issue, option) in &point.sets {
        add(issue.get(), 1 << option.get());
    }
    for (issue, brackets) in &point.among {
        brackets.iter().for_each(|it| add(issue.get(), 1 << it.option.get()));
    }
    for (issue, set) in &point.excludes {
        set.iter().for_each(|it| add(issue.get(), 1 << it.get() | RULED_OUT));
    }
    for issue in &point.leaves_open {
        add(issue.get(), LEFT_OPEN);
    }
    for (issue, set) in point.readings.iter().flat_map(|it| &it.settles) {
        set.iter().for_each(|it| add(issue.get(), 1 << it.get()));
    }
    says.into_iter().map(|(of, says)| Topic { of, says }).collect()
}

/// What `points` settle together, each with the condition it is under.
pub(super) fn settling<'p>(
    points: impl Iterator<Item = &'p Point>,
) -> Vec<(Topic, Option<IssueOptions>)> {
    let mut all = Vec::new();
    for point in points {
        let condition = point.only_if.as_ref().map(|it| it.when.clone());
        all.extend(topics(point).into_iter().map(|it| (it, condition.clone())));
    }
    all.sort_by_key(|(it, _)| (it.of, it.says));
    all.dedup();
    all
}

/// Points of `b` that say in one word what became of the point of the same number in `a`: struck
/// out under its number, or left as it is.
fn struck(a: &Draft, b: &Draft) -> BTreeMap<usize, (usize, Relation)> {
    let mut marked = BTreeMap::new();
    for (y, point) in b.points.iter().enumerate() {
        let words = point.text.as_deref().or(point.gist.as_deref()).unwrap_or_default();
        let Some(is) = super::vocabulary::alone(words) else { continue };
        let Some(number) = &point.number else { continue };
        let mut same =
            (0..a.points.len()).filter(|it| a.points[*it].number.as_ref() == Some(number));
        if let (Some(x), None) = (same.next(), same.next()) {
            marked.insert(x, (y, is));
        }
    }
    marked
}

fn compared(a: &Point, b: &Point) -> Compared {
    match (&a.text, &b.text) {
        (Some(_), Some(_)) => Compared::Wording,
        (None, None) if a.gist.is_some() && b.gist.is_some() => Compared::Gist,
        (Some(_), None) if b.gist.is_some() => Compared::Mixed,
        (None, Some(_)) if a.gist.is_some() => Compared::Mixed,
        _ => Compared::Nothing,
    }
}

/// The relation of each link.
fn related(a: &Draft, b: &Draft, links: &[Link]) -> Vec<PointPair> {
    let count = |of: fn(&Link) -> usize, at: usize| links.iter().filter(|it| of(it) == at).count();
    let pair = |link: &Link| {
        let (x, y) = (&a.points[link.a], &b.points[link.b]);
        let is = if count(|it| it.b, link.b) > 1 {
            Relation::Merged
        } else if count(|it| it.a, link.a) > 1 {
            Relation::Split
        } else if is_same(x, y) {
            Relation::Kept
        } else {
            Relation::Reworded
        };
        let compared = compared(x, y);
        // A gist against a wording shows that two points belong together, not what became of it.
        let confidence =
            if compared == Compared::Mixed { Confidence::Low } else { link.confidence };
        PointPair {
            a: Some(link.a),
            b: Some(link.b),
            is: Some(is),
            by: By::Found(confidence),
            compared,
            likeness: Some(link.likeness),
            moved: false,
        }
    };
    links.iter().map(pair).collect()
}

/// Whether two points say the same: by their wordings; where these are not known, by what the
/// record holds them to settle, or by the keeper's words.
fn is_same(a: &Point, b: &Point) -> bool {
    if let (Some(a), Some(b)) = (&a.text, &b.text) {
        return plain(a) == plain(b);
    }
    let settled = topics(a);
    if !settled.is_empty() && !topics(b).is_empty() {
        let conditions = |it: &Point| it.only_if.as_ref().map(|it| it.when.clone());
        return settled == topics(b) && conditions(a) == conditions(b);
    }
    let words = |it: &Point| it.text.as_ref().or(it.gist.as_ref()).map(|it| plain(it));
    words(a).is_some() && words(a) == words(b)
}

/// Adds what is in one draft only, says what moved, and puts the pairs in order.
fn finish(a: &Draft, b: &Draft, mut pairs: Vec<PointPair>) -> Vec<PointPair> {
    mark_moved(&mut pairs);
    let alone = |x: Option<usize>, y: Option<usize>, is: Option<Relation>| PointPair {
        a: x,
        b: y,
        is,
        by: if is.is_some() { By::Found(Confidence::Fair) } else { By::Nothing },
        compared: Compared::Nothing,
        likeness: None,
        moved: false,
    };
    let both = is_read(a) && is_read(b);
    for x in 0..a.points.len() {
        if !is_placeholder(&a.points[x]) && !pairs.iter().any(|it| it.a == Some(x)) {
            pairs.push(alone(Some(x), None, (both && b.complete).then_some(Relation::Dropped)));
        }
    }
    for y in 0..b.points.len() {
        if !is_placeholder(&b.points[y]) && !pairs.iter().any(|it| it.b == Some(y)) {
            pairs.push(alone(None, Some(y), (both && a.complete).then_some(Relation::New)));
        }
    }
    // What is not in `b` follows the point of `b` that its neighbour before it went to.
    let mut place_of_a: Vec<Option<usize>> = vec![None; a.points.len()];
    for (x, y) in pairs.iter().filter_map(|it| it.a.zip(it.b)) {
        let place = &mut place_of_a[x];
        *place = Some(place.map_or(y, |it| it.min(y)));
    }
    let mut before = None;
    for place in &mut place_of_a {
        match place {
            Some(here) => before = Some(*here),
            None => *place = before,
        }
    }
    pairs.sort_by_key(|it| match (it.a, it.b) {
        (x, Some(y)) => (Some(y), 0, x),
        (Some(x), None) => (place_of_a[x], 1, Some(x)),
        (None, None) => (None, 0, None),
    });
    pairs
}

/// Marks the pairs that changed places: those outside a longest run of pairs whose order stayed. What
/// only bears another number because something before it came or went did not move.
fn mark_moved(pairs: &mut [PointPair]) {
    let single = |it: &PointPair| {
        !matches!(it.is, Some(Relation::Merged | Relation::Split | Relation::Dropped))
    };
    let mut places: Vec<(usize, usize, usize)> = pairs
        .iter()
        .enumerate()
        .filter(|(_, it)| single(it))
        .filter_map(|(at, it)| Some((it.b?, it.a?, at)))
        .collect();
    places.sort_unstable();
    let sequence: Vec<usize> = places.iter().map(|it| it.1).collect();
    let stays = longest_rising(&sequence);
    for (order, (_, _, at)) in places.iter().enumerate() {
        if !stays[order] {
            let pair = &mut pairs[*at];
            pair.moved = true;
            if pair.is == Some(Relation::Kept) && !matches!(pair.by, By::Recorded(_)) {
                pair.is = Some(Relation::Moved);
            }
        }
    }
}

/// Which items of `sequence` are in a longest strictly rising part of it.
fn longest_rising(sequence: &[usize]) -> Vec<bool> {
    // `ends[n]`: the item with which a rising part of `n + 1` items ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; sequence.len()];
    for (at, value) in sequence.iter().enumerate() {
        let place = ends.partition_point(|it| sequence[*it] < *value);
        before[at] = place.checked_sub(1).map(|it| ends[it]);
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut inside = vec![false; sequence.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        inside[here] = true;
        at = before[here];
    }
    inside
}
