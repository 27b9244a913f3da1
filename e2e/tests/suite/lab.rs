//! The draft lab: switching options by mouse, by keyboard and without script, and what comes of it.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;
use serde_json::json;

const LAB: &str = "/c/three-rivers/lab";

/// An option that is not the one at hand, of an issue that has one at hand.
const OTHER: &str = ".issue:has(.opt a[aria-current]) .opt a:not([aria-current])";

/// The table of variants, where there is one.
const VARIANTS: &str = "[...document.querySelectorAll('main section')]\
    .find(it => it.querySelector('h2')?.innerText === 'Variants side by side')";

/// What the panel says.
const PANEL: &str = "return document.getElementById('panel').innerText";

/// The link that keeps the draft at hand.
const KEEP: &str = "Keep this one beside the next";

/// Presses the first of `links` that says `words`.
async fn press(browser: &Browser, links: &str, words: &str) {
    let said = json!(words);
    browser.run(&format!("{links}.find(it => it.innerText === {said}).click()")).await;
}

async fn lab(browser: &Browser) -> Server {
    let server = Server::start(&["three-rivers"], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}{LAB}", server.origin)).await;
    server
}

/// What the option at hand of an issue says; the issue is named by its heading's id.
async fn at_hand(browser: &Browser, issue: &str) -> String {
    browser
        .text(&format!(
            "return document.getElementById({})?.closest('.issue').querySelector('.opt a[aria-current]')?.innerText ?? ''",
            json!(issue)
        ))
        .await
}

/// The first option to switch to: its issue and its text.
async fn other(browser: &Browser) -> (String, String) {
    let of = |what: &str| format!("return document.querySelector({}){what}", json!(OTHER));
    let issue = browser.text(&of(".closest('.issue').querySelector('h3').id")).await;
    let text = browser.text(&of(".innerText")).await;
    assert!(!issue.is_empty() && !text.is_empty(), "no option to switch to");
    (issue, text)
}

/// That the page is at the state after the switch.
async fn is_switched(browser: &Browser, issue: &str, text: &str, panel: &str) {
    browser.until("return location.search.includes('try=')").await;
    let title = "return document.querySelector('h1').innerText.includes('with 1 change')";
    browser.until(title).await;
    assert_eq!(at_hand(browser, issue).await, text, "the option is at hand");
    let now = browser.text(PANEL).await;
    assert_ne!(now, panel, "the panel says the same");
}

