//! What a new draft seems to come from, as remarks for a person to confirm.
//!
//! Nothing of this is recorded: each remark ends with the line to put into the record by taking its
//! comment sign away.

use jiff::civil::Date;

use super::pairs::{By, PointPair, is_read, propose};
use plenipo_maths::align::matching::Confidence;
use plenipo_record::case::draft::{Draft, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::records::Records;

/// Remarks on a new draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// On the draft as a whole: what it was compared with, and what is in it no more.
    pub opening: Vec<String>,
    /// On each of its points.
    pub beside: Vec<Vec<String>>,
    /// How many points have a forerunner proposed.
    pub found: usize,
    /// How many points of the earlier draft are found nowhere in the new one.
    pub lost: usize,
}

/// The draft that one of `date` is compared with where nobody says which: the latest before it that
/// somebody has read.
pub fn earlier(records: &Records, date: Date) -> Option<Ix<Draft>> {
    let read = (0..records.drafts.len()).map(Ix::new).filter(|ix| {
        let draft = records.draft(*ix);
        is_read(draft) && draft.date.is_some_and(|it| it <= date)
    });
    read.max_by_key(|ix| (records.draft(*ix).date, ix.get()))
}

/// What the points of `draft` seem to come from in `earlier`.
pub fn remarks(records: &Records, earlier: Ix<Draft>, draft: &Draft) -> Proposed {
    let before = records.draft(earlier);
    let id = before.id();
    let mut out = Proposed { beside: vec![Vec::new(); draft.points.len()], ..Proposed::default() };
    out.opening.push(format!(
        "Lineage below is proposed against {id}, by likeness of words; nobody has confirmed it. \
         To confirm a line, remove its #."
    ));
    let pairs = propose(before, draft);
    for (y, beside) in out.beside.iter_mut().enumerate() {
        let of: Vec<&PointPair> =
            pairs.iter().filter(|it| it.b == Some(y) && it.a.is_some()).collect();
        if of.is_empty() {
            let new = pairs.iter().any(|it| it.b == Some(y) && it.is == Some(Relation::New));
            beside.push(match new {
                true => format!("proposed: new; nothing like it is in {id}"),
                false => format!("nothing like it is in {id}, of which not everything is known"),
            });
            if new {
                beside.push("lineage = [{ is = \"new\" }]".to_owned());
            }
            continue;
        }
        out.found += 1;
        let mut lines = Vec::new();
        for pair in &of {
            let Some(point) = pair.a.and_then(|x| before.points.get(x)) else { continue };
            let is = pair.is.map_or("related to", Relation::word);
            beside.push(format!("proposed: {is} of {}{}", name(id, point), how(pair)));
            if let (Some(is), Some(number)) = (pair.is, &point.number) {
                let is = is.word();
                lines.push(format!("{{ is = \"{is}\", of = \"{id}#{number}\" }}"));
            }
        }
        if !lines.is_empty() {
            beside.push(format!("lineage = [{}]", lines.join(", ")));
        }
        if let [pair] = of.as_slice()
            && let Some(point) = pair.a.and_then(|x| before.points.get(x))
        {
            beside.extend(settled(records, id, point, pair));
        }
    }
    for x in 0..before.points.len() {
        if pairs.iter().any(|it| it.a == Some(x) && it.b.is_some()) {
            continue;
        }
        out.lost += 1;
        let point = &before.points[x];
        let what = point.gist.as_deref().or(point.text.as_deref()).unwrap_or("");
        let dropped = pairs.iter().any(|it| it.a == Some(x) && it.is == Some(Relation::Dropped));
        let is = if dropped { "proposed: dropped" } else { "not found here" };
        out.opening.push(format!("{is}: {}: {}", name(id, point), first_words(what)));
    }
    out
}

/// What the earlier point settles, where the new one has its words or nearly.
fn settled(records: &Records, id: &str, point: &Point, pair: &PointPair) -> Vec<String> {
    let same = matches!(pair.is, Some(Relation::Kept | Relation::Moved));
    let near = matches!(pair.by, By::Found(Confidence::High));
    if point.sets.is_empty() || !(same || near) {
        return Vec::new();
    }
    let each = point.sets.iter().map(|(issue, option)| {
        let it = records.issue(*issue);
        let option = it.options.get(option.get()).map_or("", |it| it.id.as_str());
        format!("{} = \"{option}\"", records.issue_id(*issue))
    });
    let each: Vec<String> = each.collect();
    let why = match same {
        true => format!("proposed, as the words are those of {}:", name(id, point)),
        false => format!("{} settles this; does the new wording, too?", name(id, point)),
    };
    vec![why, format!("sets = {{ {} }}", each.join(", "))]
}

fn name(id: &str, point: &Point) -> String {
    match &point.number {
        Some(number) => format!("{id} point {number}"),
        None => format!("a point of {id} without a number"),
    }
}

fn how(pair: &PointPair) -> String {
    let confidence = match pair.by {
        By::Found(Confidence::High) => "high",
        By::Found(Confidence::Fair) => "fair",
        By::Found(Confidence::Low) => "low",
        _ => return String::new(),
    };
    match pair.likeness {
        Some(likeness) => format!(" (confidence {confidence}, likeness {likeness:.2})"),
        None => format!(" (confidence {confidence})"),
    }
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(16).collect();
    let short = words.join(" ");
    if words.len() == 16 { format!("{short} …") } else { short }
}
