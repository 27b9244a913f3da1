//! A dossier as last read: what it says now, and what it said last where a file is broken.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use plenipo::lens::context::Context;
use plenipo::lens::view::{Shared, View};
use plenipo_record::case::{Case, canonical};
use plenipo_record::dossier::filename;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use tokio::sync::watch;

use crate::desk::{Desk, Shelf};
use crate::trouble::Trouble;

/// How often files are looked at, at most, for pages that are asked for.
const LOOK: Duration = Duration::from_secs(1);

/// Choices of assumption sets whose case is kept, at most.
const CASES_MAX: usize = 8;

/// Things done that are kept to be told, at most.
const DONE_MAX: usize = 64;

/// A dossier that is served.
pub(crate) struct Held {
    pub(crate) slug: String,
    pub(crate) edit: bool,
    desk: Box<dyn Desk>,
    state: RwLock<Arc<State>>,
    /// One reads at a time.
    reading: Mutex<()>,
    /// When a page last made somebody look at the files.
    looked: Mutex<Option<Instant>>,
    /// The party that the server answers for, where it is one.
    viewer: Option<String>,
    /// Draws that answers share, whatever the day and the viewer.
    pub(crate) shared: Shared,
    /// The version that pages should show, and whether files are broken.
    news: watch::Sender<News>,
    /// What was done here lately, by number: an address only says which, and so can say nothing that is not so.
    done: Mutex<Done>,
}

#[derive(Default)]
struct Done {
    kept: VecDeque<(usize, String)>,
    last: usize,
}

/// What open pages are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) version: u64,
    pub(crate) broken: bool,
}

/// A dossier at one time.
pub(crate) struct State {
    /// Another one for each state: what answers are kept by.
    pub(crate) version: u64,
    stamp: u64,
    /// The files that answers are made from: the last that were sound.
    pub(crate) files: Arc<Vec<NamedBytes>>,
    /// Problems of the files as they are now.
    pub(crate) problems: Vec<Problem>,
    /// The files as they are now, which `problems` point into.
    pub(crate) now: Arc<Vec<NamedBytes>>,
    /// Why there is no sound state, or none any more.
    pub(crate) broken: Option<Trouble>,
    /// Whether pages are for a party alone: what is wrong with which file is its keeper's business.
    for_a_party: bool,
    cases: Mutex<BTreeMap<Vec<String>, Arc<Case>>>,
}

impl Held {
    /// Reads a dossier for the first time.
    pub(crate) fn new(shelf: Shelf, viewer: Option<&str>) -> Held {
        let Shelf { slug, desk, edit } = shelf;
        let mut first = State::first(&*desk);
        first.for_a_party = viewer.is_some();
        let news = first.news(viewer);
        Held {
            slug,
            edit,
            desk,
            state: RwLock::new(Arc::new(first)),
            reading: Mutex::new(()),
            looked: Mutex::default(),
            viewer: viewer.map(str::to_owned),
            shared: Shared::default(),
            news: watch::channel(news).0,
            done: Mutex::default(),
        }
    }

    /// What it says.
    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads it again where a file changed since, and tells open pages.
    pub(crate) fn refresh(&self) -> Arc<State> {
        let _one = locked(&self.reading);
        let old = self.state();
        let stamp = self.desk.stamp();
        if stamp == old.stamp {
            return old;
        }
        let new = Arc::new(State::next(&old, &*self.desk, stamp));
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&new);
        let news = new.news(self.viewer.as_deref());
        self.news.send_if_modified(|it| std::mem::replace(it, news) != news);
        new
    }

    /// What pages of `state` say that they show.
    pub(crate) fn shown(&self, state: &State) -> u64 {
        state.news(self.viewer.as_deref()).version
    }

    /// News of it, as they come.
    pub(crate) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Reads it again where nobody looked at the files for a second: a page that is asked for shows what is there,
    /// whether or not another is open.
    pub(crate) fn look(&self) {
        let mut looked = locked(&self.looked);
        if looked.is_none_or(|it| it.elapsed() >= LOOK) {
            *looked = Some(Instant::now());
            drop(looked);
            self.refresh();
        }
    }

    /// Whether anybody waits for news.
    pub(crate) fn is_watched(&self) -> bool {
        self.news.receiver_count() > 0
    }

    /// Writes a new file into it, where it is still what `state` says.
    pub(crate) fn add(&self, file: &NamedBytes, state: &State) -> Result<(), Trouble> {
        if !self.edit {
            return Err(Trouble::new(403, "This dossier is open for reading only.")
                .hint("start the server with --edit to enter records"));
        }
        self.desk.add(file, &state.now)
    }

    /// Writes new files and the new text of a file of proposed entries, where it is still what `state` says.
    pub(crate) fn settle(
        &self,
        new: &[NamedBytes],
        proposals: Option<&NamedBytes>,
        state: &State,
    ) -> Result<(), Trouble> {
        if !self.edit {
            return Err(Trouble::new(403, "This dossier is open for reading only.")
                .hint("start the server with --edit to decide on reports"));
        }
        self.desk.settle(new, proposals, &state.now)
    }

    /// The text of the article beside a file of proposed entries.
    pub(crate) fn text_beside(&self, proposals: &str) -> Option<Vec<u8>> {
        self.desk.text_beside(proposals)
    }

    /// Keeps what was done, for the page that follows; the number it is kept under.
    pub(crate) fn tell(&self, what: String) -> usize {
        let mut done = locked(&self.done);
        done.last += 1;
        let last = done.last;
        done.kept.push_back((last, what));
        if done.kept.len() > DONE_MAX {
            done.kept.pop_front();
        }
        last
    }

    /// What was done, by its number; none where it was long ago.
    pub(crate) fn done(&self, number: usize) -> Option<String> {
        let done = locked(&self.done);
        done.kept.iter().find(|it| it.0 == number).map(|it| it.1.clone())
    }

    /// Today.
    pub(crate) fn today(&self) -> Option<jiff::civil::Date> {
        self.desk.today()
    }
}

