//! What a party is shown, where the footing of it is hidden.

use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::Settings;
use plenipo_testing::dossier::{TOLD_LATER, named as file, read_with};

#[test]
fn what_is_stated_by_a_hidden_source_is_no_assumption() {
    let case = read_with(&[file("dossier.toml", TOLD_LATER)], &[]).0.expect("a case");
    let lens = named("record").expect("a lens");
    let context = Context { viewer: Some("south"), ..Context::default() };
    let shown = lens.ask(&case, &Settings::default(), &context).expect("an answer");
    assert_eq!(shown.provenance.assumed, 0);
}
