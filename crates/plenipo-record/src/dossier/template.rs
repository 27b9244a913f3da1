//! The text of a new dossier: fictional, commented, and without a problem as it stands.

use super::read::NamedBytes;

/// The files of a starter dossier, in order of name. It is about nothing real; whoever begins
/// replaces its names and adds files.
pub fn dossier() -> Vec<NamedBytes> {
    let files = [
        ("assumptions/hopeful.toml", ASSUMPTIONS),
        ("dossier.toml", DOSSIER),
        ("drafts/spring-paper.toml", DRAFT),
        ("issues.toml", ISSUES),
        ("parties.toml", PARTIES),
        ("record/2031-05-06-around.toml", AROUND),
        ("record/2031-05-06-report.toml", REPORT),
        ("sources.toml", SOURCES),
    ];
    let named = |(name, text): (&str, &str)| NamedBytes { name: name.into(), bytes: text.into() };
    files.map(named).into()
}

/// The text of one more file for a report or a meeting, to be filled in.
///
/// All of it but the `[file]` header is commented out, so that it is sound before anybody has
/// found the time to fill it in.
pub fn report() -> &'static str {
    REPORT_EMPTY
}

const DOSSIER: &str = r#"# Start here. A dossier is this folder: every .toml file in it is read, in any order.
#
#   1. dossier.toml          what this is about (this file)
#   2. parties.toml          who takes part, and who speaks
#   3. issues.toml           what is to be settled, and the options of each issue
#   4. sources.toml          where things come from
#   5. drafts/               one file a draft
#   6. record/               one file a report or a meeting: lines, answers, statements
#   7. assumptions/          suppositions; read only when asked for by name
#
# Any table may stand in any file. A check shows every slip in its line.
# Everything below is invented: replace it.

format = 2

[dossier]
title = "The Aldmark river talks"
summary = "Two banks, one dam, one mediator."
# The day the record is read as of, unless asked otherwise. Move it on as the talks do: what was learned after
# it is left out of every answer. Without this line, the latest day on record.
as_of = 2031-05-10
# What says nothing of its handling is for the keeper and the mediators only ("closed"),
# or for everybody ("open").
disclosure = "closed"
# Whose acceptance makes an agreement. Left out: every principal.
agreement = ["east", "west"]
"#;

const PARTIES: &str = r#"# Parties and the people who speak for them.

[file]
# Who sits at the table, everybody there may read. Without this line a closed dossier keeps even a party's own
# name from it, and nothing can be answered for it.
handling = "open"

# roles: principal, mediator, guarantor, beneficiary, observer, can-obstruct (several at once).

[[party]]
id = "east"
name = "East Aldmark"
short = "East"
roles = ["principal"]

[[party]]
id = "west"
name = "West Aldmark"
short = "West"
roles = ["principal"]

[[party]]
id = "council"
name = "The River Council"
short = "Council"
roles = ["mediator"]

[[person]]
id = "oren"
name = "Ana Oren"
party = "east"
offices = ["head of delegation"]

[[person]]
id = "vale"
name = "Tom Vale"
party = "council"
offices = [{ office = "envoy", from = 2030-09-01 }]
"#;

const ISSUES: &str = r#"# Issues and their options. Everything else refers to these ids.
# ordered = true: the options lie on a line, in the order given.
# status_quo: what holds when a complete agreement does not speak of the issue.

[file]
# What is to be settled, everybody at the table may read.
handling = "open"

[[issue]]
id = "dam"
title = "Release at the upper dam"
group = "water"
ordered = true
unit = "cubic metres a second"
status_quo = "none"
options = [
  { id = "none", text = "no release", value = 0 },
  { id = "low", text = "a release of 40", value = 40 },
  { id = "high", text = "a release of 80 to 100", value = [80, 100] },
]

