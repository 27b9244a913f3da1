//! What an answer rests on, and what must be told of its words.

use jiff::civil::Date;

use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings, Value};
use crate::finding::block::{Block, Style, Text};
use crate::finding::provenance::{GivenSetting, Provenance, SourceLine, TriedLine};
use crate::finding::table::Cell;
use crate::finding::value::Target;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Id, Ix, Kind, RecordRef};
use plenipo_record::case::meta::{Basis, DateIs, Meta};
use plenipo_record::case::process::Wording;
use plenipo_record::case::records::Record;
use plenipo_record::case::source::Source;
use plenipo_record::case::titled::is_called;
use plenipo_record::case::{Case, canonical};
use plenipo_record::scenario::Scenario;

/// What an answer from the visible record rests on, read as of `day`.
pub(super) fn provenance(seen: &Case, day: Option<Date>, context: &Context<'_>) -> Provenance {
    let tried = seen.all_tried().zip(context.tried).map(|(draft, made)| TriedLine {
        id: seen.draft(draft).id().to_owned(),
        made: made.to_string(),
    });
    let tried = tried.collect();
    // What is tried out is no part of the record that the answer rests on.
    let seen = &*seen.on_file();
    Provenance {
        tried,
        dossier: seen.dossier.title.clone(),
        hash: canonical::hash(seen),
        as_of: day,
        viewer: context.viewer.map(str::to_owned),
        whole: context.whole,
        disclosure: seen.dossier.disclosure.word(),
        seed: context.seed,
        samples: None,
        engine: ENGINE,
        features: FEATURES.to_vec(),
        records: seen.total(),
        assumed: assumed(seen),
        assumptions: seen.assumptions.clone(),
        assumption_hashes: hashes_of_sets(seen),
        ledger: seen.ledger().filter(|_| context.viewer.is_none()).cloned(),
        ledger_fault: seen.ledger_fault(),
        sources: sources(seen),
        ..Provenance::default()
    }
}

/// How many records are assumed, or have a part that is.
fn assumed(seen: &Case) -> usize {
    // Structure (parties, issues, their options, sources) needs no source of its own.
    const STRUCTURE: [Kind; 5] =
        [Kind::Party, Kind::Person, Kind::Issue, Kind::Source, Kind::Forecast];
    let is_assumed = |it: &Meta| it.sources.is_empty() && it.basis == Basis::Assumed;
    let kinds = Kind::ALL.into_iter().filter(|it| !STRUCTURE.contains(it));
    // What stands in the ledger without a source is its author's word, and no assumption, unless it is one of a
    // set.
    let said = |it: &RecordRef| {
        let own = seen.meta(*it).is_some_and(|it| is_assumed(it) && it.assumption.is_none());
        own && seen.is_sealed(*it)
    };
    let records =
        kinds.flat_map(|kind| (0..seen.count(kind)).map(move |place| RecordRef::new(kind, place)));
    let any = |it: &RecordRef| {
        seen.meta(*it).is_some_and(is_assumed) || seen.parts_of(*it).into_iter().any(is_assumed)
    };
    records.filter(|it| any(it) && !said(it)).count()
}

/// The settings that a question was asked with, as `described`; `names_withheld` where the answer may
/// name nobody.
pub(super) fn asked(
    settings: &Settings,
    described: &[Setting],
    names_withheld: bool,
) -> Vec<GivenSetting> {
    let value = |setting: &Setting| {
        let ids = |ids: &[String], cell: &dyn Fn(&String) -> Cell| {
            Cell::list(ids.iter().map(|it| match names_withheld {
                true => Cell::text("name withheld"),
                false => cell(it),
            }))
        };
        Some(match (settings.given(setting.name), setting.kind) {
            (Some(Value::Number(number)), _) => Cell::Number(*number),
            (Some(Value::Ids(given)), _) if given.is_empty() => return None,
            (Some(Value::Ids(given)), SettingKind::Ids { of, .. }) => {
                ids(given, &|it| match Target::named(of) {
                    Some(to) => Cell::to(to, it),
                    None => Cell::text(it),
                })
            }
            (Some(Value::Ids(given)), _) => ids(given, &|it| Cell::text(it)),
            (Some(Value::Text(_)), SettingKind::Words) if names_withheld => {
                Cell::text("words withheld")
            }
            (Some(Value::Text(words)), _) => Cell::text(words),
            (Some(Value::Day(day)), _) => Cell::day(Some(*day), DateIs::Exact),
            (None, SettingKind::Number { default, .. }) => Cell::Number(default),
            (None, SettingKind::Choice { default, .. }) => Cell::text(default),
            (None, _) => return None,
        })
    };
    let each = described.iter();
    each.filter_map(|it| Some(GivenSetting { name: it.name, value: value(it)? })).collect()
}

