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

/// The pages of what people ask most, of the cases, in `folder`.
fn asked(folder: &Path) -> Vec<PathBuf> {
    let shown = ["matrix", "timeline", "meetings", "sources"];
    let mut asked: Vec<Vec<&str>> = shown.iter().map(|it| vec!["show", "--what", it]).collect();
    let others = ["brief", "assess", "compare", "frontier", "outlook", "statements"];
    asked.extend(others.iter().map(|it| vec![*it]));
    asked.push(vec!["forecast", "score"]);
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut pages = Vec::new();
    for case in ["ukraine-2025", "cyprus-2004", "colombia-2016"] {
        for ask in &asked {
            let page = folder.join(format!("{case}-{}.html", ask.join("-")));
            let status = plenipo()
                .args(ask)
                .args([".", "--samples", "200", "--format", "html", "--out"])
                .arg(&page)
                .current_dir(cases.join(case))
                .status()
                .expect("the command runs");
            assert!(status.success(), "{case}: {ask:?}");
            pages.push(page);
        }
    }
    pages
}

#[test]
fn what_stands_in_a_page_needs_no_inline_style_and_no_script() {
    let dir = tempfile::tempdir().expect("a folder");
    for page in asked(dir.path()) {
        let text = std::fs::read_to_string(&page).expect("the page");
        let (_, main) = text.split_once("<main>").expect("its beginning");
        let (main, _) = main.split_once("</main>").expect("its end");
        for tag in main.split('<').skip(1).filter_map(|it| it.split('>').next()) {
            let name = tag.split([' ', '/']).find(|it| !it.is_empty()).unwrap_or_default();
            assert!(!["script", "style", "link"].contains(&name), "{}: {tag}", page.display());
            // Within quotes every `=` and every space belongs to a value.
            let names = tag.split('"').step_by(2).filter_map(|it| it.trim().strip_suffix('='));
            for attribute in names.filter_map(|it| it.rsplit(' ').next()) {
                let barred = attribute == "style" || attribute.starts_with("on");
                assert!(!barred, "{}: {tag}", page.display());
            }
        }
    }
}

#[test]
fn no_page_is_wider_than_a_small_phone() {
    let Some(chromium) = chromium() else {
        let line = "skipped: no chromium here, so no page was measured\n";
        std::io::stderr().write_all(line.as_bytes()).expect("standard error");
        assert!(std::env::var_os("PLENIPO_REQUIRE_CHROMIUM").is_none(), "chromium is required");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    let pages = asked(dir.path());
    let names = pages.iter().filter_map(|it| it.file_name()).map(|it| it.to_string_lossy());
    let frames: String =
        names.map(|it| format!("<iframe width=360 height=640 src=\"{it}\"></iframe>")).collect();
    // A window of Chromium's is never narrower than 500, a frame is. This script is the test's own.
    let measure = "<pre id=\"widths\"></pre><script>onload = () => { for (const it of \
                   document.querySelectorAll('iframe')) widths.textContent += '[' + \
                   it.getAttribute('src') + ' ' + it.contentDocument.documentElement.scrollWidth + \
                   ']'; }</script>";
    let frame = dir.path().join("frames.html");
    std::fs::write(&frame, format!("<!DOCTYPE html>{frames}{measure}")).expect("a page");
    let output = Command::new(&chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--allow-file-access-from-files", "--virtual-time-budget=60000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
        .arg(format!("file://{}", frame.display()))
        .stdin(Stdio::null())
        .output()
        .expect("chromium runs");
    let dom = String::from_utf8_lossy(&output.stdout);
    let (_, widths) = dom.split_once("<pre id=\"widths\">").expect("what was measured");
    let (widths, _) = widths.split_once("</pre>").expect("its end");
    let widths: Vec<&str> =
        widths.split('[').skip(1).filter_map(|it| it.split(']').next()).collect();
    assert_eq!(widths.len(), pages.len(), "{dom:.2000}");
    for it in widths {
        let wide: usize = it.rsplit(' ').next().and_then(|it| it.parse().ok()).expect("a width");
        assert!((300..=360).contains(&wide), "{it}");
    }
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
