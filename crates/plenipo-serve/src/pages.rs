//! Which page shows which answers: a table, by the names of lenses and settings. A lens that is added to the list
//! of lenses is asked from any page here by one row.

use plenipo::lens::{Lens, named};

use crate::beside::Shows;

/// A page of a case.
pub(crate) struct Page {
    /// Its word in addresses.
    pub(crate) slug: &'static str,
    /// Its name in the navigation.
    pub(crate) name: &'static str,
    pub(crate) is: Is,
    /// Whether it offers to go through the days of the record.
    pub(crate) replays: bool,
}

/// What a page is made of.
pub(crate) enum Is {
    /// Answers; the first is shown unless another is asked for.
    Answers(&'static [Part]),
    /// The draft lab.
    Lab,
    /// Forms for new records.
    Enter,
    /// What reports propose.
    Inbox,
    /// The problems of the files.
    Check,
}

/// An answer that a page shows.
pub(crate) struct Part {
    /// Its word in addresses.
    pub(crate) slug: &'static str,
    /// Its name in the page's own navigation.
    pub(crate) name: &'static str,
    lens: &'static str,
    /// Settings that make it what it is.
    pub(crate) set: &'static [(&'static str, &'static str)],
    /// Settings that are asked for before the answer; all others are below it.
    pub(crate) asks: &'static [&'static str],
    /// A setting by whose records it is also asked, one at a time.
    pub(crate) each: Option<&'static str>,
    /// What stands below it, of other parts' answers.
    pub(crate) beside: &'static [Beside],
    /// What is chosen by name above its pictures.
    pub(crate) chooses: &'static [Chooses],
}

/// A form above a picture, for settings that say what it shows.
pub(crate) struct Chooses {
    pub(crate) chart: &'static str,
    /// The table and its column that hold what can be chosen.
    pub(crate) of: (&'static str, &'static str),
    /// Settings, each with the labels of its values in their order, and what is said where nothing is chosen; where
    /// that is empty, nothing chosen is the first that can be, in order.
    pub(crate) fields: &'static [(&'static str, &'static [&'static str], &'static str)],
}

/// Something of another part's answer.
pub(crate) struct Beside {
    pub(crate) shows: Shows,
    /// The page and the part whose answer it is.
    pub(crate) of: (&'static str, &'static str),
}

impl Part {
    /// The lens that answers; `None` where the list has none of that name, which a test rules out.
    pub(crate) fn lens(&self) -> Option<&'static Lens> {
        named(self.lens)
    }
}

const fn part(
    slug: &'static str,
    name: &'static str,
    lens: &'static str,
    set: &'static [(&'static str, &'static str)],
) -> Part {
    Part { slug, name, lens, set, asks: &[], each: None, beside: &[], chooses: &[] }
}

/// Every page, in the order of the navigation.
pub(crate) const ALL: &[Page] = &[
    Page {
        slug: "overview",
        name: "Overview",
        replays: false,
        is: Is::Answers(&[
            Part {
                beside: &[
                    Beside { shows: Shows::Board, of: ("drafts", "assess") },
                    Beside { shows: Shows::Charts, of: ("moves", "outlook") },
                ],
                ..part("brief", "Where it stands", "brief", &[])
            },
            part("changes", "What changed", "record", &[("what", "changes")]),
            part("unknowns", "What is not known", "record", &[("what", "unknowns")]),
        ]),
    },
    Page {
        slug: "positions",
        name: "Positions",
        replays: false,
        is: Is::Answers(&[
            part("matrix", "Issues by party", "record", &[("what", "matrix")]),
            part("drift", "What moved", "record", &[("what", "drift")]),
            part("conflicts", "Contradictions", "record", &[("what", "conflicts")]),
            part("demands", "Demands and warnings", "record", &[("what", "demands")]),
        ]),
    },
    Page {
        slug: "drafts",
        name: "Drafts",
        replays: false,
        is: Is::Answers(&[
            Part { asks: &["draft"], ..part("assess", "Who would accept", "acceptance", &[]) },
            Part {
                asks: &["draft", "as", "against", "attribution"],
                ..part("compare", "Compared", "drafts", &[])
            },
            part("lineage", "Where they come from", "record", &[("what", "drafts")]),
            part("state", "State of the text", "record", &[("what", "state")]),
            part("rules", "What depends on what", "record", &[("what", "rules")]),
        ]),
    },
    Page { slug: "lab", name: "Draft lab", replays: false, is: Is::Lab },
    Page {
        slug: "gains",
        name: "Gains",
        replays: false,
        is: Is::Answers(&[
            Part {
                chooses: &[Chooses {
                    chart: "frontier",
                    of: ("known", "party"),
                    fields: &[
                        ("axes", &["Across", "Up"], ""),
                        ("shade", &["Shade and size"], "the first on no axis"),
                    ],
                }],
                ..part("frontier", "What could be gained", "bargain", &[])
            },
            Part { asks: &["draft", "target"], ..part("amend", "Smallest change", "amend", &[]) },
            Part {
                asks: &["draft", "party"],
                ..part("believe", "What one would have to believe", "believe", &[])
            },
            Part { asks: &["draft"], ..part("views", "What holds under it", "views", &[]) },
            part("shuttle", "Runs of a protocol", "shuttle", &[]),
        ]),
    },
    Page {
        slug: "moves",
        name: "Over time",
        replays: true,
        is: Is::Answers(&[
            Part { asks: &["draft"], ..part("outlook", "How answers moved", "outlook", &[]) },
            part("causes", "Causes outside", "record", &[("what", "causes")]),
            part("movement", "Movement", "record", &[("what", "movement")]),
        ]),
    },
    Page {
        slug: "meetings",
        name: "Meetings",
        replays: false,
        is: Is::Answers(&[
            part("meetings", "Who met whom", "record", &[("what", "meetings")]),
            Part { asks: &["meeting"], ..part("prepare", "Before the next one", "prepare", &[]) },
            part("itinerary", "The stop after", "itinerary", &[]),
            part("timeline", "Timeline", "record", &[("what", "timeline")]),
            Part { asks: &["by"], ..part("statements", "Coded words", "statements", &[]) },
            part("undertakings", "Undertakings", "record", &[("what", "undertakings")]),
            part("outside", "Outside the room", "record", &[("what", "outside")]),
        ]),
    },
    Page {
        slug: "forecasts",
        name: "Forecasts",
        replays: false,
        is: Is::Answers(&[Part {
            asks: &["what"],
            each: Some("forecast"),
            ..part("forecasts", "Questions and scores", "forecasts", &[])
        }]),
    },
    Page {
        slug: "sources",
        name: "Sources",
        replays: false,
        is: Is::Answers(&[part("sources", "What rests on what", "record", &[("what", "sources")])]),
    },
    Page {
        slug: "record",
        name: "Record",
        replays: false,
        is: Is::Answers(&[Part {
            asks: &["what", "search", "who"],
            ..part("record", "The record", "record", &[])
        }]),
    },
    Page { slug: "inbox", name: "Inbox", replays: false, is: Is::Inbox },
    Page { slug: "enter", name: "Enter", replays: false, is: Is::Enter },
    Page { slug: "check", name: "Check", replays: false, is: Is::Check },
];