impl State {
    fn first(desk: &dyn Desk) -> State {
        let stamp = desk.stamp();
        let nothing = State {
            version: 0,
            stamp,
            files: Arc::default(),
            problems: Vec::new(),
            now: Arc::default(),
            broken: None,
            for_a_party: false,
            cases: Mutex::default(),
        };
        State::next(&nothing, desk, stamp)
    }

    fn next(old: &State, desk: &dyn Desk, stamp: u64) -> State {
        let version = old.version + 1;
        let broken = |why: Trouble, problems: Vec<Problem>, now: Arc<Vec<NamedBytes>>| State {
            version,
            stamp,
            files: Arc::clone(&old.files),
            problems,
            now,
            broken: Some(why),
            for_a_party: old.for_a_party,
            cases: Mutex::new(locked(&old.cases).clone()),
        };
        let papers = match desk.read() {
            Ok(papers) => papers,
            Err(why) => return broken(why, Vec::new(), Arc::clone(&old.now)),
        };
        let (case, mut problems) = read(&papers.files, &ReadOptions::default());
        problems.extend(papers.aside);
        let now = Arc::new(papers.files);
        match case {
            Some(case) => {
                let cases = Mutex::new(BTreeMap::from([(Vec::new(), Arc::new(case))]));
                State {
                    version,
                    stamp,
                    files: Arc::clone(&now),
                    problems,
                    now,
                    broken: None,
                    for_a_party: old.for_a_party,
                    cases,
                }
            }
            None => broken(Trouble::new(422, "The dossier has problems."), problems, now),
        }
    }

    /// What open pages are told of it. Who sees a part only must not see that another part changed: its version is
    /// made of what it sees.
    fn news(&self, viewer: Option<&str>) -> News {
        let broken = self.broken.is_some();
        let Some(viewer) = viewer else { return News { version: self.version, broken } };
        let context = Context { viewer: Some(viewer), ..Context::default() };
        let of = |case: &Case| {
            let view = View::of(case, &context).ok()?;
            Some(canonical::hash(view.case().ok()?))
        };
        let mut hasher = DefaultHasher::new();
        self.case(&[]).ok().and_then(|it| of(&it)).hash(&mut hasher);
        // Whole in a script's numbers.
        News { version: hasher.finish() >> 12, broken }
    }

    /// The record with the assumption sets `assume`.
    ///
    /// # Errors
    /// Where there is none that is sound.
    pub(crate) fn case(&self, assume: &[String]) -> Result<Arc<Case>, Trouble> {
        if let Some(case) = locked(&self.cases).get(assume) {
            return Ok(Arc::clone(case));
        }
        if self.files.is_empty() {
            if self.for_a_party {
                return Err(Trouble::new(503, "The record cannot be read at the moment."));
            }
            let why = self.broken.clone();
            return Err(why.unwrap_or_else(|| Trouble::new(422, "The dossier has problems.")));
        }
        let (case, problems) = read(&self.files, &ReadOptions { assume: assume.to_vec() });
        let Some(case) = case else {
            let first = problems.first().map_or(String::new(), |it| it.message.clone());
            return Err(Trouble::misused(format!(
                "With these assumption sets the record is not sound: {first}"
            )));
        };
        let case = Arc::new(case);
        let mut cases = locked(&self.cases);
        if cases.len() >= CASES_MAX {
            cases.retain(|sets, _| sets.is_empty());
        }
        cases.insert(assume.to_vec(), Arc::clone(&case));
        Ok(case)
    }

    /// The assumption sets there are.
    pub(crate) fn sets(&self) -> Vec<String> {
        let of = |it: &NamedBytes| filename::assumption_set(&it.name).map(str::to_owned);
        let mut sets: Vec<String> = self.files.iter().filter_map(of).collect();
        sets.dedup();
        sets
    }
}

pub(crate) fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whoever panicked left whole entries behind: each is put in or taken out in one step.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
