//! What a party is shown where the record holds more than it sees, and what a name or an address may not do.

use plenipo_testing::dossier::{fixture, named};

use crate::client::{Client, Memory};

/// A draft that is tried out.
const TRY: &str = "try=may-paper:dam%3Dhigh";

#[tokio::test]
async fn a_hidden_draft_of_a_name_that_is_made_changes_no_byte() {
    let hidden = "[[draft]]\nid = \"tried\"\ntitle = \"Behind\"\nform = \"text\"\nbasis = \"assumed\"\n\
                  handling = []\npoints = [{ number = 1, sets = { dam = \"high\" } }]\n";
    let with: Vec<_> = fixture().into_iter().chain([named("drafts/behind.toml", hidden)]).collect();
    let (with, without) = (Memory::new(with), Memory::new(fixture()));
    let (with, without) =
        (Client::new(&with, false, Some("east")), Client::new(&without, false, Some("east")));
    for path in
        ["overview/changes", "drafts", "drafts/compare", "meetings/timeline", "record", "lab"]
    {
        let path = format!("/c/talks/{path}?{TRY}");
        let (a, b) = (with.get(&path).await, without.get(&path).await);
        assert_eq!(a.status, b.status, "{path}: {}", a.body);
        assert_eq!(a.body, b.body, "{path}");
    }
}

#[tokio::test]
async fn a_party_is_not_told_which_file_cannot_be_read() {
    let secret = "reports/secret-channel.toml";
    for viewer in [None, Some("east")] {
        let memory = Memory::new(fixture());
        memory.shut(secret);
        let client = Client::new(&memory, false, viewer);
        for path in ["overview", "drafts", "lab", "record/draft/x", "check"] {
            let page = client.get(&format!("/c/talks/{path}")).await;
            let told = page.body.contains("secret-channel");
            assert!(!told || viewer.is_none(), "{path}: {}", page.body);
            assert!(!page.body.contains("spring-paper"), "{path}");
        }
    }
    // Its keeper is told.
    let memory = Memory::new(fixture());
    memory.shut(secret);
    let page = Client::new(&memory, false, None).get("/c/talks/overview").await;
    assert!(page.body.contains("secret-channel"), "{}", page.body);
}

#[tokio::test]
async fn no_draft_is_saved_under_a_name_that_is_made_for_trying() {
    let memory = Memory::new(fixture());
    let client = Client::new(&memory, true, None);
    for id in ["tried", "tried-2", "tried-"] {
        let fields = [("try", "may-paper:dam=high"), ("id", id)];
        let page = client.post("/c/talks/lab/save", &fields).await;
        assert_eq!(page.status, 400, "{id}: {}", page.body);
    }
    assert_eq!(memory.files(), fixture());
}

#[tokio::test]
async fn thousands_of_changes_are_refused_and_no_address_is_made_of_a_strange_path() {
    let client = Client::new(&Memory::new(fixture()), true, None);
    let many: Vec<String> = (0..20_000).map(|it| format!("i{it}=n")).collect();
    let many = format!("may-paper:{}", many.join(","));
    let page = client.post("/c/talks/lab/save", &[("try", many.as_str()), ("id", "new")]).await;
    assert_eq!(page.status, 400);
    assert!(page.body.contains("at most 1,000 changes"), "{}", page.body);
    for part in ["%00", "%0d%0a", "..%2f..%2fevil", "%E2%80%AE"] {
        let page = client.get(&format!("/c/talks/moves/{part}?day-at=1")).await;
        assert_eq!(page.status, 404, "{part}: {}", page.body);
        assert_eq!(page.location, None, "{part}");
    }
}
