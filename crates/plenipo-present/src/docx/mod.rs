//! A finding as a DOCX file: real headings, lists, tables and links, for people who will edit it.
//!
//! What stands where is as on the page ([`html`](crate::html)): assumption sets first, sources last
//! with a bookmark each, charts as their data. The bytes hold no time of day.

mod account;
mod style;

use std::io::Cursor;

use docx_rs::Docx;
use plenipo::finding::Finding;

/// `finding` as the bytes of a DOCX file.
///
/// # Errors
///
/// Only where the file's parts cannot be packed, which no finding is known to cause.
pub fn finding(finding: &Finding) -> Result<Vec<u8>, String> {
    let docx = account::write(style::dressed(Docx::new()), finding);
    let mut bytes = Cursor::new(Vec::new());
    let mut parts = docx.build();
    parts.document_rels = in_order(parts.document_rels);
    parts.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// The relations of a file in the order of their text: the writer keeps them in no order, and the
/// same answer should be the same bytes.
fn in_order(relations: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(relations) else { return Vec::new() };
    let Some(start) = text.find("<Relationship ") else { return text.into_bytes() };
    let end = text.rfind("</Relationships>").unwrap_or(text.len());
    let mut each: Vec<&str> = text[start..end].split_inclusive("/>").collect();
    each.sort_unstable();
    format!("{}{}{}", &text[..start], each.concat(), &text[end..]).into_bytes()
}
