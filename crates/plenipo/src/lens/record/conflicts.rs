//! Conflicts: things in the record that do not go together, and are shown side by side.

use super::{movement, state};
use crate::finding::block::Text;
use crate::lens::acceptance::assess::is_set_aside;
use crate::lens::acceptance::word::{Says, Word, acceptance, given};
use crate::lens::drafts::readings::{is_ambiguous, reading};
use crate::lens::drafts::tree::Tree;
use crate::lens::whence::{footed, of_day};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::course::Movement;
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::held::Held;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::lines::{Line, Stated, Verdict, standing};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{AlternativeWorth, Answer, AnswerTo, Position};
use plenipo_record::case::same_day::{self, What};
use plenipo_record::case::understanding::{Claim, Understanding};

/// What does not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConflictKind {
    /// A party's own text crosses its own standing line.
    OwnText,
    /// A party accepted a text across its own standing line.
    Accepted,
    /// A party's lines leave no option on an issue.
    NoOptionLeft,
    /// A party accepted a text and rejected any.
    AcceptedAndRejected,
    /// A party answered differently in private and in public, or twice on one day.
    AnswersDiffer,
    /// A party's positions of one day differ.
    PositionsDiffer,
    /// Parties claim different things of one understanding.
    Contested,
    /// Only one side speaks of an understanding.
    OneSided,
    /// Records of one day, of which none goes before the others.
    OneDay,
    /// A draft is said to have different numbers of points.
    CountsDiffer,
    /// Parties read a point of a text differently, and the words allow it.
    ReadDifferently,
    /// How a party moved is told differently.
    MovementDiffers,
    /// Where a point of a text stands is told differently.
    StateDiffers,
}

impl ConflictKind {
    /// In a few words, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            ConflictKind::OwnText => "own text across own line",
            ConflictKind::Accepted => "accepted across own line",
            ConflictKind::NoOptionLeft => "lines leave no option",
            ConflictKind::AcceptedAndRejected => "accepted and rejected",
            ConflictKind::AnswersDiffer => "answers differ",
            ConflictKind::PositionsDiffer => "positions of one day differ",
            ConflictKind::Contested => "contested understanding",
            ConflictKind::OneSided => "claimed by one side",
            ConflictKind::OneDay => "of one day",
            ConflictKind::CountsDiffer => "claimed counts differ",
            ConflictKind::ReadDifferently => "constructive ambiguity",
            ConflictKind::MovementDiffers => "movement told differently",
            ConflictKind::StateDiffers => "state of the text told differently",
        }
    }
}

/// Something that does not go together.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordConflict {
    /// What does not go together.
    pub kind: ConflictKind,
    /// What it is about.
    pub about: String,
    /// The draft it is about, if it is about one.
    pub of: Option<Ix<Draft>>,
    /// Each side of it, with its footing.
    pub sides: Vec<Text>,
}

pub(in crate::lens) fn conflicts(case: &Case) -> Vec<RecordConflict> {
    let mut all = Vec::new();
    own_texts(case, &mut all);
    accepted(case, &mut all);
    without_options(case, &mut all);
    accepted_and_rejected(case, &mut all);
    audiences(case, &mut all);
    positions(case, &mut all);
    for understanding in &case.understandings {
        all.extend(contested(case, understanding));
    }
    counts(case, &mut all);
    of_one_day(case, &mut all);
    read_differently(case, &mut all);
    moved_differently(case, &mut all);
    stands_differently(case, &mut all);
    all
}

/// Points that parties read differently: as they stand in the text, each may go on reading them its own way.
fn read_differently(case: &Case, all: &mut Vec<RecordConflict>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        let tree = Tree::of(draft);
        for (k, point) in draft.points.iter().enumerate().filter(|(_, it)| is_ambiguous(it)) {
            let sides = point
                .readings
                .iter()
                .map(|it| Text::plain(reading(case, it)).then(footed(case, &point.meta)));
            all.push(RecordConflict {
                kind: ConflictKind::ReadDifferently,
                about: format!("{}, point {}", draft.id(), tree.path(k)),
                of: Some(Ix::new(place)),
                sides: sides.collect(),
            });
        }
    }
}

