//! What each answer at the first stop would mean: with which text the shuttle goes on, what that meets at the stop after,
//! and what an answer there would come to.

use super::answer::{Branch, Onward, OnwardAt, ShuttleStop, StopReply};
use super::meets::{accepts, meets};
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::words;
use crate::lens::error::Error;
use crate::lens::prepare::home;
use crate::lens::prepare::replies::change;
use crate::lens::view::View;
use plenipo_record::case::describe::listed;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::Disclosure;

/// The most texts of others that are named.
const TEXTS_MAX: usize = 3;

/// One branch for each answer that may come at the first of `stops`.
pub(super) fn branches(
    view: &View<'_>,
    desk: &mut Desk<'_>,
    stops: &[ShuttleStop],
) -> Result<Vec<Branch>, Error> {
    let Some(here) = stops.first() else { return Ok(Vec::new()) };
    let route = Route {
        here: &here.parties,
        after: stops.get(1).map_or(&[][..], |it| it.parties.as_slice()),
        draft: on_the_table(desk),
    };
    let mut all = Vec::new();
    for reply in StopReply::ALL {
        all.push(match reply {
            StopReply::Yes => route.yes(desk),
            StopReply::No => route.no(view, desk)?,
            StopReply::Basis => route.basis(desk),
            StopReply::CounterText => route.counter(desk),
            StopReply::AnotherText => route.another(desk),
            StopReply::ReferredHome => route.home(desk),
            StopReply::Silence => route.silence(desk),
            StopReply::Leak => route.leak(desk),
        });
    }
    Ok(all)
}

/// The text in question, where it still stands.
pub(super) fn on_the_table(desk: &Desk<'_>) -> Option<Ix<Draft>> {
    desk.drafts.first().map(|(it, _)| *it).filter(|it| !desk.is_fallen(*it))
}

/// Who is asked now, who next, and of which text.
struct Route<'r> {
    here: &'r [Ix<Party>],
    after: &'r [Ix<Party>],
    draft: Option<Ix<Draft>>,
}

