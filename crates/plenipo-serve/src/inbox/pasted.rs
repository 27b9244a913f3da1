//! A report that was pasted: read by rules, and laid beside the record as a file of proposed entries with its text.

use axum::response::Response;
use jiff::civil::Date;
use plenipo_read::Reader;
use plenipo_read::file::ArticleSaid;
use plenipo_read::intake::{self, Intake, free_name, take_in};
use plenipo_read::text::Article;
use plenipo_record::case::describe::{capital, counted, sentence};
use plenipo_record::dossier::proposals::heads;

use super::report::Choose;
use super::{At, CHANGED, Told};
use crate::asked::values;
use crate::reading::Pairs;
use crate::trouble::Trouble;

/// The form.
#[derive(Debug, Clone, Default)]
pub(super) struct Paste {
    pub(super) text: String,
    pub(super) named: String,
    pub(super) publisher: String,
    pub(super) date: String,
    pub(super) title: String,
    pub(super) source: String,
    pub(super) sources: Vec<(String, String)>,
    pub(super) again: bool,
    pub(super) to: String,
    pub(super) is_open: bool,
}

/// What came of a report as it was sent.
pub(super) fn taken(at: &At, pairs: &Pairs) -> Result<Response, Trouble> {
    let of = |name: &str| values(pairs, name).last().copied().unwrap_or_default().trim();
    let paste = Paste {
        text: of("text").replace("\r\n", "\n"),
        named: of("named").to_owned(),
        publisher: of("publisher").to_owned(),
        date: of("date").to_owned(),
        title: of("title").to_owned(),
        source: of("source").to_owned(),
        again: of("again") == "yes",
        is_open: true,
        ..Paste::default()
    };
    let state = at.held.refresh();
    let case = state.case(&[])?;
    let refused = |message: String, hints: Vec<String>| {
        let told = Told {
            notice: message,
            is_bad: true,
            faults: hints,
            paste: Some(paste.clone()),
            ..Told::default()
        };
        at.shown(&state, None, Choose::None, told)
    };
    for typed in [&paste.publisher, &paste.title, &paste.date, &paste.named] {
        if let Some(why) = crate::enter::unreadable(typed) {
            return refused(format!("Nothing was read: {why}"), Vec::new());
        }
    }
    let given = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    let date: Option<Date> = match paste.date.as_str() {
        "" => None,
        typed => match crate::enter::day(typed, case.day(None, None)) {
            Ok(day) => Some(day),
            Err(why) => return refused(format!("Nothing was read: {why}"), Vec::new()),
        },
    };
    let name = if paste.named.is_empty() { "pasted.txt" } else { &paste.named };
    let article = match Article::read(name, paste.text.as_bytes()) {
        Ok(article) => article,
        Err(why) => {
            let why = (capital(&why.message), sentence(&capital(&why.hint)));
            return refused(format!("Nothing was read: {}.", why.0), vec![why.1]);
        }
    };
    let mut article = match given(&paste.title) {
        Some(title) => article.entitled(&title),
        None => article,
    };
    article.date = date.or(article.date);
    article.publisher = given(&paste.publisher).or(article.publisher);
    let said = ArticleSaid {
        source: given(&paste.source),
        publisher: given(&paste.publisher),
        date,
        title: given(&paste.title),
    };
    let today = at.held.today().or(case.day(None, None)).unwrap_or_default();
    let before = heads(&state.now);
    let read = || Reader::of(&case).read(&article);
    let taken = take_in(&case, &article, &said, today, (&before, paste.again), read);
    let (text, notes) = match taken {
        Err(why) => return refused(format!("Nothing was read: {why}."), Vec::new()),
        Ok(Intake::Before(it)) => {
            let told = Told {
                notice: "This report was read before. Here is what is left of it.".to_owned(),
                notes: vec!["To read it once more, tick “Ask again what was decided”.".to_owned()],
                paste: Some(Paste { is_open: false, ..paste.clone() }),
                ..Told::default()
            };
            return at.shown(&state, Some(&it.file), Choose::None, told);
        }
        Ok(Intake::New(made)) => *made,
    };
    let is_there = |name: &str| {
        state.now.iter().any(|it| it.name.eq_ignore_ascii_case(name))
            || at.held.text_beside(&name.replace(".txt", ".toml")).is_some()
    };
    let Some(name) = free_name(&text.stem, is_there) else {
        return refused(
            "Nothing was read: there are a thousand reports of that day and title.".to_owned(),
            Vec::new(),
        );
    };
    match at.held.settle(&intake::files(&name, &text, &article), None, &state) {
        Ok(()) => {}
        Err(why) if why.status == 409 => return refused(CHANGED.to_owned(), Vec::new()),
        Err(why) => return refused(format!("Nothing was read: {}", why.message), why.hints),
    }
    let state = at.held.refresh();
    let told = Told {
        notice: format!(
            "Read: {} proposed. Nothing of it is in the record yet.",
            counted(text.entries.len(), "entry")
        ),
        notes: notes.iter().map(|it| sentence(&capital(it))).collect(),
        ..Told::default()
    };
    at.shown(&state, Some(&name), Choose::None, told)
}
