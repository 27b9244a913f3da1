//! What an answer rests on, and what must be told of its words.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use crate::finding::block::{Block, Style, Text};
use crate::finding::provenance::{GivenSetting, Provenance, SourceLine};
use crate::finding::table::Cell;
use crate::finding::value::Target;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::meta::{Basis, DateIs};
use plenipo_record::case::process::Wording;
use plenipo_record::case::records::Record;
use plenipo_record::case::source::Source;
use plenipo_record::scenario::Scenario;

/// What an answer from the visible record rests on, read as of `day`.
pub(super) fn provenance(seen: &Case, day: Option<Date>, context: &Context<'_>) -> Provenance {
    let mut assumed = 0;
    for kind in Kind::ALL {
        for place in 0..seen.count(kind) {
            if let Some(meta) = seen.meta(RecordRef::new(kind, place)) {
                assumed += usize::from(meta.sources.is_empty() && meta.basis == Basis::Assumed);
            }
        }
    }
    let points = seen.drafts.iter().flat_map(|it| &it.points);
    assumed +=
        points.filter(|it| it.meta.basis == Basis::Assumed && it.meta.sources.is_empty()).count();
    // Structure (parties, issues, their options, sources) needs no source of its own.
    for kind in [Kind::Party, Kind::Person, Kind::Issue, Kind::Source, Kind::Forecast] {
        for place in 0..seen.count(kind) {
            if let Some(meta) = seen.meta(RecordRef::new(kind, place)) {
                assumed -= usize::from(meta.sources.is_empty() && meta.basis == Basis::Assumed);
            }
        }
    }
    Provenance {
        dossier: seen.dossier.title.clone(),
        hash: hash(&**seen),
        as_of: day,
        viewer: context.viewer.map(str::to_owned),
        disclosure: seen.dossier.disclosure.word(),
        seed: context.seed,
        samples: None,
        engine: ENGINE,
        features: features(),
        records: seen.total(),
        assumed,
        assumptions: seen.assumptions.clone(),
        ledger: seen.ledger().filter(|_| context.viewer.is_none()).cloned(),
        ledger_fault: seen.ledger_fault(),
        sources: sources(seen),
        ..Provenance::default()
    }
}

/// Optional parts that this program was built with.
fn features() -> Vec<&'static str> {
    if cfg!(feature = "highs") { vec!["highs"] } else { Vec::new() }
}

/// The settings that a question was asked with, as `described`; `names_withheld` where the answer may
/// name nobody.
pub(super) fn asked(
    settings: &Settings,
    described: &[Setting],
    names_withheld: bool,
) -> Vec<GivenSetting> {
    let value = |setting: &Setting| {
        let (name, given) = (setting.name, settings.has(setting.name));
        let ids = |ids: &[String], cell: &dyn Fn(&String) -> Cell| {
            Cell::list(ids.iter().map(|it| match names_withheld {
                true => Cell::text("name withheld"),
                false => cell(it),
            }))
        };
        Some(match setting.kind {
            SettingKind::Number { .. } => Cell::Number(settings.number(described, name)),
            SettingKind::Choice { .. } => Cell::text(settings.choice(described, name)),
            _ if !given => return None,
            SettingKind::Chance => Cell::maybe(settings.chance(name)),
            SettingKind::Ids { of } => ids(settings.ids(name), &|it| match Target::named(of) {
                Some(to) => Cell::to(to, it),
                None => Cell::text(it),
            }),
            SettingKind::Factors { .. } => ids(settings.ids(name), &|it| Cell::text(it)),
            SettingKind::Words if names_withheld => Cell::text("words withheld"),
            SettingKind::Words => Cell::maybe_text(settings.words(name)),
            SettingKind::Day => Cell::day(settings.day(name), DateIs::Exact),
        })
    };
    let each = described.iter();
    each.filter_map(|it| Some(GivenSetting { name: it.name, value: value(it)? })).collect()
}

