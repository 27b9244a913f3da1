//! What each file is, by its content and its name, and the scenario they make together.

use super::encoding::text_of;
use super::node::Node;
use super::xml::{self, Element};
use super::{FILE_BYTES_MAX, genius, geniusweb, negmas, profiles};
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{Scenario, ScenarioIssue, ScenarioParty, check_issues};

/// The families of formats; the files of one scenario belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Genius,
    GeniusWeb,
    Negmas,
    Profiles,
}

impl Family {
    /// How the names of its files end.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Genius => &["xml"],
            Self::GeniusWeb | Self::Profiles => &["json"],
            Self::Negmas => &["yml", "yaml", "json"],
        }
    }

    /// Its endings, for messages.
    fn shown(self) -> String {
        let endings: Vec<String> = self.endings().iter().map(|it| format!(".{it}")).collect();
        endings.join(", ")
    }
}

/// A file's name, what it is of, and what it holds.
type Part<'a> = (&'a str, Family, Role, Content);

/// What a file turned out to be.
enum Seen {
    Part(Family, Role, Content),
    /// No part; why not, where it may have been meant as one.
    Other(Option<ScenarioError>),
}

/// One file's content.
enum Content {
    Xml(Element),
    Tree(Node),
}

/// Whether a file holds the issues, a party, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Domain,
    Profile,
    Whole,
}

/// Issues and the name of the scenario.
pub(super) struct Domain {
    pub(super) name: String,
    pub(super) issues: Vec<ScenarioIssue>,
    /// The index that each issue has in Genius files; empty in others.
    pub(super) indices: Vec<i64>,
}

/// Reads a scenario from its files, given as name and content.
///
/// Files that are no part of a scenario (notes, solutions, pictures), and those whose names do not
/// end as their format's do (backups), are left aside and named in [`Scenario::notes`]; those that
/// are named like a part and cannot be read are errors. Where no name ends so, the content decides.
///
/// ```
/// use plenipo_exchange::scenario::read;
///
/// let profiles = br#"{ "parties": 2, "utilities": [[[1.0, 0.0], [0.0, 2.0]]] }"#;
/// let scenario = read(&[("profiles.json".to_owned(), profiles.to_vec())])?;
/// assert_eq!(scenario.parties.len(), 2);
/// assert_eq!(scenario.issues[0].values.len(), 2);
/// # Ok::<(), plenipo_record::scenario::ScenarioError>(())
/// ```
///
/// # Errors
/// A [`ScenarioError`] that names the file: not readable as what it looks like, numbers that are
/// none, negative weights, too many options, files that disagree about the issues.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<Scenario, ScenarioError> {
    let mut order: Vec<&(String, Vec<u8>)> = files.iter().collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let mut notes = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut unread: Vec<ScenarioError> = Vec::new();
    for (name, bytes) in order {
        match recognise(name, bytes).map_err(|error| error.in_file(name)) {
            Ok(Seen::Part(family, role, content)) => parts.push((name, family, role, content)),
            Ok(Seen::Other(why)) => {
                notes.push(left_aside(name));
                unread.extend(why.map(|error| error.in_file(name)));
            }
            // Begins like a part, but its name says that it need not be one.
            Err(error) if !is_named_like_one(name, &PART_ENDINGS) => {
                notes.push(format!("{name} cannot be read as part of a scenario and was ignored"));
                unread.push(error);
            }
            Err(error) => return Err(error),
        }
    }
    let strays = leave_strays(&mut parts, &unread)?;
    let read_as = parts.first().map(|part| part.1);
    notes.extend(strays.iter().map(|(name, family)| {
        if Some(*family) == read_as && !is_named_like_one(name, family.endings()) {
            format!("{name} does not end in {} and was ignored", family.shown())
        } else {
            left_aside(name)
        }
    }));
    if parts.is_empty() {
        return Err(unread.into_iter().next().unwrap_or_else(|| {
            ScenarioError::new("none of the files is part of a scenario").hint(
                "Genius XML, GeniusWeb JSON, NegMAS YAML or JSON, or profiles with `parties` and \
                 `utilities`",
            )
        }));
    }
    let no_party = !parts.iter().any(|part| part.2 != Role::Domain);
    assemble(&parts, notes).map_err(|error| match strays.first() {
        Some((name, family)) if no_party || error.hint.is_none() => error
            .hint(format!("{name} was ignored, since its name does not end in {}", family.shown())),
        _ => error,
    })
}

