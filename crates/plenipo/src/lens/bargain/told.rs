//! What the numbers of a record say, in tables and words.

use super::of_case::{Numbered, OfCase};
use super::statistic::{self, Figure, Statistic};
use super::{account, drafts, made, tables};
use crate::finding::status::Status;
use crate::lens::view::Answered;
use crate::preference::numbers::Which;
use plenipo_maths::statistics::quantiles;

impl OfCase<'_> {
    pub(super) fn said(&self, of: &Numbered, headline: String, status: Status) -> Answered {
        let asked = &self.asked;
        let Numbered { numbers, placed, readings, n, with_all, .. } = of;
        let picture = of.picture();
        let (n, with_all, zone_share) = (*n, *with_all, of.zone_share());
        let parties = asked.columns();
        let mut figures = statistic::figures(picture, &parties, with_all);
        for it in figures.iter_mut().filter(|it| it.of == Statistic::Outcomes) {
            it.value = asked.outcomes();
        }
        figures.insert(0, Figure::new(Statistic::OutcomesRecorded, asked.all()));
        let after = figures.iter().position(|it| it.of == Statistic::Outcomes);
        let after = after.map_or(figures.len(), |it| it + 1);
        figures.splice(after..after, asked.two_ends());
        figures.push(Figure::new(Statistic::Readings, readings.len()));
        figures.push(Figure::new(Statistic::ZoneShare, zone_share));
        let mut sizes: Vec<f64> = readings.iter().map(|it| it.size as f64).collect();
        let ends = quantiles(&mut sizes, &[0.05, 0.95]);
        // A size is whole: outwards to the next there is.
        let low = ends.as_ref().map(|it| it[0].floor());
        figures.push(Figure::new(Statistic::FrontierSizeLow, low));
        let high = ends.as_ref().map(|it| it[1].ceil());
        figures.push(Figure::new(Statistic::FrontierSizeHigh, high));
        let shown: Vec<tables::Shown> = placed
            .iter()
            .filter_map(|it| {
                Some(tables::Shown {
                    name: asked.case.draft(it.draft).id().to_owned(),
                    utilities: it.utilities(numbers, Which::Mean)?,
                    keeps_lines: it.keeps_lines,
                    made: made::draft(asked.case, self.tried, it.draft),
                })
            })
            .collect();
        let nash: Vec<&[Vec<usize>]> = readings
            .iter()
            .map(|it| it.nash.as_slice())
            .filter(|it| with_all && !it.is_empty())
            .collect();
        let lying =
            drafts::lying(asked.case, picture, &asked.zone, numbers, placed, readings, with_all);
        let tables = vec![
            tables::statistics(&figures, &parties),
            tables::solutions(picture, &parties, with_all),
            drafts::table(asked.case, &parties, &lying),
            account::options(picture, &nash, with_all),
            tables::frontier(picture, &parties),
            tables::points(picture, &parties, with_all, &shown, self.packages.as_ref()),
            account::lines(asked),
            account::known(asked),
        ];
        let mut notes = account::line_notes(asked);
        notes.extend(account::reading_notes(asked, numbers, n, readings.len()));
        notes.extend(account::notes(picture, &parties));
        let account =
            account::with_numbers(asked, picture, &parties, &lying, &figures, with_all, zone_share);
        Answered {
            headline,
            status,
            account,
            tables,
            charts: self.axes.chart(&parties, self.packages.is_some()).into_iter().collect(),
            samples: (!numbers.is_exact()).then(|| numbers.n_samples()),
            notes,
        }
    }
}