/// Accounts of one party's movement on one issue that do not go together.
fn moved_differently(case: &Case, all: &mut Vec<RecordConflict>) {
    for it in movement::movements(case) {
        let mut sides: Vec<Ix<Movement>> =
            it.disputed.iter().flat_map(|(one, other)| [*one, *other]).collect();
        sides.sort_unstable();
        sides.dedup();
        if !sides.is_empty() {
            all.push(RecordConflict {
                kind: ConflictKind::MovementDiffers,
                about: format!("{} on {}", case.party(it.party).name, case.issue(it.issue).title),
                of: None,
                sides: sides.into_iter().map(|ix| movement::side(case, ix)).collect(),
            });
        }
    }
}

/// Points of which one party says that they are agreed and another that they are not.
fn stands_differently(case: &Case, all: &mut Vec<RecordConflict>) {
    for of in state::states(case) {
        let draft = case.draft(of.draft);
        for point in of.points.iter().filter(|it| it.is_contradicted()) {
            let whole = if point.path.is_empty() {
                String::new()
            } else {
                format!(", point {}", point.path)
            };
            all.push(RecordConflict {
                kind: ConflictKind::StateDiffers,
                about: format!("{}{whole}", draft.id()),
                of: Some(of.draft),
                sides: point.states.iter().map(|it| state::side(case, it)).collect(),
            });
        }
    }
}

/// A party's own text across its own line.
fn own_texts(case: &Case, all: &mut Vec<RecordConflict>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        let contents = contents(case, draft);
        for party in &draft.tabled_by {
            let lines = standing(case, *party);
            let crossed: Vec<Text> = lines
                .iter()
                .filter(|it| it.judge(&contents) == Verdict::Crossed)
                .map(|line| across(case, line, &contents))
                .collect();
            if !crossed.is_empty() {
                let name = &case.party(*party).name;
                all.push(RecordConflict {
                    kind: ConflictKind::OwnText,
                    about: format!("{name} and its own text {} ({})", draft.id(), draft.title),
                    of: Some(Ix::new(place)),
                    sides: crossed,
                });
            }
        }
    }
}

/// A line that a text crosses, and what of the text does.
fn across(case: &Case, line: &Line, contents: &[Content]) -> Text {
    let on = line.judged_on(contents).into_iter();
    let on: Vec<_> = on.map(|it| (it, contents[it.get()].options())).collect();
    let words = match line.stated {
        Stated::RedLine(ix) => {
            let it = &case.red_lines[ix.get()];
            let words = match &it.words {
                Some(words) => describe::quoted(case, words),
                None => describe::line(case, line.stated),
            };
            Text::plain("its line")
                .then(of_day(it.date, it.meta.date_is))
                .and(format!(": {words}"))
                .then(footed(case, &it.meta))
        }
        stated @ Stated::Claim(..) => Text::plain(describe::line(case, stated)),
    };
    words.and(format!(" — the text has {}", describe::issue_option_texts(case, &on)))
}

/// A text that a party has accepted across a line that it is not known to have drawn before. Over a line
/// drawn before it went with its eyes open; its own text across its line is told as that.
fn accepted(case: &Case, all: &mut Vec<RecordConflict>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        let ix = Ix::new(place);
        let contents = contents(case, draft);
        for party in (0..case.parties.len()).map(Ix::new) {
            let replies = acceptance(case, ix, party);
            if replies.is_empty() || draft.tabled_by.contains(&party) {
                continue;
            }
            let crossed =
                |it: &&Line| it.judge(&contents) == Verdict::Crossed && !is_set_aside(case, ix, it);
            let lines = standing(case, party);
            let mut sides: Vec<Text> =
                lines.iter().filter(crossed).map(|it| across(case, it, &contents)).collect();
            if sides.is_empty() {
                continue;
            }
            sides.extend(replies.iter().map(|ix| {
                let it = &case.answers[ix.get()];
                Text::plain("its acceptance")
                    .then(of_day(it.date, it.meta.date_is))
                    .then(footed(case, &it.meta))
            }));
            let name = &case.party(party).name;
            all.push(RecordConflict {
                kind: ConflictKind::Accepted,
                about: format!("{name} and its acceptance of {} ({})", draft.id(), draft.title),
                of: Some(ix),
                sides,
            });
        }
    }
}

