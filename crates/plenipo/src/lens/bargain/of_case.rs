//! The lens on a dossier: lines first, then what the record lets be said in numbers.

use std::sync::Arc;

use super::axes::Axes;
use super::drafts::Placed;
use super::fronts::{self, Gained};
use super::kept::{self, Kept};
use super::outside;
use super::picture::{Picture, in_full};
use super::readings::{self, Reading};
use super::statistic::{Figure, Statistic, Value};
use super::tables::{self, Parties};
use super::upheld as standing_lines;
use super::warned;
use super::zone::{self, Zone};
use super::{DRAFT, READINGS, WORK, account, effort, made, steps, unusable};
use crate::finding::block::Text;
use crate::finding::status::Status;
use crate::finding::table::{ColumnKind, Table};
use crate::lens::acceptance::figures::unsaid;
use crate::lens::acceptance::tested::with_tested;
use crate::lens::error::Error;
use crate::lens::notes::Notes;
use crate::lens::setting::Settings;
use crate::lens::stamp;
use crate::lens::view::{Answered, View};
use crate::preference::numbers::{Numbers, Which};
use crate::preference::profile::Profile;
use crate::preference::reservation::Reservation;
use crate::preference::samples::Contradiction;
use plenipo_maths::bargain::Bargaining;
use plenipo_maths::frontier::Never;
use plenipo_maths::work::{Ended, Work};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{Names, counted, grouped};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::tried::Tried;
use plenipo_record::scenario::{Scenario, Values};

/// Points of a frontier up to which every sample asked for is read, whatever ties the issues together.
const SMALL_FRONTIER: usize = 200;

/// Figures that all samples together may have: 400 MB.
const FIGURES_MAX: usize = 50_000_000;

/// What is recorded of one signatory.
pub(super) struct Known {
    pub(super) party: Ix<Party>,
    /// Open issues that can weigh with it.
    pub(super) open: usize,
    /// Those of them on which its order of options is recorded, at least in part.
    pub(super) orders: usize,
    /// Those on which it is not.
    pub(super) missing: Vec<usize>,
    /// Whether its alternative can be weighed against drafts.
    pub(super) has_alternative: bool,
    /// Where one is on record and cannot: its words, and what is missing.
    pub(super) unsaid: Option<String>,
}

/// A case as the lens sees it before any number.
pub(super) struct Asked<'a> {
    pub(super) case: &'a Case,
    pub(super) parties: Vec<Ix<Party>>,
    pub(super) zone: Zone,
    pub(super) known: Vec<Known>,
    /// How many drafts keep every line, as far as that was found out.
    pub(super) kept: Kept,
    /// The same with all lines standing that a later word apparently overtook; nothing where no line is so.
    pub(super) upheld: Option<Kept>,
}

/// What could be gained on record.
pub(super) struct OfCase<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) found: Found<'a>,
    /// The drafts that were asked about.
    drafts: Vec<Ix<Draft>>,
    /// What the picture shows.
    pub(super) axes: Axes,
    /// What packages are tried out from; `None` where no text is known.
    pub(super) packages: Option<made::Packages<'a>>,
    /// Drafts that are tried out.
    pub(super) tried: &'a [Tried],
}

/// How far that was found.
pub(super) enum Found<'a> {
    /// The lines alone decide, or the record does not allow numbers: why it is so, and what follows.
    NoNumbers(String, Status),
    /// What is on record of a party cannot all hold.
    Contradicts { name: &'a str, why: String },
    /// There is not work enough to write down what conditional lines forbid.
    NotPutTogether,
    /// Numbers.
    Numbers(Box<Numbered>),
}

/// What the numbers say.
pub(super) struct Numbered {
    pub(super) numbers: Numbers,
    gained: Arc<Gained>,
    pub(super) placed: Vec<Placed>,
    pub(super) readings: Vec<Reading>,
    /// How many samples were to be read, and how many were asked for.
    pub(super) n: usize,
    asked: usize,
    /// How many samples were asked for.
    samples: usize,
    /// Whether what everybody has without a deal is on record.
    pub(super) with_all: bool,
}

impl Numbered {
    /// What could be gained in expectation.
    pub(super) fn picture(&self) -> &Picture {
        &self.gained.picture
    }

    pub(super) fn status(&self) -> Status {
        let agreed = self.picture().bargaining.as_ref();
        match agreed {
            _ if !self.with_all => Status::Undetermined,
            Some(Bargaining::NoAgreement { .. }) if self.numbers.is_exact() => {
                Status::NoAgreementZone
            }
            _ if !self.picture().is_settled() => Status::NotConverged,
            _ => Status::Answered,
        }
    }

