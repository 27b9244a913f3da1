//! Entering a record in the browser, by keyboard alone, and correcting it.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;
use serde_json::json;

const CASE: &str = "three-rivers";

/// The folder of what was entered.
const FOLDER: &str = "entered";

/// The button that looks at the form without writing it, at the end of the form.
const CHECK: &str = "button.btn-main[value=check]";

const WRITE: &str = "button[value=write]";

async fn value(browser: &Browser, name: &str) -> String {
    browser.text(&format!("return document.querySelector('[name={name}]').value")).await
}

#[tokio::test]
async fn a_statement_is_entered_and_corrected_by_keyboard_alone() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[CASE], &[], &["--edit", "--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/{CASE}/overview", server.origin)).await;
    browser.tab_to("nav.nav a[href$='/enter']").await;
    browser.enter().await;
    browser.until("return document.querySelector('h1')?.innerText === 'Enter'").await;
    browser.tab_to(".quick a[href$='/enter/statement']").await;
    browser.enter().await;
    browser.until("return document.querySelector('h1')?.innerText === 'Enter a statement'").await;
    // A day that there is not.
    browser.tab_to("[name=date]").await;
    browser.write("31 February").await;
    browser.tab_to("[name=by]").await;
    browser.write("tolland").await;
    browser.tab_to("[name=audience]").await;
    browser.write("Room").await;
    assert_eq!(value(&browser, "audience").await, "room", "a list is chosen from by its letters");
    browser.tab_to("[name=words]").await;
    browser.write("We could live with it.").await;
    browser.tab_to("[name=source]").await;
    browser.write("Tavel").await;
    assert_ne!(value(&browser, "source").await, "", "a source is chosen by its letters");
    browser.tab_to(CHECK).await;
    browser.enter().await;
    browser.find("section.wrong").await;
    let beside = "const it = document.querySelector('[name=date]');\
        if (it.getAttribute('aria-invalid') !== 'true') return 'not marked';\
        const said = it.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id));\
        return said.find(it => it?.classList.contains('err'))?.innerText ?? 'not said';";
    let fault = browser.text(beside).await;
    assert!(fault.contains("February 2031 has 28 days"), "beside its field: {fault}");
    assert_eq!(browser.run("return document.querySelector('.preview')").await, json!(null));
    assert_eq!(value(&browser, "date").await, "31 February", "what was typed stays");
    assert_eq!(value(&browser, "words").await, "We could live with it.");
    // The fault leads to its field.
    browser.tab_to("section.wrong a").await;
    let to = browser.text("return document.activeElement.getAttribute('href')").await;
    assert_eq!(to, "#f-date");
    browser.enter().await;
    browser.until("return location.hash === '#f-date'").await;
    let focus = "return document.activeElement.name ?? document.activeElement.tagName";
    if browser.text(focus).await != "date" {
        browser.tab_to("[name=date]").await;
    }
    browser.instead("20 may").await;
    // Enter in a line looks at the form, and writes nothing.
    browser.enter().await;
    browser.find(".preview").await;
    let preview = browser.text("return document.querySelector('.preview').innerText").await;
    assert!(preview.contains("date = 2031-05-20"), "{preview}");
    assert!(preview.contains("words = \"We could live with it.\""), "{preview}");
    assert_eq!(server.text_in(CASE, FOLDER), "", "nothing is written yet");
    let read = browser.text("return document.getElementById('f-date-r').innerText").await;
    assert!(read.contains("Tuesday 20 May 2031"), "the day as it was read: {read}");
    browser.tab_to(WRITE).await;
    browser.enter().await;
    browser.until("return document.querySelector('h1')?.innerText.startsWith('Entered')").await;
    let text = server.text_in(CASE, FOLDER);
    assert!(text.contains("words = \"We could live with it.\""), "{text}");
    assert!(text.contains("by = \"tolland\""), "{text}");
    // A correction of it: the old entry stays.
    browser.tab_to("a.btn[href*='corrects=']").await;
    browser.enter().await;
    browser.until("return document.querySelector('h1')?.innerText.startsWith('Correct')").await;
    assert_eq!(value(&browser, "words").await, "We could live with it.");
    browser.tab_to("[name='corrects.by']").await;
    browser.write("quill").await;
    browser.tab_to("[name='corrects.why']").await;
    browser.write("misheard").await;
    browser.tab_to("[name=words]").await;
    browser.instead("We could not live with it.").await;
    browser.tab_to(CHECK).await;
    browser.enter().await;
    browser.find(".preview").await;
    browser.tab_to(WRITE).await;
    browser.enter().await;
    browser.until("return document.querySelector('h1')?.innerText.startsWith('Entered')").await;
    let text = server.text_in(CASE, FOLDER);
    assert!(text.contains("words = \"We could live with it.\""), "the old one stays: {text}");
    assert!(text.contains("words = \"We could not live with it.\""), "{text}");
    assert!(text.contains("corrects = "), "{text}");
    // What was entered is on the pages.
    browser.open(&format!("{}/c/{CASE}/record?search=could+not+live", server.origin)).await;
    browser
        .until(
            "return document.querySelector('main').innerText.includes('We could not live with it')",
        )
        .await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