/// Work that stands on a page beside its answers.
pub(crate) struct Work {
    /// The page's word in addresses.
    pub(crate) page: &'static str,
    /// Its own.
    pub(crate) slug: &'static str,
    /// Its name in the page's own navigation.
    pub(crate) name: &'static str,
}

/// What came of a meeting, to be written down.
pub(crate) const DEBRIEF: Work = Work { page: "meetings", slug: "debrief", name: "Debrief" };

/// Everything on record, table by table.
pub(crate) const TABLES: Work = Work { page: "record", slug: "tables", name: "Every table" };

/// The page of that word.
pub(crate) fn find(slug: &str) -> Option<&'static Page> {
    ALL.iter().find(|it| it.slug == slug)
}

/// The page and its part of these words.
pub(crate) fn part_of((page, part): (&str, &str)) -> Option<(&'static Page, &'static Part)> {
    let page = find(page)?;
    match page.is {
        Is::Answers(parts) => Some((page, parts.iter().find(|it| it.slug == part)?)),
        Is::Lab | Is::Enter | Is::Inbox | Is::Check => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenipo::lens::setting::{SettingKind, Settings, Value};

    #[test]
    fn every_part_asks_a_lens_there_is_with_settings_that_it_takes() {
        for page in ALL {
            let Is::Answers(parts) = page.is else { continue };
            for part in parts {
                let lens = part.lens().expect(part.slug);
                let mut settings = Settings::default();
                for (name, value) in part.set {
                    let of = lens.settings.iter().find(|it| it.name == *name).expect(name);
                    assert!(matches!(of.kind, SettingKind::Choice { .. }), "{name}");
                    settings = settings.with(name, Value::Text((*value).to_owned()));
                }
                settings.check(lens.settings).expect(part.slug);
                for name in part.asks.iter().copied().chain(part.each) {
                    assert!(lens.settings.iter().any(|it| it.name == name), "{name}");
                    assert!(!part.set.iter().any(|it| it.0 == name), "{name}");
                }
            }
        }
    }

    #[test]
    fn what_is_chosen_above_a_picture_is_a_setting_of_ids() {
        let parts = ALL.iter().filter_map(|it| match it.is {
            Is::Answers(parts) => Some(parts),
            _ => None,
        });
        for part in parts.flatten() {
            let lens = part.lens().expect(part.slug);
            for (name, ..) in part.chooses.iter().flat_map(|it| it.fields) {
                let of = lens.settings.iter().find(|it| it.name == *name).expect(name);
                assert!(matches!(of.kind, SettingKind::Ids { .. }), "{name}");
            }
        }
    }

    #[test]
    fn what_stands_beside_an_answer_is_on_some_page() {
        let parts = ALL.iter().filter_map(|it| match it.is {
            Is::Answers(parts) => Some(parts),
            Is::Lab | Is::Enter | Is::Inbox | Is::Check => None,
        });
        for beside in parts.flatten().flat_map(|it| it.beside) {
            assert!(part_of(beside.of).is_some(), "{:?}", beside.of);
        }
    }

    #[test]
    fn every_lens_is_asked_from_some_page() {
        let asked = |lens: &Lens| {
            lens.name == "lab"
                || ALL.iter().any(|page| match page.is {
                    Is::Answers(parts) => parts.iter().any(|it| it.lens == lens.name),
                    Is::Lab | Is::Enter | Is::Inbox | Is::Check => false,
                })
        };
        for lens in plenipo::lens::ALL {
            assert!(asked(lens), "{}", lens.name);
        }
    }
}