impl Route<'_> {
    fn yes(&self, desk: &Desk<'_>) -> Branch {
        let Some(draft) = self.draft else { return self.no_text(StopReply::Yes) };
        let mut said = vec![counting(
            "it counts where it is said of the whole text, without reservation; a yes to a text that is changed \
             afterwards is none",
        )];
        let mut then = Vec::new();
        if self.after.is_empty() {
            said.extend(self.all_have(desk));
        } else {
            said.push(self.carried(desk, "of its yes"));
            then = self.of_text(desk, true);
        }
        Branch { reply: StopReply::Yes, means: said, carries: vec![draft], then }
    }

    fn no(&self, view: &View<'_>, desk: &mut Desk<'_>) -> Result<Branch, Error> {
        let Some(draft) = self.draft else { return Ok(self.no_text(StopReply::No)) };
        let mut said = vec![counting(
            "ask which point, and what instead: without that the next text is a guess",
        )];
        let changed = change(view, desk, draft)?;
        let mut then = Vec::new();
        if let Some(changed) = changed {
            said.push(changed);
            let lost: Vec<String> = (self.after.iter())
                .filter(|it| accepts(desk, draft, **it))
                .map(|it| desk.party(*it))
                .collect();
            let mut meets = Vec::new();
            if !lost.is_empty() {
                let words = format!(
                    "any change loses the acceptance of {}, who has to be asked anew",
                    listed(&lost)
                );
                meets.push(counting(&words));
            }
            if !self.after.is_empty() {
                let words = format!(
                    "a changed text is another text: {} has to be asked of it, and then {} again",
                    desk.parties(self.after),
                    desk.parties(self.here)
                );
                meets.push(counting(&words));
                then.push(Onward { at: OnwardAt::Meets, means: meets });
            }
        }
        Ok(Branch { reply: StopReply::No, means: said, carries: Vec::new(), then })
    }

    fn basis(&self, desk: &Desk<'_>) -> Branch {
        let Some(draft) = self.draft else { return self.no_text(StopReply::Basis) };
        let mut said = vec![counting(
            "it is no acceptance: ask of what it is a basis, and what has to change",
        )];
        let mut then = Vec::new();
        if !self.after.is_empty() {
            said.push(self.carried(desk, "that it called the text a basis"));
            then = self.of_text(desk, false);
        }
        Branch { reply: StopReply::Basis, means: said, carries: vec![draft], then }
    }

    /// A text of those who are met: what is on record of theirs meets the others.
    fn counter(&self, desk: &Desk<'_>) -> Branch {
        let theirs = self.texts(desk, |by| by.iter().any(|it| self.here.contains(it)));
        let who = desk.parties(self.here);
        let mut said = vec![counting(
            "nobody has answered it yet: what was said of one text is no answer to another",
        )];
        let mut then = Vec::new();
        match theirs.first() {
            None => said.push(Sentence::of(
                format!(
                    "no live text of {who} is {}: what it would meet is not known before it is read",
                    desk.on_record()
                ),
                vec![Ground::Silent],
            )),
            Some(first) => {
                let words = format!("the latest of {who} on record: {}", desk.title(*first));
                said.push(Sentence::of(words, Vec::new()));
                let means = meets(desk, *first, self.after);
                if !means.is_empty() {
                    then.push(Onward { at: OnwardAt::Meets, means });
                }
            }
        }
        if !self.after.is_empty() {
            said.push(self.carried(desk, "of the text, and as whose"));
        }
        Branch { reply: StopReply::CounterText, means: said, carries: theirs, then }
    }

    /// A text of others that is on the table: what it meets here and there.
    fn another(&self, desk: &Desk<'_>) -> Branch {
        let others = self.texts(desk, |by| !by.iter().any(|it| self.here.contains(it)));
        let mut said = Vec::new();
        let mut then = Vec::new();
        if others.is_empty() {
            let words = format!("no other live text is {}", desk.on_record());
            said.push(Sentence::of(words, vec![Ground::Silent]));
        }
        for draft in others.iter().take(TEXTS_MAX) {
            said.extend(meets(desk, *draft, self.here));
            let means = meets(desk, *draft, self.after);
            if !means.is_empty() {
                then.push(Onward { at: OnwardAt::Meets, means });
            }
        }
        Branch { reply: StopReply::AnotherText, means: said, carries: others, then }
    }

    fn home(&self, desk: &Desk<'_>) -> Branch {
        let mut means = home::referred(desk, self.here);
        if !self.after.is_empty() {
            let words = format!(
                "until then {} can only be told that no answer was given",
                desk.parties(self.after)
            );
            means.push(counting(&words));
        }
        let (carries, then) = (self.draft.into_iter().collect(), Vec::new());
        Branch { reply: StopReply::ReferredHome, means, carries, then }
    }

    fn silence(&self, desk: &Desk<'_>) -> Branch {
        let mut means = vec![counting(
            "it is neither a yes nor a no, and nothing is entered as an answer; ask for a day",
        )];
        let mut then = Vec::new();
        if self.draft.is_some() && !self.after.is_empty() {
            let words = format!(
                "{} is then asked of a text that {} has not answered",
                desk.parties(self.after),
                desk.parties(self.here)
            );
            means.push(counting(&words));
            then = self.of_text(desk, false);
        }
        let carries = self.draft.into_iter().collect();
        Branch { reply: StopReply::Silence, means, carries, then }
    }

    fn leak(&self, desk: &Desk<'_>) -> Branch {
        let mut means = vec![counting(
            "what was printed opens no record: permission is still asked of whoever spoke in confidence",
        )];
        if self.draft.is_some() && !self.after.is_empty() {
            let words = format!(
                "{} reads the text before it is asked, and may answer in public",
                desk.parties(self.after)
            );
            means.push(counting(&words));
        }
        let (carries, then) = (self.draft.into_iter().collect(), Vec::new());
        Branch { reply: StopReply::Leak, means, carries, then }
    }

    fn no_text(&self, reply: StopReply) -> Branch {
        let words = "no text stands that it could be said of: ask to what it is said";
        let means = vec![Sentence::of(words, vec![Ground::Silent])];
        Branch { reply, means, carries: Vec::new(), then: Vec::new() }
    }

    /// Live texts besides the one in question, by who tabled them, the latest first.
    fn texts(&self, desk: &Desk<'_>, by: impl Fn(&[Ix<Party>]) -> bool) -> Vec<Ix<Draft>> {
        let all = desk.drafts.iter().map(|(it, _)| *it).filter(|it| Some(*it) != self.draft);
        let all = all.filter(|it| !desk.is_fallen(*it));
        all.filter(|it| by(&desk.case.draft(*it).tabled_by)).collect()
    }

    /// That something of those who are met is for the next room, if they let it be told there.
    fn carried(&self, desk: &Desk<'_>, what: &str) -> Sentence {
        let (here, after) = (desk.parties(self.here), desk.parties(self.after));
        let open = desk.case.dossier.disclosure == Disclosure::Open;
        let words = match open {
            true => format!(
                "ask {here} before leaving whether {after} may be told {what}, and in what form"
            ),
            false => format!(
                "{after} is told {what} by permission of {here} alone: ask before leaving, and enter it with its form"
            ),
        };
        counting(&words)
    }

    /// What each answer to the text carried comes to at the stop after; `agreed` is whether it is accepted here.
    fn of_text(&self, desk: &Desk<'_>, agreed: bool) -> Vec<Onward> {
        let (here, after) = (desk.parties(self.here), desk.parties(self.after));
        let mut then: Vec<Onward> = Vec::new();
        let mut onward = |at: OnwardAt, means: Vec<Sentence>| then.push(Onward { at, means });
        if agreed {
            onward(OnwardAt::Yes, self.all_have(desk));
            let words = format!(
                "no agreement on this text: {here} has accepted this text only, and a change made for {after} needs its \
                 yes anew"
            );
            onward(OnwardAt::No, vec![counting(&words)]);
        } else {
            let words = format!("{after} alone has accepted it, and {here} has to be asked again");
            onward(OnwardAt::Yes, vec![counting(&words)]);
            let words = format!(
                "neither has accepted it: what stops {after} and what {here} wants changed go into one text"
            );
            onward(OnwardAt::No, vec![counting(&words)]);
        }
        onward(
            OnwardAt::Neither,
            vec![counting(&format!("no answer: the text goes back to {here} as it is, or waits"))],
        );
        then
    }

    /// What is reached where all who are asked have said yes.
    fn all_have(&self, desk: &Desk<'_>) -> Vec<Sentence> {
        let asked = |it: &Ix<Party>| self.here.contains(it) || self.after.contains(it);
        let rest: Vec<Ix<Party>> = (desk.case.signatories().into_iter())
            .filter(|it| !asked(it) && !self.draft.is_some_and(|draft| accepts(desk, draft, *it)))
            .collect();
        let mut said = vec![match rest.is_empty() {
            true => counting("all whose acceptance is needed at the table have accepted this text"),
            false => {
                let is = if rest.len() == 1 { "has" } else { "have" };
                counting(&format!("{} {is} still to accept it", desk.parties(&rest)))
            }
        }];
        said.extend(home::beyond(desk));
        if let Some(until) = &desk.case.dossier.nothing_agreed_until {
            let words =
                format!("nothing is agreed until {}, as the parties said", words::bare(until));
            said.push(counting(&words));
        }
        said
    }
}

/// What follows from how the record counts answers.
fn counting(words: &str) -> Sentence {
    Sentence::of(words, vec![Ground::Counting])
}