/// Lines of one party that leave it no option of an issue: no text can keep to all of them. Lines under
/// one condition are taken together with those under none.
fn without_options(case: &Case, all: &mut Vec<RecordConflict>) {
    for party in (0..case.parties.len()).map(Ix::new) {
        let lines = standing(case, party);
        for (place, issue) in case.issues.iter().enumerate() {
            let on = |line: &Line| line.rules_out_on(Ix::new(place));
            let bearing: Vec<&Line> = lines.iter().filter(|it| !on(it).is_empty()).collect();
            let mut conditions: Vec<_> = vec![None];
            for line in bearing.iter().filter(|it| it.condition.is_some()) {
                if !conditions.contains(&line.condition.as_ref()) {
                    conditions.push(line.condition.as_ref());
                }
            }
            let together = conditions.into_iter().find_map(|condition| {
                let holds =
                    |it: &&&Line| it.condition.is_none() || it.condition.as_ref() == condition;
                let of: Vec<&Line> = bearing.iter().filter(holds).copied().collect();
                let out = of.iter().fold(OptionSet::EMPTY, |out, line| out.or(on(line)));
                (!issue.options.is_empty() && issue.all().within(out)).then_some((condition, of))
            });
            let Some((condition, together)) = together else { continue };
            let only = condition.map_or(String::new(), |it| {
                let when = || describe::issue_option_texts(case, &it.when);
                format!(", if {}", it.text.clone().unwrap_or_else(when))
            });
            let sides = together.iter().map(|line| {
                let footing = super::matrix::line_footing(case, line);
                let out = describe::option_texts(issue, on(line));
                let line = describe::line(case, line.stated);
                Text::plain(format!("{line} rules out {out} (")).then(footing).and(")")
            });
            all.push(RecordConflict {
                kind: ConflictKind::NoOptionLeft,
                about: format!("{} on {}{only}", case.party(party).name, issue.title),
                of: None,
                sides: sides.collect(),
            });
        }
    }
}

/// A text that a party has accepted while it is not known to have rejected any text, or points of this one, before
/// that.
fn accepted_and_rejected(case: &Case, all: &mut Vec<RecordConflict>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        let ix = Ix::new(place);
        let contents = contents(case, draft);
        for party in (0..case.parties.len()).map(Ix::new) {
            let word = Word::of(case, ix, party);
            if word.says(case, &contents) != Says::Both {
                continue;
            }
            let sides = word.own.iter().chain(&word.any).chain(&word.points).map(|ix| {
                let it = &case.answers[ix.get()];
                let on = describe::on_points(it);
                Text::plain(format!("its answer to {}{on}", super::entries::answered(case, it.to)))
                    .then(of_day(it.date, it.meta.date_is))
                    .and(format!(": {}", describe::spoken(it.answer.word())))
                    .then(footed(case, &it.meta))
            });
            all.push(RecordConflict {
                kind: ConflictKind::AcceptedAndRejected,
                about: format!("{} on {} ({})", case.party(party).name, draft.id(), draft.title),
                of: Some(ix),
                sides: sides.collect(),
            });
        }
    }
}

