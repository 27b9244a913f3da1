//! What the accessibility checker axe finds on every page. Where it is not at hand, nothing is tried.

use plenipo_e2e::browser::Browser;
use plenipo_e2e::is_required;
use plenipo_e2e::server::Server;
use serde_json::{Value, json};

use super::pages::{CASES, paths};

/// Every rule in light colours; in dark ones only what hangs on colours.
const COLOURS: [(&str, &str); 2] = [
    ("light", "{}"),
    ("dark", "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }"),
];

#[tokio::test]
async fn nothing_on_any_page_is_a_serious_barrier() {
    let Some(path) = std::env::var_os("PLENIPO_AXE") else {
        assert!(!is_required(), "PLENIPO_AXE has to say where axe.min.js is");
        println!("skipped: PLENIPO_AXE does not say where axe.min.js is");
        return;
    };
    let axe = std::fs::read_to_string(path).expect("PLENIPO_AXE is a file");
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&CASES, &[], &["--edit", "--samples", "200"]);
    browser.open(&server.entry).await;
    browser.size(1440, 900).await;
    let mut wrong = Vec::new();
    for case in CASES {
        for path in paths(&browser, &server, case).await {
            browser.open(&format!("{}{path}", server.origin)).await;
            browser.client.execute(&axe, Vec::new()).await.expect("axe");
            browser
                .run("document.querySelectorAll('details').forEach(it => { it.open = true; })")
                .await;
            for (colours, options) in COLOURS {
                browser.prefer(colours).await;
                let dark =
                    browser.run("return matchMedia('(prefers-color-scheme: dark)').matches").await;
                assert_eq!(dark, json!(colours == "dark"));
                wrong.extend(
                    found(&browser, options)
                        .await
                        .into_iter()
                        .map(|it| format!("{path}, {colours}: {it}")),
                );
            }
            browser.prefer("light").await;
        }
    }
    // It can find something: a field that nobody named, and words that nobody can read.
    for (barrier, rule) in [("<input>", "label"), ("<p class=\"quiet\">.</p>", "color-contrast")] {
        let put = format!(
            "const it = document.createElement('div'); it.id = 'barrier'; it.innerHTML = {};\
             it.style.color = '#ccc'; it.querySelector('p')?.replaceChildren('Hard to read');\
             it.querySelector('p')?.style.setProperty('color', '#ccc'); document.querySelector('main').prepend(it);",
            json!(barrier)
        );
        browser.run(&put).await;
        let found = found(&browser, "{}").await;
        assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} is not found: {found:?}");
        browser.run("document.getElementById('barrier').remove()").await;
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    browser.close().await;
}

#[tokio::test]
async fn what_a_source_is_shows_when_the_keyboard_comes_to_its_mark() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&CASES, &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.size(1440, 900).await;
    // The marks of a brief, and citations in a grid.
    for (page, mark) in [
        ("/c/ukraine-2025/overview", ".src > a.to"),
        ("/c/three-rivers/meetings/prepare", ".src > a.to"),
        ("/c/ukraine-2025/positions", ".src > a.source"),
    ] {
        browser.open(&format!("{}{page}", server.origin)).await;
        browser.tab_to(mark).await;
        let said = browser
            .text(
                "const pop = document.activeElement.closest('.src').querySelector('.pop');\
                 const box = pop.getBoundingClientRect();\
                 const seen = getComputedStyle(pop).display !== 'none' && box.width > 100 && box.right <= innerWidth;\
                 return seen ? pop.innerText : ''",
            )
            .await;
        assert!(said.contains("in the record"), "{page}: {said:?}");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_table_of_the_record_is_filtered_by_keyboard_alone() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&CASES, &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.open(&format!("{}/c/ukraine-2025/record", server.origin)).await;
    browser.tab_to(".parts a[href*='tables']").await;
    browser.enter().await;
    browser.tab_to(".tables a[href*='red_line']").await;
    browser.enter().await;
    let rows = "return document.querySelectorAll('.entries tbody tr').length";
    browser.until("return document.querySelectorAll('.entries tbody tr').length > 5").await;
    let all = browser.run(rows).await.as_u64().expect("a number");
    browser.tab_to("#words").await;
    browser.write("nato").await;
    browser.enter().await;
    browser.until("return location.search.includes('words=nato')").await;
    let some = browser.run(rows).await.as_u64().expect("a number");
    assert!(some > 0 && some < all, "{some} of {all}");
    browser.close().await;
}

/// Serious and critical findings, each with the first element that it is about.
async fn found(browser: &Browser, options: &str) -> Vec<String> {
    let script = format!(
        "const end = arguments[arguments.length - 1];\
         axe.run(document, {options}).then(\
           it => end(it.violations.filter(it => ['serious', 'critical'].includes(it.impact))\
             .map(it => `${{it.id}} (${{it.impact}}, ${{it.nodes.length}} times): ${{it.nodes[0].html.slice(0, 200)}} \
${{(it.nodes[0].failureSummary || '').replace(/\\s+/g, ' ')}}`)),\
           it => end([`axe failed: ${{it}}`]));"
    );
    let said = browser.client.execute_async(&script, Vec::new()).await.expect("an answer");
    let all = said.as_array().expect("a list").iter();
    all.map(|it: &Value| it.as_str().unwrap_or_default().to_owned()).collect()
}
