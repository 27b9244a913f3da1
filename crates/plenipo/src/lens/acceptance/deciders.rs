//! Which unknown or assumed inputs would, once known, narrow the answer most.

use super::assess::{Acceptance, Asked, Assessment, Figures, is_against};
use super::bits::Bits;
use super::figures::unsaid;
use super::model::{End, Model, can_be_decided, coverage};
use super::word::Says;
use plenipo_record::case::Case;
use plenipo_record::case::contents::How;
use plenipo_record::case::describe::{self, counted};
use plenipo_record::case::held::{Held, HeldMatter, Tie};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::position::{Answer, Reply};

/// What narrows a range by less would read as nothing.
const GAIN_MIN: f64 = 0.005;

/// An input that would narrow the answer.
pub(in crate::lens) struct Decider {
    pub(super) model: usize,
    pub(super) kind: &'static str,
    /// What would have to be known, with the ids of the record, as the table has it.
    pub(super) input: String,
    /// The same for people.
    pub(super) words: String,
    /// `accept_high − accept_low` now; `None` without figures.
    pub(super) width: Option<f64>,
    /// The widest it could still be once the input is known.
    pub(super) width_known: Option<f64>,
}

/// The inputs for one draft and one party, those that narrow most first.
pub(super) fn deciders(
    asked: &Asked<'_>,
    model: &Model,
    assessment: &Assessment,
    figures: &Figures,
) -> Vec<Decider> {
    let (case, contents) = (asked.case, asked.contents);
    let profile = &model.profile;
    let width = assessment.accept.high.zip(assessment.accept.low).map(|(high, low)| high - low);
    // An answer on record needs no figure to be narrowed.
    let answered = matches!(assessment.status, Acceptance::Accepted | Acceptance::Refused);
    if width == Some(0.0) || answered {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |kind, (input, words): (String, String), width_known: Option<f64>| {
        found.push(Decider { model: assessment.model, kind, input, words, width, width_known });
    };
    let plain = |words: String| (words.clone(), words);
    if let Some(said) = which_holds(case, model, assessment) {
        // As long as it has said both, nothing else narrows it.
        add("conflict", said, width.map(|_| 0.0));
        return found;
    }
    if assessment.is_withheld() {
        let why = describe::listed(&assessment.word.withholds(case, contents));
        add("answer", plain(format!("whether it accepts the text as it stands: it {why}")), None);
        // As long as that is not known nothing else narrows a range.
        if width.is_some() {
            return found;
        }
    }
    // A line taken literally stops the draft whatever else becomes known.
    let stopped = matches!(
        assessment.accept,
        super::assess::Accept { low: Some(0.0), central: Some(0.0), .. }
    ) && assessment.verdicts.contains(&Verdict::Crossed);
    for (i, (content, issue)) in contents.iter().zip(&case.issues).enumerate() {
        let unknown = content.is_undecided();
        let open = |it: Verdict| matches!(it, Verdict::MayBeCrossed | Verdict::Unclear);
        let on_line = model.lines.iter().any(|line| {
            let mut when = line.condition.iter().flat_map(|it| &it.when);
            open(line.judge_on(Ix::new(i), contents))
                || when.any(|(issue, _)| issue.get() == i) && open(line.judge(contents))
        });
        let weighs = width.is_some() && !stopped && profile.turns_on(i);
        if unknown && (on_line || weighs) {
            let id = case.issue_id(Ix::new(i));
            let known = width.and_then(|_| width_once_known(asked, figures, i));
            let title = &issue.title;
            let said = match content.how {
                How::Unknown => (
                    format!("what the draft says on {id} ({title})"),
                    format!("what the draft says on {title}"),
                ),
                _ => (
                    format!("which option the draft chooses on {id} ({title})"),
                    format!("which option the draft chooses on {title}"),
                ),
            };
            add("content", said, known);
        }
    }
    let unclear = assessment.verdicts.iter().filter(|it| **it == Verdict::Unclear).count();
    // If it binds the draft is refused, if not the low end rises. Of several, one alone does
    // neither for certain.
    let once_clear = assessment.accept.high.zip(assessment.accept.clear);
    let undecided = |(line, verdict): &(&Line, &Verdict)| {
        **verdict == Verdict::MayBeCrossed && !can_be_decided(line, contents)
    };
    let undecided = model.lines.iter().zip(&assessment.verdicts).filter(undecided).count();
    let once_clear =
        once_clear.filter(|_| unclear + undecided == 1).map(|(high, clear)| high - clear);
    for (line, verdict) in model.lines.iter().zip(&assessment.verdicts) {
        if *verdict == Verdict::Unclear {
            let name = super::blockers::line_name(case, line.stated);
            let words = describe::line(case, line.stated);
            let said = (
                format!("what the line {name} means for this draft"),
                format!("what the line {words} means for this draft"),
            );
            add("line", said, once_clear);
        }
    }
    let in_words: Vec<usize> =
        (0..model.lines.len()).filter(|it| model.lines[*it].turns_on_words(contents)).collect();
    for place in &in_words {
        let line = &model.lines[*place];
        let condition = line.condition.as_ref().and_then(|it| it.text.as_deref()).unwrap_or("");
        let condition = describe::quoted(case, condition);
        let said = (
            format!(
                "whether the condition of the line {} holds: {condition}",
                super::blockers::line_name(case, line.stated)
            ),
            format!(
                "whether the condition of the line {} holds: {condition}",
                describe::line(case, line.stated)
            ),
        );
        // If it holds the draft is refused, if not the low end rises. Of several, one alone does
        // neither for certain.
        let known = width.filter(|_| in_words.len() == 1);
        let known = known.and_then(|_| width_without(asked, model, figures, *place));
        add("condition", said, known);
    }
    if !stopped {
        let (known, all) = coverage(&model.profile, contents);
        let on = |it: &Tie<'_>| match it.of {
            HeldMatter::Order(issue) | HeldMatter::Salience(issue) => {
                matches!(contents[issue.get()].how, How::Set | How::Narrowed)
            }
            HeldMatter::Group(_) => true,
        };
        for tie in Held::of(case, model.party).ties().iter().filter(|it| on(it)) {
            let what = tie.in_words(case);
            let words = match case.positions[tie.positions[0].get()].date {
                Some(day) => format!("which of its positions of {day} holds: {what}"),
                None => format!("which of its positions without a day holds: {what}"),
            };
            add("positions", plain(words), None);
        }
        if let Some(why) = &model.contradiction {
            add("positions", plain(format!("which of its preferences hold: {why}")), None);
        } else if 2 * known < all {
            let words = format!("its positions on {} of {}", all - known, counted(all, "issue"));
            add("positions", plain(words), None);
        }
        let name = case.party(model.party).label();
        match &model.reservation {
            None => {
                let what = match unsaid(case, model.party) {
                    Some(it) => {
                        format!("what {name}'s alternative is worth: it is on record{it}")
                    }
                    None => format!("what {name} would have without a deal"),
                };
                add("alternative", plain(what), None)
            }
            Some(it) => {
                if let crate::preference::reservation::Worth::Level(range) = it.worth
                    && !range.is_exact()
                    && width.is_some()
                {
                    let what =
                        format!("what {name} would have without a deal, within its stated range");
                    add("alternative", plain(what), width_at_a_level(asked, model, figures));
                }
            }
        }
    }
    // What would be known for nothing is not asked for.
    found.retain(|it| match (it.width, it.width_known) {
        (Some(now), then) => now - then.unwrap_or(0.0) >= GAIN_MIN,
        (None, _) => true,
    });
    found.sort_by(|a, b| {
        let gain = |it: &Decider| it.width.zip(it.width_known).map(|(now, then)| now - then);
        gain(b).unwrap_or(-1.0).total_cmp(&gain(a).unwrap_or(-1.0))
    });
    found
}

