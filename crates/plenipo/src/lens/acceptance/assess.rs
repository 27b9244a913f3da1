//! The answer for one draft and one party, layer by layer.

use jiff::civil::Date;

use super::bits::Bits;
use super::completion::Completions;
use super::model::{End, Model, coverage, settled};
use super::on_points;
use super::word::{Says, Word, given};
use crate::finding::block::Mark;
use plenipo_maths::row::Row;
use plenipo_maths::statistics::{MonteCarloError, quantiles};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::clauses;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::position::Answer;

/// What a party answers to a draft, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Acceptance {
    /// It has accepted this text on the record, and no later line of it stands against it.
    Accepted,
    /// It has refused it on the record.
    Refused,
    /// What it said of the text, and its own lines, cannot all hold.
    Conflict,
    /// The text crosses a standing line of it that is taken literally.
    Blocked,
    /// The record leaves it open, within a range.
    Open,
    /// The record does not say enough for a range.
    Undetermined,
}

impl Acceptance {
    /// Every answer with its word, the most telling first.
    pub const ALL: [(Acceptance, &'static str); 6] = [
        (Acceptance::Accepted, "accepted"),
        (Acceptance::Refused, "refused"),
        (Acceptance::Conflict, "conflict"),
        (Acceptance::Blocked, "blocked"),
        (Acceptance::Open, "open"),
        (Acceptance::Undetermined, "undetermined"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }

    /// The word as it is said of a draft: *is in conflict*.
    pub fn said(self) -> &'static str {
        if self == Acceptance::Conflict { "in conflict" } else { self.word() }
    }

    /// Whether the record gives it without any figure.
    pub fn is_recorded(self) -> bool {
        matches!(self, Acceptance::Accepted | Acceptance::Refused | Acceptance::Blocked)
    }

    /// What it means for an agreement.
    pub(in crate::lens) fn mark(self) -> Mark {
        match self {
            Acceptance::Accepted => Mark::Fine,
            Acceptance::Refused | Acceptance::Blocked => Mark::Stop,
            Acceptance::Conflict | Acceptance::Open => Mark::Maybe,
            Acceptance::Undetermined => Mark::Unknown,
        }
    }
}

/// The answer for one draft and one party.
pub(in crate::lens) struct Assessment {
    pub(in crate::lens) draft: Ix<Draft>,
    /// Place of the party's model.
    pub(in crate::lens) model: usize,
    pub(in crate::lens) status: Acceptance,
    /// Answers to the draft, newest first.
    pub(in crate::lens) answers: Vec<Ix<Answer>>,
    /// What of them stands, with what it said of any text.
    pub(in crate::lens) word: Word,
    /// What that comes to.
    pub(in crate::lens) says: Says,
    /// Whether the party tabled it.
    pub(in crate::lens) tabled: bool,
    /// What the draft does to each standing line.
    pub(in crate::lens) verdicts: Vec<Verdict>,
    /// Which of the lines its later acceptance of this very text sets aside.
    pub(in crate::lens) aside: Vec<bool>,
    /// Issues spoken of: with a known order, and in all.
    pub(in crate::lens) coverage: (usize, usize),
    pub(in crate::lens) worth: Option<Worth>,
    pub(in crate::lens) accept: Accept,
}

impl Assessment {
    /// Whether the party's own word on the text settles what it does.
    pub(in crate::lens) fn answered(&self) -> bool {
        matches!(self.status, Acceptance::Accepted | Acceptance::Refused)
    }

    /// Whether it is by its own word, short of a refusal, that it is not known to accept.
    pub(in crate::lens) fn is_withheld(&self) -> bool {
        self.says == Says::Withholds && self.status == Acceptance::Undetermined
    }

    /// How likely it accepts, as far as that is told: beside its own word no figure is.
    pub(in crate::lens) fn told(&self) -> Accept {
        if self.answered() { Accept::default() } else { self.accept }
    }
}

/// What the draft is worth to the party, as a share of its best deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::lens) struct Worth {
    /// 5 % quantile, the least over completions.
    pub(in crate::lens) low: f64,
    /// Median, where the content is known.
    pub(in crate::lens) median: Option<f64>,
    /// 95 % quantile, the greatest over completions.
    pub(in crate::lens) high: f64,
    /// Whether the ends are an outer bound because there were too many completions.
    pub(in crate::lens) outer: bool,
}

