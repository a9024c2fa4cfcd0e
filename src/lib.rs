//! Frontis reads the front matter of conference proceedings into records and linked data.
//!
//! Text becomes a [`document`], a document becomes a [`record::Volume`] with diagnostics, a volume becomes quads, quads
//! become a store. The upper half knows text and never RDF, the lower half RDF and never text.

pub mod answer;
pub mod audit;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod collate;
pub mod curation;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod export;
pub mod graph;
pub mod history;
pub mod intake;
pub mod layout;
pub mod lexicon;
pub mod link;
pub mod list;
pub mod picture;
pub mod query;
pub mod record;
pub mod release;
pub mod section;
pub mod source;
pub mod store;
pub mod terminal;
pub mod why;
