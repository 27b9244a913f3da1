//! What rests on each source: every record and every point of a draft that cites it, and the sources that reprint it
//! or cite it.

use crate::finding::block::{Block, Item, Mark, Span, Style, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::{Meant, Reference, Target};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Grade, Graded};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::source::{Cited, Source};

/// Something that rests on a source.
struct Resting {
    on: Ix<Source>,
    /// How far the source may be relied on in this; of a source that takes from another there is no such grade.
    grade: Option<Grade>,
    what: &'static str,
    at: Option<Reference>,
    says: String,
}

/// What rests on each source, as a table and as a list, source by source.
pub(super) fn rests(case: &Case) -> (Table, Vec<Block>) {
    let all = all(case);
    let mut table = Table::new(
        "rests",
        "What rests on each source",
        vec![
            Column::new("source", ColumnKind::Id),
            Column::new("grade", ColumnKind::Text),
            Column::new("kind", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
        ],
    );
    let mut blocks = vec![Block::heading(1, "What rests on each")];
    for (place, source) in case.sources.iter().enumerate() {
        let on = Ix::new(place);
        let id = case.id(RecordRef::new(Kind::Source, place));
        let of: Vec<&Resting> = all.iter().filter(|it| it.on == on).collect();
        for it in &of {
            table.push(vec![
                Cell::maybe_to(Kind::Source, id),
                Cell::maybe_text(it.grade.as_ref().map(Grade::to_string)),
                Cell::text(it.what),
                it.at.clone().map_or(Cell::Unknown, Cell::Ref),
                Cell::text(it.says.clone()),
            ]);
        }
        blocks.push(item(source, id, &of));
    }
    (table, blocks)
}

/// Who published it, and what it is called.
fn named(source: &Source) -> String {
    let named = [source.publisher.as_deref(), source.title.as_deref()];
    let named = named.into_iter().flatten().filter(|it| !it.trim().is_empty());
    named.collect::<Vec<_>>().join(": ")
}

/// A source with what rests on it below.
fn item(source: &Source, id: Option<&str>, of: &[&Resting]) -> Block {
    let named = named(source);
    let mut text = match named.is_empty() {
        true => Text::default(),
        false => Text::default().strong(named).and(" · "),
    };
    let reliability = source.reliability.map_or("not graded", |it| it.letter());
    text.0.push(Span {
        style: Style::Plain,
        text: format!("{} {reliability}", id.unwrap_or("source")),
        meant: Some(Meant::Source(Graded {
            id: id.map(str::to_owned),
            grade: Grade { reliability: source.reliability, credibility: None },
        })),
    });
    let text = match of.len() {
        0 => text.and(" · nothing on record rests on it"),
        1 => text.and(" · 1 entry rests on it"),
        n => text.and(format!(" · {n} entries rest on it")),
    };
    let under = of.iter().map(|it| {
        let line = match &it.at {
            Some(to) => Text::default().referring(Style::Plain, it.what, to.clone()),
            None => Text::plain(it.what),
        };
        let line = line.and(format!(": {}", it.says));
        match &it.grade {
            Some(grade) => line.quiet(format!(" · {grade}")),
            None => line,
        }
    });
    Block::Item(Item { mark: Mark::Plain, text, under: under.collect() })
}

/// Everything that rests on any source, in the order of the record.
fn all(case: &Case) -> Vec<Resting> {
    let mut all = Vec::new();
    let mut cites = |meta: &Meta, what, at: Option<Reference>, says: &str| {
        for citation in &meta.sources {
            let reliability = case.source(citation.source).reliability;
            all.push(Resting {
                on: citation.source,
                grade: Some(Grade { reliability, credibility: citation.credibility }),
                what,
                at: at.clone(),
                says: says.to_owned(),
            });
        }
    };
    let to = |kind: Kind, id: &str| Reference { to: kind.into(), of: None, id: id.to_owned() };
    for kind in Kind::ALL {
        for place in 0..case.count(kind) {
            let at = RecordRef::new(kind, place);
            if let Some(meta) = case.meta(at).filter(|it| !it.sources.is_empty()) {
                let of = case.id(at).map(|id| to(kind, id));
                cites(meta, kind.noun(), of, &describe::in_one_line(case, at));
            }
        }
    }
    for draft in case.drafts.iter() {
        for point in &draft.points {
            let number = point.number.as_deref().unwrap_or("without number");
            let at = Reference {
                to: Target::Point,
                of: Some(draft.id().to_owned()),
                id: number.to_owned(),
            };
            let words = point.gist.as_deref().or(point.text.as_deref()).unwrap_or_default();
            let says = format!("{} point {number}: {words}", draft.title);
            cites(&point.meta, "point", Some(at), &says);
        }
    }
    for (place, source) in case.sources.iter().enumerate() {
        let at = RecordRef::new(Kind::Source, place);
        let mut takes = |on, how: &str| {
            all.push(Resting {
                on,
                grade: None,
                what: Kind::Source.noun(),
                at: case.id(at).map(|id| to(Kind::Source, id)),
                says: format!("{}, {how}", named(source)),
            });
        };
        if let Some(origin) = source.syndicated_from {
            takes(origin, "which reprints it");
        }
        for cited in &source.citing {
            if let Cited::Source(on) = cited {
                takes(*on, "which cites it");
            }
        }
    }
    all
}