/// The probability that the party accepts at the table.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::lens) struct Accept {
    pub(in crate::lens) low: Option<f64>,
    pub(in crate::lens) central: Option<f64>,
    pub(in crate::lens) high: Option<f64>,
    pub(in crate::lens) std_error: Option<f64>,
    /// The low end if lines of which the record cannot tell whether they are crossed do not bind, where that
    /// makes a difference.
    pub(in crate::lens) clear: Option<f64>,
    /// With firmness and alternative as recorded, in the least favourable completion, if such lines do not
    /// bind: how the search for the smallest change reads a draft.
    pub(in crate::lens) recorded: Option<f64>,
    /// With behavioural noise, where that was asked for.
    pub(in crate::lens) noisy: Option<f64>,
}

/// What one party's figures for one draft are made of, kept for the tables that follow.
pub(in crate::lens) struct Figures {
    /// The draft's worth in each sample, where its content is known.
    pub(in crate::lens) worth: Option<Vec<f64>>,
    /// The samples in which it accepts the draft as far as it is known, at each [`End`].
    pub(in crate::lens) accepts: [Option<Bits>; 3],
    /// Where its content is not known, what is found of each completion.
    pub(in crate::lens) completed: Vec<Completed>,
}

/// One party's answer to one completion of a draft.
pub(in crate::lens) struct Completed {
    /// The samples in which it accepts, at the unfavourable and the favourable end.
    pub(in crate::lens) accepts: [Option<Bits>; 2],
    /// The share in which it accepts at the unfavourable end if lines that the record cannot decide do not
    /// bind.
    clear: Option<f64>,
    /// The share in which it accepts as recorded if they do not bind.
    recorded: Option<f64>,
    /// 5 % and 95 % quantiles of its worth.
    worth: Option<[f64; 2]>,
}

/// One draft as every party is asked about it.
pub(in crate::lens) struct Asked<'a> {
    pub(in crate::lens) case: &'a Case,
    pub(in crate::lens) draft: Ix<Draft>,
    /// The draft on record whose answers and consents speak of it: of one that is tried out, that which it was made
    /// from.
    pub(in crate::lens) on_record: Ix<Draft>,
    pub(in crate::lens) contents: &'a [Content],
    /// Its options, where its content is known.
    pub(in crate::lens) options: Option<Vec<OptionIx>>,
    /// Its completions, where its content is not known and there are not too many.
    pub(in crate::lens) completions: Option<Completions>,
    pub(in crate::lens) n_samples: usize,
    /// Behavioural noise.
    pub(in crate::lens) tau: f64,
    /// Whether it is another text than the one on record: what was said of that one does not carry over.
    pub(in crate::lens) changed: bool,
}

impl<'a> Asked<'a> {
    pub(in crate::lens) fn new(
        case: &'a Case,
        draft: Ix<Draft>,
        contents: &'a [Content],
        n_samples: usize,
        tau: f64,
    ) -> Asked<'a> {
        let options = settled(contents);
        let completions = match options {
            Some(_) => None,
            None => Completions::of(contents, &case.issues, &clauses(case)),
        };
        let from = case.tried_from(draft);
        let (on_record, changed) = (from.unwrap_or(draft), case.is_changed(draft));
        Asked { case, draft, on_record, contents, options, completions, n_samples, tau, changed }
    }

    /// The same of a text that is not the draft's own any more.
    pub(in crate::lens) fn changed(self) -> Asked<'a> {
        Asked { changed: true, ..self }
    }
}

