//! What a set of changes does: to the lines, and to what the parties have said.

use super::base::Base;
use super::demands::Demands;
use crate::finding::table::Cell;
use crate::lens::acceptance::blockers::line_name;
use crate::lens::acceptance::consents::{Need, Needed, consents};
use crate::lens::acceptance::tables::{Said, undisclosed};
use crate::lens::drafts::tree::Tree;
use crate::preference::{self, way::Way};
use plenipo_record::case::Case;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::{Content, How, holds};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::describe;
use plenipo_record::case::draft::Condition;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Broken, broken, warned};
use plenipo_record::case::held::Held;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{IssueOptions, OptionSet};
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Answer, AnswerTo, Reply};
use plenipo_record::case::understanding::Understanding;

/// A set of changes, and what it does to the lines.
pub(super) struct Effect {
    pub(super) changes: Vec<Amendment>,
    /// The content of the amended draft.
    pub(super) contents: Vec<Content>,
    /// What the amended draft does to each line; a line set aside for the draft as it stands is kept to.
    pub(super) verdicts: Vec<Verdict>,
    /// The rules that the amended draft breaks.
    pub(super) broken: Broken,
    /// The keepers' readings by which its parts do not go together: they warn, and rule out nothing.
    pub(super) warned: Broken,
}

impl Effect {
    pub(super) fn of(base: &Base<'_>, demands: &Demands, changes: Vec<Amendment>) -> Effect {
        let contents = base.after(&changes);
        let as_it_stands = changes.is_empty();
        let judged = demands.lines.iter().zip(&demands.aside).map(|(line, aside)| {
            // Its party has accepted this very text since.
            if as_it_stands && *aside { Verdict::Respected } else { line.judge(&contents) }
        });
        let verdicts = judged.collect();
        let broken = broken(base.case, &contents);
        let warned = warned(base.case, &contents);
        Effect { changes, contents, verdicts, broken, warned }
    }

    /// The lines crossed before that a change has a part in keeping.
    pub(super) fn removes(
        &self,
        base: &Base<'_>,
        demands: &Demands,
        change: Amendment,
    ) -> Vec<usize> {
        let lines = demands.lines.iter().enumerate();
        let removed = lines.filter(|(place, line)| {
            let was = line.judge(&base.contents);
            if was < demands.gravest || self.verdicts[*place] >= demands.gravest {
                return false;
            }
            line.judged_on(&base.contents).contains(&change.issue) || on_condition(line, change)
        });
        removed.map(|(place, _)| place).collect()
    }

    /// The lines to which a change does something graver than the draft did, with what it does.
    pub(super) fn creates(
        &self,
        base: &Base<'_>,
        demands: &Demands,
        change: Amendment,
    ) -> Vec<(usize, Verdict)> {
        let lines = demands.lines.iter().enumerate();
        let created = lines.filter_map(|(place, line)| {
            let now = self.verdicts[place];
            let own = line.judge_on(change.issue, &self.contents);
            let was = line.judge(&base.contents);
            let here =
                own > line.judge_on(change.issue, &base.contents) || on_condition(line, change);
            (now > was && here).then_some((place, now))
        });
        created.collect()
    }

    /// Lines of this verdict after the changes.
    pub(super) fn lines(&self, verdict: Verdict) -> impl Iterator<Item = usize> {
        let places = self.verdicts.iter().enumerate();
        places.filter(move |(_, it)| **it == verdict).map(|(place, _)| place)
    }
}

fn on_condition(line: &Line, change: Amendment) -> bool {
    line.condition.iter().flat_map(|it| &it.when).any(|(issue, _)| *issue == change.issue)
}

/// A line as a reader finds it in the tables, with whose it is.
pub(super) fn label(case: &Case, line: &Line) -> String {
    format!("{} ({})", line_name(case, line.stated), case.party(line.party).label())
}

/// A line as a reader knows it, by its words, with whose it is: `Asterin's line “No foreign judge …”`.
pub(super) fn by_words(case: &Case, line: &Line) -> String {
    let whose = case.party(line.party).label();
    format!("{whose}'s {}", describe::line_named(case, line.stated))
}

/// Other drafts that are known to settle the issue so.
pub(super) fn as_in(base: &Base<'_>, change: Amendment) -> Vec<Ix<Draft>> {
    let drafts = (0..base.case.drafts.len()).rev().map(Ix::new);
    let same = |it: &Ix<Draft>| {
        *it != base.ix && {
            let contents =
                plenipo_record::case::contents::contents(base.case, base.case.draft(*it));
            let content = &contents[change.issue.get()];
            content.how == How::Set && content.single() == Some(change.option)
        }
    };
    drafts.filter(same).collect()
}

