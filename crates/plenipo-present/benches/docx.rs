//! A comparison of four drafts of 28 points, 60 words a point, as a DOCX file.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::provenance::Provenance;
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Edit, EditKind, Table};
use plenipo_present::docx;

const WORDS: [&str; 8] = ["parties", "shall", "respect", "the", "line", "of", "contact", "and"];

fn words(from: usize, n: usize) -> String {
    (from..from + n).map(|at| WORDS[(at * at + from) % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

fn comparison(points: usize, drafts: usize) -> Finding {
    let columns = (0..drafts).map(|place| Column::new(format!("draft_{place}"), ColumnKind::Edits));
    let mut table = Table::new("columns", "Drafts side by side", columns.collect());
    for point in 0..points {
        let edits = |draft: usize| {
            let kinds = [EditKind::Same, EditKind::Deleted, EditKind::Inserted];
            let stretch = |place: usize| Edit {
                is: kinds[place % 3],
                text: format!("{} ", words(point * 7 + draft * 3 + place, 6)),
            };
            Cell::Edits((0..10).map(stretch).collect())
        };
        table.push((0..drafts).map(edits).collect());
    }
    Finding {
        lens: "drafts",
        question: "What changed?".into(),
        headline: "Much changed.".into(),
        status: Status::Answered,
        account: vec![Block::heading(1, "Texts"), Block::Table("columns")],
        tables: vec![table],
        charts: Vec::new(),
        notes: Vec::new(),
        provenance: Provenance {
            dossier: "River sharing".into(),
            hash: String::new(),
            as_of: Some(date(2025, 12, 1)),
            viewer: None,
            disclosure: "closed",
            seed: 1,
            samples: None,
            engine: "plenipo",
            records: 0,
            assumed: 0,
            ..Provenance::default()
        },
    }
}

fn docx_28x4(bench: &mut Criterion) {
    let it = comparison(28, 4);
    bench.bench_function("docx/28x4", |bench| bench.iter(|| docx::finding(black_box(&it))));
}

criterion_group!(benches, docx_28x4);
criterion_main!(benches);
