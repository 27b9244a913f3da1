//! What came of a meeting, written down by keyboard alone.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;

const CASE: &str = "three-rivers";

/// Where the next meeting is debriefed.
const MEETING: &str = "session-4";

/// The button that looks at the form without writing it, at the end of the form.
const CHECK: &str = "button.btn-main[value=check]";

const WRITE: &str = "button[value=write]";

#[tokio::test]
async fn a_meeting_is_debriefed_by_keyboard_alone() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[CASE], &[], &["--edit", "--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/{CASE}/meetings/debrief/{MEETING}", server.origin)).await;
    browser.find("[name='said.0.what']").await;
    let before = server.text_in(CASE, "reports");
    browser.tab_to("[name='said.0.by']").await;
    browser.write("tolland").await;
    browser.tab_to("[name='said.0.what']").await;
    browser.write("\"We will look at it again.\"").await;
    browser.tab_to("[name='undertaken.0.by']").await;
    browser.write("asterin").await;
    browser.tab_to("[name='undertaken.0.what']").await;
    browser.write("send its figures for the dam").await;
    browser.tab_to("[name='undertaken.0.due']").await;
    browser.write("30 june").await;
    browser.tab_to(CHECK).await;
    browser.enter().await;
    browser.find(".preview").await;
    let preview = browser.text("return document.querySelector('.preview').innerText").await;
    assert!(preview.contains("We will look at it again."), "{preview}");
    assert!(preview.contains("due = 2031-06-30"), "{preview}");
    assert_eq!(server.text_in(CASE, "reports"), before, "nothing is written yet");
    browser.tab_to(WRITE).await;
    browser.enter().await;
    browser
        .until(
            "return document.querySelector('main').innerText.includes('Nothing else was touched')",
        )
        .await;
    let text = server.text_in(CASE, "reports");
    assert!(text.contains("We will look at it again."), "{text}");
    assert!(text.contains("handling = \"mediator\""), "closed until it is permitted: {text}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
