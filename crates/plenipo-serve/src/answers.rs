//! Answers kept for the next who asks the same of the same record.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo_present::html::{self, Door};

use crate::held::locked;

/// Bytes of answers that are kept, at most: 96 MiB by their markup.
const BYTES_MAX: usize = 96 << 20;

/// Answers that are kept, at most.
const KEPT_MAX: usize = 512;

/// What an answer was found by: dossier and its version, how it was read, what was asked.
pub(crate) type Key = String;

/// An answer, with its markup once somebody has looked at it.
pub(crate) struct Answer {
    pub(crate) finding: Finding,
    fragment: OnceLock<String>,
}

impl Answer {
    pub(crate) fn new(finding: Finding) -> Answer {
        Answer { finding, fragment: OnceLock::new() }
    }

    /// What stands within `<main>`, on a page that leads on by `door`: the same for all who ask by the answer's key.
    pub(crate) fn fragment(&self, door: &dyn Door) -> &str {
        self.fragment.get_or_init(|| html::linked(&self.finding, door))
    }

    /// A measure of the memory it takes.
    fn size(&self) -> usize {
        let rows = self.finding.tables.iter().flat_map(|it| &it.rows).flatten();
        let cells: usize = rows
            .map(|it| match it {
                Cell::Ref(it) => 64 + it.id.len(),
                Cell::Text(it) => 64 + it.len(),
                _ => 64,
            })
            .sum();
        self.fragment.get().map_or(0, String::len) + cells
    }
}

/// The answers that are kept.
#[derive(Default)]
pub(crate) struct Answers(Mutex<Store>);

#[derive(Default)]
struct Store {
    kept: HashMap<Key, (u64, Arc<Answer>)>,
    asked: u64,
}

impl Answers {
    /// The answer of that key, where it is kept.
    pub(crate) fn get(&self, key: &str) -> Option<Arc<Answer>> {
        let mut store = locked(&self.0);
        store.asked += 1;
        let asked = store.asked;
        let (last, answer) = store.kept.get_mut(key)?;
        *last = asked;
        Some(Arc::clone(answer))
    }

    /// Keeps an answer.
    pub(crate) fn keep(&self, key: Key, answer: &Arc<Answer>) {
        let mut store = locked(&self.0);
        let asked = store.asked;
        store.kept.insert(key, (asked, Arc::clone(answer)));
        let size = |store: &Store| store.kept.values().map(|(_, it)| it.size()).sum::<usize>();
        if store.kept.len() > KEPT_MAX || size(&store) > BYTES_MAX {
            // What was not asked for longest goes, until half is left.
            let mut by_age: Vec<u64> = store.kept.values().map(|it| it.0).collect();
            by_age.sort_unstable();
            for age in by_age {
                if store.kept.len() <= KEPT_MAX / 2 && size(&store) <= BYTES_MAX / 2 {
                    break;
                }
                store.kept.retain(|_, it| it.0 > age);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use plenipo::lens::context::Context;
    use plenipo::lens::named;
    use plenipo::lens::setting::Settings;
    use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

    use super::*;

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let text = "format = 2\n[dossier]\ntitle = \"Cod\"\n";
        let file = NamedBytes { name: "cod.toml".to_owned(), bytes: text.into() };
        let (case, _) = read(&[file], &ReadOptions::default());
        let (case, lens) = (case.expect("a case"), named("record").expect("a lens"));
        let answer = lens.ask(&case, &Settings::default(), &Context::default()).expect("an answer");
        let answers = Answers::default();
        for n in 0..=KEPT_MAX {
            answers.get("k0");
            answers.keep(format!("k{n}"), &Arc::new(Answer::new(answer.clone())));
        }
        assert!(answers.get("k0").is_some(), "it was asked for all the time");
        assert!(answers.get("k1").is_none());
        assert!(locked(&answers.0).kept.len() <= KEPT_MAX);
    }
}
