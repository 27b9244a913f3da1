//! Proposed entries beside the record: files below `proposals/` that open with `[proposals]`. They are written like any
//! file of a dossier, and no reader of the record takes anything from them: a person has to accept each entry first.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::files::FILE_BYTES_MAX;
use super::read::NamedBytes;

/// The folder of proposed entries.
pub const FOLDER: &str = "proposals";

/// What a file of proposed entries says at its top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalsHead {
    /// The file.
    pub file: String,
    /// The source that the entries are from, by its id.
    pub source: Option<String>,
    /// The day on which it was read.
    pub read: Option<Date>,
    /// The SHA-256 of the article's text, in hexadecimal.
    pub text: Option<String>,
    /// The signature of the article's words, by which a reprint is known.
    pub shingles: Vec<u64>,
    /// What each entry was proposed from, where the head says so.
    pub entries: Vec<ProposedFrom>,
    /// The entries that a person accepted, as `table id`.
    pub accepted: Vec<String>,
    /// Marks of the entries that a person rejected.
    pub rejected: Vec<String>,
}

/// What an entry was proposed from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposedFrom {
    /// The table it stands in.
    pub table: String,
    /// Its id.
    pub id: String,
    /// What it was proposed as.
    pub is: String,
    /// The rule it came from.
    pub rule: String,
    /// How sure that rule is.
    pub sure: String,
    /// The words it rests on, as bytes of the article's text.
    pub at: Option<(usize, usize)>,
}

/// The ending of the file with the article's text.
const TEXT_ENDING: &str = ".txt";

/// The name of the file with the text of the article that a file of proposed entries was made of.
pub fn text_name(name: &str) -> String {
    let stem = name.len().checked_sub(5).filter(|at| name.is_char_boundary(*at));
    let stem = stem.filter(|at| name[*at..].eq_ignore_ascii_case(".toml"));
    format!("{}{TEXT_ENDING}", stem.map_or(name, |at| &name[..at]))
}

/// Whether a file of this name lies below the folder of proposed entries.
pub fn is_in_folder(name: &str) -> bool {
    let name = name.strip_prefix("./").unwrap_or(name);
    name.split_once('/').is_some_and(|(folder, _)| folder.eq_ignore_ascii_case(FOLDER))
}

/// Whether a file is kept out of the record: it lies in the folder of proposed entries and opens with `[proposals]`.
pub fn is_kept_out(file: &NamedBytes) -> bool {
    is_in_folder(&file.name) && opens(&file.bytes)
}

