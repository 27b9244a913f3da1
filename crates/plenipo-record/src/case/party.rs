//! Parties, their people, and who speaks.

use jiff::civil::Date;

use super::id::{Id, Ix};
use super::meta::Meta;

/// A side, a mediator, or anybody whose consent or obstruction matters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Party {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Full name.
    pub name: String,
    /// Short name for columns.
    pub short: Option<String>,
    /// What it is in this negotiation; several at once.
    pub roles: Vec<Role>,
    /// In whose diplomatic tradition its words are read, e.g. `chinese`; unknown where absent.
    pub tradition: Option<Id>,
    /// Names in words by which it, or an office that speaks for it, stands where somebody speaks, e.g.
    /// `Russian Foreign Ministry`.
    pub also_known_as: Vec<String>,
    /// Place in lists, lowest first; parties without one follow in order of id.
    pub order: Option<i64>,
}

impl Party {
    /// Whether it has `role`.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The short name, else the full one.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// What a party is in a negotiation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// One whose acceptance makes the agreement.
    Principal,
    /// One who carries texts between the principals.
    Mediator,
    /// One who would stand behind the agreement.
    Guarantor,
    /// One who would gain by it.
    Beneficiary,
    /// One who is heard.
    Observer,
    /// One who could stop it.
    CanObstruct,
}

impl Role {
    /// Every role with its word.
    pub const ALL: [(Role, &'static str); 6] = [
        (Role::Principal, "principal"),
        (Role::Mediator, "mediator"),
        (Role::Guarantor, "guarantor"),
        (Role::Beneficiary, "beneficiary"),
        (Role::Observer, "observer"),
        (Role::CanObstruct, "can-obstruct"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, word)| word)
    }
}

/// Somebody who speaks or is present.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// The party the person belongs to.
    pub party: Option<Ix<Party>>,
    /// Offices held, with or without dates.
    pub offices: Vec<Office>,
    /// Who the person is beside any office, in words ("the president's brother").
    pub described_as: Option<String>,
    /// With what authority the person speaks for the party: 1 the highest. Not known where absent.
    pub rank: Option<u32>,
}

/// An office.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Its title.
    pub office: String,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known.
    pub until: Option<Date>,
}

/// Who said something.
#[derive(Debug, Clone, PartialEq)]
pub enum Speaker {
    /// A person of this record.
    Person(Ix<Person>),
    /// A party of this record, the person unnamed.
    Party(Ix<Party>),
    /// Somebody else, in words ("officials, unnamed").
    Named(String),
}
