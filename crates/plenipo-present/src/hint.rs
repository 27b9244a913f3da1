//! What a reader could do, in the words of the command line: the one place that names flags and commands
//! for what the engine names as data. Another door, such as a page in a browser, has words of its own.

use plenipo::finding::block::{Span, Text};
use plenipo::finding::hint::{Choice, Hint, To};
use plenipo::finding::value::Meant;
use plenipo_record::action::{Action, Phrase};

/// The name of the command.
const PROGRAM: &str = "plenipo";

/// The commands that are not called as their lens is.
const COMMANDS: [(&str, &str); 5] = [
    ("acceptance", "assess"),
    ("bargain", "frontier"),
    ("drafts", "compare"),
    ("forecasts", "forecast"),
    ("record", "show"),
];

/// The settings that a command takes by their place and not by a flag.
const PLACED: [(&str, &str); 2] = [("drafts", "draft"), ("prepare", "meeting")];

/// What could be done, as it is typed.
pub fn hint(hint: &Hint) -> String {
    match hint {
        Hint::SetOption(choice) => format!("`{}`", flag(choice)),
        Hint::Ask { lens, settings } => format!("`{PROGRAM} {}`", question(lens, settings)),
        Hint::Do(it) => action(it),
        Hint::AddRecord(kind) => format!("`[[{}]]`", kind.table()),
        other => other.to_string(),
    }
}

/// How something is done to a dossier, as it is typed.
pub fn action(action: &Action) -> String {
    match action {
        Action::Seal => format!("`{PROGRAM} forecast`"),
        Action::AddForecast => format!("`{PROGRAM} forecast add`"),
        Action::Resolve => format!("`{PROGRAM} forecast resolve`"),
        Action::ImportForecasts => format!("`{PROGRAM} forecast import`"),
        Action::Correct { id } => format!("`--corrects {}`", id.as_deref().unwrap_or("ID")),
        Action::VerifyLedger => format!("`{PROGRAM} forecast verify`"),
        Action::Import => format!("`{PROGRAM} import`"),
        Action::AddDraft => format!("`{PROGRAM} add-draft DOSSIER FILE --id ID --date DATE`"),
        other => other.to_string(),
    }
}

/// `phrase` with what could be done as it is typed.
pub fn phrase(phrase: &Phrase) -> String {
    phrase.worded(action)
}

/// The words of `text`, what could be done as it is typed.
pub fn words(text: &Text) -> String {
    text.0.iter().map(span).collect()
}

/// The words of a span.
pub(crate) fn span(span: &Span) -> String {
    match &span.meant {
        Some(Meant::Hint(it)) => hint(it),
        _ => span.text.clone(),
    }
}

fn flag(choice: &Choice) -> String {
    let flag = format!("--{}", choice.setting);
    match &choice.to {
        To::SomeDay => format!("{flag} DATE"),
        To::SomeId => format!("{flag} ID"),
        To::Value(value) => format!("{flag} {value}"),
        _ => flag,
    }
}

/// A question as it is asked, without the dossier that it is asked of.
fn question(lens: &str, settings: &[Choice]) -> String {
    let command = COMMANDS.iter().find(|(it, _)| *it == lens).map_or(lens, |(_, it)| *it);
    let mut words = command.to_owned();
    // Several that are the reader's to name are told apart by letters.
    let mut letters = 'A'..='Z';
    for it in settings {
        let placed = PLACED.contains(&(lens, it.setting.as_str()));
        words.push(' ');
        match &it.to {
            To::Value(value) if placed => words.push_str(value),
            _ if placed => words.extend(letters.next()),
            _ => words.push_str(&flag(it)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(setting: &str, to: To) -> Choice {
        Choice { setting: setting.to_owned(), to }
    }

    #[test]
    fn a_question_is_told_as_it_is_typed() {
        let ask = |lens: &str, settings: Vec<Choice>| {
            hint(&Hint::Ask { lens: lens.to_owned(), settings })
        };
        let what = choice("what", To::Value("unknowns".to_owned()));
        assert_eq!(ask("record", vec![what]), "`plenipo show --what unknowns`");
        let draft = || choice("draft", To::SomeId);
        assert_eq!(ask("amend", vec![draft()]), "`plenipo amend --draft ID`");
        assert_eq!(ask("drafts", vec![draft(), draft()]), "`plenipo compare A B`");
        assert_eq!(hint(&choice("by", To::SomeDay).into()), "`--by DATE`");
        assert_eq!(hint(&choice("work", To::Any).into()), "`--work`");
    }

    #[test]
    fn words_around_it_stay() {
        let text = Text::plain("more work (").hint(choice("work", To::Any)).and(") may do");
        assert_eq!(words(&text), "more work (`--work`) may do");
        let said = Phrase::from("see ").with(Action::Correct { id: Some("a".to_owned()) });
        assert_eq!(phrase(&said), "see `--corrects a`");
    }
}
