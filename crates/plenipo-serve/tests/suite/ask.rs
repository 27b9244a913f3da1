//! Asking by forms: what is asked first stands above the answer, and names are chosen among those that are seen.

use plenipo_testing::dossier::fixture;

use crate::client::{Client, Memory};

fn client(viewer: Option<&str>) -> Client {
    Client::new(&Memory::new(fixture()), false, viewer)
}

#[tokio::test]
async fn drafts_are_chosen_by_name_and_the_address_says_what_was_asked() {
    let client = client(None);
    let page = client.get("/c/talks/drafts/compare").await;
    let form = page.body.find("<details class=\"ask asked\">").expect("a form");
    assert!(form < page.body.find("<h1>").expect("an answer"), "above the answer");
    for it in ["name=\"draft\" value=\"may-paper\"/>", "<option value=\"columns\">"] {
        assert!(page.body.contains(it), "{it}: {}", page.body);
    }
    let address =
        "/c/talks/drafts/compare?draft=spring-paper&draft=may-paper&as=columns&against=first";
    let page = client.get(address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for it in [
        "name=\"draft\" value=\"may-paper\" checked/>",
        "name=\"draft\" value=\"spring-paper\" checked/>",
        "<option value=\"columns\" selected>",
    ] {
        assert!(page.body.contains(it), "{it}: {}", page.body);
    }
    // What one form asks the other keeps.
    let more = page.body.split_once("<details class=\"ask\">");
    if let Some((_, more)) = more {
        assert!(more.contains("type=\"hidden\" name=\"draft\" value=\"may-paper\""), "{more}");
    }
}

#[tokio::test]
async fn one_record_is_chosen_from_a_list_and_parts_of_the_record_are_asked_for() {
    let client = client(None);
    let page = client.get("/c/talks/gains/amend").await;
    let choose = "<select id=\"ask-draft\" name=\"draft\"";
    assert!(page.body.contains(choose), "{}", page.body);
    assert!(page.body.contains("id=\"ask-target\" name=\"target\" inputmode"));
    let page = client.get("/c/talks/meetings/prepare").await;
    assert!(page.body.contains("<option value=\"round-3\">"), "{}", page.body);
    let page = client.get("/c/talks/record").await;
    for it in ["ask-what", "ask-search", "ask-who"] {
        assert!(page.body.contains(&format!("id=\"{it}\"")), "{it}");
    }
    let page = client.get("/c/talks/record?what=&search=ferry&who=").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("value=\"ferry\""));
}

#[tokio::test]
async fn what_a_party_does_not_see_is_no_choice() {
    let text = "[[draft]]\nid = \"closed-paper\"\ntitle = \"Closed paper\"\ndate = 2031-05-01\nform = \"text\"\n\
                source = \"gazette\"\nhandling = [\"west\"]\n";
    let memory = Memory::new(fixture());
    memory.put("drafts/closed.toml", text);
    let keeper = Client::new(&memory, false, None).get("/c/talks/drafts/compare").await;
    assert!(keeper.body.contains("value=\"closed-paper\""), "{}", keeper.body);
    let page = Client::new(&memory, false, Some("east")).get("/c/talks/drafts/compare").await;
    assert!(!page.body.contains("closed-paper"), "{}", page.body);
    let as_seen = Client::new(&memory, false, None).get("/c/talks/drafts/compare?for=east").await;
    assert!(!as_seen.body.contains("closed-paper"));
}
