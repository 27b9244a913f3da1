//! Those outside the agreement rule, in words: a class of their own, after the principals.

use super::AcceptanceAnswer;
use super::account::{footing, line_item};
use super::answer::OfDraft;
use super::consents::{Consented, falls_by};
use super::outside::{Outside, sign};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::lens::record::demands;
use crate::lens::whence::whence;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{self, spoken};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::Party;
use plenipo_record::case::polled;

pub(super) fn outside(
    answer: &AcceptanceAnswer<'_>,
    of: &OfDraft,
    contents: &[Content],
    blocks: &mut Vec<Block>,
) {
    let case = answer.case;
    if !of.outside.is_empty() {
        blocks.push(Block::heading(2, "Outside the room"));
    }
    for it in &of.outside {
        who(case, it, blocks);
        blocks.extend(it.consented.and_then(|came| voted(case, it.party, came)));
        for ix in it.word.own.iter().chain(&it.word.points).chain(&it.word.any) {
            answered(case, it, *ix, blocks);
        }
        let stops = it.must_consent(case);
        for (line, verdict) in &it.lines {
            let draft = (of.joint.draft, contents);
            let mut item = line_item(case, draft, line, *verdict, false);
            // Only whose consent is needed stops a text by its line.
            if let (Block::Item(item), false) = (&mut item, stops) {
                item.mark = if item.mark == Mark::Stop { Mark::Maybe } else { item.mark };
            }
            blocks.push(item);
        }
        blocks.extend(demands::of_outsider(case, it.party, of.joint.draft, contents));
    }
}

/// What it can do, by whose account, in one item.
fn who(case: &Case, it: &Outside, blocks: &mut Vec<Block>) {
    let name = &case.party(it.party).name;
    let against = it.is_against(case);
    let mark = match (it.must_consent(case), against) {
        (true, true) => Mark::Stop,
        (false, true) => Mark::Maybe,
        _ => Mark::Plain,
    };
    if it.capacities.is_empty() {
        let text = Text::default().strong(name.clone()).and(", with no capacity on record");
        blocks.push(Block::Item(Item { mark, text, under: Vec::new() }));
    }
    for (ix, sure) in &it.capacities {
        let capacity = &case.capacities[ix.get()];
        let does = match (capacity.is, sure) {
            (CapacityKind::MustConsent, true) => "must consent",
            (CapacityKind::MustConsent, false) => "may have to consent, by what is not known of it",
            (CapacityKind::MustDeliver, true) => "must deliver",
            (CapacityKind::MustDeliver, false) => "may have to deliver, by what is not known of it",
            (CapacityKind::MayDisrupt, _) => "may disrupt",
        };
        // What it has to do is no text that it must consent to, but the act by which it consents.
        let by = if capacity.is == CapacityKind::MustConsent { ", by this act" } else { "" };
        let act = capacity.act.as_ref().map(|it| format!("{by}: {it}")).unwrap_or_default();
        let whence = whence(case, capacity.by.as_ref(), None, capacity.date, &capacity.meta, " · ");
        blocks.push(Block::Item(Item {
            mark,
            text: Text::default().strong(name.clone()).and(format!(" {does}{act}")),
            under: vec![whence.quietly()],
        }));
    }
}

/// How a party decided on the consent that it was asked for; nothing where that is to come.
pub(super) fn voted(case: &Case, party: Ix<Party>, came: Consented) -> Option<Block> {
    let (consent, mark, did) = match came {
        Consented::Asked => return None,
        Consented::Given(ix) => (ix, Mark::Fine, "gave its consent"),
        // What only sends a text back or holds it up does not end it.
        Consented::Refused(ix) => match falls_by(&case.consents[ix.get()]) {
            true => (ix, Mark::Stop, "refused its consent"),
            false => (ix, Mark::Maybe, "refused its consent"),
        },
    };
    let outcome = case.consents[consent.get()].outcome.as_ref()?;
    let vote = outcome.vote.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    let text = Text::default()
        .strong(format!("{}: {did}", case.party(party).label()))
        .and(format!(" on {}{vote}: {}", outcome.date, case.consents[consent.get()].act));
    Some(Block::Item(Item { mark, text, under: vec![footing(case, &outcome.meta)] }))
}

fn answered(
    case: &Case,
    it: &Outside,
    ix: Ix<plenipo_record::case::position::Answer>,
    blocks: &mut Vec<Block>,
) {
    let reply = &case.answers[ix.get()];
    let name = case.party(it.party).label();
    let mut text = Text::plain(format!("{name}: ")).strong(format!(
        "{}{}",
        spoken(reply.answer.word()),
        describe::on_points(reply)
    ));
    if let Some(words) = &reply.words {
        text = text.and(" — ").quote(words.clone());
    }
    let mark = sign(reply.answer, it.must_consent(case));
    let whence = whence(case, reply.by.as_ref(), reply.audience, reply.date, &reply.meta, " · ");
    blocks.push(Block::Item(Item { mark, text, under: vec![whence.quietly()] }));
}

/// Polls on the text or on a consent that it needs, as they were published: no poll is a chance, and no two of
/// them are one.
pub(super) fn polls(case: &Case, draft: Ix<Draft>, of: &OfDraft, blocks: &mut Vec<Block>) {
    let mut about = vec![RecordRef::new(Kind::Draft, draft.get())];
    about.extend(of.consents.iter().map(|it| RecordRef::new(Kind::Consent, it.consent.get())));
    let polls: Vec<usize> = (0..case.polls.len())
        .filter(|it| case.polls[*it].about.iter().any(|record| about.contains(record)))
        .collect();
    if polls.is_empty() {
        return;
    }
    blocks.push(Block::heading(3, "Polls, as published: none of them is a chance"));
    for place in polls.into_iter().rev() {
        let poll = &case.polls[place];
        blocks.push(Block::Item(Item {
            mark: Mark::Plain,
            text: Text::plain(format!("{}. ", polled::said(case, poll)))
                .then(footing(case, &poll.meta)),
            under: Vec::new(),
        }));
    }
}
