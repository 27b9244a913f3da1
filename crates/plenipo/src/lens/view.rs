//! One view of the record: what its viewer has on its day, with the draws that answers are made of.
//!
//! A view is made once and handed to every question, so that the record is seen, hashed and counted once
//! however many questions are asked of it.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::bargain::Fronts;
use super::context::Context;
use super::error::Error;
use super::notes::Notes;
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::block::Block;
use crate::finding::chart::Chart;
use crate::finding::provenance::Provenance;
use crate::finding::status::Status;
use crate::finding::table::Table;
use crate::preference::draws::Draws;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::meta::Handling;
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::Disclosure;
use plenipo_record::case::titled::is_called;
use plenipo_record::case::tried::TriedFault;
use plenipo_record::case::whole::ConsentNeeded;
use plenipo_record::scenario::Scenario;

/// Drafts that are tried out at once, at most.
pub const TRIED_MAX: usize = 8;

/// What lenses are asked about, as its viewer has it on its day.
pub struct View<'a> {
    of: Of<'a>,
    context: Context<'a>,
    /// What was drawn for one question is there for the next, and for those on other days.
    draws: Arc<Draws>,
    /// So with what was found to be gained.
    fronts: Arc<Fronts>,
    /// Made when it is first asked for: without samples, which every answer counts for itself.
    provenance: OnceLock<Provenance>,
}

enum Of<'a> {
    Case {
        whole: &'a Case,
        viewer: Option<Ix<Party>>,
        day: Option<Date>,
        seen: Box<Case>,
        extract: Box<OnceLock<Case>>,
    },
    Scenario(&'a Scenario),
}

/// What a lens says, all but where it comes from.
pub(super) struct Answered {
    pub(super) headline: String,
    pub(super) status: Status,
    pub(super) account: Vec<Block>,
    pub(super) tables: Vec<Table>,
    pub(super) charts: Vec<Chart>,
    pub(super) notes: Notes,
    /// How many samples it rests on; `None` where none were drawn.
    pub(super) samples: Option<usize>,
}

/// What questions draw, and the frontiers that they find, kept for those asked later: of other views of the same record
/// too. What was made from the same figures of the record is the same, so sharing changes no answer, only the time it
/// takes; at most 256 MiB are kept.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    draws: Arc<Draws>,
    fronts: Arc<Fronts>,
}

