//! How well reports are read: proposals against what a person annotated, with intervals, and against a trivial baseline.
//!
//! An entry is *right* when it has the kind of an annotated one, the two quotes share at least half of the words of
//! each, and who, date and target are equal after folding (`compare`). Each annotated entry is matched once.

mod baseline;
mod compare;
mod gold;
mod plover;
mod speed;
mod table;
mod timeset;

use std::fs;
use std::path::{Path, PathBuf};

use plenipo_read::Reader;
use plenipo_read::text::Article;

use compare::{Level, Tally};
use table::Section;

/// Which half of a set is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Odd,
    Even,
    All,
}

impl Half {
    /// Whether the entry at `place`, counted from 0, is in it: the first is odd.
    pub(crate) fn has(self, place: usize) -> bool {
        match self {
            Half::Odd => place.is_multiple_of(2),
            Half::Even => !place.is_multiple_of(2),
            Half::All => true,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Half::Odd => "odd",
            Half::Even => "even",
            Half::All => "all",
        }
    }
}

/// Measures what `args` name, and writes each section of `bench/reading.md` anew.
pub(crate) fn run(args: &[String]) -> Result<String, String> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let (mut plover, mut timeset, mut half) = (None, None, Half::All);
    let (mut show, mut speed) = (false, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--plover" => plover = Some(PathBuf::from(args.next().ok_or("--plover FILE")?)),
            "--timeset" => timeset = Some(PathBuf::from(args.next().ok_or("--timeset DIR")?)),
            "--half" => {
                half = match args.next().map(String::as_str) {
                    Some("odd") => Half::Odd,
                    Some("even") => Half::Even,
                    _ => return Err("--half odd|even".to_owned()),
                }
            }
            "--show" => show = true,
            "--speed" => speed = true,
            flag if flag.starts_with("--") => return Err(format!("there is no {flag}")),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    let mut out = String::new();
    let mut sections: Vec<Section> = Vec::new();
    for folder in &folders {
        let (section, told) = articles(folder, show)?;
        out.push_str(&told);
        sections.push(section);
    }
    if let Some(file) = plover {
        let (section, told) = plover::measured(&file, half, show)?;
        out.push_str(&told);
        sections.push(section);
    }
    if let Some(folder) = timeset {
        let (section, told) = timeset::measured(&folder, half, show)?;
        out.push_str(&told);
        sections.push(section);
    }
    if speed {
        sections.push(speed::measured(&folders)?);
    }
    for it in &sections {
        out.push_str(&it.text());
    }
    if !show {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        table::write(&root.join("bench/reading.md"), &sections)?;
    }
    Ok(out)
}

/// Articles of a folder (`NAME.md` beside `NAME.gold.toml`), read and compared.
fn articles(folder: &Path, show: bool) -> Result<(Section, String), String> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|why| format!("{}: {why}", folder.display()))?
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| {
            it.extension().is_some_and(|it| it == "md") && it.with_extension("gold.toml").exists()
        })
        .collect();
    names.sort();
    if names.is_empty() {
        return Err(format!("{}: there is no article with its NAME.gold.toml", folder.display()));
    }
    let reader = Reader::default();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut base: Vec<Tally> = Vec::new();
    let mut told = String::new();
    for path in &names {
        let bytes = fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
        let article = Article::read(&path.to_string_lossy(), &bytes)
            .map_err(|why| format!("{}: {why}", path.display()))?;
        let text =
            fs::read_to_string(path.with_extension("gold.toml")).map_err(|why| why.to_string())?;
        let gold = gold::read(&text).map_err(|why| format!("{}: {why}", path.display()))?;
        let read = reader.read(&article);
        let tally = compare::tally(&article.text, &read.proposals, &gold);
        if show {
            told.push_str(&format!(
                "\n## {}\n{}",
                path.display(),
                compare::told(&article.text, &read.proposals, &gold)
            ));
        }
        tallies.push(tally);
        base.push(compare::tally(&article.text, &baseline::proposals(&article), &gold));
    }
    let last = folder.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let title = format!("Articles: {last} ({})", names.len());
    let mut section = Section::new(&title);
    section.say(&format!(
        "Wrong proposals an article: {:.1} at the level “right”, {:.1} at the level “kind and quote”.",
        compare::wrong(&tallies, Level::Right),
        compare::wrong(&tallies, Level::Quote)
    ));
    section.table("right", &tallies, &base, Level::Right);
    section.table("kind and quote", &tallies, &base, Level::Quote);
    Ok((section, told))
}