    /// In what share of the readings some draft is worth no less than no deal to everybody.
    pub(super) fn zone_share(&self) -> Option<f64> {
        self.with_all.then(|| zone_share(&self.readings)).flatten()
    }
}

pub(super) fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<OfCase<'a>, Error> {
    let (seen, context) = (view.case()?, view.context());
    let drafts = stamp::drafts(seen, &settings.of(&DRAFT))?;
    let mut asked = Asked::of(seen);
    let axes = Axes::of(settings, asked.parties.len(), |id| asked.place_of(id))?;
    let tell = |share: f64| context.tell(0.3 * share);
    let mut work = Work::of(steps(settings)).telling(&tell);
    let never = match kept::never(&asked.zone, &mut work) {
        Ok(never) => {
            asked.kept =
                kept::kept(&asked.zone, &never, &mut work).map_err(|_| Error::Cancelled)?;
            Some(never)
        }
        Err(Ended::Spent) => None,
        Err(Ended::Stopped) => return Err(Error::Cancelled),
    };
    if zone::is_overtaken(seen) {
        let eighth = work.left() / 8;
        let upheld = work.part(eighth, |work| upheld(seen, work));
        asked.upheld = Some(upheld.map_err(|_| Error::Cancelled)?);
    }
    let found = match (asked.without_numbers(), never) {
        (Some(found), _) => found,
        (None, None) => Found::NotPutTogether,
        (None, Some(never)) => {
            let n_samples = asked.n_samples(context.samples);
            match Numbers::draw(view.draws(), seen, &asked.parties, context.seed, n_samples) {
                Ok(_) if !context.tell(0.2) => return Err(Error::Cancelled),
                Ok(numbers) => Found::Numbers(Box::new(
                    asked.with_numbers(numbers, &never, &drafts, settings, work, view)?,
                )),
                Err((party, why)) => {
                    Found::Contradicts { name: seen.party(party).label(), why: why.to_string() }
                }
            }
        }
    };
    let packages = made::Packages::from_the_table(seen, view.day());
    Ok(OfCase { asked, found, drafts, axes, packages, tried: context.tried })
}

impl OfCase<'_> {
    /// The answer in a sentence, with whose lines it leaves out, and whether it is one.
    pub(super) fn headline(&self) -> (String, Status) {
        let (headline, status) = self.in_the_room();
        match outside::in_short(self.asked.case) {
            Some(beyond) => (format!("{headline} {beyond}"), status),
            None => (headline, status),
        }
    }

    fn in_the_room(&self) -> (String, Status) {
        match &self.found {
            Found::NoNumbers(headline, status) => {
                (format!("{headline}{}", account::other_end(&self.asked)), *status)
            }
            Found::Contradicts { name, .. } => (
                format!("Undetermined: what is on record for {name} contradicts itself."),
                Status::Undetermined,
            ),
            Found::NotPutTogether => (
                format!(
                    "Not worked out: {} conditional lines tie issues together, more than the work \
                     allowed reaches; single lines leave {} drafts.",
                    grouped(&self.asked.zone.joint.len().to_string()),
                    self.asked.at_most()
                ),
                Status::NotConverged,
            ),
            Found::Numbers(it) => {
                let status = it.status();
                let Numbered { numbers, readings, .. } = it.as_ref();
                let share = it.zone_share();
                let picture = it.picture();
                (account::headline(&self.asked, picture, numbers, readings, share, status), status)
            }
        }
    }

    pub(super) fn answered(&self) -> Answered {
        let asked = &self.asked;
        let (headline, status) = self.headline();
        let headline = with_tested(asked.case, headline);
        let without = |tables: Vec<Table>, notes: Notes| Answered {
            headline: headline.clone(),
            status,
            account: account::without_numbers(asked),
            tables,
            charts: Vec::new(),
            samples: None,
            notes,
        };
        let mut notes = account::line_notes(asked);
        // Only what is shown of the solutions is judged.
        let solved = match &self.found {
            Found::Numbers(it) if it.with_all => Some((it.picture(), asked.zone.left.as_slice())),
            _ => None,
        };
        let mut warned = warned::notes(asked.case, &self.drafts, solved);
        warned.extend(outside::notes(asked.case, &self.drafts, solved));
        warned.extend(standing_lines::notes(asked.case, &self.drafts, solved));
        notes.extend(warned.iter().cloned());
        match &self.found {
            Found::NoNumbers(..) => without(asked.facts(), notes),
            Found::Contradicts { name, why } => {
                notes.push(format!("what is on record for {name} contradicts itself: {why}"));
                without(vec![account::lines(asked), account::known(asked)], notes)
            }
            Found::NotPutTogether => {
                let ends = "the work allowed ends before the conditional lines are put together; \
                            allow more work with ";
                notes.push(Text::plain(ends).hint(WORK.any()));
                without(vec![account::lines(asked), account::known(asked)], notes)
            }
            Found::Numbers(it) => {
                let mut said = self.said(it, headline, status);
                said.notes.extend(warned);
                said.notes.extend(asked.fewer(it));
                said
            }
        }
    }
}

