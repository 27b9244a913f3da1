//! How fast articles are read: 1,000 of 800 words, one after another on one core.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use plenipo_read::Reader;
use plenipo_read::text::Article;

use super::table::Section;

/// Times the reading of 1,000 texts of 800 words made of the articles in `folders`, and of the same as pages.
pub(crate) fn measured(folders: &[PathBuf]) -> Result<Section, String> {
    let mut words: Vec<String> = Vec::new();
    for folder in folders {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .map_err(|why| why.to_string())?
            .filter_map(|it| Some(it.ok()?.path()))
            .filter(|it| it.extension().is_some_and(|it| it == "md"))
            .collect();
        files.sort();
        for path in files {
            let text = fs::read_to_string(path).map_err(|why| why.to_string())?;
            // Lines are kept: a paragraph is part of what is read.
            words.extend(text.split_inclusive(char::is_whitespace).map(str::to_owned));
        }
    }
    if words.len() < 800 {
        return Err("give a folder with articles of at least 800 words in all".to_owned());
    }
    let made = |at: usize| -> String {
        let from = (at * 37) % (words.len() - 799);
        format!("title: Report {at}\ndate: 2031-05-06\n\n{}", words[from..from + 800].concat())
    };
    let texts: Vec<String> = (0..1_000).map(made).collect();
    let pages: Vec<String> = texts.iter().map(|it| format!("<!doctype html><html><head><title>Report</title></head><body><nav><a href=x>Home</a></nav><article><p>{}</p></article></body></html>", it.replace("\n\n", "</p><p>"))).collect();
    let reader = Reader::default();
    // The lists are made on first use: that is told apart.
    let start = Instant::now();
    let _ = reader.read(&Article::plain(&texts[0]));
    let first = start.elapsed();
    let time = |kind: &str, all: &[String]| {
        let start = Instant::now();
        let mut proposals = 0;
        for it in all {
            if let Ok(article) = Article::read(kind, it.as_bytes()) {
                proposals += reader.read(&article).proposals.len();
            }
        }
        (start.elapsed(), proposals)
    };
    let (plain, n) = time("a.txt", &texts);
    let (html, m) = time("a.html", &pages);
    let mut section = Section::new("Speed");
    let build = if cfg!(debug_assertions) {
        "a build with debug assertions (a release is faster)"
    } else {
        "release build"
    };
    section.say(&format!("1,000 articles of 800 words, one core, in process, {build}: plain text {:.2} s ({n} proposals), HTML {:.2} s ({m} proposals); the first article, with which the lists are made, {:.0} ms.", plain.as_secs_f64(), html.as_secs_f64(), first.as_secs_f64() * 1e3));
    Ok(section)
}
