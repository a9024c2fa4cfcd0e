//! Places of sources as people know them: file, line, column, and the words that stand there.

use crate::error::Error;
use crate::graph::evidence::{SourceText, parse};
use crate::store::Store;
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;

/// The sources that places lie in, opened as they are needed.
pub struct Places<'s> {
    store: &'s Store,
    sources: BTreeMap<String, Source>,
}

struct Source {
    name: String,
    text: Option<SourceText>,
}

/// A range of characters of a source.
pub struct Place<'p> {
    pub source: &'p str,
    /// The name of the file.
    pub file: &'p str,
    /// Characters from 0, end exclusive.
    pub start: usize,
    pub end: usize,
    /// `None` where the store keeps no copy.
    pub text: Option<&'p SourceText>,
}

impl<'s> Places<'s> {
    pub fn new(store: &'s Store) -> Self {
        Self { store, sources: BTreeMap::new() }
    }

    /// The place that an IRI names; `None` where it names none.
    pub fn find<'p>(&'p mut self, iri: &'p str) -> Result<Option<Place<'p>>, Error> {
        let Some((source, start, end)) = parse(iri) else { return Ok(None) };
        if !self.sources.contains_key(source) {
            let hash = source.rsplit_once("/sha256-").map_or("", |(_, hash)| hash);
            let text = if hash.is_empty() { None } else { self.store.source(hash)? };
            let label = self.store.label(&NamedNode::new_unchecked(source))?;
            let name = label.unwrap_or_else(|| source.rsplit('/').next().unwrap_or_default().to_owned());
            self.sources.insert(source.to_owned(), Source { name, text: text.map(SourceText::new) });
        }
        let known = self.sources.get(source);
        Ok(known.map(|known| Place { source, file: &known.name, start, end, text: known.text.as_ref() }))
    }
}