impl<'a> View<'a> {
    /// The same view, drawing through `shared`.
    #[must_use]
    pub fn sharing(self, shared: &Shared) -> View<'a> {
        View { draws: Arc::clone(&shared.draws), fronts: Arc::clone(&shared.fronts), ..self }
    }

    /// The record of `case` as the viewer of `context` has it on its day.
    ///
    /// # Errors
    /// [`Error::Unknown`] where no party has the viewer's id.
    pub fn of(case: &'a Case, context: &Context<'a>) -> Result<View<'a>, Error> {
        let viewer = match context.viewer {
            None => None,
            // Which parties there are is itself part of the record: a name that is not there and one that
            // the keeper closed must read the same, so no near names are offered but of what is open to all.
            Some(id) => Some(case.find(id).ok_or_else(|| Error::Unknown {
                what: "party",
                id: id.to_owned(),
                near: open_parties(case, id),
            })?),
        };
        let day = case.day(viewer, context.as_of);
        let mut seen = taken(case.seen_on(viewer, day), context);
        if context.tried.len() > TRIED_MAX {
            let message = format!("at most {TRIED_MAX} drafts are tried out at once");
            return Err(Error::setting("try", message));
        }
        if !context.tried.is_empty() {
            seen = seen.trying(context.tried, day).map_err(|it| no_such(&seen, it))?;
        }
        let (seen, extract) = (Box::new(seen), Box::default());
        let of = Of::Case { whole: case, viewer, day, seen, extract };
        Ok(View::new(of, context))
    }

    /// A published scenario: numbers, which have no viewer, day or source. Only lenses that need nothing
    /// else answer for one.
    pub fn of_scenario(scenario: &'a Scenario, context: &Context<'a>) -> View<'a> {
        View::new(Of::Scenario(scenario), context)
    }

    fn new(of: Of<'a>, context: &Context<'a>) -> View<'a> {
        View {
            of,
            context: *context,
            draws: Arc::default(),
            fronts: Arc::default(),
            provenance: OnceLock::new(),
        }
    }

    /// The same viewer's record on another day.
    pub(super) fn on(&self, day: Date) -> Result<View<'a>, Error> {
        let Of::Case { whole, .. } = &self.of else { return Err(Error::NotADossier) };
        // What is tried out belongs to the day it is tried on.
        let view = View::of(whole, &Context { as_of: Some(day), tried: &[], ..self.context })?;
        Ok(View { draws: Arc::clone(&self.draws), fronts: Arc::clone(&self.fronts), ..view })
    }

    /// The visible record.
    ///
    /// # Errors
    /// [`Error::NotADossier`] of a scenario; so for all that only a record has.
    pub fn case(&self) -> Result<&Case, Error> {
        match &self.of {
            Of::Case { seen, .. } => Ok(seen),
            Of::Scenario(_) => Err(Error::NotADossier),
        }
    }

    /// The scenario, where it is one.
    pub fn scenario(&self) -> Option<&'a Scenario> {
        match &self.of {
            Of::Case { .. } => None,
            Of::Scenario(scenario) => Some(scenario),
        }
    }

    /// The visible record as one of its own, in which corrected records stand beside their corrections: read
    /// on an earlier day by its keeper, it is what of it was known by then.
    pub(super) fn record(&self) -> Result<&Case, Error> {
        match &self.of {
            Of::Case { whole, viewer, extract, .. } => Ok(extract
                .get_or_init(|| taken(whole.extract(*viewer, self.context.as_of), &self.context))),
            Of::Scenario(_) => Err(Error::NotADossier),
        }
    }

    /// What `party` has of the same record on the same day. Only the record keeper may ask what it holds
    /// back from somebody: of a party's view there is nothing.
    pub(super) fn of_party(&self, party: Ix<Party>) -> Option<Case> {
        let Of::Case { whole, viewer: None, day, seen, .. } = &self.of else { return None };
        let party = whole.find::<Party>(seen.party_id(party))?;
        Some(whole.seen(Some(party), *day))
    }

    /// The record with everything in it: for what is written back into it, never for an answer.
    pub(super) fn whole(&self) -> Result<&'a Case, Error> {
        match &self.of {
            Of::Case { whole, .. } => Ok(whole),
            Of::Scenario(_) => Err(Error::NotADossier),
        }
    }

    /// The ids under which drafts are tried out, in the order in which the context has them.
    pub fn tried(&self) -> Vec<&str> {
        let of = |seen: &'_ Case| -> Vec<Ix<Draft>> { seen.all_tried().collect() };
        match &self.of {
            Of::Case { seen, .. } => of(seen).into_iter().map(|it| seen.draft(it).id()).collect(),
            Of::Scenario(_) => Vec::new(),
        }
    }

    /// The day on which the record is read, where it has any.
    pub fn day(&self) -> Option<Date> {
        match &self.of {
            Of::Case { day, .. } => *day,
            Of::Scenario(_) => None,
        }
    }

    /// Whether it is a party's and not its keeper's.
    pub fn is_a_partys(&self) -> bool {
        self.context.viewer.is_some()
    }

    /// Under which conditions questions are asked of it: seed, samples, progress.
    pub fn context(&self) -> &Context<'a> {
        &self.context
    }

    /// What is drawn for its questions.
    pub(super) fn draws(&self) -> &Arc<Draws> {
        &self.draws
    }

    /// What was found to be gained.
    pub(super) fn fronts(&self) -> &Fronts {
        &self.fronts
    }

    /// What an answer of `samples` samples rests on.
    pub(super) fn provenance(&self, samples: Option<usize>) -> Provenance {
        let base = self.provenance.get_or_init(|| match &self.of {
            Of::Case { seen, day, .. } => stamp::provenance(seen, *day, &self.context),
            Of::Scenario(scenario) => stamp::of_scenario(scenario, &self.context),
        });
        Provenance { samples, ..base.clone() }
    }

    /// The finding of `lens`, with where it comes from.
    /// Whose consent is asked for and is not counted in where the agreement is taken whole: only some live texts need
    /// it, or nobody is added at all.
    fn not_taken_in(&self) -> Option<String> {
        let case = self.case().ok().filter(|_| self.context.whole)?;
        let parties = case.signatories();
        let must = case.capacities.iter().filter(|it| it.is == CapacityKind::MustConsent);
        let must: Vec<_> = must.map(|it| it.party).collect();
        let nobody = !must.iter().any(|it| parties.contains(it));
        let mut at_times: Vec<String> = Vec::new();
        let mut never: Vec<String> = Vec::new();
        for party in must {
            let name = case.party(party).label().to_owned();
            let signs = parties.contains(&party);
            let (known, said) = match case.needed(party) {
                ConsentNeeded::Where(when) => {
                    let with = describe::issue_option_texts(case, &when);
                    let rest = match signs {
                        true => "",
                        false => "; what it answers and what a text is worth to it do not count",
                    };
                    let said = format!(
                        "{name} must consent only to a text with {with}: its lines count for those alone, where \
                         packages and changes are looked for{rest}"
                    );
                    (&mut at_times, said)
                }
                _ if signs => continue,
                _ => (&mut never, name),
            };
            if !known.contains(&said) {
                known.push(said);
            }
        }
        never.sort();
        at_times.sort();
        let never = (!never.is_empty()).then(|| {
            format!(
                "not counted in, although the agreement is taken whole: {}, whose consent not every live text needs",
                describe::listed(&never)
            )
        });
        let at_times = (!at_times.is_empty()).then(|| at_times.join("; "));
        match (nobody, at_times, never) {
            (_, Some(one), Some(two)) => Some(format!("{one}; {two}")),
            (_, Some(one), None) | (_, None, Some(one)) => Some(one),
            (true, None, None) => Some(
                "taken whole, the answer is the same: nobody outside the agreement rule is on record as having to \
                 consent to every live text"
                    .to_owned(),
            ),
            (false, None, None) => None,
        }
    }

    pub(super) fn finding(&self, lens: &Lens, said: Answered) -> Finding {
        let Answered { headline, status, account, tables, charts, notes, samples } = said;
        let notes = notes.and(self.not_taken_in());
        Finding {
            lens: lens.name,
            question: lens.question.to_owned(),
            headline,
            status,
            account,
            tables,
            charts,
            notes: notes.into_iter().collect(),
            provenance: self.provenance(samples),
        }
    }
}

