//! An organisation as an authority file describes it, before it goes into tables.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organisation {
    /// IRI.
    pub id: String,
    pub names: Vec<Name>,
    pub places: Vec<Place>,
    /// Bits of [`TYPES`].
    pub types: u16,
    pub status: Status,
    pub established: Option<i32>,
    pub relations: Vec<(Relation, String)>,
    /// Identifiers elsewhere: scheme and value.
    pub external: Vec<(String, String)>,
    /// An encyclopaedia has an article on it.
    pub article: bool,
    /// How often strings meant it: see [`super::usage`].
    pub usage: [u16; 4],
}

#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub text: String,
    pub kind: NameKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameKind {
    /// The one to show.
    Display = 0,
    #[default]
    Label = 1,
    Alias = 2,
    Acronym = 3,
    /// Another, turned round: `X University` for `University of X`.
    Turned = 4,
    /// A part of another.
    Part = 5,
    /// Another without the city at its end: `University of X` for `University of X, Y`.
    Cityless = 6,
    /// Of the table of well-known names.
    Known = 7,
}

impl NameKind {
    pub fn of(code: u32) -> Self {
        [Self::Display, Self::Label, Self::Alias, Self::Acronym, Self::Turned, Self::Part, Self::Cityless, Self::Known]
            .get(code as usize)
            .copied()
            .unwrap_or(Self::Part)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub city: String,
    pub region: String,
    /// ISO 3166.
    pub country: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Active,
    Inactive,
    Withdrawn,
}

/// What another organisation is to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Relation {
    Parent = 0,
    Child = 1,
    Related = 2,
    Successor = 3,
    Predecessor = 4,
}

impl Relation {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "parent" => Self::Parent,
            "child" => Self::Child,
            "related" => Self::Related,
            "successor" => Self::Successor,
            "predecessor" => Self::Predecessor,
            _ => return None,
        })
    }

    pub fn of(code: u32) -> Self {
        [Self::Parent, Self::Child, Self::Related, Self::Successor, Self::Predecessor].get(code as usize).copied().unwrap_or(Self::Related)
    }

    pub fn turned(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Related => Self::Related,
            Self::Successor => Self::Predecessor,
            Self::Predecessor => Self::Successor,
        }
    }
}

/// Kinds of organisation, by the bit of [`Organisation::types`].
pub const TYPES: &[&str] = &["education", "healthcare", "company", "government", "facility", "nonprofit", "funder", "archive", "other"];

/// The bit of a kind.
pub fn type_bit(name: &str) -> u16 {
    TYPES.iter().position(|t| t.eq_ignore_ascii_case(name)).map_or(0, |at| 1 << at)
}
