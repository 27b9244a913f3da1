//! Every page of every case: whole, silent, alone, and as wide as its window.

use std::collections::BTreeSet;

use plenipo_e2e::browser::Browser;
use plenipo_e2e::server::Server;

/// The cases that are looked at page by page.
pub(crate) const CASES: [&str; 3] = ["ukraine-2025", "three-rivers", "cyprus-2004"];

/// The case whose forms are looked at: they are made from one schema, and so alike in all.
const FORMS: &str = "three-rivers";

/// Paths of every page of a case: what its navigation leads to, and from each page its parts and its forms.
pub(crate) async fn paths(browser: &Browser, server: &Server, case: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![format!("/c/{case}/overview")];
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        // Read and not opened: the links are what counts here, and each page is opened later.
        let forms = if case == FORMS { ", .quick a, .tables a" } else { "" };
        let links = format!(
            "return [...document.querySelectorAll('nav.nav a, nav.parts a{forms}')]\
             .map(it => it.getAttribute('href')).join(' ')"
        );
        browser.client.goto(&format!("{}{path}", server.origin)).await.expect("a page");
        let links = browser.text(&links).await;
        open.extend(links.split_whitespace().map(str::to_owned));
    }
    seen.into_iter().collect()
}

#[tokio::test]
async fn every_page_is_whole_silent_and_as_wide_as_its_window() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&CASES, &[], &["--edit", "--samples", "200"]);
    browser.open(&server.entry).await;
    let mut wrong: Vec<String> = Vec::new();
    let mut looked_at = 0;
    for case in CASES {
        let paths = paths(&browser, &server, case).await;
        assert!(paths.len() > 25, "{case} has few pages: {paths:?}");
        for path in paths {
            browser.size(1440, 900).await;
            browser.open(&format!("{}{path}", server.origin)).await;
            looked_at += 1;
            // What is loaded later belongs to the page.
            browser.until("return !document.querySelector('.htmx-request')").await;
            for said in browser.complaints().await {
                wrong.push(format!("{path}: the console says {said}"));
            }
            let heads = browser.run("return document.querySelectorAll('h1').length").await;
            if heads != 1 {
                wrong.push(format!("{path}: {heads} first headings"));
            }
            let elsewhere = browser
                .text(
                    "return ['navigation', 'resource'].flatMap(it => performance.getEntriesByType(it))\
                     .map(it => it.name).filter(it => new URL(it).origin !== location.origin).join(' ')",
                )
                .await;
            if !elsewhere.is_empty() {
                wrong.push(format!("{path}: asks elsewhere: {elsewhere}"));
            }
            for width in [360, 768, 1440] {
                browser.size(width, 900).await;
                for folded in ["as it opens", "with all unfolded"] {
                    if let Some(by) = too_wide(&browser).await {
                        wrong.push(format!("{path}: at {width} pixels, {folded}: {by}"));
                    }
                    // Unfolded for the second look, folded again for the next width.
                    let open = folded == "as it opens";
                    let fold = format!(
                        "document.querySelectorAll('details').forEach(it => {{ it.open = {open}; }})"
                    );
                    browser.run(&fold).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "of {looked_at} pages:\n{}", wrong.join("\n"));
    println!("{looked_at} pages");
    browser.close().await;
}

/// By what the page is wider than its window.
async fn too_wide(browser: &Browser) -> Option<String> {
    let said = browser
        .text(
            "const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;\
             if (wide <= room) return '';\
             const clipped = it => { for (let up = it.parentElement; up && up !== document.body; up = up.parentElement) {\
               if (getComputedStyle(up).overflowX !== 'visible') return true; } return false; };\
             const over = [...document.body.querySelectorAll('*')]\
               .filter(it => it.getBoundingClientRect().right > room + 1 && !clipped(it));\
             const last = over[over.length - 1];\
             return `${wide} in ${room}, by ${last ? last.outerHTML.slice(0, 160) : 'something'}`;",
        )
        .await;
    (!said.is_empty()).then_some(said)
}
