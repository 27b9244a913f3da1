//! A form as markup: each field with its control, its help, what it was read as, and what is wrong with it.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::describe::spoken;
use plenipo_record::case::titled::speaker_meant;

use super::check::Fault;
use super::choices::{self, Offer, OptionsOf};
use super::day;
use super::filled::Filled;
use super::shape::{Control, Field, Pool, ROWS_MAX, Rows, Shape};

/// Boxes to tick, at most; of more there is a list.
const BOXES_MAX: usize = 14;

struct Pick {
    value: String,
    name: String,
    chosen: bool,
}

struct Group {
    /// Empty where the choices are in no group.
    name: String,
    picks: Vec<Pick>,
}

impl Group {
    /// How many are chosen.
    fn chosen(&self) -> usize {
        self.picks.iter().filter(|it| it.chosen).count()
    }
}

enum Is {
    /// A line, with the list that it offers.
    Line(String, Option<String>),
    Area(String),
    /// A list to choose one of.
    One(Vec<Group>),
    /// A list to choose several of.
    Many(Vec<Group>),
    /// A box for each option, folded by issue.
    ByIssue(Vec<Group>),
    Boxes(Vec<Pick>),
    /// Lines, each with the list that they offer.
    Lines(Vec<String>, String),
    /// Sources, each with its grade.
    Graded(Vec<(Vec<Pick>, Vec<Pick>)>),
}

#[derive(Template)]
#[template(path = "enter_field.html")]
struct OneField {
    id: String,
    name: String,
    label: String,
    help: String,
    required: bool,
    faults: Vec<Fault>,
    /// What it was read as.
    read_as: String,
    is: Is,
}

impl OneField {
    /// The attribute that says by what its control is described. Its id is made of keys and figures alone.
    fn described(&self) -> String {
        let parts = [
            (!self.help.is_empty(), 'h'),
            (!self.read_as.is_empty(), 'r'),
            (!self.faults.is_empty(), 'e'),
        ];
        let ids = parts.into_iter().filter(|it| it.0).map(|it| format!("{}-{}", self.id, it.1));
        match ids.collect::<Vec<_>>().join(" ") {
            none if none.is_empty() => none,
            ids => format!(" aria-describedby=\"{ids}\""),
        }
    }
}

/// A list of the form: rows of fields, the last of them empty.
pub(super) struct List {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) faults: Vec<Fault>,
    pub(super) fields: Vec<String>,
    pub(super) is_open: bool,
}

/// A list that lines offer.
pub(super) struct DataList {
    pub(super) id: String,
    pub(super) offers: Vec<(String, String)>,
}

/// What forms are drawn from.
pub(super) struct Drawing<'a> {
    case: &'a Case,
    today: Option<Date>,
    filled: &'a Filled,
    faults: &'a [Fault],
    options: Vec<OptionsOf>,
    pools: BTreeMap<Pool, Vec<Offer>>,
}

