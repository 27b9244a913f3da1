//! A table of drafts side by side that somebody wrote the last column of: a new draft.
//!
//! Each row says which point it is about, so lineage is not guessed here: it is what the table says.

use super::vocabulary::{self, CellWords};
use plenipo_maths::align::words::plain;
use plenipo_record::case::draft::{Draft, Lineage, Point, Relation};
use plenipo_record::case::id::Ix;
use plenipo_record::case::records::Records;

/// A cell of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedCell {
    /// Its words.
    pub now: String,
    /// Its words before tracked changes, where these differ.
    pub before: Option<String>,
}

/// What the last column says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returned {
    /// The points of the new draft.
    pub points: Vec<Point>,
    /// Remarks on each of them.
    pub beside: Vec<Vec<String>>,
    /// Remarks on the whole.
    pub remarks: Vec<String>,
}

struct Table<'a> {
    records: &'a Records,
    /// The draft of each column, where the head names one.
    drafts: Vec<Option<Ix<Draft>>>,
    rows: &'a [Vec<ReturnedCell>],
}

/// A point that a row refers to.
type Origin = (Ix<Draft>, usize);

/// Reads the last column of a table with these heads; a head begins with the id of its draft.
///
/// # Errors
///
/// In words, where no column is of a draft of the record.
pub fn read(
    records: &Records,
    heads: &[String],
    rows: &[Vec<ReturnedCell>],
) -> Result<Returned, String> {
    let of = |head: &String| {
        let id = head.split_whitespace().next().unwrap_or_default();
        records.find::<Draft>(id.strip_prefix("draft_").unwrap_or(id))
    };
    let mut drafts: Vec<Option<Ix<Draft>>> = heads.iter().map(of).collect();
    let Some(last) = heads.len().checked_sub(1) else { return Err("no column".to_owned()) };
    if drafts[..last].iter().all(Option::is_none) {
        return Err("no column of this table is headed with a draft of the dossier".to_owned());
    }
    // The last column is the new text, whatever it was called.
    drafts[last] = None;
    let table = Table { records, drafts, rows };
    let mut out = Returned::default();
    let mut homes: Vec<Option<usize>> = vec![None; rows.len()];
    let mut merges: Vec<(usize, Vec<String>)> = Vec::new();
    let (mut open, mut undecided, mut dropped) = (0, Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        let Some(cell) = row.get(last) else { continue };
        let words = cell.now.trim();
        let from = out.points.len();
        if words.is_empty() {
            open += 1;
            if let Some(before) = &cell.before {
                let before = format!("struck out in the last column: {}", before.trim());
                out.remarks.push(format!("row {}: {before}", table.row_name(place)));
            }
            continue;
        }
        let (number, rest) = numbered(words);
        match vocabulary::read(rest) {
            Some(CellWords::Deleted) => {
                dropped.push(table.row_name(place));
                table.dropped(place, number, &mut out);
            }
            Some(
                CellWords::NotAcceptable
                | CellWords::AcceptableWithModifications
                | CellWords::ToBeDiscussed,
            ) => {
                undecided.push(format!("{} ({words})", table.row_name(place)));
            }
            Some(CellWords::MergedWith(numbers)) => merges.push((place, numbers)),
            Some(said) => {
                let number = match &said {
                    CellWords::MovedTo(to) => to.first().cloned(),
                    _ => number,
                };
                let at = match &said {
                    CellWords::Idem => last.checked_sub(1),
                    CellWords::As(name) => table.column(name),
                    _ => table.drafts.iter().position(Option::is_some),
                };
                match at.and_then(|at| table.resolve(place, at)) {
                    Some((text, origin)) => {
                        let is = match said {
                            CellWords::MovedTo(_) => Relation::Moved,
                            _ => Relation::Kept,
                        };
                        table.taken(place, number, &text, origin, is, &mut out);
                    }
                    None => table.written(place, words, last, &mut out),
                }
            }
            None => table.written(place, words, last, &mut out),
        }
        if out.points.len() > from {
            homes[place] = Some(from);
            if let Some(before) = &cell.before {
                let before = before.trim();
                out.beside[from].push(format!("before the tracked changes it read: {before}"));
            }
        }
    }
    for (place, numbers) in merges {
        table.merged(place, &numbers, &homes, &mut out);
    }
    unique(&mut out);
    let count = |n: usize| if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    if open > 0 {
        out.remarks.push(format!("{} left empty: nothing is entered for them", count(open)));
    }
    if !dropped.is_empty() {
        out.remarks.push(format!("deleted: {}", dropped.join(", ")));
    }
    if !undecided.is_empty() {
        out.remarks.push(format!("no text, so no point: {}", undecided.join(", ")));
    }
    Ok(out)
}