/// Takes out of `parts` what is none by its name: backups, copies that an editor keeps, notes laid
/// out like a part. Where no name ends as its format's files do, the content decides alone.
///
/// # Errors
/// The content decides alone, and a file that ends like those read cannot be read.
fn leave_strays<'a>(
    parts: &mut Vec<Part<'a>>,
    unread: &[ScenarioError],
) -> Result<Vec<(&'a str, Family)>, ScenarioError> {
    let own = |part: &Part| is_named_like_one(part.0, part.1.endings());
    let any_own = parts.iter().any(own);
    let names: Vec<&str> = parts.iter().map(|part| part.0).collect();
    let is_copy = |name: &str| names.iter().any(|other| is_copy_of(name, other));
    let family = parts.iter().find(|part| !is_copy(part.0)).map(|part| part.1);
    let mut strays = Vec::new();
    parts.retain(|part| {
        let stays = if any_own { own(part) } else { Some(part.1) == family && !is_copy(part.0) };
        if !stays {
            strays.push((part.0, part.1));
        }
        stays
    });
    let alike = |error: &&ScenarioError| {
        !any_own && parts.iter().any(|part| ending(part.0) == ending(&error.file))
    };
    match unread.iter().find(alike) {
        Some(error) => Err(error.clone()),
        None => Ok(strays),
    }
}

/// The scenario that the parts make together; there is at least one.
fn assemble(parts: &[Part], mut notes: Vec<String>) -> Result<Scenario, ScenarioError> {
    let Some(&(first_name, family, ..)) = parts.first() else {
        return Err(ScenarioError::new("none of the files is part of a scenario"));
    };
    if let Some(other) = parts.iter().find(|part| part.1 != family) {
        return Err(ScenarioError::new(format!(
            "`{}` and `{first_name}` are of different formats ({:?} and {family:?})",
            other.0, other.1
        )));
    }
    if let Some(whole) = parts.iter().position(|part| part.2 == Role::Whole) {
        let (name, _, _, content) = &parts[whole];
        if parts.len() > 1 {
            return Err(ScenarioError::new(format!(
                "`{name}` is a scenario by itself, but there are other scenario files"
            )));
        }
        let Content::Tree(node) = content else { unreachable_content(name)? };
        let scenario = profiles::read(node).map_err(|error| error.in_file(name))?;
        return with_notes(scenario, notes);
    }
    let (stated_in, domain) = domain(parts, family)?;
    check_issues(&domain.issues).map_err(|error| error.in_file(stated_in))?;
    let mut parties: Vec<ScenarioParty> = Vec::new();
    let mut read_from: Vec<&str> = Vec::new();
    for (name, _, role, content) in parts {
        if *role != Role::Profile {
            continue;
        }
        let stem = name.rsplit('/').next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let party = match (family, content) {
            (Family::Genius, Content::Xml(root)) => genius::party(root, stem, &domain, &mut notes),
            (Family::GeniusWeb, Content::Tree(node)) => {
                geniusweb::party(node, stem, &domain.issues)
            }
            (_, Content::Tree(node)) => negmas::party(node, stem, &domain.issues),
            _ => unreachable_content(name)?,
        };
        let party = party.map_err(|error| error.in_file(name))?;
        if let Some(twin) = parties.iter().position(|other| other.has_numbers_of(&party)) {
            notes.push(format!(
                "{} and {name} have the same numbers; each is read as a party",
                read_from[twin]
            ));
        }
        parties.push(party);
        read_from.push(name);
    }
    let scenario =
        Scenario { name: domain.name, issues: domain.issues, parties, notes: Vec::new() };
    with_notes(scenario, notes)
}

/// The content of a file always fits its family: [`recognise`] pairs them.
fn unreachable_content<T>(name: &str) -> Result<T, ScenarioError> {
    Err(ScenarioError::new("the file is not what it looked like").in_file(name))
}

fn left_aside(name: &str) -> String {
    format!("{name} is not part of a scenario and was ignored")
}