/// Whether the first line that says something is the header `[proposals]`.
fn opens(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = bytes.split(|it| *it == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.find(|it| !it.is_empty() && !it.starts_with(b"#"));
    let first = first.and_then(|it| it.split(|it| *it == b'#').next()).map(<[u8]>::trim_ascii);
    let inner = first.and_then(|it| it.strip_prefix(b"[")).and_then(|it| it.strip_suffix(b"]"));
    inner.is_some_and(|it| it.trim_ascii() == FOLDER.as_bytes())
}

/// The heads of the files of proposed entries among `files`, in their order; of one that cannot be made out only its
/// name.
pub fn heads(files: &[NamedBytes]) -> Vec<ProposalsHead> {
    files.iter().filter(|it| is_kept_out(it)).map(head).collect()
}

fn head(file: &NamedBytes) -> ProposalsHead {
    let mut out = ProposalsHead {
        file: file.name.clone(),
        source: None,
        read: None,
        text: None,
        shingles: Vec::new(),
        entries: Vec::new(),
        accepted: Vec::new(),
        rejected: Vec::new(),
    };
    let text = std::str::from_utf8(&file.bytes).ok().filter(|it| it.len() <= FILE_BYTES_MAX);
    let Some(text) = text.filter(|it| super::too_deep(it).is_none()) else { return out };
    let Ok(root) = DeTable::parse(text) else { return out };
    let table = root.get_ref().get(FOLDER).and_then(|it| it.get_ref().as_table());
    let Some(table) = table else { return out };
    let word = |key: &str| table.get(key).and_then(|it| it.get_ref().as_str()).map(str::to_owned);
    out.source = word("source");
    out.text = word("text");
    out.read = table.get("read").and_then(|it| match it.get_ref() {
        DeValue::Datetime(it) => it.to_string().get(..10)?.parse().ok(),
        _ => None,
    });
    let words = |key: &str| -> Vec<String> {
        let list = table.get(key).and_then(|it| it.get_ref().as_array());
        list.into_iter()
            .flatten()
            .filter_map(|it| it.get_ref().as_str())
            .map(str::to_owned)
            .collect()
    };
    out.shingles =
        words("shingles").iter().filter_map(|it| u64::from_str_radix(it, 16).ok()).collect();
    out.accepted = words("accepted");
    out.rejected = words("rejected");
    let list = table.get("entries").and_then(|it| it.get_ref().as_array());
    out.entries =
        list.into_iter().flatten().filter_map(|it| Some(from(it.get_ref().as_table()?))).collect();
    out
}

fn from(table: &DeTable<'_>) -> ProposedFrom {
    let word = |key: &str| {
        table.get(key).and_then(|it| it.get_ref().as_str()).unwrap_or_default().to_owned()
    };
    let at = table.get("at").and_then(|it| it.get_ref().as_array()).and_then(|it| {
        let number = |at: usize| -> Option<usize> {
            it.get(at)?.get_ref().as_integer()?.to_string().parse().ok()
        };
        Some((number(0)?, number(1)?))
    });
    ProposedFrom {
        table: word("table"),
        id: word("id"),
        is: word("is"),
        rule: word("rule"),
        sure: word("sure"),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> NamedBytes {
        NamedBytes { name: name.to_owned(), bytes: text.into() }
    }

    #[test]
    fn only_a_file_that_says_so_in_its_folder_is_kept_out() {
        let head = "# from a paper\n\n[proposals] # kept out\nsource = \"x\"\n";
        assert!(is_kept_out(&file("proposals/a.toml", head)));
        assert!(is_kept_out(&file("./Proposals/deep/a.toml", head)));
        assert!(!is_kept_out(&file("record/a.toml", head)));
        assert!(!is_kept_out(&file("proposals.toml", head)));
        assert!(!is_kept_out(&file("proposals/a.toml", "[file]\n[proposals]\n")));
        assert!(!is_kept_out(&file("proposals/a.toml", "")));
    }

    #[test]
    fn the_text_of_an_article_lies_beside_what_is_proposed_from_it() {
        assert_eq!(text_name("proposals/a.toml"), "proposals/a.txt");
        assert_eq!(text_name("proposals/a.TOML"), "proposals/a.txt");
        assert_eq!(text_name("ü"), "ü.txt");
    }

    #[test]
    fn what_was_decided_and_where_the_words_stand_is_in_the_head() {
        let text = "[proposals]\naccepted = [\"source wire\"]\nrejected = [\"ab\", 3]\nentries = [\n \
                    { table = \"meeting\", id = \"m\", is = \"meeting\", rule = \"meeting\", sure = \"sure\", at = [3, 9] },\n 7,\n \
                    { id = \"n\", at = [-1] },\n]\n";
        let found = heads(&[file("proposals/a.toml", text)]);
        assert_eq!((found[0].accepted.len(), found[0].rejected.len()), (1, 1));
        assert_eq!(found[0].entries.len(), 2);
        assert_eq!(found[0].entries[0].at, Some((3, 9)));
        assert_eq!(found[0].entries[1].at, None);
    }

    #[test]
    fn a_head_is_read_as_far_as_it_can_be() {
        let text = "[proposals]\nsource = \"x\"\nread = 2031-05-06\ntext = \"ab\"\nshingles = [\"ff\", \"zz\", 3]\n";
        let found =
            heads(&[file("proposals/a.toml", text), file("proposals/b.toml", "[proposals]\n=")]);
        assert_eq!(found[0].source.as_deref(), Some("x"));
        assert_eq!(found[0].read, Date::new(2031, 5, 6).ok());
        assert_eq!(found[0].shingles, [255]);
        assert_eq!((found.len(), &found[1].source), (2, &None));
    }
}
