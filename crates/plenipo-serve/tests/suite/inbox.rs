//! The inbox: what a report proposes beside its text, decided entry by entry or several at once, in no way by a party.

use plenipo_record::case::Case;
use plenipo_record::dossier::read::NamedBytes;
use plenipo_testing::dossier::read_with;

use crate::client::{Client, Memory, Page};

const TALKS: &str = r#"
format = 2
[dossier]
title = "A river"
as_of = 2031-05-16
[[party]]
id = "norland"
name = "Norland"
roles = ["principal"]
[[party]]
id = "sudmark"
name = "Sudmark"
roles = ["principal"]
[[person]]
id = "voss"
name = "Petra Voss"
party = "norland"
[[issue]]
id = "inspectors"
title = "Foreign inspectors"
options = [{ id = "none", text = "no inspectors" }, { id = "some", text = "a team of ten" }]
[[source]]
id = "wire"
publisher = "The Wire"
date = 2031-05-01
[[meeting]]
id = "damask"
date = 2031-05-13
place = "Damask"
channel = ["norland", "sudmark"]
present = ["voss"]
"#;

const REPORT: &str = "Foreign Minister Petra Voss of Norland met Igor Maran, the foreign minister of Sudmark, in Damask \
on Tuesday. Voss called the talks \"tough but useful\". Norland would never accept foreign inspectors on its soil, she \
said.\n\nSudmark turned down the draft. Norland has demanded the release of 12 fishermen. <b>A deal</b> this summer is \
unlikely, analysts said. <script>alert(1)</script>";

const INBOX: &str = "/c/talks/inbox";
const FILE: &str = "proposals/2031-05-14-talks-in-damask.toml";

fn memory() -> Memory {
    Memory::new(vec![NamedBytes { name: "dossier.toml".to_owned(), bytes: TALKS.into() }])
}

fn pasted() -> [(&'static str, &'static str); 4] {
    [
        ("text", REPORT),
        ("publisher", "The Gazette"),
        ("date", "14 may 2031"),
        ("title", "Talks in Damask"),
    ]
}

async fn desk() -> (Memory, Client, Page) {
    let memory = memory();
    let client = Client::new(&memory, true, None);
    let page = client.post("/c/talks/inbox/read", &pasted()).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (memory, client, page)
}

fn case(memory: &Memory) -> Case {
    let (case, problems) = read_with(&memory.files(), &[]);
    case.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The value that stands for the entry of this noun in the form.
fn at(page: &Page, noun: &str) -> String {
    let card = card(page, noun);
    let rest = card.split_once("name=\"accept\" value=\"").expect("a button").1;
    rest.split('"').next().expect("a value").to_owned()
}

fn card<'p>(page: &'p Page, noun: &str) -> &'p str {
    let all =
        page.body.split("<article").skip(1).map(|it| it.split("</article>").next().unwrap_or(it));
    let head = format!("</a> {noun}</h3>");
    all.into_iter()
        .find(|it| it.contains(&head))
        .unwrap_or_else(|| panic!("no {noun}: {}", page.body))
}

async fn decided(client: &Client, page: &Page, pairs: &[(&str, &str)]) -> Page {
    let seen = page.hidden("seen").unwrap_or_default();
    let mut all = vec![("seen", seen.as_str())];
    all.extend(pairs);
    client.post(&format!("{INBOX}?report={}", FILE.replace('/', "%2F")), &all).await
}