impl Table<'_> {
    fn row_name(&self, place: usize) -> String {
        let name = self.rows[place].first().map_or("", |it| it.now.trim());
        if name.is_empty() { format!("(row {})", place + 1) } else { name.to_owned() }
    }

    /// The point that a row is about, by its first cell: `us-28#6`, or `us-28#(6)` by place.
    fn about(&self, place: usize) -> Option<Origin> {
        let name = self.rows[place].first()?.now.trim();
        let (draft, number) = name.split_once('#')?;
        let draft = self.records.find::<Draft>(draft)?;
        let points = &self.records.draft(draft).points;
        let by_place = number.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        let at = match by_place.and_then(|it| it.parse::<usize>().ok()) {
            Some(nth) => nth.checked_sub(1).filter(|it| *it < points.len()),
            None => points.iter().position(|it| it.number.as_deref() == Some(number)),
        };
        at.map(|at| (draft, at))
    }

    /// The column whose head begins with `name`.
    fn column(&self, name: &str) -> Option<usize> {
        let named = |it: &Option<Ix<Draft>>| {
            it.is_some_and(|it| self.records.draft(it).id().eq_ignore_ascii_case(name))
        };
        self.drafts.iter().position(named)
    }

    /// The words of a cell, through `idem` and the like, and the recorded point they are of.
    fn resolve(&self, place: usize, column: usize) -> Option<(String, Option<Origin>)> {
        let mut at = column;
        // Each step leads to the left, or by name to a column that is looked at once.
        for _ in 0..self.drafts.len() {
            let draft = self.drafts[at]?;
            let words = self.rows[place].get(at)?.now.trim();
            let (number, rest) = numbered(words);
            at = match vocabulary::read(rest) {
                Some(CellWords::NoChange | CellWords::MovedTo(_)) => {
                    self.drafts.iter().position(Option::is_some)?
                }
                Some(CellWords::Idem) => at.checked_sub(1)?,
                Some(CellWords::As(name)) => self.column(&name)?,
                Some(_) => return None,
                None if rest.is_empty() || rest == "unknown" || rest == "–" => return None,
                None => {
                    return Some((rest.to_owned(), self.origin(place, draft, number.as_deref())));
                }
            };
        }
        None
    }

    /// The point of `draft` that a row shows.
    fn origin(&self, place: usize, draft: Ix<Draft>, number: Option<&str>) -> Option<Origin> {
        let points = &self.records.draft(draft).points;
        if let Some(number) = number {
            let at = points.iter().position(|it| it.number.as_deref() == Some(number));
            return at.map(|at| (draft, at));
        }
        self.about(place).filter(|(of, _)| *of == draft)
    }

    /// The number a point has where its cell names none: that of the row, which counters keep.
    fn number(&self, place: usize, number: Option<String>) -> Option<String> {
        let first = self.drafts.iter().flatten().next();
        number.or_else(|| {
            let (draft, at) = self.about(place)?;
            let stays = Some(&draft) == first;
            self.records.draft(draft).points[at].number.clone().filter(|_| stays)
        })
    }

    fn lineage(&self, is: Relation, origin: Origin) -> Option<Lineage> {
        let (draft, at) = origin;
        let number = self.records.draft(draft).points[at].number.clone()?;
        Some(Lineage { is, of: Some((draft, number)), why: None, by: None })
    }

    fn dropped(&self, place: usize, number: Option<String>, out: &mut Returned) {
        let lineage = self.about(place).and_then(|it| self.lineage(Relation::Dropped, it));
        let point = Point {
            number: self.number(place, number),
            gist: Some("Deleted".to_owned()),
            lineage: lineage.into_iter().collect(),
            ..Point::default()
        };
        out.points.push(point);
        out.beside.push(Vec::new());
    }

    /// A point taken over from another column.
    fn taken(
        &self,
        place: usize,
        number: Option<String>,
        words: &str,
        origin: Option<Origin>,
        is: Relation,
        out: &mut Returned,
    ) {
        let of = origin.map(|(draft, at)| &self.records.draft(draft).points[at]);
        let mut point = Point { number: self.number(place, number), ..Point::default() };
        // A gist is nobody's wording, in the new draft as little as in the old.
        match of {
            Some(of) if of.text.is_none() => point.gist = Some(words.to_owned()),
            _ => point.text = Some(words.to_owned()),
        }
        let about = self.about(place);
        point.lineage.extend(origin.and_then(|it| self.lineage(is, it)));
        if let Some(about) = about.filter(|it| Some(*it) != origin) {
            point.lineage.extend(self.lineage(Relation::Reworded, about));
        }
        out.points.push(point);
        out.beside.push(Vec::new());
    }

    /// One point or, where each line has a number of its own, several.
    fn written(&self, place: usize, words: &str, last: usize, out: &mut Returned) {
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        let each = match lines.len() > 1 && lines.iter().all(|it| numbered(it).0.is_some()) {
            true => lines,
            false => vec![words],
        };
        let split = each.len() > 1;
        for words in each {
            let (number, words) = numbered(words);
            let same = (0..last).find_map(|at| {
                let (text, origin) = self.resolve(place, at)?;
                (plain(&text) == plain(words)).then_some((text, origin))
            });
            if let Some((text, origin)) = same.filter(|_| !split) {
                self.taken(place, number, &text, origin, Relation::Kept, out);
                continue;
            }
            let is = if split { Relation::Split } else { Relation::Reworded };
            let about = self.about(place);
            let mut point = Point {
                number: if split { number } else { self.number(place, number) },
                text: Some(words.to_owned()).filter(|it| !it.is_empty()),
                ..Point::default()
            };
            let mut beside = Vec::new();
            match about {
                Some(about) => point.lineage.extend(self.lineage(is, about)),
                None if self.rows[place].first().is_none_or(|it| it.now.trim().is_empty()) => {
                    point.lineage.push(Lineage {
                        is: Relation::New,
                        of: None,
                        why: None,
                        by: None,
                    });
                }
                None => beside.push(format!(
                    "the row is called {}, which is not a point on record",
                    self.row_name(place)
                )),
            }
            out.points.push(point);
            out.beside.push(beside);
        }
    }

    /// A row that went into others, by the numbers of their rows.
    fn merged(
        &self,
        place: usize,
        numbers: &[String],
        homes: &[Option<usize>],
        out: &mut Returned,
    ) {
        for number in numbers {
            let home = (0..self.rows.len()).find_map(|row| {
                let (draft, at) = self.about(row)?;
                let same = self.records.draft(draft).points[at].number.as_ref() == Some(number);
                homes[row].filter(|_| same && row != place)
            });
            let by_number = || out.points.iter().position(|it| it.number.as_ref() == Some(number));
            let Some(home) = home.or_else(by_number) else {
                let name = self.row_name(place);
                let what = format!("{name} is said to be merged with {number}, which has no text");
                out.remarks.push(what);
                continue;
            };
            let about = self.about(place).and_then(|it| self.lineage(Relation::Merged, it));
            let point = &mut out.points[home];
            for it in &mut point.lineage {
                if it.of.is_some() && it.is != Relation::Dropped {
                    it.is = Relation::Merged;
                }
            }
            point.lineage.extend(about);
        }
    }
}