impl<'a> Drawing<'a> {
    /// `today` is the day that days without a year are read from.
    pub(super) fn new(
        case: &'a Case,
        today: Option<Date>,
        filled: &'a Filled,
        faults: &'a [Fault],
    ) -> Drawing<'a> {
        let options = choices::options(case);
        Drawing { case, today, filled, faults, options, pools: BTreeMap::new() }
    }

    /// The same, with those of these ids first among speakers.
    pub(super) fn with_first(mut self, ids: Vec<String>) -> Drawing<'a> {
        let mut speakers = choices::of(self.case, Pool::Speakers);
        let place = |it: &Offer| ids.iter().position(|id| *id == it.value).unwrap_or(ids.len());
        speakers.sort_by_key(place);
        self.pools.insert(Pool::Speakers, speakers);
        self
    }

    pub(super) fn fields(&mut self, fields: &[Field]) -> Vec<String> {
        fields.iter().map(|it| self.field("", it)).collect()
    }

    pub(super) fn lists(&mut self, lists: &[Rows]) -> Vec<List> {
        lists.iter().map(|it| self.list(it)).collect()
    }

    fn list(&mut self, of: &Rows) -> List {
        List {
            id: format!("f-{}", of.list),
            label: of.label.clone(),
            help: of.help.clone(),
            rows: self.rows(of, 1, &[]),
        }
    }

    /// The rows of a list and `spare` empty ones. Where records are chosen, what is noted beside it can be too.
    pub(super) fn rows(&mut self, of: &Rows, spare: usize, noted: &[(String, String)]) -> Vec<Row> {
        let said = self.filled.rows(of);
        let row = |at: usize| {
            let name = format!("{}.{at}", of.list);
            let before = format!("{name}.");
            Row {
                id: format!("f-{}-{at}", of.list),
                title: format!("{} {}", of.label, at + 1),
                faults: self
                    .faults
                    .iter()
                    .filter(|it| it.at.as_ref() == Some(&name))
                    .cloned()
                    .collect(),
                fields: of.fields.iter().map(|it| self.field_beside(&before, it, noted)).collect(),
                is_open: at < said,
            }
        };
        (0..(said + spare).min(ROWS_MAX)).map(row).collect()
    }

    fn pool(&mut self, pool: Pool) -> &[Offer] {
        let case = self.case;
        self.pools.entry(pool).or_insert_with(|| choices::of(case, pool))
    }

    fn field(&mut self, before: &str, of: &Field) -> String {
        self.field_beside(before, of, &[])
    }

    fn field_beside(&mut self, before: &str, of: &Field, noted: &[(String, String)]) -> String {
        let name = format!("{before}{}", of.column);
        let own = |it: &&Fault| it.at.as_deref() == Some(&*name);
        let faults: Vec<Fault> = self.faults.iter().filter(own).cloned().collect();
        let (is, read_as) = match of.control {
            Control::Several(Pool::Records) => (self.of_noted(&name, noted), String::new()),
            _ => self.control(&name, of),
        };
        let field = OneField {
            id: format!("f-{}", name.replace('.', "-")),
            label: of.label.clone(),
            // What says the same as its label helps nobody.
            help: if of.help == of.label { String::new() } else { of.help.clone() },
            // Of a row that is empty nothing is needed.
            required: of.required && before.is_empty(),
            read_as: if faults.is_empty() { read_as } else { String::new() },
            faults,
            is,
            name,
        };
        // Writing a template into memory cannot fail.
        field.render().unwrap_or_default()
    }

    fn control(&mut self, name: &str, of: &Field) -> (Is, String) {
        let filled = self.filled;
        let value = filled.one(name).to_owned();
        let said = filled.all(name);
        let none = String::new();
        match &of.control {
            Control::Line => (Is::Line(value, None), none),
            Control::Area => (Is::Area(value), none),
            Control::Day => {
                let read = day::read(&value, self.today);
                let shown = read.ok().filter(|_| !value.is_empty()).map_or(none, day::shown);
                (Is::Line(value, None), shown)
            }
            Control::Flag => {
                let yes = Pick {
                    value: "yes".to_owned(),
                    name: "Yes".to_owned(),
                    chosen: value == "yes",
                };
                (Is::Boxes(vec![yes]), none)
            }
            Control::Words(words) => {
                let word = |it: &&str| Pick {
                    value: (*it).to_owned(),
                    name: word_shown(of, it),
                    chosen: *it == value,
                };
                (Is::One(vec![single(words.iter().map(word).collect(), &value)]), none)
            }
            Control::SeveralWords(words) => {
                let word = |it: &&str| Pick {
                    value: (*it).to_owned(),
                    name: spoken(it),
                    chosen: said.contains(it),
                };
                (Is::Boxes(words.iter().map(word).collect()), none)
            }
            Control::One(pool) => {
                let picks = picks(self.pool(*pool), &[&value]);
                (Is::One(vec![single(picks, &value)]), none)
            }
            Control::Several(pool) => {
                let picks = picks(self.pool(*pool), &said);
                match picks.len() {
                    0..=BOXES_MAX => (Is::Boxes(picks), none),
                    _ => (Is::Many(vec![Group { name: none.clone(), picks }]), none),
                }
            }
            Control::Typed(pool) => {
                let list = list_id(*pool);
                let names = self.meant(*pool, &[&value]);
                (Is::Line(value, Some(list)), names)
            }
            Control::TypedSeveral(pool) => {
                let names = self.meant(*pool, &said);
                let lines = said.iter().map(|it| (*it).to_owned()).chain([none.clone(), none]);
                (Is::Lines(lines.collect(), list_id(*pool)), names)
            }
            Control::Option => {
                let mut groups = vec![single(Vec::new(), "")];
                groups.extend(self.by_issue(&said));
                (Is::One(groups), none)
            }
            Control::Options | Control::OptionsOfIssue => (Is::ByIssue(self.by_issue(&said)), none),
            Control::Handling => {
                let word = |value: &str, name: &str| Pick {
                    value: value.to_owned(),
                    name: name.to_owned(),
                    chosen: said.contains(&value),
                };
                let mut boxes =
                    vec![word("open", "Everybody"), word("mediator", "The mediators alone")];
                boxes.extend(picks(
                    self.pool(Pool::Of(plenipo_record::case::id::Kind::Party)),
                    &said,
                ));
                (Is::Boxes(boxes), none)
            }
            Control::Sources => {
                let sources = filled.sources();
                let pool = Pool::Of(plenipo_record::case::id::Kind::Source);
                let offers = self.pool(pool);
                let rows = sources.iter().copied().chain([("", "")]).map(|(id, grade)| {
                    let source = single(picks(offers, &[id]), id).picks;
                    let grades = GRADES.iter().map(|(value, name)| Pick {
                        value: (*value).to_owned(),
                        name: (*name).to_owned(),
                        chosen: *value == grade,
                    });
                    (source, single(grades.collect(), grade).picks)
                });
                (Is::Graded(rows.collect()), none)
            }
        }
    }

    /// Who or what was typed, by names for people.
    fn meant(&mut self, pool: Pool, said: &[&str]) -> String {
        let case = self.case;
        let own = |typed: &&str| match pool {
            Pool::Speakers => speaker_meant(case, typed).and_then(|it| case.id(it)),
            _ => None,
        };
        let ids: Vec<&str> = said.iter().map(|it| own(it).unwrap_or(it)).collect();
        names(self.pool(pool), &ids)
    }

    /// What is noted beside it, to be chosen.
    fn of_noted(&self, name: &str, noted: &[(String, String)]) -> Is {
        let said = self.filled.all(name);
        let pick = |(value, name): &(String, String)| Pick {
            value: value.clone(),
            name: name.clone(),
            chosen: said.contains(&value.as_str()),
        };
        Is::Boxes(noted.iter().map(pick).collect())
    }

    fn by_issue(&self, said: &[&str]) -> Vec<Group> {
        let group = |of: &OptionsOf| Group {
            name: of.title.clone(),
            picks: of
                .options
                .iter()
                .map(|it| {
                    let value = format!("{}={}", of.issue, it.value);
                    Pick { chosen: said.contains(&value.as_str()), name: it.name.clone(), value }
                })
                .collect(),
        };
        self.options.iter().map(group).collect()
    }

    /// The lists that lines offer, once each.
    pub(super) fn data_lists(&mut self, shape: &Shape) -> Vec<DataList> {
        let mut used: Vec<Pool> = Vec::new();
        for field in shape.own().chain(shape.lists().flat_map(|it| &it.fields)) {
            if let Control::Typed(pool) | Control::TypedSeveral(pool) = field.control
                && !used.contains(&pool)
            {
                used.push(pool);
            }
        }
        let list = |pool: Pool| DataList {
            id: list_id(pool),
            offers: self.pool(pool).iter().map(|it| (it.value.clone(), it.name.clone())).collect(),
        };
        used.into_iter().map(list).collect()
    }
}

