//! A volume as quads.

use crate::diagnostic::Diagnostic;
use crate::record::Volume;
use crate::source::Sources;
use oxigraph::model::Quad;

/// The prefixes of all that Frontis writes.
pub const PREFIXES: &[(&str, &str)] = &[
    ("bibtex", "http://purl.org/net/nknouf/ns/bibtex#"),
    ("dblp", "https://dblp.org/rdf/schema#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fm", "https://w3id.org/frontis/ns#"),
    ("kind", "https://w3id.org/frontis/kind/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("role", "https://w3id.org/frontis/role/"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The base of all IRIs.
pub struct Base(String);

impl Base {
    pub fn new(base: &str) -> Self {
        Self(base.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The run that publishes.
pub struct Run {
    pub started: Option<String>,
    pub version: &'static str,
}

/// Says a volume in quads.
pub fn describe(_volume: &Volume, _sources: &Sources, _base: &Base, _run: &Run, _warnings: &[Diagnostic], _emit: &mut dyn FnMut(Quad)) {}