[[issue]]
id = "court"
title = "Who settles disputes"
group = "institutions"
options = [
  { id = "nobody", text = "nobody" },
  { id = "council", text = "the River Council" },
  { id = "panel", text = "a panel of three judges" },
]

# A further consent that some option needs, beside the agreement itself.
[[consent]]
act = "A vote of the eastern assembly"
when = { court = "panel" }
of = ["The eastern assembly"]
form = "ratification"
source = "gazette"
"#;

const SOURCES: &str = r#"# Sources. reliability: A (completely reliable) to E; F means that it cannot be judged.
# Where a record cites one, credibility goes from 1 (confirmed) to 6 (cannot be judged):
#   source = "gazette"      or      source = { id = "gazette", credibility = 3 }

[[source]]
id = "gazette"
publisher = "The Gazette"
title = "Council tables a paper"
date = 2031-05-02
reliability = "B"
handling = "open"

[[source]]
id = "notes"
title = "Notes of the secretariat"
date = 2031-05-06
reliability = "A"
handling = "mediator"
"#;

const DRAFT: &str = r#"# One draft and its points.
# form: text, leak, readout, oral, reported, reconstruction.
# complete = true only if we have all of it: then its silence leaves the status quo.

[file]
known = 2031-05-02
source = { id = "gazette", credibility = 3 }
# A text that lies before both sides. What only the mediator has seen says nothing here, or "mediator".
handling = "open"

[[draft]]
id = "spring-paper"
title = "The Council's spring paper"
date = 2031-05-01
tabled_by = ["council"]
form = "leak"
complete = false
# A point settles an issue (sets), leaves options side by side (among), shuts some out
# (excludes), or leaves an issue to the principals (leaves_open).
points = [
  { number = 1, gist = "A release of 40", sets = { dam = "low" } },
  { number = 2, gist = "Disputes go to the Council or to a panel", among = { court = ["council", { option = "panel", by = ["west"] }] } },
]
"#;

const REPORT: &str = r#"# One file a report or a meeting. Every record here inherits what [file] says.

[file]
# The day we learned it: records are visible from then on.
known = 2031-05-06
source = { id = "notes", credibility = 2 }
# stated (said by the party itself), reported, inferred, assumed, instructed.
basis = "reported"

[[meeting]]
id = "round-3"
title = "Third round"
date = 2031-05-12
place = "Ferry Inn"
channel = ["east", "west", "council"]
present = ["oren", "vale", "Others, unnamed"]
carries = ["spring-paper"]
log = [{ is = "planned", date = 2031-05-06 }]
# What somebody undertook to do; open until it has done = the day.
actions = [{ who = "vale", what = "send the paper to both delegations", due = 2031-05-09 }]

# One sentence, one record. audience: public, room, mediator.
[[red_line]]
party = "east"
by = "oren"
audience = "room"
date = 2031-05-05
words = "never more than forty"
rules_out = { dam = "high" }

# What a party wants on an issue: ideal, ranking, acceptable, values, salience.
[[position]]
party = "west"
issue = "court"
date = 2031-05-05
ranking = ["panel", "council", "nobody"]
salience = "high"

# to: a draft, or any-text. answer: accept, accept-if, basis, reserve, reject,
# no-further-movement.
[[answer]]
party = "east"
to = "spring-paper"
answer = "basis"
by = "oren"
audience = "mediator"
date = 2031-05-05

[[statement]]
date = 2031-05-06
by = "vale"
about = ["round-3"]
audience = "public"
words = "We shall see on Monday."

[[event]]
date = 2031-05-01
what = "The drought begins"
affects = [{ view = "council", of = "east", what = "alternative", direction = "down" }]
"#;

const AROUND: &str = r#"# What lies around a text. Keep what you need, delete the rest; docs/dossier.md has every key.

[file]
known = 2031-05-06
source = { id = "notes", credibility = 2 }
basis = "reported"