impl<'a> Asked<'a> {
    pub(super) fn of(case: &'a Case) -> Asked<'a> {
        let parties = case.signatories();
        let zone = Zone::of(case);
        let open: Vec<usize> =
            (0..zone.left.len()).filter(|issue| zone.left[*issue].len() > 1).collect();
        let known = parties
            .iter()
            .map(|party| {
                let profile = Profile::of(case, *party);
                let weighs = |issue: &usize| !profile.weightless[*issue];
                let own = open.iter().copied().filter(weighs);
                let missing: Vec<usize> =
                    own.clone().filter(|issue| !profile.known[*issue]).collect();
                let open = own.count();
                Known {
                    party: *party,
                    open,
                    orders: open - missing.len(),
                    missing,
                    has_alternative: Reservation::of(case, *party).is_some(),
                    unsaid: unsaid(case, *party),
                }
            })
            .collect();
        let kept = Kept::Unknown;
        Asked { case, parties, zone, known, kept, upheld: None }
    }

    /// The place of the signatory of that id.
    fn place_of(&self, id: &str) -> Result<usize, Error> {
        let party: Ix<Party> = stamp::find(self.case, id)?;
        self.parties.iter().position(|it| *it == party).ok_or_else(|| Error::Unknown {
            what: "principal",
            id: id.to_owned(),
            near: self.parties.iter().map(|it| self.case.party_id(*it).to_owned()).collect(),
        })
    }

    /// How many samples are drawn of those asked for: as many as fit.
    pub(super) fn n_samples(&self, asked: usize) -> usize {
        let options: usize = self.case.issues.iter().map(|it| it.options.len() + 1).sum();
        let figures = (options * self.parties.len()).max(1);
        asked.min(FIGURES_MAX / figures).max(2)
    }

    /// What all these drafts keep: `line`, or `line and rule` where rules of logic or of a text take any away.
    pub(super) fn every(&self) -> &'static str {
        if clauses(self.case).is_empty() { "line" } else { "line and rule" }
    }

    /// How many drafts keep the lines that rule out options by themselves, in words: `at most 96`, or `more than 2^128` where that is not counted.
    pub(super) fn at_most(&self) -> String {
        let sizes = self.zone.left.iter().map(|it| it.len());
        match in_full(sizes) {
            Some(left) => format!("at most {}", grouped(&left)),
            None => "more than 2^128".to_owned(),
        }
    }

    /// Whether no draft keeps every line.
    pub(super) fn is_empty(&self) -> bool {
        !self.zone.empty().is_empty() || self.kept == Kept::Drafts(0)
    }

    /// How many drafts keep every line; unknown where that is not counted.
    pub(super) fn outcomes(&self) -> Value {
        counted_of(self.kept)
    }

    /// The same at the two ends that lines leave which a later word apparently overtook, where there are such lines:
    /// all of them standing, and all of them lifted on what that word is for.
    pub(super) fn two_ends(&self) -> impl Iterator<Item = Figure> {
        let ends = self.upheld.map(|standing| {
            [
                Figure::new(Statistic::OutcomesStanding, counted_of(standing)),
                Figure::new(Statistic::OutcomesLifted, counted_of(self.kept)),
            ]
        });
        ends.into_iter().flatten()
    }

    /// How many drafts there are at all.
    pub(super) fn all(&self) -> String {
        let sizes = self.case.issues.iter().map(|it| it.options.len());
        in_full(sizes).unwrap_or_else(|| "more than 2^128".to_owned())
    }

    /// Signatories of whom too little is recorded for a number.
    pub(super) fn short(&self) -> impl Iterator<Item = &Known> {
        self.known.iter().filter(|it| 2 * it.orders < it.open)
    }

