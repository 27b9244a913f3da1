//! Markdown as the text a reader sees: without the signs of headings, emphasis, links and lists.

/// The text of Markdown.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.lines() {
        let bare = line.trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            out.push('\n');
            continue;
        }
        if fenced {
            continue;
        }
        let heading = bare.starts_with('#');
        let bare = bare.trim_start_matches('#').trim_start_matches('>').trim_start();
        let item = ["- ", "* ", "+ "].iter().find_map(|it| bare.strip_prefix(it));
        if heading || item.is_some() {
            out.push('\n');
        }
        inline(item.unwrap_or(bare), &mut out);
        out.push('\n');
        if heading {
            out.push('\n');
        }
    }
    out
}

/// A line without the signs of emphasis and of links, whose words stay.
fn inline(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['*', '_', '`', '[', '!', '\\']) {
        out.push_str(&rest[..at]);
        let sign = rest[at..].chars().next().unwrap_or_default();
        let after = &rest[at + sign.len_utf8()..];
        let before = out.chars().next_back();
        rest = match sign {
            '[' => match link(after) {
                Some((words, behind)) => {
                    out.push_str(words);
                    behind
                }
                None => {
                    out.push('[');
                    after
                }
            },
            '!' if after.starts_with('[') => link(&after[1..]).map_or(after, |it| it.1),
            '\\' if after.starts_with(|it: char| it.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                &after[1..]
            }
            '*' | '`' => after,
            '_' if !(before.is_some_and(char::is_alphanumeric)
                && after.starts_with(char::is_alphanumeric)) =>
            {
                after
            }
            sign => {
                out.push(sign);
                after
            }
        };
    }
    out.push_str(rest);
}

/// The words of a link whose bracket is open, and what stands behind it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, rest) = text.split_once(']')?;
    let rest = rest.strip_prefix('(')?;
    let (_, behind) = rest.split_once(')')?;
    (!words.contains('[')).then_some((words, behind))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn signs_go_and_words_stay() {
        let text = plain(
            "# Title\nThe *plan* of [the envoy](http://x) is __dead__, says a_b.\n- one\n```\ncode\n```\n",
        );
        assert!(text.contains("The plan of the envoy is dead, says a_b."), "{text}");
        assert!(!text.contains("code") && text.contains("one"));
    }
}
