//! What changed inside a text: words put in and words taken out.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::finding::table::{Edit, EditKind};
use plenipo_maths::align::words::{pieces, plain};

/// Beyond so many comparisons of pieces a text is compared by sentences, and beyond so many of these
/// not at all: it is then taken out and put in whole. A point of a thousand words stays below.
const COMPARISONS_MAX: usize = 9_000_000;

/// The edits that turn `a` into `b`, word by word.
///
/// What stayed and what was put in together are `b`; what stayed and what was taken out together are
/// `a`, but for spaces and typographic marks, whose changes are not shown.
pub(super) fn edits(a: &str, b: &str) -> Vec<Edit> {
    let (x, y) = (pieces(a), pieces(b));
    let by_words = diff(&x, &y).map(tidy);
    let edits = by_words.or_else(|| {
        let (x, y): (Vec<&str>, Vec<&str>) =
            (a.split_sentence_bounds().collect(), b.split_sentence_bounds().collect());
        diff(&x, &y)
    });
    edits.filter(|it| !is_torn(it)).unwrap_or_else(|| {
        [(EditKind::Deleted, a), (EditKind::Inserted, b)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(is, text)| Edit { is, text: text.to_owned() })
            .collect()
    })
}

/// Whether so little stayed, in so many places, that a reader is better served by the two texts one
/// after the other.
fn is_torn(edits: &[Edit]) -> bool {
    let letters = |is| edits.iter().filter(move |it| it.is == is).map(|it| it.text.len()).sum();
    let (stays, gone, come): (usize, usize, usize) =
        (letters(EditKind::Same), letters(EditKind::Deleted), letters(EditKind::Inserted));
    let changes = edits.iter().filter(|it| it.is != EditKind::Same).count();
    changes > 2 && 10 * stays < 4 * (stays + gone.min(come))
}

fn diff(a: &[&str], b: &[&str]) -> Option<Vec<Edit>> {
    let key = |piece: &&str| {
        if piece.trim().is_empty() { " ".to_owned() } else { plain(piece) }
    };
    let keys = |pieces: &[&str]| pieces.iter().map(key).collect::<Vec<String>>();
    let (of_a, of_b) = (keys(a), keys(b));
    let common = of_a.iter().zip(&of_b).take_while(|(a, b)| a == b).count();
    if (a.len() - common).saturating_mul(b.len() - common) > COMPARISONS_MAX {
        return None;
    }
    let mut edits = Vec::new();
    let mut push = |is, pieces: &[&str]| {
        if !pieces.is_empty() {
            edits.push(Edit { is, text: pieces.concat() });
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &of_a, &of_b) {
        if let DiffOp::Equal { new_index, len, .. } = op {
            push(EditKind::Same, &b[new_index..new_index + len]);
            continue;
        }
        push(EditKind::Deleted, &a[op.old_range()]);
        push(EditKind::Inserted, &b[op.new_range()]);
    }
    Some(edits)
}

/// Between two changes, a stretch of no word or of one little word is changed with them: a reader
/// takes in phrases, not islands.
fn tidy(edits: Vec<Edit>) -> Vec<Edit> {
    let changed = |edit: Option<&Edit>| edit.is_some_and(|it| it.is != EditKind::Same);
    let mut out: Vec<Edit> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    for (at, edit) in edits.iter().enumerate() {
        match edit.is {
            EditKind::Deleted => removed.push_str(&edit.text),
            EditKind::Inserted => added.push_str(&edit.text),
            EditKind::Same => {
                let before = at > 0 && changed(edits.get(at - 1));
                if before && changed(edits.get(at + 1)) && is_island(&edit.text) {
                    removed.push_str(&edit.text);
                    added.push_str(&edit.text);
                } else {
                    flush(&mut removed, &mut added, &mut out);
                    out.push(edit.clone());
                }
            }
        }
    }
    flush(&mut removed, &mut added, &mut out);
    out
}

fn flush(removed: &mut String, added: &mut String, out: &mut Vec<Edit>) {
    for (is, text) in [(EditKind::Deleted, removed), (EditKind::Inserted, added)] {
        if !text.is_empty() {
            out.push(Edit { is, text: std::mem::take(text) });
        }
    }
}

fn is_island(text: &str) -> bool {
    let mut words = text.unicode_words();
    match (words.next(), words.next()) {
        (None, _) => true,
        (Some(word), None) => {
            word.chars().count() <= 3 && word.chars().all(|it| it.is_ascii_alphabetic())
        }
        _ => false,
    }
}

/// How many words were put in and taken out.
pub(super) fn words_changed(edits: &[Edit]) -> usize {
    let changed = edits.iter().filter(|it| it.is != EditKind::Same);
    changed.map(|it| it.text.unicode_words().count()).sum()
}
