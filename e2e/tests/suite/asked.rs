//! Questions asked by forms: drafts and views are chosen by name, and the address says what was asked.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;

const CASE: &str = "three-rivers";

#[tokio::test]
async fn drafts_to_compare_are_chosen_by_name() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[CASE], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/{CASE}/drafts/compare", server.origin)).await;
    browser.find("details.ask.asked").await;
    let names = "[...document.querySelectorAll('details.ask.asked [name=draft]')]";
    let two = format!("{names}.slice(0, 2).map(it => it.value).join(' ')");
    let chosen = browser.text(&format!("return {two}")).await;
    browser
        .run(&format!(
            "document.querySelector('details.ask.asked').open = true;\
             {names}.forEach((it, at) => it.checked = at < 2)"
        ))
        .await;
    browser.click("details.ask.asked button[type=submit], details.ask.asked button").await;
    let both: Vec<String> =
        chosen.split(' ').map(|it| format!("location.search.includes('draft={it}')")).collect();
    browser.until(&format!("return {}", both.join(" && "))).await;
    let said = "document.querySelector('h1')?.innerText ?? ''";
    let head: Vec<String> =
        chosen.split(' ').map(|it| format!("({said}).includes('{it}')")).collect();
    browser.until(&format!("return {}", head.join(" && "))).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn where_the_drafts_come_from_is_a_picture_that_says_what_it_shows() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[CASE], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/{CASE}/drafts/lineage", server.origin)).await;
    browser.find("svg.chart").await;
    let title =
        browser.text("return document.querySelector('svg.chart title')?.textContent ?? ''").await;
    assert!(title.contains("Where the drafts come from"), "{title}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_question_has_its_own_page_with_what_each_said_over_time() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[CASE], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/{CASE}/forecasts", server.origin)).await;
    browser.find("main h1").await;
    browser.until("return document.querySelector('svg.chart') !== null").await;
    let steps = browser.run("return document.querySelectorAll('svg.chart path').length").await;
    assert!(steps.as_u64().is_some_and(|it| it > 0), "no line is drawn: {steps}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
