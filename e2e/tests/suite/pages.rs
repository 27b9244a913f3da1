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
            for said in cut(&browser).await {
                wrong.push(format!("{path}: {said}"));
            }
            for width in [360, 768, 1440] {
                browser.size(width, 900).await;
                for folded in ["as it opens", "with all unfolded"] {
                    let by = too_wide(&browser).await.into_iter().chain(unframed(&browser).await);
                    wrong.extend(by.map(|it| format!("{path}: at {width} pixels, {folded}: {it}")));
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

/// What is drawn or written in a picture outside of it, where nobody sees it.
async fn cut(browser: &Browser) -> Vec<String> {
    browser
        .list(
            "return [...document.querySelectorAll('svg.chart')].flatMap(svg => {\
               const { width, height } = svg.viewBox.baseVal;\
               return [...svg.querySelectorAll('text, rect, circle, path, line')]\
                 .map(it => [it, it.getBBox({ stroke: false }), it.getCTM()])\
                 .filter(([it, box]) => !it.hasAttribute('transform') && (box.x < -1 || box.y < -3\
                   || box.x + box.width > width + 1 || box.y + box.height > height + 4))\
                 .map(([it]) => `cut in a picture: ${it.outerHTML.slice(0, 160)}`); })",
        )
        .await
}

/// Pictures and tables that stick out of the window, or out of a frame that does not scroll.
async fn unframed(browser: &Browser) -> Vec<String> {
    browser
        .list(
            "const room = document.documentElement.clientWidth;\
             const shown = it => it.getClientRects().length > 0;\
             return [...document.querySelectorAll('svg.chart, main table')].filter(shown).flatMap(it => {\
               const frame = it.closest('.scroll') ?? it, box = frame.getBoundingClientRect();\
               if (box.left < -1 || box.right > room + 1) return [`beside the window: ${frame.outerHTML.slice(0, 160)}`];\
               const scrolls = ['auto', 'scroll'].includes(getComputedStyle(frame).overflowX);\
               return frame.scrollWidth > frame.clientWidth + 1 && !scrolls ? [`cut off: ${frame.outerHTML.slice(0, 160)}`] : [];\
             })",
        )
        .await
}

#[tokio::test]
async fn what_is_due_and_who_would_accept_what_are_seen_before_anything_is_scrolled() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&CASES, &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.size(1440, 900).await;
    for case in CASES {
        browser.open(&format!("{}/c/{case}/overview", server.origin)).await;
        // The board is there once its answer is; the page does not wait for it.
        for _ in 0..40 {
            if browser.run("return document.querySelector('.board tbody tr') !== null").await
                == true
            {
                break;
            }
            browser.client.refresh().await.expect("the page again");
            browser.until_answered().await;
        }
        let low = browser
            .run(
                "return ['h1', '.sheet > p', '.sheet > ul > li', '.board tbody tr']\
                   .filter(it => !(document.querySelector(it)?.getBoundingClientRect().bottom <= innerHeight)).join(' ')",
            )
            .await;
        assert_eq!(low, "", "{case}: below the window");
    }
    // On a phone the next meeting and the bottom line come first, and then the board.
    browser.size(360, 800).await;
    let order = browser
        .run(
            "const top = it => document.querySelector(it).getBoundingClientRect().top;\
             return top('h1') < top('.sheet > p') && top('.sheet > p') < top('.board') && top('.board') < top('.sheet > ul')",
        )
        .await;
    assert_eq!(order, true);
    browser.close().await;
}

#[tokio::test]
async fn the_page_at_hand_is_in_sight_in_the_row_of_pages_on_a_phone() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start(&[FORMS], &[], &["--samples", "200"]);
    browser.open(&server.entry).await;
    browser.size(360, 800).await;
    for page in ["overview", "sources", "record", "check"] {
        browser.open(&format!("{}/c/{FORMS}/{page}", server.origin)).await;
        let seen = "const it = document.querySelector('.nav a[aria-current]').getBoundingClientRect();\
                    return it.left >= 0 && it.right <= innerWidth";
        browser.until(seen).await;
    }
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
