//! Other vocabularies: a file of `queries/map` says by CONSTRUCT how our terms are put in another's.

use super::{Format, Writer};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Dataset, GraphName, Quad};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use std::io;

/// Our vocabulary, for its matches with others.
const VOCABULARY: &str = include_str!("../../ontologies/fm.ttl");

/// Prefixes of other vocabularies, for people.
pub const PREFIXES: &[(&str, &str)] = &[
    ("conf", "https://w3id.org/scholarlydata/ontology/conference-ontology.owl#"),
    ("fabio", "http://purl.org/spar/fabio/"),
    ("frbr", "http://purl.org/vocab/frbr/core#"),
    ("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    ("pro", "http://purl.org/spar/pro/"),
];

/// A format out of a query; the first line of the query is what it is called.
pub const fn format(name: &'static str, extensions: &'static [&'static str], query: &'static str) -> Format {
    let bytes = query.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'\n' {
        end += 1;
    }
    let title = query.split_at(end).0.split_at(2).1;
    Format { name, title, readers: "tools of that vocabulary", extensions, media_type: "text/turtle", write: Writer::Map(query) }
}

/// What a query makes of the union of quads; in a query's order, each once.
pub fn mapped(query: &str, quads: impl Iterator<Item = Quad>) -> io::Result<Vec<Quad>> {
    let mut dataset: Dataset = quads.collect();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(VOCABULARY) {
        dataset.insert(&quad.map_err(io::Error::other)?);
    }
    let prepared = SparqlEvaluator::new().parse_query(query).map_err(io::Error::other)?;
    let QueryResults::Graph(triples) = prepared.on_queryable_dataset(&dataset).execute().map_err(io::Error::other)? else {
        return Err(io::Error::other("a query of queries/map gives no graph"));
    };
    triples.map(|triple| Ok(triple.map_err(io::Error::other)?.in_graph(GraphName::DefaultGraph))).collect()
}