/// What is said where a draft that is to be tried out names what is not there.
fn no_such(seen: &Case, fault: TriedFault) -> Error {
    let near = |id: &str, names: &mut dyn Iterator<Item = &str>| stamp::near(names, id);
    let (what, id, near) = match fault {
        TriedFault::Draft(id) => {
            let near = near(&id, &mut seen.drafts.iter().map(Draft::id));
            ("draft", id, near)
        }
        TriedFault::Issue(id) => {
            let ids = (0..seen.issues.len()).map(|it| seen.issue_id(Ix::new(it)));
            let near = near(&id, &mut { ids });
            ("issue", id, near)
        }
        TriedFault::Option(issue, id) => {
            let of = seen.find(&issue).map(|it| seen.issue(it));
            let ids = of.iter().flat_map(|it| &it.options).map(|it| it.id.as_str());
            let near = near(&id, &mut { ids });
            ("option", format!("{issue}={id}"), near)
        }
    };
    Error::Unknown { what, id, near }
}

/// The record with those who must consent among the principals, where that was asked for.
fn taken(case: Case, context: &Context<'_>) -> Case {
    if context.whole { case.taken_whole() } else { case }
}

/// Ids of parties that are open to everybody: the one meant by a name, or by its id with capitals; else those that a
/// slip of the pen is away.
fn open_parties(case: &Case, name: &str) -> Vec<String> {
    let open = case.dossier.disclosure == Disclosure::Open;
    let all = case.parties.iter().enumerate().filter_map(|(place, it)| {
        let everybody = match it.meta.handling {
            Handling::Open => true,
            Handling::Unstated => open,
            Handling::Mediator | Handling::Parties(_) => false,
        };
        let at = RecordRef::new(Kind::Party, place);
        Some((at, case.id(at).filter(|_| everybody)?))
    });
    let all: Vec<(RecordRef, &str)> = all.collect();
    let lower = name.to_lowercase();
    if let Some((_, id)) = all.iter().find(|(at, id)| *id == lower || is_called(case, *at, name)) {
        return vec![(*id).to_owned()];
    }
    // A slip of the pen; whatever lies further off is another name.
    let slip = (lower.chars().count() / 3).min(2);
    let near = all.iter().filter(|it| strsim::damerau_levenshtein(it.1, &lower) <= slip);
    stamp::near(near.map(|it| it.1), name)
}
