//! plenipo keeps the record of a mediated negotiation and answers from it.
//!
//! # Who would accept a draft, and what stops the others
//!
//! A dossier is read into a case, the case is looked at by somebody on some day, and a lens answers from that view:
//! as values for a program, and as a [`Finding`](finding::Finding) with an account and tables for people.
//!
//! ```
//! use plenipo::lens::acceptance::{self, Acceptance};
//! use plenipo::lens::{context::Context, setting::Settings, view::View};
//! use plenipo_record::case::lines::Verdict;
//! use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
//!
//! let text = r#"
//! format = 1
//! [dossier]
//! title = "Two villages and a well"
//! disclosure = "open"
//! [[party]]
//! id = "hill"
//! name = "Hill"
//! roles = ["principal"]
//! [[issue]]
//! id = "hours"
//! title = "Hours of pumping"
//! options = [{ id = "two", text = "two hours" }, { id = "six", text = "six hours" }]
//! [[draft]]
//! id = "first"
//! title = "First text"
//! complete = true
//! points = [{ number = 1, sets = { hours = "six" } }]
//! [[red_line]]
//! party = "hill"
//! words = "never more than two hours"
//! rules_out = { hours = ["six"] }
//! "#;
//! let files = [NamedBytes { name: "well.toml".into(), bytes: text.into() }];
//! let (case, problems) = read(&files, &ReadOptions::default());
//! let case = case.ok_or(format!("{problems:?}"))?;
//!
//! let view = View::of(&case, &Context::default())?;
//! let answer = acceptance::answer(&view, &Settings::default())?;
//! let hill = answer.answers().next().ok_or("one party, one draft")?;
//! assert_eq!(answer.case().party_id(hill.party), "hill");
//! assert_eq!(hill.acceptance, Acceptance::Blocked);
//! assert_eq!(hill.lines[0].1, Verdict::Crossed);
//! // Nothing says what it has without a deal, so there is no figure but that the line stops it.
//! assert_eq!((hill.low, hill.high), (Some(0.0), None));
//!
//! let finding = acceptance::finding(&view, &answer)?;
//! assert_eq!(finding.headline, "first is blocked for Hill.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How far each lens is checked
//!
//! | lens | published numbers | laws on random records | brute force |
//! |---|---|---|---|
//! | [`acceptance`](lens::acceptance) | SMAA-2 on reference data | yes | – |
//! | [`amend`](lens::amend) | – | yes | yes |
//! | [`bargain`](lens::bargain) | published scenarios | yes | yes, and a mixed-integer solver |
//! | [`believe`](lens::believe) | – | yes | yes |
//! | [`views`](lens::views) | – | yes | – |
//! | [`forecasts`](lens::forecasts) | one Brier score | yes | – |
//! | [`outlook`](lens::outlook) | – | of leaving records out | – |
//! | [`drafts`](lens::drafts), [`statements`](lens::statements), [`record`](lens::record), [`brief`](lens::brief) | – | of viewers and order only | – |
//!
//! The engine is pure: named bytes, settings and a context go in, findings come out. It knows no
//! clock, no file system, no environment and no terminal; `ARCHITECTURE.md` has the map and the
//! table of which module may use which.

pub mod finding;
pub mod glossary;
pub mod lens;
pub mod preference;
pub mod scenario;