fn with_notes(mut scenario: Scenario, notes: Vec<String>) -> Result<Scenario, ScenarioError> {
    scenario.notes.extend(notes);
    let reals = scenario.issues.iter().filter_map(|issue| match issue.values {
        plenipo_record::scenario::Values::Reals { steps, .. } => Some(format!(
            "issue `{}` is continuous; it is represented by {steps} even steps",
            issue.name
        )),
        _ => None,
    });
    let reals: Vec<String> = reals.collect();
    scenario.notes.extend(reals);
    scenario.checked()
}

/// The issues: from the domain file, or from the first profile when there is none. Files that
/// state issues must agree with it; the parties' files are checked against it one by one.
fn domain<'a>(parts: &[Part<'a>], family: Family) -> Result<(&'a str, Domain), ScenarioError> {
    let mut found: Option<(&'a str, Domain)> = None;
    let stated = parts.iter().filter(|part| part.2 == Role::Domain);
    for (name, _, _, content) in stated {
        let domain = match content {
            Content::Xml(root) => genius::domain(root),
            Content::Tree(node) if family == Family::GeniusWeb => geniusweb::domain(node),
            Content::Tree(node) => negmas::domain(node),
        };
        let domain = domain.map_err(|error| error.in_file(name))?;
        match &found {
            Some((first, other)) if other.issues != domain.issues => {
                return Err(ScenarioError::new(format!(
                    "disagrees with `{first}` about the issues"
                ))
                .in_file(name));
            }
            Some(_) => {}
            None => found = Some((name, domain)),
        }
    }
    if let Some(found) = found {
        return Ok(found);
    }
    let Some((name, _, _, content)) = parts.first() else {
        return Err(ScenarioError::new("there is no file with the issues"));
    };
    match content {
        Content::Xml(root) => genius::domain(root),
        Content::Tree(node) if family == Family::GeniusWeb => geniusweb::domain_of_profile(node),
        Content::Tree(_) => Err(ScenarioError::new("there is no file with the issues")
            .hint("a NegMAS folder has a file with a list of `issues`")),
    }
    .map(|domain| (*name, domain))
    .map_err(|error| error.in_file(name))
}

/// How the names of parts end.
const PART_ENDINGS: [&str; 4] = ["xml", "json", "yml", "yaml"];

/// Whether a name ends so. What a file is shows in its content; whether it is meant as a part of the
/// scenario, and not a backup of one, shows in its name.
fn is_named_like_one(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|it| ending(name).eq_ignore_ascii_case(it))
}

/// What follows the last dot.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |it| it.1)
}

/// Whether a name is the other with something about it: `u1.txt.bak`, `u1.txt~`, `#u1.txt#`.
fn is_copy_of(name: &str, other: &str) -> bool {
    let rest = name.trim_start_matches(['#', '.', '~']).strip_prefix(other);
    rest.is_some_and(|rest| rest.starts_with(['.', '~', '#']))
}

/// What a file is, by its content.
///
/// # Errors
/// It is a part, or named like one, and cannot be read: it must never be missing without a word.
fn recognise(name: &str, bytes: &[u8]) -> Result<Seen, ScenarioError> {
    let named = is_named_like_one(name, &PART_ENDINGS);
    let aside = |error: ScenarioError| {
        let hint = "if it is not part of the scenario, move it out of the folder";
        match named {
            true if error.hint.is_none() => Err(error.hint(hint)),
            true => Err(error),
            false => Ok(Seen::Other(None)),
        }
    };
    if bytes.len() > FILE_BYTES_MAX {
        return aside(ScenarioError::new(format!(
            "the file has {} MB; at most {} can be read",
            bytes.len() >> 20,
            FILE_BYTES_MAX >> 20
        )));
    }
    let whole = match text_of(bytes) {
        Ok(text) => text,
        Err(error) if is_root(xml::root_name(&String::from_utf8_lossy(bytes))) => {
            return Err(error);
        }
        Err(error) => return aside(error),
    };
    // Read in full, so that lines count from the top.
    let whole = whole.trim_start_matches('\u{feff}');
    let text = whole.trim();
    if text.is_empty() {
        return aside(ScenarioError::new("the file is empty"));
    }
    if text.starts_with('<') {
        let role = match xml::root_name(text) {
            Some(DOMAIN_ROOT) => Role::Domain,
            Some(PROFILE_ROOT) => Role::Profile,
            Some(other) if text.contains(&format!("<{PROFILE_ROOT}")) => {
                return aside(ScenarioError::new(format!(
                    "the file begins with <{other}>, and holds a <{PROFILE_ROOT}>"
                )));
            }
            Some(_) => return Ok(Seen::Other(None)),
            None => return aside(ScenarioError::new("the file ends before its first element")),
        };
        let root = Element::parse(whole)?;
        return Ok(Seen::Part(Family::Genius, role, Content::Xml(root)));
    }
    if is_named_like_one(name, &["xml"]) {
        // Genius lays a list of numbers beside its scenarios and calls it so.
        return match text.chars().all(|c| c.is_ascii_digit() || " \t\r\n.,;+-eE".contains(c)) {
            true => Ok(Seen::Other(None)),
            false => aside(ScenarioError::new("the file is not XML: it does not begin with `<`")),
        };
    }
    let yaml = is_named_like_one(name, &["yml", "yaml"]);
    let node = if is_named_like_one(name, &["json"]) || (text.starts_with(['{', '[']) && !yaml) {
        Node::from_json(whole)
    } else if yaml || text.lines().any(|line| KEYS.iter().any(|key| line.starts_with(key))) {
        Node::from_yaml(whole)
    } else {
        return Ok(Seen::Other(None));
    };
    match node {
        Ok(Node::Null) => aside(ScenarioError::new("the file is empty")),
        Ok(node) => Ok(match tree(&node)? {
            Some((family, role)) => Seen::Part(family, role, Content::Tree(node)),
            None => Seen::Other(profiles::lacks(&node)),
        }),
        Err(error) if MARKS.iter().any(|mark| text.contains(mark)) => Err(error),
        Err(error) => aside(error),
    }
}