    /// The first signatory of whose preferences it is on record what cannot all hold: said before what is missing.
    pub(super) fn contradiction(&self) -> Option<(&'a str, Contradiction)> {
        self.parties.iter().find_map(|party| {
            let why = Profile::of(self.case, *party).contradiction()?;
            Some((self.case.party(*party).label(), why))
        })
    }

    /// What follows where the lines alone decide, or the record does not allow numbers.
    pub(super) fn without_numbers(&self) -> Option<Found<'a>> {
        if self.parties.is_empty() || self.case.issues.is_empty() {
            let what = if self.parties.is_empty() { "principal" } else { "issue" };
            let headline = format!("Undetermined: no {what} is on record.");
            return Some(Found::NoNumbers(headline, Status::Undetermined));
        }
        if self.is_empty() {
            return Some(Found::NoNumbers(account::no_zone(self), Status::NoAgreementZone));
        }
        if let Some((name, why)) = self.contradiction() {
            return Some(Found::Contradicts { name, why: why.to_string() });
        }
        if self.short().next().is_some() {
            return Some(Found::NoNumbers(account::too_little(self), Status::Undetermined));
        }
        None
    }

    /// The tables that need no numbers.
    fn facts(&self) -> Vec<Table> {
        let mut figures = vec![
            Figure::new(Statistic::OutcomesRecorded, self.all()),
            Figure::new(Statistic::Outcomes, self.outcomes()),
        ];
        figures.extend(self.two_ends());
        figures.push(Figure::new(Statistic::Parties, self.parties.len()));
        figures.push(Figure::new(Statistic::Issues, self.case.issues.len()));
        vec![
            tables::statistics(&figures, &self.columns()),
            account::lines(self),
            account::known(self),
        ]
    }

    fn with_numbers(
        &self,
        numbers: Numbers,
        never: &[Never],
        drafts: &[Ix<Draft>],
        settings: &Settings,
        mut work: Work<'_>,
        view: &View<'_>,
    ) -> Result<Numbered, Error> {
        let context = view.context();
        let left = &self.zone.left;
        let placed: Vec<Placed> =
            drafts.iter().map(|draft| Placed::of(self.case, *draft, &self.zone)).collect();
        let asked = settings.of(&READINGS) as usize;
        let with_all = self.known.iter().all(|it| it.has_alternative);
        let samples = context.samples;
        let numbered = |numbers: Numbers, n, gained: &Arc<Gained>, placed, readings| Numbered {
            numbers,
            gained: Arc::clone(gained),
            placed,
            readings,
            n,
            asked,
            samples,
            with_all,
        };
        let key = fronts::key(view, settings);
        if let Some(gained) = view.fronts().get(&key) {
            let n = self.n_readings(&gained.picture, &numbers, asked);
            let readings = readings::read_again(&gained.fronts, &placed, &numbers);
            return Ok(numbered(numbers, n, &gained, placed, readings));
        }
        let skeleton = numbers.scenario(self.case, left, Names::Ids, Which::Mean);
        let effort = effort(settings, context);
        let idle = self.idle(&numbers);
        let expected = collapsed(&skeleton, &idle);
        let mut picture =
            Picture::of(expected, never, &effort, &mut work).map_err(|it| unusable(&it))?;
        let named = numbers.scenario(self.case, left, Names::Texts, Which::Mean);
        picture.named = Some(collapsed(&named, &idle).issues);
        picture.idle = idle;
        picture.left = left.iter().map(|it| it.len()).collect();
        picture.unordered = self.unordered(&numbers);
        let n = self.n_readings(&picture, &numbers, asked);
        let of = readings::Asked {
            skeleton: &skeleton,
            never,
            left,
            numbers: &numbers,
            placed: &placed,
            epsilon: effort.frontier.epsilon,
        };
        let read = readings::read(&of, n, work.left(), context)?;
        let keeps = read.fronts.is_some();
        let gained = Arc::new(Gained { picture, fronts: read.fronts.unwrap_or_default() });
        if keeps {
            view.fronts().keep(key, &gained);
        }
        Ok(numbered(numbers, n, &gained, placed, read.readings))
    }

    /// How many samples are read, of those `asked` for.
    fn n_readings(&self, picture: &Picture, numbers: &Numbers, asked: usize) -> usize {
        match picture.frontier {
            Some((ref front, ..)) if !picture.programmed => {
                // Tied issues cost little where the frontier is small.
                let tied = !self.zone.joint.is_empty() && front.len() > SMALL_FRONTIER;
                readings::count(numbers, asked, tied)
            }
            // What does not fit for the averages does not fit for the samples either.
            _ => 0,
        }
    }

    /// What is said where fewer samples are read or drawn than were asked for.
    fn fewer(&self, it: &Numbered) -> Vec<Text> {
        let Numbered { numbers, n, asked, samples, .. } = it;
        let mut notes = Vec::new();
        if numbers.is_exact() {
            return notes;
        }
        if *n > 0 && *n < (*asked).min(numbers.n_samples()) {
            let lines = match self.zone.joint.is_empty() {
                true => "",
                false => " whose issues rules or conditional lines tie together",
            };
            let of = format!("{n} samples are read of the {asked} asked for (");
            notes.push(Text::plain(of).hint(READINGS.any()).and(format!(
                "): a frontier of {}{lines} takes too long for more",
                counted(self.parties.len(), "party").replace("partys", "parties"),
            )));
        }
        if numbers.n_samples() < *samples {
            notes.push(Text::plain(format!(
                "{} samples are drawn of the {samples} asked for: more would not fit into memory",
                numbers.n_samples(),
            )));
        }
        notes
    }

    /// For each open issue the parties whose order of its options is not on record.
    fn unordered(&self, numbers: &Numbers) -> Vec<Vec<String>> {
        let of = |issue: usize| {
            let open = self.zone.left[issue].len() > 1;
            let unknown = |place: &usize| open && numbers.is_unordered(*place, issue);
            let label = |place: usize| self.case.party(self.parties[place]).label().to_owned();
            (0..self.parties.len()).filter(unknown).map(label).collect()
        };
        (0..self.case.issues.len()).map(of).collect()
    }

    /// Issues on which nobody's order of options is on record and no conditional line rests:
    /// nothing is known of what would be chosen.
    fn idle(&self, numbers: &Numbers) -> Vec<bool> {
        let idle = |issue: usize| {
            let joint = self.zone.joint.iter().flat_map(|it| &it.scope);
            self.zone.left[issue].len() > 1
                && (0..self.parties.len()).all(|place| numbers.is_unordered(place, issue))
                && joint.into_iter().all(|it| it.get() != issue)
        };
        (0..self.case.issues.len()).map(idle).collect()
    }

    pub(super) fn columns(&self) -> Parties {
        let id = |party: &Ix<Party>| format!("u_{}", self.case.party_id(*party));
        let label = |party: &Ix<Party>| self.case.party(*party).label().to_owned();
        Parties {
            columns: self.parties.iter().map(id).collect(),
            labels: self.parties.iter().map(label).collect(),
            kind: ColumnKind::Utility,
        }
    }
}

