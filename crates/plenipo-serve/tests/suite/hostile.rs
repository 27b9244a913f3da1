//! Words that mean harm: a record full of them, forms full of them, and addresses that say what is not so.

use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::read::NamedBytes;
use plenipo_testing::dossier::{fixture, named, read_with};

use crate::client::{Client, Memory};

/// Markup, and marks that turn the order of reading, as a TOML string has them.
const EVIL: &str =
    "<script>alert(1)</script>\\\"'><img src=x onerror=alert(2)>\\u202Etxet\\u2066\\u0007 ";

/// The same as it is read.
const EVIL_READ: &str =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202e}txet\u{2066}\u{7} ";

/// The fixture with harm at the head of every text in it.
fn evil() -> Vec<NamedBytes> {
    const KEYS: [&str; 16] = [
        "title",
        "summary",
        "name",
        "short",
        "group",
        "unit",
        "text",
        "gist",
        "words",
        "why",
        "subject",
        "publisher",
        "note",
        "question",
        "place",
        "condition",
    ];
    let mut n = 0;
    let files = fixture().into_iter().map(|file| {
        let mut text = String::from_utf8(file.bytes).expect("text");
        for key in KEYS {
            let (plain, other) = (format!("{key} = \""), format!("{key} = \"{EVIL}"));
            let mut parts = text.split(plain.as_str());
            let mut new = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                // Longer strings begin with three marks, and other keys end like this one.
                let is_key = new.ends_with([' ', '\n', '{', ',']);
                let is_long = part.starts_with("\"\"");
                n += usize::from(is_key && !is_long);
                new += if is_key && !is_long { &other } else { &plain };
                new += part;
            }
            text = new;
        }
        named(&file.name, text)
    });
    let files: Vec<_> = files.collect();
    assert!(n > 40, "only {n} texts");
    files
}

/// Nothing of a page is obeyed.
fn is_inert(body: &str, what: &str) {
    for it in ["<script>alert", "<img", "onerror=alert(2)>"] {
        assert!(!body.contains(it), "{what}: {it}\n{body}");
    }
    let odd = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(it) = body.chars().find(odd) {
        panic!("{what}: U+{:04X}\n{body}", u32::from(it));
    }
}