/// What the party of `model`, which is the one at `place`, answers to the draft.
pub(in crate::lens) fn assess(
    asked: &Asked<'_>,
    model: &Model,
    place: usize,
) -> (Assessment, Figures) {
    let (case, contents) = (asked.case, asked.contents);
    let (answers, word) = match asked.changed {
        true => (Vec::new(), model.replies.word_on_changed(case, asked.on_record)),
        false => {
            let on_record = asked.on_record;
            (model.replies.to(on_record).to_vec(), model.replies.word(case, on_record))
        }
    };
    let replies = word.accepting(case, contents);
    let text = (case.draft(asked.on_record), contents);
    let aside = |it: &Line| {
        drawn_before(case, replies, it) || on_points::sets_aside(case, text, &word.points, it)
    };
    let aside: Vec<bool> = model.lines.iter().map(aside).collect();
    let of = Of { asked, model, aside: &aside };
    let covered = model.samples.as_ref().filter(|_| model.covers(contents));
    let sampled = covered.zip(asked.options.as_ref()).map(|(it, options)| it.worth(options));
    let accepts = [End::Low, End::Central, End::High].map(|end| {
        let crossed = of.crossed(contents, end);
        model.accepts(sampled.as_deref(), &crossed, end, asked.n_samples)
    });
    let completed = asked.completions.as_ref().map(|it| of.completed(it));
    let mut figures = Figures { worth: sampled, accepts, completed: completed.unwrap_or_default() };
    let outer = outer_worth(asked, model, &figures);
    let worth = worth(&figures, outer.as_ref());
    let mut accept = of.accept(&figures, outer.as_ref());
    let verdicts: Vec<Verdict> = model.lines.iter().map(|it| it.judge(contents)).collect();
    let tabled = !asked.changed && case.draft(asked.on_record).tabled_by.contains(&model.party);
    let says = word.says(case, contents);
    let status = status(&of, says, tabled, &word, &verdicts, &mut accept);
    // It has said both, so that no figure of its preferences tells which of them it does.
    if status == Acceptance::Conflict
        || says == Says::Differing && status == Acceptance::Undetermined
    {
        let known = accept.high.is_some();
        accept = Accept::default();
        if known {
            (accept.low, accept.high) = (Some(0.0), Some(1.0));
        }
        figures.leave_open(asked.n_samples);
    }
    // No figure of its preferences goes before that: it may hold out for what it asks.
    if says == Says::Withholds && status == Acceptance::Undetermined {
        accept.recorded = accept.central.or(accept.recorded);
        (accept.central, accept.std_error) = (None, None);
        accept.low = accept.low.map(|_| 0.0);
        figures.withhold(asked.n_samples);
    }
    let assessment = Assessment {
        draft: asked.draft,
        model: place,
        status,
        answers,
        word,
        says,
        tabled,
        verdicts,
        aside,
        coverage: coverage(&model.profile, contents),
        worth,
        accept,
    };
    (assessment, figures)
}

impl Figures {
    /// Leaves it open in every sample whether the party accepts, where it might.
    fn withhold(&mut self, n_samples: usize) {
        let none = |it: &Option<Bits>| it.as_ref().map(|_| Bits::none(n_samples));
        self.accepts[End::Low as usize] = none(&self.accepts[End::Low as usize]);
        self.accepts[End::Central as usize] = None;
        for it in &mut self.completed {
            it.accepts[0] = none(&it.accepts[0]);
            (it.clear, it.recorded) = (None, None);
        }
    }

    /// Leaves it open in every sample whether the party accepts.
    fn leave_open(&mut self, n_samples: usize) {
        let ends = || [Some(Bits::none(n_samples)), Some(Bits::of(n_samples, |_| true))];
        let [none, all] = ends();
        self.accepts = [none, None, all];
        for it in &mut self.completed {
            (it.accepts, it.clear, it.recorded) = (ends(), None, None);
        }
    }
}

/// One draft and one party.
struct Of<'o> {
    asked: &'o Asked<'o>,
    model: &'o Model,
    /// Which of its lines its later acceptance of this text sets aside: they stop it no more.
    aside: &'o [bool],
}

