//! Random drafts in plain text.

use proptest::prelude::*;

/// Words, numbers of points and headings as drafts have them, and what nobody means to write.
pub fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[0-9]{1,4}[.):a]? ?",
        Just("(a) ".to_owned()),
        Just("Annex".to_owned()),
        Just("# ".to_owned()),
        Just("| 3 | x |".to_owned()),
        Just("第三条".to_owned()),
        Just("٧. ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\"\"\"\\".to_owned()),
        Just("\u{202e}\u{0}\u{85}".to_owned()),
        Just("[[draft]]\nid = 3".to_owned()),
        Just("сло́во".to_owned()),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|it| it.concat())
}
