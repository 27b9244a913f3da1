//! The answers of one party, asked again and again while the record changes: what the lens itself
//! finds, found once for each different footing.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;

use super::assess::{self, Acceptance, Asked};
use super::deciders;
use super::figures;
use super::firmness::Firmness;
use super::model::{Model, NoWorth, Recorded};
use super::word::{Replies, Says};
use crate::preference::draws::Draws;
use crate::preference::profile::Profile;
use crate::preference::reservation::Worth;
use plenipo_record::case::Case;
use plenipo_record::case::chance::Chance;
use plenipo_record::case::contents::{Content, How, contents};
use plenipo_record::case::draft::{Condition, Draft};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, IssueOptions, OptionSet};
use plenipo_record::case::lines::{Judgement, Line};
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Reply;
use plenipo_record::case::red_line::Audience;

/// The most different footings that are kept; the oldest go first.
const FOOTINGS_MAX: usize = 512;

/// Answers for one party, kept by what they rest on.
///
/// Random streams are keyed by what the record says, so an answer that was kept is the answer that
/// would be found anew, to the last digit.
pub(in crate::lens) struct Engine {
    draws: Arc<Draws>,
    seed: u64,
    n_samples: usize,
    firmness: Firmness,
    kept: Vec<Kept>,
    sampled: bool,
    /// Names of sets of issues, as lines have them.
    names: HashMap<Vec<Ix<Issue>>, Arc<str>>,
    /// The issues asked about last, as far as they say something.
    issues: Arc<[Issue]>,
}

/// Answers on one footing.
struct Kept {
    /// Of the lines: most footings that differ, differ in it.
    digest: u64,
    footing: Footing,
    answers: HashMap<Spoken, Told>,
}

/// What the answers of a party rest on, apart from the draft.
#[derive(PartialEq)]
struct Footing {
    name: String,
    issues: Arc<[Issue]>,
    profile: Profile,
    without: Option<Worth>,
    lines: Vec<Drawn>,
}

/// A line, as far as it says something: who restated it does not matter.
#[derive(PartialEq)]
struct Drawn {
    rules_out: IssueOptions,
    unclear: IssueOptions,
    condition: Option<Condition>,
    firmness: Option<Chance>,
    /// Since when, which matters beside an acceptance.
    drawn: Option<Date>,
}

/// A draft on the table, with what it contains.
pub(in crate::lens) struct OnTable {
    pub(in crate::lens) draft: Ix<Draft>,
    contents: Vec<Content>,
    /// The contents, as far as an answer rests on them.
    says: Arc<[(OptionSet, bool, How)]>,
}

impl OnTable {
    pub(in crate::lens) fn of(case: &Case, draft: Ix<Draft>) -> OnTable {
        let contents = contents(case, case.draft(draft));
        let says = contents.iter().map(|it| (it.options(), it.may_leave_open(), it.how)).collect();
        OnTable { draft, contents, says }
    }
}

/// What an answer to a draft rests on, apart from the party.
#[derive(PartialEq, Eq, Hash)]
struct Spoken {
    contents: Arc<[(OptionSet, bool, How)]>,
    replies: Vec<(Option<Audience>, Reply)>,
    /// The earliest day of the replies.
    answered: Option<Date>,
    /// What they come to, with what it said of any text.
    says: Says,
    tabled: bool,
}

/// What is missing for any figure.
#[derive(Debug, Clone)]
pub(in crate::lens) enum Lacks {
    /// What the draft is worth to the party.
    Worth(NoWorth),
    /// What the party has without a deal.
    Alternative,
}

/// A party's answer to a draft: two are equal where nothing of it changed. What is missing for a figure is no
/// part of the answer.
#[derive(Debug, Clone)]
pub(in crate::lens) struct Told {
    /// In one word.
    pub(in crate::lens) status: Acceptance,
    /// The probability that it accepts at the table: lower end, as recorded, upper end.
    pub(in crate::lens) accept: [Option<f64>; 3],
    /// Its standing lines by the issues they stand on, each with what is to be told of it.
    pub(in crate::lens) lines: Arc<[(Arc<str>, Judgement)]>,
    /// Its recorded replies to the whole draft, by audience.
    pub(in crate::lens) replies: Vec<(Option<Audience>, Reply)>,
    /// Why it is undetermined, where that is for want of any figure.
    pub(in crate::lens) lacks: Option<Lacks>,
}

impl PartialEq for Told {
    fn eq(&self, other: &Told) -> bool {
        let Told { status, accept, lines, replies, lacks: _ } = other;
        self.status == *status
            && self.accept == *accept
            && self.lines == *lines
            && self.replies == *replies
    }
}

impl Told {
    /// Of how many lines one of these is to be told.
    pub(in crate::lens) fn count(&self, judgements: &[Judgement]) -> usize {
        self.lines.iter().filter(|(_, it)| judgements.contains(it)).count()
    }
}

/// Something that, once known, would narrow the answer.
pub(in crate::lens) struct Unknown {
    pub(in crate::lens) draft: Ix<Draft>,
    pub(in crate::lens) input: String,
    /// How wide the range would still be at most.
    pub(in crate::lens) width_known: Option<f64>,
}

