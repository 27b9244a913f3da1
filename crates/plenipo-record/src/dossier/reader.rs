//! The dossier while it is being read: every record's place in the text, the names, the problems.

use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::DeValue;

use crate::action::Phrase;
use crate::case::id::{Kind, RecordRef};
use crate::case::issue::Issue;
use crate::case::meta::{Basis, Citation, Handling};
use crate::case::records::Records;

use super::files::{Text, on_boundaries, quoted, sort_of};
use super::names::{Names, did_you_mean, nearest};
use super::node::{Node, Value};
use super::problem::{Problem, Severity};
use super::read::{NamedBytes, PROBLEMS_MAX, RECORDS_MAX, ReadOptions};
use super::schema;

/// A record's place in the text.
#[derive(Clone)]
pub(super) struct Entry<'t> {
    /// Which of the files.
    pub(super) file: usize,
    /// The table.
    pub(super) node: Node<'t>,
    /// Whether the form of this stretch of text is broken: what it seems to say is then no ground
    /// for further problems.
    quiet: bool,
}

/// What the records of a file inherit.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// `known` of the file.
    pub(super) known: Option<jiff::civil::Date>,
    /// `source` of the file.
    pub(super) sources: Vec<Citation>,
    /// `basis` of the file.
    pub(super) basis: Option<Basis>,
    /// `handling` of the file.
    pub(super) handling: Handling,
}

/// The dossier while it is being read.
pub(super) struct Reader<'t> {
    texts: &'t [Text<'t>],
    problems: Vec<Problem>,
    /// Problems found, also those beyond what is kept.
    count: usize,
    refused: bool,
    /// Comparisons that may still be spent on looking for names that may have been meant.
    comparisons: usize,
    pub(super) names: Names<'t>,
    pub(super) entries: [Vec<Entry<'t>>; Kind::ALL.len()],
    /// Records with a problem; nothing is concluded from them.
    pub(super) faulty: [Vec<bool>; Kind::ALL.len()],
    pub(super) dossiers: Vec<Entry<'t>>,
    pub(super) formats: Vec<(usize, &'t Value<'t>)>,
    /// Keys met that a later format brought: the file, the place, what it is.
    pub(super) newer: Vec<(usize, Range<usize>, String)>,
    file_tables: Vec<Option<Entry<'t>>>,
    /// The keys of each file's `[file]`, with where they stand.
    file_keys: Vec<(usize, String, Range<usize>)>,
    pub(super) frames: Vec<Rc<Frame>>,
    /// The issues, once they are read: options are resolved in them.
    pub(super) issues: Rc<[Issue]>,
    file: usize,
    quiet: bool,
    faulty_now: bool,
    /// The source and basis that tables inside the record being read inherit.
    pub(super) scope: Frame,
}

