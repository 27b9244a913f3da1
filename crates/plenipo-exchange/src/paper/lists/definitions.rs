//! What a file says of its lists (ECMA-376 Part 1, 17.9): kinds, lists of a kind, and where these differ.

use std::collections::BTreeMap;

use super::super::PaperError;
use super::super::xml::{Met, is_on, value, walk};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// Letters that the text of a level may have; it is shown before every paragraph, and some files state any.
const TEXT_MAX: usize = 64;

/// A level of a list.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) start: u32,
    pub(super) format: String,
    /// `%1.` and the like.
    pub(super) text: String,
    /// Whether all its numbers are shown in decimal figures (17.9.4).
    pub(super) legal: bool,
    /// After which level, counted from 1, it begins again (17.9.10).
    pub(super) restart: Option<usize>,
    /// The style whose paragraphs stand at this level (17.9.23).
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

impl Level {
    fn set(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = value(attributes, "val").unwrap_or("");
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = value.to_owned(),
            "lvlText" => self.text = value.chars().take(TEXT_MAX).collect(),
            "isLgl" => self.legal = is_on(attributes),
            "lvlRestart" => self.restart = value.parse().ok(),
            "pStyle" => self.style = Some(value.to_owned()),
            _ => {}
        }
    }
}

/// A kind of list (`abstractNum`, 17.9.1).
#[derive(Debug, Clone, Default)]
struct Kind {
    levels: BTreeMap<usize, Level>,
    /// The style that it defines (17.9.27), and that whose levels it takes (17.9.21).
    defines: Option<String>,
    takes: Option<String>,
}

/// A list of a kind (`num`, 17.9.15).
#[derive(Debug, Clone, Default)]
struct List {
    kind: String,
    /// Levels of its own (17.9.8), and starts of its own (17.9.26).
    own: BTreeMap<usize, Level>,
    anew: BTreeMap<usize, u32>,
}

/// All that a file says of its lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Definitions {
    kinds: BTreeMap<String, Kind>,
    lists: BTreeMap<String, List>,
}

impl Definitions {
    pub(super) fn read(text: &str) -> Result<Definitions, PaperError> {
        let mut all = Definitions::default();
        let mut kind: Option<String> = None;
        let mut list: Option<String> = None;
        let mut level: Option<usize> = None;
        walk(text, "numbering.xml", &mut |met| match met {
            Met::Open("abstractNum", true, attributes) => {
                kind = value(attributes, "abstractNumId").map(str::to_owned);
                level = None;
            }
            Met::Close("abstractNum", true) => kind = None,
            Met::Open("num", true, attributes) => {
                list = value(attributes, "numId").map(str::to_owned);
                level = None;
            }
            Met::Close("num", true) => list = None,
            Met::Open(name @ ("lvl" | "lvlOverride"), true, attributes) => {
                let at = value(attributes, "ilvl").and_then(|it| it.parse().ok());
                level = at.filter(|it| *it < LEVELS);
                if let (Some(list), Some(level), "lvl") = (&list, level, name) {
                    all.lists.entry(list.clone()).or_default().own.entry(level).or_default();
                }
            }
            Met::Open(name, true, attributes) => {
                let val = value(attributes, "val").unwrap_or("").to_owned();
                if let Some(list) = &list {
                    let of = all.lists.entry(list.clone()).or_default();
                    match (name, level) {
                        ("abstractNumId", _) => of.kind = val,
                        ("startOverride", Some(level)) => {
                            of.anew.insert(level, val.parse().unwrap_or(1));
                        }
                        (name, Some(level)) => {
                            of.own
                                .get_mut(&level)
                                .into_iter()
                                .for_each(|it| it.set(name, attributes));
                        }
                        _ => {}
                    }
                } else if let Some(kind) = &kind {
                    let of = all.kinds.entry(kind.clone()).or_default();
                    match (name, level) {
                        ("styleLink", _) => of.defines = Some(val),
                        ("numStyleLink", _) => of.takes = Some(val),
                        (name, Some(level)) => {
                            of.levels.entry(level).or_default().set(name, attributes)
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        })?;
        Ok(all)
    }

    /// The kind of the list called `id`: where that takes the levels of a style, the kind that defines it.
    pub(super) fn kind(&self, id: &str) -> Option<&str> {
        let own = self.lists.get(id)?.kind.as_str();
        let takes = self.kinds.get(own).and_then(|it| it.takes.as_ref());
        let defining = takes
            .and_then(|style| self.kinds.iter().find(|(_, it)| it.defines.as_ref() == Some(style)));
        Some(defining.map_or(own, |(name, _)| name.as_str()))
    }

    /// The level `at` of the list called `id`.
    pub(super) fn level(&self, id: &str, at: usize) -> Option<&Level> {
        let own = self.lists.get(id)?.own.get(&at);
        own.or_else(|| self.kinds.get(self.kind(id)?)?.levels.get(&at))
    }

    /// With what the level `at` of the list called `id` begins anew, where it does.
    pub(super) fn begins_anew(&self, id: &str, at: usize) -> Option<u32> {
        self.lists.get(id)?.anew.get(&at).copied()
    }

    /// The level of the list called `id` that belongs to the style called `style`.
    pub(super) fn level_of(&self, id: &str, style: &str) -> Option<usize> {
        (0..LEVELS).find(|at| {
            self.level(id, *at).and_then(|it| it.style.as_deref()).is_some_and(|it| it == style)
        })
    }
}