impl Engine {
    /// An engine that has been asked nothing.
    pub(in crate::lens) fn new(draws: Arc<Draws>, seed: u64, n_samples: usize) -> Engine {
        Engine {
            draws,
            seed,
            n_samples,
            firmness: Firmness::default(),
            kept: Vec::new(),
            sampled: false,
            names: HashMap::new(),
            issues: Arc::new([]),
        }
    }

    /// Whether any preferences were drawn.
    pub(in crate::lens) fn sampled(&self) -> bool {
        self.sampled
    }

    /// What `party` answers to each of `texts`.
    pub(in crate::lens) fn ask(
        &mut self,
        case: &Case,
        party: Ix<Party>,
        texts: &[OnTable],
    ) -> Vec<Told> {
        let recorded = Recorded::of(case, party);
        let footing = Footing::of(case, party, &recorded, self.issues(case));
        let digest = footing.digest();
        let same = |it: &Kept| it.digest == digest && it.footing == footing;
        let place = self.kept.iter().rposition(same).unwrap_or_else(|| {
            if self.kept.len() == FOOTINGS_MAX {
                self.kept.remove(0);
            }
            self.kept.push(Kept { digest, footing, answers: HashMap::new() });
            self.kept.len() - 1
        });
        let asked: Vec<Spoken> =
            texts.iter().map(|it| Spoken::of(case, party, it, &recorded.replies)).collect();
        // Drafts that say the same to the party are one question.
        let mut missing: Vec<usize> = Vec::new();
        let mut met: HashSet<&Spoken> = HashSet::new();
        for (at, of) in asked.iter().enumerate() {
            if !self.kept[place].answers.contains_key(of) && met.insert(of) {
                missing.push(at);
            }
        }
        let mut new = self.find(case, recorded, texts, &asked, &missing);
        let kept = &mut self.kept[place].answers;
        let mut said = Vec::with_capacity(asked.len());
        for (at, of) in asked.into_iter().enumerate() {
            match new.remove(&at) {
                Some(told) => {
                    said.push(told.clone());
                    kept.insert(of, told);
                }
                None => said.extend(kept.get(&of).cloned()),
            }
        }
        said
    }

    /// Asks the lens's own question of the texts at `missing`.
    fn find(
        &mut self,
        case: &Case,
        recorded: Recorded,
        texts: &[OnTable],
        asked: &[Spoken],
        missing: &[usize],
    ) -> HashMap<usize, Told> {
        if missing.is_empty() {
            return HashMap::new();
        }
        let wanted: Vec<Vec<Content>> =
            missing.iter().map(|it| texts[*it].contents.clone()).collect();
        let model = self.model(case, recorded, &wanted);
        let on: Vec<Arc<str>> = model.lines.iter().map(|it| self.name(case, it)).collect();
        let by_name = by_name(&on);
        let each = missing.iter().zip(&wanted).map(|(at, contents)| {
            let of = Asked::new(case, texts[*at].draft, contents, self.n_samples, 0.0);
            let (assessment, _) = assess::assess(&of, &model, 0);
            let accept = assessment.told();
            let undetermined = assessment.status == Acceptance::Undetermined;
            let told = Told {
                status: assessment.status,
                accept: [accept.low, accept.central, accept.high],
                lines: told(&on, &by_name, &model.lines, contents),
                replies: asked[*at].replies.clone(),
                lacks: undetermined.then(|| Lacks::of(&model, contents)).flatten(),
            };
            (*at, told)
        });
        each.collect()
    }

    /// The party as the answers are found with. Without an alternative nothing that was drawn has a part in
    /// them: there is no figure that it could give, and so nothing is drawn.
    fn model(&mut self, case: &Case, recorded: Recorded, contents: &[Vec<Content>]) -> Model {
        let weighed = recorded.reservation.as_ref().map_or(&[] as &[_], |_| contents);
        let sizes = (self.seed, self.n_samples);
        let model = Model::of(recorded, &self.draws, &mut self.firmness, case, weighed, sizes);
        self.sampled |= model.samples.is_some();
        model
    }

    /// The issues as far as they say something: the same list as long as they say the same.
    fn issues(&mut self, case: &Case) -> Arc<[Issue]> {
        let kept = self.issues.iter();
        if kept.len() != case.issues.len() || !kept.zip(&case.issues).all(says_the_same) {
            self.issues = case.issues.iter().map(said).collect();
        }
        Arc::clone(&self.issues)
    }

    /// The issues that a line stands on, by id.
    fn name(&mut self, case: &Case, line: &Line) -> Arc<str> {
        let mut issues: Vec<Ix<Issue>> =
            line.rules_out.iter().chain(&line.unclear).map(|(ix, _)| *ix).collect();
        issues.sort_unstable_by(|a, b| case.issue_id(*a).cmp(case.issue_id(*b)));
        issues.dedup();
        let ids = || issues.iter().map(|it| case.issue_id(*it)).collect::<Vec<_>>().join(", ");
        // What stands where in the list of issues may be another on another day.
        let known = self.names.get(&issues).filter(|it| ***it == *ids());
        match known.cloned() {
            Some(known) => known,
            None => {
                let name: Arc<str> = ids().into();
                self.names.insert(issues, name.clone());
                name
            }
        }
    }