#[tokio::test]
async fn a_pasted_report_lies_beside_its_proposals_with_the_quotes_marked_both_ways() {
    let (memory, client, page) = desk().await;
    assert!(page.body.contains("Nothing of it is in the record yet"), "{}", page.body);
    let text = memory.text(FILE).expect("the file");
    assert!(text.contains("[proposals]") && text.contains("read = 2031-05-20"), "{text}");
    let page = client.get(INBOX).await;
    let line = card(&page, "Red line");
    assert!(line.contains(">New<") && line.contains("sure · by the rule “line”"), "{line}");
    assert!(line.contains("Also enters, if accepted: this report as a source"), "{line}");
    let number = line.split("id=\"p").nth(1).and_then(|it| it.split('"').next()).expect("a number");
    for way in [format!("id=\"m{number}\" href=\"#p{number}\""), format!("href=\"#m{number}\"")] {
        assert!(page.body.contains(&way), "{way}");
    }
    let meeting = card(&page, "Meeting");
    assert!(meeting.contains("Already there, differs in present"), "{meeting}");
    assert!(meeting.contains("href=\"/c/talks/record/meeting/damask\""), "{meeting}");
    // What a report says is words, whatever it says.
    assert!(!page.body.contains("<script>alert") && page.body.contains("&#60;script&#62;alert"));
    assert_eq!(case(&memory).red_lines.len(), 0);
    let again = client.post("/c/talks/inbox/read", &pasted()).await;
    assert!(again.body.contains("was read before"), "{}", again.body);
    assert_eq!(memory.text(FILE).as_deref(), Some(text.as_str()));
}

