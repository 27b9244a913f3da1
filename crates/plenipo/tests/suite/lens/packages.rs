//! Packages of the frontier in hand: which parties the picture shows, what to try out to have a point, and how far
//! from the frontier what is tried out lies.

use plenipo::finding::Finding;
use plenipo::finding::chart::ChartKind;
use plenipo::finding::table::Cell;
use plenipo::finding::value::{Reference, Target};
use plenipo::lens::bargain;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::{Shared, View};
use plenipo_record::case::Case;
use plenipo_record::case::tried::Tried;

use super::{gallery, ids, number, table, text};

/// Readings enough to tell them apart, and quick.
fn settings(more: &[(&str, Value)]) -> Settings {
    let readings = Settings::default().with("readings", Value::Number(5.0));
    more.iter().fold(readings, |all, (name, value)| all.with(name, value.clone()))
}

fn context(tried: &[Tried]) -> Context<'_> {
    Context { samples: 100, tried, ..Context::default() }
}

fn asked(case: &Case, tried: &[Tried], more: &[(&str, Value)]) -> Result<Finding, Error> {
    bargain::LENS.ask(case, &settings(more), &context(tried))
}

fn found(case: &Case, tried: &[Tried], more: &[(&str, Value)]) -> Finding {
    asked(case, tried, more).expect("an answer")
}

/// What the points lead to, with what they are worth.
fn points(finding: &Finding, series: &str) -> Vec<(Tried, Vec<f64>)> {
    let table = table(finding, "points");
    let of = (0..table.rows.len())
        .filter(|row| table.cell(*row, "series").and_then(Cell::as_text) == Some(series));
    let each = of.map(|row| {
        let Some(Cell::Ref(Reference { to: Target::Tried, id, .. })) = table.cell(row, "try")
        else {
            unreachable!("{:?}", table.rows[row]);
        };
        let worth = ["u_asterin", "u_belmora", "u_corvane"]
            .map(|it| table.cell(row, it).and_then(Cell::as_number).expect("a figure"));
        (id.parse().expect("a draft to try"), worth.to_vec())
    });
    each.collect()
}

#[test]
fn what_a_point_leads_to_is_that_package_and_lies_on_the_frontier() {
    let case = gallery("three-rivers");
    let all = points(&found(&case, &[], &[]), "frontier");
    assert!(all.len() > 50, "{}", all.len());
    for (tried, worth) in all.iter().step_by(all.len() / 12) {
        let tried = [tried.clone()];
        let finding = found(&case, &tried, &[("draft", ids(&["tried"]))]);
        let of = |column| number(&finding, "drafts", &[("draft", "tried")], column);
        for (column, worth) in ["u_asterin", "u_belmora", "u_corvane"].iter().zip(worth) {
            let had = of(column).expect("it is settled");
            assert!((had - worth).abs() < 1e-9, "{column} {had} {worth} {}", tried[0]);
        }
        assert_eq!(of("lines_crossed"), Some(0.0), "{}", tried[0]);
        assert!(of("distance").expect("a distance") < 1e-9, "{}", tried[0]);
        // The picture has it too, and leads to it again.
        let again: Vec<Tried> = points(&finding, "draft").into_iter().map(|it| it.0).collect();
        assert_eq!(again, tried);
    }
    // A draft on record leads to itself.
    let [(counter, _)] = &points(&found(&case, &[], &[]), "draft that crosses lines")[..] else {
        unreachable!("one draft has a place");
    };
    assert_eq!(counter.to_string(), "corvane-counter");
}

#[test]
fn what_was_found_once_says_the_same_of_the_next_draft_as_if_found_anew() {
    let case = gallery("three-rivers");
    let shared = Shared::default();
    let tries = ["corvane-counter:disputes=finding", "draft-3:operation=notified", "draft-2"];
    for samples in [100, 120] {
        for tried in tries {
            let tried: [Tried; 1] = [tried.parse().expect("a draft to try")];
            let context = Context { samples, ..context(&tried) };
            let alone = bargain::LENS.ask(&case, &settings(&[]), &context).expect("an answer");
            let view = View::of(&case, &context).expect("a view").sharing(&shared);
            let with = bargain::LENS.answer(&view, &settings(&[])).expect("an answer");
            assert!(with == alone, "{} with {samples} samples", tried[0]);
        }
    }
    // Another day and another viewer have frontiers of their own.
    let viewer = Context { viewer: Some("asterin"), ..context(&[]) };
    let day = Context { as_of: Some(jiff::civil::date(2031, 5, 1)), ..context(&[]) };
    for context in [viewer, day] {
        let alone = bargain::LENS.ask(&case, &settings(&[]), &context).expect("an answer");
        let view = View::of(&case, &context).expect("a view").sharing(&shared);
        let with = bargain::LENS.answer(&view, &settings(&[])).expect("an answer");
        assert!(with == alone, "{:?} {:?}", context.viewer, context.as_of);
    }
}

