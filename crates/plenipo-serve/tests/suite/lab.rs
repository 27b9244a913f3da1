//! The draft lab without a browser: what it opens on, the file of what is changed, and saving.

use std::io::Read;

use plenipo_testing::dossier::{fixture, read_with};

use crate::client::{Client, Memory};

const CHANGED: &str = "try=may-paper:dam=low";

fn desk() -> (Memory, Client) {
    let memory = Memory::new(fixture());
    let client = Client::new(&memory, true, None);
    (memory, client)
}

#[tokio::test]
async fn it_opens_on_the_live_text_that_the_next_meeting_carries() {
    // A later text is known point by point, the one that is carried only by name.
    let text = "[[draft]]\nid = \"june-paper\"\ntitle = \"June paper\"\ndate = 2031-05-02\n\
                [[meeting]]\nid = \"round-4\"\ndate = 2031-05-10\nknown = 2031-05-08\n\
                channel = [\"east\", \"west\"]\ncarries = [\"june-paper\", \"spring-paper\"]\n";
    let memory = Memory::new(fixture());
    memory.put("june.toml", text);
    let client = Client::new(&memory, false, None);
    let page = client.get("/c/talks/lab").await;
    assert!(page.body.contains("<h1>June paper as it is</h1>"), "{}", page.body);
    // Of a text that is no longer live it says so, in the list and once it is taken.
    assert!(page.body.contains("Spring paper (superseded)</option>"), "{}", page.body);
    let old = client.get("/c/talks/lab?draft=spring-paper").await;
    assert!(old.body.contains("This text is superseded since 5 May 2031."), "{}", old.body);
}

#[tokio::test]
async fn the_word_file_is_a_redline_of_what_is_changed() {
    let (_, client) = desk();
    let lab = client.get(&format!("/c/talks/lab?{CHANGED}")).await;
    let to = "/c/talks/lab/redline?try=may-paper%3Adam%3Dlow";
    assert!(lab.body.contains(&format!("href=\"{to}\"")), "{}", lab.body);
    let file = client.get(to).await;
    assert_eq!(file.status, 200, "{}", file.body);
    let named = "attachment; filename=\"may-paper-redline-2031-05-10.docx\"";
    assert_eq!(file.file.as_deref(), Some(named));
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).expect("a package");
    let mut text = String::new();
    let mut part = parts.by_name("word/document.xml").expect("the text");
    part.read_to_string(&mut text).expect("text");
    // What stood there is struck, what stands there now is put in.
    let within = |open: &str, close: &str, words: &str| {
        text.split(open).skip(1).any(|it| it.split(close).next().unwrap_or("").contains(words))
    };
    assert!(within("<w:del ", "</w:del>", "release of 80 to 100"), "{text}");
    assert!(within("<w:ins ", "</w:ins>", "release of 40"), "{text}");
    assert!(text.contains("May paper, with 1 change against the text on record"), "{text}");
    assert_eq!(client.get("/c/talks/lab/redline?try=may-paper").await.status, 400);
}

#[tokio::test]
async fn who_is_refused_keeps_what_was_made_and_typed() {
    let (memory, client) = desk();
    let fields = [
        ("as-of", "2031-05-08"),
        ("try", "may-paper:dam=low"),
        ("try", "may-paper:dam=none"),
        ("title", "What <we> could live with"),
        ("id", "may-paper"),
    ];
    let page = client.post("/c/talks/lab/save", &fields).await;
    assert_eq!(page.status, 409);
    assert!(page.body.contains("Not saved. There is a draft “may-paper” already."));
    assert_eq!(page.hidden_or_value("title"), "What &#60;we&#62; could live with");
    assert_eq!(page.hidden("as-of").as_deref(), Some("2031-05-08"));
    assert!(page.body.contains("Variants side by side"), "{}", page.body);
    assert_eq!(memory.files(), fixture());
    let fields = [fields[0], fields[1], fields[2], fields[3], ("id", "mine")];
    let page = client.post("/c/talks/lab/save", &fields).await;
    let to = page.location.expect("the draft");
    assert_eq!(to, "/c/talks/lab?as-of=2031-05-08&draft=mine");
    assert!(client.get(&to).await.body.contains("What &#60;we&#62; could live with as it is"));
    let text = memory.text("drafts/mine.toml").expect("a file");
    assert!(text.contains("title = \"What <we> could live with\""), "{text}");
    assert!(text.contains("date = 2031-05-08"), "{text}");
    let (case, problems) = read_with(&memory.files(), &[]);
    assert!(case.is_some(), "{problems:?}");
}

#[tokio::test]
async fn a_line_that_is_crossed_says_where_it_is_from() {
    let (_, client) = desk();
    let page = client.get("/c/talks/lab?draft=may-paper").await;
    let lines = page.body.split_once("class=\"lines\"").expect("lines").1;
    let lines = lines.split("</ul>").next().unwrap_or_default();
    let to = lines.split("href=\"").nth(1).and_then(|it| it.split('"').next()).expect("a link");
    // By its own entry, though tables call it by the name of its thread.
    assert_eq!(to, "/c/talks/record/red_line/east-dam");
    assert_eq!(client.get(to).await.status, 200);
    assert!(lines.contains("Ana Oren, 30 Apr 2031, reported, gazette"), "{lines}");
    // On a narrow screen how it stands comes before the options.
    let sum = page.body.find("class=\"sum\"").expect("in short");
    assert!(sum < page.body.find("class=\"issue").expect("an issue"));
    assert!(page.body[sum..].split("</p>").next().is_some_and(|it| it.contains("At the table")));
}

#[tokio::test]
async fn issues_without_an_order_stand_as_the_draft_has_them() {
    let memory = Memory::new(fixture());
    let issue = |id: &str| {
        format!(
            "[[issue]]\nid = \"{id}\"\ntitle = \"The {id}\"\ngroup = \"Later\"\n\
             options = [{{ id = \"a\", text = \"yes\" }}, {{ id = \"b\", text = \"no\" }}]\n"
        )
    };
    let text = [issue("aaa"), issue("bbb"), issue("ccc")].concat();
    let draft = "[[draft]]\nid = \"later\"\ntitle = \"Later\"\ndate = 2031-05-06\nform = \"text\"\nsource = \"gazette\"\n\
                 points = [{ number = 1, gist = \"c\", sets = { ccc = \"a\" } }, { number = 2, gist = \"a\", sets = { aaa = \"a\" } }]\n";
    memory.put("later.toml", &format!("{text}{draft}"));
    let client = Client::new(&memory, false, None);
    let page = client.get("/c/talks/lab?draft=later").await;
    let places = ["i-ccc", "i-aaa", "i-bbb"].map(|it| {
        page.body.find(&format!("<h3 id=\"{it}\"")).unwrap_or_else(|| panic!("{it}: {}", page.body))
    });
    assert!(places.is_sorted(), "{places:?}");
    // What has an order stands by it, before the others.
    let dam = page.body.find("<h3 id=\"i-dam\"").expect("the dam");
    assert!(dam < places[0]);
}