/// The account with its quotations marked for what they are: words that the record's keepers
/// restated are not shown as quotations.
pub(super) fn worded(seen: &Case, mut account: Vec<Block>) -> Vec<Block> {
    if seen.dossier.wording == Wording::Verbatim {
        return account;
    }
    let restate = |text: &mut Text| {
        for span in text.0.iter_mut().filter(|it| it.style == Style::Quote) {
            span.style = Style::Plain;
            span.text = describe::quoted(seen, &span.text);
        }
    };
    for block in &mut account {
        match block {
            Block::Para(text) => restate(text),
            Block::Item(item) => {
                restate(&mut item.text);
                item.under.iter_mut().for_each(restate);
            }
            _ => {}
        }
    }
    account
}

/// What a reader must know of the words on the page.
pub(super) fn of_words(seen: &Case) -> Option<String> {
    (seen.dossier.wording == Wording::Restated)
        .then(|| "Words between ‹ › are restated by the record's keepers, not verbatim.".to_owned())
}

/// What an answer about a scenario rests on: its numbers, which have no day, source or viewer.
pub(super) fn of_scenario(scenario: &Scenario, context: &Context<'_>) -> Provenance {
    let name = if scenario.name.is_empty() { "a scenario" } else { &scenario.name };
    Provenance {
        dossier: name.to_owned(),
        hash: hash(scenario),
        seed: context.seed,
        engine: ENGINE,
        features: features(),
        records: scenario.issues.len() + scenario.parties.len(),
        ..Provenance::default()
    }
}

/// Name and version of this program.
pub(super) const ENGINE: &str = concat!("plenipo ", env!("CARGO_PKG_VERSION"));

/// The visible sources, in their order, as the list of sources shows them.
fn sources(seen: &Case) -> Vec<SourceLine> {
    let id = |place: usize| seen.id(RecordRef::new(Kind::Source, place)).unwrap_or_default();
    let line = |(place, source): (usize, &Source)| {
        let date = source.date.map(|it| source.meta.date_is.show(it));
        let parts = [source.publisher.clone(), source.title.clone(), date];
        SourceLine {
            id: id(place).to_owned(),
            reliability: source.reliability,
            parts: parts.into_iter().flatten().collect(),
            address: source.address.clone(),
            reprint_of: source.syndicated_from.map(|origin| id(origin.get()).to_owned()),
        }
    };
    seen.sources.iter().enumerate().map(line).collect()
}

/// SHA-256 of what the case says beside its forecasts, in hexadecimal: what an answer rests on that is
/// itself put down as one of them.
pub(super) fn hash_without_forecasts(seen: &Case) -> String {
    let mut records = (**seen).clone();
    records.forecasts.clear();
    records.predictions.clear();
    records.resolutions.clear();
    hash(&records)
}

/// SHA-256 of what the case or the scenario says, in hexadecimal.
fn hash(said: &impl std::fmt::Debug) -> String {
    struct Feed(Sha256);
    impl std::fmt::Write for Feed {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.update(text.as_bytes());
            Ok(())
        }
    }
    let mut feed = Feed(Sha256::new());
    // Writing into a hash cannot fail.
    let _ = std::fmt::write(&mut feed, format_args!("{said:?}"));
    feed.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The record of type `T` called `id`, or an error that names near ones.
pub(super) fn find<T: Record>(seen: &Case, id: &str) -> Result<Ix<T>, Error> {
    seen.find(id).ok_or_else(|| {
        let ids = T::list(seen).iter().filter_map(|it| it.meta().id.as_ref().map(Id::as_str));
        Error::Unknown { what: T::KIND.noun(), id: id.to_owned(), near: near(ids, id) }
    })
}

/// Of `names` those nearest to `name`, nearest first. Capitals make no difference: no id has any.
pub(super) fn near<'n>(names: impl Iterator<Item = &'n str>, name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let mut near: Vec<(usize, String)> =
        names.map(|it| (strsim::damerau_levenshtein(it, &name), it.to_owned())).collect();
    near.sort();
    near.into_iter().take(5).map(|(_, it)| it).collect()
}
