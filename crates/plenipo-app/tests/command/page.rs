//! Pages and files: `--format html|markdown|docx`, `--out`, `--force`; and the page in a browser.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{SOUND, names, plenipo, river, run};

#[test]
fn an_answer_goes_into_a_file_whole_and_over_none() {
    let dir = river(&[("river.toml", SOUND)]);
    let ask =
        |more: &[&str]| run(dir.path(), &[&["brief", "river", "--out", "page"], more].concat());
    let said = ask(&["--format", "html"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    let page = std::fs::read_to_string(dir.path().join("page")).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    // The same answer on standard output.
    assert_eq!(run(dir.path(), &["brief", "river", "--format", "html"]).out, page);
    let said = ask(&["--format", "json"]);
    assert_eq!(said.code, 4);
    assert!(
        said.err.contains("page exists already") && said.err.contains("--force"),
        "{}",
        said.err
    );
    assert_eq!(std::fs::read_to_string(dir.path().join("page")).expect("it"), page);
    assert_eq!(ask(&["--format", "json", "--force"]).code, 0);
    let json = std::fs::read_to_string(dir.path().join("page")).expect("it");
    assert!(json.starts_with('{'));
    // Nothing else was left behind.
    let left: Vec<PathBuf> = names(dir.path())
        .into_iter()
        .filter(|it| !it.starts_with(dir.path().join("river")))
        .collect();
    assert_eq!(left, [dir.path().join("page")]);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let dir = river(&[("river.toml", SOUND)]);
    let before = names(dir.path());
    let said = run(dir.path(), &["brief", "river", "--out", "no/such/file"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("could not write no/such/file"), "{}", said.err);
    let said = run(dir.path(), &["brief", "river", "--out", "river", "--force"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("river is a folder"), "{}", said.err);
    // A dossier with problems: the file that was there stays.
    std::fs::write(dir.path().join("river/more.toml"), "nonsense = 1\n").expect("a file");
    std::fs::write(dir.path().join("old"), "old").expect("a file");
    assert_eq!(run(dir.path(), &["brief", "river", "--out", "old", "--force"]).code, 3);
    assert_eq!(std::fs::read_to_string(dir.path().join("old")).expect("it"), "old");
    assert_eq!(names(dir.path()).len(), before.len() + 2);
}

#[test]
fn flags_that_make_no_sense_together_are_refused() {
    let dir = river(&[("river.toml", SOUND)]);
    let docx = run(dir.path(), &["brief", "river", "--format", "docx"]);
    assert_eq!(docx.code, 2);
    assert!(docx.err.contains("--out FILE"), "{}", docx.err);
    assert_eq!(run(dir.path(), &["brief", "river", "--force"]).code, 2);
    assert_eq!(run(dir.path(), &["check", "river", "--format", "html"]).code, 2);
}

#[test]
fn markdown_and_docx_are_written_and_are_the_same_each_time() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["brief", "river", "--format", "markdown"]);
    assert!(said.out.starts_with("# River sharing"), "{}", said.out);
    let docx = |name: &str| {
        let said = run(dir.path(), &["brief", "river", "--format", "docx", "--out", name]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        std::fs::read(dir.path().join(name)).expect("the file")
    };
    let first = docx("a.docx");
    assert!(first.starts_with(b"PK"));
    assert!(first == docx("b.docx"), "two runs, two files");
}

/// The founding case's brief as a page, in `folder`.
fn founding(folder: &Path) -> PathBuf {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ukraine-2025");
    let page = folder.join("brief.html");
    let status = plenipo()
        .args(["brief", ".", "--format", "html", "--out"])
        .arg(&page)
        .current_dir(case)
        .status()
        .expect("the command runs");
    assert!(status.success());
    page
}

#[test]
fn the_founding_brief_is_quick_and_light() {
    let dir = tempfile::tempdir().expect("a folder");
    // The best of a few runs: this machine may be busy with other tests.
    let run = |n: usize| {
        let folder = dir.path().join(n.to_string());
        std::fs::create_dir(&folder).expect("a folder");
        let start = Instant::now();
        let page = founding(&folder);
        (start.elapsed(), std::fs::metadata(page).expect("the page").len())
    };
    let runs: Vec<_> = (0..8).map(run).collect();
    let best = runs.iter().map(|it| it.0).min().expect("runs");
    assert!(best.as_secs_f64() < 1.0, "{best:?}");
    assert!(runs.iter().all(|it| it.1 < 600_000));
}

/// A Chromium that is installed here, if any.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|it| it.is_file())
}

/// Opens `page` in Chromium and returns what the browser wrote to its log.
fn open(chromium: &Path, page: &Path, folder: &Path, more: &[String]) -> String {
    let profile = folder.join("profile");
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--log-level=0", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .output()
        .expect("chromium runs");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Whether a font of Arial's widths is installed; wider ones need more paper.
fn has_narrow_sans() -> bool {
    let found = Command::new("fc-match").args(["-f", "%{family}", "Arial"]).output();
    let family =
        found.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    ["Arial", "Liberation Sans", "Helvetica", "Arimo"].iter().any(|it| family.contains(it))
}

/// Pages of a PDF as Chromium writes it.
fn pages(pdf: &Path) -> usize {
    let bytes = std::fs::read(pdf).expect("a PDF");
    let mark = b"/Type /Page";
    bytes
        .windows(mark.len() + 1)
        .filter(|it| it.starts_with(mark) && it[mark.len()] != b's')
        .count()
}

#[test]
fn the_page_opens_in_chromium_and_its_brief_prints_on_two_sheets() {
    let Some(chromium) = chromium() else {
        // Past the harness's capture: a reader of the log must see what was not tested.
        let line = "skipped: no chromium here, so no page was opened in a browser\n";
        std::io::stderr().write_all(line.as_bytes()).expect("standard error");
        assert!(std::env::var_os("PLENIPO_REQUIRE_CHROMIUM").is_none(), "chromium is required");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    let page = founding(dir.path());
    let net = dir.path().join("net.json");
    let pdf = dir.path().join("whole.pdf");
    let print = |pdf: &Path| format!("--print-to-pdf={}", pdf.display());
    let log = open(
        &chromium,
        &page,
        dir.path(),
        &[print(&pdf), format!("--log-net-log={}", net.display())],
    );
    assert!(!log.contains("CONSOLE"), "{log}");
    let net = std::fs::read_to_string(net).expect("the log of requests");
    // Every address that the page offers to follow, and none of them asked for.
    let text = std::fs::read_to_string(&page).expect("the page");
    let hosts = text.split("href=\"https://").skip(1).filter_map(|it| it.split(['/', '"']).next());
    for host in hosts {
        assert!(!net.contains(host), "the page asked {host}");
    }
    let whole = pages(&pdf);
    // Notes and sources follow where the brief ends: on its last sheet, if they have room there.
    assert!((1..=3).contains(&whole), "{whole} sheets with notes and sources");
    // The brief alone.
    let cut = dir.path().join("cut.html");
    let style = "<style>.annex, footer { display: none }</style></head>";
    std::fs::write(&cut, text.replace("</head>", style)).expect("a page");
    let pdf = dir.path().join("cut.pdf");
    open(&chromium, &cut, dir.path(), &[print(&pdf)]);
    if has_narrow_sans() {
        assert_eq!(pages(&pdf), 2, "the brief is two sheets");
        assert!(whole >= 2, "{whole} sheets with notes and sources");
    } else {
        let line =
            "skipped: no font as narrow as Arial here, so the brief's sheets were not counted\n";
        std::io::stderr().write_all(line.as_bytes()).expect("standard error");
        assert!(std::env::var_os("PLENIPO_REQUIRE_CHROMIUM").is_none(), "such a font is required");
    }
}