impl<'t> Reader<'t> {
    /// Notes where every record stands and what it is called.
    pub(super) fn new(texts: &'t [Text<'t>], problems: Vec<Problem>) -> Reader<'t> {
        let mut reader = Reader {
            texts,
            count: problems.len(),
            refused: problems.iter().any(|it| it.severity == Severity::Error),
            problems,
            comparisons: 2_000_000,
            names: Names::default(),
            entries: Default::default(),
            faulty: Default::default(),
            dossiers: Vec::new(),
            formats: Vec::new(),
            newer: Vec::new(),
            file_tables: Vec::new(),
            file_keys: Vec::new(),
            frames: Vec::new(),
            issues: Rc::new([]),
            file: 0,
            quiet: false,
            faulty_now: false,
            scope: Frame::default(),
        };
        for file in 0..texts.len() {
            reader.gather(file);
        }
        for kind in Kind::ALL {
            reader.note_names(kind);
        }
        reader
    }

    fn gather(&mut self, file: usize) {
        let text = &self.texts[file];
        let is_broken = !text.broken.is_empty();
        if is_broken {
            quoted(text.text).for_each(|it| self.names.perhaps(it));
        }
        self.begin(file, is_broken);
        let regions = Regions::of(text);
        let mut file_table = None;
        for (key, value) in &text.root {
            let name: &'t str = key.get_ref();
            let entry = |value: &'t Value<'t>, schema| {
                let table = value.get_ref().as_table()?;
                let span = value.span();
                let quiet = regions.broken(span.start);
                Some(Entry { file, node: Node { table, span, schema }, quiet })
            };
            let kind = Kind::ALL.into_iter().find(|kind| kind.table() == name);
            match (name, kind) {
                ("format", _) => self.formats.push((file, value)),
                ("file", _) => match entry(value, &schema::FILE) {
                    Some(entry) => file_table = Some(entry),
                    None => self.not_a_header(value, "[file]"),
                },
                ("dossier", _) => match entry(value, &schema::DOSSIER) {
                    Some(entry) => self.dossiers.push(entry),
                    None => self.not_a_header(value, "[dossier]"),
                },
                (_, Some(kind)) => self.gather_records(kind, value, entry),
                _ => self.unknown_table(key, value),
            }
        }
        self.file_tables.push(file_table);
    }

    fn gather_records(
        &mut self,
        kind: Kind,
        value: &'t Value<'t>,
        entry: impl Fn(&'t Value<'t>, &'static schema::SchemaTable) -> Option<Entry<'t>>,
    ) {
        let schema = schema::of(kind);
        match value.get_ref() {
            DeValue::Array(list) => {
                for item in list.iter() {
                    match entry(item, schema) {
                        Some(entry) => self.entries[kind as usize].push(entry),
                        None => self.wrong(item, "a table"),
                    }
                }
            }
            _ => {
                // A name in it is a name all the same.
                self.entries[kind as usize].extend(entry(value, schema));
                self.not_a_header(value, &format!("[[{}]]", kind.table()));
            }
        }
    }

    fn not_a_header(&mut self, value: &Value<'_>, header: &str) {
        let message = format!("expected `{header}`, found {}", sort_of(value.get_ref()));
        self.problem(value.span(), message, Some(format!("write {header} above its keys")));
    }

    fn unknown_table(&mut self, key: &'t Spanned<toml::de::DeString<'t>>, value: &Value<'_>) {
        let name: &str = key.get_ref();
        let tables = Kind::ALL.map(Kind::table);
        let near = self.near(name, tables.into_iter().chain(["dossier", "file", "format"]));
        let is_table = match value.get_ref() {
            DeValue::Table(_) => true,
            DeValue::Array(list) => list.iter().next().is_some_and(|it| it.get_ref().is_table()),
            _ => false,
        };
        let name = super::files::short(name);
        let (message, hint) = if is_table {
            (format!("unknown table `{name}`"), format!("there are: {}", tables.join(", ")))
        } else {
            let hint = "only `format = 2` may come before the first table";
            (format!("unknown key `{name}`"), hint.to_owned())
        };
        let hint = if near.is_empty() { hint } else { did_you_mean(&near) };
        self.problem(key.span(), message, Some(hint));
    }

    fn note_names(&mut self, kind: Kind) {
        let entries = std::mem::take(&mut self.entries[kind as usize]);
        let mut kept = entries;
        let beyond = kept.split_off(kept.len().min(RECORDS_MAX));
        if let Some(first) = beyond.first() {
            self.begin(first.file, false);
            let message = format!("a dossier holds at most 10,000 records of `{}`", kind.table());
            self.problem(first.node.span.clone(), message, None);
        }
        for entry in &beyond {
            if let Some(id) = entry.node.table.get("id").and_then(|it| it.get_ref().as_str()) {
                self.names.perhaps(id);
            }
        }
        let mut faulty = vec![false; kept.len()];
        for (place, entry) in kept.iter().enumerate() {
            let Some(id) = entry.node.table.get("id") else { continue };
            let Some(name) = id.get_ref().as_str() else { continue };
            if let Some(first) = self.names.note(kind, name, place as u32) {
                self.begin(entry.file, entry.quiet);
                let other = self.texts[kept[first as usize].file].name;
                let message = format!("{} `{}` already exists", a(kind.noun()), short(name));
                let hint = format!("the first is in {other}");
                self.problem(id.span(), message, Some(hint));
                faulty[place] = true;
            }
        }
        self.entries[kind as usize] = kept;
        self.faulty[kind as usize] = faulty;
    }

    /// Turns to a file.
    fn begin(&mut self, file: usize, quiet: bool) {
        self.file = file;
        self.quiet = quiet;
        self.faulty_now = false;
    }

    /// Turns to a table and checks its keys.
    pub(super) fn enter(&mut self, entry: &Entry<'t>) {
        self.begin(entry.file, entry.quiet);
        // What stands in a broken stretch of text is not to be relied on.
        self.faulty_now = entry.quiet;
        if let Some(frame) = self.frames.get(entry.file) {
            self.scope = (**frame).clone();
        }
        self.check_keys(&entry.node);
    }

    /// Whether the table entered last has had a problem.
    pub(super) fn is_faulty(&self) -> bool {
        self.faulty_now
    }

    /// Reads what the records of each file inherit.
    pub(super) fn read_frames(&mut self) {
        for entry in std::mem::take(&mut self.file_tables) {
            let mut frame = Frame::default();
            if let Some(entry) = &entry {
                self.enter(entry);
                frame = self.frame(&entry.node);
                let keys = entry.node.table.keys();
                self.file_keys.extend(keys.map(|key| {
                    let name: &str = key.get_ref();
                    (entry.file, name.to_owned(), key.span())
                }));
            }
            self.frames.push(Rc::new(frame));
        }
    }

    /// Notes a key that a later format brought.
    pub(super) fn note_newer(&mut self, span: Range<usize>, table: &str, key: &str) {
        if super::since::is_new_key(table, key) {
            self.newer.push((self.file, span, format!("`{key}`")));
        }
    }

    /// The assumption set of the file being read.
    pub(super) fn assumption(&self) -> Option<&'t str> {
        self.texts[self.file].assumption
    }

    /// Whether any file's form is broken: then nothing can be called missing.
    pub(super) fn any_broken(&self) -> bool {
        self.texts.iter().any(|it| !it.broken.is_empty())
    }

    /// The name of a file.
    pub(super) fn file_name(&self, file: usize) -> &'t str {
        self.texts[file].name
    }

    /// Notes an error in the record being read.
    pub(super) fn problem(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.faulty_now = true;
        self.refused = true;
        if !self.quiet {
            let hint = hint.map(Phrase::from);
            self.push(Severity::Error, self.file, span, message.into(), hint);
        }
    }

    /// Notes that the record being read cannot be used, without a problem of its own.
    pub(super) fn spoil(&mut self) {
        self.faulty_now = true;
        self.refused = true;
    }

    /// Notes an error of a file as a whole, or of the dossier (`None`).
    pub(super) fn problem_at(
        &mut self,
        file: Option<usize>,
        span: Range<usize>,
        message: String,
        hint: Option<String>,
    ) {
        self.refused = true;
        self.push_named(Severity::Error, file, span, message, hint.map(Phrase::from));
    }

    /// Notes something a reader should look at.
    pub(super) fn warning(
        &mut self,
        file: usize,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<Phrase>,
    ) {
        self.push(Severity::Warning, file, span, message.into(), Some(hint.into()));
    }

    /// Notes something a reader should look at in the record being read.
    pub(super) fn warning_here(&mut self, span: Range<usize>, message: String, hint: &str) {
        if !self.quiet {
            self.warning(self.file, span, message, hint);
        }
    }

    fn push(
        &mut self,
        severity: Severity,
        file: usize,
        span: Range<usize>,
        message: String,
        hint: Option<Phrase>,
    ) {
        self.push_named(severity, Some(file), span, message, hint);
    }

    fn push_named(
        &mut self,
        severity: Severity,
        file: Option<usize>,
        span: Range<usize>,
        message: String,
        hint: Option<Phrase>,
    ) {
        self.count += 1;
        // Beyond some multiple of what is shown, problems are only counted.
        if self.problems.len() >= 10 * PROBLEMS_MAX {
            return;
        }
        let (name, span) = match file.map(|file| &self.texts[file]) {
            Some(text) => (text.name.to_owned(), on_boundaries(text.text, span)),
            None => (String::new(), 0..0),
        };
        self.problems.push(Problem { severity, file: name, span, message, hint });
    }

    /// Whether there is an error.
    pub(super) fn refused(&self) -> bool {
        self.refused
    }

    /// The problems, and how many were found.
    pub(super) fn problems(self) -> (Vec<Problem>, usize) {
        (self.problems, self.count)
    }

    /// The names nearest to an unknown one; none once enough has been searched, so that a text
    /// made of unknown names is refused as fast as any other.
    pub(super) fn near<'n>(
        &mut self,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Vec<&'n str> {
        if self.comparisons == 0 {
            return Vec::new();
        }
        let mut looked = 0;
        let near = nearest(name, known.inspect(|_| looked += 1));
        self.comparisons = self.comparisons.saturating_sub(looked);
        near
    }

    /// The names nearest to an unknown one as a hint, or all of them where they are few.
    pub(super) fn suggest(&mut self, name: &str, mut known: Vec<&str>) -> Option<String> {
        let near = self.near(name, known.iter().copied());
        if !near.is_empty() {
            return Some(did_you_mean(&near));
        }
        known.sort_unstable();
        (1..=12).contains(&known.len()).then(|| format!("there are: {}", known.join(", ")))
    }

    /// Where a key of the table `[file]` of a file stands.
    pub(super) fn file_key(&self, file: usize, key: &str) -> Option<Range<usize>> {
        self.file_keys.iter().find(|it| it.0 == file && it.1 == key).map(|it| it.2.clone())
    }

    /// The entry of a record.
    pub(super) fn entry(&self, record: RecordRef) -> Option<&Entry<'t>> {
        self.entries[record.kind as usize].get(record.index as usize)
    }
}

