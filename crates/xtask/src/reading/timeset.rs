//! TimeSET's articles (Hasegawa et al. 2024, from Wikinews): the days named in them, and who takes part in events.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use plenipo_read::Reader;
use plenipo_read::days::found;
use plenipo_read::fold::contained;
use plenipo_read::text::Article;

use super::Half;
use super::table::{Section, measures};

pub(crate) fn measured(folder: &Path, half: Half, show: bool) -> Result<(Section, String), String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for part in ["dev", "test"] {
        let folder = folder.join(part);
        let entries =
            fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        files.extend(
            entries
                .filter_map(|it| Some(it.ok()?.path()))
                .filter(|it| it.extension().is_some_and(|it| it == "txt")),
        );
    }
    files.sort();
    let mut told = String::new();
    // Days: annotated, found, right; baseline found, right. Names: annotated, found.
    let (mut days, mut base, mut names) = ((0, 0, 0), (0, 0), (0, 0));
    for (_, path) in files.iter().enumerate().filter(|(at, _)| half.has(*at)) {
        let text = fs::read_to_string(path).map_err(|why| why.to_string())?;
        let notes =
            fs::read_to_string(path.with_extension("ann")).map_err(|why| why.to_string())?;
        let mut lines = text.splitn(3, '\n');
        let (title, day, body) = (
            lines.next().unwrap_or_default(),
            lines.next().unwrap_or_default(),
            lines.next().unwrap_or_default(),
        );
        let article = Article::plain(&format!("title: {title}\ndate: {day}\n\n{body}"));
        let (timexes, entities) = annotated(&notes);
        let read = Reader::default().read(&article);
        let all = found(&article.text, article.date);
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (words, day) in &timexes {
            if !seen.insert(format!("{words} {day}")) {
                continue;
            }
            days.0 += 1;
            let right = all.iter().any(|it| it.0.word() == *day);
            days.2 += usize::from(right);
            base.1 += usize::from(article.date.is_some_and(|it| it.to_string() == *day));
            if show && !right {
                told.push_str(&format!("MISS day {words} = {day} in {}\n", path.display()));
            }
        }
        // What is found beyond the annotated ones may still be a day: only salient events are annotated.
        days.1 += all.len();
        base.0 += 1;
        let own: BTreeSet<&String> = entities
            .iter()
            .filter(|it| it.split_whitespace().all(|it| it.starts_with(char::is_uppercase)))
            .collect();
        for name in own {
            names.0 += 1;
            let there = read.names.iter().any(|it| contained(&it.name, name));
            names.1 += usize::from(there);
            if show && !there {
                told.push_str(&format!("MISS name {name} in {}\n", path.display()));
            }
        }
    }
    let mut section = Section::new(&format!("TimeSET, {} files", half.word()));
    section.say("Only the days and names of salient events are annotated there, so precision is not told: whatever else is found may be right. A day is right as `2031-05-06`, `2031-05` or `2031`; a name where its words contain, or are contained in, one that was read. Only annotated participants written in capitals throughout their words count as names. Baseline: the day of the report.");
    section.row("| | annotated | right | recall | baseline recall |\n|---|---|---|---|---|");
    let share = |right: usize, of: usize| {
        measures((of, of, right)).1.map_or("–".to_owned(), |it| format!("{it:.2}"))
    };
    section.row(&format!(
        "| days | {} | {} | {} | {} |",
        days.0,
        days.2,
        share(days.2, days.0),
        share(base.1, days.0)
    ));
    section.row(&format!(
        "| participants | {} | {} | {} | – |",
        names.0,
        names.1,
        share(names.1, names.0)
    ));
    Ok((section, told))
}

/// The days with their annotated values, and the participants, of a file of annotations.
fn annotated(notes: &str) -> (Vec<(String, String)>, Vec<String>) {
    let mut words: Vec<(String, String)> = Vec::new();
    let mut entities = Vec::new();
    let mut values: Vec<(String, String)> = Vec::new();
    for line in notes.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        match parts.as_slice() {
            [id, head, said] if id.starts_with('T') && head.starts_with("timex") => {
                words.push(((*id).to_owned(), (*said).to_owned()))
            }
            [id, head, said] if id.starts_with('T') && head.starts_with("entity") => {
                entities.push((*said).to_owned())
            }
            [id, head, value] if id.starts_with('#') => {
                if let Some(of) = head.strip_prefix("AnnotatorNotes ") {
                    values.push((of.trim().to_owned(), (*value).to_owned()));
                }
            }
            _ => {}
        }
    }
    let dated = words.into_iter().filter_map(|(id, said)| {
        let value = &values.iter().find(|it| it.0 == id)?.1;
        let day: String =
            value.chars().take_while(|it| it.is_ascii_digit() || *it == '-').collect();
        let whole = [4, 7, 10].contains(&day.len()) && day.len() == value.trim().len();
        whole.then_some((said, day))
    });
    (dated.collect(), entities)
}
