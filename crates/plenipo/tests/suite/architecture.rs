//! `ARCHITECTURE.md` is checked against the code: its tables are the only arrows there are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// The table whose header row begins with `header`: first cell to the backticked words of the second.
fn table(header: &str) -> BTreeMap<String, BTreeSet<String>> {
    let page = page();
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {header} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let rows: BTreeMap<_, _> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            let words = |cell: &str| -> BTreeSet<String> {
                cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
            };
            let name = words(cells[0]).pop_first().expect("a name in the first cell");
            (name, words(cells[1]))
        })
        .collect();
    assert!(!rows.is_empty(), "no table begins with {header}");
    rows
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The crates of the engine.
const ENGINE: [&str; 5] =
    ["plenipo", "plenipo-exchange", "plenipo-record", "plenipo-maths", "plenipo-protocol"];

/// How a module of the engine is called in the table: `lens`, but `record::case` in a crate that is a
/// module of the whole, and `maths` whatever it is in the crate that is one idea.
fn named(krate: &str, module: &str) -> String {
    match krate.strip_prefix("plenipo-") {
        None => module.to_owned(),
        Some("maths") => "maths".to_owned(),
        Some(part) => format!("{part}::{module}"),
    }
}

/// The crate that a file of the engine lies in.
fn crate_of(src: &Path) -> String {
    src.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned()
}

/// Every file of the engine, each with the `src` that it lies in.
fn engine_files() -> Vec<(PathBuf, PathBuf)> {
    let mut found = Vec::new();
    for name in ENGINE {
        let src = root().join("crates").join(name).join("src");
        let mut files = Vec::new();
        rust_files(&src, &mut files);
        found.extend(files.into_iter().map(|path| (src.clone(), path)));
    }
    found
}

/// The code without comments; string literals may stay, they hold no paths of ours.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].contains('"') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The module path of a file below `src`: `lens/record/mod.rs` is `lens::record`.
fn module(src: &Path, path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(src).unwrap().with_extension("");
    let mut parts: Vec<String> =
        relative.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
        parts.pop();
    }
    parts
}

/// The first word of each path that follows `start` in `code`, groups in braces included.
fn heads(code: &str, start: &str) -> Vec<(usize, String)> {
    let word = |text: &str| -> String {
        text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
    };
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == ':') {
            continue;
        }
        let rest = &code[at + start.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for letter in group.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push((at, word(item.trim())));
                        item.clear();
                        continue;
                    }
                    _ => {}
                }
                item.push(letter);
            }
            found.push((at, word(item.trim())));
        } else {
            found.push((at, word(rest)));
        }
    }
    found.retain(|(_, word)| !word.is_empty());
    found
}

/// The engine modules that a file of `module` of `krate` uses.
fn used(krate: &str, module: &[String], code: &str) -> BTreeSet<String> {
    let own = |word: String| named(krate, &word);
    let mut used: BTreeSet<String> =
        heads(code, "crate::").into_iter().map(|(_, it)| own(it)).collect();
    for other in ENGINE {
        let start = format!("{}::", other.replace('-', "_"));
        used.extend(heads(code, &start).into_iter().map(|(_, it)| named(other, &it)));
    }
    // `super::` chains that climb out of the module they stand in.
    for depth in 1..=module.len() {
        let start = "super::".repeat(depth);
        for (_, head) in heads(code, &start) {
            if head != "super" && depth == module.len() {
                used.insert(own(head));
            }
        }
    }
    used
}

