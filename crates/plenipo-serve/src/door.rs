//! Where an answer leads on to: a draft that can be tried out opens in the lab; above a picture stands the form that
//! chooses what it shows.

use std::cell::OnceCell;

use askama::Template;
use plenipo::finding::Finding;
use plenipo::finding::chart::Chart;
use plenipo::finding::hint::Hint;
use plenipo::finding::table::Cell;
use plenipo::finding::value::{Reference, Target};
use plenipo::lens::view::TRIED_MAX;
use plenipo_present::html::{Door, HtmlLead};
use plenipo_record::case::Case;
use plenipo_record::case::describe::in_one_line;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::party::Party;
use plenipo_record::case::tried::Tried;

use crate::asked::{Asked, values};
use crate::lab::seen;
use crate::page::Around;
use crate::pages::{Chooses, Part};
use crate::reading::{Pairs, Reading};

/// Records that people call by a name of their own.
const NAMED: [Kind; 4] = [Kind::Person, Kind::Issue, Kind::Draft, Kind::Meeting];

/// Characters of a name, at most: a longer one tells more than it names.
const NAME_MAX: usize = 80;

/// Where in an answer that is kept the page puts what it has beside it: a comment, which no words of a record become.
pub(crate) const BESIDE: &str = "<!-- beside -->";

/// The door of the page of an answer.
pub(crate) struct PageDoor<'a> {
    around: &'a Around<'a>,
    part: &'a Part,
    asked: &'a Asked,
    finding: &'a Finding,
    /// The record as it is read, once somebody asks what something in it is called.
    case: OnceCell<Option<Case>>,
}

impl<'a> PageDoor<'a> {
    pub(crate) fn new(
        around: &'a Around<'a>,
        part: &'a Part,
        asked: &'a Asked,
        finding: &'a Finding,
    ) -> PageDoor<'a> {
        PageDoor { around, part, asked, finding, case: OnceCell::new() }
    }

    fn case(&self) -> Option<&Case> {
        let reading = self.around.reading;
        let read = || {
            let case = self.around.state.case(&reading.assume).and_then(|it| seen(&it, reading));
            case.ok()
        };
        self.case.get_or_init(read).as_ref()
    }
}

impl Door for PageDoor<'_> {
    fn to(&self, it: &Reference) -> Option<String> {
        if it.to != Target::Tried {
            return self.around.leads(self.asked).record(it);
        }
        let first: Tried = it.id.parse().ok()?;
        let reading = self.around.reading;
        // What is tried out already stays beside it.
        let others = reading.tried.iter().filter(|it| **it != first).cloned();
        let tried = std::iter::once(first.clone()).chain(others).take(TRIED_MAX).collect();
        let reading = Reading { tried, ..reading.clone() };
        let pairs = reading.pairs(self.around.house.viewer.as_deref());
        Some(self.around.to_named("lab", &pairs))
    }

    /// Parties, people, issues, drafts and meetings go by their names; what has none worth saying keeps its id.
    fn name(&self, it: &Reference) -> Option<String> {
        let case = self.case()?;
        let name = match (it.to, &it.of) {
            (Target::Record(Kind::Party), _) => {
                case.party(case.find::<Party>(&it.id)?).label().to_owned()
            }
            (Target::Record(kind), _) if NAMED.contains(&kind) => {
                let all = (0..case.count(kind)).map(|place| RecordRef::new(kind, place));
                let at = all.into_iter().find(|at| case.id(*at) == Some(&it.id))?;
                in_one_line(case, at)
            }
            (Target::Point, Some(draft)) => {
                let draft = case.draft(case.find::<Draft>(draft)?);
                format!("{}, point {}", draft.title, it.id)
            }
            (Target::Option, Some(issue)) => {
                let issue = case.issue(case.find::<Issue>(issue)?);
                issue.options[issue.option(&it.id)?.get()].text.clone()
            }
            _ => return None,
        };
        (!name.trim().is_empty() && name.chars().count() <= NAME_MAX).then_some(name)
    }

    fn beside(&self) -> &'static str {
        if self.part.beside.is_empty() { "" } else { BESIDE }
    }

    fn above(&self, chart: &Chart) -> String {
        let of = |it: &&Chooses| it.chart == chart.id;
        let chooses = self.part.chooses.iter().find(of);
        chooses.and_then(|it| self.form(it, chart)).map_or(String::new(), |it| {
            // Writing a template into memory cannot fail.
            it.render().unwrap_or_default()
        })
    }

    fn hint(&self, hint: &Hint) -> Option<HtmlLead> {
        self.around.leads(self.asked).hint(hint)
    }
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Form {
    to: String,
    kept: Pairs,
    fields: Vec<Field>,
    /// Whether points of the picture lead anywhere.
    leads: bool,
    table: &'static str,
}

struct Field {
    id: String,
    setting: &'static str,
    label: &'static str,
    options: Vec<(String, String, bool)>,
}

impl PageDoor<'_> {
    fn form(&self, chooses: &Chooses, chart: &Chart) -> Option<Form> {
        let all = self.choices(chooses);
        // Of two there is nothing to choose.
        if all.len() < 3 {
            return None;
        }
        let mut fields = Vec::new();
        for (setting, labels, unsaid) in chooses.fields {
            let said: Vec<&str> = values(&self.asked.said, setting)
                .into_iter()
                .flat_map(|it| it.split(','))
                .collect();
            for (place, label) in labels.iter().enumerate() {
                let chosen = match said.get(place) {
                    Some(it) => Some((*it).trim()),
                    None if unsaid.is_empty() => all.get(place).map(|it| it.0.as_str()),
                    None => None,
                };
                let first = (!unsaid.is_empty())
                    .then(|| (String::new(), (*unsaid).to_owned(), chosen.is_none()));
                let each = all
                    .iter()
                    .map(|(id, name)| (id.clone(), name.clone(), chosen == Some(id.as_str())));
                fields.push(Field {
                    id: format!("choose-{setting}-{place}"),
                    setting,
                    label,
                    options: first.into_iter().chain(each).collect(),
                });
            }
        }
        let mut kept = self.around.reading.pairs(self.around.house.viewer.as_deref());
        let own = |name: &str| chooses.fields.iter().any(|it| it.0 == name);
        kept.extend(self.asked.said.iter().filter(|it| !own(&it.0)).cloned());
        let leads = chart.kind.columns().iter().any(|(part, _)| *part == "to");
        let to = self.around.to(self.around.page, Some(self.part), &[]);
        Some(Form { to, kept, fields, leads, table: chart.table })
    }

    /// What can be chosen, each with the name that people know it by.
    fn choices(&self, chooses: &Chooses) -> Vec<(String, String)> {
        let (table, column) = chooses.of;
        let Some(table) = self.finding.table(table) else { return Vec::new() };
        let each = (0..table.rows.len()).filter_map(|row| match table.cell(row, column) {
            Some(Cell::Ref(it)) => {
                let name = self.name(it).unwrap_or_else(|| it.id.clone());
                Some((it.id.clone(), name))
            }
            _ => None,
        });
        each.collect()
    }
}