/// Which way a change goes for a party, by the order of options it has on record.
pub(super) fn way(base: &Base<'_>, party: Ix<Party>, change: Amendment) -> Way {
    let before = &base.contents[change.issue.get()];
    if before.how == How::Unknown {
        return Way::Unknown;
    }
    let after = OptionSet::one(change.option);
    preference::way::way(base.case, party, change.issue, before.options(), after)
        .unwrap_or(Way::Unknown)
}

/// Whether which way a change goes is not known though the party's order on the issue is on record: it is what the
/// draft says now that is not.
pub(super) fn is_from_unknown(base: &Base<'_>, party: Ix<Party>, change: Amendment) -> bool {
    let before = &base.contents[change.issue.get()];
    before.single().is_none()
        && Held::of(base.case, party).order(change.issue).is_some()
        && way(base, party, change) == Way::Unknown
}

/// What a party has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnRecordKind {
    /// An answer to the draft itself.
    Answer,
    /// An answer to any text.
    ToAnyText,
    /// An answer to another draft.
    ToAnother,
    /// What it claims of an understanding.
    Understanding,
    /// What it demands, makes a condition or warns of.
    Demand(DemandKind),
}

impl OnRecordKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            OnRecordKind::Answer => "answer",
            OnRecordKind::ToAnyText => "answer to any text",
            OnRecordKind::ToAnother => "answer to another draft",
            OnRecordKind::Understanding => "understanding",
            OnRecordKind::Demand(kind) => kind.word(),
        }
    }
}

/// What the changes do to one thing a party has said.
pub(super) struct OnRecord {
    pub(super) party: Ix<Party>,
    pub(super) kind: OnRecordKind,
    /// The record, as tables refer to it.
    pub(super) record: Cell,
    /// What it is, in words.
    pub(super) said: String,
    /// Its words, who said them and on what that stands.
    pub(super) from: Said,
    /// What the changes do to it.
    pub(super) effect: String,
}

/// What the changes do to the answers and claims of `party` that are on record.
pub(super) fn on_record(base: &Base<'_>, effect: &Effect, party: Ix<Party>) -> Vec<OnRecord> {
    let case = base.case;
    let mut all = Vec::new();
    let mut answers: Vec<(usize, &Answer)> =
        case.answers.iter().enumerate().filter(|(_, it)| it.party == party).rev().collect();
    answers.sort_by_key(|(_, it)| std::cmp::Reverse(it.date));
    for (place, answer) in &answers {
        let (kind, effect) = match answer.to {
            AnswerTo::Draft(draft) if draft == base.ix => {
                (OnRecordKind::Answer, to_this(base, effect, answer))
            }
            AnswerTo::AnyText => (
                OnRecordKind::ToAnyText,
                "It was said of any text, so it applies to the changed one as well.".to_owned(),
            ),
            AnswerTo::Draft(draft) => match to_another(base, effect, answer.answer, draft) {
                Some(effect) => (OnRecordKind::ToAnother, effect),
                None => continue,
            },
        };
        let to = match answer.to {
            AnswerTo::AnyText => "any text".to_owned(),
            AnswerTo::Draft(draft) => case.draft(draft).id().to_owned(),
        };
        let word = describe::spoken(answer.answer.word());
        let said = format!("answer to {to}: {word}{}", describe::on_points(answer));
        all.push(OnRecord {
            party,
            kind,
            record: Cell::record::<Answer>(case, *place),
            said,
            from: Said::of_answer(case, answer),
            effect,
        });
    }
    for (place, claim) in undisclosed(case, party) {
        let it = &case.understandings[place];
        let title = it.title.clone().unwrap_or_else(|| "an understanding".to_owned());
        let dated = it.date.map(|date| format!(" of {}", it.meta.date_is.show(date)));
        all.push(OnRecord {
            party,
            kind: OnRecordKind::Understanding,
            record: Cell::record::<Understanding>(case, place),
            said: format!("calls binding {}{}", describe::quoted(case, &title), dated.unwrap_or_default()),
            from: Said::of_claim(case, place, claim),
            effect: "Its content is not disclosed: whether the changes depart from it or come closer to it cannot be judged.".to_owned(),
        });
    }
    for (place, it) in case.demands.iter().enumerate().filter(|(_, it)| it.party == party) {
        all.push(OnRecord {
            party,
            kind: OnRecordKind::Demand(it.is),
            record: Cell::record::<Demand>(case, place),
            said: it.is.verb().to_owned(),
            from: Said {
                words: it.words.clone(),
                by: it.by.as_ref().map(|by| case.speaker(by)),
                audience: it.audience.map(|it| it.word()),
                date: it.date,
                date_is: it.meta.date_is,
                grade: describe::footing(case, &it.meta),
            },
            effect: demanded(effect, it),
        });
    }
    all
}

