//! Where what an answer refers to leads among the pages of a case: a thing of the record to its entry, what a reader
//! could do to the page that does it.

use plenipo::finding::hint::{Choice, Hint, To};
use plenipo::finding::value::{Reference, Target};
use plenipo::lens::Lens;
use plenipo_present::html::HtmlLead;
use plenipo_record::case::id::Kind;

use crate::pages::{ALL, Is, Page, Part};
use crate::reading::{NAMES, Pairs, address};

/// The pages of a case, read in one way.
pub(crate) struct Leads<'a> {
    /// The case's word in addresses.
    pub(crate) slug: &'a str,
    /// How the record is read.
    pub(crate) reading: Pairs,
    /// The lens that answers here, whose settings are asked for on the page.
    pub(crate) lens: &'static Lens,
    /// Drafts that are tried out: no page of the record has them.
    pub(crate) tried: Vec<String>,
    /// Whether records may be entered.
    pub(crate) may_enter: bool,
}

impl Leads<'_> {
    fn to(&self, path: &str, more: Pairs) -> String {
        let pairs: Pairs = self.reading.iter().cloned().chain(more).collect();
        address(&format!("/c/{}/{path}", self.slug), &pairs)
    }

    /// The page that asks a lens with these settings.
    fn ask(&self, lens: &str, settings: &[Choice]) -> Option<HtmlLead> {
        let said: Vec<(&str, &str)> = settings.iter().filter_map(said).collect();
        let Some((page, part)) = asking(lens, &said) else {
            let lab = ALL.iter().find(|it| matches!(it.is, Is::Lab) && it.slug == lens)?;
            let more = said.iter().map(|(name, value)| owned(name, value)).collect();
            return Some(HtmlLead { words: lab.name.to_owned(), to: self.to(lab.slug, more) });
        };
        let is_set = |it: &&(&str, &str)| !part.set.contains(it);
        let more = said.iter().filter(is_set).map(|(name, value)| owned(name, value)).collect();
        let words = match part.name == page.name {
            true => page.name.to_owned(),
            false => format!("{}: {}", page.name, part.name),
        };
        Some(HtmlLead { words, to: self.to(&format!("{}/{}", page.slug, part.slug), more) })
    }
}

impl Leads<'_> {
    /// The address of a thing of the record.
    pub(crate) fn record(&self, to: &Reference) -> Option<String> {
        let (kind, id) = match (to.to, &to.of) {
            (Target::Record(kind), _) => (kind, &to.id),
            (Target::Point, Some(draft)) => (Kind::Draft, draft),
            (Target::Option, Some(issue)) => (Kind::Issue, issue),
            _ => return None,
        };
        if id.is_empty() || (kind == Kind::Draft && self.tried.contains(id)) {
            return None;
        }
        Some(self.to(&format!("record/{}/{id}", kind.table()), Vec::new()))
    }

    /// What a reader could do, and where.
    pub(crate) fn hint(&self, hint: &Hint) -> Option<HtmlLead> {
        match hint {
            Hint::Ask { lens, settings } => self.ask(lens, settings),
            Hint::SetOption(choice) => {
                let name = choice.setting.as_str();
                let words = format!("“{}”", name.replace('-', " "));
                // How the record is read is asked at the top of every page, the rest beside the answer.
                let to = match NAMES.contains(&name) {
                    true => format!("#{name}"),
                    false if self.lens.settings.iter().any(|it| it.name == name) => {
                        format!("#ask-{name}")
                    }
                    false => return None,
                };
                match &choice.to {
                    To::Value(value) => Some(HtmlLead { words: format!("{words} = {value}"), to }),
                    _ => Some(HtmlLead { words, to }),
                }
            }
            Hint::AddRecord(kind) if self.may_enter => Some(HtmlLead {
                words: format!("Enter {}", kind.with_article()),
                to: self.to(&format!("enter/{}", kind.table()), Vec::new()),
            }),
            _ => None,
        }
    }
}

/// A setting that is to be set to something.
fn said(choice: &Choice) -> Option<(&str, &str)> {
    match &choice.to {
        To::Value(value) => Some((&choice.setting, value)),
        _ => None,
    }
}

