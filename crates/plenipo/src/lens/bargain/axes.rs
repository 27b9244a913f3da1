//! Which parties the picture shows: one across, one up, and where there are more one by shade and size.

use super::tables::Parties;
use super::{AXES, SHADE};
use crate::finding::chart::{Chart, ChartKind};
use crate::lens::error::Error;
use crate::lens::setting::Settings;
use plenipo_record::case::describe::counted;

/// Parties of the picture, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axes {
    across: usize,
    up: usize,
    shade: Option<usize>,
}

impl Axes {
    /// As asked, of `n` parties; `find` has the place of one by what it is called.
    ///
    /// # Errors
    /// Where two axes are not two different parties, or the party shown by shade is on one of them.
    pub(super) fn of(
        settings: &Settings,
        n: usize,
        find: impl Fn(&str) -> Result<usize, Error>,
    ) -> Result<Axes, Error> {
        let places =
            |ids: Vec<String>| ids.iter().map(|it| find(it)).collect::<Result<Vec<_>, _>>();
        let fault = |name: &str, why: &str| Err(Error::setting(name, why.to_owned()));
        let (across, up) = match places(settings.of(&AXES))?.as_slice() {
            [] => (0, 1),
            [across, up] if across == up => {
                return fault(AXES.0.name, "both axes are of one party; name two");
            }
            [across, up] => (*across, *up),
            _ => return fault(AXES.0.name, "name two parties: the one across, then the one up"),
        };
        let free = |it: &usize| *it != across && *it != up;
        let shade = match places(settings.of(&SHADE))?.as_slice() {
            [] => (0..n).find(free),
            [one] if free(one) => Some(*one),
            [_] => {
                return fault(SHADE.0.name, "this party is on an axis already; name another one");
            }
            _ => return fault(SHADE.0.name, "name one party"),
        };
        Ok(Axes { across, up, shade })
    }

    /// The picture of these parties; `leads` says whether its points lead to drafts to try out.
    pub(super) fn chart(&self, parties: &Parties, leads: bool) -> Option<Chart> {
        let (x, y) = (parties.columns.get(self.across)?, parties.columns.get(self.up)?);
        let (first, second) = (&parties.labels[self.across], &parties.labels[self.up]);
        let shade = self.shade.and_then(|it| parties.columns.get(it));
        let third = self.shade.and_then(|it| parties.labels.get(it));
        let third = third.map_or(String::new(), |it| {
            format!(" Shade and size of a point of the frontier: what it is worth to {it}, more is stronger and larger.")
        });
        let others = match parties.columns.len().saturating_sub(2 + usize::from(shade.is_some())) {
            0 => String::new(),
            n => {
                format!("; {} in the table", counted(n, "more party").replace("partys", "parties"))
            }
        };
        Some(Chart {
            id: "frontier",
            title: format!("What could be gained, {first} against {second}"),
            description: format!(
                "A point is one draft, by what it is worth to {first} (across) and to {second} (up), on one \
                 scale; dashed lines: what each has without a deal, as far as on record, and shaded what \
                 both prefer to that. Hollow: drafts that cross lines{others}.{third}"
            ),
            kind: ChartKind::Scatter {
                x: x.clone(),
                y: y.clone(),
                series: "series",
                label: "name",
                shade: shade.cloned(),
                to: leads.then_some(super::tables::TRY),
            },
            table: "points",
        })
    }
}