#[tokio::test]
async fn an_option_is_switched_and_taken_back() {
    let Some(browser) = Browser::start().await else { return };
    let server = lab(&browser).await;
    let panel = browser.text(PANEL).await;
    let (issue, text) = other(&browser).await;
    let before = at_hand(&browser, &issue).await;
    assert_ne!(before, text);
    browser.run("window.staysTheSame = true").await;
    browser.click(OTHER).await;
    is_switched(&browser, &issue, &text, &panel).await;
    let stayed = browser.run("return window.staysTheSame === true").await;
    assert_eq!(stayed, json!(true), "the page was not loaded anew");
    browser.client.back().await.expect("back");
    browser.until("return !location.search.includes('try=')").await;
    browser.until("return document.querySelector('h1').innerText.includes('as it is')").await;
    assert_eq!(at_hand(&browser, &issue).await, before, "back takes it back");
    browser.client.forward().await.expect("forward");
    is_switched(&browser, &issue, &text, &panel).await;
    // The address is all there is to it: somebody else sees the same.
    let address = browser.address().await;
    browser.open(&format!("{}{address}", server.origin)).await;
    is_switched(&browser, &issue, &text, &panel).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn an_option_is_switched_by_keyboard_alone() {
    let Some(browser) = Browser::start().await else { return };
    let _server = lab(&browser).await;
    let panel = browser.text(PANEL).await;
    let (issue, text) = other(&browser).await;
    browser.tab_to(OTHER).await;
    browser.enter().await;
    is_switched(&browser, &issue, &text, &panel).await;
    // Whoever goes on by keyboard goes on from there, and not from the top of the page.
    let focus = "document.activeElement?.closest('.opt a')?.innerText ?? ''";
    browser.until(&format!("return ({focus}) === {}", json!(text))).await;
    browser.tab_to(OTHER).await;
    let next = browser.text(&format!("return {focus}")).await;
    let issue = browser
        .text("return document.activeElement.closest('.issue').querySelector('h3').id")
        .await;
    browser.enter().await;
    browser
        .until(&format!(
            "return document.getElementById({})?.closest('.issue').querySelector('.opt a[aria-current]')?.innerText === {}",
            json!(issue),
            json!(next)
        ))
        .await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn variants_stand_side_by_side_and_the_smallest_change_is_made() {
    let Some(browser) = Browser::start().await else { return };
    let _server = lab(&browser).await;
    browser.click(OTHER).await;
    browser.until("return document.querySelector('h1').innerText.includes('with 1 change')").await;
    press(&browser, "[...document.querySelectorAll('#panel a.btn')]", KEEP).await;
    let two = format!("return {VARIANTS}?.querySelectorAll('tbody tr').length === 2");
    browser.until(&two).await;
    browser.click(OTHER).await;
    browser.until("return new URLSearchParams(location.search).getAll('try').length === 2").await;
    browser.until(&two).await;
    let titles = format!("return {VARIANTS}.querySelector('tbody').innerText");
    let titles = browser.text(&titles).await;
    assert!(titles.contains("(at hand)"), "{titles}");
    let links = format!("[...{VARIANTS}.querySelectorAll('tbody a')].reverse()");
    press(&browser, &links, "Put away").await;
    browser.until(&format!("return !({VARIANTS})")).await;
    // The smallest change comes later than the page.
    browser.find(".repair a.btn").await;
    let words = browser.text("return document.querySelector('.repair a.btn').innerText").await;
    let to =
        browser.text("return document.querySelector('.repair a.btn').getAttribute('href')").await;
    browser.click(".repair a.btn").await;
    browser.until(&format!("return location.pathname + location.search === {}", json!(to))).await;
    let first =
        words.split("; ").next().and_then(|it| it.split_once(": ")).expect("issue and option");
    let made = format!(
        "return [...document.querySelectorAll('.issue')].some(it => it.querySelector('h3').innerText.startsWith({}) \
         && it.querySelector('a[aria-current]')?.innerText.startsWith({}))",
        json!(first.0),
        json!(first.1)
    );
    browser.until(&made).await;
    // The panel says of each party how many of its lines are crossed.
    let crossed = "return [...document.querySelectorAll('#panel dd')].map(it => it.innerText)\
                   .filter(it => / crossed/.test(it)).join('; ')";
    let crossed = browser.text(crossed).await;
    assert!(crossed.contains("0 crossed"), "{crossed}");
    let others: Vec<&str> = crossed.split("; ").filter(|it| !it.starts_with("0 ")).collect();
    assert_eq!(others, Vec::<&str>::new(), "it leaves no line crossed");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn an_option_is_switched_without_script() {
    let Some(browser) = Browser::without_script().await else { return };
    let _server = lab(&browser).await;
    let scripted = browser.run("return typeof window.htmx").await;
    assert_eq!(scripted, json!("undefined"), "the page runs no script");
    let panel = browser.text(PANEL).await;
    let (issue, text) = other(&browser).await;
    browser.click(OTHER).await;
    is_switched(&browser, &issue, &text, &panel).await;
    // What comes later with script is a link without.
    browser.click(".repair a").await;
    browser.until("return location.pathname.endsWith('/gains/amend')").await;
    browser.until_answered().await;
    browser.find("main h1").await;
    browser.close().await;
}

#[tokio::test]
async fn a_switch_leaves_the_reader_in_their_place() {
    let Some(browser) = Browser::start().await else { return };
    let _server = lab(&browser).await;
    // A real press of the mouse gives the option the focus; one by script would not.
    let to = format!("document.querySelectorAll({})[3]", json!(OTHER));
    browser.run(&format!("{to}.id = 'to-press'; {to}.scrollIntoView({{ block: 'center' }})")).await;
    let before = browser.run("return window.scrollY").await;
    assert!(before.as_f64().is_some_and(|it| it > 100.0), "not down the page: {before}");
    browser.click("#to-press").await;
    browser.until("return location.search.includes('try=')").await;
    browser.until("return document.querySelector('h1').innerText.includes('with 1 change')").await;
    let after = browser.run("return window.scrollY").await;
    let moved = (after.as_f64().unwrap_or(0.0) - before.as_f64().unwrap_or(0.0)).abs();
    assert!(moved < 400.0, "from {before} to {after}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
