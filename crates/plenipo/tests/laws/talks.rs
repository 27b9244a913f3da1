//! Random small talks: parties with preferences, alternatives and lines, and drafts with gaps. A
//! talk is plain data that laws may change, and is written out as a dossier.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Options of every issue.
pub(crate) const OPTIONS: usize = 3;

#[derive(Debug, Clone)]
pub(crate) struct Talk {
    pub(crate) issues: Vec<Issue>,
    pub(crate) parties: Vec<Party>,
    pub(crate) drafts: Vec<Draft>,
    /// Whether the dossier declares the group `land`, where there is one, to be one matter.
    pub(crate) one_matter: bool,
    pub(crate) seed: u64,
}

#[derive(Debug, Clone)]
pub(crate) struct Issue {
    pub(crate) ordered: bool,
    pub(crate) group: Option<bool>,
    pub(crate) status_quo: Option<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// One an issue.
    pub(crate) stands: Vec<Stand>,
    pub(crate) salience: Vec<Option<Salience>>,
    pub(crate) without: Option<Without>,
    pub(crate) lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stand {
    Unknown,
    /// Best first.
    Ranking([usize; OPTIONS]),
    Ideal(usize),
    Prefers(usize, usize),
    Values([f64; OPTIONS]),
    Indifferent,
}

#[derive(Debug, Clone)]
pub(crate) enum Salience {
    Word(&'static str),
    /// At most this share of its group.
    AtMost(f64),
    /// This share of the whole, or of its group.
    Share(f64),
}

#[derive(Debug, Clone)]
pub(crate) enum Without {
    Level(f64, f64),
    Draft(usize),
    StatusQuo,
}

#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Issue and option ruled out.
    pub(crate) rules_out: Vec<(usize, usize)>,
    pub(crate) unclear: Option<(usize, usize)>,
    pub(crate) condition: Option<(usize, usize)>,
    pub(crate) firmness: Option<(f64, f64)>,
    /// How often it was said again, later.
    pub(crate) restated: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) complete: bool,
    pub(crate) tabled_by: Option<usize>,
    /// One an issue.
    pub(crate) says: Vec<Says>,
    /// A point that holds only where the draft has an option elsewhere.
    pub(crate) exception: Option<[(usize, usize); 2]>,
    /// What that point does there.
    pub(crate) does: Does,
    /// Whether its condition is in words only, so that the record cannot decide it.
    pub(crate) in_words: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Does {
    Sets,
    Excludes,
    LeavesOpen,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Says {
    Nothing,
    Sets(usize),
    /// All but this one, in brackets.
    Brackets(usize),
    Excludes(usize),
    LeavesOpen,
}

/// Talks with 2 to 4 issues, 1 to 3 parties and 1 to 3 drafts.
pub(crate) fn talk() -> impl Strategy<Value = Talk> {
    (2usize..5).prop_flat_map(|issues| {
        let matter = proptest::bool::weighted(0.2);
        (
            vec(issue(), issues),
            vec(party(issues), 1..4),
            vec(draft(issues), 1..4),
            matter,
            any::<u64>(),
        )
            .prop_map(|(issues, parties, drafts, matter, seed)| {
                let one_matter = matter && issues.iter().any(|it| it.group == Some(true));
                Talk { issues, parties, drafts, one_matter, seed }
            })
    })
}

fn issue() -> impl Strategy<Value = Issue> {
    (any::<bool>(), option::of(any::<bool>()), option::of(0..OPTIONS))
        .prop_map(|(ordered, group, status_quo)| Issue { ordered, group, status_quo })
}

fn stand() -> impl Strategy<Value = Stand> {
    let ranking = Just([0, 1, 2]).prop_shuffle().prop_map(Stand::Ranking);
    let shares = (0u8..5, 0u8..5, 0u8..5);
    prop_oneof![
        1 => Just(Stand::Unknown),
        6 => ranking,
        2 => (0..OPTIONS).prop_map(Stand::Ideal),
        1 => (0..OPTIONS, 1..OPTIONS).prop_map(|(a, by)| Stand::Prefers(a, (a + by) % OPTIONS)),
        1 => shares.prop_map(|(a, b, c)| Stand::Values([a, b, c].map(|it| f64::from(it) / 4.0))),
        1 => Just(Stand::Indifferent),
    ]
}

fn salience() -> impl Strategy<Value = Option<Salience>> {
    let words = prop_oneof![Just("critical"), Just("high"), Just("medium"), Just("low")];
    prop_oneof![
        6 => Just(None),
        3 => words.prop_map(|it| Some(Salience::Word(it))),
        1 => (1u8..4).prop_map(|it| Some(Salience::Share(f64::from(it) / 10.0))),
        // Two issues in a group can always keep to it.
        1 => (6u8..10).prop_map(|it| Some(Salience::AtMost(f64::from(it) / 10.0))),
    ]
}

fn unit_range() -> impl Strategy<Value = (f64, f64)> {
    (0u8..21, 0u8..21).prop_map(|(a, b)| (f64::from(a.min(b)) / 20.0, f64::from(a.max(b)) / 20.0))
}

fn at(issues: usize) -> impl Strategy<Value = (usize, usize)> {
    (0..issues, 0..OPTIONS)
}

fn line(issues: usize) -> impl Strategy<Value = Line> {
    (
        vec(at(issues), 1..3),
        option::weighted(0.2, at(issues)),
        option::weighted(0.2, at(issues)),
        option::of(unit_range()),
        0usize..2,
    )
        .prop_map(|(mut rules_out, unclear, condition, firmness, restated)| {
            rules_out.sort_unstable();
            rules_out.dedup_by_key(|(issue, _)| *issue);
            let unclear = unclear.filter(|it| !rules_out.contains(it));
            Line { rules_out, unclear, condition, firmness, restated }
        })
}

fn party(issues: usize) -> impl Strategy<Value = Party> {
    let without = prop_oneof![
        1 => Just(None),
        6 => unit_range().prop_map(|(low, high)| Some(Without::Level(low, high))),
        1 => (0usize..3).prop_map(|it| Some(Without::Draft(it))),
        1 => Just(Some(Without::StatusQuo)),
    ];
    (vec(stand(), issues), vec(salience(), issues), without, vec(line(issues), 0..3))
        .prop_map(|(stands, salience, without, lines)| Party { stands, salience, without, lines })
}

fn draft(issues: usize) -> impl Strategy<Value = Draft> {
    let says = prop_oneof![
        3 => Just(Says::Nothing),
        7 => (0..OPTIONS).prop_map(Says::Sets),
        1 => (0..OPTIONS).prop_map(Says::Brackets),
        1 => (0..OPTIONS).prop_map(Says::Excludes),
        1 => Just(Says::LeavesOpen),
    ];
    (
        any::<bool>(),
        option::weighted(0.3, 0usize..3),
        vec(says, issues),
        option::weighted(0.2, [at(issues), at(issues)]),
        prop_oneof![2 => Just(Does::Sets), 1 => Just(Does::Excludes), 1 => Just(Does::LeavesOpen)],
        proptest::bool::weighted(0.3),
    )
        .prop_map(|(complete, tabled_by, says, exception, does, in_words)| {
            let exception = exception.filter(|[when, then]| when.0 != then.0);
            Draft { complete, tabled_by, says, exception, does, in_words }
        })
}

impl Talk {
    /// The dossier, one table a block; the first block opens the file that has the dossier's own
    /// table. `tag` stands before every id, which changes no order.
    pub(crate) fn blocks(&self, tag: &str) -> Vec<String> {
        let matter = if self.one_matter { "one_matter = [\"land\"]\n" } else { "" };
        let mut blocks = vec![format!(
            "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\nas_of = 2031-12-31\n{matter}"
        )];
        for (k, it) in self.issues.iter().enumerate() {
            let options = (0..OPTIONS)
                .map(|o| format!("{{ id = \"{tag}o{o}\", text = \"option {o} of issue {k}\" }}"));
            let options: Vec<String> = options.collect();
            let mut block = format!(
                "[[issue]]\nid = \"{tag}i{k}\"\ntitle = \"Issue {k}\"\nordered = {}\noptions = [{}]\n",
                it.ordered,
                options.join(", ")
            );
            if let Some(group) = it.group {
                let _ = writeln!(block, "group = \"{}\"", if group { "land" } else { "water" });
            }
            if let Some(option) = it.status_quo {
                let _ = writeln!(block, "status_quo = \"{tag}o{option}\"");
            }
            blocks.push(block);
        }
        for (k, it) in self.parties.iter().enumerate() {
            blocks.push(format!(
                "[[party]]\nid = \"{tag}p{k}\"\nname = \"Party {k}\"\nroles = [\"principal\"]\n"
            ));
            self.party(tag, k, it, &mut blocks);
        }
        for (k, it) in self.drafts.iter().enumerate() {
            blocks.push(self.draft(tag, k, it));
        }
        blocks
    }

    fn party(&self, tag: &str, k: usize, party: &Party, blocks: &mut Vec<String>) {
        for (i, (stand, salience)) in party.stands.iter().zip(&party.salience).enumerate() {
            let option = |o: usize| format!("\"{tag}o{o}\"");
            let mut block = format!("[[position]]\nparty = \"{tag}p{k}\"\nissue = \"{tag}i{i}\"\n");
            let _ = match stand {
                Stand::Unknown => Ok(()),
                Stand::Ranking(order) => {
                    writeln!(block, "ranking = [{}]", order.map(option).join(", "))
                }
                Stand::Ideal(it) => writeln!(block, "ideal = {}", option(*it)),
                Stand::Prefers(a, b) => {
                    writeln!(block, "prefers = [[{}, {}]]", option(*a), option(*b))
                }
                Stand::Values([a, b, c]) => {
                    writeln!(
                        block,
                        "values = {{ {tag}o0 = {a:?}, {tag}o1 = {b:?}, {tag}o2 = {c:?} }}"
                    )
                }
                Stand::Indifferent => writeln!(block, "indifferent = true"),
            };
            let grouped = self.issues[i].group.is_some();
            let _ = match salience {
                Some(Salience::Word(word)) => writeln!(block, "salience = \"{word}\""),
                Some(Salience::AtMost(share)) if grouped => {
                    writeln!(block, "salience = [0.0, {share:?}]")
                }
                Some(Salience::Share(share)) => writeln!(block, "salience = {share:?}"),
                _ => Ok(()),
            };
            if block.lines().count() > 3 {
                blocks.push(block);
            }
        }
        if let Some(without) = &party.without {
            let worth = match without {
                Without::Level(low, high) => format!("level = [{low:?}, {high:?}]"),
                Without::Draft(it) => format!("draft = \"{tag}d{}\"", it % self.drafts.len()),
                Without::StatusQuo => "outcome = {}".to_owned(),
            };
            blocks.push(format!("[[alternative]]\nparty = \"{tag}p{k}\"\n{worth}\n"));
        }
        for (n, line) in party.lines.iter().enumerate() {
            for time in 0..=line.restated {
                blocks.push(line_block(tag, k, n, line, time));
            }
        }
    }

    fn draft(&self, tag: &str, k: usize, draft: &Draft) -> String {
        let mut points: Vec<String> = Vec::new();
        for (i, says) in draft.says.iter().enumerate() {
            let one = |o: usize| format!("\"{tag}o{o}\"");
            points.extend(match says {
                Says::Nothing => None,
                Says::Sets(o) => Some(format!("{{ sets = {{ {tag}i{i} = {} }} }}", one(*o))),
                Says::Brackets(o) => {
                    let rest = (0..OPTIONS).filter(|it| it != o).map(one);
                    let rest: Vec<String> = rest.collect();
                    Some(format!("{{ among = {{ {tag}i{i} = [{}] }} }}", rest.join(", ")))
                }
                Says::Excludes(o) => {
                    Some(format!("{{ excludes = {{ {tag}i{i} = [{}] }} }}", one(*o)))
                }
                Says::LeavesOpen => Some(format!("{{ leaves_open = [\"{tag}i{i}\"] }}")),
            });
        }
        if let Some([(when, has), (then, sets)]) = draft.exception {
            let only_if = match draft.in_words {
                true => "\"if the rains come\"".to_owned(),
                false => format!("{{ when = {{ {tag}i{when} = [\"{tag}o{has}\"] }} }}"),
            };
            let does = match draft.does {
                Does::Sets => format!("sets = {{ {tag}i{then} = \"{tag}o{sets}\" }}"),
                Does::Excludes => format!("excludes = {{ {tag}i{then} = [\"{tag}o{sets}\"] }}"),
                Does::LeavesOpen => format!("leaves_open = [\"{tag}i{then}\"]"),
            };
            points.push(format!("{{ {does}, only_if = {only_if} }}"));
        }
        let mut block = format!(
            "[[draft]]\nid = \"{tag}d{k}\"\ntitle = \"Draft {k}\"\ndate = 2031-03-01\ncomplete = {}\npoints = [{}]\n",
            draft.complete,
            points.join(", ")
        );
        if let Some(by) = draft.tabled_by.filter(|it| *it < self.parties.len()) {
            let _ = writeln!(block, "tabled_by = [\"{tag}p{by}\"]");
        }
        block
    }
}

fn line_block(tag: &str, party: usize, n: usize, line: &Line, time: usize) -> String {
    let options = |list: &[(usize, usize)]| {
        let each = list.iter().map(|(i, o)| format!("{tag}i{i} = [\"{tag}o{o}\"]"));
        format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
    };
    let mut block = format!(
        "[[red_line]]\nparty = \"{tag}p{party}\"\nthread = \"{tag}t{party}-{n}\"\nwords = \"no, {time}\"\ndate = 2031-02-0{}\nrules_out = {}\n",
        time + 1,
        options(&line.rules_out)
    );
    if let Some(unclear) = line.unclear {
        let _ = writeln!(block, "unclear = {}", options(&[unclear]));
    }
    if let Some(condition) = line.condition {
        let _ = writeln!(block, "condition = {{ when = {} }}", options(&[condition]));
    }
    // Said once: to repeat a line is not to repeat how firm it is.
    if let Some((low, high)) = line.firmness.filter(|_| time == 0) {
        let _ = writeln!(block, "firmness = [{low:?}, {high:?}]");
    }
    block
}
