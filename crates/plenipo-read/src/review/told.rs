//! What a file says above its entries: the words each rests on, and why it is proposed.

use crate::proposal::ProposalKind;

/// What the comments above an entry say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The words it rests on, in one line; empty where none are quoted.
    pub(super) quote: String,
    /// The kind it was proposed as.
    pub(super) is: String,
    pub(super) rule: String,
    pub(super) sure: String,
    /// All else that is said, a line each.
    pub(super) more: Vec<String>,
}

/// What stands in the comment lines `text`.
pub(super) fn told(text: &str) -> Told {
    let lines: Vec<&str> = text
        .lines()
        .filter_map(|it| it.trim().strip_prefix('#'))
        .map(|it| it.strip_prefix(' ').unwrap_or(it).trim_end())
        .collect();
    let mut out = Told::default();
    let mut rest = lines.as_slice();
    if let Some(first) = rest.first().filter(|it| it.starts_with('"')) {
        // The quote runs on until a line ends it and the next is no part of it.
        let ends = |at: usize| {
            rest[at].ends_with('"')
                && (at > 0 || first.len() > 1)
                && rest.get(at + 1).is_none_or(|it| is_reason(it))
        };
        let end = (0..rest.len()).find(|at| ends(*at));
        let end = end.unwrap_or(rest.len() - 1);
        let quote = rest[..=end].join(" ");
        let quote = quote.strip_prefix('"').unwrap_or(&quote);
        out.quote = quote.strip_suffix('"').unwrap_or(quote).trim().to_owned();
        rest = &rest[end + 1..];
    }
    for line in rest {
        match reason(line).filter(|_| out.rule.is_empty()) {
            Some((is, rule, sure, more)) => {
                (out.is, out.rule, out.sure) = (is, rule, sure);
                out.more.extend(more);
            }
            // Said again when it is looked at, of the record as it is then.
            None if line.starts_with("already there: ") => {}
            None => {
                if let Some((is, _)) = line.split_once(": ").filter(|it| kind(it.0)) {
                    out.is = is.to_owned();
                }
                out.more.push((*line).to_owned());
            }
        }
    }
    out
}

fn kind(word: &str) -> bool {
    ProposalKind::ALL.iter().any(|it| it.word() == word)
}

fn is_reason(line: &str) -> bool {
    let named = line.split_once(": ").is_some_and(|(word, _)| kind(word));
    named || line.starts_with("the article itself")
}

/// `meeting: rule meeting, sure; more`
fn reason(line: &str) -> Option<(String, String, String, Option<String>)> {
    let (is, rest) = line.split_once(": rule ")?;
    if !kind(is) {
        return None;
    }
    let (rule, rest) = rest.split_once(", ")?;
    let (sure, more) = match rest.split_once("; ") {
        Some((sure, more)) => (sure, Some(more.to_owned())),
        None => (rest, None),
    };
    Some((is.to_owned(), rule.to_owned(), sure.to_owned(), more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quote_is_what_the_lines_say_until_the_reason() {
        let said = told(
            "# \"They said \"no\"\n# twice,\" he added.\"\n# line: rule ruled-out, sure; its day is reckoned\n# hedged: reportedly\n# already there: red line x\n",
        );
        assert_eq!(said.quote, "They said \"no\" twice,\" he added.");
        assert_eq!(
            (said.is.as_str(), said.rule.as_str(), said.sure.as_str()),
            ("line", "ruled-out", "sure")
        );
        assert_eq!(said.more, ["its day is reckoned", "hedged: reportedly"]);
    }

    #[test]
    fn comments_of_any_kind_are_no_trouble() {
        for text in
            ["", "#", "# \"", "#\"\n#", "# rule", "# meeting: rule \n# \"x", "\u{feff}# ü\"\n"]
        {
            let _ = told(text);
        }
        assert_eq!(told("# the article itself\n").more, ["the article itself"]);
        assert_eq!(told("# \"open\n# end").quote, "open end");
    }
}
