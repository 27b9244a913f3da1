//! Where an answer leads on to: a draft that can be tried out opens in the lab; above a picture stands the form that
//! chooses what it shows.

use askama::Template;
use plenipo::finding::Finding;
use plenipo::finding::chart::Chart;
use plenipo::finding::hint::Hint;
use plenipo::finding::table::Cell;
use plenipo::finding::value::{Reference, Target};
use plenipo::lens::view::TRIED_MAX;
use plenipo_present::html::{Door, HtmlLead};
use plenipo_record::case::party::Party;
use plenipo_record::case::tried::Tried;

use crate::asked::{Asked, values};
use crate::lab::seen;
use crate::page::Around;
use crate::pages::{Chooses, Part};
use crate::reading::{Pairs, Reading};

/// The door of the page of an answer.
pub(crate) struct PageDoor<'a> {
    pub(crate) around: &'a Around<'a>,
    pub(crate) part: &'a Part,
    pub(crate) asked: &'a Asked,
    pub(crate) finding: &'a Finding,
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
        let reading = self.around.reading;
        let case = self.around.state.case(&reading.assume).and_then(|it| seen(&it, reading)).ok();
        let each = (0..table.rows.len()).filter_map(|row| match table.cell(row, column) {
            Some(Cell::Ref(it)) => {
                let party =
                    case.as_ref().and_then(|case| Some((case, case.find::<Party>(&it.id)?)));
                let name =
                    party.map_or(it.id.clone(), |(case, at)| case.party(at).label().to_owned());
                Some((it.id.clone(), name))
            }
            _ => None,
        });
        each.collect()
    }
}