/// How many drafts keep every line where all lines stand that a later word apparently overtook.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
fn upheld(case: &Case, work: &mut Work<'_>) -> Result<Kept, Ended> {
    let zone = Zone::with_overtaken(case);
    match kept::never(&zone, work) {
        Ok(never) => kept::kept(&zone, &never, work),
        Err(Ended::Spent) => Ok(Kept::Unknown),
        Err(Ended::Stopped) => Err(Ended::Stopped),
    }
}

fn counted_of(kept: Kept) -> Value {
    match kept {
        Kept::Drafts(drafts) => Value::Whole(drafts.to_string()),
        Kept::Some | Kept::Unknown => Value::Unknown,
    }
}

/// In what share of the readings some draft is worth no less than no deal to everybody.
fn zone_share(readings: &[Reading]) -> Option<f64> {
    let decided: Vec<bool> = readings.iter().filter_map(|it| it.zone).collect();
    let there = decided.iter().filter(|it| **it).count();
    (!decided.is_empty()).then(|| there as f64 / decided.len() as f64)
}

/// What stands for the options of an issue on which nobody's order is on record.
pub(super) const UNKNOWN: &str = "unknown";

/// The scenario with one option, [`UNKNOWN`], on issues on whose options nobody's order is on
/// record: what each of them would be worth is unknown, and no solution chooses among them.
fn collapsed(scenario: &Scenario, idle: &[bool]) -> Scenario {
    let mut scenario = scenario.clone();
    for (place, _) in idle.iter().enumerate().filter(|(_, idle)| **idle) {
        scenario.issues[place].values = Values::Labels(vec![UNKNOWN.to_owned()]);
        for party in &mut scenario.parties {
            party.evaluations[place].truncate(1);
        }
    }
    scenario
}

/// `27 drafts`, `1 draft`.
pub(super) fn drafts_of(number: &str) -> String {
    format!("{} draft{}", grouped(number), if number == "1" { "" } else { "s" })
}