/// Answers to one text, or to the same points of it, that stand and differ: before different audiences, or by two
/// voices on one day.
fn audiences(case: &Case, all: &mut Vec<RecordConflict>) {
    let mut told: Vec<Vec<&Answer>> = Vec::new();
    for it in &case.answers {
        let same = |other: &Answer| {
            (other.party, other.to, &other.points) == (it.party, it.to, &it.points)
        };
        match told.iter_mut().find(|list| same(list[0])) {
            Some(list) => list.push(it),
            None => told.push(vec![it]),
        }
    }
    for mut list in told {
        let latest = |of: &Answer| {
            let same = |it: &&&Answer| it.audience == of.audience;
            list.iter().filter(same).map(|it| given(it)).max().flatten()
        };
        let stands: Vec<bool> = list.iter().map(|it| given(it) == latest(it)).collect();
        let mut stands = stands.into_iter();
        list.retain(|_| stands.next() == Some(true));
        if list.windows(2).all(|pair| pair[0].answer == pair[1].answer) {
            continue;
        }
        let to = super::entries::answered(case, list[0].to);
        let sides = list.iter().map(|it| {
            let audience = it.audience.map_or("audience not recorded", |it| it.word());
            let said = Text::plain(format!("{audience}: {} ", describe::spoken(it.answer.word())));
            let said = match it.date {
                Some(date) => said.day(date, it.meta.date_is),
                None => said,
            };
            said.then(footed(case, &it.meta))
        });
        all.push(RecordConflict {
            kind: ConflictKind::AnswersDiffer,
            about: format!("{} on {to}", case.party(list[0].party).name),
            of: match list[0].to {
                AnswerTo::Draft(draft) => Some(draft),
                AnswerTo::AnyText => None,
            },
            sides: sides.collect(),
        });
    }
}

/// Positions of one party and one day of which it is not known which holds.
fn positions(case: &Case, all: &mut Vec<RecordConflict>) {
    for party in (0..case.parties.len()).map(Ix::new) {
        for tie in Held::of(case, party).ties() {
            let side = |ix: &Ix<Position>| {
                super::matrix::position(case, &case.positions[ix.get()], Names::Texts)
            };
            all.push(RecordConflict {
                kind: ConflictKind::PositionsDiffer,
                about: format!("{}: {}", case.party(party).name, tie.in_words(case)),
                of: None,
                sides: tie.positions.iter().map(side).collect(),
            });
        }
    }
}

/// What each party to an understanding says of it, where two of them do not say the same.
fn contested(case: &Case, it: &Understanding) -> Option<RecordConflict> {
    let latest: Vec<&Claim> = latest_claims(it);
    let differs = latest
        .windows(2)
        .any(|pair| pair[0].force != pair[1].force || pair[0].content != pair[1].content);
    differs.then(|| claimed(case, it, ConflictKind::Contested))
}

/// Understandings that some of their parties speak of while nothing of the others is on record: a
/// claim, which nobody on record disputes and nobody on record shares.
pub(in crate::lens) fn one_sided(case: &Case) -> Vec<RecordConflict> {
    let open = |it: &&Understanding| {
        !it.claims.is_empty() && !silent(it).is_empty() && contested(case, it).is_none()
    };
    case.understandings
        .iter()
        .filter(open)
        .map(|it| claimed(case, it, ConflictKind::OneSided))
        .collect()
}

/// Understandings of which their parties do not all say the same, or not all something.
pub(in crate::lens) fn claims(case: &Case) -> Vec<RecordConflict> {
    let contested = case.understandings.iter().filter_map(|it| contested(case, it));
    contested.chain(one_sided(case)).collect()
}

/// The latest claims of each party that makes one: several where they are of one day.
fn latest_claims(it: &Understanding) -> Vec<&Claim> {
    let each = it.claims.iter().enumerate();
    each.filter(|(place, claim)| it.latest_of(claim.party).contains(place))
        .map(|(_, claim)| claim)
        .collect()
}

/// Parties to it of whom nothing is on record.
fn silent(it: &Understanding) -> Vec<Ix<Party>> {
    let silent = it.between.iter().filter(|party| !it.claims.iter().any(|c| c.party == **party));
    silent.copied().collect()
}

/// Every claim on an understanding, and of whom none is on record.
fn claimed(case: &Case, it: &Understanding, kind: ConflictKind) -> RecordConflict {
    let mut sides: Vec<Text> = it.claims.iter().map(|claim| claim_in_words(case, claim)).collect();
    let silent: Vec<String> =
        silent(it).into_iter().map(|party| case.party(party).label().to_owned()).collect();
    if !silent.is_empty() {
        sides.push(Text::plain(format!("{}: nothing on record", describe::listed(&silent))));
    }
    let between: Vec<String> =
        it.between.iter().map(|ix| case.party(*ix).label().to_owned()).collect();
    let date = it.date.map(|date| format!(", {}", it.meta.date_is.show(date))).unwrap_or_default();
    let title = it.title.clone().unwrap_or_else(|| "understanding".to_owned());
    RecordConflict {
        kind,
        about: format!("{title} ({}{date})", describe::listed(&between)),
        of: None,
        sides,
    }
}