/// The number before words: `11. words`, `moved to 11: words`, and the words.
fn numbered(words: &str) -> (Option<String>, &str) {
    let words = words.trim();
    let bare = words
        .get(..9)
        .filter(|it| it.eq_ignore_ascii_case("moved to "))
        .map_or(words, |_| &words[9..]);
    let end = bare
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(bare.len())
        .min(bare.len());
    let (token, rest) = bare.split_at(end);
    let (number, rest) = match (token.strip_suffix('.'), rest.strip_prefix(':')) {
        (Some(number), None) => (number, rest),
        (None, Some(rest)) => (token, rest),
        _ => return (None, words),
    };
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let fine = number.len() <= 12
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && number.len() - digits.len() <= 1
        && (rest.is_empty() || rest.starts_with(char::is_whitespace));
    if fine { (Some(number.to_owned()), rest.trim()) } else { (None, words) }
}

/// Takes a number from every point but the first that has it.
fn unique(out: &mut Returned) {
    let mut taken = std::collections::BTreeSet::new();
    for (point, beside) in out.points.iter_mut().zip(&mut out.beside) {
        if let Some(number) = point.number.take() {
            if taken.insert(number.clone()) {
                point.number = Some(number);
            } else {
                beside.push(format!("numbered {number} in the file, as a point before it is"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_before_words_are_told_from_words() {
        let of = |words| numbered(words);
        assert_eq!(of("11. Words"), (Some("11".to_owned()), "Words"));
        assert_eq!(of("21a. Words"), (Some("21a".to_owned()), "Words"));
        assert_eq!(of("moved to 11: Words"), (Some("11".to_owned()), "Words"));
        assert_eq!(of("7. [no change]"), (Some("7".to_owned()), "[no change]"));
        for words in
            ["Words", "1.5 million", "2025: a year of", "merged with 21", "as e3-28", "a. b"]
        {
            let it = of(words);
            assert!(it.0.is_none() || words.starts_with("2025"), "{words}: {it:?}");
        }
        assert_eq!(of("moved to 11"), (None, "moved to 11"));
    }
}