impl Of<'_> {
    /// Which lines a text of this content crosses, or is to be taken to cross at `end`.
    fn crossed(&self, contents: &[Content], end: End) -> Vec<bool> {
        but(self.model.crossed(contents, end), self.aside)
    }

    /// The same at the unfavourable end where lines that the record cannot decide are taken not to bind.
    fn crossed_clearly(&self, contents: &[Content]) -> Vec<bool> {
        but(self.model.crossed_clearly(contents), self.aside)
    }

    /// The party's answer to each completion.
    fn completed(&self, completions: &Completions) -> Vec<Completed> {
        let (asked, model) = (self.asked, self.model);
        let mut all = Vec::with_capacity(completions.options.len());
        let mut answer = |place: usize, worth: Option<&[f64]>| {
            let accepts = [End::Low, End::High].map(|end| {
                let crossed = self.crossed(&completions.contents[place], end);
                model.accepts(worth, &crossed, end, asked.n_samples)
            });
            let ends = worth.and_then(|it| quantiles(&mut it.to_vec(), &[0.05, 0.95]));
            let contents = &completions.contents[place];
            let clear = self.clear(worth, contents);
            let recorded = self.recorded(worth, contents);
            all.push(Completed { accepts, clear, recorded, worth: ends.map(|it| [it[0], it[1]]) });
        };
        match model.samples.as_ref().filter(|_| model.covers(asked.contents)) {
            Some(samples) => completions.worth(samples, |place, worth| answer(place, Some(worth))),
            None => (0..completions.options.len()).for_each(|place| answer(place, None)),
        }
        all
    }

    /// The share of samples that accept at the unfavourable end if lines that the record cannot decide do not
    /// bind.
    fn clear(&self, worth: Option<&[f64]>, contents: &[Content]) -> Option<f64> {
        if !self.model.has_undecided(contents) {
            return None;
        }
        let crossed = self.crossed_clearly(contents);
        let accepts = self.model.accepts(worth, &crossed, End::Low, self.asked.n_samples);
        accepts.map(|it| it.share())
    }

    /// The share of samples that accept as recorded if they do not bind.
    fn recorded(&self, worth: Option<&[f64]>, contents: &[Content]) -> Option<f64> {
        let crossed = self.crossed(contents, End::Central);
        let accepts = self.model.accepts(worth, &crossed, End::Central, self.asked.n_samples);
        accepts.map(|it| it.share())
    }

    fn accept(&self, figures: &Figures, outer: Option<&[Vec<f64>; 2]>) -> Accept {
        let (asked, model) = (self.asked, self.model);
        let at_word = model.at_word(&self.crossed(asked.contents, End::Central), End::Central);
        let stopped = at_word.then_some(0.0);
        if let Some(worth) =
            figures.worth.as_deref().filter(|_| model.level(End::Central).is_some())
        {
            let counted = model.lines.iter().zip(self.aside).filter(|(_, aside)| !**aside);
            let decided = counted
                .map(|(it, _)| it.judge(asked.contents))
                .all(|it| matches!(it, Verdict::Respected | Verdict::Crossed));
            let [low, recorded, high] =
                figures.accepts.each_ref().map(|it| it.as_ref().map(Bits::share));
            let central = recorded.filter(|_| decided || at_word);
            let effective =
                model.samples.as_ref().map_or(asked.n_samples as f64, |it| it.effective());
            let std_error = central
                .filter(|_| !at_word)
                .and_then(|it| MonteCarloError::of(it, effective))
                .map(MonteCarloError::figure);
            let noisy = central.filter(|_| asked.tau > 0.0).and_then(|_| self.noisy(worth));
            let clear = self.clear(Some(worth), asked.contents).filter(|it| Some(*it) != low);
            return Accept { low, central, high, std_error, clear, recorded, noisy };
        }
        let at = |worth: &[f64], end| {
            let crossed = self.crossed(asked.contents, end);
            model.accepts(Some(worth), &crossed, end, asked.n_samples).map(|it| it.share())
        };
        let least_of = |each: Option<Vec<f64>>| each.and_then(|it| it.into_iter().reduce(f64::min));
        let (low, high, clear, recorded) = if let Some([least, greatest]) = outer {
            let clear = self.clear(Some(least), asked.contents);
            // What it may cross it does cross in the least favourable of them.
            let crossed = self.crossed_clearly(asked.contents);
            let recorded = model.accepts(Some(least), &crossed, End::Central, asked.n_samples);
            let recorded = recorded.map(|it| it.share());
            (at(least, End::Low), at(greatest, End::High), clear, recorded)
        } else {
            let shares = |end: usize| -> Option<Vec<f64>> {
                let each = figures.completed.iter().map(|it| it.accepts[end].as_ref());
                each.map(|it| it.map(Bits::share)).collect()
            };
            let high = shares(1).and_then(|it| it.into_iter().reduce(f64::max));
            let clear = least_of(figures.completed.iter().map(|it| it.clear).collect());
            let recorded = least_of(figures.completed.iter().map(|it| it.recorded).collect());
            (least_of(shares(0)), high, clear, recorded)
        };
        // Without an alternative there is no figure, but a crossed line taken literally stops the draft.
        let low = low.filter(|_| high.is_some()).or(stopped);
        let clear = clear.filter(|it| high.is_some() && Some(*it) != low);
        let recorded = recorded.filter(|_| high.is_some());
        Accept { low, central: stopped, high, clear, recorded, ..Accept::default() }
    }

    /// Acceptance when the party compares the draft with no deal only roughly: the mean of
    /// `1[no line binds] · Λ((U − r)/τ)`.
    fn noisy(&self, worth: &[f64]) -> Option<f64> {
        let each = noisy_acceptance(self.asked, self.model, self.aside, worth)?;
        Some(each.iter().sum::<f64>() / each.len().max(1) as f64)
    }
}