/// Every address that a page leads to within the case.
fn links(body: &str) -> Vec<String> {
    let each = ["href=\"", "hx-get=\""].into_iter().flat_map(|it| body.split(it).skip(1));
    let each = each.filter_map(|it| it.split('"').next());
    each.filter(|it| it.starts_with("/c/talks/"))
        .map(|it| it.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}

#[tokio::test]
async fn a_record_full_of_harm_is_shown_on_every_page_and_obeyed_on_none() {
    let files = evil();
    let (case, problems) = read_with(&files, &[]);
    let case = case.unwrap_or_else(|| panic!("{problems:#?}"));
    let memory = Memory::new(files);
    for viewer in [None, Some("east")] {
        let client = Client::new(&memory, viewer.is_none(), viewer);
        let mut found = vec!["/".to_owned(), "/c/talks/overview".to_owned()];
        for kind in Kind::ALL {
            let all = (0..case.count(kind)).map(|it| RecordRef::new(kind, it));
            let ids = all.filter_map(|it| case.id(it));
            found.extend(ids.map(|id| format!("/c/talks/record/{}/{id}", kind.table())));
        }
        let (mut at, mut shown) = (0, 0);
        while at < found.len() {
            let path = found[at].clone();
            at += 1;
            let page = client.get(&path).await;
            let is_page = page.body.starts_with("<!DOCTYPE") || path.contains("/lab/");
            if page.location.is_some() || !is_page {
                continue;
            }
            is_inert(&page.body, &path);
            shown += usize::from(page.body.contains("\u{fffd}txet\u{fffd}"));
            // One page of each kind leads on to all others.
            for to in links(&page.body) {
                let to = to.split('#').next().unwrap_or_default().to_owned();
                let alike = |it: &&String| it.split('?').next() == to.split('?').next();
                if found.iter().filter(alike).count() < 2 && !to.contains("format=docx") {
                    found.push(to);
                }
            }
        }
        assert!(at > 60 && shown > 40, "{at} pages, {shown} with harm in them");
    }
}

#[tokio::test]
async fn a_form_full_of_harm_is_shown_again_as_words_and_what_nobody_can_see_is_refused() {
    let mut files = fixture();
    for it in files.iter_mut().filter(|it| it.name == "dossier.toml") {
        let text = String::from_utf8_lossy(&it.bytes).into_owned();
        it.bytes = text.replace("format = 1", "format = 2").into_bytes();
    }
    let memory = Memory::new(files);
    let client = Client::new(&memory, true, None);
    let before = memory.files();
    let mut paths: Vec<String> =
        Kind::ALL.iter().map(|it| format!("/c/talks/enter/{}", it.table())).collect();
    paths.push("/c/talks/meetings/debrief/round-3".to_owned());
    let mut tried = 0;
    for path in paths {
        let form = client.get(&path).await;
        assert_eq!(form.status, 200, "{path}");
        let own =
            form.body.split("<form class=\"enter").nth(1).and_then(|it| it.split("</form>").next());
        let own = own.expect("a form");
        let typed = |start: &str| -> Vec<String> {
            let each = own.split(start).skip(1).filter_map(|it| it.split('>').next());
            let each =
                each.filter(|it| !it.contains("type=\"hidden\"") && !it.contains("checkbox"));
            each.filter_map(|it| it.split(" name=\"").nth(1)?.split('"').next().map(str::to_owned))
                .collect()
        };
        let mut names = [typed("<input"), typed("<textarea")].concat();
        names.dedup();
        assert!(!names.is_empty(), "{path}: {}", form.body);
        for harm in [
            "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>",
            EVIL_READ,
            "a\u{7}b",
            "a\u{2067}b",
        ] {
            let mut pairs: Vec<(&str, &str)> = names.iter().map(|it| (it.as_str(), harm)).collect();
            pairs.push(("step", "check"));
            let page = client.post(&path, &pairs).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            is_inert(&page.body, &path);
            if harm.chars().any(|it| !plenipo_present::html::is_inert(it)) {
                assert!(page.body.contains("nobody can see (U+"), "{path} {harm:?}: {}", page.body);
                assert!(!page.body.contains("value=\"write\""), "{path}: {}", page.body);
            }
            tried += names.len();
        }
    }
    assert!(tried > 400, "{tried}");
    let harm = [("text", "A report."), ("publisher", "The \u{202e}Wire"), ("date", "14 may 2031")];
    let page = client.post("/c/talks/inbox/read", &harm).await;
    is_inert(&page.body, "inbox");
    assert!(page.body.contains("nobody can see (U+202E)"), "{}", page.body);
    assert_eq!(memory.files(), before);
}

#[tokio::test]
async fn a_page_says_of_what_was_written_only_what_is_so() {
    let memory = Memory::new(fixture());
    let client = Client::new(&memory, true, None);
    let page = client.get("/c/talks/enter/meeting?written=round-3&in=parties.toml").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Written into"), "{}", page.body);
    for file in ["nowhere.toml", "issues.toml", ""] {
        let page = client.get(&format!("/c/talks/enter/meeting?written=round-3&in={file}")).await;
        assert!(!page.body.contains("Written into"), "{file}: {}", page.body);
    }
    // A file that has it says so.
    let fields = [
        ("id", "round-9"),
        ("date", "2031-05-09"),
        ("channel", "east"),
        ("channel", "west"),
        ("basis", "assumed"),
    ];
    let mut pairs = fields.to_vec();
    pairs.push(("step", "check"));
    let looked = client.post("/c/talks/enter/meeting", &pairs).await;
    let of = |name: &str| looked.hidden(name).unwrap_or_default();
    let (seen, shown) = (of("seen"), of("shown"));
    pairs.pop();
    pairs.extend([("step", "write"), ("seen", &seen), ("shown", &shown)]);
    let done = client.post("/c/talks/enter/meeting", &pairs).await;
    assert_eq!(done.status, 303, "{}", looked.body);
    let to = done.location.expect("a page");
    let page = client.get(&to).await;
    assert!(page.body.contains("Written into"), "{}", page.body);
    let other = to.replace("round-9", "round-3");
    assert!(!client.get(&other).await.body.contains("Written into"), "{other}");
    // So with what was noted of a meeting, and with what was decided of a report.
    for file in ["parties.toml", "issues.toml", "reports/2031-05-12-round-4.toml", "nowhere.toml"] {
        let page = client.get(&format!("/c/talks/meetings/debrief/round-3?in={file}")).await;
        assert_eq!(page.status, 404, "{file}: {}", page.body);
    }
    for said in ["accepted=5&in=parties.toml", "rejected=5", "done=1", "done=99999999999999999999"]
    {
        let page = client.get(&format!("/c/talks/inbox?{said}")).await;
        assert!(!page.body.contains("went into the record"), "{said}: {}", page.body);
        assert!(!page.body.contains("rejected: not proposed"), "{said}: {}", page.body);
    }
}
