//! A record by itself, and what leads to it.

use plenipo_testing::dossier::fixture;

use crate::client::{Client, Memory};

#[tokio::test]
async fn names_in_answers_lead_to_the_entry_of_the_record() {
    let client = Client::new(&Memory::new(fixture()), true, None);
    let page = client.get("/c/talks/meetings/meetings").await;
    let lead = "<a class=\"to\" href=\"/c/talks/record/party/east\">east</a>";
    assert!(page.body.contains(lead), "{}", page.body);
    let page = client.get("/c/talks/meetings/timeline").await;
    let lead = "<a class=\"to\" href=\"/c/talks/record/draft/may-paper\">draft</a>";
    assert!(page.body.contains(lead), "{}", page.body);
    let entry = client.get("/c/talks/record/party/east").await;
    assert_eq!(entry.status, 200);
    for it in ["East Aldmark", "[[party]]", "search=east", "/c/talks/enter/party?corrects=east"] {
        assert!(entry.body.contains(it), "{it}: {}", entry.body);
    }
    let entry = client.get("/c/talks/record/meeting/round-3").await;
    for it in ["/c/talks/meetings/debrief/round-3", "/c/talks/meetings/prepare?meeting=round-3"] {
        assert!(entry.body.contains(it), "{it}: {}", entry.body);
    }
    for gone in ["party/nobody", "nothing/east", "draft/east", "party/%3Cscript%3E"] {
        let page = client.get(&format!("/c/talks/record/{gone}")).await;
        assert_eq!(page.status, 404, "{gone}");
        assert!(!page.body.contains("<script>"), "{gone}");
    }
}

#[tokio::test]
async fn an_entry_keeps_how_the_record_is_read_and_shows_what_is_seen_only() {
    let text = "[[draft]]\nid = \"closed-paper\"\ntitle = \"Closed paper\"\ndate = 2031-05-01\nform = \"text\"\n\
                source = \"gazette\"\nhandling = [\"west\"]\n";
    let memory = Memory::new(fixture());
    memory.put("drafts/closed.toml", text);
    let path = "/c/talks/record/draft/closed-paper";
    let keeper = Client::new(&memory, false, None);
    let page = keeper.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.body.contains("Correct it"), "it is open for reading only");
    // What is hidden reads the same as what is not there.
    let east = Client::new(&memory, false, Some("east"));
    let (hidden, nowhere) =
        (east.get(path).await, east.get("/c/talks/record/draft/no-paper").await);
    assert_eq!((hidden.status, nowhere.status), (404, 404));
    assert_eq!(hidden.body, nowhere.body);
    assert_eq!(keeper.get(&format!("{path}?for=east")).await.status, 404);
    let page = keeper.get("/c/talks/record/party/east?as-of=2031-05-09").await;
    assert!(
        page.body.contains("search=east") && page.body.contains("as-of=2031-05-09&#38;search"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn what_a_source_is_stands_beside_its_citation_for_the_keyboard_too() {
    let client = Client::new(&Memory::new(fixture()), false, None);
    let page = client.get("/c/talks/positions/matrix").await;
    let cited = page.body.split("<span class=\"src\">").nth(1).expect("a citation");
    assert!(cited.starts_with("<a class=\"source\" href=\"#source-"), "{cited}");
    let pop = cited.split_once("<span class=\"pop\">").expect("beside it").1;
    assert!(pop.contains("/c/talks/record/source/") && pop.contains("in the record"), "{pop}");
    assert!(!page.body.contains("style=\"") && !page.body.contains(" onclick="));
}
