//! The rows of a debrief: which fields they have, and what was filled in as the record's own debrief.

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::debrief::{
    AnsweredThere, Debrief, MayBeCarried, ReplyThere, SaidThere, UndertakenThere,
};
use plenipo_record::dossier::schema;

use crate::enter::check::Fault;
use crate::enter::day;
use crate::enter::filled::Filled;
use crate::enter::shape::{Control, Field, Pool, Rows, Shape};
use crate::reading::Pairs;
use crate::trouble::Trouble;
use jiff::civil::Date;

/// The parts of a debrief by the names that its form has for them, in their order.
pub(super) const PARTS: [&str; 4] = ["answered", "said", "undertaken", "carried"];

/// The field for what came of the meeting.
pub(super) const OUTCOME: &str = "outcome";

/// What may be carried besides what is noted in the form.
pub(super) const OTHERS: &str = "others";

/// The form of a debrief.
pub(super) fn shape() -> Shape {
    let field = |column: &str, label: &str, control: Control| Field {
        column: column.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        required: false,
        control,
    };
    let rows = |list: &'static str, label: &str, kind: Kind, fields: Vec<Field>| Rows {
        list,
        label: label.to_owned(),
        help: String::new(),
        table: schema::of(kind),
        fields,
    };
    let speaker = Control::Typed(Pool::Speakers);
    let mut day = field("day", "Noted on", Control::Day);
    day.help = "Since that day it is known. The day of the meeting, unless you say another.".into();
    let mut outcome = field(OUTCOME, "Outcome", Control::Area);
    outcome.help = "In your words. That the meeting was held is noted with it.".into();
    let replies = ReplyThere::ALL.map(|it| it.1).to_vec();
    let mut to = field("to", "To which text", Control::One(Pool::Texts));
    to.help = "To the one that was carried there, unless you choose another.".into();
    let mut words = field("what", "What they said of it", Control::Area);
    words.help = "Of a yes on a condition: the condition.".into();
    Shape {
        kind: Kind::Meeting,
        table: schema::of(Kind::Meeting),
        first: vec![day, outcome],
        first_lists: vec![
            rows(
                PARTS[0],
                "Answer",
                Kind::Answer,
                vec![
                    field("by", "By whom", speaker.clone()),
                    field("reply", "Answer", Control::Words(replies)),
                    to,
                    words,
                ],
            ),
            rows(
                PARTS[1],
                "Said",
                Kind::Statement,
                vec![field("by", "By whom", speaker.clone()), field("what", "What", Control::Area)],
            ),
            rows(
                PARTS[2],
                "Undertaken",
                Kind::Undertaking,
                vec![
                    field("by", "By whom", speaker.clone()),
                    field("to", "For whom", speaker.clone()),
                    field("due", "Until", Control::Day),
                    field("what", "What", Control::Area),
                ],
            ),
            rows(
                PARTS[3],
                "Permission",
                Kind::Leave,
                vec![
                    field("by", "Who permits it", speaker),
                    field("to", "To whom", Control::Several(Pool::Of(Kind::Party))),
                    field("what", "What", Control::Several(Pool::Records)),
                    field(OTHERS, "Other records", Control::TypedSeveral(Pool::Records)),
                    field("form", "In what form", Control::Line),
                ],
            ),
        ],
        footing: Vec::new(),
        more: Vec::new(),
        more_lists: Vec::new(),
    }
}