/// The lines marked, but for those set aside.
pub(in crate::lens) fn but(mut crossed: Vec<bool>, aside: &[bool]) -> Vec<bool> {
    crossed.iter_mut().zip(aside).for_each(|(it, aside)| *it &= !aside);
    crossed
}

/// The latest replies to the whole draft for each audience; several where they are of one day, as
/// when a side speaks with two voices.
pub(in crate::lens) fn standing_replies(case: &Case, answers: &[Ix<Answer>]) -> Vec<Ix<Answer>> {
    let mut latest: Vec<Ix<Answer>> = Vec::new();
    for ix in answers {
        let it = &case.answers[ix.get()];
        // Newest first: whoever comes after a later answer to the same audience is superseded.
        let same = |other: &Ix<Answer>| {
            let other = &case.answers[other.get()];
            other.audience == it.audience && given(other) != given(it)
        };
        if it.points.is_empty() && !latest.iter().any(same) {
            latest.push(*ix);
        }
    }
    latest
}

/// The day from which a line is known to have stood; none where its day is not known, or where an
/// assumption set adds it.
pub(super) fn drawn(case: &Case, line: &Line) -> Option<Date> {
    let meta = line.meta(case);
    line.date.filter(|_| meta.date_is == DateIs::Exact && meta.assumption.is_none())
}

/// The earliest day of these replies; none where any of them has no day of its own.
pub(super) fn answered(case: &Case, replies: &[Ix<Answer>]) -> Option<Date> {
    let each = replies.iter().map(|ix| {
        let answer = &case.answers[ix.get()];
        answer.date.filter(|_| answer.meta.date_is == DateIs::Exact)
    });
    each.min().flatten()
}

/// Whether the line is known to have been drawn before these replies were given.
pub(super) fn drawn_before(case: &Case, replies: &[Ix<Answer>], line: &Line) -> bool {
    answered(case, replies).zip(drawn(case, line)).is_some_and(|(accepted, drawn)| drawn < accepted)
}

/// What of a draft a party accepted after it had drawn a line that the draft crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum SetAside {
    /// The text as a whole.
    ByTheText,
    /// The points by which it crosses the line.
    ByPoints,
}

/// What the party of a line accepted of the draft after it had drawn the line: the acceptance is its later word, and the
/// line stops that draft no more. `None` where nothing of that is known.
pub(in crate::lens) fn set_aside(case: &Case, draft: Ix<Draft>, line: &Line) -> Option<SetAside> {
    let word = Word::of(case, draft, line.party);
    if word.own.is_empty() && word.points.is_empty() {
        return None;
    }
    let text = case.draft(draft);
    let contents = contents(case, text);
    if drawn_before(case, word.accepting(case, &contents), line) {
        Some(SetAside::ByTheText)
    } else {
        let by_points = on_points::sets_aside(case, (text, &contents), &word.points, line);
        by_points.then_some(SetAside::ByPoints)
    }
}

/// Whether the line stops that draft no more, as [`set_aside`] has it.
pub(in crate::lens) fn is_set_aside(case: &Case, draft: Ix<Draft>, line: &Line) -> bool {
    set_aside(case, draft, line).is_some()
}

/// Whether it accepted the draft and the draft crosses a line that it is not known to have drawn
/// before: one drawn later, one without a day, or one of an assumption set. The record then holds
/// both and does not say which is left. Over a line drawn before, it went with its eyes open.
pub(in crate::lens) fn is_against(
    case: &Case,
    replies: &[Ix<Answer>],
    line: &Line,
    verdict: Verdict,
) -> bool {
    verdict == Verdict::Crossed && !drawn_before(case, replies, line)
}

/// Whether a range of acceptance is so wide that it decides nothing: from under 0.2 to over 0.8.
pub(super) fn is_too_wide(low: Option<f64>, high: Option<f64>) -> bool {
    low.zip(high).is_some_and(|(low, high)| low < 0.2 && high > 0.8)
}

