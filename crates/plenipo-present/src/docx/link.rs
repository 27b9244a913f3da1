//! Addresses as targets of links. Word calls a file damaged when one of them is not an address by
//! the letter, so what is doubtful stays words.

use std::fmt::Write as _;

use crate::words;

/// `address` as it may stand in a file, if it may be followed at all.
pub(super) fn target(address: &str) -> Option<String> {
    if !words::followed(address) {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let (name, port) = host.split_once(':').map_or((host, None), |(it, port)| (it, Some(port)));
    let plain = |it: &str| {
        let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        ends(it.chars().next()) && ends(it.chars().next_back()) && it.chars().all(inner)
    };
    let port_is_plain = port.is_none_or(|it| it.parse::<u16>().is_ok());
    if name.len() > 253 || !name.split('.').all(plain) || !port_is_plain {
        return None;
    }
    let mut out = format!("{scheme}://{host}");
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let hex = rest.as_bytes().get(at + 1..at + 3);
        let fine = match c {
            '%' => hex.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit)),
            '#' => !std::mem::replace(&mut fragment, true),
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if fine {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    // Longer ones word processors cut.
    (out.len() <= 2_000).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn targets_are_addresses_by_the_letter() {
        let same = "https://example.org:8080/a%20b?c=1&d=(2)#e";
        assert_eq!(target(same).as_deref(), Some(same));
        let mended = target("https://example.org/{é}%zz#a#b").expect("a target");
        assert_eq!(mended, "https://example.org/%7B%C3%A9%7D%25zz#a%23b");
        for wrong in ["http://", "https://[::1/", "https://a b/", "https://-a.org", "https://a:x/"]
        {
            assert_eq!(target(wrong), None, "{wrong}");
        }
    }
}