    /// What would narrow the answer of `party` to each of `drafts`, once known.
    pub(in crate::lens) fn unknowns(
        &mut self,
        case: &Case,
        party: Ix<Party>,
        drafts: &[Ix<Draft>],
    ) -> Vec<Unknown> {
        let all: Vec<Vec<Content>> =
            drafts.iter().map(|it| contents(case, case.draft(*it))).collect();
        let model = self.model(case, Recorded::of(case, party), &all);
        let mut unknowns = Vec::new();
        for (draft, contents) in drafts.iter().zip(&all) {
            let asked = Asked::new(case, *draft, contents, self.n_samples, 0.0);
            let (assessment, figures) = assess::assess(&asked, &model, 0);
            for it in deciders::deciders(&asked, &model, &assessment, &figures) {
                let deciders::Decider { input, width_known, .. } = it;
                unknowns.push(Unknown { draft: *draft, input, width_known });
            }
        }
        unknowns
    }
}

impl Lacks {
    fn of(model: &Model, contents: &[Content]) -> Option<Lacks> {
        let alternative = || model.reservation.is_none().then_some(Lacks::Alternative);
        model.no_worth(contents).map(Lacks::Worth).or_else(alternative)
    }

    /// In half a sentence.
    pub(in crate::lens) fn in_words(&self) -> String {
        match self {
            Lacks::Worth(why) => figures::no_worth(why),
            Lacks::Alternative => "no alternative that can be weighed".to_owned(),
        }
    }
}

impl Footing {
    fn of(case: &Case, party: Ix<Party>, recorded: &Recorded, issues: Arc<[Issue]>) -> Footing {
        // Its place in the list says nothing of the party.
        let profile = Profile { party: Ix::new(0), ..recorded.profile.clone() };
        let drawn = |it: &Line| Drawn {
            rules_out: it.rules_out.clone(),
            unclear: it.unclear.clone(),
            condition: it.condition.clone(),
            firmness: it.firmness,
            drawn: assess::drawn(case, it),
        };
        Footing {
            name: case.party(party).name.clone(),
            issues,
            profile,
            without: recorded.reservation.as_ref().map(|it| it.worth.clone()),
            lines: recorded.lines.iter().map(drawn).collect(),
        }
    }
}

impl Footing {
    /// A number that differs wherever the lines do, but for chance.
    fn digest(&self) -> u64 {
        // With the same keys on every run.
        let mut hash = DefaultHasher::new();
        let options = |of: &IssueOptions, hash: &mut DefaultHasher| {
            of.len().hash(hash);
            for (issue, set) in of {
                (issue.get(), set).hash(hash);
            }
        };
        for it in &self.lines {
            options(&it.rules_out, &mut hash);
            options(&it.unclear, &mut hash);
            it.drawn.hash(&mut hash);
        }
        hash.finish()
    }
}

/// Whether two issues differ in nothing but what the record says of the record.
fn says_the_same((kept, now): (&Issue, &Issue)) -> bool {
    let Issue { meta: _, title, group, order, ordered, unit, status_quo, options } = now;
    kept.title == *title
        && kept.group == *group
        && kept.order == *order
        && kept.ordered == *ordered
        && kept.unit == *unit
        && kept.status_quo == *status_quo
        && kept.options == *options
}

/// An issue without what the record says of the record.
fn said(issue: &Issue) -> Issue {
    Issue { meta: Meta::default(), ..issue.clone() }
}

impl Spoken {
    fn of(case: &Case, party: Ix<Party>, text: &OnTable, replies: &Replies) -> Spoken {
        let word = replies.word(case, text.draft);
        let said = |ix: &Ix<plenipo_record::case::position::Answer>| {
            let it = &case.answers[ix.get()];
            (it.audience, it.answer)
        };
        // What it answers any text it answers this one, where it says something by that.
        let says = word.says(case, &text.contents);
        let any = word.any.iter().filter(|_| says != Says::Neither);
        let replies = word.own.iter().chain(any).map(said);
        Spoken {
            contents: Arc::clone(&text.says),
            replies: replies.collect(),
            answered: assess::answered(case, &word.own),
            says,
            tabled: case.draft(text.draft).tabled_by.contains(&party),
        }
    }
}

/// The places of lines in the order of the names of what they stand on.
fn by_name(on: &[Arc<str>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..on.len()).collect();
    places.sort_by(|a, b| on[*a].cmp(&on[*b]));
    places
}

/// The lines by the issues they stand on, in an order that a restatement does not change.
fn told(
    on: &[Arc<str>],
    by_name: &[usize],
    lines: &[Line],
    contents: &[Content],
) -> Arc<[(Arc<str>, Judgement)]> {
    let judged = by_name.iter().map(|it| (Arc::clone(&on[*it]), lines[*it].judgement(contents)));
    let mut told: Vec<(Arc<str>, Judgement)> = judged.collect();
    // All but in order: only those on the same issues are told apart by what the draft does to them.
    told.sort();
    told.into()
}
