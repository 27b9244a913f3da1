//! Files that change while a page is open.

use std::time::Duration;

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;
use serde_json::json;

const MORE: &str = "[[source]]\nid = \"late-paper\"\npublisher = \"Late Gazette\"\ndate = 2031-05-21\n\n\
                    [[draft]]\nid = \"late-draft\"\ntitle = \"The late draft\"\ndate = 2031-05-21\n\
                    source = \"late-paper\"\nhandling = \"open\"\n";

/// What the program says above a page whose files are broken.
const BEFORE: &str =
    "return document.getElementById('notice').innerText.includes('This is what it said before')";

#[tokio::test]
async fn an_open_page_shows_what_changed_where_its_reader_is() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&["three-rivers"], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    // A window so low that there is something to scroll.
    browser.size(1440, 250).await;
    browser.open(&format!("{}/c/three-rivers/drafts/lineage", server.origin)).await;
    let has = |text: &str| format!("return document.body.innerText.includes({})", json!(text));
    assert_eq!(browser.run(&has("The late draft")).await, json!(false));
    browser.run("window.scrollTo(0, 180); window.staysTheSame = true").await;
    assert_eq!(browser.run("return window.scrollY").await, json!(180), "the page is long enough");
    server.write("three-rivers", "more.toml", MORE);
    browser.until(&has("The late draft")).await;
    browser.until("return window.scrollY === 180").await;
    // A broken file: what it said before stays, with a notice that leads to what is wrong.
    server.write("three-rivers", "more.toml", "[[draft]\nbroken");
    browser.until(BEFORE).await;
    assert_eq!(browser.run(&has("The late draft")).await, json!(true));
    assert_eq!(browser.run("return window.scrollY").await, json!(180));
    let kept = browser.run("return window.staysTheSame === true").await;
    assert_eq!(kept, json!(true), "the page was not loaded anew");
    // It is told once, and not made again and again while the files stay as they are.
    browser.run("performance.clearResourceTimings()").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let asked = browser.run("return performance.getEntriesByType('resource').length").await;
    assert!(asked.as_u64().is_some_and(|it| it <= 2), "asked {asked} times in two seconds");
    browser.click("#notice a").await;
    browser.until("return location.pathname.endsWith('/check')").await;
    browser.until(&has("more.toml")).await;
    // Mended, it is shown as it is now.
    server.write("three-rivers", "more.toml", MORE);
    browser.until(&format!("return !({})", BEFORE.trim_start_matches("return "))).await;
    browser.until("return !document.querySelector('main').innerText.includes('more.toml:')").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_form_that_is_being_filled_in_is_not_taken_away() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&["three-rivers"], &[], &["--edit", "--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/three-rivers/enter/statement", server.origin)).await;
    browser.click("textarea[name=words]").await;
    browser.write("half a sentence").await;
    server.write("three-rivers", "more.toml", MORE);
    let said = "return document.getElementById('notice').innerText.includes('The record changed')";
    browser.until(said).await;
    let words = browser.text("return document.querySelector('[name=words]').value").await;
    assert_eq!(words, "half a sentence");
    let focus = browser.text("return document.activeElement.name").await;
    assert_eq!(focus, "words", "the cursor stays where it is");
    browser.close().await;
}