/// The credibility of an item, on the Admiralty scale.
const GRADES: [(&str, &str); 6] = [
    ("1", "1 confirmed"),
    ("2", "2 probably true"),
    ("3", "3 possibly true"),
    ("4", "4 doubtful"),
    ("5", "5 improbable"),
    ("6", "6 cannot be judged"),
];

/// The reliability of a source, on the same.
const LETTERS: [(&str, &str); 6] = [
    ("A", "A reliable"),
    ("B", "B usually reliable"),
    ("C", "C fairly reliable"),
    ("D", "D not usually reliable"),
    ("E", "E unreliable"),
    ("F", "F cannot be judged"),
];

fn word_shown(of: &Field, word: &str) -> String {
    let known = LETTERS.iter().chain(&GRADES).find(|it| it.0 == word);
    let graded = of.column.ends_with("reliability") || of.column.ends_with("credibility");
    match known.filter(|_| graded) {
        Some((_, name)) => (*name).to_owned(),
        None => plenipo_record::case::describe::capital(&spoken(word)),
    }
}

/// Choices of which none has to be made. What was sent and is no choice stays, to be told of.
fn single(mut picks: Vec<Pick>, value: &str) -> Group {
    let is_there = value.is_empty() || picks.iter().any(|it| it.chosen);
    if !is_there {
        picks.insert(0, Pick { value: value.to_owned(), name: value.to_owned(), chosen: true });
    }
    let chosen = value.is_empty();
    picks.insert(0, Pick { value: String::new(), name: "–".to_owned(), chosen });
    Group { name: String::new(), picks }
}

fn picks(offers: &[Offer], said: &[&str]) -> Vec<Pick> {
    let pick = |it: &Offer| Pick {
        value: it.value.clone(),
        name: it.name.clone(),
        chosen: said.contains(&it.value.as_str()),
    };
    offers.iter().map(pick).collect()
}

/// Who or what ids stand for, in the order they were given.
fn names(offers: &[Offer], said: &[&str]) -> String {
    let name = |it: &&str| {
        let found = offers.iter().find(|offer| offer.value == **it && offer.name != **it);
        found.map(|it| it.name.clone())
    };
    said.iter().filter_map(name).collect::<Vec<_>>().join("; ")
}

fn list_id(pool: Pool) -> String {
    match pool {
        Pool::Of(kind) => format!("all-{}", kind.table()),
        Pool::Speakers => "all-speakers".to_owned(),
        Pool::Texts => "all-texts".to_owned(),
        Pool::Records => "all-records".to_owned(),
        Pool::Chances => "all-chances".to_owned(),
        Pool::Saliences => "all-saliences".to_owned(),
    }
}
