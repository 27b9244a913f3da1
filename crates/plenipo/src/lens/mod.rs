//! Lenses: one question each, asked of a case.
//!
//! A lens is a function from a [`View`] and [`Settings`] to a [`Finding`]. Its settings describe themselves, so that
//! command-line flags, forms and docs are made from one description; its docs page is the Markdown
//! file beside it, which is also its module documentation and its doctest.

pub mod context;
pub mod done;
pub mod error;
pub mod setting;
pub mod view;

pub mod acceptance;
pub mod amend;
pub mod bargain;
pub mod believe;
pub mod drafts;
pub mod forecasts;
pub mod lab;
pub mod record;
pub mod statements;
pub mod views;

pub mod brief;
pub mod itinerary;
pub mod outlook;
pub mod prepare;
pub mod shuttle;

mod notes;
mod stamp;
mod whence;

/// The day that every question is asked under, as doors call it.
const AS_OF: &str = "as-of";

use crate::finding::Finding;
use crate::finding::hint::{Choice, Hint};
use context::Context;
use error::Error;
use plenipo_record::case::Case;
use setting::{Setting, Settings};
use view::View;

/// A lens.
pub struct Lens {
    /// Its name, as in `plenipo explain NAME`.
    pub name: &'static str,
    /// Its question, in words.
    pub question: &'static str,
    /// Its docs page, in Markdown with the fixed headings.
    pub docs: &'static str,
    /// The settings it takes.
    pub settings: &'static [Setting],
    /// Asks the question.
    pub run: fn(&View<'_>, &Settings) -> Result<Finding, Error>,
}

impl Lens {
    /// Asks one question of `case` as the viewer of `context` has it on its day. Who asks several makes one
    /// [`View`] for all.
    ///
    /// # Errors
    /// Misuse: ids that name nothing, settings that do not fit.
    pub fn ask(
        &self,
        case: &Case,
        settings: &Settings,
        context: &Context<'_>,
    ) -> Result<Finding, Error> {
        self.answer(&View::of(case, context)?, settings)
    }

    /// Asking it with `settings`, as something that a reader could do.
    pub fn hint(&self, settings: impl IntoIterator<Item = Choice>) -> Hint {
        Hint::Ask { lens: self.name.to_owned(), settings: settings.into_iter().collect() }
    }

    /// Asks one question of `view`, and says in the answer with which settings.
    ///
    /// # Errors
    /// As [`Lens::ask`].
    pub fn answer(&self, view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
        Ok(self.asked_with((self.run)(view, settings)?, settings))
    }

    /// What it found, with the settings that it was asked with.
    pub fn asked_with(&self, mut finding: Finding, settings: &Settings) -> Finding {
        let from = &mut finding.provenance;
        from.settings = stamp::asked(settings, self.settings, from.names_withheld);
        finding
    }
}

/// Every lens.
pub const ALL: &[Lens] = &[
    record::LENS,
    acceptance::LENS,
    lab::LENS,
    amend::LENS,
    believe::LENS,
    views::LENS,
    brief::LENS,
    prepare::LENS,
    itinerary::LENS,
    outlook::LENS,
    bargain::LENS,
    shuttle::LENS,
    drafts::LENS,
    statements::LENS,
    forecasts::LENS,
];

/// The lens called `name`.
pub fn named(name: &str) -> Option<&'static Lens> {
    ALL.iter().find(|lens| lens.name == name)
}