fn owned(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The part that asks `lens` with what is `said`: of several the one that says most of it itself.
fn asking(lens: &str, said: &[(&str, &str)]) -> Option<(&'static Page, &'static Part)> {
    let parts = ALL.iter().flat_map(|page| match page.is {
        Is::Answers(parts) => parts.iter().map(|part| (page, part)).collect(),
        Is::Lab | Is::Enter | Is::Inbox | Is::Check => Vec::new(),
    });
    let fits = |it: &(&'static Page, &'static Part)| {
        let asks = it.1.lens().is_some_and(|it| it.name == lens);
        asks && it.1.set.iter().all(|it| said.contains(it))
    };
    parts.filter(fits).max_by_key(|it| it.1.set.len())
}

/// Every question that takes a record of this kind, with the setting that it takes it by.
pub(crate) fn asked_of(kind: Kind) -> Vec<(String, String, &'static str)> {
    use plenipo::lens::setting::SettingKind;
    let mut all = Vec::new();
    for page in ALL {
        let Is::Answers(parts) = page.is else { continue };
        for part in parts {
            let settings = part.lens().map_or(&[][..], |it| it.settings);
            let of = settings
                .iter()
                .filter(|it| !part.set.iter().any(|set| set.0 == it.name))
                .find(|it| matches!(it.kind, SettingKind::Ids { of, .. } if of == kind.table()));
            // Of what the record shows only in parts, nothing is asked record by record.
            let Some(of) =
                of.filter(|it| part.asks.contains(&it.name) || part.each == Some(it.name))
            else {
                continue;
            };
            let path = format!("{}/{}", page.slug, part.slug);
            all.push((format!("{}: {}", page.name, part.name), path, of.name));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads() -> Leads<'static> {
        Leads {
            slug: "talks",
            reading: vec![("as-of".to_owned(), "2031-05-10".to_owned())],
            lens: plenipo::lens::named("amend").expect("a lens"),
            tried: vec!["tried".to_owned()],
            may_enter: false,
        }
    }

    fn choice(setting: &str, to: To) -> Choice {
        Choice { setting: setting.to_owned(), to }
    }

    #[test]
    fn a_question_leads_to_the_page_that_answers_it() {
        let ask = |lens: &str, settings: Vec<Choice>| {
            leads().hint(&Hint::Ask { lens: lens.to_owned(), settings }).expect(lens)
        };
        let it = ask("record", vec![choice("what", To::Value("unknowns".to_owned()))]);
        assert_eq!(it.words, "Overview: What is not known");
        assert_eq!(it.to, "/c/talks/overview/unknowns?as-of=2031-05-10");
        // What no page says by itself is asked of the page that asks of everything.
        let it = ask("record", vec![choice("what", To::Value("voice".to_owned()))]);
        assert_eq!(it.to, "/c/talks/record/record?as-of=2031-05-10&what=voice");
        let it = ask("amend", vec![choice("draft", To::SomeId)]);
        assert_eq!(
            (it.words.as_str(), it.to.as_str()),
            ("Gains: Smallest change", "/c/talks/gains/amend?as-of=2031-05-10")
        );
        assert!(ask("lab", Vec::new()).to.starts_with("/c/talks/lab"));
        for lens in plenipo::lens::ALL {
            ask(lens.name, Vec::new());
        }
    }

    #[test]
    fn a_setting_leads_to_its_field_and_what_no_page_does_stays_words() {
        let set = |name: &str| leads().hint(&Hint::set(name, To::Any));
        assert_eq!(set("max-changes").map(|it| it.to).as_deref(), Some("#ask-max-changes"));
        assert_eq!(set("max-changes").map(|it| it.words).as_deref(), Some("“max changes”"));
        assert_eq!(set("as-of").map(|it| it.to).as_deref(), Some("#as-of"));
        assert_eq!(set("seed"), None);
        let record = Hint::from(Kind::Meeting);
        assert_eq!(leads().hint(&record), None, "nothing is entered here");
        let it = Leads { may_enter: true, ..leads() }.hint(&record).expect("a form");
        assert_eq!(it.to, "/c/talks/enter/meeting?as-of=2031-05-10");
    }

    #[test]
    fn a_record_leads_to_its_entry_and_a_part_to_that_of_the_whole() {
        let to = |to: Target, of: Option<&str>, id: &str| {
            let of = of.map(str::to_owned);
            leads().record(&Reference { to, of, id: id.to_owned() })
        };
        let of = |path: &str| Some(format!("/c/talks/record/{path}?as-of=2031-05-10"));
        assert_eq!(to(Kind::Party.into(), None, "east"), of("party/east"));
        assert_eq!(to(Target::Point, Some("may-paper"), "3"), of("draft/may-paper"));
        assert_eq!(to(Target::Option, Some("dam"), "low"), of("issue/dam"));
        assert_eq!(to(Target::Option, None, "low"), None);
        assert_eq!(to(Kind::Draft.into(), None, "tried"), None, "it is in no file");
        assert_eq!(to(Target::Lens, None, "amend"), None);
    }

    #[test]
    fn of_a_record_is_asked_what_takes_one_of_its_kind() {
        let paths = |kind| asked_of(kind).into_iter().map(|it| it.1).collect::<Vec<_>>();
        assert!(paths(Kind::Draft).contains(&"drafts/compare".to_owned()));
        assert_eq!(paths(Kind::Meeting), ["meetings/prepare"]);
        assert_eq!(paths(Kind::Forecast), ["forecasts/forecasts"]);
    }
}