/// What the changed text is beside a demand or a warning. It is a party's word and no line.
fn demanded(effect: &Effect, it: &Demand) -> String {
    let on = |options: &IssueOptions| -> Option<bool> {
        let when = options.clone();
        holds(&Condition { text: None, when }, &effect.contents)
    };
    if !it.asks.is_empty() {
        return match on(&it.asks) {
            Some(true) => "The text gives it.",
            Some(false) => "The text does not give it, or not all of it.",
            None => "Whether the text gives it is not known.",
        }
        .to_owned();
    }
    if !it.when.is_empty() {
        return match on(&it.when) {
            Some(true) => "The text has what it warns of.",
            Some(false) => "The text does not have what it warns of.",
            None => "Whether the text has what it warns of is not known.",
        }
        .to_owned();
    }
    match it.departs_from {
        Some(_) => "Whether the text departs from it: see the warnings of the record.".to_owned(),
        None => "It is on record in words only.".to_owned(),
    }
}

/// An answer to the draft itself: it was given to the text as it stood.
fn to_this(base: &Base<'_>, effect: &Effect, answer: &Answer) -> String {
    let mut words =
        "It was given to the text as it stood and does not carry over to the changed one."
            .to_owned();
    if !answer.points.is_empty() {
        // A point stands for all below it.
        let tree = Tree::of(base.draft);
        let changed = |number: &&String| {
            let is = |at: usize| base.draft.points[at].number.as_ref() == Some(*number);
            let within = |at: usize| is(at) || tree.above(at).into_iter().any(is);
            effect
                .changes
                .iter()
                .any(|change| base.contents[change.issue.get()].points.iter().any(|it| within(*it)))
        };
        let (changed, kept): (Vec<&String>, Vec<&String>) = answer.points.iter().partition(changed);
        let listed = |it: Vec<&String>| it.into_iter().cloned().collect::<Vec<_>>().join(", ");
        words = match (changed.is_empty(), kept.is_empty()) {
            (false, true) => "It was about points that change, so it does not carry over.".to_owned(),
            (true, _) => "The points it was about do not change, but the changes elsewhere may still matter to it.".to_owned(),
            (false, false) => format!(
                "Of the points it was about, {} change and {} do not: it does not carry over for those that change.",
                listed(changed),
                listed(kept)
            ),
        };
    }
    if let Some(condition) = &answer.condition {
        words.push_str(match holds(condition, &effect.contents) {
            Some(true) => " Its condition would be met by the changed text.",
            Some(false) => " Its condition would not be met by the changed text.",
            None => " Whether its condition would be met cannot be decided from the record.",
        });
    }
    words
}

/// An answer to another draft, where changes take up what that draft says.
fn to_another(base: &Base<'_>, effect: &Effect, reply: Reply, draft: Ix<Draft>) -> Option<String> {
    let taken: Vec<&str> = effect
        .changes
        .iter()
        .filter(|it| as_in(base, **it).contains(&draft))
        .map(|it| base.case.issue_id(it.issue))
        .collect();
    if taken.is_empty() || reply == Reply::Reserve {
        return None;
    }
    let what = if taken.len() == 1 { "1 change takes" } else { "changes take" };
    let n = if taken.len() == 1 { String::new() } else { format!("{} ", taken.len()) };
    Some(format!(
        "{n}{what} up what that draft says (on {}). The answer was to that draft and not to these points alone.",
        taken.join(", ")
    ))
}

/// Further consents that the changes make needed or end the need of: the consent (by place), and
/// what it was and is.
pub(super) fn consents_changed(
    base: &Base<'_>,
    effect: &Effect,
) -> Vec<(usize, Option<Need>, Option<Need>)> {
    let before = consents(base.case, base.ix, &base.contents, false);
    let after = consents(base.case, base.ix, &effect.contents, !effect.changes.is_empty());
    let is = |all: &[Needed], place: usize| {
        all.iter().find(|it| it.consent.get() == place).map(|it| it.is)
    };
    let each = (0..base.case.consents.len()).map(|it| (it, is(&before, it), is(&after, it)));
    each.filter(|(_, was, now)| was != now).collect()
}

/// The condition under which a line applies, in words.
pub(super) fn condition(case: &Case, line: &Line) -> Option<String> {
    let condition = line.condition.as_ref()?;
    let decidable =
        (!condition.when.is_empty()).then(|| describe::issue_options(case, &condition.when));
    Some(match (&condition.text, decidable) {
        (Some(words), Some(when)) => format!("{words} ({when})"),
        (Some(words), None) => words.clone(),
        (None, when) => when.unwrap_or_default(),
    })
}
