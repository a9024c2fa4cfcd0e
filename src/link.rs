//! The world outside.

pub mod affiliation;
pub mod authority;
pub mod client;
pub mod dblp;
pub mod index;
pub mod matching;
pub mod proposal;
pub mod ror;
pub mod score;
pub mod service;
pub mod wikidata;