#[tokio::test]
async fn one_is_accepted_with_what_it_needs_and_the_next_is_shown() {
    let (memory, client, page) = desk().await;
    let done = decided(&client, &page, &[("accept", &at(&page, "Red line"))]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let to = done.location.expect("an address");
    assert!(to.contains("#p"), "{to}");
    assert_eq!(case(&memory).red_lines.len(), 1);
    let entered = memory.text("entered/2031-05-16.toml").expect("the file of the day");
    assert!(entered.find("[[source]]") < entered.find("[[red_line]]"), "{entered}");
    let page = client.get(to.split('#').next().unwrap_or(&to)).await;
    assert!(
        page.body.contains("2 entries went into the record, in entered/2031-05-16.toml"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Red line</h3>"));
    // The second brings the source no more, and goes into a file of its own.
    let done = decided(&client, &page, &[("accept", &at(&page, "Demand"))]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(!memory.text("entered/2031-05-16-2.toml").expect("a second").contains("[[source]]"));
}

#[tokio::test]
async fn several_are_decided_at_once_and_what_is_rejected_is_remembered() {
    let (memory, client, page) = desk().await;
    let (line, demand) = (at(&page, "Red line"), at(&page, "Demand"));
    let pairs = [("choose", line.as_str()), ("choose", demand.as_str()), ("step", "accept")];
    assert_eq!(decided(&client, &page, &pairs).await.status, 303);
    assert_eq!((case(&memory).red_lines.len(), case(&memory).demands.len()), (1, 1));
    let page = client.get(INBOX).await;
    let meeting = at(&page, "Meeting");
    let done = decided(&client, &page, &[("choose", &meeting), ("step", "reject")]).await;
    let page = client.get(&done.location.expect("an address").replace("#p", "&x=")).await;
    assert!(page.body.contains("1 entry rejected"), "{}", page.body);
    assert!(memory.text(FILE).expect("the file").contains("rejected = ["));
    // Asked again only when told to.
    let mut copy = pasted().to_vec();
    copy[1] = ("publisher", "The Echo");
    copy[3] = ("title", "Talks");
    let read = client.post("/c/talks/inbox/read", &copy).await;
    assert!(read.body.contains("rejected before of the same words"), "{}", read.body);
    assert!(read.body.contains("<b>A reprint</b> of"), "{}", read.body);
    // All of a report ticked by a link, without script.
    let all = client.get(&format!("{INBOX}?report={}&choose=all", FILE.replace('/', "%2F"))).await;
    assert_eq!(all.body.matches(" checked").count(), all.body.matches("name=\"choose\"").count());
}

#[tokio::test]
async fn an_entry_is_changed_in_its_form_and_leaves_the_inbox() {
    let (memory, client, page) = desk().await;
    let line = card(&page, "Red line");
    let to = line.split("<a class=\"btn\" href=\"").nth(1).and_then(|it| it.split('"').next());
    let to = to.expect("a link").replace("&#38;", "&").replace("&amp;", "&");
    let form = client.get(&to).await;
    assert_eq!(form.status, 200, "{}", form.body);
    assert!(form.body.contains("Change the proposed red line"), "{}", form.body);
    assert!(form.body.contains("would never accept foreign inspectors on its soil"));
    assert!(
        form.body.contains("With it goes, in entered/2031-05-16.toml: source"),
        "{}",
        form.body
    );
    let action =
        form.body.split("action=\"").nth(2).and_then(|it| it.split('"').next()).expect("an action");
    let action = action.replace("&#38;", "&").replace("&amp;", "&");
    assert!(action.contains("proposal="), "{action}");
    let id = form.hidden_or_value("id");
    let source = form.chosen("source");
    let fields = [
        ("id", id.as_str()),
        ("party", "norland"),
        ("rules_out", "inspectors=some"),
        ("words", "no inspectors on our soil"),
        ("date", "2031-05-14"),
        ("source", source.as_str()),
        ("basis", "reported"),
    ];
    let sent = async |step: &str, page: Option<&Page>| {
        let of = |name: &str| page.and_then(|it| it.hidden(name)).unwrap_or_default();
        let (seen, shown) = (of("seen"), of("shown"));
        let mut all = fields.to_vec();
        all.extend([("seen", seen.as_str()), ("shown", shown.as_str()), ("step", step)]);
        client.post(&action, &all).await
    };
    let looked = sent("check", None).await;
    assert!(looked.body.contains("What will be written"), "{}", looked.body);
    assert_eq!(case(&memory).red_lines.len(), 0, "looking writes nothing");
    let done = sent("write", Some(&looked)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.location.is_some_and(|it| it.starts_with(INBOX)));
    let all = case(&memory);
    assert_eq!(all.red_lines[0].words.as_deref(), Some("no inspectors on our soil"));
    assert_eq!(all.red_lines[0].rules_out.len(), 1);
    assert_eq!(all.sources.len(), 2);
    let page = client.get(INBOX).await;
    assert!(!page.body.contains("Red line</h3>"), "{}", page.body);
    assert!(page.body.contains("2 accepted"), "{}", page.body);
    // A form that was open meanwhile says so.
    assert_eq!(client.get(&to).await.status, 404);
}

#[tokio::test]
async fn what_changes_meanwhile_is_noticed_and_nothing_is_written() {
    let (memory, client, page) = desk().await;
    let line = at(&page, "Red line");
    memory.put("more.toml", "[[source]]\nid = \"other\"\npublisher = \"X\"\ndate = 2031-05-01\n");
    let stale = decided(&client, &page, &[("accept", &line)]).await;
    assert!(stale.body.contains("the dossier changed since you were shown this"), "{}", stale.body);
    memory.put_meanwhile("more.toml", "");
    let late = decided(&client, &stale, &[("accept", &line)]).await;
    assert!(late.body.contains("the dossier changed since you were shown this"), "{}", late.body);
    assert!(memory.text("entered/2031-05-16.toml").is_none());
    // Deleted, cut off or made into nonsense.
    let whole = memory.text(FILE).expect("the file");
    for text in ["[proposals]\n[[meeting]\n", "", "[proposals]\n[[meeting]]\nid = 3\n"] {
        memory.put(FILE, text);
        let page = client.get(INBOX).await;
        assert_eq!(page.status, 200, "{text:?}: {}", page.body);
        let sent = decided(&client, &page, &[("accept", "0"), ("reject", "99")]).await;
        assert!(sent.status < 500, "{text:?}: {}", sent.body);
    }
    assert!(memory.text("entered/2031-05-16.toml").is_none());
    memory.put(FILE, &whole.replace("party = \"norland\"", "party = \"norlnd\""));
    let page = client.get(INBOX).await;
    assert!(page.body.contains("Cannot go in as it stands"), "{}", page.body);
    // Its form is there all the same, with what can be made of it.
    let form = client
        .get(&format!(
            "/c/talks/enter/red_line?proposal={}&entry=red_line+line-2031-05-14-petra-voss",
            FILE.replace('/', "%2F")
        ))
        .await;
    assert!(form.status < 500, "{}", form.body);
    for pairs in
        [vec![], vec![("step", "accept")], vec![("accept", "99999")], vec![("accept", "x")]]
    {
        let sent = decided(&client, &page, &pairs).await;
        assert!(sent.status == 200 || sent.status == 400, "{pairs:?}: {}", sent.body);
    }
    assert!(memory.text("entered/2031-05-16.toml").is_none());
}

#[tokio::test]
async fn without_its_text_the_quotes_stand_alone_and_it_says_why() {
    let (memory, client, _) = desk().await;
    let text = plenipo_record::dossier::proposals::text_name(FILE);
    memory.put(&text, "another text");
    let page = client.get(INBOX).await;
    assert!(page.body.contains("was changed since it was read"), "{}", page.body);
    assert!(!page.body.contains("<div class=\"words\">"));
    assert!(
        page.body.contains("“Sudmark turned down the draft.”")
            || page.body.contains("Sudmark turned down the draft.")
    );
}

#[tokio::test]
async fn what_is_no_report_is_told_and_what_was_pasted_stays() {
    let client = Client::new(&memory(), true, None);
    for (text, words) in
        [("", "empty"), ("   \n", "empty"), ("%PDF-1.4", "PDF"), ("123 456", "no text")]
    {
        let page = client.post("/c/talks/inbox/read", &[("text", text), ("publisher", "P")]).await;
        assert!(page.status == 200 && page.body.contains(words), "{text:?}: {}", page.body);
        assert!(page.body.contains("value=\"P\""));
    }
    let page = client.post("/c/talks/inbox/read", &[("text", REPORT), ("date", "31 june")]).await;
    assert!(
        page.body.contains("June") && page.body.contains("turned down the draft"),
        "{}",
        page.body
    );
    let page = client.post("/c/talks/inbox/read", &[("text", REPORT), ("source", "nobody")]).await;
    assert!(page.body.contains("no source `nobody`"), "{}", page.body);
}

#[tokio::test]
async fn a_party_is_not_told_that_there_is_an_inbox_and_reading_only_decides_nothing() {
    let (memory, client, page) = desk().await;
    assert!(client.get("/c/talks/overview").await.body.contains("href=\"/c/talks/inbox\""));
    let line = at(&page, "Red line");
    // For a party: as any page that there is not, with proposals or without.
    let party = Client::new(&memory, false, Some("sudmark"));
    let without = Client::new(&self::memory(), false, Some("sudmark"));
    for path in [
        "/c/talks/inbox",
        "/c/talks/inbox/read",
        "/c/talks/overview",
        "/c/talks/sources",
        "/c/talks/check",
    ] {
        let (a, b) = (party.get(path).await, without.get(path).await);
        assert_eq!(a.status, b.status, "{path}");
        assert!(!a.body.contains("/inbox") && !a.body.contains("Gazette"), "{path}: {}", a.body);
        let strip = |it: &str| {
            it.split("version=")
                .map(|it| it.trim_start_matches(|it: char| it.is_ascii_digit()))
                .collect::<String>()
        };
        assert_eq!(strip(&a.body), strip(&b.body), "{path}");
    }
    assert_eq!(party.get(INBOX).await.body, party.get("/c/talks/nothing-such").await.body);
    for path in [INBOX, "/c/talks/inbox/read"] {
        assert_eq!(party.post(path, &[("accept", "0")]).await.status, 404);
    }
    // The keeper who reads as a party sees it is not shown it either.
    let seen = client.get("/c/talks/inbox?for=sudmark").await;
    assert!(seen.status == 403 && !seen.body.contains("Gazette"), "{}", seen.body);
    assert!(!client.get("/c/talks/overview?for=sudmark").await.body.contains("/inbox"));
    // Without --edit it is shown and nothing can be decided.
    let reader = Client::new(&memory, false, None);
    let page = reader.get(INBOX).await;
    assert!(page.body.contains("open for reading only") && !page.body.contains("name=\"accept\""));
    assert_eq!(decided(&reader, &page, &[("accept", &line)]).await.status, 403);
    assert_eq!(reader.post("/c/talks/inbox/read", &pasted()).await.status, 403);
    // No other page has anything of it.
    for path in ["overview", "positions", "record?search=fishermen", "meetings/timeline", "sources"]
    {
        let page = client.get(&format!("/c/talks/{path}")).await;
        assert!(!page.body.contains("Igor Maran") && !page.body.contains("Gazette"), "{path}");
    }
}