/// What a browser sent. Rows that were left empty are closed up, and what is carried goes with its row.
///
/// # Errors
/// Names that the form does not have.
pub(super) fn sent(pairs: &Pairs, shape: &Shape, own: &[&str]) -> Result<Filled, Trouble> {
    let row = |name: &str| {
        let (list, rest) = name.split_once('.')?;
        Some((list.to_owned(), rest.split_once('.')?.0.to_owned()))
    };
    let mut said: Vec<(String, String)> = Vec::new();
    for it in pairs.iter().filter(|it| !it.1.trim().is_empty()).filter_map(|it| row(&it.0)) {
        if !said.contains(&it) {
            said.push(it);
        }
    }
    let moved = |what: &str| {
        let (list, number) = what.split_once(' ')?;
        let at: usize = number.parse::<usize>().ok()?.checked_sub(1)?;
        let mut of_list = said.iter().filter(|it| it.0 == list);
        let new = of_list.position(|it| it.1 == at.to_string());
        // Nothing was noted there: told as such, and never taken for what moved to its place.
        Some(new.map_or(format!("{what} (empty)"), |it| format!("{list} {}", it + 1)))
    };
    let renumbered = |(name, value): &(String, String)| {
        let is_what = name.starts_with("carried.") && name.ends_with(".what");
        let value = moved(value).filter(|_| is_what).unwrap_or_else(|| value.clone());
        (name.clone(), value)
    };
    Filled::sent(&pairs.iter().map(renumbered).collect(), shape, own)
}

/// What was filled in, its days read against `today` and written back in full. Without a day of its own it is noted
/// on `meant`.
///
/// # Errors
/// Days that are none.
pub(super) fn told(
    filled: &mut Filled,
    shape: &Shape,
    today: Option<Date>,
    meant: Option<Date>,
) -> Result<Debrief, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut day = |filled: &mut Filled, name: &str| -> Option<Date> {
        let typed = filled.one(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        match day::read(&typed, today) {
            Ok(day) => {
                filled.set(name, &day.to_string());
                Some(day)
            }
            Err(message) => {
                faults.push(Fault { at: Some(name.to_owned()), message, hint: None });
                None
            }
        }
    };
    let noted = day(filled, "day");
    let rows = |filled: &Filled, list: usize| filled.rows(&shape.first_lists[list]);
    let due: Vec<Option<Date>> =
        (0..rows(filled, 2)).map(|at| day(filled, &format!("{}.{at}.due", PARTS[2]))).collect();
    if filled.one("day").is_empty() && meant.is_none() {
        let message =
            "The meeting has no day on record: say on which day this is noted.".to_owned();
        faults.push(Fault { at: Some("day".to_owned()), message, hint: None });
    }
    let one = |list: usize, at: usize, column: &str| {
        filled.one(&format!("{}.{at}.{column}", PARTS[list])).to_owned()
    };
    let all = |list: usize, at: usize, column: &str| -> Vec<String> {
        let all = filled.all(&format!("{}.{at}.{column}", PARTS[list]));
        all.into_iter().map(str::to_owned).collect()
    };
    let given = |text: String| (!text.is_empty()).then_some(text);
    let (Some(day), true) = (noted.or(meant), faults.is_empty()) else { return Err(faults) };
    Ok(Debrief {
        day,
        outcome: given(filled.one(OUTCOME).to_owned()),
        answered: (0..rows(filled, 0))
            .map(|at| AnsweredThere {
                by: one(0, at, "by"),
                to: given(one(0, at, "to")),
                reply: one(0, at, "reply"),
                what: given(one(0, at, "what")),
            })
            .collect(),
        said: (0..rows(filled, 1))
            .map(|at| SaidThere { by: one(1, at, "by"), what: one(1, at, "what") })
            .collect(),
        undertaken: (0..rows(filled, 2))
            .map(|at| UndertakenThere {
                by: one(2, at, "by"),
                to: given(one(2, at, "to")),
                due: due.get(at).copied().flatten(),
                what: one(2, at, "what"),
            })
            .collect(),
        carried: (0..rows(filled, 3))
            .map(|at| MayBeCarried {
                by: one(3, at, "by"),
                to: all(3, at, "to"),
                what: [all(3, at, "what"), all(3, at, OTHERS)].concat(),
                form: given(one(3, at, "form")),
            })
            .collect(),
    })
}
