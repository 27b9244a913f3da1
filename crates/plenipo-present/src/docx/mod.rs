//! A finding as a DOCX file: real headings, lists, tables and links, for people who will edit it.
//!
//! What stands where is as on the page ([`html`](crate::html)): assumption sets first, sources last
//! with a bookmark each, charts as their data. Words put in and taken out are tracked changes. The
//! same finding is the same bytes: they hold no time of day and no count of earlier files.

mod account;
mod link;
mod package;
mod page;
mod run;
mod style;
mod table;
mod xml;

use plenipo::finding::Finding;

/// `finding` as the bytes of a DOCX file.
///
/// # Errors
///
/// Only where the file's parts cannot be packed, which no finding is known to cause.
pub fn finding(finding: &Finding) -> Result<Vec<u8>, String> {
    let (body, links) = account::write(finding);
    package::pack(finding, &body, &links)
}