# Who else can stop it. is: must-consent (a veto), must-deliver, may-disrupt.
[[capacity]]
party = "council"
is = "must-deliver"
when = { court = "council" }
act = "settle the disputes that come to it"

# A further consent has a life: add outcome = { is = "given", date = … } once it is decided.
[[consent]]
act = "The western assembly votes"
to = ["spring-paper"]
of = ["The western assembly"]
form = "ratification"
due = 2031-06-30
effect = "returns"        # what a refusal does: voids, returns, delays, advises

# What depends on what. is: logic, text (both take packages away) or reading (only warns).
[[rule]]
when = { dam = ["low", "high"] }
requires = { court = ["council", "panel"] }
is = "reading"
words = "whoever releases water wants to know who settles a quarrel about it"

# Asked for or warned of, without drawing a red line. is: demand, condition, warning.
[[demand]]
party = "west"
by = "Officials of West Aldmark"
date = 2031-05-05
audience = "mediator"
words = "We would want a panel."
asks = { court = "panel" }

# Where a point stands: open, ad-referendum, closed, parked.
[[text_state]]
draft = "spring-paper"
points = [1]
is = "ad-referendum"
date = 2031-05-05
by = "vale"

# How a party moved, by whose account: for your eyes only unless you open it.
[[movement]]
party = "east"
issue = "dam"
from = ["none"]
to = ["low"]
is = "floated"
date = 2031-05-05
condition = "a drought year"
by = "vale"

# What was promised outside a meeting.
[[undertaking]]
who = "vale"
to = ["east"]
what = "send the flow figures of last year"
date = 2031-05-05
due = 2031-05-20

# A poll: never averaged, never a chance.
[[poll]]
wording = "Should West accept the paper?"
by = "The Gazette"
date = 2031-05-06
n = 600
shares = { yes = 0.41, no = 0.39 }
undecided = 0.2
about = ["spring-paper"]
"#;

const ASSUMPTIONS: &str = r#"# Suppositions nobody has stated, read only when the set is asked for by its name: hopeful
# Every page made with them says so in its first line.

[[position]]
party = "east"
issue = "dam"
ideal = "low"
acceptable = ["none", "low"]

[[alternative]]
party = "west"
# How good no deal is to it, as a share of its best deal.
level = [0.2, 0.4]
"#;

const REPORT_EMPTY: &str = r#"# One file a report or a meeting. Fill in [file] and take the # off what you need.

[file]
# The day we learned it, and where from (ids of [[source]] tables):
# known = 2031-05-06
# source = { id = "notes", credibility = 2 }
# basis = "reported"        # stated, reported, inferred, assumed, instructed
# handling = "mediator"     # open, mediator, or a list of parties

# [[meeting]]
# id = "round-3"
# date = 2031-05-12
# place = "…"
# channel = ["east", "west"]
# present = ["oren", "Others, unnamed"]
# carries = ["spring-paper"]
# said = [{ by = "oren", words = "…" }]
# log = [{ is = "held", gist = "…" }]       # planned, held, cancelled, result, series-result
# actions = [{ who = "oren", what = "…", due = 2031-05-20 }]    # done = the day, once it is

# [[red_line]]
# party = "east"
# by = "oren"
# audience = "room"         # public, room, mediator
# date = 2031-05-05
# words = "…"
# rules_out = { dam = "high" }

# [[answer]]
# party = "east"
# to = "spring-paper"       # or any-text
# answer = "basis"          # accept, accept-if, basis, reserve, reject, no-further-movement
# words = "…"

# [[statement]]
# date = 2031-05-06
# by = "vale"
# words = "…"

# [[demand]]                # is = "condition" or "warning" for those
# party = "west"
# words = "…"
# asks = { court = "panel" }

# [[undertaking]]           # promised outside a meeting
# who = "vale"
# what = "…"
# due = 2031-05-20

# [[handover]]              # that a keeper has read the record
# keeper = "…"
# date = 2031-05-06
"#;
