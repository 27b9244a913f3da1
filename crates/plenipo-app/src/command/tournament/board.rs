//! The ranks, for people and for programs.

use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_protocol::tournament::Leaderboard;

use super::super::said::Said;
use super::rows::Rows;

/// Below this two strategies are said to differ.
const LEVEL: f64 = 0.05;

pub(super) fn tell(rows: &Rows<'_>, board: &Leaderboard, said: &mut Said) {
    let ranked = board.ranked();
    let name = |strategy: usize| rows.tournament.strategies()[strategy].clone();
    let longest = ranked.iter().map(|it| name(it.strategy).chars().count()).max().unwrap_or(0);
    said.words("\nrank  ");
    said.words(&format!("{:longest$}  share  95 %    places  negotiations\n", "strategy"));
    for (at, it) in ranked.iter().enumerate() {
        let half = it.half_width.map_or("–".to_owned(), |half| format!("±{half:.3}"));
        said.words(&format!(
            "{:>4}  {:longest$}  {:.3}  {half:6}  {:>6}  {:>12}\n",
            at + 1,
            name(it.strategy),
            it.mean,
            it.places,
            it.played
        ));
    }
    for pair in ranked.windows(2) {
        if let Some(p) = pair[0].p_next {
            let (a, b) = (name(pair[0].strategy), name(pair[1].strategy));
            let said_so = if p < LEVEL { "is told apart from" } else { "is not told apart from" };
            said.words(&format!("{a} {said_so} {b} (p = {p:.3})\n"));
        }
    }
    said.words(
        "\nShare: of the way from its reservation value to its best that a strategy gained, the mean over places (a \
         scenario, a role and who sat in the others), each once. p: two-sided, paired by place, after Holm.\n",
    );
    let cells = ranked.iter().enumerate().map(|(at, it)| {
        vec![
            Cell::count(at + 1),
            Cell::text(name(it.strategy)),
            Cell::maybe(Some(it.mean)),
            Cell::maybe(it.half_width),
            Cell::count(it.places),
            Cell::count(usize::try_from(it.played).unwrap_or(usize::MAX)),
            Cell::maybe(it.p_next),
        ]
    });
    said.table(done::ranks(), cells.collect::<Vec<_>>());
}
