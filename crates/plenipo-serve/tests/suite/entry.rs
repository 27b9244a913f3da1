//! A record by itself, and what leads to it.

use plenipo_testing::dossier::fixture;

use crate::client::{Client, Memory};

#[tokio::test]
async fn names_in_answers_lead_to_the_entry_of_the_record() {
    let client = Client::new(&Memory::new(fixture()), true, None);
    let page = client.get("/c/talks/meetings/meetings").await;
    let lead = "<a class=\"to\" href=\"/c/talks/record/party/east\" data-id=\"east\">East</a>";
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

#[tokio::test]
async fn every_table_is_shown_and_filtered_by_all_its_words() {
    let memory = Memory::new(fixture());
    let text = "[[draft]]\nid = \"closed-paper\"\ntitle = \"Closed paper\"\ndate = 2031-05-01\nform = \"text\"\n\
                source = \"gazette\"\nhandling = [\"west\"]\n";
    memory.put("drafts/closed.toml", text);
    let keeper = Client::new(&memory, true, None);
    let list = keeper.get("/c/talks/record/tables").await;
    assert_eq!(list.status, 200, "{}", list.body);
    for kind in plenipo_record::case::id::Kind::ALL {
        let path = format!("/c/talks/record/{}", kind.table());
        assert!(list.body.contains(&format!("href=\"{path}\"")), "{path}");
        assert_eq!(keeper.get(&path).await.status, 200, "{path}");
    }
    let page = keeper.get("/c/talks/record/draft").await;
    for it in [
        "Closed paper</a>",
        "href=\"/c/talks/record/draft/closed-paper\"",
        "<code>handling</code>",
        "<time>1 May 2031</time>",
        "Enter a draft",
        "aria-current=\"true\">Every table</a>",
    ] {
        assert!(page.body.contains(it), "{it}: {}", page.body);
    }
    // All words, in any order, capitals or not, in any field.
    let some = keeper.get("/c/talks/record/draft?words=GAZETTE+closed").await;
    assert!(
        some.body.contains("Closed paper</a>") && !some.body.contains("May paper</a>"),
        "{}",
        some.body
    );
    assert!(some.body.contains("<h1>Drafts that contain “GAZETTE closed”: 1 of "), "{}", some.body);
    let none = keeper.get("/c/talks/record/draft?words=%3Cscript%3E").await;
    assert!(none.body.contains("No draft contains"), "{}", none.body);
    assert!(!none.body.contains("<script>"), "{}", none.body);
    // Whoever looks as somebody sees what they see, and is told of no other count.
    let east = Client::new(&memory, false, Some("east"));
    let page = east.get("/c/talks/record/draft").await;
    assert!(
        !page.body.contains("Closed paper") && !page.body.contains("Enter a draft"),
        "{}",
        page.body
    );
    let through = keeper.get("/c/talks/record/draft?for=east&as-of=2031-05-10").await;
    assert!(!through.body.contains("Closed paper"), "{}", through.body);
    assert!(
        through.body.contains("name=\"for\" value=\"east\""),
        "the filter keeps how it is read"
    );
    for gone in ["nothing", "%3Cscript%3E", "tables/draft"] {
        assert_eq!(keeper.get(&format!("/c/talks/record/{gone}")).await.status, 404, "{gone}");
    }
    // The page's own answer is where it was.
    assert_eq!(keeper.get("/c/talks/record/record?search=paper").await.status, 200);
}

#[tokio::test]
async fn the_board_stands_below_the_bottom_line() {
    let client = Client::new(&Memory::new(fixture()), false, None);
    let mut page = client.get("/c/talks/overview").await;
    for _ in 0..100 {
        if page.body.contains("class=\"board\"") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        page = client.get("/c/talks/overview").await;
    }
    let board = page.body.find("<section class=\"board\">").expect("the board");
    let first = page.body.find("</h1>").expect("the headline");
    let rest = page.body.find("<footer>").expect("the end of the answer");
    assert!(first < board && board < rest, "{first} {board} {rest}");
    assert!(!page.body.contains("<!-- beside -->"), "{}", page.body);
}
