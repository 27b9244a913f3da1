//! Asking a lens about a dossier: what every verb with a lens does.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo::finding::Finding;
use plenipo::lens::Lens;
use plenipo::lens::brief;
use plenipo::lens::error::Error;
use plenipo::lens::setting::Settings;
use plenipo::lens::view::View;
use plenipo_present::{csv, docx, html, json, markdown, terminal};
use plenipo_record::case::Case;
use plenipo_record::scenario::Scenario;

use super::{Answer, settings};
use crate::args::{Format, Globals};
use crate::failure::Failure;
use crate::load;
use crate::output;
use crate::progress::Progress;

/// What a lens is asked about.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    Case(&'a Case),
    Scenario(&'a Scenario),
}

/// Asks `lens` about the dossier that `matches` names.
pub(super) fn run(lens: &Lens, matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let settings = settings::read(lens.settings, matches);
    settings.check(lens.settings)?;
    let case = load::case(path, globals)?;
    ask(lens, Of::Case(&case), &settings, globals)
}

/// Asks `lens` and shows the answer.
pub(super) fn ask(
    lens: &Lens,
    of: Of<'_>,
    settings: &Settings,
    globals: &Globals,
) -> Result<Answer, Failure> {
    present(&finding(lens, of, settings, globals)?, globals).map(Answer::from)
}

/// What `lens` answers.
pub(super) fn finding(
    lens: &Lens,
    of: Of<'_>,
    settings: &Settings,
    globals: &Globals,
) -> Result<Finding, Failure> {
    viewed(of, globals, |view| {
        if let Some(viewer) = globals.viewer.as_deref().filter(|_| lens.name == brief::LENS.name) {
            unseen(view, viewer);
        }
        lens.answer(view, settings)
    })
}

/// What `ask` makes of the view that the user asked for, with its progress shown.
pub(super) fn viewed<T>(
    of: Of<'_>,
    globals: &Globals,
    ask: impl FnOnce(&View<'_>) -> Result<T, Error>,
) -> Result<T, Failure> {
    let progress = Progress::new(globals.seconds);
    let tell = |done: f64| progress.tell(done);
    let mut context = globals.context();
    context.progress = Some(&tell);
    let view = match of {
        Of::Case(case) => View::of(case, &context),
        Of::Scenario(scenario) => Ok(View::of_scenario(scenario, &context)),
    };
    view.and_then(|view| ask(&view)).map_err(|error| match error {
        Error::Cancelled => progress.stopped(),
        error => Failure::from(error),
    })
}

/// Says that the viewer sees nothing to answer: its brief would read as if nothing were on record. By what it sees
/// alone, so that nothing hidden shows in it.
fn unseen(view: &View<'_>, viewer: &str) {
    if view.case().is_ok_and(|seen| seen.issues.is_empty() && seen.drafts.is_empty()) {
        output::complain(&format!(
            "note: {viewer} sees no issue and no draft; handling = \"open\" under [file], in the file where they \
             are, opens them to every party\n"
        ));
    }
}

/// `finding` in the form that was asked for.
pub(super) fn present(finding: &Finding, globals: &Globals) -> Result<Vec<u8>, Failure> {
    present_as(finding, globals.format, globals)
}

/// `finding` in the form `format`.
pub(super) fn present_as(
    finding: &Finding,
    format: Format,
    globals: &Globals,
) -> Result<Vec<u8>, Failure> {
    let text = match (format, &globals.table) {
        (Format::Text, _) => terminal::finding(finding, &globals.style()),
        (Format::Json, _) => json::finding(finding),
        (Format::Html, _) => html::finding(finding),
        (Format::Markdown, _) => markdown::finding(finding),
        (Format::Docx, _) => {
            return docx::finding(finding)
                .map_err(|error| Failure::io(format!("could not make the DOCX file: {error}")));
        }
        (Format::Csv, None) => csv::list(finding),
        (Format::Csv, Some(id)) => csv::table(finding, id).ok_or_else(|| {
            let ids: Vec<&str> = finding.tables.iter().map(|table| table.id).collect();
            let failure = Failure::usage(format!("this answer has no table `{id}`"));
            match ids.is_empty() {
                true => failure.hint("it has none at all"),
                false => failure.hint(format!("it has {}", ids.join(", "))),
            }
        })?,
    };
    Ok(text.into_bytes())
}