#[test]
fn engine_modules_use_only_what_their_row_allows() {
    let allowed = table("engine module");
    let mut wrong = Vec::new();
    for (src, path) in engine_files() {
        let (krate, module) = (crate_of(&src), module(&src, &path));
        let Some(own) = module.first().map(|it| named(&krate, it)) else { continue };
        let row = allowed.get(&own).unwrap_or_else(|| panic!("no row for module {own}"));
        for other in used(&krate, &module, &code(&path)) {
            let ours = allowed.contains_key(&other);
            if ours && other != own && !row.contains(&other) {
                wrong.push(format!("{}: {own} may not use {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_engine_module_has_a_row_and_every_row_a_module() {
    let rows: BTreeSet<String> = table("engine module").into_keys().collect();
    let folders: BTreeSet<String> = ENGINE
        .iter()
        .flat_map(|krate| {
            let src = root().join("crates").join(krate).join("src");
            fs::read_dir(src).unwrap().map(|it| (*krate, it.unwrap().path()))
        })
        .filter(|(_, path)| path.file_name().is_some_and(|name| name != "lib.rs"))
        .map(|(krate, path)| named(krate, &path.file_stem().unwrap().to_string_lossy()))
        .collect();
    assert_eq!(rows, folders);
}

#[test]
fn no_module_re_exports_another() {
    for (_, path) in engine_files() {
        let code = code(&path);
        // A folder may put its own files' items together; nothing may pass on another module's.
        let facade = path.file_name().is_some_and(|it| it == "mod.rs");
        for line in code.lines().map(str::trim_start).filter(|it| it.starts_with("pub use ")) {
            let from = line.trim_start_matches("pub use ");
            let other = from.starts_with("crate::") || from.starts_with("super::");
            assert!(facade && !other, "{} re-exports: {line}", path.display());
        }
    }
}

/// Lines of the section `[name]` of a manifest.
fn section(manifest: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(manifest).unwrap();
    let lines = text.lines().skip_while(|line| *line != format!("[{name}]")).skip(1);
    lines.take_while(|line| !line.starts_with('[')).map(str::to_owned).collect()
}

#[test]
fn what_is_optional_is_said_to_be_and_off_unless_asked_for() {
    let page = page();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let manifest = entry.unwrap().path().join("Cargo.toml");
        let optional: Vec<String> = section(&manifest, "dependencies")
            .into_iter()
            .filter(|line| line.contains("optional = true"))
            .collect();
        for line in &optional {
            let name = line.split(['.', '=', ' ']).next().unwrap();
            assert!(page.contains(&format!("`{name}` (optional)")), "{name} is optional");
        }
        let features = section(&manifest, "features");
        assert!(!features.iter().any(|it| it.starts_with("default")), "{}", manifest.display());
    }
    assert_eq!(page.matches("` (optional)").count(), 1);
    let user = root().join("crates/plenipo-maths/src/programme");
    let mut files = Vec::new();
    rust_files(&root().join("crates"), &mut files);
    for path in files.iter().filter(|it| it.components().any(|part| part.as_os_str() == "src")) {
        let uses = code(path).lines().any(|line| line.trim_start().starts_with("use highs::"));
        assert!(!uses || path.starts_with(&user), "{} uses highs", path.display());
    }
}

/// Names of the crates a manifest asks for outside tests.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    section(manifest, "dependencies")
        .iter()
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn crates_use_only_what_their_row_names() {
    let rows = table("crate");
    let crates = root().join("crates");
    let folders: BTreeSet<String> = fs::read_dir(&crates)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(rows.keys().cloned().collect::<BTreeSet<_>>(), folders);
    for (name, allowed) in rows {
        let asked = dependencies(&crates.join(&name).join("Cargo.toml"));
        assert_eq!(asked, allowed, "crate {name}");
    }
}

#[test]
fn the_engine_touches_nothing_outside() {
    let outside = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io",
        "SystemTime",
        "Instant::now",
        "println!",
        "Zoned::now",
        "Timestamp::now",
        "File::",
    ];
    for (_, path) in engine_files() {
        // Reading from bytes in memory, and writing into them, touches nothing outside.
        let in_memory = ["use std::io::Cursor;", "use std::io::Read;", "use std::io::Write;"];
        let code = in_memory.iter().fold(code(&path), |code, it| code.replace(it, ""));
        for word in outside {
            assert!(!code.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn every_path_named_exists() {
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let page = fs::read_to_string(root().join(name)).unwrap();
        for word in page.split('`').skip(1).step_by(2) {
            // `NAME` stands for what a contributor chooses.
            if word.contains('/') && !word.contains([' ', '\n']) && !word.contains("NAME") {
                assert!(root().join(word).exists(), "{name} names {word}");
            }
        }
    }
}

#[test]
fn a_forbidden_arrow_would_be_seen() {
    let module: Vec<String> = ["case", "draft"].map(str::to_owned).to_vec();
    let code = "use crate::{finding, case::id};\nlet x = super::super::dossier::read;";
    let found = used("plenipo", &module, code);
    assert!(found.contains("finding") && found.contains("dossier"), "{found:?}");
    let found =
        used("plenipo-record", &module, "use plenipo_maths::work::Work; use crate::dossier::read;");
    assert!(found.contains("maths") && found.contains("record::dossier"), "{found:?}");
}

/// Words that say how something stands: who branches on one reads English.
const STATUS_WORDS: [&str; 22] = [
    "accepted",
    "refused",
    "conflict",
    "blocked",
    "open",
    "undetermined",
    "stopped",
    "answered",
    "not-converged",
    "crossed",
    "may be crossed",
    "respected",
    "unclear",
    "held",
    "planned",
    "cancelled",
    "not recorded",
    "done",
    "overdue",
    "superseded",
    "withdrawn",
    "bracketed",
];

/// Fields whose meaning is a closed list: a word in one is compared with no literal.
const CLOSED_FIELDS: [&str; 8] =
    ["kind", "status", "state", "verdict", "is", "against", "says", "answer"];

/// How often a field of a closed list is compared with a literal: `it.kind == "content"`, `matches!(it.kind, "claim")`.
fn literal_fields(code: &str) -> usize {
    let of_field = |field: &&str| {
        let field = format!(".{field}");
        let compared = |at: usize| {
            let after = code[at + field.len()..].trim_start();
            let after = ["==", "!=", ","].iter().find_map(|it| after.strip_prefix(it));
            let quoted = after.is_some_and(|it| it.trim_start().starts_with('"'));
            let comma = code[at + field.len()..].trim_start().starts_with(',');
            quoted && (!comma || code[..at].rfind("matches!(").is_some_and(|it| at - it < 40))
        };
        code.match_indices(&field).filter(|(at, _)| compared(*at)).count()
    };
    CLOSED_FIELDS.iter().map(of_field).sum()
}

/// How often `code` reads a cell, a table by its name, a heading, or branches on a status word.
fn scans(code: &str) -> usize {
    let reads = [".cell(", "as_text", "as_number", ".column(\"", ".table(\"", "Block::Heading {"];
    let read: usize = reads.iter().map(|it| code.matches(it).count()).sum();
    // Whoever makes a cell reads none.
    let read = read - code.matches(".cell()").count();
    let branches = STATUS_WORDS.iter().map(|word| {
        let literal = format!("\"{word}\"");
        let branched = |at: usize| {
            let (before, after) = (code[..at].trim_end(), code[at + literal.len()..].trim_start());
            let compared = ["==", "!=", "|"].iter().any(|it| before.ends_with(it));
            compared || ["=>", "|", "if "].iter().any(|it| after.starts_with(it))
        };
        code.match_indices(&literal).filter(|(at, _)| branched(*at)).count()
    });
    read + branches.sum::<usize>() + literal_fields(code)
}

#[test]
fn meaning_does_not_leave_the_engine_as_english_only_to_be_read_again() {
    let crates = root().join("crates");
    // What is used of another lens, or of the tables of the same, belongs in a typed answer.
    for src in ["plenipo/src/lens", "plenipo/src/preference", "plenipo/src/scenario"] {
        let mut files = Vec::new();
        rust_files(&crates.join(src), &mut files);
        for path in files {
            assert_eq!(scans(&code(&path)), 0, "{} reads English", path.display());
        }
    }
}

#[test]
fn presenters_look_for_nothing_in_words() {
    let mut files = Vec::new();
    rust_files(&root().join("crates/plenipo-present/src"), &mut files);
    for path in files {
        let code = code(&path);
        // Reading text that somebody else wrote is the business of these two.
        let reader = path.ends_with("json/read.rs") || path.ends_with("markdown/read.rs");
        let shown = code.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(reader || scans(shown) == data_access(shown), "{} scans", path.display());
        for gone in ["is_day", "fn pieces", "FIXED", "unmarked("] {
            assert!(!shown.contains(gone), "{} has {gone}", path.display());
        }
    }
}

/// What a presenter may do: read the columns that a chart names, and lay out the headings of an account.
fn data_access(code: &str) -> usize {
    let reads = [".cell(", "as_text", "as_number", "Block::Heading {"];
    reads.iter().map(|it| code.matches(it).count()).sum()
}

#[test]
fn a_scan_would_be_seen() {
    assert_eq!(scans("match status { \"refused\" | \"blocked\" => 1, _ => 0 }"), 2);
    assert_eq!(scans("if told.status == \"open\" { table.cell(0, \"x\") }"), 3);
    assert_eq!(scans("Status::Open => \"open\", other => \"done\","), 0);
    assert_eq!(scans("all.find(|it| it.kind == \"content\")"), 1);
    assert_eq!(scans("!matches!(it.kind, \"forecast\" | \"consent\")"), 1);
    assert_eq!(scans("format!(\"{} {}\", it.kind, \"of\"); kind == Kind::Draft"), 0);
}

/// Names that two public types may share, each with the reason.
const SHARED_NAMES: [(&str, &str); 1] = [(
    "Value",
    "a lens setting's and a ledger entry's: nobody writes both, and either reads better short",
)];

/// The public types that a file declares, its tests apart.
fn public_types(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let declared = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub ")?;
        let kinds = ["struct ", "enum ", "trait ", "type ", "union "];
        let rest = kinds.iter().find_map(|it| rest.strip_prefix(it))?;
        Some(rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect())
    };
    // What is indented may be the type of a trait's implementation.
    code.lines().filter(|line| !line.starts_with(' ')).filter_map(declared).collect()
}

/// Whoever imports two types would have to rename one: so each carries its noun.
#[test]
fn no_two_public_types_have_one_name() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in ENGINE.into_iter().chain(["plenipo-present", "plenipo-read", "plenipo-testing"]) {
        let src = root().join("crates").join(name).join("src");
        let mut files = Vec::new();
        rust_files(&src, &mut files);
        for path in files {
            let place = format!("{name}::{}", module(&src, &path).join("::"));
            for it in public_types(&code(&path)) {
                found.entry(it).or_default().insert(place.clone());
            }
        }
    }
    assert!(found.contains_key("Finding") && found.contains_key("Case"), "types are found");
    found.retain(|_, places| places.len() > 1);
    let shared: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(shared, SHARED_NAMES.map(|(name, _)| name), "{found:#?}");
}

#[test]
fn a_second_type_of_a_name_would_be_seen() {
    let code = "pub struct Answer<'a> {\npub(crate) enum Kind {\n    pub type Item = u8;\npub trait Word: Copy {";
    assert_eq!(public_types(code), ["Answer", "Word"]);
    assert_eq!(public_types("pub enum Cell {\n#[cfg(test)]\npub struct Only;"), ["Cell"]);
}

/// The string literals of `code`, comments apart.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let until = |text: &str, end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
        rest = if rest.starts_with("//") {
            &rest[until(rest, "\n")..]
        } else if rest.starts_with("/*") {
            &rest[until(rest, "*/")..]
        } else if first == '"' {
            let (literal, rest) = quoted(after);
            found.push(literal);
            rest
        } else if let Some(raw) = raw(rest) {
            let (literal, rest) = raw;
            found.push(literal.to_owned());
            rest
        } else if first == '\'' {
            // A letter in quotes, which may be a quotation mark; else a lifetime.
            let letter = after.strip_prefix('\\').unwrap_or(after);
            let width = letter.chars().next().map_or(0, char::len_utf8);
            letter[width..].strip_prefix('\'').unwrap_or(after)
        } else {
            after
        };
    }
    found
}

/// The literal that begins after its quotation mark, and what follows it.
fn quoted(text: &str) -> (String, &str) {
    let mut literal = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (literal, &text[at + 1..]),
            '\\' => match letters.next() {
                // A line that goes on.
                Some((_, '\n')) => {
                    while letters.as_str().starts_with(char::is_whitespace) {
                        letters.next();
                    }
                }
                Some((_, letter)) => literal.push(letter),
                None => {}
            },
            _ => literal.push(letter),
        }
    }
    (literal, "")
}