/// The root elements of Genius files.
const DOMAIN_ROOT: &str = "negotiation_template";
const PROFILE_ROOT: &str = "utility_space";

/// What NegMAS files have at the start of a line.
const KEYS: [&str; 6] = ["issues:", "weights:", "values:", "type:", "ufun:", "outcome_ranges:"];

/// Words that nothing but a part of a scenario has.
const MARKS: [&str; 3] =
    ["\"LinearAdditiveUtilitySpace\"", "\"issuesValues\"", "\"issueUtilities\""];

fn is_root(name: Option<&str>) -> bool {
    matches!(name, Some(DOMAIN_ROOT | PROFILE_ROOT))
}

/// What a document of JSON or YAML is; none where it is no part of a scenario.
fn tree(node: &Node) -> Result<Option<(Family, Role)>, ScenarioError> {
    let has = |key: &str| node.get(key).is_some();
    if has("issuesValues") {
        return Ok(Some((Family::GeniusWeb, Role::Domain)));
    }
    if has("LinearAdditiveUtilitySpace") {
        return Ok(Some((Family::GeniusWeb, Role::Profile)));
    }
    if let Node::Map(entries) = node
        && let [(kind, inner)] = entries.as_slice()
        && (inner.get("issueUtilities").is_some()
            || inner.get("issueWeights").is_some()
            || (inner.get("domain").is_some() && inner.get("name").is_some()))
    {
        return Err(ScenarioError::new(format!("profiles of the kind `{kind}` are not supported"))
            .hint("LinearAdditiveUtilitySpace is"));
    }
    if has("utilities") && has("parties") {
        return Ok(Some((Family::Profiles, Role::Whole)));
    }
    if let Some(Node::List(issues)) = node.get("issues")
        && issues.iter().any(|issue| issue.get("name").is_some() || issue.get("values").is_some())
    {
        return Ok(Some((Family::Negmas, Role::Domain)));
    }
    let kind = ["type", "$type"].iter().find_map(|key| node.get(key));
    let profile = match kind {
        // The names of its utility functions end so, those that cannot be read as well.
        Some(Node::Text(kind)) => {
            let kind = kind.to_ascii_lowercase();
            kind.ends_with("ufun") || kind.ends_with("function")
        }
        Some(_) => false,
        None => matches!(node.get("weights"), Some(Node::List(_) | Node::Map(_))),
    };
    // Options within issues: nothing but profiles looks so.
    if let Some(Node::List(issues)) = node.get("utilities")
        && issues.iter().any(|issue| matches!(issue, Node::List(_)))
        && let Some(error) = profiles::lacks(node)
    {
        return Err(error);
    }
    Ok(profile.then_some((Family::Negmas, Role::Profile)))
}
