//! Files that people hand in for something else: told by what they begin with, whatever they are called.

/// What the file is, where its beginning tells it: `a calendar`.
pub(crate) fn what(bytes: &[u8]) -> Option<&'static str> {
    let begins = [
        ("begin:vcalendar", "a calendar"),
        ("<!doctype html", "a web page"),
        ("<html", "a web page"),
        ("%pdf-", "a PDF"),
        ("{\\rtf", "a rich text file (.rtf)"),
    ];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is = |begin: &str| {
        let own = bytes.get(..begin.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(begin.as_bytes()))
    };
    begins.iter().find(|(begin, _)| is(begin)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::what;

    #[test]
    fn a_file_is_told_by_its_beginning() {
        assert_eq!(what(b"\xef\xbb\xbf\r\nBEGIN:VCALENDAR\r\n"), Some("a calendar"));
        assert_eq!(what(b"<!DOCTYPE html>"), Some("a web page"));
        assert_eq!(what(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(what(b"1. The parties begin"), None);
        assert_eq!(what(b""), None);
    }
}
