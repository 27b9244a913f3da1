//! A report goes in by the form and through the inbox: one entry is accepted, one changed, one rejected, and the record
//! has what was decided.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;
use serde_json::json;

const TALKS: &str = r#"format = 2
[dossier]
title = "A river"
as_of = 2031-05-16
[[party]]
id = "norland"
name = "Norland"
roles = ["principal"]
[[party]]
id = "sudmark"
name = "Sudmark"
roles = ["principal"]
[[issue]]
id = "inspectors"
title = "Foreign inspectors"
options = [{ id = "none", text = "no inspectors" }, { id = "some", text = "a team of ten" }]
"#;

const REPORT: &str = "Norland would never accept foreign inspectors on its soil, Minister Petra Voss said on Tuesday. \
Norland has demanded the release of 12 fishermen. The two sides met in Damask on Monday.";

/// The number of the card with this heading.
async fn number(browser: &Browser, noun: &str) -> String {
    let script = format!(
        "return [...document.querySelectorAll('.prop')].find(it => it.querySelector('h3').innerText.endsWith({}))?.dataset.n ?? ''",
        json!(noun)
    );
    browser.text(&script).await
}

async fn noted(browser: &Browser, words: &str) {
    let script =
        format!("return document.querySelector('main').innerText.includes({})", json!(words));
    browser.until(&script).await;
}

/// Fills in the form and reads the report.
async fn paste(browser: &Browser, server: &Server) {
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/talks/inbox", server.origin)).await;
    for (name, value) in [
        ("text", REPORT),
        ("publisher", "The Gazette"),
        ("date", "14 may 2031"),
        ("title", "Talks in Damask"),
    ] {
        browser.click(&format!(".paste [name={name}]")).await;
        browser.write(value).await;
    }
    browser.click(".paste button.btn-main").await;
    noted(browser, "Nothing of it is in the record yet").await;
    assert_eq!(server.text_in("talks", "entered"), "");
}

#[tokio::test]
async fn a_report_goes_through_the_inbox_into_the_record() {
    let Some(browser) = Browser::start().await else { return };
    let files: [(&str, &str); 1] = [("dossier.toml", TALKS)];
    let server = Server::start(&[], &[("talks", &files)], &["--edit", "--samples", "200"]);
    paste(&browser, &server).await;
    // The words and the proposal light up together, and lead to each other.
    let line = number(&browser, "Red line").await;
    assert_ne!(line, "");
    let lit = format!(
        "document.querySelector('#p{line} h3 a').focus(); return document.querySelector('mark.lit')?.innerText ?? ''"
    );
    assert!(browser.text(&lit).await.contains("never accept foreign inspectors"));
    browser.click(&format!("#m{line}")).await;
    browser.until(&format!("return location.hash === '#p{line}'")).await;
    // One is changed in its form.
    browser.click(&format!("#p{line} a.btn:not(.later)")).await;
    browser
        .until("return document.querySelector('h1')?.innerText === 'Change the proposed red line'")
        .await;
    browser.click("[name=words]").await;
    browser.instead("no inspectors on our soil").await;
    browser.click("button.btn-main[value=check]").await;
    browser.find(".preview").await;
    assert_eq!(server.text_in("talks", "entered"), "", "nothing is written yet");
    browser.click("button[value=write]").await;
    noted(&browser, "went into the record").await;
    // One is accepted.
    let demand = number(&browser, "Demand").await;
    browser.click(&format!("#p{demand} button[name=accept]")).await;
    noted(&browser, "1 entry went into the record").await;
    // One is rejected, by its key.
    let meeting = number(&browser, "Meeting").await;
    browser.run(&format!("document.getElementById('p{meeting}').focus()")).await;
    browser.write("r").await;
    noted(&browser, "1 entry rejected").await;
    assert_eq!(number(&browser, "Meeting").await, "");
    let entered = server.text_in("talks", "entered");
    assert!(entered.contains("words = \"no inspectors on our soil\""), "{entered}");
    assert!(entered.contains("[[demand]]"), "{entered}");
    assert!(!entered.contains("[[meeting]]"), "{entered}");
    assert_eq!(entered.matches("[[source]]").count(), 1, "{entered}");
    assert!(server.text_in("talks", "proposals").contains("rejected = ["));
    // The record has it on its pages.
    browser.open(&format!("{}/c/talks/record?search=on+our+soil", server.origin)).await;
    noted(&browser, "no inspectors on our soil").await;
    for width in [360, 768, 1440] {
        browser.size(width, 900).await;
        browser.open(&format!("{}/c/talks/inbox", server.origin)).await;
        let wide =
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(browser.run(wide).await, json!(true), "at {width} pixels");
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn without_script_all_of_it_works_too() {
    let Some(browser) = Browser::without_script().await else { return };
    let files: [(&str, &str); 1] = [("dossier.toml", TALKS)];
    let server = Server::start(&[], &[("talks", &files)], &["--edit", "--samples", "200"]);
    paste(&browser, &server).await;
    // All are ticked by a link and accepted at once.
    browser.click(".ticks a[href*='choose=all']").await;
    browser.until("return document.querySelectorAll('[name=choose]:checked').length > 2").await;
    browser.click("button[name=step][value=accept]").await;
    noted(&browser, "went into the record").await;
    noted(&browser, "All of this report was decided").await;
    assert!(server.text_in("talks", "entered").contains("[[meeting]]"));
    browser.close().await;
}
