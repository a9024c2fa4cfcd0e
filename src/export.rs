//! Quads written out. A format is one line of [`FORMATS`] and one function; output is sorted, so that equal data give
//! equal files.

pub mod jsonld;
pub mod lines;
pub mod rdf;
pub mod turtle;

use oxigraph::model::{GraphName, Quad};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a writer knows beside the quads.
pub struct Context<'a> {
    /// The base of our IRIs, with its final slash.
    pub base: &'a str,
}

/// A way to write quads.
pub struct Format {
    pub name: &'static str,
    pub title: &'static str,
    pub extensions: &'static [&'static str],
    pub media_type: &'static str,
    /// Whether it holds named graphs; otherwise it gets the union of the graphs.
    pub graphs: bool,
    pub write: fn(&[Quad], &Context<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "turtle",
        title: "Turtle for people: prefixes, grouped by thing",
        extensions: &["ttl"],
        media_type: "text/turtle",
        graphs: false,
        write: turtle::write,
    },
    Format {
        name: "trig",
        title: "Turtle with named graphs",
        extensions: &["trig"],
        media_type: "application/trig",
        graphs: true,
        write: turtle::write,
    },
    Format {
        name: "ntriples",
        title: "one triple a line",
        extensions: &["nt"],
        media_type: "application/n-triples",
        graphs: false,
        write: rdf::write_ntriples,
    },
    Format {
        name: "nquads",
        title: "one triple and its graph a line",
        extensions: &["nq"],
        media_type: "application/n-quads",
        graphs: true,
        write: rdf::write_nquads,
    },
    Format {
        name: "rdfxml",
        title: "RDF/XML",
        extensions: &["rdf", "xml", "owl"],
        media_type: "application/rdf+xml",
        graphs: false,
        write: rdf::write_rdfxml,
    },
    Format {
        name: "jsonld",
        title: "JSON-LD by our context, with named graphs",
        extensions: &["jsonld"],
        media_type: "application/ld+json",
        graphs: true,
        write: jsonld::write,
    },
];

/// A format by its name or one of its extensions.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name || f.extensions.contains(&name))
}

/// The names of all formats, for messages.
pub fn names() -> String {
    FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
}

impl Format {
    /// Writes quads; for a format without graphs, their union without the evidence.
    pub fn export(&self, quads: Vec<Quad>, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.graphs {
            return (self.write)(&sorted(quads), context, out);
        }
        let evidence = format!("{}graph/evidence/", context.base);
        let union = quads.into_iter().filter_map(|mut quad| {
            if matches!(&quad.graph_name, GraphName::NamedNode(g) if g.as_str().starts_with(&evidence)) {
                return None;
            }
            quad.graph_name = GraphName::DefaultGraph;
            Some(quad)
        });
        (self.write)(&sorted(union), context, out)
    }
}

/// In the order of graph, subject, predicate, object, each once.
pub fn sorted(quads: impl IntoIterator<Item = Quad>) -> Vec<Quad> {
    let keyed: BTreeMap<[String; 4], Quad> = quads
        .into_iter()
        .map(|q| {
            let key = [q.graph_name.to_string(), q.subject.to_string(), q.predicate.as_str().to_owned(), q.object.to_string()];
            (key, q)
        })
        .collect();
    keyed.into_values().collect()
}