fn claim_in_words(case: &Case, claim: &Claim) -> Text {
    use plenipo_record::case::understanding::ClaimContent;
    let force = claim.force.map_or("of unstated force", |it| it.word());
    let content = match &claim.content {
        ClaimContent::NotDisclosed => "content not disclosed".to_owned(),
        ClaimContent::Words(words) => words.clone(),
        ClaimContent::Settles(options) => describe::issue_option_texts(case, options),
    };
    let words = claim
        .words
        .as_ref()
        .map(|it| format!("; {}", describe::quoted(case, it)))
        .unwrap_or_default();
    let by = claim.by.as_ref().map(|by| format!(" ({})", case.speaker(by))).unwrap_or_default();
    let text = Text::plain(format!("{}{by}", case.party(claim.party).label()));
    let text = match claim.date {
        Some(date) => text.and(", ").day(date, claim.meta.date_is),
        None => text,
    };
    text.and(format!(": {force}; {content}{words} ["))
        .standing_on(&describe::footing(case, &claim.meta))
        .and("]")
}

/// What was said otherwise on one day, where the latest would count: which that is, is not on record.
fn of_one_day(case: &Case, all: &mut Vec<RecordConflict>) {
    for it in same_day::all(case, &|_| true) {
        // One party's claims on an understanding are told with the other's, its answers with those before others.
        if matches!(it.what, What::Claims | What::Answers) {
            continue;
        }
        let sides = it.records.iter().map(|record| {
            let said = Text::plain(in_figures(case, *record));
            match case.meta(*record) {
                Some(meta) => said.then(footed(case, meta)),
                None => said,
            }
        });
        all.push(RecordConflict {
            kind: ConflictKind::OneDay,
            about: it.about(case),
            of: None,
            sides: sides.collect(),
        });
    }
}

/// A record with what of it would count.
fn in_figures(case: &Case, record: RecordRef) -> String {
    let at = record.index as usize;
    let said = describe::in_one_line(case, record);
    let what = match record.kind {
        Kind::RedLine => case
            .red_lines
            .get(at)
            .map(|it| format!("rules out {}", describe::issue_option_texts(case, &it.rules_out))),
        Kind::Alternative => case.alternatives.get(at).and_then(|it| match &it.worth {
            AlternativeWorth::Level(range) if range.is_exact() => Some(range.low.to_string()),
            AlternativeWorth::Level(range) => Some(format!("{}–{}", range.low, range.high)),
            AlternativeWorth::Draft(draft) => {
                Some(format!("as good as {}", case.draft(*draft).id()))
            }
            AlternativeWorth::Outcome(set) => {
                let set: Vec<_> = set.iter().map(|(it, at)| (*it, OptionSet::one(*at))).collect();
                Some(format!("as good as {}", describe::issue_option_texts(case, &set)))
            }
            AlternativeWorth::Direction(_) | AlternativeWorth::Unstated => None,
        }),
        Kind::Prediction => {
            case.predictions.get(at).and_then(|it| it.chance).map(|it| it.to_string())
        }
        _ => None,
    };
    what.map_or(said.clone(), |what| format!("{said}: {what}"))
}

/// Different claims about how many points a text has.
fn counts(case: &Case, all: &mut Vec<RecordConflict>) {
    for (place, draft) in case.drafts.iter().enumerate() {
        if draft.counts.windows(2).all(|pair| pair[0].n == pair[1].n) {
            continue;
        }
        let sides = draft.counts.iter().map(|it| {
            let by = it.by.as_ref().map(|by| case.speaker(by)).unwrap_or_else(|| "unnamed".into());
            let points = describe::counted(it.n as usize, "point");
            Text::plain(format!("{points}: {by}")).then(footed(case, &it.meta))
        });
        all.push(RecordConflict {
            kind: ConflictKind::CountsDiffer,
            about: format!("{}, its number of points", draft.id()),
            of: Some(Ix::new(place)),
            sides: sides.collect(),
        });
    }
}
