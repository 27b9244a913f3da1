//! What each file is, by its content, and the scenario they make together.

use super::model::{Issue, Party, Scenario, check_issues};
use super::node::Node;
use super::xml::Element;
use super::{FILE_BYTES_MAX, ScenarioError, genius, geniusweb, negmas, profiles};

/// The families of formats; the files of one scenario belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Genius,
    GeniusWeb,
    Negmas,
    Profiles,
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
    pub(super) issues: Vec<Issue>,
}

/// Reads a scenario from its files, given as name and content.
///
/// Files that are no part of a scenario (notes, solutions, pictures) are left aside and named in
/// [`Scenario::notes`].
///
/// ```
/// use plenipo::scenario::read;
///
/// let profiles = br#"{ "parties": 2, "utilities": [[[1.0, 0.0], [0.0, 2.0]]] }"#;
/// let scenario = read(&[("profiles.json".to_owned(), profiles.to_vec())])?;
/// assert_eq!(scenario.parties.len(), 2);
/// assert_eq!(scenario.issues[0].values.len(), 2);
/// # Ok::<(), plenipo::scenario::ScenarioError>(())
/// ```
///
/// # Errors
/// A [`ScenarioError`] that names the file: not readable as what it looks like, numbers that are
/// none, negative weights, too many options, files that disagree about the issues.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<Scenario, ScenarioError> {
    let mut order: Vec<&(String, Vec<u8>)> = files.iter().collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let mut notes = Vec::new();
    let mut parts: Vec<(&str, Family, Role, Content)> = Vec::new();
    for (name, bytes) in order {
        match recognise(bytes).map_err(|error| error.in_file(name))? {
            Some((family, role, content)) => parts.push((name, family, role, content)),
            None => notes.push(format!("{name} is no part of a scenario and was left aside")),
        }
    }
    let Some(&(first_name, family, ..)) = parts.first() else {
        return Err(ScenarioError::new("none of the files is part of a scenario").hint(
            "Genius XML, GeniusWeb JSON, NegMAS YAML or JSON, or profiles with `utilities`",
        ));
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
                "`{name}` is a scenario by itself, but there are other files of scenarios"
            )));
        }
        let Content::Tree(node) = content else { unreachable_content(name)? };
        let scenario = profiles::read(node).map_err(|error| error.in_file(name))?;
        return with_notes(scenario, notes);
    }
    let domain = domain(&parts, family)?;
    check_issues(&domain.issues)?;
    let mut parties: Vec<Party> = Vec::new();
    for (name, _, role, content) in &parts {
        if *role != Role::Profile {
            continue;
        }
        let stem = name.rsplit('/').next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let party = match (family, content) {
            (Family::Genius, Content::Xml(root)) => genius::party(root, stem, &domain.issues),
            (Family::GeniusWeb, Content::Tree(node)) => {
                geniusweb::party(node, stem, &domain.issues)
            }
            (_, Content::Tree(node)) => negmas::party(node, stem, &domain.issues),
            _ => unreachable_content(name)?,
        };
        parties.push(party.map_err(|error| error.in_file(name))?);
    }
    let scenario =
        Scenario { name: domain.name, issues: domain.issues, parties, notes: Vec::new() };
    with_notes(scenario, notes)
}

/// The content of a file always fits its family: [`recognise`] pairs them.
fn unreachable_content<T>(name: &str) -> Result<T, ScenarioError> {
    Err(ScenarioError::new("the file is not what it looked like").in_file(name))
}

fn with_notes(mut scenario: Scenario, notes: Vec<String>) -> Result<Scenario, ScenarioError> {
    scenario.notes.extend(notes);
    let reals = scenario.issues.iter().filter_map(|issue| match issue.values {
        super::Values::Reals { steps, .. } => {
            Some(format!("issue `{}` is continuous; {steps} even steps stand for it", issue.name))
        }
        _ => None,
    });
    let reals: Vec<String> = reals.collect();
    scenario.notes.extend(reals);
    scenario.checked()
}

/// The issues: from the domain file, or from the first profile when there is none. Files that
/// state issues must agree with it; the parties' files are checked against it one by one.
fn domain(
    parts: &[(&str, Family, Role, Content)],
    family: Family,
) -> Result<Domain, ScenarioError> {
    let mut found: Option<(&str, Domain)> = None;
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
    if let Some((_, domain)) = found {
        return Ok(domain);
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
    .map_err(|error| error.in_file(name))
}

fn recognise(bytes: &[u8]) -> Result<Option<(Family, Role, Content)>, ScenarioError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(ScenarioError::new(format!(
            "the file has {} MB; at most {} can be read",
            bytes.len() >> 20,
            FILE_BYTES_MAX >> 20
        )));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        let root = Element::parse(text)?;
        let role = match root.name.as_str() {
            "negotiation_template" => Role::Domain,
            "utility_space" => Role::Profile,
            _ => return Ok(None),
        };
        return Ok(Some((Family::Genius, role, Content::Xml(root))));
    }
    let node = if text.starts_with(['{', '[']) {
        Node::from_json(text)?
    } else if text.contains("issues:") || text.contains("weights:") || text.contains("type:") {
        Node::from_yaml(text)?
    } else {
        return Ok(None);
    };
    let has = |key: &str| node.get(key).is_some();
    let kind = if has("issuesValues") {
        (Family::GeniusWeb, Role::Domain)
    } else if has("LinearAdditiveUtilitySpace") {
        (Family::GeniusWeb, Role::Profile)
    } else if has("utilities") && has("parties") {
        (Family::Profiles, Role::Whole)
    } else if has("issues") {
        (Family::Negmas, Role::Domain)
    } else if has("type") || has("$type") || has("weights") {
        (Family::Negmas, Role::Profile)
    } else {
        return Ok(None);
    };
    Ok(Some((kind.0, kind.1, Content::Tree(node))))
}
