//! Whose voice a record is, and under which names a voice is known.

use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::{Party, Person, Speaker};

/// Who speaks in a record, whose it is, and whom it is between.
pub(super) fn of(case: &Case, record: RecordRef) -> Vec<Speaker> {
    let at = record.index as usize;
    let parties = |list: &[Ix<Party>]| list.iter().copied().map(Speaker::Party).collect::<Vec<_>>();
    let with = |party: Ix<Party>, by: &Option<Speaker>| {
        by.iter().cloned().chain([Speaker::Party(party)]).collect::<Vec<_>>()
    };
    match record.kind {
        Kind::Draft => {
            let it = &case.drafts[at];
            let mut all = parties(&it.tabled_by);
            all.extend(parties(&it.contributors));
            all.extend(it.account.clone());
            all
        }
        Kind::RedLine => with(case.red_lines[at].party, &case.red_lines[at].by),
        Kind::Position => with(case.positions[at].party, &case.positions[at].by),
        Kind::Answer => with(case.answers[at].party, &case.answers[at].by),
        Kind::Alternative => with(case.alternatives[at].party, &case.alternatives[at].view),
        Kind::Understanding => parties(&case.understandings[at].between),
        Kind::Meeting => {
            let it = &case.meetings[at];
            it.present.iter().cloned().chain(parties(&it.channel)).collect()
        }
        Kind::Statement => case.statements[at].by.clone(),
        Kind::Event => {
            let each = case.events[at].affects.iter();
            each.flat_map(|it| it.view.iter().chain(&it.by).cloned()).collect()
        }
        Kind::Leave => {
            let it = &case.leaves[at];
            it.by.iter().cloned().chain(parties(&it.to)).collect()
        }
        Kind::Consent => case.consents[at].of.clone(),
        Kind::Capacity => with(case.capacities[at].party, &case.capacities[at].by),
        Kind::Poll => {
            let it = &case.polls[at];
            it.by.iter().chain(&it.sponsor).cloned().collect()
        }
        Kind::Demand => with(case.demands[at].party, &case.demands[at].by),
        Kind::TextState => {
            let it = &case.text_states[at];
            it.by.iter().cloned().chain(it.party.map(Speaker::Party)).collect()
        }
        Kind::Movement => with(case.movements[at].party, &case.movements[at].by),
        Kind::Cause => case.causes[at].by.iter().cloned().collect(),
        Kind::Rule => case.rules[at].by.iter().cloned().collect(),
        Kind::Undertaking => {
            let it = &case.undertakings[at];
            it.who.iter().chain(&it.to).cloned().collect()
        }
        Kind::Handover => Vec::new(),
        Kind::Prediction => case.predictions[at].by.iter().cloned().collect(),
        Kind::Person => case.persons[at].party.map(Speaker::Party).into_iter().collect(),
        Kind::Party => vec![Speaker::Party(Ix::new(at))],
        Kind::Issue | Kind::Forecast | Kind::Resolution | Kind::Source => Vec::new(),
    }
}

/// Every name under which the speakers are known: their own, and those of the party they speak for.
pub(super) fn names(case: &Case, speakers: &[Speaker]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for speaker in speakers {
        match speaker {
            Speaker::Person(ix) => {
                names.push(&case.persons[ix.get()].name);
                names.extend(case.id(RecordRef::new(Kind::Person, Ix::<Person>::get(*ix))));
            }
            Speaker::Named(name) => names.push(name),
            Speaker::Party(_) => {}
        }
        if let Some(ix) = case.party_of(speaker) {
            let party = case.party(ix);
            names.push(&party.name);
            names.extend(party.short.as_deref());
            names.extend(party.also_known_as.iter().map(String::as_str));
            names.push(case.party_id(ix));
        }
    }
    names.join(" · ")
}
