//! An answer that takes long: how far it is, and stopping it.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;
use serde_json::json;

/// So many draws that the answers over time take far longer than a page waits.
const LONG: [&str; 2] = ["--samples", "1000000"];

const PATH: &str = "/c/three-rivers/moves/outlook";

#[tokio::test]
async fn a_long_answer_says_how_far_it_is_and_is_stopped() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&["three-rivers"], &[], &LONG);
    browser.client.goto(&server.entry).await.expect("entered");
    browser.client.goto(&format!("{}{PATH}", server.origin)).await.expect("a page");
    browser.find("section.working progress").await;
    browser.until("return document.querySelector('section.working progress').value > 0").await;
    let events = browser.text("return document.querySelector('[data-job]').dataset.job").await;
    browser.run("window.staysTheSame = true").await;
    browser.click("section.working form button").await;
    browser.until("return document.querySelector('main').innerText.includes('Stopped.')").await;
    let said = browser.text("return document.activeElement.innerText").await;
    assert_eq!(said, "Work it out after all", "the keyboard goes on there");
    assert_eq!(browser.run("return window.staysTheSame === true").await, json!(true));
    // Nobody works at it any more: its news end, and not because it was finished.
    let script = format!(
        "const [end] = [...arguments].slice(-1);\
         fetch({}).then(it => it.text()).then(end, it => end(`failed: ${{it}}`));",
        json!(events)
    );
    let news = browser.client.execute_async(&script, Vec::new()).await.expect("its news");
    let news = news.as_str().expect("text").to_owned();
    assert!(news.contains("event: done"), "{news}");
    let last = news.lines().filter_map(|it| it.strip_prefix("data: ")?.parse::<u32>().ok());
    let last = last.filter(|it| *it < 1000).max().unwrap_or(0);
    assert!(last < 980, "it was worked out to the end: {news}");
    // And it is begun again by the link.
    browser.click("section.working a").await;
    browser.find("section.working progress").await;
    browser.click("section.working form button").await;
    browser.until("return document.querySelector('main').innerText.includes('Stopped.')").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_long_answer_is_stopped_without_script() {
    let Some(browser) = Browser::without_script().await else { return };
    let server = Server::start(&["three-rivers"], &[], &LONG);
    browser.client.goto(&server.entry).await.expect("entered");
    browser.client.goto(&format!("{}{PATH}", server.origin)).await.expect("a page");
    // The page asks again by itself: press what is there by then.
    browser.find("section.working progress").await;
    browser
        .until(
            "const it = document.querySelector('section.working form button'); it?.click(); \
                   return document.querySelector('h1')?.innerText === 'Stopped.'",
        )
        .await;
    browser.close().await;
}
