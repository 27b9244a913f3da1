//! What pages are made with: style sheets and scripts, built in.

use std::sync::OnceLock;

use plenipo_present::html;

/// A file beside the pages.
pub(crate) struct Asset {
    pub(crate) kind: &'static str,
    pub(crate) bytes: &'static str,
}

/// The file of that name.
pub(crate) fn find(name: &str) -> Option<Asset> {
    let of = |kind, bytes| Some(Asset { kind, bytes });
    match name {
        "plenipo.css" => of("text/css; charset=utf-8", sheet()),
        "plenipo.js" => of("text/javascript; charset=utf-8", include_str!("../assets/plenipo.js")),
        "htmx.js" => of("text/javascript; charset=utf-8", include_str!("../assets/htmx.min.js")),
        "mark.svg" => of("image/svg+xml", include_str!("../assets/mark.svg")),
        _ => None,
    }
}

/// The sheet of answers, and after it that of the pages around them.
fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| {
        let (shell, enter, inbox) = (
            include_str!("../assets/shell.css"),
            include_str!("../assets/enter.css"),
            include_str!("../assets/inbox.css"),
        );
        format!("{}{shell}{enter}{inbox}", html::STYLE)
    })
}