/// The records of a dossier in the order of its files, and the file and byte where each begins.
pub fn places(
    files: &[NamedBytes],
    options: &ReadOptions,
) -> (Records, Vec<(RecordRef, String, usize)>) {
    let mut problems = Vec::new();
    let texts = super::files::parse(files, &options.assume, &mut problems);
    let mut reader = Reader::new(&texts, problems);
    let records = super::tables::records(&mut reader);
    let mut places = Vec::new();
    for kind in Kind::ALL {
        for (place, entry) in reader.entries[kind as usize].iter().enumerate() {
            let file = reader.file_name(entry.file).to_owned();
            places.push((RecordRef::new(kind, place), file, entry.node.span.start));
        }
    }
    (records, places)
}

/// The stretches of a file that belong to one header each.
struct Regions {
    starts: Vec<usize>,
    broken: Vec<usize>,
}

impl Regions {
    fn of(text: &Text<'_>) -> Regions {
        if text.broken.is_empty() {
            return Regions { starts: Vec::new(), broken: Vec::new() };
        }
        let mut starts = Vec::new();
        for (_, value) in &text.root {
            match value.get_ref() {
                DeValue::Array(list) => starts.extend(list.iter().map(|it| it.span().start)),
                _ => starts.push(value.span().start),
            }
        }
        starts.sort_unstable();
        let mut broken: Vec<usize> = text.broken.iter().map(|it| it.start).collect();
        broken.sort_unstable();
        Regions { starts, broken }
    }

    /// Whether the form of the stretch that begins at `start` is broken.
    fn broken(&self, start: usize) -> bool {
        let next = self.starts.partition_point(|it| *it <= start);
        let end = self.starts.get(next).copied().unwrap_or(usize::MAX);
        let first = self.broken.partition_point(|it| *it < start);
        self.broken.get(first).is_some_and(|it| *it < end)
    }
}

/// The noun with its article.
pub(super) fn a(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

fn short(text: &str) -> String {
    super::files::short(text).into_owned()
}