/// Which of two things that the party has said and that do not go together holds, in ids and in words;
/// `None` where it has not.
pub(super) fn which_holds(
    case: &Case,
    model: &Model,
    assessment: &Assessment,
) -> Option<(String, String)> {
    if assessment.status != Acceptance::Conflict {
        return None;
    }
    let first = match assessment.says {
        Says::Both => {
            let any = &assessment.word.any;
            let rejects = |ix: &Ix<Answer>| case.answers[ix.get()].answer == Reply::Reject;
            let words = match any.iter().any(rejects) {
                true => "its acceptance of this text or its rejection of any text",
                false => "its acceptance of this text or its answer on a point of it",
            };
            let words = format!("which of the two holds, {words}");
            return Some((words.clone(), words));
        }
        Says::Accepts => "its acceptance of this text",
        _ => "this text of its own",
    };
    let crossed = model.lines.iter().zip(&assessment.verdicts);
    let crossed: Vec<_> = crossed
        .filter(|(line, verdict)| match assessment.says {
            Says::Accepts => is_against(case, &assessment.word.own, line, **verdict),
            _ => **verdict == Verdict::Crossed,
        })
        .map(|(line, _)| line.stated)
        .collect();
    let noun = if crossed.len() == 1 { "line" } else { "lines" };
    let ids: Vec<String> = crossed.iter().map(|it| super::blockers::line_name(case, *it)).collect();
    let words: Vec<String> = crossed.iter().map(|it| describe::line(case, *it)).collect();
    let said = |lines: &[String]| {
        format!("which of the two holds, {first} or the {noun} {}", describe::listed(lines))
    };
    Some((said(&ids), said(&words)))
}

/// The width left if a line that may be crossed turns out not to apply.
fn width_without(asked: &Asked<'_>, model: &Model, figures: &Figures, line: usize) -> Option<f64> {
    let worth = figures.worth.as_deref()?;
    let share = |end| {
        let mut crossed = model.crossed(asked.contents, end);
        crossed[line] = false;
        model.accepts(Some(worth), &crossed, end, asked.n_samples).map(|it| it.share())
    };
    Some(share(End::High)? - share(End::Low)?)
}

/// The widest range left once the draft's option on issue `i` is known.
fn width_once_known(asked: &Asked<'_>, figures: &Figures, i: usize) -> Option<f64> {
    let completions = asked.completions.as_ref()?;
    let width = |option: OptionIx| {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let each = completions.options.iter().zip(&figures.completed);
        for (_, it) in each.filter(|(options, _)| options[i] == option) {
            least = least.min(it.accepts[0].as_ref()?.share());
            most = most.max(it.accepts[1].as_ref()?.share());
        }
        Some(most - least)
    };
    let options = asked.contents[i].completions(&asked.case.issues[i]);
    let widths: Vec<f64> = options.iter().map(width).collect::<Option<_>>()?;
    widths.into_iter().reduce(f64::max)
}

/// The widest range left once the alternative is known to lie at one point of its range: taken at
/// both ends, for a known content.
fn width_at_a_level(asked: &Asked<'_>, model: &Model, figures: &Figures) -> Option<f64> {
    let worth = figures.worth.as_deref()?;
    let widths = [End::Low, End::High].map(|level| {
        let share = |end| {
            let crossed = model.crossed(asked.contents, end);
            let accepts = model.accepts_at(worth, model.level(level)?, &crossed, end);
            Some(Bits::share(&accepts))
        };
        Some(share(End::High)? - share(End::Low)?)
    });
    Some(widths[0]?.max(widths[1]?))
}