/// The raw literal that `text` begins with, and what follows it.
fn raw(text: &str) -> Option<(&str, &str)> {
    let marks = text.strip_prefix('r')?;
    let hashes = marks.len() - marks.trim_start_matches('#').len();
    let inner = marks[hashes..].strip_prefix('"')?;
    inner.split_once(&format!("\"{}", "#".repeat(hashes)))
}

/// The commands, as the app names them.
fn commands() -> BTreeSet<String> {
    let mut files = Vec::new();
    rust_files(&root().join("crates/plenipo-app/src/command"), &mut files);
    let named = files.iter().flat_map(|path| {
        let code = code(path);
        let names = code.split("name: \"").skip(1);
        names.filter_map(|it| Some(it.split_once('"')?.0.to_owned())).collect::<Vec<_>>()
    });
    let named: BTreeSet<String> = named.collect();
    assert!(named.contains("assess") && named.contains("forecast"), "{named:?}");
    named
}

/// What of `literal` can only be typed at one door: a flag, or the program with a command.
fn of_one_door(literal: &str, commands: &BTreeSet<String>) -> Option<String> {
    let flag = literal.match_indices("--").find(|(at, _)| {
        let before = literal[..*at].chars().next_back();
        let after = literal[at + 2..].chars().next();
        before.is_none_or(|it| !it.is_alphanumeric() && it != '-')
            && after.is_some_and(|it| it.is_ascii_lowercase())
    });
    let typed = literal.match_indices("plenipo ").find(|(at, word)| {
        let rest = &literal[at + word.len()..];
        let word: String =
            rest.chars().take_while(|it| it.is_alphanumeric() || *it == '-').collect();
        commands.contains(&word)
    });
    let at = flag.or(typed)?.0;
    Some(literal[at..].chars().take(30).collect())
}

#[test]
fn the_engine_names_no_flag_and_no_command() {
    let commands = commands();
    for (_, path) in engine_files() {
        for literal in literals(&fs::read_to_string(&path).unwrap()) {
            let found = of_one_door(&literal, &commands);
            assert_eq!(found, None, "{}: a hint is data, which each door words", path.display());
        }
    }
}

#[test]
fn a_flag_or_a_command_would_be_seen() {
    let commands = commands();
    let seen = |code: &str| {
        let all = literals(code);
        all.iter().filter_map(|it| of_one_door(it, &commands)).count()
    };
    assert_eq!(seen("// \"--work\"\nlet a = '\"'; /* \"--work\" */"), 0);
    assert_eq!(seen("let a = '\"'; let b = \"more (`--work`)\";"), 1);
    assert_eq!(seen("let a: &'static str = \"\\\"--work\"; r#\"a \"plenipo assess\" b\"#"), 2);
    assert_eq!(
        seen("\"see `plenipo \\\n        forecast verify`\", \"plenipo ledger 1\", \"a -- b\""),
        1
    );
    assert_eq!(literals("'\\'' \"one\" \"\\\\\" 'a' \"two\""), ["one", "\\", "two"]);
}