/// The account with its quotations marked for what they are: words that the record keeper
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
    (seen.dossier.wording == Wording::Restated).then(|| {
        "Words between ‹ › are the record keeper's restatement, not a quotation.".to_owned()
    })
}

/// What an answer about a scenario rests on: its numbers, which have no day, source or viewer.
pub(super) fn of_scenario(scenario: &Scenario, context: &Context<'_>) -> Provenance {
    let name = if scenario.name.is_empty() { "a scenario" } else { &scenario.name };
    Provenance {
        dossier: name.to_owned(),
        hash: plenipo_record::scenario::canonical::hash(scenario),
        seed: context.seed,
        engine: ENGINE,
        features: FEATURES.to_vec(),
        records: scenario.issues.len() + scenario.parties.len(),
        ..Provenance::default()
    }
}

/// Name and version of this program.
pub(super) const ENGINE: &str = concat!("plenipo ", env!("CARGO_PKG_VERSION"));

/// What it was built with that is not always there and may answer otherwise.
pub(super) const FEATURES: &[&str] = if cfg!(feature = "highs") { &["highs"] } else { &[] };

/// The hash of what each assumption set that was read says in the visible record, in their order.
pub(super) fn hashes_of_sets(seen: &Case) -> Vec<String> {
    seen.assumptions.iter().map(|it| canonical::hash_of_set(seen, it)).collect()
}

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

/// The record of type `T` called `id`, or an error that names near ones.
pub(super) fn find<T: Record>(seen: &Case, id: &str) -> Result<Ix<T>, Error> {
    seen.find(id).or_else(|| standing_for(seen, id)).ok_or_else(|| {
        // Who writes the title, or the id with capitals, is told the id.
        let called = (0..seen.count(T::KIND)).map(|it| RecordRef::new(T::KIND, it)).find(|it| {
            let own = seen.id(*it).is_some_and(|it| it == id.to_lowercase());
            own || is_called(seen, *it, id)
        });
        if let Some(own) = called.and_then(|it| seen.id(it)) {
            return Error::Unknown {
                what: T::KIND.noun(),
                id: id.to_owned(),
                near: vec![own.to_owned()],
            };
        }
        let ids = T::list(seen).iter().filter_map(|it| it.meta().id.as_ref().map(Id::as_str));
        Error::Unknown { what: T::KIND.noun(), id: id.to_owned(), near: near(ids, id) }
    })
}

/// The record of type `T` that stands in the place of the one called `id`, which was corrected.
fn standing_for<T: Record>(seen: &Case, id: &str) -> Option<Ix<T>> {
    let into = |id: &str| {
        let mut all = seen.corrected.iter();
        all.find(|it| it.kind == T::KIND && it.id == id)?.into.as_deref()
    };
    let mut at = into(id)?;
    // A correction may itself be corrected; no chain is longer than the list.
    for _ in 0..seen.corrected.len() {
        match into(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    seen.find(at)
}

/// The drafts called `ids`, each once; every live draft, latest first, where none is named, after those that are
/// tried out.
pub(super) fn drafts(seen: &Case, ids: &[String]) -> Result<Vec<Ix<Draft>>, Error> {
    if ids.is_empty() {
        let live = (0..seen.drafts.len()).rev().map(Ix::new);
        let live = live.filter(|it| seen.draft(*it).is_live());
        return Ok(seen.all_tried().chain(live).collect());
    }
    let mut drafts = Vec::new();
    for id in ids {
        let draft = find(seen, id)?;
        if !drafts.contains(&draft) {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

/// Of `names` those nearest to `name`, nearest first. Capitals make no difference: no id has any.
pub(super) fn near<'n>(names: impl Iterator<Item = &'n str>, name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let mut near: Vec<(usize, String)> =
        names.map(|it| (strsim::damerau_levenshtein(it, &name), it.to_owned())).collect();
    near.sort();
    near.into_iter().take(5).map(|(_, it)| it).collect()
}