#[test]
fn why_a_draft_has_no_distance_is_said() {
    let case = gallery("three-rivers");
    let tried: [Tried; 1] = ["draft-3:operation=notified".parse().expect("a draft to try")];
    let finding = found(&case, &tried, &[]);
    let key = [("draft", "tried")];
    assert_eq!(number(&finding, "drafts", &key, "distance"), None);
    let reason = text(&finding, "drafts", &key, "reason");
    assert_eq!(reason.as_deref(), Some("not settled on 2 issues"));
}

/// The columns across, up and by shade.
fn shown(finding: &Finding) -> [String; 3] {
    let [chart] = &finding.charts[..] else { unreachable!("one chart") };
    let ChartKind::Scatter { x, y, shade, to, .. } = &chart.kind else {
        unreachable!("{:?}", chart.kind);
    };
    assert_eq!(*to, Some("try"));
    [x.clone(), y.clone(), shade.clone().expect("a third party")]
}

#[test]
fn any_two_parties_stand_on_the_axes_and_the_third_is_shown_by_shade() {
    let case = gallery("three-rivers");
    let plain = found(&case, &[], &[]);
    assert_eq!(shown(&plain), ["u_asterin", "u_belmora", "u_corvane"]);
    let turned = found(&case, &[], &[("axes", ids(&["corvane", "asterin"]))]);
    assert_eq!(shown(&turned), ["u_corvane", "u_asterin", "u_belmora"]);
    assert_eq!(turned.charts[0].title, "What could be gained, Corvane against Asterin");
    assert!(turned.charts[0].description.contains("worth to Belmora, more is stronger and larger"));
    // No figure depends on it.
    assert_eq!(turned.tables, plain.tables);
    for (axes, shade, name, words) in [
        (&["corvane"][..], &[][..], "axes", "name two parties"),
        (&["corvane", "corvane"], &[], "axes", "both axes are of one party"),
        (&["asterin", "belmora", "corvane"], &[], "axes", "name two parties"),
        (&[], &["asterin"], "shade", "on an axis already"),
        (&[], &["corvane", "asterin"], "shade", "name one party"),
    ] {
        let error = asked(&case, &[], &[("axes", ids(axes)), ("shade", ids(shade))]);
        let Err(Error::Setting { name: of, message, .. }) = error else {
            unreachable!("{axes:?} {shade:?}: {:?}", error.map(|it| it.headline));
        };
        assert_eq!(of, name);
        assert!(message.flat().contains(words), "{}", message.flat());
    }
    for (party, what) in [("nobody", "party"), ("bank", "principal")] {
        let error = asked(&case, &[], &[("axes", ids(&["asterin", party]))]);
        assert!(
            matches!(&error, Err(Error::Unknown { what: it, .. }) if *it == what),
            "{party}: {:?}",
            error.map(|it| it.headline)
        );
    }
}

#[test]
fn of_a_scenario_a_party_is_named_as_it_is_there_and_no_point_leads_anywhere() {
    let text = r#"{ "parties": 3, "reservations": [0.0, 0.0, 0.0],
        "utilities": [ [[3.0, 0.0, 1.0], [0.0, 1.0, 2.0]], [[1.0, 0.0, 0.0], [0.0, 3.0, 1.0]] ] }"#;
    let files = [("small.json".to_owned(), text.as_bytes().to_vec())];
    let scenario = plenipo_exchange::scenario::read(&files).expect("a scenario");
    let context = Context::default();
    let view = View::of_scenario(&scenario, &context);
    let ask =
        |axes: &[&str]| bargain::LENS.answer(&view, &Settings::default().with("axes", ids(axes)));
    let (first, last) = (&scenario.parties[0].name, &scenario.parties[2].name);
    let finding = ask(&[last, first]).expect("an answer");
    let ChartKind::Scatter { x, shade, to, .. } = &finding.charts[0].kind else {
        unreachable!("{:?}", finding.charts[0].kind);
    };
    let table = table(&finding, "points");
    let label = |id: &str| table.columns[table.column(id).expect("a column")].label.clone();
    assert_eq!((label(x), to), (last.clone(), &None));
    assert_eq!(shade.as_deref().map(label), Some(scenario.parties[1].name.clone()));
    assert!(matches!(ask(&["nobody", first]), Err(Error::Unknown { what: "party", .. })));
}