fn status(
    of: &Of<'_>,
    says: Says,
    tabled: bool,
    word: &Word,
    verdicts: &[Verdict],
    accept: &mut Accept,
) -> Acceptance {
    let model = of.model;
    let crossed = |line: usize| verdicts[line] == Verdict::Crossed;
    let any_crossed = (0..verdicts.len()).any(crossed);
    let against = || {
        let mut each = model.lines.iter().zip(verdicts);
        each.any(|(line, verdict)| is_against(of.asked.case, &word.own, line, *verdict))
    };
    let at_word =
        (0..verdicts.len()).any(|it| crossed(it) && !of.aside[it] && model.is_literal(it));
    let too_wide = is_too_wide(accept.low, accept.high);
    if too_wide && !at_word {
        accept.central = None;
        accept.std_error = None;
    }
    match says {
        Says::Both => return Acceptance::Conflict,
        Says::Accepts if against() => return Acceptance::Conflict,
        Says::Accepts => return Acceptance::Accepted,
        Says::Rejects => return Acceptance::Refused,
        Says::Differing | Says::Withholds | Says::Neither => {}
    }
    if tabled && any_crossed {
        Acceptance::Conflict
    } else if at_word {
        Acceptance::Blocked
    } else if matches!(says, Says::Differing | Says::Withholds)
        || accept.low.is_none()
        || accept.high.is_none()
        || too_wide
    {
        Acceptance::Undetermined
    } else {
        Acceptance::Open
    }
}

/// What the draft is worth; `None` where too little is recorded.
fn worth(figures: &Figures, outer: Option<&[Vec<f64>; 2]>) -> Option<Worth> {
    if let Some(worth) = &figures.worth {
        let found = quantiles(&mut worth.clone(), &[0.05, 0.5, 0.95])?;
        let (low, median, high) = (found[0], Some(found[1]), found[2]);
        return Some(Worth { low, median, high, outer: false });
    }
    if let Some([least, greatest]) = outer {
        let low = quantiles(&mut least.clone(), &[0.05])?[0];
        let high = quantiles(&mut greatest.clone(), &[0.95])?[0];
        return Some(Worth { low, median: None, high, outer: true });
    }
    let ends: Vec<[f64; 2]> = figures.completed.iter().map(|it| it.worth).collect::<Option<_>>()?;
    let low = ends.iter().map(|it| it[0]).reduce(f64::min)?;
    let high = ends.iter().map(|it| it[1]).reduce(f64::max)?;
    Some(Worth { low, median: None, high, outer: false })
}

/// The least and greatest worth of each sample over all completions, where there are too many to go
/// through: a valid outer bound.
fn outer_worth(asked: &Asked<'_>, model: &Model, figures: &Figures) -> Option<[Vec<f64>; 2]> {
    if asked.options.is_some() || !figures.completed.is_empty() {
        return None;
    }
    let samples = model.samples.as_ref().filter(|_| model.covers(asked.contents))?;
    let n_samples = samples.n_samples();
    let mut ends = [vec![0.0; n_samples], vec![0.0; n_samples]];
    for (i, (content, issue)) in asked.contents.iter().zip(&asked.case.issues).enumerate() {
        let set = content.completions(issue);
        if let Some(option) = set.single() {
            ends.iter_mut().for_each(|end| samples.add_worth(i, option, end));
            continue;
        }
        let rows: Vec<Row<'_>> = set.iter().map(|it| samples.value(i, it)).collect();
        for (sample, weight) in samples.weight(i).iter().enumerate() {
            let values = || rows.iter().map(|it| it.get(sample));
            ends[0][sample] += weight * values().fold(f64::INFINITY, f64::min);
            ends[1][sample] += weight * values().fold(f64::NEG_INFINITY, f64::max);
        }
    }
    Some(ends)
}

/// `1[no line binds] · Λ((U − r)/τ)` of each sample.
pub(in crate::lens) fn noisy_acceptance(
    asked: &Asked<'_>,
    model: &Model,
    aside: &[bool],
    worth: &[f64],
) -> Option<Vec<f64>> {
    let level = model.level(End::Central)?;
    let crossed = but(model.crossed(asked.contents, End::Central), aside);
    let at_word = model.at_word(&crossed, End::Central);
    let lines = (0..crossed.len()).filter(|it| crossed[*it]);
    let binds: Vec<&Bits> = lines.filter_map(|it| model.binds(it, End::Central)).collect();
    let accepts = worth.iter().zip(level).enumerate().map(|(sample, (u, r))| {
        if at_word || binds.iter().any(|it| it.contains(sample)) {
            return 0.0;
        }
        1.0 / (1.0 + libm::exp(-(u - r) / asked.tau))
    });
    Some(accepts.collect())
}
