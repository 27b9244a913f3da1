//! What could be gained: a picture whose points open in the draft lab, by keyboard too and without script.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;

const GAINS: &str = "/c/three-rivers/gains/frontier";

/// A point of the picture.
const POINT: &str = ".chart a.door";

#[tokio::test]
async fn a_point_opens_in_the_lab_by_keyboard_and_the_lab_says_how_far_it_is() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&["three-rivers"], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}{GAINS}", server.origin)).await;
    browser.until(&format!("return document.querySelector('{POINT}') !== null")).await;
    browser.tab_to(POINT).await;
    browser.enter().await;
    browser
        .until("return location.pathname.endsWith('/lab') && location.search.includes('try=')")
        .await;
    let far = "return (document.querySelector('.distance .far')?.innerText ?? '')";
    browser.until(&format!("{far}.includes('Distance 0.00')")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn two_other_parties_are_chosen_by_name() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&["three-rivers"], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}{GAINS}", server.origin)).await;
    browser.until("return document.querySelector('form.choose') !== null").await;
    browser.run("document.getElementById('choose-axes-1').value = 'corvane'").await;
    browser.click("form.choose button").await;
    browser.until("return location.search.includes('axes=corvane')").await;
    let title = "document.querySelector('.chart title')?.textContent";
    let said = "'What could be gained, Asterin against Corvane'";
    browser.until(&format!("return {title} === {said}")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
